//! The blocks of Markdown as elements: paragraphs, headings, lists, tables, quotes and alerts.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag, TagEnd};

use super::escape::{attribute_value, push_attribute};
use super::write::Writer;
use crate::model::Target;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// The element of the cell that is being written.
    cell: &'static str,
}

impl Writer<'_> {
    /// Opens the element of a block; `number` is that of its event.
    pub(super) fn start_block(&mut self, number: usize, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.sink.open("p", if self.has_text_and_images(number) { " class=\"text-with-images\"" } else { "" }),
            Tag::Heading { level, .. } => {
                let mut attributes = String::new();
                if let Some(heading) = self.body.heading_at(range.start) {
                    push_attribute("id", &format!("{}{}", self.layout.id_prefix, heading.id), &mut attributes);
                }
                self.sink.open(self.heading(*level as u8), &attributes);
            }
            Tag::BlockQuote(None) => self.sink.open("blockquote", ""),
            Tag::BlockQuote(Some(kind)) => self.start_alert(*kind),
            Tag::List(None) => self.sink.open("ul", ""),
            Tag::List(Some(1)) => self.sink.open("ol", ""),
            Tag::List(Some(first)) => self.sink.open("ol", &format!(" start=\"{first}\"")),
            Tag::Item => {
                let mut inside = self.events[number + 1..].iter().map(|(e, _)| e).filter(|e| !matches!(e, Event::Start(Tag::Paragraph)));
                let task = matches!(inside.next(), Some(Event::TaskListMarker(_)));
                self.sink.open("li", if task { " class=\"task\"" } else { "" });
            }
            Tag::Table(alignments) => {
                self.table.alignments.clone_from(alignments);
                let label = attribute_value(&self.markup.words.table);
                self.sink.open("div", &format!(" class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\""));
                self.sink.open("table", "");
            }
            Tag::TableHead => {
                self.sink.open("thead", "");
                self.start_row(true);
            }
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => {
                // A corner without words heads nothing, and a header without words is read aloud as one.
                let is_empty = matches!(self.events.get(number + 1), Some((Event::End(TagEnd::TableCell), _)));
                self.table.cell = if self.table.in_head && !is_empty { "th" } else { "td" };
                let scope = if self.table.cell == "th" { " scope=\"col\"" } else { "" };
                let class = match self.table.alignments.get(self.table.column) {
                    Some(Alignment::Left) => " class=\"left\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::None) | None => "",
                };
                self.sink.open(self.table.cell, &format!("{scope}{class}"));
            }
            // Running text and what is written whole, or not in our Markdown.
            _ => {}
        }
    }

    /// Whether words and images stand in the paragraph that starts with event `number`.
    fn has_text_and_images(&self, number: usize) -> bool {
        let (mut text, mut images, mut inside) = (false, false, 0);
        // Of an image that is not published its text is shown.
        let is_shown = |at: usize| {
            let link = self.body.link_at(at);
            link.is_some_and(|link| matches!(link.target, Target::Asset(_) | Target::RemoteImage(_)))
        };
        for (event, range) in &self.events[number + 1..] {
            match event {
                Event::End(TagEnd::Paragraph) => break,
                Event::Start(Tag::Image { .. }) if is_shown(range.start) => (images, inside) = (true, inside + 1),
                Event::Start(Tag::Image { .. }) => inside += 1,
                Event::End(TagEnd::Image) => inside -= 1,
                Event::InlineHtml(raw) if raw.starts_with("<img") || raw.starts_with("<picture") => images = true,
                Event::Text(words) => text |= inside == 0 && !words.trim().is_empty(),
                Event::Code(_) | Event::InlineMath(_) => text |= inside == 0,
                _ => {}
            }
        }
        text && images
    }

    fn start_row(&mut self, head: bool) {
        self.table.in_head = head;
        self.table.column = 0;
        self.sink.open("tr", "");
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let words = &self.markup.words;
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("note", &words.note),
            BlockQuoteKind::Tip => ("tip", &words.tip),
            BlockQuoteKind::Important => ("important", &words.important),
            BlockQuoteKind::Warning => ("warning", &words.warning),
            BlockQuoteKind::Caution => ("caution", &words.caution),
        };
        self.sink.open("aside", &format!(" class=\"alert {class}\" role=\"note\""));
        self.sink.open("p", " class=\"alert-title\"");
        self.sink.text(title);
        self.sink.close("p");
    }

    /// Closes the element of a block.
    pub(super) fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.sink.close("p"),
            TagEnd::Heading(level) => self.sink.close(self.heading(level as u8)),
            TagEnd::BlockQuote(None) => self.sink.close("blockquote"),
            TagEnd::BlockQuote(Some(_)) => self.sink.close("aside"),
            TagEnd::List(ordered) => self.sink.close(if ordered { "ol" } else { "ul" }),
            TagEnd::Item => self.sink.close("li"),
            TagEnd::Table => ["tbody", "table", "div"].into_iter().for_each(|name| self.sink.close(name)),
            TagEnd::TableHead => {
                self.sink.close("tr");
                self.sink.close("thead");
                self.sink.markup("\n<tbody>");
                self.table.in_head = false;
                return;
            }
            TagEnd::TableRow => self.sink.close("tr"),
            TagEnd::TableCell => {
                self.sink.close(self.table.cell);
                self.table.column += 1;
                return;
            }
            _ => return,
        }
        self.sink.markup("\n");
    }

    fn heading(&self, level: u8) -> &'static str {
        const NAMES: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
        NAMES[usize::from(level.saturating_add(self.heading_shift).clamp(1, 6)) - 1]
    }
}
