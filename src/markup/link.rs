//! Where a bound link leads, as the start tag that goes around its text.

use super::PageContext;
use super::escape::{self, push_attribute};
use crate::model::Target;
use crate::site;

/// The schemes that lead out of the guide.
const SCHEMES: [&str; 4] = ["http://", "https://", "mailto:", "tel:"];

/// The attributes of the `<a>`; `None` where only the text is to be published.
pub(super) fn attributes(page: &PageContext<'_>, id_prefix: &str, target: &Target, title: &str) -> Option<String> {
    let mut out = String::new();
    push_attribute("href", &url(page, id_prefix, target)?, &mut out);
    if !title.is_empty() {
        push_attribute("title", title, &mut out);
    }
    if let Target::Node(node, _) = target
        && let Some(language) = page.guide.languages.fallback_language(page.guide.id(*node))
    {
        push_attribute("hreflang", language, &mut out);
    }
    if matches!(target, Target::External(url) if url.starts_with("http")) {
        out.push_str(" rel=\"noopener external\"");
    }
    Some(out)
}

/// The URL as the page that is being written needs it.
pub(super) fn url(page: &PageContext<'_>, id_prefix: &str, target: &Target) -> Option<String> {
    Some(match target {
        Target::Node(node, fragment) => {
            let path = site::node_path(page.guide, *node);
            match fragment {
                Some(id) if path == *page.here => format!("#{}", escape::fragment(id)),
                Some(id) => format!("{}#{}", page.here.url_to(&path), escape::fragment(id)),
                None => page.here.url_to(&path),
            }
        }
        Target::Asset(asset) => page.here.url_to(&site::asset_path(page.guide, *asset)),
        Target::App(app, query) => {
            let url = page.here.url_to(&site::app_path(*app));
            if query.is_empty() { url } else { format!("{url}?{}", escape::url(query)) }
        }
        // Parsing has refused all others; a link is the last thing to take on trust.
        Target::External(url) => {
            let lower = url.to_ascii_lowercase();
            SCHEMES.iter().any(|s| lower.starts_with(s)).then(|| escape::url(url))?
        }
        Target::RemoteImage(url) => escape::url(url),
        Target::Fragment(id) => format!("#{}", escape::fragment(&format!("{id_prefix}{id}"))),
        Target::Unlinked => return None,
    })
}
