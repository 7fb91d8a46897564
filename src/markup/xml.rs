//! A strict reader of the XML that the math and diagram libraries write.
//!
//! Labels and formulas are contributors' text, and neither library escapes all of it. So nothing of their output is published as it
//! is: it is read here as elements, attributes and text, and rewritten from lists of what may be there. What this reader does not
//! understand is an error, never passed on.

/// A piece of XML. Text and values are unescaped.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open { name: &'a str, attributes: Vec<(&'a str, String)>, empty: bool },
    Close(&'a str),
    Text(String),
}

/// All of it as tokens; `None` unless every element is closed by its own end tag and nothing but elements, attributes in double
/// quotes and text is in it.
pub(super) fn read(xml: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while !rest.is_empty() {
        let (token, after) = if let Some(tag) = rest.strip_prefix("</") {
            let (name, after) = split_name(tag)?;
            (open.pop()? == name).then_some(())?;
            (Token::Close(name), after.trim_start().strip_prefix('>')?)
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (token, after) = start_tag(tag)?;
            if let Token::Open { name, empty: false, .. } = &token {
                open.push(name);
            }
            (token, after)
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            (Token::Text(unescape(&rest[..end])?), &rest[end..])
        };
        tokens.push(token);
        rest = after;
    }
    open.is_empty().then_some(tokens)
}

fn start_tag(tag: &str) -> Option<(Token<'_>, &str)> {
    let (name, mut rest) = split_name(tag)?;
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((Token::Open { name, attributes, empty: true }, after));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Token::Open { name, attributes, empty: false }, after));
        }
        // pulldown-latex leaves out the space between two attributes in one place, so it is not asked for.
        let (attribute, after) = split_name(rest)?;
        let (value, after) = after.strip_prefix("=\"")?.split_once('"')?;
        (!value.contains('<')).then_some(())?;
        attributes.push((attribute, unescape(value)?));
        rest = after;
    }
}

fn split_name(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(text.len());
    text.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| text.split_at(end))
}

fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, after) = after.split_once(';')?;
        out.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" | "#39" => '\'',
            "#9" | "#10" | "#13" => ' ',
            "nbsp" => '\u{a0}',
            _ => return None,
        });
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_attributes_and_text() {
        let tokens = read("<a x=\"1&quot;\"y=\"2\"><b/>é &lt;</a>").unwrap();
        assert_eq!(tokens.len(), 4);
        assert_eq!(tokens[0], Token::Open { name: "a", attributes: vec![("x", "1\"".into()), ("y", "2".into())], empty: false });
        assert_eq!(tokens[2], Token::Text("é <".into()));
    }

    #[test]
    fn refuses_everything_else() {
        for xml in [
            "<a>",
            "</a>",
            "<a></b>",
            "<a><b></a></b>",
            "<!-- x -->",
            "<![CDATA[x]]>",
            "<?xml?>",
            "<!DOCTYPE x>",
            "<a x='1'></a>",
            "<a x=1></a>",
            "<a x></a>",
            "<a x=\"<\"></a>",
            "<a",
            "< a></a>",
            "a & b",
            "&#60;",
            "&copy;",
        ] {
            assert_eq!(read(xml), None, "{xml}");
        }
    }
}
