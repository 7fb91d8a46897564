//! Cards for paper: the print page of a topic, and what a booklet of many cards shows.
//!
//! Questions are apart from their answers, numbered through, each linked with its answer. No page of the site holds more than
//! [`PRINT_PAGE_SIZE`] cards; a booklet holds what it is asked for, and is not a page of the site.

use std::collections::BTreeMap;

use super::page_meta::PageMeta;
use super::view::{Html, Pager, Print, PrintCard, PrintGroup};
use super::{PageRenderer, Rendered, card, listing, page_urls, topic};
use crate::context::PrintRequest;
use crate::markup::{Layout, clozes, strip_tags, without_ids};
use crate::model::{CardIx, Node, Question, TopicIx};
use crate::site::{self, PRINT_PAGE_SIZE};
use crate::standalone_markdown;

/// Above those within a section are: the document's title, its parts, the question, the section's name.
const TOP_HEADING: u8 = 5;

/// What a short answer has at most.
const SHORT_LETTERS: usize = 240;
const SHORT_LINES: usize = 12;

/// The page (from 0) of a topic's cards for printing.
pub fn render(page: &PageRenderer<'_>, ix: TopicIx, number: usize) -> Rendered {
    let guide = page.cx.guide;
    let topic = guide.topic(ix);
    let cards = topic::ordered_cards(page, topic);
    let from = number * PRINT_PAGE_SIZE;
    let shown = cards.get(from..cards.len().min(from + PRINT_PAGE_SIZE)).unwrap_or_default();
    let view = Print {
        title: page.title(Node::Topic(ix)),
        summary: topic.summary.clone(),
        topic_url: Some(page.urls.topic(guide, ix)),
        inline_answers: false,
        total: cards.len(),
        groups: vec![group(page, ix, shown, from + 1)],
        pager: listing::pager(page, number, cards.len().div_ceil(PRINT_PAGE_SIZE), |n| site::print_path(guide, ix, n)),
    };
    let mut info = page.info(PageMeta { kind: "print", title: &topic.title.plain, ..PageMeta::default() });
    // The topic's page is what search engines should list.
    (info.canonical, info.json_ld) = (page_urls::absolute(page.cx, &site::topic_path(guide, ix, 0)), None);
    page.render("print.html", &info, &[("print", &view)])
}

/// The cards in a document of its own, grouped by topic.
pub fn booklet(page: &PageRenderer<'_>, printed: &PrintRequest<'_>) -> Print {
    let guide = page.cx.guide;
    let mut groups = Vec::new();
    let mut number = printed.first_number;
    for cards in printed.cards.chunk_by(|a, b| guide.card(*a).topic == guide.card(*b).topic) {
        groups.extend(cards.first().map(|first| group(page, guide.card(*first).topic, cards, number)));
        number += cards.len();
    }
    Print {
        title: Html::escaped(&page.cx.config.book.title),
        summary: page.cx.config.book.description.clone(),
        topic_url: None,
        inline_answers: printed.inline_answers,
        total: printed.cards.len(),
        groups,
        pager: Pager { number: 1, pages: 1, previous: None, next: None },
    }
}

fn group(page: &PageRenderer<'_>, ix: TopicIx, cards: &[CardIx], first: usize) -> PrintGroup {
    let guide = page.cx.guide;
    PrintGroup {
        titles: guide.ancestry(ix).into_iter().map(|ix| page.title(Node::Topic(ix))).collect(),
        anchor: site::anchor('t', &guide.topic(ix).id),
        first,
        last: first + cards.len() - 1,
        cards: cards.iter().enumerate().map(|(i, ix)| printed(page, *ix, first + i)).collect(),
    }
}

fn printed(page: &PageRenderer<'_>, ix: CardIx, number: usize) -> PrintCard {
    let guide = page.cx.guide;
    let card = guide.card(ix);
    let anchor = site::anchor('c', &card.id);
    let layout = Layout { id_prefix: &format!("{anchor}-"), top_heading: TOP_HEADING, ..Layout::CARD };
    let mut texts = card::texts(page, card, &layout);
    let prompt = texts.prompt.take();
    let titled = prompt.as_ref().is_some_and(|prompt| clozes::title_repeats_text(prompt.as_str(), &card.title.plain));
    let mut prompt = prompt.map(|prompt| with_blanks(&card.question, prompt, &mut texts.hidden));
    let title = page.title(Node::Card(ix));
    let question = if titled { prompt.take().map(|text| Html::new(clozes::without_paragraph(text.as_str()))) } else { None };
    let answer = answer(&texts);
    PrintCard {
        number,
        id: card.id.clone(),
        url: page.urls.node(guide, Node::Card(ix)),
        question: question.unwrap_or_else(|| title.clone()),
        title,
        short: is_short(&answer),
        has_single_section: answer_parts(&texts) == 1,
        question_type: standalone_markdown::question_type(&card.question),
        level: card.level.map(|ix| guide.level(ix).name.clone()),
        kind: card.kind.map(|ix| guide.kind(ix).name.clone()),
        minutes: card.minutes,
        language: page.fallback_language(Node::Card(ix)),
        prompt,
        choices: texts.choices,
        hidden: texts.hidden,
        hints: texts.hints,
        back: texts.back,
        anchor,
    }
}

/// All that is said to a question.
fn answer(texts: &card::Texts) -> String {
    let sections = texts.hints.iter().chain(&texts.back);
    let pieces = sections.flat_map(|section| {
        let points = section.points.iter().map(|point| &point.html);
        section.html.iter().chain(section.pieces.iter().filter_map(|piece| piece.html.as_ref())).chain(points)
    });
    let choices = texts.choices.iter().filter(|choice| choice.right || choice.feedback.is_some());
    let choices = choices.flat_map(|choice| std::iter::once(&choice.html).chain(&choice.feedback));
    // Each is a paragraph at least.
    pieces.chain(choices).chain(&texts.hidden).map(|html| format!("<p>{}</p>", html.as_str())).collect()
}

fn answer_parts(texts: &card::Texts) -> usize {
    texts.hints.len() + texts.back.len() + usize::from(!texts.choices.is_empty()) + usize::from(!texts.hidden.is_empty())
}

/// Whether an answer is a few lines of text, of letters that a column holds.
fn is_short(answer: &str) -> bool {
    const WIDE: [&str; 8] = ["<pre", "<table", "<img", "<svg", "<figure", "<audio", "<video", "display=\"block\""];
    let lines = ["</p>", "</li>", "<br"].iter().map(|end| answer.matches(end).count()).sum::<usize>();
    let letters = strip_tags(answer).chars().count();
    lines <= SHORT_LINES && letters <= SHORT_LETTERS && !WIDE.iter().any(|tag| answer.contains(tag))
}

/// The prompt of a cloze card with blanks for what it hides, which goes to the answers with its ids.
fn with_blanks(question: &Question, prompt: Html, hidden: &mut [Html]) -> Html {
    let Question::Cloze(spans) = question else { return prompt };
    // By the number of the deletion: one that goes over several lines of a list is several pieces.
    let mut cut: BTreeMap<usize, String> = BTreeMap::new();
    let prompt = clozes::replace(prompt.as_str(), &mut |key, inner| {
        let Some(number) = spans.iter().position(|cloze| cloze.key == key) else { return clozes::blank_html(None) };
        cut.entry(number).or_default().push_str(inner);
        clozes::blank_html(spans[number].hint.as_deref().map(super::escape::escape))
    });
    for (words, number) in hidden.iter_mut().zip(0..) {
        *words = Html::new(cut.get(&number).map_or(&without_ids(words.as_str()), |inner| inner));
    }
    Html::new(&prompt)
}
