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
pub mod site;
pub mod source;
pub mod value;

use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use config::Config;
use diagnostic::Diagnostic;
use model::{Asset, Guide};
use parse::{Document, Rules};
use site::{Output, PlanOptions, SitePath};
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
    pub sources: Sources,
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
    outputs: Vec<(SitePath, Output)>,
}

/// The whole pipeline: reads, binds and plans; nothing is rendered yet.
pub fn compile(input: Input, options: &Options) -> Compiled {
    let mut diagnostics = input.problems.clone();
    let (mut config, found) = read_config(&input.sources);
    diagnostics.extend(found);
    if let Some(url) = &options.base_url {
        config.site.base_url = Some(url.clone());
    }
    let (documents, found) = parse_all(&input.sources, &config);
    diagnostics.extend(found);
    let (guide, found) = resolve_all(&documents, &input, &config, options);
    diagnostics.extend(found);
    let allowed = settle(&mut diagnostics, &config, &input.sources);
    let plan = PlanOptions {
        absolute: config.site.base_url.is_some(),
        cname: config.site.cname.is_some(),
        search: config.search.enabled,
        theme: Vec::new(),
    };
    let (outputs, _) = site::plan(&guide, &plan);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    let site = (!failed).then_some(Site { guide, config, outputs });
    Compiled { sources: input.sources, diagnostics, allowed, site }
}

fn read_config(sources: &Sources) -> (Config, Vec<Diagnostic>) {
    match sources.by_path("book.toml") {
        Some(id) => config::parse(id, &sources.get(id).text),
        None => (Config::default(), Vec::new()),
    }
}

/// Reads every file of content/, in parallel; documents and findings in the order of the sources.
pub fn parse_all(sources: &Sources, config: &Config) -> (Vec<Document>, Vec<Diagnostic>) {
    let rules = Rules { sections: config.sections.clone(), languages: config.book.languages.clone() };
    let list: Vec<_> = sources.iter().collect();
    let parsed: Vec<_> = list.par_iter().map(|(id, source)| parse::document(*id, source, &rules)).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    let mut diagnostics = Vec::new();
    for (document, found) in parsed {
        documents.extend(document);
        diagnostics.extend(found);
    }
    (documents, diagnostics)
}

/// Binds the documents into a guide.
pub fn resolve_all(documents: &[Document], input: &Input, config: &Config, options: &Options) -> (Guide, Vec<Diagnostic>) {
    let assets = input.assets.par_iter().map(describe_asset).collect();
    resolve::resolve(documents, &input.sources, assets, config, options.drafts)
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
