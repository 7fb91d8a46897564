//! Collects a part's HTML, and sanitises it where it contains raw HTML.
//!
//! Raw HTML may open what it never closes and close what it never opened. So a part that contains any is collected in a stash: every
//! attribute that Recto itself writes, and every finished fragment (code, formula, diagram, image), is kept aside, and a number is
//! in its place. Then ammonia reads the whole part as a browser would, balances it and lets only the tags of its list out; then the
//! kept pieces return. The numbers carry a hash of the body, which no body can contain.

use std::sync::LazyLock;

use ammonia::Builder;
use sha2::{Digest, Sha256};

use super::{escape, html};

/// The attribute that stands for what is kept aside.
const PLACEHOLDER_ATTRIBUTE: &str = "data-r";

/// Collects the HTML of one part.
pub(super) struct HtmlSink {
    pub(super) out: String,
    stash: Option<Stash>,
}

struct Stash {
    /// ` data-r="KEY-`, before the number.
    prefix: String,
    kept: Vec<Stashed>,
}

enum Stashed {
    /// The attributes of a start tag, with a leading space.
    Attributes(String),
    /// What replaces an empty `<span>` or `<div>`.
    Fragment(String),
}

/// What placeholders of a body with this text begin with: its hash, which the body can't contain.
pub(super) fn placeholder_key(body: &str) -> String {
    crate::encode::hex(&Sha256::digest(body.as_bytes())[..16])
}

impl HtmlSink {
    /// For a part without raw HTML, or one whose raw HTML is trusted.
    pub(super) fn plain(capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity), stash: None }
    }

    /// For a part of a body with raw HTML; `key` is the body's [`placeholder_key`].
    pub(super) fn sanitised(key: &str) -> Self {
        Self { out: String::new(), stash: Some(Stash { prefix: format!(" {PLACEHOLDER_ATTRIBUTE}=\"{key}-"), kept: Vec::new() }) }
    }

    /// `<name attributes>`; attributes are empty or start with a space.
    pub(super) fn open(&mut self, name: &str, attributes: &str) {
        self.out.push('<');
        self.out.push_str(name);
        match &mut self.stash {
            Some(stash) if !attributes.is_empty() => stash.put(Stashed::Attributes(attributes.to_string()), &mut self.out),
            _ => self.out.push_str(attributes),
        }
        self.out.push('>');
    }

    /// `</name>`.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Text, escaped.
    pub(super) fn text(&mut self, text: &str) {
        escape::text(text, &mut self.out);
    }

    /// Markup without attributes that is balanced in itself, or white space.
    pub(super) fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A finished fragment of running text.
    pub(super) fn inline_fragment(&mut self, html: String) {
        self.fragment("span", html);
    }

    /// A finished fragment that is between paragraphs.
    pub(super) fn block_fragment(&mut self, html: String) {
        self.fragment("div", html);
    }

    fn fragment(&mut self, stand_in: &str, html: String) {
        match &mut self.stash {
            Some(stash) => {
                self.out.push('<');
                self.out.push_str(stand_in);
                stash.put(Stashed::Fragment(html), &mut self.out);
                self.out.push_str("></");
                self.out.push_str(stand_in);
                self.out.push('>');
            }
            None => self.out.push_str(&html),
        }
    }

    /// The part's HTML, sanitised where it has raw HTML.
    pub(super) fn finish(self) -> String {
        match self.stash {
            // What content left open would be opened again for the line end.
            Some(stash) => stash.restore(&SANITISER.clean(self.out.trim_end()).to_string()) + "\n",
            None => self.out,
        }
    }
}

impl Stash {
    fn put(&mut self, kept: Stashed, out: &mut String) {
        out.push_str(&self.prefix);
        out.push_str(&self.kept.len().to_string());
        out.push('"');
        self.kept.push(kept);
    }

    fn restore(&self, html: &str) -> String {
        let mut out = String::with_capacity(html.len() * 2);
        let mut rest = html;
        while let Some((before, after)) = rest.split_once(&self.prefix) {
            out.push_str(before);
            let (number, after) = after.split_once('"').unwrap_or((after, ""));
            rest = after;
            match number.parse().ok().and_then(|n: usize| self.kept.get(n)) {
                Some(Stashed::Attributes(attributes)) => out.push_str(attributes),
                Some(Stashed::Fragment(fragment)) => {
                    for (start, end) in [("<span", "></span>"), ("<div", "></div>")] {
                        if out.ends_with(start) && rest.starts_with(end) {
                            out.truncate(out.len() - start.len());
                            rest = &rest[end.len()..];
                            out.push_str(fragment);
                            break;
                        }
                    }
                }
                None => {}
            }
        }
        out.push_str(rest);
        out
    }
}

/// What may leave a part with raw HTML: the tags of content and those that Recto writes around it.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags(html::TAGS.iter().copied().chain(["aside"]))
        .add_generic_attributes(html::ATTRIBUTES.iter().copied().chain([PLACEHOLDER_ATTRIBUTE]))
        .add_allowed_classes("img", html::COLOR_SCHEME_CLASSES)
        .add_url_schemes(html::SCHEMES.iter().copied())
        .link_rel(None);
    for (tag, attributes) in html::TAG_ATTRIBUTES {
        builder.add_tag_attributes(*tag, attributes.iter().copied());
    }
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    fn sanitised(raw: &str) -> String {
        let mut sink = HtmlSink::sanitised(&placeholder_key("body"));
        sink.open("p", " class=\"own\"");
        sink.out.push_str(raw);
        sink.close("p");
        sink.block_fragment("<pre><svg></svg></pre>".into());
        sink.finish()
    }

    #[test]
    fn own_attributes_and_pieces_return_untouched() {
        assert_eq!(sanitised("<b>x</b>"), "<p class=\"own\"><b>x</b></p><pre><svg></svg></pre>\n");
    }

    #[test]
    fn unclosed_and_stray_tags_stay_inside() {
        assert_eq!(sanitised("</details></div></p><i>x"), "<p class=\"own\"></p><i>x<p></p><pre><svg></svg></pre></i>\n");
        assert_eq!(
            sanitised("<details><summary>x"),
            "<p class=\"own\"></p><details><summary>x<p></p><pre><svg></svg></pre></summary></details>\n"
        );
    }

    #[test]
    fn a_stand_in_cannot_be_guessed() {
        let forged = sanitised("<b data-r=\"0\">x</b><span data-r=\"00-1\"></span>");
        assert!(!forged.contains("own\">x"), "{forged}");
        assert_eq!(forged.matches("<svg>").count(), 1);
    }
}
