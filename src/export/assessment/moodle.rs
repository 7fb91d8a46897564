//! Moodle's XML: the questions with categories, tags and id numbers. <https://docs.moodle.org/en/Moodle_XML_format>
//!
//! A cloze card is one question with embedded answers; an open one whose answer is typed is compared with what is accepted, any
//! other an essay whose grader sees the answer.

use super::gift::percentage;
use std::collections::BTreeMap;

use super::item::{Item, MEDIA_FOLDER, TypedAnswers, media};
use crate::Site;
use crate::encode::base64;
use crate::export::html::escaped;
use crate::markup::Math;
use crate::markup::clozes;
use crate::model::{CardIx, Question};

/// The file.
pub fn moodle(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    let mut topic = None;
    let items = Item::all(site, cards, Math::Tex);
    let files = media(site, &items).into_iter().map(|(name, bytes)| (name, base64(bytes))).collect();
    for item in items {
        if topic != Some(item.card.topic) {
            topic = Some(item.card.topic);
            let titles = site.guide.ancestry(item.card.topic).into_iter().map(|ix| site.guide.topic(ix).title.plain.to_string());
            let path: Vec<String> =
                std::iter::once(site.config.book.title.clone()).chain(titles).map(|part| part.replace('/', "//")).collect();
            let path = escaped(&format!("$course$/top/{}", path.join("/")));
            out.push_str(&format!("<question type=\"category\"><category><text>{path}</text></category></question>\n"));
        }
        out.push_str(&question(site, &item, &files));
    }
    out.push_str("</quiz>\n");
    out.into_bytes()
}

fn question(site: &Site, item: &Item<'_>, files: &Files) -> String {
    let (kind, asked, own) = match &item.card.question {
        Question::Open => match &item.typed {
            None => ("essay", item.question_html(), essay(item, files)),
            Some(TypedAnswers::Words(words)) => ("shortanswer", item.question_html(), short_answers(words)),
            Some(TypedAnswers::Numbers(numbers)) => ("numerical", item.question_html(), numerical_answers(numbers)),
        },
        Question::Choice { .. } => ("multichoice", item.question_html(), choices(item, files)),
        Question::Cloze(_) => ("cloze", embedded(item), String::new()),
    };
    let tags: String = item.card.tags.iter().map(|ix| format!("<tag><text>{}</text></tag>", escaped(&site.guide.tag(*ix).name))).collect();
    let tags = if tags.is_empty() { tags } else { format!("  <tags>{tags}</tags>\n") };
    let said = if kind == "essay" { String::new() } else { item.explanation_html() };
    format!(
        "<question type=\"{kind}\">\n  <name><text>{}</text></name>\n  <questiontext format=\"html\">{}</questiontext>\n  \
         <generalfeedback format=\"html\">{}</generalfeedback>\n  <idnumber>{}</idnumber>\n{own}{tags}</question>\n",
        escaped(&item.card.title.plain),
        text(&asked, files),
        text(&said, files),
        escaped(&item.card.id),
    )
}

fn essay(item: &Item<'_>, files: &Files) -> String {
    format!(
        "  <defaultgrade>1</defaultgrade>\n  <responseformat>editor</responseformat>\n  <graderinfo format=\"html\">{}</graderinfo>\n",
        text(&item.explanation_html(), files)
    )
}

fn short_answers(words: &[String]) -> String {
    let answer = |word: &String| {
        let text = escaped(word);
        format!(
            "  <answer fraction=\"100\" format=\"plain_text\"><text>{text}</text><feedback format=\"html\"><text></text></feedback></answer>\n"
        )
    };
    format!("  <defaultgrade>1</defaultgrade>\n  <usecase>0</usecase>\n{}", words.iter().map(answer).collect::<String>())
}

fn numerical_answers(numbers: &[(String, String)]) -> String {
    let answer = |(number, off): &(String, String)| {
        format!(
            "  <answer fraction=\"100\" format=\"plain_text\"><text>{number}</text><feedback format=\"html\"><text></text></feedback>\
             <tolerance>{off}</tolerance></answer>\n"
        )
    };
    format!("  <defaultgrade>1</defaultgrade>\n{}", numbers.iter().map(answer).collect::<String>())
}

fn choices(item: &Item<'_>, files: &Files) -> String {
    let (right, all) = (item.right_choices(), item.html.choices.len());
    let mut out = format!(
        "  <defaultgrade>1</defaultgrade>\n  <single>{}</single>\n  <shuffleanswers>true</shuffleanswers>\n  <answernumbering>ABCD</answernumbering>\n",
        right == 1
    );
    for choice in &item.html.choices {
        let fraction = match (choice.right, right) {
            (true, _) => percentage(right).to_string(),
            (false, 1) => "0".to_string(),
            (false, _) => format!("-{}", percentage(all - right)),
        };
        let (shown, feedback) = (text(&choice.text, files), text(&choice.feedback, files));
        out.push_str(&format!(
            "  <answer fraction=\"{fraction}\" format=\"html\">{shown}<feedback format=\"html\">{feedback}</feedback></answer>\n"
        ));
    }
    out
}

/// The text with `{1:SHORTANSWER:=words}` for each deletion.
fn embedded(item: &Item<'_>) -> String {
    clozes::replace(&item.question_html(), &mut |key, _| {
        let blank = item.clozes.iter().find(|blank| blank.key == key);
        let words = blank.map(|blank| blank.words.as_str()).unwrap_or_default();
        let hint = blank.and_then(|blank| blank.hint.as_ref()).map_or(String::new(), |hint| format!(" ({})", escaped(hint)));
        format!("{{1:SHORTANSWER:={}}}{hint}", inert(&escaped(words)))
    })
}

/// Words in an embedded answer, in which these characters divide.
fn inert(words: &str) -> String {
    words.chars().flat_map(|c| matches!(c, '}' | '#' | '~' | '/' | '"' | '\\').then_some('\\').into_iter().chain([c])).collect()
}

/// Base 64 of what the questions play, by name.
type Files = BTreeMap<String, String>;

/// A text, and the files that it plays.
fn text(html: &str, files: &Files) -> String {
    let shown = html.replace(MEDIA_FOLDER, "@@PLUGINFILE@@/").replace("]]>", "]]]]><![CDATA[>");
    let played = files.iter().filter(|(name, _)| html.contains(&format!("{MEDIA_FOLDER}{name}\"")));
    let played = played.map(|(name, bytes)| format!("<file name=\"{name}\" path=\"/\" encoding=\"base64\">{bytes}</file>"));
    format!("<text><![CDATA[{shown}]]></text>{}", played.collect::<String>())
}
