//! What kinds of diagram there are.

/// The kinds of diagram that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Flowchart,
    Sequence,
    Class,
    State,
    EntityRelationship,
    Pie,
    Gantt,
    GitGraph,
    Mindmap,
    Timeline,
    Journey,
    Quadrant,
    Chart,
}
