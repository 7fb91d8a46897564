//! Code blocks: what stands after the fence, and the figure that is published. Colours are [`highlight`]'s.

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
    /// Lines to mark, from 1.
    pub(crate) lines: Vec<RangeInclusive<usize>>,
    pub(crate) faults: Vec<FenceError>,
}

/// Something after the fence that can't be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FenceError {
    /// In the text after the fence.
    pub(crate) at: Range<usize>,
    pub(crate) message: String,
}

const KEYS: [&str; 2] = ["file", "lines"];

impl<'a> Fence<'a> {
    /// Reads the text after the fence.
    pub(crate) fn read(info: &'a str) -> Self {
        let end = info.find(|c: char| c.is_whitespace() || c == '{').unwrap_or(info.len());
        // `rust,ignore`, as some other tools write it, is Rust.
        let mut fence = Self { language: info[..end].split(',').next().unwrap_or(""), ..Self::default() };
        let rest = info[end..].trim();
        let start = info.len() - info[end..].trim_start().len();
        if rest.is_empty() {
            return fence;
        }
        match rest.strip_prefix('{').and_then(|r| r.strip_suffix('}')) {
            Some(attributes) => fence.attributes(attributes, start + 1),
            None => fence.fault(start..start + rest.len(), "attributes of a code block stand in braces"),
        }
        fence
    }

    fn fault(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(FenceError { at, message: message.into() });
    }

    /// `key="value"` or `key=value`, divided by white space; `offset` is where `text` starts in the info.
    fn attributes(&mut self, text: &'a str, offset: usize) {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start().len();
            if blank > 0 {
                at += blank;
                continue;
            }
            let key = &rest[..rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len())];
            let Some(after) = rest[key.len()..].strip_prefix('=') else {
                self.fault(offset + at..offset + at + key.len(), format!("`{key}` has no value"));
                at += key.len().max(1);
                continue;
            };
            let (value, taken) = match after.strip_prefix('"') {
                Some(quoted) => match quoted.split_once('"') {
                    Some((value, _)) => (value, value.len() + 2),
                    None => return self.fault(offset + at..offset + text.len(), "the closing quotation mark is missing"),
                },
                None => {
                    let value = &after[..after.find(char::is_whitespace).unwrap_or(after.len())];
                    (value, value.len())
                }
            };
            let whole = key.len() + 1 + taken;
            self.attribute(key, value, offset + at..offset + at + whole);
            at += whole;
        }
    }

    fn attribute(&mut self, key: &str, value: &'a str, at: Range<usize>) {
        match key {
            "file" => self.file = Some(value),
            "lines" => match value.split(',').map(line_range).collect() {
                Some(lines) => self.lines = lines,
                None => self.fault(at, "`lines` is a list such as `3-5,8`"),
            },
            _ => {
                let near = crate::diagnostic::nearest(key, KEYS).map_or(String::new(), |k| format!("; did you mean `{k}`?"));
                self.fault(at, format!("a code block has no attribute `{key}`{near}"));
            }
        }
    }

    /// Whether the line (from 1) is to be marked.
    fn marks(&self, line: usize) -> bool {
        self.lines.iter().any(|range| range.contains(&line))
    }
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
        assert_eq!((fence.language, fence.file, fence.faults.len()), ("rust", Some("src/my main.rs"), 0));
        assert_eq!([1, 3, 5, 6, 8].map(|l| fence.marks(l)), [false, true, true, false, true]);
        assert_eq!(Fence::read("").language, "");
        assert_eq!(Fence::read("rust,ignore").language, "rust");
        assert_eq!(Fence::read("sql{lines=\"1\"}").lines, [1..=1]);
    }

    #[test]
    fn what_is_wrong_after_the_fence_is_underlined() {
        let fault = |info: &str| {
            let fence = Fence::read(info);
            assert_eq!(fence.faults.len(), 1, "{info}");
            (info[fence.faults[0].at.clone()].to_string(), fence.faults[0].message.clone())
        };
        assert_eq!(fault("js title=\"x\""), ("title=\"x\"".into(), "attributes of a code block stand in braces".into()));
        assert_eq!(fault("js {line=\"3\"}"), ("line=\"3\"".into(), "a code block has no attribute `line`; did you mean `lines`?".into()));
        assert_eq!(fault("js {lines=\"5-3\"}").0, "lines=\"5-3\"");
        assert_eq!(fault("js {lines=\"0\"}").0, "lines=\"0\"");
        assert_eq!(fault("js {é}"), ("é".into(), "`é` has no value".into()));
        assert_eq!(fault("js {file=\"x}"), ("file=\"x".into(), "the closing quotation mark is missing".into()));
    }
}
