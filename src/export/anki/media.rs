//! The files that notes show, by the names that they have among Anki's media.

use crate::model::Asset;

/// Words that Anki takes for sounds and formulas of its own are text.
pub fn inert(html: &str) -> String {
    if !html.contains('[') {
        return html.to_string();
    }
    html.replace("[sound:", "[&#115;ound:").replace("[latex]", "[&#108;atex]").replace("[$", "[&#36;").replace("[anki:", "[&#97;nki:")
}

/// A player of the browser's becomes Anki's own, which its programs play by themselves and bring along: `[sound:name.mp3]`.
pub fn sounds(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = ["<audio ", "<video "].iter().filter_map(|open| rest.find(open)).min() {
        let close = if rest[at..].starts_with("<audio ") { "</audio>" } else { "</video>" };
        let Some(end) = rest[at..].find(close).map(|end| at + end + close.len()) else { break };
        let source = rest[at..end].split_once(" src=\"").and_then(|(_, rest)| rest.split('"').next());
        out.push_str(&rest[..at]);
        match source.filter(|source| !source.contains(['/', ':', '&', '['])) {
            Some(name) => out.push_str(&format!("[sound:{name}]")),
            None => out.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    out + rest
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

#[cfg(test)]
mod tests {
    use super::sounds;

    #[test]
    fn players_become_sounds() {
        let player = |source: &str| format!("<p>a <audio controls preload=\"none\" src=\"{source}\"></audio> b</p>");
        assert_eq!(sounds(&player("hund-1a2b.mp3")), "<p>a [sound:hund-1a2b.mp3] b</p>");
        assert_eq!(sounds(&player("https://example.org/a.mp3")), player("https://example.org/a.mp3"));
    }
}
