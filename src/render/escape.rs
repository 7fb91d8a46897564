//! What is markup and what is not: the type for the one, and what makes the other safe in HTML and XML.

pub use crate::encode::xml as escape;
use std::io::{self, Write};

use serde::Serialize;
use tera::Value;

/// Markup: a template inserts it as it is.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Html(Value);

impl Html {
    /// `html` must be safe: made by `markup`, by a template, or escaped.
    pub fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }

    /// A text that is not markup.
    pub fn escaped(text: &str) -> Self {
        Self::new(&escape(text))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or("")
    }
}

/// How templates escape: as [`escape`], in runs instead of byte by byte as Tera does of its own.
pub fn escape_into(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let entity: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            // YAML can write them, `"\0"`; HTML cannot.
            0..=8 | 11 | 12 | 14..=31 => b"",
            _ => continue,
        };
        out.write_all(&bytes[done..at])?;
        out.write_all(entity)?;
        done = at + 1;
    }
    out.write_all(&bytes[done..])
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_into};

    #[test]
    fn signs_are_escaped_and_control_characters_left_out() {
        let mut out = Vec::new();
        escape_into("é<a href=\"x\"> &\0\u{1b} 'é'\t\n", &mut out).expect("memory takes everything");
        assert_eq!(String::from_utf8_lossy(&out), "é&lt;a href=&quot;x&quot;&gt; &amp; &#39;é&#39;\t\n");
        assert_eq!(escape("<a href=\"x\"> & 'é'\u{0}\u{1b}\n"), "&lt;a href=&quot;x&quot;&gt; &amp; 'é'\n");
    }
}
