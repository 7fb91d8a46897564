//! book.toml: findings lie in it, it is read the same twice, and whatever it says, what stands in for what is wrong compiles.

use recto::config;
use recto::source::{Source, Sources};

use super::{LONGEST, judge, text, twice};

pub fn check(data: &[u8]) {
    let Some(toml) = text(data).filter(|toml| toml.len() <= LONGEST) else { return };
    let mut sources = Sources::default();
    let id = sources.add(Source::new("book.toml", toml));
    let (config, found) = twice(|| config::parse(id, toml));
    judge(&found, &sources);
    // What is used to make addresses and names can be used so.
    assert!(!config.book.id.contains(['/', '\\', '\n', '"', '<']), "{:?}", config.book.id);
    assert!(config.site.base_url.iter().all(|url| url.starts_with("http")), "{:?}", config.site.base_url);
    assert!(config.levels.iter().chain(&config.kinds).all(|category| !category.id.is_empty()), "{toml:?}");
    let parse_options = recto::parse_options(&config);
    let (_, found) = recto::parse::document(id, &Source::new("content/t/a.md", "# Q?\n\n## Answer\n\nx\n"), &parse_options);
    assert!(found.iter().all(|finding| finding.code != recto::diagnostic::Code::InternalError));
}
