//! The layout around the text, alike on all pages of one kind in one folder: masthead, main menu, topics, footer, bottom menu.
//!
//! It is rendered once for each folder, topic and kind of page, from the partials of those names, and used on all of them. The list of
//! topics shows the outermost ones and the branch of the current one. It never lists cards, and of many topics side by side only those around
//! the current one, so that no page grows with the guide.

use std::ops::Range;

use serde::Serialize;
use tera::Value;

use super::PageRenderer;
use super::template_errors;
use super::view::{Branch, Html, MenuLink, MenuLinks, PageLayout, TopicTree};
use crate::config::ThemeLink;
use crate::diagnostic::Diagnostic;
use crate::model::{Node, TopicIx};

/// How many topics are side by side: more on every page would be a fifth of its bytes, and the link below them leads to all.
const MAX_SIBLINGS: usize = 15;

/// So many are all shown: a link in the place of a few would save nothing.
const FEW_SIBLINGS: usize = 20;

/// What the partials of the layout see of the page.
#[derive(Serialize)]
struct Kind {
    kind: &'static str,
}

impl PageRenderer<'_> {
    /// The layout of a page of that kind, with the branch of `current` open among the topics.
    pub fn layout(&self, kind: &'static str, current: Option<TopicIx>) -> Result<Value, Box<Diagnostic>> {
        let key = (self.urls.root.clone() + "\n" + self.urls.path.folder(), current, kind);
        self.renderer.cache.layout(key, || {
            let mut context = tera::Context::new();
            context.insert("root", &self.urls.root);
            context.insert("page", &Kind { kind });
            context.insert("topic_tree", &self.topic_tree(current));
            context.insert("menu_links", &self.menu_links());
            let partial = |name: &str| {
                let rendered = self.renderer.tera.render(&format!("partials/{name}.html"), &context);
                rendered
                    .map(|html| Html::new(&html))
                    .map_err(|error| template_errors::while_rendering(self.cx.theme, &error, &self.urls.path))
            };
            let layout = PageLayout {
                masthead: partial("masthead")?,
                main_menu: partial("main_menu")?,
                topic_tree: partial("topic_tree")?,
                footer: partial("footer")?,
                bottom_menu: partial("bottom_menu")?,
            };
            Ok(Value::from_serializable(&layout))
        })
    }

    /// The author's links, each from here.
    fn menu_links(&self) -> MenuLinks {
        let guide = self.cx.guide;
        let link = |link: &ThemeLink| {
            let node = guide.nodes().find(|node| guide.id(*node) == link.to);
            MenuLink { text: link.text.clone(), url: node.map_or_else(|| link.to.clone(), |node| self.urls.node(guide, node)) }
        };
        let theme = &self.cx.config.theme;
        MenuLinks { main_menu: theme.navigation.iter().map(link).collect(), footer: theme.footer_links.iter().map(link).collect() }
    }

    fn topic_tree(&self, current: Option<TopicIx>) -> TopicTree {
        let guide = self.cx.guide;
        let open = current.map(|ix| guide.ancestry(ix)).unwrap_or_default();
        let outermost: Vec<TopicIx> = guide.outermost_topics().collect();
        let (topics, more) = self.branches(&outermost, current, &open);
        TopicTree { topics, more }
    }

    /// The topics of a list around the open one, the first where none is, and how many are left out.
    fn branches(&self, topics: &[TopicIx], current: Option<TopicIx>, open: &[TopicIx]) -> (Vec<Branch>, usize) {
        let shown = &topics[window(topics.len(), topics.iter().position(|ix| open.contains(ix)))];
        (shown.iter().map(|ix| self.branch(*ix, current, open)).collect(), topics.len() - shown.len())
    }

    fn branch(&self, ix: TopicIx, current: Option<TopicIx>, open: &[TopicIx]) -> Branch {
        let topic = self.cx.guide.topic(ix);
        let is_open = open.contains(&ix);
        let (topics, more) = if is_open { self.branches(&topic.children, current, open) } else { (Vec::new(), 0) };
        Branch {
            id: topic.id.clone(),
            url: self.urls.topic(self.cx.guide, ix),
            title: self.title(Node::Topic(ix)),
            total: topic.total,
            language: self.fallback_language(Node::Topic(ix)),
            current: current == Some(ix),
            open: is_open,
            topics,
            more,
        }
    }
}

/// Which of the siblings are shown: as many before the open one as after it, where there are.
fn window(len: usize, open: Option<usize>) -> Range<usize> {
    if len <= FEW_SIBLINGS {
        return 0..len;
    }
    let start = open.unwrap_or(0).saturating_sub(MAX_SIBLINGS / 2).min(len.saturating_sub(MAX_SIBLINGS));
    start..len.min(start + MAX_SIBLINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_topics_those_around_the_open_one_are_shown() {
        assert_eq!(window(0, None), 0..0);
        assert_eq!(window(20, Some(14)), 0..20);
        assert_eq!(window(21, Some(20)), 6..21);
        assert_eq!(window(40, None), 0..15);
        assert_eq!(window(40, Some(0)), 0..15);
        assert_eq!(window(40, Some(20)), 13..28);
        assert_eq!(window(40, Some(39)), 25..40);
    }
}
