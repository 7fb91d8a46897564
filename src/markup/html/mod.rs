//! Raw HTML in Markdown → the tags and attributes of it that may be published.
//!
//! In: one inline tag, or a whole block. Out: HTML in which every tag is complete and on the list, and what was taken out. Nothing is
//! balanced here: that is the business of [`html_sink`](super::html_sink), which sees the whole part.
//!
//! Classes are taken out because the interface finds its own elements by them, and those of images for one scheme are written; ids and names become ids that are nobody else's; links
//! and images are those that parsing has found and checked.

mod html_names;
mod nesting;
mod tag_matcher;

use std::ops::Range;

pub(crate) use crate::markdown::{Attribute, HtmlTag as Tag};
pub(crate) use nesting::Nesting;
pub(crate) use tag_matcher::TagMatcher;

use super::escape;
use crate::markdown;

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
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "source",
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
pub(crate) const ATTRIBUTES: &[&str] = &["align", "dir", "id", "lang", "title"];
/// Attributes by tag, beside those of [`ATTRIBUTES`].
pub(crate) const TAG_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("details", &["open"]),
    ("img", &["alt", "height", "loading", "src", "srcset", "width"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start", "type"]),
    ("source", &["height", "media", "srcset", "type", "width"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// What a raw link may start with. Everything that leads into the guide is a Markdown link, because those are checked.
pub(crate) const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// Elements whose content is not text: it goes with them.
const REMOVED_WITH_CONTENT: &[&str] = &[
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

/// What to do about tags of HTML, and about what looks like one.
const MARKDOWN: &str = "use Markdown for links, images and formatting";
const AS_CODE: &str = "write what is meant as text between backticks, as code; use Markdown for links, images and formatting";

/// Quotation marks that word processors set, and that are part of what they enclose in HTML.
const QUOTATION_MARKS: [char; 6] = ['“', '”', '„', '‘', '’', '«'];

/// Something taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Removal {
    /// In the raw HTML.
    pub(crate) at: Range<usize>,
    pub(crate) what: String,
    /// What to do about it.
    pub(crate) help: String,
    /// It could run nothing, and no words were lost with it.
    pub(crate) harmless: bool,
}

/// What knows where the links and images of raw HTML lead.
pub(crate) trait UrlResolver {
    /// The address of the link or image whose destination starts at this byte of the raw HTML.
    fn url(&mut self, at: usize) -> Option<ResolvedUrl>;

    /// The id for a name; `None` where it is taken, or for another element.
    fn id(&mut self, name: &str) -> Option<String>;
}

/// Where raw HTML leads.
pub(crate) enum ResolvedUrl {
    Url(String),
    /// An image from elsewhere, published as a link.
    External(String),
    /// Only the text is published.
    Unlinked,
}

/// For those who only ask what is taken out, or for the text.
pub(crate) struct NoUrls;

impl UrlResolver for NoUrls {
    fn url(&mut self, _: usize) -> Option<ResolvedUrl> {
        Some(ResolvedUrl::Unlinked)
    }

    fn id(&mut self, _: &str) -> Option<String> {
        None
    }
}

/// The publishable rest of `raw` and what was taken out of it. Comments go without a word: they are notes to other contributors.
pub(crate) fn sanitize(raw: &str, nesting: &mut Nesting, resolver: &mut dyn UrlResolver) -> (String, Vec<Removal>) {
    let mut cleaner = Cleaner { raw, at: 0, out: String::with_capacity(raw.len()), removals: Vec::new(), nesting, resolver };
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
    resolver: &'a mut dyn UrlResolver,
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
            match comment.find("-->") {
                Some(end) => self.at += end + 7,
                None => self.remove(rest.len(), "a comment that is never closed", "close it with `-->`"),
            }
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = if rest.starts_with("<![CDATA[") { rest.find("]]>").map(|e| e + 3) } else { rest.find('>').map(|e| e + 1) };
            let what = if rest.starts_with("<?") { "a processing instruction" } else { "a declaration" };
            self.remove(end.unwrap_or(rest.len()), what, AS_CODE);
        } else {
            match Tag::read(rest) {
                Some(tag) => self.tag(&tag),
                None if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
                    self.remove(rest.len(), "a tag that is not complete", "close it with `>`; write code between backticks");
                }
                None => {
                    self.out.push_str("&lt;");
                    self.at += 1;
                }
            }
        }
    }

    fn remove(&mut self, len: usize, what: impl Into<String>, help: &str) {
        let removed = &self.raw[self.at..self.at + len];
        let is_tag =
            |tag: Tag<'_>| tag.len == len && !tag.name.eq_ignore_ascii_case("script") && html_names::carries_no_text(&tag, removed);
        // Word processors ask browsers for their version, `<![if !supportLists]>`.
        let harmless = Tag::read(removed).is_some_and(is_tag) || removed.starts_with("<![if") || removed.starts_with("<![endif");
        let help = if harmless { MARKDOWN } else { help }.to_string();
        self.removals.push(Removal { at: self.at..self.at + len, what: what.into(), help, harmless });
        self.at += len;
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        // There is one heading of that level on a page: its title.
        let name = if name == "h1" { "h2".to_string() } else { name };
        if !TAGS.contains(&name.as_str()) {
            let len = if REMOVED_WITH_CONTENT.contains(&name.as_str()) && !tag.is_end_tag {
                self.end_of_element(&name, tag.len)
            } else {
                tag.len
            };
            let what = format!("`<{}{}>`", if tag.is_end_tag { "/" } else { "" }, tag.name);
            if html_names::is_element(tag) || tag.is_end_tag {
                return self.remove(len, what, AS_CODE);
            }
            let written = &self.raw[self.at..self.at + len];
            return self.remove(len, what, &format!("write it as code, `` `{written}` ``, or `&lt;` for its `<`"));
        }
        if !tag.is_end_tag && !self.nesting.open(&name) {
            return self.remove(tag.len, format!("`<{name}>`, nested more than {} levels deep,", nesting::limit(&name)), MARKDOWN);
        }
        let start = self.at;
        self.at += tag.len;
        if tag.is_end_tag {
            self.nesting.close(&name);
            self.out.push_str(&format!("</{name}>"));
            return;
        }
        if name == "img" && self.image_elsewhere(tag, start) {
            return;
        }
        let before = self.out.len();
        self.out.push('<');
        self.out.push_str(&name);
        let source = tag.attributes.iter().find(|a| a.name.eq_ignore_ascii_case("src")).filter(|_| name == "img");
        if let Some(class) = source.and_then(|source| color_scheme_class(source.value)) {
            self.write("class", class);
        }
        for attribute in &tag.attributes {
            self.attribute(&name, attribute, start);
        }
        let has = |text: &str, key: &str| text.contains(&format!(" {key}=\""));
        let written = &self.out[before..];
        // An image that nobody can find is its text; a source without a file is nothing.
        if name == "img" && !has(written, "src") || name == "source" && !has(written, "srcset") {
            self.out.truncate(before);
            if name == "img" {
                self.out.push_str(&escaped(alt(tag)));
            }
            return;
        }
        if name == "img" {
            if !has(written, "alt") {
                self.out.push_str(" alt=\"\"");
            }
            self.out.push_str(" loading=\"lazy\"");
        }
        self.out.push('>');
    }

    /// Writes an image from another host as a link.
    fn image_elsewhere(&mut self, tag: &Tag<'_>, start: usize) -> bool {
        let Some(source) = tag.attributes.iter().find(|a| a.name.eq_ignore_ascii_case("src")) else { return false };
        let Some(ResolvedUrl::External(url)) = self.resolver.url(start + markdown::value_offset(source)) else { return false };
        let text = if alt(tag).trim().is_empty() { source.value } else { alt(tag) };
        self.out.push_str(&format!("<a rel=\"noopener external\" href=\"{}\">{}</a>", escaped(&url), escaped(text)));
        true
    }

    /// Bytes up to the end of an element's end tag; without one, all the rest.
    fn end_of_element(&self, name: &str, start_tag: usize) -> usize {
        let rest = self.rest();
        let is_end = |at: &usize| rest.as_bytes().get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()));
        let end = rest[start_tag..].match_indices("</").map(|(i, _)| start_tag + i).find(is_end);
        end.and_then(|end| rest[end..].find('>').map(|i| end + i + 1)).unwrap_or(rest.len())
    }

    fn attribute(&mut self, tag: &str, attribute: &Attribute<'_>, tag_start: usize) {
        let name = attribute.name.to_ascii_lowercase();
        let on_tag = TAG_ATTRIBUTES.iter().find(|(t, _)| *t == tag).is_some_and(|(_, names)| names.contains(&name.as_str()));
        let at = tag_start + attribute.at.start..tag_start + attribute.at.end;
        let value_at = tag_start + markdown::value_offset(attribute);
        if name == "id" || name == "name" && tag == "a" {
            if let Some(id) = self.resolver.id(&markdown::unescaped(attribute.value)) {
                self.write("id", &escaped(&id));
            }
            return;
        }
        // Browsers load lazily whatever the author says.
        if name == "loading" && tag == "img" {
            return;
        }
        if name == "rel" || !(on_tag || ATTRIBUTES.contains(&name.as_str())) {
            return self.removals.push(Removal {
                at: at.clone(),
                what: format!("the attribute `{name}` of `<{tag}>`"),
                help: MARKDOWN.to_string(),
                harmless: !name.starts_with("on") && html_names::is_attribute(self.raw.get(at.clone()).unwrap_or_default()),
            });
        }
        let value = match name.as_str() {
            "href" if attribute.value.starts_with(QUOTATION_MARKS) => {
                let (what, help) = ("a link between a word processor's quotation marks", "write plain ones around the address: `\"`");
                return self.removals.push(Removal { at, what: what.into(), help: help.into(), harmless: false });
            }
            "href" => match self.link(attribute.value, value_at) {
                Ok(Some(url)) => url,
                Ok(None) => return,
                Err(what) => return self.removals.push(Removal { at, what, help: MARKDOWN.to_string(), harmless: false }),
            },
            "src" => match self.resolver.url(value_at) {
                Some(ResolvedUrl::Url(url)) => escaped(&url),
                _ => return,
            },
            "srcset" => {
                let list: Vec<String> = markdown::srcset_candidates(attribute.value)
                    .into_iter()
                    .filter_map(|candidate| match self.resolver.url(value_at + candidate.at.start) {
                        Some(ResolvedUrl::Url(url)) => {
                            Some(format!("{} {}", escaped(&url), escaped(candidate.descriptor)).trim_end().to_string())
                        }
                        _ => None,
                    })
                    .collect();
                if list.is_empty() {
                    return;
                }
                list.join(", ")
            }
            "width" | "height" if !attribute.value.trim_end_matches(['%', 'p', 'x']).bytes().all(|b| b.is_ascii_digit()) => return,
            // The value is HTML already, so that `&` stays.
            _ => attribute.value.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
        };
        if name == "href" && !value.starts_with('#') && may_link(attribute.value) {
            self.out.push_str(" rel=\"noopener external\"");
        }
        self.write(&name, &value);
    }

    /// The address of a raw link; `Ok(None)` where only its text is published, `Err` where it may not be there.
    fn link(&mut self, value: &str, at: usize) -> Result<Option<String>, String> {
        if value.contains(':') {
            let plain = value.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
            return if may_link(value) { Ok(Some(plain)) } else { Err("a link that is not http, https, mailto or tel".into()) };
        }
        Ok(match self.resolver.url(at) {
            Some(ResolvedUrl::Url(url)) => Some(escaped(&url)),
            _ => None,
        })
    }

    fn write(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\"{value}\""));
    }
}

/// The classes of images that are shown only in light, or only in dark mode.
pub(crate) const COLOR_SCHEME_CLASSES: [&str; 2] = ["light-only", "dark-only"];

/// The class of an image of that address. Code hosts show a picture in one mode only if its address says so.
pub(crate) fn color_scheme_class(address: &str) -> Option<&'static str> {
    match address.rsplit_once('#')?.1 {
        "gh-light-mode-only" => Some(COLOR_SCHEME_CLASSES[0]),
        "gh-dark-mode-only" => Some(COLOR_SCHEME_CLASSES[1]),
        _ => None,
    }
}

/// The alternative text of an image, which is HTML already.
fn alt<'t>(tag: &Tag<'t>) -> &'t str {
    tag.attributes.iter().find(|a| a.name.eq_ignore_ascii_case("alt")).map_or("", |a| a.value)
}

fn escaped(text: &str) -> String {
    escape::attribute_value(&escape::unescape_common(text))
}

/// Whether a raw `href` leads outside by a harmless scheme, or to a place of its own page. The scheme must be there as it is, so
/// that no entity can make another of it.
fn may_link(value: &str) -> bool {
    let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    value.starts_with('#') || scheme.is_some_and(|s| SCHEMES.contains(&s.as_str()))
}

/// Whether there is nothing but comments in it.
pub(crate) fn is_comment(raw: &str) -> bool {
    let (cleaned, removals) = sanitize(raw, &mut Nesting::default(), &mut NoUrls);
    raw.trim_start().starts_with("<!--") && cleaned.trim().is_empty() && removals.is_empty()
}

/// Tags inside of words and sentences; all others divide them.
const ACTIVE_ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// What a reader sees of raw HTML: its text, without tags and comments.
pub(crate) fn visible_text(raw: &str) -> String {
    let (cleaned, _) = sanitize(raw, &mut Nesting::default(), &mut NoUrls);
    let mut text = String::with_capacity(cleaned.len());
    let mut rest = cleaned.as_str();
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !ACTIVE_ELEMENTS.contains(&name) && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    escape::unescape_common(&text)
}
