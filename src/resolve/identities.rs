//! The identities of documents: ids and aliases are unique, and none is a name that Recto publishes itself.

use std::collections::{BTreeMap, BTreeSet};

use super::collected::CollectedDocuments;
use super::name_conflicts::{folded, folders_differ_only_in_spelling};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::encode::to_nfc;
use crate::model::{AppPage, language_name};
use crate::parse::{Document, SpannedString};
use crate::source::{Location, SourceId, Sources, Span};

/// Names under which Recto publishes files of its own, beside the pages of its interface.
const RESERVED: [&str; 6] = ["index", "404", "guide", "feed", "sitemap", "contribute"];
/// Folders that Recto publishes into.
const RESERVED_FOLDERS: [&str; 5] = ["tags", "levels", "assets", "search", "deck"];

/// Every id that has an address, with its place.
fn claimed_ids<'a>(collected: &'a CollectedDocuments<'_>) -> Vec<(&'a str, Location)> {
    let at = |source, span| Location { source, span };
    let mut ids: Vec<(&str, Location)> = Vec::new();
    ids.extend(collected.cards.iter().map(|c| (c.document.id.0.as_str(), at(c.source, c.document.id.1))));
    ids.extend(collected.pages.iter().map(|p| (p.id, at(p.source, Span::default()))));
    ids.extend(collected.topics.iter().filter_map(|t| t.index.map(|(source, _)| (t.id.as_str(), at(source, Span::default())))));
    ids.sort_by_key(|(_, location)| *location);
    ids
}

/// Reports duplicate ids, ids that many file systems take for one, reserved names, and aliases that are taken.
pub fn check(collected: &CollectedDocuments<'_>, sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, (&str, Location)> = BTreeMap::new();
    for (id, location) in claimed_ids(collected) {
        let folded = folded(id);
        match seen.get(&folded) {
            None => {
                seen.insert(folded, (id, location));
            }
            Some((earlier, first)) if *earlier == id => {
                let [one, other] = [first, &location].map(|at| sources.get(at.source).path.as_str());
                let accents = one != other && to_nfc(one) == to_nfc(other);
                let why = if accents { ": two names differ in the form of their accents only" } else { "" };
                diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, location.source, location.span, format!("the id `{id}` is taken{why}"))
                        .related(*first, "by this one")
                        .help("rename one of them; list the old id in `aliases` if it was published"),
                );
            }
            Some((earlier, first)) => {
                let [one, other] = [first, &location].map(|at| sources.get(at.source).path.as_str());
                if !folders_differ_only_in_spelling(one, other) {
                    let message = format!(
                        "`{earlier}` and `{id}`, of `{one}` and `{other}`, differ only in case or in the form of accents: many file systems take them for one"
                    );
                    diagnostics.push(
                        Diagnostic::new(Code::PathConflict, location.source, location.span, message)
                            .related(*first, "the other one")
                            .help("rename one of them"),
                    );
                }
            }
        }
        let first_part = id.split('/').next().unwrap_or_default().to_lowercase();
        let is_language = config.book.languages.iter().any(|language| language.eq_ignore_ascii_case(&first_part));
        let reserved = if id.contains('/') { RESERVED_FOLDERS.contains(&first_part.as_str()) } else { is_reserved(&first_part) };
        let reserved = reserved || is_language;
        if reserved {
            diagnostics.push(
                Diagnostic::new(Code::ReservedName, location.source, location.span, format!("Recto publishes `{first_part}` itself"))
                    .help("rename the file or folder"),
            );
        }
    }
    check_aliases(collected, &seen, diagnostics);
}

/// Files that look like translations into a language that book.toml does not name, or names no more.
pub fn check_languages(documents: &[&Document], sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let places: BTreeSet<&str> = documents.iter().map(|document| document.path.id.as_str()).collect();
    let is_listed = |code: &str| config.book.languages.iter().any(|language| language.eq_ignore_ascii_case(code));
    for document in documents.iter().filter(|document| document.language.is_none()) {
        let stem = crate::parse::stem(&sources.get(document.source).path).unwrap_or_default();
        let Some((original, code)) = document.path.id.rsplit_once('.') else { continue };
        if !places.contains(original) || !stem.ends_with(code) || is_listed(code) {
            continue;
        }
        if let Some(name) = language_name(code).filter(|_| code != "cards") {
            let mut found = Diagnostic::new(
                Code::TranslationAlone,
                document.source,
                Span::default(),
                format!(
                    "`{code}` ({name}) is not a language of this guide, so this is published as a separate page, `{}`",
                    document.path.id
                ),
            );
            found.severity = Severity::Warning;
            diagnostics.push(found.help(format!("list `{code}` in `book.languages`, or rename the file")));
        }
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || RESERVED_FOLDERS.contains(&name) || AppPage::ALL.iter().any(|page| page.name() == name)
}

fn check_aliases(collected: &CollectedDocuments<'_>, live: &BTreeMap<String, (&str, Location)>, diagnostics: &mut Vec<Diagnostic>) {
    let mut claimed: BTreeMap<&str, Location> = BTreeMap::new();
    for (source, alias) in aliases(collected) {
        let (name, span) = alias;
        let location = Location { source, span: *span };
        if let Some((_, at)) = live.get(&folded(name)) {
            diagnostics.push(
                Diagnostic::new(Code::AliasIsLive, source, *span, format!("`{name}` is not a former id: it is in use"))
                    .related(*at, "here")
                    .help("remove the alias"),
            );
        } else if let Some(bad) = crate::parse::bad_segment(name).or(name.is_empty().then_some("")) {
            diagnostics.push(
                Diagnostic::new(Code::BadId, source, *span, format!("`{bad}` can't be part of an id"))
                    .help("a former id looks like `topic/name`; take out what never was one"),
            );
        } else if let Some(first) = claimed.insert(name, location) {
            diagnostics.push(
                Diagnostic::new(Code::DuplicateAlias, source, *span, format!("duplicate alias `{name}`"))
                    .related(first, "here too")
                    .help("leave it with one of them"),
            );
        }
    }
}

/// All aliases and the files that claim them, in source order.
fn aliases<'a>(collected: &'a CollectedDocuments<'_>) -> Vec<(SourceId, &'a SpannedString)> {
    let mut all: Vec<(SourceId, &SpannedString)> = Vec::new();
    all.extend(collected.cards.iter().flat_map(|c| c.document.meta.aliases.iter().map(|a| (c.source, a))));
    all.extend(collected.pages.iter().flat_map(|p| p.document.meta.aliases.iter().map(|a| (p.source, a))));
    all.extend(collected.topics.iter().filter_map(|t| t.index).flat_map(|(s, d)| d.meta.aliases.iter().map(move |a| (s, a))));
    all.sort_by_key(|(source, (_, span))| (*source, *span));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_name_all_that_recto_publishes_itself() {
        let pages = AppPage::ALL.map(AppPage::name);
        assert!(pages.iter().all(|name| is_reserved(name)));
        let says = |code: Code, name: &str| code.explanation().split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
        for name in RESERVED.iter().chain(&RESERVED_FOLDERS).chain(&pages) {
            assert!(says(Code::ReservedName, name), "{name}");
        }
        for name in pages {
            assert!(says(Code::UnknownRectoLink, name), "{name}");
        }
    }
}
