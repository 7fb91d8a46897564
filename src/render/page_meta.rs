//! A page's metadata, from which the layout around its text is rendered.

use super::view::{Heading, Html};
use crate::markup::UsedFeatures;
use crate::model::{Body, Node, TopicIx};
use crate::site::SitePath;

/// A page's metadata.
#[derive(Default)]
pub struct PageMeta<'a> {
    pub kind: &'static str,
    /// What the page is of, if it is of anything that can be translated.
    pub node: Option<Node>,
    pub title: &'a str,
    pub description: &'a str,
    pub breadcrumbs: Vec<Crumb>,
    /// The open topic of the navigation.
    pub topic: Option<TopicIx>,
    pub contents: Vec<Heading>,
    /// The text whose source the reader may edit.
    pub body: Option<&'a Body>,
    pub used: UsedFeatures,
    /// Data for search engines beyond the breadcrumbs.
    pub structured_data: Option<serde_json::Value>,
}

/// A page above this one.
pub struct Crumb {
    pub title: String,
    pub html: Html,
    pub path: SitePath,
    pub kind: &'static str,
}

/// The headings that "on this page" lists: levels 2 and 3.
pub fn contents(body: Option<&Body>) -> Vec<Heading> {
    let headings = body.into_iter().flat_map(|body| body.headings.iter()).filter(|h| matches!(h.level, 2 | 3));
    headings.map(|h| Heading { text: h.text.to_string(), anchor: h.id.to_string(), depth: h.level }).collect()
}
