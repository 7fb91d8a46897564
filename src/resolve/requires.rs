//! Binds `requires` and finds cycles in it.

use std::collections::{BTreeMap, BTreeSet};

use super::collected::{CollectedDocuments, nodes};
use super::links::near_id_help;
use super::near::ComparisonBudget;
use super::symbol_table::SymbolTable;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Guide, Node};
use crate::parse::SpannedString;
use crate::source::{Location, SourceId};

/// Binds every `requires`; unknown ids and circles are reported.
pub fn bind(guide: &mut Guide, collected: &CollectedDocuments<'_>, symbols: &SymbolTable<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut graph = Graph::default();
    let mut budget = ComparisonBudget::FOR_GUIDE;
    for (node, meta) in nodes(collected) {
        let source = source(collected, node);
        let mut requires = Vec::new();
        let mut seen = BTreeSet::new();
        for required in &meta.requires {
            if let Some(target) = target(required, source, symbols, &mut budget, diagnostics)
                && seen.insert(target)
            {
                requires.push(target);
                graph.edges.push((node, target, Location { source, span: required.1 }));
            }
        }
        match node {
            Node::Home => {}
            Node::Topic(ix) => guide.topics[ix.index()].requires = requires,
            Node::Page(ix) => guide.pages[ix.index()].requires = requires,
            Node::Card(ix) => guide.cards[ix.index()].requires = requires,
        }
    }
    graph.edges.sort();
    report_cycles(&graph, guide, diagnostics);
}

fn source(collected: &CollectedDocuments<'_>, node: Node) -> SourceId {
    match node {
        Node::Home => collected.home.map_or(SourceId(0), |(s, _)| s),
        Node::Topic(ix) => collected.topics[ix.index()].index.map_or(SourceId(0), |(s, _)| s),
        Node::Page(ix) => collected.pages[ix.index()].source,
        Node::Card(ix) => collected.cards[ix.index()].source,
    }
}

fn target(
    required: &SpannedString,
    source: SourceId,
    symbols: &SymbolTable<'_>,
    budget: &mut ComparisonBudget,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let (id, span) = required;
    if let Some(node) = symbols.node(id) {
        return Some(node);
    }
    let diagnostic = if symbols.is_draft(id) {
        Diagnostic::new(Code::RequiresDraft, source, *span, format!("`{id}` is a draft, which readers can't see"))
            .help("publish it, or remove it from `requires`")
    } else {
        let unknown = Diagnostic::new(Code::UnknownRequires, source, *span, format!("there is no card or page `{id}`"))
            .help(near_id_help(symbols, id, budget).unwrap_or_else(|| "name an id: a path under content/ without `.md`".to_string()));
        // Quotes belong to a value's place.
        let is_plain = span.range().len() == id.len();
        match symbols.id_spellings().unambiguous_nearest(id, budget).filter(|_| is_plain) {
            Some(meant) => unknown.fix(Location { source, span: *span }, meant),
            None => unknown,
        }
    };
    diagnostics.push(diagnostic);
    None
}

/// Cards of a circle that are named, and then the last.
const MAX_SHOWN: usize = 12;

/// Who requires whom, and where that is said; sorted.
#[derive(Default)]
struct Graph {
    edges: Vec<(Node, Node, Location)>,
}

impl Graph {
    fn from(&self, node: Node) -> &[(Node, Node, Location)] {
        let start = self.edges.partition_point(|(from, ..)| *from < node);
        let end = self.edges.partition_point(|(from, ..)| *from <= node);
        &self.edges[start..end]
    }
}

/// Depth first over the graph; each edge that leads back into the open path is a circle, printed whole.
fn report_cycles(graph: &Graph, guide: &Guide, diagnostics: &mut Vec<Diagnostic>) {
    let mut done = BTreeSet::new();
    let mut starts: Vec<Node> = graph.edges.iter().map(|(from, ..)| *from).collect();
    starts.dedup();
    for start in starts {
        let mut path: Vec<(Node, usize)> = vec![(start, 0)];
        // The place of each node in the path.
        let mut places = BTreeMap::from([(start, 0)]);
        while let Some((node, next)) = path.last().copied() {
            if done.contains(&node) {
                path.pop();
                places.remove(&node);
                continue;
            }
            let Some((_, target, at)) = graph.from(node).get(next).copied() else {
                done.insert(node);
                path.pop();
                places.remove(&node);
                continue;
            };
            if let Some(last) = path.last_mut() {
                last.1 += 1;
            }
            match places.get(&target) {
                Some(first) => diagnostics.push(cycle(&path[*first..], target, at, guide)),
                None => {
                    places.insert(target, path.len());
                    path.push((target, 0));
                }
            }
        }
    }
}

fn cycle(path: &[(Node, usize)], back_to: Node, at: Location, guide: &Guide) -> Diagnostic {
    let id = |(node, _): &(Node, usize)| guide.id(*node);
    let mut names: Vec<&str> = path.iter().map(id).take(MAX_SHOWN).collect();
    if path.len() > MAX_SHOWN {
        names.extend(["…", path.last().map(id).unwrap_or_default()]);
    }
    names.push(guide.id(back_to));
    Diagnostic::new(Code::RequiresCycle, at.source, at.span, format!("these require each other: {}", names.join(" → ")))
        .help("remove one of these `requires`")
}
