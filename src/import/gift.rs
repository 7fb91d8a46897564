//! Moodle's GIFT: `::name:: question {=right ~wrong #feedback}`.
//!
//! In: a text. Out: cards. True or false and lists of choices become choice cards; short answers, numbers and pairs become open ones; a blank
//! in the middle of a sentence stays one (`_____`). Escapes (`\~ \= \# \{ \} \:`) are undone, formats in brackets read.
//! The format is Moodle's documentation, "GIFT format".

use super::{Answer, Bank, Choice, ForeignCard, ImportOptions, TrueFalseNames, card_text, credit, html, typed_answers};
use crate::source::{Location, Span};

/// Whether a text is written so: an answer in braces with a marker of GIFT in it.
/// A text that says how its columns are divided is a table, whatever its cells hold.
pub fn is_format(text: &str) -> bool {
    if text.starts_with("#separator:") {
        return false;
    }
    let named = text.lines().any(|line| line.starts_with("::") && line[2..].contains("::"));
    let braces = text.lines().any(|line| line.trim_end().ends_with('{') || (line.contains('{') && line.trim_end().ends_with('}')));
    let signs = text.lines().filter(|line| line.trim_start().starts_with(['=', '~'])).count() > 1
        || ["{T", "{F", "{=", "{~", "{#"].iter().any(|sign| text.contains(sign));
    (named || signs) && braces
}

/// The names in Moodle's path of a category: `$module$/top/Locks/Basics`, where `$course$` and the like say whose it is.
pub fn category_path(path: &str) -> Vec<String> {
    let named = |part: &&str| !part.is_empty() && !part.starts_with('$') && *part != "top";
    path.trim().split('/').filter(named).map(str::to_string).collect()
}

/// Adds the questions of a file to the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let mut category: Vec<String> = Vec::new();
    for Block { span, text: block } in blocks(text) {
        if let Some(name) = block.trim().strip_prefix("$CATEGORY:") {
            category = category_path(name);
            continue;
        }
        match card(&block, &options.true_false) {
            Ok(mut card) => {
                card.at = Some(Location { source, span });
                card.file = path.to_string();
                card.line = bank.line(source, span.start as usize);
                card.folder = category.clone();
                bank.cards.push(card);
            }
            Err(why) => drop(bank.not_imported(source, span, why)),
        }
    }
}

/// A question, or a line that names a category.
struct Block {
    /// From its first line to the end of its last one.
    span: Span,
    /// Without comments.
    text: String,
}

/// Questions are divided by blank lines outside of braces; lines that begin with `//` are comments.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut depth = 0usize;
    let bare = text.trim_start_matches('\u{feff}');
    let mut at = text.len() - bare.len();
    for line in bare.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        let comment = line.trim_start().starts_with("//") && depth == 0;
        let blank = line.trim().is_empty() && depth == 0;
        let category = line.starts_with("$CATEGORY:");
        // Where somebody forgot the blank line, a name begins the next question.
        let named = depth == 0 && line.starts_with("::") && line[2..].contains("::") && open.is_some();
        if blank || category || named {
            blocks.extend(open.take());
        }
        if category {
            blocks.push(Block { span, text: line.trim_end().to_string() });
            depth = 0;
        } else if !blank && !comment {
            let mut escaped = false;
            for c in line.chars() {
                match c {
                    '{' if !escaped => depth += 1,
                    '}' if !escaped => depth = depth.saturating_sub(1),
                    _ => {}
                }
                escaped = c == '\\' && !escaped;
            }
            let block = open.get_or_insert_with(|| Block { span, text: String::new() });
            block.text.push_str(line);
            if !line.trim().is_empty() {
                block.span.end = span.end;
            }
        }
        at += line.len();
    }
    blocks.extend(open);
    blocks
}

fn card(block: &str, truth: &TrueFalseNames) -> Result<ForeignCard, String> {
    let (name, rest) = title(block.trim());
    let open = find(rest, '{').ok_or("this question has no answer in braces")?;
    let close = find(&rest[open..], '}').map(|at| open + at).ok_or("the answer's brace is not closed")?;
    let (before, inner, after) = (&rest[..open], &rest[open + 1..close], rest[close + 1..].trim());
    let again = find(after, '{').is_some();
    let (format, before) = format(before.trim());
    let text = |part: &str| unescape(part, format);
    let (asked, after) = (text(before), text(after));
    // A full stop behind a question's answer continues no sentence.
    let question = match after.chars().next() {
        None => asked,
        Some('.') if after.len() == 1 && asked.ends_with('?') => asked,
        Some('.' | ',' | ';' | ':' | '!' | '?' | ')') => format!("{asked} _____{after}"),
        Some(_) => format!("{asked} _____ {after}"),
    };
    let (heading, prompt) = card_text::split_heading(&question);
    let mut card =
        ForeignCard { question: heading, prompt, name: name.clone().map(|name| unescape(&name, "")), key: name, ..ForeignCard::default() };
    if card.question.is_empty() {
        return Err("this question is empty".into());
    }
    if again {
        let note = "this question has several answers in braces: it may have one, followed by a blank line";
        card.not_imported.push(note.into());
        card.draft = true;
    }
    let (inner, general) = match find_text(inner, "####") {
        Some(at) => (&inner[..at], text(inner[at + 4..].trim())),
        None => (inner, String::new()),
    };
    answers(inner.trim(), format, truth, &mut card);
    if !general.is_empty() {
        card.answer =
            [std::mem::take(&mut card.answer), general].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    card.draft |= !card.is_answered();
    Ok(card)
}

/// `::name::` and what follows.
fn title(block: &str) -> (Option<String>, &str) {
    let named = block.strip_prefix("::").and_then(|rest| rest.split_once("::"));
    named.map_or((None, block), |(name, rest)| (Some(name.trim().to_string()), rest.trim_start()))
}

/// `[html]`, `[markdown]` and the like before the words.
fn format(text: &str) -> (&'static str, &str) {
    for (mark, name) in [("[html]", "html"), ("[moodle]", "html"), ("[markdown]", "markdown"), ("[plain]", "plain")] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (name, rest.trim_start());
        }
    }
    ("", text)
}

/// The first place of a character that no backslash escapes.
fn find(text: &str, sign: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        if c == sign && !escaped {
            return Some(i);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

fn find_text(text: &str, wanted: &str) -> Option<usize> {
    text.match_indices(wanted).map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// Without escapes; HTML becomes Markdown. An answer may say its own format.
fn unescape(text: &str, format: &str) -> String {
    let (own, text) = self::format(text.trim());
    let format = if own.is_empty() { format } else { own };
    let mut out = String::new();
    let mut escaped = false;
    for c in text.trim().chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            'n' if escaped => out.push('\n'),
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' if escaped => out.push(c),
            c => {
                if escaped {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        escaped = false;
    }
    if format == "markdown" || format == "plain" || !out.contains(['<', '&']) { out } else { html::to_markdown(&out) }
}

fn answers(inner: &str, format: &'static str, words: &TrueFalseNames, card: &mut ForeignCard) {
    let (truth, said) = cut(inner, '#').unwrap_or((inner, ""));
    let truth = truth.trim().to_uppercase();
    if matches!(truth.as_str(), "T" | "TRUE" | "F" | "FALSE") {
        let is_true = truth.starts_with('T');
        let (wrong, right) = cut(said, '#').unwrap_or((said, ""));
        let choice = |text: &str, value: bool| {
            let feedback = unescape(if value == is_true { right } else { wrong }, format);
            Choice { right: value == is_true, text: text.into(), feedback }
        };
        card.answer_kind = Answer::Choices(vec![choice(&words.yes, true), choice(&words.no, false)]);
        return;
    }
    if inner.is_empty() {
        return;
    }
    if let Some(number) = inner.strip_prefix('#') {
        numbers(number.trim(), format, card);
        return;
    }
    let (lead, parts) = parts(inner);
    if parts.is_empty() {
        // Braces with a single answer and no marker.
        typed_answers::set(card, &[unescape(lead, format)]);
        return;
    }
    if !lead.trim().is_empty() {
        card.not_imported.push(format!("`{}` precedes the first answer, which begins with `=` or `~`", lead.trim()));
    }
    if parts.iter().all(|(sign, text)| *sign == '=' && text.contains("->")) {
        let pairs = parts.iter().filter_map(|(_, text)| text.split_once("->"));
        let (pairs, alone): (Vec<_>, Vec<_>) =
            pairs.map(|(a, b)| (unescape(a, format), unescape(b, format))).partition(|(one, _)| !one.is_empty());
        if !alone.is_empty() {
            let others = alone.iter().map(|(_, other)| other.as_str()).collect::<Vec<_>>().join(", ");
            card.not_imported.push(format!("answers that match nothing are left out: {others}"));
        }
        card.answer = typed_answers::pairs_table(pairs.iter().map(|(one, other)| (one.as_str(), other.as_str())));
        return;
    }
    if parts.iter().any(|(sign, _)| *sign == '~') && parts.iter().filter(|(sign, text)| *sign == '=' && !text.starts_with('%')).count() > 1
    {
        let note = "several answers begin with `=` beside others with `~`: there each of them alone gives all points, here all are to be chosen; several right ones are written `~%50%`";
        card.not_imported.push(note.into());
    }
    let weighted: Vec<(f64, Choice)> = parts.iter().map(|(sign, text)| choice(*sign, text, format)).collect();
    if parts.iter().any(|(sign, _)| *sign == '~') { choice_answers(weighted, card) } else { short_answers(weighted, card) }
}

/// Answers of which learners choose.
fn choice_answers(weighted: Vec<(f64, Choice)>, card: &mut ForeignCard) {
    let weights: Vec<f64> = weighted.iter().map(|(weight, _)| *weight).collect();
    let right = credit::right_choices(&weights, true);
    let mut choices = Vec::new();
    for ((weight, choice), right) in weighted.into_iter().zip(right) {
        if weight > 0.0 && !right {
            card.not_imported.push(credit::partial_credit_note(&choice.text, weight));
        }
        choices.push(Choice { right, ..choice });
    }
    credit::set_choices(card, choices);
}

/// Answers that learners type: those that give all points, and what is said of them. The others stay with their share, so that nothing is lost.
fn short_answers(weighted: Vec<(f64, Choice)>, card: &mut ForeignCard) {
    let weights: Vec<f64> = weighted.iter().map(|(weight, _)| *weight).collect();
    let (mut full, mut rest) = (Vec::new(), Vec::new());
    for ((weight, choice), right) in weighted.into_iter().zip(credit::right_choices(&weights, false)) {
        let feedback = Some(choice.feedback).filter(|text| !text.is_empty());
        if right {
            full.push(escape_wildcards(choice.text));
            rest.extend(feedback);
            continue;
        }
        card.not_imported.push(credit::partial_credit_note(&choice.text, weight));
        rest.push(format!("{} ({weight} %){}", choice.text, feedback.map_or(String::new(), |text| format!(": {text}"))));
    }
    card.draft = full.is_empty();
    card.answer = rest.join("\n\n");
    typed_answers::set(card, &full);
}

/// An asterisk stands for any words in an answer that learners type; in Markdown two of them would be emphasis.
pub fn escape_wildcards(text: String) -> String {
    let is_wild = (text.starts_with('*') || text.ends_with('*')) && !text.contains("**");
    if is_wild { text.replace('*', "\\*") } else { text }
}

/// Numbers with what they may be off by: one, or several with their weights.
fn numbers(inner: &str, format: &'static str, card: &mut ForeignCard) {
    let shown = |text: &str| match text.trim().split_once(':') {
        Some((number, off)) if off.trim().parse() == Ok(0.0) => number.trim().to_string(),
        _ => text.trim().replace(':', " ± "),
    };
    if inner.starts_with('=') {
        let number = |(sign, text): (char, String)| {
            let (weight, choice) = choice(sign, &text, format);
            (weight, Choice { text: shown(&choice.text), ..choice })
        };
        return short_answers(parts(inner).1.into_iter().map(number).collect(), card);
    }
    let (number, said) = cut(inner, '#').unwrap_or((inner, ""));
    card.answer = unescape(said, format);
    typed_answers::set(card, &[shown(number)]);
}

/// The answers with their markers, and what is before the first of them.
fn parts(inner: &str) -> (&str, Vec<(char, String)>) {
    let first = [find(inner, '='), find(inner, '~')].into_iter().flatten().min().unwrap_or(inner.len());
    let mut parts: Vec<(char, String)> = Vec::new();
    let mut escaped = false;
    for c in inner[first..].chars() {
        match c {
            '=' | '~' if !escaped => parts.push((c, String::new())),
            c => parts.last_mut().into_iter().for_each(|(_, text)| text.push(c)),
        }
        escaped = c == '\\' && !escaped;
    }
    (&inner[..first], parts)
}

/// What is before and after a character that no backslash escapes.
fn cut(text: &str, sign: char) -> Option<(&str, &str)> {
    find(text, sign).map(|at| (&text[..at], &text[at + sign.len_utf8()..]))
}

/// `%50%text #feedback`: the share of the points, which without a number is all of them at `=` and none at `~`.
fn choice(sign: char, text: &str, format: &'static str) -> (f64, Choice) {
    let text = text.trim();
    let weighted =
        text.strip_prefix('%').and_then(|rest| rest.split_once('%')).and_then(|(weight, rest)| Some((weight.parse::<f64>().ok()?, rest)));
    let (weight, text) = weighted.unwrap_or((if sign == '=' { 100.0 } else { 0.0 }, text));
    let (text, feedback) = cut(text, '#').unwrap_or((text, ""));
    (weight, Choice { right: false, text: unescape(text, format), feedback: unescape(feedback, format) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> ForeignCard {
        card(text, &TrueFalseNames::default()).unwrap()
    }

    #[test]
    fn kinds_of_questions() {
        let card = one("::Q1:: Who's buried in Grant\\'s tomb?{~no one #never =Grant #yes ~Napoleon}");
        let Answer::Choices(choices) = card.answer_kind else { panic!("choices") };
        assert_eq!(
            choices.iter().map(|c| (c.right, c.text.as_str(), c.feedback.as_str())).collect::<Vec<_>>(),
            [(false, "no one", "never"), (true, "Grant", "yes"), (false, "Napoleon", "")]
        );
        assert_eq!(
            one("Grant was buried.{F}").answer_kind,
            Answer::Choices(vec![
                Choice { right: false, text: "True".into(), ..Choice::default() },
                Choice { right: true, text: "False".into(), ..Choice::default() }
            ])
        );
        assert_eq!(one("Two plus two is {=four =4}.").question, "Two plus two is _____.");
        assert_eq!(one("What is pi? {#3.1415}.").question, "What is pi?");
        assert_eq!(one("Two plus two?{=four =4}").answer, "four / 4");
        assert_eq!(one("Match.{=a -> 1 =b -> 2}").answer, "|  |  |\n| --- | --- |\n| a | 1 |\n| b | 2 |");
        assert_eq!(one("When?{#1822:5}").answer, "1822 ± 5");
        assert!(one("Write about it {}").draft);
        assert_eq!(one("[html]<b>Why</b> \\{x\\}?{=y}").question, "**Why** {x}?");
    }

    #[test]
    fn a_table_that_says_so_is_no_gift() {
        assert!(is_format("Which?{=this ~that}\n"));
        assert!(!is_format("#separator:tab\n#html:true\nWhich? {{c1::x}}\t{=this ~that}\n"));
    }

    #[test]
    fn only_full_credit_is_right() {
        let partial = one("Capital?{=%100%Berlin =%30%Bonn ~Rome}");
        let Answer::Choices(choices) = &partial.answer_kind else { panic!("choices") };
        assert_eq!(choices.iter().map(|choice| choice.right).collect::<Vec<_>>(), [true, false, false]);
        assert_eq!(partial.not_imported.len(), 1);
        let both = one("Which?{~%50%a ~%50%b ~%-100%c}");
        let Answer::Choices(choices) = &both.answer_kind else { panic!("choices") };
        assert_eq!(choices.iter().map(|choice| choice.right).collect::<Vec<_>>(), [true, true, false]);
        assert!(both.not_imported.is_empty());
        let typed = one("Sugar of RNA?{=D-Ribose =%50%Ribose#fast}");
        assert_eq!((typed.answer.as_str(), typed.not_imported.len(), typed.draft), ("D-Ribose\n\nRibose (50 %): fast", 1, false));
        let none = one("Broken {~a ~b}");
        assert_eq!((none.prompt.as_str(), none.draft, none.not_imported.len()), ("- a\n- b", true, 1));
        assert_eq!(one("When?{#=1822:0 =%50%1822:2}").answer, "1822\n\n1822 ± 2 (50 %)");
        let german = TrueFalseNames { yes: "Wahr".into(), no: "Falsch".into() };
        let Answer::Choices(choices) = card("So?{F}", &german).unwrap().answer_kind else { panic!("choices") };
        assert_eq!(choices.iter().map(|one| (one.text.as_str(), one.right)).collect::<Vec<_>>(), [("Wahr", false), ("Falsch", true)]);
    }
}
