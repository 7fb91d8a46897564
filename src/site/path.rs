//! The path of a published file, and the relative URL from one to another.

use crate::encode;

/// The path of a file of the site, relative to its root, with `/`: `databases/acid.html`. Not percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(pub(super) String);

impl SitePath {
    /// A path from the site's root, with `/` and not percent-encoded.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path, not percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The relative URL that leads from this file to `to`, percent-encoded: `../databases/acid.html`.
    pub fn url_to(&self, to: &SitePath) -> String {
        // What both have in common, up to the last slash before they differ.
        let same = self.0.bytes().zip(to.0.bytes()).take_while(|(a, b)| a == b).count();
        let common = self.0.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
        let up = self.0[common..].matches('/').count();
        let down = &to.0[common..];
        let mut url = String::with_capacity(3 * up + down.len() + 8);
        for _ in 0..up {
            url.push_str("../");
        }
        // A first segment with a colon would read as a scheme.
        if up == 0 && down.split('/').next().is_some_and(|first| first.contains(':')) {
            url.push_str("./");
        }
        encode::push_path(down, &mut url);
        url
    }

    /// The folder that the file lies in, without a slash at the end: `databases`; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// From this file to the site's root: `""`, `"../"`, `"../../"`.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// The path percent-encoded, for absolute URLs.
    pub fn encoded(&self) -> String {
        let mut url = String::with_capacity(self.0.len() + 8);
        encode::push_path(&self.0, &mut url);
        url
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(from: &str, to: &str) -> String {
        SitePath::new(from).url_to(&SitePath::new(to))
    }

    #[test]
    fn urls_are_relative_and_encoded() {
        assert_eq!(url("index.html", "databases/acid.html"), "databases/acid.html");
        assert_eq!(url("databases/acid.html", "databases/index.html"), "index.html");
        assert_eq!(url("a/b/c.html", "a/d/e.html"), "../d/e.html");
        assert_eq!(url("a/b/c.html", "index.html"), "../../index.html");
        assert_eq!(url("index.html", "tags/c#.html"), "tags/c%23.html");
        assert_eq!(url("index.html", "données/clé 1.html"), "donn%C3%A9es/cl%C3%A9%201.html");
        assert_eq!(url("index.html", "a:b.html"), "./a:b.html");
        assert_eq!(url("index.html", "a:b/c.html"), "./a:b/c.html");
        assert_eq!(url("ab/c.html", "ax/c.html"), "../ax/c.html");
        assert_eq!(url("a/b.html", "a/b.html"), "b.html");
    }
}
