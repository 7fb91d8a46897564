//! What is under a question → the parts of a card.
//!
//! In: the question's words and the lines below it. Out: prompt, choices, answer, hints, references. The lines are read in order; a label
//! (`Answer:`, `<details>`, `### Explanation`) or a list of choices changes where the following lines go.

use super::card_parts::Parts;
use super::choices::{self, OpenChoice};
use super::contents::{is_back_link, is_toc_marker};
use super::details::{self, Details};
use super::heuristics::{self, Label};
use super::labels::{is_question_word, promises_answer};
use super::lines::{Line, end_of_details, heading, is_bold, item};
use super::references::{is_only_links, is_reference, lists_references, reference_in_answer, without_marker};
use crate::import::{ForeignCard, answer_letters};

/// Where lines go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Prompt,
    Choices,
    ShortAnswer,
    Answer,
    Hint,
    KeyPoints,
    FollowUps,
    References,
}

/// Reads the lines under a question. `question` is what its heading or label said.
pub fn card(question: &str, lines: &[Line<'_>]) -> ForeignCard {
    let mut parts = Parts::default();
    read(lines, Into::Prompt, &mut parts);
    parts.into_card(question)
}

/// Reads lines that are the answer to a question, whatever they begin with.
pub fn answered_card(question: &str, lines: &[Line<'_>]) -> ForeignCard {
    let mut parts = Parts { labelled: true, ..Parts::default() };
    read(lines, Into::Answer, &mut parts);
    parts.into_card(question)
}

fn read(lines: &[Line<'_>], start: Into, parts: &mut Parts) {
    let last_choice_b = choices::last_choice_b(lines);
    // Where choices and their key follow, "Solution: You create a lock." is what the question is about.
    let is_answer = |line: &Line<'_>| !line.code && heuristics::label(&line.text, false).is_some_and(|(label, _)| label == Label::Answer);
    let key = last_choice_b.and_then(|b| lines[b..].iter().position(is_answer));
    let is_alone =
        last_choice_b.is_none() && lines.iter().filter(|line| !line.code && choices::lettered(&line.text).is_some()).count() == 1;
    let is_statement = |i: usize, text: &str, to: Into| {
        to == Into::Prompt
            && key.is_some()
            && last_choice_b.is_some_and(|b| i < b)
            && text.to_lowercase().trim_start_matches(['*', '_', '#', ' ']).starts_with("solution")
    };
    let mut to = start;
    let mut i = 0;
    let mut next_choice = 0;
    while i < lines.len() {
        let line = &lines[i];
        let text = line.text.as_ref();
        if !line.code && matches!(text.trim(), "+" | "-" | "*") && lines.get(i + 1).is_none_or(|next| next.text.trim().is_empty()) {
            // An empty item: the answer is to be written there.
            i += 1;
            continue;
        }
        // What stands between choices belongs to them.
        if to == Into::Choices && i >= next_choice && (line.code || !text.trim().is_empty()) {
            next_choice = choices::next_choice(lines, i, parts.choices.last().map(|choice| choice.mark)).unwrap_or(i);
        }
        let is_between = to == Into::Choices && i < next_choice;
        if line.code {
            to = take_code(lines, i, to, is_between, parts);
            i += 1;
            continue;
        }
        if line.opens_details() {
            i = read_details(lines, i, to, parts);
            to = if parts.labelled { Into::Answer } else { to };
            continue;
        }
        let last = parts.choices.last().map(|choice| choice.mark);
        let may_choose = matches!(to, Into::Prompt | Into::Choices);
        let is_letter = may_choose
            && (choices::heading_letter(text).is_some() || choices::is_dashed(text))
            && choices::start(lines, i, last, last_choice_b).is_some();
        if to == Into::Choices && parts.is_key(text) {
            // `b)`, `AD`, `**a**` below the choices.
            parts.right.extend(answer_letters::alone(text));
            parts.labelled = true;
            to = Into::Answer;
        } else if let Some(next) = if is_letter || is_statement(i, text, to) { None } else { labelled(text, to, parts) } {
            to = next;
            without_lone_bullet(text, &lines[i + 1..], parts);
        } else if to == Into::Choices && ticked_letters(text).is_some_and(|letters| parts.is_letters(letters)) {
            // `✅ **A**` below the choices.
            parts.right.extend(answer_letters::read(ticked_letters(text).unwrap_or_default()).0);
            parts.labelled = true;
            to = Into::Answer;
        } else if let Some((0, rest)) = choices::lettered(text).filter(|_| to == Into::Prompt && is_alone && parts.is_empty()) {
            // `A) It is so.` without a B: what answers, not a choice.
            parts.answer.push(rest.to_string());
            parts.labelled = true;
            parts.is_inline_answer = true;
            to = Into::Answer;
        } else if to == Into::Prompt && names_details(text) {
            // The question goes on.
        } else if let Some(reference) = reference_in_answer(text) {
            parts.references.push(reference);
        } else if lists_references(lines, i) {
            to = Into::References;
        } else if let Some((mark, rest)) = may_choose.then(|| choices::start(lines, i, last, last_choice_b)).flatten() {
            parts.choices.push(OpenChoice::new(mark, rest));
            to = Into::Choices;
        } else if is_reference(text) || to == Into::Choices && is_only_links(text.trim()) {
            parts.references.push(without_marker(text).to_string());
        } else if let Some(next) = labelled_item(text, to, parts) {
            to = next;
        } else if is_between && !ends_as_question(text) || to == Into::Choices && choices::is_block_of_last(&parts.choices, text) {
            let directly_below = i > 0 && !lines[i - 1].code && !lines[i - 1].text.trim().is_empty();
            parts.choices.last_mut().into_iter().for_each(|choice| choice.take(text, directly_below));
        } else {
            // A heading ends what another one opened.
            let is_section = !matches!(to, Into::Prompt | Into::Choices | Into::Answer);
            to = take(text, if is_section && heading(text).is_some() { Into::Answer } else { to }, parts);
        }
        i += 1;
    }
}

/// A line of code goes where the text goes; after a choice it is the choice's if it is indented, or if more choices follow, or if the others have code.
fn take_code(lines: &[Line<'_>], i: usize, to: Into, is_between: bool, parts: &mut Parts) -> Into {
    let text = lines[i].text.as_ref();
    if to == Into::Choices {
        let begins = i == 0 || !lines[i - 1].code;
        let indented = text.starts_with([' ', '\t']) || text.trim().is_empty() || !begins;
        let others =
            || parts.choices.iter().rev().skip(1).any(|choice| choice.lines.iter().any(|line| line.trim_start().starts_with("```")));
        if indented || is_between || others() {
            let last = parts.choices.last_mut();
            last.into_iter().for_each(|choice| choice.lines.push(text.to_string()));
            return to;
        }
        parts.answer.push(text.to_string());
        return Into::Answer;
    }
    take(text, to, parts)
}

/// Puts a line where lines go; text that is not indented ends a list of choices and explains them.
fn take(text: &str, to: Into, parts: &mut Parts) -> Into {
    // A callout that folds nothing away leaves its mark.
    let is_empty_quote = text.trim() == ">" && to == Into::Answer && parts.answer.is_empty();
    if is_back_link(text) || is_toc_marker(text) || is_empty_quote {
        return to;
    }
    let line = text.to_string();
    match to {
        Into::Prompt => parts.prompt.push(line),
        Into::Choices if text.trim().is_empty() || text.starts_with("  ") || text.starts_with('\t') => {
            parts.choices.last_mut().into_iter().for_each(|choice| choice.lines.push(line.clone()));
        }
        Into::Choices if matches!(text.trim(), "---" | "***" | "___") => {}
        // A letter alone: the choice is below it.
        Into::Choices
            if parts.choices.last().is_some_and(|choice| choice.is_letter_alone() || text.starts_with('>') && choice.is_quote()) =>
        {
            parts.choices.last_mut().into_iter().for_each(|choice| choice.lines.push(format!("  {line}")));
        }
        Into::Choices => {
            parts.answer.push(line);
            return Into::Answer;
        }
        Into::ShortAnswer => parts.short_answer.push(line),
        Into::Answer => parts.answer.push(line),
        Into::Hint => parts.hints.last_mut().into_iter().for_each(|hint| hint.push(line.clone())),
        Into::KeyPoints => push_item(&mut parts.key_points, text),
        Into::FollowUps => push_item(&mut parts.follow_ups, text),
        Into::References => push_item(&mut parts.references, text),
    }
    to
}

fn ends_as_question(text: &str) -> bool {
    text.trim_end_matches(['*', '_', ' ', '\t']).ends_with(['?', '？', '؟'])
}

/// What is behind the tick of `✅ **A**`.
fn ticked_letters(text: &str) -> Option<&str> {
    let text = text.trim();
    let tick = heuristics::leading_symbols(text);
    (tick > 0).then(|| &text[tick..])
}

/// `<!-- … -->` alone on its line.
fn is_comment(text: &str) -> bool {
    text.trim().starts_with("<!--") && text.trim().ends_with("-->")
}

/// A line of a list section: an item, or more of the last one.
fn push_item(list: &mut Vec<String>, text: &str) {
    match (item(text).filter(|(_, at, _)| *at <= 4), list.last_mut()) {
        (Some((rest, ..)), _) => list.push(rest.to_string()),
        (None, _) if text.trim().is_empty() || is_comment(text) => {}
        (None, Some(last)) if text.starts_with("  ") => {
            last.push('\n');
            last.push_str(text.trim_end());
        }
        (None, _) => list.push(text.trim().to_string()),
    }
}

/// A label says where the next lines go.
fn labelled(text: &str, to: Into, parts: &mut Parts) -> Option<Into> {
    let is_heading = heading(text).is_some();
    let (label, rest) = heuristics::label(text, is_heading || is_bold(text))?;
    // `Solution: B` below choices is their key, with words it explains.
    let is_key = label == Label::Explanation && to == Into::Choices && parts.is_key(&rest);
    match if is_key { Label::Answer } else { label } {
        Label::Answer => {
            parts.labelled = true;
            // `✅ D`
            let (letters, after) = answer_letters::read(&rest[heuristics::leading_symbols(&rest)..]);
            let rest = Some(rest.as_str()).filter(|rest| rest.contains(char::is_alphanumeric) || !has_symbol(rest)).unwrap_or_default();
            let rest = rest.to_string();
            parts.is_inline_answer |= !rest.is_empty() && parts.answer.is_empty();
            if !letters.is_empty() && answers_each(after, parts.choices.len()) {
                // `a) 5 m b) 2 s`: what looked like choices are questions.
                parts.answer.push(rest);
            } else if !letters.is_empty() && !parts.choices.is_empty() && answer_letters::names_another_letter(after, parts.choices.len()) {
                parts.answer.push(rest.clone());
                parts.unread_key = Some(rest);
            } else if !letters.is_empty() && !parts.choices.is_empty() {
                parts.right.extend(letters);
                // What repeats the choice's text is not an explanation.
                let said = without_choice(after, &parts.choices);
                if said.contains(char::is_alphanumeric) || !has_symbol(&said) && !said.is_empty() {
                    parts.answer.push(said);
                }
            } else if !rest.is_empty() {
                parts.answer.push(rest);
            }
            Some(Into::Answer)
        }
        Label::Explanation => {
            parts.labelled = true;
            if !rest.is_empty() {
                parts.answer.push(rest);
            }
            Some(Into::Answer)
        }
        // Words such as "tip" are inside of answers too.
        _ if to == Into::Answer && !is_heading => None,
        Label::ShortAnswer => {
            parts.labelled = true;
            parts.short_answer.extend(Some(rest).filter(|rest| !rest.is_empty()));
            Some(Into::ShortAnswer)
        }
        Label::Hint => {
            parts.hints.push(if rest.is_empty() { Vec::new() } else { vec![rest] });
            Some(Into::Hint)
        }
        Label::KeyPoints => Some(Into::KeyPoints),
        Label::FollowUps => Some(Into::FollowUps),
        Label::References => {
            if !rest.is_empty() {
                parts.references.push(rest);
            }
            Some(Into::References)
        }
    }
}

/// `**Explanation:** - It is so.`: where no other item follows, the dash belongs to the label.
fn without_lone_bullet(label: &str, below: &[Line<'_>], parts: &mut Parts) {
    let Some(said) = parts.answer.last_mut().filter(|said| label.trim_end().ends_with(said.trim_end())) else { return };
    let is_item = below.iter().find(|line| !line.text.trim().is_empty()).is_some_and(|line| item(&line.text).is_some());
    let bare = ["- ", "– ", "— "].iter().find_map(|dash| said.strip_prefix(dash)).filter(|bare| bare.starts_with(char::is_alphabetic));
    if let Some(bare) = bare.filter(|_| !is_item) {
        *said = bare.to_string();
    }
}

/// Whether an answer goes on with the next lettered part: `5 m b) 2 s`.
fn answers_each(after: &str, choices: usize) -> bool {
    let parts = (1..choices.min(10) as u8).map(|at| [char::from(b'a' + at), char::from(b'A' + at)]);
    parts.into_iter().flatten().any(|letter| after.contains(&format!(" {letter}) ")))
}

/// Whether a text has an emoji: one that says nothing else is a sign beside the key.
fn has_symbol(text: &str) -> bool {
    text.chars().any(heuristics::is_symbol)
}

/// What a key says beside a letter: `b) Standard** - as in English` without the choice's own words.
fn without_choice(after: &str, choices: &[OpenChoice]) -> String {
    let after = if after.matches("**").count() % 2 == 1 { after.replacen("**", "", 1) } else { after.to_string() };
    let texts = choices.iter().filter_map(|choice| choice.lines.first()).map(|line| line.trim()).filter(|text| !text.is_empty());
    // `y is set by the kernel` goes on with the words of the choice `y is set`.
    let goes_on = |rest: &&str| rest.trim_start_matches(['*', ' ']).starts_with(|c: char| c.is_alphanumeric() || "`\"'$".contains(c));
    let rest = texts.filter_map(|text| after.trim().strip_prefix(text)).filter(|rest| !goes_on(rest));
    match rest.min_by_key(|rest| rest.len()) {
        Some(rest) => rest.trim_start_matches(['*', '.', ' ', '-', '–', '—', ':', ',', ';']).to_string(),
        None => after.trim().to_string(),
    }
}

/// Whether a text is what stands above the words of a question.
pub fn names_question(text: &str) -> bool {
    is_question_word(text) || matches!(&*text.to_lowercase(), "details" | "description" | "prompt")
}

/// `**Details:**` before more of a question.
fn names_details(text: &str) -> bool {
    let said = text.trim().trim_matches(['#', '*', '_', ':', '：', ' ']);
    text.trim().starts_with(['#', '*', '_']) && names_question(said)
}

/// `- Answer: a lock`, `- A: a lock`: an item that announces the answer of the question above.
fn labelled_item(text: &str, to: Into, parts: &mut Parts) -> Option<Into> {
    let inner = item(text).filter(|_| to == Into::Prompt).map(|(inner, ..)| inner)?;
    matches!(heuristics::label(inner, false)?.0, Label::Answer).then(|| labelled(inner, to, parts))?
}

/// `#### Javob: B` below the summary `Javob` and choices: what repeats the summary and names a choice is the key, in whatever language.
fn names_key(summary: &str, inside: &mut [Line<'_>], parts: &Parts) -> bool {
    let Some(first) = inside.iter_mut().find(|line| !line.text.trim().is_empty()).filter(|line| !line.code) else { return false };
    let name = summary.trim_matches(['*', '_', ':', ' ']);
    let said = first.text.trim().trim_start_matches(['#', '*', '_', ' ']);
    let key = said.strip_prefix(name).filter(|_| !name.is_empty()).and_then(|rest| rest.trim_start().strip_prefix([':', '：']));
    let Some(key) = key.map(|key| key.trim_matches(['*', '_', ' '])).filter(|key| parts.is_letters(key)) else { return false };
    first.text = format!("Answer: {key}").into();
    true
}

/// Reads a `<details>` element from line `at` and returns the line after it. It holds a hint, the answer, or, under another title and below an answer,
/// a part of that.
fn read_details(lines: &[Line<'_>], at: usize, to: Into, parts: &mut Parts) -> usize {
    let end = end_of_details(lines, at);
    let Details { summary, mut inside, .. } = details::read(&lines[at..end]);
    let is_hint = heuristics::label(&summary, true).is_some_and(|(label, _)| label == Label::Hint);
    if is_hint {
        parts.hints.push(inside.iter().map(|line| line.text.to_string()).collect());
        return end;
    }
    let is_key = names_key(&summary, &mut inside, parts);
    if !is_key && !promises_answer(&summary) {
        let said = if to == Into::Prompt { &mut parts.prompt } else { &mut parts.answer };
        let follows = said.iter().any(|line| !line.trim().is_empty());
        said.extend([String::new(), format!("**{summary}**"), String::new()]);
        if follows && to == Into::Prompt {
            said.extend(inside.iter().map(|line| line.text.to_string()));
            return end;
        }
    }
    parts.labelled = true;
    if let Some(first) = inside.iter_mut().find(|line| !line.text.trim().is_empty() && !line.code) {
        let is_bold = ["<b>", "<strong>"].iter().any(|tag| first.text.trim_start().starts_with(tag));
        if is_bold {
            let bare = ["<b>", "</b>", "<strong>", "</strong>"].iter().fold(first.text.to_string(), |text, tag| text.replace(tag, "**"));
            first.text = bare.into();
        }
    }
    let has_reason = parts.is_letter_with_reason(&inside);
    let is_key = |line: &Line<'_>| has_reason || parts.is_letters(&line.text);
    if let Some(first) = inside.iter_mut().find(|line| !line.text.trim().is_empty()).filter(|line| is_key(line)) {
        first.text = format!("Answer: {}", first.text.trim().trim_matches('*')).into();
    }
    read(&inside, Into::Answer, parts);
    end
}
