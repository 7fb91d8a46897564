//! The result of compiling: the findings, the guide, and a [`Site`], which renders any output on request.

use std::sync::Arc;

use crate::config::{Config, ExportConfig};
use crate::diagnostic::{Code, Diagnostic};
use crate::guard::guarded;
use crate::icons;
use crate::lint::{self, Baseline};
use crate::markup::Markup;
use crate::model::Guide;
use crate::offline;
use crate::render::{Renderer, scaffold};
use crate::search::{self, FileSink};
use crate::site::{Bundle, Icon, Output, PageOutput, SitePath, StaticFile};
use crate::source::{Location, Sources};
use crate::study::DeckFiles;
use crate::theme::{Theme, ThemeOptions};
use crate::{AssetFile, Context};

/// The result of compiling an [`Input`](crate::Input).
pub struct Compiled {
    pub sources: Arc<Sources>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that `[check]` allows; `recto check --fix` fixes them all the same.
    pub allowed: Vec<Diagnostic>,
    /// What book.toml says, with defaults instead of what is wrong there.
    pub config: Arc<Config>,
    /// The guide as far as it could be made out: after errors, links and whole cards may be missing.
    pub guide: Arc<Guide>,
    pub theme: Arc<Theme>,
    /// `None` where there is any error.
    pub site: Option<Site>,
    /// The site that errors keep from being published. It is never shown; tests use it to check that rendering alone would
    /// also block what the errors block.
    pub site_despite_errors: Option<Site>,
}

impl Compiled {
    /// What is left where compiling failed by a mistake of Recto's own.
    pub(crate) fn failed(sources: Arc<Sources>, found: Diagnostic) -> Self {
        let theme = Theme::new(&ThemeOptions::of_language(&Config::default().book.language), &[]).0;
        let (config, guide, theme) = (Arc::default(), Arc::default(), Arc::new(theme));
        Self { sources, diagnostics: vec![found], allowed: Vec::new(), config, guide, theme, site: None, site_despite_errors: None }
    }

    /// What a build does not report: style, and with an earlier guide what vanished since. `[check]` has not been applied.
    pub fn lint(&self, earlier: Option<&Baseline>) -> Vec<Diagnostic> {
        let words = self.theme.strings();
        let template = lint::Placeholders { texts: scaffold::placeholders(words), name: scaffold::name(words).to_string() };
        let lint = || lint::lint(&self.guide, &self.sources, &self.config, &template, earlier);
        let mut found = guarded("content/", lint).unwrap_or_else(|found| vec![found]);
        found.retain(|finding| finding.code != Code::NoLevel || !self.level_is_told_of(finding));
        lint::merge_missing_levels(&self.guide, &mut found);
        found
    }

    /// Whether the level of a card that has none was reported as wrong, or may be in lines that could not be read. What is wrong in front
    /// matter concerns all cards of a file, what is wrong in a heading its own card.
    fn level_is_told_of(&self, finding: &Diagnostic) -> bool {
        let is_about_level = |other: &&Diagnostic| match other.code {
            Code::UnknownLevel | Code::YamlSyntax | Code::TomlSyntax => true,
            Code::WrongType => other.message.ends_with("`level`"),
            _ => false,
        };
        let line = |at: Location| {
            let text = &self.sources.get(at.source).text;
            let start = text[..at.span.start as usize].rfind('\n').map_or(0, |end| end + 1);
            (start, text[start..].starts_with('#'))
        };
        let others = self.diagnostics.iter().chain(&self.allowed).filter(is_about_level).filter_map(|other| other.at);
        let Some(at) = finding.at else { return false };
        let mut others = others.filter(|other| other.source == at.source);
        others.any(|other| {
            let (start, is_heading) = line(other);
            !is_heading || start == line(at).0
        })
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
    pub(crate) deck: DeckFiles,
    pub(crate) outputs: Vec<(SitePath, Output)>,
    /// The sites in other languages; their outputs are among the outputs, in the folder of their language.
    pub(crate) translations: Vec<Site>,
}

impl Site {
    /// Every output with its path; a [`Bundle`] with that of its root file.
    pub fn outputs(&self) -> &[(SitePath, Output)] {
        &self.outputs
    }

    /// Renders an output, which the plan publishes at `path`, and passes each of its files to `sink`: one, or with a bundle several, from any
    /// thread and in any order.
    pub fn write(&self, path: &SitePath, output: &Output, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
        let cx = self.context();
        if let Output::Translated(number, output) = output {
            let site = &self.translations[*number];
            let folder = site.folder();
            let inner = SitePath::new(path.as_str().strip_prefix(&folder).unwrap_or_default());
            return site.write(&inner, output, &|path, bytes| sink(SitePath::new([&folder, path.as_str()].concat()), bytes));
        }
        let one = |bytes| sink(path.clone(), bytes);
        let write = || {
            match output {
                Output::Page(page) => one(self.renderer.render(&cx, path, page).map_err(|found| vec![*found])?),
                Output::Deck(deck) => one(self.deck.render(&cx, deck)),
                Output::Static(file) => one(self.static_file(file)),
                Output::Bundle(Bundle::Search) => search::write(&cx, sink),
                Output::Translated(..) => {}
            }
            Ok(())
        };
        guarded(self.origin(path, output), write).unwrap_or_else(|found| Err(vec![found]))
    }

    /// The same site without the link to its archive, which the archive can't hold. `Err`: what is wrong with the templates.
    pub fn for_archive(&self) -> Result<Self, Vec<Diagnostic>> {
        self.with_exports(&ExportConfig { zip: false, ..self.config.export.clone() }, |_| true)
    }

    /// The same site for one file: without its archive, and without what says in another form what the pages do.
    pub fn for_single_file(&self) -> Result<Self, Vec<Diagnostic>> {
        self.with_exports(&ExportConfig::NONE, |output| !output.is_alternate_format())
    }

    /// The same site with less published beside its pages.
    fn with_exports(&self, export: &ExportConfig, keep: fn(&Output) -> bool) -> Result<Self, Vec<Diagnostic>> {
        let config = Config { export: export.clone(), ..Config::clone(&self.config) };
        let renderer = Renderer::new(&self.theme, &config)?;
        let Self { guide, sources, assets, theme, markup, deck, outputs, .. } = self;
        let (guide, sources, theme, markup) = (guide.clone(), sources.clone(), theme.clone(), markup.clone());
        Ok(Self {
            guide,
            config: Arc::new(config),
            sources,
            assets: assets.clone(),
            theme,
            markup,
            renderer,
            deck: deck.clone(),
            outputs: outputs.iter().filter(|(_, output)| keep(output)).cloned().collect(),
            translations: self.translations.iter().map(|site| site.with_exports(export, keep)).collect::<Result<_, _>>()?,
        })
    }

    /// The site in one of the guide's languages, with the files that are published once for all of them.
    pub fn in_language(self, language: &str) -> Option<Self> {
        if self.config.book.language.eq_ignore_ascii_case(language) {
            return Some(self);
        }
        let Self { assets, translations, .. } = self;
        let site = translations.into_iter().find(|site| site.config.book.language.eq_ignore_ascii_case(language))?;
        Some(Self { assets, ..site })
    }

    /// The list of the site's files for the worker that keeps them offline, where there is one.
    pub fn offline_list(&self, files: Vec<offline::ListedFile>) -> Option<(SitePath, Vec<u8>)> {
        let list = || (SitePath::new(offline::LIST_PATH), offline::render(&self.config.book.id, files));
        self.config.site.offline.then(list)
    }

    /// Where it lies in the site of the first language: `fr/`; empty for that one.
    fn folder(&self) -> String {
        let languages = &self.guide.languages;
        languages
            .list
            .get(languages.current)
            .filter(|_| languages.current > 0)
            .map(|language| format!("{}/", language.folder))
            .unwrap_or_default()
    }

    /// With the sites in other languages.
    pub(crate) fn with_translations(mut self, translations: Vec<Site>) -> Self {
        for (number, site) in translations.iter().enumerate() {
            let folder = site.folder();
            let translated = |(path, output): &(SitePath, Output)| {
                (SitePath::new([&folder, path.as_str()].concat()), Output::Translated(number, Box::new(output.clone())))
            };
            self.outputs.extend(site.outputs.iter().map(translated));
        }
        self.translations = translations;
        self
    }

    fn static_file(&self, file: &StaticFile) -> Vec<u8> {
        match file {
            StaticFile::NoJekyll => Vec::new(),
            StaticFile::Cname => self.config.site.cname.iter().flat_map(|name| format!("{name}\n").into_bytes()).collect(),
            StaticFile::ServiceWorker => self.theme.service_worker(self.config.site.offline).to_vec(),
            StaticFile::Icon(icon) => self.icon(*icon),
            StaticFile::Asset(ix) => self.assets[ix.index()].bytes.to_vec(),
            StaticFile::Theme(name) => self.theme.published_bytes(name).unwrap_or_default().to_vec(),
        }
    }

    /// The guide's icon in one of its sizes; Recto's where the guide's cannot be drawn, which is a finding.
    fn icon(&self, icon: Icon) -> Vec<u8> {
        let path = self.config.site.icon.as_deref();
        let file = self.assets.iter().find(|asset| Some(asset.path.as_str()) == path);
        let drawn = file.and_then(|file| icons::draw(&file.bytes, icon, self.config.theme.light.background.0));
        let usual = match icon {
            Icon::Tab | Icon::App => "icons/app-192.png",
            Icon::Touch => "icons/app-180.png",
            Icon::LargeApp => "icons/app-512.png",
            Icon::Maskable => "icons/app-maskable.png",
        };
        drawn.unwrap_or_else(|| self.theme.published_bytes(usual).unwrap_or_default().to_vec())
    }

    /// The author's file that an output shows, else the output's own path.
    fn origin<'a>(&'a self, path: &'a SitePath, output: &Output) -> &'a str {
        let body = match output {
            Output::Page(PageOutput::Node(node)) => self.guide.body(*node),
            Output::Page(PageOutput::Topic { topic, .. } | PageOutput::Print { topic, .. }) => self.guide.topic(*topic).body.as_ref(),
            Output::Bundle(bundle) => return bundle.prefix(),
            _ => None,
        };
        body.map_or(path.as_str(), |body| &self.sources.get(body.source).path)
    }

    /// What the renderers of outputs work from.
    pub fn context(&self) -> Context<'_> {
        Context { guide: &self.guide, sources: &self.sources, config: &self.config, theme: &self.theme, markup: &self.markup }
    }
}
