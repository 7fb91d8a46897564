//! The theme: the built-in files with the author's overlaid on them path by path, the interface's words, and published names.
//!
//! In: the files of `themes/NAME/` (if the guide has a theme) and the book's language. Out: a [`Theme`] that gives out
//! templates as text, words with English in place of every missing one, and each publishable file (stylesheets, scripts, icons)
//! under a name that carries a hash of its content, with the names by which the files call each other put in. Stylesheets
//! that are wanted together are one file (`stylesheets`); scripts are so already (tests/build.mjs), and get their words (`script_strings`).

mod assets;
mod built_in;
mod language;
mod minify_css;
pub mod overrides;
mod plural;
mod script_strings;
mod strings;
mod stylesheets;
mod terminology;
mod unused_files;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, suggestion};
use crate::site::SitePath;

use assets::{Assets, UnknownReference};
use built_in::{BUILT_IN, BUILT_IN_VARIANTS, File, add_built_in, built_in_strings_file};
pub use built_in::{built_in_paths, built_in_strings, built_in_text, languages};
pub use language::StringsTemplate;
pub use strings::Strings;
pub use terminology::Terminology;

const TOKENS: &str = "css/tokens.css";

/// What `[theme]` of book.toml says, as a stylesheet.
const SETTINGS_CSS: &str = "css/look.css";

/// Files that are added to what is there and replace nothing.
const APPENDED: [&str; 3] = [TOKENS, "custom.css", "custom.js"];

/// What messages call the built-in theme.
const BUILT_IN_NAME: &str = "default";

/// What book.toml decides about the theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOptions {
    /// The folder under themes/ whose files lie over the built-in ones.
    pub name: Option<String>,
    /// The built-in theme under it.
    pub base: &'static str,
    /// The book's, BCP 47.
    pub language: String,
    /// Whether the site has mock interviews; else nothing of the theme that is about them is published.
    pub interview: bool,
    /// What the guide calls some things.
    pub terminology: Terminology,
}

impl ThemeOptions {
    /// The built-in theme in a language.
    pub fn of_language(language: &str) -> Self {
        Self { name: None, base: BUILT_IN_NAME, language: language.into(), interview: true, terminology: Terminology::default() }
    }
}

/// The published files of the page of interviews.
const INTERVIEW_FILES: [&str; 3] = ["css/interview.css", "scripts/interview.js", "styles/interview.css"];

/// Everything that decides how a guide looks and which words its interface uses.
#[derive(Debug, Clone)]
pub struct Theme {
    /// `site.theme`, or `default`.
    name: String,
    /// By path in the theme: `templates/card.html`, `css/base.css`.
    files: BTreeMap<String, File>,
    strings: Strings,
    assets: Assets,
}

impl Theme {
    /// Overlays `overlay` (the files of `themes/NAME/`) over the built-in theme.
    ///
    /// There is always a theme: what is wrong with the author's files is reported in the diagnostics, and the built-in file
    /// or word stands in for it.
    pub fn new(options: &ThemeOptions, overlay: &[ThemeFile]) -> (Self, Vec<Diagnostic>) {
        let mut files = BTreeMap::new();
        for (folder, dir) in &BUILT_IN {
            add_built_in(folder, dir, &mut files);
        }
        let parts = files.remove(unused_files::BUNDLE_MODULES);
        let built_in_strings: BTreeMap<String, Arc<[u8]>> =
            files.iter().filter(|(path, _)| strings::is_strings(path)).map(|(path, file)| (path.clone(), file.bytes.clone())).collect();
        for (folder, dir) in BUILT_IN_VARIANTS.iter().filter(|(folder, _)| *folder == options.base) {
            let mut more = BTreeMap::new();
            add_built_in("", dir, &mut more);
            more.into_iter().for_each(|(path, file)| overlay_file(&mut files, path.trim_start_matches('/'), file.bytes, false));
            debug_assert!(!folder.is_empty());
        }
        let look = overlay.iter().filter(|file| file.path == SETTINGS_CSS);
        for file in look {
            overlay_file(&mut files, TOKENS, file.bytes.clone(), false);
        }
        for file in overlay.iter().filter(|file| file.path != SETTINGS_CSS) {
            overlay_file(&mut files, &file.path, file.bytes.clone(), true);
        }

        if !options.interview {
            files.retain(|path, _| !INTERVIEW_FILES.contains(&path.as_str()));
        }
        let name = options.name.as_deref().unwrap_or(BUILT_IN_NAME).to_string();
        let mut diagnostics = Vec::new();
        let mut strings = read_strings(&name, &options.language, &built_in_strings, &files, &mut diagnostics);
        options.terminology.apply(&mut strings);
        diagnostics.extend(overrides::check_stale(&name, options.base, overlay));
        diagnostics.extend(unused_files::check_near_names(&name, options.base, overlay));
        diagnostics.extend(unused_files::check_modules(&name, overlay, parts.as_ref().map_or(&[], |file| &file.bytes)));
        let mut unknown = script_strings::insert(&mut files, &strings);
        stylesheets::assemble(&mut files);
        let published = files.iter().filter(|(path, _)| assets::is_published(path)).map(|(path, file)| (path.as_str(), &*file.bytes));
        let (assets, missing) = Assets::new(published);
        unknown.extend(missing);
        let theme = Self { name, files, strings, assets };
        diagnostics.extend(unknown.into_iter().map(|reference| theme.unknown(&reference)));
        (theme, diagnostics)
    }

    /// What is said about a name in a stylesheet or script that means nothing.
    fn unknown(&self, reference: &UnknownReference) -> Diagnostic {
        let target = reference.target.as_str();
        let (message, help) = match target.strip_prefix(script_strings::TABLE_PREFIX) {
            Some(table) => {
                let tables = self.strings.tables().keys().filter_map(|table| table.strip_prefix("js_"));
                let known: Vec<String> = tables.map(|table| format!("{}{table}", script_strings::TABLE_PREFIX)).collect();
                let help = suggestion(target, known.iter().map(String::as_str));
                let other = format!("add `[js_{table}]` to strings/en.toml of the theme, or name one of {}", known.join(", "));
                (format!("the interface's words have no table `js_{table}`"), help.unwrap_or(other))
            }
            None => {
                let names: Vec<&str> = self.published_files().map(|(name, _)| name).collect();
                let help = suggestion(target, names.iter().copied());
                let other = "add the file to the theme, or fix the address, which is relative to the file that contains it";
                (format!("`{target}` is not a file of the theme"), help.unwrap_or_else(|| other.into()))
            }
        };
        Diagnostic::for_path(Code::TemplateError, self.display_path(&reference.file), message).help(help)
    }

    /// Every template with its name as other templates call it (`card.html`), sorted; `Err` names one that is not UTF-8.
    pub fn templates(&self) -> impl Iterator<Item = Result<(&str, &str), String>> {
        self.files.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix("templates/")?;
            Some(std::str::from_utf8(&file.bytes).map(|text| (name, text)).map_err(|_| path.clone()))
        })
    }

    /// Whether any template is not the built-in one.
    pub fn has_user_templates(&self) -> bool {
        self.files.iter().any(|(path, file)| file.overlaid && path.starts_with("templates/"))
    }

    /// The text of a template, by its name.
    pub fn template(&self, name: &str) -> Option<&str> {
        self.files.get(&format!("templates/{name}")).and_then(|file| std::str::from_utf8(&file.bytes).ok())
    }

    /// Every file that is published, by its name in the theme, with where it goes; sorted by name.
    pub fn published_files(&self) -> impl Iterator<Item = (&str, &SitePath)> {
        self.assets.iter()
    }

    /// Where a file of the theme is published: `css/base.css` → `assets/css/base-1a2b3c4d.css`.
    pub fn published_path(&self, name: &str) -> Option<&SitePath> {
        self.assets.path(name)
    }

    /// The bytes that are published for a file of the theme.
    pub fn published_bytes(&self, name: &str) -> Option<&[u8]> {
        self.assets.bytes(name)
    }

    /// The script of the service worker: one that keeps the site offline, or one that removes what such a one kept.
    pub fn service_worker(&self, is_offline: bool) -> &[u8] {
        self.files.get(assets::SERVICE_WORKERS[usize::from(!is_offline)]).map_or(&[], |file| &file.bytes)
    }

    /// The script that shows the pages of a guide that is one file.
    pub fn single_file_script(&self) -> &str {
        self.files.get(assets::SINGLE_FILE_SCRIPT).and_then(|file| std::str::from_utf8(&file.bytes).ok()).unwrap_or_default()
    }

    /// The interface's words in the guide's language.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// A file's path as an author knows it: `themes/NAME/templates/card.html`.
    pub fn display_path(&self, path: &str) -> String {
        let overlaid = self.files.get(path).is_some_and(|file| file.overlaid);
        format!("themes/{}/{path}", if overlaid { &self.name } else { BUILT_IN_NAME })
    }
}

/// Lays a file over the one that is there: in its place, or after what is there, where what comes later counts more: a `tokens.css` of one
/// line changes one token, and everybody's `custom.css` is loaded.
fn overlay_file(files: &mut BTreeMap<String, File>, path: &str, bytes: Arc<[u8]>, overlaid: bool) {
    let before = files.get(path).filter(|_| APPENDED.contains(&path)).map(|file| file.bytes.clone());
    let bytes = match before {
        Some(before) => [&*before, b"\n", &*bytes].concat().into(),
        None => bytes,
    };
    files.insert(path.to_string(), File { bytes, overlaid });
}

/// The words of the language: English, then the language, then its regional form; of each first the built-in file, then the author's.
fn read_strings(
    name: &str,
    language: &str,
    built_in: &BTreeMap<String, Arc<[u8]>>,
    files: &BTreeMap<String, File>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Strings {
    let english = built_in_strings("en");
    let user_files: String = files
        .iter()
        .filter(|(path, file)| file.overlaid && !strings::is_strings(path))
        .map(|(_, f)| String::from_utf8_lossy(&f.bytes))
        .collect();
    let mut strings = Strings::new(language);
    let mut localised = Vec::new();
    for tag in language::fallback_tags(language) {
        let path = language::path(&tag);
        if let Some(bytes) = built_in.get(&path) {
            strings.add(bytes);
            localised.push((tag.clone(), language::translated_strings(bytes).0));
        }
        let Some(user_file) = files.get(&path).filter(|file| file.overlaid) else { continue };
        let shown = format!("themes/{name}/{path}");
        let problems = strings.add(&user_file.bytes);
        diagnostics.extend(problems.into_iter().map(|message| Diagnostic::for_path(Code::BadStrings, shown.as_str(), message)));
        let (words, _) = language::translated_strings(&user_file.bytes);
        diagnostics.extend(language::check_unknown(&shown, &tag, &english, &words, &user_files));
        localised.push((tag, words));
    }
    let own_script = localised.iter().any(|(tag, _)| tag.starts_with("zh-") && tag != "zh-Hans");
    let words: Vec<strings::StringEntries> = localised.into_iter().filter(|(tag, _)| tag != "en").map(|(_, words)| words).collect();
    diagnostics.extend(language::check_writing_system(language, own_script));
    diagnostics.extend(language::check_missing(language, &english, &words));
    strings
}

/// A file of words to translate: `user_strings` are the author's words of that language so far.
pub fn strings_to_translate(language: &str, user_strings: Option<&[u8]>) -> String {
    let english_file = built_in_strings_file("en").and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
    let tags = language::fallback_tags(language).into_iter().filter(|tag| tag != "en" || language == "en");
    StringsTemplate::new(language, english_file, tags.filter_map(|tag| built_in_strings_file(&tag))).file(user_strings)
}

/// The texts that are missing in the built-in words of a language, `TABLE.KEY`.
pub fn missing_strings(language: &str) -> Vec<String> {
    let files: Vec<strings::StringEntries> = language::fallback_tags(language)
        .iter()
        .filter(|tag| *tag != "en" || language == "en")
        .filter_map(|tag| built_in_strings_file(tag))
        .map(|bytes| language::translated_strings(bytes).0)
        .collect();
    let missing = language::missing(language, &built_in_strings("en"), &files);
    missing.into_iter().map(|(table, key)| format!("{table}.{key}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> ThemeFile {
        ThemeFile { path: path.into(), bytes: text.as_bytes().into() }
    }

    fn mine(language: &str) -> ThemeOptions {
        ThemeOptions { name: Some("mine".into()), ..ThemeOptions::of_language(language) }
    }

    #[test]
    fn an_author_s_file_replaces_the_built_in_one_of_that_path_and_no_other() {
        let (plain, problems) = Theme::new(&ThemeOptions::of_language("en"), &[]);
        assert_eq!(problems, []);
        let (theme, problems) = Theme::new(&mine("en"), &[file("templates/card.html", "mine"), file("css/extra.css", "a{}")]);
        assert_eq!(problems, []);
        assert_eq!(theme.template("card.html"), Some("mine"));
        assert_eq!(theme.template("topic.html"), plain.template("topic.html"));
        assert_eq!(theme.published_bytes("css/extra.css"), Some(&b"a{}"[..]));
        assert_eq!(theme.display_path("templates/card.html"), "themes/mine/templates/card.html");
        assert_eq!(theme.display_path("templates/topic.html"), "themes/default/templates/topic.html");
    }

    #[test]
    fn templates_words_and_notes_are_not_published() {
        let (theme, _) = Theme::new(&mine("en"), &[file("README.md", "about"), file("css/.keep", "")]);
        for (name, path) in theme.published_files() {
            assert!(!name.starts_with("templates/") && !name.starts_with("strings/"), "{name}");
            assert!(path.as_str().starts_with("assets/"), "{path}");
        }
        assert_eq!(theme.published_path("README.md"), None);
        assert_eq!(theme.published_path("css/.keep"), None);
    }

    #[test]
    fn a_word_that_a_language_lacks_is_english() {
        let user_strings = file("strings/xx.toml", "[card]\nshow_answer = \"Xx\"\n");
        let (theme, problems) = Theme::new(&mine("xx-YY"), &[user_strings]);
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::MissingStrings]);
        assert_eq!(theme.strings().get("card", "show_answer"), Some("Xx"));
        assert_eq!(theme.strings().get("card", "hint"), Some("Hint"));
    }

    #[test]
    fn mistakes_in_words_and_references_name_the_file() {
        let overlay = [file("strings/en.toml", "[card]\nhint = 3\n"), file("css/mine.css", "a { background: url(nowhere.svg) }")];
        let (theme, problems) = Theme::new(&mine("en"), &overlay);
        let told: Vec<String> =
            problems.iter().map(|d| format!("{} {}: {}", d.code.id(), d.path.as_deref().unwrap_or(""), d.message)).collect();
        assert_eq!(
            told,
            [
                "R703 themes/mine/strings/en.toml: line 2, column 8: `card.hint` must be a string",
                "R701 themes/mine/css/mine.css: `css/nowhere.svg` is not a file of the theme",
            ]
        );
        assert_eq!(theme.strings().get("card", "hint"), Some("Hint"), "the built-in word stands in");
    }
}
