//! What must hold whatever is read: one function for each target, which panics where it does not. `tests/fuzz.rs` calls them.

mod book;
mod card;
mod front_matter;
mod html;
mod import;
mod inert;
mod links;
mod requests;
mod strings;

use recto::diagnostic::{Code, Diagnostic};
use recto::source::{Source, Sources, Span};

/// Takes bytes as input, and panics where a property does not hold.
pub type Check = fn(&[u8]);

/// A name, its check, and how many inputs the short form makes of its corpus: as many as take half a second unoptimised.
pub const TARGETS: &[(&str, Check, usize)] = &[
    ("front-matter", front_matter::check, 4_000),
    ("card", card::check, 1_000),
    ("html", html::check, 400),
    ("links", links::check, 400),
    ("book", book::check, 1_500),
    ("strings", strings::check, 300),
    ("import", import::check, 800),
    ("requests", requests::check, 20_000),
];

/// Longer texts say nothing that shorter ones do not.
const LONGEST: usize = 8 * 1024;

/// The first byte chooses among ways of reading the rest.
fn split(data: &[u8]) -> Option<(u8, &[u8])> {
    let (first, rest) = data.split_first()?;
    (rest.len() <= LONGEST).then_some((*first, rest))
}

/// A text for each input: a file that is none is refused before it is read.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// CheckResult lie in their files, and none of them is a mistake of our own.
fn judge(found: &[Diagnostic], sources: &Sources) {
    for finding in found {
        assert_ne!(finding.code, Code::InternalError, "{finding:?}");
        for at in finding.locations() {
            let source: &Source = sources.get(at.source);
            assert!(source.text.get(at.span.range()).is_some(), "{finding:?} does not lie in {:?}", source.text);
        }
    }
}

/// The same twice: nothing depends on what was read before, or on the order of a table.
fn twice<T: std::fmt::Debug>(make: impl Fn() -> T) -> T {
    let first = make();
    // As written: TOML has numbers that equal nothing.
    assert_eq!(format!("{first:?}"), format!("{:?}", make()), "not the same twice");
    first
}

fn lies_in(span: Span, text: &str, what: &str) {
    assert!(text.get(span.range()).is_some(), "{what} {span:?} does not lie in {text:?}");
}
