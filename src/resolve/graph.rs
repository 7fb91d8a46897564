//! What the bound links say about each node: who links to it, what comes before and after it.

use crate::model::{Guide, Node, Relations, Target};

/// Who is linked to by whom: `(to, from)`, sorted, each once.
pub fn backlink_pairs(guide: &Guide) -> Vec<(Node, Node)> {
    let links = guide.nodes().flat_map(|from| outgoing(guide, from).map(move |to| (to, from)));
    let mut links: Vec<(Node, Node)> = links.filter(|(to, from)| to != from).collect();
    links.sort_unstable();
    links.dedup();
    links
}

/// Fills backlinks, previous and next.
pub fn set_relations(guide: &mut Guide, links: Vec<(Node, Node)>) {
    for (to, from) in links {
        if let Some(relations) = relations(guide, to) {
            relations.backlinks.push(from);
        }
    }
    neighbours(guide);
}

/// Every node that a node links to or requires, in source order, with repetitions.
pub fn outgoing(guide: &Guide, node: Node) -> impl Iterator<Item = Node> {
    let linked = guide.body(node).into_iter().flat_map(|b| &b.links).filter_map(|link| match link.target {
        Target::Node(to, _) => Some(to),
        _ => None,
    });
    let requires: &[Node] = match node {
        Node::Home => &[],
        Node::Topic(ix) => &guide.topic(ix).requires,
        Node::Page(ix) => &guide.page(ix).requires,
        Node::Card(ix) => &guide.card(ix).requires,
    };
    linked.chain(requires.iter().copied())
}

/// What a node is related to, to be filled in; the home page has none.
pub fn relations(guide: &mut Guide, node: Node) -> Option<&mut Relations> {
    match node {
        Node::Home => None,
        Node::Topic(ix) => Some(&mut guide.topics[ix.index()].relations),
        Node::Page(ix) => Some(&mut guide.pages[ix.index()].relations),
        Node::Card(ix) => Some(&mut guide.cards[ix.index()].relations),
    }
}

/// Cards follow each other through their topic, then pages; topics follow each other through the guide.
fn neighbours(guide: &mut Guide) {
    let mut rows: Vec<Vec<Node>> = vec![(0..guide.topics.len()).map(|i| Node::Topic(i.into())).collect()];
    for topic in &guide.topics {
        rows.push(topic.cards.iter().map(|c| Node::Card(*c)).collect());
        rows.push(topic.pages.iter().map(|p| Node::Page(*p)).collect());
    }
    for row in rows {
        for pair in row.windows(2) {
            if let Some(relations) = relations(guide, pair[0]) {
                relations.next = Some(pair[1]);
            }
            if let Some(relations) = relations(guide, pair[1]) {
                relations.previous = Some(pair[0]);
            }
        }
    }
}
