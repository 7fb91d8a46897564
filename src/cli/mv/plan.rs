//! What `recto mv` is going to do: which files go where, and the new texts.

use std::collections::BTreeMap;

use recto::diagnostic::{self, Fix};
use recto::model::{Guide, Moves, Node};
use recto::source::{Location, Span};
use recto::{Compiled, Input, compile, parse};

use super::extract::extract;
use super::lookup::{card_in, in_all_languages, parse_options};
use crate::cli::Failure;

/// A move that is not done yet.
pub struct Plan {
    /// Old path → new path, from the guide's root.
    pub moved: BTreeMap<String, String>,
    /// The texts that change, by the old path (by the new one for a new file).
    pub texts: BTreeMap<String, String>,
    /// The changes of text.
    pub rewritten: Vec<Fix>,
    /// Former id → id, of cards and of files.
    ids: BTreeMap<String, String>,
    /// The folder of a topic that moves, and where it goes.
    pub folder: Option<(String, String)>,
}

/// An id or a path, as an id.
fn id_of(named: &str) -> String {
    let named = named.trim_start_matches("./").trim_start_matches("content/").trim_end_matches('/');
    let named = named.strip_suffix("/index.md").unwrap_or(named);
    match named.split_once(".md#") {
        Some((file, name)) => format!("{}/{name}", file.rsplit_once('/').map_or("", |(folder, _)| folder)),
        None => recto::encode::to_nfc(parse::stem(named).unwrap_or(named)).into_owned(),
    }
}

fn refuse<T>(why: String) -> Result<T, Failure> {
    Err(Failure::Usage(why))
}

impl Plan {
    /// Plans to move what is called `old`, by id or path, to `new`; refuses what cannot be done.
    pub fn new(old: &str, new: &str, input: &Input, compiled: &Compiled) -> Result<Self, Failure> {
        let guide = &compiled.guide;
        let (old, new) = (id_of(old), id_of(new));
        let Some(node) = guide.nodes().find(|node| guide.id(*node) == old && !old.is_empty()) else {
            let ids: Vec<&str> = guide.nodes().map(|node| guide.id(node)).collect();
            let hint = diagnostic::nearest(&old, ids.iter().copied()).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            return refuse(format!("there is no card, page or topic `{old}`{hint}"));
        };
        check_new(&old, &new, node, guide)?;
        let mut moves = Moves::default();
        let mut moved = BTreeMap::new();
        let mut folder = None;
        if let Node::Topic(_) = node {
            let below = |id: &str| id == old || id.strip_prefix(&old).is_some_and(|rest| rest.starts_with('/'));
            for id in guide.nodes().map(|node| guide.id(node)).filter(|id| below(id)) {
                moves.ids.insert(id.to_string(), format!("{new}{}", &id[old.len()..]));
            }
            moves.folders.insert(old.clone(), new.clone());
            let start = format!("content/{old}/");
            let sources = input.sources.iter().map(|(_, source)| source.path.clone());
            let assets = input.assets.iter().map(|asset| format!("content/{}", asset.path));
            let files = sources.chain(assets).filter(|path| recto::encode::to_nfc(path).starts_with(&start));
            moved.extend(files.map(|path| {
                (path.clone(), format!("content/{new}/{}", path.split('/').skip(start.matches('/').count()).collect::<Vec<_>>().join("/")))
            }));
            folder = Some((old.clone(), new.clone()));
            // An id that is pinned stays.
            let pinned = |id: &String| guide.nodes().any(|node| guide.id(node) == id && is_pinned(guide, node, compiled));
            moves.ids.retain(|id, _| !pinned(id));
        } else {
            let Some(body) = guide.body(node) else { return refuse(format!("`{old}` has no file")) };
            let path = compiled.sources.get(body.source).path.clone();
            let place = path.strip_prefix("content/").and_then(parse::content_path);
            if place.is_some_and(|place| place.kind == parse::FileKind::Cards) {
                return Self::card_of_several(node, (&old, &new), &path, input, compiled);
            }
            for (path, language) in in_all_languages(&path, compiled) {
                let ending = path.rsplit_once('.').map_or("md", |(_, ending)| ending);
                let target = format!("{new}{language}.{ending}");
                moves.files.insert(recto::encode::to_nfc(path.trim_start_matches("content/")).into_owned(), target.clone());
                moved.insert(path, format!("content/{target}"));
            }
            if is_pinned(guide, node, compiled) {
                // Its id does not follow its path.
            } else {
                moves.ids.insert(old, new);
            }
        }
        let rewritten = recto::moves::edits(&moves, guide, &compiled.sources, &parse_options(compiled));
        let texts = apply(&rewritten, compiled);
        // Where an id is pinned, the file still has another name.
        let stem = |path: &String| parse::stem(path.trim_start_matches("content/")).map(|stem| stem.trim_end_matches("/index").to_string());
        let files = moved.iter().filter_map(|(from, to)| Some((stem(from)?, stem(to)?)));
        let ids = files.chain(moves.ids).collect();
        Ok(Self { moved, texts, rewritten, ids, folder })
    }

    /// A card of a file with several gets another name there, or a file of its own.
    fn card_of_several(node: Node, (old, new): (&str, &str), path: &str, input: &Input, compiled: &Compiled) -> Result<Self, Failure> {
        let guide = &compiled.guide;
        let (Node::Card(ix), Some(body)) = (node, guide.body(node)) else { return refuse(format!("`{old}` is not a card")) };
        let (folder, name) = old.rsplit_once('/').unwrap_or(("", old));
        let (new_folder, new_name) = new.rsplit_once('/').unwrap_or(("", new));
        if folder != new_folder {
            return Self::card_of_its_own((old, new), path, input, compiled);
        }
        let mut moves = Moves::default();
        moves.ids.insert(old.to_string(), new.to_string());
        let mut headings = vec![(body.source, guide.card(ix).heading)];
        for (path, language) in in_all_languages(path, compiled) {
            let file = path.trim_start_matches("content/");
            moves.files.insert(format!("{file}#{name}"), format!("{file}#{new_name}"));
            if !language.is_empty() {
                headings.extend(card_in(&path, old, compiled).map(|(source, card)| (source, card.heading)));
            }
        }
        let mut rewritten = recto::moves::edits(&moves, guide, &compiled.sources, &parse_options(compiled));
        for (source, heading) in headings {
            let text = &compiled.sources.get(source).text;
            let at = text[heading.range()].find(&format!("{{#{name}")).map(|at| heading.start as usize + at + 2);
            let Some(at) = at else { return refuse(format!("the heading of `{old}` has no id that could be changed")) };
            let span = Span::new(at, at + name.len());
            rewritten.push(Fix { at: Location { source, span }, replacement: new_name.to_string() });
        }
        rewritten.sort();
        let texts = apply(&rewritten, compiled);
        Ok(Self { moved: BTreeMap::new(), texts, rewritten, ids: moves.ids, folder: None })
    }

    /// A card of a file with several leaves its folder: it gets a file of its own, and that moves.
    fn card_of_its_own((old, new): (&str, &str), path: &str, input: &Input, compiled: &Compiled) -> Result<Self, Failure> {
        let (between, mut texts) = extract(old, path, input, compiled)?;
        let plan = Self::new(old, new, &between, &compile(between.clone(), &super::options()))?;
        texts.extend(plan.texts.clone());
        for (from, to) in &plan.moved {
            if let Some(text) = texts.remove(from) {
                texts.insert(to.clone(), text);
            }
        }
        Ok(Self { moved: BTreeMap::new(), texts, ..plan })
    }

    /// Writes the new hash of each original that changes only in its links and its name into its translations, so that they are as up to date
    /// as before.
    pub fn refresh_translation_hashes(&mut self, input: &Input, before: &Compiled) {
        let after = self.input(input).sources;
        let fixes = recto::moves::refresh_hashes(&input.sources, &after, &parse_options(before), |id| {
            self.ids.get(id).cloned().unwrap_or(id.to_string())
        });
        let old_path = |path: &str| self.moved.iter().find(|(_, to)| *to == path).map_or(path, |(from, _)| from).to_string();
        let changed = after.iter().filter(|(id, _)| fixes.iter().any(|fix| fix.at.source == *id));
        let texts: Vec<(String, String)> =
            changed.map(|(id, source)| (old_path(&source.path), diagnostic::apply(&fixes, id, &source.text))).collect();
        self.texts.extend(texts);
    }

    /// The guide as it will be.
    pub fn input(&self, input: &Input) -> Input {
        super::moved_input(input, &self.moved, &self.texts)
    }
}

fn apply(fixes: &[Fix], compiled: &Compiled) -> BTreeMap<String, String> {
    let changed = compiled.sources.iter().filter(|(id, _)| fixes.iter().any(|fix| fix.at.source == *id));
    changed.map(|(id, source)| (source.path.clone(), diagnostic::apply(fixes, id, &source.text))).collect()
}

/// Whether the card's id is set by `id` in its front matter.
fn is_pinned(guide: &Guide, node: Node, compiled: &Compiled) -> bool {
    let Some(body) = guide.body(node).filter(|_| matches!(node, Node::Card(_))) else { return false };
    let path = compiled.sources.get(body.source).path.trim_start_matches("content/").to_string();
    parse::content_path(&path).is_some_and(|place| place.kind != parse::FileKind::Cards && place.id != guide.id(node))
}

/// Refuses names that can't be, or that something has.
fn check_new(old: &str, new: &str, node: Node, guide: &Guide) -> Result<(), Failure> {
    if let Some(part) = if new.is_empty() { Some("") } else { parse::bad_segment(new) } {
        return refuse(format!("`{part}` cannot be part of an id; one looks like `databases/acid`"));
    }
    if new.split('/').any(|part| part.starts_with('_')) {
        return refuse("names that start with `_` are not content".into());
    }
    if matches!(node, Node::Card(_)) && !new.contains('/') {
        return refuse(format!("a card must be in a topic: `recto mv {old} TOPIC/{new}`"));
    }
    let name = new.rsplit('/').next().unwrap_or(new);
    if !matches!(node, Node::Topic(_)) && (["index", "cards"].contains(&name) || name.ends_with(".cards")) {
        return refuse(format!("`{name}` is the name of a topic's own page or of a file with several cards"));
    }
    if new.strip_prefix(old).is_some_and(|rest| rest.starts_with('/')) && matches!(node, Node::Topic(_)) {
        return refuse(format!("`{new}` is inside `{old}` itself"));
    }
    let folded = |id: &str| id.to_lowercase();
    let holder = guide.nodes().find(|other| folded(guide.id(*other)) == folded(new) && guide.id(*other) != old);
    if let Some(holder) = holder {
        let title = guide.title(holder).map_or("", |title| &title.plain);
        return refuse(format!("the id `{new}` is taken: \"{title}\" has it"));
    }
    let former = guide.redirects.iter().find(|redirect| folded(&redirect.from) == folded(new));
    match former {
        Some(redirect) if guide.id(redirect.to) != old => refuse(format!("`{new}` is a former id of `{}`", guide.id(redirect.to))),
        Some(_) => refuse(format!("`{new}` is a former id of `{old}` itself; remove it from its `aliases` first")),
        None if new == old => refuse(format!("`{old}` already has that id")),
        None => Ok(()),
    }
}
