//! How wide a formula is, and its widest piece that no line can break.

use super::limits::PORTRAIT_EMS;
use crate::markup::xml::Token;

/// Formulas are set a little larger than the text.
const LINE: f32 = PORTRAIT_EMS * 0.95;

/// How much smaller the widest piece of a formula is printed that is broken between its pieces.
const PIECES: [(f32, &str); 5] = [
    (LINE, "paper-broken"),
    (LINE / 0.7, "paper-broken paper-70"),
    (LINE / 0.5, "paper-broken paper-50"),
    (LINE / 0.35, "paper-broken paper-35"),
    (LINE / 0.25, "paper-broken paper-25"),
];
const WIDEST: &str = "paper-broken paper-10";

/// Indices and exponents are as much smaller.
const SCRIPT: f32 = 0.7;

/// The class of a formula that is wider than a line of a portrait page.
pub(in crate::markup) fn class(tokens: &[Token<'_>]) -> Option<&'static str> {
    let pieces = pieces(tokens);
    let total: f32 = pieces.iter().sum();
    let widest = pieces.iter().copied().fold(0.0, f32::max);
    if total <= LINE {
        None
    } else if total <= LINE / 0.85 {
        Some("paper-85")
    } else if total <= LINE / 0.7 {
        Some("paper-70")
    } else {
        Some(PIECES.iter().find(|(width, _)| widest <= *width).map_or(WIDEST, |(_, class)| class))
    }
}

/// An element that is being read.
#[derive(Default)]
struct Element<'t> {
    name: &'t str,
    /// Widths of its children, in ems.
    children: Vec<f32>,
    /// Of a table: the widths of its cells, row by row.
    rows: Vec<Vec<f32>>,
    /// Its own text, or space.
    own: f32,
}

/// How wide each child of `<math>` is.
fn pieces(tokens: &[Token<'_>]) -> Vec<f32> {
    let mut open: Vec<Element<'_>> = vec![Element::default()];
    for token in tokens {
        let done = match token {
            Token::Open { name, attributes, empty } => {
                let space = attributes.iter().find(|(key, _)| *name == "mspace" && *key == "width").map_or(0.0, |(_, value)| ems(value));
                open.push(Element { name, own: space, ..Element::default() });
                *empty
            }
            Token::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.own += text_width(element.name, text);
                }
                false
            }
            Token::Close(_) => true,
        };
        if done
            && open.len() > 1
            && let Some(element) = open.pop()
            && let Some(around) = open.last_mut()
        {
            match element.name {
                "math" => around.children = element.children,
                "mtr" => around.rows.push(element.children),
                _ => around.children.push(element.width()),
            }
        }
    }
    open.swap_remove(0).children
}

impl Element<'_> {
    fn width(&self) -> f32 {
        let sum = || self.own + self.children.iter().sum::<f32>();
        let widest = |children: &[f32]| children.iter().copied().fold(0.0, f32::max);
        let (base, scripts) = self.children.split_first().map_or((0.0, &[][..]), |(base, scripts)| (*base, scripts));
        match self.name {
            "mfrac" => widest(&self.children) + 0.2,
            "msub" | "msup" | "msubsup" => base + SCRIPT * widest(scripts),
            "mmultiscripts" => base + SCRIPT * scripts.iter().sum::<f32>(),
            "munder" | "mover" | "munderover" => base.max(SCRIPT * widest(scripts)),
            "msqrt" | "mroot" => sum() + 0.8,
            "mtable" => {
                let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
                let column = |n: usize| self.rows.iter().filter_map(|row| row.get(n)).copied().fold(0.0, f32::max);
                (0..columns).map(|n| column(n) + 0.8).sum()
            }
            _ => sum(),
        }
    }
}

/// How wide text is, with the space around operators.
fn text_width(element: &str, text: &str) -> f32 {
    let count = text.chars().count() as f32;
    match element {
        "mo" if text.chars().all(|c| ('\u{2061}'..='\u{2064}').contains(&c)) => 0.0,
        "mo" if text.chars().all(|c| "()[]{}|,.;:!".contains(c)) => 0.4 * count,
        "mo" => 0.5 + 0.75 * count,
        _ => 0.55 * count,
    }
}

fn ems(length: &str) -> f32 {
    length.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<f32>().unwrap_or(0.0).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::xml;

    fn class_of(inside: &str) -> Option<&'static str> {
        class(&xml::read(&format!("<math>{inside}</math>")).unwrap())
    }

    #[test]
    fn a_long_sum_is_smaller_then_broken_between_its_terms() {
        let sum = |terms: usize| "<mo>+</mo><msub><mi>x</mi><mn>12</mn></msub>".repeat(terms);
        assert_eq!(class_of(&sum(10)), None);
        assert_eq!(class_of(&sum(14)), Some("paper-85"));
        assert_eq!(class_of(&sum(17)), Some("paper-70"));
        assert_eq!(class_of(&sum(100)), Some("paper-broken"));
    }

    #[test]
    fn what_cannot_be_broken_is_as_small_as_it_must_be() {
        let frac = |terms: usize| format!("<mfrac><mrow>{}</mrow><mi>n</mi></mfrac>", "<mo>+</mo><mi>x</mi>".repeat(terms));
        assert_eq!(class_of(&frac(15)), None);
        assert_eq!(class_of(&frac(30)), Some("paper-broken paper-50"));
        assert_eq!(class_of(&frac(200)), Some("paper-broken paper-10"));
    }

    #[test]
    fn columns_of_a_matrix_are_as_wide_as_their_widest_cells() {
        let row = |cell: &str| format!("<mtr>{}</mtr>", format!("<mtd><mi>{cell}</mi></mtd>").repeat(20));
        assert_eq!(class_of(&format!("<mtable>{}{}</mtable>", row("x"), row("y"))), None);
        assert_eq!(class_of(&format!("<mtable>{}{}</mtable>", row("x"), row("yyyy"))), Some("paper-broken paper-50"));
    }
}
