//! A newcomer's path: `init`, `new`, `check`, `build`, `stats`, `diff`, `schema`; each step needs only what the one before has printed.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::collections::BTreeSet;
use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use recto::config::{self, KEYS};
use recto::diagnostic::Code;
use recto::source::SourceId;
use recto::value::{Kind, Table, Value as Tree, parse_toml, parse_yaml};
use recto::{Input, Options, Source};
use serde_json::{Map, Value};
use support::Scratch;
use support::guide::{Guide, Run, command};

/// Runs recto in a folder.
fn recto(folder: &std::path::Path, args: &[&str]) -> Run {
    Run(command(folder).args(args).output().unwrap())
}

#[test]
fn a_new_guide_has_nothing_wrong_and_shows_every_type_of_card() {
    let scratch = Scratch::new();
    scratch.write("keep", "");
    let made = recto(&scratch.path(""), &["init", "my-guide"]);
    assert_eq!(made.code(), 0, "{}", made.err());
    for step in ["cd my-guide", "recto serve", "recto new card writing/first-question", "recto check", "recto build", "GitHub Actions"] {
        assert!(made.out().contains(step), "{step}: {}", made.out());
    }
    let guide = scratch.path("my-guide");
    let check = recto(&guide, &["check", "--strict"]);
    assert_eq!((check.code(), check.out()), (0, String::new()));
    assert_eq!(recto(&guide, &["build"]).code(), 0);
    let stats: Value = serde_json::from_str(&recto(&guide, &["stats", "--json"]).out()).unwrap();
    for (list, ids) in [
        ("by_type", &["open", "choice", "cloze"][..]),
        ("by_level", &["junior", "mid", "senior"]),
        ("by_kind", &["concept", "scenario"]),
        ("sections", &["hint", "answer", "key-points", "pitfalls", "red-flags", "follow-ups"]),
    ] {
        for id in ids {
            let found = stats[list].as_array().unwrap().iter().find(|count| count["id"] == *id).unwrap();
            assert!(found["cards"].as_u64() > Some(0), "{list} {id}");
        }
    }
}

#[test]
fn the_workflows_of_a_new_guide_get_recto_from_where_the_author_says_or_ask_for_it() {
    let scratch = Scratch::new();
    scratch.write("keep", "");
    let action = |guide: &str| fs::read_to_string(scratch.path(guide).join(".github/actions/recto/action.yml")).unwrap();
    let unknown = recto(&scratch.path(""), &["init", "unknown"]);
    assert!(unknown.out().contains("write in .github/actions/recto/action.yml, after RECTO_FROM"), "{}", unknown.out());
    assert!(action("unknown").contains("RECTO_FROM: \"\""));
    let readme = fs::read_to_string(scratch.path("unknown/README.md")).unwrap();
    assert!(readme.contains("\n1. In `.github/actions/recto/action.yml`, write after `RECTO_FROM:`"), "{readme}");

    let said = recto(&scratch.path(""), &["init", "said", "--recto-from", "https://example.org/recto@v1.0.0"]);
    assert!(said.out().contains("compile Recto from https://example.org/recto@v1.0.0"), "{}", said.out());
    assert!(action("said").contains("RECTO_FROM: \"https://example.org/recto@v1.0.0\""));

    let wrong = recto(&scratch.path(""), &["init", "wrong", "--recto-from", "git@example.org:recto"]);
    assert_eq!(wrong.code(), 2);
    assert!(wrong.err().contains("expected the https URL of a Git repository"), "{}", wrong.err());
    assert!(!scratch.path("wrong").exists());
}

/// `cargo install --git` lists what it has installed beside the folder of the programs.
#[test]
fn a_program_that_cargo_installed_from_git_hands_its_address_to_new_guides() {
    let scratch = Scratch::new();
    let commit = "38f56bfb1731fe8ff8c59f760cd9061d6e8bbb83";
    let name = format!("recto{}", std::env::consts::EXE_SUFFIX);
    let key = format!("recto 0.1.0 (git+https://example.org/recto?tag=v1#{commit})");
    scratch.write("root/.crates2.json", serde_json::json!({"installs": {key: {"bins": [name]}}}).to_string());
    scratch.write("root/bin/keep", "");
    let program = scratch.path("root/bin").join(&name);
    fs::hard_link(env!("CARGO_BIN_EXE_recto"), &program).unwrap();
    let made = Run(std::process::Command::new(&program).args(["init", "guide"]).current_dir(scratch.path("")).output().unwrap());
    assert!(made.out().contains(&format!("compile Recto from https://example.org/recto@{commit}")), "{} {}", made.out(), made.err());
}

#[test]
fn init_keeps_what_is_there_and_refuses_a_guide() {
    let scratch = Scratch::new();
    scratch.write("docs/README.md", "mine");
    let made = recto(&scratch.path("docs"), &["init", "--title", "Say \"hi\""]);
    assert!(made.code() == 0 && made.out().contains("kept README.md") && !made.out().contains("cd "), "{}", made.out());
    assert_eq!(fs::read_to_string(scratch.path("docs/README.md")).unwrap(), "mine");
    assert!(fs::read_to_string(scratch.path("docs/book.toml")).unwrap().contains("title = \"Say \\\"hi\\\"\""));
    assert_eq!(recto(&scratch.path("docs"), &["check", "--strict"]).code(), 0);
    let again = recto(&scratch.path("docs"), &["init"]);
    assert!(again.code() == 2 && again.err().contains("there is a guide"), "{}", again.err());
}

#[test]
fn a_new_card_lies_at_its_place_and_the_check_says_what_is_left_to_write() {
    let guide = Guide::new();
    let made = guide.recto(&[
        "new",
        "card",
        "databases/dirty-read",
        "--question",
        "What is a dirty read?",
        "--level",
        "senior",
        "--tags",
        "sql,isolation",
    ]);
    assert_eq!((made.code(), made.out().as_str()), (0, "content/databases/dirty-read.md\n"), "{}", made.err());
    assert!(made.err().contains("recto check"), "{}", made.err());
    let text = fs::read_to_string(guide.0.join("content/databases/dirty-read.md")).unwrap();
    assert!(
        text.starts_with("---\nlevel: senior\nkind: concept\ntags: [sql, isolation]\n---\n\n# What is a dirty read?\n\n## Hint\n"),
        "{text}"
    );
    let check = guide.recto(&["check"]);
    assert_eq!(check.code(), 0);
    // Hint, short answer, answer, key point, red flag, follow-up, reference: one finding for the file.
    assert_eq!(check.out().matches("warning[").count(), 1, "{}", check.out());
    assert!(check.out().contains("R919") && check.out().contains("(and 6 more)"), "{}", check.out());

    assert_eq!(guide.recto(&["new", "topic", "networks", "--title", "Networks: the basics"]).code(), 0);
    assert_eq!(guide.recto(&["new", "page", "databases/history"]).code(), 0);
    assert_eq!(guide.recto(&["check"]).code(), 0);
    let page = fs::read_to_string(guide.0.join("content/databases/history.md")).unwrap();
    assert!(page.starts_with("---\ntitle: History\n---\n"), "{page}");
}

#[test]
fn the_template_of_contributing_md_is_that_of_new_cards_and_is_found_where_nobody_wrote_over_it() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let contributing = fs::read_to_string(root.join("CONTRIBUTING.md")).unwrap();
    let code =
        contributing.lines().skip_while(|line| *line != "       ---").take_while(|line| line.is_empty() || line.starts_with("       "));
    let template = code.map(|line| line.get(7..).unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let guide = Guide::new();
    guide.write("book.toml", fs::read(root.join("book.toml")).unwrap());
    assert_eq!(guide.recto(&["new", "card", "databases/begun"]).code(), 0);
    let begun = fs::read_to_string(guide.0.join("content/databases/begun.md")).unwrap();
    assert_eq!(template.trim(), begun.trim());

    fs::remove_file(guide.0.join("content/databases/begun.md")).unwrap();
    guide.write("content/databases/new-question.md", &template);
    // One finding a file names the first that is left; written over, the next is named.
    let mut text = template;
    for left in [
        "\"The question, as it is asked?\" is still",
        "\"Where to look, without a piece of the an…\" is still",
        "\"What you would say in a minute: the conc…\" is still",
        "\"How it works, an example with names and…\" is still",
        "\"What must be said for the answer to coun…\" is still",
        "\"What a weak answer sounds like: why it i…\" is still",
        "\"What one would ask next, as a link where…\" is still",
        "\"Where it can be read, as a link: a stand…\" is still",
        "the file still has the template's name, `new-question`",
    ] {
        guide.write("content/databases/new-question.md", &text);
        let check = guide.recto(&["check", "--strict"]);
        assert_eq!((check.code(), check.out().matches("warning[").count()), (1, 1), "{}", check.out());
        assert!(check.out().contains(left), "{left}: {}", check.out());
        let start = left.trim_start_matches('"').split(['…', '"']).next().unwrap_or_default();
        let line = text.lines().find(|line| line.contains(start)).map(str::to_string);
        if let Some(line) = line {
            let at = line.find(start).unwrap_or_default();
            text = text.replace(&line, &format!("{}Written by somebody?", &line[..at]));
        }
    }
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let guide = Guide::new();
    guide.write("content/databases/moved.md", support::guide::CARD.replace("level", "aliases: [databases/former]\nlevel"));
    let before = guide.files("content");
    for (args, why) in [
        (&["new", "card", "databases/phantom-read"][..], "is taken: \"What is a phantom read?\" has it"),
        (&["new", "card", "databases/Phantom-Read"], "is taken"),
        (&["new", "card", "databases/former"], "it is a former id of `databases/moved`"),
        (&["new", "topic", "databases"], "is taken"),
        (&["new", "card", "acid"], "a card must be in a topic"),
        (&["new", "card", "databases/index"], "recto new topic databases"),
        (&["new", "card", "databases/cards"], "holds several cards"),
        (&["new", "card", "../outside/x"], "cannot be part of an id"),
        (&["new", "card", "databases/what?"], "`what?` cannot be part of an id"),
        (&["new", "card", "databases/_x"], "not content"),
        (&["new", "card", "databases/x", "--level", "midd"], "did you mean `mid`?"),
    ] {
        let run = guide.recto(args);
        assert!(run.code() == 2 && run.err().contains(why), "{args:?}: {}", run.err());
    }
    assert_eq!(guide.files("content"), before);
}

#[test]
fn a_new_file_has_a_plain_name_in_the_topic_that_is_meant() {
    let guide = Guide::new();
    for (typed, file) in [
        ("Databases/Großer Zeh", "content/databases/grosser-zeh.md"),
        ("databases/what_is.v1", "content/databases/what_is.v1.md"),
        ("Neue Fragen/a", "content/neue-fragen/a.md"),
    ] {
        let run = guide.recto(&["new", "card", typed, "--title", "Is it?"]);
        let id = file.trim_start_matches("content/").trim_end_matches(".md");
        assert!(run.code() == 0 && run.out().trim_end().ends_with(file), "{typed}: {}{}", run.out(), run.err());
        assert_eq!(run.err().contains(&format!("`{typed}` becomes `{id}`")), typed != id, "{}", run.err());
    }
}

#[test]
fn stats_are_a_table_for_people() {
    let guide = Guide::new();
    let out = guide.recto(&["stats"]).out();
    assert!(out.starts_with("1 card, 1 topic, 0 pages, 0 tags; 3 words in answers\n"), "{out}");
    assert!(out.contains("\n  databases") && out.contains("100 %") && out.contains("1 without a date"), "{out}");
}

/// A text's tree as JSON.
fn json(table: &Table) -> Value {
    fn of(value: &Tree) -> Value {
        match &value.kind {
            Kind::Null => Value::Null,
            Kind::Bool(b) => (*b).into(),
            Kind::Int(i) => (*i).into(),
            Kind::Float(f) => (*f).into(),
            Kind::Str(s) => s.as_str().into(),
            Kind::List(items) => items.iter().map(of).collect(),
            Kind::Table(table) => json(table),
        }
    }
    Value::Object(table.entries.iter().map(|entry| (entry.key.clone(), of(&entry.value))).collect::<Map<_, _>>())
}

struct Schema(Schemas, SchemaIndex);

impl Schema {
    fn new(what: &str) -> (Self, Value) {
        let text = recto(std::path::Path::new("."), &["schema", what]).out();
        let schema: Value = serde_json::from_str(&text).unwrap();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("schema.json", schema.clone()).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        (Self(schemas, index), schema)
    }

    fn takes(&self, value: &Value) -> bool {
        self.0.validate(value, self.1).is_ok()
    }
}

#[test]
fn the_schema_of_book_toml_and_its_reader_agree() {
    let (schema, json_schema) = Schema::new("book");
    for key in KEYS.iter().filter(|key| key.name != "CODE") {
        let name = key.table.trim_matches(['[', ']']);
        let table = if name == "translations.LANGUAGE" {
            &json_schema["properties"]["translations"]["additionalProperties"]
        } else {
            &json_schema["properties"][name]
        };
        let table = if key.table.starts_with("[[") { &table["items"] } else { table };
        let property = if name.is_empty() { &json_schema["properties"][key.name] } else { &table["properties"][key.name] };
        assert!(property.as_object().is_some_and(|p| p.len() > 1), "{} has no type: {property}", key.path());
    }
    assert!(Code::ALL.iter().all(|code| json_schema["properties"]["check"]["properties"][code.name()].is_object()));
    for toml in [
        "",
        "[book]\nid = \"a-b\"\ntitle = \"x\"\nauthors = [\"A\"]\nlanguage = \"en-GB\"\nlanguages = []\n",
        "[site]\nbase-url = \"https://example.org/\"\ncname = \"a.org\"\nicon = \"a.svg\"\nrepository = \"https://github.com/o/n\"\n",
        "[markdown]\nhtml = \"escape\"\n[links]\nterms = true\n[search]\nenabled = false\n[search.synonyms]\na = \"b\"\nc = [\"d\"]\n",
        "[study]\nretention = 0.9\nnew-per-day = 0\ntwo-grades = true\n[sections]\nhint = \"H\"\nanswer = [\"A\", \"B\"]\n",
        "[[kinds]]\nid = \"two\"\nstages = [\"design\"]\n",
        "[book]\nlanguages = [\"fr\"]\n[translations.fr]\nlevels = { mid = \"M\", senior = { name = \"S\", summary = \"x\" } }\nwords = { kind = \"K\" }\n",
        "[[kinds]]\nid = \"two\"\nstages = [\"phone\"]\n",
        "[[levels]]\nid = \"one\"\n[[kinds]]\nid = \"two\"\nminutes = 5\n[check]\ntags = [\"a\"]\nR315 = \"allow\"\nsingle-use-tag = \"deny\"\nlone-tag = \"deny\"\n",
        // Wrong, each in one way.
        "[book]\nid = \"A B\"\n",
        "[book]\nid = \"a\"\ntitel = \"x\"\n",
        "[book]\nid = \"a\"\nauthors = \"A\"\n",
        "[book]\nid = \"a\"\nlanguage = \"english\"\n",
        "[site]\nbase-url = \"example.org\"\n",
        "[markdown]\nhtml = \"off\"\n",
        "[study]\nretention = 2\n",
        "[study]\nnew-per-day = 1.5\n",
        "[[levels]]\nname = \"No id\"\n",
        "[[levels]]\nid = \"a\"\nminutes = 3\n",
        "[check]\nbroken-link = \"warn\"\n",
        "[check]\nno-such-code = \"warn\"\n",
        "title = \"x\"\n",
    ] {
        let (_, found) = config::parse(SourceId(0), toml);
        let read = found.iter().all(|finding| !finding.is_error());
        let (table, _) = parse_toml(toml, 0, SourceId(0));
        assert_eq!(schema.takes(&json(&table)), read, "{toml}{found:?}");
    }
}

#[test]
fn the_schema_of_front_matter_and_its_reader_agree() {
    let (schema, json_schema) = Schema::new("front-matter");
    let described: BTreeSet<String> = json_schema["properties"].as_object().unwrap().keys().cloned().collect();
    // Every key that the reader asks for: `text(&mut reader, "level")`, `reader.int("minutes", …)`.
    let code = include_str!("../src/parse/front_matter.rs");
    let code = &code[code.find("fn meta(table").unwrap()..];
    let asked: BTreeSet<String> = [
        "(&mut reader, \"",
        "list(reader, \"",
        "reader.entry(\"",
        "reader.date(\"",
        "reader.bool(\"",
        "reader.int(\"",
        "reader.choice(\"",
        "reader.choices(\"",
    ]
    .iter()
    .flat_map(|call| code.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_string))
    .collect();
    assert_eq!(described, asked);

    let wrong =
        [Code::UnknownKey, Code::WrongType, Code::BadValue, Code::BadDate, Code::MisplacedKey, Code::UnknownLevel, Code::UnknownKind];
    for yaml in [
        "level: mid\nkind: concept\ntype: cloze\ntags: [a, b]\nminutes: 5\nid: t/y\n",
        "stages: [design, technical]\n",
        "stages: []\n",
        "stages: [phone]\n",
        "stages: design\n",
        "requires: []\nterms: [x]\naliases: [t/old]\ndraft: true\nupdated: 2026-11-22\n",
        "title: A page\nsummary: About.\norder: -1\nicon: x\ntags: [a]\n",
        // Wrong, each in one way.
        "level: midd\n",
        "kind: riddle\n",
        "type: quiz\n",
        "tags: a\n",
        "tags: [1]\n",
        "minutes: 0\n",
        "minutes: soon\n",
        "draft: perhaps\n",
        "updated: yesterday\n",
        "order: first\ntitle: x\n",
        "title: A page\nlevel: mid\n",
        "levl: mid\n",
    ] {
        let mut input = Input::default();
        input.sources.add(Source::new("content/t/x.md", format!("---\n{yaml}---\n\n# Q?\n\n==A== b.\n")));
        let found = recto::compile(input, &Options::default()).diagnostics;
        let read = !found.iter().any(|finding| wrong.contains(&finding.code));
        let (table, _) = parse_yaml(yaml, 0, SourceId(0));
        assert_eq!(schema.takes(&json(&table)), read, "{yaml}{found:?}");
    }
}

#[test]
fn the_schema_of_a_guide_knows_its_levels_and_tags() {
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"a\"\n[[levels]]\nid = \"beginner\"\n[check]\ntags = [\"sql\"]\n");
    let schema: Value = serde_json::from_str(&guide.recto(&["schema", "front-matter", "."]).out()).unwrap();
    assert_eq!(schema["properties"]["level"]["enum"], serde_json::json!(["beginner"]));
    assert_eq!(schema["properties"]["tags"]["items"]["enum"], serde_json::json!(["sql"]));
}

#[test]
fn readers_are_led_to_the_editor_of_the_code_host() {
    let guide = Guide::new();
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(!guide.0.join("site/contribute.html").exists(), "without a repository there is nowhere to go");
    guide.write("book.toml", "[book]\nid = \"small\"\n[site]\nrepository = \"https://github.com/o/n\"\n");
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let read = |path: &str| fs::read_to_string(guide.0.join("site").join(path)).unwrap();
    assert!(read("databases/phantom-read.html").contains("href=\"https://github.com/o/n/edit/main/content/databases/phantom-read.md\""));
    let begun = "https://github.com/o/n/new/main/content/databases?filename=new-question.md&amp;value=---%0Alevel%3A%20junior%0A";
    for page in ["contribute.html", "databases/index.html"] {
        assert!(read(page).contains(begun), "{page}");
    }
    assert!(read("index.html").contains("href=\"contribute.html\""));
    assert!(read("contribute.html").contains("## Key points\n"), "the template can be copied");
    guide.write("book.toml", "[book]\nid = \"small\"\nlanguage = \"fr\"\n[site]\nrepository = \"https://gitlab.com/g/n\"\n");
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(read("contribute.html").contains("https://gitlab.com/g/n/-/new/main/content/databases?file_name=nouvelle-question.md"));
}
