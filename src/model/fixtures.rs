//! Empty values for tests, which set the fields that they are about.

use super::{Body, Card, Features, Question, Relations, Title, Topic, TopicIx};
use crate::source::{SourceId, Span};

/// A topic without an id.
pub fn topic() -> Topic {
    Topic {
        id: String::new(),
        title: Title::default(),
        summary: String::new(),
        order: None,
        icon: None,
        tags: Vec::new(),
        requires: Vec::new(),
        terms: Vec::new(),
        aliases: Vec::new(),
        parent: None,
        children: Vec::new(),
        has_listed_order: false,
        cards: Vec::new(),
        pages: Vec::new(),
        body: None,
        total: 0,
        relations: Relations::default(),
    }
}

/// A card without an id, in topic 0.
pub fn card() -> Card {
    Card {
        id: String::new(),
        topic: TopicIx(0),
        title: Title::default(),
        level: None,
        kind: None,
        tags: Vec::new(),
        minutes: None,
        stages: None,
        requires: Vec::new(),
        terms: Vec::new(),
        aliases: Vec::new(),
        updated: None,
        question: Question::Open,
        prompt: Span::default(),
        sections: [].into(),
        key_points: [].into(),
        body: body(SourceId(0), Span::default()),
        heading: Span::default(),
        hash: String::new(),
        relations: Relations::default(),
    }
}

/// A body of this text, with nothing in it.
pub fn body(source: SourceId, span: Span) -> Body {
    Body {
        source,
        span,
        headings: [].into(),
        links: Vec::new(),
        unrendered_spans: [].into(),
        outside_link_definitions: Vec::new(),
        outside_footnotes: [].into(),
        html_ids: [].into(),
        features: Features::default(),
    }
}
