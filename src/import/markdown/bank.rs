//! Questions as headings, as items of lists, as `<details>` elements, and as rows of tables.
//!
//! Steps: the headings make a tree (`heading_tree`); a heading that asks, or one with text and no headings below it, is a question; others name
//! groups. Under a group's heading, list items that ask (`question_items`), elements whose summary asks and tables with a column of questions
//! are questions too.

use std::collections::BTreeSet;

use super::answer_key::AnswerKeys;
use super::asking::{
    are_statements, asks_in_bold, explains_numbers, has_answered_items, has_other_script, is_answered, is_of_summaries, numbered_items,
    outer_items,
};
use super::contents::{contents_in, is_contents, is_link_list, leads_on, letters};
use super::details::{self, Details};
use super::heading_tree::{HeadingTree, Section};
use super::labels::promises_answer;
use super::lines::{Line, end_of_details, heading, indent, is_bold, item};
use super::page::{Page, is_noise};
use super::question_items::{dedent, item_end};
use super::references::{asks_in_link, is_only_links, label_of_link, link_to_references};
use super::whole_file::{asks_in_title, is_one_question, read_as_one};
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

/// Whether a line of a page begins a question: a heading or an item of a list that asks, a table, an element.
pub fn begins_question(page: &Page<'_>, options: &ImportOptions) -> bool {
    let item_asks = |line: &Line<'_>| {
        let text = item(&line.text).filter(|_| !line.code && indent(&line.text) <= 3).map(|(text, ..)| text);
        text.is_some_and(|text| heuristics::asks(text) && !leads_on(text))
    };
    has_questions(page, options)
        || page.lines.iter().any(|line| item_asks(line) || !line.code && heuristics::after_question_number(&line.text).is_some())
}

/// Whether any heading, table or element of a page asks.
pub fn has_questions(page: &Page<'_>, options: &ImportOptions) -> bool {
    page.lines.iter().filter(|line| !line.code).any(|line| {
        let asks = |title: &str| heuristics::asks(title) || heuristics::is_bare_number(title);
        let title = heading(&line.text).is_some_and(|(_, title)| asks(title));
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
    /// Whether the page's questions are list items in bold: what stands so among them asks, whatever its words.
    asks_in_bold: bool,
    /// Whether nearly all lists of the page are of questions: one of which few items ask by their words is too.
    asks_in_lists: bool,
    /// The letters and digits of the headings' titles.
    titles: BTreeSet<String>,
    /// The deepest level of headings that ask.
    deepest_asking_level: u8,
    /// Whether nothing on the page asks: then what a numbered list explains is asked for.
    nothing_asks: bool,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page<'a>, options: &'a ImportOptions, tree: HeadingTree, keys: &'a AnswerKeys<'a>) -> Self {
        let asks_in_bold = asks_in_bold(&page.lines);
        let asking_levels = tree.sections.iter().filter(|section| heuristics::is_question(&section.title)).map(|section| section.level);
        let deepest_asking_level = asking_levels.max().unwrap_or(0);
        let titles = tree.sections.iter().map(|section| letters(&section.title)).filter(|title| !title.is_empty()).collect();
        let mut reader = Self {
            page,
            options,
            tree,
            keys,
            titles,
            is_marked: false,
            marked_level: 0,
            asks_in_bold,
            asks_in_lists: false,
            deepest_asking_level,
            nothing_asks: false,
        };
        reader.asks_in_lists = reader.lists_of_questions();
        let is_item = |line: &Line<'_>| !line.code && item(&line.text).is_some_and(|(text, ..)| heuristics::asks(text));
        reader.nothing_asks = !page.lines.iter().any(|line| line.details || is_item(line))
            && !reader.tree.sections.iter().skip(1).any(|section| section.has_question_title() || section.level > 3);
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

    /// Whether most of the page's lists, and three at least, hold questions.
    fn lists_of_questions(&self) -> bool {
        let sections = || self.tree.sections.iter().filter(|section| !section.is_boilerplate());
        let lists = || sections().map(|section| self.asking_items(&self.page.lines[section.body.clone()])).filter(|(_, plain)| *plain >= 2);
        let asking = lists().filter(|(asking, plain)| asking * 5 >= plain * 3).count();
        asking >= 3 && asking * 3 >= lists().count() * 2
    }

    /// How many items of the lines' lists ask, and how many there are but for links.
    fn asking_items(&self, lines: &[Line<'_>]) -> (usize, usize) {
        (outer_items(lines).filter(|text| self.item_asks(text)).count(), outer_items(lines).count())
    }

    fn item_asks(&self, text: &str) -> bool {
        heuristics::asks(text) || self.asks_in_bold && is_bold(text)
    }

    /// Whether lines are a list of questions as the page's others are: nothing but items, of which one asks.
    fn is_list_of_questions(&self, lines: &[Line<'_>]) -> bool {
        let is_item =
            |line: &Line<'_>| line.text.trim().is_empty() || is_noise(&line.text) || item(&line.text).is_some() || indent(&line.text) > 0;
        self.asks_in_lists && self.asking_items(lines).0 > 0 && lines.iter().all(is_item)
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
            for (number, below) in numbered_items(lines) {
                let is_answered = is_answered(below) || choices::has_lettered_choices(below);
                marked += usize::from(is_answered);
                asking += usize::from(is_answered || item(&number.text).is_some_and(|(text, ..)| heuristics::asks(text)));
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
        let is_inside = section.level > 1 || section.level == 1 && self.tree.has_several_titles();
        let group = Some(slug(&section.title)).filter(|_| is_inside && !asks_beside_others && section.names_group());
        groups.extend(group.clone());
        if !asks_beside_others && !self.embedded(section, groups, bank) {
            let contents = contents_in(lines);
            self.page.not_imported(&lines[..contents.start], "this text belongs to no question", bank);
            self.page.not_imported(&lines[contents.clone()], "a table of contents was left out: Recto makes its own", bank);
            self.page.not_imported(&lines[contents.end..], "this text belongs to no question", bank);
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
        if section.is_boilerplate() || self.is_beside_questions(at) || self.tree.is_before_counted(at) || self.tree.is_chapter(at) {
            return false;
        }
        if section.children.is_empty() {
            let says = lines.iter().any(|line| !line.text.trim().is_empty() && !is_noise(&line.text));
            // `## 1. Basics` without a word below it, beside headings that ask, names a group.
            if !says && !heuristics::is_question(&section.title) && self.tree.is_mostly_questions(section.level) {
                // Where many have none, they are questions that nobody has answered yet.
                return !section.numbered && self.tree.is_often_empty(section.level);
            }
            let often_empty = self.tree.is_question_level(section.level) && self.tree.is_often_empty(section.level);
            if !says && !section.has_question_title() && often_empty {
                return section.level > 1 && self.tree.asks_at(section.level);
            }
            return match section.has_question_title() {
                true => !self.holds_questions(lines) || section.title.trim_end().ends_with(['?', '？']) && !has_answered_items(lines),
                // A group's text, where other headings of its level are questions or groups of them.
                false => {
                    let beside = self.tree.is_question_level(section.level);
                    let of_questions = section.announces_questions() && self.asking_items(lines).0 > 0;
                    let holds = of_questions || self.holds_questions(lines) || is_contents(lines) || is_link_list(lines);
                    let is_noun = self.tree.is_noun_level(section.level);
                    says && !holds && (section.level > 1 && (beside || self.tree.is_listed(at)) || is_noun)
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
        if section.has_question_title() {
            return !below_asks || self.tree.is_counted(at);
        }
        // Without words that ask it is one among others, or one to which the table of contents leads.
        let is_group = || {
            let holds = |at: usize| self.holds_questions(&self.page.lines[self.tree.sections[at].body.clone()]);
            holds(at) || self.descendants(at).any(holds)
        };
        let is_beside = !below_asks && self.tree.is_mostly_questions(section.level);
        // One of its subheadings may ask; several are questions themselves.
        let is_listed = self.tree.is_listed(at) && self.descendants(at).filter(|below| asks(*below)).count() <= 1;
        let is_noun = self.tree.is_noun_level(section.level);
        (section.level > 1 && (is_beside || is_listed) || is_noun) && !is_group()
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
            && (asks || section.has_question_title() && (is_answered(lines) || self.tree.counts_on(at)))
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
        let lines = &self.page.lines[section.body.clone()];
        let of_questions = section.announces_questions();
        if section.level > 1 || section.level >= self.deepest_asking_level || self.has_items_that_end_as_questions(lines) {
            return self.embedded_in(lines, of_questions, groups, bank);
        }
        let (remarks, others): (Vec<Line<'_>>, Vec<Line<'_>>) = lines.iter().cloned().partition(is_remark);
        let found = self.embedded_in(&others, of_questions, groups, bank);
        if found {
            self.page.not_imported(&remarks, "this text belongs to no question", bank);
        }
        found
    }

    /// Whether a list is one of questions: an item asks and says no more, or three ask.
    fn has_items_that_end_as_questions(&self, lines: &[Line<'_>]) -> bool {
        let asking = || outer_items(lines).filter(|text| self.item_asks(text));
        asking().count() >= 3 || asking().any(|text| !heuristics::goes_on_behind_question(text))
    }

    /// Questions in these lines, of which a title may say that they are some.
    fn embedded_in(&self, lines: &[Line<'_>], of_questions: bool, groups: &[String], bank: &mut Bank) -> bool {
        let before = bank.cards.len();
        let mut rest: Vec<Line<'_>> = Vec::new();
        let (asking, plain) = self.asking_items(lines);
        let all_ask = asking >= 3 && asking * 5 >= plain * 4
            || asking * 2 >= plain && of_questions
            || self.is_list_of_questions(lines)
            || self.nothing_asks && explains_numbers(lines);
        let all = if self.is_marked && !of_questions {
            Items::Answered
        } else if all_ask {
            Items::All
        } else {
            Items::Asking
        };
        let lists_headings = lines.iter().any(|line| self.leads_to_heading(line));
        // Where the lines of `rest` begin that may still ask: those since the last card that were not looked at.
        let mut open = 0;
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            if let Some(end) = tables::read(self.page, lines, i, self.options, groups, bank) {
                i = end;
            } else if line.opens_details() {
                let end = end_of_details(lines, i);
                if self.answers(&mut rest, &mut open, &lines[i..end], groups, bank) || self.details(&lines[i..end], groups, bank) {
                    open = rest.len();
                } else {
                    rest.extend(lines[i..end].iter().cloned());
                }
                i = end;
            } else if lists_headings && linked_label(line).is_some() {
                rest.push(line.clone());
                i += 1;
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

    /// Whether an item is a link that has a heading's words, as those of a table of contents do, whatever their address.
    fn leads_to_heading(&self, line: &Line<'_>) -> bool {
        linked_label(line).is_some_and(|label| self.titles.contains(&letters(&heuristics::title_text(label).0)))
    }

    /// `What is it?` and below it `<details><summary>Answer</summary> …`: the lines since the last card ask, where they do. Whether that was so.
    fn answers(&self, rest: &mut Vec<Line<'_>>, open: &mut usize, element: &[Line<'_>], groups: &[String], bank: &mut Bank) -> bool {
        if heuristics::label(&details::summary(element), true).is_none() {
            return false;
        }
        let asking = |line: &Line<'_>| !line.code && heuristics::asks(&line.text);
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
        let (asking, plain) = self.asking_items(&inside);
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
        // `1. [ ] What is it?`: to be learned.
        let text = ["[ ] ", "[x] ", "[X] "].iter().find_map(|of| text.strip_prefix(of)).filter(|_| numbered).unwrap_or(text);
        let (question, _) = heuristics::title_text(text);
        // A table of contents asks in its links; a list of links elsewhere only where one ends like a question.
        let is_link = is_only_links(text) && !asks_in_link(text);
        if leads_on(text) || is_link {
            return None;
        }
        let beside =
            || which == Items::All && indent(&lines[i].text) == 0 && !text.contains("](") && question.contains(char::is_alphanumeric);
        let end = item_end(lines, i, content, numbered, &self.options.columns);
        let is_choice = choices::task(&lines[i].text).is_some() || choices::lettered(&lines[i].text).is_some();
        let boxes = || lines[i + 1..end].iter().filter(|line| !line.code && choices::task(&line.text).is_some()).count() >= 2;
        let has_choices = || numbered && (choices::has_lettered_choices(&lines[i + 1..end]) || boxes());
        let is_keyed = || numbered && self.keys.has_entry_for(&lines[i], self.page);
        let is_open = numbered && question.ends_with(['?', '？']);
        let asks = (heuristics::is_question(&question) || self.item_asks(text)) && (which != Items::Answered || is_open);
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
            let follow_ups: Vec<String> = below.iter().filter_map(asked).collect();
            match &follow_ups[..] {
                // The same in another language.
                [translated] if has_other_script(&question, translated) => card.prompt = translated.clone(),
                _ => {
                    card.follow_ups = follow_ups;
                    card.prompt.clear();
                }
            }
            card.answer.clear();
            card.draft = !card.is_answered();
        }
        link_to_references(&mut card);
        self.page.push(card, &lines[i], groups, bank);
        Some(end)
    }

    /// Whether most numbered items have lettered choices or an answer in the key below.
    fn holds_numbered_questions(&self, lines: &[Line<'_>]) -> bool {
        let numbers = numbered_items(lines);
        let asks = |(number, below): &&(&Line<'_>, &[Line<'_>])| {
            choices::has_lettered_choices(below) || is_answered(below) || self.keys.has_entry_for(number, self.page)
        };
        let asking = numbers.iter().filter(asks).count();
        // The only question of a group is all that its heading has.
        let is_only = || {
            let first = lines.iter().find(|line| !line.text.trim().is_empty());
            matches!(numbers[..], [(number, _)] if first.is_some_and(|first| first.span == number.span))
        };
        asking >= 2 && asking * 5 >= numbers.len() * 3 || asking == 1 && is_only()
    }

    /// Whether most items of the lines' lists ask, or a table or an element has questions.
    fn holds_questions(&self, lines: &[Line<'_>]) -> bool {
        let (asking, plain) = self.asking_items(lines);
        let begins = |line: &Line<'_>| line.opens_details();
        let asks_in_summary = lines.iter().enumerate().filter(|(_, line)| begins(line)).any(|(i, _)| {
            let summary = details::summary(&lines[i..end_of_details(lines, i)]);
            heuristics::is_question(&summary) && heuristics::label(&summary, true).is_none()
        });
        (asking > 0 && asking * 5 >= plain * 3)
            || self.nothing_asks && explains_numbers(lines)
            || self.is_list_of_questions(lines)
            || has_answered_items(lines)
            || self.holds_numbered_questions(lines)
            || asks_in_summary
            || is_of_summaries(lines)
            || (0..lines.len()).any(|i| tables::begins(lines, i, &self.options.columns))
    }
}

/// The label of the link that is all of an item.
fn linked_label<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    item(&line.text).filter(|_| !line.code).and_then(|(text, ..)| label_of_link(text.trim()))
}

/// Whether a line is a bullet that asks its readers and goes on: `* Something wrong? Send a PR`. Above a page's questions it is a remark.
fn is_remark(line: &Line<'_>) -> bool {
    let bullet = item(&line.text).filter(|(.., numbered)| !line.code && !numbered && indent(&line.text) == 0);
    bullet.is_some_and(|(text, ..)| heuristics::goes_on_behind_question(text))
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

/// `Question 7` says nothing: the text below it asks.
fn named_by_text(card: &mut ForeignCard) {
    let text = if card.prompt.is_empty() { &mut card.answer } else { &mut card.prompt };
    if text.trim().is_empty() {
        return;
    }
    // All of a question may be dressed as code.
    let end = text.find("\n\n").unwrap_or(text.len());
    let bare =
        text[..end].strip_prefix('`').and_then(|inner| inner.strip_suffix('`')).filter(|inner| !inner.contains('`') && inner.contains(' '));
    if let Some(bare) = bare {
        *text = format!("{bare}{}", &text[end..]);
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
