//! For teaching: questions for learning platforms (GIFT, Moodle's XML, QTI) and on paper (an exam with its key, an interviewer's kit).
//!
//! All of them work from [`Item`]s: a card's parts as HTML that needs nothing beside it, pictures as data. Platforms get choice and cloze cards as
//! what can be marked by a machine, open ones as essays where the format has them.

mod exam;
mod gift;
mod kit;
mod moodle;
mod paper;
mod qti12;
mod qti21;
mod xhtml;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::data_url;
use super::html::{CardHtml, Form, id_prefix, plain};
use super::links::Links;
use crate::Site;
use crate::markup::{Math, blanks};
use crate::model::{AssetIx, Card, CardIx, Cloze, Question, SectionKind};
use crate::site::SitePath;

pub use exam::exam;
pub use gift::gift;
pub use kit::kit;
pub use moodle::moodle;
pub use qti12::qti12;
pub use qti21::qti21;

/// A card for teaching.
struct Item<'a> {
    card: &'a Card,
    /// Its parts, with links out to the site and pictures as data.
    html: CardHtml,
    /// Of a cloze card.
    clozes: Vec<Blank>,
}

/// A cloze deletion.
struct Blank {
    key: String,
    /// The hidden words, plain.
    words: String,
    hint: Option<String>,
}

impl<'a> Item<'a> {
    fn new(site: &'a Site, ix: CardIx, math: Math, links: &Links<'_>) -> Self {
        let card = site.guide.card(ix);
        let here = SitePath::new("index.html");
        let mut html = CardHtml::new(site, ix, &Form { here: &here, id_prefix: &id_prefix(card), top_heading: 4, math });
        let mut file = |asset: AssetIx| data_url(&site.guide.asset(asset).path, &site.assets[asset.index()].bytes);
        let choices = html.choices.iter_mut().flat_map(|choice| [&mut choice.text, &mut choice.feedback]);
        let sections = html.sections.iter_mut().map(|(_, text)| text).chain(html.points.iter_mut().map(|(text, _)| text));
        for text in [&mut html.question, &mut html.prompt].into_iter().chain(choices).chain(sections) {
            *text = links.rewrite(text, &mut file);
        }
        let clozes = clozes(card, &html.prompt);
        Self { card, html, clozes }
    }

    fn all(site: &'a Site, cards: &[CardIx], math: Math) -> Vec<Self> {
        let links = Links::new(site);
        cards.iter().map(|ix| Self::new(site, *ix, math, &links)).collect()
    }

    /// The question with the rest of it.
    fn asked(&self) -> String {
        format!("<p>{}</p>\n{}", self.html.question, self.html.prompt).trim().to_string()
    }

    /// What is said after answering: the short answer, the answer and the key points.
    fn explained(&self) -> String {
        let kinds = [SectionKind::ShortAnswer, SectionKind::Answer, SectionKind::KeyPoints];
        kinds.iter().flat_map(|kind| self.html.sections_of(*kind)).collect::<Vec<_>>().join("\n")
    }

    /// How many choices are right.
    fn right(&self) -> usize {
        self.html.choices.iter().filter(|choice| choice.right).count()
    }
}

/// The deletions of a cloze card with their words, as they are shown.
fn clozes(card: &Card, prompt: &str) -> Vec<Blank> {
    let Question::Cloze(spans) = &card.question else { return Vec::new() };
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    blanks::replaced(prompt, &mut |key, inner| {
        words.entry(key.to_string()).or_default().push_str(&plain(inner));
        String::new()
    });
    let blank = |cloze: &Cloze| Blank {
        key: cloze.key.clone(),
        words: words.get(&cloze.key).cloned().unwrap_or_default(),
        hint: cloze.hint.clone(),
    };
    spans.iter().map(blank).collect()
}

/// A name for what may hold ASCII letters, digits and dashes alone: no two ids share one.
fn identifier(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("q-{plain}-{}", crate::encode::hex(&super::selection::rank("", id)[..3]))
}

/// An archive of these files, the same bytes for the same files.
fn package(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).compression_method(CompressionMethod::Deflated);
    let written = files.iter().try_for_each(|(path, text)| {
        zip.start_file(path.as_str(), options)?;
        Ok(zip.write_all(text.as_bytes())?)
    });
    // Memory takes all that is written.
    match written.and_then(|()| zip.finish()) {
        Ok(done) => done.into_inner(),
        Err(error) => panic!("an archive cannot be written: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_plain_and_apart() {
        assert!(identifier("a/b").starts_with("q-a-b-") && identifier("a/b") != identifier("a-b"));
        assert!(identifier("größe/日本").is_ascii());
    }
}
