//! The rendered site as one HTML file, which opens from disk, searches and studies, and asks for nothing.
//!
//! In: the files of the site, by path. Out: a document with the pages, scripts, stylesheets and images as data, and one script that shows the page
//! which the address names (`js/entries/single.js`). Its policy allows the scripts and stylesheets of the site by the hashes of their texts, and
//! nothing else: what gets into a text can't run.
//!
//! Steps: sort the files by what they are; put images into stylesheets and decks as `data:` addresses; hash what may run; write.

use std::collections::BTreeMap;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::data_url::{data_url, image_type};
use crate::Site;
use crate::encode::{self, base64, percent_decode};
use crate::site::{SERVICE_WORKER, SitePath};

/// The metadata of the document.
struct SingleOptions<'a> {
    title: &'a str,
    language: &'a str,
    /// Said where scripts are off.
    noscript: &'a str,
    /// The script that shows the pages.
    script: &'a str,
}

/// Files of the site as the document has them.
#[derive(Default)]
struct Parts<'a> {
    pages: BTreeMap<&'a str, &'a str>,
    scripts: BTreeMap<&'a str, String>,
    sheets: BTreeMap<&'a str, String>,
    /// As `data:` addresses.
    images: BTreeMap<&'a str, String>,
}

/// The guide as one file; `files` are those of its site.
pub fn html(site: &Site, files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let book = &site.config.book;
    let noscript = site.theme.strings().get("offline", "single_noscript").unwrap_or_default();
    single(files, &SingleOptions { title: &book.title, language: &book.language, noscript, script: site.theme.single_file_script() })
}

fn single(files: &BTreeMap<String, Vec<u8>>, options: &SingleOptions<'_>) -> Vec<u8> {
    let Parts { pages, scripts, sheets, images } = sort(files);
    let allowed = |texts: &mut dyn Iterator<Item = &str>| {
        let mut hashes: Vec<String> = texts.map(hash).collect();
        hashes.sort();
        hashes.dedup();
        hashes.join(" ")
    };
    let script_hashes = allowed(&mut scripts.values().map(String::as_str).chain([options.script]));
    let sheet_hashes = allowed(&mut sheets.values().map(String::as_str));
    let texts: BTreeMap<&str, &String> = scripts.iter().chain(&sheets).map(|(path, text)| (*path, text)).collect();
    // In a script element, these would end the data or open a comment.
    let data = json!({ "pages": pages, "texts": texts, "images": images }).to_string().replace("</", "<\\/").replace("<!--", "\\u003c!--");
    let data = data.replace("<script", "\\u003cscript");
    let (title, language) = (encode::html(options.title), encode::html(options.language));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {script_hashes}; style-src {sheet_hashes}; img-src data: blob:; media-src data: blob:; form-action 'none'; base-uri 'none'\">\n\
         <title>{title}</title>\n<meta name=\"color-scheme\" content=\"light dark\">\n</head>\n<body>\n<noscript><p>{}</p></noscript>\n\
         <script type=\"application/json\" id=\"recto-files\">{data}</script>\n<script>{}</script>\n</body>\n</html>\n",
        encode::html(options.noscript),
        options.script,
    )
    .into_bytes()
}

fn sort(files: &BTreeMap<String, Vec<u8>>) -> Parts<'_> {
    let mut parts = Parts::default();
    for (path, bytes) in files {
        if image_type(path).is_some() {
            parts.images.insert(path, data_url(path, bytes));
        }
    }
    for (path, bytes) in files {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        match path.rsplit('.').next() {
            Some("html") if path != "404.html" && !text.contains("http-equiv=\"refresh\"") => drop(parts.pages.insert(path, text)),
            Some("js") if path != SERVICE_WORKER => {
                let text = if path.starts_with("deck/") { in_deck(text, &parts.images) } else { text.to_string() };
                parts.scripts.insert(path, text);
            }
            Some("css") => drop(parts.sheets.insert(path, in_sheet(path, text, &parts.images))),
            _ => {}
        }
    }
    parts
}

/// Puts images into a stylesheet: `url(../icons/x.svg)`.
fn in_sheet(path: &str, text: &str, images: &BTreeMap<&str, String>) -> String {
    replace_addresses(text, "url(", |rest| {
        let inner = &rest[..rest.find(')')?];
        let address = inner.trim().trim_matches(['"', '\'']);
        Some((inner.len(), images.get(resolve(path, address)?.as_str())?.clone()))
    })
}

/// Puts images into card faces, whose markup is in JSON, with addresses from the site's root.
fn in_deck(text: &str, images: &BTreeMap<&str, String>) -> String {
    replace_addresses(text, " src=\\\"", |rest| {
        let address = &rest[..rest.find("\\\"")?];
        Some((address.len(), images.get(resolve("index.html", address)?.as_str())?.clone()))
    })
}

/// Replaces what follows each mark: `found` gives how many bytes of it, and by what.
fn replace_addresses(text: &str, mark: &str, found: impl Fn(&str) -> Option<(usize, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let (before, after) = rest.split_at(at + mark.len());
        out.push_str(before);
        let length = found(after).map_or(0, |(length, address)| {
            out.push_str(&address);
            length
        });
        rest = &after[length..];
    }
    out + rest
}

/// The path of the site that a relative address on a file means.
fn resolve(from: &str, address: &str) -> Option<String> {
    if address.is_empty() || address.starts_with(['/', '#']) || address.contains(':') {
        return None;
    }
    let from = SitePath::new(from);
    let address = percent_decode(address.split(['?', '#']).next()?)?;
    let mut parts: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What the policy allows a text by.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(files: &[(&str, &str)]) -> String {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
        let options = SingleOptions { title: "A & B", language: "en", noscript: "off", script: "show()" };
        String::from_utf8(single(&files, &options)).unwrap()
    }

    #[test]
    fn images_are_in_the_file() {
        let document = document(&[
            ("assets/styles/a.css", "i{mask:url(../icons/x.svg)} b{background:url(data:,) url('#d')}"),
            ("assets/icons/x.svg", "<svg/>"),
            ("deck/t/1.js", "Recto.deckSides(\"<img src=\\\"t/y%20z.png\\\"><img src=\\\"gone.png\\\">\")"),
            ("t/y z.png", "P"),
        ]);
        assert!(document.contains("mask:url(data:image/svg+xml;base64,PHN2Zy8+)"), "{document}");
        assert!(document.contains(r#"src=\\\"data:image/png;base64,UA==\\\""#), "{document}");
        assert!(document.contains("url(data:,) url('#d')") && document.contains("gone.png"), "{document}");
    }

    #[test]
    fn texts_cannot_leave_their_place_and_only_hashed_ones_run() {
        let document =
            document(&[("index.html", "<script></script><!-- x --></SCRIPT>"), ("a.js", "f()"), ("sw.js", "no"), ("a.css", "a{}")]);
        assert_eq!(document.matches("</script").count(), 2, "{document}");
        assert!(!document.contains("</SCRIPT") && !document.contains("<!-- x") && !document.contains("unsafe"), "{document}");
        assert!(document.contains(&hash("f()")) && document.contains(&hash("show()")) && !document.contains(&hash("no")));
        assert!(document.contains(&format!("style-src {};", hash("a{}"))) && document.contains("A &amp; B"));
    }
}
