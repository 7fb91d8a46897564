//! Everything that book.toml can say, a struct for each of its tables.

use std::collections::{BTreeMap, BTreeSet};

use super::colour::{BASES, Colour, Scheme};
use crate::diagnostic::Code;
use crate::model::{HtmlPolicy, LevelOrKind, SectionKind};
use crate::source::Span;

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
    pub words: TerminologyConfig,
    pub theme: ThemeConfig,
    pub search: SearchConfig,
    pub export: ExportConfig,
    /// `assistant.endpoints`: origins that learners may connect a model at; none for no trace of it.
    pub assistant_endpoints: Vec<String>,
    /// For each section the names that head it in this guide, compared without regard to case. The first is shown to readers.
    pub sections: BTreeMap<SectionKind, Vec<String>>,
    /// The sections whose names book.toml gives; the others have those of the language.
    pub customised_sections: BTreeSet<SectionKind>,
    /// From easiest to hardest.
    pub levels: Vec<LevelOrKind>,
    pub kinds: Vec<LevelOrKind>,
    /// The ids of levels and kinds whose names book.toml gives; the others are called as the language calls them, where it has a word.
    pub customised_levels_and_kinds: BTreeSet<String>,
    /// `[translations.LANGUAGE]`: what book.toml says in other languages.
    pub translations: BTreeMap<String, BookTranslation>,
    pub check: BTreeMap<Code, CheckLevel>,
    /// `check.tags`: the tags that cards may carry; `None` for any.
    pub allowed_tags: Option<Vec<String>>,
    /// `assets.publish`: files under content/ that are published though nothing links to them.
    pub publish_patterns: Vec<String>,
    /// `retired.ids`: cards, pages and topics that were deleted on purpose.
    pub retired: BTreeSet<String>,
}

/// `[book]`: what the guide is.
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

/// `[site]`: where and how the guide is published.
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
    pub image_hosts: Vec<String>,
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
    /// Markdown versions of pages, and `llms.txt`.
    pub llms: bool,
    /// A page of each card for frames.
    pub embed: bool,
}

impl ExportConfig {
    /// Nothing beside the pages.
    pub const NONE: Self = Self { zip: false, print: false, llms: false, embed: false };
}

impl Default for ExportConfig {
    fn default() -> Self {
        Self { print: true, ..Self::NONE }
    }
}

/// `[markdown]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MarkdownConfig {
    pub html: HtmlPolicy,
}

/// `[links]`.
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
    pub light: ThemeColours,
    pub dark: ThemeColours,
    pub font_text: Vec<ContentFile>,
    pub font_interface: Vec<ContentFile>,
    pub font_code: Vec<ContentFile>,
    pub logo: Option<ContentFile>,
    /// The logo in dark mode.
    pub logo_dark: Option<ContentFile>,
    pub css: Vec<ContentFile>,
    pub js: Vec<ContentFile>,
    pub footer: String,
    pub footer_links: Vec<ThemeLink>,
    pub navigation: Vec<ThemeLink>,
}

/// The colours of one scheme: those that book.toml gives, and what they are on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThemeColours {
    pub accent: Option<Colour>,
    /// Where book.toml says so; that of light mode where dark mode follows from it.
    pub accent_at: Option<Span>,
    pub background_override: Option<Colour>,
    pub background_at: Option<Span>,
    pub background: Colour,
    pub ink: Colour,
}

/// A file that book.toml names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Under content/.
    pub path: String,
    /// Of the path in book.toml.
    pub span: Span,
}

/// A link in the main menu or the footer.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeLink {
    pub text: String,
    /// An id of the guide, or an address elsewhere.
    pub to: String,
    pub span: Span,
}

impl ThemeConfig {
    /// The files under content/ that it names.
    pub fn files(&self) -> impl Iterator<Item = &ContentFile> {
        let fonts = self.font_text.iter().chain(&self.font_interface).chain(&self.font_code);
        fonts.chain(&self.logo).chain(&self.logo_dark).chain(&self.css).chain(&self.js)
    }
}

impl Default for ThemeConfig {
    fn default() -> Self {
        let (base, light, dark) = BASES[0];
        let colours = |scheme: Scheme| ThemeColours {
            accent: None,
            accent_at: None,
            background_override: None,
            background_at: None,
            background: scheme.background,
            ink: scheme.ink,
        };
        Self {
            base,
            light: colours(light),
            dark: colours(dark),
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

/// `[interview]`.
#[derive(Debug, Clone, PartialEq)]
pub struct InterviewConfig {
    /// Without it the site has no page of interviews, no link to one and no word of it.
    pub enabled: bool,
}

/// What this guide calls what the interface has a name for; empty for the interface's own word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TerminologyConfig {
    pub interview: String,
    pub level: String,
    pub levels: String,
    pub kind: String,
    pub kinds: String,
}

/// `[search]`.
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
    pub words: TerminologyConfig,
    /// What levels and kinds are called, by their ids.
    pub levels: BTreeMap<String, LevelOrKindTranslation>,
    pub kinds: BTreeMap<String, LevelOrKindTranslation>,
    /// Names that head sections in translated files, beside those of the first language.
    pub sections: BTreeMap<SectionKind, Vec<String>>,
}

/// What a level or a kind is called in another language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LevelOrKindTranslation {
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
