//! `anki-text`: the notes as a text file that Anki's own importer of text reads, for people who maintain a deck by hand.
//!
//! The first lines say what each column is; notes are distinguished by the `guid` column, so that importing again updates. The note types must be
//! there already: a package brings them.

use crate::Site;
use crate::export::links::Links;
use crate::model::CardIx;

/// The file. Notes have different numbers of fields: those of a shorter type end earlier.
pub fn anki_text(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let notes = super::notes(site, cards, &vec![0; cards.len()], &Links::new(site));
    let mut out = String::from("#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n");
    for note in &notes {
        let deck = super::collection::deck_name(site, Some(note.topic));
        let head = [note.guid.clone(), note.model.name().to_string(), deck, note.tags.join(" ")];
        let fields = head.iter().chain(&note.fields).map(|field| quoted(field));
        out.push_str(&fields.collect::<Vec<_>>().join("\t"));
        out.push('\n');
    }
    out.into_bytes()
}

/// A cell: quoted where it holds what divides cells and rows.
fn quoted(field: &str) -> String {
    if field.contains(['\t', '\n', '\r', '"']) || field.starts_with('#') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_would_end() {
        assert_eq!(quoted("a\tb"), "\"a\tb\"");
        assert_eq!(quoted("say \"x\""), "\"say \"\"x\"\"\"");
        assert_eq!(quoted("plain, text"), "plain, text");
    }
}
