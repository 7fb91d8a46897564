//! Text that is not a link or an image, because its target has a space: `[the model](er model.md)`, `![](er model.svg "The model")`. CommonMark
//! shows them as they are written.

use memchr::memmem;

use super::File;
use super::scan::Outline;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Span};

/// Reports each of them, with the target that works.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    for piece in &outline.text_pieces {
        let text = &file.text[piece.span.range()];
        let mut openings = memmem::find_iter(text.as_bytes(), "](").peekable();
        while let Some(at) = openings.next() {
            let start = at + 2;
            // No target reaches into the next link.
            let rest = &text[start..openings.peek().copied().unwrap_or(text.len()).max(start)];
            let Some(length) = rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')')) else { continue };
            let target = &text[start..start + length];
            if let Some((open, tag)) = sized_image(text, at, target) {
                let span = Span::new(open, start + length + 1).shifted(piece.span.start as usize);
                diagnostics.push(
                    Diagnostic::new(Code::SpaceInLink, file.id, span, "this is not an image, because its target has a space")
                        .help(format!("write `{tag}`"))
                        .fix(Location { source: file.id, span }, tag),
                );
                continue;
            }
            let target = without_title(target);
            if !is_target(target) {
                continue;
            }
            let span = Span::new(start, start + target.len()).shifted(piece.span.start as usize);
            let encoded = target.trim().replace(' ', "%20");
            let what = if text[..at].rfind('[').is_some_and(|label| text[..label].ends_with('!')) { "an image" } else { "a link" };
            diagnostics.push(
                Diagnostic::new(Code::SpaceInLink, file.id, span, format!("this is not {what}, because its target has a space"))
                    .help(format!("write `{encoded}` or `<{}>`", target.trim()))
                    .fix(Location { source: file.id, span }, encoded),
            );
        }
    }
}

/// An alternative text is no longer. Bytes.
const MAX_ALT_BYTES: usize = 500;

/// Where the image begins whose text ends at a place, and what it is in HTML, if its target has a size.
fn sized_image(text: &str, end: usize, target: &str) -> Option<(usize, String)> {
    let from = text.ceil_char_boundary(end.saturating_sub(MAX_ALT_BYTES));
    let open = from + text[from..end].rfind("![")?;
    Some((open, image_tag(&text[open + 2..end], target)?))
}

/// An image of a certain size, as some programs write it, `![A](a.png =300x200)`, in HTML, which code hosts read.
fn image_tag(alt: &str, target: &str) -> Option<String> {
    let (file, size) = target.trim().split_once(" =")?;
    let (width, height) = size.split_once('x').unwrap_or((size, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if alt.contains([']', '"']) || file.contains([' ', '"']) || !is_number(width) || !is_number(height) || width.len() + height.len() == 0 {
        return None;
    }
    let attribute = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!(" {name}=\"{value}\"") };
    Some(format!("<img src=\"{file}\"{}{} alt=\"{alt}\">", attribute("width", width), attribute("height", height)))
}

/// A target without the title after it, `"…"` or `'…'`.
fn without_title(target: &str) -> &str {
    let end = target.trim_end();
    let title = end.chars().next_back().filter(|quote| matches!(quote, '"' | '\'')).and_then(|quote| end[..end.len() - 1].rfind(quote));
    title.filter(|start| target[..*start].ends_with(' ')).map_or(target, |start| target[..start].trim_end())
}

/// Whether it has a space inside, and the shape of an address or of a file's name: `a b.md`, `a b.svg#c`.
fn is_target(target: &str) -> bool {
    let target = target.trim();
    let path = target.split('#').next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (1..=8).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
    let is_file = is_file && ending.chars().any(|c| c.is_ascii_alphabetic());
    let escaped = target.contains(['<', '>', '"', '\\']);
    target.contains(' ') && !escaped && (is_file || target.starts_with("https://") || target.starts_with("http://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_behind_targets_are_written_in_html() {
        assert_eq!(image_tag("A", "a.png =300x").as_deref(), Some("<img src=\"a.png\" width=\"300\" alt=\"A\">"));
        assert_eq!(image_tag("", "a.png =300x200").as_deref(), Some("<img src=\"a.png\" width=\"300\" height=\"200\" alt=\"\">"));
        for target in ["a.png", "a b.png =300x", "a.png =x", "a.png = b", "x =y"] {
            assert_eq!(image_tag("A", target), None, "{target}");
        }
    }

    #[test]
    fn targets_are_told_from_asides() {
        for (target, expected) in [
            ("a b.md", true),
            (" er model.svg#x ", true),
            ("../a b/c.markdown", true),
            ("https://example.org/a b", true),
            ("a.md", false),
            ("see above", false),
            ("about 2.5", false),
            ("that is, e.g. this", false),
            ("a b.md \"t\"", false),
        ] {
            assert_eq!(is_target(target), expected, "{target}");
        }
    }

    #[test]
    fn titles_are_no_part_of_a_target() {
        for (target, expected) in [
            ("a b.svg \"A heart\"", "a b.svg"),
            ("a b.svg 'A heart' ", "a b.svg"),
            ("a b.svg", "a b.svg"),
            ("a 'b.svg'", "a"),
            ("a\"b c.svg\"", "a\"b c.svg\""),
            ("\"", "\""),
            ("", ""),
        ] {
            assert_eq!(without_title(target), expected, "{target}");
        }
    }
}
