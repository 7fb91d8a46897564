//! Tabs in a table's delimiter row, `|\t---\t|`: code hosts read such a table (GFM, "spaces or tabs"), the library does not.

use std::borrow::Cow;

/// Writes spaces for them. Code stays as it is.
pub(super) fn replace_tabs(text: &mut Cow<'_, str>) {
    if !text.contains('\t') {
        return;
    }
    let mut places = Vec::new();
    let (mut at, mut fenced) = (0, false);
    for line in text.split_inclusive('\n') {
        let shown = line.trim_start_matches([' ', '>']);
        fenced ^= shown.starts_with("```") || shown.starts_with("~~~");
        if !fenced && is_delimiter_row(shown) {
            let start = at + line.len() - shown.len();
            places.extend(shown.match_indices('\t').map(|(tab, _)| start + tab));
        }
        at += line.len();
    }
    if places.is_empty() {
        return;
    }
    let mut bytes = std::mem::take(text.to_mut()).into_bytes();
    places.into_iter().for_each(|place| bytes[place] = b' ');
    // A tab is not part of another character, so it is text still.
    *text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
}

fn is_delimiter_row(line: &str) -> bool {
    let row = line.trim_end();
    row.starts_with(['|', ':', '-'])
        && row.contains('|')
        && row.contains('-')
        && row.contains('\t')
        && row.chars().all(|c| "|-: \t".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_of_delimiter_rows_alone_are_replaced() {
        for (text, expected) in [
            ("|\ta\t|\n|\t-\t|\n|\t1\t|", "|\ta\t|\n| - |\n|\t1\t|"),
            ("> a\t|\tb\n> -\t|\t:-\n", "> a\t|\tb\n> - | :-\n"),
            ("```\n|\t-\t|\n```\n", "```\n|\t-\t|\n```\n"),
            ("\t|\t-\t|\n-\titem", "\t|\t-\t|\n-\titem"),
        ] {
            let mut text = Cow::Borrowed(text);
            replace_tabs(&mut text);
            assert_eq!(text, expected);
        }
    }
}
