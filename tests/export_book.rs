//! `recto export epub`: well-formed files, every link within the book, nothing that is not listed, and what epubcheck says where it is installed.
#![allow(clippy::disallowed_methods, reason = "tests read and write fixtures")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::process::Command;

use support::{Scratch, recto};

const CHECKER: &str = "/usr/share/java/epubcheck.jar";
/// A machine that ends before it could pay off to compile its code well.
const JVM_OF_A_SHORT_RUN: [&str; 2] = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/// The book of a guide of the repository.
fn book(guide: &str, words: &[&str]) -> (Scratch, Vec<u8>) {
    let scratch = Scratch::with_guide(guide);
    let file = scratch.path("book.epub");
    let mut command = recto();
    command.arg("export").arg("epub").arg(scratch.path("guide")).args(words).args(["--date", "2026-01-31", "--output"]).arg(&file);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = std::fs::read(file).unwrap();
    (scratch, bytes)
}

/// The entries of an archive in their order.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut entry = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().to_string(), content)
        })
        .collect()
}

fn parsed(text: &str) -> roxmltree::Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    roxmltree::Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

const GUIDES: [&str; 4] = ["tests/exports/guide", "tests/guides/torture", "tests/guides/rtl", "tests/golden/features"];

#[test]
fn a_book_is_well_formed_complete_and_linked() {
    for guide in GUIDES {
        let (_scratch, bytes) = book(guide, &[]);
        assert_eq!(bytes, book(guide, &[]).1, "{guide}: the same bytes each time");
        let entries = entries(&bytes);
        assert_eq!(entries[0], ("mimetype".to_string(), b"application/epub+zip".to_vec()));
        let files: BTreeMap<&str, &[u8]> = entries.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
        let text = |name: &str| std::str::from_utf8(files[name]).unwrap();
        let package = parsed(text("EPUB/package.opf"));
        let items: BTreeSet<String> = package
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.idpf.org/2007/opf", "item")))
            .map(|node| format!("EPUB/{}", node.attribute("href").unwrap()))
            .collect();
        let there: BTreeSet<String> =
            files.keys().filter(|name| name.starts_with("EPUB/") && !name.ends_with(".opf")).map(|name| name.to_string()).collect();
        assert_eq!(items, there, "{guide}");
        let mut ids: BTreeSet<String> = BTreeSet::new();
        let mut links: Vec<(String, String)> = Vec::new();
        for name in there.iter().filter(|name| name.ends_with(".xhtml")) {
            let page = parsed(text(name));
            let name = name.trim_start_matches("EPUB/");
            ids.insert(name.to_string());
            for node in page.descendants().filter(roxmltree::Node::is_element) {
                if let Some(id) = node.attribute("id") {
                    assert!(ids.insert(format!("{name}#{id}")), "{guide}: {name} has {id} twice");
                }
                for url in ["href", "src"].into_iter().filter_map(|key| node.attribute(key)).filter(|url| !url.contains(':')) {
                    links.push((name.to_string(), if url.starts_with('#') { format!("{name}{url}") } else { url.to_string() }));
                }
            }
        }
        for (from, to) in links {
            assert!(ids.contains(&to) || files.contains_key(format!("EPUB/{to}").as_str()), "{guide}: {from} leads to {to}");
        }
    }
}

#[test]
fn questions_and_answers_are_linked_both_ways() {
    let (_scratch, bytes) = book("tests/exports/guide", &["--topic", "databases"]);
    let files: BTreeMap<String, String> =
        entries(&bytes).into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect();
    let (questions, answers) = (&files["EPUB/questions-1.xhtml"], &files["EPUB/answers-1-1.xhtml"]);
    let to_answers: Vec<&str> = questions.split("href=\"answers-1-1.xhtml#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(to_answers.len(), 2);
    for anchor in to_answers {
        let question = anchor.trim_end_matches("-answer");
        assert!(
            answers.contains(&format!("id=\"{anchor}\"")) && answers.contains(&format!("href=\"questions-1.xhtml#{question}\"")),
            "{anchor}"
        );
    }
    assert!(!questions.contains("Neither true nor false") && answers.contains("Neither true nor false"));
    assert!(files["EPUB/package.opf"].contains("2026-01-31T00:00:00Z") && files["EPUB/contents.xhtml"].contains("epub:type=\"toc\""));
    // What the selection leaves out is not a link: the site's address is not known.
    assert!(!answers.contains("web/"), "{answers}");
}

/// The verdict of the checker that shops and libraries use. Debian's package `epubcheck` has it; without it nothing is judged here.
/// Of pictures for one scheme the one for the day is in the book, as in every export; `<picture>` follows the reader's program.
#[test]
fn pictures_by_night_stay_out() {
    let scratch = Scratch::new();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"/>";
    scratch.write("guide/book.toml", "[book]\nid = \"g\"\ntitle = \"G\"\n");
    scratch.write(
        "guide/content/t/card.md",
        "# What is a lease?\n\n## Answer\n![By day](day.svg#gh-light-mode-only)![By night](night.svg#gh-dark-mode-only)\n\n\
         <img src=\"night.svg#gh-dark-mode-only\" alt=\"Raw\">\n\n\
         <picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"dark.svg, large.svg 2x\"><img src=\"light.svg\" alt=\"Both\"></picture>\n",
    );
    for name in ["day", "night", "dark", "large", "light"] {
        scratch.write(&format!("guide/content/t/{name}.svg"), drawing);
    }
    let export = |format: &str, file: &str| {
        let file = scratch.path(file);
        let mut command = recto();
        command.arg("export").arg(format).arg(scratch.path("guide")).arg("--output").arg(&file);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        std::fs::read(file).unwrap()
    };
    let book = entries(&export("epub", "book.epub"));
    let text: String = book.iter().filter(|(name, _)| name.ends_with(".xhtml")).map(|(_, text)| String::from_utf8_lossy(text)).collect();
    assert!(text.contains("By day") && text.contains("Both") && !text.contains("By night") && !text.contains("Raw"), "{text}");
    // Those of `<picture>`, all candidates, and the one for the day.
    let pictures = book.iter().filter(|(name, _)| name.ends_with(".svg") && !name.ends_with("cover.svg")).count();
    assert!(pictures == 4 && !text.contains("srcset=\"t/"), "{text}");
    let notes = String::from_utf8(export("anki-text", "notes.txt")).unwrap();
    assert!(notes.contains("By day") && !notes.contains("By night\""), "{notes}");
}

#[test]
fn epubcheck_finds_nothing() {
    if !Path::new(CHECKER).is_file() || Command::new("java").arg("-version").output().is_err() {
        return;
    }
    for guide in GUIDES {
        let (scratch, _) = book(guide, &[]);
        let output = Command::new("java").args(JVM_OF_A_SHORT_RUN).args(["-jar", CHECKER]).arg(scratch.path("book.epub")).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        assert!(output.status.success() && said.contains("0 fatals / 0 errors / 0 warnings"), "{guide}: {said}");
    }
}
