//! Answers that learners type, and pairs that they match: what platforms check by comparing, as Markdown of an open card.
//!
//! Typed answers are the answer's first paragraph, and a key point that accepts each of them, so that a typed answer is recognised here too and an
//! export gives them back.

use super::{ForeignCard, gift, html};
use crate::model::TYPED_ANSWER_SEPARATOR;

/// Makes these answers the card's; what is said of them follows.
pub fn set(card: &mut ForeignCard, answers: &[String]) {
    let answers: Vec<&str> = answers.iter().map(|answer| answer.trim()).filter(|answer| !answer.is_empty()).collect();
    if answers.is_empty() {
        return;
    }
    let shown = answers.join(TYPED_ANSWER_SEPARATOR);
    if let Some(point) = key_point(&answers) {
        card.key_points = vec![point];
    }
    card.answer = [shown, std::mem::take(&mut card.answer)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
}

/// The key point that accepts each of these answers; none where an attribute cannot hold one of them.
pub fn key_point(answers: &[&str]) -> Option<String> {
    let accepted = answers.iter().map(|answer| accepted(answer)).collect::<Option<Vec<_>>>()?;
    Some(format!("{} {{accept=\"{}\"}}", answers.join(TYPED_ANSWER_SEPARATOR), accepted.join("; ")))
}

/// Words that a bank compares as they are, as Markdown.
pub fn from_plain_text(words: &str) -> String {
    let html = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let text = html::to_markdown(&html);
    if text.contains("\\*") { text } else { gift::escape_wildcards(text) }
}

/// The words of an answer that a learner types: without a tolerance, and without the asterisk that stands for any others. None where marks of
/// Markdown, quotes or a semicolon are in it, which an attribute cannot hold.
fn accepted(answer: &str) -> Option<String> {
    // A range of numbers.
    if answer.contains(" – ") {
        return None;
    }
    let words = answer.split_once(" ± ").map_or(answer, |(number, _)| number).replace("\\*", " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = !words.contains(['"', ';', '{', '}', '`', '*', '_', '\\', '[', ']', '<', '>', '$', '\n']);
    (is_plain && words.contains(char::is_alphanumeric)).then_some(words)
}

/// What belongs together, as a table of two columns.
pub fn pairs_table<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let cell = |text: &str| {
        text.trim().replace('|', "\\|").split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("<br>")
    };
    let rows: Vec<String> = pairs.into_iter().map(|(one, other)| format!("| {} | {} |", cell(one), cell(other))).collect();
    if rows.is_empty() { String::new() } else { format!("|  |  |\n| --- | --- |\n{}", rows.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_answers_are_accepted_where_an_attribute_can_hold_them() {
        let of = |answers: &[&str]| {
            let mut card = ForeignCard { answer: "It is so.".into(), ..ForeignCard::default() };
            set(&mut card, &answers.iter().map(|answer| (*answer).to_string()).collect::<Vec<_>>());
            (card.answer, card.key_points)
        };
        assert_eq!(of(&["four", "4"]), ("four / 4\n\nIt is so.".into(), vec!["four / 4 {accept=\"four; 4\"}".into()]));
        assert_eq!(of(&["3.14 ± 0.01"]).1, ["3.14 ± 0.01 {accept=\"3.14\"}"]);
        assert_eq!(of(&["Paris\\*"]).1, ["Paris\\* {accept=\"Paris\"}"]);
        assert_eq!(of(&["`ls -l`"]), ("`ls -l`\n\nIt is so.".into(), Vec::new()));
        assert_eq!(of(&[]), ("It is so.".into(), Vec::new()));
    }

    #[test]
    fn pairs_are_a_table() {
        assert_eq!(pairs_table([("a|b", "1\n2")]), "|  |  |\n| --- | --- |\n| a\\|b | 1<br>2 |");
        assert_eq!(pairs_table([]), "");
    }
}
