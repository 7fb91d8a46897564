//! A card → a note: its fields as HTML, tags, deck, GUID.

use std::collections::BTreeSet;

use super::cloze;
use super::media;
use super::model::Model;
use crate::Site;
use crate::encode;
use crate::export::csv::{CsvOptions, csv};
use crate::export::html::{CardHtml, CardLayout, ChoiceHtml, escaped, id_prefix};
use crate::export::links::Links;
use crate::export::selection::random_order_key;
use crate::markup::{Math, strip_tags};
use crate::model::{AssetIx, Card, CardIx, Node, Question, SectionKind, TopicIx};
use crate::site::{self, SitePath};

/// A note and its cards.
pub struct Note {
    pub guid: String,
    pub model: Model,
    pub topic: TopicIx,
    /// Seconds since 1970.
    pub changed: i64,
    /// Sorted, without white space.
    pub tags: Vec<String>,
    /// One for each of the model's fields.
    pub fields: Vec<String>,
    /// Of its cards; for a cloze note the numbers of its deletions less one.
    pub ordinals: Vec<u32>,
    pub media: BTreeSet<AssetIx>,
}

impl Note {
    /// The note of a card; `changed` is when its content last did, in seconds since 1970.
    pub fn new(site: &Site, ix: CardIx, changed: i64, links: &Links<'_>) -> Self {
        let card = site.guide.card(ix);
        let mut shown = BTreeSet::new();
        let here = SitePath::new("index.html");
        let layout = CardLayout { here: &here, id_prefix: &id_prefix(card), top_heading: 3, math: Math::Tex, points: false };
        let html = CardHtml::new(site, ix, &layout);
        let mut file = |asset: AssetIx| {
            shown.insert(asset);
            media::name(site.guide.asset(asset))
        };
        let mut write = |html: &str| media::anki_sounds(&media::escape_anki_markup(&links.rewrite(html, &mut file)));
        let model = Model::of(&card.question);
        let mut fields = vec![write(&html.question)];
        let mut ordinals = vec![0];
        match &card.question {
            Question::Open => fields.push(write(&html.prompt)),
            Question::Choice { .. } => {
                fields.extend([write(&html.prompt), write(&choices(&html.choices, false)), write(&choices(&html.choices, true))]);
            }
            Question::Cloze(spans) => {
                let numbers = cloze::numbers(spans);
                ordinals = cloze::ordinals(&numbers);
                fields.extend([cloze::deletions(&write(&html.prompt), &numbers), escaped(&cloze::keys(spans, &numbers))]);
            }
        }
        let hint = escaped(site.config.section_name(SectionKind::Hint));
        let hints = html.sections_of(SectionKind::Hint).map(|text| format!("<details><summary>{hint}</summary>{text}</details>"));
        fields.push(write(&hints.collect::<Vec<_>>().join("\n")));
        for kind in model.sections() {
            fields.push(write(&section(site, &html, *kind)));
        }
        fields.push(info(site, card));
        fields.push(link(site, ix, links));
        fields.push(escaped(&card.id));
        // Spare fields, so that later versions can say more without a change of the note type, which would ask for a full sync.
        fields.resize(model.fields().len() - 1, String::new());
        fields.push(source(site, ix, &fields, &shown));
        Self { guid: guid(site, card), model, topic: card.topic, changed, tags: tags(site, card), fields, ordinals, media: shown }
    }

    /// The card's question without markup, which Anki sorts by.
    pub fn sort_field(&self) -> String {
        strip_tags(&self.fields[0])
    }
}

/// The last field, which no template shows: the card's hash, what the fields before it are known again by, and below that the card as a table of
/// Markdown. By it an import knows whether a note is as it was exported, and takes the Markdown of one that is.
fn source(site: &Site, ix: CardIx, fields: &[String], shown: &BTreeSet<AssetIx>) -> String {
    let mut table = String::from_utf8_lossy(&csv(site, &[ix], CsvOptions::default())).replace("\r\n", "\n");
    for asset in shown.iter().map(|asset| site.guide.asset(*asset)) {
        table = table.replace(&format!("/content/{}", asset.path), &media::name(asset));
    }
    // A bracket could open a sound or a formula of Anki's.
    let table = escaped(&table).replace('[', "&#91;");
    format!("{} {}\n{table}", site.guide.card(ix).hash, encode::fingerprint(fields.iter().map(String::as_str)))
}

/// From the ids of book and card: the same note in every export, whatever else changes.
fn guid(site: &Site, card: &Card) -> String {
    encode::hex(&random_order_key(&site.config.book.id, &card.id)[..8])
}

/// The heading and the text of a section; empty where the card has none.
fn section(site: &Site, html: &CardHtml, kind: SectionKind) -> String {
    let text = html.section(kind);
    if text.is_empty() {
        return text;
    }
    if kind == SectionKind::Answer {
        // Below the line that divides question and answer it needs no heading.
        return text;
    }
    format!("<h2>{}</h2>\n{text}", escaped(site.config.section_name(kind)))
}

/// The list of choices; when solved, with the right ones marked and the feedback on each.
fn choices(choices: &[ChoiceHtml], solved: bool) -> String {
    let item = |choice: &ChoiceHtml| match (solved, choice.right) {
        (false, _) => format!("<li>{}</li>", choice.text),
        (true, right) => {
            let feedback =
                if choice.feedback.is_empty() { String::new() } else { format!("<div class=\"feedback\">{}</div>", choice.feedback) };
            format!("<li class=\"{}\">{}{feedback}</li>", if right { "right" } else { "wrong" }, choice.text)
        }
    };
    format!("<ol class=\"choices\">\n{}\n</ol>", choices.iter().map(item).collect::<Vec<_>>().join("\n"))
}

/// `Databases · Junior · Concept`.
fn info(site: &Site, card: &Card) -> String {
    let guide = &site.guide;
    let level = card.level.map(|ix| &*guide.level(ix).name);
    let kind = card.kind.map(|ix| &*guide.kind(ix).name);
    let parts = [Some(&*guide.topic(card.topic).title.plain), level, kind].into_iter().flatten();
    parts.map(escaped).collect::<Vec<_>>().join(" · ")
}

/// The way back to the card's page; empty where the guide does not say where it is published.
fn link(site: &Site, ix: CardIx, links: &Links<'_>) -> String {
    let path = site::node_path(&site.guide, Node::Card(ix));
    let url = links.absolute_url(&path.encoded());
    url.map_or(String::new(), |url| format!("<a href=\"{}\">{}</a>", escaped(&url), escaped(&site.config.book.title)))
}

/// The card's tags, and its level and kind as tags of their own kind. A tag of Anki has no white space.
fn tags(site: &Site, card: &Card) -> Vec<String> {
    let guide = &site.guide;
    let level = card.level.map(|ix| format!("level::{}", guide.level(ix).id));
    let kind = card.kind.map(|ix| format!("kind::{}", guide.kind(ix).id));
    let own = card.tags.iter().map(|ix| guide.tag(*ix).name.split_whitespace().collect::<Vec<_>>().join("_"));
    let all: BTreeSet<String> = own.chain(level).chain(kind).collect();
    all.into_iter().collect()
}
