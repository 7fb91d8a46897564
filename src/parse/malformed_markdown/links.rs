//! Links and images: a space between text and target, `[t] (x.md)`; brackets the other way round, `(t)[x.md]`; one that is never closed,
//! `[t](x.md`; those of another keyboard, `[t]（x.md）`; a wiki link with a bracket too few, `[[a/b]`.

use super::{Block, Diagnostic, File, Location, MAX_INNER_BYTES, Outline, Span};
use crate::diagnostic::Code;
use crate::model::LinkSyntax;

/// Endings by which a target is known to be a page, a picture or another file that readers open.
const ENDINGS: [&str; 14] = ["md", "markdown", "html", "htm", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "mp3", "mp4"];

/// Prefixes of targets that are not file names.
const STARTS: [&str; 6] = ["https://", "http://", "mailto:", "www.", "./", "../"];

/// Whether nobody would put this in brackets but as the target of a link.
fn is_target(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let is_file = path.rsplit_once('.').is_some_and(|(name, ending)| {
        name.ends_with(|c: char| c.is_alphanumeric() || "-_)%".contains(c))
            && ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
    });
    let is_address = STARTS.iter().any(|start| text.strip_prefix(start).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)));
    let is_anchor = text.strip_prefix('#').is_some_and(|anchor| anchor.starts_with(char::is_alphabetic) && anchor.len() > 3);
    !text.contains(|c: char| c.is_whitespace() || "<>\"`[]（）".contains(c)) && (is_file || is_address || is_anchor)
}

/// Adds a finding for each of them.
pub(super) fn report(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for close in block.places("]") {
        diagnostics.extend(apart(block, close).or_else(|| unclosed(block, close)));
    }
    diagnostics.extend(block.places(")[").filter_map(|close| swapped(block, close)));
    diagnostics.extend(block.places("[[").filter_map(|open| one_bracket_too_few(block, open)));
}

/// The text in the brackets that close at a place, with where they open, an image's sign included.
fn label<'a>(block: &Block<'a>, close: usize) -> Option<(usize, &'a str)> {
    let open = block.opening(close, ('[', ']'))?;
    let text = &block.file.text[open + 1..close];
    let is_box = matches!(text, "x" | "X");
    if text.trim().is_empty() || text.starts_with('^') || is_box {
        return None;
    }
    Some((open - usize::from(open > block.span.start as usize && block.file.text[..open].ends_with('!')), text))
}

fn what(block: &Block<'_>, start: usize) -> &'static str {
    if block.file.text[start..].starts_with('!') { "an image" } else { "a link" }
}

/// A target that does not directly follow its text, or is between brackets that Markdown does not know.
fn apart(block: &Block<'_>, close: usize) -> Option<Diagnostic> {
    let rest = block.rest_of_line(close + 1);
    let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let sign = rest[gap..].chars().next().filter(|sign| *sign == '（' || *sign == '(' && (1..=3).contains(&gap))?;
    let from = gap + sign.len_utf8();
    let length = rest[from..].find([')', '）'])?;
    let target = &rest[from..from + length];
    let (start, text) = label(block, close).filter(|_| is_target(target))?;
    let end_sign = rest[from + length..].chars().next()?;
    let end = close + 1 + from + length;
    let what = what(block, start);
    let message = match sign {
        '(' => format!("this is not {what}, because there is a space between its text and its target"),
        _ => format!("this is not {what}, because `{sign}` is not one of Markdown's brackets"),
    };
    let mark = if what == "an image" { "!" } else { "" };
    Some(
        block
            .finding(start, end + end_sign.len_utf8(), message)
            .help(format!("write `{mark}[{text}]({target})`"))
            .fix(block.place(close + 1, close + 1 + from), "(")
            .fix(block.place(end, end + end_sign.len_utf8()), ")"),
    )
}

/// A target that nothing ends.
fn unclosed(block: &Block<'_>, close: usize) -> Option<Diagnostic> {
    let rest = block.rest_of_line(close + 1).strip_prefix('(')?;
    let token = rest.split([' ', '\t', '\r', '）']).next()?;
    let target = token.trim_end_matches(['.', ',', ';', ':', '!', '?', '"', '\'', '*']);
    let behind = &rest[target.len()..];
    let ends_later = behind.find(')').is_some_and(|end| !behind[..end].contains('('));
    let (start, text) = label(block, close).filter(|_| !ends_later && !token.contains(['(', ')']) && is_target(target))?;
    let end = close + 2 + target.len();
    let wide = if behind.starts_with('）') { '）'.len_utf8() } else { 0 };
    let what = what(block, start);
    let mark = if what == "an image" { "!" } else { "" };
    Some(
        block
            .finding(start, end, format!("this is not {what}, because its target has no closing `)`"))
            .help(format!("write `{mark}[{text}]({target})`"))
            .fix(block.place(end, end + wide), ")"),
    )
}

/// Round brackets around the text, and square ones around the target.
fn swapped(block: &Block<'_>, close: usize) -> Option<Diagnostic> {
    let rest = block.rest_of_line(close + 2);
    let target = &rest[..rest.find(']')?];
    let open = block.opening(close, ('(', ')')).filter(|_| is_target(target))?;
    let text = &block.file.text[open + 1..close];
    // `f(x)[a.html]` is a call, and an index of what it gives.
    let is_call = block.char_before(open).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    if text.trim().is_empty() || text.contains(['[', ']', '\n']) || is_call {
        return None;
    }
    let end = close + 2 + target.len();
    let start = open - usize::from(block.char_before(open) == Some('!'));
    let what = what(block, start);
    let mark = if what == "an image" { "!" } else { "" };
    Some(
        block
            .finding(start, end + 1, format!("this is not {what}, because its brackets are swapped"))
            .help(format!("write `{mark}[{text}]({target})`"))
            .fix(block.place(open, open + 1), "[")
            .fix(block.place(close, close + 2), "](")
            .fix(block.place(end, end + 1), ")"),
    )
}

/// `[[topic/name]`.
fn one_bracket_too_few(block: &Block<'_>, open: usize) -> Option<Diagnostic> {
    let rest = block.rest_of_line(open + 2);
    let inner = &rest[..rest.find(']')?];
    let end = open + 2 + inner.len() + 1;
    let is_id = |c: char| c.is_alphanumeric() || "-_/.#|".contains(c);
    let (target, _) = inner.split_once('|').unwrap_or((inner, ""));
    let glued = block.char_before(open).is_some_and(|c| c.is_alphanumeric() || "[]_".contains(c));
    if glued
        || !target.contains('/')
        || !target.chars().all(is_id)
        || !super::has_word(target)
        || rest[inner.len() + 1..].starts_with([']', '(', ','])
    {
        return None;
    }
    Some(
        block
            .finding(open, end, "this is not a link, because its closing bracket is missing")
            .help(format!("write `[[{inner}]]`"))
            .fix(block.place(end, end), "]"),
    )
}

/// Links of Slack, `<https://example.org|words>`, which lead to no place.
pub(super) fn report_slack_links(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    for link in outline.links.iter().filter(|link| link.syntax == LinkSyntax::Text && !link.wiki) {
        let written = file.text[link.span.range()].strip_prefix('<').and_then(|inner| inner.strip_suffix('>'));
        let Some((address, words)) = written.and_then(|inner| inner.split_once('|')) else { continue };
        let meant = format!("[{words}]({address})");
        diagnostics.push(
            Diagnostic::new(Code::ForeignSyntax, file.id, link.span, "this is Slack link syntax, which is not a link in Markdown")
                .help(format!("write `{meant}`"))
                .fix(Location { source: file.id, span: link.span }, meant),
        );
    }
}

/// Links to pictures with an exclamation mark and a space before them: `! [Er](er.svg)`.
pub(super) fn report_spaced_images(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    for link in outline.links.iter().filter(|link| link.syntax == LinkSyntax::Text && !link.wiki) {
        let start = link.span.start as usize;
        let path = link.destination.split(['#', '?']).next().unwrap_or_default();
        let is_picture = path.rsplit_once('.').is_some_and(|(_, ending)| {
            ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].iter().any(|known| known.eq_ignore_ascii_case(ending))
        });
        let Some(before) = file.text[..start].strip_suffix("! ").filter(|_| is_picture && file.text[start..].starts_with('[')) else {
            continue;
        };
        if before.is_empty() || before.ends_with(char::is_whitespace) {
            let gap = Location { source: file.id, span: Span::new(start - 1, start) };
            let at = Span { start: link.span.start - 2, end: link.span.end.min(link.span.start + MAX_INNER_BYTES as u32) };
            diagnostics.push(
                Diagnostic::new(Code::MalformedMarkdown, file.id, at, "this is a link to the image, because a space follows `!`")
                    .help("write `![` without a space")
                    .fix(gap, ""),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_target;

    #[test]
    fn targets_are_told_from_what_is_said_in_brackets() {
        for text in [
            "x.md",
            "../a/b.md#c",
            "./a",
            "https://example.org/a?b=1",
            "http://x",
            "www.example.org",
            "mailto:a@b.org",
            "#setup",
            "a%20b.PNG",
            "Über-uns.html",
        ] {
            assert!(is_target(text), "{text}");
        }
        for text in
            ["x", "see x.md", "e.g.", "p.12", "v2.x", "#3", "#12a", "and/or", "https://", "a.b", ".md", "n log n", "<x.md>", "config.json"]
        {
            assert!(!is_target(text), "{text}");
        }
    }
}
