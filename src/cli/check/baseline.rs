//! What `--against` names: a published guide.json, or a commit.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the disk.

use std::fs;
use std::path::Path;

use anyhow::Context;
use recto::Options;
use recto::lint::Baseline;

use crate::cli::{Failure, git};

/// Reads the guide to compare with. A file of that name is taken for a guide.json, anything else for a commit.
pub fn read(root: &Path, what: &str) -> Result<Baseline, Failure> {
    let file = Path::new(what);
    if file.is_file() {
        let json = fs::read(file).with_context(|| format!("cannot read {what}"))?;
        return Baseline::from_json(&json).map_err(|why| Failure::Usage(format!("{what}: {why}")));
    }
    let commit = git::merge_base(root, what)?;
    let input = git::read(root, &commit)?;
    // Drafts were not published; what was wrong with the guide then is no matter now.
    Ok(Baseline::from_guide(&recto::compile(input, &Options::default()).guide))
}
