//! The few things that publishing does to a disk, so that a test can stop it at each of them.
#![allow(clippy::disallowed_methods)] // I/O layer: this module touches the disk.

use std::fs;
use std::io;
use std::path::Path;

/// Every operation by which publishing reads or changes the output folder and the staging folder.
pub trait Disk: Sync {
    /// The bytes of a regular file if it has `length` of them; `Ok(None)` if it has more or fewer.
    fn read_if(&self, path: &Path, length: u64) -> io::Result<Option<Vec<u8>>> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() || metadata.len() != length {
            return Ok(None);
        }
        fs::read(path).map(Some)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::write(path, bytes)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::copy(from, to).map(|_| ())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// With its parents.
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    /// Only if it is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    /// With all that is in it.
    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir_all(path)
    }

    /// Whether two paths lead to one file, as names that differ in case do on many disks.
    fn same_file(&self, a: &Path, b: &Path) -> bool {
        // A link to a file is a file of its own here: removing it leaves the other.
        let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
        !is_link(a) && !is_link(b) && same_file::is_same_file(a, b).unwrap_or(false)
    }
}

/// The disk itself.
pub struct RealDisk;

impl Disk for RealDisk {}

/// Whether both lie on one file system, so that a rename between them works.
#[cfg(unix)]
pub fn same_device(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((fs::metadata(a), fs::metadata(b)), (Ok(a), Ok(b)) if a.dev() == b.dev())
}

/// Not known here: the rename is tried.
#[cfg(not(unix))]
pub fn same_device(_: &Path, _: &Path) -> bool {
    true
}
