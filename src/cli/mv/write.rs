//! Writes a move. First all that is new beside what is old: every new text as a whole under another name, then under its own; then links
//! in other files; last of all what has moved goes from its old place. Wherever this is broken off, each text is there, old or new.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, bail};
use walkdir::WalkDir;

use super::plan::Plan;

pub fn write(root: &Path, plan: &Plan) -> anyhow::Result<()> {
    let mut moved = plan.moved.clone();
    if let Some((old, new)) = &plan.folder {
        // What is no content goes along: drafts under `_`, hidden files.
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
    for (from, to) in &moved {
        if is_same_file(root, &moved, to) {
            continue;
        }
        let target = root.join(to);
        let parent = target.parent().unwrap_or(root);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        match plan.texts.get(from) {
            Some(text) => replace(&target, text.as_bytes())?,
            None => copy(&root.join(from), &target)?,
        }
    }
    let others = || plan.texts.iter().filter(|(path, _)| !moved.contains_key(*path));
    let is_new = |path: &&String| root.join(path).symlink_metadata().is_err();
    for (path, text) in others().filter(|(path, _)| is_new(path)) {
        let file = root.join(path);
        let parent = file.parent().unwrap_or(root);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        replace(&file, text.as_bytes())?;
    }
    for (path, text) in others() {
        let file = dunce::canonicalize(root.join(path)).with_context(|| format!("cannot open {path}"))?;
        replace(&file, text.as_bytes())?;
    }
    for (from, to) in &moved {
        let (from, to) = (root.join(from), root.join(to));
        if from.symlink_metadata().is_ok() && same_file::is_same_file(&from, &to).unwrap_or(false) {
            // A change of case on a disk that ignores it.
            fs::rename(&from, &to).with_context(|| format!("cannot rename {}", from.display()))?;
        } else {
            fs::remove_file(&from).with_context(|| format!("cannot remove {}", from.display()))?;
        }
    }
    for folder in plan.folder.iter().map(|(old, _)| root.join("content").join(old)) {
        remove_empty(&folder);
    }
    Ok(())
}

/// Whether the new path is that of the old file, on a disk that ignores case.
fn is_same_file(root: &Path, moved: &std::collections::BTreeMap<String, String>, to: &str) -> bool {
    let from = moved.iter().find(|(_, target)| *target == to).map(|(from, _)| root.join(from));
    from.is_some_and(|from| same_file::is_same_file(from, root.join(to)).unwrap_or(false))
}

/// Writes a file whole, beside its place and then into it.
fn replace(target: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = target.with_file_name(format!(".{name}.recto-{}", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.with_context(|| format!("cannot write {}", beside.display()))?;
    if let Ok(before) = fs::metadata(target) {
        fs::set_permissions(&beside, before.permissions()).with_context(|| format!("cannot write {}", beside.display()))?;
    }
    fs::rename(&beside, target).with_context(|| format!("cannot write {}", target.display()))
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    replace(to, &bytes)
}

/// Removes folders that hold nothing any more.
fn remove_empty(folder: &Path) {
    let folders = WalkDir::new(folder).contents_first(true).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
    for entry in folders {
        let _ = fs::remove_dir(entry.path());
    }
}
