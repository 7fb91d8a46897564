//! Binding again after a save that changed nothing but words: the same cards with the same titles, tags, headings and links, so that all
//! that other pages say about them, and they of others, still holds. Most saves are such, and binding a large guide is most of their time.
//!
//! In: the guide of the last time, and of each file that changed what it held then and what it holds now. Out: the guide that
//! [`resolve`](super::resolve) would make of them, or `None` where it has to be asked.

use crate::model::{Body, Card, Guide, Heading, Link, LinkSyntax, Section};
use crate::parse::{CardDocument, Content, Document, Meta, RawBody, Reference, SpannedString};

/// The guide with the new texts. Nothing may have been found wrong in what the changed files refer to.
pub fn rebind(last: &Guide, changed: &[(Document, Document)]) -> Option<Guide> {
    let mut places = Vec::new();
    for (old, new) in changed {
        let (Content::Cards(before), Content::Cards(now)) = (old.content.as_ref(), new.content.as_ref()) else { return None };
        if old.source != new.source || before.len() != now.len() {
            return None;
        }
        for (before, now) in before.iter().zip(now) {
            let at = last.cards.iter().position(|card| card.id == now.id.0)?;
            let bound = last.cards[at].body.links.len() == before.body.references.len();
            if !(bound && last.cards[at].body.source == new.source && same_except_text(before, now)) {
                return None;
            }
            places.push((at, now));
        }
    }
    let mut guide = last.clone();
    for (at, now) in places {
        apply_text_edits(&mut guide.cards[at], now);
    }
    super::build_guide::update_hash(&mut guide);
    Some(guide)
}

/// Whether two readings of a card are the same to everybody else. What only the card's own page shows may differ.
fn same_except_text(before: &CardDocument, now: &CardDocument) -> bool {
    let CardDocument {
        id,
        meta,
        title,
        heading: _,
        heading_fragment,
        question: _,
        prompt: _,
        sections,
        key_points: _,
        body,
        hash: _,
        original_at: _,
    } = before;
    fn id_of(Section { kind: _, heading: _, span: _, id }: &Section) -> &str {
        id
    }
    id.0 == now.id.0
        && *title == now.title
        && *heading_fragment == now.heading_fragment
        && same_values(meta, &now.meta)
        && sections.iter().map(id_of).eq(now.sections.iter().map(id_of))
        && same_links(body, &now.body)
}

/// Whether two bodies have the same headings, and links to the same places.
fn same_links(before: &RawBody, now: &RawBody) -> bool {
    fn link(reference: &Reference) -> (&str, bool, LinkSyntax, bool) {
        let Reference { span: _, target_span: _, target, wiki, syntax, no_alt } = reference;
        (target, *wiki, *syntax, *no_alt)
    }
    // A heading's text is read from the guide wherever it is shown; links depend on its id and fragment.
    fn place(Heading { level: _, span: _, text: _, id, fragment }: &Heading) -> (&str, &str) {
        (id, fragment)
    }
    let RawBody {
        span: _,
        headings,
        references,
        unrendered_spans: _,
        outside_link_definitions: _,
        outside_footnotes: _,
        features: _,
        html_ids,
        original_anchors,
    } = before;
    *html_ids == now.html_ids
        && *original_anchors == now.original_anchors
        && headings.iter().map(place).eq(now.headings.iter().map(place))
        && references.iter().map(link).eq(now.references.iter().map(link))
}

/// Whether two front matters have the same values, wherever these are.
fn same_values(a: &Meta, b: &Meta) -> bool {
    let Meta {
        title,
        summary,
        order,
        cards,
        icon,
        level,
        kind,
        card_type,
        id,
        tags,
        requires,
        terms,
        aliases,
        minutes,
        stages,
        updated,
        original_hash,
        draft,
    } = a;
    let word = |a: &Option<SpannedString>, b: &Option<SpannedString>| a.as_ref().map(|(word, _)| word) == b.as_ref().map(|(word, _)| word);
    let words = |a: &[SpannedString], b: &[SpannedString]| a.iter().map(|(word, _)| word).eq(b.iter().map(|(word, _)| word));
    word(title, &b.title)
        && word(summary, &b.summary)
        && word(icon, &b.icon)
        && word(level, &b.level)
        && word(kind, &b.kind)
        && word(card_type, &b.card_type)
        && word(id, &b.id)
        && word(original_hash, &b.original_hash)
        && words(tags, &b.tags)
        && words(requires, &b.requires)
        && words(terms, &b.terms)
        && words(aliases, &b.aliases)
        && cards == &b.cards
        && (order, minutes, stages, updated, draft) == (&b.order, &b.minutes, &b.stages, &b.updated, &b.draft)
}

/// Gives a card its new text.
fn apply_text_edits(card: &mut Card, now: &CardDocument) {
    let links = card.body.links.drain(..).zip(&now.body.references);
    let links = links.map(|(link, now)| Link { span: now.span, syntax: now.syntax, target: link.target }).collect();
    card.question = now.question.clone();
    card.prompt = now.prompt;
    card.sections = now.sections.clone();
    card.key_points = now.key_points.clone();
    card.heading = now.heading;
    card.hash = now.hash.clone();
    card.body = Body { links, ..super::build_guide::body(card.body.source, &now.body) };
}
