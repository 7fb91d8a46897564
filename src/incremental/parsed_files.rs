//! What each file was parsed into, kept until its text or the rules of parsing change.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::compiler;
use crate::diagnostic::Diagnostic;
use crate::markup::Markup;
use crate::model::Body;
use crate::parse::{Document, ParseOptions};
use crate::source::{Source, SourceId, Sources, Span};

/// The files of content/ as they were parsed last.
#[derive(Default)]
pub struct ParsedFiles {
    /// By path: the text that was parsed, and what came of it.
    files: BTreeMap<String, ParsedFile>,
    parse_options: ParseOptions,
}

/// What changed in content/ since the last time.
#[derive(Default)]
pub struct Changes {
    /// Files that were there and are, as they were parsed then and now.
    pub changed: Vec<(Document, Document)>,
    /// Whether the guide has to be resolved as a whole: files came or went, or book.toml changed.
    pub needs_full_resolve: bool,
}

struct ParsedFile {
    source: Source,
    document: Option<Document>,
    diagnostics: Vec<Diagnostic>,
    /// What [`check_body`](compiler::check_body) found in each body of the file that was checked, by the body's place.
    checked: Vec<(Span, Vec<Diagnostic>)>,
}

impl ParsedFiles {
    /// Parses every source that was not parsed before, in parallel. Returns what changed, and the findings about all sources.
    pub fn update(&mut self, sources: &Sources, parse_options: ParseOptions) -> (Changes, Vec<Diagnostic>) {
        if parse_options != self.parse_options {
            self.files.clear();
            self.parse_options = parse_options;
        }
        let list: Vec<_> = sources.iter().collect();
        let is_known = |source: &Source| self.files.get(&source.path).is_some_and(|known| known.source.text == source.text);
        let parse = |(id, source): &(SourceId, &Source)| {
            let (document, diagnostics) = compiler::parse_source(*id, source, &self.parse_options);
            ParsedFile { source: (*source).clone(), document, diagnostics, checked: Vec::new() }
        };
        // `None` where it was parsed before.
        let parsed: Vec<Option<ParsedFile>> = list.par_iter().map(|file| (!is_known(file.1)).then(|| parse(file))).collect();
        let (mut changes, mut diagnostics) = (Changes::default(), Vec::new());
        if self.files.len() != list.len() || parsed.iter().flatten().any(|file| !self.files.contains_key(&file.source.path)) {
            let paths: BTreeSet<&str> = list.iter().map(|(_, source)| source.path.as_str()).collect();
            self.files.retain(|path, _| paths.contains(path.as_str()));
            changes.needs_full_resolve = true;
        }
        for ((id, source), file) in list.iter().zip(parsed) {
            if let Some(file) = file {
                let new = file.document.clone();
                let old = self.files.insert(source.path.clone(), file).and_then(|old| old.document);
                changes.needs_full_resolve |= old.is_none() || new.is_none();
                changes.changed.extend(old.zip(new));
            }
            if let Some(file) = self.files.get_mut(&source.path) {
                file.set_source(*id);
                diagnostics.extend(file.diagnostics.iter().cloned());
            }
        }
        (changes, diagnostics)
    }

    /// All documents, in the order of the sources.
    pub fn documents(&self, sources: &Sources) -> Vec<Document> {
        sources.iter().filter_map(|(_, source)| self.files.get(&source.path)?.document.clone()).collect()
    }

    /// What rendering would find wrong in some bodies. Each is checked once, until its file or the theme changes.
    pub fn check_bodies(&mut self, bodies: &[&Body], sources: &Sources, markup: &Markup) -> Vec<Diagnostic> {
        let known = |body: &Body| self.files.get(&sources.get(body.source).path)?.found_in(body);
        let check = |body: &&Body| known(body).ok_or_else(|| compiler::check_body(markup, sources, body));
        let found: Vec<_> = bodies.par_iter().map(check).collect();
        let mut all = Vec::new();
        for (body, found) in bodies.iter().zip(found) {
            let found = found.unwrap_or_else(|new| {
                let file = self.files.get_mut(&sources.get(body.source).path);
                file.into_iter().for_each(|file| file.checked.push((body.span, new.clone())));
                new
            });
            all.extend(found);
        }
        all
    }

    /// Bodies are checked again: the theme changed.
    pub fn forget_checks(&mut self) {
        self.files.values_mut().for_each(|file| file.checked.clear());
    }
}

impl Changes {
    /// The files that changed.
    pub fn sources(&self) -> BTreeSet<SourceId> {
        self.changed.iter().map(|(_, now)| now.source).collect()
    }
}

impl ParsedFile {
    /// What was found in a body when it was checked last.
    fn found_in(&self, body: &Body) -> Option<Vec<Diagnostic>> {
        let (_, found) = self.checked.iter().find(|(span, _)| *span == body.span)?;
        let mut found = found.clone();
        found.iter_mut().for_each(|diagnostic| diagnostic.set_source(body.source));
        Some(found)
    }

    /// Gives the file another number, because files before it came or went.
    fn set_source(&mut self, id: SourceId) {
        if let Some(document) = &mut self.document {
            document.source = id;
        }
        for diagnostic in &mut self.diagnostics {
            diagnostic.set_source(id);
        }
    }
}
