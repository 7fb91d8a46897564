//! Headings, or lines in bold, that name the parts of a question: `### Question`, `### Options`.
//!
//! In: a page's lines. Out: the same lines, with one heading for each question.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::body::names_question;
use super::choice_lists::{LABELS, MOST_LINES_ABOVE};
use super::choices;
use super::labels::{Label, label};
use super::lines::{Line, heading, is_bold, item};

/// `### Question` and `### Options` below each `## Question 1` are no headings but name parts of it: those that recur, each below a heading of its own,
/// or directly above choices.
pub fn join(lines: &mut [Line<'_>]) {
    let mut seen: BTreeMap<(u8, bool), Vec<usize>> = BTreeMap::new();
    // Levels of which a heading stands below the last part's heading.
    let mut parent_since: BTreeMap<u8, bool> = BTreeMap::new();
    let mut is_shared: BTreeSet<(u8, bool)> = BTreeSet::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.code) {
        let Some((level, title)) = part_title(&line.text) else { continue };
        let name = part_name(title);
        let is_options = LABELS.contains(&&*name) && above_choices(&lines[at + 1..]);
        if is_options || names_question(&name) {
            let key = (level, is_options);
            if !is_options && parent_since.insert(level, false) != Some(true) {
                is_shared.insert(key);
            }
            seen.entry(key).or_default().push(at);
        }
        parent_since.iter_mut().filter(|(of, _)| level < **of).for_each(|(_, since)| *since = true);
        (level + 1..=6).for_each(|below| _ = parent_since.entry(below).or_insert(true));
    }
    let (shared, parts): (Vec<_>, Vec<_>) =
        seen.into_iter().filter(|(_, places)| places.len() > 1).partition(|(key, _)| is_shared.contains(key));
    for (_, places) in shared {
        title_by_text(lines, &places);
    }
    for at in parts.into_iter().flat_map(|(_, places)| places) {
        let name = part_title(&lines[at].text).map(|(_, title)| part_name(title)).unwrap_or_default();
        lines[at].text = if LABELS.contains(&&*name) { Cow::Owned(format!("**{name}:**")) } else { Cow::Borrowed("") };
    }
}

/// `### Question` that no other heading is above takes the paragraph below it for its title, where `### Answer` follows each.
fn title_by_text(lines: &mut [Line<'_>], places: &[usize]) {
    let is_answer = |line: &Line<'_>| {
        let title = part_title(&line.text).filter(|_| !line.code).map(|(_, title)| label(title, true));
        title.is_some_and(|label| label.is_some_and(|(label, _)| label == Label::Answer))
    };
    let ends = places.iter().skip(1).copied().chain([lines.len()]);
    if !places.iter().zip(ends).all(|(at, end)| lines[at + 1..end].iter().any(is_answer)) {
        return;
    }
    for at in places {
        let Some(first) = lines[at + 1..].iter().position(|line| !line.text.trim().is_empty()).map(|below| at + 1 + below) else {
            continue;
        };
        let is_text = |line: &&Line<'_>| {
            let text = line.text.trim();
            !line.code && !text.is_empty() && heading(text).is_none() && item(text).is_none() && !text.starts_with(['|', '!', '>', '<'])
        };
        let count = lines[first..].iter().take_while(is_text).count();
        if count == 0 {
            continue;
        }
        let title: Vec<String> = lines[first..first + count].iter().map(|line| line.text.trim().to_string()).collect();
        let level = part_title(&lines[*at].text).map_or(1, |(level, _)| usize::from(level));
        lines[*at].text = Cow::Owned(format!("{} {}", "#".repeat(level), title.join(" ")));
        lines[first..first + count].iter_mut().for_each(|line| line.text = Cow::Borrowed(""));
    }
}

/// A heading, or a line in bold, which is below all headings.
fn part_title(text: &str) -> Option<(u8, &str)> {
    heading(text).or_else(|| is_bold(text.trim()).then(|| (6, text.trim().trim_matches(['*', ':', '：']))))
}

fn part_name(title: &str) -> String {
    title.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Whether the first line of text is a choice or an item.
fn above_choices(below: &[Line<'_>]) -> bool {
    let first = below.iter().take(MOST_LINES_ABOVE).find(|line| !line.text.trim().is_empty());
    first.is_some_and(|line| !line.code && (item(&line.text).is_some() || choices::lettered(&line.text).is_some()))
}
