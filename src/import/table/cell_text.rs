//! Plain text of a table's cells → Markdown that shows the same: lines that somebody broke stay apart, and a product stays one.
//!
//! Where a cell shows marks of Markdown (a list, a heading, code, a link), it is left as it is. HTML does not count: its lines stay apart too.

/// The text as Markdown.
pub fn markdown_of_cell(text: &str) -> String {
    if is_markdown(text) {
        return text.to_string();
    }
    with_breaks(&with_stars(&with_backslashes(text)))
}

/// `C:\_temp` and `\{a\}` would lose their backslashes. One that follows a space escapes a mark of Markdown.
fn with_backslashes(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let is_mark = |c: char| "*_#~+-.!<>|()[]".contains(c);
    let mut out = String::with_capacity(text.len());
    for (i, c) in signs.iter().enumerate() {
        let next = signs.get(i + 1).copied();
        let begins = i == 0 || signs[i - 1].is_whitespace();
        let is_lost = next.is_none_or(|next| next.is_ascii_punctuation() || next == '\n') || i > 0 && signs[i - 1] == '\\';
        if *c == '\\' && is_lost && !(begins && next.is_some_and(is_mark)) {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

fn is_markdown(text: &str) -> bool {
    let numbered = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([')', '.']);
    let block = |line: &str| {
        let first = line.trim_start();
        line.starts_with([' ', '\t'])
            || ["#", "- ", "* ", "+ ", ">", "|", "![", "$$", "~~~"].iter().any(|start| first.starts_with(start))
            || first.starts_with(|c: char| c.is_ascii_digit()) && numbered(first)
    };
    let verbatim = ["<pre", "<code", "<script", "<style", "<textarea", "<svg", "<!"];
    // One alone is a price or a Windows share, two may be a formula.
    let formula = text.matches('$').nth(1).is_some();
    formula || ["`", "**", "](", "]]", "__"].iter().chain(&verbatim).any(|sign| text.contains(sign)) || text.lines().any(block)
}

/// `a*b*c` would lose its stars.
fn with_stars(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let joins = |i: usize| {
        let side = |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|c| c.is_alphanumeric());
        side(i.checked_sub(1)) && side(Some(i + 1))
    };
    let mut out = String::with_capacity(text.len());
    for (i, c) in signs.iter().enumerate() {
        if *c == '*' && joins(i) {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}

/// Letters of a line from which on it was probably broken to fit, not to end.
const WRAPPED: usize = 60;

fn with_breaks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let wrapped = lines.len() > 1 && lines[..lines.len() - 1].iter().all(|line| line.chars().count() >= WRAPPED);
    if wrapped {
        return text.to_string();
    }
    // In a block of HTML, which goes on to the next empty line, Markdown's break would be a backslash.
    let mut block = false;
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        block = !line.trim().is_empty() && (block || begins_block(line));
        let next = lines.get(i + 1).map_or("", |next| next.trim());
        // An even number of backslashes are literal ones.
        let backslashes = line.len() - line.trim_end_matches('\\').len();
        let is_broken = next.is_empty() || line.is_empty() || backslashes % 2 == 1 || BREAKS.iter().any(|tag| line.ends_with(tag));
        let end = match block {
            _ if is_broken => "",
            // After the block's end a paragraph follows.
            true if ends_block(line) && !next.starts_with('<') => {
                block = false;
                "\n"
            }
            true if line.ends_with('>') || begins_block(next) => "",
            true => "<br>",
            false if begins_block(next) => "",
            false => "\\",
        };
        out.push(format!("{line}{end}"));
    }
    out.join("\n")
}

const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "summary",
    "table",
    "ul",
];
/// Parts of a table.
const TABLE_PARTS: [&str; 7] = ["caption", "tbody", "td", "tfoot", "th", "thead", "tr"];

fn is_block(tag: &str) -> bool {
    let name = tag.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    BLOCKS.iter().chain(&TABLE_PARTS).any(|block| block.eq_ignore_ascii_case(name))
}

fn begins_block(line: &str) -> bool {
    line.trim_start().strip_prefix('<').is_some_and(is_block)
}

fn ends_block(line: &str) -> bool {
    line.ends_with('>') && line.rfind("</").is_some_and(|at| is_block(&line[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::markdown_of_cell;

    #[test]
    fn what_is_plain_shows_as_it_was_typed() {
        for (cell, written) in [
            ("one\ntwo\n\nthree", "one\\\ntwo\n\nthree"),
            ("a*b*c", "a\\*b\\*c"),
            ("2*3 = 6", "2\\*3 = 6"),
            ("an *emphasis* stays", "an *emphasis* stays"),
            ("- a\n- b", "- a\n- b"),
            ("1. a\n2. b", "1. a\n2. b"),
            ("`a*b*c`\nx", "`a*b*c`\nx"),
            ("see [x](y)\nz", "see [x](y)\nz"),
            ("plain", "plain"),
            ("C:\\Users\\new", "C:\\Users\\new"),
            ("C:\\_temp\\{a}", "C:\\\\_temp\\\\{a}"),
            ("\\\\server\\share", "\\\\\\\\server\\share"),
            ("\\\\server\\share$", "\\\\\\\\server\\share$"),
            ("$\\{x\\}$", "$\\{x\\}$"),
            ("\\frac{a}{b} \\{x\\}", "\\frac{a}{b} \\\\{x\\\\}"),
            ("C:\\\nD:\\", "C:\\\\\\\nD:\\\\"),
            ("2 \\* 3", "2 \\* 3"),
            ("is <b>fat</b>.\nsecond", "is <b>fat</b>.\\\nsecond"),
            ("one\n<i>two</i>\nthree", "one\\\n<i>two</i>\\\nthree"),
            ("one<br>\ntwo<br/>\nthree", "one<br>\ntwo<br/>\nthree"),
            ("H<sub>2</sub>O\n<sup>14</sup>C", "H<sub>2</sub>O\\\n<sup>14</sup>C"),
            ("<p>one</p>\ntwo\nthree", "<p>one</p>\n\ntwo\\\nthree"),
            ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nend", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n\nend"),
            ("<div>one\ntwo\n</div>", "<div>one<br>\ntwo\n</div>"),
            ("see\n<table><tr><td>a</td></tr></table>", "see\n<table><tr><td>a</td></tr></table>"),
            ("<pre>a\nb</pre>", "<pre>a\nb</pre>"),
            ("a <b\nand c", "a <b\\\nand c"),
        ] {
            assert_eq!(markdown_of_cell(cell), written);
        }
        let wrapped = format!("{}\nand its end", "word ".repeat(15).trim_end());
        assert_eq!(markdown_of_cell(&wrapped), wrapped);
    }
}
