//! A move as a list of steps that lies on disk before the first of them is done, so that what is interrupted (a full disk, a kill) is
//! completed by the next `recto mv`.
//!
//! `.recto-move/` in the guide's folder holds every new text, and `steps.json`, which comes last and goes first: while it is there, the move
//! counts. Each step can be done again. A file that somebody has changed since is left as it is.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::encode::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cli::files;

/// The folder in the guide's.
const FOLDER: &str = ".recto-move";
const STEPS: &str = "steps.json";

/// A change on disk, which may be done again where a move was interrupted.
#[derive(Debug, Serialize, Deserialize)]
pub enum Step {
    /// The text of that number goes to the path, where there was nothing or a text with that hash.
    Write { path: String, text: usize, before: Option<String> },
    /// The path gets another case, on a disk that ignores it.
    Rename { from: String, to: String },
    /// The file with that hash goes.
    Remove { path: String, before: String },
    /// Empty folders go.
    Prune { folder: String },
}

/// What was asked for, and how it is done.
#[derive(Debug, Serialize, Deserialize)]
pub struct Journal {
    pub old: String,
    pub new: String,
    pub steps: Vec<Step>,
}

/// The move that was interrupted in this folder. What is left of one that was done, or not begun, goes.
pub fn pending(root: &Path) -> anyhow::Result<Option<Journal>> {
    let file = root.join(FOLDER).join(STEPS);
    match fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).with_context(|| format!("cannot read {}", file.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let _ = fs::remove_dir_all(root.join(FOLDER));
            Ok(None)
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

/// Whether a move was interrupted in this folder.
pub fn is_pending(root: &Path) -> bool {
    root.join(FOLDER).join(STEPS).exists()
}

/// Puts a move on disk, with the texts that it writes. Nothing of the guide changes.
pub fn begin(root: &Path, journal: &Journal, texts: &[Vec<u8>]) -> anyhow::Result<()> {
    let folder = root.join(FOLDER);
    let begun = stage(&folder, journal, texts);
    if begun.is_err() {
        let _ = fs::remove_dir_all(&folder);
    }
    begun
}

fn stage(folder: &Path, journal: &Journal, texts: &[Vec<u8>]) -> anyhow::Result<()> {
    // What is left of a move that was not begun.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (number, text) in texts.iter().enumerate() {
        put(&folder.join(number.to_string()), text)?;
    }
    let steps = serde_json::to_vec(journal).context("cannot write the steps of a move")?;
    let file = folder.join("begun.json");
    put(&file, &steps)?;
    fs::rename(&file, folder.join(STEPS)).with_context(|| format!("cannot write {}", folder.join(STEPS).display()))
}

/// Does all steps, and forgets the move.
pub fn complete(root: &Path, journal: &Journal) -> anyhow::Result<()> {
    let folder = root.join(FOLDER);
    for step in &journal.steps {
        match step {
            Step::Write { path, text, before } => {
                let bytes = fs::read(folder.join(text.to_string())).with_context(|| format!("cannot read {}", folder.display()))?;
                let target = resolved(root, path);
                let now = hash_of(&target)?;
                if now == *before || before.is_some() && now.is_none() {
                    files::write_atomic(&target, FOLDER, &bytes)?;
                }
            }
            Step::Rename { from, to } => {
                let (from, to) = (root.join(from), root.join(to));
                fs::rename(&from, &to).with_context(|| format!("cannot rename {}", from.display()))?;
            }
            Step::Remove { path, before } => {
                let file = root.join(path);
                if hash_of(&file)?.as_ref() == Some(before) {
                    fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
                }
            }
            Step::Prune { folder } => super::write::remove_empty(&root.join(folder)),
        }
    }
    let steps = folder.join(STEPS);
    fs::remove_file(&steps).with_context(|| format!("cannot remove {}", steps.display()))?;
    let _ = fs::remove_dir_all(&folder);
    Ok(())
}

/// A file through its links, if it is there.
fn resolved(root: &Path, path: &str) -> PathBuf {
    let file = root.join(path);
    dunce::canonicalize(&file).unwrap_or(file)
}

/// The hash of a file; `None` where there is no file.
pub fn hash_of(file: &Path) -> anyhow::Result<Option<String>> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(hash(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..16])
}

fn put(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let written = File::create(file).and_then(|mut open| open.write_all(bytes).and_then(|()| open.sync_all()));
    written.with_context(|| format!("cannot write {}", file.display()))
}
