//! What a new file begins with: for `recto new`, and for the page that explains to readers how to contribute. The words are the theme's, the names
//! of sections and levels the guide's, so that the file is right as it is; `recto check` finds the words that nobody replaced.

use crate::config::Config;
use crate::model::SectionKind;
use crate::theme::Strings;

/// What is known about a new card.
#[derive(Debug, Clone, Default)]
pub struct Card<'a> {
    pub question: Option<&'a str>,
    pub level: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub tags: &'a [String],
}

/// The keys of the words of `[template]` that are there to be replaced.
const PLACEHOLDERS: [&str; 10] =
    ["question", "hint", "short_answer", "answer", "key_point", "red_flag", "follow_up", "reference", "page", "topic"];

/// The name of a new card's file, to be replaced too.
pub fn name(words: &Strings) -> &str {
    words.get("template", "name").unwrap_or_default()
}

/// The texts that have to be replaced before a file says something.
pub fn placeholders(words: &Strings) -> Vec<String> {
    PLACEHOLDERS.iter().filter_map(|key| words.get("template", key)).filter(|text| !text.is_empty()).map(str::to_string).collect()
}

/// The text of a card's file.
pub fn card(config: &Config, words: &Strings, card: &Card<'_>) -> String {
    let word = |key| words.get("template", key).unwrap_or_default();
    let name = |kind| config.section_name(kind);
    let level = card.level.or_else(|| config.levels.first().map(|level| level.id.as_str()));
    let kind = card.kind.or_else(|| config.kinds.first().map(|kind| kind.id.as_str()));
    let mut text = String::from("---\n");
    for (key, value) in [("level", level), ("kind", kind)] {
        text.extend(value.map(|value| format!("{key}: {value}\n")));
    }
    text += &format!("tags: [{}]\n---\n\n# {}\n", card.tags.join(", "), card.question.unwrap_or(word("question")));
    let list = |key| format!("- {}", word(key));
    for (kind, content) in [
        (SectionKind::Hint, word("hint").to_string()),
        (SectionKind::ShortAnswer, word("short_answer").to_string()),
        (SectionKind::Answer, word("answer").to_string()),
        (SectionKind::KeyPoints, list("key_point")),
        (SectionKind::RedFlags, list("red_flag")),
        (SectionKind::FollowUps, list("follow_up")),
        (SectionKind::References, list("reference")),
    ] {
        text += &format!("\n## {}\n\n{content}\n", name(kind));
    }
    text
}

/// The text of a page's file.
pub fn page(words: &Strings, title: &str) -> String {
    format!("---\ntitle: {}\n---\n\n{}\n", yaml(title), words.get("template", "page").unwrap_or_default())
}

/// The text of a topic's index.md.
pub fn topic(words: &Strings, title: &str) -> String {
    format!("---\ntitle: {}\n---\n\n{}\n", yaml(title), words.get("template", "topic").unwrap_or_default())
}

/// The form on GitHub with which a reader suggests a question, in the guide's language and with its levels.
pub fn issue_form(config: &Config, words: &Strings) -> String {
    let word = |key| yaml(words.get("issue", key).unwrap_or_default());
    let field = |kind: &str, id: &str, label: String| format!("  - type: {kind}\n    id: {id}\n    attributes:\n      label: {label}\n");
    let levels =
        [words.get("issue", "unsure").unwrap_or_default()].into_iter().chain(config.levels.iter().map(|level| level.name.as_str()));
    let levels: Vec<String> = levels.map(yaml).collect();
    [
        format!("name: {}\ndescription: {}\ntitle: {}\n", word("name"), word("description"), word("title")),
        format!("labels: [question]\nbody:\n  - type: markdown\n    attributes:\n      value: {}\n", word("note")),
        field("textarea", "question", word("question")) + "    validations:\n      required: true\n",
        field("input", "topic", word("topic")),
        field("dropdown", "level", word("level")) + &format!("      options: [{}]\n", levels.join(", ")),
        field("textarea", "answer", word("answer")) + &format!("      description: {}\n", word("answer_note")),
        field("textarea", "key-points", word("key_points")),
        field("textarea", "references", word("references")),
    ]
    .concat()
}

/// A text as YAML reads it back: in double quotes, unless it is plain words.
fn yaml(text: &str) -> String {
    let plain =
        text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || " -'".contains(c)) && !text.ends_with(' ');
    let word = matches!(text.to_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if plain && !word { text.to_string() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}
