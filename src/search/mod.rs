//! Search: documents in plain text become an index of small scripts that a browser loads as it needs them, from a host or from disk.
//!
//! 0. `documents` makes the documents of a guide.
//! 1. `indexer` cuts texts into tokens (`token`), finds stems (`language`) and applies synonyms, in parallel over batches of documents;
//!    `forms` numbers forms and stems, `batch` packs the occurrences of each stem in each document.
//! 2. `vocabulary` joins the forms of all threads into one dictionary; forms that share a stem are one term.
//! 3. `postings` turns what was counted into postings that carry their weight, those of one stem at a time; stop words carry little.
//! 4. `shards` and `stored_fields` cut terms with their postings, and texts, into shards, coded by `coder`.
//! 5. `manifest` lists them and names the files; `script` writes files.
//! 6. `word_frequencies` lists the guide's frequent words for the study pages, which compare typed answers.
//!
//! `themes/default/js/search*.js` reads the index in the browser.

mod batch;
mod coder;
mod document;
mod documents;
mod file_sink;
mod fold;
mod forms;
mod indexer;
mod interner;
mod language;
mod manifest;
mod postings;
mod script;
mod shards;
mod stop_words;
mod stored_fields;
mod suffixes;
mod synonyms;
mod token;
mod vocabulary;
mod word_frequencies;
mod word_map;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use document::DocumentSource;
pub use document::{SearchDoc, SearchSection};
pub use file_sink::{FileSink, collect_files};

use crate::Context;
use crate::model::{KindIx, LevelIx, LevelOrKind};
use crate::site::SitePath;

/// Renders the files of a guide's index, and passes each to `sink`, from any thread and in any order.
pub fn write(cx: &Context<'_>, sink: &FileSink<'_>) {
    let options = SearchOptions {
        language: cx.config.book.language.clone(),
        synonyms: cx.config.search.synonyms.clone(),
        levels: used(&cx.guide.levels, cx.guide.cards.iter().filter_map(|card| card.level).map(LevelIx::index)),
        kinds: used(&cx.guide.kinds, cx.guide.cards.iter().filter_map(|card| card.kind).map(KindIx::index)),
    };
    write_index(&documents::Documents::of(cx), &options, sink);
}

/// The categories that cards have: one without cards is not a filter.
fn used(categories: &[LevelOrKind], cards: impl Iterator<Item = usize>) -> Vec<LevelOrKind> {
    let mut found = vec![false; categories.len()];
    cards.for_each(|number| found[number] = true);
    categories.iter().zip(found).filter(|(_, found)| *found).map(|(category, _)| category.clone()).collect()
}

/// Where the manifest is published.
const MANIFEST_PATH: &str = "search/manifest.js";

/// Word frequencies for the study pages: a fixed name, since they load it without the index.
const WORD_FREQUENCIES_PATH: &str = "search/word-frequencies.js";

/// About how many documents a batch has at most.
const BATCH_SIZE: usize = 2048;

/// What an index depends on besides the documents.
#[derive(Debug, Clone, Default)]
pub struct SearchOptions {
    /// BCP 47; chooses the stemmer.
    pub language: String,
    /// Term → what it also finds.
    pub synonyms: BTreeMap<String, Vec<String>>,
    pub levels: Vec<LevelOrKind>,
    pub kinds: Vec<LevelOrKind>,
}

/// The files of the index over `docs`, which are grouped by topic, in the order of their paths. Equal input gives equal bytes.
pub fn index(docs: &[SearchDoc], options: &SearchOptions) -> Vec<(SitePath, Vec<u8>)> {
    collect_files(|sink| write_index(&docs, options, sink))
}

/// Block by block, so that no more of the texts is held than the blocks being processed.
fn write_index(docs: &dyn DocumentSource, options: &SearchOptions, sink: &FileSink<'_>) {
    let stemmer = language::Stemmer::of(&options.language);
    let synonyms = synonyms::Synonyms::new(&options.synonyms, &stemmer);
    let ids = |categories: &[LevelOrKind]| categories.iter().map(|g| g.id.clone()).collect::<Vec<_>>();
    let (levels, kinds) = (ids(&options.levels), ids(&options.kinds));
    let topics = docs.topics();
    let writer = stored_fields::Writer::new(docs, topics.len(), stored_fields::LevelAndKindIds { levels: &levels, kinds: &kinds });
    let written = stored_fields::WrittenBlocks::default();
    let indexers = indexer::IndexerPool::new(&stemmer, &synonyms);
    let read = |batch: Range<usize>| {
        let mut indexer = indexers.acquire();
        let mut part = stored_fields::BlockPart::default();
        for group in writer.remainder_groups(batch) {
            let docs: Vec<Cow<'_, SearchDoc>> = group.map(|number| docs.get(number)).collect();
            docs.iter().for_each(|doc| indexer.add(doc));
            writer.write(&docs, &mut part);
        }
        let counted = indexer.finish();
        indexers.release(indexer);
        (counted, part)
    };
    let block = |block: Range<usize>| {
        let (batches, parts): (Vec<_>, Vec<_>) = writer.batches(block.clone(), BATCH_SIZE).into_par_iter().map(read).unzip();
        (batches, writer.block(block.len(), &parts, &written, sink))
    };
    let (batches, blocks): (Vec<Vec<batch::Batch>>, Vec<_>) = stored_fields::blocks(&topics).into_par_iter().map(block).unzip();
    let forms: Vec<forms::FoldedForms> = indexers.into_forms().into_iter().map(|forms| forms.folded).collect();
    let (vocabulary, id_maps) = vocabulary::join(&forms);
    let stop_words = vocabulary.document_frequency_floors(stemmer.stop_words());
    let postings = postings::Postings::new(batches.into_iter().flatten().collect(), id_maps, &stop_words);
    sink(SitePath::new(WORD_FREQUENCIES_PATH), word_frequencies::render(&vocabulary, &postings, topics.len(), &options.synonyms));
    manifest::Index {
        docs: topics.len(),
        terms: shards::terms(&vocabulary, &postings, topics.len()),
        typo_dictionary: shards::typo_dictionary(&vocabulary, &postings, topics.len()),
        stored_fields: writer.stored_fields(blocks),
        levels: &options.levels,
        kinds: &options.kinds,
        suffixes: suffixes::suffixes(&vocabulary),
    }
    .write(sink);
}
