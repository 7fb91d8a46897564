//! What only mdBook and its preprocessors show → Markdown that shows the same: callouts of mdbook-admonish, hidden lines of Rust code, and the
//! captions of `<Listing>`.

/// The text with those parts written as Markdown.
pub fn to_commonmark(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut fence: Option<Fence> = None;
    // The listing that is open: what is below it.
    let mut caption: Option<String> = None;
    for line in text.lines() {
        let trimmed = line.trim_start();
        match &fence {
            Some(open) if open.closes(trimmed) => {
                if open.kind != Kind::Callout {
                    out.push(line.to_string());
                }
                fence = None;
            }
            Some(Fence { kind: Kind::Callout, indent, .. }) => {
                out.push(format!("{indent}> {}", line.strip_prefix(&**indent).unwrap_or(line)).trim_end().into())
            }
            Some(Fence { kind: Kind::Rust, .. }) => out.push(shown(line)),
            Some(_) => out.push(line.to_string()),
            None => match Fence::open(line) {
                Some(open) => {
                    out.extend(if open.kind == Kind::Callout { callout(&open) } else { vec![line.to_string()] });
                    fence = Some(open);
                }
                None if trimmed.starts_with("<Listing") => {
                    let (above, below) = listing(trimmed);
                    out.extend(above.into_iter().flat_map(|text| [text, String::new()]));
                    caption = below;
                }
                None if trimmed.starts_with("</Listing>") => {
                    out.extend(caption.take().into_iter().flat_map(|text| [String::new(), text]));
                }
                None => out.push(line.to_string()),
            },
        }
    }
    out.join("\n")
}

#[derive(PartialEq, Eq)]
enum Kind {
    Callout,
    Rust,
    Other,
}

struct Fence {
    kind: Kind,
    indent: String,
    mark: char,
    length: usize,
    info: String,
}

impl Fence {
    fn open(line: &str) -> Option<Self> {
        let inner = line.trim_start();
        let mark = inner.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let length = inner.chars().take_while(|c| *c == mark).count();
        let info = inner[length..].trim().to_string();
        if length < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let kind = match info.split([',', ' ', '{']).next().unwrap_or_default() {
            "admonish" | "admonition" => Kind::Callout,
            "rust" => Kind::Rust,
            _ => Kind::Other,
        };
        Some(Self { kind, indent: line[..line.len() - inner.len()].to_string(), mark, length, info })
    }

    fn closes(&self, trimmed: &str) -> bool {
        trimmed.len() >= self.length && trimmed.trim_end().chars().all(|c| c == self.mark)
    }
}

/// ```` ```admonish warning title="Mind" ```` → `> [!WARNING]` and the title in bold.
fn callout(fence: &Fence) -> Vec<String> {
    let mut words = fence.info.split_whitespace().skip(1);
    let kind = words.next().filter(|word| !word.contains('=')).unwrap_or("note");
    let alert = match kind {
        "tip" | "hint" | "success" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "caution" | "attention" => "WARNING",
        "danger" | "error" | "failure" | "fail" | "missing" | "bug" => "CAUTION",
        _ => "NOTE",
    };
    let title = attribute(&fence.info, "title").filter(|title| !title.is_empty());
    let title = title.map(|title| [format!("{}> **{title}**", fence.indent), format!("{}>", fence.indent)]);
    [format!("{}> [!{alert}]", fence.indent)].into_iter().chain(title.into_iter().flatten()).collect()
}

/// `# use std::io;` is a line that mdBook hides until a reader asks for it, `##` one number sign.
fn shown(line: &str) -> String {
    let inner = line.trim_start();
    let indent = &line[..line.len() - inner.len()];
    match inner.strip_prefix('#') {
        Some("") => indent.trim_end().to_string(),
        Some(rest) if rest.starts_with('#') => format!("{indent}{rest}"),
        Some(rest) if rest.starts_with(' ') => format!("{indent}{}", &rest[1..]),
        _ => line.to_string(),
    }
}

/// What is above and below a `<Listing number="3-1" file-name="src/main.rs" caption="…">`, as the Rust book has them.
fn listing(tag: &str) -> (Option<String>, Option<String>) {
    let above = attribute(tag, "file-name").map(|name| format!("Filename: {name}"));
    let number = attribute(tag, "number").map(|number| format!("Listing {number}"));
    let parts: Vec<String> = number.into_iter().chain(attribute(tag, "caption")).collect();
    (above, Some(parts.join(": ")).filter(|text| !text.is_empty()))
}

/// The value of an attribute in quotes, with its entities.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(rest.split('"').next()?.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::to_commonmark;

    #[test]
    fn callouts_become_alerts() {
        let text = "a\n```admonish warning title=\"Mind\"\nOne.\n\n- two\n```\nb\n\n~~~admonish\nx\n~~~";
        assert_eq!(to_commonmark(text), "a\n> [!WARNING]\n> **Mind**\n>\n> One.\n>\n> - two\nb\n\n> [!NOTE]\n> x");
    }

    #[test]
    fn hidden_lines_of_rust_are_shown() {
        let text =
            "```rust,ignore\n# use std::io;\n#\n    # let x = 1;\n#[derive(Debug)]\n## 1\n#![allow(x)]\n```\n```sh\n# a comment\n```";
        assert_eq!(
            to_commonmark(text),
            "```rust,ignore\nuse std::io;\n\n    let x = 1;\n#[derive(Debug)]\n# 1\n#![allow(x)]\n```\n```sh\n# a comment\n```"
        );
    }

    #[test]
    fn a_listing_keeps_its_name_and_caption() {
        let text =
            "<Listing number=\"1-2\" file-name=\"src/main.rs\" caption=\"A &quot;new&quot; one\">\n\n```rust\nx\n```\n\n</Listing>\nmore";
        assert_eq!(to_commonmark(text), "Filename: src/main.rs\n\n\n```rust\nx\n```\n\n\nListing 1-2: A \"new\" one\nmore");
        assert_eq!(to_commonmark("<Listing>\nx\n</Listing>"), "x");
    }
}
