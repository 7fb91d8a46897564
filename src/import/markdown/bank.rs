//! Questions as headings, as items of lists, as `<details>` elements, and as rows of tables.
//!
//! Steps: the headings make a tree; a heading that asks, or one with text and no headings below it, is a question; others name groups. Under
//! a group's heading, list items that ask, elements whose summary asks and tables with a column of questions are questions too.

use super::answer_key::AnswerKeys;
use super::lines::{Line, end_of_details, heading, indent, item};
use super::page::{Page, is_noise};
use super::{body, choices, tables, words};
use crate::import::{Bank, Columns, ForeignCard, ImportOptions, slug, write};

/// A heading and what stands below it.
struct Section {
    /// 0 for what stands before the first heading.
    level: u8,
    title: String,
    /// Its words begin with a number, as lists of questions have them.
    numbered: bool,
    /// The heading's line.
    line: usize,
    /// The lines between it and the next heading.
    body: std::ops::Range<usize>,
    children: Vec<usize>,
}

/// The level of a line in bold that asks: below every heading.
const BOLD: u8 = 7;

pub fn read(page: &Page<'_>, options: &ImportOptions, bank: &mut Bank) {
    let (keys, rest) = AnswerKeys::cut(page);
    let page = &Page { lines: rest, front: page.front.clone(), ..*page };
    let sections = sections(page);
    let question_levels = (0..=BOLD).map(|level| is_question_level(&sections, level)).collect();
    let asking_levels = (0..=BOLD).map(|level| is_asking_level(&sections, level)).collect();
    let reader = Reader { page, options, sections: &sections, keys: &keys, question_levels, asking_levels };
    reader.visit(0, &mut Vec::new(), bank);
    keys.report_unused(page, bank);
}

/// Whether any heading, table or element of a page asks.
pub fn has_questions(page: &Page<'_>, options: &ImportOptions) -> bool {
    page.lines.iter().filter(|line| !line.code).any(|line| {
        let title = heading(&line.text).is_some_and(|(_, title)| words::is_question(&words::clean(title).0));
        title || line.details || tables::is_question_header(&line.text, &options.columns)
    })
}

fn sections(page: &Page<'_>) -> Vec<Section> {
    let mut list =
        vec![Section { level: 0, title: String::new(), numbered: false, line: 0, body: 0..page.lines.len(), children: Vec::new() }];
    let bold = (0..page.lines.len()).filter(|i| bold_question(&page.lines, *i).is_some()).count() >= 2;
    for (i, line) in page.lines.iter().enumerate().filter(|(_, line)| !line.code && !line.details) {
        let found = heading(&line.text).map(|(level, text)| (level, text.to_string()));
        let Some((level, text)) = found.or_else(|| bold_question(&page.lines, i).filter(|_| bold).map(|text| (BOLD, text))) else {
            continue;
        };
        let (title, numbered) = words::clean(&text);
        let level = level_of_label(&text, level, &list);
        if let Some(last) = list.last_mut() {
            last.body.end = i;
        }
        list.push(Section { level, title, numbered, line: i, body: i + 1..page.lines.len(), children: Vec::new() });
    }
    // The nearest heading above of a lower level is the parent.
    let mut open: Vec<usize> = vec![0];
    for i in 1..list.len() {
        while open.len() > 1 && list[open[open.len() - 1]].level >= list[i].level {
            open.pop();
        }
        let parent = open[open.len() - 1];
        list[parent].children.push(i);
        open.push(i);
    }
    list
}

/// `### Answer` beside `### Question 1` belongs below it.
fn level_of_label(text: &str, level: u8, before: &[Section]) -> u8 {
    let label = |text: &str| words::label(text, true).is_some();
    let beside = before.iter().rev().find(|section| !label(&section.title));
    let asks = |section: &&Section| {
        section.level == level && (section.numbered || words::is_bare_number(&section.title) || words::is_question(&section.title))
    };
    if label(text) && beside.filter(asks).is_some() { (level + 1).min(BOLD) } else { level }
}

/// `**1. What is it?**` or `> **1. What is it?**` alone on a line.
fn bold_question(lines: &[Line<'_>], i: usize) -> Option<String> {
    let line = &lines[i];
    let text = line.text.trim_end();
    let quoted = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.text.starts_with('>'));
    let text = text.strip_prefix("> ").filter(|_| !quoted(i.checked_sub(1)) && !quoted(Some(i + 1))).unwrap_or(text);
    if line.code || line.details || !text.starts_with("**") || !text.ends_with("**") || text.len() < 8 {
        return None;
    }
    // `**1. Why **this**?**` has words in bold of its own; without a number it may be two words in bold.
    let nested = text[2..text.len() - 2].contains("**");
    let text = if nested { format!("**{}**", text.replace("**", "")) } else { text.to_string() };
    let text = text.as_str();
    let (clean, numbered) = words::clean(text);
    if nested && !(numbered && words::is_question(&clean)) {
        return None;
    }
    let label = words::label(text, true).is_some();
    (!label && (numbered || clean.ends_with(['?', '？']))).then(|| text.to_string())
}

/// Whether several headings of a level have none below them and, where any is deeper, one of them asks: then each that has text is a question.
fn is_question_level(sections: &[Section], level: u8) -> bool {
    let same: Vec<&Section> = sections.iter().filter(|s| s.level == level && s.children.is_empty() && !is_boilerplate(&s.title)).collect();
    let deeper = sections.iter().any(|s| s.level > level && s.level < BOLD);
    same.len() >= 2 && (!deeper || same.iter().any(|s| s.numbered || words::is_question(&s.title)))
}

fn is_asking_level(sections: &[Section], level: u8) -> bool {
    let same = || sections.iter().filter(|section| section.level == level);
    same().filter(|section| words::is_question(&section.title)).count() * 2 > same().count()
}

struct Reader<'a> {
    page: &'a Page<'a>,
    options: &'a ImportOptions,
    sections: &'a [Section],
    keys: &'a AnswerKeys<'a>,
    /// By level, [`is_question_level`].
    question_levels: Vec<bool>,
    /// By level, whether most of its headings ask in words.
    asking_levels: Vec<bool>,
}

impl Reader<'_> {
    /// Reads a section and all below it. `groups`: the titles above, as tags.
    fn visit(&self, at: usize, groups: &mut Vec<String>, bank: &mut Bank) {
        let section = &self.sections[at];
        if section.level > 0 && self.is_question(at) {
            return self.question(at, groups, bank);
        }
        let lines = &self.page.lines[section.body.clone()];
        if !self.embedded(lines, groups, bank) {
            let what = if is_contents(lines) {
                "a table of contents was left out: Recto makes its own"
            } else {
                "this text belongs to no question"
            };
            self.page.not_imported(lines, what, bank);
        }
        // A file's own title is no group within it.
        let group = Some(slug(&section.title))
            .filter(|tag| !tag.is_empty() && section.level > 1 && tag.chars().count() <= 40 && !is_boilerplate(&section.title));
        groups.extend(group.clone());
        for child in &section.children {
            self.visit(*child, groups, bank);
        }
        if group.is_some() {
            groups.pop();
        }
    }

    fn is_question(&self, at: usize) -> bool {
        let section = &self.sections[at];
        let lines = &self.page.lines[section.body.clone()];
        let asks =
            section.numbered && !section.title.is_empty() || words::is_question(&section.title) || words::is_bare_number(&section.title);
        if is_boilerplate(&section.title) {
            return false;
        }
        if section.children.is_empty() {
            let says = lines.iter().any(|line| !line.text.trim().is_empty() && !is_noise(&line.text));
            // `## 1. Basics` without a word below it, beside headings that ask, names a group.
            if !says && !words::is_question(&section.title) && self.asking_levels[usize::from(section.level)] {
                return false;
            }
            return match asks {
                true => !self.holds_questions(lines) || section.title.trim_end().ends_with(['?', '？']),
                // A group's text, where other headings of its level are questions or groups of them.
                false => {
                    let beside = || self.question_levels[usize::from(section.level)];
                    says && section.level > 1 && !self.holds_questions(lines) && beside()
                }
            };
        }
        // A question whose answer has subheadings.
        let below_asks = section.children.iter().any(|child| {
            let title = &self.sections[*child].title;
            (words::is_question(title) || self.sections[*child].numbered) && words::label(title, true).is_none()
        });
        asks && !below_asks
    }

    /// Adds the question whose heading this is.
    fn question(&self, at: usize, groups: &[String], bank: &mut Bank) {
        let section = &self.sections[at];
        let end = self.sections[at + 1..].iter().find(|next| next.level <= section.level).map_or(self.page.lines.len(), |next| next.line);
        let line = &self.page.lines[section.line];
        let mut card = self.answered(&section.title, line, &self.page.lines[section.line + 1..end]);
        if words::is_bare_number(&card.question) {
            named_by_text(&mut card);
        }
        lower_headings(&mut card);
        self.page.push(card, line, groups, bank);
    }

    /// The card of a question, with its answer from the bank's key where it has none of its own.
    fn answered(&self, title: &str, at: &Line<'_>, lines: &[Line<'_>]) -> ForeignCard {
        let card = body::card(title, lines);
        if !card.draft {
            return card;
        }
        match words::number(&self.page.text[at.span.range()]).and_then(|number| self.keys.answer(at, number)) {
            Some(answer) => body::card(title, &[lines, &answer].concat()),
            None => card,
        }
    }

    /// Questions that stand in a group's own text. Whether there were any.
    fn embedded(&self, lines: &[Line<'_>], groups: &[String], bank: &mut Bank) -> bool {
        let before = bank.cards.len();
        let mut rest: Vec<Line<'_>> = Vec::new();
        // Where what no card has begins, since the last card.
        let mut open = 0;
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            if let Some(end) = tables::read(self.page, lines, i, self.options, groups, bank) {
                i = end;
            } else if line.details && !line.code && line.text.to_ascii_lowercase().contains("<details") {
                let end = end_of_details(lines, i);
                if self.answers(&mut rest, open, &lines[i..end], groups, bank) {
                    open = rest.len();
                } else {
                    self.details(&lines[i..end], groups, bank);
                }
                i = end;
            } else if let Some(end) = self.item(lines, i, groups, bank) {
                (i, open) = (end, rest.len());
            } else {
                rest.push(line.clone());
                i += 1;
            }
        }
        if bank.cards.len() > before {
            self.page.not_imported(&rest, "this text belongs to no question", bank);
            return true;
        }
        false
    }

    /// `What is it?` and below it `<details><summary>Answer</summary> …`: the lines since the last card ask, where they do. Whether that was so.
    fn answers(&self, rest: &mut Vec<Line<'_>>, open: usize, element: &[Line<'_>], groups: &[String], bank: &mut Bank) -> bool {
        let (summary, _) = body::inside_details(element);
        if words::label(&summary, true).is_none() {
            return false;
        }
        let asking = |line: &Line<'_>| !line.code && words::is_question(&words::clean(&line.text).0);
        let Some(first) = rest[open.min(rest.len())..].iter().position(asking).map(|at| open + at) else { return false };
        let question: Vec<Line<'_>> = rest.drain(first..).collect();
        let (title, _) = words::clean(&question[0].text);
        let mut card = body::card(&title, &[&question[1..], element].concat());
        lower_headings(&mut card);
        self.page.push(card, &question[0], groups, bank);
        true
    }

    /// `<details><summary>What is it?</summary> the answer </details>`.
    fn details(&self, lines: &[Line<'_>], groups: &[String], bank: &mut Bank) {
        let (summary, inside) = body::inside_details(lines);
        // An answer to nothing, and lists of links: other languages, a table of contents.
        let links = |line: &Line<'_>| line.text.trim().is_empty() || is_noise(&line.text) || line.text.contains("](");
        let says = inside.iter().any(|line| !line.text.trim().is_empty());
        let leads_elsewhere = says && inside.iter().all(links) && !words::is_question(&summary);
        if summary.is_empty() || words::label(&summary, true).is_some() || leads_elsewhere {
            return self.page.not_imported(lines, "this text belongs to no question", bank);
        }
        let mut card = body::card(&summary, &inside);
        lower_headings(&mut card);
        self.page.push(card, &lines[0], groups, bank);
    }

    /// An item of a list that asks, with what is indented under it, and the line after it.
    fn item(&self, lines: &[Line<'_>], i: usize, groups: &[String], bank: &mut Bank) -> Option<usize> {
        if lines[i].code || indent(&lines[i].text) > 3 {
            return None;
        }
        let (text, content, numbered) = item(&lines[i].text)?;
        let (question, _) = words::clean(text);
        if !words::is_question(&question) {
            return None;
        }
        let end = item_end(lines, i, content, numbered, &self.options.columns);
        let mut card = self.answered(&question, &lines[i], &dedent(&lines[i + 1..end], content));
        // Items below that only ask are what is asked next.
        let below =
            [card.prompt.as_str(), card.answer.as_str()].iter().flat_map(|text| text.lines()).map(str::to_string).collect::<Vec<_>>();
        let below: Vec<&String> = below.iter().filter(|line| !line.trim().is_empty()).collect();
        let asked = |line: &&String| super::lines::item(line).map(|(text, ..)| text.to_string()).filter(|text| words::is_question(text));
        if !below.is_empty() && below.iter().all(|line| asked(line).is_some()) {
            card.follow_ups = below.iter().filter_map(asked).collect();
            card.prompt.clear();
            card.answer.clear();
            card.draft = !card.is_answered();
        }
        lower_headings(&mut card);
        self.page.push(card, &lines[i], groups, bank);
        Some(end)
    }

    /// Whether most items of the lines' lists ask, or a table or an element has questions.
    fn holds_questions(&self, lines: &[Line<'_>]) -> bool {
        let items: Vec<&str> = lines
            .iter()
            .filter(|line| !line.code && !line.details && indent(&line.text) == 0)
            .filter_map(|line| Some(item(&line.text)?.0))
            .collect();
        let plain: Vec<&&str> = items.iter().filter(|text| !text.starts_with('[')).collect();
        let asking = plain.iter().filter(|text| words::is_question(&words::clean(text).0)).count();
        let summaries = lines
            .iter()
            .filter(|line| line.details && !line.code && line.text.to_ascii_lowercase().contains("<summary"))
            .collect::<Vec<_>>();
        let asks_in_summary = summaries.iter().any(|line| words::is_question(&words::clean(&super::words::without_tags(&line.text)).0));
        (asking > 0 && asking * 5 >= plain.len() * 3)
            || asks_in_summary
            || lines.iter().any(|line| tables::is_question_header(&line.text, &self.options.columns))
    }
}

/// `Question 7` says nothing: the text below it asks.
fn named_by_text(card: &mut ForeignCard) {
    let text = if card.prompt.is_empty() { &mut card.answer } else { &mut card.prompt };
    if text.trim().is_empty() {
        return;
    }
    let (heading, rest) = write::split_heading(text);
    *text = rest;
    card.question = heading;
    card.draft = !card.is_answered();
}

/// Where a list item ends: what is indented belongs to it, and in a numbered list what stands before the next number.
fn item_end(lines: &[Line<'_>], start: usize, content: usize, numbered: bool, columns: &Columns) -> usize {
    let label = |line: &Line<'_>| words::label(&line.text, false).is_some();
    let answers = lines[start + 1..].iter().find(|line| !line.text.trim().is_empty()).is_some_and(label);
    let mut end = start + 1;
    let mut in_element = 0;
    for (i, line) in lines.iter().enumerate().skip(start + 1) {
        // Nothing in an element ends the item.
        if i < in_element {
            end = i + 1;
            continue;
        }
        if line.details && !line.code && line.text.to_ascii_lowercase().contains("<details") {
            in_element = end_of_details(lines, i);
        }
        // What is indented by two is meant to stand below, also where the number is so wide that Markdown wants more.
        let beside = indent(&line.text) < content.min(indent(&lines[start].text) + 2);
        let next = !line.code && beside && item(&line.text).is_some_and(|(_, _, number)| number == numbered || !answers);
        let text = line.text.trim();
        if next
            || (indent(&line.text) < content && tables::is_question_header(&line.text, columns))
            || ends_item(lines, (start, i), content, answers, numbered)
        {
            break;
        }
        if !text.is_empty() {
            end = i + 1;
        }
    }
    end
}

/// Whether text that is not indented ends the item that begins at `start`: not in a numbered list whose answers stand between the numbers.
fn ends_item(lines: &[Line<'_>], (start, i): (usize, usize), content: usize, answers: bool, numbered: bool) -> bool {
    let text = lines[i].text.trim();
    let outside = !text.is_empty() && indent(&lines[i].text) < content.min(2);
    let belongs = || choices::lettered(text).is_some() || follows_number(lines, i) || answered_between(&lines[..start]);
    outside && !answers && !(numbered && belongs())
}

/// Whether the numbered item before has text that is not indented: then so has the last one.
fn answered_between(before: &[Line<'_>]) -> bool {
    let is_number = |line: &Line<'_>| !line.code && item(&line.text).is_some_and(|(_, _, numbered)| numbered);
    let after = before.iter().rposition(is_number).map_or(&before[before.len()..], |last| &before[last + 1..]);
    after.iter().any(|line| !line.text.trim().is_empty() && !line.code && indent(&line.text) == 0 && item(&line.text).is_none())
}

/// Whether another numbered item follows: then text between two numbers answers the first.
fn follows_number(lines: &[Line<'_>], i: usize) -> bool {
    lines[i..]
        .iter()
        .any(|line| !line.code && item(&line.text).is_some_and(|(text, _, numbered)| numbered && words::is_question(&words::clean(text).0)))
}

/// The lines without an item's indentation.
fn dedent<'a>(lines: &[Line<'a>], content: usize) -> Vec<Line<'a>> {
    let strip = |line: &Line<'a>| {
        let spaces = line.text.len() - line.text.trim_start_matches(' ').len();
        Line { text: line.text[spaces.min(content)..].to_string().into(), ..line.clone() }
    };
    lines.iter().map(strip).collect()
}

/// Headings inside of an answer begin at the third level: the first two are the card's.
fn lower_headings(card: &mut ForeignCard) {
    for text in [&mut card.prompt, &mut card.answer] {
        let mut code = false;
        let mut lowest = 6;
        let levels: Vec<Option<u8>> = text
            .lines()
            .map(|line| {
                if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
                    code = !code;
                }
                heading(line).filter(|_| !code).map(|(level, _)| level)
            })
            .collect();
        lowest = levels.iter().flatten().copied().min().unwrap_or(lowest);
        if lowest >= 3 || levels.iter().all(Option::is_none) {
            continue;
        }
        let lines = text.lines().zip(levels).map(|(line, level)| match level.zip(heading(line)) {
            Some((level, (_, title))) => format!("{} {title}", "#".repeat(usize::from((level + 3 - lowest).min(6)))),
            None => line.to_string(),
        });
        *text = lines.collect::<Vec<_>>().join("\n");
    }
}

/// A list whose items are links into the file.
fn is_contents(lines: &[Line<'_>]) -> bool {
    let items: Vec<&str> = lines.iter().filter_map(|line| Some(item(&line.text)?.0)).collect();
    items.len() >= 2 && items.iter().filter(|text| text.contains("](#")).count() * 2 > items.len()
}

/// Headings of repositories, not of questions.
fn is_boilerplate(title: &str) -> bool {
    let title = title.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "table of contents",
        "contents",
        "contributing",
        "contribute",
        "license",
        "licence",
        "contributors",
        "acknowledgements",
        "credits",
        "about",
        "disclaimer",
        "how to contribute",
        "contribution",
        "support",
        "star history",
        "translations",
        "authors",
        "author",
        "inhaltsverzeichnis",
    ]
    .contains(&title)
}
