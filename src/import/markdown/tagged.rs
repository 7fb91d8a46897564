//! Cards that a mark makes of a part of a note: headings and list items with `#card` (Flashcards for Obsidian, Logseq), and what is between
//! `START` and `END` (Obsidian to Anki).
//!
//! In: a note's lines. Out: the lines that are no such card, for the other readers; the cards go to the bank.

use super::lines::{Line, dedented, heading, indent, item};
use super::page::Page;
use super::qa::both_directions;
use crate::import::{Bank, ForeignCard, card_text, slug};

/// Takes those cards out of a page's lines.
pub fn extract<'a>(page: &Page<'a>, bank: &mut Bank) -> Vec<Line<'a>> {
    let lines = &page.lines;
    let mut rest = Vec::with_capacity(lines.len());
    let mut groups: Vec<String> = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let end = if lines[i].code { None } else { card(page, i, &groups, bank) };
        if let Some(end) = end {
            i = end;
            continue;
        }
        if let Some((_, title)) = heading(&lines[i].text).filter(|(level, _)| *level > 1 && !lines[i].code) {
            groups = vec![slug(title)];
        }
        rest.push(lines[i].clone());
        i += 1;
    }
    rest
}

/// Adds the card that begins on line `i`; the line after it.
fn card(page: &Page<'_>, i: usize, groups: &[String], bank: &mut Bank) -> Option<usize> {
    let lines = &page.lines;
    let text = lines[i].text.as_ref();
    if text.trim() == "START" {
        return block(page, i, groups, bank);
    }
    if let Some(inline) = text.trim().strip_prefix("STARTI ").and_then(|rest| rest.strip_suffix("ENDI")) {
        let (kind, rest) = inline.trim().strip_prefix('[').and_then(|rest| rest.split_once(']'))?;
        let note = rest.replacen(" Back:", "\nBack:", 1);
        page.push(note_card(kind, &note.lines().map(str::trim).collect::<Vec<_>>())?, &lines[i], groups, bank);
        return Some(i + 1);
    }
    let (asked, mark, end) = if let Some((level, title)) = heading(text) {
        let (asked, mark) = marked(title, is_logseq(page.text))?;
        let is_note = |line: &Line<'_>| line.text.trim() == "START" || line.text.trim_start().starts_with("STARTI [");
        let ends = |line: &Line<'_>| !line.code && (is_note(line) || heading(&line.text).is_some_and(|(other, _)| other <= level));
        (asked, mark, lines[i + 1..].iter().position(ends).map_or(lines.len(), |end| i + 1 + end))
    } else {
        let (inner, ..) = item(text.trim_start_matches(['\t', ' ']))?;
        let (asked, mark) = marked(inner, is_logseq(page.text))?;
        if asked.contains("::") {
            return None;
        }
        let ends = |line: &Line<'_>| !line.text.trim().is_empty() && indent(&line.text) <= indent(text);
        (asked, mark, lines[i + 1..].iter().position(ends).map_or(lines.len(), |end| i + 1 + end))
    };
    let mut below: Vec<String> =
        lines[i + 1..end].iter().filter(|line| line.code || !is_property(&line.text)).map(|line| untabbed(&line.text)).collect();
    let id = below.iter().position(|line| line.trim().starts_with('^') && !line.trim().contains(' '));
    let id = id.map(|at| below.remove(at).trim().trim_start_matches('^').to_lowercase());
    let answer = card_text::without_deletions(&dedented(&below.iter().map(String::as_str).collect::<Vec<_>>()));
    // A list of one item is its text.
    let single = answer.lines().skip(1).all(|line| line.trim().is_empty() || line.starts_with("  "));
    let answer = match answer.strip_prefix("- ").filter(|_| single && heading(text).is_none()) {
        Some(only) => dedented(&only.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect::<Vec<_>>()),
        None => answer,
    };
    let mut cards = if asked.contains("{{cloze ") {
        let cloze = card_text::cloze_card(card_text::anki_deletions(&asked.replace("{{cloze ", "{{")));
        vec![ForeignCard { answer, ..cloze }]
    } else if mark.reverse {
        both_directions(&asked, &answer).into()
    } else {
        vec![ForeignCard { question: asked, answer, ..ForeignCard::default() }]
    };
    cards[0].aliases.extend(id.clone());
    cards[0].key = id.map(|id| format!("^{id}"));
    for mut card in cards {
        card.draft = !card.is_answered();
        card.tags = mark.tags.clone();
        page.push(card, &lines[i], groups, bank);
    }
    Some(end)
}

/// What a tag says of its card.
#[derive(Default)]
struct Mark {
    reverse: bool,
    tags: Vec<String>,
}

/// Whether Logseq has noted reviews in a text.
fn is_logseq(text: &str) -> bool {
    text.contains("card-last-interval::")
}

/// The words of a question without its tag, which in Logseq may be a link to the page of that name; `None` where no tag makes a card of it.
fn marked(text: &str, is_logseq: bool) -> Option<(String, Mark)> {
    let is_mark = |word: &str| {
        ["#card", "#flashcard"].iter().any(|tag| word.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '/'])))
    };
    // `生命周期？#card` needs no space.
    let apart = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '/' | '(' | '`'));
    let word = |at: usize| text[at..].split_whitespace().next().unwrap_or_default();
    let tag = text.match_indices('#').map(|(at, _)| at).filter(|at| apart(*at)).map(word).find(|word| is_mark(word));
    let link = || text.split_whitespace().find(|word| word.trim_start_matches('#').eq_ignore_ascii_case("[[card]]"));
    let found = tag.or_else(|| link().filter(|_| is_logseq))?;
    let kind = found.trim_start_matches("#flashcard").trim_start_matches("#card");
    let reverse = kind.starts_with(['-', '/']) && kind[1..].starts_with("reverse");
    let named = kind.strip_prefix('/').filter(|_| !reverse).into_iter().flat_map(|rest| rest.split('/'));
    let mut tags: Vec<String> = named.map(slug).filter(|tag| !tag.is_empty() && tag != "spaced").collect();
    let words = text.replacen(found, "", 1);
    let mut words: Vec<&str> = words.split_whitespace().collect();
    // `What is it? #card #react`
    let is_tag =
        |word: &str| word.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphabetic) && !rest.contains(['#', '(']));
    while let Some(tag) = words.pop_if(|word| is_tag(word)) {
        tags.extend(Some(slug(&tag[1..])).filter(|tag| !tag.is_empty()));
    }
    let words = words.join(" ");
    (!words.is_empty()).then_some((words, Mark { reverse, tags }))
}

/// What Logseq notes of a block or page, and Obsidian as a field: `card-last-interval:: 4`, `id:: …`, `type:: flashcards`.
pub fn is_property(text: &str) -> bool {
    let Some((key, value)) = text.trim().split_once("::") else { return false };
    let is_sure = key.starts_with("card-") || ["id", "collapsed", "heading", "background-color", "deck"].contains(&key);
    // `type::Typ` are words.
    is_sure || PROPERTIES.contains(&key) && (value.is_empty() || value.starts_with(' '))
}

/// Their names, but for those of Logseq's reviews.
const PROPERTIES: [&str; 31] = [
    "tags",
    "tag",
    "type",
    "refs",
    "alias",
    "aliases",
    "public",
    "publish",
    "title",
    "icon",
    "created",
    "created-at",
    "updated",
    "updated-at",
    "modified",
    "template",
    "template-including-parent",
    "exclude-from-graph-view",
    "filters",
    "cssclass",
    "cssclasses",
    "query-table",
    "query-properties",
    "query-sort-by",
    "query-sort-desc",
    "ls-type",
    "hl-page",
    "hl-color",
    "hl-type",
    "hl-stamp",
    "logseq.order-list-type",
];

/// Two spaces for each tab before a line's text.
fn untabbed(text: &str) -> String {
    let tabs = text.len() - text.trim_start_matches('\t').len();
    format!("{}{}", "  ".repeat(tabs), &text[tabs..])
}

/// A note between `START` and `END`: its type, its first field, and others that begin with their name.
fn block(page: &Page<'_>, start: usize, groups: &[String], bank: &mut Bank) -> Option<usize> {
    let lines = &page.lines;
    let end = lines[start..].iter().position(|line| line.text.trim() == "END").map(|end| start + end)?;
    let kind = lines.get(start + 1)?.text.trim();
    let inner: Vec<&str> = lines[start + 2..end.max(start + 2)].iter().map(|line| line.text.as_ref()).collect();
    match note_card(kind, &inner) {
        Some(card) => page.push(card, &lines[start], groups, bank),
        None => page.not_imported(&lines[start..=end], "this note is empty", bank),
    }
    Some(end + 1)
}

/// The card of a note's lines.
fn note_card(kind: &str, lines: &[&str]) -> Option<ForeignCard> {
    let mut tags: Vec<String> = Vec::new();
    let mut key = None;
    let mut fields: Vec<(&str, Vec<&str>)> = vec![("", Vec::new())];
    let mut code = false;
    for line in lines {
        let (line, id) = match line.split_once("<!--ID:") {
            Some((before, id)) => (before.trim_end(), Some(id.trim_end_matches("-->").trim().to_string())),
            None => (*line, line.strip_prefix("ID:").map(|id| id.trim().to_string())),
        };
        key = id.clone().or(key);
        code ^= line.trim_start().starts_with("```");
        if let Some(named) = line.strip_prefix("Tags:") {
            tags = named.split_whitespace().map(str::to_string).collect();
        } else if let Some((name, rest)) = line.split_once(':').filter(|(name, _)| !code && is_field(name)) {
            fields.push((name, vec![rest.trim_start()]));
        } else if !(line.starts_with("ID:") || id.is_some() && line.is_empty()) {
            fields.last_mut()?.1.push(line);
        }
    }
    let mut texts = fields.iter().map(|(name, lines)| (*name, dedented(lines).trim().to_string())).filter(|(_, text)| !text.is_empty());
    let (_, front) = texts.next()?;
    let back = |(name, text): (&str, String)| {
        if matches!(name, "" | "Back" | "Extra" | "Back Extra") { text } else { format!("**{name}:** {text}") }
    };
    let back = texts.map(back).collect::<Vec<_>>().join("\n\n");
    let mut card = if kind.to_lowercase().contains("cloze") && (front.contains("{{c") || front.contains("==")) {
        ForeignCard { answer: back, ..card_text::cloze_card(card_text::anki_deletions(&front)) }
    } else {
        let (question, prompt) = card_text::split_heading(&front);
        ForeignCard { question, prompt, answer: back, ..ForeignCard::default() }
    };
    card.draft = !card.is_answered();
    (card.tags, card.key) = (tags, key.map(|id| format!("anki {id}")));
    Some(card)
}

/// A field's name: `Back`, `Back Extra`.
fn is_field(name: &str) -> bool {
    let words = name.split(' ').count();
    words <= 2 && name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
}
