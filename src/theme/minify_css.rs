//! Takes comments, indentation and empty lines out of the built-in theme's stylesheets before they are published. What stays can still be read.
//!
//! Only whole lines go: a comment beside code stays, so that no string or regular expression has to be understood. A line that starts
//! with `/*` inside of a text of several lines would be taken for a comment; the built-in files have none, and an author's files are
//! published as they are.

/// The file without its comments; other files than stylesheets as they are.
pub fn minify(path: &str, bytes: &[u8]) -> Vec<u8> {
    if !path.ends_with(".css") {
        return bytes.to_vec();
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if inside || opens {
            inside = !line.ends_with("*/");
        } else if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slimmed(path: &str, text: &str) -> String {
        String::from_utf8_lossy(&minify(path, text.as_bytes())).into_owned()
    }

    #[test]
    fn whole_lines_of_comment_go_and_nothing_else() {
        let style = "/* One\n   two */\n\na {\n  b: c; /* beside */\n}\n";
        assert_eq!(slimmed("css/a.css", style), "a {\nb: c; /* beside */\n}\n");
        assert_eq!(slimmed("icons/a.svg", "<!-- // -->\n  <svg/>"), "<!-- // -->\n  <svg/>");
    }
}
