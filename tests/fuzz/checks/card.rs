//! A file of content: every place that parsing names lies in the file, sections lie in the body, in order, and hide nothing twice.

use recto::diagnostic;
use recto::model::{KeyPoint, Question, Section};
use recto::parse::{self, CardDocument, Content, Document, RawBody};
use recto::source::{Source, Sources, Span};

use super::{judge, lies_in, split, text};
use crate::checks::html::parse_options;

const PATHS: [&str; 5] = ["content/t/a.md", "content/t/cards.md", "content/t/index.md", "content/index.md", "content/about.md"];

pub fn check(data: &[u8]) {
    let Some((form, Some(file))) = split(data).map(|(form, rest)| (form, text(rest))) else { return };
    let mut sources = Sources::default();
    let id = sources.add(Source::new(PATHS[usize::from(form) % PATHS.len()], file));
    let read = |sources: &Sources| parse::document(id, sources.get(id), parse_options());
    let (document, found) = read(&sources);
    judge(&found, &sources);
    let (again, found_again) = read(&sources);
    assert_eq!(found, found_again, "other findings the second time");
    assert_eq!(format!("{document:?}"), format!("{again:?}"), "another document the second time");
    document.iter().for_each(|document| places(document, file));
    // Fixing is done once: what a fix has mended is not mended again, and nothing panics on the way.
    let mut text = file.to_string();
    for _ in 0..3 {
        let mut sources = Sources::default();
        let id = sources.add(Source::new(PATHS[usize::from(form) % PATHS.len()], text.as_str()));
        let found = parse::document(id, sources.get(id), parse_options()).1;
        judge(&found, &sources);
        let fixes: Vec<_> = found.into_iter().flat_map(|finding| finding.fixes).collect();
        text = diagnostic::apply(&fixes, id, &text);
    }
}

fn places(document: &Document, file: &str) {
    match &*document.content {
        Content::Home(page) | Content::Topic(page) | Content::Page(page) => body(&page.body, file),
        Content::Cards(cards) => cards.iter().for_each(|card| of_card(card, file)),
    }
}

fn of_card(card: &CardDocument, file: &str) {
    body(&card.body, file);
    lies_in(card.heading, file, "a question");
    lies_in(card.prompt, file, "a prompt");
    let mut end = 0;
    for Section { heading, span, .. } in card.sections.iter() {
        lies_in(*heading, file, "a heading");
        lies_in(*span, file, "a section");
        assert!(heading.start >= end && span.start >= heading.end, "sections lie in one another: {file:?}");
        end = span.end;
    }
    for KeyPoint { span, item, weight, .. } in card.key_points.iter() {
        lies_in(*span, file, "a key point");
        lies_in(*item, file, "an item");
        assert!((1..=5).contains(weight), "a weight of {weight} in {file:?}");
    }
    match &card.question {
        Question::Open => {}
        Question::Choice { list, choices } => {
            lies_in(*list, file, "choices");
            choices.iter().for_each(|choice| [choice.span, choice.feedback].into_iter().for_each(|span| lies_in(span, file, "a choice")));
        }
        Question::Cloze(deletions) => {
            let mut end = 0;
            for cloze in deletions {
                lies_in(cloze.span, file, "a deletion");
                lies_in(cloze.hidden, file, "what is hidden");
                assert!(cloze.span.start >= end && contains(cloze.span, cloze.hidden), "deletions lie in one another: {file:?}");
                end = cloze.span.end;
            }
        }
    }
}

fn body(body: &RawBody, file: &str) {
    lies_in(body.span, file, "a body");
    let spans = body.headings.iter().map(|heading| heading.span).chain(body.references.iter().map(|reference| reference.span));
    for span in spans.chain(body.unrendered_spans.iter().copied()).chain(body.outside_footnotes.iter().copied()) {
        lies_in(span, file, "a part of a body");
    }
    body.references.iter().for_each(|reference| lies_in(reference.target_span, file, "a target"));
    assert!(body.references.windows(2).all(|two| two[0].span.start <= two[1].span.start), "references out of order: {file:?}");
    let mut ids: Vec<&str> = body.headings.iter().map(|heading| &*heading.id).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|two| two[0] != two[1]), "two headings have one id: {file:?}");
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
