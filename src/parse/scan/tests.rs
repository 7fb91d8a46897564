use super::*;
use crate::model::LinkSyntax;

fn outline(text: &str) -> Outline {
    scan(text, Span::new(0, text.len()))
}

fn slice(text: &str, span: Span) -> &str {
    &text[span.range()]
}

#[test]
fn headings_have_their_text_and_attributes_apart() {
    let text = "# What is `ACID`? {#acid}\n\n> ## Inside\n\n### Braces {of a path}\n";
    let headings = outline(text).headings;
    let shown: Vec<_> = headings.iter().map(|h| (h.level, h.text.trim(), h.top_level, h.attributes.is_some())).collect();
    assert_eq!(shown, [(1, "What is ACID?", true, true), (2, "Inside", false, false), (3, "Braces {of a path}", true, false)]);
    assert_eq!(slice(text, headings[0].content), "What is `ACID`?");
}

#[test]
fn items_know_their_list_task_and_first_paragraph() {
    let text = "- [x] right\n\n  why\n- [ ] wrong\n\n1. other\n   - inner\n";
    let outline = outline(text);
    let items: Vec<_> = outline.items.iter().map(|i| (i.list, i.top_level, i.task, slice(text, i.first_paragraph))).collect();
    let expected = [(0, true, Some(true), "right"), (0, true, Some(false), "wrong"), (1, true, None, "other"), (2, false, None, "inner")];
    assert_eq!(items, expected);
    assert_eq!(outline.lists.len(), 3);
}

#[test]
fn links_of_every_form_are_noted_once_with_their_place() {
    let text = "[a](b.md) ![](c.png) [[acid|the rule]] [[acid]] <https://d.example> <a href=\"e.md\">e</a> `[f](g)`\n";
    let links: Vec<_> = outline(text).links.iter().map(|l| (l.destination.clone(), l.wiki, l.syntax, l.no_alt)).collect();
    let expected = [
        ("b.md", false, LinkSyntax::Text, false),
        ("c.png", false, LinkSyntax::Image, true),
        ("acid", true, LinkSyntax::Text, false),
        ("acid", true, LinkSyntax::WikiWithoutText, false),
        ("https://d.example", false, LinkSyntax::Text, false),
        ("e.md", false, LinkSyntax::RawLink, false),
    ];
    assert_eq!(links, expected.map(|(destination, wiki, syntax, no_alt)| (destination.to_string(), wiki, syntax, no_alt)));
}

#[test]
fn text_in_code_links_and_formulas_is_no_plain_text() {
    let text = "plain `code` [link](x.md) $x$ *more*\n";
    let shown: Vec<_> = outline(text).text_pieces.iter().map(|piece| slice(text, piece.span).trim()).filter(|t| !t.is_empty()).collect();
    assert_eq!(shown, ["plain", "more"]);
}

#[test]
fn features_are_noted_where_they_stand() {
    let text = "one `code`\n\n```mermaid\npie\n```\n\n```rust\nx\n```\n\n$x$ <b>y</b>\n";
    let outline = outline(text);
    let all = outline.features(Span::new(0, text.len()));
    assert!(all.code && all.diagrams && all.math && all.html);
    let first = outline.features(Span::new(0, text.find("```mermaid").unwrap_or(0)));
    assert!(!first.diagrams && !first.math && !first.html);
}

/// Every byte that is not white space is shown or has a meaning.
#[test]
fn what_is_seen_covers_the_text() {
    let text = "# A\n\ntext *b* [c](d.md)\n\n- e\n  - f\n\n> q\n\n| h |\n|---|\n| i |\n\n[^n]: note\n\n[ref]: d.md\n";
    let seen = outline(text).consumed_spans;
    assert!(seen.windows(2).all(|pair| pair[0].end < pair[1].start));
    for word in ["A", "text", "b", "c", "e", "f", "q", "h", "i", "note", "d.md"] {
        let at = text.find(word).unwrap_or(0);
        assert!(seen.iter().any(|span| span.contains(at)), "{word}");
    }
}

/// A list may be indented by up to three spaces.
#[test]
fn markers_of_indented_items_are_seen() {
    for text in
        ["text:\n  1. one\n  2. two\n", "   10) one\n   11) two\n", "  - one\n  - two\n", "-   one\n-   two\n", "- x\n  1. one\n  2. two\n"]
    {
        let outline = outline(text);
        let items: Vec<&str> = outline.items.iter().map(|item| text[item.content.range()].trim_end()).collect();
        assert!(items.ends_with(&["one", "two"]), "{text}: {items:?}");
        let unseen = |(at, c): (usize, char)| !c.is_whitespace() && !outline.consumed_spans.iter().any(|span| span.contains(at));
        assert!(!text.char_indices().any(unseen), "{text}");
    }
}

#[test]
fn what_is_not_defined_and_what_lost_its_nesting_is_told() {
    let text = "[text][nowhere], [plain]\n\n1. one\n  - lost\n";
    let outline = outline(text);
    let labels: Vec<_> = outline.undefined.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels, ["nowhere"]);
    assert_eq!(outline.underindented.iter().map(|(_, lacking, _)| *lacking).collect::<Vec<_>>(), [1]);
}

#[test]
fn nesting_beyond_the_limit_is_told_where_it_begins() {
    assert_eq!(outline(&format!("{}x\n", "> ".repeat(MAX_NESTING))).too_deep, None);
    let deep = outline(&format!("{}x\n", "> ".repeat(MAX_NESTING + 1))).too_deep;
    assert_eq!(deep.map(|span| span.start), Some(2 * MAX_NESTING as u32));
}

#[test]
fn touching_spans_are_united() {
    let spans = |list: &[(usize, usize)]| list.iter().map(|(a, b)| Span::new(*a, *b)).collect::<Vec<_>>();
    assert_eq!(merge_overlapping(spans(&[(5, 7), (0, 2), (2, 3), (6, 9)])), spans(&[(0, 3), (5, 9)]));
}
