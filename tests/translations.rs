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
    // What is not translated leads to the nearest page that is.
    let nearest = "<a href=\"../fr/databases/index.html\" lang=\"fr\" hreflang=\"fr\" class=\"not-here\" title=\"Not available in Français. Go to “Databases”\">";
    let untranslated = page(&guide, "databases/lock.html");
    assert!(untranslated.contains(nearest), "{untranslated}");
    // Listings have all cards; those in the other language say so.
    let topic = page(&guide, "fr/databases/index.html");
    assert!(topic.contains("<a href=\"../../databases/lock.html\" hreflang=\"en\" lang=\"en\">What is a lock?</a>"), "{topic}");
    assert!(page(&guide, "sitemap.xml").contains("hreflang=\"fr\" href=\"https://h.example/g/fr/databases/phantom-read.html\""));
}

/// A page at the top has no topic around it, and a card in a topic without a page leads to the topic around that one.
#[test]
fn the_switch_leads_to_the_nearest_page_that_is_translated() {
    let guide = guide();
    guide.write("content/about.md", "---\ntitle: About\n---\n\nx\n");
    guide.write("content/databases/inner/leaf.md", "# What is a leaf?\n\n## Answer\nA page.\n");
    guide.write("content/other/index.md", "---\ntitle: Other\n---\n\nx\n");
    guide.write("content/other/card.md", "# What is other?\n\n## Answer\nThis.\n");
    assert_eq!(guide.recto(&["build"]).code(), 0);
    for (path, leads) in [
        ("about.html", "href=\"fr/index.html\""),
        ("databases/inner/leaf.html", "href=\"../../fr/databases/index.html\""),
        ("databases/inner/index.html", "href=\"../../fr/databases/index.html\""),
        ("other/index.html", "href=\"../fr/index.html\""),
        ("other/card.html", "href=\"../fr/index.html\""),
    ] {
        let text = page(&guide, path);
        assert!(text.contains(&format!("<a {leads} lang=\"fr\" hreflang=\"fr\" class=\"not-here\"")), "{path}: {text}");
    }
}

/// What book.toml does not name is called as the language calls it.
#[test]
fn levels_and_kinds_have_the_words_of_the_language() {
    let guide = guide();
    let card = "---\nlevel: junior\nkind: scenario\n---\n\n";
    guide.write("content/databases/open.md", format!("{card}# What is open?\n\n## Answer\nx\n"));
    guide.write("content/databases/open.fr.md", format!("{card}# Qu’est-ce qui est ouvert ?\n\n## Réponse\ny\n"));
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let (english, french) = (page(&guide, "databases/open.html"), page(&guide, "fr/databases/open.html"));
    assert!(english.contains(">Junior<") && english.contains(">Scenario<"), "{english}");
    assert!(french.contains(">Débutant<") && french.contains(">Cas à traiter<"), "{french}");
    // A name that is given stays, and what a translation says of it counts.
    let named =
        format!("{BOOK}[[levels]]\nid = \"junior\"\nname = \"First year\"\n[[levels]]\nid = \"mid\"\n[[kinds]]\nid = \"scenario\"\n");
    guide.write("book.toml", &named);
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let french = page(&guide, "fr/databases/open.html");
    assert!(french.contains(">First year<") && french.contains(">Cas à traiter<"), "{french}");
    guide.write("book.toml", BOOK.replace("languages = [\"en\", \"fr\"]", "language = \"de\""));
    guide.recto(&["build"]);
    let plain = Guide::new();
    plain.write("book.toml", "[book]\nid = \"a\"\nlanguage = \"de\"\n");
    plain.write("content/a/b.md", format!("{card}# Was ist offen?\n\n## Antwort\nx\n"));
    assert_eq!(plain.recto(&["build"]).code(), 0);
    let german = page(&plain, "a/b.html");
    assert!(german.contains(">Einstieg<") && german.contains(">Szenario<"), "{german}");
}

#[test]
fn the_foot_of_pages_is_in_their_language() {
    let guide = guide();
    let theme = "footer = \"Anatomy\"\nfooter-links = { Imprint = \"imprint\" }\nnavigation = { Timetable = \"https://example.org/\" }\n";
    let french = "footer = \"Anatomie\"\nfooter-links = { \"Mentions légales\" = \"imprint\" }\nnavigation = { Horaires = \"https://example.org/fr\" }\n";
    guide.write("content/imprint.md", "---\ntitle: Imprint\n---\n\nx\n");
    guide.write("content/imprint.fr.md", "---\ntitle: Mentions légales\n---\n\ny\n");
    let book = |french: &str| BOOK.replace("[translations.fr]\n", &format!("[theme]\n{theme}[translations.fr]\n{french}"));
    guide.write("book.toml", book(french));
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let (english, translated) = (page(&guide, "databases/phantom-read.html"), page(&guide, "fr/databases/phantom-read.html"));
    assert!(english.contains("<p>Anatomy</p>") && english.contains("<a href=\"../imprint.html\">Imprint</a>"));
    assert!(
        translated.contains("<p>Anatomie</p>") && translated.contains("<a href=\"../imprint.html\">Mentions légales</a>"),
        "{translated}"
    );
    assert!(translated.contains("Horaires</a>") && !translated.contains("Timetable") && !translated.contains("Imprint<"));
    // What it does not say is that of the first language; where it leads is checked.
    guide.write("book.toml", book(""));
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(page(&guide, "fr/databases/phantom-read.html").contains("<p>Anatomy</p>"));
    guide.write("book.toml", book("footer-links = { Mentions = \"imprin\" }\n"));
    let run = guide.recto(&["check"]);
    assert!(run.code() == 1 && run.out().contains("R709") && run.out().contains("did you mean `imprint`"), "{}", run.out());
}

#[test]
fn one_language_can_be_exported() {
    let guide = guide();
    let csv = |lang: &[&str]| guide.recto(&[&["export", "csv", "--output", "-"], lang].concat());
    assert!(csv(&[]).out().contains("What is a lock?") && !csv(&[]).out().contains("lecture"));
    let french = csv(&["--lang", "fr"]).out();
    assert!(french.contains("lecture fantôme") && french.contains("What is a lock?"), "{french}");
    assert!(csv(&["--lang", "en"]).out().contains("What is a phantom"));
    // Files of the guide are published once, and found from everywhere.
    for (format, date) in [("print", &[][..]), ("anki", &["--date", "2026-11-22"]), ("epub", &["--date", "2026-11-22"]), ("gift", &[])] {
        let run = guide.recto(&[&["export", format, "--lang", "FR"], date].concat());
        assert_eq!(run.code(), 0, "{format}: {}", run.err());
    }
    let booklet = fs::read_to_string(guide.0.join("small.fr.print.html")).unwrap();
    assert!(booklet.contains("lang=\"fr\"") && booklet.contains("Un petit guide"), "named and titled in its language");
    for (arguments, said) in [
        (&["export", "csv", "--lang", "fe"][..], "the guide is not in `fe`; one of: `en`, `fr`"),
        (&["export", "csv", "--lang", "de"], "the guide is not in `de`; one of: `en`, `fr`"),
        (&["export", "zip", "--lang", "fr"], "zip is the whole site, in all its languages: it takes no `--lang`"),
    ] {
        let run = guide.recto(arguments);
        assert!(run.code() == 2 && run.err().contains(said), "{}", run.err());
    }
}

#[test]
fn what_book_toml_says_is_said_in_each_language() {
    let guide = guide();
    let book = BOOK
        .replace(
            "levels = { mid = \"Confirmé\" }",
            "authors = [\"Les auteurs\"]\nlevels.mid = { name = \"Confirmé\", summary = \"Choisit seul.\" }",
        )
        .replace("[site]", "authors = [\"The authors\"]\n[site]")
        + "[translations.fr.words]\nlevels = \"Niveaux visés\"\n";
    guide.write("book.toml", &book);
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let level = page(&guide, "fr/levels/mid.html");
    assert!(level.contains("Confirmé") && level.contains("Choisit seul."), "{level}");
    assert!(level.contains("Les auteurs") && !level.contains("The authors"), "{level}");
    assert!(page(&guide, "index.html").contains("The authors"));
    assert!(page(&guide, "fr/index.html").contains("Niveaux visés"));
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
    guide.write(
        "content/databases/words.md",
        "---\nterms: [dirty read, \"a \\\"quoted\\\" word\"]\n---\n\n# What is a dirty read?\n\n## Answer\nA read.\n",
    );
    assert_eq!(guide.recto(&["new", "--lang", "fr", "databases/words"]).code(), 0);
    let words = fs::read_to_string(guide.0.join("content/databases/words.fr.md")).unwrap();
    assert!(words.contains("\nterms: [\"dirty read\", \"a \\\"quoted\\\" word\"]\n"), "{words}");
    for name in ["words.md", "words.fr.md"] {
        fs::remove_file(guide.0.join("content/databases").join(name)).unwrap();
    }
    let state = || guide.recto(&["translate", "status"]).out();
    // As it was copied, nobody has translated it.
    assert!(state().starts_with("fr: 1 of 4 texts translated\n") && state().contains("1 untouched"), "{}", state());
    let run = guide.recto(&["check"]);
    assert!(run.out().contains("warning[R013]") && run.out().contains("content/databases/lock.fr.md:2:11"), "{}{}", run.out(), run.err());
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(!guide.0.join("site/fr/databases/lock.html").exists(), "its text is the original's");
    guide.write("content/databases/lock.fr.md", text.replace("What is a lock?", "Qu’est-ce qu’un verrou ?"));
    assert!(state().starts_with("fr: 2 of 4 texts translated\n") && !state().contains("untouched"), "{}", state());
    assert!(!state().contains("outdated"), "{}", state());

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
        "error[R011]: its right choices differ from those of the original",
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

/// What a program writes into an original is nothing that a translator must look at.
#[test]
fn fixes_of_an_original_leave_its_translation_up_to_date() {
    let guide = guide();
    guide.write(
        "content/databases/gap.md",
        "---\ntype: cloze\nlevel: mid\n---\n\n# Which?\n\nThe ==sky== is ==blue==, see [[phantom-read]].\n",
    );
    assert_eq!(guide.recto(&["new", "--lang", "fr", "databases/gap"]).code(), 0);
    let read = |path: &str| fs::read_to_string(guide.0.join(path)).unwrap();
    let french = read("content/databases/gap.fr.md").replace("The ==sky== is ==blue==", "Le ==ciel== est ==bleu==");
    guide.write("content/databases/gap.fr.md", french);
    let run = guide.recto(&["check", "--fix"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert!(read("content/databases/gap.md").contains("==sky=={#") && read("content/databases/gap.fr.md").contains("==ciel=={#"));
    assert!(read("content/databases/gap.md").contains("[[databases/phantom-read]]"), "another fix of the same text");
    assert!(!guide.recto(&["check"]).out().contains("R012"));
    assert!(!guide.recto(&["translate", "status"]).out().contains("outdated"));
    // One that was outdated stays so.
    guide.write(
        "content/databases/gap.md",
        read("content/databases/gap.md").replace("see [[databases/phantom-read]]", "as in [[phantom-read]]"),
    );
    assert_eq!(guide.recto(&["check", "--fix"]).code(), 0);
    assert!(guide.recto(&["translate", "status"]).out().contains("1 outdated:\n    databases/gap\n"));
}

/// Headings are called otherwise in a translation; links name them as they do in the original, or as they are there.
#[test]
fn a_link_to_a_heading_may_name_the_original_s_or_the_translation_s() {
    let guide = guide();
    guide.write(
        "content/databases/lock.md",
        "# What is a lock?\n\n## Answer\nA wait.\n\n### Shared locks\nx\n\n### Exclusive locks\ny\n\n## Pitfalls\n\n- One.\n\n### Only in English\nz\n",
    );
    guide.write(
        "content/databases/lock.fr.md",
        "# Qu’est-ce qu’un verrou ?\n\n## Réponse\nUne attente, voir [ici](#shared-locks) et [là](#verrous-exclusifs).\n\n\
         ### Verrous partagés\nx\n\n### Verrous exclusifs\ny\n\n## Pièges\n\n- Un.\n",
    );
    guide.write("content/manual.md", "---\ntitle: A page\n---\n\n## First steps\nx\n\n## Last steps\ny\n");
    guide.write("content/manual.fr.md", "---\ntitle: Une page\n---\n\n## Premiers pas\nx\n\n## Derniers pas\ny\n");
    guide.write(
        "content/databases/phantom-read.fr.md",
        "# Lecture ?\n\n## Réponse\n[1](lock.md#answer) [2](lock.md#réponse) [3](lock.fr.md#exclusive-locks) [4](lock.md#what-is-a-lock) \
         [5](../manual.md#last-steps) [6](../manual.md#premiers-pas) [[databases/lock#pitfalls]] [[databases/lock#verrous-partagés]]\n",
    );
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    let french = page(&guide, "fr/databases/phantom-read.html");
    for expected in [
        "<a href=\"lock.html#r%C3%A9ponse\">1</a>",
        "<a href=\"lock.html#r%C3%A9ponse\">2</a>",
        "<a href=\"lock.html#verrous-exclusifs\">3</a>",
        "<a href=\"lock.html\">4</a>",
        "<a href=\"../manual.html#derniers-pas\">5</a>",
        "<a href=\"../manual.html#premiers-pas\">6</a>",
        "<a href=\"lock.html#pi%C3%A8ges\">",
        "<a href=\"lock.html#verrous-partag%C3%A9s\">",
    ] {
        assert!(french.contains(expected), "{expected}: {french}");
    }
    let own = page(&guide, "fr/databases/lock.html");
    assert!(own.contains("<a href=\"#verrous-partag%C3%A9s\">ici</a>") && own.contains("<a href=\"#verrous-exclusifs\">là</a>"), "{own}");

    // A part that the translation lacks is told to the translator; what is not translated leads to the page.
    guide.write("content/databases/index.md", "---\ntitle: Databases\n---\n\n[an English part](lock.md#only-in-english)\n");
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(page(&guide, "fr/databases/index.html").contains("<a href=\"lock.html\">an English part</a>"));
    guide.write("content/databases/phantom-read.fr.md", "# Lecture ?\n\n## Réponse\n[1](lock.md#only-in-english)\n");
    let run = guide.recto(&["check"]);
    assert!(
        run.out().contains("phantom-read.fr.md:4:12") && run.out().contains("no heading there is called `#only-in-english`"),
        "{}",
        run.out()
    );
}

/// The titles of the cards of a topic, in order.
fn listed(guide: &Guide, path: &str) -> Vec<String> {
    let html = page(guide, path);
    let titles = html.split("<a href=\"").filter(|link| link.contains("-card.html"));
    let mut names: Vec<String> =
        titles.map(|link| link.split("-card.html").next().unwrap().rsplit('/').next().unwrap().to_string()).collect();
    names.dedup();
    names
}

#[test]
fn cards_stand_in_the_order_of_the_original() {
    let guide = guide();
    let card = |title: &str| format!("# {title}\n\n## Answer\nYes.\n");
    for (name, title, french) in [("a", "Alpha?", "Zéro ?"), ("b", "Beta?", "Yack ?"), ("c", "Gamma?", "Xérus ?")] {
        guide.write(&format!("content/order/{name}-card.md"), card(title));
        guide.write(&format!("content/order/{name}-card.fr.md"), card(french).replace("Answer", "Réponse"));
    }
    guide.write("content/order/index.md", "---\ntitle: Order\ncards: [b-card, c-card, a-card]\n---\n\nx\n");
    guide.write("content/order/index.fr.md", "---\ntitle: Ordre\n---\n\nx\n");
    // Of a file with several, some are translated.
    let several =
        "# One? {#one-card}\n\nYes.\n\n# Two? {#two-card}\n\nYes.\n\n# Three? {#three-card}\n\nYes.\n\n# Four? {#four-card}\n\nYes.\n";
    guide.write("content/several/cards.md", several);
    guide.write("content/several/cards.fr.md", "# Quatre ? {#four-card}\n\nOui.\n\n# Deux ? {#two-card}\n\nOui.\n");
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert_eq!(listed(&guide, "fr/order/index.html"), ["b", "c", "a"]);
    assert_eq!(listed(&guide, "several/index.html"), ["one", "two", "three", "four"]);
    assert_eq!(listed(&guide, "fr/several/index.html"), ["one", "two", "three", "four"]);
    // What the list gets wrong is said of the original alone.
    guide.write("content/order/index.md", "---\ntitle: Order\ncards: [b-card, nothing]\n---\n\nx\n");
    assert_eq!(guide.recto(&["check"]).out().matches("names `nothing`").count(), 1);
}

/// A former id leads to the translation too, where there is one.
#[test]
fn former_ids_lead_to_translations() {
    let guide = guide();
    guide.write("content/databases/phantom-read.md", "---\naliases: [databases/ghost]\n---\n\n# What is a phantom?\n\n## Answer\nA row.\n");
    guide.write("content/databases/lock.md", "---\naliases: [databases/mutex]\n---\n\n# What is a lock?\n\n## Answer\nA wait.\n");
    guide.write("content/databases/more.fr.md", "# Quoi ?\n\n## Réponse\n[[databases/ghost]] [[databases/mutex]].\n");
    guide.write("content/databases/more.md", "# What?\n\n## Answer\n[[databases/ghost]] [[databases/mutex]].\n");
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}{}", run.out(), run.err());
    assert!(page(&guide, "fr/databases/ghost.html").contains("phantom-read.html"));
    assert!(!guide.0.join("site/fr/databases/mutex.html").exists(), "what is not there has no former address there");
    let french = page(&guide, "fr/databases/more.html");
    assert!(french.contains("href=\"phantom-read.html\"") && french.contains("href=\"../../databases/lock.html\""), "{french}");
}

/// A language can come later, and then must not be called like a topic; one that goes leaves files that are cards of their own.
#[test]
fn a_language_named_like_a_topic_is_refused() {
    let guide = guide();
    let book = |languages: &str| BOOK.replace("[\"en\", \"fr\"]", languages);
    guide.write("content/de/index.md", "# Delaware\n");
    assert_eq!(guide.recto(&["check"]).code(), 0);
    guide.write("book.toml", book("[\"en\", \"fr\", \"de\"]"));
    let run = guide.recto(&["check"]);
    assert!(run.code() == 1 && run.out().contains("error[R005]: Recto publishes `de` itself"), "{}", run.out());
    fs::remove_dir_all(guide.0.join("content/de")).unwrap();
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(guide.0.join("site/de/index.html").exists());
    guide.write("book.toml", book("[\"en\", \"fr\"]"));
    guide.write("content/databases/lock.de.md", "# Was ist eine Sperre?\n\n## Answer\nWarten.\n");
    let run = guide.recto(&["check"]);
    assert!(run.out().contains("content/databases/lock.de.md") && run.out().contains("[R007]"), "{}", run.out());
    fs::remove_file(guide.0.join("content/databases/lock.de.md")).unwrap();
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(!guide.0.join("site/de").exists(), "what is not published any more goes");
}

/// One file gives all icons, in every language.
#[test]
fn the_icon_of_the_guide_is_drawn_for_tabs_and_home_screens() {
    let guide = guide();
    guide.write("book.toml", BOOK.replace("[site]\n", "[site]\nicon = \"mark.svg\"\n"));
    guide.write(
        "content/mark.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path fill=\"#06c\" d=\"M0 0h8v8H0z\"/></svg>",
    );
    let run = guide.recto(&["build"]);
    assert_eq!((run.code(), run.out().contains("mark.svg")), (0, false), "{}{}", run.out(), run.err());
    for (root, up) in [("", ""), ("fr/", "../")] {
        let name = if root.is_empty() { "lock" } else { "phantom-read" };
        let html = page(&guide, &format!("{root}databases/{name}.html"));
        for link in [
            format!("<link rel=\"icon\" href=\"../{up}mark.svg\" type=\"image/svg+xml\">"),
            format!("<link rel=\"icon\" href=\"../{up}assets/icon-48.png\" sizes=\"48x48\" type=\"image/png\">"),
            format!("<link rel=\"apple-touch-icon\" href=\"../{up}assets/icon-180.png\">"),
        ] {
            assert!(html.contains(&link), "{root}: {link}");
        }
    }
    let manifest = page(&guide, "app.webmanifest");
    for (name, size) in [("192", 192), ("512", 512), ("maskable", 512)] {
        let expected = format!("\"src\": \"assets/icon-{name}.png\",\n      \"sizes\": \"{size}x{size}\"");
        assert!(manifest.contains(&expected), "{expected}: {manifest}");
    }
    for (name, size) in [("48", 48u32), ("180", 180), ("192", 192), ("512", 512), ("maskable", 512)] {
        let png = fs::read(guide.0.join(format!("site/assets/icon-{name}.png"))).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png[16..20] == size.to_be_bytes() && png[20..24] == size.to_be_bytes(), "{name}");
    }
    assert!(!guide.0.join("site/fr/assets/icon-48.png").exists(), "they are there once");
    assert!(
        page(&guide, "databases/lock.html").contains("<meta property=\"og:image\" content=\"https://h.example/g/assets/icon-512.png\">")
    );
    // What cannot be drawn is told, and the site is there all the same.
    guide.write("content/mark.svg", "<svg>");
    let run = guide.recto(&["build"]);
    assert!(run.code() == 0 && (run.out() + &run.err()).contains("content/mark.svg"), "{}{}", run.out(), run.err());
    assert!(fs::read(guide.0.join("site/assets/icon-180.png")).unwrap().starts_with(b"\x89PNG"));
}

/// What `recto new --lang` copies is a copy, whatever it is of.
#[test]
fn copies_of_pages_topics_and_files_of_several_are_untouched() {
    let guide = guide();
    guide.write("content/databases/index.md", "---\ntitle: Databases\n---\n\nText.\n");
    guide.write("content/about.md", "# About\n\nText.\n");
    guide.write("content/databases/cards.md", "---\nlevel: mid\n---\n\n# What is one? {#one}\n\nYes.\n\n# What is two? {#two}\n\nNo.\n");
    for id in ["databases", "about", "databases/one"] {
        let run = guide.recto(&["new", "--lang", "fr", id]);
        assert_eq!(run.code(), 0, "{id}: {}", run.err());
    }
    let state = || guide.recto(&["translate", "status"]).out();
    assert!(state().contains("4 untouched") && state().starts_with("fr: 1 of"), "{}", state());
    // One card of two.
    let text = fs::read_to_string(guide.0.join("content/databases/cards.fr.md")).unwrap();
    guide.write("content/databases/cards.fr.md", text.replace("Yes.", "Oui."));
    let said = state();
    assert!(said.contains("3 untouched") && said.contains("    databases/two\n") && said.starts_with("fr: 2 of"), "{said}");
    assert_eq!(guide.recto(&["build"]).code(), 0);
    assert!(guide.0.join("site/fr/databases/one.html").exists() && !guide.0.join("site/fr/databases/two.html").exists());
}

/// What is listed as deleted and is there would be missed by nobody if it vanished.
#[test]
fn what_is_retired_and_there_is_told() {
    let guide = guide();
    guide.write("book.toml", format!("{BOOK}[retired]\nids = [\"databases/gone\", \"databases/lock\"]\n"));
    let run = guide.recto(&["check"]);
    let said = run.out();
    assert!(said.contains("warning[R923]: `[retired]` says that `databases/lock` was deleted") && said.contains("book.toml:"), "{said}");
    assert!(!said.contains("says that `databases/gone`"), "{said}");
}
