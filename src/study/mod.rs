//! Deck data: what the learner's pages load to study.
//!
//! In: the bound [`Guide`]. Out: classic scripts under `deck/` that call `Recto.deck…` (`js/deck.js` is the other half), because pages opened
//! from disk can't fetch:
//!
//! - `deck/manifest.js`: levels, kinds, tags, topics with their numbers of cards, former ids. The only one with a fixed name, since hosts may
//!   serve it minutes older than the rest; a page that misses a file it names loads it once more.
//! - `deck/TOPIC/HASH.js`: for each card of the topic what a queue needs: name, title, level, kind, minutes, tags, cloze deletions.
//! - `deck/TOPIC/HASH.js`, again: the rendered card faces of [`CARDS_PER_PART`] cards, or some times as many short ones.
//!
//! Steps: [`DeckFiles::new`] names every file by what it is made from ([`fingerprint`]), without rendering; [`DeckFiles::paths`] lists them for the
//! plan; [`DeckFiles::render`] makes the bytes of one. A session over one topic so loads the manifest, one topic and a part or two, whatever the
//! size of the guide, and no build holds more than a few parts in memory.

mod card_faces;
mod fingerprint;
mod manifest;
mod topic;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::Context;
use crate::encode;
use crate::model::{Card, CardIx, Guide, Question, TopicIx};
use crate::site::{DeckOutput, SitePath};
use crate::source::SourceId;

/// Cards whose faces are in one file, unless they are short.
pub const CARDS_PER_PART: usize = 25;
/// A file takes twice or four times as many where their Markdown is no longer than this: hosts limit the number of files, and what a session
/// loads for one card should stay small.
const PART_BYTES: usize = 60_000;
const MAX_CARDS_PER_PART: usize = 4 * CARDS_PER_PART;

/// Of the files' shape; raised when an older page could not read it.
const FORMAT: u32 = 2;

/// The names of all files.
#[derive(Debug, Clone, Default)]
pub struct DeckFiles {
    /// By [`TopicIx`].
    topics: Vec<TopicFiles>,
}

/// The names of a topic's files: eight hex digits each.
#[derive(Debug, Clone, Default)]
struct TopicFiles {
    file: String,
    parts: Vec<String>,
}

impl TopicFiles {
    fn new(cx: &Context<'_>, topic: TopicIx) -> Self {
        let parts: Vec<String> = parts(cx.guide, topic).map(|cards| fingerprint::of_part(cx, cards)).collect();
        let file = fingerprint::of_bytes(&topic::render(cx, topic, &parts));
        Self { file, parts }
    }
}

impl DeckFiles {
    /// The names of all deck files.
    pub fn new(cx: &Context<'_>) -> Self {
        let names = |i| TopicFiles::new(cx, TopicIx::from(i));
        Self { topics: (0..cx.guide.topics.len()).into_par_iter().map(names).collect() }
    }

    /// The names after the texts of some files changed, and nothing else of the guide, its theme and configuration.
    pub fn update(&self, cx: &Context<'_>, changed: &BTreeSet<SourceId>) -> Self {
        let source = |card: &CardIx| cx.guide.card(*card).body.source;
        let concerned = |ix: &TopicIx| cx.guide.topic(*ix).cards.iter().any(|card| changed.contains(&source(card)));
        let names = |(i, known): (usize, &TopicFiles)| match TopicIx::from(i) {
            ix if concerned(&ix) => TopicFiles::new(cx, ix),
            _ => known.clone(),
        };
        Self { topics: self.topics.par_iter().enumerate().map(names).collect() }
    }

    /// Every file with what makes it. Topics without cards of their own have none.
    pub fn paths(&self, guide: &Guide) -> Vec<(SitePath, DeckOutput)> {
        let mut paths = vec![(SitePath::new("deck/manifest.js"), DeckOutput::Manifest)];
        for (i, names) in self.topics.iter().enumerate() {
            let topic = TopicIx::from(i);
            let id = &guide.topic(topic).id;
            let path = |name: &str| SitePath::new(format!("deck/{id}/{name}.js"));
            if names.parts.is_empty() {
                continue;
            }
            paths.push((path(&names.file), DeckOutput::Topic(topic)));
            paths.extend(names.parts.iter().enumerate().map(|(part, name)| (path(name), DeckOutput::Faces { topic, part })));
        }
        paths
    }

    /// The bytes of one file.
    pub fn render(&self, cx: &Context<'_>, output: &DeckOutput) -> Vec<u8> {
        match output {
            DeckOutput::Manifest => manifest::render(cx.guide, cx.config, self),
            DeckOutput::Topic(topic) => topic::render(cx, *topic, &self.topics[topic.index()].parts),
            DeckOutput::Faces { topic, part } => {
                parts(cx.guide, *topic).nth(*part).map(|cards| card_faces::render(cx, *topic, *part, cards)).unwrap_or_default()
            }
        }
    }
}

/// A topic's own cards, as the files of faces divide them.
fn parts(guide: &Guide, topic: TopicIx) -> impl Iterator<Item = &[CardIx]> {
    guide.topic(topic).cards.chunks(cards_per_part(guide, topic))
}

/// How many cards of a topic are in one file of faces. It doubles, so that a changed text seldom moves all cards to other files.
fn cards_per_part(guide: &Guide, topic: TopicIx) -> usize {
    let cards = &guide.topic(topic).cards;
    let bytes: usize = cards.iter().map(|ix| guide.card(*ix).body.span.len()).sum();
    let mut length = CARDS_PER_PART;
    while length < cards.len().min(MAX_CARDS_PER_PART) && bytes / cards.len() * 2 * length <= PART_BYTES {
        length *= 2;
    }
    length
}

/// The keys of a card's cloze deletions, each once, in the order of the text; empty for cards without any.
fn cloze_keys(card: &Card) -> Vec<&str> {
    let Question::Cloze(spans) = &card.question else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    spans.iter().map(|span| span.key.as_str()).filter(|key| seen.insert(*key)).collect()
}

/// The number of items that are scheduled for a card: one, or one for each of its cloze deletions.
fn scheduled_items(card: &Card) -> usize {
    cloze_keys(card).len().max(1)
}

/// A call of the browser's half: `Recto.deckManifest({…});`. The arguments are a tuple.
fn call(function: &str, arguments: &impl Serialize) -> Vec<u8> {
    let list = encode::json(arguments);
    let inner = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(&list);
    format!("Recto.{function}({inner});\n").into_bytes()
}
