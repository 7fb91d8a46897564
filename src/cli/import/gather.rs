//! The files of a bank, from what the command line names. Links are not followed: a bank brings only what it holds.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the disk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::import::BankFile;
use walkdir::WalkDir;

use crate::cli::Failure;

/// Bytes of a bank at most.
const MAX_BYTES: u64 = 4 << 30;

/// Reads every file that the command line names, folders with all that is in them but hidden files.
pub fn files(sources: &[PathBuf]) -> Result<Vec<BankFile>, Failure> {
    let mut files = Vec::new();
    let mut bytes = 0;
    for source in sources {
        let kind = fs::metadata(source).map_err(|error| Failure::Usage(format!("cannot read {}: {error}", source.display())))?;
        if !kind.is_dir() {
            let name = source.file_name().unwrap_or(source.as_os_str()).to_string_lossy().into_owned();
            files.push(file(source, name, &mut bytes)?);
            continue;
        }
        let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        for entry in WalkDir::new(source).sort_by_file_name().into_iter().filter_entry(visible) {
            let entry = entry.with_context(|| format!("cannot read {}", source.display()))?;
            if entry.file_type().is_file() {
                let below = entry.path().strip_prefix(source).unwrap_or(entry.path());
                let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
                files.push(file(entry.path(), path, &mut bytes)?);
            }
        }
    }
    Ok(files)
}

fn file(path: &Path, shown: String, bytes: &mut u64) -> Result<BankFile, Failure> {
    let length = fs::metadata(path).map_or(0, |metadata| metadata.len());
    *bytes += length;
    if *bytes > MAX_BYTES {
        return Err(Failure::Usage(format!("the bank has more than {} GiB; import it in parts", MAX_BYTES >> 30)));
    }
    let read = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(BankFile { path: shown, bytes: read.into() })
}
