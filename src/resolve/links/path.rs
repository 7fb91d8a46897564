//! Relative paths of references → paths from the guide's root.

use super::binder::Binder;
use crate::diagnostic::Code;
use crate::encode::to_nfc;
use crate::parse::{Reference, decode};

/// Where a path leads, from the guide's root or from content/.
pub(super) enum Path {
    /// Below content/.
    Inside(String),
    /// Below the guide's root.
    Outside(String),
}

impl Binder<'_> {
    /// The file that a path means. From the repository's root where it starts with a slash, as on code hosts.
    pub(super) fn resolve_path(&mut self, reference: &Reference, path: &str) -> Option<Path> {
        // Followed as it was meant; `bind` reports it.
        let decoded = decode(path).replace('\\', "/");
        let from_root = decoded.starts_with('/');
        let folder = if from_root { "" } else { self.body.folder };
        let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
        if !from_root {
            parts.insert(0, "content");
        }
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        let help = "link to a file of this repository";
                        self.report(Code::BrokenLink, reference.target_span, "this link leaves the guide's folder", help);
                        return None;
                    }
                }
                part => parts.push(part),
            }
        }
        match parts.split_first() {
            Some((&"content", below)) => Some(Path::Inside(to_nfc(&below.join("/")).into_owned())),
            _ => Some(Path::Outside(parts.join("/"))),
        }
    }
}
