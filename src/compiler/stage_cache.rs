//! The stages of the pipeline whose results may be kept from one run to the next.
//!
//! The pipeline (`compile_with`) asks a [`StageCache`] for them. A build keeps nothing ([`NoCache`]); `incremental::Session` keeps what a
//! save did not change. Both must give the same results for the same input.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::stages::{self, Resolved, ThemeSetup};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::input::{Options, ThemeFile};
use crate::markup::Markup;
use crate::model::{Asset, Body, Guide};
use crate::parse::{Document, ParseOptions};
use crate::resolve;
use crate::source::Sources;
use crate::study::DeckFiles;

/// Called in the order of the methods, once in each run; `theme_setup` and `check_bodies` once for each language.
pub trait StageCache: Send {
    /// Parses every source. Returns what is wrong in them.
    fn parse(&mut self, sources: &Sources, parse_options: ParseOptions) -> Vec<Diagnostic>;

    /// The theme and the Markdown renderer for a configuration.
    fn theme_setup(&mut self, config: &Config, overlay: &[ThemeFile]) -> ThemeSetup;

    /// What was parsed, in the order of the sources.
    fn documents(&self, sources: &Sources) -> Vec<Document>;

    /// Resolves the guide in its first language. `repository` are the files outside of content/ that links may name.
    fn resolve(
        &mut self,
        sources: &Sources,
        assets: Vec<Asset>,
        repository_paths: BTreeSet<String>,
        config: &Config,
        options: &Options,
    ) -> (Guide, Vec<Diagnostic>);

    /// What rendering would find wrong in some bodies.
    fn check_bodies(&mut self, bodies: &[&Body], sources: &Sources, markup: &Markup) -> Vec<Diagnostic>;

    /// The names of the deck data's files.
    fn deck_files(&mut self, resolved: &Resolved) -> DeckFiles;

    /// A stage panicked: nothing that was kept is used any more.
    fn clear(&mut self);
}

/// Keeps nothing but the documents of the run.
#[derive(Default)]
pub struct NoCache {
    documents: Vec<Document>,
}

impl StageCache for NoCache {
    fn parse(&mut self, sources: &Sources, parse_options: ParseOptions) -> Vec<Diagnostic> {
        let list: Vec<_> = sources.iter().collect();
        let parsed: Vec<_> = list.par_iter().map(|(id, source)| stages::parse_source(*id, source, &parse_options)).collect();
        let mut diagnostics = Vec::new();
        self.documents = Vec::with_capacity(parsed.len());
        for (document, found) in parsed {
            self.documents.extend(document);
            diagnostics.extend(found);
        }
        diagnostics
    }

    fn theme_setup(&mut self, config: &Config, overlay: &[ThemeFile]) -> ThemeSetup {
        ThemeSetup::new(config, overlay)
    }

    fn documents(&self, _: &Sources) -> Vec<Document> {
        self.documents.clone()
    }

    fn resolve(
        &mut self,
        sources: &Sources,
        assets: Vec<Asset>,
        repository_paths: BTreeSet<String>,
        config: &Config,
        options: &Options,
    ) -> (Guide, Vec<Diagnostic>) {
        let originals = resolve::originals(std::mem::take(&mut self.documents));
        resolve::resolve(originals, sources, assets, &repository_paths, config, options.drafts)
    }

    fn check_bodies(&mut self, bodies: &[&Body], sources: &Sources, markup: &Markup) -> Vec<Diagnostic> {
        bodies.par_iter().flat_map_iter(|body| stages::check_body(markup, sources, body)).collect()
    }

    fn deck_files(&mut self, resolved: &Resolved) -> DeckFiles {
        DeckFiles::new(&resolved.context())
    }

    fn clear(&mut self) {
        self.documents.clear();
    }
}
