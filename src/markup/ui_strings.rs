//! The words of the interface that are inside rendered Markdown. They come from the theme's `strings/LANG.toml`, table `[markup]`.

use super::diagram::kind::Kind;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident)*) => {
        /// Words that `markup` writes, in the language of the guide.
        #[derive(Debug, Clone, Default)]
        pub struct UiStrings {
            $($(#[$doc])* pub $name: String,)*
        }

        impl UiStrings {
            /// The keys of the table, in the order of the fields.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($name),)*];

            /// Asks for the text of each key.
            pub fn from_keys(mut text: impl FnMut(&str) -> String) -> Self {
                Self { $($name: text(stringify!($name)),)* }
            }
        }
    };
}

words! {
    /// Title of `> [!NOTE]`.
    note
    tip
    important
    warning
    caution
    /// Name of a table's scrolling box.
    table
    /// Name of a ticked and an unticked box of a task list.
    done
    not_done
    /// Name of the list of footnotes.
    footnotes
    /// Name of a footnote's reference: `Footnote {n}`.
    footnote
    /// Name of the link back: `Back to reference {n}`.
    back_to_reference
    /// Titles of diagrams that have none of their own.
    flowchart
    sequence_diagram
    class_diagram
    state_diagram
    entity_relationship_diagram
    pie_chart
    gantt_chart
    git_graph
    mindmap
    timeline
    user_journey
    quadrant_chart
    chart
}

impl UiStrings {
    /// What a kind of diagram is called.
    pub(super) fn diagram(&self, kind: Kind) -> &str {
        match kind {
            Kind::Flowchart => &self.flowchart,
            Kind::Sequence => &self.sequence_diagram,
            Kind::Class => &self.class_diagram,
            Kind::State => &self.state_diagram,
            Kind::EntityRelationship => &self.entity_relationship_diagram,
            Kind::Pie => &self.pie_chart,
            Kind::Gantt => &self.gantt_chart,
            Kind::GitGraph => &self.git_graph,
            Kind::Mindmap => &self.mindmap,
            Kind::Timeline => &self.timeline,
            Kind::Journey => &self.user_journey,
            Kind::Quadrant => &self.quadrant_chart,
            Kind::Chart => &self.chart,
        }
    }
}

/// `{n}` in a text replaced by a number.
pub(super) fn numbered(text: &str, n: impl std::fmt::Display) -> String {
    text.replace("{n}", &n.to_string())
}
