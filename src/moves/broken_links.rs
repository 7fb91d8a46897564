//! Links that broke because what they lead to, or what they are in, was moved: they belong to the finding about the former id, whose
//! fix rewrites them.

use std::collections::{BTreeMap, BTreeSet};

use super::edits::{bodies, without_item};
use super::paths::{folder_of, is_path, joined, under_content};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::lint::{self, Baseline};
use crate::model::{Guide, Moves};
use crate::parse::{self, Content, FileKind, ParseOptions, relative};
use crate::source::{Location, Source, SourceId, Sources, Span};

/// Moves the broken links of `found` into the findings of `style` that report what vanished.
pub fn attach_broken_links(
    found: &mut Vec<Diagnostic>,
    style: &mut [Diagnostic],
    guide: &Guide,
    sources: &Sources,
    (config, parse_options): (&Config, &ParseOptions),
    earlier: &Baseline,
) {
    let moves = lint::moved(guide, sources, config, earlier);
    if moves.ids.is_empty() || !style.iter().any(|finding| finding.code == Code::VanishedId) {
        return;
    }
    let languages: Vec<&str> = config.translation_languages().collect();
    let left = left_behind(found, style, guide, sources, (&moves, parse_options), &languages);
    let now = |(id, source): (_, &Source)| left.get(&id).map_or_else(|| under_content(&source.path), |left| under_content(&left.to));
    let files: BTreeSet<String> = sources.iter().filter_map(now).chain(guide.assets.iter().map(|asset| asset.path.clone())).collect();
    let after = After { moves: &moves, sources, files: &files, left: &left, languages: &languages };
    found.retain(|finding| finding.code != Code::TranslationAlone || !finding.at.is_some_and(|at| left.contains_key(&at.source)));
    for (source, Left { old, to }) in &left {
        let Some(finding) = style.iter_mut().find(|finding| is_about(finding, old)) else { continue };
        finding.related.push((Location { source: *source, span: Span::default() }, "its translation, which stayed behind".to_string()));
        finding.renames.push((*source, to.clone()));
        finding.help = finding.help.take().map(|help| format!("{help}; its translation belongs to `{to}`, where `--fix` moves it"));
    }
    let mut merged: Vec<(usize, Location, Fix)> = Vec::new();
    found.retain(|finding| {
        let place = after.repair(finding).and_then(|(old, fix)| {
            let about = style.iter().position(|other| is_about(other, &old))?;
            Some((about, finding.at?, fix))
        });
        merged.extend(place.clone());
        place.is_none()
    });
    for (old, fix) in after.translations(parse_options) {
        if let Some(finding) = style.iter_mut().find(|finding| is_about(finding, &old)) {
            finding.fixes.push(fix);
        }
    }
    for (about, at, fix) in merged {
        let finding = &mut style[about];
        finding.related.push((at, "a link that it breaks".to_string()));
        // Links by one label have one destination.
        if !finding.fixes.contains(&fix) {
            finding.fixes.push(fix);
        }
    }
}

/// Whether a finding tells that an id vanished.
fn is_about(finding: &Diagnostic, old: &str) -> bool {
    finding.code == Code::VanishedId && finding.message.contains(&format!("`{old}`"))
}

/// A translation whose original was moved without it.
struct Left {
    /// The former id of its original, or of the first card in it.
    old: String,
    /// Its place beside the original, from the guide's root.
    to: String,
}

/// The translations that have no original beside them, because it is elsewhere now.
fn left_behind(
    found: &[Diagnostic],
    style: &[Diagnostic],
    guide: &Guide,
    sources: &Sources,
    (moves, parse_options): (&Moves, &ParseOptions),
    languages: &[&str],
) -> BTreeMap<SourceId, Left> {
    let taken: BTreeSet<&str> = sources.iter().map(|(_, source)| source.path.as_str()).collect();
    let alone = found.iter().filter(|finding| finding.code == Code::TranslationAlone).filter_map(|finding| Some(finding.at?.source));
    let of = |id: SourceId| {
        let source = sources.get(id);
        let document = parse::document(id, source, parse_options).0?;
        let ids: Vec<&str> = match document.content.as_ref() {
            Content::Cards(cards) if document.path.kind == FileKind::Cards => cards.iter().map(|card| card.id.0.as_str()).collect(),
            _ => vec![&document.path.id],
        };
        // The cards of one file may have gone to several, or have got other names: then nobody knows where the rest belongs.
        let several = document.path.kind == FileKind::Cards;
        let name = |id: &str| id.rsplit('/').next().map(str::to_string);
        let file = |old: &&str| {
            let new = moves.ids.get(*old).filter(|new| !several || name(new) == name(old))?;
            let node = guide.nodes().find(|node| guide.id(*node) == new)?;
            Some(sources.get(guide.body(node)?.source).path.as_str())
        };
        let original = file(ids.first()?)?;
        let kind = original.strip_prefix("content/").and_then(parse::content_path)?.kind;
        let old = ids.first().filter(|_| ids.iter().all(|id| file(id) == Some(original)) && kind == document.path.kind)?;
        let former = parse::original_of(&source.path, languages)?;
        let language = parse::stem(&source.path)?.strip_prefix(parse::stem(&former)?)?;
        let to = format!("{}{language}{}", parse::stem(original)?, &source.path[parse::stem(&source.path)?.len()..]);
        let left = Left { old: old.to_string(), to };
        (!taken.contains(left.to.as_str()) && style.iter().any(|finding| is_about(finding, &left.old))).then_some((id, left))
    };
    alone.filter_map(of).collect()
}

/// The guide after the move.
struct After<'a> {
    moves: &'a Moves,
    sources: &'a Sources,
    /// Translations that stayed behind are where they will be.
    files: &'a BTreeSet<String>,
    left: &'a BTreeMap<SourceId, Left>,
    languages: &'a [&'a str],
}

impl After<'_> {
    /// The former id that a broken link is about, and the change that fixes it.
    fn repair(&self, finding: &Diagnostic) -> Option<(String, Fix)> {
        if !matches!(finding.code, Code::BrokenLink | Code::MissingAsset | Code::UnknownRequires | Code::BrokenAnchor | Code::BadValue) {
            return None;
        }
        let at = finding.at?;
        let source = self.sources.get(at.source);
        let written = source.text.get(at.span.range())?;
        if finding.code == Code::BadValue {
            return self.listed(at, finding.message.starts_with("`cards` names"));
        }
        let wiki = source.text[..at.span.start as usize].ends_with("[[") || finding.code == Code::UnknownRequires;
        if wiki {
            let id = written.split('#').next().unwrap_or_default();
            let (old, new) = self.moves.ids.iter().find(|(_, new)| Some(new.as_str()) == self.moves.id(id))?;
            let span = Span { start: at.span.start, end: at.span.start + id.len() as u32 };
            return Some((old.clone(), Fix { at: Location { source: at.source, span }, replacement: new.clone() }));
        }
        if written.starts_with('[') {
            return self.defined(at, written);
        }
        if !is_path(written) {
            return None;
        }
        let (old, replacement) = self.destination(&under_content(&source.path)?, written)?;
        Some((old, Fix { at, replacement }))
    }

    /// The links of translations. Of one that nobody has translated yet none is looked at, and so none is found to be broken.
    fn translations(&self, parse_options: &ParseOptions) -> Vec<(String, Fix)> {
        let mut fixes = Vec::new();
        for (id, source) in self.sources.iter() {
            let now = self.left.get(&id).map_or(&source.path, |left| &left.to);
            let Some(path) = under_content(now).filter(|path| self.original(path).is_some()) else { continue };
            let Some(document) = parse::document(id, source, parse_options).0 else { continue };
            for reference in bodies(&document).into_iter().flat_map(|(body, _)| &body.references) {
                let at = Location { source: id, span: reference.target_span };
                let Some(written) = source.text.get(at.span.range()).filter(|written| **written == *reference.target) else { continue };
                if reference.wiki {
                    let id = written.split('#').next().unwrap_or_default();
                    let Some((old, new)) = self.moves.ids.get_key_value(id) else { continue };
                    let span = Span { start: at.span.start, end: at.span.start + id.len() as u32 };
                    fixes.push((old.clone(), Fix { at: Location { span, ..at }, replacement: new.clone() }));
                } else if is_path(written)
                    && joined(folder_of(&path), written.split(['#', '?']).next().unwrap_or_default())
                        .is_some_and(|file| !self.files.contains(&file))
                    && let Some((old, replacement)) = self.destination(&path, written)
                {
                    fixes.push((old, Fix { at, replacement }));
                }
            }
        }
        fixes
    }

    /// The destination of `[text][label]`, which is elsewhere.
    fn defined(&self, at: Location, written: &str) -> Option<(String, Fix)> {
        let source = self.sources.get(at.source);
        let text = &source.text;
        let inner = written.strip_suffix("[]").unwrap_or(written).strip_suffix(']')?;
        let label = inner.rsplit_once('[')?.1;
        let outline = parse::scan(text, Span::new(0, text.len()));
        let (_, destination, _, span) = outline.link_definitions.iter().find(|(known, ..)| known.eq_ignore_ascii_case(label.trim()))?;
        let span = parse::destination_span(text, destination, *span)?;
        let (old, replacement) = self.destination(&under_content(&source.path)?, destination)?;
        Some((old, Fix { at: Location { source: at.source, span }, replacement }))
    }

    /// The item of a topic's list of its cards that is called otherwise now, or left the topic.
    fn listed(&self, at: Location, is_list: bool) -> Option<(String, Fix)> {
        let source = self.sources.get(at.source);
        let path = under_content(&source.path).filter(|_| is_list)?;
        let topic = folder_of(&path);
        let item = source.text.get(at.span.range())?;
        let name = item.trim_matches(['"', '\'']);
        let whole = format!("{topic}/{name}");
        let (old, new) = self.moves.ids.get_key_value(&whole).or_else(|| self.moves.ids.get_key_value(name))?;
        let here = new.strip_prefix(topic).and_then(|rest| rest.strip_prefix('/')).filter(|rest| !rest.contains('/'));
        let (span, replacement) = match here {
            Some(here) => (at.span, item.replace(name, if *old == whole && name != old { here } else { new })),
            None => {
                let (span, replacement) = without_item(&source.text, at.span, is_only(&source.text, at.span));
                (span, replacement.to_string())
            }
        };
        Some((old.clone(), Fix { at: Location { source: at.source, span }, replacement }))
    }

    /// Where a file is now, and its original: translations go where that goes.
    fn file(&self, path: &str) -> Option<(String, String)> {
        if let Some(new) = self.moves.files.get(path) {
            return Some((new.clone(), new.clone()));
        }
        let original = self.original(path)?;
        let new = self.moves.files.get(&original)?;
        let language = parse::stem(path)?.strip_prefix(parse::stem(&original)?)?;
        let translated = format!("{}{language}.md", parse::stem(new)?);
        self.files.contains(&translated).then(|| (translated, new.clone()))
    }

    /// The file that one is a translation of, under content/.
    fn original(&self, path: &str) -> Option<String> {
        parse::original_of(&format!("content/{path}"), self.languages)?.strip_prefix("content/").map(str::to_string)
    }

    fn destination(&self, file: &str, written: &str) -> Option<(String, String)> {
        let end = written.find(['#', '?']).unwrap_or(written.len());
        let (path, rest) = written.split_at(end);
        let target = joined(folder_of(file), path)?;
        let new = |path: &str| self.file(&format!("{path}{rest}")).map(|new| (new, "")).or_else(|| Some((self.file(path)?, rest)));
        if let Some(((new, original), rest)) = new(&target) {
            let id = former_id(self.moves, &original)?;
            return Some((id, format!("{}{rest}", relative_to(file, &new))));
        }
        // The file that it is in has moved; in the old folder the link would lead somewhere.
        let original = self.original(file);
        let is_it = |now: &str| now == file || Some(now) == original.as_deref();
        let (old_file, _) = self.moves.files.iter().find(|(_, now)| now.split('#').next().is_some_and(is_it))?;
        let target = joined(folder_of(old_file), path)?;
        let (new, rest) = new(&target).map_or((target.clone(), rest), |((new, _), rest)| (new, rest));
        let exists = self.files.contains(new.split('#').next().unwrap_or_default());
        let id = former_id(self.moves, &self.moves.files[old_file])?;
        exists.then(|| (id, format!("{}{rest}", relative_to(file, &new))))
    }
}

/// Whether an item of a list in lines is the only one.
fn is_only(text: &str, item: Span) -> bool {
    let line = text[..item.start as usize].rfind('\n').unwrap_or(0);
    let next = text[item.end as usize..].lines().nth(1).unwrap_or_default();
    text[..line].trim_end().ends_with(':') && !next.trim_start().starts_with("- ")
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
