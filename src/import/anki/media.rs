//! Sounds and drawings in the fields of notes.

use super::super::html::has_svg;

/// What is said of a note whose fields hold drawings.
pub fn svg_remark(fields: &[String]) -> Option<String> {
    fields.iter().any(|field| has_svg(field)).then(|| "a drawing inside its text (SVG) is not imported: save it as a file".into())
}
