//! A `mermaid` block → an inline SVG that follows the reader's theme.
//!
//! In: the source of a diagram. Out: a [`Diagram`], or why there is none. The steps: take out the title and description, refuse
//! what the renderer would silently leave out or take too long for, let mermaid-rs-renderer lay it out, and write its SVG anew
//! from lists of what may be in it ([`svg`]).
//!
//! The renderer would measure labels with whatever fonts the machine has. It is given the name of a font that no machine has, so
//! that it uses its built-in widths: equal input gives equal bytes everywhere.

mod colours;
mod source;
mod svg;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use mermaid_rs_renderer::error::ParseError;
use mermaid_rs_renderer::{DiagramKind, Graph, LayoutConfig, compute_layout, parse_mermaid, render_svg, validator};

use super::escape;
use super::memo::Memo;
use super::ui_strings::UiStrings;
use source::{async_as_arrows, take_metadata, understood_sequence, without_label_quotes};
use svg::Svg;

/// Longer sources are refused. Bytes.
const SOURCE_LIMIT: usize = 8 * 1024;
/// Boxes and arrows in a diagram; the time for routing arrows grows with the square of their number.
const NODE_LIMIT: usize = 100;
const EDGE_LIMIT: usize = 80;
/// Messages in a sequence diagram, which need no routing.
const MESSAGE_LIMIT: usize = 200;
/// Diagrams that are remembered. Bytes.
const MEMORY: usize = 32 * 1024 * 1024;

/// The kinds of diagram that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Flowchart,
    Sequence,
    Class,
    State,
    EntityRelationship,
}

/// A diagram ready to be put into a page.
#[derive(Debug, Clone)]
pub(crate) struct Diagram {
    kind: Kind,
    /// The author's `accTitle` or front matter `title`.
    title: Option<String>,
    /// The author's `accDescr`, else the labels in the order in which they are drawn.
    description: String,
    svg: Svg,
}

/// Why a diagram is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiagramError {
    pub(crate) message: String,
    /// From 0, in the block's source.
    pub(crate) line: Option<usize>,
}

fn fault(message: impl Into<String>) -> DiagramError {
    DiagramError { message: message.into(), line: None }
}

pub(crate) struct DiagramRenderer {
    done: Memo<Result<Arc<Diagram>, DiagramError>>,
}

impl DiagramRenderer {
    pub(crate) fn new() -> Self {
        Self { done: Memo::new(MEMORY) }
    }

    pub(crate) fn draw(&self, source: &str) -> Result<Arc<Diagram>, DiagramError> {
        self.done.get_or_insert_with(&[source], || {
            let drawn = catch_unwind(AssertUnwindSafe(|| draw(source))).unwrap_or_else(|_| Err(fault("the renderer failed")));
            let size = source.len() + drawn.as_ref().map_or(0, |d| d.svg.body.len());
            (drawn.map(Arc::new), size)
        })
    }
}

impl Diagram {
    /// CSS pixels.
    pub(crate) fn width(&self) -> f32 {
        self.svg.width.parse().unwrap_or(0.0)
    }

    /// Appends the `<svg>`. `id` starts every id in it and must be unique in the page.
    pub(crate) fn write(&self, id: &str, words: &UiStrings, out: &mut String) {
        let Svg { width, height, view_box, body, .. } = &self.svg;
        out.push_str("<svg role=\"img\"");
        escape::push_attribute("width", width, out);
        escape::push_attribute("height", height, out);
        escape::push_attribute("viewBox", view_box, out);
        escape::push_attribute("aria-labelledby", &format!("{id}-title"), out);
        escape::push_attribute("aria-describedby", &format!("{id}-text"), out);
        out.push_str("><title");
        escape::push_attribute("id", &format!("{id}-title"), out);
        out.push('>');
        escape::text(self.title.as_deref().unwrap_or(words.diagram(self.kind)), out);
        out.push_str("</title><desc");
        escape::push_attribute("id", &format!("{id}-text"), out);
        out.push('>');
        escape::text(&self.description, out);
        out.push_str("</desc>");
        out.push_str(&body.replace(svg::ID, &escape::attribute_value(id)));
        out.push_str("</svg>");
    }
}

fn draw(source: &str) -> Result<Diagram, DiagramError> {
    if source.len() > SOURCE_LIMIT {
        return Err(fault(format!("it is larger than {SOURCE_LIMIT} bytes")));
    }
    let (title, description, source) = take_metadata(source);
    match validator::validate(&source) {
        // The validator knows neither `->>+` nor participants that are not declared.
        Ok(()) | Err(ParseError::UnknownParticipant { .. }) => {}
        Err(error) => return Err(from_parse_error(&error)),
    }
    let parse = |source: &str| parse_mermaid(source).map(|parsed| parsed.graph).map_err(|e| fault(e.to_string()));
    let graph = parse(&source)?;
    let kind = kind(&graph)?;
    let graph = match kind {
        Kind::Sequence => {
            understood_sequence(&source)?;
            parse(&async_as_arrows(&source))?
        }
        Kind::Flowchart => parse(&without_label_quotes(&source))?,
        Kind::Class | Kind::State | Kind::EntityRelationship => graph,
    };
    within_limits(&graph, kind)?;
    let theme = colours::theme();
    let config = LayoutConfig { fast_text_metrics: true, ..LayoutConfig::default() };
    let layout = compute_layout(&graph, &theme, &config);
    let svg = svg::rewrite(&render_svg(&layout, &theme, &config)).ok_or_else(|| fault("the renderer's drawing can't be published"))?;
    let description = description.unwrap_or_else(|| svg.labels.join("; "));
    Ok(Diagram { kind, title, description, svg })
}

fn kind(graph: &Graph) -> Result<Kind, DiagramError> {
    Ok(match graph.kind {
        DiagramKind::Flowchart => Kind::Flowchart,
        DiagramKind::Sequence => Kind::Sequence,
        DiagramKind::Class => Kind::Class,
        DiagramKind::State => Kind::State,
        DiagramKind::Er => Kind::EntityRelationship,
        other => return Err(fault(format!("{} diagrams are not drawn", format!("{other:?}").to_lowercase()))),
    })
}

fn within_limits(graph: &Graph, kind: Kind) -> Result<(), DiagramError> {
    let (nodes, edges) = (graph.nodes.len(), graph.edges.len());
    if nodes == 0 {
        return Err(fault("there is nothing in it"));
    }
    let edge_limit = if kind == Kind::Sequence { MESSAGE_LIMIT } else { EDGE_LIMIT };
    if nodes > NODE_LIMIT || edges > edge_limit {
        return Err(fault(format!("it has {nodes} boxes and {edges} arrows; at most {NODE_LIMIT} and {edge_limit} are drawn")));
    }
    Ok(())
}

fn from_parse_error(error: &ParseError) -> DiagramError {
    let line = match error {
        ParseError::UnclosedSubgraph { opened_at } => Some(*opened_at),
        ParseError::UnexpectedToken { line, .. } | ParseError::InvalidDirective { line, .. } => Some(*line),
        _ => None,
    };
    let message = match error {
        ParseError::UnclosedSubgraph { .. } => "this is not closed by `end`".to_string(),
        ParseError::UnexpectedToken { found, expected, .. } => format!("found `{found}` where {expected} is expected"),
        ParseError::InvalidDirective { directive, reason, .. } => format!("the directive `{directive}` can't be read: {reason}"),
        other => other.to_string(),
    };
    DiagramError { message, line: line.and_then(|l| (l as usize).checked_sub(1)) }
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    fn words() -> UiStrings {
        UiStrings::from_keys(str::to_string)
    }

    fn drawn(source: &str) -> String {
        let mut out = String::new();
        draw(source).unwrap().write("a-1", &words(), &mut out);
        out
    }

    #[test]
    fn the_five_kinds_are_drawn_in_the_classes_of_the_theme() {
        for (source, title, label) in [
            ("flowchart LR\n A[Start] -->|yes| B{Done?}\n subgraph S\n B --> C[(Store)]\n end\n", "flowchart", "Start"),
            ("sequenceDiagram\n participant A as Alice\n A->>+B: Hi\n B--)A: later\n Note over A: é\n", "sequence_diagram", "later"),
            ("classDiagram\n class Animal {\n +String name\n }\n Animal <|-- Dog\n", "class_diagram", "Dog"),
            ("stateDiagram-v2\n [*] --> Still\n Still --> [*]\n state P {\n a --> b\n }\n", "state_diagram", "Still"),
            ("erDiagram\n A ||--o{ B : has\n B {\n int id PK\n }\n", "entity_relationship_diagram", "has"),
        ] {
            let svg = drawn(source);
            assert!(xml::read(&svg).is_some(), "{svg}");
            assert!(svg.contains(&format!("<title id=\"a-1-title\">{title}</title>")), "{svg}");
            assert!(svg.contains(&format!(">{label}<")), "{label} in {svg}");
            for forbidden in ["style=", "font-family", "fill=\"#", "stroke=\"#", "hsl(", "\u{1}", "data-", "xmlns", "c1", "k1"] {
                assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
            }
        }
    }

    #[test]
    fn every_id_carries_the_id_of_the_drawing() {
        let svg = drawn("stateDiagram-v2\n A --> B\n");
        assert!(svg.contains("marker-end=\"url(#a-1-arrow-state-0)\"") && svg.contains("<marker id=\"a-1-arrow-state-0\""), "{svg}");
        assert_eq!(svg.matches(" id=\"").count(), svg.matches(" id=\"a-1-").count());
        assert_eq!(svg.matches("<marker ").count(), 1, "unused markers are left out");
    }

    #[test]
    fn labels_and_styles_cannot_leave_their_place() {
        let svg = drawn(
            "flowchart LR\n A[\"<script>alert(1)</script>\"] --> B\n click A href \"javascript:alert(1)\" \"tip\"\n \
             style A fill:red\" onload=\"alert(1)\n style B fill:url(https://example.org/x),stroke:#f00;x:y\n",
        );
        for forbidden in ["<script", "<a", "javascript", "onload", "alert(1)\"", "example.org", "tip<"] {
            assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
        }
        assert!(svg.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{svg}");
        for hostile in [
            "flowchart LR\n A --> B\n style A fill:#fff\"/><script>alert(1)</script><rect x=\"1\n",
            "flowchart LR\n A --> B\n style A fill:#fff\"/><foreignObject></foreignObject><rect x=\"1\n",
            "flowchart LR\n A --> B\n linkStyle 0 stroke:#fff\"/><image href=\"https://example.org/x\n",
        ] {
            if let Ok(drawing) = draw(hostile) {
                assert!(
                    !drawing.svg.body.contains("<script") && !drawing.svg.body.contains("foreign") && !drawing.svg.body.contains("<image")
                );
            }
        }
    }

    #[test]
    fn quotation_marks_around_a_label_are_not_part_of_it() {
        let svg = drawn("flowchart LR\n A[\"a b\"] -->|\"up to 9\"| B\n");
        assert!(svg.contains(">up to 9<") && svg.contains(">a b<") && !svg.contains("&quot;"), "{svg}");
    }

    #[test]
    fn titles_and_descriptions_are_the_authors_if_there_are_any() {
        let svg = drawn("---\ntitle: Front\n---\nflowchart LR\n accDescr {\n Two boxes\n and a line }\n A --> B\n");
        assert!(svg.contains(">Front</title>") && svg.contains(">Two boxes and a line</desc>"), "{svg}");
        let svg = drawn("flowchart LR\n accTitle: Mine <b>\n A[One] --> B[Two]\n");
        assert!(svg.contains(">Mine &lt;b&gt;</title>") && svg.contains(">One; Two</desc>"), "{svg}");
    }

    #[test]
    fn what_would_be_left_out_or_take_too_long_is_refused() {
        let fails = |source: &str| draw(source).unwrap_err();
        assert_eq!(fails("pie\n \"a\" : 1\n").message, "pie diagrams are not drawn");
        assert_eq!(
            fails("sequenceDiagram\n A->>B: x\n B-xA: lost\n"),
            DiagramError { message: "`B-xA: lost` is not drawn".into(), line: Some(2) }
        );
        assert_eq!(fails("flowchart LR\n subgraph x\n a --> b\n").line, Some(1));
        assert!(fails("flowchart LR\n").message.contains("nothing"));
        let many: String = (0..=EDGE_LIMIT).map(|i| format!(" a --> b{}\n", i % 9)).collect();
        assert!(fails(&format!("flowchart LR\n{many}")).message.contains("at most"));
        assert!(fails(&"flowchart LR\n".repeat(2_000)).message.contains("larger"));
    }

    #[test]
    fn the_same_source_gives_the_same_drawing() {
        let source = "flowchart TD\n A --> B & C & D\n B --> E\n C --> E\n D --> E\n E --> A\n style A fill:#f00\n style B fill:#0f0\n";
        let first = draw(source).unwrap().svg;
        assert!((0..5).all(|_| draw(source).unwrap().svg == first));
    }
}
