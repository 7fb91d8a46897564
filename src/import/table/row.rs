//! A row of a table → a card.

use super::super::media_types::MEDIA;
use super::super::slug::is_id;
use super::super::{Answer, Choice, ForeignCard, credit, html, write};
use super::cell_text::markdown_of_cell;
use super::header::Header;
use super::names::{Role, normal};
use crate::model::SectionKind;
use crate::value::is_date;

/// The card of a row, and what of the row could not be placed. `names` are the first row's cells.
///
/// # Errors
/// Why the row is no card.
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
    let (heading, rest) = if one_line(&question) { (question.clone(), String::new()) } else { write::split_heading(&question) };
    let images = cells(Role::Image).map(|cell| pictures(&cell));
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
    card.key_points = lists(&mut card, SectionKind::KeyPoints, cell(Role::KeyPoints));
    card.red_flags = lists(&mut card, SectionKind::RedFlags, cell(Role::RedFlags));
    card.follow_ups = lists(&mut card, SectionKind::FollowUps, cell(Role::FollowUps));
    card.references = lists(&mut card, SectionKind::References, cell(Role::References));
    card.sections.extend(Some(cell(Role::Pitfalls)).filter(|text| !text.is_empty()).map(|text| (SectionKind::Pitfalls, text)));
    card.requires = cells(Role::Requires).flat_map(|ids| split(&ids, &[',', ';'])).collect();
    card.terms = cells(Role::Terms).flat_map(|terms| split(&terms, &[';'])).collect();
    let mut notes = Vec::new();
    let updated = cells(Role::Updated).next();
    card.updated = updated.clone().filter(|date| is_date(date));
    notes.extend(updated.filter(|date| !is_date(date)).map(|date| format!("`{date}` is no date of the form YYYY-MM-DD")));
    card.level = cells(Role::Level).next();
    card.kind = cells(Role::Kind).next();
    let minutes = cells(Role::Minutes).next();
    card.minutes = minutes.as_ref().and_then(|minutes| minutes.parse().ok());
    notes.extend(minutes.filter(|_| card.minutes.is_none()).map(|minutes| format!("`{minutes}` is no number of minutes")));
    card.tags = cells(Role::Tags).flat_map(|tags| split(&tags, &[',', ';'])).collect();
    card.folder = cells(Role::Topic).next().map(|topic| topic.split("::").map(str::to_string).collect()).unwrap_or_default();
    // What Anki calls a note by says nothing to a reader.
    let names_file = |id: &String| id.chars().any(char::is_alphabetic) && !header.is_markdown;
    card.name = card.key.clone().filter(names_file).map(|id| id.rsplit('/').next().unwrap_or_default().to_string());
    card.aliases = cells(Role::Aliases).flat_map(|aliases| split(&aliases, &[',', ';'])).collect();
    let is_cloze = cells(Role::Type).any(|kind| kind.to_lowercase().contains("cloze"));
    if is_cloze && card.prompt.matches("==").count() >= 2 {
        card.answer_kind = Answer::Cloze;
    } else if is_cloze && question.matches("==").count() >= 2 {
        let cloze = write::cloze_card(question.clone());
        (card.question, card.prompt, card.answer_kind) = (cloze.question, cloze.prompt, Answer::Cloze);
    }
    choices(header, names, row, &mut card);
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

/// The row's choices, and which of them are right.
fn choices(header: &Header, names: &[String], row: &[String], card: &mut ForeignCard) {
    let with = |wanted: Role| {
        header.roles.iter().zip(row).zip(names).filter(move |((role, cell), _)| **role == Some(wanted) && !cell.trim().is_empty())
    };
    let mut texts: Vec<(String, String)> = with(Role::Choice)
        .map(|((_, cell), name)| (normal(name).split(" - ").next().unwrap_or_default().to_string(), cell.trim().to_string()))
        .collect();
    for ((_, cell), _) in with(Role::Choices) {
        let signs: &[char] = if cell.contains('\n') {
            &['\n']
        } else if cell.contains(';') {
            &[';']
        } else {
            &['|']
        };
        texts.extend(split(cell, signs).into_iter().map(|text| (String::new(), text)));
    }
    let right: Vec<String> = with(Role::Right).map(|((_, cell), _)| cell.trim().to_string()).collect();
    let wrong: Vec<String> = with(Role::Wrong).map(|((_, cell), _)| cell.trim().to_string()).collect();
    if texts.is_empty() && wrong.is_empty() {
        if card.answer.is_empty() {
            card.answer = right.join("\n\n");
        }
        return;
    }
    if texts.is_empty() {
        texts = right.iter().chain(&wrong).map(|text| (String::new(), text.clone())).collect();
    }
    let keys: Vec<String> = right.iter().flat_map(|cell| split(cell, &[',', ';', '\n'])).map(|key| key.to_lowercase()).collect();
    // Where the columns are numbered, so is what is right: `3` is the third choice, whatever its text.
    let numbered = texts.iter().filter(|(name, _)| name.ends_with(|c: char| c.is_ascii_digit())).count() == texts.len();
    let by_number =
        numbered && !keys.is_empty() && keys.iter().all(|key| key.parse::<usize>().is_ok_and(|n| (1..=texts.len()).contains(&n)));
    let is_right = |number: usize, name: &str, text: &str| {
        if by_number {
            return keys.contains(&(number + 1).to_string());
        }
        let letter = char::from(b'a' + (number % 26) as u8).to_string();
        let last = name.rsplit(' ').next().unwrap_or_default();
        let is_named =
            |key: &String| *key == letter || *key == name || (last.len() == 1 && key == last) || *key == (number + 1).to_string();
        let is_text = |key: &String| *key == text.to_lowercase();
        right.iter().any(|cell| cell.eq_ignore_ascii_case(text))
            || keys.iter().any(is_text)
            || (!keys.iter().any(|key| texts.iter().any(|(_, text)| *key == text.to_lowercase())) && keys.iter().any(is_named))
    };
    let feedback = |name: &str| {
        let number = name.rsplit(' ').next().unwrap_or_default();
        let of = |((_, cell), column): ((_, &String), &String)| {
            (normal(column).rsplit(' ').next() == Some(number)).then(|| cell.trim().to_string())
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
    if list.len() >= 2 && list.iter().any(|choice| choice.right) {
        card.answer_kind = Answer::Choices(list);
        return;
    }
    credit::list_undecided(card, &list);
    if let Some(note) = card.notes.last_mut() {
        let said = if right.is_empty() { "the column is empty".into() } else { format!("`{}`", right.join(", ")) };
        *note = format!("{note} ({said})");
    }
}

/// A cell's pictures and sounds: names of files or addresses, on lines or with `;` or `,` between them. What names none stays as text.
fn pictures(cell: &str) -> String {
    if cell.contains("![") {
        return cell.to_string();
    }
    if cell.contains('<') {
        return html::to_markdown(cell);
    }
    // `=IMAGE("https://…")` of online spreadsheets.
    let cell = cell.strip_prefix("=IMAGE(\"").and_then(|rest| rest.split('"').next()).unwrap_or(cell);
    let is_file = |part: &str| part.rsplit_once('.').is_some_and(|(_, ending)| MEDIA.contains(&&*ending.to_lowercase()));
    let is_shown = |part: &String| is_file(part) || part.starts_with("https://") || part.starts_with("http://");
    let parts = [&['\n', ';', '|', ','][..], &['\n', ';', '|']]
        .into_iter()
        .map(|signs| split(cell, signs))
        .find(|parts| parts.iter().all(is_shown));
    let Some(parts) = parts else { return cell.to_string() };
    let shown = |part: &String| {
        let name = part.split(['?', '#']).next().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
        let words = name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ");
        let sound = SOUNDS.iter().any(|ending| name.to_lowercase().ends_with(ending));
        format!("![{}](<{}>)", if sound { name } else { &words }, part.replace('\\', "/"))
    };
    parts.iter().map(shown).collect::<Vec<_>>().join("\n\n")
}

const SOUNDS: [&str; 6] = [".mp3", ".ogg", ".oga", ".opus", ".wav", ".m4a"];

fn split(text: &str, signs: &[char]) -> Vec<String> {
    text.split(signs).map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// A question that is a heading as it is: one line, and no picture or table.
fn one_line(text: &str) -> bool {
    !text.contains('\n') && !["```", "~~~", "|", "![", "$$", "#"].iter().any(|start| text.starts_with(start))
}

/// A cell with several items: lines, with or without bullets. One that is Markdown with more than a flat list stays that.
fn lists(card: &mut ForeignCard, kind: SectionKind, cell: String) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let flat = cell.lines().all(|line| line.starts_with(['-', '*', '•']) || (!line.starts_with(' ') && !cell.starts_with("- ")));
    if !flat || cell.contains("```") || card.id.is_some() {
        card.sections.push((kind, cell));
        return Vec::new();
    }
    cell.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim().to_string()).filter(|line| !line.is_empty()).collect()
}
