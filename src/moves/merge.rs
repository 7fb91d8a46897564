//! Links that broke because what they lead to, or what they stand in, was moved: they belong to the finding about the former id, whose
//! fix writes them anew.

use std::collections::BTreeSet;

use super::paths::{folder_of, is_path, joined, under_content};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::{self, Baseline};
use crate::model::{Guide, Moves};
use crate::parse::relative;
use crate::source::{Location, Sources, Span};

/// Moves the broken links of `found` into the findings of `style` that tell what vanished.
pub fn merge(found: &mut Vec<Diagnostic>, style: &mut [Diagnostic], guide: &Guide, sources: &Sources, config: &Config, earlier: &Baseline) {
    let moves = lint::moved(guide, sources, config, earlier);
    if moves.ids.is_empty() || !style.iter().any(|finding| finding.code == Code::VanishedId) {
        return;
    }
    let sources_now = sources.iter().filter_map(|(_, source)| under_content(&source.path));
    let files: BTreeSet<String> = sources_now.chain(guide.assets.iter().map(|asset| asset.path.clone())).collect();
    let after = After { moves: &moves, sources, files: &files };
    let mut merged: Vec<(usize, Location, Fix)> = Vec::new();
    found.retain(|finding| {
        let place = after.repair(finding).and_then(|(old, fix)| {
            let about = style.iter().position(|other| other.code == Code::VanishedId && other.message.contains(&format!("`{old}`")))?;
            Some((about, finding.at?, fix))
        });
        merged.extend(place.clone());
        place.is_none()
    });
    for (about, at, fix) in merged {
        let finding = &mut style[about];
        finding.related.push((at, "a link that it breaks".to_string()));
        finding.fixes.push(fix);
    }
}

/// The guide after the move.
struct After<'a> {
    moves: &'a Moves,
    sources: &'a Sources,
    files: &'a BTreeSet<String>,
}

impl After<'_> {
    /// The former id that a broken link is about, and the change that mends it.
    fn repair(&self, finding: &Diagnostic) -> Option<(String, Fix)> {
        if !matches!(finding.code, Code::BrokenLink | Code::MissingAsset | Code::UnknownRequires | Code::BrokenAnchor) {
            return None;
        }
        let at = finding.at?;
        let source = self.sources.get(at.source);
        let written = source.text.get(at.span.range())?;
        let wiki = source.text[..at.span.start as usize].ends_with("[[") || finding.code == Code::UnknownRequires;
        if wiki {
            let id = written.split('#').next().unwrap_or_default();
            let (old, new) = self.moves.ids.iter().find(|(_, new)| Some(new.as_str()) == self.moves.id(id))?;
            let span = Span { start: at.span.start, end: at.span.start + id.len() as u32 };
            return Some((old.clone(), Fix { at: Location { source: at.source, span }, replacement: new.clone() }));
        }
        if !is_path(written) {
            return None;
        }
        let (old, replacement) = self.destination(&under_content(&source.path)?, written)?;
        Some((old, Fix { at, replacement }))
    }

    fn destination(&self, file: &str, written: &str) -> Option<(String, String)> {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        let target = joined(folder_of(file), path)?;
        let new = |path: &str| {
            self.moves.files.get(&format!("{path}{rest}")).map(|new| (new, "")).or_else(|| Some((self.moves.files.get(path)?, rest)))
        };
        if let Some((new, rest)) = new(&target) {
            let id = former_id(self.moves, new)?;
            return Some((id, format!("{}{rest}", relative_to(file, new))));
        }
        // The file that it stands in has moved; in the old folder the link would lead somewhere.
        let (old_file, _) = self.moves.files.iter().find(|(_, now)| now.split('#').next() == Some(file))?;
        let target = joined(folder_of(old_file), path)?;
        let (new, rest) = new(&target).map_or((target.clone(), rest), |(new, rest)| (new.clone(), rest));
        let exists = self.files.contains(new.split('#').next().unwrap_or_default());
        let id = former_id(self.moves, &self.moves.files[old_file])?;
        exists.then(|| (id, format!("{}{rest}", relative_to(file, &new))))
    }
}

/// The former id of what lies in a file now.
fn former_id(moves: &Moves, file: &str) -> Option<String> {
    let (old, _) = moves.files.iter().find(|(_, now)| *now == file)?;
    let (path, name) = old.split_once('#').map_or((old.as_str(), None), |(path, name)| (path, Some(name)));
    let stem = crate::parse::stem(path)?;
    Some(match name {
        Some(name) => format!("{}/{name}", folder_of(path)),
        None => stem.strip_suffix("/index").unwrap_or(stem).to_string(),
    })
}

/// The destination of a link in one file to another, which may be a card in a file of several.
fn relative_to(from: &str, file: &str) -> String {
    let (path, name) = file.split_once('#').map_or((file, None), |(path, name)| (path, Some(name)));
    let path = relative(folder_of(from), path);
    name.map_or(path.clone(), |name| format!("{path}#{name}"))
}
