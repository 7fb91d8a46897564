//! The colours between the diagram renderer and the theme: the renderer is given one colour for each role, and the roles are found
//! again in its SVG by their colours and become classes.
//!
//! | class | role |
//! | --- | --- |
//! | `f0` | filled as paper |
//! | `f1` | filled as a box |
//! | `f2` | filled as a group or a header |
//! | `f3` | filled as an activation or a number |
//! | `fn` | filled as a note |
//! | `fl` | filled as a line: arrow heads |
//! | `fb` | filled as a border: the end of a state diagram |
//! | `fk` | filled as a badge (PK, FK) |
//! | `c1` … `c6` | filled with a colour of the author's own |
//! | `s0` `s1` `s2` `sl` `sn` | stroked as paper, border, border of a group, line, border of a note |
//! | `k1` … `k6` | stroked with a colour of the author's own |
//! | `tx` | text |
//! | `tk` | text on a badge |
//! | `l` | label on a line (a group): wants a halo of paper |

use mermaid_rs_renderer::Theme;

/// A font that no machine has; see [`diagram`](super).
const NO_FONT: &str = "recto-measures-without-fonts";

const PAPER: &str = "#FFFFFF";
const BOX: &str = "#F8FAFC";
const GROUP: &str = "#F1F5F9";
const ACTIVE: &str = "#E2E8F0";
const NOTE: &str = "#FFF7ED";
const NOTE_BORDER: &str = "#FDBA74";
const BORDER: &str = "#94A3B8";
const GROUP_BORDER: &str = "#CBD5E1";
const LINE: &str = "#64748B";
const TEXT: &str = "#0F172A";
/// What the renderer fills key badges with, whatever the theme.
const BADGES: [&str; 4] = ["#1D4ED8", "#0F766E", "#7C3AED", "#475569"];

pub(super) fn theme() -> Theme {
    let own = String::from;
    Theme {
        font_family: own(NO_FONT),
        font_size: 14.0,
        primary_color: own(BOX),
        primary_text_color: own(TEXT),
        primary_border_color: own(BORDER),
        line_color: own(LINE),
        secondary_color: own(ACTIVE),
        tertiary_color: own(PAPER),
        edge_label_background: own(PAPER),
        cluster_background: own(GROUP),
        cluster_border: own(GROUP_BORDER),
        background: own(PAPER),
        sequence_actor_fill: own(BOX),
        sequence_actor_border: own(BORDER),
        sequence_actor_line: own(LINE),
        sequence_note_fill: own(NOTE),
        sequence_note_border: own(NOTE_BORDER),
        sequence_activation_fill: own(ACTIVE),
        sequence_activation_border: own(BORDER),
        text_color: own(TEXT),
        ..Theme::modern()
    }
}

/// The colours in a diagram that are the author's own, in the order in which they appear.
#[derive(Default)]
pub(super) struct Palette(Vec<String>);

impl Palette {
    const FILLS: [&'static str; 6] = ["c1", "c2", "c3", "c4", "c5", "c6"];
    const STROKES: [&'static str; 6] = ["k1", "k2", "k3", "k4", "k5", "k6"];

    /// The class for a fill of that colour.
    pub(super) fn fill(&mut self, colour: &str) -> &'static str {
        match colour {
            PAPER => "f0",
            BOX => "f1",
            GROUP => "f2",
            ACTIVE => "f3",
            NOTE => "fn",
            BORDER => "fb",
            LINE => "fl",
            TEXT => "fl",
            _ if BADGES.contains(&colour) => "fk",
            _ if colour.starts_with("hsl(") => "f2",
            _ if is_grey(colour) => "f2",
            _ => Self::FILLS[self.number(colour)],
        }
    }

    /// The class for a stroke of that colour.
    pub(super) fn stroke(&mut self, colour: &str) -> &'static str {
        match colour {
            PAPER => "s0",
            BORDER => "s1",
            GROUP_BORDER => "s2",
            LINE | TEXT => "sl",
            NOTE_BORDER => "sn",
            _ if is_grey(colour) => "s1",
            _ => Self::STROKES[self.number(colour)],
        }
    }

    /// Text is always in the colour of text, but for that on badges.
    pub(super) fn text(colour: &str) -> &'static str {
        if colour == PAPER { "tk" } else { "tx" }
    }

    fn number(&mut self, colour: &str) -> usize {
        let position = self.0.iter().position(|c| c == colour).unwrap_or_else(|| {
            self.0.push(colour.to_string());
            self.0.len() - 1
        });
        position % Self::FILLS.len()
    }
}

/// Black, white and what lies between: an author who writes `stroke:#333` wants a line, not a colour.
fn is_grey(colour: &str) -> bool {
    if ["black", "white", "gray", "grey"].contains(&colour.to_lowercase().as_str()) {
        return true;
    }
    let Some(hex) = colour.strip_prefix('#').filter(|h| h.is_ascii()) else { return false };
    let channels: Vec<u8> = match hex.len() {
        3 => hex.chars().filter_map(|c| c.to_digit(16)).map(|d| (d * 17) as u8).collect(),
        6 => (0..3).filter_map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect(),
        _ => return false,
    };
    let (least, most) = (channels.iter().min(), channels.iter().max());
    channels.len() == 3 && least.zip(most).is_some_and(|(l, m)| m - l < 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_roles() {
        let mut palette = Palette::default();
        assert_eq!([palette.fill("#F8FAFC"), palette.fill("#1D4ED8"), palette.fill("#333")], ["f1", "fk", "f2"]);
        assert_eq!([palette.fill("#f9f"), palette.stroke("red"), palette.fill("#f9f")], ["c1", "k2", "c1"]);
        assert_eq!([palette.stroke("#333"), palette.stroke("#0é")], ["s1", "k3"]);
        for i in 0..20 {
            palette.fill(&format!("#{i:02}ff00"));
        }
    }
}
