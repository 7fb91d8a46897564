//! Output to the terminal besides findings: times, a progress bar, the last line.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the clock and the environment.

use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
pub use recto::diagnostic::plural;

/// A bar appears only when work takes longer than this.
const SHOW_AFTER: Duration = Duration::from_millis(500);

/// Whether output to that stream may have colours: a terminal, and nobody set `NO_COLOR` (<https://no-color.org>).
pub fn colours(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    stream.is_terminal() && set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb")
}

/// Writes to standard output; a reader that has gone (`recto explain | head`) is not a failure.
pub fn print(text: &str) -> anyhow::Result<()> {
    print_bytes(text.as_bytes())
}

/// The same with what need not be text.
pub fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Adds Markdown to the summary of the job that runs this on GitHub; nothing happens elsewhere.
pub fn job_summary(markdown: &str) -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    let file = OpenOptions::new().append(true).create(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(markdown.as_bytes()));
    written.with_context(|| format!("cannot write the job's summary into {}", path.display()))
}

/// Measures a run and its stages.
pub struct Stopwatch {
    start: Instant,
    stage: Instant,
    verbose: bool,
}

impl Stopwatch {
    /// Starts the run and its first stage.
    pub fn start(verbose: bool) -> Self {
        let now = Instant::now();
        Self { start: now, stage: now, verbose }
    }

    /// Ends a stage; with `--verbose` its time is printed.
    pub fn stage(&mut self, name: &str) {
        let now = Instant::now();
        if self.verbose {
            eprintln!("{name:>9} {}", duration(now - self.stage));
        }
        self.stage = now;
    }

    /// Since the start: `84 ms`.
    pub fn total(&self) -> String {
        duration(self.start.elapsed())
    }
}

fn duration(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds < 1.0 => format!("{} ms", time.as_millis()),
        seconds if seconds < 60.0 => format!("{seconds:.2} s"),
        seconds => format!("{} min {} s", seconds as u64 / 60, seconds as u64 % 60),
    }
}

/// A bar on standard error, drawn only there where it is a terminal and the work is long.
pub struct Progress {
    bar: ProgressBar,
    start: Instant,
    wanted: bool,
}

impl Progress {
    /// For so many steps; never drawn where `quiet`.
    pub fn new(steps: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len}, {eta} left") {
            bar.set_style(style);
        }
        Self { bar, start: Instant::now(), wanted: !quiet && io::stderr().is_terminal() }
    }

    /// Counts a step as done.
    pub fn step(&self) {
        self.bar.inc(1);
        if self.wanted && self.bar.is_hidden() && self.start.elapsed() > SHOW_AFTER {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short() {
        assert_eq!(duration(Duration::from_micros(84_700)), "84 ms");
        assert_eq!(duration(Duration::from_millis(2_500)), "2.50 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 5 s");
    }
}
