//! What the cells of a table hold: lists, pictures, dates.

use super::super::media_types::MEDIA_EXTENSIONS;
use super::super::{ForeignCard, html};
use crate::model::SectionKind;

/// A cell's pictures and sounds: names of files or addresses, on lines or with `;` or `,` between them. What names none stays as text.
pub fn pictures_as_markdown(cell: &str) -> String {
    if cell.contains("![") {
        return cell.to_string();
    }
    if cell.contains('<') {
        return html::to_markdown(cell);
    }
    // `=IMAGE("https://…")` of online spreadsheets.
    let cell = cell.strip_prefix("=IMAGE(\"").and_then(|rest| rest.split('"').next()).unwrap_or(cell);
    let is_file = |part: &str| part.rsplit_once('.').is_some_and(|(_, ending)| MEDIA_EXTENSIONS.contains(&&*ending.to_lowercase()));
    let is_shown = |part: &String| is_file(part) || part.starts_with("https://") || part.starts_with("http://");
    let parts = [&['\n', ';', '|', ','][..], &['\n', ';', '|']]
        .into_iter()
        .map(|signs| split(cell, signs))
        .find(|parts| parts.iter().all(is_shown));
    let Some(parts) = parts else { return cell.to_string() };
    let shown = |part: &String| {
        let name = part.split(['?', '#']).next().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
        let words = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
        format!("![{}](<{}>)", if is_sound(name) { name } else { &words }, part.replace('\\', "/"))
    };
    parts.iter().map(shown).collect::<Vec<_>>().join("\n\n")
}

/// Whether a file's name is that of a sound.
pub fn is_sound(name: &str) -> bool {
    SOUNDS.iter().any(|ending| name.to_lowercase().ends_with(ending))
}

const SOUNDS: [&str; 6] = [".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a"];

/// The parts between any of these signs, trimmed; empty ones are left out.
pub fn split(text: &str, signs: &[char]) -> Vec<String> {
    text.split(signs).map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// A question that is a heading as it is: one line, and no picture or table.
pub fn is_one_line(text: &str) -> bool {
    !text.contains('\n') && !["```", "~~~", "|", "![", "$$", "#"].iter().any(|start| text.starts_with(start))
}

/// A cell with several items: lines, with or without bullets. One that is Markdown with more than a flat list stays that.
pub fn list_items(card: &mut ForeignCard, kind: SectionKind, cell: String) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let flat = cell.lines().all(|line| line.starts_with(['-', '*', '•']) || (!line.starts_with(' ') && !cell.starts_with("- ")));
    if !flat || cell.contains("```") || card.id.is_some() {
        card.sections.push((kind, cell));
        return Vec::new();
    }
    cell.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim().to_string()).filter(|line| !line.is_empty()).collect()
}
