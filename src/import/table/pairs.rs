//! Terms and definitions in plain text, as Quizlet exports them: one pair a row, between both a tab, a dash, a comma or a semicolon.
//!
//! In: a text. Out: its pairs, each with its place, where every row reads as one.

use crate::source::Span;

/// What is between rows, and between term and definition. The surest first: a comma occurs in sentences too.
const SHAPES: [(&str, &str); 20] = [
    ("\n", "\t"),
    ("\n\n", "\t"),
    (";", "\t"),
    ("\n", " :: "),
    ("\n", " = "),
    ("\n", "---"),
    ("\n", " -- "),
    ("\n", " | "),
    ("\n", " -> "),
    ("\n", " => "),
    ("\n", " → "),
    ("\n", " - "),
    ("\n", " – "),
    ("\n", " — "),
    (";", " - "),
    (";", " – "),
    ("\n", ";"),
    (";", ","),
    ("\n", ": "),
    ("\n", ","),
];
/// Letters of a term at most.
const LONGEST_TERM: usize = 120;

/// A pair and where it is.
pub type Pair = (Span, [String; 2]);

/// The pairs of a text; `None` if the text does not consist of pairs.
pub fn pairs(text: &str) -> Option<Vec<Pair>> {
    SHAPES.iter().find_map(|(rows, between)| read(text, rows, between))
}

fn read(text: &str, rows: &str, between: &str) -> Option<Vec<Pair>> {
    // A tab occurs in no sentence: lines without one go on with the definition before them. Of other characters each row has one.
    let goes_on = between == "\t" && rows == "\n";
    let exactly_one = matches!(between, "," | ";" | ": ");
    let mut pairs: Vec<Pair> = Vec::new();
    let mut at = 0;
    for row in text.split_inclusive(rows) {
        let (start, inner) = (at, row.strip_suffix(rows).unwrap_or(row));
        at += row.len();
        if inner.trim().is_empty() {
            continue;
        }
        let lead = inner.len() - inner.trim_start().len();
        let span = Span::new(start + lead, start + inner.trim_end().len());
        match inner.split_once(between) {
            Some((term, definition)) if !exactly_one || !definition.contains(between) => {
                let (term, definition) = (term.trim(), definition.trim());
                if term.is_empty() || definition.is_empty() || term.contains('\n') || term.chars().count() > LONGEST_TERM {
                    return None;
                }
                pairs.push((span, [term.to_string(), definition.to_string()]));
            }
            None if goes_on => {
                let (place, [_, definition]) = pairs.last_mut()?;
                definition.push('\n');
                definition.push_str(inner.trim_end());
                place.end = span.end;
            }
            _ => return None,
        }
    }
    // Two lines that happen to hold a comma each are not a list of terms.
    let least = if exactly_one { 3 } else { 2 };
    (pairs.len() >= least).then_some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<Vec<(String, String)>> {
        let pairs = pairs(text)?;
        assert!(pairs.iter().all(|(span, [term, _])| text[span.range()].starts_with(term.as_str())), "{text}");
        Some(pairs.into_iter().map(|(_, [term, definition])| (term, definition)).collect())
    }

    fn two(pairs: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        Some(pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect())
    }

    #[test]
    fn every_separator_that_quizlet_offers() {
        let wanted = two(&[("Haus", "house"), ("Baum", "tree, wood"), ("Tür", "door")]);
        for text in [
            "Haus\thouse\nBaum\ttree, wood\nTür\tdoor\n",
            "Haus\thouse;Baum\ttree, wood;Tür\tdoor",
            "Haus - house\nBaum - tree, wood\n\nTür - door",
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
        let plain = two(&[("Haus", "house"), ("Baum", "tree"), ("Tür", "door")]);
        for text in [
            "Haus,house\nBaum,tree\nTür,door",
            "Haus,house;Baum,tree;Tür,door",
            "Haus;house\r\nBaum;tree\r\nTür;door\r\n",
            "Haus – house;Baum – tree;Tür – door",
            "Haus: house\nBaum: tree\nTür: door",
        ] {
            assert_eq!(told(text), plain, "{text}");
        }
    }

    #[test]
    fn a_definition_of_several_lines() {
        assert_eq!(told("a\tone\nand more\n\nb\ttwo"), two(&[("a", "one\nand more"), ("b", "two")]));
    }

    #[test]
    fn running_text_is_none() {
        for text in ["", "One line, with a comma.", "First, this.\nThen that, and so on.\nAnd a third.", "a - b\nno pair"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
