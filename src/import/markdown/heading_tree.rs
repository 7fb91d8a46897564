//! The headings of a page as a tree, and which levels of them are questions.
//!
//! In: a page's lines. Out: a [`HeadingTree`]. Steps: each heading, and each question in bold on a line of its own, begins a section; its
//! parent is the nearest heading above of a lower level; then the headings of each level say whether it has questions.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{leads_on, letters, listed_headings};
use super::heuristics;
use super::lines::{Line, heading, item};

/// A heading and the text below it.
pub struct Section {
    /// 0 for the text before the first heading.
    pub level: u8,
    pub title: String,
    /// Its title began with a number, as in lists of questions.
    pub numbered: bool,
    number: Option<u32>,
    /// The heading's line.
    pub line: usize,
    /// The lines between it and the next heading.
    pub body: std::ops::Range<usize>,
    /// It is below a heading such as `## Answer`, of which it is a part.
    pub in_answer: bool,
    /// The page's table of contents leads to it.
    listed: bool,
    /// It stands several times on the page and never has text: `## Any doubts?`
    recurs: bool,
    /// It stands so several times, and names nothing: `### 4. Card`.
    repeats: bool,
    pub children: Vec<usize>,
}

impl Section {
    /// Whether the title is a question, or has the number of one.
    pub fn has_question_title(&self) -> bool {
        self.numbered && !self.title.is_empty() || heuristics::is_question(&self.title) || heuristics::is_bare_number(&self.title)
    }

    /// Whether the title says that what is below it are questions: `Coding questions`.
    pub fn announces_questions(&self) -> bool {
        let title = self.title.to_lowercase();
        [
            "question",
            "fragen",
            "exercise",
            "aufgaben",
            "pregunta",
            "domande",
            "pergunta",
            "вопрос",
            "题",
            "質問",
            "질문",
            "문제",
            "quiz",
            "퀴즈",
        ]
        .iter()
        .any(|word| title.contains(word))
    }

    /// Whether the title says what the questions below it have in common.
    pub fn names_group(&self) -> bool {
        let title = self.title.to_lowercase();
        let says_nothing =
            ["questions", "question", "interview questions", "exercises", "q&a", "quiz", "flashcards", "fragen", "preguntas", "вопросы"];
        let short = self.title.chars().count() <= 40 && self.title.chars().any(char::is_alphanumeric);
        short
            && !self.repeats
            && !self.is_boilerplate()
            && !heuristics::is_bare_number(&self.title)
            && !says_nothing.contains(&title.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Headings of repositories, not of questions.
    pub fn is_boilerplate(&self) -> bool {
        let is_link = self.title.starts_with('[') && leads_on(&self.title) && self.title.ends_with(')');
        self.recurs || is_link || is_boilerplate(&self.title)
    }
}

/// The level of a question in bold or behind a number: below every heading.
const IN_TEXT: u8 = 7;
/// The level of a heading that belongs to such a question.
const BELOW_TEXT: u8 = 8;

pub struct HeadingTree {
    /// In the order of the page; the first is the text before all headings, of which the outermost are children.
    pub sections: Vec<Section>,
    /// By level.
    question_levels: Vec<bool>,
    mostly_questions: Vec<bool>,
    /// The level whose headings count the page's questions.
    counted_level: Option<u8>,
    /// The section of the page's question 1, where headings count them.
    first_counted: usize,
    /// The level to which the page's table of contents leads, where no other one's headings ask.
    listed_level: Option<u8>,
    /// Where nothing on the page asks, the level of most headings with text: terms, whose subheadings belong to their answers.
    noun_level: Option<u8>,
    /// How many headings of the first level there are.
    outer_count: usize,
    /// The level whose numbers count chapters.
    chapter_level: Option<u8>,
    /// Of each level whether any of its headings asks.
    asking_levels: Vec<bool>,
    /// The levels of which many headings have no text.
    often_empty: Vec<bool>,
}

impl HeadingTree {
    pub fn new(lines: &[Line<'_>]) -> Self {
        let sections = sections(lines);
        let question_levels = (0..=BELOW_TEXT).map(|level| is_question_level(&sections, level)).collect();
        let mostly_questions = (0..=BELOW_TEXT).map(|level| is_mostly_questions(&sections, level)).collect();
        let counted_level = (1..IN_TEXT).find(|level| counts_questions(&sections, *level));
        let outer_count = sections.iter().filter(|section| section.level == 1).count();
        let chapter_level = (1..IN_TEXT).find(|level| counts_chapters(&sections, *level));
        let noun_level = noun_level(&sections, lines);
        let asks = |level: u8| sections.iter().any(|section| section.level == level && heuristics::is_question(&section.title));
        let asking_levels = (0..=BELOW_TEXT).map(asks).collect();
        let often_empty = (0..=BELOW_TEXT).map(|level| is_often_empty(&sections, lines, level)).collect();
        let listed_level = (2..IN_TEXT).find(|level| lists_questions(&sections, *level));
        let counted = sections.iter().position(|section| section.numbered && Some(section.level) == counted_level);
        let first_counted = counted.filter(|first| sections[*first].number == Some(1)).unwrap_or(0);
        Self {
            sections,
            question_levels,
            mostly_questions,
            counted_level,
            first_counted,
            listed_level,
            noun_level,
            outer_count,
            chapter_level,
            asking_levels,
            often_empty,
        }
    }

    /// Whether a heading has the number of a question, and those below it belong to its answer.
    pub fn is_counted(&self, at: usize) -> bool {
        let section = &self.sections[at];
        // `### 5.` below `## 4.` is the next one.
        let is_next = |below: &Section| heuristics::is_bare_number(&below.title) || below.title.is_empty() && below.numbered;
        section.numbered
            && !section.title.is_empty()
            && Some(section.level) == self.counted_level
            && !self.below(at).any(is_next)
            && !self.counts_on(at)
    }

    /// Whether the headings below one count on from it: `### 6. Why?` below `## 5. What?` is the next question, not a part of its answer.
    pub fn counts_on(&self, at: usize) -> bool {
        let first = self.below(at).find_map(|below| below.number);
        first.is_some_and(|first| first > 1 && self.sections[at].number == Some(first - 1))
    }

    /// Whether the page's table of contents leads to a heading, as to the other questions.
    pub fn is_listed(&self, at: usize) -> bool {
        self.sections[at].listed && Some(self.sections[at].level) == self.listed_level
    }

    /// Whether a heading without a number is above the page's question 1: of the page, not one of its questions.
    pub fn is_before_counted(&self, at: usize) -> bool {
        Some(self.sections[at].level) == self.counted_level && at < self.first_counted
    }

    /// The headings below one.
    fn below(&self, at: usize) -> impl Iterator<Item = &Section> {
        let level = self.sections[at].level;
        self.sections[at + 1..].iter().take_while(move |below| below.level > level)
    }

    /// Whether a heading has the number of a chapter: it is the page's title (`# 3. Locks`), or one of its level holds the page's questions: `## 2. Questions` above `### 1. Why?`, `### 2. How?`.
    pub fn is_chapter(&self, at: usize) -> bool {
        let section = &self.sections[at];
        let is_title = section.level == 1 && self.outer_count == 1 && !section.children.is_empty();
        section.numbered && (is_title || Some(section.level) == self.chapter_level) && !heuristics::is_question(&section.title)
    }

    /// Whether headings of the first level are those of parts, not the page's title.
    pub fn has_several_titles(&self) -> bool {
        self.outer_count > 1
    }

    /// Whether a heading of this level asks.
    pub fn asks_at(&self, level: u8) -> bool {
        self.asking_levels[usize::from(level)]
    }

    /// Whether the headings of this level are terms, and nothing on the page asks.
    pub fn is_noun_level(&self, level: u8) -> bool {
        self.noun_level == Some(level)
    }

    /// Whether many headings of this level have no text.
    pub fn is_often_empty(&self, level: u8) -> bool {
        self.often_empty[usize::from(level)]
    }

    /// Whether each heading of this level that has text and no headings below it is a question, whatever its words.
    pub fn is_question_level(&self, level: u8) -> bool {
        self.noun_level.is_none_or(|noun| noun == level) && self.question_levels[usize::from(level)]
    }

    /// Whether most headings of this level are questions by their words.
    pub fn is_mostly_questions(&self, level: u8) -> bool {
        self.mostly_questions[usize::from(level)]
    }

    /// The line of the next heading that is not below this one.
    pub fn end(&self, at: usize) -> Option<usize> {
        let level = self.sections[at].level;
        self.sections[at + 1..].iter().find(|next| next.level <= level).map(|next| next.line)
    }
}

fn sections(lines: &[Line<'_>]) -> Vec<Section> {
    let mut list = vec![Section {
        level: 0,
        title: String::new(),
        numbered: false,
        number: None,
        line: 0,
        body: 0..lines.len(),
        in_answer: false,
        listed: false,
        recurs: false,
        repeats: false,
        children: Vec::new(),
    }];
    let contents = listed_headings(lines);
    let bold = (0..lines.len()).filter(|i| bold_question(lines, *i).is_some()).count() >= 2;
    let counted = counted_in_text(lines);
    // The last one whose title is not a label.
    let mut beside = 0;
    // The levels of the headings above, and whether they ask.
    let mut open: Vec<(u8, bool)> = Vec::new();
    // Whether the last heading only counts: then text in bold below it is its question.
    let mut below_number = false;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.code && !line.details) {
        let found = heading(&line.text).map(|(level, text)| (level, text.to_string()));
        // Where a heading asks, what only counts in bold is a part of its answer.
        let below_question = open.iter().any(|(_, asks)| *asks);
        let is_part = |text: &str| below_question && !heuristics::asks(text);
        let in_bold = || bold_question(lines, i).filter(|text| bold && !is_part(text) && (!below_number || heuristics::title_text(text).1));
        let in_text = || counted_question(line).filter(|_| counted.contains(&i)).or_else(in_bold);
        let Some((level, text)) = found.or_else(|| in_text().map(|text| (IN_TEXT, text))) else {
            continue;
        };
        let (title, numbered) = heuristics::title_text(&text);
        let level = level_of_label(&text, level, &list[beside]);
        if level < IN_TEXT {
            below_number = heuristics::is_bare_number(&title) || heuristics::is_bare_number(&text);
            open.retain(|(above, _)| *above < level);
            open.push((level, level > 1 && heuristics::is_question(&title)));
        }
        if let Some(last) = list.last_mut() {
            last.body.end = i;
        }
        if !is_label(&title) && !counts_parts(&title) {
            beside = list.len();
        }
        let number = heuristics::number(&text);
        let listed = [&title, &text].iter().any(|shown| contents.contains(&letters(shown)));
        let body = i + 1..lines.len();
        list.push(Section {
            level,
            title,
            numbered,
            number,
            line: i,
            body,
            in_answer: false,
            listed,
            recurs: false,
            repeats: false,
            children: Vec::new(),
        });
    }
    mark_recurring(&mut list, lines);
    // The nearest heading above of a lower level is the parent.
    let mut open: Vec<usize> = vec![0];
    for i in 1..list.len() {
        while open.len() > 1 && list[open[open.len() - 1]].level >= list[i].level {
            open.pop();
        }
        let parent = open[open.len() - 1];
        // Its own question is above the label.
        let answers = |label: &Section| is_answer(&label.title) && open.len() > 1 && section_asks(&list[open[open.len() - 2]]);
        list[i].in_answer = list[parent].in_answer || answers(&list[parent]);
        list[parent].children.push(i);
        open.push(i);
    }
    list
}

/// So often does a heading without text stand on a page that is of the page.
const RECURRING: usize = 3;

fn mark_recurring(list: &mut [Section], lines: &[Line<'_>]) {
    let is_blank = |section: &Section| lines[section.body.clone()].iter().all(|line| line.text.trim().is_empty());
    // Of each title how often it stands, and whether it has text anywhere.
    let mut titles: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for section in list.iter().skip(1) {
        let (count, says) = titles.entry(section.title.to_lowercase()).or_default();
        *count += 1;
        *says |= section.numbered || !is_blank(section);
    }
    for section in list.iter_mut().skip(1) {
        section.repeats = titles.get(&section.title.to_lowercase()).is_some_and(|(count, _)| *count >= RECURRING);
        section.recurs = titles.get(&section.title.to_lowercase()).is_some_and(|(count, says)| *count >= RECURRING && !says);
    }
}

fn is_label(text: &str) -> bool {
    heuristics::label(text, true).is_some()
}

fn is_answer(title: &str) -> bool {
    heuristics::label(title, true).is_some_and(|(label, _)| label == heuristics::Label::Answer)
}

/// What answers count: `Method 1`, `Approach 2: a set`.
const PARTS: [&str; 21] = [
    "method",
    "approach",
    "way",
    "step",
    "option",
    "solution",
    "example",
    "variant",
    "case",
    "version",
    "methode",
    "ansatz",
    "schritt",
    "lösung",
    "beispiel",
    "variante",
    "méthode",
    "método",
    "способ",
    "вариант",
    "方法",
];

/// Whether a heading is one of several parts of an answer.
fn counts_parts(title: &str) -> bool {
    let lower = heuristics::title_text(title).0.to_lowercase();
    let number = PARTS.into_iter().find_map(|word| lower.strip_prefix(word)).map(|rest| rest.trim_start_matches([' ', '#', '-']));
    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && !heuristics::is_question(&lower))
}

/// `### Answer` and `### Method 1` beside `### Question 1` belong below it.
fn level_of_label(text: &str, level: u8, beside: &Section) -> u8 {
    let asks = section_asks(beside);
    match (is_label(text) || counts_parts(text)) && asks {
        true if beside.level == IN_TEXT => BELOW_TEXT,
        true if beside.level == level => level + 1,
        _ => level,
    }
}

fn section_asks(section: &Section) -> bool {
    section.numbered || heuristics::is_bare_number(&section.title) || heuristics::is_question(&section.title)
}

/// Lines that a number begins, and their numbers.
type CountedLines = Vec<(usize, Option<u32>)>;

/// The lines that are questions because a word and a number begin them: where their numbers count on and no heading above them asks, or where one
/// of them is all that asks.
fn counted_in_text(lines: &[Line<'_>]) -> BTreeSet<usize> {
    let outside = || lines.iter().enumerate().filter(|(_, line)| !line.code && !line.details);
    let asks = |title: &str| {
        let (title, _) = heuristics::title_text(title);
        heuristics::is_question(&title) || heuristics::is_bare_number(&title)
    };
    // By the heading that they are below, and whether that or one above it asks.
    let mut groups: Vec<(bool, CountedLines)> = vec![(false, Vec::new())];
    let mut open: Vec<(u8, bool)> = Vec::new();
    for (i, line) in outside() {
        if let Some((level, title)) = heading(&line.text) {
            open.retain(|(above, _)| *above < level);
            open.push((level, level > 1 && asks(title)));
            groups.push((open.iter().any(|(_, asks)| *asks), Vec::new()));
        } else if let (Some(text), Some((_, found))) = (counted_question(line), groups.last_mut()) {
            found.push((i, heuristics::number(&text)));
        }
    }
    let counts_on =
        |found: &[(usize, Option<u32>)]| found.windows(2).any(|two| two[0].1.is_some() && two[1].1 == two[0].1.map(|number| number + 1));
    let heading_asks = |(_, line): (usize, &Line<'_>)| {
        heading(&line.text).is_some_and(|(level, title)| level > 1 && (asks(title) || heuristics::title_text(title).1))
    };
    let item_asks = |(_, line): (usize, &Line<'_>)| item(&line.text).is_some_and(|(text, ..)| asks(text));
    let is_all = !outside().any(heading_asks) && !outside().any(item_asks);
    let of_page: CountedLines = groups.iter().flat_map(|(_, found)| found.iter().copied()).collect();
    let on_page = is_all || !outside().any(heading_asks) && counts_on(&of_page);
    let counted = groups.iter().filter(|(below_question, found)| on_page || !below_question && counts_on(found));
    counted.flat_map(|(_, found)| found.iter().map(|(at, _)| *at)).collect()
}

/// `Aufgabe 1: Nennen Sie …`, `**Question 2.** What is it?`.
fn counted_question(line: &Line<'_>) -> Option<String> {
    let text = line.text.trim_end();
    heuristics::after_question_number(text).filter(|_| !text.starts_with(' ')).map(|_| text.to_string())
}

/// `**1. What is it?**`, `> **1. What is it?**` or `*Question: What is it?*` alone on a line.
fn bold_question(lines: &[Line<'_>], i: usize) -> Option<String> {
    let line = &lines[i];
    // A backslash or a tag breaks the line, and is no part of it.
    let text = line.text.trim_end().trim_end_matches("<br>").trim_end_matches("<br/>").trim_end_matches('\\').trim_end();
    let quoted = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.text.starts_with('>'));
    let text = text.strip_prefix("> ").filter(|_| !quoted(i.checked_sub(1)) && !quoted(Some(i + 1))).unwrap_or(text);
    let tagged = text.strip_prefix(['*', '_']).and_then(|rest| rest.strip_suffix(['*', '_'])).filter(|inner| inner.starts_with("Question"));
    let tagged = tagged.map(|inner| format!("**{inner}**"));
    let text = tagged.as_deref().unwrap_or(text);
    if line.code || line.details || !text.starts_with("**") || !text.ends_with("**") || text.len() < 8 {
        return None;
    }
    // `**1. Why **this**?**` has words in bold of its own; without a number it may be two words in bold.
    let nested = text[2..text.len() - 2].contains("**");
    let text = if nested { format!("**{}**", text.replace("**", "")) } else { text.to_string() };
    let text = text.as_str();
    let (clean, numbered) = heuristics::title_text(text);
    if nested && !(numbered && heuristics::is_question(&clean)) {
        return None;
    }
    let label = heuristics::label(text, true).is_some();
    // `What is it? (Google)`
    let asked = heuristics::without_trailing_symbols(&clean);
    let before =
        asked.strip_suffix([')', '）', ']', '】']).and_then(|rest| rest.rfind(['(', '（', '[', '【']).map(|at| rest[..at].trim_end()));
    let asks = [Some(asked), before].into_iter().flatten().any(|text| text.ends_with(['?', '？']));
    (!label && (numbered || asks)).then(|| text.to_string())
}

/// Several headings of the level have none below them and, where any is deeper, one of them asks.
fn is_question_level(sections: &[Section], level: u8) -> bool {
    let same: Vec<&Section> = sections.iter().filter(|s| s.level == level && s.children.is_empty() && !s.is_boilerplate()).collect();
    let deeper = sections.iter().any(|s| s.level > level && s.level < IN_TEXT);
    same.len() >= 2 && (!deeper || same.iter().any(|s| s.numbered || heuristics::is_question(&s.title)))
}

/// Whether nearly all headings of a level have numbers, from the first that has one on, and few of them questions of their own below: those are
/// parts of answers, not chapters'.
fn counts_questions(sections: &[Section], level: u8) -> bool {
    let same = of_level(sections, level);
    let is_numbered = |at: &usize| sections[*at].numbered && !sections[*at].title.is_empty();
    let counted: Vec<usize> = same.iter().copied().skip_while(|at| !is_numbered(at)).collect();
    let numbered: Vec<usize> = counted.iter().copied().filter(is_numbered).collect();
    numbered.len() >= 3 && numbered.len() * 5 >= counted.len() * 4 && few_have_questions_below(sections, &numbered)
}

/// Whether a page's table of contents leads to nearly all headings of a level and to none deeper, and few of them have questions below.
fn lists_questions(sections: &[Section], level: u8) -> bool {
    let same = of_level(sections, level);
    let listed: Vec<usize> = same.iter().copied().filter(|at| sections[*at].listed).collect();
    let deeper = sections.iter().any(|section| section.listed && section.level > level);
    listed.len() >= 3 && listed.len() * 5 >= same.len() * 4 && !deeper && few_have_questions_below(sections, &listed)
}

fn of_level(sections: &[Section], level: u8) -> Vec<usize> {
    (0..sections.len()).filter(|at| sections[*at].level == level && !sections[*at].is_boilerplate()).collect()
}

/// Whether at most a third of these headings have one below that asks and is no part of an answer.
fn few_have_questions_below(sections: &[Section], list: &[usize]) -> bool {
    let asks = |section: &Section| section_asks(section) && !is_label(&section.title) && !section.in_answer;
    let asks_below = |at: &&usize| sections[**at + 1..].iter().take_while(|below| below.level > sections[**at].level).any(asks);
    list.iter().filter(asks_below).count() * 3 <= list.len()
}

/// Whether a heading of a level has a number and does not ask, and below it several count on from 1 and ask.
fn counts_chapters(sections: &[Section], level: u8) -> bool {
    let asks = |child: &&usize| sections[**child].numbered && heuristics::is_question(&sections[**child].title);
    let holds = |section: &Section| section.children.iter().filter(asks).count() >= 2;
    sections.iter().any(|section| section.level == level && section.numbered && !heuristics::is_question(&section.title) && holds(section))
}

/// The level of three headings at least without others below them but with text, if no other level has as many and nothing asks.
fn noun_level(sections: &[Section], lines: &[Line<'_>]) -> Option<u8> {
    if sections.iter().skip(1).any(section_asks) {
        return None;
    }
    let says = |section: &&Section| lines[section.body.clone()].iter().any(|line| !line.text.trim().is_empty());
    let leaves = |level: u8| {
        sections
            .iter()
            .filter(|section| section.level == level && section.children.is_empty() && !section.is_boilerplate())
            .filter(says)
            .count()
    };
    let level = (1..IN_TEXT).max_by_key(|level| (leaves(*level), std::cmp::Reverse(*level)))?;
    let others = (level + 1..IN_TEXT).map(leaves).sum::<usize>();
    (leaves(level) >= 3 && leaves(level) > others && (1..level).all(|above| leaves(above) == 0)).then_some(level)
}

/// Whether a quarter of a level's headings have neither text nor headings below them.
fn is_often_empty(sections: &[Section], lines: &[Line<'_>], level: u8) -> bool {
    let same = || sections.iter().filter(|section| section.level == level && !section.is_boilerplate());
    let is_empty =
        |section: &&Section| section.children.is_empty() && lines[section.body.clone()].iter().all(|line| line.text.trim().is_empty());
    let empty = same().filter(is_empty).count();
    empty >= 3 && empty * 4 >= same().count()
}

fn is_mostly_questions(sections: &[Section], level: u8) -> bool {
    let same = || sections.iter().filter(|section| section.level == level);
    same().filter(|section| heuristics::is_question(&section.title)).count() * 2 > same().count()
}

/// Headings of repositories, not of questions.
pub fn is_boilerplate(title: &str) -> bool {
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
        || [" references", " resources", " contributors", " credits"].iter().any(|end| title.ends_with(end))
}
