//! For GitHub Actions: workflow commands, which become annotations beside the code, and Markdown for the job's summary.
//!
//! Form and escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions> and `actions/toolkit`,
//! `packages/core/src/command.ts`. GitHub shows ten annotations of a step and drops the others without a word; so ten are written, errors
//! first, and the rest is text in the log and in the summary.

use std::io::{self, Write};

use recto::diagnostic::{Diagnostic, Severity};

use super::{Report, level, replace_control_characters, summary_line};

/// Annotations that GitHub shows for one step.
const MAX_ANNOTATIONS: usize = 10;
/// Rows of the summary at most; GitHub refuses one of more than 1 MiB.
const MAX_ROWS: usize = 1_000;

/// Writes the findings for a job's log.
pub fn print(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (shown, rest) = divide(report);
    for diagnostic in shown {
        writeln!(out, "{}", command(report, diagnostic))?;
    }
    for diagnostic in rest {
        let at = place(report, diagnostic);
        writeln!(out, "{at}: {} {}: {}", level(diagnostic.severity), diagnostic.code.id(), one_line(&diagnostic.message))?;
    }
    if !report.diagnostics.is_empty() {
        writeln!(out, "{}", summary_line(report.diagnostics))?;
    }
    Ok(())
}

/// What gets an annotation, and what does not.
fn divide<'a>(report: &Report<'a>) -> (Vec<&'a Diagnostic>, Vec<&'a Diagnostic>) {
    let (mut shown, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        report.diagnostics.iter().partition(|d| d.severity == Severity::Error);
    shown.extend(warnings);
    let rest = shown.split_off(shown.len().min(MAX_ANNOTATIONS));
    (shown, rest)
}

fn command(report: &Report<'_>, diagnostic: &Diagnostic) -> String {
    let mut properties = vec![("file", report.file(diagnostic))];
    if let Some(at) = diagnostic.at {
        let (start, end) = report.range(at);
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        // GitHub takes columns only for a finding on one line; its end column is the last that belongs to it.
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", (end.column - 1).max(start.column).to_string()));
        }
    }
    properties.push(("title", format!("{} {}", diagnostic.code.id(), diagnostic.code.name())));
    let properties: Vec<String> = properties.into_iter().map(|(name, value)| format!("{name}={}", property(&value))).collect();
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = format!("{}{help}", diagnostic.message);
    format!("::{} {}::{}", level(diagnostic.severity), properties.join(","), data(&replace_control_characters(&message)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// `content/a.md:3:7`.
fn place(report: &Report<'_>, diagnostic: &Diagnostic) -> String {
    let start = diagnostic.at.map(|at| report.range(at).0);
    let start = start.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
    one_line(&format!("{}{start}", report.file(diagnostic)))
}

/// A line of the log; since it starts with a path, GitHub does not take it for a command.
fn one_line(text: &str) -> String {
    replace_control_characters(text).replace(['\n', '\r'], " ")
}

/// The findings that got no annotation, as Markdown for the job's summary; `None` where all got one.
pub fn job_summary(report: &Report<'_>) -> Option<String> {
    let (shown, rest) = divide(report);
    if rest.is_empty() {
        return None;
    }
    let mut text = format!(
        "### {}\n\nThe first {} are shown at their lines; these are the others.\n\n| place | finding | what to do |\n| --- | --- | --- |\n",
        summary_line(report.diagnostics),
        shown.len()
    );
    for diagnostic in rest.iter().take(MAX_ROWS) {
        let help = diagnostic.help.as_deref().unwrap_or_default();
        let code = diagnostic.code;
        text += &format!(
            "| {} | {} {} {}: {} | {} |\n",
            cell(&place(report, diagnostic)),
            level(diagnostic.severity),
            code.id(),
            code.name(),
            cell(&diagnostic.message),
            cell(help)
        );
    }
    if let Some(more) = rest.len().checked_sub(MAX_ROWS).filter(|more| *more > 0) {
        text += &format!("\n… and {more} more; `recto check` lists all of them.\n");
    }
    Some(text)
}

/// Text for a cell of a table: whatever it holds is shown, not obeyed.
fn cell(text: &str) -> String {
    let mut escaped = String::new();
    for c in replace_control_characters(text).chars() {
        match c {
            '\n' | '\r' => escaped.push(' '),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // GitHub makes names after an @ into mentions, and marks read as Markdown.
            '|' | '[' | ']' | '!' | '*' | '_' | '~' | '#' | '@' | '\\' | '`' => escaped.push_str(&format!("&#{};", u32::from(c))),
            c => escaped.push(c),
        }
    }
    escaped
}
