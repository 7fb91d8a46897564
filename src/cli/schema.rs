//! `recto schema`: what may be in book.toml and in front matter, as JSON Schema (draft 7, which editors know best).
//!
//! The schema of book.toml is made from the same list of keys as CONFIGURATION.md and `recto explain`. With a guide's folder, its own
//! levels, kinds and tags are the ones that are allowed. That of exported cards is a file of its own.

use recto::config::{Config, KEYS, Key};
use recto::diagnostic::Code;
use recto::model::InterviewStage;
use serde_json::{Map, Value, json};

use super::args::{Schema, SchemaOf};
use super::{Failure, guide, read};

/// `recto schema`.
pub fn run(args: &Schema) -> Result<(), Failure> {
    let compiled = match &args.dir {
        Some(dir) => Some(recto::compile(read::read(&guide::find(dir)?.root)?, &recto::Options::default())),
        None => None,
    };
    Ok(super::terminal::print(&text(args.what, compiled.as_ref().map(|compiled| &*compiled.config)))?)
}

/// The schema as it is written into a file.
pub fn text(what: SchemaOf, config: Option<&Config>) -> String {
    let schema = match what {
        SchemaOf::Cards => return recto::export::SCHEMA.to_string(),
        SchemaOf::Book => book(),
        SchemaOf::FrontMatter => front_matter(config.unwrap_or(&Config::default())),
    };
    format!("{}\n", recto::encode::json_pretty(&schema))
}

fn object(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn book() -> Value {
    let mut tables: Map<String, Value> = Map::new();
    for key in KEYS.iter().filter(|key| !key.table.is_empty()) {
        let name = key.table.trim_matches(['[', ']']);
        let table = tables.entry(name).or_insert_with(|| if key.table.starts_with("[[") { list_of_tables() } else { object(Map::new()) });
        let table = if key.table.starts_with("[[") { &mut table["items"] } else { table };
        match key.name {
            "CODE" => Code::ALL.iter().for_each(|code| check(table, *code)),
            name => table["properties"][name] = described(value(key.value_type), key),
        }
    }
    let top = KEYS.iter().filter(|key| key.table.is_empty());
    tables.extend(top.map(|key| (key.name.to_string(), described(value(key.value_type), key))));
    // One table for each language.
    if let Some(language) = tables.remove("translations.LANGUAGE") {
        tables.insert("translations".into(), json!({"type": "object", "additionalProperties": language}));
    }
    let mut schema = object(tables);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "book.toml of a Recto guide".into();
    schema
}

fn list_of_tables() -> Value {
    json!({"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {}, "required": ["id"]}})
}

fn described(mut schema: Value, key: &Key) -> Value {
    schema["description"] = format!("{} Default: {}.", key.about, key.default).replace('`', "").into();
    schema
}

/// A finding's level, under its name and under its number.
fn check(table: &mut Value, code: Code) {
    let levels: &[&str] = if code.is_always_error() { &["deny"] } else { &["allow", "warn", "deny"] };
    for name in [code.name(), code.id()] {
        table["properties"][name] = json!({"enum": levels, "description": code.explanation()});
    }
    for former in code.former_names() {
        table["properties"][former] = json!({"enum": levels, "deprecated": true, "description": format!("Now `{}`.", code.name())});
    }
}

const SLUG: &str = r"^[^\s\-_/A-Z]+(-[^\s\-_/A-Z]+)*$";

/// The schema for the kind of a key's value, as the reference describes it.
fn value(value_type: &str) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    match value_type {
        "text" | "path" | "folder name" | "domain name" => json!({"type": "string"}),
        "slug" => json!({"type": "string", "pattern": SLUG, "maxLength": 64}),
        "language tag" => json!({"type": "string", "pattern": LANGUAGE}),
        "URL" => json!({"type": "string", "pattern": "^[hH][tT][tT][pP][sS]?://"}),
        "true or false" => json!({"type": "boolean"}),
        "list of texts" | "list of ids" | "list of paths" => texts,
        "list of origins" => json!({"type": "array", "items": {"type": "string", "pattern": "^https://[a-z0-9][a-z0-9.-]*(:[0-9]+)?/?$"}}),
        "list of language tags" => json!({"type": "array", "items": {"type": "string", "pattern": LANGUAGE}}),
        "table of texts" => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        "table of texts or tables" => {
            let said = json!({"type": "object", "properties": {"name": {"type": "string"}, "summary": {"type": "string"}}, "additionalProperties": false});
            json!({"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, said]}})
        }
        "table like `[words]`" => json!({"type": "object", "additionalProperties": {"type": "string"}}),
        "colour" => json!({"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"}),
        "path or list of paths" => json!({"anyOf": [{"type": "string"}, texts]}),
        "table like `[sections]`" => json!({"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, texts]}}),
        "text or list of texts" => json!({"anyOf": [{"type": "string"}, texts]}),
        "table of lists of texts" => json!({"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, texts]}}),
        _ => range(value_type).or_else(|| choice(value_type)).unwrap_or_else(|| json!({})),
    }
}

const LANGUAGE: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// `number, 0.70 to 0.97`, `whole number, 0 to 9999`.
fn range(value_type: &str) -> Option<Value> {
    let (sort, range) = value_type.split_once(", ")?;
    let kind = match sort {
        "whole number" => "integer",
        "number" => "number",
        _ => return None,
    };
    let (least, most) = range.split_once(" to ")?;
    let number = |text: &str| serde_json::from_str::<Value>(text.trim()).ok();
    Some(json!({"type": kind, "minimum": number(least)?, "maximum": number(most)?}))
}

/// Words in quotes, one of them or a list.
fn choice(value_type: &str) -> Option<Value> {
    let words: Vec<&str> = value_type.split('"').skip(1).step_by(2).collect();
    let one = (!words.is_empty()).then(|| json!({"enum": words}))?;
    Some(if value_type.starts_with("list of ") { json!({"type": "array", "items": one}) } else { one })
}

/// The JSON Schema of the front matter of cards, pages and topics, with the levels, kinds and tags of a guide.
pub fn front_matter(config: &Config) -> Value {
    let ids = |categories: &[recto::model::LevelOrKind]| categories.iter().map(|grade| grade.id.clone()).collect::<Vec<_>>();
    let list = |items: Value, about: &str| json!({"type": "array", "items": items, "description": about});
    let text = |about: &str| json!({"type": "string", "description": about});
    let tag = config.allowed_tags.as_ref().map_or_else(|| json!({"type": "string"}), |tags| json!({"enum": tags}));
    let any = || json!({"type": "string"});
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Front matter of a Recto guide",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "level": {"enum": ids(&config.levels), "description": "Of a card: who should be able to answer it."},
            "kind": {"enum": ids(&config.kinds), "description": "Of a card: what sort of question it is."},
            "type": {"enum": ["open", "choice", "cloze"], "description": "Of a card. Only `cloze` has to be said: parts of the text are hidden, ==like this==."},
            "minutes": {"type": "integer", "minimum": 1, "maximum": 10_000, "description": "Of a card: how long question and answer take in an interview."},
            "stages": list(json!({"enum": InterviewStage::ALL.map(|(name, _)| name)}), "Of a card: stages of a mock interview that ask it, where they are not its kind's; none for a card that is never asked."),
            "id": text("Of a card: its identity, where that should not follow from the path."),
            "tags": list(tag, "What it is about."),
            "requires": list(any(), "Ids of what to know first."),
            "terms": list(any(), "Words that it defines."),
            "aliases": list(any(), "Ids that it had before. They redirect, and progress follows."),
            "draft": {"type": "boolean", "description": "Not published yet."},
            "original": text("In a translation: the hash that its original had when it was translated."),
            "updated": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "The day on which it was last checked, YYYY-MM-DD."},
            "title": text("Of a topic or page. A file in a topic's folder that has one is a page, not a card."),
            "summary": text("Of a topic or page: one sentence."),
            "cards": {"description": "Of a topic: the order of its cards, a list of their names, or `alphabetical`.", "oneOf": [{"type": "array", "items": {"type": "string"}}, {"const": "alphabetical"}]},
            "order": {"type": "integer", "description": "Its place among its neighbours: of cards, topics or pages. Cards without one follow those that have one, by level."},
            "icon": text("Of a topic or page: one character, such as an emoji, before its title."),
        },
        // What has a title is not a card.
        "if": {"required": ["title"]},
        "then": {"properties": {"level": false, "kind": false, "type": false, "minutes": false, "stages": false, "id": false}},
    })
}
