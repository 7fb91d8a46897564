//! Cloze deletions: `==hidden==`, `==hidden=={#key}`, `==hidden==^[hint]`.
//!
//! In: the text pieces of a card (code, links and math are not among them). Out: the cloze deletions with their names.

use std::collections::BTreeMap;

use super::scan::TextPiece;
use super::spans::within;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Cloze;
use crate::source::{Location, SourceId, Span};

/// A key or a hint is no longer. Bytes.
const MAX_ATTRIBUTE_BYTES: usize = 1_000;

/// A `==` that can open, close, or both, judged by its neighbours as CommonMark judges `*`.
struct Delimiter {
    at: usize,
    block: u32,
    opens: bool,
    closes: bool,
}

/// Finds the cloze deletions within `part`.
pub fn find(text: &str, pieces: &[TextPiece], part: Span, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Vec<Cloze> {
    let mut spans: Vec<Cloze> = Vec::new();
    let mut open: Option<Delimiter> = None;
    for delimiter in delimiters(text, pieces, part) {
        if let Some(opening) = open.take_if(|o| o.block != delimiter.block) {
            diagnostics.push(unclosed(&opening, source));
        }
        match open.take() {
            Some(opening) if delimiter.closes => spans.push(cloze(text, opening.at, delimiter.at, part)),
            Some(opening) => open = Some(opening),
            None if delimiter.opens => open = Some(delimiter),
            None => {}
        }
    }
    if let Some(opening) = open {
        diagnostics.push(unclosed(&opening, source));
    }
    report_duplicates(&spans, source, diagnostics);
    spans
}

/// Reports delimiters of cloze deletions where none are read: on other cards, and in the sections of a cloze card.
pub fn report_unused(text: &str, pieces: &[TextPiece], part: Span, is_cloze: bool, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    if !text[part.range()].contains("==") {
        return;
    }
    let found = find(text, pieces, part, source, &mut Vec::new());
    let Some(first) = found.first() else { return };
    let more = if found.len() > 1 { format!(" (and {} more)", found.len() - 1) } else { String::new() };
    let instead = "`**words**` marks them, `\\==` is a literal `==`";
    let help = if is_cloze {
        format!("words are hidden before the first section only; {instead}")
    } else {
        format!("`type: cloze` in the front matter makes a card that hides words; {instead}")
    };
    let message = format!("`==` hides nothing here, and is shown as it is written{more}");
    diagnostics.push(Diagnostic::new(Code::IneffectiveCloze, source, first.span, message).help(help));
}

fn delimiters(text: &str, pieces: &[TextPiece], part: Span) -> Vec<Delimiter> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for piece in within(pieces, part, |piece| piece.span.start) {
        let range = piece.span.range();
        let mut at = range.start;
        while at + 1 < range.end {
            let run = bytes[at..range.end].iter().take_while(|b| **b == b'=').count();
            let escaped = at > 0 && bytes[at - 1] == b'\\';
            if run == 2 && !escaped {
                let before = text[..at].chars().next_back().filter(|_| at > part.start as usize);
                let after = text[at + 2..].chars().next();
                found.push(Delimiter { at, block: piece.block, opens: flanks(after, before), closes: flanks(before, after) });
            }
            at += run.max(1);
        }
    }
    found
}

/// CommonMark's rule for delimiter runs: the inner side is not white space, and punctuation there needs a gap on the outer side.
fn flanks(inner: Option<char>, outer: Option<char>) -> bool {
    let gap = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    inner.is_some_and(|c| !c.is_whitespace() && (!is_punctuation(c) || gap(outer)))
}

fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn unclosed(opening: &Delimiter, source: SourceId) -> Diagnostic {
    Diagnostic::new(Code::UnclosedCloze, source, Span::new(opening.at, opening.at + 2), "this cloze deletion is never closed")
        .help("close it with `==` in the same paragraph, or write `\\==` if a literal `==` is meant")
}

/// Reads what may follow the closing `==`: a key and a hint, in either order.
fn cloze(text: &str, open: usize, close: usize, part: Span) -> Cloze {
    let hidden = Span::new(open + 2, close);
    let mut end = close + 2;
    let mut key = None;
    let mut hint = None;
    loop {
        let rest = &text[end..part.end as usize];
        let line = &rest[..rest.floor_char_boundary(MAX_ATTRIBUTE_BYTES)];
        let line = line.split('\n').next().unwrap_or_default();
        if key.is_none()
            && let Some(inner) = line.strip_prefix("{#").and_then(|r| r.split_once('}')).map(|(k, _)| k)
            && !inner.is_empty()
            && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        {
            key = Some(inner.to_string());
            end += inner.len() + 3;
        } else if hint.is_none()
            && let Some(inner) = line.strip_prefix("^[").and_then(|r| r.split_once(']')).map(|(h, _)| h)
        {
            hint = Some(inner.to_string());
            end += inner.len() + 3;
        } else {
            break;
        }
    }
    let keyed = key.is_some();
    let key =
        key.unwrap_or_else(|| super::hash(&[&text[hidden.range()].split_whitespace().collect::<Vec<_>>().join(" ")])[..8].to_string());
    Cloze { key, has_author_key: keyed, span: Span::new(open, end), hidden, hint }
}

fn report_duplicates(spans: &[Cloze], source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for cloze in spans {
        match first.get(cloze.key.as_str()) {
            None => {
                first.insert(&cloze.key, cloze.span);
            }
            Some(earlier) => diagnostics.push(
                Diagnostic::new(Code::DuplicateClozeKey, source, cloze.span, format!("two cloze deletions have the key `{}`", cloze.key))
                    .related(Location { source, span: *earlier }, "the first one")
                    .help("give each a key of its own: `==text=={#key}`"),
            ),
        }
    }
}
