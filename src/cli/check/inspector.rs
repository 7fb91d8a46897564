//! All findings about a guide as it was read.

use std::collections::BTreeSet;
use std::sync::Arc;

use recto::config::Config;
use recto::diagnostic::{self, Code, Diagnostic};
use recto::incremental::Session;
use recto::lint::Baseline;
use recto::model::Guide;
use recto::{Compiled, Input, Options, Sources};

use crate::cli::{dates, templates};

/// What is wrong with a guide.
pub struct CheckResult {
    pub sources: Arc<Sources>,
    pub guide: Arc<Guide>,
    pub config: Arc<Config>,
    /// Sorted by file, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are not reported, but can be fixed.
    pub allowed: Vec<Diagnostic>,
}

impl CheckResult {
    /// How many of the findings are errors.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.is_error()).count()
    }
}

/// Looks at one guide again and again, as it changes.
pub struct Inspector {
    session: Session,
    options: Options,
    earlier: Option<Baseline>,
}

impl Inspector {
    /// `earlier` is what the guide was, for `recto check --against`.
    pub fn new(options: Options, earlier: Option<Baseline>) -> Self {
        Self { session: Session::default(), options, earlier }
    }

    /// All findings about the guide as it was read now.
    pub fn inspect(&mut self, input: Input) -> CheckResult {
        let compiled = self.session.compile(input, &self.options);
        let broken = Broken::new(&compiled);
        let readable = |earlier: &Baseline| Baseline {
            cards: earlier.cards.iter().filter(|card| !broken.may_contain(&card.id)).cloned().collect(),
            ..earlier.clone()
        };
        let earlier = self.earlier.as_ref().map(readable);
        let mut style = compiled.lint(earlier.as_ref());
        style.extend(dates::in_the_future(&compiled.guide, &compiled.sources));
        style.retain(|finding| !broken.explains(finding, &compiled.sources));
        let Compiled { sources, mut diagnostics, mut allowed, config, guide, site, theme, .. } = compiled;
        allowed.extend(recto::finish_diagnostics(&mut style, &config, &sources));
        if let Some(earlier) = &earlier {
            recto::moves::attach_broken_links(
                &mut diagnostics,
                &mut style,
                &guide,
                &sources,
                (&config, &recto::parse_options(&config)),
                earlier,
            );
        }
        diagnostics.extend(style);
        // The built-in ones have nothing wrong.
        if theme.has_user_templates() {
            diagnostics.extend(site.iter().flat_map(templates::check_templates));
        }
        diagnostic::sort(&mut diagnostics, &sources);
        CheckResult { sources, guide, config, diagnostics, allowed }
    }
}

/// The files with errors. What they hold may be missing from the guide, and that is not a second finding.
struct Broken {
    files: BTreeSet<String>,
    /// The folders, under content/, of files with several cards.
    several: BTreeSet<String>,
}

impl Broken {
    fn new(compiled: &Compiled) -> Self {
        let errors = compiled.diagnostics.iter().filter(|d| d.is_error());
        let files: BTreeSet<String> = errors.map(|d| d.file(&compiled.sources).to_string()).collect();
        let several = files.iter().filter_map(|file| {
            let (folder, name) = file.strip_prefix("content/")?.rsplit_once('/')?;
            (name == "cards.md" || name.ends_with(".cards.md")).then(|| folder.to_string())
        });
        Self { several: several.collect(), files }
    }

    /// Whether a card of that id may be in a file that could not be read.
    fn may_contain(&self, id: &str) -> bool {
        let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.several.contains(folder) || self.files.contains(&format!("content/{id}.md"))
    }

    /// Whether a topic seems empty only because of a file that could not be read.
    fn explains(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let file = finding.file(sources);
        let folder = file.strip_suffix("index.md").map_or_else(|| format!("{file}/"), str::to_string);
        finding.code == Code::EmptyTopic && self.files.range(folder.clone()..).next().is_some_and(|other| other.starts_with(&folder))
    }
}
