//! `recto mv`: moves a card, a page or a topic, and updates everything that refers to it.
//!
//! Steps: find what is meant; make the move and all changes of text in memory; compile both states, and refuse where the new one has errors
//! that the old one has not; write. What is new is written whole before anything old goes, so that at no moment anything is lost, and a move
//! that was interrupted is completed first.

mod extract;
mod journal;
mod lookup;
mod plan;
mod write;

use std::collections::BTreeMap;

use recto::diagnostic::Diagnostic;
use recto::{Compiled, Input, Options, Source, Sources, compile};

pub use self::journal::is_pending;
use self::plan::Plan;
use super::args::Mv;
use super::guide::OpenGuide;
use super::terminal::plural;
use super::{Failure, guide, read};

/// `recto mv`.
pub fn run(args: &Mv) -> Result<(), Failure> {
    let opened = guide::find(&args.dir)?;
    if let Some(interrupted) = journal::pending(&opened.root)? {
        if args.dry_run {
            return Err(Failure::Usage("a move was interrupted before; complete it first, without `--dry-run`".into()));
        }
        journal::complete(&opened.root, &interrupted)?;
        eprintln!("completed the move of {} to {}, which was interrupted", interrupted.old, interrupted.new);
        if (&interrupted.old, &interrupted.new) == (&args.old, &args.new) {
            return Ok(());
        }
    }
    let input = read::read(&opened.root)?;
    let before = compile(input.clone(), &options());
    let mut plan = Plan::new(&args.old, &args.new, &input, &before)?;
    plan.refresh_translation_hashes(&input, &before);
    let after = compile(plan.input(&input), &options());
    refuse_new_errors(&opened, &before, &after)?;
    let prefix = opened.prefix();
    let new = plan.texts.keys().filter(|path| input.sources.by_path(path).is_none());
    for path in new {
        super::terminal::print(&format!("{prefix}{path} is new\n"))?;
    }
    for (from, to) in &plan.moved {
        super::terminal::print(&format!("{prefix}{from} -> {prefix}{to}\n"))?;
    }
    let links = plan.rewritten.len();
    let files = plan.texts.keys().filter(|path| !plan.moved.contains_key(*path)).count();
    if args.dry_run {
        eprintln!("would write {} in {}; nothing was changed", plural(links, "change"), plural(files + plan.moved.len(), "file"));
        return Ok(());
    }
    write::write(&opened.root, &plan, &args.old, &args.new)?;
    eprintln!("moved {}, changed {}", plural(plan.moved.len(), "file"), plural(files, "other file"));
    Ok(())
}

fn options() -> Options {
    Options { drafts: true, ..Options::default() }
}

/// Nothing is written where the guide would be worse than before.
fn refuse_new_errors(opened: &OpenGuide, before: &Compiled, after: &Compiled) -> Result<(), Failure> {
    let key = |d: &Diagnostic| (d.code, d.message.clone());
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    before.diagnostics.iter().filter(|d| d.is_error()).for_each(|d| *known.entry(key(d)).or_default() += 1);
    let errors = after.diagnostics.iter().filter(|d| d.is_error());
    let fresh: Vec<Diagnostic> = errors
        .filter(|d| {
            let count = known.entry(key(d)).or_default();
            let is_new = *count == 0;
            *count = count.saturating_sub(1);
            is_new
        })
        .cloned()
        .collect();
    if fresh.is_empty() {
        return Ok(());
    }
    opened.report(&after.sources, &fresh)?;
    Err(Failure::Usage("after the move the guide would have these errors, so nothing was moved".into()))
}

/// The input with other texts and paths of sources and assets.
fn moved_input(input: &Input, moved: &BTreeMap<String, String>, texts: &BTreeMap<String, String>) -> Input {
    let path = |old: &str| moved.get(old).cloned().unwrap_or_else(|| old.to_string());
    let mut sources = Sources::default();
    let mut list: Vec<(String, String)> = input
        .sources
        .iter()
        .map(|(_, source)| (path(&source.path), texts.get(&source.path).cloned().unwrap_or_else(|| source.text.to_string())))
        .collect();
    let known: Vec<String> = input.sources.iter().map(|(_, source)| source.path.clone()).collect();
    list.extend(texts.iter().filter(|(path, _)| !known.contains(path)).map(|(path, text)| (path.clone(), text.clone())));
    list.sort_by(|a, b| (a.0 != "book.toml", &a.0).cmp(&(b.0 != "book.toml", &b.0)));
    for (path, text) in list {
        sources.add(Source::new(path, text));
    }
    let mut assets = input.assets.clone();
    for asset in &mut assets {
        let new = path(&format!("content/{}", asset.path));
        asset.path = new.trim_start_matches("content/").to_string();
    }
    Input { sources, assets, ..input.clone() }
}
