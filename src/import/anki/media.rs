//! Sounds and drawings in the fields of notes.

use super::super::html::has_svg;

/// What is said of a note whose fields hold drawings.
pub fn svg_note(fields: &[String]) -> Option<String> {
    fields.iter().any(|field| has_svg(field)).then(|| "a drawing inside its text (SVG) is not imported: save it as a file".into())
}

/// `[sound:a.mp3]` becomes a player, which is written as a picture is. The conversion from HTML may have escaped the bracket.
pub fn sounds(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("[sound:") {
        let Some(end) = rest[at..].find(']').map(|end| at + end) else { break };
        let name = rest[at + "[sound:".len()..end].replace('\\', "");
        out.push_str(rest[..at].strip_suffix('\\').unwrap_or(&rest[..at]));
        out.push_str(&format!("![{name}](<{name}>)"));
        rest = &rest[end + 1..];
    }
    out + rest
}
