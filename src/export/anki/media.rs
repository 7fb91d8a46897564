//! The files that notes show, by the names that they have among Anki's media.

pub use crate::export::media_players::media_name as name;
use crate::export::media_players::replace_players;

/// Words that Anki takes for sounds and formulas of its own are text.
pub fn escape_anki_markup(html: &str) -> String {
    if !html.contains('[') {
        return html.to_string();
    }
    html.replace("[sound:", "[&#115;ound:").replace("[latex]", "[&#108;atex]").replace("[$", "[&#36;").replace("[anki:", "[&#97;nki:")
}

/// A player of the browser's becomes Anki's own, which its programs play by themselves and bring along: `[sound:name.mp3]`.
pub fn anki_sounds(html: &str) -> String {
    replace_players(html, &mut |player| match player.source {
        name if !name.contains(['/', ':', '&', '[']) && !name.is_empty() => format!("[sound:{name}]"),
        _ => player.html.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::anki_sounds;

    #[test]
    fn players_become_sounds() {
        let player = |source: &str| format!("<p>a <audio controls preload=\"none\" src=\"{source}\"></audio> b</p>");
        assert_eq!(anki_sounds(&player("hund-1a2b.mp3")), "<p>a [sound:hund-1a2b.mp3] b</p>");
        assert_eq!(anki_sounds(&player("https://example.org/a.mp3")), player("https://example.org/a.mp3"));
    }
}
