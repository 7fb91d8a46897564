//! The files that notes show, by the names that they have among Anki's media.

use crate::model::Asset;

/// Words that Anki takes for sounds and formulas of its own are text.
pub fn inert(html: &str) -> String {
    if !html.contains('[') {
        return html.to_string();
    }
    html.replace("[sound:", "[&#115;ound:").replace("[latex]", "[&#108;atex]").replace("[$", "[&#36;").replace("[anki:", "[&#97;nki:")
}

/// A name that no other deck's file has, and another one when the file changes.
pub fn name(asset: &Asset) -> String {
    let file = asset.path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let stem: Vec<String> = stem.split(|c: char| !c.is_ascii_alphanumeric()).map(plain).filter(|part| !part.is_empty()).collect();
    format!("{}-{}.{}", stem.join("-"), &asset.hash[..asset.hash.len().min(8)], plain(ending).to_lowercase())
        .trim_start_matches('-')
        .to_string()
}
