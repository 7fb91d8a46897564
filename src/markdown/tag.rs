//! Reading a tag as browsers read it.

use std::ops::Range;

/// A complete tag at the start of a text.
pub struct Tag<'a> {
    pub name: &'a str,
    /// `</b>`.
    pub is_end_tag: bool,
    pub attributes: Vec<Attribute<'a>>,
    /// Bytes from `<` to `>`.
    pub len: usize,
}

/// An attribute of a tag.
pub struct Attribute<'a> {
    pub name: &'a str,
    pub value: &'a str,
    /// Between quotation marks.
    pub quoted: bool,
    /// In the tag.
    pub at: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Reads as browsers do: white space, `/` or nothing between attributes; values in either quotes or none.
    pub fn read(text: &'a str) -> Option<Self> {
        let is_end_tag = text[1..].starts_with('/');
        let mut at = 1 + usize::from(is_end_tag);
        text[at..].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        let name = word(&text[at..], |c| c.is_ascii_whitespace() || c == '/' || c == '>');
        at += name.len();
        let mut attributes = Vec::new();
        loop {
            at += word(&text[at..], |c| !(c.is_ascii_whitespace() || c == '/')).len();
            if text.get(at..)?.starts_with('>') {
                return Some(Self { name, is_end_tag, attributes, len: at + 1 });
            }
            let start = at;
            // An equals sign at the start is part of a name.
            let first = text[at..].chars().next()?.len_utf8();
            let name_end = at + first + word(&text[at + first..], |c| c.is_ascii_whitespace() || "/>=".contains(c)).len();
            let name = &text[start..name_end];
            let equals = name_end + word(&text[name_end..], |c| !c.is_ascii_whitespace()).len();
            let mut value = "";
            let mut quoted = false;
            at = name_end;
            if text[equals..].starts_with('=') {
                at = equals + 1;
                at += word(&text[at..], |c| !c.is_ascii_whitespace()).len();
                match text[at..].chars().next()? {
                    quote @ ('"' | '\'') => {
                        value = text[at + 1..].split_once(quote)?.0;
                        at += value.len() + 2;
                        quoted = true;
                    }
                    _ => {
                        value = word(&text[at..], |c| c.is_ascii_whitespace() || c == '>');
                        at += value.len();
                    }
                }
            }
            attributes.push(Attribute { name, value, quoted, at: start..at });
        }
    }
}

/// The text up to the first character that ends it.
fn word(text: &str, ends: impl Fn(char) -> bool) -> &str {
    &text[..text.find(ends).unwrap_or(text.len())]
}
