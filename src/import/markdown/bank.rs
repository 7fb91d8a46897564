//! Questions as headings, as items of lists, as `<details>` elements, and as rows of tables.
//!
//! Steps: the headings make a tree (`heading_tree`); a heading that asks, or one with text and no headings below it, is a question; others name
//! groups. Under a group's heading, list items that ask (`question_items`), elements whose summary asks and tables with a column of questions
//! are questions too.

use super::answer_key::AnswerKeys;
use super::heading_tree::HeadingTree;
use super::lines::{Line, end_of_details, heading, indent, item};
use super::page::{Page, is_noise};
use super::question_items::{dedent, item_end};
use super::{body, tables, words};
use crate::import::{Bank, ForeignCard, ImportOptions, slug, write};

pub fn read(page: &Page<'_>, options: &ImportOptions, bank: &mut Bank) {
    let (keys, rest) = AnswerKeys::cut(page);
    let page = &Page { lines: rest, front: page.front.clone(), ..*page };
    let reader = Reader { page, options, tree: HeadingTree::new(&page.lines), keys: &keys };
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

struct Reader<'a> {
    page: &'a Page<'a>,
    options: &'a ImportOptions,
    tree: HeadingTree,
    keys: &'a AnswerKeys<'a>,
}

impl Reader<'_> {
    /// Reads a section and all below it. `groups`: the titles above, as tags.
    fn visit(&self, at: usize, groups: &mut Vec<String>, bank: &mut Bank) {
        let section = &self.tree.sections[at];
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
            .filter(|tag| !tag.is_empty() && section.level > 1 && tag.chars().count() <= 40 && !section.is_boilerplate());
        groups.extend(group.clone());
        for child in &section.children {
            self.visit(*child, groups, bank);
        }
        if group.is_some() {
            groups.pop();
        }
    }

    fn is_question(&self, at: usize) -> bool {
        let section = &self.tree.sections[at];
        let lines = &self.page.lines[section.body.clone()];
        if section.is_boilerplate() {
            return false;
        }
        if section.children.is_empty() {
            let says = lines.iter().any(|line| !line.text.trim().is_empty() && !is_noise(&line.text));
            // `## 1. Basics` without a word below it, beside headings that ask, names a group.
            if !says && !words::is_question(&section.title) && self.tree.is_asking_level(section.level) {
                return false;
            }
            return match section.asks() {
                true => !self.holds_questions(lines) || section.title.trim_end().ends_with(['?', '？']),
                // A group's text, where other headings of its level are questions or groups of them.
                false => says && section.level > 1 && !self.holds_questions(lines) && self.tree.is_question_level(section.level),
            };
        }
        // A question whose answer has subheadings.
        let below_asks = section.children.iter().any(|child| {
            let title = &self.tree.sections[*child].title;
            (words::is_question(title) || self.tree.sections[*child].numbered) && words::label(title, true).is_none()
        });
        section.asks() && !below_asks
    }

    /// Adds the question whose heading this is.
    fn question(&self, at: usize, groups: &[String], bank: &mut Bank) {
        let section = &self.tree.sections[at];
        let end = self.tree.end(at).unwrap_or(self.page.lines.len());
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

    /// Questions in the text directly below a group's heading. Returns whether there were any.
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
