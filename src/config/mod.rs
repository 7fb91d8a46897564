//! book.toml: what the author said, checked, becomes what it means.
//!
//! In: the text of book.toml. Out: a [`Config`] in which every key has a value, and a diagnostic for each mistake. Steps: the TOML
//! becomes a tree of what was said ([`crate::value`]); `tables` takes each table out of it; `values` judges single values (URLs,
//! slugs, names). A key that is wrong keeps its default, so that the mistakes in the cards are found in the same run.
//!
//! Every key is listed once more in [`KEYS`], for people: CONFIGURATION.md and `recto explain` read from there.

pub mod colour;
mod keys;
mod tables;
mod theme_table;
mod user_tables;
mod values;

use std::collections::{BTreeMap, BTreeSet};

pub use keys::{KEYS, Key};
pub use theme_table::BASES;
pub use values::{base_url, language, to_slug};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Category, HtmlPolicy, SectionKind, Stage};
use crate::source::{SourceId, Span};
use crate::value::parse_toml;
use colour::{Colour, Scheme};

/// Reads book.toml. The text may start with a byte order mark.
pub fn parse(source: SourceId, text: &str) -> (Config, Vec<Diagnostic>) {
    let toml = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, mut diagnostics) = parse_toml(toml, text.len() - toml.len(), source);
    let (config, mistakes) = tables::read(&table, source);
    diagnostics.extend(mistakes);
    (config, diagnostics)
}

/// Everything book.toml can say, with defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Whether what is wrong in front matter is an error.
    pub strict: bool,
    pub book: Book,
    pub site: SiteConfig,
    pub markdown: MarkdownConfig,
    pub links: LinksConfig,
    pub study: StudyConfig,
    pub interview: InterviewConfig,
    pub words: WordsConfig,
    pub theme: ThemeConfig,
    pub search: SearchConfig,
    pub export: ExportConfig,
    /// `assistant.endpoints`: origins that learners may connect a model at; none for no trace of it.
    pub assistant: Vec<String>,
    /// For each section the names that head it in this guide, compared without regard to case. The first is shown to readers.
    pub sections: BTreeMap<SectionKind, Vec<String>>,
    /// The sections whose names book.toml gives; the others have those of the language.
    pub named_sections: BTreeSet<SectionKind>,
    /// From easiest to hardest.
    pub levels: Vec<Category>,
    pub kinds: Vec<Category>,
    /// The ids of levels and kinds whose names book.toml gives; the others are called as the language calls them, where it has a word.
    pub named_categories: BTreeSet<String>,
    /// `[translations.LANGUAGE]`: what book.toml says in other languages.
    pub translations: BTreeMap<String, BookTranslation>,
    pub check: BTreeMap<Code, CheckLevel>,
    /// `check.tags`: the tags that cards may carry; `None` for any.
    pub known_tags: Option<Vec<String>>,
    /// `assets.publish`: files under content/ that are published though nothing links to them.
    pub assets: Vec<String>,
    /// `retired.ids`: cards, pages and topics that were deleted on purpose.
    pub retired: BTreeSet<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Names the learner's progress; a slug.
    pub id: String,
    pub title: String,
    pub description: String,
    pub authors: Vec<String>,
    /// BCP 47, such as `en` or `fr-CA`.
    pub language: String,
    /// The languages into which it is translated; may name `language` too.
    pub languages: Vec<String>,
    /// Licence of the content as shown in the footer, such as `CC BY 4.0`; empty for none.
    pub licence: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct SiteConfig {
    /// Absolute, ends with `/`: `https://example.org/guide/`.
    pub base_url: Option<String>,
    pub cname: Option<String>,
    /// Path under content/ of an icon (SVG or PNG); else the theme's.
    pub icon: Option<String>,
    /// `https://github.com/OWNER/NAME`, without a slash at the end.
    pub repository: Option<String>,
    pub edit_branch: String,
    /// Hosts from which images are shown: `https://host`, in lower case.
    pub images: Vec<String>,
    /// Name of a folder under themes/ that overlays the built-in theme.
    pub theme: Option<String>,
    /// Whether readers can keep the guide offline.
    pub offline: bool,
}

/// What is published beside the pages.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportConfig {
    /// The site as an archive to download.
    pub zip: bool,
    /// A page for printing beside each topic with cards.
    pub print: bool,
    /// Markdown twins of pages, and `llms.txt`.
    pub llms: bool,
    /// A page of each card for frames.
    pub embed: bool,
}

impl ExportConfig {
    pub const NONE: Self = Self { zip: false, print: false, llms: false, embed: false };
}

impl Default for ExportConfig {
    fn default() -> Self {
        Self { print: true, ..Self::NONE }
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarkdownConfig {
    pub html: HtmlPolicy,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinksConfig {
    /// Turn the first mention of another page's `terms` into a link.
    pub terms: bool,
}

/// Defaults for learners; each learner can change them in the browser.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyConfig {
    /// Desired retention, 0.70 to 0.97.
    pub retention: f64,
    pub new_per_day: u32,
    pub reviews_per_day: u32,
    /// Lapses after which a card is a leech.
    pub leech_lapses: u32,
    /// Two grades (Again, Good) instead of four.
    pub two_grades: bool,
}

/// How the guide looks, beyond the files of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeConfig {
    /// The built-in theme under it: `default` or `dense`.
    pub base: &'static str,
    pub day: ThemeColours,
    pub night: ThemeColours,
    /// Files under content/, here and below.
    pub font_text: Vec<String>,
    pub font_interface: Vec<String>,
    pub font_code: Vec<String>,
    pub logo: Option<String>,
    /// The logo by night.
    pub logo_dark: Option<String>,
    pub css: Vec<String>,
    pub js: Vec<String>,
    pub footer: String,
    pub footer_links: Vec<ThemeLink>,
    pub navigation: Vec<ThemeLink>,
}

/// The colours of one scheme: those that book.toml gives, and what they stand on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemeColours {
    pub accent: Option<Colour>,
    /// Where book.toml says so; that of the day where the night's follows from it.
    pub accent_at: Option<Span>,
    pub paper: Option<Colour>,
    pub paper_at: Option<Span>,
    pub ground: Colour,
    pub ink: Colour,
}

/// A link of the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeLink {
    pub text: String,
    /// An id of the guide, or an address elsewhere.
    pub to: String,
    pub span: Span,
}

impl ThemeConfig {
    /// The files under content/ that it names.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        let fonts = self.font_text.iter().chain(&self.font_interface).chain(&self.font_code);
        fonts.chain(&self.logo).chain(&self.logo_dark).chain(&self.css).chain(&self.js)
    }
}

impl Default for ThemeConfig {
    fn default() -> Self {
        let (base, day, night) = BASES[0];
        let colours = |scheme: Scheme| ThemeColours {
            accent: None,
            accent_at: None,
            paper: None,
            paper_at: None,
            ground: scheme.paper,
            ink: scheme.ink,
        };
        Self {
            base,
            day: colours(day),
            night: colours(night),
            font_text: Vec::new(),
            font_interface: Vec::new(),
            font_code: Vec::new(),
            logo: None,
            logo_dark: None,
            css: Vec::new(),
            js: Vec::new(),
            footer: String::new(),
            footer_links: Vec::new(),
            navigation: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct InterviewConfig {
    /// Without it the site has no page of interviews, no link to one and no word of it.
    pub enabled: bool,
}

/// What this guide calls what the interface has a name for; empty for the interface's own word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WordsConfig {
    pub interview: String,
    pub level: String,
    pub levels: String,
    pub kind: String,
    pub kinds: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SearchConfig {
    pub enabled: bool,
    /// Term → what it also finds.
    pub synonyms: BTreeMap<String, Vec<String>>,
}

/// What book.toml says in another language; what it does not say stays as it is in the first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BookTranslation {
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Option<Vec<String>>,
    pub footer: Option<String>,
    pub footer_links: Option<Vec<ThemeLink>>,
    pub navigation: Option<Vec<ThemeLink>>,
    pub words: WordsConfig,
    /// What levels and kinds are called, by their ids.
    pub levels: BTreeMap<String, CategoryTranslation>,
    pub kinds: BTreeMap<String, CategoryTranslation>,
    /// Names that head sections in translated files, beside those of the first language.
    pub sections: BTreeMap<SectionKind, Vec<String>>,
}

/// What a level or a kind is called in another language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CategoryTranslation {
    pub name: Option<String>,
    pub summary: Option<String>,
}

/// What `[check]` makes of a code. Only findings that are warnings by themselves can be changed: an error leaves nothing to publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckLevel {
    Allow,
    Warn,
    Deny,
}

impl Config {
    /// Puts the language's own names of sections before the English ones, which stay known; names that book.toml gives are left alone.
    pub fn add_section_names(&mut self, of_language: impl Fn(SectionKind) -> Vec<String>) {
        for (kind, names) in self.sections.iter_mut().filter(|(kind, _)| !self.named_sections.contains(kind)) {
            let own = of_language(*kind);
            let known: Vec<String> = std::mem::take(names);
            let others = known.into_iter().filter(|name| !own.iter().any(|o| o.to_lowercase() == name.to_lowercase()));
            *names = own.iter().cloned().chain(others).collect();
        }
    }

    /// Calls the levels and kinds that book.toml does not name by the language's own words.
    pub fn name_categories(&mut self, of_language: impl Fn(&str) -> Option<String>) {
        let unnamed = |category: &&mut Category| !self.named_categories.contains(&category.id);
        for category in self.levels.iter_mut().chain(&mut self.kinds).filter(unnamed) {
            category.name = of_language(&category.id).unwrap_or_else(|| std::mem::take(&mut category.name));
        }
    }

    /// The same in a translation, where `[translations.LANGUAGE]` does not name them.
    pub fn name_translated_categories(&mut self, language: &str, of_language: impl Fn(&str) -> Option<String>) {
        let Self { levels, kinds, named_categories, translations, .. } = self;
        let said = translations.entry(language.to_string()).or_default();
        for (categories, said) in [(levels, &mut said.levels), (kinds, &mut said.kinds)] {
            for category in categories.iter().filter(|category| !named_categories.contains(&category.id)) {
                let said = said.entry(category.id.clone()).or_default();
                said.name = said.name.take().or_else(|| of_language(&category.id));
            }
        }
    }

    /// The languages into which the guide is translated, in the order of book.toml.
    pub fn translation_languages(&self) -> impl Iterator<Item = &str> {
        self.book.languages.iter().map(String::as_str).filter(|language| *language != self.book.language)
    }

    /// The configuration of the site in another language, which lies in the folder of that name.
    pub fn translated(&self, language: &str) -> Self {
        let mut config = self.clone();
        config.book.language = language.to_string();
        // Files of the guide are published once, at the root.
        config.site.icon = self.site.icon.as_ref().map(|icon| format!("../{icon}"));
        // The worker of the first language's site keeps all of them.
        config.site.offline = false;
        // Words of the first language.
        config.words = WordsConfig::default();
        config.site.base_url = self.site.base_url.as_ref().map(|url| format!("{url}{language}/"));
        let Some(said) = self.translations.get(language) else { return config };
        config.book.title = said.title.clone().unwrap_or(config.book.title);
        config.book.description = said.description.clone().unwrap_or(config.book.description);
        config.book.authors = said.authors.clone().unwrap_or(config.book.authors);
        config.words = said.words.clone();
        config.theme.footer = said.footer.clone().unwrap_or(config.theme.footer);
        config.theme.footer_links = said.footer_links.clone().unwrap_or(config.theme.footer_links);
        config.theme.navigation = said.navigation.clone().unwrap_or(config.theme.navigation);
        let rename = |categories: &mut Vec<Category>, said: &BTreeMap<String, CategoryTranslation>| {
            for category in categories {
                let Some(CategoryTranslation { name, summary }) = said.get(&category.id) else { continue };
                category.name = name.clone().unwrap_or_else(|| category.name.clone());
                category.summary = summary.clone().unwrap_or_else(|| category.summary.clone());
            }
        };
        rename(&mut config.levels, &said.levels);
        rename(&mut config.kinds, &said.kinds);
        for (kind, names) in &said.sections {
            let known = config.sections.entry(*kind).or_default();
            known.retain(|name| !names.contains(name));
            known.splice(0..0, names.iter().cloned());
        }
        config
    }

    /// Gives each finding the level that `[check]` says; returns those that it allows.
    pub fn apply_check_levels(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in diagnostics.iter_mut() {
            diagnostic.severity = match self.check.get(&diagnostic.code) {
                Some(CheckLevel::Allow) => Severity::Allowed,
                Some(CheckLevel::Warn) => Severity::Warning,
                Some(CheckLevel::Deny) => Severity::Error,
                None => diagnostic.severity,
            };
        }
        let (allowed, kept) = std::mem::take(diagnostics).into_iter().partition(|d| d.severity == Severity::Allowed);
        *diagnostics = kept;
        allowed
    }
}

impl Default for Config {
    fn default() -> Self {
        let category = |id: &str, name: &str, minutes: Option<u32>| Category {
            id: id.into(),
            name: name.into(),
            summary: String::new(),
            minutes,
            stages: if minutes.is_some() { Stage::default_for_kind(id) } else { Vec::new() },
        };
        let sections: [(SectionKind, &[&str]); 8] = [
            (SectionKind::Hint, &["Hint", "Hints"]),
            (SectionKind::ShortAnswer, &["Short answer"]),
            (SectionKind::Answer, &["Answer"]),
            (SectionKind::KeyPoints, &["Key points", "Key concepts"]),
            (SectionKind::Pitfalls, &["Pitfalls"]),
            (SectionKind::RedFlags, &["Red flags"]),
            (SectionKind::FollowUps, &["Follow-ups", "Follow ups"]),
            (SectionKind::References, &["References"]),
        ];
        Self {
            strict: false,
            book: Book {
                id: "guide".into(),
                title: "Study guide".into(),
                description: String::new(),
                authors: Vec::new(),
                language: "en".into(),
                languages: Vec::new(),
                licence: String::new(),
            },
            site: SiteConfig { edit_branch: "main".into(), offline: true, ..SiteConfig::default() },
            markdown: MarkdownConfig::default(),
            links: LinksConfig::default(),
            study: StudyConfig { retention: 0.9, new_per_day: 20, reviews_per_day: 200, leech_lapses: 8, two_grades: false },
            interview: InterviewConfig { enabled: true },
            words: WordsConfig::default(),
            theme: ThemeConfig::default(),
            search: SearchConfig { enabled: true, synonyms: BTreeMap::new() },
            export: ExportConfig::default(),
            assistant: Vec::new(),
            sections: sections.into_iter().map(|(k, names)| (k, names.iter().map(|n| n.to_string()).collect())).collect(),
            named_sections: BTreeSet::new(),
            levels: vec![category("junior", "Junior", None), category("mid", "Mid-level", None), category("senior", "Senior", None)],
            kinds: vec![
                category("concept", "Concept", Some(5)),
                category("scenario", "Scenario", Some(35)),
                category("assessment", "Assessment", Some(180)),
                category("behavioural", "Behavioural", Some(5)),
            ],
            named_categories: BTreeSet::new(),
            translations: BTreeMap::new(),
            check: BTreeMap::new(),
            known_tags: None,
            assets: Vec::new(),
            retired: BTreeSet::new(),
        }
    }
}
