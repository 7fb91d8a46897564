//! book.toml: what is written becomes the right [`Config`], each mistake is reported where it stands, and the reference is true.

use std::collections::BTreeSet;

use recto::config::{self, CheckLevel, Config, KEYS, Key};
use recto::diagnostic::{Code, Diagnostic, Severity};
use recto::model::HtmlPolicy;
use recto::model::SectionKind;
use recto::source::SourceId;

fn parse(toml: &str) -> (Config, Vec<Diagnostic>) {
    config::parse(SourceId(0), toml)
}

/// The findings as `line: code, text underlined`.
fn findings(toml: &str) -> Vec<String> {
    let show = |d: Diagnostic| {
        let span = d.at.expect("a place").span;
        format!("{}: {} {}", toml[..span.start as usize].matches('\n').count() + 1, d.code.id(), &toml[span.range()])
    };
    parse(toml).1.into_iter().map(show).collect()
}

#[test]
fn every_key_is_understood() {
    let toml = r##"
[book]
id = "my-guide"
title = "My guide"
description = "What it is about."
authors = ["Ada", "Grace"]
language = "fr-ca"
languages = ["en"]
licence = "CC BY 4.0"
[site]
base-url = "https://Example.org/guide"
cname = "guide.example.org"
icon = "icon.svg"
repository = "https://github.com/o/n.git"
edit-branch = "trunk"
theme = "paper"
[markdown]
html = "escape"
[links]
terms = true
[study]
retention = 0.85
new-per-day = 5
reviews-per-day = 50
leech-lapses = 4
two-grades = true
[search]
enabled = false
[search.synonyms]
k8s = ["kubernetes"]
db = "database"
[sections]
answer = "Réponse"
hint = ["Indice", "Piste"]
[[levels]]
id = "one"
[[levels]]
id = "two"
name = "Level two"
summary = "Harder."
[[kinds]]
id = "concept"
minutes = 4
[check]
missing-alt-text = "deny"
R315 = "allow"
"##;
    let (config, diagnostics) = parse(toml);
    assert_eq!(diagnostics, []);
    assert_eq!((config.book.id.as_str(), config.book.language.as_str()), ("my-guide", "fr-CA"));
    assert_eq!(config.book.authors, ["Ada", "Grace"]);
    assert_eq!(config.site.base_url.as_deref(), Some("https://example.org/guide/"));
    assert_eq!(config.site.repository.as_deref(), Some("https://github.com/o/n"));
    assert_eq!((config.site.edit_branch.as_str(), config.site.theme.as_deref()), ("trunk", Some("paper")));
    assert_eq!(config.markdown.html, HtmlPolicy::Escape);
    assert!(config.links.terms && config.study.two_grades && !config.search.enabled);
    assert_eq!((config.study.retention, config.study.new_per_day, config.study.leech_lapses), (0.85, 5, 4));
    assert_eq!(config.search.synonyms["db"], ["database"]);
    assert_eq!(config.sections[&SectionKind::Hint], ["Indice", "Piste"]);
    assert_eq!(config.sections[&SectionKind::Pitfalls], ["Pitfalls"], "what is not set keeps its default");
    assert_eq!(config.levels.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["One", "Level two"]);
    assert_eq!(config.kinds[0].minutes, Some(4));
    assert_eq!(config.check[&Code::MissingAltText], CheckLevel::Deny);
}

#[test]
fn stages_of_an_interview_are_the_words_that_it_has() {
    let (_, diagnostics) = parse("[book]\nid = \"a\"\n[[kinds]]\nid = \"case\"\nstages = [\"desing\", \"phone\", \"screen\"]\n");
    let found: Vec<String> = diagnostics.iter().map(|d| format!("{} {}", d.message, d.help.as_deref().unwrap_or_default())).collect();
    assert_eq!(
        found,
        [
            "`desing` is not a value of `stages` did you mean `design`?",
            "`phone` is not a value of `stages` one of: `screen`, `technical`, `design`, `behavioural`"
        ]
    );
}

#[test]
fn each_mistake_is_reported_at_its_line_in_one_run() {
    let toml = "\u{feff}title = \"x\"\r
[book]\r
titel = \"Été\"\r
authors = \"Ada\"\r
language = \"english\"\r
[site]\r
base-url = \"example.org\"\r
[study]\r
retention = 2\r
new-per-day = \"many\"\r
[[levels]]\r
id = \"a\"\r
[[levels]]\r
id = \"a\"\r
minutes = 3\r
[[kinds]]\r
name = \"No id\"\r
[sections]\r
hint = \"Answer\"\r
[check]\r
broken-lnk = \"warn\"\r
broken-link = \"warn\"\r
empty-section = \"never\"\r
";
    let expected = [
        "1: R102 title",
        "2: R105 book",
        "3: R102 titel",
        "4: R103 \"Ada\"",
        "5: R104 \"english\"",
        "7: R104 \"example.org\"",
        "9: R104 2",
        "10: R103 \"many\"",
        "14: R104 \"a\"",
        "15: R102 minutes",
        "16: R104 [[kinds]]",
        "19: R104 \"Answer\"",
        "21: R102 broken-lnk",
        "22: R104 \"warn\"",
        "23: R104 \"never\"",
    ];
    let found: BTreeSet<String> = findings(toml).into_iter().collect();
    assert_eq!(found, expected.map(String::from).into());
}

#[test]
fn an_unknown_key_is_told_its_nearest_or_its_home() {
    let help = |toml: &str| parse(toml).1.into_iter().find(|d| d.code == Code::UnknownKey).and_then(|d| d.help);
    assert_eq!(help("[book]\nid = \"a\"\ntitel = \"x\"\n").as_deref(), Some("did you mean `title`?"));
    assert_eq!(help("title = \"x\"\n").as_deref(), Some("`title` belongs in `[book]`"));
    assert_eq!(help("[book]\nid = \"a\"\ntheme = \"x\"\n").as_deref(), Some("`theme` belongs in `[site]`"));
    assert_eq!(help("[site]\ninterview = false\n").as_deref(), Some("write `enabled = false` under `[interview]`"));
    assert_eq!(help("[boook]\n").as_deref(), Some("did you mean `book`?"));
    assert_eq!(help("[check]\nbroken-lnk = \"warn\"\n").as_deref(), Some("did you mean `broken-link`?"));
}

#[test]
fn a_guide_without_id_gets_a_slug_of_its_title_and_a_warning() {
    let (config, diagnostics) = parse("[book]\ntitle = \"Back-end: the guide\"\n");
    assert_eq!(config.book.id, "back-end-the-guide");
    assert_eq!((diagnostics.len(), diagnostics[0].severity), (1, Severity::Warning));
    assert_eq!(diagnostics[0].help.as_deref(), Some("add `id = \"back-end-the-guide\"` to `[book]`, and never change it"));
    assert_eq!(findings(""), ["1: R105 "], "an empty book.toml is a guide too");
}

#[test]
fn checks_change_the_level_of_findings() {
    let (config, _) = parse("[check]\nmissing-alt-text = \"deny\"\nempty-section = \"allow\"\n");
    let mut found: Vec<Diagnostic> = [Code::MissingAltText, Code::EmptySection, Code::LinkToDraft, Code::BrokenLink]
        .map(|code| Diagnostic::for_path(code, "x", "y"))
        .into();
    config.apply_check_levels(&mut found);
    let levels: Vec<_> = found.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(
        levels,
        [(Code::MissingAltText, Severity::Error), (Code::LinkToDraft, Severity::Warning), (Code::BrokenLink, Severity::Error)]
    );
}

/// The rows of the reference's tables, under the header of the table that they are about.
fn documented() -> Vec<(String, String)> {
    let mut header = String::new();
    let mut rows = Vec::new();
    for line in include_str!("../CONFIGURATION.md").lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            header = if heading == "At the top" { String::new() } else { heading.trim_matches('`').to_string() };
        } else if line.starts_with("| `") {
            rows.push((header.clone(), line.to_string()));
        }
    }
    rows
}

fn row(key: &Key) -> (String, String) {
    (key.table.to_string(), format!("| `{}` | {} | {} | {} |", key.name, key.value_type, key.default, key.about))
}

#[test]
fn the_reference_lists_every_key_with_its_default() {
    assert_eq!(documented(), KEYS.iter().map(row).collect::<Vec<_>>());
}

#[test]
fn the_reference_lists_what_the_code_knows() {
    for header in KEYS.iter().map(|k| k.table).collect::<BTreeSet<_>>() {
        // One language of a guide has it.
        if header == "[check]" || header == "[translations.LANGUAGE]" {
            continue;
        }
        // The help of an unknown key that resembles nothing lists all keys of its table.
        let (_, diagnostics) = parse(&format!("{header}\nqqqqqq = 1\n"));
        let help = diagnostics
            .into_iter()
            .find(|d| d.code == Code::UnknownKey)
            .and_then(|d| d.help)
            .unwrap_or_else(|| panic!("{header}: a list of keys"));
        let known: BTreeSet<&str> = help.split('`').skip(1).step_by(2).collect();
        let listed: Vec<&str> = KEYS.iter().filter(|k| k.table == header).map(|k| k.name).collect();
        // At the top stand the tables too.
        let tables = KEYS.iter().filter(|_| header.is_empty()).filter_map(|k| k.table.trim_matches(['[', ']']).split('.').next());
        let listed = listed.into_iter().chain(tables.filter(|table| !table.is_empty())).collect();
        assert_eq!(known, listed, "{header}");
    }
}

#[test]
fn the_documented_defaults_are_the_defaults() {
    let mut toml = String::new();
    for key in KEYS.iter().filter(|k| k.default.starts_with('`') && !k.table.starts_with("[[") && k.default != "`\"\"`") {
        toml += &format!("{} = {}\n", key.path(), key.default.trim_matches('`'));
    }
    let (mut config, diagnostics) = parse(&toml);
    config.customised_sections.clear();
    assert!(diagnostics.iter().all(|d| d.code == Code::MissingBookId), "{diagnostics:?}");
    assert_eq!(config, Config { book: config::Book { id: "study-guide".into(), ..Config::default().book }, ..Config::default() });
}

#[test]
fn the_guide_of_this_repository_has_a_clean_book_toml() {
    let (config, diagnostics) = parse(include_str!("../book.toml"));
    assert_eq!(diagnostics, []);
    assert_eq!(config.book.id, "backend-interviews");
    assert_eq!(config.levels.iter().map(|l| l.id.as_str()).collect::<Vec<_>>(), ["junior", "mid", "senior"]);
}
