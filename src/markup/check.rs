//! What only rendering can find wrong in a body: formulas, diagrams, code attributes, languages, raw HTML.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::Markup;
use super::code::Fence;
use super::embedded::RawHtmlOffsets;
use super::html;
use super::line_breaks::SpannedEvent;
use super::math_help;
use super::prepare::PreparedBody;
use super::write::{after_element, text_of};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Body, Features, HtmlPolicy};
use crate::source::Sources;

/// The findings about a body that only rendering can make.
pub(super) fn check(markup: &Markup, sources: &Sources, body: &Body) -> Vec<Diagnostic> {
    if is_plain_code(markup, sources, body) {
        return Vec::new();
    }
    let prepared = PreparedBody::new(sources, body, &[]);
    let events = prepared.events();
    let source = &*sources.get(body.source).text;
    let mut checker = Checker {
        source,
        markup,
        prepared: &prepared,
        body,
        nesting: html::Nesting::default(),
        tag_matcher: html::TagMatcher::default(),
        harmless: 0,
        first_harmless: None,
        others: BTreeSet::new(),
        found: Vec::new(),
    };
    let mut number = 0;
    while let Some((event, range)) = events.get(number) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let after = after_element(&events, number);
                checker.code(info, range, &events[number + 1..after]);
                number = after;
                continue;
            }
            Event::InlineMath(latex) => checker.math(latex, false, range),
            Event::DisplayMath(latex) => checker.math(latex, true, range),
            Event::InlineHtml(_) => checker.html(&events[number..=number], true),
            Event::Start(Tag::HtmlBlock) => checker.html(&events[number + 1..after_element(&events, number)], false),
            _ => {}
        }
        number += 1;
    }
    checker.count_harmless();
    checker.lone_tags();
    checker.found
}

/// Whether the body has nothing to be checked but blocks of code, and each can only start by the name of a language that is known.
/// Most bodies are like that, and this is known without parsing them again.
fn is_plain_code(markup: &Markup, sources: &Sources, body: &Body) -> bool {
    let code_only = Features { code: true, ..Features::default() };
    let source = sources.slice(body.location());
    let is_known = |info: &str| info.is_empty() || (!info.contains([' ', '{', ',']) && markup.highlighter.language(info).is_some());
    body.features == code_only
        && ["```", "~~~"].iter().all(|fence| {
            let mut fences = source.lines().filter_map(|line| Some(line.split_once(fence)?.1));
            fences.all(|after| is_known(after.trim_matches(['`', '~', ' '])))
        })
}

/// What R602 says about every diagram that is not drawn.
const DIAGRAM_KINDS: &str = "its source is shown as code instead; drawn are flowcharts, sequence, class, state, er, pie, gantt, gitGraph, \
                             mindmap, timeline, journey, quadrantChart and xychart diagrams";

struct Checker<'c> {
    /// The whole file.
    source: &'c str,
    markup: &'c Markup,
    prepared: &'c PreparedBody<'c>,
    body: &'c Body,
    nesting: html::Nesting,
    tag_matcher: html::TagMatcher,
    /// Tags and attributes that are taken out and could do no harm, and the finding that refers to them.
    harmless: usize,
    first_harmless: Option<usize>,
    /// What the others are.
    others: BTreeSet<String>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn add(&mut self, code: Code, at: Range<usize>, message: impl Into<String>) -> &mut Diagnostic {
        // The parser ends an unclosed block of HTML after a line break that the file need not have.
        // Places inside joined HTML are counted, and may miss a character's edge by the bytes that the parser put in or left out.
        let edge = |place: usize| self.source.ceil_char_boundary(place.min(self.body.span.end as usize));
        let at = edge(at.start)..edge(at.end.max(at.start));
        self.found.push(Diagnostic::new(code, self.body.source, at.into(), message));
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn math(&mut self, latex: &str, display: bool, range: &Range<usize>) {
        match self.markup.math.html(latex, display) {
            Err(reason) => {
                let help = math_help::help(latex, &reason);
                self.add(Code::BadMath, range.clone(), format!("this formula can't be published: {reason}")).help = Some(help);
            }
            Ok(formula) if formula.coloured => {
                let finding = self.add(Code::BadMath, range.clone(), "the colours of this formula are not published");
                finding.severity = Severity::Warning;
                finding.help = Some("formulas have the colour of the reader's theme; remove the colour".into());
            }
            Ok(_) => {}
        }
    }

    fn code(&mut self, info: &str, range: &Range<usize>, inside: &[SpannedEvent<'_>]) {
        let fence = Fence::read(info);
        let info_at = self.info_place(info, range);
        for fault in &fence.errors {
            let at = info_at.clone().map_or(range.clone(), |i| i.start + fault.at.start..i.start + fault.at.end);
            self.add(Code::BadCodeAttributes, at, fault.message.as_str()).help =
                Some("after the language a code block takes `{file=\"name\" lines=\"3-5,8\"}`".into());
        }
        let code = text_of(inside);
        let lines = code.lines().count();
        if let Some(past) = fence.lines.iter().find(|l| *l.end() > lines) {
            let message = format!("line {} is marked, but the block has {lines}", past.end());
            self.add(Code::BadCodeAttributes, info_at.clone().unwrap_or(range.clone()), message).help =
                Some("count the lines of the block from 1".into());
        }
        if fence.is("math") {
            let inner = inside.first().zip(inside.last()).map_or(range.clone(), |((_, first), (_, last))| first.start..last.end);
            self.math(code.trim(), true, &inner);
        } else if fence.is("mermaid") {
            self.diagram(&code, range, inside);
        } else if self.markup.highlighter.language(fence.language).is_none() {
            let at = info_at.map_or(range.clone(), |i| i.start..i.start + fence.language.len());
            let help = self.markup.highlighter.nearest(fence.language).map(|near| format!("did you mean `{near}`?"));
            let finding = self.add(Code::UnknownLanguage, at, format!("there are no colours for the language `{}`", fence.language));
            finding.help = Some(help.unwrap_or_else(|| "write `text` for text without colours".into()));
        }
    }

    /// Where the text after the fence is.
    fn info_place(&self, info: &str, block: &Range<usize>) -> Option<Range<usize>> {
        let line = self.prepared.slice(block.clone()).lines().next()?;
        let start = block.start + line.find(info)?;
        Some(start..start + info.len())
    }

    fn diagram(&mut self, source: &str, range: &Range<usize>, inside: &[SpannedEvent<'_>]) {
        let Err(fault) = self.markup.diagrams.draw(source) else { return };
        // Every line of a block is an event of its own where the block is indented, else all of it is one.
        let line = fault.line.and_then(|number| line_place(inside, number));
        let finding =
            self.add(Code::UnsupportedDiagram, line.unwrap_or(range.clone()), format!("this diagram is not drawn: {}", fault.message));
        finding.help = Some(DIAGRAM_KINDS.into());
    }

    fn html(&mut self, raw: &[SpannedEvent<'_>], inline: bool) {
        if self.markup.policy != HtmlPolicy::Sanitize {
            return;
        }
        let text: String = raw.iter().map(|(event, _)| if let Event::Html(t) | Event::InlineHtml(t) = event { t } else { "" }).collect();
        let offsets = RawHtmlOffsets::new(raw);
        self.tag_matcher.read(&text, inline, |offset| offsets.source_offset(offset));
        for removal in html::sanitize(&text, &mut self.nesting, &mut html::NoUrls).1 {
            let start = offsets.source_offset(removal.at.start);
            let end = offsets.source_offset(removal.at.end.saturating_sub(1)).map(|end| end + 1);
            let Some((start, end)) = start.zip(end) else { continue };
            // A word processor's tags are one finding, wherever they are.
            if removal.harmless && self.harmless > 0 {
                self.harmless += 1;
                self.others.insert(removal.what);
                continue;
            }
            // A comment with which a block begins is reported by parsing.
            if text[removal.at.start..].starts_with("<!--") && text[..removal.at.start].trim().is_empty() {
                continue;
            }
            let runs = ACTIVE_HTML.iter().any(|what| removal.what.starts_with(what)) || removal.what.starts_with("the attribute `on");
            let finding = self.add(Code::HtmlRemoved, start..end.max(start), format!("{} is not published", removal.what));
            finding.help = Some(removal.help);
            if runs && end - start > MIN_SCRIPT_BYTES {
                finding.severity = Severity::Error;
            }
            if removal.harmless {
                self.harmless = 1;
                self.first_harmless = Some(self.found.len() - 1);
            }
        }
    }

    /// Says of the first harmless tag how many there are.
    fn count_harmless(&mut self) {
        if let Some(first) = self.first_harmless.and_then(|first| self.found.get_mut(first))
            && self.harmless > 1
        {
            let mut list: Vec<&str> = self.others.iter().take(MAX_NAMED).map(String::as_str).collect();
            if self.others.len() > MAX_NAMED {
                list.push("…");
            }
            first.message += &format!("; and {} more like it in this text: {}", self.harmless - 1, list.join(", "));
        }
    }
}

impl Checker<'_> {
    /// Reports tags without a partner, all in one finding.
    fn lone_tags(&mut self) {
        let unmatched = std::mem::take(&mut self.tag_matcher).unmatched();
        let Some(first) = unmatched.first() else { return };
        let tag = format!("<{}{}>", if first.is_end_tag { "/" } else { "" }, first.tag);
        let what = match (first.is_end_tag, first.inline) {
            (true, _) => "closes nothing, so it is not displayed",
            (false, true) => "is never closed, so it is not displayed",
            (false, false) => "is never closed, so it contains all that follows",
        };
        let more = if unmatched.len() > 1 { format!(" ({} more in this text are unmatched)", unmatched.len() - 1) } else { String::new() };
        let remedy = if first.is_end_tag { "remove it".to_string() } else { format!("close it with `</{}>`", first.tag) };
        self.add(Code::UnmatchedHtmlTag, first.at.clone(), format!("`{tag}` {what}{more}")).help =
            Some(format!("{remedy}, or write it as code, `` `{tag}` ``"));
    }
}

/// Kinds of tags and attributes that are named of those that are not published.
const MAX_NAMED: usize = 8;
/// What could run, where an author wrote it to run.
const ACTIVE_HTML: [&str; 2] = ["`<script>`", "a link that is not http"];
/// A lone `<script>` in a sentence refers to the tag. Bytes.
const MIN_SCRIPT_BYTES: usize = "<script type=x>".len();

/// The place of a line (from 0) of a code block.
fn line_place(inside: &[SpannedEvent<'_>], number: usize) -> Option<Range<usize>> {
    let text = text_of(inside);
    let line = text.split_inclusive('\n').nth(number)?;
    let start = text.split_inclusive('\n').take(number).map(str::len).sum::<usize>();
    let first = start + line.len() - line.trim_start().len();
    let last = start + line.trim_end().len();
    let offsets = RawHtmlOffsets::new(inside);
    let place_of_last = offsets.source_offset(last.saturating_sub(1))? + 1;
    Some(offsets.source_offset(first)?..place_of_last).filter(|r| r.start < r.end)
}
