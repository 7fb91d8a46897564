//! [`Diagnostic`]s → text: for people, for GitHub's log, as JSON or SARIF.
//!
//! In: the findings, sorted, and the sources that they point into. Out: text for a stream. Whatever comes from the author's files is
//! cleaned of control characters first, so that a card cannot give orders to a terminal or to GitHub's runner.

mod github;
mod human;
mod json;
mod sarif;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io::{self, Write};

use recto::Sources;
use recto::diagnostic::{Diagnostic, Severity};
use recto::source::{LineColumn, Location};

use super::args::Format;

/// What there is to print.
pub struct Report<'a> {
    pub sources: &'a Sources,
    /// Sorted.
    pub diagnostics: &'a [Diagnostic],
    /// The guide's folder as seen from where the command runs, with a `/` at the end; empty where that is the folder itself.
    pub prefix: &'a str,
}

/// Prints a report. Colours are for the human format alone.
pub fn print(report: &Report<'_>, format: Format, colours: bool, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Human => human::print(report, colours, out),
        Format::Github => github::print(report, out),
        Format::Json => writeln!(out, "{}", printable_json(&json::document(report))),
        Format::Sarif => writeln!(out, "{}", printable_json(&sarif::document(report))),
    }
}

/// What people get, as text without colours.
pub fn plain(report: &Report<'_>) -> String {
    let mut out = Vec::new();
    // Writing into memory does not fail.
    let _ = human::print(report, false, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Markdown for the summary of a job on GitHub; `None` where the log says it all.
pub fn job_summary(report: &Report<'_>) -> Option<String> {
    github::job_summary(report)
}

/// `3 errors, 1 warning`; empty for none.
pub fn summary_line(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|d| d.is_error()).count();
    let part = |n: usize, what: &str| match n {
        0 => None,
        1 => Some(format!("1 {what}")),
        n => Some(format!("{n} {what}s")),
    };
    let parts = [part(errors, "error"), part(diagnostics.len() - errors, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The word that JSON, SARIF and GitHub have for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Allowed => "warning",
    }
}

impl Report<'_> {
    /// The path of a finding's file as seen from where the command runs.
    fn file(&self, diagnostic: &Diagnostic) -> String {
        format!("{}{}", self.prefix, replace_control_characters(diagnostic.file(self.sources)))
    }

    fn source_path(&self, at: Location) -> String {
        format!("{}{}", self.prefix, replace_control_characters(&self.sources.get(at.source).path))
    }

    /// Where a place starts and ends (exclusive).
    fn range(&self, at: Location) -> (LineColumn, LineColumn) {
        let source = self.sources.get(at.source);
        (source.line_column(at.span.start as usize), source.line_column(at.span.end as usize))
    }
}

/// Text without what a terminal would obey: control characters (C0 and C1, escape among them) and marks that reorder text. Line breaks
/// and tabs stay. Each character is replaced by one character, so that columns stay right.
pub fn replace_control_characters(text: &str) -> Cow<'_, str> {
    if text.contains(is_unsafe) { Cow::Owned(text.replace(is_unsafe, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// JSON whose strings hold no raw control characters: those from U+007F up may be in JSON, but not in a terminal.
fn printable_json(value: &serde_json::Value) -> String {
    let json = recto::encode::json_pretty(value);
    if !json.contains(|c: char| c != '\n' && is_unsafe(c)) {
        return json;
    }
    let escape = |c: char| if c != '\n' && is_unsafe(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escape).collect()
}
