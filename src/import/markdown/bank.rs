//! Questions as headings, as items of lists, as `<details>` elements, and as rows of tables.
//!
//! Steps: the headings make a tree (`heading_tree`); a heading that asks, or one with text and no headings below it, is a question; others name
//! groups. Under a group's heading, list items that ask (`question_items`), elements whose summary asks and tables with a column of questions
//! are questions too.

use super::answer_key::AnswerKeys;
use super::details::{self, Details};
use super::heading_tree::{HeadingTree, Section, is_boilerplate};
use super::heuristics::Label;
use super::labels::promises_answer;
use super::lines::{Line, end_of_details, heading, indent, item};
use super::page::{Page, is_noise};
use super::question_items::{dedent, item_end};
use super::references::is_only_links;
use super::{body, choices, heuristics, tables};
use crate::import::{Bank, ForeignCard, ImportOptions, card_text, slug};

pub fn read(page: &Page<'_>, options: &ImportOptions, bank: &mut Bank) {
    let (keys, rest) = AnswerKeys::extract(page);
    let page = &Page { lines: rest, front_matter: page.front_matter.clone(), ..*page };
    let tree = HeadingTree::new(&page.lines);
    if let Some(title) = page.front_matter.title.as_ref().filter(|title| asks_in_title(title, &tree)) {
        let card = body::card(&heuristics::title_text(title).0, &page.lines);
        if let Some(first) = page.lines.iter().find(|line| !line.text.trim().is_empty()) {
            page.push(card, first, &[], bank);
        }
        return keys.report_unused(page, bank);
    }
    if is_one_question(page, &tree) && read_as_one(page, bank) {
        return keys.report_unused(page, bank);
    }
    let reader = Reader { page, options, tree, keys: &keys };
    reader.visit(0, &mut Vec::new(), bank);
    keys.report_unused(page, bank);
}

/// Whether the title in a file's front matter is its question: it asks, and below it no heading does.
fn asks_in_title(title: &str, tree: &HeadingTree) -> bool {
    let asks = |section: &Section| {
        section.numbered || heuristics::is_question(&section.title) && heuristics::label(&section.title, true).is_none()
    };
    heuristics::is_question(title) && !tree.sections.iter().any(asks)
}

/// Whether a file's first heading is its question, beside which the other headings of the first level (`# Links`) belong to the answer.
fn is_one_question(page: &Page<'_>, tree: &HeadingTree) -> bool {
    let Some(first) = tree.sections.get(1).filter(|first| first.level == 1 && heuristics::is_question(&first.title)) else { return false };
    let before = page.lines[..first.line].iter().all(|line| line.text.trim().is_empty());
    let outer: Vec<&Section> = tree.sections[2..].iter().filter(|section| section.level == 1).collect();
    let asks = |section: &Section| section.has_question_title() && heuristics::label(&section.title, true).is_none();
    let belongs = |section: &&Section| section.is_boilerplate() || heuristics::label(&section.title, true).is_some();
    before && !outer.is_empty() && outer.iter().all(belongs) && !tree.sections[2..].iter().any(asks)
}

/// Whether a text begins with a heading of the first level that asks, and has no other of that level that does.
pub fn is_titled_by_a_question(text: &str) -> bool {
    let mut code = false;
    let mut titles = text.lines().filter(|line| {
        code ^= line.trim_start().starts_with("```");
        !code && !line.trim().is_empty()
    });
    let asks = |line: &str| line.strip_prefix("# ").is_some_and(|title| heuristics::is_question(&heuristics::title_text(title).0));
    titles.next().is_some_and(asks) && !titles.any(asks)
}

/// Adds a file as one question, which its first heading is; `false` where it has none, or says nothing below it.
pub fn read_as_one(page: &Page<'_>, bank: &mut Bank) -> bool {
    let title = |line: &Line<'_>| !line.code && heading(&line.text).is_some_and(|(level, title)| level == 1 && !is_boilerplate(title));
    let Some(at) = page.lines.iter().position(|line| !line.text.trim().is_empty()).filter(|at| title(&page.lines[*at])) else {
        return false;
    };
    let (line, below) = (&page.lines[at], &page.lines[at + 1..]);
    let card = body::card(&heuristics::title_text(heading(&line.text).map_or("", |(_, title)| title)).0, below);
    if card.question.is_empty() || card.draft {
        return false;
    }
    page.push(card, line, &[], bank);
    true
}

/// Whether a line of a page begins a question: a heading or an item of a list that asks, a table, an element.
pub fn begins_question(page: &Page<'_>, options: &ImportOptions) -> bool {
    let item_asks = |line: &Line<'_>| {
        let text = item(&line.text).filter(|_| !line.code && indent(&line.text) <= 3).map(|(text, ..)| text);
        text.is_some_and(|text| heuristics::is_question(&heuristics::title_text(text).0) && !leads_on(text))
    };
    has_questions(page, options)
        || page.lines.iter().any(|line| item_asks(line) || !line.code && heuristics::after_question_number(&line.text).is_some())
}

/// Whether any heading, table or element of a page asks.
pub fn has_questions(page: &Page<'_>, options: &ImportOptions) -> bool {
    page.lines.iter().filter(|line| !line.code).any(|line| {
        let title = heading(&line.text).is_some_and(|(_, title)| heuristics::is_question(&heuristics::title_text(title).0));
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
        let asks_beside_others = section.level > 0 && self.asks_beside_others(at);
        if asks_beside_others {
            self.question_until(at, section.body.end, groups, bank);
        }
        // A file's own title is not a group within it.
        let group = Some(slug(&section.title)).filter(|_| section.level > 1 && !asks_beside_others && section.names_group());
        groups.extend(group.clone());
        if !asks_beside_others && !self.embedded(section, groups, bank) {
            let what = if is_contents(lines) {
                "a table of contents was left out: Recto makes its own"
            } else {
                "this text belongs to no question"
            };
            self.page.not_imported(lines, what, bank);
        }
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
            if !says && !heuristics::is_question(&section.title) && self.tree.is_mostly_questions(section.level) {
                return false;
            }
            return match section.has_question_title() {
                true => !self.holds_questions(lines) || section.title.trim_end().ends_with(['?', '？']) && !has_answered_items(lines),
                // A group's text, where other headings of its level are questions or groups of them.
                false => {
                    let beside = self.tree.is_question_level(section.level);
                    let of_questions = section.announces_questions() && asking_items(lines).0 > 0;
                    let holds = of_questions || self.holds_questions(lines) || is_contents(lines) || is_link_list(lines);
                    says && section.level > 1 && !holds && beside
                }
            };
        }
        // A question whose answer has subheadings.
        let asks = |child: usize| {
            let title = &self.tree.sections[child].title;
            (heuristics::is_question(title) || self.tree.sections[child].numbered) && heuristics::label(title, true).is_none()
        };
        // A number alone may be a chapter's, whose questions are further below.
        let is_chapter = || !heuristics::is_question(&section.title) && self.descendants(at).any(asks);
        let below_asks = section.children.iter().any(|child| asks(*child)) || is_chapter();
        section.has_question_title() && !below_asks
    }

    /// All sections below one.
    fn descendants(&self, at: usize) -> impl Iterator<Item = usize> {
        let level = self.tree.sections[at].level;
        (at + 1..self.tree.sections.len()).take_while(move |below| self.tree.sections[*below].level > level)
    }

    /// Whether a heading that has other questions below it is one too: it asks, and the text directly below it answers.
    fn asks_beside_others(&self, at: usize) -> bool {
        let section = &self.tree.sections[at];
        let lines = &self.page.lines[section.body.clone()];
        let says = lines.iter().any(|line| !line.text.trim().is_empty() && !is_noise(&line.text));
        let asks = section.has_question_title() && section.title.trim_end().ends_with(['?', '？']);
        says && !section.children.is_empty()
            && !section.is_boilerplate()
            && !self.holds_questions(lines)
            && (asks || section.has_question_title() && is_answered(lines))
    }

    /// Adds the question whose heading this is, with all below it.
    fn question(&self, at: usize, groups: &[String], bank: &mut Bank) {
        self.question_until(at, self.tree.end(at).unwrap_or(self.page.lines.len()), groups, bank);
    }

    fn question_until(&self, at: usize, end: usize, groups: &[String], bank: &mut Bank) {
        let section = &self.tree.sections[at];
        let line = &self.page.lines[section.line];
        let mut card = self.answered(&section.title, line, &self.page.lines[section.line + 1..end]);
        if card.question.is_empty() || heuristics::is_bare_number(&card.question) {
            let points = section.title.find(['(', '[']).map(|at| section.title[at..].trim().to_string()).unwrap_or_default();
            named_by_text(&mut card);
            if !points.is_empty() && !heuristics::is_bare_number(&card.question) {
                card.question = format!("{} {points}", card.question);
            }
        }
        self.page.push(card, line, groups, bank);
    }

    /// The card of a question.
    fn answered(&self, title: &str, at: &Line<'_>, lines: &[Line<'_>]) -> ForeignCard {
        self.keys.card(self.page, title, at, lines)
    }

    /// Questions in the text directly below a group's heading. Returns whether there were any.
    fn embedded(&self, section: &Section, groups: &[String], bank: &mut Bank) -> bool {
        self.embedded_in(&self.page.lines[section.body.clone()], section.announces_questions(), groups, bank)
    }

    /// Questions in these lines, of which a title may say that they are some.
    fn embedded_in(&self, lines: &[Line<'_>], of_questions: bool, groups: &[String], bank: &mut Bank) -> bool {
        let before = bank.cards.len();
        let mut rest: Vec<Line<'_>> = Vec::new();
        let (asking, plain) = asking_items(lines);
        let all_ask = asking >= 3 && asking * 5 >= plain * 4 || asking * 2 >= plain && of_questions;
        // Where the lines of `rest` begin that may still ask: those since the last card that were not looked at.
        let mut open = 0;
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            if let Some(end) = tables::read(self.page, lines, i, self.options, groups, bank) {
                i = end;
            } else if line.details && !line.code && line.text.to_ascii_lowercase().contains("<details") {
                let end = end_of_details(lines, i);
                if self.answers(&mut rest, &mut open, &lines[i..end], groups, bank) || self.details(&lines[i..end], groups, bank) {
                    open = rest.len();
                } else {
                    rest.extend(lines[i..end].iter().cloned());
                }
                i = end;
            } else if let Some(end) = self.item(lines, i, all_ask, groups, bank) {
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
    fn answers(&self, rest: &mut Vec<Line<'_>>, open: &mut usize, element: &[Line<'_>], groups: &[String], bank: &mut Bank) -> bool {
        if heuristics::label(&details::read(element).summary, true).is_none() {
            return false;
        }
        let asking = |line: &Line<'_>| !line.code && heuristics::is_question(&heuristics::title_text(&line.text).0);
        let Some(first) = rest[*open..].iter().position(asking).map(|at| *open + at) else {
            *open = rest.len();
            return false;
        };
        let question: Vec<Line<'_>> = rest.drain(first..).collect();
        let (title, _) = heuristics::title_text(&question[0].text);
        let card = body::card(&title, &[&question[1..], element].concat());
        self.page.push(card, &question[0], groups, bank);
        true
    }

    /// `<details><summary>What is it?</summary> the answer </details>`; whether it is a question.
    fn details(&self, lines: &[Line<'_>], groups: &[String], bank: &mut Bank) -> bool {
        let Details { summary, prompt, inside } = details::read(lines);
        // An answer to nothing, and lists of links: other languages, a table of contents.
        let links = |line: &Line<'_>| line.text.trim().is_empty() || is_noise(&line.text) || line.text.contains("](");
        let says = inside.iter().any(|line| !line.text.trim().is_empty());
        let leads_elsewhere = says && inside.iter().all(links) && !heuristics::is_question(&summary);
        if summary.is_empty() || heuristics::label(&summary, true).is_some() || leads_elsewhere {
            return false;
        }
        let (asking, plain) = asking_items(&inside);
        if asking >= 2 && asking * 5 >= plain * 3 && prompt.is_empty() && !heuristics::is_question(&summary) && !promises_answer(&summary) {
            // It holds a group of questions.
            let group = Some(slug(&summary)).filter(|slug| !slug.is_empty());
            return self.embedded_in(&inside, true, &groups.iter().cloned().chain(group).collect::<Vec<_>>(), bank);
        }
        let mut card = body::card(&summary, &inside);
        if !prompt.is_empty() {
            // Of a summary nothing is the answer.
            let text = prompt.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>().join("\n");
            card.prompt = [text, card.prompt].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        self.page.push(card, &lines[0], groups, bank);
        true
    }

    /// An item of a list that asks, with what is indented under it, and the line after it. `all`: so do the other items, and it is one of them.
    fn item(&self, lines: &[Line<'_>], i: usize, all: bool, groups: &[String], bank: &mut Bank) -> Option<usize> {
        if lines[i].code || indent(&lines[i].text) > 3 {
            return None;
        }
        let (text, content, numbered) = item(&lines[i].text)?;
        let (question, _) = heuristics::title_text(text);
        // A table of contents asks in its links; a list of links elsewhere only where one ends like a question.
        let is_link = is_only_links(text) && !text.contains("?](");
        if leads_on(text) || is_link {
            return None;
        }
        let beside = || all && indent(&lines[i].text) == 0 && !text.contains("](") && question.contains(char::is_alphanumeric);
        let end = item_end(lines, i, content, numbered, &self.options.columns);
        let is_choice = choices::task(&lines[i].text).is_some() || choices::lettered(&lines[i].text).is_some();
        let has_choices = || numbered && choices::has_lettered_choices(&lines[i + 1..end]);
        let is_keyed = || numbered && self.keys.has_entry_for(&lines[i], self.page);
        if !(heuristics::is_question(&question) || beside() || !is_choice && is_answered(&lines[i + 1..end]) || has_choices() || is_keyed())
        {
            return None;
        }
        let (question, below) = with_broken_line(question, &lines[i + 1..end]);
        let mut card = self.answered(&question, &lines[i], &dedent(&lines[end - below..end], content));
        // Items below that only ask are what is asked next.
        let below =
            [card.prompt.as_str(), card.answer.as_str()].iter().flat_map(|text| text.lines()).map(str::to_string).collect::<Vec<_>>();
        let below: Vec<&String> = below.iter().filter(|line| !line.trim().is_empty()).collect();
        let asked =
            |line: &&String| super::lines::item(line).map(|(text, ..)| text.to_string()).filter(|text| heuristics::is_question(text));
        if !below.is_empty() && below.iter().all(|line| asked(line).is_some()) {
            card.follow_ups = below.iter().filter_map(asked).collect();
            card.prompt.clear();
            card.answer.clear();
            card.draft = !card.is_answered();
        }
        self.page.push(card, &lines[i], groups, bank);
        Some(end)
    }

    /// Whether most numbered items have lettered choices or an answer in the key below.
    fn holds_numbered_questions(&self, lines: &[Line<'_>]) -> bool {
        let is_number = |at: &usize| {
            !lines[*at].code && indent(&lines[*at].text) == 0 && item(&lines[*at].text).is_some_and(|(_, _, numbered)| numbered)
        };
        let numbers: Vec<usize> = (0..lines.len()).filter(is_number).collect();
        let ends = numbers.iter().skip(1).copied().chain([lines.len()]);
        let asks = |(at, end): &(&usize, usize)| {
            choices::has_lettered_choices(&lines[**at + 1..*end]) || self.keys.has_entry_for(&lines[**at], self.page)
        };
        let asking = numbers.iter().zip(ends).filter(asks).count();
        asking >= 2 && asking * 5 >= numbers.len() * 3
    }

    /// Whether most items of the lines' lists ask, or a table or an element has questions.
    fn holds_questions(&self, lines: &[Line<'_>]) -> bool {
        let (asking, plain) = asking_items(lines);
        let begins = |line: &Line<'_>| line.details && !line.code && line.text.to_ascii_lowercase().contains("<details");
        let asks_in_summary = lines.iter().enumerate().filter(|(_, line)| begins(line)).any(|(i, _)| {
            let summary = details::read(&lines[i..end_of_details(lines, i)]).summary;
            heuristics::is_question(&summary) && heuristics::label(&summary, true).is_none()
        });
        (asking > 0 && asking * 5 >= plain * 3)
            || has_answered_items(lines)
            || self.holds_numbered_questions(lines)
            || asks_in_summary
            || is_of_summaries(lines)
            || lines.iter().any(|line| tables::is_question_header(&line.text, &self.options.columns))
    }
}

/// A question that was broken within brackets or behind a comma goes on in the next line; how many lines are left below it.
fn with_broken_line(question: String, below: &[Line<'_>]) -> (String, usize) {
    let is_open = question.ends_with(',') || question.matches('(').count() > question.matches(')').count();
    let next = below.first().filter(|line| is_open && !line.code && !line.text.trim().is_empty());
    match next.filter(|line| item(&line.text).is_none() && heuristics::label(&line.text, false).is_none()) {
        Some(line) => (format!("{question} {}", line.text.trim()), below.len() - 1),
        None => (question, below.len()),
    }
}

/// Whether lines are several elements and nothing beside them, whose summaries are terms.
fn is_of_summaries(lines: &[Line<'_>]) -> bool {
    let beside = lines.iter().any(|line| !line.details && !line.text.trim().is_empty() && !is_noise(&line.text));
    let begins = |line: &Line<'_>| line.details && !line.code && line.text.to_ascii_lowercase().contains("<details");
    let elements = lines.iter().enumerate().filter(|(_, line)| begins(line));
    let terms = elements.filter(|(i, _)| !promises_answer(&details::read(&lines[*i..end_of_details(lines, *i)]).summary));
    !beside && terms.count() > 1
}

/// Whether lines say which answer belongs to what is above them: an element of that name, or a label.
fn is_answered(lines: &[Line<'_>]) -> bool {
    let answers = |label: Option<(Label, String)>| label.is_some_and(|(label, _)| label == Label::Answer);
    lines.iter().enumerate().filter(|(_, line)| !line.code).any(|(i, line)| {
        let element = line.details && line.text.to_ascii_lowercase().contains("<details");
        let summary = || details::read(&lines[i..end_of_details(lines, i)]).summary;
        if element { answers(heuristics::label(&summary(), true)) } else { !line.details && answers(heuristics::label(&line.text, false)) }
    })
}

/// How many items of the lines' lists ask, and how many there are but for links.
fn asking_items(lines: &[Line<'_>]) -> (usize, usize) {
    let outer = lines.iter().filter(|line| !line.code && !line.details && indent(&line.text) == 0);
    let plain: Vec<&str> = outer.filter_map(|line| Some(item(&line.text)?.0)).filter(|text| !text.starts_with('[')).collect();
    (plain.iter().filter(|text| heuristics::is_question(&heuristics::title_text(text).0)).count(), plain.len())
}

/// Whether items are answered by a label on the line below them.
fn has_answered_items(lines: &[Line<'_>]) -> bool {
    let answer = |line: &Line<'_>| !line.code && heuristics::label(&line.text, false).is_some_and(|(label, _)| label == Label::Answer);
    let item_at = |line: &Line<'_>| !line.code && indent(&line.text) == 0 && item(&line.text).is_some();
    lines.windows(2).filter(|two| item_at(&two[0]) && answer(&two[1])).count() >= 2
}

/// `Question 7` says nothing: the text below it asks.
fn named_by_text(card: &mut ForeignCard) {
    let text = if card.prompt.is_empty() { &mut card.answer } else { &mut card.prompt };
    if text.trim().is_empty() {
        return;
    }
    let (heading, rest) = card_text::split_heading(text);
    *text = rest;
    card.question = heading;
    card.draft = !card.is_answered();
}

/// A list whose items are links into the file, or to others of the bank, or a table of such links.
fn is_contents(lines: &[Line<'_>]) -> bool {
    let rows: Vec<&Line<'_>> = lines.iter().filter(|line| line.text.trim_start().starts_with('|')).collect();
    if rows.len() >= 3 && rows.iter().filter(|row| row.text.contains("](#")).count() * 2 >= rows.len() {
        return true;
    }
    let items: Vec<&str> = lines.iter().filter_map(|line| Some(item(&line.text)?.0)).collect();
    items.len() >= 2 && items.iter().filter(|text| leads_on(text)).count() * 2 > items.len()
}

/// Whether lines are a list of links, which dashes may describe, and nothing else.
fn is_link_list(lines: &[Line<'_>]) -> bool {
    let described = |text: &str| {
        text.find("](")
            .and_then(|at| Some(at + text[at..].find(')')?))
            .is_some_and(|end| text.starts_with('[') && text[end + 1..].trim_start().starts_with(['-', '–', '—']))
    };
    let mut says = lines.iter().filter(|line| !line.text.trim().is_empty() && !is_noise(&line.text)).peekable();
    says.peek().is_some()
        && says.all(|line| !line.code && item(&line.text).is_some_and(|(text, ..)| is_only_links(text) || described(text)))
}

/// Whether an item is nothing but a link into the file or to another one.
fn leads_on(text: &str) -> bool {
    let target = text.split_once("](").and_then(|(_, rest)| rest.split_once(')'));
    target.is_some_and(|(target, rest)| {
        let path = target.split('#').next().unwrap_or_default();
        target.starts_with('#') || (!path.contains("://") && path.ends_with(".md") && text.starts_with('[') && rest.trim().is_empty())
    })
}
