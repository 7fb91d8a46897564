//! `Q:` and `A:` lines, `P:` and `S:`, cloze cards after `C:`, terms after `T:` and `D:` (hashcards and its kin).

use std::borrow::Cow;

use super::answer_key::AnswerKeys;
use super::heuristics;
use super::labels::{is_answer_word, is_question_word};
use super::lines::{Line, heading, indent, item};
use super::page::{self, FrontMatter, Page};
use crate::import::{Bank, ForeignCard, ImportOptions, card_text};

/// What a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    Question,
    /// `P:`, a question too, which `S:` may answer.
    Problem,
    Answer,
    Solution,
    Cloze,
    Term,
    Definition,
    /// A remark that is not a card.
    Note,
}

/// A tag at a line's start and the rest of the line.
fn tag<'a>(line: &'a Line<'_>) -> Option<(Tag, Cow<'a, str>)> {
    if line.code {
        return None;
    }
    let counted = || heuristics::after_question_number(&line.text).map(|rest| (Tag::Question, rest.into()));
    lettered_tag(line).map(|(tag, rest)| (tag, rest.into())).or_else(counted)
}

/// `Q: What is it?`, `A: A lock`.
fn lettered_tag<'a>(line: &'a Line<'_>) -> Option<(Tag, &'a str)> {
    let inner = if indent(&line.text) <= 4 { line.text.trim_start() } else { &line.text };
    // `1. **Q: What is it?**`
    let inner = item(inner).map_or(inner, |(rest, ..)| rest);
    let is_item = inner.len() < line.text.trim_start().len();
    let text = inner.trim_start_matches(['*', '_']);
    let dressed = text.len() < inner.len();
    let end = text.find([':', '：', '.', ')'])?;
    let sign = text[end..].chars().next()?;
    let name = text[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '#');
    let colon = matches!(sign, ':' | '：');
    let is_capital = !name.starts_with(char::is_lowercase);
    let tag = match name {
        "Q" | "В" => Tag::Question,
        "P" => Tag::Problem,
        _ if is_capital && is_question_word(name) => Tag::Question,
        "A" | "Solution" | "R" | "О" if !is_item => Tag::Answer,
        _ if !is_item && is_capital && is_answer_word(name) => Tag::Answer,
        // Elsewhere they begin choices.
        _ if is_item || inner.len() < line.text.len() => return None,
        "S" if colon => Tag::Solution,
        "C" | "Cloze" if colon => Tag::Cloze,
        "T" | "Term" if colon => Tag::Term,
        "D" | "Definition" if colon => Tag::Definition,
        "N" | "Note" if colon => Tag::Note,
        _ => return None,
    };
    // `A.` begins a choice; `Q1.` a question, `Ans.`, `A1.` and `**A.**` an answer.
    let dotted = match tag {
        Tag::Question | Tag::Problem => name.len() < end,
        Tag::Answer => matches!(name, "Ans" | "Answer" | "Sol") || name.len() < end || dressed && text[end..].starts_with(".**"),
        _ => false,
    };
    if !colon && !dotted {
        return None;
    }
    // A backslash only breaks the line.
    let rest = text[end + sign.len_utf8()..].trim_end().trim_end_matches('\\');
    let rest = if dressed { rest.trim_start_matches(['*', '_']) } else { rest };
    let rest = if dressed { rest.trim_end().strip_suffix("**").filter(|rest| !rest.contains("**")).unwrap_or(rest) } else { rest };
    let rest =
        if dressed { rest.trim_end().strip_suffix(['*', '_']).filter(|rest| !rest.contains(['*', '_'])).unwrap_or(rest) } else { rest };
    Some((tag, rest.trim()))
}

/// Whether the file is written so.
pub fn is_format(page: &Page<'_>) -> bool {
    let mut seen: Vec<Tag> = page.lines.iter().filter_map(|line| Some(tag(line)?.0)).collect();
    seen.dedup();
    let pairs = seen.windows(2).filter(|pair| is_pair(pair[0], pair[1])).count();
    let cloze = seen.contains(&Tag::Cloze)
        && page.lines.iter().any(|line| tag(line).is_some_and(|(tag, _)| tag == Tag::Cloze) && line.text.starts_with("C:"));
    // Headings with an `A:` here and there are a bank of headings.
    let headings =
        page.lines.iter().filter(|line| !line.code && heading(&line.text).is_some_and(|(_, title)| heuristics::is_question(title))).count();
    (pairs > 0 || cloze) && pairs * 2 >= headings || asks_alone(page)
}

fn is_pair(tag: Tag, next: Tag) -> bool {
    matches!((tag, next), (Tag::Question | Tag::Problem, Tag::Answer) | (Tag::Problem, Tag::Solution) | (Tag::Term, Tag::Definition))
}

/// Whether `Question:` lines without a number, two at least, begin paragraphs of a page that has no questions of other shapes and no answers.
fn asks_alone(page: &Page<'_>) -> bool {
    let says = |line: &Line<'_>| !line.text.trim().is_empty();
    let begins = |at: &usize| {
        let line = &page.lines[*at];
        let is_apart = *at == 0 || !says(&page.lines[at - 1]) || is_rule(&page.lines[at - 1]) || page.lines[at - 1].code;
        let is_tag = !line.code && indent(&line.text) == 0 && lettered_tag(line).is_some_and(|(tag, _)| tag == Tag::Question);
        is_apart && is_tag && item(&line.text).is_none() && heuristics::after_question_number(&line.text).is_none()
    };
    let is_other = |line: &Line<'_>| {
        let text = heading(&line.text).map(|(_, title)| title).or_else(|| item(&line.text).map(|(text, ..)| text));
        let counts = |title: &str| heading(&line.text).is_some() && heuristics::number(title).is_some();
        let answers = || heuristics::label(&line.text, false).is_some_and(|(label, _)| label == heuristics::Label::Answer);
        !line.code && (text.is_some_and(|text| heuristics::asks(text) || counts(text)) || answers())
    };
    (0..page.lines.len()).filter(begins).take(2).count() == 2 && !page.lines.iter().any(is_other)
}

pub fn read(page: &Page<'_>, options: &ImportOptions, bank: &mut Bank) {
    let (keys, rest) = AnswerKeys::extract(page);
    let page = &Page { lines: rest, front_matter: page.front_matter.clone(), ..*page };
    let lines = &page.lines;
    let starts: Vec<usize> = (0..lines.len()).filter(|i| begins_card(&lines[*i])).collect();
    let mut groups: Vec<String> = Vec::new();
    let ends_by_rule = divided_by_rules(lines, &starts);
    let before = starts.first().copied().unwrap_or(lines.len());
    text_between_cards(page, &lines[..before], options, &mut groups, bank);
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        // A heading between two cards names a group.
        let cut = (start + 1..end).find(|i| !lines[*i].code && heading(&lines[*i].text).is_some() && !inside_answer(lines, *i, end));
        // Where rules divide the cards, text behind one belongs to none.
        let cut = cut.or_else(|| remark_behind_rule(&lines[*start..end]).filter(|_| ends_by_rule).map(|at| start + at));
        card(page, &lines[*start..cut.unwrap_or(end)], &groups, &keys, bank);
        if let Some(cut) = cut {
            text_between_cards(page, &lines[cut..end], options, &mut groups, bank);
        }
    }
    keys.report_unused(page, bank);
}

fn is_rule(line: &Line<'_>) -> bool {
    !line.code && page::is_rule(&line.text)
}

/// Whether most cards of a page end with a rule.
fn divided_by_rules(lines: &[Line<'_>], starts: &[usize]) -> bool {
    let ends =
        starts.iter().skip(1).filter(|start| lines[..**start].iter().rev().find(|line| !line.text.trim().is_empty()).is_some_and(is_rule));
    starts.len() >= 3 && ends.count() * 3 >= (starts.len() - 1) * 2
}

/// Where a card's rule is behind which only paragraphs stand.
fn remark_behind_rule(lines: &[Line<'_>]) -> Option<usize> {
    let rule = lines.iter().position(is_rule)?;
    let is_text = |line: &Line<'_>| {
        let text = line.text.trim();
        text.is_empty() || is_rule(line) || !line.code && !line.details && item(text).is_none() && !text.starts_with(['|', '>', '<', '!'])
    };
    let says = |line: &Line<'_>| !line.text.trim().is_empty() && !is_rule(line);
    (lines[rule..].iter().all(is_text) && lines[rule..].iter().any(says)).then_some(rule)
}

fn begins_card(line: &Line<'_>) -> bool {
    tag(line).is_some_and(|(tag, _)| matches!(tag, Tag::Question | Tag::Problem | Tag::Cloze | Tag::Term | Tag::Note))
}

/// A heading deeper than the third level belongs to an answer, unless a card follows it at once.
fn inside_answer(lines: &[Line<'_>], at: usize, end: usize) -> bool {
    let level = heading(&lines[at].text).map_or(0, |(level, _)| level);
    level > 3 && lines[at + 1..end].iter().any(|line| !line.text.trim().is_empty())
}

/// What is between cards: headings become the tag of those that follow, questions of other shapes are read as such, other text is reported.
fn text_between_cards(page: &Page<'_>, lines: &[Line<'_>], options: &ImportOptions, groups: &mut Vec<String>, bank: &mut Bank) {
    let part =
        Page { lines: lines.to_vec(), front_matter: FrontMatter { start: page.front_matter.start, ..FrontMatter::default() }, ..*page };
    if super::bank::begins_question(&part, options) {
        return super::bank::read(&part, options, bank);
    }
    let mut rest = Vec::new();
    for line in lines {
        match heading(&line.text).filter(|_| !line.code) {
            Some((level, title)) if level > 1 => *groups = vec![crate::import::slug(title)],
            Some(_) => {}
            None => rest.push(line.clone()),
        }
    }
    page.not_imported(&rest, "this text belongs to no question", bank);
}

fn card(page: &Page<'_>, lines: &[Line<'_>], groups: &[String], keys: &AnswerKeys<'_>, bank: &mut Bank) {
    let Some((tag, first)) = lines.first().and_then(tag) else { return };
    match tag {
        Tag::Cloze => {
            let text =
                super::lines::dedented(&[&[&*first], &lines[1..].iter().map(|line| line.text.as_ref()).collect::<Vec<_>>()[..]].concat());
            match cloze(&without_rule(&text)) {
                Some(card) => page.push(card, &lines[0], groups, bank),
                None => page.not_imported(lines, "this cloze card has no gaps: the hidden words are in `[…]`", bank),
            }
        }
        Tag::Term => terms(page, lines, &first, groups, bank),
        Tag::Note => page.not_imported(lines, "a note, which asks nothing", bank),
        _ => question(page, lines, &first, groups, keys, bank),
    }
}

/// The question's first line is its heading; from the line that begins `A:` on it is the answer.
fn question(page: &Page<'_>, lines: &[Line<'_>], first: &str, groups: &[String], keys: &AnswerKeys<'_>, bank: &mut Bank) {
    let mut title = first.to_string();
    let mut rest: Vec<Line<'_>> = lines[1..].to_vec();
    let asks = tag_of(&lines[0]).unwrap_or(Tag::Question);
    let answers = |line: &Line<'_>| tag_of(line).is_some_and(|tag| is_pair(asks, tag));
    if title.is_empty() {
        let above_answer = rest.iter().take_while(|line| !answers(line));
        let at = above_answer.clone().position(|line| !line.text.trim().is_empty() && !line.code && tag_of(line).is_none());
        title = at.map(|at| rest.remove(at).text.trim().to_string()).unwrap_or_default();
    }
    if title.is_empty() {
        let above_answer = rest.iter().take_while(|line| !answers(line));
        let text = above_answer.map(|line| line.text.as_ref()).collect::<Vec<_>>().join("\n");
        if text.trim().is_empty() {
            return page.not_imported(lines, "this question is empty", bank);
        }
        title = card_text::split_heading(&text).0;
    }
    if let Some(line) = rest.iter_mut().find(|line| answers(line))
        && let Some(text) = tag(line).map(|(_, text)| format!("Answer: {text}"))
    {
        line.text = text.into();
    }
    let (title, _) = heuristics::title_text(&title);
    if !title.contains(char::is_alphanumeric) && !title.contains(['!', '`', '$', '+']) {
        return page.not_imported(lines, "this question is empty", bank);
    }
    let mut card = keys.card(page, &title, &lines[0], &rest);
    // Code alone is what the question is about: answers have a label.
    let is_code = |line: &Line<'_>| line.code || line.text.trim().is_empty() || is_rule(line);
    if rest.iter().all(is_code) && card.prompt.is_empty() && card.answer.starts_with(['`', '~']) {
        card.prompt = std::mem::take(&mut card.answer);
        card.draft = !card.is_answered();
    }
    page.push(card, &lines[0], groups, bank);
}

fn tag_of(line: &Line<'_>) -> Option<Tag> {
    tag(line).map(|(tag, _)| tag)
}

/// A term and its definition are two cards: what does it mean, and which term means this.
fn terms(page: &Page<'_>, lines: &[Line<'_>], term: &str, groups: &[String], bank: &mut Bank) {
    let at = lines.iter().position(|line| tag_of(line) == Some(Tag::Definition));
    let Some((at, (_, first))) = at.and_then(|at| Some((at, tag(&lines[at])?))) else {
        return page.not_imported(lines, "this term has no definition", bank);
    };
    let rest: Vec<&str> = lines[at + 1..].iter().map(|line| line.text.as_ref()).collect();
    let definition = without_rule(&super::lines::dedented(&[&[&*first], &rest[..]].concat()));
    for card in both_directions(term, &definition) {
        page.push(card, &lines[0], groups, bank);
    }
}

/// Two cards of one pair: one asks for the second by the first, one the other way round.
pub fn both_directions(one: &str, other: &str) -> [ForeignCard; 2] {
    let (heading, prompt) = super::super::card_text::split_heading(other);
    let forth = ForeignCard { question: one.to_string(), answer: other.to_string(), ..ForeignCard::default() };
    let back = ForeignCard {
        question: heading,
        prompt,
        answer: one.to_string(),
        name: Some(format!("{}-reversed", crate::import::slug(one))),
        key: Some(format!("{one} ← ")),
        ..ForeignCard::default()
    };
    [forth, back]
}

/// `[hidden]` becomes `==hidden==`; links and images stay.
fn cloze(text: &str) -> Option<ForeignCard> {
    let mut out = String::new();
    let mut rest = text;
    let mut hidden = 0;
    while let Some(open) = rest.find('[') {
        let image = rest[..open].ends_with('!');
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { break };
        out.push_str(&rest[..open]);
        let inner = &rest[open + 1..close];
        if image || rest[close + 1..].starts_with('(') || inner.trim().is_empty() {
            out.push_str(&rest[open..=close]);
        } else {
            hidden += 1;
            out.push_str(&format!("=={}==", inner.trim()));
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    (hidden > 0).then(|| super::super::card_text::cloze_card(out))
}

/// Without a rule at the end, which separates cards.
fn without_rule(text: &str) -> String {
    let text = text.trim();
    text.strip_suffix("---").map_or(text, str::trim_end).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Answer;

    #[test]
    fn hidden_words_are_marked_and_links_stay() {
        let card = cloze("The [order] of a [group](x) is ![a](b.png) [its size].").unwrap();
        assert_eq!(card.prompt, "The ==order== of a [group](x) is ![a](b.png) ==its size==.");
        assert_eq!(card.answer_kind, Answer::Cloze);
        assert!(cloze("nothing").is_none());
    }
}
