//! LaTeX → MathML.
//!
//! In: the text between the dollar signs. Out: a `<math>` element made of the elements and attributes listed here and nothing else,
//! or what is wrong with the formula.
//!
//! pulldown-latex writes some of a formula's characters into its output as they are (`\operatorname{<script>}` is one way), and
//! says colours and negative spaces by `style=`, which the site's content security policy forbids. So its events are checked before
//! it writes, and what it has written is read back and rewritten. Negative spaces become the classes `neg3`, `neg4`, `neg5` (3, 4
//! and 5 eighteenths of an em) and `neg` (one em), extra space between rows the class `gap`; the table classes `menv-…`, `cell-…`
//! are the library's own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use pulldown_latex::config::DisplayMode;
use pulldown_latex::event::{Content, Dimension, DimensionUnit, Event, Grouping, RelationContent, StateChange};
use pulldown_latex::{Parser, RenderConfig, Storage, mathml};

use super::escape;
use super::print_size;
use super::render_cache::RenderCache;
use super::xml::{self, Token};

/// A longer formula is refused: the parser calls itself for every nested argument. Bytes.
const MAX_FORMULA_BYTES: usize = 2_000;
/// Formulas that are remembered. Bytes.
const CACHE_BYTES: usize = 8 * 1024 * 1024;

/// A formula turned into MathML.
#[derive(Debug, Clone)]
pub(super) struct Formula {
    pub(super) html: Arc<str>,
    /// It asks for colours, which are not published: they would not follow the reader's theme.
    pub(super) coloured: bool,
}

/// Turns formulas into MathML, and remembers what it made.
pub(super) struct MathRenderer {
    done: RenderCache<Result<Formula, Arc<str>>>,
}

impl MathRenderer {
    /// With nothing rendered yet.
    pub(super) fn new() -> Self {
        Self { done: RenderCache::new(CACHE_BYTES) }
    }

    /// The formula as MathML, or one sentence that says what is wrong with it.
    pub(super) fn html(&self, latex: &str, display: bool) -> Result<Formula, Arc<str>> {
        self.done.get_or_insert_with(&[if display { "block" } else { "inline" }, latex], || {
            let result = catch_unwind(AssertUnwindSafe(|| convert(latex, display))).unwrap_or_else(|_| Err("it can't be read".into()));
            let size = latex.len() + result.as_ref().map_or(0, |f| f.html.len());
            (result.map_err(Arc::from), size)
        })
    }
}

fn convert(latex: &str, display: bool) -> Result<Formula, String> {
    if latex.len() > MAX_FORMULA_BYTES {
        return Err(format!("it is longer than {MAX_FORMULA_BYTES} bytes"));
    }
    if let Some(command) = forbidden(latex) {
        return Err(format!("`\\{command}` is not supported: a formula can't define commands"));
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    let mut coloured = false;
    for event in Parser::new(latex, &storage) {
        match event.map_err(|e| reason(latex, &e.to_string()))? {
            Event::StateChange(StateChange::Color(_)) => coloured = true,
            event => events.push(Ok::<_, std::fmt::Error>(protected(event))),
        }
    }
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut written = String::new();
    mathml::push_mathml(&mut written, events.into_iter(), RenderConfig { display_mode, ..RenderConfig::default() })
        .map_err(|_| "it can't be written as MathML".to_string())?;
    let tokens = xml::read(&written).map(decimal_commas).ok_or("it can't be written as MathML")?;
    let mut html = rewrite(&tokens).ok_or("it can't be written as MathML")?;
    if let Some(class) = print_size::formula_class(&tokens) {
        html.insert_str("<math".len(), &format!(" class=\"{class}\""));
    }
    Ok(Formula { html: html.into(), coloured })
}

/// A command that defines others: expansions are the way to make a short formula huge.
fn forbidden(latex: &str) -> Option<&str> {
    const DEFINING: &[&str] = &["def", "let", "futurelet", "newcommand", "renewcommand", "providecommand"];
    commands(latex).find(|c| DEFINING.contains(c))
}

/// The names of the commands in a formula, without the backslash.
fn commands(latex: &str) -> impl Iterator<Item = &str> {
    latex.split('\\').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("")).filter(|c| !c.is_empty())
}

const UNKNOWN: &str = "unknown primitive command found";

/// The library's message without its drawing of the place, in words for an author.
fn reason(latex: &str, drawn: &str) -> String {
    let message = message(drawn);
    if message == UNKNOWN {
        let unknown = commands(latex).find(|command| {
            let storage = Storage::new();
            Parser::new(&format!("\\{command}"), &storage).any(|e| e.is_err_and(|e| self::message(&e.to_string()) == UNKNOWN))
        });
        return unknown.map_or("it uses a command that is not supported".into(), |c| format!("`\\{c}` is not supported"));
    }
    match message {
        "expected a token" => "an argument is missing at its end".into(),
        other => other.replace("unkown", "unknown"),
    }
}

fn message(drawn: &str) -> &str {
    let line = drawn.lines().next().unwrap_or("").trim();
    line.strip_prefix("parsing error: ").unwrap_or(line)
}

/// Stand-ins, from Unicode's private use area, for the three characters that XML gives a meaning.
const ESCAPES: [(char, char); 3] = [('<', '\u{f8f0}'), ('>', '\u{f8f1}'), ('&', '\u{f8f2}')];

fn protect(c: char) -> char {
    ESCAPES.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)
}

fn unprotect(text: &str) -> String {
    text.chars().map(|c| ESCAPES.iter().find(|(_, to)| *to == c).map_or(c, |(from, _)| *from)).collect()
}

/// The event with everything that the library would write unescaped replaced by stand-ins.
fn protected(event: Event<'_>) -> Event<'_> {
    let content = match event {
        // `\ ` comes as the text of an entity.
        Event::Content(Content::Text("&nbsp;")) => {
            return Event::Space { width: Some(Dimension::new(0.25, DimensionUnit::Em)), height: None, depth: None };
        }
        Event::Content(content) => content,
        Event::Begin(Grouping::LeftRight(open, close)) => return Event::Begin(Grouping::LeftRight(open.map(protect), close.map(protect))),
        other => return other,
    };
    Event::Content(match content {
        // Text is escaped when written, a function's name is not.
        Content::Function(name) if !name.chars().all(char::is_alphanumeric) => Content::Text(name),
        Content::Ordinary { content, stretchy } => Content::Ordinary { content: protect(content), stretchy },
        Content::LargeOp { content, small } => Content::LargeOp { content: protect(content), small },
        Content::BinaryOp { content, small } => Content::BinaryOp { content: protect(content), small },
        Content::Delimiter { content, size, ty } => Content::Delimiter { content: protect(content), size, ty },
        Content::Punctuation(content) => Content::Punctuation(protect(content)),
        Content::Relation { content, small } => match relation(content) {
            // A relation can't be made from here; as punctuation it is written in the same way.
            Some(c) if protect(c) != c => Content::Punctuation(protect(c)),
            _ => Content::Relation { content, small },
        },
        other => other,
    })
}

/// The character of a relation that has only one.
fn relation(content: RelationContent) -> Option<char> {
    let mut buffer = [0; 8];
    let mut chars = std::str::from_utf8(content.encode_utf8_to_buf(&mut buffer)).ok()?.chars();
    chars.next().filter(|_| chars.next().is_none())
}

const ELEMENTS: &[&str] = &[
    "math",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "mphantom",
    "mstyle",
];

const ATTRIBUTES: &[&str] = &[
    "depth",
    "display",
    "displaystyle",
    "height",
    "largeop",
    "linethickness",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "scriptlevel",
    "stretchy",
    "symmetric",
    "width",
];

/// Elements whose children are a row: one child fewer means nothing else.
const ROWS: &[&str] = &["math", "mpadded", "mphantom", "mrow", "msqrt", "mstyle", "mtd"];

/// `4{,}9` is a number with a decimal comma, one `<mn>`. As a comma between two numbers it would have the gap of a list.
fn decimal_commas(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    while let Some((before, after)) = decimal_comma(&tokens) {
        if let (Token::Text(whole), Token::Text(rest)) = (&tokens[before + 1], &tokens[after + 1]) {
            tokens[after + 1] = Token::Text(format!("{whole},{rest}"));
        }
        tokens.drain(before..before + 8);
    }
    tokens
}

/// Where the numbers before and after the first comma in braces start; the second may have an index or an exponent.
fn decimal_comma(tokens: &[Token<'_>]) -> Option<(usize, usize)> {
    let is_open = |at: usize, names: &[&str]| matches!(tokens.get(at), Some(Token::Open { name, .. }) if names.contains(name));
    let is_digits = |at: usize| matches!(tokens.get(at), Some(Token::Text(text)) if text.bytes().all(|b| b.is_ascii_digit() || b == b','));
    let is_text = |at: usize, wanted: &str| matches!(tokens.get(at), Some(Token::Text(text)) if text == wanted);
    let is_close = |at: usize, wanted: &str| matches!(tokens.get(at), Some(Token::Close(name)) if *name == wanted);
    let is_comma = |at: usize| {
        is_open(at, &["mrow"]) && is_open(at + 1, &["mo"]) && is_text(at + 2, ",") && is_close(at + 3, "mo") && is_close(at + 4, "mrow")
    };
    let mut parents: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let in_row = parents.last().is_some_and(|parent| ROWS.contains(parent));
        if in_row && is_open(at, &["mn"]) && is_digits(at + 1) && is_close(at + 2, "mn") && is_comma(at + 3) {
            let after = at + 8 + usize::from(is_open(at + 8, &["msup", "msub", "msubsup"]));
            if tokens.get(after) == Some(token) && is_digits(after + 1) {
                return Some((at, after));
            }
        }
        match token {
            Token::Open { name, empty: false, .. } => parents.push(name),
            Token::Close(_) => _ = parents.pop(),
            _ => {}
        }
    }
    None
}

/// The tokens as MathML again; `None` if there is an element that is not allowed.
fn rewrite(tokens: &[Token<'_>]) -> Option<String> {
    let mut out = String::new();
    for token in tokens {
        match token {
            Token::Open { name, attributes, empty } => {
                ELEMENTS.contains(name).then_some(())?;
                out.push('<');
                out.push_str(name);
                write_attributes(attributes, &mut out);
                out.push('>');
                if *empty {
                    out.push_str("</");
                    out.push_str(name);
                    out.push('>');
                }
            }
            Token::Close(name) => {
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
            Token::Text(text) => escape::text(&unprotect(text), &mut out),
        }
    }
    Some(out)
}

fn write_attributes(attributes: &[(&str, String)], out: &mut String) {
    let mut classes: Vec<&str> = Vec::new();
    for (name, value) in attributes {
        match *name {
            "class" => classes.extend(value.split_ascii_whitespace().filter(|c| c.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))),
            "style" if value.starts_with("height:") => classes.push("gap"),
            // MathML Core knows no negative width: the space is taken back by a margin.
            "width" if value.starts_with('-') => classes.push(negative_space(value)),
            name if ATTRIBUTES.contains(&name) && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.%".contains(&b)) => {
                escape::push_attribute(name, value, out);
            }
            _ => {}
        }
    }
    if !classes.is_empty() {
        escape::push_attribute("class", &classes.join(" "), out);
    }
}

/// The class nearest to a negative length such as `-0.16666667em`.
fn negative_space(width: &str) -> &'static str {
    let em: f32 = width.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0.0);
    match em {
        em if em > -0.195 => "neg3",
        em if em > -0.25 => "neg4",
        em if em > -0.6 => "neg5",
        _ => "neg",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(latex: &str) -> Result<String, String> {
        MathRenderer::new().html(latex, false).map(|f| f.html.to_string()).map_err(|e| e.to_string())
    }

    #[test]
    fn a_formula_becomes_mathml() {
        assert_eq!(
            inline("O(n^2)").unwrap(),
            "<math display=\"inline\"><mi>O</mi><mo symmetric=\"false\" stretchy=\"false\">(</mo><msup><mi>n</mi><mn>2</mn></msup>\
             <mo symmetric=\"false\" stretchy=\"false\">)</mo></math>"
        );
        assert!(MathRenderer::new().html("x", true).unwrap().html.starts_with("<math display=\"block\">"));
    }

    #[test]
    fn characters_of_xml_are_escaped_however_they_come() {
        assert_eq!(inline("a<b").unwrap(), "<math display=\"inline\"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>");
        for latex in [
            r"\operatorname{<img src=x onerror=alert(1)>}",
            r"\text{</math><script>alert(1)</script>}",
            r"\mathrm{<script>}",
            r"\char60 script\char62",
            r"\lt\gt\And\&",
            r"\left.\middle<\right>",
            r"\begin{aligned} a &< b \\ \end{aligned}",
        ] {
            if let Ok(html) = inline(latex) {
                let tokens = xml::read(&html).unwrap();
                assert!(tokens.iter().all(|t| !matches!(t, Token::Open { name, .. } if !ELEMENTS.contains(name))), "{html}");
                assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
            }
        }
    }

    #[test]
    fn no_style_attribute_is_left() {
        let html = inline(r"a\!b \kern-3em \begin{aligned} x \\[1em] y \end{aligned}").unwrap();
        assert!(html.contains("<mspace class=\"neg3\"></mspace>") && html.contains("<mspace class=\"neg\">"), "{html}");
        assert!(html.contains("<mtr class=\"gap\">") && !html.contains("style"), "{html}");
        let coloured = MathRenderer::new().html(r"\color{red} x", false).unwrap();
        assert!(coloured.coloured && !coloured.html.contains("red") && !coloured.html.contains("255"));
    }

    #[test]
    fn a_space_is_a_space() {
        assert_eq!(inline(r"a\ b").unwrap(), "<math display=\"inline\"><mi>a</mi><mspace width=\"0.25em\"></mspace><mi>b</mi></math>");
    }

    #[test]
    fn a_comma_in_braces_is_a_decimal_comma() {
        let math = |inside: &str| format!("<math display=\"inline\">{inside}</math>");
        assert_eq!(inline("4{,}9").unwrap(), math("<mn>4,9</mn>"));
        assert_eq!(inline("1{,}234{,}567").unwrap(), math("<mn>1,234,567</mn>"));
        assert_eq!(inline("12{,}5^2").unwrap(), math("<msup><mn>12,5</mn><mn>2</mn></msup>"));
        assert_eq!(inline(r"\frac{0{,}5}{2}").unwrap(), math("<mfrac><mrow><mn>0,5</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"));
        // Letters, and places where children are counted.
        for latex in ["a{,}9", "4{,}a", "x_4^{,}9", "4_{,}^9", r"\frac4{,}9", r"4\frac{,}{9}"] {
            let html = inline(latex).unwrap();
            assert!(html.contains(">,</mo>"), "{latex}: {html}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(inline(r"\frac{a}").unwrap_err(), "an argument is missing at its end");
        assert_eq!(inline(r"\href{javascript:alert(1)}{x}").unwrap_err(), r"`\href` is not supported");
        assert!(inline("{x").unwrap_err().starts_with("unbalanced group"));
        assert!(inline(r"\def\a{\a\a}\a").unwrap_err().contains("can't define"));
        assert!(inline(&r"\sqrt".repeat(500)).unwrap_err().contains("longer"));
        assert!(inline(&r"\sqrt".repeat(390)).is_err(), "deep nesting is an error, not a crash");
    }
}
