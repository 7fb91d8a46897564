//! The configuration in each of the guide's languages, and the levels that `[check]` gives to findings.

use std::collections::BTreeMap;

use super::types::{CheckLevel, Config, LevelOrKindTranslation, TerminologyConfig};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{LevelOrKind, SectionKind};

impl Config {
    /// What this guide calls a section: the first of its names.
    pub fn section_name(&self, kind: SectionKind) -> &str {
        self.sections.get(&kind).and_then(|names| names.first()).map_or(kind.key(), String::as_str)
    }

    /// Puts the language's own names of sections before the English ones, which stay known; names that book.toml gives are left alone.
    pub fn add_section_names(&mut self, of_language: impl Fn(SectionKind) -> Vec<String>) {
        for (kind, names) in self.sections.iter_mut().filter(|(kind, _)| !self.customised_sections.contains(kind)) {
            let own = of_language(*kind);
            let known: Vec<String> = std::mem::take(names);
            let others = known.into_iter().filter(|name| !own.iter().any(|o| o.to_lowercase() == name.to_lowercase()));
            *names = own.iter().cloned().chain(others).collect();
        }
    }

    /// Calls the levels and kinds that book.toml does not name by the language's own words.
    pub fn name_levels_and_kinds(&mut self, of_language: impl Fn(&str) -> Option<String>) {
        let unnamed = |category: &&mut LevelOrKind| !self.customised_levels_and_kinds.contains(&category.id);
        for category in self.levels.iter_mut().chain(&mut self.kinds).filter(unnamed) {
            category.name = of_language(&category.id).unwrap_or_else(|| std::mem::take(&mut category.name));
        }
    }

    /// The same in a translation, where `[translations.LANGUAGE]` does not name them.
    pub fn name_translated_levels_and_kinds(&mut self, language: &str, of_language: impl Fn(&str) -> Option<String>) {
        let Self { levels, kinds, customised_levels_and_kinds, translations, .. } = self;
        let said = translations.entry(language.to_string()).or_default();
        for (categories, said) in [(levels, &mut said.levels), (kinds, &mut said.kinds)] {
            for category in categories.iter().filter(|category| !customised_levels_and_kinds.contains(&category.id)) {
                let said = said.entry(category.id.clone()).or_default();
                said.name = said.name.take().or_else(|| of_language(&category.id));
            }
        }
    }

    /// The languages into which the guide is translated, in the order of book.toml.
    pub fn translation_languages(&self) -> impl Iterator<Item = &str> {
        self.book.languages.iter().map(String::as_str).filter(|language| *language != self.book.language)
    }

    /// The configuration of the site in another language, which lies in the folder of that name.
    pub fn translated(&self, language: &str) -> Self {
        let mut config = self.clone();
        config.book.language = language.to_string();
        // Files of the guide are published once, at the root.
        config.site.icon = self.site.icon.as_ref().map(|icon| format!("../{icon}"));
        // The worker of the first language's site keeps all of them.
        config.site.offline = false;
        // Words of the first language.
        config.words = TerminologyConfig::default();
        config.site.base_url = self.site.base_url.as_ref().map(|url| format!("{url}{language}/"));
        let Some(said) = self.translations.get(language) else { return config };
        config.book.title = said.title.clone().unwrap_or(config.book.title);
        config.book.description = said.description.clone().unwrap_or(config.book.description);
        config.book.authors = said.authors.clone().unwrap_or(config.book.authors);
        config.words = said.words.clone();
        config.theme.footer = said.footer.clone().unwrap_or(config.theme.footer);
        config.theme.footer_links = said.footer_links.clone().unwrap_or(config.theme.footer_links);
        config.theme.navigation = said.navigation.clone().unwrap_or(config.theme.navigation);
        let rename = |categories: &mut Vec<LevelOrKind>, said: &BTreeMap<String, LevelOrKindTranslation>| {
            for category in categories {
                let Some(LevelOrKindTranslation { name, summary }) = said.get(&category.id) else { continue };
                category.name = name.clone().unwrap_or_else(|| category.name.clone());
                category.summary = summary.clone().unwrap_or_else(|| category.summary.clone());
            }
        };
        rename(&mut config.levels, &said.levels);
        rename(&mut config.kinds, &said.kinds);
        for (kind, names) in &said.sections {
            let known = config.sections.entry(*kind).or_default();
            known.retain(|name| !names.contains(name));
            known.splice(0..0, names.iter().cloned());
        }
        config
    }

    /// Gives each finding the level that `[check]` says; returns those that it allows.
    pub fn apply_check_levels(&self, diagnostics: &mut Vec<Diagnostic>) -> Vec<Diagnostic> {
        for diagnostic in diagnostics.iter_mut() {
            diagnostic.severity = match self.check.get(&diagnostic.code) {
                Some(CheckLevel::Allow) => Severity::Allowed,
                Some(CheckLevel::Warn) => Severity::Warning,
                Some(CheckLevel::Deny) => Severity::Error,
                None => diagnostic.severity,
            };
        }
        let (allowed, kept) = std::mem::take(diagnostics).into_iter().partition(|d| d.severity == Severity::Allowed);
        *diagnostics = kept;
        allowed
    }
}
