//! How banks write questions and answers: whether a heading or a line is a question, a number, the letter of a choice.

use std::collections::BTreeMap;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::label_names;
use super::labels::is_question_word;
pub use super::labels::{Label, label};
use super::references::label_of_link;

/// Words that questions and tasks begin with.
const QUESTION_OPENERS: &[&str] = &[
    "what",
    "what's",
    "whats",
    "why",
    "how",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "explain",
    "describe",
    "define",
    "name",
    "list",
    "compare",
    "contrast",
    "implement",
    "write",
    "design",
    "tell",
    "is",
    "are",
    "was",
    "were",
    "does",
    "do",
    "did",
    "can",
    "could",
    "should",
    "would",
    "will",
    "has",
    "have",
    "given",
    "consider",
    "discuss",
    "difference",
    "differences",
    "suppose",
    "imagine",
    "give",
    "state",
    "mention",
    "differentiate",
    "wie",
    "warum",
    "wann",
    "wo",
    "welche",
    "welcher",
    "welches",
    "wer",
    "wozu",
    "nennen",
    "nenne",
    "erklären",
    "erkläre",
    "beschreiben",
    "definieren",
    "qu'est-ce",
    "quelle",
    "quel",
    "quels",
    "quelles",
    "pourquoi",
    "comment",
    "quand",
    "expliquez",
    "qué",
    "cuál",
    "cómo",
    "por",
    "explique",
    "cosa",
    "perché",
    "nennt",
    "erläutern",
    "erläutere",
    "beschreibe",
    "definiere",
    "vergleichen",
    "citez",
    "décrivez",
    "définissez",
    "donnez",
    "combien",
    "cuándo",
    "dónde",
    "quién",
    "cuáles",
    "explica",
    "enumera",
    "qual",
    "quais",
    "quando",
    "descreva",
    "defina",
    "quale",
    "quali",
    "spiega",
    "descrivi",
    "что",
    "как",
    "почему",
    "зачем",
    "какие",
    "какой",
    "какая",
    "какое",
    "когда",
    "где",
    "чем",
    "кто",
    "сколько",
    "назовите",
    "объясните",
    "опишите",
    "расскажите",
    "перечислите",
];

/// How questions begin and end in languages that set no spaces.
const CJK_OPENERS: &[&str] = &[
    "请",
    "請",
    "什么",
    "什麼",
    "如何",
    "为什么",
    "為什麼",
    "怎么",
    "怎样",
    "简述",
    "说说",
    "说一下",
    "说一说",
    "谈谈",
    "谈一谈",
    "解释",
    "描述",
    "介绍",
    "阐述",
    "列举",
    "哪些",
    "何为",
    "なぜ",
    "どのよう",
];
const CJK_ENDS: &[&str] =
    &["吗", "呢", "是什么", "有哪些", "的区别", "的原理", "的优缺点", "か", "とは", "ください", "述べよ", "하세요", "해주세요", "하시오"];

fn asks_without_spaces(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '.', '：', ':']);
    text.chars().count() >= 5 && (CJK_OPENERS.iter().any(|start| text.starts_with(start)) || CJK_ENDS.iter().any(|end| text.ends_with(end)))
}

/// Whether a text reads as a question or a task.
pub fn is_question(text: &str) -> bool {
    let text = label_of_link(text.trim()).unwrap_or(text);
    // `( )` and `（ ）` stand for the letter of a choice.
    let text = without_trailing_symbols(text).trim_end_matches(['*', '_', ' ', '"', ')', '(', '（', '）', '\u{3000}', '」', '》']);
    if text.ends_with(['?', '？', '؟']) || text.contains("? ") || text.contains('？') || has_blank(text) {
        return true;
    }
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-').replace('’', "'");
    let second = text.split_whitespace().nth(1);
    // "List of questions" is not a question.
    QUESTION_OPENERS.contains(&first.as_str()) && second.is_some() && !(first == "list" && second == Some("of"))
        || asks_without_spaces(text)
}

/// Whether a heading, an item or a line asks, without what numbers, links and dresses it.
pub fn asks(text: &str) -> bool {
    is_question(&title_text(text).0)
}

/// Whether a sentence follows a text's last question mark: `Something wrong? Send a PR`.
pub fn goes_on_behind_question(text: &str) -> bool {
    let rest = text.rfind(['?', '？', '؟']).map(|at| text[at..].trim_start_matches(['?', '？', '؟', '!', '*', '_', '"', '”', ' ']));
    rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic) && (rest.split_whitespace().count() > 1 || !rest.is_ascii()))
}

/// `Water freezes at ____ degrees.`
fn has_blank(text: &str) -> bool {
    let words = text.split("___").filter(|part| part.contains(char::is_alphabetic)).count();
    text.contains("___") && words > 0 && text.split_whitespace().count() > 2 && !text.contains(['`', '/', '('])
}

/// Whether a question is about code that it shows: what it prints, what is wrong with it.
pub fn asks_about_code(question: &str) -> bool {
    const ABOUT: [&str; 18] = [
        "output",
        "printed",
        "logged",
        "value of",
        "following",
        "this code",
        "the code",
        "code below",
        "snippet",
        "this work",
        "returned",
        "each of these",
        "be the result",
        "ausgabe",
        "ausgegeben",
        "affiche",
        "выведет",
        "输出",
    ];
    let lower = question.to_lowercase();
    ABOUT.iter().any(|words| lower.contains(words) && !(*words == "output" && is_output_to_be_seen(&lower)))
}

/// `Run env and see its output`, `Save the output to a file`: a task, whose code answers. `Predict the output` asks about code.
fn is_output_to_be_seen(lower: &str) -> bool {
    const DONE: [&str; 24] = [
        "check", "see", "view", "verify", "inspect", "watch", "observe", "look", "show", "display", "capture", "save", "store", "redirect",
        "append", "send", "pipe", "filter", "sort", "format", "log", "examine", "review", "confirm",
    ];
    let before = lower.split("output").next().unwrap_or_default();
    let mut words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).rev();
    let verb = words.find(|word| !matches!(*word, "the" | "its" | "it" | "their" | "that" | "at" | "command" | "s"));
    !lower.contains('?') && verb.is_some_and(|verb| DONE.contains(&verb))
}

/// Whether a question is about a list that it shows.
pub fn asks_about_list(question: &str) -> bool {
    let lower = question.to_lowercase();
    let shows = [
        "following",
        "these ",
        "folgende",
        "suivants",
        "suivantes",
        "siguientes",
        "seguenti",
        "seguintes",
        "следующи",
        "以下",
        "次の",
        "다음",
    ];
    // `Which of the following` asks for some of them.
    shows.iter().any(|word| lower.contains(word)) && !lower.starts_with("which") && !lower.starts_with("welche")
}

/// How many numbers, links and pairs of asterisks are taken off a title: `1. 1. 1. …` is not one.
const MOST_PREFIXES: usize = 12;

/// A heading's or question's words without what numbers and links it: `### 12. [[↑]](#toc) <a name='x'>What?</a>` → `What?`, numbered.
pub fn title_text(text: &str) -> (String, bool) {
    let mut text = without_tags(without_mark(text.trim_end().trim_end_matches('\\'))).replace(QUESTION_SIGNS, "");
    let mut numbered = false;
    for _ in 0..MOST_PREFIXES {
        let before = text.len();
        let bare = text.trim().to_string();
        text = match without_bold(&bare).or_else(|| without_link_to_top(&bare)).or_else(|| without_emphasis(&bare)) {
            Some(inner) => inner,
            None => bare,
        };
        if let Some(rest) = without_question_word(&text) {
            numbered = true;
            text = rest.to_string();
            continue;
        }
        let symbols = leading_symbols(&text);
        if let Some(rest) = after_question_number(&text[symbols..]).filter(|rest| !rest.is_empty() && !rest.starts_with(['(', '['])) {
            numbered = true;
            text = format!("{}{rest}", &text[..symbols]);
            continue;
        }
        if let Some(rest) = without_number(&text[symbols..]).filter(|_| !is_bare_number(&text[symbols..])) {
            numbered = true;
            text = format!("{}{rest}", &text[..symbols]);
        } else if let Some(rest) = without_chinese_number(&text) {
            text = rest.to_string();
        }
        if text.len() == before {
            break;
        }
    }
    (text.trim().to_string(), numbered)
}

/// `What is it? *` without the asterisk with which banks mark questions, say those without an answer.
fn without_mark(text: &str) -> &str {
    let bare = text.strip_suffix(" *").or_else(|| text.strip_suffix(" \\*")).map(str::trim_end);
    bare.filter(|bare| bare.ends_with(['?', '？', '؟', '.', '!'])).unwrap_or(text)
}

/// Signs with which banks mark a question.
const QUESTION_SIGNS: [char; 4] = ['❓', '❔', '⁉', '🤔'];

/// Bytes of the emoji and the like that a text begins with, and the space after them.
pub(super) fn leading_symbols(text: &str) -> usize {
    let rest = text.trim_start_matches(is_symbol);
    if rest.len() == text.len() { 0 } else { text.len() - rest.trim_start().len() }
}

/// Whether a character is an emoji or the like, or a part of one.
pub(super) fn is_symbol(c: char) -> bool {
    let category = c.general_category();
    !c.is_ascii() && matches!(category, GeneralCategory::OtherSymbol | GeneralCategory::ModifierSymbol | GeneralCategory::Format)
        || matches!(c, '\u{fe0f}' | '\u{20e3}')
}

/// `What is it? 👶` without the signs of its level.
pub(super) fn without_trailing_symbols(text: &str) -> &str {
    text.trim_end_matches(|c: char| is_symbol(c) || c.is_whitespace()).trim_start()
}

/// `一、`, which counts chapters.
fn without_chinese_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    rest.strip_prefix('、').filter(|_| rest.len() < text.len()).map(str::trim_start)
}

/// `**All of it**`, without the asterisks.
fn without_bold(text: &str) -> Option<String> {
    let inner = text.strip_prefix("**")?.strip_suffix("**").or_else(|| text.strip_prefix("__")?.strip_suffix("__"))?;
    (!inner.contains("**")).then(|| inner.trim().to_string())
}

/// `[[↑]](#toc) Rest` and `[↑](#top) Rest`.
fn without_link_to_top(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find("](#")?;
    let label = inner[..close].trim_matches(['[', ']']);
    let end = close + inner[close..].find(')')?;
    (!label.chars().any(char::is_alphanumeric)).then(|| inner[end + 1..].trim().to_string())
}

/// `*All of it*`, without the asterisks.
fn without_emphasis(text: &str) -> Option<String> {
    let inner = text.strip_prefix('*')?.strip_suffix('*')?;
    (!inner.contains('*') && !inner.trim().is_empty()).then(|| inner.trim().to_string())
}

/// Words that are before a question's number, beside those for a question.
const NUMBERED_NOUNS: [&str; 29] = [
    "exercise",
    "exercice",
    "problem",
    "aufgabe",
    "übung",
    "uebung",
    "ejercicio",
    "esercizio",
    "exercício",
    "task",
    "задача",
    "задание",
    "завдання",
    "zadanie",
    "opgave",
    "oefening",
    "uppgift",
    "oppgave",
    "feladat",
    "zadatak",
    "题",
    "題",
    "习题",
    "문제",
    "câu",
    "soal",
    "nr",
    "no",
    "q",
];

/// The number that a bank gives a question: `### **Q12.** What?` → 12.
pub fn number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['#', '*', '_', '>', ' ', '-', '(', '[']).to_lowercase();
    let word = noun(&text);
    let rest = text[word..].trim_start_matches([' ', '#', '.', ':', '*']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[digits..];
    let ends = after.is_empty()
        || after.starts_with(['.', ')', ':', '*', '-', '–', ']', '、', '．', '：', '）'])
        || word > 0 && after.starts_with(' ');
    rest[..digits].parse().ok().filter(|_| ends)
}

/// Bytes of the word before a number with which a text in lower case begins.
fn noun(lower: &str) -> usize {
    let is_whole = |word: &&str| !lower[word.len()..].starts_with(|c: char| c.is_alphabetic() && !is_ideograph(c));
    let words = NUMBERED_NOUNS.into_iter().chain(label_names::QUESTION.split('|'));
    words.filter(|word| lower.starts_with(word)).filter(is_whole).map(str::len).max().unwrap_or(0)
}

fn is_ideograph(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// What follows ` of 50`, ` / 50`: how many there are.
fn after_count(text: &str) -> &str {
    let words = ["of ", "/ ", "/", "von ", "de ", "sur ", "di ", "из "];
    let count = words.iter().find_map(|word| text.trim_start_matches(' ').strip_prefix(word));
    let rest = count.map(|count| count.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.filter(|rest| Some(rest.len()) != count.map(str::len) && !rest.starts_with(char::is_alphanumeric)).unwrap_or(text)
}

/// A line of text that a word and a number begin: `Aufgabe 1: Nennen Sie …`, `**Question 3** What is it?`, `Q4) Why?`; what follows them,
/// and behind it the points that stand between.
pub fn after_question_number(text: &str) -> Option<String> {
    let bold = text.strip_prefix("**").or_else(|| text.strip_prefix("__"));
    let inner = bold.unwrap_or(text);
    let lower = inner.to_lowercase();
    let word = noun(&lower);
    // Lower case may be longer.
    let rest = inner.get(word..).filter(|_| word > 0 && lower.len() == inner.len())?;
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start_matches([' ', '#', '\u{a0}']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 4 {
        return None;
    }
    let part = after_part(&rest[digits..]);
    let in_brackets = part.is_some_and(|part| part.len() + 3 <= rest.len() - digits && rest[..rest.len() - part.len()].ends_with(')'));
    let rest = after_count(part.unwrap_or(&rest[digits..]));
    let closed = |text: &'_ str| bold.map_or(0, |_| usize::from(text.starts_with("**") || text.starts_with("__")) * 2);
    let (score, rest) = split_score(rest);
    // `**Question 10 (a case)**`
    let aside = rest.trim().strip_suffix("**").filter(|aside| bold.is_some() && aside.starts_with('(') && aside.ends_with(')'));
    if let Some(aside) = aside {
        return Some(aside.to_string());
    }
    let before = closed(rest);
    let spaced = rest[before..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let sign = rest[before..]
        .strip_prefix([':', '.', ')', '：'])
        // French has a space before a colon.
        .or_else(|| spaced.strip_prefix(':').filter(|after| after.starts_with(' ')))
        .or_else(|| [" - ", " – ", " — "].iter().find_map(|dash| rest[before..].strip_prefix(dash)));
    let after = sign.unwrap_or(&rest[before..]);
    let after = &after[closed(after)..];
    let ends = after.is_empty() || after.starts_with([' ', '\t']) || sign.is_some() && after.starts_with(char::is_uppercase);
    let is_set_off = in_brackets || sign.is_some() || before > 0 || after.trim().is_empty() || !score.is_empty();
    let is_open = bold.is_some() && before == 0 && closed(sign.unwrap_or_default()) == 0;
    let after = if is_open { after.trim_end().strip_suffix(&text[..2])? } else { after };
    let (more, after) = split_score(after);
    (ends && is_set_off)
        .then(|| [after, score, more].map(str::trim).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// What follows the letter that counts the parts of a numbered question: `b. What?`, `.b. What?`, ` (b) What?`.
fn after_part(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches([' ', '.']);
    let letter = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    if let Some(inner) = bare.strip_prefix('(').filter(|inner| letter(inner)) {
        return inner[1..].strip_prefix(')');
    }
    let after = letter(text).then(|| &text[1..]);
    let behind_point =
        || text.strip_prefix('.').filter(|rest| letter(rest)).map(|rest| &rest[1..]).filter(|rest| rest.starts_with(['.', ')', ':']));
    after.filter(|rest| !rest.starts_with(char::is_alphanumeric)).or_else(behind_point)
}

/// Whether brackets say what a question is worth.
pub fn is_score(text: &str) -> bool {
    !split_score(text).0.is_empty()
}

/// `(4 Punkte)`, `[2 pts]` and what follows.
fn split_score(text: &str) -> (&str, &str) {
    let inner = text.trim_start();
    let Some(end) = inner.find([')', ']']).filter(|end| inner.starts_with(['(', '[']) && *end < 24) else { return ("", text) };
    let said = inner[1..end].trim().to_lowercase();
    let is_score_part = |part: &str| {
        let unit = part.trim().trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '/' | '½'));
        let is_unit = ["p", "p.", "pt", "pt.", "pts", "pts.", "pkt", "pkt.", "be"].contains(&unit)
            || ["punkt", "point", "mark", "puntos", "punti", "pontos", "балл", "min"].iter().any(|word| unit.starts_with(word));
        is_unit && unit.len() < part.trim().len()
    };
    if said.split(',').any(is_score_part) { (&inner[..=end], &inner[end + 1..]) } else { ("", text) }
}

/// Whether a heading only counts: `Question 12`, `Q3.`, `Exercise 4`, `7`.
pub fn is_bare_number(title: &str) -> bool {
    let lower = title.trim().trim_matches('*').to_lowercase();
    // `Exam AZ-104 topic 1 question 1 discussion`
    let of_exam = lower.strip_suffix(" discussion").filter(|lower| lower.starts_with("exam ")).and_then(|lower| lower.rfind("question "));
    let lower = of_exam.map_or(&*lower, |at| &lower[at..lower.len() - " discussion".len()]);
    let word = noun(lower);
    let rest = lower[word..].trim_start_matches([' ', '#', '.']);
    let rest = rest.split_once(['(', '[']).filter(|(_, tail)| tail.ends_with([')', ']'])).map_or(rest, |(rest, _)| rest);
    let rest = rest.trim_end_matches(['.', ':', ')', ' ']);
    let is_number = lower.len() <= 3 && !lower.is_empty() && lower.chars().all(|c| c.is_ascii_digit());
    is_number || word > 0 && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a text begins with a word as sentences do, `What`, `A`: not with `X11` or `NET`.
fn is_word(text: &str) -> bool {
    text.chars().nth(1).is_none_or(|c| c.is_lowercase() || c.is_whitespace())
}

/// Bytes of the word for a question, or of a `q`, with which a text in lower case begins. They are not part of the question.
fn question_word(lower: &str) -> usize {
    let words = label_names::QUESTION.split('|').chain(["q"]);
    words.filter(|word| lower.starts_with(word)).map(str::len).max().unwrap_or(0)
}

/// `12. `, `12) `, `Q12: `, `Question 12 - `, `Q. `, `12、`, `1️⃣ `.
fn without_number(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    // `Q. What?`
    let word = question_word(&lower);
    let unnumbered = text.get(word..).filter(|_| word > 0);
    if let Some(rest) = unnumbered.and_then(|rest| rest.strip_prefix(['.', ':', '：', ')']))
        && (rest.starts_with([' ', '\t', '*']) || rest.is_empty())
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(rest.trim());
    }
    let rest = text.get(word..)?.trim_start_matches([' ', '#', '.']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let number = rest[..digits].trim_end_matches('.');
    let after = &rest[number.len()..];
    // `4\.` is not a list.
    let after = after.strip_prefix('\\').filter(|after| after.starts_with(['.', ')'])).unwrap_or(after);
    // `12b. `, `3.a) `
    let is_closed = |rest: &&str| [". ", ") ", ": "].iter().any(|sign| rest.starts_with(sign));
    let after = after_part(after).filter(is_closed).filter(|_| !number.is_empty()).unwrap_or(after);
    if let Some(rest) = after.trim_start_matches('\u{fe0f}').strip_prefix('\u{20e3}').filter(|_| !number.is_empty()) {
        return Some(rest.trim_start_matches('\u{fe0f}').trim());
    }
    let sign = after.trim_start().strip_prefix([':', '.', ')', '-', '–', '—', '：', '、', '．', '）']);
    // Where words need no spaces, a number needs none either, and `Q16.What?` has forgotten its own.
    let joined = |rest: &str| {
        after.trim_start().starts_with(['：', '、', '．', '）'])
            || rest.starts_with(|c: char| !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
            || rest.starts_with(char::is_uppercase) && (word > 0 || after.starts_with(['.', ')']) && is_word(rest))
    };
    match (number.is_empty(), sign) {
        (false, Some(rest)) if rest.starts_with([' ', '\t', '*']) || rest.is_empty() || joined(rest) => {
            Some(rest.trim_start_matches('*').trim())
        }
        (false, None) if word > 0 && after.starts_with(' ') => Some(after.trim()),
        (true, Some(rest)) if word > 0 && after.starts_with([':', '：', '.', ')']) && (rest.starts_with(' ') || rest.is_empty()) => {
            Some(rest.trim())
        }
        _ => None,
    }
}

/// `**Question**: Why?`, `**Frage:** Warum?`: what follows the word in bold that says that it is a question.
fn without_question_word(text: &str) -> Option<&str> {
    let (word, rest) = text.strip_prefix("**")?.split_once("**")?;
    let bare = word.trim_end_matches([':', '：', '.', ' ']);
    let rest = rest.trim_start_matches([' ', ':', '：']);
    (matches!(bare, "Q" | "q") || is_question_word(bare)).then_some(rest).filter(|rest| !rest.is_empty())
}

/// Elements that a heading or a line may be dressed in.
const PRESENTATION_TAGS: &[&str] =
    &["a", "b", "strong", "i", "em", "span", "p", "summary", "code", "font", "div", "h1", "h2", "h3", "h4", "h5", "h6", "u", "center"];

/// Without the HTML tags of elements that are opened and closed in the text, and without `<br>`; every other `<` is a character.
pub fn without_tags(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    // Of each name whether it is opened and closed: the whole text is searched once a name.
    let mut paired: BTreeMap<&str, bool> = BTreeMap::new();
    let mut at = 0;
    while let Some(step) = text[at..].find('<') {
        let open = at + step;
        out.push_str(&text[at..open]);
        let inner = lower[open + 1..].trim_start_matches('/');
        let name: &str = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
        let is_paired = PRESENTATION_TAGS.contains(&name)
            && *paired.entry(name).or_insert_with(|| lower.contains(&format!("</{name}")) && opens(&lower, name));
        match text[open..].find('>').filter(|_| is_paired || name == "br") {
            Some(end) => {
                if name == "code" {
                    out.push('`');
                }
                at = open + end + 1;
            }
            None => {
                out.push('<');
                at = open + 1;
            }
        }
    }
    out.push_str(&text[at..]);
    // A closing tag at the end that nothing opened.
    let lone =
        PRESENTATION_TAGS.iter().find_map(|name| out.trim_end().strip_suffix(&format!("</{name}>")).filter(|_| !opens(&lower, name)));
    match lone {
        Some(rest) => rest.trim_end().to_string(),
        None => out,
    }
}

/// Whether a tag opens an element of that name.
fn opens(lower: &str, name: &str) -> bool {
    [">", " "].iter().any(|end| lower.contains(&format!("<{name}{end}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_numbers_and_links() {
        assert_eq!(title_text("12. What is it?"), ("What is it?".into(), true));
        assert_eq!(title_text("Q1. What?"), ("What?".into(), true));
        assert_eq!(title_text("**Question 3:** Why so"), ("Why so".into(), true));
        assert_eq!(title_text("[[↑]](#toc) <a name='patterns'>Questions about Design Patterns:</a>").0, "Questions about Design Patterns:");
        assert_eq!(title_text("**2) Why?**"), ("Why?".into(), true));
        assert_eq!(title_text("3.14 is what?"), ("3.14 is what?".into(), false));
        assert_eq!(title_text("Q. ***What is it?***"), ("What is it?".into(), true));
        assert_eq!(title_text("Q: Why?"), ("Why?".into(), true));
        assert_eq!(title_text("1、什么是事务？"), ("什么是事务？".into(), true));
        assert_eq!(title_text("3.请阐述隔离级别"), ("请阐述隔离级别".into(), true));
        assert_eq!(title_text("一、基础"), ("基础".into(), false));
        assert_eq!(title_text("🟢 3. What is `npm`?"), ("🟢 What is `npm`?".into(), true));
        assert_eq!(title_text("1️⃣ What is it?"), ("What is it?".into(), true));
        assert_eq!(title_text("❓ 4. What is it?"), ("What is it?".into(), true));
        assert_eq!(title_text("Q4\\. To wait you call"), ("To wait you call".into(), true));
        assert_eq!(title_text("Which command lists nodes?</code>").0, "Which command lists nodes?");
        assert_eq!(title_text("Q16.What is it?"), ("What is it?".into(), true));
        assert_eq!(title_text("2.x is old").0, "2.x is old");
        assert_eq!(title_text("2.What is a key?"), ("What is a key?".into(), true));
        assert_eq!(title_text("12)A key opens what?"), ("A key opens what?".into(), true));
        assert_eq!(title_text("3.NET or Java?").0, "3.NET or Java?");
        assert_eq!(title_text("**Question**: Why so?"), ("Why so?".into(), true));
        assert_eq!(title_text("**Frage:** Warum?"), ("Warum?".into(), true));
        assert_eq!(title_text("**Queue**: a list").0, "**Queue**: a list");
        assert_eq!(title_text("문제 3. 잠금은?"), ("잠금은?".into(), true));
        let parts = ["Q42.b. What else?", "Q42b. What else?", "Q42b) What else?", "Q44 (b). What else?", "Q44(b) What else?"];
        assert!(parts.iter().all(|text| title_text(text) == ("What else?".into(), true)), "{:?}", parts.map(title_text));
        let parts = ["Question 3 (b) What else?", "Question 3b: What else?", "42b. What else?", "3.a) What else?", "**Q7.c)** What else?"];
        assert!(parts.iter().all(|text| title_text(text) == ("What else?".into(), true)), "{:?}", parts.map(title_text));
        assert_eq!(title_text("3.x is what?").0, "3.x is what?");
        assert_eq!(title_text("3d models?").0, "3d models?");
        assert_eq!(["What is A? *", "What is A? \\*", "SELECT *"].map(|text| title_text(text).0), ["What is A?", "What is A?", "SELECT *"]);
        assert_eq!(title_text("Queues *and* stacks").0, "Queues *and* stacks");
        assert_eq!(title_text("What is the difference between <b> and <strong>?").0, "What is the difference between <b> and <strong>?");
        assert_eq!(title_text("Vec<T> and a < b").0, "Vec<T> and a < b");
    }

    #[test]
    fn what_counts_questions() {
        assert_eq!(
            ["### **Q12.** What?", "3) x", "- 4: B", "Question 7", "2024 was", "v1. x"].map(number),
            [Some(12), Some(3), Some(4), Some(7), None, None]
        );
        assert!(is_bare_number("12") && is_bare_number("Question 12") && is_bare_number("Q3.") && is_bare_number("**Exercise 4:**"));
        assert!(!is_bare_number("Question") && !is_bare_number("2024") && !is_bare_number("Question 2 of life"));
    }

    #[test]
    fn signs_of_a_level_end_a_title() {
        let bare = ["What is it? 👶", "What is it? ⭐️", "What is it?"].map(without_trailing_symbols);
        assert_eq!(bare, ["What is it?"; 3]);
        assert_eq!(without_trailing_symbols("C++ or 5 > 4"), "C++ or 5 > 4");
    }

    #[test]
    fn questions_are_told_from_titles() {
        assert!(
            is_question("What is a lock?")
                && is_question("Explain the event loop")
                && is_question("**Why?**")
                && is_question("幂等是什么？")
        );
        let others = [
            "下列哪个是关系型数据库？（ ）",
            "请阐述隔离级别",
            "索引的优缺点",
            "トランザクションを説明してください。",
            "Что такое индекс",
            "Citez trois niveaux",
        ];
        assert!(others.iter().all(|text| is_question(text)));
        assert!(
            !is_question("Databases") && !is_question("Table of contents") && !is_question("List of the questions") && !is_question("介绍")
        );
    }
}
