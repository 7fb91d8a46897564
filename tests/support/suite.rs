//! Reads suites of tests written in Markdown (tests/suites/), and writes what is found back into them.
//!
//! In: the text of a suite. Out: its sections, each a small guide with what is expected of it. The grammar is described in CONTRIBUTING.md
//! under "Write a test as Markdown". Everything that the grammar does not know is an error: a test must not pass because it was misread.

/// A heading with the blocks under it: one test.
#[derive(Debug, Default)]
pub struct Section {
    pub title: String,
    pub inputs: Vec<Input>,
    pub outputs: Vec<Output>,
    /// CheckResult without a line, from a block `findings`.
    pub unplaced: Vec<Expected>,
    pub lints: bool,
}

/// A file of the guide.
#[derive(Debug)]
pub struct Input {
    pub path: String,
    /// The bytes on disk.
    pub text: String,
    pub expected: Vec<Expected>,
    /// The lines of the suite that hold this block, without its fences.
    lines: std::ops::Range<usize>,
}

/// A finding that must be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// 0 for a finding without a line.
    pub line: usize,
    pub column: usize,
    /// Characters underlined.
    pub length: usize,
    /// The code and the start of the message.
    pub text: String,
    /// The start of the help.
    pub help: String,
    pub path: String,
}

/// What must hold for a file that Recto writes.
#[derive(Debug)]
pub struct Output {
    pub path: String,
    pub verb: Verb,
    pub lines: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Each line is in the bytes of the published file.
    Contains,
    /// No line is in them.
    Lacks,
    /// Each line is in the text that a reader sees, without tags.
    Shows,
    /// No line is in that text.
    Hides,
    /// The file is exactly this after `recto check --fix`.
    AfterFix,
}

const VERBS: [(&str, Verb); 5] = [
    ("contains", Verb::Contains),
    ("lacks", Verb::Lacks),
    ("shows", Verb::Shows),
    ("hides", Verb::Hides),
    ("after `--fix`", Verb::AfterFix),
];

pub fn parse(text: &str) -> Result<Vec<Section>, String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut sections: Vec<Section> = Vec::new();
    // The last line that is not blank: it may name the block that follows.
    let mut before = "";
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        if let Some((fence, info)) = opening_fence(line) {
            let section = sections.last_mut().ok_or(format!("line {}: a block stands under no heading", i + 1))?;
            let closes =
                |line: &&str| line.len() >= fence.len() && line.starts_with(fence) && line.trim_end_matches(&fence[..1]).is_empty();
            let end = (i + 1..lines.len()).find(|j| closes(&lines[*j])).ok_or(format!("line {}: the block has no end", i + 1))?;
            section.add(before, info, i + 1..end, &lines).map_err(|error| format!("line {}: {error}", i + 1))?;
            i = end;
            before = "";
        } else if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') {
            sections.push(Section { title: line.trim_start_matches('#').trim().to_string(), ..Section::default() });
            before = "";
        } else if !line.trim().is_empty() {
            before = line;
        }
        i += 1;
    }
    sections.retain(|section| !section.inputs.is_empty());
    Ok(sections)
}

/// The fence that opens a block, and what follows it.
fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then(|| line.split_at(length))
}

impl Section {
    fn add(&mut self, before: &str, info: &str, range: std::ops::Range<usize>, lines: &[&str]) -> Result<(), String> {
        let mut words = info.split_whitespace();
        let language = words.next().unwrap_or_default();
        let (mut start, mut ending) = ("", "\n");
        for word in words {
            match word {
                "bom" => start = "\u{feff}",
                "crlf" => ending = "\r\n",
                "lints" => self.lints = true,
                other => return Err(format!("`{other}` is none of bom, crlf, lints")),
            }
        }
        let body = &lines[range.clone()];
        if language == "findings" {
            self.unplaced.extend(body.iter().filter(|line| !line.is_empty()).map(|line| unplaced(line)).collect::<Result<Vec<_>, _>>()?);
            return Ok(());
        }
        let (path, verb) = name_of(before, language)?;
        if let Some(verb) = verb {
            self.outputs.push(Output { path, verb, lines: body.iter().map(|line| line.to_string()).collect() });
            return Ok(());
        }
        if self.inputs.iter().any(|input| input.path == path) {
            return Err(format!("`{path}` is given twice; name the blocks"));
        }
        let (mut text, mut expected, mut count) = (start.to_string(), Vec::new(), 0_usize);
        for line in body {
            match caret_line(line) {
                Some(finding) => expected.push(Expected { line: count.max(1), path: path.clone(), ..finding }),
                None => {
                    count += 1;
                    text.extend([line, ending]);
                }
            }
        }
        self.inputs.push(Input { path, text, expected, lines: range });
        Ok(())
    }
}

/// The path that the line before a block gives, and what is said of it: "`content/a/b.md`:" or "`a/b.html` contains:". Without such a line
/// a block of Markdown is the only card, one of TOML is book.toml.
fn name_of(before: &str, language: &str) -> Result<(String, Option<Verb>), String> {
    let Some((path, rest)) = before.strip_prefix('`').and_then(|rest| rest.strip_suffix(':')).and_then(|rest| rest.split_once('`')) else {
        return match language {
            "md" | "markdown" => Ok(("content/topic/card.md".into(), None)),
            "toml" => Ok(("book.toml".into(), None)),
            _ => Err("a line before the block must name its file: `content/topic/name.md`:".into()),
        };
    };
    match rest.trim() {
        "" => Ok((path.into(), None)),
        word => match VERBS.iter().find(|(name, _)| *name == word) {
            Some((_, verb)) => Ok((path.into(), Some(*verb))),
            None => Err(format!("`{word}` is none of {}", VERBS.map(|(name, _)| name).join(", "))),
        },
    }
}

/// `   ^^^^ R401 message => help`.
fn caret_line(line: &str) -> Option<Expected> {
    let trimmed = line.trim_start();
    let (carets, said) = trimmed.split_once(' ')?;
    let is_code = said.strip_prefix('R').is_some_and(|rest| rest.as_bytes().iter().take_while(|b| b.is_ascii_digit()).count() == 3);
    let is_finding = is_code && !carets.is_empty() && carets.bytes().all(|b| b == b'^');
    let column = line.chars().count() - trimmed.chars().count() + 1;
    is_finding.then(|| {
        let (text, help) = said.split_once(" => ").unwrap_or((said, ""));
        Expected { line: 0, column, length: carets.len(), text: text.into(), help: help.into(), path: String::new() }
    })
}

/// `PATH R401 message => help`.
fn unplaced(line: &str) -> Result<Expected, String> {
    let (path, said) = line.split_once(' ').ok_or("a line of `findings` is PATH CODE MESSAGE")?;
    let (text, help) = said.split_once(" => ").unwrap_or((said, ""));
    Ok(Expected { line: 0, column: 0, length: 0, text: text.into(), help: help.into(), path: path.into() })
}

/// The suite with the caret lines of a section replaced by what was found. A line that agrees stays as it is.
pub fn bless(suite: &str, section: &Section, found: &[Expected]) -> String {
    let lines: Vec<&str> = suite.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut next = 0;
    for input in &section.inputs {
        out.extend(lines[next..input.lines.start].iter().map(|line| line.to_string()));
        let body = lines[input.lines.clone()].iter().filter(|line| caret_line(line).is_none());
        for (ix, line) in body.enumerate() {
            out.push(line.to_string());
            let mut here: Vec<&Expected> = found.iter().filter(|f| f.path == input.path && f.line == ix + 1).collect();
            here.sort_by_key(|f| f.column);
            out.extend(here.into_iter().map(|f| kept_or_new(input, f)));
        }
        next = input.lines.end;
    }
    out.extend(lines[next..].iter().map(|line| line.to_string()));
    out.join("\n") + "\n"
}

/// The line of a finding. One that agrees stays as it is; a new one has the help only where the finding that it replaces had.
fn kept_or_new(input: &Input, found: &Expected) -> String {
    let replaced = |expected: &&Expected| expected.line == found.line && expected.text.get(..4) == found.text.get(..4);
    let kept = input.expected.iter().find(|expected| agrees(found, expected));
    let wants_help = kept.or_else(|| input.expected.iter().find(replaced)).is_some_and(|expected| !expected.help.is_empty());
    let said = kept.unwrap_or(found);
    let help = if wants_help { format!(" => {}", said.help) } else { String::new() };
    format!("{}{} {}{help}", " ".repeat(found.column - 1), "^".repeat(found.length), said.text)
}

/// Whether a finding is the one that is expected.
pub fn agrees(found: &Expected, expected: &Expected) -> bool {
    let place = |e: &Expected| (e.path.clone(), e.line, e.column, e.length);
    place(found) == place(expected) && found.text.starts_with(&expected.text) && found.help.starts_with(&expected.help)
}
