//! Titles as markup, and plain excerpts.

use super::view::Html;
use crate::Context;
use crate::config::Config;
use crate::model::{Body, Card, Cloze, Guide, Node, Question};
use crate::source::Span;

/// Characters of an excerpt.
const EXCERPT_CHARS: usize = 280;

/// A node's title as markup.
pub fn title(cx: &Context<'_>, node: Node) -> Html {
    match cx.guide.title(node) {
        Some(title) => Html::new(&cx.markup.title(title)),
        None => Html::escaped(&cx.config.book.title),
    }
}

/// The cloze deletions of a card; none for others than cloze cards.
pub fn cloze(card: &Card) -> &[Cloze] {
    if let Question::Cloze(spans) = &card.question { spans } else { &[] }
}

/// The first words of a node's text, of a card's answer, plain.
pub fn excerpt(cx: &Context<'_>, node: Node) -> String {
    match node {
        Node::Card(ix) => answer(cx, cx.guide.card(ix), EXCERPT_CHARS),
        _ => cx.guide.body(node).map(|body| plain(cx, body, &[], body.span, EXCERPT_CHARS)).unwrap_or_default(),
    }
}

/// The first words of a card's answer (of the short one, if there is one), up to a number of characters; where it has none, of the rest of its question, unless that would give
/// hidden words away.
pub fn answer(cx: &Context<'_>, card: &Card, characters: usize) -> String {
    match card.first_answer() {
        Some(answer) => plain(cx, &card.body, cloze(card), answer.span, characters),
        None if cloze(card).is_empty() => plain(cx, &card.body, &[], card.prompt, characters),
        None => String::new(),
    }
}

/// The first words of a part of a body, without markup and code.
fn plain(cx: &Context<'_>, body: &Body, cloze: &[Cloze], span: Span, characters: usize) -> String {
    // Some more, because blanks are joined.
    let enough = characters + characters / 4;
    shorten(&cx.markup.excerpt(cx.guide, cx.sources, body, cloze, span, enough), characters)
}

/// A text in one line, cut at a word so that it has at most a number of characters.
pub fn shorten(text: &str, characters: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let blank = usize::from(length > 0);
        let word_length = word.chars().count();
        if length + blank + word_length > characters {
            if length == 0 {
                line.extend(word.chars().take(characters));
            }
            line.truncate(line.trim_end_matches([',', ';', ':', '.', '–']).len());
            line.push('…');
            break;
        }
        if blank > 0 {
            line.push(' ');
        }
        line.push_str(word);
        length += blank + word_length;
    }
    line
}

/// A node's title without markup; the guide's for a home page without one.
pub fn plain_title<'a>(guide: &'a Guide, config: &'a Config, node: Node) -> &'a str {
    guide.title(node).map_or(&config.book.title, |title| &title.plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_cut_at_a_word() {
        assert_eq!(shorten("  one\n two  ", 20), "one two");
        assert_eq!(shorten("one two, three", 10), "one two…");
        assert_eq!(shorten("ééééé", 3), "ééé…");
        assert_eq!(shorten("one two", 7), "one two");
    }
}
