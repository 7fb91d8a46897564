//! Sorts the documents into topics, cards and pages, checks their identities, and gives each its number.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::collected::{CardEntry, CollectedDocuments, PageEntry, TopicEntry, nodes};
use super::name_conflicts::{folded, in_other_folder};
use super::names::Names;
use super::{order, tags};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity, suggestion, unambiguous_nearest};
use crate::encode::to_nfc;
use crate::model::{
    Asset, Body, Card, Category, Guide, Home, Node, Page, Redirect, Relations, Title, Topic, language_name, title_from_name,
};
use crate::parse::{CardOrder, Content, Document, Meta, PageDocument, RawBody, Spanned};
use crate::source::{Location, SourceId, Sources, Span};

/// Names under which Recto publishes files of its own.
const RESERVED: [&str; 11] = ["index", "study", "interview", "progress", "search", "map", "404", "guide", "feed", "sitemap", "contribute"];
/// Folders that Recto publishes into.
const RESERVED_FOLDERS: [&str; 5] = ["tags", "levels", "assets", "search", "deck"];

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
            hidden_topics.insert(document.place.id.as_str());
            collected.drafts.insert(document.place.id.clone());
            collected.draft_sources.insert(document.source);
        }
    }
    for document in documents {
        let folder = document.place.folder.as_str();
        let above = folder.match_indices('/').map(|(at, _)| &folder[..at]).chain([folder]);
        let in_hidden = !hidden_topics.is_empty() && above.into_iter().any(|topic| hidden_topics.contains(topic));
        let shown = |meta: &Meta| drafts || !(meta.draft || in_hidden);
        match document.content.as_ref() {
            Content::Home(page) => collected.home = Some((document.source, page)),
            Content::Topic(page) if shown(&page.meta) => {
                topics.insert(document.place.id.clone(), Some((document.source, page)));
            }
            Content::Page(page) if shown(&page.meta) => {
                collected.pages.push(PageEntry { source: document.source, id: &document.place.id, folder, document: page });
            }
            Content::Topic(_) | Content::Page(_) => {
                collected.drafts.insert(document.place.id.clone());
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
    check_identities(&collected, sources, config, diagnostics);
    check_languages(documents, sources, config, diagnostics);
    order::sort(&mut collected, config, diagnostics);
    collected
}

/// The documents but for a README beside an index.md: the index is the page.
fn without_second_indexes<'a>(documents: &'a [Document], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<&'a Document> {
    let is_index = |document: &Document| matches!(document.content.as_ref(), Content::Home(_) | Content::Topic(_));
    let is_readme = |document: &Document| is_index(document) && crate::parse::is_readme(&sources.get(document.source).path);
    let indexes: BTreeSet<&str> = documents.iter().filter(|d| is_index(d) && !is_readme(d)).map(|d| d.place.folder.as_str()).collect();
    let (second, kept): (Vec<&Document>, Vec<&Document>) =
        documents.iter().partition(|d| is_readme(d) && indexes.contains(d.place.folder.as_str()));
    for document in second {
        let span = Span { start: 0, end: sources.get(document.source).text.trim_end().len() as u32 };
        diagnostics.push(
            Diagnostic::new(Code::Unpublished, document.source, span, "this README is not published, because there is an index.md beside it")
                .help("a topic's page is its index.md, or its README.md where there is none; move the text there, or rename the file `_README.md`"),
        );
    }
    kept
}

/// Everything that claims an address: what it is called, and where that is said.
fn claims<'a>(collected: &'a CollectedDocuments<'_>) -> Vec<(&'a str, Location)> {
    let at = |source, span| Location { source, span };
    let mut claims: Vec<(&str, Location)> = Vec::new();
    claims.extend(collected.cards.iter().map(|c| (c.document.id.0.as_str(), at(c.source, c.document.id.1))));
    claims.extend(collected.pages.iter().map(|p| (p.id, at(p.source, Span::default()))));
    claims.extend(collected.topics.iter().filter_map(|t| t.index.map(|(source, _)| (t.id.as_str(), at(source, Span::default())))));
    claims.sort_by_key(|(_, location)| *location);
    claims
}

/// Duplicate ids, ids that are one file on many disks, names that Recto needs, aliases that are not free.
fn check_identities(collected: &CollectedDocuments<'_>, sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, (&str, Location)> = BTreeMap::new();
    for (id, location) in claims(collected) {
        let folded = folded(id);
        match seen.get(&folded) {
            None => {
                seen.insert(folded, (id, location));
            }
            Some((earlier, first)) if *earlier == id => {
                let [one, other] = [first, &location].map(|at| sources.get(at.source).path.as_str());
                let accents = one != other && to_nfc(one) == to_nfc(other);
                let why = if accents { ": two names differ in the form of their accents only" } else { "" };
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, location.source, location.span, format!("the id `{id}` is taken{why}"))
                        .related(*first, "by this one")
                        .help("rename one of them; list the old id in `aliases` if it was published"),
                );
            }
            Some((earlier, first)) => {
                let [one, other] = [first, &location].map(|at| sources.get(at.source).path.as_str());
                if !in_other_folder(one, other) {
                    let message = format!("`{earlier}` and `{id}`, of `{one}` and `{other}`, are one file on many disks");
                    diagnostics.push(
                        Diagnostic::new(Code::PathConflict, location.source, location.span, message)
                            .related(*first, "the other one")
                            .help("rename one of them"),
                    );
                }
            }
        }
        let first_part = id.split('/').next().unwrap_or_default().to_lowercase();
        let is_language = config.book.languages.iter().any(|language| language.eq_ignore_ascii_case(&first_part));
        let reserved = if id.contains('/') { RESERVED_FOLDERS.contains(&first_part.as_str()) } else { is_reserved(&first_part) };
        let reserved = reserved || is_language;
        if reserved {
            diagnostics.push(
                Diagnostic::new(Code::ReservedName, location.source, location.span, format!("Recto publishes `{first_part}` itself"))
                    .help("rename the file or folder"),
            );
        }
    }
    check_aliases(collected, &seen, diagnostics);
}

/// Files that look like translations into a language that book.toml does not name, or names no more.
fn check_languages(documents: &[&Document], sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let places: BTreeSet<&str> = documents.iter().map(|document| document.place.id.as_str()).collect();
    let is_listed = |code: &str| config.book.languages.iter().any(|language| language.eq_ignore_ascii_case(code));
    for document in documents.iter().filter(|document| document.language.is_none()) {
        let stem = crate::parse::stem(&sources.get(document.source).path).unwrap_or_default();
        let Some((original, code)) = document.place.id.rsplit_once('.') else { continue };
        if !places.contains(original) || !stem.ends_with(code) || is_listed(code) {
            continue;
        }
        if let Some(name) = language_name(code).filter(|_| code != "cards") {
            let mut found = Diagnostic::new(
                Code::TranslationAlone,
                document.source,
                Span::default(),
                format!("`{code}` ({name}) is no language of this guide, so that this is a text of its own, `{}`", document.place.id),
            );
            found.severity = Severity::Warning;
            diagnostics.push(found.help(format!("list `{code}` in `book.languages`, or rename the file")));
        }
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || RESERVED_FOLDERS.contains(&name)
}

fn check_aliases(collected: &CollectedDocuments<'_>, live: &BTreeMap<String, (&str, Location)>, diagnostics: &mut Vec<Diagnostic>) {
    let mut claimed: BTreeMap<&str, Location> = BTreeMap::new();
    for (source, alias) in aliases(collected) {
        let (name, span) = alias;
        let location = Location { source, span: *span };
        if let Some((_, at)) = live.get(&folded(name)) {
            diagnostics.push(
                Diagnostic::new(Code::AliasIsLive, source, *span, format!("`{name}` is not a former id: it is in use"))
                    .related(*at, "here")
                    .help("remove the alias"),
            );
        } else if let Some(bad) = crate::parse::bad_segment(name).or(name.is_empty().then_some("")) {
            diagnostics.push(Diagnostic::new(Code::BadId, source, *span, format!("`{bad}` can't be part of an id")));
        } else if let Some(first) = claimed.insert(name, location) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateAlias, source, *span, format!("duplicate alias `{name}`"))
                    .related(first, "here too")
                    .help("leave it with one of them"),
            );
        }
    }
}

/// All aliases and the files that claim them, in source order.
pub fn aliases<'a>(collected: &'a CollectedDocuments<'_>) -> Vec<(SourceId, &'a Spanned)> {
    let mut all: Vec<(SourceId, &Spanned)> = Vec::new();
    all.extend(collected.cards.iter().flat_map(|c| c.document.meta.aliases.iter().map(|a| (c.source, a))));
    all.extend(collected.pages.iter().flat_map(|p| p.document.meta.aliases.iter().map(|a| (p.source, a))));
    all.extend(collected.topics.iter().filter_map(|t| t.index).flat_map(|(s, d)| d.meta.aliases.iter().map(move |a| (s, a))));
    all.sort_by_key(|(source, (_, span))| (*source, *span));
    all
}

/// Makes the guide with everything but the bindings.
pub fn into_guide(
    collected: &CollectedDocuments<'_>,
    names: &Names<'_>,
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
    guide.topics = collected.topics.iter().map(|topic| make_topic(topic, names, &tags)).collect();
    fill_topics(&mut guide, collected, names);
    let made = collected.cards.par_iter().map(|entry| {
        let mut found = Vec::new();
        (make_card(entry, names, config, &tags, &mut found), found)
    });
    let (cards, found): (Vec<Card>, Vec<Vec<Diagnostic>>) = made.unzip();
    guide.cards = cards;
    diagnostics.extend(found.into_iter().flatten());
    for entry in &collected.pages {
        let PageEntry { source, id, folder, document } = entry;
        let meta = &document.meta;
        guide.pages.push(Page {
            id: id.to_string(),
            topic: names.topic(folder),
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
    guide.redirects = redirects(collected, names);
    update_hash(&mut guide);
    guide
}

/// Sums up all cards in the guide's hash.
pub fn update_hash(guide: &mut Guide) {
    let identities: Vec<&str> = guide.cards.iter().flat_map(|c| [c.id.as_str(), c.hash.as_str()]).collect();
    guide.hash = crate::parse::hash(&identities);
}

fn make_topic(topic: &TopicEntry<'_>, names: &Names<'_>, tags: &tags::Tags) -> Topic {
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
        parent: topic.id.rsplit_once('/').and_then(|(parent, _)| names.topic(parent)),
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
fn fill_topics(guide: &mut Guide, collected: &CollectedDocuments<'_>, names: &Names<'_>) {
    for (i, card) in collected.cards.iter().enumerate() {
        if let Some(topic) = names.topic(card.folder) {
            guide.topics[topic.index()].cards.push(i.into());
        }
    }
    for (i, page) in collected.pages.iter().enumerate() {
        if let Some(topic) = names.topic(page.folder) {
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

fn make_card(entry: &CardEntry<'_>, names: &Names<'_>, config: &Config, tags: &tags::Tags, diagnostics: &mut Vec<Diagnostic>) -> Card {
    let document = entry.document;
    let meta = &document.meta;
    let level = category(&meta.level, &config.levels, Code::UnknownLevel, config.strict, entry.source, diagnostics);
    let kind = category(&meta.kind, &config.kinds, Code::UnknownKind, config.strict, entry.source, diagnostics);
    Card {
        id: document.id.0.clone(),
        topic: names.topic(entry.folder).unwrap_or(crate::model::TopicIx(0)),
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
    named: &Option<Spanned>,
    categories: &[Category],
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

fn redirects(collected: &CollectedDocuments<'_>, names: &Names<'_>) -> Vec<Redirect> {
    let mut redirects: BTreeMap<&str, Node> = BTreeMap::new();
    for (node, meta) in nodes(collected) {
        for (from, _) in &meta.aliases {
            if !names.is_live(from) {
                redirects.entry(from).or_insert(node);
            }
        }
    }
    redirects.into_iter().map(|(from, to)| Redirect { from: from.to_string(), to }).collect()
}

pub fn body(source: SourceId, raw: &RawBody) -> Body {
    Body {
        source,
        span: raw.span,
        headings: raw.headings.clone(),
        links: Vec::new(),
        stripped: raw.stripped.clone(),
        definitions: raw.definitions.clone(),
        notes: raw.notes.clone(),
        raw_ids: raw.raw_ids.clone(),
        features: raw.features,
    }
}

fn text(spanned: &Option<Spanned>) -> String {
    spanned.as_ref().map(|(s, _)| s.clone()).unwrap_or_default()
}

fn words(spanned: &[Spanned]) -> Vec<String> {
    spanned.iter().map(|(s, _)| s.clone()).collect()
}
