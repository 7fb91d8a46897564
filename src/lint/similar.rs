//! The similarity of two questions.

use std::collections::BTreeSet;

use crate::model::plural_stem;

/// Words that say nothing about what is asked.
const STOP_WORDS: [&str; 40] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how", "if", "in", "is", "it", "its", "of", "on",
    "one", "or", "so", "that", "the", "them", "they", "this", "to", "what", "when", "which", "who", "why", "will", "with", "would", "you",
    "your",
];

/// How much two sets share: 0 nothing, 1 all.
pub fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let common = a.intersection(b).count() as f64;
    let all = (a.len() + b.len()) as f64 - common;
    if all == 0.0 { 0.0 } else { common / all }
}

/// The words of a question that say what is asked.
fn keywords(question: &str) -> impl Iterator<Item = String> {
    let words = question.split(|c: char| !c.is_alphanumeric() && c != '+' && c != '#').map(str::to_lowercase);
    words.filter(|word| !word.is_empty() && !STOP_WORDS.contains(&word.as_str()))
}

/// Whether exactly one of two questions has a single keyword: "What is Docker?", "What does `docker run` do?".
pub fn only_one_has_single_keyword(a: &str, b: &str) -> bool {
    let (a, b) = (keywords(a).count(), keywords(b).count());
    a != b && a.min(b) == 1
}

/// Four letters each of the words of a question, without those that say nothing.
pub fn shingles(question: &str) -> BTreeSet<String> {
    let mut set = BTreeSet::new();
    for word in keywords(question) {
        let word = plural_stem(&word);
        let letters: Vec<char> = word.chars().collect();
        if letters.len() <= 4 {
            set.insert(word.to_string());
        }
        set.extend(letters.windows(4).map(|w| w.iter().collect::<String>()));
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(a: &str, b: &str) -> f64 {
        jaccard(&shingles(a), &shingles(b))
    }

    #[test]
    fn rewordings_are_similar_and_neighbours_are_not() {
        assert!(similarity("How does a B-tree index work?", "How do B-tree indexes work?") >= 0.7);
        assert!(similarity("What is a phantom read?", "What is a dirty read?") < 0.7);
        assert!(similarity("What is C?", "What is C++?") < 0.7);
        assert!(only_one_has_single_keyword("What is Docker?", "What does `docker run -it` do?"));
        assert!(!only_one_has_single_keyword("What is a transaction?", "What are transactions?"));
    }
}
