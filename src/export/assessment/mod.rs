//! Assessments: questions for learning platforms (GIFT, Moodle's XML, QTI) and on paper (an exam with its key, an interviewer's kit).
//!
//! All of them work from `Item`s: a card's parts as HTML that needs nothing beside it, pictures as data. Platforms get choice and cloze cards as
//! what can be marked by a machine, open ones as essays where the format has them.

mod exam;
mod gift;
mod interviewer_kit;
mod item;
mod moodle;
mod print;
mod qti12;
mod qti21;
mod xhtml;

pub use exam::exam;
pub use gift::gift;
pub use interviewer_kit::interviewer_kit;
pub use moodle::moodle;
pub use qti12::qti12;
pub use qti21::qti21;
