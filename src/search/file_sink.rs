//! How a renderer of many files passes them on, one by one: together they may be larger than the guide.

use std::sync::{Mutex, PoisonError};

use crate::site::SitePath;

/// Takes a file that has been made: where it is published, and its bytes. Called from any thread.
pub type FileSink<'a> = dyn Fn(SitePath, Vec<u8>) + Sync + 'a;

/// Everything that `write` returns, in the order of the paths.
pub fn collect_files(write: impl FnOnce(&FileSink<'_>)) -> Vec<(SitePath, Vec<u8>)> {
    let files = Mutex::new(Vec::new());
    write(&|path, bytes| files.lock().unwrap_or_else(PoisonError::into_inner).push((path, bytes)));
    let mut files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    files.sort();
    files
}
