//! The layout of the map: the position of each topic.
//!
//! In: how many topics, how strongly each two are linked, and which should be before which. Out: rows of topics, what leads to others
//! further up. Steps: put the topics in an order that breaks as few "before" as it can; cut the order into rows; within rows, move topics so
//! that the edges get short. All of it is arithmetic on whole numbers in a fixed order, so that equal guides give equal drawings.

/// The links between topics, by their numbers.
pub struct Graph {
    size: usize,
    /// `links[a * size + b]`: links between a and b, the same both ways.
    links: Vec<u32>,
    /// `before[a * size + b]`: how often something of b requires something of a.
    before: Vec<u32>,
}

/// Rounds over all rows in which topics may move.
const ITERATIONS: usize = 8;

impl Graph {
    /// So many topics, not linked yet.
    pub fn new(size: usize) -> Self {
        Self { size, links: vec![0; size * size], before: vec![0; size * size] }
    }

    /// Adds a link between two topics.
    pub fn link(&mut self, a: usize, b: usize) {
        self.links[a * self.size + b] += 1;
        self.links[b * self.size + a] += 1;
    }

    /// Something of `b` requires something of `a`.
    pub fn link_prerequisite(&mut self, a: usize, b: usize) {
        self.before[a * self.size + b] += 1;
    }

    /// How many links there are between two topics.
    pub fn links(&self, a: usize, b: usize) -> u32 {
        self.links[a * self.size + b]
    }

    /// The topics that one is linked with, the strongest first.
    pub fn neighbours(&self, a: usize) -> Vec<usize> {
        let mut others: Vec<usize> = (0..self.size).filter(|b| *b != a && self.links(a, *b) > 0).collect();
        others.sort_by_key(|b| (std::cmp::Reverse(self.links(a, *b)), *b));
        others
    }

    /// The pairs worth an edge: for each topic its `strongest` ones, each pair once.
    pub fn edges(&self, strongest: usize) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> =
            (0..self.size).flat_map(|a| self.neighbours(a).into_iter().take(strongest).map(move |b| (a.min(b), a.max(b)))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// So many rows of topics, of the same length or one less.
    pub fn rows(&self, rows: usize) -> Vec<Vec<usize>> {
        let mut order = self.order();
        let mut rows: Vec<Vec<usize>> = (0..rows)
            .map(|row| {
                let length = order.len().div_ceil(rows - row);
                order.drain(..length).collect()
            })
            .collect();
        for sweep in 0..ITERATIONS {
            let downwards = sweep % 2 == 0;
            for i in 0..rows.len() {
                let row = if downwards { i } else { rows.len() - 1 - i };
                self.reorder_row(&mut rows, row);
            }
        }
        rows
    }

    /// An order in which as little as possible is before what it requires: always next the topic that has the fewest
    /// requirements left open, the first such in guide order.
    fn order(&self) -> Vec<usize> {
        let mut left: Vec<usize> = (0..self.size).collect();
        let mut order = Vec::with_capacity(self.size);
        while !left.is_empty() {
            let open = |b: usize| left.iter().map(|a| self.before[a * self.size + b]).sum::<u32>();
            let next = left.iter().enumerate().min_by_key(|(i, b)| (open(**b), *i)).map_or(0, |(i, _)| i);
            order.push(left.remove(next));
        }
        order
    }

    /// Sorts one row by where each topic's neighbours are in the other rows.
    fn reorder_row(&self, rows: &mut [Vec<usize>], row: usize) {
        let mut wanted: Vec<(i64, usize)> = Vec::new();
        for (i, a) in rows[row].iter().enumerate() {
            let (mut sum, mut weight) = (0, 0);
            for (other, topics) in rows.iter().enumerate().filter(|(other, _)| *other != row) {
                // A near row pulls more than a far one.
                let nearness = 12 / (row.abs_diff(other) as i64);
                for (j, b) in topics.iter().enumerate() {
                    let pull = i64::from(self.links(*a, *b)) * nearness;
                    sum += pull * position(j, topics.len());
                    weight += pull;
                }
            }
            wanted.push((if weight == 0 { position(i, rows[row].len()) } else { sum / weight }, *a));
        }
        wanted.sort_by_key(|(at, _)| *at);
        rows[row] = wanted.into_iter().map(|(_, a)| a).collect();
    }
}

/// Where the i-th of `count` topics is in a centred row, in thousandths of a place from the middle.
fn position(i: usize, of: usize) -> i64 {
    i as i64 * 1000 - (of as i64 - 1) * 500
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_required_stands_above_and_cycles_do_no_harm() {
        let mut graph = Graph::new(4);
        graph.link_prerequisite(3, 0);
        graph.link_prerequisite(3, 0);
        graph.link_prerequisite(0, 3);
        graph.link_prerequisite(2, 1);
        assert_eq!(graph.rows(4), [vec![2], vec![1], vec![3], vec![0]]);
    }

    #[test]
    fn linked_topics_come_to_stand_above_each_other() {
        let mut graph = Graph::new(4);
        // 0 1 above 2 3, with 0–3 and 1–2 linked: one row turns round.
        graph.link(0, 3);
        graph.link(1, 2);
        let rows = graph.rows(2);
        let column = |topic| rows.iter().find_map(|row| row.iter().position(|t| *t == topic));
        assert_eq!(column(0), column(3));
        assert_eq!(column(1), column(2));
    }

    #[test]
    fn threads_are_the_strongest_links_once_each() {
        let mut graph = Graph::new(3);
        graph.link(0, 1);
        graph.link(1, 0);
        graph.link(1, 2);
        assert_eq!(graph.edges(1), [(0, 1), (1, 2)]);
        assert_eq!(graph.neighbours(1), [0, 2]);
        assert_eq!(Graph::new(5).rows(2).iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
    }
}
