//! Every mistake that an author can make is reported at its place.
//!
//! Each file of tests/mistakes/ is a small project: `=== PATH [bom] [crlf]` starts a file, and under a bad line (or before the first, for the file as a whole) stand
//! carets that underline what is wrong, then the code and the start of the message: `^^^^ R102 unknown key`. After ` => ` may stand the start of
//! the help. These lines are taken out before the project is compiled. `=== PATH binary` makes an asset, and `=== PATH lints` asks for the lints too. What is expected and what is reported must agree exactly.

#![allow(clippy::disallowed_methods, reason = "tests read fixtures from disk")]

use std::path::Path;

use recto::diagnostic::{Code, Diagnostic};
use recto::{AssetFile, Input, Options, Source, Sources};

/// Where a finding is expected: file, line, first column, length of the underline in characters, then code and message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    place: String,
    length: usize,
    text: String,
    help: String,
}

fn read_project(text: &str) -> (Input, Vec<Finding>) {
    let mut input = Input::default();
    let mut expected = Vec::new();
    for part in text.split("\n=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap_or((part, ""));
        let mut words = head.split_whitespace();
        let path = words.next().unwrap();
        let flags: Vec<&str> = words.collect();
        let mut lines: Vec<&str> = Vec::new();
        for line in body.split('\n') {
            match line.trim_start().split_once(" R").filter(|(carets, _)| !carets.is_empty() && carets.chars().all(|c| c == '^')) {
                Some((carets, said)) => {
                    let column = line.chars().count() - line.trim_start().chars().count() + 1;
                    let place = format!("{path}:{}:{column}", lines.len().max(1));
                    let (said, help) = said.split_once(" => ").unwrap_or((said, ""));
                    expected.push(Finding { place, length: carets.len(), text: format!("R{said}"), help: help.into() });
                }
                None => lines.push(line),
            }
        }
        let ending = if flags.contains(&"crlf") { "\r\n" } else { "\n" };
        let start = if flags.contains(&"bom") { "\u{feff}" } else { "" };
        let text = format!("{start}{}{ending}", lines.join(ending));
        match path.strip_prefix("content/").filter(|_| flags.contains(&"binary")) {
            Some(asset) => input.assets.push(AssetFile { path: asset.into(), bytes: text.into_bytes().into() }),
            None => {
                input.sources.add(Source::new(path, text));
            }
        }
    }
    (input, expected)
}

fn describe(found: &Diagnostic, sources: &Sources) -> Finding {
    let (place, length) = match found.at {
        Some(at) => {
            let source = sources.get(at.source);
            let start = source.line_column(at.span.start as usize);
            let length = source.slice(at.span).chars().count();
            (format!("{}:{}:{}", source.path, start.line, start.column), length)
        }
        None => (found.path.clone().unwrap_or_default(), 0),
    };
    Finding { place, length, text: format!("{} {}", found.code.id(), found.message), help: found.help.clone().unwrap_or_default() }
}

fn check(path: &Path) -> Vec<Code> {
    let text = std::fs::read_to_string(path).unwrap();
    let (input, mut expected) = read_project(&format!("\n{text}"));
    let mut compiled = recto::compile(input, &Options::default());
    let failed = compiled.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(compiled.site.is_none(), failed, "errors, and only errors, prevent a site");
    if text.contains(" lints\n") && compiled.site.is_some() {
        let mut lints = compiled.lint(None);
        recto::settle(&mut lints, &compiled.config, &compiled.sources);
        compiled.diagnostics.extend(lints);
    }
    let mut found: Vec<(Finding, Diagnostic)> = compiled.diagnostics.iter().map(|d| (describe(d, &compiled.sources), d.clone())).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    expected.sort();
    let agrees = |(f, e): (&(Finding, Diagnostic), &Finding)| {
        f.0.place == e.place && f.0.text.starts_with(&e.text) && f.0.length.max(1) == e.length && f.0.help.starts_with(&e.help)
    };
    let all = found.len() == expected.len() && found.iter().zip(&expected).all(agrees);
    let list = |findings: Vec<&Finding>| {
        findings.iter().map(|f| format!("{} ({}) {} => {}", f.place, f.length, f.text, f.help)).collect::<Vec<_>>().join("\n")
    };
    assert!(
        all,
        "{}\n--- expected\n{}\n--- found\n{}\n",
        path.display(),
        list(expected.iter().collect()),
        list(found.iter().map(|f| &f.0).collect())
    );
    // A wrong type's message is itself what to do: "`terms` wants `true` or `false`".
    let silent = found.iter().find(|(_, d)| d.help.is_none() && !matches!(d.code, Code::TomlSyntax | Code::WrongType));
    assert!(silent.is_none(), "every finding says what to do: {silent:?}");
    found.into_iter().map(|(_, d)| d.code).collect()
}

#[test]
fn every_mistake_is_reported_at_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes");
    let mut projects = 0;
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            check(entry.path());
            projects += 1;
        }
    }
    assert!(projects > 3);
}

#[test]
fn one_run_reports_more_than_thirty_kinds_of_mistakes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes/everything.txt");
    let mut kinds = check(&path);
    kinds.sort();
    kinds.dedup();
    assert!(kinds.len() > 30, "{} kinds", kinds.len());
}
