//! Where files of a site lie on disk.

use std::path::{Path, PathBuf};

/// Where a path of the site lies below a folder.
pub fn below(folder: &Path, path: &str) -> PathBuf {
    path.split('/').fold(folder.to_path_buf(), |folder, part| folder.join(part))
}
