//! One neutral tree for everything authors write as keys and values: front matter (YAML or TOML), book.toml, interface words.
//!
//! In: a part of a file and where it starts there. Out: a [`Table`] whose spans are byte offsets into the WHOLE file, and a diagnostic
//! for each mistake. Steps: [`parse_toml`] or [`parse_yaml`] builds the tree; a [`Reader`] takes known keys out of it with their type
//! checked and reports at the end the keys that nobody asked for.
//!
//! A parse never fails: what could be read is returned beside the errors. A key whose value is empty (YAML's `tags:`) counts as absent.

mod reader;
mod toml;
mod tree;
mod yaml;

pub use reader::{Reader, Spanned, is_date};
pub use toml::parse_toml;
pub use tree::{Entry, Kind, Table, Value};
pub use yaml::parse_yaml;
