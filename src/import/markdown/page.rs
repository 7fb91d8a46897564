//! A Markdown file of a bank, as the readers of its shapes see it.

use super::lines::Line;
use crate::import::{Bank, ForeignCard};
use crate::source::{Location, SourceId, Span};

/// What a file's front matter says that cards can carry.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    pub tags: Vec<String>,
    /// A deck's or page's name.
    pub title: Option<String>,
    /// Where the text begins.
    pub start: usize,
}

/// A file as its shapes see it.
pub(super) struct Page<'a> {
    pub(super) path: &'a str,
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line<'a>>,
    pub(super) front_matter: FrontMatter,
}

impl Page<'_> {
    /// Gives a card its place and adds it.
    pub(super) fn push(&self, mut card: ForeignCard, at: &Line<'_>, tags: &[String], bank: &mut Bank) {
        card.at = Some(Location { source: self.source, span: at.span });
        card.file = self.path.to_string();
        card.line = bank.line(self.source, at.span.start as usize);
        if let Some(stars) = take_stars(&mut card.question) {
            card.tags.push(format!("difficulty-{stars}"));
        }
        for tag in tags {
            if !card.tags.contains(tag) {
                card.tags.push(tag.clone());
            }
        }
        bank.cards.push(card);
    }

    /// Reports lines that belong to no question, each stretch of them; blank ones and links to a table of contents do not count.
    pub(super) fn not_imported(&self, lines: &[Line<'_>], what: &str, bank: &mut Bank) {
        let mut stretches: Vec<(Span, usize)> = Vec::new();
        let (mut end, mut adjoins) = (0, false);
        for line in lines {
            adjoins &= self.text.get(end..line.span.start as usize).is_some_and(|between| between.trim().is_empty());
            end = line.span.end as usize;
            if line.text.trim().is_empty() || is_noise(&line.text) {
                continue;
            }
            match stretches.last_mut().filter(|_| adjoins) {
                Some((span, count)) => {
                    span.end = line.span.end;
                    *count += 1;
                }
                None => stretches.push((line.span, 1)),
            }
            adjoins = true;
        }
        for (span, count) in stretches {
            let last = bank.line(self.source, span.end as usize);
            let more = if count > 1 { format!(" ({count} lines, to line {last})") } else { String::new() };
            bank.not_imported(self.source, span, format!("{what}{more}"));
        }
    }
}

/// Takes away the stars at a question's end, with which banks say how hard it is, and counts them.
fn take_stars(question: &mut String) -> Option<usize> {
    let words = question.trim_end_matches(['⭐', '🌟', '★', '☆', '\u{fe0f}', ' ']);
    let stars = question[words.len()..].chars().filter(|c| matches!(c, '⭐' | '🌟' | '★')).count();
    let words = words.to_string();
    (stars > 0 && !words.is_empty()).then(|| {
        *question = words;
        stars
    })
}

/// Rules, tags that only arrange, and links back to the top.
pub(super) fn is_noise(text: &str) -> bool {
    let text = text.trim();
    let rule = text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
    let lower = text.to_ascii_lowercase();
    let tag = ["<br", "<hr", "</", "<p", "<div", "<center", "<!--", "<a name", "<a id"].iter().any(|tag| lower.starts_with(tag))
        && lower.ends_with('>')
        && (lower.starts_with("<!--") || !says_something(text));
    rule || tag || is_back_link(text) || is_toc_marker(text)
}

/// Whether there is anything between a line's tags.
fn says_something(text: &str) -> bool {
    text.split('<').skip(1).any(|piece| piece.split_once('>').is_some_and(|(_, said)| said.contains(char::is_alphanumeric)))
}

/// Where other programs put a table of contents: `[[_TOC_]]`, `[TOC]`.
pub(super) fn is_toc_marker(text: &str) -> bool {
    let mark = text.trim().to_ascii_lowercase();
    matches!(&*mark, "[[_toc_]]" | "[[toc]]" | "[toc]" | "${toc}" | "{:toc}" | "@[toc]" | "{{toc}}" | "* toc" | "- toc")
}

/// `**[⬆ Back to Top](#table-of-contents)**`, or the same in HTML.
pub(super) fn is_back_link(text: &str) -> bool {
    if text.contains("href=\"#") || text.contains("href='#") {
        let mut pieces = text.split('<');
        let first = pieces.next().unwrap_or_default();
        let shown: String = std::iter::once(first).chain(pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text))).collect();
        return shown.chars().count() < 40 && speaks_of_top(&shown);
    }
    // An arrow may stand before the link.
    let inner = text.trim().trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphabetic());
    let inner = inner.trim_end_matches(|c: char| "<br/> ".contains(c)).trim_matches(['*', '_', ' ', '|', '<', '>']);
    let Some((label, target)) = inner.strip_prefix('[').and_then(|rest| rest.split_once("](#")) else { return false };
    target.ends_with(')') && speaks_of_top(label)
}

fn speaks_of_top(label: &str) -> bool {
    let lower = label.to_lowercase();
    let words = ["back to", "top", "⬆", "↥", "↑", "nach oben", "haut", "arriba", "inizio", "topo", "наверх", "返回", "回到", "戻る"];
    words.iter().any(|word| lower.contains(word))
}
