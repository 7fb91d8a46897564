//! What the makers of outputs (`render`, `search`, `study`) work from.

use crate::config::Config;
use crate::markup::Markup;
use crate::model::Guide;
use crate::source::Sources;
use crate::theme::Theme;

/// A guide with all that its outputs show of it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub guide: &'a Guide,
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub markup: &'a Markup,
}
