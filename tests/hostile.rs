//! Whatever a contributor sends, Recto answers with findings, never with a panic, and every span lies in its text.

#![allow(clippy::disallowed_methods, reason = "the long form is asked for by the environment")]

#[path = "support/random.rs"]
mod random;

use rayon::prelude::*;
use recto::diagnostic::Code;
use recto::source::SourceId;
use recto::{Input, Options, Source, compile};

use random::Random;

const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "level: mid\n",
    "type: cloze\n",
    "aliases: [t/b]\n",
    "requires: [t/b]\n",
    "tags: [a, é]\n",
    "id: ../x\n",
    "title: T\n",
    "\u{feff}",
    "\r\n",
    "\n",
    "\n\n",
    "# ",
    "## Answer\n",
    "## Hint\n",
    "## Key points\n",
    "- a {weight=2}\n",
    "- [x] ",
    "- [ ] ",
    "  ",
    "==",
    "{#k}",
    "^[h]",
    "[[",
    "]]",
    "t/b",
    "|",
    "](",
    "[",
    ")",
    "](b.md#x)",
    "![",
    "$",
    "$$",
    "\\frac{",
    "}",
    "```mermaid\n",
    "```\n",
    "flowchart LR\nA-->B\n",
    "> ",
    "> [!NOTE]\n",
    "[^1]",
    "[^1]: ",
    "<b>",
    "</details>",
    "<!--",
    "<script>",
    "| a | b |\n|---|---|\n",
    "é",
    "日本",
    "🎉",
    "\u{202e}",
    "\0",
    "{#id level=mid tags=\"x",
    "\"}",
    "https://a.b/c_(d)",
    "&amp;",
    "\\",
    "*",
    "**",
    "`",
    "~~",
    "\t",
    "1. ",
    "   - ",
    "javascript:alert(1)",
    "%2e%2e/",
    "recto:study?x=1",
    "Question?",
    "word ",
];

#[test]
fn random_texts_never_panic_and_findings_point_into_the_text() {
    let mut random = Random(0x5eed_1234_5678_9abc);
    let rounds = std::env::var("RECTO_TEXTS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(120);
    for round in 0..rounds {
        let mut input = Input::default();
        let mut text = || (0..1 + random.below(60)).map(|_| PIECES[random.below(PIECES.len())]).collect::<String>();
        input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n[links]\nterms = true\n"));
        for path in ["content/index.md", "content/t/a.md", "content/t/b.md", "content/t/cards.md", "content/t/index.md"] {
            input.sources.add(Source::new(path, text()));
        }
        let texts: Vec<String> = input.sources.iter().map(|(_, s)| s.text.to_string()).collect();
        let compiled = compile(input, &Options { drafts: round % 2 == 0, ..Options::default() });
        for diagnostic in &compiled.diagnostics {
            assert_ne!(diagnostic.code, Code::InternalError, "{diagnostic:?}\n{texts:#?}");
            let places =
                diagnostic.at.iter().chain(diagnostic.related.iter().map(|(at, _)| at)).chain(diagnostic.fixes.iter().map(|f| &f.at));
            for at in places {
                let source = compiled.sources.get(at.source);
                assert!(source.text.get(at.span.range()).is_some(), "{diagnostic:?} does not lie in {:?}\n{texts:#?}", source.text);
            }
        }
    }
}

#[test]
fn a_broken_configuration_never_panics() {
    let pieces = [
        "[book]\n",
        "id = ",
        "\"x\"",
        "\n",
        "[[levels]]\n",
        "title = 1\n",
        "=",
        "[site",
        "]",
        "base-url = \"http://\"\n",
        "é",
        "[check]\n",
        "'''",
        "#",
    ];
    let mut random = Random(42);
    for _ in 0..2_000 {
        let text: String = (0..random.below(30)).map(|_| pieces[random.below(pieces.len())]).collect();
        for diagnostic in recto::config::parse(SourceId(0), &text).1 {
            assert!(diagnostic.at.is_some_and(|at| text.get(at.span.range()).is_some()), "{diagnostic:?} {text:?}");
        }
    }
}

/// The findings about one card.
fn findings(text: String) -> Vec<Code> {
    let mut input = Input::default();
    input.sources.add(Source::new("content/t/a.md", text));
    let compiled = compile(input, &Options::default());
    compiled.diagnostics.iter().chain(&compiled.lint(None)).map(|d| d.code).collect()
}

/// The findings about one card, and every output rendered.
fn built(text: String) -> Vec<Code> {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n"));
    input.sources.add(Source::new("content/t/a.md", text));
    let compiled = compile(input, &Options::default());
    let mut codes: Vec<Code> = compiled.diagnostics.iter().chain(&compiled.lint(None)).map(|d| d.code).collect();
    if let Some(site) = &compiled.site {
        for (path, output) in site.outputs() {
            codes.extend(site.write(path, output, &|_, _| {}).err().into_iter().flatten().map(|d| d.code));
        }
    }
    codes
}

/// A stack overflow can't be caught, so that whatever may nest is tried deeply, on a thread with no more room than others have.
#[test]
fn nothing_nests_too_deeply_for_the_stack() {
    let card = |body: &str| format!("# Question?\n\n## Answer\n\n{body}\n");
    let around = |open: &str, close: &str, n: usize| format!("{}x{}", open.repeat(n), close.repeat(n));
    let deep = [
        card(&around("> ", "", 5_000)),
        card(&around("- ", "", 5_000)),
        card(&around("1. ", "", 5_000)),
        card(&(0..2_000).map(|i| format!("{}- x\n", "  ".repeat(i % 300))).collect::<String>()),
        card(&around("<div>", "</div>", 20_000)),
        card(&around("<div>\n\n", "\n\n</div>", 5_000)),
        card(&around("<b>", "", 20_000)),
        card(&around("<details><summary>", "", 5_000)),
        card(&around("*a **b ", "** c*", 5_000)),
        card(&around("~~", "~~", 5_000)),
        card(&around("[", "](x)", 20_000)),
        card(&around("![", "](x)", 5_000)),
        card(&around("[[", "]]", 20_000)),
        card(&around("(", ")", 50_000)),
        card(&around("`", "`", 20_000)),
        card(&format!("${}$", around("{", "}", 5_000))),
        card(&format!("${}$", around("\\frac{1}{", "}", 3_000))),
        card(&format!("${}$", around("\\left(", "\\right)", 3_000))),
        card(&format!("${}$", "x^".repeat(3_000))),
        card(&format!("[^1]\n\n{}", around("[^1]: > ", "", 3_000))),
        card(&format!("| {} |\n|---|\n", around("**", "**", 3_000))),
        card(&format!("```js\n{}\n```", around("(", ")", 50_000))),
        card(&format!("```html\n{}\n```", around("<a>", "</a>", 10_000))),
        format!("---\ntags: {}\n---\n{}", around("[", "]", 20_000), card("x")),
        format!("---\n{}\n---\n{}", around("{a: ", "}", 20_000), card("x")),
        format!("---\n{}\n---\n{}", around("- ", "", 20_000), card("x")),
        format!("+++\ntags = {}\n+++\n{}", around("[", "]", 20_000), card("x")),
        format!("# {}\n\n## Answer\nx\n", around("*a **b ", "", 5_000)),
        format!("---\ntype: cloze\n---\n# Q\n\n{}\n", around("==a ", " b==", 5_000)),
        format!("# Q\n\n{}\n", around("- [x] ", "", 5_000)),
        format!("# Q\n\n## Key points\n{}\n\n## Answer\nx\n", around("- ", " {weight=2}", 5_000)),
    ];
    for (number, text) in deep.into_iter().enumerate() {
        let thread = std::thread::Builder::new().stack_size(2 << 20);
        let codes = thread.spawn(move || built(text)).unwrap().join().unwrap();
        assert!(!codes.contains(&Code::InternalError), "number {number}: {codes:?}");
    }
}

/// An empty last choice ended the program (case 14), and so might whatever ends a file early.
#[test]
fn a_file_may_end_anywhere() {
    let whole = "---\nlevel: mid\ntags: [a]\n---\n\n# Which? {#x}\n\n- [x] a\n\n  why\n- [ ] \n\n## Hint\n\n- [ ]\n\n## Key points\n\n\
                 - a {weight=2}\n-\n- [ ]\n\n  ```js\n  x\n  ```\n\n## Follow-ups\n- [[t/a|x]]\n- ==a==^[h]\n\n[^1]\n\n[^1]: $x$\n";
    let ends = (0..=whole.len()).filter(|end| whole.is_char_boundary(*end));
    let ends: Vec<usize> = ends.collect();
    ends.into_par_iter().for_each(|end| {
        for (prefix, line_end) in [("", "\n"), ("---\ntype: cloze\n---\n", "\r\n"), ("+++\ntype = \"choice\"\n+++\n", "\n")] {
            let text = format!("{prefix}{}", &whole[..end]).replace('\n', line_end);
            let codes = findings(text.clone());
            assert!(!codes.contains(&Code::InternalError), "{codes:?} in {text:?}");
        }
    });
    for text in [
        "# Which?\n\n- [x] a\n- [ ]\n",
        "# Which?\n\n- [x] a\n- [ ]",
        "# Which?\n\n- [x]\n- [ ]\n\n",
        "# Which?\n\n- [ ] b\n- [x]   \n\n## Hint\n",
    ] {
        assert!(!built(text.to_string()).contains(&Code::InternalError), "{text:?}");
    }
}
