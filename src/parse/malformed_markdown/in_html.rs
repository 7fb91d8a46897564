//! Markdown in a block of HTML, up to whose end, a blank line, nothing is read as Markdown: `<summary>More</summary>` and a list in the next
//! line.

use super::{Diagnostic, File, Location, MAX_INNER_BYTES, Outline, Span};
use crate::diagnostic::Code;
use crate::markdown::HtmlTag;

/// Elements whose content is literal.
const LITERAL: [&str; 5] = ["<pre", "<code", "<script", "<style", "<textarea"];

/// Longer lines come from programs.
const MAX_LINE_BYTES: usize = 2_000;

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    for block in &outline.html_blocks {
        let text = &file.text[block.range()];
        let lower = text.to_ascii_lowercase();
        if !LITERAL.iter().any(|element| lower.contains(element)) && !text.trim_start().starts_with("<!") {
            diagnostics.extend(in_block(file, *block));
        }
    }
}

fn in_block(file: &File<'_>, block: Span) -> Option<Diagnostic> {
    let mut at = block.start as usize;
    let mut above = "";
    for line in file.text[block.range()].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let written = line.trim();
        let found = if written.len() > MAX_LINE_BYTES || written.contains("<!--") { None } else { signs(written) };
        let Some((from, sign)) = found else {
            above = written;
            continue;
        };
        let place = start + line.len() - line.trim_start().len();
        let span = Span::new(place + from, place + from + sign);
        // Behind a tag in its own line a blank line has no place.
        let is_apart = !written.contains('<') && !above.is_empty();
        let found = Diagnostic::new(
            Code::MalformedMarkdown,
            file.id,
            span,
            "Markdown is not processed inside an HTML block: this is shown as it is written",
        );
        if !is_apart {
            return Some(found.help("write it in HTML as well (`<b>`, `<code>`, `<a href=\"…\">`, `<ul><li>`)"));
        }
        let newline = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
        let before = &file.text[file.text[..start].rfind('\n').map_or(0, |end| end + 1)..start];
        let blank = Location { source: file.id, span: Span::new(start, start) };
        return Some(found.help("put a blank line above it, which ends the block").fix(blank, format!("{before}{newline}")));
    }
    None
}

/// The first sign of Markdown in a line and its length: bold text, code, a link, an item of a list, a heading.
fn signs(line: &str) -> Option<(usize, usize)> {
    let begins =
        |sign: &str| line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || "*`[".contains(c)));
    let item = ["- ", "* ", "1. ", "# ", "## ", "### ", "#### "].iter().find(|sign| begins(sign)).map(|sign| (0, sign.len()));
    let fence = line.starts_with("```").then_some((0, 3));
    item.or(fence).or_else(|| enclosed(line, "**")).or_else(|| enclosed(line, "`")).or_else(|| link(line))
}

/// Words between two equal signs, outside of tags.
fn enclosed(line: &str, sign: &str) -> Option<(usize, usize)> {
    let start = places(line, sign).next()?;
    let end = places(line, sign).find(|end| *end > start + sign.len())?;
    let inner = &line[start + sign.len()..end];
    let is_words = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace) && inner.len() < MAX_INNER_BYTES;
    (is_words && inner.contains(char::is_alphanumeric)).then_some((start, end + sign.len() - start))
}

fn link(line: &str) -> Option<(usize, usize)> {
    let close = places(line, "](").next()?;
    let start = places(line, "[").filter(|start| *start < close).last()?;
    let target = &line[close + 2..close + 2 + line[close + 2..].find(')')?];
    (!target.is_empty() && !target.contains(char::is_whitespace)).then_some((start, close + 2 + target.len() + 1 - start))
}

/// Where a sign stands outside of tags.
fn places<'a>(line: &'a str, sign: &'a str) -> impl Iterator<Item = usize> {
    let tags: Vec<std::ops::Range<usize>> =
        line.match_indices('<').filter_map(|(at, _)| HtmlTag::read(&line[at..]).map(|tag| at..at + tag.len)).collect();
    line.match_indices(sign).map(|(at, _)| at).filter(move |at| !tags.iter().any(|tag| tag.contains(at)))
}

#[cfg(test)]
mod tests {
    use super::signs;

    #[test]
    fn markdown_is_told_from_the_text_of_elements() {
        for (line, expected) in [
            ("- a", Some((0, 2))),
            ("A **bold** word", Some((2, 8))),
            ("<td>`x`</td>", Some((4, 3))),
            ("see [x](y.md)", Some((4, 9))),
            ("## Title", Some((0, 3))),
            ("```js", Some((0, 3))),
            ("<a title=\"**x**\">y</a>", None),
            ("2 ** 3 ** 4", None),
            ("a - b", None),
            ("#tag", None),
            ("f[0](x y)", None),
            ("it's a ` sign", None),
        ] {
            assert_eq!(signs(line), expected, "{line}");
        }
    }
}
