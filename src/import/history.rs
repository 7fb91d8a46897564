//! What earlier imports wrote, so that the same bank can come again: which question became which file, and what its text was. A key is the bank's
//! file, `#`, and the bank's id of the question or its words; `former` knows a question by the latter alone.
//!
//! It is a JSON file in the topic's folder, `.import.json`, that the guide does not publish (its name begins with a dot). An edit by hand shows
//! in the hash: such a file is never overwritten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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

    pub fn path(&self, key: &str) -> Option<&str> {
        self.questions.get(key).map(|entry| entry.path.as_str())
    }

    pub fn hash(&self, key: &str) -> Option<String> {
        self.questions.get(key).map(|entry| entry.hash.clone())
    }

    /// The cards: the key and the path of each.
    pub fn cards(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.questions.iter().map(|(key, entry)| (key.as_str(), entry.path.as_str()));
        entries.filter(|(key, _)| !key.starts_with("topic content/"))
    }

    /// Knows a card by another key from now on.
    pub fn rename(&mut self, from: &str, to: &str) {
        if let Some(entry) = self.questions.remove(from) {
            self.questions.insert(to.to_string(), entry);
        }
    }

    /// Notes what was written.
    pub fn record(&mut self, key: &str, path: &str, text: &str) {
        self.questions.insert(key.to_string(), Entry { path: path.to_string(), hash: text_hash(text) });
    }
}

const VERSION: u32 = 1;

/// Whatever the ends of lines, which editors and Git change.
pub fn text_hash(text: &str) -> String {
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    crate::encode::hex(&digest[..8])
}
