//! [`Input`] → [`Compiled`]: every file parsed, all of them resolved into a guide, its bodies checked, its outputs planned.
//!
//! [`compile_with`] is the pipeline, [`stages`] has its stages. Those whose results `incremental::Session` keeps between saves are the
//! methods of [`StageCache`].

pub mod assets;
mod contrast;
mod plan;
mod stage_cache;
mod stages;
pub mod theme_settings;
pub mod translations;

use std::sync::Arc;

use rayon::prelude::*;

use crate::compiled::Compiled;
use crate::guard::guarded;
use crate::input::{Input, Options};
use crate::model::{Asset, Body};
use translations::CompiledTranslations;

pub use stage_cache::{NoCache, StageCache};
pub use stages::{Resolved, ThemeSetup, check_body, finish_diagnostics, parse_options, parse_source, theme_options};
use stages::{bodies_to_check, configure};

/// Compiles an input: parses it into documents, resolves them into a guide, plans its site. Nothing is rendered yet. The result depends on
/// the input alone. Where a stage panics the result is that finding.
pub fn compile(input: Input, options: &Options) -> Compiled {
    compile_with(&mut NoCache::default(), input, options)
}

/// The pipeline. What a stage gave in an earlier run may come from `cache`.
pub fn compile_with<C: StageCache>(cache: &mut C, input: Input, options: &Options) -> Compiled {
    let Input { sources, assets, theme, problems, repository_paths } = input;
    let sources = Arc::new(sources);
    let compiled = guarded("content/", || {
        let (config, in_config) = configure(&sources, options);
        let in_files = cache.parse(&sources, parse_options(&config));
        let (settings, in_settings) = theme_settings::files(&config, &sources, &theme, &assets);
        let overlay = [theme, settings].concat();
        let theme_setup = cache.theme_setup(&config, &overlay);
        let mut described: Vec<Asset> = assets.par_iter().map(|file| assets::describe(file, &config.sections)).collect();
        let mut translations = match config.translation_languages().next() {
            Some(_) => {
                let documents = cache.documents(&sources);
                translations::resolve_all(&documents, &sources, &mut described, &repository_paths, &config, options.drafts)
            }
            None => Vec::new(),
        };
        let (mut guide, in_guide) = cache.resolve(&sources, described, repository_paths, &config, options);
        translations::link_languages(&mut guide, &config.book.language, &mut translations);
        let in_links = theme_settings::check_links(&config, &guide, &sources);
        let bodies: Vec<&Body> = bodies_to_check(&guide).collect();
        let in_bodies = cache.check_bodies(&bodies, &sources, &theme_setup.markup);
        let mut found = [problems, in_config, theme_setup.diagnostics, in_settings, in_files, in_guide, in_links, in_bodies].concat();
        let translated = translations.into_iter().map(|translation| {
            let theme_setup = cache.theme_setup(&translation.config, &overlay);
            translation.compile(theme_setup, sources.clone(), |markup, bodies| cache.check_bodies(bodies, &sources, markup))
        });
        let translated = CompiledTranslations::new(translated.collect(), &mut found);
        let (guide, config) = (Arc::new(guide), Arc::new(config));
        let resolved = Resolved { guide, sources: sources.clone(), config, theme: theme_setup.theme, markup: theme_setup.markup, assets };
        let (renderer, deck) = rayon::join(|| resolved.renderer(), || cache.deck_files(&resolved));
        translated.join(resolved.plan(renderer, deck, found))
    });
    compiled.unwrap_or_else(|found| {
        cache.clear();
        Compiled::failed(sources.clone(), found)
    })
}
