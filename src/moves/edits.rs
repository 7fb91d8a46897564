//! The changes of text that a move needs, made before anything is moved: in every file links to what moves, in moved files links to
//! everything, and the former ids in what moves.

use std::collections::BTreeSet;

use super::paths::{folder_of, is_path, joined, under_content};
use crate::diagnostic::Fix;
use crate::lint;
use crate::model::{Guide, Link, Moves, Node, Target};
use crate::parse::{self, CardOrder, Content, Document, ParseOptions, RawBody, Reference, SpannedString, relative};
use crate::source::{Location, SourceId, Sources, Span};

/// All changes, in the texts as they are now.
pub fn edits(moves: &Moves, guide: &Guide, sources: &Sources, parse_options: &ParseOptions) -> Vec<Fix> {
    let mut fixes = BTreeSet::new();
    for (id, source) in sources.iter() {
        let (Some(document), Some(path)) = (parse::document(id, source, parse_options).0, under_content(&source.path)) else { continue };
        let new_path = moves.path(&path).unwrap_or_else(|| path.clone());
        let file = Edited {
            moves,
            guide,
            source: id,
            text: &source.text,
            is_translation: document.language.is_some(),
            from: folder_of(&path),
            to: folder_of(&new_path),
        };
        for (body, requires) in bodies(&document) {
            fixes.extend(requires.iter().filter_map(|required| file.required(required)));
            fixes.extend(body.references.iter().filter_map(|reference| file.reference(reference)));
        }
        fixes.extend(file.definitions());
        if let (Content::Topic(page), false) = (document.content.as_ref(), file.is_translation) {
            fixes.extend(file.listed(&document.path.id, &page.meta.cards));
        }
    }
    fixes.extend(aliases(moves, guide, sources));
    fixes.into_iter().collect()
}

/// The bodies of a document, each with the ids that its front matter requires.
pub(super) fn bodies(document: &Document) -> Vec<(&RawBody, &[SpannedString])> {
    match document.content.as_ref() {
        Content::Home(page) | Content::Topic(page) | Content::Page(page) => vec![(&page.body, &page.meta.requires)],
        Content::Cards(cards) => cards.iter().map(|card| (&card.body, card.meta.requires.as_slice())).collect(),
    }
}

/// The former id of everything that moves, written into it.
fn aliases(moves: &Moves, guide: &Guide, sources: &Sources) -> Vec<Fix> {
    let moved = guide.nodes().filter(|node| moves.ids.contains_key(guide.id(*node)));
    let write = |node: Node| {
        let id = guide.id(node);
        match node {
            Node::Card(ix) => lint::write_alias(guide.card(ix), &[id], sources),
            _ => lint::write_page_alias(guide.body(node)?, &[id], sources),
        }
    };
    moved.filter_map(write).collect()
}

/// A file whose links are looked at.
struct Edited<'a> {
    moves: &'a Moves,
    guide: &'a Guide,
    source: SourceId,
    text: &'a str,
    is_translation: bool,
    /// The folder under content/ in which it lies now, and will.
    from: &'a str,
    to: &'a str,
}

impl Edited<'_> {
    fn fix(&self, span: Span, replacement: String) -> Option<Fix> {
        let at = Location { source: self.source, span };
        (self.text.get(span.range())? != replacement).then_some(Fix { at, replacement })
    }

    fn required(&self, (id, span): &SpannedString) -> Option<Fix> {
        let new = self.moves.ids.get(id)?;
        let written = self.text.get(span.range())?;
        // Quotes belong to a value's place.
        let at = written.find(id.as_str())?;
        self.fix(Span::new(at, at + id.len()).shifted(span.start as usize), new.clone())
    }

    /// A topic's list of its cards: a card has another name in it, or leaves it.
    fn listed(&self, topic: &str, cards: &CardOrder) -> Vec<Fix> {
        let CardOrder::Listed(list) = cards else { return Vec::new() };
        let now = self.moves.path(topic).unwrap_or_else(|| topic.to_string());
        let of = |(name, span): &SpannedString| {
            let (new, is_whole) = match self.moves.ids.get(&format!("{topic}/{name}")) {
                Some(new) => (new, false),
                None => (self.moves.ids.get(name)?, true),
            };
            let at = self.text.get(span.range())?.find(name.as_str())?;
            let place = Span::new(at, at + name.len()).shifted(span.start as usize);
            match new.strip_prefix(&now).and_then(|rest| rest.strip_prefix('/')).filter(|rest| !rest.contains('/')) {
                Some(name) => self.fix(place, if is_whole { new.clone() } else { name.to_string() }),
                None => {
                    let (span, replacement) = without_item(self.text, *span, list.len() == 1);
                    self.fix(span, replacement.to_string())
                }
            }
        };
        list.iter().filter_map(of).collect()
    }

    fn reference(&self, reference: &Reference) -> Option<Fix> {
        let written = self.text.get(reference.target_span.range())?;
        if written != reference.target {
            return None;
        }
        let start = reference.target_span.start as usize;
        if reference.wiki {
            let id = written.split('#').next().unwrap_or_default();
            let new = self.wiki(reference, id)?;
            return self.fix(Span::new(start, start + id.len()), new);
        }
        self.fix(reference.target_span, self.destination(written)?)
    }

    /// The id that a wiki link names from now on.
    fn wiki(&self, reference: &Reference, id: &str) -> Option<String> {
        let image = joined(self.from, id).filter(|_| matches!(reference.syntax, crate::model::LinkSyntax::Image));
        if image.is_some() {
            return self.destination(id);
        }
        let bound = |link: &&Link| link.span == reference.span;
        if self.is_translation {
            return self.translated_wiki(id);
        }
        let bodies = self.guide.nodes().filter_map(|node| self.guide.body(node)).filter(|body| body.source == self.source);
        let link = bodies.flat_map(|body| &body.links).find(bound)?;
        let Target::Node(node, _) = &link.target else { return None };
        self.moves.ids.get(self.guide.id(*node)).cloned()
    }

    /// The same in a translation, which the guide in its first language does not hold.
    fn translated_wiki(&self, id: &str) -> Option<String> {
        let written = id.trim();
        let ends = |full: &str| full.strip_suffix(written).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        let mut fitting = self.guide.nodes().map(|node| self.guide.id(node)).filter(|full| ends(full));
        let full = self.moves.ids.get_key_value(written).map(|(full, _)| full.as_str());
        let full = full.or_else(|| fitting.next().filter(|_| fitting.next().is_none()))?;
        self.moves.ids.get(full).cloned()
    }

    /// A destination as it is from now on; `None` where it stays.
    fn destination(&self, written: &str) -> Option<String> {
        if !is_path(written) {
            return None;
        }
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        let old = joined(self.from, path)?;
        let whole = format!("{old}{}", parse::decode(rest));
        let (new, rest) = match self.moves.files.get(&whole).filter(|_| rest.starts_with('#')) {
            Some(file) => (file.clone(), ""),
            None => (self.moves.path(&old).unwrap_or_else(|| old.clone()), rest),
        };
        let slash = if path.ends_with('/') && !new.is_empty() { "/" } else { "" };
        if new == old && (self.from == self.to || path.starts_with('/')) {
            return None;
        }
        let (file, name) = new.split_once('#').map_or((new.as_str(), String::new()), |(file, name)| (file, format!("#{name}")));
        let moved = match path.starts_with('/') {
            true => format!("/content/{}", relative("", file)),
            false if file.is_empty() => {
                "../".repeat(self.to.split('/').filter(|part| !part.is_empty()).count()).trim_end_matches('/').into()
            }
            false => relative(self.to, file),
        };
        Some(format!("{moved}{slash}{name}{rest}"))
    }

    /// `[label]: destination`, wherever it is.
    fn definitions(&self) -> Vec<Fix> {
        let outline = parse::scan(self.text, Span::new(0, self.text.len()));
        let of = |(_, destination, _, span): &(String, String, String, Span)| {
            let at = parse::destination_span(self.text, destination, *span)?;
            self.fix(at, self.destination(destination)?)
        };
        outline.link_definitions.iter().filter_map(of).collect()
    }
}

/// What to replace, and by what, so that a list in front matter is without one of its items: with its line, or with a comma beside it.
pub(super) fn without_item(text: &str, item: Span, is_only: bool) -> (Span, &'static str) {
    let (start, end) = (item.start as usize, item.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if text[line..start].trim() == "-" {
        // A key without a value would be no list.
        if let Some(colon) = text[..line].rfind(':').filter(|_| is_only) {
            return (Span::new(colon + 1, end), " []");
        }
        let next = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        return (Span::new(line, next), "");
    }
    let after = &text[end..];
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        return (Span::new(start, text.len() - rest.trim_start().len()), "");
    }
    let before = text[..start].trim_end();
    (Span::new(before.strip_suffix(',').map_or(start, str::len), end), "")
}
