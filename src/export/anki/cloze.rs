//! Cloze deletions as Anki writes them: `{{c3::hidden::hint}}`.
//!
//! The number decides which of a note's cards, and so whose reviews, a deletion is. It comes from the deletion's key alone, so that deletions can
//! change places, come and go: a key `c3` (as the import from Anki gives) is 3, any other a number made of its letters. Two keys of one number
//! are distinguished by their order as letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::selection::random_order_key;
use crate::markup::clozes::end_of_span;
use crate::model::Cloze;

/// The largest number that Anki distinguishes (rslib/src/notetype/cardgen.rs).
const MOST: u32 = 499;

const OPEN: &str = "<span class=\"cloze\" data-cloze=\"";

/// The number of each key, from 1.
pub fn numbers(spans: &[Cloze]) -> BTreeMap<&str, u32> {
    let keys: BTreeSet<&str> = spans.iter().map(|cloze| &*cloze.key).collect();
    let said = |key: &str| key.strip_prefix('c')?.parse::<u32>().ok().filter(|number| (1..=MOST).contains(number));
    let mut numbers: BTreeMap<&str, u32> = keys.iter().filter_map(|key| Some((*key, said(key)?))).collect();
    let mut taken: BTreeSet<u32> = numbers.values().copied().collect();
    for key in keys.iter().filter(|key| said(key).is_none()) {
        let digest = random_order_key("cloze", key);
        let mut number = (u32::from(digest[0]) << 8 | u32::from(digest[1])) % MOST + 1;
        while !taken.insert(number) && taken.len() < MOST as usize {
            number = number % MOST + 1;
        }
        numbers.insert(key, number);
    }
    numbers
}

/// Rendered Markdown with Anki's deletions in the place of the site's.
pub fn deletions(html: &str, numbers: &BTreeMap<&str, u32>) -> String {
    // Braces of the text itself open no deletion.
    let html = html.replace("{{", "{&#123;");
    let mut out = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some(at) = rest.find(OPEN) {
        let inside = &rest[at + OPEN.len()..];
        let Some((tag, inside)) = inside.split_once('>') else { break };
        let Some(end) = end_of_span(inside) else { break };
        out.push_str(&rest[..at]);
        let key = tag.split('"').next().unwrap_or_default();
        let hint = tag.split_once("data-hint=\"").and_then(|(_, hint)| hint.split('"').next());
        let hint = hint.map_or(String::new(), |hint| format!("::{}", inert(hint)));
        let number = numbers.iter().find(|(of, _)| attribute(of) == key).map_or(1, |(_, number)| *number);
        out.push_str(&format!("{{{{c{number}::{}{hint}}}}}", inert(&inside[..end])));
        rest = &inside[end + "</span>".len()..];
    }
    out + rest
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Without what would end a deletion or begin its hint.
fn inert(html: &str) -> String {
    html.replace("::", ":&#58;").replace('}', "&#125;")
}

/// The numbers of a note's cards as Anki counts them, from 0.
pub fn ordinals(numbers: &BTreeMap<&str, u32>) -> Vec<u32> {
    let all: BTreeSet<u32> = numbers.values().map(|number| number - 1).collect();
    all.into_iter().collect()
}

/// `36=state 381=`: the key of each number, empty where it comes from the hidden words; so that the card can come back.
pub fn keys(spans: &[Cloze], numbers: &BTreeMap<&str, u32>) -> String {
    let key = |cloze: &Cloze| {
        format!("{}={}", numbers.get(&*cloze.key).copied().unwrap_or(1), if cloze.has_author_key { &*cloze.key } else { "" })
    };
    spans.iter().map(key).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn spans(keys: &[&str]) -> Vec<Cloze> {
        let cloze =
            |key: &&str| Cloze { key: key.to_string(), has_author_key: true, span: Span::default(), hidden: Span::default(), hint: None };
        keys.iter().map(cloze).collect()
    }

    #[test]
    fn a_number_is_of_its_key_whatever_stands_beside() {
        let three = spans(&["state", "safe", "c2"]);
        let numbers = numbers(&three);
        assert_eq!(numbers["c2"], 2);
        for keys in [&["safe", "c2", "state"][..], &["safe"], &["new", "state", "other", "safe"]] {
            for (key, number) in super::numbers(&spans(keys)) {
                assert_eq!(numbers.get(key).copied().unwrap_or(number), number, "{key}");
            }
        }
        let many: Vec<String> = (0..300).map(|i| format!("k{i}")).collect();
        let many = spans(&many.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(ordinals(&super::numbers(&many)).len(), 300, "no two share one");
    }

    #[test]
    fn deletions_are_nested_in_nothing_and_end_where_they_should() {
        let two = spans(&["c1", "c2"]);
        let html = "a <span class=\"cloze\" data-cloze=\"c1\" data-hint=\"x::y\"><b>std::vec</b> {<span class=\"hk\">}}</span></span> {{b}} \
                    <span class=\"cloze\" data-cloze=\"c2\">z</span>";
        assert_eq!(
            deletions(html, &numbers(&two)),
            "a {{c1::<b>std:&#58;vec</b> {<span class=\"hk\">&#125;&#125;</span>::x:&#58;y}} {&#123;b}} {{c2::z}}"
        );
    }
}
