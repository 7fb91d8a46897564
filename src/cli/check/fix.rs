//! `--fix`: the changes that findings carry, made to the files.
//!
//! In: the input and what was found in it. Out: the fixed text of each changed file, its new path if it moves, what was fixed and what is
//! remaining. Steps: apply the changes in memory and look again, until none is offered; a round after which there are more errors than before is taken back. Only
//! then are files written, all of them or none, and none that changed since it was read.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use recto::diagnostic::{self, Diagnostic, Fix};
use recto::source::SourceId;
use recto::{Input, Source, Sources};

use super::inspector::{CheckResult, Inspector};
use crate::cli::files;
use crate::cli::print::replace_control_characters;
use crate::cli::terminal::plural;

/// Fixing one finding can uncover another. Maximum number of rounds.
const MAX_ROUNDS: usize = 8;

/// What `--fix` did.
pub struct Fixed {
    /// Each fixed finding: its place and what was wrong there.
    what: Vec<String>,
    files: Vec<Change>,
    pub remaining: CheckResult,
}

struct Change {
    /// Relative to the guide's root.
    path: String,
    /// The same once it is fixed.
    new_path: String,
    before: String,
    after: String,
}

/// Fixes what can be fixed.
pub fn fix(input: Input, found: CheckResult, inspector: &mut Inspector) -> Fixed {
    let original = input.sources.clone();
    let mut current = input;
    let mut remaining = found;
    let mut what = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let offered: Vec<&Diagnostic> =
            remaining.diagnostics.iter().chain(&remaining.allowed).filter(|d| !d.fixes.is_empty() || !d.renames.is_empty()).collect();
        let fixes: Vec<Fix> = offered.iter().flat_map(|d| d.fixes.iter().cloned()).collect();
        let renames: BTreeMap<SourceId, &str> =
            offered.iter().flat_map(|d| &d.renames).map(|(source, to)| (*source, to.as_str())).collect();
        let Some(fixed) = apply(&current.sources, &fixes, &renames) else { break };
        // Translations of what was fixed are as up to date as before.
        let renewed = recto::moves::refresh_hashes(&current.sources, &fixed, &recto::parse_options(&remaining.config), str::to_string);
        let sources = apply(&fixed, &renewed, &BTreeMap::new()).unwrap_or(fixed);
        let next = Input { sources, ..current.clone() };
        let looked = inspector.inspect(next.clone());
        if looked.errors() > remaining.errors() {
            break;
        }
        what.extend(offered.iter().map(|d| describe(d, &remaining.sources)));
        (current, remaining) = (next, looked);
    }
    let changed = original.iter().zip(current.sources.iter()).filter(|((_, a), (_, b))| a.text != b.text || a.path != b.path);
    let change = |((_, a), (_, b)): ((_, &Source), (_, &Source))| Change {
        path: a.path.clone(),
        new_path: b.path.clone(),
        before: a.text.to_string(),
        after: b.text.to_string(),
    };
    Fixed { what, files: changed.map(change).collect(), remaining }
}

/// The sources with all changes made and files moved; `None` where that changes nothing.
fn apply(sources: &Sources, fixes: &[Fix], renames: &BTreeMap<SourceId, &str>) -> Option<Sources> {
    let mut fixed = Sources::default();
    let mut changed = false;
    for (id, source) in sources.iter() {
        let text = match fixes.iter().any(|fix| fix.at.source == id) {
            true => diagnostic::apply(fixes, id, &source.text).into(),
            false => source.text.clone(),
        };
        let path = renames.get(&id).map_or(source.path.clone(), |to| to.to_string());
        changed |= text != source.text || path != source.path;
        fixed.add(Source::new(path, text));
    }
    changed.then_some(fixed)
}

fn describe(finding: &Diagnostic, sources: &Sources) -> String {
    let place = finding.at.map(|at| sources.get(at.source).line_column(at.span.start as usize));
    let place = place.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    replace_control_characters(&format!("{}{place}: {} {}", finding.file(sources), finding.code.id(), finding.message)).into_owned()
}

impl Fixed {
    /// One line for each fixed finding, then the count; empty where nothing could be fixed.
    pub fn summary(&self) -> String {
        if self.what.is_empty() {
            return String::new();
        }
        let lines: String = self.what.iter().map(|line| format!("fixed {line}\n")).collect();
        format!("{lines}{} fixed in {}\n", plural(self.what.len(), "finding"), plural(self.files.len(), "file"))
    }
}

/// Writes the changed files: first all of them beside the old ones, then each instead of its old one. Last, files move.
pub fn write(root: &Path, fixed: &Fixed) -> anyhow::Result<()> {
    let mut waiting = TemporaryFiles(Vec::new());
    for change in &fixed.files {
        let shown = root.join(&change.path);
        // A link stays a link; the file that it leads to is fixed.
        let file = dunce::canonicalize(&shown).with_context(|| format!("cannot open {}", shown.display()))?;
        let target = root.join(&change.new_path);
        if change.new_path != change.path && target.symlink_metadata().is_ok() {
            bail!("{} is there already; nothing was written", target.display());
        }
        let now = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        if now != change.before.as_bytes() {
            bail!("{} changed while it was being fixed; nothing was written. Run the command again", shown.display());
        }
        let beside = files::write_beside(&file, &format!(".recto-{}", std::process::id()), change.after.as_bytes())?;
        waiting.0.push((beside, file));
    }
    for (beside, file) in &waiting.0 {
        fs::rename(beside, file).with_context(|| format!("cannot write {}", file.display()))?;
    }
    for change in fixed.files.iter().filter(|change| change.new_path != change.path) {
        let (from, to) = (root.join(&change.path), root.join(&change.new_path));
        fs::rename(&from, &to).with_context(|| format!("cannot move {} to {}", from.display(), to.display()))?;
    }
    Ok(())
}

/// Files that have been written and not yet moved; removed if something fails.
struct TemporaryFiles(Vec<(PathBuf, PathBuf)>);

impl Drop for TemporaryFiles {
    fn drop(&mut self) {
        for (beside, _) in &self.0 {
            let _ = fs::remove_file(beside);
        }
    }
}
