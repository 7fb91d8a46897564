//! A body's Markdown → its events, with what parsing found overlaid on it.
//!
//! In: a [`Body`] and its source. Out: the events of one pulldown-cmark pass, their ranges being byte offsets into the whole source,
//! and the [`InlineBoundary`]s: places inside of running text where a cloze deletion, a bare URL or a mentioned term starts and ends.
//!
//! Before the pass, what is never shown is blanked: same length, so that every offset stays true. Footnotes that the body refers to and
//! that are elsewhere in its file are read with it; their events come last.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Parser};

use super::line_breaks::{self, SpannedEvent};
use crate::markdown::{self, Markdown, normalized_label};
use crate::model::{Body, Cloze, LinkSyntax};
use crate::source::{Location, Sources, Span};

/// Few texts have more events.
const BYTES_PER_EVENT: usize = 12;

/// Something that starts and ends inside of running text, wherever the Markdown around it starts and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    /// Number in the list of cloze deletions.
    Cloze(usize),
    /// Number in [`Body::links`]: a bare URL or a term.
    Link(usize),
}

/// One end of an [`Inline`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InlineBoundary {
    pub(super) at: usize,
    pub(super) what: Inline,
    pub(super) opens: bool,
    /// Where the text goes on: delimiters of a cloze deletion between `at` and here are not shown.
    pub(super) text_resumes_at: usize,
}

/// A piece of a text event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TextPart<'t> {
    Text(&'t str),
    Boundary(InlineBoundary),
}

/// How far the boundaries of a text are used up.
#[derive(Debug, Default)]
pub(super) struct BoundaryCursor {
    /// Number of the next boundary.
    next: usize,
    /// Text before this place is not shown.
    skip_to: usize,
}

impl BoundaryCursor {
    /// Before everything that starts at or after a place.
    pub(super) fn at(boundaries: &[InlineBoundary], place: usize) -> Self {
        Self { next: boundaries.partition_point(|b| b.at < place), skip_to: 0 }
    }

    /// The next boundary, taken if it fits.
    pub(super) fn take_if(&mut self, boundaries: &[InlineBoundary], fits: impl FnOnce(&InlineBoundary) -> bool) -> Option<InlineBoundary> {
        let boundary = boundaries.get(self.next).copied().filter(fits)?;
        self.pass(boundary);
        Some(boundary)
    }

    fn pass(&mut self, boundary: InlineBoundary) {
        self.next += 1;
        self.skip_to = self.skip_to.max(boundary.text_resumes_at);
    }

    /// Whether no boundary touches a text event.
    pub(super) fn has_no_boundary_in(&self, boundaries: &[InlineBoundary], range: &Range<usize>) -> bool {
        self.skip_to <= range.start && boundaries.get(self.next).is_none_or(|b| b.at > range.end)
    }

    /// A text event cut at its boundaries, without the delimiters of cloze deletions. The end of a boundary belongs to the text before it.
    pub(super) fn split<'t>(&mut self, boundaries: &[InlineBoundary], text: &'t str, range: &Range<usize>) -> Vec<TextPart<'t>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        while let Some(boundary) = boundaries.get(self.next).copied().filter(|b| b.at < range.end || (b.at == range.end && !b.opens)) {
            pieces.extend(shown(text, range, at.max(self.skip_to)..boundary.at));
            pieces.push(TextPart::Boundary(boundary));
            self.pass(boundary);
            at = at.max(boundary.at);
        }
        pieces.extend(shown(text, range, at.max(self.skip_to)..range.end));
        pieces
    }
}

/// The text of a part of an event's range. An entity or an escape is shorter than its source and can't be cut: it is shown by the part
/// at its start.
fn shown<'t>(text: &'t str, range: &Range<usize>, part: Range<usize>) -> Option<TextPart<'t>> {
    if part.start >= part.end {
        return None;
    }
    let shown = if text.len() == range.len() {
        text.get(part.start - range.start..part.end - range.start)?
    } else {
        (part.start == range.start).then_some(text)?
    };
    Some(TextPart::Text(shown))
}

/// A body's text, ready to be parsed.
pub(super) struct PreparedBody<'a> {
    body: &'a Body,
    markdown: Markdown<'a>,
    /// The text's pieces: notes from elsewhere, then the body. A heading ends every note, so that none of them reaches into the body.
    segments: Vec<Segment>,
    /// In source order.
    pub(super) boundaries: Vec<InlineBoundary>,
}

/// A piece of the text and where it comes from.
#[derive(Debug, Clone, Copy)]
struct Segment {
    /// In the text.
    at: usize,
    /// In the whole source.
    source: usize,
    len: usize,
}

/// What is between two pieces.
const BETWEEN: &str = "\n\n";

impl<'a> PreparedBody<'a> {
    /// The whole body. With `cloze`, its cloze deletions are marked as such.
    pub(super) fn new(sources: &'a Sources, body: &'a Body, cloze: &[Cloze]) -> Self {
        Self::read(sources, body, cloze, &body.outside_footnotes, body.span)
    }

    /// A part of the body that starts and ends between blocks.
    pub(super) fn part(sources: &'a Sources, body: &'a Body, cloze: &[Cloze], part: Span) -> Self {
        Self::read(sources, body, cloze, &body.outside_footnotes, part)
    }

    fn read(sources: &'a Sources, body: &'a Body, cloze: &[Cloze], notes: &[Span], part: Span) -> Self {
        let start = part.start as usize;
        let hidden = body.unrendered_spans.iter().map(|span| (*span, b' '));
        // The two delimiters stay, so that the text around them is read as before; the key and the hint after them become more of them.
        let signs = cloze.iter().map(|c| (Span { start: c.hidden.end, end: c.span.end }, b'='));
        let slice = |span| sources.slice(Location { source: body.source, span });
        let text = blanked(slice(part), start, hidden.chain(signs));
        let mut before = String::new();
        let mut segments = Vec::new();
        let file = &sources.get(body.source).text;
        for note in notes {
            for line in lines_alone(file, *note) {
                segments.push(Segment { at: before.len(), source: line.start, len: line.len() });
                before += &file[line];
            }
            before += BETWEEN;
        }
        segments.push(Segment { at: before.len(), source: start, len: text.len() });
        let text = if before.is_empty() { text } else { Cow::Owned(before + &text) };
        Self { body, markdown: Markdown::new(text), segments, boundaries: boundaries(body, cloze) }
    }

    /// The text of a range of the whole source.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        let segment = self.segments.iter().rev().find(|s| (s.source..=s.source + s.len).contains(&range.start));
        let part = segment.map(|s| s.at + range.start - s.source..(s.at + range.end.max(range.start) - s.source).min(s.at + s.len));
        part.and_then(|part| self.markdown.text().get(part)).unwrap_or("")
    }

    /// The range of the whole source that a range of the text comes from.
    fn source(&self, range: Range<usize>) -> Range<usize> {
        let place = |offset: usize, before: usize| match before.checked_sub(1).map(|number| self.segments[number]) {
            Some(Segment { at, source, len }) => source + (offset - at).min(len),
            None => offset,
        };
        let start = place(range.start, self.segments.partition_point(|s| s.at <= range.start));
        // An end belongs to the piece before it.
        let end = place(range.end, self.segments.partition_point(|s| s.at < range.end));
        start..end.max(start)
    }

    /// The events, those of an element between its start and its end.
    pub(super) fn events(&self) -> Vec<SpannedEvent<'_>> {
        let definitions: BTreeMap<String, _> =
            self.body.outside_link_definitions.iter().rev().map(|(l, url, title)| (normalized_label(l), (url, title))).collect();
        let find = |link: BrokenLink<'_>| {
            let (url, title) = if definitions.is_empty() { None } else { definitions.get(&normalized_label(&link.reference)) }?;
            Some((CowStr::from((*url).clone()), CowStr::from((*title).clone())))
        };
        let text = self.markdown.text();
        let found = Parser::new_with_broken_link_callback(text, markdown::options(), Some(find)).into_offset_iter();
        let mut events = Vec::with_capacity(text.len() / BYTES_PER_EVENT);
        self.markdown.restored_events(found, &mut events);
        // A heading is at the start of the body, after all that notes hold.
        let own = self.segments.last().map_or(0, |body| body.at);
        let notes = events.iter().position(|(event, range)| range.start >= own && !matches!(event, Event::End(_))).unwrap_or(events.len());
        events.iter_mut().for_each(|(_, range)| *range = self.source(range.clone()));
        if own > 0 {
            events.rotate_left(notes);
        }
        if !text.is_ascii() {
            line_breaks::join(&mut events);
        }
        events
    }
}

/// The lines of a footnote without what makes them lines of the quotes and lists around it: `> `, indentation.
fn lines_alone(text: &str, note: Span) -> Vec<Range<usize>> {
    let note = note.range();
    let first = text[..note.start].rfind('\n').map_or(0, |end| end + 1);
    let around = &text[first..note.start];
    let mut lines = Vec::new();
    let mut at = note.start;
    for line in text[note].split_inclusive('\n') {
        let skipped = if lines.is_empty() { 0 } else { container_prefix(line, around) };
        lines.push(at + skipped..at + line.len());
        at += line.len();
    }
    lines
}

/// Bytes at the start of a line that repeat what precedes the first line of a block: quotes by their markers, lists by indentation.
fn container_prefix(line: &str, around: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    for sign in around.bytes() {
        match sign {
            b'>' => {
                let quote = at + bytes[at..].iter().take_while(|byte| **byte == b' ').count();
                if bytes.get(quote) != Some(&b'>') {
                    break;
                }
                at = quote + 1;
            }
            _ if matches!(bytes.get(at), Some(b' ' | b'\t')) => at += 1,
            _ => {}
        }
    }
    at
}

/// Finds events by their place: for each event, how far its start or that of any before it reaches. (An end has the range of its whole
/// element, and notes from elsewhere come last, so the ranges themselves are not in order.)
pub(super) struct EventIndex(Vec<usize>);

impl EventIndex {
    /// For a body's events.
    pub(super) fn new(events: &[SpannedEvent<'_>]) -> Self {
        let mut reached = 0;
        Self(
            events
                .iter()
                .map(|(event, range)| {
                    if !matches!(event, Event::End(_)) {
                        reached = reached.max(range.start);
                    }
                    reached
                })
                .collect(),
        )
    }

    /// The number of the first event that starts at a place or after it.
    pub(super) fn first(&self, place: usize) -> usize {
        self.0.partition_point(|reached| *reached < place)
    }
}

/// The text with spans of the source (in which it starts at `start`) overwritten by as many bytes of a character, line ends excepted.
fn blanked(text: &str, start: usize, spans: impl Iterator<Item = (Span, u8)>) -> Cow<'_, str> {
    let mut spans = spans.peekable();
    if spans.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (span, sign) in spans {
        let (Some(from), Some(to)) = (span.range().start.checked_sub(start), span.range().end.checked_sub(start)) else { continue };
        if text.is_char_boundary(from) && text.is_char_boundary(to) && from <= to {
            bytes[from..to].iter_mut().filter(|b| !matches!(b, b'\n' | b'\r')).for_each(|b| *b = sign);
        }
    }
    // Whole characters were replaced by ASCII, so it is text still.
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn boundaries(body: &Body, cloze: &[Cloze]) -> Vec<InlineBoundary> {
    let mut boundaries = Vec::new();
    let mut add = |what, outer: Span, inner: Span| {
        let (start, end) = (outer.range(), inner.range());
        boundaries.push(InlineBoundary { at: start.start, what, opens: true, text_resumes_at: end.start });
        boundaries.push(InlineBoundary { at: end.end, what, opens: false, text_resumes_at: start.end });
    };
    for (i, cloze) in cloze.iter().enumerate() {
        add(Inline::Cloze(i), cloze.span, cloze.hidden);
    }
    for (i, link) in body.links.iter().enumerate() {
        if matches!(link.syntax, LinkSyntax::BareUrl | LinkSyntax::Term) {
            add(Inline::Link(i), link.span, link.span);
        }
    }
    // Where one ends and another starts at the same place, the end comes first.
    boundaries.sort_by_key(|b| (b.at, b.opens));
    boundaries
}
