//! The headings of a page as a tree, and which levels of them are questions.
//!
//! In: a page's lines. Out: a [`HeadingTree`]. Steps: each heading, and each question in bold on a line of its own, begins a section; its
//! parent is the nearest heading above of a lower level; then the headings of each level say whether it has questions.

use super::heuristics;
use super::lines::{Line, heading, item};

/// A heading and the text below it.
pub struct Section {
    /// 0 for the text before the first heading.
    pub level: u8,
    pub title: String,
    /// Its title began with a number, as in lists of questions.
    pub numbered: bool,
    /// The heading's line.
    pub line: usize,
    /// The lines between it and the next heading.
    pub body: std::ops::Range<usize>,
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
        ["question", "fragen", "exercise", "aufgaben", "pregunta", "domande", "pergunta", "вопрос", "题", "質問", "질문"]
            .iter()
            .any(|word| title.contains(word))
    }

    /// Whether the title says what the questions below it have in common.
    pub fn names_group(&self) -> bool {
        let title = self.title.to_lowercase();
        let says_nothing =
            ["questions", "question", "interview questions", "exercises", "q&a", "quiz", "flashcards", "fragen", "preguntas", "вопросы"];
        let short = self.title.chars().count() <= 40 && self.title.chars().any(char::is_alphanumeric);
        short && !self.is_boilerplate() && !says_nothing.contains(&title.trim_matches(|c: char| !c.is_alphanumeric()))
    }

    /// Headings of repositories, not of questions.
    pub fn is_boilerplate(&self) -> bool {
        is_boilerplate(&self.title)
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
}

impl HeadingTree {
    pub fn new(lines: &[Line<'_>]) -> Self {
        let sections = sections(lines);
        let question_levels = (0..=BELOW_TEXT).map(|level| is_question_level(&sections, level)).collect();
        let mostly_questions = (0..=BELOW_TEXT).map(|level| is_mostly_questions(&sections, level)).collect();
        Self { sections, question_levels, mostly_questions }
    }

    /// Whether each heading of this level that has text and no headings below it is a question, whatever its words.
    pub fn is_question_level(&self, level: u8) -> bool {
        self.question_levels[usize::from(level)]
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
    let mut list = vec![Section { level: 0, title: String::new(), numbered: false, line: 0, body: 0..lines.len(), children: Vec::new() }];
    let bold = (0..lines.len()).filter(|i| bold_question(lines, *i).is_some()).count() >= 2;
    let counted = counts_in_text(lines);
    // The last one whose title is not a label.
    let mut beside = 0;
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.code && !line.details) {
        let found = heading(&line.text).map(|(level, text)| (level, text.to_string()));
        let in_text = || counted_question(line).filter(|_| counted).or_else(|| bold_question(lines, i).filter(|_| bold));
        let Some((level, text)) = found.or_else(|| in_text().map(|text| (IN_TEXT, text))) else {
            continue;
        };
        let (title, numbered) = heuristics::title_text(&text);
        let level = level_of_label(&text, level, &list[beside]);
        if let Some(last) = list.last_mut() {
            last.body.end = i;
        }
        if !is_label(&title) {
            beside = list.len();
        }
        list.push(Section { level, title, numbered, line: i, body: i + 1..lines.len(), children: Vec::new() });
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

fn is_label(text: &str) -> bool {
    heuristics::label(text, true).is_some()
}

/// `### Answer` beside `### Question 1` belongs below it.
fn level_of_label(text: &str, level: u8, beside: &Section) -> u8 {
    let asks = section_asks(beside);
    match is_label(text) && asks {
        true if beside.level == IN_TEXT => BELOW_TEXT,
        true if beside.level == level => level + 1,
        _ => level,
    }
}

fn section_asks(section: &Section) -> bool {
    section.numbered || heuristics::is_bare_number(&section.title) || heuristics::is_question(&section.title)
}

/// Whether questions are lines that a word and a number begin: their numbers count on, or one is all that asks, and no heading below a page's title does.
fn counts_in_text(lines: &[Line<'_>]) -> bool {
    let outside = || lines.iter().filter(|line| !line.code && !line.details);
    let asks = |(level, title): (u8, &str)| {
        let (title, numbered) = heuristics::title_text(title);
        level > 1 && (numbered && !title.is_empty() || heuristics::is_question(&title) || heuristics::is_bare_number(&title))
    };
    let numbers: Vec<Option<u32>> = outside().filter_map(counted_question).map(|text| heuristics::number(&text)).collect();
    let counts_on = || numbers.windows(2).any(|two| two[0].is_some() && two[1] == two[0].map(|number| number + 1));
    let item_asks = |line: &Line<'_>| item(&line.text).is_some_and(|(text, ..)| heuristics::is_question(&heuristics::title_text(text).0));
    !numbers.is_empty() && (counts_on() || !outside().any(item_asks)) && !outside().any(|line| heading(&line.text).is_some_and(asks))
}

/// `Aufgabe 1: Nennen Sie …`, `**Question 2.** What is it?`.
fn counted_question(line: &Line<'_>) -> Option<String> {
    let text = line.text.trim_end();
    heuristics::after_question_number(text).filter(|_| !text.starts_with(' ')).map(|_| text.to_string())
}

/// `**1. What is it?**`, `> **1. What is it?**` or `*Question: What is it?*` alone on a line.
fn bold_question(lines: &[Line<'_>], i: usize) -> Option<String> {
    let line = &lines[i];
    let text = line.text.trim_end();
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
    (!label && (numbered || clean.ends_with(['?', '？']))).then(|| text.to_string())
}

/// Several headings of the level have none below them and, where any is deeper, one of them asks.
fn is_question_level(sections: &[Section], level: u8) -> bool {
    let same: Vec<&Section> = sections.iter().filter(|s| s.level == level && s.children.is_empty() && !s.is_boilerplate()).collect();
    let deeper = sections.iter().any(|s| s.level > level && s.level < IN_TEXT);
    same.len() >= 2 && (!deeper || same.iter().any(|s| s.numbered || heuristics::is_question(&s.title)))
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
