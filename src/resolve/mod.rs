//! Documents become a [`Guide`]: every id is known, every reference bound or reported.
//!
//! In: what parsing made of each file, the assets, the configuration. Out: the guide and the findings that need more than one file.
//! Steps: sort the documents into topics, cards and pages (`collect`), check their ids (`identities`), give each its number (`build_guide`), bind
//! references (`links`, `requires`, `terms`), and draw from the bound links what follows: backlinks, related cards, previous and next (`graph`, `related`).

mod anchors;
mod build_guide;
mod collect;
mod collected;
mod files;
mod graph;
mod identities;
mod links;
mod name_conflicts;
mod near;
mod order;
mod rebind;
mod related;
mod requires;
mod symbol_table;
mod tags;
mod terms;
#[cfg(test)]
mod tests;
mod translated_anchors;
mod translations;
mod urls;

pub use rebind::rebind;
pub use translations::{TranslationStatus, language, originals, set_languages, translated};

use std::collections::BTreeSet;

use self::symbol_table::SymbolTable;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::{Asset, Guide};
use crate::parse::Document;
use crate::source::Sources;

/// Binds the documents. The guide is usable (links that could not be bound are missing) even if there are errors.
pub fn resolve(
    documents: Vec<Document>,
    sources: &Sources,
    assets: Vec<Asset>,
    repository_paths: &BTreeSet<String>,
    config: &Config,
    drafts: bool,
) -> (Guide, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut guide = bind(&documents, sources, assets, repository_paths, config, drafts, &mut diagnostics);
    // What follows asks the guide alone, and needs room of its own.
    drop(documents);
    let (links, related) = rayon::join(|| graph::backlink_pairs(&guide), || related::find(&guide));
    graph::set_relations(&mut guide, links);
    related::set_related(&mut guide, related);
    (guide, diagnostics)
}

fn bind(
    documents: &[Document],
    sources: &Sources,
    assets: Vec<Asset>,
    repository_paths: &BTreeSet<String>,
    config: &Config,
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Guide {
    let collected = collect::collect(documents, sources, config, drafts, diagnostics);
    let symbols = SymbolTable::new(&collected, &assets, sources, repository_paths, config);
    let mut guide = build_guide::build(&collected, &symbols, assets, config, diagnostics);
    links::bind(&mut guide, &collected, &symbols, sources, config, diagnostics);
    files::publish(&mut guide, config, diagnostics);
    name_conflicts::check(sources, &guide.assets, diagnostics);
    requires::bind(&mut guide, &collected, &symbols, diagnostics);
    terms::check(&collected, diagnostics);
    if config.links.terms {
        terms::bind(&mut guide, sources);
    }
    guide
}
