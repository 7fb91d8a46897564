//! Notes of RemNote: nested bullets in which a sign divides the sides of a card. `>>` asks for what follows, `<<` for what is before, `<>` for
//! both; `::` is a concept and its definition, `;;` says something of the concept above; three signs (`>>>`), `>>1.` and `>>A)` stand before an
//! answer in the bullets below; `{{…}}` hides words.
//!
//! In: a page's lines. Out: cards. The bullets make a tree. One with a sign is a card, and what is below it belongs to its answer; one above cards
//! names what they are about; what has and holds no card is reported.

use super::choices::strip_correct_marker;
use super::heuristics;
use super::lines::{Line, heading, indent, item};
use super::obsidian::marks_flashcards;
use super::page::Page;
use super::qa::both_directions;
use crate::import::{Answer, Bank, Choice, ForeignCard, card_text, slug};

/// What is asked for by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
    Both,
}

/// What divides the sides of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sign {
    text: &'static str,
    direction: Direction,
    /// Whether the question is about what the bullet above names.
    descriptor: bool,
    /// Whether the answer is in the bullets below.
    below: bool,
}

const fn sign(text: &'static str, direction: Direction) -> Sign {
    Sign { text, direction, descriptor: false, below: false }
}

/// Longer ones first, where one begins with another.
const SIGNS: [Sign; 14] = [
    Sign { below: true, ..sign(">>>", Direction::Forward) },
    Sign { below: true, ..sign("<<<", Direction::Backward) },
    Sign { below: true, ..sign(":::", Direction::Both) },
    Sign { below: true, descriptor: true, ..sign(";;;", Direction::Forward) },
    Sign { descriptor: true, ..sign(";<>", Direction::Both) },
    sign(">>", Direction::Forward),
    sign("<<", Direction::Backward),
    sign("<>", Direction::Both),
    sign("::", Direction::Both),
    sign(":>", Direction::Forward),
    sign(":<", Direction::Backward),
    Sign { descriptor: true, ..sign(";;", Direction::Forward) },
    Sign { descriptor: true, ..sign(";>", Direction::Forward) },
    Sign { descriptor: true, ..sign(";<", Direction::Backward) },
];

/// Signs that other programs' notes have too.
const SHARED_SIGNS: [&str; 2] = ["::", ":::"];

pub fn is_format(page: &Page<'_>) -> bool {
    let says = page.lines.iter().filter(|line| !line.code && !line.text.trim().is_empty() && heading(&line.text).is_none());
    let (mut all, mut signed, mut own) = (0, 0, 0);
    for line in says {
        let text = bullet(&line.text);
        // `a lock <<< correct` is a choice.
        let is_side = !line.text.trim_start().starts_with(['>', '|']) && strip_correct_marker(text).is_none();
        let sides = divided(text).filter(|_| is_side);
        all += 1;
        signed += usize::from(sides.is_some() || hides(text));
        own += usize::from(sides.is_some_and(|(_, sign, _)| !SHARED_SIGNS.contains(&sign.text)));
    }
    !marks_flashcards(page.text) && own > 0 && (signed * 4 >= all || own >= 5)
}

/// A bullet, or a line of text without one.
struct Bullet<'a> {
    line: usize,
    text: &'a str,
    /// Code and other lines that go on with it.
    more: Vec<String>,
    /// The heading above, as a tag.
    group: Option<String>,
    parent: Option<usize>,
    children: Vec<usize>,
}

pub fn read(page: &Page<'_>, bank: &mut Bank) {
    let notes = Notes::new(bullets(&page.lines));
    let mut rest: Vec<Line<'_>> = Vec::new();
    for (at, bullet) in notes.bullets.iter().enumerate() {
        let line = &page.lines[bullet.line];
        let cards = notes.cards(at);
        if cards.is_empty() {
            if !notes.is_within_card[at] && !notes.holds_cards[at] {
                rest.extend(page.lines[bullet.line..=bullet.line + bullet.more.len()].iter().cloned());
            }
            continue;
        }
        let mut tags: Vec<String> = notes.tags(at);
        tags.extend(notes.group(at));
        cards.into_iter().for_each(|card| page.push(card, line, &tags, bank));
    }
    page.not_imported(&rest, "these notes contain no flashcards", bank);
}

/// The bullets in their order. Blank lines say nothing; headings name groups.
fn bullets<'a>(lines: &'a [Line<'_>]) -> Vec<Bullet<'a>> {
    let mut bullets: Vec<Bullet<'_>> = Vec::new();
    // The bullets that may hold the next one, with their indentation.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut group = None;
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.as_ref();
        if let Some((level, title)) = heading(text).filter(|_| !line.code) {
            group = Some(slug(title)).filter(|_| level > 1);
            open.clear();
            continue;
        }
        let goes_on = line.code || item(text.trim_start()).is_none() && indent(text) > 0;
        if let (true, Some((last, _))) = (goes_on && bullets.last().is_some_and(|last| last.line + last.more.len() + 1 == i), open.last()) {
            bullets[*last].more.push(text.to_string());
            continue;
        }
        if text.trim().is_empty() {
            continue;
        }
        // Text without a bullet lies beside the outermost ones.
        let depth = if item(text.trim_start()).is_some() { indent(text) + 1 } else { 0 };
        while open.last().is_some_and(|(_, other)| *other >= depth) {
            open.pop();
        }
        let parent = open.last().map(|(at, _)| *at).filter(|_| depth > 0);
        let at = bullets.len();
        parent.into_iter().for_each(|parent| bullets[parent].children.push(at));
        bullets.push(Bullet { line: i, text: bullet(text), more: Vec::new(), group: group.clone(), parent, children: Vec::new() });
        open.push((at, depth));
    }
    bullets
}

/// A line's text without its bullet, its box and marks of a heading.
fn bullet(text: &str) -> &str {
    let text = item(text.trim_start()).map_or(text.trim(), |(inner, ..)| inner.trim());
    heading(text).map_or(text, |(_, title)| title)
}

/// The sides of a card, and what divides them: the first sign outside of code, formulas and gaps with a space on one side at least.
fn divided(text: &str) -> Option<(&str, Sign, &str)> {
    let mut within: Option<&str> = None;
    // Ends that do not come again: looked for once, or a line of openings would take the square of its length.
    let mut missing: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let here = &text[at..];
        let step = here.chars().next().map_or(1, char::len_utf8);
        if let Some(end) = within {
            let ends = here.starts_with(end);
            within = within.filter(|_| !ends);
            at += if ends { end.len() } else { step };
            continue;
        }
        if let Some((begin, end)) =
            [("`", "`"), ("$", "$"), ("{{", "}}"), ("](", ")")].into_iter().find(|(begin, _)| here.starts_with(begin))
        {
            let closes = !missing.contains(&end) && here[begin.len()..].contains(end);
            if closes {
                within = Some(end);
            } else {
                missing.push(end);
            }
            at += begin.len();
            continue;
        }
        if let Some(sign) = SIGNS.into_iter().find(|sign| here.starts_with(sign.text)) {
            let (front, back) = (&text[..at], &here[sign.text.len()..]);
            let apart = back.is_empty() || back.starts_with(char::is_whitespace) || front.ends_with(char::is_whitespace);
            let is_arrow = front.ends_with(['-', '=', '<', '>', ':', ';']) || back.starts_with(['<', '>', ':', ';', '=']);
            if apart && !is_arrow && front.contains(char::is_alphanumeric) {
                return Some((front.trim(), sign, back.trim()));
            }
        }
        at += step;
    }
    None
}

/// Whether a text has gaps.
fn hides(text: &str) -> bool {
    text.split_once("{{").is_some_and(|(_, rest)| rest.contains("}}"))
}

/// What is written in the place of an answer that is below: `1.`, `A)`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Bullets,
    Numbered,
    Choices,
}

struct Notes<'a> {
    bullets: Vec<Bullet<'a>>,
    /// Of each bullet whether it is a card, is above one, is below one.
    is_card: Vec<bool>,
    holds_cards: Vec<bool>,
    is_within_card: Vec<bool>,
}

impl<'a> Notes<'a> {
    fn new(bullets: Vec<Bullet<'a>>) -> Self {
        let (mut is_card, mut holds_cards) = (vec![false; bullets.len()], vec![false; bullets.len()]);
        // What is below a bullet comes after it.
        for (at, bullet) in bullets.iter().enumerate().rev() {
            holds_cards[at] = bullet.children.iter().any(|child| is_card[*child] || holds_cards[*child]);
            is_card[at] = match divided(bullet.text) {
                // A concept with cards below and no definition only names what they are about.
                Some((_, sign, "")) if !sign.below || SHARED_SIGNS.contains(&sign.text) => !holds_cards[at],
                sides => sides.is_some() || hides(bullet.text),
            };
        }
        let mut is_within_card = vec![false; bullets.len()];
        for (at, bullet) in bullets.iter().enumerate() {
            is_within_card[at] = bullet.parent.is_some_and(|parent| is_card[parent] || is_within_card[parent]);
        }
        Self { bullets, is_card, holds_cards, is_within_card }
    }

    fn above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.bullets[at].parent, |parent| self.bullets[*parent].parent)
    }

    /// The heading above, or else the outermost bullet.
    fn group(&self, at: usize) -> Option<String> {
        let outermost = || self.above(at).last().filter(|top| !self.is_card[*top]).map(|top| slug(&words_of(self.bullets[top].text)));
        self.bullets[at].group.clone().or_else(outermost).filter(|tag| !tag.is_empty() && tag.chars().count() <= 40)
    }

    fn tags(&self, at: usize) -> Vec<String> {
        tagged(self.bullets[at].text).1
    }

    /// The cards of a bullet: none, one, or one for each direction.
    fn cards(&self, at: usize) -> Vec<ForeignCard> {
        if !self.is_card[at] {
            return Vec::new();
        }
        let bullet = &self.bullets[at];
        let (text, _) = tagged(bullet.text);
        let Some((front, sign, back)) = divided(&text) else { return vec![self.cloze(at, &text)] };
        let question = self.about(at, &front_words(front), sign);
        let below = match back {
            "1." => Some(Below::Numbered),
            "A)" | "a)" => Some(Below::Choices),
            "" => Some(Below::Bullets),
            _ => None,
        };
        if below == Some(Below::Choices) {
            return vec![self.choices(at, question)];
        }
        // What has cards of its own is not part of a definition.
        let own = |child: &&usize| below.is_some() || !self.is_card[**child] && !self.holds_cards[**child];
        let children: Vec<usize> = bullet.children.iter().filter(own).copied().collect();
        let list = match children[..] {
            [only] if self.bullets[only].children.is_empty() && self.bullets[only].more.is_empty() => words_of(self.bullets[only].text),
            _ => self.list(&children, 0, below == Some(Below::Numbered)),
        };
        let back = if below.is_some() { String::new() } else { marked(back) };
        let more = super::lines::dedented(&bullet.more.iter().map(String::as_str).collect::<Vec<_>>());
        let answer = [back, more, list].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        if answer.is_empty() {
            return vec![ForeignCard { question, draft: true, ..ForeignCard::default() }];
        }
        let [forth, back] = both_directions(&question, &answer);
        match sign.direction {
            Direction::Forward => vec![forth],
            Direction::Backward => vec![ForeignCard { name: None, key: None, ..back }],
            Direction::Both if below.is_some() && children.len() > 1 => vec![forth],
            Direction::Both => vec![forth, back],
        }
    }

    /// A question that says too little alone names what it is about: `Cell: function`.
    fn about(&self, at: usize, front: &str, sign: Sign) -> String {
        let parent = self.bullets[at].parent.map(|parent| {
            let text = tagged(self.bullets[parent].text).0;
            front_words(divided(&text).map_or(&*text, |(front, ..)| front))
        });
        let asks_alone = sign.text != ">>" || heuristics::is_question(front) || self.above(at).count() < 2;
        match parent {
            Some(parent) if sign.descriptor || !asks_alone && !heuristics::is_question(&parent) => {
                format!("{}: {front}", parent.trim_end_matches(':'))
            }
            _ => front.to_string(),
        }
    }

    /// A question whose choices are below; the first is right.
    fn choices(&self, at: usize, question: String) -> ForeignCard {
        let children = self.bullets[at].children.iter();
        let choice = |(i, child): (usize, &usize)| Choice {
            right: i == 0,
            text: words_of(self.bullets[*child].text),
            feedback: self.list(&self.bullets[*child].children, 0, false),
        };
        let choices: Vec<Choice> = children.enumerate().map(choice).collect();
        let draft = choices.is_empty();
        let answer_kind = if draft { Answer::Open } else { Answer::Choices(choices) };
        ForeignCard { question, answer_kind, draft, ..ForeignCard::default() }
    }

    fn cloze(&self, at: usize, text: &str) -> ForeignCard {
        let bullet = &self.bullets[at];
        // `{{hidden}{({hint})}}`
        let text = marked(text).replace("}{({", "::").replace("})}}", "}}");
        let more = super::lines::dedented(&bullet.more.iter().map(String::as_str).collect::<Vec<_>>());
        let list = self.list(&bullet.children, 0, false);
        let answer = [more, list].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        ForeignCard { answer, ..card_text::cloze_card(card_text::anki_deletions(&text)) }
    }

    /// Bullets and all below them as a list.
    fn list(&self, bullets: &[usize], depth: usize, numbered: bool) -> String {
        let margin = "  ".repeat(depth);
        let mut out: Vec<String> = Vec::new();
        for (i, at) in bullets.iter().enumerate() {
            let bullet = &self.bullets[*at];
            let mark = if numbered { format!("{}.", i + 1) } else { "-".to_string() };
            out.push(format!("{margin}{mark} {}", words_of(bullet.text)));
            let below = super::lines::dedented(&bullet.more.iter().map(String::as_str).collect::<Vec<_>>());
            out.extend(below.lines().map(|line| format!("{margin}{} {line}", " ".repeat(mark.len())).trim_end().to_string()));
            if !bullet.children.is_empty() {
                out.push(self.list(&bullet.children, depth + if numbered { 2 } else { 1 }, false));
            }
        }
        out.join("\n")
    }
}

/// A side of a card as a question's words.
fn front_words(front: &str) -> String {
    heuristics::title_text(marked(front).trim_end_matches(['-', '–'])).0
}

/// A bullet's words without signs of cards: `Cell :: the unit of life` → `Cell: the unit of life`.
fn words_of(text: &str) -> String {
    let (text, _) = tagged(text);
    let plain = match divided(&text) {
        Some((front, _, "" | "1." | "A)" | "a)")) => front.to_string(),
        Some((front, _, back)) => format!("{front}: {back}"),
        None => text,
    };
    marked(&plain).replace("{{", "").replace("}}", "")
}

/// RemNote's own marks as Markdown: `^^highlight^^`.
fn marked(text: &str) -> String {
    if text.matches("^^").count() >= 2 { text.replace("^^", "**") } else { text.to_string() }
}

/// A text without its tags (`#[[Cell biology]]`, `#biology` at the end), and those that say what a card is about.
fn tagged(text: &str) -> (String, Vec<String>) {
    let (mut plain, mut rest, mut tags) = (String::new(), text, Vec::new());
    while let Some((before, (tag, after))) = rest.split_once("#[[").and_then(|(before, open)| Some((before, open.split_once("]]")?))) {
        plain.push_str(before);
        tags.push(tag.to_string());
        rest = after;
    }
    plain.push_str(rest);
    let mut text = plain.as_str();
    while let Some((before, last)) = text.trim_end().rsplit_once(' ').filter(|(_, last)| is_tag(last)) {
        tags.push(last[1..].to_string());
        text = before;
    }
    // What RemNote itself does with a bullet.
    tags.retain(|tag| !["Extra Card Detail", "Edit Later", "Document", "Folder", "Todo"].contains(&tag.as_str()));
    (text.trim().to_string(), tags.iter().map(|tag| slug(tag)).filter(|tag| !tag.is_empty()).collect())
}

fn is_tag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_with_a_space_beside_it_divides() {
        let sides = |text| divided(text).map(|(front, sign, back)| (front, sign.text, back));
        assert_eq!(sides("What is it? >> A lock"), Some(("What is it?", ">>", "A lock")));
        assert_eq!(sides("Cell:: the unit"), Some(("Cell", "::", "the unit")));
        assert_eq!(sides("function ;; makes ATP"), Some(("function", ";;", "makes ATP")));
        assert_eq!(sides("Name them >>>"), Some(("Name them", ">>>", "")));
        assert_eq!(sides("Order? >>1."), Some(("Order?", ">>", "1.")));
        assert_eq!(sides("What does `a >> 1` do? >> halves it"), Some(("What does `a >> 1` do?", ">>", "halves it")));
        let none = ["std::vector is a list", "x ->> y", "`a >> b`", "{{a :: b}} is hidden", ">> quoted", "see [x](a >> b)", "$a >> b$"];
        assert_eq!(none.map(sides), [None; 7]);
    }

    #[test]
    fn tags_are_apart() {
        assert_eq!(tagged("A >> B #[[Cell biology]] #exam"), ("A >> B".into(), vec!["cell-biology".into(), "exam".into()]));
        assert_eq!(tagged("C# is #1").0, "C# is #1");
    }
}
