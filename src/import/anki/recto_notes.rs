//! Notes that `recto export anki` made: their fields are a card's parts, and they know its id.

use std::collections::BTreeMap;

use super::super::card_text::anki_deletions;
use super::super::html::{decode_entities, sounds_as_players, to_markdown};
use super::super::slug::is_id;
use super::super::table;
use super::super::{Answer, Choice, ForeignCard};
use super::collection::{Note, Notetype};
use super::media::svg_remark;
use crate::encode;
use crate::model::SectionKind;

const SECTIONS: [(&str, SectionKind); 7] = [
    ("Short answer", SectionKind::ShortAnswer),
    ("Answer", SectionKind::Answer),
    ("Key points", SectionKind::KeyPoints),
    ("Pitfalls", SectionKind::Pitfalls),
    ("Red flags", SectionKind::RedFlags),
    ("Follow-ups", SectionKind::FollowUps),
    ("References", SectionKind::References),
];

/// Whether the notes of a note type are of our own making.
pub fn is_recto_type(kind: &Notetype) -> bool {
    let has = |name: &str| kind.fields.iter().any(|field| field == name);
    kind.fields.first().is_some_and(|field| field == "Question") && ["Id", "Info", "Link", "Extra 1"].iter().all(|name| has(name))
}

/// The card of a note; `None` where its id is no longer valid.
pub fn card(note: &Note, kind: &Notetype) -> Option<ForeignCard> {
    let html = |name: &str| {
        let at = kind.fields.iter().position(|field| field == name)?;
        note.fields.get(at).map(String::as_str)
    };
    let text = |name: &str| html(name).map(|html| sounds_as_players(&to_markdown(html))).unwrap_or_default();
    let id = decode_entities(html("Id").unwrap_or_default().trim());
    let mut card =
        ForeignCard { id: Some(id).filter(|id| is_id(id) && id.contains('/')), question: text("Question"), ..ForeignCard::default() };
    card.id.as_ref()?;
    card.prompt = text("Prompt");
    card.hints = hints(html("Hints").unwrap_or_default());
    if kind.cloze {
        let deletions = anki_deletions(&text("Text"));
        card.deletion_numbers = super::note::deletion_numbers(&deletions);
        (card.prompt, card.answer_kind) = (keyed(deletions, &keys(&text("Keys"))), Answer::Cloze);
    } else if let Some(solution) = html("Solution") {
        card.answer_kind = Answer::Choices(choices(solution));
    }
    for (name, kind) in SECTIONS {
        let text = sounds_as_players(&to_markdown(without_heading(html(name).unwrap_or_default())));
        match kind {
            _ if text.is_empty() => {}
            SectionKind::ShortAnswer => card.short_answer = text,
            SectionKind::Answer => card.answer = text,
            kind => card.sections.push((kind, text)),
        }
    }
    if let Some((hash, table)) = exported(note, kind) {
        if let Some(whole) = table::parse_exported_card(&decode_entities(&table.replace("&#91;", "["))).filter(|whole| whole.id == card.id)
        {
            card = ForeignCard { deletion_numbers: card.deletion_numbers, ..whole };
        }
        card.exported_hash = Some(hash.to_string());
    } else {
        card.not_imported.extend(svg_remark(&note.fields));
    }
    Some(card)
}

/// The hash that the card had when it was exported, and the table of its Markdown; `None` where the note has been edited since.
fn exported<'n>(note: &'n Note, kind: &Notetype) -> Option<(&'n str, &'n str)> {
    let last = kind.fields.iter().position(|field| field == "Extra 3")?;
    let (head, table) = note.fields.get(last)?.split_once('\n')?;
    let (hash, fingerprint) = head.split_once(' ')?;
    (fingerprint == encode::fingerprint(note.fields[..last].iter().map(String::as_str))).then_some((hash, table))
}

/// The tags of a note: a level and a kind are among them.
pub fn tags(note: &Note, card: &mut ForeignCard) {
    for tag in &note.tags {
        match tag.split_once("::") {
            Some(("level", level)) => card.level = Some(level.to_string()),
            Some(("kind", kind)) => card.kind = Some(kind.to_string()),
            _ => {
                let tag = tag.replace("::", "/");
                let is_there = card.tags.iter().any(|own| own.split_whitespace().collect::<Vec<_>>().join("_") == tag);
                card.tags.extend(Some(tag).filter(|_| !is_there));
            }
        }
    }
}

fn without_heading(html: &str) -> &str {
    html.trim().strip_prefix("<h2>").and_then(|rest| rest.split_once("</h2>")).map_or(html, |(_, rest)| rest)
}

fn hints(html: &str) -> Vec<String> {
    let text =
        |part: &str| to_markdown(part.split_once("</summary>").map_or(part, |(_, text)| text).trim_end().trim_end_matches("</details>"));
    html.split("<details>").map(text).filter(|hint| !hint.is_empty()).collect()
}

fn choices(html: &str) -> Vec<Choice> {
    let choice = |part: &str| {
        let (class, item) = part.split_once("\">")?;
        let item = item.trim_end().trim_end_matches("</ol>").trim_end().trim_end_matches("</li>");
        let (text, feedback) = item.split_once("<div class=\"feedback\">").unwrap_or((item, ""));
        let feedback = feedback.trim_end().strip_suffix("</div>").unwrap_or(feedback);
        Some(Choice { right: class == "right", text: to_markdown(text), feedback: to_markdown(feedback) })
    };
    html.split("<li class=\"").skip(1).filter_map(choice).collect()
}

/// `36=state 381=`: the keys that deletions had, by their numbers; none for one whose key comes from its words.
fn keys(text: &str) -> BTreeMap<&str, &str> {
    text.split_whitespace().filter_map(|pair| pair.split_once('=')).collect()
}

/// Deletions with their own keys in the place of Anki's numbers.
fn keyed(text: String, keys: &BTreeMap<&str, &str>) -> String {
    keys.iter().fold(text, |text, (number, key)| {
        let new = if key.is_empty() { String::new() } else { format!("{{#{key}}}") };
        text.replace(&format!("{{#c{number}}}"), &new)
    })
}
