//! A key at a bank's end: `## Answers`, and below it a number for each question above.
//!
//! In: a file's lines. Out: the lines without its keys, and what each key says of each number. A question takes from the first key below it what
//! that says of its number; what no question takes is reported.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::heuristics;
use super::lines::{Line, heading, indent};
use super::page::Page;
use crate::import::Bank;

/// The keys of a file, in its order.
pub struct AnswerKeys<'a> {
    keys: Vec<AnswerKey<'a>>,
    /// Of each key the numbers that questions took.
    taken: RefCell<BTreeSet<(usize, u32)>>,
}

struct AnswerKey<'a> {
    /// Where its heading is.
    at: u32,
    answers: BTreeMap<u32, Vec<Line<'a>>>,
    /// Lines before the first number.
    others: Vec<Line<'a>>,
}

impl<'a> AnswerKeys<'a> {
    /// Takes the keys out of a page's lines.
    pub fn extract(page: &Page<'a>) -> (Self, Vec<Line<'a>>) {
        let lines = &page.lines;
        let mut keys = Self { keys: Vec::new(), taken: RefCell::default() };
        let mut rest: Vec<Line<'a>> = Vec::with_capacity(lines.len());
        let mut counted = BTreeSet::new();
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            if let Some(end) = end_of_key(lines, i) {
                let key = AnswerKey::new(line.span.start, &lines[i + 1..end]);
                let of_questions = key.answers.keys().filter(|number| counted.contains(*number)).count();
                if key.answers.len() >= 2 && of_questions * 2 >= key.answers.len() {
                    keys.keys.push(key);
                    i = end;
                    continue;
                }
            }
            if !line.code && line.text.starts_with(|c: char| c != ' ') {
                counted.extend(heuristics::number(&page.text[line.span.range()]));
            }
            rest.push(line.clone());
            i += 1;
        }
        (keys, rest)
    }

    /// The lines of the answer to a question that is at a line and has this number.
    pub fn answer(&self, at: &Line<'_>, number: u32) -> Option<Vec<Line<'a>>> {
        let below = |(_, key): &(usize, &AnswerKey<'a>)| key.at > at.span.start && key.answers.contains_key(&number);
        let (which, key) = self.keys.iter().enumerate().find(below)?;
        if !self.taken.borrow_mut().insert((which, number)) {
            return None;
        }
        let mut lines = key.answers.get(&number)?.clone();
        // What goes on below is indented as far as the number wants it.
        let shared = lines[1..].iter().filter(|line| !line.text.trim().is_empty()).map(|line| indent(&line.text)).min().unwrap_or(0);
        for line in &mut lines[1..] {
            line.text = line.text.get(shared.min(indent(&line.text))..).unwrap_or_default().to_string().into();
        }
        let first = lines.first_mut()?;
        first.text = format!("Answer: {}", first.text).into();
        Some(lines)
    }

    /// Reports what no question took.
    pub fn report_unused(&self, page: &Page<'_>, bank: &mut Bank) {
        let taken = self.taken.borrow();
        for (which, key) in self.keys.iter().enumerate() {
            page.not_imported(&key.others, "this text belongs to no question", bank);
            for lines in key.answers.iter().filter(|(number, _)| !taken.contains(&(which, **number))).map(|(_, lines)| lines) {
                page.not_imported(lines, "this answer belongs to no question without one", bank);
            }
        }
    }
}

/// The line after the key whose heading is on line `at`.
fn end_of_key(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = &lines[at];
    if line.code || line.details || !is_title(&line.text) {
        return None;
    }
    let level = heading(&line.text).map_or(7, |(level, _)| level);
    let ends = |line: &Line<'_>| !line.code && heading(&line.text).is_some_and(|(other, _)| other <= level && other < 7 || level == 7);
    Some(lines[at + 1..].iter().position(ends).map_or(lines.len(), |end| at + 1 + end))
}

/// `## Answer key`, `**Answers:**`, `Lösungen`.
fn is_title(text: &str) -> bool {
    if text.starts_with([' ', '\t', '-', '+', '|', '>']) {
        return false;
    }
    let title = text.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "answers",
        "answer key",
        "answer keys",
        "answers key",
        "key",
        "answer sheet",
        "correct answers",
        "answers and explanations",
        "answers & explanations",
        "answers with explanations",
        "solutions",
        "solution key",
        "antworten",
        "lösungen",
        "lösungsschlüssel",
        "réponses",
        "solutions et réponses",
        "respuestas",
        "soluciones",
        "risposte",
        "respostas",
        "gabarito",
        "答案",
    ]
    .contains(&title)
}

impl<'a> AnswerKey<'a> {
    fn new(at: u32, lines: &[Line<'a>]) -> Self {
        let mut key = Self { at, answers: BTreeMap::new(), others: Vec::new() };
        let mut open: Option<u32> = None;
        for line in lines {
            if let Some(pairs) = several(&line.text).filter(|_| !line.code) {
                for (number, letter) in pairs {
                    key.answers.insert(number, vec![Line { text: letter.into(), ..line.clone() }]);
                }
                open = None;
            } else if let Some((number, rest)) =
                begins(line).filter(|(number, _)| is_row(line) || open.is_none_or(|last| *number == last + 1))
            {
                open = Some(number);
                key.answers.insert(number, vec![Line { text: rest.into(), ..line.clone() }]);
            } else if open.is_some() || !is_row(line) {
                // The head of a table of answers says nothing.
                open.and_then(|number| key.answers.get_mut(&number)).unwrap_or(&mut key.others).push(line.clone());
            }
        }
        key
    }
}

fn is_row(line: &Line<'_>) -> bool {
    !line.code && line.text.trim_start().starts_with('|')
}

/// `3. B`, `- **3)** B`, `### Question 3`, `| 3 | B |`: the number and what follows it.
fn begins(line: &Line<'_>) -> Option<(u32, String)> {
    let text = line.text.as_ref();
    if line.code || indent(text) > 1 {
        return None;
    }
    if let Some(row) = text.trim().strip_prefix('|') {
        let mut cells = row.trim_end_matches('|').split('|').map(str::trim);
        let number = cells.next()?.trim_matches('*').parse().ok()?;
        return Some((number, cells.collect::<Vec<_>>().join(" ")));
    }
    let number = heuristics::number(text)?;
    if heading(text).is_some() {
        // Its words repeat the question's.
        return Some((number, String::new()));
    }
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text[digits..].trim_start_matches(|c: char| c.is_ascii_digit());
    let bold = text[..digits].contains("**") && !rest.trim_end().ends_with("**");
    let rest = rest.trim_start_matches(['.', ')', ':', '-', '–', ']', ' ']);
    let rest = if bold { rest.replacen("**", "", 1) } else { rest.trim_start_matches('*').to_string() };
    Some((number, rest.trim_start_matches([':', ' ']).to_string()))
}

/// `1. A  2. B  3. C`, `1-a, 2-c`: several on a line.
fn several(text: &str) -> Option<Vec<(u32, String)>> {
    let mut found = Vec::new();
    let spaced = text.replace([',', ';', '|', '\t'], " ");
    let mut rest = spaced.trim().trim_start_matches(['-', '*', ' ']);
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = rest[..digits].parse().ok()?;
        let after = rest[digits..].trim_start_matches(['.', ')', ':', '-', '–', '=', ' ', '(']);
        let letter = after.chars().next().filter(|c| matches!(c, 'A'..='J' | 'a'..='j'))?;
        rest = &after[letter.len_utf8()..];
        rest = rest.strip_prefix(')').unwrap_or(rest);
        if !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        found.push((number, letter.to_string()));
        rest = rest.trim_start();
    }
    (found.len() >= 2).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_letters_stand_on_a_line() {
        let pairs = |text| {
            several(text).map(|pairs| pairs.iter().map(|(number, letter)| format!("{number}{letter}")).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(pairs("1. A  2. B 3) c").as_deref(), Some("1A 2B 3c"));
        assert_eq!(pairs("1-a, 2-c; 10-b").as_deref(), Some("1a 2c 10b"));
        assert_eq!(pairs("1. A lock"), None);
        assert_eq!(pairs("1. A"), None);
    }

    #[test]
    fn an_answer_begins_with_its_number() {
        let at = |text: &'static str| {
            begins(&Line {
                span: crate::source::Span::new(0, text.len()),
                text: text.into(),
                code: false,
                details: false,
                details_lines: 0,
            })
        };
        assert_eq!(at("3. B"), Some((3, "B".into())));
        assert_eq!(at("- **3)** It is so"), Some((3, "It is so".into())));
        assert_eq!(at("**4. C**"), Some((4, "C**".into())));
        assert_eq!(at("| 5 | D |"), Some((5, "D".into())));
        assert_eq!(at("### Question 6: What?"), Some((6, String::new())));
        assert_eq!(at("No number"), None);
    }
}
