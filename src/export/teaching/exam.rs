//! An exam on paper: versions A and B with the same questions, in orders of their own, and the key of each.

use super::page::{self, Paper, lines, word};
use super::{Item, blanks};
use crate::Site;
use crate::export::html::escaped;
use crate::export::selection::rank;
use crate::markup::Math;
use crate::model::{CardIx, Question};

/// The document. The order of questions and choices follows from the seed and the version.
pub fn exam(site: &Site, cards: &[CardIx], seed: &str, paper: Paper) -> Vec<u8> {
    let items = Item::all(site, cards, Math::MathMl);
    let versions: Vec<(char, Vec<Set<'_>>)> = ['A', 'B'].map(|letter| (letter, arranged(&items, &format!("{seed} {letter}")))).into();
    let title = &site.config.book.title;
    let mut body = String::new();
    for (letter, sets) in &versions {
        body.push_str(&format!(
            "<section class=\"part\">\n<h1>{}, {} {letter}</h1>\n{}",
            escaped(title),
            escaped(word(site, "version")),
            fields(site)
        ));
        body.extend(sets.iter().enumerate().map(|(i, set)| set.asked(site, i + 1)));
        body.push_str("</section>\n");
    }
    for (letter, sets) in &versions {
        let heading = format!("{}, {} {letter}", escaped(word(site, "key")), escaped(word(site, "version")));
        body.push_str(&format!("<section class=\"part\">\n<h1>{heading}</h1>\n"));
        body.extend(sets.iter().enumerate().map(|(i, set)| set.key(i + 1)));
        body.push_str("</section>\n");
    }
    page::document(site, paper, title, &body)
}

/// A question as it stands in a version.
struct Set<'a> {
    item: &'a Item<'a>,
    /// The choices in the version's order.
    order: Vec<usize>,
}

fn arranged<'a>(items: &'a [Item<'a>], seed: &str) -> Vec<Set<'a>> {
    let order = |item: &Item<'_>| {
        let mut order: Vec<usize> = (0..item.html.choices.len()).collect();
        order.sort_by_cached_key(|i| rank(seed, &format!("{} {i}", item.card.id)));
        order
    };
    let mut sets: Vec<Set<'a>> = items.iter().map(|item| Set { item, order: order(item) }).collect();
    sets.sort_by_cached_key(|set| rank(seed, &set.item.card.id));
    sets
}

/// Name, date, points.
fn fields(site: &Site) -> String {
    let field = |key: &str| format!("<span>{}:</span>", escaped(word(site, key)));
    format!("<div class=\"fields\">{}</div>\n", ["name", "date", "points"].map(field).concat())
}

impl Set<'_> {
    fn asked(&self, site: &Site, number: usize) -> String {
        let html = &self.item.html;
        let minutes = self.item.card.minutes.map_or(6, |minutes| minutes as usize);
        let rest = match &self.item.card.question {
            Question::Open => format!("{}\n{}", html.prompt, lines((minutes * 2).clamp(4, 16))),
            Question::Choice { .. } => format!("{}\n{}", html.prompt, self.choices()),
            Question::Cloze(_) => blanks::replaced(&html.prompt, &mut |key, _| {
                let hint = self.item.clozes.iter().find(|blank| blank.key == key).and_then(|blank| blank.hint.as_ref());
                let hint = hint.map_or(String::new(), |hint| format!(" ({})", escaped(hint)));
                format!("<span class=\"blank\">&nbsp;</span>{hint}")
            }),
        };
        let level =
            self.item.card.level.map_or(String::new(), |ix| format!("<p class=\"about\">{}</p>\n", escaped(&site.guide.level(ix).name)));
        format!("<section class=\"question\">\n<h2>{number}. {}</h2>\n{level}{rest}\n</section>\n", html.question)
    }

    fn choices(&self) -> String {
        let choice = |(place, i): (usize, &usize)| {
            format!("<li><span class=\"box\">☐ {}</span>{}</li>\n", page::letter(place), self.item.html.choices[*i].text)
        };
        format!("<ol class=\"choices\">\n{}</ol>", self.order.iter().enumerate().map(choice).collect::<String>())
    }

    fn key(&self, number: usize) -> String {
        let html = &self.item.html;
        let right = match &self.item.card.question {
            Question::Open => self.item.explained(),
            Question::Choice { .. } => {
                let right = self.order.iter().enumerate().filter(|(_, i)| html.choices[**i].right).map(|(place, _)| page::letter(place));
                format!("<p><strong>{}</strong></p>\n{}", right.collect::<Vec<_>>().join(", "), self.item.explained())
            }
            Question::Cloze(_) => {
                let words: Vec<String> = self.item.clozes.iter().map(|blank| escaped(&blank.words)).collect();
                format!("<p><strong>{}</strong></p>", words.join("; "))
            }
        };
        format!("<section class=\"question\">\n<h2>{number}. {}</h2>\n{right}\n</section>\n", html.question)
    }
}
