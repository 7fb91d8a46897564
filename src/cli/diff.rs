//! `recto diff`: what a change does to the cards, each with its text before and after.
//!
//! In: the guide as it lies on disk and as it was where its branch left REF. Out: lines for a terminal, or Markdown for the summary of a
//! job on GitHub. What the cards say is text here, whatever it looks like: nothing of it is obeyed by the page that shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use recto::lint::{BaselineCard, Successors, alias_instructions};
use recto::model::{Card, Guide};
use recto::source::Sources;
use recto::{Compiled, Options};
use similar::{ChangeTag, TextDiff};

use super::args::Diff;
use super::print::replace_control_characters;
use super::terminal::{colours, job_summary, plural, print};
use super::{Failure, git, guide, read};

/// Bytes of a summary; GitHub refuses one of more than 1 MiB.
const MAX_SUMMARY_BYTES: usize = 900 * 1024;
/// Bytes of one card's difference.
const MAX_DIFF_BYTES: usize = 60 * 1024;
/// How much of two files must be the same for the one to be the other under a new name.
const RENAME_SIMILARITY: f32 = 0.5;

/// `recto diff`.
pub fn run(args: &Diff) -> Result<(), Failure> {
    let opened = guide::find(&args.dir)?;
    let commit = git::merge_base(&opened.root, &args.reference)?;
    let options = Options { drafts: true, ..Options::default() };
    let input = git::read(&opened.root, &commit)?;
    let before = recto::compile(input.clone(), &options);
    let after = recto::compile(read::read(&opened.root)?, &options);
    let published = || {
        let guide = recto::compile(input, &Options::default()).guide;
        guide.cards.iter().map(|card| card.id.clone()).collect()
    };
    let changes = changes(&before, &after, published);
    if args.markdown {
        let text = markdown(&changes);
        job_summary(&text)?;
        return Ok(print(&text)?);
    }
    Ok(print(&lines(&changes, colours(&io::stdout())))?)
}

/// What happened to a card.
#[derive(Debug, PartialEq, Eq)]
struct Change {
    what: ChangeKind,
    /// Its id now, or its last.
    id: String,
    /// The question, plain.
    title: String,
    /// What it does to readers, and what to do about that; mostly empty.
    note: String,
    /// The lines that differ, with three of those around them (unified format, without the head).
    difference: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ChangeKind {
    Removed,
    /// Renamed, and nothing leads from the old id to the new one.
    Moved,
    Renamed,
    Changed,
    Added,
}

impl ChangeKind {
    fn word(self) -> &'static str {
        match self {
            ChangeKind::Removed => "removed",
            ChangeKind::Moved => "moved without an alias",
            ChangeKind::Renamed => "renamed",
            ChangeKind::Changed => "changed",
            ChangeKind::Added => "added",
        }
    }
}

/// Every card that is not what it was; those that vanished first. `published` gives the ids that readers knew; it is asked only where
/// that matters.
fn changes(before: &Compiled, after: &Compiled, published: impl FnOnce() -> BTreeSet<String>) -> Vec<Change> {
    let (old, new) = (CardTexts::new(&before.guide, &before.sources), CardTexts::new(&after.guide, &after.sources));
    let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
    for card in &after.guide.cards {
        aliases.extend(card.aliases.iter().map(|alias| (alias.as_str(), card.id.as_str())));
    }
    // Old ids by the card that they belong to now.
    let mut origins: BTreeMap<&str, &str> = BTreeMap::new();
    let mut lost = Vec::new();
    for id in old.0.keys().copied() {
        match Some(id).filter(|id| new.0.contains_key(id)).or_else(|| aliases.get(id).copied()) {
            Some(successor) => drop(origins.insert(successor, id)),
            None => lost.push(id),
        }
    }
    let moved = moved(&lost, &old, &new, &origins);
    let published = if moved.is_empty() { BTreeSet::new() } else { published() };
    lost.retain(|id| !moved.values().any(|origin| origin == id));
    let mut changes: Vec<Change> = lost.iter().map(|id| old.change(ChangeKind::Removed, id, &old.0[id].1, "")).collect();
    for (id, (_, text)) in &new.0 {
        let what = |origin: &&str| match (moved.contains_key(id), published.contains(*origin)) {
            (true, true) => ChangeKind::Moved,
            _ if origin == id => ChangeKind::Changed,
            _ => ChangeKind::Renamed,
        };
        match origins.get(id).or_else(|| moved.get(id)) {
            None => changes.push(new.change(ChangeKind::Added, id, "", text)),
            Some(origin) if what(origin) == ChangeKind::Changed && old.0[origin].1 == *text => {}
            Some(origin) => {
                let mut change = new.change(what(origin), id, &old.0[origin].1, text);
                if change.what != ChangeKind::Changed {
                    change.title = format!("{} (was {origin})", change.title);
                }
                if change.what == ChangeKind::Moved {
                    change.note = advice(origin, new.0[id].0, &after.sources);
                }
                changes.push(change);
            }
        }
    }
    changes.sort_by(|a, b| (a.what, &a.id).cmp(&(b.what, &b.id)));
    changes
}

/// New cards that are old ones under another name, with the old name: those with the same text first, then those with nearly the same.
fn moved<'a>(lost: &[&'a str], old: &CardTexts<'a>, new: &CardTexts<'a>, origins: &BTreeMap<&str, &str>) -> BTreeMap<&'a str, &'a str> {
    let fresh = || new.0.values().map(|(card, _)| *card).filter(|card| !origins.contains_key(&*card.id));
    let mut by_hash: BTreeMap<&str, &Card> = fresh().map(|card| (&*card.hash, card)).collect();
    let mut moved = BTreeMap::new();
    let mut left: Vec<&str> = lost.to_vec();
    left.retain(|id| match by_hash.remove(&*old.0[id].0.hash) {
        Some(successor) => moved.insert(&*successor.id, *id).is_some(),
        None => true,
    });
    let successors = Successors::new(fresh().filter(|card| !moved.contains_key(&*card.id)));
    for id in left {
        let (card, text) = &old.0[id];
        let alike = |successor: &&Card| TextDiff::from_lines(text, &new.0[&*successor.id].1).ratio() >= RENAME_SIMILARITY;
        if let Some(successor) = successors.of(&BaselineCard::from(*card)).filter(alike) {
            moved.entry(&*successor.id).or_insert(id);
        }
    }
    moved
}

/// What a move without an alias does. A learner's progress is kept by the card's id, and an alias passes it on.
fn advice(origin: &str, card: &Card, sources: &Sources) -> String {
    let alias = alias_instructions(&sources.get(card.body.source).path, &[origin]);
    format!("old links to {origin} break and learners lose their progress on it, unless you add {alias}")
}

/// Each card with its text: the whole file, or its part of a file of several cards.
struct CardTexts<'a>(BTreeMap<&'a str, (&'a Card, String)>);

impl<'a> CardTexts<'a> {
    fn new(guide: &'a Guide, sources: &'a Sources) -> Self {
        let mut in_file = BTreeMap::new();
        guide.cards.iter().for_each(|card| *in_file.entry(card.body.source).or_insert(0) += 1);
        let text = |card: &Card| {
            let source = sources.get(card.body.source);
            let text = if in_file[&card.body.source] == 1 { &source.text } else { source.slice(card.body.span) };
            text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
        };
        Self(guide.cards.iter().map(|card| (card.id.as_str(), (card, text(card)))).collect())
    }

    fn change(&self, what: ChangeKind, id: &str, before: &str, after: &str) -> Change {
        let title = self.0.get(id).map(|(card, _)| card.title.plain.to_string()).unwrap_or_default();
        Change { what, id: id.to_string(), title, note: String::new(), difference: difference(before, after) }
    }
}

fn difference(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut text = String::new();
    for (i, group) in diff.grouped_ops(3).iter().enumerate() {
        if i > 0 {
            text.push_str("…\n");
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            text.push(match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            });
            text.push_str(change.value().trim_end_matches('\n'));
            text.push('\n');
        }
        if text.len() > MAX_DIFF_BYTES {
            let end = (0..=MAX_DIFF_BYTES).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.truncate(end);
            text.push_str("\n… and more\n");
            break;
        }
    }
    replace_control_characters(&text).into_owned()
}

/// `2 cards changed, 1 card added`; says so where there is none.
fn count(changes: &[Change]) -> String {
    let part = |what: ChangeKind| match changes.iter().filter(|change| change.what == what).count() {
        0 => None,
        n => Some(format!("{} {}", plural(n, "card"), what.word())),
    };
    let parts: Vec<String> = [ChangeKind::Removed, ChangeKind::Moved, ChangeKind::Renamed, ChangeKind::Changed, ChangeKind::Added]
        .into_iter()
        .filter_map(part)
        .collect();
    if parts.is_empty() { "no card changes".into() } else { parts.join(", ") }
}

fn lines(changes: &[Change], coloured: bool) -> String {
    let mut text = String::new();
    for change in changes {
        text +=
            &format!("{} {}: {}\n", change.what.word(), replace_control_characters(&change.id), replace_control_characters(&change.title));
        if !change.note.is_empty() {
            text += &format!("    {}\n", replace_control_characters(&change.note));
        }
        for line in change.difference.lines() {
            let colour = match line.as_bytes().first() {
                Some(b'+') if coloured => "\u{1b}[32m",
                Some(b'-') if coloured => "\u{1b}[31m",
                _ => "",
            };
            let end = if colour.is_empty() { "" } else { "\u{1b}[0m" };
            text += &format!("    {colour}{line}{end}\n");
        }
        text.push('\n');
    }
    text + &count(changes) + "\n"
}

fn markdown(changes: &[Change]) -> String {
    let mut text = format!("### Cards: {}\n\n", count(changes));
    for (i, change) in changes.iter().enumerate() {
        let next = details(change);
        if text.len() + next.len() > MAX_SUMMARY_BYTES {
            text += &format!("… and {} more.\n", changes.len() - i);
            break;
        }
        text += &next;
    }
    text
}

/// A box that opens, with the difference as code. The fence is longer than any in the text, so that the text cannot end it.
fn details(change: &Change) -> String {
    let escape = |text: &str| {
        replace_control_characters(text).replace('&', "&amp;").replace('<', "&lt;").replace(['\n', '\r'], " ").replace('@', "&#64;")
    };
    let longest = change.difference.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!(
        "<details><summary>{} <code>{}</code> {}</summary>\n\n{}{fence}diff\n{}{fence}\n\n</details>\n\n",
        change.what.word(),
        escape(&change.id),
        escape(&change.title),
        if change.note.is_empty() { String::new() } else { format!("<p>{}</p>\n\n", escape(&change.note)) },
        change.difference
    )
}

#[cfg(test)]
mod tests {
    use recto::{Input, Source};

    use super::*;

    fn compiled(files: &[(&str, &str)]) -> Compiled {
        let mut input = Input::default();
        for (path, text) in files {
            input.sources.add(Source::new(format!("content/{path}"), *text));
        }
        recto::compile(input, &Options::default())
    }

    #[test]
    fn each_card_that_is_not_what_it_was_is_told_once() {
        let before = compiled(&[
            ("t/a.md", "# A?\n\nOne.\n"),
            ("t/b.md", "# B?\n\nTwo.\n"),
            ("t/c.md", "# C?\n\nThree.\n"),
            ("t/cards.md", "# D? {#d}\n\nFour.\n\n# E? {#e}\n\nFive.\n"),
        ]);
        let after = compiled(&[
            ("t/a.md", "# A?\r\n\r\nOne.\r\n"),
            ("t/bee.md", "---\naliases: [t/b]\n---\n# B?\n\nTwo.\n"),
            ("t/cards.md", "# D? {#d}\n\nFour and more.\n\n# E? {#e}\n\nFive.\n"),
            ("t/new.md", "# New?\n\nYes.\n"),
        ]);
        let found: Vec<(ChangeKind, String)> = changes(&before, &after, BTreeSet::new).into_iter().map(|c| (c.what, c.id)).collect();
        let expected =
            [(ChangeKind::Removed, "t/c"), (ChangeKind::Renamed, "t/bee"), (ChangeKind::Changed, "t/d"), (ChangeKind::Added, "t/new")];
        assert_eq!(found, expected.map(|(what, id)| (what, id.to_string())));
        let text = lines(&changes(&before, &after, BTreeSet::new), false);
        assert!(text.contains("renamed t/bee: B? (was t/b)\n    +---\n    +aliases: [t/b]\n"), "{text}");
        assert!(text.contains("    -Four.\n    +Four and more.\n"), "{text}");
        assert!(text.ends_with("1 card removed, 1 card renamed, 1 card changed, 1 card added\n"), "{text}");
        assert_eq!(lines(&changes(&before, &before, BTreeSet::new), false), "no card changes\n");
    }

    #[test]
    fn a_card_that_moved_without_an_alias_is_one_change_that_says_what_is_lost() {
        let text = |question: &str, last: &str| format!("# {question}?\n\nOne.\n\nTwo.\n\nThree.\n\n{last}\n");
        let (a, b, c) = (text("How does a queue keep its order", "A."), text("What is a lease", "B."), text("Who may write here", "C."));
        let b_now = text("What is a lease", "Bee.");
        let before = compiled(&[("t/a.md", &a), ("t/b.md", &b), ("t/c.md", &c), ("t/draft.md", &text("Why not", "D."))]);
        let after = compiled(&[
            ("t/queue.md", &a),
            ("u/cards.md", &b_now.replace("?\n", "? {#lease}\n")),
            ("t/other.md", "# Nothing alike?\n\nNo.\n"),
            ("t/was-draft.md", &text("Why not", "D.")),
        ]);
        let published = || ["t/a", "t/b", "t/c"].map(str::to_string).into();
        let changes = changes(&before, &after, published);
        let found: Vec<(ChangeKind, &str)> = changes.iter().map(|change| (change.what, change.id.as_str())).collect();
        let expected = [
            (ChangeKind::Removed, "t/c"),
            (ChangeKind::Moved, "t/queue"),
            (ChangeKind::Moved, "u/lease"),
            // Readers never knew it.
            (ChangeKind::Renamed, "t/was-draft"),
            (ChangeKind::Added, "t/other"),
        ];
        assert_eq!(found, expected);
        let text = lines(&changes, false);
        let queue = "moved without an alias t/queue: How does a queue keep its order? (was t/a)\n    old links to t/a break and learners lose their \
                     progress on it, unless you add `aliases: [t/a]` to its front matter\n\n";
        assert!(text.contains(queue), "{text}");
        assert!(text.contains("unless you add `aliases=\"t/b\"` to its heading's attributes\n") && text.contains("    +Bee.\n"), "{text}");
        assert!(text.contains("1 card removed, 2 cards moved without an alias, 1 card renamed, 1 card added"), "{text}");
        assert!(markdown(&changes).contains("</summary>\n\n<p>old links to t/a break"), "{}", markdown(&changes));
    }

    #[test]
    fn a_card_cannot_leave_its_box() {
        let evil = "# <img src=x> @all?\n\nA\n````\n</details>\n```diff\n";
        let text = markdown(&changes(&compiled(&[]), &compiled(&[("t/x.md", evil)]), BTreeSet::new));
        assert!(text.contains("`````diff\n+# <img src=x> @all?\n") && text.contains("&#64;all?</summary>"), "{text}");
        assert_eq!(text.matches("\n</details>\n").count(), 1, "{text}");
    }
}
