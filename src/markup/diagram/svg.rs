//! The diagram renderer's SVG, read and written anew from lists of what may be in it.
//!
//! The renderer inserts what an author writes after `style A fill:` into an attribute without escaping it, and makes links of
//! `click`. Here nothing survives but shapes, lines, text and markers with their geometry: no links, no references to anything but a
//! marker of the same drawing, no `style`, no handlers. An element that is not on the list makes the whole drawing unfit.

use super::colours::Palette;
use crate::markup::escape;
use crate::markup::xml::{self, Token};

/// Stands in a drawing's body for the id under which it is put into a page.
pub(super) const ID: &str = "\u{1}";

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Svg {
    /// CSS pixels, as text.
    pub(super) width: String,
    pub(super) height: String,
    pub(super) view_box: String,
    /// What stands inside the `<svg>`; ids start with [`ID`].
    pub(super) body: String,
    /// The texts in it, each once, in drawing order.
    pub(super) labels: Vec<String>,
}

const ELEMENTS: &[&str] = &["circle", "defs", "ellipse", "g", "line", "marker", "path", "polygon", "polyline", "rect", "text", "tspan"];

/// Attributes with numbers, lists of numbers, or keywords.
const ATTRIBUTES: &[&str] = &[
    "cx",
    "cy",
    "d",
    "dominant-baseline",
    "dx",
    "dy",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "orient",
    "points",
    "r",
    "refX",
    "refY",
    "rx",
    "ry",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// `None` where the drawing has something in it that has no business there.
pub(super) fn rewrite(svg: &str) -> Option<Svg> {
    let tokens = xml::read(svg.trim())?;
    let (Token::Open { name: "svg", attributes: root, empty: false }, inner) = tokens.split_first()? else { return None };
    let (Token::Close("svg"), inner) = inner.split_last()? else { return None };
    let attribute = |name: &str| root.iter().find(|(n, _)| *n == name).and_then(|(_, value)| numbers(value));
    let mut writer = Writer { out: String::new(), palette: Palette::default(), used: used_markers(inner), labels: Vec::new() };
    // The first rectangle is the renderer's background; the page has its own.
    let background = matches!(inner.first(), Some(Token::Open { name: "rect", empty: true, .. }));
    writer.write(&inner[usize::from(background)..])?;
    Some(Svg {
        width: attribute("width")?,
        height: attribute("height")?,
        view_box: attribute("viewBox")?,
        body: writer.out,
        labels: writer.labels,
    })
}

/// The ids of markers that some line ends with; the renderer defines one of every kind.
fn used_markers<'a>(tokens: &'a [Token<'_>]) -> Vec<&'a str> {
    let mut used: Vec<&str> = tokens
        .iter()
        .filter_map(|t| if let Token::Open { attributes, .. } = t { Some(attributes) } else { None })
        .flatten()
        .filter(|(name, _)| name.starts_with("marker-"))
        .filter_map(|(_, value)| reference(value))
        .collect();
    used.sort_unstable();
    used.dedup();
    used
}

/// `url(#arrow-0)` → `arrow-0`.
fn reference(value: &str) -> Option<&str> {
    let id = value.strip_prefix("url(#")?.strip_suffix(')')?;
    id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-').then_some(id)
}

struct Writer<'a> {
    out: String,
    palette: Palette,
    used: Vec<&'a str>,
    labels: Vec<String>,
}

impl Writer<'_> {
    fn write(&mut self, tokens: &[Token<'_>]) -> Option<()> {
        let mut at = 0;
        let mut label: Option<String> = None;
        while let Some(token) = tokens.get(at) {
            match token {
                Token::Open { name, attributes, empty } if self.is_left_out(name, attributes) => {
                    at = if *empty { at } else { end_of(tokens, at)? };
                }
                // Only the link goes, not what it is around.
                Token::Open { name: "a", .. } | Token::Close("a") => {}
                Token::Open { name, attributes, empty } => {
                    match *name {
                        "text" => label = Some(String::new()),
                        "tspan" => label.iter_mut().filter(|l| !l.is_empty()).for_each(|l| l.push(' ')),
                        _ => {}
                    }
                    self.open(name, attributes, *empty)?;
                }
                Token::Close(name) => {
                    if *name == "text" {
                        self.labels.extend(label.take().filter(|l| !l.is_empty() && !self.labels.contains(l)));
                    }
                    self.out.push_str("</");
                    self.out.push_str(name);
                    self.out.push('>');
                }
                Token::Text(text) => {
                    if let Some(label) = &mut label {
                        label.push_str(text.trim());
                    }
                    escape::text(text, &mut self.out);
                }
            }
            at += 1;
        }
        Some(())
    }

    /// Tooltips, markers that nothing uses, and shapes that are wholly transparent.
    fn is_left_out(&self, name: &str, attributes: &[(&str, String)]) -> bool {
        let get = |wanted: &str| attributes.iter().find(|(n, _)| *n == wanted).map(|(_, value)| value.as_str());
        match name {
            "title" => true,
            "marker" => get("id").is_none_or(|id| !self.used.contains(&id)),
            "rect" => get("fill-opacity") == Some("0.00") && get("stroke-opacity") == Some("0.00"),
            _ => false,
        }
    }

    fn open(&mut self, name: &str, attributes: &[(&str, String)], empty: bool) -> Option<()> {
        ELEMENTS.contains(&name).then_some(())?;
        self.out.push('<');
        self.out.push_str(name);
        let mut classes: Vec<&str> = Vec::new();
        for (attribute, value) in attributes {
            match *attribute {
                "fill" | "stroke" if value == "none" => escape::push_attribute(attribute, value, &mut self.out),
                "fill" if name == "text" || name == "tspan" => classes.push(Palette::text(value)),
                "fill" => classes.push(self.palette.fill(value)),
                "stroke" => classes.push(self.palette.stroke(value)),
                "class" if name == "g" && value == "edgeLabel" => classes.push("l"),
                "id" if name == "marker" => escape::push_attribute("id", &format!("{ID}-{value}"), &mut self.out),
                "marker-start" | "marker-mid" | "marker-end" => {
                    let id = reference(value)?;
                    escape::push_attribute(attribute, &format!("url(#{ID}-{id})"), &mut self.out);
                }
                attribute if ATTRIBUTES.contains(&attribute) => {
                    if let Some(value) = numbers(value) {
                        escape::push_attribute(attribute, &value, &mut self.out);
                    }
                }
                _ => {}
            }
        }
        if !classes.is_empty() {
            escape::push_attribute("class", &classes.join(" "), &mut self.out);
        }
        self.out.push_str(if empty { "/>" } else { ">" });
        Some(())
    }
}

/// The place of the end tag of the element that opens at `start`.
fn end_of(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (i, token) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Open { empty: false, .. } => depth += 1,
            Token::Close(_) => depth = depth.checked_sub(1)?,
            _ => continue,
        }
        if depth == 0 {
            return Some(i);
        }
    }
    None
}

/// A value of letters, numbers and the signs of paths and transforms, its numbers cut to two decimals; `None` for any other.
fn numbers(value: &str) -> Option<String> {
    value.bytes().all(|b| b.is_ascii_alphanumeric() || b" .,()+-%".contains(&b)).then_some(())?;
    (!value.contains("url")).then_some(())?;
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(dot) = rest.find('.') {
        out.push_str(&rest[..dot]);
        let decimals = &rest[dot + 1..];
        let end = decimals.find(|c: char| !c.is_ascii_digit()).unwrap_or(decimals.len());
        let kept = decimals[..end.min(2)].trim_end_matches('0');
        if !kept.is_empty() {
            out.push('.');
            out.push_str(kept);
        }
        rest = &decimals[end..];
    }
    out.push_str(rest);
    Some(out)
}
