//! Conflicts that a merge of Git left in a file: its text twice, between lines of seven `<`, `=` and `>`.

use super::spans::{covers, merge_overlapping};
use super::{File, scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Span};

/// Bytes of a marker.
const SIGNS: usize = 7;

/// A line above `=======` becomes a heading. Bytes of a line's end.
const LINE_END: u32 = 2;

/// A line that Git wrote.
#[derive(Debug, Clone, Copy)]
struct Marker {
    sign: u8,
    line: Span,
}

/// Reports each conflict at its first marker. What else was found between its markers is a consequence, and no longer reported.
pub(super) fn report(file: &File<'_>, body_start: usize, diagnostics: &mut Vec<Diagnostic>) {
    if !file.text.contains("<<<<<<<") && !file.text.contains(">>>>>>>") {
        return;
    }
    let outline = scan(file.text, Span::new(body_start, file.text.len()));
    let hidden = outline.code_blocks.iter().map(|block| block.span).chain(outline.comment_blocks).collect();
    let markers = markers(file.text, &merge_overlapping(hidden));
    let mut found = Vec::new();
    let mut rest = markers.as_slice();
    while let [first, others @ ..] = rest {
        // A line that begins with `>>>>>>>` is a quote, if no other marker precedes.
        if first.sign == b'>' {
            rest = others;
            continue;
        }
        let length = others.iter().take_while(|marker| marker.sign != b'<').count();
        let last = others[..length].iter().position(|marker| marker.sign == b'>').map_or(length, |last| last + 1);
        let (conflict, after) = others.split_at(last);
        rest = after;
        // A line of `=` alone underlines a heading.
        if first.sign != b'<' && !conflict.iter().any(|marker| marker.sign == b'>') {
            continue;
        }
        let end = conflict.last().unwrap_or(first).line.end;
        found.push((Span { start: first.line.start, end }, conflict_found(file, first, conflict)));
    }
    let is_consequence = |at: Location| {
        let next: usize = found.partition_point(|(conflict, _): &(Span, Diagnostic)| conflict.end < at.span.start);
        found.get(next).is_some_and(|(conflict, _)| conflict.start <= at.span.end + LINE_END)
    };
    diagnostics.retain(|other| !other.at.is_some_and(is_consequence));
    diagnostics.extend(found.into_iter().map(|(_, conflict)| conflict));
}

fn conflict_found(file: &File<'_>, first: &Marker, others: &[Marker]) -> Diagnostic {
    let finding = Diagnostic::new(Code::MergeConflict, file.id, first.line, "a merge conflict is left here")
        .help("keep one of the two versions, or combine them, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`");
    others.iter().fold(finding, |finding, marker| {
        let label = match marker.sign {
            b'>' => "it ends here",
            b'=' => "the other text",
            _ => "what both had before",
        };
        finding.related(Location { source: file.id, span: marker.line }, label)
    })
}

/// The lines outside of code and comments (`hidden`) that Git may have written, in order.
fn markers(text: &str, hidden: &[Span]) -> Vec<Marker> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let written = line.trim_end();
        if let Some(sign) = sign_of(written).filter(|_| !covers(hidden, at)) {
            found.push(Marker { sign, line: Span::new(at, at + written.len()) });
        }
        at += line.len();
    }
    found
}

/// The character of a marker: `<<<<<<< HEAD`, `||||||| 1a2b3c4`, `=======`, `>>>>>>> branch`.
fn sign_of(line: &str) -> Option<u8> {
    let sign = *line.as_bytes().first()?;
    let (signs, name) = line.as_bytes().split_at_checked(SIGNS)?;
    let named = name.first() == Some(&b' ');
    let is_marker = match sign {
        b'<' | b'>' => named || name.is_empty(),
        b'|' => named,
        b'=' => name.is_empty(),
        _ => false,
    };
    (is_marker && signs.iter().all(|other| *other == sign)).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_quotes_and_underlines() {
        for (line, expected) in [
            ("<<<<<<< HEAD", Some(b'<')),
            ("<<<<<<<", Some(b'<')),
            ("||||||| 1a2b3c4", Some(b'|')),
            ("=======", Some(b'=')),
            (">>>>>>> fix/lease", Some(b'>')),
            ("========", None),
            ("<<<<<<", None),
            ("<<<<<<<< x", None),
            (">>>>>>>x", None),
            ("|||||||", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(sign_of(line), expected, "{line:?}");
        }
    }
}
