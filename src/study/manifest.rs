//! `deck/manifest.js`: what a learner can choose from, without any card.
//!
//! `Recto.deckManifest({…})` with `format`, `book`, `title`, `hash` (the guide's), `edit` (what an address for editing starts with, or empty),
//! `study` (the author's defaults, and whether there are interviews), `sections` (the names of sections), `levels` (`[id, name]`, easiest first) and `kinds`
//! (`[id, name, stages]`, the stages of an interview that ask them), `tags` (`[slug, name]`),
//! `topics` and `aliases` (former id → id). A topic has `id`, `title`, `parent` (its number, or -1), `file` (the name of its file, or
//! empty), and `counts`: `[level, kind, cards, items]`, its own cards by their numbers of level and kind (-1 for none), where items
//! counts each cloze deletion.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{DeckFiles, FORMAT, call, scheduled_items};
use crate::config::Config;
use crate::model::{Guide, InterviewStage, LevelOrKind, Node, SectionKind, Topic};
use crate::site::CodeHost;

/// The bytes of the file.
pub fn render(guide: &Guide, config: &Config, deck: &DeckFiles) -> Vec<u8> {
    let topics: Vec<Value> = guide.topics.iter().zip(&deck.topics).map(|(topic, names)| topic_json(guide, topic, &names.file)).collect();
    let named = |categories: &[LevelOrKind]| categories.iter().map(|grade| json!([grade.id, grade.name])).collect::<Vec<_>>();
    let mut manifest = json!({
        "format": FORMAT,
        "book": config.book.id,
        "title": config.book.title,
        "hash": guide.hash,
        "edit": config.site.repository.as_deref().map(|url| CodeHost::new(url, &config.site.edit_branch).edit_prefix()).unwrap_or_default(),
        "study": {
            "retention": config.study.retention,
            "newPerDay": config.study.new_per_day,
            "reviews": config.study.reviews_per_day,
            "leech": config.study.leech_lapses,
            "twoGrades": config.study.two_grades,
        },
        "sections": sections(config),
        "levels": named(&guide.levels),
        "kinds": guide.kinds.iter().map(|kind| json!([kind.id, kind.name, stages(kind)])).collect::<Vec<_>>(),
        "tags": guide.tags.iter().map(|tag| json!([tag.slug, tag.name])).collect::<Vec<_>>(),
        "topics": topics,
        "aliases": aliases(guide),
    });
    // A guide without interviews has no word of them.
    if config.interview.enabled {
        manifest["study"]["interviews"] = true.into();
    }
    call("deckManifest", &[manifest])
}

fn topic_json(guide: &Guide, topic: &Topic, file: &str) -> Value {
    let mut counts: BTreeMap<(i64, i64), (usize, usize)> = BTreeMap::new();
    for ix in &topic.cards {
        let card = guide.card(*ix);
        let level = card.level.map_or(-1, |ix| i64::from(ix.0));
        let kind = card.kind.map_or(-1, |ix| i64::from(ix.0));
        let entry = counts.entry((level, kind)).or_default();
        entry.0 += 1;
        entry.1 += scheduled_items(card);
    }
    json!({
        "id": topic.id,
        "title": *topic.title.plain,
        "parent": topic.parent.map_or(-1, |ix| i64::from(ix.0)),
        "file": if topic.cards.is_empty() { "" } else { file },
        "counts": counts.iter().map(|((level, kind), (cards, items))| json!([level, kind, cards, items])).collect::<Vec<_>>(),
    })
}

/// The stages that ask cards of a kind, by their words.
fn stages(kind: &LevelOrKind) -> Vec<&'static str> {
    InterviewStage::ALL.iter().filter(|(_, stage)| kind.stages.contains(stage)).map(|(word, _)| *word).collect()
}

/// What this guide calls its sections.
fn sections(config: &Config) -> Map<String, Value> {
    let name = |kind: &SectionKind| config.section_name(*kind).to_string();
    SectionKind::ALL.iter().map(|kind| (kind.key().to_string(), json!(name(kind)))).collect()
}

fn aliases(guide: &Guide) -> Map<String, Value> {
    let cards = guide.redirects.iter().filter_map(|redirect| match redirect.to {
        Node::Card(ix) => Some((redirect.from.clone(), json!(guide.card(ix).id))),
        _ => None,
    });
    cards.collect()
}
