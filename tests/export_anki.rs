//! `recto export anki`, and what the real Anki (PyPI `anki`, which tests/run installs into tests/venv) makes of it.
//!
//! Without tests/venv the tests that ask Anki say so and pass.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use support::{Scratch, files, recto};

fn git(scratch: &Scratch, date: &str, words: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(scratch.path("guide")).args([
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]);
    let output = command.args(words).env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Commits all of the guide as it is, at noon of a day.
fn commit(scratch: &Scratch, day: &str) {
    if !scratch.path("guide/.git").exists() {
        git(scratch, day, &["init", "-q"]);
    }
    git(scratch, &format!("{day}T12:00:00Z"), &["add", "-A"]);
    git(scratch, &format!("{day}T12:00:00Z"), &["commit", "-q", "--allow-empty", "-m", day]);
}

fn try_export(scratch: &Scratch, name: &str, more: &[&str]) -> Output {
    let mut command = recto();
    command.args(["export", "anki"]).arg(scratch.path("guide")).arg("--output").arg(scratch.path(name)).args(more);
    command.env_remove("SOURCE_DATE_EPOCH").output().unwrap()
}

fn export(scratch: &Scratch, name: &str, more: &[&str]) -> PathBuf {
    let output = try_export(scratch, name, more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    scratch.path(name)
}

/// What the real Anki tells after importing packages in turn; `None` where it is not installed.
fn anki(scratch: &Scratch, packages: &[&Path], reviews: usize) -> Option<Value> {
    anki_with(scratch, packages, &[("REVIEWS", reviews.to_string())])
}

fn anki_with(scratch: &Scratch, packages: &[&Path], settings: &[(&str, String)]) -> Option<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let python = root.join("venv/bin/python");
    if !python.exists() {
        eprintln!("skipped: there is no tests/venv, which tests/run makes");
        return None;
    }
    let mut command = Command::new(python);
    command.arg(root.join("exports/backend.py")).arg(scratch.path("collection")).args(packages).envs(settings.iter().cloned());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The collection of a package.
fn collection(package: &Path) -> rusqlite::Connection {
    let mut archive = zip::ZipArchive::new(fs::File::open(package).unwrap()).unwrap();
    let mut entry = archive.by_name("collection.anki21").unwrap();
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
    let mut db = rusqlite::Connection::open_in_memory().unwrap();
    db.deserialize_read_exact("main", &bytes[..], bytes.len(), true).unwrap();
    db
}

/// When each card's note was last changed, by the card's id.
fn changed(package: &Path) -> BTreeMap<String, i64> {
    let db = collection(package);
    let mut rows = db.prepare("SELECT flds, mod FROM notes").unwrap();
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?));
    let id = |fields: &str| fields.split('\u{1f}').rev().nth(3).unwrap().to_string();
    rows.query_map([], row).unwrap().map(Result::unwrap).map(|(fields, time)| (id(&fields), time)).collect()
}

const NOON_2025: i64 = 1_735_732_800; // 2025-01-01T12:00:00Z
const DAY: i64 = 86_400;

#[test]
fn the_same_guide_gives_the_same_bytes() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    commit(&scratch, "2025-01-01");
    let [one, two] = ["one.apkg", "two.apkg"].map(|name| fs::read(export(&scratch, name, &[])).unwrap());
    assert!(one == two);
    let elsewhere = Scratch::with_guide("tests/exports/guide");
    commit(&elsewhere, "2025-01-01");
    assert!(fs::read(export(&elsewhere, "one.apkg", &["--jobs", "1"])).unwrap() == one, "in another folder too");
}

#[test]
fn git_tells_when_each_card_changed() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    commit(&scratch, "2025-01-01");
    let lag = fs::read_to_string(scratch.path("guide/content/databases/replication/lag.md")).unwrap();
    scratch.write("guide/content/databases/replication/lag.md", lag.replace("minutes", "hours"));
    let words = fs::read_to_string(scratch.path("guide/content/web/words.cards.md")).unwrap();
    scratch.write("guide/content/web/words.cards.md", words.replace("@home", "At home"));
    commit(&scratch, "2025-01-02");
    scratch.write("guide/content/databases/er.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    commit(&scratch, "2025-01-03");
    let times = changed(&export(&scratch, "deck.apkg", &[]));
    assert_eq!(times["databases/null"], NOON_2025);
    assert_eq!(times["databases/replication/lag"], NOON_2025 + DAY);
    assert_eq!(times["web/sign"], NOON_2025 + DAY, "the one card of its file that changed");
    assert_eq!(times["web/groesser"], NOON_2025, "the other card of that file");
    assert_eq!(times["databases/acid"], NOON_2025 + 2 * DAY, "its picture changed");
}

#[test]
fn without_history_the_date_is_said_or_the_day_of_the_file() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    let file = fs::File::options().append(true).open(scratch.path("guide/content/databases/null.md")).unwrap();
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(NOON_2025 as u64)).unwrap();
    let output = try_export(&scratch, "deck.apkg", &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("the day on which the file was saved counts") && said.contains("--date"), "{said}");
    let times = changed(&scratch.path("deck.apkg"));
    assert_eq!((times["databases/acid"], times["databases/null"]), (1_740_873_600, NOON_2025 - DAY / 2));
    let output = try_export(&scratch, "deck.apkg", &["--date", "2025-01-01"]);
    assert!(!String::from_utf8_lossy(&output.stderr).contains("saved"), "nothing is told where the date is said");
    let times = changed(&export(&scratch, "deck.apkg", &["--date", "2025-01-01"]));
    assert_eq!((times["databases/acid"], times["databases/null"]), (1_740_873_600, NOON_2025 - DAY / 2), "`updated` wins");
    commit(&scratch, "2025-01-01");
    commit(&scratch, "2025-01-02");
    let from = format!("file://{}", scratch.path("guide").display());
    let shallow = Command::new("git").args(["clone", "-q", "--depth", "1", &from]).arg(scratch.path("clone")).output().unwrap();
    assert!(shallow.status.success(), "{}", String::from_utf8_lossy(&shallow.stderr));
    let output = recto().args(["export", "anki"]).arg(scratch.path("clone")).arg("-o").arg(scratch.path("deck.apkg")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("git fetch --unshallow"), "{said}");
}

/// A guide of open, choice and cloze cards in files of their own and in one together.
fn forty_cards() -> Scratch {
    let scratch = Scratch::with_guide("tests/exports/guide");
    for i in 0..20 {
        scratch.write(&format!("guide/content/many/open-{i}.md"), format!("# Question {i}?\n\n## Answer\n\nAnswer {i}.\n"));
    }
    for i in 0..10 {
        let text = format!("---\ntype: cloze\n---\n\n# Fill {i}.\n\n==one {i}=={{#first}} and ==two {i}=={{#second}}.\n");
        scratch.write(&format!("guide/content/many/cloze-{i}.md"), text);
    }
    let together = |i| format!("# Together {i}? {{#together-{i}}}\n\n## Answer\n\nTogether {i}.\n\n");
    scratch.write("guide/content/many/cards.md", (0..10).map(together).collect::<String>());
    scratch
}

#[test]
fn a_second_import_updates_what_was_reworded_and_keeps_the_reviews() {
    let scratch = forty_cards();
    commit(&scratch, "2025-01-01");
    let first = export(&scratch, "first.apkg", &[]);
    let again = export(&scratch, "again.apkg", &[]);
    for i in 0..4 {
        scratch.write(&format!("guide/content/many/open-{i}.md"), format!("# Question {i}, reworded?\n\n## Answer\n\nAnswer {i}.\n"));
        // The deletions change places.
        let text = format!(
            "---\ntype: cloze\n---\n\n# Fill {i}.\n\n==two {i}=={{#second}}, then ==new=={{#third}}, then ==one {i}=={{#first}}.\n"
        );
        scratch.write(&format!("guide/content/many/cloze-{i}.md"), text);
    }
    let together = fs::read_to_string(scratch.path("guide/content/many/cards.md")).unwrap();
    scratch.write("guide/content/many/cards.md", together.replace("Together 3.", "Reworded.").replace("Together 7.", "Reworded."));
    commit(&scratch, "2025-02-01");
    let reworded = export(&scratch, "reworded.apkg", &[]);

    let Some(told) = anki(&scratch, &[&first, &again, &reworded], 58) else { return };
    let import = |i: usize, what: &str| told["imports"][i][what].as_u64().unwrap();
    assert_eq!((import(0, "new"), import(0, "notes"), import(0, "cards")), (46, 46, 58));
    assert_eq!((import(1, "new"), import(1, "updated"), import(1, "notes"), import(1, "cards")), (0, 0, 46, 58));
    assert_eq!((import(2, "new"), import(2, "updated"), import(2, "notes")), (0, 10, 46));
    assert_eq!(import(2, "cards"), 58 + 4, "the new deletions are new cards");
    let problems = ["conflicting", "missing_notetype", "missing_deck", "empty_first_field"];
    assert_eq!(problems.map(|what| import(2, what)), [0; 4]);
    assert_eq!(
        (told["reviews"].as_u64(), told["empty"].as_u64()),
        (Some(58), Some(0)),
        "every card was answered once, and none lost its words"
    );
    for note in told["notes"].as_array().unwrap() {
        let new: Vec<&Value> = note["cards"].as_array().unwrap().iter().filter(|card| card["reps"] == 0).collect();
        assert!(
            new.iter()
                .all(|card| card["back"].as_str().unwrap().contains("data-ordinal") && card["front"].as_str().unwrap().contains("[...]"))
        );
        // A card of a deletion that changed its place still hides the same words.
        for card in note["cards"].as_array().unwrap() {
            let front = card["front"].as_str().unwrap();
            assert_eq!(front.contains("data-cloze=\"new\""), note["type"] == "Recto cloze" && card["reps"] == 0, "{front}");
        }
    }
}

#[test]
fn every_note_renders() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    let package = export(&scratch, "deck.apkg", &["--date", "2025-01-01", "--base-url", "https://example.org/guide/"]);
    let Some(told) = anki(&scratch, &[&package], 0) else { return };
    assert_eq!((&told["missing_media"], &told["unused_media"]), (&Value::Array(Vec::new()), &Value::Array(Vec::new())));
    let notes: BTreeMap<&str, &Value> =
        told["notes"].as_array().unwrap().iter().map(|n| (n["fields"]["Id"].as_str().unwrap(), n)).collect();
    for (id, note) in &notes {
        for card in note["cards"].as_array().unwrap() {
            let (front, back) = (card["front"].as_str().unwrap(), card["back"].as_str().unwrap());
            assert!(
                !front.contains("{{") && !back.contains("{{") && !back.contains("style=") && !front.contains("%question%"),
                "{id}: {back}"
            );
            assert!(back.contains(&format!("href=\"https://example.org/guide/{}.html\"", id.replace('ö', "%C3%B6"))), "{id}: {back}");
        }
    }
    let back = |id: &str| notes[id]["cards"][0]["back"].as_str().unwrap();
    let front = |id: &str| notes[id]["cards"][0]["front"].as_str().unwrap();
    assert!(front("databases/acid").contains("<img src=\"er-b6900792.svg\"") && front("databases/acid").contains("<details>"));
    assert!(back("databases/acid").contains("\\(O(n^2)\\)") && back("databases/acid").contains("\\[\n\\sum_{i=1}^{n}"));
    assert!(
        back("databases/acid").contains("<span class=\"hk\">UPDATE</span>")
            && back("databases/acid").contains("href=\"https://example.org/guide/databases/null.html#answer\"")
    );
    assert!(!front("databases/null").contains("right") && back("databases/null").contains("<li class=\"right\"><code>NULL</code>"));
    assert_eq!(notes["databases/replication/lag"]["cards"][0]["deck"], "A small guide::Databases & data::Replication");
    assert!(front("web/http").contains("[what does it keep?]") ^ front("web/http").contains("[...]"));
}

/// Ids with what kind of card they are, from the data of a guide.
fn ids(guide: &Path) -> BTreeSet<String> {
    let output = recto().args(["export", "json", "--output", "-"]).arg(guide).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    let clozes = |card: &Value| card["clozes"].as_array().map(|list| list.iter().map(|cloze| cloze["key"].clone()).collect::<Vec<_>>());
    let shown = |card: &Value| format!("{} {} {} {} {:?}", card["id"], card["type"], card["level"], card["tags"], clozes(card));
    data["cards"].as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn a_deck_that_is_imported_gives_the_same_ids() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    let package = export(&scratch, "deck.apkg", &["--date", "2025-01-01"]);
    scratch.write("other/book.toml", fs::read(scratch.path("guide/book.toml")).unwrap());
    scratch.write("other/content/index.md", "A guide.\n");
    let output = recto().arg("import").arg(&package).arg("--guide").arg(scratch.path("other")).args(["--to", "."]).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success() && said.contains("6 questions found: 6 new"), "{said}");
    let sorted = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>();
    assert_eq!(sorted(ids(&scratch.path("other"))).join("\n"), sorted(ids(&scratch.path("guide"))).join("\n"));
    let acid = fs::read_to_string(scratch.path("other/content/databases/acid.md")).unwrap();
    for part in
        ["```sql\nUPDATE account", "## Key points\n\n- Atomicity: all or nothing", "$O(n^2)$", "![Two tables](../media/er-b6900792.svg)"]
    {
        assert!(acid.contains(part), "{part}\n{acid}");
    }
}

/// What `recto import` of a package into the guide itself prints.
fn import_back(scratch: &Scratch, package: &Path) -> String {
    let output = recto().current_dir(scratch.path("guide")).arg("import").arg(package).args(["--to", "."]).output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout))
}

#[test]
fn a_deck_that_comes_back_changes_nothing() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    let package = export(&scratch, "deck.apkg", &["--date", "2025-01-01"]);
    let before = files(&scratch.path("guide"));
    let said = import_back(&scratch, &package);
    assert!(said.contains("6 questions found: 6 unchanged\n"), "{said}");
    // Anki's own export is of another form, and has a learner's reviews.
    let from_anki = scratch.path("from-anki.apkg");
    let settings = |edit: &str| {
        let export = ("EXPORT", from_anki.to_string_lossy().into_owned());
        [export, ("EDIT", edit.to_string()), ("REVIEWS", "3".to_string())]
    };
    if anki_with(&scratch, &[&package], &settings("")).is_none() {
        return;
    }
    let said = import_back(&scratch, &from_anki);
    assert!(said.contains("6 questions found: 6 unchanged\n"), "{said}");
    anki_with(&scratch, &[&package], &settings("id:databases/acid")).unwrap();
    let said = import_back(&scratch, &from_anki);
    assert!(said.contains("6 questions found: 5 unchanged, 1 kept"), "{said}");
    assert!(files(&scratch.path("guide")) == before);
}

#[test]
fn a_deck_gives_another_guide_the_same_markdown() {
    let scratch = Scratch::with_guide("tests/exports/guide");
    let card = "# How does a request go?\n\n```mermaid\nflowchart LR\n  A[Reader] --> B[Cache]\n```\n\n## Answer\n\nBy [the cache](acid.md).[^1]\n\n\
                ```rust {file=\"a.rs\"}\nfn a() {}\n```\n\n[^1]: A note.\n\n## Key points\n\n- It is [near] {weight=3 accept=\"near; close\"}\n";
    scratch.write("guide/content/databases/path.md", format!("---\nminutes: 7\nterms: [path]\n---\n\n{card}"));
    let package = export(&scratch, "deck.apkg", &["--date", "2025-01-01"]);
    scratch.write("other/book.toml", fs::read(scratch.path("guide/book.toml")).unwrap());
    scratch.write("other/content/index.md", "A guide.\n");
    let output = recto().arg("import").arg(&package).arg("--guide").arg(scratch.path("other")).args(["--to", "."]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = fs::read_to_string(scratch.path("other/content/databases/path.md")).unwrap();
    assert!(path.contains("minutes: 7\n") && path.contains("terms: [path]\n"), "{path}");
    let (_, body) = path.split_once("---\n\n").unwrap();
    assert_eq!(body, card.replace("](acid.md)", "](/content/databases/acid.md)"));
}
