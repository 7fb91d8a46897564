//! Topics with nothing in them, and topics with too much.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Guide, Topic};

/// Cards beyond which a topic is crowded.
const MAX_CARDS: usize = 150;

/// Adds a finding for each of them.
pub fn lint(guide: &Guide, diagnostics: &mut Vec<Diagnostic>) {
    for topic in &guide.topics {
        let (code, message, help) = if topic.total == 0 && !has_pages(guide, topic) {
            (Code::EmptyTopic, "this topic has no cards and no pages".to_string(), "add some, or set `draft: true`")
        } else if topic.cards.len() > MAX_CARDS {
            (
                Code::CrowdedTopic,
                format!("this topic has {} cards", topic.cards.len()),
                "divide it into folders: each becomes a topic inside it",
            )
        } else {
            continue;
        };
        let diagnostic = match &topic.body {
            Some(body) => Diagnostic::new(code, body.source, crate::source::Span::default(), message),
            None => Diagnostic::for_path(code, format!("content/{}", topic.id), message),
        };
        diagnostics.push(diagnostic.help(help));
    }
}

fn has_pages(guide: &Guide, topic: &Topic) -> bool {
    !topic.pages.is_empty() || topic.children.iter().any(|child| has_pages(guide, guide.topic(*child)))
}
