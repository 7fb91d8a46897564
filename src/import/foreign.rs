//! A question as a bank had it, before it becomes a card's file.

use std::sync::Arc;

use super::anki::LearningHistory;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::SectionKind;
use crate::source::Location;

/// What a learner answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Answer {
    #[default]
    Open,
    /// In the bank's order; at least one is right.
    Choices(Vec<Choice>),
    /// The card's prompt hides text between `==`.
    Cloze,
    /// Nothing: it is a page to read. The question is its title, the answer its text.
    Page(PageInfo),
}

/// What a page is beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Whether it is its topic's own page.
    pub is_topic_index: bool,
    pub summary: String,
    pub order: Option<i64>,
}

/// A choice of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    pub right: bool,
    /// Markdown; further lines (code, an image) belong to it.
    pub text: String,
    /// What is said of it after answering; empty for nothing.
    pub feedback: String,
}

/// One question of a bank. All texts are Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ForeignCard {
    /// Where the bank has it.
    pub at: Option<Location>,
    /// The bank's path, for the plan.
    pub file: String,
    /// The line in the file, from 1; 0 where the bank has no lines.
    pub line: usize,
    /// One line.
    pub question: String,
    /// The rest of the question; of a cloze card the text with the deletions.
    pub prompt: String,
    pub answer_kind: Answer,
    pub hints: Vec<String>,
    pub short_answer: String,
    pub answer: String,
    pub key_points: Vec<String>,
    pub red_flags: Vec<String>,
    pub follow_ups: Vec<String>,
    pub references: Vec<String>,
    /// Sections that the bank has as Markdown of their own, in addition to those above.
    pub sections: Vec<(SectionKind, String)>,
    pub level: Option<String>,
    pub kind: Option<String>,
    pub minutes: Option<u32>,
    pub tags: Vec<String>,
    /// Ids of what to know first.
    pub requires: Vec<String>,
    pub terms: Vec<String>,
    /// YYYY-MM-DD.
    pub updated: Option<String>,
    /// Former ids, by which progress can follow.
    pub aliases: Vec<String>,
    /// Folders below the topic: a deck's name, a part of a book.
    pub folder: Vec<String>,
    /// Its whole id, where a guide of Recto's gave the bank one: it keeps it.
    pub id: Option<String>,
    /// A name that the bank gives it, from which the file's name is made; else the question's words are.
    pub name: Option<String>,
    /// What identifies the question in its bank whatever its words: an Anki note's guid, a column `id`. Else the question does.
    pub key: Option<String>,
    /// The hash that the guide's card had when it was exported, where the bank has it as it was.
    pub exported_hash: Option<String>,
    pub draft: bool,
    /// What of it the guide has no place for, as findings say it.
    pub not_imported: Vec<String>,
    /// What a learner has done with it elsewhere.
    pub histories: Vec<LearningHistory>,
    /// The number that [`LearningHistory::deletion`] names for each cloze deletion, in the order of the text.
    pub deletion_numbers: Vec<i64>,
}

impl ForeignCard {
    /// A finding where the bank has the card.
    pub fn finding(&self, message: impl Into<String>) -> Diagnostic {
        match self.at {
            Some(at) => Diagnostic::new(Code::NotImported, at.source, at.span, message),
            None => Diagnostic::for_path(Code::NotImported, self.file.clone(), message),
        }
    }

    /// Whether it says anything beside the question.
    pub fn is_answered(&self) -> bool {
        let said = [&self.answer, &self.short_answer].iter().any(|text| !text.trim().is_empty());
        said || self.answer_kind != Answer::Open || !self.key_points.is_empty() || !self.sections.is_empty()
    }

    /// Every Markdown text of the card, to change in place.
    pub fn texts(&mut self) -> Vec<&mut String> {
        let mut texts = vec![&mut self.question, &mut self.prompt, &mut self.short_answer, &mut self.answer];
        for list in [&mut self.hints, &mut self.key_points, &mut self.red_flags, &mut self.follow_ups, &mut self.references] {
            texts.extend(list);
        }
        texts.extend(self.sections.iter_mut().map(|(_, text)| text));
        if let Answer::Choices(choices) = &mut self.answer_kind {
            texts.extend(choices.iter_mut().flat_map(|choice| [&mut choice.text, &mut choice.feedback]));
        }
        texts
    }
}

/// A file that cards may show.
#[derive(Debug, Clone)]
pub struct Media {
    /// The bank's path of it, with `/` between its parts.
    pub path: String,
    pub bytes: Arc<[u8]>,
}
