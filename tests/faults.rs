//! What goes wrong around a build: a full or broken disk at any of its operations, signals, files that vanish, two builds at once. Each time
//! the last good site is whole (or the new one is), the message names the path, and the next build completes the site.
//!
//! The disk is tests/faults/failing-disk.c, preloaded. `RECTO_FAULTS=1` tries every operation instead of some spread over all.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests of the command")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};

use support::disk::library;
use support::{Scratch, recto};

/// Operations of a build that each kind of fault is tried at in the short form.
const TRIES: usize = 8;

/// A guide in two versions that differ in every page, and the sites that are made of them.
struct Bench {
    scratch: Scratch,
    sites: [BTreeMap<String, Vec<u8>>; 2],
}

type Files = BTreeMap<String, Vec<u8>>;

impl Bench {
    fn new() -> Self {
        let scratch = Scratch::new();
        let mut bench = Self { scratch, sites: [BTreeMap::new(), BTreeMap::new()] };
        for version in [0, 1] {
            bench.choose(version);
            bench.scratch.must_build(&["--quiet"]);
            bench.sites[version] = bench.scratch.site();
        }
        bench
    }

    /// Writes a version's sources. One has a card and a stylesheet of its own.
    fn choose(&self, version: usize) {
        let theme = if version == 1 { "[site]\ntheme = \"own\"\n" } else { "" };
        self.scratch.write("guide/book.toml", format!("[book]\nid = \"x\"\ntitle = \"Version {version}\"\n{theme}"));
        self.scratch.write("guide/content/index.md", "Welcome.\n");
        for card in ["acid", "locks", "mvcc"] {
            self.scratch.write(&format!("guide/content/db/{card}.md"), format!("# What is {card}?\n\n## Answer\nA word about {card}.\n"));
        }
        self.scratch.write("guide/themes/own/css/base.css", "body { margin: 1em; }\n");
        let extra = self.scratch.path("guide/content/db/extra.md");
        match version {
            1 => self.scratch.write("guide/content/db/extra.md", "# What is extra?\n\n## Answer\nMore.\n"),
            _ => _ = fs::remove_file(extra),
        }
    }

    fn command(&self) -> Command {
        let mut command = recto();
        command.args(["build", "--quiet", "--output"]).arg(self.scratch.path("site")).arg(self.scratch.path("guide"));
        command.env("RAYON_NUM_THREADS", "1");
        command
    }

    /// A build on a disk that fails; how many operations there were.
    fn faulty(&self, kind: &str, under: &str, at: usize) -> (Output, usize) {
        let count = self.scratch.path("count");
        let _ = fs::remove_file(&count);
        let mut command = self.command();
        command.env("LD_PRELOAD", library()).env("FAULT_UNDER", self.scratch.path(under)).env("FAULT_KIND", kind);
        let output = command.env("FAULT_AT", at.to_string()).env("FAULT_COUNT", &count).output().unwrap();
        let bytes = fs::read(&count).unwrap_or_default();
        (output, bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize))
    }

    /// Whether every file is that of one of the two sites, and each page finds what it loads.
    fn assert_whole(&self, found: &Files, what: &str) {
        for (path, bytes) in found.iter().filter(|(path, _)| *path != ".recto-manifest" && !path.starts_with(".recto-staging/")) {
            assert!(self.sites.iter().any(|site| site.get(path) == Some(bytes)), "{what}: {path} is of neither site");
            if path.ends_with(".html") {
                let html = String::from_utf8_lossy(bytes);
                for asset in html.split('"').filter(|text| text.contains("assets/") && !text.starts_with("http")) {
                    assert!(
                        found.contains_key(asset.trim_start_matches("../").trim_start_matches('/')),
                        "{what}: {path} names {asset}, which is not there"
                    );
                }
            }
        }
        let missing = self.sites[0].keys().filter(|path| path.ends_with(".html") && self.sites[1].contains_key(*path));
        for path in missing {
            assert!(found.contains_key(path), "{what}: {path} is gone");
        }
    }

    /// After a build that succeeds: exactly the site of that version, and nothing else lies about.
    fn assert_repaired(&self, version: usize, what: &str) {
        self.scratch.must_build(&["--quiet"]);
        assert!(self.scratch.site() == self.sites[version], "{what}: the next build completes the site");
        let mut left: Vec<String> =
            fs::read_dir(self.scratch.path("")).unwrap().flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        left.retain(|name| name != "count");
        left.sort();
        assert_eq!(left, ["guide", "site"], "{what}: and clears up");
    }
}

/// Numbers of operations to try, spread over all.
fn moments(operations: usize) -> Vec<usize> {
    let tries = if std::env::var_os("RECTO_FAULTS").is_some() { operations } else { TRIES.min(operations) };
    (0..tries).map(|i| 1 + i * operations / tries).collect()
}

/// Tries a kind of fault at operations of a build over a site that is there, and of one where there is none.
fn try_all(kind: &str, is_right: impl Fn(&Output) -> bool) {
    let bench = Bench::new();
    bench.choose(0);
    let (_, operations) = bench.faulty(kind, "site", 0);
    assert!(operations > 30, "the disk is watched: {operations}");
    let mut version = 0;
    let mut failed = 0;
    for at in moments(operations) {
        version = 1 - version;
        bench.choose(version);
        let what = format!("{kind} at {at} of {operations}");
        let (output, _) = bench.faulty(kind, "site", at);
        failed += usize::from(!output.status.success());
        assert!(is_right(&output), "{what}: {output:?}");
        let found = bench.scratch.site();
        bench.assert_whole(&found, &what);
        // Where a build says that it succeeded, it did; what it only clears up may fail.
        assert!(!output.status.success() || found == bench.sites[version], "{what}");
        bench.assert_repaired(version, &what);
    }
    assert!(failed > 0, "{kind}: faults are met");
    // Where there is no site yet, there is none or all of it.
    fs::remove_dir_all(bench.scratch.path("site")).unwrap();
    let (_, operations) = bench.faulty(kind, "", 0);
    for at in moments(operations).into_iter().step_by(3) {
        let _ = fs::remove_dir_all(bench.scratch.path("site"));
        let what = format!("{kind} at {at} of {operations}, the first time");
        let (output, _) = bench.faulty(kind, "", at);
        assert!(is_right(&output), "{what}: {output:?}");
        let found = bench.scratch.site();
        assert!(found.is_empty() || found == bench.sites[version], "{what}: half a site");
        bench.assert_repaired(version, &what);
    }
}

/// Success, or an error of the machine that names a path.
fn says_where(output: &Output) -> bool {
    let said = String::from_utf8_lossy(&output.stderr);
    output.status.success() || output.status.code() == Some(3) && said.starts_with("error: ") && said.contains("site")
}

#[test]
fn a_full_disk_leaves_the_last_good_site() {
    try_all("full", |output| says_where(output) && (output.status.success() || stderr(output).contains("No space left on device")));
}

#[test]
fn a_read_only_disk_leaves_the_last_good_site() {
    try_all("readonly", |output| says_where(output) && (output.status.success() || stderr(output).contains("Read-only file system")));
}

#[test]
fn a_denied_operation_leaves_the_last_good_site() {
    try_all("denied", |output| says_where(output) && (output.status.success() || stderr(output).contains("Permission denied")));
}

#[test]
fn a_broken_disk_leaves_the_last_good_site() {
    try_all("broken", says_where);
}

#[test]
fn signals_leave_the_last_good_site() {
    for (kind, signal) in [("kill", 9), ("interrupt", 2), ("terminate", 15)] {
        try_all(kind, |output| output.status.success() || output.status.signal() == Some(signal));
    }
}

/// At any moment, whatever the build does: while it reads, renders, writes or clears up.
#[test]
fn a_build_that_is_killed_at_random_moments_leaves_the_last_good_site() {
    let bench = Bench::new();
    let (kills, mut seed, mut killed, mut between) = (if std::env::var_os("RECTO_FAULTS").is_some() { 200 } else { 12 }, 11_u64, 0, 0);
    // The shortest of three: a machine that was busy once would make all kills come too late.
    let whole = (1..4).map(|version| {
        bench.choose(version % 2);
        let start = std::time::Instant::now();
        bench.scratch.must_build(&["--quiet"]);
        start.elapsed().as_micros() as u64
    });
    let whole = whole.min().unwrap();
    for number in 0..kills {
        let version = number % 2;
        bench.choose(version);
        let mut build = bench.command().spawn().unwrap();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(std::time::Duration::from_micros((seed >> 33) % whole));
        build.kill().unwrap();
        killed += usize::from(build.wait().unwrap().signal() == Some(9));
        let found = bench.scratch.site();
        between += usize::from(!bench.sites.contains(&found));
        bench.assert_whole(&found, &format!("kill {number}"));
        bench.assert_repaired(version, &format!("kill {number}"));
    }
    eprintln!("{killed} of {kills} builds were killed before their end; after {between} the folder was neither site exactly");
    assert!(killed > 0, "some kill meets a build");
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_that_vanishes_or_cannot_be_read_is_a_finding() {
    let bench = Bench::new();
    for kind in ["vanish", "unread"] {
        bench.choose(1);
        let (_, reads) = bench.faulty(kind, "guide/content", 0);
        assert!(reads >= 4, "{kind}: {reads}");
        for at in 1..=reads {
            bench.choose(1);
            let (output, _) = bench.faulty(kind, "guide/content", at);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{kind} {at}: {said}");
            assert!(said.contains("R009") && said.contains("guide/content/"), "{kind} {at}: {said}");
            assert!(bench.scratch.site() == bench.sites[1], "{kind} {at}: the last good site stays");
        }
    }
}

#[test]
fn places_where_no_site_can_be_are_named() {
    let bench = Bench::new();
    let scratch = &bench.scratch;
    scratch.write("file", "mine");
    scratch.write("guide/content/db/site/notes.txt", "mine");
    let before = support::files(&scratch.path("guide"));
    for (output, code, said) in [
        ("file", 3, "file"),
        ("file/site", 3, "file"),
        ("guide/content", 2, "a folder of the guide's sources"),
        ("guide/content/db/site", 2, "a folder of the guide's sources"),
        ("guide/content/new", 2, "a folder of the guide's sources"),
        ("guide/themes", 2, "a folder of the guide's sources"),
        ("guide", 2, "the guide itself is in that folder"),
        ("", 2, "the guide itself is in that folder"),
    ] {
        let path = scratch.path(output);
        let built = recto().args(["build", "--output"]).arg(&path).arg(scratch.path("guide")).output().unwrap();
        let text = stderr(&built);
        assert_eq!(built.status.code(), Some(code), "{output}: {text}");
        assert!(text.contains(said) && text.contains(path.to_str().unwrap().trim_end_matches('/')), "{output}: {text}");
        assert!(support::files(&scratch.path("guide")) == before, "{output}: nothing of the guide is touched");
        assert_eq!(fs::read_to_string(scratch.path("file")).unwrap(), "mine");
    }
    assert!(scratch.site() == bench.sites[1]);
}

#[test]
fn of_two_builds_at_once_one_says_so_and_the_site_is_whole() {
    let bench = Bench::new();
    let mut told = 0;
    for round in 0..4 {
        bench.choose(round % 2);
        let start = || {
            let mut command = bench.command();
            command.env("LD_PRELOAD", library()).env("FAULT_UNDER", bench.scratch.path("site")).env("FAULT_KIND", "slow");
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let outputs = [start(), start()].map(|child| child.wait_with_output().unwrap());
        assert!(outputs.iter().any(|output| output.status.success()), "{outputs:?}");
        for output in outputs.iter().filter(|output| !output.status.success()) {
            told += 1;
            let said = stderr(output);
            let site = bench.scratch.path("site");
            assert!(said.contains("another recto is publishing into") && said.contains(site.to_str().unwrap()), "{said}");
        }
        assert!(bench.scratch.site() == bench.sites[round % 2]);
        bench.assert_repaired(round % 2, "two at once");
    }
    assert!(told > 0, "the two met at least once");
}
