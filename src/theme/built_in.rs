//! The built-in themes, as they were when Recto was compiled.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};

use super::language;
use super::minify_css;
use super::strings::Strings;
use super::unused_files;

/// The folders of `themes/default/` as they were when Recto was compiled. The modules in `js/` are in the scripts.
pub(super) static BUILT_IN: [(&str, Dir<'static>); 6] = [
    ("css", include_dir!("$CARGO_MANIFEST_DIR/themes/default/css")),
    ("icons", include_dir!("$CARGO_MANIFEST_DIR/themes/default/icons")),
    ("scripts", include_dir!("$CARGO_MANIFEST_DIR/themes/default/scripts")),
    ("strings", include_dir!("$CARGO_MANIFEST_DIR/themes/default/strings")),
    ("styles", include_dir!("$CARGO_MANIFEST_DIR/themes/default/styles")),
    ("templates", include_dir!("$CARGO_MANIFEST_DIR/themes/default/templates")),
];

/// The other built-in themes: files that lie over those of the first, as an author's do.
pub(super) static BUILT_IN_VARIANTS: [(&str, Dir<'static>); 1] = [("dense", include_dir!("$CARGO_MANIFEST_DIR/themes/dense"))];

/// A file of the theme: its bytes, and whether they are the author's.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) bytes: Arc<[u8]>,
    pub(super) overlaid: bool,
}

/// A file of a built-in theme as it is written, for `recto theme`.
pub fn built_in_text(theme: &str, path: &str) -> Option<&'static str> {
    let more = BUILT_IN_VARIANTS.iter().find(|(name, _)| *name == theme).and_then(|(_, dir)| dir.get_file(path));
    let file = more.or_else(|| {
        let (folder, name) = path.split_once('/')?;
        BUILT_IN.iter().find(|(known, _)| *known == folder)?.1.get_file(name)
    });
    file.and_then(|file| file.contents_utf8())
}

/// The paths of a built-in theme that a theme may lay its own files over.
pub fn built_in_paths(theme: &str) -> Vec<String> {
    let mut files = BTreeMap::new();
    for (folder, dir) in &BUILT_IN {
        add_built_in(folder, dir, &mut files);
    }
    for (_, dir) in BUILT_IN_VARIANTS.iter().filter(|(name, _)| *name == theme) {
        add_built_in("", dir, &mut files);
    }
    files.into_keys().map(|path| path.trim_start_matches('/').to_string()).filter(|path| path != unused_files::BUNDLE_MODULES).collect()
}

/// Adds all files below an embedded folder, by their paths `FOLDER/…`; stylesheets are minified.
pub(super) fn add_built_in(folder: &str, dir: &Dir<'static>, files: &mut BTreeMap<String, File>) {
    for file in dir.files() {
        let path = format!("{folder}/{}", file.path().to_string_lossy().replace('\\', "/"));
        let bytes = minify_css::minify(&path, file.contents()).into();
        files.insert(path, File { bytes, overlaid: false });
    }
    for dir in dir.dirs() {
        add_built_in(folder, dir, files);
    }
}

/// The built-in words of a language.
pub fn built_in_strings(language: &str) -> Strings {
    /// Read once: they are the fallback of every language, and are asked for several times in a build and at each save.
    static ENGLISH: LazyLock<Strings> = LazyLock::new(|| {
        let mut strings = Strings::new("en");
        strings.add(built_in_strings_file("en").unwrap_or_default());
        strings
    });
    let mut strings = ENGLISH.in_language(language);
    for tag in language::fallback_tags(language).iter().filter(|tag| *tag != "en") {
        if let Some(bytes) = built_in_strings_file(tag) {
            strings.add(bytes);
        }
    }
    strings
}

/// The built-in words of exactly one language tag: the bytes of `strings/TAG.toml`.
pub(super) fn built_in_strings_file(tag: &str) -> Option<&'static [u8]> {
    let (_, strings) = BUILT_IN.iter().find(|(folder, _)| *folder == "strings")?;
    strings.get_file(format!("{tag}.toml")).map(|file| file.contents())
}

/// The languages of the interface, by the names of their files.
pub fn languages() -> Vec<String> {
    let strings = BUILT_IN.iter().find(|(folder, _)| *folder == "strings").map(|(_, dir)| dir.files());
    let names = strings.into_iter().flatten().filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
