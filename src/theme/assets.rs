//! Published names of the theme's files, and the references between them.
//!
//! In: stylesheets, scripts, icons by their path in the theme. Out: for each a path that carries eight hex digits of a SHA-256,
//! `assets/css/base-1a2b3c4d.css`, and its bytes with the references put in. Steps: find the references; hash each file together with all
//! that it reaches (so that a changed icon renames the stylesheet that shows it, and two scripts may name each other); replace.
//!
//! A stylesheet refers to another file by `url(../icons/x.svg)` or `@import "x.css"`, relative as ever; a script by a string
//! `"asset:scripts/x.js"`, which becomes the path from the site's root, `"assets/scripts/x-1a2b3c4d.js"`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::site::SitePath;

/// The folder of the site in which the theme's files are published.
const FOLDER: &str = "assets";

/// A reference to a file that the theme does not have.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownReference {
    pub file: String,
    pub target: String,
}

#[derive(Debug, Clone)]
struct Asset {
    path: SitePath,
    bytes: Vec<u8>,
}

/// The published files, by their path in the theme.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    files: BTreeMap<String, Asset>,
}

/// A place in a file's text that names another file of the theme.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference {
    pub at: Range<usize>,
    pub target: String,
}

/// Files that a theme may have outside of folders: what is loaded after everything else.
const CUSTOM: [&str; 2] = ["custom.css", "custom.js"];

/// Scripts that are published at the site's root under one fixed name.
pub const SERVICE_WORKERS: [&str; 2] = ["scripts/sw.js", "scripts/sw-off.js"];

/// The script of the guide as one file, of which no page of the site knows.
pub const SINGLE_FILE_SCRIPT: &str = "scripts/single.js";

/// Whether a file of the theme is published under a hashed name: everything in a folder but templates and words, and what is custom; notes and hidden files are not.
pub fn is_published(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.'));
    let in_folder = path.contains('/') && !path.starts_with("templates/") && !path.starts_with("strings/");
    (in_folder && !hidden && !SERVICE_WORKERS.contains(&path) && path != SINGLE_FILE_SCRIPT) || CUSTOM.contains(&path)
}

impl Assets {
    /// The files, by their paths in the theme, with hashed names, and references to each other by these names; and those references that
    /// lead to no file.
    pub fn new<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> (Self, Vec<UnknownReference>) {
        let files: BTreeMap<&str, &[u8]> = files.collect();
        let mut unknown = Vec::new();
        let mut references: BTreeMap<&str, Vec<Reference>> = BTreeMap::new();
        for (name, bytes) in &files {
            let (known, missing): (Vec<_>, Vec<_>) = find(name, bytes).into_iter().partition(|r| files.contains_key(r.target.as_str()));
            unknown.extend(missing.into_iter().map(|r| UnknownReference { file: name.to_string(), target: r.target }));
            references.insert(name, known);
        }
        let paths: BTreeMap<&str, SitePath> = files.keys().map(|name| (*name, hashed_path(name, &files, &references))).collect();
        let published = files
            .iter()
            .map(|(name, bytes)| {
                let asset = Asset { path: paths[name].clone(), bytes: replace(name, bytes, &references[name], &paths) };
                (name.to_string(), asset)
            })
            .collect();
        (Self { files: published }, unknown)
    }

    /// Each file's path in the theme, and where it is published.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SitePath)> {
        self.files.iter().map(|(name, asset)| (name.as_str(), &asset.path))
    }

    /// Where a file of the theme is published.
    pub fn path(&self, name: &str) -> Option<&SitePath> {
        self.files.get(name).map(|asset| &asset.path)
    }

    /// What is published of a file of the theme.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(|asset| asset.bytes.as_slice())
    }
}

fn hashed_path(name: &str, files: &BTreeMap<&str, &[u8]>, references: &BTreeMap<&str, Vec<Reference>>) -> SitePath {
    let mut reached = BTreeSet::from([name]);
    let mut open = vec![name];
    while let Some(file) = open.pop() {
        for reference in references.get(file).into_iter().flatten() {
            if reached.insert(&reference.target) {
                open.push(&reference.target);
            }
        }
    }
    let mut hasher = Sha256::new();
    for file in reached {
        hasher.update(file.as_bytes());
        hasher.update([0]);
        hasher.update(Sha256::digest(files.get(file).copied().unwrap_or_default()));
    }
    let hash = crate::encode::hex(&hasher.finalize()[..4]);
    let (folder, file) = name.split_at(name.rfind('/').map_or(0, |slash| slash + 1));
    let hashed = match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{file}-{hash}"),
    };
    SitePath::new(format!("{FOLDER}/{folder}{hashed}"))
}

fn replace(name: &str, bytes: &[u8], references: &[Reference], paths: &BTreeMap<&str, SitePath>) -> Vec<u8> {
    let is_script = name.ends_with(".js");
    let mut out = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for reference in references {
        let target = &paths[reference.target.as_str()];
        out.extend_from_slice(&bytes[done..reference.at.start]);
        let url = if is_script { target.encoded() } else { paths[name].url_to(target) };
        out.extend_from_slice(url.as_bytes());
        done = reference.at.end;
    }
    out.extend_from_slice(&bytes[done..]);
    out
}

/// The references of a stylesheet or script, in the order of the text.
fn find(name: &str, bytes: &[u8]) -> Vec<Reference> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    match name.rsplit('.').next() {
        Some("css") => find_in_stylesheet(name, text),
        Some("js") => find_in_script(text),
        _ => Vec::new(),
    }
}

fn find_in_script(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for quote in ['"', '\''] {
        let opening = format!("{quote}asset:");
        for (start, _) in text.match_indices(&opening) {
            let (inner, from) = (start + 1, start + opening.len());
            if let Some(length) = text[from..].find([quote, '\n']) {
                found.push(Reference { at: inner..from + length, target: text[from..from + length].to_string() });
            }
        }
    }
    found.sort_by_key(|r| r.at.start);
    found
}

/// The references of a stylesheet to files of the theme; `name` is its own path there.
pub(super) fn find_in_stylesheet(name: &str, text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(['/', 'u', '@']) {
        at += step;
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some((inner, end)) = url_at(rest) {
            let range = at + inner.start..at + inner.end;
            if let Some(target) = resolve(name, &text[range.clone()]) {
                found.push(Reference { at: range, target });
            }
            at += end;
        } else {
            at += 1;
        }
    }
    found
}

/// The URL in `url(…)` or `@import "…"` at the start of the text, and where the construct ends.
fn url_at(text: &str) -> Option<(Range<usize>, usize)> {
    let open = if text.starts_with("url(") {
        4
    } else {
        let after = text.strip_prefix("@import")?;
        let blank = after.len() - after.trim_start().len();
        if !after.trim_start().starts_with(['"', '\'']) {
            return None;
        }
        "@import".len() + blank
    };
    let inner = &text[open..];
    let start = open + (inner.len() - inner.trim_start().len());
    let quoted = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let (start, end) = match quoted {
        Some(quote) => (start + 1, start + 1 + text[start + 1..].find(quote)?),
        None => (start, start + text[start..].find(')')?),
    };
    Some((start..start + text[start..end].trim_end().len(), end + 1))
}

/// The theme's path that a relative URL in a file means; `None` for other URLs.
pub(super) fn resolve(from: &str, url: &str) -> Option<String> {
    if url.is_empty() || url.starts_with(['/', '#']) || url.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in url.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(files: &[(&str, &str)]) -> (Assets, Vec<UnknownReference>) {
        Assets::new(files.iter().map(|(name, text)| (*name, text.as_bytes())))
    }

    fn text(assets: &Assets, name: &str) -> String {
        String::from_utf8_lossy(assets.bytes(name).unwrap_or_default()).into_owned()
    }

    #[test]
    fn names_change_with_content_and_with_what_a_file_reaches() {
        let css = ("css/a.css", "@import 'b.css'; i { mask: url( \"../icons/x.svg\" ) }");
        let (one, unknown) = publish(&[css, ("css/b.css", "b{}"), ("icons/x.svg", "<svg/>")]);
        let (two, _) = publish(&[css, ("css/b.css", "b{}"), ("icons/x.svg", "<svg />")]);
        assert_eq!(unknown, []);
        assert_eq!(one.path("css/b.css"), two.path("css/b.css"));
        assert_ne!(one.path("icons/x.svg"), two.path("icons/x.svg"));
        assert_ne!(one.path("css/a.css"), two.path("css/a.css"));
        let name =
            |assets: &Assets, file| assets.path(file).map(|p| p.as_str().rsplit('/').next().unwrap_or("").to_string()).unwrap_or_default();
        let expected = format!("@import '{}'; i {{ mask: url( \"../icons/{}\" ) }}", name(&one, "css/b.css"), name(&one, "icons/x.svg"));
        assert_eq!(text(&one, "css/a.css"), expected);
    }

    #[test]
    fn scripts_may_name_each_other() {
        let (assets, unknown) = publish(&[("js/a.js", "load('asset:js/b.js')"), ("js/b.js", "load(\"asset:js/a.js\") // asset:js/c.js")]);
        assert_eq!(unknown, []);
        assert_eq!(text(&assets, "js/a.js"), format!("load('{}')", assets.path("js/b.js").unwrap()));
        assert_eq!(text(&assets, "js/b.js"), format!("load(\"{}\") // asset:js/c.js", assets.path("js/a.js").unwrap()));
    }

    #[test]
    fn other_urls_and_comments_stay_and_unknown_files_are_told() {
        let css = "/* url(no.svg) */ a{b:url(data:image/svg+xml,x);c:url(#d);e:url(https://example.org/f);g:url(h.svg)}";
        let (assets, unknown) = publish(&[("css/a.css", css)]);
        assert_eq!(text(&assets, "css/a.css"), css);
        assert_eq!(unknown, [UnknownReference { file: "css/a.css".into(), target: "css/h.svg".into() }]);
    }
}
