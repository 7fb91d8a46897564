//! Raw HTML in Markdown → the tags and attributes of it that may be published.
//!
//! In: one inline tag, or a whole block. Out: HTML in which every tag is complete and on the list, and what was taken out. Nothing is
//! balanced here: that is the business of [`sink`](super::sink), which sees the whole part.
//!
//! Classes, ids and names are taken out because the interface finds its own elements by them; images, because Markdown's are checked
//! and measured.

use std::ops::Range;

use super::escape;

/// The tags that content may use.
pub(super) const TAGS: &[&str] = &[
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
pub(super) const ATTRIBUTES: &[&str] = &["dir", "lang", "title"];
pub(super) const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
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
pub(super) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

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
pub(super) struct Removal {
    /// In the raw HTML.
    pub(super) at: Range<usize>,
    pub(super) what: String,
}

/// The publishable rest of `raw` and what was taken out of it. Comments go without a word: they are notes to other contributors.
pub(super) fn clean(raw: &str) -> (String, Vec<Removal>) {
    let mut cleaner = Cleaner { raw, at: 0, out: String::with_capacity(raw.len()), removals: Vec::new() };
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
        let start = self.at;
        self.at += tag.len;
        self.out.push('<');
        if tag.closes {
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

/// A complete tag at the start of a text.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closes: bool,
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Bytes from `<` to `>`.
    pub(super) len: usize,
}

pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    /// In the tag.
    at: Range<usize>,
}

impl<'a> Tag<'a> {
    /// Reads as browsers do: white space, `/` or nothing between attributes; values in either quotes or none.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let closes = text[1..].starts_with('/');
        let mut at = 1 + usize::from(closes);
        let name = word(&text[at..], |c| c.is_ascii_whitespace() || c == '/' || c == '>');
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
        at += name.len();
        let mut attributes = Vec::new();
        loop {
            at += word(&text[at..], |c| !(c.is_ascii_whitespace() || c == '/')).len();
            if text.get(at..)?.starts_with('>') {
                return Some(Self { name, closes, attributes, len: at + 1 });
            }
            let start = at;
            // An equals sign at the start is part of a name.
            let first = text[at..].chars().next()?.len_utf8();
            let name_end = at + first + word(&text[at + first..], |c| c.is_ascii_whitespace() || "/>=".contains(c)).len();
            let name = &text[start..name_end];
            let equals = name_end + word(&text[name_end..], |c| !c.is_ascii_whitespace()).len();
            let mut value = "";
            at = name_end;
            if text[equals..].starts_with('=') {
                at = equals + 1;
                at += word(&text[at..], |c| !c.is_ascii_whitespace()).len();
                match text[at..].chars().next()? {
                    quote @ ('"' | '\'') => {
                        value = text[at + 1..].split_once(quote)?.0;
                        at += value.len() + 2;
                    }
                    _ => {
                        value = word(&text[at..], |c| c.is_ascii_whitespace() || c == '>');
                        at += value.len();
                    }
                }
            }
            attributes.push(Attribute { name, value, at: start..at });
        }
    }
}

/// The text up to the first character that ends it.
fn word(text: &str, ends: impl Fn(char) -> bool) -> &str {
    &text[..text.find(ends).unwrap_or(text.len())]
}

/// Whether there is nothing but comments in it.
pub(super) fn is_comment(raw: &str) -> bool {
    raw.trim_start().starts_with("<!--") && clean(raw).0.trim().is_empty() && clean(raw).1.is_empty()
}

/// What a reader sees of raw HTML: its text, without tags and comments.
pub(super) fn visible_text(raw: &str) -> String {
    let (cleaned, _) = clean(raw);
    let mut text = String::with_capacity(cleaned.len());
    let mut rest = cleaned.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    escape::unescape_common(&text)
}
