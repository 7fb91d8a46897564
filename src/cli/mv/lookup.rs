//! Looks up what is moved: its card, its file and the translations of that.

use recto::parse::{CardDocument, Content};
use recto::source::SourceId;
use recto::{Compiled, parse};

/// How the guide's files are parsed.
pub fn parse_options(compiled: &Compiled) -> parse::ParseOptions {
    let config = &compiled.config;
    recto::parse_options(config)
}

/// A file and its translations, each with the language suffix of its name: `.fr`.
pub fn in_all_languages(path: &str, compiled: &Compiled) -> Vec<(String, String)> {
    let languages: Vec<&str> = compiled.config.translation_languages().collect();
    let mut files = vec![(path.to_string(), String::new())];
    files.extend(compiled.sources.iter().filter_map(|(_, source)| {
        let original = parse::original_of(&source.path, &languages)?;
        let stem = parse::stem(&original)?;
        let is_its = parse::stem(path) == Some(stem) && source.path != path;
        is_its.then(|| (source.path.clone(), parse::stem(&source.path).unwrap_or_default()[stem.len()..].to_string()))
    }));
    files
}

/// A card in a file of several.
pub fn card_in(path: &str, id: &str, compiled: &Compiled) -> Option<(SourceId, CardDocument)> {
    let source = compiled.sources.by_path(path)?;
    let document = parse::document(source, compiled.sources.get(source), &parse_options(compiled)).0?;
    let Content::Cards(cards) = document.content.as_ref() else { return None };
    Some((source, cards.iter().find(|card| card.id.0 == id)?.clone()))
}
