//! The tables of book.toml whose keys or length are the author's: section names, synonyms, levels and kinds, levels of checks.

use std::collections::{BTreeMap, BTreeSet};

use super::tables::{ConfigReader, validated, validated_list, words_table};
use super::theme_table::links;
use super::{BookTranslation, CheckLevel, Config, LevelOrKindTranslation, values};
use crate::diagnostic::{Code, Diagnostic, suggestion};
use crate::model::{InterviewStage, LevelOrKind, SectionKind};
use crate::source::{Location, Span};
use crate::value::{Entry, Kind, Reader, Table, Value};

impl ConfigReader {
    /// `[search.synonyms]`: term → what it also finds.
    pub fn synonyms(&mut self, table: &Table) -> BTreeMap<String, Vec<String>> {
        table.entries.iter().map(|entry| (entry.key.clone(), self.names(entry))).filter(|(_, names)| !names.is_empty()).collect()
    }

    /// Returns the sections that the table names.
    pub fn card_sections(&mut self, table: &Table, sections: &mut BTreeMap<SectionKind, Vec<String>>) -> BTreeSet<SectionKind> {
        let mut reader = Reader::new(table, self.source, "[sections]");
        let written: Vec<(SectionKind, &Entry)> = SectionKind::ALL.into_iter().filter_map(|k| Some((k, reader.entry(k.key())?))).collect();
        self.finish(reader);
        let mut named = BTreeSet::new();
        for (kind, entry) in written {
            let names = self.names(entry);
            if !names.is_empty() {
                sections.insert(kind, names);
                named.insert(kind);
            }
        }
        self.shared_names(table, sections);
        named
    }

    /// Two sections with one name: a heading could not distinguish them.
    fn shared_names(&mut self, table: &Table, sections: &BTreeMap<SectionKind, Vec<String>>) {
        let mut owners: BTreeMap<String, SectionKind> = BTreeMap::new();
        for (kind, name) in sections.iter().flat_map(|(kind, names)| names.iter().map(move |name| (*kind, name))) {
            let Some(other) = owners.insert(name.to_lowercase(), kind).filter(|other| *other != kind) else { continue };
            if let Some(entry) = table.get(kind.key()).or_else(|| table.get(other.key())) {
                let message = format!("`{name}` names both `{}` and `{}`", other.key(), kind.key());
                self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, entry.value.span, message));
            }
        }
    }

    /// One text or a list of texts, each of them one line.
    fn names(&mut self, entry: &Entry) -> Vec<String> {
        let items: &[Value] = match &entry.value.kind {
            Kind::List(items) => items,
            _ => std::slice::from_ref(&entry.value),
        };
        let mut names = Vec::new();
        for item in items {
            let Kind::Str(text) = &item.kind else {
                let message = format!("expected a string or a list of strings for `{}`", entry.key);
                let diagnostic = Diagnostic::new(Code::WrongType, self.source, item.span, message);
                self.diagnostics.push(diagnostic.label(format!("this is {}", item.kind.name())));
                continue;
            };
            match values::single_line(text) {
                Ok(name) => names.push(name),
                Err(why) => self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, item.span, why)),
            }
        }
        names
    }

    /// Levels or kinds, at least one; `None` (the defaults) where none is right. `named` learns the ids of those that have a name.
    pub fn levels_or_kinds(
        &mut self,
        tables: &[&Table],
        name: &str,
        timed: bool,
        named: &mut BTreeSet<String>,
    ) -> Option<Vec<LevelOrKind>> {
        let mut categories: Vec<LevelOrKind> = Vec::new();
        let mut places: Vec<Span> = Vec::new();
        for table in tables {
            let mut reader = Reader::new(table, self.source, name);
            let id = reader.str("id");
            let written = id.map_or(table.span, |id| id.span);
            let id = id.and_then(|id| values::slug(id.value).map_err(|why| reader.bad_value(id.span, why)).ok());
            let name = validated(&mut reader, "name", values::single_line);
            let summary = validated(&mut reader, "summary", values::single_line).unwrap_or_default();
            let minutes = if timed { reader.int("minutes", 1, 1440).map(|m| m.value as u32) } else { None };
            let stages = if timed { reader.choices("stages", &InterviewStage::ALL) } else { None };
            if table.get("id").is_none() {
                reader.bad_value(table.span, "an `id` is missing here");
            }
            self.finish(reader);
            let Some(id) = id else { continue };
            if let Some(twice) = categories.iter().position(|g| g.id == id) {
                let first = Location { source: self.source, span: places[twice] };
                let diagnostic = Diagnostic::new(Code::BadValue, self.source, written, format!("duplicate id `{id}`"));
                self.diagnostics.push(diagnostic.related(first, "first here"));
                continue;
            }
            places.push(written);
            let stages = stages.unwrap_or_else(|| if timed { InterviewStage::default_for_kind(&id) } else { Vec::new() });
            named.extend(name.is_some().then(|| id.clone()));
            categories.push(LevelOrKind { name: name.unwrap_or_else(|| capitalised(&id)), id, summary, minutes, stages });
        }
        (!categories.is_empty()).then_some(categories)
    }

    /// `[translations.LANGUAGE]`: what the guide is called in each of its languages.
    pub fn translations(&mut self, table: &Table, config: &Config) -> BTreeMap<String, BookTranslation> {
        let mut translations = BTreeMap::new();
        for entry in &table.entries {
            let languages = config.translation_languages();
            let Some(language) = languages.into_iter().find(|language| language.eq_ignore_ascii_case(&entry.key)) else {
                let message = format!("`{}` is not a language of translations", entry.key);
                if entry.key.eq_ignore_ascii_case(&config.book.language) {
                    let message = format!("`{}` is the language of the guide itself", entry.key);
                    let help = "its name in its own language is in `[book]`";
                    self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, entry.key_span, message).help(help));
                    continue;
                }
                let help = suggestion(&entry.key, config.book.languages.iter().map(String::as_str))
                    .unwrap_or_else(|| format!("add it to `book.languages`: `languages = [\"{}\"]`", entry.key));
                self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, entry.key_span, message).help(help));
                continue;
            };
            let Kind::Table(said) = &entry.value.kind else {
                let message = format!("expected a table, written `[translations.{language}]`");
                self.diagnostics.push(Diagnostic::new(Code::WrongType, self.source, entry.value.span, message));
                continue;
            };
            let mut reader = Reader::new(said, self.source, "[translations]");
            let mut translation = BookTranslation {
                title: validated(&mut reader, "title", values::single_line),
                description: validated(&mut reader, "description", values::single_line),
                ..BookTranslation::default()
            };
            translation.authors = Some(validated_list(&mut reader, "authors", values::single_line)).filter(|authors| !authors.is_empty());
            translation.footer = validated(&mut reader, "footer", values::single_line);
            translation.footer_links = said.get("footer-links").is_some().then(|| links(&mut reader, "footer-links"));
            translation.navigation = said.get("navigation").is_some().then(|| links(&mut reader, "navigation"));
            let (levels, kinds, sections) = (reader.table("levels"), reader.table("kinds"), reader.table("sections"));
            let words = reader.table("words");
            self.finish(reader);
            translation.levels = levels.map(|table| self.level_or_kind_translations(table, &config.levels)).unwrap_or_default();
            translation.kinds = kinds.map(|table| self.level_or_kind_translations(table, &config.kinds)).unwrap_or_default();
            if let Some(table) = words {
                self.table(table, "[words]", |reader| words_table(reader, &mut translation.words));
            }
            if let Some(table) = sections {
                self.card_sections(table, &mut translation.sections);
            }
            translations.insert(language.to_string(), translation);
        }
        translations
    }

    /// What levels or kinds are called, by their ids: `mid = "Confirmé"`, or `mid = { name = "Confirmé", summary = "…" }`.
    fn level_or_kind_translations(&mut self, table: &Table, categories: &[LevelOrKind]) -> BTreeMap<String, LevelOrKindTranslation> {
        let mut translations = BTreeMap::new();
        for entry in &table.entries {
            if !categories.iter().any(|category| category.id == entry.key) {
                let diagnostic = Diagnostic::new(Code::UnknownKey, self.source, entry.key_span, format!("there is no `{}`", entry.key));
                let near = suggestion(&entry.key, categories.iter().map(|category| category.id.as_str()));
                self.diagnostics.push(Diagnostic { help: near, ..diagnostic });
                continue;
            }
            let translation = match &entry.value.kind {
                Kind::Table(said) => {
                    let mut reader = Reader::new(said, self.source, "[translations]");
                    let name = validated(&mut reader, "name", values::single_line);
                    let summary = validated(&mut reader, "summary", values::single_line);
                    self.finish(reader);
                    LevelOrKindTranslation { name, summary }
                }
                _ => LevelOrKindTranslation { name: self.names(entry).into_iter().next(), summary: None },
            };
            translations.insert(entry.key.clone(), translation);
        }
        translations
    }

    /// `[check]`: a level for each code, and under `tags` the tags that the guide knows.
    pub fn check(&mut self, table: &Table, check: &mut BTreeMap<Code, CheckLevel>, tags: &mut Option<Vec<String>>) {
        let levels = [("allow", CheckLevel::Allow), ("warn", CheckLevel::Warn), ("deny", CheckLevel::Deny)];
        for entry in &table.entries {
            if entry.key == "tags" {
                *tags = Some(self.names(entry));
                continue;
            }
            let Some(code) = Code::parse(&entry.key) else {
                let message = format!("unknown key `{}` in [check]: it is not a finding code", entry.key);
                let mut diagnostic = Diagnostic::new(Code::UnknownKey, self.source, entry.key_span, message);
                diagnostic.help = suggestion(&entry.key, Code::ALL.iter().map(|c| c.name()));
                self.diagnostics.push(diagnostic);
                continue;
            };
            let level = match &entry.value.kind {
                Kind::Str(text) => levels.iter().find(|(name, _)| name == text).map(|(_, level)| *level),
                _ => None,
            };
            let message = match level {
                None => format!("`{}` takes \"allow\", \"warn\" or \"deny\"", entry.key),
                Some(level) if code.is_always_error() && level != CheckLevel::Deny => {
                    format!("`{}` is always an error, because nothing right could be published", code.name())
                }
                Some(level) => {
                    check.insert(code, level);
                    continue;
                }
            };
            self.diagnostics.push(Diagnostic::new(Code::BadValue, self.source, entry.value.span, message));
        }
    }
}

fn capitalised(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
