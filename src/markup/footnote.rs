//! Footnotes. They are numbered in the order in which the parts of a body refer to them; each is written at the end of the part that
//! refers to it first.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag};

use super::escape::{attribute_value, push_attribute};
use super::ui_strings::numbered;
use super::write::Writer;
use crate::source::Span;

/// The footnotes that are referred to so far.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Label in lower case → number of the event that starts its definition; filled when the first reference is met.
    definitions: Option<BTreeMap<String, usize>>,
    /// Label in lower case → place in `notes`.
    numbers: BTreeMap<String, usize>,
    notes: Vec<Note>,
    /// How many are written.
    written: usize,
}

struct Note {
    /// Number of the event that starts the definition.
    definition: usize,
    references: usize,
}

impl Writer<'_> {
    /// A link to a footnote, by the number that it gets at its first reference; nothing where no note has the label.
    pub(super) fn footnote_reference(&mut self, label: &str) {
        let label = label.to_lowercase();
        let number = match self.footnotes.numbers.get(&label) {
            Some(number) => *number,
            None => {
                let Some(definition) = self.definition(&label) else { return };
                self.footnotes.notes.push(Note { definition, references: 0 });
                let number = self.footnotes.notes.len() - 1;
                self.footnotes.numbers.insert(label, number);
                number
            }
        };
        let Some(note) = self.footnotes.notes.get_mut(number) else { return };
        note.references += 1;
        let (shown, prefix) = (number + 1, self.layout.id_prefix);
        let mut html = String::from("<sup class=\"footnote\"><a");
        push_attribute("href", &format!("#{}", super::escape::fragment(&format!("{prefix}fn_{shown}"))), &mut html);
        push_attribute("id", &reference_id(prefix, shown, note.references), &mut html);
        push_attribute("role", "doc-noteref", &mut html);
        push_attribute("aria-label", &numbered(&self.markup.words.footnote, shown), &mut html);
        html.push_str(&format!(">{shown}</a></sup>"));
        self.sink.inline_fragment(html);
    }

    /// Of two definitions of one label, the first of the file counts, as in parsing; notes from elsewhere come last among the events.
    fn definition(&mut self, label: &str) -> Option<usize> {
        let events = self.events;
        let definitions = self.footnotes.definitions.get_or_insert_with(|| {
            let mut first: BTreeMap<String, usize> = BTreeMap::new();
            for (number, (event, range)) in events.iter().enumerate() {
                let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
                let known = first.entry(label.to_lowercase()).or_insert(number);
                if range.start < events[*known].1.start {
                    *known = number;
                }
            }
            first
        });
        definitions.get(label).copied()
    }

    /// Writes the notes that the part was the first to refer to, and those that they refer to.
    pub(super) fn write_footnotes(&mut self) {
        if self.footnotes.written == self.footnotes.notes.len() {
            return;
        }
        let label = attribute_value(&self.markup.words.footnotes);
        self.sink.open("div", &format!(" class=\"footnotes\" role=\"group\" aria-label=\"{label}\""));
        self.sink.open("ol", "");
        while let Some(note) = self.footnotes.notes.get(self.footnotes.written) {
            let (definition, shown) = (note.definition, self.footnotes.written + 1);
            self.footnotes.written = shown;
            let mut attributes = String::new();
            push_attribute("id", &format!("{}fn_{shown}", self.layout.id_prefix), &mut attributes);
            push_attribute("value", &shown.to_string(), &mut attributes);
            self.sink.open("li", &attributes);
            if let Some((_, range)) = self.events.get(definition) {
                self.run(definition + 1, Span::from(range.clone()));
            }
            self.write_back_links(shown);
            self.sink.close("li");
            self.sink.markup("\n");
        }
        self.sink.close("ol");
        self.sink.close("div");
        self.sink.markup("\n");
    }

    /// Links back to each reference in the parts so far, at the end of the note's last paragraph.
    fn write_back_links(&mut self, shown: usize) {
        let references = self.footnotes.notes.get(shown - 1).map_or(0, |n| n.references);
        let paragraph = self.sink.out.ends_with("</p>\n");
        if paragraph {
            self.sink.out.truncate(self.sink.out.len() - "</p>\n".len());
        }
        for reference in 1..=references {
            let id = reference_id(self.layout.id_prefix, shown, reference);
            let mut html = String::from(" <a");
            push_attribute("href", &format!("#{}", super::escape::fragment(&id)), &mut html);
            push_attribute("role", "doc-backlink", &mut html);
            push_attribute("aria-label", &numbered(&self.markup.words.back_to_reference, shown), &mut html);
            // The second character asks for text rather than an emoji.
            html.push_str(">\u{21a9}\u{fe0e}</a>");
            self.sink.inline_fragment(html);
        }
        if paragraph {
            self.sink.markup("</p>\n");
        }
    }
}

fn reference_id(prefix: &str, number: usize, reference: usize) -> String {
    if reference == 1 { format!("{prefix}fnref_{number}") } else { format!("{prefix}fnref_{number}_{reference}") }
}
