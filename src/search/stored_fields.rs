//! What results show (`x`): title, URL, breadcrumb, sections with their texts.
//!
//! In: the documents. Out: blocks of whole topics, each cut into shards of the same small number of documents, named by the block's
//! content. Long texts are cut short there; the remainders of several shards are together beside (`t`: a line for each document, the remainders of its
//! sections separated by tabs), loaded only to verify a phrase.
//!
//! A shard is one text, a line for each document, its fields separated by tabs:
//! title, URL, breadcrumb, labels, tags, then for each section anchor, heading and text.
//! Labels are `c` for a card or `p`, then the numbers of level and kind, as capitals from A (none).

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::SearchDoc;
use super::document::DocumentSource;
use super::file_sink::FileSink;
use super::script::{path, script, template_literal};
use crate::encode;

/// Documents whose lengths give the usual one, about.
const SAMPLE_DOCS: usize = 512;

/// The least that is left of a section that is cut short, as a part of what a result may carry.
const MIN_SECTION_SHARE: usize = 8;
/// The most documents in a shard.
const MAX_SHARD_DOCS: usize = 64;
/// The smallest block, unless the guide is smaller, and how many blocks there may be.
const MIN_BLOCK_DOCS: usize = 64;
const MAX_BLOCKS: usize = 64;
/// Of the hash that names a block: two blocks of a guide share one with a probability of 3 in 10¹¹. The client knows it too.
const HASH_BYTES: usize = 6;
/// Shards of excerpts whose remainders are in one file. The client knows it too.
const SHARDS_PER_REMAINDER: usize = 8;

/// Characters of text that a result may carry, in a guide of a given number of documents; more is cut short. A query loads as much for each result
/// as there is in a file, and hosts limit the number of files: in a large guide there has to be less of it.
fn excerpt_chars(docs: usize) -> usize {
    (60_000.0 / (docs.max(1) as f32).sqrt()).clamp(240.0, 1200.0) as usize
}

/// Characters, all fields together, at which a shard is full: about a kilobyte as it travels in a small guide, seven in the largest. See
/// `shards::limit` for why they grow.
fn shard_chars(docs: usize) -> usize {
    (165.0 * (docs as f32).sqrt()).clamp(2000.0, 22_000.0) as usize
}

/// What the manifest says of the stored fields.
#[derive(Debug, Default)]
pub struct StoredFields {
    /// Documents in each shard.
    pub per_shard: usize,
    pub blocks: Vec<Block>,
}

/// A run of whole topics.
#[derive(Debug)]
pub struct Block {
    pub docs: usize,
    /// Of its content, twice [`HASH_BYTES`] hexadecimal digits.
    pub hash: String,
}

/// A part of a block, being processed.
#[derive(Debug, Default)]
pub struct BlockPart {
    /// The contents of its shards, and what was cut from each [`SHARDS_PER_REMAINDER`] of them, if anything.
    excerpts: Vec<String>,
    remainders: Vec<Option<String>>,
}

/// Blocks that are written: two that happen to be equal are the same files.
pub type WrittenBlocks = Mutex<BTreeSet<String>>;

/// The ids of levels and kinds in the order in which labels number them.
pub struct LevelAndKindIds<'a> {
    pub levels: &'a [String],
    pub kinds: &'a [String],
}

/// Cuts between topics: the numbers of the documents of each block.
pub fn blocks(topics: &[usize]) -> Vec<Range<usize>> {
    let least = MIN_BLOCK_DOCS.max(topics.len().div_ceil(MAX_BLOCKS));
    let mut blocks = Vec::new();
    let mut start = 0;
    for i in 1..topics.len() {
        if i - start >= least && topics[i] != topics[i - 1] {
            blocks.push(start..i);
            start = i;
        }
    }
    if start < topics.len() {
        blocks.push(start..topics.len());
    }
    blocks
}

/// Characters of a document's text.
fn length(doc: &SearchDoc) -> usize {
    doc.sections.iter().map(|s| s.text.len()).sum()
}

/// Characters of its excerpt, at most.
fn excerpted(doc: &SearchDoc, most: usize) -> usize {
    length(doc).min(most.max(most / MIN_SECTION_SHARE * doc.sections.len()))
}

/// Writes texts.
pub struct Writer<'a> {
    labels: LevelAndKindIds<'a>,
    per_shard: usize,
    excerpt_chars: usize,
}

impl<'a> Writer<'a> {
    /// From a sample of the documents, which gives the usual length as well as all of them do.
    pub fn new(docs: &dyn DocumentSource, number: usize, labels: LevelAndKindIds<'a>) -> Self {
        let step = number.div_ceil(SAMPLE_DOCS).max(1);
        let sample: Vec<Cow<'_, SearchDoc>> = (0..number).into_par_iter().step_by(step).map(|i| docs.get(i)).collect();
        let excerpt_chars = excerpt_chars(number);
        let length: usize = sample.iter().map(|doc| doc.title.len() + doc.url.len() + 20 + excerpted(doc, excerpt_chars)).sum();
        let length = length.max(1);
        let per_shard = ((shard_chars(number) * sample.len() + length / 2) / length).clamp(1, MAX_SHARD_DOCS);
        Self { labels, per_shard, excerpt_chars }
    }

    /// Cuts a block into batches of at most about `most` documents, of the same length, that can be written apart.
    pub fn batches(&self, block: Range<usize>, most: usize) -> Vec<Range<usize>> {
        let step = block.len().div_ceil(block.len().div_ceil(most).max(1)).next_multiple_of(self.per_shard * SHARDS_PER_REMAINDER);
        block.clone().step_by(step).map(|start| start..(start + step).min(block.end)).collect()
    }

    /// Documents whose remainders are together, in a batch.
    pub fn remainder_groups(&self, batch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let step = self.per_shard * SHARDS_PER_REMAINDER;
        batch.clone().step_by(step).map(move |start| start..(start + step).min(batch.end))
    }

    /// Writes the texts of a group of documents after those of the groups before it.
    pub fn write(&self, docs: &[Cow<'_, SearchDoc>], part: &mut BlockPart) {
        let mut remainder = String::new();
        part.excerpts.extend(docs.chunks(self.per_shard).map(|docs| self.shard(docs, &mut remainder)));
        part.remainders.push((remainder.len() > docs.len()).then_some(remainder));
    }

    /// Hands the files of a block of `docs` documents to `sink`.
    pub fn block(&self, docs: usize, parts: &[BlockPart], written: &WrittenBlocks, sink: &FileSink<'_>) -> Block {
        let excerpts = || parts.iter().flat_map(|part| &part.excerpts);
        let remainders = || parts.iter().flat_map(|part| &part.remainders);
        let mut hash = Sha256::new();
        excerpts().chain(remainders().flatten()).for_each(|text| hash.update(text));
        let hash = encode::hex(&hash.finalize()[..HASH_BYTES]);
        if written.lock().unwrap_or_else(PoisonError::into_inner).insert(hash.clone()) {
            let excerpts = excerpts().enumerate().map(|(i, text)| (format!("{hash}/x{i}"), text));
            let remainders = remainders().enumerate().filter_map(|(i, text)| Some((format!("{hash}/t{i}"), text.as_ref()?)));
            excerpts.chain(remainders).for_each(|(name, text)| sink(path(&name), script(&[template_literal(text)])));
        }
        Block { docs, hash }
    }

    /// What the manifest says about the stored fields.
    pub fn stored_fields(self, blocks: Vec<Block>) -> StoredFields {
        StoredFields { per_shard: self.per_shard, blocks }
    }

    /// The excerpts of a shard; what is cut from them is added to `remainders`.
    fn shard(&self, docs: &[Cow<'_, SearchDoc>], remainders: &mut String) -> String {
        let mut excerpts = String::new();
        for doc in docs {
            let (title, url, breadcrumb) = (field(&doc.title), field(&doc.url), field(&doc.breadcrumb));
            excerpts.push_str(&format!("{title}\t{url}\t{breadcrumb}\t{}\t{}", self.labels.of(doc), doc.tags.join(" ")));
            self.sections(doc, &mut excerpts, remainders);
            excerpts.push('\n');
            remainders.push('\n');
        }
        excerpts
    }

    fn sections(&self, doc: &SearchDoc, excerpts: &mut String, remainders: &mut String) {
        let long = length(doc) > self.excerpt_chars;
        let share = if long { self.excerpt_chars / doc.sections.len().clamp(1, MIN_SECTION_SHARE) } else { usize::MAX };
        for section in &doc.sections {
            let text = field(&section.text);
            let (shown, remainder) = cut(&text, share);
            excerpts.push_str(&format!("\t{}\t{}\t{shown}", section.anchor, field(&section.heading)));
            if !remainder.is_empty() {
                excerpts.push('…');
            }
            if long {
                remainders.push_str(remainder);
                remainders.push('\t');
            }
        }
    }
}

impl LevelAndKindIds<'_> {
    fn of(&self, doc: &SearchDoc) -> String {
        let letter = |list: &[String], id: &String| {
            let number = list.iter().position(|l| l == id).map_or(0, |i| (i + 1).min(25));
            (b'A' + number as u8) as char
        };
        [if doc.card { 'c' } else { 'p' }, letter(self.levels, &doc.level), letter(self.kinds, &doc.kind)].iter().collect()
    }
}

/// A text on one line, without what separates fields.
fn field(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut push = |part: &str| {
        if !part.is_empty() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(part);
        }
    };
    // Most texts have no other control characters than white space, and single spaces: these are copied by the line. All bytes are looked
    // at, because the machine looks at many at once.
    let other = |byte: u8| !matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if !text.as_bytes().chunks(256).any(|block| block.iter().fold(false, |found, byte| found | other(*byte))) {
        for part in text.split('\n') {
            let part = part.trim_ascii();
            let bytes = part.as_bytes();
            let pairs = bytes.iter().zip(bytes.iter().skip(1));
            match pairs.fold(false, |found, (a, b)| found | (*a == b' ' && *b == b' ') | (*a == b'\t')) {
                true => part.split_ascii_whitespace().for_each(&mut push),
                false => push(part),
            }
        }
    } else {
        text.split(|c: char| c.is_whitespace() || c.is_control()).for_each(&mut push);
    }
    line
}

/// A text's beginning, up to a space, and the remainder.
fn cut(text: &str, limit: usize) -> (&str, &str) {
    if text.len() <= limit {
        return (text, "");
    }
    let end = (0..=limit).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    text.split_at(text[..end].rfind(' ').unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::SearchSection;

    #[test]
    fn blocks_are_whole_topics() {
        let topics: Vec<usize> = (0..5).flat_map(|topic| std::iter::repeat_n(topic, 40)).collect();
        assert_eq!(blocks(&topics), [0..80, 80..160, 160..200]);
        assert_eq!(blocks(&[3; 1000]).len(), 1, "a topic is never cut");
        assert!(blocks(&[]).is_empty());
    }

    #[test]
    fn a_field_is_one_line_without_control_characters() {
        assert_eq!(field("  two\twords\n\n and  more "), "two words and more");
        assert_eq!(field("a\u{1}b\u{a0}ü\u{2028}c"), "a b ü c");
        assert_eq!(field("\n\t "), "");
    }

    #[test]
    fn a_cut_loses_nothing_and_splits_no_word() {
        assert_eq!(cut("one two three", 9), ("one two", " three"));
        assert_eq!(cut("one two", 7), ("one two", ""));
        assert_eq!(cut("unbreakable", 4), ("unbr", "eakable"));
        for limit in 0..20 {
            let (shown, remainder) = cut("äöü 日本語 text", limit);
            assert_eq!(format!("{shown}{remainder}"), "äöü 日本語 text");
        }
    }

    /// Each document is a line of an excerpt; what a long one has beyond it is in the same line of the remainders.
    #[test]
    fn excerpts_and_remainders_have_a_line_for_each_document() {
        let long = "word ".repeat(excerpt_chars(2));
        let section = |text: &str| SearchSection { anchor: "a".into(), heading: "Why?".into(), text: text.into(), secondary: false };
        let doc = |title: &str, text: &str| SearchDoc {
            url: format!("t/{title}.html"),
            title: title.into(),
            tags: vec!["x".into(), "y".into()],
            level: "senior".into(),
            card: true,
            sections: vec![section(text)],
            ..SearchDoc::default()
        };
        let docs = [doc("short", "all of it"), doc("long", &long)];
        let (levels, kinds) = (["junior".to_string(), "senior".to_string()], []);
        let writer = Writer::new(&docs.as_slice(), docs.len(), LevelAndKindIds { levels: &levels, kinds: &kinds });
        let mut part = BlockPart::default();
        writer.write(&[Cow::Borrowed(&docs[0]), Cow::Borrowed(&docs[1])], &mut part);
        let excerpts = part.excerpts.concat();
        let lines: Vec<Vec<&str>> = excerpts.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0][1], "t/short.html");
        assert_eq!(lines[0][3..6], ["cCA", "x y", "a"]);
        assert!(lines[1][7].ends_with('…') && lines[1][7].len() < long.len());
        let remainders = part.remainders[0].as_deref().unwrap_or_default();
        assert_eq!(remainders.lines().map(|line| line.is_empty()).collect::<Vec<_>>(), [true, false]);
    }
}
