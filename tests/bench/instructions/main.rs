//! How many instructions Recto takes for a small guide, compared with the figures that are committed beside this file.
//!
//! `cargo bench --bench instructions` counts by valgrind's callgrind, on one thread, so that the figures are the same on a busy machine and
//! a change that makes a build dearer fails where seconds would hide it. `RECTO_BLESS=1` before it writes the figures anew; say in the commit
//! what made them change. Those of another processor, compiler or C library are others, by more than what is allowed here perhaps.
#![allow(clippy::disallowed_methods, reason = "a program that measures")]

#[path = "../../support/callgrind.rs"]
mod callgrind;
#[path = "../guide/main.rs"]
#[allow(dead_code, reason = "a program of its own, too")]
mod guide;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

/// Hundredths by which a figure may differ from the committed one. Less is told as well: the next regression would hide behind it.
const TOLERANCE: f64 = 4.0;
const FIGURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/instructions/figures.json");

/// What is measured: name, cards of the guide, command.
const MEASURED: [(&str, u64, &[&str]); 3] =
    [("check-10", 10, &["check"]), ("check-200", 200, &["check"]), ("build-200", 200, &["build", "--output", "site"])];

type Figures = BTreeMap<String, u64>;

fn main() -> Result<ExitCode> {
    if !callgrind::is_installed() {
        println!("valgrind is not installed: nothing is measured");
        return Ok(ExitCode::SUCCESS);
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("the figures are those of Linux on x86-64: nothing is measured");
        return Ok(ExitCode::SUCCESS);
    }
    // Outside of any repository: of one that surrounds a guide, dates are read.
    let folder = std::env::temp_dir().join(format!("recto-instructions-{}", std::process::id()));
    let measured = measure(&folder);
    fs::remove_dir_all(&folder)?;
    let measured = measured?;
    if std::env::var_os("RECTO_BLESS").is_some() {
        fs::write(FIGURES, format!("{}\n", serde_json::to_string_pretty(&measured)?))?;
    }
    let committed: Figures = serde_json::from_slice(&fs::read(FIGURES).context(FIGURES)?)?;
    let mut is_as_committed = true;
    for (name, count) in &measured {
        let before = *committed.get(name).with_context(|| format!("{FIGURES} has no {name}"))?;
        let more = (*count as f64 / before as f64 - 1.0) * 100.0;
        let is_near = more.abs() <= TOLERANCE;
        is_as_committed &= is_near;
        let verdict = if is_near { "" } else { ": more than is allowed" };
        println!("{name:<10} {:>8.2} million instructions, {more:+.2}% of {:.2}{verdict}", millions(*count), millions(before));
    }
    if !is_as_committed {
        println!("If that is meant: RECTO_BLESS=1 cargo bench --bench instructions, and commit {FIGURES}");
    }
    Ok(if is_as_committed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}

fn measure(folder: &Path) -> Result<Figures> {
    fs::create_dir_all(folder)?;
    // What the dynamic linker does is the system's, and differs between systems.
    let start = count(folder, folder, &["--version"])?;
    let mut figures = Figures::new();
    for (name, cards, command) in MEASURED {
        let guide = folder.join(cards.to_string());
        if !guide.exists() {
            guide::write_guide(cards, &guide, 1)?;
        }
        figures.insert(name.to_string(), count(folder, &guide, command)?.saturating_sub(start));
    }
    Ok(figures)
}

/// The instructions of a command that runs in a guide's folder.
fn count(folder: &Path, guide: &Path, command: &[&str]) -> Result<u64> {
    let dump: PathBuf = folder.join("dump");
    let mut recto = callgrind::command(&dump);
    recto.arg(env!("CARGO_BIN_EXE_recto")).args(command).current_dir(guide).env("RAYON_NUM_THREADS", "1");
    let output = recto.output()?;
    ensure!(output.status.success(), "recto {command:?}: {}", String::from_utf8_lossy(&output.stderr));
    callgrind::instructions(&dump).context("callgrind counted nothing")
}
