//! The guide → files for other programs: spreadsheets, Anki, learning platforms, paper.
//!
//! In: a compiled [`Site`](crate::Site) and the cards that a [`Selection`] chose. Out: the bytes of one file. Every format is a function of these
//! two and its own options, in a file of its own; none reads another's output. What several need of a card is in [`standalone_markdown`](crate::standalone_markdown) and `html`.
//!
//! Equal guides give equal bytes: no clock, no hash order. What a format needs from outside (dates of changes) is passed in.

mod anki;
mod archive;
mod assessment;
mod csv;
mod data_url;
mod document;
mod epub;
mod html;
mod json;
mod links;
mod media_players;
mod print;
mod selection;
mod single;

use crate::Site;
use crate::standalone_markdown::{LinkBase, StandaloneMarkdown};

pub use self::anki::{anki, anki_text};
pub use self::archive::zip;
pub use self::csv::{CsvOptions, csv};
pub use self::json::{SCHEMA, json};
pub use crate::standalone_markdown::QUESTION_TYPES;
pub use assessment::{exam, gift, interviewer_kit, moodle, qti12, qti21};
pub use document::PaperSize;
pub use epub::epub;
pub use print::{Answers, booklet};
pub use selection::Selection;
pub use single::html as single_html;

/// The guide's texts with links to its files.
fn of_files(site: &Site) -> StandaloneMarkdown<'_> {
    StandaloneMarkdown { guide: &site.guide, sources: &site.sources, base: LinkBase::Files }
}
