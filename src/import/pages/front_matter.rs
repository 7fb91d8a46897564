//! Front matter of other site generators (Hugo's TOML and YAML, Zola, Docusaurus, Obsidian), and book.toml of mdBook.

use crate::diagnostic::{Code, Diagnostic};
use crate::import::Bank;
use crate::import::front_matter_block::{self, FrontMatterBlock};
use crate::import::slug::is_id;
use crate::source::SourceId;
use crate::value::{self, Kind, Table};

/// What a page's front matter says that a page here can say.
#[derive(Debug, Default)]
pub struct PageFrontMatter {
    pub title: Option<String>,
    pub summary: String,
    pub order: Option<i64>,
    pub tags: Vec<String>,
    pub terms: Vec<String>,
    pub aliases: Vec<String>,
    pub updated: Option<String>,
    pub draft: bool,
}

/// Keys that are read, and those that say how a page looks elsewhere.
const KNOWN_KEYS: [&str; 19] = [
    "title",
    "description",
    "summary",
    "weight",
    "sidebar_position",
    "order",
    "nav_order",
    "tags",
    "keywords",
    "aliases",
    "alias",
    "date",
    "lastmod",
    "updated",
    "last_update",
    "draft",
    "taxonomies",
    "categories",
    "slug",
];
const PRESENTATION_KEYS: [&str; 13] = [
    "template",
    "layout",
    "extra",
    "params",
    "sidebar_label",
    "cssclasses",
    "id",
    "type",
    "hide_title",
    // What mdbook-course plans a class by.
    "minutes",
    "target_minutes",
    "course",
    "session",
];

/// The front matter, and where the text begins. Keys without a counterpart are reported.
pub fn read(path: &str, text: &str, bank: &mut Bank) -> (PageFrontMatter, usize) {
    let (block, start) = front_matter_block::split(text);
    let Some(FrontMatterBlock { is_toml, text: inner }) = block else { return (PageFrontMatter::default(), start) };
    let source = SourceId(0);
    let (table, problems) = if is_toml { value::parse_toml(inner, 0, source) } else { value::parse_yaml(inner, 0, source) };
    let mut report = |message: String| bank.diagnostics.push(Diagnostic::for_path(Code::NotImported, path, message));
    if let Some(problem) = problems.first() {
        report(format!("the front matter cannot be read: {}", problem.message));
    }
    let unknown: Vec<String> = table
        .entries
        .iter()
        .map(|entry| entry.key.as_str())
        .filter(|key| !KNOWN_KEYS.contains(key) && !PRESENTATION_KEYS.contains(key))
        .map(|key| format!("`{key}`"))
        .collect();
    if !unknown.is_empty() {
        report(format!("{} of the front matter was not imported", unknown.join(", ")));
    }
    (front(&table), start)
}

fn front(table: &Table) -> PageFrontMatter {
    let order = ["weight", "sidebar_position", "nav_order", "order"].into_iter().find_map(|key| match table.get(key)?.value.kind {
        Kind::Int(number) => Some(number),
        Kind::Float(number) => Some(number as i64),
        _ => None,
    });
    let taxonomies = table.get("taxonomies").and_then(|entry| if let Kind::Table(table) = &entry.value.kind { Some(table) } else { None });
    let tables = [Some(table), taxonomies];
    let tags =
        tables.into_iter().flatten().flat_map(|table| ["tags", "keywords", "categories"].into_iter().flat_map(|key| list(table, key)));
    let mut unique: Vec<String> = Vec::new();
    for tag in tags.map(|tag| tag.trim_start_matches('#').to_string()) {
        if !unique.iter().any(|other| other.eq_ignore_ascii_case(&tag)) {
            unique.push(tag);
        }
    }
    // Obsidian's aliases are other names of a note, Hugo's are former addresses.
    let (addresses, terms): (Vec<String>, Vec<String>) =
        ["aliases", "alias"].into_iter().flat_map(|key| list(table, key)).partition(|alias| alias.contains('/'));
    let aliases = addresses.iter().map(|address| address.trim_matches('/').trim_end_matches(".html").to_string());
    let date = ["lastmod", "updated", "last_update", "date"]
        .into_iter()
        .find_map(|key| text(table, key))
        .and_then(|date| Some(date.get(..10)?.to_string()));
    PageFrontMatter {
        title: text(table, "title"),
        summary: text(table, "description").or_else(|| text(table, "summary")).unwrap_or_default(),
        order,
        tags: unique,
        terms,
        aliases: aliases.filter(|alias| is_id(alias)).collect(),
        updated: date.filter(|date| value::is_date(date)),
        draft: matches!(table.get("draft").map(|entry| &entry.value.kind), Some(Kind::Bool(true))),
    }
}

fn text(table: &Table, key: &str) -> Option<String> {
    match &table.get(key)?.value.kind {
        Kind::Str(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        Kind::Int(number) => Some(number.to_string()),
        _ => None,
    }
}

fn list(table: &Table, key: &str) -> Vec<String> {
    match table.get(key).map(|entry| &entry.value.kind) {
        Some(Kind::Str(text)) => text.split(',').map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect(),
        Some(Kind::List(list)) => {
            list.iter().filter_map(|value| if let Kind::Str(text) = &value.kind { Some(text.trim().to_string()) } else { None }).collect()
        }
        _ => Vec::new(),
    }
}

/// What mdBook's book.toml says.
#[derive(Debug, Default)]
pub struct BookKeys {
    /// The folder of the chapters.
    pub source: String,
    /// Lines for this guide's book.toml.
    lines: Vec<String>,
}

/// What mdBook's book.toml says of the book.
pub fn book(toml: &str) -> BookKeys {
    let (table, _) = value::parse_toml(toml, 0, SourceId(0));
    let inner = |table: &Table, key: &str| {
        table.get(key).and_then(|entry| if let Kind::Table(table) = &entry.value.kind { Some(table.clone()) } else { None })
    };
    let Some(book) = inner(&table, "book") else { return BookKeys::default() };
    let mut lines = Vec::new();
    for key in ["title", "description", "language"] {
        lines.extend(text(&book, key).map(|value| format!("{key} = {}", serde_json::Value::from(value))));
    }
    let authors = list(&book, "authors");
    lines.extend((!authors.is_empty()).then(|| format!("authors = {}", serde_json::Value::from(authors))));
    let html = inner(&table, "output").and_then(|output| inner(&output, "html"));
    let repository = html.and_then(|html| text(&html, "git-repository-url"));
    lines.extend(repository.map(|url| format!("site.repository = {}", serde_json::Value::from(url))));
    BookKeys { source: text(&book, "src").unwrap_or_else(|| "src".into()).trim_matches('/').to_string(), lines }
}

/// Says which lines of the guide's own book.toml would say what the book's do: an import does not change it.
pub fn report_translations(toml: &str, bank: &mut Bank) {
    let lines = book(toml).lines;
    if !lines.is_empty() {
        let diagnostic = Diagnostic::for_path(Code::NotImported, "book.toml", "the guide's own book.toml is left as it is");
        bank.diagnostics.push(diagnostic.help(format!("these have a counterpart under [book] and [site] there: {}", lines.join("; "))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (PageFrontMatter, Vec<String>) {
        let mut bank = Bank::default();
        let (front, _) = read("x.md", text, &mut bank);
        (front, bank.diagnostics.into_iter().map(|found| found.message).collect())
    }

    #[test]
    fn every_generator_s_keys_are_read() {
        let (hugo, told) = of(
            "+++\ntitle = \"A\"\ndate = 2024-05-06T07:08:09Z\nweight = 3\ntags = [\"x\"]\naliases = [\"/old/a/\"]\ndraft = true\n+++\nt",
        );
        assert_eq!(
            (hugo.title.as_deref(), hugo.order, hugo.updated.as_deref(), hugo.draft),
            (Some("A"), Some(3), Some("2024-05-06"), true)
        );
        assert_eq!((hugo.tags, hugo.aliases, told), (vec!["x".to_string()], vec!["old/a".to_string()], vec![]));
        let (zola, _) = of("+++\ntitle = \"B\"\ndescription = \"d\"\n[taxonomies]\ntags = [\"y\", \"Y\"]\n[extra]\nz = 1\n+++\n");
        assert_eq!((zola.summary.as_str(), zola.tags), ("d", vec!["y".to_string()]));
        let (docusaurus, told) = of("---\nid: a\ntitle: C\nsidebar_position: 2\npagination_next: null\n---\n");
        assert_eq!((docusaurus.order, told), (Some(2), vec!["`pagination_next` of the front matter was not imported".to_string()]));
        let (obsidian, _) = of("---\naliases: [Other name]\ntags:\n  - '#a/b'\n---\n");
        assert_eq!((obsidian.terms, obsidian.tags), (vec!["Other name".to_string()], vec!["a/b".to_string()]));
    }

    #[test]
    fn a_book_says_where_its_chapters_lie_and_what_it_is() {
        let keys = book(
            "[book]\ntitle = \"T\"\nauthors = [\"A\"]\nsrc = \"docs\"\n[output.html]\ngit-repository-url = \"https://example.org/r\"\n",
        );
        assert_eq!(keys.source, "docs");
        assert_eq!(keys.lines, ["title = \"T\"", "authors = [\"A\"]", "site.repository = \"https://example.org/r\""]);
    }
}
