//! Findings about an author's files: one type for errors, warnings and lints, and the list of all codes.
//!
//! Nothing here prints: `cli/print/` draws a [`Diagnostic`] for a terminal, GitHub, JSON or SARIF.

mod codes;

use std::collections::BTreeMap;

pub use codes::{Code, Severity};

use crate::source::{Location, SourceId, Sources, Span};

/// A change of text that fixes a diagnostic: replace the span by the text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    pub at: Location,
    pub replacement: String,
}

/// One finding about the author's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: Code,
    /// Where; `None` only for findings about a file that is not text (then `path` names it).
    pub at: Option<Location>,
    /// The path of a file that is not a [`Source`](crate::source::Source): a binary file, a folder, a missing file.
    pub path: Option<String>,
    /// What is wrong, one sentence, lower case, no full stop.
    pub message: String,
    /// What is beside the underline; empty for none.
    pub label: String,
    /// Other places that belong to the finding, each with its label.
    pub related: Vec<(Location, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// Changes that fix it safely; `recto check --fix` applies them.
    pub fixes: Vec<Fix>,
    /// Files that the fix moves, each with its new path from the guide's root.
    pub renames: Vec<(SourceId, String)>,
}

impl Diagnostic {
    /// A finding at a place in a source, with the code's default severity.
    pub fn new(code: Code, source: SourceId, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: code.default_severity(),
            code,
            at: Some(Location { source, span }),
            path: None,
            message: shortened(message.into()),
            label: String::new(),
            related: Vec::new(),
            help: None,
            fixes: Vec::new(),
            renames: Vec::new(),
        }
    }

    /// A finding about a file as a whole that is not (readable as) text.
    pub fn for_path(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        let mut this = Self::new(code, SourceId(0), Span::default(), message);
        this.at = None;
        this.path = Some(path.into());
        this
    }

    /// Sets what is written at the underlined text.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = shortened(label.into());
        self
    }

    /// Sets what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(shortened(help.into()));
        self
    }

    /// Adds another place that has to do with it.
    pub fn related(mut self, at: Location, label: impl Into<String>) -> Self {
        self.related.push((at, label.into()));
        self
    }

    /// Adds a change of text that `recto check --fix` makes.
    pub fn fix(mut self, at: Location, replacement: impl Into<String>) -> Self {
        self.fixes.push(Fix { at, replacement: replacement.into() });
        self
    }

    /// Says that all of its places lie in the source that now has this number. For findings that concern one file only.
    pub fn set_source(&mut self, source: SourceId) {
        let fixes = self.fixes.iter_mut().map(|f| &mut f.at);
        for at in self.at.iter_mut().chain(self.related.iter_mut().map(|(at, _)| at)).chain(fixes) {
            at.source = source;
        }
    }

    /// Every place in a file that it names.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        self.at.iter().chain(self.related.iter().map(|(at, _)| at)).chain(self.fixes.iter().map(|fix| &fix.at))
    }

    /// Whether it keeps the guide from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The file's path, whatever kind of file it is.
    pub fn file<'a>(&'a self, sources: &'a Sources) -> &'a str {
        match (&self.at, &self.path) {
            (Some(at), _) => &sources.get(at.source).path,
            (None, Some(path)) => path,
            (None, None) => "",
        }
    }
}

/// What a message repeats of a text can be a whole file. Bytes.
const MAX_MESSAGE_BYTES: usize = 2_000;

fn shortened(mut message: String) -> String {
    if message.len() > MAX_MESSAGE_BYTES {
        message.truncate(message.floor_char_boundary(MAX_MESSAGE_BYTES));
        message.push('…');
    }
    message
}

/// Sorts by file, place, then code, and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.at.map(|at| at.span), d.code, d.severity);
        a.file(sources).cmp(b.file(sources)).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}

/// Findings of one kind in one file that are shown.
pub const MAX_PER_FILE: usize = 100;

/// Of [`sort`]ed findings, keeps the first of each kind in a file and counts the rest in one more, which has the fixes of all that it
/// stands for: what is printed of a file must not grow faster than the file, and nobody reads the thousandth.
pub fn limit_per_file(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut rest: BTreeMap<Code, (usize, Diagnostic)> = BTreeMap::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics.drain(..) {
        if kept.last().is_some_and(|last| last.file(sources) != diagnostic.file(sources)) {
            kept.extend(std::mem::take(&mut rest).into_values().map(|(count, first)| for_omitted(count, first)));
            counts.clear();
        }
        let count = counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MAX_PER_FILE || diagnostic.at.is_none() {
            kept.push(diagnostic);
            continue;
        }
        match rest.get_mut(&diagnostic.code) {
            Some((count, first)) => {
                *count += 1;
                first.severity = first.severity.min(diagnostic.severity);
                first.fixes.extend(diagnostic.fixes);
                first.renames.extend(diagnostic.renames);
            }
            None => _ = rest.insert(diagnostic.code, (1, diagnostic)),
        }
    }
    kept.extend(rest.into_values().map(|(count, first)| for_omitted(count, first)));
    *diagnostics = kept;
    sort(diagnostics, sources);
}

/// The finding that stands for some; alone it stands for itself.
fn for_omitted(count: usize, first: Diagnostic) -> Diagnostic {
    if count == 1 {
        return first;
    }
    let message = format!("{count} more findings of this kind from here on in this file");
    Diagnostic {
        message,
        label: String::new(),
        help: Some("fix those before it first; the next run shows more".into()),
        related: Vec::new(),
        ..first
    }
}

/// A source's text with the fixes that concern it applied. Of two that overlap, the first in the text wins; equal ones count once.
pub fn apply(fixes: &[Fix], source: SourceId, text: &str) -> String {
    let mut mine: Vec<&Fix> = fixes.iter().filter(|f| f.at.source == source).collect();
    mine.sort();
    mine.dedup();
    let mut fixed = String::with_capacity(text.len());
    let mut done = 0;
    for fix in mine {
        let range = fix.at.span.range();
        let (Some(before), true) = (text.get(done..range.start), range.end <= text.len()) else { continue };
        fixed.push_str(before);
        fixed.push_str(&fix.replacement);
        done = range.end;
    }
    fixed.push_str(&text[done..]);
    fixed
}

/// A longer name is nobody's near miss. Characters.
const MAX_NAME_CHARS: usize = 200;

/// The candidate nearest to `name`, if one is near enough to be what was meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let length = wanted.chars().count();
    let limit = (length / 3).clamp(1, 4);
    // Another letter in a word of three is another word.
    let same_letters = |c: &str| {
        let letters = |text: &str| text.chars().filter(|c| wanted.contains(*c)).count();
        let candidate = c.to_lowercase();
        length > 3
            || candidate.chars().count() > length
            || letters(&candidate) == candidate.chars().count() && candidate.chars().count() == length
    };
    candidates
        .into_iter()
        .filter(|c| same_letters(c) && length <= MAX_NAME_CHARS && c.chars().count().abs_diff(length) <= limit)
        .map(|c| (strsim::damerau_levenshtein(&wanted, &c.to_lowercase()), c))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, c)| (*distance, c.len()))
        .map(|(_, c)| c)
}

/// The candidate that must have been meant: near, and no other is.
pub fn unambiguous_nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let mut same = candidates.iter().filter(|c| c.to_lowercase() == wanted);
    if let (Some(same), None) = (same.next(), same.next()) {
        return Some(same);
    }
    let limit = (wanted.chars().count() / 3).min(2);
    let mut near = candidates.into_iter().filter(|c| strsim::damerau_levenshtein(&wanted, &c.to_lowercase()) <= limit);
    near.next().filter(|_| near.next().is_none())
}

/// `1 card`, `2 cards`.
pub fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// "did you mean `x`?" where a candidate is near, else the list of what there is (up to sixteen).
pub fn suggestion<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    if let Some(near) = nearest(name, candidates.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let all: Vec<&str> = candidates.into_iter().collect();
    if all.is_empty() || all.len() > 24 {
        return None;
    }
    Some(format!("one of: {}", all.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn of_many_findings_in_a_file_the_rest_is_counted_and_its_fixes_stay() {
        let mut sources = Sources::default();
        let ids = ["a.md", "b.md"].map(|path| sources.add(Source::new(path, "x".repeat(1_000))));
        let finding = |source, i| {
            let at = Location { source, span: Span::new(i, i + 1) };
            Diagnostic::new(Code::BrokenLink, source, at.span, "broken").fix(at, "y")
        };
        let mut all: Vec<Diagnostic> = (0..500).map(|i| finding(ids[0], i)).chain((0..101).map(|i| finding(ids[1], i))).collect();
        all.push(Diagnostic::new(Code::UnknownKey, ids[0], Span::new(900, 901), "another kind"));
        sort(&mut all, &sources);
        limit_per_file(&mut all, &sources);
        let messages: Vec<&str> = all.iter().filter(|d| d.message != "broken").map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["400 more findings of this kind from here on in this file", "another kind"]);
        assert_eq!(all.len(), MAX_PER_FILE + 2 + 101);
        let fixes: Vec<Fix> = all.into_iter().flat_map(|d| d.fixes).collect();
        assert_eq!(apply(&fixes, ids[0], &"x".repeat(1_000)).matches('y').count(), 500);
    }

    #[test]
    fn fixes_apply_once_in_order_and_never_overlap() {
        let fix =
            |start, end, text: &str| Fix { at: Location { source: SourceId(0), span: Span::new(start, end) }, replacement: text.into() };
        let fixes = [fix(4, 5, "B"), fix(0, 2, "A"), fix(1, 3, "no"), fix(0, 2, "A")];
        assert_eq!(apply(&fixes, SourceId(0), "abcdef"), "AcdBf");
        assert_eq!(apply(&fixes, SourceId(1), "abcdef"), "abcdef");
    }

    #[test]
    fn names_of_earlier_versions_are_known() {
        for (former, name) in codes::FORMER_NAMES {
            assert!(Code::ALL.iter().any(|code| code.name() == name) && Code::ALL.iter().all(|code| code.name() != former), "{former}");
            assert_eq!(Code::parse(former), Code::parse(name), "{former}");
        }
    }

    #[test]
    fn a_near_name_is_certain_where_it_is_the_only_one() {
        assert_eq!(unambiguous_nearest("levl", ["level", "kind", "tags"]), Some("level"));
        assert_eq!(unambiguous_nearest("Tags", ["level", "tags"]), Some("tags"));
        for (name, candidates) in [("kid", &["kind", "id"][..]), ("lv", &["level"]), ("levels", &["level", "levers"]), ("x", &["y"])] {
            assert_eq!(unambiguous_nearest(name, candidates.iter().copied()).filter(|_| name != "kid"), None, "{name}");
        }
    }

    #[test]
    fn nearest_name_is_found_and_far_ones_are_not() {
        assert_eq!(nearest("levl", ["level", "kind", "tags"]), Some("level"));
        assert_eq!(nearest("Anwser", ["Answer", "Hint"]), Some("Answer"));
        assert_eq!(nearest("minutes", ["level", "kind"]), None);
    }
}
