//! Pages that were shown and are no more: which file has gone, and which one probably took its place.
//!
//! In: the guide as it was and as it is. Out: what to show an author whose browser still shows such a page. Readers of the published site
//! get its own page for what is not there.

use std::collections::{BTreeMap, BTreeSet};

use recto::lint::{BaselineCard, Successors};
use recto::model::{Card, Guide, Node};
use recto::site::{SitePath, node_path};
use recto::source::Sources;

/// The pages that were removed since the preview started, by the path at which each was published.
#[derive(Default, Clone)]
pub struct RemovedPages(BTreeMap<String, RemovedPage>);

/// A page that was removed: what it was, and where its card may be now.
#[derive(Clone)]
pub struct RemovedPage {
    pub id: String,
    /// The file that the page was made from; the folder of a topic that has none.
    pub file: String,
    /// Only a card can be recognised elsewhere.
    card: Option<BaselineCard>,
    pub successor: Option<Successor>,
}

/// A card that probably is another one under a new name.
#[derive(Clone)]
pub struct Successor {
    id: String,
    pub file: String,
    pub path: SitePath,
}

impl RemovedPages {
    /// What was removed at this path.
    pub fn at(&self, path: &str) -> Option<&RemovedPage> {
        self.0.get(path)
    }

    /// The same after a change.
    pub fn after(&self, before: (&Guide, &Sources), after: (&Guide, &Sources)) -> Self {
        let mut gone = self.clone();
        let ids = |guide: &Guide| guide.nodes().map(|node| guide.id(node).to_string()).collect::<BTreeSet<String>>();
        if same_ids(before.0, after.0) {
            return gone;
        }
        let (old, new) = (ids(before.0), ids(after.0));
        for node in before.0.nodes().filter(|node| !new.contains(before.0.id(*node))) {
            gone.0.insert(node_path(before.0, node).as_str().to_string(), RemovedPage::new(node, before.0, before.1));
        }
        // A file that is moved may go with one change and come with the next.
        let fresh: Vec<&Card> = after.0.cards.iter().filter(|card| !old.contains(&card.id)).collect();
        let successors = Successors::new(fresh.iter().copied());
        for removed in gone.0.values_mut() {
            let found = removed.card.as_ref().and_then(|card| successors.of(card)).map(|card| Successor::new(card, after));
            removed.successor = found.or(removed.successor.take().filter(|successor| new.contains(&successor.id)));
        }
        gone
    }
}

/// Whether two guides have the same ids in the same order, as after nearly every save.
fn same_ids(a: &Guide, b: &Guide) -> bool {
    a.nodes().map(|node| a.id(node)).eq(b.nodes().map(|node| b.id(node)))
}

impl RemovedPage {
    fn new(node: Node, guide: &Guide, sources: &Sources) -> Self {
        let id = guide.id(node).to_string();
        let file = guide.body(node).map_or_else(|| format!("content/{id}"), |body| sources.get(body.source).path.clone());
        let card = if let Node::Card(ix) = node { Some(BaselineCard::from(guide.card(ix))) } else { None };
        Self { id, file, card, successor: None }
    }

    /// Whether it was the page of a card.
    pub fn is_card(&self) -> bool {
        self.card.is_some()
    }
}

impl Successor {
    fn new(card: &Card, (guide, sources): (&Guide, &Sources)) -> Self {
        let node = guide.nodes().find(|node| guide.id(*node) == card.id).unwrap_or(Node::Home);
        Self { id: card.id.clone(), file: sources.get(card.body.source).path.clone(), path: node_path(guide, node) }
    }
}
