//! What can be published file by file: the interface between the library's site and the code that writes or serves it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use recto::diagnostic::Diagnostic;
use recto::offline::ListedFile;
use recto::search::{FileSink, collect_files};
use recto::site::SitePath;

use super::Failure;

/// Something that makes the files of a site, each when it is asked for and from any thread.
pub trait SiteFiles: Sync {
    /// How many outputs there are.
    fn output_count(&self) -> usize;

    /// The file that an output makes; `None` for one that makes several, whose names are known only when they are made.
    fn path(&self, output: usize) -> Option<&SitePath>;

    /// What the paths of an output's files begin with, as far as that is known before they are made.
    fn prefix(&self, output: usize) -> &str {
        self.path(output).map_or("", SitePath::as_str)
    }

    /// The author's files that an output shows, relative to the guide's root; none for one that shows no file in particular.
    fn sources(&self, _output: usize) -> Vec<String> {
        Vec::new()
    }

    /// Makes an output's files and passes each to `sink`, from any thread and in any order.
    fn write_output(&self, output: usize, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>>;

    /// The last file, which lists all others for the worker that keeps them offline.
    fn offline_list(&self, _files: Vec<ListedFile>) -> Option<(SitePath, Vec<u8>)> {
        None
    }

    /// The site as an archive, where one is published beside it.
    fn archive(&self) -> Option<Result<(SitePath, Vec<u8>), Failure>> {
        None
    }

    /// All files of the site, the list of them too.
    fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let made: Vec<_> = (0..self.output_count()).into_par_iter().map(|output| self.make(output)).collect();
        let mut files = BTreeMap::new();
        for made in made {
            files.extend(made.map_err(Failure::Guide)?.into_iter().map(|(path, bytes)| (path.to_string(), bytes)));
        }
        let listed = files.iter().filter_map(|(path, bytes)| ListedFile::new(path, bytes)).collect();
        files.extend(self.offline_list(listed).map(|(path, bytes)| (path.to_string(), bytes)));
        Ok(files)
    }

    /// An output's files, in the order of their paths.
    fn make(&self, output: usize) -> Result<Vec<(SitePath, Vec<u8>)>, Vec<Diagnostic>> {
        let mut made = Ok(());
        let files = collect_files(|sink| made = self.write_output(output, sink));
        made.map(|()| files)
    }
}
