//! Quizzes whose headings name the parts of each question between hyphens, as freeCodeCamp writes them: `#### --text--`, `#### --distractors--`,
//! `#### --answer--`, or `## --answers--` and the number of the right one under `## --video-solution--`.
//!
//! Choices are divided by rules; what is said of one is below `### --feedback--`.

use super::lines::{Line, dedented, heading};
use super::page::Page;
use crate::import::{Answer, Bank, Choice, ForeignCard, card_text};

/// The part that a heading names.
fn part<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    let (_, title) = heading(&line.text).filter(|_| !line.code)?;
    title.strip_prefix("--")?.strip_suffix("--").filter(|name| !name.is_empty() && !name.contains(' '))
}

/// Whether a page is written so.
pub fn is_format(page: &Page<'_>) -> bool {
    let has = |names: &[&str]| page.lines.iter().any(|line| part(line).is_some_and(|name| names.contains(&name)));
    has(&["text"]) && has(&["answer", "answers", "distractors"])
}

/// A question as its parts are collected.
#[derive(Default)]
struct Question<'l, 'a> {
    at: Option<&'l Line<'a>>,
    text: Vec<&'l str>,
    wrong: Vec<Vec<&'l str>>,
    right: Vec<&'l str>,
    /// What is said of the choices, by their place.
    feedback: Vec<(usize, Vec<&'l str>)>,
    /// The place of the right one among the choices, from 1.
    solution: Vec<&'l str>,
}

pub fn read(page: &Page<'_>, bank: &mut Bank) {
    let mut question = Question::default();
    let mut to = "";
    let mut others: Vec<Line<'_>> = Vec::new();
    for line in &page.lines {
        if let Some(name) = part(line) {
            if matches!(name, "question" | "text") && !question.text.is_empty() {
                question = push(page, question, bank);
            }
            match name {
                "text" => question.at = Some(line),
                "answers" | "distractors" => question.wrong.push(Vec::new()),
                "feedback" => question.feedback.push((question.wrong.len().saturating_sub(1), Vec::new())),
                _ => {}
            }
            to = name;
            continue;
        }
        let text = line.text.as_ref();
        let divides = !line.code && text.trim() == "---";
        match to {
            "text" => question.text.push(text),
            // A rule ends what is said of the choice before it.
            "feedback" | "answers" | "distractors" if divides => {
                question.wrong.push(Vec::new());
                to = "answers";
            }
            "answers" | "distractors" => question.wrong.last_mut().into_iter().for_each(|choice| choice.push(text)),
            "feedback" => question.feedback.last_mut().into_iter().for_each(|(_, said)| said.push(text)),
            "answer" => question.right.push(text),
            "video-solution" | "solution" => question.solution.push(text),
            _ => others.push(line.clone()),
        }
    }
    push(page, question, bank);
    page.not_imported(&others, "this text belongs to no question", bank);
}

/// Adds a question, and returns an empty one.
fn push<'l, 'a>(page: &Page<'_>, question: Question<'l, 'a>, bank: &mut Bank) -> Question<'l, 'a> {
    let Some(at) = question.at else { return Question::default() };
    let solution: Option<usize> = question.solution.iter().find_map(|line| line.trim().parse().ok());
    let said = |at: usize| question.feedback.iter().find(|(of, _)| *of == at).map_or(String::new(), |(_, said)| dedented(said));
    let choice = |(at, lines): (usize, &Vec<&str>)| Choice { right: solution == Some(at + 1), text: dedented(lines), feedback: said(at) };
    let mut choices: Vec<Choice> = question.wrong.iter().enumerate().map(choice).collect();
    choices.push(Choice { right: true, text: dedented(&question.right), feedback: String::new() });
    choices.retain(|choice| !choice.text.trim().is_empty());
    let (question, prompt) = card_text::split_heading(&dedented(&question.text));
    let mut card = ForeignCard { question, prompt, ..ForeignCard::default() };
    if let [only] = &mut choices[..]
        && only.right
    {
        card.answer = std::mem::take(&mut only.text);
    } else if choices.len() > 1 && choices.iter().any(|choice| choice.right) {
        card.answer_kind = Answer::Choices(choices);
    } else {
        let shown: Vec<String> = choices.iter().map(|choice| format!("- {}", choice.text.replace('\n', "\n  "))).collect();
        card.prompt = [std::mem::take(&mut card.prompt), shown.join("\n")]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("\n\n");
        card.draft = true;
    }
    page.push(card, at, &[], bank);
    Question::default()
}
