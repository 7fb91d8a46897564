//! The guide in its other languages: each is resolved like a guide of its own and published in a folder of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::stages::{self, Resolved, ThemeSetup};
use crate::compiled::{Compiled, Site};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::markup::Markup;
use crate::model::{Asset, Body, Guide, Language};
use crate::parse::Document;
use crate::resolve;
use crate::source::{SourceId, Sources, Span};
use crate::study::DeckFiles;

/// The guide in another language, resolved.
pub struct Translation {
    pub config: Config,
    pub guide: Guide,
    language: Language,
    /// The files that are written in it.
    sources: BTreeSet<SourceId>,
    /// About those files.
    diagnostics: Vec<Diagnostic>,
}

/// Resolves the guide in all its other languages; `assets` learns what they show.
pub fn resolve_all(
    documents: &[Document],
    sources: &Sources,
    assets: &mut [Asset],
    repository_paths: &BTreeSet<String>,
    config: &Config,
    drafts: bool,
) -> Vec<Translation> {
    let mut translations = Vec::new();
    for (number, code) in config.translation_languages().enumerate() {
        let mut diagnostics = Vec::new();
        let (merged, progress) = resolve::translated(documents, number, &mut diagnostics);
        let config = config.translated(code);
        let (guide, found) = resolve::resolve(merged, sources, assets.to_vec(), repository_paths, &config, drafts);
        let own: BTreeSet<SourceId> = documents.iter().filter(|d| d.language == Some(number)).map(|d| d.source).collect();
        // What is wrong in the originals is found in the first language, and so is what a translation has taken from them: it has no place.
        let is_own = |found: &Diagnostic| found.at.is_some_and(|at| own.contains(&at.source) && at.span != Span::default());
        diagnostics.extend(found.into_iter().filter(is_own));
        for (asset, shown) in assets.iter_mut().zip(&guide.assets) {
            asset.published |= shown.published;
        }
        let language = resolve::language(&guide, code, progress, |source| own.contains(&source));
        translations.push(Translation { config, guide, language, sources: own, diagnostics });
    }
    translations
}

/// Links each guide to its translations.
pub fn link_languages(guide: &mut Guide, first: &str, translations: &mut [Translation]) {
    let guides = translations.iter_mut().map(|translation| (&mut translation.guide, std::mem::take(&mut translation.language)));
    resolve::set_languages(first, guides, guide);
}

impl Translation {
    /// Plans its site. `check` finds what rendering would find wrong in a body.
    pub fn compile(
        self,
        theme_setup: ThemeSetup,
        sources: Arc<Sources>,
        check: impl FnOnce(&Markup, &[&Body]) -> Vec<Diagnostic>,
    ) -> Compiled {
        let Self { config, guide, language: _, sources: own, mut diagnostics } = self;
        diagnostics.extend(theme_setup.diagnostics);
        let bodies: Vec<&Body> = stages::bodies_to_check(&guide).filter(|body| own.contains(&body.source)).collect();
        diagnostics.extend(check(&theme_setup.markup, &bodies));
        let (guide, config) = (Arc::new(guide), Arc::new(config));
        let resolved = Resolved { guide, sources, config, theme: theme_setup.theme, markup: theme_setup.markup, assets: Vec::new() };
        let (renderer, deck) = rayon::join(|| resolved.renderer(), || DeckFiles::new(&resolved.context()));
        resolved.plan(renderer, deck, diagnostics)
    }
}

/// What compiling the translations gave, to be joined to the guide's own result.
pub struct CompiledTranslations {
    /// One for each translation; `None` for one with errors.
    sites: Vec<Option<Site>>,
    pub allowed: Vec<Diagnostic>,
}

impl CompiledTranslations {
    /// Takes what is left of each translation; their findings go to `found`.
    pub fn new(compiled: Vec<Compiled>, found: &mut Vec<Diagnostic>) -> Self {
        let mut translated = Self { sites: Vec::new(), allowed: Vec::new() };
        for Compiled { diagnostics, allowed, site, .. } in compiled {
            found.extend(diagnostics);
            translated.allowed.extend(allowed);
            translated.sites.push(site);
        }
        translated
    }

    /// The guide's result with these in it: one site of all.
    pub fn join(self, compiled: Compiled) -> Compiled {
        let Self { sites, allowed } = self;
        let mut joined = compiled;
        joined.allowed.extend(allowed);
        // A translation without a site had errors, and so has the guide.
        joined.site = joined.site.and_then(|site| Some(site.with_translations(sites.into_iter().collect::<Option<Vec<_>>>()?)));
        joined
    }
}
