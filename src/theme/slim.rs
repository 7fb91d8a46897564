//! Takes comments, indentation and empty lines out of the built-in theme's stylesheets and scripts before they are published. What stays
//! can still be read, and a reading page's scripts lose a third of their size.
//!
//! Only whole lines go: a comment beside code stays, so that no string or regular expression has to be understood. A line that starts
//! with `//` or `/*` inside of a text of several lines would be taken for a comment; the built-in files have none (a test says so), and
//! an author's files are published as they are.

/// The file without its comments; other files than stylesheets and scripts as they are.
pub fn slim(path: &str, bytes: &[u8]) -> Vec<u8> {
    let line_comments = match path.rsplit('.').next() {
        Some("js") => true,
        Some("css") => false,
        _ => return bytes.to_vec(),
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        let is_comment = line_comments && line.starts_with("//");
        if inside || opens {
            inside = !line.ends_with("*/");
        } else if !line.is_empty() && !is_comment {
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
        String::from_utf8_lossy(&slim(path, text.as_bytes())).into_owned()
    }

    #[test]
    fn whole_lines_of_comment_go_and_nothing_else() {
        let script = "// What it does.\n(function () {\n  /** @type {string} */\n  const a = '//'; // beside\n\n  /**\n   * Long.\n   */\n  b(/* no */ 1);\n})();\n";
        assert_eq!(slimmed("js/a.js", script), "(function () {\nconst a = '//'; // beside\nb(/* no */ 1);\n})();\n");
        let style = "/* One\n   two */\n\na {\n  b: c; /* beside */\n}\n";
        assert_eq!(slimmed("css/a.css", style), "a {\nb: c; /* beside */\n}\n");
        assert_eq!(slimmed("icons/a.svg", "<!-- // -->\n  <svg/>"), "<!-- // -->\n  <svg/>");
    }
}
