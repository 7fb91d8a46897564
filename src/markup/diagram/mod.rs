//! A `mermaid` block → an inline SVG that follows the reader's theme.
//!
//! In: the source of a diagram. Out: a [`Diagram`], or the reason why it cannot be drawn. The steps: refuse what is too large, let merman lay it out in
//! colours that stand for roles ([`theme`]), and write its SVG again from lists of what may be in it ([`svg`]), with what its style sheet
//! says as attributes and classes ([`css`]).
//!
//! The renderer measures labels by tables of its own, not with the machine's fonts, has no clock, and counts its work: equal input gives
//! equal bytes everywhere, and a diagram that asks for too much work is refused, wherever it is drawn.

mod css;
mod error;
pub(crate) mod kind;
mod source;
mod svg;
mod svg_values;
mod theme;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use merman::svg::SvgRenderOptions;
use merman::{Engine, MermaidConfig, OperationControl, ParseOptions, RenderError, RenderOutput, RenderRequest, Renderer, SvgRequest};

use super::escape;
use super::render_cache::RenderCache;
use super::ui_strings::UiStrings;
use error::{DiagramError, error};
use kind::Kind;
use source::Metadata;
use svg::Svg;

/// Longer sources are refused. Bytes.
const MAX_SOURCE_BYTES: usize = 16 * 1024;
/// Diagrams that are remembered. Bytes.
const CACHE_BYTES: usize = 32 * 1024 * 1024;

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

/// Draws diagrams from Mermaid's language, and remembers what it drew.
pub(crate) struct DiagramRenderer {
    renderer: Renderer,
    done: RenderCache<Result<Arc<Diagram>, DiagramError>>,
}

impl DiagramRenderer {
    /// With nothing drawn yet.
    pub(crate) fn new() -> Self {
        let engine = Engine::new().with_site_config(MermaidConfig::from_value(theme::configuration()));
        let renderer = Renderer::new().with_engine(engine).with_parse_options(ParseOptions::strict());
        Self { renderer, done: RenderCache::new(CACHE_BYTES) }
    }

    /// The drawing of a diagram's source, or why there is none.
    pub(crate) fn draw(&self, source: &str) -> Result<Arc<Diagram>, DiagramError> {
        self.done.get_or_insert_with(&[source], || {
            let drawn =
                catch_unwind(AssertUnwindSafe(|| draw(&self.renderer, source))).unwrap_or_else(|_| Err(error("the renderer failed")));
            let size = source.len() + drawn.as_ref().map_or(0, |d| d.svg.body.len());
            (drawn.map(Arc::new), size)
        })
    }
}

impl Diagram {
    /// CSS pixels.
    pub(crate) fn width(&self) -> f32 {
        self.svg.width
    }

    /// Appends the `<svg>`. `id` starts every id in it and must be unique in the page.
    pub(crate) fn write(&self, id: &str, words: &UiStrings, out: &mut String) {
        let Svg { width, height, view_box, body, .. } = &self.svg;
        out.push_str("<svg role=\"img\"");
        escape::push_attribute("width", &width.ceil().to_string(), out);
        escape::push_attribute("height", &height.ceil().to_string(), out);
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
        out.push_str(&body.replace(svg::ID_PLACEHOLDER, &escape::attribute_value(id)));
        out.push_str("</svg>");
    }
}

fn draw(renderer: &Renderer, source: &str) -> Result<Diagram, DiagramError> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(error(format!("it is larger than {MAX_SOURCE_BYTES} bytes")));
    }
    let Metadata { title, description } = source::metadata(source);
    let drawn = render(renderer, source)?;
    let kind = kind(svg::role(&drawn)).ok_or_else(|| not_drawn(source))?;
    let svg = svg::rewrite(&drawn).map_err(|what| error(format!("there is something in it that can't be published: {what}")))?;
    if svg.body.is_empty() {
        return Err(error("there is nothing in it"));
    }
    let description = description.unwrap_or_else(|| svg.labels.join("; "));
    Ok(Diagram { kind, title, description, svg })
}

fn render(renderer: &Renderer, source: &str) -> Result<String, DiagramError> {
    let options = SvgRenderOptions { diagram_id: Some("d".to_string()), ..SvgRenderOptions::default() };
    let request = SvgRequest { options, ..SvgRequest::default() };
    match renderer.render(RenderRequest::svg(source, OperationControl::new(), request)) {
        Ok(RenderOutput::Svg(Some(svg))) => Ok(svg.into_parts().0),
        Ok(_) | Err(RenderError::NoDiagram) => Err(not_drawn(source)),
        Err(error) => Err(explained(&error, source)),
    }
}

fn kind(role: &str) -> Option<Kind> {
    Some(match role {
        "flowchart-v2" | "flowchart" => Kind::Flowchart,
        "sequence" => Kind::Sequence,
        "class" | "classDiagram" => Kind::Class,
        "stateDiagram" | "state" => Kind::State,
        "er" => Kind::EntityRelationship,
        "pie" => Kind::Pie,
        "gantt" => Kind::Gantt,
        "gitGraph" => Kind::GitGraph,
        "mindmap" => Kind::Mindmap,
        "timeline" => Kind::Timeline,
        "journey" => Kind::Journey,
        "quadrantChart" => Kind::Quadrant,
        "xychart" => Kind::Chart,
        _ => return None,
    })
}

/// A kind that is not among those above, or none at all.
fn not_drawn(source: &str) -> DiagramError {
    match source::first_word(source) {
        Some((line, word)) => DiagramError { message: format!("diagrams of the type `{word}` are not supported"), line: Some(line) },
        None => error("there is nothing in it"),
    }
}

/// The renderer's error in an author's words, with its line if it names one.
fn explained(failure: &RenderError, source: &str) -> DiagramError {
    match failure {
        RenderError::ResourceLimitExceeded(limit) => error(format!("it is too large: {} of {} at most", limit.actual, limit.maximum)),
        RenderError::Parse(diagnostic) => {
            let details = diagnostic.terminal_diagnostic_details();
            if details.code.contains("unsupported") || details.code.contains("detect") {
                return not_drawn(source);
            }
            source::parse_error(&diagnostic.terminal_safe_message(), details.span.map(|span| span.start), source)
        }
        other => error(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    fn words() -> UiStrings {
        UiStrings::from_keys(str::to_string)
    }

    fn draw(source: &str) -> Result<Arc<Diagram>, DiagramError> {
        DiagramRenderer::new().draw(source)
    }

    fn drawn(source: &str) -> String {
        let mut out = String::new();
        draw(source).unwrap_or_else(|error| panic!("{error:?} in {source}")).write("a-1", &words(), &mut out);
        out
    }

    #[test]
    fn every_kind_is_drawn_in_the_classes_of_the_theme() {
        for (source, title, label) in [
            ("flowchart LR\n A[Start] -->|yes| B{Done?}\n subgraph S\n B --> C[(Store)]\n end\n", "flowchart", "Start"),
            ("sequenceDiagram\n participant A as Alice\n A->>+B: Hi\n B--)A: later\n Note over A: é\n", "sequence_diagram", "later"),
            ("classDiagram\n class Animal {\n +String name\n }\n Animal <|-- Dog\n", "class_diagram", "Dog"),
            ("stateDiagram-v2\n [*] --> Still\n Still --> [*]\n state P {\n a --> b\n }\n", "state_diagram", "Still"),
            ("erDiagram\n A ||--o{ B : has\n B {\n int id PK\n }\n", "entity_relationship_diagram", "has"),
            ("gantt\n dateFormat YYYY-MM-DD\n section S\n Plan :a, 2014-01-01, 30d\n Build :crit, after a, 20d\n", "gantt_chart", "Plan"),
        ] {
            let svg = drawn(source);
            assert!(xml::read(&svg).is_some(), "{svg}");
            assert!(svg.contains(&format!("<title id=\"a-1-title\">{title}</title>")), "{svg}");
            assert!(svg.contains(label), "{label} in {svg}");
            for forbidden in ["style=", "font-family", "fill=\"#", "stroke=\"#", "hsl(", "\u{1}", "data-", "xmlns", "c1", "k1", "NaN"] {
                assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
            }
        }
    }

    #[test]
    fn series_have_the_colours_of_the_theme() {
        for (source, title, label) in [
            ("pie showData\n title Pets\n \"Dogs\" : 3\n \"Cats\" : 1\n", "pie_chart", "Pets"),
            ("mindmap\n  root((Middle))\n    One\n    Two\n", "mindmap", "Middle"),
            ("timeline\n title T\n 2002 : First\n 2004 : Second\n", "timeline", "Second"),
            ("gitGraph\n commit id: \"one\"\n branch dev\n commit id: \"two\"\n", "git_graph", "dev"),
            ("journey\n title Day\n section Go\n Tea: 5: Me\n", "user_journey", "Tea"),
            ("quadrantChart\n title Q\n x-axis Low --> High\n A: [0.3, 0.6]\n", "quadrant_chart", "Low"),
            ("xychart-beta\n title \"X\"\n x-axis [a, b]\n bar [1, 2]\n", "chart", "X"),
        ] {
            let svg = drawn(source);
            assert!(svg.contains(&format!("-title\">{title}</title>")) && svg.contains(label), "{svg}");
            assert!(svg.contains("c1") || svg.contains("k1"), "{title}: {svg}");
            for forbidden in ["style=", "fill=\"#", "stroke=\"#", "hsl(", "foreignObject", "NaN"] {
                assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
            }
        }
    }

    #[test]
    fn every_id_carries_the_id_of_the_drawing() {
        let svg = drawn("stateDiagram-v2\n A --> B\n");
        assert!(svg.contains("marker-end=\"url(#a-1-m0)\"") && svg.contains("<marker id=\"a-1-m0\""), "{svg}");
        assert_eq!(svg.matches(" id=\"").count(), svg.matches(" id=\"a-1-").count());
        assert_eq!(svg.matches("<marker ").count(), 1, "unused markers are left out");
    }

    #[test]
    fn labels_and_styles_cannot_leave_their_place() {
        let svg = drawn(
            "flowchart LR\n A[\"&lt;script>alert(1)&lt;/script>\"] --> B\n click A href \"javascript:alert(1)\" \"tip\"\n \
             style B fill:url(https://example.org/x),stroke:#f00\n",
        );
        for forbidden in ["<script", "<a", "javascript", "onload", "example.org", "tip<"] {
            assert!(!svg.contains(forbidden), "{forbidden} in {svg}");
        }
        for hostile in [
            "flowchart LR\n A[\"<script>alert(1)</script>\"] --> B\n style A fill:red\" onload=\"alert(1)\n",
            "flowchart LR\n A --> B\n style A fill:#fff\"/><script>alert(1)</script><rect x=\"1\n",
            "flowchart LR\n A --> B\n style A fill:#fff\"/><foreignObject></foreignObject><rect x=\"1\n",
            "flowchart LR\n A --> B\n linkStyle 0 stroke:#fff\"/><image href=\"https://example.org/x\n",
            "flowchart LR\n A@{ img: \"https://example.org/x.png\", label: \"x\" } --> B\n",
            "flowchart LR\n A[\"<img src=x onerror=alert(1)>\"] --> B[\"<iframe src=//example.org>\"]\n",
            "%%{init: {\"themeCSS\": \"*{fill:url(https://example.org)}\", \"htmlLabels\": true, \"securityLevel\": \"loose\"}}%%\nflowchart LR\n A --> B\n",
            "sequenceDiagram\n A->>B: <img src=x onerror=alert(1)>\n link A: x @ javascript:alert(1)\n",
            "mindmap\n  root((<script>alert(1)</script>))\n    ::icon(fa fa-book)\n",
        ] {
            if let Ok(drawing) = draw(hostile) {
                for forbidden in ["<script", "<foreign", "<image", "<img", "<iframe", "onerror=\"", "onload=\"", "example.org/", "href"] {
                    assert!(!drawing.svg.body.contains(forbidden), "{forbidden} in {}", drawing.svg.body);
                }
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
    fn what_can_not_be_drawn_is_refused_with_its_line() {
        let fails = |source: &str| draw(source).unwrap_err();
        assert_eq!(
            fails("%% x\nsankey-beta\n a,b,1\n"),
            DiagramError { message: "diagrams of the type `sankey-beta` are not supported".into(), line: Some(1) }
        );
        assert_eq!(fails("flowchrt LR\n A --> B\n").line, Some(0));
        assert!(fails("").message.contains("nothing"));
        assert!(fails("flowchart LR\n A[unclosed --> B\n").message.len() > 3);
        assert!(fails(&"flowchart LR\n".repeat(2_000)).message.contains("larger"));
    }

    #[test]
    fn a_diagram_can_neither_hang_nor_overflow_the_stack() {
        let nested = |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(900), close.repeat(900));
        let many = |line: &dyn Fn(usize) -> String, n: usize| (0..n).map(line).collect::<String>();
        let hostile = [
            format!("flowchart LR\n{}", nested("subgraph a\n", "b\n", "end\n")),
            format!("stateDiagram-v2\n{}", nested("state a {\n", "b\n", "}\n")),
            format!("sequenceDiagram\n{}", nested("loop x\n", "A->>B: y\n", "end\n")),
            format!("flowchart LR\n{}", many(&|i| format!("a{} --> a{}\n", i % 40, (i * 7) % 39), 900)),
            format!("flowchart LR\n a & b & c & d & e & f & g & h --> {}\n", many(&|i| format!("n{i} & "), 600) + "z"),
            format!("mindmap\n{}", many(&|i| format!("{}x\n", " ".repeat(i + 1)), 170)),
            format!("gantt\n dateFormat YYYY-MM-DD\n{}", many(&|i| format!(" t{i} :a{i}, 0001-01-01, 9999999d\n"), 200)),
            format!("flowchart LR\n A[{}]\n", "(".repeat(4_000)),
            format!("classDiagram\n{}", nested("namespace a {\n", "class B\n", "}\n")),
        ];
        for source in hostile {
            // As small as the stack of any thread that draws.
            let thread = std::thread::Builder::new().stack_size(2 << 20);
            let _ = thread.spawn(move || draw(&source).map(|d| d.svg.body.len())).unwrap().join().unwrap();
        }
    }

    /// A row of steps fits where its words do.
    #[test]
    fn boxes_are_as_wide_as_their_labels() {
        let steps = |label: &str| (1..6).map(|n| format!(" s{n}[{label}] --> s{}[{label}]\n", n + 1)).collect::<String>();
        let row = |label: &str| draw(&format!("flowchart LR\n{}", steps(label))).unwrap().width();
        let (short, long) = (row("Lung"), row("A label of four words"));
        assert!(short < 850.0, "six boxes of one short word: {short}");
        assert!(long > short + 6.0 * 60.0, "{short} {long}");
    }

    #[test]
    fn the_same_source_gives_the_same_drawing() {
        let source = "flowchart TD\n A --> B & C & D\n B --> E\n C --> E\n D --> E\n E --> A\n style A fill:#f00\n style B fill:#0f0\n";
        let first = draw(source).unwrap().svg.clone();
        assert!((0..5).all(|_| draw(source).unwrap().svg == first));
    }
}
