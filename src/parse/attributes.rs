//! Attributes in braces, `{#id key=value key="several words"}`, read from the source text.
//!
//! In: the text and the span of a heading's content. Out: where the block is, its id and its keys with their spans.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, SourceId, Span};

/// A text with its place.
pub type SpannedString = (String, Span);

/// What stands in one pair of braces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// From `{` to `}`.
    pub span: Span,
    pub id: Option<SpannedString>,
    /// In the order written: key, value.
    pub pairs: Vec<(SpannedString, SpannedString)>,
    /// Classes, `.name`, which other tools know.
    pub classes: Vec<Span>,
}

/// The keys that a heading may carry.
const KEYS: [&str; 11] = ["level", "kind", "type", "tags", "requires", "terms", "aliases", "minutes", "stages", "updated", "draft"];

/// The block at the end of a card's heading in a `cards.md`: braces that hold an id or a known key. Other braces are text.
pub fn at_end(text: &str, line: Span, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Option<Attributes> {
    let span = braces(text, line)?;
    let mut found = Vec::new();
    let attributes = read(text, span, source, &mut found);
    if attributes.id.is_none() && !attributes.has_known_key() {
        return None;
    }
    diagnostics.extend(found);
    Some(attributes)
}

/// The block at the end of any heading: as above, and all that it holds has the form of attributes, so that
/// `{#each items as item}` is text.
pub fn of_heading(text: &str, content: Span) -> Option<Attributes> {
    let span = braces(text, content)?;
    let mut found = Vec::new();
    let attributes = read(text, span, SourceId(0), &mut found);
    (found.is_empty() && (attributes.id.is_some() || attributes.has_known_key())).then_some(attributes)
}

/// The braces that end a line, its closing `#` not counted.
fn braces(text: &str, line: Span) -> Option<Span> {
    let slice = text.get(line.range())?;
    let trimmed = slice.trim_end_matches(|c: char| c.is_whitespace() || c == '#');
    let open = trimmed.ends_with('}').then(|| opening_brace(trimmed)).flatten()?;
    // `${HOME}` and `#{name}` are of other languages.
    let other = trimmed[..open].ends_with(['$', '#', '{', '\\', '%']);
    (!other).then(|| Span::new(open, trimmed.len()).shifted(line.start as usize))
}

impl Attributes {
    /// Reports the classes, which are not published.
    pub(super) fn report_classes(&self, text: &str, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.classes.iter().map(|class| {
            let message = format!("the class `{}` is not an attribute of a code block", &text[class.range()]);
            Diagnostic::new(Code::BadAttributes, source, *class, message).help("remove it; attributes look like `{#id level=mid}`")
        }));
    }

    fn has_known_key(&self) -> bool {
        self.pairs.iter().any(|((key, _), _)| KEYS.contains(&key.as_str()))
    }
}

/// The last `{` that no quoted value holds, looking from the front so that quotes pair up.
pub(super) fn opening_brace(trimmed: &str) -> Option<usize> {
    // A block holds no closing brace but its last character, or between quotes, which pair up from its opening brace on. So it depends on
    // the number of quotes before the brace which of those after it lie between quotes: the last closing brace of either kind is a
    // limit for one half of the opening ones.
    let last = trimmed.len().checked_sub(1)?;
    let mut quotes = 0usize;
    let mut after_last_closing = [0, 0];
    let mut opening = Vec::new();
    for (i, c) in trimmed.char_indices() {
        match c {
            '"' => quotes += 1,
            '{' => opening.push((i, quotes % 2)),
            '}' if i != last => after_last_closing[quotes % 2] = i + 1,
            _ => {}
        }
    }
    let mut whole = opening.into_iter().filter(|(i, parity)| *i >= after_last_closing[*parity]).peekable();
    let first = whole.peek().map(|(i, _)| *i);
    // A brace that is never closed may precede it. From the right one on, quotes pair up.
    whole.rfind(|(_, parity)| *parity == quotes % 2).map(|(i, _)| i).or(first)
}

/// Splits `key=value` or `key="several words"`: key, value without quotes, both with their places.
pub(super) fn pair(text: &str, word: Span) -> Option<(SpannedString, SpannedString)> {
    let (key, mut value) = text[word.range()].split_once('=').filter(|(key, value)| !key.is_empty() && !value.is_empty())?;
    let key_span = Span { start: word.start, end: word.start + key.len() as u32 };
    let mut value_span = Span { start: key_span.end + 1, end: word.end };
    if let Some(bare) = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) {
        value = bare;
        value_span = Span { start: value_span.start + 1, end: value_span.end - 1 };
    }
    Some(((key.to_string(), key_span), (value.to_string(), value_span)))
}

/// Reads `{…}`.
fn read(text: &str, span: Span, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Attributes {
    let mut attributes = Attributes { span, ..Attributes::default() };
    let inner = Span { start: span.start + 1, end: span.end - 1 };
    for mut word in words(text, inner) {
        if text[word.range()].len() > 1 && text[word.range()].ends_with(',') {
            let comma = Span { start: word.end - 1, end: word.end };
            let finding = Diagnostic::new(Code::BadAttributes, source, comma, "attributes are separated by spaces, not commas");
            diagnostics.push(finding.help("remove it").fix(Location { source, span: comma }, ""));
            word.end -= 1;
        }
        let written = &text[word.range()];
        if let Some(id) = written.strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(['#', '{', '}'])) {
            attributes.id = Some((id.to_string(), Span { start: word.start + 1, end: word.end }));
            continue;
        }
        if written.strip_prefix('.').is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))) {
            attributes.classes.push(word);
            continue;
        }
        let Some(pair) = pair(text, word) else {
            diagnostics.push(
                Diagnostic::new(Code::BadAttributes, source, word, format!("`{written}` is neither `#id` nor `key=value`"))
                    .help("attributes look like `{#id level=mid tags=\"sql,isolation\"}`"),
            );
            continue;
        };
        if pair.0.0 == "id" {
            attributes.id = Some(pair.1);
            continue;
        }
        attributes.pairs.push(pair);
    }
    attributes
}

/// Splits at white space outside of double quotes.
pub(super) fn words(text: &str, inner: Span) -> Vec<Span> {
    let slice = &text[inner.range()];
    let mut words = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (i, c) in slice.char_indices().chain([(slice.len(), ' ')]) {
        if c == '"' {
            quoted = !quoted;
        }
        let gap = c.is_whitespace() && (!quoted || i == slice.len());
        match (gap, start) {
            (false, None) => start = Some(i),
            (true, Some(from)) => {
                words.push(Span::new(from, i).shifted(inner.start as usize));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> (Option<Attributes>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let found = at_end(text, Span::new(0, text.len()), SourceId(0), &mut diagnostics);
        (found, diagnostics)
    }

    #[test]
    fn ids_keys_and_quoted_values_keep_their_places() {
        let text = "What is a {phantom}? {#phantom-read level=mid tags=\"sql, isolation\"}";
        let (found, diagnostics) = read_all(text);
        let found = found.unwrap();
        assert!(diagnostics.is_empty());
        assert_eq!(found.id.unwrap().0, "phantom-read");
        assert_eq!(found.pairs[0].1.0, "mid");
        assert_eq!(found.pairs[1].1.0, "sql, isolation");
        assert_eq!(&text[found.pairs[1].1.1.range()], "sql, isolation");
        assert_eq!(&text[found.span.range()], "{#phantom-read level=mid tags=\"sql, isolation\"}");
    }

    #[test]
    fn a_word_that_is_no_attribute_is_named() {
        let (found, diagnostics) = read_all("Q? {#a level}");
        assert!(found.is_some());
        assert_eq!(diagnostics[0].code, Code::BadAttributes);
        assert_eq!(diagnostics[0].at.unwrap().span, Span::new(7, 12));
    }

    #[test]
    fn braces_that_hold_neither_an_id_nor_a_known_key_are_text() {
        for text in [
            "What does {} mean in Rust?",
            "GET /users/{id}",
            "{}",
            "f({...rest}",
            "The set {1, 2}",
            "${HOME}",
            "Ruby's #{name}",
            "{#}",
            "{# comment }",
            "{key=value}",
            "{id}",
            "{{ mustache }}",
            "a\\{#id}",
            "{",
            "}",
        ] {
            assert!(read_all(text).0.is_none(), "{text}");
            assert!(of_heading(text, Span::new(0, text.len())).is_none(), "{text}");
        }
        let svelte = "Explain {#each items as item}";
        assert!(of_heading(svelte, Span::new(0, svelte.len())).is_none());
        let own = "Own {#own-id} ##";
        assert_eq!(of_heading(own, Span::new(0, own.len())).map(|a| a.id.unwrap().0).as_deref(), Some("own-id"));
    }
}
