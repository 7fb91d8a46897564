//! Aiken, Moodle's plainest format: a question, lettered choices, `ANSWER: B`. <https://docs.moodle.org/en/Aiken_format>

use super::{Answer, Bank, Choice, ForeignCard, card_text};
use crate::source::{Location, Span};

/// The letter and the words of a choice: `A. one`, `B) two`.
fn choice(line: &str) -> Option<(char, &str)> {
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = line[1..].strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| (letter, rest.trim()))
}

fn answer(line: &str) -> Option<char> {
    let rest = line.strip_prefix("ANSWER:")?.trim();
    let mut letters = rest.chars();
    letters.next().filter(|letter| letter.is_ascii_uppercase() && letters.next().is_none())
}

/// Whether every question of a text ends with its answer, right below its choices.
pub fn is_format(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let answers = (0..lines.len()).filter(|i| answer(lines[*i]).is_some());
    let mut any = false;
    for at in answers {
        if at < 3 || choice(lines[at - 1]).is_none() || choice(lines[at - 2]).is_none() {
            return false;
        }
        any = true;
    }
    let counted = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit() || c == '#');
    // Numbered questions are read with the Markdown that they hold.
    any && !lines.iter().any(counted)
}

/// Adds the questions of a file to the bank.
pub fn read(path: &str, text: &str, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    // Where the question began, its words, its choices by letter.
    let mut open: (Option<usize>, Vec<&str>, Vec<(char, String)>) = Default::default();
    let mut at = 0;
    for whole in text.trim_start_matches('\u{feff}').split_inclusive('\n') {
        let line = whole.trim();
        let start = at + (text.len() - text.trim_start_matches('\u{feff}').len());
        at += whole.len();
        if let Some(right) = answer(line) {
            let (began, asked, choices) = std::mem::take(&mut open);
            let began = began.unwrap_or(start);
            let span = Span::new(began, start + whole.trim_end().len());
            match card(&asked, &choices, right) {
                Ok(mut card) => {
                    card.at = Some(Location { source, span });
                    card.file = path.to_string();
                    card.line = bank.line(source, began);
                    bank.cards.push(card);
                }
                Err(why) => drop(bank.not_imported(source, span, why)),
            }
        } else if let Some((letter, words)) = choice(line).filter(|(letter, _)| next(&open.2) == Some(*letter)) {
            open.0.get_or_insert(start);
            open.2.push((letter, words.to_string()));
        } else if !line.is_empty() {
            open.0.get_or_insert(start);
            open.1.push(line);
        }
    }
    if let Some(began) = open.0 {
        bank.not_imported(source, Span::new(began, text.len()), "this question has no `ANSWER:` line");
    }
}

/// The letter of the next choice.
fn next(choices: &[(char, String)]) -> Option<char> {
    char::from_u32(u32::from('A') + choices.len() as u32)
}

fn card(asked: &[&str], choices: &[(char, String)], right: char) -> Result<ForeignCard, String> {
    if asked.is_empty() {
        return Err("these choices have no question".into());
    }
    if !choices.iter().any(|(letter, _)| *letter == right) {
        return Err(format!("`{right}` is not one of the choices"));
    }
    let (question, prompt) = card_text::split_heading(&asked.join("\n\n"));
    let choices = choices.iter().map(|(letter, text)| Choice { right: *letter == right, text: text.clone(), ..Choice::default() });
    Ok(ForeignCard { question, prompt, answer_kind: Answer::Choices(choices.collect()), ..ForeignCard::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_end_with_their_answer() {
        let text = "What is it?\nA. one\nB) two\nANSWER: B\n\nWhy?\nA. x\nB. y\nANSWER: D\n\nNo answer?\nA. x\n";
        assert!(is_format(text) && !is_format("1. What?\nA. x\nB. y\nANSWER: A") && !is_format("ANSWER: A"));
        let mut bank = Bank::default();
        read("a.txt", text, &mut bank);
        let Answer::Choices(choices) = &bank.cards[0].answer_kind else { panic!("choices") };
        assert_eq!((bank.cards.len(), choices.iter().map(|choice| choice.right).collect::<Vec<_>>()), (1, vec![false, true]));
        let told: Vec<&str> = bank.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(told, ["`D` is not one of the choices", "this question has no `ANSWER:` line"]);
    }
}
