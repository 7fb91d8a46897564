//! The choices of a table's row: in columns of their own, in one cell, or as what is right and what is wrong.

use std::cmp::Ordering;

use super::super::{Answer, Choice, ForeignCard, answer_letters, credit};
use super::cells::split;
use super::header::{Header, RightForm};
use super::names::{Columns, Role, lists_wrong, normalize};

/// What a row says of its choices.
struct RowChoices {
    /// Each with the name of its column, if it has one of its own.
    texts: Vec<(String, String)>,
    /// The cells that say which are right.
    right: Vec<String>,
    wrong: Vec<String>,
}

impl RowChoices {
    fn new(header: &Header, names: &[String], row: &[String]) -> Self {
        let mut texts: Vec<(String, String)> = with(Role::Choice, header, names, row)
            .map(|(cell, name)| (normalize(name).split(" - ").next().unwrap_or_default().to_string(), cell.to_string()))
            .collect();
        for (cell, _) in with(Role::Choices, header, names, row) {
            texts.extend(listed(cell).into_iter().map(|text| (String::new(), text)));
        }
        let right = with(Role::Right, header, names, row).map(|(cell, _)| cell.to_string()).collect();
        let wrong = with(Role::Wrong, header, names, row)
            .flat_map(|(cell, name)| if lists_wrong(name) { listed(cell) } else { vec![cell.to_string()] })
            .collect();
        Self { texts, right, wrong }
    }

    /// The words by which the row names what is right: letters, places or texts, in lower case.
    fn keys(&self, header: &Header) -> Vec<String> {
        let divided = |cell: &String| {
            let joined = || cell.chars().all(char::is_uppercase).then(|| answer_letters::alone(cell)).filter(|letters| letters.len() > 1);
            let letters = || Some(joined()?.iter().map(|letter| letter.to_lowercase().to_string()).collect());
            let named = answer_letters::letters_or_numbers(cell).or_else(|| letters().filter(|_| !self.is_text(cell)));
            named.unwrap_or_else(|| split(&cell.to_lowercase(), &[',', ';', '\n']))
        };
        let counted_on = |key: String| key.parse::<usize>().map_or(key, |place| (place + 1).to_string());
        let keys = self.right.iter().flat_map(divided);
        if header.counts_from_zero { keys.map(counted_on).collect() } else { keys.collect() }
    }

    fn is_text(&self, key: &str) -> bool {
        self.texts.iter().any(|(_, text)| is_same_text(key, text))
    }

    fn is_place(&self, key: &str) -> bool {
        self.texts.iter().enumerate().any(|(at, (name, _))| is_place_of(key, at, name))
    }

    /// Whether all that the row names as right are texts of its choices.
    fn names_texts(&self, keys: &[String]) -> bool {
        self.right.iter().all(|cell| self.is_text(cell)) || keys.iter().all(|key| self.is_text(key))
    }
}

/// The filled cells of a role, and the names of their columns.
fn with<'a>(wanted: Role, header: &'a Header, names: &'a [String], row: &'a [String]) -> impl Iterator<Item = (&'a str, &'a String)> {
    let cells = header.roles.iter().zip(row).zip(names).filter(move |((role, _), _)| **role == Some(wanted));
    cells.map(|((_, cell), name)| (cell.trim(), name)).filter(|(cell, _)| !cell.is_empty())
}

/// How the rows of a table say which choices are right. Rows that can be read in one way alone decide for those that can be read in two.
pub(super) fn right_form<'a>(header: &Header, names: &[String], rows: impl Iterator<Item = &'a Vec<String>>) -> RightForm {
    let (mut texts, mut places, mut both, mut neither) = (0, 0, 0, 0);
    for row in rows {
        let choices = RowChoices::new(header, names, row);
        if choices.texts.is_empty() || choices.right.is_empty() {
            continue;
        }
        let keys = choices.keys(header);
        let as_written: Vec<String> = choices.right.iter().flat_map(|cell| split(cell, &[',', ';', '\n'])).collect();
        match (choices.names_texts(&as_written), keys.iter().all(|key| choices.is_place(key))) {
            (true, true) => both += 1,
            (true, false) => texts += 1,
            (false, true) => places += 1,
            // `B, because of A`
            (false, false) if choices.right.iter().any(|cell| !answer_letters::read(cell).0.is_empty()) => places += 1,
            // A letter that no choice has is a mistake in one row.
            (false, false) if keys.iter().all(|key| key.len() == 1 && key.starts_with(char::is_alphabetic)) => {}
            (false, false) => neither += 1,
        }
    }
    let is_beside =
        texts + both == 0 && neither > 0 && neither >= places && (neither > 1 || names.iter().any(|name| names_right_choice(name)));
    match places.cmp(&(texts + neither)) {
        _ if is_beside => RightForm::Beside,
        Ordering::Greater => RightForm::PlaceOrText,
        Ordering::Equal => RightForm::TextOrPlace,
        Ordering::Less => RightForm::Text,
    }
}

/// The row's choices, and which of them are right.
pub fn read_choices(header: &Header, names: &[String], row: &[String], card: &mut ForeignCard) {
    let mut choices = RowChoices::new(header, names, row);
    let said_of_choices = || with(Role::ChoiceFeedback, header, names, row);
    if choices.texts.is_empty() && choices.wrong.is_empty() {
        // Beside a column of answers, one of right answers often says the same.
        let right = choices.right.iter().filter(|text| !card.answer.contains(*text));
        let new = right.chain(Some(&card.answer).filter(|text| !text.is_empty()));
        card.answer = new.cloned().collect::<Vec<_>>().join("\n\n");
        return note_stray_feedback(said_of_choices().map(|(cell, _)| cell), &mut card.not_imported);
    }
    if choices.texts.is_empty() || header.right_form == RightForm::Beside {
        let right = choices.right.iter().filter(|text| !choices.is_text(text)).map(|text| (String::new(), text.clone()));
        choices.texts = right.chain(choices.texts.iter().cloned()).collect();
    }
    for text in std::mem::take(&mut choices.wrong) {
        if !choices.texts.iter().any(|(_, other)| *other == text) {
            choices.texts.push((String::new(), text));
        }
    }
    let (keys, texts, right) = (choices.keys(header), &choices.texts, &choices.right);
    // What this program wrote of a guide's own card counts the choices, whatever their texts.
    let form = if card.id.is_some() { RightForm::PlaceOrText } else { header.right_form };
    let names_text = || choices.right.iter().chain(&keys).any(|key| choices.is_text(key));
    let by_place = match form {
        RightForm::TextOrPlace => !names_text(),
        RightForm::PlaceOrText => keys.iter().all(|key| choices.is_place(key)) || !names_text(),
        RightForm::Text | RightForm::Beside => false,
    };
    let is_named =
        |key: &str, at: usize, name: &str, text: &str| if by_place { is_place_of(key, at, name) } else { is_same_text(key, text) };
    let is_right = |at: usize, name: &str, text: &str| {
        let cells = right.iter().filter(|_| !by_place);
        cells.chain(&keys).any(|key| is_named(key, at, name, text))
    };
    let feedback = |name: &str| {
        let number = name.rsplit(' ').next().unwrap_or_default();
        let of = |(cell, column): (&str, &String)| (normalize(column).rsplit(' ').next() == Some(number)).then(|| cell.to_string());
        said_of_choices().find_map(of).unwrap_or_default()
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
    note_stray_feedback(said_of_choices().map(|(cell, _)| cell).filter(|cell| !shown(cell)), &mut card.not_imported);
    // A key of which some words name no choice would be half of one.
    let names_none = |key: &String| !texts.iter().enumerate().any(|(at, (name, text))| is_named(key, at, name, text));
    let is_whole_text = || !by_place && right.iter().all(|cell| choices.is_text(cell));
    let unread = keys.iter().find(|key| names_none(key)).filter(|_| !is_whole_text() && list.iter().any(|choice| choice.right));
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

/// Whether a key names a choice by its letter or number, or its column: `b`, `(B)`, `2.`, `option 2`, `Option_B`.
fn is_place_of(key: &str, at: usize, name: &str) -> bool {
    let key = normalize(key);
    let bare = key.trim_matches(|c: char| "()[].:#* ".contains(c));
    let word = ["option", "choice", "answer"].iter().find_map(|word| bare.strip_prefix(word)).map_or(bare, str::trim_start);
    let letter = char::from(b'a' + (at % 26) as u8).to_string();
    let last = name.rsplit(' ').next().unwrap_or_default();
    key == name || word == letter || word == (at + 1).to_string() || last.len() == 1 && word == last
}

/// Whether a key is what a choice says, which letters may count: `B) Berlin`.
fn is_same_text(key: &str, text: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().to_lowercase();
        let rest = text.get(1..).filter(|_| text.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let rest = rest.and_then(|rest| rest.strip_prefix(['.', ')', ':'])).filter(|rest| rest.starts_with(' '));
        rest.map(|rest| rest.trim_start().to_string()).unwrap_or(text)
    };
    key.trim().to_lowercase() == text.trim().to_lowercase() || bare(key) == bare(text)
}

/// Whether a column is called after the right one of choices, not after answers.
fn names_right_choice(name: &str) -> bool {
    Columns::default().role(name) == Some(Role::Right)
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
