//! Cloze deletions in rendered Markdown, for formats that put something of their own in their place.

use super::html::visible_text;

const OPEN: &str = "<span class=\"cloze\" data-cloze=\"";

/// The HTML with each deletion replaced by what `put` gives for its key and its inner HTML.
pub fn replace(html: &str, put: &mut dyn FnMut(&str, &str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(OPEN) {
        let inside = &rest[at + OPEN.len()..];
        let Some((tag, inside)) = inside.split_once('>') else { break };
        let Some(end) = end_of_span(inside) else { break };
        out.push_str(&rest[..at]);
        out.push_str(&put(tag.split('"').next().unwrap_or_default(), &inside[..end]));
        rest = &inside[end + "</span>".len()..];
    }
    out + rest
}

/// A blank to write in, with its hint where it has one (already escaped).
pub fn blank_html(hint: Option<String>) -> String {
    let hint = hint.map_or(String::new(), |hint| format!(" ({hint})"));
    format!("<span class=\"blank\">&nbsp;</span>{hint}")
}

/// Whether a cloze card's text is one paragraph that its title says too, with `…` for what is hidden, as the import writes titles.
pub fn title_repeats_text(html: &str, title: &str) -> bool {
    let shown = replace(html, &mut |_, _| "…".into());
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    html.contains(OPEN) && html.matches("<p>").count() == 1 && is_paragraph(html) && words(&visible_text(&shown)) == words(title)
}

fn is_paragraph(html: &str) -> bool {
    html.trim().starts_with("<p>") && html.trim().ends_with("</p>")
}

/// The content of a text that is one paragraph.
pub fn without_paragraph(html: &str) -> &str {
    html.trim().trim_start_matches("<p>").trim_end_matches("</p>")
}

/// Where the span that is open at the start ends.
pub fn end_of_span(html: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    loop {
        let next = at + html[at..].find('<')?;
        if html[next..].starts_with("</span>") {
            if depth == 0 {
                return Some(next);
            }
            depth -= 1;
        } else if html[next..].starts_with("<span") {
            depth += 1;
        }
        at = next + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_the_text_is_known() {
        let text = "<p>A <span class=\"cloze\" data-cloze=\"k\" data-hint=\"h\">b</span>, &amp; c.</p>\n";
        assert!(title_repeats_text(text, "A …, & c."));
        assert_eq!(without_paragraph("<p>a</p>\n"), "a");
        for other in ["A b, & c.", "A …", ""] {
            assert!(!title_repeats_text(text, other), "{other}");
        }
        assert!(!title_repeats_text(&text.replace(", ", "</p><p>"), "A … & c.") && !title_repeats_text("<p>A</p>", "A"));
    }

    #[test]
    fn each_deletion_is_replaced_as_a_whole() {
        let html = "a <span class=\"cloze\" data-cloze=\"k\" data-hint=\"h\"><span>x</span>y</span> b";
        assert_eq!(replace(html, &mut |key, inner| format!("[{key}:{inner}]")), "a [k:<span>x</span>y] b");
    }
}
