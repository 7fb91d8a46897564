//! Bold and crossed-out text whose delimiters do not apply: `** bold **`, `**bold **text`, `**bold:**text`, `**bold*`.

use super::{Block, Diagnostic, MAX_INNER_BYTES, covers, has_word};

const SIGNS: [(&str, &str); 2] = [("**", "bold"), ("~~", "crossed out")];

/// Adds a finding for each of them.
pub(super) fn report(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (sign, what) in SIGNS {
        let mut runs = block.places(sign).filter(|at| is_whole_run(block, *at, sign)).peekable();
        while let Some(open) = runs.next() {
            if let Some(found) = runs.peek().and_then(|close| pair(block, (open, *close), sign, what)) {
                diagnostics.push(found);
                runs.next();
            }
        }
    }
    diagnostics.extend(left_over(block));
}

/// Whether there are two of the sign, neither more nor less.
fn is_whole_run(block: &Block<'_>, at: usize, sign: &str) -> bool {
    let sign = sign.chars().next();
    block.char_before(at) != sign && block.char_after(at + 2) != sign
}

fn pair(block: &Block<'_>, (open, close): (usize, usize), sign: &str, what: &str) -> Option<Diagnostic> {
    let inner = &block.file.text[open + 2..close];
    if inner.len() > MAX_INNER_BYTES || !has_word(inner) {
        return None;
    }
    let (before, after) = (block.char_before(open), block.char_after(close + 2));
    let words = inner.trim();
    let (lead, tail) = (inner.len() - inner.trim_start().len(), inner.len() - inner.trim_end().len());
    let finding = |why: &str| block.finding(open, close + 2, format!("this is not {what}, because {why}"));
    if lead + tail == 0 {
        return between_mark_and_letter(words, before, after).then(|| {
            let help = "put a space between them and the letter, or leave the punctuation mark outside of them";
            let found = finding("its delimiters are between a punctuation mark and a letter").help(help);
            // Scripts without spaces between words want none here either.
            let is_ascii = after.is_some_and(|c| c.is_ascii_alphanumeric()) && words.ends_with([':', '.', '!', '?', ',', ';']);
            if is_ascii { found.fix(block.place(close + 2, close + 2), " ") } else { found }
        });
    }
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{\"'“„«—–".contains(c));
    let closes = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}\"'”“»—–…".contains(c));
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || "\"'“„«([`".contains(c));
    let meant = match (lead > 0, tail > 0) {
        (true, _) => {
            opens
                && closes
                && !(is_operand(block.rest_before(open).split_whitespace().next_back())
                    && is_operand(block.rest_of_line(close + 2).split_whitespace().next()))
        }
        // `**kwargs and **options` are two names.
        (false, _) => begins && (closes || words.ends_with([':', '.', '!', '?'])),
    };
    if !meant {
        return None;
    }
    let mut found = finding("there is a space inside its delimiters").help(format!("write `{sign}{words}{sign}`"));
    if !inner[..lead].contains('\n') && !inner[inner.len() - tail..].contains('\n') {
        let space = |neighbour: Option<char>| if neighbour.is_some_and(char::is_alphanumeric) { " " } else { "" };
        if lead > 0 {
            found = found.fix(block.place(open, open + 2 + lead), format!("{}{sign}", space(before)));
        }
        if tail > 0 {
            found = found.fix(block.place(close - tail, close + 2), format!("{sign}{}", space(after)));
        }
    }
    Some(found)
}

/// Whether CommonMark lets signs neither open nor close: they stand between a punctuation mark, inside, and a letter, outside.
fn between_mark_and_letter(words: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !"/*_~-".contains(c);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let ends = words.ends_with(|c| is_mark(c) && !"([{".contains(c)) && is_letter(after);
    let starts = words.starts_with(|c| is_mark(c) && !".)]}".contains(c)) && is_letter(before);
    // `x**(exp)**y` is a power.
    let is_power = words.starts_with('(') && before.is_some_and(|c| c.is_ascii_alphanumeric());
    (ends || starts) && !is_power && words.starts_with(|c: char| c.is_alphanumeric() || is_mark(c))
}

/// Of a power, `2 ** n`: a number, or a name of one letter.
fn is_operand(token: Option<&str>) -> bool {
    let token = token.map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()));
    token.is_some_and(|token| token.len() == 1 || token.bytes().all(|b| b.is_ascii_digit()))
}

/// A sign beside those that were read: `**bold*`, `*bold**`.
fn left_over(block: &Block<'_>) -> Option<Diagnostic> {
    let is_read = |at: usize| block.file.text.as_bytes()[at] == b'*' && !covers(block.shown, at);
    let (start, end) = (block.span.start as usize, block.span.end as usize);
    let at = block.places("*").find(|at| *at + 1 < end && is_read(at + 1) || *at > start && is_read(at - 1))?;
    Some(
        block
            .finding(at, at + 1, "this delimiter is unmatched: there are more of them on one side than on the other")
            .help("write as many at the end as at the start, two for bold; `\\*` is a literal asterisk"),
    )
}
