//! What is under a question → the parts of a card.
//!
//! In: the question's words and the lines below it. Out: prompt, choices, answer, hints, references. The lines are read in order; a label
//! (`Answer:`, `<details>`, `### Explanation`) or a list of choices changes where the following lines go.

use super::choices::{self, ChoiceMarker};
use super::heuristics::{self, Label};
use super::lines::{Line, dedented, end_of_details, heading, item};
use super::page::{is_back_link, is_toc_marker};
use crate::import::{Answer, Choice, ForeignCard};

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
    /// Whether a label or a `<details>` said where the answer begins.
    labelled: bool,
}

/// A choice whose lines are being read.
struct OpenChoice {
    mark: ChoiceMarker,
    lines: Vec<String>,
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

fn read(lines: &[Line<'_>], start: Into, parts: &mut Parts) {
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
            i = details(lines, i, parts);
            to = if parts.labelled { Into::Answer } else { to };
            continue;
        }
        if let Some(next) = labelled(text, to, parts) {
            to = next;
        } else if let Some((mark, rest)) =
            choices::start(lines, i, parts.choices.last().map(|choice| choice.mark), to == Into::Prompt || to == Into::Choices)
        {
            parts.choices.push(OpenChoice { mark, lines: vec![rest] });
            to = Into::Choices;
        } else if is_reference(text) {
            parts.references.push(text.trim().to_string());
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
    if is_back_link(text) || is_toc_marker(text) {
        return to;
    }
    let line = text.to_string();
    match to {
        Into::Prompt => parts.prompt.push(line),
        Into::Choices if text.trim().is_empty() || text.starts_with("  ") || text.starts_with('\t') => {
            parts.choices.last_mut().into_iter().for_each(|choice| choice.lines.push(line.clone()));
        }
        Into::Choices if matches!(text.trim(), "---" | "***" | "___") => {}
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
            let (letters, after) = heuristics::letters(&rest);
            if !letters.is_empty() && !parts.choices.is_empty() {
                parts.right.extend(letters);
                // What repeats the choice's text is not an explanation.
                let repeats = parts.choices.iter().any(|choice| choice.lines.first().is_some_and(|line| line.trim() == after.trim()));
                if !after.is_empty() && !repeats {
                    parts.answer.push(after.to_string());
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

fn is_bold(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("**") && text.ends_with("**") && text.len() > 4
}

/// `[Reference](https://…)` alone on its line, as quizzes have it under their choices.
fn is_reference(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '*', ' ']).to_lowercase();
    let link =
        ["[reference", "[source", "[learn more", "[read more", "[documentation", "[link]"].iter().any(|start| text.starts_with(start));
    link && text.contains("](") && text.ends_with(')')
}

/// Reads a `<details>` element from line `at` and returns the line after it.
fn details(lines: &[Line<'_>], at: usize, parts: &mut Parts) -> usize {
    let end = end_of_details(lines, at);
    let Details { summary, inside, .. } = inside_details(&lines[at..end]);
    let is_hint = heuristics::label(&summary, true).is_some_and(|(label, _)| label == Label::Hint);
    if is_hint {
        parts.hints.push(inside.iter().map(|line| line.text.to_string()).collect());
    } else {
        parts.labelled = true;
        read(&inside, Into::Answer, parts);
    }
    end
}

/// What a `<details>` element says.
pub struct Details<'a> {
    /// In one line.
    pub summary: String,
    /// Code and pictures of the summary.
    pub prompt: Vec<Line<'a>>,
    /// The text below the summary, without presentational tags.
    pub inside: Vec<Line<'a>>,
}

/// Reads the lines of an element.
pub fn inside_details<'a>(lines: &[Line<'a>]) -> Details<'a> {
    let mut summary = String::new();
    let (mut prompt, mut inside): (Vec<Line<'a>>, Vec<Line<'a>>) = Default::default();
    let (mut in_summary, mut seen) = (false, false);
    for line in lines {
        if line.code {
            if in_summary { &mut prompt } else { &mut inside }.push(Line { details: false, ..line.clone() });
            continue;
        }
        let mut text = strip_tag(&line.text, "details");
        let lower = text.to_ascii_lowercase();
        match lower.find("<summary") {
            Some(open) if !seen => {
                (in_summary, seen) = (true, true);
                let from = lower[open..].find('>').map_or(text.len(), |end| open + end + 1);
                text = text[from..].to_string();
            }
            // That of an element inside of this one.
            Some(_) => text = format!("**{}** {}", between(&text, "summary"), after(&text, "</summary>")),
            None => {}
        }
        if in_summary {
            let lower = text.to_ascii_lowercase();
            let close = lower.find("</summary");
            let said = &text[..close.unwrap_or(text.len())];
            match said.trim_start().to_ascii_lowercase().starts_with("<img") {
                true => prompt.push(Line { text: said.trim().to_string().into(), details: false, ..line.clone() }),
                false => {
                    summary.push(' ');
                    summary.push_str(said);
                }
            }
            let Some(close) = close else { continue };
            in_summary = false;
            let after = lower[close..].find('>').map_or(text.len(), |end| close + end + 1);
            text = text[after..].to_string();
        }
        let bare = strip_wrapping(&text);
        if !bare.trim().is_empty() || line.text.trim().is_empty() {
            inside.push(Line { text: bare.into(), details: false, ..line.clone() });
        }
    }
    let (summary, _) = heuristics::clean(&summary);
    Details { summary, prompt, inside }
}

/// What stands between the tags of an element, and after a tag.
fn between(text: &str, name: &str) -> String {
    let inner = text.split_once(&format!("<{name}")).and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(_, rest)| rest);
    heuristics::without_tags(inner.split(&format!("</{name}")).next().unwrap_or(inner)).trim().to_string()
}

fn after<'t>(text: &'t str, tag: &str) -> &'t str {
    text.split_once(tag).map_or("", |(_, rest)| rest)
}

/// Without the tags of one element.
fn strip_tag(text: &str, name: &str) -> String {
    let mut out = text.to_string();
    for open in [format!("<{name}"), format!("</{name}")] {
        while let Some(at) = out.to_ascii_lowercase().find(&open) {
            let end = out[at..].find('>').map_or(out.len(), |end| at + end + 1);
            out.replace_range(at..end, "");
        }
    }
    out
}

/// Without tags at a line's ends that wrap the whole answer: `<p>`, `<br>`, `<b>` alone.
fn strip_wrapping(text: &str) -> String {
    let mut text = text.to_string();
    loop {
        let trimmed = text.trim();
        let lower = trimmed.to_ascii_lowercase();
        let start = ["<p>", "</p>", "<br>", "<br/>", "<br />", "</b>", "</div>", "<div>", "<blockquote>", "</blockquote>"]
            .into_iter()
            .find(|tag| lower.starts_with(tag));
        let alone = ["<b>", "<ul>", "</ul>"].into_iter().find(|tag| lower == *tag);
        let end = ["<br>", "<br/>", "<br />", "</p>"].into_iter().find(|tag| lower.ends_with(tag));
        text = match (start.or(alone), end) {
            (Some(tag), _) => trimmed[tag.len()..].to_string(),
            (None, Some(tag)) => trimmed[..trimmed.len() - tag.len()].to_string(),
            (None, None) if lower == "<b>" => String::new(),
            (None, None) => return text,
        };
    }
}

impl Parts {
    fn into_card(mut self, question: &str) -> ForeignCard {
        let mut card = ForeignCard { question: question.to_string(), ..ForeignCard::default() };
        let choices: Vec<Choice> = self.choices.iter().enumerate().map(|(i, choice)| choice.finish(i, &self.right)).collect();
        let text = |lines: &[String]| dedented(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let trimmed = |lines: &[String]| without_rules(&without_empty_elements(&text(lines)));
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
        let answer = trimmed(&self.answer);
        card.short_answer = trimmed(&self.short_answer);
        // Under a title, "Tell me about it." asks; under a question a sentence that begins so may be its answer.
        let is_only_a_question = |text: &str| {
            heuristics::is_question(text)
                && !text.contains("\n\n")
                && (text.trim_end().ends_with(['?', '？']) || !heuristics::is_question(question))
        };
        if self.labelled
            || card.answer_kind != Answer::Open
            || !choices_of(&self).is_empty()
            || (answer.is_empty() && is_only_a_question(&prompt))
        {
            (card.prompt, card.answer) = (prompt, answer);
        } else {
            card.answer = prompt;
        }
        card.draft = !card.is_answered();
        card
    }
}

fn choices_of(parts: &Parts) -> &[OpenChoice] {
    &parts.choices
}

impl OpenChoice {
    fn finish(&self, number: usize, right: &[char]) -> Choice {
        let mut lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let letter = char::from(b'A' + (number % 26) as u8);
        let is_right = self.mark.right || right.contains(&letter);
        // The first paragraph, and code directly below it, is the choice; the first indented paragraph begins what is said of it.
        let first = lines.first().copied().unwrap_or_default().trim().to_string();
        let rest = dedented(lines.get(1..).unwrap_or_default());
        let (more, feedback) = choices::split_feedback(&rest);
        let text = if more.is_empty() {
            first
        } else if first.is_empty() {
            more
        } else {
            format!("{first}\n\n{more}")
        };
        Choice { right: is_right, text, feedback }
    }
}

/// Without `<div align="right">` whose link to the top was taken out.
fn without_empty_elements(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut code = false;
    for line in &lines {
        code ^= line.trim_start().starts_with("```");
        let opens =
            |before: &&str| before.trim().starts_with("<div align") && before.trim().ends_with('>') && before.matches('<').count() == 1;
        let last = kept.iter().rposition(|before| !before.trim().is_empty()).filter(|_| !code);
        match last.filter(|at| line.trim() == "</div>" && opens(&kept[*at])) {
            Some(at) => kept.truncate(at),
            None => kept.push(line),
        }
    }
    kept.join("\n")
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
