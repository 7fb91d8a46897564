//! What the tests of the command share: scratch folders, running recto, and the files of a folder.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::disallowed_methods, reason = "tests of the hands")]

#[cfg(target_os = "linux")]
pub mod disk;
pub mod guide;
pub mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder for one test, removed when the test ends.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("scratch-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// With a copy of a folder of the repository as `guide/`.
    pub fn with_guide(folder: &str) -> Self {
        let this = Self::new();
        for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            this.write(&format!("guide/{path}"), bytes);
        }
        this
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// Builds `guide/` into `site/`.
    pub fn build(&self, options: &[&str]) -> Output {
        recto().arg("build").arg(self.path("guide")).arg("--output").arg(self.path("site")).args(options).output().unwrap()
    }

    /// Builds, and fails the test if that does not succeed.
    pub fn must_build(&self, options: &[&str]) {
        let output = self.build(options);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    pub fn site(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.path("site"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn recto() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.stdin(Stdio::null());
    command
}

/// Every file below a folder, by its path with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}
