//! The columns of tables: what the command line, the guide and the interface's languages call them, and how a plan reports what was read.

use recto::config::Config;
use recto::import::{self, Columns, LevelOrKindNames, TableColumns, TrueFalseNames};
use recto::model::{LevelOrKind, SectionKind};
use recto::theme;

use crate::cli::args::Import;
use crate::cli::{Failure, print};

/// Names of columns, from the command line, the guide and the interface.
pub fn of(args: &Import, config: &Config) -> Result<Columns, Failure> {
    let mut columns = Columns::default();
    columns.no_header = args.no_header;
    for pair in &args.columns {
        let (key, column) = pair.split_once('=').ok_or_else(|| Failure::Usage(format!("`{pair}` is not of the form question=COLUMN")))?;
        if !import::is_column_key(key) {
            let keys: Vec<&str> = import::column_keys().collect();
            return Err(Failure::Usage(format!("a column cannot be `{key}`; it can be {}", keys.join(", "))));
        }
        columns.named.push((key.to_string(), column.trim().to_string()));
    }
    for config in sites(config) {
        for (kind, names) in &config.sections {
            names.iter().for_each(|name| columns.add_guide_name(kind.key(), name));
        }
        columns.add_guide_name("level", &config.words.level);
        columns.add_guide_name("kind", &config.words.kind);
    }
    for language in theme::languages() {
        add_language_names(&language, &mut columns);
    }
    Ok(columns)
}

/// Where a noun that a column can be called by is alone in the interface's words: key, table, word.
const WORDS: &[(&str, &str, &str)] = &[
    ("question", "issue", "title"),
    ("question", "issue", "question"),
    ("topic", "issue", "topic"),
    ("level", "issue", "level"),
    ("level", "topic", "level"),
    ("kind", "topic", "kind"),
    ("tags", "topic", "tag"),
    ("tags", "listing", "tag"),
    ("tags", "nav", "tags"),
    ("references", "issue", "references"),
];

fn add_language_names(language: &str, columns: &mut Columns) {
    let words = theme::built_in_strings(language);
    for (key, table, word) in WORDS {
        columns.add_language_name(key, words.get(table, word).unwrap_or_default());
    }
    for kind in SectionKind::ALL {
        words.section_names(kind.key()).iter().for_each(|name| columns.add_language_name(kind.key(), name));
    }
}

/// The guide's configuration in each of its languages.
fn sites(config: &Config) -> Vec<Config> {
    std::iter::once(config.clone()).chain(config.translation_languages().map(|language| config.translated(language))).collect()
}

/// What true and false are called in a language.
pub fn true_false_words(language: &str) -> TrueFalseNames {
    let words = theme::built_in_strings(language);
    let word = |key| words.get("import", key).map(str::to_string);
    let english = TrueFalseNames::default();
    TrueFalseNames { yes: word("is_true").unwrap_or(english.yes), no: word("is_false").unwrap_or(english.no) }
}

/// Levels or kinds with their names in each language of the guide.
pub fn level_or_kind_names(config: &Config, list: fn(&Config) -> &Vec<LevelOrKind>) -> Vec<LevelOrKindNames> {
    let sites = sites(config);
    let names = |id: &str| sites.iter().flat_map(|site| list(site).iter().filter(|one| one.id == id)).map(|one| one.name.clone()).collect();
    list(config).iter().map(|one| LevelOrKindNames { id: one.id.clone(), names: names(&one.id) }).collect()
}

/// How each table was read: a line for its columns, in the words of `--columns`, and one where its first row became a card unasked.
pub fn describe(tables: &[TableColumns]) -> String {
    let mut out = String::new();
    for table in tables {
        let used: Vec<String> = table.used.iter().map(|(key, column)| format!("{key}={}", shortened(column))).collect();
        let unused: Vec<String> = table.unused.iter().map(|column| shortened(column)).collect();
        let unused = if unused.is_empty() { String::new() } else { format!("; columns not used: {}", unused.join(", ")) };
        out.push_str(&print::replace_control_characters(&format!("{:<10} {}: {}{unused}", "columns", table.path, used.join(", "))));
        out.push('\n');
        let mut say = |said: String| {
            out.push_str(&print::replace_control_characters(&format!("{:<10} {}: {said}", "columns", table.path)));
            out.push('\n');
        };
        if let Some(row) = &table.first_row {
            let row = shortened(row);
            say(format!("the first row was taken as a question, `{row}`; if it names the columns: `--columns question=1,answer=2`"));
        }
        if let Some(rows) = rows(table.inherited_topics) {
            say(format!("{rows} without a topic got that of the row above, as merged cells are saved"));
        }
        // Where none has one, the column is not used.
        if let Some(rows) = rows(table.missing_topics) {
            say(format!("{rows} without a topic went to the topic of the import itself"));
        }
    }
    out
}

/// A number of rows in words; none for none.
fn rows(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 row".into()),
        _ => Some(format!("{count} rows")),
    }
}

/// A column's name on a line with others.
fn shortened(name: &str) -> String {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(40).collect();
    if short.len() < line.len() { short + "…" } else { short }
}
