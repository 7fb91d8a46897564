//! Where a card of a bank goes: what happens to its file, and the file's name, made of the question's words. Two of one name are distinguished by
//! numbers.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::ChangedLine;
use super::{Answer, ForeignCard, ImportOptions, slug};

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileStatus {
    New,
    /// The bank changed, and nobody has edited the file since the last import.
    Updated,
    Unchanged,
    /// The guide has this card, by its id, and it says something else; it stays as it is.
    Differs,
    /// It was edited here since the last import and stays as it is.
    Edited,
    /// `[retired]` says that it was deleted on purpose.
    Retired,
    /// The same question with the same answer is earlier in the bank.
    Duplicate,
}

/// A card and where it goes.
#[derive(Debug, Clone)]
pub struct PlannedFile {
    /// Relative to the guide's root: `content/databases/acid.md`.
    pub path: String,
    pub text: String,
    pub status: FileStatus,
    /// Its number in [`super::Bank::cards`].
    pub card: usize,
    /// By which the history knows it.
    pub key: String,
    /// By which it knew it so far, where the bank's file had another name.
    pub previous_key: Option<String>,
    /// Whether the guide had the card before any import: the history knows nothing of it.
    pub is_in_guide: bool,
    /// Of a card that stays as it is: where the bank says something else.
    pub changes: Vec<ChangedLine>,
}

/// What identifies a question in its bank.
pub fn key(card: &ForeignCard) -> String {
    match &card.key {
        Some(key) => format!("{}#{key}", card.file),
        None => format!("{}#{}", card.file, card.question.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// The folder of a card, below content/.
pub fn folder(card: &ForeignCard, options: &ImportOptions) -> String {
    let topic = || Some(options.topic.clone()).filter(|topic| !topic.is_empty());
    topic().into_iter().chain(folders_below_topic(card, options)).collect::<Vec<_>>().join("/")
}

/// The folders below the topic. A card with an id that begins with the topic keeps it.
pub fn folders_below_topic(card: &ForeignCard, options: &ImportOptions) -> Vec<String> {
    match card.id.as_ref().and_then(|id| id.rsplit_once('/')) {
        Some((folder, _)) => {
            let parts = folder.strip_prefix(&options.topic).filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(folder);
            let parts = if options.topic.is_empty() { folder } else { parts };
            parts.split('/').filter(|part| !part.is_empty()).map(str::to_string).collect()
        }
        None => card.folder.iter().map(|part| slug(part)).filter(|part| !part.is_empty()).collect(),
    }
}

/// The id that a card with an id has here.
pub fn id_in_guide(card: &ForeignCard, options: &ImportOptions) -> Option<(String, String)> {
    let id = card.id.as_ref()?;
    Some((id.clone(), format!("{}/{}", folder(card, options), id.rsplit('/').next()?)))
}

/// The whole id of a card's alias.
pub fn alias_id(alias: &str, card: &ForeignCard, options: &ImportOptions) -> String {
    if alias.contains('/') { alias.to_string() } else { format!("{}/{alias}", folder(card, options)) }
}

/// The paths of the guide's files and of those that an import writes, on a disk that ignores case.
pub struct TakenPaths {
    paths: BTreeSet<String>,
    /// The next number of each name that was wanted twice.
    next: BTreeMap<String, usize>,
}

impl TakenPaths {
    /// The paths of files that are there, whatever the case of their letters; `present` is by path.
    pub fn new(present: &BTreeMap<String, String>) -> Self {
        Self { paths: present.keys().map(|path| path.to_lowercase()).collect(), next: BTreeMap::new() }
    }

    /// Whether nothing had this path.
    pub fn insert(&mut self, path: &str) -> bool {
        self.paths.insert(path.to_lowercase())
    }

    /// A folder that cards go to: no card takes its name, though it comes first in the bank.
    pub fn insert_folder(&mut self, folder: &str) {
        let lower = format!("content/{}/", folder.to_lowercase());
        let ends = lower.match_indices('/').map(|(at, _)| at + 1).skip(1);
        self.paths.extend(ends.map(|end| lower[..end].to_string()));
    }

    /// `x.md` beside `x/index.md` would be two things at one address.
    fn has(&self, path: &str) -> bool {
        let lower = path.to_lowercase();
        let below = format!("{}/", lower.trim_end_matches(".md"));
        self.paths.contains(&lower) || self.paths.range(below.clone()..).next().is_some_and(|next| next.starts_with(&below))
    }
}

/// A path that no file has.
pub fn unused_path(card: &ForeignCard, folder: &str, taken: &mut TakenPaths) -> String {
    if let Answer::Page(page) = &card.answer_kind
        && page.is_topic_index
    {
        let path = format!("content/{folder}/index.md").replace("//", "/");
        if taken.insert(&path) {
            return path;
        }
    }
    let own = card.id.as_deref().and_then(|id| id.rsplit('/').next()).map(str::to_string);
    let name =
        own.or_else(|| card.name.as_deref().map(slug)).filter(|name| !name.is_empty()).unwrap_or_else(|| slug(&plain_text(&card.question)));
    let name = if name.is_empty() || matches!(name.as_str(), "index" | "cards" | "readme") {
        format!("question-{name}").trim_end_matches('-').to_string()
    } else {
        name
    };
    let stem = format!("content/{folder}/{name}");
    let mut path = format!("{stem}.md");
    let mut number = taken.next.get(&stem).copied().unwrap_or(2);
    let clashes = taken.has(&path);
    while taken.has(&path) {
        path = format!("{stem}-{number}.md");
        number += 1;
    }
    if clashes {
        taken.next.insert(stem, number);
    }
    path
}

/// The words of a Markdown line: no marks of code, emphasis or links.
pub fn plain_text(text: &str) -> String {
    let mut out = String::new();
    for event in pulldown_cmark::Parser::new(text) {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) | pulldown_cmark::Event::InlineHtml(text) => {
                out.push_str(&text)
            }
            pulldown_cmark::Event::SoftBreak => out.push(' '),
            _ => {}
        }
    }
    if out.trim().is_empty() { text.to_string() } else { out }
}
