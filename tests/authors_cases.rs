//! What authors did and what must come of it: files that lie about, cards deleted on purpose, advice that was false.

use recto::diagnostic::{Code, Diagnostic};
use recto::lint::Baseline;
use recto::render::scaffold;
use recto::{AssetFile, Compiled, Input, Options, Source, compile};

fn guide(files: &[(&str, &str)]) -> Input {
    let mut input = Input::default();
    for (path, text) in files {
        if path.ends_with(".md") || *path == "book.toml" {
            input.sources.add(Source::new(*path, *text));
        } else {
            let path = path.strip_prefix("content/").unwrap().to_string();
            input.assets.push(AssetFile { path, bytes: text.as_bytes().to_vec().into() });
        }
    }
    input
}

fn compiled(files: &[(&str, &str)]) -> Compiled {
    compile(guide(files), &Options::default())
}

fn published(compiled: &Compiled, path: &str) -> bool {
    compiled.site.as_ref().is_some_and(|site| site.outputs().iter().any(|(output, _)| output.as_str() == path))
}

fn found(compiled: &Compiled, code: Code) -> Vec<&Diagnostic> {
    compiled.diagnostics.iter().filter(|d| d.code == code).collect()
}

fn advice(files: &[(&str, &str)], code: Code) -> usize {
    compiled(files).lint(None).iter().filter(|d| d.code == code).count()
}

const BOOK: &str = "[book]\nid = \"x\"\ntitle = \"X\"\n";

#[test]
fn files_that_lie_about_are_one_finding_and_not_published() {
    let card = "# Q?\n\n## Answer\n[sheet](used.pdf) ![Shown](shown.png)\n";
    let stray = ["content/t/exam-2026.xlsx", "content/t/key.pem", "content/t/~$new.docx", "content/t/card.md.bak", "content/Thumbs.db"];
    let mut files = vec![("book.toml", BOOK), ("content/t/q.md", card), ("content/t/used.pdf", "x"), ("content/t/shown.png", "x")];
    files.extend(stray.map(|path| (path, "secret")));
    let compiled = compiled(&files);
    let list = found(&compiled, Code::UnpublishedFiles);
    assert_eq!(list.len(), 1);
    for path in stray {
        let path = path.strip_prefix("content/").unwrap();
        assert!(list[0].message.contains(path) && !published(&compiled, path), "{path}: {}", list[0].message);
    }
    assert!(published(&compiled, "t/used.pdf") && published(&compiled, "t/shown.png"));
}

#[test]
fn what_can_run_code_is_published_only_where_it_is_named() {
    let card = "# Q?\n\n## Answer\n[demo](demo.html) ![Drawing](drawing.svg) ![Plain](plain.svg)\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>on = off</text></svg>";
    let files = |book| {
        compiled(&[
            ("book.toml", book),
            ("content/t/q.md", card),
            ("content/t/demo.html", "x"),
            ("content/t/drawing.svg", svg),
            ("content/t/plain.svg", plain),
        ])
    };
    let without = files(BOOK);
    assert_eq!(found(&without, Code::ActiveContent).len(), 2);
    assert!(!published(&without, "t/demo.html") && !published(&without, "t/drawing.svg") && published(&without, "t/plain.svg"));
    let folder = files("[book]\nid = \"x\"\n[assets]\npublish = [\"t/\"]\n");
    assert!(!published(&folder, "t/demo.html"), "a folder is not enough");
    let named = files("[book]\nid = \"x\"\n[assets]\npublish = [\"t/demo.html\", \"t/*.svg\"]\n");
    assert_eq!(found(&named, Code::ActiveContent).len(), 0);
    assert!(published(&named, "t/demo.html") && published(&named, "t/drawing.svg"));
}

#[test]
fn what_was_deleted_on_purpose_is_retired_and_then_quiet() {
    let card = "# What is a lease?\n\n## Answer\nA lock with an end.\n";
    let page = "---\ntitle: About us\n---\n\nText.\n";
    let before = compiled(&[("book.toml", BOOK), ("content/t/lease.md", card), ("content/about.md", page)]);
    let baseline = Baseline::from_guide(&before.guide);
    let vanished = |book| {
        let now = compiled(&[("book.toml", book), ("content/t/other.md", "# Why do clocks drift?\n\n## Answer\nQuartz.\n")]);
        let found = now.lint(Some(&baseline)).into_iter().filter(|d| d.code == Code::VanishedId);
        found.map(|d| d.help.unwrap_or_default()).collect::<Vec<_>>()
    };
    let found = vanished(BOOK);
    assert_eq!(found.len(), 2, "the card and the page");
    assert!(found.iter().all(|help| help.contains("[retired]")), "{found:?}");
    assert!(vanished("[book]\nid = \"x\"\n[retired]\nids = [\"t/lease\", \"about\"]\n").is_empty());
}

#[test]
fn a_page_that_moved_is_found_again() {
    let page = "---\ntitle: About this guide\n---\n\nText.\n";
    let before = compiled(&[("book.toml", BOOK), ("content/about.md", page)]);
    let baseline = Baseline::from_guide(&before.guide);
    let now = compiled(&[("book.toml", BOOK), ("content/about-us.md", page)]);
    let found: Vec<_> = now.lint(Some(&baseline)).into_iter().filter(|d| d.code == Code::VanishedId).collect();
    assert_eq!((found.len(), found[0].fixes.len()), (1, 1), "{found:?}");
    assert!(found[0].message.contains("`about-us` probably took its place"));
}

#[test]
fn equal_titles_over_different_code_are_different_questions() {
    let card = |code: &str| format!("# What's the output?\n\n```js\n{code}\n```\n\n## Answer\nIt depends.\n");
    let (a, b) = (card("console.log(1)"), card("console.log('1')"));
    let twins = |a: &str, b: &str| advice(&[("content/t/a.md", a), ("content/t/b.md", b)], Code::SimilarQuestion);
    assert_eq!(twins(&a, &b), 0);
    assert_eq!(twins(&a, &a), 1, "the same code is the same question");
    assert_eq!(twins("# What is a lease?\n\n## Answer\nx\n", "# What is a lease?\n\n## Answer\ny\n"), 1);
}

#[test]
fn short_questions_of_dense_scripts_are_not_vague() {
    let vague = |title: &str| advice(&[("content/t/a.md", &format!("# {title}\n\n## Answer\nx\n"))], Code::VagueQuestion);
    for title in ["冪等性とは?", "什么是锁？", "멱등성이란?", "ล็อกคืออะไร"] {
        assert_eq!(vague(title), 0, "{title}");
    }
    assert_eq!(vague("Locks?"), 1);
}

#[test]
fn advice_speaks_the_guides_own_words() {
    let book = "[book]\nid = \"x\"\n[sections]\nkey-points = \"Das muss gesagt werden\"\nanswer = \"Antwort\"\n";
    let now = compiled(&[("book.toml", book), ("content/t/a.md", "# Was ist eine Sperre genau?\n\n## Antwort\nx\n")]);
    let found: Vec<_> = now.lint(None).into_iter().filter(|d| d.code == Code::NoKeyPoints).collect();
    assert!(found[0].help.as_ref().unwrap().contains("## Das muss gesagt werden"));
}

#[test]
fn long_titles_and_tags_that_swallowed_a_tag_are_told() {
    let long = format!("# {}?\n\n## Answer\nx\n", "word ".repeat(160));
    assert_eq!(advice(&[("content/t/a.md", &long)], Code::LongQuestion), 1);
    let tags = "---\ntags:\n  - a\n     - b\n---\n\n# What is it then?\n\n## Answer\nx\n";
    assert_eq!(advice(&[("content/t/a.md", tags)], Code::JoinedTags), 1);
}

#[test]
fn a_name_in_another_unicode_form_is_found() {
    for (disk, link) in [("anhang-u\u{308}ber.svg", "anhang-über.svg"), ("anhang-über.svg", "anhang-u\u{308}ber.svg")] {
        let card = format!("# Q?\n\n## Answer\n![Shown]({link})\n");
        let now = compiled(&[("book.toml", BOOK), ("content/t/q.md", &card), (&format!("content/t/{disk}"), "<svg/>")]);
        assert!(now.diagnostics.iter().all(|d| !d.is_error()) && published(&now, &format!("t/{disk}")), "{:?}", now.diagnostics);
    }
}

/// What is found, errors and advice, in five cards as `recto new card` makes them: with a question of their own or without one.
fn found_in_new_cards(book: &str, question: Option<&str>) -> Vec<Diagnostic> {
    let (config, words) = {
        let empty = compiled(&[("book.toml", book)]);
        (empty.config.clone(), empty.theme.strings().clone())
    };
    let cards: Vec<(String, String)> = (1..=5)
        .map(|i| {
            let question = question.map(|question| format!("{question} {i}?"));
            let card = scaffold::Card { question: question.as_deref(), ..scaffold::Card::default() };
            (format!("content/t/n-{i}.md"), scaffold::card(&config, &words, &card))
        })
        .collect();
    let mut files: Vec<(&str, &str)> = vec![("book.toml", book)];
    files.extend(cards.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let compiled = compiled(&files);
    compiled.diagnostics.iter().cloned().chain(compiled.lint(None)).collect()
}

#[test]
fn cards_from_the_template_are_one_finding_each_in_every_language() {
    let own = "[sections]\nanswer = \"Solution\"\nkey-points = \"Rubric\"\n[[levels]]\nid = \"a1\"\nname = \"A1\"\n";
    let books =
        recto::theme::languages().into_iter().map(|language| format!("[book]\nid = \"x\"\ntitle = \"X\"\nlanguage = {language:?}\n"));
    let books: Vec<String> = books.chain([format!("{BOOK}{own}")]).collect();
    assert!(books.len() >= 17, "{}", books.len());
    for book in &books {
        for question in [None, Some("What happens in the night between Sunday and Monday number")] {
            let found = found_in_new_cards(book, question);
            let codes: Vec<_> = found.iter().map(|d| d.code).collect();
            assert_eq!(codes, [Code::PlaceholderText; 5], "{book}: {found:#?}");
        }
    }
}
