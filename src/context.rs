//! What the renderers of outputs (`render`, `search`, `study`) work from.

use serde::Serialize;

use crate::config::Config;
use crate::markup::Markup;
use crate::model::{CardIx, Guide};
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

/// What the `<head>` says of a document that a template of the theme makes and that is no page of the site: a booklet, an exam, an e-book's
/// chapter.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct TemplateDocument<'a> {
    /// The template's name: `print/booklet.html`.
    #[serde(skip)]
    pub template: &'a str,
    /// Plain text.
    pub title: &'a str,
    /// The text of its stylesheet.
    pub css: &'a str,
    /// Its content security policy.
    pub content_security_policy: &'a str,
}

/// Cards for a document of the theme's.
#[derive(Debug, Clone, Copy)]
pub struct PrintRequest<'a> {
    pub cards: &'a [CardIx],
    /// The number of the first one.
    pub first_number: usize,
    /// Whether each answer is below its question.
    pub inline_answers: bool,
}
