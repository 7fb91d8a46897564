//! The tokeniser. In: text. Out: its tokens, in lower case, in order, each with its [`TokenKind`].
//!
//! A *chunk* is a run of letters, digits and marks (*pieces*), joined by one of `. + & / ' _ -`, with an optional dot before it and
//! `++` or `#` after it. Each piece is a word. Beside the words a chunk may give extra tokens: the parts of `camelCase`, and the
//! joined form of `front-end` (`frontend`), `node.js` (`nodejs`), `n+1`, `.net`, `c++`, `don't` (`dont`). Text without spaces between words
//! (Chinese, Japanese, Korean, Thai …) gives overlapping pairs of characters, and the last one alone, so that each character begins a
//! token. Operators of two to four characters (`===`, `?.`) are words.
//!
//! `themes/default/js/search-tokens.js` cuts queries in the same way; `tests/data/tokens.json` tests both.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// How a token comes from its chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word of the text.
    Word,
    /// A part of a camelCase word, beside the whole word.
    CamelPart,
    /// A chunk of two pieces written as one word.
    Joined,
    /// The last character of a run without spaces, which begins no pair.
    TrailingUnigram,
}

/// Longer tokens (hashes, encoded data) are not words that anybody looks for, unless they have letters alone (identifiers, German).
/// In characters.
const MAX_TOKEN_CHARS: usize = 32;
const MAX_LETTERS: usize = 64;
/// What operators are made of.
const OPERATOR_CHARS: &[u8] = b"=<>:?&|!+-*/%^~$@.";
/// The longest operator.
const MAX_OPERATOR_CHARS: usize = 4;
/// The longest word that two pieces are joined to. In characters.
const MAX_JOINED_CHARS: usize = 24;

/// Calls `visit` with every token of `text` in order: its lower-case NFKC form, not yet folded.
pub fn tokens(text: &str, mut visit: impl FnMut(&str, TokenKind)) {
    let text: Cow<'_, str> = match text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfkc().collect()),
    };
    let mut scanner = Scanner { text: &text, at: 0 };
    let mut lower = String::new();
    loop {
        while let Some((word, has_inner_capital)) = scanner.plain_word() {
            match has_inner_capital || word.len() > MAX_TOKEN_CHARS || word.starts_with(|c: char| c.is_ascii_uppercase()) {
                true => spaced(word, &mut lower, &mut visit),
                // In lower case already: nearly all are.
                false => visit(word, TokenKind::Word),
            }
        }
        while let Some(operator) = scanner.operator() {
            visit(operator, TokenKind::Word);
        }
        match scanner.chunk() {
            Some(chunk) => chunk.tokens(&mut lower, &mut visit),
            None => break,
        }
    }
}

/// Of each byte whether it is an ASCII letter or digit, a capital, or part of a character that is not ASCII.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < classes.len() {
        let b = byte as u8;
        classes[byte] = if b.is_ascii_alphanumeric() { PLAIN } else { 0 }
            | if b.is_ascii_uppercase() { CAPITAL } else { 0 }
            | if b.is_ascii() { 0 } else { OTHER };
        byte += 1;
    }
    classes
};
const PLAIN: u8 = 1;
const CAPITAL: u8 = 2;
const OTHER: u8 = 4;

/// A letter, digit or mark: what words are made of.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && is_combining_mark(c))
}

fn is_connector(c: char) -> bool {
    matches!(c, '.' | '+' | '&' | '/' | '\'' | '’' | '_' | '-' | '‐')
}

/// The operator that a run of characters is: not `...`, `--` or the `://` of an address; and what ends a sentence is not part of it.
fn operator(text: &str, start: usize, end: usize) -> Option<&str> {
    let is_end = |c: char| matches!(c, '?' | '!' | '.' | ':');
    let run = &text[start..end];
    let ends_here = text[end..].chars().next().is_none_or(char::is_whitespace);
    let begins_here = text[..start].chars().next_back().is_none_or(char::is_whitespace);
    let operator = match run.trim_end_matches(is_end) {
        _ if !ends_here => run,
        "" if begins_here => run,
        // `$?`
        trimmed if trimmed.len() == 1 => run,
        trimmed => trimmed,
    };
    let is_rule = operator == "://" || ['.', '-', ':'].into_iter().any(|sign| operator.chars().all(|c| c == sign) && operator != "::");
    ((2..=MAX_OPERATOR_CHARS).contains(&operator.len()) && !is_rule).then_some(operator)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

struct Chunk<'a> {
    dotted: bool,
    pieces: Vec<&'a str>,
    /// The characters between the pieces.
    connectors: Vec<char>,
    /// `++`, `#` or nothing.
    suffix: &'a str,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Takes the next word if it is one of ASCII letters and digits that nothing joins to others: most are, and need no chunk.
    /// And whether it has a capital inside.
    fn plain_word(&mut self) -> Option<(&'a str, bool)> {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let start = bytes.iter().position(|b| CLASSES[*b as usize] != 0)?;
        let end = bytes[start..].iter().position(|b| CLASSES[*b as usize] & PLAIN == 0).map_or(bytes.len(), |length| start + length);
        let ends = match bytes[end..] {
            [] => true,
            // A full stop at the end of a sentence joins nothing.
            [first, next, ..] if first.is_ascii() && is_connector(first.into()) => !next.is_ascii_alphanumeric() && next.is_ascii(),
            [first, ..] => first.is_ascii() && first != b'#',
        };
        if end == start || !ends || (start > 0 && bytes[start - 1] == b'.') || bytes[end..].starts_with(b"++") {
            return None;
        }
        if start > 1 && bytes[..start].windows(2).any(|two| OPERATOR_CHARS.contains(&two[0]) && OPERATOR_CHARS.contains(&two[1])) {
            return None;
        }
        self.at += end;
        let has_inner_capital = bytes[start..end].iter().skip(1).fold(0, |found, b| found | CLASSES[*b as usize]) & CAPITAL != 0;
        Some((&rest[start..end], has_inner_capital))
    }

    /// Takes the next operator before the next word: characters that neither rule a line nor end a sentence.
    fn operator(&mut self) -> Option<&'a str> {
        let is_sign = |b: &u8| OPERATOR_CHARS.contains(b);
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while let Some(c) = self.text[start..].chars().next().filter(|c| !is_word(*c)) {
            let length = bytes[start..].iter().take_while(|b| is_sign(b)).count();
            let is_whole = start == 0 || !is_sign(&bytes[start - 1]);
            if let Some(operator) = operator(self.text, start, start + length).filter(|_| is_whole && length > 0) {
                self.at = start + length;
                return Some(operator);
            }
            start += length.max(c.len_utf8());
        }
        None
    }

    /// Takes the longest piece that starts here; empty where there is none.
    fn piece(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn chunk(&mut self) -> Option<Chunk<'a>> {
        let rest = self.rest();
        let start = rest.find(is_word)?;
        // Three dots are an ellipsis.
        let dotted = rest[..start].ends_with('.') && !rest[..start].ends_with("..");
        self.at += start;
        let mut chunk = Chunk { dotted, pieces: vec![self.piece()], connectors: Vec::new(), suffix: "" };
        while let Some(c) = self.rest().chars().next().filter(|c| is_connector(*c)) {
            let before = self.at;
            self.at += c.len_utf8();
            let piece = self.piece();
            if piece.is_empty() {
                self.at = before;
                break;
            }
            chunk.connectors.push(c);
            chunk.pieces.push(piece);
        }
        for suffix in ["++", "#"] {
            if let Some(after) = self.rest().strip_prefix(suffix)
                && !after.starts_with(is_word)
            {
                chunk.suffix = &self.rest()[..suffix.len()];
                self.at += suffix.len();
                break;
            }
        }
        Some(chunk)
    }
}

impl Chunk<'_> {
    fn tokens(mut self, lower: &mut String, visit: &mut impl FnMut(&str, TokenKind)) {
        let negation = self.negation();
        self.drop_elisions();
        if self.pieces.len() > 1 && self.pieces.iter().all(|p| starts_with_digit(p)) && self.connectors.iter().all(|c| *c == '.') {
            emit(&self.pieces.join("."), TokenKind::Word, lower, visit);
            return;
        }
        let joined = self.joined();
        let last = self.pieces.len().saturating_sub(1);
        for (i, piece) in self.pieces.iter().enumerate() {
            let single = is_single(piece);
            let suffixed = i == last && !self.suffix.is_empty();
            if !(single && (joined.is_some() || suffixed)) {
                words(piece, lower, visit);
            }
            if suffixed {
                let kind = if single { TokenKind::Word } else { TokenKind::Joined };
                emit(&format!("{piece}{}", self.suffix), kind, lower, visit);
            }
        }
        if let Some(joined) = joined {
            let alone = self.pieces.iter().all(|p| is_single(p));
            emit(&joined, if alone { TokenKind::Word } else { TokenKind::Joined }, lower, visit);
        }
        if let Some(negation) = negation {
            emit(&negation, TokenKind::Joined, lower, visit);
        }
    }

    /// `don't` as those write it who leave the apostrophe out.
    fn negation(&self) -> Option<String> {
        match (self.pieces.as_slice(), self.connectors.as_slice()) {
            ([verb, "t" | "T"], ['\'' | '’']) if verb.ends_with(['n', 'N']) && !self.dotted && self.suffix.is_empty() => {
                Some(format!("{verb}t"))
            }
            _ => None,
        }
    }

    /// A single letter beside an apostrophe is grammar, not a word: `l'école`, `user's`, `don't`.
    fn drop_elisions(&mut self) {
        let mut i = 0;
        while i < self.connectors.len() {
            if !matches!(self.connectors[i], '\'' | '’') {
                i += 1;
            } else if is_single(self.pieces[i + 1]) {
                self.pieces.remove(i + 1);
                self.connectors.remove(i);
            } else if is_single(self.pieces[i]) {
                self.pieces.remove(i);
                self.connectors.remove(i);
            } else {
                i += 1;
            }
        }
    }

    /// The chunk as one word, where people write it so.
    fn joined(&self) -> Option<String> {
        let [first, rest @ ..] = self.pieces.as_slice() else { return None };
        let joined = match (rest, self.connectors.as_slice()) {
            ([], _) if self.dotted && !starts_with_digit(first) => format!(".{first}"),
            ([second], [connector]) => {
                let digits = [first, second].iter().filter(|p| starts_with_digit(p)).count();
                let short = |n: usize| first.chars().count() <= n && second.chars().count() <= n;
                match connector {
                    '.' if digits > 0 => format!("{first}.{second}"),
                    '.' => format!("{first}{second}"),
                    '-' | '‐' if digits < 2 => format!("{first}{second}"),
                    '/' | '&' if short(3) => format!("{first}{second}"),
                    '+' if is_single(first) || is_single(second) => format!("{first}+{second}"),
                    _ => return None,
                }
            }
            _ => return None,
        };
        (joined.chars().count() <= MAX_JOINED_CHARS).then_some(joined)
    }
}

fn starts_with_digit(piece: &str) -> bool {
    piece.starts_with(|c: char| c.is_numeric())
}

fn is_single(piece: &str) -> bool {
    piece.chars().nth(1).is_none()
}

/// The words of one piece: runs of scripts with spaces between words are words, other runs give pairs of characters.
fn words(piece: &str, lower: &mut String, visit: &mut impl FnMut(&str, TokenKind)) {
    if piece.is_ascii() {
        return spaced(piece, lower, visit);
    }
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        let unspaced = is_unspaced(first);
        let end = rest.find(|c| is_unspaced(c) != unspaced).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if unspaced {
            pairs(run, lower, visit)
        } else {
            spaced(run, lower, visit)
        }
        rest = after;
    }
}

/// Characters of scripts that put no spaces between words; Hangul too, whose words carry their endings with them.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

fn pairs(run: &str, lower: &mut String, visit: &mut impl FnMut(&str, TokenKind)) {
    let starts: Vec<usize> = run.char_indices().map(|(i, _)| i).chain([run.len()]).collect();
    if starts.len() == 2 {
        return emit(run, TokenKind::Word, lower, visit);
    }
    for pair in starts.windows(3) {
        emit(&run[pair[0]..pair[2]], TokenKind::Word, lower, visit);
    }
    if let [.., last, end] = starts[..] {
        emit(&run[last..end], TokenKind::TrailingUnigram, lower, visit);
    }
}

/// A word and, if it is camelCase, its parts.
fn spaced(word: &str, lower: &mut String, visit: &mut impl FnMut(&str, TokenKind)) {
    emit(word, TokenKind::Word, lower, visit);
    if word.is_ascii() && !word.bytes().skip(1).any(|b| b.is_ascii_uppercase()) {
        return;
    }
    let parts = camel_case_parts(word);
    if parts.len() > 1 && parts.iter().all(|part| !is_single(part)) {
        for part in parts {
            emit(part, TokenKind::CamelPart, lower, visit);
        }
    }
}

/// Cuts before a capital that follows a small letter, and before the last of several capitals that two small letters follow
/// (`HTTPServer`, but not `APIs`).
fn camel_case_parts(word: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let small = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_lowercase());
    let capital = |i: usize| chars.get(i).is_some_and(|(_, c)| c.is_uppercase());
    let mut cuts = vec![0];
    for (i, (at, _)) in chars.iter().enumerate().skip(1) {
        if capital(i) && (small(i - 1) || (capital(i - 1) && small(i + 1) && small(i + 2))) {
            cuts.push(*at);
        }
    }
    cuts.push(word.len());
    cuts.windows(2).map(|cut| &word[cut[0]..cut[1]]).collect()
}

fn emit(token: &str, kind: TokenKind, lower: &mut String, visit: &mut impl FnMut(&str, TokenKind)) {
    if token.len() > MAX_TOKEN_CHARS {
        let length = token.chars().count();
        if length > MAX_LETTERS || (length > MAX_TOKEN_CHARS && !token.chars().all(char::is_alphabetic)) {
            return;
        }
    }
    lower.clear();
    if token.is_ascii() {
        lower.push_str(token);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&token.to_lowercase());
    }
    visit(lower, kind);
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::{TokenKind, tokens};

    #[derive(serde::Deserialize)]
    struct Vector {
        text: String,
        tokens: Vec<String>,
    }

    /// tests/js/search-tokens.test.mjs tests the browser's tokeniser with the same vectors.
    #[test]
    fn texts_are_cut_as_the_golden_vectors_say() {
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../tests/data/tokens.json")).unwrap();
        for vector in vectors {
            let mut found = Vec::new();
            tokens(&vector.text, |token, kind| {
                let kind = match kind {
                    TokenKind::Word => "word",
                    TokenKind::CamelPart => "part",
                    TokenKind::Joined => "joined",
                    TokenKind::TrailingUnigram => "last",
                };
                found.push(format!("{kind} {}", fold(token)));
            });
            assert_eq!(found, vector.tokens, "{}", vector.text);
        }
    }
}
