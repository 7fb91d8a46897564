//! `recto export`: what each format makes of the guide in tests/exports/guide, compared with tests/exports/expected, and what a round trip keeps.
//!
//! With `RECTO_BLESS=1` the expected files are written anew, to be read.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::fs;
use std::path::Path;

use support::{Scratch, recto};

/// A scratch folder with the guide.
fn guide() -> Scratch {
    Scratch::with_guide("tests/exports/guide")
}

/// Exports into a file of the scratch folder and returns its bytes.
fn export(scratch: &Scratch, words: &[&str]) -> Vec<u8> {
    let output = recto()
        .arg("export")
        .arg(words[0])
        .arg(scratch.path("guide"))
        .args(&words[1..])
        .arg("--output")
        .arg(scratch.path("out"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(scratch.path("out")).unwrap()
}

/// What a refused export says.
fn refusal(words: &[&str]) -> (Option<i32>, String) {
    let scratch = guide();
    let output = recto().current_dir(scratch.path("")).arg("export").arg(words[0]).arg("guide").args(&words[1..]).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).trim().to_string())
}

/// Compares with a file of tests/exports/expected, line by line.
fn compare(name: &str, bytes: &[u8]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exports/expected").join(name);
    if std::env::var_os("RECTO_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        return fs::write(file, bytes).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    let is = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    for (line, (expected, is)) in expected.lines().chain(["(end)"]).zip(is.lines().chain(["(end)"])).enumerate() {
        assert_eq!(is, expected, "{}:{}", file.display(), line + 1);
    }
}

#[test]
fn a_table_has_a_row_for_each_card() {
    let scratch = guide();
    let table = export(&scratch, &["csv"]);
    compare("cards.csv", &table);
    let marked = export(&scratch, &["csv", "--bom"]);
    assert_eq!(marked.strip_prefix("\u{feff}".as_bytes()), Some(&table[..]));
}

/// The exported cards as data.
fn data(scratch: &Scratch, words: &[&str]) -> serde_json::Value {
    serde_json::from_slice(&export(scratch, &[&["json"], words].concat())).unwrap()
}

#[test]
fn the_data_is_as_its_schema_says() {
    let scratch = guide();
    compare("cards.json", &export(&scratch, &["json"]));
    let printed = recto().args(["schema", "cards"]).output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("cards.json", schema).unwrap();
    let schema = compiler.compile("cards.json", &mut schemas).unwrap();
    for guide in ["tests/exports/guide", "tests/guides/torture", "tests/guides/study", "tests/golden/features"] {
        let scratch = Scratch::with_guide(guide);
        schemas.validate(&data(&scratch, &[]), schema).unwrap_or_else(|error| panic!("{guide}: {error}"));
    }
    let mut wrong = data(&scratch, &[]);
    wrong["cards"][0]["key_points"][0]["weight"] = 9.into();
    assert!(schemas.validate(&wrong, schema).is_err());
}

/// Imports a table into a guide without cards, which has the book and the pictures of the other.
fn imported(table: &[u8], of: &Scratch, to: &str) -> Scratch {
    let scratch = Scratch::new();
    for (path, bytes) in support::files(&of.path("guide")) {
        if !path.ends_with(".md") || path == "content/index.md" {
            scratch.write(&format!("guide/{path}"), bytes);
        }
    }
    scratch.write("cards.csv", table);
    let mut import = recto();
    let output = import.current_dir(scratch.path("")).args(["import", "cards.csv", "--guide", "guide", "--to", to]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    scratch
}

/// The cards by their ids, without what names the wording of their file.
fn by_id(data: &serde_json::Value) -> std::collections::BTreeMap<String, serde_json::Value> {
    let strip = |card: &serde_json::Value| {
        let mut card = card.clone();
        card.as_object_mut().unwrap().remove("hash");
        (card["id"].as_str().unwrap().to_string(), card)
    };
    data["cards"].as_array().unwrap().iter().map(strip).collect()
}

#[test]
fn a_table_that_is_imported_gives_the_same_cards() {
    for folder in ["tests/exports/guide", "tests/guides/study", "tests/golden/first"] {
        let scratch = Scratch::with_guide(folder);
        let before = by_id(&data(&scratch, &[]));
        for bom in [&["csv"][..], &["csv", "--bom"]] {
            let again = imported(&export(&scratch, bom), &scratch, ".");
            let after = by_id(&data(&again, &[]));
            assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
            for (id, card) in &before {
                assert_eq!(after[id], *card, "{folder}: {id}");
            }
        }
    }
}

#[test]
fn a_table_of_one_topic_is_imported_there_or_elsewhere() {
    let scratch = guide();
    let table = export(&scratch, &["csv", "--topic", "databases"]);
    let ids = |to: &str| by_id(&data(&imported(&table, &scratch, to), &[])).into_keys().collect::<Vec<_>>();
    assert_eq!(ids("databases"), ["databases/acid", "databases/null", "databases/replication/lag"]);
    assert_eq!(ids("course"), ["course/databases/acid", "course/databases/null", "course/databases/replication/lag"]);
}

#[test]
fn questions_for_platforms_and_for_paper_are_as_expected() {
    let scratch = guide();
    for (format, file) in
        [("gift", "questions.gift"), ("moodle", "questions.xml"), ("exam", "exam.html"), ("kit", "kit.html"), ("anki-text", "notes.txt")]
    {
        let bytes = export(&scratch, &[format]);
        // What is printed stands behind its styles, which are the theme's.
        let body = bytes.windows(6).position(|at| at == b"<body>").unwrap_or_default();
        compare(file, &bytes[body..]);
    }
    for (format, file) in [("qti-1.2", "qti12.txt"), ("qti-2.1", "qti21.txt")] {
        let bytes = export(&scratch, &[format]);
        assert_eq!(export(&scratch, &[format]), bytes, "the same bytes each time");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        for i in 0..archive.len() {
            let mut entry = archive.by_index(i).unwrap();
            text.push_str(&format!("━━ {}\n", entry.name().unwrap()));
            let mut inside = String::new();
            std::io::Read::read_to_string(&mut entry, &mut inside).unwrap();
            roxmltree::Document::parse(&inside).unwrap();
            text.push_str(&inside);
        }
        compare(file, text.as_bytes());
    }
}

#[test]
fn an_exam_has_two_versions_by_its_seed_and_fits_its_paper() {
    let scratch = guide();
    let text = |words: &[&str]| String::from_utf8(export(&scratch, words)).unwrap();
    let one = text(&["exam", "--seed", "june"]);
    assert_eq!(one, text(&["exam", "--seed", "june"]));
    assert_ne!(one, text(&["exam", "--seed", "july"]));
    assert!(text(&["exam", "--title", "Test <3>"]).contains("<h1>Test &lt;3&gt;, "));
    assert_eq!(refusal(&["kit", "--title", "x"]), (Some(2), "error: `--title` belongs to exam, not to kit".to_string()));
    let parts: Vec<&str> = one.split("<section class=\"part\">").skip(1).collect();
    let questions = |part: &str| part.matches("<section class=\"question").count();
    assert_eq!(parts.iter().map(|part| questions(part)).collect::<Vec<_>>(), [6, 6, 6, 6]);
    assert!(!parts[0].contains("the third value") && parts[2].contains("the third value"), "answers stand in the key alone");
    assert!(one.contains("size: A4") && text(&["kit", "--paper", "letter"]).contains("size: letter"));
    let said = refusal(&["csv", "--paper", "a4"]);
    assert_eq!(said, (Some(2), "error: `--paper` belongs to print, pdf, exam and kit, not to csv".to_string()));
}

#[test]
fn a_booklet_has_every_question_once_and_its_answer_behind_or_below() {
    let scratch = guide();
    let text = |words: &[&str]| String::from_utf8(export(&scratch, words)).unwrap();
    let end = text(&["print"]);
    compare("booklet.html", end.split_once("<body>").unwrap().1.as_bytes());
    assert_eq!(end, text(&["print"]));
    let (questions, answers) = end.split_once("id=\"answers\"").unwrap();
    assert_eq!((questions.matches("class=\"question").count(), answers.matches("class=\"solution").count()), (6, 6));
    for secret in ["the third value", "stateless", "All or nothing, valid"] {
        assert!(!questions.contains(secret) && answers.contains(secret), "{secret}");
    }
    let inline = text(&["print", "--answers", "inline", "--topic", "databases", "--paper", "letter"]);
    assert!(inline.contains("size: letter") && !inline.contains("id=\"answers\"") && inline.contains("the third value"));
    // Every link within leads somewhere, and nothing else is loaded.
    for html in [&end, &inline] {
        for (_, rest) in html.match_indices("href=\"#").map(|(at, mark)| html.split_at(at + mark.len())) {
            let anchor = rest.split('"').next().unwrap();
            assert_eq!(html.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
        }
        assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("src=\"data:application"));
    }
}

#[test]
fn a_pdf_needs_a_browser_and_says_so() {
    let scratch = guide();
    let run = |variable: &str| {
        let mut command = recto();
        command.current_dir(scratch.path("")).args(["export", "pdf", "guide"]).env("PATH", "").env("CHROMIUM", variable);
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = run("/nowhere/chromium");
    assert!(code == Some(2) && said.contains("$CHROMIUM names /nowhere/chromium, which is not a file"), "{said}");
    // Where one lies outside of PATH, as on a Mac, it prints.
    let (code, said) = run("");
    assert!(code == Some(0) || said.contains("no Chromium to print with: install one"), "{said}");
}

#[test]
fn what_platforms_get_is_read_back_as_the_same_questions() {
    let scratch = guide();
    for (format, name, found) in [("gift", "q.gift", 8), ("moodle", "q.xml", 6), ("qti-1.2", "q.zip", 6), ("qti-2.1", "q21.zip", 6)] {
        let from = guide();
        // A picture in the text cannot come along.
        fs::remove_file(from.path("guide/content/databases/acid.md")).unwrap();
        let null = fs::read_to_string(from.path("guide/content/databases/null.md")).unwrap();
        from.write("guide/content/databases/null.md", null.replace("requires: [databases/acid]\n", ""));
        let bank = export(&from, &[format]);
        scratch.write(&format!("bank/{name}"), bank);
        // Its own guide knows the cards again: tests/import.rs.
        scratch.write("empty/book.toml", "[book]\nid = \"empty\"\ntitle = \"Empty\"\n");
        let mut import = recto();
        import
            .arg("import")
            .arg(scratch.path(&format!("bank/{name}")))
            .args(["--dry-run", "--to", "new", "--guide"])
            .arg(scratch.path("empty"));
        let output = import.output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        assert!(said.contains(&format!("{} questions found: {} new", found - 1, found - 1)), "{format}: {said}");
    }
}

#[test]
fn cards_are_chosen_by_the_same_words_in_every_format() {
    let scratch = guide();
    let ids = |words: &[&str]| {
        let table = String::from_utf8(export(&scratch, &[&["csv"], words].concat())).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        reader.records().map(|row| row.unwrap()[0].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--topic", "databases/replication"]), ["databases/replication/lag"]);
    assert_eq!(ids(&["--topic", "databases", "--tag", "SQL"]), ["databases/null"]);
    assert_eq!(ids(&["--kind", "scenario", "--kind", "assessment"]), ["databases/replication/lag"]);
    let by_type: Vec<_> = ["open", "choice", "cloze"].into_iter().map(|name| ids(&["--type", name])).collect();
    assert!(by_type.iter().all(|found| !found.is_empty()), "{by_type:?}");
    assert_eq!(by_type.concat().len(), ids(&[]).len());
    assert_eq!(by_type[..2].concat().len(), ids(&["--type", "open", "--type", "choice"]).len());
    let drawn = ids(&["--count", "2", "--seed", "a"]);
    assert_eq!((drawn.len(), &drawn), (2, &ids(&["--count", "2", "--seed", "a"])));
}

#[test]
fn a_wrong_word_is_a_mistake_of_the_command_line() {
    for (words, said) in [
        (&["csv", "--topic", "databses"][..], "error: the guide has no topic `databses`; did you mean `databases`?"),
        (
            &["csv", "--level", "junior", "--kind", "scenario"],
            "error: no card of the guide matches --topic, --level, --kind, --type and --tag",
        ),
    ] {
        assert_eq!(refusal(words), (Some(2), said.to_string()));
    }
}

/// A sound is never lost: a file where the format has files, a player where readers play it, else its name.
#[test]
fn sounds_go_out_with_every_format() {
    let scratch = guide();
    scratch.write("guide/content/databases/dog.mp3", "sound");
    scratch.write("guide/content/databases/dog.wav", "wave");
    let card = "# What barks?\n\n![The dog](dog.mp3)\n\n- [x] ![A howl](dog.wav)\n- [ ] a cat\n\n## Answer\n\n![The dog](dog.mp3)\n";
    scratch.write("guide/content/databases/dog.md", card);
    let plain = |format: &str| String::from_utf8_lossy(&export(&scratch, &[format])).into_owned();
    for format in ["gift", "exam", "kit", "print"] {
        let text = plain(format);
        assert!(text.contains("♪ The dog") && text.contains("♪ A howl"), "{format}");
        assert!(!text.contains("<audio") && !text.contains("octet-stream"), "{format}");
    }
    let moodle = plain("moodle");
    assert!(moodle.contains("src=\"@@PLUGINFILE@@/dog-") && moodle.contains(" encoding=\"base64\">c291bmQ=</file>"), "{moodle}");
    for format in ["moodle", "qti-1.2", "qti-2.1"] {
        let ending = if format == "moodle" { "xml" } else { "zip" };
        scratch.write(&format!("back.{ending}"), export(&scratch, &[format]));
        scratch.write("other/book.toml", "[book]\nid = \"b\"\ntitle = \"B\"\n");
        scratch.write("other/content/index.md", "A guide.\n");
        let to = format!("t-{ending}");
        let mut command = recto();
        command.arg("import").arg(scratch.path(&format!("back.{ending}"))).args(["--to", &to, "--guide"]).arg(scratch.path("other"));
        let told = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
        let all: String = support::files(&scratch.path("other/content"))
            .iter()
            .map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes)))
            .collect();
        assert!(all.contains(".mp3](") && all.contains("\nsound\n") && all.contains("\nwave\n"), "{format}: {told}");
        fs::remove_dir_all(scratch.path("other")).unwrap();
    }
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(export(&scratch, &["epub", "--date", "2025-01-01"]))).unwrap();
    let names: Vec<String> = book.file_names().map(|name| name.unwrap().to_string()).collect();
    assert!(names.iter().any(|name| name.ends_with(".mp3")) && !names.iter().any(|name| name.ends_with(".wav")), "{names:?}");
    let mut all = String::new();
    for name in names.iter().filter(|name| name.ends_with(".xhtml") || name.ends_with(".opf")) {
        std::io::Read::read_to_string(&mut book.by_name(name).unwrap(), &mut all).unwrap();
    }
    assert!(all.contains("<audio controls=\"\"") && all.contains("♪ A howl") && all.contains("media-type=\"audio/mpeg\""));
}
