//! Data about a page for search engines (schema.org, JSON-LD): where it is, and a topic's questions as flashcards.
//!
//! Out: the text of a `<script type="application/ld+json">`. `<` is written `\u003c`, so that no text can end the script.

use serde_json::{Value, json};

use super::page_meta::PageMeta;
use super::page_urls::absolute;
use super::{PageRenderer, text};
use crate::Context;
use crate::model::{Question, Topic};

/// A topic with more cards than this gets no quiz: its page would carry everything twice.
const MAX_QUIZ_CARDS: usize = 40;
/// Characters of an answer in a quiz.
const MAX_ANSWER_CHARS: usize = 300;

/// The JSON-LD of a page: its breadcrumbs, and `meta.structured_data`. Every page has one, so that it is written
/// straight into the text, without a tree of values.
pub fn script(cx: &Context<'_>, meta: &PageMeta<'_>) -> Option<String> {
    if meta.breadcrumbs.is_empty() && meta.structured_data.is_none() {
        return None;
    }
    let mut out = String::from("{\"@context\":\"https://schema.org\",\"@graph\":[");
    if !meta.breadcrumbs.is_empty() {
        write_breadcrumbs(&mut out, cx, meta);
    }
    if let Some(data) = &meta.structured_data {
        if !out.ends_with('[') {
            out.push(',');
        }
        out.push_str(&data.to_string());
    }
    out.push_str("]}");
    Some(guard(&out))
}

/// The last is the page itself, whose address is the one it is read from.
fn write_breadcrumbs(out: &mut String, cx: &Context<'_>, meta: &PageMeta<'_>) {
    out.push_str("{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
    for (i, crumb) in meta.breadcrumbs.iter().enumerate() {
        let (position, name, item) = (i + 1, quoted(&crumb.title), quoted(&absolute(cx, &crumb.path).unwrap_or_default()));
        out.push_str(&format!("{{\"@type\":\"ListItem\",\"position\":{position},\"name\":{name},\"item\":{item}}},"));
    }
    let (position, name) = (meta.breadcrumbs.len() + 1, quoted(meta.title));
    out.push_str(&format!("{{\"@type\":\"ListItem\",\"position\":{position},\"name\":{name}}}]}}"));
}

/// A text as a JSON string, quotation marks included.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Outside of strings JSON has no `<`, so that the escape is always inside one.
fn guard(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// A topic's own open questions as a `Quiz` of flashcards; `None` where there are none, or too many.
pub fn quiz(page: &PageRenderer<'_>, topic: &Topic) -> Option<Value> {
    if topic.cards.is_empty() || topic.cards.len() > MAX_QUIZ_CARDS {
        return None;
    }
    let cards = topic.cards.iter().map(|ix| page.cx.guide.card(*ix)).filter(|card| card.question == Question::Open);
    let questions: Vec<Value> = cards
        .map(|card| (&*card.title.plain, text::answer(page.cx, card, MAX_ANSWER_CHARS)))
        .filter(|(_, answer)| !answer.is_empty())
        .map(|(question, answer)| {
            let answer = json!({ "@type": "Answer", "text": answer });
            json!({ "@type": "Question", "eduQuestionType": "Flashcard", "text": question, "acceptedAnswer": answer })
        })
        .collect();
    let about = json!({ "@type": "Thing", "name": *topic.title.plain });
    (!questions.is_empty()).then(|| json!({ "@type": "Quiz", "name": *topic.title.plain, "about": about, "hasPart": questions }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_script() {
        let text = guard(&format!("{{\"name\":{}}}", quoted("a </script><!-- \" b")));
        assert_eq!(text, r#"{"name":"a \u003c/script>\u003c!-- \" b"}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], "a </script><!-- \" b");
    }
}
