//! Characters that show nothing and come with what was copied: control characters of terminals and of PDFs, those that Windows has in the
//! place of dashes and quotation marks, line separators that Markdown reads as no line end.

use super::File;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Location, Span};

/// What Windows-1252 has at U+0080 and after it; a space where it has nothing.
const WINDOWS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// One finding for all of a file, at the first, whose fix takes out or replaces each.
pub(super) fn report(file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !file.text.as_bytes().chunks(256).any(|block| block.iter().fold(false, |found, byte| found | may_begin(*byte))) {
        return;
    }
    let zeros = file.text.bytes().filter(|byte| *byte == 0).count();
    if zeros > file.text.len() / 4 {
        // Whatever else was found is a consequence.
        diagnostics.clear();
        let found =
            Diagnostic::new(Code::ControlCharacter, file.id, Span::default(), "there are zero bytes between the letters of this file");
        diagnostics.push(Diagnostic { severity: Severity::Error, ..found.help("it looks like UTF-16; save it as UTF-8") });
        return;
    }
    let mut places = file.text.char_indices().filter_map(|(at, c)| Some((at, c, meant(&file.text[at..], c)?))).peekable();
    let Some((start, first, _)) = places.peek().copied() else { return };
    let all: Vec<(Span, &str)> = places.map(|(at, _, (length, meant))| (Span::new(at, at + length), meant)).collect();
    let name = format!("U+{:04X}", u32::from(first));
    let message = match first {
        '\u{2028}' | '\u{2029}' => format!("the line separator {name} does not end a line in Markdown"),
        '\u{80}'..='\u{9f}' => format!("the control character {name} shows nothing"),
        _ => format!("the control character {name} is published as a space"),
    };
    let help = match (all[0].1, first) {
        (_, '\u{2028}' | '\u{2029}') => "end the line with an ordinary line break".to_string(),
        ("" | " ", _) => "remove it".to_string(),
        (meant, _) => format!("write `{meant}`, which Windows has in its place"),
    };
    let found = Diagnostic::new(Code::ControlCharacter, file.id, Span::new(start, start + first.len_utf8()), message);
    let found = if all.len() > 1 { found.label(format!("and {} more such characters in this file", all.len() - 1)) } else { found };
    let fixed = |found: Diagnostic, (span, meant): (Span, &str)| found.fix(Location { source: file.id, span }, meant);
    diagnostics.push(all.into_iter().fold(found.help(help), fixed));
}

/// Whether one of these characters may begin with a byte. Asked of whole blocks, because the machine looks at many bytes at once.
fn may_begin(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r' || matches!(byte, 0x7f | 0xc2 | 0xe2)
}

/// How many bytes a character takes with what belongs to it, and what must have been meant; `None` for those that have a place in text.
fn meant(text: &str, c: char) -> Option<(usize, &'static str)> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{2028}' | '\u{2029}' => Some((c.len_utf8(), "\n")),
        '\u{1b}' => Some((terminal_sequence(text), "")),
        // Word processors divide lines with one, PDFs pages with the other.
        '\u{b}' | '\u{c}' => Some((1, " ")),
        '\u{80}'..='\u{9f}' => Some((c.len_utf8(), windows(c))),
        c if c.is_ascii_control() => Some((1, "")),
        _ => None,
    }
}

fn windows(c: char) -> &'static str {
    let number = u32::from(c) as usize - 0x80;
    let (start, meant) = WINDOWS.char_indices().nth(number).unwrap_or_default();
    if meant == ' ' { "" } else { WINDOWS.get(start..start + meant.len_utf8()).unwrap_or_default() }
}

/// Bytes of a terminal's command for a colour or the like: `ESC [ 1 ; 31 m`.
fn terminal_sequence(text: &str) -> usize {
    let Some(rest) = text[1..].strip_prefix('[') else { return 1 };
    let parameters = rest.bytes().take_while(|b| (0x20..0x40).contains(b)).count();
    let is_complete = rest.as_bytes().get(parameters).is_some_and(u8::is_ascii_alphabetic);
    if is_complete { 2 + parameters + 1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known() {
        for (text, expected) in [
            ("\0", Some((1, ""))),
            ("\u{1b}[1;31mred", Some((7, ""))),
            ("\u{1b}x", Some((1, ""))),
            ("\u{1b}[", Some((1, ""))),
            ("\u{92}s", Some((2, "’"))),
            ("\u{97}", Some((2, "—"))),
            ("\u{80}", Some((2, "€"))),
            ("\u{9f}", Some((2, "Ÿ"))),
            ("\u{81}", Some((2, ""))),
            ("\u{2028}- a", Some((3, "\n"))),
            ("\tx", None),
            ("é", None),
            ("\u{a0}", None),
        ] {
            assert_eq!(meant(text, text.chars().next().unwrap()), expected, "{text:?}");
        }
    }
}
