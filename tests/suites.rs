//! Each heading of the Markdown files in tests/suites/ with a block under it is a test: a small guide, the findings that must be reported,
//! and what must be in the published files. CONTRIBUTING.md describes how they are written, under "Write a test as Markdown".
//!
//! `cargo test --test suites NAME` runs those whose name contains NAME; with `RECTO_BLESS=1` the findings are written into the suite.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures from disk and run the command")]

#[path = "support/suite.rs"]
mod suite;
mod support;

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use suite::{Expected, Output, Section, Verb};
use support::{Scratch, files, recto};

const BOOK: &str = "[book]\nid = \"suite\"\ntitle = \"Suite\"\n";

/// Sections of one suite are blessed one after another.
static BLESSING: Mutex<()> = Mutex::new(());

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites");
    let mut trials = vec![
        trial("itself::a wrong expectation fails and is blessed", a_wrong_expectation_fails_and_is_blessed),
        trial("itself::what is not understood fails", what_is_not_understood_fails),
        trial("itself::visible text has no tags", visible_text_has_no_tags),
        trial("itself::one suite holds more than thirty kinds of mistakes", one_suite_holds_more_than_thirty_kinds_of_mistakes),
    ];
    for path in files(&folder).into_keys().filter(|path| path.ends_with(".md")).map(|path| folder.join(path)) {
        trials.extend(trials_of(&path));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

/// One test a section; a suite that cannot be read is a test that fails.
fn trials_of(path: &Path) -> Vec<Trial> {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let sections = match suite::parse(&fs::read_to_string(path).unwrap()) {
        Ok(sections) => sections,
        Err(error) => return vec![Trial::test(stem, move || Err(Failed::from(error)))],
    };
    let twice = |title: &str| sections.iter().filter(|section| section.title == title).count() > 1;
    let unreadable = sections.iter().find(|section| twice(&section.title));
    if let Some(section) = unreadable {
        let error = format!("two sections are called \"{}\"", section.title);
        return vec![Trial::test(stem, move || Err(Failed::from(error)))];
    }
    let one = |section: Section| {
        let path = path.to_path_buf();
        Trial::test(format!("{stem}::{}", section.title), move || run(&path, &section))
    };
    sections.into_iter().map(one).collect()
}

fn run(path: &Path, section: &Section) -> Result<(), Failed> {
    let scratch = scratch(section);
    let found = findings(&scratch, section);
    let outcome = compare(section, &found);
    if outcome.is_err() && std::env::var_os("RECTO_BLESS").is_some() {
        bless(path, &section.title, &found);
    } else {
        outcome.map_err(|error| format!("{}\n{error}", path.display()))?;
    }
    check_outputs(&scratch, section).map_err(|error| Failed::from(format!("{}\n{error}", path.display())))
}

/// The section is read again, because the lines of its suite may have moved since.
fn bless(path: &Path, title: &str, found: &[Expected]) {
    let _one_at_a_time = BLESSING.lock().unwrap();
    let text = fs::read_to_string(path).unwrap();
    let sections = suite::parse(&text).unwrap();
    let section = sections.iter().find(|section| section.title == title).unwrap();
    fs::write(path, suite::bless(&text, section, found)).unwrap();
}

/// The section's files in `guide/`.
fn scratch(section: &Section) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("guide/book.toml", BOOK);
    for input in &section.inputs {
        scratch.write(&format!("guide/{}", input.path), &input.text);
    }
    scratch
}

/// What `recto check` reports; style only where the section asks for it.
fn findings(scratch: &Scratch, section: &Section) -> Vec<Expected> {
    let run = recto().args(["check", "--format", "json"]).current_dir(scratch.path("guide")).output().unwrap();
    let report: Value = serde_json::from_slice(&run.stdout)
        .unwrap_or_else(|_| panic!("recto check printed no report: {}", String::from_utf8_lossy(&run.stderr)));
    let found = report["diagnostics"].as_array().unwrap().iter();
    let found = found.filter(|d| section.lints || d["code"].as_str().unwrap() < "R900");
    found.map(|diagnostic| finding(scratch, diagnostic)).collect()
}

fn finding(scratch: &Scratch, diagnostic: &Value) -> Expected {
    let path = diagnostic["file"].as_str().unwrap_or_default().to_string();
    let number = |end: &str, key: &str| diagnostic[end][key].as_u64().unwrap_or(0) as usize;
    let length = || {
        let bytes = fs::read(scratch.path("guide").join(&path)).unwrap_or_default();
        let span = number("start", "offset")..number("end", "offset");
        bytes.get(span).map_or(0, |bytes| String::from_utf8_lossy(bytes).chars().count()).max(1)
    };
    let help = diagnostic["help"].as_str();
    // The message about a wrong type, or that of the TOML parser, is itself what to do.
    let is_help = help.is_some() || ["toml-syntax", "wrong-type"].contains(&diagnostic["name"].as_str().unwrap());
    assert!(is_help, "every finding says what to do: {diagnostic}");
    Expected {
        line: number("start", "line"),
        column: number("start", "column"),
        length: if diagnostic["start"].is_null() { 0 } else { length() },
        text: format!("{} {}", diagnostic["code"].as_str().unwrap(), diagnostic["message"].as_str().unwrap()),
        help: help.unwrap_or_default().into(),
        path,
    }
}

/// What is expected and what is found agree one to one.
fn compare(section: &Section, found: &[Expected]) -> Result<(), String> {
    let mut missing: Vec<&Expected> = section.inputs.iter().flat_map(|input| &input.expected).chain(&section.unplaced).collect();
    let mut surplus = Vec::new();
    for finding in found {
        match missing.iter().position(|expected| suite::agrees(finding, expected)) {
            Some(ix) => _ = missing.remove(ix),
            None => surplus.push(finding),
        }
    }
    let list = |what: &str, findings: &[&Expected]| {
        let line = |f: &&Expected| format!("  {}:{}:{} {} {} => {}\n", f.path, f.line, f.column, "^".repeat(f.length), f.text, f.help);
        if findings.is_empty() { String::new() } else { format!("{what}\n{}", findings.iter().map(line).collect::<String>()) }
    };
    let report = list("expected, and not found:", &missing) + &list("found, and not expected:", &surplus);
    if report.is_empty() { Ok(()) } else { Err(format!("{report}if this is meant: RECTO_BLESS=1 cargo test --test suites")) }
}

fn check_outputs(scratch: &Scratch, section: &Section) -> Result<(), String> {
    let (fixed, published): (Vec<&Output>, Vec<&Output>) = section.outputs.iter().partition(|output| output.verb == Verb::AfterFix);
    if !published.is_empty() {
        let build = scratch.build(&[]);
        if !build.status.success() {
            return Err(format!("the guide cannot be built:\n{}", String::from_utf8_lossy(&build.stderr)));
        }
        let site = scratch.site();
        for output in published {
            check_published(output, &site)?;
        }
    }
    if !fixed.is_empty() {
        recto().args(["check", "--fix"]).current_dir(scratch.path("guide")).output().unwrap();
        for output in fixed {
            let text = fs::read_to_string(scratch.path("guide").join(&output.path)).map_err(|error| format!("{}: {error}", output.path))?;
            let expected = output.lines.iter().map(|line| format!("{line}\n")).collect::<String>();
            if text != expected {
                return Err(format!("{} after --fix is\n{text}\nand should be\n{expected}", output.path));
            }
        }
    }
    Ok(())
}

/// `path` may hold one `*`, for names with a hash: then one file that matches must contain each line, and none of a line that is lacked.
fn check_published(output: &Output, site: &std::collections::BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    let matches = |path: &str| match output.path.split_once('*') {
        Some((start, end)) => path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end),
        None => path == output.path,
    };
    let seen = matches!(output.verb, Verb::Shows | Verb::Hides);
    let text = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if seen { visible(&text) } else { text }
    };
    let texts: Vec<String> = site.iter().filter(|(path, _)| matches(path)).map(|(_, bytes)| text(bytes)).collect();
    if texts.is_empty() {
        let paths = site.keys().filter(|path| !path.starts_with("assets/")).cloned().collect::<Vec<_>>();
        return Err(format!("no file {} is published; there are {}", output.path, paths.join(", ")));
    }
    let wanted = matches!(output.verb, Verb::Contains | Verb::Shows);
    for line in output.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        if texts.iter().any(|text| text.contains(line)) != wanted {
            let verb = if wanted { "does not have" } else { "has" };
            return Err(format!("{} {verb}\n  {line}\nit is\n{}", output.path, texts.join("\n")));
        }
    }
    Ok(())
}

const INLINE: [&str; 19] =
    ["a", "abbr", "b", "bdi", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"];

/// The text of a page's body as a reader sees it: without tags, scripts and comments, runs of white space as one space.
fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html.split_once("<body").map_or(html, |(_, body)| body.split_once('>').map_or("", |(_, body)| body));
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let end = match name.as_str() {
            _ if tag.starts_with("!--") => "-->",
            "script" | "style" | "template" if !tag.starts_with('/') => &format!("</{name}>"),
            _ => ">",
        };
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
        if !INLINE.contains(&name.as_str()) {
            text.push(' ');
        }
    }
    text += rest;
    for (entity, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        text = text.replace(entity, character);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn a_wrong_expectation_fails_and_is_blessed() {
    let suite = "# A link\n\nWords.\n\n```md\n# What is a lease?\n\n## Answer\nSee [[nope]] now.\n    ^ R101 wrong\n```\n\nAnd more.\n";
    let sections = suite::parse(suite).unwrap();
    let found = findings(&scratch(&sections[0]), &sections[0]);
    let error = compare(&sections[0], &found).unwrap_err();
    assert!(error.contains("not found:\n  content/topic/card.md:4:5 ^ R101 wrong"), "{error}");
    let blessed = suite::bless(suite, &sections[0], &found);
    assert!(blessed.contains("See [[nope]] now.\n      ^^^^ R401 ") && blessed.ends_with("```\n\nAnd more.\n"), "{blessed}");
    let section = &suite::parse(&blessed).unwrap()[0];
    assert_eq!(compare(section, &found), Ok(()));
    assert_eq!(suite::bless(&blessed, section, &found), blessed);

    let renamed = blessed.replace("^^^^ R401 no id", "^^^^ R401 some id => some help");
    let section = &suite::parse(&renamed).unwrap()[0];
    assert!(compare(section, &found).is_err());
    assert!(suite::bless(&renamed, section, &found).contains(&format!("^^^^ {} => {}\n", found[0].text, found[0].help)));
}

fn what_is_not_understood_fails() {
    for (suite, error) in [
        ("```md\n```\n", "line 1: a block stands under no heading"),
        ("# A\n```md\n", "line 2: the block has no end"),
        ("# A\n```md sorted\n```\n", "line 2: `sorted` is none of bom, crlf, lints"),
        ("# A\n```html\n```\n", "line 2: a line before the block must name its file: `content/topic/name.md`:"),
        ("# A\n`a.html` holds:\n```html\n```\n", "line 3: `holds` is none of contains, lacks, shows, hides, after `--fix`"),
        ("# A\n```md\n```\n```md\n```\n", "line 4: `content/topic/card.md` is given twice; name the blocks"),
    ] {
        assert_eq!(suite::parse(suite).unwrap_err(), error);
    }
}

fn visible_text_has_no_tags() {
    let html = "<head><title>x</title></head><body class=\"a\"><p>a <b>b</b>c</p><script>no</script><ul><li>d</li><li>1 &lt; 2</li></ul>";
    assert_eq!(visible(html), "a bc d 1 < 2");
}

/// That they are all reported in one run is what the suite itself tests.
fn one_suite_holds_more_than_thirty_kinds_of_mistakes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/everything.md");
    let sections = suite::parse(&fs::read_to_string(path).unwrap()).unwrap();
    let findings = sections[0].inputs.iter().flat_map(|input| &input.expected);
    let kinds: std::collections::BTreeSet<&str> = findings.map(|finding| &finding.text[..4]).collect();
    assert!(kinds.len() > 30, "{} kinds", kinds.len());
}
