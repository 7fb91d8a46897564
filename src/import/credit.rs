//! Weights of answers, as Moodle's formats have them: a percentage of the points for each.
//!
//! A card's choice is right or wrong. Right is what gives all points alone, or, where nothing does, what gives all of them together.

use super::{Answer, Choice, ForeignCard};

/// A hundred, as thirds and sixths add up to it.
const FULL: f64 = 99.5;

/// Which of the answers are right. `multiple_response`: more than one can be chosen.
pub fn right_choices(weights: &[f64], multiple_response: bool) -> Vec<bool> {
    let parts: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
    let any_full = weights.iter().any(|weight| *weight >= FULL);
    let by_parts = multiple_response && !any_full && (FULL..=200.0 - FULL).contains(&parts);
    weights.iter().map(|weight| *weight >= FULL || by_parts && *weight > 0.0).collect()
}

/// What is said of an answer that gives some of the points.
pub fn partial_credit_note(text: &str, weight: f64) -> String {
    format!("`{text}` gives {weight} % of the points in the bank; here it counts as wrong")
}

/// Choices of which the bank says none to be right: the question is a draft that shows them, until somebody says which.
pub fn set_draft_with_choices(card: &mut ForeignCard, choices: &[Choice]) {
    let item = |choice: &Choice| {
        let said = [&choice.text, &choice.feedback].into_iter().filter(|text| !text.trim().is_empty());
        let text = said.map(|text| text.trim().replace('\n', "\n  ")).collect::<Vec<_>>().join("\n\n  ");
        format!("- {text}")
    };
    let list = choices.iter().map(item).collect::<Vec<_>>().join("\n");
    card.prompt = [std::mem::take(&mut card.prompt), list].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    card.draft = true;
    card.not_imported.push("no choice is marked as right: the card is a draft that lists them".into());
}

/// Makes a choice card of it, or a draft.
pub fn set_choices(card: &mut ForeignCard, choices: Vec<Choice>) {
    if choices.iter().any(|choice| choice.right) {
        card.answer_kind = Answer::Choices(choices);
    } else {
        set_draft_with_choices(card, &choices);
    }
}

#[cfg(test)]
mod tests {
    use super::right_choices;

    #[test]
    fn only_full_credit_is_right() {
        assert_eq!(right_choices(&[100.0, 30.0, 0.0], true), [true, false, false]);
        assert_eq!(right_choices(&[50.0, 50.0, -100.0], true), [true, true, false]);
        assert_eq!(right_choices(&[33.33333, 33.33333, 33.33333, -50.0], true), [true, true, true, false]);
        assert_eq!(right_choices(&[50.0, 0.0], true), [false, false]);
        assert_eq!(right_choices(&[50.0, 50.0], false), [false, false]);
        assert_eq!(right_choices(&[100.0, 100.0], false), [true, true]);
    }
}
