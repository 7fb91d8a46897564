//! What `recto serve` tells beside the pages: what `recto check` would say of their files, and where a page went whose file is gone.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::fs;
use std::time::{Duration, Instant};

use support::guide::{CARD, Guide};
use support::server::{PATIENCE, Server, page_with, wait};

/// What is told of the file of a page, once it is right.
fn advice(server: &Server, path: &str, right: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    let start = Instant::now();
    loop {
        let (status, said) = server.page(&format!("/_recto/advice{path}"));
        let said: serde_json::Value = serde_json::from_slice(&said).unwrap();
        if status == 200 && right(&said) {
            return said;
        }
        assert!(start.elapsed() < PATIENCE, "{said}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn what_check_would_say_of_a_page_is_told_there_and_gone_when_mended() {
    let guide = Guide::new();
    let other = CARD.replace("a phantom read", "a dirty read").replace("## Key points", "## Pitfalls");
    guide.write("content/databases/dirty-read.md", &other);
    guide.write("content/networks/index.md", "---\ntitle: Networks\n---\n");
    let server = Server::start(&guide, &[]);
    let told = server.listen();
    wait(&told, "that there is advice", |state| state["advice"].is_u64());
    let said = advice(&server, "/databases/dirty-read.html", serde_json::Value::is_object);
    assert_eq!(said["title"], "1 warning in content/databases/dirty-read.md");
    for part in ["warning[R903]", "content/databases/dirty-read.md:5:1", "help: add `## Key points`", "recto explain R903"] {
        assert!(said["text"].as_str().unwrap().contains(part), "{part}: {said}");
    }
    assert_eq!(said["more"], "1 finding elsewhere in the guide: `recto check` lists them all");
    assert_eq!(said, advice(&server, "/databases/dirty-read", serde_json::Value::is_object), "whatever the address");
    assert_eq!(advice(&server, "/networks/", serde_json::Value::is_object)["title"], "1 warning in content/networks/index.md");
    for silent in ["/", "/databases/phantom-read.html", "/databases/", "/study.html", "/nowhere.html", "", "/%FF"] {
        assert!(advice(&server, silent, |_| true).is_null(), "{silent}");
    }
    assert!(
        !String::from_utf8_lossy(&server.page("/databases/dirty-read.html").1).contains("R903"),
        "the page itself is the published one"
    );

    guide.write("content/databases/dirty-read.md", CARD.replace("a phantom read", "a dirty read"));
    advice(&server, "/databases/dirty-read.html", serde_json::Value::is_null);
    fs::remove_dir_all(guide.0.join("content/networks")).unwrap();
    wait(&told, "that there is nothing more to say", |state| state["advice"].is_null());
}

#[test]
fn a_page_whose_file_goes_says_where_its_card_went() {
    let guide = Guide::new();
    let server = Server::start(&guide, &[]);
    let (from, to) = ("content/databases/phantom-read.md", "content/databases/phantoms.md");
    fs::rename(guide.0.join(from), guide.0.join(to)).unwrap();
    let page = page_with(&server, "/databases/phantom-read.html", "content/databases/phantom-read.md is gone");
    assert_eq!(server.page("/databases/phantom-read").0, 404);
    assert!(page.contains("in content/databases/phantoms.md now: add `aliases: [databases/phantom-read]`"), "{page}");
    assert!(page.contains("<a href=\"/databases/phantoms.html\">"), "{page}");
    fs::remove_file(guide.0.join(to)).unwrap();
    let page = page_with(&server, "/databases/phantoms.html", "content/databases/phantoms.md is gone");
    assert!(page.contains("If another file takes its place") && page.contains("<a href=\"/\">Home page</a>"), "{page}");
    guide.write(to, CARD.replace("level", "aliases: [databases/phantom-read]\nlevel"));
    let page = page_with(&server, "/databases/phantom-read.html", "http-equiv=\"refresh\"");
    assert!(page.contains("phantoms.html"), "{page}");
    let never = String::from_utf8_lossy(&server.page("/databases/never.html").1).into_owned();
    assert!(never.contains("page-not-found"), "{never}");
}
