//! The interviewer's kit: for each question what a strong answer says, what a weak one does, what to ask next, and where to mark it; a grid for the
//! whole, and a sheet for the candidate without any of that.

use serde::Serialize;
use tera::Value;

use super::item::Item;
use super::print::{PrintChoice, markup};
use crate::Site;
use crate::export::document::{PaperSize, PrintDocument, RenderResult};
use crate::markup::clozes;
use crate::model::{CardIx, Question, SectionKind};

/// What `print/kit.html` sees, as `kit`.
#[derive(Serialize)]
struct InterviewerKit {
    questions: Vec<KitQuestion>,
}

#[derive(Serialize)]
struct KitQuestion {
    number: usize,
    title: Value,
    topic: String,
    level: Option<String>,
    minutes: Option<u32>,
    prompt: Value,
    /// The title and the prompt as the candidate sees them: of a cloze card with blanks, and once where both are the same.
    asked_title: Value,
    asked: Value,
    choices: Vec<PrintChoice>,
    /// The short answer; the answer itself where nothing shorter says what is expected. Empty for none.
    expected: Value,
    expected_name: String,
    points: Vec<KitPoint>,
    /// Red flags and follow-ups.
    sections: Vec<KitSection>,
}

#[derive(Serialize)]
struct KitPoint {
    html: Value,
    weight: u8,
}

#[derive(Serialize)]
struct KitSection {
    name: String,
    html: Value,
}

/// The document: the grid, the interviewer's sheets, the candidate's sheet.
pub fn interviewer_kit(site: &Site, cards: &[CardIx], paper_size: PaperSize) -> RenderResult {
    let items = Item::all_for_print(site, cards);
    let questions = items.iter().enumerate().map(|(i, item)| question(site, item, i + 1)).collect();
    PrintDocument::new(site, "print/kit.html", paper_size).render("kit", &InterviewerKit { questions })
}

fn question(site: &Site, item: &Item<'_>, number: usize) -> KitQuestion {
    let (guide, html) = (&site.guide, &item.html);
    let short = html.section(SectionKind::ShortAnswer);
    let expected_kind = if short.is_empty() && html.points.is_empty() { SectionKind::Answer } else { SectionKind::ShortAnswer };
    let asked = match &item.card.question {
        Question::Cloze(_) => clozes::replace(&html.prompt, &mut |_, _| clozes::blank_html(None)),
        _ => html.prompt.clone(),
    };
    let titled = item.is_titled_by_text();
    let section = |kind: SectionKind| KitSection { name: site.config.section_name(kind).to_string(), html: markup(&html.section(kind)) };
    let kept = |section: &KitSection| section.html.as_str().is_some_and(|html| !html.is_empty());
    KitQuestion {
        number,
        title: markup(&html.question),
        topic: guide.topic(item.card.topic).title.plain.to_string(),
        level: item.card.level.map(|ix| guide.level(ix).name.clone()),
        minutes: item.card.minutes,
        prompt: markup(&html.prompt),
        asked_title: markup(if titled { clozes::without_paragraph(&asked) } else { &html.question }),
        asked: markup(if titled { "" } else { &asked }),
        choices: html.choices.iter().enumerate().map(|(place, choice)| PrintChoice::new(place, choice)).collect(),
        expected: markup(&html.section(expected_kind)),
        expected_name: site.config.section_name(expected_kind).to_string(),
        points: html.points.iter().map(|(text, weight)| KitPoint { html: markup(text), weight: *weight }).collect(),
        sections: [SectionKind::RedFlags, SectionKind::FollowUps].map(section).into_iter().filter(kept).collect(),
    }
}
