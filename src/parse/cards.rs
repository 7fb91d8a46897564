//! A `cards.md`: every level-one heading starts a card and carries its id in attributes.

use super::front_matter::{FrontMatter, FrontMatterKind, heading_meta};
use super::scan::ScannedHeading;
use super::spans::{first_line, trim};
use super::{CardDocument, File, anchor, attributes, body, card, dropped_text, scan, section_advice};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Location, Span};

/// The cards of a file, in the order written.
pub(super) fn read(file: &File<'_>, front: &FrontMatter, diagnostics: &mut Vec<Diagnostic>) -> Vec<CardDocument> {
    let shared = front.meta(FrontMatterKind::CardsFile, file, diagnostics);
    let whole = Span::new(front.body_start, file.text.len());
    let outline = scan(file.text, whole);
    body::check(file, &outline, diagnostics);
    let questions: Vec<_> = outline.headings.iter().filter(|h| h.top_level && h.level == 1).collect();
    dropped_text::before_question(file, whole, &outline, diagnostics);
    if questions.is_empty() {
        let at = first_line(file.text, trim(file.text, whole));
        diagnostics.push(
            Diagnostic::new(Code::MissingQuestion, file.id, at, "this file holds no card")
                .help("start one with `# Question? {#id}`, or remove the file"),
        );
    }
    let mut cards = Vec::new();
    for (i, question) in questions.iter().enumerate() {
        let end = questions.get(i + 1).map_or(whole.end, |next| next.span.start);
        let line = Span { start: question.content.start.min(question.span.start), end: question.span.end };
        let found = attributes::at_end(file.text, first_line(file.text, line), file.id, diagnostics);
        let block = found.as_ref().map(|a| a.span);
        let found = found.unwrap_or_default();
        let id = match &found.id {
            Some((name, span)) if super::bad_segment(name).is_none() && !name.contains('/') => {
                (format!("{}/{name}", file.path.folder), *span)
            }
            Some((name, span)) => {
                diagnostics.push(
                    Diagnostic::new(Code::BadId, file.id, *span, format!("`{name}` can't be the last part of an id"))
                        .help("use letters, digits, `-`, `_` and `.`; the topic is added in front"),
                );
                continue;
            }
            None => {
                match section_advice::not_a_question(file, question).filter(|_| i > 0) {
                    // What is below it would belong to no card.
                    Some(section) => diagnostics.push(Diagnostic { severity: Severity::Error, ..section }),
                    None => report_missing_id(file, question, diagnostics),
                }
                continue;
            }
        };
        let meta = heading_meta(&shared, &found, file, diagnostics);
        let part = card::Part { span: Span { start: question.span.start, end }, question, attributes: block, id, meta };
        cards.push(card::build(file, &outline, part, diagnostics));
    }
    outline.headings.iter().for_each(|heading| report_lower_question(file, heading, diagnostics));
    dropped_text::cards(file, &outline, &cards, diagnostics);
    cards
}

/// Reports a question with an id that is a heading of level two, and so a part of the card above it.
fn report_lower_question(file: &File<'_>, heading: &ScannedHeading, diagnostics: &mut Vec<Diagnostic>) {
    let id = heading.attributes.as_ref().and_then(|attributes| attributes.id.as_ref());
    let is_question = heading.top_level && heading.level == 2 && heading.text.trim_end().ends_with(['?', '？', '؟']);
    let start = heading.span.start as usize;
    let Some((id, _)) = id.filter(|_| is_question && file.text[start..].starts_with("##")) else { return };
    let written = heading.text.trim();
    let signs = Location { source: file.id, span: Span::new(start, start + 2) };
    diagnostics.push(
        Diagnostic::new(Code::UnknownSection, file.id, heading.content, "this question belongs to the card above, because it has two `#`")
            .help(format!("write `# {written} {{#{id}}}` to begin a card"))
            .fix(signs, "#"),
    );
}

fn report_missing_id(file: &File<'_>, question: &ScannedHeading, diagnostics: &mut Vec<Diagnostic>) {
    let heading = question.content;
    let id = anchor::id_from_question(&question.text);
    let question = &file.text[heading.range()];
    let at = Location { source: file.id, span: Span { start: heading.end, end: heading.end } };
    diagnostics.push(
        Diagnostic::new(Code::MissingCardId, file.id, heading, "this card has no id")
            .help(format!("write `# {} {{#{id}}}`", question.trim()))
            .fix(at, format!(" {{#{id}}}")),
    );
}
