//! Code blocks: what follows the fence, and the figure that is published. Colours are [`highlight`]'s.

mod classes;
mod highlight;
mod line;

use std::ops::{Range, RangeInclusive};

pub(crate) use highlight::{Highlighter, Language};

use super::{Markup, escape};

/// What the line of the fence says: `rust {file="src/main.rs" lines="3-5,8"}`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fence<'a> {
    pub(crate) language: &'a str,
    pub(crate) file: Option<&'a str>,
    /// Lines to mark, from 1; in order, and none twice.
    pub(crate) lines: Vec<RangeInclusive<usize>>,
    pub(crate) errors: Vec<FenceError>,
}

/// Something after the fence that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FenceError {
    /// In the text after the fence.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
}

/// What is said about words that no key explains.
const NOT_AN_ATTRIBUTE: &str = " is not an attribute of a code block";

/// What other tools call the file's name and the lines to mark.
const FILE: [&str; 4] = ["file", "title", "filename", "name"];
const LINES: [&str; 4] = ["lines", "hl_lines", "highlight", "hl"];

impl<'a> Fence<'a> {
    /// Reads the text after the fence. Its first word is the language; `{file="a.rs" lines="3-5,8"}` follows, or what other tools
    /// write: `{1,3-5}`, `title="a.ts"`, `{.lua}`. Words that mean nothing here are errors.
    pub(crate) fn read(info: &'a str) -> Self {
        let end = info.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(info.len());
        // `rust,ignore`, as some other tools write it, is Rust.
        // So is `python:main.py`, with a file's name.
        let first = info[..end].split(',').next().unwrap_or("");
        let (language, file) =
            first.split_once(':').map_or((first, None), |(language, file)| (language, Some(file).filter(|f| f.contains('.'))));
        let mut fence = Self { language, file, ..Self::default() };
        let mut at = end;
        while at < info.len() {
            let rest = &info[at..];
            let blank = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '{' || c == '}').len();
            at += blank;
            let word = word(&info[at..]);
            if !word.is_empty() {
                fence.word(word, at..at + word.len());
            }
            at += word.len().max(usize::from(blank == 0));
        }
        fence.unite(info);
        fence
    }

    /// Whether the block is of that language, named in lower case here.
    pub(crate) fn is(&self, language: &str) -> bool {
        self.language.eq_ignore_ascii_case(language)
    }

    /// Words in a row that mean nothing are one fault.
    fn unite(&mut self, info: &str) {
        let errors = std::mem::take(&mut self.errors);
        for fault in errors {
            let words = |fault: &FenceError| fault.message.ends_with(NOT_AN_ATTRIBUTE);
            match self.errors.last_mut() {
                Some(last) if words(last) && words(&fault) && info[last.at.end..fault.at.start].trim().is_empty() => {
                    last.at.end = fault.at.end;
                    last.message = format!("`{}`{NOT_AN_ATTRIBUTE}", &info[last.at.clone()]);
                }
                _ => self.errors.push(fault),
            }
        }
    }

    fn fault(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.errors.push(FenceError { at, message: message.into() });
    }

    fn word(&mut self, word: &'a str, at: Range<usize>) {
        if let Some(lines) = word.split(',').map(line_range).collect() {
            self.lines = merge_overlapping(lines);
            return;
        }
        // `{.lua}`, `{r, echo=FALSE}`
        let name = word.strip_prefix('.').unwrap_or(word).trim_end_matches(',');
        if self.language.is_empty() && !name.is_empty() && !name.contains(['=', '#']) {
            self.language = name;
            return;
        }
        let Some((key, value)) = word.split_once('=').filter(|(key, _)| !key.is_empty()) else {
            return self.fault(at, format!("`{word}`{NOT_AN_ATTRIBUTE}"));
        };
        let quoted = value.len() > 1 && value.ends_with(value.chars().next().unwrap_or_default());
        if value.starts_with(['"', '\'']) && !quoted {
            return self.fault(at, "the closing quotation mark is missing");
        }
        let value = value.trim_matches(['"', '\'']);
        if FILE.contains(&key) {
            self.file = Some(value);
        } else if LINES.contains(&key) {
            match value.trim_matches(['[', ']', '{', '}']).split([',', ' ']).filter(|range| !range.is_empty()).map(line_range).collect() {
                Some(lines) => self.lines = merge_overlapping(lines),
                None => self.fault(at, format!("`{key}` is a list such as `3-5,8`")),
            }
        } else {
            let near = crate::diagnostic::nearest(key, ["file", "lines"]).map_or(String::new(), |k| format!("; did you mean `{k}`?"));
            self.fault(at, format!("a code block has no attribute `{key}`{near}"));
        }
    }

    /// Whether the line (from 1) is to be marked.
    fn marks(&self, line: usize) -> bool {
        let next = self.lines.partition_point(|range| *range.start() <= line);
        next > 0 && self.lines[next - 1].contains(&line)
    }
}

/// The text up to white space or a closing brace outside of quotation marks.
fn word(text: &str) -> &str {
    let mut quote = None;
    let end = text.find(|c: char| match quote {
        Some(open) => {
            if c == open {
                quote = None;
            }
            false
        }
        None if c == '"' || c == '\'' => {
            quote = Some(c);
            false
        }
        None => c.is_whitespace() || c == '}',
    });
    &text[..end.unwrap_or(text.len())]
}

/// Ranges in order, those that touch as one.
fn merge_overlapping(mut ranges: Vec<RangeInclusive<usize>>) -> Vec<RangeInclusive<usize>> {
    ranges.sort_by_key(|range| *range.start());
    let mut united: Vec<RangeInclusive<usize>> = Vec::new();
    for range in ranges {
        match united.last_mut() {
            Some(last) if *range.start() <= *last.end() => *last = *last.start()..=*range.end().max(last.end()),
            _ => united.push(range),
        }
    }
    united
}

/// `3` or `3-5`.
fn line_range(text: &str) -> Option<RangeInclusive<usize>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (1 <= first && first <= last).then_some(first..=last)
}

impl Markup {
    /// The figure of a code block.
    pub(crate) fn code_figure(&self, fence: &Fence<'_>, code: &str) -> String {
        let language = self.highlighter.language(fence.language).unwrap_or(Language::Plain);
        let highlighted = self.highlighter.html(language, code);
        let mut out = String::with_capacity(highlighted.len() + 128);
        let container = if fence.file.is_some() { "figure" } else { "div" };
        out.push('<');
        out.push_str(container);
        out.push_str(" class=\"code\">");
        if let Some(file) = fence.file {
            out.push_str("<figcaption>");
            escape::text(file, &mut out);
            out.push_str("</figcaption>");
        }
        out.push_str("<pre tabindex=\"0\"><code");
        if !fence.language.is_empty() {
            escape::push_attribute("class", &format!("language-{}", fence.language), &mut out);
        }
        out.push('>');
        if fence.lines.is_empty() {
            out.push_str(&highlighted);
        } else {
            for (i, line) in highlighted.split_inclusive('\n').enumerate() {
                let marked = fence.marks(i + 1);
                out.push_str(if marked { "<mark>" } else { "" });
                out.push_str(line);
                out.push_str(if marked { "</mark>" } else { "" });
            }
        }
        out.push_str("</code></pre></");
        out.push_str(container);
        out.push_str(">\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_says_language_file_and_lines() {
        let fence = Fence::read("rust {file=\"src/my main.rs\" lines=3-5,8}");
        assert_eq!((fence.language, fence.file, fence.errors.len()), ("rust", Some("src/my main.rs"), 0));
        assert_eq!([1, 3, 5, 6, 8].map(|l| fence.marks(l)), [false, true, true, false, true]);
        assert_eq!(Fence::read("").language, "");
        assert_eq!(Fence::read("rust,ignore").language, "rust");
        assert_eq!(Fence::read("sql{lines=\"1\"}").lines, [1..=1]);
        assert_eq!(Fence::read("sql {lines=\"8,3-9,1-2,2-3,12\"}").lines, [1..=9, 12..=12]);
        assert_eq!((Fence::read("python:src/main.py").language, Fence::read("python:src/main.py").file), ("python", Some("src/main.py")));
        assert_eq!((Fence::read("console?lang=python:x").language, Fence::read("{r, echo=FALSE}").language), ("console?lang=python", "r"));
    }

    #[test]
    fn what_is_wrong_after_the_fence_is_underlined() {
        let fault = |info: &str| {
            let fence = Fence::read(info);
            assert_eq!(fence.errors.len(), 1, "{info}");
            (info[fence.errors[0].at.clone()].to_string(), fence.errors[0].message.clone())
        };
        assert_eq!(fault("jsx harmony"), ("harmony".into(), "`harmony` is not an attribute of a code block".into()));
        assert_eq!(fault("js {line=\"3\"}"), ("line=\"3\"".into(), "a code block has no attribute `line`; did you mean `lines`?".into()));
        assert_eq!(fault("js {lines=\"5-3\"}").0, "lines=\"5-3\"");
        assert_eq!(fault("js {lines=\"0\"}").0, "lines=\"0\"");
        assert_eq!(fault("js // from here on").1, "`// from here on` is not an attribute of a code block");
        assert_eq!(fault("js {é}"), ("é".into(), "`é` is not an attribute of a code block".into()));
        assert_eq!(fault("js {file=\"x}"), ("file=\"x}".into(), "the closing quotation mark is missing".into()));
    }
}
