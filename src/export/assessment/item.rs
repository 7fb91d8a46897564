//! A card as it becomes a question of an assessment, and what their formats share.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::Site;
use crate::export::data_url::data_url;
use crate::export::html::{CardHtml, CardLayout, id_prefix};
use crate::export::links::Links;
use crate::export::media_players;
use crate::export::selection::random_order_key;
use crate::markup::{Math, clozes, strip_tags, without_ids};
use crate::model::{AssetIx, Card, CardIx, Cloze, Question, SectionKind, TYPED_ANSWER_SEPARATOR};
use crate::site::SitePath;

/// A card as a question.
pub struct Item<'a> {
    pub card: &'a Card,
    /// Its parts, with links out to the site and pictures as data.
    pub html: CardHtml,
    /// Of a cloze card.
    pub clozes: Vec<Blank>,
    /// Sounds and films that the texts play, under [`MEDIA_FOLDER`] by name.
    pub media: BTreeSet<AssetIx>,
    /// Of an open card whose answer learners type, as platforms compare it.
    pub typed: Option<TypedAnswers>,
}

/// What learners type, each as good as the others.
pub enum TypedAnswers {
    Words(Vec<String>),
    /// Numbers with what they may be off by.
    Numbers(Vec<(String, String)>),
}

/// The folder in which texts have what they play, until a format says where it keeps it.
pub const MEDIA_FOLDER: &str = "recto-media/";

/// What an open question is worth that has no key points, by the lines of its answer.
const POINTS_OF_ONE_LINE: usize = 1;
const POINTS_OF_MORE_LINES: usize = 2;

/// Letters that a line by hand holds, about.
const LETTERS_A_LINE: usize = 45;

/// A cloze deletion.
pub struct Blank {
    pub key: String,
    /// The hidden words, plain.
    pub words: String,
    pub hint: Option<String>,
}

impl<'a> Item<'a> {
    /// A card as a question; formulas are written as `math` says.
    pub fn new(site: &'a Site, ix: CardIx, math: Math, links: &Links<'_>) -> Self {
        let card = site.guide.card(ix);
        let here = SitePath::new("index.html");
        let mut html =
            CardHtml::new(site, ix, &CardLayout { here: &here, id_prefix: &id_prefix(card), top_heading: 4, math, points: true });
        let mut media = BTreeSet::new();
        let mut file = |asset: AssetIx| {
            let known = site.guide.asset(asset);
            if media_players::is_playable(&known.path) {
                media.insert(asset);
                return format!("{MEDIA_FOLDER}{}", media_players::media_name(known));
            }
            data_url(&known.path, &site.assets[asset.index()].bytes)
        };
        for text in html.texts_mut() {
            *text = links.rewrite(text, &mut file);
        }
        let clozes = clozes(card, &html.prompt);
        let typed = typed_answers(card, &html);
        Self { card, html, clozes, media, typed }
    }

    /// These cards on paper.
    pub fn all_for_print(site: &'a Site, cards: &[CardIx]) -> Vec<Self> {
        Self::all(site, cards, Math::MathMl).into_iter().map(Self::for_print).collect()
    }

    /// The card on paper, where sounds are names.
    pub fn for_print(mut self) -> Self {
        for text in self.html.texts_mut() {
            *text = media_players::players_as_names(text);
        }
        self
    }

    /// These cards, each standing alone.
    pub fn all(site: &'a Site, cards: &[CardIx], math: Math) -> Vec<Self> {
        let links = Links::new(site);
        cards.iter().map(|ix| Self::new(site, *ix, math, &links)).collect()
    }

    /// For a document that has its texts already.
    pub fn drop_ids(&mut self) {
        for text in self.html.texts_mut() {
            *text = without_ids(text);
        }
    }

    /// The question with the rest of it.
    pub fn question_html(&self) -> String {
        if self.is_titled_by_text() {
            return self.html.prompt.trim().to_string();
        }
        format!("<p>{}</p>\n{}", self.html.question, self.html.prompt).trim().to_string()
    }

    /// Whether the title of a cloze card is its text, which is then shown once, with the blanks.
    pub fn is_titled_by_text(&self) -> bool {
        clozes::title_repeats_text(&self.html.prompt, &self.card.title.plain)
    }

    /// How many handwritten lines the expected answer takes: the short answer if there is one, else the whole. 0 without an answer.
    pub fn expected_lines(&self) -> usize {
        let short = self.html.section(SectionKind::ShortAnswer);
        let expected = strip_tags(&if short.is_empty() { self.html.section(SectionKind::Answer) } else { short });
        expected.lines().map(|line| line.trim().chars().count().div_ceil(LETTERS_A_LINE)).sum()
    }

    /// The feedback after answering: the short answer, the answer and the key points.
    pub fn explanation_html(&self) -> String {
        let kinds = [SectionKind::ShortAnswer, SectionKind::Answer, SectionKind::KeyPoints];
        kinds.iter().flat_map(|kind| self.html.sections_of(*kind)).collect::<Vec<_>>().join("\n")
    }

    /// What an answer is worth in an exam: a point for each right choice or gap, and for each key point its weight.
    pub fn max_score(&self) -> usize {
        let weights: usize = self.html.points.iter().map(|(_, weight)| usize::from(*weight)).sum();
        match &self.card.question {
            Question::Choice { .. } => self.right_choices().max(1),
            Question::Cloze(_) => self.clozes.len().max(1),
            Question::Open if weights == 0 && self.expected_lines() == 1 => POINTS_OF_ONE_LINE,
            Question::Open if weights == 0 => POINTS_OF_MORE_LINES,
            Question::Open => weights,
        }
    }

    /// How many choices are right.
    pub fn right_choices(&self) -> usize {
        self.html.choices.iter().filter(|choice| choice.right).count()
    }
}

/// The answers of an open card whose only key point repeats its answer's first line and accepts words: so questions come in whose answers are
/// compared (`import::typed_answers`).
fn typed_answers(card: &Card, html: &CardHtml) -> Option<TypedAnswers> {
    let [point] = &card.key_points[..] else { return None };
    let (said, _) = html.points.first().filter(|_| card.question == Question::Open && !point.accept.is_empty())?;
    let shown = strip_tags(said).trim().to_string();
    let answer = strip_tags(html.sections_of(SectionKind::Answer).next()?);
    let answers: Vec<String> = shown.split(TYPED_ANSWER_SEPARATOR).map(str::to_string).collect();
    let is_whole = answer.trim().lines().next() == Some(&*shown) && answers.len() == point.accept.len();
    let number = |answer: &String| {
        let (number, off) = answer.split_once(" ± ").unwrap_or((answer, "0"));
        [number, off].iter().all(|part| part.parse::<f64>().is_ok_and(f64::is_finite)).then(|| (number.to_string(), off.to_string()))
    };
    is_whole.then(|| match answers.iter().map(number).collect() {
        Some(numbers) => TypedAnswers::Numbers(numbers),
        None => TypedAnswers::Words(answers),
    })
}

/// The deletions of a cloze card with their words, as they are shown.
fn clozes(card: &Card, prompt: &str) -> Vec<Blank> {
    let Question::Cloze(spans) = &card.question else { return Vec::new() };
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    clozes::replace(prompt, &mut |key, inner| {
        words.entry(key.to_string()).or_default().push_str(&strip_tags(inner));
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
pub fn identifier(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("q-{plain}-{}", crate::encode::hex(&random_order_key("", id)[..3]))
}

/// What any of the items plays, with its name.
pub fn media<'s>(site: &'s Site, items: &[Item<'_>]) -> Vec<(String, &'s [u8])> {
    let all: BTreeSet<AssetIx> = items.iter().flat_map(|item| item.media.iter().copied()).collect();
    all.into_iter().map(|asset| (media_players::media_name(site.guide.asset(asset)), &*site.assets[asset.index()].bytes)).collect()
}

/// An archive of these files, the same bytes for the same files.
pub fn package(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).compression_method(CompressionMethod::Deflated);
    let written = files.iter().try_for_each(|(path, bytes)| {
        zip.start_file(path.as_str(), options)?;
        Ok(zip.write_all(bytes)?)
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
