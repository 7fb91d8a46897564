//! Every page as a browser's parser reads it: no mistake in its markup, no id twice, nothing that refers to an id which is not there; and
//! whatever was written, with errors that keep a guide from being published too, nothing active that is not the theme's own.
#![allow(clippy::disallowed_methods, reason = "tests read guides from disk")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use rayon::prelude::*;
use recto::export::{self, Answers, PaperSize};
use recto::model::CardIx;
use recto::search::collect_files;
use recto::site::Output;
use recto::{AssetFile, Compiled, Input, Options, Site, Source, compile};
use support::files;

/// An element with its attributes.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

/// A page's elements in their order, and what is wrong with its markup.
fn read(html: &str) -> (Vec<Element>, Vec<String>) {
    fn walk(node: &Handle, elements: &mut Vec<Element>) {
        if let NodeData::Element { name, attrs, template_contents, .. } = &node.data {
            let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
            elements.push(Element { name: name.local.to_string(), attributes: attrs.borrow().iter().map(attribute).collect() });
            template_contents.borrow().iter().for_each(|inside| walk(inside, elements));
        }
        node.children.borrow().iter().for_each(|child| walk(child, elements));
    }
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut elements = Vec::new();
    walk(&dom.document, &mut elements);
    let wrong = dom.errors.borrow().iter().map(|error| error.to_string()).collect();
    (elements, wrong)
}

/// Attributes whose value is ids.
const REFERENCES: [&str; 5] = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"];

/// What is wrong with a page's ids.
fn ids(elements: &[Element]) -> Vec<String> {
    let (mut there, mut wrong) = (BTreeSet::new(), Vec::new());
    for id in elements.iter().filter_map(|element| element.get("id")) {
        if !there.insert(id) {
            wrong.push(format!("two elements have the id {id:?}"));
        }
    }
    // What is hidden is filled by a script before it is shown.
    for element in elements.iter().filter(|element| element.get("hidden").is_none()) {
        let named = REFERENCES.iter().filter_map(|name| element.get(name)).flat_map(str::split_whitespace);
        let aimed = element.get("href").filter(|_| element.name == "a").and_then(|href| href.strip_prefix('#'));
        let aimed = aimed.map(|id| percent_encoding::percent_decode_str(id).decode_utf8_lossy().into_owned());
        // Both lead to the page's start.
        let aimed = aimed.filter(|id| !id.is_empty() && id != "top");
        for id in named.map(str::to_string).chain(aimed) {
            if !there.contains(id.as_str()) {
                wrong.push(format!("<{}> refers to {id:?}, which is not there", element.name));
            }
        }
    }
    wrong
}

const LOADED: [&str; 10] = ["iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "style", "marquee"];
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "data"];

/// What in a page could act that is none of the theme's: it has scripts by address and data alone, no style, no frame, no handler.
fn active(elements: &[Element]) -> Vec<String> {
    let mut found = Vec::new();
    for element in elements {
        let name = element.name.as_str();
        if LOADED.contains(&name) {
            found.push(format!("<{name}>"));
        }
        if name == "script" {
            let is_data = element.get("type").is_some_and(|kind| kind.ends_with("json"));
            let of_theme = element.get("src").is_some_and(is_of_theme);
            if !is_data && !of_theme {
                found.push(format!("<script> {:?}", element.attributes));
            }
        }
        for (attribute, value) in &element.attributes {
            if attribute.starts_with("on") || ["style", "srcdoc", "formaction", "background"].contains(&attribute.as_str()) {
                found.push(format!("<{name} {attribute}={value:?}>"));
            }
            let is_address = ["href", "src", "action", "poster", "data", "cite"].contains(&attribute.as_str());
            if is_address && !is_harmless(value, name) {
                found.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
    }
    found
}

/// Whether a script is the theme's, or the list of all cards.
fn is_of_theme(src: &str) -> bool {
    !src.contains(':') && !src.starts_with("//") && (src.contains("assets/scripts/") || src.ends_with("deck/manifest.js"))
}

/// As browsers read it: without white space and control characters around and in it.
fn is_harmless(address: &str, element: &str) -> bool {
    let read: String = address.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let Some((scheme, _)) = read.split_once(':') else { return true };
    let scheme = scheme.to_ascii_lowercase();
    let is_scheme =
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !is_scheme || (SCHEMES.contains(&scheme.as_str()) && (scheme != "data" || element == "img" || element == "link"))
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A guide of this repository, compiled.
fn guide(folder: &str) -> Compiled {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", fs::read_to_string(root(folder).join("book.toml")).unwrap()));
    for (path, bytes) in files(&root(folder).join("content")) {
        match path.strip_suffix(".md") {
            Some(_) => _ = input.sources.add(Source::new(format!("content/{path}"), String::from_utf8(bytes).unwrap())),
            None => input.assets.push(AssetFile { path, bytes: bytes.into() }),
        }
    }
    compile(input, &Options::default())
}

/// Judges every page of a site; the pages, and what is wrong with them.
fn judge(site: &Site, judge: impl Fn(&str) -> Vec<String> + Sync) -> (usize, Vec<String>) {
    let pages: Vec<_> =
        site.outputs().iter().filter(|(path, output)| path.as_str().ends_with(".html") && matches!(output, Output::Page(_))).collect();
    let wrong = pages.par_iter().flat_map_iter(|(path, output)| {
        let files = collect_files(|keep| site.write(path, output, keep).unwrap_or_else(|found| panic!("{path}: {found:?}")));
        let html = String::from_utf8(files.into_iter().next().unwrap().1).unwrap();
        judge(&html).into_iter().map(move |wrong| format!("{path}: {wrong}"))
    });
    (pages.len(), wrong.collect())
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} are wrong, as\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

fn all_of(html: &str) -> Vec<String> {
    let (elements, mut wrong) = read(html);
    wrong.extend(ids(&elements));
    wrong.extend(active(&elements));
    wrong
}

/// A card whose texts stand on its page twice, with everything in them that has an id.
const TWICE: &str = "# Which?[^1]\n\n- [x] <a id=\"here\"></a>One[^1] and [there](#here)\n\n  ```mermaid\n  flowchart LR\n    A --> B\n  ```\n\n  Because[^2].\n\
- [ ] Two[^2]\n\n  - a[^1]\n\n## Hint\n\nx[^3]\n\n## Answer\n\n### Part\n\ny[^1]\n\n[^1]: One.\n[^2]: Two.\n[^3]: Three[^1].\n";
const HIDDEN: &str = "---\ntype: cloze\n---\n# A lock?\n\nA ==lease <a id=\"end\"></a> that ends[^1]== and ==$x$== ends.\n\n## Answer\n\n[x](#end)[^1]\n\n[^1]: One.\n";

fn twice() -> Compiled {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n"));
    for (path, text) in [("content/t/cloze.md", HIDDEN), ("content/t/which.md", TWICE)] {
        input.sources.add(Source::new(path, text));
    }
    compile(input, &Options::default())
}

#[test]
fn what_a_page_shows_twice_has_its_ids_once() {
    let compiled = twice();
    let site = compiled.site.as_ref().unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
    none(&judge(site, all_of).1);
    let cards: Vec<CardIx> = (0..compiled.guide.cards.len()).map(CardIx::from).collect();
    for document in [
        export::exam(site, &cards, None, "1", PaperSize::A4),
        export::interviewer_kit(site, &cards, PaperSize::A4),
        export::booklet(site, &cards, Answers::End, PaperSize::A4),
        export::booklet(site, &cards, Answers::Inline, PaperSize::A4),
    ] {
        none(&ids(&read(&String::from_utf8(document.unwrap()).unwrap()).0));
    }
}

#[test]
fn every_page_of_the_guides_here_is_well_formed() {
    for (folder, at_least) in [("tests/guides/torture", 20), ("tests/guides/study", 20), ("tests/guides/rtl", 5), ("docs", 40), (".", 500)]
    {
        let compiled = guide(folder);
        let (pages, wrong) = judge(compiled.site.as_ref().unwrap_or_else(|| panic!("{folder} has errors")), all_of);
        assert!(pages >= at_least, "{folder}: {pages} pages");
        none(&wrong);
    }
}

/// A line of tests/payloads/ as it is meant.
fn payload(line: &str) -> String {
    line.replace('␊', "\n").replace('␉', "\t").replace('␍', "\r").replace('␀', "\0")
}

/// A card with a text in each of its fields, of each type.
fn cards(text: &str, i: usize) -> [(String, String); 3] {
    let (inside, short) = (text.replace('\n', "\n  "), text.replace('\n', " "));
    let rest = format!("## Hint\n\n{text}\n\n## Answer\n\n{text}\n\n## Key points\n\n- {inside}\n\n## References\n\n- [x]({short})\n");
    [
        (format!("content/t/open-{i}.md"), format!("---\ntags: [{short:?}]\n---\n# {short}\n\n{text}\n\n{rest}")),
        (format!("content/t/choice-{i}.md"), format!("# {short}?\n\n- [x] {inside}\n\n  {inside}\n- [ ] no\n\n{rest}")),
        (
            format!("content/t/cloze-{i}.md"),
            format!("---\ntype: cloze\n---\n# {short}!\n\n=={short}== is =={{#a}}{short}^[{short}]==.\n\n{rest}"),
        ),
    ]
}

#[test]
fn what_errors_keep_from_being_published_is_inert_all_the_same() {
    let lines: Vec<String> = files(&root("tests/payloads"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".txt"))
        .flat_map(|(_, bytes)| String::from_utf8(bytes).unwrap().lines().filter(|line| !line.is_empty()).map(payload).collect::<Vec<_>>())
        .collect();
    assert!(lines.len() >= 300, "{}", lines.len());
    for html in ["sanitize", "escape"] {
        let mut input = Input::default();
        input.sources.add(Source::new(
            "book.toml",
            format!("[book]\nid = \"x\"\ntitle = \"X\"\n[markdown]\nhtml = \"{html}\"\n[search]\nenabled = false\n"),
        ));
        let texts: BTreeMap<String, String> = lines.iter().enumerate().flat_map(|(i, line)| cards(line, i)).collect();
        for (path, text) in &texts {
            input.sources.add(Source::new(path.as_str(), text.as_str()));
        }
        let compiled = compile(input, &Options::default());
        let site = compiled.site.as_ref().or(compiled.site_despite_errors.as_ref()).unwrap();
        // Some of these are not well formed, and published as they are: `<li>` in a paragraph.
        let (pages, wrong) = judge(site, |html| [ids, active].iter().flat_map(|what| what(&read(html).0)).collect());
        assert!(pages > lines.len(), "{pages}");
        none(&wrong);
    }
}
