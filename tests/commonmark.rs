//! The examples of the specifications of CommonMark and of GitHub's extensions (tables, strikethrough, task lists), as pulldown-cmark's package
//! brings them: what is published has their text and structure, but for the differences that tests/data/commonmark.json lists with reasons.
#![allow(clippy::disallowed_methods, reason = "tests read fixtures from disk and run a command")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use recto::markup::{Layout, Markup, PageContext, UiStrings};
use recto::model::HtmlPolicy;
use recto::site::SitePath;
use recto::{Input, Options, Source, compile};

/// What a command of the toolchain prints.
fn output(command: &mut Command) -> Vec<u8> {
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

/// Where the package with the examples lies. Of this platform's packages alone: others need not have been downloaded.
fn folder() -> PathBuf {
    let rustc = String::from_utf8(output(Command::new("rustc").arg("-vV"))).unwrap();
    let platform = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["metadata", "--format-version=1", "--locked", "--offline", "--filter-platform", platform];
    let metadata: serde_json::Value = serde_json::from_slice(&output(Command::new(cargo).args(arguments))).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    PathBuf::from(package["manifest_path"].as_str().unwrap()).parent().unwrap().join("tests/suite")
}

/// Name → Markdown and HTML.
fn examples() -> BTreeMap<String, (String, String)> {
    let mut examples = BTreeMap::new();
    for file in ["spec.rs", "gfm_table.rs", "gfm_strikethrough.rs", "gfm_tasklist.rs"] {
        let code = std::fs::read_to_string(folder().join(file)).unwrap();
        for part in code.split("\nfn ").skip(1) {
            let name = part.split('(').next().unwrap().to_string();
            let mut texts = part.split("r##\"").skip(1).map(|text| text.split("\"##").next().unwrap().to_string());
            examples.insert(name, (texts.next().unwrap(), texts.next().unwrap()));
        }
    }
    examples
}

/// Elements and texts, in order. Without attributes, links (most lead to files that do not exist) and what only serves the looks; headings
/// without their level, which a page chooses; an image is its description.
fn structure(html: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    let words = |text: &mut String, tokens: &mut Vec<String>| {
        let shown = unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
        text.clear();
        if !shown.is_empty() {
            tokens.push(shown);
        }
    };
    while let Some((before, after)) = rest.split_once('<') {
        text += before;
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        rest = after;
        let closing = if tag.starts_with('/') { "/" } else { "" };
        let name = tag.trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default().to_lowercase();
        match name.as_str() {
            "a" | "div" | "figure" | "span" => {}
            "img" => text += tag.split_once("alt=\"").and_then(|(_, alt)| alt.split('"').next()).unwrap_or_default(),
            _ => {
                words(&mut text, &mut tokens);
                let heading = name.len() == 2 && name.starts_with('h') && name.ends_with(|c: char| c.is_ascii_digit());
                tokens.push(format!("<{closing}{}>", if heading { "h" } else { &name }));
            }
        }
    }
    text += rest;
    words(&mut text, &mut tokens);
    tokens
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[test]
fn the_specifications_examples_keep_their_text_and_structure() {
    let examples = examples();
    assert!(examples.len() > 650, "{}", examples.len());
    let mut input = Input::default();
    for (name, (markdown, _)) in &examples {
        // The title's own heading, so that the example's are others.
        input.sources.add(Source::new(format!("content/e/{name}.md"), format!("---\ntitle: Example\n---\n\n# Example\n\n{markdown}")));
    }
    let compiled = compile(input, &Options::default());
    let markup = Markup::new(HtmlPolicy::Sanitize, UiStrings::from_keys(|_| String::new()));
    let here = SitePath::new("e/page.html");
    let place = PageContext { guide: &compiled.guide, sources: &compiled.sources, here: &here };
    let mut differ: BTreeMap<String, String> = BTreeMap::new();
    for page in &compiled.guide.pages {
        let name = page.id.trim_start_matches("e/");
        let (markdown, expected) = &examples[name];
        let html = markup.render_parts(&place, &page.body, &[page.body.span], &Layout::PAGE).remove(0).html;
        let (found, wanted) = (structure(&html), structure(expected));
        if found != wanted {
            differ.insert(name.to_string(), format!("{name}: {markdown:?}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    let listed: serde_json::Value = serde_json::from_str(include_str!("data/commonmark.json")).unwrap();
    let groups = listed.as_array().unwrap();
    assert!(groups.iter().all(|group| group["reason"].as_str().is_some_and(|reason| reason.len() > 20)));
    let known: BTreeSet<&str> =
        groups.iter().flat_map(|group| group["examples"].as_array().unwrap()).map(|name| name.as_str().unwrap()).collect();
    let fresh: Vec<&String> = differ.iter().filter(|(name, _)| !known.contains(name.as_str())).map(|(_, difference)| difference).collect();
    let stale: Vec<&str> = known.into_iter().filter(|name| !differ.contains_key(*name)).collect();
    assert!(
        fresh.is_empty(),
        "{} differ and are not listed:\n{}",
        fresh.len(),
        fresh.iter().map(|d| d.as_str()).collect::<Vec<_>>().join("\n")
    );
    assert!(stale.is_empty(), "listed, but as in the specification: {stale:?}");
}
