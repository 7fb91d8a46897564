//! What raw HTML refers to and what it names: `href`, `src`, `srcset`, `id`, `name`.
//!
//! In: one inline tag, or a whole block. Out: places in it, so that links and images of raw HTML are checked like Markdown's.

use std::ops::Range;

use super::tag::{Attribute, Tag};

/// A URL in raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawUrl {
    /// Of the value, or of a candidate in a `srcset`, in the raw HTML.
    pub at: Range<usize>,
    pub url: String,
    /// Shown, not followed.
    pub image: bool,
    /// An `<img>` without alternative text.
    pub no_alt: bool,
}

/// A place that raw HTML names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlAnchor {
    pub at: Range<usize>,
    pub name: String,
}

/// The URLs of a text's links and images, in its order.
pub fn urls(raw: &str) -> Vec<RawUrl> {
    let mut found = Vec::new();
    each_tag(raw, |start, tag| {
        let name = tag.name.to_ascii_lowercase();
        let no_alt = name == "img" && !tag.attributes.iter().any(|a| a.name.eq_ignore_ascii_case("alt"));
        for attribute in &tag.attributes {
            let from = start + value_offset(attribute);
            let at = from..from + attribute.value.len();
            match (name.as_str(), attribute.name.to_ascii_lowercase().as_str()) {
                ("a", "href") => found.push(RawUrl { at, url: unescaped(attribute.value), image: false, no_alt: false }),
                ("img", "src") => found.push(RawUrl { at, url: unescaped(attribute.value), image: true, no_alt }),
                ("img" | "source", "srcset") => found.extend(srcset_candidates(attribute.value).into_iter().map(|candidate| RawUrl {
                    at: at.start + candidate.at.start..at.start + candidate.at.end,
                    url: unescaped(&attribute.value[candidate.at]),
                    image: true,
                    no_alt: false,
                })),
                _ => {}
            }
        }
    });
    found
}

/// The names of a text's places: `id` of any tag, `name` of a link.
pub fn html_anchors(raw: &str) -> Vec<HtmlAnchor> {
    let mut found = Vec::new();
    each_tag(raw, |start, tag| {
        for attribute in &tag.attributes {
            let key = attribute.name.to_ascii_lowercase();
            if (key == "id" || key == "name" && tag.name.eq_ignore_ascii_case("a")) && !attribute.value.trim().is_empty() {
                let from = start + value_offset(attribute);
                found.push(HtmlAnchor { at: from..from + attribute.value.len(), name: unescaped(attribute.value) });
            }
        }
    });
    found
}

/// A candidate of a `srcset`: where its URL is, and what follows, `2x` or `300w`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SrcsetCandidate<'a> {
    pub at: Range<usize>,
    pub descriptor: &'a str,
}

/// The candidates of a `srcset`. A comma inside of a URL has no space after it.
pub fn srcset_candidates(srcset: &str) -> Vec<SrcsetCandidate<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < srcset.len() {
        let rest = &srcset[at..];
        let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
        at += blank;
        let rest = &srcset[at..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let url = rest[..length].trim_end_matches(',').len();
        if url == 0 {
            break;
        }
        let (descriptor, next) = if url < length {
            ("", at + length)
        } else {
            let end = rest.find(',').filter(|comma| *comma > length).unwrap_or(rest.len());
            (rest[length..end.max(length)].trim(), at + end.max(length))
        };
        found.push(SrcsetCandidate { at: at..at + url, descriptor });
        at = next;
    }
    found
}

/// Where the value starts, in its tag.
pub fn value_offset(attribute: &Attribute<'_>) -> usize {
    attribute.at.end - usize::from(attribute.quoted) - attribute.value.len()
}

fn each_tag<'r>(raw: &'r str, mut found: impl FnMut(usize, &Tag<'r>)) {
    let mut at = 0;
    while let Some(less) = raw[at..].find('<').map(|i| at + i) {
        let rest = &raw[less..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            at = less + comment.find("-->").map_or(rest.len(), |end| end + 7);
            continue;
        }
        at = less + 1;
        match Tag::read(rest) {
            Some(tag) if !tag.is_end_tag => {
                found(less, &tag);
                at = less + tag.len;
            }
            // What follows a tag that is not complete belongs to it, and is not published.
            None if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => return,
            _ => {}
        }
    }
}

/// The entities that people write in attributes, undone.
pub fn unescaped(value: &str) -> String {
    const ENTITIES: [(&str, &str); 5] = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    if !value.contains('&') {
        return value.to_string();
    }
    ENTITIES.iter().fold(value.to_string(), |text, (entity, character)| text.replace(entity, character))
}
