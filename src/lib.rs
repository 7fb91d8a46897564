//! Recto turns Markdown question cards and topic pages into a static study site. Bytes in, bytes out.
//!
//! [`compile`] is the whole pipeline: sources are parsed ([`parse`]) into documents, documents resolved ([`resolve`]) into a guide,
//! the guide planned ([`site`]) into a list of outputs. A [`Site`] then makes the bytes of any one of them when asked.

pub mod config;
pub mod diagnostic;
pub mod lint;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod resolve;
pub mod search;
pub mod site;
pub mod source;
pub mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use config::Config;
use diagnostic::Diagnostic;
use model::{Asset, Guide};
use parse::{Document, Rules};
use site::{Output, PlanOptions, SitePath};
use source::SourceId;
pub use source::{Source, Sources};

/// Everything that a guide is made from, read by whoever has a disk.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `book.toml` (if there is one) and every Markdown file under content/, paths relative to the guide's root, sorted by path.
    pub sources: Sources,
    /// The other files under content/, sorted by path.
    pub assets: Vec<AssetFile>,
    /// The files of `themes/NAME/`, paths relative to that folder, which lie over the built-in theme's.
    pub theme: Vec<ThemeFile>,
    /// What went wrong while reading: bytes that are not UTF-8, links that leave the folder, files too large.
    pub problems: Vec<Diagnostic>,
}

/// A file that is published as it is.
#[derive(Debug, Clone)]
pub struct AssetFile {
    /// Relative to content/.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// A file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Relative to the theme's folder: `templates/card.html`.
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// What the command line decides about a build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Publish drafts too.
    pub drafts: bool,
    /// Overrides `site.base-url`.
    pub base_url: Option<String>,
}

/// What became of an [`Input`].
#[derive(Debug)]
pub struct Compiled {
    pub sources: Arc<Sources>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that `[check]` allows; `recto check --fix` mends them all the same.
    pub allowed: Vec<Diagnostic>,
    /// `None` where there is any error.
    pub site: Option<Site>,
}

/// A site that can be made, output by output.
#[derive(Debug)]
pub struct Site {
    pub guide: Guide,
    pub config: Config,
    sources: Arc<Sources>,
    outputs: Vec<(SitePath, Output)>,
}

impl Site {
    /// Style: what is not wrong, but not good either. `[check]` has not been applied.
    pub fn lint(&self) -> Vec<Diagnostic> {
        lint::lint(&self.guide, &self.sources, &self.config)
    }

    /// Every output with its path; bundles (search, deck) stand with their root file.
    pub fn outputs(&self) -> &[(SitePath, Output)] {
        &self.outputs
    }
}

/// Compiles an input once.
pub fn compile(input: Input, options: &Options) -> Compiled {
    Compiler::default().compile(input, options)
}

/// Compiles a guide again and again: what has not changed since the last time is not read anew.
#[derive(Debug, Default)]
pub struct Compiler {
    /// By path: the text that was read, and what came of it.
    parsed: BTreeMap<String, Parsed>,
    rules: Rules,
}

#[derive(Debug, Clone)]
struct Parsed {
    source: Source,
    document: Option<Document>,
    diagnostics: Vec<Diagnostic>,
}

impl Compiler {
    /// The whole pipeline: reads, binds and plans; nothing is rendered yet. The result depends on the input alone.
    pub fn compile(&mut self, input: Input, options: &Options) -> Compiled {
        let sources = Arc::new(input.sources);
        let mut diagnostics = input.problems;
        let (mut config, found) = read_config(&sources);
        diagnostics.extend(found);
        if let Some(url) = &options.base_url {
            config.site.base_url = Some(url.clone());
        }
        let (documents, found) = self.parse(&sources, &config);
        diagnostics.extend(found);
        let assets = input.assets.par_iter().map(describe_asset).collect();
        let (guide, found) = resolve::resolve(&documents, &sources, assets, &config, options.drafts);
        diagnostics.extend(found);
        let allowed = settle(&mut diagnostics, &config, &sources);
        let plan = PlanOptions {
            absolute: config.site.base_url.is_some(),
            cname: config.site.cname.is_some(),
            search: config.search.enabled,
            theme: Vec::new(),
        };
        let (outputs, _) = site::plan(&guide, &plan);
        let failed = diagnostics.iter().any(Diagnostic::is_error);
        let site = (!failed).then_some(Site { guide, config, sources: sources.clone(), outputs });
        Compiled { sources, diagnostics, allowed, site }
    }

    /// Reads every file of content/, in parallel; documents and findings in the order of the sources.
    fn parse(&mut self, sources: &Sources, config: &Config) -> (Vec<Document>, Vec<Diagnostic>) {
        let rules = Rules { sections: config.sections.clone(), languages: config.book.languages.clone() };
        if rules != self.rules {
            self.parsed.clear();
            self.rules = rules;
        }
        let list: Vec<_> = sources.iter().collect();
        let parsed: Vec<Parsed> = list
            .par_iter()
            .map(|(id, source)| match self.parsed.get(&source.path).filter(|p| p.source.text == source.text) {
                Some(known) => known.moved_to(*id),
                None => {
                    let (document, diagnostics) = parse::document(*id, source, &self.rules);
                    Parsed { source: (*source).clone(), document, diagnostics }
                }
            })
            .collect();
        let documents = parsed.iter().filter_map(|p| p.document.clone()).collect();
        let diagnostics = parsed.iter().flat_map(|p| p.diagnostics.clone()).collect();
        self.parsed = parsed.into_iter().map(|p| (p.source.path.clone(), p)).collect();
        (documents, diagnostics)
    }
}

impl Parsed {
    /// The same file under another number, because files before it came or went.
    fn moved_to(&self, id: SourceId) -> Self {
        let mut moved = self.clone();
        if let Some(document) = &mut moved.document {
            document.source = id;
        }
        for diagnostic in &mut moved.diagnostics {
            diagnostic.move_to(id);
        }
        moved
    }
}

fn read_config(sources: &Sources) -> (Config, Vec<Diagnostic>) {
    match sources.by_path("book.toml") {
        Some(id) => config::parse(id, &sources.get(id).text),
        None => (Config::default(), Vec::new()),
    }
}

fn describe_asset(file: &AssetFile) -> Asset {
    let dimensions = imagesize::blob_size(&file.bytes).ok().map(|size| (size.width as u32, size.height as u32));
    let digest = Sha256::digest(&file.bytes);
    let hash = digest[..8].iter().map(|b| format!("{b:02x}")).collect();
    Asset { path: file.path.clone(), dimensions, hash }
}

/// Applies `[check]` and sorts: by file, place and code, without repetitions. Returns what is allowed.
pub fn settle(diagnostics: &mut Vec<Diagnostic>, config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let allowed = config.judge(diagnostics);
    diagnostic::sort(diagnostics, sources);
    allowed
}
