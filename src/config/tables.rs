//! The tables of book.toml, one function each: what was said → what it means.

use super::{Book, Config, KEYS, SiteConfig, StudyConfig, TerminologyConfig, values};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::HtmlPolicy;
use crate::source::{SourceId, Span};
use crate::value::{Reader, Spanned, Table};

/// Reads the whole of book.toml.
pub fn read(table: &Table, source: SourceId) -> (Config, Vec<Diagnostic>) {
    let mut config = Config::default();
    let mut parts = ConfigReader { source, diagnostics: Vec::new() };
    let mut root = Reader::new(table, source, "book.toml");
    set(&mut config.strict, root.bool("strict"));
    let empty = Table::default();
    let book = root.table("book");
    parts.table(book.unwrap_or(&empty), "[book]", |r| book_table(r, &mut config.book));
    parts.named(&config.book, table, book);
    if let Some(table) = root.table("site") {
        parts.table(table, "[site]", |r| site_table(r, &mut config.site));
    }
    if let Some(table) = root.table("markdown") {
        let policies = [("sanitize", HtmlPolicy::Sanitize), ("escape", HtmlPolicy::Escape), ("allow", HtmlPolicy::Allow)];
        parts.table(table, "[markdown]", |r| set(&mut config.markdown.html, r.choice("html", &policies)));
    }
    if let Some(table) = root.table("links") {
        parts.table(table, "[links]", |r| set(&mut config.links.terms, r.bool("terms")));
    }
    if let Some(table) = root.table("study") {
        parts.table(table, "[study]", |r| study_table(r, &mut config.study));
    }
    if let Some(table) = root.table("interview") {
        parts.table(table, "[interview]", |r| set(&mut config.interview.enabled, r.bool("enabled")));
    }
    if let Some(table) = root.table("theme") {
        parts.theme(table, &mut config.theme);
    }
    if let Some(table) = root.table("words") {
        parts.table(table, "[words]", |r| words_table(r, &mut config.words));
    }
    if let Some(table) = root.table("search") {
        let mut reader = Reader::new(table, source, "[search]");
        set(&mut config.search.enabled, reader.bool("enabled"));
        config.search.synonyms = reader.table("synonyms").map(|t| parts.synonyms(t)).unwrap_or_default();
        parts.finish(reader);
    }
    if let Some(table) = root.table("export") {
        parts.table(table, "[export]", |r| {
            set(&mut config.export.zip, r.bool("zip"));
            set(&mut config.export.print, r.bool("print"));
            set(&mut config.export.llms, r.bool("llms"));
            set(&mut config.export.embed, r.bool("embed"));
        });
    }
    if let Some(table) = root.table("assistant") {
        parts.table(table, "[assistant]", |r| config.assistant_endpoints = validated_list(r, "endpoints", values::endpoint));
    }
    if let Some(table) = root.table("sections") {
        config.customised_sections = parts.card_sections(table, &mut config.sections);
    }
    if let Some(table) = root.table("assets") {
        parts.table(table, "[assets]", |r| config.publish_patterns = validated_list(r, "publish", values::file_pattern));
    }
    if let Some(table) = root.table("retired") {
        parts.table(table, "[retired]", |r| config.retired = validated_list(r, "ids", values::single_line).into_iter().collect());
    }
    if let Some(tables) = root.tables("levels") {
        config.levels =
            parts.levels_or_kinds(&tables, "[[levels]]", false, &mut config.customised_levels_and_kinds).unwrap_or(config.levels);
    }
    if let Some(tables) = root.tables("kinds") {
        config.kinds = parts.levels_or_kinds(&tables, "[[kinds]]", true, &mut config.customised_levels_and_kinds).unwrap_or(config.kinds);
    }
    if let Some(table) = root.table("translations") {
        config.translations = parts.translations(table, &config);
    }
    if let Some(table) = root.table("check") {
        parts.check(table, &mut config.check, &mut config.allowed_tags);
    }
    parts.finish(root);
    (config, parts.diagnostics)
}

fn set<T>(field: &mut T, value: Option<Spanned<T>>) {
    if let Some(value) = value {
        *field = value.value;
    }
}

/// A text that must pass `validate`, in the form that it gives it.
pub fn validated(reader: &mut Reader<'_>, key: &'static str, validate: fn(&str) -> Result<String, String>) -> Option<String> {
    let text = reader.str(key)?;
    validate(text.value).map_err(|why| reader.bad_value(text.span, why)).ok()
}

/// A list of texts that must pass `validate`; those that do not are left out.
pub(super) fn validated_list(reader: &mut Reader<'_>, key: &'static str, validate: fn(&str) -> Result<String, String>) -> Vec<String> {
    let list = reader.string_list(key).map(|l| l.value).unwrap_or_default();
    let mut validated = Vec::new();
    for item in list {
        match validate(item.value) {
            Ok(value) if validated.contains(&value) => reader.bad_value(item.span, format!("duplicate value `{value}`")),
            Ok(value) => validated.push(value),
            Err(why) => reader.bad_value(item.span, why),
        }
    }
    validated
}

fn book_table(reader: &mut Reader<'_>, book: &mut Book) {
    book.id = validated(reader, "id", values::slug).unwrap_or_default();
    if let Some(title) = validated(reader, "title", values::single_line) {
        book.title = title;
    }
    book.description = validated(reader, "description", values::single_line).unwrap_or_default();
    book.authors = validated_list(reader, "authors", values::single_line);
    if let Some(language) = validated(reader, "language", values::language) {
        book.language = language;
    }
    book.languages = validated_list(reader, "languages", values::language);
    book.licence = validated(reader, "licence", values::single_line).unwrap_or_default();
    if book.id.is_empty() {
        let slug = values::to_slug(&book.title);
        book.id = if slug.is_empty() { "guide".into() } else { slug };
    }
}

fn site_table(reader: &mut Reader<'_>, site: &mut SiteConfig) {
    site.base_url = validated(reader, "base-url", values::base_url);
    site.cname = validated(reader, "cname", values::domain);
    site.icon = validated(reader, "icon", values::icon);
    site.image_hosts = validated_list(reader, "images", values::origin);
    site.repository = validated(reader, "repository", values::repository);
    if let Some(branch) = validated(reader, "edit-branch", values::branch) {
        site.edit_branch = branch;
    }
    site.theme = validated(reader, "theme", values::folder_name);
    set(&mut site.offline, reader.bool("offline"));
}

fn study_table(reader: &mut Reader<'_>, study: &mut StudyConfig) {
    let mut whole = |key, field: &mut u32, min, max| {
        if let Some(number) = reader.int(key, min, max) {
            *field = number.value as u32;
        }
    };
    whole("new-per-day", &mut study.new_per_day, 0, 9999);
    whole("reviews-per-day", &mut study.reviews_per_day, 0, 9999);
    whole("leech-lapses", &mut study.leech_lapses, 1, 99);
    set(&mut study.retention, reader.float("retention", 0.70, 0.97));
    set(&mut study.two_grades, reader.bool("two-grades"));
}

/// `[words]`, of the guide or of a translation.
pub(super) fn words_table(reader: &mut Reader<'_>, words: &mut TerminologyConfig) {
    let mut word = |key, field: &mut String| *field = validated(reader, key, values::single_line).unwrap_or_default();
    word("interview", &mut words.interview);
    word("level", &mut words.level);
    word("levels", &mut words.levels);
    word("kind", &mut words.kind);
    word("kinds", &mut words.kinds);
}

/// What the tables share: where the findings go.
pub struct ConfigReader {
    pub source: SourceId,
    pub diagnostics: Vec<Diagnostic>,
}

impl ConfigReader {
    /// Reads a table, and reports its keys that `read` did not ask for.
    pub(super) fn table(&mut self, table: &Table, name: &str, read: impl FnOnce(&mut Reader<'_>)) {
        let mut reader = Reader::new(table, self.source, name);
        read(&mut reader);
        self.finish(reader);
    }

    /// Closes a reader; an unknown key that is known in another table is reported where it belongs.
    pub fn finish(&mut self, reader: Reader<'_>) {
        for mut diagnostic in reader.finish() {
            let unknown = diagnostic.message.strip_prefix("unknown key `").and_then(|m| m.split('`').next());
            let near = diagnostic.help.as_ref().is_some_and(|h| h.starts_with("did you mean"));
            let home = KEYS.iter().find(|k| !near && !k.table.is_empty() && Some(k.name) == unknown);
            // `interview = false` means the table of that name rather than a word of another one.
            let switch = KEYS.iter().find(|k| k.name == "enabled" && k.table.trim_matches(['[', ']']) == unknown.unwrap_or_default());
            match (diagnostic.code, switch, home) {
                (Code::UnknownKey, Some(switch), _) if !near => {
                    diagnostic.help = Some(format!("write `enabled = false` under `{}`", switch.table))
                }
                (Code::UnknownKey, _, Some(home)) => diagnostic.help = Some(format!("`{}` belongs in `{}`", home.name, home.table)),
                _ => {}
            }
            self.diagnostics.push(diagnostic);
        }
    }

    /// Warns where the guide has no id, because its title then names everybody's progress.
    fn named(&mut self, book: &Book, root: &Table, table: Option<&Table>) {
        if table.is_some_and(|t| t.get("id").is_some()) {
            return;
        }
        let span = root.get("book").map_or(Span::new(root.span.start as usize, root.span.start as usize), |e| e.key_span);
        let diagnostic = Diagnostic::new(Code::MissingBookId, self.source, span, "the guide has no `id`");
        self.diagnostics.push(diagnostic.help(format!("add `id = \"{}\"` to `[book]`, and never change it", book.id)));
    }
}
