//! Values of the renderer's SVG: texts with entities, numbers, and properties that say nothing.

use std::borrow::Cow;

/// Mermaid's labels are HTML, in which `#quot;` and `#9829;` stand for characters; as text the renderer leaves them as `&quot;`.
pub(super) fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, behind)| Some((entity(name)?, behind))) {
            Some((c, behind)) => {
                out.push(c);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// The entities that labels are written with; others stay as they are.
fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    const NAMED: [(&str, char); 32] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("hearts", '♥'),
        ("infin", '∞'),
        ("deg", '°'),
        ("plusmn", '±'),
        ("times", '×'),
        ("divide", '÷'),
        ("le", '≤'),
        ("ge", '≥'),
        ("ne", '≠'),
        ("larr", '←'),
        ("rarr", '→'),
        ("uarr", '↑'),
        ("darr", '↓'),
        ("harr", '↔'),
        ("euro", '€'),
        ("pound", '£'),
        ("sect", '§'),
        ("para", '¶'),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("bull", '•'),
        ("middot", '·'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// Whether a property has the value that it would have without being named.
pub(super) fn is_default(property: &str, value: &str) -> bool {
    matches!(
        (property, value),
        ("font-style" | "font-weight", "normal" | "400")
            | ("font-size", "15px" | "15")
            | ("stroke-width", "1px" | "1")
            | ("opacity" | "fill-opacity" | "stroke-opacity", "1")
            | ("stroke-dasharray", "0" | "none")
            | ("dominant-baseline", "auto")
    )
}

/// A value of letters, numbers and the characters of paths and transforms, its numbers cut to two decimals; `None` for any other.
pub(super) fn numbers(value: &str) -> Option<String> {
    value.bytes().all(|b| b.is_ascii_alphanumeric() || b" .,()+-%".contains(&b)).then_some(())?;
    (!value.contains("url") && !value.contains("NaN")).then_some(())?;
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(dot) = rest.find('.') {
        out.push_str(&rest[..dot]);
        let decimals = &rest[dot + 1..];
        let end = decimals.find(|c: char| !c.is_ascii_digit()).unwrap_or(decimals.len());
        let kept = decimals[..end.min(2)].trim_end_matches('0');
        if !kept.is_empty() {
            out.push('.');
            out.push_str(kept);
        }
        rest = &decimals[end..];
    }
    out.push_str(rest);
    Some(out)
}
