//! Where formulas are: dollars as GitHub reads them, and stricter, because guides contain prices and shell variables.
//!
//! In: a text. Out: its formulas. Code, links and raw HTML bind first: a first reading, without formulas, finds where running text is.
//! In running text `$…$` is a formula if the next dollar after the first closes it: no white space right inside, no letter, digit or
//! dollar right outside, neither of them alone in quotes (`"$"`), and not money (`$5 or 10$`). `$$…$$` is displayed; `` $`…`$ `` is GitHub's form for what Markdown would misread.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options::options;

/// A formula in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// From the first dollar to the last.
    pub range: Range<usize>,
    pub latex: String,
    /// On lines of its own.
    pub display: bool,
    /// The parts of `range` that are not line ends or what precedes a line of a quote.
    pub(super) lines: Vec<Range<usize>>,
}

/// The formulas of a text, in its order.
pub(super) fn find(text: &str) -> Vec<Formula> {
    if text.match_indices('$').nth(1).is_none() {
        return Vec::new();
    }
    let mut finder = Finder { text, formulas: Vec::new(), run: Vec::new(), broken: true, cell: false };
    let mut quiet = 0usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Text(_) if quiet == 0 => finder.extend(range),
            Event::SoftBreak | Event::HardBreak => finder.broken = true,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => finder.extend(range.start..range.start),
            Event::End(end) if is_emphasis(end) => finder.extend(range.end..range.end),
            Event::Code(code) => finder.code(&code, range),
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                finder.end_run();
                quiet += 1;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => quiet = quiet.saturating_sub(1),
            other => {
                finder.end_run();
                finder.cell = match other {
                    Event::Start(Tag::TableCell) => true,
                    Event::End(TagEnd::TableCell) => false,
                    _ => finder.cell,
                };
            }
        }
    }
    finder.end_run();
    finder.formulas.sort_by_key(|f| f.range.start);
    finder.formulas
}

fn is_emphasis(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
}

struct Finder<'t> {
    text: &'t str,
    formulas: Vec<Formula>,
    /// The current lines of the running text: what is between two elements that bind first.
    run: Vec<Range<usize>>,
    /// Whether the next piece starts a line.
    broken: bool,
    /// In a table's cell, where a bar is written `\|`.
    cell: bool,
}

/// Adjacent dollars.
struct Dollars {
    at: usize,
    count: usize,
    line: usize,
}

impl Finder<'_> {
    fn extend(&mut self, piece: Range<usize>) {
        match self.run.last_mut() {
            Some(line) if !self.broken => line.end = line.end.max(piece.end),
            _ => self.run.push(piece),
        }
        self.broken = false;
    }

    /// `` $`…`$ ``, or code between two runs.
    fn code(&mut self, code: &str, range: Range<usize>) {
        let bytes = self.text.as_bytes();
        let fence = bytes[range.start..].iter().take_while(|b| **b == b'`').count();
        let dollars = range.start > 0 && bytes[range.start - 1] == b'$' && bytes.get(range.end) == Some(&b'$');
        let (start, end) = (range.start.saturating_sub(1), range.end + 1);
        let escaped = self.is_escaped(start);
        if dollars && fence == 1 && !escaped && self.is_free(start, end) {
            if let Some(line) = self.run.last_mut() {
                line.end = line.end.min(start);
            }
            self.end_run();
            let lines = lines(self.text, start..end);
            self.formulas.push(Formula { range: start..end, latex: code.trim().to_string(), display: false, lines });
            // The closing dollar is not an opening one.
            self.run.push(end..end);
            self.broken = false;
            return;
        }
        self.end_run();
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.broken = true;
        let dollars = self.dollars(&run);
        let mut i = 0;
        while i + 1 < dollars.len() {
            let (open, close) = (&dollars[i], &dollars[i + 1]);
            i += match self.formula(&run, open, close) {
                Some(formula) => {
                    self.formulas.push(formula);
                    2
                }
                None => 1,
            };
        }
    }

    fn dollars(&self, run: &[Range<usize>]) -> Vec<Dollars> {
        let bytes = self.text.as_bytes();
        let taken = self.formulas.last().map_or(0, |f| f.range.end);
        let mut found = Vec::new();
        for (line, range) in run.iter().enumerate() {
            let mut at = range.start.max(taken);
            while at < range.end {
                let count = bytes[at..range.end].iter().take_while(|b| **b == b'$').count();
                if count > 0 && !self.is_escaped(at) {
                    found.push(Dollars { at, count, line });
                }
                at += count.max(1);
            }
        }
        found
    }

    /// The formula between two places with dollars, if there is one.
    fn formula(&self, run: &[Range<usize>], open: &Dollars, close: &Dollars) -> Option<Formula> {
        let (start, end) = (open.at, close.at + close.count);
        let inside = open.at + open.count..close.at;
        let lines: Vec<Range<usize>> = (open.line..=close.line).map(|line| run[line].start.max(start)..run[line].end.min(end)).collect();
        let content = lines.iter().map(|line| {
            let from = line.start.max(inside.start);
            &self.text[from..line.end.min(inside.end).max(from)]
        });
        let content: Vec<&str> = content.collect();
        let mut latex = content.join("\n");
        if self.cell {
            latex = latex.replace("\\|", "|");
        }
        let display = open.count == 2;
        let whole = open.count == close.count && open.count <= 2 && !latex.trim().is_empty() && self.is_free(start, end);
        let tight = !latex.starts_with(char::is_whitespace) && !latex.ends_with(char::is_whitespace);
        let quoted = self.is_quoted(open) || self.is_quoted(close);
        let shell = quoted || self.text[end..].starts_with('{') || latex.starts_with('(') && self.text[end..].starts_with('(');
        let alone = display && self.is_alone(start, end);
        (whole && (alone || display && !is_words(&latex) || !display && tight && !shell && !is_money(&latex))).then_some(Formula {
            range: start..end,
            latex,
            display,
            lines,
        })
    }

    /// Whether no letter, digit or dollar is right outside.
    fn is_free(&self, start: usize, end: usize) -> bool {
        let joins = |c: char| c.is_alphanumeric() || c == '$';
        !self.text[..start].chars().next_back().is_some_and(joins) && !self.text[end..].chars().next().is_some_and(joins)
    }

    /// Whether nothing else is on its lines.
    fn is_alone(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches([' ', '\t', '>']);
        let after = self.text[end..].trim_start_matches([' ', '\t', '\r']);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    }

    /// Whether it is alone between quotation marks or brackets: `the sign "$"`.
    fn is_quoted(&self, dollars: &Dollars) -> bool {
        let before = self.text[..dollars.at].chars().next_back();
        let after = self.text[dollars.at + dollars.count..].chars().next();
        before.zip(after).is_some_and(|pair| QUOTES.contains(&pair))
    }

    fn is_escaped(&self, at: usize) -> bool {
        self.text.as_bytes()[..at].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
    }
}

/// A range without the line ends inside of it.
fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in text[range].split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
    }
    lines
}

/// The quotation marks and brackets around a character that is mentioned.
const QUOTES: [(char, char); 9] =
    [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»'), ('‹', '›'), ('(', ')'), ('[', ']')];

/// Names of functions that formulas use without a backslash.
const FUNCTIONS: [&str; 16] =
    ["mod", "log", "ln", "lg", "exp", "sin", "cos", "tan", "min", "max", "gcd", "lcm", "lim", "det", "deg", "div"];

/// ` and `, ` of this shell, or `: what is between two characters that are spoken of.
fn is_words(latex: &str) -> bool {
    let apart = latex.starts_with(' ') && latex.ends_with(' ');
    let mut words = latex.split_whitespace().map(|word| word.trim_matches(','));
    apart && words.all(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
}

/// `5 or 10`, `10 a month, and 20`, `10); 20`: a number and then words, or the end of what is around it.
fn is_money(latex: &str) -> bool {
    if !latex.starts_with(|c: char| c.is_ascii_digit()) || latex.contains('\\') {
        return false;
    }
    let closing = |open: char, close: char| latex.find(close).is_some_and(|at| !latex[..at].contains(open));
    if closing('(', ')') || closing('[', ']') && !latex.contains(['(', ',']) {
        return true;
    }
    let words = latex.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()));
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    words.skip(1).any(|word| is_word(word) && !FUNCTIONS.contains(&word.to_lowercase().as_str()))
}
