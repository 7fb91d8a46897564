//! `recto build`: the guide's folder → the site's folder.
#![allow(clippy::disallowed_methods)] // I/O layer: this module looks at the disk.

use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::Compiled;

use super::args::Build;
use super::print::replace_control_characters;
use super::site_files::SiteFiles;
use super::terminal::{Progress, plural};
use super::write::{self, Published, RealDisk};
use super::{Failure, guide};

/// `recto build`.
pub fn run(args: &Build) -> Result<(), Failure> {
    let mut opened = guide::open(&args.guide)?;
    let output = match &args.output {
        Some(dir) => resolve(dir)?,
        None => resolve(&opened.root.join("site"))?,
    };
    refuse_sources(&output, &opened.root)?;
    let shown = args.output.as_ref().map_or_else(|| format!("{}site", opened.prefix()), |dir| dir.display().to_string());
    let Compiled { sources, mut diagnostics, site, .. } = opened.compile(&args.guide)?;
    let Some(site) = site else {
        opened.report(&sources, &diagnostics)?;
        return Err(Failure::Reported);
    };
    let (cards, topics) = (site.guide.cards.len(), site.guide.topics.len());
    let progress = Progress::new(SiteFiles::output_count(&site), args.guide.quiet);
    let published = write::publish(site, &output, &RealDisk, &|| progress.step());
    drop(progress);
    opened.stopwatch.stage("publish");
    match published {
        Ok(published) => {
            opened.report(&sources, &diagnostics)?;
            if !args.guide.quiet {
                let counted = summary(cards, topics, published, &opened.stopwatch.total());
                eprintln!("{counted}; the site is in {}", replace_control_characters(&shown));
            }
            Ok(())
        }
        Err(Failure::Guide(found)) => {
            diagnostics.extend(found);
            recto::diagnostic::sort(&mut diagnostics, &sources);
            opened.report(&sources, &diagnostics)?;
            Err(Failure::Reported)
        }
        Err(other) => Err(other),
    }
}

/// `126 cards, 17 topics, 214 files (31 changed) in 84 ms`.
fn summary(cards: usize, topics: usize, published: Published, time: &str) -> String {
    let removed = if published.removed > 0 { format!(", {} removed", published.removed) } else { String::new() };
    let files = plural(published.files, "file");
    format!("{}, {}, {files} ({} changed{removed}) in {time}", plural(cards, "card"), plural(topics, "topic"), published.changed)
}

/// The absolute path of a folder that need not exist, with the links in the part that does exist followed.
fn resolve(dir: &Path) -> anyhow::Result<PathBuf> {
    let mut base = std::path::absolute(dir).with_context(|| format!("cannot tell where {} is", dir.display()))?;
    let mut missing = Vec::new();
    while base.symlink_metadata().is_err() {
        let Some(name) = base.file_name().map(ToOwned::to_owned) else { break };
        missing.push(name);
        base.pop();
    }
    let base = dunce::canonicalize(&base).with_context(|| format!("cannot open {}", base.display()))?;
    Ok(missing.into_iter().rev().fold(base, |path, name| path.join(name)))
}

/// The site must not be published over what it is made from.
fn refuse_sources(output: &Path, root: &Path) -> Result<(), Failure> {
    let refuse = |what: &str| Err(Failure::Usage(format!("the site cannot be published into {}: {what}", output.display())));
    if root.starts_with(output) {
        return refuse("the guide itself is in that folder");
    }
    if output.starts_with(root.join("content")) || output.starts_with(root.join("themes")) {
        return refuse("that is a folder of the guide's sources");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn the_last_line_counts() {
        let published = Published { files: 214, changed: 31, removed: 0 };
        assert_eq!(summary(126, 17, published, "84 ms"), "126 cards, 17 topics, 214 files (31 changed) in 84 ms");
        let published = Published { files: 1, changed: 0, removed: 2 };
        assert_eq!(summary(1, 1, published, "1 ms"), "1 card, 1 topic, 1 file (0 changed, 2 removed) in 1 ms");
    }

    #[test]
    fn an_output_folder_is_never_where_the_sources_are() {
        let scratch = Scratch::with(&[("guide/content/a.md", ""), ("guide/book.toml", "")]);
        let root = scratch.path("guide");
        for refused in ["guide", "", "guide/content", "guide/content/site", "guide/themes/x"] {
            let output = resolve(&scratch.path(refused)).unwrap();
            assert!(matches!(refuse_sources(&output, &root), Err(Failure::Usage(_))), "{refused}");
        }
        for allowed in ["guide/site", "elsewhere/deep", "guide/contents"] {
            let output = resolve(&scratch.path(allowed)).unwrap();
            assert!(refuse_sources(&output, &root).is_ok(), "{allowed}");
        }
    }
}
