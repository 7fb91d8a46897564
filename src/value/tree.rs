//! The tree of keys and values, with the place of each.

use crate::source::Span;

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub kind: Kind,
    pub span: Span,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// YAML's empty value, `~` and `null`; TOML has none.
    Null,
    /// Also dates and times, as written.
    Str(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    List(Vec<Value>),
    Table(Table),
}

impl Kind {
    /// What the author would call it: `a string`, `a whole number`.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Null => "nothing",
            Kind::Str(_) => "a string",
            Kind::Int(_) => "a whole number",
            Kind::Float(_) => "a number",
            Kind::Bool(_) => "true or false",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}

/// Keys and values in the order in which they are written; no key occurs twice.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub entries: Vec<Entry>,
    /// All of it; for a TOML table with a header, the header.
    pub span: Span,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Value,
}

impl Table {
    /// The first entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.key == key)
    }
}
