//! Publishing under everything that can go wrong.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use recto::diagnostic::{Code, Diagnostic};
use recto::search::FileSink;
use recto::site::SitePath;

use super::*;
use crate::cli::scratch::Scratch;

/// Paths with their text; `!` for one that cannot be made.
struct Fake(Vec<(SitePath, String)>);

fn site(files: &[(&str, &str)]) -> Fake {
    Fake(files.iter().map(|(path, text)| (SitePath::new(*path), text.to_string())).collect())
}

impl SiteFiles for Fake {
    fn output_count(&self) -> usize {
        self.0.len()
    }

    fn path(&self, output: usize) -> Option<&SitePath> {
        Some(&self.0[output].0)
    }

    fn write_output(&self, output: usize, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
        let (path, text) = &self.0[output];
        if text == "!" {
            return Err(vec![Diagnostic::for_path(Code::TemplateError, path.as_str(), "no such variable")]);
        }
        sink(path.clone(), text.clone().into_bytes());
        Ok(())
    }
}

fn build(scratch: &Scratch, files: &[(&str, &str)]) -> Result<Published, Failure> {
    publish(site(files), &scratch.path("site"), &RealDisk, &|| {})
}

fn message(result: Result<Published, Failure>) -> String {
    match result {
        Err(Failure::Io(error)) => format!("{error:#}"),
        other => panic!("not a failure of the machine: {other:?}"),
    }
}

/// The published files; the manifest apart.
fn published(scratch: &Scratch) -> Vec<(String, String)> {
    scratch.files("site").into_iter().filter(|(path, _)| path != ".recto-manifest").collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    pairs.sort();
    pairs
}

const OLD: &[(&str, &str)] = &[
    ("index.html", "old home, wants style-1.css"),
    ("topic/index.html", "same, wants style-1.css"),
    ("topic/card.html", "old card, wants style-1.css"),
    ("topic/gone.html", "gone, wants style-1.css"),
    ("gone/index.html", "gone topic, wants style-1.css"),
    ("style-1.css", "old style"),
    ("data.js", "old data"),
];

const NEW: &[(&str, &str)] = &[
    ("index.html", "new home, wants style-2.css"),
    ("topic/index.html", "same, wants style-1.css"),
    ("topic/card.html", "new card, wants style-2.css"),
    ("fresh/deep/card.html", "fresh, wants style-2.css"),
    ("style-1.css", "old style"),
    ("style-2.css", "new style"),
    ("data.js", "new data"),
];

#[test]
fn a_build_replaces_what_changed_and_removes_what_is_gone() {
    let scratch = Scratch::new();
    assert_eq!(build(&scratch, OLD).unwrap(), Published { files: 7, changed: 7, removed: 0 });
    assert_eq!(build(&scratch, NEW).unwrap(), Published { files: 7, changed: 5, removed: 2 });
    assert_eq!(published(&scratch), pairs(NEW));
    assert!(!scratch.path("site/gone").exists(), "an empty folder goes too");
    assert_eq!(scratch.files("").len(), NEW.len() + 1, "nothing is left beside the site");
}

#[test]
fn unchanged_files_keep_their_time() {
    let scratch = Scratch::new();
    build(&scratch, OLD).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for (path, _) in scratch.files("site") {
        fs::File::options().write(true).open(scratch.path("site").join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    let modified = |path: &str| fs::metadata(scratch.path("site").join(path)).unwrap().modified().unwrap();
    assert_eq!(build(&scratch, OLD).unwrap().changed, 0);
    for (path, _) in scratch.files("site") {
        assert_eq!(modified(&path), long_ago, "{path}");
    }
    build(&scratch, NEW).unwrap();
    assert_eq!(modified("topic/index.html"), long_ago);
    assert_ne!(modified("index.html"), long_ago);
}

#[test]
fn a_folder_of_somebody_else_is_never_touched() {
    let scratch = Scratch::with(&[("site/thesis.txt", "my only copy")]);
    let error = message(build(&scratch, OLD));
    assert!(error.contains("was not made by Recto") && error.contains("thesis.txt"), "{error}");
    assert_eq!(scratch.files(""), pairs(&[("site/thesis.txt", "my only copy")]));

    let worktree = Scratch::with(&[("site/.git", "gitdir: elsewhere")]);
    build(&worktree, OLD).unwrap();
    assert!(worktree.path("site/.git").exists(), "a worktree is filled, its .git kept");
}

#[test]
fn a_file_of_somebody_else_in_the_site_is_neither_overwritten_nor_removed() {
    let scratch = Scratch::new();
    build(&scratch, OLD).unwrap();
    scratch.write("site/notes/own.txt", "mine");
    scratch.write("site/style-2.css", "mine too");
    let before = scratch.files("");
    let error = message(build(&scratch, NEW));
    assert!(error.contains("style-2.css was not made by Recto"), "{error}");
    assert_eq!(scratch.files(""), before);
    fs::remove_file(scratch.path("site/style-2.css")).unwrap();
    build(&scratch, NEW).unwrap();
    assert_eq!(fs::read_to_string(scratch.path("site/notes/own.txt")).unwrap(), "mine");
}

#[test]
fn an_error_in_the_middle_leaves_the_previous_site_byte_for_byte() {
    let scratch = Scratch::new();
    build(&scratch, OLD).unwrap();
    let before = scratch.files("");
    let mut files = NEW.to_vec();
    files.insert(3, ("a.html", "!"));
    files.push(("b.html", "!"));
    match build(&scratch, &files) {
        Err(Failure::Guide(diagnostics)) => assert_eq!(diagnostics.len(), 2, "every failure is reported"),
        other => panic!("{other:?}"),
    }
    assert_eq!(scratch.files(""), before);

    let empty = Scratch::new();
    assert!(build(&empty, &files).is_err());
    assert_eq!(empty.files(""), [], "a first build that fails leaves nothing");
    assert!(!empty.path("site").exists());
}

/// A disk that stops working for good after a number of changes, in the middle of a write: what a killed process leaves.
struct Dying {
    left: AtomicUsize,
}

impl Dying {
    fn alive(&self) -> io::Result<()> {
        match self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
            Ok(_) => Ok(()),
            Err(_) => Err(io::Error::other("killed")),
        }
    }
}

impl Disk for Dying {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.alive().or_else(|killed| RealDisk.write(path, &bytes[..bytes.len() / 2]).and(Err(killed)))?;
        RealDisk.write(path, bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.create_folder(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.remove_folder(path)
    }

    fn remove_tree(&self, path: &Path) -> io::Result<()> {
        self.alive()?;
        RealDisk.remove_tree(path)
    }
}

/// Whatever the moment: each page is whole, of one of the two sites, and finds its stylesheet.
fn assert_opens(scratch: &Scratch, had_site: bool, moment: usize) {
    let whole: Vec<_> = pairs(OLD).into_iter().chain(pairs(NEW)).collect();
    let files = published(scratch);
    for file in &files {
        assert!(whole.contains(file), "killed at {moment}: {file:?}");
        if let Some((_, style)) = file.1.split_once("wants ") {
            assert!(files.iter().any(|(path, _)| path == style), "killed at {moment}: {} has no {style}", file.0);
        }
    }
    if had_site {
        assert!(files.iter().any(|(path, _)| path == "index.html"), "killed at {moment}: no home page");
    } else {
        assert!(files.is_empty() || files == pairs(NEW), "killed at {moment}: a first site is there whole or not at all");
    }
}

#[test]
fn killed_at_any_moment_the_site_opens_and_the_next_build_completes_it() {
    for had_site in [true, false] {
        let mut finished = false;
        for moment in 0.. {
            let scratch = Scratch::new();
            if had_site {
                build(&scratch, OLD).unwrap();
            }
            let disk = Dying { left: AtomicUsize::new(moment) };
            finished = publish(site(NEW), &scratch.path("site"), &disk, &|| {}).is_ok() && disk.left.load(Ordering::SeqCst) > 0;
            assert_opens(&scratch, had_site, moment);
            build(&scratch, NEW).unwrap();
            assert_eq!(published(&scratch), pairs(NEW), "after being killed at {moment}");
            assert_eq!(scratch.files("").len(), NEW.len() + 1, "leftovers after being killed at {moment}");
            if finished {
                break;
            }
        }
        assert!(finished);
    }
}

#[test]
fn a_second_build_at_the_same_time_is_told_to_wait() {
    let scratch = Scratch::new();
    build(&scratch, OLD).unwrap();
    let claimed = staging::Staging::acquire(&scratch.path("site"), &RealDisk).unwrap();
    let error = message(build(&scratch, NEW));
    assert!(error.contains("another recto is publishing"), "{error}");
    assert_eq!(published(&scratch), pairs(OLD));
    drop(claimed);
    build(&scratch, NEW).unwrap();
}

#[test]
fn a_file_may_become_a_folder_and_the_reverse() {
    let scratch = Scratch::new();
    build(&scratch, &[("a", "file"), ("b/c/d.html", "deep"), ("index.html", "")]).unwrap();
    let swapped: &[(&str, &str)] = &[("a/x.html", "now deep"), ("b", "now a file"), ("index.html", "")];
    build(&scratch, swapped).unwrap();
    assert_eq!(published(&scratch), pairs(swapped));
}

/// A disk on which names that differ only in case are one file, kept under the name with which it was created.
struct Folding {
    root: PathBuf,
}

impl Folding {
    /// The path under which the disk knows a file, if it knows it.
    fn real(&self, path: &Path) -> PathBuf {
        let mut real = self.root.clone();
        for part in path.strip_prefix(&self.root).unwrap().components() {
            let name = part.as_os_str().to_string_lossy().to_lowercase();
            let entries = fs::read_dir(&real).into_iter().flatten().flatten().map(|e| e.file_name());
            let known = entries.into_iter().find(|entry| entry.to_string_lossy().to_lowercase() == name);
            real.push(known.unwrap_or(part.as_os_str().to_owned()));
        }
        real
    }
}

impl Disk for Folding {
    fn read_if(&self, path: &Path, length: u64) -> io::Result<Option<Vec<u8>>> {
        RealDisk.read_if(&self.real(path), length)
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.copy(&self.real(from), to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        RealDisk.rename(from, &self.real(to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_file(&self.real(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.create_folder(&self.real(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        RealDisk.remove_folder(&self.real(path))
    }

    fn same_file(&self, a: &Path, b: &Path) -> bool {
        RealDisk.same_file(&self.real(a), &self.real(b))
    }
}

#[test]
fn a_change_of_case_survives_a_disk_that_ignores_case() {
    let scratch = Scratch::new();
    let disk = Folding { root: scratch.path("") };
    let output = scratch.path("site");
    publish(site(&[("Topic/Card.html", "same"), ("Topic/Other.html", "old")]), &output, &disk, &|| {}).unwrap();
    let renamed: &[(&str, &str)] = &[("topic/card.html", "same"), ("topic/other.html", "new")];
    publish(site(renamed), &output, &disk, &|| {}).unwrap();
    assert_eq!(published(&scratch), pairs(renamed));
}

#[test]
fn a_manifest_cannot_lead_out_of_the_folder() {
    for line in ["../precious.txt", "/etc/passwd", "a/../../precious.txt", ""] {
        let scratch = Scratch::with(&[("precious.txt", "keep")]);
        build(&scratch, OLD).unwrap();
        let manifest = fs::read_to_string(scratch.path("site/.recto-manifest")).unwrap();
        scratch.write("site/.recto-manifest", format!("{manifest}{line}\n"));
        let error = message(build(&scratch, NEW));
        assert!(error.contains("damaged"), "{line}: {error}");
        assert!(scratch.path("precious.txt").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_is_not_followed() {
    let scratch = Scratch::with(&[("elsewhere/card.html", "precious")]);
    build(&scratch, OLD).unwrap();
    fs::remove_dir_all(scratch.path("site/topic")).unwrap();
    std::os::unix::fs::symlink(scratch.path("elsewhere"), scratch.path("site/topic")).unwrap();
    let error = message(build(&scratch, NEW));
    assert!(error.contains("symbolic link"), "{error}");
    assert_eq!(scratch.files("elsewhere"), pairs(&[("card.html", "precious")]));
}

#[test]
fn a_path_that_leaves_the_folder_is_refused() {
    let scratch = Scratch::new();
    for path in ["../x.html", "/x.html", "a//b.html", "a/./b.html"] {
        assert!(message(build(&scratch, &[(path, "")])).contains("cannot be the path"), "{path}");
    }
}
