//! Moodle XML (`moodle`), and QTI 1.2 (`qti1`) and 2.1 (`qti2`) items, alone or in a package.
//!
//! Documents with a DTD are refused by the parser, so that no entity expands and nothing outside is read.

mod moodle;
mod qti1;
mod qti2;

use roxmltree::{Document, Node};

use super::archive::Archive;
use super::{Bank, BankFile, ForeignCard, ImportOptions, Media, html};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, SourceId, Span};

/// A zip file: a package of QTI items, with the media that they show.
pub fn read_package(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let mut archive = match Archive::open(file.bytes.clone()) {
        Ok(archive) => archive,
        Err(why) => return bank.refuse_file(&file.path, why, ""),
    };
    let before = (bank.cards.len(), bank.diagnostics.len());
    let mut names = archive.names();
    names.sort();
    // Canvas has its questions twice in a course: whole, and in the subset that other platforms know.
    let whole: Vec<String> =
        names.iter().filter_map(|name| Some(name.strip_prefix("non_cc_assessments/")?.strip_suffix(".xml.qti")?.to_string())).collect();
    let mut others = Vec::new();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let bytes = match archive.read(name) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => continue,
            Err(why) => return bank.refuse_file(&file.path, why, ""),
        };
        let lower = name.to_lowercase();
        let subset = name.split_once('/').is_some_and(|(folder, _)| whole.iter().any(|id| id == folder));
        if lower.ends_with("imsmanifest.xml") || subset && lower.ends_with(".xml") {
            continue;
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) if lower.ends_with(".xml") || lower.ends_with(".qti") => {
                if !read_document(&format!("{}/{name}", file.path), text, options, bank) {
                    others.push(name.clone());
                }
            }
            _ => bank.media.push(Media { path: name.clone(), bytes: bytes.into() }),
        }
    }
    if (bank.cards.len(), bank.diagnostics.len()) == before {
        bank.refuse_file(&file.path, "the archive holds no questions that can be read", "unpack it and name what is inside");
    } else if let Some(first) = others.first() {
        let message = format!("{} XML files of the archive hold no questions, such as `{first}`", others.len());
        bank.diagnostics.push(Diagnostic::for_path(Code::NotImported, &*file.path, message));
    }
}

/// Adds the questions of a document to the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    if !read_document(path, text, options, bank) {
        bank.refuse_file(path, "the document is neither Moodle XML nor a QTI item", "");
    }
}

/// No element of a question has as many attributes. The parser compares each attribute with all others of its element.
const MAX_ATTRIBUTES: usize = 1_000;

/// Whether an element has more attributes than that. A `>` in a value is a tag's end here.
fn has_too_many_attributes(text: &str) -> bool {
    let tags = text.split('<').filter_map(|rest| Some(rest.split_once('>')?.0));
    tags.filter(|tag| tag.len() > MAX_ATTRIBUTES).any(|tag| {
        let mut quote = None;
        let outside = |c: &char| {
            match quote {
                Some(open) if open == *c => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(*c),
                _ => return quote.is_none() && *c == '=',
            }
            false
        };
        tag.chars().filter(outside).count() > MAX_ATTRIBUTES
    })
}

/// Reads a document; `false` where it is of another kind.
fn read_document(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) -> bool {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - bare.len();
    if has_too_many_attributes(bare) {
        bank.refuse_file(path, format!("not XML that can be read: an element has more than {MAX_ATTRIBUTES} attributes"), "");
        return true;
    }
    let document = match Document::parse(bare) {
        Ok(document) => document,
        Err(error) => {
            bank.refuse_file(path, format!("not XML that can be read: {error}"), "");
            return true;
        }
    };
    let root = document.root_element();
    let name = root.tag_name().name();
    if !ROOTS.contains(&name) {
        return false;
    }
    let source = bank.add_source(path, text);
    let reader = Reader { path, source, offset };
    match name {
        "quiz" => moodle::read(&reader, root, &options.true_false, bank),
        "assessmentItem" => reader.item_2(root, bank),
        "questestinterop" => reader.items_1(root, bank),
        "qti-assessment-item" => reader.not_imported(root, "QTI 3 items are not read yet: export QTI 2.1", bank),
        _ => {}
    }
    true
}

const ROOTS: [&str; 7] =
    ["quiz", "assessmentItem", "questestinterop", "assessmentTest", "manifest", "qti-assessment-test", "qti-assessment-item"];

struct Reader<'a> {
    path: &'a str,
    source: SourceId,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        // The start tag is place enough.
        let text = &node.document().input_text()[range.clone()];
        let end = text.find('>').map_or(range.end, |at| range.start + at + 1);
        Span::new(range.start + self.offset, end + self.offset)
    }

    fn not_imported(&self, node: Node<'_, '_>, why: impl Into<String>, bank: &mut Bank) {
        bank.not_imported(self.source, self.span(node), why);
    }

    fn push(&self, node: Node<'_, '_>, mut card: ForeignCard, bank: &mut Bank) {
        let span = self.span(node);
        card.at = Some(Location { source: self.source, span });
        card.file = self.path.to_string();
        card.line = bank.line(self.source, span.start as usize);
        card.draft |= !card.is_answered();
        bank.cards.push(card);
    }

    /// QTI 2.1: an item a document.
    fn item_2(&self, item: Node<'_, '_>, bank: &mut Bank) {
        match qti2::cards(item) {
            Ok(cards) => cards.into_iter().for_each(|card| self.push(item, card, bank)),
            Err(why) => self.not_imported(item, why, bank),
        }
    }

    /// QTI 1.2: items at any depth.
    fn items_1(&self, root: Node<'_, '_>, bank: &mut Bank) {
        for item in root.descendants().filter(|node| node.has_tag_name("item")) {
            match qti1::card(item) {
                Ok(card) => self.push(item, card, bank),
                Err(why) => self.not_imported(item, why, bank),
            }
        }
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// All text below a node.
fn inner_text(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect::<String>().trim().to_string()
}

/// Decodes base 64; `None` for a character that is not of it.
fn base_64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0);
    for c in text.bytes().filter(|c| !c.is_ascii_whitespace() && *c != b'=') {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

/// The markup below a node, but for the nodes of these names, as Markdown.
fn markup(node: Node<'_, '_>, but: &[&str]) -> String {
    markup_with(node, but, &mut |_| None)
}

/// The same, with what `instead` gives in the place of a node.
fn markup_with(node: Node<'_, '_>, but: &[&str], instead: &mut dyn FnMut(Node<'_, '_>) -> Option<String>) -> String {
    let mut out = String::new();
    fn walk(node: Node<'_, '_>, but: &[&str], instead: &mut dyn FnMut(Node<'_, '_>) -> Option<String>, out: &mut String) {
        for child in node.children() {
            if let Some(text) = instead(child) {
                out.push_str(&text);
                continue;
            }
            if child.is_text() {
                let text = child.text().unwrap_or_default();
                out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            } else if child.is_element() && !but.contains(&child.tag_name().name()) {
                let name = child.tag_name().name();
                let attributes: String = child
                    .attributes()
                    .filter(|a| matches!(a.name(), "src" | "alt" | "href" | "class" | "width" | "data"))
                    .map(|a| format!(" {}=\"{}\"", a.name(), a.value().replace('"', "&quot;")))
                    .collect();
                out.push_str(&format!("<{name}{attributes}>"));
                walk(child, but, instead, out);
                out.push_str(&format!("</{name}>"));
            }
        }
    }
    walk(node, but, instead, &mut out);
    html::to_markdown(out.trim())
}

trait TagName {
    /// Whether it has this name, whatever its namespace.
    fn has_tag_name_anywhere(&self, name: &str) -> bool;
}

impl TagName for Node<'_, '_> {
    fn has_tag_name_anywhere(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

/// Texts that say something, a blank line between them.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_decoded() {
        assert_eq!(base_64("aGVsbG8=\n").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base_64("aGV!"), None);
    }
}
