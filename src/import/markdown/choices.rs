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
    const SIGNS: [&str; 17] = [
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
    // `<-- Correct (not too sure)`
    let before_aside = || choice.trim_end().strip_suffix(')').and_then(|rest| rest.rfind('(').map(|open| &rest[..open]));
    if let Some(rest) = strip_arrow(choice).or_else(|| strip_arrow(before_aside()?)) {
        return Some(rest);
    }
    let bare = choice.trim_end().trim_end_matches('*');
    let lower = bare.to_lowercase();
    let sign = SIGNS.iter().find(|sign| lower.len() == bare.len() && lower.ends_with(*sign))?;
    let rest = bare[..bare.len() - sign.len()].trim_end().trim_end_matches('*').trim_end();
    (!rest.is_empty()).then_some(rest)
}

/// The text of a choice before an arrow that points at it: `a lock <<<--- Correct`, `a lock <---`.
fn strip_arrow(choice: &str) -> Option<&str> {
    const WORDS: [&str; 12] = [
        "correct answer",
        "right answer",
        "correct",
        "right",
        "answer",
        "richtige antwort",
        "richtig",
        "korrekt",
        "correcta",
        "correcte",
        "corretta",
        "правильно",
    ];
    let bare = choice.trim_end_matches(|c: char| c.is_whitespace() || "*!.)(".contains(c));
    let lower = bare.to_lowercase();
    let word = WORDS.iter().find(|word| lower.len() == bare.len() && lower.ends_with(*word));
    let before = &bare[..bare.len() - word.map_or(0, |word| word.len())];
    let rest = before.trim_end_matches(['<', '-', '–', '—', '=', '←', '⟵', '⬅', '\u{fe0f}', ' ', '\t', '*', '(']);
    let arrow = &before[rest.len()..];
    // `x <-`, `i <= answer` and `a << right` are code.
    let wanted: &[&str] = if word.is_some() { &["<-", "<==", "<<<", "←", "⟵", "⬅"] } else { &["<--", "←", "⟵", "⬅"] };
    (wanted.iter().any(|sign| arrow.contains(sign)) && !rest.is_empty()).then_some(rest)
}

/// No choice has more lines than this, so that looking for the next one costs little.
const MAX_CHOICE_LINES: usize = 1_000;

/// The line of the list's next choice below line `i`, before anything that ends the list.
pub fn next_choice(lines: &[Line<'_>], i: usize, last: Option<ChoiceMarker>) -> Option<usize> {
    let last = last?;
    for (at, line) in lines.iter().enumerate().skip(i + 1).take(MAX_CHOICE_LINES).filter(|(_, line)| !line.code) {
        let text = line.text.as_ref();
        if super::lines::heading(text).is_some() || line.details || super::heuristics::label(text, false).is_some() {
            return None;
        }
        match last.letter {
            None if task(text).is_some() => return Some(at),
            Some(letter) if lettered(text).is_some_and(|(next, _)| next == letter + 1) => return Some(at),
            _ => {}
        }
    }
    None
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
    // `[ x]`, `[x ]`
    let (mark, after) = rest.strip_prefix('[')?.split_once(']').filter(|(mark, _)| mark.len() <= 4)?;
    let right = match mark.trim() {
        "x" | "X" | "✓" | "✔" | "*" => true,
        "" | "_" => false,
        _ => return None,
    };
    // `[ ]b`; `[x](b)` is a link.
    let is_apart = after.is_empty() || after.starts_with([' ', '\t']);
    let is_word = mark.len() == 1 && after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '`' | '*' | '"'));
    // Some banks have a blank that shows nothing before code.
    (is_apart || is_word).then(|| (right, after.trim().trim_start_matches(['\u{2800}', '\u{200b}'])))
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

/// Whether text directly below a line goes on with its paragraph.
fn continues_paragraph(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.starts_with(['|', '!', '>', '<', '`', '~', '#']) && item(text).is_none()
}

/// Whether a line's end breaks it.
fn breaks(line: &str) -> bool {
    line.ends_with("  ") || line.ends_with('\\') || line.ends_with("<br>")
}

/// Whether what is not indented below the last choice is its own, as it is of each choice before it.
pub fn is_block_of_last(choices: &[OpenChoice], text: &str) -> bool {
    let Some((last, before)) = choices.split_last() else { return false };
    !text.trim().is_empty() && !before.is_empty() && before.iter().all(|choice| choice.has_block) && last.is_open()
}

/// A choice whose lines are being read.
pub struct OpenChoice {
    pub mark: ChoiceMarker,
    pub lines: Vec<String>,
    /// Whether text that is not indented belongs to it.
    has_block: bool,
}

impl OpenChoice {
    pub fn new(mark: ChoiceMarker, first: String) -> Self {
        Self { mark, lines: vec![first], has_block: false }
    }

    /// Takes a line that is not indented: more of its first paragraph, or of a block below it.
    pub fn take(&mut self, text: &str, directly_below: bool) {
        match self.lines.as_mut_slice() {
            [first] if directly_below && continues_paragraph(text) && !breaks(first) => {
                first.push(' ');
                first.push_str(text.trim());
            }
            _ => {
                self.has_block = true;
                self.lines.push(format!("  {text}"));
            }
        }
    }

    /// Whether a block below it may go on.
    fn is_open(&self) -> bool {
        let below = self.lines.get(1..).unwrap_or_default();
        below.iter().all(|line| line.trim().is_empty()) || below.last().is_some_and(|line| !line.trim().is_empty())
    }

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
        let mut first = lines.first().copied().unwrap_or_default().to_string();
        let wraps = |line: &&&str| continues_paragraph(line) && line.trim().starts_with(char::is_lowercase);
        let wrapped = if breaks(&first) { 0 } else { lines.iter().skip(1).take_while(wraps).count() };
        lines.iter().skip(1).take(wrapped).for_each(|line| first = format!("{} {}", first.trim_end(), line.trim()));
        let mut first = first.trim().trim_end_matches('\\').trim_end().to_string();
        let rest = dedented(lines.get(1 + wrapped..).unwrap_or_default());
        if first == letter.to_string() && self.has_block && !rest.starts_with('!') {
            first.clear();
        }
        // Below a letter alone all is the choice, which some quote.
        let (more, feedback) = if first.is_empty() && (self.is_lettered() || self.has_block) {
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
        assert_eq!(task("- [x](b)"), None);
        assert_eq!(task("- [x]: b"), None);
        assert_eq!(task("- [ x] a"), Some((true, "a")));
        assert_eq!(task("- [x ] a"), Some((true, "a")));
        assert_eq!(task("- [  ] a"), Some((false, "a")));
        assert_eq!(task("- [ ]a"), Some((false, "a")));
        assert_eq!(task("- [x]`a`"), Some((true, "`a`")));
        assert_eq!(task("- [x0] a"), None);
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
    fn arrows_at_the_right_one() {
        for choice in [
            "a lock <-- Correct",
            "a lock<--Correct",
            "a lock <<<<--- Correct",
            "a lock <<<<---Correct",
            "a lock <<< correct",
            "a lock <== right answer",
            "a lock <---",
            "a lock ← correct",
            "a lock ⬅️",
            "a lock <-- (Correct!)",
            "a lock **<-- richtig**",
            "a lock <<<--- Correct (not too sure)",
        ] {
            assert_eq!(strip_correct_marker(choice), Some("a lock"), "{choice}");
        }
        for choice in ["a lock", "x <- 1", "x <-", "i <= answer", "a << right shift", "List<Answer", "it is correct", "a - right"] {
            assert_eq!(strip_correct_marker(choice), None, "{choice}");
        }
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
