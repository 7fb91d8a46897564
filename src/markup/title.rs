//! The Markdown of a title → HTML: code, emphasis and formulas. Links and images are their text, raw HTML is shown as it is written,
//! because a question about `List<String>` means those signs.

use pulldown_cmark::{Event, Parser, TagEnd};

use super::{Markup, escape};
use crate::markdown;
use crate::model::Title;

/// The signs that could be Markdown.
const SIGNS: &[char] = &['*', '_', '`', '[', ']', '<', '&', '\\', '$', '~'];

/// Keeps `#` at a title's end from being read as the end of a heading; a comment is not shown.
const END: &str = " <!---->";

pub(super) fn html(markup: &Markup, title: &Title) -> String {
    let mut out = String::with_capacity(title.markdown.len() + 16);
    let line = title.markdown.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.contains(SIGNS) {
        escape::text(&line, &mut out);
        return out;
    }
    // As a heading, so that nothing in it starts a block.
    let heading = format!("# {line}{END}");
    let options = markdown::options() - pulldown_cmark::Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(&heading, options).into_offset_iter() {
        match event {
            Event::Start(tag) => out.push_str(tags(&tag.to_end()).0),
            Event::End(tag) => out.push_str(tags(&tag).1),
            Event::InlineHtml(_) if range.start >= heading.len() - END.len() => {}
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => escape::text(&text, &mut out),
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
    out.truncate(out.trim_end().len());
    out
}

fn tags(tag: &TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        _ => ("", ""),
    }
}
