//! What all commands begin with: the guide's folder, read and compiled, and its findings printed.
#![allow(clippy::disallowed_methods)] // I/O layer: this module looks at the disk and the current folder.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::diagnostic::Diagnostic;
use recto::model::Node;
use recto::offline::ListedFile;
use recto::search::FileSink;
use recto::site::{self, Output, PageOutput, SitePath};
use recto::{Compiled, Input, Options, Site, Sources};

use super::Failure;
use super::args::{Format, Guide};
use super::print::{self, Report};
use super::read;
use super::site_files::SiteFiles;
use super::terminal::{Stopwatch, colours};

/// The guide's folder and a command's options for it.
pub struct OpenGuide {
    /// Absolute, without links.
    pub root: PathBuf,
    /// The folder as seen from where the command runs, with `/` at the end; empty for that folder itself.
    prefix: String,
    pub stopwatch: Stopwatch,
}

/// Finds the guide's folder and sets the number of threads.
pub fn open(args: &Guide) -> Result<OpenGuide, Failure> {
    let stopwatch = Stopwatch::start(args.verbose);
    let opened = OpenGuide { stopwatch, ..find(&args.dir)? };
    let jobs = args.jobs.map_or(0, usize::from);
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global().context("cannot start threads")?;
    Ok(opened)
}

/// Finds the guide's folder.
pub fn find(dir: &Path) -> Result<OpenGuide, Failure> {
    let root = match dunce::canonicalize(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Failure::Usage(format!("there is no folder {}", dir.display())));
        }
        root => root.with_context(|| format!("cannot open the folder {}", dir.display()))?,
    };
    if !root.join("content").is_dir() && !root.join("book.toml").is_file() {
        let message = format!("{} is not a guide: it has neither a book.toml nor a folder content/; `recto init` makes one", dir.display());
        return Err(Failure::Usage(message));
    }
    let prefix = prefix(dir, &root);
    if super::mv::is_pending(&root) {
        eprintln!("warning: a `recto mv` was interrupted in {}; the next `recto mv` completes it", display_path(dir));
    }
    Ok(OpenGuide { prefix, root, stopwatch: Stopwatch::start(false) })
}

/// A folder as it is typed.
pub fn display_path(dir: &Path) -> String {
    let dir = print::replace_control_characters(&dir.to_string_lossy()).into_owned();
    if dir.contains(char::is_whitespace) { format!("\"{dir}\"") } else { dir }
}

/// The options of the compilation from the command line.
pub fn options(args: &Guide) -> Options {
    Options { drafts: args.drafts, base_url: args.base_url.clone(), ..Options::default() }
}

/// `guide/` for a folder `guide` below the current one.
fn prefix(dir: &Path, root: &Path) -> String {
    let current = std::env::current_dir().and_then(dunce::canonicalize);
    let relative = current.ok().and_then(|current| root.strip_prefix(current).ok().map(Path::to_path_buf));
    let shown = relative.unwrap_or_else(|| dir.to_path_buf());
    let shown = shown.to_string_lossy().replace('\\', "/");
    if shown.is_empty() || shown.ends_with('/') { shown } else { shown + "/" }
}

impl OpenGuide {
    /// The folder as seen from where the command runs, with `/` at the end; empty for that folder itself.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Reads the guide.
    pub fn read(&mut self) -> anyhow::Result<Input> {
        let input = read::read(&self.root)?;
        self.stopwatch.stage("read");
        Ok(input)
    }

    /// Reads and compiles the guide.
    pub fn compile(&mut self, args: &Guide) -> anyhow::Result<Compiled> {
        let input = self.read()?;
        let compiled = recto::compile(input, &options(args));
        self.stopwatch.stage("compile");
        Ok(compiled)
    }

    /// Prints findings for people on standard error.
    pub fn report(&self, sources: &Sources, diagnostics: &[Diagnostic]) -> anyhow::Result<()> {
        let stderr = io::stderr();
        let coloured = colours(&stderr);
        self.write(sources, diagnostics, Format::Human, coloured, &mut stderr.lock())
    }

    /// Prints findings on standard output.
    pub fn print(&self, sources: &Sources, diagnostics: &[Diagnostic], format: Format) -> anyhow::Result<()> {
        let stdout = io::stdout();
        let coloured = colours(&stdout);
        self.write(sources, diagnostics, format, coloured, &mut io::BufWriter::new(stdout.lock()))
    }

    /// Findings with their places as seen from where the command runs.
    pub fn report_of<'a>(&'a self, sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> Report<'a> {
        Report { sources, diagnostics, prefix: &self.prefix }
    }

    fn write(
        &self,
        sources: &Sources,
        diagnostics: &[Diagnostic],
        format: Format,
        coloured: bool,
        out: &mut dyn Write,
    ) -> anyhow::Result<()> {
        let report = self.report_of(sources, diagnostics);
        match print::print(&report, format, coloured, out).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }
}

/// The site in one folder of a zip archive.
pub fn archive(site: &Site) -> Result<Vec<u8>, Failure> {
    let files = site.for_archive().map_err(Failure::Guide)?.files()?;
    Ok(recto::export::zip(&site.config.book.id, &files).context("cannot make the archive")?)
}

/// The site as one HTML file.
pub fn single_file(site: &Site) -> Result<Vec<u8>, Failure> {
    let site = site.for_single_file().map_err(Failure::Guide)?;
    let files = site.files()?;
    Ok(recto::export::single_html(&site, &files))
}

impl SiteFiles for Site {
    fn output_count(&self) -> usize {
        Site::outputs(self).len()
    }

    fn path(&self, output: usize) -> Option<&SitePath> {
        let (path, output) = Site::outputs(self).get(output)?;
        output.bundle().is_none().then_some(path)
    }

    fn prefix(&self, output: usize) -> &str {
        match Site::outputs(self).get(output) {
            // A bundle's root is the first of its files.
            Some((path, output)) if output.bundle().is_some() => path.as_str().rfind('/').map_or("", |at| &path.as_str()[..=at]),
            Some((path, _)) => path.as_str(),
            None => "",
        }
    }

    fn sources(&self, output: usize) -> Vec<String> {
        let node = match Site::outputs(self).get(output) {
            Some((_, Output::Page(PageOutput::Node(node)))) => *node,
            Some((_, Output::Page(PageOutput::Topic { topic, .. } | PageOutput::Print { topic, .. }))) => Node::Topic(*topic),
            _ => return Vec::new(),
        };
        let own = match self.guide.body(node) {
            Some(body) => self.sources.get(body.source).path.clone(),
            None => format!("content/{}", self.guide.id(node)),
        };
        // The home page is the book's.
        if node == Node::Home { vec![own, "book.toml".to_string()] } else { vec![own] }
    }

    fn write_output(&self, output: usize, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
        Site::outputs(self).get(output).map_or(Ok(()), |(path, output)| self.write(path, output, sink))
    }

    fn offline_list(&self, files: Vec<ListedFile>) -> Option<(SitePath, Vec<u8>)> {
        Site::offline_list(self, files)
    }

    fn archive(&self) -> Option<Result<(SitePath, Vec<u8>), Failure>> {
        let path = site::archive_path(&self.config.book.id);
        self.config.export.zip.then(|| archive(self).map(|bytes| (path, bytes)))
    }
}
