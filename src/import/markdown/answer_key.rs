//! A key at a bank's end: `## Answers`, and below it a number for each question above; or `Answers: 1b, 2ac` in one line.
//!
//! In: a file's lines. Out: the lines without its keys, and what each key says of each number. A question takes from the first key below it what
//! that says of its number; what no question takes is reported.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Line, end_of_details, heading, indent};
use super::page::Page;
use super::{body, details, heuristics};
use crate::import::{Bank, ForeignCard, answer_letters};

/// The keys of a file, in its order.
pub struct AnswerKeys<'a> {
    keys: Vec<AnswerKey<'a>>,
    /// Of each key the numbers that questions took.
    taken: RefCell<BTreeSet<(usize, u32)>>,
}

struct AnswerKey<'a> {
    /// Where its heading is.
    at: u32,
    answers: BTreeMap<u32, Vec<Line<'a>>>,
    /// Lines before the first number.
    others: Vec<Line<'a>>,
}

impl<'a> AnswerKeys<'a> {
    /// Takes the keys out of a page's lines.
    pub fn extract(page: &Page<'a>) -> (Self, Vec<Line<'a>>) {
        let lines = &page.lines;
        let mut keys = Self { keys: Vec::new(), taken: RefCell::default() };
        let mut rest: Vec<Line<'a>> = Vec::with_capacity(lines.len());
        let mut counted = BTreeSet::new();
        let mut i = 0;
        while i < lines.len() {
            let line = &lines[i];
            if let Some(end) = end_of_key(lines, i) {
                let said = match line.details {
                    true => details::read(&lines[i..end]).inside,
                    false => [&inline_answers(line).map(Vec::from).unwrap_or_default(), &lines[i + 1..end]].concat(),
                };
                let key = AnswerKey::new(line.span.start, &said);
                let of_questions = key.answers.keys().filter(|number| counted.contains(*number)).count();
                let names_most = key.answers.len() >= 2 && of_questions * 2 >= key.answers.len();
                // Words in one line may be an answer that counts its parts.
                let is_key = is_title(&line.text)
                    || begins_as_title(&line.text) && key.is_labelled()
                    || line.details
                    || key.has_letters()
                    || inline_answers(line).is_some() && key.answers.len() * 2 >= counted.len();
                if names_most && is_key && !key.asks() {
                    keys.keys.push(key);
                    i = end;
                    continue;
                }
            }
            if !line.code && line.text.starts_with(|c: char| c != ' ') {
                counted.extend(heuristics::number(&page.text[line.span.range()]));
            }
            rest.push(line.clone());
            i += 1;
        }
        (keys, rest)
    }

    /// Whether a key below a line names its number.
    pub fn has_entry_for(&self, at: &Line<'_>, page: &Page<'_>) -> bool {
        let number = heuristics::number(&page.text[at.span.range()]);
        let next = self.keys.iter().find(|key| key.at > at.span.start);
        number.is_some_and(|number| next.is_some_and(|key| key.answers.contains_key(&number)))
    }

    /// The lines of the answer to a question that is at a line and has this number.
    fn answer(&self, at: &Line<'_>, number: u32) -> Option<Vec<Line<'a>>> {
        let below = |(_, key): &(usize, &AnswerKey<'a>)| key.at > at.span.start && key.answers.contains_key(&number);
        let (which, key) = self.keys.iter().enumerate().find(below)?;
        if !self.taken.borrow_mut().insert((which, number)) {
            return None;
        }
        let mut lines = key.answers.get(&number)?.clone();
        // What goes on below is indented as far as the number wants it.
        let shared = lines[1..].iter().filter(|line| !line.text.trim().is_empty()).map(|line| indent(&line.text)).min().unwrap_or(0);
        for line in &mut lines[1..] {
            line.text = line.text.get(shared.min(indent(&line.text))..).unwrap_or_default().to_string().into();
        }
        let first = lines.first_mut()?;
        first.text = format!("Answer: {}", first.text).into();
        Some(lines)
    }

    /// The card of a question, with its answer from the key where it has none of its own.
    pub fn card(&self, page: &Page<'_>, title: &str, at: &Line<'_>, lines: &[Line<'_>]) -> ForeignCard {
        let card = body::card(title, lines);
        if !card.draft {
            return card;
        }
        match heuristics::number(&page.text[at.span.range()]).and_then(|number| self.answer(at, number)) {
            Some(answer) => body::card(title, &[lines, &answer].concat()),
            None => card,
        }
    }

    /// Reports what no question took.
    pub fn report_unused(&self, page: &Page<'_>, bank: &mut Bank) {
        let taken = self.taken.borrow();
        for (which, key) in self.keys.iter().enumerate() {
            page.not_imported(&key.others, "this text belongs to no question", bank);
            for (number, lines) in key.answers.iter().filter(|(number, _)| !taken.contains(&(which, **number))) {
                page.not_imported(
                    lines,
                    &format!("answer {number} of the answer key is not used: no question {number} lacks an answer"),
                    bank,
                );
            }
        }
    }
}

/// The line after the key whose heading or label is on line `at`.
fn end_of_key(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let line = &lines[at];
    if line.code {
        return None;
    }
    if line.details {
        let end = end_of_details(lines, at);
        let is_key = line.details_lines > 0 && is_title(&details::summary(&lines[at..end]));
        return is_key.then_some(end);
    }
    let level = heading(&line.text).map_or(7, |(level, _)| level);
    let below = &lines[at + 1..];
    if inline_answers(line).is_some() {
        // It goes on below as far as the lines have nothing but answers.
        let says = |line: &&Line<'_>| line.text.trim().is_empty() || !line.code && several(&line.text).is_some();
        let blank = |line: &&Line<'_>| line.text.trim().is_empty();
        let more = below.iter().take_while(says).count();
        let end = at + 1 + more - below[..more].iter().rev().take_while(blank).count();
        // A word at the page's end answers nothing: "Good luck!"
        let last: Vec<&Line<'_>> = lines[end..].iter().filter(|line| !blank(line)).collect();
        let is_remark =
            matches!(last[..], [line] if !line.code && heading(&line.text).is_none() && heuristics::number(&line.text).is_none());
        return Some(if is_remark { lines.len() } else { end });
    }
    if !is_title(&line.text) && !begins_as_title(&line.text) {
        return None;
    }
    // Without a heading it ends at the next key too, so that each line is read for one of them.
    let ends = |line: &Line<'_>| {
        let ends_plain = || level == 7 && is_title(&line.text);
        !line.code && (heading(&line.text).is_some_and(|(other, _)| other <= level && other < 7 || level == 7) || ends_plain())
    };
    Some(below.iter().position(ends).map_or(lines.len(), |end| at + 1 + end))
}

/// `Lösungen: 1b, 2ac, 3d`: the answers behind the label, as a line.
fn inline_answers<'a>(line: &Line<'a>) -> Option<[Line<'a>; 1]> {
    let text = line.text.as_ref();
    if line.code || text.starts_with([' ', '\t', '-', '+', '|', '>']) {
        return None;
    }
    let colon = text.find([':', '：'])?;
    let rest = text[colon..].trim_start_matches([':', '：', '*', '_', ' ']);
    let is_answer = || heuristics::label(text, false).is_some_and(|(label, _)| label == heuristics::Label::Answer);
    let is_key = |answers: Vec<(u32, String)>| {
        is_title(&text[..colon]) || is_answer() && answers.iter().all(|(_, answer)| letters(answer).is_some())
    };
    several(rest).is_some_and(is_key).then(|| [Line { text: rest.to_string().into(), ..line.clone() }])
}

/// `## Answer key`, `**Answers:**`, `Lösungen`.
fn is_title(text: &str) -> bool {
    if text.starts_with([' ', '\t', '-', '+', '|', '>']) {
        return false;
    }
    let title = text.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    let with_reasons =
        || AND.iter().any(|and| title.split_once(and).is_some_and(|(key, what)| TITLES.contains(&key) && REASONS.contains(&what)));
    TITLES.contains(&title) || with_reasons()
}

/// Between a key's name and what it has besides: `Respuestas y justificación`.
const AND: [&str; 11] = [" and ", " & ", " und ", " y ", " et ", " e ", " и ", " och ", " og ", " ve ", " i "];

const REASONS: [&str; 24] = [
    "explanation",
    "explanations",
    "rationale",
    "rationales",
    "reasons",
    "justification",
    "justifications",
    "erklärungen",
    "begründungen",
    "justificación",
    "justificaciones",
    "explicación",
    "explicaciones",
    "explications",
    "spiegazioni",
    "motivazioni",
    "explicações",
    "justificativas",
    "comentários",
    "объяснения",
    "пояснения",
    "комментарии",
    "wyjaśnienia",
    "açıklamalar",
];

/// `## Answers to chapter 2`
fn begins_as_title(text: &str) -> bool {
    let title = text.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    let goes_on = |name: &&str| title.strip_prefix(*name).is_some_and(|rest| rest.starts_with([' ', ':', '(']));
    heading(text).is_some() && TITLES.iter().any(goes_on)
}

/// What keys are called.
const TITLES: &[&str] = &[
    "answers",
    "answer key",
    "answer keys",
    "answers key",
    "key",
    "answer sheet",
    "correct answers",
    "answers and explanations",
    "answers & explanations",
    "answers with explanations",
    "solutions",
    "solution key",
    "correct options",
    "right answers",
    "antworten",
    "richtige antworten",
    "lösungen",
    "lösungsteil",
    "lösungsschlüssel",
    "antwortschlüssel",
    "lösungen und erklärungen",
    "musterlösungen",
    "réponses",
    "solutions et réponses",
    "respuestas",
    "soluciones",
    "risposte",
    "respostas",
    "gabarito",
    "answerkey",
    "corrigé",
    "soluzioni",
    "soluções",
    "ответы",
    "ключ",
    "відповіді",
    "odpowiedzi",
    "klucz odpowiedzi",
    "antwoorden",
    "cevaplar",
    "cevap anahtarı",
    "cavablar",
    "javoblar",
    "жауаптар",
    "facit",
    "fasit",
    "løsninger",
    "vastaukset",
    "ratkaisut",
    "vastused",
    "atbildes",
    "atsakymai",
    "odpovědi",
    "řešení",
    "odpovede",
    "riešenia",
    "válaszok",
    "megoldások",
    "megoldókulcs",
    "răspunsuri",
    "отговори",
    "odgovori",
    "rješenja",
    "rešenja",
    "rešitve",
    "одговори",
    "решења",
    "përgjigjet",
    "απαντήσεις",
    "תשובות",
    "الإجابات",
    "الأجوبة",
    "پاسخ‌ها",
    "پاسخنامه",
    "উত্তরমালা",
    "उत्तरमाला",
    "उत्तर कुंजी",
    "kunci jawaban",
    "skema jawapan",
    "答案",
];

impl<'a> AnswerKey<'a> {
    /// Whether most of its answers begin with letters of choices.
    fn has_letters(&self) -> bool {
        let lettered = |lines: &&Vec<Line<'_>>| lines.first().is_some_and(|line| !answer_letters::read(&line.text).0.is_empty());
        self.answers.values().filter(lettered).count() * 2 > self.answers.len()
    }

    /// Whether most of its answers say that they are.
    fn is_labelled(&self) -> bool {
        let answer = |line: &Line<'_>| heuristics::label(&line.text, false).is_some_and(|(label, _)| label == heuristics::Label::Answer);
        let labelled = |lines: &&Vec<Line<'_>>| lines.iter().find(|line| !line.text.trim().is_empty()).is_some_and(answer);
        self.answers.values().filter(labelled).count() * 2 > self.answers.len()
    }

    /// Whether most of its lines are questions: `Solutions architect`.
    fn asks(&self) -> bool {
        let asks = |lines: &&Vec<Line<'_>>| lines.first().is_some_and(|line| heuristics::is_question(&line.text));
        self.answers.values().filter(asks).count() * 2 > self.answers.len()
    }

    fn new(at: u32, lines: &[Line<'a>]) -> Self {
        let mut key = Self { at, answers: BTreeMap::new(), others: Vec::new() };
        let mut open: Option<u32> = None;
        let mut at = 0;
        while at < lines.len() {
            let line = &lines[at];
            at += 1;
            if let Some(pairs) = lines.get(at).and_then(|below| transposed(line, below, lines.get(at + 1))) {
                at += if pairs.1 { 2 } else { 1 };
                for (number, letter) in pairs.0 {
                    key.answers.insert(number, vec![Line { text: letter.into(), ..lines[at - 1].clone() }]);
                }
                open = None;
            } else if let Some(pairs) = several(&line.text).filter(|_| !line.code) {
                for (number, letter) in pairs {
                    key.answers.insert(number, vec![Line { text: letter.into(), ..line.clone() }]);
                }
                open = None;
            } else if let Some((number, letters)) = Some(line).filter(|line| !line.code).and_then(|line| one_alone(&line.text)) {
                key.answers.insert(number, vec![Line { text: letters.into(), ..line.clone() }]);
                open = None;
            } else if let Some((number, rest)) =
                begins(line).filter(|(number, rest)| is_row(line) || open.is_none_or(|last| goes_on(last, *number, rest)))
            {
                open = Some(number);
                key.answers.insert(number, vec![Line { text: rest.into(), ..line.clone() }]);
            } else if !line.code && heading(&line.text).is_some_and(|(_, title)| heuristics::label(title, true).is_none()) {
                // The answers of a group.
                open = None;
                key.others.push(line.clone());
            } else if open.is_some() || !is_row(line) {
                // The head of a table of answers says nothing.
                open.and_then(|number| key.answers.get_mut(&number)).unwrap_or(&mut key.others).push(line.clone());
            }
        }
        key
    }
}

/// Whether a number begins the next answer of a key: it is the next one, or a later one.
fn goes_on(last: u32, number: u32, rest: &str) -> bool {
    let (letters, more) = answer_letters::read(rest);
    number == last + 1 || number > last && (number <= last + MOST_MISSING || !letters.is_empty() && more.is_empty())
}

/// So many answers may be missing between two of a key.
const MOST_MISSING: u32 = 30;

/// A table that has the numbers in one row and their answers in the one below; whether a rule is between them.
fn transposed(line: &Line<'_>, below: &Line<'_>, next: Option<&Line<'_>>) -> Option<(Vec<(u32, String)>, bool)> {
    let is_rule = |line: &Line<'_>| is_row(line) && line.text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let cells = |line: &Line<'_>| -> Vec<String> {
        let row = line.text.trim().trim_matches('|');
        row.split('|').map(|cell| cell.trim().trim_matches('*').trim_end_matches(['.', ')']).to_string()).collect()
    };
    let (numbers, answers) = (cells(line), if is_rule(below) { cells(next?) } else { cells(below) });
    let counts: Vec<Option<u32>> = numbers.iter().map(|cell| cell.parse().ok()).collect();
    let first = usize::from(counts.first()?.is_none());
    let is_count = counts.len() >= first + 2 && counts[first..].windows(2).all(|two| two[0].is_some() && two[1] > two[0]);
    let is_table = is_row(line) && is_row(below) && is_count && answers.len() == numbers.len();
    // In a table of pairs the cell below a number is one too.
    let answers_letters = answers[first.min(answers.len())..].iter().all(|cell| cell.parse::<u32>().is_err());
    (is_table && answers_letters).then(|| {
        let pairs = counts.iter().zip(&answers).skip(first).filter_map(|(number, answer)| Some(((*number)?, answer.clone())));
        (pairs.filter(|(_, answer)| !answer.is_empty()).collect(), is_rule(below))
    })
}

fn is_row(line: &Line<'_>) -> bool {
    !line.code && line.text.trim_start().starts_with('|')
}

/// `3. B`, `- **3)** B`, `### Question 3`, `| 3 | B |`: the number and what follows it.
fn begins(line: &Line<'_>) -> Option<(u32, String)> {
    let text = line.text.as_ref();
    if line.code || indent(text) > 1 {
        return None;
    }
    if let Some(row) = text.trim().strip_prefix('|') {
        let mut cells = row.trim_end_matches('|').split('|').map(str::trim);
        let number = cells.next()?.trim_matches('*').parse().ok()?;
        return Some((number, cells.collect::<Vec<_>>().join(" ")));
    }
    let number = heuristics::number(text)?;
    if heading(text).is_some() {
        // Its words repeat the question's.
        return Some((number, String::new()));
    }
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text[digits..].trim_start_matches(|c: char| c.is_ascii_digit());
    let bold = text[..digits].contains("**") && !rest.trim_end().ends_with("**");
    let rest = rest.trim_start_matches(['.', ')', ':', '-', '–', ']', ' ']);
    let rest = if bold { rest.replacen("**", "", 1) } else { rest.trim_start_matches('*').to_string() };
    let rest = rest.trim_start_matches([':', ' ']);
    // `**1. Answer: B** - because`, `**1. Answer: B**`
    let named = heuristics::label(rest, false).filter(|(label, _)| *label == heuristics::Label::Answer).map(|(_, answer)| answer);
    let rest = named.unwrap_or_else(|| rest.to_string());
    let unpaired = rest.matches("**").count() % 2 == 1;
    Some((number, if unpaired && text[..digits].contains("**") { rest.replacen("**", "", 1) } else { rest }))
}

/// `1. A  2. B, C`, `1-a, 2-c`, `1b, 2ac`, `1) Berlin; 2) Rom`: several on a line. Words are answers where each number has a sign and is the next one.
fn several(text: &str) -> Option<Vec<(u32, String)>> {
    let text = text.trim().trim_start_matches(['-', '*', ' ']).trim_start_matches('|');
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut rest = text;
    let mut only_letters = true;
    while !rest.is_empty() {
        let (number, signed, after) = counted_answer(rest)?;
        // Up to the next number that counts on.
        let next = |at: &usize| {
            let before = after[..*at].chars().next_back();
            let divides = before.is_some_and(|c| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/'));
            divides && counted_answer(&after[*at..]).is_some_and(|(next, sign, _)| next > number && (sign == signed))
        };
        let starts = after.match_indices(|c: char| c.is_ascii_digit() || c == '(').map(|(at, _)| at);
        let end = starts.take(MOST_DIGITS).find(next).unwrap_or(after.len());
        let answer = after[..end].trim().trim_end_matches([',', ';', '|', '/']).trim();
        let letters = letters(answer);
        if answer.is_empty() || letters.is_none() && !signed {
            return None;
        }
        if letters.is_none() && found.last().is_some_and(|(last, _)| number != last + 1) {
            return None;
        }
        only_letters &= letters.is_some();
        found.push((number, letters.unwrap_or_else(|| answer.to_string())));
        rest = &after[end..];
    }
    // Words need to be told from a sentence with numbers.
    (found.len() >= 2 && (only_letters || found[0].0 == 1 || found.len() > 2)).then_some(found)
}

/// `1ac`, `2 b`: a number and letters alone on a line.
fn one_alone(text: &str) -> Option<(u32, String)> {
    let (number, _, rest) = counted_answer(text.trim())?;
    let is_letters = rest.len() <= 6 && rest.chars().all(|c| c.is_ascii_alphabetic());
    letters(rest).filter(|_| is_letters && !rest.is_empty()).map(|letters| (number, letters))
}

/// So many digits are looked at behind an answer.
const MOST_DIGITS: usize = 200;

/// A number, whether a sign divides it from what follows, and that.
fn counted_answer(text: &str) -> Option<(u32, bool, &str)> {
    let text = text.strip_prefix('(').unwrap_or(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text[..digits].parse().ok().filter(|_| digits <= 3)?;
    let after = &text[digits..];
    let rest = after.trim_start_matches(['.', ')', ':', '-', '–', '=', ' ', '→', '(']);
    let signed = after.trim_start().starts_with(['.', ')', ':', '-', '–', '=', '→']);
    (!rest.starts_with(|c: char| c.is_ascii_digit()) || signed && after.len() > rest.len() + 1).then_some((number, signed, rest))
}

/// `ac`, `A, C`, `b)`: the letters of an answer that has nothing else, as capitals.
fn letters(answer: &str) -> Option<String> {
    let bare = answer.trim_matches(['(', ')', '.', '*', ' ']);
    let joined = (1..=6).contains(&bare.len())
        && bare.bytes().all(|c| matches!(c, b'a'..=b'j' | b'A'..=b'J'))
        && bare.as_bytes().windows(2).all(|two| two[0] < two[1]);
    if joined {
        return Some(bare.to_uppercase().chars().map(String::from).collect::<Vec<_>>().join(", "));
    }
    let (letters, rest) = answer_letters::read(answer);
    (!letters.is_empty() && rest.is_empty()).then(|| letters.iter().map(char::to_string).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_letters_stand_on_a_line() {
        let pairs = |text| {
            several(text).map(|pairs| pairs.iter().map(|(number, letter)| format!("{number}{letter}")).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(pairs("1. A  2. B 3) c").as_deref(), Some("1A 2B 3C"));
        assert_eq!(pairs("1-a, 2-c; 10-b").as_deref(), Some("1A 2C 10B"));
        assert_eq!(pairs("1b, 2ac, 3d").as_deref(), Some("1B 2A, C 3D"));
        assert_eq!(pairs("1. B 2. A, C 3. D").as_deref(), Some("1B 2A, C 3D"));
        assert_eq!(pairs("1a 2b und c 3d").as_deref(), Some("1A 2B, C 3D"));
        assert_eq!(pairs("1: a/c; 2: b").as_deref(), Some("1A, C 2B"));
        assert_eq!(pairs("(1) A (2) B").as_deref(), Some("1A 2B"));
        assert_eq!(pairs("1 = a, 2 = b").as_deref(), Some("1A 2B"));
        assert_eq!(pairs("1) Berlin; 2) Rom; 3) Paris").as_deref(), Some("1Berlin 2Rom 3Paris"));
        assert_eq!(pairs("1. wahr, 2. falsch").as_deref(), Some("1wahr 2falsch"));
        assert_eq!(pairs("1. 42, 2. 3,5").as_deref(), Some("142 23,5"));
        assert_eq!(pairs("1. A lock"), None);
        assert_eq!(pairs("1. A"), None);
    }

    #[test]
    fn an_answer_begins_with_its_number() {
        let at = |text: &'static str| {
            begins(&Line {
                span: crate::source::Span::new(0, text.len()),
                text: text.into(),
                code: false,
                details: false,
                details_lines: 0,
            })
        };
        assert_eq!(at("3. B"), Some((3, "B".into())));
        assert_eq!(at("- **3)** It is so"), Some((3, "It is so".into())));
        assert_eq!(at("**4. C**"), Some((4, "C".into())));
        assert_eq!(at("**5. Answer: B** - It is so"), Some((5, "B - It is so".into())));
        assert_eq!(at("**6. Answer: A, C**"), Some((6, "A, C".into())));
        assert_eq!(at("| 5 | D |"), Some((5, "D".into())));
        assert_eq!(at("### Question 6: What?"), Some((6, String::new())));
        assert_eq!(at("No number"), None);
    }
}
