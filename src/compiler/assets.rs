//! What the guide knows of a file that is published as it is: its size as a picture, its hash, whether it can run code.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::AssetFile;
use crate::encode;
use crate::model::{Asset, SectionKind};

/// Endings that programs give a text, or put after `.md`.
const TEXT_ENDINGS: [&str; 7] = ["txt", "text", "mkd", "mkdn", "mdwn", "mdown", "mdtxt"];

/// `sections` has the names of a card's sections.
pub fn describe(file: &AssetFile, sections: &BTreeMap<SectionKind, Vec<String>>) -> Asset {
    let dimensions = imagesize::blob_size(&file.bytes).ok().map(|size| (size.width as u32, size.height as u32));
    let digest = Sha256::digest(&file.bytes);
    let hash = encode::hex(&digest[..8]);
    let has_active_content = is_active(&file.path, &file.bytes);
    let meant_as_card = is_meant_as_card(&file.path, &file.bytes, sections);
    Asset { path: file.path.clone(), dimensions, hash, has_active_content, meant_as_card, published: false }
}

/// Whether a file in a topic's folder has the text of a card, front matter or a question and then an answer, under a name of another kind.
fn is_meant_as_card(path: &str, bytes: &[u8], sections: &BTreeMap<SectionKind, Vec<String>>) -> bool {
    let Some((_, name)) = path.rsplit_once('/') else { return false };
    let is_text = name.rsplit_once('.').is_none_or(|(_, ending)| TEXT_ENDINGS.contains(&ending.to_ascii_lowercase().as_str()));
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| is_text) else { return false };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let answers = || [SectionKind::Answer, SectionKind::ShortAnswer].iter().filter_map(|kind| sections.get(kind)).flatten();
    let heads_answer = |line: &str| {
        let heading = line.strip_prefix("## ").map(|heading| heading.trim().to_lowercase());
        heading.is_some_and(|heading| answers().any(|name| name.to_lowercase() == heading))
    };
    ["---", "+++", "# "].iter().any(|start| text.starts_with(start)) && text.lines().any(heads_answer)
}

/// Whether two lists name the same files with the same bytes.
pub fn same_files(a: &[Asset], b: &[Asset]) -> bool {
    a.iter().map(|asset| (&asset.path, &asset.hash)).eq(b.iter().map(|asset| (&asset.path, &asset.hash)))
}

/// Whether a browser that opens the file by its address may run code that is in it.
fn is_active(path: &str, bytes: &[u8]) -> bool {
    const PAGES: [&str; 12] = ["htm", "html", "xht", "xhtml", "shtml", "mht", "mhtml", "xml", "xsl", "xslt", "js", "mjs"];
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if ending != "svg" {
        return PAGES.contains(&ending.as_str());
    }
    // Compressed, or in an encoding that is not read here: nobody can say what is in it.
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    let text = text.to_ascii_lowercase();
    let handler = |(at, _): (usize, &str)| {
        let (before, after) = (text[..at].chars().next_back(), &text[at + 2..]);
        let name = after.len() - after.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        before.is_some_and(|c| c.is_whitespace() || "\"'/".contains(c)) && name > 2 && after[name..].trim_start().starts_with('=')
    };
    ["<script", ":script", "foreignobject", "javascript:", "<!entity", "<iframe", "<embed", "<object", "<handler", "<set", "data:text/html"]
        .iter()
        .any(|mark| text.contains(mark))
        || text.match_indices("on").any(handler)
}
