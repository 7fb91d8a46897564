//! Headings and lines of a card that were probably meant to start a section, and do not: a misspelt or another name, another level, a
//! line of bold text. What follows them joins the section above, so they are reported.

use std::collections::BTreeSet;

use super::File;
use super::scan::{Outline, ScannedHeading};
use super::section_names::{meant_kind, section_kind, shown_name};
use super::spans::within;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::{Section, SectionKind};
use crate::source::{Location, Span};

/// What precedes a colon in a line and is longer is not a section's name. Bytes.
const MAX_NAME_BYTES: usize = 100;

/// What is reported about the headings of one card.
pub(super) struct SectionAdvice<'a> {
    file: &'a File<'a>,
    /// The sections that the card has, and those that fixes give it.
    present: BTreeSet<SectionKind>,
}

impl<'a> SectionAdvice<'a> {
    /// For a card with these headings.
    pub(super) fn new(file: &'a File<'a>, headings: &[ScannedHeading]) -> Self {
        let sections = headings.iter().filter(|heading| heading.top_level && heading.level == 2);
        Self { file, present: sections.filter_map(|heading| section_kind(file.options, &heading.text)).collect() }
    }

    /// Reports a level-two heading that is not a section. `open` is the section that it is in.
    pub(super) fn unknown(&mut self, heading: &ScannedHeading, open: Option<SectionKind>, diagnostics: &mut Vec<Diagnostic>) {
        let (file, name) = (self.file, heading.text.trim());
        let at = Location { source: file.id, span: heading.content };
        let names = file.options.sections.values().flatten().map(String::as_str);
        if let Some(near) = nearest(name, names) {
            diagnostics.push(
                Diagnostic::new(Code::NearSectionName, file.id, heading.content, format!("`{name}` is not a section"))
                    .label("read as an ordinary subheading")
                    .help(format!("did you mean `{near}`?"))
                    .fix(at, near),
            );
            return;
        }
        // Headings of its own are an answer's right, and a question's.
        let own = open.is_none_or(|kind| kind == SectionKind::Answer);
        let meant = meant_kind(file.options, name, !own);
        if own && meant.is_none() {
            return;
        }
        let message = match open {
            Some(kind) => format!("`{name}` is not a section; its text is shown as part of `{}`", shown_name(file.options, kind)),
            None => format!("`{name}` is not a section; its text is shown with what is above it"),
        };
        let found = Diagnostic::new(Code::UnknownSection, file.id, heading.content, message);
        diagnostics.push(match meant.map(|kind| (kind, shown_name(file.options, kind))) {
            Some((kind, meant)) if self.is_new(kind) => {
                let found = found.help(format!("did you mean `{meant}`?"));
                if own { found } else { found.fix(at, meant) }
            }
            Some((_, meant)) => found.help(format!("put it into `{meant}`, or make it a subheading of the answer")),
            None => {
                let names = SectionKind::ALL.map(|kind| format!("`{}`", shown_name(file.options, kind)));
                found.help(format!("move it into the answer, or into one of the sections: {}", names.join(", ")))
            }
        });
    }

    /// Reports a section's name in a heading of a lower level, the first of `headings`; the others are those that follow it.
    pub(super) fn other_level(&mut self, headings: &[ScannedHeading], diagnostics: &mut Vec<Diagnostic>) {
        let [heading, below @ ..] = headings else { return };
        let Some(kind) = section_kind(self.file.options, &heading.text).filter(|_| heading.top_level && heading.level > 2) else { return };
        if !self.is_new(kind) {
            return;
        }
        let name = heading.text.trim();
        let message = format!("`{name}` does not begin a section here, because its heading is not of level two");
        let found =
            Diagnostic::new(Code::MalformedSectionHeading, self.file.id, heading.content, message).help(format!("write `## {name}`"));
        let signs = Span { start: heading.span.start, end: heading.span.start + u32::from(heading.level) };
        // Those that follow on its level would become its own.
        let next = below.iter().find(|next| next.top_level && next.level <= heading.level);
        let alone = next.is_none_or(|next| next.level <= 2 || section_kind(self.file.options, &next.text).is_some());
        let written = self.file.text[signs.range()].bytes().all(|sign| sign == b'#');
        let at = Location { source: self.file.id, span: signs };
        diagnostics.push(if alone && written { found.fix(at, "##") } else { found });
    }

    /// Whether the card has no section of this kind yet; it is noted as present from here on. Of hints there may be several.
    fn is_new(&mut self, kind: SectionKind) -> bool {
        kind == SectionKind::Hint || self.present.insert(kind)
    }
}

/// What is reported about a level-one heading below the question that is the name of a section.
pub(super) fn not_a_question(file: &File<'_>, heading: &ScannedHeading) -> Option<Diagnostic> {
    let name = heading.text.trim();
    section_kind(file.options, name)?;
    let message = format!("`{name}` is a section, and this is the heading of a question");
    let found = Diagnostic::new(Code::MalformedSectionHeading, file.id, heading.content, message).help(format!("write `## {name}`"));
    let start = Span { start: heading.span.start, end: heading.span.start };
    let written = file.text[heading.span.range()].starts_with('#');
    Some(if written { found.fix(Location { source: file.id, span: start }, "#") } else { found })
}

/// A line that says the name of a section without being a heading: `**Answer:**`, `Answer: words`, `#Answer`.
struct NamedLine {
    kind: SectionKind,
    /// Bytes up to where the words begin that follow in the line, if any do.
    length: usize,
    alone: bool,
}

/// Reports lines of running text in a part of a card that say the name of a section that the card does not have.
pub(super) fn report_section_labels(
    file: &File<'_>,
    outline: &Outline,
    part: Span,
    sections: &[Section],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut present: BTreeSet<SectionKind> = sections.iter().filter(|s| !s.heading.is_empty()).map(|section| section.kind).collect();
    for paragraph in within(&outline.paragraphs, part, |paragraph| paragraph.start) {
        let mut at = paragraph.start as usize;
        for line in file.text[paragraph.range()].split_inclusive('\n') {
            let start = at + line.len() - line.trim_start().len();
            at += line.len();
            let Some(found) = named_line(file, line.trim()) else { continue };
            let is_answer = matches!(found.kind, SectionKind::Answer | SectionKind::ShortAnswer);
            // In the middle of a sentence, `Hint: …` is one.
            if !(found.alone || is_answer) || !present.insert(found.kind) {
                continue;
            }
            let name = shown_name(file.options, found.kind);
            let span = Span::new(start, start + found.length);
            let written = file.text[span.range()].trim_end();
            let heading =
                format!("{}## {name}{}", if start > paragraph.start as usize { "\n" } else { "" }, if found.alone { "" } else { "\n\n" });
            let message = format!("`{written}` does not begin a section, because it is not a heading");
            diagnostics.push(
                Diagnostic::new(Code::MalformedSectionHeading, file.id, Span::new(start, start + written.len()), message)
                    .help(format!("write `## {name}` on a line of its own"))
                    .fix(Location { source: file.id, span }, heading),
            );
        }
    }
}

fn named_line(file: &File<'_>, line: &str) -> Option<NamedLine> {
    let kind = |name: &str| if name.len() <= MAX_NAME_BYTES { section_kind(file.options, name) } else { None };
    if let Some(kind) = line.strip_prefix('#').and_then(kind) {
        return Some(NamedLine { kind, length: line.len(), alone: true });
    }
    let colons = [':', '：'];
    for sign in ["**", "__", "*", "_"] {
        let Some((name, rest)) = line.strip_prefix(sign).and_then(|line| line.split_once(sign)) else { continue };
        let kind = kind(name.trim_end_matches(colons))?;
        let words = rest.trim_start_matches(colons).trim_start();
        let colon = name.ends_with(colons) || rest.starts_with(colons);
        let alone = words.is_empty();
        return (alone || colon && sign.len() == 2).then(|| NamedLine { kind, length: line.len() - words.len(), alone });
    }
    let (name, words) = line.split_once(colons)?;
    let words = words.trim_start();
    Some(NamedLine { kind: kind(name)?, length: line.len() - words.len(), alone: words.is_empty() })
}
