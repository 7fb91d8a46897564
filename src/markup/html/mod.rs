//! Raw HTML in Markdown → the tags and attributes of it that may be published.
//!
//! In: one inline tag, or a whole block. Out: HTML in which every tag is complete and on the list, and what was taken out. Nothing is
//! balanced here: that is the business of [`sink`](super::sink), which sees the whole part.
//!
//! Classes, ids and names are taken out because the interface finds its own elements by them; images, because Markdown's are checked
//! and measured.

mod nesting;
mod tag;

use std::ops::Range;

use nesting::DEPTH_LIMIT;
pub(crate) use nesting::Nesting;
pub(crate) use tag::{Attribute, Tag};

use super::escape;

/// The tags that content may use.
pub(crate) const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// The attributes that content may use: on every tag, then on some.
pub(crate) const ATTRIBUTES: &[&str] = &["dir", "lang", "title"];
pub(crate) const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// What a raw link may start with. Everything that leads into the guide is a Markdown link, because those are checked.
pub(crate) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// Elements whose content is not text: it goes with them.
const SWALLOWED: &[&str] = &[
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Something taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    /// In the raw HTML.
    pub(crate) at: Range<usize>,
    pub(crate) what: String,
}

/// The publishable rest of `raw` and what was taken out of it. Comments go without a word: they are notes to other contributors.
pub(crate) fn clean(raw: &str, nesting: &mut Nesting) -> (String, Vec<Removal>) {
    let mut cleaner = Cleaner { raw, at: 0, out: String::with_capacity(raw.len()), removals: Vec::new(), nesting };
    while cleaner.at < raw.len() {
        cleaner.step();
    }
    (cleaner.out, cleaner.removals)
}

struct Cleaner<'a> {
    raw: &'a str,
    at: usize,
    out: String,
    removals: Vec<Removal>,
    nesting: &'a mut Nesting,
}

impl<'a> Cleaner<'a> {
    fn rest(&self) -> &'a str {
        &self.raw[self.at..]
    }

    /// Takes text up to the next `<`, or what starts with it.
    fn step(&mut self) {
        let rest = self.rest();
        let text = rest.find('<').unwrap_or(rest.len());
        if text > 0 {
            self.out.push_str(&rest[..text]);
            self.at += text;
        } else if let Some(comment) = rest.strip_prefix("<!--") {
            self.at += comment.find("-->").map_or(rest.len(), |end| end + 7);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = if rest.starts_with("<![CDATA[") { rest.find("]]>").map(|e| e + 3) } else { rest.find('>').map(|e| e + 1) };
            self.remove(end.unwrap_or(rest.len()), "a declaration");
        } else {
            match Tag::read(rest) {
                Some(tag) => self.tag(&tag),
                None if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                    self.remove(rest.len(), "a tag that is not complete");
                }
                None => {
                    self.out.push_str("&lt;");
                    self.at += 1;
                }
            }
        }
    }

    fn remove(&mut self, len: usize, what: impl Into<String>) {
        self.removals.push(Removal { at: self.at..self.at + len, what: what.into() });
        self.at += len;
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if !TAGS.contains(&name.as_str()) {
            let len = if SWALLOWED.contains(&name.as_str()) && !tag.closes { self.end_of_element(&name, tag.len) } else { tag.len };
            return self.remove(len, format!("`<{}{name}>`", if tag.closes { "/" } else { "" }));
        }
        if !tag.closes && !self.nesting.open(&name) {
            return self.remove(tag.len, format!("`<{name}>`, nested more than {DEPTH_LIMIT} levels deep,"));
        }
        let start = self.at;
        self.at += tag.len;
        self.out.push('<');
        if tag.closes {
            self.nesting.close(&name);
            self.out.push('/');
            self.out.push_str(&name);
        } else {
            self.out.push_str(&name);
            for attribute in &tag.attributes {
                self.attribute(&name, attribute, start);
            }
        }
        self.out.push('>');
    }

    /// Bytes up to the end of an element's end tag; without one, all the rest.
    fn end_of_element(&self, name: &str, start_tag: usize) -> usize {
        let rest = self.rest();
        let lower = rest.to_ascii_lowercase();
        let end = lower[start_tag..].find(&format!("</{name}")).map(|i| start_tag + i);
        end.and_then(|end| rest[end..].find('>').map(|i| end + i + 1)).unwrap_or(rest.len())
    }

    fn attribute(&mut self, tag: &str, attribute: &Attribute<'_>, tag_start: usize) {
        let name = attribute.name.to_ascii_lowercase();
        let on_tag = TAG_ATTRIBUTES.iter().find(|(t, _)| *t == tag).is_some_and(|(_, names)| names.contains(&name.as_str()));
        let at = tag_start + attribute.at.start..tag_start + attribute.at.end;
        if name == "rel" || !(on_tag || ATTRIBUTES.contains(&name.as_str())) {
            return self.removals.push(Removal { at, what: format!("the attribute `{name}` of `<{tag}>`") });
        }
        if name == "href" {
            if !may_link(attribute.value) {
                return self.removals.push(Removal { at, what: "a link that is not http, https, mailto or tel".into() });
            }
            self.out.push_str(" rel=\"noopener external\"");
        }
        // The value is HTML already, so that `&` stays.
        let value = attribute.value.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        self.out.push(' ');
        self.out.push_str(&name);
        self.out.push_str("=\"");
        self.out.push_str(&value);
        self.out.push('"');
    }
}

/// Whether a raw `href` leads outside by a harmless scheme, or to a place of its own page. The scheme must stand there as it is, so
/// that no entity can make another of it.
fn may_link(value: &str) -> bool {
    let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    value.starts_with('#') || scheme.is_some_and(|s| SCHEMES.contains(&s.as_str()))
}

/// Whether there is nothing but comments in it.
pub(crate) fn is_comment(raw: &str) -> bool {
    let (cleaned, removals) = clean(raw, &mut Nesting::default());
    raw.trim_start().starts_with("<!--") && cleaned.trim().is_empty() && removals.is_empty()
}

/// Tags inside of words and sentences; all others divide them.
const RUNNING: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// What a reader sees of raw HTML: its text, without tags and comments.
pub(crate) fn visible_text(raw: &str) -> String {
    let (cleaned, _) = clean(raw, &mut Nesting::default());
    let mut text = String::with_capacity(cleaned.len());
    let mut rest = cleaned.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !RUNNING.contains(&name) && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    escape::unescape_common(&text)
}
