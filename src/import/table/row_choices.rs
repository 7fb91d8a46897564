//! The choices of a table's row: in columns of their own, in one cell, or as what is right and what is wrong.

use super::super::{Answer, Choice, ForeignCard, answer_letters, credit};
use super::cells::split;
use super::header::Header;
use super::names::{Role, lists_wrong, normalize};

/// The row's choices, and which of them are right.
pub fn read_choices(header: &Header, names: &[String], row: &[String], card: &mut ForeignCard) {
    let with = |wanted: Role| {
        header.roles.iter().zip(row).zip(names).filter(move |((role, cell), _)| **role == Some(wanted) && !cell.trim().is_empty())
    };
    let mut texts: Vec<(String, String)> = with(Role::Choice)
        .map(|((_, cell), name)| (normalize(name).split(" - ").next().unwrap_or_default().to_string(), cell.trim().to_string()))
        .collect();
    for ((_, cell), _) in with(Role::Choices) {
        texts.extend(listed(cell).into_iter().map(|text| (String::new(), text)));
    }
    let right: Vec<String> = with(Role::Right).map(|((_, cell), _)| cell.trim().to_string()).collect();
    let wrong: Vec<String> = with(Role::Wrong)
        .flat_map(|((_, cell), name)| if lists_wrong(name) { listed(cell) } else { vec![cell.trim().to_string()] })
        .collect();
    if texts.is_empty() && wrong.is_empty() {
        // Beside a column of answers, one of right answers often says the same.
        let new = right.iter().filter(|text| !card.answer.contains(*text)).chain(Some(&card.answer).filter(|text| !text.is_empty()));
        card.answer = new.cloned().collect::<Vec<_>>().join("\n\n");
        return note_stray_feedback(with(Role::ChoiceFeedback).map(|((_, cell), _)| cell.trim()), &mut card.not_imported);
    }
    if texts.is_empty() {
        texts = right.iter().map(|text| (String::new(), text.clone())).collect();
    }
    texts.extend(
        wrong
            .iter()
            .filter(|wrong| !texts.iter().any(|(_, text)| text == *wrong))
            .map(|text| (String::new(), text.clone()))
            .collect::<Vec<_>>(),
    );
    let keys: Vec<String> = right
        .iter()
        .flat_map(|cell| answer_letters::letters_or_numbers(cell).unwrap_or_else(|| split(&cell.to_lowercase(), &[',', ';', '\n'])))
        .collect();
    let counted_on = |key: String| key.parse::<usize>().map_or(key, |place| (place + 1).to_string());
    let keys: Vec<String> = if header.counts_from_zero { keys.into_iter().map(counted_on).collect() } else { keys };
    // Where the columns are numbered, so is what is right: `3` is the third choice, whatever its text.
    let numbered = texts.iter().filter(|(name, _)| name.ends_with(|c: char| c.is_ascii_digit())).count() == texts.len();
    let by_number = (numbered || header.counts_from_zero)
        && !keys.is_empty()
        && keys.iter().all(|key| key.parse::<usize>().is_ok_and(|n| (1..=texts.len()).contains(&n)));
    let is_right = |number: usize, name: &str, text: &str| {
        if by_number {
            return keys.contains(&(number + 1).to_string());
        }
        let is_named = |key: &String| is_key_of(key, number, name, "");
        let is_text = |key: &String| *key == text.to_lowercase();
        right.iter().any(|cell| cell.eq_ignore_ascii_case(text))
            || keys.iter().any(is_text)
            || (!keys.iter().any(|key| texts.iter().any(|(_, text)| *key == text.to_lowercase())) && keys.iter().any(is_named))
    };
    let feedback = |name: &str| {
        let number = name.rsplit(' ').next().unwrap_or_default();
        let of = |((_, cell), column): ((_, &String), &String)| {
            (normalize(column).rsplit(' ').next() == Some(number)).then(|| cell.trim().to_string())
        };
        with(Role::ChoiceFeedback).find_map(of).unwrap_or_default()
    };
    let list: Vec<Choice> = texts
        .iter()
        .enumerate()
        .map(|(i, (name, text))| {
            let marked = text.strip_prefix("[x]").or_else(|| text.strip_prefix('*')).map(str::trim);
            let shown = marked.or_else(|| text.strip_prefix("[ ]").map(str::trim)).unwrap_or(text);
            Choice { right: marked.is_some() || is_right(i, name, text), text: shown.to_string(), feedback: feedback(name) }
        })
        .collect();
    let shown = |cell: &&str| list.iter().any(|choice| choice.feedback == *cell);
    note_stray_feedback(with(Role::ChoiceFeedback).map(|((_, cell), _)| cell.trim()).filter(|cell| !shown(cell)), &mut card.not_imported);
    // A key of which some words name no choice would be half of one.
    let is_text = |cell: &String| texts.iter().any(|(_, text)| cell.eq_ignore_ascii_case(text));
    let names_none = |key: &String| !by_number && !texts.iter().enumerate().any(|(i, (name, text))| is_key_of(key, i, name, text));
    let unread = keys.iter().find(|key| names_none(key)).filter(|_| !right.iter().all(is_text) && list.iter().any(|choice| choice.right));
    if let Some(key) = unread {
        let shown: Vec<Choice> = list.iter().map(|choice| Choice { right: false, ..choice.clone() }).collect();
        credit::set_draft_with_choices(card, &shown);
        let note = format!("`{key}` in `{}` is not one of the choices: the card is a draft that lists them", right.join(", "));
        card.not_imported.pop();
        card.not_imported.push(note);
        return;
    }
    if list.len() >= 2 && list.iter().any(|choice| choice.right) {
        card.answer_kind = Answer::Choices(list);
        return;
    }
    credit::set_draft_with_choices(card, &list);
    if let Some(note) = card.not_imported.last_mut() {
        let said = if right.is_empty() { "the column is empty".into() } else { format!("`{}`", right.join(", ")) };
        *note = format!("{note} ({said})");
    }
}

/// Whether a key names a choice: by its letter or number, its column, or its text.
fn is_key_of(key: &str, at: usize, name: &str, text: &str) -> bool {
    let letter = char::from(b'a' + (at % 26) as u8).to_string();
    let last = name.rsplit(' ').next().unwrap_or_default();
    key == letter
        || key == name
        || last.len() == 1 && key == last
        || key == (at + 1).to_string()
        || !text.is_empty() && key == text.to_lowercase()
}

/// Notes what is said of choices that the row does not have.
fn note_stray_feedback<'a>(cells: impl Iterator<Item = &'a str>, notes: &mut Vec<String>) {
    notes.extend(cells.map(|cell| format!("`{cell}` is feedback on a choice that the row does not have")));
}

/// The choices of one cell: on lines, else with `;` or `|` between them.
fn listed(cell: &str) -> Vec<String> {
    let sign = ['\n', ';'].into_iter().find(|sign| cell.contains(*sign)).unwrap_or('|');
    split(cell, &[sign])
}
