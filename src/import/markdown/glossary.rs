//! Lists of terms and what they mean: `**Femur**: the thigh bone`, `- **Radius** – inner bone`, `der Apfel - apple`.
//!
//! In: a page on which nothing asks. Out: a card for each term.

use super::body;
use super::lines::{Line, heading, indent, item};
use super::page::{Page, is_noise};
use crate::import::{Bank, slug};

/// So many terms are a list of them.
const LEAST_TERMS: usize = 3;
/// A longer term is a sentence.
const MOST_WORDS: usize = 6;

/// Whether nearly all lines of a page are terms, below one heading or below letters of the alphabet: elsewhere headings are the questions.
pub fn is_format(page: &Page<'_>) -> bool {
    let says = || page.lines.iter().filter(|line| !line.text.trim().is_empty() && !is_noise(&line.text) && heading(&line.text).is_none());
    let terms = says().filter(|line| term(line).is_some()).count();
    let outer = says().filter(|line| line.code || indent(&line.text) < 2).count();
    terms >= LEAST_TERMS && terms * 5 >= outer * 4 && groups(page) <= 1
}

/// How many headings have text of their own below them, but for those of single letters.
fn groups(page: &Page<'_>) -> usize {
    let mut count = 0;
    let mut title = None;
    for line in page.lines.iter().filter(|line| !line.code && !line.text.trim().is_empty() && !is_noise(&line.text)) {
        match heading(&line.text) {
            Some((_, text)) => title = Some(text),
            None => count += usize::from(title.take().is_some_and(|title| title.chars().filter(|c| c.is_alphanumeric()).count() > 1)),
        }
    }
    count
}

pub fn read(page: &Page<'_>, bank: &mut Bank) {
    let starts: Vec<usize> = (0..page.lines.len()).filter(|at| term(&page.lines[*at]).is_some()).collect();
    let mut group: Vec<String> = Vec::new();
    let mut rest: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    while at < page.lines.len() {
        let line = &page.lines[at];
        if let Some((level, title)) = heading(&line.text).filter(|_| !line.code) {
            // The first letter of the terms below names no group.
            let names = level > 1 && title.chars().filter(|c| c.is_alphanumeric()).count() > 1;
            group = Some(slug(title)).filter(|_| names).into_iter().collect();
        } else if let Some((name, meaning)) = term(line) {
            let next = starts.get(starts.partition_point(|start| *start <= at)).copied().unwrap_or(page.lines.len());
            let below = page.lines[at + 1..next].iter().take_while(|line| line.code || indent(&line.text) >= 2).count();
            let first = Line { text: meaning.to_string().into(), ..line.clone() };
            let lines: Vec<Line<'_>> = std::iter::once(first).chain(page.lines[at + 1..=at + below].iter().cloned()).collect();
            page.push(body::answered_card(name, &lines), line, &group, bank);
            at += below;
        } else {
            rest.push(line.clone());
        }
        at += 1;
    }
    page.not_imported(&rest, "this text belongs to no question", bank);
}

/// The term that a line gives, and what it says of it.
fn term<'l>(line: &'l Line<'_>) -> Option<(&'l str, &'l str)> {
    if line.code || line.details || indent(&line.text) > 1 {
        return None;
    }
    let text = item(&line.text).map_or(line.text.trim(), |(inner, ..)| inner).trim_end();
    let (name, meaning) = match text.strip_prefix("**") {
        Some(bold) => {
            let (name, rest) = bold.split_once("**")?;
            let sign = [":", "：", " - ", " – ", " — ", " = "].into_iter().find_map(|sign| rest.strip_prefix(sign));
            (name.trim_end_matches([':', '：']), sign.or_else(|| name.ends_with([':', '：']).then_some(rest))?)
        }
        None => [" - ", " – ", " — ", " = "].iter().find_map(|sign| text.split_once(sign))?,
    };
    let (name, meaning) = (name.trim(), meaning.trim());
    let is_name = !name.is_empty()
        && name.split_whitespace().count() <= MOST_WORDS
        && name.contains(char::is_alphabetic)
        && !name.contains(['?', '？', '[', '|', '`', '<', ';'])
        && !name.ends_with(['.', ',']);
    (is_name && meaning.contains(char::is_alphanumeric) && !meaning.starts_with("](")).then_some((name, meaning))
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    #[test]
    fn terms_and_meanings() {
        let of = |text: &str| lines(text, 0).first().and_then(|line| term(line).map(|(name, meaning)| format!("{name}|{meaning}")));
        assert_eq!(of("**Femur**: the thigh bone").as_deref(), Some("Femur|the thigh bone"));
        assert_eq!(of("- **Radius** – inner bone").as_deref(), Some("Radius|inner bone"));
        assert_eq!(of("* **Ulna:** outer bone").as_deref(), Some("Ulna|outer bone"));
        assert_eq!(of("der Apfel - apple").as_deref(), Some("der Apfel|apple"));
        assert_eq!(of("Is it so? - Yes"), None);
        assert_eq!(of("A sentence of many words that goes on - and on"), None);
        assert_eq!(of("[a link](https://a.b) - what it is"), None);
    }
}
