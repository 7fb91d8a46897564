//! A document of its own for printing: HTML with its styles inside, nothing to load, no script; its policy allows these styles alone.

use sha2::{Digest, Sha256};

use super::base64;
use crate::Site;
use crate::export::html::escaped;
use crate::model::SectionKind;

const CSS: &str = concat!(include_str!("paper.css"), "\n", include_str!("../../../themes/default/css/drawn.css"));

/// The sheet that is printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    A4,
    Letter,
}

/// The document's bytes.
pub fn document(site: &Site, paper: Paper, title: &str, body: &str) -> Vec<u8> {
    let size = if paper == Paper::A4 { "A4" } else { "letter" };
    let language = escaped(&site.config.book.language);
    let style = format!("\n@page {{ size: {size}; }}\n{CSS}");
    let policy = format!("default-src 'none'; img-src data:; style-src 'sha256-{}'", base64(&Sha256::digest(style.as_bytes())));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<title>{}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escaped(title)
    )
    .into_bytes()
}

/// A word of the interface, in the guide's language.
pub fn word<'s>(site: &'s Site, key: &'s str) -> &'s str {
    site.theme.strings().get("paper", key).unwrap_or(key)
}

/// What the guide calls a section.
pub fn section_name(site: &Site, kind: SectionKind) -> &str {
    site.config.sections.get(&kind).and_then(|names| names.first()).map_or(kind.key(), |name| name)
}

/// Lines to write on.
pub fn lines(count: usize) -> String {
    format!("<div class=\"lines\">{}</div>\n", "<p>&nbsp;</p>".repeat(count))
}

/// `A`, `B`, …, `AA` for what is numbered by letters, from 0.
pub fn letter(number: usize) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    if number < 26 { last.to_string() } else { format!("{}{last}", letter(number / 26 - 1)) }
}
