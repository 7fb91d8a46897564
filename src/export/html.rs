//! A card's parts as HTML, for formats that show them.

use super::selection::random_order_key;
use crate::Site;
use crate::encode;
pub use crate::encode::html as escaped;
use crate::markup::{Layout, Math, PageContext, UsedFeatures};
use crate::model::{Card, CardIx, Question, SectionKind};
use crate::site::SitePath;
use crate::source::Span;

/// The parts of a card, rendered from one pass, so that footnotes are numbered through all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardHtml {
    /// Without a paragraph around it.
    pub question: String,
    pub prompt: String,
    pub choices: Vec<ChoiceHtml>,
    /// Hints, the short answer, then the others in the order written.
    pub sections: Vec<(SectionKind, String)>,
    /// The key points one by one, each with its weight, where the layout asks for them. They are also among the sections, as a whole.
    pub points: Vec<(String, u8)>,
    pub used: UsedFeatures,
}

/// A choice as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceHtml {
    pub right: bool,
    pub text: String,
    pub feedback: String,
}

/// How a card is rendered.
#[derive(Debug, Clone, Copy)]
pub struct CardLayout<'a> {
    /// The file from which links lead.
    pub here: &'a SitePath,
    /// Starts every id, where several cards are in one document.
    pub id_prefix: &'a str,
    /// The level of the highest heading inside a section.
    pub top_heading: u8,
    pub math: Math,
    /// Whether key points are wanted one by one too.
    pub points: bool,
}

/// What starts the ids of a card's elements, whatever cards are beside it.
pub fn id_prefix(card: &Card) -> String {
    format!("c{}-", encode::hex(&random_order_key("", &card.id)[..4]))
}

impl CardHtml {
    /// The parts of a card, laid out as the format wants.
    pub fn new(site: &Site, ix: CardIx, layout: &CardLayout<'_>) -> Self {
        let (cx, card) = (site.context(), site.guide.card(ix));
        let (cloze, choices) = match &card.question {
            Question::Cloze(spans) => (spans.as_slice(), &[][..]),
            Question::Choice { choices, .. } => (&[][..], choices.as_slice()),
            Question::Open => (&[][..], &[][..]),
        };
        let sections = card.shown_sections();
        let points = if layout.points { &card.key_points[..] } else { &[] };
        let spans: Vec<Span> = std::iter::once(card.prompt)
            .chain(choices.iter().flat_map(|choice| [choice.span, choice.feedback]))
            .chain(sections.iter().map(|section| section.span))
            .chain(points.iter().map(|point| point.span))
            .collect();
        let place = PageContext { guide: cx.guide, sources: cx.sources, here: layout.here };
        let rendering = Layout { cloze, id_prefix: layout.id_prefix, top_heading: layout.top_heading, math: layout.math };
        let mut rendered = cx.markup.render_parts(&place, &card.body, &spans, &rendering).into_iter();
        let mut used = UsedFeatures::default();
        let mut next = || {
            let part = rendered.next().unwrap_or_default();
            used |= part.used;
            part.html.trim().to_string()
        };
        let prompt = next();
        let choices = choices.iter().map(|choice| ChoiceHtml { right: choice.right, text: next(), feedback: next() }).collect();
        let sections = sections.iter().map(|section| (section.kind, next())).collect();
        let points = points.iter().map(|point| (next(), point.weight)).collect();
        Self { question: cx.markup.title(&card.title), prompt, choices, sections, points, used }
    }

    /// Every text, to change in place.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let choices = self.choices.iter_mut().flat_map(|choice| [&mut choice.text, &mut choice.feedback]);
        let sections = self.sections.iter_mut().map(|(_, text)| text).chain(self.points.iter_mut().map(|(text, _)| text));
        [&mut self.question, &mut self.prompt].into_iter().chain(choices).chain(sections)
    }

    /// The sections of a kind, in the order written.
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = &str> {
        self.sections.iter().filter(move |(of, _)| *of == kind).map(|(_, html)| &**html)
    }

    /// The sections of a kind, one after the other.
    pub fn section(&self, kind: SectionKind) -> String {
        self.sections_of(kind).collect::<Vec<_>>().join("\n")
    }
}
