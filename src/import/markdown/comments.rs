//! Comments of HTML: what tools leave in headings goes, an answer that a bank hides in one is read.

use std::borrow::Cow;

use super::labels::{Label, label};
use super::lines::{Line, heading};

/// Takes comments out of headings, and answers out of comments.
pub fn read(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        let line = &mut lines[at];
        if line.code || !line.text.contains("<!--") {
            continue;
        }
        if heading(&line.text).is_some() {
            if let Some(text) = without_comments(&line.text) {
                line.text = Cow::Owned(text);
            }
        } else if let Some(inner) = comment(&line.text).filter(|inner| hides_answer(inner)) {
            line.text = Cow::Owned(inner.to_string());
        } else if line.text.trim_start().starts_with("<!--") && !line.text.contains("-->") {
            show_hidden_answer(&mut lines[at..]);
        }
    }
}

/// `## Locks <!-- omit in toc -->` without the comment; `None` where that is all, or never ends.
fn without_comments(text: &str) -> Option<String> {
    let mut out = text.to_string();
    while let Some(open) = out.find("<!--") {
        let close = open + out[open..].find("-->")? + 3;
        out.replace_range(open..close, "");
    }
    heading(&out).map(|_| out.trim_end().to_string())
}

/// What is in a comment that is a line of its own.
fn comment(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    (!inner.contains("-->")).then_some(inner.trim())
}

/// `**Answer: B**`
fn hides_answer(text: &str) -> bool {
    label(text, false).is_some_and(|(label, rest)| matches!(label, Label::Answer | Label::Explanation) && !rest.is_empty())
}

/// A comment over several lines, of which the first says what the answer is.
fn show_hidden_answer(lines: &mut [Line<'_>]) {
    let Some(end) = lines.iter().take(LONGEST_ANSWER).position(|line| line.text.trim_end().ends_with("-->")) else { return };
    let opened = lines[0].text.trim_start().trim_start_matches("<!--").trim_start().to_string();
    let first = lines[1..end].iter().find(|line| !line.text.trim().is_empty() && !line.code).map_or("", |line| &*line.text);
    if !hides_answer(if opened.is_empty() { first } else { &opened }) {
        return;
    }
    lines[0].text = Cow::Owned(opened);
    let last = lines[end].text.trim_end().trim_end_matches("-->").trim_end().to_string();
    lines[end].text = Cow::Owned(last);
}

/// How many lines of a comment are looked at.
const LONGEST_ANSWER: usize = 40;

#[cfg(test)]
mod tests {
    use super::super::lines::lines;

    #[test]
    fn comments_of_headings_go_and_answers_in_comments_stay() {
        let texts = |text: &str| lines(text, 0).iter().map(|line| line.text.to_string()).collect::<Vec<_>>();
        assert_eq!(texts("## Locks <!-- omit in toc -->"), ["## Locks"]);
        assert_eq!(texts("## <!-- id:7 --> Locks <!-- x -->"), ["##  Locks"]);
        assert_eq!(texts("<!-- **Answer: B** -->"), ["**Answer: B**"]);
        assert_eq!(texts("<!--\nAnswer: B\nIt is so.\n-->"), ["", "Answer: B", "It is so.", ""]);
        assert_eq!(texts("<!-- Answer: B\nIt is so. -->"), ["Answer: B", "It is so."]);
        assert_eq!(texts("<!-- answer this later -->"), ["<!-- answer this later -->"]);
        assert_eq!(texts("<!--\nA remark\n-->"), ["<!--", "A remark", "-->"]);
        assert_eq!(texts("```\n# a <!-- b -->\n```"), ["```", "# a <!-- b -->", "```"]);
    }
}
