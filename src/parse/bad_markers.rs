//! Lines that mean something to other programs, or look as if they meant something, and are plain text here.
//!
//! - `[TOC]`, `[[_TOC_]]`, `{:toc}`: where other programs put a table of contents. Recto lists a page's headings itself, so these lines are
//!   taken out and reported.
//! - `#` or `-` and then a space that Markdown does not know, as keyboards give with a key held down, and as word processors and input
//!   methods of Chinese and Japanese write it: no heading and no list. Reported, and fixed by `--fix`.
//! - An invisible character before such a sign, as chats and wikis copy it along: as above.
//! - `:rocket:`: an emoji by the name that code hosts and chats know. Reported, and fixed by `--fix` outside headings.
//! - `m[[i]]`: code, or a wiki link without a space before it. Reported.

use memchr::memmem;

use super::File;
use super::scan::Outline;
use super::spans::{covers, merge_overlapping, within};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown;
use crate::source::{Location, Span};

/// Lines, in lower case, that ask for a table of contents: of GitLab and Azure, Python-Markdown, Typora and CSDN, kramdown, Marked, gollum.
const TOC_MARKERS: [&str; 12] = [
    "[toc]",
    "[[toc]]",
    "[[_toc_]]",
    "[_toc_]",
    "@[toc]",
    "{:toc}",
    "{: toc}",
    "{{toc}}",
    "{{ toc }}",
    "{{< toc >}}",
    "${toc}",
    "\\tableofcontents",
];

/// A longer line is not one of them, whatever white space is at its end. Bytes.
const MAX_MARKER_BYTES: usize = 80;

/// Longer than any name of an emoji (`:south_georgia_south_sandwich_islands:`). Bytes.
const MAX_SHORTCODE_BYTES: usize = 64;

/// The lines of a part of a file that ask for a table of contents, in order.
pub(super) fn toc_markers(text: &str, outline: &Outline, part: Span) -> Vec<Span> {
    let pieces = within(&outline.text_pieces, part, |piece| piece.span.start).iter().map(|piece| piece.span);
    let links = within(&outline.links, part, |link| link.span.start).iter().filter(|link| link.wiki).map(|link| link.span);
    let mut marks: Vec<Span> = pieces.chain(links).filter_map(|at| toc_marker(text, at.start as usize)).collect();
    marks.sort();
    marks.dedup();
    marks
}

/// The mark that begins at a place, if it is a line of its own. kramdown's is under an item of a list, which it replaces.
fn toc_marker(text: &str, place: usize) -> Option<Span> {
    let start = line_start(text, place)?;
    let end = text.as_bytes()[place..].iter().take(MAX_MARKER_BYTES).position(|byte| *byte == b'\n');
    let end = end.or_else(|| (text.len() - place <= MAX_MARKER_BYTES).then_some(text.len() - place))?;
    let mark = text[place..place + end].trim_end();
    if !TOC_MARKERS.iter().any(|known| known.eq_ignore_ascii_case(mark)) {
        return None;
    }
    let above = text[..start].trim_end_matches(['\r', '\n']);
    let above = above[above.rfind('\n').map_or(0, |end| end + 1)..].trim_start();
    let gap = text[..start].ends_with("\n\n") || text[..start].ends_with("\r\n\r\n");
    let replaces_item = mark.starts_with("{:") && !gap && above.starts_with(['*', '-', '+', '1']);
    let from = if replaces_item { text[..start].rfind(above)? } else { place };
    Some(Span::new(from, place + mark.len()))
}

/// Where the line starts of which a place is the first but for white space and quote markers.
pub(super) fn line_start(text: &str, place: usize) -> Option<usize> {
    let before = text[..place].trim_end_matches([' ', '>']);
    (before.is_empty() || before.ends_with('\n')).then_some(before.len())
}

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let marks = toc_markers(file.text, outline, Span::new(0, file.text.len()));
    for mark in &marks {
        let at = Location { source: file.id, span: *mark };
        let line = file.text[mark.range()].lines().next_back().unwrap_or_default().trim();
        diagnostics.push(
            Diagnostic::new(Code::TocMarker, file.id, *mark, format!("`{line}` is not published"))
                .help("remove it: a page lists its headings by itself")
                .fix(at, ""),
        );
    }
    let marks = merge_overlapping(marks);
    for piece in &outline.text_pieces {
        let start = piece.span.start as usize;
        report_unspaced_wiki_links(file, piece.span, diagnostics);
        let begins = line_start(file.text, start).is_some() && !covers(&marks, start);
        if let Some((sign, what)) = no_space(&file.text[piece.span.range()]).filter(|_| begins) {
            let end = start + sign;
            let at = Location { source: file.id, span: Span::new(end, end) };
            let message = format!("this is not a {what}, because no space follows its marker");
            let help = format!("write `{} `", &file.text[start..end]);
            diagnostics.push(Diagnostic::new(Code::BadMarkerSpacing, file.id, Span::new(start, end), message).help(help).fix(at, " "));
            continue;
        }
        if let Some((span, what)) = invisible(&file.text[piece.span.range()]).filter(|_| begins) {
            let at = Location { source: file.id, span: span.shifted(start) };
            let code = file.text[at.span.range()].chars().next().map_or(0, u32::from);
            let message = format!("this is not a {what}, because an invisible character (U+{code:04X}) precedes its marker");
            diagnostics.push(Diagnostic::new(Code::BadMarkerSpacing, file.id, at.span, message).help("remove it").fix(at, ""));
            continue;
        }
        let Some((span, what)) = odd_space(&file.text[piece.span.range()]).filter(|_| begins) else { continue };
        let at = Location { source: file.id, span: span.shifted(start) };
        let space = file.text[at.span.range()].chars().next().unwrap_or_default();
        let name = if space == '\u{a0}' { "a non-breaking space" } else { "a wide space" };
        let message = format!("this is not a {what}, because {name} (U+{:04X}) follows its marker", u32::from(space));
        diagnostics.push(Diagnostic::new(Code::BadMarkerSpacing, file.id, at.span, message).help("write a plain space").fix(at, " "));
    }
}

/// Emoji by their names. In a heading the emoji would change the address: there its author decides.
pub(super) fn report_shortcodes(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let texts = || outline.text_pieces.iter().map(|piece| piece.span).chain(outline.link_texts.iter().copied());
    let colons = texts().flat_map(|piece| file.text[piece.range()].match_indices(':').map(move |(at, _)| piece.start as usize + at));
    let found: Vec<_> = colons.filter_map(|colon| Some((colon, shortcode(file.text, colon)?))).collect();
    if found.is_empty() {
        return;
    }
    let shown = merge_overlapping(texts().collect());
    let headings = merge_overlapping(outline.headings.iter().map(|heading| heading.span).collect());
    for (start, (name, emoji)) in found {
        let span = Span::new(start, start + name.len() + 2);
        if !covers(&shown, span.end as usize - 1) {
            continue;
        }
        let message = format!("`:{name}:` is shown as written, not as {emoji}");
        let finding = Diagnostic::new(Code::EmojiShortcode, file.id, span, message)
            .help(format!("write {emoji} itself, or `` `:{name}:` `` if the name is meant"));
        let at = Location { source: file.id, span };
        diagnostics.push(if covers(&headings, start) { finding } else { finding.fix(at, emoji.as_str()) });
    }
}

/// The name and the emoji that a colon begins, if it is a name that code hosts know and stands apart from words and other colons, as
/// neither a time (`10:100:20`) nor a path (`a::cat::b`) does.
fn shortcode(text: &str, colon: usize) -> Option<(&str, &'static emojis::Emoji)> {
    let apart = |neighbour: Option<char>| !neighbour.is_some_and(|c| c.is_alphanumeric() || c == ':');
    let behind = &text[colon + 1..];
    let name = &behind[..behind.bytes().take(MAX_SHORTCODE_BYTES).position(|byte| byte == b':')?];
    let emoji = emojis::get_by_shortcode(name)?;
    (apart(text[..colon].chars().next_back()) && apart(behind[name.len() + 1..].chars().next())).then_some((name, emoji))
}

/// The length of the marker with which a text begins, if only the space after it is missing for a heading or a box in a list. (`#tag` and
/// `-v` are words.)
fn no_space(text: &str) -> Option<(usize, &'static str)> {
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (2..=6).contains(&hashes) {
        return text[hashes..].starts_with(char::is_alphabetic).then_some((hashes, "heading"));
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let sign = digits + usize::from(text[digits..].starts_with(signs));
    let is_box = ["[ ] ", "[x] ", "[X] "].iter().any(|task| text[sign..].starts_with(task));
    (sign > digits && is_box).then_some((sign, "list item"))
}

/// An index is no longer. Bytes.
const MAX_INDEX_BYTES: usize = 100;

fn report_unspaced_wiki_links(file: &File<'_>, piece: Span, diagnostics: &mut Vec<Diagnostic>) {
    let text = &file.text[..piece.end as usize];
    let mut from = piece.start as usize;
    while let Some(open) = memmem::find(&text.as_bytes()[from..], b"[[").map(|at| from + at) {
        from = open + 1;
        let near = &text[open..text.floor_char_boundary(open + MAX_INDEX_BYTES)];
        let Some(close) = near.find("]]").map(|at| open + at) else { continue };
        if markdown::is_unspaced_wiki_link(file.text, open, close) {
            let message = "these brackets are not a link, because they directly follow a word";
            let help = "put a space before them if a link is meant, or write code between backticks: `` `m[[i]]` ``";
            diagnostics.push(Diagnostic::new(Code::UnspacedWikiLink, file.id, Span::new(open, close + 2), message).help(help));
            from = close + 2;
        }
    }
}

/// The space after the marker with which a text begins, if it is not one that Markdown reads there, and what the text would be with another.
fn odd_space(text: &str) -> Option<(Span, &'static str)> {
    let (sign, what) = match text.as_bytes().first()? {
        b'#' => (text.len() - text.trim_start_matches('#').len(), "heading"),
        b'-' | b'*' | b'+' => (1, "list item"),
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (digits + usize::from(text[digits..].starts_with(['.', ')'])), "list item")
        }
        _ => return None,
    };
    let closed = !text.as_bytes()[sign - 1].is_ascii_digit();
    let spaces = text[sign..].len() - text[sign..].trim_start().len();
    let space = text[sign..].chars().next().filter(|c| c.is_whitespace() && !c.is_ascii())?;
    let words = !text[sign + spaces..].is_empty();
    (closed && words && sign <= if what == "heading" { 6 } else { 10 }).then(|| (Span::new(sign, sign + space.len_utf8()), what))
}

/// Characters without width, which are part of words in some scripts and of emoji.
pub(super) const INVISIBLE: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];

/// The invisible characters with which a line begins, if they keep what follows from being more than text.
fn invisible(text: &str) -> Option<(Span, &'static str)> {
    let rest = text.trim_start_matches(INVISIBLE);
    let signs = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "#-*+.)>|`~".contains(c));
    let sign = &rest[..rest.len() - signs.len()];
    let spaced = signs.starts_with([' ', '\t']);
    let what = match sign {
        "#" | "##" | "###" | "####" | "#####" | "######" if spaced => "heading",
        "-" | "*" | "+" if spaced => "list item",
        ">" => "quote",
        sign if sign.starts_with("```") || sign.starts_with("~~~") => "code block",
        sign if sign.starts_with('|') => "table",
        sign if sign.ends_with(['.', ')']) && sign.starts_with(|c: char| c.is_ascii_digit()) && spaced => "list item",
        _ => return None,
    };
    (rest.len() < text.len()).then(|| (Span::new(0, text.len() - rest.len()), what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_before_a_sign_are_told_from_those_in_words() {
        for (text, expected) in [
            ("\u{200b}## Answer", Some("heading")),
            ("\u{feff}- item", Some("list item")),
            ("\u{2060}\u{200b}1. one", Some("list item")),
            ("\u{200b}> words", Some("quote")),
            ("\u{200b}| a | b |", Some("table")),
            ("\u{200b}words", None),
            ("\u{200b}#tag", None),
            ("## Answer", None),
            ("", None),
        ] {
            assert_eq!(invisible(text).map(|(_, what)| what), expected, "{text:?}");
        }
    }

    #[test]
    fn signs_with_an_odd_space_are_told_from_prose() {
        for (text, expected) in [
            ("#\u{a0}Title", Some("heading")),
            ("##\u{3000}見出し", Some("heading")),
            ("-\u{a0}item", Some("list item")),
            ("12.\u{a0}item", Some("list item")),
            ("1)\u{2003}item", Some("list item")),
            ("# Title", None),
            ("#\u{a0}", None),
            ("12\u{a0}km", None),
            ("#######\u{a0}x", None),
            ("-5\u{a0}°C", None),
            ("a\u{a0}b", None),
            ("", None),
        ] {
            assert_eq!(odd_space(text).map(|(_, what)| what), expected, "{text:?}");
        }
    }

    #[test]
    fn emoji_names_stand_apart_from_words() {
        for (text, expected) in [
            (":rocket:", Some("🚀")),
            ("(:white_check_mark:)", Some("✅")),
            (":+1:, so", Some("👍")),
            (":rocket", None),
            (":no such name:", None),
            ("10:100:20", None),
            ("a::cat::b", None),
            ("key:cat: x", None),
            (":cat:s", None),
        ] {
            let colon = text.find(':').unwrap();
            assert_eq!(shortcode(text, colon).map(|(_, emoji)| emoji.as_str()), expected, "{text:?}");
        }
    }

    #[test]
    fn signs_without_a_space_are_told_from_words() {
        for (text, expected) in [
            ("##Answer", Some(2)),
            ("###見出し", Some(3)),
            ("-[ ] a", Some(1)),
            ("1.[x] a", Some(2)),
            ("#tag", None),
            ("##", None),
            ("## Answer", None),
            ("#######x", None),
            ("-v", None),
            ("-[x](y)", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(no_space(text).map(|(sign, _)| sign), expected, "{text:?}");
        }
    }

    #[test]
    fn marks_are_lines_of_their_own() {
        let mark = |text: &str, place: usize| toc_marker(text, place).map(|span| text[span.range()].to_string());
        assert_eq!(mark("a\n[TOC]\nb", 2).as_deref(), Some("[TOC]"));
        assert_eq!(mark("> [[_TOC_]]  \n", 2).as_deref(), Some("[[_TOC_]]"));
        assert_eq!(mark("a\n\n* TOC\n{:toc}\n", 9).as_deref(), Some("* TOC\n{:toc}"));
        assert_eq!(mark("a\r\n- this\r\n  {:toc}\r\n", 13).as_deref(), Some("- this\r\n  {:toc}"));
        assert_eq!(mark("{:toc}", 0).as_deref(), Some("{:toc}"));
        assert_eq!(mark("see [TOC]", 4), None);
        assert_eq!(mark("[TOC] of it", 0), None);
    }
}
