//! Single values of book.toml: what a URL, a name or a slug may look like.
//!
//! In: what was written. Out: its normal form, or why it will not do (a sentence for the diagnostic).

/// An absolute http(s) URL of a folder, as a site is published under: scheme and host in lower case, one `/` at the end.
pub fn base_url(text: &str) -> Result<String, String> {
    let url = web_url(text)?;
    Ok(if url.ends_with('/') { url } else { url + "/" })
}

/// `https://host` or `https://host:port`, nothing more.
pub fn origin(text: &str) -> Result<String, String> {
    let lower = text.trim_end_matches('/').to_ascii_lowercase();
    let host = lower.strip_prefix("https://").unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b));
    let plain = named && !name.starts_with(['.', '-']) && !name.ends_with('.') && port.parse::<u16>().is_ok();
    if plain { Ok(lower) } else { Err(format!("`{text}` is not an origin such as https://images.example.org")) }
}

/// One exact origin that pages may connect to: `https://host[:port]`, or `http://` with a name of this machine. It is written into the content
/// security policy: no path, no wildcard, no credentials, nothing that a policy reads as more.
pub fn endpoint(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0);
    let local = ["localhost", "127.0.0.1", "[::1]"].iter().find_map(|name| lower.strip_prefix("http://")?.strip_prefix(name));
    let fits = match (local, lower.strip_prefix("https://")) {
        (Some(""), _) => true,
        (Some(port), _) => port.strip_prefix(':').is_some_and(is_port),
        (None, Some(authority)) => {
            let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
            let is_label = |label: &str| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            };
            host.len() <= 253 && host.split('.').all(is_label) && port.is_none_or(is_port)
        }
        (None, None) => false,
    };
    if fits {
        Ok(lower)
    } else {
        Err(format!(
            "`{text}` is not one exact origin: write `https://host`, `https://host:port` or `http://localhost:port`, without path and wildcard"
        ))
    }
}

/// The address of a repository's page, without `.git` and without a slash at the end.
pub fn repository(text: &str) -> Result<String, String> {
    let url = web_url(text)?;
    let url = url.trim_end_matches('/');
    let url = url.strip_suffix(".git").unwrap_or(url);
    match url.splitn(4, '/').nth(3) {
        Some(path) if !path.is_empty() => Ok(url.to_string()),
        _ => Err(format!("`{text}` names a host, not a repository such as https://github.com/OWNER/NAME")),
    }
}

/// `http(s)://host[:port][/path]` with plain path segments; nothing that a browser would read in another way.
fn web_url(text: &str) -> Result<String, String> {
    let (scheme, rest) =
        text.split_once("://").ok_or_else(|| format!("`{text}` is not an absolute URL such as https://example.org/guide/"))?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return Err(format!("`{text}` is not an http or https URL"));
    }
    if rest.contains(['?', '#']) {
        return Err(format!("`{text}` has a query or fragment; a folder's URL has none"));
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    if !is_host(host) || port.is_some_and(|p| p.parse::<u16>().is_err()) {
        return Err(format!("`{authority}` is not a host name with an optional port"));
    }
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let last = segments.len().saturating_sub(1);
    for (i, segment) in segments.iter().enumerate() {
        let plain = segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~!$()*+,;=:@%".contains(&b));
        if !plain || matches!(*segment, "." | "..") || (segment.is_empty() && i != last) {
            return Err(format!("`{segment}` cannot be a part of the path: use letters, digits, `-`, `.`, `_` and percent-encoding"));
        }
    }
    Ok(format!("{scheme}://{}{path}", authority.to_ascii_lowercase()))
}

/// A domain name of at least two labels, for a CNAME file.
pub fn domain(text: &str) -> Result<String, String> {
    let domain = text.to_ascii_lowercase();
    if is_host(&domain) && domain.contains('.') {
        return Ok(domain);
    }
    Err(format!("`{text}` is not a domain name such as guide.example.org"))
}

fn is_host(text: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len()) && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !l.starts_with('-') && !l.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// A short name for URLs and storage: lower-case letters and digits of any script, with single hyphens inside.
pub fn slug(text: &str) -> Result<String, String> {
    if !text.is_empty() && text.chars().count() <= 64 && to_slug(text) == text {
        return Ok(text.to_string());
    }
    let near = to_slug(text);
    let such = if near.is_empty() { "my-guide" } else { &near };
    Err(format!("`{text}` is not a slug of at most 64 characters: lower-case letters, digits and single hyphens, such as `{such}`"))
}

/// The slug nearest to a text; empty where it has neither letters nor digits.
pub fn to_slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.chars().take(64).collect::<String>().trim_end_matches('-').to_string()
}

/// A language tag (BCP 47) in its usual case: `en`, `pt-BR`, `zh-Hant`.
pub fn language(text: &str) -> Result<String, String> {
    let error = || format!("`{text}` is not a language tag such as `en`, `fr-CA` or `zh-Hant`");
    let parts: Vec<&str> = text.split('-').collect();
    let well_formed = |p: &&str| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    if !parts.iter().all(well_formed) || !(2..=3).contains(&parts[0].len()) || !parts[0].bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(error());
    }
    let usual = parts.iter().enumerate().map(|(i, part)| match (i, part.len()) {
        (0, _) => part.to_ascii_lowercase(),
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) if part.bytes().all(|b| b.is_ascii_alphabetic()) => part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase(),
        _ => part.to_ascii_lowercase(),
    });
    Ok(usual.collect::<Vec<_>>().join("-"))
}

/// The name of a folder: one part of a path.
pub fn folder_name(text: &str) -> Result<String, String> {
    let forbidden = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    if text.is_empty() || text.starts_with('.') || text.contains(forbidden) {
        return Err(format!("`{text}` is not the name of a folder"));
    }
    Ok(text.to_string())
}

/// The path of an SVG or PNG file under content/.
pub fn icon(text: &str) -> Result<String, String> {
    if !text.split('/').all(|part| folder_name(part).is_ok()) {
        return Err(format!("`{text}` is not a path under content/, such as `icon.svg`"));
    }
    if !(text.ends_with(".svg") || text.ends_with(".png")) {
        return Err(format!("`{text}` is neither an SVG nor a PNG file"));
    }
    Ok(text.to_string())
}

/// A path under content/, or a pattern of paths; `folder/` for all that is in a folder.
pub fn file_pattern(text: &str) -> Result<String, String> {
    let parts = text.strip_suffix('/').unwrap_or(text).split('/');
    let bad = |part: &str| part.starts_with('.') || folder_name(&part.replace('*', "x")).is_err();
    if text.is_empty() || parts.into_iter().any(bad) {
        return Err(format!("`{text}` is not a path under content/, such as `slides/talk.pdf`, `downloads/` or `**/*.pdf`"));
    }
    Ok(text.to_string())
}

/// A branch's name, as far as it matters in a URL (git-check-ref-format).
pub fn branch(text: &str) -> Result<String, String> {
    let forbidden = |c: char| c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c);
    if text.is_empty() || text.starts_with(['/', '-']) || text.ends_with(['/', '.']) || text.contains("..") || text.contains(forbidden) {
        return Err(format!("`{text}` is not the name of a branch"));
    }
    Ok(text.to_string())
}

/// A text that is shown: not empty, on one line.
pub fn single_line(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        return Err("this must be one line that is not empty".into());
    }
    Ok(text.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_endpoint_is_one_exact_origin() {
        for good in
            ["https://api.example.org", "https://api.example.org:8443", "http://localhost:11434", "http://127.0.0.1", "http://[::1]:8080"]
        {
            assert_eq!(super::endpoint(good), Ok(good.to_string()), "{good}");
        }
        assert_eq!(super::endpoint("HTTPS://API.Example.org"), Ok("https://api.example.org".to_string()));
        let bad = [
            "",
            "*",
            "https:",
            "https://",
            "https://*",
            "https://*.example.org",
            "http://api.example.org",
            "https://api.example.org/",
            "https://api.example.org/v1",
            "https://api.example.org;script-src",
            "https://api.example.org 'unsafe-inline'",
            "https://a.org https://b.org",
            "https://user@api.example.org",
            "https://api.example.org:*",
            "https://api.example.org:0",
            "https://api.example.org:99999",
            "https://api.example.org:+80",
            "https://api.example.org?x",
            "https://api.example.org#x",
            "https://api..example.org",
            "https://-api.example.org",
            "https://exämple.org",
            "https://api.example.org\"",
            "https://api.example.org\n",
            "http://localhost.example.org",
            "http://localhost:11434/v1",
            "http://localhost:",
            "http://127.0.0.2",
            "http://0.0.0.0:11434",
            "ws://localhost",
            "localhost:11434",
            "'self'",
            "data:",
        ];
        for text in bad {
            assert!(super::endpoint(text).is_err(), "{text}");
        }
    }

    use super::*;

    /// Each right form with what becomes of it, each wrong one with `""`.
    fn check(read: fn(&str) -> Result<String, String>, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(read(text).unwrap_or_default(), *expected, "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn base_urls_are_normalised_folders() {
        check(
            base_url,
            &[
                ("https://example.org", "https://example.org/"),
                ("HTTPS://Example.ORG:8080/Guide", "https://example.org:8080/Guide/"),
                ("http://localhost:3000/a/b/", "http://localhost:3000/a/b/"),
                ("https://example.org/%C3%A9/", "https://example.org/%C3%A9/"),
                ("example.org", ""),
                ("ftp://example.org/", ""),
                ("https://user@example.org/", ""),
                ("https://example.org/?q", ""),
                ("https://example.org/#a", ""),
                ("https://example.org/a//b/", ""),
                ("https://example.org/../", ""),
                ("https://example.org/\"><script>", ""),
                ("https:///guide", ""),
                ("https://example.org:99999/", ""),
            ],
        );
    }

    #[test]
    fn other_values() {
        check(
            repository,
            &[
                ("https://github.com/o/n", "https://github.com/o/n"),
                ("https://github.com/o/n.git", "https://github.com/o/n"),
                ("https://gitlab.com/g/s/n/", "https://gitlab.com/g/s/n"),
                ("https://github.com/", ""),
                ("git@github.com:o/n.git", ""),
            ],
        );
        check(slug, &[("back-end", "back-end"), ("élan-2", "élan-2"), ("Back end", ""), ("a--b", ""), ("-a", ""), ("", "")]);
        check(language, &[("en", "en"), ("pt-br", "pt-BR"), ("ZH-hant", "zh-Hant"), ("english", ""), ("e", ""), ("en_GB", ""), ("", "")]);
        check(domain, &[("Guide.Example.org", "guide.example.org"), ("localhost", ""), ("https://a.b", ""), ("a..b", "")]);
        check(folder_name, &[("paper", "paper"), ("..", ""), ("a/b", ""), ("a\\b", ""), ("", "")]);
        check(icon, &[("img/icon.svg", "img/icon.svg"), ("../icon.svg", ""), ("/icon.svg", ""), ("icon.gif", "")]);
        check(branch, &[("main", "main"), ("release/1", "release/1"), ("a b", ""), ("a..b", ""), ("/a", "")]);
    }

    #[test]
    fn slugs_of_titles() {
        assert_eq!(to_slug("Back-end: the interview guide!"), "back-end-the-interview-guide");
        assert_eq!(to_slug("日本 語"), "日本-語");
        assert_eq!(to_slug("?!"), "");
    }
}
