//! `recto mv` moves cards, pages and topics with all that refers to them, and refuses what would lose or overwrite something.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::fs;

use support::guide::Guide;

const FOLDERS: [(&str, &str); 8] = [
    ("content/index.md", "[a](t/acid.md), [[acid]], [the topic](t/), [b](t/acid.md#answer \"title\"), [r][acid]\n\n[acid]: t/acid.md\n"),
    (
        "content/t/acid.md",
        "---\nlevel: mid\n---\n# What does acid do?\n\n## Answer\nSee [other](other.md), [itself](acid.md#answer), ![one](er%20one.svg), [up](../index.md), [x](https://example.org/acid.md).\n",
    ),
    (
        "content/t/other.md",
        "---\nrequires: [t/acid]\n---\n# What does the other do?\n\n## Answer\n[a](./acid.md) and <a href=\"acid.md#answer\">b</a> `acid.md`.\n",
    ),
    ("content/t/index.md", "---\ntitle: Things\n---\n[a](acid.md), [c](cards.md#one), [[t/one|One]]\n"),
    (
        "content/t/cards.md",
        "# What is one? {#one level=mid}\n\nYes, [[t/two]].\n\n# What is two? {#two}\n\nNo, [one](#one-1).\n\n### One\n\n### One\n",
    ),
    ("content/t/er one.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("content/t/_drafts/later.md", "Later."),
    ("content/u/page.md", "---\ntitle: A page\n---\n[[t/acid#answer|ACID]], ![er](../t/er%20one.svg), [t](../t/index.md), [p](page.md)\n"),
];

fn guide() -> Guide {
    let guide = Guide::new();
    fs::remove_dir_all(guide.0.join("content")).unwrap();
    for (path, text) in FOLDERS {
        guide.write(path, text);
    }
    let check = guide.recto(&["check"]);
    assert!(!check.out().contains("error"), "{}", check.out());
    guide
}

fn text(guide: &Guide, path: &str) -> String {
    fs::read_to_string(guide.0.join(path)).unwrap()
}

/// Nothing is found that was not found before.
fn sound(guide: &Guide) {
    let check = guide.recto(&["check"]);
    assert!(!check.out().contains("error[") && !check.out().contains("[R415]"), "{}", check.out());
    assert_eq!(guide.recto(&["build"]).code(), 0);
}

#[test]
fn a_card_moves_with_its_links_and_those_to_it() {
    let guide = guide();
    let before = guide.files("content");
    let dry = guide.recto(&["mv", "t/acid", "u/deep/acid-properties", "--dry-run"]);
    assert_eq!((dry.code(), dry.out().as_str()), (0, "content/t/acid.md -> content/u/deep/acid-properties.md\n"), "{}", dry.err());
    assert!(dry.err().contains("nothing was changed"), "{}", dry.err());
    assert_eq!(guide.files("content"), before);

    let run = guide.recto(&["mv", "content/t/acid.md", "u/deep/acid-properties"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(!guide.0.join("content/t/acid.md").exists());
    assert_eq!(
        text(&guide, "content/u/deep/acid-properties.md"),
        "---\nlevel: mid\naliases: [t/acid]\n---\n# What does acid do?\n\n## Answer\nSee [other](../../t/other.md), [itself](acid-properties.md#answer), \
         ![one](../../t/er%20one.svg), [up](../../index.md), [x](https://example.org/acid.md).\n"
    );
    assert_eq!(
        text(&guide, "content/index.md"),
        "[a](u/deep/acid-properties.md), [[u/deep/acid-properties]], [the topic](t/), [b](u/deep/acid-properties.md#answer \"title\"), \
         [r][acid]\n\n[acid]: u/deep/acid-properties.md\n"
    );
    assert_eq!(
        text(&guide, "content/t/other.md"),
        "---\nrequires: [u/deep/acid-properties]\n---\n# What does the other do?\n\n## Answer\n[a](../u/deep/acid-properties.md) and \
         <a href=\"../u/deep/acid-properties.md#answer\">b</a> `acid.md`.\n"
    );
    assert!(text(&guide, "content/u/page.md").starts_with("---\ntitle: A page\n---\n[[u/deep/acid-properties#answer|ACID]], "));
    sound(&guide);
}

#[test]
fn a_topic_moves_with_all_that_lies_in_it() {
    let guide = guide();
    let run = guide.recto(&["mv", "t", "u/things"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(!guide.0.join("content/t").exists());
    assert_eq!(text(&guide, "content/u/things/_drafts/later.md"), "Later.");
    assert!(guide.0.join("content/u/things/er one.svg").exists());
    assert!(text(&guide, "content/index.md").starts_with("[a](u/things/acid.md), [[u/things/acid]], [the topic](u/things/), "));
    assert_eq!(
        text(&guide, "content/u/page.md"),
        "---\ntitle: A page\n---\n[[u/things/acid#answer|ACID]], ![er](things/er%20one.svg), [t](things/index.md), [p](page.md)\n"
    );
    assert!(text(&guide, "content/u/things/index.md").contains("aliases: [t]\n---\n[a](acid.md), [c](cards.md#one), [[u/things/one|One]]"));
    assert!(text(&guide, "content/u/things/acid.md").contains("aliases: [t/acid]"));
    assert!(text(&guide, "content/u/things/acid.md").contains("[up](../../index.md)"));
    assert!(
        text(&guide, "content/u/things/cards.md").contains("# What is one? {#one level=mid aliases=\"t/one\"}\n\nYes, [[u/things/two]].")
    );
    sound(&guide);
}

#[test]
fn a_page_and_a_card_of_a_file_with_several_are_renamed() {
    let guide = guide();
    assert_eq!(guide.recto(&["mv", "u/page", "about"]).code(), 0);
    assert_eq!(
        text(&guide, "content/about.md"),
        "---\ntitle: A page\naliases: [u/page]\n---\n[[t/acid#answer|ACID]], ![er](t/er%20one.svg), [t](t/index.md), [p](about.md)\n"
    );
    let run = guide.recto(&["mv", "t/one", "t/first"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(
        text(&guide, "content/t/cards.md").starts_with("# What is one? {#first level=mid aliases=\"t/one\"}"),
        "{}",
        text(&guide, "content/t/cards.md")
    );
    assert!(text(&guide, "content/t/index.md").contains("[c](cards.md#first), [[t/first|One]]"));
    sound(&guide);
}

#[test]
fn what_would_overwrite_or_break_something_is_refused() {
    let guide = guide();
    guide.write("content/t/moved.md", "---\naliases: [t/former]\n---\n# Was it moved?\n\nYes.\n");
    guide.write("content/v/.keep", "");
    guide.write("content/w/er one.svg", "mine");
    let before = guide.files("content");
    for (old, new, why) in [
        ("t/acid", "t/other", "is taken: \"What does the other do?\" has it"),
        ("t/acid", "t/Other", "is taken"),
        ("t/acid", "t/acid", "already has that id"),
        ("t/acid", "t/former", "is a former id of `t/moved`"),
        ("t/moved", "t/former", "remove it from its `aliases` first"),
        ("t/acid", "acid", "a card must be in a topic"),
        ("t/acid", "t/index", "is the name of a topic's own page"),
        ("t/acid", "t/_x", "not content"),
        ("t/acid", "t/a?", "cannot be part of an id"),
        ("t/acidd", "t/x", "did you mean `t/acid`?"),
        ("t", "t/inside", "is inside `t` itself"),
        ("t", "u", "is taken"),
        ("t/acid", "tags/acid", "would have these errors"),
    ] {
        let run = guide.recto(&["mv", old, new]);
        assert!(run.code() == 2 && run.err().contains(why), "{old} {new}: {}", run.err());
    }
    let run = guide.recto(&["mv", "t", "w"]);
    assert!(run.code() == 3 && run.err().contains("exists already"), "{}", run.err());
    assert_eq!(guide.files("content"), before);
}

#[test]
fn a_card_leaves_a_file_with_several() {
    let guide = guide();
    let cards = "---\nlevel: mid\ntags: [sql, \"c#\"]\n---\n\n# What is one? {#one minutes=3}\n\nYes, [[two]], [self](cards.md#one), [acid](acid.md).\n\n# What is two? {#two}\n\nNo, [one](cards.md#one).\n";
    guide.write("content/t/cards.md", cards);
    let run = guide.recto(&["mv", "t/one", "u/first"]);
    assert_eq!((run.code(), run.out().as_str()), (0, "content/u/first.md is new\n"), "{}", run.err());
    assert_eq!(
        text(&guide, "content/u/first.md"),
        "---\nlevel: mid\ntags: [sql, \"c#\"]\nminutes: 3\naliases: [t/one]\n---\n\n# What is one?\n\nYes, [[two]], [self](first.md), \
         [acid](../t/acid.md).\n"
    );
    assert_eq!(
        text(&guide, "content/t/cards.md"),
        "---\nlevel: mid\ntags: [sql, \"c#\"]\n---\n\n# What is two? {#two}\n\nNo, [one](../u/first.md).\n"
    );
    assert!(text(&guide, "content/t/index.md").contains("[c](../u/first.md), [[u/first|One]]"));
    sound(&guide);
}

/// What is written in French beside it.
fn translated() -> Guide {
    let guide = guide();
    guide.write("book.toml", "[book]\nid = \"small\"\ntitle = \"Small\"\nlanguages = [\"en\", \"fr\"]\n");
    for id in ["t/acid", "t/other", "t/index", "t/one", "u/page"] {
        let run = guide.recto(&["new", "--lang", "fr", id]);
        assert_eq!(run.code(), 0, "{id}: {}", run.err());
    }
    let french =
        text(&guide, "content/t/acid.fr.md").replace("# What does acid do?", "# Que fait l’acide ?").replace("## Answer", "## Réponse");
    guide.write("content/t/acid.fr.md", french.replace("See [other](other.md)", "Voir [[t/other]], [[other]], [autre](other.fr.md)"));
    assert!(outdated(&guide).is_empty(), "{}", outdated(&guide));
    guide
}

/// What `recto translate status` says is older than its original.
fn outdated(guide: &Guide) -> String {
    let status = guide.recto(&["translate", "status"]).out();
    status.split_once("outdated").map(|(_, list)| list.to_string()).unwrap_or_default()
}

#[test]
fn translations_go_with_a_card() {
    let guide = translated();
    let run = guide.recto(&["mv", "t/acid", "u/acid-properties"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(!guide.0.join("content/t/acid.fr.md").exists());
    let french = text(&guide, "content/u/acid-properties.fr.md");
    assert!(
        french.contains("# Que fait l’acide ?") && french.contains("Voir [[t/other]], [[other]], [autre](../t/other.fr.md)"),
        "{french}"
    );
    assert!(!french.contains("aliases"), "a former id is the original's");
    assert!(text(&guide, "content/t/other.fr.md").contains("[a](../u/acid-properties.md)"));
    assert_eq!(outdated(&guide), "", "the text is the same");
    sound(&guide);
    assert!(guide.0.join("site/fr/u/acid-properties.html").exists());

    // Links by ids in translations follow.
    assert_eq!(guide.recto(&["mv", "t/other", "u/another"]).code(), 0);
    let french = text(&guide, "content/u/acid-properties.fr.md");
    assert!(french.contains("Voir [[u/another]], [[u/another]], [autre](another.fr.md)"), "{french}");
    assert_eq!(outdated(&guide), "");
    sound(&guide);
}

#[test]
fn translations_go_with_a_page_and_a_topic() {
    let guide = translated();
    assert_eq!(guide.recto(&["mv", "u/page", "u/sheet"]).code(), 0);
    assert!(guide.0.join("content/u/sheet.fr.md").exists() && !guide.0.join("content/u/page.fr.md").exists());
    let run = guide.recto(&["mv", "t", "u/things"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(!guide.0.join("content/t").exists() && guide.0.join("content/u/things/acid.fr.md").exists());
    assert!(text(&guide, "content/u/sheet.fr.md").contains("[[u/things/acid#answer|ACID]]"), "{}", text(&guide, "content/u/sheet.fr.md"));
    assert_eq!(outdated(&guide), "");
    sound(&guide);
}

#[test]
fn translations_go_with_a_card_of_a_file_with_several() {
    let guide = translated();
    let run = guide.recto(&["mv", "t/one", "t/first"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    assert!(
        text(&guide, "content/t/cards.fr.md").contains("# What is one? {#first original="),
        "{}",
        text(&guide, "content/t/cards.fr.md")
    );
    assert_eq!(outdated(&guide), "");
    let run = guide.recto(&["mv", "t/first", "u/alone"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let french = text(&guide, "content/u/alone.fr.md");
    assert!(french.starts_with("---\noriginal: \"") && french.contains("# What is one?\n"), "{french}");
    assert!(!text(&guide, "content/t/cards.fr.md").contains("What is one"));
    assert_eq!(outdated(&guide), "");
    sound(&guide);
}

/// A topic that lists its cards lists them as they are called, and none that left.
#[test]
fn a_topic_s_list_of_its_cards_follows() {
    for (list, renamed, left) in [
        ("cards: [other, acid, one]", "cards: [other, base, one]", "cards: [other, one]"),
        ("cards: [acid]", "cards: [base]", "cards: []"),
        ("cards: [other, \"acid\"]", "cards: [other, \"base\"]", "cards: [other]"),
        ("cards: [t/acid, t/other]", "cards: [t/base, t/other]", "cards: [t/other]"),
        ("cards:\n  - other\n  - acid # first\n  - one", "cards:\n  - other\n  - base # first\n  - one", "cards:\n  - other\n  - one"),
        ("cards:\n- acid", "cards:\n- base", "cards: []"),
    ] {
        let guide = guide();
        guide.write("content/t/index.md", format!("---\ntitle: Things\n{list}\n---\n[a](acid.md)\n"));
        guide.write("book.toml", "strict = true\n[book]\nid = \"small\"\ntitle = \"Small\"\n");
        let index = || text(&guide, "content/t/index.md");
        let run = guide.recto(&["mv", "t/acid", "t/base"]);
        assert_eq!(run.code(), 0, "{list}: {}", run.err());
        assert_eq!(index(), format!("---\ntitle: Things\n{renamed}\n---\n[a](base.md)\n"));
        let run = guide.recto(&["mv", "t/base", "u/base"]);
        assert_eq!(run.code(), 0, "{list}: {}", run.err());
        assert_eq!(index(), format!("---\ntitle: Things\n{left}\n---\n[a](../u/base.md)\n"));
        sound(&guide);
    }
    // A topic that moves takes its list along, also a card of a file with several.
    let guide = guide();
    guide.write("content/t/index.md", "---\ntitle: Things\ncards: [two, t/acid, one]\n---\n");
    assert_eq!(guide.recto(&["mv", "t/one", "t/first"]).code(), 0);
    assert_eq!(guide.recto(&["mv", "t/two", "u/second"]).code(), 0);
    assert_eq!(guide.recto(&["mv", "t", "v"]).code(), 0);
    assert!(text(&guide, "content/v/index.md").contains("cards: [v/acid, first]\n"), "{}", text(&guide, "content/v/index.md"));
    sound(&guide);
}

/// Somebody moved a file and its translation by hand: one finding, and one fix for links, `requires`, the topic's list and translations.
#[test]
fn a_card_that_was_moved_by_hand_is_mended_in_one_go() {
    let guide = translated();
    guide.write(
        "content/t/index.md",
        "---\ntitle: Things\ncards: [other, acid, one]\n---\n[a](acid.md), [c](cards.md#one), [[t/one|One]]\n",
    );
    guide.write("content/t/plain/index.md", "---\ntitle: Plain\ncards:\n  - t/plain/x # first\n---\n");
    guide.write("content/t/plain/x.md", "# Which is plain, of all the things?\n\nThis one.\n");
    assert_eq!(guide.recto(&["build", "--output", "published"]).code(), 0);
    let to = |from: &str, to: &str| fs::rename(guide.0.join(from), guide.0.join(to)).unwrap();
    to("content/t/acid.md", "content/u/acid-properties.md");
    to("content/t/acid.fr.md", "content/u/acid-properties.fr.md");
    to("content/t/plain/x.md", "content/t/plain/y.md");
    let check = guide.recto(&["check", "--against", "published/guide.json"]).out();
    let wrong: Vec<&str> = check.lines().filter(|line| line.starts_with("error[") || line.contains("[R104]")).collect();
    assert!(wrong.len() == 2 && wrong.iter().all(|line| line.starts_with("error[R916]")), "{check}");
    let fixed = guide.recto(&["check", "--against", "published/guide.json", "--fix"]);
    assert!(!fixed.out().contains("error[") && !fixed.out().contains("[R104]"), "{}", fixed.out());
    assert!(text(&guide, "content/t/index.md").contains("cards: [other, one]\n---\n[a](../u/acid-properties.md), "));
    assert!(text(&guide, "content/t/plain/index.md").contains("cards:\n  - t/plain/y # first\n"));
    assert!(text(&guide, "content/t/other.md").starts_with("---\nrequires: [u/acid-properties]\n---"));
    assert!(text(&guide, "content/t/other.fr.md").contains("[a](../u/acid-properties.md)"), "{}", text(&guide, "content/t/other.fr.md"));
    let french = text(&guide, "content/u/acid-properties.fr.md");
    assert!(french.contains("[[t/other]], [[t/other]], [autre](../t/other.fr.md)"), "{french}");
    assert_eq!(outdated(&guide), "");
    sound(&guide);
}

/// Somebody moved a card, a page and a file with several cards, and left their translations behind: they go along, links and all.
#[test]
fn translations_that_stayed_behind_follow() {
    let guide = translated();
    assert_eq!(guide.recto(&["build", "--output", "published"]).code(), 0);
    let to = |from: &str, to: &str| fs::rename(guide.0.join(from), guide.0.join(to)).unwrap();
    to("content/t/acid.md", "content/u/acid-properties.md");
    to("content/t/cards.md", "content/u/cards.md");
    let against = ["check", "--against", "published/guide.json"];
    let check = guide.recto(&against).out();
    let wrong: Vec<&str> = check.lines().filter(|line| line.starts_with("error[")).collect();
    assert!(wrong.len() == 3 && wrong.iter().all(|line| line.starts_with("error[R916]")), "{check}");
    assert!(check.contains("its translation belongs to `content/u/acid-properties.fr.md`"), "{check}");
    let json: serde_json::Value = serde_json::from_str(&guide.recto(&[against.as_slice(), &["--format", "json"]].concat()).out()).unwrap();
    let renames: Vec<&serde_json::Value> =
        json["diagnostics"].as_array().unwrap().iter().flat_map(|found| found["renames"].as_array().unwrap()).collect();
    assert_eq!(renames.len(), 2, "{json:#}");
    assert_eq!(*renames[0], serde_json::json!({"file": "content/t/acid.fr.md", "to": "content/u/acid-properties.fr.md"}));

    let fixed = guide.recto(&[against.as_slice(), &["--fix"]].concat());
    assert!(!fixed.out().contains("error["), "{}", fixed.out());
    assert!(!guide.0.join("content/t/acid.fr.md").exists() && !guide.0.join("content/t/cards.fr.md").exists());
    let french = text(&guide, "content/u/acid-properties.fr.md");
    assert!(french.contains("[autre](../t/other.fr.md)"), "{french}");
    assert!(text(&guide, "content/t/other.fr.md").contains("(../u/acid-properties.md)"), "{}", text(&guide, "content/t/other.fr.md"));
    assert_eq!(outdated(&guide), "");
    sound(&guide);
}

#[test]
fn a_translation_that_stayed_behind_is_not_written_over_another() {
    let guide = translated();
    assert_eq!(guide.recto(&["build", "--output", "published"]).code(), 0);
    fs::rename(guide.0.join("content/t/acid.md"), guide.0.join("content/u/acid.md")).unwrap();
    guide.write("content/u/acid.fr.md", "# Autre ?\n\nOui.\n");
    let fixed = guide.recto(&["check", "--against", "published/guide.json", "--fix"]);
    assert!(fixed.out().contains("error[R007]"), "{}", fixed.out());
    assert!(guide.0.join("content/t/acid.fr.md").exists());
    assert_eq!(text(&guide, "content/u/acid.fr.md"), "# Autre ?\n\nOui.\n");
}
