//! A booklet as PDF, printed by a Chromium that is installed: tagged, with an outline of its headings.
//!
//! Steps: find the program (`$CHROMIUM`, else a known name in PATH); write the booklet into a folder of its own; let the program print it there.
//! The booklet loads nothing and runs nothing, by its own policy.
#![allow(clippy::disallowed_methods)] // I/O layer: this module runs a program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::Context;

use crate::cli::Failure;

/// What browsers of the Chromium family are called.
const BROWSER_NAMES: [&str; 6] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];

/// Where they lie on systems that do not put them into PATH.
const BROWSER_PATHS: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// The booklet as PDF.
pub fn print(html: &[u8]) -> Result<Vec<u8>, Failure> {
    let program = find()?;
    let folder = Folder::new()?;
    let source = folder.0.join("booklet.html");
    fs::write(&source, html).with_context(|| format!("cannot write {}", source.display()))?;
    let target = folder.0.join("booklet.pdf");
    let mut printed = run(&program, &folder.0, &source, &target, false)?;
    // As root, in containers above all, Chromium starts without its sandbox or not at all.
    if !target.exists() && String::from_utf8_lossy(&printed.stderr).contains("no-sandbox") {
        printed = run(&program, &folder.0, &source, &target, true)?;
    }
    match fs::read(&target) {
        Ok(bytes) if bytes.starts_with(b"%PDF") => Ok(bytes),
        _ => {
            let said = String::from_utf8_lossy(&printed.stderr);
            let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing").trim();
            Err(Failure::Io(anyhow::anyhow!("{} printed no PDF: {last}", program.display())))
        }
    }
}

fn run(program: &Path, folder: &Path, source: &Path, target: &Path, without_sandbox: bool) -> anyhow::Result<Output> {
    let mut command = Command::new(program);
    command.args(["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]);
    command.args(["--disable-component-update", "--disable-extensions", "--no-pdf-header-footer", "--generate-pdf-document-outline"]);
    command.args(without_sandbox.then_some("--no-sandbox"));
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("--print-to-pdf={}", target.display())).arg(address(source));
    command.output().with_context(|| format!("cannot start {}", program.display()))
}

/// A file's address: `file:///tmp/x.html`.
fn address(file: &Path) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let path: String = path.split('/').map(recto::encode::query_value_with_slashes).collect::<Vec<_>>().join("/").replace("%3A", ":");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}

/// The browser to print with.
fn find() -> Result<PathBuf, Failure> {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if named.is_file() {
            return Ok(named);
        }
        return Err(Failure::Usage(format!("$CHROMIUM names {}, which is not a file", named.display())));
    }
    let folders: Vec<PathBuf> = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    let in_path = BROWSER_NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))));
    in_path.chain(BROWSER_PATHS.iter().map(PathBuf::from)).find(|file| file.is_file()).ok_or_else(|| {
        let names = BROWSER_NAMES[..3].join(", ");
        Failure::Usage(format!(
            "no Chromium to print with: install one ({names}), set $CHROMIUM to its path, or print what `recto export print` writes from your browser"
        ))
    })
}

/// A folder that goes when it is no longer needed.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("recto-pdf-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).with_context(|| format!("cannot create {}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encoded() {
        assert_eq!(address(Path::new("/tmp/a b/ü#.html")), "file:///tmp/a%20b/%C3%BC%23.html");
        assert_eq!(address(Path::new("C:\\x\\y.html")), "file:///C:/x/y.html");
    }
}
