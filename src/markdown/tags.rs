//! Tags in headings that are text: `# What is the difference between <b> and <strong>?` asks about the tags.

use std::ops::Range;

/// Elements that a heading may use, closed in the same line.
pub const HEADING_ELEMENTS: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "strong", "sub", "sup", "u",
];
/// Those without an end tag.
const VOID: [&str; 3] = ["br", "img", "wbr"];

/// The tags, from `<` to `>`, in headings of `text` that are not elements a heading may use, or one that the heading does not close.
pub(super) fn literal_tags(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('<') {
        return found;
    }
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.contains('<') && (is_atx(line) || lines.peek().is_some_and(|next| is_underline(next))) {
            in_line(line, start, &mut found);
        }
        start += line.len();
    }
    found
}

fn is_atx(line: &str) -> bool {
    let rest = line.trim_start_matches([' ', '>']).trim_start_matches('#');
    line.trim_start_matches([' ', '>']).starts_with('#') && rest.starts_with([' ', '\t'])
}

/// The line under a level-one heading that is written without `#`.
fn is_underline(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']).trim_end();
    !line.is_empty() && line.bytes().all(|b| b == b'=')
}

fn in_line(line: &str, start: usize, found: &mut Vec<Range<usize>>) {
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    let first = found.len();
    let mut at = 0;
    let mut greater = 0;
    while let Some(less) = line[at..].find('<').map(|i| at + i) {
        at = less + 1;
        if greater < less {
            let Some(next) = line[less..].find('>') else { break };
            greater = less + next;
        }
        let Some((closes, name, length)) = tag(&line[less..=greater]) else { continue };
        let range = start + less..start + less + length;
        if VOID.contains(&name.as_str()) {
            if is_meant(line, less, length) {
                found.push(range);
            }
            at = less + length;
            continue;
        }
        // A tag that is text may have another one inside of it.
        if !HEADING_ELEMENTS.contains(&name.as_str()) {
            found.push(range);
        } else if !closes {
            at = less + length;
            open.push((name, range));
        } else if open.last().is_some_and(|(last, _)| *last == name) {
            at = less + length;
            open.pop();
        } else {
            found.push(range);
        }
    }
    found.extend(open.into_iter().map(|(_, range)| range));
    found[first..].sort_by_key(|range| range.start);
}

/// Whether a tag without an end is what the heading refers to: a word among others, `What does <br> do?`, or an image that shows nothing.
fn is_meant(line: &str, at: usize, length: usize) -> bool {
    let tag = &line[at..at + length];
    if tag[1..].starts_with(['i', 'I']) {
        return !tag.to_ascii_lowercase().contains("src");
    }
    let before = line[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "(\"'".contains(c));
    let after = line[at + length..].chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '<');
    before && after
}

/// Whether it is an end tag, the name in lower case, and the length of the tag that `text` is.
fn tag(text: &str) -> Option<(bool, String, usize)> {
    let inside = text.strip_prefix('<')?.strip_suffix('>')?;
    let (closes, rest) = inside.strip_prefix('/').map_or((false, inside), |rest| (true, rest));
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    let name = &rest[..end];
    // `<https://…>` and `<a@b.c>` are links.
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && (rest.len() == end || rest[end..].starts_with([' ', '\t', '/']));
    is_tag.then(|| (closes, name.to_ascii_lowercase(), inside.len() + 2))
}
