//! Moodle's GIFT: one text file. <https://docs.moodle.org/en/GIFT_format>
//!
//! Texts are HTML. A cloze card is a question for each of its deletions, because GIFT allows one gap per question; the others are shown.

use super::item::{Item, TypedAnswers};
use crate::Site;
use crate::export::html::escaped;
use crate::markup::Math;
use crate::markup::clozes;
use crate::model::{CardIx, Question};

/// The file.
pub fn gift(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let mut out = String::new();
    let mut topic = None;
    // The format has no files: sounds are named.
    for item in Item::all(site, cards, Math::Tex).into_iter().map(Item::for_print) {
        if topic != Some(item.card.topic) {
            topic = Some(item.card.topic);
            let names = site.guide.ancestry(item.card.topic).into_iter().map(|ix| site.guide.topic(ix).title.plain.replace('/', "//"));
            out.push_str(&format!("$CATEGORY: {}\n\n", names.collect::<Vec<_>>().join("/")));
        }
        out.push_str(&question(site, &item));
    }
    out.into_bytes()
}

fn question(site: &Site, item: &Item<'_>) -> String {
    let id = &item.card.id;
    let said = Some(item.explanation_html()).filter(|text| !text.is_empty()).map_or(String::new(), |text| format!("\n####{}", html(&text)));
    let tags: Vec<String> = item.card.tags.iter().map(|ix| format!("[tag:{}]", site.guide.tag(*ix).name.replace(']', ""))).collect();
    let tags = if tags.is_empty() { String::new() } else { format!("// {}\n", tags.join(" ")) };
    match &item.card.question {
        Question::Open => {
            let typed = item.typed.as_ref().map(typed).unwrap_or_default();
            format!("{tags}::{}::{}{{{typed}{said}}}\n\n", plain(id), html(&item.question_html()))
        }
        Question::Choice { .. } => format!("{tags}::{}::{}{{\n{}{said}\n}}\n\n", plain(id), html(&item.question_html()), choices(item)),
        Question::Cloze(_) => {
            let mut out = String::new();
            for blank in &item.clozes {
                // The gap is where the answers are.
                let text = clozes::replace(&item.question_html(), &mut |key, inner| {
                    let hint = blank.hint.as_ref().map_or(String::new(), |hint| format!(" ({})", escaped(hint)));
                    if key == blank.key { format!("_____{hint}") } else { inner.to_string() }
                });
                let title = plain(&format!("{id}/c-{}", blank.key));
                out.push_str(&format!("{tags}::{title}::{}{{\n={}{said}\n}}\n\n", html(&text), plain(&blank.words)));
            }
            out
        }
    }
}

fn typed(answers: &TypedAnswers) -> String {
    let lines = |answers: Vec<String>| answers.iter().map(|answer| format!("\n={answer}")).collect::<String>();
    match answers {
        TypedAnswers::Words(words) => lines(words.iter().map(|word| plain(word)).collect()),
        TypedAnswers::Numbers(numbers) if numbers.len() == 1 => format!("#{}:{}", numbers[0].0, numbers[0].1),
        TypedAnswers::Numbers(numbers) => format!("#{}", lines(numbers.iter().map(|(number, off)| format!("{number}:{off}")).collect())),
    }
}

fn choices(item: &Item<'_>) -> String {
    let (right, all) = (item.right_choices(), item.html.choices.len());
    let line = |choice: &crate::export::html::ChoiceHtml| {
        let mark = match (choice.right, right) {
            (true, 1) => "=".to_string(),
            (true, _) => format!("~%{}%", percentage(right)),
            (false, 1) => "~".to_string(),
            (false, _) => format!("~%-{}%", percentage(all - right)),
        };
        let feedback = if choice.feedback.is_empty() { String::new() } else { format!("#{}", html(&choice.feedback)) };
        format!("{mark}{}{feedback}", html(&choice.text))
    };
    item.html.choices.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A hundred divided by a number, as one of the shares that Moodle allows.
pub fn percentage(parts: usize) -> &'static str {
    match parts {
        0 | 1 => "100",
        2 => "50",
        3 => "33.33333",
        4 => "25",
        5 => "20",
        6 => "16.66667",
        7 => "14.28571",
        8 => "12.5",
        9 => "11.11111",
        _ => "10",
    }
}

fn html(html: &str) -> String {
    format!("[html]{}", plain(html))
}

/// Text in which nothing is a special character of the format; on one line, because an empty one would end the question.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            c => out.push(c),
        }
    }
    out
}
