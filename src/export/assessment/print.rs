//! What exams and kits have in common on paper.

use serde::Serialize;
use tera::Value;

use crate::export::html::ChoiceHtml;

/// A choice to tick.
#[derive(Serialize)]
pub struct PrintChoice {
    letter: String,
    html: Value,
    right: bool,
}

impl PrintChoice {
    /// A choice with its letter; `place` is from 0.
    pub fn new(place: usize, choice: &ChoiceHtml) -> Self {
        Self { letter: letter(place), html: markup(&choice.text), right: choice.right }
    }
}

/// HTML that a template inserts as it is.
pub fn markup(html: &str) -> Value {
    Value::safe_string(html)
}

/// `A`, `B`, …, `AA` for what is numbered by letters, from 0.
pub fn letter(number: usize) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { format!("{}{last}", letter(number / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_behind_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
