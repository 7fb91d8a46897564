//! What a guide is made of in another language: the documents in that language, with the originals of what is not translated.
//!
//! In: all documents. Out: those of one language. A translation takes from its original what is the same in every language (id, level, kind,
//! tags, order, what it requires), so that it says only what differs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::translated_anchors;
use crate::diagnostic::{Code, Diagnostic, plural};
use crate::model::{Cloze, Guide, Language, Languages, Node, Question};
use crate::parse::{CardDocument, CardOrder, Content, Document, FileKind, Meta, PageDocument, RawBody, SpannedString};
use crate::source::{Location, SourceId, Span};

/// The documents in the first language.
pub fn originals(mut documents: Vec<Document>) -> Vec<Document> {
    documents.retain(|document| document.language.is_none());
    documents
}

/// How far translations are that are there: ids.
#[derive(Debug, Default)]
pub struct TranslationStatus {
    /// Those whose original changed since.
    pub outdated: BTreeSet<String>,
    /// Those whose text is still the original's.
    pub untranslated_copies: BTreeSet<String>,
}

/// The documents of the guide in language number `language`, and how far its translations are.
pub fn translated(documents: &[Document], language: usize, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Document>, TranslationStatus) {
    let key = |document: &Document| (document.path.kind == FileKind::Cards, document.path.id.clone());
    let originals: BTreeMap<_, &Document> = documents.iter().filter(|d| d.language.is_none()).map(|d| (key(d), d)).collect();
    let mut merge = Merge { diagnostics, status: TranslationStatus::default() };
    let mut merged: Vec<Document> = Vec::new();
    // What is left of an original beside its translation: cards of a `cards.md` that are not translated.
    let mut left: BTreeMap<SourceId, Option<Document>> = BTreeMap::new();
    for document in documents.iter().filter(|document| document.language == Some(language)) {
        let Some(original) = originals.get(&key(document)) else {
            merge.alone(document.source, Span::default(), "this translation has no original beside it");
            continue;
        };
        let Some((content, rest)) = merge.documents(document, original) else { continue };
        merged.push(Document { content: Arc::new(content), ..document.clone() });
        let rest = rest.filter(|cards| !cards.is_empty()).map(Content::Cards);
        left.insert(original.source, rest.map(|content| Document { content: Arc::new(content), ..(*original).clone() }));
    }
    let untranslated = documents.iter().filter(|document| document.language.is_none());
    merged.extend(untranslated.filter_map(|document| left.get(&document.source).cloned().unwrap_or_else(|| Some(document.clone()))));
    merged.sort_by_key(|document| document.source);
    (merged, merge.status)
}

/// What the guide in a language has in it. `is_translation` is true of the files that are written in it.
pub fn language(guide: &Guide, code: &str, status: TranslationStatus, is_translation: impl Fn(SourceId) -> bool) -> Language {
    let written = |node: &Node| guide.body(*node).is_some_and(|body| is_translation(body.source));
    let translated: BTreeSet<String> = guide.nodes().filter(written).map(|node| guide.id(node).to_string()).collect();
    let mut published = translated.clone();
    // The home page, and the topics around all that is there.
    published.insert(String::new());
    for id in &translated {
        published.extend(id.match_indices('/').map(|(at, _)| id[..at].to_string()));
    }
    Language {
        code: code.to_string(),
        folder: code.to_string(),
        published,
        translated,
        outdated: status.outdated,
        untranslated_copies: status.untranslated_copies,
    }
}

/// Marks which language each guide is in.
pub fn set_languages<'g>(first: &str, guides: impl Iterator<Item = (&'g mut Guide, Language)>, original: &mut Guide) {
    let (guides, languages): (Vec<&mut Guide>, Vec<Language>) = guides.unzip();
    if guides.is_empty() {
        return;
    }
    let first = Language { code: first.to_string(), ..Language::default() };
    let list: Arc<[Language]> = std::iter::once(first).chain(languages).collect();
    original.languages = Languages { list: list.clone(), current: 0 };
    for (i, guide) in guides.into_iter().enumerate() {
        guide.languages = Languages { list: list.clone(), current: i + 1 };
    }
}

struct Merge<'a> {
    diagnostics: &'a mut Vec<Diagnostic>,
    status: TranslationStatus,
}

impl Merge<'_> {
    /// A translation's content with what it takes from its original, and the cards of the original that it does not have.
    fn documents(&mut self, document: &Document, original: &Document) -> Option<(Content, Option<Vec<CardDocument>>)> {
        let source = document.source;
        let id = &document.path.id;
        match (document.content.as_ref(), original.content.as_ref()) {
            (Content::Home(page), Content::Home(of)) => Some((Content::Home(self.page(source, page, of, id)?), None)),
            (Content::Topic(page), Content::Topic(of)) => Some((Content::Topic(self.page(source, page, of, id)?), None)),
            (Content::Page(page), Content::Page(of)) => Some((Content::Page(self.page(source, page, of, id)?), None)),
            (Content::Cards(cards), Content::Cards(of)) => {
                let (cards, rest) = self.cards(document, cards, original.source, of);
                (!cards.is_empty()).then_some((Content::Cards(cards), Some(rest)))
            }
            (Content::Cards(_), _) => {
                self.differs(
                    source,
                    Span::default(),
                    "the original is a page, and this is a card",
                    "give it a `title` in its front matter",
                );
                None
            }
            _ => {
                self.differs(source, Span::default(), "the original is a card, and this is a page", "remove `title` from its front matter");
                None
            }
        }
    }

    fn page(&mut self, source: SourceId, page: &PageDocument, original: &PageDocument, id: &str) -> Option<PageDocument> {
        if self.is_untranslated_copy((source, &page.meta, Span::default()), &page.hash, &original.hash, id) {
            return None;
        }
        self.compare(source, &page.meta, &original.hash, id);
        let body = RawBody { original_anchors: translated_anchors::of_page(original, page), ..page.body.clone() };
        Some(PageDocument { meta: shared(&page.meta, &original.meta), body, ..page.clone() })
    }

    fn cards(
        &mut self,
        document: &Document,
        cards: &[CardDocument],
        original: SourceId,
        originals: &[CardDocument],
    ) -> (Vec<CardDocument>, Vec<CardDocument>) {
        let source = document.source;
        let single = document.path.kind != FileKind::Cards;
        // Each original once, by its id; that of a file with one card may be pinned.
        let key = |card: &CardDocument| if single { String::new() } else { card.id.0.clone() };
        let mut left: BTreeMap<String, &CardDocument> = BTreeMap::new();
        for of in originals {
            left.entry(key(of)).or_insert(of);
        }
        let mut taken = BTreeSet::new();
        let mut merged = Vec::new();
        for card in cards {
            let Some(of) = left.remove(&key(card)) else {
                self.alone(source, card.heading, &format!("the original has no card `{}`", card.id.0));
                continue;
            };
            if self.is_untranslated_copy((source, &card.meta, card.heading), &card.hash, &of.hash, &of.id.0) {
                continue;
            }
            taken.insert(of.body.span.start);
            self.compare(source, &card.meta, &of.hash, &of.id.0);
            self.questions((source, card), (original, of));
            let body = RawBody { original_anchors: translated_anchors::of_card(of, card), ..card.body.clone() };
            merged.push(CardDocument {
                id: (of.id.0.clone(), card.id.1),
                meta: shared(&card.meta, &of.meta),
                body,
                original_at: Some((original, of.body.span.start)),
                ..card.clone()
            });
        }
        let rest = originals.iter().filter(|of| !taken.contains(&of.body.span.start)).cloned().collect();
        (merged, rest)
    }

    /// Whether nobody has translated it yet: its text is that of its original, as it is or as it was when it was copied.
    fn is_untranslated_copy(&mut self, (source, meta, place): (SourceId, &Meta, Span), own: &str, hash: &str, id: &str) -> bool {
        if own != hash && meta.original_hash.as_ref().is_none_or(|(then, _)| then != own) {
            return false;
        }
        self.status.untranslated_copies.insert(id.to_string());
        let span = meta.original_hash.as_ref().map_or(place, |(_, span)| *span);
        let message = "this has the text of its original: nobody has translated it yet";
        let help = "translate its text; until then it is shown as untranslated";
        self.diagnostics.push(Diagnostic::new(Code::UntranslatedCopy, source, span, message).help(help));
        true
    }

    /// Whether the original is still as it was when it was translated.
    fn compare(&mut self, source: SourceId, meta: &Meta, hash: &str, id: &str) {
        let Some((then, span)) = &meta.original_hash else { return };
        if then == hash {
            return;
        }
        self.status.outdated.insert(id.to_string());
        let message = "the original changed since this was translated";
        let help = format!("bring the translation up to date, then write `original: \"{hash}\"`");
        self.diagnostics.push(Diagnostic::new(Code::TranslationOutdated, source, *span, message).help(help));
    }

    /// A learner's progress is the same in every language, so that the questions must be.
    fn questions(&mut self, (source, card): (SourceId, &CardDocument), (of_source, of): (SourceId, &CardDocument)) {
        match (&card.question, &of.question) {
            (Question::Open, Question::Open) => {}
            (Question::Choice { choices, .. }, Question::Choice { choices: of, .. }) => {
                if !choices.iter().map(|choice| choice.right).eq(of.iter().map(|choice| choice.right)) {
                    let help = "give it the choices of the original in their order, the same ones right";
                    self.differs(source, card.heading, "its right choices differ from those of the original", help);
                }
            }
            (Question::Cloze(spans), Question::Cloze(of)) => self.cloze(source, card, spans, of_source, of),
            (_, of) => {
                let (what, help) = match of {
                    Question::Open => ("an open question", "ask it in the same way"),
                    Question::Choice { .. } => ("a choice", "give it a task list before its first section"),
                    Question::Cloze(_) => ("a cloze card", "add `type: cloze` to its front matter"),
                };
                self.differs(source, card.heading, &format!("the original is {what}, and this is not"), help);
            }
        }
    }

    fn cloze(&mut self, source: SourceId, card: &CardDocument, spans: &[Cloze], of_source: SourceId, of: &[Cloze]) {
        let keys = |spans: &[Cloze]| spans.iter().map(|cloze| cloze.key.clone()).collect::<BTreeSet<_>>();
        if keys(spans) == keys(of) && of.iter().all(|cloze| cloze.has_author_key) {
            return;
        }
        if spans.len() != of.len() {
            let help = "hide the same words as the original";
            let message = format!("this hides {}, its original {}", plural(spans.len(), "place"), of.len());
            self.differs(source, card.heading, &message, help);
            return;
        }
        for (cloze, of) in spans.iter().zip(of).filter(|(cloze, of)| !of.has_author_key || cloze.key != of.key) {
            let at = |source, cloze: &Cloze| {
                let end = cloze.hidden.end + 2;
                Location { source, span: Span { start: end, end } }
            };
            let key = format!("{{#{}}}", of.key);
            let mut found = Diagnostic::new(
                Code::TranslationDiffers,
                source,
                cloze.span,
                format!("this cloze deletion does not have the key of its original, `{}`", of.key),
            )
            .help(format!("write `=={key}` here and in the original; `recto check --fix` does it"))
            .related(Location { source: of_source, span: of.span }, "the original");
            if !cloze.has_author_key {
                found = found.fix(at(source, cloze), key.clone());
            }
            if !of.has_author_key {
                found = found.fix(at(of_source, of), key);
            }
            self.diagnostics.push(found);
        }
    }

    fn alone(&mut self, source: SourceId, span: Span, message: &str) {
        let help = "add the original, or correct the name";
        self.diagnostics.push(Diagnostic::new(Code::TranslationAlone, source, span, message).help(help));
    }

    fn differs(&mut self, source: SourceId, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::TranslationDiffers, source, span, message).help(help));
    }
}

/// A translation's front matter with that of its original where both are the same in every language. What is wrong there is found in the
/// original, so that it has no place here.
fn shared(own: &Meta, original: &Meta) -> Meta {
    let word = |word: &Option<SpannedString>| word.as_ref().map(|(word, _)| (word.clone(), Span::default()));
    let words = |words: &[SpannedString]| -> Vec<SpannedString> { words.iter().map(|(word, _)| (word.clone(), Span::default())).collect() };
    Meta {
        title: own.title.clone(),
        summary: own.summary.clone(),
        cards: match &original.cards {
            CardOrder::Listed(list) => CardOrder::Listed(words(list)),
            order => order.clone(),
        },
        order: original.order,
        icon: word(&original.icon),
        level: word(&original.level),
        kind: word(&original.kind),
        card_type: own.card_type.clone(),
        id: word(&original.id),
        tags: words(&original.tags),
        requires: words(&original.requires),
        terms: own.terms.clone(),
        aliases: words(&original.aliases),
        minutes: original.minutes,
        stages: original.stages.clone(),
        updated: own.updated.clone().or_else(|| original.updated.clone()),
        original_hash: own.original_hash.clone(),
        draft: own.draft || original.draft,
    }
}
