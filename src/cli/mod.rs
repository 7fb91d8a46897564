//! The hands of Recto: the only code that touches disk, clock, network and terminal.

mod args;
mod print;
mod publication;
mod read;
#[cfg(test)]
mod scratch;
mod write;

use recto::diagnostic::Diagnostic;

/// Why a command ended early.
#[derive(Debug)]
pub enum Failure {
    /// The author's mistakes.
    Guide(Vec<Diagnostic>),
    /// The command line makes no sense here.
    Usage(String),
    /// The machine's failure.
    Machine(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Machine(error)
    }
}
