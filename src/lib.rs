//! Recto turns Markdown question cards and topic pages into a static study site. Bytes in, bytes out.
//!
//! [`compile`] is the whole pipeline: sources are parsed ([`parse`]) into documents, documents resolved ([`resolve`]) into a guide,
//! the guide planned ([`site`]) into a list of outputs. A [`Site`] then makes the bytes of any one of them when asked.

mod compiled;
mod compiler;
pub mod config;
mod context;
pub mod diagnostic;
pub mod encode;
pub mod export;
mod guard;
mod icons;
pub mod import;
pub mod incremental;
mod input;
pub mod lint;
pub mod markdown;
pub mod markup;
pub mod model;
pub mod moves;
pub mod offline;
pub mod parse;
pub mod render;
pub mod resolve;
pub mod search;
pub mod site;
pub mod source;
mod standalone_markdown;
pub mod study;
pub mod theme;
pub mod value;

pub use compiled::{Compiled, Site};
pub use compiler::{compile, finish_diagnostics, parse_options};
pub use context::Context;
pub use guard::guarded;
pub use input::{AssetFile, Input, Options, ThemeFile};
pub use source::{Source, Sources};
