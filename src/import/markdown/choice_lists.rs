//! Lists that are choices by what is around them: some items in bold among plain ones, or numbered below `Options:`.
//!
//! In: a page's lines. Out: the same lines, with the items as those of a task list or as lettered ones.

use std::borrow::Cow;
use std::ops::Range;

use super::choices;
use super::heuristics;
use super::labels::{Label, label};
use super::lines::{Line, indent, is_bold, item};

/// Of so many questions of a page at least the right choices are in bold, before it is taken for a mark.
const LEAST_LISTS: usize = 2;

/// `* **video**` beside `* web` below a question: where several lists of a page have some items in bold and nothing else in bold, those are right.
/// The same for `- !video`.
pub fn tick_marked_items(lines: &mut [Line<'_>]) {
    tick(lines, without_bold, has_bold_items);
    tick(lines, without_exclamation_mark, |lines, list| {
        let items = || lines[list.clone()].iter().filter_map(|line| Some(item(&line.text)?.0));
        let marked = items().filter(|text| without_exclamation_mark(text).is_some()).count();
        marked > 0 && marked < items().count()
    });
}

/// Makes task lists of those that are asked and in which some items are marked as right. `unmarked`: an item without its mark.
fn tick(lines: &mut [Line<'_>], unmarked: fn(&str) -> Option<&str>, is_marked: impl Fn(&[Line<'_>], &Range<usize>) -> bool) {
    let lists: Vec<Range<usize>> = lists(lines).into_iter().filter(|list| is_marked(lines, list) && is_asked(lines, list.start)).collect();
    if lists.len() < LEAST_LISTS {
        return;
    }
    for at in lists.into_iter().flatten() {
        let Some((inner, ..)) = item(&lines[at].text) else { continue };
        let (mark, said) = match unmarked(inner) {
            Some(said) => ("[x]", said),
            None => ("[ ]", inner),
        };
        let margin = " ".repeat(indent(&lines[at].text));
        lines[at].text = Cow::Owned(format!("{margin}- {mark} {said}"));
    }
}

/// `!blue`; not `![blue](blue.png)` or `!=`.
fn without_exclamation_mark(text: &str) -> Option<&str> {
    text.strip_prefix('!').map(str::trim_start).filter(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '$' || c == '`'))
}

/// `- **Correct Answer:** Ribosomes` among `- RNA`, `- DNA`: the item that says so is right.
pub fn tick_labelled_items(lines: &mut [Line<'_>]) {
    let answer = |text: &str| label(text, false).filter(|(label, said)| *label == Label::Answer && !said.is_empty()).map(|(_, said)| said);
    let is_labelled =
        |line: &Line<'_>| item(&line.text).is_some_and(|(inner, ..)| inner.starts_with(['*', '_']) && answer(inner).is_some());
    if !lines.iter().any(|line| !line.code && is_labelled(line)) {
        return;
    }
    for list in lists(lines) {
        let count = lines[list.clone()].iter().filter(|line| is_labelled(line)).count();
        let is_boxed = lines[list.clone()].iter().any(|line| choices::task(&line.text).is_some());
        if count == 0 || count * 2 >= list.len() || is_boxed {
            continue;
        }
        for at in list {
            let Some((inner, ..)) = item(&lines[at].text) else { continue };
            let (mark, said) = match answer(inner).filter(|_| is_labelled(&lines[at])) {
                Some(said) => ("[x]", said),
                None => ("[ ]", inner.to_string()),
            };
            lines[at].text = Cow::Owned(format!("{}- {mark} {said}", " ".repeat(indent(&lines[at].text))));
        }
    }
}

/// Stretches of items of one list, with nothing but blank lines between them; at least three.
fn lists(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    // Numbers at the margin are those of questions.
    let is_choice = |line: &Line<'_>| item(&line.text).is_some_and(|(.., numbered)| !line.code && (!numbered || indent(&line.text) > 0));
    let margin = |line: &Line<'_>| is_choice(line).then(|| indent(&line.text));
    let mut lists: Vec<(Range<usize>, usize, usize)> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if line.text.trim().is_empty() && !line.code {
            continue;
        }
        match (margin(line), lists.last_mut().filter(|_| open)) {
            (Some(of), Some((list, first, count))) if of == *first => {
                list.end = at + 1;
                *count += 1;
            }
            (Some(of), _) => {
                lists.push((at..at + 1, of, 1));
                open = true;
            }
            (None, last) => {
                // What is indented below an item makes the list more than choices.
                if indent(&line.text) > 1
                    && let Some((_, _, count)) = last
                {
                    *count = 0;
                }
                open = false;
            }
        }
    }
    lists.into_iter().filter(|(_, _, count)| *count >= 3).map(|(list, ..)| list).collect()
}

fn has_bold_items(lines: &[Line<'_>], list: &Range<usize>) -> bool {
    let items = || lines[list.clone()].iter().filter_map(|line| Some(item(&line.text)?.0));
    let bold = items().filter(|text| without_bold(text).is_some()).count();
    let plain = |text: &&str| !text.contains("**") && !text.contains("<strong>") && !text.starts_with('[');
    bold > 0 && bold < items().count() && items().filter(|text| without_bold(text).is_none()).all(|text| plain(&text))
}

fn without_bold(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text
        .strip_prefix("<strong>")
        .and_then(|rest| rest.strip_suffix("</strong>"))
        .or_else(|| text.strip_prefix("<b>")?.strip_suffix("</b>"));
    inner.or_else(|| is_bold(text).then(|| &text[2..text.len() - 2])).filter(|inner| !inner.contains("**"))
}

/// Whether the line above a list asks.
fn is_asked(lines: &[Line<'_>], list: usize) -> bool {
    let margin = indent(&lines[list].text);
    let mut before = lines[..list].iter().rev().take(MOST_LINES_ABOVE).filter(|line| !line.text.trim().is_empty());
    // Between a number and its indented choices there may be a picture.
    let above = before.find(|line| margin == 0 || line.code || indent(&line.text) < margin).filter(|line| !line.code);
    let is_number = |line: &Line<'_>| indent(&lines[list].text) > 0 && item(&line.text).is_some_and(|(.., numbered)| numbered);
    above.is_some_and(|line| is_number(line) || heuristics::asks(line.text.trim_start_matches(['#', ' '])))
}

/// So many lines are looked at above a list.
pub const MOST_LINES_ABOVE: usize = 12;

/// What stands above the choices of a question.
pub const LABELS: [&str; 16] = [
    "options",
    "choices",
    "answer choices",
    "answer options",
    "possible answers",
    "auswahl",
    "antwortmöglichkeiten",
    "opciones",
    "opzioni",
    "opções",
    "choix",
    "варианты ответа",
    "варианты",
    "选项",
    "選択肢",
    "선택지",
];

/// Numbered items below `**Options:**` are lettered ones, as a key names them.
pub fn letter_options(lines: &mut [Line<'_>]) {
    let mut open = false;
    let mut next = 0u8;
    for line in lines.iter_mut().filter(|line| !line.code) {
        let text = line.text.trim();
        let name = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let is_label = text.starts_with(['*', '_']) || text.ends_with([':', '：']) && !text.starts_with('#');
        if is_label && LABELS.contains(&&*name) {
            (open, next) = (true, 0);
            line.text = Cow::Borrowed("");
            continue;
        }
        let Some((inner, _, true)) = item(&line.text).filter(|_| open) else {
            open &= text.is_empty() || indent(&line.text) > 0;
            continue;
        };
        if heuristics::number(&line.text) != Some(u32::from(next) + 1) || next >= 10 {
            open = false;
            continue;
        }
        let letter = char::from(b'A' + next);
        line.text = Cow::Owned(format!("{}{letter}. {inner}", " ".repeat(indent(&line.text))));
        next += 1;
    }
}
