//! Events → HTML. Blocks are [`block`](super::block)'s, running text is [`inline`](super::inline)'s, footnotes are
//! [`footnote`](super::footnote)'s, and what is made elsewhere (code, formulas, images, raw HTML) comes by [`embedded`](super::embedded).
//!
//! A part is written from the events that lie wholly inside of its span. An element around the part, such as the list item whose
//! content it is, is not written; an element that the span cuts is not either, but what of its content is inside is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::block::Table;
use super::footnote::Footnotes;
use super::html::Nesting;
use super::html_sink::{self, HtmlSink};
use super::inline::Stack;
use super::line_breaks::SpannedEvent;
use super::link;
use super::prepare::{BoundaryCursor, EventIndex, PreparedBody};
use super::print_size;
use super::{Html, Layout, Markup, PageContext, UsedFeatures};
use crate::model::{Body, HtmlPolicy, LinkSyntax, Target};
use crate::source::Span;

/// Writes parts of one body as HTML.
pub(super) struct Writer<'w> {
    pub(super) markup: &'w Markup,
    pub(super) page: &'w PageContext<'w>,
    pub(super) body: &'w Body,
    pub(super) layout: &'w Layout<'w>,
    pub(super) text: &'w PreparedBody<'w>,
    pub(super) events: &'w [SpannedEvent<'w>],
    event_index: EventIndex,
    pub(super) footnotes: Footnotes,
    /// The body's placeholder key, where raw HTML has to be sanitised somewhere in it.
    placeholder_key: Option<String>,
    pub(super) diagrams: usize,
    /// The ids of the places that raw HTML names.
    pub(super) id_of_name: BTreeMap<&'w str, &'w str>,
    /// Ids of raw HTML that are written.
    pub(super) html_ids: BTreeSet<String>,
    // Of the part that is being written:
    pub(super) sink: HtmlSink,
    pub(super) stack: Stack,
    pub(super) cursor: BoundaryCursor,
    pub(super) nesting: Nesting,
    pub(super) used: UsedFeatures,
    /// How many levels headings move down.
    pub(super) heading_shift: u8,
    pub(super) table: Table,
}

impl<'w> Writer<'w> {
    /// For a body of a page, its text as it is parsed and the events of that.
    pub(super) fn new(
        markup: &'w Markup,
        page: &'w PageContext<'w>,
        body: &'w Body,
        layout: &'w Layout<'w>,
        text: &'w PreparedBody<'w>,
        events: &'w [SpannedEvent<'w>],
    ) -> Self {
        let raw = events.iter().any(|(e, _)| matches!(e, Event::Html(_) | Event::InlineHtml(_)));
        Self {
            markup,
            page,
            body,
            layout,
            text,
            events,
            event_index: EventIndex::new(events),
            footnotes: Footnotes::default(),
            placeholder_key: (raw && markup.policy == HtmlPolicy::Sanitize)
                .then(|| html_sink::placeholder_key(page.sources.slice(body.location()))),
            diagrams: 0,
            id_of_name: body.html_ids.iter().map(|(name, id)| (&**name, &**id)).collect(),
            html_ids: BTreeSet::new(),
            sink: HtmlSink::plain(0),
            stack: Stack::default(),
            cursor: BoundaryCursor::default(),
            nesting: Nesting::default(),
            used: UsedFeatures::default(),
            heading_shift: 0,
            table: Table::default(),
        }
    }

    /// The HTML of a part of the body; `span` is in bytes of the source.
    pub(super) fn part(&mut self, span: Span) -> Html {
        let mut first = self.event_index.first(span.start as usize);
        // A span may begin inside of a text, after which elements end.
        let before = self.events[..first].iter().rposition(|(event, _)| !matches!(event, Event::End(_)));
        if let Some((number, (Event::Text(_), range))) = before.map(|number| (number, &self.events[number]))
            && range.start < span.start as usize
            && range.end > span.start as usize
        {
            first = number;
        }
        self.nesting = Nesting::default();
        self.sink = match &self.placeholder_key {
            Some(key) => HtmlSink::sanitised(key),
            None => HtmlSink::plain(span.len() + span.len() / 2),
        };
        self.used = UsedFeatures::default();
        self.heading_shift = self.heading_shift_at(first, span);
        // A choice or a key point is its running text, whether or not blank lines are between the items.
        self.run(first + usize::from(self.is_only_paragraph_of_item(first, span)), span);
        self.write_footnotes();
        let sink = std::mem::replace(&mut self.sink, HtmlSink::plain(0));
        Html { html: print_size::with_tables(sink.finish()), used: self.used }
    }

    /// Whether a part is the first paragraph of a list item and nothing else.
    fn is_only_paragraph_of_item(&self, first: usize, span: Span) -> bool {
        let Some((Event::Start(Tag::Paragraph), _)) = self.events.get(first) else { return false };
        let mut before = self.events[..first].iter().rev().map(|(e, _)| e).filter(|e| !matches!(e, Event::TaskListMarker(_)));
        let mut after = self.events[after_element(self.events, first)..].iter().filter(|(e, _)| !matches!(e, Event::End(_)));
        matches!(before.next(), Some(Event::Start(Tag::Item))) && after.next().is_none_or(|(_, range)| range.start >= span.end as usize)
    }

    /// Headings keep their levels, but the highest of the part is not above `layout.top_heading`.
    fn heading_shift_at(&self, first: usize, span: Span) -> u8 {
        let inside = self.events[first..].iter().take_while(|(_, range)| range.start < span.end as usize);
        let levels =
            inside.filter_map(|(event, _)| if let Event::Start(Tag::Heading { level, .. }) = event { Some(*level as u8) } else { None });
        levels.min().map_or(0, |highest| self.layout.top_heading.saturating_sub(highest))
    }

    /// Writes the events from number `first` that lie in the span.
    pub(super) fn run(&mut self, first: usize, span: Span) {
        self.cursor = BoundaryCursor::at(&self.text.boundaries, span.start as usize);
        let mut written: Vec<bool> = Vec::new();
        let mut number = first;
        while let Some((event, range)) = self.events.get(number) {
            // Cells missing from a row are reported at its end, and so may be after the part that they belong to.
            if range.start >= span.end as usize && !matches!(event, Event::End(_)) && !written.contains(&true) {
                break;
            }
            match event {
                Event::Start(tag) => match self.whole(number, tag, range, span) {
                    Some(after) => {
                        number = after;
                        continue;
                    }
                    None => {
                        let has_place = !needs_parent(tag) || written.last() == Some(&true);
                        let inside = has_place && self.is_inside(range, span);
                        written.push(inside);
                        if inside {
                            self.start(number, tag, range);
                        }
                    }
                },
                // An end without a start is that of an element around the part.
                Event::End(tag) => {
                    let was_written = written.pop() == Some(true);
                    if was_written {
                        self.end(*tag, range);
                    }
                }
                // A box to tick belongs to its item.
                Event::TaskListMarker(_) if written.is_empty() => {}
                _ if self.is_inside(range, span) => self.leaf(event, range, number),
                Event::Text(text) if text.len() == range.len() => self.text_inside(text, range, span),
                _ => {}
            }
            number += 1;
        }
        self.stack.clear(&mut self.sink);
    }

    /// Writes what lies in the span of a text that reaches out of it: a span may begin and end inside of a sentence.
    fn text_inside(&mut self, text: &str, range: &Range<usize>, span: Span) {
        let inside = range.start.max(span.start as usize)..range.end.min(span.end as usize);
        if inside.start < inside.end
            && let Some(text) = text.get(inside.start - range.start..inside.end - range.start)
        {
            self.text(text, &inside);
        }
    }

    /// Whether a range lies in the span, but for white space at its end.
    fn is_inside(&self, range: &Range<usize>, span: Span) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        range.start >= start && (range.end <= end || self.text.slice(end..range.end).bytes().all(|b| b.is_ascii_whitespace()))
    }

    /// Writes an element that is not written piece by piece. Returns the number of the event after it; `None` for any other element.
    fn whole(&mut self, number: usize, tag: &Tag<'w>, range: &Range<usize>, span: Span) -> Option<usize> {
        let events = self.events;
        let after = || after_element(events, number);
        match tag {
            // Written where it is referred to.
            Tag::FootnoteDefinition(_) => {}
            // A level-one heading without an anchor repeats the title.
            Tag::Heading { level, .. } if *level as u8 == 1 && self.body.heading_at(range.start).is_none() => {}
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::Link { .. } if !self.is_inside(range, span) => return None,
            Tag::CodeBlock(kind) => self.code_block(kind, &events[number + 1..after()]),
            Tag::HtmlBlock => self.html_block(&events[number + 1..after()]),
            Tag::Image { title, link_type, dest_url, .. } => {
                self.apply_boundaries_until(range.start);
                self.image(
                    range,
                    matches!(link_type, LinkType::WikiLink { .. }),
                    (title.as_ref(), dest_url.as_ref()),
                    &events[number + 1..after()],
                );
            }
            Tag::Link { title, .. } => {
                let link = self.body.link_at(range.start).filter(|l| l.syntax == LinkSyntax::WikiWithoutText)?;
                let Target::Node(node, _) = link.target else { return None };
                let shown = self.markup.title(self.page.guide.title(node)?);
                let attributes = link::attributes(self.page, self.layout.id_prefix, &link.target, title)?;
                self.apply_boundaries_until(range.start);
                self.stack.push("a", attributes, None, &mut self.sink);
                self.sink.inline_fragment(shown);
                self.stack.pop(&mut self.sink);
                // Marks inside of what is written whole have no effect.
                while self.cursor.take_if(&self.text.boundaries, |m| m.at < range.end).is_some() {}
            }
            _ => return None,
        }
        Some(after())
    }

    fn start(&mut self, number: usize, tag: &Tag<'w>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis => self.start_inline("em", String::new(), range),
            Tag::Strong => self.start_inline("strong", String::new(), range),
            Tag::Strikethrough => self.start_inline("del", String::new(), range),
            Tag::Link { title, .. } => {
                let link = self.body.link_at(range.start);
                let attributes = link.and_then(|l| link::attributes(self.page, self.layout.id_prefix, &l.target, title));
                self.start_inline(if attributes.is_some() { "a" } else { "" }, attributes.unwrap_or_default(), range);
            }
            block => {
                self.stack.clear(&mut self.sink);
                self.start_block(number, block, range);
            }
        }
    }

    fn start_inline(&mut self, name: &'static str, attributes: String, range: &Range<usize>) {
        self.apply_boundaries_until(range.start);
        self.stack.push(name, attributes, None, &mut self.sink);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.apply_boundaries_before_end(range.end);
            return self.stack.pop(&mut self.sink);
        }
        self.stack.clear(&mut self.sink);
        self.end_block(tag);
    }

    fn leaf(&mut self, event: &Event<'w>, range: &Range<usize>, number: usize) {
        if !matches!(event, Event::Text(_)) {
            self.apply_boundaries_until(range.start);
        }
        match event {
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                self.sink.open("code", "");
                self.sink.text(code);
                self.sink.close("code");
            }
            Event::InlineMath(latex) => self.math(latex, false),
            Event::DisplayMath(latex) => self.math(latex, true),
            Event::InlineHtml(raw) | Event::Html(raw) => self.raw_html(raw, &self.events[number..=number]),
            Event::FootnoteReference(label) => self.footnote_reference(label),
            Event::SoftBreak => self.sink.markup("\n"),
            Event::HardBreak => self.sink.markup("<br>\n"),
            Event::Rule => self.sink.markup("<hr>\n"),
            Event::TaskListMarker(done) => self.task_box(*done),
            Event::Start(_) | Event::End(_) => {}
        }
    }
}

/// Whether an element means nothing outside of the one around it.
fn needs_parent(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell)
}

/// The number of the event after the element that starts with event `number`.
pub(super) fn after_element(events: &[SpannedEvent<'_>], number: usize) -> usize {
    let mut depth = 0usize;
    for (i, (event, _)) in events.iter().enumerate().skip(number) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return i + 1;
        }
    }
    events.len()
}

/// The text of a code block or of a block of raw HTML.
pub(super) fn text_of(inside: &[SpannedEvent<'_>]) -> String {
    inside.iter().map(|(event, _)| if let Event::Text(text) | Event::Html(text) = event { text } else { "" }).collect()
}
