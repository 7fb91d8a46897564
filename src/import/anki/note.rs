//! A note's fields and its notetype's templates → cards.

use super::super::card_text::{self, anki_deletions};
use super::super::html::{sounds_as_players, to_markdown};
use super::super::{Bank, ForeignCard, ImportOptions};
use super::collection::{Collection, LearningHistory, Note, Notetype};
use super::media::svg_remark;
use super::recto_notes;

/// Adds every note's cards to the bank.
pub fn cards(collection: &Collection, path: &str, options: &ImportOptions, bank: &mut Bank) {
    let shared = shared_deck(collection, options.topic.is_empty());
    for note in &collection.notes {
        let Some(kind) = collection.notetypes.get(&note.notetype) else {
            bank.refuse_file(path, format!("the note `{}` has no notetype", note.guid), "");
            continue;
        };
        let none = Vec::new();
        let own = collection.cards.get(&note.id).unwrap_or(&none);
        let before = bank.cards.len();
        let all = || own.iter().filter_map(|(ord, _, card)| history_of(collection, *card, kind.cloze.then_some(*ord + 1))).collect();
        let known = Some(kind).filter(|kind| recto_notes::is_recto_type(kind)).and_then(|kind| recto_notes::card(note, kind));
        if let Some(mut card) = known {
            recto_notes::tags(note, &mut card);
            push(Some(card), note, deck(collection, own.first(), &shared), path, 0, all(), bank);
        } else if kind.cloze {
            push(cloze(note), note, deck(collection, own.first(), &shared), path, 0, all(), bank);
        } else {
            for (ord, deck_id, card_id) in own {
                let Some(card) = kind.templates.get(*ord as usize).and_then(|template| basic(note, kind, template)) else { continue };
                let place = deck(collection, Some(&(*ord, *deck_id, *card_id)), &shared);
                push(Some(card), note, place, path, *ord, history_of(collection, *card_id, None).into_iter().collect(), bank);
            }
        }
        if bank.cards.len() == before {
            bank.refuse_file(path, format!("the note `{}` shows nothing on its front", note.guid), "");
        }
    }
}

/// What a learner did with a card.
fn history_of(collection: &Collection, card: i64, deletion: Option<i64>) -> Option<LearningHistory> {
    collection.histories.get(&card).map(|history| LearningHistory { deletion, ..history.clone() })
}

/// The deck's name without the part that all decks share.
fn deck(collection: &Collection, card: Option<&(i64, i64, i64)>, shared: &str) -> Vec<String> {
    let name = card.and_then(|(_, deck, _)| collection.decks.get(deck)).map_or("", String::as_str);
    let rest = name.strip_prefix(shared).unwrap_or(name).trim_start_matches("::");
    rest.split("::").filter(|part| !part.is_empty() && *part != "Default").map(str::to_string).collect()
}

/// The deck that holds all the others: its name says no more than the topic's. Where decks are to name the topics, a deck with cards of its own
/// keeps its name.
fn shared_deck(collection: &Collection, names_topics: bool) -> String {
    let used: std::collections::BTreeSet<&str> =
        collection.cards.values().flatten().filter_map(|(_, deck, _)| collection.decks.get(deck)).map(String::as_str).collect();
    let mut names = used.iter().map(|name| name.split("::").collect::<Vec<_>>());
    let Some(first) = names.next() else { return String::new() };
    let mut common: Vec<&str> =
        names.fold(first, |common, name| common.iter().zip(&name).take_while(|(a, b)| a == b).map(|(a, _)| *a).collect());
    if names_topics && used.contains(common.join("::").as_str()) {
        common.pop();
    }
    common.join("::")
}

fn push(card: Option<ForeignCard>, note: &Note, deck: Vec<String>, path: &str, ord: i64, histories: Vec<LearningHistory>, bank: &mut Bank) {
    let Some(mut card) = card else { return };
    card.file = path.to_string();
    card.folder = deck;
    if card.id.is_none() {
        card.tags = note.tags.iter().map(|tag| tag.replace("::", "/")).collect();
    }
    card.key = Some(if ord == 0 { note.guid.clone() } else { format!("{}/{ord}", note.guid) });
    card.draft |= !card.is_answered();
    if card.id.is_none() {
        card.not_imported.extend(svg_remark(&note.fields));
    }
    card.histories = histories;
    bank.cards.push(card);
}

/// The fields that a template's side shows, in its order, each with its filter (`cloze`, `hint`, `type`).
fn shown<'a>(template: &'a str, kind: &Notetype) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for part in template.split("{{").skip(1) {
        let Some(inner) = part.split("}}").next() else { continue };
        let inner = inner.trim();
        if inner.starts_with(['#', '^', '/', '!']) {
            continue;
        }
        let (filters, name) = inner.rsplit_once(':').unwrap_or(("", inner));
        if let Some(field) = kind.fields.iter().position(|field| field == name.trim())
            && !found.iter().any(|(other, _)| *other == field)
        {
            found.push((field, filters.split(':').next().unwrap_or_default()));
        }
    }
    found
}

fn basic(note: &Note, kind: &Notetype, (front, back): &(String, String)) -> Option<ForeignCard> {
    let front = shown(front, kind);
    let value = |field: usize| note.fields.get(field).map(|html| sounds_as_players(&to_markdown(html))).unwrap_or_default();
    let texts = |list: &[(usize, &str)]| {
        list.iter().map(|(field, _)| value(*field)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let is_hint = |filter: &str| filter == "hint";
    let asked: Vec<(usize, &str)> = front.iter().copied().filter(|(_, filter)| !is_hint(filter)).collect();
    let question = texts(&asked);
    if question.is_empty() {
        return None;
    }
    let back: Vec<(usize, &str)> = shown(back, kind)
        .into_iter()
        .filter(|(field, filter)| {
            !front.iter().any(|(shown, other)| shown == field && *other != "type")
                || (!filter.is_empty() && *filter != "hint" && !asked.iter().any(|(f, _)| f == field))
        })
        .collect();
    // A typed answer is asked for on the front and belongs to the back.
    let typed: Vec<usize> = front.iter().filter(|(_, filter)| *filter == "type").map(|(field, _)| *field).collect();
    let question = if typed.is_empty() {
        question
    } else {
        texts(&asked.iter().copied().filter(|(field, _)| !typed.contains(field)).collect::<Vec<_>>())
    };
    let (heading, prompt) = card_text::split_heading(&question);
    let hints =
        front.iter().filter(|(_, filter)| is_hint(filter)).map(|(field, _)| value(*field)).filter(|text| !text.is_empty()).collect();
    Some(ForeignCard { question: heading, prompt, hints, answer: texts(&back), ..ForeignCard::default() })
}

/// What Anki writes for an area that is covered in a picture.
const OCCLUSION: &str = "::image-occlusion:";

/// A note whose deletions are areas of a picture: no card here covers parts of one. It becomes a draft that shows the picture.
fn occlusion(note: &Note) -> Option<ForeignCard> {
    let areas = note.fields.iter().position(|field| field.contains(OCCLUSION))?;
    let count = note.fields[areas].matches(OCCLUSION).count();
    let texts: Vec<String> =
        note.fields.iter().enumerate().filter(|(i, _)| *i != areas).map(|(_, html)| sounds_as_players(&to_markdown(html))).collect();
    let is_picture = |text: &&String| text.starts_with("![");
    let picture = texts.iter().find(is_picture).cloned().unwrap_or_default();
    let mut others = texts.iter().filter(|text| !is_picture(text) && !text.is_empty());
    let (question, rest) = others.next().map_or_else(|| (String::new(), String::new()), |text| card_text::split_heading(text));
    let question = if question.is_empty() { "Image occlusion".to_string() } else { question };
    let prompt = [picture, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let notes = vec![format!("its {count} image occlusions have no counterpart: the card is a draft that shows the picture")];
    let answer = others.cloned().collect::<Vec<_>>().join("\n\n");
    Some(ForeignCard { question, prompt, answer, not_imported: notes, draft: true, ..ForeignCard::default() })
}

fn cloze(note: &Note) -> Option<ForeignCard> {
    if let Some(card) = occlusion(note) {
        return Some(card);
    }
    let hidden = note.fields.iter().position(|field| field.contains("{{c"))?;
    let text = anki_deletions(&sounds_as_players(&to_markdown(&note.fields[hidden])));
    let numbers = deletion_numbers(&text);
    let mut card = card_text::cloze_card(text);
    card.deletion_numbers = numbers;
    let extra = note
        .fields
        .iter()
        .enumerate()
        // Some notetypes keep the text twice.
        .filter(|(i, html)| *i != hidden && **html != note.fields[hidden])
        .map(|(_, html)| card_text::without_deletions(&sounds_as_players(&to_markdown(html))))
        .filter(|text| !text.is_empty());
    card.answer = extra.collect::<Vec<_>>().join("\n\n");
    Some(card)
}

/// Anki's number of each deletion, in the order of the text: `{#c1}`, and `{#c1-2}` for the second one of that number.
pub fn deletion_numbers(text: &str) -> Vec<i64> {
    let number = |rest: &str| rest.split(|sign: char| !sign.is_ascii_digit()).next().and_then(|digits| digits.parse().ok());
    text.split("{#c").skip(1).filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covered_areas_of_a_picture_are_a_draft_that_shows_it() {
        let fields =
            ["{{c1::image-occlusion:rect:left=.1}}<br>{{c2::image-occlusion:rect:left=.5}}", "<img src=\"cell.png\">", "The cell", "Twice"];
        let note = Note { id: 1, guid: "g".into(), notetype: 1, tags: Vec::new(), fields: fields.map(str::to_string).into() };
        let card = cloze(&note).unwrap();
        assert_eq!((card.question.as_str(), card.prompt.as_str(), card.answer.as_str()), ("The cell", "![](cell.png)", "Twice"));
        assert!(card.draft && card.not_imported[0].contains("its 2 image occlusions"));
    }
}
