//! Notes of an Obsidian vault with flashcards: `front::back`, `front:::back`, `?` and `??` between front and back, `==cloze==`, `{{c1::cloze}}`.
//!
//! Cards are paragraphs; what else the notes hold is reported, once for each stretch of text. A `^block-id` becomes an alias, so that
//! progress kept under it can follow; the plug-in's own scheduling comments are left out.

use super::lines::{Line, dedented, heading, indent, item};
use super::page::{Page, is_rule};
use super::{body, choices, heuristics, qa, tagged};
use crate::import::{Bank, ForeignCard, ImportOptions, card_text, slug};

/// What only notes with flashcards have.
const MARKS: [&str; 6] = ["#flashcard", "#card", "<!--SR:", "\nSTART\n", "STARTI [", "card-last-interval::"];

/// Whether a text marks flashcards.
pub fn marks_flashcards(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Whether the note says that it has flashcards.
pub fn is_marked(page: &Page<'_>) -> bool {
    marks_flashcards(page.text) || page.front_matter.tags.iter().any(|tag| tag.starts_with("flashcard"))
}

/// Whether a note has flashcards. In a vault whose notes are marked, `key:: value` alone is a field of a query.
pub fn is_format(page: &Page<'_>, is_vault: bool) -> bool {
    let separated = page.lines.iter().any(|line| !line.code && matches!(line.text.trim(), "?" | "??"));
    let says: Vec<&Line<'_>> = page.lines[end_of_properties(&page.lines)..]
        .iter()
        .filter(|line| !line.code && !line.text.trim().is_empty() && heading(&line.text).is_none())
        .collect();
    let inline = says.iter().filter(|line| inline(&line.text).is_some()).count();
    let anki = says.iter().any(|line| line.text.contains("{{c1::"));
    let asking = says.iter().filter(|line| callout(&line.text).is_some()).count();
    is_marked(page) || separated || anki || asking >= 2 || (!is_vault && inline > 0 && inline * 3 >= says.len())
}

pub fn read(page: &Page<'_>, options: &ImportOptions, bank: &mut Bank) {
    let mut groups: Vec<String> = Vec::new();
    let mut rest: Vec<Line<'_>> = Vec::new();
    let before = bank.cards.len();
    let lines = tagged::extract(page, bank);
    let properties = end_of_properties(&lines);
    page.not_imported(&lines[..properties], "a property of the page", bank);
    let lines = &lines[properties..];
    for block in blocks(lines) {
        let lines = &lines[block];
        if let Some((level, title)) = heading(&lines[0].text).filter(|_| !lines[0].code) {
            flush(page, &mut rest, options, bank);
            if level > 1 {
                groups = vec![slug(title)];
            }
            if lines.len() > 1 {
                rest_or_cards(page, &lines[1..], (&mut groups, &mut rest), options, bank);
            }
        } else {
            rest_or_cards(page, lines, (&mut groups, &mut rest), options, bank);
        }
    }
    flush(page, &mut rest, options, bank);
    bank.cards[before..].sort_by_key(|card| card.at.map(|at| at.span.start));
}

/// Reads what was not a card since the last one as `Q:` and `A:`, or reports it.
fn flush<'a>(page: &Page<'a>, rest: &mut Vec<Line<'a>>, options: &ImportOptions, bank: &mut Bank) {
    let part = Page { lines: std::mem::take(rest), front_matter: page.front_matter.clone(), ..*page };
    match qa::is_format(&part) {
        true => qa::read(&part, options, bank),
        // Beside what is marked as a card, a list of questions is notes.
        false if !is_marked(page) && super::bank::begins_question(&part, options) => super::bank::read(&part, options, bank),
        false => page.not_imported(&part.lines, "these notes contain no flashcards", bank),
    }
}

/// Adds the cards of a paragraph, or keeps what has none.
fn rest_or_cards<'a>(
    page: &Page<'a>,
    lines: &[Line<'a>],
    (groups, rest): (&mut Vec<String>, &mut Vec<Line<'a>>),
    options: &ImportOptions,
    bank: &mut Bank,
) {
    if let Some(tags) = only_tags(lines) {
        groups.clear();
        groups.extend(tags);
        return;
    }
    let cards = cards(lines);
    if cards.is_empty() {
        // A card's block id may be in a paragraph of its own.
        if let (Some(id), Some(card)) =
            (lines.iter().find_map(|line| line.text.trim().strip_prefix('^')), bank.cards.last_mut().filter(|_| lines.len() == 1))
        {
            return add_alias(card, id);
        }
        return rest.extend(lines.iter().filter(|line| !line.text.trim_start().starts_with("<!--SR:")).cloned());
    }
    flush(page, rest, options, bank);
    let mut done = 0;
    for (of, card) in cards {
        // Two of one pair have the same lines.
        let before = lines.get(done..of.start).unwrap_or_default().iter();
        rest.extend(before.filter(|line| !line.text.trim_start().starts_with("<!--SR:")).cloned());
        page.push(card, &lines[of.start], groups, bank);
        done = done.max(of.end);
    }
    rest.extend(lines[done..].iter().filter(|line| !line.text.trim_start().starts_with("<!--SR:")).cloned());
}

/// The line behind the properties with which a page of Logseq begins: `key:: value` on lines of their own, of which one has a known key.
fn end_of_properties(lines: &[Line<'_>]) -> usize {
    let says = |line: &Line<'_>| !line.text.trim().is_empty();
    let start = lines.iter().position(says).unwrap_or(lines.len());
    let is_key = |key: &str| key.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '/'));
    let is_pair = |line: &&Line<'_>| {
        let key = line.text.split_once("::").filter(|(_, value)| value.is_empty() || value.starts_with(' ')).map(|(key, _)| key);
        !line.code && key.is_some_and(|key| !key.is_empty() && is_key(key))
    };
    let count = lines[start..].iter().take_while(is_pair).count();
    let is_alone = lines.get(start + count).is_none_or(|next| !says(next) || item(&next.text).is_some() || next.text.trim() == "-");
    let block = &lines[start..start + count];
    if is_alone && block.iter().any(|line| tagged::is_property(&line.text)) { start + count } else { 0 }
}

/// Paragraphs: stretches without a blank line or a rule outside of code. A heading is one of its own.
fn blocks(lines: &[Line<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = None;
    for (i, line) in lines.iter().enumerate() {
        let blank = !line.code && (line.text.trim().is_empty() || is_rule(&line.text));
        let is_heading = !line.code && heading(&line.text).is_some();
        if let Some(from) = start.filter(|_| blank || is_heading) {
            blocks.push(from..i);
            start = None;
        }
        if is_heading {
            blocks.push(i..i + 1);
        } else if !blank && start.is_none() {
            start = Some(i);
        }
    }
    blocks.extend(start.map(|from| from..lines.len()));
    blocks
}

/// The cards of a paragraph, each with its lines.
fn cards(lines: &[Line<'_>]) -> Vec<(std::ops::Range<usize>, ForeignCard)> {
    let all = 0..lines.len();
    let texts = without_tabs(lines);
    let is_callout = lines.iter().all(|line| line.text.trim_start().starts_with('>'));
    if let Some(card) = Some(lines).filter(|_| is_callout).and_then(exam_question).or_else(|| called_out(&texts)) {
        return vec![(all, card)];
    }
    let separator = lines.iter().position(|line| !line.code && matches!(line.text.trim(), "?" | "??"));
    if let Some(at) = separator.filter(|at| *at > 0) {
        let text = |part: &[String]| with_breaks(&dedented(&part.iter().map(String::as_str).collect::<Vec<_>>()));
        let [front, back] = [&texts[..at], &texts[at + 1..]].map(text);
        let both = lines[at].text.trim() == "??";
        return pair(&front, &back, both).into_iter().map(|card| (all.clone(), card)).collect();
    }
    let mut found = Vec::new();
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.code) {
        let text = item(line.text.trim_start()).map_or(line.text.trim(), |(text, ..)| text);
        if let Some((front, back, both)) = inline(text) {
            // What is indented further below belongs to the back.
            let more: Vec<&str> =
                texts[i + 1..].iter().take_while(|next| indent(next) >= indent(&line.text) + 2).map(String::as_str).collect();
            let back = if more.is_empty() { back.to_string() } else { format!("{back}\n{}", dedented(&more)) };
            found.extend(pair(front, &back, both).into_iter().map(|card| (i..i + 1 + more.len(), card)));
        } else if let Some(front) = without_back(text) {
            let more: Vec<&str> =
                texts[i + 1..].iter().take_while(|next| indent(next) >= indent(&line.text) + 2).map(String::as_str).collect();
            found.extend(pair(front, &dedented(&more), false).into_iter().map(|card| (i..i + 1 + more.len(), card)));
        }
    }
    if found.is_empty()
        && let Some(card) = cloze(&dedented(&texts.iter().map(String::as_str).collect::<Vec<_>>()))
    {
        found.push((all, card));
    }
    found
}

/// `> [!question] What is it?`: the title of a callout that asks.
fn callout(text: &str) -> Option<&str> {
    let (kind, title) = text.trim_start().strip_prefix('>')?.trim_start().strip_prefix("[!")?.split_once(']')?;
    let asks = matches!(kind.to_lowercase().as_str(), "question" | "faq" | "help" | "quiz" | "card" | "flashcard");
    asks.then(|| title.trim_start_matches(['+', '-']).trim())
}

/// A callout that is a question of an exam: lettered choices, and a label before the answer. Its number says nothing: the text below it asks.
fn exam_question(lines: &[Line<'_>]) -> Option<ForeignCard> {
    let title = callout(&lines.first()?.text)?;
    let bare = |line: &Line<'_>| {
        let text = line.text.trim_start().trim_start_matches('>');
        let text = text.strip_prefix(' ').unwrap_or(text).to_string();
        Line { text: text.into(), ..line.clone() }
    };
    let inside: Vec<Line<'_>> = lines[1..].iter().map(bare).collect();
    let (title, _) = heuristics::title_text(&title[heuristics::leading_symbols(title)..]);
    let is_numbered = title.is_empty() || heuristics::is_bare_number(&title);
    let asks = inside.iter().position(|line| !line.text.trim().is_empty()).filter(|_| is_numbered);
    let (question, below) = match asks {
        Some(at) => (heuristics::title_text(&inside[at].text).0, &inside[at + 1..]),
        None => (title, &inside[..]),
    };
    let has_answer = below
        .iter()
        .any(|line| !line.code && heuristics::label(&line.text, false).is_some_and(|(label, _)| label == heuristics::Label::Answer));
    (choices::has_lettered_choices(below) && has_answer && !question.is_empty()).then(|| body::card(&question, below))
}

/// The card of such a callout: its title, or else its first line, is the question; an inner callout says that the answer follows.
fn called_out(texts: &[String]) -> Option<ForeignCard> {
    let title = callout(texts.first()?)?;
    if !texts.iter().all(|text| text.trim_start().starts_with('>')) {
        return None;
    }
    let inner = |text: &String| {
        let text = text.trim_start().trim_start_matches('>');
        let text = text.strip_prefix(' ').unwrap_or(text);
        let nested = text.trim_start().trim_start_matches(['>', ' ']);
        if nested.starts_with("[!") { String::new() } else { text.strip_prefix('>').map_or(text, str::trim_start).to_string() }
    };
    let lines: Vec<String> = texts[1..].iter().map(inner).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = dedented(&lines);
    let (question, answer) = if title.is_empty() { text.split_once('\n').unwrap_or((&text, "")) } else { (title, &*text) };
    if question.trim().is_empty() {
        return None;
    }
    let (answer, id, tags) = tidy(answer);
    let mut card = ForeignCard { question: question.trim().to_string(), answer, tags, ..ForeignCard::default() };
    card.draft = !card.is_answered();
    if let Some(id) = id {
        add_alias(&mut card, &id);
    }
    Some(card)
}

/// `What is it?::`, whose back somebody forgot; `key::` alone is a field of a query.
fn without_back(text: &str) -> Option<&str> {
    let front = text.trim_end().strip_suffix("::")?.trim_end_matches(':').trim();
    let asks = front.contains(' ') || heuristics::is_question(front);
    (asks && !front.contains("::") && !front.starts_with(['|', '%']) && front.matches('`').count().is_multiple_of(2)).then_some(front)
}

/// `front::back` and `front:::back` outside of code, tables and comments.
fn inline(text: &str) -> Option<(&str, &str, bool)> {
    if text.trim_start().starts_with('|') || text.trim_start().starts_with("%%") || tagged::is_property(text) {
        return None;
    }
    let mut code = false;
    let mut at = None;
    for (i, c) in text.char_indices() {
        if c == '`' {
            code = !code;
        }
        if c == ':' && !code && text[i..].starts_with("::") {
            at = Some(i);
            break;
        }
    }
    let at = at?;
    let both = text[at..].starts_with(":::");
    let front = text[..at].trim();
    let back = text[at..].trim_start_matches(':').trim();
    let cloze = front.contains("{{c") && back.contains("}}");
    (!front.is_empty() && !back.is_empty() && !cloze).then_some((front, back, both))
}

fn pair(front: &str, back: &str, both: bool) -> Vec<ForeignCard> {
    let (front, front_id, tags) = tidy(front);
    let (back, back_id, _) = tidy(back);
    let id = back_id.or(front_id);
    let (heading, prompt) = card_text::split_heading(&front);
    let mut cards = match both {
        true => qa::both_directions(&heading, &back).into_iter().collect(),
        false => vec![ForeignCard { question: heading, answer: back.clone(), ..ForeignCard::default() }],
    };
    cards[0].prompt = prompt;
    if back.is_empty() {
        cards.truncate(1);
        cards[0].draft = true;
        cards[0].not_imported.push("this card has no back: it is a draft".into());
    }
    for card in &mut cards {
        card.tags = tags.clone();
    }
    if let Some(id) = id {
        add_alias(&mut cards[0], &id);
    }
    cards
}

/// The lines with four spaces for each tab that indents them; code keeps its own, beyond that of its fence.
fn without_tabs(lines: &[Line<'_>]) -> Vec<String> {
    let mut fence = 0;
    let mut texts = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let tabs = line.text.len() - line.text.trim_start_matches('\t').len();
        if !line.code || i == 0 || !lines[i - 1].code {
            fence = tabs;
        }
        let tabs = tabs.min(fence);
        texts.push(format!("{}{}", "    ".repeat(tabs), &line.text[tabs..]));
    }
    texts
}

/// In a vault each line of a paragraph is shown on a line of its own: Markdown needs a mark for that.
fn with_breaks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_plain = |line: &str| {
        let begins = item(line).is_some()
            || heading(line).is_some()
            || line.trim_start().starts_with(['|', '>', '<', '`', '~', '!', '?'])
            || line.trim_start().starts_with("$$");
        !line.trim().is_empty() && !begins && !line.ends_with(['\\', '|']) && !line.ends_with("  ")
    };
    let mut code = false;
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        code ^= line.trim_start().starts_with("```");
        let next = lines.get(at + 1);
        out.push_str(line.trim_end());
        if !code && is_plain(line) && next.is_some_and(|next| is_plain(next)) {
            out.push('\\');
        }
        if next.is_some() {
            out.push('\n');
        }
    }
    out
}

/// Paragraphs that hide something.
fn cloze(text: &str) -> Option<ForeignCard> {
    let (text, id, tags) = tidy(text);
    let text = card_text::anki_deletions(&text);
    let marks = text.matches("==").count();
    if marks < 2 {
        return None;
    }
    let mut card = card_text::cloze_card(text);
    card.tags = tags;
    if let Some(id) = id {
        add_alias(&mut card, &id);
    }
    Some(card)
}

/// Without scheduling comments, flashcard tags and a block id; with the latter two.
fn tidy(text: &str) -> (String, Option<String>, Vec<String>) {
    let mut text = text.to_string();
    while let Some(open) = ["<!--SR:", "<!--ID:"].iter().find_map(|mark| text.find(mark)) {
        let end = text[open..].find("-->").map_or(text.len(), |at| open + at + 3);
        text.replace_range(open..end, "");
    }
    let mut tags = Vec::new();
    for word in text.clone().split_whitespace().filter(|word| word.starts_with("#flashcard") || word.starts_with("#card")) {
        text = text.replacen(word, "", 1);
        tags.extend(word.split('/').skip(1).map(slug).filter(|tag| !tag.is_empty()));
    }
    let trimmed = text.trim_end();
    let last = trimmed.rsplit([' ', '\n']).next().unwrap_or_default();
    let id =
        last.strip_prefix('^').filter(|id| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')).map(str::to_string);
    let kept = if id.is_some() { trimmed[..trimmed.len() - last.len()].trim_end() } else { trimmed };
    (kept.trim_matches('\n').trim().to_string(), id, tags)
}

fn add_alias(card: &mut ForeignCard, id: &str) {
    card.aliases.push(id.to_lowercase());
    card.key.get_or_insert_with(|| format!("^{id}"));
}

/// A note's lines without the paragraphs that name its decks, and those.
pub fn without_decks<'a>(lines: &[Line<'a>]) -> (Vec<Line<'a>>, Vec<String>) {
    let (mut rest, mut decks) = (lines.to_vec(), Vec::new());
    for block in blocks(lines) {
        if let Some(tags) = only_tags(&lines[block.clone()]) {
            decks.extend(tags);
            rest[block].iter_mut().for_each(|line| line.text = "".into());
        }
    }
    (rest, decks)
}

/// A paragraph of tags alone, such as `#flashcards/sql`, names the deck of what follows.
fn only_tags(lines: &[Line<'_>]) -> Option<Vec<String>> {
    let words: Vec<&str> = lines.iter().flat_map(|line| line.text.split_whitespace()).collect();
    let all = !words.is_empty() && words.iter().all(|word| word.starts_with('#') && word.len() > 1 && !word.starts_with("##"));
    let tags = |word: &&str| {
        word.trim_start_matches('#')
            .split('/')
            .map(slug)
            .filter(|tag| !tag.is_empty() && !tag.starts_with("flashcard") && tag != "card")
            .collect::<Vec<_>>()
    };
    all.then(|| words.iter().flat_map(tags).collect())
}
