//! What a file is, judged by its path under content/.

use crate::diagnostic::{Code, Diagnostic};
use crate::encode::to_nfc;
use crate::source::{SourceId, Span};

/// What a Markdown file can be before its front matter is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// content/index.md
    Home,
    /// FOLDER/index.md
    Topic,
    /// cards.md or NAME.cards.md
    Cards,
    /// A file directly in content/: always a page.
    TopLevelPage,
    /// A card, or a page if its front matter has a title.
    CardOrPage,
}

/// A content file's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentPath {
    pub kind: FileKind,
    /// The path without `.md`; for a topic the folder; empty for the home page.
    pub id: String,
    /// The folder that it lies in (for a topic: the topic itself); empty at the top.
    pub folder: String,
}

/// Judges `path`, relative to content/; ids are in Unicode's NFC, whatever the disk's names are. `None` for a file that is not content (a name with `_` or `.` in front).
pub fn content_path(path: &str) -> Option<ContentPath> {
    content_path_in(path, &[]).map(|(place, _)| place)
}

/// The place of a file that may be a translation into one of the languages, `acid.fr.md`: that of its original, `acid.md`, and the number
/// of its language.
pub fn content_path_in(path: &str, languages: &[&str]) -> Option<(ContentPath, Option<usize>)> {
    if path.split('/').any(|part| part.starts_with(['_', '.'])) {
        return None;
    }
    let path = to_nfc(path);
    let (stem, language) = split_language(stem(&path)?, languages);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let index = name.eq_ignore_ascii_case("index") || name.eq_ignore_ascii_case("readme");
    let (kind, id) = match (folder, name) {
        ("", _) if index => (FileKind::Home, ""),
        (folder, _) if index => (FileKind::Topic, folder),
        ("", _) => (FileKind::TopLevelPage, stem),
        (_, name) if is_cards(name) => (FileKind::Cards, stem),
        _ => (FileKind::CardOrPage, stem),
    };
    Some((ContentPath { kind, id: id.to_string(), folder: folder.to_string() }, language))
}

/// `cards` or `NAME.cards`, as other systems may write it.
fn is_cards(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    last.eq_ignore_ascii_case("cards")
}

/// A path without its ending, `topic/acid.fr`, without the language at its end, and that language's number.
fn split_language<'a>(stem: &'a str, languages: &[&str]) -> (&'a str, Option<usize>) {
    let split = stem.rsplit_once('.').filter(|(before, _)| !before.is_empty() && !before.ends_with('/'));
    let found = split.and_then(|(before, end)| Some((before, languages.iter().position(|language| language.eq_ignore_ascii_case(end))?)));
    found.map_or((stem, None), |(before, language)| (before, Some(language)))
}

/// The file that a translation is of, by its name: `topic/acid.md` for `topic/acid.fr.md`; `None` for other files.
pub fn original_of(path: &str, languages: &[&str]) -> Option<String> {
    let stem = stem(path)?;
    let (original, language) = split_language(stem, languages);
    language.map(|_| format!("{original}{}", &path[stem.len()..]))
}

/// A path without the ending of a Markdown file, whatever its case; `None` for other files.
pub fn stem(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")).then_some(stem)
}

/// Whether it is a README that stands for a topic's (or the home page's) index.
pub fn is_readme(path: &str) -> bool {
    stem(path).is_some_and(|stem| stem.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("readme")))
}

/// Complains about a path that cannot become an id and a URL.
pub fn check(place: &ContentPath, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(bad) = bad_segment(&place.id) {
        diagnostics.push(
            Diagnostic::new(Code::BadPath, source, Span::default(), format!("`{bad}` can't be part of an address"))
                .help("rename it; use letters, digits, `-`, `_` and `.`"),
        );
    }
}

/// File systems take 4,096 bytes for a path, and there are folders above the site's. Bytes.
const MAX_ID_BYTES: usize = 1_000;

/// The first segment of an id that a URL or a file system would trip over; of an id that is too long, its beginning.
pub fn bad_segment(id: &str) -> Option<&str> {
    if id.is_empty() {
        return None;
    }
    if id.len() > MAX_ID_BYTES {
        return Some(&id[..id.floor_char_boundary(40)]);
    }
    id.split('/').find(|part| {
        part.is_empty()
            || part.starts_with(['.', ' '])
            || part.ends_with(['.', ' '])
            || part.len() > 200
            || part.chars().any(|c| c.is_control() || "?#%\\:*|<>\"[]^".contains(c) || is_invisible(c))
    })
}

/// Undoes percent-encoding where the result is UTF-8.
pub fn decode(text: &str) -> String {
    crate::encode::percent_decode(text).unwrap_or_else(|| text.to_string())
}

/// The path from a folder to a file, both under content/, as it is in a link: characters that would end it are encoded.
pub fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    let path = format!("{up}{}", to[common..].join("/"));
    path.chars().map(|c| if " ()<>%?#".contains(c) { format!("%{:02X}", c as u32) } else { c.to_string() }).collect()
}

/// Characters that make two different names look the same.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<(FileKind, String, String)> {
        content_path(path).map(|p| (p.kind, p.id, p.folder))
    }

    #[test]
    fn files_are_judged_by_their_place() {
        let of = |kind, id: &str, folder: &str| Some((kind, id.to_string(), folder.to_string()));
        assert_eq!(kind("index.md"), of(FileKind::Home, "", ""));
        assert_eq!(kind("about.md"), of(FileKind::TopLevelPage, "about", ""));
        assert_eq!(kind("db/index.md"), of(FileKind::Topic, "db", "db"));
        assert_eq!(kind("db/acid.md"), of(FileKind::CardOrPage, "db/acid", "db"));
        assert_eq!(kind("db/cards.md"), of(FileKind::Cards, "db/cards", "db"));
        assert_eq!(kind("db/sql.cards.md"), of(FileKind::Cards, "db/sql.cards", "db"));
        assert_eq!(kind("db/rep/index.md"), of(FileKind::Topic, "db/rep", "db/rep"));
        assert_eq!(kind("db/new.MD"), of(FileKind::CardOrPage, "db/new", "db"));
        assert_eq!(kind("db/notes.markdown"), of(FileKind::CardOrPage, "db/notes", "db"));
        assert_eq!(kind("db/README.md"), of(FileKind::Topic, "db", "db"));
        assert_eq!(kind("readme.markdown"), of(FileKind::Home, "", ""));
        assert_eq!(kind("db/INDEX.md"), of(FileKind::Topic, "db", "db"));
        assert_eq!(kind("db/Cards.md"), of(FileKind::Cards, "db/Cards", "db"));
        assert_eq!(kind("_notes/a.md"), None);
        assert_eq!(kind("db/picture.svg"), None);
    }

    #[test]
    fn percent_signs_decode_to_text_only() {
        assert_eq!(decode("a%20b"), "a b");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%ff"), "%ff");
    }

    #[test]
    fn addresses_take_every_script_but_no_syntax() {
        assert_eq!(bad_segment("データ/トランザクション"), None);
        assert_eq!(bad_segment("db/c++"), None);
        assert_eq!(bad_segment("db/what?"), Some("what?"));
        assert_eq!(bad_segment("db//x"), Some(""));
        assert_eq!(bad_segment("db/.hidden"), Some(".hidden"));
    }

    #[test]
    fn relative_paths_lead_from_folder_to_file() {
        assert_eq!(relative("databases", "apis/idempotency.md"), "../apis/idempotency.md");
        assert_eq!(relative("databases", "databases/acid.md"), "acid.md");
        assert_eq!(relative("", "about.md"), "about.md");
        assert_eq!(relative("a b", "c d/é (1).md"), "../c%20d/é%20%281%29.md");
    }
}
