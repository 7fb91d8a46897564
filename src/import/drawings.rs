//! The pictures of a workbook, each with the cell at which it is anchored: `xl/drawings/`, ECMA-376 part 1, 20.5.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::archive::Archive;
use super::links::join;
use super::media_types::MEDIA_EXTENSIONS;

/// A picture in a sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    pub sheet: String,
    /// From 0.
    pub row: u32,
    pub column: u32,
    /// Its entry in the archive.
    pub part: String,
    /// What it shows, where somebody wrote that.
    pub text: String,
}

/// What a workbook shows.
#[derive(Debug, Default)]
pub struct Pictures {
    pub placed: Vec<Picture>,
    /// Entries that no cell has, and those that browsers do not show.
    pub others: BTreeSet<String>,
}

/// Finds the pictures of a workbook.
///
/// # Errors
/// Why the archive is refused.
pub fn pictures(archive: &mut Archive) -> Result<Pictures, String> {
    let media: BTreeSet<String> =
        archive.names().into_iter().filter(|name| name.starts_with("xl/media/") && !name.ends_with('/')).collect();
    let mut pictures = Pictures { others: media.clone(), ..Pictures::default() };
    if media.is_empty() {
        return Ok(pictures);
    }
    for (sheet, part) in sheets(archive)? {
        for drawing in relations(archive, &part)?.into_values().filter(|relation| relation.kind.ends_with("/drawing")) {
            let related = relations(archive, &drawing.part)?;
            let Some(text) = read(archive, &drawing.part)? else { continue };
            let Ok(document) = Document::parse(&text) else { continue };
            for anchor in document.root_element().children().filter(Node::is_element) {
                pictures.placed.extend(anchored(anchor, &sheet, &related));
            }
        }
    }
    let shown = |part: &str| part.rsplit_once('.').is_some_and(|(_, ending)| MEDIA_EXTENSIONS.contains(&&*ending.to_ascii_lowercase()));
    pictures.placed.retain(|picture| media.contains(&picture.part) && shown(&picture.part));
    for picture in &pictures.placed {
        pictures.others.remove(&picture.part);
    }
    Ok(pictures)
}

/// The pictures of an anchor: `<from>` says where its corner is.
fn anchored(anchor: Node<'_, '_>, sheet: &str, related: &BTreeMap<String, Relation>) -> Vec<Picture> {
    let named = |node: &Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let Some(from) = anchor.children().find(|node| named(node, "from")) else { return Vec::new() };
    let number = |name: &str| from.children().find(|node| named(node, name)).and_then(|node| node.text()?.trim().parse::<u32>().ok());
    let (Some(row), Some(column)) = (number("row"), number("col")) else { return Vec::new() };
    let text = anchor.descendants().filter(|node| named(node, "cNvPr")).find_map(|node| node.attribute("descr")).unwrap_or_default();
    let blips = anchor.descendants().filter(|node| named(node, "blip"));
    let embedded =
        blips.filter_map(|blip| blip.attributes().find(|attribute| attribute.name() == "embed").map(|id| id.value().to_string()));
    let parts = embedded.filter_map(|id| Some(related.get(&id)?.part.clone()));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    parts.map(|part| Picture { sheet: sheet.into(), row, column, part, text: text.clone() }).collect()
}

/// Names of the sheets with their entries.
fn sheets(archive: &mut Archive) -> Result<Vec<(String, String)>, String> {
    const BOOK: &str = "xl/workbook.xml";
    let related = relations(archive, BOOK)?;
    let Some(text) = read(archive, BOOK)? else { return Ok(Vec::new()) };
    let Ok(document) = Document::parse(&text) else { return Ok(Vec::new()) };
    let sheet = |node: Node<'_, '_>| {
        let id = node.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?;
        Some((node.attribute("name")?.to_string(), related.get(id.value())?.part.clone()))
    };
    Ok(document.descendants().filter(|node| node.tag_name().name() == "sheet").filter_map(sheet).collect())
}

struct Relation {
    kind: String,
    part: String,
}

/// What an entry of the archive refers to, by the ids that it uses for them.
fn relations(archive: &mut Archive, part: &str) -> Result<BTreeMap<String, Relation>, String> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(text) = read(archive, &format!("{folder}/_rels/{name}.rels"))? else { return Ok(BTreeMap::new()) };
    let Ok(document) = Document::parse(&text) else { return Ok(BTreeMap::new()) };
    let relation = |node: Node<'_, '_>| {
        let target = node.attribute("Target").filter(|_| node.attribute("TargetMode") != Some("External"))?;
        let part = join(&target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_string))?;
        Some((node.attribute("Id")?.to_string(), Relation { kind: node.attribute("Type")?.to_string(), part }))
    };
    Ok(document.root_element().children().filter_map(relation).collect())
}

fn read(archive: &mut Archive, part: &str) -> Result<Option<String>, String> {
    Ok(archive.read(part)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}
