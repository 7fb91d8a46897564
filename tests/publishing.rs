//! What lies on disk after a build, however it went: equal bytes for equal input, only what differs rewritten, and always a whole site.
#![allow(clippy::disallowed_methods, reason = "tests look at the disk")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use support::{Scratch, files, recto};

/// The modification time of every file, set to long ago first so that a rewritten file shows.
fn age(folder: &Path) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in files(folder).keys() {
        fs::File::options().write(true).open(folder.join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    long_ago
}

fn rewritten(folder: &Path, since: SystemTime) -> BTreeSet<String> {
    files(folder).into_keys().filter(|path| fs::metadata(folder.join(path)).unwrap().modified().unwrap() != since).collect()
}

#[test]
fn two_builds_of_one_guide_have_the_same_bytes_whatever_the_threads() {
    let scratch = Scratch::with_guide("tests/guides/torture");
    let mut sites: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for (output, jobs) in [("one", "1"), ("two", "2"), ("five", "5")] {
        let folder = scratch.path(output);
        let status = recto().args(["build", "--quiet", "--jobs", jobs]).arg("--output").arg(&folder).arg(scratch.path("guide")).status();
        assert!(status.unwrap().success());
        sites.push(files(&folder));
    }
    assert!(sites[0].len() > 50, "{} files", sites[0].len());
    for other in &sites[1..] {
        let differing: Vec<&String> = sites[0].keys().filter(|path| sites[0].get(*path) != other.get(*path)).collect();
        assert_eq!(differing, Vec::<&String>::new());
        assert_eq!(sites[0].len(), other.len());
    }
}

#[test]
fn a_build_without_a_change_touches_nothing() {
    let scratch = Scratch::with_guide("tests/guides/torture");
    scratch.must_build(&[]);
    let long_ago = age(&scratch.path("site"));
    scratch.must_build(&[]);
    assert_eq!(rewritten(&scratch.path("site"), long_ago), BTreeSet::new());
}

#[test]
fn a_changed_answer_rewrites_only_the_files_that_differ() {
    let scratch = Scratch::with_guide("tests/guides/torture");
    scratch.must_build(&[]);
    let before = scratch.site();
    let long_ago = age(&scratch.path("site"));
    let card = "guide/content/typography/wide-table.md";
    let text = fs::read_to_string(scratch.path(card)).unwrap();
    scratch.write(card, text.replace("A long word in a narrow table is another case.", "A short word is another case."));
    scratch.must_build(&[]);
    let after = scratch.site();
    let differing: BTreeSet<String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path.clone()).collect();
    assert_eq!(rewritten(&scratch.path("site"), long_ago), differing);
    let pages: Vec<&String> = differing.iter().filter(|path| path.ends_with(".html")).collect();
    // The topic's page holds the answer as data for search engines, and its print page as text.
    assert_eq!(pages, ["typography/index-print.html", "typography/index.html", "typography/wide-table.html"]);
}

/// A theme whose card template fails on one card only.
fn break_the_theme(scratch: &Scratch) {
    let book = fs::read_to_string(scratch.path("guide/book.toml")).unwrap();
    scratch.write("guide/book.toml", book.replace("[site]\n", "[site]\ntheme = \"broken\"\n"));
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/card.html");
    let template = fs::read_to_string(built_in).unwrap();
    let trap = "{% if page.title is containing(pat=\"formula\") %}{{ page.nowhere.at_all }}{% endif %}";
    let (before, after) = template.split_once("{% block main %}").unwrap();
    scratch.write("guide/themes/broken/templates/card.html", format!("{before}{{% block main %}}\n{trap}{after}"));
}

#[test]
fn a_template_that_fails_on_one_card_leaves_the_previous_site_byte_for_byte() {
    let scratch = Scratch::with_guide("tests/guides/torture");
    scratch.must_build(&[]);
    let before = scratch.site();
    break_the_theme(&scratch);
    scratch.write("guide/content/typography/wide-table.md", "# A card that would have changed?\n\nYes.\n");
    let output = scratch.build(&[]);
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(printed.contains("R701") && printed.contains("card.html") && printed.contains("nowhere"), "{printed}");
    assert_eq!(scratch.site(), before);
    assert_eq!(siblings(&scratch), ["guide", "site"], "and nothing lies about");
}

/// What stands in the folder of the guide and the site.
fn siblings(scratch: &Scratch) -> Vec<String> {
    let entries = fs::read_dir(scratch.path("")).unwrap().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Whether every page is one of the two versions, whole, and finds the stylesheets and scripts that it names.
fn opens(site: &BTreeMap<String, Vec<u8>>, versions: [&BTreeMap<String, Vec<u8>>; 2]) -> Result<(), String> {
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        if !versions.iter().any(|version| version.get(path) == Some(bytes)) {
            return Err(format!("{path} is neither the old nor the new page"));
        }
        let html = String::from_utf8_lossy(bytes);
        for asset in html.split('"').filter(|text| text.contains("assets/") && !text.starts_with("http")) {
            let file = asset.trim_start_matches("../").trim_start_matches("/guide/");
            if !site.contains_key(file) {
                return Err(format!("{path} names {file}, which is not there"));
            }
        }
    }
    Ok(())
}

#[test]
fn killed_at_any_moment_a_build_leaves_a_site_that_opens() {
    let scratch = Scratch::with_guide("tests/guides/torture");
    let old = fs::read_to_string(scratch.path("guide/book.toml")).unwrap();
    // Every page changes, and the name of a stylesheet with them.
    let new = old.replace("donaudampfschifffahrtsgesellschaftskapitän", "renamed").replace("[site]\n", "[site]\ntheme = \"other\"\n");
    scratch.write("guide/themes/other/css/base.css", "body { margin: 1em; }\n");
    let mut versions = Vec::new();
    for book in [&new, &old] {
        scratch.write("guide/book.toml", book);
        scratch.must_build(&["--quiet"]);
        versions.push(scratch.site());
    }
    let mut killed = 0;
    for round in 0..24u64 {
        // The moments are spread over the time that a build takes.
        scratch.write("guide/book.toml", if round % 2 == 0 { &new } else { &old });
        let mut child =
            recto().args(["build", "--quiet"]).arg("--output").arg(scratch.path("site")).arg(scratch.path("guide")).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + round * 37 % 400));
        killed += u32::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        opens(&scratch.site(), [&versions[0], &versions[1]]).unwrap_or_else(|wrong| panic!("round {round}: {wrong}"));
    }
    assert!(killed > 0, "at least one build was still at work");
    scratch.write("guide/book.toml", &new);
    scratch.must_build(&["--quiet"]);
    assert_eq!(scratch.site(), versions[0], "the next build completes the site");
    assert_eq!(siblings(&scratch), ["guide", "site"], "and clears up");
}
