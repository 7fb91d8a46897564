//! The guide, or chosen cards, as a booklet: one HTML file with a cover, a table of contents, the questions and the answers.

use super::data_url::data_url;
use super::document::{PaperSize, PrintDocument, RenderResult};
use super::links::Links;
use super::media_players;
use crate::Site;
use crate::model::{AssetIx, CardIx};

/// Where the answers are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answers {
    /// All after the last question, so that the booklet can be used to test oneself.
    #[default]
    End,
    /// Each below its question.
    Inline,
}

/// The document. Links between its cards stay within it; images are in it.
pub fn booklet(site: &Site, cards: &[CardIx], answers: Answers, paper_size: PaperSize) -> RenderResult {
    let html = PrintDocument::new(site, "print/booklet.html", paper_size).render_cards(cards, answers == Answers::Inline)?;
    let mut file = |asset: AssetIx| data_url(&site.guide.asset(asset).path, &site.assets[asset.index()].bytes);
    // On paper nothing plays, and a sound's bytes would be there for nothing.
    let html = media_players::players_as_names(&String::from_utf8_lossy(&html));
    Ok(Links::for_document(site, cards).rewrite(&html, &mut file).into_bytes())
}
