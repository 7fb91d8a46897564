//! Plain text of a table's cells → Markdown that shows the same: lines that somebody broke stay apart, and a product stays one.
//!
//! Where a cell shows signs of Markdown (a list, a heading, code, a link), it is left as it is.

/// The text as Markdown.
pub fn markdown_of_cell(text: &str) -> String {
    if is_markdown(text) {
        return text.to_string();
    }
    with_breaks(&with_stars(text))
}

fn is_markdown(text: &str) -> bool {
    let numbered = |line: &str| line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with([')', '.']);
    let block = |line: &str| {
        let first = line.trim_start();
        line.starts_with([' ', '\t'])
            || ["#", "- ", "* ", "+ ", ">", "|", "![", "$$", "<", "~~~"].iter().any(|start| first.starts_with(start))
            || first.starts_with(|c: char| c.is_ascii_digit()) && numbered(first)
    };
    ["`", "**", "](", "]]", "__", "$"].iter().any(|sign| text.contains(sign)) || text.lines().any(block)
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
    let ends = |i: usize| {
        let next = lines.get(i + 1).is_some_and(|next| !next.trim().is_empty());
        if next && !lines[i].is_empty() && !lines[i].ends_with('\\') { "\\" } else { "" }
    };
    lines.iter().enumerate().map(|(i, line)| format!("{line}{}", ends(i))).collect::<Vec<_>>().join("\n")
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
        ] {
            assert_eq!(markdown_of_cell(cell), written);
        }
        let wrapped = format!("{}\nand its end", "word ".repeat(15).trim_end());
        assert_eq!(markdown_of_cell(&wrapped), wrapped);
    }
}
