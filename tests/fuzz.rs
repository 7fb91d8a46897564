//! The checks of `tests/fuzz/` on what is committed there: every text of the corpora, then a few thousand damaged ones, the same on each run.
//!
//! `RECTO_FUZZ=N` makes N times as many.
#![allow(clippy::disallowed_methods, reason = "tests read their corpora, and are asked for more by the environment")]

#[path = "fuzz/checks/mod.rs"]
mod checks;
#[path = "fuzz/checks/cli.rs"]
mod cli;
#[path = "support/random.rs"]
mod random;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::{Arguments, Trial};

use random::Random;

/// Panics so far, those too that were caught below: each is a mistake of ours.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn main() {
    let arguments = Arguments { test_threads: Some(1), ..Arguments::from_args() };
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        usual(panic);
    }));
    let trial = |(name, check, inputs): &(&'static str, fn(&[u8]), usize)| {
        let (name, check, inputs) = (*name, *check, *inputs);
        Trial::test(name, move || replay(name, check, inputs).map_err(Into::into))
    };
    libtest_mimic::run(&arguments, checks::TARGETS.iter().map(trial).collect()).exit();
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// Every text of a target's corpus, in the order of their names.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder("corpus").join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// What is put in anywhere.
const WORDS: [&str; 9] = ["\n", "\n\n", " ", "é", "\u{0}", "\r\n", "\u{feff}", "日", "🎉"];

fn replay(name: &str, check: fn(&[u8]), inputs: usize) -> Result<(), String> {
    let corpus = corpus(name);
    let mut random = Random(0x5eed_0000_0000_0011);
    let times: usize = std::env::var("RECTO_FUZZ").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    corpus.iter().try_for_each(|data| hold(check, data))?;
    (0..inputs * times).try_for_each(|_| hold(check, &damaged(&corpus, &mut random)))
}

/// Runs the check; a panic that was caught on the way counts.
fn hold(check: fn(&[u8]), data: &[u8]) -> Result<(), String> {
    let before = PANICS.load(Ordering::SeqCst);
    let caught = catch_unwind(AssertUnwindSafe(|| check(data)));
    if caught.is_err() || PANICS.load(Ordering::SeqCst) > before {
        return Err(format!("{:?}\nas bytes: {data:?}", String::from_utf8_lossy(data)));
    }
    Ok(())
}

/// One of the corpus, with a few changes.
fn damaged(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut data = corpus[random.below(corpus.len())].clone();
    for _ in 0..=random.below(4) {
        let at = random.below(data.len() + 1);
        match random.below(6) {
            0 => data.truncate(at.max(1)),
            1 => _ = data.drain(at..(at + random.below(20)).min(data.len())),
            2 if !data.is_empty() => {
                let last = data.len() - 1;
                data[at.min(last)] = b" \n-#[](){}<>\"'`$=:*\\|!&0aZ"[random.below(26)];
            }
            3 => {
                let other = &corpus[random.below(corpus.len())];
                let from = random.below(other.len());
                let piece = &other[from..(from + random.below(60)).min(other.len())];
                data.splice(at..at, piece.iter().copied());
            }
            4 => {
                let end = (at + 1 + random.below(30)).min(data.len());
                let piece = data[at.min(end)..end].to_vec();
                data.splice(at..at, piece);
            }
            _ => _ = data.splice(at..at, WORDS[random.below(WORDS.len())].bytes()),
        }
    }
    data
}
