//! A card: its question, its sections, and where it is among the others.

use std::sync::Arc;

use super::body::{Body, Title};
use super::node::{InterviewStage, KindIx, LevelIx, Node, Relations, TagIx, TopicIx, last_segment};
use crate::source::Span;

/// The sections that a card may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    Hint,
    ShortAnswer,
    Answer,
    KeyPoints,
    Pitfalls,
    RedFlags,
    FollowUps,
    References,
}

impl SectionKind {
    /// All of them, in the order in which a card usually has them.
    pub const ALL: [SectionKind; 8] = [
        SectionKind::Hint,
        SectionKind::ShortAnswer,
        SectionKind::Answer,
        SectionKind::KeyPoints,
        SectionKind::Pitfalls,
        SectionKind::RedFlags,
        SectionKind::FollowUps,
        SectionKind::References,
    ];

    /// The key in book.toml's `[sections]`, in templates and in data: `key-points`.
    pub fn key(self) -> &'static str {
        match self {
            SectionKind::Hint => "hint",
            SectionKind::ShortAnswer => "short-answer",
            SectionKind::Answer => "answer",
            SectionKind::KeyPoints => "key-points",
            SectionKind::Pitfalls => "pitfalls",
            SectionKind::RedFlags => "red-flags",
            SectionKind::FollowUps => "follow-ups",
            SectionKind::References => "references",
        }
    }
}

/// A section of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub kind: SectionKind,
    /// The heading's line; empty where an answer is without a heading.
    pub heading: Span,
    /// What is under the heading, up to the next section.
    pub span: Span,
    /// The id that it is published with: `key-points`, `hint-2`.
    pub id: Box<str>,
}

/// A claim of the checklist by which an answer is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPoint {
    /// The list item's content, without its marker: text, and what else the item holds.
    pub span: Span,
    /// The whole list item.
    pub item: Span,
    /// 1 to 5; 1 where nothing is said.
    pub weight: u8,
    /// Words by which a typed answer shows that it makes this point, in the order written.
    pub accept: Vec<String>,
}

/// Between the words of a key point any of which is the whole answer, in cards made of questions whose answers platforms compare.
pub const TYPED_ANSWER_SEPARATOR: &str = " / ";

/// A piece of the section of key points, in the order written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPointsPart {
    /// Points of one list, by their place in [`Card::key_points`].
    Points(std::ops::Range<usize>),
    /// What precedes, between and after the lists.
    Text(Span),
}

/// One choice of a choice card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub right: bool,
    /// The choice itself, after `[x]`: words, and code, images, tables and lists that come before any further paragraph.
    pub span: Span,
    /// What is said about it, from the item's second paragraph on; empty span for none.
    pub feedback: Span,
}

/// One cloze deletion of a cloze card: a card of its own for scheduling, named `CARD/c-KEY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cloze {
    /// `{#key}`, or the hash of the hidden text.
    pub key: String,
    /// Whether the key was written by the author.
    pub has_author_key: bool,
    /// From the opening `==` to the end of everything that belongs to it, key and hint included.
    pub span: Span,
    /// The hidden text, without the `==`.
    pub hidden: Span,
    pub hint: Option<String>,
}

/// What a learner does with the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Open,
    /// In the order written. `list` is the whole task list.
    Choice {
        list: Span,
        choices: Vec<Choice>,
    },
    Cloze(Vec<Cloze>),
}

/// A question card.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its identity: `databases/acid`. URL and topic follow from it.
    pub id: String,
    pub topic: TopicIx,
    pub title: Title,
    pub level: Option<LevelIx>,
    pub kind: Option<KindIx>,
    /// In the order written.
    pub tags: Vec<TagIx>,
    /// As written, or the kind's default.
    pub minutes: Option<u32>,
    /// Stages of a mock interview that ask it, where they are not its kind's.
    pub stages: Option<Vec<InterviewStage>>,
    /// Cards (or topics, pages) to know first, in the order written.
    pub requires: Vec<Node>,
    pub terms: Vec<String>,
    /// Former ids.
    pub aliases: Vec<String>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    pub question: Question,
    /// The rest of the question: what is between the heading and the first section (without the choices); empty for none.
    pub prompt: Span,
    /// In source order.
    pub sections: Arc<[Section]>,
    pub key_points: Arc<[KeyPoint]>,
    pub body: Body,
    /// The question's heading.
    pub heading: Span,
    /// SHA-256, hex, first 16 digits, of the card's text (front matter's keys that change its meaning included).
    pub hash: String,
    pub relations: Relations,
}

impl Card {
    /// The sections of a kind, in the order written.
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |s| s.kind == kind)
    }

    /// The sections in the order in which a reader meets them: hints, the short answer, the others in source order.
    pub fn shown_sections(&self) -> Vec<&Section> {
        let mut sections: Vec<&Section> = self.sections.iter().collect();
        sections.sort_by_key(|section| match section.kind {
            SectionKind::Hint => 0,
            SectionKind::ShortAnswer => 1,
            _ => 2,
        });
        sections
    }

    /// A section of key points in pieces; `text` is that of the whole source.
    pub fn key_points_parts(&self, section: &Section, text: &str) -> Vec<KeyPointsPart> {
        let mut pieces = Vec::new();
        let mut at = section.span.start;
        let between = |from: u32, to: u32| Span { start: from, end: to.max(from) };
        let blank = |span: Span| text.get(span.range()).is_none_or(|text| text.trim().is_empty());
        for (i, point) in self.key_points.iter().enumerate().filter(|(_, point)| section.span.contains(point.item.start as usize)) {
            let gap = between(at, point.item.start);
            if !blank(gap) {
                pieces.push(KeyPointsPart::Text(gap));
            }
            match pieces.last_mut() {
                Some(KeyPointsPart::Points(points)) => points.end = i + 1,
                _ => pieces.push(KeyPointsPart::Points(i..i + 1)),
            }
            at = point.item.end;
        }
        let rest = between(at, section.span.end);
        if !blank(rest) {
            pieces.push(KeyPointsPart::Text(rest));
        }
        pieces
    }

    /// What is said first: the short answer, else the answer.
    pub fn first_answer(&self) -> Option<&Section> {
        self.sections_of(SectionKind::ShortAnswer).chain(self.sections_of(SectionKind::Answer)).next()
    }

    /// The last segment of the id.
    pub fn name(&self) -> &str {
        last_segment(&self.id)
    }
}
