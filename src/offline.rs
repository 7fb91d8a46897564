//! `offline.json`: the files of a published site with the hashes of their bytes, for the worker that keeps them on a reader's device.
//!
//! In: every file that has been made. Out: `{"book","version","files":[[path, hash, bytes], …]}`, one file a line, in the order of the paths.
//! A hash is 96 bits of SHA-256 in Base64. The version is the hash of one line `HASH BYTES PATH` a file, so that equal sites have equal
//! versions and a truncated list is invalid. `js/offline-versions.js` is the other half.

use sha2::{Digest, Sha256};

use crate::encode::{base64url, json};
use crate::site::SERVICE_WORKER;

/// Where the list is published.
pub const LIST_PATH: &str = "offline.json";

/// Files that no page shows: hosts, programs, search engines and feed readers ask for them.
const UNLISTED: [&str; 6] = [SERVICE_WORKER, LIST_PATH, "guide.json", "feed.xml", "CNAME", ".nojekyll"];

/// A file of the site as the list has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListedFile {
    path: String,
    hash: String,
    bytes: usize,
}

impl ListedFile {
    /// `None` for a file that is not kept offline.
    pub fn new(path: &str, bytes: &[u8]) -> Option<Self> {
        let sitemap = path.starts_with("sitemap") && path.ends_with(".xml");
        let listed = !UNLISTED.contains(&path) && !sitemap;
        listed.then(|| Self { path: path.to_string(), hash: hash(bytes), bytes: bytes.len() })
    }
}

fn hash(bytes: &[u8]) -> String {
    base64url(&Sha256::digest(bytes)[..12])
}

/// The list; `book` is the guide's id.
pub fn render(guide_id: &str, mut files: Vec<ListedFile>) -> Vec<u8> {
    files.sort();
    let lines: String = files.iter().map(|file| format!("{} {} {}\n", file.hash, file.bytes, file.path)).collect();
    let rows: Vec<String> = files.iter().map(|file| json(&(&file.path, &file.hash, file.bytes))).collect();
    format!("{{\"book\":{},\"version\":{},\"files\":[\n{}\n]}}\n", json(&guide_id), json(&hash(lines.as_bytes())), rows.join(",\n"))
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(files: &[(&str, &str)]) -> serde_json::Value {
        let files = files.iter().filter_map(|(path, text)| ListedFile::new(path, text.as_bytes())).collect();
        serde_json::from_slice(&render("g", files)).unwrap()
    }

    #[test]
    fn files_are_listed_by_path_whatever_their_order() {
        let (a, b) = (("a/é \"1\".html", "one"), ("b.js", ""));
        assert_eq!(list(&[a, b]), list(&[b, a]));
        let expected = serde_json::json!([["a/é \"1\".html", "dpLDrTVAu4A8Ags6", 3], ["b.js", "47DEQpj8HBSa-_TI", 0]]);
        assert_eq!(list(&[b, a])["files"], expected);
    }

    #[test]
    fn the_version_is_that_of_the_files_alone() {
        let one = list(&[("a.html", "one")]);
        assert_eq!(one["version"], list(&[("a.html", "one"), ("sw.js", "x"), ("sitemap-1.xml", "y"), ("CNAME", "z")])["version"]);
        for other in [&[("a.html", "two")][..], &[("b.html", "one")], &[("a.html", "one"), ("b.html", "")]] {
            assert_ne!(one["version"], list(other)["version"], "{other:?}");
        }
    }
}
