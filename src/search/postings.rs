//! Weighing: occurrences become postings that carry all that ranking needs, so that no table of documents is loaded to search.
//!
//! In: batches of counted documents, and the vocabulary's numbers of their stems. Out: for each stem, on request, its [`Posting`]s in the
//! order of the documents: all of them together are several times as large as the packed batches.
//!
//! A document's *title* has its `terms` and their variants with it; its *body* is all other fields.
//!
//! - `tf` is the level of BM25's term frequency part, `f / (f + k1·(1 - b + b·length/average))`, where `f` are the weighted occurrences in
//!   the body (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
//! - `title_share` is the part of the title that the stem is: its part of the sum of the inverse document frequencies of the title's words.
//!   A query's shares add up to how much of the title it covers; a query that is the whole title has 1.

use super::batch::{Batch, ListHeader, PackedLists, StemEntry, TitleMatch};
use super::vocabulary::IdMap;

/// How fast the term frequency saturates.
const BM25_K1: f32 = 0.9;
/// How much the length of a text matters.
const BM25_B: f32 = 0.8;
/// The power that spreads the levels of `tf`: low ones are distinguished more finely.
const LEVEL_EXPONENT: f32 = 0.7;
/// Levels of `tf` for postings of titles: 0 (not in the body) and 7 more.
pub const TITLE_TF_BITS: u32 = 3;
/// Levels of `tf` for other postings.
pub const TF_BITS: u32 = 4;
/// Levels of `title_share`, the last of which is 1.
pub const TITLE_SHARE_BITS: u32 = 4;
/// The weight of one of the `terms`, of a title's.
const TERM_WEIGHT: f32 = 0.6;
/// The weight of a part of a camelCase word, or of a synonym, of a whole title of its length.
const EXPANDED_WEIGHT: f32 = 0.5;

/// A document in the list of a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    pub doc: u32,
    /// `None` where the stem is not in the title.
    pub title_share: Option<u8>,
    /// 0 where the stem is only in the title.
    pub tf: u8,
    /// The section that has most of it.
    pub section: u8,
    /// The ordinal of the form in which it is there; 0 where there are several.
    pub form: u8,
}

/// All postings, packed until they are requested.
#[derive(Debug)]
pub struct Postings {
    batches: Vec<Batch>,
    /// By the batches' indexers.
    id_maps: Vec<IdMap>,
    /// Of documents that have a stem in their titles, and of the others.
    titles: Directory,
    bodies: Directory,
    /// The first document of each batch.
    firsts: Vec<u32>,
    docs: Vec<Weights>,
    /// Of each stem: its document frequency as it counts, and the inverse document frequency.
    frequencies: Vec<u32>,
    idfs: Vec<f32>,
}

/// Where each stem's lists are, in the order of the batches.
#[derive(Debug, Default)]
struct Directory {
    lists: Vec<ListHeader>,
    /// Where those of each stem begin, and the end.
    starts: Vec<u32>,
}

/// What the weights of a document's stems are relative to.
#[derive(Debug, Clone, Copy, Default)]
struct Weights {
    /// Words of its body, of the mean of all documents.
    length: f32,
    /// The sum of the inverse document frequencies of its title, and of its terms.
    title: f32,
    terms: f32,
}

impl Directory {
    /// Takes the headers out of the batches' lists.
    fn new(batches: &mut [Batch], id_maps: &[IdMap], stems: usize, lists: impl Fn(&mut Batch) -> &mut PackedLists) -> Self {
        let headers: Vec<Vec<ListHeader>> = batches.iter_mut().map(|batch| std::mem::take(&mut lists(batch).headers)).collect();
        let stem = |batch: usize, header: &ListHeader| id_maps[batches[batch].indexer].stem(header.stem) as usize;
        let mut starts = vec![0u32; stems + 1];
        for (batch, headers) in headers.iter().enumerate() {
            headers.iter().for_each(|header| starts[stem(batch, header) + 1] += 1);
        }
        (1..starts.len()).for_each(|i| starts[i] += starts[i - 1]);
        let mut next = starts.clone();
        let mut lists = vec![ListHeader::default(); headers.iter().map(Vec::len).sum()];
        for (batch, headers) in headers.into_iter().enumerate() {
            for mut header in headers {
                let place = &mut next[stem(batch, &header)];
                header.batch = batch as u16;
                lists[*place as usize] = header;
                *place += 1;
            }
        }
        Self { lists, starts }
    }

    fn of(&self, stem: usize) -> &[ListHeader] {
        &self.lists[self.starts[stem] as usize..self.starts[stem + 1] as usize]
    }

    /// The number of documents in the lists of a stem.
    fn document_count(&self, stem: usize) -> usize {
        self.of(stem).iter().map(|header| header.document_count as usize).sum()
    }
}

impl Postings {
    /// `id_maps` has one of each indexer, `stop_words` gives for each stem the least share of documents in which it is taken to
    /// occur (see `Vocabulary::document_frequency_floors`).
    pub fn new(mut batches: Vec<Batch>, id_maps: Vec<IdMap>, stop_words: &[f32]) -> Self {
        let stems = stop_words.len();
        let titles = Directory::new(&mut batches, &id_maps, stems, |batch| &mut batch.titles);
        let bodies = Directory::new(&mut batches, &id_maps, stems, |batch| &mut batch.bodies);
        let lengths = || batches.iter().flat_map(|batch| &batch.lengths);
        let number = lengths().count();
        let words: u64 = lengths().map(|length| *length as u64).sum();
        let average = (words as f32 / number.max(1) as f32).max(1.0);
        let docs = lengths().map(|length| Weights { length: *length as f32 / average, ..Weights::default() }).collect();
        let frequency = |(stem, part): (usize, &f32)| {
            (titles.document_count(stem) + bodies.document_count(stem)).max((number as f32 * part) as usize) as u32
        };
        let frequencies: Vec<u32> = stop_words.iter().enumerate().map(frequency).collect();
        let idfs = frequencies.iter().map(|frequency| idf(number, *frequency as usize)).collect();
        let first = |next: &mut u32, batch: &Batch| Some(std::mem::replace(next, *next + batch.lengths.len() as u32));
        let firsts = batches.iter().scan(0, first).collect();
        let mut postings = Self { batches, id_maps, titles, bodies, firsts, docs, frequencies, idfs };
        postings.sum_names();
        postings
    }

    /// The sums of the documents' titles.
    fn sum_names(&mut self) {
        let mut docs = std::mem::take(&mut self.docs);
        for (stem, idf) in self.idfs.iter().enumerate() {
            for header in self.titles.of(stem) {
                for entry in self.batches[header.batch as usize].titles.list(*header, true) {
                    let weights = &mut docs[(self.firsts[header.batch as usize] + entry.doc) as usize];
                    match entry.title_match {
                        TitleMatch::Title => weights.title += idf,
                        TitleMatch::Term => weights.terms += idf,
                        TitleMatch::Expanded | TitleMatch::Absent => {}
                    }
                }
            }
        }
        self.docs = docs;
    }

    /// The document frequency that a stem is weighed by: stop words count as being in most.
    pub fn weighted_document_frequency(&self, stem: u32) -> usize {
        self.frequencies[stem as usize] as usize
    }

    /// How many documents have a stem.
    pub fn document_count(&self, stem: u32) -> usize {
        self.title_document_count(stem) + self.body_document_count(stem)
    }

    /// How many documents have it in their titles.
    pub fn title_document_count(&self, stem: u32) -> usize {
        self.titles.document_count(stem as usize)
    }

    /// How many have it elsewhere only.
    pub fn body_document_count(&self, stem: u32) -> usize {
        self.bodies.document_count(stem as usize)
    }

    /// The postings of documents that have a stem in their titles.
    pub fn titles(&self, stem: u32) -> Vec<Posting> {
        self.unpack(stem, &self.titles, true)
    }

    /// The other postings of a stem.
    pub fn bodies(&self, stem: u32) -> Vec<Posting> {
        self.unpack(stem, &self.bodies, false)
    }

    fn unpack(&self, stem: u32, directory: &Directory, in_title: bool) -> Vec<Posting> {
        let mut postings = Vec::with_capacity(directory.document_count(stem as usize));
        for header in directory.of(stem as usize) {
            let batch = &self.batches[header.batch as usize];
            let ids = &self.id_maps[batch.indexer];
            let lists = if in_title { &batch.titles } else { &batch.bodies };
            postings.extend(lists.list(*header, in_title).map(|entry| {
                let doc = self.firsts[header.batch as usize] + entry.doc;
                let form = ids.ordinal(header.stem, entry.form);
                posting(doc, form, &entry, self.docs[doc as usize], self.idfs[stem as usize])
            }));
        }
        postings
    }
}

/// Inverse document frequency (Robertson and Spärck Jones, in the form that is never negative). The client computes the same.
fn idf(docs: usize, frequency: usize) -> f32 {
    (1.0 + (docs as f32 - frequency as f32 + 0.5) / (frequency as f32 + 0.5)).ln()
}

fn posting(doc: u32, form: u8, entry: &StemEntry, weights: Weights, idf: f32) -> Posting {
    let share = match entry.title_match {
        TitleMatch::Absent => None,
        TitleMatch::Title => Some(idf / weights.title.max(f32::MIN_POSITIVE)),
        TitleMatch::Term => Some(TERM_WEIGHT * idf / weights.terms.max(f32::MIN_POSITIVE)),
        TitleMatch::Expanded => Some(EXPANDED_WEIGHT * idf / (weights.title.max(f32::MIN_POSITIVE) + idf)),
    };
    let weight = entry.weight as f32 / 100.0;
    let tf = (weight / (weight + BM25_K1 * (1.0 - BM25_B + BM25_B * weights.length))).powf(LEVEL_EXPONENT);
    Posting {
        doc,
        title_share: share.map(|s| level(s, 1 << TITLE_SHARE_BITS)),
        tf: match share {
            None => level(tf, 1 << TF_BITS),
            Some(_) if entry.weight == 0 => 0,
            Some(_) => 1 + level(tf, (1 << TITLE_TF_BITS) - 1),
        },
        section: entry.section,
        form,
    }
}

/// The level of a number between 0 and 1.
fn level(value: f32, levels: u8) -> u8 {
    ((value * levels as f32) as u8).min(levels - 1)
}

#[cfg(test)]
mod tests {
    use super::super::indexer::IndexerPool;
    use super::super::language::Stemmer;
    use super::super::synonyms::Synonyms;
    use super::super::vocabulary;
    use super::*;
    use crate::search::{SearchDoc, SearchSection};

    /// The postings of a word's stem in documents of a title and the texts of sections: those of titles, then the others.
    fn postings(docs: &[(&str, &[&str])], synonyms: &[(&str, &[&str])], word: &str) -> (Vec<Posting>, Vec<Posting>) {
        let stemmer = Stemmer::of("en");
        let list = |(word, others): &(&str, &[&str])| (word.to_string(), others.iter().map(|o| o.to_string()).collect());
        let synonyms = Synonyms::new(&synonyms.iter().map(list).collect(), &stemmer);
        let pool = IndexerPool::new(&stemmer, &synonyms);
        let mut indexer = pool.acquire();
        for (title, texts) in docs {
            let section = |text: &&str| SearchSection { text: text.to_string(), ..SearchSection::default() };
            indexer.add(&SearchDoc { title: title.to_string(), sections: texts.iter().map(section).collect(), ..SearchDoc::default() });
        }
        let batch = indexer.finish();
        pool.release(indexer);
        let forms: Vec<_> = pool.into_forms().into_iter().map(|forms| forms.folded).collect();
        let (vocabulary, id_maps) = vocabulary::join(&forms);
        let entry = vocabulary.entries.iter().find(|entry| entry.form == word).expect("the word is in the vocabulary");
        let postings = Postings::new(vec![batch], id_maps, &vec![0.0; vocabulary.form_counts.len()]);
        (postings.titles(entry.id.stem), postings.bodies(entry.id.stem))
    }

    #[test]
    fn a_whole_title_has_the_highest_share() {
        let docs: &[(&str, &[&str])] = &[("Deadlock", &["a"]), ("Deadlock detection", &["b"]), ("Other", &["deadlock"])];
        let (names, texts) = postings(docs, &[], "deadlock");
        let shares: Vec<_> = names.iter().map(|p| (p.doc, p.title_share)).collect();
        assert_eq!(shares[0], (0, Some((1 << TITLE_SHARE_BITS) - 1)));
        assert!(shares[1].0 == 1 && shares[1].1 < shares[0].1);
        assert_eq!(texts.iter().map(|p| (p.doc, p.title_share)).collect::<Vec<_>>(), [(2, None)]);
    }

    #[test]
    fn inflections_are_one_stem_and_the_section_with_most_is_named() {
        let docs: &[(&str, &[&str])] = &[("One", &["locks once", "locking locked locks"]), ("Two", &["nothing of it"])];
        let (_, texts) = postings(docs, &[], "locks");
        assert_eq!(texts.len(), 1);
        assert_eq!((texts[0].doc, texts[0].section), (0, 1));
        assert_eq!(texts[0].form, 0, "there are several forms");
    }

    #[test]
    fn more_of_a_word_weighs_more_and_longer_texts_less() {
        let long = format!("cache {}", "filler ".repeat(200));
        let docs: &[(&str, &[&str])] = &[("A", &["cache and another"]), ("B", &["cache cache cache cache"]), ("C", &[&long])];
        let (_, texts) = postings(docs, &[], "cache");
        assert!(texts[1].tf > texts[0].tf && texts[0].tf > texts[2].tf, "{texts:?}");
    }

    #[test]
    fn a_synonym_is_found_and_weighs_less_than_the_word() {
        let docs: &[(&str, &[&str])] = &[("A", &["the feed of a user"]), ("B", &["the timeline of a user"])];
        let (_, texts) = postings(docs, &[("feed", &["timeline"])], "feed");
        assert_eq!(texts.iter().map(|p| p.doc).collect::<Vec<_>>(), [0, 1]);
        assert!(texts[0].tf > texts[1].tf);
    }

    #[test]
    fn levels_cover_their_range() {
        assert_eq!((level(0.0, 16), level(0.5, 16), level(1.0, 16)), (0, 8, 15));
        assert!(idf(100, 1) > idf(100, 50) && idf(100, 100) > 0.0);
    }
}
