//! What programs for sites add to Markdown: containers (`::: details Title` … `:::`) and components (`<Tabs>`), which mean nothing elsewhere.
//!
//! In: a page's lines. Out: the same lines; a container that folds is a `<details>` element, another one its title in bold and its text; the tags of
//! components and the imports above a page are gone.

use std::borrow::Cow;

use super::lines::Line;

/// What opens a container.
const KINDS: [&str; 12] =
    ["details", "tip", "note", "info", "warning", "danger", "caution", "important", "question", "success", "answer", "spoiler"];

pub fn read(lines: &mut [Line<'_>]) {
    // Whether each container that is open folds its text.
    let mut open: Vec<bool> = Vec::new();
    let mut above = true;
    for line in lines.iter_mut().filter(|line| !line.code) {
        let text = line.text.trim();
        above &= text.is_empty() || text == "---" || is_import(text);
        let replaced = if let Some((kind, title)) = opening(text) {
            let folds = matches!(kind, "details" | "spoiler" | "answer");
            open.push(folds);
            let title = if title.is_empty() && folds { "Answer" } else { title };
            match (folds, title.is_empty()) {
                (true, _) => format!("<details><summary>{title}</summary>"),
                (false, true) => String::new(),
                (false, false) => format!("**{title}**"),
            }
        } else if let Some(folds) = open.pop_if(|_| text.len() >= 3 && text.bytes().all(|byte| byte == b':')) {
            if folds { "</details>".to_string() } else { String::new() }
        } else if is_component(text) || above && is_import(text) {
            String::new()
        } else {
            continue;
        };
        line.text = Cow::Owned(replaced);
    }
}

/// `::: details Title`, `:::tip[Title]`: the kind and the title.
fn opening(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(":::")?.trim_start_matches(':').trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let kind = KINDS.into_iter().find(|kind| rest[..end].eq_ignore_ascii_case(kind))?;
    let title = rest[end..].trim();
    let title = title.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(title);
    // Attributes are of the program's own.
    Some((kind, title.split('{').next().unwrap_or_default().trim()))
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
        assert_eq!(opening("::: details 答案"), Some(("details", "答案")));
        assert_eq!(opening(":::tip[Note well]"), Some(("tip", "Note well")));
        assert_eq!(opening("::::note"), Some(("note", "")));
        assert_eq!(opening("::: details Why {open}"), Some(("details", "Why")));
        assert_eq!(opening(":::"), None);
        assert_eq!(opening("::: other"), None);
        assert_eq!(opening("front:::back"), None);
    }

    #[test]
    fn components_are_not_elements() {
        assert!(is_component("<TabItem value=\"a\">") && is_component("</Tabs>") && is_component("<InDocAd />"));
        assert!(!is_component("<div>") && !is_component("<B>") && !is_component("Vec<String>") && !is_component("<Tabs> text"));
        assert!(is_import("import Tabs from '@theme/Tabs';") && !is_import("import numpy as np"));
    }
}
