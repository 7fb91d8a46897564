//! The parts of a question as they are collected → a card: which choices are right, what asks and what answers.

use std::collections::BTreeSet;

use super::choices::{self, OpenChoice};
use super::contents::letters;
use super::heuristics;
use super::lines::{Line, item};
use super::page::is_noise;
use super::shown_text::{shown_lines, without_arranging_tags, without_rules};
use crate::import::{Answer, Choice, ForeignCard, answer_letters, block_marks};

/// The parts of a card as they are collected.
#[derive(Default)]
pub struct Parts {
    pub prompt: Vec<String>,
    pub choices: Vec<OpenChoice>,
    pub short_answer: Vec<String>,
    pub answer: Vec<String>,
    pub hints: Vec<Vec<String>>,
    pub key_points: Vec<String>,
    pub follow_ups: Vec<String>,
    pub references: Vec<String>,
    /// Letters that the bank calls right.
    pub right: Vec<char>,
    /// A key that names more letters than could be read.
    pub unread_key: Option<String>,
    /// Whether the answer begins on its label's line.
    pub is_inline_answer: bool,
    /// Whether a label or a `<details>` said where the answer begins.
    pub labelled: bool,
}

/// So many choices have letters.
const MOST_LETTERS: usize = 26;

impl Parts {
    /// Whether nothing was collected yet that says something.
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty() && self.prompt.iter().chain(&self.answer).all(|line| line.trim().is_empty() || is_noise(line))
    }

    /// Whether a line below lettered choices names some of them and nothing else.
    pub fn is_key(&self, line: &str) -> bool {
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
    pub fn is_letters(&self, line: &str) -> bool {
        let line = line.trim().trim_matches('*');
        let (letters, rest) = answer_letters::read(line);
        let repeats = || self.choices.iter().any(|choice| choice.lines.first().is_some_and(|text| text.trim() == rest.trim()));
        !letters.is_empty() && self.choices.iter().any(OpenChoice::is_lettered) && (rest.trim().is_empty() || repeats())
    }

    /// Whether lines begin with the letter of a right choice and say why: `b) It has two keys.`, `**B** – because`. Where others begin with letters
    /// too, they speak of each choice.
    pub fn is_letter_with_reason(&self, lines: &[Line<'_>]) -> bool {
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

    pub fn into_card(mut self, question: &str) -> ForeignCard {
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

/// What stands in the place of an answer that nobody has written yet, without the signs around it.
const STILL_TO_DO: &[&str] = &[
    "todo",
    "to do",
    "to-do",
    "tbd",
    "tba",
    "tbc",
    "tbw",
    "wip",
    "work in progress",
    "coming soon",
    "answer coming soon",
    "answer pending",
    "no answer yet",
    "not answered yet",
    "to be added",
    "to be announced",
    "to be answered",
    "to be completed",
    "to be continued",
    "to be defined",
    "to be done",
    "to be filled",
    "to be updated",
    "to be written",
    "fixme",
    "folgt",
    "folgt noch",
    "antwort folgt",
    "noch offen",
    "in arbeit",
    "à compléter",
    "à faire",
    "à venir",
    "por completar",
    "por hacer",
    "próximamente",
    "da completare",
    "da fare",
    "a completar",
    "a fazer",
    "em breve",
    "дополнить",
    "do uzupełnienia",
    "待补充",
    "待完善",
    "待更新",
    "待续",
    "待補充",
    "未完待续",
    "作成中",
    "準備中",
    "추가 예정",
    "작성 중",
];

/// `*ToDo*` in the place of an answer.
fn is_still_to_do(answer: &str) -> bool {
    let said = answer.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_blank = answer.len() >= 3 && answer.chars().all(|c| matches!(c, '_' | '.' | '…' | ' ' | '\\'));
    is_blank || STILL_TO_DO.contains(&said.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_written_is_no_answer() {
        let drafts =
            ["*ToDo*", "To be completed.", "To be done.", "Coming soon...", "WIP", "___", "...", "(à compléter)", "Folgt.", "待补充。"];
        assert!(drafts.iter().all(|answer| is_still_to_do(answer)));
        let answers = ["N/A", "To do it, press a key.", "A work in progress", "...rest", "Done"];
        assert!(!answers.iter().any(|answer| is_still_to_do(answer)));
    }
}
