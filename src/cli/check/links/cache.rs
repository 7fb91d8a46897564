//! Which addresses answered, and when: `.recto/links.json` in the guide's folder.
//!
//! `{"version": 1, "answered": {"https://example.org/": 1795305600}}`, times in seconds since 1970. A file that is not so is not a failure: it
//! is made again.
#![allow(clippy::disallowed_methods)] // I/O layer: this module touches the disk and reads the clock.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// How long an address that answered is believed to be there.
const LIFETIME: Duration = Duration::from_secs(7 * 24 * 60 * 60);

const VERSION: u32 = 1;

#[derive(Debug, Default, Serialize, Deserialize)]
struct File {
    version: u32,
    answered: BTreeMap<String, u64>,
}

/// The addresses that answered of late, kept in `.recto/links.json` of the guide.
pub struct Cache {
    folder: PathBuf,
    answered: BTreeMap<String, u64>,
    /// Seconds since 1970.
    now: u64,
}

impl Cache {
    /// Reads the cache of the guide in `root`; an empty one where there is none.
    pub fn open(root: &Path) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        Self::at(root.join(".recto"), now)
    }

    /// The cache in `folder` as it is at a time.
    fn at(folder: PathBuf, now: u64) -> Self {
        let file = fs::read(folder.join("links.json")).ok().and_then(|json| serde_json::from_slice::<File>(&json).ok());
        let mut answered = file.filter(|file| file.version == VERSION).unwrap_or_default().answered;
        // An answer from the future is one of a clock that was wrong.
        answered.retain(|_, at| *at <= now && now - *at < LIFETIME.as_secs());
        Self { folder, answered, now }
    }

    /// Whether an address is known to have answered.
    pub fn contains(&self, url: &str) -> bool {
        self.answered.contains_key(url)
    }

    /// Adds addresses that have answered now.
    pub fn extend<'a>(&mut self, urls: impl Iterator<Item = &'a str>) {
        self.answered.extend(urls.map(|url| (url.to_string(), self.now)));
    }

    /// Writes the cache, which Git ignores.
    pub fn save(self) -> anyhow::Result<()> {
        let failed = |path: &Path| format!("cannot write {}", path.display());
        fs::create_dir_all(&self.folder).with_context(|| failed(&self.folder))?;
        let ignore = self.folder.join(".gitignore");
        fs::write(&ignore, "*\n").with_context(|| failed(&ignore))?;
        let path = self.folder.join("links.json");
        let json = serde_json::to_string_pretty(&File { version: VERSION, answered: self.answered })?;
        fs::write(&path, json + "\n").with_context(|| failed(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn what_answered_is_believed_for_a_week() {
        let scratch = Scratch::new();
        let at = |now| Cache::at(scratch.path(".recto"), now);
        let mut cache = at(1_000_000);
        assert!(!cache.contains("https://example.org/"));
        cache.extend(["https://example.org/"].into_iter());
        cache.save().unwrap();
        assert!(at(1_000_001).contains("https://example.org/"));
        assert!(!at(1_000_000 + LIFETIME.as_secs()).contains("https://example.org/"));
        assert!(!at(999_999).contains("https://example.org/"), "a clock that was set back");
        assert_eq!(scratch.files(".recto")[0], (".gitignore".into(), "*\n".into()));
    }

    #[test]
    fn a_damaged_cache_is_an_empty_one() {
        let scratch = Scratch::with(&[(".recto/links.json", "{\"version\": 9, \"answered\": {\"https://a.org\": 5}}")]);
        assert!(!Cache::at(scratch.path(".recto"), 6).contains("https://a.org"));
        scratch.write(".recto/links.json", "not JSON");
        assert!(!Cache::at(scratch.path(".recto"), 6).contains("https://a.org"));
    }
}
