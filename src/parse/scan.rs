//! One walk over a file's Markdown that notes everything later steps ask for.
//!
//! In: the whole text of a source and the span of its Markdown. Out: an [`Outline`]: headings, list items, links and images,
//! the plain text's pieces, and which costly features occur; all spans in bytes of the whole file. No HTML, no judgement.

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Parser, Tag, TagEnd, TextMergeWithOffset};

use crate::markdown;
use crate::model::{Features, LinkForm};
use crate::source::Span;

/// Lists and quotes may nest this deep; see the diagnostic `nesting-too-deep`.
pub const MAX_NESTING: usize = 64;

/// A heading as the Markdown parser reports it.
#[derive(Debug, Clone)]
pub struct ScannedHeading {
    pub level: u8,
    pub span: Span,
    /// The inline content; attributes may still stand at its end where the parser did not take them for such.
    pub content: Span,
    pub text: String,
    /// `{#id}`, if the parser saw one.
    pub id: Option<String>,
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
    /// The first place where the nesting limit is passed.
    pub too_deep: Option<Span>,
}

impl Outline {
    /// What a part of the file holds.
    pub fn features(&self, part: Span) -> Features {
        let mut features = Features::default();
        for (_, feature) in self.features.iter().filter(|(at, _)| part.contains(*at)) {
            match feature {
                Feature::Code => features.code = true,
                Feature::Math => features.math = true,
                Feature::Diagram => features.diagrams = true,
                Feature::Html => features.html = true,
            }
        }
        features
    }
}

/// Walks over `text[part]`.
pub fn scan(text: &str, part: Span) -> Outline {
    let markdown = &text[part.range()];
    let base = part.start as usize;
    let undefined = RefCell::new(Vec::new());
    let broken = |link: BrokenLink<'_>| {
        let full =
            matches!(link.link_type, LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown);
        if full || link.reference.starts_with('^') {
            undefined.borrow_mut().push((Span::from(link.span).shifted(base), link.reference.to_string()));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, markdown::options(), Some(broken));
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(label, def)| {
            let title = def.title.as_deref().unwrap_or_default().to_string();
            (label.to_string(), def.dest.to_string(), title, Span::from(def.span.clone()).shifted(base))
        })
        .collect();
    let mut walk = Walk::new(text, base);
    for (event, range) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        walk.event(event, range.start + base..range.end + base);
    }
    let mut outline = walk.outline;
    outline.definitions = definitions;
    outline.definitions.sort_by_key(|d: &(String, String, String, Span)| d.3);
    outline.undefined = undefined.into_inner();
    outline.undefined.sort();
    outline.undefined.dedup();
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
    outline: Outline,
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
    fn new(text: &'a str, base: usize) -> Self {
        Self {
            text,
            base,
            outline: Outline::default(),
            open: Vec::new(),
            lists: Vec::new(),
            heading: false,
            links: 0,
            images: Vec::new(),
            code: false,
            block: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
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
            Event::Html(_) => self.outline.features.push((range.start, Feature::Html)),
            Event::InlineHtml(_) => {
                self.outline.features.push((range.start, Feature::Html));
                self.inline("", range, false);
            }
            Event::SoftBreak | Event::HardBreak => self.inline(" ", range, false),
            Event::FootnoteReference(_) => self.inline("", range, false),
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
            Tag::Heading { level, id, .. } => {
                self.block_in_item();
                self.block += 1;
                self.heading = true;
                let content = Span::new(range.end, range.end);
                self.outline.headings.push(ScannedHeading {
                    level: level as u8,
                    span,
                    content,
                    text: String::new(),
                    id: id.map(|id| id.to_string()),
                    top: self.open.is_empty(),
                });
                self.open.push(Open::Leaf);
            }
            Tag::Item => {
                let list = self.lists.last().copied().unwrap_or_default();
                let top = self.open.len() == 1;
                self.outline.items.push(ScannedItem { list, top, span, task: None, first: Span::new(range.end, range.end) });
                self.push(Open::Item { number: self.outline.items.len() - 1, first_over: false }, span);
                self.block += 1;
            }
            Tag::List(_) => {
                self.block_in_item();
                self.outline.lists.push(span);
                self.lists.push(self.outline.lists.len() - 1);
                self.push(Open::Container, span);
            }
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) | Tag::Table(_) | Tag::DefinitionList => {
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
                self.code = true;
                let diagram = matches!(&kind, CodeBlockKind::Fenced(info) if info.split_whitespace().next() == Some("mermaid"));
                self.outline.features.push((range.start, if diagram { Feature::Diagram } else { Feature::Code }));
                self.open.push(Open::Leaf);
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.inline("", range, false);
                self.link(link_type, &dest_url, span, LinkForm::Text);
                self.links += 1;
            }
            Tag::Image { link_type, dest_url, .. } => {
                self.inline("", range, false);
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
            TagEnd::CodeBlock => {
                self.code = false;
                self.open.pop();
            }
            TagEnd::Heading(_) => {
                self.heading = false;
                self.open.pop();
            }
            _ => {
                self.open.pop();
            }
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
            heading.text.push_str(text);
            extend(&mut heading.content, &range);
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

/// Grows a span that was empty at the end of its block.
fn extend(span: &mut Span, range: &Range<usize>) {
    if span.is_empty() {
        *span = range.clone().into();
    } else {
        span.start = span.start.min(range.start as u32);
        span.end = span.end.max(range.end as u32);
    }
}
