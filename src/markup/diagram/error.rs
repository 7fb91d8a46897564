//! Why a diagram is not drawn.

/// Why a diagram is not drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiagramError {
    pub(crate) message: String,
    /// From 0, in the block's source.
    pub(crate) line: Option<usize>,
}

/// An error that is about no line.
pub(super) fn error(message: impl Into<String>) -> DiagramError {
    DiagramError { message: message.into(), line: None }
}
