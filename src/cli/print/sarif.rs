//! SARIF 2.1.0, the static analysis results interchange format (OASIS), as code scanning reads it.

use std::collections::BTreeSet;

use recto::diagnostic::{Code, Diagnostic};
use recto::site::SitePath;
use recto::source::Location;
use serde_json::{Value, json};

use super::{Report, level};

/// A log with one run.
pub fn document(report: &Report<'_>) -> Value {
    let codes: BTreeSet<Code> = report.diagnostics.iter().map(|d| d.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = report.diagnostics.iter().map(|d| result(report, d, &codes)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "recto",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": {"text": code.name()},
        "fullDescription": {"text": code.explanation()},
        "defaultConfiguration": {"level": level(code.default_severity())},
    })
}

fn result(report: &Report<'_>, diagnostic: &Diagnostic, codes: &[Code]) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}. Help: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let location = match diagnostic.at {
        Some(at) => json!({"physicalLocation": place(report, at)}),
        None => json!({"physicalLocation": {"artifactLocation": {"uri": uri(&report.file(diagnostic))}}}),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "ruleIndex": codes.binary_search(&diagnostic.code).unwrap_or_default(),
        "level": level(diagnostic.severity),
        "message": {"text": text},
        "locations": [location],
    });
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate();
        let related = related.map(|(i, (at, label))| json!({"id": i, "physicalLocation": place(report, *at), "message": {"text": label}}));
        result["relatedLocations"] = related.collect();
    }
    if !diagnostic.fixes.is_empty() {
        let change = |at: Location, text: &str| {
            json!({
                "artifactLocation": {"uri": uri(&report.source_path(at))},
                "replacements": [{"deletedRegion": region(report, at), "insertedContent": {"text": text}}],
            })
        };
        let changes: Vec<Value> = diagnostic.fixes.iter().map(|fix| change(fix.at, &fix.replacement)).collect();
        result["fixes"] = json!([{"artifactChanges": changes}]);
    }
    result
}

fn place(report: &Report<'_>, at: Location) -> Value {
    json!({"artifactLocation": {"uri": uri(&report.source_path(at))}, "region": region(report, at)})
}

fn region(report: &Report<'_>, at: Location) -> Value {
    let (start, end) = report.range(at);
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

/// A relative reference: the path, percent-encoded.
fn uri(path: &str) -> String {
    SitePath::new(path).encoded()
}
