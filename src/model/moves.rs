//! Moved cards, pages and topics: old ids and paths, and the new ones.

use std::collections::BTreeMap;

/// What went where. Paths are those under content/.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// Former id → id.
    pub ids: BTreeMap<String, String>,
    /// Former file → file; a card of a file with several is `topic/cards.md#name`.
    pub files: BTreeMap<String, String>,
    /// Former folder → folder.
    pub folders: BTreeMap<String, String>,
}

impl Moves {
    /// Where a file or folder is now.
    pub fn path(&self, path: &str) -> Option<String> {
        if let Some(file) = self.files.get(path) {
            return Some(file.clone());
        }
        let below = |(from, to): (&String, &String)| {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        };
        self.folders.iter().rev().find_map(below)
    }

    /// Where an id is now; also by its end, if no other ends so.
    pub fn id(&self, id: &str) -> Option<&str> {
        if let Some(new) = self.ids.get(id) {
            return Some(new);
        }
        let ends = |old: &str| old.strip_suffix(id).is_some_and(|rest| rest.ends_with('/'));
        let mut fitting = self.ids.iter().filter(|(old, _)| ends(old));
        fitting.next().filter(|_| fitting.next().is_none()).map(|(_, new)| new.as_str())
    }
}
