//! Text as it may be in HTML, in attributes and in URLs.

/// Appends `text` as the content of an element.
pub(super) fn text(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        _ => "",
    });
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn attribute(text: &str, out: &mut String) {
    escape(text, out, |byte| match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "",
    });
}

/// `text` as the value of an attribute in double quotes.
pub(super) fn attribute_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    attribute(text, &mut out);
    out
}

/// Appends ` name="value"`.
pub(super) fn push_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    attribute(value, out);
    out.push('"');
}

/// Every byte with a replacement is ASCII, so that cutting beside it keeps the text UTF-8.
fn escape(text: &str, out: &mut String, replacement: impl Fn(u8) -> &'static str) {
    // Most texts have nothing to replace, and the machine looks at many bytes at once where all are looked at.
    if !text.bytes().fold(false, |found, byte| found | matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        return out.push_str(text);
    }
    let mut copied = 0;
    for (i, byte) in text.bytes().enumerate() {
        let entity = replacement(byte);
        if !entity.is_empty() {
            out.push_str(&text[copied..i]);
            out.push_str(entity);
            copied = i + 1;
        }
    }
    out.push_str(&text[copied..]);
}

/// An id as the fragment of a URL, without `#`: percent-encoded (RFC 3986) but for what a fragment may hold.
pub(super) fn fragment(id: &str) -> String {
    percent_encode(id, |byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte))
}

/// A URL that somebody wrote: what may not be in a URL is percent-encoded, what is already encoded stays.
pub(super) fn url(url: &str) -> String {
    percent_encode(url, |byte| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte))
}

fn percent_encode(text: &str, stays: impl Fn(u8) -> bool) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if stays(byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

/// Undoes the entities that people write in raw HTML; others stay as they are.
pub(super) fn unescape_common(text: &str) -> String {
    const ENTITIES: [(&str, &str); 6] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    if !text.contains('&') {
        return text.to_string();
    }
    ENTITIES.iter().fold(text.to_string(), |text, (entity, character)| text.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        let mut out = String::new();
        text("a<b & \"é\">", &mut out);
        push_attribute("title", "\"><img onerror='x'>", &mut out);
        assert_eq!(out, "a&lt;b &amp; \"é\"&gt; title=\"&quot;&gt;&lt;img onerror='x'&gt;\"");
        assert_eq!(fragment("clé 1#x"), "cl%C3%A9%201%23x");
        assert_eq!(url("https://x.org/a b?q=é&r=%20#f"), "https://x.org/a%20b?q=%C3%A9&r=%20#f");
    }
}
