//! Nothing is dropped without a finding: every byte of a file belongs to what is published, to the syntax that shapes it, or to a finding.
//!
//! In: what was read of a file, and the findings so far. Out: findings for the words that neither has a place for. HTML comments are
//! the one exception: they are notes to other contributors.
//!
//! Two things can lose words. The Markdown parser shows no cell beyond a table's last column, for example: [`Outline::consumed_spans`] has all
//! that it shows or reads. And a card publishes its parts: what is in none of them would be lost. A part is published whole, which
//! `markup` ensures; what it takes out (raw HTML) it reports itself.

use std::collections::BTreeSet;

use memchr::memmem;

use super::scan::Outline;
use super::spans::{covers, merge_overlapping, trim};
use super::{CardDocument, File, front_matter};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::normalized_label;
use crate::model::Question;
use crate::source::Span;

/// Accounts for a page, all of which is published but for its title's heading (`hidden`).
pub(super) fn page(file: &File<'_>, body: Span, outline: &Outline, hidden: &[Span], diagnostics: &mut Vec<Diagnostic>) {
    markdown(file, body, outline, diagnostics);
    notes(file, outline, &Published { bodies: vec![body], texts: vec![body], hidden: merge_overlapping(hidden.to_vec()) }, diagnostics);
}

/// Reports what precedes the first question of a file, which belongs to no card.
pub(super) fn before_question(file: &File<'_>, body: Span, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    // Keys whose block is never closed have been reported as that.
    if diagnostics.iter().any(|found| found.code == Code::UnclosedFrontMatter) {
        return;
    }
    let Some(question) = outline.headings.iter().find(|h| h.top_level && h.level == 1) else { return };
    let before = Span { start: body.start, end: question.span.start };
    for lost in unaccounted(file, before, &merge_overlapping(kept(outline, diagnostics))) {
        diagnostics.push(if front_matter::looks_like_front_matter(&file.text[lost.range()]) {
            front_matter::misplaced(file.id, lost)
        } else {
            Diagnostic::new(Code::TextBeforeCards, file.id, lost, "text before the question is published nowhere")
                .help("move it under the question, or make a comment of it: `<!-- … -->`")
        });
    }
}

/// Accounts for the cards of a file.
pub(super) fn cards(file: &File<'_>, outline: &Outline, cards: &[CardDocument], diagnostics: &mut Vec<Diagnostic>) {
    let mut texts = Vec::new();
    for card in cards {
        texts.push(card.prompt);
        texts.extend(card.sections.iter().map(|section| section.span));
        if let Question::Choice { list, .. } = &card.question {
            texts.push(*list);
        }
    }
    let mut published = kept(outline, diagnostics);
    published.extend(cards.iter().map(|card| card.heading).chain(texts.iter().copied()));
    published.extend(cards.iter().flat_map(|card| card.sections.iter().map(|section| section.heading)));
    let published = merge_overlapping(published);
    for card in cards {
        for lost in unaccounted(file, card.body.span, &published) {
            diagnostics.push(
                Diagnostic::new(Code::DroppedText, file.id, lost, "these words are published nowhere")
                    .help("move them into the question or into a section, or make a comment of them: `<!-- … -->`"),
            );
        }
    }
    let whole = Span::new(cards.first().map_or(0, |card| card.body.span.start as usize), file.text.len());
    if !cards.is_empty() {
        markdown(file, whole, outline, diagnostics);
        let bodies = merge_overlapping(cards.iter().map(|card| card.body.span).collect());
        let hidden = merge_overlapping(cards.iter().flat_map(|card| card.body.unrendered_spans.iter().copied()).collect());
        notes(file, outline, &Published { bodies, texts: merge_overlapping(texts), hidden }, diagnostics);
    }
}

/// What the Markdown parser leaves out: words that nothing shows.
fn markdown(file: &File<'_>, body: Span, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = outline.consumed_spans.clone();
    seen.extend(found(diagnostics));
    let mut row = Row::default();
    for lost in unaccounted(file, body, &merge_overlapping(seen)) {
        let row = row.holds(file.text, lost.start as usize);
        let (message, help) = if is_second_definition(&file.text[lost.range()], outline) {
            ("a second definition of this label has no effect", "give it a label of its own, or remove it")
        } else if row {
            ("these words are published nowhere", "a row has no more cells than the table's head; a bar inside a cell is written `\\|`")
        } else {
            ("these words are published nowhere", "write it apart")
        };
        diagnostics.push(Diagnostic::new(Code::DroppedText, file.id, lost, message).help(help));
    }
}

/// Whether a text begins as the definition of a link's label does that is defined already.
fn is_second_definition(text: &str, outline: &Outline) -> bool {
    let label = text.strip_prefix('[').and_then(|rest| rest.split_once("]:")).map(|(label, _)| label);
    label.is_some_and(|label| outline.link_definition(&normalized_label(label)).is_some())
}

/// Whether lines are rows of a table, asked for places in the order of the text.
#[derive(Default)]
struct Row {
    /// Up to where the text has been read, and whether that line has had a bar.
    read: usize,
    bar: bool,
}

impl Row {
    /// Whether a bar is before a place in its line.
    fn holds(&mut self, text: &str, place: usize) -> bool {
        for byte in &text.as_bytes()[self.read.min(place)..place] {
            self.bar = *byte == b'|' || self.bar && *byte != b'\n';
        }
        self.read = place;
        self.bar
    }
}

/// What of a file is published, each in order and without overlaps.
struct Published {
    /// Cards or the page.
    bodies: Vec<Span>,
    /// The parts of them that are shown.
    texts: Vec<Span>,
    /// What is taken out of these parts.
    hidden: Vec<Span>,
}

/// Footnotes that nothing published refers to, second ones of a name, and references that are not published themselves.
fn notes(file: &File<'_>, outline: &Outline, published: &Published, diagnostics: &mut Vec<Diagnostic>) {
    let told = merge_overlapping(found(diagnostics).collect());
    let mut open: Vec<usize> = Vec::new();
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); outline.footnotes.len()];
    for (reference, around) in outline.footnote_references.iter().zip(innermost_notes(outline)) {
        let (at, label) = (reference.0, &reference.1);
        let is_in = |spans: &[Span]| covers(spans, at.start as usize);
        let Some(note) = outline.footnote(label) else { continue };
        match around {
            Some(around) => inside[around].push(note),
            None if is_in(&published.hidden) => {}
            None if is_in(&published.texts) => open.push(note),
            None if is_in(&told) || !is_in(&published.bodies) => {}
            None => diagnostics.push(
                Diagnostic::new(Code::DroppedText, file.id, at, "no footnote can follow here, so this reference is left out")
                    .help("refer to it in a text"),
            ),
        }
    }
    let mut used = BTreeSet::new();
    while let Some(number) = open.pop() {
        if used.insert(number) {
            open.extend(&inside[number]);
        }
    }
    for (i, note) in outline.footnotes.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        let second = outline.footnote(&note.label) != Some(i);
        let message = if second {
            "a second footnote of this name is not published"
        } else {
            "nothing refers to this footnote, so it is not published"
        };
        diagnostics.push(
            Diagnostic::new(Code::UnusedFootnote, file.id, trim(file.text, note.span), message)
                .help(format!("refer to it, `[^{}]`, under a name of its own, or remove it", note.label)),
        );
    }
}

/// For each reference the number of the footnote that it is in: of those in one another, the innermost.
fn innermost_notes(outline: &Outline) -> impl Iterator<Item = Option<usize>> {
    let mut around: Vec<usize> = Vec::new();
    let mut next = 0;
    outline.footnote_references.iter().map(move |(at, _)| {
        let opened = outline.footnotes[next..].iter().take_while(|note| note.span.start <= at.start).count();
        for number in next..next + opened {
            around.retain(|outer| outline.footnotes[*outer].span.end > outline.footnotes[number].span.start);
            around.push(number);
        }
        next += opened;
        around.retain(|outer| outline.footnotes[*outer].span.end > at.start);
        around.last().copied()
    })
}

/// What is kept wherever it is: definitions, footnotes (which are accounted for apart), and what a finding refers to.
fn kept(outline: &Outline, diagnostics: &[Diagnostic]) -> Vec<Span> {
    let definitions = outline.link_definitions.iter().map(|d| d.3);
    definitions.chain(outline.footnotes.iter().map(|note| note.span)).chain(found(diagnostics)).collect()
}

fn found(diagnostics: &[Diagnostic]) -> impl Iterator<Item = Span> {
    diagnostics.iter().filter_map(|d| Some(d.at?.span))
}

/// The stretches of a part that hold words and lie in none of the spans (in order), without white space at their ends and without comments.
fn unaccounted(file: &File<'_>, part: Span, merged: &[Span]) -> Vec<Span> {
    let mut lost = Vec::new();
    let mut at = part.start;
    let first = merged.partition_point(|span| span.end <= part.start);
    for span in merged[first..].iter().take_while(|span| span.start < part.end) {
        without_comments(file, Span { start: at, end: span.start.max(at) }, &mut lost);
        at = at.max(span.end);
    }
    without_comments(file, Span { start: at, end: part.end.max(at) }, &mut lost);
    lost
}

fn without_comments(file: &File<'_>, span: Span, lost: &mut Vec<Span>) {
    let mut add = |from: usize, to: usize| {
        let piece = trim(file.text, Span::new(from, to).shifted(span.start as usize));
        // Cells are divided by bars.
        let text = &file.text[piece.range()];
        let start = text.len() - text.trim_start_matches(['|', ' ', '\t', '\n', '\r', '>']).len();
        let end = text.trim_end_matches(['|', ' ', '\t', '\n', '\r']).len().max(start);
        if text[start..end].contains(|c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_whitespace()) {
            lost.push(Span::new(start, end).shifted(piece.start as usize));
        }
    };
    let text = &file.text[span.range()];
    let mut from = 0;
    while let Some(open) = memmem::find(&text.as_bytes()[from..], b"<!--").map(|i| from + i) {
        // Without an end it is not a comment.
        let Some(close) = memmem::find(&text.as_bytes()[open..], b"-->").map(|i| open + i + 3) else { break };
        add(from, open);
        from = close;
    }
    add(from, text.len());
}
