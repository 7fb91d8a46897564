//! The interviewer's kit: for each question what a strong answer says, what a weak one does, what to ask next, and where to mark it; a grid for the
//! whole, and a sheet for the candidate without any of that.

use super::Item;
use super::page::{self, Paper, lines, section_name, word};
use crate::Site;
use crate::export::html::escaped;
use crate::markup::Math;
use crate::model::{CardIx, Question, SectionKind};

/// The document: the grid, the interviewer's sheets, the candidate's sheet.
pub fn kit(site: &Site, cards: &[CardIx], paper: Paper) -> Vec<u8> {
    let items = Item::all(site, cards, Math::MathMl);
    let numbered = || items.iter().enumerate().map(|(i, item)| (i + 1, item));
    let title = escaped(&site.config.book.title);
    let part =
        |key: &str, inner: String| format!("<section class=\"part\">\n<h1>{title}: {}</h1>\n{inner}</section>\n", escaped(word(site, key)));
    let sheets = grid(site, &items) + &numbered().map(|(number, item)| interviewer(site, number, item)).collect::<String>();
    let asked = numbered().map(|(number, item)| candidate(number, item)).collect::<String>();
    page::document(site, paper, &site.config.book.title, &(part("interviewer", sheets) + &part("candidate", asked)))
}

/// A row for each question.
fn grid(site: &Site, items: &[Item<'_>]) -> String {
    let scale: String = (1..=4).map(|mark| format!("<th scope=\"col\">{mark}</th>")).collect();
    let row =
        |(i, item): (usize, &Item<'_>)| format!("<tr><td>{}. {}</td>{}<td></td></tr>\n", i + 1, item.html.question, "<td>☐</td>".repeat(4));
    let rows: String = items.iter().enumerate().map(row).collect();
    let field = |key: &str| format!("<span>{}:</span>", escaped(word(site, key)));
    format!(
        "<div class=\"fields\">{}</div>\n<table class=\"grid\">\n<thead><tr><th></th>{scale}<th scope=\"col\">{}</th></tr></thead>\n<tbody>\n{rows}\
         <tr><th scope=\"row\">{}</th>{}<td></td></tr>\n</tbody>\n</table>\n",
        ["name", "date", "points"].map(field).concat(),
        escaped(word(site, "notes")),
        escaped(word(site, "total")),
        "<td>☐</td>".repeat(4),
    )
}

fn interviewer(site: &Site, number: usize, item: &Item<'_>) -> String {
    let guide = &site.guide;
    let level = item.card.level.map(|ix| guide.level(ix).name.clone());
    let minutes = item.card.minutes.map(|minutes| format!("{minutes} min"));
    let about = [Some(guide.topic(item.card.topic).title.plain.to_string()), level, minutes];
    let about = about.into_iter().flatten().map(|text| escaped(&text)).collect::<Vec<_>>().join(" · ");
    let named = |name: &str, inner: String| if inner.is_empty() { inner } else { format!("<h3>{}</h3>\n{inner}\n", escaped(name)) };
    let section = |kind| named(section_name(site, kind), item.html.section(kind));
    let point = |(text, weight): &(String, u8)| {
        let weight = if *weight > 1 { format!(" <strong>×{weight}</strong>") } else { String::new() };
        format!("<li><span class=\"box\">☐</span>{text}{weight}</li>\n")
    };
    let points: String = item.html.points.iter().map(point).collect();
    let points = if points.is_empty() { String::new() } else { format!("<ul class=\"points\">\n{points}</ul>") };
    let short = section(SectionKind::ShortAnswer);
    // The answer itself where nothing shorter says what is expected.
    let answer = if short.is_empty() && points.is_empty() { section(SectionKind::Answer) } else { String::new() };
    let marks = "<p class=\"marks\"><span>☐ 1</span><span>☐ 2</span><span>☐ 3</span><span>☐ 4</span></p>\n";
    format!(
        "<section class=\"question\">\n<h2>{number}. {}</h2>\n<p class=\"about\">{about}</p>\n{}\n{}{short}{answer}{}{}{}{marks}{}</section>\n",
        item.html.question,
        item.html.prompt,
        choices(item, true),
        named(word(site, "strong"), points),
        section(SectionKind::RedFlags),
        section(SectionKind::FollowUps),
        named(word(site, "notes"), lines(3)),
    )
}

/// What the candidate sees: the question as it is asked.
fn candidate(number: usize, item: &Item<'_>) -> String {
    let prompt = match &item.card.question {
        Question::Cloze(_) => super::blanks::replaced(&item.html.prompt, &mut |_, _| "<span class=\"blank\">&nbsp;</span>".into()),
        _ => item.html.prompt.clone(),
    };
    format!("<section class=\"question\">\n<h2>{number}. {}</h2>\n{prompt}\n{}</section>\n", item.html.question, choices(item, false))
}

fn choices(item: &Item<'_>, solved: bool) -> String {
    if item.html.choices.is_empty() {
        return String::new();
    }
    let choice = |(i, choice): (usize, &crate::export::html::ChoiceHtml)| {
        let mark = if solved && choice.right { '☒' } else { '☐' };
        format!("<li><span class=\"box\">{mark} {}</span>{}</li>\n", page::letter(i), choice.text)
    };
    format!("<ol class=\"choices\">\n{}</ol>\n", item.html.choices.iter().enumerate().map(choice).collect::<String>())
}
