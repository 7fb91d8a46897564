//! Sorts the documents into topics, cards and pages, has their identities checked, and gives each its number.

use std::collections::{BTreeMap, BTreeSet};

use super::collected::{CardEntry, CollectedDocuments, PageEntry, TopicEntry};
use super::{identities, order};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{Content, Document, Meta, PageDocument};
use crate::source::{SourceId, Sources, Span};

/// Sorts the documents.
pub fn collect<'a>(
    documents: &'a [Document],
    sources: &Sources,
    config: &Config,
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> CollectedDocuments<'a> {
    let documents = &without_second_indexes(documents, sources, diagnostics);
    let mut collected = CollectedDocuments {
        home: None,
        topics: Vec::new(),
        cards: Vec::new(),
        pages: Vec::new(),
        drafts: BTreeSet::new(),
        draft_sources: BTreeSet::new(),
    };
    let mut topics: BTreeMap<String, Option<(SourceId, &PageDocument)>> = BTreeMap::new();
    let mut hidden_topics = BTreeSet::new();
    for document in documents {
        if let Content::Topic(page) = document.content.as_ref()
            && page.meta.draft
            && !drafts
        {
            hidden_topics.insert(document.path.id.as_str());
            collected.drafts.insert(document.path.id.clone());
            collected.draft_sources.insert(document.source);
        }
    }
    for document in documents {
        let folder = document.path.folder.as_str();
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]).chain([folder]);
        let in_hidden = !hidden_topics.is_empty() && above.into_iter().any(|topic| hidden_topics.contains(topic));
        let shown = |meta: &Meta| drafts || !(meta.draft || in_hidden);
        match document.content.as_ref() {
            Content::Home(page) => collected.home = Some((document.source, page)),
            Content::Topic(page) if shown(&page.meta) => {
                topics.insert(document.path.id.clone(), Some((document.source, page)));
            }
            Content::Page(page) if shown(&page.meta) => {
                collected.pages.push(PageEntry { source: document.source, id: &document.path.id, folder, document: page });
            }
            Content::Topic(_) | Content::Page(_) => {
                collected.drafts.insert(document.path.id.clone());
                collected.draft_sources.insert(document.source);
            }
            Content::Cards(cards) => {
                for card in cards {
                    if shown(&card.meta) {
                        collected.cards.push(CardEntry { source: document.source, folder, document: card });
                    } else {
                        collected.drafts.insert(card.id.0.clone());
                        if cards.len() == 1 {
                            collected.draft_sources.insert(document.source);
                        }
                    }
                }
            }
        }
    }
    let folders = collected.cards.iter().map(|c| c.folder).chain(collected.pages.iter().map(|p| p.folder));
    let mut needed: BTreeSet<String> = folders.filter(|f| !f.is_empty()).map(str::to_string).collect();
    needed.extend(topics.keys().cloned());
    for id in needed {
        let ancestors = id.match_indices('/').map(|(i, _)| id[..i].to_string());
        for ancestor in ancestors.chain([id.clone()]) {
            topics.entry(ancestor).or_insert(None);
        }
    }
    collected.topics = topics.into_iter().map(|(id, index)| TopicEntry { id, index }).collect();
    identities::check(&collected, sources, config, diagnostics);
    identities::check_languages(documents, sources, config, diagnostics);
    order::sort(&mut collected, config, diagnostics);
    collected
}

/// The documents but for a README beside an index.md: the index is the page.
fn without_second_indexes<'a>(documents: &'a [Document], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<&'a Document> {
    let is_index = |document: &Document| matches!(document.content.as_ref(), Content::Home(_) | Content::Topic(_));
    let is_readme = |document: &Document| is_index(document) && crate::parse::is_readme(&sources.get(document.source).path);
    let indexes: BTreeSet<&str> = documents.iter().filter(|d| is_index(d) && !is_readme(d)).map(|d| d.path.folder.as_str()).collect();
    let (second, kept): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|d| is_readme(d) && indexes.contains(d.path.folder.as_str()));
    for document in second {
        let span = Span { start: 0, end: sources.get(document.source).text.trim_end().len() as u32 };
        diagnostics.push(
            Diagnostic::new(Code::DroppedText, document.source, span, "this README is not published, because there is an index.md beside it")
                .help("a topic's page is its index.md, or its README.md if it has no index.md; move the text there, or rename the file `_README.md`"),
        );
    }
    kept
}
