//! What the guide knows of a file that is published as it is: its size as a picture, its hash, whether it can run code.

use sha2::{Digest, Sha256};

use crate::AssetFile;
use crate::encode;
use crate::model::Asset;

pub fn describe(file: &AssetFile) -> Asset {
    let dimensions = imagesize::blob_size(&file.bytes).ok().map(|size| (size.width as u32, size.height as u32));
    let digest = Sha256::digest(&file.bytes);
    let hash = encode::hex(&digest[..8]);
    Asset { path: file.path.clone(), dimensions, hash, active: is_active(&file.path, &file.bytes), published: false }
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
