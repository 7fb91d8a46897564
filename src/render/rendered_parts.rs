//! Bodies and their parts as markup, for the current page.

use super::PageRenderer;
use super::view::Html;
use crate::markup::{self, Layout, UsedFeatures};
use crate::model::{Body, Node};
use crate::source::Span;

impl PageRenderer<'_> {
    /// Parts of a body as markup, from one reading of it.
    pub fn render_parts(&self, body: &Body, spans: &[Span], layout: &Layout<'_>) -> RenderedParts {
        let place = markup::PageContext { guide: self.cx.guide, sources: self.cx.sources, here: &self.urls.path };
        let parts = self.cx.markup.render_parts(&place, body, spans, layout);
        RenderedParts { parts: parts.into_iter(), used: UsedFeatures::default() }
    }

    /// A node's whole text as markup, without its title; `None` where it has none.
    pub fn body(&self, node: Node) -> (Option<Html>, UsedFeatures) {
        let Some(body) = self.cx.guide.body(node) else {
            return (None, UsedFeatures::default());
        };
        let mut parts = self.render_parts(body, &[body.span], &Layout::PAGE);
        (parts.next_nonempty(), parts.used)
    }
}

/// Rendered parts of a body, taken one after the other in the order in which they were asked for.
pub struct RenderedParts {
    parts: std::vec::IntoIter<markup::Html>,
    /// What the parts taken so far contain.
    pub used: UsedFeatures,
}

impl RenderedParts {
    /// The next part.
    pub fn next_part(&mut self) -> Html {
        let part = self.parts.next().unwrap_or_default();
        self.used |= part.used;
        Html::new(part.html.trim())
    }

    /// The next part, if there is anything in it.
    pub fn next_nonempty(&mut self) -> Option<Html> {
        let html = self.next_part();
        (!html.as_str().is_empty()).then_some(html)
    }
}
