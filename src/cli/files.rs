//! Writing files that nobody may lose: new ones are never written over others, and a full disk or a kill leaves the earlier file whole.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes files.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Failure;

/// Writes a file that is not there yet, and the folders that it needs.
pub fn create_new(file: &Path, text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let shown = file.display();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(file) {
        Ok(mut file) => Ok(file.write_all(text.as_ref()).with_context(|| format!("cannot write {shown}"))?),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(Failure::Usage(format!("{shown} is there already"))),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot create {shown}")).into()),
    }
}

/// Writes a file whole: beside its place, then into it by renaming. `suffix` ends the name of the file beside it.
pub fn write_atomic(target: &Path, suffix: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let beside = write_beside(target, suffix, bytes)?;
    fs::rename(&beside, target).with_context(|| {
        let _ = fs::remove_file(&beside);
        format!("cannot write {}", target.display())
    })
}

/// Writes `.NAMESUFFIX` beside a file, with that file's permissions if it is there, and returns its path. What fails leaves nothing.
pub fn write_beside(target: &Path, suffix: &str, bytes: &[u8]) -> anyhow::Result<PathBuf> {
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = target.with_file_name(format!(".{name}{suffix}"));
    let write = || {
        let mut file = File::create(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        match fs::metadata(target) {
            Ok(before) => fs::set_permissions(&beside, before.permissions()),
            Err(_) => Ok(()),
        }
    };
    write().with_context(|| {
        let _ = fs::remove_file(&beside);
        format!("cannot write {}", target.display())
    })?;
    Ok(beside)
}
