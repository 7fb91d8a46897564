//! Looking things up by id, by the end of an id, and by file.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use fnv::FnvHashMap;
use unicode_normalization::UnicodeNormalization;

use super::collected::{CollectedDocuments, nodes};
use super::near::SpellingIndex;
use crate::config::Config;
use crate::encode::to_nfc;
use crate::model::{Asset, AssetIx, Node, TopicIx};
use crate::parse;
use crate::source::{SourceId, Sources};

/// All names of a guide. Every link looks some of them up, so they are not kept in order.
pub struct SymbolTable<'a> {
    collected: &'a CollectedDocuments<'a>,
    sources: &'a Sources,
    ids: FnvHashMap<&'a str, Node>,
    /// Former ids.
    aliases: FnvHashMap<&'a str, Node>,
    /// Last segment of an id → everything that ends in it, sorted by id.
    ids_by_last_segment: FnvHashMap<&'a str, Vec<(&'a str, Node)>>,
    /// Path of a file under content/ → what it holds.
    files: FnvHashMap<Cow<'a, str>, File<'a>>,
    assets: FnvHashMap<String, AssetIx>,
    /// Names that are not ASCII, each accented letter one character.
    composed_assets: OnceLock<FnvHashMap<String, AssetIx>>,
    drafts: &'a BTreeSet<String>,
    /// Last segment of a draft's id → all that end in it.
    drafts_by_last_segment: FnvHashMap<&'a str, Vec<&'a str>>,
    repository_paths: &'a BTreeSet<String>,
    /// Into which the guide is translated.
    languages: Vec<&'a str>,
    /// What is proposed for a mistyped name, made when the first one is met.
    spellings: OnceLock<Spellings>,
}

/// Names to propose where one is misspelt. They are owned, because those of assets are.
struct Spellings {
    ids: SpellingIndex,
    files: SpellingIndex,
    assets: SpellingIndex,
}

/// What a link to a file can mean.
#[derive(Debug, Clone, Copy)]
pub enum File<'a> {
    Node(Node),
    /// A `cards.md` of this folder: a fragment names one of its cards.
    Cards(&'a str),
    Draft,
}

/// What a link to a file that is gone named.
pub struct FormerFile {
    /// The former id.
    pub id: String,
    /// Where it is now, under content/.
    pub file: String,
    /// The name of a card in a file of several.
    pub name: Option<String>,
    /// Whether the fragment of the link belongs to the name, in the old place or in the new one.
    pub fragment_names_card: bool,
}

impl<'a> SymbolTable<'a> {
    /// The names of what was collected. `repository_paths` are the files that links out of content/ may name.
    pub fn new(
        collected: &'a CollectedDocuments<'a>,
        assets: &[Asset],
        sources: &'a Sources,
        repository_paths: &'a BTreeSet<String>,
        config: &'a Config,
    ) -> Self {
        let mut symbols = Self {
            collected,
            sources,
            ids: FnvHashMap::default(),
            aliases: FnvHashMap::default(),
            ids_by_last_segment: FnvHashMap::default(),
            files: FnvHashMap::default(),
            assets: assets.iter().enumerate().map(|(i, a)| (a.path.clone(), i.into())).collect(),
            composed_assets: OnceLock::new(),
            drafts: &collected.drafts,
            drafts_by_last_segment: FnvHashMap::default(),
            repository_paths,
            languages: config.book.languages.iter().map(String::as_str).collect(),
            spellings: OnceLock::new(),
        };
        for (i, topic) in collected.topics.iter().enumerate() {
            symbols.add(&topic.id, Node::Topic(i.into()));
        }
        for (i, page) in collected.pages.iter().enumerate() {
            symbols.add(page.id, Node::Page(i.into()));
        }
        for (i, card) in collected.cards.iter().enumerate() {
            symbols.add(&card.document.id.0, Node::Card(i.into()));
        }
        for id in &collected.drafts {
            symbols.drafts_by_last_segment.entry(id.rsplit('/').next().unwrap_or(id)).or_default().push(id);
        }
        for ends in symbols.ids_by_last_segment.values_mut() {
            ends.sort();
        }
        for (node, meta) in nodes(collected) {
            for (alias, _) in &meta.aliases {
                symbols.aliases.entry(alias).or_insert(node);
            }
        }
        symbols.add_files();
        symbols
    }

    /// The only id whose last segment this is.
    pub fn id_with_last_segment(&self, last: &str) -> Option<&'a str> {
        match self.ids_by_last_segment.get(last).map(Vec::as_slice) {
            Some([(id, _)]) => Some(id),
            _ => None,
        }
    }

    fn add(&mut self, id: &'a str, node: Node) {
        if self.ids.insert(id, node).is_none() {
            let end = id.rsplit('/').next().unwrap_or(id);
            self.ids_by_last_segment.entry(end).or_default().push((id, node));
        }
    }

    fn add_files(&mut self) {
        let (collected, sources) = (self.collected, self.sources);
        let path = |source| path_under_content(sources, source);
        if let Some((source, _)) = collected.home {
            self.files.insert(path(source), File::Node(Node::Home));
        }
        for (i, topic) in collected.topics.iter().enumerate() {
            if let Some((source, _)) = topic.index {
                self.files.insert(path(source), File::Node(Node::Topic(i.into())));
            }
        }
        for (i, page) in collected.pages.iter().enumerate() {
            self.files.insert(path(page.source), File::Node(Node::Page(i.into())));
        }
        for (i, card) in collected.cards.iter().enumerate() {
            let file = path(card.source);
            let several = is_cards_file(&parse::original_of(&file, &self.languages).unwrap_or_else(|| file.to_string()));
            self.files.insert(file, if several { File::Cards(card.folder) } else { File::Node(Node::Card(i.into())) });
        }
        for source in &collected.draft_sources {
            self.files.entry(path(*source)).or_insert(File::Draft);
        }
    }

    /// Whether there is such a file or folder outside of content/, by its path from the guide's root.
    pub fn in_repository(&self, path: &str) -> bool {
        path.is_empty() || self.repository_paths.contains(path.trim_end_matches('/'))
    }

    /// The topic of a folder.
    pub fn topic(&self, folder: &str) -> Option<TopicIx> {
        match self.ids.get(folder) {
            Some(Node::Topic(ix)) => Some(*ix),
            _ => None,
        }
    }

    /// What an id, or a former id, names.
    pub fn node(&self, id: &str) -> Option<Node> {
        self.ids.get(id).or_else(|| self.aliases.get(id)).copied()
    }

    /// Whether something published has this id now.
    pub fn is_live(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Whether a draft has this id.
    pub fn is_draft(&self, id: &str) -> bool {
        self.drafts.contains(id)
    }

    /// A draft whose id ends in those whole segments.
    pub fn is_draft_suffix(&self, end: &str) -> bool {
        let last = end.rsplit('/').next().unwrap_or(end);
        self.drafts_by_last_segment.get(last).is_some_and(|all| all.iter().any(|id| ends_with(id, end)))
    }

    /// Everything whose id ends in those whole segments, sorted by id.
    pub fn ids_with_suffix(&self, end: &str) -> Vec<(&'a str, Node)> {
        let last = end.rsplit('/').next().unwrap_or(end);
        let all = self.ids_by_last_segment.get(last).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter(|(id, _)| ends_with(id, end)).copied().collect()
    }

    /// What the file at a path under content/ holds.
    pub fn file(&self, path: &str) -> Option<File<'a>> {
        self.files.get(path).copied().or_else(|| self.file_in_another_language(path))
    }

    /// The file of what a link's path and fragment named before, by its aliases. Of a file with several cards the fragment is part of the
    /// name.
    pub fn former_file(&self, path: &str, fragment: &str) -> Option<FormerFile> {
        let (place, language) = parse::content_path_in(path, &self.languages)?;
        let was_among_several = place.kind == parse::FileKind::Cards;
        let id = if was_among_several { format!("{}/{fragment}", place.folder) } else { place.id };
        let node = *self.aliases.get(id.as_str())?;
        let source = match node {
            Node::Card(ix) => self.collected.cards[ix.index()].source,
            Node::Page(ix) => self.collected.pages[ix.index()].source,
            Node::Topic(ix) => self.collected.topics[ix.index()].index?.0,
            Node::Home => return None,
        };
        let file = path_under_content(self.sources, source).into_owned();
        let file = parse::original_of(&file, &self.languages).filter(|_| language.is_none()).unwrap_or(file);
        let name = match node {
            Node::Card(ix) if is_cards_file(&file) => self.collected.cards[ix.index()].document.id.0.rsplit('/').next().map(str::to_string),
            _ => None,
        };
        Some(FormerFile { id, file, fragment_names_card: was_among_several || name.is_some(), name })
    }

    /// A link may name the original or any translation of it, whichever of them this guide shows.
    fn file_in_another_language(&self, path: &str) -> Option<File<'a>> {
        if self.languages.is_empty() {
            return None;
        }
        let original = parse::original_of(path, &self.languages).unwrap_or_else(|| path.to_string());
        let stem = parse::stem(&original)?;
        let in_language = |language: &&str| self.files.get(format!("{stem}.{language}{}", &original[stem.len()..]).as_str());
        self.files.get(original.as_str()).or_else(|| self.languages.iter().find_map(in_language)).copied()
    }

    /// The asset at a path relative to content/, in whichever Unicode form it is written.
    pub fn asset(&self, path: &str) -> Option<AssetIx> {
        self.assets.get(path).copied().or_else(|| self.asset_in_another_form(path))
    }

    /// `é` may be one character or two: some systems store names in the one form, and keyboards type the other.
    fn asset_in_another_form(&self, path: &str) -> Option<AssetIx> {
        if path.is_ascii() {
            return None;
        }
        let composed = self.composed_assets.get_or_init(|| {
            let mut composed: FnvHashMap<String, AssetIx> = FnvHashMap::default();
            for (known, asset) in self.assets.iter().filter(|(known, _)| !known.is_ascii()) {
                let first = composed.entry(known.nfc().collect()).or_insert(*asset);
                *first = (*first).min(*asset);
            }
            composed
        });
        composed.get(&path.nfc().collect::<String>()).copied()
    }

    fn spellings(&self) -> &Spellings {
        self.spellings.get_or_init(|| {
            let assets = || self.assets.keys().map(String::as_str);
            Spellings {
                ids: SpellingIndex::new(self.ids.keys().copied()),
                files: SpellingIndex::new(self.files.keys().map(|path| &**path).chain(assets())),
                assets: SpellingIndex::new(assets()),
            }
        })
    }

    /// All ids, to find the one that a misspelt id means.
    pub fn id_spellings(&self) -> &SpellingIndex {
        &self.spellings().ids
    }

    /// The paths of all content files and assets, relative to content/.
    pub fn file_spellings(&self) -> &SpellingIndex {
        &self.spellings().files
    }

    /// The paths of all assets, relative to content/.
    pub fn asset_spellings(&self) -> &SpellingIndex {
        &self.spellings().assets
    }
}

fn path_under_content(sources: &Sources, source: SourceId) -> Cow<'_, str> {
    let path = &sources.get(source).path;
    to_nfc(path.strip_prefix("content/").unwrap_or(path))
}

/// Whether a file holds several cards: `cards.md`, `sql.cards.md`.
fn is_cards_file(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    parse::stem(name).is_some_and(|stem| stem == "cards" || stem.ends_with(".cards"))
}

fn ends_with(id: &str, end: &str) -> bool {
    id.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}
