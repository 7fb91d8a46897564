//! map.html: the topics as cards, edges between those whose cards link to each other, and the same as a list.

use super::map_layout::Graph;
use super::page_meta::PageMeta;
use super::view::{Map, MapEdge, MapNode, MapRow};
use super::{PageRenderer, Rendered};
use crate::model::{Guide, Node, Target, TopicIx};

/// Topics that the drawing holds; the biggest are drawn.
const MAX_TOPICS: usize = 60;
/// Topics side by side, at most.
const MAX_COLUMNS: usize = 5;
/// Edges that each topic asks for.
const EDGES_PER_TOPIC: usize = 3;
/// Topics that the list names beside each.
const MAX_LINKED: usize = 5;

/// Sizes in units of the drawing.
const NODE_SIZE: (u32, u32) = (168, 70);
const GAP: (u32, u32) = (36, 64);
const MARGIN: u32 = 6;
/// Characters in a line of a card, in the widest of the usual faces, and lines.
const CHARS_PER_LINE: usize = 16;
const MAX_LINES: usize = 3;

/// The page with the map of the topics.
pub fn render(page: &PageRenderer<'_>) -> Rendered {
    let (title, summary) = (page.word("map", "title"), page.word("map", "summary"));
    let info =
        page.info(PageMeta { kind: "map", title: &title, description: &summary, breadcrumbs: page.crumbs(None), ..PageMeta::default() });
    page.render("map.html", &info, &[("map", &view(page))])
}

fn view(page: &PageRenderer<'_>) -> Map {
    let guide = page.cx.guide;
    let drawn = drawn(guide);
    let graph = graph(guide, &drawn);
    // Wider than high: about eight columns to five rows.
    let columns = (1..MAX_COLUMNS).find(|n| n * n * 5 >= drawn.len() * 8).unwrap_or(MAX_COLUMNS);
    let rows = graph.rows(drawn.len().div_ceil(columns));
    let place = Places::new(&rows, drawn.len());
    let threads = graph.edges(EDGES_PER_TOPIC);
    let strongest = threads.iter().map(|(a, b)| graph.links(*a, *b)).max().unwrap_or(1);
    let edge = |(a, b): &(usize, usize)| MapEdge {
        path: place.edge_path(*a, *b),
        weight: (graph.links(*a, *b) * 4).div_ceil(strongest).clamp(1, 4) as u8,
    };
    let list = drawn.iter().enumerate().map(|(i, ix)| MapRow {
        link: page.link(Node::Topic(*ix), None),
        total: guide.topic(*ix).total,
        linked: graph.neighbours(i).into_iter().take(MAX_LINKED).map(|j| page.link(Node::Topic(drawn[j]), None)).collect(),
    });
    Map {
        width: place.width,
        height: place.height,
        nodes: rows.iter().flatten().map(|i| node(page, drawn[*i], place.at[*i])).collect(),
        edges: threads.iter().map(edge).collect(),
        more: guide.topics.len() - drawn.len(),
        list: list.collect(),
    }
}

/// The topics of the drawing in guide order: all, or the biggest.
fn drawn(guide: &Guide) -> Vec<TopicIx> {
    let mut topics: Vec<TopicIx> = (0..guide.topics.len()).map(TopicIx::from).collect();
    topics.sort_by_key(|ix| (std::cmp::Reverse(guide.topic(*ix).total), *ix));
    topics.truncate(MAX_TOPICS);
    topics.sort_unstable();
    topics
}

/// Every link and requirement between two of the topics.
fn graph(guide: &Guide, drawn: &[TopicIx]) -> Graph {
    let number = |node: Node| {
        let topic = match node {
            Node::Home => None,
            Node::Topic(ix) => Some(ix),
            Node::Page(ix) => guide.page(ix).topic,
            Node::Card(ix) => Some(guide.card(ix).topic),
        };
        topic.and_then(|ix| drawn.binary_search(&ix).ok())
    };
    let mut graph = Graph::new(drawn.len());
    for from in guide.nodes() {
        let Some(a) = number(from) else { continue };
        for link in guide.body(from).iter().flat_map(|body| &body.links) {
            if let Target::Node(to, _) = link.target
                && let Some(b) = number(to).filter(|b| *b != a)
            {
                graph.link(a, b);
            }
        }
        let requires = match from {
            Node::Card(ix) => &guide.card(ix).requires,
            Node::Page(ix) => &guide.page(ix).requires,
            Node::Topic(ix) => &guide.topic(ix).requires,
            Node::Home => continue,
        };
        for b in requires.iter().filter_map(|to| number(*to)).filter(|b| *b != a) {
            graph.link(a, b);
            graph.link_prerequisite(b, a);
        }
    }
    graph
}

fn node(page: &PageRenderer<'_>, ix: TopicIx, (x, y): (u32, u32)) -> MapNode {
    let topic = page.cx.guide.topic(ix);
    MapNode {
        x,
        y,
        width: NODE_SIZE.0,
        height: NODE_SIZE.1,
        url: page.urls.topic(page.cx.guide, ix),
        lines: lines(&topic.title.plain),
        title: topic.title.plain.to_string(),
        total: topic.total,
        pages: topic.pages.len(),
    }
}

/// A title broken into the lines of a card, between words and after hyphens; what does not fit is cut.
fn lines(title: &str) -> Vec<String> {
    let pieces = title.split_whitespace().flat_map(|word| {
        // A space in front of a word, nothing in front of what follows a hyphen.
        word.split_inclusive('-').enumerate().map(|(i, piece)| (i == 0, piece))
    });
    let mut lines: Vec<String> = vec![String::new()];
    for (spaced, piece) in pieces {
        let last = lines.last().map_or(0, |line| line.chars().count());
        let is_full = last > 0 && last + usize::from(spaced) + piece.chars().count() > CHARS_PER_LINE;
        if is_full && lines.len() == MAX_LINES {
            lines.last_mut().into_iter().for_each(|line| line.push('…'));
            break;
        }
        if is_full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if spaced && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(piece);
        }
    }
    for line in &mut lines {
        if let Some((cut, _)) = line.char_indices().nth(CHARS_PER_LINE + 1) {
            line.truncate(cut);
            line.push('…');
        }
    }
    lines
}

/// Where each topic's card is, by its number.
struct Places {
    width: u32,
    height: u32,
    /// Upper left corners.
    at: Vec<(u32, u32)>,
    /// Row of each topic.
    row: Vec<usize>,
}

impl Places {
    fn new(rows: &[Vec<usize>], topics: usize) -> Self {
        let widest = rows.iter().map(Vec::len).max().unwrap_or(0) as u32;
        let across = |n: u32| n * NODE_SIZE.0 + n.saturating_sub(1) * GAP.0;
        let (mut at, mut row_of) = (vec![(0, 0); topics], vec![0; topics]);
        for (r, row) in rows.iter().enumerate() {
            let left = MARGIN + (across(widest) - across(row.len() as u32)) / 2;
            for (c, topic) in row.iter().enumerate() {
                at[*topic] = (left + c as u32 * (NODE_SIZE.0 + GAP.0), MARGIN + r as u32 * (NODE_SIZE.1 + GAP.1));
                row_of[*topic] = r;
            }
        }
        let height = rows.len() as u32 * (NODE_SIZE.1 + GAP.1);
        Self { width: across(widest) + 2 * MARGIN, height: (height + 2 * MARGIN).saturating_sub(GAP.1 / 2), at, row: row_of }
    }

    /// A curve from one card to another: down from row to row, or hanging below two cards of one row.
    fn edge_path(&self, a: usize, b: usize) -> String {
        let (upper, lower) = if self.row[a] <= self.row[b] { (a, b) } else { (b, a) };
        let middle = |topic: usize| self.at[topic].0 + NODE_SIZE.0 / 2;
        let (x1, y1) = (middle(upper), self.at[upper].1 + NODE_SIZE.1);
        let x2 = middle(lower);
        if self.row[upper] == self.row[lower] {
            let sag = y1 + GAP.1 * 3 / 4;
            return format!("M{x1} {y1}C{x1} {sag} {x2} {sag} {x2} {y1}");
        }
        let y2 = self.at[lower].1;
        let bend = GAP.1 * 3 / 4;
        format!("M{x1} {y1}C{x1} {} {x2} {} {x2} {y2}", y1 + bend, y2 - bend)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_broken_and_cut() {
        assert_eq!(lines("Databases"), ["Databases"]);
        assert_eq!(lines("Distributed systems in practice"), ["Distributed", "systems in", "practice"]);
        assert_eq!(lines("Herz-Kreislauf-System"), ["Herz-Kreislauf-", "System"]);
        assert_eq!(
            lines("one two three four five six seven eight nine ten eleven"),
            ["one two three", "four five six", "seven eight nine…"]
        );
        assert_eq!(lines("Donaudampfschifffahrtsgesellschaft"), ["Donaudampfschifff…"]);
    }

    #[test]
    fn cards_never_overlap_and_threads_start_and_end_at_them() {
        let rows = vec![vec![0, 1, 2], vec![3]];
        let places = Places::new(&rows, 4);
        assert_eq!(places.at, [(6, 6), (210, 6), (414, 6), (210, 140)]);
        assert_eq!(places.edge_path(3, 0), "M90 76C90 124 294 92 294 140");
        assert_eq!(places.edge_path(0, 2), "M90 76C90 124 498 124 498 76");
    }
}
