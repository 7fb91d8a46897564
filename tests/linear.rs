//! The work for a text grows as the text does. Instructions are counted (by valgrind's callgrind), not seconds, so that the figures are
//! the same on a busy machine: each shape is doubled three times, and each doubling may add little more than twice what the one before
//! it added.
//!
//! `cargo test --test linear NAME` measures those whose name contains NAME; `RECTO_LINEAR=1` measures the neighbours of each shape too, and
//! `RECTO_LINEAR=16` makes all of them sixteen times as large, which shows what small texts hide.
#![allow(clippy::disallowed_methods, reason = "tests run a program and read what it writes")]

#[path = "support/callgrind.rs"]
mod callgrind;
#[path = "linear/shapes.rs"]
mod shapes;

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use libtest_mimic::{Arguments, Trial};
use recto::import::{self, BankFile, ImportHistory, ImportOptions};
use recto::incremental::Session;
use recto::site::{Output, PageOutput};
use recto::{Input, Options, Source, ThemeFile};
use shapes::{SHAPES, Shape};

/// Sizes of a shape: 1, 2, 4, 8 times its base.
const DOUBLINGS: u32 = 3;
/// A doubling of something linear adds 2 times what the one before added; of n log n at these sizes up to 2.3; of a square 4. What is made in
/// steps (tables that grow) lies between.
const MOST: f64 = 3.0;
/// Instructions that differ between two equal runs, by where in memory things lie; below it no ratio is taken.
const NOISE: u64 = 300_000;
/// Processes of valgrind at a time: it has no use for a second core.
const LANES: usize = 2;

fn main() {
    if let Some(lane) = std::env::var("RECTO_LINEAR_LANE").ok().and_then(|lane| lane.parse().ok()) {
        return measure(lane);
    }
    let arguments = Arguments::from_args();
    let has_valgrind = callgrind::is_installed();
    // Those that are asked for by name are measured in any form.
    let in_form = |shape: &&Shape| !shape.is_neighbour || is_long() || arguments.filter.is_some();
    let wanted = |shape: &&Shape| in_form(shape) && arguments.filter.as_ref().is_none_or(|filter| shape.name.contains(filter.as_str()));
    let names: Vec<&str> = SHAPES.iter().filter(wanted).map(|shape| shape.name).collect();
    let counted = if has_valgrind && !arguments.list && !names.is_empty() { count(&names) } else { BTreeMap::new() };
    let trial = |shape: &Shape| {
        let counts = counted.get(shape.name).cloned().unwrap_or_default();
        let name = shape.name;
        Trial::test(name, move || judge(name, &counts).map_err(Into::into)).with_ignored_flag(!has_valgrind)
    };
    libtest_mimic::run(&arguments, SHAPES.iter().filter(in_form).map(trial).collect()).exit();
}

/// Whether instructions, counted for sizes that double, grow as the sizes do.
fn judge(name: &str, counts: &[u64]) -> Result<(), String> {
    if counts.len() != DOUBLINGS as usize + 1 {
        return Err(format!("not measured: {counts:?}"));
    }
    let added: Vec<u64> = counts.windows(2).map(|two| two[1].saturating_sub(two[0])).collect();
    let ratios: Vec<f64> = added.windows(2).map(|two| two[1] as f64 / two[0].max(NOISE) as f64).collect();
    let shown = ratios.iter().map(|ratio| format!("{ratio:.2}")).collect::<Vec<_>>().join(" ");
    if std::env::var_os("RECTO_LINEAR_SHOW").is_some() {
        eprintln!("{name}: {shown} {counts:?}");
    }
    // Where something is made once the text is large enough, one doubling adds more and the next does not.
    if ratios.last().is_some_and(|last| *last > MOST) {
        return Err(format!("doubling the text adds {shown} times what the doubling before added; instructions: {counts:?}"));
    }
    Ok(())
}

/// The instructions for each size of each shape.
fn count(names: &[&str]) -> BTreeMap<String, Vec<u64>> {
    let folder = std::env::temp_dir().join(format!("recto-linear-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let program = without_lines(&folder);
    std::thread::scope(|threads| {
        for lane in 0..LANES {
            let mine: Vec<&str> = names.iter().copied().skip(lane).step_by(LANES).collect();
            let out = folder.join(format!("lane{lane}"));
            let program = &program;
            threads.spawn(move || run_lane(lane, &mine, program, &out));
        }
    });
    let mut counted = BTreeMap::new();
    for lane in 0..LANES {
        let mine = names.iter().copied().skip(lane).step_by(LANES);
        for (number, name) in mine.enumerate() {
            let first = number * (DOUBLINGS as usize + 1);
            let dumps = first + 1..=first + 1 + DOUBLINGS as usize;
            counted.insert(
                name.to_string(),
                dumps.filter_map(|dump| callgrind::instructions(&folder.join(format!("lane{lane}.{dump}")))).collect(),
            );
        }
    }
    fs::remove_dir_all(&folder).unwrap();
    counted
}

fn run_lane(lane: usize, names: &[&str], program: &Path, out: &Path) {
    let function = linked_name(&fs::read(program).unwrap(), "_ZN6linear13measured_work17h");
    let output = callgrind::command(out)
        .arg("--demangle=no")
        .args([format!("--zero-before={function}"), format!("--dump-after={function}")])
        .arg(program)
        .env("RECTO_LINEAR_LANE", lane.to_string())
        .env("RECTO_LINEAR_NAMES", names.join("\n"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// This program without the lines of its sources: callgrind looks each instruction's up for each dump, which takes longer than to count.
/// Where the tool is missing, with them.
fn without_lines(folder: &Path) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let stripped = folder.join("linear");
    let strip = Command::new("strip").args(["--strip-debug", "-o"]).args([&stripped, &program]).status();
    if strip.is_ok_and(|status| status.success()) { stripped } else { program }
}

/// The name by which the linker knows a function: its path, and a hash.
fn linked_name(program: &[u8], path: &str) -> String {
    let start = memchr::memmem::find(program, format!("\0{path}").as_bytes()).expect("the function's name in the program") + 1;
    let name = program[start..].iter().take_while(|byte| **byte != 0).copied().collect();
    String::from_utf8(name).unwrap()
}

/// What runs under valgrind: all sizes of the shapes of a lane, one after the other, on one thread.
fn measure(_lane: usize) {
    let names = std::env::var("RECTO_LINEAR_NAMES").unwrap_or_default();
    let scale: usize = std::env::var("RECTO_LINEAR").ok().and_then(|scale| scale.parse().ok()).unwrap_or(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| {
        let mut session = Session::default();
        // The theme and the grammars are read once.
        work(&mut session, input(vec![("content/t/a.md".into(), "# Q?\n\n## Answer\n\n<b>x</b> $x$\n\n```ini\nx\n```\n".into())]));
        for name in names.lines() {
            let shape = SHAPES.iter().find(|shape| shape.name == name).unwrap();
            for doubling in 0..=DOUBLINGS {
                let files = (shape.files)((shape.base * scale / 4).max(1) << doubling);
                let given = if files[0].0.starts_with(shapes::BANK) { Given::Bank(bank(files)) } else { Given::Guide(input(files)) };
                measured_work(&mut session, given);
            }
        }
    });
}

fn input(mut files: Vec<(String, String)>) -> Input {
    if files.iter().all(|(path, _)| path != "book.toml") {
        files.push(("book.toml".into(), "[book]\nid = \"x\"\ntitle = \"X\"\n".into()));
    }
    files.sort();
    let mut input = Input::default();
    for (path, text) in files {
        input.sources.add(Source::new(path, text));
    }
    // Reading the theme's templates is most of the work for a small text. What they are given is made all the same.
    if !is_long() {
        input.theme.extend(TEMPLATES.iter().map(|path| ThemeFile { path: path.clone(), bytes: Vec::new().into() }));
    }
    input
}

/// The paths of the theme's templates.
static TEMPLATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let files = walkdir::WalkDir::new(folder.join("templates")).sort_by_file_name().into_iter().flatten();
    let files = files.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(&folder).unwrap().to_string_lossy().into_owned()).collect()
});

fn is_long() -> bool {
    std::env::var_os("RECTO_LINEAR").is_some()
}

/// What a shape is given to.
enum Given {
    Guide(Input),
    Bank(Vec<BankFile>),
}

fn bank(files: Vec<(String, String)>) -> Vec<BankFile> {
    files.into_iter().map(|(path, text)| BankFile { path, bytes: text.into_bytes().into() }).collect()
}

/// valgrind counts from this function's start to its end.
#[inline(never)]
fn measured_work(session: &mut Session, given: Given) {
    match given {
        Given::Guide(input) => work(session, input),
        Given::Bank(files) => {
            let options = ImportOptions { topic: "t".into(), ..ImportOptions::default() };
            let mut bank = import::read(&files, &options);
            black_box(import::plan(&mut bank, &options, &ImportHistory::default(), &BTreeMap::new()));
            for found in &bank.diagnostics {
                let places = found.at.map(|at| bank.sources.get(at.source).line_column(at.span.start as usize));
                black_box(places);
            }
        }
    }
}

/// Whether what cards say is in it. The rest is the same for each text, and most of the work for a small one.
fn depends_on_text(output: &Output) -> bool {
    use PageOutput::{App, Contribute, NotFound, WebManifest};
    !matches!(output, Output::Static(_) | Output::Page(App(_) | Contribute | NotFound | WebManifest))
}

/// All that is done for a guide: `check` with its advice, and each page, deck and search file.
fn work(session: &mut Session, input: Input) {
    let compiled = session.compile(input, &Options::default());
    black_box(compiled.lint(None));
    let Some(site) = &compiled.site else { return };
    for (path, output) in site.outputs().iter().filter(|(_, output)| is_long() || depends_on_text(output)) {
        black_box(site.write(path, output, &|_, bytes| _ = black_box(bytes)).is_ok());
    }
}
