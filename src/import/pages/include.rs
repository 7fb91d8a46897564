//! `{{#include}}` and its kin in an mdBook (mdBook's guide, "mdBook-specific features"): the text replaces the directive.
//!
//! Only files of the source are read. What leads out of it, is not there, or includes itself stays as it is written, with a finding.

use std::collections::BTreeSet;

use super::Texts;
use crate::diagnostic::{Code, Diagnostic};
use crate::import::Bank;
use crate::import::links::join;
use crate::source::{SourceId, Span};

/// Directives within included texts.
const DEPTH: usize = 10;

/// A chapter's text, and where it is.
pub struct Source<'t> {
    pub path: &'t str,
    pub id: SourceId,
    /// Where the text begins in the file.
    pub start: usize,
    pub text: &'t str,
}

/// The chapter's text with its directives resolved, and the quizzes that it shows; the files that it takes in are noted in `used`.
pub fn resolve(source: &Source<'_>, texts: &Texts<'_>, used: &mut BTreeSet<String>, bank: &mut Bank) -> (String, Vec<String>) {
    let mut resolver = Resolver { source, texts, used, bank, quizzes: Vec::new() };
    let text = resolver.resolve(source.path, source.text, DEPTH);
    (text, resolver.quizzes)
}

struct Resolver<'a> {
    source: &'a Source<'a>,
    texts: &'a Texts<'a>,
    used: &'a mut BTreeSet<String>,
    bank: &'a mut Bank,
    quizzes: Vec<String>,
}

/// Why a directive stays as it is written.
enum Unresolved {
    /// It reads what no chapter may.
    Refused(&'static str),
    Unknown(String),
}
use Unresolved::{Refused, Unknown};

impl Resolver<'_> {
    fn resolve(&mut self, path: &str, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = ["{{#", "{{%"].iter().filter_map(|open| rest.find(open)).min() {
            let Some(end) = rest[at..].find("}}").map(|end| at + end + 2).filter(|end| !rest[at..*end].contains('\n')) else {
                out.push_str(&rest[..at + 3]);
                rest = &rest[at + 3..];
                continue;
            };
            let (before, directive) = (&rest[..at], &rest[at..end]);
            let place = text.len() - rest.len() + at;
            rest = &rest[end..];
            // `\{{#include x}}` shows the directive itself.
            if let Some(before) = before.strip_suffix('\\') {
                out.push_str(before);
                out.push_str(directive);
                continue;
            }
            out.push_str(before);
            if directive.starts_with("{{%") {
                self.report(path, depth, place, directive, &Unknown("lists what mdBook's preprocessor knows".into()), "it was left out");
                continue;
            }
            match self.directive(path, &directive[3..directive.len() - 2], depth) {
                Ok(text) => out.push_str(&text),
                Err(why) => {
                    self.report(path, depth, place, directive, &why, "it stays as it is written");
                    // Not a directive any more, whatever reads it next.
                    out.push_str(&directive.replacen("{{#", "{{ #", 1));
                }
            }
        }
        out + rest
    }

    /// Reports a directive: in the chapter at its place, in a file that it includes by the file's path.
    fn report(&mut self, path: &str, depth: usize, place: usize, directive: &str, why: &Unresolved, then: &str) {
        let (code, why) = match why {
            Refused(why) => (Code::ImportRefused, *why),
            Unknown(why) => (Code::NotImported, why.as_str()),
        };
        let message = format!("`{directive}` {why}; {then}");
        let start = self.source.start + place;
        self.bank.diagnostics.push(match depth {
            DEPTH => Diagnostic::new(code, self.source.id, Span::new(start, start + directive.len()), message),
            _ => Diagnostic::for_path(code, path, message),
        });
    }

    fn directive(&mut self, path: &str, inner: &str, depth: usize) -> Result<String, Unresolved> {
        let (name, argument) = inner.trim().split_once(char::is_whitespace).unwrap_or((inner.trim(), ""));
        let argument = argument.trim();
        match name {
            // The title of the browser's tab.
            "title" => Ok(String::new()),
            "include" | "rustdoc_include" => self.include(path, argument, depth),
            "playground" | "playpen" => {
                let file = argument.split_whitespace().next().unwrap_or_default();
                Ok(format!("```rust\n{}\n```", self.include(path, file, depth)?.trim_end()))
            }
            // By how much the lines are shifted, which Markdown does not show outside of code.
            "shiftinclude" => self.include(path, argument.split_once(':').map_or(argument, |(_, rest)| rest), depth),
            "quiz" => {
                let file = self.file(path, argument.split_whitespace().next().unwrap_or_default())?.to_string();
                self.used.insert(file.clone());
                self.quizzes.push(file);
                Ok(String::new())
            }
            // Tabs are one below the other, each with its name.
            "tabs" | "endtab" | "endtabs" => Ok(String::new()),
            "tab" => {
                let name = argument.split_once("name=").map_or("", |(_, name)| name.trim().trim_start_matches(['"', '\'']));
                Ok(format!("**{}**\n", name.split(['"', '\'']).next().unwrap_or_default()))
            }
            _ => Err(Unknown("is not a directive of mdBook's".into())),
        }
    }

    /// The file of the source that a path in a text means.
    fn file(&self, path: &str, file: &str) -> Result<&'_ str, Unresolved> {
        const OUTSIDE: Unresolved = Refused("leads out of the source");
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let file = file.trim();
        if file.starts_with('/') || file.contains('\\') {
            return Err(OUTSIDE);
        }
        let target = join(&format!("{folder}{file}")).ok_or(OUTSIDE)?;
        let found = self.texts.get_key_value(target.as_str()).map(|(path, _)| *path);
        found.ok_or_else(|| Unknown("names a file that is not in the source".into()))
    }

    fn include(&mut self, path: &str, argument: &str, depth: usize) -> Result<String, Unresolved> {
        let (file, range) = argument.split_once(':').unwrap_or((argument, ""));
        let target = self.file(path, file)?.to_string();
        if depth == 0 {
            return Err(Unknown("includes itself, or is nested too deeply".into()));
        }
        let text = &self.texts[target.as_str()];
        let taken = select(text, range).ok_or_else(|| Unknown(format!("asks for `{range}`, which the file does not have")))?;
        self.used.insert(target.clone());
        Ok(self.resolve(&target, &taken, depth - 1))
    }
}

/// What `:2`, `:2:10`, `::10`, `:2:` or `:name` takes of a text; all of it for nothing.
fn select(text: &str, range: &str) -> Option<String> {
    if range.is_empty() {
        return Some(text.trim_end_matches('\n').to_string());
    }
    let (from, to) = range.split_once(':').map_or((range, None), |(from, to)| (from, Some(to)));
    let number = |text: &str| text.trim().parse::<usize>().ok();
    if from.is_empty() || number(from).is_some() {
        let first = number(from).unwrap_or(1).max(1);
        let last = match to {
            None => first,
            Some(to) => number(to).unwrap_or(usize::MAX),
        };
        let lines: Vec<&str> =
            text.lines().skip(first - 1).take(last.saturating_add(1).saturating_sub(first).max(usize::from(to.is_none()))).collect();
        return (!lines.is_empty()).then(|| lines.join("\n"));
    }
    let mut lines: Vec<&str> = Vec::new();
    let (mut inside, mut found) = (false, false);
    for line in text.lines() {
        let marks = |mark: &str| line.split_once(mark).is_some_and(|(_, rest)| rest.trim().split(char::is_whitespace).next() == Some(from));
        if marks("ANCHOR_END:") {
            inside = false;
        } else if marks("ANCHOR:") {
            (inside, found) = (true, true);
        } else if inside && !line.contains("ANCHOR:") && !line.contains("ANCHOR_END:") {
            lines.push(line);
        }
    }
    found.then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_anchors_are_taken_as_mdbook_does() {
        let text = "one\n// ANCHOR: a\ntwo\n// ANCHOR: b\nthree\n// ANCHOR_END: b\n// ANCHOR_END: a\nlast\n";
        assert_eq!(select(text, "1").as_deref(), Some("one"));
        assert_eq!(select(text, "3:3").as_deref(), Some("two"));
        assert_eq!(select(text, "8:").as_deref(), Some("last"));
        assert_eq!(select(text, ":1").as_deref(), Some("one"));
        assert_eq!(select(text, "a").as_deref(), Some("two\nthree"));
        assert_eq!((select(text, "gone"), select(text, "99")), (None, None));
    }

    #[test]
    fn nothing_is_read_from_outside_and_circles_end() {
        let texts: Texts<'_> = [("src/a.md", "{{#include a.md}}".to_string()), ("x.rs", "fn x() {}\n".to_string())].into();
        let (mut used, mut bank) = (BTreeSet::new(), Bank::default());
        let mut resolved = |text: &str| {
            let source = Source { path: "src/b.md", id: SourceId(0), start: 0, text };
            let (text, quizzes) = resolve(&source, &texts, &mut used, &mut bank);
            text + &quizzes.join(",")
        };
        assert_eq!(resolved("{{#include ../x.rs}}"), "fn x() {}");
        assert_eq!(resolved("{{#playground ../x.rs editable}}"), "```rust\nfn x() {}\n```");
        assert_eq!(resolved("a \\{{#include x}} b {{#title T}}"), "a {{#include x}} b ");
        assert_eq!(resolved("{{#include ../../secret}}"), "{{ #include ../../secret}}");
        assert_eq!(resolved("{{#include /etc/passwd}}"), "{{ #include /etc/passwd}}");
        assert_eq!(resolved("{{#include a.md}}"), "{{ #include a.md}}");
        assert_eq!(resolved("{{#tabs global=\"os\"}}{{#tab name=\"Linux\"}}\na\n{{#endtab}}{{#endtabs}}"), "**Linux**\n\na\n");
        assert_eq!(resolved("{{#quiz ../x.rs}}"), "x.rs");
        assert_eq!(resolved("a {{%session outline}} b {{#what x}}"), "a  b {{ #what x}}");
        assert_eq!(bank.diagnostics.len(), 5);
        assert_eq!(bank.diagnostics.iter().filter(|found| found.code == Code::ImportRefused).count(), 2);
        assert!(used.contains("x.rs") && used.contains("src/a.md"));
    }
}
