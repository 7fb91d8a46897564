//! One question card: front matter, hints, an answer with lists, tables, links and code, key points, red flags, references.
//!
//! What stands in a card, and how often, follows this repository's own guide, at two thirds of its length: on average 3.5 KB, 0.5 blocks
//! of code of 500 bytes, 0.45 tables, 13 items of lists, 7 links.

use std::fmt::Write;

use super::code;
use super::prose::{Prose, capitalised};
use super::random::Random;
use super::{TOPICS, id};

const LEVELS: [&str; 3] = ["junior", "mid", "senior"];
const KINDS: [&str; 4] = ["concept", "concept", "scenario", "assessment"];
const TAGS: u64 = 150;

/// The question, by which other cards name it in their links.
pub fn question(prose: &Prose, seed: u64, number: u64) -> String {
    let random = &mut Random::of(seed ^ 0x71, number);
    let (a, b, c) = (prose.term(random), prose.term(random), prose.term(random));
    let tail = random.between(2, 5);
    let tail = (0..tail).map(|_| prose.word(random)).collect::<Vec<_>>().join(" ");
    match random.next() % 4 {
        0 => format!("How does {a} {b} change when {c} {tail}?"),
        1 => format!("Why would you choose {a} over {b} for {c} {tail}?"),
        2 => format!("What goes wrong with {a} {b} if {c} {tail}?"),
        _ => format!("Which {a} does {b} need before {c} {tail}?"),
    }
}

/// The whole file of card `number` of `cards`.
pub fn markdown(prose: &Prose, seed: u64, number: u64, cards: u64) -> String {
    let random = &mut Random::of(seed, number);
    let mut text = front_matter(prose, random, number);
    let _ = writeln!(text, "# {}\n", question(prose, seed, number));
    for _ in 0..random.between(1, 2) {
        let _ = writeln!(text, "## Hint\n{}\n", prose.sentence(random));
    }
    text.push_str("## Answer\n");
    let card = Card { prose, seed, number, cards };
    for _ in 0..random.between(1, 2) {
        let sentences = random.between(3, 6);
        let _ = writeln!(text, "{}\n", prose.paragraph(random, sentences));
    }
    let _ = writeln!(text, "{}\n", card.linking_paragraph(random));
    if random.chance(50) {
        let _ = writeln!(text, "{}", code::block(prose, random, number));
    }
    let sentences = random.between(3, 5);
    let _ = writeln!(text, "{}\n", prose.paragraph(random, sentences));
    if random.chance(45) {
        let _ = writeln!(text, "{}", card.table(random));
    }
    if random.chance(60) {
        let _ = writeln!(
            text,
            "{}",
            list(random, 3, 5, |random| format!("**{}**: {}", capitalised(prose.term(random)), prose.sentence(random)))
        );
    }
    let sentences = random.between(2, 4);
    let _ = writeln!(text, "{}\n", prose.paragraph(random, sentences));
    text.push_str("## Key points\n");
    let weighed = |random: &mut Random| {
        let words = random.between(6, 14);
        let claim = capitalised(&prose.phrase(random, words));
        if random.chance(30) { format!("{claim} {{weight={}}}", random.between(2, 3)) } else { claim }
    };
    let _ = writeln!(text, "{}", list(random, 4, 7, weighed));
    let _ = writeln!(text, "## Red flags\n{}", list(random, 2, 4, |random| prose.sentence(random)));
    let _ = writeln!(text, "## Follow-ups\n- [[{}]]\n- {}?\n", card.other(random), prose.sentence(random).trim_end_matches('.'));
    let source = |random: &mut Random| {
        let words = random.between(3, 6);
        format!(
            "[{}](https://example.org/{}/{})",
            capitalised(&prose.phrase(random, words)),
            prose.coined(random),
            random.between(1, 9_999)
        )
    };
    let _ = write!(text, "## References\n{}", list(random, 2, 4, source));
    text
}

fn front_matter(prose: &Prose, random: &mut Random, number: u64) -> String {
    // The product of two draws prefers the first tags, as people do.
    let mut tags: Vec<String> =
        (0..random.between(1, 4)).map(|_| tag(prose, (random.fraction() * random.fraction() * TAGS as f64) as u64)).collect();
    tags.sort();
    tags.dedup();
    let mut text = format!("---\nlevel: {}\nkind: {}\n", random.pick(&LEVELS), random.pick(&KINDS));
    let _ = writeln!(text, "tags: [{}]", tags.join(", "));
    if random.chance(30) {
        let _ = writeln!(text, "minutes: {}", random.between(3, 40));
    }
    // An earlier card of the same topic, so that there is no cycle.
    if number >= TOPICS && random.chance(25) {
        let _ = writeln!(text, "requires: [{}]", id(prose, number - TOPICS));
    }
    let _ = write!(text, "updated: {}-{:02}-{:02}\n---\n\n", random.between(2023, 2026), random.between(1, 10), random.between(1, 28));
    text
}

fn tag(prose: &Prose, number: u64) -> String {
    format!("{}-{number}", prose.term(&mut Random::of(3, number)))
}

fn list(random: &mut Random, low: u64, high: u64, mut item: impl FnMut(&mut Random) -> String) -> String {
    (0..random.between(low, high)).map(|_| format!("- {}\n", item(random))).collect()
}

struct Card<'a> {
    prose: &'a Prose,
    seed: u64,
    number: u64,
    cards: u64,
}

impl Card<'_> {
    /// The id of another card; most often one of the neighbourhood.
    fn other(&self, random: &mut Random) -> String {
        let distance = if random.chance(70) { TOPICS * random.between(1, 12) } else { random.between(1, self.cards.max(2) - 1) };
        id(self.prose, (self.number + distance) % self.cards)
    }

    /// Two sentences with links as authors write them: relative, wiki, with and without a text.
    fn linking_paragraph(&self, random: &mut Random) -> String {
        let next = (self.number + TOPICS * random.between(1, 6)) % self.cards;
        let next_id = id(self.prose, next);
        let (a, b) = (self.prose.sentence(random), self.prose.sentence(random));
        format!(
            "{} See [{}](../{next_id}.md) and [[{}|{}]]. {} Compare [[{}]].",
            a,
            question(self.prose, self.seed, next).trim_end_matches('?'),
            self.other(random),
            self.prose.term(random),
            b,
            self.other(random),
        )
    }

    fn table(&self, random: &mut Random) -> String {
        let columns = random.between(2, 4);
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut table = row((0..columns).map(|_| capitalised(self.prose.term(random))).collect());
        table.push_str(&row((0..columns).map(|_| "---".to_string()).collect()));
        for _ in 0..random.between(3, 6) {
            let cells = (0..columns).map(|_| {
                let words = random.between(1, 6);
                self.prose.phrase(random, words)
            });
            table.push_str(&row(cells.collect()));
        }
        table
    }
}
