//! A cache of what many pages of a guide need, computed on first use.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use tera::Value;

use super::text;
use super::view::Html;
use crate::Context;
use crate::model::{CardIx, Guide, LevelIx, Node, TopicIx};

/// The key of a layout: the folder of the page, the topic that is open in it, and the kind of page.
pub type LayoutKey = (String, Option<TopicIx>, &'static str);

/// Layouts that are held at most. Pages of one folder are made one after the other, so that more would only take memory: a guide of 5,000 topics
/// has twice as many layouts.
const MAX_LAYOUTS: usize = 512;

/// Caches of one guide. Everything in them follows from the guide and theme alone, so that the order of filling never shows.
#[derive(Default)]
pub struct PageCache {
    levels: OnceLock<Vec<Vec<CardIx>>>,
    titles: OnceLock<Titles>,
    excerpts: OnceLock<Vec<OnceLock<Box<str>>>>,
    nodes_by_folder: OnceLock<BTreeMap<String, Vec<Node>>>,
    layouts: Mutex<BTreeMap<LayoutKey, Value>>,
}

/// Titles as markup, by kind of node.
struct Titles {
    topics: Vec<OnceLock<Html>>,
    pages: Vec<OnceLock<Html>>,
    cards: Vec<OnceLock<Html>>,
}

impl PageCache {
    /// The cards of a level, in guide order.
    pub fn level(&self, guide: &Guide, level: LevelIx) -> &[CardIx] {
        let levels = self.levels.get_or_init(|| {
            let mut levels = vec![Vec::new(); guide.levels.len()];
            for (i, card) in guide.cards.iter().enumerate() {
                if let Some(cards) = card.level.and_then(|level| levels.get_mut(level.index())) {
                    cards.push(CardIx::from(i));
                }
            }
            levels
        });
        levels.get(level.index()).map_or(&[], Vec::as_slice)
    }

    /// A node's title as markup; the guide's own for the home page.
    pub fn title(&self, cx: &Context<'_>, node: Node) -> Html {
        let empty = |n: usize| (0..n).map(|_| OnceLock::new()).collect();
        let titles = self.titles.get_or_init(|| Titles {
            topics: empty(cx.guide.topics.len()),
            pages: empty(cx.guide.pages.len()),
            cards: empty(cx.guide.cards.len()),
        });
        let slot = match node {
            Node::Home => None,
            Node::Topic(ix) => titles.topics.get(ix.index()),
            Node::Page(ix) => titles.pages.get(ix.index()),
            Node::Card(ix) => titles.cards.get(ix.index()),
        };
        match slot {
            Some(slot) => slot.get_or_init(|| text::title(cx, node)).clone(),
            None => text::title(cx, node),
        }
    }

    /// The first words of a card's answer: its page, its preview and the feed show them, and each would read the whole card for them.
    pub fn excerpt(&self, cx: &Context<'_>, card: CardIx) -> String {
        let slots = self.excerpts.get_or_init(|| cx.guide.cards.iter().map(|_| OnceLock::new()).collect());
        let make = || text::excerpt(cx, Node::Card(card)).into_boxed_str();
        slots.get(card.index()).map_or_else(make, |slot| slot.get_or_init(make).clone()).into_string()
    }

    /// What a node says in one or two lines: its own summary, or its first words.
    pub fn summary(&self, cx: &Context<'_>, node: Node) -> String {
        let own = match node {
            Node::Home => &cx.guide.home.summary,
            Node::Topic(ix) => &cx.guide.topic(ix).summary,
            Node::Page(ix) => &cx.guide.page(ix).summary,
            Node::Card(ix) => return self.excerpt(cx, ix),
        };
        if own.is_empty() { text::excerpt(cx, node) } else { own.to_string() }
    }

    /// The nodes that are published in each folder, in guide order.
    pub fn nodes_by_folder(&self, guide: &Guide) -> &BTreeMap<String, Vec<Node>> {
        self.nodes_by_folder.get_or_init(|| crate::site::link_previews::folders(guide))
    }

    /// The layout for a key, made by `make` unless it is there.
    pub fn layout<E>(&self, key: LayoutKey, make: impl FnOnce() -> Result<Value, E>) -> Result<Value, E> {
        if let Some(layout) = self.layouts.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(layout.clone());
        }
        // Not made under the lock: two threads may make the same one, and get the same.
        let layout = make()?;
        let mut layouts = self.layouts.lock().unwrap_or_else(PoisonError::into_inner);
        if layouts.len() >= MAX_LAYOUTS {
            layouts.clear();
        }
        layouts.insert(key, layout.clone());
        Ok(layout)
    }
}
