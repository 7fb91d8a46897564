//! [`SiteFiles`] → a folder of files, so that readers of the folder see the old site or the new one, and no half-written page.
//!
//! Steps:
//! 1. Claim the staging folder beside the output (one build at a time) and read what Recto made here before.
//! 2. Make every file, in parallel. Those equal to what is there are dropped and never touched; the others are staged. Any failure ends
//!    the build here, with the old site as it was. Where there is no output folder yet, the site is staged as a whole, moved into place by
//!    one rename, and that is all.
//! 3. Write down in the manifest what is about to appear.
//! 4. Move the staged files into place by renaming: assets first, then the pages that need them, last the list of all files; of each, new
//!    ones before changed ones.
//! 5. Remove what is no longer part of the site, and write the final manifest.
//!
//! Killed in step 4 or 5, the folder holds pages of both sites, each whole and with the assets it needs; the next build completes it.

#![allow(clippy::disallowed_methods)] // I/O layer: this module touches the disk.

mod disk;
mod folder;
mod paths;
mod staging;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, bail};
use rayon::prelude::*;
use recto::diagnostic::Diagnostic;
use recto::offline::{self, ListedFile};
use recto::site::SitePath;

pub use self::disk::{Disk, RealDisk};
use self::folder::{Folder, is_safe};
use self::staging::{Staged, Staging};
use super::Failure;
use super::site_files::SiteFiles;

/// After this many outputs that cannot be made, the rest is not tried: one mistake in a template fails on every page.
const MAX_FAILED: usize = 20;

/// What a build did to the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files of the site.
    pub files: usize,
    /// Files that are new or differ from what was there.
    pub changed: usize,
    /// Files that are no longer part of the site.
    pub removed: usize,
}

/// Publishes into the folder `output` (absolute). `on_file` is called after each output.
pub fn publish(site: impl SiteFiles, output: &Path, disk: &dyn Disk, on_file: &(dyn Fn() + Sync)) -> Result<Published, Failure> {
    // Before anything is created beside a folder that is not ours.
    Folder::open(output, disk)?;
    let staging = Staging::acquire(output, disk)?;
    let folder = Folder::open(output, disk)?;
    if output.exists() { publish_changes(site, folder, &staging, disk, on_file) } else { publish_whole(&site, &folder, &staging, on_file) }
}

/// Where there is nothing yet.
fn publish_whole(
    site: &dyn SiteFiles,
    folder: &Folder<'_>,
    staging: &Staging<'_>,
    on_file: &(dyn Fn() + Sync),
) -> Result<Published, Failure> {
    let files = make_all(site, &|path, bytes| staging.stage_in_tree(path, bytes).map(|()| None), on_file)?;
    let files: BTreeSet<String> = by_path(files)?.into_keys().collect();
    staging.stage_in_tree(folder::MANIFEST, folder::manifest(&files).as_bytes())?;
    staging.place_tree(&folder.path)?;
    Ok(Published { files: files.len(), changed: files.len(), removed: 0 })
}

/// Over the site that is there, or into a folder that is empty.
fn publish_changes(
    site: impl SiteFiles,
    mut folder: Folder<'_>,
    staging: &Staging<'_>,
    disk: &dyn Disk,
    on_file: &(dyn Fn() + Sync),
) -> Result<Published, Failure> {
    let files = make_all(&site, &|path, bytes| compare(path, bytes, &folder, staging, disk), on_file)?;
    // What follows needs room of its own.
    drop(site);
    let mut plan = Plan::new(by_path(files)?, &folder, disk)?;
    plan.keep_renamed_in_case(&folder, staging)?;
    let published = Published { files: plan.files.len(), changed: plan.files.values().flatten().count(), removed: plan.stale.len() };
    let both = folder.owned.iter().chain(plan.files.keys()).cloned().collect();
    folder.record(both, staging)?;
    folder.remove(plan.obstacles.iter().map(String::as_str))?;
    plan.place(&folder, staging)?;
    folder.remove(plan.stale.iter().map(String::as_str).filter(|path| !plan.obstacles.contains(*path)))?;
    folder.record(plan.files.into_keys().collect(), staging)?;
    Ok(published)
}

/// A file of the new site; `None` staged where it is on disk already.
type File = (String, Option<Staged>);

/// What becomes of a file that has been made, by its path.
type Stage<'a> = dyn Fn(&str, &[u8]) -> anyhow::Result<Option<Staged>> + Sync + 'a;

/// Makes and stages every file. All failures of the guide are gathered; the first of the machine ends it.
fn make_all(site: &dyn SiteFiles, stage: &Stage<'_>, on_file: &(dyn Fn() + Sync)) -> Result<Vec<File>, Failure> {
    let failed = AtomicUsize::new(0);
    let listed = Mutex::new(Vec::new());
    let make = |output: usize| -> Result<Vec<File>, Failure> {
        if failed.load(Ordering::Relaxed) >= MAX_FAILED {
            return Ok(Vec::new());
        }
        // Most outputs are one file.
        let files = Mutex::new(Vec::with_capacity(1));
        let keep = |path: SitePath, bytes: Vec<u8>| {
            lock(&listed).extend(ListedFile::new(path.as_str(), &bytes));
            let file = safe(path.as_str()).and_then(|path| Ok((path.to_string(), stage(path, &bytes)?)));
            lock(&files).push(file);
        };
        site.write_output(output, &keep).map_err(|diagnostics| {
            failed.fetch_add(1, Ordering::Relaxed);
            Failure::Guide(diagnostics)
        })?;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let compared = files.into_iter().collect::<anyhow::Result<Vec<File>>>()?;
        on_file();
        Ok(compared)
    };
    let results: Vec<_> = (0..site.output_count()).into_par_iter().map(make).collect();
    let mut files = Vec::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok(staged) => files.extend(staged),
            Err(Failure::Guide(diagnostics)) => findings.extend(diagnostics),
            Err(other) => return Err(other),
        }
    }
    if !findings.is_empty() {
        return Err(Failure::Guide(findings));
    }
    if let Some((path, bytes)) = site.offline_list(listed.into_inner().unwrap_or_else(PoisonError::into_inner)) {
        files.push((path.to_string(), stage(path.as_str(), &bytes)?));
    }
    if let Some(archive) = site.archive() {
        let (path, bytes) = archive?;
        files.push((path.to_string(), stage(path.as_str(), &bytes)?));
    }
    Ok(files)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn safe(path: &str) -> anyhow::Result<&str> {
    if is_safe(path) { Ok(path) } else { bail!("`{path}` cannot be the path of a published file") }
}

/// No two files have one path.
fn by_path(made: Vec<File>) -> anyhow::Result<BTreeMap<String, Option<Staged>>> {
    let mut files = BTreeMap::new();
    for (path, staged) in made {
        if let Some((twice, _)) = files.insert(path.clone(), staged).map(|old| (path, old)) {
            bail!("two outputs are called `{twice}`; this is a mistake in Recto");
        }
    }
    Ok(files)
}

/// Stages the bytes unless the file on disk has the same.
fn compare(path: &str, bytes: &[u8], folder: &Folder<'_>, staging: &Staging<'_>, disk: &dyn Disk) -> anyhow::Result<Option<Staged>> {
    let replaces = match disk.read_if(&folder.file(path), bytes.len() as u64) {
        Ok(existing) if existing.as_deref() == Some(bytes) => return Ok(None),
        Ok(_) => true,
        // What cannot be read cannot be equal; moving the new file there fails with the reason if it has to.
        Err(error) => !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory),
    };
    staging.stage(bytes, replaces).map(Some)
}

/// What pages need comes before them, and the list of all files, which says that they are there, after them.
fn rank_of(path: &str) -> u8 {
    match path {
        offline::LIST_PATH => 2,
        _ => u8::from(path.ends_with(".html")),
    }
}

/// What has to happen on disk.
struct Plan {
    /// The whole new site.
    files: BTreeMap<String, Option<Staged>>,
    /// Files of the old site that are not in the new one.
    stale: BTreeSet<String>,
    /// Those of them that must go before the new files come: a file where a folder is needed, or the reverse, or a name that is the same
    /// on a disk that does not distinguish upper and lower case.
    obstacles: BTreeSet<String>,
    /// New names of such files whose bytes did not change.
    renamed_in_case: BTreeSet<String>,
}

impl Plan {
    fn new(files: BTreeMap<String, Option<Staged>>, folder: &Folder<'_>, disk: &dyn Disk) -> anyhow::Result<Self> {
        let stale: BTreeSet<String> = folder.owned.iter().filter(|path| !files.contains_key(*path)).cloned().collect();
        let mut plan = Self { stale, obstacles: BTreeSet::new(), renamed_in_case: BTreeSet::new(), files: BTreeMap::new() };
        plan.find_obstacles(&files, folder, disk);
        let replaced = files.iter().filter(|(_, staged)| staged.as_ref().is_some_and(|s| s.replaces)).map(|(path, _)| path);
        // A folder in a file's place is not a loss: it is removed only if it is empty, else the move fails.
        let foreign =
            |path: &&String| !folder.owned.contains(*path) && !plan.renamed_in_case.contains(*path) && !folder.file(path).is_dir();
        if let Some(path) = replaced.into_iter().find(foreign) {
            bail!("{} was not made by Recto and would be overwritten. Move it away", folder.file(path).display());
        }
        plan.files = files;
        Ok(plan)
    }

    fn find_obstacles(&mut self, files: &BTreeMap<String, Option<Staged>>, folder: &Folder<'_>, disk: &dyn Disk) {
        if self.stale.is_empty() {
            return;
        }
        let folded: BTreeMap<String, &String> = files.keys().map(|path| (path.to_lowercase(), path)).collect();
        for old in &self.stale {
            let below = format!("{}/", old.to_lowercase());
            let is_folder_now = folded.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below));
            let was_folder = below.match_indices('/').any(|(i, _)| i + 1 < below.len() && folded.contains_key(&below[..i]));
            let same = folded.get(&old.to_lowercase()).filter(|new| disk.same_file(&folder.file(old), &folder.file(new)));
            if let Some(new) = same {
                self.renamed_in_case.insert(new.to_string());
            }
            if is_folder_now || was_folder || same.is_some() {
                self.obstacles.insert(old.clone());
            }
        }
    }

    /// A file whose name only changed its case looks unchanged, but its old name is about to be removed: stage a copy.
    fn keep_renamed_in_case(&mut self, folder: &Folder<'_>, staging: &Staging<'_>) -> anyhow::Result<()> {
        for path in &self.renamed_in_case {
            if let Some(staged @ None) = self.files.get_mut(path) {
                *staged = Some(staging.stage_copy(&folder.file(path))?);
            }
        }
        Ok(())
    }

    /// Moves the staged files into place.
    fn place(&self, folder: &Folder<'_>, staging: &Staging<'_>) -> anyhow::Result<()> {
        let moves: Vec<(&str, &Staged)> = self.files.iter().filter_map(|(path, staged)| Some((path.as_str(), staged.as_ref()?))).collect();
        let rooms: BTreeMap<&str, &str> =
            moves.iter().map(|(path, _)| (path.rsplit_once('/').map_or("", |(room, _)| room), *path)).collect();
        for path in rooms.values() {
            folder.create_parents(path)?;
        }
        for (rank, existing) in [(0, false), (0, true), (1, false), (1, true), (2, false), (2, true)] {
            let group: Vec<_> = moves.iter().filter(|(path, staged)| rank_of(path) == rank && staged.replaces == existing).collect();
            group.into_par_iter().try_for_each(|(path, staged)| {
                staging.place(staged, &folder.file(path)).context("the site on disk is now partly the new one; build again to complete it")
            })?;
        }
        Ok(())
    }
}
