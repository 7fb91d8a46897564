//! The walk itself: takes the parser's events one by one and adds what they report to the [`Outline`].

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::outline::{Feature, Outline, ScannedCode, ScannedFootnote, ScannedHeading, ScannedItem, ScannedLink, TextPiece};
use crate::markdown::{self, RawUrl, normalized_label};
use crate::model::LinkSyntax;
use crate::parse::attributes;
use crate::parse::spans::{trim, within};
use crate::source::Span;

/// Lists and quotes may nest this deep; see the diagnostic `nesting-too-deep`.
pub const MAX_NESTING: usize = 64;
/// Maximum number of columns of a table. Each row is filled up to the width of the head, so that some bytes more of it make a cell more in
/// every row.
pub const MAX_COLUMNS: usize = 64;

/// What is open while walking.
enum Open {
    /// A block that holds blocks: quote, list, footnote.
    Container,
    /// A list item, by its number, and whether its first paragraph is over.
    Item { number: usize, first_over: bool },
    /// A block that holds text, or a tight item's paragraph.
    Leaf,
}

/// A walk over the events of one text.
pub(super) struct Walk<'a> {
    text: &'a str,
    base: usize,
    literal_tags: Vec<Span>,
    pub(super) outline: Outline,
    /// The current block of raw HTML, in the pieces that the parser gives.
    raw: Vec<(Range<usize>, String)>,
    /// What is shown of the current heading, in pieces.
    pieces: Vec<(Range<usize>, String)>,
    open: Vec<Open>,
    lists: Vec<usize>,
    heading: bool,
    /// Links and images open; text inside them is not a place for further links.
    links: usize,
    images: Vec<usize>,
    code: bool,
    block: u32,
}

impl<'a> Walk<'a> {
    /// Of a text that begins at byte `base` of its file.
    pub(super) fn new(text: &'a str, base: usize, literal_tags: Vec<Span>) -> Self {
        Self {
            text,
            base,
            literal_tags,
            outline: Outline::default(),
            raw: Vec::new(),
            pieces: Vec::new(),
            open: Vec::new(),
            lists: Vec::new(),
            heading: false,
            links: 0,
            images: Vec::new(),
            code: false,
            block: 0,
        }
    }

    /// Notes that something is shown, or has a meaning.
    fn see(&mut self, range: Range<usize>) {
        match self.outline.consumed_spans.last_mut() {
            Some(last) if last.start as usize <= range.start && range.start <= last.end as usize => {
                last.end = last.end.max(range.end as u32)
            }
            _ => self.outline.consumed_spans.push(range.into()),
        }
    }

    /// Takes the next event; `range` is in bytes of the text.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if !matches!(event, Event::Start(_) | Event::End(_)) {
            self.see(range.clone());
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.inline(&text, range, true),
            Event::Code(text) => self.inline(&text, range, false),
            Event::InlineMath(text) => {
                self.outline.features.push((range.start, Feature::Math));
                self.inline(&text, range, false);
            }
            Event::DisplayMath(_) => {
                self.outline.features.push((range.start, Feature::Math));
                self.inline("", range, false);
            }
            Event::Html(raw) => {
                self.outline.features.push((range.start, Feature::Html));
                self.raw.push((range, raw.to_string()));
            }
            Event::InlineHtml(raw) => {
                self.outline.features.push((range.start, Feature::Html));
                self.inline(if raw.starts_with("<br") { " " } else { "" }, range.clone(), false);
                self.raw.push((range, raw.to_string()));
                self.end_raw();
            }
            Event::SoftBreak | Event::HardBreak => self.inline(" ", range, false),
            Event::FootnoteReference(label) => {
                self.outline.footnote_references.push((range.clone().into(), label.to_lowercase()));
                self.inline("", range, false);
            }
            Event::TaskListMarker(done) => {
                if let Some(item) = self.outline.items.last_mut() {
                    item.task = Some(done);
                }
            }
            Event::Rule => self.block_in_item(),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let span = Span::from(range.clone());
        match tag {
            Tag::Heading { level, .. } => {
                self.block_in_item();
                self.pieces.clear();
                self.block += 1;
                self.heading = true;
                let content = Span::new(range.end, range.end);
                self.outline.headings.push(ScannedHeading {
                    level: level as u8,
                    span,
                    content,
                    text: String::new(),
                    attributes: None,
                    literal_tags: Vec::new(),
                    top_level: self.open.is_empty(),
                });
                self.open.push(Open::Leaf);
            }
            Tag::Item => {
                let list = self.lists.last().copied().unwrap_or_default();
                let top_level = self.open.len() == 1;
                let marker = marker(&self.text[range.clone()]);
                self.see(range.start..range.start + marker);
                let content = Span::new((range.start + marker).min(range.end), range.end);
                let first_paragraph = Span::new(range.end, range.end);
                self.outline.items.push(ScannedItem {
                    list,
                    top_level,
                    span,
                    task: None,
                    first_paragraph,
                    content,
                    feedback_start: span.end,
                });
                self.push(Open::Item { number: self.outline.items.len() - 1, first_over: false }, span);
                self.block += 1;
            }
            Tag::List(_) => {
                self.block_in_item();
                self.underindented(span, "list");
                self.outline.lists.push(span);
                self.lists.push(self.outline.lists.len() - 1);
                self.push(Open::Container, span);
            }
            Tag::BlockQuote(kind) => {
                self.block_in_item();
                self.underindented(span, "quote");
                if kind.is_some() {
                    let head = self.text[range.clone()].find(']').map_or(0, |at| at + 1);
                    self.see(range.start..range.start + head);
                }
                self.push(Open::Container, span);
            }
            Tag::FootnoteDefinition(label) => {
                self.block_in_item();
                self.see(range.start..(range.start + label.len() + "[^]:".len()).min(range.end));
                self.outline.footnotes.push(ScannedFootnote { span, label: label.to_lowercase() });
                self.push(Open::Container, span);
            }
            Tag::Table(_) | Tag::DefinitionList => {
                self.block_in_item();
                if matches!(&tag, Tag::Table(columns) if columns.len() > MAX_COLUMNS) {
                    self.outline.too_wide.push(span);
                }
                if matches!(tag, Tag::Table(_)) {
                    self.outline.tables.push(span);
                }
                self.underindented(span, "table");
                self.push(Open::Container, span);
            }
            Tag::Paragraph => {
                self.underindented(span, "paragraph");
                if self.open.is_empty() {
                    self.outline.paragraphs.push(span);
                }
                self.block += 1;
                self.open.push(Open::Leaf);
            }
            Tag::HtmlBlock => {
                self.outline.html_blocks.push(span);
                if self.text[range].trim_start().starts_with("<!--") {
                    self.outline.comment_blocks.push(span);
                }
                self.block += 1;
                self.open.push(Open::Leaf);
            }
            Tag::TableCell | Tag::TableHead | Tag::TableRow | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.block += 1;
                self.open.push(Open::Leaf);
            }
            Tag::CodeBlock(kind) => {
                self.block_in_item();
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.underindented(span, "code");
                }
                self.see(range.clone());
                self.code = true;
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                let first_line = self.text[range.clone()].find('\n').map_or(range.end, |end| range.start + end + 1);
                let code = if fenced { Span::new(first_line, first_line) } else { span };
                self.outline.code_blocks.push(ScannedCode { span, code, fenced, closed: false });
                let language = if let CodeBlockKind::Fenced(info) = &kind { info.split_whitespace().next().unwrap_or("") } else { "" };
                let feature = match language.to_ascii_lowercase().as_str() {
                    "mermaid" => Feature::Diagram,
                    "math" => Feature::Math,
                    _ => Feature::Code,
                };
                self.outline.features.push((range.start, feature));
                self.open.push(Open::Leaf);
            }
            Tag::Link { link_type, dest_url, id, .. } => {
                self.see(span.range());
                self.inline("", range, false);
                self.label_use(link_type, &id, span);
                self.link(link_type, &dest_url, span, LinkSyntax::Text);
                self.links += 1;
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                self.see(span.range());
                self.inline("", range, false);
                self.label_use(link_type, &id, span);
                self.link(link_type, &dest_url, span, LinkSyntax::Image);
                self.images.push(self.outline.links.len() - 1);
                self.links += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.inline("", range, false),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.links -= 1,
            TagEnd::Image => {
                self.links -= 1;
                self.images.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::MetadataBlock(_) => {}
            TagEnd::Paragraph => {
                self.open.pop();
                if let Some(Open::Item { first_over, .. }) = self.open.last_mut() {
                    *first_over = true;
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.open.pop();
            }
            TagEnd::HtmlBlock => {
                self.end_raw();
                self.open.pop();
            }
            TagEnd::CodeBlock => {
                self.code = false;
                if let Some(block) = self.outline.code_blocks.last_mut() {
                    let rest = self.text.get(block.code.end as usize..block.span.end as usize).unwrap_or_default();
                    block.closed = block.fenced && rest.contains(['`', '~']);
                }
                self.open.pop();
            }
            TagEnd::Heading(_) => {
                self.heading = false;
                self.end_heading();
                self.open.pop();
            }
            _ => {
                self.open.pop();
            }
        }
    }

    /// Notes what raw HTML refers to and names.
    fn end_raw(&mut self) {
        let pieces = std::mem::take(&mut self.raw);
        let text: String = pieces.iter().map(|(_, text)| text.as_str()).collect();
        let mut ends = Vec::with_capacity(pieces.len());
        let mut length = 0;
        ends.extend(pieces.iter().map(|(_, text)| {
            length += text.len();
            length
        }));
        let place = |offset: usize| match ends.partition_point(|end| *end < offset) {
            // Where indentation was taken off, the text is the range's end.
            piece if piece < ends.len() => pieces[piece].0.end.saturating_sub(ends[piece] - offset).max(pieces[piece].0.start),
            _ => pieces.last().map_or(0, |(range, _)| range.end),
        };
        for RawUrl { at, url, image, no_alt } in markdown::urls(&text) {
            // What stands for itself, and what the sanitiser takes out, leads nowhere.
            let (span, syntax) =
                (Span::new(place(at.start), place(at.end)), if image { LinkSyntax::RawImage } else { LinkSyntax::RawLink });
            if span.start < span.end && (image || !url.contains(':')) {
                self.outline.links.push(ScannedLink { span, syntax, wiki: false, destination: url, no_alt });
            }
        }
        let names = markdown::html_anchors(&text).into_iter();
        self.outline.html_anchors.extend(names.map(|raw| (Span::new(place(raw.at.start), place(raw.at.end)), raw.name)));
    }

    /// Takes attributes off the heading's end.
    fn end_heading(&mut self) {
        let Some(heading) = self.outline.headings.last_mut() else { return };
        let attributes = attributes::of_heading(self.text, heading.content);
        let end = attributes.as_ref().map_or(usize::MAX, |found| found.span.start as usize);
        for (range, text) in self.pieces.drain(..).filter(|(range, _)| range.start < end) {
            let shown = if range.end > end && text.len() == range.len() { text.get(..end - range.start) } else { Some(text.as_str()) };
            heading.text.push_str(shown.unwrap_or(&text));
        }
        if let Some(found) = &attributes {
            heading.content.end = heading.content.end.min(found.span.start).max(heading.content.start);
            heading.content = trim(self.text, heading.content);
        }
        heading.attributes = attributes;
    }

    /// Notes a block that starts right where the list before it ends, and is indented, but too little to be inside of its last item.
    fn underindented(&mut self, block: Span, what: &'static str) {
        // Blocks in a list or a quote lie as they must.
        if what != "list" && !self.open.is_empty() {
            return;
        }
        let written = &self.text[block.range()];
        let start =
            block.start as usize + written.len() - written.trim_start_matches(if what == "list" { &[' ', '>'][..] } else { &[' '] }).len();
        let (Some(before), Some(last)) = (self.outline.lists.last(), self.outline.items.last()) else { return };
        let between = self.text.get(before.end as usize..start);
        if last.span.end > before.end || between.is_none_or(|text| !text.trim().is_empty()) {
            return;
        }
        let column = |at: usize| at - self.text[..at].rfind('\n').map_or(0, |line| line + 1);
        let (outer, inner, content) = (column(last.span.start as usize), column(start), column(last.content.start as usize));
        let only_blank = |at: usize| self.text[at - column(at)..at].chars().all(|c| c == ' ');
        if outer < inner && inner < content && only_blank(start) && only_blank(last.span.start as usize) {
            self.outline.underindented.push((Span { start: start as u32, end: block.end }, content - inner, what));
        }
    }

    fn push(&mut self, open: Open, span: Span) {
        self.open.push(open);
        if self.open.len() > MAX_NESTING && self.outline.too_deep.is_none() {
            self.outline.too_deep = Some(Span { start: span.start, end: span.end.min(span.start + 1) });
        }
    }

    /// A block that starts directly in a list item ends the item's first paragraph.
    fn block_in_item(&mut self) {
        if let Some(Open::Item { first_over, .. }) = self.open.last_mut() {
            *first_over = true;
        }
    }

    fn label_use(&mut self, link_type: LinkType, label: &str, span: Span) {
        if matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut) {
            self.outline.label_uses.push((span.start, normalized_label(label)));
        }
    }

    fn link(&mut self, link_type: LinkType, destination: &str, span: Span, syntax: LinkSyntax) {
        let (wiki, syntax) = match (link_type, syntax) {
            (LinkType::WikiLink { has_pothole: false }, LinkSyntax::Text) => (true, LinkSyntax::WikiWithoutText),
            (LinkType::WikiLink { .. }, syntax) => (true, syntax),
            (_, syntax) => (false, syntax),
        };
        let destination = match link_type {
            LinkType::Email => format!("mailto:{destination}"),
            // In a table's cell the bar is written `\|`, and the parser leaves the backslash with what precedes it.
            LinkType::WikiLink { has_pothole: true } => destination.trim_end_matches('\\').to_string(),
            _ => destination.to_string(),
        };
        self.outline.links.push(ScannedLink { span, syntax, wiki, destination, no_alt: syntax == LinkSyntax::Image });
    }

    /// Anything that is in running text: extends the heading or the item's first paragraph that it is in.
    fn inline(&mut self, text: &str, range: Range<usize>, plain: bool) {
        if self.code {
            if let Some(block) = self.outline.code_blocks.last_mut() {
                block.code.end = block.code.end.max(range.end as u32);
            }
            return;
        }
        if self.heading
            && let Some(heading) = self.outline.headings.last_mut()
        {
            self.pieces.push((range.clone(), text.to_string()));
            extend(&mut heading.content, &range);
            if plain {
                heading.literal_tags.extend(within(&self.literal_tags, range.clone().into(), |tag| tag.start));
            }
        }
        self.extend_item(&range);
        if let Some(image) = self.images.last()
            && !text.trim().is_empty()
        {
            let link = &mut self.outline.links[*image];
            // `![[er.png|300]]` says how large it is, not what it shows, and the text of `![[er.png]]` is its name.
            link.no_alt &= link.wiki && (markdown::image_text(text).0.is_empty() || text == link.destination);
        }
        if !plain || range.start < self.base || range.end > self.text.len() {
            return;
        }
        if self.links == 0 {
            self.outline.text_pieces.push(TextPiece { span: range.into(), block: self.block });
        } else if self.images.is_empty() {
            self.outline.link_texts.push(range.into());
        }
    }

    fn extend_item(&mut self, range: &Range<usize>) {
        let number = match self.open.as_slice() {
            [.., Open::Item { number, first_over: false }] => *number,
            [.., Open::Item { number, first_over: false }, Open::Leaf] if !self.heading => *number,
            _ => return,
        };
        extend(&mut self.outline.items[number].first_paragraph, range);
    }
}

/// Bytes of an item's marker and the white space around it: `- `, `  12. `.
fn marker(item: &str) -> usize {
    let margin = item.len() - item.trim_start_matches([' ', '\t']).len();
    let digits = item[margin..].bytes().take_while(u8::is_ascii_digit).count();
    let sign = margin + digits + 1;
    let rest = item.get(sign..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    sign + line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// Grows a span that was empty at the end of its block.
fn extend(span: &mut Span, range: &Range<usize>) {
    if span.is_empty() {
        *span = range.clone().into();
    } else {
        span.start = span.start.min(range.start as u32);
        span.end = span.end.max(range.end as u32);
    }
}
