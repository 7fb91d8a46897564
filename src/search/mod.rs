//! Search: documents in plain text become an index of small scripts that a browser loads as it needs them, from a host or from disk.
//!
//! 0. `documents` makes the documents of a guide.
//! 1. `count` cuts texts into tokens (`token`), finds stems (`language`) and applies synonyms, in parallel over runs of documents.
//! 2. `vocabulary` joins the runs' forms into one dictionary; forms that share a stem are one class.
//! 3. `weigh` turns what was counted into postings that carry their weight.
//! 4. `shards` and `texts` cut dictionary, postings and texts into shards, coded by `coder`.
//! 5. `root` lists them and names the files.
//!
//! The other half, which reads all this, is `themes/default/js/search*.js`.

mod book;
mod coder;
mod count;
mod document;
mod documents;
mod endings;
mod fold;
mod language;
mod root;
mod shards;
mod synonyms;
mod texts;
mod token;
mod vocabulary;
mod weigh;

use std::collections::BTreeMap;

use rayon::prelude::*;

pub use document::{SearchDoc, SearchSection};

use crate::config::Config;
use crate::markup::Markup;
use crate::model::{Grade, Guide};
use crate::site::SitePath;
use crate::source::Sources;

/// Everything that the index is made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub guide: &'a Guide,
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub markup: &'a Markup,
}

/// The files of a guide's index: `search/root.js` first.
pub fn files(cx: &Context<'_>) -> Vec<(SitePath, Vec<u8>)> {
    let options = SearchOptions {
        language: cx.config.book.language.clone(),
        synonyms: cx.config.search.synonyms.clone(),
        levels: cx.guide.levels.clone(),
        kinds: cx.guide.kinds.clone(),
    };
    index(&documents::documents(cx), &options)
}

/// Documents that are counted together.
const RUN: usize = 2048;

/// What an index depends on besides the documents.
#[derive(Debug, Clone, Default)]
pub struct SearchOptions {
    /// BCP 47; chooses the stemmer.
    pub language: String,
    /// Term → what it also finds.
    pub synonyms: BTreeMap<String, Vec<String>>,
    pub levels: Vec<Grade>,
    pub kinds: Vec<Grade>,
}

/// The files of the index over `docs`, which stand grouped by topic: `search/root.js` first. Equal input gives equal bytes.
pub fn index(docs: &[SearchDoc], options: &SearchOptions) -> Vec<(SitePath, Vec<u8>)> {
    let stems = language::Stems::of(&options.language);
    let synonyms = synonyms::Synonyms::new(&options.synonyms, &stems);
    let runs: Vec<count::Counted> = docs.par_chunks(RUN).map(|run| count::count(run, &stems, &synonyms)).collect();
    let forms: Vec<&[count::Form]> = runs.iter().map(|run| run.forms.as_slice()).collect();
    let (vocabulary, members) = vocabulary::join(&forms);
    let postings = weigh::weigh(runs, members, vocabulary.classes.len());
    let ids = |grades: &[Grade]| grades.iter().map(|g| g.id.clone()).collect::<Vec<_>>();
    let (levels, kinds) = (ids(&options.levels), ids(&options.kinds));
    root::Index {
        docs: docs.len(),
        dictionary: shards::dictionary(&vocabulary, &postings, docs.len()),
        postings: shards::postings(&vocabulary, &postings, docs.len()),
        tails: shards::tails(&vocabulary, &postings, docs.len()),
        texts: texts::texts(docs, &texts::Labels { levels: &levels, kinds: &kinds }),
        topics: topic_sizes(docs),
        levels: &options.levels,
        kinds: &options.kinds,
        endings: endings::endings(&vocabulary),
    }
    .files()
}

/// Documents of each topic, from topic 0 to the last that has any.
fn topic_sizes(docs: &[SearchDoc]) -> Vec<usize> {
    let mut sizes = vec![0; docs.last().map_or(0, |doc| doc.topic + 1)];
    for doc in docs {
        if let Some(size) = sizes.get_mut(doc.topic) {
            *size += 1;
        }
    }
    sizes
}
