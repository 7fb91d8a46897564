//! Characters that mean something to another program and are text here: admonitions, shortcodes, MDX, wiki text, BBCode, a word processor's
//! bullets. Authors bring them along with a text; they are published as they are written, and reported with what Markdown has for them.

mod inline;

use std::collections::BTreeSet;

use super::File;
use super::bad_markers::line_start;
use super::scan::{Outline, TextPiece};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Span};

/// Adds a finding for each of them.
pub(super) fn report(file: &File<'_>, outline: &Outline, diagnostics: &mut Vec<Diagnostic>) {
    let link_ends: BTreeSet<u32> = outline.links.iter().map(|link| link.span.end).collect();
    for piece in &outline.text_pieces {
        let start = piece.span.start as usize;
        let text = &file.text[piece.span.range()];
        formulas(file, piece, diagnostics);
        if let Some(found) = line_start(file.text, start)
            .and_then(|line| of_line(file, line, piece).or_else(|| definition(file, line, piece)))
            .or_else(|| inside(file, piece))
        {
            diagnostics.push(found);
        } else if text.starts_with('{') && link_ends.contains(&piece.span.start) {
            diagnostics.extend(attributes(file, piece));
        }
    }
    bullets(file, &outline.text_pieces, diagnostics);
}

/// What begins a line, and its remedy: by its first characters.
fn of_line(file: &File<'_>, line: usize, piece: &TextPiece) -> Option<Diagnostic> {
    let start = piece.span.start as usize;
    let written = file.text[start..].lines().next().unwrap_or_default().trim_end();
    let in_quote = file.text[line..start].contains('>');
    if let Some(mark) = written.strip_prefix("[!").filter(|_| in_quote) {
        let (name, rest) = mark.split_once(']')?;
        let (message, help) = match (ALERTS.iter().any(|alert| alert.eq_ignore_ascii_case(name)), rest.is_empty()) {
            (true, true) => return None,
            (true, false) => ("this is not an alert, because its line goes on".into(), "start the text on the next line".to_string()),
            (false, _) => (format!("there is no alert `{name}`"), format!("alerts are `[!{}]`", ALERTS.join("]`, `[!"))),
        };
        let end = start + "[!]".len() + name.len();
        return Some(Diagnostic::new(Code::ForeignSyntax, file.id, Span::new(start, end), message).help(help));
    }
    let (what, help) = other_program(written)?;
    let message = format!("this is {what}, and is shown as it is written");
    Some(Diagnostic::new(Code::ForeignSyntax, file.id, Span::new(start, start + written.len()), message).help(help))
}

/// The alerts that code hosts know.
const ALERTS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

const ADMONITION: &str = "write `> [!NOTE]`, and `> ` before each line of it";
const GENERATED: &str = "write in Markdown what it would show";
const COMMENT: &str = "write `<!-- … -->`";
const TABLE: &str = "write `| head | head |`, `| --- | --- |` in the line below, and the rows like the head";

/// `h2. Title`.
fn is_textile_heading(line: &str) -> bool {
    let rest = line.strip_prefix('h').and_then(|rest| rest.strip_prefix(|level: char| ('1'..='6').contains(&level)));
    rest.and_then(|rest| rest.strip_prefix(". ")).is_some_and(|title| title.starts_with(char::is_alphanumeric))
}

/// The syntax of another program with which a line begins, and what to do instead.
fn other_program(line: &str) -> Option<(&'static str, &'static str)> {
    let rest = |sign: &str| line.strip_prefix(sign).map(|rest| rest.trim_start_matches(sign.chars().next_back().unwrap_or_default()));
    let named = |sign: &str| rest(sign).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '{'));
    let quoted = line.trim_end_matches(';').ends_with(['\'', '"']);
    Some(match line {
        _ if line.starts_with(":::") && line.trim_start_matches(':').trim() == "mermaid" => {
            ("a diagram of Azure DevOps", "begin it with a line ```mermaid and end it with a line ```")
        }
        _ if named(":::") => ("an admonition of Docusaurus or VuePress", ADMONITION),
        _ if named("!!!") || named("???") || named("???+") => ("an admonition of MkDocs", ADMONITION),
        _ if line.starts_with("=== \"") => ("a tab of MkDocs", "write a heading for each tab"),
        _ if line.starts_with("--8<--") => ("a snippet of MkDocs", GENERATED),
        _ if line.starts_with("{{<") || line.starts_with("{{%") => ("a shortcode of Hugo", GENERATED),
        _ if line.starts_with("{%") && line.contains("%}") && !line.starts_with("{% end") => ("a tag of Jekyll or Liquid", GENERATED),
        _ if line.starts_with("{:") && line.ends_with('}') && !line.contains("toc") => ("an attribute list of kramdown", "remove it"),
        _ if line.starts_with("import ") && quoted && (line.contains(" from ") || line.len() < 80) => ("an import of MDX", "remove it"),
        _ if line.starts_with("export const ") || line.starts_with("export default ") => ("an export of MDX", "remove it"),
        _ if line.starts_with("{/*") => ("a comment of MDX", COMMENT),
        _ if line.starts_with("%%") => ("a comment of Obsidian", COMMENT),
        _ if line.starts_with("*[") && line.contains("]: ") => {
            ("an abbreviation of PHP Markdown", "write `<abbr title=\"…\">` in the text")
        }
        _ if line.starts_with(".. ") && line.split_whitespace().nth(1)?.ends_with("::") => ("a directive of reStructuredText", GENERATED),
        _ if line.starts_with("\\begin{") => ("a formula of LaTeX", "put `$$` in a line before it and in one after it"),
        _ if is_textile_heading(line) => ("a heading of Jira or Textile", "write `## ` instead of its first characters"),
        _ if line.starts_with("||") && line.ends_with("||") && line.len() > 5 => ("the head of a table of Jira", TABLE),
        _ if line.starts_with("{code") && line.ends_with('}') || line == "{noformat}" => {
            ("a block of code of Jira", "write ``` in its place")
        }
        _ if line == "{|" || line.starts_with("{| ") && line.contains('=') => ("a table of MediaWiki", TABLE),
        "\\newpage" | "\\pagebreak" | "\\clearpage" => ("a page break of LaTeX", "remove it"),
        _ => return None,
    })
}

/// A longer one is not looked at, so that many brackets without an end cost no more than they are long.
const MAX_FORMULA_BYTES: usize = 1_000;

/// Formulas between `\\(` and `\\)`, as LaTeX and MathJax have them: brackets in Markdown.
fn formulas(file: &File<'_>, piece: &TextPiece, diagnostics: &mut Vec<Diagnostic>) {
    let text = &file.text[piece.span.range()];
    let mut from = 0;
    while let Some(start) = text[from..].find('\\').map(|at| from + at) {
        from = start + 1;
        let rest = &text[from..];
        let (close, sign) = match rest.chars().next() {
            Some('(') => ("\\)", "$"),
            Some('[') => ("\\]", "$$"),
            _ => continue,
        };
        let within = &rest[1..rest.floor_char_boundary(MAX_FORMULA_BYTES.min(rest.len()))];
        let Some((inner, _)) = within.split_once(close) else { continue };
        let before = text[..start].chars().next_back();
        if before.is_some_and(char::is_alphanumeric) || !is_latex(inner) {
            continue;
        }
        from = start + inner.len() + 4;
        let span = Span::new(start, from).shifted(piece.span.start as usize);
        let formula = format!("{sign}{}{sign}", inner.trim());
        let message = format!("this is not a formula: `{}` is a bracket in Markdown", &text[start..start + 2]);
        let finding = Diagnostic::new(Code::ForeignSyntax, file.id, span, message).help(format!("write `{formula}`"));
        diagnostics.push(finding.fix(Location { source: file.id, span }, formula));
    }
}

/// Whether it has a command, a power, an index or an equation; `\\(a\\|b\\)` and `\\(a+\\)` are regular expressions.
fn is_latex(inner: &str) -> bool {
    let has_command = inner.match_indices('\\').any(|(at, _)| inner[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    // A character after a backslash is one that its author, or a program, made text.
    let has_sign = inner.trim_start().as_bytes().windows(2).any(|pair| pair[0] != b'\\' && matches!(pair[1], b'^' | b'_' | b'='));
    (has_command || has_sign) && !inner.contains("\\|")
}

/// What is within a line.
fn inside(file: &File<'_>, piece: &TextPiece) -> Option<Diagnostic> {
    let found = inline::find(&file.text[piece.span.range()])?;
    let at = Span::new(found.start, found.end).shifted(piece.span.start as usize);
    let message = format!("this is {}, and is shown as it is written", found.what);
    Some(Diagnostic::new(Code::ForeignSyntax, file.id, at, message).help(found.help))
}

/// A line that begins with a colon below another one: a term and its definition.
fn definition(file: &File<'_>, line: usize, piece: &TextPiece) -> Option<Diagnostic> {
    let start = piece.span.start as usize;
    let above = file.text[..line].trim_end_matches(['\n', '\r']);
    let is_below_a_line = !above.is_empty() && file.text[above.len()..line].matches('\n').count() == 1;
    if !is_below_a_line || !file.text[start..].starts_with(": ") {
        return None;
    }
    let message = "this is a definition of PHP Markdown, and is shown as it is written";
    let at = Span::new(start, start + 1);
    Some(Diagnostic::new(Code::ForeignSyntax, file.id, at, message).help("write `- **term**: its definition`, or a `<dl>` in HTML"))
}

/// Attributes right after an image or a link: `![x](a.png){width=300}`.
fn attributes(file: &File<'_>, piece: &TextPiece) -> Option<Diagnostic> {
    let text = &file.text[piece.span.range()];
    let inner = text.strip_prefix('{')?.split_once('}')?.0;
    let is_attribute = |word: &str| word.starts_with(['.', '#', ':']) || word.split_once('=').is_some_and(|(key, _)| !key.is_empty());
    if inner.trim().is_empty() || !inner.split_whitespace().all(is_attribute) {
        return None;
    }
    let at = Span::new(0, inner.len() + 2).shifted(piece.span.start as usize);
    let message = "an image or a link has no attributes here, so these are shown as they are written";
    let help = "remove them; an image of a certain size is written `<img src=\"file.png\" width=\"300\" alt=\"what it shows\">`";
    Some(Diagnostic::new(Code::BadAttributes, file.id, at, message).help(help))
}

/// Characters that word processors put before the items of a list.
const BULLETS: [char; 7] = ['•', '◦', '▪', '‣', '●', '○', '■'];

/// Signs that are bullets where several lines begin with one: dashes, and the dots of East Asia, which need no space behind them.
const PERHAPS_BULLETS: [char; 4] = ['–', '−', '·', '・'];

/// One finding for the lines of a paragraph that begin with a bullet: Markdown makes running text of them.
fn bullets(file: &File<'_>, pieces: &[TextPiece], diagnostics: &mut Vec<Diagnostic>) {
    let mut last: Option<(u32, Diagnostic)> = None;
    for piece in pieces {
        let start = piece.span.start as usize;
        let first = file.text[piece.span.range()].chars().next();
        let Some(sign) = first.filter(|sign| BULLETS.contains(sign) || PERHAPS_BULLETS.contains(sign)) else { continue };
        let end = start + sign.len_utf8();
        let space = file.text[end..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        if line_start(file.text, start).is_none() || space == 0 && sign != '・' {
            continue;
        }
        let at = Location { source: file.id, span: Span::new(start, end + space) };
        let earlier = last.take();
        last = Some(match earlier {
            Some((block, found)) if block == piece.block => (block, found.fix(at, "- ")),
            earlier => {
                diagnostics.extend(earlier.and_then(|(_, found)| sure(file, found)));
                let message = format!("this is not a list, because `{sign}` does not begin an item in Markdown");
                let found = Diagnostic::new(Code::ForeignSyntax, file.id, Span::new(start, end), message);
                (piece.block, found.help("begin each item with `- `").fix(at, "- "))
            }
        });
    }
    diagnostics.extend(last.and_then(|(_, found)| sure(file, found)));
}

/// A finding about bullets that are some: one line alone may begin with a dash for another reason.
fn sure(file: &File<'_>, found: Diagnostic) -> Option<Diagnostic> {
    let sign = found.at.and_then(|at| file.text[at.span.range()].chars().next());
    let perhaps = sign.is_some_and(|sign| PERHAPS_BULLETS.contains(&sign));
    (!perhaps || found.fixes.len() > 1).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syntax_of_other_programs_is_told_from_text() {
        for line in [
            ":::note",
            "::: warning Title",
            "!!! note \"Title\"",
            "???+ tip",
            "{{< youtube x >}}",
            "{% include a.html %}",
            "{: .note }",
            "import X from './x';",
            "import './x.css'",
            "export const a = 1",
            "%% later %%",
            "*[HTML]: Hyper Text",
            ".. note:: words",
            "\\newpage",
            ":::mermaid",
            "h2. Title",
            "||a||b||",
            "{code:java}",
            "{| class=\"wikitable\"",
        ] {
            assert!(other_program(line).is_some(), "{line}");
        }
        for line in [
            ":::",
            ": a definition",
            "!!! ",
            "??? ",
            "{{ x }}",
            "{% endraw %}",
            "import a module",
            "import java.util.List;",
            "export the data",
            "% of all",
            "*[a] b",
            ".. and so on",
            "{a: 1} and more",
            "h2.title",
            "||",
            "{|x| x + 1}",
        ] {
            assert!(other_program(line).is_none(), "{line}");
        }
    }
}
