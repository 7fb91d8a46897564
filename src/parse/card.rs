//! One card: its question, the rest of the question, choices or cloze deletions, sections and key points.

use std::collections::BTreeSet;

use super::anchor::Anchors;
use super::front_matter::{FrontMatter, FrontMatterKind};
use super::scan::{Outline, ScannedHeading};
use super::sections::{self, CardSections};
use super::spans::{first_line, trim, within};
use super::{CardDocument, File, Meta, SpannedString, body, choices, cloze, dropped_text, footnotes, point, scan, section_advice};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cloze, Question, Section, SectionKind, Title};
use crate::source::{Location, Span};

/// Reads a file that holds one card. `None` where it has no question, which is reported.
pub(super) fn read(file: &File<'_>, front: &FrontMatter, diagnostics: &mut Vec<Diagnostic>) -> Option<CardDocument> {
    let meta = front.meta(FrontMatterKind::Card, file, diagnostics);
    let span = Span::new(front.body_start, file.text.len());
    let outline = scan(file.text, span);
    body::check(file, &outline, diagnostics);
    dropped_text::before_question(file, span, &outline, diagnostics);
    let mut questions = outline.headings.iter().filter(|h| h.top_level && h.level == 1);
    let Some(question) = questions.next() else {
        let at = first_line(file.text, trim(file.text, span));
        let help = question_help(&file.text[at.range()]);
        diagnostics.push(Diagnostic::new(Code::MissingQuestion, file.id, at, "this card has no question").help(help));
        return None;
    };
    let first = Location { source: file.id, span: question.content };
    for second in questions {
        if let Some(found) = section_advice::not_a_question(file, second) {
            diagnostics.push(found);
            continue;
        }
        diagnostics.push(
            Diagnostic::new(Code::SeveralQuestions, file.id, second.content, "a second question in a file for one card")
                .related(first, "the first one")
                .help("move it to a file of its own, or call this file `cards.md` and give each heading an id: `# Question? {#id}`"),
        );
    }
    body::report_attributes(file, question, "put it into the front matter", diagnostics);
    let id = pinned_id(file, &meta, diagnostics).unwrap_or_else(|| (file.path.id.clone(), question.content));
    // What precedes the question is not part of the card; `dropped_text` has reported it.
    let span = Span { start: question.span.start, end: span.end };
    let card = build(file, &outline, Part { span, question, attributes: None, id, meta }, diagnostics);
    report_bank(file, &outline, &card, diagnostics);
    dropped_text::cards(file, &outline, std::slice::from_ref(&card), diagnostics);
    Some(card)
}

/// Reports a card that is a list of questions, each with its answer, in headings of lower levels.
fn report_bank(file: &File<'_>, outline: &Outline, card: &CardDocument, diagnostics: &mut Vec<Diagnostic>) {
    let below: Vec<_> = outline.headings.iter().filter(|heading| heading.level > 1).collect();
    let items: BTreeSet<u32> = outline.items.iter().filter(|item| item.top_level).map(|item| item.content.start).collect();
    let begins_item = |heading: &ScannedHeading| items.contains(&heading.span.start);
    let asks = |heading: &ScannedHeading| heading.text.trim_end().ends_with(['?', '？', '؟']);
    let is_question = |heading: &&&ScannedHeading| if heading.top_level { asks(heading) } else { begins_item(heading) };
    let questions: Vec<_> = below.iter().filter(is_question).collect();
    let in_sections = card.sections.iter().any(|section| !section.heading.is_empty());
    if in_sections || questions.len() < 2 || questions.len() * 2 < below.len() {
        return;
    }
    // What is between their choices belongs to the next one.
    diagnostics.retain(|found| !matches!(found.code, Code::UnindentedChoice | Code::EmptyChoice));
    let message = format!("{} headings below this one are questions, too, and are all read as one card", questions.len());
    let help = "`recto import` makes a card of each; or call the file `cards.md` and begin each with `# Question? {#id}`";
    diagnostics.push(Diagnostic::new(Code::SeveralQuestions, file.id, questions[0].content, message).help(help));
}

/// How to make a question of a card's first line.
fn question_help(line: &str) -> String {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let words = words.trim().trim_end_matches('#').trim_end();
    let asked = match (level, line.get(..3)) {
        (1, _) => Some(words),
        (2..=6, _) if line[level..].starts_with(char::is_whitespace) => Some(words),
        (_, Some("<h1" | "<H1")) => line.split_once('>').and_then(|(_, rest)| Some(rest.split_once("</")?.0.trim())),
        (_, Some("Q: ")) => Some(line["Q:".len()..].trim()),
        (0, _) => ["**", "__"].iter().find_map(|sign| words.strip_prefix(sign)?.strip_suffix(sign)).map(str::trim),
        _ => None,
    };
    match asked.filter(|words| !words.is_empty()) {
        Some(words) => format!("the question is a level-one heading: write `# {words}`"),
        None => "start it with a level-one heading, `# The question?`; give a page that is not a card a `title` in the front matter; \
             `recto import` makes cards of a bank of questions"
            .into(),
    }
}

fn pinned_id(file: &File<'_>, meta: &Meta, diagnostics: &mut Vec<Diagnostic>) -> Option<SpannedString> {
    let (id, span) = meta.id.clone()?;
    let bad = if id.is_empty() { Some("") } else { super::bad_segment(&id) };
    let Some(part) = bad else {
        return Some((id, span));
    };
    let what = format!("`{part}` can't be part of an id");
    diagnostics.push(Diagnostic::new(Code::BadId, file.id, span, what).help("an id looks like `topic/name`"));
    None
}

/// A card's part of a file and what was found out about it already.
pub(super) struct Part<'a> {
    pub span: Span,
    pub question: &'a ScannedHeading,
    /// The attribute block of a heading in a `cards.md`.
    pub attributes: Option<Span>,
    pub id: SpannedString,
    pub meta: Meta,
}

/// Makes the card of a part of a file.
pub(super) fn build(file: &File<'_>, outline: &Outline, part: Part<'_>, diagnostics: &mut Vec<Diagnostic>) -> CardDocument {
    let mut anchors = Anchors::default();
    let mut hidden = Vec::new();
    let title = title(file, outline, &part, &mut hidden, diagnostics);
    if title.plain.is_empty() {
        let at = first_line(file.text, part.question.span);
        diagnostics.push(Diagnostic::new(Code::MissingQuestion, file.id, at, "the question is empty").help("write it after the `#`"));
    }
    let after_question = Span { start: part.question.span.start + 1, end: part.span.end };
    let below = within(&outline.headings, after_question, |heading| heading.span.start);
    let own = part.question.attributes.as_ref().and_then(|a| a.id.as_ref()).map(|(id, _)| id.as_str());
    let heading_fragment = anchors.unique_fragment(&title.plain, own);
    let CardSections { mut sections, headings, first_section_start } =
        sections::split_sections(file, below, part.span.end, &mut anchors, diagnostics);
    let text_span = Span { start: part.question.span.end, end: first_section_start };
    section_advice::report_section_labels(
        file,
        outline,
        Span { start: part.question.span.end, end: part.span.end },
        &sections,
        diagnostics,
    );
    let is_cloze = part.meta.card_type.as_ref().is_some_and(|(t, _)| t == "cloze");
    let spans = if is_cloze { cloze_question(file, outline, &part, text_span, diagnostics) } else { Vec::new() };
    let (question, prompt) = if spans.is_empty() {
        choices::question_from_text(file, outline, text_span, &mut sections, diagnostics)
    } else {
        (Question::Cloze(spans), trim(file.text, text_span))
    };
    if part.meta.card_type.as_ref().is_some_and(|(t, _)| t == "choice") && !matches!(question, Question::Choice { .. }) {
        let at = part.meta.card_type.as_ref().map_or(part.question.content, |(_, span)| *span);
        diagnostics.push(
            Diagnostic::new(Code::ChoiceWithoutRight, file.id, at, "this choice card has no choices")
                .help("list them before the first section: `- [x] right`, `- [ ] wrong`"),
        );
    }
    if matches!(question, Question::Open) {
        choices::report_misplaced(file, outline, text_span, &sections, diagnostics);
    }
    let elsewhere = Span { start: if is_cloze { first_section_start } else { part.span.start }, end: part.span.end };
    if is_cloze {
        cloze::report_unused(file.text, &outline.text_pieces, part.question.content, is_cloze, file.id, diagnostics);
    }
    cloze::report_unused(file.text, &outline.text_pieces, elsewhere, is_cloze, file.id, diagnostics);
    report_answer_in_details(file, &sections, diagnostics);
    if matches!(question, Question::Open) && !part.meta.draft {
        check_answer(file, &part, &sections, &title, diagnostics);
    }
    for section in sections.iter_mut().filter(|section| section.heading.is_empty()) {
        section.id = anchors.unique_id(&section.id).into();
    }
    let key_points = sections::key_points(file, outline, &sections, &mut hidden, diagnostics);
    point::report_ineffective(file, outline, Span { start: part.question.span.end, end: part.span.end }, &hidden, diagnostics);
    let hash = super::hash(&[
        &title.markdown,
        &file.text[part.question.span.end as usize..part.span.end as usize],
        part.meta.card_type.as_ref().map_or("", |(t, _)| t),
    ]);
    CardDocument {
        id: part.id,
        meta: part.meta,
        title,
        heading: trim(file.text, part.question.span),
        heading_fragment,
        question,
        prompt,
        sections: sections.into(),
        key_points: key_points.into(),
        body: body::build(file, outline, part.span, headings, hidden, &mut anchors),
        hash,
        original_at: None,
    }
}

fn title(file: &File<'_>, outline: &Outline, part: &Part<'_>, hidden: &mut Vec<Span>, diagnostics: &mut Vec<Diagnostic>) -> Title {
    let content = part.question.content;
    let Some(attributes) = part.attributes else {
        let markdown = footnotes::without_references(file, outline, content, "question", diagnostics);
        return Title::new(part.question.text.trim(), markdown.trim());
    };
    hidden.push(attributes);
    let end = content.end.min(attributes.start).max(content.start);
    let markdown = footnotes::without_references(file, outline, Span { start: content.start, end }, "question", diagnostics);
    let markdown = markdown.trim();
    // The parser may or may not have taken the block for attributes; what it shows up to the block is the question.
    let text = part.question.text.as_str();
    let block = &file.text[attributes.range()];
    let plain = text.strip_suffix(block).or_else(|| text.split_once("{#").map(|(before, _)| before)).unwrap_or(text).trim();
    Title::new(plain, markdown)
}

/// Reports an answer that is folded away, `<details><summary>Answer</summary>`, in a text without sections: all of it is the answer, what
/// is asked about too.
fn report_answer_in_details(file: &File<'_>, sections: &[Section], diagnostics: &mut Vec<Diagnostic>) {
    let [section] = sections else { return };
    let text = &file.text[section.span.range()];
    let Some(start) = text.find("<details").filter(|start| section.heading.is_empty() && *start > 0) else { return };
    let summary = text[start..].split_once("<summary").and_then(|(_, rest)| rest.split_once("</summary>"));
    let Some((summary, _)) = summary else { return };
    let names = file.options.sections.get(&SectionKind::Answer).into_iter().flatten().map(|name| name.to_lowercase());
    if names.chain(["solution".to_string()]).any(|name| summary.to_lowercase().contains(&name)) {
        let at = first_line(file.text, Span { start: section.span.start + start as u32, end: section.span.end });
        let message = "without `## Answer` the whole text is the answer, also what comes before this";
        let help = "put a line `## Answer` above it; what comes before that is the question";
        diagnostics.push(Diagnostic::new(Code::AnswerInDetails, file.id, at, message).help(help));
    }
}

fn check_answer(file: &File<'_>, part: &Part<'_>, sections: &[Section], title: &Title, diagnostics: &mut Vec<Diagnostic>) {
    let answers = [SectionKind::ShortAnswer, SectionKind::Answer];
    let answered = sections.iter().any(|s| answers.contains(&s.kind) && !file.text[s.span.range()].trim().is_empty());
    if !answered && !title.plain.is_empty() {
        diagnostics.push(Diagnostic::new(Code::MissingAnswer, file.id, part.question.content, "this card has no answer").help(format!(
            "add a section `## {}`, or set `draft: true` until there is one",
            file.options.section_name(SectionKind::Answer)
        )));
    }
}

fn cloze_question(file: &File<'_>, outline: &Outline, part: &Part<'_>, text: Span, diagnostics: &mut Vec<Diagnostic>) -> Vec<Cloze> {
    let spans = cloze::find(file.text, &outline.text_pieces, text, file.id, diagnostics);
    if spans.is_empty() {
        let at = part.meta.card_type.as_ref().map_or(part.question.content, |(_, span)| *span);
        diagnostics.push(
            Diagnostic::new(Code::ClozeWithoutSpan, file.id, at, "this cloze card has no cloze deletion")
                .help("mark what the learner fills in, under the question: `==like this==`"),
        );
    }
    spans
}
