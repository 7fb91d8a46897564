//! Findings as editors show them.

use std::collections::BTreeMap;
use std::path::Path;

use recto::diagnostic::{Diagnostic, Severity};
use recto::source::Location;
use serde_json::{Value, json};

use super::document::{range, uri_of};
use crate::cli::check::CheckResult;

/// By path from the guide's root.
pub fn by_file(found: &CheckResult, root: &Path) -> BTreeMap<String, Vec<Value>> {
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in &found.diagnostics {
        let path = finding.file(&found.sources).to_string();
        // A folder has no text in which something could be shown.
        let path = if path.is_empty() || path.ends_with('/') { "book.toml".to_string() } else { path };
        files.entry(path).or_default().push(json(finding, found, root));
    }
    files
}

fn json(finding: &Diagnostic, found: &CheckResult, root: &Path) -> Value {
    let place = |at: &Location| range(&found.sources.get(at.source).text, at.span);
    let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    let help = finding.help.iter().map(|help| format!("\n{help}"));
    let message: String = [finding.message.clone()].into_iter().chain(help).collect();
    let related = |(at, label): &(Location, String)| {
        let uri = uri_of(root, &found.sources.get(at.source).path);
        json!({"location": {"uri": uri, "range": place(at)}, "message": label})
    };
    json!({
        "range": finding.at.as_ref().map_or(nowhere, place),
        "severity": if finding.severity == Severity::Error { 1 } else { 2 },
        "code": finding.code.id(),
        "source": "recto",
        "message": message,
        "relatedInformation": finding.related.iter().map(related).collect::<Vec<_>>(),
    })
}
