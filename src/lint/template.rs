//! What is left of the text with which a new file begins.

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Guide};
use crate::source::{Sources, Span};

/// Finds the first place of each placeholder in each body.
pub fn lint(guide: &Guide, sources: &Sources, placeholders: &[String]) -> Vec<Diagnostic> {
    let bodies: Vec<&Body> = guide.nodes().filter_map(|node| guide.body(node)).collect();
    let in_body = |body: &Body| -> Vec<Diagnostic> {
        let text = &sources.get(body.source).text[body.span.range()];
        let left = placeholders.iter().filter_map(|placeholder| Some((text.find(placeholder.as_str())?, placeholder.len())));
        left.map(|(at, length)| finding(body, Span::new(at, at + length).shifted(body.span.start as usize))).collect()
    };
    bodies.into_par_iter().flat_map_iter(in_body).collect()
}

fn finding(body: &Body, span: Span) -> Diagnostic {
    Diagnostic::new(Code::TemplateText, body.source, span, "this is still the text of the template")
        .help("write over it, or remove it together with its heading")
}
