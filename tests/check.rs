//! `recto check` as contributors and workflows use it: a pull request's mistakes at their lines in every format, and what `--fix` fixes.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use boon::{Compiler, Schemas};
use serde_json::Value;
use support::guide::{CARD, Guide, command};

/// Runs git in a guide's folder, with nobody's settings.
fn git(guide: &Guide, args: &[&str]) {
    let nobody = [("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")];
    let names = ["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"].map(|name| (name, "nobody"));
    let run = Command::new("git").arg("-C").arg(&guide.0).args(args).envs(nobody).envs(names).output().unwrap();
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
}

/// A guide on a branch `main`, and on a branch of its own a pull request that renames a card, breaks two links, asks a question again and
/// invents a tag. Each mistake with its file and line.
fn pull_request() -> (Guide, [(&'static str, &'static str, u64); 4]) {
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"small\"\n\n[check]\ntags = [\"sql\"]\n");
    guide.write("content/databases/acid.md", CARD.replace("What is a phantom read?", "What do the ACID properties promise?"));
    git(&guide, &["init", "--quiet", "--initial-branch=main"]);
    git(&guide, &["add", "."]);
    git(&guide, &["commit", "--quiet", "-m", "A guide"]);
    git(&guide, &["checkout", "--quiet", "-b", "change"]);

    git(&guide, &["mv", "content/databases/acid.md", "content/databases/acid-properties.md"]);
    guide.write("content/databases/index.md", "---\ntitle: Databases\n---\n\nSee [ACID](acid.md) and\n[[databases/wal]].\n");
    let again = CARD.replace("What is a phantom read?", "What are phantom reads?").replace("level: mid", "level: mid\ntags: [sqll]");
    guide.write("content/databases/again.md", again);
    git(&guide, &["add", "."]);
    git(&guide, &["commit", "--quiet", "-m", "A change"]);
    let expected = [
        ("R916", "content/databases/acid-properties.md", 5),
        ("R909", "content/databases/again.md", 3),
        ("R901", "content/databases/again.md", 6),
        ("R401", "content/databases/index.md", 6),
    ];
    (guide, expected)
}

#[test]
fn the_mistakes_of_a_pull_request_stand_at_their_lines_in_every_format() {
    let (guide, expected) = pull_request();
    let run = |format| {
        let run = guide.recto(&["check", "--against", "main", "--format", format]);
        assert_eq!(run.code(), 1, "{format}: {}", run.err());
        run.out()
    };
    let (human, github) = (run("human"), run("github"));
    let json: Value = serde_json::from_str(&run("json")).unwrap();
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), expected.len(), "{human}");
    for (code, file, line) in expected {
        assert!(human.contains(&format!("[{code}]")) && human.contains(&format!(" {file}:{line}:")), "{code} {file}:{line}\n{human}");
        let annotation = format!(" file={file},line={line},endLine={line},col=");
        assert!(github.lines().any(|l| l.contains(&annotation) && l.contains(&format!("title={code} "))), "{code} {annotation}\n{github}");
        let is_it = |d: &Value| d["code"] == code && d["file"] == file && d["start"]["line"] == line;
        assert!(json["diagnostics"].as_array().unwrap().iter().any(is_it), "{code} {file}:{line}\n{json}");
        let is_it = |result: &Value| {
            let place = &result["locations"][0]["physicalLocation"];
            result["ruleId"] == code && place["artifactLocation"]["uri"] == file && place["region"]["startLine"] == line
        };
        assert!(sarif["runs"][0]["results"].as_array().unwrap().iter().any(is_it), "{code} {file}:{line}\n{sarif}");
    }
}

#[test]
fn what_is_printed_as_sarif_is_sarif() {
    let (guide, _) = pull_request();
    guide.write("content/databases/binary.md", [0xff, 0xfe, 0]);
    let sarif: Value = serde_json::from_str(&guide.recto(&["check", "--against", "main", "--format", "sarif"]).out()).unwrap();
    assert!(sarif["runs"][0]["results"].as_array().unwrap().iter().any(|r| !r["fixes"].is_null()), "fixes are validated too");
    // The schema of OASIS as github.com/oasis-tcs/sarif-spec publishes it.
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let id = schema["$id"].as_str().unwrap().to_string();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource(&id, schema).unwrap();
    let compiled = compiler.compile(&id, &mut schemas).unwrap();
    if let Err(error) = schemas.validate(&sarif, compiled) {
        panic!("{error:#}");
    }
}

#[test]
fn fix_mends_the_rename_and_leaves_the_rest() {
    let (guide, _) = pull_request();
    let run = guide.recto(&["check", "--against", "main", "--fix", "--format", "json"]);
    assert_eq!(run.code(), 1, "the other broken link is the author's to fix");
    assert!(
        run.err().contains("fixed content/databases/acid-properties.md:5:") && run.err().contains("1 finding fixed in 2 files"),
        "{}",
        run.err()
    );
    let card = fs::read_to_string(guide.0.join("content/databases/acid-properties.md")).unwrap();
    assert!(card.starts_with("---\nlevel: mid\naliases: [databases/acid]\n---\n"), "{card}");
    let left: Value = serde_json::from_str(&run.out()).unwrap();
    let codes: Vec<&str> = left["diagnostics"].as_array().unwrap().iter().filter_map(|d| d["code"].as_str()).collect();
    assert_eq!(codes, ["R909", "R901", "R401"]);
    let index = fs::read_to_string(guide.0.join("content/databases/index.md")).unwrap();
    assert!(index.contains("See [ACID](acid-properties.md) and"), "{index}");
    let before = guide.files("content");
    assert_eq!(guide.recto(&["check", "--against", "main", "--fix"]).err().lines().count(), 0, "nothing is fixed twice");
    assert_eq!(guide.files("content"), before);
}

#[test]
fn fix_gives_cards_of_a_file_their_ids_and_writes_short_links_out() {
    let guide = Guide::new();
    guide.write(
        "content/databases/cards.md",
        "# What is a dirty read? {#dirty}\n\nSee [[phantom-read]].\n\n# What is a lost update?\n\nA write.\n",
    );
    guide.write("content/databases/crlf.md", CARD.replace("Rows", "[[dirty]] rows").replace('\n', "\r\n"));
    let run = guide.recto(&["check", "--fix"]);
    assert!(run.err().contains("3 findings fixed in 2 files"), "{}", run.err());
    let cards = fs::read_to_string(guide.0.join("content/databases/cards.md")).unwrap();
    assert!(cards.contains("See [[databases/phantom-read]].") && cards.contains("# What is a lost update? {#"), "{cards}");
    let crlf = fs::read_to_string(guide.0.join("content/databases/crlf.md")).unwrap();
    assert!(crlf.contains("[[databases/dirty]] rows") && !crlf.replace("\r\n", "").contains('\n'), "{crlf:?}");
    assert!(!guide.files("content").iter().any(|(path, _)| path.contains("/.")), "nothing is left lying about");
}

#[test]
fn vanished_ids_are_found_in_a_published_guide_json_too() {
    let guide = Guide::new();
    guide.write(
        "content/databases/gap.md",
        "---\nlevel: mid\ntype: cloze\naliases: [databases/hole]\n---\n\n# What fills it?\n\nA ==lock== does.\n",
    );
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert_eq!(guide.recto(&["check", "--against", "site/guide.json"]).code(), 0);
    guide.write("content/databases/gap.md", "---\nlevel: mid\ntype: cloze\n---\n\n# What fills it?\n\nA ==latch== does.\n");
    fs::remove_file(guide.0.join("content/databases/phantom-read.md")).unwrap();
    let run = guide.recto(&["check", "--against", "site/guide.json", "--format", "github"]);
    let found: Vec<&str> = run
        .out()
        .lines()
        .filter_map(|line| line.split("title=").nth(1)?.split(' ').next().map(str::to_string))
        .map(|s| &*s.leak())
        .collect();
    assert_eq!(found, ["R916", "R917", "R916"], "a former id, a cloze deletion and a card: {}", run.out());
    let run = guide.recto(&["check", "--against", "book.toml"]);
    assert_eq!((run.code(), run.err().contains("this is not a guide.json")), (2, true), "{}", run.err());
}

#[test]
fn a_card_that_cannot_be_read_is_not_reported_as_gone() {
    let (guide, _) = pull_request();
    git(&guide, &["checkout", "--quiet", "main"]);
    guide.write("content/databases/acid.md", "---\nlevel: mid\n");
    let out = guide.recto(&["check", "--against", "main"]).out();
    assert!(out.contains("[R201]") && !out.contains("[R916]") && !out.contains("[R910]"), "{out}");
}

#[test]
fn an_unknown_reference_and_a_shallow_history_are_told_apart() {
    let (guide, _) = pull_request();
    let run = guide.recto(&["check", "--against", "mian"]);
    assert_eq!(run.code(), 2);
    assert!(run.err().contains("Git has no commit, branch or tag of that name"), "{}", run.err());
    assert_eq!(guide.recto(&["check", "--against=--upload-pack=x"]).code(), 2, "a reference is never an option");

    let shallow = Guide::new();
    fs::remove_dir_all(&shallow.0).unwrap();
    let source = format!("file://{}", guide.0.display());
    git(&guide, &["clone", "--quiet", "--depth=1", "--branch=change", &source, shallow.0.to_str().unwrap()]);
    let run = shallow.recto(&["check", "--against", "origin/main"]);
    assert!(run.code() == 2 && run.err().contains("fetch-depth: 0"), "{}", run.err());
}

#[test]
fn what_finds_no_room_beside_the_lines_stands_in_the_summary_of_the_job() {
    let guide = Guide::new();
    let links: String = (0..13).map(|i| format!("[[nowhere-{i}]]\n")).collect();
    guide.write("content/about.md", format!("---\ntitle: About\n---\n\n{links}"));
    let summary = guide.0.join("summary.md");
    let run = command(&guide.0).args(["check", "--format", "github"]).env("GITHUB_STEP_SUMMARY", &summary).output().unwrap();
    let out = String::from_utf8(run.stdout).unwrap();
    assert_eq!(out.lines().filter(|line| line.starts_with("::error ")).count(), 10, "{out}");
    let summary = fs::read_to_string(summary).unwrap();
    assert_eq!(summary.lines().filter(|line| line.starts_with("| content/about.md:")).count(), 3, "{summary}");
}

#[test]
fn mistakes_in_a_template_are_found_whatever_page_it_makes() {
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"small\"\n[site]\ntheme = \"mine\"\n");
    guide.write("themes/mine/templates/card.html", "{{ card.nothing }}");
    let run = guide.recto(&["check"]);
    assert!(run.code() == 1 && run.out().contains("themes/mine/templates/card.html"), "{}", run.out());
}

/// Case 45, and its neighbours: one finding, one fix.
#[test]
fn a_card_that_many_link_to_is_moved_with_git() {
    let guide = Guide::new();
    let other = |i: usize, link: &str| {
        let text = format!(
            "---\nlevel: mid\nrequires: [databases/phantom-read]\n---\n# What does number {i} do?\n\n## Answer\n{link}\n\n## Key points\n- It does\n"
        );
        guide.write(&format!("content/databases/o{i}.md"), text);
    };
    let links = [
        "[a](phantom-read.md)",
        "[a](./phantom-read.md#answer)",
        "[a](../databases/phantom-read.md)",
        "[[phantom-read]]",
        "[[databases/phantom-read#answer|words]]",
        "[a][label]\n\n[label]: https://example.org",
        "<a href=\"phantom-read.md\">a</a>",
        "[a](/content/databases/phantom-read.md)",
        "[a](phantom-read.md \"title\")",
    ];
    links.iter().enumerate().for_each(|(i, link)| other(i, link));
    guide.write("content/databases/er.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    guide.write("content/databases/phantom-read.md", CARD.replace("Rows", "![Er](er.svg) [o](o1.md) Rows"));
    git(&guide, &["init", "--quiet", "--initial-branch=main"]);
    git(&guide, &["add", "."]);
    git(&guide, &["commit", "--quiet", "-m", "A guide"]);
    fs::create_dir(guide.0.join("content/sql")).unwrap();
    git(&guide, &["mv", "content/databases/phantom-read.md", "content/sql/phantoms.md"]);

    let run = guide.recto(&["check", "--against", "HEAD", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.out()).unwrap();
    let codes: Vec<&str> = found["diagnostics"].as_array().unwrap().iter().filter_map(|d| d["code"].as_str()).collect();
    assert_eq!(codes, ["R916"], "{}", run.out());

    let run = guide.recto(&["check", "--against", "HEAD", "--fix"]);
    assert_eq!(run.code(), 0, "{}", run.out());
    let text = |i: usize| fs::read_to_string(guide.0.join(format!("content/databases/o{i}.md"))).unwrap();
    for (i, expected) in [
        "[a](../sql/phantoms.md)",
        "[a](../sql/phantoms.md#answer)",
        "[a](../sql/phantoms.md)",
        "[[sql/phantoms]]",
        "[[sql/phantoms#answer|words]]",
        "[a][label]",
        "<a href=\"../sql/phantoms.md\">a</a>",
        "[a](../sql/phantoms.md)",
        "[a](../sql/phantoms.md \"title\")",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(text(i).contains(expected) && text(i).contains("requires: [sql/phantoms]"), "{}", text(i));
    }
    let moved = fs::read_to_string(guide.0.join("content/sql/phantoms.md")).unwrap();
    assert!(
        moved.contains("aliases: [databases/phantom-read]") && moved.contains("![Er](../databases/er.svg) [o](../databases/o1.md) Rows"),
        "{moved}"
    );
    assert_eq!(guide.recto(&["check", "--against", "HEAD"]).code(), 0);
}

#[test]
fn control_characters_are_told_once_and_fixed() {
    let guide = Guide::new();
    let text = "# What is a lease?\n\n## Answer\nA \u{1b}[31mlock\u{1b}[0m\0 with\u{b}an end.\u{2028}It\u{92}s \u{93}short\u{94}.\n";
    guide.write("content/databases/lease.md", text);
    let run = guide.recto(&["check", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.out()).unwrap();
    let found: Vec<&Value> = found["diagnostics"].as_array().unwrap().iter().filter(|found| found["code"] == "R015").collect();
    assert_eq!(found.len(), 1, "{}", run.out());
    assert_eq!((&found[0]["start"]["line"], &found[0]["start"]["column"]), (&4.into(), &3.into()));
    assert!(found[0]["message"].as_str().unwrap().contains("U+001B"), "{}", found[0]);
    guide.recto(&["check", "--fix"]);
    let fixed = fs::read_to_string(guide.0.join("content/databases/lease.md")).unwrap();
    assert_eq!(fixed, "# What is a lease?\n\n## Answer\nA lock with an end.\nIt’s “short”.\n");

    let wide: String = text.chars().take(40).flat_map(|c| [c, '\0']).collect();
    guide.write("content/databases/lease.md", wide);
    let run = guide.recto(&["check", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.out()).unwrap();
    let of_the_file = |found: &&Value| found["file"] == "content/databases/lease.md" && found["code"].as_str() < Some("R900");
    let found: Vec<&Value> = found["diagnostics"].as_array().unwrap().iter().filter(of_the_file).collect();
    assert!(found.len() == 1 && found[0]["severity"] == "error" && found[0]["help"].as_str().unwrap().contains("UTF-16"), "{}", run.out());
}
