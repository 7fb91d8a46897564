//! A guide in two languages: what is published where, what leads where, and what `recto translate` and `recto new --lang` tell and write.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::fs;

use support::guide::Guide;

const BOOK: &str = "[book]\nid = \"small\"\ntitle = \"A small guide\"\nlanguages = [\"en\", \"fr\"]\n[site]\nbase-url = \"https://h.example/g/\"\n\
    [translations.fr]\ntitle = \"Un petit guide\"\nlevels = { mid = \"Confirmé\" }\nsections = { answer = \"Réponse\" }\n";
const PHANTOM: &str = "# Qu’est-ce qu’une lecture fantôme ?\n\n## Réponse\nDes lignes qui apparaissent, voir \
    [les verrous](lock.md). ![plan](plan.png)\n";

/// One card of two is translated.
fn guide() -> Guide {
    let guide = Guide::new();
    guide.write("book.toml", BOOK);
    guide.write("content/databases/plan.png", include_bytes!("golden/features/content/apis/drawing.svg"));
    guide.write(
        "content/databases/lock.md",
        "---\nlevel: mid\ntags: [sql]\n---\n\n# What is a lock?\n\n## Answer\nA [read](phantom-read.md) waits.\n",
    );
    guide.write("content/databases/phantom-read.fr.md", PHANTOM);
    guide
}

fn page(guide: &Guide, path: &str) -> String {
    fs::read_to_string(guide.0.join("site").join(path)).unwrap_or_else(|_| panic!("{path} is not published"))
}

#[test]
fn what_is_translated_is_published_under_its_language_and_the_rest_is_linked() {
    let guide = guide();
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let french = page(&guide, "fr/databases/phantom-read.html");
    assert!(french.contains("<html lang=\"fr\" dir=\"ltr\" data-root=\"../\" data-book=\"small\">"), "progress is one");
    assert!(french.contains("Confirmé") && french.contains("<title>Qu’est-ce qu’une lecture fantôme ? · Un petit guide</title>"));
    // What is not translated is linked where it is, and marked.
    assert!(french.contains("<a href=\"../../databases/lock.html\" hreflang=\"en\">les verrous</a>"), "{french}");
    assert!(french.contains("src=\"../../databases/plan.png\""), "files are published once");
    assert!(!guide.0.join("site/fr/databases/lock.html").exists() && !guide.0.join("site/fr/databases/plan.png").exists());
    assert!(guide.0.join("site/databases/plan.png").exists(), "a file that only a translation shows is published");
    // Each leads to the other, for people and for search engines.
    assert!(french.contains("<a href=\"../../databases/phantom-read.html\" lang=\"en\" hreflang=\"en\">English</a>"));
    let english = page(&guide, "databases/phantom-read.html");
    assert!(english.contains("<a href=\"../fr/databases/phantom-read.html\" lang=\"fr\" hreflang=\"fr\">Français</a>"));
    assert!(english.contains("<link rel=\"alternate\" hreflang=\"fr\" href=\"https://h.example/g/fr/databases/phantom-read.html\">"));
    assert!(page(&guide, "databases/lock.html").contains("<a href=\"../fr/index.html\" lang=\"fr\" hreflang=\"fr\" class=\"not-here\""));
    // Listings have all cards; those in the other language say so.
    let topic = page(&guide, "fr/databases/index.html");
    assert!(topic.contains("<a href=\"../../databases/lock.html\" hreflang=\"en\" lang=\"en\">What is a lock?</a>"), "{topic}");
    assert!(page(&guide, "sitemap.xml").contains("hreflang=\"fr\" href=\"https://h.example/g/fr/databases/phantom-read.html\""));
}

#[test]
fn search_and_study_are_in_the_reader_s_language() {
    let guide = guide();
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let index: String = guide.files("site/fr/search").into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(index.contains("fantôme") && !index.contains("What is a lock"), "results stay in their language");
    let deck: String = guide.files("site/fr/deck").into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    assert!(
        deck.contains("Qu’est-ce qu’une lecture fantôme ?") && deck.contains("\"What is a lock?\",1,-1,0,[\"sql\"],[],\"\",\"en\""),
        "{deck}"
    );
}

#[test]
fn a_link_may_name_the_original_or_a_translation() {
    let guide = guide();
    guide.write(
        "content/databases/lock.fr.md",
        "# Qu’est-ce qu’un verrou ?\n\n## Réponse\n[Lire](phantom-read.fr.md), [encore](phantom-read.md).\n",
    );
    guide.write(
        "content/databases/lock.md",
        "---\nlevel: mid\n---\n\n# What is a lock?\n\n## Answer\nA [read](phantom-read.fr.md) waits.\n",
    );
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let french = page(&guide, "fr/databases/lock.html");
    assert!(french.contains("<a href=\"phantom-read.html\">Lire</a>, <a href=\"phantom-read.html\">encore</a>"), "{french}");
    assert!(page(&guide, "databases/lock.html").contains("<a href=\"phantom-read.html\">read</a>"));
}

#[test]
fn a_translation_is_started_found_outdated_and_counted() {
    let guide = guide();
    let run = guide.recto(&["new", "--lang", "fr", "databases/lock"]);
    assert_eq!((run.code(), run.out().as_str()), (0, "content/databases/lock.fr.md\n"), "{}", run.err());
    let text = fs::read_to_string(guide.0.join("content/databases/lock.fr.md")).unwrap();
    assert!(text.starts_with("---\noriginal: \"") && text.contains("# What is a lock?") && !text.contains("tags"), "{text}");
    assert_eq!(guide.recto(&["new", "--lang", "fr", "databases/lock"]).code(), 2, "nothing is overwritten");
    let state = || guide.recto(&["translate", "status"]).out();
    assert!(state().starts_with("fr: 2 of 4 texts translated\n") && !state().contains("outdated"), "{}", state());

    let original = fs::read_to_string(guide.0.join("content/databases/lock.md")).unwrap();
    guide.write("content/databases/lock.md", original.replace("waits", "waits for it"));
    let run = guide.recto(&["check"]);
    assert!(run.out().contains("warning[R012]") && run.out().contains("content/databases/lock.fr.md:2:11"), "{}{}", run.out(), run.err());
    assert!(state().contains("1 outdated:\n    databases/lock\n"), "{}", state());
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let french = page(&guide, "fr/databases/lock.html");
    assert!(
        french.contains("L’original de cette page a changé")
            && french.contains("<a href=\"../../databases/lock.html\" hreflang=\"en\">Lire l’original</a>")
    );
}

#[test]
fn what_cannot_be_a_translation_is_an_error() {
    let guide = guide();
    guide.write("content/databases/alone.fr.md", "# Seul ?\n\n## Réponse\nOui.\n");
    guide.write("content/fr/index.md", "# A topic\n");
    guide.write("content/databases/choice.md", "# Which?\n\n- [x] a\n- [ ] b\n");
    guide.write("content/databases/choice.fr.md", "# Laquelle ?\n\n- [ ] a\n- [x] b\n");
    let run = guide.recto(&["check"]);
    let said = run.out();
    assert_eq!(run.code(), 1);
    for expected in [
        "error[R007]: this translation has no original",
        "error[R011]: this question has other right choices",
        "error[R005]: Recto publishes `fr` itself",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

/// Each deletion is scheduled by its key, so that both languages need the same.
#[test]
fn cloze_keys_are_written_into_both() {
    let guide = guide();
    let cloze = |text: &str| format!("---\ntype: cloze\nlevel: mid\n---\n\n# Which?\n\n{text}\n");
    guide.write("content/databases/gap.md", cloze("The ==sky== is ==blue=={#colour}."));
    guide.write("content/databases/gap.fr.md", "---\ntype: cloze\n---\n\n# Lequel ?\n\nLe ==ciel== est ==bleu==.\n");
    assert_eq!(guide.recto(&["check"]).code(), 1);
    assert_eq!(guide.recto(&["check", "--fix"]).code(), 0);
    let read = |path: &str| fs::read_to_string(guide.0.join(path)).unwrap();
    let (english, french) = (read("content/databases/gap.md"), read("content/databases/gap.fr.md"));
    let key = english.split("==sky=={#").nth(1).and_then(|rest| rest.split('}').next()).unwrap().to_string();
    assert!(french.contains(&format!("==ciel=={{#{key}}}")) && french.contains("==bleu=={#colour}"), "{english}{french}");
}
