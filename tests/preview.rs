//! `recto serve` while the author works: what is shown is always what a fresh build would publish, of the state before a save or after it,
//! and never a mixture.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

#[path = "support/random.rs"]
mod random;
mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use recto::search::collect_files;
use recto::{AssetFile, Input, Options, Source, ThemeFile};
use support::guide::{CARD, Guide};
use support::server::{PATIENCE, Server, page_with, wait};

use random::Random;

/// A site as a build of the guide as it lies on disk would publish it; `Err` with the errors that prevent one.
fn fresh(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, Vec<String>> {
    let mut input = Input::default();
    for (path, bytes) in support::files(root) {
        let hidden = path.split('/').any(|part| part.starts_with(['_', '.']));
        match path.strip_prefix("content/") {
            _ if path == "book.toml" || path.ends_with(".md") && path.starts_with("content/") && !hidden => {
                input.sources.add(Source::new(&*path, String::from_utf8(bytes).unwrap()));
            }
            Some(asset) if !hidden => input.assets.push(AssetFile { path: asset.to_string(), bytes: bytes.into() }),
            _ => {}
        }
        if let Some(file) = path_in_theme(root, &path) {
            input.theme.push(file);
        }
    }
    let compiled = recto::compile(input, &Options { preview: true, ..Options::default() });
    let Some(site) = compiled.site else { return Err(compiled.diagnostics.into_iter().map(|d| d.message).collect()) };
    let mut files = BTreeMap::new();
    for (path, output) in site.outputs() {
        let made = collect_files(|sink| site.write(path, output, sink).unwrap());
        files.extend(made.into_iter().map(|(path, bytes)| (path.as_str().to_string(), bytes)));
    }
    Ok(files)
}

fn path_in_theme(root: &Path, path: &str) -> Option<ThemeFile> {
    let below = path.strip_prefix("themes/mine/")?;
    Some(ThemeFile { path: below.to_string(), bytes: fs::read(root.join(path)).ok()?.into() })
}

/// A page as a build publishes it: without what serving adds.
fn published(page: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(page.clone()) else { return page };
    let Some((before, rest)) = text.split_once("<script src=\"/_recto/reload.js\" defer data-version=\"") else { return page };
    let after = rest.split_once("></script>\n").unwrap().1;
    format!("{before}{after}").into_bytes()
}

#[test]
fn a_mistake_is_told_over_the_last_good_page_and_goes_when_mended() {
    let guide = Guide::new();
    let server = Server::start(&guide, &[]);
    let told = server.listen();
    wait(&told, "the first state", |state| state["problems"].is_null() && state["version"].is_string());
    let first = told.lock().unwrap()["version"].clone();

    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "[More](nowhere.md). Rows"));
    wait(&told, "the mistake", |state| {
        state["problems"]["text"].as_str().is_some_and(|text| text.contains("content/databases/phantom-read.md:8:8"))
    });
    assert_eq!(told.lock().unwrap()["problems"]["title"], "1 error");
    assert_eq!(told.lock().unwrap()["version"], first, "the pages have not changed");
    assert!(String::from_utf8_lossy(&server.page("/databases/phantom-read.html").1).contains("Rows that appear."));

    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "New rows"));
    wait(&told, "the fixed guide", |state| state["problems"].is_null() && state["version"] != first);
    let version = told.lock().unwrap()["version"].as_str().unwrap().to_string();
    let page = page_with(&server, "/databases/phantom-read.html", "New rows that appear.");
    assert!(page.contains(&format!("data-version=\"{version}\"")) && page.contains("connect-src 'self'"), "{page}");
    // The terminal hears of it after the browser.
    wait(&told, "the line in the terminal", |_| {
        server.log.lock().unwrap().contains("content/databases/phantom-read.md changed, shown after ")
    });
}

#[test]
fn a_guide_that_starts_with_mistakes_is_shown_once_they_are_mended() {
    let guide = Guide::new();
    guide.write("content/databases/phantom-read.md", "---\nlevel: mid\n---\n");
    let server = Server::start(&guide, &[]);
    let (status, page) = server.page("/");
    assert_eq!(status, 503);
    assert!(String::from_utf8_lossy(&page).contains("_recto/reload.js"));
    let told = server.listen();
    wait(&told, "the first state", |state| state["problems"].is_null() && state["version"].is_string());
    let first = told.lock().unwrap()["version"].clone();
    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "[More](elsewhere.md). Rows"));
    wait(&told, "a page with the other mistake", |state| state["version"] != first);
    page_with(&server, "/", "elsewhere.md");
    guide.write("content/databases/phantom-read.md", CARD);
    page_with(&server, "/databases/phantom-read.html", "Rows that appear.");
}

#[test]
fn a_mistake_in_a_template_keeps_the_last_good_pages() {
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"small\"\n[site]\ntheme = \"mine\"\n");
    guide.write("themes/mine/templates/card.html", "<head></head>{{ card.title }}");
    let server = Server::start(&guide, &[]);
    let told = server.listen();
    page_with(&server, "/databases/phantom-read.html", "</script>\n</head>What is a phantom read?");
    guide.write("themes/mine/templates/card.html", "<head></head>{{ card.titel }}");
    wait(&told, "the mistake", |state| {
        state["problems"]["text"].as_str().is_some_and(|text| text.contains("themes/mine/templates/card.html"))
    });
    page_with(&server, "/databases/phantom-read.html", "What is a phantom read?");
    guide.write("themes/mine/templates/card.html", "<head></head>Now: {{ card.title }}");
    page_with(&server, "/databases/phantom-read.html", "Now: What is a phantom read?");
}

#[test]
fn polling_sees_changes_too() {
    let guide = Guide::new();
    let server = Server::start(&guide, &["--poll"]);
    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "Polled rows"));
    page_with(&server, "/databases/phantom-read.html", "Polled rows");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_at_once_even_while_a_browser_listens() {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    let told = server.listen();
    wait(&told, "the first state", |state| state["version"].is_string());
    assert!(Command::new("kill").args(["-INT", &server.process.id().to_string()]).status().unwrap().success());
    let start = Instant::now();
    while server.process.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "it still runs");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(server.process.wait().unwrap().success());
}

/// A file that is being written is waited for at least so long.
const SHORTEST_WAIT: Duration = Duration::from_millis(200);

const NAMES: [&str; 6] = ["one", "two", "three", "four", "five", "six"];
const TOPICS: [&str; 4] = ["databases", "networks", "systems/distributed", "systems"];

/// Does one thing that authors do to their files, in one of the ways in which editors do it. Also returns whether it was one step: of
/// several, a state in between lies on the disk for a moment and may be shown.
fn edit(guide: &Guide, random: &mut Random, step: usize, broken: bool) -> (String, bool) {
    let topic = TOPICS[random.below(4)];
    let path = format!("content/{topic}/{}.md", NAMES[random.below(6)]);
    let file = guide.0.join(&path);
    let card =
        |title: &str| CARD.replace("a phantom read", title).replace("Rows", &format!("Step {step}, [[databases/phantom-read]], rows"));
    if broken && random.below(3) > 0 {
        let texts = walkdir::WalkDir::new(guide.0.join("content"))
            .into_iter()
            .flatten()
            .filter(|e| e.file_name().to_string_lossy().ends_with(".md"));
        for entry in texts.filter(|entry| entry.file_name() != "index.md" && entry.file_name() != "phantom-read.md") {
            fs::write(entry.path(), card(&format!("fixed {}", entry.path().display()))).unwrap();
        }
        return ("fix all".into(), false);
    }
    let several = |what: &str| (what.to_string(), false);
    let what = match random.below(12) {
        0..=3 => {
            guide.write(&path, card(&format!("card {path}")));
            format!("write {path}")
        }
        4 => {
            // As many editors save: a new file, renamed over the old one.
            guide.write("content/.new.tmp", card(&format!("renamed {path}")));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::rename(guide.0.join("content/.new.tmp"), &file).unwrap();
            format!("save by rename {path}")
        }
        5 => {
            // In two pieces: nobody may read the first alone.
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            let text = card("slow");
            let (first, second) = text.split_at(text.find("## Answer").unwrap());
            let mut open = File::create(&file).unwrap();
            open.write_all(first.as_bytes()).unwrap();
            std::thread::sleep(Duration::from_millis(20));
            open.write_all(second.as_bytes()).unwrap();
            format!("slow write {path}")
        }
        6 => {
            let _ = fs::remove_file(&file);
            format!("remove {path}")
        }
        7 => {
            guide.write(&path, ["---\nlevel: mdi\n---\n# Q?\n\nA.\n", "---\n", "# Q?\n\n[[nowhere]]\n"][random.below(3)]);
            format!("break {path}")
        }
        8 => {
            let other = format!("content/{}/moved-{}.md", TOPICS[random.below(4)], random.below(3));
            fs::create_dir_all(guide.0.join(&other).parent().unwrap()).unwrap();
            let moved = fs::rename(&file, guide.0.join(&other)).is_ok();
            format!("move {path} to {other}: {moved}")
        }
        9 => {
            // A folder out and in again, perhaps under another name.
            let (from, to) = (guide.0.join("content/systems"), guide.0.join("content/moved-systems"));
            let moved = match (from.exists(), to.exists()) {
                (true, true) => return (format!("remove the folder: {:?}", fs::remove_dir_all(from)), false),
                (true, false) => fs::rename(from, to),
                _ => fs::rename(to, from),
            };
            format!("move the folder: {moved:?}")
        }
        10 => {
            guide.write("book.toml", format!("[book]\nid = \"small\"\ntitle = \"Step {step}\"\n[site]\ntheme = \"mine\"\n"));
            guide.write("themes/mine/css/extra.css", format!("a {{ order: {step} }}"));
            guide.write(&format!("content/databases/picture-{}.svg", random.below(3)), format!("<svg><!-- {step} --></svg>"));
            return several("book.toml, the theme, an asset");
        }
        _ => {
            // A branch switched: many files at once, some of which need each other.
            for name in NAMES {
                guide.write(
                    &format!("content/networks/{name}.md"),
                    card(&format!("{name} at {step}")).replace("phantom-read]]", "phantom-read]] [[networks/six]]"),
                );
            }
            return several("many files");
        }
    };
    (what, true)
}

#[test]
fn after_every_edit_what_is_shown_is_what_a_fresh_build_publishes() {
    // Thorough, and minutes long: RECTO_EDITS=500 RECTO_EVERY_PAGE=1 cargo test --release --test preview after_every_edit
    let edits: usize = std::env::var("RECTO_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let every_page = std::env::var_os("RECTO_EVERY_PAGE").is_some();
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"small\"\n[site]\ntheme = \"mine\"\n");
    guide.write("themes/mine/css/extra.css", "a {}");
    let server = Server::start(&guide, &[]);
    let told = server.listen();
    let random = &mut Random(0x5eed);
    let mut shown = fresh(&guide.0).unwrap();
    let mut good = 0;
    let mut broken = false;
    for step in 0..edits {
        let start = Instant::now();
        let (what, one_step) = edit(&guide, random, step, broken);
        // A machine that stands still in the middle of a write leaves half a file for longer than the server waits for its end.
        let one_step = one_step && start.elapsed() < SHORTEST_WAIT;
        let now = fresh(&guide.0);
        broken = now.is_err();
        good += usize::from(now.is_ok());
        let after = now.as_ref().unwrap_or(&shown);
        let mut paths: Vec<&String> = after.keys().collect();
        // All of them now and then; else the home page, the data and some.
        if !every_page && step % 20 != 0 {
            paths.retain(|path| matches!(path.as_str(), "index.html" | "guide.json") || random.below(8) == 0);
        }
        let start = Instant::now();
        for path in paths {
            loop {
                let (status, page) = server.page(&format!("/{path}"));
                let page = published(page);
                if status == 200 && page == after[path] {
                    break;
                }
                let stale = shown.get(path).is_some_and(|before| *before == page) || status == 404 && !shown.contains_key(path);
                assert!(
                    stale || !one_step,
                    "step {step}, {what}: {path} is neither the old page nor the new one: {}",
                    String::from_utf8_lossy(&page)
                );
                assert!(
                    start.elapsed() < PATIENCE,
                    "step {step}, {what}: {path} stays the old page; {}\n{}",
                    told.lock().unwrap(),
                    server.log.lock().unwrap()
                );
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        for gone in shown.keys().filter(|path| !after.contains_key(*path)) {
            assert_eq!(server.page(&format!("/{gone}")).0, 404, "step {step}, {what}: {gone} is gone");
        }
        wait(&told, &format!("step {step}, {what}: {:?}", now.as_ref().err()), |state| state["problems"].is_null() == now.is_ok());
        if let Ok(site) = now {
            shown = site;
        }
    }
    assert!(good * 2 > edits, "only {good} of {edits} states could be published");
    assert!(!server.log.lock().unwrap().contains("panicked"));
}

/// Waits until every page is what a fresh build publishes, and what is gone is not found.
fn wait_for_fresh(guide: &Guide, server: &Server, gone: &[&str]) {
    let after = fresh(&guide.0).unwrap();
    let start = Instant::now();
    let differs = |path: &String| published(server.page(&format!("/{path}")).1) != after[path];
    while let Some(path) = after.keys().find(|path| differs(path)) {
        assert!(start.elapsed() < PATIENCE, "{path} stays the old page\n{}", server.log.lock().unwrap());
        std::thread::sleep(Duration::from_millis(20));
    }
    for path in gone {
        assert_eq!(server.page(path).0, 404, "{path}");
    }
    assert!(!server.log.lock().unwrap().contains("panicked"));
}

#[test]
fn a_branch_switched_changes_hundreds_of_files_at_once() {
    let guide = Guide::new();
    let git = |args: &[&str]| {
        let nobody = ["-c", "user.name=nobody", "-c", "user.email=nobody", "-c", "commit.gpgsign=false"];
        let run =
            Command::new("git").arg("-C").arg(&guide.0).args(nobody).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
        assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    let card = |name: &str, next: &str| CARD.replace("a phantom read", name).replace("Rows", &format!("[[{next}]], rows"));
    let topic = |topic: &str| {
        for i in 0..150 {
            let next = format!("{topic}/card-{}", (i + 1) % 150);
            guide.write(&format!("content/{topic}/card-{i}.md"), card(&format!("card {i} of {topic}"), &next));
        }
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    topic("networks");
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Networks"]);
    git(&["switch", "--quiet", "-c", "other"]);
    git(&["rm", "--quiet", "-r", "content/networks"]);
    topic("compilers");
    guide.write("content/databases/phantom-read.md", card("a phantom", "compilers/card-7"));
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Compilers"]);

    let server = Server::start(&guide, &[]);
    wait_for_fresh(&guide, &server, &["/networks/card-1.html"]);
    for (branch, gone) in [("main", "/compilers/card-1.html"), ("other", "/networks/card-1.html"), ("main", "/compilers/index.html")] {
        git(&["switch", "--quiet", branch]);
        wait_for_fresh(&guide, &server, &[gone]);
    }
}

#[test]
fn files_that_are_gone_before_they_are_read_do_no_harm() {
    let guide = Guide::new();
    let server = Server::start(&guide, &[]);
    for i in 0..300 {
        let path = guide.0.join(format!("content/databases/brief-{}", i % 5));
        match i % 3 {
            0 => fs::write(path.with_extension("md"), CARD).and_then(|()| fs::remove_file(path.with_extension("md"))),
            1 => fs::create_dir_all(path.join("deep")).and_then(|()| fs::remove_dir_all(&path)),
            _ => fs::write(path.with_extension("svg"), "<svg/>").and_then(|()| fs::remove_file(path.with_extension("svg"))),
        }
        .unwrap();
    }
    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "After all that, rows"));
    wait_for_fresh(&guide, &server, &["/databases/brief-0.html", "/databases/brief-0.svg"]);
    assert!(server.page("/databases/phantom-read.html").1.windows(14).any(|text| text == b"After all that"));
}
