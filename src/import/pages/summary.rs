//! `SUMMARY.md` of an mdBook: its chapters in order, its parts as topics (mdBook's guide, "SUMMARY.md").

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Chapter, Texts};
use crate::diagnostic::{Code, Diagnostic};
use crate::import::{Bank, slug};

/// The chapters that there are. A draft chapter has no file and is reported.
pub fn chapters(path: &str, texts: &Texts<'_>, bank: &mut Bank) -> Vec<Chapter> {
    let base = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut part: Option<String> = None;
    let mut first_heading = true;
    for item in items(&texts[path]) {
        match item {
            // The first one is the summary's own title.
            Item::Part(title) if first_heading && title.to_lowercase().contains("summary") => {}
            Item::Part(title) => part = Some(title),
            Item::Chapter(title, target) => {
                let target_path = percent_encoding::percent_decode_str(&target).decode_utf8_lossy().into_owned();
                let file = crate::import::links::join(&format!("{base}{}", target_path.trim_start_matches("./")));
                let found = file.as_deref().filter(|file| texts.contains_key(file));
                match found {
                    Some(file) if chapters.iter().any(|chapter| chapter.path == file) => {}
                    Some(file) => {
                        let name = name(file.strip_prefix(&base).unwrap_or(file));
                        let order = Some(chapters.len() as i64 + 1);
                        let folder = part.iter().cloned().collect();
                        chapters.push(Chapter { path: file.to_string(), title: Some(title), folder, name, index: false, order });
                    }
                    None => {
                        let what = if target.is_empty() { "is a draft without a file" } else { "has no file in the source" };
                        let message = format!("the chapter `{title}` {what}");
                        bank.diagnostics.push(Diagnostic::for_path(Code::NotImported, path, message));
                    }
                }
            }
        }
        first_heading = false;
    }
    chapters
}

enum Item {
    Part(String),
    /// Title and target.
    Chapter(String, String),
}

fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut open: Option<(Option<String>, String)> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => open = Some((None, String::new())),
            Event::Start(Tag::Link { dest_url, .. }) => open = Some((Some(dest_url.to_string()), String::new())),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => items.extend(open.take().map(|(_, words)| Item::Part(words))),
            Event::End(TagEnd::Link) => items.extend(open.take().map(|(target, words)| Item::Chapter(words, target.unwrap_or_default()))),
            _ => {}
        }
    }
    items
}

/// `ch01/README.md` → `ch01`, `ch01/first steps.md` → `ch01-first-steps`.
fn name(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let parts: Vec<&str> = stem.split('/').collect();
    let is_index = parts.len() > 1 && parts.last().is_some_and(|last| ["readme", "index"].contains(&last.to_lowercase().as_str()));
    let kept = if is_index { &parts[..parts.len() - 1] } else { &parts[..] };
    let name = slug(&kept.join("-"));
    if ["", "index", "readme", "cards"].contains(&name.as_str()) { "introduction".into() } else { name }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_say_where_a_chapter_lay() {
        assert_eq!(
            ["a.md", "ch01/README.md", "ch 1/First Steps.md", "README.md"].map(name),
            ["a", "ch01", "ch-1-first-steps", "introduction"]
        );
    }
}
