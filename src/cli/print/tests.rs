//! One report in every format.

use recto::diagnostic::Code;
use recto::source::{Source, SourceId, Span};
use serde_json::Value;

use super::*;

struct Fixture {
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Fixture {
    fn new() -> Self {
        Self { sources: Sources::default(), diagnostics: Vec::new() }
    }

    /// Adds a source; a finding of `code` underlines `marked` in it.
    fn finding(mut self, path: &str, text: &str, code: Code, marked: &str, message: &str) -> Self {
        let at = text.find(marked).unwrap();
        let source = self.sources.add(Source::new(path, text));
        self.diagnostics.push(Diagnostic::new(code, source, Span::new(at, at + marked.len()), message));
        self
    }

    fn report<T>(&self, use_it: impl FnOnce(&Report<'_>) -> T) -> T {
        use_it(&Report { sources: &self.sources, diagnostics: &self.diagnostics, prefix: "guide/" })
    }

    fn print(&self, format: Format) -> String {
        let mut out = Vec::new();
        self.report(|report| print(report, format, false, &mut out)).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn json(&self, format: Format) -> Value {
        serde_json::from_str(&self.print(format)).unwrap()
    }
}

fn broken_link() -> Fixture {
    let text = "\u{feff}---\r\nlevel: mid\r\n---\r\n# Où ?\r\nSee 🦀 [x](y.md).\r\n";
    let mut fixture = Fixture::new().finding("content/a b.md", text, Code::BrokenLink, "[x](y.md)", "`y.md` is not there");
    fixture.diagnostics[0] = fixture.diagnostics[0].clone().label("leads nowhere").help("did you mean `z.md`?");
    let place = text.find("Où").unwrap();
    let related = Location { source: SourceId(0), span: Span::new(place, place + 3) };
    fixture.diagnostics[0] = fixture.diagnostics[0].clone().related(related, "in this card").fix(related, "Ou");
    fixture.diagnostics.push(Diagnostic::for_path(Code::NotUtf8, "content/b.md", "byte 3 is not UTF-8"));
    fixture
}

#[test]
fn people_see_the_line_the_text_underlined_and_what_to_do() {
    let expected = "\
error[R401]: `y.md` is not there
 --> guide/content/a b.md:5:7
  |
5 | See 🦀 [x](y.md).
  |        ^^^^^^^^^ leads nowhere
  |
 ::: guide/content/a b.md:4:3
  |
4 | # Où ?
  |   -- in this card
  |
  = help: did you mean `z.md`?

error[R001]: byte 3 is not UTF-8
--> guide/content/b.md

2 errors; `recto explain R401` explains a code
";
    assert_eq!(broken_link().print(Format::Human), expected);
}

#[test]
fn github_gets_one_escaped_command_a_finding() {
    let printed = broken_link().print(Format::Github);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines[0],
        "::error file=guide/content/a b.md,line=5,endLine=5,col=7,endColumn=15,title=R401 broken-link::`y.md` is not there%0Adid you mean `z.md`?"
    );
    assert_eq!(lines[1], "::error file=guide/content/b.md,title=R001 not-utf8::byte 3 is not UTF-8");
    let hostile = Fixture::new().finding("content/a,b:c.md", "x", Code::EmptySection, "x", "100% \r\n::stop-commands::x");
    assert_eq!(
        hostile.print(Format::Github).lines().next().unwrap(),
        "::warning file=guide/content/a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=1,title=R315 empty-section::100%25 \u{fffd}%0A::stop-commands::x"
    );
}

#[test]
fn past_ten_annotations_the_rest_is_in_the_log_and_in_the_summary() {
    let mut fixture = Fixture::new();
    for i in 0..9 {
        fixture = fixture.finding(&format!("content/w{i}.md"), "x", Code::EmptySection, "x", "empty");
    }
    for i in 0..3 {
        fixture = fixture.finding(&format!("content/x{i}.md"), "x", Code::BrokenLink, "x", "`<b>|@all` is not there\n::error::x");
    }
    let printed = fixture.print(Format::Github);
    let commands: Vec<&str> = printed.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 10);
    assert!(commands[..3].iter().all(|line| line.starts_with("::error ")), "errors come first: {printed}");
    assert!(printed.contains("\nguide/content/w8.md:1:1: warning R315: empty\n3 errors, 9 warnings\n"), "{printed}");
    let summary = fixture.report(github::job_summary).unwrap();
    assert!(
        summary.contains("### 3 errors, 9 warnings") && summary.contains("| guide/content/w7.md:1:1 | warning R315 empty-section: empty |")
    );
    assert!(!summary.contains("w6.md"), "what has an annotation is not repeated");

    fixture.diagnostics.reverse();
    fixture.diagnostics.iter_mut().skip(1).for_each(|d| d.code = Code::BrokenLink);
    fixture.diagnostics.iter_mut().for_each(|d| d.severity = Code::BrokenLink.default_severity());
    let summary = fixture.report(github::job_summary).unwrap();
    assert!(!summary.contains("<b>") && !summary.contains("@all") && !summary.contains("\n::"), "{summary}");
    assert_eq!(broken_link().report(github::job_summary), None);
}

#[test]
fn json_has_its_documented_shape() {
    let json = broken_link().json(Format::Json);
    assert_eq!((&json["version"], &json["errors"], &json["warnings"]), (&1.into(), &2.into(), &0.into()));
    let first = &json["diagnostics"][0];
    assert_eq!(first["code"], "R401");
    assert_eq!(first["name"], "broken-link");
    assert_eq!(first["file"], "guide/content/a b.md");
    assert_eq!(first["start"], serde_json::json!({"line": 5, "column": 7, "offset": 43}));
    assert_eq!(first["related"][0]["start"]["line"], 4);
    assert_eq!(first["fixes"][0]["replacement"], "Ou");
    assert_eq!(json["diagnostics"][1]["start"], Value::Null);
}

#[test]
fn sarif_names_the_rule_and_the_region() {
    let sarif = broken_link().json(Format::Sarif);
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
    assert_eq!((&rule["id"], &result["ruleId"]), (&"R401".into(), &"R401".into()));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "guide/content/a%20b.md");
    assert_eq!(place["region"], serde_json::json!({"startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 16}));
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "Ou");
    assert!(run["results"][1]["locations"][0]["physicalLocation"]["region"].is_null());
}

#[test]
fn no_format_lets_control_characters_through() {
    let evil = "a\u{1b}[31m\u{9b}2J\u{7}\u{202e}\u{7f}b";
    let mut fixture = Fixture::new().finding(&format!("content/{evil}.md"), &format!("x {evil} y"), Code::BrokenLink, evil, evil);
    let at = fixture.diagnostics[0].at.unwrap();
    fixture.diagnostics[0] = fixture.diagnostics[0].clone().label(evil).help(evil).related(at, evil).fix(at, evil);
    fixture.diagnostics.push(Diagnostic::for_path(Code::NotUtf8, evil, evil));
    for format in [Format::Human, Format::Github, Format::Json, Format::Sarif] {
        let printed = fixture.print(format);
        assert!(!printed.contains(|c: char| c != '\n' && is_unsafe(c)), "{format:?}: {printed:?}");
    }
    assert_eq!(fixture.json(Format::Json)["diagnostics"][0]["message"], evil, "JSON keeps the text, escaped");
}

#[test]
fn a_very_long_line_is_cut_around_the_place() {
    let text = format!("first\n{}[x](y.md){}\n", "word ".repeat(50_000), " tail".repeat(50_000));
    let printed = Fixture::new().finding("content/a.md", &text, Code::BrokenLink, "[x](y.md)", "not there").print(Format::Human);
    assert!(printed.contains("content/a.md:2:250001"), "{printed}");
    assert!(printed.contains("[x](y.md)") && printed.lines().all(|line| line.chars().count() < 200), "{printed}");
}

#[test]
fn places_at_the_edges_of_a_file_are_drawn() {
    for (text, span, line) in
        [("", 0..0, "1"), ("a\n", 2..2, "2"), ("a\n\nb", 1..4, "1"), ("é", 1..1, "1"), ("a", 5..9, "1"), ("a\r\n", 1..3, "1")]
    {
        let mut fixture = Fixture::new().finding("content/a.md", text, Code::BrokenLink, "", "x");
        fixture.diagnostics[0].at = Some(Location { source: SourceId(0), span: Span::new(span.start, span.end) });
        assert!(fixture.print(Format::Human).contains(&format!("a.md:{line}:")), "{text:?}: {}", fixture.print(Format::Human));
    }
}

#[test]
fn the_count_is_in_words() {
    let error = Diagnostic::for_path(Code::BrokenLink, "a", "b");
    let warning = Diagnostic::for_path(Code::EmptySection, "a", "b");
    assert_eq!(summary_line(&[error.clone(), error.clone(), warning.clone()]), "2 errors, 1 warning");
    assert_eq!(summary_line(&[warning.clone(), warning]), "2 warnings");
    assert_eq!(summary_line(&[]), "");
}
