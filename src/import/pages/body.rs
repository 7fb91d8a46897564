//! A page's text: one title, and links that lead to where the other pages will lie.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::links::{join, links};

/// A page as links of others see it.
pub struct TargetPage {
    id: String,
    /// Of its headings, as GitHub and mdBook make them.
    anchors: BTreeSet<String>,
}

impl TargetPage {
    /// A page that links may lead to, with the anchors of its headings.
    pub fn new(id: String, text: &str) -> Self {
        let mut anchors = BTreeSet::new();
        for_headings(text, |_, _, title| {
            let anchor = anchor(title);
            let mut unique = anchor.clone();
            let mut number = 1;
            while !anchors.insert(unique.clone()) {
                unique = format!("{anchor}-{number}");
                number += 1;
            }
        });
        Self { id, anchors }
    }

    /// Where a link with this fragment leads; to the page itself where it has no such heading.
    fn place(&self, fragment: &str) -> String {
        let here = !fragment.is_empty() && self.anchors.contains(fragment);
        format!("/content/{}.md{}", self.id, if here { format!("#{fragment}") } else { String::new() })
    }
}

/// The first heading of level 1 as the title, and the text without it. Where there are several such headings, all go down by one; where the title is
/// known already, the first one stays unless it says the same.
pub fn with_one_title(text: &str, titled: bool) -> (Option<String>, String) {
    let mut firsts: Vec<(usize, String)> = Vec::new();
    for_headings(text, |line, level, title| {
        if level == 1 {
            firsts.push((line, title.to_string()));
        }
    });
    let title = firsts.first().map(|(_, title)| title.clone());
    let lower = firsts.len() > 1 || titled && firsts.len() == 1;
    let mut changed: BTreeMap<usize, String> = BTreeMap::new();
    for_headings(text, |line, level, words| {
        if lower {
            changed.insert(line, format!("{} {words}", "#".repeat((level + 1).min(6))));
        }
    });
    // It is printed above the text; one that a title from front matter replaces is reported by that title.
    changed.extend(firsts.first().map(|(line, _)| (*line, String::new())));
    let underlines: BTreeSet<usize> = setext(text);
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .filter(|(i, _)| !(underlines.contains(i) && i.checked_sub(1).is_some_and(|above| changed.contains_key(&above))))
        .map(|(i, line)| changed.get(&i).cloned().unwrap_or_else(|| line.to_string()))
        .collect();
    (title, lines.join("\n"))
}

/// Every heading outside of code: its line's number, level and words.
fn for_headings(text: &str, mut each: impl FnMut(usize, usize, &str)) {
    let lines: Vec<&str> = text.lines().collect();
    let underlines = setext(text);
    let mut fence: Option<&str> = None;
    for (i, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        if fence.is_some() || mark.is_some() || line.starts_with("    ") {
            continue;
        }
        let level = trimmed.chars().take_while(|c| *c == '#').count();
        if (1..=6).contains(&level) && trimmed[level..].starts_with([' ', '\t']) {
            each(i, level, trimmed[level..].trim().trim_end_matches('#').trim_end());
        } else if underlines.contains(&(i + 1)) {
            each(i, if lines[i + 1].trim_start().starts_with('=') { 1 } else { 2 }, trimmed.trim_end());
        }
    }
}

/// Lines that make a heading of the line above them.
fn setext(text: &str) -> BTreeSet<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let rule = |line: &str| line.len() >= 2 && (line.chars().all(|c| c == '=') || line.chars().all(|c| c == '-'));
    let words = |line: &str| !line.trim().is_empty() && !line.starts_with([' ', '#', '>', '-', '*', '|', '`', '~', '\t', '+']);
    let alone = |i: usize| i.checked_sub(2).is_none_or(|above| lines[above].trim().is_empty());
    (1..lines.len()).filter(|i| rule(lines[*i].trim_end()) && words(lines[i - 1]) && alone(*i)).collect()
}

/// As GitHub makes them: lower case, without punctuation, dashes for blanks.
fn anchor(title: &str) -> String {
    let kept = title.to_lowercase().replace(['`', '*'], "");
    kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ')).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The text with its links to pages of the source leading there.
pub fn with_links_rewritten(text: &str, path: &str, targets: &BTreeMap<String, TargetPage>) -> String {
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let page = |file: &str| {
        let stem = file.strip_suffix(".html").or_else(|| file.strip_suffix(".md")).unwrap_or(file).trim_end_matches('/');
        let tried =
            [file.to_string(), format!("{stem}.md"), format!("{stem}/README.md"), format!("{stem}/index.md"), format!("{stem}/_index.md")];
        tried.iter().filter_map(|path| targets.get(path.trim_start_matches('/'))).next()
    };
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for found in links(text).into_iter().filter(|found| !found.image && !found.target.contains(':')) {
        if found.whole.start < done {
            continue;
        }
        let (file, fragment) = found.target.split_once('#').unwrap_or((&found.target, ""));
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
        let target = match &*file {
            "" => targets.get(path),
            // A vault's names are alone.
            name if found.wiki => targets
                .iter()
                .find(|(path, _)| path.rsplit('/').next().is_some_and(|last| last.trim_end_matches(".md") == name))
                .map(|(_, page)| page),
            name => join(&format!("{folder}{name}")).and_then(|file| page(&file)).or_else(|| page(name)),
        };
        let Some(target) = target else { continue };
        let label = text[found.label.clone()].rsplit('|').next().unwrap_or_default();
        out.push_str(&text[done..found.whole.start]);
        out.push_str(&format!("[{label}]({})", target.place(&fragment.to_lowercase())));
        done = found.whole.end;
    }
    out + &text[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_heading_is_the_title_and_several_go_down() {
        assert_eq!(with_one_title("# A `b`\n\nx\n\n## C\n", false), (Some("A `b`".into()), "\n\nx\n\n## C".into()));
        let several = "# A\n\nx\n\nB\n===\n\n```\n# code\n```\n\n## C";
        assert_eq!(with_one_title(several, false), (Some("A".into()), "\n\nx\n\n## B\n\n```\n# code\n```\n\n### C".into()));
        assert_eq!(with_one_title("no heading", true), (None, "no heading".into()));
    }

    #[test]
    fn links_lead_to_pages_and_headings_that_there_are() {
        let targets: BTreeMap<String, TargetPage> = [("src/a.md", "# A\n## Two words!\n"), ("src/b/README.md", "# B\n")]
            .map(|(path, text)| (path.to_string(), TargetPage::new(path.replace(['/', '.'], "-"), text)))
            .into();
        let of = |text: &str| with_links_rewritten(text, "src/b/README.md", &targets);
        assert_eq!(of("[x](../a.md#two-words)"), "[x](/content/src-a-md.md#two-words)");
        assert_eq!(
            of("[x](../a.html#gone) [y](#b) [z](https://example.org/a.md)"),
            "[x](/content/src-a-md.md) [y](/content/src-b-README-md.md#b) [z](https://example.org/a.md)"
        );
        assert_eq!(of("[x][l]\n\n[l]: ../a.md"), "[x](/content/src-a-md.md)\n\n[l]: ../a.md");
        assert_eq!(of("[gone](c.md)"), "[gone](c.md)");
    }
}
