//! How editors name files and places: URIs, and lines with UTF-16 code units.

use std::path::{Path, PathBuf};

use recto::source::Span;
use serde_json::{Value, json};

/// A place in a text, both numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    /// In UTF-16 code units.
    pub character: usize,
}

impl Position {
    /// Reads a position of the protocol.
    pub fn read(value: &Value) -> Option<Self> {
        let number = |key: &str| value[key].as_u64().map(|n| n as usize);
        Some(Self { line: number("line")?, character: number("character")? })
    }

    /// Where the place is in a text, in bytes.
    pub fn offset(self, text: &str) -> usize {
        let start = match self.line {
            0 => 0,
            line => text.match_indices('\n').nth(line - 1).map_or(text.len(), |(at, _)| at + 1),
        };
        let mut units = 0;
        for (at, c) in text[start..].char_indices() {
            if units >= self.character || c == '\n' {
                return start + at;
            }
            units += c.len_utf16();
        }
        text.len()
    }

    /// The position of an offset in bytes.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        Self { line: before.matches('\n').count(), character: before[start..].encode_utf16().count() }
    }

    fn json(self) -> Value {
        json!({"line": self.line, "character": self.character})
    }
}

/// A span of a text as a range of the protocol.
pub fn range(text: &str, span: Span) -> Value {
    let [start, end] = [span.start, span.end].map(|offset| Position::of(text, offset as usize).json());
    json!({"start": start, "end": end})
}

/// The file that a URI means.
pub fn path_of_uri(uri: &str) -> Option<PathBuf> {
    let path = recto::encode::percent_decode(uri.strip_prefix("file://")?)?;
    // `/C:/guide` is `C:/guide`.
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// The path of a URI from the guide's root, with `/`.
pub fn path_below(uri: &str, root: &Path) -> Option<String> {
    let path = path_of_uri(uri)?;
    let parent = path.parent().and_then(|parent| dunce::canonicalize(parent).ok());
    let real = parent.and_then(|parent| Some(parent.join(path.file_name()?))).unwrap_or(path);
    Some(real.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"))
}

/// The URI of a file, by its path from the guide's root.
pub fn uri_of(root: &Path, path: &str) -> String {
    let file = root.join(path).to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if file.starts_with('/') { "file://" } else { "file:///" });
    recto::encode::push_path(&file, &mut uri);
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_utf16() {
        let text = "é🎉x\r\n日本\n";
        for (offset, line, character) in [(0, 0, 0), (2, 0, 1), (6, 0, 3), (9, 1, 0), (12, 1, 1), (16, 2, 0)] {
            assert_eq!(Position::of(text, offset), Position { line, character });
            assert_eq!(Position { line, character }.offset(text), offset);
        }
        assert_eq!(Position { line: 9, character: 9 }.offset(text), text.len());
        assert_eq!(Position { line: 1, character: 99 }.offset(text), 15);
    }

    #[test]
    fn uris_are_paths() {
        let uri = uri_of(Path::new("/a b"), "content/é.md");
        assert_eq!(uri, "file:///a%20b/content/%C3%A9.md");
        assert_eq!(path_of_uri(&uri), Some(PathBuf::from("/a b/content/é.md")));
        assert_eq!(path_of_uri("file:///c%3A/guide"), Some(PathBuf::from("c:/guide")));
        assert_eq!(path_of_uri("untitled:1"), None);
    }
}
