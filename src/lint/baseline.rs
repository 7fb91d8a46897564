//! What a guide published before and holds no more: ids and cloze deletions on which learners' progress hangs.
//!
//! In: the guide of now and a [`Baseline`] one, made from a compiled guide or from a published guide.json. Out: a finding for each
//! id that vanished without an alias, with its likely successor and the change that writes the alias.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::alias;
use super::questions::{jaccard, shingles};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Card, Guide, Question, Title};
use crate::source::{Sources, Span};

/// How alike two questions must be for one to be taken for the other's successor.
const SUCCESSOR: f64 = 0.5;

/// A guide as it was. Also the part of guide.json that matters here, so that either can be compared with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Baseline {
    pub cards: Vec<BaselineCard>,
    /// Pages, and topics with a text of their own. A guide.json does not list them.
    #[serde(default)]
    pub texts: Vec<BaselineText>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct BaselineText {
    pub id: String,
    pub title: String,
    pub is_topic: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct BaselineCard {
    pub id: String,
    pub title: String,
    pub hash: String,
    /// Ids that it had before.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names of its cloze deletions.
    #[serde(default)]
    pub clozes: Vec<String>,
}

impl Baseline {
    pub fn from_guide(guide: &Guide) -> Self {
        Self { cards: guide.cards.iter().map(BaselineCard::from).collect(), texts: texts(guide).map(|(text, _)| text).collect() }
    }

    /// Reads a guide.json; the error says what is wrong with it.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|e| format!("this is no guide.json: {e}"))
    }
}

impl From<&Card> for BaselineCard {
    fn from(card: &Card) -> Self {
        Self {
            id: card.id.clone(),
            title: card.title.plain.to_string(),
            hash: card.hash.clone(),
            aliases: card.aliases.clone(),
            clozes: cloze_keys(card).map(str::to_string).collect(),
        }
    }
}

/// Pages and topics with their bodies.
fn texts(guide: &Guide) -> impl Iterator<Item = (BaselineText, &Body)> {
    let text = |id: &str, title: &Title, is_topic| BaselineText { id: id.to_string(), title: title.plain.to_string(), is_topic };
    let pages = guide.pages.iter().map(move |page| (text(&page.id, &page.title, false), &page.body));
    let topics = guide.topics.iter().filter_map(move |topic| Some((text(&topic.id, &topic.title, true), topic.body.as_ref()?)));
    pages.chain(topics)
}

/// New cards, among which those are looked for that took the place of earlier ones.
pub struct Successors<'a>(Vec<(&'a Card, BTreeSet<String>)>);

impl<'a> Successors<'a> {
    pub fn new(fresh: impl Iterator<Item = &'a Card>) -> Self {
        Self(fresh.map(|card| (card, shingles(&card.title.plain))).collect())
    }

    /// The new card with the same text, else the one with the most similar question.
    pub fn of(&self, old: &BaselineCard) -> Option<&'a Card> {
        if let Some((card, _)) = self.0.iter().find(|(card, _)| card.hash == old.hash) {
            return Some(card);
        }
        let wanted = shingles(&old.title);
        let scored = self.0.iter().map(|(card, set)| (jaccard(&wanted, set), *card));
        scored.filter(|(score, _)| *score >= SUCCESSOR).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, card)| card)
    }
}

fn cloze_keys(card: &Card) -> impl Iterator<Item = &str> {
    let spans = match &card.question {
        Question::Cloze(spans) => spans.as_slice(),
        _ => &[],
    };
    spans.iter().map(|s| s.key.as_str())
}

/// Compares the guide with an earlier one.
pub fn against(guide: &Guide, sources: &Sources, config: &Config, earlier: &Baseline) -> Vec<Diagnostic> {
    let mut holders: BTreeMap<&str, &Card> = guide.cards.iter().flat_map(|c| c.aliases.iter().map(move |a| (a.as_str(), c))).collect();
    holders.extend(guide.cards.iter().map(|c| (c.id.as_str(), c)));
    let redirected: BTreeSet<&str> = guide.redirects.iter().map(|r| r.from.as_str()).collect();
    let others: BTreeSet<&str> =
        guide.pages.iter().map(|page| page.id.as_str()).chain(guide.topics.iter().map(|topic| topic.id.as_str())).collect();
    let lives = |id: &str| holders.contains_key(id) || redirected.contains(id) || others.contains(id) || config.retired.contains(id);
    let known: BTreeSet<&str> = earlier.cards.iter().map(|c| c.id.as_str()).collect();
    let successors = Successors::new(guide.cards.iter().filter(|card| !known.contains(card.id.as_str())));
    let mut diagnostics = Vec::new();
    let mut vanished: BTreeMap<&str, (&Card, Vec<&str>)> = BTreeMap::new();
    let mut lost = Vec::new();
    for old in &earlier.cards {
        let holder = holders.get(old.id.as_str()).copied();
        if let Some(card) = holder {
            vanished_spans(old, card, &mut diagnostics);
        }
        let ids: Vec<&str> = [&old.id].into_iter().chain(&old.aliases).map(String::as_str).filter(|id| !lives(id)).collect();
        match holder.or_else(|| successors.of(old)) {
            _ if ids.is_empty() => {}
            Some(card) => vanished.entry(&card.id).or_insert((card, Vec::new())).1.extend(ids),
            None => lost.push(old),
        }
    }
    for (card, ids) in vanished.into_values() {
        diagnostics.extend(renamed(card, &ids, sources));
    }
    diagnostics.extend(lost.into_iter().map(gone));
    diagnostics.extend(vanished_texts(guide, sources, earlier, &lives));
    diagnostics
}

/// Pages and topics that are gone, each with the new one that has most of its title.
fn vanished_texts(guide: &Guide, sources: &Sources, earlier: &Baseline, lives: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = earlier.texts.iter().map(|text| text.id.as_str()).collect();
    let fresh: Vec<(BaselineText, &Body)> = texts(guide).filter(|(text, _)| !known.contains(text.id.as_str())).collect();
    let vanished = earlier.texts.iter().filter(|text| !lives(&text.id));
    let found = vanished.map(|old| {
        let what = if old.is_topic { "topic" } else { "page" };
        let wanted = shingles(&old.title);
        let alike =
            fresh.iter().filter(|(new, _)| new.is_topic == old.is_topic).map(|new| (jaccard(&wanted, &shingles(&new.0.title)), new));
        let successor = alike.filter(|(score, _)| *score >= SUCCESSOR).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, new)| new);
        let Some((new, body)) = successor else {
            let path = if old.is_topic { format!("content/{}/index.md", old.id) } else { format!("content/{}.md", old.id) };
            let message = format!("the {what} `{}` (\"{}\") was published before and is gone", old.id, old.title);
            return Diagnostic::for_path(Code::VanishedId, path, message).help(what_to_do(&old.id, what));
        };
        let message = format!("the {what} `{}` was published before and is gone; `{}` probably took its place", old.id, new.id);
        let mut diagnostic = Diagnostic::new(Code::VanishedId, body.source, Span::default(), message).help(format!(
            "add {} (`recto check --against … --fix` does)",
            alias::instructions(&sources.get(body.source).path, &[&old.id])
        ));
        diagnostic.fixes.extend(alias::write_text(body, &[&old.id], sources));
        diagnostic
    });
    found.collect()
}

/// What to do about something that is gone and has no successor.
fn what_to_do(id: &str, what: &str) -> String {
    format!(
        "bring the {what} back, list the id in the `aliases` of what replaces it, or, if it was deleted on purpose, add `\"{id}\"` to `ids` under \
         `[retired]` in book.toml"
    )
}

/// One finding a vanished id; the first carries the change that writes all of them.
fn renamed(card: &Card, ids: &[&str], sources: &Sources) -> Vec<Diagnostic> {
    let mut fix = alias::write(card, ids, sources);
    let alias = alias::instructions(&sources.get(card.body.source).path, ids);
    let make = |id: &&str| {
        let message = format!("the id `{id}` was published before and is gone; `{}` probably took its place", card.id);
        let mut diagnostic = Diagnostic::new(Code::VanishedId, card.body.source, card.heading, message)
            .label("learners would lose their progress on it")
            .help(format!("add {alias} (`recto check --against … --fix` does)"));
        diagnostic.fixes.extend(fix.take());
        diagnostic
    };
    ids.iter().map(make).collect()
}

fn gone(old: &BaselineCard) -> Diagnostic {
    let message = format!("the id `{}` (\"{}\") was published before and is gone", old.id, old.title);
    Diagnostic::for_path(Code::VanishedId, format!("content/{}.md", old.id), message).help(what_to_do(&old.id, "card"))
}

fn vanished_spans(old: &BaselineCard, card: &Card, diagnostics: &mut Vec<Diagnostic>) {
    let now: BTreeSet<&str> = cloze_keys(card).collect();
    let before: BTreeSet<&str> = old.clozes.iter().map(String::as_str).collect();
    let Question::Cloze(spans) = &card.question else { return };
    for key in before.difference(&now) {
        let changed = spans.iter().find(|s| !s.keyed && !before.contains(s.key.as_str()));
        let span: Span = changed.map_or(card.heading, |s| s.span);
        diagnostics.push(
            Diagnostic::new(
                Code::VanishedCloze,
                card.body.source,
                span,
                format!("the cloze deletion `{key}` was published before and is gone"),
            )
            .help(format!("if this span replaces it, write `=={{#{key}}}` at its end; learners keep their progress on it")),
        );
    }
}
