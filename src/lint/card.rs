//! Lints that look at one card.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, plural};
use crate::model::{Body, Card, Guide, Link, LinkSyntax, Question, SectionKind, Target};
use crate::source::{Sources, Span};

/// Words beyond which an answer is too long.
const MAX_ANSWER_WORDS: usize = 1_500;
/// Words that people read aloud in a minute, at most.
const MAX_WORDS_PER_MINUTE: usize = 250;
/// Minutes beyond which a card's time is implausible: a working day.
const MAX_MINUTES: u32 = 8 * 60;
/// Characters beyond which a question is not a heading any more.
const MAX_QUESTION_CHARS: usize = 200;
/// How questions begin that ask for nothing in particular.
const VAGUE_OPENINGS: [&str; 6] = ["discuss ", "tell me about", "talk about", "describe everything", "say something", "what about"];

/// The lints of a card.
pub fn lint(card: &Card, guide: &Guide, sources: &Sources, config: &Config) -> Vec<Diagnostic> {
    // As the guide itself calls it.
    let name = |kind: SectionKind| config.section_name(kind);
    let mut found = headings(&card.body, 2);
    let source = card.body.source;
    let mut report = |code, span: Span, message: &str, help: &str| found.push(Diagnostic::new(code, source, span, message).help(help));
    let text = |span: Span| sources.get(source).slice(span);
    if card.level.is_none() {
        let help = match guide.levels.as_slice() {
            [] => "list levels in book.toml".to_string(),
            levels => format!("add one of: {}", levels.iter().map(|l| format!("`level: {}`", l.id)).collect::<Vec<_>>().join(", ")),
        };
        report(Code::NoLevel, card.heading, "this card has no level", &help);
    }
    let open = matches!(card.question, Question::Open);
    if open && card.key_points.is_empty() {
        report(
            Code::NoKeyPoints,
            card.heading,
            "this card has no key points",
            &format!("add `## {}` with a list of claims that must be said", name(SectionKind::KeyPoints)),
        );
    }
    // Counting takes long, and most answers are too short for it to matter: a word has a letter and a space at least.
    let answers = || card.sections_of(SectionKind::Answer).map(|section| text(section.span));
    let most: usize = answers().map(|answer| answer.len().div_ceil(2)).sum();
    let enough = card.minutes.map_or(MAX_ANSWER_WORDS, |minutes| MAX_ANSWER_WORDS.min(minutes as usize * MAX_WORDS_PER_MINUTE));
    let is_long = card.minutes.is_some_and(|minutes| minutes > MAX_MINUTES);
    let answer: usize = if most > enough || is_long { answers().map(words).sum() } else { 0 };
    if answer > MAX_ANSWER_WORDS {
        let message = format!("this answer has {answer} words");
        report(Code::LongAnswer, card.heading, &message, &format!("stay under {MAX_ANSWER_WORDS}; split the card"));
    }
    if let Some(minutes) = card.minutes {
        let least = answer / MAX_WORDS_PER_MINUTE;
        if minutes > MAX_MINUTES || (minutes as usize) < least {
            let message = format!("{minutes} minutes do not fit an answer of {}", plural(answer, "word"));
            report(
                Code::ImplausibleMinutes,
                card.heading,
                &message,
                "set `minutes` to the time that question and answer take in an interview",
            );
        }
    }
    let length = card.title.plain.chars().count();
    if length > MAX_QUESTION_CHARS {
        let message = format!("this question has {length} characters");
        let help = "a heading is read at a glance: ask in one sentence, and put what it is about under the heading";
        report(Code::LongQuestion, card.heading, &message, help);
    }
    let lower = card.title.plain.to_lowercase();
    if open
        && (lower.chars().count() < 12 && words(&lower) < 3 && !lower.chars().any(is_dense)
            || VAGUE_OPENINGS.iter().any(|v| lower.starts_with(v)) && words(&lower) < 7)
    {
        report(
            Code::VagueQuestion,
            card.heading,
            "this question does not say what it asks for",
            "ask for a decision, a mechanism, a comparison or a diagnosis",
        );
    }
    if let Some(section) = card.sections_of(SectionKind::FollowUps).next() {
        let linked = card.body.links.iter().any(|l| section.span.contains(l.span.start as usize) && matches!(l.target, Target::Node(..)));
        if !linked {
            report(
                Code::FollowUpsWithoutLinks,
                section.heading,
                "none of these follow-ups is a link",
                "link the ones that have a card: `- [[topic/name]]`",
            );
        }
    }
    // An address of mail says what it is.
    let is_mail = |link: &&Link| matches!(&link.target, Target::External(url) if url.starts_with("mailto:"));
    for link in card.body.links.iter().filter(|l| l.syntax == LinkSyntax::BareUrl && !is_mail(l)) {
        report(Code::BareUrl, link.span, "a bare URL", "write `[what it is](https://…)`");
    }
    if card.relations.backlinks.is_empty() {
        report(Code::OrphanCard, card.heading, "nothing links to this card", "link it where a reader would want to go there");
    }
    found
}

/// Scripts that write no spaces between words, and say in three characters what others say in three words.
fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Headings that skip a level; `level` is that of the heading above the body: 1 on a page, 2 in a card's sections.
pub fn headings(body: &Body, mut level: u8) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for heading in body.headings.iter() {
        if heading.level > level + 1 {
            let message = format!("a heading of level {} after one of level {level}", heading.level);
            let help = format!("use `{}`", "#".repeat(level as usize + 1));
            found.push(Diagnostic::new(Code::HeadingJump, body.source, heading.span, message).help(help));
        }
        level = heading.level.max(1);
    }
    found
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
}
