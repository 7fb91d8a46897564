//! Fragments for headings, made as GitHub makes them, so that a link with an anchor works in the code host's preview and on the site.

use std::collections::BTreeMap;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::reserved_ids::is_reserved_id;

/// Hands out the anchors of one page.
#[derive(Debug, Default)]
pub struct Anchors {
    /// As GitHub numbers them.
    fragments: Unique,
    /// As they are published: as above, but apart from the frame's.
    ids: Unique,
}

/// The fragment by which links aim at a heading, and the id that it is published with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    pub fragment: String,
    pub id: String,
}

impl Anchors {
    /// The anchor for a heading: the author's own `{#id}` or a slug of its text. A repeated one gets `-1`, `-2` …
    pub fn unique_anchor(&mut self, text: &str, own: Option<&str>) -> Anchor {
        let slug = own.map_or_else(|| slug(text), str::to_string);
        Anchor { fragment: self.fragments.take(&slug, |_| false), id: self.unique_id(&slug) }
    }

    /// The fragment for a heading that is published without an id.
    pub fn unique_fragment(&mut self, text: &str, own: Option<&str>) -> String {
        self.fragments.take(&own.map_or_else(|| slug(text), str::to_string), |_| false)
    }

    /// An id for something that is not a heading.
    pub fn unique_id(&mut self, name: &str) -> String {
        let name: String = name.chars().map(|c| if c.is_whitespace() || c.is_control() { '-' } else { c }).collect();
        self.ids.take(if name.is_empty() { "section" } else { &name }, is_reserved_id)
    }
}

/// Names that are given out, each once.
#[derive(Debug, Default)]
struct Unique(BTreeMap<String, u32>);

impl Unique {
    fn take(&mut self, name: &str, taken: fn(&str) -> bool) -> String {
        let mut candidate = name.to_string();
        while self.0.contains_key(&candidate) || taken(&candidate) {
            let count = self.0.entry(name.to_string()).or_insert(0);
            *count += 1;
            candidate = format!("{name}-{count}");
        }
        self.0.insert(candidate.clone(), 0);
        candidate
    }
}

/// GitHub's slug: lower case; letters, marks, decimal digits and connectors such as `_` kept, and `-`; each space becomes a `-`; the rest
/// dropped (Ruby's `\p{Word}`, by which GitHub's own code goes; npm's github-slugger does the same, and is what tests compare with).
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().to_lowercase().chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if is_word(c) => slug.push(c),
            _ => {}
        }
    }
    slug
}

fn is_word(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c.general_category(),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
                | GeneralCategory::DecimalNumber
                | GeneralCategory::ConnectorPunctuation
        )
}

/// The part of an id made from the words of a question: `what-is-a-phantom-read`, at most eight words.
pub fn id_from_question(question: &str) -> String {
    let words: Vec<String> = question
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| w.chars().flat_map(char::to_lowercase).collect())
        .take(8)
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slug("What's `EXPLAIN` for?"), "whats-explain-for");
        assert_eq!(slug("Read & write"), "read--write");
        assert_eq!(slug("Clé été"), "clé-été");
    }

    #[test]
    fn repeated_headings_are_numbered_without_collisions() {
        let mut anchors = Anchors::default();
        let mut take = |text, own| anchors.unique_anchor(text, own).fragment;
        assert_eq!(take("Hint", None), "hint");
        assert_eq!(take("Hint 1", None), "hint-1");
        assert_eq!(take("Hint", None), "hint-2");
        assert_eq!(take("Other", Some("hint")), "hint-3");
    }

    #[test]
    fn ids_keep_away_from_the_frame() {
        let mut anchors = Anchors::default();
        let both = |anchor: Anchor| (anchor.fragment, anchor.id);
        let pair = |fragment: &str, id: &str| (fragment.to_string(), id.to_string());
        assert_eq!(both(anchors.unique_anchor("Topics", None)), pair("topics", "topics-1"));
        assert_eq!(both(anchors.unique_anchor("Topics", None)), pair("topics-1", "topics-2"));
        assert_eq!(both(anchors.unique_anchor("🎉", None)), pair("", "section"));
        assert_eq!(anchors.unique_fragment("Answer", None), "answer");
        assert_eq!(both(anchors.unique_anchor("Answer", None)), pair("answer-1", "answer"));
    }
}
