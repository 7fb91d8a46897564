//! Lines of a paragraph that were meant as a list: with no space after their markers (`-one`), with letters (`A) one`), or with a number that
//! may not start a list right below a paragraph (`2. two`).

use super::tables::lines;
use super::{Block, Diagnostic, Span};
use crate::diagnostic::Code;

/// Adds a finding for each of them.
pub(super) fn report(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !block.text().contains('\n') {
        return;
    }
    diagnostics.extend(lettered(block));
    diagnostics.extend(begun_late(block));
    without_spaces(block, diagnostics);
}

/// Where two lines begin that are numbered one after the other, and the signs of the first.
fn numbered<'a>(block: &Block<'a>, number: impl Fn(&'a str) -> Option<(u32, &'a str)>) -> Option<(Span, &'a str)> {
    let lines: Vec<(Span, Option<(u32, &str)>)> =
        lines(block.file.text, block.span).map(|line| (line, number(&block.file.text[line.range()]))).collect();
    lines.windows(2).find_map(|pair| {
        let ((line, first), (_, second)) = (pair[0], pair[1]);
        let ((first, sign), (second, _)) = (first?, second?);
        (second == first + 1).then_some((line, sign))
    })
}

/// `A) one`, `b. two`, `(1) one`.
fn lettered(block: &Block<'_>) -> Option<Diagnostic> {
    let (line, sign) = numbered(block, |line| {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let letter = inner.chars().next().filter(|c| c.is_alphabetic());
        let (number, length) = match letter {
            Some(letter) => (u32::from(letter), letter.len_utf8()),
            None if (1..=3).contains(&digits) && inner.len() < line.len() => (inner[..digits].parse().ok()?, digits),
            None => return None,
        };
        let sign = line.len() - inner.len() + length + 1;
        (inner[length..].starts_with(['.', ')']) && line[sign..].starts_with(' ')).then(|| (number, &line[..sign]))
    })?;
    let start = line.start as usize;
    let help = "begin each with `- `; choices of a question begin with `- [ ] ` (wrong) or `- [x] ` (right)";
    Some(
        block
            .finding(start, start + sign.len(), format!("these lines are not a list, because `{sign}` does not begin an item in Markdown"))
            .help(help),
    )
}

/// Below a text only a list that begins with 1 is one.
fn begun_late(block: &Block<'_>) -> Option<Diagnostic> {
    let (line, sign) = numbered(block, |line| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let is_item = line[digits..].starts_with(". ") || line[digits..].starts_with(") ");
        (is_item && (1..=3).contains(&digits)).then(|| Some((line[..digits].parse().ok()?, &line[..digits + 1])))?
    })?;
    let (text, start) = (block.file.text, line.start as usize);
    let begin = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let newline = if text[..begin].ends_with("\r\n") { "\r\n" } else { "\n" };
    let blank = format!("{}{newline}", text[begin..start].trim_end());
    let message = format!("this is not a list, because right below a paragraph a list begins with 1, not with `{sign}`");
    Some(block.finding(start, start + sign.len(), message).help("put a blank line above it").fix(block.place(begin, begin), blank))
}

/// `-one`, `1.one`.
fn without_spaces(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(first) = lines(block.file.text, block.span).next().and_then(|line| sign(&block.file.text[line.range()])) else { return };
    let all: Option<Vec<(Span, &str)>> = lines(block.file.text, block.span)
        .map(|line| Some((line, sign(&block.file.text[line.range()]).filter(|sign| kind(sign) == kind(first))?)))
        .collect();
    let Some(all) = all.filter(|all| all.len() > 1) else { return };
    let start = all[0].0.start as usize;
    let message = "these lines are not a list, because no space follows their markers";
    let help = format!("write `{first} ` at the start of each; if it is code, put it in backticks");
    let found = Diagnostic::new(Code::BadMarkerSpacing, block.file.id, Span::new(start, start + first.len()), message).help(help);
    // Options of a command look the same.
    let is_option =
        |(line, sign): &(Span, &str)| block.file.text[line.range()][sign.len()..].split(' ').next().is_some_and(|word| word.len() < 2);
    diagnostics.push(if all.iter().any(is_option) {
        found
    } else {
        all.iter().fold(found, |found, (line, sign)| {
            let end = line.start as usize + sign.len();
            found.fix(block.place(end, end), " ")
        })
    });
}

/// The sign of a list with which a line begins, if a word directly follows it.
fn sign(line: &str) -> Option<&str> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '+', '*'] };
    let rest = line[digits..].strip_prefix(signs)?;
    // `*word*` is emphasis, and `1.x` may be a version.
    let is_word = rest.starts_with(char::is_alphabetic) && !(line.starts_with('*') && rest.contains('*'));
    (is_word && (1..=9).contains(&(digits + 1))).then(|| &line[..digits + 1])
}

fn kind(sign: &str) -> Option<char> {
    sign.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::sign;

    #[test]
    fn signs_at_words_are_told_from_text() {
        for (line, expected) in [
            ("-one", Some("-")),
            ("+één", Some("+")),
            ("1.First", Some("1.")),
            ("12)二", Some("12)")),
            ("*one", Some("*")),
            ("*one* two", None),
            ("--one", None),
            ("-1", None),
            ("1.5", None),
            ("- one", None),
            ("one", None),
            ("", None),
        ] {
            assert_eq!(sign(line), expected, "{line:?}");
        }
    }
}
