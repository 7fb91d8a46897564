//! What compiling gives: the findings, the guide, and a [`Site`], which makes the bytes of any output when asked.

use std::sync::Arc;

use crate::AssetFile;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::guard::guarded;
use crate::lint::{self, Baseline};
use crate::markup::Markup;
use crate::model::Guide;
use crate::render::{self, Renderer, starter};
use crate::search;
use crate::site::{Keep, Output, SitePath};
use crate::source::Sources;
use crate::study::{self, Deck};
use crate::theme::Theme;

/// What became of an [`Input`].
pub struct Compiled {
    pub sources: Arc<Sources>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that `[check]` allows; `recto check --fix` fixes them all the same.
    pub allowed: Vec<Diagnostic>,
    /// What book.toml says, with defaults in the place of what is wrong there.
    pub config: Arc<Config>,
    /// The guide as far as it could be made out: after errors, links and whole cards may be missing.
    pub guide: Arc<Guide>,
    pub theme: Arc<Theme>,
    /// `None` where there is any error.
    pub site: Option<Site>,
}

impl Compiled {
    /// What is left where compiling failed by a mistake of Recto's own.
    pub(crate) fn failed(sources: Arc<Sources>, found: Diagnostic) -> Self {
        let theme = Theme::new(None, &[], &Config::default().book.language).0;
        let (config, guide, theme) = (Arc::default(), Arc::default(), Arc::new(theme));
        Self { sources, diagnostics: vec![found], allowed: Vec::new(), config, guide, theme, site: None }
    }

    /// What a build does not report: style, and with an earlier guide what vanished since. `[check]` has not been applied.
    pub fn lint(&self, earlier: Option<&Baseline>) -> Vec<Diagnostic> {
        let words = self.theme.strings();
        let template = lint::Template { texts: starter::placeholders(words), name: starter::name(words).to_string() };
        let lint = || lint::lint(&self.guide, &self.sources, &self.config, &template, earlier);
        guarded("content/", lint).unwrap_or_else(|found| vec![found])
    }
}

/// A site that can be made, output by output.
pub struct Site {
    pub guide: Arc<Guide>,
    pub config: Arc<Config>,
    pub sources: Arc<Sources>,
    pub(crate) assets: Vec<AssetFile>,
    pub(crate) theme: Arc<Theme>,
    pub(crate) markup: Arc<Markup>,
    pub(crate) renderer: Renderer,
    pub(crate) deck: Deck,
    pub(crate) outputs: Vec<(SitePath, Output)>,
}

impl Site {
    /// The bytes of an output that makes one file. `path` is where the plan publishes it.
    pub fn render(&self, path: &SitePath, output: &Output) -> Result<Vec<u8>, Vec<Diagnostic>> {
        guarded(self.origin(path, output), || self.render_output(path, output)).unwrap_or_else(|found| Err(vec![found]))
    }

    /// The author's file that an output shows, else the output's own path.
    fn origin<'a>(&'a self, path: &'a SitePath, output: &Output) -> &'a str {
        let body = match output {
            Output::Node(node) => self.guide.body(*node),
            Output::Topic { topic, .. } => self.guide.topic(*topic).body.as_ref(),
            _ => None,
        };
        body.map_or(path.as_str(), |body| &self.sources.get(body.source).path)
    }

    fn render_output(&self, path: &SitePath, output: &Output) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match output {
            Output::Asset(ix) => Ok(self.assets[ix.index()].bytes.to_vec()),
            Output::Theme(name) => Ok(self.theme.published_bytes(name).unwrap_or_default().to_vec()),
            Output::NoJekyll | Output::Search => Ok(Vec::new()),
            Output::Deck | Output::DeckTopic(_) | Output::DeckFaces { .. } => Ok(self.deck.render(&self.deck_context(), output)),
            Output::Cname => Ok(self.config.site.cname.iter().flat_map(|name| format!("{name}\n").into_bytes()).collect()),
            page => self.renderer.render(&self.context(), path, page).map_err(|diagnostic| vec![*diagnostic]),
        }
    }

    fn context(&self) -> render::Context<'_> {
        render::Context { guide: &self.guide, sources: &self.sources, config: &self.config, theme: &self.theme, markup: &self.markup }
    }

    fn deck_context(&self) -> study::Context<'_> {
        study::Context { guide: &self.guide, sources: &self.sources, config: &self.config, theme: &self.theme, markup: &self.markup }
    }

    /// Makes the files of an output that makes several, and hands each to `keep`, from any thread and in any order: together they may be
    /// larger than the guide.
    pub fn bundle(&self, output: &Output, keep: &Keep<'_>) -> Result<(), Vec<Diagnostic>> {
        let Output::Search = output else { return Ok(()) };
        let cx = search::Context { guide: &self.guide, sources: &self.sources, config: &self.config, markup: &self.markup };
        guarded("search/", || search::write(&cx, keep)).map_err(|found| vec![found])
    }

    /// Every output with its path; bundles (search) stand with their root file.
    pub fn outputs(&self) -> &[(SitePath, Output)] {
        &self.outputs
    }
}
