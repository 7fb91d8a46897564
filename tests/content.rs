//! The guide of this repository: every row of the inventory has its card, every card is whole, linked and clean.
#![allow(clippy::disallowed_methods, reason = "tests read the guide from disk")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use recto::model::{Card, Guide, Node, Question, SectionKind, Target};
use recto::{AssetFile, Input, Options, Source, Sources, compile};
use support::{files, recto};

struct Content {
    guide: Arc<Guide>,
    sources: Arc<Sources>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn content() -> Content {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", fs::read_to_string(root().join("book.toml")).unwrap()));
    for (path, bytes) in files(&root().join("content")) {
        match path.strip_suffix(".md") {
            Some(_) => _ = input.sources.add(Source::new(format!("content/{path}"), String::from_utf8(bytes).unwrap())),
            None => input.assets.push(AssetFile { path, bytes: bytes.into() }),
        }
    }
    let compiled = compile(input, &Options::default());
    Content { guide: compiled.guide, sources: compiled.sources }
}

impl Content {
    fn card(&self, id: &str) -> Option<&Card> {
        self.guide.cards.iter().find(|card| card.id == id)
    }

    fn kind(&self, card: &Card) -> &str {
        card.kind.map_or("", |kind| &self.guide.kind(kind).id)
    }

    /// The words of a section, without its code.
    fn words(&self, card: &Card, kind: SectionKind) -> usize {
        let text: String = card.sections_of(kind).map(|s| self.sources.get(card.body.source).slice(s.span)).collect();
        text.split("```").step_by(2).flat_map(str::split_whitespace).count()
    }

    /// A card with a file of its own: no short drill.
    fn has_own_file(&self, card: &Card) -> bool {
        self.sources.get(card.body.source).path == format!("content/{}.md", card.id)
    }
}

/// A table of the inventory with its texts.
type Row = BTreeMap<String, String>;

/// Cards and pages; each key of the inventory is a text on a line of its own.
fn inventory() -> (Vec<Row>, Vec<Row>) {
    let text = fs::read_to_string(root().join("tests/data/inventory.toml")).unwrap();
    let rows = |header: &str| -> Vec<Row> {
        let tables = text.split("\n[[").map(|table| table.split_once("]]\n").unwrap_or_default());
        let keys = tables.filter(|(name, _)| *name == header).map(|(_, keys)| keys.lines().filter_map(|line| line.split_once(" = ")));
        keys.map(|keys| keys.map(|(key, value)| (key.to_string(), serde_json::from_str(value).unwrap())).collect()).collect()
    };
    (rows("card"), rows("page"))
}

fn assert_none(found: Vec<String>) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_row_of_the_inventory_has_its_card_with_its_level_and_kind() {
    let content = content();
    let (cards, pages) = inventory();
    assert!(cards.len() > 100 && pages.len() > 4, "the inventory was read");
    let mut wrong = Vec::new();
    for row in &cards {
        let Some(card) = content.card(&row["id"]) else {
            wrong.push(format!("{} is missing", row["id"]));
            continue;
        };
        let level = card.level.map_or("", |level| &content.guide.level(level).id);
        if (level, content.kind(card)) != (&row["level"], &row["kind"]) {
            wrong.push(format!("{} is {level} {}, wanted {} {}", card.id, content.kind(card), row["level"], row["kind"]));
        }
    }
    let known: BTreeSet<&str> = content.guide.pages.iter().map(|page| page.id.as_str()).collect();
    wrong.extend(pages.iter().filter(|row| !known.contains(&*row["id"])).map(|row| format!("{} is missing", row["id"])));
    assert_none(wrong);
    let listed: BTreeSet<&str> = cards.iter().map(|row| &*row["id"]).collect();
    let beyond = content.guide.cards.iter().filter(|card| content.has_own_file(card) && !listed.contains(&*card.id)).count();
    assert!(beyond >= 30, "{beyond} cards beyond the inventory");
}

/// What the editorial standard asks of a card with a file of its own.
fn shortcomings(content: &Content, card: &Card) -> Vec<String> {
    use SectionKind::*;
    let kind = content.kind(card);
    let count = |section| card.sections_of(section).count();
    let items = |section| {
        let text: String = card.sections_of(section).map(|s| content.sources.get(card.body.source).slice(s.span)).collect();
        text.lines().filter(|line| line.starts_with("- ")).count()
    };
    let answer = content.words(card, Answer);
    let short = content.words(card, ShortAnswer);
    let silent = card.key_points.iter().filter(|point| point.accept.is_empty()).count();
    let length = if matches!(kind, "scenario" | "assessment") { 500..=1200 } else { 150..=550 };
    let checks = [
        ((1..=3).contains(&count(Hint)), format!("{} hints", count(Hint))),
        (length.contains(&answer), format!("an answer of {answer} words")),
        ((40..=150).contains(&short), format!("a short answer of {short} words")),
        (silent == 0, format!("{silent} key points without accepted phrases")),
        // One claim each, so that yes or no can be said of it: more of them than there were headings.
        ((4..=12).contains(&card.key_points.len()), format!("{} key points", card.key_points.len())),
        (card.key_points.iter().any(|point| point.weight > 1), "no key point that weighs more".into()),
        (kind != "scenario" || count(Pitfalls) == 1, "no pitfalls".into()),
        (!matches!(kind, "concept" | "behavioural") || count(RedFlags) == 1, "no red flags".into()),
        (kind != "assessment" || count(RedFlags) + count(Pitfalls) > 0, "neither red flags nor pitfalls".into()),
        (count(FollowUps) == 1, "no follow-ups".into()),
        ((1..=5).contains(&items(References)), format!("{} references", items(References))),
        (!card.tags.is_empty() && card.tags.len() <= 4, format!("{} tags", card.tags.len())),
        (card.updated.is_some(), "no date".into()),
    ];
    checks.into_iter().filter(|(good, _)| !good).map(|(_, what)| format!("{}: {what}", card.id)).collect()
}

#[test]
fn every_card_has_what_its_kind_needs() {
    let content = content();
    assert_none(
        content.guide.cards.iter().filter(|card| content.has_own_file(card)).flat_map(|card| shortcomings(&content, card)).collect(),
    );
}

/// Comparison in the first minute: a definition may be short, the others use the time.
#[test]
fn every_open_card_has_a_short_answer_and_most_use_the_minute() {
    let content = content();
    let open = || content.guide.cards.iter().filter(|card| card.question == Question::Open);
    let mut words: Vec<usize> = open().map(|card| content.words(card, SectionKind::ShortAnswer)).collect();
    assert_none(
        open()
            .zip(&words)
            .filter(|(_, words)| !(40..=150).contains(*words))
            .map(|(card, words)| format!("{}: a short answer of {words} words", card.id))
            .collect(),
    );
    words.sort_unstable();
    let median = words[words.len() / 2];
    assert!(median > 90, "a median of {median} words");
}

#[test]
fn there_are_cards_enough_and_drills_among_them() {
    let content = content();
    let cards = content.guide.cards.len();
    let drills = content.guide.cards.iter().filter(|card| card.question != Question::Open).count();
    assert!(cards >= 190, "{cards} cards");
    assert!(drills >= 40, "{drills} choice and cloze cards");
    let untold = content.guide.cards.iter().filter_map(|card| match &card.question {
        Question::Choice { choices, .. } => choices.iter().any(|c| !c.right && c.feedback.start == c.feedback.end).then(|| card.id.clone()),
        _ => None,
    });
    assert_none(untold.map(|id| format!("{id}: a wrong choice does not say why")).collect());
}

/// The links that authors wrote: from, to.
fn links(guide: &Guide) -> Vec<(Node, Node)> {
    let mut links = Vec::new();
    for from in guide.nodes() {
        let body = guide.body(from).map_or(&[][..], |body| &body.links);
        links.extend(body.iter().filter_map(|link| match link.target {
            Target::Node(to, _) if to != from => Some((from, to)),
            _ => None,
        }));
    }
    links
}

#[test]
fn every_card_is_linked_and_all_hang_together() {
    let content = content();
    let guide = &content.guide;
    let links = links(guide);
    let linked: BTreeSet<Node> = links.iter().map(|(_, to)| *to).collect();
    let cards = (0..guide.cards.len()).map(|i| Node::Card(i.into()));
    assert_none(cards.filter(|card| !linked.contains(card)).map(|card| format!("nothing links to {}", guide.id(card))).collect());
    let mut neighbours: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    for (a, b) in links {
        neighbours.entry(a).or_default().push(b);
        neighbours.entry(b).or_default().push(a);
    }
    let mut reached = BTreeSet::from([Node::Home]);
    let mut next = vec![Node::Home];
    while let Some(node) = next.pop() {
        next.extend(neighbours.get(&node).into_iter().flatten().copied().filter(|neighbour| reached.insert(*neighbour)));
    }
    assert_none(guide.nodes().filter(|node| !reached.contains(node)).map(|node| format!("{} hangs alone", guide.id(node))).collect());
}

#[test]
fn check_finds_nothing_at_its_strictest() {
    let output = recto().args(["check", "--format", "json"]).arg(root()).output().unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!((&report["errors"], &report["warnings"]), (&0.into(), &0.into()), "{printed}");
    let book = fs::read_to_string(root().join("book.toml")).unwrap();
    assert!(!book.contains("= \"allow\""), "no finding is switched off");
}
