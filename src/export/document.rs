//! Documents for printing: templates of the theme, filled, as HTML with its styles inside, which loads nothing and runs nothing.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::Site;
use crate::context::{PrintRequest, TemplateDocument};
use crate::diagnostic::Diagnostic;
use crate::encode::base64;
use crate::model::CardIx;

/// The sheet that is printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PaperSize {
    #[default]
    A4,
    Letter,
}

/// A document's bytes, or the errors in the theme's template.
pub type RenderResult = Result<Vec<u8>, Vec<Diagnostic>>;

/// A document in the making.
pub struct PrintDocument<'a> {
    site: &'a Site,
    template: &'a str,
    css: String,
    content_security_policy: String,
}

impl<'a> PrintDocument<'a> {
    /// A document of a template of the theme, for sheets of a size.
    pub fn new(site: &'a Site, template: &'a str, paper_size: PaperSize) -> Self {
        let size = if paper_size == PaperSize::A4 { "A4" } else { "letter" };
        let sheet = site.theme.published_bytes("styles/paper.css").unwrap_or_default();
        let sheet = String::from_utf8_lossy(sheet);
        let css = format!("\n@page {{ size: {size}; }}\n{sheet}\n@page turned {{ size: {size} landscape; }}\n");
        let hash = base64(&Sha256::digest(css.as_bytes()));
        let content_security_policy = format!("default-src 'none'; img-src data:; style-src 'sha256-{hash}'");
        Self { site, template, css, content_security_policy }
    }

    fn document(&self) -> TemplateDocument<'_> {
        TemplateDocument {
            template: self.template,
            title: &self.site.config.book.title,
            css: &self.css,
            content_security_policy: &self.content_security_policy,
        }
    }

    /// Lets the template make the document of `value`, which it sees under `name`.
    pub fn render(&self, name: &'static str, value: &impl Serialize) -> RenderResult {
        self.site.renderer.document(&self.site.context(), &self.document(), name, value).map_err(|found| vec![*found])
    }

    /// Lets the template make the document of these cards. Links and images are those of the site's root.
    pub fn render_cards(&self, cards: &[CardIx], inline_answers: bool) -> RenderResult {
        self.site
            .renderer
            .printed(&self.site.context(), &self.document(), &PrintRequest { cards, first_number: 1, inline_answers })
            .map_err(|found| vec![*found])
    }
}
