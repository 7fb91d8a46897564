//! The deck data that a guide publishes: what the browser's half (themes/default/js/deck.js) relies on.

use std::collections::BTreeMap;

use recto::search::collect_files;
use recto::site::Output;
use recto::study::CARDS_PER_PART;
use recto::{Input, Options, Source, Sources};
use serde_json::Value;

const BOOK: &str = "[book]\nid = \"guide\"\ntitle = \"Guide\"\n[site]\nrepository = \"https://github.com/o/n\"\n";

/// The deck files of a guide of these files (under content/), by path.
fn deck(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    deck_of(BOOK, files)
}

/// The same under another book.toml.
fn deck_of(book: &str, files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut sources = Sources::default();
    sources.add(Source::new("book.toml", book));
    let mut files = files.to_vec();
    files.sort();
    for (path, text) in files {
        sources.add(Source::new(format!("content/{path}"), text));
    }
    let compiled = recto::compile(Input { sources, ..Input::default() }, &Options::default());
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.is_error()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let site = compiled.site.unwrap();
    let outputs = site.outputs().iter().filter(|(_, output)| matches!(output, Output::Deck(_)));
    let files = outputs.flat_map(|(path, output)| collect_files(|sink| site.write(path, output, sink).unwrap()));
    files.map(|(path, bytes)| (path.as_str().to_string(), String::from_utf8(bytes).unwrap())).collect()
}

/// The arguments of the one call that a file makes.
fn arguments(file: &str, function: &str) -> Vec<Value> {
    let inside = file.strip_prefix(&format!("Recto.{function}(")).and_then(|rest| rest.strip_suffix(");\n")).expect(function);
    serde_json::from_str(&format!("[{inside}]")).unwrap()
}

fn only<'a>(deck: &'a BTreeMap<String, String>, function: &str) -> &'a str {
    let mut found = deck.values().filter(|text| text.starts_with(&format!("Recto.{function}(")));
    let file = found.next().expect(function);
    assert!(found.next().is_none(), "one {function}");
    file
}

const ACID: &str = "---\nlevel: junior\nkind: concept\ntags: [sql]\naliases: [db/old]\n---\n# What is `ACID`?\n\nIn short.\n\n## Hint\nFour.\n\n## Answer\nSee [joins](joins.md).\n\n## Key points\n- All or nothing {weight=2 accept=\"undone as a whole; all of it\"}\n- Durable\n\n## Short answer\nFour promises.\n\n## Red flags\n- C of CAP\n";
const JOINS: &str = "# Which join keeps all rows?\n\n- [x] Outer\n\n  Both sides.\n- [ ] Inner\n";
const CLOZE: &str = "---\ntype: cloze\n---\n# Fill in\n\nA ==log=={#wal}^[not a file] is written ==ahead==.\n";

fn small() -> Vec<(&'static str, &'static str)> {
    vec![("db/index.md", "---\ntitle: Data\n---\n"), ("db/acid.md", ACID), ("db/joins.md", JOINS), ("db/wal.md", CLOZE)]
}

#[test]
fn the_root_counts_cards_and_units_and_knows_former_ids() {
    let deck = deck(&small());
    let root = &arguments(&deck["deck/manifest.js"], "deckManifest")[0];
    assert_eq!(root["book"], "guide");
    assert_eq!(root["edit"], "https://github.com/o/n/edit/main/");
    assert_eq!(root["aliases"]["db/old"], "db/acid");
    assert_eq!(root["levels"][0], serde_json::json!(["junior", "Junior"]));
    assert_eq!(root["sections"]["key-points"], "Key points");
    let topic = &root["topics"][0];
    assert_eq!((&topic["id"], &topic["title"], &topic["parent"]), (&"db".into(), &"Data".into(), &(-1).into()));
    assert_eq!(topic["counts"], serde_json::json!([[-1, -1, 2, 3], [0, 0, 1, 1]]));
    let file = format!("deck/db/{}.js", topic["file"].as_str().unwrap());
    assert!(deck.contains_key(&file), "{file}");
    assert_eq!(deck.len(), 3, "{:?}", deck.keys());
}

#[test]
fn kinds_say_which_stages_ask_them_and_cards_may_differ() {
    let book = format!(
        "{BOOK}[[kinds]]\nid = \"concept\"\n[[kinds]]\nid = \"scenario\"\n[[kinds]]\nid = \"case\"\nstages = [\"design\", \"screen\"]\n[[kinds]]\nid = \"essay\"\nstages = []\n"
    );
    let incident = "---\nkind: scenario\nstages: [technical]\n---\n# It is slow. Why?\n\n## Answer\nX.\n";
    let never = "---\nkind: scenario\nstages: []\n---\n# Never asked?\n\n## Answer\nX.\n";
    let deck = deck_of(&book, &[("db/incident.md", incident), ("db/joins.md", JOINS), ("db/never.md", never), ("db/acid.md", ACID)]);
    let root = &arguments(&deck["deck/manifest.js"], "deckManifest")[0];
    let stages: Vec<String> = root["kinds"].as_array().unwrap().iter().map(|kind| kind[2].to_string()).collect();
    assert_eq!(stages, [r#"["screen","technical"]"#, r#"["design"]"#, r#"["screen","design"]"#, "[]"]);
    let rows = arguments(only(&deck, "deckTopic"), "deckTopic")[3].clone();
    let traits: BTreeMap<&str, u64> =
        rows.as_array().unwrap().iter().map(|row| (row[0].as_str().unwrap(), row[10].as_u64().unwrap())).collect();
    assert_eq!(traits, BTreeMap::from([("acid", 0), ("incident", 2 + 8), ("joins", 1), ("never", 2)]));
}

#[test]
fn a_topic_lists_its_cards_with_their_hidden_spans() {
    let deck = deck(&small());
    let topic = arguments(only(&deck, "deckTopic"), "deckTopic");
    assert_eq!((&topic[0], &topic[1]), (&"db".into(), &CARDS_PER_PART.into()));
    let part = format!("deck/db/{}.js", topic[2][0].as_str().unwrap());
    assert!(deck.contains_key(&part), "{part}");
    let acid = topic[3].as_array().unwrap().iter().find(|card| card[0] == "acid").unwrap();
    assert_eq!(*acid, serde_json::json!(["acid", "What is ACID?", 0, 0, 5, ["sql"], [], "", "", [], 0]));
    let wal = topic[3].as_array().unwrap().iter().find(|card| card[0] == "wal").unwrap();
    assert_eq!(wal[6][0], "wal");
    assert_eq!(wal[6].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_of_faces_holds_more_cards_the_shorter_they_are() {
    for (words, length, parts) in [(20, 100, 3), (150, 50, 5), (600, 25, 9)] {
        let cards: Vec<(String, String)> = (0..210)
            .map(|i| (format!("db/card-{i:03}.md"), format!("# What is {i}?\n\n## Answer\n{}\n", "words ".repeat(words))))
            .collect();
        let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let deck = deck(&files);
        let topic = arguments(only(&deck, "deckTopic"), "deckTopic");
        let names = topic[2].as_array().unwrap();
        assert_eq!((topic[1].as_u64().unwrap(), names.len()), (length, parts), "{words} words");
        let first = arguments(&deck[&format!("deck/db/{}.js", names[0].as_str().unwrap())], "deckFaces");
        assert_eq!(first[2].as_array().unwrap().len() as u64, length);
    }
}

#[test]
fn a_topic_says_what_its_cards_require() {
    let files = [
        ("db/acid.md", "---\nrequires: [db/joins, web/http]\n---\n# What is ACID?\n\nA.\n"),
        ("db/joins.md", JOINS),
        ("web/http.md", "# What is HTTP?\n\nA.\n"),
    ];
    let deck = deck(&files);
    let topic = deck.values().find(|text| text.starts_with("Recto.deckTopic(\"db\"")).unwrap();
    let cards = arguments(topic, "deckTopic")[3].clone();
    let of = |name: &str| cards.as_array().unwrap().iter().find(|card| card[0] == name).unwrap()[9].clone();
    assert_eq!(of("acid"), serde_json::json!(["joins", "web/http"]));
    assert_eq!(of("joins"), serde_json::json!([]));
}

#[test]
fn faces_hold_each_piece_of_a_card_in_its_place() {
    let deck = deck(&small());
    let faces = arguments(only(&deck, "deckFaces"), "deckFaces");
    let cards = faces[2].as_array().unwrap();
    let find = |title: &str| cards.iter().find(|card| card["title"].as_str().unwrap().starts_with(title)).unwrap();
    let acid = find("What is <code>ACID</code>?");
    assert_eq!(acid["prompt"], "<p>In short.</p>");
    assert_eq!(acid["hints"], serde_json::json!(["<p>Four.</p>"]));
    assert_eq!(acid["points"], serde_json::json!([["All or nothing", 2, ["undone as a whole", "all of it"]], ["Durable", 1]]));
    let kinds: Vec<&str> = acid["sections"].as_array().unwrap().iter().map(|s| s[0].as_str().unwrap()).collect();
    assert_eq!(kinds, ["short-answer", "answer", "key-points", "red-flags"], "the short answer comes first, wherever it stands");
    assert!(acid["sections"][1][1].as_str().unwrap().contains("href=\"db/joins.html\""), "relative to the site's root: {acid}");
    let joins = find("Which");
    assert_eq!(joins["choices"][0][1], 1);
    assert!(joins["choices"][0][2].as_str().unwrap().contains("Both sides."));
    assert_eq!(joins["choices"][1], serde_json::json!(["Inner", 0, ""]));
    let fill = find("Fill").to_string();
    assert!(fill.contains("data-cloze=\\\"wal\\\"") && fill.contains("data-hint"), "{fill}");
}

#[test]
fn a_long_topic_is_divided_and_an_edit_touches_one_part() {
    let cards: Vec<(String, String)> =
        (0..60).map(|i| (format!("db/c{i:02}.md"), format!("# Question {i}?\n\nAnswer {i}. {}\n", "At length. ".repeat(200)))).collect();
    let files = |changed: &'static str| {
        let edit = |path: &str, text: &str| if path == changed { text.replace("Answer", "Better answer") } else { text.to_string() };
        let texts: Vec<(String, String)> = cards.iter().map(|(path, text)| (path.clone(), edit(path, text))).collect();
        deck(&texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    let before = files("");
    assert_eq!(before.values().filter(|text| text.starts_with("Recto.deckFaces(")).count(), 3);
    let after = files("db/c30.md");
    let fresh: Vec<&String> = after.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert_eq!(fresh.len(), 3, "the root, the topic, one part: {fresh:?}");
}

#[test]
fn a_name_changes_when_what_a_link_shows_does() {
    let files =
        |title: &'static str| deck(&[("db/a.md", "# One?\n\nSee [[db/b]].\n"), ("db/b.md", title), ("ml/c.md", "# Three?\n\nYes.\n")]);
    let (before, after) = (files("# Two?\n\nYes.\n"), files("# Second?\n\nYes.\n"));
    let of =
        |deck: &BTreeMap<String, String>, folder: &str| deck.keys().filter(|path| path.starts_with(folder)).cloned().collect::<Vec<_>>();
    assert_ne!(of(&before, "deck/db/"), of(&after, "deck/db/"));
    assert_eq!(of(&before, "deck/ml/"), of(&after, "deck/ml/"));
}

/// The property that caches rely on: a file whose bytes differ has another name. Only the root's name is fixed.
#[test]
fn different_bytes_have_different_names_whatever_changes_in_book_toml() {
    let card = "# Why?\n\n## Solution\nBecause.\n\n## Answer\n<b>So</b> it is.\n\n## Tips\n- One\n";
    let files = [("db/a.md", card), ("db/acid.md", ACID), ("db/joins.md", JOINS), ("db/wal.md", CLOZE)];
    let changes = [
        "[sections]\nshort-answer = [\"Solution\", \"Short answer\"]\n",
        "[sections]\nhint = [\"Tips\", \"Hint\"]\n",
        "[sections]\nkey-points = [\"Tips\", \"Key points\"]\n",
        "[sections]\nred-flags = [\"Red flags\", \"Solution\"]\n",
        "[markdown]\nhtml = \"escape\"\n",
        "[study]\nretention = 0.8\n",
    ];
    let before = deck_of(BOOK, &files);
    for change in changes {
        let after = deck_of(&format!("{BOOK}{change}"), &files);
        for (name, text) in after.iter().filter(|(name, _)| *name != "deck/manifest.js") {
            assert!(before.get(name).is_none_or(|old| old == text), "{name} has other bytes after {change}");
        }
    }
}

#[test]
fn equal_input_gives_equal_bytes_and_no_cards_only_the_root() {
    let deck = deck(&small());
    let again = crate::deck(&small());
    assert_eq!(deck, again);
    let empty = crate::deck(&[("index.md", "Hello.\n")]);
    assert_eq!(empty.keys().collect::<Vec<_>>(), ["deck/manifest.js"]);
}
