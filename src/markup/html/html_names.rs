//! What is a word of the author's rather than HTML: `List<String>` has no tag in it, and `if a <b and c> d` no attributes.
//!
//! Such a word is lost with its tag, so that each is reported at its own place. Of what HTML and word processors have, one finding reports all.

use crate::markdown::HtmlTag as Tag;

/// Elements of HTML that are not published, besides those that go with all that is in them.
const KNOWN_ELEMENTS: &[&str] = &[
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "center",
    "data",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "head",
    "header",
    "hgroup",
    "html",
    "input",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "marquee",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "optgroup",
    "option",
    "output",
    "param",
    "progress",
    "rb",
    "rtc",
    "search",
    "section",
    "slot",
    "strike",
    "track",
    "tt",
    "video",
    "wbr",
];
/// Attributes of HTML that may be without a value.
const BARE_ATTRIBUTES: &[&str] = &[
    "allowfullscreen",
    "async",
    "autofocus",
    "autoplay",
    "checked",
    "compact",
    "controls",
    "default",
    "defer",
    "disabled",
    "download",
    "formnovalidate",
    "hidden",
    "inert",
    "ismap",
    "itemscope",
    "loop",
    "multiple",
    "muted",
    "nohref",
    "noresize",
    "noshade",
    "novalidate",
    "nowrap",
    "open",
    "playsinline",
    "readonly",
    "required",
    "reversed",
    "selected",
];

/// Whether HTML has the element, or a program gave it one of its own: `<o:p>`, `<g-emoji class="x">`. Without an attribute a word with a
/// hyphen is a placeholder of the author's, `<your-name>`.
pub(super) fn is_element(tag: &Tag<'_>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    let known = [super::TAGS, super::REMOVED_WITH_CONTENT, KNOWN_ELEMENTS].iter().any(|names| names.contains(&name.as_str()));
    known || name.contains(':') || name.contains('-') && !tag.attributes.is_empty()
}

/// Whether an attribute is one: it has a value, or a name of those that need none. Halves of quoted values count as such.
pub(super) fn is_attribute(attribute: &str) -> bool {
    let name = attribute.to_ascii_lowercase();
    attribute.contains(['=', '"', '\'', ':']) || name.starts_with("data-") || BARE_ATTRIBUTES.contains(&name.as_str())
}

/// Whether a tag is nothing but HTML, so that none of an author's words are lost with it.
pub(super) fn carries_no_text(tag: &Tag<'_>, text: &str) -> bool {
    // An end has the name of its start, which is reported.
    tag.is_end_tag || is_element(tag) && tag.attributes.iter().all(|attribute| text.get(attribute.at.clone()).is_none_or(is_attribute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_tags() {
        for (text, expected) in [
            ("<font color=red>", true),
            ("<o:p>", true),
            ("<td nowrap x:str=\"1\" data-x>", true),
            ("</String>", true),
            ("<g-emoji class=\"x\">", true),
            ("<your-name>", false),
            ("<String>", false),
            ("<K, V>", false),
            ("<b and c>", false),
            ("<font zq>", false),
            ("<input disabled>", true),
        ] {
            assert_eq!(carries_no_text(&Tag::read(text).unwrap(), text), expected, "{text}");
        }
    }
}
