//! A page as it is published → the page as it is shown while it is being written: with the script that keeps it fresh, and a content
//! security policy that lets this script ask this server. Nothing else is changed.

/// The script's address; no published path starts with `_`.
pub const SCRIPT: &str = "/_recto/reload.js";

/// Adds the script before all others of the page, so that it sees the page as it was sent. `version` names what the page was made from.
pub fn script(html: &[u8], version: &str) -> Vec<u8> {
    let mut page = allow_connections(html);
    let tag = format!("<script src=\"{SCRIPT}\" defer data-version=\"{version}\"></script>\n");
    let at = ["<script", "</head>", "<body"].iter().filter_map(|mark| find(&page, mark)).min().unwrap_or(0);
    page.splice(at..at, tag.into_bytes());
    page
}

/// Makes the page's policy allow connections to its own origin.
fn allow_connections(html: &[u8]) -> Vec<u8> {
    let mut page = html.to_vec();
    let Some(policy) = policy(&page) else { return page };
    let directives = String::from_utf8_lossy(&page[policy.clone()]).into_owned();
    let is_connect = |directive: &&str| directive.split_whitespace().next().is_some_and(|name| name.eq_ignore_ascii_case("connect-src"));
    let old = directives.split(';').find(is_connect);
    let changed = match old {
        Some(old) => {
            let sources: Vec<&str> = old.split_whitespace().skip(1).filter(|source| !matches!(*source, "'none'" | "'self'")).collect();
            let lead = &old[..old.len() - old.trim_start().len()];
            directives.replacen(
                old,
                &format!("{lead}{}", ["connect-src 'self'"].into_iter().chain(sources).collect::<Vec<_>>().join(" ")),
                1,
            )
        }
        None => format!("{}; connect-src 'self'", directives.trim_end_matches([';', ' '])),
    };
    page.splice(policy, changed.into_bytes());
    page
}

/// Where the policy is: the `content` of the `<meta>` that holds it, if it is in double quotes.
fn policy(page: &[u8]) -> Option<std::ops::Range<usize>> {
    let meta = find(page, "http-equiv=\"content-security-policy\"")?;
    let end = meta + find(&page[meta..], ">")?;
    let start = meta + find(&page[meta..end], "content=\"").filter(|at| *at > "http-equiv=\"".len()).map(|at| at + "content=\"".len())?;
    let length = page[start..end].iter().position(|byte| *byte == b'"')?;
    Some(start..start + length)
}

/// The first place of an ASCII text, whatever the case.
fn find(page: &[u8], mark: &str) -> Option<usize> {
    page.windows(mark.len()).position(|window| window.eq_ignore_ascii_case(mark.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn injected(page: &str) -> String {
        String::from_utf8(script(page.as_bytes(), "7")).unwrap()
    }

    #[test]
    fn the_script_comes_first_and_nothing_else_changes() {
        let tag = "<script src=\"/_recto/reload.js\" defer data-version=\"7\"></script>\n";
        for (before, after) in [
            ("<head><title>x</title>", "<script src=\"a.js\"></script></head><body></body>"),
            ("<HEAD><title>x</title>", "</HEAD><body></body>"),
            ("<title>x</title>", "<body>no head"),
            ("", "nothing"),
        ] {
            assert_eq!(injected(&format!("{before}{after}")), format!("{before}{tag}{after}"));
        }
    }

    #[test]
    fn the_policy_allows_connections_to_this_server() {
        let page =
            |policy: &str| format!("<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"></head>");
        for (before, after) in [
            ("default-src 'none'; connect-src 'none'; base-uri 'none'", "default-src 'none'; connect-src 'self'; base-uri 'none'"),
            ("connect-src 'none'", "connect-src 'self'"),
            ("connect-src https://a.org 'self'", "connect-src 'self' https://a.org"),
            ("default-src 'self';", "default-src 'self'; connect-src 'self'"),
        ] {
            assert!(
                injected(&page(before)).starts_with(page(after).strip_suffix("</head>").unwrap()),
                "{before}: {}",
                injected(&page(before))
            );
        }
    }
}
