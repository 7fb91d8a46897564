//! A preview survives a panic in Recto.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::Session;
use crate::Compiled;
use crate::compiler::compile;
use crate::diagnostic::Code;
use crate::guard::failing::Failing;
use crate::input::{Input, Options};
use crate::source::Source;

/// A path that no other test has: stages of all tests that work on it panic.
const FILE: &str = "content/panics/card.md";

fn guide(words: &str) -> Input {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n"));
    input.sources.add(Source::new(FILE, format!("# What is a lease?\n\n## Answer\n{words} and $x^2$.\n")));
    input.sources.add(Source::new("content/panics/other.md", "# What is a lock?\n\n## Answer\nA [lease](card.md).\n"));
    input
}

/// Every file, or what was found while one was made.
fn files(compiled: &Compiled) -> Result<BTreeMap<String, Vec<u8>>, Vec<Code>> {
    let site = compiled.site.as_ref().ok_or_else(|| compiled.diagnostics.iter().map(|d| d.code).collect::<Vec<_>>())?;
    let kept = Mutex::new(BTreeMap::new());
    for (path, output) in site.outputs() {
        let keep = |path: crate::site::SitePath, bytes| {
            kept.lock().unwrap().insert(path.to_string(), bytes);
        };
        site.write(path, output, &keep).map_err(|found| found.iter().map(|d| d.code).collect::<Vec<_>>())?;
    }
    Ok(kept.into_inner().unwrap())
}

#[test]
fn a_panic_is_told_with_its_file_and_the_next_save_is_shown() {
    let mut session = Session::default();
    let options = Options::default();
    assert!(files(&session.compile(guide("A lock"), &options)).is_ok());

    // While reading the saved file.
    let failing = Failing::at(FILE);
    let failed = session.compile(guide("Some lock"), &options);
    let found: Vec<_> = failed.diagnostics.iter().filter(|d| d.code == Code::InternalError).collect();
    assert!(failed.site.is_none() && found.len() == 1 && found[0].path.as_deref() == Some(FILE), "{:?}", failed.diagnostics);
    assert!(found[0].message.contains("asked to panic") && found[0].help.as_deref().is_some_and(|help| help.contains("please report")));
    drop(failing);
    let after = session.compile(guide("Some other lock"), &options);
    assert_eq!(files(&after), files(&compile(guide("Some other lock"), &options)));

    // While its page is made.
    let failing = Failing::at(FILE);
    assert_eq!(files(&after), Err(vec![Code::InternalError]));
    drop(failing);
    assert!(files(&after).is_ok());
}
