//! The stages of the pipeline that are not a module of their own.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::compiled::{Compiled, Site};
use crate::config::{self, Config};
use crate::context::Context;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::guard::guarded;
use crate::input::{AssetFile, Options, ThemeFile};
use crate::markup::{Markup, UiStrings};
use crate::model::{Body, Features, Guide, SectionKind};
use crate::parse::{self, Document, OtherLanguageNames, ParseOptions};
use crate::render::Renderer;
use crate::source::{Source, SourceId, Sources};
use crate::study::DeckFiles;
use crate::theme::{self, Strings, Terminology, Theme, ThemeOptions};

/// What book.toml says, and the command line over it.
pub fn configure(sources: &Sources, options: &Options) -> (Config, Vec<Diagnostic>) {
    let (mut config, found) = match sources.by_path("book.toml") {
        Some(id) => config::parse(id, &sources.get(id).text),
        None => (Config::default(), Vec::new()),
    };
    let words = theme::built_in_strings(&config.book.language);
    config.add_section_names(|kind| words.section_names(kind.key()));
    let named = |words: &Strings, id: &str| words.get("categories", id).map(str::to_string);
    config.name_levels_and_kinds(|id| named(&words, id));
    for language in config.translation_languages().map(str::to_string).collect::<Vec<_>>() {
        let words = theme::built_in_strings(&language);
        config.name_translated_levels_and_kinds(&language, |id| named(&words, id));
        let said = &mut config.translations.entry(language).or_default().sections;
        for kind in SectionKind::ALL {
            said.entry(kind).or_insert_with(|| words.section_names(kind.key()));
        }
    }
    if let Some(url) = &options.base_url {
        config.site.base_url = Some(url.clone());
    }
    if options.preview {
        (config.site.offline, config.export.zip) = (false, false);
    }
    (config, found)
}

/// What parsing has to know of book.toml.
pub fn parse_options(config: &Config) -> ParseOptions {
    let other_language_names = OtherLanguageNames::new(section_names_of_all_languages);
    let of = |config: &Config| ParseOptions {
        sections: config.sections.clone(),
        other_language_names,
        translations: Vec::new(),
        strict: config.strict,
    };
    let translations = config.translation_languages().map(|language| (language.to_string(), of(&config.translated(language)))).collect();
    ParseOptions { translations, ..of(config) }
}

/// What the languages of the interface call the sections of a card, in lower case.
fn section_names_of_all_languages() -> &'static BTreeMap<String, SectionKind> {
    static NAMES: LazyLock<BTreeMap<String, SectionKind>> = LazyLock::new(|| {
        let words = theme::languages().into_iter().map(|language| theme::built_in_strings(&language)).collect::<Vec<_>>();
        let names = words.iter().flat_map(|words| SectionKind::ALL.map(|kind| (kind, words.section_names(kind.key()))));
        names.flat_map(|(kind, names)| names.into_iter().map(move |name| (name.to_lowercase(), kind))).collect()
    });
    &NAMES
}

/// Parses one source.
pub fn parse_source(id: SourceId, source: &Source, parse_options: &ParseOptions) -> (Option<Document>, Vec<Diagnostic>) {
    guarded(&source.path, || parse::document(id, source, parse_options)).unwrap_or_else(|found| (None, vec![found]))
}

/// What the theme has to know of book.toml.
pub fn theme_options(config: &Config) -> ThemeOptions {
    let words = &config.words;
    ThemeOptions {
        name: config.site.theme.clone(),
        base: config.theme.base,
        language: config.book.language.clone(),
        interview: config.interview.enabled,
        terminology: Terminology {
            interview: words.interview.clone(),
            level: words.level.clone(),
            levels: words.levels.clone(),
            kind: words.kind.clone(),
            kinds: words.kinds.clone(),
        },
    }
}

/// What depends on the theme and a few words of book.toml alone, and so rarely changes.
#[derive(Clone)]
pub struct ThemeSetup {
    pub theme: Arc<Theme>,
    /// Remembers the code, formulas and diagrams that it has drawn.
    pub markup: Arc<Markup>,
    pub diagnostics: Vec<Diagnostic>,
}

impl ThemeSetup {
    /// The theme with the author's files over it, and what renders Markdown by it.
    pub fn new(config: &Config, overlay: &[ThemeFile]) -> Self {
        let (theme, diagnostics) = Theme::new(&theme_options(config), overlay);
        let words = UiStrings::from_keys(|key| theme.strings().get("markup", key).unwrap_or_default().to_string());
        let markup = Markup::new(config.markdown.html, words);
        Self { theme: Arc::new(theme), markup: Arc::new(markup), diagnostics }
    }
}

/// The bodies in which rendering alone can find something wrong: formulas, diagrams, raw HTML.
pub fn bodies_to_check(guide: &Guide) -> impl Iterator<Item = &Body> {
    guide.nodes().filter_map(|node| guide.body(node)).filter(|body| body.features != Features::default())
}

/// What rendering would find wrong in a body.
pub fn check_body(markup: &Markup, sources: &Sources, body: &Body) -> Vec<Diagnostic> {
    let path = &sources.get(body.source).path;
    guarded(path, || markup.check(sources, body)).unwrap_or_else(|found| vec![found])
}

/// A guide with all that its site is made from.
pub struct Resolved {
    pub guide: Arc<Guide>,
    pub sources: Arc<Sources>,
    pub config: Arc<Config>,
    pub theme: Arc<Theme>,
    pub markup: Arc<Markup>,
    pub assets: Vec<AssetFile>,
}

impl Resolved {
    /// What renderers work from.
    pub fn context(&self) -> Context<'_> {
        Context { guide: &self.guide, sources: &self.sources, config: &self.config, theme: &self.theme, markup: &self.markup }
    }

    /// The theme's templates, parsed.
    pub fn renderer(&self) -> Result<Renderer, Vec<Diagnostic>> {
        Renderer::new(&self.theme, &self.config)
    }

    /// Plans the site and finishes what was found on the way; there is a site where none of it is an error.
    pub fn plan(self, renderer: Result<Renderer, Vec<Diagnostic>>, deck: DeckFiles, found: Vec<Diagnostic>) -> Compiled {
        let mut diagnostics = found;
        let renderer = renderer.map_err(|found| diagnostics.extend(found));
        let (outputs, collisions) = super::plan::plan(&self.context(), &deck);
        // Two files with one id would be reported again as two pages at one address.
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(collisions);
        }
        // What could not be read may show those files.
        if diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.retain(|finding| finding.code != Code::UnpublishedFiles);
        }
        let allowed = finish_diagnostics(&mut diagnostics, &self.config, &self.sources);
        let failed = diagnostics.iter().any(Diagnostic::is_error);
        let Self { guide, sources, config, theme, markup, assets } = self;
        let site = renderer.ok().map(|renderer| {
            let (guide, config, sources, theme) = (guide.clone(), config.clone(), sources.clone(), theme.clone());
            Site { guide, config, sources, assets, theme, markup, renderer, deck, outputs, translations: Vec::new() }
        });
        let (site, site_despite_errors) = if failed { (None, site) } else { (site, None) };
        Compiled { sources, diagnostics, allowed, config, guide, theme, site, site_despite_errors }
    }
}

/// Applies `[check]` and sorts: by file, place and code, without repetitions, the many of one kind in a file counted. Returns what is allowed.
pub fn finish_diagnostics(diagnostics: &mut Vec<Diagnostic>, config: &Config, sources: &Sources) -> Vec<Diagnostic> {
    let allowed = config.apply_check_levels(diagnostics);
    diagnostic::sort(diagnostics, sources);
    diagnostic::limit_per_file(diagnostics, sources);
    allowed
}
