//! What may be in braces at the end of a key point: `{weight=2 accept="all or nothing; undone as a whole"}`.
//!
//! In: the point's first paragraph. Out: weight, accepted phrases, and where the block is. Braces that hold neither key are text.

use std::collections::BTreeSet;

use super::File;
use super::attributes::{SpannedString, opening_brace, pair, words};
use super::scan::Outline;
use super::spans::{covers, merge_overlapping, within};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::SectionKind;
use crate::source::Span;

const KEYS: [&str; 2] = ["weight", "accept"];

/// The attributes of a key point.
pub(super) struct PointAttributes {
    /// From `{` to `}`.
    pub block: Span,
    /// 1 to 5.
    pub weight: u8,
    pub accept: Vec<String>,
}

/// The block that ends `first`, if there is one.
pub(super) fn attributes(file: &File<'_>, first: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<PointAttributes> {
    let text = &file.text[first.range()];
    let open = text.ends_with('}').then(|| opening_brace(text)).flatten()?;
    let block = Span::new(open, text.len()).shifted(first.start as usize);
    let words = words(file.text, Span { start: block.start + 1, end: block.end - 1 });
    let keyed: Vec<_> = words.iter().map(|word| (*word, pair(file.text, *word))).collect();
    let key = |pair: &Option<(SpannedString, SpannedString)>| {
        pair.as_ref().map(|(key, _)| key.clone()).filter(|(key, _)| KEYS.contains(&key.as_str()))
    };
    if !keyed.iter().any(|(_, pair)| key(pair).is_some()) {
        report_near_miss(file, block, &file.text[words.first()?.range()], diagnostics);
        return None;
    }
    let mut said = PointAttributes { block, weight: 1, accept: Vec::new() };
    let mut seen = BTreeSet::new();
    for (word, pair) in keyed {
        if let Some((key, at)) = key(&pair).filter(|(key, _)| !seen.insert(key.clone())) {
            let help = if key == "accept" { "put all phrases between the same quotes, with `;` between them" } else { "keep one of them" };
            diagnostics.push(Diagnostic::new(Code::BadPointAttributes, file.id, at, format!("duplicate key `{key}`")).help(help));
        }
        match pair {
            Some(((key, _), (value, at))) if key == "weight" => said.weight = weight(file, &value, at, diagnostics),
            Some(((key, _), (value, at))) if key == "accept" => said.accept.extend(phrases(file, &value, at, diagnostics)),
            _ => {
                let message = format!("`{}` is not an attribute of key points", &file.text[word.range()]);
                let help = "key points take `{weight=2 accept=\"a phrase; another\"}`";
                diagnostics.push(Diagnostic::new(Code::BadPointAttributes, file.id, word, message).help(help));
            }
        }
    }
    Some(said)
}

/// Reports attributes of key points that count for nothing, because they end no first paragraph of a point: they are shown as they are
/// written. Those in `recognised` are attributes.
pub(super) fn report_ineffective(file: &File<'_>, outline: &Outline, part: Span, recognised: &[Span], diagnostics: &mut Vec<Diagnostic>) {
    let recognised = merge_overlapping(recognised.to_vec());
    for piece in within(&outline.text_pieces, part, |piece| piece.span.start) {
        let text = &file.text[piece.span.range()];
        let mut from = 0;
        while let Some(open) = text[from..].find('{').map(|at| from + at) {
            from = open + 1;
            let is_value = |rest: &str| rest.trim_start_matches(' ').starts_with(['=', ':']);
            let keyed = KEYS.iter().any(|key| text[from..].strip_prefix(key).is_some_and(is_value));
            if !keyed || covers(&recognised, piece.span.start as usize + open) {
                continue;
            }
            from = text[open..].find('}').map_or(text.len(), |end| open + end + 1);
            let span = Span::new(open, from).shifted(piece.span.start as usize);
            let message = "these are not attributes here, and are shown as they are written";
            let section = file.options.section_name(SectionKind::KeyPoints);
            let help = format!("attributes belong in `## {section}`, as the last text of a point's first paragraph: `{{weight=2}}`");
            diagnostics.push(Diagnostic::new(Code::BadPointAttributes, file.id, span, message).help(help));
        }
    }
}

/// `{wieght=2}`: text, but probably not meant as such.
fn report_near_miss(file: &File<'_>, block: Span, word: &str, diagnostics: &mut Vec<Diagnostic>) {
    let Some((key, _)) = word.split_once('=') else { return };
    if let Some(near) = nearest(key, KEYS) {
        let message = format!("`{key}` is not an attribute of key points");
        let value = if near == "weight" { "2" } else { "\"a phrase; another\"" };
        diagnostics
            .push(Diagnostic::new(Code::BadPointAttributes, file.id, block, message).help(format!("did you mean `{{{near}={value}}}`?")));
    }
}

fn weight(file: &File<'_>, value: &str, at: Span, diagnostics: &mut Vec<Diagnostic>) -> u8 {
    if let Ok(weight @ 1..=5) = value.parse::<u8>() {
        return weight;
    }
    let message = format!("a weight is a whole number from 1 to 5, not `{value}`");
    diagnostics
        .push(Diagnostic::new(Code::BadPointAttributes, file.id, at, message).help("write `{weight=1}` (the default) to `{weight=5}`"));
    1
}

/// Phrases between semicolons.
fn phrases(file: &File<'_>, value: &str, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let words = |phrase: &str| phrase.split_whitespace().collect::<Vec<_>>().join(" ");
    let phrases: Vec<String> = value.split(';').map(words).filter(|phrase| !phrase.is_empty()).collect();
    if phrases.is_empty() {
        let help = "write words that show that an answer makes this point: `{accept=\"all or nothing; undone as a whole\"}`";
        diagnostics.push(Diagnostic::new(Code::BadPointAttributes, file.id, at, "`accept` names no phrase").help(help));
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::super::{ContentPath, FileKind, ParseOptions};
    use super::*;
    use crate::source::SourceId;

    /// Weight, phrases and the text before the block.
    type Said = (u8, Vec<String>, String);

    /// What was said, and the findings.
    fn read(text: &str) -> (Option<Said>, Vec<String>) {
        let path = ContentPath { kind: FileKind::CardOrPage, id: "t/x".into(), folder: "t".into() };
        let file = File { id: SourceId(0), text, path: &path, options: &ParseOptions::default() };
        let mut diagnostics = Vec::new();
        let said = attributes(&file, Span::new(0, text.len()), &mut diagnostics);
        let found = said.map(|s| (s.weight, s.accept, text[..s.block.start as usize].to_string()));
        (found, diagnostics.into_iter().map(|d| d.message).collect())
    }

    #[test]
    fn weight_and_phrases_come_in_any_order() {
        let phrases = |list: &[&str]| list.iter().map(|p| p.to_string()).collect::<Vec<_>>();
        let clean = |text, weight, list: &[&str], before: &str| {
            assert_eq!(read(text), (Some((weight, phrases(list), before.into())), vec![]), "{text}");
        };
        clean("A {weight=2}", 2, &[], "A ");
        clean("A {weight=\"3\"}", 3, &[], "A ");
        clean("A {accept=\"all or nothing; undone as a whole ;\"}", 1, &["all or nothing", "undone as a whole"], "A ");
        clean("A {weight=5 accept=atomic}", 5, &["atomic"], "A ");
        clean("A {accept=\"x {y}; z\" weight=4}", 4, &["x {y}", "z"], "A ");
        clean("{a} B {accept=\"é;\n  two  words\"}", 1, &["é", "two words"], "{a} B ");
    }

    #[test]
    fn braces_without_a_known_key_are_text() {
        for text in
            ["A {}", "GET /users/{id}", "{1, 2}", "${HOME}", "A {weight}", "A {colour=red}", "`{weight=2}`", "A {weight=2} and more", "{"]
        {
            assert_eq!(read(text), (None, vec![]), "{text}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        for (text, message) in [
            ("A {weight=9}", "a weight is a whole number from 1 to 5, not `9`"),
            ("A {wieght=2}", "`wieght` is not an attribute of key points"),
            ("A {acept=\"x\"}", "`acept` is not an attribute of key points"),
            ("A {weight=2 colour=red}", "`colour=red` is not an attribute of key points"),
            ("A {accept=\" ; \"}", "`accept` names no phrase"),
        ] {
            assert_eq!(read(text).1, [message], "{text}");
        }
    }
}
