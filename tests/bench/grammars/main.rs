//! What a byte of code costs in each grammar, in lines that are filled with what makes it work most.
//!
//! `cargo bench --bench grammars` prints each grammar whose dearest line costs more than [`MOST`] for a byte, with the longest line at which
//! it does not; `-- NAME` shows the figures of one. `STEPS=N` tries another limit than that of `src/markup/code/highlight.rs` (0 for none).
//! A machine that has much else to do gives figures that are too high.
#![allow(clippy::disallowed_methods, reason = "a program that measures")]

use std::time::{Duration, Instant};

use syntect::parsing::{ParseState, SyntaxReference, SyntaxSet};

/// For a byte of a line, at most: 256 KiB, the largest block that is highlighted, in four seconds.
const MOST: Duration = Duration::from_nanos(16_000);
/// Lengths of lines, in bytes; all fillings are compared with the first, and the dearest of them with the others.
const LENGTHS: [usize; 4] = [125, 250, 500, 1_000];
const DEAREST: usize = 2;
/// Lines with the same filling, each in the state that the one before has left.
const LINES: usize = 3;
const TIMES: u32 = 9;

const FILLINGS: &[&str] = &[
    "a ",
    "a b ",
    "a.",
    "a,",
    "a:",
    "a;",
    "a=b ",
    "a: b; ",
    "a(",
    "(",
    "(a) ",
    "[",
    "[a]",
    "{",
    "{a} ",
    "}",
    "<",
    "<a ",
    "<a>",
    "\"",
    "\"a\" ",
    "'",
    "'a' ",
    "`a",
    "$",
    "$a ",
    "${a} ",
    "#",
    "#a ",
    "@",
    "@a ",
    "&",
    "&a;",
    "%",
    "*",
    "*a* ",
    "-",
    "-- a ",
    "->",
    "/",
    "/* a */ ",
    "\\",
    "\\a ",
    "|",
    "!",
    "?",
    "1 ",
    "0x1f, ",
    "if a ",
    "function f() ",
    "class A ",
    "a::b ",
    "{{a}}",
    "~",
    "^",
    "_",
    "A",
    "aB ",
    "\u{e9} ",
];

/// What a byte of the last of a few equal lines costs: the shortest of some times, for what else the machine does only adds to it.
fn cost(syntax: &SyntaxReference, set: &SyntaxSet, filling: &str, length: usize, times: u32) -> Duration {
    let line = filling.repeat(length / filling.len()) + "\n";
    let mut before = ParseState::new(syntax);
    for _ in 1..LINES {
        _ = before.parse_line(&line, set);
    }
    let once = |_| {
        let (mut state, start) = (before.clone(), Instant::now());
        _ = state.parse_line(&line, set);
        start.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default() / u32::try_from(line.len()).unwrap_or(u32::MAX)
}

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let steps = std::env::var("STEPS").ok().and_then(|steps| steps.parse().ok()).unwrap_or(2_000);
    // SAFETY: it writes one number, and no search has started.
    unsafe { onig_sys::onig_set_retry_limit_in_search(steps) };
    let set = two_face::syntax::extra_newlines();
    for syntax in set.syntaxes().iter().filter(|syntax| wanted.is_empty() || wanted.contains(&syntax.name)) {
        // Expressions are compiled when they are first used.
        FILLINGS.iter().for_each(|filling| _ = cost(syntax, &set, filling, 20, 1));
        let mut dearest: Vec<_> = FILLINGS.iter().map(|filling| (cost(syntax, &set, filling, LENGTHS[0], 3), filling)).collect();
        dearest.sort_by_key(|(cost, _)| std::cmp::Reverse(*cost));
        dearest.truncate(DEAREST);
        let fillings: Vec<&str> = dearest.iter().map(|(_, filling)| **filling).collect();
        let mut figures = String::new();
        let mut limit = 0;
        for length in LENGTHS {
            let most = fillings.iter().map(|filling| cost(syntax, &set, filling, length, TIMES)).max().unwrap_or_default();
            figures.push_str(&format!(" {:.1}", most.as_secs_f64() * 1e6));
            if most > MOST {
                break;
            }
            limit = length;
        }
        if limit < LENGTHS[LENGTHS.len() - 1] || !wanted.is_empty() {
            println!("({:?}, {limit}), // µs a byte:{figures}; {fillings:?}", syntax.name);
        }
    }
}
