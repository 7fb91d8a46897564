//! One JSON object:
//!
//! ```json
//! {
//!   "version": 1, "errors": 1, "warnings": 0,
//!   "diagnostics": [{
//!     "code": "R401", "name": "broken-link", "severity": "error", "message": "…", "label": null, "help": "…",
//!     "file": "content/databases/acid.md",
//!     "start": {"line": 12, "column": 5, "offset": 310}, "end": {"line": 12, "column": 20, "offset": 325},
//!     "related": [{"file": "…", "start": {…}, "end": {…}, "label": "…"}],
//!     "fixes": [{"file": "…", "start": {…}, "end": {…}, "replacement": "…"}],
//!     "renames": [{"file": "…", "to": "…"}]
//!   }]
//! }
//! ```
//!
//! Lines and columns count from 1, columns in Unicode scalar values; offsets are bytes from 0; ends are exclusive. `start` and `end` are
//! null for a finding about a file as a whole. `renames` are files that the fix moves.

use recto::diagnostic::Diagnostic;
use recto::source::{Location, SourceId, Span};
use serde_json::{Value, json};

use super::{Report, level};

/// The object.
pub fn document(report: &Report<'_>) -> Value {
    let errors = report.diagnostics.iter().filter(|d| d.is_error()).count();
    json!({
        "version": 1,
        "errors": errors,
        "warnings": report.diagnostics.len() - errors,
        "diagnostics": report.diagnostics.iter().map(|d| finding(report, d)).collect::<Vec<_>>(),
    })
}

fn finding(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let place = diagnostic.at.map(|at| place(report, at));
    json!({
        "code": diagnostic.code.id(),
        "name": diagnostic.code.name(),
        "severity": level(diagnostic.severity),
        "message": diagnostic.message,
        "label": (!diagnostic.label.is_empty()).then_some(&diagnostic.label),
        "help": diagnostic.help,
        "file": report.file(diagnostic),
        "start": place.as_ref().map(|p| &p["start"]),
        "end": place.as_ref().map(|p| &p["end"]),
        "related": diagnostic.related.iter().map(|(at, label)| with(report, *at, "label", label)).collect::<Vec<_>>(),
        "fixes": diagnostic.fixes.iter().map(|fix| with(report, fix.at, "replacement", &fix.replacement)).collect::<Vec<_>>(),
        "renames": diagnostic.renames.iter().map(|(source, to)| rename(report, *source, to)).collect::<Vec<_>>(),
    })
}

fn rename(report: &Report<'_>, source: SourceId, to: &str) -> Value {
    json!({"file": report.source_path(Location { source, span: Span::default() }), "to": to})
}

fn with(report: &Report<'_>, at: Location, key: &str, value: &str) -> Value {
    let mut place = place(report, at);
    place[key] = value.into();
    place
}

fn place(report: &Report<'_>, at: Location) -> Value {
    let (start, end) = report.range(at);
    json!({
        "file": report.source_path(at),
        "start": {"line": start.line, "column": start.column, "offset": at.span.start},
        "end": {"line": end.line, "column": end.column, "offset": at.span.end},
    })
}
