//! What a reader sees of Markdown, as text: for search, descriptions and alternative texts.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::html::visible_text;
use super::line_breaks::SpannedEvent;
use super::prepare::{BoundaryCursor, EventIndex, PreparedBody, TextPart};
use super::write::after_element;
use crate::markdown::image_text;
use crate::model::{Body, Guide, LinkSyntax, Target};
use crate::source::Span;

/// What becomes of code blocks in a plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeText {
    Kept,
    Dropped,
}

/// The text of a span. Blocks are on lines of their own; formulas and inline code are there as written, diagrams are not.
pub(super) fn text(
    guide: &Guide,
    body: &Body,
    prepared: &PreparedBody<'_>,
    (events, event_index): (&[SpannedEvent<'_>], &EventIndex),
    span: Span,
    code: CodeText,
) -> String {
    let mut out = String::new();
    let mut number = event_index.first(span.start as usize);
    let mut cursor = BoundaryCursor::at(&prepared.boundaries, span.start as usize);
    while let Some((event, range)) = events.get(number).filter(|(e, r)| matches!(e, Event::End(_)) || r.start < span.end as usize) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) if code == CodeText::Dropped || is_diagram(kind) => {
                end_line(&mut out);
                number = after_element(events, number);
                continue;
            }
            Event::Start(Tag::Link { .. }) => {
                if let Some(title) = shown_title(guide, body, range.start) {
                    out.push_str(title);
                    number = after_element(events, number);
                    continue;
                }
            }
            // What `![[er.png|300]]` has in place of a text is its size.
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { has_pothole }, .. }) => {
                let after = after_element(events, number);
                if *has_pothole {
                    out.push_str(image_text(&alternative_text(&events[number + 1..after.saturating_sub(1)])).0);
                }
                number = after;
                continue;
            }
            Event::Text(text) if cursor.has_no_boundary_in(&prepared.boundaries, range) => out.push_str(text),
            Event::Text(text) => {
                let pieces = cursor.split(&prepared.boundaries, text, range).into_iter();
                out.extend(pieces.filter_map(|p| if let TextPart::Text(text) = p { Some(text) } else { None }));
            }
            Event::InlineHtml(raw) => out.push_str(&visible_text(raw)),
            Event::Html(raw) => {
                for word in visible_text(raw).split_whitespace() {
                    if !out.is_empty() && !out.ends_with(char::is_whitespace) {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
            }
            _ => push_simple(event, &mut out),
        }
        number += 1;
    }
    out.truncate(out.trim_end().len());
    out
}

/// The alternative text of an image, from the events inside it.
pub(super) fn alternative_text(inside: &[SpannedEvent<'_>]) -> String {
    let mut out = String::new();
    for (event, _) in inside {
        match event {
            Event::Text(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => push_simple(event, &mut out),
        }
    }
    out
}

fn push_simple(event: &Event<'_>, out: &mut String) {
    match event {
        Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => out.push_str(text),
        Event::SoftBreak => out.push(' '),
        Event::HardBreak | Event::Rule => end_line(out),
        Event::End(TagEnd::TableCell) => out.push(' '),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::TableCell) => {}
        Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => {}
        Event::Start(_) | Event::End(_) => end_line(out),
        _ => {}
    }
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn is_diagram(kind: &pulldown_cmark::CodeBlockKind<'_>) -> bool {
    matches!(kind, pulldown_cmark::CodeBlockKind::Fenced(info) if super::code::Fence::read(info).is("mermaid"))
}

/// The title that a bare wiki link shows.
fn shown_title<'g>(guide: &'g Guide, body: &Body, start: usize) -> Option<&'g str> {
    let link = body.link_at(start).filter(|l| l.syntax == LinkSyntax::WikiWithoutText)?;
    let Target::Node(node, _) = link.target else { return None };
    guide.title(node).map(|title| &*title.plain)
}
