//! The extent of a question that is an item of a list, with its answer.

use super::lines::{Line, end_of_details, heading, indent, item};
use super::page::is_noise;
use super::{choices, heuristics, tables};
use crate::import::Columns;

/// Where a list item ends: what is indented belongs to it, and in a numbered list what is before the next number.
pub fn item_end(lines: &[Line<'_>], start: usize, content: usize, numbered: bool, columns: &Columns) -> usize {
    // `A) It is so.` without a B is an answer too.
    let label = |line: &Line<'_>| {
        heuristics::label(&line.text, false).is_some() || choices::lettered(&line.text).is_some_and(|(letter, _)| letter == 0)
    };
    let answers = lines[start + 1..].iter().find(|line| !line.text.trim().is_empty() && !is_noise(&line.text)).is_some_and(label);
    // `1) What is it?` and directly below it `* It is so.`, not indented.
    let margin = indent(&lines[start].text);
    let is_bullet = |line: &Line<'_>| {
        let bullet = item(&line.text).filter(|(.., number)| !number && !line.code && indent(&line.text) == margin);
        bullet.is_some_and(|(text, ..)| !heuristics::asks(text))
    };
    let below = lines[start + 1..].iter().find(|line| is_bullet(line) || !is_plain(line));
    let bulleted = numbered && below.is_some_and(is_bullet);
    let mut end = start + 1;
    // Code below an item belongs to it, and nothing in code or in an element ends the item.
    let code = start + 1 + lines[start + 1..].iter().take_while(|line| line.text.trim().is_empty()).count();
    let mut in_element = code + lines[code..].iter().take_while(|line| line.code).count();
    let has_code = numbered && in_element > code;
    for (i, line) in lines.iter().enumerate().skip(start + 1) {
        // Text right below goes on with the item, as Markdown has it.
        let goes_on = i == end && !line.code && !line.details && is_plain(line) && !lines[i - 1].code && indent(&line.text) < content;
        if i < in_element || goes_on {
            end = i + 1;
            continue;
        }
        if line.opens_details() {
            in_element = end_of_details(lines, i);
        }
        // What is indented by two is meant to be below, even if the number is so wide that Markdown needs more; by one, unless it asks too.
        let margin = indent(&lines[start].text);
        let is_part = indent(&line.text) > margin && item(&line.text).is_some_and(|(text, ..)| !heuristics::asks(text));
        let beside = indent(&line.text) < content.min(margin + 2) && !is_part;
        let next = !line.code && beside && item(&line.text).is_some_and(|(_, _, number)| number == numbered || !answers && !bulleted);
        let text = line.text.trim();
        if next
            || answers && names_group(lines, i)
            || (indent(&line.text) < content && tables::is_question_header(&line.text, columns))
            || !has_code && !is_part && ends_item(lines, (start, i), content, answers, numbered)
        {
            break;
        }
        if !text.is_empty() {
            end = i + 1;
        }
    }
    end
}

/// Whether a line is the title of the questions below it: words without an end, directly above a number.
fn names_group(lines: &[Line<'_>], i: usize) -> bool {
    let text = lines[i].text.trim_end();
    let number = |line: &Line<'_>| !line.code && item(&line.text).is_some_and(|(_, _, numbered)| numbered) && indent(&line.text) == 0;
    let is_apart = i > 0 && lines[i - 1].text.trim().is_empty() && lines.get(i + 1).is_some_and(number);
    is_apart
        && is_plain(&lines[i])
        && indent(text) == 0
        && text.split_whitespace().count() <= 8
        && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
}

/// Whether a line is text of a paragraph.
fn is_plain(line: &Line<'_>) -> bool {
    let text = line.text.trim();
    let begins = heading(text).is_some() || item(text).is_some() || choices::lettered(text).is_some();
    !text.is_empty() && !begins && !text.starts_with(['|', '<', '>', '[', '#', '*', '_', '=']) && !text.starts_with("--")
}

/// Whether text that is not indented ends the item that begins at `start`: not in a numbered list whose answers are between the numbers.
fn ends_item(lines: &[Line<'_>], (start, i): (usize, usize), content: usize, answers: bool, numbered: bool) -> bool {
    let text = lines[i].text.trim();
    let outside = !text.is_empty() && indent(&lines[i].text) < content.min(2);
    let is_bullet = || item(text).is_some_and(|(.., number)| !number);
    let belongs = || choices::lettered(text).is_some() || is_bullet() || follows_number(lines, i) || answered_between(&lines[..start]);
    outside && !answers && !(numbered && belongs())
}

/// Whether a numbered item before has text that is not indented: then so has the last one.
fn answered_between(before: &[Line<'_>]) -> bool {
    let is_number = |line: &Line<'_>| !line.code && item(&line.text).is_some_and(|(_, _, numbered)| numbered);
    let after = before.iter().position(is_number).map_or(&before[before.len()..], |first| &before[first + 1..]);
    after.iter().any(|line| !line.text.trim().is_empty() && !line.code && indent(&line.text) == 0 && item(&line.text).is_none())
}

/// Whether another numbered item follows: then text between two numbers answers the first.
fn follows_number(lines: &[Line<'_>], i: usize) -> bool {
    lines[i..].iter().any(|line| !line.code && item(&line.text).is_some_and(|(text, _, numbered)| numbered && heuristics::asks(text)))
}

/// The lines without an item's indentation. Code keeps what its lines have beyond the fence, which may be less indented than the item.
pub fn dedent<'a>(lines: &[Line<'a>], content: usize) -> Vec<Line<'a>> {
    let mut code = None;
    let strip = |line: &Line<'a>| {
        if let Some(rest) = line.text.strip_prefix('\t').filter(|_| !line.code && content <= 4) {
            return Line { text: rest.to_string().into(), ..line.clone() };
        }
        let spaces = line.text.len() - line.text.trim_start_matches(' ').len();
        let width = if line.code { *code.get_or_insert(spaces.min(content)) } else { content };
        if !line.code {
            code = None;
        }
        Line { text: line.text[spaces.min(width)..].to_string().into(), ..line.clone() }
    };
    lines.iter().map(strip).collect()
}
