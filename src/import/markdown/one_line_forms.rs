//! Forms that have several parts of a question on one line, and numbers that no list of Markdown has: question, choices and answer become lines of
//! their own, the numbers those of lists.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::labels::{Label, label};
use super::lines::{Line, heading, indent, item};
use super::{choice_lists, choices, heuristics, part_titles};

/// The lines with each part on a line of its own.
pub fn divided(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    questions_without_fences(&mut lines);
    titles_of_parts(&mut lines);
    tags_without_quotes(&mut lines);
    numbers_without_backslashes(&mut lines);
    numbers_of_lists(&mut lines);
    labels_without_numbers(&mut lines);
    choice_lists::tick_labelled_items(&mut lines);
    choice_lists::tick_marked_items(&mut lines);
    part_titles::join(&mut lines);
    choice_lists::letter_options(&mut lines);
    let lines = answers_in_brackets(lines);
    let lines = first_choices_on_lines_of_their_own(lines);
    let lines = answers_on_lines_of_their_own(lines);
    choices_on_lines_of_their_own(lines)
}

/// `> **Q: What is it?**` and `> A: …`: where questions are quoted, the quotes say nothing.
fn tags_without_quotes(lines: &mut [Line<'_>]) {
    let inner =
        |line: &Line<'_>| Some(line.text.strip_prefix('>').filter(|_| !line.code)?.trim_start().trim_start_matches("**").to_string());
    let is_tag = |line: &Line<'_>, tags: [&str; 2]| inner(line).is_some_and(|inner| tags.iter().any(|tag| inner.starts_with(tag)));
    let asks = lines.iter().filter(|line| is_tag(line, ["Q:", "Question:"])).count();
    if asks < 2 || !lines.iter().any(|line| is_tag(line, ["A:", "Answer:"])) {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.text.starts_with('>')) {
        line.text = Cow::Owned(line.text[1..].strip_prefix(' ').unwrap_or(&line.text[1..]).to_string());
    }
}

/// `**2. The Answer:**` below each question is a label, whatever its number; a choice on the next line is what it says.
fn labels_without_numbers(lines: &mut [Line<'_>]) {
    let named = |line: &Line<'_>| -> Option<String> {
        let inner = line.text.trim().strip_prefix("**")?.strip_suffix("**").filter(|_| !line.code)?;
        let (title, numbered) = heuristics::title_text(inner);
        let name = title.trim_end_matches([':', '：']);
        let is_label = numbered && name.len() < title.len() && name.split_whitespace().count() <= MOST_WORDS_OF_LABEL;
        is_label.then(|| name.strip_prefix("The ").unwrap_or(name).to_string())
    };
    let names: Vec<Option<String>> = lines.iter().map(named).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.iter().flatten().for_each(|name| *counts.entry(name).or_default() += 1);
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name.as_ref().filter(|name| counts[name.as_str()] > 1) else { continue };
        let says_answer = label(&format!("**{name}:**"), true).is_some_and(|(label, _)| label == Label::Answer);
        let below = lines.get(at + 1).filter(|line| says_answer && !line.code && choices::lettered(&line.text).is_some());
        let choice = below.map(|line| line.text.trim().to_string());
        lines[at].text = Cow::Owned(format!("**{name}:** {}", choice.as_deref().unwrap_or_default()).trim_end().to_string());
        if choice.is_some() {
            lines[at + 1].text = Cow::Borrowed("");
        }
    }
}

const MOST_WORDS_OF_LABEL: usize = 6;

/// A question with lettered choices between fences without a language is text, and so is a key alone.
fn questions_without_fences(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        if !lines[at].code {
            at += 1;
            continue;
        }
        let fence = lines[at].text.trim().to_string();
        let end = lines[at + 1..].iter().position(|line| line.text.trim() == fence).map_or(lines.len(), |end| at + 1 + end);
        let inner = &lines[(at + 1).min(end)..end];
        let letters = inner.iter().filter_map(|line| choices::lettered(&line.text).map(|(letter, _)| letter));
        let begins = letters.clone().take(2).eq([0, 1]);
        let has_question =
            inner.iter().find(|line| !line.text.trim().is_empty()).is_some_and(|line| choices::lettered(&line.text).is_none());
        // `Answer: B` alone.
        let mut said = inner.iter().filter(|line| !line.text.trim().is_empty());
        let is_key = said.next().is_some_and(|line| label(&line.text, false).is_some_and(|(label, _)| label == Label::Answer))
            && said.next().is_none();
        if end < lines.len() && fence.chars().all(|c| c == '`') && (begins && has_question || is_key) {
            lines[at].text = Cow::Borrowed("");
            lines[end].text = Cow::Borrowed("");
            lines[at..=end].iter_mut().for_each(|line| line.code = false);
        }
        at = end + 1;
    }
}

/// `1. The earth is round. (true)`: where most items of a page end so, it is their answer.
fn answers_in_brackets(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let bracket = |line: &Line<'_>| -> Option<usize> {
        let (_, content, numbered) = item(&line.text).filter(|_| !line.code && indent(&line.text) == 0)?;
        let text = line.text.trim_end();
        let at = text.rfind(" (").filter(|at| *at > content && text.ends_with(')'))?;
        let (asked, said) = (text[..at].trim_end(), &text[at + 2..text.len() - 1]);
        let short = said.split_whitespace().count() <= 4 && said.contains(char::is_alphanumeric) && !said.contains(['(', ')', '/']);
        (numbered && short && asked.ends_with(['.', '?', '!', '_', ':']) && heuristics::label(said, false).is_none()).then_some(at)
    };
    let numbered = |line: &&Line<'_>| !line.code && indent(&line.text) == 0 && item(&line.text).is_some_and(|(_, _, numbered)| numbered);
    let (all, bracketed) = (lines.iter().filter(numbered).count(), lines.iter().filter(|line| bracket(line).is_some()).count());
    if bracketed < 3
        || bracketed * 5 < all * 4
        || lines.iter().filter_map(|line| bracket(line).map(|at| heuristics::is_score(&line.text[at..]))).any(|is| is)
    {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() + bracketed);
    for line in lines {
        let Some(at) = bracket(&line) else {
            out.push(line);
            continue;
        };
        let margin = " ".repeat(item(&line.text).map_or(0, |(_, content, _)| content));
        let said = line.text[at..].trim().trim_start_matches('(').trim_end_matches(')').to_string();
        out.push(Line { text: Cow::Owned(line.text[..at].to_string()), ..line.clone() });
        out.push(Line { text: Cow::Owned(format!("{margin}Answer: {said}")), ..line });
    }
    out
}

/// `1.) What is it?`, `(1) What is it?`, `**1.** What is it?`, `1.What is it?`: where such numbers count on and nothing else counts before them, they
/// are those of a list.
fn numbers_of_lists(lines: &mut [Line<'_>]) {
    let mut last = 0;
    let mut counts_on = false;
    let mut is_list = false;
    for line in lines.iter().filter(|line| !line.code) {
        is_list |= last == 0 && begins_otherwise(&line.text);
        let Some((number, _)) = odd_number(&line.text) else { continue };
        counts_on |= number == last + 1 && last > 0;
        last = number;
    }
    let is_list = is_list || !counts_on;
    let mut before = 0;
    for line in lines.iter_mut().filter(|line| !line.code) {
        let usual =
            item(&line.text).filter(|(_, _, numbered)| *numbered && indent(&line.text) == 0).and_then(|_| heuristics::number(&line.text));
        before = usual.unwrap_or(before);
        // One among others of the usual form: `5.)` behind `4.`
        let Some((number, rest)) = odd_number(&line.text) else { continue };
        if !is_list || number == before + 1 && before > 0 && !line.text.starts_with('(') {
            before = number;
            line.text = Cow::Owned(format!("{number}. {rest}"));
        }
    }
}

/// Words that name a part of an exam before its letter or number.
const PARTS: [&str; 14] = [
    "section",
    "part",
    "teil",
    "abschnitt",
    "kapitel",
    "chapter",
    "block",
    "sección",
    "parte",
    "partie",
    "sezione",
    "seção",
    "часть",
    "раздел",
];

/// `Section B: True or False` alone in a text without headings is one. Numbers of printed pages say nothing.
fn titles_of_parts(lines: &mut [Line<'_>]) {
    let has_headings = lines.iter().any(|line| !line.code && heading(&line.text).is_some());
    for i in 0..lines.len() {
        let text = lines[i].text.trim().to_string();
        if lines[i].code || text.is_empty() {
            continue;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        // `1 out of 1 points`, as learning platforms print it below a question's number.
        if let [got, "out", "of", all, "points" | "point"] = words[..]
            && [got, all].iter().all(|score| score.parse::<f32>().is_ok())
        {
            lines[i].text = Cow::Borrowed("");
            continue;
        }
        let is_count = |word: &str| word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit());
        if let [page, number, of, all] = words[..]
            && ["page", "seite", "página", "pagina"].contains(&&*page.to_lowercase())
            && ["of", "von", "de", "di", "/", "sur"].contains(&of)
            && is_count(number)
            && is_count(all)
        {
            lines[i].text = Cow::Borrowed("");
            continue;
        }
        let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(|line| line.text.trim().is_empty());
        let names = words.len() > 1 && words.len() <= 14 && PARTS.contains(&&*words[0].to_lowercase());
        let letter = words.get(1).map_or("", |word| word.trim_end_matches([':', '.', ')', ',']));
        let is_letter = (1..=4).contains(&letter.len()) && letter.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
        if !has_headings && names && is_letter && blank(i.checked_sub(1)) && blank(Some(i + 1)) {
            lines[i].text = Cow::Owned(format!("## {text}"));
        }
    }
}

/// Whether a heading or an item with a number of the usual form asks.
fn begins_otherwise(text: &str) -> bool {
    let title = heading(text).map(|(_, title)| title);
    let numbered = || item(text).filter(|(_, _, numbered)| *numbered && indent(text) == 0).map(|(inner, ..)| inner);
    title.or_else(numbered).is_some_and(heuristics::asks)
}

/// A number that a line begins with and that is not of a list, and what follows it.
fn odd_number(text: &str) -> Option<(u32, &str)> {
    let bold = text.strip_prefix("**").or_else(|| text.strip_prefix("__"));
    let inner = bold.unwrap_or(text);
    let (open, inner) = inner.strip_prefix('(').map_or((false, inner), |rest| (true, rest));
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = inner[..digits].parse().ok().filter(|_| digits <= 3)?;
    let after = &inner[digits..];
    // `2.1 What is it?`
    let of_chapter = after.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && !open && bold.is_none());
    if let Some(rest) = of_chapter {
        let text = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = rest[..rest.len() - text.len()].parse().ok()?;
        let text = text.strip_prefix(['.', ')']).unwrap_or(text);
        return (text.starts_with(' ') && heuristics::is_question(text)).then(|| (number, text.trim_start()));
    }
    let (rest, is_odd) = if open {
        (after.strip_prefix(").").or_else(|| after.strip_prefix(')'))?, true)
    } else if let Some(rest) = after.strip_prefix(".)").or_else(|| after.strip_prefix(".:")) {
        (rest, true)
    } else {
        (after.strip_prefix(['.', ')'])?, false)
    };
    if bold.is_some() {
        // `**1. What is it?**` is a question in bold.
        let rest = rest.trim_start().strip_prefix(&text[..2])?;
        let rest = rest.strip_prefix(['.', ':', ')']).unwrap_or(rest);
        return rest.starts_with(' ').then(|| (number, rest.trim_start()));
    }
    let spaced = rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
    // `1.What is it?`
    let joined = rest.starts_with(char::is_uppercase) && rest.chars().nth(1).is_some_and(char::is_lowercase);
    (is_odd && spaced || joined).then(|| (number, rest.trim_start()))
}

/// `1. What is it? a) A lock b) A key`, or the choices on the line below: each choice is a line of its own.
fn choices_on_lines_of_their_own(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut asked = false;
    // The letter and the form of the choice that may follow on the next line: `(c) Chennai (d) Kolkata`.
    let mut next: Option<(char, String, String)> = None;
    for line in lines {
        let goes_on = next.take().filter(|_| !line.code).and_then(|next| more_choices_of_line(&line, next));
        if let Some((divided, letter)) = goes_on {
            out.extend(divided);
            next = Some(letter);
            continue;
        }
        if line.code || line.text.trim().is_empty() {
            out.push(line);
            continue;
        }
        let text = line.text.as_ref();
        let asks = heading(text).map(|(_, title)| title).or_else(|| item(text).map(|(inner, ..)| inner)).unwrap_or(text);
        let is_numbered = item(text).is_some_and(|(_, _, numbered)| numbered);
        let asks = is_numbered || heuristics::asks(asks) || heuristics::after_question_number(text).is_some();
        let content = item(text).map_or(text.len() - text.trim_start().len(), |(_, content, _)| content);
        let is_heading = heading(text).is_some();
        let starts = choices_of_line(&text[content..]).filter(|starts| asks || is_heading || asked && starts[0] == 0);
        let Some(starts) = starts else {
            asked = asks;
            out.push(line);
            continue;
        };
        let margin = " ".repeat(if starts[0] == 0 { indent(text) } else { content });
        if starts[0] > 0 {
            out.push(Line { text: Cow::Owned(text[..content + starts[0]].trim_end().to_string()), ..line.clone() });
        }
        for (at, start) in starts.iter().enumerate() {
            let end = starts.get(at + 1).map_or(text.len(), |end| content + end);
            let choice =
                text[content + start..end].trim().trim_end_matches(if at + 1 < starts.len() { [',', ';', '/', '|'] } else { [' '; 4] });
            out.push(Line { text: Cow::Owned(format!("{margin}{}", choice.trim_end())), ..line.clone() });
        }
        asked = false;
        next = form_of_choice(&text[content + starts[0]..]).map(|(open, first, close)| {
            let last = char::from(first as u8 + starts.len() as u8);
            (last, open.to_string(), close.to_string())
        });
    }
    out
}

/// How a choice is lettered: what is before the letter, the letter, and what is behind it.
fn form_of_choice(text: &str) -> Option<(&str, char, &str)> {
    let (open, rest) = text.strip_prefix('(').map_or(("", text), |rest| ("(", rest));
    let letter = rest.chars().next().filter(char::is_ascii_alphabetic)?;
    let close = [")", "."].into_iter().find(|close| rest[1..].starts_with(close))?;
    Some((open, letter, close))
}

/// The choices of a line that goes on with those of the line before, each on a line of its own, and what may follow.
fn more_choices_of_line<'a>(
    line: &Line<'a>,
    (letter, open, close): (char, String, String),
) -> Option<(Vec<Line<'a>>, (char, String, String))> {
    let margin = line.text.len() - line.text.trim_start().len();
    let text = line.text[margin..].trim_end().to_string();
    if !text.starts_with(&format!("{open}{letter}{close} ")) {
        return None;
    }
    let mut starts = vec![0];
    let mut next = char::from(letter as u8 + 1);
    while next.to_ascii_lowercase() <= 'j'
        && let Some(at) = text.find(&format!(" {open}{next}{close} "))
    {
        starts.push(at + 1);
        next = char::from(next as u8 + 1);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let choice = |(start, end): (&usize, usize)| {
        let said = format!("{}{}", &line.text[..margin], text[*start..end].trim());
        Line { text: Cow::Owned(said), ..line.clone() }
    };
    Some((starts.iter().zip(ends).map(choice).collect(), (next, open, close)))
}

/// Where the choices begin that are on one line: `a) … b) … c) …`, `(A) … (B) …`, `A. … B. … C. …`.
fn choices_of_line(text: &str) -> Option<Vec<usize>> {
    let first =
        [("", "a", ")"), ("", "A", ")"), ("(", "a", ")"), ("(", "A", ")"), ("", "A", ".")].into_iter().find_map(|(open, a, close)| {
            let marker = format!("{open}{a}{close}");
            let at = text.match_indices(&marker).map(|(at, _)| at).find(|at| *at == 0 || text[..*at].ends_with([' ', '\t']))?;
            Some((at, open, a, close))
        });
    let (start, open, a, close) = first?;
    let mut starts = vec![start];
    let mut from = start;
    for letter in a.chars().next()?..='j' {
        if letter.eq_ignore_ascii_case(&'a') {
            continue;
        }
        let marker = format!(" {open}{letter}{close}");
        let Some(at) = text[from + 1..].find(&marker).map(|at| from + 1 + at) else { break };
        starts.push(at + 1);
        from = at + 1;
    }
    let says = starts.iter().zip(starts.iter().skip(1).chain([&text.len()])).all(|(start, end)| {
        text[start + open.len() + 1 + close.len()..*end].contains(|c: char| c.is_alphanumeric() || c == '`' || c == '$')
    });
    let in_code = starts.iter().any(|start| text[..*start].matches('`').count() % 2 == 1);
    // `What is the difference between a) locks and b) latches?`
    let asked = text[..start].trim_end();
    let in_sentence = text.trim_end().ends_with(['?', '？']) || asked.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let says = says && !in_sentence;
    // `A. Smith and B. Jones` are initials.
    let enough = if close == "." { 3 } else { 2 };
    (starts.len() >= enough && says && !in_code).then_some(starts)
}

/// `1\. What is it?` and `\---`, as word processors save what they take for text: where several numbers are written so, they count questions.
fn numbers_without_backslashes(lines: &mut [Line<'_>]) {
    let number = |line: &Line<'_>| {
        let digits = line.text.len() - line.text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = line.text[digits..].strip_prefix('\\')?;
        let counts = (1..=3).contains(&digits) && !line.code && (rest.starts_with(". ") || rest.starts_with(") "));
        counts.then(|| format!("{}{rest}", &line.text[..digits]))
    };
    if lines.iter().filter(|line| number(line).is_some()).count() < 2 {
        return;
    }
    for line in lines.iter_mut() {
        if let Some(text) = number(line) {
            line.text = Cow::Owned(text);
        } else if !line.code && line.text.trim_end() == "\\---" {
            // Hyphens would make a heading of the line above.
            line.text = Cow::Borrowed("***");
        }
    }
}

/// `1. What is it? - A. A lock` above `- B. A key`: the first choice is a line of its own.
fn first_choices_on_lines_of_their_own(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(lines.len());
    let is_second = |line: Option<&Line<'_>>| line.is_some_and(|line| choices::lettered(&line.text).is_some_and(|(letter, _)| letter == 1));
    let mut rest = lines.into_iter().peekable();
    while let Some(line) = rest.next() {
        let cut = first_choice(&line.text).filter(|_| !line.code && is_second(rest.peek()));
        let Some(cut) = cut else {
            out.push(line);
            continue;
        };
        let margin = rest.peek().map_or("", |next| &next.text[..next.text.len() - next.text.trim_start().len()]);
        let choice = format!("{margin}{}", line.text[cut..].trim_start());
        out.push(Line { text: Cow::Owned(line.text[..cut].trim_end().to_string()), ..line.clone() });
        out.push(Line { text: Cow::Owned(choice), ..line });
    }
    out
}

/// Where the first choice begins that is on the line of its question.
fn first_choice(text: &str) -> Option<usize> {
    let is_first = |at: &usize| {
        let rest = text[*at..].trim_start();
        text[*at..].starts_with(' ') && choices::lettered(rest).is_some_and(|(letter, said)| letter == 0 && !said.is_empty())
    };
    text.match_indices(['?', '？', ':']).map(|(at, sign)| at + sign.len()).find(is_first)
}

/// `- **What is it?** A lock.`, `- What is it? - A lock.`, `Q: What is it? A: A lock.`, `1. What is it? Answer: A lock.`: the answer after a question is
/// a line of its own, below the question. In running text this is so after bold where no heading asks: there it could be a part of an answer.
fn answers_on_lines_of_their_own(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let asks = |line: &Line<'_>| !line.code && heading(&line.text).is_some_and(|(_, title)| heuristics::asks(title));
    let in_headings = lines.iter().any(asks);
    let follow_questions = answers_follow_questions(&lines);
    let is_plain = |line: &Line<'_>| !line.code && item(&line.text).is_none() && heading(&line.text).is_none() && indent(&line.text) == 0;
    let plain_answer = |line: &Line<'_>| labelled_answer(&line.text).filter(|at| is_plain(line) && heuristics::asks(&line.text[..*at]));
    let plain = !in_headings && lines.iter().filter(|line| plain_answer(line).is_some()).count() >= 2;
    let in_bold = |line: &Line<'_>| item(&line.text).is_some_and(|(inner, ..)| !line.code && linked_answer(inner).is_some());
    let linked = lines.iter().filter(|line| in_bold(line)).count() >= 3;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let marker = item(&line.text).map(|(_, content, _)| content);
        let inner = &line.text[marker.unwrap_or(0)..];
        let in_bold = bold_question_end(inner).filter(|_| marker.is_some() || !in_headings);
        let behind_dash = || question_before_dash(inner).filter(|_| marker.is_some());
        let counted = marker.is_some() || heuristics::after_question_number(&line.text).is_some() || heading(&line.text).is_some();
        let of_question = counted || choices::lettered(&line.text).is_some();
        let labelled = labelled_answer(inner).filter(|_| of_question).or_else(|| plain_answer(&line).filter(|_| plain));
        let behind_mark = || question_before_space(inner).filter(|_| follow_questions && marker.is_some());
        let in_bold = in_bold.or_else(|| linked_answer(inner).filter(|_| linked && marker.is_some()));
        let cut = in_bold.or_else(|| tagged_question_end(inner)).or(labelled).or_else(behind_dash).or_else(behind_mark);
        let cut = cut.filter(|_| !line.code && indent(&line.text) <= 3).map(|end| marker.unwrap_or(0) + end);
        let Some(cut) = cut else {
            out.push(line);
            continue;
        };
        let (question, answer) = line.text.split_at(cut);
        let (mut question, mut answer) = (question.trim_end(), answer.trim_start());
        // `(Answer: a lock)`
        if let Some(inside) = answer.strip_prefix(['(', '[']) {
            answer = inside.trim_end().strip_suffix([')', ']']).unwrap_or(inside);
        }
        question = question.trim_end_matches(['|', '/', '-', '–', '—', '→', ' ', '\t']);
        let margin = " ".repeat(marker.unwrap_or(0));
        let answer = answer.trim_start_matches(['-', '–', '—', ':', '→']).trim_start_matches("=>").trim_start_matches('>');
        let answer = format!("{margin}{}", answer.trim_start());
        let asked = if plain && !of_question && labelled.is_some() { format!("Q: {question}") } else { question.to_string() };
        let answer = if plain && !of_question && labelled.is_some() { answer_tag(&answer) } else { answer };
        out.push(Line { text: Cow::Owned(asked), ..line.clone() });
        out.push(Line { text: Cow::Owned(answer), ..line.clone() });
    }
    out
}

/// `Antwort: ja` → `A: ja`.
fn answer_tag(answer: &str) -> String {
    label(answer, false).map_or_else(|| answer.to_string(), |(_, rest)| format!("A: {rest}"))
}

/// Where the label begins that names the answer behind a question: `What is it? Answer: A lock.`, `Nenne drei. (Lösung: …)`.
fn labelled_answer(text: &str) -> Option<usize> {
    let colons = text.match_indices([':', '：']).map(|(at, _)| at);
    colons.take(MOST_COLONS).find_map(|colon| {
        let before = &text[..colon];
        // Up to three words before the colon.
        let starts = before.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
        starts.take(4).find(|start| {
            let name = before[*start..].trim_start_matches(['(', '[', '*', '_', '-', '–', '—', '|', '→']);
            let asked = text[..*start].trim_end().trim_end_matches(['-', '–', '—', '|', '→', '/', '(', '[']).trim_end();
            let is_name =
                name.chars().count() > 1 && name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic());
            let ends = asked.ends_with(['?', '？', '.', '!', ':', ')', '…', '_', '*', '"', '”', '“', '`', '。', '؟']);
            let set_off = name.len() < before[*start..].len() || asked.len() < text[..*start].trim_end().len();
            let tag = name.trim_end_matches(|c: char| c.is_ascii_digit());
            let is_label = || {
                tag == "A" && tag.len() < name.len() || label(&format!("{name}:"), false).is_some_and(|(label, _)| label == Label::Answer)
            };
            let says = text[colon..].contains(char::is_alphanumeric) && asked.chars().filter(|c| c.is_alphabetic()).count() > 1;
            is_name
                && says
                && (ends || set_off || heuristics::asks(asked))
                && text[..*start].matches('`').count().is_multiple_of(2)
                && is_label()
        })
    })
}

/// Of a line so many colons are looked at.
const MOST_COLONS: usize = 20;

/// Whether most items of a page that ask are answered behind the question mark: `1. Capital of France? Paris`.
fn answers_follow_questions(lines: &[Line<'_>]) -> bool {
    let (mut answered, mut asking) = (0, 0);
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.code && indent(&line.text) == 0) {
        let Some((inner, ..)) = item(&line.text).filter(|(inner, ..)| inner.contains(['?', '？'])) else { continue };
        asking += 1;
        let below = lines[i + 1..].iter().find(|line| !line.text.trim().is_empty());
        let alone = below.is_none_or(|line| indent(&line.text) == 0 && (item(&line.text).is_some() || heading(&line.text).is_some()));
        answered += usize::from(alone && question_before_space(inner).is_some());
    }
    answered >= 3 && answered * 5 >= asking * 4
}

/// Where the question of `Capital of France? Paris` ends.
fn question_before_space(text: &str) -> Option<usize> {
    let at = text.find("? ")? + 1;
    let answer = text[at..].trim();
    let is_more = answer.contains(['?', '？']) || heuristics::is_question(answer) || answer.starts_with(['(', '[', '<', '*', '_']);
    (text[..at].matches('`').count().is_multiple_of(2) && answer.contains(char::is_alphanumeric) && !is_more).then_some(at)
}

/// Where the question in bold ends that a text begins with and that is answered on the same line.
fn bold_question_end(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("**")?;
    let end = inner.find("**")?;
    let answer = inner[end + 2..].strip_prefix(' ')?.trim();
    let asks = inner[..end].trim_end().ends_with(['?', '？']);
    let divided = [">>", "<<", "<>", "::", ";;"].iter().any(|sign| answer.starts_with(sign));
    (asks && !divided && answer.contains(char::is_alphanumeric) && !answer.ends_with(['?', '？', '*'])).then_some(end + 4)
}

/// Where the bold text ends behind which nothing but links stand: `**Locks and keys** - [Learn](https://…) and [here](https://…)`.
fn linked_answer(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("**")?;
    let end = inner.find("**").filter(|end| *end > 0)?;
    let links = inner[end + 2..].trim_start_matches([' ', '-', '–', '—', ':', '→']);
    let is_word = |between: &str| between.split_whitespace().count() <= 3 && between.chars().count() <= 20;
    let mut pieces = links.split('[');
    let is_linked = pieces.next() == Some("") && links.contains("](http");
    (is_linked
        && pieces.all(|piece| piece.split_once("](").and_then(|(_, rest)| rest.split_once(')')).is_some_and(|(_, after)| is_word(after))))
    .then_some(end + 4)
}

/// Where the question of `Q: What is it? A: A lock.` ends.
fn tagged_question_end(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches('*');
    let asks = ["Q:", "Q.", "Question:"].iter().any(|tag| bare.starts_with(tag))
        || bare.strip_prefix('Q').is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([':', '.']));
    let answers = [" A: ", " Ans: ", " Answer: ", " **A:** ", " **A**: ", " **Answer:** ", " **Answer**: "];
    let at = answers.iter().filter_map(|tag| text.find(tag)).min().filter(|_| asks)?;
    let in_code = text[..at].matches('`').count() % 2 == 1;
    (!in_code && text[..at].trim_end().ends_with(['?', '？', '.', ':', '*'])).then_some(at)
}

/// Where the question of `What is it? - A lock.` ends.
fn question_before_dash(text: &str) -> Option<usize> {
    let dashes = ["? - ", "? – ", "? — ", "? -> ", "? => ", "? → "];
    let at = dashes.iter().filter_map(|dash| text.find(dash)).min()?;
    let answer = text[at + 1..].trim_start().trim_start_matches(['-', '–', '—', '=', '>', '→', ' ']);
    (text[..at].matches('`').count().is_multiple_of(2) && answer.contains(char::is_alphanumeric) && !answer.contains('?')).then_some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;

    #[test]
    fn a_question_in_bold_and_its_answer_are_two_lines() {
        let texts = |text: &str| lines(text, 0).iter().map(|line| line.text.to_string()).collect::<Vec<_>>();
        assert_eq!(texts("- **What is it?** A lock.\n"), ["- **What is it?**", "  A lock."]);
        assert_eq!(texts("**What is it?** A lock.\n"), ["**What is it?**", "A lock."]);
        assert_eq!(texts("# Why?\n**What is it?** A lock.\n"), ["# Why?", "**What is it?** A lock."]);
        assert_eq!(texts("- What is it? - A lock."), ["- What is it?", "  A lock."]);
        assert_eq!(texts("1. What is it? -> A lock."), ["1. What is it?", "   A lock."]);
        assert_eq!(texts("- What is it? - And why?"), ["- What is it? - And why?"]);
        assert_eq!(texts("4. What is it?  - A. A lock\n   - B. A key"), ["4. What is it?", "   - A. A lock", "   - B. A key"]);
        assert_eq!(texts("What is it? A) A lock\nB) A key"), ["What is it?", "A) A lock", "B) A key"]);
        assert_eq!(texts("What is it? A) A lock\nNo key"), ["What is it? A) A lock", "No key"]);
        assert_eq!(texts("1\\. What?\n\\---\n2\\. Why?"), ["1. What?", "***", "2. Why?"]);
        assert_eq!(texts("1986\\. A year\n1\\. A number"), ["1986\\. A year", "1\\. A number"]);
        assert_eq!(texts("Q: What is it? A: A lock."), ["Q: What is it?", "A: A lock."]);
        assert_eq!(texts("**Q1:** What is it? **A:** A lock."), ["**Q1:** What is it?", "**A:** A lock."]);
        assert_eq!(texts("- **What** is **it?**\n- **Why?** And how?\n"), ["- **What** is **it?**", "- **Why?** And how?"]);
        assert_eq!(texts("<h3 id=\"x\">1. What?</h3>\n"), ["### 1. What?"]);
    }
}
