//! A small guide in a folder of its own, and the `recto` command run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder for one test with a small guide in it, removed when the test ends.
pub struct Guide(pub PathBuf);

pub const CARD: &str =
    "---\nlevel: mid\n---\n\n# What is a phantom read?\n\n## Answer\nRows that appear.\n\n## Key points\n- New rows appear\n";

impl Guide {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("guide-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let this = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        this.write("book.toml", "[book]\nid = \"small\"\ntitle = \"A small guide\"\n");
        this.write("content/index.md", "Welcome.\n");
        this.write("content/databases/index.md", "---\ntitle: Databases\n---\n\nAbout data.\n");
        this.write("content/databases/phantom-read.md", CARD);
        this
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Runs recto in the guide's folder.
    pub fn recto(&self, args: &[&str]) -> Run {
        let output = command(&self.0).args(args).output().unwrap();
        Run(output)
    }

    /// Every file below a folder of the guide with its bytes.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let named = |(path, bytes)| (if folder.is_empty() { path } else { format!("{folder}/{path}") }, bytes);
        super::files(&self.0.join(folder)).into_iter().map(named).collect()
    }
}

impl Drop for Guide {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("GITHUB_STEP_SUMMARY").stdin(Stdio::null());
    command
}

pub struct Run(pub Output);

impl Run {
    pub fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}
