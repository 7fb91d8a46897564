//! `recto diff`: what a change does to the cards, each with its text before and after.
//!
//! In: the guide as it lies on disk and as it was where its branch left REF. Out: lines for a terminal, or Markdown for the summary of a
//! job on GitHub. What the cards say is text here, whatever it looks like: nothing of it is obeyed by the page that shows it.

use std::collections::BTreeMap;
use std::io;

use recto::model::{Card, Guide};
use recto::source::Sources;
use recto::{Compiled, Options};
use similar::{ChangeTag, TextDiff};

use super::args::Diff;
use super::print::clean;
use super::terminal::{colours, job_summary, plural, print};
use super::{Failure, git, guide, read};

/// Bytes of a summary; GitHub refuses one of more than 1 MiB.
const ROOM: usize = 900 * 1024;
/// Bytes of one card's difference.
const ROOM_FOR_ONE: usize = 60 * 1024;

pub fn run(args: &Diff) -> Result<(), Failure> {
    let opened = guide::find(&args.dir)?;
    let commit = git::base(&opened.root, &args.reference)?;
    let options = Options { drafts: true, ..Options::default() };
    let before = recto::compile(git::read(&opened.root, &commit)?, &options);
    let after = recto::compile(read::read(&opened.root)?, &options);
    let changes = changes(&before, &after);
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
    what: What,
    /// Its id now, or its last.
    id: String,
    /// The question, plain.
    title: String,
    /// The lines that differ, with three of those around them (unified format, without the head).
    difference: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Removed,
    Renamed,
    Changed,
    Added,
}

impl What {
    fn word(self) -> &'static str {
        match self {
            What::Removed => "removed",
            What::Renamed => "renamed",
            What::Changed => "changed",
            What::Added => "added",
        }
    }
}

/// Every card that is not what it was; those that vanished first.
fn changes(before: &Compiled, after: &Compiled) -> Vec<Change> {
    let (old, new) = (Texts::new(&before.guide, &before.sources), Texts::new(&after.guide, &after.sources));
    let mut aliases: BTreeMap<&str, &str> = BTreeMap::new();
    for card in &after.guide.cards {
        aliases.extend(card.aliases.iter().map(|alias| (alias.as_str(), card.id.as_str())));
    }
    let mut changes = Vec::new();
    // Old ids by the card that they belong to now.
    let mut origins: BTreeMap<&str, &str> = BTreeMap::new();
    for id in old.0.keys().copied() {
        let heir = Some(id).filter(|id| new.0.contains_key(id)).or_else(|| aliases.get(id).copied());
        match heir {
            Some(heir) => drop(origins.insert(heir, id)),
            None => changes.push(old.change(What::Removed, id, &old.0[id].1, "")),
        }
    }
    for (id, (_, text)) in &new.0 {
        match origins.get(id) {
            None => changes.push(new.change(What::Added, id, "", text)),
            Some(origin) => {
                let (was, what) = (&old.0[origin].1, if origin == id { What::Changed } else { What::Renamed });
                if was != text || what == What::Renamed {
                    let mut change = new.change(what, id, was, text);
                    if what == What::Renamed {
                        change.title = format!("{} (was {origin})", change.title);
                    }
                    changes.push(change);
                }
            }
        }
    }
    changes.sort_by(|a, b| (a.what, &a.id).cmp(&(b.what, &b.id)));
    changes
}

/// Each card with its text: the whole file, or its part of a file of several cards.
struct Texts<'a>(BTreeMap<&'a str, (&'a Card, String)>);

impl<'a> Texts<'a> {
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

    fn change(&self, what: What, id: &str, before: &str, after: &str) -> Change {
        let title = self.0.get(id).map(|(card, _)| card.title.plain.to_string()).unwrap_or_default();
        Change { what, id: id.to_string(), title, difference: difference(before, after) }
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
        if text.len() > ROOM_FOR_ONE {
            let end = (0..=ROOM_FOR_ONE).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            text.truncate(end);
            text.push_str("\n… and more\n");
            break;
        }
    }
    clean(&text).into_owned()
}

/// `2 cards changed, 1 card added`; says so where there is none.
fn count(changes: &[Change]) -> String {
    let part = |what: What| match changes.iter().filter(|change| change.what == what).count() {
        0 => None,
        n => Some(format!("{} {}", plural(n, "card"), what.word())),
    };
    let parts: Vec<String> = [What::Removed, What::Renamed, What::Changed, What::Added].into_iter().filter_map(part).collect();
    if parts.is_empty() { "no card changes".into() } else { parts.join(", ") }
}

fn lines(changes: &[Change], coloured: bool) -> String {
    let mut text = String::new();
    for change in changes {
        text += &format!("{} {}: {}\n", change.what.word(), clean(&change.id), clean(&change.title));
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
        if text.len() + next.len() > ROOM {
            text += &format!("… and {} more.\n", changes.len() - i);
            break;
        }
        text += &next;
    }
    text
}

/// A box that opens, with the difference as code. The fence is longer than any in the text, so that the text cannot end it.
fn details(change: &Change) -> String {
    let escape = |text: &str| clean(text).replace('&', "&amp;").replace('<', "&lt;").replace(['\n', '\r'], " ").replace('@', "&#64;");
    let longest = change.difference.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!(
        "<details><summary>{} <code>{}</code> {}</summary>\n\n{fence}diff\n{}{fence}\n\n</details>\n\n",
        change.what.word(),
        escape(&change.id),
        escape(&change.title),
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
        let found: Vec<(What, String)> = changes(&before, &after).into_iter().map(|c| (c.what, c.id)).collect();
        let expected = [(What::Removed, "t/c"), (What::Renamed, "t/bee"), (What::Changed, "t/d"), (What::Added, "t/new")];
        assert_eq!(found, expected.map(|(what, id)| (what, id.to_string())));
        let text = lines(&changes(&before, &after), false);
        assert!(text.contains("renamed t/bee: B? (was t/b)\n    +---\n    +aliases: [t/b]\n"), "{text}");
        assert!(text.contains("    -Four.\n    +Four and more.\n"), "{text}");
        assert!(text.ends_with("1 card removed, 1 card renamed, 1 card changed, 1 card added\n"), "{text}");
        assert_eq!(lines(&changes(&before, &before), false), "no card changes\n");
    }

    #[test]
    fn a_card_cannot_leave_its_box() {
        let evil = "# <img src=x> @all?\n\nA\n````\n</details>\n```diff\n";
        let text = markdown(&changes(&compiled(&[]), &compiled(&[("t/x.md", evil)])));
        assert!(text.contains("`````diff\n+# <img src=x> @all?\n") && text.contains("&#64;all?</summary>"), "{text}");
        assert_eq!(text.matches("\n</details>\n").count(), 1, "{text}");
    }
}
