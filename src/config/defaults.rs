//! What a guide has where book.toml says nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{
    Book, Config, ExportConfig, InterviewConfig, LinksConfig, MarkdownConfig, SearchConfig, SiteConfig, StudyConfig, TerminologyConfig,
    ThemeConfig,
};
use crate::model::{InterviewStage, LevelOrKind, SectionKind};

impl Default for Config {
    fn default() -> Self {
        let category = |id: &str, name: &str, minutes: Option<u32>| LevelOrKind {
            id: id.into(),
            name: name.into(),
            summary: String::new(),
            minutes,
            stages: if minutes.is_some() { InterviewStage::default_for_kind(id) } else { Vec::new() },
        };
        let sections: [(SectionKind, &[&str]); 8] = [
            (SectionKind::Hint, &["Hint", "Hints"]),
            (SectionKind::ShortAnswer, &["Short answer"]),
            (SectionKind::Answer, &["Answer"]),
            (SectionKind::KeyPoints, &["Key points", "Key concepts"]),
            (SectionKind::Pitfalls, &["Pitfalls"]),
            (SectionKind::RedFlags, &["Red flags"]),
            (SectionKind::FollowUps, &["Follow-ups", "Follow ups"]),
            (SectionKind::References, &["References"]),
        ];
        Self {
            strict: false,
            book: Book {
                id: "guide".into(),
                title: "Study guide".into(),
                description: String::new(),
                authors: Vec::new(),
                language: "en".into(),
                languages: Vec::new(),
                licence: String::new(),
            },
            site: SiteConfig { edit_branch: "main".into(), offline: true, ..SiteConfig::default() },
            markdown: MarkdownConfig::default(),
            links: LinksConfig::default(),
            study: StudyConfig { retention: 0.9, new_per_day: 20, reviews_per_day: 200, leech_lapses: 8, two_grades: false },
            interview: InterviewConfig { enabled: true },
            words: TerminologyConfig::default(),
            theme: ThemeConfig::default(),
            search: SearchConfig { enabled: true, synonyms: BTreeMap::new() },
            export: ExportConfig::default(),
            assistant_endpoints: Vec::new(),
            sections: sections.into_iter().map(|(k, names)| (k, names.iter().map(|n| n.to_string()).collect())).collect(),
            customised_sections: BTreeSet::new(),
            levels: vec![category("junior", "Junior", None), category("mid", "Mid-level", None), category("senior", "Senior", None)],
            kinds: vec![
                category("concept", "Concept", Some(5)),
                category("scenario", "Scenario", Some(35)),
                category("assessment", "Assessment", Some(180)),
                category("behavioural", "Behavioural", Some(5)),
            ],
            customised_levels_and_kinds: BTreeSet::new(),
            translations: BTreeMap::new(),
            check: BTreeMap::new(),
            allowed_tags: None,
            publish_patterns: Vec::new(),
            retired: BTreeSet::new(),
        }
    }
}
