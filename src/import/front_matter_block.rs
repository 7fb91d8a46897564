//! The front matter of a file of another program: where it is, and in which language.

/// A block between two lines `---` (YAML) or `+++` (TOML) at the start of a file.
pub struct FrontMatterBlock<'t> {
    pub is_toml: bool,
    pub text: &'t str,
}

/// The front matter of a file, where it has one, and where the text after it begins.
pub fn split(file: &str) -> (Option<FrontMatterBlock<'_>>, usize) {
    let bare = file.strip_prefix('\u{feff}').unwrap_or(file);
    let start = file.len() - bare.len();
    let first = bare.split_inclusive('\n').next().unwrap_or_default();
    let fence = first.trim_end();
    if !matches!(fence, "---" | "+++") {
        return (None, start);
    }
    let mut end = first.len();
    for line in bare[first.len()..].split_inclusive('\n') {
        if line.trim_end() == fence {
            let block = FrontMatterBlock { is_toml: fence == "+++", text: &bare[first.len()..end] };
            return (Some(block), start + end + line.len());
        }
        end += line.len();
    }
    (None, start)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_block_ends_at_a_line_like_its_first_one() {
        let found = |file| {
            let (block, rest) = split(file);
            (block.map(|block| (block.is_toml, block.text)), &file[rest..])
        };
        assert_eq!(found("---\na: 1\n---\ntext"), (Some((false, "a: 1\n")), "text"));
        assert_eq!(found("\u{feff}+++\r\na = 1\r\n+++\r\ntext"), (Some((true, "a = 1\r\n")), "text"));
        assert_eq!(found("---\n---"), (Some((false, "")), ""));
        assert_eq!(found("\u{feff}---\na: 1\n+++\n"), (None, "---\na: 1\n+++\n"));
        assert_eq!(found("text\n---\n---\n"), (None, "text\n---\n---\n"));
        assert_eq!(found(""), (None, ""));
    }
}
