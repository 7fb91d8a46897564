//! Compiling one guide after each save: what a save does not touch is not computed anew.
//!
//! In: the input as it is now. Out: what [`compile`](crate::compile) gives for it, byte for byte. [`Session`] runs the same stages and
//! remembers three things between them: what each file was parsed into ([`ParsedFiles`]), the theme and the Markdown writer
//! ([`ThemeCache`]), and the guide that was bound last ([`Bound`]), which stays where a save changed nothing but the words of cards.

mod parsed_files;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::compiler::assets::same_files;
use crate::compiler::translations::{self, Translated};
use crate::compiler::{self, Resolved, ThemeSetup};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::guard::guarded;
use crate::model::{Asset, Guide, HtmlPolicy};
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

/// What binding gave the last time, and what it was asked.
struct Bound {
    guide: Arc<Guide>,
    diagnostics: Vec<Diagnostic>,
    deck: DeckFiles,
    theme: Arc<Theme>,
    options: Options,
    repository: BTreeSet<String>,
}

/// What binding gave this time.
struct Binding {
    guide: Guide,
    diagnostics: Vec<Diagnostic>,
    /// The binding of the last time, where the guide is that one with other words in some cards.
    rebound: Option<Bound>,
}

impl Session {
    /// Compiles the input as [`compile`](crate::compile) would. Where a stage panics the result is that finding, and nothing that was
    /// remembered is used any more.
    pub fn compile(&mut self, input: Input, options: &Options) -> Compiled {
        let Input { sources, assets, theme, problems, repository } = input;
        let sources = Arc::new(sources);
        let compiled = guarded("content/", || {
            let (config, in_config) = compiler::configure(&sources, options);
            let (changes, in_files) = self.parsed.update(&sources, compiler::rules(&config));
            let (look, in_look) = compiler::theme_settings::files(&config, &sources, &theme, &assets);
            let overlay = [theme, look].concat();
            let theme_setup = self.theme_setup(&config, &overlay);
            let mut described = compiler::describe(&assets);
            let documents = || self.parsed.documents(&sources);
            let mut translations = match config.translation_languages().next() {
                Some(_) => translations::resolve_all(&documents(), &sources, &mut described, &repository, &config, options.drafts),
                None => Vec::new(),
            };
            let mut binding = self.bind(&changes, &sources, (described, &repository), &config, options);
            translations::link_languages(&mut binding.guide, &config.book.language, &mut translations);
            let in_links = compiler::theme_settings::check_links(&config, &binding.guide, &sources);
            let in_bodies = self.parsed.check_bodies(&binding.guide, &sources, &theme_setup.markup);
            let mut found =
                [problems, in_config, theme_setup.diagnostics, in_look, in_files, binding.diagnostics.clone(), in_links, in_bodies]
                    .concat();
            let translated = translations.into_iter().map(|translation| {
                let theme_setup = self.theme_setup(&translation.config, &overlay);
                translation.compile(theme_setup, sources.clone(), |markup, bodies| self.parsed.check(bodies, &sources, markup))
            });
            let translated = Translated::new(translated.collect(), &mut found);
            let (guide, config) = (Arc::new(binding.guide), Arc::new(config));
            let resolved =
                Resolved { guide, sources: sources.clone(), config, theme: theme_setup.theme, markup: theme_setup.markup, assets };
            let deck = || match binding.rebound.filter(|last| Arc::ptr_eq(&last.theme, &resolved.theme)) {
                Some(last) => last.deck.update(&resolved.context(), &changes.sources()),
                None => DeckFiles::new(&resolved.context()),
            };
            let (renderer, deck) = rayon::join(|| resolved.renderer(), deck);
            let (guide, theme) = (resolved.guide.clone(), resolved.theme.clone());
            let diagnostics = binding.diagnostics;
            self.bound = Some(Bound { guide, diagnostics, deck: deck.clone(), theme, options: options.clone(), repository });
            translated.join(resolved.plan(renderer, deck, found))
        });
        compiled.unwrap_or_else(|found| {
            *self = Self::default();
            Compiled::failed(sources.clone(), found)
        })
    }

    /// The theme and the Markdown writer for this configuration; those of the last time where nothing that they depend on changed.
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

    /// Binds what was parsed.
    fn bind(
        &mut self,
        changes: &Changes,
        sources: &Sources,
        (assets, repository): (Vec<Asset>, &BTreeSet<String>),
        config: &Config,
        options: &Options,
    ) -> Binding {
        let last = self.bound.take().filter(|last| last.options == *options && last.repository == *repository);
        // With `links.terms` any word may be a link.
        let last = last.filter(|_| !config.links.terms);
        if let Some(last) = last
            && let Some(guide) = last.rebind(changes, &assets)
        {
            return Binding { guide, diagnostics: last.diagnostics.clone(), rebound: Some(last) };
        }
        let documents = resolve::originals(self.parsed.documents(sources));
        let (guide, diagnostics) = resolve::resolve(documents, sources, assets, repository, config, options.drafts);
        Binding { guide, diagnostics, rebound: None }
    }
}

impl Bound {
    /// The guide after changes that concern nothing but the changed cards.
    fn rebind(&self, changes: &Changes, assets: &[Asset]) -> Option<Guide> {
        let touched: BTreeSet<SourceId> = changes.sources();
        let concerned = |found: &Diagnostic| found.places().any(|at| touched.contains(&at.source));
        let fits = !changes.others && same_files(&self.guide.assets, assets) && !self.diagnostics.iter().any(concerned);
        fits.then(|| resolve::rebind(&self.guide, &changes.changed)).flatten()
    }
}

#[cfg(test)]
mod tests;
