//! The staging folder: where changed files wait until all of them have been made, and the lock that keeps a second build out.
//!
//! Files that will replace others are numbered. A whole new site is a tree, as it will be.
//!
//! It is beside the output folder (`.site.recto` beside `site`), so that a rename moves a file into place. Where the output folder
//! is a file system of its own, or nothing can be created beside it, it is inside. It exists only while a build publishes; one that a
//! killed build left is emptied by the next.
#![allow(clippy::disallowed_methods)] // I/O layer: this module touches the disk.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};

use super::disk::{Disk, same_device};
use super::paths::below;

const LOCK: &str = "lock";
const TREE: &str = "tree";

/// The folder beside the output in which its files are made before they are moved there.
pub struct Staging<'a> {
    folder: PathBuf,
    disk: &'a dyn Disk,
    next: AtomicUsize,
    /// Held until the end; the operating system releases it when the process is killed.
    _lock: File,
}

/// A file that waits in the staging folder.
#[derive(Debug)]
pub struct Staged {
    /// Its name there.
    number: usize,
    /// Whether something is already where it will go.
    pub replaces: bool,
}

impl<'a> Staging<'a> {
    /// Takes the staging folder of `output` for this process and empties it of what a killed build left.
    pub fn acquire(output: &Path, disk: &'a dyn Disk) -> anyhow::Result<Self> {
        let folder = Self::folder_for(output)?;
        let lock = lock(&folder, output)?;
        let this = Self { folder, disk, next: AtomicUsize::new(0), _lock: lock };
        for left in this.leftovers() {
            this.remove(&left).with_context(|| format!("cannot remove {}", left.display()))?;
        }
        Ok(this)
    }

    fn folder_for(output: &Path) -> anyhow::Result<PathBuf> {
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            bail!("{} cannot be an output folder", output.display());
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".recto");
        let beside = parent.join(hidden);
        let inside = output.join(".recto-staging");
        if !output.is_dir() {
            fs::create_dir_all(&beside).with_context(|| format!("cannot create {}", beside.display()))?;
            return Ok(beside);
        }
        if same_device(parent, output) && fs::create_dir_all(&beside).is_ok() {
            return Ok(beside);
        }
        fs::create_dir_all(&inside).with_context(|| format!("cannot create {}", inside.display()))?;
        Ok(inside)
    }

    /// Writes a file that will be moved into place later.
    pub fn stage(&self, bytes: &[u8], replaces: bool) -> anyhow::Result<Staged> {
        let (staged, path) = self.room(replaces);
        self.disk.write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(staged)
    }

    /// Stages a copy of a file that exists.
    pub fn stage_copy(&self, file: &Path) -> anyhow::Result<Staged> {
        let (staged, path) = self.room(true);
        self.disk.copy(file, &path).with_context(|| format!("cannot copy {} to {}", file.display(), path.display()))?;
        Ok(staged)
    }

    /// Moves a staged file to where it belongs, over what is there.
    pub fn place(&self, staged: &Staged, target: &Path) -> anyhow::Result<()> {
        let path = self.path(staged.number);
        self.disk.rename(&path, target).with_context(|| format!("cannot move {} to {}", path.display(), target.display()))
    }

    /// Writes a file of a whole new site.
    pub fn stage_in_tree(&self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = below(&self.folder.join(TREE), path);
        let written = match self.disk.write(&file, bytes) {
            // The first file of its folder.
            Err(error) if error.kind() == ErrorKind::NotFound => {
                file.parent().map_or(Ok(()), |folder| self.disk.create_folder(folder)).and_then(|()| self.disk.write(&file, bytes))
            }
            written => written,
        };
        written.with_context(|| format!("cannot write {}", file.display()))
    }

    /// Makes the whole new site the folder `target`, which must not exist or be empty.
    pub fn place_tree(&self, target: &Path) -> anyhow::Result<()> {
        let tree = self.folder.join(TREE);
        self.disk.rename(&tree, target).with_context(|| format!("cannot move {} to {}", tree.display(), target.display()))
    }

    /// A name that no staged file has yet, and its path.
    fn room(&self, replaces: bool) -> (Staged, PathBuf) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (Staged { number, replaces }, self.path(number))
    }

    fn path(&self, number: usize) -> PathBuf {
        self.folder.join(number.to_string())
    }

    fn remove(&self, left: &Path) -> io::Result<()> {
        if left.is_dir() { self.disk.remove_tree(left) } else { self.disk.remove_file(left) }
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter(|e| e.file_name() != LOCK).map(|e| e.path()).collect()
    }
}

impl Drop for Staging<'_> {
    /// Removes the staging folder. Failing here harms nothing: the next build cleans up.
    fn drop(&mut self) {
        let files = self.leftovers().into_iter().chain([self.folder.join(LOCK)]);
        if files.into_iter().all(|file| self.remove(&file).is_ok()) {
            let _ = self.disk.remove_folder(&self.folder);
        }
    }
}

/// Locks the staging folder's lock file, or says who is at work. The file is removed after use, so that it may vanish or be another one
/// between opening and locking: then try again.
fn lock(folder: &Path, output: &Path) -> anyhow::Result<File> {
    let path = folder.join(LOCK);
    for _ in 0..100 {
        let opened = fs::create_dir_all(folder).and_then(|()| File::options().create(true).write(true).truncate(false).open(&path));
        let file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("cannot open {}", path.display())),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("another recto is publishing into {}; wait until it has finished", output.display()),
            // A file system without locks (some network shares): publishing still works, only two at once are not kept apart.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        if still_there(&file, &path)? {
            return Ok(file);
        }
    }
    bail!("cannot lock {}: it keeps vanishing", path.display())
}

fn still_there(file: &File, path: &Path) -> io::Result<bool> {
    match same_file::Handle::from_path(path) {
        Ok(there) => Ok(there == same_file::Handle::from_file(file.try_clone()?)?),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
