//! Displayed formulas, `$$`, that are text because they contain a blank line or nothing ends them.

use super::{Diagnostic, File, Location, Outline, Span, covers, merge_overlapping};
use crate::diagnostic::Code;

/// Paragraphs that blank lines make of one formula, at most.
const MAX_PARTS: usize = 8;

/// What opens and closes one.
const SIGN: &str = "$$";

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    if !file.text.contains(SIGN) {
        return;
    }
    let shown = merge_overlapping(outline.text_pieces.iter().map(|piece| piece.span).collect());
    let blocks: Vec<Span> = outline
        .text_pieces
        .chunk_by(|a, b| a.block == b.block)
        .filter_map(|pieces| Some(Span { start: pieces.first()?.span.start, end: pieces.last()?.span.end }))
        .collect();
    let mut told = 0;
    for (number, block) in blocks.iter().enumerate() {
        let text = &file.text[block.range()];
        // The shell's `$$` is followed by words.
        let opens = text.strip_prefix(SIGN).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']) || is_latex(rest));
        if !opens || text[SIGN.len()..].contains(SIGN) || block.start < told {
            continue;
        }
        let start = block.start as usize;
        let at = Span::new(start, start + SIGN.len());
        let close = blocks[number + 1..].iter().take(MAX_PARTS).position(|block| file.text[block.range()].trim_end().ends_with(SIGN));
        let Some(parts) = close.map(|close| &blocks[number..number + 1 + close + 1]) else {
            if is_latex(text) {
                let found = Diagnostic::new(Code::MalformedMarkdown, file.id, at, "this formula is never closed, and so it is text");
                diagnostics.push(found.help("end it with `$$`"));
            }
            continue;
        };
        let last = parts[parts.len() - 1];
        let end = last.start as usize + file.text[last.range()].trim_end().len() - SIGN.len();
        if !is_latex(&file.text[start..end]) || !covers(&shown, end) {
            continue;
        }
        told = last.end;
        let found = Diagnostic::new(Code::MalformedMarkdown, file.id, at, "this is not a formula, because it contains a blank line");
        diagnostics.push(parts.windows(2).fold(found.help("remove the blank line"), |found, pair| {
            let gap = Span { start: pair[0].end, end: pair[1].start };
            let between = &file.text[gap.range()];
            let is_blank = between.chars().all(|c| c.is_whitespace() || c == '>');
            let line = between.rfind('\n').map_or("", |end| &between[end..]);
            if is_blank { found.fix(Location { source: file.id, span: gap }, line) } else { found }
        }));
    }
}

/// Whether a text has what formulas have.
fn is_latex(text: &str) -> bool {
    text.contains(['^', '_', '=']) || text.match_indices('\\').any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))
}
