//! Files that are one question: by their title, their first heading or their name.

use super::heading_tree::{HeadingTree, Section, is_boilerplate};
use super::lines::{Line, heading};
use super::page::Page;
use super::{body, heuristics};
use crate::import::Bank;

/// Whether the title in a file's front matter is its question: it asks, and below it no heading does.
pub fn asks_in_title(title: &str, tree: &HeadingTree) -> bool {
    let asks = |section: &Section| {
        section.numbered || heuristics::is_question(&section.title) && heuristics::label(&section.title, true).is_none()
    };
    heuristics::is_question(title) && !tree.sections.iter().any(asks)
}

/// Whether a file's first heading is its question, beside which the other headings of the first level (`# Links`) belong to the answer.
pub fn is_one_question(page: &Page<'_>, tree: &HeadingTree) -> bool {
    let Some(first) = tree.sections.get(1).filter(|first| first.level == 1 && heuristics::is_question(&first.title)) else { return false };
    let before = page.lines[..first.line].iter().all(|line| line.text.trim().is_empty());
    let outer: Vec<&Section> = tree.sections[2..].iter().filter(|section| section.level == 1).collect();
    let asks = |section: &Section| section.has_question_title() && heuristics::label(&section.title, true).is_none();
    let belongs = |section: &&Section| section.is_boilerplate() || heuristics::label(&section.title, true).is_some();
    before && !outer.is_empty() && outer.iter().all(belongs) && !tree.sections[2..].iter().any(asks)
}

/// Whether a text begins with a heading of the first level that asks, and has no other of that level that does.
pub fn is_titled_by_a_question(text: &str) -> bool {
    let mut code = false;
    let mut titles = text.lines().filter(|line| {
        code ^= line.trim_start().starts_with("```");
        !code && !line.trim().is_empty()
    });
    let asks = |line: &str| line.strip_prefix("# ").is_some_and(heuristics::asks);
    titles.next().is_some_and(asks) && !titles.any(asks)
}

/// The name of a file that asks: `What is a lock.md`, `what-is-a-lock.md`.
fn question_in_name(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    let (name, _) = name.rsplit_once('.')?;
    heuristics::is_question(&name.replace(['-', '_'], " ")).then_some(name)
}

/// Whether a file's name asks.
pub fn is_question_in_name(path: &str) -> bool {
    question_in_name(path).is_some()
}

/// Whether a file's name asks, and few of the headings below its title.
pub fn is_named_by_its_question(page: &Page<'_>) -> bool {
    let titles: Vec<(u8, &str)> = page.lines.iter().filter(|line| !line.code).filter_map(|line| heading(&line.text)).collect();
    let asks = |(_, title): &&(u8, &str)| {
        let (title, numbered) = heuristics::title_text(title);
        numbered || heuristics::is_question(&title)
    };
    let below = titles.get(1..).unwrap_or_default();
    let is_titled = titles.first().is_some_and(|(level, _)| *level == 1) && below.iter().all(|(level, _)| *level > 1);
    is_question_in_name(page.path) && is_titled && below.iter().filter(asks).count() * 3 <= below.len()
}

/// Adds a file as one question, which its first heading is, or its name, which asks; `false` where it has none, or says nothing below it.
pub fn read_as_one(page: &Page<'_>, bank: &mut Bank) -> bool {
    let title = |line: &Line<'_>| !line.code && heading(&line.text).is_some_and(|(level, title)| level == 1 && !is_boilerplate(title));
    let Some(at) = page.lines.iter().position(|line| !line.text.trim().is_empty()).filter(|at| title(&page.lines[*at])) else {
        return false;
    };
    let (line, below) = (&page.lines[at], &page.lines[at + 1..]);
    let (title, _) = heuristics::title_text(heading(&line.text).map_or("", |(_, title)| title));
    let named = question_in_name(page.path).filter(|name| name.contains(' ') && !heuristics::is_question(&title));
    let card = body::card(named.unwrap_or(&title), below);
    if card.question.is_empty() || card.draft {
        return false;
    }
    page.push(card, line, &[], bank);
    true
}
