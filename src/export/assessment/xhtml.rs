//! HTML as XML that readers of QTI accept: every element closed, and only elements and attributes that their schemas know.

/// Elements that stay; of others the content does.
const KEPT: &[&str] = &[
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "code",
    "pre",
    "a",
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
    "div",
    "sub",
    "sup",
    "blockquote",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "dl",
    "dt",
    "dd",
    "kbd",
    "q",
    "cite",
    "abbr",
    "b",
    "i",
    "small",
    "tt",
    "object",
];
const VOID: &[&str] = &["img", "br", "hr"];
/// Attributes that stay, of the elements that have them.
const ATTRIBUTES: &[&str] = &["href", "src", "alt", "width", "height", "colspan", "rowspan", "class", "data", "type"];
/// Elements whose content goes too: drawings that are nothing without their styles.
const DROPPED: &[&str] = &["svg", "math", "script", "style"];

/// The rewritten HTML.
pub fn xhtml(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&text(&rest[..at]));
        let Some(end) = rest[at..].find('>').map(|end| at + end + 1) else { return out };
        let tag = rest[at + 1..end - 1].trim_end_matches('/');
        rest = &rest[end..];
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
        if DROPPED.contains(&name) && !tag.starts_with('/') {
            let close = format!("</{name}>");
            rest = rest.find(&close).map_or("", |at| &rest[at + close.len()..]);
        } else if KEPT.contains(&name) {
            out.push_str(&element(tag, name));
        }
    }
    out + &text(rest)
}

fn element(tag: &str, name: &str) -> String {
    if tag.starts_with('/') {
        return if VOID.contains(&name) { String::new() } else { format!("</{name}>") };
    }
    let mut out = format!("<{name}");
    let mut rest = &tag[name.len()..];
    let mut alternative = false;
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else { break };
        let attribute = attribute.trim().rsplit(' ').next().unwrap_or_default();
        if ATTRIBUTES.contains(&attribute) {
            alternative |= attribute == "alt";
            out.push_str(&format!(" {attribute}=\"{}\"", text(value)));
        }
        rest = after;
    }
    // The schema requires a text for every picture.
    if name == "img" && !alternative {
        out.push_str(" alt=\"\"");
    }
    out + if VOID.contains(&name) { "/>" } else { ">" }
}

/// Entities that XML does not know become characters.
fn text(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_well_formed_and_known() {
        let html = "<p tabindex=\"0\">a<br>b <mark class=\"m\">c</mark> <img src=\"x.png\" loading=\"lazy\"> <input disabled> &amp;&nbsp;</p>\
                    <figure><svg viewBox=\"0\"><text>t</text></svg></figure>";
        let written = xhtml(html);
        assert_eq!(written, "<p>a<br/>b c <img src=\"x.png\" alt=\"\"/>  &amp;\u{a0}</p>");
        roxmltree::Document::parse(&format!("<x>{written}</x>")).unwrap();
    }
}
