//! The manifest of the index: what the client needs before it can ask for a shard.
//!
//! In: the sets of shards, the texts, the levels and kinds. Out: `search/manifest.js` and the paths of all shards. The manifest's name is
//! fixed and the others carry the hash of their contents, so a manifest from a host's cache either finds the shards that belong to it or
//! none, and is loaded again.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::MANIFEST_PATH;
use super::coder::{Encoder, Model};
use super::file_sink::FileSink;
use super::script::{path, quoted, script};
use super::shards::{Shard, ShardSet, front_code};
use super::stored_fields::StoredFields;
use crate::encode;
use crate::encode::base64_unpadded;
use crate::model::LevelOrKind;
use crate::site::SitePath;

/// What the files of the index are rendered from.
pub struct Index<'a> {
    /// Number of documents.
    pub docs: usize,
    pub terms: ShardSet,
    pub typo_dictionary: ShardSet,
    pub stored_fields: StoredFields,
    pub levels: &'a [LevelOrKind],
    pub kinds: &'a [LevelOrKind],
    /// Endings by which inflections of the guide's words differ, the commonest first.
    pub suffixes: Vec<String>,
}

/// The object that `manifest.js` passes to `Recto.searchManifest`; names are short because every search loads them.
#[derive(Serialize)]
struct Manifest<'a> {
    /// Documents.
    n: usize,
    /// Documents in each shard of texts.
    s: usize,
    /// Hash of the shards that find documents.
    h: &'a str,
    /// Where term shards begin, front-coded.
    d: String,
    /// Where the shards of the dictionary for typos begin, front-coded.
    f: String,
    /// Coded lists, each after its length: new stems of each term shard but the last, documents of each block.
    c: String,
    /// Hashes of the blocks, twelve digits each.
    b: String,
    /// Ids and names of levels and kinds.
    l: Vec<[&'a str; 2]>,
    k: Vec<[&'a str; 2]>,
    /// Endings, separated by spaces.
    e: String,
}

impl Index<'_> {
    /// Hands the files of the sets and the manifest to `sink`; those of the texts are written already.
    pub fn write(self, sink: &FileSink<'_>) {
        let hash = self.hash();
        sink(SitePath::new(MANIFEST_PATH), self.manifest(&hash).into_bytes());
        for (letter, set) in [('d', self.terms), ('f', self.typo_dictionary)] {
            for (i, shard) in set.shards.into_iter().enumerate() {
                let streams = shard.encoded_streams.iter().map(|list| quoted(&base64_unpadded(list)));
                let parts = std::iter::once(quoted(&shard.forms)).chain(streams);
                sink(path(&format!("{hash}/{letter}{i}")), script(&parts.collect::<Vec<_>>()));
            }
        }
    }

    fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for Shard { forms, encoded_streams } in [&self.terms, &self.typo_dictionary].into_iter().flat_map(|f| &f.shards) {
            hash.update(forms.as_bytes());
            encoded_streams.iter().for_each(|list| hash.update(list));
        }
        encode::hex(&hash.finalize()[..4])
    }

    fn manifest(&self, hash: &str) -> String {
        fn named(categories: &[LevelOrKind]) -> Vec<[&str; 2]> {
            categories.iter().map(|g| [g.id.as_str(), g.name.as_str()]).collect()
        }
        let blocks: Vec<usize> = self.stored_fields.blocks.iter().map(|b| b.docs).collect();
        let steps = |firsts: &[u32]| firsts.windows(2).map(|w| (w[1] - w[0]) as usize).collect::<Vec<_>>();
        let mut coder = Encoder::new(2);
        let lists = [steps(&self.terms.first_stems), blocks];
        for (model, list) in lists.iter().enumerate() {
            let model = Model::new(model as u16);
            coder.write_number(model, list.len() as u32);
            list.iter().for_each(|n| coder.write_number(model, *n as u32));
        }
        let manifest = Manifest {
            n: self.docs,
            s: self.stored_fields.per_shard,
            h: hash,
            d: front_code(self.terms.lower_bounds.iter().map(String::as_str)),
            f: front_code(self.typo_dictionary.lower_bounds.iter().map(String::as_str)),
            c: base64_unpadded(&coder.finish()),
            b: self.stored_fields.blocks.iter().map(|b| b.hash.as_str()).collect(),
            l: named(self.levels),
            k: named(self.kinds),
            e: self.suffixes.join(" "),
        };
        format!("Recto.searchManifest({})\n", encode::json(&manifest))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::search::{SearchDoc, SearchOptions, SearchSection, index};

    fn docs(text: &str) -> Vec<SearchDoc> {
        let section = SearchSection { text: text.into(), ..SearchSection::default() };
        let doc = |title: &str| SearchDoc {
            title: title.into(),
            url: format!("{title}.html"),
            sections: vec![section.clone()],
            ..SearchDoc::default()
        };
        vec![doc("isolation"), doc("durability")]
    }

    /// Every file but the manifest has a hash of its content in its name, so that one from a cache belongs to the manifest that names it.
    #[test]
    fn names_change_with_the_content_and_only_then() {
        let files = |text: &str| -> BTreeMap<String, Vec<u8>> {
            index(&docs(text), &SearchOptions::default()).into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect()
        };
        let (before, again, after) = (files("locks and more"), files("locks and more"), files("locks and less"));
        assert_eq!(before, again);
        let shards =
            |files: &BTreeMap<String, Vec<u8>>| files.keys().filter(|path| *path != super::MANIFEST_PATH).cloned().collect::<Vec<_>>();
        assert!(!shards(&before).is_empty());
        let differs = |path: &String| after.get(path).is_none_or(|bytes| *bytes == before[path]);
        assert!(shards(&before).iter().all(differs), "a name stands for one content: {before:?}");
        assert!(shards(&before).iter().any(|path| !after.contains_key(path)), "what changed has another name");
    }

    /// Hosts limit the number of files.
    #[test]
    fn files_grow_with_the_square_root_of_the_documents() {
        let number = |docs: usize| {
            let word = |i: usize| format!("w{}", i % 4093);
            let text = |doc: usize| (1..80).map(|i| word((doc + 1) * i * i)).collect::<Vec<_>>().join(" ");
            let section = |doc: usize| SearchSection { text: text(doc), ..SearchSection::default() };
            let doc = |i: usize| SearchDoc {
                title: format!("{} {i}", word(i * 7)),
                url: format!("{i}.html"),
                topic: i / 100,
                sections: vec![section(i)],
                ..SearchDoc::default()
            };
            index(&(0..docs).map(doc).collect::<Vec<_>>(), &SearchOptions::default()).len()
        };
        let (few, many) = (number(400), number(3600));
        assert!(many < few * 4 && many < 3600 / 8, "{few} files of 400 documents, {many} of 3600");
    }

    #[test]
    fn a_guide_without_documents_has_a_manifest() {
        let files = index(&[], &SearchOptions::default());
        assert!(
            files.iter().any(|(path, bytes)| path.as_str() == super::MANIFEST_PATH && bytes.starts_with(b"Recto.searchManifest({\"n\":0"))
        );
    }
}
