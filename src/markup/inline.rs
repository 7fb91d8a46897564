//! Running text: emphasis, links, and the boundaries that start and end anywhere in it.
//!
//! A cloze deletion may start inside of bold text and end after it. HTML can't say that; so where two elements cross, the inner one is
//! closed and opened again, as browsers do for misnested tags.

use std::ops::Range;

use super::escape::push_attribute;
use super::html_sink::HtmlSink;
use super::link;
use super::prepare::{Inline, InlineBoundary, TextPart};
use super::write::Writer;

/// An element of running text that is open.
pub(super) struct Element {
    /// Empty for a link of which only the text is published.
    name: &'static str,
    attributes: String,
    /// For elements that come from an [`Inline`] rather than from an event.
    inline: Option<Inline>,
}

/// The open elements, outermost first.
#[derive(Default)]
pub(super) struct Stack(Vec<Element>);

impl Stack {
    /// Opens an element inside those that are open.
    pub(super) fn push(&mut self, name: &'static str, attributes: String, inline: Option<Inline>, sink: &mut HtmlSink) {
        let element = Element { name, attributes, inline };
        element.open(sink);
        self.0.push(element);
    }

    /// Closes the innermost element that comes from an event.
    pub(super) fn pop(&mut self, sink: &mut HtmlSink) {
        if let Some(at) = self.0.iter().rposition(|e| e.inline.is_none()) {
            self.remove(at, sink);
        }
    }

    /// Closes the element of an [`Inline`], if it is open.
    fn pop_inline(&mut self, inline: Inline, sink: &mut HtmlSink) {
        if let Some(at) = self.0.iter().rposition(|e| e.inline == Some(inline)) {
            self.remove(at, sink);
        }
    }

    /// Closes an element; those inside it are closed before and opened again after.
    fn remove(&mut self, at: usize, sink: &mut HtmlSink) {
        self.0[at..].iter().rev().for_each(|e| e.close(sink));
        self.0.remove(at);
        self.0[at..].iter().for_each(|e| e.open(sink));
    }

    /// Closes everything: a block starts or ends.
    pub(super) fn clear(&mut self, sink: &mut HtmlSink) {
        self.0.drain(..).rev().for_each(|e| e.close(sink));
    }

    /// Whether a link is open.
    pub(super) fn has_link(&self) -> bool {
        self.0.iter().any(|e| e.name == "a")
    }
}

impl Element {
    fn open(&self, sink: &mut HtmlSink) {
        if !self.name.is_empty() {
            sink.open(self.name, &self.attributes);
        }
    }

    fn close(&self, sink: &mut HtmlSink) {
        if !self.name.is_empty() {
            sink.close(self.name);
        }
    }
}

impl Writer<'_> {
    /// Writes a text event, applying the boundaries inside it.
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        let boundaries = &self.text.boundaries;
        if self.cursor.has_no_boundary_in(boundaries, range) {
            return self.sink.text(text);
        }
        for piece in self.cursor.split(boundaries, text, range) {
            match piece {
                TextPart::Text(text) => self.sink.text(text),
                TextPart::Boundary(boundary) => self.apply(boundary),
            }
        }
    }

    /// Applies the boundaries up to a place where an element of running text starts.
    pub(super) fn apply_boundaries_until(&mut self, at: usize) {
        while let Some(boundary) = self.cursor.take_if(&self.text.boundaries, |b| b.at <= at) {
            self.apply(boundary);
        }
    }

    /// Applies the boundaries before a place where an element of running text ends.
    pub(super) fn apply_boundaries_before_end(&mut self, at: usize) {
        while let Some(boundary) = self.cursor.take_if(&self.text.boundaries, |b| b.at < at) {
            self.apply(boundary);
        }
    }

    fn apply(&mut self, boundary: InlineBoundary) {
        match boundary.what {
            what if !boundary.opens => self.stack.pop_inline(what, &mut self.sink),
            Inline::Cloze(number) => {
                let Some(cloze) = self.layout.cloze.get(number) else { return };
                let mut attributes = String::from(" class=\"cloze\"");
                push_attribute("data-cloze", &cloze.key, &mut attributes);
                if let Some(hint) = &cloze.hint {
                    push_attribute("data-hint", hint, &mut attributes);
                }
                self.stack.push("span", attributes, Some(boundary.what), &mut self.sink);
            }
            Inline::Link(number) => {
                let Some(link) = self.body.links.get(number).filter(|_| !self.stack.has_link()) else { return };
                if let Some(attributes) = link::attributes(self.page, self.layout.id_prefix, &link.target, "") {
                    self.stack.push("a", attributes, Some(boundary.what), &mut self.sink);
                }
            }
        }
    }
}
