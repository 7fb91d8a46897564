//! The Markdown that guides are written in, in one place: `parse` and `markup` must read the same document, or the spans that one
//! finds would not fit the events that the other sees.
//!
//! In: the text of a body. Out: pulldown-cmark's events, with four readings that the library does not have: formulas as GitHub finds
//! them ([`math`]), double brackets that are not wiki links ([`brackets`]), tags in headings that are text ([`tags`]), and boxes of task
//! lists with a block below or a table ([`tasks`]).
//!
//! Steps: [`Markdown::new`] masks what the library would misread, byte for byte, so that every offset stays true: a character that means
//! itself becomes a control character, a formula is filled with another one. [`Markdown::restored_events`] turns events back: masks into the
//! characters that they stand for, fillings into formulas.

mod brackets;
mod delimiter_rows;
mod math;
mod options;
mod raw;
mod tag;
mod tags;
mod tasks;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

pub use brackets::{image_text, is_unspaced_wiki_link};
pub use math::Formula;
pub use options::options;
pub use raw::{HtmlAnchor, RawUrl, SrcsetCandidate, html_anchors, srcset_candidates, unescaped, urls, value_offset};
pub use tag::{Attribute, Tag as HtmlTag};
pub use tags::HEADING_ELEMENTS;

/// Characters that mean themselves and the control characters that stand for them meanwhile. Control characters of the text are blanked
/// first: they have no place in HTML.
const MASKS: [(u8, u8); 4] = [(b'$', 0x11), (b'[', 0x12), (b']', 0x13), (b'<', 0x14)];
/// What a formula is filled with.
const FORMULA_FILLER: u8 = 0x15;

/// A text ready to be read.
#[derive(Debug)]
pub struct Markdown<'a> {
    text: Cow<'a, str>,
    /// In the order of the text.
    formulas: Vec<Formula>,
    masked: bool,
    literal_tags: Vec<Range<usize>>,
}

impl<'a> Markdown<'a> {
    /// A text ready to be parsed; what is changed in it keeps its length in bytes.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let mut text = without_controls(text.into());
        delimiter_rows::replace_tabs(&mut text);
        let brackets = brackets::literal_brackets(&text);
        let literal_tags = tags::literal_tags(&text);
        let boxes = tasks::standalone_checkboxes(&text);
        let signs = brackets.iter().copied().chain(literal_tags.iter().map(|tag| tag.start)).chain(boxes);
        let mut masked = mask(&mut text, signs);
        let formulas = math::find(&text);
        masked |= mask_formulas(&mut text, &formulas);
        Self { text, formulas, masked, literal_tags }
    }

    /// What the library is to read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Tags in headings that are read as text, from `<` to `>`. Some of them may be in code.
    pub fn literal_tags(&self) -> &[Range<usize>] {
        &self.literal_tags
    }

    /// Adds to `out` the library's events for [`text`](Self::text) as events of the text that was given.
    pub fn restored_events<'t>(
        &'t self,
        events: impl Iterator<Item = (Event<'t>, Range<usize>)>,
        out: &mut Vec<(Event<'t>, Range<usize>)>,
    ) {
        let mut checkboxes = tasks::CheckboxesBeforeTables::default();
        if !self.masked {
            for (event, range) in events {
                out.extend(checkboxes.before(&self.text, &event, &range));
                out.push((event, range));
            }
            return;
        }
        let mut next = self.formulas.iter().peekable();
        let mut done = 0;
        for (event, range) in events {
            out.extend(checkboxes.before(&self.text, &event, &range));
            // Line breaks and lines of a formula whose start has been written.
            if range.start < done && !matches!(event, Event::Start(_) | Event::End(_)) {
                match event {
                    Event::Text(text) if range.end > done && text.len() == range.len() => {
                        self.text_event(text, range, &mut done, &mut next, out);
                    }
                    _ => {}
                }
                continue;
            }
            match event {
                Event::Text(text) if tasks::checkbox_state(&text).is_some() && begins_item(out) => {
                    out.push((Event::TaskListMarker(tasks::checkbox_state(&text) == Some(true)), range));
                }
                Event::Text(text) => self.text_event(text, range, &mut done, &mut next, out),
                event => out.push((restored_event(event), range)),
            }
        }
    }

    /// Cuts the formulas out of a piece of text.
    fn text_event<'t>(
        &'t self,
        text: CowStr<'t>,
        range: Range<usize>,
        done: &mut usize,
        next: &mut std::iter::Peekable<std::slice::Iter<'_, Formula>>,
        out: &mut Vec<(Event<'t>, Range<usize>)>,
    ) {
        let mut at = range.start.max(*done);
        while next.next_if(|f| f.range.end <= at).is_some() {}
        // An entity or an escape is shorter than its source; no formula is inside of it.
        if text.len() != range.len() {
            return out.push((Event::Text(restored_text(text)), range));
        }
        let piece = |from: usize, to: usize| Event::Text(restored_text(part(&text, from - range.start, to - range.start)));
        while let Some(formula) = next.next_if(|f| f.range.start < range.end) {
            if formula.range.start > at {
                out.push((piece(at, formula.range.start), at..formula.range.start));
            }
            let latex = CowStr::from(formula.latex.clone());
            let event = if formula.display { Event::DisplayMath(latex) } else { Event::InlineMath(latex) };
            out.push((event, formula.range.clone()));
            at = formula.range.end;
            *done = at;
        }
        if at < range.end {
            out.push((piece(at, range.end), at..range.end));
        }
    }
}

/// Whether the events end where an item of a list begins, or its first paragraph.
fn begins_item(events: &[(Event<'_>, Range<usize>)]) -> bool {
    let mut last = events.iter().rev().map(|(event, _)| event).skip_while(|event| matches!(event, Event::Start(Tag::Paragraph)));
    matches!(last.next(), Some(Event::Start(Tag::Item)))
}

/// The mask of a character.
fn mask_of(sign: u8) -> u8 {
    MASKS.iter().find(|(known, _)| *known == sign).map_or(sign, |(_, mask)| *mask)
}

/// A part of a text, borrowed where the text is.
fn part<'t>(text: &CowStr<'t>, from: usize, to: usize) -> CowStr<'t> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[from..to]),
        text => CowStr::from(text[from..to].to_string()),
    }
}

/// An event with the characters that masks stand for.
fn restored_event(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Code(text) => Event::Code(restored_text(text)),
        Event::Html(text) => Event::Html(restored_text(text)),
        Event::InlineHtml(text) => Event::InlineHtml(restored_text(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(restored_text(label)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: restored_text(dest_url), title: restored_text(title), id: restored_text(id) })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: restored_text(dest_url), title: restored_text(title), id: restored_text(id) })
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(restored_text(info))))
        }
        Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(restored_text(label))),
        other => other,
    }
}

fn restored_text(text: CowStr<'_>) -> CowStr<'_> {
    match restore_masked(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(text) => text.into(),
    }
}

/// A text that the library gave back, with the characters that masks stand for.
pub fn restore_masked(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| MASKS.iter().any(|(_, mask)| *mask == b)) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| MASKS.iter().find(|(_, mask)| char::from(*mask) == c).map_or(c, |(sign, _)| char::from(*sign));
    Cow::Owned(text.chars().map(sign).collect())
}

/// Labels are compared without regard to case and the amount of white space (CommonMark, "matches").
pub fn normalized_label(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Overwrites characters with their masks.
fn mask(text: &mut Cow<'_, str>, places: impl Iterator<Item = usize>) -> bool {
    let mut places = places.peekable();
    if places.peek().is_none() {
        return false;
    }
    let mut bytes = std::mem::take(text.to_mut()).into_bytes();
    for at in places {
        let found = bytes.get_mut(at).and_then(|byte| Some((MASKS.iter().find(|(sign, _)| sign == byte)?.1, byte)));
        if let Some((mask, byte)) = found {
            *byte = mask;
        }
    }
    *text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
    true
}

/// Overwrites formulas, line ends and what precedes their lines (`> `) excepted.
fn mask_formulas(text: &mut Cow<'_, str>, formulas: &[Formula]) -> bool {
    if formulas.is_empty() {
        return false;
    }
    let mut bytes = std::mem::take(text.to_mut()).into_bytes();
    for line in formulas.iter().flat_map(|f| &f.lines) {
        bytes[line.clone()].fill(FORMULA_FILLER);
    }
    // Whole characters were replaced by ASCII, so it is text still.
    *text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
    true
}

fn is_control(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Control characters become spaces. In blocks, each looked at to its end, because the machine looks at many bytes at once.
fn without_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.as_bytes().chunks(256).any(|block| block.iter().fold(false, |found, byte| found | is_control(*byte))) {
        return text;
    }
    Cow::Owned(text.chars().map(|c| if c.is_ascii() && is_control(c as u8) { ' ' } else { c }).collect())
}

#[cfg(test)]
mod tests;
