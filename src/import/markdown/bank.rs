//! Questions as headings, as items of lists, as `<details>` elements, and as rows of tables.
//!
//! Steps: the headings make a tree (`heading_tree`); a heading that asks, or one with text and no headings below it, is a question; others name
//! groups. Under a group's heading, list items that ask (`question_items`), elements whose summary asks and tables with a column of questions
//! are questions too.

use super::answer_key::AnswerKeys;
use super::details::{self, Details};
use super::heading_tree::{HeadingTree, Section, is_boilerplate};
use super::heuristics::Label;
use super::labels::{names_answer, promises_answer};
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
    let reader = Reader::new(page, options, tree, &keys);
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

/// The name of a file that asks: `What is a lock.md`, `what-is-a-lock.md`.
fn question_in_name(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    let (name, _) = name.rsplit_once('.')?;
    heuristics::is_question(&name.replace(['-', '_'], " ")).then_some(name)
}

/// Whether a file's name asks.
pub fn is_question_in_name(path: &str) -> bool {
    question_in_name(path).is_some()
}

/// Whether a file's name asks, and few of the headings below its title.
pub fn is_named_by_its_question(page: &Page<'_>) -> bool {
    let titles: Vec<(u8, &str)> = page.lines.iter().filter(|line| !line.code).filter_map(|line| heading(&line.text)).collect();
    let asks = |(_, title): &&(u8, &str)| {
        let (title, numbered) = heuristics::title_text(title);
        numbered || heuristics::is_question(&title)
    };
    let below = titles.get(1..).unwrap_or_default();
    let is_titled = titles.first().is_some_and(|(level, _)| *level == 1) && below.iter().all(|(level, _)| *level > 1);
    is_question_in_name(page.path) && is_titled && below.iter().filter(asks).count() * 3 <= below.len()
}

/// Adds a file as one question, which its first heading is, or its name, which asks; `false` where it has none, or says nothing below it.
pub fn read_as_one(page: &Page<'_>, bank: &mut Bank) -> bool {
    let title = |line: &Line<'_>| !line.code && heading(&line.text).is_some_and(|(level, title)| level == 1 && !is_boilerplate(title));
    let Some(at) = page.lines.iter().position(|line| !line.text.trim().is_empty()).filter(|at| title(&page.lines[*at])) else {
        return false;
    };
    let (line, below) = (&page.lines[at], &page.lines[at + 1..]);
    let (title, _) = heuristics::title_text(heading(&line.text).map_or("", |(_, title)| title));
    let named = question_in_name(page.path).filter(|name| name.contains(' ') && !heuristics::is_question(&title));
    let card = body::card(named.unwrap_or(&title), below);
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
    /// Whether the page's questions have choices or say which their answer is: what has neither and does not ask is text beside them.
    is_marked: bool,
    /// The lowest level at which they are.
    marked_level: u8,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page<'a>, options: &'a ImportOptions, tree: HeadingTree, keys: &'a AnswerKeys<'a>) -> Self {
        let mut reader = Self { page, options, tree, keys, is_marked: false, marked_level: 0 };
        let asking = |at: &usize| {
            let section = &reader.tree.sections[*at];
            let asks = section.has_question_title() && !section.is_boilerplate() && heuristics::label(&section.title, true).is_none();
            asks && !section.in_answer
                && !reader.counts_group(*at)
                && (reader.is_marked_question(*at) || !section.numbered || heuristics::is_question(&section.title))
        };
        let asking: Vec<usize> = (1..reader.tree.sections.len()).filter(asking).collect();
        let marked: Vec<usize> = asking.iter().copied().filter(|at| reader.is_marked_question(*at)).collect();
        let (items, marked_items) = reader.numbered_questions();
        let (all, of_them) = (asking.len() + items, marked.len() + marked_items);
        reader.is_marked = of_them >= 3 && of_them * 4 >= all * 3 && of_them >= reader.count_other_texts(&asking);
        reader.marked_level = marked.iter().map(|at| reader.tree.sections[*at].level).min().unwrap_or(u8::MAX);
        reader
    }

    /// How many headings have text below them, and are neither among those that ask nor below one.
    fn count_other_texts(&self, asking: &[usize]) -> usize {
        let mut question_level = u8::MAX;
        let mut count = 0;
        for (at, section) in self.tree.sections.iter().enumerate().skip(1) {
            if section.level <= question_level {
                question_level = if asking.binary_search(&at).is_ok() { section.level } else { u8::MAX };
            }
            let is_beside = question_level == u8::MAX && section.level > 1 && section.children.is_empty() && !section.is_boilerplate();
            let lines = &self.page.lines[section.body.clone()];
            let says = || lines.iter().any(|line| !line.text.trim().is_empty() && !is_noise(&line.text));
            count += usize::from(is_beside && says() && !self.holds_numbered_questions(lines) && !is_contents(lines));
        }
        count
    }

    /// Whether what is below a heading has choices, or says which the answer is.
    fn is_marked_question(&self, at: usize) -> bool {
        let section = &self.tree.sections[at];
        let end = self.tree.end(at).unwrap_or(self.page.lines.len());
        let lines = &self.page.lines[section.body.start..end];
        let ticked = || lines.iter().any(|line| !line.code && choices::task(&line.text).is_some_and(|(right, _)| right));
        is_answered(lines)
            || choices::has_lettered_choices(lines)
            || ticked()
            || self.keys.has_entry_for(&self.page.lines[section.line], self.page)
    }

    /// Whether a heading has the number of a chapter, whose questions are items: `## 7. Test yourself`.
    fn counts_group(&self, at: usize) -> bool {
        let section = &self.tree.sections[at];
        let is_numbered = section.numbered && !heuristics::is_question(&section.title);
        is_numbered && section.children.is_empty() && self.holds_numbered_questions(&self.page.lines[section.body.clone()])
    }

    /// How many numbered items outside of questions ask or are answered, and how many of those are.
    fn numbered_questions(&self) -> (usize, usize) {
        let (mut asking, mut marked) = (0, 0);
        for (at, section) in self.tree.sections.iter().enumerate() {
            if section.in_answer || section.has_question_title() && !self.counts_group(at) {
                continue;
            }
            let lines = &self.page.lines[section.body.clone()];
            let is_number = |at: &usize| {
                !lines[*at].code && indent(&lines[*at].text) == 0 && item(&lines[*at].text).is_some_and(|(.., numbered)| numbered)
            };
            let numbers: Vec<usize> = (0..lines.len()).filter(is_number).collect();
            for (at, end) in numbers.iter().zip(numbers.iter().skip(1).copied().chain([lines.len()])) {
                let is_answered = is_answered(&lines[at + 1..end]) || choices::has_lettered_choices(&lines[at + 1..end]);
                let text = item(&lines[*at].text).map_or("", |(text, ..)| text);
                marked += usize::from(is_answered);
                asking += usize::from(is_answered || heuristics::is_question(&heuristics::title_text(text).0));
            }
        }
        (asking, marked)
    }

    /// Whether a heading is that of text beside the questions of a page, which are marked: a chapter above its quiz, notes for the reader.
    fn is_beside_questions(&self, at: usize) -> bool {
        let section = &self.tree.sections[at];
        let asks = heuristics::is_question(&section.title) || heuristics::is_bare_number(&section.title);
        let is_counted = section.numbered && section.level >= self.marked_level;
        self.is_marked && !asks && !is_counted && !self.is_marked_question(at)
    }

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
        if section.is_boilerplate() || self.is_beside_questions(at) {
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
            !self.tree.sections[child].in_answer
                && (heuristics::is_question(title) || self.tree.sections[child].numbered)
                && heuristics::label(title, true).is_none()
        };
        // A number alone may be a chapter's, whose questions are further below.
        let is_chapter = || !heuristics::is_question(&section.title) && self.descendants(at).any(asks);
        let below_asks = section.children.iter().any(|child| asks(*child)) || is_chapter();
        section.has_question_title() && (!below_asks || self.tree.is_counted(at))
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
        let end = match self.advertisement(at, end) {
            Some(cut) => {
                self.page.not_imported(&self.page.lines[cut..end], "this text belongs to no question", bank);
                cut
            }
            None => end,
        };
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

    /// The line of a heading that leads elsewhere, `#### All answers: [our site](https://…)`, with nothing but pictures and tags below it, where a
    /// page ends.
    fn advertisement(&self, at: usize, end: usize) -> Option<usize> {
        let last = self.tree.sections[at + 1..].iter().take_while(|below| below.line < end).last()?;
        let says = |line: &Line<'_>| {
            let text = line.text.trim();
            line.code || !(text.is_empty() || is_noise(text) || text.starts_with('<') && text.ends_with('>'))
        };
        let leads_elsewhere = last.title.contains("](http") && end == self.page.lines.len();
        (leads_elsewhere && !self.page.lines[last.line + 1..end].iter().any(says)).then_some(last.line)
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
        let all = if self.is_marked && !of_questions {
            Items::Answered
        } else if all_ask {
            Items::All
        } else {
            Items::Asking
        };
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
            } else if let Some(end) = self.item(lines, i, all, groups, bank) {
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
        if heuristics::label(&details::summary(element), true).is_none() {
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
        if card.draft && card.not_imported.is_empty() && are_statements(&inside) {
            card = body::answered_card(&summary, &inside);
        }
        if !prompt.is_empty() {
            // Of a summary nothing is the answer.
            let text = prompt.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>().join("\n");
            card.prompt = [text, card.prompt].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        self.page.push(card, &lines[0], groups, bank);
        true
    }

    /// An item of a list that asks, with what is indented under it, and the line after it.
    fn item(&self, lines: &[Line<'_>], i: usize, which: Items, groups: &[String], bank: &mut Bank) -> Option<usize> {
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
        let beside =
            || which == Items::All && indent(&lines[i].text) == 0 && !text.contains("](") && question.contains(char::is_alphanumeric);
        let end = item_end(lines, i, content, numbered, &self.options.columns);
        let is_choice = choices::task(&lines[i].text).is_some() || choices::lettered(&lines[i].text).is_some();
        let has_choices = || numbered && choices::has_lettered_choices(&lines[i + 1..end]);
        let is_keyed = || numbered && self.keys.has_entry_for(&lines[i], self.page);
        let is_open = numbered && question.ends_with(['?', '？']);
        let asks = heuristics::is_question(&question) && (which != Items::Answered || is_open);
        if !(asks || beside() || !is_choice && is_answered(&lines[i + 1..end]) || has_choices() || is_keyed()) {
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
            let below = &lines[**at + 1..*end];
            choices::has_lettered_choices(below) || is_answered(below) || self.keys.has_entry_for(&lines[**at], self.page)
        };
        let asking = numbers.iter().zip(ends).filter(asks).count();
        // The only question of a group is all that its heading has.
        let is_only = || {
            numbers.len() == 1
                && lines.iter().find(|line| !line.text.trim().is_empty()).map(|line| line.span) == Some(lines[numbers[0]].span)
        };
        asking >= 2 && asking * 5 >= numbers.len() * 3 || asking == 1 && is_only()
    }

    /// Whether most items of the lines' lists ask, or a table or an element has questions.
    fn holds_questions(&self, lines: &[Line<'_>]) -> bool {
        let (asking, plain) = asking_items(lines);
        let begins = |line: &Line<'_>| line.details && !line.code && line.text.to_ascii_lowercase().contains("<details");
        let asks_in_summary = lines.iter().enumerate().filter(|(_, line)| begins(line)).any(|(i, _)| {
            let summary = details::summary(&lines[i..end_of_details(lines, i)]);
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

/// Which items of a list are questions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Items {
    /// Those that ask or are answered.
    Asking,
    /// Those beside them too.
    All,
    /// Only those that are answered, or are numbered and end with a question mark: the page's questions are elsewhere.
    Answered,
}

/// A question that was broken within brackets, behind a comma or before the words that end in its mark goes on in the next line; how many lines are
/// left below it.
fn with_broken_line(question: String, below: &[Line<'_>]) -> (String, usize) {
    let goes_on =
        |line: &Line<'_>| !question.ends_with(['.', '?', '!', ':', ';', '。', '？', '：']) && line.text.trim_end().ends_with(['?', '？']);
    let is_open =
        |line: &Line<'_>| question.ends_with(',') || question.matches('(').count() > question.matches(')').count() || goes_on(line);
    let next = below.first().filter(|line| !line.code && !line.text.trim().is_empty() && is_open(line));
    match next.filter(|line| item(&line.text).is_none() && heuristics::label(&line.text, false).is_none()) {
        Some(line) => (format!("{question} {}", line.text.trim()), below.len() - 1),
        None => (question, below.len()),
    }
}

/// Whether the lettered items of lines are sentences, which `a)` and `b)` count: choices are shorter, or more.
fn are_statements(lines: &[Line<'_>]) -> bool {
    let lettered: Vec<&str> = lines.iter().filter(|line| !line.code).filter_map(|line| Some(choices::lettered(&line.text)?.1)).collect();
    let is_sentence = |text: &&str| text.ends_with(['.', '!', ';']) && text.split_whitespace().count() >= 4;
    !lettered.is_empty() && lettered.len() <= 3 && lettered.iter().all(is_sentence)
}

/// Whether lines are several elements and nothing beside them, whose summaries are terms.
fn is_of_summaries(lines: &[Line<'_>]) -> bool {
    let beside = lines.iter().any(|line| !line.details && !line.text.trim().is_empty() && !is_noise(&line.text));
    let begins = |line: &Line<'_>| line.details && !line.code && line.text.to_ascii_lowercase().contains("<details");
    let elements = lines.iter().enumerate().filter(|(_, line)| begins(line));
    let terms = elements.filter(|(i, _)| !promises_answer(&details::summary(&lines[*i..end_of_details(lines, *i)])));
    !beside && terms.count() > 1
}

/// Whether lines say which answer belongs to what is above them: an element of that name, or a label.
fn is_answered(lines: &[Line<'_>]) -> bool {
    let answers = |label: Option<(Label, String)>| label.is_some_and(|(label, _)| label == Label::Answer);
    let is_answer = |summary: &str| answers(heuristics::label(summary, true)) || names_answer(summary) && !heuristics::is_question(summary);
    let mut i = 0;
    while i < lines.len() {
        let line = &lines[i];
        let end = end_of_details(lines, i);
        let is_element = !line.code && line.details && line.text.to_ascii_lowercase().contains("<details");
        // Of elements within one another the outermost counts, so that each line is read once.
        if is_element && is_answer(&details::summary(&lines[i..end]))
            || !line.code && !line.details && answers(heuristics::label(&line.text, false))
        {
            return true;
        }
        i = if is_element { end } else { i + 1 };
    }
    false
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
    card.question = heading
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"))
        .filter(|inner| !inner.contains("**"))
        .map_or(heading.clone(), str::to_string);
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
