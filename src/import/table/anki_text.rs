//! The lines at the head of a text that Anki exports: which character separates its fields, which column holds what, whether they are HTML.
//!
//! The keys are those of Anki's manual, "Text Files", and of ankitects/anki, rslib/src/import_export/text/csv/metadata.rs.

use super::header::Header;
use super::names::{Columns, Role};
use crate::import::card_text::anki_deletions;
use crate::import::html::{sounds_as_players, to_markdown};

/// What the lines say.
#[derive(Debug, Default)]
pub struct Directives {
    pub separator: Option<u8>,
    html: bool,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Columns that are not fields of a note, from 0.
    special: Vec<(usize, Role)>,
    /// Where every note belongs.
    pub deck: Option<String>,
    /// What every note is tagged with.
    pub tags: Vec<String>,
}

impl Directives {
    /// Reads the lines at a text's head; the text below them.
    pub fn read(text: &str) -> (Self, &str) {
        let mut directives = Self::default();
        let mut rest = text;
        while let Some((key, value)) = rest.strip_prefix('#').and_then(|rest| rest.lines().next()?.split_once(':')) {
            if !directives.take(&key.trim().to_lowercase(), value.trim_end_matches('\r')) {
                break;
            }
            rest = rest.find('\n').map_or("", |end| &rest[end + 1..]);
        }
        (directives, rest)
    }

    /// Whether a key is one of Anki's.
    fn take(&mut self, key: &str, value: &str) -> bool {
        let at = || value.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        match key {
            "separator" => self.separator = sign(value),
            "html" => self.html = value.trim().eq_ignore_ascii_case("true"),
            "columns" => {
                let sign = self.separator.map_or('\t', char::from);
                self.columns = value.split(sign).map(|name| name.trim().to_string()).collect();
            }
            "guid column" => self.special.extend(at().map(|at| (at, Role::Id))),
            "deck column" => self.special.extend(at().map(|at| (at, Role::Topic))),
            "tags column" => self.special.extend(at().map(|at| (at, Role::Tags))),
            "notetype column" => self.special.extend(at().map(|at| (at, Role::Type))),
            "deck" => self.deck = Some(value.trim().to_string()),
            "tags" => self.tags = value.split_whitespace().map(str::to_string).collect(),
            "notetype" | "if matches" => {}
            _ => return false,
        }
        true
    }

    /// Whether the fields are HTML, of which [`Self::convert`] makes Markdown.
    pub fn is_html(&self) -> bool {
        self.html
    }

    /// What the columns hold: what their names say, else the first field is the front and the others are the back. `None` where the lines say
    /// nothing of columns.
    pub fn header(&self, width: usize, columns: &Columns) -> Option<Header> {
        if self.special.is_empty() && self.columns.is_empty() {
            return None;
        }
        let special = |at| self.special.iter().find(|(special, _)| *special == at).map(|(_, role)| *role);
        let named = Header::new(&self.columns, columns).filter(|header| header.has_answers());
        let mut fields = [Role::Question].into_iter().chain(std::iter::repeat(Role::Answer));
        let role = |at: usize| match (special(at), &named) {
            (Some(role), _) => Some(role),
            // Fields of other names belong to the note too.
            (None, Some(header)) => header.roles.get(at).copied().flatten().or(Some(Role::Answer)),
            // The last field of Anki's own export of names is `Tags`.
            (None, None) if self.columns.get(at).is_some_and(|name| columns.role(name) == Some(Role::Tags)) => Some(Role::Tags),
            (None, None) => fields.next(),
        };
        Some(Header { roles: (0..width).map(role).collect(), is_markdown: !self.special.is_empty(), ..Header::default() })
    }

    /// Turns a row's fields into Markdown.
    pub fn convert(&self, cells: &mut [String], header: &Header) {
        if self.special.is_empty() && self.columns.is_empty() && !self.html {
            return;
        }
        let mut cloze = false;
        for (cell, role) in cells.iter_mut().zip(&header.roles) {
            match role {
                Some(Role::Tags) => *cell = cell.split_whitespace().collect::<Vec<_>>().join(","),
                Some(role) if role.is_text() => {
                    let text = if self.html { to_markdown(cell) } else { cell.clone() };
                    let text = sounds_as_players(&text);
                    cloze |= text.contains("{{c1::");
                    *cell = if text.contains("{{c") { anki_deletions(&text) } else { text };
                }
                _ => {}
            }
        }
        let kind = cells.iter_mut().zip(&header.roles).find(|(_, role)| **role == Some(Role::Type));
        kind.into_iter().filter(|_| cloze).for_each(|(cell, _)| *cell = "cloze".into());
    }
}

fn sign(value: &str) -> Option<u8> {
    match value.trim().to_ascii_lowercase().as_str() {
        "tab" | "" => Some(b'\t'),
        "semicolon" => Some(b';'),
        "comma" => Some(b','),
        "pipe" => Some(b'|'),
        "space" => Some(b' '),
        "colon" => Some(b':'),
        other => other.bytes().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_text_is_read() {
        let (directives, rest) = Directives::read("#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n#deck:A::B\n# no key\nx");
        assert_eq!(
            (directives.separator, directives.html, directives.deck.as_deref(), rest),
            (Some(b'\t'), true, Some("A::B"), "# no key\nx")
        );
        let header = directives.header(4, &Columns::default()).unwrap();
        assert_eq!(header.roles, [Role::Id, Role::Question, Role::Answer, Role::Tags].map(Some));
        let mut cells = ["g", "a {{c1::b}}", "<b>x</b><br>y", "one two"].map(String::from);
        directives.convert(&mut cells, &header);
        assert_eq!(cells, ["g", "a ==b=={#c1}", "**x**\\\ny", "one,two"]);
        let (named, _) = Directives::read("#separator:semicolon\n#columns:Front;Back;Extra;Tags\nx");
        let roles = named.header(4, &Columns::default()).unwrap().roles;
        assert_eq!(roles, [Role::Question, Role::Answer, Role::Answer, Role::Tags].map(Some));
        let (unknown, _) = Directives::read("#separator:semicolon\n#columns:Wort;Bedeutung;Beispiel\nx");
        assert_eq!(unknown.header(3, &Columns::default()).unwrap().roles, [Role::Question, Role::Answer, Role::Answer].map(Some));
        assert!(Directives::read("front\tback").0.header(2, &Columns::default()).is_none());
    }
}
