//! The choices of a card: its task lists before the first section.
//!
//! In: the text between the question and the first section. Out: the choices, or an open question, and what of the text asks. What is
//! between two lists of choices without being indented belongs to neither; it is shown as a remark on the choice above it, and reported.

use std::collections::BTreeMap;

use super::File;
use super::scan::{Outline, ScannedItem};
use super::spans::{first_line, trim, within};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Choice, Question, Section, SectionKind};
use crate::source::{Location, Span};

/// Without `## Answer`, the text is the answer, except task lists, which are always the choices (and what precedes them the question).
pub(super) fn question_from_text(
    file: &File<'_>,
    outline: &Outline,
    text: Span,
    sections: &mut Vec<Section>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Question, Span) {
    let has_answer = sections.iter().any(|s| s.kind == SectionKind::Answer);
    let items: Vec<&ScannedItem> = within(&outline.items, text, |i| i.span.start).iter().filter(|i| i.top_level).collect();
    let lists = task_lists(&items);
    let (question, before, rest) = match (lists.first(), lists.last()) {
        (Some(first), Some(last)) => {
            let span = Span { start: outline.lists[*first].start, end: outline.lists[*last].end.min(text.end) };
            let mut span = trim(file.text, span);
            let mut choices = choices(file, &items, &lists, span, diagnostics);
            if lists.len() > 1
                && let (Some(choice), Some(item)) = (choices.last_mut(), items.iter().rfind(|item| item.list == *last))
                && let Some(code) = code_below(file, Span { start: span.end, end: text.end })
            {
                diagnostics.push(report_apart(file, item, code));
                choice.remark(code);
                span.end = code.end;
            }
            let question = Question::Choice { list: span, choices };
            (question, Span { start: text.start, end: span.start }, Span { start: span.end, end: text.end })
        }
        _ if {
            report_meant_boxes(file, outline, text, &items, diagnostics);
            has_answer
        } =>
        {
            (Question::Open, text, Span { start: text.end, end: text.end })
        }
        _ => (Question::Open, Span { start: text.start, end: text.start }, text),
    };
    let rest = trim(file.text, rest);
    let mut prompt = trim(file.text, before);
    if !rest.is_empty() && !has_answer {
        let heading = Span { start: rest.start, end: rest.start };
        sections.insert(0, Section { kind: SectionKind::Answer, heading, span: rest, id: "answer".into() });
    } else if !rest.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::DroppedText, file.id, rest, "text between the choices and the first section is published nowhere")
                .help(format!("move it before the choices, or into `## {}`", file.options.section_name(SectionKind::Answer))),
        );
        prompt.end = prompt.end.max(prompt.start);
    }
    (question, prompt)
}

/// The lists that have boxes, by number, in order.
fn task_lists(items: &[&ScannedItem]) -> Vec<usize> {
    let mut lists: Vec<usize> = items.iter().filter(|item| item.task.is_some()).map(|item| item.list).collect();
    lists.dedup();
    lists
}

fn choices(file: &File<'_>, items: &[&ScannedItem], lists: &[usize], whole: Span, diagnostics: &mut Vec<Diagnostic>) -> Vec<Choice> {
    let items: Vec<&ScannedItem> = items.iter().copied().filter(|item| lists.contains(&item.list)).collect();
    let mut choices: Vec<Choice> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if item.task.is_none() {
            let message = "a choice without a box, so it counts as a wrong one";
            let finding = Diagnostic::new(Code::UnindentedChoice, file.id, trim(file.text, item.span), message);
            diagnostics.push(match meant_box(file, item) {
                Some((written, meant)) => with_box(file, finding, written, meant).help(format!("write `{meant}`, as code hosts read it")),
                None => finding.help("start every choice with `- [x]` (right) or `- [ ]` (wrong)"),
            });
        }
        let mut choice = split_choice(file, item, whole);
        if item.task.is_some() && choice.span.is_empty() && choice.feedback.is_empty() {
            let at = trim(file.text, item.span);
            diagnostics.push(
                Diagnostic::new(Code::EmptyChoice, file.id, at, "this choice is empty")
                    .help("write what it says after the box, or remove the line"),
            );
        }
        let end = item.span.end.min(whole.end);
        let next = items.get(i + 1).filter(|next| next.list != item.list);
        if let Some(between) = next.and_then(|next| apart(file, end, next.span.start)) {
            diagnostics.push(report_apart(file, item, between));
            choice.remark(between);
        }
        choices.push(choice);
    }
    report_equal(file, &choices, diagnostics);
    let report = |code, message: &str, help: &str| Diagnostic::new(code, file.id, first_line(file.text, whole), message).help(help);
    if !choices.iter().any(|c| c.right) {
        diagnostics.push(report(Code::ChoiceWithoutRight, "none of these choices is right", "mark at least one with `- [x]`"));
    } else if !choices.iter().any(|c| !c.right) {
        diagnostics.push(report(Code::ChoiceWithoutWrong, "every choice is right", "add a wrong one, `- [ ] …`"));
    }
    choices
}

/// Reports choices that say what one above them says.
fn report_equal(file: &File<'_>, choices: &[Choice], diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for choice in choices.iter().filter(|choice| !choice.span.is_empty()) {
        let text = &file.text[choice.span.range()];
        let Some(first) = known.get(text) else {
            known.insert(text, choice.span);
            continue;
        };
        diagnostics.push(
            Diagnostic::new(Code::DuplicateChoice, file.id, choice.span, "this choice says the same as another one")
                .related(Location { source: file.id, span: *first }, "this one")
                .help("write what makes the difference, or remove one of them"),
        );
    }
}

/// What is written in the place of an item's box, if only a box can have been meant: `[]`, `[ x ]`, `[✓]`, `[x]right`. And the box.
fn meant_box(file: &File<'_>, item: &ScannedItem) -> Option<(Span, &'static str)> {
    let text = &file.text[item.content.range()];
    let inner = text.strip_prefix('[')?.split(']').next()?;
    let end = inner.len() + 2;
    let rest = text.get(end..)?;
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let meant = match inner.trim() {
        "" | "✗" | "✘" | "❌" => "[ ] ",
        "x" | "X" | "*" | "v" | "V" | "✓" | "✔" | "✅" | "√" => "[x] ",
        _ => return None,
    };
    // `[](a.md)` is a link, `[]` and then operators is code.
    let is_words = rest.trim_start().starts_with(|c: char| c.is_alphanumeric() || "`\"*_!$".contains(c)) && !rest.starts_with('[');
    (inner.chars().count() < 4 && is_words).then(|| (Span::new(0, end + gap).shifted(item.content.start as usize), meant))
}

/// The finding with the box written in its place.
fn with_box(file: &File<'_>, finding: Diagnostic, written: Span, meant: &str) -> Diagnostic {
    finding.fix(Location { source: file.id, span: written }, meant)
}

/// Reports boxes that Markdown does not read as such, so that a question has no choices: in a list none of whose items has a real one, or without a list.
fn report_meant_boxes(file: &File<'_>, outline: &Outline, text: Span, items: &[&ScannedItem], diagnostics: &mut Vec<Diagnostic>) {
    let mut lists: Vec<usize> = items.iter().map(|item| item.list).collect();
    lists.dedup();
    for list in lists {
        let own = || items.iter().filter(|item| item.list == list);
        let boxes: Option<Vec<_>> = own().map(|item| meant_box(file, item)).collect();
        let Some(boxes) = boxes.filter(|boxes| boxes.len() > 1) else { continue };
        let at = first_line(file.text, trim(file.text, outline.lists[list]));
        let message = "these boxes are text, so this is not a list of choices";
        let finding = Diagnostic::new(Code::MisplacedChoices, file.id, at, message);
        let finding = finding.help("a box is written `[ ]` (wrong) or `[x]` (right), with a space after it");
        diagnostics.push(boxes.into_iter().fold(finding, |finding, (written, meant)| with_box(file, finding, written, meant)));
    }
    let bare = within(&outline.text_pieces, text, |piece| piece.span.start).iter().map(|piece| piece.span.start as usize).filter(|start| {
        let is_line = *start == 0 || file.text[..*start].ends_with('\n');
        is_line && ["[ ] ", "[x] ", "[X] "].iter().any(|task| file.text[*start..].starts_with(task))
    });
    let bare: Vec<usize> = bare.collect();
    if let Some(first) = bare.first() {
        let message = "this box is text, because it does not begin a list item";
        let finding =
            Diagnostic::new(Code::MisplacedChoices, file.id, Span::new(*first, first + 3), message).help("begin each choice with `- `");
        let place = |start: usize| Location { source: file.id, span: Span::new(start, start) };
        diagnostics.push(bare.iter().fold(finding, |finding, start| finding.fix(place(*start), "- ")));
    }
}

/// What of an item is the choice, and what is said about it.
fn split_choice(file: &File<'_>, item: &ScannedItem, whole: Span) -> Choice {
    let end = item.span.end.min(whole.end);
    let feedback_start = item.feedback_start.min(end);
    let span = trim(file.text, Span { start: text_start(file, item).min(feedback_start), end: feedback_start });
    Choice { right: item.task == Some(true), span, feedback: trim(file.text, Span { start: feedback_start, end }) }
}

impl Choice {
    /// Adds what is below to the feedback.
    fn remark(&mut self, below: Span) {
        let start = if self.feedback.is_empty() { below.start } else { self.feedback.start };
        self.feedback = Span { start, end: below.end };
    }
}

/// A block of code with which a part begins. Where other choices have theirs between the lists, it is the last one's.
fn code_below(file: &File<'_>, part: Span) -> Option<Span> {
    let part = trim(file.text, part);
    let text = &file.text[part.range()];
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let fence = &text[..text.len() - text.trim_start_matches(sign).len()];
    let mut length = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        length += line.len();
        let closes = i > 0 && line.trim().len() >= fence.len() && line.trim().chars().all(|c| c == sign);
        if fence.len() >= 3 && closes {
            return Some(trim(file.text, Span { start: part.start, end: part.start + length as u32 }));
        }
    }
    None
}

/// Where the choice begins: after its box.
fn text_start(file: &File<'_>, item: &ScannedItem) -> u32 {
    if !item.first_paragraph.is_empty() {
        return item.first_paragraph.start;
    }
    let content = &file.text[item.content.range()];
    let marked = item.task.is_some() && content.starts_with('[');
    item.content.start + if marked { content.find(']').map_or(0, |at| at as u32 + 1) } else { 0 }
}

/// What is between two lists, if it is more than a comment.
fn apart(file: &File<'_>, from: u32, to: u32) -> Option<Span> {
    let span = trim(file.text, Span { start: from, end: to.max(from) });
    let text = &file.text[span.range()];
    let comment = text.starts_with("<!--") && text.ends_with("-->") && text.matches("-->").count() == 1;
    (!span.is_empty() && !comment).then_some(span)
}

fn report_apart(file: &File<'_>, above: &ScannedItem, between: Span) -> Diagnostic {
    let column = |at: u32| at as usize - file.text[..at as usize].rfind('\n').map_or(0, |line| line + 1);
    let indent = column(above.content.start);
    let message = "this is between two choices and is part of neither, so it is shown as a remark on the one above";
    let mut diagnostic = Diagnostic::new(Code::UnindentedChoice, file.id, first_line(file.text, between), message)
        .help(format!("indent it by {indent}, to make it part of the choice above it"));
    let mut line = between.start - column(between.start) as u32;
    for text in file.text[line as usize..between.end as usize].split_inclusive('\n') {
        if !text.trim().is_empty() {
            let at = Location { source: file.id, span: Span { start: line, end: line } };
            diagnostic = diagnostic.fix(at, " ".repeat(indent));
        }
        line += text.len() as u32;
    }
    diagnostic
}

/// Reports a task list of an open card that was probably meant as its choices, some ticked, some not: in a section, or in a quote or a
/// list before the first section (`text`).
pub(super) fn report_misplaced(file: &File<'_>, outline: &Outline, text: Span, sections: &[Section], diagnostics: &mut Vec<Diagnostic>) {
    let inside = "it is inside a quote or another list";
    let outside = "choices are a list of their own under the question; remove it if it is meant to be answered";
    let mut report = |span: Span, top: bool, why: &str, help: &str| {
        let items: Vec<&ScannedItem> = within(&outline.items, span, |i| i.span.start).iter().filter(|i| i.top_level == top).collect();
        for list in task_lists(&items) {
            let ticked = |done| items.iter().any(|item| item.list == list && item.task == Some(done));
            if ticked(true) && ticked(false) {
                let at = first_line(file.text, trim(file.text, outline.lists[list]));
                let message = format!("this task list is not read as choices, because {why}");
                diagnostics.push(Diagnostic::new(Code::MisplacedChoices, file.id, at, message).help(help));
            }
        }
    };
    report(text, false, inside, outside);
    for section in sections.iter().filter(|section| !section.heading.is_empty()) {
        let help = "choices belong under the question, before the first `##`; move the list there if it is meant to be answered";
        report(section.span, true, "it is in a section", help);
    }
}
