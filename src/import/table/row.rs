//! A row of a table → a card.

use super::super::slug::is_id;
use super::super::{Answer, ForeignCard, card_text};
use super::cell_text::markdown_of_cell;
use super::cells::{is_one_line, list_items, pictures_as_markdown, split};
use super::header::Header;
use super::names::Role;
use super::row_choices::read_choices;
use crate::model::SectionKind;
use crate::value::is_date;

/// The card of a row, and what of the row could not be placed. `names` are the first row's cells.
///
/// # Errors
/// Why the row is not a card.
pub fn card(header: &Header, names: &[String], row: &[String]) -> Result<(ForeignCard, Vec<String>), String> {
    let cells = |wanted: Role| {
        header
            .roles
            .iter()
            .zip(row)
            .filter(move |(role, cell)| **role == Some(wanted) && !cell.trim().is_empty())
            .map(|(_, cell)| cell.trim().to_string())
    };
    let cell = |wanted: Role| cells(wanted).collect::<Vec<_>>().join("\n\n");
    let question = cell(Role::Question);
    if question.is_empty() {
        return Err("this row has no question".into());
    }
    let (heading, rest) = if is_one_line(&question) { (question.clone(), String::new()) } else { card_text::split_heading(&question) };
    let images = cells(Role::Image).map(|cell| pictures_as_markdown(&cell));
    let prompt = [rest, cell(Role::Prompt)].into_iter().chain(images).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let mut card = ForeignCard {
        question: heading,
        prompt,
        answer: cell(Role::Answer),
        short_answer: cell(Role::ShortAnswer),
        ..ForeignCard::default()
    };
    card.key = cells(Role::Id).next();
    // `databases/acid` in the topic `databases`: a guide's own.
    let of_topic = |id: &&String| id.rsplit_once('/').is_some_and(|(folder, _)| Some(folder) == cells(Role::Topic).next().as_deref());
    card.id = card.key.as_ref().filter(of_topic).filter(|id| is_id(id)).cloned();
    card.hints = cells(Role::Hint).collect();
    card.key_points = list_items(&mut card, SectionKind::KeyPoints, cell(Role::KeyPoints));
    card.red_flags = list_items(&mut card, SectionKind::RedFlags, cell(Role::RedFlags));
    card.follow_ups = list_items(&mut card, SectionKind::FollowUps, cell(Role::FollowUps));
    card.references = list_items(&mut card, SectionKind::References, cell(Role::References));
    card.sections.extend(Some(cell(Role::Pitfalls)).filter(|text| !text.is_empty()).map(|text| (SectionKind::Pitfalls, text)));
    card.requires = cells(Role::Requires).flat_map(|ids| split(&ids, &[',', ';'])).collect();
    card.terms = cells(Role::Terms).flat_map(|terms| split(&terms, &[';'])).collect();
    let mut notes: Vec<String> = header.surplus_cells(row).into_iter().collect();
    let updated = cells(Role::Updated).next();
    card.updated = updated.clone().filter(|date| is_date(date));
    notes.extend(updated.filter(|date| !is_date(date)).map(|date| format!("`{date}` is not a date of the form YYYY-MM-DD")));
    card.level = cells(Role::Level).next();
    card.kind = cells(Role::Kind).next();
    let minutes = cells(Role::Minutes).next();
    card.minutes = minutes.as_ref().and_then(|minutes| minutes.parse().ok());
    notes.extend(minutes.filter(|_| card.minutes.is_none()).map(|minutes| format!("`{minutes}` is not a number of minutes")));
    card.tags = cells(Role::Tags).flat_map(|tags| split(&tags, if header.tags_by_spaces { &[' ', '\t'] } else { &[',', ';'] })).collect();
    card.folder = cells(Role::Topic).next().map(|topic| topic.split("::").map(str::to_string).collect()).unwrap_or_default();
    // What Anki calls a note by says nothing to a reader.
    let names_file = |id: &String| id.chars().any(char::is_alphabetic) && !header.is_markdown;
    card.name = card.key.clone().filter(names_file).map(|id| id.rsplit('/').next().unwrap_or_default().to_string());
    card.aliases = cells(Role::Aliases).flat_map(|aliases| split(&aliases, &[',', ';'])).collect();
    let is_cloze = cells(Role::Type).any(|kind| kind.to_lowercase().contains("cloze"));
    if is_cloze && card.prompt.matches("==").count() >= 2 {
        card.answer_kind = Answer::Cloze;
    } else if is_cloze && question.matches("==").count() >= 2 {
        let cloze = card_text::cloze_card(question.clone());
        (card.question, card.prompt, card.answer_kind) = (cloze.question, cloze.prompt, Answer::Cloze);
    }
    read_choices(header, names, row, &mut card);
    let feedback = cell(Role::Feedback);
    if !feedback.is_empty() {
        card.answer = if card.answer.is_empty() { feedback } else { format!("{}\n\n{feedback}", card.answer) };
    }
    // What this program wrote is Markdown already.
    if card.id.is_none() && !header.is_markdown {
        card.texts().into_iter().for_each(|text| *text = markdown_of_cell(text));
    }
    card.draft |= !card.is_answered();
    Ok((card, notes))
}
