//! Double brackets: which of them are wiki links, and which are what CommonMark makes of them.
//!
//! `[[↑]](#top)` is a link whose text has brackets, `[[ -n $a ]]` a test of a shell. The library takes both for wiki links.

use std::collections::BTreeSet;

use memchr::memmem;

/// The places of the brackets that mean themselves: of `[[…](…)` the inner ones, so that the outer ones make a link; of what has the
/// shape of code the first one.
pub(super) fn literal_brackets(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    // Most texts have none.
    let Some(mut from) = memmem::find(text.as_bytes(), b"[[") else { return places };
    let (mut closes, mut blank_lines, mut blank_lines_crlf) = (Next::new(text, "]]"), Next::new(text, "\n\n"), Next::new(text, "\r\n\r\n"));
    let mut labels = None;
    while let Some(open) = memmem::find(&text.as_bytes()[from..], b"[[").map(|at| from + at) {
        from = open + 1;
        // Without closing ones, no brackets that follow are a link.
        let Some(close) = closes.from(open + 2) else { break };
        let target = &text[open + 2..close];
        let ends_before = |blank_line: Option<usize>| blank_line.is_some_and(|at| at < close);
        if target.len() > MAX_LINK_BYTES || ends_before(blank_lines.from(open + 2)) || ends_before(blank_lines_crlf.from(open + 2)) {
            continue;
        }
        let after = &text[close + 2..];
        if labels_a_link(after, || labels.get_or_insert_with(|| defined(text))) {
            places.extend([open + 1, close]);
        } else if is_code(target) || text[..open].ends_with([']', ')']) || is_index(text, open, target) {
            places.push(open);
        } else {
            from = close + 2;
        }
    }
    places
}

/// Where a text next has some characters. Asked for places that only grow, it reads the text once.
struct Next<'t> {
    text: &'t str,
    signs: &'static str,
    /// The place found last; `None` where there is no more.
    at: Option<usize>,
}

impl<'t> Next<'t> {
    fn new(text: &'t str, signs: &'static str) -> Self {
        Self { text, signs, at: memmem::find(text.as_bytes(), signs.as_bytes()) }
    }

    fn from(&mut self, from: usize) -> Option<usize> {
        if self.at.is_some_and(|at| at < from) {
            self.at = memmem::find(&self.text.as_bytes()[from..], self.signs.as_bytes()).map(|at| from + at);
        }
        self.at
    }
}

/// What is in double brackets, and after them as the destination of a link, is no longer. Bytes.
const MAX_LINK_BYTES: usize = 2_000;

/// The labels that are written before a colon, `[label]:`, which may be definitions.
fn defined(text: &str) -> BTreeSet<&str> {
    text.match_indices("]:").filter_map(|(end, _)| Some(&text[text[..end].rfind(['[', ']', '\n'])? + 1..end])).collect()
}

/// Whether what follows the brackets makes them the text of a link: `(destination)`, or `[label]` of a definition.
fn labels_a_link<'s, 't: 's>(after: &str, labels: impl FnOnce() -> &'s mut BTreeSet<&'t str>) -> bool {
    let line = after[..after.floor_char_boundary(MAX_LINK_BYTES)].lines().next().unwrap_or_default();
    if let Some(rest) = line.strip_prefix('(') {
        return rest.contains(')');
    }
    let label = line.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(label, _)| label);
    label.is_some_and(|label| !label.is_empty() && !label.starts_with('[') && labels().contains(label))
}

/// Attributes of C++ and C, which are written in double brackets.
const ATTRIBUTES: [&str; 11] = [
    "assume",
    "carries_dependency",
    "deprecated",
    "fallthrough",
    "likely",
    "maybe_unused",
    "no_unique_address",
    "nodiscard",
    "noreturn",
    "unlikely",
    "unsequenced",
];

/// Characters that are in code and in no id.
const CODE_CHARS: &[char] = &['$', '"', '`', '<', '>', ';', '{', '}', '=', '*', '\\', '^', '[', ']', '&', '~', '\'', '@'];

/// Whether nobody would write this as the target of a wiki link.
fn is_code(inside: &str) -> bool {
    // Of brackets in brackets each opens such a text: most are known by their first character, and not read to their end.
    if inside.starts_with(CODE_CHARS) {
        return true;
    }
    let target = inside.split('|').next().unwrap_or_default();
    let escaped = target.strip_suffix('\\').unwrap_or(target);
    let query = escaped.starts_with("recto:");
    target.is_empty()
        || target.trim() != target
        || target.starts_with(['-', ':', '!', '(', ',', '|'])
        || (!query && escaped.contains(CODE_CHARS))
        || target.chars().all(|c| c.is_ascii_digit() || " ,.;:-+".contains(c))
        || ATTRIBUTES.contains(&target)
        || target.contains("://")
        || target.contains(" for ") && target.contains(" in ")
        || target.split_once("::").is_some_and(|(scope, name)| is_word(scope) && is_word(name))
        || target.contains('(') && target.ends_with(')') && ATTRIBUTES.iter().any(|a| target.starts_with(a))
}

/// Whether the double brackets from `open` to `close` would be a wiki link, but for the word right before them.
pub fn is_unspaced_wiki_link(text: &str, open: usize, close: usize) -> bool {
    text.get(open + 2..close).is_some_and(|target| !is_code(target) && is_index(text, open, target))
}

/// Whether double brackets stand right after a word, and hold words and characters as an index does: `m[[i]]`. Scripts without spaces have
/// links right after words: `詳しくはAPI[[rest]]を参照`.
fn is_index(text: &str, open: usize, target: &str) -> bool {
    let is_letter = |c: char| c == '_' || c.is_alphanumeric() && c < FIRST_UNSPACED;
    let before = text[..open].trim_end_matches(is_letter);
    let after = &text[open + 2 + target.len() + 2..];
    before.len() < open
        && !before.chars().next_back().is_some_and(is_unspaced)
        && !after.chars().next().is_some_and(is_unspaced)
        && target.split([' ', '+', '*', ',', '.', ':', '(', ')']).all(is_term)
}

/// `i`, `rows`, `i-1`; not `cap-theorem`.
fn is_term(text: &str) -> bool {
    text.is_empty() || is_word(text) || text.split('-').all(|part| part.len() < 2 && (part.is_empty() || is_word(part)))
}

/// Up to here, words of all scripts have spaces between them. Thai.
const FIRST_UNSPACED: char = '\u{e00}';

/// Letters and punctuation of scripts without spaces between words, and of some with them.
fn is_unspaced(c: char) -> bool {
    c >= FIRST_UNSPACED && (c.is_alphanumeric() || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}'))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What follows the name of an image in double brackets: `![[er.png|300]]`, `![[er.png|what it shows|300x200]]`. The alternative
/// text, which may be empty, and width and height.
pub fn image_text(text: &str) -> (&str, Option<(u32, Option<u32>)>) {
    let (alt, last) = text.rsplit_once('|').unwrap_or(("", text));
    match image_size(last) {
        Some(size) => (alt.trim().trim_end_matches('\\'), Some(size)),
        None => (text, None),
    }
}

fn image_size(text: &str) -> Option<(u32, Option<u32>)> {
    let number = |text: &str| text.parse().ok().filter(|n| (1..=10_000).contains(n));
    match text.trim().split_once('x') {
        Some((width, height)) => Some((number(width)?, Some(number(height)?))),
        None => Some((number(text.trim())?, None)),
    }
}
