//! The collected documents become a [`Guide`], whose references are not bound yet.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::collected::{CardEntry, CollectedDocuments, PageEntry, TopicEntry, nodes};
use super::symbol_table::SymbolTable;
use super::tags;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity, suggestion, unambiguous_nearest};
use crate::model::{Asset, Body, Card, Guide, Home, LevelOrKind, Node, Page, Redirect, Relations, Title, Topic, title_from_name};
use crate::parse::{CardOrder, RawBody, SpannedString};
use crate::source::{Location, SourceId};

/// Builds the guide with everything but the bindings.
pub fn build(
    collected: &CollectedDocuments<'_>,
    symbols: &SymbolTable<'_>,
    assets: Vec<Asset>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Guide {
    let tags = tags::Tags::new(collected);
    let mut guide = Guide { levels: config.levels.clone(), kinds: config.kinds.clone(), assets, ..Guide::default() };
    if let Some((source, page)) = collected.home {
        let title = (!page.title.plain.is_empty()).then(|| page.title.clone());
        guide.home = Home { title, summary: text(&page.meta.summary), body: Some(body(source, &page.body)) };
    }
    guide.topics = collected.topics.iter().map(|topic| build_topic(topic, symbols, &tags)).collect();
    fill_topics(&mut guide, collected, symbols);
    let built = collected.cards.par_iter().map(|entry| {
        let mut found = Vec::new();
        (build_card(entry, symbols, config, &tags, &mut found), found)
    });
    let (cards, found): (Vec<Card>, Vec<Vec<Diagnostic>>) = built.unzip();
    guide.cards = cards;
    diagnostics.extend(found.into_iter().flatten());
    for entry in &collected.pages {
        let PageEntry { source, id, folder, document } = entry;
        let meta = &document.meta;
        guide.pages.push(Page {
            id: id.to_string(),
            topic: symbols.topic(folder),
            title: document.title.clone(),
            summary: text(&meta.summary),
            order: meta.order,
            icon: meta.icon.as_ref().map(|(i, _)| i.clone()),
            tags: tags.of(&meta.tags),
            requires: Vec::new(),
            terms: words(&meta.terms),
            aliases: words(&meta.aliases),
            updated: meta.updated.clone(),
            body: body(*source, &document.body),
            hash: document.hash.clone(),
            relations: Relations::default(),
        });
    }
    guide.tags = tags.into_tags(&guide);
    guide.redirects = redirects(collected, symbols);
    update_hash(&mut guide);
    guide
}

/// Sums up all cards in the guide's hash.
pub fn update_hash(guide: &mut Guide) {
    let identities: Vec<&str> = guide.cards.iter().flat_map(|c| [c.id.as_str(), c.hash.as_str()]).collect();
    guide.hash = crate::parse::hash(&identities);
}

fn build_topic(topic: &TopicEntry<'_>, symbols: &SymbolTable<'_>, tags: &tags::Tags) -> Topic {
    let meta = topic.index.map(|(_, page)| page.meta.clone()).unwrap_or_default();
    let named = title_from_name(topic.id.rsplit('/').next().unwrap_or_default());
    Topic {
        id: topic.id.clone(),
        title: topic.index.map_or_else(|| Title::new(&named, &named), |(_, page)| page.title.clone()),
        summary: text(&meta.summary),
        order: meta.order,
        icon: meta.icon.map(|(i, _)| i),
        tags: tags.of(&meta.tags),
        requires: Vec::new(),
        terms: words(&meta.terms),
        aliases: words(&meta.aliases),
        parent: topic.id.rsplit_once('/').and_then(|(parent, _)| symbols.topic(parent)),
        children: Vec::new(),
        cards: Vec::new(),
        has_listed_order: meta.cards != CardOrder::Default,
        pages: Vec::new(),
        body: topic.index.map(|(source, page)| body(source, &page.body)),
        total: 0,
        relations: Relations::default(),
    }
}

/// Puts cards, pages and sub-topics into their topics; all of them are in display order already.
fn fill_topics(guide: &mut Guide, collected: &CollectedDocuments<'_>, symbols: &SymbolTable<'_>) {
    for (i, card) in collected.cards.iter().enumerate() {
        if let Some(topic) = symbols.topic(card.folder) {
            guide.topics[topic.index()].cards.push(i.into());
        }
    }
    for (i, page) in collected.pages.iter().enumerate() {
        if let Some(topic) = symbols.topic(page.folder) {
            guide.topics[topic.index()].pages.push(i.into());
        }
    }
    for i in 0..guide.topics.len() {
        if let Some(parent) = guide.topics[i].parent {
            guide.topics[parent.index()].children.push(i.into());
        }
    }
    for i in (0..guide.topics.len()).rev() {
        guide.topics[i].total += guide.topics[i].cards.len();
        if let Some(parent) = guide.topics[i].parent {
            guide.topics[parent.index()].total += guide.topics[i].total;
        }
    }
}

fn build_card(
    entry: &CardEntry<'_>,
    symbols: &SymbolTable<'_>,
    config: &Config,
    tags: &tags::Tags,
    diagnostics: &mut Vec<Diagnostic>,
) -> Card {
    let document = entry.document;
    let meta = &document.meta;
    let level = category(&meta.level, &config.levels, Code::UnknownLevel, config.strict, entry.source, diagnostics);
    let kind = category(&meta.kind, &config.kinds, Code::UnknownKind, config.strict, entry.source, diagnostics);
    Card {
        id: document.id.0.clone(),
        topic: symbols.topic(entry.folder).unwrap_or(crate::model::TopicIx(0)),
        title: document.title.clone(),
        level: level.map(Into::into),
        kind: kind.map(Into::into),
        tags: tags.of(&meta.tags),
        minutes: meta.minutes.or_else(|| kind.and_then(|k| config.kinds[k].minutes)),
        stages: meta.stages.clone(),
        requires: Vec::new(),
        terms: words(&meta.terms),
        aliases: words(&meta.aliases),
        updated: meta.updated.clone(),
        question: document.question.clone(),
        prompt: document.prompt,
        sections: document.sections.clone(),
        key_points: document.key_points.clone(),
        body: body(entry.source, &document.body),
        heading: document.heading,
        hash: document.hash.clone(),
        relations: Relations::default(),
    }
}

/// The number of the level or kind that is named.
fn category(
    named: &Option<SpannedString>,
    categories: &[LevelOrKind],
    code: Code,
    strict: bool,
    source: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let (name, span) = named.as_ref()?;
    let found = categories.iter().position(|g| g.id == *name);
    if found.is_none() {
        let what = if code == Code::UnknownLevel { "level" } else { "kind" };
        let mut diagnostic = Diagnostic::new(code, source, *span, format!("there is no {what} `{name}`"));
        let ids = || categories.iter().map(|g| g.id.as_str());
        diagnostic.help = suggestion(name, ids());
        if let Some(meant) = unambiguous_nearest(name, ids()) {
            diagnostic = diagnostic.fix(Location { source, span: *span }, meant);
        }
        if strict {
            diagnostic.severity = Severity::Error;
        }
        diagnostics.push(diagnostic);
    }
    found
}

fn redirects(collected: &CollectedDocuments<'_>, symbols: &SymbolTable<'_>) -> Vec<Redirect> {
    let mut redirects: BTreeMap<&str, Node> = BTreeMap::new();
    for (node, meta) in nodes(collected) {
        for (from, _) in &meta.aliases {
            if !symbols.is_live(from) {
                redirects.entry(from).or_insert(node);
            }
        }
    }
    redirects.into_iter().map(|(from, to)| Redirect { from: from.to_string(), to }).collect()
}

/// A body as it was parsed, its links not bound yet.
pub fn body(source: SourceId, raw: &RawBody) -> Body {
    Body {
        source,
        span: raw.span,
        headings: raw.headings.clone(),
        links: Vec::new(),
        unrendered_spans: raw.unrendered_spans.clone(),
        outside_link_definitions: raw.outside_link_definitions.clone(),
        outside_footnotes: raw.outside_footnotes.clone(),
        html_ids: raw.html_ids.clone(),
        features: raw.features,
    }
}

fn text(spanned: &Option<SpannedString>) -> String {
    spanned.as_ref().map(|(s, _)| s.clone()).unwrap_or_default()
}

fn words(spanned: &[SpannedString]) -> Vec<String> {
    spanned.iter().map(|(s, _)| s.clone()).collect()
}
