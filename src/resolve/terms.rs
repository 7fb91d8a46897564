//! Terms: who defines which, and (with `links.terms`) the first mention of another page's term becomes a link.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::collected::{CollectedDocuments, nodes};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Body, Guide, Link, LinkSyntax, Node, Question, Target};
use crate::parse::{merge_overlapping, scan};
use crate::source::{Location, SourceId, Sources, Span};

/// Reports terms that two pages define.
pub fn check(collected: &CollectedDocuments<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<String, Location> = BTreeMap::new();
    for (node, meta) in nodes(collected) {
        let source = match node {
            Node::Card(ix) => collected.cards[ix.index()].source,
            Node::Page(ix) => collected.pages[ix.index()].source,
            Node::Topic(ix) => collected.topics[ix.index()].index.map_or(SourceId(0), |(s, _)| s),
            Node::Home => continue,
        };
        for (term, span) in &meta.terms {
            match first.get(&term.to_lowercase()) {
                None => {
                    first.insert(term.to_lowercase(), Location { source, span: *span });
                }
                Some(earlier) => diagnostics.push(
                    Diagnostic::new(Code::DuplicateTerm, source, *span, format!("duplicate term `{term}`"))
                        .related(*earlier, "here too")
                        .help("leave it with the one that explains it best"),
                ),
            }
        }
    }
}

/// A word in lower case → the terms that start with it: their words as written and who defines them, longest first.
type Terms = BTreeMap<String, Vec<(Vec<String>, Node)>>;

/// Adds the links of mentions to every body.
pub fn bind(guide: &mut Guide, sources: &Sources) {
    let terms = terms(guide);
    if terms.is_empty() {
        return;
    }
    let nodes: Vec<Node> = guide.nodes().collect();
    let found: Vec<(Node, Vec<Link>)> =
        nodes.par_iter().filter_map(|node| Some((*node, mentions(guide, *node, guide.body(*node)?, &terms, sources)))).collect();
    for (node, links) in found {
        let body = match node {
            Node::Home => guide.home.body.as_mut(),
            Node::Topic(ix) => guide.topics[ix.index()].body.as_mut(),
            Node::Page(ix) => Some(&mut guide.pages[ix.index()].body),
            Node::Card(ix) => Some(&mut guide.cards[ix.index()].body),
        };
        if let Some(body) = body {
            body.links.reserve_exact(links.len());
            body.links.extend(links);
            body.links.sort_by_key(|l| l.span);
        }
    }
}

fn terms(guide: &Guide) -> Terms {
    let mut terms = Terms::new();
    for node in guide.nodes() {
        let list = match node {
            Node::Home => continue,
            Node::Topic(ix) => &guide.topic(ix).terms,
            Node::Page(ix) => &guide.page(ix).terms,
            Node::Card(ix) => &guide.card(ix).terms,
        };
        for term in list {
            let words: Vec<String> = words(term).map(|(_, w)| w.to_string()).collect();
            if let Some(first) = words.first() {
                terms.entry(first.to_lowercase()).or_default().push((words, node));
            }
        }
    }
    for list in terms.values_mut() {
        list.sort_by_key(|(words, node)| (std::cmp::Reverse(words.len()), *node));
    }
    terms
}

/// The words of a text with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '#');
    text.split(move |c| !word(c)).filter(|w| !w.is_empty()).map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
}

/// The first mention of each other page's term, outside of headings, links, code and cloze deletions.
fn mentions(guide: &Guide, node: Node, body: &Body, terms: &Terms, sources: &Sources) -> Vec<Link> {
    let text = &sources.get(body.source).text;
    let outline = scan(text, body.span);
    let closed = closed_spans(guide, node, body);
    let mut linked: BTreeSet<Node> = body.links.iter().filter_map(|l| node_of(&l.target)).chain([node]).collect();
    let mut links = Vec::new();
    for part in outline.text_pieces.iter().flat_map(|piece| open_parts(piece.span, &closed)) {
        let slice = &text[part.range()];
        let all: Vec<(usize, &str)> = words(slice).collect();
        let mut i = 0;
        while i < all.len() {
            let Some((length, target)) = longest(&all[i..], slice, terms) else {
                i += 1;
                continue;
            };
            let (last, word) = all[i + length - 1];
            if linked.insert(target) {
                let span = Span::new(all[i].0, last + word.len()).shifted(part.start as usize);
                links.push(Link { span, syntax: LinkSyntax::Term, target: Target::Node(target, None) });
            }
            i += length;
        }
    }
    links
}

/// The longest term that the words start with: how many words, and who defines it. One space, hyphen or apostrophe is between its words.
fn longest(words: &[(usize, &str)], slice: &str, terms: &Terms) -> Option<(usize, Node)> {
    let candidates = terms.get(&words.first()?.1.to_lowercase())?;
    candidates.iter().find_map(|(term, node)| {
        let fits = term.len() <= words.len()
            && term.iter().zip(words).all(|(t, (_, w))| is_mention(t, w))
            && words[..term.len()].windows(2).all(|w| {
                let between = &slice[w[0].0 + w[0].1.len()..w[1].0];
                matches!(between, " " | "\u{a0}" | "\u{202f}" | "-" | "'" | "’" | "\n" | "\r\n")
            });
        fits.then_some((term.len(), *node))
    })
}

/// Case does not matter, except for abbreviations: the rest is not REST.
fn is_mention(term: &str, word: &str) -> bool {
    let abbreviation = term.chars().filter(|c| c.is_uppercase()).count() > 1;
    if abbreviation { term == word } else { term.to_lowercase() == word.to_lowercase() }
}

fn node_of(target: &Target) -> Option<Node> {
    match target {
        Target::Node(node, _) => Some(*node),
        _ => None,
    }
}

/// What is left of a text without the spans (in order) in which no links are made: a gap takes nothing but itself away.
fn open_parts(text: Span, closed: &[Span]) -> Vec<Span> {
    let first = closed.partition_point(|cut| cut.end <= text.start);
    let cuts = closed[first..].iter().take_while(|cut| cut.start < text.end);
    let mut parts = Vec::new();
    let mut start = text.start;
    for cut in cuts {
        parts.push(Span { start, end: cut.start.max(start) });
        start = start.max(cut.end);
    }
    parts.push(Span { start, end: text.end.max(start) });
    parts
}

fn closed_spans(guide: &Guide, node: Node, body: &Body) -> Vec<Span> {
    let mut closed: Vec<Span> = body.headings.iter().map(|h| h.span).chain(body.unrendered_spans.iter().copied()).collect();
    closed.extend(body.links.iter().map(|l| l.span));
    if let Node::Card(ix) = node {
        let card = guide.card(ix);
        closed.push(card.heading);
        match &card.question {
            Question::Cloze(spans) => closed.extend(spans.iter().map(|s| s.span)),
            Question::Choice { list, .. } => closed.push(*list),
            Question::Open => {}
        }
    }
    merge_overlapping(closed)
}
