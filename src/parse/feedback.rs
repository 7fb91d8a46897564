//! What of a task list's items is the choice itself, and what is said about it.
//!
//! In: the events of a file's Markdown. Out: for each list item where its feedback starts. A choice holds its words and all code, images,
//! tables, formulas and lists that come before any further paragraph; from there on it is feedback. A quote is a remark, too. A choice
//! without words begins with the first block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// A list item that is open.
#[derive(Default)]
struct Item {
    number: usize,
    /// Blocks open in it.
    depth: usize,
    /// The choice has words, or a block in their place.
    begun: bool,
    /// Where the current paragraph starts, and whether it shows anything.
    paragraph: Option<(usize, bool)>,
    feedback_start: Option<usize>,
}

/// Where the feedback of each item starts, or its end: in the order in which items start.
pub(super) fn feedback_starts(events: &[(Event<'_>, Range<usize>)]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut open: Vec<Item> = Vec::new();
    let mut images = 0usize;
    for (event, range) in events {
        match event {
            Event::Start(Tag::Item) => {
                open.push(Item { number: starts.len(), ..Item::default() });
                starts.push(range.end);
            }
            Event::End(TagEnd::Item) => {
                if let Some(item) = open.pop() {
                    starts[item.number] = item.feedback_start.unwrap_or(range.end);
                }
            }
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ => {}
        }
        let Some(item) = open.last_mut() else { continue };
        match event {
            Event::Start(Tag::Item | Tag::Image { .. }) | Event::TaskListMarker(_) => {}
            Event::Start(Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => item.begin_paragraph(range.start),
            Event::End(TagEnd::Image) => item.see(range.start, false),
            Event::Start(Tag::Paragraph) => {
                item.begin_paragraph(range.start);
                item.depth += 1;
            }
            Event::Start(tag) => item.start_block(tag, range.start),
            Event::End(TagEnd::Paragraph) => {
                item.depth = item.depth.saturating_sub(1);
                item.end_paragraph();
            }
            Event::End(TagEnd::Item | TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::End(_) => item.depth = item.depth.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak => {}
            Event::Rule => item.end_paragraph(),
            Event::DisplayMath(_) | Event::InlineHtml(_) | Event::Html(_) => item.see(range.start, false),
            Event::Text(text) if text.trim().is_empty() => {}
            _ if images > 0 => {}
            _ => item.see(range.start, true),
        }
    }
    starts
}

impl Item {
    fn begin_paragraph(&mut self, at: usize) {
        if self.depth == 0 && self.paragraph.is_none() {
            self.paragraph = Some((at, false));
        }
    }

    /// Something of a paragraph: words, or what is shown in their place.
    fn see(&mut self, at: usize, words: bool) {
        self.begin_paragraph(at);
        // Deeper, it is part of a block.
        let direct = self.depth == 0 || self.depth == 1 && self.paragraph.is_some();
        if let Some((start, shown)) = self.paragraph.as_mut().filter(|_| direct) {
            *shown = true;
            if words && self.begun && self.feedback_start.is_none() {
                self.feedback_start = Some(*start);
            }
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>, at: usize) {
        self.end_paragraph();
        if self.depth == 0 {
            let remark = matches!(tag, Tag::BlockQuote(_) | Tag::Heading { .. }) && self.begun;
            if remark && self.feedback_start.is_none() {
                self.feedback_start = Some(at);
            }
            self.begun = true;
        }
        self.depth += 1;
    }

    fn end_paragraph(&mut self) {
        if self.depth == 0 && self.paragraph.take().is_some_and(|(_, shown)| shown) {
            self.begun = true;
        }
    }
}
