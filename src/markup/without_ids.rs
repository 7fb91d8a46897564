//! Markup without ids, for a text that its page shows a second time: a choice with its verdict, the deletions of a cloze card.

/// The HTML without the ids of its elements: they name those of the first copy, to which all that refers to them leads.
pub fn without_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        out.push_str(text);
        let (kept, after) = tag_without_id(tag);
        out.push_str(&kept);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The tag that is first, without its id, and what follows it. Attributes are as [`escape`](super::escape) writes them.
fn tag_without_id(text: &str) -> (String, &str) {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '>']) {
        if rest.as_bytes()[at] == b'>' {
            let (end, after) = rest.split_at(at + 1);
            return (kept + end, after);
        }
        let Some(length) = rest[at + 1..].find('"') else { break };
        let (attribute, after) = rest.split_at(at + 1 + length + 1);
        match attribute[..at].strip_suffix(" id=") {
            Some(before) => kept.push_str(before),
            None => kept.push_str(attribute),
        }
        rest = after;
    }
    (kept + rest, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_and_nothing_else_does() {
        for (html, expected) in [
            ("<p>a</p>", "<p>a</p>"),
            ("<h3 id=\"x\">a id=\"y\"</h3>", "<h3>a id=\"y\"</h3>"),
            ("<a href=\"#x\" id=\"x\" role=\"y\">a</a><li id=\"z\" value=\"1\">", "<a href=\"#x\" role=\"y\">a</a><li value=\"1\">"),
            ("<p title=\"a &lt;b id=c&gt;\" data-id=\"d\">", "<p title=\"a &lt;b id=c&gt;\" data-id=\"d\">"),
            ("<p title=\" id=\">1 &gt; 0 \" id=\"</p>", "<p title=\" id=\">1 &gt; 0 \" id=\"</p>"),
            ("<g marker-end=\"url(#m)\" id=\"g\"/> id=\"é\"", "<g marker-end=\"url(#m)\"/> id=\"é\""),
        ] {
            assert_eq!(without_ids(html), expected);
        }
    }
}
