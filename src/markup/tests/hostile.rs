//! Contributors' Markdown must never run code, lead where it should not or break the page around it.

use super::*;

/// Ways to smuggle code, each of which has worked somewhere.
const ATTACKS: &[&str] = &[
    // URLs
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](\u{1}javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox(1))",
    "[a](file:///etc/passwd)",
    "[a](//evil.example)",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "![a](javascript:alert(1))",
    "![a](https://evil.example/pixel.png)",
    "![\"onerror=\"alert(1)](x.svg)",
    "[a](acid \"\\\"onclick=\\\"alert(1)\")",
    "[[javascript:alert(1)]]",
    "[[javascript:alert(1)|x]]",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    // Raw HTML
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "a <script>alert(1)</script> b",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\"",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mi//xlink:href=\"javascript:alert(1)\">",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"https://x.org\" target=_blank ping=//evil.example>x</a>",
    "<b onclick=alert(1) style=\"background:url(//evil.example)\" class=card id=search name=x>x</b>",
    "<details open ontoggle=alert(1)>",
    "<div title=\"",
    "<div title='\n\n# x\n\n'>",
    "<p title=\"</p><script>alert(1)</script>\">",
    "<textarea>\n\n```rust\nlet x;\n```\n",
    "<title>\n\n**x**\n",
    "<plaintext>\n\n**x**\n",
    "<xmp>\n\n**x**\n",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<select><option></select>",
    "<style>*{display:none}</style>",
    "<!-- --!><script>alert(1)</script> -->",
    "<!--><script>alert(1)</script>-->",
    "<!--\n\n```rust\nx\n```",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<!DOCTYPE html><script>alert(1)</script>",
    "<x\u{0}y onclick=alert(1)>",
    "<b/onclick=alert(1)>x",
    "<b data-r=\"0\">x</b><span data-r=\"1\"></span>\n\n```rust\nx\n```",
    // Unbalanced
    "</details></div></main></body></html>",
    "</p></li></ul><b>",
    "<b><i><u>x",
    "- <details>\n- b\n\n</ul>\n\nafter",
    "<table><tr><td>\n\n| a |\n|---|\n| b |\n",
    "<li></ul>\n\n1. a\n   <div>\n2. b",
    "<a href=\"https://x.org\">[x](acid)",
    "> <div>\n\nafter</div>",
    // Formulas, diagrams, code
    "$\\href{javascript:alert(1)}{x}$",
    "$\\operatorname{<img src=x onerror=alert(1)>}$",
    "$\\text{</math><script>alert(1)</script>}$",
    "$a<img src=x onerror=alert(1)>b$",
    "$$\\class{x\" onclick=\"alert(1)}{y}$$",
    "```mermaid\nflowchart LR\nA[\"<script>alert(1)</script>\"] --> B\nclick A \"javascript:alert(1)\"\n```",
    "```mermaid\nflowchart LR\nA --> B\nstyle A fill:#fff\"/><script>alert(1)</script>\n```",
    "```mermaid\nflowchart LR\nA --> B\nstyle A fill:red\" onload=\"alert(1)\n```",
    "```mermaid\nsequenceDiagram\naccTitle: </title><script>alert(1)</script>\nA->>B: <img src=x onerror=alert(1)>\n```",
    "```mermaid\n%%{init: {\"themeCSS\": \"*{background:url(//evil.example)}\"}}%%\nflowchart LR\nA --> B\n```",
    "```\"><script>alert(1)</script>\nx\n```",
    "```rust {file=\"<script>alert(1)</script>\"}\nx\n```",
    "`<script>alert(1)</script>`",
    // Footnotes and the like
    "x[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: y",
    "x[^1]\n\n[^1]: </li></ol><script>alert(1)</script>",
    "## <script>alert(1)</script> {#\"onclick=alert(1)}",
    "> [!NOTE]<script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| </td></table> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
];

#[test]
fn attacks_come_out_harmless_whole_and_in_parts() {
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape] {
        for attack in ATTACKS {
            let doc = Doc::new(&format!("before\n\n{attack}\n\nafter *it*\n"));
            for html in doc.parts(policy, &[doc.body.span, doc.span(attack), doc.span("after *it*")], &Layout::PAGE) {
                assert_harmless(&html.html);
                assert!(policy == HtmlPolicy::Escape || !html.html.contains("data-r="), "{}", html.html);
            }
        }
    }
}

#[test]
fn no_word_of_a_script_is_published() {
    for attack in ["<script>alert(1)</script>", "<style>alert(1)</style>", "<div><svg><script>alert(1)</script></svg></div>"] {
        assert!(!html(attack).contains("alert"), "{attack}");
    }
}

#[test]
fn each_part_is_balanced_by_itself() {
    let doc = Doc::new("one <b>bold\n\ntwo</b> </div>\n");
    let parts = doc.parts(HtmlPolicy::Sanitize, &["one <b>bold", "two</b> </div>"].map(|t| doc.span(t)), &Layout::PAGE);
    assert_eq!(parts[0].html.trim_end(), "<p>one <b>bold</b></p>");
    assert_eq!(parts[1].html.trim_end(), "<p>two </p>");
}

#[test]
fn raw_html_leaves_the_rest_of_the_part_as_it_would_be_without() {
    let rich = "<kbd>K</kbd> [a](acid) ![m](x.svg) $x<y$ `c`[^1]\n\n## H\n\n```rust {file=\"a\"}\nlet x = \"<b>\";\n```\n\n- [x] t\n\n| a |\n|:-:|\n| 1 |\n\n> [!TIP]\n> x\n\n[^1]: note\n";
    let without = html(&rich.replace("<kbd>K</kbd>", "K"));
    let with = html(rich);
    let normal = |html: &str| html.replace("\u{a0}", "&nbsp;");
    assert_eq!(normal(&with), normal(&without).replacen('K', "<kbd>K</kbd>", 1));
}

#[test]
fn allowed_html_is_published_as_it_is_and_escaped_html_is_text() {
    let doc = Doc::new("<div class=\"x\">\n\na <b onclick=\"y\">c</b> <!-- n -->\n\n</div>\n\n<!-- note -->\n");
    let allowed = &doc.parts(HtmlPolicy::Allow, &[doc.body.span], &Layout::PAGE)[0].html;
    assert!(allowed.contains("<div class=\"x\">") && allowed.contains("<b onclick=\"y\">"), "{allowed}");
    let escaped = &doc.parts(HtmlPolicy::Escape, &[doc.body.span], &Layout::PAGE)[0].html;
    assert!(escaped.starts_with("<p>&lt;div class=\"x\"&gt;</p>\n<p>a &lt;b onclick=\"y\"&gt;c&lt;/b&gt; </p>"), "{escaped}");
    assert!(!escaped.contains("note"), "{escaped}");
}

#[test]
fn control_characters_are_not_published() {
    assert_eq!(html("a\u{1}b\u{0}c\u{1b}d"), "<p>a b c d</p>\n");
}

#[test]
fn deep_nesting_and_long_input_end() {
    for markdown in [
        "> ".repeat(500) + "x",
        "- ".repeat(500) + "x",
        "**a ".repeat(2_000),
        "[".repeat(5_000),
        "<b>".repeat(2_000),
        "<div>\n\n".repeat(500),
        "`".repeat(5_000),
        "$".repeat(999),
        format!("${}$", r"\frac".repeat(390)),
        "|a".repeat(500) + "\n" + &"|-".repeat(500) + "\n",
    ] {
        assert_harmless(&html(&markdown));
    }
}

/// Pieces of Markdown and HTML from which random texts are made.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "_",
    "`",
    "~~",
    "==",
    "[",
    "]",
    "(acid)",
    "![",
    "[[",
    "]]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<details>",
    "</details>",
    "<a href=\"https://x.org\">",
    "</a>",
    "<!--",
    "-->",
    "<p title=\"",
    "\"",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "| a ",
    "|\n|---|---|\n",
    "```\n",
    "```rust\n",
    "$x$",
    "$$",
    "$",
    "[^1]",
    "\n[^1]: ",
    "&amp;",
    "&lt;",
    "\\",
    "é",
    "    ",
    "\t",
    "\r\n",
    "[x] ",
    "http://x.org/_a_",
    "<table><tr><td>",
    "</td>",
    "<br>",
    "<script>",
    "</script>",
    "<svg/onload=x>",
    "{#k}",
    "^[h]",
];

#[test]
fn random_texts_come_out_harmless() {
    // A linear congruential generator (Knuth's MMIX), so that a failure can be seen again.
    let mut state: u64 = 1;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let markup = markup(HtmlPolicy::Sanitize);
    let here = SitePath::new("databases/isolation.html");
    for _ in 0..1_500 {
        let text: String = (0..random(40) + 1).map(|_| PIECES[random(PIECES.len())]).collect();
        let doc = Doc::new(&text);
        let end = doc.body.span.end as usize;
        let mut place_in_text = || {
            let mut at = doc.body.span.start as usize + random(text.len() + 1);
            while !doc.sources.get(doc.body.source).text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        // Cloze deletions and parts anywhere, whether or not parsing would ever say so.
        let (mut a, mut b) = (place_in_text(), place_in_text());
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        let hidden = Cloze {
            key: "k".into(),
            has_author_key: false,
            span: Span::new(a, (b + 2).min(end).max(b)),
            hidden: Span::new(a, b),
            hint: None,
        };
        let place = PageContext { guide: &doc.guide, sources: &doc.sources, here: &here };
        for cloze in [&[] as &[Cloze], &[hidden]] {
            for part in markup.render_parts(&place, &doc.body, &[doc.body.span, Span::new(a, b)], &Layout { cloze, ..Layout::CARD }) {
                assert_harmless(&part.html);
            }
            markup.plain(&doc.guide, &doc.sources, &doc.body, cloze, &[doc.body.span, Span::new(a, b)], CodeText::Kept);
        }
        markup.check(&doc.sources, &doc.body);
        assert_harmless(&markup.title(&Title::new("", &text)));
    }
}
