//! The part of the command that answers requests, as it is there.
#![allow(dead_code, reason = "a part of it is asked")]

#[path = "../../../src/cli/site_files.rs"]
pub mod site_files;

pub mod serve {
    pub use super::respond;
}

#[path = "../../../src/cli/serve/respond.rs"]
pub mod respond;

/// What the command ends with; of a site that fails, its findings.
#[derive(Debug)]
pub enum Failure {
    Guide(Vec<recto::diagnostic::Diagnostic>),
}
