//! How values are written as text: hexadecimal digits, base64, percent-encoding (RFC 3986), escapes of HTML and XML, JSON.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;
use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// All but the unreserved characters.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const QUERY_WITH_SLASHES: &AsciiSet = &QUERY.remove(b'/');
/// pchar and the slash; `&` and `'` are encoded too, because HTML would escape them.
const PATH: &AsciiSet = &QUERY
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');
/// An address that is written by hand: only what is not visible ASCII is encoded (RFC 3987).
const URL: &AsciiSet = &percent_encoding::CONTROLS.add(b' ');

/// A name with its accents composed (Unicode's form NFC). Some systems store names decomposed, and keyboards type them composed.
pub fn to_nfc(name: &str) -> Cow<'_, str> {
    if name.is_ascii() || is_nfc(name) { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// Two lower-case digits for each byte.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).map(char::from).collect()
}

/// A hash that is equal for equal texts, whatever the normalisation form of their accents: SHA-256 of all of them, the first sixteen
/// digits.
pub fn fingerprint<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(to_nfc(text).as_bytes());
        digest.update([0]);
    }
    hex(&digest.finalize()[..8])
}

/// Text as the content of an HTML element, or of an attribute in double quotes.
pub fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Text as the content of an XML element, or of an attribute in double quotes, without the control characters that XML 1.0 has no way to
/// write.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Base64 (RFC 4648, section 4), padded.
pub fn base64(bytes: &[u8]) -> String {
    let mut text = base64_unpadded(bytes);
    text.extend(std::iter::repeat_n('=', (3 - bytes.len() % 3) % 3));
    text
}

/// Base64 (RFC 4648, section 4), without padding.
pub fn base64_unpadded(bytes: &[u8]) -> String {
    base64_digits(bytes, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}

/// Base64 for URLs (RFC 4648, section 5), without padding.
pub fn base64url(bytes: &[u8]) -> String {
    base64_digits(bytes, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}

fn base64_digits(bytes: &[u8], digits: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for i in 0..=group.len() {
            text.push(char::from(digits[(word >> (18 - 6 * i) & 63) as usize]));
        }
    }
    text
}

/// Appends a path; slashes stay.
pub fn push_path(path: &str, out: &mut String) {
    out.extend(utf8_percent_encode(path, PATH));
}

/// A value in a query.
pub fn query_value(value: &str) -> String {
    utf8_percent_encode(value, QUERY).to_string()
}

/// A value in a query whose slashes stay, because a reader may see the address: `?topic=databases/sql`.
pub fn query_value_with_slashes(value: &str) -> String {
    utf8_percent_encode(value, QUERY_WITH_SLASHES).to_string()
}

/// A whole address, whose own percent signs stay.
pub fn url(url: &str) -> String {
    utf8_percent_encode(url, URL).to_string()
}

/// Undoes percent-encoding; `None` where the result is not UTF-8. A percent sign without two digits stays as it is.
pub fn percent_decode(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

/// A value of ours as JSON. It has string keys and finite numbers, so a failure is a defect of this program: publishing nothing in its
/// place would hide it.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| panic!("a value cannot be written as JSON: {error}"))
}

/// The same on several lines, for people.
pub fn json_pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|error| panic!("a value cannot be written as JSON: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_a_url_keeps_its_own_characters() {
        assert_eq!((query_value("a b&c/é"), query_value_with_slashes("a b&c/é")), ("a%20b%26c%2F%C3%A9".into(), "a%20b%26c/%C3%A9".into()));
        let mut path = String::new();
        push_path("données/c#'&(1)@x.html", &mut path);
        assert_eq!(path, "donn%C3%A9es/c%23%27%26(1)@x.html");
        assert_eq!(url("https://x.org/é %20?a=b#c"), "https://x.org/%C3%A9%20%20?a=b#c");
    }

    #[test]
    fn percent_signs_decode_to_text_only() {
        assert_eq!(percent_decode("a%20b%C3%A9").as_deref(), Some("a bé"));
        assert_eq!(percent_decode("100%").as_deref(), Some("100%"));
        assert_eq!(percent_decode("%ff"), None);
    }

    #[test]
    fn digits_are_two_a_byte() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(fingerprint(["e\u{301}", "b"]), fingerprint(["\u{e9}", "b"]));
        assert_ne!(fingerprint(["a", "b"]), fingerprint(["ab"]));
    }

    #[test]
    #[should_panic(expected = "cannot be written as JSON")]
    fn what_cannot_be_written_is_not_published_empty() {
        json(&std::collections::BTreeMap::from([((1, 2), 3)]));
    }
}
