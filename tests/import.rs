//! `recto import`: each folder of tests/banks/ is a test. NAME/bank holds a question bank as somebody might bring it, NAME/expected.txt what the
//! command prints and every file that it writes.
//!
//! `cargo test --test import NAME` runs those whose name contains NAME; with `RECTO_BLESS=1` the expectations are written anew, to be read.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

#[path = "banks/mutations.rs"]
mod mutations;
#[path = "support/random.rs"]
mod random;
mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use support::{Scratch, files, recto};

const BOOK: &str = "[book]\nid = \"bank\"\ntitle = \"Bank\"\n";

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/banks");
    let mut trials = vec![
        trial("a second import changes only what changed in the bank", a_second_import),
        trial("what was edited here is never overwritten", an_edited_card_stays),
        trial("a dry run says the same and writes nothing", a_dry_run),
        trial("names that the guide has are not taken", names_are_free),
        trial("an archive that leads out of itself is refused", a_path_out_of_the_archive),
        trial("an archive that unpacks to far more than it weighs is refused", a_bomb),
        trial("an unknown level, column or topic is a mistake of the command line", wrong_words),
        trial("a table whose columns have other names is read by --columns", named_columns),
        trial("a folder of pages keeps its order, front matter and links", a_folder_of_pages),
        trial("columns are found by the words of every language of the interface", columns_in_every_language),
        trial("columns are found by the guide's own words, and what is not used is told", columns_of_the_guide),
        trial("a first row that names columns is never a card", a_header_without_a_question),
        trial("a first row that is a card can be said to be one", a_table_without_a_header),
        trial("every key of --columns is accepted, named in the error and documented", every_key),
        trial("a level or kind that the guide does not have is told with its rows", unknown_categories),
        trial("cards keep the bank's order, drafts too, and later ones follow them", the_order_of_the_bank),
        trial("terms and definitions are read as Quizlet exports them", quizlet),
        trial("a sign marks the right one of lettered choices", starred_choices),
        trial("a draft that an edited export answers is published", a_draft_that_an_edited_export_answers_is_published),
        trial("an export that comes back is the guide's own cards, and --update takes what was edited in it", an_export_comes_back),
        trial("a deck of the guide's own cards doubles nothing", a_deck_comes_back),
        trial("lines without a tab go on with the definition before them", a_definition_of_several_lines),
        trial("a choice question without a right choice is a draft, and told", undecided_choices),
        trial("only answers with all points are right, in GIFT and in XML", partial_credit),
        trial("a deck alone names its topic, and its sounds play", a_deck_with_sounds),
        trial("a workbook's merged cells, chapters, broken lines, hidden sheets and formulas", a_workbook),
        trial("pictures of a workbook belong to the rows beside which they stand, and --sheet chooses", a_workbook_with_pictures),
        trial("a column of pictures or sounds is shown below the question", a_column_of_pictures),
        trial("the exit code says that a file was refused", a_refused_file),
        trial("what a learner did with a deck becomes a file of progress", a_deck_with_answers),
        trial("damaged texts lose no word in silence", mutations::texts),
        trial("damaged archives are refused or read", mutations::archives),
        trial("questions in the same words keep their files", equal_questions),
        trial("a CSV with semicolons comes back", a_german_table_comes_back),
        trial("a link to a heading of its own card comes back", a_link_within_a_card_comes_back),
        trial("a bank under another file name doubles no card, and what it no longer has is told", a_renamed_bank),
        trial("a topic that was there lists its own cards, then the bank's in its order", the_order_behind_own_cards),
        trial("a quotation mark that is never closed takes no other row, and is told", an_open_quotation_mark),
        trial("columns of wrong answers are found by their names", wrong_columns),
        trial("a picture that was not imported leaves no words in the question", a_missing_picture),
        trial("lines of a cell with HTML stay apart", lines_of_html),
        trial("a row whose level alone is unknown leaves nothing out", an_unknown_level_leaves_nothing_out),
        trial("what changed in the bank is listed for a card that was edited here", changes_of_an_edited_card),
        trial("what an export says otherwise is listed for a card that stays", changes_of_an_own_card),
        trial("every shape of the documentation is read", shapes_of_the_documentation),
        trial("cells of a workbook are what they show", formats_of_a_workbook),
        trial("a sheet without names beside one with names is not read, and told", a_sheet_of_names),
        trial("an answer of one line begins no list, heading or quote", answers_like_markdown),
        trial("a key of several letters is read whole, or told", keys_of_several_letters),
        trial("powers and indices of HTML stay", powers_of_html),
        trial("what other programs' formats bring back are the guide's own cards", other_exports_come_back),
        trial("typed answers go out again as such", typed_answers_go_out_again),
        trial("a card that was moved here is the bank's all the same, and what was deleted on purpose stays so", moved_and_retired_cards),
        trial("a topic keeps its name, and a school subject is one", names_of_topics),
        trial("topics of a table keep its order", order_of_topics),
        trial("a question that is asked again with another answer is told", asked_again),
        trial("what is accepted follows an answer that is edited in a table", accepted_answers_follow_an_edited_answer),
        trial("what GIFT and Moodle mean otherwise is told", oddities_of_gift),
        trial("forty concepts in each other are one card", nested_concepts),
    ];
    let mut banks: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    banks.sort();
    for bank in banks {
        let name = bank.file_name().unwrap().to_string_lossy().into_owned();
        trials.push(Trial::test(format!("bank::{name}"), move || compare(&bank)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

/// A guide without cards.
fn guide() -> Scratch {
    let scratch = Scratch::new();
    scratch.write("guide/book.toml", BOOK);
    scratch.write("guide/content/index.md", "A guide.\n");
    scratch
}

/// Runs the import of `bank` and returns what it printed, findings first, and whether it succeeded.
fn import(scratch: &Scratch, bank: &Path, more: &[&str]) -> (String, bool) {
    let mut command = recto();
    command.current_dir(scratch.path("")).arg("import").arg(bank).args(["--to", "topic", "--guide", "guide"]).args(more);
    let output = command.output().unwrap();
    (format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout)), output.status.success())
}

fn compare(bank: &Path) -> Result<(), Failed> {
    let scratch = guide();
    let (mut text, _) = import(&scratch, &bank.join("bank"), &[]);
    for (path, bytes) in files(&scratch.path("guide/content/topic")) {
        match String::from_utf8(bytes) {
            _ if path.ends_with(".import.json") => {}
            Ok(content) => text.push_str(&format!("\n━━ {path}\n{content}")),
            Err(error) => text.push_str(&format!("\n━━ {path}\n({} bytes)\n", error.as_bytes().len())),
        }
    }
    let (again, _) = import(&scratch, &bank.join("bank"), &[]);
    let changed = again.lines().any(|line| ["new ", "updated ", "kept "].iter().any(|status| line.starts_with(status)));
    assert!(!changed, "importing the same bank again changes nothing:\n{again}");
    let checked = recto().arg("check").arg(scratch.path("guide")).output().unwrap();
    assert!(checked.status.success(), "what is written passes recto check:\n{}", String::from_utf8_lossy(&checked.stdout));
    let file = bank.join("expected.txt");
    if std::env::var_os("RECTO_BLESS").is_some() {
        fs::write(&file, &text).unwrap();
        return Ok(());
    }
    let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    if let Some((line, (expected, is))) =
        expected.lines().chain(["(end)"]).zip(text.lines().chain(["(end)"])).enumerate().find(|(_, (a, b))| a != b)
    {
        return Err(Failed::from(format!("{}:{}\n  expected {expected}\n  is       {is}", file.display(), line + 1)));
    }
    Ok(())
}

/// A bank of one CSV file.
fn table(scratch: &Scratch, rows: &str) -> PathBuf {
    scratch.write("bank/cards.csv", format!("question,answer\n{rows}"));
    scratch.path("bank")
}

fn card(scratch: &Scratch, name: &str) -> String {
    fs::read_to_string(scratch.path(&format!("guide/content/topic/{name}.md"))).unwrap()
}

fn a_second_import() {
    let scratch = guide();
    import(&scratch, &table(&scratch, "What is A?,one\nWhat is B?,two\n"), &[]);
    let before = card(&scratch, "what-is-a");
    let (text, _) = import(&scratch, &table(&scratch, "What is C?,three\nWhat is A?,one\nWhat is B?,other\n"), &[]);
    assert!(text.contains("3 questions found: 1 new, 1 updated, 1 unchanged"), "{text}");
    assert_eq!(card(&scratch, "what-is-a"), before);
    assert!(card(&scratch, "what-is-b").contains("other"));
}

fn equal_questions() {
    let scratch = guide();
    let bank = |codes: &[&str]| {
        let question = |code: &&str| format!("### What is the output?\n\n```js\n{code}\n```\n\n- A: 1\n- B: 2\n\n**Answer:** A\n\n");
        scratch.write("bank/q.md", codes.iter().map(question).collect::<String>());
        import(&scratch, &scratch.path("bank"), &[]).0
    };
    bank(&["one()", "two()"]);
    let told = bank(&["zero()", "one()", "two()"]);
    assert!(told.contains("3 questions found: 1 new, 2 unchanged"), "{told}");
    assert!(card(&scratch, "what-is-the-output-3").contains("zero()"));
    let told = bank(&["two()", "one(1)", "zero()"]);
    assert!(told.contains("3 questions found: 1 updated, 2 unchanged"), "{told}");
    assert!(card(&scratch, "what-is-the-output").contains("one(1)"));
}

fn a_german_table_comes_back() {
    let scratch = guide();
    scratch.write("guide/content/topic/a.md", "---\nlevel: junior\n---\n\n# What is A?\n\n## Answer\n\nOne; two.\n");
    let table =
        recto().args(["export", "csv", "--bom", "--separator", "semicolon", "--output", "-"]).arg(scratch.path("guide")).output().unwrap();
    let text = String::from_utf8(table.stdout).unwrap();
    assert!(text.starts_with("\u{feff}id;topic;level;"), "{text}");
    scratch.write("cards.csv", text);
    let told = import_back(&scratch, "cards.csv", &[]);
    assert!(told.contains("1 unchanged"), "{told}");
}

fn a_link_within_a_card_comes_back() {
    let scratch = guide();
    let answer = "One, [see below](#more).\n\n### More\n\nTwo.\n";
    scratch.write("guide/content/topic/a.md", format!("# What is A?\n\n## Answer\n\n{answer}"));
    let table = recto().args(["export", "csv", "--output", "-"]).arg(scratch.path("guide")).output().unwrap();
    scratch.write("cards.csv", String::from_utf8(table.stdout).unwrap());
    let told = import_back(&scratch, "cards.csv", &[]);
    assert!(told.contains("1 question found: 1 unchanged"), "{told}");
}

fn an_edited_card_stays() {
    let scratch = guide();
    import(&scratch, &table(&scratch, "What is A?,one\n"), &[]);
    let edited = card(&scratch, "what-is-a").replace("one", "mine");
    scratch.write("guide/content/topic/what-is-a.md", &edited);
    let (text, _) = import(&scratch, &table(&scratch, "What is A?,changed\n"), &[]);
    assert!(text.contains("1 kept"), "{text}");
    assert_eq!(card(&scratch, "what-is-a"), edited);
}

/// Until the author has taken it over.
fn changes_of_an_edited_card() {
    let scratch = guide();
    let bank = |answer: &str| {
        scratch.write("bank/q.md", format!("# Q\n\n## What is A?\n\n{answer}\n\n## What is B?\n\ntwo\n"));
        import(&scratch, &scratch.path("bank"), &[]).0
    };
    bank("one\n\nThe end.");
    let edited = card(&scratch, "what-is-a").replace("one", "one, I say");
    scratch.write("guide/content/topic/what-is-a.md", &edited);
    let told = bank("one\n\nThe end.");
    assert!(told.contains("what-is-a.md  (edited here since it was imported)\nunchanged"), "nothing changed in the bank: {told}");
    let told = bank("one\n\nThe real end.\n\nMore.");
    let listed = "what-is-a.md  (edited here since it was imported, and changed in the bank)\n           - The end.\n           + The real end.\n           + More.\nunchanged";
    assert!(told.contains(listed), "{told}");
    assert!(told.contains("+ is what the bank says now, - what it does not say"), "{told}");
    assert_eq!(card(&scratch, "what-is-a"), edited);
    scratch.write("guide/content/topic/what-is-a.md", edited.replace("The end.", "The real end.\n\nMore."));
    let told = bank("one\n\nThe real end.\n\nMore.");
    assert!(told.contains("what-is-a.md  (edited here since it was imported)\n"), "{told}");
}

fn changes_of_an_own_card() {
    let scratch = guide();
    scratch.write("guide/content/topic/a.md", "---\ntags: [x]\n---\n\n# What is A?\n\n## Answer\n\nOne[^1].\n\n[^1]: A note.\n");
    scratch.write("cards.csv", "id,topic,question,answer,tags\ntopic/a,topic,What is A?,Two[^1].,new\n");
    for more in [&[][..], &["--update"]] {
        let told = import_back(&scratch, "cards.csv", more);
        assert!(told.contains("1 kept"), "{told}");
        for line in ["           - tags: [x]\n           + tags: [new]\n", "           - One[^1].\n", "           + Two[^1].\n"] {
            assert!(told.contains(line), "{line}: {told}");
        }
    }
}

/// Of each example all is read: no line of it is left out.
fn shapes_of_the_documentation() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/exchange/shapes.md")).unwrap();
    let (mut read, mut open) = (0, None::<(String, &str, String)>);
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &mut open {
            Some((fence, kind, block)) if line == fence => {
                let scratch = guide();
                scratch.write(&format!("bank/q.{}", if *kind == "text" { "txt" } else { "md" }), &*block);
                let (told, done) = import(&scratch, &scratch.path("bank"), &[]);
                assert!(done && !told.contains("warning") && !told.contains("draft"), "{block}\n{told}");
                read += 1;
                open = None;
            }
            Some((_, _, block)) => *block += &format!("{line}\n"),
            None if ticks.len() >= 3 => open = Some((ticks.clone(), &line[ticks.len()..], String::new())),
            None => {}
        }
    }
    assert!(read >= 10, "{read} examples");
}

fn a_dry_run() {
    let scratch = guide();
    let bank = table(&scratch, "What is A?,one\n");
    let (dry, _) = import(&scratch, &bank, &["--dry-run"]);
    assert!(!scratch.path("guide/content/topic").exists(), "{dry}");
    let (real, _) = import(&scratch, &bank, &[]);
    assert_eq!(dry.replace("nothing was written, because of --dry-run\n", ""), real);
}

fn names_are_free() {
    let scratch = guide();
    let own = "# What is A?\n\n## Answer\n\nMine.\n";
    scratch.write("guide/content/topic/what-is-a.md", own);
    import(&scratch, &table(&scratch, "What is A?,one\nWhat is a?,two\n"), &[]);
    assert_eq!(card(&scratch, "what-is-a"), own);
    assert!(card(&scratch, "what-is-a-2").contains("one") && card(&scratch, "what-is-a-3").contains("two"));
}

/// A package of one file.
fn archive(scratch: &Scratch, name: &str, bytes: &[u8]) -> PathBuf {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
    zip.write_all(bytes).unwrap();
    scratch.write("deck.apkg", zip.finish().unwrap().into_inner());
    scratch.path("deck.apkg")
}

fn a_path_out_of_the_archive() {
    let scratch = guide();
    for name in ["../../evil.md", "/etc/evil", "a/../../b", "c:evil"] {
        let (text, done) = import(&scratch, &archive(&scratch, name, b"x"), &[]);
        assert!(!done && text.contains("leads out of it"), "{name}: {text}");
    }
}

fn a_bomb() {
    let scratch = guide();
    let (text, done) = import(&scratch, &archive(&scratch, "collection.anki21", &vec![0; 64 << 20]), &[]);
    // The zeros weigh 64 KiB: a thousandfold is allowed, and they are not a database.
    assert!(!done && text.contains("R802"), "{text}");
    let (text, done) = import(&scratch, &archive(&scratch, "collection.anki21b", &[0x28, 0xb5, 0x2f, 0xfd, 0xff]), &[]);
    assert!(!done && text.contains("cannot be unpacked"), "{text}");
}

fn wrong_words() {
    let scratch = guide();
    let bank = table(&scratch, "What is A?,one\n");
    for (words, said) in [
        (&["--level", "midd"][..], "did you mean `mid`?"),
        (&["--columns", "question"], "is not of the form"),
        (&["--columns", "wrongly=2"], "a column cannot be `wrongly`"),
        (&["--columns", "question=Nowhere"], "the table has no column `Nowhere`"),
        (&["--columns", "question=Quest"], "did you mean `question`?"),
        (&["--columns", "question=the answer"], "did you mean `answer`?"),
        (&["--columns", "question=quesiton"], "did you mean `question`?"),
    ] {
        let (text, done) = import(&scratch, &bank, words);
        assert!(!done && text.contains(said), "{text}");
    }
    let output = recto().arg("import").arg(&bank).args(["--to", "../up", "--guide"]).arg(scratch.path("guide")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

fn named_columns() {
    let scratch = guide();
    scratch.write("bank/odd.csv", "Nr,Prüfungsfrage,Erwartung\n1,Was ist A?,eins\n");
    let (text, done) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(!done && text.contains("`--columns question=Prüfungsfrage,answer=Erwartung`"), "{text}");
    let (_, done) = import(&scratch, &scratch.path("bank"), &["--columns", "question=prüfungsfrage,answer=3"]);
    assert!(done);
    assert!(card(&scratch, "was-ist-a").contains("eins"));
}

fn the_order_of_the_bank() {
    let scratch = guide();
    let questions = |names: &[&str]| names.iter().map(|name| format!("### What is {name}?\n\n{name} is it.\n\n")).collect::<String>();
    scratch.write("bank/b.md", questions(&["Zeta", "Alpha"]) + "### What is Draft?\n");
    let (text, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(text.contains("3 new"), "{text}");
    let index = || card(&scratch, "index");
    assert_eq!(index(), "---\ntitle: Topic\ncards:\n  - what-is-zeta\n  - what-is-alpha\n  - what-is-draft\n---\n");
    let check = || String::from_utf8(recto().arg("check").arg(scratch.path("guide")).arg("--strict").output().unwrap().stdout).unwrap();
    assert!(!check().contains("what-is-draft"), "{}", check());
    scratch.write("bank/b.md", questions(&["Zeta", "Mu", "Alpha"]));
    import(&scratch, &scratch.path("bank"), &[]);
    assert!(index().ends_with("  - what-is-draft\n  - what-is-mu\n---\n"), "{}", index());
    // What was edited here stays.
    let own = "---\ntitle: Mine\n---\n";
    scratch.write("guide/content/topic/index.md", own);
    scratch.write("bank/b.md", questions(&["Zeta", "Nu"]));
    import(&scratch, &scratch.path("bank"), &[]);
    assert_eq!(index(), own);
}

fn quizlet() {
    for text in [
        "Zelle\tcell\nKern\tnucleus,\nof a cell\nATP\tenergy\n",
        "Zelle - cell\nKern - nucleus\nATP - energy",
        "Zelle,cell;Kern,nucleus;ATP,energy",
    ] {
        let scratch = guide();
        scratch.write("bank/set.txt", text);
        let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
        assert!(told.contains("3 questions found: 3 new"), "{told}");
        assert!(card(&scratch, "zelle").contains("# Zelle\n") && card(&scratch, "zelle").contains("cell"), "{told}");
        assert!(card(&scratch, "kern").contains("nucleus"));
    }
}

const OWN: &str = "---\nlevel: junior\n# a comment\ntags: [tx]\n---\n\n# What is ACID?\n\nSay *why*, see [null](null.md), not `<img src=x>`.\n\n## Answer\n\nFour \
                   things.\n\n<!-- kept -->\n\n## Pitfalls\n\n- Slow.\n";

/// A guide with two cards and its export as a table.
fn exported(format: &str, file: &str) -> Scratch {
    let scratch = guide();
    scratch.write("guide/content/topic/index.md", "---\ntitle: Topic\n---\n");
    scratch.write("guide/content/topic/acid.md", OWN);
    scratch.write(
        "guide/content/topic/null.md",
        "---\ntags: [sql]\n---\n\n# Which is null?\n\n- [x] NULL\n\n  Right.\n\n- [ ] 0\n\n## Answer\n\nNothing.\n",
    );
    let done =
        recto().args(["export", format]).arg(scratch.path("guide")).args(date(format)).arg("-o").arg(scratch.path(file)).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    scratch
}

/// Decks are dated.
fn date(format: &str) -> &'static [&'static str] {
    if format == "anki" { &["--date", "2026-01-01"] } else { &[] }
}

/// What an import to the topics that the bank names prints.
fn import_back(scratch: &Scratch, file: &str, more: &[&str]) -> String {
    let mut command = recto();
    let output = command.current_dir(scratch.path("guide")).arg("import").arg(scratch.path(file)).args(["--to", "."]).args(more).output();
    let output = output.unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout))
}

fn an_export_comes_back() {
    let scratch = exported("csv", "g.csv");
    let before = files(&scratch.path("guide"));
    let told = import_back(&scratch, "g.csv", &[]);
    assert!(told.contains("2 questions found: 2 unchanged\n"), "{told}");
    assert!(files(&scratch.path("guide")) == before, "nothing is written, no record either");
    let table = fs::read_to_string(scratch.path("g.csv")).unwrap();
    let edited = table.replace("Four things.", "Four promises.").replace("junior", "senior").replace("Right.", "Quite.");
    scratch.write("g.csv", edited.replace(",tx,", ",\"tx, db\","));
    let told = import_back(&scratch, "g.csv", &[]);
    assert!(told.contains("2 kept") && told.contains("--update"), "{told}");
    assert!(files(&scratch.path("guide")) == before, "nothing is lost without being asked for");
    let told = import_back(&scratch, "g.csv", &["--update"]);
    assert!(told.contains("2 questions found: 2 updated"), "{told}");
    let acid = card(&scratch, "acid");
    assert!(acid.contains("# a comment") && acid.contains("see [null](null.md)") && acid.contains("- Slow."), "{acid}");
    assert!(acid.contains("level: senior\n") && acid.contains("Four promises."), "{acid}");
    assert!(card(&scratch, "null").contains("  Quite.\n"), "{}", card(&scratch, "null"));
    assert!(!scratch.path("guide/content/topic/acid-2.md").exists());
    let told = import_back(&scratch, "g.csv", &["--update"]);
    assert!(told.contains("2 unchanged"), "{told}");
}

fn a_draft_that_an_edited_export_answers_is_published() {
    let scratch = exported("csv", "g.csv");
    scratch.write("guide/content/topic/why.md", "---\nlevel: junior\ndraft: true\n---\n\n# Why is it so?\n");
    let output = recto().current_dir(scratch.path("guide")).args(["export", "csv", "--drafts", "--output", "../g.csv"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let table = fs::read_to_string(scratch.path("g.csv")).unwrap();
    let answer = table.lines().next().unwrap().split(',').position(|name| name.trim_matches('"') == "answer").unwrap();
    let answered: Vec<String> = table
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if line.contains("Why is it so?") {
                assert_eq!(cells[answer], "", "{line}");
                cells[answer] = "Because it was made so.";
            }
            cells.join(",")
        })
        .collect();
    scratch.write("g.csv", answered.join("\n"));
    let told = import_back(&scratch, "g.csv", &["--update"]);
    assert!(told.contains("1 updated"), "{told}");
    let why = card(&scratch, "why");
    assert!(why.contains("Because it was made so.") && why.contains("level: junior\n") && !why.contains("draft"), "{why}");
}

fn a_deck_comes_back() {
    let scratch = exported("anki", "g.apkg");
    let before = files(&scratch.path("guide"));
    let told = import_back(&scratch, "g.apkg", &["--update"]);
    assert!(told.contains("2 questions found: 2 unchanged"), "{told}");
    assert!(files(&scratch.path("guide")) == before);
}

fn a_definition_of_several_lines() {
    let scratch = guide();
    let pairs = "Kern\tnucleus\nZelle\tcell\nATP\tenergy,\nin small coins\nDNA\tplan\nRNA\tcopy\nEnzym\tenzyme\n";
    scratch.write("bank/set.txt", pairs);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("6 questions found: 6 new\n"), "{told}");
    assert!(card(&scratch, "atp").contains("energy,\\\nin small coins"), "{}", card(&scratch, "atp"));
}

fn undecided_choices() {
    let scratch = guide();
    scratch.write("bank/q.csv", "question,option a,option b,correct\nWhich?,x,y,\nWhat?,x,y,A\n");
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(
        told.contains("q.csv:2:1") && told.contains("no choice is marked as right") && told.contains("2 questions found: 2 new"),
        "{told}"
    );
    let which = card(&scratch, "which");
    assert!(which.contains("draft: true") && which.contains("- x\n- y"), "{which}");
}

fn partial_credit() {
    let scratch = guide();
    scratch.write(
        "bank/q.gift",
        "::cap:: Capital? {=%100%Berlin ~%30%Bonn ~Rome}\n\n::sky:: Blue? {T}\n\n::rna:: Sugar? {=D-Ribose =%50%Ribose#fast}\n",
    );
    let answer = |fraction: u32, text: &str| format!("<answer fraction=\"{fraction}\"><text>{text}</text></answer>");
    let xml = format!(
        "<quiz><question type=\"multichoice\"><name><text>m</text></name><questiontext><text>Main?</text></questiontext>{}{}</question></quiz>",
        answer(100, "Frankfurt"),
        answer(30, "Offenbach")
    );
    scratch.write("bank/q.xml", xml);
    scratch.write("guide/book.toml", format!("{BOOK}language = \"de\"\n"));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(
        told.contains("`Bonn` gives 30 %") && told.contains("`Ribose` gives 50 %") && told.contains("`Offenbach` gives 30 %"),
        "{told}"
    );
    assert!(card(&scratch, "cap").contains("- [x] Berlin\n- [ ] Bonn\n- [ ] Rome"), "{}", card(&scratch, "cap"));
    assert!(card(&scratch, "rna").contains("\nD-Ribose\n\nRibose (50 %): fast\n"), "{}", card(&scratch, "rna"));
    assert!(card(&scratch, "sky").contains("- [x] Wahr\n- [ ] Falsch"));
    assert!(card(&scratch, "m").contains("- [x] Frankfurt\n- [ ] Offenbach"));
}

fn a_deck_with_sounds() {
    let scratch = guide();
    scratch.write("bank/der-hund.mp3", "sound");
    scratch.write("guide/content/animals/index.md", "---\ntitle: Animals\n---\n");
    scratch.write("guide/content/animals/media/hund.mp3", "sound");
    scratch.write("guide/content/animals/dog.md", "---\ntags: [a]\n---\n\n# Dog?\n\n![hund.mp3](media/hund.mp3)\n\n## Answer\n\nHund\n");
    let deck = scratch.path("deck.apkg");
    let done = recto().args(["export", "anki"]).arg(scratch.path("guide")).args(date("anki")).arg("-o").arg(&deck).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let notes = recto().args(["export", "anki-text"]).arg(scratch.path("guide")).args(["-o", "-"]).output().unwrap();
    assert!(String::from_utf8_lossy(&notes.stdout).contains("[sound:hund-"), "{}", String::from_utf8_lossy(&notes.stdout));
    let other = guide();
    fs::copy(&deck, other.path("deck.apkg")).unwrap();
    let told = import_back(&other, "deck.apkg", &[]);
    let dog = fs::read_to_string(other.path("guide/content/animals/dog.md")).unwrap();
    assert!(dog.contains("](../media/hund-") && dog.contains("!["), "{told}{dog}");
}

/// A workbook of sheets: name, whether it is hidden, the XML of its rows and what stands behind them.
fn workbook(sheets: &[(&str, bool, String, &str)]) -> Vec<u8> {
    workbook_with(sheets, &[])
}

/// The same with further entries of the archive.
fn workbook_with(sheets: &[(&str, bool, String, &str)], more: &[(&str, String)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let numbered = || sheets.iter().enumerate().map(|(i, sheet)| (i + 1, sheet));
    let state = |hidden: bool| if hidden { " state=\"hidden\"" } else { "" };
    let list: String = numbered()
        .map(|(i, (name, hidden, ..))| format!("<sheet name=\"{name}\" sheetId=\"{i}\"{} r:id=\"rId{i}\"/>", state(*hidden)))
        .collect();
    let links: String = numbered()
        .map(|(i, _)| format!("<Relationship Id=\"rId{i}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))
        .collect();
    let root = format!("<Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut files = vec![
        ("[Content_Types].xml".to_string(), format!("<Types xmlns=\"{types}\"/>")),
        ("_rels/.rels".to_string(), format!("<Relationships xmlns=\"{PACKAGE}\">{root}</Relationships>")),
        ("xl/workbook.xml".to_string(), format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_string(), format!("<Relationships xmlns=\"{PACKAGE}\">{links}</Relationships>")),
    ];
    files.extend(numbered().map(|(i, (_, _, rows, behind))| {
        (format!("xl/worksheets/sheet{i}.xml"), format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{behind}</worksheet>"))
    }));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in files {
        zip.start_file(path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{text}").as_bytes()).unwrap();
    }
    for (path, text) in more {
        zip.start_file(*path, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Pictures that stand beside rows belong to their cards; those in no row are told, as are broken ones.
fn a_workbook_with_pictures() {
    const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |list: &[(&str, &str, &str)]| {
        let one = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let all: String = list.iter().map(one).collect();
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>")
    };
    let anchor = |row: u32, column: u32, id: &str, text: &str| {
        format!(
            "<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row></xdr:from><xdr:pic>\
             <xdr:nvPicPr><xdr:cNvPr id=\"2\" name=\"Picture\" descr=\"{text}\"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed=\"{id}\"/></xdr:blipFill>\
             </xdr:pic></xdr:oneCellAnchor>"
        )
    };
    let anchors = [anchor(1, 0, "rId1", "A cell"), anchor(2, 4, "rId2", ""), anchor(9, 0, "rId3", ""), anchor(1, 1, "rId9", "")].concat();
    let rows = sheet_rows(&[&["Question", "Answer"], &["What is A?", "one"], &["What is B?", "two"]]);
    let other = sheet_rows(&[&["Frage", "Antwort"], &["Was ist C?", "drei"]]);
    let more = [
        ("xl/worksheets/_rels/sheet1.xml.rels", related(&[("rId1", "drawing", "../drawings/drawing1.xml")])),
        (
            "xl/drawings/_rels/drawing1.xml.rels",
            related(&[
                ("rId1", "image", "../media/image1.png"),
                ("rId2", "image", "/xl/media/image2.png"),
                ("rId3", "image", "../media/image3.png"),
            ]),
        ),
        (
            "xl/drawings/drawing1.xml",
            format!("<xdr:wsDr xmlns:xdr=\"{DRAWING}\" xmlns:a=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{anchors}</xdr:wsDr>"),
        ),
        ("xl/media/image1.png", "1".to_string()),
        ("xl/media/image2.png", "2".to_string()),
        ("xl/media/image3.png", "3".to_string()),
        ("xl/media/image4.emf", "4".to_string()),
    ];
    let book = workbook_with(&[("Cards", false, rows, ""), ("Deutsch", false, other, "")], &more);
    let scratch = guide();
    scratch.write("bank/q.xlsx", &book);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("3 questions found: 3 new"), "{told}");
    assert!(told.contains("2 pictures not anchored to a row") && told.contains("image3.png, image4.emf"), "{told}");
    assert!(card(&scratch, "what-is-a").contains("\n![A cell](media/image1.png)\n"), "{}", card(&scratch, "what-is-a"));
    assert!(card(&scratch, "what-is-b").contains("\n![](media/image2.png)\n"), "{}", card(&scratch, "what-is-b"));
    assert_eq!(fs::read_to_string(scratch.path("guide/content/topic/media/image2.png")).unwrap(), "2");
    for sheet in ["deutsch", "2"] {
        let scratch = guide();
        scratch.write("bank/q.xlsx", &book);
        let (told, done) = import(&scratch, &scratch.path("bank"), &["--sheet", sheet, "--columns", "question=Frage"]);
        assert!(done && told.contains("1 question found: 1 new") && !told.contains("pictures"), "{told}");
    }
    let (told, done) = import(&scratch, &scratch.path("bank"), &["--sheet", "Nowhere"]);
    assert!(!done && told.contains("no sheet `Nowhere`; it has `Cards`, `Deutsch`"), "{told}");
}

/// A column of pictures or sounds, whatever it is called.
fn a_column_of_pictures() {
    let scratch = guide();
    scratch.write("bank/img/er model.png", "png");
    scratch.write("bank/hund.mp3", "sound");
    let table = "Frage;Antwort;Bild\nWas ist A?;eins;img\\er model.png\nWas hörst du?;zwei;hund.mp3, er model.png\nWas ist C?;drei;\nWas ist D?;vier;fehlt.png\n\
                 Was ist E?;fünf;ein Foto der Zelle\nWas ist F?;sechs;https://example.org/x/f.jpg\n";
    let (told, _) = rows(&scratch, table, &[]);
    assert!(told.contains("image=Bild") && told.contains("6 questions found: 6 new; 1 finding"), "{told}");
    assert!(told.contains("table.csv:5:1") && told.contains("`fehlt.png` was not imported"), "{told}");
    assert!(card(&scratch, "was-ist-a").contains("\n![er model](media/er-model.png)\n"), "{}", card(&scratch, "was-ist-a"));
    let heard = card(&scratch, "was-hoerst-du");
    assert!(heard.contains("![hund.mp3](media/hund.mp3)\n\n![er model](media/er-model.png)"), "{heard}");
    assert!(card(&scratch, "was-ist-e").contains("ein Foto der Zelle"));
    assert!(card(&scratch, "was-ist-f").contains("![f](<https://example.org/x/f.jpg>)"), "{}", card(&scratch, "was-ist-f"));
}

/// A sheet's row with a question and a cell as XML: its attributes, and what is in it.
fn row_with(number: usize, question: &str, attributes: &str, value: &str) -> String {
    let question = format!("<c r=\"A{number}\" t=\"inlineStr\"><is><t>{question}</t></is></c>");
    format!("<row r=\"{number}\">{question}<c r=\"B{number}\" {attributes}><v>{value}</v></c></row>")
}

fn formats_of_a_workbook() {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let formats = ["DD.MM.YYYY", "0.00", "#,##0.00 &quot;€&quot;", "00000", "yyyy\\-mm\\-dd"];
    let codes: String =
        formats.iter().enumerate().map(|(i, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 164 + i)).collect();
    let ids = ["0", "164", "9", "165", "166", "20", "14", "167", "46", "12", "168"];
    let used: String = ids.iter().map(|id| format!("<xf numFmtId=\"{id}\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>")).collect();
    let styles = format!("<styleSheet xmlns=\"{MAIN}\"><numFmts>{codes}</numFmts><cellXfs>{used}</cellXfs></styleSheet>");
    let rows = [
        ("Mauer", "s=\"1\"", "32821", "09.11.1989"),
        ("Prozent", "s=\"2\"", "0.19", "19%"),
        ("Drittel", "s=\"3\"", "0.3333333333333333", "0,33"),
        ("Preis", "s=\"4\"", "1047.5", "1.047,50 €"),
        ("Uhrzeit", "s=\"5\"", "0.34375", "8:15"),
        ("Tag", "s=\"6\"", "32821", "09.11.1989"),
        ("Ort", "s=\"7\"", "1067", "01067"),
        ("Dauer", "s=\"8\"", "1.5", "36:00:00"),
        ("Bruch", "s=\"9\"", "0.75", "3/4"),
        ("Iso", "s=\"10\"", "32821", "1989-11-09"),
        ("Wahr", "t=\"b\"", "1", "Wahr"),
        ("Zahl", "", "47.5", "47,5"),
        ("Ganz", "", "1989", "1989"),
    ];
    let head = sheet_rows(&[&["Frage", "Antwort"]]);
    let cells: String = rows.iter().enumerate().map(|(i, (name, attributes, value, _))| row_with(i + 2, name, attributes, value)).collect();
    let book = workbook_with(&[("Karten", false, head + &cells, "")], &[("xl/styles.xml", styles)]);
    let scratch = guide();
    scratch.write("guide/book.toml", format!("{BOOK}language = \"de\"\n"));
    scratch.write("bank/q.xlsx", &book);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("13 questions found: 13 new"), "{told}");
    for (name, .., shown) in rows {
        let card = card(&scratch, &name.to_lowercase());
        assert!(card.ends_with(&format!("\n\n{shown}\n")), "{name}: {card}");
    }
}

fn a_sheet_of_names() {
    let cards = sheet_rows(&[&["Frage", "Antwort"], &["Was ist A?", "eins"]]);
    let pupils = sheet_rows(&[&["Meier, Anna", "2"], &["Schulz, Ben", "3"], &["Yilmaz, Can", "1"]]);
    let book = workbook_with(&[("Karten", false, cards, ""), ("Noten 9b", false, pupils.clone(), "")], &[]);
    let scratch = guide();
    scratch.write("bank/q.xlsx", &book);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("1 question found: 1 new") && told.contains("the sheet `Noten 9b` has no question column"), "{told}");
    assert!(told.contains("--sheet \"Noten 9b\" --columns"), "{told}");
    let (told, _) = import(&scratch, &scratch.path("bank"), &["--sheet", "noten 9b", "--no-header", "--dry-run"]);
    assert!(told.contains("3 questions found: 3 new"), "{told}");
    // Alone it is the bank.
    let scratch = guide();
    scratch.write("bank/q.xlsx", workbook_with(&[("Wörter", false, pupils, "")], &[]));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("3 questions found: 3 new"), "{told}");
}

fn answers_like_markdown() {
    let cells = ["- 3", "+ 7", "> 5", "1. FC Köln", "25. Dezember", "#", "3.", "* * *", "[a]: b"];
    let escaped = ["\\- 3", "\\+ 7", "\\> 5", "1\\. FC Köln", "25\\. Dezember", "\\#", "3\\.", "\\* * *", "\\[a]: b"];
    let scratch = guide();
    let table: String = cells.iter().enumerate().map(|(i, cell)| format!("Was ist das {i}?;{cell}\n")).collect();
    let (told, _) = rows(&scratch, &format!("Frage;Antwort\n{table}Liste?;\"- eins\n- zwei\"\nZahl?;-4\n"), &[]);
    assert!(told.contains("11 questions found: 11 new"), "{told}");
    for (i, shown) in escaped.iter().enumerate() {
        let card = card(&scratch, &format!("was-ist-das-{i}"));
        assert!(card.ends_with(&format!("\n\n{shown}\n")), "{card}");
    }
    assert!(card(&scratch, "liste").ends_with("\n- eins\n- zwei\n") && card(&scratch, "zahl").ends_with("\n-4\n"));
    let gift = "::a::Wann fiel die Mauer?{=9. November 1989}\n\n::b::Wann?{=9. November 1989 ~3. Oktober 1990}\n";
    let xml = "<quiz><question type=\"shortanswer\"><name><text>c</text></name><questiontext format=\"html\"><text>Weihnachten?</text></questiontext>\
               <answer fraction=\"100\"><text>25. Dezember</text></answer></question></quiz>";
    let markdown = "# Test\n\nQ: Wann war das?\nA: 9. November 1989\n\nQ: Welche sind es?\nA: 1. eins\n2. zwei\n";
    let quizlet = "#separator:tab\n#html:false\nVerein\t1. FC Köln\n";
    for (file, text, name, shown) in [
        ("q.gift", gift, "a", "\n9\\. November 1989\n"),
        ("q.gift", gift, "b", "- [x] 9\\. November 1989\n- [ ] 3\\. Oktober 1990\n"),
        ("q.xml", xml, "c", "\n25\\. Dezember\n"),
        ("q.md", markdown, "wann-war-das", "\n9\\. November 1989\n"),
        ("q.md", markdown, "welche-sind-es", "\n1. eins\n2. zwei\n"),
        ("q.txt", quizlet, "verein", "\n1\\. FC Köln\n"),
    ] {
        let scratch = guide();
        scratch.write(&format!("bank/{file}"), text);
        let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
        assert!(told.contains("new"), "{told}");
        assert!(card(&scratch, name).contains(shown), "{}", card(&scratch, name));
    }
}

fn keys_of_several_letters() {
    let keys = [
        ("Antwort: a und c", "ac"),
        ("Antwort: a) und c)", "ac"),
        ("Antwort: a + c", "ac"),
        ("Antwort: a/c", "ac"),
        ("Antwort: a, b und c", "abc"),
        ("Antwort: A oder C", "ac"),
        ("Richtig: b, weil Gras grün ist.", "b"),
        ("Richtige Antworten: a & c", "ac"),
        ("Correct answers: A and C", "ac"),
        ("Réponses : A et C", "ac"),
        ("Respuestas correctas: a y c", "ac"),
        ("Antwort: a, b plus c", ""),
        ("Antwort: a, d", ""),
    ];
    let scratch = guide();
    let question = |(i, (key, _)): (usize, &(&str, &str))| {
        format!("{}. Frage Nummer {i} ist das?\n   a) rot\n   b) grün\n   c) blau\n   {key}\n\n", i + 1)
    };
    scratch.write("bank/q.md", format!("# Test\n\n{}", keys.iter().enumerate().map(question).collect::<String>()));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("13 questions found: 13 new") && told.matches("is not clear").count() == 2, "{told}");
    for (i, (key, right)) in keys.iter().enumerate() {
        let text = card(&scratch, &format!("frage-nummer-{i}-ist-das"));
        for (letter, choice) in [('a', "rot"), ('b', "grün"), ('c', "blau")] {
            assert_eq!(text.contains(&format!("- [x] {choice}")), right.contains(letter), "{key}: {text}");
        }
        assert_eq!(text.contains("draft: true"), right.is_empty(), "{key}: {text}");
    }
    // In a table's column, too.
    for (key, right) in [("A und C", "ac"), ("1 & 3", "ac"), ("a, b und c", "abc"), ("rot; blau", "ac"), ("A, siehe C", ""), ("C", "c")] {
        let scratch = guide();
        let (told, _) = rows(&scratch, &format!("Frage;A;B;C;Richtig\nWas gilt?;rot;grün;blau;\"{key}\"\n"), &[]);
        let text = card(&scratch, "was-gilt");
        for (letter, choice) in [('a', "rot"), ('b', "grün"), ('c', "blau")] {
            assert_eq!(text.contains(&format!("- [x] {choice}")), right.contains(letter), "{key}: {text}{told}");
        }
        assert_eq!(told.contains("the card is a draft that lists them"), right.is_empty(), "{key}: {told}");
    }
}

fn powers_of_html() {
    let scratch = guide();
    let gift = "::a::[html]<p>Wie viel ist 10<sup>3</sup>?</p>{=<p>10<sup>3</sup> \\= 1000</p> ~<p>10<sup>−3</sup></p>}\n\n\
                ::b::[html]<p>Fläche in m<sup>2</sup> und H<sub>2</sub>O?</p>{####<p>x<sup>2n</sup>, <u>CO<sub>2</sub></u></p>}\n";
    scratch.write("bank/q.gift", gift);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("2 questions found: 2 new"), "{told}");
    let first = card(&scratch, "a");
    assert!(first.contains("# Wie viel ist 10³?\n") && first.contains("- [x] 10<sup>3</sup> = 1000\n- [ ] 10<sup>−3</sup>"), "{first}");
    let second = card(&scratch, "b");
    assert!(second.contains("# Fläche in m² und H₂O?\n") && second.contains("x<sup>2n</sup>, <u>CO<sub>2</sub></u>"), "{second}");
}

fn other_exports_come_back() {
    for (format, file) in [("gift", "g.gift"), ("moodle", "g.xml"), ("qti-1.2", "g.zip"), ("qti-2.1", "g2.zip")] {
        let scratch = exported(format, file);
        let before = files(&scratch.path("guide"));
        let told = import_back(&scratch, file, &[]);
        assert!(told.contains("2 questions found: 2 unchanged"), "{format}: {told}");
        assert!(files(&scratch.path("guide")) == before, "{format}");
        let kept = scratch.path("guide/content/topic/null.md");
        fs::write(&kept, fs::read_to_string(&kept).unwrap().replace("Nothing.", "Something.")).unwrap();
        let told = import_back(&scratch, file, &[]);
        assert!(told.contains("1 unchanged, 1 kept") && told.contains("+ Nothing."), "{format}: {told}");
    }
}

/// Short answers and numbers of Moodle are exported as what they were, and come back as the same cards.
fn typed_answers_go_out_again() {
    let scratch = guide();
    let bank = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/banks/typed-answers/bank");
    assert!(import(&scratch, &bank, &[]).0.contains("7 new"));
    let written: [(&str, &str, &[&str]); 4] = [
        ("gift", "g.gift", &["{\n=four\n=4\n####", "{#1822:5\n####", "{#\n=3.14159:0.005\n=22:0\n", "\n=City of Paris*\n"]),
        ("moodle", "g.xml", &["type=\"shortanswer\"", "type=\"numerical\"", "<tolerance>0.005</tolerance>", "<text>City of Paris*</text>"]),
        ("qti-1.2", "g.zip", &[]),
        ("qti-2.1", "g2.zip", &[]),
    ];
    for (format, file, said) in written {
        let mut command = recto();
        command.args(["export", format]).arg(scratch.path("guide")).args(date(format)).arg("-o").arg(scratch.path(file));
        assert!(command.output().unwrap().status.success(), "{format}");
        let text = String::from_utf8_lossy(&fs::read(scratch.path(file)).unwrap()).into_owned();
        said.iter().for_each(|said| assert!(text.contains(said), "{format}: {said}\n{text}"));
        let told = import_back(&scratch, file, &[]);
        assert!(told.contains("7 questions found: 7 unchanged"), "{format}: {told}");
        let other = guide();
        import(&other, &scratch.path(file), &[]);
        let cards = files(&other.path("guide/content")).into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let cards = cards.collect::<Vec<_>>().concat();
        for kept in ["- four / 4 {accept=\"four; 4\"}", "City of Paris\\*", "City of Paris\"}"] {
            assert!(cards.contains(kept), "{format}: {kept}: {cards}");
        }
        // QTI 2.1 has no tolerance among the answers that are right.
        assert!(format == "qti-2.1" || cards.contains("3.14159 ± 0.005"), "{format}: {cards}");
    }
}

fn moved_and_retired_cards() {
    let scratch = guide();
    let bank = table(&scratch, "What is A?,one\nWhat is B?,two\n");
    assert!(import(&scratch, &bank, &[]).0.contains("2 new"));
    let moved = recto().arg("mv").arg("topic/what-is-a").arg("topic/letter-a").arg(scratch.path("guide")).output().unwrap();
    assert!(moved.status.success(), "{}", String::from_utf8_lossy(&moved.stderr));
    let (told, _) = import(&scratch, &bank, &[]);
    assert!(told.contains("letter-a.md") && !told.contains(" new"), "{told}");
    // Reworded there, it is a new card, and the former one is told.
    table(&scratch, "What is the letter A?,one\nWhat is B?,two\n");
    let (told, _) = import(&scratch, &bank, &["--dry-run"]);
    assert!(told.contains("gone") && told.contains("letter-a.md") && told.contains("1 new"), "{told}");
    let scratch = guide();
    let bank = table(&scratch, "What is A?,one\nWhat is B?,two\n");
    assert!(import(&scratch, &bank, &[]).0.contains("2 new"));
    fs::remove_file(scratch.path("guide/content/topic/what-is-a.md")).unwrap();
    scratch.write("guide/book.toml", format!("{BOOK}\n[retired]\nids = [\"topic/what-is-a\"]\n"));
    let (told, _) = import(&scratch, &bank, &[]);
    assert!(told.contains("1 unchanged, 1 retired") && !scratch.path("guide/content/topic/what-is-a.md").exists(), "{told}");
}

fn names_of_topics() {
    let scratch = guide();
    scratch.write("q.csv", "Fach;Frage;Antwort\nMusik & Kunst;Was ist A?;eins\nFranzösisch;Was ist B?;zwei\n");
    let told = import_back(&scratch, "q.csv", &[]);
    assert!(told.contains("topic=Fach") && told.contains("2 new"), "{told}");
    let title = |folder: &str| fs::read_to_string(scratch.path(&format!("guide/content/{folder}/index.md"))).unwrap();
    assert!(title("musik-kunst").contains("title: \"Musik & Kunst\"\n"), "{}", title("musik-kunst"));
    assert!(title("franzoesisch").contains("title: Französisch\n"), "{}", title("franzoesisch"));
    scratch.write("bank/t.csv", "Frage;Antwort\nWas ist C?;drei\nWas ist A?;eins\n");
    let to = |topic: &str| {
        recto().arg("import").arg(scratch.path("bank")).args(["--to", topic, "--guide"]).arg(scratch.path("guide")).output().unwrap()
    };
    assert!(to("Übungen 9b").status.success());
    assert!(title("uebungen-9b").contains("title: Übungen 9b\n"), "{}", title("uebungen-9b"));
}

fn asked_again() {
    let scratch = guide();
    scratch.write("q.csv", "question,answer\nWhat is A?,one\nWhat is B?,two\nwhat  is A?,three\nWhat is A?,one\n");
    let (told, _) = import(&scratch, &scratch.path("q.csv"), &[]);
    assert!(told.contains("what-is-a-2.md  (asks the same as q.csv:2, with another answer)\n"), "{told}");
    assert!(told.matches("asks the same").count() == 1 && told.contains("3 new, 1 duplicate"), "{told}");
    // What is asked may be in the code below the title.
    scratch.write(
        "q.md",
        "## What is the output?\n\n```js\n1\n```\n\n**Answer:** 1\n\n## What is the output?\n\n```js\n2\n```\n\n**Answer:** 2\n",
    );
    let (told, _) = import(&scratch, &scratch.path("q.md"), &[]);
    assert!(told.contains("2 new") && !told.contains("asks the same"), "{told}");
}

fn order_of_topics() {
    let scratch = guide();
    let rows = "topic,question,answer\nTissues,What is A?,a\nTissues,What is B?,b\nBones,What is C?,c\nMuscles,What is D?,d\n";
    scratch.write("q.csv", rows);
    import(&scratch, &scratch.path("q.csv"), &[]);
    let index = |topic: &str| fs::read_to_string(scratch.path(&format!("guide/content/topic/{topic}/index.md"))).unwrap();
    assert!(index("tissues").contains("order: 1\n") && index("bones").contains("order: 2\n") && index("muscles").contains("order: 3\n"));
    // One more behind them is in its place, and the same table changes nothing.
    scratch.write("q.csv", format!("{rows}Blood,What is E?,e\n"));
    import(&scratch, &scratch.path("q.csv"), &[]);
    assert!(index("blood").contains("order: 4\n"), "{}", index("blood"));
    assert!(import(&scratch, &scratch.path("q.csv"), &[]).0.contains("5 questions found: 5 unchanged"));
    // Where the table comes back to a topic, where it has them by name, and where the guide has others beside them, nothing is said.
    for (rows, own) in [("B,1?,a\nA,2?,b\nB,3?,c\n", ""), ("A,1?,a\nB,2?,b\n", ""), ("B,1?,a\nA,2?,b\n", "guide/content/topic/c/x.md")] {
        let scratch = guide();
        if !own.is_empty() {
            scratch.write(own, "# Own?\n\n## Answer\nx\n");
        }
        scratch.write("q.csv", format!("topic,question,answer\n{rows}"));
        import(&scratch, &scratch.path("q.csv"), &[]);
        for topic in ["a", "b"] {
            let index = fs::read_to_string(scratch.path(&format!("guide/content/topic/{topic}/index.md"))).unwrap();
            assert!(!index.contains("order:"), "{rows}: {index}");
        }
    }
}

fn accepted_answers_follow_an_edited_answer() {
    let scratch = guide();
    let own = "# What has 206?\n\n## Answer\n206 / about it\n\nWhy.\n\n## Key points\n- 206 / about it {accept=\"206; about it\"}\n";
    let row = |answer: &str, points: &str| {
        format!("id,topic,question,answer,key points\ntopic/a,topic,What has 206?,\"{answer}\n\nWhy.\",{points}\n")
    };
    let same = "\"- 206 / about it {accept=\"\"206; about it\"\"}\"";
    for (answer, points, found) in [
        ("207 / some", same, "- 207 / some {accept=\"207; some\"}\n"),
        ("207", "", "- 207 {accept=\"207\"}\n"),
        // An attribute cannot hold it.
        ("`207`", same, "## Key points\n- `207`\n"),
        // What the bank says of them counts.
        ("207", "- another", "## Key points\n- another\n"),
        ("206 / about it", same, "- 206 / about it {accept=\"206; about it\"}\n"),
    ] {
        scratch.write("guide/content/topic/a.md", own);
        scratch.write("q.csv", row(answer, points));
        let told = import_back(&scratch, "q.csv", &["--update"]);
        let text = card(&scratch, "a");
        assert!(text.contains(&format!("## Answer\n{answer}\n\nWhy.")) && text.ends_with(found), "{points}: {told}{text}");
    }
}

fn oddities_of_gift() {
    let gift = "::a::Was umgibt den Kern?{=Hülle =Atomhülle ~Schale}\n\n::b::Wer fand das Gesetz?{=*Hooke*}\n\n::c::Wie viel ist 2 · 3?{#6:0}\n\n\
                ::d::Erste?{=eins}\n::e::Zweite?{=zwei}\n\nDritte?{=drei}\nVierte?{=vier}\n";
    let scratch = guide();
    scratch.write("bank/q.gift", gift);
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("6 questions found: 6 new") && told.contains("several answers begin with `=`"), "{told}");
    assert!(told.contains("this question has several answers in braces"), "{told}");
    for (name, end) in [
        ("b", "\n\\*Hooke\\*\n\n## Key points\n\n- \\*Hooke\\* {accept=\"Hooke\"}\n"),
        ("c", "\n6\n\n## Key points\n\n- 6 {accept=\"6\"}\n"),
        ("d", "\neins\n\n## Key points\n\n- eins {accept=\"eins\"}\n"),
        ("e", "\nzwei\n\n## Key points\n\n- zwei {accept=\"zwei\"}\n"),
    ] {
        assert!(card(&scratch, name).ends_with(end), "{}", card(&scratch, name));
    }
    let scratch = guide();
    let text = "<questiontext format=\"html\"><text>Lies den Text.</text></questiontext>";
    scratch.write("bank/q.xml", format!("<quiz><question type=\"description\"><name><text>a</text></name>{text}</question></quiz>"));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("a description is not a question"), "{told}");
}

/// Rows of texts; one that begins with `=` is a formula without a value.
fn sheet_rows(rows: &[&[&str]]) -> String {
    let cell = |row: usize, (column, text): (usize, &&str)| {
        let place = format!("{}{row}", char::from(b'A' + column as u8));
        match text.strip_prefix('=') {
            _ if text.is_empty() => String::new(),
            Some(formula) => format!("<c r=\"{place}\"><f>{formula}</f></c>"),
            None => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"),
        }
    };
    let row = |(i, cells): (usize, &&[&str])| {
        let cells: String = cells.iter().enumerate().map(|one| cell(i + 1, one)).collect();
        format!("<row r=\"{}\">{cells}</row>", i + 1)
    };
    rows.iter().enumerate().map(row).collect()
}

fn a_workbook() {
    let scratch = guide();
    let shown = sheet_rows(&[
        &["Topic", "Level", "Question", "Answer"],
        &["Lists", "", "", ""],
        &["", "junior", "What is A?", "one\ntwo"],
        &["", "", "What is B?", "a*b*c"],
        &["", "", "What is C?", "=1+1"],
    ]);
    let merged = "<mergeCells count=\"1\"><mergeCell ref=\"B3:B4\"/></mergeCells>";
    let hidden = sheet_rows(&[&["Question", "Answer"], &["Secret?", "yes"]]);
    let sheets = [("Cards", false, shown, merged), ("Old", true, hidden, "")];
    scratch.write("bank/q.xlsx", workbook(&sheets));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("`Old` is hidden") && told.contains("the first in D5"), "{told}");
    assert!(told.contains("3 questions found: 3 new"), "{told}");
    assert!(card(&scratch, "lists/what-is-a").contains("one\\\ntwo"), "{}", card(&scratch, "lists/what-is-a"));
    let second = card(&scratch, "lists/what-is-b");
    assert!(second.contains("level: junior") && second.contains("a\\*b\\*c"), "{second}");
    assert!(card(&scratch, "lists/what-is-c").contains("draft: true"));
}

fn a_refused_file() {
    let scratch = guide();
    let bank = table(&scratch, "What is A?,one\n");
    assert!(import(&scratch, &bank, &[]).1);
    scratch.write("bank/old.doc", "x");
    let (told, success) = import(&scratch, &bank, &["--dry-run"]);
    assert!(!success && told.contains("R802") && told.contains("1 unchanged"), "{told}");
}

fn starred_choices() {
    let scratch = guide();
    let aiken = "3. What is 4 + 4?\nA. 8\nB. 9\nANSWER: A\n\n4. What is 5 + 5?\nA. 9\nB. 10\nANSWER: B\n";
    scratch.write("bank/quiz.txt", format!("1. What is 2 + 2?\nA. 3\nB. 4*\nC. 5\n\n2. What is 3 + 3?\n*A. 6\nB. 7\n\n{aiken}"));
    let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
    assert!(told.contains("4 questions found: 4 new\n"), "{told}");
    assert!(card(&scratch, "what-is-5-5").contains("- [ ] 9\n- [x] 10"), "{told}");
    assert!(card(&scratch, "what-is-2-2").contains("- [ ] 3\n- [x] 4\n- [ ] 5"), "{told}");
    assert!(card(&scratch, "what-is-3-3").contains("- [x] 6\n- [ ] 7"));
}

/// An Anki deck in which things have been answered. The site's own reader is asked what it makes of the file.
fn a_deck_with_answers() {
    let scratch = guide();
    scratch.write("deck.apkg", learned_deck());
    let (told, done) = import(&scratch, &scratch.path("deck.apkg"), &["--write-progress", "progress.json"]);
    assert!(done && told.contains("progress   5 answers of 3 cards → progress.json"), "{told}");
    let reader = format!(
        "import {{ importText }} from {:?};
        const {{ events, problem }} = importText(require('fs').readFileSync({:?}, 'utf8'), 'bank', Date.UTC(2026, 10, 28));
        console.log(problem ?? events.map((e) => [e.type, e.card, e.g ?? e.to ?? '', e.days ?? e.wait ?? '', e.off].join(' ')).join('\\n'))",
        Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/js/backup-file.js"),
        scratch.path("progress.json")
    )
    .replace("require('fs')", "(await import('fs'))");
    scratch.write("read.mjs", reader);
    let read = std::process::Command::new("node").arg(scratch.path("read.mjs")).output().unwrap();
    let read = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    assert_eq!(
        read,
        "grade topic/what-is-atp 3 600 60
grade topic/what-is-atp 3 4 60
move topic/what-is-atp 20445  60
cram topic/what-is-atp 4  60
grade topic/the-of-the-cell/c-c1 1 60 60
grade topic/the-of-the-cell/c-c2 3 2 60
flag topic/the-of-the-cell/c-c2   60
suspend topic/the-of-the-cell/c-c2   60
"
    );
    // Nothing is overwritten, and the same deck gives the same file.
    let (_, done) = import(&scratch, &scratch.path("deck.apkg"), &["--write-progress", "progress.json"]);
    assert!(done);
    scratch.write("progress.json", "mine");
    let (told, done) = import(&scratch, &scratch.path("deck.apkg"), &["--progress", "progress.json"]);
    assert!(!done && told.contains("already exists"), "{told}");
}

/// A package with a question that was answered twice and practised, and a text with two deletions, of which one is suspended and flagged. The
/// collection was begun at four in the morning an hour east of UTC.
fn learned_deck() -> Vec<u8> {
    let mut db = rusqlite::Connection::open_in_memory().unwrap();
    let models = r#"{"1": {"type": 0, "flds": [{"name": "Front"}, {"name": "Back"}], "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{Back}}"}]},
        "2": {"type": 1, "flds": [{"name": "Text"}], "tmpls": [{"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}]}}"#;
    let created = 1_764_212_400; // 27 November 2025, 03:00 UTC
    let at = |minute: i64| (created + 86_400 * 20 + minute * 60) * 1_000;
    db.execute_batch(
        "CREATE TABLE col (crt, mod, models, decks);
        CREATE TABLE notes (id, guid, mid, tags, flds);
        CREATE TABLE cards (id, nid, did, odid, ord, queue, type, due, odue, flags);
        CREATE TABLE revlog (id, cid, ease, ivl, time, type);
        INSERT INTO notes VALUES (1, 'a', 1, '', 'What is ATP?' || char(31) || 'Energy'),
            (2, 'b', 2, '', 'The {{c1::nucleus}} of the {{c2::animal}} cell');
        INSERT INTO cards VALUES (10, 1, 1, 0, 0, 2, 2, 26, 0, 0), (20, 2, 1, 0, 0, 1, 1, 5, 0, 0), (21, 2, 1, 0, 1, -1, 2, 22, 0, 3);",
    )
    .unwrap();
    db.execute("INSERT INTO col VALUES (?1, ?2, ?3, '{\"1\": {\"name\": \"Default\"}}')", (created, at(600), models)).unwrap();
    for (minute, card, ease, interval, kind) in
        [(60, 10, 3, -600, 0), (70, 10, 3, 4, 0), (80, 10, 4, 9, 3), (90, 20, 1, -60, 0), (100, 21, 3, 2, 1), (110, 10, 0, 6, 4)]
    {
        db.execute("INSERT INTO revlog VALUES (?1, ?2, ?3, ?4, 5000, ?5)", (at(minute), card, ease, interval, kind)).unwrap();
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("collection.anki21", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&db.serialize("main").unwrap()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn a_folder_of_pages() {
    let scratch = guide();
    scratch
        .write("site/README.md", "---\ntitle: The docs\ndescription: What is here.\n---\n\nStart with [setup](guide/setup.md#on-linux).\n");
    scratch.write("site/guide/_index.md", "+++\ntitle = \"Guide\"\nweight = 2\n[taxonomies]\ntags = [\"how-to\"]\n+++\n\nText.\n");
    scratch.write(
        "site/guide/setup.md",
        "---\nsidebar_position: 3\ntags: [Linux]\nlastmod: 2024-05-06T10:00:00Z\nunheard: x\n---\n# Set up\n\n## On Linux\n\nx\n\n# Afterwards\n\nBack to [the start](../README.md).\n",
    );
    scratch.write("site/Über uns.md", "---\ntitle: Wir\n---\n# Über uns\n\nText.\n");
    let (text, fine) = import(&scratch, &scratch.path("site"), &["--as", "pages"]);
    assert!(fine && text.contains("4 pages found: 4 new") && text.contains("`unheard` of the front matter was not imported"), "{text}");
    let index = fs::read_to_string(scratch.path("guide/content/topic/index.md")).unwrap();
    assert!(index.starts_with("---\ntitle: \"The docs\"\nsummary: \"What is here.\"\n---\n"), "{index}");
    assert!(index.contains("[setup](/content/topic/guide/setup.md#on-linux)"), "{index}");
    let setup = fs::read_to_string(scratch.path("guide/content/topic/guide/setup.md")).unwrap();
    for part in [
        "title: \"Set up\"\norder: 3\ntags: [Linux]\nupdated: 2024-05-06\n",
        "### On Linux",
        "## Afterwards",
        "[the start](/content/topic/index.md)",
    ] {
        assert!(setup.contains(part), "{part}: {setup}");
    }
    assert!(fs::read_to_string(scratch.path("guide/content/topic/guide/index.md")).unwrap().contains("order: 2\ntags: [how-to]\n"));
    let about = fs::read_to_string(scratch.path("guide/content/topic/ueber-uns.md")).unwrap();
    assert!(about.contains("title: \"Wir\"\n") && about.contains("## Über uns\n\nText."), "{about}");
    let checked = recto().arg("check").arg(scratch.path("guide")).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    let (again, _) = import(&scratch, &scratch.path("site"), &["--as", "pages"]);
    assert!(again.contains("4 pages found: 4 unchanged"), "{again}");
}

/// Imports one table as it is.
fn rows(scratch: &Scratch, text: &str, more: &[&str]) -> (String, bool) {
    scratch.write("bank/table.csv", text);
    import(scratch, &scratch.path("bank"), more)
}

fn columns_in_every_language() {
    let scratch = guide();
    let (text, done) = rows(
        &scratch,
        "Nummer;Thema;Frage;Kurze Antwort;Antwort;Kernpunkte;Schlagwörter\n7;Wellen;Was ist A?;kurz;lang;eins;x, y\n",
        &["--dry-run"],
    );
    let read = "topic=Thema, question=Frage, short-answer=Kurze Antwort, answer=Antwort, key-points=Kernpunkte, tags=Schlagwörter";
    assert!(done && text.contains(read) && text.contains("columns not used: Nummer"), "{text}");
    for language in recto::theme::languages() {
        let words = recto::theme::built_in_strings(&language);
        let mut names = vec![words.get("issue", "title").unwrap().trim().trim_end_matches([':', '：']).to_string()];
        let kinds = recto::model::SectionKind::ALL;
        names.extend(kinds.iter().map(|kind| words.section_names(kind.key())[0].clone()));
        names.extend(
            [("issue", "topic"), ("topic", "level"), ("topic", "tag")].map(|(table, key)| words.get(table, key).unwrap().to_string()),
        );
        let cells = vec!["mid"; names.len() - 1].join(";");
        let (text, done) = rows(&guide(), &format!("{}\nA?;{cells}\n", names.join(";")), &[]);
        assert!(done && !text.contains("not used"), "{language}: {text}");
        for key in kinds.iter().map(|kind| kind.key()).chain(["question", "topic", "level", "tags"]) {
            assert!(text.contains(&format!("{key}=")), "{language} {key}: {text}");
        }
    }
}

const SUBJECT: &str = "[words]\nlevel = \"Anforderung\"\nkind = \"Aufgabenart\"\n[sections]\npitfalls = [\"Erwartbare Fehler\"]\n\
[[levels]]\nid = \"ab1\"\nname = \"Wiedergeben\"\n[[levels]]\nid = \"ab2\"\nname = \"Anwenden\"\n\
[[kinds]]\nid = \"task\"\nname = \"Rechnung\"\n";

fn a_renamed_bank() {
    let scratch = guide();
    let read = |file: &str, rows: &str| {
        scratch.write(file, format!("Frage;Antwort\n{rows}"));
        import(&scratch, &scratch.path(file), &[]).0
    };
    read("fragen.csv", "Was ist A?;eins\nWas ist B?;zwei\nWas ist C?;drei\nWas ist D?;vier\n");
    let edited = card(&scratch, "was-ist-d").replace("vier", "mein");
    scratch.write("guide/content/topic/was-ist-d.md", &edited);
    let told = read("fragen_2027.csv", "Was ist A?;eins\nWas ist B?;anders\nWas genau ist C?;drei\nWas ist D?;neu\n");
    assert!(told.contains("4 questions found: 1 new, 1 updated, 1 unchanged, 1 kept\n"), "{told}");
    assert!(told.contains("was-ist-b.md  (was imported from fragen.csv)") && card(&scratch, "was-ist-b").contains("anders"), "{told}");
    assert!(
        told.contains("gone       fragen.csv → guide/content/topic/was-ist-c.md") && told.contains("1 card of an earlier import"),
        "{told}"
    );
    assert!(told.contains("delete its file and import again") && card(&scratch, "was-ist-d") == edited, "{told}");
    assert!(scratch.path("guide/content/topic/was-ist-c.md").exists(), "nothing is deleted");
    // From now on it is known by the new name.
    let told = read("fragen_2027.csv", "Was ist A?;eins\nWas ist B?;anders\nWas genau ist C?;drei\nWas ist D?;neu\n");
    assert!(told.contains("3 unchanged, 1 kept") && !told.contains("was imported from") && told.contains("gone "), "{told}");
    fs::remove_file(scratch.path("guide/content/topic/was-ist-d.md")).unwrap();
    let told = read("fragen_2027.csv", "Was ist A?;eins\nWas ist D?;neu\n");
    assert!(told.contains("1 new, 1 unchanged") && card(&scratch, "was-ist-d").contains("neu"), "{told}");
    // Another bank that asks one of the questions is another bank.
    let told = read("other.csv", "Was ist A?;etwas anderes\nWas ist X?;x\nWas ist Y?;y\n");
    assert!(told.contains("3 questions found: 3 new") && !told.contains("gone "), "{told}");
    assert!(card(&scratch, "was-ist-a").contains("eins"));
    let told = read("third.csv", "Was ist A?;eins\nWas ist Z?;z\n");
    assert!(told.contains("2 questions found: 1 new, 1 unchanged"), "the same card, word for word: {told}");
}

fn the_order_behind_own_cards() {
    let own = |name: &str| format!("# What is {name}?\n\n## Answer\n\nIt is.\n");
    let bank = "question,answer\nNr. 12?,a\nNr. 121?,b\nNr. 13?,c\nNr. 2?,d\n";
    for (index, start) in [
        (None, "---\ntitle: Topic\ncards:\n"),
        (Some("About it.\n"), "---\ncards:\n"),
        (Some("---\ntitle: Mine # x\n---\n\nAbout it.\n"), "---\ntitle: Mine # x\ncards:\n"),
    ] {
        let scratch = guide();
        scratch.write("guide/content/topic/z.md", own("A"));
        scratch.write("guide/content/topic/a.md", own("Z"));
        if let Some(index) = index {
            scratch.write("guide/content/topic/index.md", index);
        }
        let (told, _) = rows(&scratch, bank.trim_start_matches('\u{feff}'), &[]);
        let text = card(&scratch, "index");
        assert!(text.starts_with(&format!("{start}  - z\n  - a\n  - nr-12\n  - nr-121\n  - nr-13\n  - nr-2\n---\n")), "{told}{text}");
        assert_eq!(
            (told.contains("order      guide"), text.ends_with("---\n\nAbout it.\n")),
            (index.is_some(), index.is_some()),
            "{told}{text}"
        );
        let checked = recto().arg("check").arg(scratch.path("guide")).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        rows(&scratch, &format!("{bank}Nr. 1?,e\n"), &[]);
        assert!(card(&scratch, "index").contains("  - nr-2\n  - nr-1\n---\n"), "{}", card(&scratch, "index"));
    }
    // An order that somebody gave stays.
    let scratch = guide();
    let index = "---\ntitle: Mine\ncards: alphabetical\n---\n";
    scratch.write("guide/content/topic/index.md", index);
    rows(&scratch, bank, &[]);
    assert_eq!(card(&scratch, "index"), index);
}

fn an_open_quotation_mark() {
    let scratch = guide();
    let (told, done) =
        rows(&scratch, "Frage;Antwort\n\"Was ist A?;eins\nWas ist B?;\"zwei, drei\"\nWas ist C?;\"vier\nWas ist D?;fünf\n", &[]);
    assert!(done && told.contains("4 questions found: 4 new; 2 findings"), "{told}");
    assert!(told.contains("table.csv:2:1") && told.contains("table.csv:4:12") && told.contains("never closed"), "{told}");
    assert!(card(&scratch, "was-ist-a").contains("\neins\n") && card(&scratch, "was-ist-c").contains("\nvier\n"), "{told}");
}

fn wrong_columns() {
    for names in [
        "Richtige Antwort;Falsche Antwort 1;Falsche Antwort 2",
        "Antwort;falsche Antwort A;falsche Antwort B",
        "Right;Distractor;Distractor",
        "Correct Answer;Incorrect Answer 1;Incorrect Answer 2",
        "Answer;Wrong answer;wrong_answer",
        "Correct;Incorrect 1;Incorrect 2",
        "Bonne réponse;Réponse fausse 1;Réponse fausse 2",
        "Respuesta correcta;Respuesta incorrecta 1;Respuesta incorrecta 2",
        "Richtig;Falsch1;Falsch2",
        "Richtig;1. falsche Antwort;2. falsche Antwort",
        "Lösung;Distraktor (1);Distraktor (2)",
        "正解;誤答1;誤答2",
    ] {
        let scratch = guide();
        let (told, done) = rows(&scratch, &format!("Frage;{names}\nWelcher?;Femur;Tibia;Ulna\n"), &[]);
        assert!(done && !told.contains("not used"), "{names}: {told}");
        assert!(card(&scratch, "welcher").ends_with("- [x] Femur\n- [ ] Tibia\n- [ ] Ulna\n"), "{names}: {}", card(&scratch, "welcher"));
    }
    let scratch = guide();
    rows(&scratch, "Frage;Richtig;Falsche Antworten\nWelcher?;Femur;Tibia; Ulna\n".replace("Tibia; Ulna", "\"Tibia; Ulna\"").as_str(), &[]);
    assert!(card(&scratch, "welcher").ends_with("- [x] Femur\n- [ ] Tibia\n- [ ] Ulna\n"), "{}", card(&scratch, "welcher"));
}

fn a_missing_picture() {
    for bank in [
        ("q.csv", "Frage;Antwort;Bild\nWelcher Knochen?;Der Oberschenkel;bilder/linker-femur.svg\n"),
        ("q.csv", "Frage;Antwort\nWelcher Knochen?<img src='femur.svg' alt='Femur'>;Der Oberschenkel\n"),
        ("q.md", "### Welcher Knochen?\n\n![[femur.png]]\n\n**Antwort:** Der Oberschenkel\n"),
        ("q.md", "### Welcher Knochen?\n\n![Der Femur von vorn](femur.png)\n\n**Antwort:** Der Oberschenkel\n"),
    ] {
        let scratch = guide();
        scratch.write(&format!("bank/{}", bank.0), bank.1);
        let (told, _) = import(&scratch, &scratch.path("bank"), &[]);
        assert!(told.contains("was not imported; the card was created without it") && !told.contains("left out"), "{told}");
        let card = card(&scratch, "welcher-knochen");
        assert!(!card.to_lowercase().contains("femur") && card.contains("Oberschenkel"), "{card}");
    }
    let scratch = guide();
    scratch.write("bank/q.md", "### Wie liegt der Femur?\n\n**Antwort:** So: ![Lage des Femurs](femur.png)\n");
    import(&scratch, &scratch.path("bank"), &[]);
    assert!(card(&scratch, "wie-liegt-der-femur").contains("So: Lage des Femurs"), "a description is kept where it tells nothing");
}

fn lines_of_html() {
    let scratch = guide();
    let (told, _) = rows(&scratch, "Frage;Antwort\nWas ist A?;\"Ein <b>fettes</b> Wort.\nZweite Zeile\n<i>Dritte</i>\"\n", &[]);
    let card = card(&scratch, "was-ist-a");
    assert!(card.contains("Ein <b>fettes</b> Wort.\\\nZweite Zeile\\\n<i>Dritte</i>\n"), "{told}{card}");
}

fn an_unknown_level_leaves_nothing_out() {
    let scratch = guide();
    let (told, done) = rows(&scratch, "Frage;Antwort;Stufe\nWas ist A?;\"eins\nzwei\";Abitur\nWas ist B?;\"eins\nzwei\";mid\n", &[]);
    assert!(done && told.contains("table.csv:3:7") && told.contains("3 | zwei\";Abitur\n  |       ^^^^^^\n"), "{told}");
    assert!(told.contains("`[[levels]]` with `id = \"abitur\"`"), "{told}");
    assert!(told.contains("2 questions found: 2 new; 1 level or kind became a tag\n") && !told.contains("left out"), "{told}");
}

fn columns_of_the_guide() {
    let scratch = guide();
    scratch.write("guide/book.toml", format!("{BOOK}{SUBJECT}"));
    let table = "Frage;Antwort;Anforderung;Aufgabenart;erwartbare fehler;Punkte;;\nWas ist A?;eins;anwenden;Rechnung;Vorzeichen;4;;x\n";
    let (text, done) = rows(&scratch, table, &[]);
    assert!(done && text.contains("; columns not used: Punkte, column 8\n"), "{text}");
    let card = card(&scratch, "was-ist-a");
    assert!(card.contains("level: ab2\nkind: task\n") && card.contains("## Erwartbare Fehler\n\nVorzeichen\n"), "{card}");
}

fn a_header_without_a_question() {
    for (table, said) in [
        ("Stoff;Lösung\nA;eins\n", "`--columns question=Stoff,answer=Lösung`"),
        ("Meine Karte;Antwort\nA;eins\n", "`--columns \"question=Meine Karte,answer=Antwort\"`"),
        (
            "Vorgabe;Erwartung\nNennen Sie die drei Sätze von Newton.;eins\nWas ist B?;zwei\n",
            "`--columns question=Vorgabe,answer=Erwartung`",
        ),
        ("Nr,\"Stoff, Thema\",Lösung\n1,A,eins\n", "`--columns question=2,answer=Lösung`"),
    ] {
        let scratch = guide();
        let (text, done) = rows(&scratch, table, &[]);
        assert!(!done && text.contains(said) && text.contains("R802"), "{said}: {text}");
        assert!(!scratch.path("guide/content/topic").exists(), "{text}");
    }
    for table in ["Prompt;Lösung\nWas ist A?;eins\n", "Aufgabe;Lösung\nWas ist A?;eins\n"] {
        let scratch = guide();
        let (text, done) = rows(&scratch, table, &[]);
        assert!(done && text.contains("1 question found: 1 new") && card(&scratch, "was-ist-a").contains("eins"), "{text}");
    }
}

fn a_table_without_a_header() {
    let scratch = guide();
    let (text, done) = rows(&scratch, "Hund;dog\nKatze;cat\n", &["--dry-run"]);
    assert!(done && text.contains("the first row was taken as a question, `Hund`") && text.contains("2 new"), "{text}");
    // Vocabulary may hold words that columns are called by.
    let words = "Antwort;answer\nKatze;cat\n";
    let (text, done) = rows(&scratch, words, &["--dry-run"]);
    assert!(!done && text.contains("`--no-header`"), "{text}");
    let (text, done) = rows(&scratch, words, &["--dry-run", "--no-header"]);
    assert!(done && text.contains("2 new") && !text.contains("first row"), "{text}");
    let (text, done) = rows(&scratch, "1;x;Was ist A?;eins\n2;y;Was ist B?;zwei\n", &["--no-header", "--columns", "question=3,answer=4"]);
    assert!(done && text.contains("2 new") && text.contains("columns not used: column 1, column 2"), "{text}");
    let (text, done) = rows(&scratch, "1;x;Was ist A?;eins\n", &["--no-header"]);
    assert!(!done && text.contains("`--no-header --columns question=1,answer=2`"), "{text}");
}

fn every_key() {
    let scratch = guide();
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/exchange/import.md")).unwrap();
    let help = String::from_utf8(recto().args(["import", "--help"]).output().unwrap().stdout).unwrap();
    let (error, _) = rows(&scratch, "question,X\nA?,b\n", &["--columns", "nothing=X"]);
    for key in recto::import::column_keys() {
        for word in [key.to_string(), key.replace('-', "_")] {
            let (text, _) = rows(&scratch, "Fach,X\nA?,b\n", &["--dry-run", "--columns", &format!("question=Fach,{word}=X")]);
            assert!(!text.contains("a column cannot be"), "{word}: {text}");
            assert!(key == "question" || text.contains(&format!("{key}=X")), "{word}: {text}");
        }
        assert!(page.contains(&format!("`{key}`")), "the import page of docs/ lacks {key}");
        assert!(error.contains(key) && help.contains(key), "{key}: {error}{help}");
    }
}

fn unknown_categories() {
    let scratch = guide();
    scratch.write("guide/book.toml", format!("{BOOK}{SUBJECT}"));
    let table = "Frage;Antwort;Stufe;Art;Minuten;minutes\nA?;a;Abitur;Rätsel;;viel\nB?;b;AB1;;;\nC?;c;abitur;;;\n";
    let (text, done) = rows(&scratch, table, &[]);
    assert!(done && text.contains("the guide has no level `abitur`, which became a tag; so on line 4"), "{text}");
    assert!(text.contains("table.csv:2:1") && text.contains("it has `ab1` (Wiedergeben), `ab2` (Anwenden)"), "{text}");
    assert!(text.contains("the guide has no kind `rätsel`") && text.contains("`viel` is not a number of minutes"), "{text}");
    assert!(card(&scratch, "b").contains("level: ab1") && card(&scratch, "a").contains("tags: [abitur, rätsel]"));
}

/// Whether a concept is a card depends on what is below it: without care the work doubles with each level.
fn nested_concepts() {
    let scratch = guide();
    let levels: String = (0..40).map(|level| format!("{}- concept {level} ::\n", "  ".repeat(level))).collect();
    scratch.write("bank/notes.md", format!("{levels}{}- innermost >> a card\n", "  ".repeat(40)));
    let (text, is_imported) = import(&scratch, &scratch.path("bank/notes.md"), &[]);
    assert!(is_imported && text.contains("1 question found: 1 new"), "{text}");
}
