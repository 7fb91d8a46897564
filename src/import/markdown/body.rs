//! What is under a question → the parts of a card.
//!
//! In: the question's words and the lines below it. Out: prompt, choices, answer, hints, references. The lines are read in order; a label
//! (`Answer:`, `<details>`, `### Explanation`) or a list of choices changes where the following lines go.

use std::collections::BTreeSet;

use super::choices::{self, OpenChoice};
use super::contents::{is_back_link, is_toc_marker, letters};
use super::details::{self, Details};
use super::heuristics::{self, Label};
use super::labels::promises_answer;
use super::lines::{Line, dedented, end_of_details, heading, is_bold, item};
use super::references::{is_only_links, is_reference, lists_references, reference_in_answer, without_marker};
use crate::import::{Answer, Choice, ForeignCard, answer_letters, block_marks};

/// The parts of a card as they are collected.
#[derive(Default)]
struct Parts {
    prompt: Vec<String>,
    choices: Vec<OpenChoice>,
    short_answer: Vec<String>,
    answer: Vec<String>,
    hints: Vec<Vec<String>>,
    key_points: Vec<String>,
    follow_ups: Vec<String>,
    references: Vec<String>,
    /// Letters that the bank calls right.
    right: Vec<char>,
    /// A key that names more letters than could be read.
    unread_key: Option<String>,
    /// Whether the answer begins on its label's line.
    is_inline_answer: bool,
    /// Whether a label or a `<details>` said where the answer begins.
    labelled: bool,
}

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
    let is_statement = |i: usize, text: &str, to: Into| {
        to == Into::Prompt
            && key.is_some()
            && last_choice_b.is_some_and(|b| i < b)
            && text.to_lowercase().trim_start_matches(['*', '_', '#', ' ']).starts_with("solution")
    };
    let mut to = start;
    let mut i = 0;
    while i < lines.len() {
        let line = &lines[i];
        let text = line.text.as_ref();
        if line.code {
            to = take_code(lines, i, to, parts);
            i += 1;
            continue;
        }
        if line.details && text.to_ascii_lowercase().contains("<details") {
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
        } else if to == Into::Choices && ticked_letters(text).is_some_and(|letters| parts.is_letters(letters)) {
            // `✅ **A**` below the choices.
            parts.right.extend(answer_letters::read(ticked_letters(text).unwrap_or_default()).0);
            parts.labelled = true;
            to = Into::Answer;
        } else if to == Into::Prompt && names_details(text) {
            // The question goes on.
        } else if let Some(reference) = reference_in_answer(text) {
            parts.references.push(reference);
        } else if lists_references(lines, i) {
            to = Into::References;
        } else if let Some((mark, rest)) = may_choose.then(|| choices::start(lines, i, last, last_choice_b)).flatten() {
            parts.choices.push(OpenChoice { mark, lines: vec![rest] });
            to = Into::Choices;
        } else if is_reference(text) || to == Into::Choices && is_only_links(text.trim()) {
            parts.references.push(without_marker(text).to_string());
        } else if let Some(next) = labelled_item(text, to, parts) {
            to = next;
        } else {
            // A heading ends what another one opened.
            let is_section = !matches!(to, Into::Prompt | Into::Choices | Into::Answer);
            to = take(text, if is_section && heading(text).is_some() { Into::Answer } else { to }, parts);
        }
        i += 1;
    }
}

/// A line of code goes where the text goes; after a choice it is the choice's if it is indented, or if more choices follow, or if the others have code.
fn take_code(lines: &[Line<'_>], i: usize, to: Into, parts: &mut Parts) -> Into {
    let text = lines[i].text.as_ref();
    if to == Into::Choices {
        let begins = i == 0 || !lines[i - 1].code;
        let indented = text.starts_with([' ', '\t']) || text.trim().is_empty() || !begins;
        let more = || choices::has_more_choices(lines, i, parts.choices.last().map(|choice| choice.mark));
        let others =
            || parts.choices.iter().rev().skip(1).any(|choice| choice.lines.iter().any(|line| line.trim_start().starts_with("```")));
        if indented || more() || others() {
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
    match label {
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
    let rest = texts.filter_map(|text| after.trim().strip_prefix(text)).filter(|rest| !rest.starts_with(char::is_alphanumeric));
    match rest.min_by_key(|rest| rest.len()) {
        Some(rest) => rest.trim_start_matches(['*', '.', ' ', '-', '–', '—', ':', ',', ';']).to_string(),
        None => after.trim().to_string(),
    }
}

/// What stands above the words of a question.
const NAMES_OF_QUESTIONS: [&str; 14] = [
    "details",
    "description",
    "question",
    "frage",
    "pregunta",
    "pergunta",
    "domanda",
    "вопрос",
    "питання",
    "问题",
    "問題",
    "質問",
    "题目",
    "질문",
];

/// `**Details:**` before more of a question.
fn names_details(text: &str) -> bool {
    let said = text.trim().trim_matches(['#', '*', '_', ':', '：', ' ']).to_lowercase();
    text.trim().starts_with(['#', '*', '_']) && NAMES_OF_QUESTIONS.contains(&&*said)
}

/// `- Answer: a lock`, `- A: a lock`: an item that announces the answer of the question above.
fn labelled_item(text: &str, to: Into, parts: &mut Parts) -> Option<Into> {
    let inner = item(text).filter(|_| to == Into::Prompt).map(|(inner, ..)| inner)?;
    matches!(heuristics::label(inner, false)?.0, Label::Answer).then(|| labelled(inner, to, parts))?
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
    let promised = promises_answer(&summary);
    if !promised {
        let said = if to == Into::Prompt { &mut parts.prompt } else { &mut parts.answer };
        let follows = said.iter().any(|line| !line.trim().is_empty());
        said.extend([String::new(), format!("**{summary}**"), String::new()]);
        if follows && to == Into::Prompt {
            said.extend(inside.iter().map(|line| line.text.to_string()));
            return end;
        }
    }
    parts.labelled = true;
    let has_reason = parts.is_letter_with_reason(&inside);
    let is_key = |line: &Line<'_>| has_reason || parts.is_letters(&line.text);
    if let Some(first) = inside.iter_mut().find(|line| !line.text.trim().is_empty()).filter(|line| is_key(line)) {
        first.text = format!("Answer: {}", first.text.trim().trim_matches('*')).into();
    }
    read(&inside, Into::Answer, parts);
    end
}

/// So many choices have letters.
const MOST_LETTERS: usize = 26;

impl Parts {
    /// Whether a line below lettered choices names some of them and nothing else.
    fn is_key(&self, line: &str) -> bool {
        let letters = answer_letters::alone(line);
        let has_choice = |letter: &char| usize::from(*letter as u8 - b'A') < self.choices.len();
        self.choices.len() >= 2
            && self.choices.iter().all(OpenChoice::is_lettered)
            && !letters.is_empty()
            && letters.iter().all(has_choice)
            && item(line).is_none()
            && !line.trim_end().ends_with([':', '：'])
    }

    /// Whether a line says which lettered choices are right and nothing else: `**A, B**`, `B. banana`.
    fn is_letters(&self, line: &str) -> bool {
        let line = line.trim().trim_matches('*');
        let (letters, rest) = answer_letters::read(line);
        let repeats = || self.choices.iter().any(|choice| choice.lines.first().is_some_and(|text| text.trim() == rest.trim()));
        !letters.is_empty() && self.choices.iter().any(OpenChoice::is_lettered) && (rest.trim().is_empty() || repeats())
    }

    /// Whether lines begin with the letter of a right choice and say why: `b) It has two keys.`, `**B** – because`. Where others begin with letters
    /// too, they speak of each choice.
    fn is_letter_with_reason(&self, lines: &[Line<'_>]) -> bool {
        let mut says = lines.iter().filter(|line| !line.code && !line.text.trim().is_empty());
        let Some(first) = says.next().map(|line| line.text.trim()) else { return false };
        let behind_dash = || {
            let bare = first.trim_start_matches("**");
            let letter = bare.chars().next().filter(|c| matches!(c, 'A'..='J' | 'a'..='j'))?;
            let rest = bare[1..].trim_start_matches("**").trim_start();
            rest.starts_with(['-', '–', '—']).then_some(letter.to_ascii_uppercase() as u8 - b'A')
        };
        let letter = choices::lettered(first).filter(|(_, rest)| !rest.is_empty()).map(|(letter, _)| letter).or_else(behind_dash);
        self.choices.iter().all(OpenChoice::is_lettered)
            && letter.is_some_and(|letter| usize::from(letter) < self.choices.len())
            && says.all(|line| choices::lettered(&line.text).is_none())
    }

    fn into_card(mut self, question: &str) -> ForeignCard {
        let mut card = ForeignCard { question: question.to_string(), ..ForeignCard::default() };
        let without_choice = |letter: &char| usize::from(*letter as u8 - b'A') >= self.choices.len();
        if !self.choices.is_empty() && self.right.iter().any(without_choice) {
            let key = self.right.iter().map(char::to_string).collect::<Vec<_>>().join(", ");
            self.answer.insert(0, key.clone());
            self.unread_key = Some(key);
        }
        if self.right.is_empty() && self.unread_key.is_none() && self.choices.iter().all(OpenChoice::is_lettered) {
            self.right = declared_right(&self.answer, self.choices.len());
        }
        if self.right.is_empty() && self.unread_key.is_none() && self.labelled && !self.choices.iter().any(|choice| choice.mark.right) {
            self.right = self.repeated_choices();
        }
        if self.unread_key.is_some() {
            self.right.clear();
        }
        let mut choices: Vec<Choice> = self.choices.iter().enumerate().map(|(i, choice)| choice.finish(i, &self.right)).collect();
        choices::without_own_letters(&mut choices);
        if choices.is_empty() && self.labelled {
            choices = self.listed_choices();
        }
        if choices.is_empty() {
            choices = self.marked_choices();
        }
        let text = |lines: &[String]| shown_lines(lines);
        let trimmed = |lines: &[String]| without_rules(&without_arranging_tags(&text(lines)));
        if choices.len() >= 2 && choices.iter().any(|choice| choice.right) {
            card.answer_kind = Answer::Choices(choices);
        } else if !choices.is_empty() {
            // Without a right one they cannot be graded; they stay part of the question.
            self.prompt.push(String::new());
            let shown = choices
                .iter()
                .enumerate()
                .map(|(i, choice)| format!("- {}. {}", char::from(b'A' + (i % 26) as u8), choice.text.replace('\n', "\n  ")));
            self.prompt.extend(shown);
        }
        card.hints = self.hints.iter().map(|lines| trimmed(lines)).filter(|hint| !hint.is_empty()).collect();
        card.key_points = std::mem::take(&mut self.key_points);
        card.follow_ups = std::mem::take(&mut self.follow_ups);
        card.references = std::mem::take(&mut self.references);
        let prompt = trimmed(&self.prompt);
        let answer = match self.answer.split_first().filter(|_| self.is_inline_answer) {
            // What is below the label's line has a margin of its own.
            Some((first, below)) => {
                let gap = below.first().is_some_and(|line| line.trim().is_empty()).then(String::new);
                trimmed(&std::iter::once(first.clone()).chain(gap).chain([text(below)]).collect::<Vec<_>>())
            }
            None => trimmed(&self.answer),
        };
        card.short_answer = trimmed(&self.short_answer);
        // Under a title, "Tell me about it." asks; under a question a sentence that begins so may be its answer.
        let is_only_a_question = |text: &str| {
            heuristics::is_question(text)
                && !text.contains("\n\n")
                && (text.trim_end().ends_with(['?', '？']) || !heuristics::is_question(question))
        };
        if self.labelled
            || card.answer_kind != Answer::Open
            || !self.choices.is_empty()
            || (answer.is_empty() && (is_only_a_question(&prompt) || is_shown(&prompt, question)))
        {
            (card.prompt, card.answer) = (prompt, answer);
        } else if let Some((code, rest)) = leading_code(&prompt).filter(|_| heuristics::asks_about_code(question)) {
            // `What does the following print?`, the code, and what it prints.
            (card.prompt, card.answer) = (code.to_string(), rest.to_string());
        } else {
            card.answer = prompt;
        }
        if is_still_to_do(&card.answer) {
            card.answer.clear();
        }
        if self.is_inline_answer {
            card.answer = block_marks::escape_first_line(&card.answer);
        }
        card.draft = !card.is_answered() || self.unread_key.is_some();
        card.not_imported.extend(
            self.unread_key.map(|key| format!("which choices `{key}` calls right is not clear: the card is a draft that lists them")),
        );
        card
    }

    /// The choices that the answer's first line repeats, one or several: `Answer: a spade, a fork`. That line is taken away.
    fn repeated_choices(&mut self) -> Vec<char> {
        let Some(said) = self.answer.iter().position(|line| !line.trim().is_empty()) else { return Vec::new() };
        let texts: Vec<String> = self.choices.iter().map(|choice| letters(choice.lines.first().map_or("", String::as_str))).collect();
        let mut rest = letters(&self.answer[said]);
        let mut found: Vec<usize> = Vec::new();
        while !rest.is_empty() {
            let fits = |at: &usize| !found.contains(at) && !texts[*at].is_empty() && rest.starts_with(&texts[*at]);
            let Some(at) = (0..texts.len().min(MOST_LETTERS)).filter(fits).max_by_key(|at| texts[*at].len()) else { return Vec::new() };
            rest.drain(..texts[at].len());
            found.push(at);
        }
        if found.is_empty() || found.len() == texts.len() {
            return Vec::new();
        }
        self.answer.remove(said);
        found.into_iter().map(|at| char::from(b'A' + at as u8)).collect()
    }

    /// A list without letters at the prompt's end, of which some items are called right: `- Paris`, `- Berlin (correct)`.
    fn marked_choices(&mut self) -> Vec<Choice> {
        let last = self.prompt.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        let is_item = |line: &&String| item(line).is_some_and(|(_, at, _)| at <= 4);
        let first = last - self.prompt[..last].iter().rev().take_while(is_item).count();
        let texts = self.prompt[first..last].iter().filter_map(|line| Some(item(line)?.0));
        let choice = |text: &str| {
            let right = choices::strip_correct_marker(text);
            Choice { right: right.is_some(), text: right.unwrap_or(text.trim()).to_string(), feedback: String::new() }
        };
        let found: Vec<Choice> = texts.map(choice).collect();
        let right = found.iter().filter(|choice| choice.right).count();
        if right == 0 || right == found.len() {
            return Vec::new();
        }
        self.prompt.truncate(first);
        found
    }

    /// A list without letters at the prompt's end, of which the answer repeats some items, in a line or a list of its own: `- True`, `- False`,
    /// `Answer: True`.
    fn listed_choices(&mut self) -> Vec<Choice> {
        let last = self.prompt.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        let is_item = |line: &&String| item(line).is_some_and(|(_, at, _)| at <= 4);
        let first = last - self.prompt[..last].iter().rev().take_while(is_item).count();
        let texts: Vec<&str> = self.prompt[first..last].iter().filter_map(|line| Some(item(line)?.0)).collect();
        let Some(said) = self.answer.iter().position(|line| !line.trim().is_empty()) else { return Vec::new() };
        let listed = self.answer[said..].iter().take_while(|line| item(line.trim()).is_some()).count();
        let answers = &self.answer[said..said + listed.max(1)];
        // Signs and spaces differ where somebody typed a choice twice.
        let key = |text: &str| if text.chars().any(char::is_alphanumeric) { letters(text) } else { text.trim().to_string() };
        let right: BTreeSet<String> = answers.iter().map(|line| key(item(line.trim()).map_or(line.trim(), |(inner, ..)| inner))).collect();
        let is_right = |text: &str| right.contains(&key(text));
        let count = texts.iter().filter(|text| is_right(text)).count();
        if texts.len() < 2 || count != answers.len() || count == texts.len() {
            return Vec::new();
        }
        let choice = |text: &&str| Choice { right: is_right(text), text: text.to_string(), feedback: String::new() };
        let choices = texts.iter().map(choice).collect();
        self.prompt.truncate(first);
        self.answer.drain(said..said + listed.max(1));
        choices
    }
}

/// Lines as one text. Code by its indentation stays code, and where two spaces break a line it stays broken.
fn shown_lines(lines: &[String]) -> String {
    let says = |line: &&String| !line.trim().is_empty();
    let spaces = lines.iter().filter(says).map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let texts = || lines.iter().filter(says).map(|line| line.trim());
    let words: usize = texts().map(|text| text.split_whitespace().count()).sum();
    // Sentences that somebody indented are not code.
    let is_prose =
        || words > texts().count() * MOST_WORDS_OF_CODE || texts().any(|text| text.starts_with(['>', '<']) || item(text).is_some());
    let is_code = spaces >= CODE_INDENT && !is_prose();
    if is_code {
        let bare: Vec<&str> = lines.iter().map(|line| line.get(CODE_INDENT..).unwrap_or("").trim_end()).collect();
        return format!("```\n{}\n```", bare.join("\n").trim_matches('\n'));
    }
    let is_plain = |line: &str| {
        let text = line.trim();
        !text.is_empty() && !text.starts_with(['|', '<', '#', '`', '~']) && !text.ends_with(['\\', '|']) && item(text).is_none()
    };
    let mut code = false;
    let broken: Vec<String> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
            let breaks = !code && line.ends_with("  ") && is_plain(line) && lines.get(at + 1).is_some_and(|next| is_plain(next));
            if breaks { format!("{}\\", line.trim_end()) } else { line.clone() }
        })
        .collect();
    dedented(&broken.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Lines of code have so many words each at most.
const MOST_WORDS_OF_CODE: usize = 5;

/// So far is code indented.
const CODE_INDENT: usize = 4;

/// `C is correct because …` among `A is incorrect because …`: the choices that an answer calls right.
fn declared_right(answer: &[String], choices: usize) -> Vec<char> {
    const RIGHT: [&str; 10] = [
        "is correct",
        "is right",
        "is the correct",
        "is the right",
        "ist richtig",
        "ist korrekt",
        "est correct",
        "est juste",
        "es correct",
        "è corrett",
    ];
    let letter = |line: &String| {
        let text = line.trim().trim_start_matches(['-', '*', '_', '(', ' ']).trim_start_matches("Option ");
        let letter = text.chars().next().filter(|c| ('A'..='J').contains(c) && usize::from(*c as u8 - b'A') < choices)?;
        let said = text[1..].trim_start_matches(['*', '_', ')', '.', ':', ' ']).to_lowercase();
        RIGHT.iter().any(|words| said.starts_with(words)).then_some(letter)
    };
    let mut right: Vec<char> = answer.iter().filter_map(letter).collect();
    right.dedup();
    right
}

/// A block of code at a text's start, and what follows it.
fn leading_code(text: &str) -> Option<(&str, &str)> {
    let fence = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence))?;
    let end = text.match_indices('\n').map(|(at, _)| at + 1).find(|at| text[*at..].trim_start().starts_with(fence))?;
    let after = text[end..].find('\n').map(|line| end + line)?;
    let rest = text[after..].trim();
    (!rest.is_empty()).then(|| (text[..after].trim_end(), rest))
}

/// Whether a text is what a question asks about: `What does the following print?` and code, `What do these commands do?` and their list.
fn is_shown(text: &str, question: &str) -> bool {
    let is_list =
        || text.lines().all(|line| line.trim().is_empty() || item(line).is_some_and(|(inner, ..)| inner.split_whitespace().count() <= 4));
    is_only_code(text) && heuristics::asks_about_code(question) || heuristics::asks_about_list(question) && !text.is_empty() && is_list()
}

/// Whether a text is one block of code.
fn is_only_code(text: &str) -> bool {
    let mut fences = text.lines().filter(|line| line.starts_with("```") || line.starts_with("~~~"));
    text.starts_with(['`', '~']) && fences.by_ref().count() == 2 && text.trim_end().ends_with(['`', '~'])
}

/// `*ToDo*` in the place of an answer.
fn is_still_to_do(answer: &str) -> bool {
    let said = answer.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    matches!(said.as_str(), "todo" | "to do" | "to-do" | "tbd" | "tba" | "wip" | "coming soon" | "work in progress" | "answer coming soon")
}

/// Elements that only arrange what is in them.
const ARRANGING: [&str; 3] = ["div", "p", "center"];

/// Without `<div align="right">` and the like, where their tags stand alone on lines: a picture or a link to the top that is taken out leaves none of
/// them behind. What they hold stays.
fn without_arranging_tags(text: &str) -> String {
    let mut lines: Vec<Option<&str>> = text.lines().map(Some).collect();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut code = false;
    for i in 0..lines.len() {
        let line = lines[i].unwrap_or_default().trim();
        code ^= line.starts_with("```") || line.starts_with("~~~");
        let tag = line.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).filter(|inner| !code && !inner.contains(['<', '>']));
        let Some(tag) = tag else { continue };
        let name = |tag: &str| {
            ARRANGING.into_iter().find(|name| tag.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
        };
        if let Some(closed) = tag.strip_prefix('/').and_then(name) {
            if let Some((_, at)) = open.pop_if(|(name, _)| *name == closed) {
                (lines[at], lines[i]) = (None, None);
            }
        } else if let Some(name) = name(tag) {
            open.push((name, i));
        }
    }
    // The end of a paragraph may be left out.
    open.iter().filter(|(name, _)| *name == "p").for_each(|(_, at)| lines[*at] = None);
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// Without rules (`---`) and blank lines at the ends, which separate questions in banks.
fn without_rules(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let is_rule =
        |line: &str| matches!(line.trim(), "" | "---" | "***" | "___" | "* * *" | "- - -" | "===" | "<hr>" | "<hr/>" | "<br>" | "<br/>");
    while lines.last().is_some_and(|line| is_rule(line)) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| is_rule(line)).count();
    lines[start..].join("\n")
}
