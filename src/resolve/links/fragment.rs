//! References to a place in a page: `#heading`, `acid.md#answer`, `cards.md#acid`.

use super::binder::Binder;
use super::missing::Missing;
use crate::diagnostic::Code;
use crate::model::{Node, Target};
use crate::parse::Reference;
use crate::resolve::anchors::Fragment;

impl Binder<'_> {
    /// A link to a place in its own page, `#heading`.
    pub(super) fn bind_fragment(&mut self, reference: &Reference, fragment: &str) -> Option<Target> {
        match self.anchors.find(self.body.node, fragment) {
            Fragment::Element(anchor) => Some(Target::Fragment(anchor.into())),
            Fragment::OtherCase { id, name } => {
                self.report_case(reference, fragment, &name);
                Some(Target::Fragment(id.into()))
            }
            Fragment::Top => Some(Target::Node(self.body.node, None)),
            Fragment::Untranslated => self.bind_untranslated(reference, self.body.node, fragment),
            Fragment::Missing => {
                self.report_anchor(reference, self.body.node, fragment);
                None
            }
        }
    }

    /// A link to a node, or to a place in its page; `fragment` is without `#`, and empty for none.
    pub(super) fn bind_node(&mut self, reference: &Reference, node: Node, fragment: &str) -> Option<Target> {
        if fragment.is_empty() {
            return Some(Target::Node(node, None));
        }
        match self.anchors.find(node, fragment) {
            Fragment::Element(anchor) => Some(Target::Node(node, Some(anchor.into()))),
            Fragment::OtherCase { id, name } => {
                self.report_case(reference, fragment, &name);
                Some(Target::Node(node, Some(id.into())))
            }
            Fragment::Top => Some(Target::Node(node, None)),
            Fragment::Untranslated => self.bind_untranslated(reference, node, fragment),
            Fragment::Missing => {
                self.report_anchor(reference, node, fragment);
                None
            }
        }
    }

    /// A link to a part of the original that is missing from its translation. What is not translated may have one, and then leads to the page.
    pub(super) fn bind_untranslated(&mut self, reference: &Reference, node: Node, fragment: &str) -> Option<Target> {
        self.report_anchor(reference, node, fragment);
        Some(Target::Node(node, None))
    }

    /// `cards.md#name` is the card `TOPIC/name`; without a fragment it is the topic.
    pub(super) fn bind_card_in_file(&mut self, reference: &Reference, folder: &str, fragment: &str) -> Option<Target> {
        if fragment.is_empty() {
            return self.symbols.topic(folder).map(|t| Target::Node(Node::Topic(t), None));
        }
        let id = format!("{folder}/{fragment}");
        if let Some(node) = self.symbols.node(&id) {
            return Some(Target::Node(node, None));
        }
        if self.symbols.is_draft(&id) {
            return self.bind_draft(reference, &id);
        }
        self.report_missing(Code::BrokenAnchor, reference.target_span, format!("this file has no card `{fragment}`"), Missing::Id(id));
        None
    }
}
