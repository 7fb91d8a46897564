//! Blocks of code and comments that nothing closes, or only what was to open or close another. All that follows is part of them, as on
//! code hosts: sections are shown as code, or not at all. Reported where they open, with the place where they were probably to end.

use super::File;
use super::scan::{Outline, ScannedCode};
use super::section_names::section_kind;
use super::spans::first_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Span};

/// What people write for the end of a comment, at the end of a line: with a hyphen too few, as word processors correct it, or with a space.
const NEARLY_COMMENT_ENDS: [&str; 6] = ["—>", "–>", "-- >", "--!>", "--＞", "->"];

/// Languages whose text has headings of its own.
const MARKDOWN: [&str; 4] = ["md", "markdown", "mdx", "quarto"];

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    code(file, outline, diagnostics);
    outline.comment_blocks.iter().for_each(|comment| diagnostics.extend(comment_found(file, *comment)));
}

/// The line with which a block of code opens.
struct Fence<'a> {
    sign: char,
    signs: &'a str,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn read(line: &'a str) -> Option<Self> {
        let line = line.trim();
        let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
        let length = line.len() - line.trim_start_matches(sign).len();
        let info = line[length..].trim();
        (length >= 3 && !(sign == '`' && info.contains('`'))).then(|| Self { sign, signs: &line[..length], info })
    }

    fn is_markdown(&self) -> bool {
        MARKDOWN.contains(&self.info.split([' ', '{', ',']).next().unwrap_or_default().to_ascii_lowercase().as_str())
    }
}

/// A line of a block's code, without quote markers and white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    span: Span,
    after_blank: bool,
}

fn code(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    // What explains that the last fence of a file opens a block instead of closing one.
    let mut suspect: Option<Diagnostic> = None;
    let mut told = false;
    for block in outline.code_blocks.iter().filter(|block| block.fenced) {
        let Some(fence) = Fence::read(&file.text[first_line(file.text, block.span).range()]) else { continue };
        let lines = || lines(file.text, block.code);
        let section = lines().find(|line| line.after_blank && is_section(file, line.text));
        let inner = || lines().find(|line| Fence::read(line.text).is_some_and(|i| opens_in(&i, &fence)));
        if !block.closed && fence.info.is_empty() && (told || suspect.is_some()) {
            diagnostics.extend(suspect.take());
            told = false;
        } else if !block.closed {
            diagnostics.push(unclosed(file, block, &fence, section));
            told = true;
        } else if let Some(section) = section.filter(|_| !fence.is_markdown()) {
            diagnostics.push(runs_into(file, block, &fence, section, &format!("`{}`", section.text)));
            told = true;
        } else if suspect.is_none()
            && let Some(inner) = inner()
        {
            let found = runs_into(file, block, &fence, inner, "another one opens");
            if inner.after_blank && !fence.is_markdown() {
                diagnostics.push(found);
                told = true;
            } else {
                suspect = Some(found);
            }
        }
    }
}

fn lines(text: &str, code: Span) -> impl Iterator<Item = Line<'_>> {
    let mut at = code.start as usize;
    let mut after_blank = false;
    text[code.range()].split_inclusive('\n').map(move |line| {
        let start = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let written = line[start..].trim_end();
        let found = Line { text: written, span: Span::new(at + start, at + start + written.len()), after_blank };
        at += line.len();
        after_blank = written.is_empty();
        found
    })
}

/// Whether a line in code would open another block if it stood outside.
fn opens_in(inner: &Fence<'_>, outer: &Fence<'_>) -> bool {
    inner.sign == outer.sign && inner.signs.len() >= outer.signs.len() && !inner.info.is_empty()
}

/// Whether a line is the heading of a section, or the question of a card among others.
fn is_section(file: &File<'_>, line: &str) -> bool {
    let is_question = line.starts_with("# ") && line.contains("{#") && line.ends_with('}');
    is_question || line.strip_prefix("## ").is_some_and(|name| section_kind(file.options, name.trim_end_matches('#')).is_some())
}

fn is_heading(line: &Line<'_>) -> bool {
    let level = line.text.len() - line.text.trim_start_matches('#').len();
    line.after_blank && (2..=6).contains(&level) && line.text[level..].starts_with(' ')
}

fn finding(file: &File<'_>, block: &ScannedCode, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::UnclosedCode, file.id, first_line(file.text, block.span), message)
}

/// A block that ends where the file or what is around it does.
fn unclosed(file: &File<'_>, block: &ScannedCode, fence: &Fence<'_>, section: Option<Line<'_>>) -> Diagnostic {
    let found = finding(file, block, "this block of code is never closed");
    let signs = fence.signs;
    let at = |line: Line<'_>| Location { source: file.id, span: line.span };
    // A line of the other character, of fewer characters, or of as many that are indented too far.
    let mut ends = lines(file.text, block.code).filter(|line| Fence::read(line.text).is_some_and(|end| end.info.is_empty()));
    if let (Some(end), None) = (ends.next(), ends.next()) {
        let same = end.text.starts_with(fence.sign) && end.text.len() >= signs.len();
        if !same {
            let help = format!("end it with the fence that opens it, {signs}, where {} is", end.text);
            return found.related(at(end), "this does not end it").help(help).fix(at(end), signs);
        }
        return found.related(at(end), "indented too far to end it").help(format!("indent its last line, {signs}, like its first line"));
    }
    match section.or_else(|| lines(file.text, block.code).find(is_heading)) {
        Some(heading) => {
            let help = format!("end it with a line {signs} above `{}` at the latest", heading.text);
            found.related(at(heading), "this is read as code").help(help)
        }
        None => found.help(format!("end it with a line {signs} that is indented like its first line")),
    }
}

/// A block that only the end of another one closes.
fn runs_into(file: &File<'_>, block: &ScannedCode, fence: &Fence<'_>, line: Line<'_>, what: &str) -> Diagnostic {
    let signs = fence.signs;
    let longer = format!("{signs}{}", fence.sign);
    finding(file, block, format!("this block of code is not closed before {what}"))
        .related(Location { source: file.id, span: line.span }, "this is read as code")
        .help(format!("end it with a line {signs} above that, or, if that is to be shown, begin and end it with {longer}"))
}

/// A comment without an end, or one that the end of another comment closes.
fn comment_found(file: &File<'_>, block: Span) -> Option<Diagnostic> {
    let text = &file.text[block.range()];
    let open = text.find("<!--")?;
    let inside = open + "<!--".len();
    // `<!-->` and `<!--->` are comments without a word.
    let end = text[open + 2..].find("-->").map(|at| open + 2 + at);
    let comment = &text[inside..end.unwrap_or(text.len()).max(inside)];
    let place = |from: usize, to: usize| Location { source: file.id, span: Span::new(from, to).shifted(block.start as usize) };
    let at = place(open, inside);
    if end.is_some() {
        let next = comment.match_indices("<!--").find(|(next, _)| begins_line(&comment[..*next]))?.0;
        let message = "this comment is not closed before another one opens, so everything between them is left out";
        return Some(
            Diagnostic::new(Code::UnclosedComment, file.id, at.span, message)
                .related(place(inside + next, inside + next + "<!--".len()), "the next one")
                .help("add `-->` where it ends"),
        );
    }
    let message = "this comment is never closed, so everything after it is left out";
    // All that is lost is in its place.
    let found = Diagnostic::new(Code::UnclosedComment, file.id, place(open, text.trim_end().len()).span, message);
    let mut offset = inside;
    for line in comment.split_inclusive('\n') {
        let written = line.trim_end();
        if let Some(end) = NEARLY_COMMENT_ENDS.iter().find(|end| written.ends_with(*end)) {
            let at = place(offset + written.len() - end.len(), offset + written.len());
            return Some(found.related(at, "this does not end it").help(format!("write `-->` for `{end}`")).fix(at, "-->"));
        }
        offset += line.len();
    }
    Some(found.help("add `-->` where it ends"))
}

/// Whether nothing but white space and quote markers precedes in the line.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t', '>']);
    before.ends_with('\n')
}
