//! The fragments by which links aim at places of an original, in its translation: whoever translates `[the answer](acid.md#answer)` leaves
//! the link as it is, though the heading is called otherwise there.
//!
//! In: two bodies. Out: each fragment of the original with the id in the translation. Headings correspond by their order in the same section
//! (sections by their kind) if the levels of all are the same there; a heading without a counterpart has no id there.

use std::collections::BTreeMap;

use crate::model::{Section, SectionKind};
use crate::parse::{CardDocument, PageDocument, RawBody, slug};
use crate::source::Span;

/// The fragments of an original's places, each with the id of its counterpart in the translation.
pub type AnchorMap = Vec<(Box<str>, Option<Box<str>>)>;

/// The fragments of a page's places in its translation.
pub fn of_page(original: &PageDocument, own: &PageDocument) -> AnchorMap {
    let top = (slug(&original.title.plain).into(), Some("".into()));
    std::iter::once(top).chain(names((&original.body, &[]), (&own.body, &[]))).collect()
}

/// The fragments of a card's places in its translation.
pub fn of_card(original: &CardDocument, own: &CardDocument) -> AnchorMap {
    let top = (original.heading_fragment.as_str().into(), Some("".into()));
    std::iter::once(top).chain(names((&original.body, &original.sections), (&own.body, &own.sections))).collect()
}

/// What a link can aim at.
struct Place<'a> {
    fragment: &'a str,
    id: &'a str,
    level: u8,
}

/// The number of a section among those of its kind; `None` for what precedes the first section.
type Part = Option<(SectionKind, usize)>;

fn names((original, sections): (&RawBody, &[Section]), (own, own_sections): (&RawBody, &[Section])) -> AnchorMap {
    let here: BTreeMap<Part, Vec<Place<'_>>> = parts(own, own_sections);
    let mut names = AnchorMap::new();
    for (part, places) in parts(original, sections) {
        let found = here.get(&part).map(Vec::as_slice).unwrap_or_default();
        let same = found.iter().map(|place| place.level).eq(places.iter().map(|place| place.level));
        for (i, place) in places.iter().enumerate() {
            // The section's own heading is there in any case.
            let is_section = i == 0 && part.is_some();
            let counterpart = found.get(i).filter(|_| same || is_section);
            names.push((place.fragment.into(), counterpart.map(|place| place.id.into())));
        }
    }
    names.extend(original.html_ids.iter().map(|(name, _)| (name.clone(), None)));
    names
}

/// The places in each part of a body, in their order.
fn parts<'a>(body: &'a RawBody, sections: &'a [Section]) -> BTreeMap<Part, Vec<Place<'a>>> {
    let mut parts: BTreeMap<Part, Vec<Place<'a>>> = BTreeMap::new();
    let mut counts: BTreeMap<SectionKind, usize> = BTreeMap::new();
    let mut starts: BTreeMap<Span, Part> = BTreeMap::new();
    for section in sections {
        let count = counts.entry(section.kind).or_default();
        let part = Some((section.kind, *count));
        *count += 1;
        // An answer without a heading is reached by its section's id.
        match section.heading.is_empty() {
            true => parts.entry(part).or_default().push(Place { fragment: &section.id, id: &section.id, level: 2 }),
            false => _ = starts.insert(section.heading, part),
        }
    }
    let mut open = None;
    for heading in body.headings.iter() {
        open = starts.get(&heading.span).copied().unwrap_or(open);
        parts.entry(open).or_default().push(Place { fragment: &heading.fragment, id: &heading.id, level: heading.level });
    }
    parts
}
