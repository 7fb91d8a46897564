//! Addresses in running text, where nothing marks them as links: `https://…`, `www.example.org/x`, `a@example.org`.
//!
//! Each word is looked at once, whatever it repeats.

use memchr::memmem;

use super::Reference;
use crate::model::LinkSyntax;
use crate::source::Span;

/// Adds the addresses of a piece of text that is not a link already.
pub(super) fn addresses(text: &str, piece: Span, references: &mut Vec<Reference>) {
    let first = references.len();
    urls(text, piece, references);
    let found = references[first..].iter().map(|reference| reference.span).collect();
    Names { slice: &text[piece.range()], piece, urls: found, references }.find();
}

/// `https://…`, ended as GitHub ends it: before white space or `<`, without trailing punctuation, brackets balanced.
fn urls(text: &str, piece: Span, references: &mut Vec<Reference>) {
    let slice = &text[piece.range()];
    let mut from = 0;
    while let Some(found) = memmem::find(&slice.as_bytes()[from..], b"://") {
        let colon = from + found;
        from = colon + 3;
        let Some(start) = ["https", "http"].iter().find(|s| slice[..colon].ends_with(**s)).map(|s| colon - s.len()) else {
            continue;
        };
        if slice[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let length = url_length(&slice[start..]);
        if length <= colon + 3 - start {
            continue;
        }
        let span = Span::new(start, start + length).shifted(piece.start as usize);
        references.push(bare(span, slice[start..start + length].to_string()));
        from = start + length;
    }
}

fn bare(span: Span, target: String) -> Reference {
    Reference { span, target_span: span, target, wiki: false, syntax: LinkSyntax::BareUrl, no_alt: false }
}

/// `www.example.org/x` and `a@example.org`, as GitHub links them (GFM 6.9).
struct Names<'a> {
    slice: &'a str,
    piece: Span,
    /// The addresses with a scheme, in order.
    urls: Vec<Span>,
    references: &'a mut Vec<Reference>,
}

impl Names<'_> {
    fn find(mut self) {
        let mut done = 0;
        for start in memmem::find_iter(self.slice.as_bytes(), "www.") {
            let free = self.slice[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "*_~([".contains(c));
            if start >= done && free && begins_with_domain(&self.slice[start..]) {
                let length = url_length(&self.slice[start..]);
                self.add(start, length, "http://");
                done = start + length;
            }
        }
        for (at, _) in self.slice.match_indices('@') {
            self.mail(at);
        }
    }

    /// The address around an at sign.
    fn mail(&mut self, at: usize) {
        let slice = self.slice;
        let local = slice[..at].chars().rev().take_while(|c| c.is_ascii_alphanumeric() || ".+-_".contains(*c)).count();
        let domain = slice[at + 1..].chars().take_while(|c| c.is_ascii_alphanumeric() || ".-_".contains(*c)).count();
        let domain = slice[at + 1..at + 1 + domain].trim_end_matches('.');
        let after = &slice[at + 1 + domain.len()..];
        // `git@host:path` is not an address of a person, `package@1.2.3` none at all.
        let other = after.starts_with(['@', '/'])
            || after.strip_prefix(':').is_some_and(|rest| !rest.starts_with(char::is_whitespace) && !rest.is_empty());
        let ends = domain.ends_with(|c: char| c.is_ascii_alphabetic());
        let before = slice[..at - local].chars().next_back();
        if local > 0 && ends && !other && is_domain(domain) && before.is_none_or(|c| c != '/' && c != '@' && c != ':') {
            self.add(at - local, local + 1 + domain.len(), "mailto:");
        }
    }

    fn add(&mut self, start: usize, length: usize, scheme: &str) {
        let span = Span::new(start, start + length).shifted(self.piece.start as usize);
        let url = self.urls.get(self.urls.partition_point(|url| url.end <= span.start));
        if url.is_none_or(|url| url.start >= span.end) {
            self.references.push(bare(span, format!("{scheme}{}", &self.slice[start..start + length])));
        }
    }
}

/// What ends a sentence rather than an address.
const TRAILING: &[char] = &['.', ',', ':', ';', '!', '?', '"', '\'', '*', '_', '~'];

/// Whether a text begins with a domain, after which the address goes on or is over.
fn begins_with_domain(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(text.len());
    if text[end..].starts_with(['/', '?', '#', ':']) && is_domain(&text[..end]) {
        return true;
    }
    let after = text[end..].trim_start_matches(|c: char| matches!(c, ')' | ']') || TRAILING.contains(&c)).chars().next();
    after.is_none_or(|c| c.is_whitespace() || c == '<') && is_domain(text[..end].trim_end_matches(TRAILING))
}

/// Segments divided by full stops, at least two; no underscores in the last two.
fn is_domain(domain: &str) -> bool {
    let segments: Vec<&str> = domain.split('.').collect();
    let fits = |segment: &&str| !segment.is_empty() && segment.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    segments.len() >= 2 && segments.iter().all(fits) && segments.iter().rev().take(2).all(|segment| !segment.contains('_'))
}

/// The length of the address that a text begins with.
fn url_length(text: &str) -> usize {
    let mut url = text.split(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default();
    let surplus = |open: char, close: char| url.matches(close).count().saturating_sub(url.matches(open).count());
    let (mut round, mut square) = (surplus('(', ')'), surplus('[', ']'));
    loop {
        url = url.trim_end_matches(TRAILING);
        match url.as_bytes().last() {
            Some(b')') if round > 0 => round -= 1,
            Some(b']') if square > 0 => square -= 1,
            _ => return url.len(),
        }
        url = &url[..url.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<String> {
        let mut references = Vec::new();
        addresses(text, Span::new(0, text.len()), &mut references);
        references.into_iter().map(|r| r.target).collect()
    }

    #[test]
    fn addresses_without_a_scheme_are_links_as_on_code_hosts() {
        let names = |text: &str| -> Vec<String> {
            targets(text).into_iter().filter(|target| !target.starts_with("https:") && !target.starts_with("ssh:")).collect()
        };
        assert_eq!(names("See www.example.org/a_(b), (www.x.org)."), ["http://www.example.org/a_(b)", "http://www.x.org"]);
        assert_eq!(names("(www.a.org)(www.b.org) www.c.org: *www.d.org*"), ["http://www.b.org", "http://www.c.org", "http://www.d.org"]);
        assert_eq!(names("a.b+c@mail.example.org, or x@y.z."), ["mailto:a.b+c@mail.example.org", "mailto:x@y.z"]);
        for text in [
            "xwww.example.org",
            "www.",
            "www.a_b.c_d",
            "www.a.b\"c",
            "a@b",
            "git@github.com:a/b",
            "pkg@1.2.3",
            "@scope/x@1.0.0",
            "https://u@example.org/",
            "https://example.org/?m=a@b.org",
            "a@@b.org",
            "ssh://git@example.org",
            "user@host/path.x",
        ] {
            assert!(names(text).is_empty(), "{text}: {:?}", names(text));
        }
    }

    #[test]
    fn bare_urls_end_where_a_reader_would_end_them() {
        assert_eq!(targets("See https://example.org/a_(b)."), ["https://example.org/a_(b)"]);
        assert_eq!(targets("https://example.org/a).). b"), ["https://example.org/a"]);
        assert_eq!(targets("https://example.org/(a)).). b"), ["https://example.org/(a)"]);
        assert_eq!(targets("(https://example.org/a) and http://b.org/?q=1&r=2, too"), ["https://example.org/a", "http://b.org/?q=1&r=2"]);
        assert_eq!(
            targets("[https://example.org/a] [https://b.org], [see http://c.org/x[1]]"),
            ["https://example.org/a", "https://b.org", "http://c.org/x[1]"]
        );
        assert_eq!(
            targets("([https://example.org/a]) [www.example.org] [www.b.org/]"),
            ["https://example.org/a", "http://www.example.org", "http://www.b.org/"]
        );
        assert!(targets("xhttps://a.b ftp://c.d https:// e").is_empty());
    }
}
