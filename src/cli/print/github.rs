//! Workflow commands: lines that GitHub Actions turns into annotations beside the code.
//!
//! Form and escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions> and `actions/toolkit`,
//! `packages/core/src/command.ts`.

use std::io::{self, Write};

use super::{Report, clean, count, level};

pub fn print(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in report.diagnostics {
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
        writeln!(
            out,
            "::{} {}::{}",
            level(diagnostic.severity),
            properties.join(","),
            data(&clean(&format!("{}{help}", diagnostic.message)))
        )?;
    }
    if !report.diagnostics.is_empty() {
        writeln!(out, "{}", count(report.diagnostics))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
