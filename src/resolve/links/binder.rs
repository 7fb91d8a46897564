//! What binding the references of a body works from and gives. Its steps are the methods in the files beside this one.

use std::cell::OnceCell;

use fnv::FnvHashMap;

use super::missing::Missing;
use crate::config::{Config, SiteConfig};
use crate::diagnostic::Diagnostic;
use crate::model::Node;
use crate::parse::RawBody;
use crate::resolve::anchors::Anchors;
use crate::resolve::symbol_table::SymbolTable;
use crate::source::{Location, SourceId, Sources, Span};

/// A body whose references are to be bound.
pub(super) struct BodyToBind<'a> {
    pub(super) node: Node,
    pub(super) source: SourceId,
    /// The folder its file lies in, under content/.
    pub(super) folder: &'a str,
    pub(super) raw: &'a RawBody,
}

/// Binds the references of one body.
pub(super) struct Binder<'a> {
    pub(super) body: &'a BodyToBind<'a>,
    pub(super) symbols: &'a SymbolTable<'a>,
    pub(super) anchors: &'a Anchors<'a, 'a>,
    pub(super) sources: &'a Sources,
    pub(super) site: &'a SiteConfig,
    pub(super) config: &'a Config,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Where the destination of `[label]: destination` is, by the label in lower case; made when the first is asked for.
    pub(super) destinations: OnceCell<FnvHashMap<String, Span>>,
    /// With the numbers of the findings that want their help, and where what must have been meant is to be written.
    pub(super) missing: Vec<(usize, Missing, Option<Location>)>,
}
