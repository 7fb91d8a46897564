//! For people: each finding with its line, the text underlined, and what to do; then the count.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use recto::diagnostic::{Diagnostic, Severity};
use recto::source::{Location, Source};

use super::{Report, replace_control_characters, summary_line};

/// Bytes of a line shown before and after the underlined text at most; the renderer cuts further, to the terminal's width.
const MAX_BEFORE: usize = 2_000;
const MAX_AFTER: usize = 400;
/// Bytes underlined at most.
const MAX_UNDERLINED: usize = 2_000;

/// Writes the findings for a terminal, each with the lines that it is about.
pub fn print(report: &Report<'_>, colours: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    for diagnostic in report.diagnostics {
        writeln!(out, "{}\n", draw(report, diagnostic, &renderer))?;
    }
    if let Some(first) = report.diagnostics.first() {
        writeln!(out, "{}; `recto explain {}` explains a code", summary_line(report.diagnostics), first.code.id())?;
    }
    Ok(())
}

fn draw(report: &Report<'_>, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let mut group = Group::with_title(level.primary_title(replace_control_characters(&diagnostic.message)).id(diagnostic.code.id()));
    match diagnostic.at {
        None => group = group.element(Origin::path(report.file(diagnostic))),
        Some(at) => {
            for element in places(report, at, diagnostic) {
                group = group.element(element);
            }
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(replace_control_characters(help)));
    }
    renderer.render(&[group])
}

/// The finding's line, with the related places that are on the same line, then the lines of the other related places.
fn places<'a>(report: &Report<'a>, at: Location, diagnostic: &'a Diagnostic) -> Vec<Element<'a>> {
    let primary = Excerpt::new(report.sources.get(at.source), at.span.range());
    let mut notes = vec![AnnotationKind::Primary.span(primary.underlined.clone()).label(label(&diagnostic.label))];
    let mut others = Vec::new();
    for (place, text) in &diagnostic.related {
        let excerpt = Excerpt::new(report.sources.get(place.source), place.span.range());
        if place.source == at.source && excerpt.line == primary.line && !primary.cut && !excerpt.cut {
            notes.push(AnnotationKind::Context.span(excerpt.underlined).label(label(text)));
        } else {
            let note = AnnotationKind::Context.span(excerpt.underlined.clone()).label(label(text));
            others.extend(excerpt.elements(report.source_path(*place), vec![note]));
        }
    }
    let mut elements = primary.elements(report.source_path(at), notes);
    elements.extend(others);
    elements
}

fn label(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| replace_control_characters(text).into_owned())
}

/// The offset, or the start of the character that it lies in, or the end of the text.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// One line of a source, cut where it is very long.
struct Excerpt {
    /// From 1.
    line: usize,
    /// From 1, of the underlined text in the whole line.
    column: usize,
    text: String,
    /// Bytes of `text`.
    underlined: Range<usize>,
    /// Whether the line's beginning was cut off.
    cut: bool,
}

impl Excerpt {
    /// The line where `span` starts; of a longer span only that line is underlined.
    fn new(source: &Source, span: Range<usize>) -> Self {
        let text: &str = &source.text;
        let start = boundary(text, span.start);
        let place = source.line_column(start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_start = if text[line_start..].starts_with('\u{feff}') { line_start + 3 } else { line_start };
        let start = start.max(line_start);
        let line_end = start + text[start..].find('\n').unwrap_or(text.len() - start);
        let line_end = start + text[start..line_end].trim_end_matches('\r').len();
        let mut end = boundary(text, span.end.clamp(start, line_end).min(start + MAX_UNDERLINED));
        if span.end > line_end {
            end = start + text[start..end].trim_end().len();
        }
        let cut = start - line_start > MAX_BEFORE;
        let from = if cut { boundary(text, start - MAX_AFTER) } else { line_start };
        let to = boundary(text, line_end.min(end + MAX_AFTER));
        let ahead = format!("{}{}", if cut { "…" } else { "" }, replace_control_characters(&text[from..start]));
        let inside = replace_control_characters(&text[start..end]);
        let behind = format!("{}{}", replace_control_characters(&text[end..to]), if to < line_end { "…" } else { "" });
        let underlined = ahead.len()..ahead.len() + inside.len();
        Self { line: place.line, column: place.column, text: format!("{ahead}{inside}{behind}"), underlined, cut }
    }

    fn elements<'a>(self, path: String, notes: Vec<Annotation<'a>>) -> Vec<Element<'a>> {
        let snippet = Snippet::source(self.text).line_start(self.line).annotations(notes);
        if self.cut {
            // The renderer would count the column from the cut.
            return vec![Origin::path(path).line(self.line).char_column(self.column).into(), snippet.into()];
        }
        vec![snippet.path(path).into()]
    }
}
