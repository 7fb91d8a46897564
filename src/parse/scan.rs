//! One walk over a file's Markdown that notes everything later steps ask for.
//!
//! In: the whole text of a source and the span of its Markdown. Out: an [`Outline`]: headings, list items, links and images,
//! the plain text's pieces, and which costly features occur; all spans in bytes of the whole file. No HTML, no judgement.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::attributes::{self, Attributes};
use super::choice;
use super::spans::{united, within};
use crate::markdown::{self, Markdown, RawUrl, normal_label, unmask};
use crate::model::{Features, LinkForm};
use crate::source::Span;

/// Lists and quotes may nest this deep; see the diagnostic `nesting-too-deep`.
pub const MAX_NESTING: usize = 64;

/// A heading as the Markdown parser reports it.
#[derive(Debug, Clone)]
pub struct ScannedHeading {
    pub level: u8,
    pub span: Span,
    /// The inline content, without attributes.
    pub content: Span,
    pub text: String,
    /// What stands in braces at its end, `{#id}`, where that has the form of attributes.
    pub attributes: Option<Attributes>,
    /// Tags in it that are shown as text, because the heading does not close them.
    pub open_tags: Vec<Span>,
    /// Not inside a list, a quote or a footnote.
    pub top: bool,
}

/// A list item.
#[derive(Debug, Clone)]
pub struct ScannedItem {
    /// Number of the list in the file; items of one list share it.
    pub list: usize,
    /// The list stands directly in the document.
    pub top: bool,
    pub span: Span,
    /// `[x]` is `Some(true)`, `[ ]` is `Some(false)`.
    pub task: Option<bool>,
    /// The first paragraph's inline content, without the task marker; empty if the item starts with another block.
    pub first: Span,
    /// All that stands behind the marker.
    pub content: Span,
    /// In a list with boxes: where the remarks on it start, see [`choice`](super::choice); else its end.
    pub remarks: u32,
}

/// The definition of a footnote.
#[derive(Debug, Clone)]
pub struct ScannedNote {
    pub span: Span,
    /// In lower case, as labels are compared.
    pub label: String,
}

/// A link or image before anyone has looked where it leads.
#[derive(Debug, Clone)]
pub struct ScannedLink {
    pub span: Span,
    pub form: LinkForm,
    pub wiki: bool,
    /// The destination with Markdown's escapes undone.
    pub destination: String,
    /// An image without alternative text.
    pub no_alt: bool,
}

/// A piece of visible text outside code, links and math.
#[derive(Debug, Clone, Copy)]
pub struct TextPiece {
    pub span: Span,
    /// Pieces of one paragraph (or heading, or table cell) share a number.
    pub block: u32,
}

/// A costly feature and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    Code,
    Math,
    Diagram,
    Html,
}

/// Each list is in the order of the text, so that the part of it that lies in a span is found without looking at the rest.
#[derive(Debug, Default)]
pub struct Outline {
    pub headings: Vec<ScannedHeading>,
    pub items: Vec<ScannedItem>,
    /// The spans of the lists, by [`ScannedItem::list`].
    pub lists: Vec<Span>,
    pub links: Vec<ScannedLink>,
    pub texts: Vec<TextPiece>,
    pub features: Vec<(usize, Feature)>,
    /// Labels of `[text][label]` and `[^note]` that are not defined.
    pub undefined: Vec<(Span, String)>,
    /// Link reference definitions: label, destination, title, place.
    pub definitions: Vec<(String, String, String, Span)>,
    /// Places that raw HTML names.
    pub raw_names: Vec<(Span, String)>,
    pub notes: Vec<ScannedNote>,
    /// Labels by which links and images refer to definitions, and where.
    pub label_uses: Vec<(u32, String)>,
    /// References to footnotes: place and label in lower case.
    pub note_references: Vec<(Span, String)>,
    /// Lists that start where the list before them ends because their items are indented too little: the list, and the spaces
    /// that its lines lack.
    pub flattened: Vec<(Span, usize)>,
    /// Where something is shown, or has a meaning: in order, without overlaps.
    pub seen: Vec<Span>,
    /// The first place where the nesting limit is passed.
    pub too_deep: Option<Span>,
    /// The first definition and the first footnote of each label, by their numbers.
    definition_numbers: BTreeMap<String, usize>,
    note_numbers: BTreeMap<String, usize>,
}

impl Outline {
    /// What a part of the file holds.
    pub fn features(&self, part: Span) -> Features {
        let mut features = Features::default();
        for (_, feature) in within(&self.features, part, |(at, _)| *at as u32) {
            match feature {
                Feature::Code => features.code = true,
                Feature::Math => features.math = true,
                Feature::Diagram => features.diagrams = true,
                Feature::Html => features.html = true,
            }
        }
        features
    }

    /// The definition that a label refers to: the first of its name.
    pub fn definition(&self, normal_label: &str) -> Option<&(String, String, String, Span)> {
        self.definition_numbers.get(normal_label).map(|number| &self.definitions[*number])
    }

    /// The number of the footnote that a label, in lower case, refers to: the first of its name.
    pub fn note(&self, label: &str) -> Option<usize> {
        self.note_numbers.get(label).copied()
    }

    /// The parser reports nearly all in order; what a block of raw HTML holds is noted at its end.
    fn in_order(&mut self) {
        self.headings.sort_by_key(|heading| heading.span.start);
        self.items.sort_by_key(|item| item.span.start);
        self.links.sort_by_key(|link| link.span.start);
        self.texts.sort_by_key(|piece| piece.span.start);
        self.features.sort_by_key(|(at, _)| *at);
        self.raw_names.sort_by_key(|(at, _)| at.start);
        self.notes.sort_by_key(|note| note.span.start);
        self.label_uses.sort_by_key(|(at, _)| *at);
        self.note_references.sort_by_key(|(at, _)| at.start);
        for (number, note) in self.notes.iter().enumerate() {
            self.note_numbers.entry(note.label.clone()).or_insert(number);
        }
        for (number, (label, ..)) in self.definitions.iter().enumerate() {
            self.definition_numbers.entry(normal_label(label)).or_insert(number);
        }
    }
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
            undefined.borrow_mut().push((Span::from(link.span).shifted(base), unmask(&link.reference).into_owned()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown.text(), markdown::options(), Some(broken));
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(label, def)| {
            let title = unmask(def.title.as_deref().unwrap_or_default()).into_owned();
            (unmask(label).into_owned(), unmask(&def.dest).into_owned(), title, Span::from(def.span.clone()).shifted(base))
        })
        .collect();
    let open_tags = markdown.open_tags().iter().map(|tag| Span::from(tag.clone()).shifted(base)).collect();
    let mut walk = Walk::new(text, base, open_tags);
    let mut events = Vec::new();
    markdown.restored(parser.into_offset_iter(), &mut events);
    let tasks = events.iter().any(|(event, _)| matches!(event, Event::TaskListMarker(_)));
    let remarks = if tasks { choice::remarks(&events) } else { Vec::new() };
    for (event, range) in TextMergeWithOffset::new(events.into_iter()) {
        walk.event(event, range.start + base..range.end + base);
    }
    let mut outline = walk.outline;
    for (item, remarks) in outline.items.iter_mut().zip(remarks) {
        item.remarks = (remarks + base) as u32;
    }
    outline.definitions = definitions;
    outline.definitions.sort_by_key(|d: &(String, String, String, Span)| d.3);
    outline.undefined = undefined.into_inner();
    outline.undefined.sort();
    outline.undefined.dedup();
    outline.in_order();
    outline.seen.extend(outline.definitions.iter().map(|d| d.3));
    outline.seen = united(std::mem::take(&mut outline.seen));
    outline
}

/// What is open while walking.
enum Open {
    /// A block that holds blocks: quote, list, footnote.
    Container,
    /// A list item, by its number, and whether its first paragraph is over.
    Item { number: usize, first_over: bool },
    /// A block that holds text, or a tight item's paragraph.
    Leaf,
}

struct Walk<'a> {
    text: &'a str,
    base: usize,
    open_tags: Vec<Span>,
    outline: Outline,
    /// The block of raw HTML at hand, in the pieces that the parser gives.
    raw: Vec<(Range<usize>, String)>,
    /// What is shown of the heading at hand, in pieces.
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
    fn new(text: &'a str, base: usize, open_tags: Vec<Span>) -> Self {
        Self {
            text,
            base,
            open_tags,
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
        match self.outline.seen.last_mut() {
            Some(last) if last.start as usize <= range.start && range.start <= last.end as usize => {
                last.end = last.end.max(range.end as u32)
            }
            _ => self.outline.seen.push(range.into()),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
                self.outline.note_references.push((range.clone().into(), label.to_lowercase()));
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
                    open_tags: Vec::new(),
                    top: self.open.is_empty(),
                });
                self.open.push(Open::Leaf);
            }
            Tag::Item => {
                let list = self.lists.last().copied().unwrap_or_default();
                let top = self.open.len() == 1;
                let marker = marker(&self.text[range.clone()]);
                self.see(range.start..range.start + marker);
                let content = Span::new((range.start + marker).min(range.end), range.end);
                let first = Span::new(range.end, range.end);
                self.outline.items.push(ScannedItem { list, top, span, task: None, first, content, remarks: span.end });
                self.push(Open::Item { number: self.outline.items.len() - 1, first_over: false }, span);
                self.block += 1;
            }
            Tag::List(_) => {
                self.block_in_item();
                self.flattened(span);
                self.outline.lists.push(span);
                self.lists.push(self.outline.lists.len() - 1);
                self.push(Open::Container, span);
            }
            Tag::BlockQuote(kind) => {
                self.block_in_item();
                if kind.is_some() {
                    let head = self.text[range.clone()].find(']').map_or(0, |at| at + 1);
                    self.see(range.start..range.start + head);
                }
                self.push(Open::Container, span);
            }
            Tag::FootnoteDefinition(label) => {
                self.block_in_item();
                self.see(range.start..(range.start + label.len() + "[^]:".len()).min(range.end));
                self.outline.notes.push(ScannedNote { span, label: label.to_lowercase() });
                self.push(Open::Container, span);
            }
            Tag::Table(_) | Tag::DefinitionList => {
                self.block_in_item();
                self.push(Open::Container, span);
            }
            Tag::Paragraph => {
                self.block += 1;
                self.open.push(Open::Leaf);
            }
            Tag::TableCell | Tag::TableHead | Tag::TableRow | Tag::DefinitionListTitle | Tag::DefinitionListDefinition | Tag::HtmlBlock => {
                self.block += 1;
                self.open.push(Open::Leaf);
            }
            Tag::CodeBlock(kind) => {
                self.block_in_item();
                self.see(range.clone());
                self.code = true;
                let language = if let CodeBlockKind::Fenced(info) = &kind { info.split_whitespace().next().unwrap_or("") } else { "" };
                let feature = match language {
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
                self.link(link_type, &dest_url, span, LinkForm::Text);
                self.links += 1;
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                self.see(span.range());
                self.inline("", range, false);
                self.label_use(link_type, &id, span);
                self.link(link_type, &dest_url, span, LinkForm::Image);
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
            let (span, form) = (Span::new(place(at.start), place(at.end)), if image { LinkForm::RawImage } else { LinkForm::RawLink });
            if span.start < span.end && (image || !url.contains(':')) {
                self.outline.links.push(ScannedLink { span, form, wiki: false, destination: url, no_alt });
            }
        }
        let names = markdown::names(&text).into_iter();
        self.outline.raw_names.extend(names.map(|raw| (Span::new(place(raw.at.start), place(raw.at.end)), raw.name)));
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
            heading.content = super::spans::trim(self.text, heading.content);
        }
        heading.attributes = attributes;
    }

    /// Notes a list that starts right where the one before it ends, with items that are indented, but too little to be inside of it.
    fn flattened(&mut self, list: Span) {
        let indent = self.text[list.range()].len() - self.text[list.range()].trim_start_matches([' ', '>']).len();
        let start = list.start as usize + indent;
        let (Some(before), Some(last)) = (self.outline.lists.last(), self.outline.items.last()) else { return };
        let between = self.text.get(before.end as usize..start);
        if last.span.end > before.end || between.is_none_or(|text| !text.trim().is_empty()) {
            return;
        }
        let column = |at: usize| at - self.text[..at].rfind('\n').map_or(0, |line| line + 1);
        let (outer, inner, content) = (column(last.span.start as usize), column(start), column(last.content.start as usize));
        let only_blank = |at: usize| self.text[at - column(at)..at].chars().all(|c| c == ' ');
        if outer < inner && inner < content && only_blank(start) && only_blank(last.span.start as usize) {
            self.outline.flattened.push((Span { start: start as u32, end: list.end }, content - inner));
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
            self.outline.label_uses.push((span.start, normal_label(label)));
        }
    }

    fn link(&mut self, link_type: LinkType, destination: &str, span: Span, form: LinkForm) {
        let (wiki, form) = match (link_type, form) {
            (LinkType::WikiLink { has_pothole: false }, LinkForm::Text) => (true, LinkForm::WikiBare),
            (LinkType::WikiLink { .. }, form) => (true, form),
            (_, form) => (false, form),
        };
        let destination = match link_type {
            LinkType::Email => format!("mailto:{destination}"),
            // In a table's cell the bar is written `\|`, and the parser leaves the backslash with what stands before it.
            LinkType::WikiLink { has_pothole: true } => destination.trim_end_matches('\\').to_string(),
            _ => destination.to_string(),
        };
        self.outline.links.push(ScannedLink { span, form, wiki, destination, no_alt: form == LinkForm::Image });
    }

    /// Anything that stands in running text: extends the heading or the item's first paragraph that it is in.
    fn inline(&mut self, text: &str, range: Range<usize>, plain: bool) {
        if self.code {
            return;
        }
        if self.heading
            && let Some(heading) = self.outline.headings.last_mut()
        {
            self.pieces.push((range.clone(), text.to_string()));
            extend(&mut heading.content, &range);
            if plain {
                heading.open_tags.extend(within(&self.open_tags, range.clone().into(), |tag| tag.start));
            }
        }
        self.extend_item(&range);
        if let Some(image) = self.images.last()
            && !text.trim().is_empty()
        {
            self.outline.links[*image].no_alt = false;
        }
        if plain && self.links == 0 && range.start >= self.base && range.end <= self.text.len() {
            self.outline.texts.push(TextPiece { span: range.into(), block: self.block });
        }
    }

    fn extend_item(&mut self, range: &Range<usize>) {
        let number = match self.open.as_slice() {
            [.., Open::Item { number, first_over: false }] => *number,
            [.., Open::Item { number, first_over: false }, Open::Leaf] if !self.heading => *number,
            _ => return,
        };
        extend(&mut self.outline.items[number].first, range);
    }
}

/// Bytes of an item's marker and the white space behind it: `- `, `12. `.
fn marker(item: &str) -> usize {
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let sign = digits + 1;
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let shown: Vec<_> = headings.iter().map(|h| (h.level, h.text.trim(), h.top, h.attributes.is_some())).collect();
        assert_eq!(shown, [(1, "What is ACID?", true, true), (2, "Inside", false, false), (3, "Braces {of a path}", true, false)]);
        assert_eq!(slice(text, headings[0].content), "What is `ACID`?");
    }

    #[test]
    fn items_know_their_list_task_and_first_paragraph() {
        let text = "- [x] right\n\n  why\n- [ ] wrong\n\n1. other\n   - inner\n";
        let outline = outline(text);
        let items: Vec<_> = outline.items.iter().map(|i| (i.list, i.top, i.task, slice(text, i.first))).collect();
        let expected =
            [(0, true, Some(true), "right"), (0, true, Some(false), "wrong"), (1, true, None, "other"), (2, false, None, "inner")];
        assert_eq!(items, expected);
        assert_eq!(outline.lists.len(), 3);
    }

    #[test]
    fn links_of_every_form_are_noted_once_with_their_place() {
        let text = "[a](b.md) ![](c.png) [[acid|the rule]] [[acid]] <https://d.example> <a href=\"e.md\">e</a> `[f](g)`\n";
        let links: Vec<_> = outline(text).links.iter().map(|l| (l.destination.clone(), l.wiki, l.form, l.no_alt)).collect();
        let expected = [
            ("b.md", false, LinkForm::Text, false),
            ("c.png", false, LinkForm::Image, true),
            ("acid", true, LinkForm::Text, false),
            ("acid", true, LinkForm::WikiBare, false),
            ("https://d.example", false, LinkForm::Text, false),
            ("e.md", false, LinkForm::RawLink, false),
        ];
        assert_eq!(links, expected.map(|(destination, wiki, form, no_alt)| (destination.to_string(), wiki, form, no_alt)));
    }

    #[test]
    fn text_in_code_links_and_formulas_is_no_plain_text() {
        let text = "plain `code` [link](x.md) $x$ *more*\n";
        let shown: Vec<_> = outline(text).texts.iter().map(|piece| slice(text, piece.span).trim()).filter(|t| !t.is_empty()).collect();
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
        let seen = outline(text).seen;
        assert!(seen.windows(2).all(|pair| pair[0].end < pair[1].start));
        for word in ["A", "text", "b", "c", "e", "f", "q", "h", "i", "note", "d.md"] {
            let at = text.find(word).unwrap_or(0);
            assert!(seen.iter().any(|span| span.contains(at)), "{word}");
        }
    }

    #[test]
    fn what_is_not_defined_and_what_lost_its_nesting_is_told() {
        let text = "[text][nowhere], [plain]\n\n1. one\n  - lost\n";
        let outline = outline(text);
        let labels: Vec<_> = outline.undefined.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["nowhere"]);
        assert_eq!(outline.flattened.iter().map(|(_, lacking)| *lacking).collect::<Vec<_>>(), [1]);
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
        assert_eq!(united(spans(&[(5, 7), (0, 2), (2, 3), (6, 9)])), spans(&[(0, 3), (5, 9)]));
    }
}
