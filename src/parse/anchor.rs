//! Fragments for headings, made as GitHub makes them, so that a link with an anchor works in the code host's preview and on the site.

use std::collections::BTreeMap;

/// Hands out the anchors of one page, each once: a repeated heading gets `-1`, `-2` …
#[derive(Debug, Default)]
pub struct Anchors {
    used: BTreeMap<String, u32>,
}

impl Anchors {
    /// The anchor for a heading: the author's own `{#id}` or a slug of its text.
    pub fn take(&mut self, text: &str, own: Option<&str>) -> String {
        let slug = own.map_or_else(|| slug(text), str::to_string);
        let slug = if slug.is_empty() { "section".to_string() } else { slug };
        let mut candidate = slug.clone();
        while self.used.contains_key(&candidate) {
            let count = self.used.entry(slug.clone()).or_insert(0);
            *count += 1;
            candidate = format!("{slug}-{count}");
        }
        self.used.insert(candidate.clone(), 0);
        candidate
    }
}

/// GitHub's slug: lower case; letters, digits, `-` and `_` kept; each space becomes a `-`; the rest dropped.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() => slug.push(c),
            _ => {}
        }
    }
    slug
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
        assert_eq!(anchors.take("Hint", None), "hint");
        assert_eq!(anchors.take("Hint 1", None), "hint-1");
        assert_eq!(anchors.take("Hint", None), "hint-2");
        assert_eq!(anchors.take("Other", Some("hint")), "hint-3");
    }
}
