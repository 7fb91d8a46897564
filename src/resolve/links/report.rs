//! The findings about references: what is wrong, where, and how to fix it.

use super::binder::Binder;
use super::missing::{Missing, NO_SUGGESTION};
use crate::diagnostic::{Code, Diagnostic, MAX_PER_FILE};
use crate::model::Node;
use crate::parse::Reference;
use crate::source::{Location, Span};

impl Binder<'_> {
    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, self.place.source, span, message).help(help));
    }

    /// The next finding wants to know what was meant. Of more than are shown none does.
    pub(super) fn suggest(&mut self, missing: Missing, written: Option<Location>) {
        if self.missing.len() < MAX_PER_FILE {
            self.missing.push((self.diagnostics.len(), missing, written));
        }
    }

    pub(super) fn report_missing(&mut self, code: Code, span: Span, message: String, missing: Missing) {
        self.suggest(missing, None);
        self.report(code, span, message, NO_SUGGESTION);
    }

    /// A link that leads nowhere; what was written is replaced if there is no doubt what was meant.
    pub(super) fn report_broken(&mut self, reference: &Reference, written: &str, message: String, missing: Missing) {
        let (source, start) = (self.place.source, reference.target_span.start as usize);
        let at = Location { source, span: Span::new(start, start + written.len()) };
        let is_there = self.sources.get(source).text.get(at.span.range()) == Some(written);
        self.suggest(missing, is_there.then_some(at));
        self.report(Code::BrokenLink, reference.target_span, message, NO_SUGGESTION);
    }

    /// A link by the end of an id: fine now, and `check --fix` makes it last.
    pub(super) fn report_short(&mut self, reference: &Reference, short: &str, full: &str) {
        let source = self.place.source;
        let start = reference.target_span.start as usize;
        let at = Location { source, span: Span::new(start, start + short.len()) };
        if self.sources.slice(at) == short {
            self.diagnostics.push(
                Diagnostic::new(Code::ShortLink, source, at.span, format!("`{short}` is short for `{full}`"))
                    .help(format!("write `[[{full}]]`"))
                    .fix(at, full),
            );
        }
    }

    /// An anchor in other letters than its heading's: code hosts and browsers compare them exactly.
    pub(super) fn report_case(&mut self, reference: &Reference, fragment: &str, name: &str) {
        let span = self.fragment_span(reference);
        let at = Location { source: self.place.source, span: Span { start: (span.start + 1).min(span.end), end: span.end } };
        let mut diagnostic =
            Diagnostic::new(Code::AnchorCase, self.place.source, span, format!("`#{fragment}` differs from the heading's `#{name}`"))
                .help(format!("write `#{name}`"));
        if self.sources.slice(at) == fragment {
            diagnostic = diagnostic.fix(at, name);
        }
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn report_anchor(&mut self, reference: &Reference, node: Node, fragment: &str) {
        let span = self.fragment_span(reference);
        let message = format!("no heading there is called `#{fragment}`");
        self.report_missing(Code::BrokenAnchor, span, message, Missing::Fragment(node, fragment.to_string()));
    }

    /// Where the fragment is in a link's destination, or the whole destination.
    pub(super) fn fragment_span(&self, reference: &Reference) -> Span {
        let written = &self.sources.get(self.place.source).text[reference.target_span.range()];
        match written.find('#') {
            Some(hash) => Span { start: reference.target_span.start + hash as u32, end: reference.target_span.end },
            None => reference.target_span,
        }
    }
}
