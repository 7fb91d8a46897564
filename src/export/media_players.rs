//! Sounds and films of cards, for programs and papers that play them in other ways than a browser, or not at all.

use super::html::escaped;
use crate::markup::strip_tags;
use crate::model::Asset;

/// A name that no other guide's file has, and another one when the file changes.
pub fn media_name(asset: &Asset) -> String {
    let file = asset.path.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let stem: Vec<String> = stem.split(|c: char| !c.is_ascii_alphanumeric()).map(plain).filter(|part| !part.is_empty()).collect();
    format!("{}-{}.{}", stem.join("-"), &asset.hash[..asset.hash.len().min(8)], plain(ending).to_lowercase())
        .trim_start_matches('-')
        .to_string()
}

/// Whether the site plays a file.
pub fn is_playable(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["mp3", "ogg", "oga", "opus", "m4a", "wav", "flac", "mp4", "m4v", "webm", "ogv"].contains(&&*ending)
}

/// The media type of a file that is played.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "mp3" => "audio/mpeg",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "m4a" => "audio/mp4",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        _ => "video/mp4",
    }
}

/// A player in rendered HTML.
pub struct Player<'h> {
    /// The whole element.
    pub html: &'h str,
    pub source: &'h str,
    /// What the author calls it, else its file's name.
    pub label: &'h str,
}

/// HTML with what `instead` gives in the place of each player.
pub fn replace_players(html: &str, instead: &mut dyn FnMut(&Player<'_>) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = ["<audio ", "<video "].iter().filter_map(|open| rest.find(open)).min() {
        let close = if rest[at..].starts_with("<audio ") { "</audio>" } else { "</video>" };
        let Some(end) = rest[at..].find(close).map(|end| at + end + close.len()) else { break };
        let whole = &rest[at..end];
        let value = |name: &str| whole.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
        let source = value("src").unwrap_or_default();
        let file = source.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        out.push_str(&rest[..at]);
        out.push_str(&instead(&Player { html: whole, source, label: value("aria-label").unwrap_or(file) }));
        rest = &rest[end..];
    }
    out + rest
}

/// Players as their names: on paper nothing plays.
pub fn players_as_names(html: &str) -> String {
    replace_players(html, &mut |player| label_html(player.label))
}

/// A sound's name in a text that does not play it.
pub fn label_html(label: &str) -> String {
    format!("<span class=\"sound\">\u{266a} {}</span>", escaped(&strip_tags(label)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_become_their_names() {
        let player = "<p>a <audio controls preload=\"none\" src=\"m/dog-1a.mp3\" aria-label=\"a &lt; b\"></audio> b <video src=\"x.mp4\"></video></p>";
        assert_eq!(
            players_as_names(player),
            "<p>a <span class=\"sound\">\u{266a} a &lt; b</span> b <span class=\"sound\">\u{266a} x.mp4</span></p>"
        );
        assert!(is_playable("a/B.MP3") && !is_playable("a.png"));
    }
}
