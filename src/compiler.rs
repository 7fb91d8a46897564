//! [`Input`] → [`Compiled`]: every file parsed, all of them resolved into a guide, its bodies checked, its outputs planned.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::config::{self, Config};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::encode;
use crate::guard::guarded;
use crate::markup::{self, Markup, UiStrings};
use crate::model::{Asset, Body, Features, Guide};
use crate::parse::{self, Document, Rules};
use crate::render::Renderer;
use crate::resolve;
use crate::site::{self, Collision, Output, PlanOptions, SitePath};
use crate::source::{Source, SourceId, Sources, Span};
use crate::study::Deck;
use crate::theme::Theme;
use crate::{AssetFile, Compiled, Input, Options, Site, ThemeFile};

/// Compiles an input once.
pub fn compile(input: Input, options: &Options) -> Compiled {
    Compiler { forgets: true, ..Compiler::default() }.compile(input, options)
}

/// Compiles a guide again and again: what has not changed since the last time is not read anew.
#[derive(Default)]
pub struct Compiler {
    /// By path: the text that was read, and what came of it.
    parsed: BTreeMap<String, Parsed>,
    rules: Rules,
    theme_cache: Option<ThemeCache>,
    bound: Option<Bound>,
    /// There is no next time: documents are dropped as soon as they are bound, a third of a large guide's memory.
    forgets: bool,
}

/// What depends on the theme and a few words of book.toml, and so rarely changes.
struct ThemeCache {
    key: (Option<String>, String, config::HtmlPolicy),
    overlay: Vec<ThemeFile>,
    theme: Arc<Theme>,
    /// Remembers the code, formulas and diagrams that it has drawn.
    markup: Arc<Markup>,
    diagnostics: Vec<Diagnostic>,
}

/// What binding gave the last time, and what it was asked.
struct Bound {
    guide: Arc<Guide>,
    found: Vec<Diagnostic>,
    deck: Deck,
    theme: Arc<Theme>,
    drafts: bool,
    base_url: Option<String>,
}

/// What reading content/ gave.
struct Read {
    /// `None` where they are kept for the next time: [`Compiler::documents`] gives them.
    documents: Option<Vec<Document>>,
    /// About all files, in the order of the sources.
    diagnostics: Vec<Diagnostic>,
    changes: Changes,
}

/// What changed in content/ since the last time.
#[derive(Default)]
struct Changes {
    /// Files that were there and are, as they were read then and now.
    again: Vec<(Document, Document)>,
    /// Whether anything else did: files came or went, or book.toml changed.
    others: bool,
}

#[derive(Debug)]
struct Parsed {
    source: Source,
    document: Option<Document>,
    diagnostics: Vec<Diagnostic>,
    /// What only rendering can find wrong in each body of the file that has been looked at, by the body's place.
    checked: Vec<(Span, Vec<Diagnostic>)>,
}

impl Compiler {
    /// The whole pipeline: reads, binds and plans; nothing is rendered yet. The result depends on the input alone. Where a stage panics
    /// the result is that finding, and nothing of what was remembered is used again.
    pub fn compile(&mut self, mut input: Input, options: &Options) -> Compiled {
        let sources = Arc::new(std::mem::take(&mut input.sources));
        guarded("content/", || self.run_stages(sources.clone(), input, options)).unwrap_or_else(|found| {
            *self = Compiler { forgets: self.forgets, ..Compiler::default() };
            Compiled::failed(sources, found)
        })
    }

    fn run_stages(&mut self, sources: Arc<Sources>, input: Input, options: &Options) -> Compiled {
        let mut diagnostics = input.problems;
        let (mut config, found) = read_config(&sources);
        diagnostics.extend(found);
        if let Some(url) = &options.base_url {
            config.site.base_url = Some(url.clone());
        }
        let read = self.parse(&sources, &config);
        let (theme, markup) = self.theme_cache(&config, input.theme, &mut diagnostics);
        let assets = input.assets.par_iter().map(describe_asset).collect();
        let (guide, found, last) = self.bind(&read.changes, read.documents, &sources, (assets, &input.repository), &config, options);
        let deck = || match last.filter(|last| Arc::ptr_eq(&last.theme, &theme)) {
            Some(last) => last.deck.again(&guide, &sources, &config, &theme, &read.changes.sources()),
            None => Deck::new(&guide, &sources, &config, &theme),
        };
        let (renderer, deck) = rayon::join(|| Renderer::new(&theme, &config), deck);
        diagnostics.extend(read.diagnostics);
        diagnostics.extend(found.iter().cloned());
        diagnostics.extend(self.check_bodies(&guide, &sources, &markup));
        let renderer = renderer.map_err(|found| diagnostics.extend(found));
        let (outputs, collisions) = plan(&guide, &config, &theme, &deck);
        // Two files with one id would be reported again as two pages at one address.
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(collisions);
        }
        let allowed = finish_diagnostics(&mut diagnostics, &config, &sources);
        let failed = diagnostics.iter().any(Diagnostic::is_error);
        let (guide, config) = (Arc::new(guide), Arc::new(config));
        if !self.forgets {
            let (drafts, base_url) = (options.drafts, options.base_url.clone());
            self.bound = Some(Bound { guide: guide.clone(), found, deck: deck.clone(), theme: theme.clone(), drafts, base_url });
        }
        let site = renderer.ok().filter(|_| !failed).map(|renderer| {
            let (guide, config, sources, theme) = (guide.clone(), config.clone(), sources.clone(), theme.clone());
            Site { guide, config, sources, assets: input.assets, theme, markup, renderer, deck, outputs }
        });
        Compiled { sources, diagnostics, allowed, config, guide, theme, site }
    }

    /// Binds what was read. Where nothing changed but the words of cards it is the guide of the last time with these, and that is given too.
    fn bind(
        &mut self,
        changes: &Changes,
        documents: Option<Vec<Document>>,
        sources: &Sources,
        (assets, repository): (Vec<Asset>, &BTreeSet<String>),
        config: &Config,
        options: &Options,
    ) -> (Guide, Vec<Diagnostic>, Option<Bound>) {
        let last = self.bound.take().filter(|last| (last.drafts, &last.base_url) == (options.drafts, &options.base_url));
        // With `links.terms` any word may be a link.
        let last = last.filter(|_| !config.links.terms);
        if let Some(last) = last
            && let Some(guide) = last.again(changes, &assets)
        {
            return (guide, last.found.clone(), Some(last));
        }
        let documents = documents.unwrap_or_else(|| self.documents(sources));
        let (guide, found) = resolve::resolve(documents, sources, assets, repository, config, options.drafts);
        (guide, found, None)
    }

    /// The theme and the Markdown writer for this configuration; those of the last time where nothing that they depend on changed.
    fn theme_cache(&mut self, config: &Config, overlay: Vec<ThemeFile>, diagnostics: &mut Vec<Diagnostic>) -> (Arc<Theme>, Arc<Markup>) {
        let key = (config.site.theme.clone(), config.book.language.clone(), config.markdown.html);
        let theme_cache = match self.theme_cache.take() {
            Some(theme_cache) if theme_cache.key == key && theme_cache.overlay == overlay => theme_cache,
            _ => {
                self.parsed.values_mut().for_each(|parsed| parsed.checked.clear());
                let (theme, diagnostics) = Theme::new(key.0.as_deref(), &overlay, &key.1);
                let markup = Arc::new(markup(config, &theme));
                ThemeCache { key, overlay, theme: Arc::new(theme), markup, diagnostics }
            }
        };
        diagnostics.extend(theme_cache.diagnostics.iter().cloned());
        let theme_cache = self.theme_cache.insert(theme_cache);
        (theme_cache.theme.clone(), theme_cache.markup.clone())
    }

    /// Reads every file of content/ that was not read before, in parallel.
    fn parse(&mut self, sources: &Sources, config: &Config) -> Read {
        let rules = Rules { sections: config.sections.clone(), languages: config.book.languages.clone(), strict: config.strict };
        if rules != self.rules {
            self.parsed.clear();
            self.rules = rules;
        }
        let list: Vec<_> = sources.iter().collect();
        let is_known = |source: &Source| self.parsed.get(&source.path).is_some_and(|known| known.source.text == source.text);
        let read = |(id, source): &(SourceId, &Source)| {
            let parsed = guarded(&source.path, || parse::document(*id, source, &self.rules));
            let (document, diagnostics) = parsed.unwrap_or_else(|found| (None, vec![found]));
            Parsed { source: (*source).clone(), document, diagnostics, checked: Vec::new() }
        };
        // `None` where it was read before.
        let parsed: Vec<Option<Parsed>> = list.par_iter().map(|file| (!is_known(file.1)).then(|| read(file))).collect();
        let (mut changes, mut diagnostics) = (Changes::default(), Vec::new());
        if self.forgets {
            let mut documents = Vec::with_capacity(parsed.len());
            for file in parsed.into_iter().flatten() {
                documents.extend(file.document);
                diagnostics.extend(file.diagnostics);
            }
            return Read { documents: Some(documents), diagnostics, changes };
        }
        if self.parsed.len() != list.len() || parsed.iter().flatten().any(|file| !self.parsed.contains_key(&file.source.path)) {
            let paths: BTreeSet<&str> = list.iter().map(|(_, source)| source.path.as_str()).collect();
            self.parsed.retain(|path, _| paths.contains(path.as_str()));
            changes.others = true;
        }
        for ((id, source), file) in list.iter().zip(parsed) {
            if let Some(file) = file {
                let new = file.document.clone();
                let old = self.parsed.insert(source.path.clone(), file).and_then(|old| old.document);
                changes.others |= old.is_none() || new.is_none();
                changes.again.extend(old.zip(new));
            }
            if let Some(file) = self.parsed.get_mut(&source.path) {
                file.set_source(*id);
                diagnostics.extend(file.diagnostics.iter().cloned());
            }
        }
        Read { documents: None, diagnostics, changes }
    }

    /// All that was read, in the order of the sources.
    fn documents(&self, sources: &Sources) -> Vec<Document> {
        sources.iter().filter_map(|(_, source)| self.parsed.get(&source.path)?.document.clone()).collect()
    }

    /// What only rendering can find wrong: formulas, diagrams, raw HTML. A body is looked at once, until its file or the theme changes.
    fn check_bodies(&mut self, guide: &Guide, sources: &Sources, markup: &Markup) -> Vec<Diagnostic> {
        let bodies: Vec<&Body> = guide.nodes().filter_map(|node| guide.body(node)).filter(|b| b.features != Features::default()).collect();
        let known = |body: &Body| self.parsed.get(&sources.get(body.source).path)?.found_in(body);
        let check = |body: &Body| {
            let path = &sources.get(body.source).path;
            guarded(path, || markup.check(sources, body)).unwrap_or_else(|found| vec![found])
        };
        let found: Vec<_> = bodies.par_iter().map(|body| known(body).ok_or_else(|| check(body))).collect();
        let mut all = Vec::new();
        for (body, found) in bodies.iter().zip(found) {
            let found = found.unwrap_or_else(|new| {
                let parsed = self.parsed.get_mut(&sources.get(body.source).path);
                parsed.into_iter().for_each(|parsed| parsed.checked.push((body.span, new.clone())));
                new
            });
            all.extend(found);
        }
        all
    }
}

impl Bound {
    /// The guide after changes that nobody but the changed cards has to know of.
    fn again(&self, changes: &Changes, assets: &[Asset]) -> Option<Guide> {
        let touched = changes.sources();
        let concerned = |found: &Diagnostic| found.places().any(|at| touched.contains(&at.source));
        let fits = !changes.others && same_files(&self.guide.assets, assets) && !self.found.iter().any(concerned);
        fits.then(|| resolve::rebind(&self.guide, &changes.again)).flatten()
    }
}

impl Changes {
    /// The files that changed.
    fn sources(&self) -> BTreeSet<SourceId> {
        self.again.iter().map(|(_, now)| now.source).collect()
    }
}

impl Parsed {
    /// What was found in a body when it was looked at last.
    fn found_in(&self, body: &Body) -> Option<Vec<Diagnostic>> {
        let (_, found) = self.checked.iter().find(|(span, _)| *span == body.span)?;
        let mut found = found.clone();
        found.iter_mut().for_each(|diagnostic| diagnostic.set_source(body.source));
        Some(found)
    }

    /// Gives the file another number, because files before it came or went.
    fn set_source(&mut self, id: SourceId) {
        if let Some(document) = &mut self.document {
            document.source = id;
        }
        for diagnostic in &mut self.diagnostics {
            diagnostic.set_source(id);
        }
    }
}

/// What turns this guide's Markdown into HTML.
fn markup(config: &Config, theme: &Theme) -> Markup {
    let policy = match config.markdown.html {
        config::HtmlPolicy::Sanitize => markup::HtmlPolicy::Sanitize,
        config::HtmlPolicy::Escape => markup::HtmlPolicy::Escape,
        config::HtmlPolicy::Allow => markup::HtmlPolicy::Allow,
    };
    Markup::new(policy, UiStrings::from_keys(|key| theme.strings().get("markup", key).unwrap_or_default().to_string()))
}

/// Every output with its path; two that claim one path are a finding.
fn plan(guide: &Guide, config: &Config, theme: &Theme, deck: &Deck) -> (Vec<(SitePath, Output)>, Vec<Diagnostic>) {
    let options = PlanOptions {
        absolute: config.site.base_url.is_some(),
        cname: config.site.cname.is_some(),
        contribute: config.site.repository.is_some(),
        search: config.search.enabled,
        deck: deck.paths(guide),
        theme: theme.published().map(|(name, path)| (path.clone(), name.to_string())).collect(),
    };
    let (outputs, collisions) = site::plan(guide, &options);
    (outputs, collisions.iter().map(|c| collision(guide, c)).collect())
}

fn collision(guide: &Guide, collision: &Collision) -> Diagnostic {
    let message = format!("two things would be published as `{}`", collision.path);
    let described = |output: &Output| match output {
        Output::Node(node) => guide.body(*node).map(|body| Ok(body.source)),
        Output::Topic { topic, .. } => guide.topic(*topic).body.as_ref().map(|body| Ok(body.source)),
        Output::Redirect(number) => guide.body(guide.redirects[*number].to).map(|body| Ok(body.source)),
        Output::Asset(ix) => Some(Err(format!("content/{}", guide.asset(*ix).path))),
        _ => None,
    };
    let [first, second] = &collision.outputs;
    let diagnostic = match described(second).or_else(|| described(first)) {
        Some(Ok(source)) => Diagnostic::new(Code::PathConflict, source, Span::default(), message),
        Some(Err(path)) => Diagnostic::for_path(Code::PathConflict, path, message),
        None => Diagnostic::for_path(Code::PathConflict, collision.path.as_str(), message),
    };
    diagnostic.help("rename the file")
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
    let hash = encode::hex(&digest[..8]);
    Asset { path: file.path.clone(), dimensions, hash, active: is_active(&file.path, &file.bytes), published: false }
}

/// Whether two lists name the same files with the same bytes.
fn same_files(a: &[Asset], b: &[Asset]) -> bool {
    a.iter().map(|asset| (&asset.path, &asset.hash)).eq(b.iter().map(|asset| (&asset.path, &asset.hash)))
}

/// Whether a browser that opens the file by its address may run code that is in it.
fn is_active(path: &str, bytes: &[u8]) -> bool {
    const PAGES: [&str; 12] = ["htm", "html", "xht", "xhtml", "shtml", "mht", "mhtml", "xml", "xsl", "xslt", "js", "mjs"];
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if ending != "svg" {
        return PAGES.contains(&ending.as_str());
    }
    // Compressed, or in an encoding that is not read here: nobody can say what is in it.
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    let text = text.to_ascii_lowercase();
    let handler = |(at, _): (usize, &str)| {
        let (before, after) = (text[..at].chars().next_back(), &text[at + 2..]);
        let name = after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        before.is_some_and(|c| c.is_whitespace() || "\"'/".contains(c)) && name > 2 && after[name..].trim_start().starts_with('=')
    };
    ["<script", ":script", "foreignobject", "javascript:", "<!entity", "<iframe", "<embed", "<object", "<handler", "<set", "data:text/html"]
        .iter()
        .any(|mark| text.contains(mark))
        || text.match_indices("on").any(handler)
}

/// Applies `[check]` and sorts: by file, place and code, without repetitions. Returns what is allowed.
pub fn finish_diagnostics(diagnostics: &mut Vec<Diagnostic>, config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let allowed = config.apply_check_levels(diagnostics);
    diagnostic::sort(diagnostics, sources);
    allowed
}
