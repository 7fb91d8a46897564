//! A card's or page's Markdown → HTML.
//!
//! In: a [`Body`] (Markdown with its links bound and its headings named by parsing), the spans of it that are wanted, and the page for
//! which relative URLs are written. Out: one [`Html`] for each span. The steps:
//!
//! 1. [`prepare`]: blank what is never shown, parse the body once, list where cloze deletions, bare URLs and terms start and end.
//! 2. [`write`]: turn the events inside each span into HTML: blocks in [`block`], running text in [`inline`], footnotes in [`footnote`].
//! 3. Finished pieces come from [`code`], [`math`] and [`diagram`], each from closed lists of classes and elements, each
//!    remembered, so that rendering a body twice costs once.
//! 4. [`html_sink`]: where a part contains raw HTML, what [`html`] has let through is balanced and read once more by ammonia.
//!
//! Nothing that a contributor writes leaves by any other way: text is escaped, URLs come from bound links only, and a link without a
//! binding is text. There is no `style` attribute and no handler in the output.
//!
//! # What themes can style
//!
//! | element | what it is |
//! | --- | --- |
//! | `div.code`, `figure.code > figcaption` | code block, with the file's name if one is given; inside `pre[tabindex] > code.language-x` |
//! | `.code mark` | a marked line, its line end included (wants `display: block`) |
//! | `.hc`, `.hs`, … | highlighted code, see `code/classes.rs` |
//! | `figure.diagram`, `.wide` | a diagram; wide: more than 640 CSS pixels, for a framed box that scrolls; focusable where a phone scrolls it; see `diagram/theme.rs` |
//! | `.paper-85`, `.paper-turned`, `.paper-broken` … | a table or a formula wider than a printed page, see [`print_size`] |
//! | `.math-block` | a displayed formula (wants `display: block; overflow-x: auto`); classes inside it: see [`math`] |
//! | `div.table-scroll > table` | a table in a box that scrolls; cells are `.left`, `.center`, `.right` |
//! | `aside.alert.note` (`tip`, `important`, `warning`, `caution`) | an alert, its first paragraph `.alert-title` |
//! | `p.text-with-images` | a paragraph of words and images, which stand in its lines |
//! | `img.light-only`, `img.dark-only` | an image for one scheme |
//! | `li.task > input` | an item of a task list |
//! | `sup.footnote`, `div.footnotes > ol` | references to footnotes, and the notes |
//! | `span.cloze[data-cloze][data-hint]` | a cloze deletion, readable; several may have the same key |
//! | `a[rel~=external]` | a link to another site |

mod block;
mod check;
pub mod clozes;
mod code;
mod diagram;
mod embedded;
mod escape;
mod footnote;
mod html;
mod html_sink;
mod inline;
mod line_breaks;
mod link;
mod math;
mod math_help;
mod plain;
mod prepare;
mod print_size;
mod render_cache;
mod strip_tags;
mod title;
mod ui_strings;
mod without_ids;
mod write;
mod xml;

#[cfg(test)]
mod tests;

pub use plain::CodeText;
pub use strip_tags::strip_tags;
pub use ui_strings::UiStrings;
pub use without_ids::without_ids;

use memchr::memmem;

use crate::diagnostic::Diagnostic;
use crate::model::{Body, Cloze, Guide, HtmlPolicy, Title};
use crate::site::SitePath;
use crate::source::{Location, Sources, Span};

/// Renders Markdown. One for a whole build, shared by its threads.
pub struct Markup {
    policy: HtmlPolicy,
    words: UiStrings,
    highlighter: code::Highlighter,
    math: math::MathRenderer,
    diagrams: diagram::DiagramRenderer,
}

/// For which page, of which guide.
#[derive(Clone, Copy)]
pub struct PageContext<'a> {
    pub guide: &'a Guide,
    pub sources: &'a Sources,
    /// The file whose relative URLs are written.
    pub here: &'a SitePath,
}

/// How a body is laid into a page.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// The cloze deletions of a cloze card.
    pub cloze: &'a [Cloze],
    /// Starts every id, for pages that hold several bodies; empty for others.
    pub id_prefix: &'a str,
    /// The level of a part's highest heading: 2 under a page's title, 3 inside a card's section. Lower ones keep their distance.
    pub top_heading: u8,
    pub math: Math,
}

/// What becomes of formulas.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Math {
    #[default]
    MathMl,
    /// As written, between `\(` and `\)` or `\[` and `\]`, for programs that set TeX themselves.
    Tex,
}

impl Layout<'_> {
    /// A body alone under a page's title.
    pub const PAGE: Layout<'static> = Layout { cloze: &[], id_prefix: "", top_heading: 2, math: Math::MathMl };
    /// A card's sections, alone on a page.
    pub const CARD: Layout<'static> = Layout { cloze: &[], id_prefix: "", top_heading: 3, math: Math::MathMl };
}

/// A rendered part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html {
    pub html: String,
    pub used: UsedFeatures,
}

/// What a rendered part contains that needs a stylesheet or a script.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UsedFeatures {
    /// Code blocks.
    pub code: bool,
    pub math: bool,
    pub diagrams: bool,
}

impl std::ops::BitOrAssign for UsedFeatures {
    fn bitor_assign(&mut self, other: Self) {
        self.code |= other.code;
        self.math |= other.math;
        self.diagrams |= other.diagrams;
    }
}

impl Markup {
    pub fn new(policy: HtmlPolicy, words: UiStrings) -> Self {
        Self {
            policy,
            words,
            highlighter: code::Highlighter::new(),
            math: math::MathRenderer::new(),
            diagrams: diagram::DiagramRenderer::new(),
        }
    }

    /// Renders parts of a body, in the order given, from one pass over its Markdown.
    ///
    /// A part is a section, the content of a list item, or any other span of the body; parts may lie inside one another. Footnotes are
    /// numbered through all parts, and each is at the end of the part that refers to it first.
    pub fn render_parts(&self, page: &PageContext<'_>, body: &Body, parts: &[Span], layout: &Layout<'_>) -> Vec<Html> {
        let text = prepare::PreparedBody::new(page.sources, body, layout.cloze);
        let events = text.events();
        let mut writer = write::Writer::new(self, page, body, layout, &text, &events);
        parts.iter().map(|span| writer.part(*span)).collect()
    }

    /// A title with its code and emphasis, without links.
    pub fn title(&self, title: &Title) -> String {
        title::html(self, title)
    }

    /// The visible text of parts of a body, in the order given. A line for each block.
    pub fn plain(&self, guide: &Guide, sources: &Sources, body: &Body, cloze: &[Cloze], parts: &[Span], code: CodeText) -> Vec<String> {
        let text = prepare::PreparedBody::new(sources, body, cloze);
        let events = text.events();
        let event_index = prepare::EventIndex::new(&events);
        parts.iter().map(|span| plain::text(guide, body, &text, (&events, &event_index), *span, code)).collect()
    }

    /// The visible text of the first blocks of a part that starts and ends between blocks, without code: at least a number of characters,
    /// unless the part has fewer.
    pub fn excerpt(&self, guide: &Guide, sources: &Sources, body: &Body, cloze: &[Cloze], part: Span, enough: usize) -> String {
        let source = sources.slice(Location { source: body.source, span: part });
        // Markdown is longer than what it shows, and a block that is cut (a list, a long block of code) is read as one that ends there.
        let mut read = 3 * enough;
        loop {
            let end = source.get(source.ceil_char_boundary(read)..).and_then(|rest| memmem::find(rest.as_bytes(), b"\n\n"));
            let length = end.map_or(source.len(), |at| source.ceil_char_boundary(read) + at);
            let span = Span::new(part.start as usize, part.start as usize + length);
            let text = prepare::PreparedBody::part(sources, body, cloze, span);
            let events = text.events();
            let shown = plain::text(guide, body, &text, (&events, &prepare::EventIndex::new(&events)), span, CodeText::Dropped);
            if length == source.len() || shown.chars().count() >= enough {
                return shown;
            }
            read *= 4;
        }
    }

    /// What only rendering can find wrong: bad formulas (errors), diagrams that are not drawn, removed HTML, unknown languages
    /// (warnings), bad attributes of code blocks (errors). Of use for bodies with any of [`Features`](crate::model::Features).
    pub fn check(&self, sources: &Sources, body: &Body) -> Vec<Diagnostic> {
        check::check(self, sources, body)
    }
}
