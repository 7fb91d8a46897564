//! The site as an archive: by `recto export zip`, and published beside the site.
#![allow(clippy::disallowed_methods, reason = "tests of the command line")]

mod support;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use support::{Scratch, recto};

/// The files of an archive, without the folder that holds them.
fn unpacked(bytes: &[u8], folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let path = file.name().unwrap().strip_prefix(&format!("{folder}/")).expect("in the folder").to_string();
        files.insert(path, content);
    }
    files
}

/// A built site without what the build remembers in it.
fn built(scratch: &Scratch) -> BTreeMap<String, Vec<u8>> {
    scratch.must_build(&["--quiet"]);
    scratch.site().into_iter().filter(|(path, _)| path != ".recto-manifest").collect()
}

fn exported(scratch: &Scratch, name: &str) -> Vec<u8> {
    let file = scratch.path(name);
    let output = recto().args(["export", "zip"]).arg(scratch.path("guide")).arg("--output").arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(file).unwrap()
}

#[test]
fn an_exported_archive_is_the_built_site_and_the_same_twice() {
    let scratch = Scratch::with_guide("tests/golden/first");
    let bytes = exported(&scratch, "a.zip");
    assert_eq!(bytes, exported(&scratch, "b.zip"));
    assert_eq!(unpacked(&bytes, "my-guide"), built(&scratch));
}

#[test]
fn a_published_archive_is_linked_and_is_the_site_without_itself() {
    let scratch = Scratch::with_guide("tests/golden/first");
    let without = built(&scratch);
    let book = std::fs::read_to_string(scratch.path("guide/book.toml")).unwrap();
    scratch.write("guide/book.toml", format!("{book}\n[export]\nzip = true\n"));
    let site = built(&scratch);
    assert!(String::from_utf8_lossy(&site["progress.html"]).contains("href=\"my-guide.zip\" download"));
    assert_eq!(unpacked(&site["my-guide.zip"], "my-guide"), without);
    assert!(!String::from_utf8_lossy(&site["offline.json"]).contains("my-guide.zip"), "nobody needs it twice on a device");
    assert_eq!(built(&scratch)["my-guide.zip"], site["my-guide.zip"]);
}

#[test]
fn the_whole_site_takes_no_choice_of_cards() {
    let scratch = Scratch::with_guide("tests/golden/first");
    let output = recto().args(["export", "zip", "--level", "junior"]).arg(scratch.path("guide")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("exports the whole site"));
}

#[test]
fn one_file_has_a_limit_and_says_what_to_do_instead() {
    let scratch = Scratch::with_guide("tests/golden/first");
    let run = |limit: &str| {
        recto()
            .args(["export", "html", "--limit", limit])
            .arg(scratch.path("guide"))
            .arg("--output")
            .arg(scratch.path("one.html"))
            .output()
            .unwrap()
    };
    let refused = run("0");
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("`recto export zip`"));
    assert!(!scratch.path("one.html").exists());
    let done = run("10");
    assert!(done.status.success() && String::from_utf8_lossy(&done.stderr).contains("the guide as one file is"));
    let first = std::fs::read_to_string(scratch.path("one.html")).unwrap();
    assert!(run("10").status.success());
    assert_eq!(first, std::fs::read_to_string(scratch.path("one.html")).unwrap());
    assert!(!first.contains("unsafe-inline") && first.contains("default-src 'none'; script-src 'sha256-"));
}
