//! What a guide published before and has no more: ids and cloze deletions to which learners' progress belongs.
//!
//! In: the guide of now and a [`Baseline`] one, made from a compiled guide or from a published guide.json. Out: a finding for each
//! id that vanished without an alias, with its likely successor and the change that writes the alias.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::alias;
use super::similar::{jaccard, shingles};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Card, Guide, Moves, Question, Title};
use crate::source::{Sources, Span};

/// How alike two questions must be for one to be taken for the other's successor.
const RENAME_SIMILARITY: f64 = 0.5;

/// A guide as it was. Also the part of guide.json that matters here, so that either can be compared with.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Baseline {
    pub cards: Vec<BaselineCard>,
    /// Pages, and topics with a text of their own. A guide.json does not list them.
    #[serde(skip)]
    pub pages: Vec<BaselinePage>,
}

/// A page or topic that a guide had.
#[derive(Debug, Clone, Deserialize)]
pub struct BaselinePage {
    pub id: String,
    pub title: String,
    pub is_topic: bool,
}

/// A card that a guide had, as its guide.json says.
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
    /// What this guide has now.
    pub fn from_guide(guide: &Guide) -> Self {
        Self { cards: guide.cards.iter().map(BaselineCard::from).collect(), pages: pages(guide).map(|(text, _)| text).collect() }
    }

    /// Reads a guide.json; the error says what is wrong with it.
    pub fn from_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|e| format!("this is not a guide.json: {e}"))
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
fn pages(guide: &Guide) -> impl Iterator<Item = (BaselinePage, &Body)> {
    let text = |id: &str, title: &Title, is_topic| BaselinePage { id: id.to_string(), title: title.plain.to_string(), is_topic };
    let pages = guide.pages.iter().map(move |page| (text(&page.id, &page.title, false), &page.body));
    let topics = guide.topics.iter().filter_map(move |topic| Some((text(&topic.id, &topic.title, true), topic.body.as_ref()?)));
    pages.chain(topics)
}

/// New cards, among which those are looked for that took the place of earlier ones.
pub struct Successors<'a>(Vec<(&'a Card, BTreeSet<String>)>);

impl<'a> Successors<'a> {
    /// Looks among these cards, which the guide did not have before.
    pub fn new(new_cards: impl Iterator<Item = &'a Card>) -> Self {
        Self(new_cards.map(|card| (card, shingles(&card.title.plain))).collect())
    }

    /// The new card with the same text, else the one with the most similar question.
    pub fn of(&self, old: &BaselineCard) -> Option<&'a Card> {
        if let Some((card, _)) = self.0.iter().find(|(card, _)| card.hash == old.hash) {
            return Some(card);
        }
        let wanted = shingles(&old.title);
        let scored = self.0.iter().map(|(card, set)| (jaccard(&wanted, set), *card));
        scored.filter(|(score, _)| *score >= RENAME_SIMILARITY).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, card)| card)
    }
}

fn cloze_keys(card: &Card) -> impl Iterator<Item = &str> {
    let spans = match &card.question {
        Question::Cloze(spans) => spans.as_slice(),
        _ => &[],
    };
    spans.iter().map(|s| s.key.as_str())
}

/// The result of what was published before.
struct Vanished<'a> {
    /// By the id of the card that has taken the place: that card and the ids that are missing from it.
    moved: BTreeMap<&'a str, (&'a Card, Vec<&'a str>)>,
    lost: Vec<&'a BaselineCard>,
    /// Cards that live, by what they were.
    alive: Vec<(&'a BaselineCard, &'a Card)>,
}

/// Whether an id is in use, leads somewhere, or was given up on purpose.
fn is_known_id<'a>(guide: &'a Guide, config: &'a Config) -> impl Fn(&str) -> bool + use<'a> {
    let mut known: BTreeSet<&str> = guide.cards.iter().flat_map(|c| c.aliases.iter().chain([&c.id])).map(String::as_str).collect();
    known.extend(guide.redirects.iter().map(|r| r.from.as_str()));
    known.extend(guide.pages.iter().map(|page| page.id.as_str()).chain(guide.topics.iter().map(|topic| topic.id.as_str())));
    move |id: &str| known.contains(id) || config.retired.contains(id)
}

fn vanished<'a>(guide: &'a Guide, config: &Config, earlier: &'a Baseline) -> Vanished<'a> {
    let mut holders: BTreeMap<&str, &Card> = guide.cards.iter().flat_map(|c| c.aliases.iter().map(move |a| (a.as_str(), c))).collect();
    holders.extend(guide.cards.iter().map(|c| (c.id.as_str(), c)));
    let is_known_id = is_known_id(guide, config);
    let known: BTreeSet<&str> = earlier.cards.iter().map(|c| c.id.as_str()).collect();
    let successors = Successors::new(guide.cards.iter().filter(|card| !known.contains(card.id.as_str())));
    let mut vanished = Vanished { moved: BTreeMap::new(), lost: Vec::new(), alive: Vec::new() };
    for old in &earlier.cards {
        let holder = holders.get(old.id.as_str()).copied();
        vanished.alive.extend(holder.map(|card| (old, card)));
        let ids: Vec<&str> = [&old.id].into_iter().chain(&old.aliases).map(String::as_str).filter(|id| !is_known_id(id)).collect();
        match holder.or_else(|| successors.of(old)) {
            _ if ids.is_empty() => {}
            Some(card) => vanished.moved.entry(&card.id).or_insert((card, Vec::new())).1.extend(ids),
            None => vanished.lost.push(old),
        }
    }
    vanished
}

/// Compares the guide with an earlier one.
pub fn compare(guide: &Guide, sources: &Sources, config: &Config, earlier: &Baseline) -> Vec<Diagnostic> {
    let Vanished { moved, lost, alive } = vanished(guide, config, earlier);
    let mut diagnostics = Vec::new();
    for (old, card) in alive {
        removed_clozes(old, card, &mut diagnostics);
    }
    for (card, ids) in moved.into_values() {
        diagnostics.extend(renamed(card, &ids, sources));
    }
    diagnostics.extend(lost.into_iter().map(gone));
    diagnostics.extend(vanished_pages(guide, sources, earlier, &is_known_id(guide, config)));
    diagnostics
}

/// Which ids, and which files under content/, have probably gone where since.
pub fn moved(guide: &Guide, sources: &Sources, config: &Config, earlier: &Baseline) -> Moves {
    let mut moves = Moves::default();
    let file = |source| sources.get(source).path.trim_start_matches("content/").to_string();
    for (card, ids) in vanished(guide, config, earlier).moved.into_values() {
        let now = file(card.body.source);
        let now = if alias::is_cards_file(&format!("content/{now}")) { format!("{now}#{}", card.name()) } else { now };
        for id in ids {
            let (folder, name) = id.rsplit_once('/').unwrap_or(("", id));
            moves.ids.insert(id.to_string(), card.id.clone());
            moves.files.insert(format!("{id}.md"), now.clone());
            moves.files.insert(format!("{folder}/cards.md#{name}"), now.clone());
        }
    }
    let is_known_id = is_known_id(guide, config);
    for (old, new, body) in successors_of_texts(guide, earlier, &is_known_id)
        .into_iter()
        .filter_map(|(old, new)| Some((old, new?)))
        .map(|(o, (n, b))| (o, n, b))
    {
        moves.ids.insert(old.id.clone(), new.id);
        let names: &[&str] = if old.is_topic { &["/index.md", "/README.md"] } else { &[".md"] };
        for name in names {
            moves.files.insert(format!("{}{name}", old.id), file(body.source));
        }
    }
    moves
}

/// Pages and topics that are gone, each with the new one that has most of its title.
fn successors_of_texts<'a>(
    guide: &'a Guide,
    earlier: &'a Baseline,
    is_known_id: &dyn Fn(&str) -> bool,
) -> Vec<(&'a BaselinePage, Option<(BaselinePage, &'a Body)>)> {
    let known: BTreeSet<&str> = earlier.pages.iter().map(|text| text.id.as_str()).collect();
    let new_cards: Vec<(BaselinePage, &Body)> = pages(guide).filter(|(text, _)| !known.contains(text.id.as_str())).collect();
    let vanished = earlier.pages.iter().filter(|text| !is_known_id(&text.id));
    let successor = |old: &'a BaselinePage| {
        let wanted = shingles(&old.title);
        let alike =
            new_cards.iter().filter(|(new, _)| new.is_topic == old.is_topic).map(|new| (jaccard(&wanted, &shingles(&new.0.title)), new));
        let best = alike.filter(|(score, _)| *score >= RENAME_SIMILARITY).max_by(|a, b| a.0.total_cmp(&b.0));
        (old, best.map(|(_, new)| new.clone()))
    };
    vanished.map(successor).collect()
}

/// A finding for each page and topic that is gone.
fn vanished_pages(guide: &Guide, sources: &Sources, earlier: &Baseline, is_known_id: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
    let found = successors_of_texts(guide, earlier, is_known_id).into_iter().map(|(old, successor)| {
        let what = if old.is_topic { "topic" } else { "page" };
        let Some((new, body)) = successor else {
            let path = if old.is_topic { format!("content/{}/index.md", old.id) } else { format!("content/{}.md", old.id) };
            let message = format!("the {what} `{}` (\"{}\") was published before and is gone", old.id, old.title);
            return Diagnostic::for_path(Code::VanishedId, path, message).help(removal_help(&old.id, what));
        };
        let message = format!("the {what} `{}` was published before and is gone; `{}` probably took its place", old.id, new.id);
        let mut diagnostic = Diagnostic::new(Code::VanishedId, body.source, Span::default(), message).help(format!(
            "add {} (`recto check --against … --fix` does)",
            alias::instructions(&sources.get(body.source).path, &[&old.id])
        ));
        diagnostic.fixes.extend(alias::write_page(body, &[&old.id], sources));
        diagnostic
    });
    found.collect()
}

/// What to do about something that is gone and has no successor.
fn removal_help(id: &str, what: &str) -> String {
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
    Diagnostic::for_path(Code::VanishedId, format!("content/{}.md", old.id), message).help(removal_help(&old.id, "card"))
}

fn removed_clozes(old: &BaselineCard, card: &Card, diagnostics: &mut Vec<Diagnostic>) {
    let now: BTreeSet<&str> = cloze_keys(card).collect();
    let before: BTreeSet<&str> = old.clozes.iter().map(String::as_str).collect();
    let Question::Cloze(spans) = &card.question else { return };
    for key in before.difference(&now) {
        let changed = spans.iter().find(|s| !s.has_author_key && !before.contains(s.key.as_str()));
        let span: Span = changed.map_or(card.heading, |s| s.span);
        diagnostics.push(
            Diagnostic::new(
                Code::VanishedCloze,
                card.body.source,
                span,
                format!("the cloze deletion `{key}` was published before and is gone"),
            )
            .help(format!("if this one replaces it, write `=={{#{key}}}` at its end; learners keep their progress on it")),
        );
    }
}
