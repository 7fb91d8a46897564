//! The Markdown of a title → HTML: code, emphasis, formulas, and the raw tags that a heading may use, without their attributes. Links and
//! images are their text; other tags are text too, because a question about `List<String>` means those characters.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::{Markup, escape, html};
use crate::markdown::{self, HEADING_ELEMENTS, Markdown};
use crate::model::Title;

/// The characters that could be Markdown.
const SIGNS: &[char] = &['*', '_', '`', '[', ']', '<', '&', '\\', '$', '~'];

/// A title as HTML for a line of text.
pub(super) fn html(markup: &Markup, title: &Title) -> String {
    let mut out = String::with_capacity(title.markdown.len() + 16);
    let line = title.markdown.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.contains(SIGNS) {
        escape::text(&line, &mut out);
        return out;
    }
    // As a heading, so that nothing in it starts a block.
    let heading = Markdown::new(as_heading(&line));
    let mut events = Vec::new();
    heading.restored_events(Parser::new_ext(heading.text(), markdown::options()).into_offset_iter(), &mut events);
    // `None` for emphasis, and raw tags by name.
    let mut open: Vec<Option<String>> = Vec::new();
    for (event, _) in events {
        match event {
            Event::Start(tag) => {
                let tag = tags(&tag.to_end()).0;
                out.push_str(tag);
                if !tag.is_empty() {
                    open.push(None);
                }
            }
            Event::End(tag) => {
                // Raw tags that the emphasis does not close end with it.
                if !tags(&tag).1.is_empty() {
                    close(&mut open, &mut out);
                }
                out.push_str(tags(&tag).1);
            }
            Event::InlineHtml(raw) if raw.starts_with("<!--") => {}
            Event::InlineHtml(raw) => raw_tag(&raw, &mut open, &mut out),
            Event::Text(text) | Event::Html(text) => escape::text(&text, &mut out),
            Event::Code(code) => {
                out.push_str("<code>");
                escape::text(&code, &mut out);
                out.push_str("</code>");
            }
            Event::InlineMath(latex) | Event::DisplayMath(latex) => match markup.math.html(&latex, false) {
                Ok(formula) => out.push_str(&formula.html),
                Err(_) => escape::text(&latex, &mut out),
            },
            _ => {}
        }
    }
    close(&mut open, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// The line as a heading; `#` at its end does not close it.
fn as_heading(line: &str) -> String {
    match line.strip_suffix('#') {
        Some(before) if before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0 => format!("# {before}&#35;"),
        _ => format!("# {line}"),
    }
}

/// A raw tag that a heading may use, without attributes; a link or an image is left out, what is not a tag is text. What is open is closed in
/// the right order, so that a title is whole wherever it is.
fn raw_tag(raw: &str, open: &mut Vec<Option<String>>, out: &mut String) {
    let Some(tag) = html::Tag::read(raw) else { return escape::text(raw, out) };
    let name = tag.name.to_ascii_lowercase();
    if name == "br" {
        out.push_str("<br>");
    } else if !HEADING_ELEMENTS.contains(&name.as_str()) || name == "a" {
    } else if !tag.is_end_tag {
        out.push_str(&format!("<{name}>"));
        open.push(Some(name));
    } else if open.pop_if(|last| last.as_deref() == Some(&name)).is_some() {
        out.push_str(&format!("</{name}>"));
    }
}

/// Closes the raw tags inside of the innermost emphasis, and takes the emphasis from the open ones.
fn close(open: &mut Vec<Option<String>>, out: &mut String) {
    while let Some(Some(name)) = open.pop() {
        out.push_str(&format!("</{name}>"));
    }
}

fn tags(tag: &TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        _ => ("", ""),
    }
}
