//! The output folder: whether it is Recto's, and which of the files in it Recto made.
//!
//! A folder is Recto's if it is absent, empty, or holds a manifest: `.recto-manifest`, one path a line. Nothing that the manifest does not
//! list is ever overwritten or removed. While files are moved the manifest lists the old site's and the new site's, so that a killed
//! build never leaves a file that is not listed.
#![allow(clippy::disallowed_methods)] // I/O layer: this module touches the disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, bail};

use super::disk::Disk;
use super::paths::below;
use super::staging::Staging;

/// The file in the output folder that lists what Recto made there.
pub const MANIFEST: &str = ".recto-manifest";
const HEADER: &str = "recto manifest 1\n# Files that Recto made in this folder. It replaces and removes these and no others.\n";

/// An output folder, and what in it is Recto's.
pub struct Folder<'a> {
    pub path: PathBuf,
    /// What Recto made here, sorted; relative, with `/`.
    pub owned: BTreeSet<String>,
    disk: &'a dyn Disk,
}

impl<'a> Folder<'a> {
    /// Reads the manifest; an error for a folder that is somebody else's.
    pub fn open(path: &Path, disk: &'a dyn Disk) -> anyhow::Result<Self> {
        let owned = read_manifest(path)?;
        Ok(Self { path: path.to_path_buf(), owned, disk })
    }

    /// Where a file of the site lies on disk.
    pub fn file(&self, path: &str) -> PathBuf {
        below(&self.path, path)
    }

    /// Makes the manifest list exactly these files.
    pub fn record(&mut self, owned: BTreeSet<String>, staging: &Staging<'_>) -> anyhow::Result<()> {
        self.disk.create_folder(&self.path).with_context(|| format!("cannot create {}", self.path.display()))?;
        let manifest = self.path.join(MANIFEST);
        if self.owned != owned || !manifest.is_file() {
            let staged = staging.stage(self::manifest(&owned).as_bytes(), true)?;
            staging.place(&staged, &manifest)?;
            self.owned = owned;
        }
        Ok(())
    }

    /// Removes files and then the folders that became empty.
    pub fn remove<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> anyhow::Result<()> {
        let mut folders = BTreeSet::new();
        for path in paths {
            if self.refuse_links(path).is_err() {
                continue;
            }
            let file = self.file(path);
            match self.disk.remove_file(&file) {
                Ok(()) => {}
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => return Err(error).with_context(|| format!("cannot remove {}", file.display())),
            }
            folders.extend(parents(path).map(str::to_string));
        }
        // A folder sorts before what is in it.
        for folder in folders.iter().rev() {
            let _ = self.disk.remove_folder(&self.file(folder));
        }
        Ok(())
    }

    /// Creates the folders of a file; an error where one of them is a link, which could lead anywhere.
    pub fn create_parents(&self, path: &str) -> anyhow::Result<()> {
        self.refuse_links(path)?;
        let file = self.file(path);
        let folder = file.parent().unwrap_or(&self.path);
        self.disk.create_folder(folder).with_context(|| format!("cannot create {}", folder.display()))
    }

    fn refuse_links(&self, path: &str) -> anyhow::Result<()> {
        for parent in parents(path) {
            let folder = self.file(parent);
            if fs::symlink_metadata(&folder).is_ok_and(|m| m.is_symlink()) {
                bail!("{} is a symbolic link; Recto publishes only into real folders. Remove it", folder.display());
            }
        }
        Ok(())
    }
}

/// The folders that a path lies in, the outermost first: `a`, `a/b` of `a/b/c.html`.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(i, _)| &path[..i])
}

/// The text of a manifest.
pub fn manifest(owned: &BTreeSet<String>) -> String {
    [HEADER].into_iter().chain(owned.iter().flat_map(|path| [path.as_str(), "\n"])).collect()
}

/// Whether a path of a manifest or a plan stays inside the folder, on every system.
pub fn is_safe(path: &str) -> bool {
    let plain = |part: &str| {
        let mut components = Path::new(part).components();
        matches!((components.next(), components.next()), (Some(Component::Normal(name)), None) if name == part)
    };
    !path.contains(['\\', '\0', '\n', '\r']) && path.split('/').all(plain)
}

fn read_manifest(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error).with_context(|| format!("cannot open the output folder {}", folder.display())),
    };
    let manifest = folder.join(MANIFEST);
    let text = match fs::read_to_string(&manifest) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A worktree of another branch is empty but for its `.git`.
            let foreign = entries.flatten().map(|e| e.file_name()).find(|name| name != ".git" && name != ".recto-staging");
            return match foreign {
                None => Ok(BTreeSet::new()),
                Some(name) => bail!(
                    "{} was not made by Recto (it holds `{}`), so nothing in it is touched. Choose another folder with --output, or empty this one",
                    folder.display(),
                    name.to_string_lossy()
                ),
            };
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", manifest.display())),
    };
    let known = text.lines().next() == HEADER.lines().next();
    let paths: BTreeSet<String> = text.lines().skip(HEADER.lines().count()).map(str::to_string).collect();
    if !known || !paths.iter().all(|path| is_safe(path)) {
        bail!("{} is damaged or of another version of Recto. Empty the folder by hand", manifest.display());
    }
    Ok(paths)
}
