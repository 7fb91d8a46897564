//! The renderer's SVG, read and rewritten from lists of what may be in it.
//!
//! The renderer writes a style sheet, links, and values that an author chose. Here nothing survives but shapes, lines, text and markers
//! with their geometry: no links, no references to anything but a marker of the same drawing, no `style`, no handlers. What the style
//! sheet says becomes attributes, and classes of the theme for colours. An element that is not on the list makes the whole drawing unfit to publish.

use super::css::{Element, StyleSheet};
use super::svg_values::{decode_entities, is_default, numbers};
use super::theme::{Paint, Palette};
use crate::markup::escape;
use crate::markup::xml::{self, Token};

/// Stands in a drawing's body for the id under which it is put into a page.
pub(super) const ID_PLACEHOLDER: &str = "\u{1}";

/// A drawing that is fit to be published.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Svg {
    /// CSS pixels.
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) view_box: String,
    /// What is inside the `<svg>`; ids start with [`ID_PLACEHOLDER`].
    pub(super) body: String,
    /// The texts in it, each once, in drawing order.
    pub(super) labels: Vec<String>,
}

const ELEMENTS: &[&str] = &["circle", "defs", "ellipse", "g", "line", "marker", "path", "polygon", "polyline", "rect", "text", "tspan"];

/// Left out with all that is in them. Gradients and shadows are not colours of the theme; a symbol is drawn only where something uses it,
/// and nothing does here.
const LEFT_OUT: &[&str] =
    &["clipPath", "desc", "filter", "linearGradient", "metadata", "radialGradient", "style", "symbol", "title", "use"];

/// Geometry: attributes with numbers, lists of numbers, or keywords.
const ATTRIBUTES: &[&str] = &[
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
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
    "stroke-linejoin",
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

/// From one line of a label to the next. CSS pixels.
const LINE_HEIGHT: f32 = 18.0;

/// Properties of text, which only text and groups take.
const TEXT_PROPERTIES: &[&str] = &["dominant-baseline", "font-size", "font-style", "font-weight", "text-anchor"];

/// An error where the drawing has something in it that is not allowed: what it is.
pub(super) fn rewrite(svg: &str) -> Result<Svg, String> {
    let tokens = xml::read(svg.trim()).ok_or("text that is not XML")?;
    let mut refused = String::from("no size");
    rewritten(svg.len(), &tokens, &mut refused).ok_or(refused)
}

fn rewritten(length: usize, tokens: &[Token<'_>], refused: &mut String) -> Option<Svg> {
    let Some(Token::Open { name: "svg", attributes: root, empty: false }) = tokens.first() else { return None };
    let view_box = root.iter().find(|(n, _)| *n == "viewBox").and_then(|(_, value)| numbers(value))?;
    let mut sides = view_box.split(' ').skip(2).filter_map(|side| side.parse::<f32>().ok());
    let (width, height) = (sides.next()?, sides.next()?);
    let css = style_text(tokens);
    let sheet = StyleSheet::new(&css);
    let mut writer = Writer {
        out: String::with_capacity(length / 4),
        sheet: &sheet,
        palette: Palette::default(),
        markers: used_markers(tokens),
        labels: Vec::new(),
        path: Vec::new(),
    };
    writer.path.push(Element { name: "svg", attributes: root });
    if writer.write(&tokens[1..tokens.len() - 1]).is_none() {
        *refused = writer.path.last().map_or("an element that does not end".to_string(), |element| format!("a `<{}>`", element.name));
        return None;
    }
    Some(Svg { width, height, view_box, body: writer.out, labels: writer.labels })
}

/// The kind of diagram that the renderer says it drew.
pub(super) fn role(svg: &str) -> &str {
    let after = svg.split_once("aria-roledescription=\"").map_or("", |(_, after)| after);
    after.split('"').next().unwrap_or_default()
}

fn style_text(tokens: &[Token<'_>]) -> String {
    let mut css = String::new();
    for pair in tokens.windows(2) {
        if let [Token::Open { name: "style", .. }, Token::Text(text)] = pair {
            css.push_str(text);
        }
    }
    css
}

/// The ids of markers that some line ends with, in the order in which they come; the renderer defines one of every kind.
fn used_markers<'a>(tokens: &'a [Token<'_>]) -> Vec<&'a str> {
    let mut used: Vec<&str> = Vec::new();
    for token in tokens {
        let Token::Open { attributes, .. } = token else { continue };
        let references = attributes.iter().filter(|(name, _)| name.starts_with("marker-")).filter_map(|(_, value)| reference(value));
        for id in references {
            if !used.contains(&id) {
                used.push(id);
            }
        }
    }
    used
}

/// `url(#arrow-0)` → `arrow-0`.
fn reference(value: &str) -> Option<&str> {
    value.strip_prefix("url(#")?.strip_suffix(')')
}

struct Writer<'a> {
    out: String,
    sheet: &'a StyleSheet<'a>,
    palette: Palette,
    /// A marker's number is its place.
    markers: Vec<&'a str>,
    labels: Vec<String>,
    /// The open elements, the root first.
    path: Vec<Element<'a>>,
}

/// An element that was opened: where its tag starts in the output and where its content does. `None` where only its content is written.
type Opened = Option<(usize, usize)>;

impl<'a> Writer<'a> {
    fn write(&mut self, tokens: &'a [Token<'a>]) -> Option<()> {
        let mut at = 0;
        let mut label: Option<String> = None;
        let mut opened: Vec<Opened> = Vec::new();
        while let Some(token) = tokens.get(at) {
            match token {
                Token::Open { name: "foreignObject", attributes, empty: false } => {
                    let end = end_of(tokens, at)?;
                    // In a `<switch>` the same label follows as text.
                    if self.path.last().is_none_or(|parent| parent.name != "switch") {
                        self.html_label(attributes, &tokens[at + 1..end]);
                    }
                    at = end;
                }
                Token::Open { name, attributes, empty } => {
                    self.path.push(Element { name, attributes });
                    let declared = self.sheet.declared(&self.path);
                    if self.is_left_out(name, attributes, &declared) {
                        self.path.pop();
                        at = if *empty { at + 1 } else { end_of(tokens, at)? + 1 };
                        continue;
                    }
                    match *name {
                        "text" => label = Some(String::new()),
                        "tspan" => label.iter_mut().for_each(|l| l.push(' ')),
                        _ => {}
                    }
                    let start = self.out.len();
                    let written = self.open(name, attributes, &declared)?;
                    if *empty {
                        self.out.push_str(if written { "/>" } else { "" });
                        self.path.pop();
                    } else {
                        self.out.push_str(if written { ">" } else { "" });
                        opened.push(written.then_some((start, self.out.len())));
                    }
                }
                Token::Close(name) => {
                    self.path.pop();
                    if *name == "text" {
                        let text = label.take().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "));
                        self.labels.extend(text.filter(|l| !l.is_empty() && !self.labels.contains(l)));
                    }
                    self.close(name, opened.pop()?);
                }
                Token::Text(text) => {
                    if let Some(label) = &mut label {
                        let text = decode_entities(text);
                        label.push_str(&text);
                        escape::text(&text, &mut self.out);
                    }
                }
            }
            at += 1;
        }
        Some(())
    }

    /// A label that the renderer writes as HTML in a box: its words as text in the middle of the box, a line for each of its lines.
    fn html_label(&mut self, attributes: &[(&str, String)], inner: &[Token<'_>]) {
        let mut lines = vec![String::new()];
        for token in inner {
            match token {
                Token::Open { name: "br", .. } => lines.push(String::new()),
                Token::Text(text) => lines.iter_mut().next_back().into_iter().for_each(|line| line.push_str(&decode_entities(text))),
                _ => {}
            }
        }
        let lines: Vec<&str> = lines.iter().flat_map(|line| line.lines()).map(str::trim).filter(|line| !line.is_empty()).collect();
        let side =
            |wanted: &str| attributes.iter().find(|(n, _)| *n == wanted).and_then(|(_, value)| value.parse::<f32>().ok()).unwrap_or(0.0);
        let (x, y) = (side("x") + side("width") / 2.0, side("y") + side("height") / 2.0);
        for (number, line) in lines.iter().enumerate() {
            let y = y + LINE_HEIGHT * (number as f32 - (lines.len() - 1) as f32 / 2.0);
            self.out
                .push_str(&format!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" dominant-baseline=\"central\" class=\"tx\">"));
            escape::text(line, &mut self.out);
            self.out.push_str("</text>");
        }
        let label = lines.join(" ");
        self.labels.extend(Some(label).filter(|label| !label.is_empty() && !self.labels.contains(label)));
    }

    /// Markers that nothing uses, boxes without a size, and what is not shown.
    fn is_left_out(&self, name: &str, attributes: &[(&str, String)], declared: &[(&str, &str)]) -> bool {
        let get = |wanted: &str| attributes.iter().find(|(n, _)| *n == wanted).map(|(_, value)| value.as_str());
        let hidden = declared
            .iter()
            .any(|(property, value)| matches!((*property, *value), ("display", "none") | ("visibility", "hidden") | ("opacity", "0")));
        hidden
            || LEFT_OUT.contains(&name)
            || match name {
                "marker" => get("id").is_none_or(|id| !self.markers.contains(&id)),
                "rect" => get("width").is_none_or(|width| width == "0") || get("height").is_none_or(|height| height == "0"),
                _ => false,
            }
    }

    /// Writes the start of a tag; `false` where there is none to write, because only its content counts.
    fn open(&mut self, name: &str, attributes: &[(&str, String)], declared: &[(&'static str, &str)]) -> Option<bool> {
        // A link is what it is around, at its place; so is a drawing within the drawing, which has the same scale.
        if matches!(name, "svg" | "a" | "switch") {
            let transform = attributes.iter().find(|(n, _)| name == "a" && *n == "transform").and_then(|(_, value)| numbers(value));
            let side = |wanted: &str| attributes.iter().find(|(n, _)| *n == wanted).and_then(|(_, value)| numbers(value));
            let at = |side: Option<String>| side.unwrap_or_else(|| "0".to_string());
            self.out.push_str("<g");
            escape::push_attribute(
                "transform",
                &transform.unwrap_or_else(|| format!("translate({},{})", at(side("x")), at(side("y")))),
                &mut self.out,
            );
            return Some(true);
        }
        ELEMENTS.contains(&name).then_some(())?;
        let start = self.out.len();
        self.out.push('<');
        self.out.push_str(name);
        let bare = self.out.len();
        for (attribute, value) in attributes {
            match *attribute {
                "id" if name == "marker" => {
                    let number = self.markers.iter().position(|id| id == value)?;
                    escape::push_attribute("id", &format!("{ID_PLACEHOLDER}-m{number}"), &mut self.out);
                }
                "marker-start" | "marker-mid" | "marker-end" => {
                    if let Some(number) = reference(value).and_then(|id| self.markers.iter().position(|known| *known == id)) {
                        escape::push_attribute(attribute, &format!("url(#{ID_PLACEHOLDER}-m{number})"), &mut self.out);
                    }
                }
                attribute if ATTRIBUTES.contains(&attribute) => {
                    if let Some(value) = numbers(value) {
                        escape::push_attribute(attribute, &value, &mut self.out);
                    }
                }
                _ => {}
            }
        }
        self.style(name, attributes, declared);
        if self.out.len() == bare && name == "tspan" {
            self.out.truncate(start);
            return Some(false);
        }
        Some(true)
    }

    /// Colours as classes, other properties as attributes.
    fn style(&mut self, name: &str, attributes: &[(&str, String)], declared: &[(&'static str, &str)]) {
        let is_text = matches!(name, "text" | "tspan");
        let mut classes: Vec<&str> = Vec::new();
        for (property, value) in declared {
            match *property {
                "fill" if is_text => classes.push("tx"),
                "stroke" | "stroke-width" | "stroke-opacity" | "fill-opacity" | "opacity" if is_text => {}
                "fill" | "stroke" => {
                    let paint = if *property == "fill" { self.palette.fill(value) } else { self.palette.stroke(value) };
                    match paint {
                        Paint::None => escape::push_attribute(property, "none", &mut self.out),
                        Paint::Class(class) => classes.push(class),
                    }
                }
                "display" | "visibility" => {}
                property if TEXT_PROPERTIES.contains(&property) && !(is_text || name == "g") => {}
                property => {
                    if let Some(value) = numbers(value).filter(|value| !is_default(property, value)) {
                        escape::push_attribute(property, &value, &mut self.out);
                    }
                }
            }
        }
        let has_class = |class: &str| attributes.iter().any(|(n, v)| *n == "class" && v.split_ascii_whitespace().any(|c| c == class));
        if name == "g" && has_class("edgeLabel") {
            classes.push("l");
        }
        classes.sort_unstable();
        classes.dedup();
        if !classes.is_empty() {
            escape::push_attribute("class", &classes.join(" "), &mut self.out);
        }
    }

    fn close(&mut self, name: &str, opened: Opened) {
        let Some((start, content)) = opened else { return };
        let name = if matches!(name, "svg" | "a" | "switch") { "g" } else { name };
        // The renderer writes many groups with nothing in them.
        if content == self.out.len() {
            if matches!(name, "g" | "defs" | "text" | "tspan") {
                self.out.truncate(start);
            } else {
                self.out.truncate(content - 1);
                self.out.push_str("/>");
            }
            return;
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
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
