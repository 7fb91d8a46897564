//! What `[export]` publishes beside the pages: Markdown pages with llms.txt, cards for frames, pages for printing.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use support::{Scratch, recto};

/// Builds a guide with these keys under `[export]`, and returns the paths of its site.
fn site(guide: &str, keys: &str) -> (Scratch, BTreeSet<String>) {
    let scratch = Scratch::with_guide(guide);
    let book = std::fs::read_to_string(scratch.path("guide/book.toml")).unwrap();
    scratch.write("guide/book.toml", format!("{book}\n[export]\n{keys}\n"));
    let output = recto().arg("build").arg(scratch.path("guide")).args(["--quiet", "--output"]).arg(scratch.path("site")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let paths = support::files(&scratch.path("site")).into_keys().collect();
    (scratch, paths)
}

/// The relative destinations of inline links in Markdown, outside of code.
fn destinations(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag};
    let url = |event: Event<'_>| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    };
    Parser::new(markdown).filter_map(url).filter(|url| !url.contains(':') && !url.starts_with('#')).collect()
}

#[test]
fn every_page_has_its_markdown_and_links_lead_on_within_it() {
    for guide in ["tests/exports/guide", "tests/guides/torture"] {
        let (scratch, paths) = site(guide, "llms = true");
        let pages: Vec<&String> = paths.iter().filter(|path| path.ends_with(".html.md") || *path == "llms.txt").collect();
        assert!(pages.len() > 5 && paths.contains("llms.txt"));
        for page in pages {
            let text = std::fs::read_to_string(scratch.path("site").join(page)).unwrap();
            assert!(text.starts_with("# "), "{guide}: {page}");
            for url in destinations(&text) {
                let path = percent_encoding::percent_decode_str(url.split(['#', '?']).next().unwrap()).decode_utf8().unwrap().into_owned();
                let target = scratch.path("site").join(Path::new(page).parent().unwrap()).join(&path);
                assert!(target.exists(), "{guide}: {page} leads to {url}");
            }
        }
    }
    let (scratch, _) = site("tests/exports/guide", "llms = true");
    let page = std::fs::read_to_string(scratch.path("site/databases/acid.html")).unwrap();
    assert!(page.contains(r#"<link rel="alternate" type="text/markdown" href="acid.html.md">"#));
    let page = std::fs::read_to_string(scratch.path("site/databases/acid.html.md")).unwrap();
    assert!(page.contains("](replication/lag.html.md)") && page.contains("![Two tables](er.svg)") && page.contains("\\sum"), "{page}");
}

#[test]
fn a_card_for_frames_has_no_script_and_keeps_to_the_policy() {
    let (scratch, paths) = site("tests/exports/guide", "embed = true");
    let embedded: Vec<&String> = paths.iter().filter(|path| path.starts_with("embed/")).collect();
    assert_eq!(embedded.len(), 6);
    for path in embedded {
        let html = std::fs::read_to_string(scratch.path("site").join(path)).unwrap();
        assert!(!html.contains("<script") && !html.contains(" style=") && html.contains("Content-Security-Policy"), "{path}");
        assert!(
            html.contains("<details class=\"reveal back\">") && html.contains("noindex") && html.contains("<base target=\"_blank\">"),
            "{path}"
        );
    }
}

#[test]
fn what_is_not_asked_for_is_not_published() {
    let (_scratch, paths) = site("tests/exports/guide", "print = false");
    let other = |path: &&String| {
        path.ends_with(".md") || path.contains("print") || path.contains("paper") || path.contains("epub") || path.starts_with("embed/")
    };
    assert_eq!(paths.iter().filter(other).collect::<Vec<_>>(), Vec::<&String>::new());
    let (scratch, paths) = site("tests/exports/guide", "");
    let printed = paths.iter().filter(|path| path.contains("index-print")).count();
    assert_eq!(printed, 3, "of each topic with cards");
    let topic = std::fs::read_to_string(scratch.path("site/databases/index.html")).unwrap();
    assert!(topic.contains("href=\"index-print.html\""));
    let page = std::fs::read_to_string(scratch.path("site/databases/index-print.html")).unwrap();
    let (questions, answers) = page.split_once("<h2>Answers</h2>").unwrap();
    assert!(!questions.contains("third value") && answers.contains("third value") && !page.contains("<script"));
}
