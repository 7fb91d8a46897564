//! What programs for sites add to Markdown: containers (`::: details Title` of VitePress and Docusaurus, `??? question "Title"` of MkDocs, callouts of
//! Quarto), shortcodes (`{{< details >}}` of Hugo, `{% hint %}` of GitBook) and components (`<Tabs>`), which mean nothing elsewhere.
//!
//! In: a page's lines. Out: the same lines; a container that folds is a `<details>` element, another one its title in bold and its text; other tags,
//! and the imports above a page, are gone.

use std::borrow::Cow;

use super::lines::{Line, indent};

/// What containers are called that fold their text.
const FOLDING: [&str; 8] = ["details", "spoiler", "answer", "solution", "expand", "collapse", "collapsible", "toggle"];
/// What others are called.
const KINDS: [&str; 18] = [
    "tip",
    "note",
    "info",
    "warning",
    "danger",
    "caution",
    "important",
    "question",
    "success",
    "hint",
    "example",
    "abstract",
    "quote",
    "quiz",
    "exercise",
    "failure",
    "bug",
    "todo",
];

/// A container that is open.
struct Open {
    folds: bool,
    /// Of one whose text is indented, how far its mark is: it ends where the text is indented no further.
    margin: Option<usize>,
}

pub fn read(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(lines.len());
    let mut open: Vec<Open> = Vec::new();
    let mut above = true;
    for mut line in lines {
        let is_blank = line.text.trim().is_empty();
        while open.last().and_then(|open| open.margin).is_some_and(|margin| !is_blank && indent(&line.text) <= margin) {
            close(open.pop(), &line, &mut out);
        }
        let indented = open.iter().filter(|open| open.margin.is_some()).count() * INDENT;
        if indented > 0 {
            line.text = Cow::Owned(without_indent(&line.text, indented).to_string());
        }
        if line.code {
            above = false;
            out.push(line);
            continue;
        }
        let text = line.text.trim().to_string();
        above &= is_blank || text == "---" || is_import(&text);
        if let Some((folds, title, is_indented)) = opening(&text) {
            let margin = is_indented.then(|| indent(&line.text) + indented);
            open.push(Open { folds, margin });
            let shown = match (folds, title.is_empty()) {
                (true, true) => "<details><summary>Answer</summary>".to_string(),
                (true, false) => format!("<details><summary>{title}</summary>"),
                (false, true) => String::new(),
                (false, false) => format!("**{title}**"),
            };
            out.push(Line { text: Cow::Owned(shown), ..line });
        } else if is_closing(&text) && open.last().is_some_and(|open| open.margin.is_none()) {
            close(open.pop(), &line, &mut out);
        } else if is_component(&text) || is_shortcode(&text) || above && is_import(&text) {
            out.push(Line { text: Cow::Borrowed(""), ..line });
        } else {
            out.push(line);
        }
    }
    while let (Some(container), Some(last)) = (open.pop(), out.last().cloned()) {
        close(Some(container), &last, &mut out);
    }
    out
}

/// How far MkDocs indents the text of a container.
const INDENT: usize = 4;

fn without_indent(text: &str, most: usize) -> &str {
    if let Some(rest) = text.strip_prefix('\t').filter(|_| most == INDENT) {
        return rest;
    }
    let spaces = text.len() - text.trim_start_matches(' ').len();
    &text[spaces.min(most)..]
}

fn close<'a>(container: Option<Open>, at: &Line<'a>, out: &mut Vec<Line<'a>>) {
    let Some(container) = container else { return };
    let text = if container.folds { "</details>" } else { "" };
    out.push(Line { text: Cow::Borrowed(text), code: false, ..at.clone() });
}

/// What a line opens: whether it folds its text, its title, and whether that text is indented.
fn opening(text: &str) -> Option<(bool, &str, bool)> {
    if let Some(rest) = text.strip_prefix(":::") {
        return fenced(rest.trim_start_matches(':').trim_start()).map(|(folds, title)| (folds, title, false));
    }
    if let Some(rest) = ["???+", "???", "!!!"].iter().find_map(|mark| text.strip_prefix(mark)) {
        let (kind, title) = named(rest.trim_start())?;
        let folds = text.starts_with('?') || is_folding(kind);
        let of_kind = if title.is_empty() && folds && !is_folding(kind) { kind } else { title };
        return Some((folds, of_kind, true));
    }
    let inner = ["{{<", "{{%", "{%"].iter().find_map(|mark| text.strip_prefix(mark))?;
    let inner = [">}}", "%}}", "%}"].iter().find_map(|mark| inner.trim_end().strip_suffix(mark))?.trim();
    let (kind, title) = named(inner)?;
    Some((is_folding(kind), title, false))
}

/// `details Title`, `tip[Title]`, `{.callout-tip collapse="true" title="Title"}`.
fn fenced(rest: &str) -> Option<(bool, &str)> {
    let Some(attributes) = rest.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) else {
        let (kind, title) = named(rest)?;
        return Some((is_folding(kind), title));
    };
    let title = quoted_after(attributes, "title=").unwrap_or_default();
    let class = attributes.split_whitespace().find_map(|word| word.strip_prefix('.'))?;
    let folds = is_folding(class) || attributes.contains("collapse=\"true\"") && !title.is_empty();
    Some((folds, title))
}

/// The kind of a container and its title, in quotes or brackets or bare.
fn named(rest: &str) -> Option<(&str, &str)> {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let kind = FOLDING.into_iter().chain(KINDS).find(|kind| rest[..end].eq_ignore_ascii_case(kind))?;
    let title = rest[end..].trim();
    let title = title.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(title);
    // `title="Answer"`, `"Answer"`, and attributes of the program's own.
    let in_quotes = || title.strip_prefix('"')?.split_once('"').map(|(inner, _)| inner);
    let said = quoted_after(title, "title=").or_else(|| quoted_after(title, "summary=")).or_else(in_quotes);
    let word = &title[..title.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(title.len())];
    let is_attribute = !word.is_empty() && title[word.len()..].starts_with('=');
    let title = said.unwrap_or(if is_attribute { "" } else { title });
    Some((kind, title.split('{').next().unwrap_or_default().trim()))
}

fn quoted_after<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.find(&format!("{name}\""))? + name.len() + 1;
    text[at..].split_once('"').map(|(inner, _)| inner)
}

fn is_folding(kind: &str) -> bool {
    FOLDING.iter().any(|folding| kind.eq_ignore_ascii_case(folding))
}

/// Whether a line closes what another one opened: `:::`, `{{< /details >}}`, `{% endhint %}`.
fn is_closing(text: &str) -> bool {
    let is_fence = text.len() >= 3 && text.bytes().all(|byte| byte == b':');
    let inner = || ["{{<", "{{%", "{%"].iter().find_map(|mark| text.strip_prefix(mark)).map(|inner| inner.trim_start_matches(['-', ' ']));
    let name = |inner: &str| inner.trim_start_matches('/').trim_start_matches("end").trim_start().to_string();
    let is_tag = || inner().is_some_and(|inner| (inner.starts_with('/') || inner.starts_with("end")) && named(&name(inner)).is_some());
    is_fence || is_tag()
}

/// A shortcode alone on a line that opens nothing known: `{% tabs %}`, `{{< /tabs >}}`.
fn is_shortcode(text: &str) -> bool {
    [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")].iter().any(|(open, close)| text.starts_with(open) && text.ends_with(close))
        && text.matches('{').count() <= 2
}

/// The tag of a component alone on a line, `<TabItem value="a">`: elements of HTML begin with small letters.
fn is_component(text: &str) -> bool {
    let name = text.strip_prefix("</").or_else(|| text.strip_prefix('<'));
    let is_name =
        name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().any(|c| c.is_ascii_lowercase()));
    is_name && text.ends_with('>') && text.matches('<').count() == 1 && text.matches('>').count() == 1
}

/// `import Tabs from '@theme/Tabs';`
fn is_import(text: &str) -> bool {
    let text = text.trim_end_matches(';').trim_end();
    text.starts_with("import ") && (text.ends_with('\'') || text.ends_with('"')) && text.contains(" from ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_open_with_a_kind_and_a_title() {
        for (text, opened) in [
            ("::: details 答案", Some((true, "答案", false))),
            (":::tip[Note well]", Some((false, "Note well", false))),
            ("::::note", Some((false, "", false))),
            ("::: details Why {open}", Some((true, "Why", false))),
            ("::: {.callout-note collapse=\"true\" title=\"Answer\"}", Some((true, "Answer", false))),
            ("::: {.callout-tip collapse=\"true\"}", Some((false, "", false))),
            ("::: {.solution}", Some((true, "", false))),
            ("??? question \"What is it?\"", Some((true, "What is it?", true))),
            ("!!! note", Some((false, "", true))),
            ("{{< details \"Answer\" >}}", Some((true, "Answer", false))),
            ("{{% expand title=\"Show\" %}}", Some((true, "Show", false))),
            ("{% hint style=\"info\" %}", Some((false, "", false))),
            ("{% tabs %}", None),
            (":::", None),
            ("::: other", None),
            ("front:::back", None),
        ] {
            assert_eq!(opening(text), opened, "{text}");
        }
    }

    #[test]
    fn tags_of_programs_are_told_from_text() {
        assert!(["{% endhint %}", "{{< /details >}}", "{{% /expand %}}", ":::"].iter().all(|text| is_closing(text)));
        assert!(
            is_shortcode("{% endtab %}")
                && is_shortcode("{% tab title=\"A\" %}")
                && !is_shortcode("{{ x }}")
                && !is_shortcode("{% if %} a")
        );
        assert!(is_component("<TabItem value=\"a\">") && is_component("</Tabs>") && is_component("<InDocAd />"));
        assert!(!is_component("<div>") && !is_component("<B>") && !is_component("Vec<String>") && !is_component("<Tabs> text"));
        assert!(is_import("import Tabs from '@theme/Tabs';") && !is_import("import numpy as np"));
    }
}
