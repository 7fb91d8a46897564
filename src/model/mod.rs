//! The guide as data: topics, cards, pages, and everything that binds them. No behaviour beyond looking things up.
//!
//! Bodies stay Markdown: a [`Body`] names a part of a source and lists what parsing found there (headings with their anchors,
//! links bound to their targets). `markup` turns it into HTML when a page is asked for. A broken link has no place here.

mod body;
mod card;
#[cfg(test)]
pub mod fixtures;
mod guide;
mod language_names;
mod languages;
mod moves;
mod names;
mod node;

pub use body::{AppPage, Body, Features, Heading, Link, LinkSyntax, Target, Title};
pub use card::{Card, Choice, Cloze, KeyPoint, KeyPointsPart, Question, Section, SectionKind, TYPED_ANSWER_SEPARATOR};
pub use guide::{Asset, Guide, Home, HtmlPolicy, Page, Redirect, Tag, Topic};
pub use language_names::language_name;
pub use languages::{Language, Languages};
pub use moves::Moves;
pub use names::{plural_stem, title_from_name};
pub use node::{AssetIx, CardIx, InterviewStage, KindIx, LevelIx, LevelOrKind, Node, PageIx, Relations, TagIx, TopicIx};
