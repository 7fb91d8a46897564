//! A small guide in a folder of its own, the `recto` command run in it, and a running server.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "a test of the hands")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
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

    /// Every file below a folder with its bytes.
    pub fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.0.join(folder)];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).into_iter().flatten().flatten() {
                match entry.path() {
                    path if path.is_dir() => folders.push(path),
                    path => {
                        files.push((path.strip_prefix(&self.0).unwrap().to_string_lossy().replace('\\', "/"), fs::read(&path).unwrap()))
                    }
                }
            }
        }
        files.sort();
        files
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

/// A running `recto serve`, ended with the test.
pub struct Server {
    pub process: Child,
    /// `127.0.0.1:PORT`
    pub address: String,
    pub announced: String,
}

impl Server {
    pub fn start(guide: &Guide, args: &[&str]) -> Self {
        let mut process =
            command(&guide.0).args(["serve", "--port", "0"]).args(args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut announced = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut announced).unwrap();
        let address = announced.split('/').nth(2).unwrap_or_default().to_string();
        Self { process, address, announced }
    }

    /// Sends bytes and reads until the server closes.
    pub fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, method: &str, path: &str, host: &str) -> String {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
