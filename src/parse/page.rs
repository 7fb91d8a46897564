//! A page, a topic's page, the home page: front matter and running text.

use super::front_matter::{FrontMatter, FrontMatterKind};
use super::{File, FileKind, PageDocument, anchor::Anchors, body, dropped_text, footnotes, scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Title;
use crate::source::{Location, Span};

/// The page that a file holds.
pub(super) fn read(file: &File<'_>, front: &FrontMatter, diagnostics: &mut Vec<Diagnostic>) -> PageDocument {
    let meta = front.meta(FrontMatterKind::Page, file, diagnostics);
    let span = Span::new(front.body_start, file.text.len());
    let outline = scan(file.text, span);
    body::check(file, &outline, diagnostics);
    let mut anchors = Anchors::default();
    let mut hidden = Vec::new();
    let mut headings = Vec::new();
    let mut own_title = None;
    for heading in &outline.headings {
        if heading.top_level && heading.level == 1 && own_title.is_none() {
            let markdown = footnotes::without_references(file, &outline, heading.content, "title", diagnostics);
            own_title = Some((heading.text.trim().to_string(), markdown.trim().to_string(), heading.content));
            hidden.push(heading.span);
            let own = heading.attributes.as_ref().and_then(|a| a.id.as_ref()).map(|(id, _)| id.as_str());
            anchors.unique_fragment(&heading.text, own);
            body::report_attributes(file, heading, "put it into the front matter", diagnostics);
            continue;
        }
        headings.push(body::heading(file, heading, &mut anchors, diagnostics));
    }
    let title = match (&meta.title, own_title) {
        (Some((title, title_span)), Some((plain, _, at))) if *title != plain => {
            diagnostics.push(
                Diagnostic::new(Code::TitleMismatch, file.id, at, format!("the heading says `{plain}`, the front matter `{title}`"))
                    .related(Location { source: file.id, span: *title_span }, "the title")
                    .help("remove the heading: the title is printed anyway"),
            );
            Title::new(title, &escape_markdown(title))
        }
        (_, Some((plain, markdown, _))) => Title::new(&plain, &markdown),
        (Some((title, _)), None) => Title::new(title, &escape_markdown(title)),
        (None, None) => {
            let name = file.path.id.rsplit('/').next().unwrap_or_default();
            let title = if file.path.kind == FileKind::Home { String::new() } else { crate::model::title_from_name(name) };
            Title::new(&title, &escape_markdown(&title))
        }
    };
    dropped_text::page(file, span, &outline, &hidden, diagnostics);
    let hash = super::hash(&[&title.plain, &file.text[span.range()]]);
    PageDocument { meta, title, body: body::build(file, &outline, span, headings, hidden, &mut anchors), hash }
}

/// A title from front matter is plain text, and its characters are not Markdown.
fn escape_markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, '-' | ',' | '.' | ':' | '?' | '\'' | '/' | '(' | ')') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
