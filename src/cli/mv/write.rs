//! Writes a move: its steps go on disk first ([`journal`](super::journal)), and then are done. All that is new comes beside what is old; then
//! links in other files; last of all what has moved goes from its old place. Wherever this is interrupted, each text is there, old or new, and
//! the next `recto mv` completes it.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::journal::{self, Journal, Step};
use super::plan::Plan;

/// Does what is planned, in the guide's folder `root`.
pub fn write(root: &Path, plan: &Plan, old: &str, new: &str) -> anyhow::Result<()> {
    let mut moved = plan.moved.clone();
    if let Some((old, new)) = &plan.folder {
        // What is not content goes along: drafts under `_`, hidden files.
        let folder = root.join("content").join(old);
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
            if entry.file_type().is_dir() {
                continue;
            }
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            moved.entry(format!("content/{old}/{below}")).or_insert_with(|| format!("content/{new}/{below}"));
        }
    }
    for to in moved.values() {
        if root.join(to).symlink_metadata().is_ok() && !is_same_file(root, &moved, to) {
            bail!("{to} exists already; nothing was moved");
        }
    }
    let mut steps = Steps { root, texts: Vec::new(), steps: Vec::new() };
    for (from, to) in &moved {
        if !is_same_file(root, &moved, to) {
            let bytes = match plan.texts.get(from) {
                Some(text) => text.clone().into_bytes(),
                None => fs::read(root.join(from)).with_context(|| format!("cannot read {from}"))?,
            };
            steps.write(to, bytes)?;
        } else if let Some(text) = plan.texts.get(from) {
            steps.write(from, text.clone().into_bytes())?;
        }
    }
    let others = || plan.texts.iter().filter(|(path, _)| !moved.contains_key(*path));
    let is_new = |path: &String| root.join(path).symlink_metadata().is_err();
    for (path, text) in others().filter(|(path, _)| is_new(path)).chain(others().filter(|(path, _)| !is_new(path))) {
        steps.write(path, text.clone().into_bytes())?;
    }
    for (from, to) in &moved {
        if is_same_file(root, &moved, to) {
            // A change of case on a disk that ignores it.
            steps.steps.push(Step::Rename { from: from.clone(), to: to.clone() });
        } else if let Some(before) = journal::hash_of(&root.join(from))? {
            steps.steps.push(Step::Remove { path: from.clone(), before });
        }
    }
    steps.steps.extend(plan.folder.iter().map(|(old, _)| Step::Prune { folder: format!("content/{old}") }));
    let journal = Journal { old: old.to_string(), new: new.to_string(), steps: steps.steps };
    journal::begin(root, &journal, &steps.texts).context("nothing was moved")?;
    journal::complete(root, &journal).context("the move was interrupted; the same command completes it")
}

/// The steps so far, and the texts that they write.
struct Steps<'a> {
    root: &'a Path,
    texts: Vec<Vec<u8>>,
    steps: Vec<Step>,
}

impl Steps<'_> {
    fn write(&mut self, path: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
        let before = journal::hash_of(&self.root.join(path))?;
        self.steps.push(Step::Write { path: path.to_string(), text: self.texts.len(), before });
        self.texts.push(bytes);
        Ok(())
    }
}

/// Whether the new path is that of the old file, on a disk that ignores case.
fn is_same_file(root: &Path, moved: &BTreeMap<String, String>, to: &str) -> bool {
    let from = moved.iter().find(|(_, target)| *target == to).map(|(from, _)| root.join(from));
    from.is_some_and(|from| same_file::is_same_file(from, root.join(to)).unwrap_or(false))
}

/// Removes folders that hold nothing any more.
pub fn remove_empty(folder: &Path) {
    let folders = WalkDir::new(folder).contents_first(true).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
    for entry in folders {
        let _ = fs::remove_dir(entry.path());
    }
}
