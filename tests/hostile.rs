//! Whatever a contributor sends, Recto answers with findings, never with a panic, and every span lies in its text.

use recto::source::SourceId;
use recto::{Input, Options, Source, compile};

/// A small generator of pseudo-random numbers (xorshift64*), so that every run tries the same texts.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }
}

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
    for round in 0..400 {
        let mut input = Input::default();
        let mut text = || (0..1 + random.below(60)).map(|_| PIECES[random.below(PIECES.len())]).collect::<String>();
        input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n[links]\nterms = true\n"));
        for path in ["content/index.md", "content/t/a.md", "content/t/b.md", "content/t/cards.md", "content/t/index.md"] {
            input.sources.add(Source::new(path, text()));
        }
        let texts: Vec<String> = input.sources.iter().map(|(_, s)| s.text.to_string()).collect();
        let compiled = compile(input, &Options { drafts: round % 2 == 0, ..Options::default() });
        for diagnostic in &compiled.diagnostics {
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
