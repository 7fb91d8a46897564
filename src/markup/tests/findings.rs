//! What `check` finds, and where.

use super::*;
use crate::diagnostic::{Code, Severity};

/// Code, underlined text and message of each finding.
fn findings(markdown: &str) -> Vec<(Code, String, String)> {
    let doc = Doc::new(markdown);
    let found = markup(HtmlPolicy::Sanitize).check(&doc.sources, &doc.body);
    found.into_iter().map(|d| (d.code, doc.sources.slice(d.at.unwrap()).to_string(), d.message)).collect()
}

fn one(markdown: &str) -> (Code, String, String) {
    let mut all = findings(markdown);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

#[test]
fn bad_formulas_are_errors_at_the_formula() {
    let (code, at, message) = one("Costs $\\frac{1}$ é\n");
    assert_eq!((code, at.as_str()), (Code::BadMath, "$\\frac{1}$"));
    assert!(message.contains("an argument is missing"), "{message}");
    assert_eq!(one("> $$\n> \\foo\n> $$\n").2, "this formula can't be published: `\\foo` is not supported");
    let doc = Doc::new("$\\color{red}x$\n");
    let found = markup(HtmlPolicy::Sanitize).check(&doc.sources, &doc.body);
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
}

#[test]
fn diagrams_that_are_not_drawn_are_named_by_their_line() {
    let (code, at, _) = one("```mermaid\n\nsankey-beta\n a,b,1\n```\n");
    assert_eq!((code, at.as_str()), (Code::UnsupportedDiagram, "sankey-beta"));
    let (_, at, _) = one("- x\n\n  ```mermaid\n  sequenceDiagram\n    A->>B: x\n    B-:A lost\n  ```\n");
    assert_eq!(at, "B-:A lost");
    assert!(one("```mermaid\nblock-beta\n a\n```\n").2.contains("the type `block-beta`"));
}

#[test]
fn code_attributes_and_languages_are_underlined() {
    assert_eq!(one("```rust {line=\"3\"}\nx\n```\n").1, "line=\"3\"");
    assert_eq!(one("```rust {lines=\"3\"}\nx\n```\n").2, "line 3 is marked, but the block has 1");
    let (code, at, _) = one("```pyhton\nx\n```\n");
    assert_eq!((code, at.as_str()), (Code::UnknownLanguage, "pyhton"));
    let doc = Doc::new("```pyhton\nx\n```\n");
    assert_eq!(markup(HtmlPolicy::Sanitize).check(&doc.sources, &doc.body)[0].help.as_deref(), Some("did you mean `python`?"));
    assert_eq!(findings("```\nx\n```\n\n    y\n\n```text\nz\n```\n"), []);
}

#[test]
fn removed_html_is_underlined() {
    let (code, at, message) = one("a <img src=x onerror=alert(1)> b\n");
    assert_eq!(
        (code, at.as_str(), message.as_str()),
        (Code::HtmlRemoved, "onerror=alert(1)", "the attribute `onerror` of `<img>` is not published")
    );
    assert_eq!(one("> <div>\n> <p class=\"x\">é</p>\n> </div>\n").1, "class=\"x\"");
    assert_eq!(one("<script>\nalert(1)\n</script>\n").1.trim_end(), "<script>\nalert(1)\n</script>");
    assert_eq!(findings("<details><summary>x</summary>\n\ny\n\n</details>\n\n<!-- note -->\n"), []);
    let doc = Doc::new("<script>x</script>\n");
    assert_eq!(markup(HtmlPolicy::Escape).check(&doc.sources, &doc.body), [], "nothing is removed where it is shown as text");
}
