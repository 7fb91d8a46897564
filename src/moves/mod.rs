//! What follows when a card, a page or a topic goes somewhere else: its former id becomes an alias, and links are rewritten.
//!
//! In: which ids and files went where. Out: changes of text. There are two askers. [`edits`] has the guide as it was, and a move that is
//! about to happen (`recto mv`). [`attach_broken_links`] has the guide after somebody moved a file, and what is wrong with it since
//! (`recto check --against … --fix`): the broken links become part of the one finding about what vanished.

mod broken_links;
mod edits;
mod paths;
mod translation_hashes;

pub use broken_links::attach_broken_links;
pub use edits::edits;
pub use translation_hashes::refresh_hashes;
