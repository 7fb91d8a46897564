//! valgrind's callgrind, which counts the instructions of a program.

use std::fs;
use std::path::Path;
use std::process::Command;

pub fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|out| out.status.success())
}

/// What comes behind it, options first, is counted into the file `dump`.
pub fn command(dump: &Path) -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.arg("--tool=callgrind").arg(format!("--callgrind-out-file={}", dump.display()));
    valgrind
}

/// The sum of a dump.
pub fn instructions(dump: &Path) -> Option<u64> {
    let text = fs::read_to_string(dump).ok()?;
    let sum = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.trim().parse().ok());
    sum("totals:").or_else(|| sum("summary:"))
}
