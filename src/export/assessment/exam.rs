//! An exam on paper: versions A and B with the same questions, in orders of their own, and the key of each.

use serde::Serialize;
use tera::Value;

use super::item::Item;
use super::print::{PrintChoice, letter, markup};
use crate::Site;
use crate::export::document::{PaperSize, PrintDocument, RenderResult};
use crate::export::html::escaped;
use crate::export::selection::random_order_key;
use crate::markup::clozes;
use crate::model::{CardIx, Question};

/// What `print/exam.html` sees, as `exam`.
#[derive(Serialize)]
struct Exam<'a> {
    /// Its own, or the guide's.
    title: &'a str,
    versions: Vec<Version>,
}

#[derive(Serialize)]
struct Version {
    letter: char,
    questions: Vec<ExamQuestion>,
    /// What all questions are worth.
    points: usize,
}

/// A question as it is in a version, and in its key.
#[derive(Serialize)]
struct ExamQuestion {
    number: usize,
    /// With the blanks, where the title of a cloze card is its text.
    title: Value,
    level: Option<String>,
    /// The rest of the question; of a cloze card with blanks.
    prompt: Value,
    choices: Vec<PrintChoice>,
    /// More than one choice is right.
    several: bool,
    points: usize,
    /// Lines to write on.
    lines: usize,
    /// The letters of the right choices, or the hidden words.
    right: String,
    explained: Value,
}

/// The document, under the title, or else the guide's. The order of questions and choices follows from the seed and the version.
pub fn exam(site: &Site, cards: &[CardIx], title: Option<&str>, seed: &str, paper_size: PaperSize) -> RenderResult {
    let mut items = Item::all_for_print(site, cards);
    let points = items.iter().map(Item::max_score).sum();
    let first = Version { letter: 'A', questions: arranged(site, &items, &format!("{seed} A")), points };
    // The same texts in another order: ids are in the first version.
    items.iter_mut().for_each(Item::drop_ids);
    let second = Version { letter: 'B', questions: arranged(site, &items, &format!("{seed} B")), points };
    let title = title.unwrap_or(&site.config.book.title);
    PrintDocument::new(site, "print/exam.html", paper_size).render("exam", &Exam { title, versions: vec![first, second] })
}

fn arranged(site: &Site, items: &[Item<'_>], seed: &str) -> Vec<ExamQuestion> {
    let mut items: Vec<&Item<'_>> = items.iter().collect();
    items.sort_by_cached_key(|item| random_order_key(seed, &item.card.id));
    items.into_iter().enumerate().map(|(i, item)| question(site, item, i + 1, seed)).collect()
}

fn question(site: &Site, item: &Item<'_>, number: usize, seed: &str) -> ExamQuestion {
    let html = &item.html;
    let mut order: Vec<usize> = (0..html.choices.len()).collect();
    order.sort_by_cached_key(|i| random_order_key(seed, &format!("{} {i}", item.card.id)));
    let titled = item.is_titled_by_text();
    let blanks = with_blanks(item);
    let right = order.iter().enumerate().filter(|(_, i)| html.choices[**i].right).map(|(place, _)| letter(place));
    ExamQuestion {
        number,
        title: markup(if titled { clozes::without_paragraph(&blanks) } else { &html.question }),
        level: item.card.level.map(|ix| site.guide.level(ix).name.clone()),
        prompt: markup(if titled { "" } else { &blanks }),
        lines: if item.card.question == Question::Open { lines(item) } else { 0 },
        right: match item.card.question {
            Question::Cloze(_) => item.clozes.iter().map(|blank| blank.words.clone()).collect::<Vec<_>>().join("; "),
            _ => right.collect::<Vec<_>>().join(", "),
        },
        several: item.right_choices() > 1,
        points: item.max_score(),
        explained: markup(&item.explanation_html()),
        choices: order.iter().enumerate().map(|(place, i)| PrintChoice::new(place, &html.choices[*i])).collect(),
    }
}

/// Lines to write on: one for an answer of one line, more than it has for a longer one, and some where nothing says how long it is.
fn lines(item: &Item<'_>) -> usize {
    match item.expected_lines() {
        0 => LINES_OF_UNKNOWN,
        1 => 1,
        needed => (needed + 1).min(MOST_LINES),
    }
}

const LINES_OF_UNKNOWN: usize = 3;
const MOST_LINES: usize = 16;

/// The prompt, with a blank for each of a cloze card's deletions, and its hint.
fn with_blanks(item: &Item<'_>) -> String {
    clozes::replace(&item.html.prompt, &mut |key, _| {
        let hint = item.clozes.iter().find(|blank| blank.key == key).and_then(|blank| blank.hint.as_ref());
        clozes::blank_html(hint.map(|hint| escaped(hint)))
    })
}
