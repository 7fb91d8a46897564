//! Incremental reading of a guide's folder: after a change only the changed files are opened.
//!
//! In: the paths that a watcher names. Out: whether anything is different, and the whole [`Input`] as [`read`](super::read) would give it now,
//! or as it would be if an editor's texts were saved.
//! What is not a plain file or folder of content/ (book.toml, a theme, links, unreadable folders) makes everything be read again, because
//! what one of them changes cannot be determined by a path.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use recto::diagnostic::Diagnostic;
use recto::{AssetFile, Input, Source, ThemeFile, parse};
use walkdir::WalkDir;

use super::{Content, FILES_PER_BATCH, Found, path_below, paths_outside, read, read_together, repository_paths};

/// What may have changed on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Files and folders, by absolute path: changed, created or gone.
    Paths(Vec<PathBuf>),
    /// Not known: everything may have changed.
    Everything,
}

/// Reads a guide's folder again after changes, and of its files only those that may have changed.
pub struct Reader {
    root: PathBuf,
    book: Option<Readable>,
    theme: Vec<ThemeFile>,
    /// What is wrong elsewhere than in a file of content/.
    problems: Vec<Diagnostic>,
    /// By path relative to the guide's root.
    content: BTreeMap<String, Entry>,
    /// Whether content/ holds nothing but plain files and readable folders.
    plain: bool,
}

/// A text, and the paths outside of content/ that it may refer to.
#[derive(Clone)]
struct Readable {
    source: Source,
    paths_outside: BTreeSet<String>,
}

impl From<Source> for Readable {
    fn from(source: Source) -> Self {
        Self { paths_outside: paths_outside(&source), source }
    }
}

/// A file of content/ as it was read.
enum Entry {
    Text(Readable),
    Asset(AssetFile),
    Problem(Diagnostic),
}

/// The change cannot be determined by its path.
struct NeedsFullRead;

impl Reader {
    /// Reads the guide in `root` (absolute, without links).
    pub fn open(root: &Path) -> anyhow::Result<Self> {
        let mut reader =
            Self { root: root.to_path_buf(), book: None, theme: Vec::new(), problems: Vec::new(), content: BTreeMap::new(), plain: true };
        reader.read_everything()?;
        Ok(reader)
    }

    /// The guide as it was read last.
    pub fn input(&self) -> Input {
        self.input_with(&BTreeMap::new())
    }

    /// The guide as it was read last, with texts, by path from the root, that are in an editor and perhaps not saved.
    pub fn input_with(&self, open: &BTreeMap<String, String>) -> Input {
        let open_text = |(path, text): (&String, &String)| (path.clone(), Readable::from(Source::new(path.as_str(), text.as_str())));
        let open: BTreeMap<String, Readable> = open.iter().map(open_text).collect();
        let texts =
            self.content.iter().filter_map(|(path, entry)| if let Entry::Text(text) = entry { Some((path.as_str(), text)) } else { None });
        let mut texts: BTreeMap<&str, &Readable> = texts.collect();
        let is_content = |path: &str| path.strip_prefix("content/").and_then(parse::content_path).is_some();
        texts.extend(open.iter().filter(|(path, _)| is_content(path)).map(|(path, text)| (path.as_str(), text)));
        let book = self.book.as_ref().map(|book| open.get("book.toml").unwrap_or(book));
        let texts: Vec<&Readable> = book.into_iter().chain(texts.into_values()).collect();

        let mut input = Input { theme: self.theme.clone(), problems: self.problems.clone(), ..Input::default() };
        input.repository_paths = repository_paths(&self.root, texts.iter().flat_map(|text| text.paths_outside.iter().cloned()));
        for text in texts {
            input.sources.add(text.source.clone());
        }
        for entry in self.content.values() {
            match entry {
                Entry::Text(_) => {}
                Entry::Asset(asset) => input.assets.push(asset.clone()),
                Entry::Problem(problem) => input.problems.push(problem.clone()),
            }
        }
        input
    }

    /// Reads what changed; whether anything is different now.
    pub fn update(&mut self, change: &Change) -> anyhow::Result<bool> {
        let (Change::Paths(paths), true) = (change, self.plain) else { return self.read_everything() };
        let mut changed = false;
        for path in paths {
            match self.refresh(path) {
                Ok(different) => changed |= different,
                // What was read again up to here is the same the second time.
                Err(NeedsFullRead) => return Ok(self.read_everything()? || changed),
            }
        }
        Ok(changed)
    }

    fn read_everything(&mut self) -> anyhow::Result<bool> {
        let input = read(&self.root)?;
        let mut new =
            Self { root: self.root.clone(), book: None, theme: input.theme, problems: Vec::new(), content: BTreeMap::new(), plain: true };
        for (_, source) in input.sources.iter() {
            match source.path.as_str() {
                "book.toml" => new.book = Some(source.clone().into()),
                path => drop(new.content.insert(path.to_string(), Entry::Text(source.clone().into()))),
            }
        }
        new.content.extend(input.assets.into_iter().map(|asset| (format!("content/{}", asset.path), Entry::Asset(asset))));
        for problem in input.problems {
            match &problem.path {
                Some(path) if is_plain_file(&self.root, path) => drop(new.content.insert(path.clone(), Entry::Problem(problem))),
                _ => new.problems.push(problem),
            }
        }
        new.plain = new.problems.iter().all(|p| p.at.is_some()) && is_plain(&self.root.join("content"));
        let same_book = self.book.as_ref().map(|book| &book.source.text) == new.book.as_ref().map(|book| &book.source.text);
        let same = same_book && self.theme == new.theme && self.problems == new.problems && same_entries(&self.content, &new.content);
        *self = new;
        Ok(!same)
    }

    fn refresh(&mut self, path: &Path) -> Result<bool, NeedsFullRead> {
        let Some(below) = path_below(path, &self.root, "") else { return Err(NeedsFullRead) };
        let parts: Vec<&str> = below.split('/').skip(1).collect();
        match parts.as_slice() {
            ["book.toml" | "content"] | ["themes", ..] => return Err(NeedsFullRead),
            ["content", rest @ ..] if !rest.iter().any(|name| name.starts_with(['_', '.'])) => {}
            _ => return Ok(false),
        }
        let name = parts.join("/");
        let new = match path.symlink_metadata() {
            Ok(metadata) if metadata.is_file() => read_files(vec![Found { path: name.clone(), file: path.to_path_buf() }]),
            Ok(metadata) if metadata.is_dir() => read_files(files_below(path, &name)?),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => BTreeMap::new(),
            _ => return Err(NeedsFullRead),
        };
        Ok(self.replace(&name, new))
    }

    /// Puts new entries instead of those at and below a path; whether that changes anything.
    fn replace(&mut self, name: &str, new: BTreeMap<String, Entry>) -> bool {
        let below = format!("{name}/");
        let mut old: Vec<String> =
            self.content.range(below.clone()..).map(|(path, _)| path).take_while(|path| path.starts_with(&below)).cloned().collect();
        old.extend(self.content.contains_key(name).then(|| name.to_string()));
        let old: BTreeMap<String, Entry> = old.into_iter().filter_map(|path| self.content.remove_entry(&path)).collect();
        let changed = !same_entries(&old, &new);
        self.content.extend(new);
        changed
    }
}

fn read_files(found: Vec<Found>) -> BTreeMap<String, Entry> {
    let read = |files: Vec<Found>| -> Vec<(String, Entry)> {
        let paths: Vec<String> = files.iter().map(|found| found.path.clone()).collect();
        let entries = read_together(files).into_iter().map(|content| match content {
            Ok(Content::Text(source)) => Entry::Text(source.into()),
            Ok(Content::Asset(asset)) => Entry::Asset(asset),
            Err(problem) => Entry::Problem(problem),
        });
        paths.into_iter().zip(entries).collect()
    };
    found.into_par_iter().chunks(FILES_PER_BATCH).flat_map_iter(read).collect()
}

/// The files below a folder of content/; `NeedsFullRead` where there is anything but plain files and readable folders.
fn files_below(folder: &Path, name: &str) -> Result<Vec<Found>, NeedsFullRead> {
    let mut found = Vec::new();
    let shown = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['_', '.']);
    for entry in WalkDir::new(folder).into_iter().filter_entry(shown) {
        let entry = entry.map_err(|_| NeedsFullRead)?;
        if entry.file_type().is_file() {
            let path = path_below(entry.path(), folder, name).ok_or(NeedsFullRead)?;
            found.push(Found { path, file: entry.into_path() });
        } else if !entry.file_type().is_dir() {
            return Err(NeedsFullRead);
        }
    }
    Ok(found)
}

/// Whether a folder and all that is in it are plain files and folders.
fn is_plain(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir()) && files_below(folder, "content").is_ok()
}

fn is_plain_file(root: &Path, path: &str) -> bool {
    path.starts_with("content/") && root.join(path).symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

fn same_entries(a: &BTreeMap<String, Entry>, b: &BTreeMap<String, Entry>) -> bool {
    let same = |(a, b): ((&String, &Entry), (&String, &Entry))| {
        a.0 == b.0
            && match (a.1, b.1) {
                (Entry::Text(a), Entry::Text(b)) => a.source.text == b.source.text,
                (Entry::Asset(a), Entry::Asset(b)) => a.bytes == b.bytes,
                (Entry::Problem(a), Entry::Problem(b)) => a == b,
                _ => false,
            }
    };
    a.len() == b.len() && a.iter().zip(b).all(same)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::cli::scratch::Scratch;

    /// What an input holds, in order.
    fn held(input: &Input) -> Vec<(String, String)> {
        let mut held: Vec<_> = input.sources.iter().map(|(_, source)| (source.path.clone(), source.text.to_string())).collect();
        held.extend(input.assets.iter().map(|asset| (asset.path.clone(), format!("{:?}", asset.bytes))));
        held.extend(input.theme.iter().map(|file| (file.path.clone(), format!("{:?}", file.bytes))));
        held.extend(input.problems.iter().map(|problem| (problem.path.clone().unwrap_or_default(), problem.message.clone())));
        held.extend(input.repository_paths.iter().map(|path| (path.clone(), "outside of content/".to_string())));
        held
    }

    fn guide() -> Scratch {
        Scratch::with(&[
            ("book.toml", "[site]\ntheme = \"t\"\n"),
            ("themes/t/css/a.css", "a{}"),
            ("content/index.md", "Hello"),
            ("content/db/a.md", "# A?"),
            ("content/db/a.svg", "<svg/>"),
            ("content/db/deep/b.md", "# B?"),
        ])
    }

    /// Names the paths as a watcher does and compares with reading all.
    fn tell(scratch: &Scratch, reader: &mut Reader, paths: &[&str]) -> bool {
        let root = scratch.path("");
        let paths = paths.iter().map(|path| root.join(path)).collect();
        let changed = reader.update(&Change::Paths(paths)).unwrap();
        assert_eq!(held(&reader.input()), held(&read(&root).unwrap()));
        changed
    }

    #[test]
    fn each_sort_of_change_gives_what_a_new_reading_gives() {
        let scratch = guide();
        let mut reader = Reader::open(&dunce::canonicalize(scratch.path("")).unwrap()).unwrap();
        assert!(!tell(&scratch, &mut reader, &["content/db/a.md", "content/db", "content/none.md", "site/x.html"]), "nothing changed");
        scratch.write("content/db/a.md", "# Changed?");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]));
        scratch.write("content/db/_note.md", "skipped");
        scratch.write("content/db/.a.md.swp", "skipped");
        assert!(!tell(&scratch, &mut reader, &["content/db/_note.md", "content/db/.a.md.swp"]));
        scratch.write("content/db/a.md", [0xff, 0xfe]);
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]), "not UTF-8 any more");
        scratch.write("content/db/a.md", "# Again?");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]));
        scratch.write("content/db/a.svg", "<svg></svg>");
        assert!(tell(&scratch, &mut reader, &["content/db/a.svg", "themes/t/css/a.css"]), "one changed, the other makes all be read");
        fs::rename(scratch.path("content/db"), scratch.path("content/sql")).unwrap();
        assert!(tell(&scratch, &mut reader, &["content/db", "content/sql"]), "a folder was moved");
        fs::remove_dir_all(scratch.path("content/sql/deep")).unwrap();
        fs::write(scratch.path("content/sql/deep"), "a file where a folder was").unwrap();
        assert!(tell(&scratch, &mut reader, &["content/sql/deep"]));
        scratch.write("themes/t/css/a.css", "b{}");
        assert!(tell(&scratch, &mut reader, &["themes/t/css/a.css"]));
        scratch.write("book.toml", "[book]\n");
        assert!(tell(&scratch, &mut reader, &["book.toml"]));
    }

    #[test]
    fn what_texts_refer_to_outside_of_content_is_known() {
        let scratch = guide();
        scratch.write("src/lib.rs", "");
        let mut reader = Reader::open(&dunce::canonicalize(scratch.path("")).unwrap()).unwrap();
        scratch.write("content/db/a.md", "# A?\n[code](../../src/lib.rs) [none](../../src/none.rs)");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]));
        assert_eq!(reader.input().repository_paths, BTreeSet::from(["src/lib.rs".to_string()]));
        scratch.write("content/db/a.md", "# A?");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]) && reader.input().repository_paths.is_empty());
    }

    #[test]
    fn texts_of_an_editor_stand_for_the_files() {
        let scratch = guide();
        let reader = Reader::open(&dunce::canonicalize(scratch.path("")).unwrap()).unwrap();
        let open = [("content/db/a.md", "# Changed?"), ("content/db/new.md", "# New?"), ("content/db/x.txt", "no"), ("README.md", "no")];
        let open: BTreeMap<String, String> = open.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        let with_open = held(&reader.input_with(&open));
        scratch.write("content/db/a.md", "# Changed?");
        scratch.write("content/db/new.md", "# New?");
        assert_eq!(with_open, held(&read(&scratch.path("")).unwrap()));
    }

    #[cfg(unix)]
    #[test]
    fn where_there_are_links_a_change_of_their_target_is_seen() {
        let scratch = guide();
        std::os::unix::fs::symlink("a.md", scratch.path("content/db/same.md")).unwrap();
        let mut reader = Reader::open(&dunce::canonicalize(scratch.path("")).unwrap()).unwrap();
        scratch.write("content/db/a.md", "# Changed?");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]));
        fs::remove_file(scratch.path("content/db/a.md")).unwrap();
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]), "now the link leads to nothing");
        fs::remove_file(scratch.path("content/db/same.md")).unwrap();
        assert!(tell(&scratch, &mut reader, &["content/db/same.md"]));
        scratch.write("content/db/a.md", "# Back?");
        assert!(tell(&scratch, &mut reader, &["content/db/a.md"]) && reader.plain);
    }
}
