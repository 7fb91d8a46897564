//! The root of the index: what the client needs before it can ask for a shard.
//!
//! In: the sets of shards, the texts, the levels and kinds. Out: `search/root.js` and the paths of all shards. The root's name is
//! fixed and the others carry the hash of their contents, so a root from a host's cache either finds the shards that belong to it or
//! none, and is loaded again.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ROOT;
use super::coder::{Encoder, Model, base64};
use super::keep::Keep;
use super::shards::{Shard, ShardSet, front_code};
use super::texts::Texts;
use crate::encode;
use crate::model::Category;
use crate::site::SitePath;

/// All that becomes files.
pub struct Index<'a> {
    /// Number of documents.
    pub docs: usize,
    pub dictionary: ShardSet,
    pub postings: ShardSet,
    pub tails: ShardSet,
    pub texts: Texts,
    /// Documents of each topic.
    pub topics: Vec<usize>,
    pub levels: &'a [Category],
    pub kinds: &'a [Category],
    /// Endings by which inflections of the guide's words differ, the commonest first.
    pub endings: Vec<String>,
}

/// The object that `root.js` hands to `Recto.searchRoot`; names are short because every search loads them.
#[derive(Serialize)]
struct Root<'a> {
    /// Documents.
    n: usize,
    /// Documents in each shard of texts.
    s: usize,
    /// Hash of the shards that find documents.
    h: &'a str,
    /// Where dictionary shards begin, front-coded.
    d: String,
    /// Where tail shards begin, front-coded.
    f: String,
    /// Coded lists, each after its length: new stems before each dictionary shard and before each posting shard, documents of each
    /// topic, documents of each block.
    c: String,
    /// Hashes of the blocks, twelve digits each.
    b: String,
    /// Ids and names of levels and kinds.
    l: Vec<[&'a str; 2]>,
    k: Vec<[&'a str; 2]>,
    /// Endings, separated by spaces.
    e: String,
    /// The words of the text dictionary, separated by bars.
    w: String,
}

impl Index<'_> {
    /// Hands the files of the sets and the root to `keep`; those of the texts are written already.
    pub fn write(self, keep: &Keep<'_>) {
        let hash = self.hash();
        keep(SitePath::new(ROOT), self.root(&hash).into_bytes());
        for (letter, set) in [('d', self.dictionary), ('p', self.postings), ('f', self.tails)] {
            for (i, shard) in set.shards.into_iter().enumerate() {
                let name = format!("{hash}/{letter}{i}");
                keep(path(&name), script(&name, &[quoted(&shard.forms), quoted(&base64(&shard.numbers))]));
            }
        }
    }

    fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for Shard { forms, numbers } in [&self.dictionary, &self.postings, &self.tails].into_iter().flat_map(|f| &f.shards) {
            hash.update(forms.as_bytes());
            hash.update(numbers);
        }
        encode::hex(&hash.finalize()[..4])
    }

    fn root(&self, hash: &str) -> String {
        fn named(categories: &[Category]) -> Vec<[&str; 2]> {
            categories.iter().map(|g| [g.id.as_str(), g.name.as_str()]).collect()
        }
        let blocks: Vec<usize> = self.texts.blocks.iter().map(|b| b.docs).collect();
        let steps = |firsts: &[u32]| firsts.windows(2).map(|w| (w[1] - w[0]) as usize).collect::<Vec<_>>();
        let mut coder = Encoder::new(4);
        let lists = [steps(&self.dictionary.first_stems), steps(&self.postings.first_stems), self.topics.clone(), blocks];
        for (model, list) in lists.iter().enumerate() {
            let model = Model::new(model as u16);
            coder.write_number(model, list.len() as u32);
            list.iter().for_each(|n| coder.write_number(model, *n as u32));
        }
        let root = Root {
            n: self.docs,
            s: self.texts.per_shard,
            h: hash,
            d: front_code(self.dictionary.first_forms.iter().map(String::as_str)),
            f: front_code(self.tails.first_forms.iter().map(String::as_str)),
            c: base64(&coder.finish()),
            b: self.texts.blocks.iter().map(|b| b.hash.as_str()).collect(),
            l: named(self.levels),
            k: named(self.kinds),
            e: self.endings.join(" "),
            w: self.texts.words.clone(),
        };
        format!("Recto.searchRoot({})\n", encode::json(&root))
    }
}

/// Where a shard is published.
pub fn path(name: &str) -> SitePath {
    SitePath::new(format!("search/{name}.js"))
}

/// The script of a shard. Its texts are JavaScript strings already.
pub fn script(name: &str, texts: &[String]) -> Vec<u8> {
    let mut script = String::with_capacity(32 + name.len() + texts.iter().map(|text| text.len() + 1).sum::<usize>());
    script.push_str("Recto.searchPart(\"");
    script.push_str(name);
    script.push('"');
    for text in texts {
        script.push(',');
        script.push_str(text);
    }
    script.push_str(")\n");
    script.into_bytes()
}

/// A text of forms or numbers as a JavaScript string; they have no control characters.
fn quoted(text: &str) -> String {
    literal(text, '"', |rest| matches!(rest, [b'\\' | b'"', ..]))
}

/// Running text as a JavaScript template literal, which needs the fewest escapes.
pub fn raw(text: &str) -> String {
    literal(text, '`', |rest| matches!(rest, [b'\\' | b'`', ..] | [b'$', b'{', ..]))
}

/// A text between two quotes, with a backslash before each place at which the text from there on needs one.
fn literal(text: &str, quote: char, needs_escape: impl Fn(&[u8]) -> bool) -> String {
    let mut literal = String::with_capacity(text.len() + text.len() / 32 + 2);
    literal.push(quote);
    let mut rest = text;
    while let Some(at) = (0..rest.len()).find(|at| needs_escape(&rest.as_bytes()[*at..])) {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        literal.push('\\');
        // What needs an escape is ASCII.
        literal.push_str(&from[..1]);
        rest = &from[1..];
    }
    literal.push_str(rest);
    literal.push(quote);
    literal
}
