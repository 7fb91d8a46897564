//! The names by which links aim at places of an original, in its translation: whoever translates `[the answer](acid.md#answer)` leaves the
//! link as it is, though the heading is called otherwise there.
//!
//! In: two bodies. Out: each name of the original with its anchor in the translation. Headings correspond by their order in the same section
//! (sections by their kind) if the levels of all are the same there; a heading without a counterpart has no anchor.

use std::collections::BTreeMap;

use crate::model::{Section, SectionKind};
use crate::parse::{CardDocument, PageDocument, RawBody, slug};
use crate::source::Span;

/// AnchorMap of an original, with their anchors.
pub type AnchorMap = Vec<(Box<str>, Option<Box<str>>)>;

/// The names of a page's places in its translation.
pub fn of_page(original: &PageDocument, own: &PageDocument) -> AnchorMap {
    let top = (slug(&original.title.plain).into(), Some("".into()));
    std::iter::once(top).chain(names((&original.body, &[]), (&own.body, &[]))).collect()
}

/// The names of a card's places in its translation.
pub fn of_card(original: &CardDocument, own: &CardDocument) -> AnchorMap {
    let top = (original.heading_anchor.as_str().into(), Some("".into()));
    std::iter::once(top).chain(names((&original.body, &original.sections), (&own.body, &own.sections))).collect()
}

/// What a link can aim at.
struct Place<'a> {
    name: &'a str,
    anchor: &'a str,
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
            names.push((place.name.into(), counterpart.map(|place| place.anchor.into())));
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
        // An answer without a heading is reached by its section's anchor.
        match section.heading.is_empty() {
            true => parts.entry(part).or_default().push(Place { name: &section.anchor, anchor: &section.anchor, level: 2 }),
            false => _ = starts.insert(section.heading, part),
        }
    }
    let mut open = None;
    for heading in body.headings.iter() {
        open = starts.get(&heading.span).copied().unwrap_or(open);
        parts.entry(open).or_default().push(Place { name: &heading.name, anchor: &heading.anchor, level: heading.level });
    }
    parts
}
