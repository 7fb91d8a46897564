//! Translations that stay up to date when a program changes their originals: it changes names and keys, which a translator need not look at.
//!
//! In: the sources before and after. Out: changes of the latter: in each translation that was of its original's text before, the hash of the
//! text that it has now.

use std::collections::BTreeMap;

use crate::diagnostic::Fix;
use crate::parse::{self, Content, Document, FileKind, ParseOptions};
use crate::source::{Location, Sources, Span};

/// The changes; `now` maps a former id to the new one.
pub fn refresh_hashes(before: &Sources, after: &Sources, parse_options: &ParseOptions, now: impl Fn(&str) -> String) -> Vec<Fix> {
    if parse_options.translations.is_empty() {
        return Vec::new();
    }
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for document in documents(before, parse_options).filter(|document| document.language.is_none()) {
        known.extend(texts(&document).into_iter().map(|text| (now(&text.id), text.hash)));
    }
    let (originals, translations): (Vec<Document>, Vec<Document>) =
        documents(after, parse_options).partition(|document| document.language.is_none());
    let hashes: BTreeMap<String, String> = originals.iter().flat_map(texts).map(|text| (text.id, text.hash)).collect();
    let mut fixes = Vec::new();
    for document in &translations {
        for text in texts(document) {
            let Some((then, span)) = text.of else { continue };
            let (Some(before), Some(hash)) = (known.get(&text.id), hashes.get(&text.id)) else { continue };
            let source = after.get(document.source);
            let at = source.text.get(span.range()).and_then(|written| written.find(then.as_str()));
            if let Some(at) = at.filter(|_| then == *before && then != *hash) {
                let span = Span::new(at, at + then.len()).shifted(span.start as usize);
                fixes.push(Fix { at: Location { source: document.source, span }, replacement: hash.clone() });
            }
        }
    }
    fixes
}

fn documents<'a>(sources: &'a Sources, parse_options: &'a ParseOptions) -> impl Iterator<Item = Document> + 'a {
    sources.iter().filter_map(|(id, source)| parse::document(id, source, parse_options).0)
}

/// A card, a page or a topic's page.
struct Text {
    /// That of its file or, in a file of several, its own.
    id: String,
    hash: String,
    /// The hash that a translation names.
    of: Option<(String, Span)>,
}

fn texts(document: &Document) -> Vec<Text> {
    let several = document.path.kind == FileKind::Cards;
    match document.content.as_ref() {
        Content::Home(page) | Content::Topic(page) | Content::Page(page) => {
            vec![Text { id: document.path.id.clone(), hash: page.hash.clone(), of: page.meta.original_hash.clone() }]
        }
        Content::Cards(cards) => {
            let id = |card: &parse::CardDocument| if several { card.id.0.clone() } else { document.path.id.clone() };
            cards.iter().map(|card| Text { id: id(card), hash: card.hash.clone(), of: card.meta.original_hash.clone() }).collect()
        }
    }
}
