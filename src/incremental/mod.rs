//! Compiling one guide after each save: what a save does not touch is not computed again.
//!
//! In: the input as it is now. Out: what [`compile`](crate::compile) gives for it, byte for byte. [`Session`] is the pipeline's
//! [`StageCache`]. It keeps three things between saves: what each file was parsed into ([`ParsedFiles`]), the theme and the Markdown renderer
//! ([`ThemeCache`]), and the guide that was resolved last ([`Bound`]), which stays where a save changed nothing but the words of cards.

mod parsed_files;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compiler::assets::same_files;
use crate::compiler::{self, Resolved, StageCache, ThemeSetup};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::markup::Markup;
use crate::model::{Asset, Body, Guide, HtmlPolicy};
use crate::parse::{Document, ParseOptions};
use crate::resolve;
use crate::source::{SourceId, Sources};
use crate::study::DeckFiles;
use crate::theme::{Theme, ThemeOptions};
use crate::{Compiled, Input, Options, ThemeFile};

use parsed_files::{Changes, ParsedFiles};

/// Compiles a guide after each change of it.
#[derive(Default)]
pub struct Session {
    parsed: ParsedFiles,
    /// By language.
    theme_caches: BTreeMap<String, ThemeCache>,
    bound: Option<Bound>,
    /// What changed since the last time, while the input is compiled.
    changes: Changes,
    binding: Option<Binding>,
}

/// The setup of the last time, and what it was made from.
struct ThemeCache {
    key: ThemeKey,
    theme_setup: ThemeSetup,
}

/// What a [`ThemeSetup`] depends on.
#[derive(PartialEq)]
struct ThemeKey {
    options: ThemeOptions,
    html: HtmlPolicy,
    overlay: Vec<ThemeFile>,
}

/// What resolving gave the last time, and what it depended on.
struct Bound {
    guide: Arc<Guide>,
    deck: DeckFiles,
    theme: Arc<Theme>,
    resolved: ResolvedWith,
}

struct ResolvedWith {
    diagnostics: Vec<Diagnostic>,
    options: Options,
    repository_paths: BTreeSet<String>,
}

/// What resolving gave this time, until the names of the deck data are known too.
struct Binding {
    resolved: ResolvedWith,
    /// The result of the last time, where the guide is that one with other words in some cards.
    rebound: Option<Bound>,
}

impl Session {
    /// Compiles the input as [`compile`](crate::compile) would. Where a stage panics the result is that finding, and nothing that was
    /// remembered is used any more.
    pub fn compile(&mut self, input: Input, options: &Options) -> Compiled {
        compiler::compile_with(self, input, options)
    }
}

impl StageCache for Session {
    fn parse(&mut self, sources: &Sources, parse_options: ParseOptions) -> Vec<Diagnostic> {
        let (changes, diagnostics) = self.parsed.update(sources, parse_options);
        self.changes = changes;
        diagnostics
    }

    /// The setup of the last time where nothing that it depends on changed.
    fn theme_setup(&mut self, config: &Config, overlay: &[ThemeFile]) -> ThemeSetup {
        let key = ThemeKey { options: compiler::theme_options(config), html: config.markdown.html, overlay: overlay.to_vec() };
        let cache = self.theme_caches.get(&config.book.language);
        if let Some(cache) = cache.filter(|cache| cache.key == key) {
            return cache.theme_setup.clone();
        }
        self.parsed.forget_checks();
        let theme_setup = ThemeSetup::new(config, &key.overlay);
        self.theme_caches.insert(config.book.language.clone(), ThemeCache { key, theme_setup: theme_setup.clone() });
        theme_setup
    }

    fn documents(&self, sources: &Sources) -> Vec<Document> {
        self.parsed.documents(sources)
    }

    fn resolve(
        &mut self,
        sources: &Sources,
        assets: Vec<Asset>,
        repository_paths: BTreeSet<String>,
        config: &Config,
        options: &Options,
    ) -> (Guide, Vec<Diagnostic>) {
        let same = |last: &Bound| last.resolved.options == *options && last.resolved.repository_paths == repository_paths;
        // With `links.terms` any word may be a link.
        let last = self.bound.take().filter(same).filter(|_| !config.links.terms);
        let rebound = last.and_then(|last| Some((last.rebind(&self.changes, &assets)?, last)));
        let (guide, diagnostics, rebound) = match rebound {
            Some((guide, last)) => (guide, last.resolved.diagnostics.clone(), Some(last)),
            None => {
                let documents = resolve::originals(self.parsed.documents(sources));
                let (guide, diagnostics) = resolve::resolve(documents, sources, assets, &repository_paths, config, options.drafts);
                (guide, diagnostics, None)
            }
        };
        let resolved = ResolvedWith { diagnostics: diagnostics.clone(), options: options.clone(), repository_paths };
        self.binding = Some(Binding { resolved, rebound });
        (guide, diagnostics)
    }

    fn check_bodies(&mut self, bodies: &[&Body], sources: &Sources, markup: &Markup) -> Vec<Diagnostic> {
        self.parsed.check_bodies(bodies, sources, markup)
    }

    fn deck_files(&mut self, resolved: &Resolved) -> DeckFiles {
        let binding = self.binding.take();
        let (with, rebound) = binding.map(|Binding { resolved, rebound }| (resolved, rebound)).unzip();
        let deck = match rebound.flatten().filter(|last| Arc::ptr_eq(&last.theme, &resolved.theme)) {
            Some(last) => last.deck.update(&resolved.context(), &self.changes.sources()),
            None => DeckFiles::new(&resolved.context()),
        };
        let (guide, theme) = (resolved.guide.clone(), resolved.theme.clone());
        self.bound = with.map(|with| Bound { guide, deck: deck.clone(), theme, resolved: with });
        deck
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Bound {
    /// The guide after changes that concern nothing but the changed cards.
    fn rebind(&self, changes: &Changes, assets: &[Asset]) -> Option<Guide> {
        let touched: BTreeSet<SourceId> = changes.sources();
        let concerned = |found: &Diagnostic| found.locations().any(|at| touched.contains(&at.source));
        let fits =
            !changes.needs_full_resolve && same_files(&self.guide.assets, assets) && !self.resolved.diagnostics.iter().any(concerned);
        fits.then(|| resolve::rebind(&self.guide, &changes.changed)).flatten()
    }
}

#[cfg(test)]
mod tests;
