//! The list of topics beside the text: the outermost ones, and the branch of the current one.
//!
//! It is made once for each topic and used on all pages of the topic. It never lists cards, and of many topics side by side only so many,
//! so that no page grows with the guide.

use super::Page;
use super::failure;
use super::view::{Branch, Html, Navigation};
use crate::diagnostic::Diagnostic;
use crate::model::{Node, TopicIx};

/// How many topics stand side by side.
const WIDTH: usize = 60;

impl Page<'_> {
    /// The navigation with the branch of `current` open.
    pub fn navigation(&self, current: Option<TopicIx>) -> Result<Html, Diagnostic> {
        let key = (self.place.root.clone() + "\n" + self.place.path.folder(), current);
        self.renderer.shared.navigation(key, || {
            let mut context = tera::Context::new();
            context.insert("root", &self.place.root);
            context.insert("navigation", &self.navigation_view(current));
            let rendered = self.renderer.tera.render("partials/navigation.html", &context);
            rendered.map(|html| Html::new(&html)).map_err(|error| failure::while_rendering(self.cx.theme, &error, &self.place.path))
        })
    }

    fn navigation_view(&self, current: Option<TopicIx>) -> Navigation {
        let guide = self.cx.guide;
        let open = current.map(|ix| guide.ancestry(ix)).unwrap_or_default();
        let outermost: Vec<TopicIx> = (0..guide.topics.len()).map(TopicIx::from).filter(|ix| guide.topic(*ix).parent.is_none()).collect();
        let (topics, more) = self.branches(&outermost, current, &open);
        Navigation { topics, more }
    }

    /// The first topics of a list and the open one, and how many are left out.
    fn branches(&self, topics: &[TopicIx], current: Option<TopicIx>, open: &[TopicIx]) -> (Vec<Branch>, usize) {
        let shown: Vec<TopicIx> = topics.iter().enumerate().filter(|(i, ix)| *i < WIDTH || open.contains(ix)).map(|(_, ix)| *ix).collect();
        let more = topics.len() - shown.len();
        (shown.into_iter().map(|ix| self.branch(ix, current, open)).collect(), more)
    }

    fn branch(&self, ix: TopicIx, current: Option<TopicIx>, open: &[TopicIx]) -> Branch {
        let topic = self.cx.guide.topic(ix);
        let is_open = open.contains(&ix);
        let (topics, more) = if is_open { self.branches(&topic.children, current, open) } else { (Vec::new(), 0) };
        Branch {
            id: topic.id.clone(),
            url: self.place.topic(self.cx.guide, ix),
            title: self.title(Node::Topic(ix)),
            total: topic.total,
            current: current == Some(ix),
            open: is_open,
            topics,
            more,
        }
    }
}
