//! A Markdown file as lines that know what they are in.

use std::borrow::Cow;

use super::{comments, containers, heuristics, one_line_forms};
pub use crate::import::headings::heading;
use crate::source::Span;

/// A line without its end.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Where it is in the file.
    pub span: Span,
    /// Its text; without the indentation of a list item whose first line is a heading.
    pub text: Cow<'a, str>,
    /// In a fenced code block, its fences included.
    pub code: bool,
    /// In a `<details>` element, its own tags' lines included.
    pub details: bool,
    /// How many lines the `<details>` element has that opens on this one; 0 where none does.
    pub details_lines: usize,
}

impl Line<'_> {
    /// Whether a `<details>` element opens on this line.
    pub fn opens_details(&self) -> bool {
        self.details && !self.code && self.text.to_ascii_lowercase().contains("<details")
    }
}

/// Splits a text from `start` on.
pub fn lines(text: &str, start: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = start;
    for whole in text[start..].split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        lines.push(Line { span: Span::new(at, at + line.len()), text: Cow::Borrowed(line), code: false, details: false, details_lines: 0 });
        at += whole.len();
    }
    without_numbers_before_headings(&mut lines);
    mark_code(&mut lines);
    let mut lines = containers::read(lines);
    comments::read(&mut lines);
    headings_of_html(&mut lines);
    // What browsers make of it.
    for line in lines.iter_mut().filter(|line| !line.code && line.text.contains("</br>")) {
        line.text = Cow::Owned(line.text.replace("</br>", "<br>"));
    }
    let lines = one_line_forms::divided(lines);
    let mut lines = details_on_lines_of_their_own(lines);
    mark_details(&mut lines);
    underlined_headings(&mut lines);
    lines
}

/// `1. ### What is it?` is an item of a list whose text is a heading; its indented lines follow it. Such an item is read as the heading alone.
fn without_numbers_before_headings(lines: &mut [Line<'_>]) {
    let mut width = None;
    for line in lines {
        let text = line.text.clone();
        if let Some(after) = heading_in_item(&text) {
            width = Some(text.len() - after.len());
            line.text = Cow::Owned(after.to_string());
        } else if let Some(most) = width {
            let indent = text.len() - text.trim_start_matches(' ').len();
            if indent == 0 && !text.is_empty() && heading(&text).is_none_or(|(level, _)| level <= 2) {
                width = None;
            } else {
                line.text = Cow::Owned(text[indent.min(most)..].to_string());
            }
        }
    }
}

/// The heading of a line such as `12. ### Title`.
fn heading_in_item(text: &str) -> Option<&str> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = text[digits..].strip_prefix(['.', ')'])?.trim_start_matches(' ');
    (digits > 0 && heading(after).is_some()).then_some(after)
}

fn mark_code(lines: &mut [Line<'_>]) {
    let mut open: Option<(char, usize)> = None;
    for line in lines {
        let fence = fence(&line.text);
        line.code = open.is_some() || fence.is_some();
        open = match (open, fence) {
            (None, Some((mark, length, _))) => Some((mark, length)),
            (Some((mark, length)), Some((other, run, true))) if mark == other && run >= length => None,
            (open, _) => open,
        };
    }
}

/// The mark of a fence, its length, and whether nothing follows it.
fn fence(text: &str) -> Option<(char, usize, bool)> {
    let text = text.trim_start_matches([' ', '>', '\t']);
    let text = text.strip_prefix(['-', '*', '+']).map_or(text, str::trim_start);
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = text.chars().take_while(|c| *c == mark).count();
    let rest = text[length..].trim();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length, rest.is_empty()))
}

/// `<h3>1. What is it?</h3>` is a heading.
fn headings_of_html(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| !line.code) {
        let text = line.text.trim();
        let level = text.strip_prefix("<h").and_then(|rest| rest.chars().next()?.to_digit(10)).filter(|level| (1..=6).contains(level));
        let Some((level, inner)) = level.and_then(|level| Some((level, text.strip_suffix(&format!("</h{level}>"))?))) else { continue };
        let Some((_, inner)) = inner.split_once('>').filter(|(_, inner)| !inner.contains("<h") && !inner.trim().is_empty()) else {
            continue;
        };
        line.text = Cow::Owned(format!("{} {}", "#".repeat(level as usize), inner.trim()));
    }
}

/// `1. What is it? <details>`: words before the element are a line of their own, to which it belongs.
fn details_on_lines_of_their_own(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let at = line.text.to_ascii_lowercase().find("<details").filter(|_| !line.code);
        let says = |before: &str| {
            let inside_code = before.matches('`').count() % 2 == 1;
            let closes = before.to_ascii_lowercase().contains("</details");
            !inside_code
                && !closes
                && before.trim_end().ends_with(|c: char| c.is_alphanumeric() || "?？:.*_`)!".contains(c))
                && before.chars().any(char::is_alphabetic)
        };
        match at.filter(|at| line.text.get(..*at).is_some_and(says)) {
            Some(at) => {
                let (before, element) = line.text.split_at(at);
                let margin = item(before).map_or(0, |(_, content, _)| content);
                out.push(Line { text: Cow::Owned(before.trim_end().to_string()), ..line.clone() });
                out.push(Line { text: Cow::Owned(format!("{}{element}", " ".repeat(margin))), ..line.clone() });
            }
            None => out.push(line),
        }
    }
    out
}

/// Marks the lines of elements, code inside of them too.
fn mark_details(lines: &mut [Line<'_>]) {
    let ends = ends_of_details(lines);
    let mut marked = 0;
    for (i, end) in ends {
        lines[i].details_lines = end - i;
        // One within another ends with it at the latest.
        if i >= marked {
            lines[i..end].iter_mut().for_each(|line| line.details = true);
            marked = end;
        }
    }
}

/// The line after the element that opens at `at`.
pub fn end_of_details(lines: &[Line<'_>], at: usize) -> usize {
    (at + lines[at].details_lines.max(1)).min(lines.len())
}

/// The lines on which elements open, and for each the line after it. One that is never closed ends where another one opens, or a heading or
/// numbered item asks.
fn ends_of_details(lines: &[Line<'_>]) -> Vec<(usize, usize)> {
    // How many elements are open before each line, and after the last.
    let mut depths = vec![0];
    let mut opening = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let lower = line.text.to_ascii_lowercase();
        let count = |tag: &str| if line.code { 0 } else { lower.matches(tag).count() as isize };
        if count("<details") > 0 {
            opening.push(i);
        }
        depths.push(depths[i] + count("<details") - count("</details"));
    }
    // From the last line on: the places at which fewer are open than at any later one that was seen.
    let mut closing = vec![None; lines.len()];
    let mut lower_later: Vec<usize> = Vec::new();
    for i in (0..=lines.len()).rev() {
        while lower_later.last().is_some_and(|later| depths[*later] > depths[i]) {
            lower_later.pop();
        }
        if let Some(end) = closing.get_mut(i) {
            *end = lower_later.last().copied();
        }
        lower_later.push(i);
    }
    let ends_unclosed = |at: usize, i: usize| {
        let (margin, text) = (indent(&lines[at].text), lines[i].text.as_ref());
        let opens = opening.binary_search(&i).is_ok() && indent(text) <= margin;
        !lines[i].code && (opens || begins_question(text, margin))
    };
    let end = |at: usize| closing[at].or_else(|| (at + 1..lines.len()).find(|i| ends_unclosed(at, *i))).unwrap_or(lines.len());
    opening.iter().map(|at| (*at, end(*at))).collect()
}

/// Whether a heading, or an item of a numbered list that is indented as far at most, asks.
fn begins_question(text: &str, margin: usize) -> bool {
    let numbered = || item(text).filter(|(_, _, numbered)| *numbered && indent(text) <= margin).map(|(inner, ..)| inner);
    if let Some((_, title)) = heading(text) {
        let (title, numbered) = heuristics::title_text(title);
        return numbered || heuristics::is_question(&title);
    }
    numbered().is_some_and(heuristics::asks)
}

/// A line underlined by `===` is a heading of the first level, by `---` one of the second.
fn underlined_headings(lines: &mut [Line<'_>]) {
    for i in 1..lines.len() {
        let under = lines[i].text.trim_end();
        let marks = match under.chars().next() {
            Some('=') if under.chars().all(|c| c == '=') => "#",
            Some('-') if under.len() >= 2 && under.chars().all(|c| c == '-') => "##",
            _ => continue,
        };
        let above = lines[i - 1].text.trim().to_string();
        let alone = i < 2 || lines[i - 2].text.trim().is_empty() || lines[i - 2].code;
        let plain = !above.is_empty() && !above.starts_with(['#', '-', '*', '+', '>', '|', '<', '=']) && !above.contains('|');
        if plain && alone && !lines[i].code && !lines[i - 1].code {
            lines[i - 1].text = Cow::Owned(format!("{marks} {above}"));
            lines[i].text = Cow::Borrowed("");
        }
    }
}

/// The marker of a list item: the text after it, how far that is indented, and whether the list is numbered.
pub fn item(text: &str) -> Option<(&str, usize, bool)> {
    let inner = text.trim_start_matches(' ');
    let after = match inner.chars().next()? {
        '-' | '*' | '+' => &inner[1..],
        c if c.is_ascii_digit() => {
            let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if let Some(rest) = inner[digits..].strip_prefix(['、', '．']) {
                let rest = rest.trim_start();
                return (digits <= 9 && !rest.is_empty()).then_some((rest, text.len() - rest.len(), true));
            }
            inner[digits..].strip_prefix(['.', ')']).filter(|_| digits <= 9)?
        }
        _ => return None,
    };
    if !after.starts_with([' ', '\t']) {
        return None;
    }
    let rest = after.trim_start();
    Some((rest, text.len() - rest.len(), inner.starts_with(|c: char| c.is_ascii_digit())))
}

/// Spaces (a tab counts as four) before the text.
pub fn indent(text: &str) -> usize {
    text.chars().take_while(|c| matches!(c, ' ' | '\t')).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// The lines as one text, without empty lines at the ends and without the indentation that all of them share.
pub fn dedented(lines: &[&str]) -> String {
    let shared = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start_matches(' ').len()).min();
    let shared = shared.unwrap_or(0);
    let text: Vec<&str> = lines.iter().map(|line| line.get(shared..).unwrap_or("").trim_end()).collect();
    text.join("\n").trim_matches('\n').to_string()
}

/// Whether a line is nothing but bold text.
pub fn is_bold(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("**") && text.ends_with("**") && text.len() > 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_code_details_and_headings() {
        let text =
            "Title\n===\n\n```js\n# no heading\n```\n<details><summary>A</summary>\n\n```\nx\n```\n</details>\n1. ### One?\n\n   Text\n";
        let lines = lines(text, 0);
        assert_eq!(heading(&lines[0].text), Some((1, "Title")));
        let code: Vec<bool> = lines.iter().map(|line| line.code).collect();
        assert_eq!(&code[3..6], [true; 3]);
        assert_eq!(lines.iter().filter(|line| line.details).count(), 6);
        assert_eq!(heading(&lines[12].text), Some((3, "One?")));
        assert_eq!(lines[14].text, "Text");
        assert_eq!(&text[lines[14].span.range()], "   Text");
    }

    #[test]
    fn items_and_headings() {
        assert_eq!(item("- [ ] a"), Some(("[ ] a", 2, false)));
        assert_eq!(item("  10) b"), Some(("b", 6, true)));
        assert_eq!(item("-x"), None);
        assert_eq!(item("2、以下"), Some(("以下", 4, true)));
        assert_eq!(heading("#### Q1. What? ####"), Some((4, "Q1. What?")));
        assert_eq!(heading("####[[↑]](#toc) Locks"), Some((4, "[[↑]](#toc) Locks")));
        assert_eq!(heading("#tag"), None);
        assert_eq!(heading("##tag"), None);
    }
}
