//! What shows that lines ask, or that they answer what is above them.

use super::choices;
use super::details;
use super::heuristics::{self, Label};
use super::labels::{names_answer, promises_answer};
use super::lines::{Line, end_of_details, heading, indent, is_bold, item};
use super::page::is_noise;

/// The numbered items of lines at their margin, each with the lines below it up to the next number.
pub fn numbered_items<'l, 'a>(lines: &'l [Line<'a>]) -> Vec<(&'l Line<'a>, &'l [Line<'a>])> {
    let is_number = |line: &Line<'_>| !line.code && indent(&line.text) == 0 && item(&line.text).is_some_and(|(.., numbered)| numbered);
    let numbers: Vec<usize> = (0..lines.len()).filter(|at| is_number(&lines[*at])).collect();
    let ends = numbers.iter().skip(1).copied().chain([lines.len()]);
    numbers.iter().zip(ends).map(|(at, end)| (&lines[*at], &lines[at + 1..end])).collect()
}

/// Whether two texts are written in different scripts.
pub fn has_other_script(one: &str, other: &str) -> bool {
    let is_latin = |text: &str| {
        let letters = || text.chars().filter(|c| c.is_alphabetic());
        letters().filter(|c| *c < '\u{250}').count() * 2 > letters().count()
    };
    is_latin(one) != is_latin(other)
}

/// Whether the lettered items of lines are sentences, which `a)` and `b)` count: choices are shorter, or more.
pub fn are_statements(lines: &[Line<'_>]) -> bool {
    let lettered: Vec<&str> = lines.iter().filter(|line| !line.code).filter_map(|line| Some(choices::lettered(&line.text)?.1)).collect();
    let is_sentence = |text: &&str| text.ends_with(['.', '!', ';']) && text.split_whitespace().count() >= 4;
    !lettered.is_empty() && lettered.len() <= 3 && lettered.iter().all(is_sentence)
}

/// Whether lines are several elements and nothing beside them, whose summaries are terms.
pub fn is_of_summaries(lines: &[Line<'_>]) -> bool {
    let beside = lines.iter().any(|line| !line.details && !line.text.trim().is_empty() && !is_noise(&line.text));
    let begins = |line: &Line<'_>| line.opens_details();
    let elements = lines.iter().enumerate().filter(|(_, line)| begins(line));
    let terms = elements.filter(|(i, _)| !promises_answer(&details::summary(&lines[*i..end_of_details(lines, *i)])));
    !beside && terms.count() > 1
}

/// Whether lines say which answer belongs to what is above them: an element of that name, or a label.
pub fn is_answered(lines: &[Line<'_>]) -> bool {
    let answers = |label: Option<(Label, String)>| label.is_some_and(|(label, _)| label == Label::Answer);
    let is_answer = |summary: &str| answers(heuristics::label(summary, true)) || names_answer(summary) && !heuristics::is_question(summary);
    let mut i = 0;
    while i < lines.len() {
        let line = &lines[i];
        let end = end_of_details(lines, i);
        let is_element = line.opens_details();
        // Of elements within one another the outermost counts, so that each line is read once.
        if is_element && is_answer(&details::summary(&lines[i..end]))
            || !line.code && !line.details && answers(heuristics::label(&line.text, false))
        {
            return true;
        }
        i = if is_element { end } else { i + 1 };
    }
    false
}

/// The items of the lines' lists that are not within others, but for links.
pub fn outer_items<'l>(lines: &'l [Line<'_>]) -> impl Iterator<Item = &'l str> {
    let outer = lines.iter().filter(|line| !line.code && !line.details && indent(&line.text) == 0);
    outer.filter_map(|line| Some(item(&line.text)?.0)).filter(|text| !text.starts_with(['[', '<']) && !text.starts_with("http"))
}

/// Whether nearly all numbered items of lines, three at least, have text below them.
pub fn explains_numbers(lines: &[Line<'_>]) -> bool {
    let numbers = numbered_items(lines);
    let explained = numbers.iter().filter(|(_, below)| {
        let first = below.iter().find(|line| !line.text.trim().is_empty());
        first.is_some_and(|line| line.code || heading(&line.text).is_none())
    });
    numbers.len() >= 3 && explained.count() * 5 >= numbers.len() * 4
}

/// Whether most items of a page's lists are in bold, and most of those ask.
pub fn asks_in_bold(lines: &[Line<'_>]) -> bool {
    let bold = || outer_items(lines).filter(|text| is_bold(text));
    let count = bold().count();
    count >= 5 && count * 2 >= outer_items(lines).count() && bold().filter(|text| heuristics::asks(text)).count() * 2 >= count
}

/// Whether items are answered by a label on the line below them.
pub fn has_answered_items(lines: &[Line<'_>]) -> bool {
    let answer = |line: &Line<'_>| !line.code && heuristics::label(&line.text, false).is_some_and(|(label, _)| label == Label::Answer);
    let item_at = |line: &Line<'_>| !line.code && indent(&line.text) == 0 && item(&line.text).is_some();
    lines.windows(2).filter(|two| item_at(&two[0]) && answer(&two[1])).count() >= 2
}
