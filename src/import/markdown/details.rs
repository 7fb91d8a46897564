//! `<details>` elements: a summary, and what it folds away.

use super::heuristics;
use super::lines::{Line, indent, item};

/// What a `<details>` element says.
pub struct Details<'a> {
    /// In one line.
    pub summary: String,
    /// Code, lists and pictures of the summary.
    pub prompt: Vec<Line<'a>>,
    /// The text below the summary, without presentational tags.
    pub inside: Vec<Line<'a>>,
}

/// How many lines a summary may have, with those before it.
const MAX_SUMMARY_LINES: usize = 50;

/// The summary of an element alone: elements within one another are not read to their ends for each.
pub fn summary(lines: &[Line<'_>]) -> String {
    let first = &lines[..lines.len().min(MAX_SUMMARY_LINES)];
    let closes = |line: &Line<'_>| !line.code && line.text.to_ascii_lowercase().contains("</summary");
    let end = first.iter().position(closes).map_or(first.len(), |at| at + 1);
    read(&first[..end]).summary
}

/// Reads the lines of an element.
pub fn read<'a>(lines: &[Line<'a>]) -> Details<'a> {
    let mut summary = String::new();
    let (mut prompt, mut inside): (Vec<Line<'a>>, Vec<Line<'a>>) = Default::default();
    let (mut in_summary, mut seen) = (false, false);
    for line in lines {
        if line.code {
            if in_summary { &mut prompt } else { &mut inside }.push(Line { details: false, details_lines: 0, ..line.clone() });
            continue;
        }
        let mut text = strip_tag(&line.text, "details");
        let lower = text.to_ascii_lowercase();
        match lower.find("<summary") {
            Some(open) if !seen => {
                (in_summary, seen) = (true, true);
                let from = lower[open..].find('>').map_or(text.len(), |end| open + end + 1);
                text = text[from..].to_string();
            }
            // That of an element inside of this one.
            Some(_) => text = format!("**{}** {}", between(&text, "summary"), after(&text, "</summary>")),
            None => {}
        }
        if in_summary {
            let lower = text.to_ascii_lowercase();
            let close = lower.find("</summary");
            let said = &text[..close.unwrap_or(text.len())];
            let below = item(said).is_some() && !summary.trim().is_empty();
            match below || said.trim_start().to_ascii_lowercase().starts_with("<img") {
                true => prompt.push(Line { text: said.trim().to_string().into(), details: false, details_lines: 0, ..line.clone() }),
                false => {
                    summary.push(' ');
                    summary.push_str(said);
                }
            }
            let Some(close) = close else { continue };
            in_summary = false;
            let after = lower[close..].find('>').map_or(text.len(), |end| close + end + 1);
            text = text[after..].to_string();
        }
        let bare = strip_wrapping(&text);
        if !bare.trim().is_empty() || line.text.trim().is_empty() {
            inside.push(Line { text: bare.to_string().into(), details: false, details_lines: 0, ..line.clone() });
        }
    }
    let (summary, _) = heuristics::title_text(&summary);
    without_margin(&mut inside);
    Details { summary, prompt, inside }
}

/// Text right below a tag is HTML, where an indentation means nothing: as Markdown it would be code.
fn without_margin(lines: &mut [Line<'_>]) {
    let Some(first) = lines.first().filter(|line| !line.code && indent(&line.text) >= 4).map(|line| line.text.to_string()) else { return };
    let margin = first.len() - first.trim_start().len();
    for line in lines.iter_mut().take_while(|line| !line.text.trim().is_empty()) {
        let spaces = line.text.len() - line.text.trim_start().len();
        line.text = line.text[spaces.min(margin)..].to_string().into();
    }
}

/// What is between the tags of an element, and after a tag.
fn between(text: &str, name: &str) -> String {
    let inner = text.split_once(&format!("<{name}")).and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(_, rest)| rest);
    heuristics::without_tags(inner.split(&format!("</{name}")).next().unwrap_or(inner)).trim().to_string()
}

fn after<'t>(text: &'t str, tag: &str) -> &'t str {
    text.split_once(tag).map_or("", |(_, rest)| rest)
}

/// Without the tags of one element.
fn strip_tag(text: &str, name: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(tag) = lower[at..].find('<').map(|step| at + step) {
        let is_tag = lower[tag..].starts_with(&open) || lower[tag..].starts_with(&close);
        let end = if is_tag { lower[tag..].find('>').map_or(text.len(), |end| tag + end + 1) } else { tag + 1 };
        out.push_str(&text[at..if is_tag { tag } else { end }]);
        at = end;
    }
    out + &text[at..]
}

/// Without tags at a line's ends that wrap the whole answer: `<p>`, `<br>`, `<b>` alone.
fn strip_wrapping(text: &str) -> &str {
    let mut text = text;
    loop {
        let trimmed = text.trim();
        // `<div markdown="1">`
        let tag = ["<div ", "<p "].iter().any(|tag| trimmed.starts_with(tag)).then(|| trimmed.find('>')).flatten();
        if let Some(end) = tag.filter(|end| trimmed[end + 1..].trim().is_empty()) {
            return &trimmed[end + 1..];
        }
        let inner = ["<p>", "</p>", "<br>", "<br/>", "<br />", "</b>", "</div>", "<div>", "<blockquote>", "</blockquote>"]
            .into_iter()
            .find_map(|tag| without_prefix(trimmed, tag))
            .or_else(|| ["<b>", "<ul>", "</ul>"].into_iter().any(|tag| trimmed.eq_ignore_ascii_case(tag)).then_some(""))
            .or_else(|| ["<br>", "<br/>", "<br />", "</p>"].into_iter().find_map(|tag| without_suffix(trimmed, tag)));
        match inner {
            Some(inner) => text = inner,
            None => return text,
        }
    }
}

/// `str::strip_prefix` in any case.
fn without_prefix<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    text.get(..tag.len()).filter(|start| start.eq_ignore_ascii_case(tag)).map(|_| &text[tag.len()..])
}

/// `str::strip_suffix` in any case.
fn without_suffix<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(tag.len())?;
    text.get(at..).filter(|end| end.eq_ignore_ascii_case(tag)).map(|_| &text[..at])
}
