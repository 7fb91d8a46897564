//! What people call the sections of a card beside their names, so that a misnamed section can be distinguished from an ordinary subheading.

use std::collections::BTreeMap;

use super::ParseOptions;
use crate::model::SectionKind;

/// The names of sections in all languages of the interface, in lower case, read when one is looked up.
#[derive(Debug, Clone, Copy, Default)]
pub struct OtherLanguageNames(Option<fn() -> &'static BTreeMap<String, SectionKind>>);

impl OtherLanguageNames {
    /// Names from a table that is read when the first one is looked up.
    pub fn new(names: fn() -> &'static BTreeMap<String, SectionKind>) -> Self {
        Self(Some(names))
    }

    fn get(self, wanted: &str) -> Option<SectionKind> {
        self.0.and_then(|names| names().get(wanted).copied())
    }
}

/// The languages of the interface do not change while a program runs.
impl PartialEq for OtherLanguageNames {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Names that nothing but a section has, wherever they stand.
const SYNONYMS: [(SectionKind, &[&str]); 7] = [
    (SectionKind::ShortAnswer, &["tl;dr", "tldr", "tl; dr", "tl:dr", "tl/dr", "quick answer", "brief answer", "short version"]),
    (SectionKind::Answer, &["full answer", "long answer", "detailed answer", "model answer", "sample answer", "answers"]),
    (SectionKind::KeyPoints, &["key takeaways", "takeaways", "main points", "important points", "points to make"]),
    (SectionKind::Pitfalls, &["common mistakes", "common pitfalls", "common errors", "gotchas", "pitfalls to avoid"]),
    (
        SectionKind::RedFlags,
        &[
            "red flag",
            "warning signs",
            "bad answers",
            "weak answers",
            "drapeaux rouges",
            "rote flaggen",
            "banderas rojas",
            "bandeiras vermelhas",
            "bandiere rosse",
            "rode vlaggen",
            "czerwone flagi",
            "красные флаги",
            "червоні прапорці",
            "kırmızı bayraklar",
            "红旗",
            "レッドフラッグ",
            "레드 플래그",
        ],
    ),
    (
        SectionKind::FollowUps,
        &["follow-up", "followups", "follow-up questions", "follow up questions", "next questions", "further questions"],
    ),
    (SectionKind::References, &["sources", "further reading", "bibliography", "reading list", "external links"]),
];

/// Names that may as well head a part of an answer.
const WEAK_SYNONYMS: [(SectionKind, &[&str]); 8] = [
    (SectionKind::Hint, &["clue", "clues", "tip", "tips", "nudge"]),
    (SectionKind::ShortAnswer, &["summary", "in short", "in brief", "in a nutshell"]),
    (SectionKind::Answer, &["solution", "explanation", "details", "discussion", "lösung", "solución", "soluzione", "solução", "oplossing"]),
    (SectionKind::KeyPoints, &["checklist", "rubric", "key ideas", "main ideas"]),
    (SectionKind::Pitfalls, &["mistakes", "caveats", "traps"]),
    (SectionKind::RedFlags, &["bad signs", "warnings"]),
    (SectionKind::FollowUps, &["related questions", "going deeper", "next steps"]),
    (SectionKind::References, &["source", "links", "resources", "read more", "reading", "see also", "learn more"]),
];

/// Names in other languages that are words of English with another meaning.
const ENGLISH_WORDS: [&str; 1] = ["indices"];

/// The section that has this name, compared without regard to case.
pub(super) fn section_kind(options: &ParseOptions, name: &str) -> Option<SectionKind> {
    let wanted = name.trim().to_lowercase();
    options.sections.iter().find(|(_, names)| names.iter().any(|n| n.to_lowercase() == wanted)).map(|(kind, _)| *kind)
}

/// The section that is meant by a name which this guide does not use; with `weak` also where it may mean something else.
pub(super) fn meant_kind(options: &ParseOptions, name: &str, weak: bool) -> Option<SectionKind> {
    let wanted = name.trim().trim_end_matches([':', '：', '.']).trim_end().to_lowercase();
    let among = |lists: &[(SectionKind, &[&str])]| lists.iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(kind, _)| *kind);
    let foreign = || options.other_language_names.get(&wanted).filter(|_| !ENGLISH_WORDS.contains(&wanted.as_str()));
    among(&SYNONYMS).or_else(|| among(&WEAK_SYNONYMS).filter(|_| weak)).or_else(foreign)
}

/// What the guide calls a section: the first of its names.
pub(super) fn shown_name(options: &ParseOptions, kind: SectionKind) -> &str {
    options.sections.get(&kind).and_then(|names| names.first()).map_or(kind.key(), String::as_str)
}
