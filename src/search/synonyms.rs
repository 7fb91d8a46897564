//! Synonyms, applied where documents are counted: a text that says what a synonym also finds counts as if it said the synonym too.
//! So a query costs nothing more, and a synonym of several words works like one.

use std::collections::BTreeMap;

use super::fold::fold;
use super::language::Stemmer;
use super::token::{TokenKind, tokens};

/// The folded stems of a whole sequence of words, and the tokens that it adds.
type Sequence = (Vec<String>, Vec<String>);

/// What is found → the tokens under which it is found as well.
#[derive(Debug, Default)]
pub struct Synonyms {
    /// By the stem of the first word.
    sequences: BTreeMap<String, Vec<Sequence>>,
}

impl Synonyms {
    /// From `[search.synonyms]`: term → what it also finds.
    pub fn new(table: &BTreeMap<String, Vec<String>>, stemmer: &Stemmer) -> Self {
        let mut sequences: BTreeMap<String, Vec<Sequence>> = BTreeMap::new();
        for (term, also) in table {
            let added = words(term);
            for phrase in also {
                let sequence: Vec<String> = words(phrase).iter().map(|w| fold(&stemmer.stem(w)).into_owned()).collect();
                if let Some(first) = sequence.first().cloned() {
                    sequences.entry(first).or_default().push((sequence, added.clone()));
                }
            }
        }
        Self { sequences }
    }

    /// Whether the guide has no synonyms.
    pub fn is_empty(&self) -> bool {
        self.sequences.is_empty()
    }

    /// The tokens that a text, given as the folded stems of its words, is found under besides its own.
    pub fn of(&self, text: &[&str]) -> Vec<&str> {
        let mut added = Vec::new();
        for start in 0..text.len() {
            for (sequence, tokens) in self.sequences.get(text[start]).into_iter().flatten() {
                let here = &text[start..];
                if here.len() >= sequence.len() && sequence.iter().zip(here).all(|(a, b)| a == b) {
                    added.extend(tokens.iter().map(String::as_str));
                }
            }
        }
        added
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokens(text, |token, kind| {
        if kind == TokenKind::Word {
            words.push(token.to_string());
        }
    });
    words
}
