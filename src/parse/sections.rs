//! A card's sections: which headings start one, what lies in each, and the checklist of key points.

use std::collections::BTreeMap;

use super::scan::{Outline, ScannedHeading};
use super::section_advice::SectionAdvice;
use super::section_names::section_kind;
use super::spans::{first_line, is_blank, trim, within};
use super::{File, anchor::Anchors, body, point};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Heading, KeyPoint, Section, SectionKind};
use crate::source::{Location, Span};

/// The headings of a card under its question, sorted into sections and subheadings.
#[derive(Debug, Default)]
pub struct CardSections {
    pub sections: Vec<Section>,
    pub headings: Vec<Heading>,
    /// Where the first section starts, or the card's end.
    pub first_section_start: u32,
}

/// Divides the card that ends at `end`; `headings` are those after the question.
pub fn split_sections(
    file: &File<'_>,
    headings: &[ScannedHeading],
    end: u32,
    anchors: &mut Anchors,
    diagnostics: &mut Vec<Diagnostic>,
) -> CardSections {
    let mut split = CardSections { first_section_start: end, ..CardSections::default() };
    let mut advice = SectionAdvice::new(file, headings);
    for (number, heading) in headings.iter().enumerate() {
        let heading_of_body = body::heading(file, heading, anchors, diagnostics);
        let (line, id) = (heading_of_body.span, heading_of_body.id.clone());
        split.headings.push(heading_of_body);
        if !heading.top_level || heading.level != 2 {
            advice.other_level(&headings[number..], diagnostics);
            continue;
        }
        let Some(kind) = section_kind(file.options, &heading.text) else {
            advice.unknown(heading, split.sections.last().map(|section| section.kind), diagnostics);
            continue;
        };
        if let Some(open) = split.sections.last_mut() {
            open.span.end = heading.span.start;
        }
        split.first_section_start = split.first_section_start.min(heading.span.start);
        split.sections.push(Section { kind, heading: line, span: Span { start: heading.span.end, end }, id });
    }
    report_duplicates(file, &split.sections, diagnostics);
    for section in &split.sections {
        if is_blank(&file.text[section.span.range()]) {
            diagnostics.push(
                Diagnostic::new(Code::EmptySection, file.id, trim(file.text, section.heading), "this section is empty")
                    .help("write it, or remove the heading"),
            );
        }
    }
    split
}

fn report_duplicates(file: &File<'_>, sections: &[Section], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<SectionKind, &Section> = BTreeMap::new();
    for section in sections.iter().filter(|section| section.kind != SectionKind::Hint) {
        let earlier = *first.entry(section.kind).or_insert(section);
        if !std::ptr::eq(earlier, section) {
            let span = trim(file.text, section.heading);
            let name = file.text[span.range()].trim_start_matches('#').trim();
            diagnostics.push(
                Diagnostic::new(Code::DuplicateSection, file.id, span, format!("the card has a second section `{name}`"))
                    .related(Location { source: file.id, span: trim(file.text, earlier.heading) }, "the first one")
                    .help("put the two together; only hints may come several times"),
            );
        }
    }
}

/// The claims in the card's key points, and the attribute blocks that must not be shown.
pub fn key_points(
    file: &File<'_>,
    outline: &Outline,
    sections: &[Section],
    hidden: &mut Vec<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyPoint> {
    let sections = sections.iter().filter(|s| s.kind == SectionKind::KeyPoints);
    sections.flat_map(|section| points_of(file, outline, section, hidden, diagnostics)).collect()
}

fn points_of(
    file: &File<'_>,
    outline: &Outline,
    section: &Section,
    hidden: &mut Vec<Span>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<KeyPoint> {
    let items: Vec<_> = within(&outline.items, section.span, |i| i.span.start).iter().filter(|i| i.top_level).collect();
    if items.is_empty() && !is_blank(&file.text[section.span.range()]) {
        let span = trim(file.text, section.span);
        diagnostics.push(
            Diagnostic::new(Code::SectionNeedsList, file.id, first_line(file.text, span), "key points are a list")
                .help("start each point with `- `; otherwise there is nothing to tick"),
        );
    }
    let mut points = Vec::new();
    for item in items {
        let first = trim(file.text, item.first_paragraph);
        let said = point::attributes(file, first, diagnostics);
        let mut span = trim(file.text, Span { start: item.content.start, end: item.span.end.min(section.span.end) });
        hidden.extend(said.as_ref().map(|said| said.block));
        if let Some(said) = said.as_ref().filter(|said| said.block.end == span.end) {
            span = trim(file.text, Span { start: span.start, end: said.block.start.max(span.start) });
        }
        if span.is_empty() {
            diagnostics.push(
                Diagnostic::new(Code::EmptyPoint, file.id, trim(file.text, item.span), "this key point is empty")
                    .help("write the claim, or remove the line"),
            );
        }
        let (weight, accept) = said.map_or((1, Vec::new()), |said| (said.weight, said.accept));
        points.push(KeyPoint { span, item: item.span, weight, accept });
    }
    points
}
