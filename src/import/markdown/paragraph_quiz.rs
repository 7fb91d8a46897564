//! Quizzes whose questions are paragraphs: neither headings nor numbers begin them, but lettered choices or a task list follow.
//!
//! In: a page. Out: cards. Steps: find the choices that a paragraph stands above; if nothing else on the page asks, each such paragraph begins a
//! question, which ends where the next one begins, or at a heading before it.

use std::ops::Range;

use super::answer_key::AnswerKeys;
use super::lines::{Line, heading, indent, item};
use super::page::{Page, is_noise};
use super::{choices, heuristics};
use crate::import::{Bank, card_text};

/// Whether the page's questions are paragraphs above choices, and nothing else on it asks.
pub fn is_format(page: &Page<'_>) -> bool {
    let starts = choice_starts(&page.lines);
    let asked = starts.iter().filter(|at| paragraph_above(&page.lines, **at).is_some()).count();
    let asks_otherwise = |line: &Line<'_>| {
        let title = heading(&line.text).map(|(_, title)| title);
        let title_asks = title.is_some_and(|title| heuristics::asks(title) || heuristics::number(title).is_some());
        title_asks
            || heuristics::after_question_number(&line.text).is_some()
            || item(&line.text).is_some_and(|(.., numbered)| numbered && indent(&line.text) == 0)
    };
    let outside = || page.lines.iter().filter(|line| !line.code && !line.details);
    asked > 0 && asked == starts.len() && !outside().any(asks_otherwise)
}

pub fn read(page: &Page<'_>, bank: &mut Bank) {
    let (keys, rest) = AnswerKeys::extract(page);
    let page = &Page { lines: rest, front_matter: page.front_matter.clone(), ..*page };
    let lines = &page.lines;
    let paragraphs: Vec<Range<usize>> = choice_starts(lines).into_iter().filter_map(|at| paragraph_above(lines, at)).collect();
    let first = paragraphs.first().map_or(lines.len(), |first| first.start);
    let before: Vec<Line<'_>> = lines[..first].iter().filter(|line| heading(&line.text).is_none()).cloned().collect();
    page.not_imported(&before, "this text belongs to no question", bank);
    let group_of =
        |line: &Line<'_>| heading(&line.text).filter(|(level, _)| *level > 1 && !line.code).map(|(_, title)| crate::import::slug(title));
    let mut group: Option<String> = lines[..first].iter().rev().find_map(group_of);
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(number + 1).map(|next| next.start);
        let is_heading = |at: &usize| {
            let title = heading(&lines[*at].text).filter(|_| !lines[*at].code && !lines[*at].details);
            title.is_some_and(|(_, title)| heuristics::label(title, true).is_none())
        };
        // Behind the last question a heading may be that of its answer.
        let end = next.map(|next| (paragraph.end..next).find(is_heading).unwrap_or(next)).unwrap_or(lines.len());
        let text = lines[paragraph.clone()].iter().map(|line| line.text.trim()).collect::<Vec<_>>().join("\n");
        let (title, prompt) = card_text::split_heading(&text);
        let mut card = keys.card(page, &heuristics::title_text(&title).0, &lines[paragraph.start], &lines[paragraph.end..end]);
        card.prompt = [prompt, card.prompt].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        page.push(card, &lines[paragraph.start], &group.iter().cloned().collect::<Vec<_>>(), bank);
        let between: Vec<Line<'_>> = lines[end..next.unwrap_or(end)].iter().filter(|line| heading(&line.text).is_none()).cloned().collect();
        page.not_imported(&between, "this text belongs to no question", bank);
        group = lines[paragraph.end..next.unwrap_or(lines.len())].iter().rev().find_map(group_of).or(group);
    }
    keys.report_unused(page, bank);
}

/// The lines on which choices begin: an A with a B after it, or the first of several boxes.
fn choice_starts(lines: &[Line<'_>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut last: Option<(usize, u8)> = None;
    let mut in_boxes = false;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.code && !line.details) {
        if line.text.trim().is_empty() {
            continue;
        }
        if choices::task(&line.text).is_some() {
            if !in_boxes && indent(&line.text) <= 1 {
                starts.push(at);
            }
            (in_boxes, last) = (true, None);
            continue;
        }
        in_boxes &= indent(&line.text) > 1;
        match (choices::lettered(&line.text), last) {
            (Some((0, _)), _) => last = Some((at, 0)),
            (Some((1, _)), Some((first, 0))) => {
                starts.push(first);
                last = None;
            }
            _ => {}
        }
    }
    starts.sort_unstable();
    starts
}

/// The paragraph above the choices that begin on a line.
fn paragraph_above(lines: &[Line<'_>], choices: usize) -> Option<Range<usize>> {
    let end = lines[..choices].iter().rposition(|line| !line.text.trim().is_empty())? + 1;
    let is_text = |line: &Line<'_>| {
        let text = line.text.trim();
        let begins = heading(text).is_some()
            || item(text).is_some()
            || choices::lettered(text).is_some()
            || heuristics::label(text, false).is_some();
        !line.code && !line.details && !text.is_empty() && !begins && !is_noise(text) && !text.starts_with(['|', '>', '<'])
    };
    let count = lines[..end].iter().rev().take_while(|line| is_text(line)).count();
    (count > 0).then_some(end - count..end)
}
