//! The findings about references: what is wrong, where, and how to fix it.

use fnv::FnvHashMap;

use super::binder::Binder;
use super::missing::{Missing, NO_SUGGESTION};
use crate::diagnostic::{Code, Diagnostic, MAX_PER_FILE, Severity};
use crate::model::Node;
use crate::parse::{Reference, destination_span, relative, scan};
use crate::resolve::symbol_table::FormerFile;
use crate::source::{Location, Span};

impl Binder<'_> {
    /// Reports an error in the body that is being bound.
    pub(super) fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, self.body.source, span, message).help(help));
    }

    /// Reports a warning: for what a code host shows without complaint and Recto publishes in part.
    pub(super) fn warn(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let mut diagnostic = Diagnostic::new(code, self.body.source, span, message).help(help);
        diagnostic.severity = Severity::Warning;
        self.diagnostics.push(diagnostic);
    }

    /// Marks the finding that is reported next: its help, what `missing` may have been meant to be, is looked for once all is bound; where that is
    /// certain, it replaces `written`. Only as many findings are marked as are shown.
    pub(super) fn suggest_for_next(&mut self, missing: Missing, written: Option<Location>) {
        if self.missing.len() < MAX_PER_FILE {
            self.missing.push((self.diagnostics.len(), missing, written));
        }
    }

    /// An error about a name that leads nowhere; its help is a suggestion.
    pub(super) fn report_missing(&mut self, code: Code, span: Span, message: String, missing: Missing) {
        self.suggest_for_next(missing, None);
        self.report(code, span, message, NO_SUGGESTION);
    }

    /// A link that leads nowhere; what was written is replaced if there is no doubt what was meant.
    pub(super) fn report_broken(&mut self, reference: &Reference, written: &str, message: String, missing: Missing) {
        let code = if matches!(missing, Missing::Asset(_)) { Code::MissingAsset } else { Code::BrokenLink };
        self.suggest_for_next(missing, self.place_of(reference, written));
        self.report(code, reference.target_span, message, NO_SUGGESTION);
    }

    /// A link to the file that something had before: an alias says what, and code hosts know nothing of aliases.
    pub(super) fn report_former(&mut self, reference: &Reference, path: &str, former: &FormerFile) {
        let target = reference.target.as_str();
        let written = if former.fragment_names_card { target } else { target.split('#').next().unwrap_or_default() };
        let file = relative(self.body.folder, &former.file);
        let now = former.name.as_ref().map_or_else(|| file.clone(), |name| format!("{file}#{name}"));
        let mut diagnostic = Diagnostic::new(
            Code::BrokenLink,
            self.body.source,
            reference.target_span,
            format!("there is no file `content/{path}` any more"),
        )
        .help(format!("`{}` is an alias of what is in `{now}` now: write that (`recto check --fix` does)", former.id));
        if let Some(at) = self.place_of(reference, written) {
            diagnostic = diagnostic.fix(at, now);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Where the first part of a reference's target, `written`, stands: in the reference, or in the definition of its label.
    pub(super) fn place_of(&self, reference: &Reference, written: &str) -> Option<Location> {
        let source = self.body.source;
        let text = &self.sources.get(source).text;
        let stands = |start: u32| {
            let span = Span::new(start as usize, start as usize + written.len());
            (text.get(span.range()) == Some(written)).then_some(Location { source, span })
        };
        stands(reference.target_span.start).or_else(|| {
            let label = text.get(reference.target_span.range())?.trim_end_matches("[]").strip_suffix(']')?.rsplit_once('[')?.1;
            stands(self.destinations().get(&label.trim().to_lowercase())?.start)
        })
    }

    fn destinations(&self) -> &FnvHashMap<String, Span> {
        self.destinations.get_or_init(|| {
            let text = &self.sources.get(self.body.source).text;
            let definitions = scan(text, Span::new(0, text.len())).link_definitions;
            let of = |(label, destination, _, span): &(String, String, String, Span)| {
                Some((label.trim().to_lowercase(), destination_span(text, destination, *span)?))
            };
            definitions.iter().filter_map(of).collect()
        })
    }

    /// A link by the end of an id: fine now, and `check --fix` makes it last.
    pub(super) fn report_partial_wiki_link(&mut self, reference: &Reference, short: &str, full: &str) {
        let source = self.body.source;
        let start = reference.target_span.start as usize;
        let at = Location { source, span: Span::new(start, start + short.len()) };
        if self.sources.slice(at) == short {
            self.diagnostics.push(
                Diagnostic::new(Code::PartialWikiLink, source, at.span, format!("`{short}` is short for `{full}`"))
                    .help(format!("write `[[{full}]]`"))
                    .fix(at, full),
            );
        }
    }

    /// A path as Windows writes it: followed here, and nowhere else.
    pub(super) fn report_backslashes(&mut self, reference: &Reference, path: &str) {
        let (source, start) = (self.body.source, reference.target_span.start as usize);
        let at = Location { source, span: Span::new(start, start + path.len()) };
        let meant = path.replace('\\', "/");
        let message = "code hosts do not accept `\\` in paths";
        let mut diagnostic = Diagnostic::new(Code::HostOnlyLink, source, reference.target_span, message).help(format!("write `{meant}`"));
        if self.sources.get(source).text.get(at.span.range()) == Some(path) {
            diagnostic = diagnostic.fix(at, meant);
        }
        self.diagnostics.push(diagnostic);
    }

    /// An anchor in other letters than its heading's: code hosts and browsers compare them exactly.
    pub(super) fn report_case(&mut self, reference: &Reference, fragment: &str, name: &str) {
        let span = self.fragment_span(reference);
        let at = Location { source: self.body.source, span: Span { start: (span.start + 1).min(span.end), end: span.end } };
        let mut diagnostic =
            Diagnostic::new(Code::AnchorCase, self.body.source, span, format!("`#{fragment}` differs from the heading's `#{name}`"))
                .help(format!("write `#{name}`"));
        if self.sources.slice(at) == fragment {
            diagnostic = diagnostic.fix(at, name);
        }
        self.diagnostics.push(diagnostic);
    }

    /// A link to a place that the page does not have.
    pub(super) fn report_anchor(&mut self, reference: &Reference, node: Node, fragment: &str) {
        let span = self.fragment_span(reference);
        let message = format!("no heading there is called `#{fragment}`");
        let source = self.body.source;
        let written = format!("#{fragment}");
        let is_there = self.sources.get(source).text.get(span.range()) == Some(&*written);
        self.suggest_for_next(Missing::Fragment(node, fragment.to_string()), is_there.then_some(Location { source, span }));
        self.report(Code::BrokenAnchor, span, message, NO_SUGGESTION);
    }

    /// Where the fragment is in a link's destination, or the whole destination.
    pub(super) fn fragment_span(&self, reference: &Reference) -> Span {
        let written = &self.sources.get(self.body.source).text[reference.target_span.range()];
        match written.find('#') {
            Some(hash) => Span { start: reference.target_span.start + hash as u32, end: reference.target_span.end },
            None => reference.target_span,
        }
    }
}
