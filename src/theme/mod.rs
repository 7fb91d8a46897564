//! The theme: the built-in files with the author's laid over them path by path, the interface's words, and published names.
//!
//! In: the files of `themes/NAME/` (if the guide has a theme) and the book's language. Out: a [`Theme`] that hands out
//! templates as text, words with English behind every missing one, and each publishable file (stylesheets, scripts, icons)
//! under a name that carries a hash of its content, with the names by which the files call each other put in. Stylesheets
//! that are wanted together are one file (`sheets`); scripts are so already (tests/build.mjs), and get their words (`words`).

mod advice;
mod assets;
mod plural;
mod sheets;
mod slim;
mod strings;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::ThemeFile;
use crate::diagnostic::{Code, Diagnostic, suggestion};
use crate::site::SitePath;

use assets::{Assets, Unknown};
pub use plural::category;
pub use strings::Strings;

/// The folders of `themes/default/` as they were when Recto was compiled. The modules in `js/` are in the scripts.
static BUILT_IN: [(&str, Dir<'static>); 6] = [
    ("css", include_dir!("$CARGO_MANIFEST_DIR/themes/default/css")),
    ("icons", include_dir!("$CARGO_MANIFEST_DIR/themes/default/icons")),
    ("scripts", include_dir!("$CARGO_MANIFEST_DIR/themes/default/scripts")),
    ("strings", include_dir!("$CARGO_MANIFEST_DIR/themes/default/strings")),
    ("styles", include_dir!("$CARGO_MANIFEST_DIR/themes/default/styles")),
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates")),
];

/// The name by which messages call the built-in theme.
const BUILT_IN_NAME: &str = "default";

/// A file of the theme: its bytes, and whether they are the author's.
#[derive(Debug, Clone)]
struct File {
    bytes: Arc<[u8]>,
    overlaid: bool,
}

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
    /// Lays `overlay` (the files of `themes/NAME/`) over the built-in theme. `language` is the book's, BCP 47.
    ///
    /// There is always a theme: what is wrong with the author's files is told in the diagnostics, and the built-in file
    /// or word stands in for it.
    pub fn new(name: Option<&str>, overlay: &[ThemeFile], language: &str) -> (Self, Vec<Diagnostic>) {
        let mut files = BTreeMap::new();
        for (folder, dir) in &BUILT_IN {
            add_built_in(folder, dir, &mut files);
        }
        let parts = files.remove(advice::PARTS);
        let built_in_strings: BTreeMap<String, Arc<[u8]>> =
            files.iter().filter(|(path, _)| strings::is_strings(path)).map(|(path, file)| (path.clone(), file.bytes.clone())).collect();
        for file in overlay {
            files.insert(file.path.clone(), File { bytes: file.bytes.clone(), overlaid: true });
        }

        let name = name.unwrap_or(BUILT_IN_NAME).to_string();
        let mut diagnostics = Vec::new();
        let strings = read_strings(&name, language, &built_in_strings, &files, &mut diagnostics);
        diagnostics.extend(advice::on_modules(&name, overlay, parts.as_ref().map_or(&[], |file| &file.bytes)));
        let mut unknown = words::put_in(&mut files, &strings);
        sheets::assemble(&mut files);
        let published = files.iter().filter(|(path, _)| assets::is_published(path)).map(|(path, file)| (path.as_str(), &*file.bytes));
        let (assets, missing) = Assets::new(published);
        unknown.extend(missing);
        let theme = Self { name, files, strings, assets };
        diagnostics.extend(unknown.into_iter().map(|reference| theme.unknown(&reference)));
        (theme, diagnostics)
    }

    /// What is said of a name in a stylesheet or script that means nothing.
    fn unknown(&self, reference: &Unknown) -> Diagnostic {
        let target = reference.target.as_str();
        let (message, help) = match target.strip_prefix(words::MARK) {
            Some(table) => {
                let tables = self.strings.tables().keys().filter_map(|table| table.strip_prefix("js_"));
                let known: Vec<String> = tables.map(|table| format!("{}{table}", words::MARK)).collect();
                let help = suggestion(target, known.iter().map(String::as_str));
                let other = format!("add `[js_{table}]` to strings/en.toml of the theme, or name one of {}", known.join(", "));
                (format!("the interface's words have no table `js_{table}`"), help.unwrap_or(other))
            }
            None => {
                let names: Vec<&str> = self.published().map(|(name, _)| name).collect();
                let help = suggestion(target, names.iter().copied());
                let other = "add the file to the theme, or mend the address, which counts from the file that it stands in";
                (format!("`{target}` is not a file of the theme"), help.unwrap_or_else(|| other.into()))
            }
        };
        Diagnostic::for_path(Code::TemplateError, self.shown_path(&reference.file), message).help(help)
    }

    /// Every template with its name as other templates call it (`card.html`), sorted; `Err` names one that is not UTF-8.
    pub fn templates(&self) -> impl Iterator<Item = Result<(&str, &str), String>> {
        self.files.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix("templates/")?;
            Some(std::str::from_utf8(&file.bytes).map(|text| (name, text)).map_err(|_| path.clone()))
        })
    }

    /// The text of a template, by its name.
    pub fn template(&self, name: &str) -> Option<&str> {
        self.files.get(&format!("templates/{name}")).and_then(|file| std::str::from_utf8(&file.bytes).ok())
    }

    /// Every file that is published, by its name in the theme, with where it goes; sorted by name.
    pub fn published(&self) -> impl Iterator<Item = (&str, &SitePath)> {
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

    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// A file's path as an author knows it: `themes/NAME/templates/card.html`.
    pub fn shown_path(&self, path: &str) -> String {
        let overlaid = self.files.get(path).is_some_and(|file| file.overlaid);
        format!("themes/{}/{path}", if overlaid { &self.name } else { BUILT_IN_NAME })
    }
}

fn add_built_in(folder: &str, dir: &Dir<'static>, files: &mut BTreeMap<String, File>) {
    for file in dir.files() {
        let path = format!("{folder}/{}", file.path().to_string_lossy().replace('\\', "/"));
        let bytes = slim::slim(&path, file.contents()).into();
        files.insert(path, File { bytes, overlaid: false });
    }
    for dir in dir.dirs() {
        add_built_in(folder, dir, files);
    }
}

/// The words of the language: English, then the language, then its regional form; of each first the built-in file, then the author's.
fn read_strings(
    name: &str,
    language: &str,
    built_in: &BTreeMap<String, Arc<[u8]>>,
    files: &BTreeMap<String, File>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Strings {
    let mut strings = Strings::new(language);
    for path in strings::paths(language) {
        let own = files.get(&path).filter(|file| file.overlaid).map(|file| (name, &file.bytes));
        let layers = built_in.get(&path).map(|bytes| (BUILT_IN_NAME, bytes)).into_iter().chain(own);
        for (theme, bytes) in layers {
            for message in strings.add(bytes) {
                diagnostics.push(Diagnostic::for_path(Code::BadStrings, format!("themes/{theme}/{path}"), message));
            }
        }
    }
    strings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> ThemeFile {
        ThemeFile { path: path.into(), bytes: text.as_bytes().into() }
    }

    fn built_in(folder: &str, name: &str) -> Option<&'static include_dir::File<'static>> {
        BUILT_IN.iter().find(|(known, _)| *known == folder)?.1.get_file(name)
    }

    #[test]
    fn an_author_s_file_replaces_the_built_in_one_of_that_path_and_no_other() {
        let (plain, problems) = Theme::new(None, &[], "en");
        assert_eq!(problems, []);
        let (theme, problems) = Theme::new(Some("mine"), &[file("templates/card.html", "mine"), file("css/extra.css", "a{}")], "en");
        assert_eq!(problems, []);
        assert_eq!(theme.template("card.html"), Some("mine"));
        assert_eq!(theme.template("topic.html"), plain.template("topic.html"));
        assert_eq!(theme.published_bytes("css/extra.css"), Some(&b"a{}"[..]));
        assert_eq!(theme.shown_path("templates/card.html"), "themes/mine/templates/card.html");
        assert_eq!(theme.shown_path("templates/topic.html"), "themes/default/templates/topic.html");
    }

    #[test]
    fn templates_words_and_notes_are_not_published() {
        let (theme, _) = Theme::new(Some("mine"), &[file("README.md", "about"), file("css/.keep", "")], "en");
        for (name, path) in theme.published() {
            assert!(!name.starts_with("templates/") && !name.starts_with("strings/"), "{name}");
            assert!(path.as_str().starts_with("assets/"), "{path}");
        }
        assert_eq!(theme.published_path("README.md"), None);
        assert_eq!(theme.published_path("css/.keep"), None);
    }

    #[test]
    fn a_word_that_a_language_lacks_is_english() {
        let mine = file("strings/xx.toml", "[card]\nshow_answer = \"Xx\"\n");
        let (theme, problems) = Theme::new(Some("mine"), &[mine], "xx-YY");
        assert_eq!(problems, []);
        assert_eq!(theme.strings().get("card", "show_answer"), Some("Xx"));
        assert_eq!(theme.strings().get("card", "hint"), Some("Hint"));
    }

    #[test]
    fn mistakes_in_words_and_references_name_the_file() {
        let overlay = [file("strings/en.toml", "[card]\nhint = 3\n"), file("css/mine.css", "a { background: url(nowhere.svg) }")];
        let (theme, problems) = Theme::new(Some("mine"), &overlay, "en");
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

    #[test]
    fn french_is_complete() {
        let (en, _) = Theme::new(None, &[], "en");
        let mut french = Strings::new("fr");
        let file = built_in("strings", "fr.toml").expect("the built-in theme speaks French");
        assert_eq!(french.add(file.contents()), Vec::<String>::new());
        let missing: Vec<String> = en
            .strings()
            .tables()
            .iter()
            .flat_map(|(table, words)| words.keys().map(move |key| (table, key)))
            .filter(|(table, key)| french.get(table, key).is_none())
            .map(|(table, key)| format!("{table}.{key}"))
            .collect();
        assert_eq!(missing, Vec::<String>::new());
    }
}
