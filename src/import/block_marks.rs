//! Texts of a line that would begin a block of Markdown: `9. November 1989` is no list, `- 3` a number, `> 5` a comparison.
//!
//! In: the cards of a reader. Out: the same with a backslash before such marks. Headings need none, and lists of several items are lists.

use super::{Answer, ForeignCard};

/// Escapes what a bank of plain text says of a card.
pub fn escape_in_card(card: &mut ForeignCard) {
    let lists = [&mut card.hints, &mut card.key_points, &mut card.red_flags, &mut card.follow_ups, &mut card.references];
    let listed = lists.into_iter().flatten();
    for text in [&mut card.short_answer, &mut card.answer].into_iter().chain(listed) {
        // What belongs together is a list, though it be one pair.
        if !(text.starts_with("- ") && text.contains(" → ")) {
            *text = escape_first_line(text);
        }
    }
    escape_in_choices(card);
}

/// Escapes the choices of a card, of which each is an item of a list already.
pub fn escape_in_choices(card: &mut ForeignCard) {
    let Answer::Choices(choices) = &mut card.answer_kind else { return };
    for choice in choices {
        choice.text = escape_first_line(&choice.text);
        choice.feedback = escape_first_line(&choice.feedback);
    }
}

/// Escapes the mark of a text's first line where that is a paragraph of its own, or goes on in plain words.
pub fn escape_first_line(text: &str) -> String {
    let Some(at) = block_mark(text.lines().next().unwrap_or_default()) else { return text.to_string() };
    let goes_on = |line: &str| line.starts_with([' ', '\t']) || block_mark(line).is_some() || text.starts_with(['>', '#', '[']);
    match text.lines().nth(1) {
        Some(next) if !next.trim().is_empty() && goes_on(next) => text.to_string(),
        // A list whose items are paragraphs.
        Some(_) if text.lines().skip(2).any(|line| line.starts_with("  ") || block_mark(line).is_some()) => text.to_string(),
        _ => format!("{}\\{}", &text[..at], &text[at..]),
    }
}

/// Where the sign is that makes a block of a line.
fn block_mark(line: &str) -> Option<usize> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=9).contains(&digits) {
        return line[digits..].strip_prefix(['.', ')']).is_some_and(ends).then_some(digits);
    }
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_rule = |sign: char| line.matches(sign).count() > 2 && line.chars().all(|c| c == sign || c == ' ');
    let begins = match first {
        '-' | '+' => ends(rest) || is_rule('-'),
        '*' => ends(rest) || is_rule('*'),
        '_' => is_rule('_'),
        '#' => ends(rest.trim_start_matches('#')) && line.len() - rest.trim_start_matches('#').len() <= 6,
        '>' => true,
        // A link's address, which shows nothing.
        '[' => line.find("]:").is_some_and(|close| !line[..close].contains('\\')),
        _ => false,
    };
    begins.then_some(0)
}

#[cfg(test)]
mod tests {
    use super::escape_first_line;

    #[test]
    fn a_line_begins_no_block() {
        for (text, written) in [
            ("- 3", "\\- 3"),
            ("+ 7", "\\+ 7"),
            ("-", "\\-"),
            ("-4", "-4"),
            ("> 5", "\\> 5"),
            ("#", "\\#"),
            ("# 7", "\\# 7"),
            ("#tag", "#tag"),
            ("3.", "3\\."),
            ("9. November 1989", "9\\. November 1989"),
            ("25. Dezember", "25\\. Dezember"),
            ("1. FC Köln", "1\\. FC Köln"),
            ("1) so", "1\\) so"),
            ("3.5", "3.5"),
            ("1.9.1939", "1.9.1939"),
            ("* * *", "\\* * *"),
            ("***", "\\***"),
            ("**fett**", "**fett**"),
            ("*kursiv*", "*kursiv*"),
            ("---", "\\---"),
            ("___", "\\___"),
            ("_", "_"),
            ("= 3", "= 3"),
            ("| x", "| x"),
            ("[a]: b", "\\[a]: b"),
            ("[a](b)", "[a](b)"),
            ("9. November 1989\nBerlin", "9\\. November 1989\nBerlin"),
            ("9. November 1989\n\nEin Donnerstag.", "9\\. November 1989\n\nEin Donnerstag."),
            ("1. eins\n2. zwei", "1. eins\n2. zwei"),
            ("- eins\n\n- zwei", "- eins\n\n- zwei"),
            ("- eins\n  weiter", "- eins\n  weiter"),
            ("> ein Zitat\nweiter", "> ein Zitat\nweiter"),
            ("Wort", "Wort"),
            ("", ""),
        ] {
            assert_eq!(escape_first_line(text), written);
        }
    }
}
