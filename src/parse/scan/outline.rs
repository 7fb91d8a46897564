//! What a walk over a file's Markdown notes: headings, items, links, text and what is costly, each in the order of the text.

use std::collections::BTreeMap;

use crate::markdown::normalized_label;
use crate::model::{Features, LinkSyntax};
use crate::parse::attributes::Attributes;
use crate::parse::spans::within;
use crate::source::Span;

/// A heading as the Markdown parser reports it.
#[derive(Debug, Clone)]
pub struct ScannedHeading {
    pub level: u8,
    pub span: Span,
    /// The inline content, without attributes.
    pub content: Span,
    pub text: String,
    /// What is in braces at its end, `{#id}`, where that has the form of attributes.
    pub attributes: Option<Attributes>,
    /// Tags in it that are shown as text, because the heading does not close them.
    pub literal_tags: Vec<Span>,
    /// Not inside a list, a quote or a footnote.
    pub top_level: bool,
}

/// A list item.
#[derive(Debug, Clone)]
pub struct ScannedItem {
    /// Number of the list in the file; items of one list share it.
    pub list: usize,
    /// The list is directly in the document.
    pub top_level: bool,
    pub span: Span,
    /// `[x]` is `Some(true)`, `[ ]` is `Some(false)`.
    pub task: Option<bool>,
    /// The first paragraph's inline content, without the task marker; empty if the item starts with another block.
    pub first_paragraph: Span,
    /// All that is after the marker.
    pub content: Span,
    /// In a list with boxes: where the feedback on it starts, see [`feedback`](super::feedback); else its end.
    pub feedback_start: u32,
}

/// The definition of a footnote.
#[derive(Debug, Clone)]
pub struct ScannedFootnote {
    pub span: Span,
    /// In lower case, as labels are compared.
    pub label: String,
}

/// A link or image before anyone has looked where it leads.
#[derive(Debug, Clone)]
pub struct ScannedLink {
    pub span: Span,
    pub syntax: LinkSyntax,
    pub wiki: bool,
    /// The destination with Markdown's escapes undone.
    pub destination: String,
    /// An image without alternative text.
    pub no_alt: bool,
}

/// A block of code.
#[derive(Debug, Clone, Copy)]
pub struct ScannedCode {
    pub span: Span,
    /// What is between its fences; the whole block if it has none and is indented.
    pub code: Span,
    pub fenced: bool,
    /// Whether a line ends it. Otherwise it ends where what is around it does.
    pub closed: bool,
}

/// A piece of visible text outside code, links and math.
#[derive(Debug, Clone, Copy)]
pub struct TextPiece {
    pub span: Span,
    /// Pieces of one paragraph (or heading, or table cell) share a number.
    pub block: u32,
}

/// A costly feature and where it is.
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
    pub text_pieces: Vec<TextPiece>,
    /// The pieces of visible text in links, outside code and math.
    pub link_texts: Vec<Span>,
    pub features: Vec<(usize, Feature)>,
    /// Labels of `[text][label]` and `[^note]` that are not defined.
    pub undefined: Vec<(Span, String)>,
    /// Link reference definitions: label, destination, title, place.
    pub link_definitions: Vec<(String, String, String, Span)>,
    /// Places that raw HTML names.
    pub html_anchors: Vec<(Span, String)>,
    pub footnotes: Vec<ScannedFootnote>,
    /// Labels by which links and images refer to definitions, and where.
    pub label_uses: Vec<(u32, String)>,
    /// References to footnotes: place and label in lower case.
    pub footnote_references: Vec<(Span, String)>,
    pub code_blocks: Vec<ScannedCode>,
    /// Blocks of raw HTML.
    pub html_blocks: Vec<Span>,
    /// Those that begin with a comment.
    pub comment_blocks: Vec<Span>,
    /// Paragraphs that are in no list, quote or footnote.
    pub paragraphs: Vec<Span>,
    /// Blocks that start where the list before them ends because they are indented too little: the block, the spaces that its lines
    /// lack, and what it is.
    pub underindented: Vec<(Span, usize, &'static str)>,
    /// What is rendered, or has a meaning (for the check for dropped text): in order, without overlaps.
    pub consumed_spans: Vec<Span>,
    /// The first place where the nesting limit is passed.
    pub too_deep: Option<Span>,
    pub tables: Vec<Span>,
    /// Tables with too many columns.
    pub too_wide: Vec<Span>,
    /// The first definition and the first footnote of each label, by their numbers.
    link_definition_numbers: BTreeMap<String, usize>,
    footnote_numbers: BTreeMap<String, usize>,
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
    pub fn link_definition(&self, normalized_label: &str) -> Option<&(String, String, String, Span)> {
        self.link_definition_numbers.get(normalized_label).map(|number| &self.link_definitions[*number])
    }

    /// The number of the footnote that a label, in lower case, refers to: the first of its name.
    pub fn footnote(&self, label: &str) -> Option<usize> {
        self.footnote_numbers.get(label).copied()
    }

    /// The parser reports nearly all in order; what a block of raw HTML holds is noted at its end.
    pub(super) fn sort_by_position(&mut self) {
        self.headings.sort_by_key(|heading| heading.span.start);
        self.items.sort_by_key(|item| item.span.start);
        self.links.sort_by_key(|link| link.span.start);
        self.text_pieces.sort_by_key(|piece| piece.span.start);
        self.link_texts.sort();
        self.features.sort_by_key(|(at, _)| *at);
        self.html_anchors.sort_by_key(|(at, _)| at.start);
        self.footnotes.sort_by_key(|note| note.span.start);
        self.label_uses.sort_by_key(|(at, _)| *at);
        self.footnote_references.sort_by_key(|(at, _)| at.start);
        for (number, note) in self.footnotes.iter().enumerate() {
            self.footnote_numbers.entry(note.label.clone()).or_insert(number);
        }
        for (number, (label, ..)) in self.link_definitions.iter().enumerate() {
            self.link_definition_numbers.entry(normalized_label(label)).or_insert(number);
        }
    }
}
