//! What earlier imports wrote, so that the same bank can come again: which question became which file, and what its text was. A key is the bank's
//! file, `#`, and the bank's id of the question or its words; `former` knows a question by the latter alone.
//!
//! It is a JSON file in the topic's folder, `.import.json`, that the guide does not publish (its name begins with a dot). An edit by hand shows
//! in the hash: such a file is never overwritten. Hashes of its lines tell what the bank has changed in it since.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The record `.import.json` of a topic's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportHistory {
    version: u32,
    /// By what identifies the question in its bank.
    questions: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// Relative to the guide's root.
    path: String,
    /// Of the text that was written.
    hash: String,
    /// Of each of its lines, one behind the other. Records of older versions have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    lines: String,
}

impl ImportHistory {
    /// Reads the history's file.
    ///
    /// # Errors
    /// A text that is not an import history, or one of a newer version; the message says which.
    pub fn parse(text: &str) -> Result<Self, String> {
        let history: Self = serde_json::from_str(text).map_err(|error| format!("it is not a record of imports: {error}"))?;
        if history.version > VERSION {
            return Err("a newer version of recto wrote it".into());
        }
        Ok(history)
    }

    /// The file's text.
    pub fn to_text(&self) -> String {
        let now = Self { version: VERSION, questions: self.questions.clone() };
        // Maps of texts can always be written.
        crate::encode::json_pretty(&now) + "\n"
    }

    /// The file that a question became.
    pub fn path(&self, key: &str) -> Option<&str> {
        self.questions.get(key).map(|entry| entry.path.as_str())
    }

    /// The hash of the text that was written for a question.
    pub fn hash(&self, key: &str) -> Option<String> {
        self.questions.get(key).map(|entry| entry.hash.clone())
    }

    /// The hashes of the lines that were written, where they are known.
    pub fn lines(&self, key: &str) -> Option<BTreeSet<&str>> {
        let lines = self.questions.get(key).map(|entry| entry.lines.as_str()).filter(|lines| !lines.is_empty())?;
        Some((0..lines.len()).step_by(LINE_HASH).filter_map(|at| lines.get(at..at + LINE_HASH)).collect())
    }

    /// The cards: the key and the path of each.
    pub fn cards(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.questions.iter().map(|(key, entry)| (key.as_str(), entry.path.as_str()));
        entries.filter(|(key, _)| !key.starts_with("topic content/"))
    }

    /// The same for files that lie elsewhere since.
    #[must_use]
    pub fn with_moves(&self, moved: impl Fn(&str) -> Option<String>) -> Self {
        let mut history = self.clone();
        for entry in history.questions.values_mut() {
            entry.path = moved(&entry.path).unwrap_or_else(|| std::mem::take(&mut entry.path));
        }
        history
    }

    /// Knows a card by another key from now on.
    pub fn rename(&mut self, from: &str, to: &str) {
        if let Some(entry) = self.questions.remove(from) {
            self.questions.insert(to.to_string(), entry);
        }
    }

    /// Notes what was written.
    pub fn record(&mut self, key: &str, path: &str, text: &str) {
        let lines = text.lines().filter(|line| !line.trim().is_empty()).map(line_hash).collect();
        self.questions.insert(key.to_string(), Entry { path: path.to_string(), hash: text_hash(text), lines });
    }
}

const VERSION: u32 = 1;

/// Letters of a line's hash.
const LINE_HASH: usize = 8;

/// Whatever the ends of lines, which editors and Git change.
pub fn text_hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    crate::encode::hex(&digest[..8])
}

/// Of a line whatever its indentation.
pub fn line_hash(line: &str) -> String {
    crate::encode::hex(&Sha256::digest(line.trim().as_bytes())[..LINE_HASH / 2])
}
