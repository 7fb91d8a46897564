//! What every body needs, card or page: its references, its features, and the limits that hold for it.

use std::collections::BTreeSet;

use super::anchor::Anchors;
use super::footnotes;
use super::scan::{Outline, ScannedHeading, ScannedLink};
use super::spans::{covers, first_line, merge_overlapping, trim, within};
use super::{File, FileKind, RawBody, Reference, autolinks, front_matter};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::normalized_label;
use crate::model::Heading;
use crate::source::{Location, Span};

/// A heading of a body with its anchor; attributes that mean nothing there are reported.
pub fn heading(file: &File<'_>, heading: &ScannedHeading, anchors: &mut Anchors, diagnostics: &mut Vec<Diagnostic>) -> Heading {
    let own = heading.attributes.as_ref().and_then(|a| a.id.as_ref()).map(|(id, _)| id.as_str());
    let anchor = anchors.unique_anchor(&heading.text, own);
    report_attributes(file, heading, "only the heading of a card in a `cards.md` takes it", diagnostics);
    Heading {
        level: heading.level,
        span: trim(file.text, heading.span),
        text: heading.text.as_str().into(),
        id: anchor.id.into(),
        fragment: anchor.fragment.into(),
    }
}

/// Reports the keys in a heading that takes none.
pub fn report_attributes(file: &File<'_>, heading: &ScannedHeading, help: &str, diagnostics: &mut Vec<Diagnostic>) {
    for ((key, at), (_, value)) in heading.attributes.iter().flat_map(|a| &a.pairs) {
        let message = format!("`{key}` has no meaning in this heading");
        diagnostics.push(Diagnostic::new(Code::BadAttributes, file.id, Span { start: at.start, end: value.end }, message).help(help));
    }
}

/// Reports a paragraph that became a heading, because a line of hyphens that was to divide the text directly follows it.
fn report_underlined(file: &File<'_>, heading: &ScannedHeading, diagnostics: &mut Vec<Diagnostic>) {
    let written = file.text[heading.span.range()].trim_end();
    let Some((above, line)) = written.rsplit_once('\n').filter(|_| heading.level == 2 && !written.starts_with('#')) else { return };
    let rule = line.trim_start_matches([' ', '>']);
    if !rule.bytes().all(|b| b == b'-') {
        return;
    }
    if above.lines().all(front_matter::has_known_key) {
        let help = match file.path.kind {
            FileKind::Cards => "attributes of one card among several go after its question, `# Question? {#id level=mid}`",
            _ => "front matter belongs at the very start of the file, between lines of three hyphens: `---`",
        };
        diagnostics.push(front_matter::misplaced(file.id, trim(file.text, heading.span)).help(help));
        return;
    }
    let is_sentence = above.trim_end().ends_with(['.', ';', '。', '；', '…']) || above.trim().contains('\n');
    if !is_sentence {
        return;
    }
    let start = heading.span.start as usize + written.len() - rule.len();
    let line_start = heading.span.start as usize + written.len() - line.len();
    let newline = if above.ends_with('\r') { "\r\n" } else { "\n" };
    let blank = format!("{}{newline}", line[..line.len() - rule.len()].trim_end());
    diagnostics.push(
        Diagnostic::new(
            Code::MalformedMarkdown,
            file.id,
            Span::new(start, start + rule.len()),
            "this makes a heading of the words above it",
        )
        .help("put a blank line above it, if it is to divide the text")
        .fix(Location { source: file.id, span: Span::new(line_start, line_start) }, blank),
    );
}

/// Reports of a heading the classes, and the tags that are shown as text because it does not close them.
fn report_heading(file: &File<'_>, heading: &ScannedHeading, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(attributes) = &heading.attributes {
        attributes.report_classes(file.text, file.id, diagnostics);
    }
    if let (Some(first), Some(last)) = (heading.literal_tags.first(), heading.literal_tags.last()) {
        let tag = &file.text[first.range()];
        let at = Span { start: first.start, end: last.end };
        diagnostics.push(
            Diagnostic::new(
                Code::HtmlTagInHeading,
                file.id,
                at,
                format!("`{tag}` is shown as text, because the heading does not close it"),
            )
            .help(format!("write it as code, `` `{tag}` ``, or close it")),
        );
    }
}

/// Makes the body of `span` from what the scan found in it. Text in `hidden` is not published, and attributes are not searched for links.
pub fn build(
    file: &File<'_>,
    outline: &Outline,
    span: Span,
    headings: Vec<Heading>,
    mut hidden: Vec<Span>,
    anchors: &mut Anchors,
) -> RawBody {
    let mut html_ids: Vec<(Box<str>, Box<str>)> = Vec::new();
    let mut known = BTreeSet::new();
    for (_, name) in within(&outline.html_anchors, span, |(at, _)| at.start) {
        // Of two places of one name the first is found; where a heading has the name, it is the heading.
        if known.insert(name.as_str()) {
            html_ids.push((name.as_str().into(), anchors.unique_id(name).into()));
        }
    }
    let mut references: Vec<Reference> =
        within(&outline.links, span, |link| link.span.start).iter().map(|link| reference(file.text, link)).collect();
    for piece in within(&outline.text_pieces, span, |piece| piece.span.start) {
        autolinks::addresses(file.text, piece.span, &mut references);
    }
    // Phrases in attributes are words, not links. (A page's title is hidden too, and its links are links.)
    let marks = super::bad_markers::toc_markers(file.text, outline, span);
    let attributes =
        merge_overlapping(hidden.iter().copied().filter(|span| file.text[span.range()].starts_with('{')).chain(marks.clone()).collect());
    references.retain(|r| !covers(&attributes, r.span.start as usize));
    references.sort_by_key(|r| r.span);
    let own_headings = within(&outline.headings, span, |heading| heading.span.start);
    hidden.extend(own_headings.iter().filter_map(|h| Some(h.attributes.as_ref()?.span)));
    hidden.extend(marks);
    hidden.sort();
    hidden.dedup();
    let notes = notes(outline, span);
    let elsewhere = merge_overlapping(notes.clone());
    for note in &elsewhere {
        references.extend(within(&outline.links, *note, |link| link.span.start).iter().map(|link| reference(file.text, link)));
        for piece in within(&outline.text_pieces, *note, |piece| piece.span.start) {
            autolinks::addresses(file.text, piece.span, &mut references);
        }
    }
    references.sort_by_key(|r| r.span);
    let outside_link_definitions = outside_link_definitions(outline, span, &elsewhere);
    references.shrink_to_fit();
    let features = notes.iter().fold(outline.features(span), |all, note| all.with(outline.features(*note)));
    RawBody {
        span,
        headings: headings.into(),
        references,
        unrendered_spans: hidden.into(),
        outside_link_definitions,
        outside_footnotes: notes.into(),
        html_ids: html_ids.into(),
        original_anchors: Vec::new(),
        features,
    }
}

/// The definitions outside of a part of a file that links in it, or in the notes that belong to it, refer to.
fn outside_link_definitions(outline: &Outline, part: Span, notes: &[Span]) -> Vec<(String, String, String)> {
    let parts = [part].into_iter().chain(notes.iter().copied());
    let used = parts.flat_map(|part| within(&outline.label_uses, part, |(at, _)| *at)).map(|(_, label)| label.as_str());
    let used: BTreeSet<&str> = used.collect();
    let defined = used.iter().filter_map(|label| outline.link_definition(label)).filter(|(.., at)| !part.contains(at.start as usize));
    defined.map(|(label, destination, title, _)| (label.clone(), destination.clone(), title.clone())).collect()
}

/// The footnotes that a part of a file refers to, and those that these refer to, as far as they are outside of the part.
fn notes(outline: &Outline, part: Span) -> Vec<Span> {
    let mut found = BTreeSet::new();
    let mut open = vec![part];
    while let Some(from) = open.pop() {
        for (_, label) in within(&outline.footnote_references, from, |(at, _)| at.start) {
            let note = outline.footnote(label).map(|number| outline.footnotes[number].span);
            if let Some(new) = note.filter(|at| !part.contains(at.start as usize))
                && found.insert(new)
            {
                open.push(new);
            }
        }
    }
    found.into_iter().collect()
}

/// Findings about a whole file's Markdown that do not depend on what it is.
pub fn check(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(span) = outline.too_deep {
        diagnostics.push(
            Diagnostic::new(Code::NestingTooDeep, file.id, span, format!("more than {} levels of nesting", super::scan::MAX_NESTING))
                .help("lists and quotes this deep can't be read; flatten them"),
        );
    }
    for table in &outline.too_wide {
        let message = format!("this table has more than {} columns", super::scan::MAX_COLUMNS);
        let at = first_line(file.text, *table);
        diagnostics.push(Diagnostic::new(Code::TableTooWide, file.id, at, message).help("split it, or turn its rows into columns"));
    }
    super::never_closed::report(file, outline, diagnostics);
    super::links_with_spaces::report(file, outline, diagnostics);
    super::bad_markers::report(file, outline, diagnostics);
    super::bad_markers::report_shortcodes(file, outline, diagnostics);
    super::foreign_syntax::report(file, outline, diagnostics);
    super::malformed_markdown::report(file, outline, diagnostics);
    // At the start of the file front matter has been reported.
    let misplaced = diagnostics.iter().filter(|found| found.code == Code::MisplacedFrontMatter).filter_map(|found| found.at);
    let misplaced: Vec<Span> = misplaced.map(|at| at.span).collect();
    // What precedes the question is lost, and reported as a whole.
    let question = outline.headings.iter().position(|heading| heading.top_level && heading.level == 1);
    for (number, heading) in outline.headings.iter().enumerate() {
        report_heading(file, heading, diagnostics);
        let is_published = file.path.kind == FileKind::TopLevelPage || question.is_none_or(|question| question < number);
        if is_published && !misplaced.iter().any(|told| told.start < heading.span.end && heading.span.start < told.end) {
            report_underlined(file, heading, diagnostics);
        }
    }
    report_unused_definitions(file, outline, diagnostics);
    for (block, lacks, what) in &outline.underindented {
        let own = if *what == "list" { "it is a list of its own" } else { "it belongs to no item" };
        let help = format!("indent it by {lacks} more, so that it begins under that item's text; or do not indent it, if {own}");
        let at = first_line(file.text, *block);
        let message = format!("this {what} is not inside the item above it");
        let mut diagnostic = Diagnostic::new(Code::FlattenedList, file.id, at, message).help(help);
        let mut line = block.start;
        for text in file.text[block.range()].split_inclusive('\n') {
            if !text.trim().is_empty() {
                let at = Location { source: file.id, span: Span { start: line, end: line } };
                diagnostic = diagnostic.fix(at, " ".repeat(*lacks));
            }
            line += text.len() as u32;
        }
        diagnostics.push(diagnostic);
    }
    let notes = outline.text_pieces.iter().flat_map(|piece| footnotes::references(file.text, piece.span));
    for (span, label) in outline.undefined.iter().cloned().chain(notes).filter(|(_, label)| label != "^") {
        let what = if label.starts_with('^') { "footnote" } else { "link label" };
        diagnostics.push(
            Diagnostic::new(Code::UndefinedReference, file.id, span, format!("the {what} `{label}` is not defined in this file")).help(
                if what == "footnote" {
                    format!("add `[{label}]: …`")
                } else {
                    format!("add `[{label}]: …`, write the link as `[text](target)`, or code between backticks")
                },
            ),
        );
    }
}

/// Reports definitions that were meant as a list of sources, `[1]: https://example.org "Title"`, and are shown nowhere, because no link refers
/// to them. Those with words as labels are left over, and nobody misses them.
fn report_unused_definitions(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let used: BTreeSet<&str> = outline.label_uses.iter().map(|(_, label)| label.as_str()).collect();
    for (label, destination, title, span) in &outline.link_definitions {
        let is_numbered = label.bytes().all(|byte| byte.is_ascii_digit());
        let is_comment = matches!(destination.as_str(), "" | "#");
        if is_comment || !is_numbered && title.is_empty() || used.contains(normalized_label(label).as_str()) {
            continue;
        }
        let message = format!("no link refers to the label `{label}`, so this is published nowhere");
        let text = if title.is_empty() { "what it is" } else { title };
        let help = format!("write the link itself, `- [{text}]({destination})`, or refer to it, `[words][{label}]`");
        diagnostics.push(Diagnostic::new(Code::DroppedText, file.id, trim(file.text, *span), message).help(help));
    }
}

fn reference(text: &str, link: &ScannedLink) -> Reference {
    let slice = &text[link.span.range()];
    let target = link.destination.strip_prefix("mailto:").filter(|_| !slice.contains("mailto:")).unwrap_or(&link.destination);
    // The destination is after the link's text; one that is written with escapes or in a definition is underlined as a whole.
    let found = if link.wiki { slice.find(target) } else { slice.rfind(target) };
    let target_span = match found {
        Some(at) if !target.is_empty() => Span::new(at, at + target.len()).shifted(link.span.start as usize),
        _ => link.span,
    };
    Reference { span: link.span, target_span, target: link.destination.clone(), wiki: link.wiki, syntax: link.syntax, no_alt: link.no_alt }
}
