//! Data about a page for search engines (schema.org, JSON-LD): where it stands, and a topic's questions as flashcards.
//!
//! Out: the text of a `<script type="application/ld+json">`. `<` is written `\u003c`, so that no text can end the script.

use serde_json::{Value, json};

use super::card::plain_answer;
use super::frame::{About, absolute};
use super::{Context, Page};
use crate::model::{Question, Topic};

/// A topic with more cards than this gets no quiz: its page would carry everything twice.
const QUIZ_CARDS: usize = 40;
/// Characters of an answer in a quiz.
const QUIZ_ANSWER: usize = 300;

/// The JSON-LD of a page at the absolute address `url`: its breadcrumbs, and `about.data`.
pub fn script(cx: &Context<'_>, about: &About<'_>, url: &str) -> Option<String> {
    let parts: Vec<Value> = breadcrumbs(cx, about, url).into_iter().chain(about.data.clone()).collect();
    if parts.is_empty() {
        return None;
    }
    Some(escape(&json!({ "@context": "https://schema.org", "@graph": parts })))
}

fn escape(value: &Value) -> String {
    // Outside of strings JSON has no `<`, so that the escape is always inside one.
    value.to_string().replace('<', "\\u003c")
}

fn breadcrumbs(cx: &Context<'_>, about: &About<'_>, url: &str) -> Option<Value> {
    if about.breadcrumbs.is_empty() {
        return None;
    }
    let above = about.breadcrumbs.iter().map(|crumb| (crumb.title.as_str(), absolute(cx, &crumb.path).unwrap_or_default()));
    let items: Vec<Value> = above
        .chain([(about.title, url.to_string())])
        .enumerate()
        .map(|(i, (name, item))| json!({ "@type": "ListItem", "position": i + 1, "name": name, "item": item }))
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// A topic's own open questions as a `Quiz` of flashcards; `None` where there are none, or too many.
pub fn quiz(page: &Page<'_>, topic: &Topic) -> Option<Value> {
    if topic.cards.is_empty() || topic.cards.len() > QUIZ_CARDS {
        return None;
    }
    let cards = topic.cards.iter().map(|ix| page.cx.guide.card(*ix)).filter(|card| card.question == Question::Open);
    let questions: Vec<Value> = cards
        .map(|card| (&card.title.plain, plain_answer(page, card, QUIZ_ANSWER)))
        .filter(|(_, answer)| !answer.is_empty())
        .map(|(question, answer)| {
            let answer = json!({ "@type": "Answer", "text": answer });
            json!({ "@type": "Question", "eduQuestionType": "Flashcard", "text": question, "acceptedAnswer": answer })
        })
        .collect();
    let about = json!({ "@type": "Thing", "name": topic.title.plain });
    (!questions.is_empty()).then(|| json!({ "@type": "Quiz", "name": topic.title.plain, "about": about, "hasPart": questions }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_script() {
        let text = escape(&json!({ "name": "a </script><!-- \" b" }));
        assert_eq!(text, r#"{"name":"a \u003c/script>\u003c!-- \" b"}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap()["name"], "a </script><!-- \" b");
    }
}
