//! One walk over a file's Markdown that notes everything later steps ask for.
//!
//! In: the whole text of a source and the span of its Markdown. Out: an [`Outline`]: headings, list items, links and images,
//! the plain text's pieces, and which costly features occur; all spans in bytes of the whole file. No HTML, no judgement.

mod outline;
#[cfg(test)]
mod tests;
mod walk;

use std::cell::RefCell;

use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, TextMergeWithOffset};

use super::feedback;
use super::spans::merge_overlapping;
use crate::markdown::{self, Markdown, restore_masked};
use crate::source::Span;
pub use outline::{Outline, ScannedCode, ScannedHeading, ScannedItem, ScannedLink, TextPiece};
use walk::Walk;
pub use walk::{MAX_COLUMNS, MAX_NESTING};

/// Where the destination of a definition, `[label]: destination` at `definition`, is written; `None` where escapes are in it.
pub fn destination_span(text: &str, destination: &str, definition: Span) -> Option<Span> {
    let slice = text.get(definition.range())?;
    let after = slice.find("]:")? + 2;
    let at = after + slice[after..].find(destination)?;
    Some(Span::new(at, at + destination.len()).shifted(definition.start as usize))
}

/// Walks over `text[part]`.
pub fn scan(text: &str, part: Span) -> Outline {
    let markdown = Markdown::new(&text[part.range()]);
    let base = part.start as usize;
    let undefined = RefCell::new(Vec::new());
    let broken = |link: BrokenLink<'_>| {
        let full =
            matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown);
        if full || link.reference.starts_with('^') {
            undefined.borrow_mut().push((Span::from(link.span).shifted(base), restore_masked(&link.reference).into_owned()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown.text(), markdown::options(), Some(broken));
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(label, def)| {
            let title = restore_masked(def.title.as_deref().unwrap_or_default()).into_owned();
            (restore_masked(label).into_owned(), restore_masked(&def.dest).into_owned(), title, Span::from(def.span.clone()).shifted(base))
        })
        .collect();
    let literal_tags = markdown.literal_tags().iter().map(|tag| Span::from(tag.clone()).shifted(base)).collect();
    let mut walk = Walk::new(text, base, literal_tags);
    let mut events = Vec::new();
    markdown.restored_events(parser.into_offset_iter(), &mut events);
    let tasks = events.iter().any(|(event, _)| matches!(event, Event::TaskListMarker(_)));
    let feedback_starts = if tasks { feedback::feedback_starts(&events) } else { Vec::new() };
    for (event, range) in TextMergeWithOffset::new(events.into_iter()) {
        walk.event(event, range.start + base..range.end + base);
    }
    let mut outline = walk.outline;
    for (item, feedback_start) in outline.items.iter_mut().zip(feedback_starts) {
        item.feedback_start = (feedback_start + base) as u32;
    }
    outline.link_definitions = definitions;
    outline.link_definitions.sort_by_key(|d: &(String, String, String, Span)| d.3);
    outline.undefined = undefined.into_inner();
    outline.undefined.sort();
    outline.undefined.dedup();
    outline.sort_by_position();
    outline.consumed_spans.extend(outline.link_definitions.iter().map(|d| d.3));
    outline.consumed_spans = merge_overlapping(std::mem::take(&mut outline.consumed_spans));
    outline
}
