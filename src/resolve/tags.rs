//! Tags: one for each spelling without regard to case, each with a slug of its own for its page.

use std::collections::{BTreeMap, BTreeSet};

use super::collected::{CollectedDocuments, nodes};
use crate::model::{Guide, Tag, TagIx};
use crate::parse::SpannedString;

/// All tags of the guide, sorted by name.
pub struct Tags {
    /// Lower-case name → the name as first written.
    names: BTreeMap<String, String>,
    numbers: BTreeMap<String, TagIx>,
}

impl Tags {
    /// The tags of all front matter.
    pub fn new(collected: &CollectedDocuments<'_>) -> Self {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (_, meta) in nodes(collected) {
            for (name, _) in meta.tags.iter().filter(|(name, _)| !name.trim().is_empty()) {
                names.entry(name.trim().to_lowercase()).or_insert_with(|| name.trim().to_string());
            }
        }
        let numbers = names.keys().enumerate().map(|(i, k)| (k.clone(), i.into())).collect();
        Self { names, numbers }
    }

    /// The numbers of the tags that a front matter lists, each once.
    pub fn of(&self, written: &[SpannedString]) -> Vec<TagIx> {
        let mut seen = BTreeSet::new();
        let numbers = written.iter().filter_map(|(name, _)| self.numbers.get(&name.trim().to_lowercase()).copied());
        numbers.filter(|ix| seen.insert(*ix)).collect()
    }

    /// The tags with what carries them.
    pub fn into_tags(self, guide: &Guide) -> Vec<Tag> {
        let mut used = BTreeMap::new();
        let mut tags: Vec<Tag> = self
            .names
            .into_iter()
            .map(|(key, name)| Tag { slug: unique(slug(&key), &mut used), name, cards: Vec::new(), pages: Vec::new(), topics: Vec::new() })
            .collect();
        for (i, card) in guide.cards.iter().enumerate() {
            card.tags.iter().for_each(|t| tags[t.index()].cards.push(i.into()));
        }
        for (i, page) in guide.pages.iter().enumerate() {
            page.tags.iter().for_each(|t| tags[t.index()].pages.push(i.into()));
        }
        for (i, topic) in guide.topics.iter().enumerate() {
            topic.tags.iter().for_each(|t| tags[t.index()].topics.push(i.into()));
        }
        tags
    }
}

/// Bytes of a slug: file systems take 255 for a name, with its ending.
const MAX_SLUG_BYTES: usize = 180;

/// `c#` → `c-sharp`, `.net` → `dot-net`, `c++` stays: four tags that differ in characters have four pages.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        match c {
            c if c.is_alphanumeric() || matches!(c, '-' | '_' | '+') => slug.push(c),
            '#' => slug.push_str("-sharp"),
            '.' if slug.is_empty() => slug.push_str("dot-"),
            '.' => slug.push('.'),
            _ => slug.push('-'),
        }
    }
    let slug = slug[..slug.floor_char_boundary(MAX_SLUG_BYTES)].trim_matches(['-', '.']).to_string();
    if slug.is_empty() { "tag".to_string() } else { slug }
}

/// The slug, with the lowest number from 2 up where it is taken. `used` knows of each slug the number to try next.
fn unique(slug: String, used: &mut BTreeMap<String, usize>) -> String {
    let mut candidate = slug.clone();
    // "index" is the list of all tags.
    while candidate == "index" || used.contains_key(&candidate) {
        let number = used.entry(slug.clone()).or_insert(2);
        candidate = format!("{slug}-{number}");
        *number += 1;
    }
    used.insert(candidate.clone(), 2);
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_differ_in_signs_have_different_slugs() {
        let mut used = BTreeMap::new();
        let slugs: Vec<String> =
            ["c", "c++", "c#", ".net", "net", "c-sharp", "!", "?"].iter().map(|t| unique(slug(t), &mut used)).collect();
        assert_eq!(slugs, ["c", "c++", "c-sharp", "dot-net", "net", "c-sharp-2", "tag", "tag-2"]);
        assert!(slugs.iter().all(|s| !s.starts_with('.')));
    }
}
