//! The colours between the diagram renderer and the guide's theme: the renderer is given one colour for each role, and the roles are
//! found again in its drawing by their colours and become classes.
//!
//! | class | role |
//! | --- | --- |
//! | `f0` | filled as paper |
//! | `f1` | filled as a box |
//! | `f2` | filled as a group or a header |
//! | `f3` | filled as an activation or a label |
//! | `fn` | filled as a note |
//! | `fl` | filled as a line: arrow heads |
//! | `c1` … `c6` | filled with a colour of a series, or of the author's own |
//! | `s0` `s1` `s2` `sl` `sn` | stroked as paper, border, border of a group, line, border of a note |
//! | `k1` … `k6` | stroked with a colour of a series, or of the author's own |
//! | `tx` | text |
//! | `l` | label on a line (a group): wants a halo of paper |

use serde_json::{Map, Value, json};

/// The font whose widths the renderer knows; the site's own stack is about as wide.
const FONT: &str = "arial, sans-serif";
/// CSS pixels. Labels are drawn at 14 (the theme's `.diagram svg`): room for faces of the site's stack that are wider than the measured one.
const FONT_SIZE: u32 = 15;

const PAPER: &str = "#fffffe";
const BOX: &str = "#f8fafc";
const GROUP: &str = "#f1f5f9";
const ACTIVE: &str = "#e2e8f0";
const NOTE: &str = "#fff7ed";
const NOTE_BORDER: &str = "#fdba74";
const BORDER: &str = "#94a3b8";
const GROUP_BORDER: &str = "#cbd5e1";
const LINE: &str = "#64748b";
const TEXT: &str = "#0f172a";
const SERIES: [&str; 6] = ["#b40001", "#00b402", "#0003b4", "#b4b404", "#b400b5", "#00b4b6"];

/// Which of the renderer's variables has which role. Where it derives one from another there is no need to say it.
const ROLES: [(&str, &[&str]); 10] = [
    (
        PAPER,
        &[
            "background",
            "edgeLabelBackground",
            "relationLabelBackground",
            "attributeBackgroundColorOdd",
            "rowOdd",
            "altSectionBkgColor",
            "innerEndBackground",
            "quadrant1Fill",
            "quadrant3Fill",
            "sequenceNumberColor",
        ],
    ),
    (
        BOX,
        &[
            "primaryColor",
            "mainBkg",
            "nodeBkg",
            "actorBkg",
            "stateBkg",
            "labelBackgroundColor",
            "labelBoxBkgColor",
            "taskBkgColor",
            "attributeBackgroundColorEven",
            "rowEven",
            "sectionBkgColor2",
            "quadrant2Fill",
            "quadrant4Fill",
            "commitLabelBackground",
        ],
    ),
    (
        GROUP,
        &[
            "tertiaryColor",
            "clusterBkg",
            "altBackground",
            "compositeBackground",
            "compositeTitleBackground",
            "rectBkgColor",
            "sectionBkgColor",
            "excludeBkgColor",
            "errorBkgColor",
            "doneTaskBkgColor",
        ],
    ),
    (ACTIVE, &["secondaryColor", "activationBkgColor", "tagLabelBackground", "activeTaskBkgColor"]),
    (NOTE, &["noteBkgColor", "critBkgColor"]),
    (NOTE_BORDER, &["noteBorderColor", "critBorderColor"]),
    (
        BORDER,
        &[
            "primaryBorderColor",
            "nodeBorder",
            "actorBorder",
            "actorLineColor",
            "labelBoxBorderColor",
            "activationBorderColor",
            "secondaryBorderColor",
            "tagLabelBorder",
            "taskBorderColor",
            "activeTaskBorderColor",
            "quadrantExternalBorderStrokeFill",
            "quadrantInternalBorderStrokeFill",
            "pieStrokeColor",
            "pieOuterStrokeColor",
        ],
    ),
    (
        GROUP_BORDER,
        &["clusterBorder", "compositeBorder", "tertiaryBorderColor", "border2", "doneTaskBorderColor", "gridColor", "flowContainerStroke"],
    ),
    (
        LINE,
        &[
            "lineColor",
            "arrowheadColor",
            "defaultLinkColor",
            "signalColor",
            "relationColor",
            "transitionColor",
            "specialStateColor",
            "todayLineColor",
            "vertLineColor",
        ],
    ),
    (
        TEXT,
        &[
            "primaryTextColor",
            "secondaryTextColor",
            "tertiaryTextColor",
            "textColor",
            "titleColor",
            "nodeTextColor",
            "actorTextColor",
            "signalTextColor",
            "loopTextColor",
            "labelTextColor",
            "noteTextColor",
            "classText",
            "stateLabelColor",
            "transitionLabelColor",
            "relationLabelColor",
            "taskTextColor",
            "taskTextDarkColor",
            "taskTextLightColor",
            "taskTextOutsideColor",
            "taskTextClickableColor",
            "branchLabelColor",
            "commitLabelColor",
            "tagLabelColor",
            "scaleLabelColor",
            "errorTextColor",
            "pieTitleTextColor",
            "pieSectionTextColor",
            "pieLegendTextColor",
            "quadrant1TextFill",
            "quadrant2TextFill",
            "quadrant3TextFill",
            "quadrant4TextFill",
            "quadrantPointTextFill",
            "quadrantTitleFill",
            "quadrantXAxisTextFill",
            "quadrantYAxisTextFill",
        ],
    ),
];

/// The variables that number a series from a first number to a last: what the renderer colours by turns.
const NUMBERED: [(&str, usize, usize); 5] = [("cScale", 0, 11), ("cScalePeer", 0, 11), ("git", 0, 7), ("pie", 1, 12), ("fillType", 0, 7)];
/// The text on these.
const NUMBERED_TEXT: [(&str, usize, usize); 4] = [("cScaleLabel", 0, 11), ("cScaleInv", 0, 11), ("gitBranchLabel", 0, 7), ("gitInv", 0, 7)];

/// Settings that a diagram may not change: how it looks is the guide's, and so is what may be in it.
const SECURE: [&str; 20] = [
    "secure",
    "securityLevel",
    "startOnLoad",
    "maxTextSize",
    "maxEdges",
    "suppressErrorRendering",
    "theme",
    "themeVariables",
    "themeCSS",
    "look",
    "layout",
    "fontFamily",
    "fontSize",
    "htmlLabels",
    "handDrawnSeed",
    "darkMode",
    "dompurifyConfig",
    "altFontFamily",
    "elk",
    "deterministicIDSeed",
];

/// The renderer's configuration.
pub(super) fn configuration() -> Value {
    let mut variables: Map<String, Value> = Map::new();
    for (colour, names) in ROLES {
        variables.extend(names.iter().map(|name| (name.to_string(), json!(colour))));
    }
    for (name, first, last) in NUMBERED {
        variables.extend((first..=last).map(|n| (format!("{name}{n}"), json!(SERIES[(n - first) % SERIES.len()]))));
    }
    for (name, first, last) in NUMBERED_TEXT {
        variables.extend((first..=last).map(|n| (format!("{name}{n}"), json!(TEXT))));
    }
    variables.insert("quadrantPointFill".into(), json!(SERIES[0]));
    let axes =
        ["dataLabelColor", "legendTextColor", "titleColor", "xAxisLabelColor", "xAxisTitleColor", "yAxisLabelColor", "yAxisTitleColor"];
    let mut chart: Map<String, Value> = axes.iter().map(|name| (name.to_string(), json!(TEXT))).collect();
    chart.extend(["xAxisLineColor", "xAxisTickColor", "yAxisLineColor", "yAxisTickColor"].map(|name| (name.to_string(), json!(LINE))));
    chart.insert("backgroundColor".into(), json!(PAPER));
    chart.insert("plotColorPalette".into(), json!(SERIES.join(",")));
    // The actors of a sequence take these by turns.
    variables.insert("borderColorArray".into(), json!([BORDER]));
    variables.insert("bkgColorArray".into(), json!([BOX]));
    variables.insert("xyChart".into(), Value::Object(chart));
    variables.extend([
        ("fontFamily".into(), json!(FONT)),
        ("fontSize".into(), json!(format!("{FONT_SIZE}px"))),
        ("useGradient".into(), json!(false)),
    ]);
    json!({
        "theme": "base",
        "look": "classic",
        "layout": "dagre",
        "fontFamily": FONT,
        "fontSize": FONT_SIZE,
        "htmlLabels": false,
        // A box is as wide as its label; Mermaid's 120 pixels at least make a row of short words wider than a page.
        "flowchart": { "htmlLabels": false, "minNodeWidth": 24 },
        "class": { "htmlLabels": false },
        "secure": SECURE,
        "themeVariables": variables,
    })
}

/// A colour as a class, and how opaque it is where it is not wholly so.
#[derive(Debug, PartialEq)]
pub(super) enum Paint {
    None,
    Class(&'static str),
}

/// The colours in a diagram that are the author's own, in the order in which they appear.
#[derive(Default)]
pub(super) struct Palette(Vec<String>);

impl Palette {
    const FILLS: [&'static str; 6] = ["c1", "c2", "c3", "c4", "c5", "c6"];
    const STROKES: [&'static str; 6] = ["k1", "k2", "k3", "k4", "k5", "k6"];

    /// The class for a fill of that colour.
    pub(super) fn fill(&mut self, colour: &str) -> Paint {
        let colour = colour.to_ascii_lowercase();
        Paint::Class(match colour.as_str() {
            "none" | "transparent" => return Paint::None,
            PAPER => "f0",
            BOX => "f1",
            GROUP => "f2",
            ACTIVE => "f3",
            NOTE => "fn",
            LINE | BORDER | TEXT | GROUP_BORDER | "currentcolor" => "fl",
            _ if is_grey(&colour) => "f2",
            _ => Self::FILLS[self.number(&colour)],
        })
    }

    /// The class for a stroke of that colour.
    pub(super) fn stroke(&mut self, colour: &str) -> Paint {
        let colour = colour.to_ascii_lowercase();
        Paint::Class(match colour.as_str() {
            "none" | "transparent" => return Paint::None,
            PAPER => "s0",
            BORDER | BOX | ACTIVE => "s1",
            GROUP_BORDER | GROUP => "s2",
            LINE | TEXT | "currentcolor" => "sl",
            NOTE_BORDER | NOTE => "sn",
            _ if is_grey(&colour) => "s1",
            _ => Self::STROKES[self.number(&colour)],
        })
    }

    fn number(&mut self, colour: &str) -> usize {
        if let Some(number) = SERIES.iter().position(|c| *c == colour) {
            return number;
        }
        let position = self.0.iter().position(|c| c == colour).unwrap_or_else(|| {
            self.0.push(colour.to_string());
            self.0.len() - 1
        });
        position % Self::FILLS.len()
    }
}

/// Black, white and what lies between: an author who writes `stroke:#333` wants a line, not a colour.
fn is_grey(colour: &str) -> bool {
    if ["black", "white", "gray", "grey", "lightgrey", "lightgray", "darkgrey", "darkgray", "silver"].contains(&colour) {
        return true;
    }
    let channels: Vec<u32> = if let Some(hex) = colour.strip_prefix('#').filter(|h| h.is_ascii()) {
        match hex.len() {
            3 => hex.chars().filter_map(|c| c.to_digit(16)).map(|d| d * 17).collect(),
            6 => (0..3).filter_map(|i| u32::from_str_radix(&hex[2 * i..2 * i + 2], 16).ok()).collect(),
            _ => return false,
        }
    } else if let Some(inner) = colour.strip_prefix("rgb").and_then(|c| c.trim_start_matches('a').strip_prefix('(')) {
        let numbers = inner.trim_end_matches(')').split([',', ' ']).filter(|n| !n.is_empty()).take(3);
        numbers.filter_map(|n| n.trim().parse::<f64>().ok()).map(|n| n as u32).collect()
    } else {
        return false;
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
        let class = Paint::Class;
        assert_eq!([palette.fill("#F8FAFC"), palette.fill("none"), palette.fill("#333")], [class("f1"), Paint::None, class("f2")]);
        assert_eq!([palette.fill("#f9f"), palette.stroke("red"), palette.fill("#f9f")], [class("c1"), class("k2"), class("c1")]);
        assert_eq!([palette.stroke("#333"), palette.stroke("#0é"), palette.fill(SERIES[3])], [class("s1"), class("k3"), class("c4")]);
        assert_eq!([palette.fill("rgba(232,232,232, 0.8)"), palette.fill("rgb(200, 10, 10)")], [class("f2"), class("c4")]);
        for i in 0..20 {
            palette.fill(&format!("#{i:02}ff00"));
        }
    }
}
