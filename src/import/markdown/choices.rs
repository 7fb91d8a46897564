//! Choices: task lists (`- [x] yes`) and lettered ones (`- A: yes`, `b) no`).

use super::lines::{Line, dedented, item};
use crate::import::Choice;

/// How a choice begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceMarker {
    /// Ticked in a task list, or marked with a character: `B. four*`, `*B. four`, `B. four ✓`.
    pub right: bool,
    /// The letter (A is 0) of a lettered one.
    letter: Option<u8>,
}

impl ChoiceMarker {
    pub fn is_lettered(self) -> bool {
        self.letter.is_some()
    }
}

/// The choice that begins on line `i`, and its text. A letter counts only in its place: B after A, and A only where B follows.
/// `last_choice_b`: where the last one with a B begins.
pub fn start(lines: &[Line<'_>], i: usize, last: Option<ChoiceMarker>, last_choice_b: Option<usize>) -> Option<(ChoiceMarker, String)> {
    if lines[i].code {
        return None;
    }
    let text = lines[i].text.as_ref();
    if super::lines::indent(text) > 3 && last.is_none() {
        return None;
    }
    if let Some((right, rest)) = task(text) {
        return (last.is_none_or(|mark| mark.letter.is_none())).then(|| (ChoiceMarker { right, letter: None }, rest.to_string()));
    }
    let (letter, rest) = lettered(text)?;
    let wanted = match last {
        None => 0,
        Some(mark) => mark.letter? + 1,
    };
    let follows = || last_choice_b.is_some_and(|b| b > i);
    let (right, rest) = marked(text, rest);
    (letter == wanted && (wanted > 0 || follows())).then(|| (ChoiceMarker { right, letter: Some(letter) }, rest.to_string()))
}

/// The last line with a choice B.
pub fn last_choice_b(lines: &[Line<'_>]) -> Option<usize> {
    lines.iter().rposition(|line| !line.code && lettered(&line.text).is_some_and(|(letter, _)| letter == 1))
}

/// Whether lettered choices are among lines: an A with a B after it.
pub fn has_lettered_choices(lines: &[Line<'_>]) -> bool {
    let mut letters = lines.iter().filter(|line| !line.code).filter_map(|line| lettered(&line.text).map(|(letter, _)| letter));
    letters.by_ref().any(|letter| letter == 0) && letters.next() == Some(1)
}

/// Whether a character marks a lettered choice as right, and its text without it.
fn marked<'a>(line: &str, choice: &'a str) -> (bool, &'a str) {
    if line.trim_start().strip_prefix('$').is_some_and(|rest| lettered(rest).is_some()) {
        return (true, choice);
    }
    if line.trim_start().strip_prefix('*').is_some_and(|rest| rest.starts_with(|sign: char| sign == '(' || sign.is_ascii_alphabetic())) {
        // `*B. four*` is a choice in italics.
        return (!choice.ends_with('*'), choice);
    }
    if let Some(rest) = strip_correct_marker(choice) {
        return (true, rest);
    }
    match choice.strip_suffix('*').filter(|rest| !rest.contains('*')) {
        Some(rest) => (true, rest.trim_end()),
        None => (false, choice),
    }
}

/// The text of a choice before the sign or the words that call it right.
pub fn strip_correct_marker(choice: &str) -> Option<&str> {
    const SIGNS: [&str; 24] = [
        "<-- correct",
        "<- correct",
        "<-- richtig",
        "<--",
        "← correct",
        "← richtig",
        "←",
        "(*)",
        "[correct]",
        "(correcta)",
        "✓",
        "✔",
        "✔️",
        "✅",
        "(correct)",
        "(right)",
        "(correct answer)",
        "(right answer)",
        "(richtig)",
        "(korrekt)",
        "(richtige antwort)",
        "(richtige option)",
        "- correct",
        "[x]",
    ];
    let bare = choice.trim_end().trim_end_matches('*');
    let lower = bare.to_lowercase();
    let sign = SIGNS.iter().find(|sign| lower.len() == bare.len() && lower.ends_with(*sign))?;
    let rest = bare[..bare.len() - sign.len()].trim_end().trim_end_matches('*').trim_end();
    (!rest.is_empty()).then_some(rest)
}

/// No choice has more lines than this, so that looking for the next one costs little.
const MAX_CHOICE_LINES: usize = 1_000;

/// Whether more choices of the list follow line `i` before anything that ends it.
pub fn has_more_choices(lines: &[Line<'_>], i: usize, last: Option<ChoiceMarker>) -> bool {
    let Some(last) = last else { return false };
    for line in lines[i + 1..].iter().take(MAX_CHOICE_LINES).filter(|line| !line.code) {
        let text = line.text.as_ref();
        if super::lines::heading(text).is_some() || line.details || super::heuristics::label(text, false).is_some() {
            return false;
        }
        match last.letter {
            None if task(text).is_some() => return true,
            Some(letter) if lettered(text).is_some_and(|(next, _)| next == letter + 1) => return true,
            _ => {}
        }
    }
    false
}

/// `(x) text`, `( ) text`.
fn radio_button(text: &str) -> Option<(bool, &str)> {
    let (mark, after) = text.strip_prefix('(')?.split_once(')')?;
    let right = matches!(mark, "x" | "X" | "*" | "✓");
    (right || matches!(mark, " " | "")).then(|| after.strip_prefix(' ').map(|after| (right, after.trim())))?
}

/// `- [x] text`, `- (x) text`, `(x) text` → ticked, text.
pub fn task(text: &str) -> Option<(bool, &str)> {
    let Some((rest, ..)) = item(text) else { return radio_button(text.trim_start()) };
    // `\[ \]`, as editors save what they take for text.
    if let Some((mark, after)) = rest.strip_prefix("\\[").and_then(|rest| rest.split_once("\\]")).filter(|(mark, _)| mark.len() <= 1) {
        let right = matches!(mark, "x" | "X");
        return (right || matches!(mark, " " | "")).then(|| (right, after.trim()));
    }
    if let Some(found) = radio_button(rest) {
        return Some(found);
    }
    let inner = rest.strip_prefix('[')?;
    let mark = inner.chars().next()?;
    let after = inner[mark.len_utf8()..].strip_prefix(']').or_else(|| rest.strip_prefix("[]"))?;
    let right = match mark {
        'x' | 'X' | '✓' | '✔' | '*' => true,
        ' ' | ']' | '_' => false,
        _ => return None,
    };
    // Some banks have a blank that shows nothing before code.
    (after.is_empty() || after.starts_with([' ', '\t'])).then(|| (right, after.trim().trim_start_matches(['\u{2800}', '\u{200b}'])))
}

/// A heading that is a choice's letter: `### B`.
pub fn heading_letter(text: &str) -> Option<u8> {
    let (_, title) = super::lines::heading(text)?;
    let letter = title.trim_end_matches(['.', ')', ':']).as_bytes();
    (letter.len() == 1 && (b'A'..=b'J').contains(&letter[0])).then(|| letter[0] - b'A')
}

/// `A - yes`
pub fn is_dashed(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next().is_some_and(|c| ('A'..='J').contains(&c)) && [" - ", " – ", " — "].iter().any(|dash| chars.as_str().starts_with(dash))
}

/// `- A: text`, `A) text`, `(a) text`, `**B.** text`, `**C. text**`, `### D` → the letter's number and the text.
pub fn lettered(text: &str) -> Option<(u8, &str)> {
    if let Some(letter) = heading_letter(text) {
        return Some((letter, ""));
    }
    let inner = item(text).filter(|(_, _, numbered)| !numbered).map_or_else(|| text.trim_start(), |(rest, ..)| rest);
    let is_bold = inner.starts_with("**");
    let inner = inner.trim_start_matches("**");
    let inner = inner.strip_prefix(['*', '$']).unwrap_or(inner);
    let (open, inner) = inner.strip_prefix('(').map_or((false, inner), |rest| (true, rest));
    let letter = inner.chars().next().filter(|c| matches!(c, 'A'..='J' | 'a'..='j'))?;
    let after = &inner[1..];
    if let Some(rest) = after.strip_prefix(['、', '．', '：', '）']).filter(|_| !open) {
        return Some((letter.to_ascii_uppercase() as u8 - b'A', rest.trim()));
    }
    // French has a space before a colon.
    let after = after.strip_prefix([' ', '\u{a0}', '\u{202f}']).filter(|rest| rest.starts_with(": ")).unwrap_or(after);
    // `A - yes`
    let dashed = || {
        let dash = ["- ", "– ", "— "].iter().find_map(|dash| after.strip_prefix(' ')?.strip_prefix(dash));
        dash.filter(|_| letter.is_ascii_uppercase() && !open && text.trim_start().starts_with(letter))
    };
    if let Some(rest) = dashed() {
        return Some((letter as u8 - b'A', rest.trim()));
    }
    let after = if open { after.strip_prefix(')')? } else { after.strip_prefix(['.', ')', ':'])? };
    let after = after.trim_start_matches("**");
    if !(after.is_empty() || after.starts_with([' ', '\t', '`', '\u{a0}'])) {
        return None;
    }
    let after = after.trim();
    let after = after.strip_suffix("**").filter(|inner| is_bold && !inner.contains("**")).unwrap_or(after);
    Some((letter.to_ascii_uppercase() as u8 - b'A', after))
}

/// `- [ ] A. a lock`, `- [ ] B. a key`: the letters of a task list are not part of its choices.
pub fn without_own_letters(choices: &mut [Choice]) {
    let counts = |(i, choice): (usize, &Choice)| lettered(&choice.text).is_some_and(|(letter, _)| usize::from(letter) == i);
    if choices.len() < 2 || !choices.iter().enumerate().all(counts) {
        return;
    }
    for choice in choices {
        if let Some((_, rest)) = choice.text.split_once('\n').map_or_else(|| lettered(&choice.text), |(first, _)| lettered(first)) {
            let more = choice.text.split_once('\n').map_or("", |(_, more)| more);
            choice.text = format!("{rest}\n{more}").trim().to_string();
        }
    }
}

/// What of a choice's further lines is the choice (code, images, tables, lists) and what is said about it (from the first paragraph on).
pub fn split_feedback(rest: &str) -> (String, String) {
    let mut code = false;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let text = line.trim();
        let fence = text.starts_with("```") || text.starts_with("~~~");
        let belongs = code || fence || text.is_empty() || text.starts_with(['|', '!']) || item(line).is_some();
        if fence {
            code = !code;
        }
        if !belongs {
            return (rest[..at].trim().to_string(), rest[at..].trim().to_string());
        }
        at += line.len();
    }
    (rest.trim().to_string(), String::new())
}

/// A choice whose lines are being read.
pub struct OpenChoice {
    pub mark: ChoiceMarker,
    pub lines: Vec<String>,
}

impl OpenChoice {
    pub fn is_lettered(&self) -> bool {
        self.mark.is_lettered()
    }

    pub fn is_letter_alone(&self) -> bool {
        self.is_lettered() && self.lines.iter().all(|line| line.trim().is_empty())
    }

    pub fn is_quote(&self) -> bool {
        self.lines.last().is_some_and(|line| line.starts_with("  >"))
    }

    /// `number` is its place in the list, `right` the letters that the bank calls right.
    pub fn finish(&self, number: usize, right: &[char]) -> Choice {
        let mut lines: Vec<&str> = self.lines.iter().map(String::as_str).collect();
        while lines.last().is_some_and(|line| line.trim().is_empty()) {
            lines.pop();
        }
        let letter = char::from(b'A' + (number % 26) as u8);
        let is_right = self.mark.right || right.contains(&letter);
        // The first paragraph, and code directly below it, is the choice; the first indented paragraph begins what is said of it.
        // A backslash at a line's end only breaks it.
        let first = lines.first().copied().unwrap_or_default().trim().trim_end_matches('\\').trim_end().to_string();
        let rest = dedented(lines.get(1..).unwrap_or_default());
        // Below a letter alone all is the choice, which some quote.
        let (more, feedback) = if first.is_empty() && self.is_lettered() {
            let quoted = rest.lines().all(|line| line.trim().is_empty() || line.starts_with('>'));
            let bare = |line: &str| line.trim_start_matches('>').trim_start().to_string();
            (if quoted { rest.lines().map(bare).collect::<Vec<_>>().join("\n") } else { rest }, String::new())
        } else {
            split_feedback(&rest)
        };
        let text = if more.is_empty() {
            first
        } else if first.is_empty() {
            more
        } else {
            format!("{first}\n\n{more}")
        };
        Choice { right: is_right, text, feedback }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_choices() {
        assert_eq!(task("- [x] a"), Some((true, "a")));
        assert_eq!(task("* [ ] b"), Some((false, "b")));
        assert_eq!(task("- [ ]"), Some((false, "")));
        assert_eq!(task("- (x) a"), Some((true, "a")));
        assert_eq!(task("( ) b"), Some((false, "b")));
        assert_eq!(task("(a) b"), None);
        assert_eq!(task("- [a](b)"), None);
        assert_eq!(task("- \\[ \\] b"), Some((false, "b")));
        assert_eq!(task("- \\[x\\] b"), Some((true, "b")));
        assert_eq!(task("- \\[a\\] b"), None);
        assert_eq!(lettered("- A: `x`"), Some((0, "`x`")));
        assert_eq!(lettered("(c) three"), Some((2, "three")));
        assert_eq!(lettered("**B.** two"), Some((1, "two")));
        assert_eq!(lettered("**B. two**"), Some((1, "two")));
        assert_eq!(lettered("**B.** **two**"), Some((1, "**two**")));
        assert_eq!(lettered("### C"), Some((2, "")));
        assert_eq!(lettered("### Cells"), None);
        assert_eq!(lettered("*B. two"), Some((1, "two")));
        assert_eq!(lettered("B、二"), Some((1, "二")));
        assert_eq!(lettered("- A : un"), Some((0, "un")));
        assert_eq!(task("- [ ] \u{2800}"), Some((false, "")));
        assert_eq!(lettered("A lock"), None);
        assert_eq!(lettered("e.g. this"), None);
    }

    #[test]
    fn signs_of_the_right_one() {
        let of = |line: &'static str| lettered(line).map(|(_, rest)| marked(line, rest)).unwrap();
        assert_eq!(of("B. four*"), (true, "four"));
        assert_eq!(of("b) four *"), (true, "four"));
        assert_eq!(of("*B. four"), (true, "four"));
        assert_eq!(of("$B. four"), (true, "four"));
        assert_eq!(of("B. four ✓"), (true, "four"));
        assert_eq!(of("B. four (Correct)"), (true, "four"));
        assert_eq!(of("B. four"), (false, "four"));
        assert_eq!(of("B. *four*"), (false, "*four*"));
        assert_eq!(of("B. `int **`, a * b*"), (false, "`int **`, a * b*"));
    }
}
