//! What goes wrong while `recto mv` writes: a disk that fails at any of its operations, and kills. No text is lost, and the same command
//! completes the move.
//!
//! The disk is tests/faults/failing-disk.c, preloaded. `RECTO_FAULTS=1` tries every operation instead of some spread over all, and more kills.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests of the command")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use support::disk::library;
use support::{Scratch, files, recto};

type Files = BTreeMap<String, Vec<u8>>;

/// Each of these words is in one text.
const WORDS: [&str; 6] = ["welcome", "atomicity", "monotonic", "drafted", "indexed", "elsewhere"];

/// Operations that each kind of fault is tried at in the short form.
const TRIES: usize = 7;

fn is_long() -> bool {
    std::env::var_os("RECTO_FAULTS").is_some()
}

fn fresh(scratch: &Scratch) {
    let _ = fs::remove_dir_all(scratch.path("guide"));
    for (path, text) in [
        ("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n"),
        ("content/index.md", "The welcome. [a](t/acid.md), [[t/acid]], [t](t/)\n"),
        ("content/t/index.md", "---\ntitle: T\ncards: [acid, clock]\n---\n\nIt is indexed. [a](acid.md)\n"),
        ("content/t/acid.md", "# What does it promise?\n\n## Answer\nThe atomicity. [c](clock.md)\n"),
        ("content/t/clock.md", "# Which clock is it?\n\n## Answer\nThe monotonic one. [a](acid.md#answer)\n"),
        ("content/t/_later.md", "Only drafted.\n"),
        ("content/u/other.md", "# Where is the other?\n\n## Answer\nIt is elsewhere. [a](../t/acid.md)\n"),
    ] {
        scratch.write(&format!("guide/{path}"), text);
    }
}

/// The command: a topic with all in it, or a card.
fn mv(scratch: &Scratch, what: &str) -> Command {
    let mut command = recto();
    let (old, new) = if what == "topic" { ("t", "v/deep") } else { ("t/acid", "u/acid-properties") };
    command.args(["mv", old, new]).arg(scratch.path("guide")).env("RAYON_NUM_THREADS", "1");
    command
}

fn faulty(scratch: &Scratch, what: &str, kind: &str, at: usize) -> (Output, usize) {
    let count = scratch.path("count");
    let _ = fs::remove_file(&count);
    let mut command = mv(scratch, what);
    command.env("LD_PRELOAD", library()).env("FAULT_UNDER", scratch.path("guide")).env("FAULT_KIND", kind);
    let output = command.env("FAULT_AT", at.to_string()).env("FAULT_COUNT", &count).output().unwrap();
    let bytes = fs::read(&count).unwrap_or_default();
    (output, bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize))
}

/// The guide as it was before the move and as it is after it.
struct Bench {
    scratch: Scratch,
    what: &'static str,
    before: Files,
    after: Files,
}

impl Bench {
    fn new(what: &'static str) -> Self {
        let scratch = Scratch::new();
        fresh(&scratch);
        let before = files(&scratch.path("guide"));
        let done = mv(&scratch, what).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let after = files(&scratch.path("guide"));
        assert!(after.keys().all(|path| !path.contains("recto-move")) && after != before, "{:?}", after.keys());
        Self { scratch, what, before, after }
    }

    /// No text is lost, and the same command completes the move.
    fn assert_sound(&self, case: &str) {
        let found = files(&self.scratch.path("guide"));
        let content: Vec<u8> = found.iter().filter(|(path, _)| path.starts_with("content/")).flat_map(|(_, bytes)| bytes.clone()).collect();
        let content = String::from_utf8_lossy(&content);
        for word in WORDS {
            assert!(content.contains(word), "{case}: {word} is lost");
        }
        let again = mv(&self.scratch, self.what).output().unwrap();
        let said = String::from_utf8_lossy(&again.stderr);
        let visible = |all: &Files| -> Files {
            all.iter()
                .filter(|(path, _)| !path.ends_with(".recto-move") && !path.starts_with(".recto-move/"))
                .map(|(p, b)| (p.clone(), b.clone()))
                .collect()
        };
        // A first run that had done all leaves nothing to do.
        let was_done = visible(&found) == self.after;
        assert!(again.status.success() || was_done, "{case}: the second run fails: {said}");
        let now = files(&self.scratch.path("guide"));
        let differ: Vec<&String> = now.keys().filter(|path| now.get(*path) != self.after.get(*path)).collect();
        assert!(now == self.after, "{case}: the second run leaves {differ:?}, {said}");
    }
}

#[test]
fn a_disk_that_fails_loses_nothing_and_the_same_command_completes_the_move() {
    for what in ["card", "topic"] {
        let bench = Bench::new(what);
        fresh(&bench.scratch);
        let (_, operations) = faulty(&bench.scratch, what, "full", 0);
        assert!(operations > 12, "the disk is watched: {operations}");
        let tries = if is_long() { operations } else { TRIES.min(operations) };
        let (mut failed, mut kept) = (0, 0);
        for kind in ["full", "readonly", "denied", "broken", "kill"] {
            for at in (0..tries).map(|i| 1 + i * operations / tries) {
                fresh(&bench.scratch);
                let case = format!("{what}, {kind} at {at} of {operations}");
                let (output, _) = faulty(&bench.scratch, what, kind, at);
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success() || kind == "kill" || said.contains("error: "), "{case}: {said}");
                failed += usize::from(!output.status.success());
                if said.contains("nothing was moved") {
                    kept += 1;
                    let mut now = files(&bench.scratch.path("guide"));
                    now.retain(|path, _| !path.starts_with(".recto-move/"));
                    assert!(now == bench.before, "{case}: something was moved");
                }
                bench.assert_sound(&case);
            }
        }
        eprintln!("{what}: {failed} faults met the move, {kept} before its first step");
        assert!(failed > 10 && kept > 0, "{failed} {kept}");
    }
}

#[test]
fn a_move_that_is_killed_at_random_moments_loses_nothing() {
    let bench = Bench::new("topic");
    fresh(&bench.scratch);
    let start = Instant::now();
    assert!(mv(&bench.scratch, "topic").output().unwrap().status.success());
    let whole = start.elapsed().as_micros() as u64;
    let (mut seed, mut killed) = (7_u64, 0);
    for number in 0..if is_long() { 300 } else { 12 } {
        fresh(&bench.scratch);
        let mut run = mv(&bench.scratch, "topic").stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Its end, where it writes, more often than its beginning, where it reads.
        std::thread::sleep(Duration::from_micros(whole / 2 + (seed >> 33) % (whole / 2).max(1)));
        run.kill().unwrap();
        killed += usize::from(run.wait().unwrap().signal() == Some(9));
        bench.assert_sound(&format!("kill {number}"));
    }
    eprintln!("{killed} moves were killed before their end");
}

/// What was interrupted is told by other commands, and what was edited since is not overwritten.
#[test]
fn a_move_that_was_interrupted_is_told_and_keeps_later_edits() {
    let bench = Bench::new("card");
    fresh(&bench.scratch);
    let (_, operations) = faulty(&bench.scratch, "card", "full", 0);
    let interrupted = (1..=operations).rev().find(|at| {
        fresh(&bench.scratch);
        faulty(&bench.scratch, "card", "kill", *at);
        bench.scratch.path("guide/.recto-move/steps.json").exists() && bench.scratch.path("guide/content/t/acid.md").exists()
    });
    assert!(interrupted.is_some());
    let check = recto().arg("check").arg(bench.scratch.path("guide")).output().unwrap();
    assert!(String::from_utf8_lossy(&check.stderr).contains("a `recto mv` was interrupted"), "{check:?}");
    bench.scratch.write("guide/content/index.md", "The welcome, edited.\n");
    let dry = mv(&bench.scratch, "card").arg("--dry-run").output().unwrap();
    assert_eq!(dry.status.code(), Some(2));
    let again = mv(&bench.scratch, "card").output().unwrap();
    assert!(again.status.success(), "{again:?}");
    assert_eq!(fs::read_to_string(bench.scratch.path("guide/content/index.md")).unwrap(), "The welcome, edited.\n");
    assert!(!bench.scratch.path("guide/content/t/acid.md").exists() && bench.scratch.path("guide/content/u/acid-properties.md").exists());
}
