//! Unmatched backticks, named characters without their semicolon (`&nbsp word`), raised and lowered text (`x^2^`, `H~2~O`).

use super::{Block, Diagnostic};

/// Names of characters that people write by hand.
const CHARACTERS: [&str; 16] =
    ["nbsp", "lt", "gt", "amp", "quot", "copy", "reg", "mdash", "ndash", "hellip", "rarr", "larr", "times", "deg", "euro", "middot"];

/// Adds a finding for each of them.
pub(super) fn report(block: &Block<'_>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(backtick(block));
    diagnostics.extend(block.places("&").filter_map(|at| character(block, at)));
    for (sign, tag) in [("^", "sup"), ("~", "sub")] {
        let mut end = 0;
        for at in block.places(sign) {
            if let Some((length, found)) = script(block, at, tag).filter(|_| at >= end) {
                diagnostics.push(found);
                end = at + length;
            }
        }
    }
}

/// The first backtick of a block that is beside a word and makes no code.
fn backtick(block: &Block<'_>) -> Option<Diagnostic> {
    let text = block.file.text;
    let mut ends = block.span.start as usize;
    let mut runs = block.places("`").filter_map(|at| {
        // One within a run was counted with its first.
        if at < ends {
            return None;
        }
        let length = text[at..].len() - text[at..].trim_start_matches('`').len();
        ends = at + length;
        Some((at, length))
    });
    let (at, length) = runs.find(|(at, length)| {
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, after) = (block.char_before(*at), block.char_after((*at + length).min(block.span.end as usize)));
        (is_word(before) || is_word(after)) && !opens_quotation(block.rest_of_line(at + length))
    })?;
    let message = if length > 1 || runs.next().is_some() {
        "this is not code, because it must end with as many backticks as it begins with"
    } else {
        "this backtick is unmatched"
    };
    Some(block.finding(at, at + length, message).help("write as many at the end as at the start; `` \\` `` is a literal backtick"))
}

/// Whether a text ends a quotation as TeX and old manuals write it, ``` ``words'' ``` or `` `word' ``.
fn opens_quotation(rest: &str) -> bool {
    let ends = |(at, _): (usize, &str)| {
        let behind = rest[at..].trim_start_matches('\'').chars().next();
        rest[..at].ends_with(|c: char| c.is_alphanumeric() || ".,!?".contains(c)) && !behind.is_some_and(char::is_alphanumeric)
    };
    rest.match_indices('\'').any(ends)
}

/// Text between two carets or two tildes right behind a word, with its length.
fn script(block: &Block<'_>, at: usize, tag: &str) -> Option<(usize, Diagnostic)> {
    let rest = block.rest_of_line(at + 1);
    let sign = block.file.text[at..].chars().next()?;
    let inner = &rest[..rest.find(sign)?];
    let (before, after) = (block.char_before(at)?, rest[inner.len() + 1..].chars().next());
    let is_short = (1..=6).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_alphanumeric() || "+-".contains(c));
    let word = block.word_before(at);
    let is_meant = match tag {
        // `2^3^4` is a power of a power, and `^old^new^` a command.
        "sup" => !word.contains('^') && (before.is_alphanumeric() || before == ')') && !after.is_some_and(char::is_alphanumeric),
        // `5~10~20` are ranges.
        _ => before.is_alphabetic() && inner.chars().any(|c| c.is_ascii_digit()),
    };
    let end = at + 1 + inner.len() + 1;
    let written = format!("<{tag}>{inner}</{tag}>");
    let found = block.finding(at, end, format!("`{sign}` neither raises nor lowers text in Markdown"));
    (is_short && is_meant).then(|| (end - at, found.help(format!("write `{written}`")).fix(block.place(at, end), written)))
}

fn character(block: &Block<'_>, at: usize) -> Option<Diagnostic> {
    let rest = block.rest_of_line(at + 1);
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    // `?a=1&lt=2` is an address.
    let in_address = || {
        let word = block.word_before(at);
        word.contains("://") || word.contains(['?', '='])
    };
    if !CHARACTERS.contains(&name) || rest[name.len()..].starts_with([';', '=']) || in_address() {
        return None;
    }
    let end = at + 1 + name.len();
    Some(
        block
            .finding(at, end, format!("`&{name}` is shown as it is written, because no `;` ends it"))
            .help(format!("write `&{name};`"))
            .fix(block.place(end, end), ";"),
    )
}
