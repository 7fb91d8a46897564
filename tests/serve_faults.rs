//! What goes wrong around `recto serve`: folders that go and come back, thousands of changes at once, a broken theme, a broken book.toml, requests
//! that never end. The last good site is shown each time, the browser is told what is wrong and where, and what is mended is shown.
//!
//! `RECTO_FAULTS=1` makes 5,000 files where the short form changes 100 files 50 times.
#![allow(clippy::disallowed_methods, reason = "tests of the command")]

mod support;

use std::fs;
use std::io::Write;
use std::net::TcpStream;

use support::guide::{CARD, Guide};
use support::server::{Server, page_with, wait};

const PAGE: &str = "/databases/phantom-read.html";

/// Whether the server goes on: it runs, it has not panicked, and strangers get nothing.
fn assert_goes_on(server: &mut Server) {
    assert!(server.process.try_wait().unwrap().is_none(), "the server has ended: {}", server.log.lock().unwrap());
    assert!(!server.log.lock().unwrap().contains("panicked"), "{}", server.log.lock().unwrap());
    assert!(server.get("GET", PAGE, "evil.example").starts_with("HTTP/1.1 421 "));
}

fn card_that_says(words: &str) -> String {
    CARD.replace("Rows that appear.", words)
}

#[test]
fn a_content_folder_may_go_and_come_back() {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    page_with(&server, PAGE, "Rows that appear.");
    for round in 0..3 {
        fs::rename(guide.0.join("content"), guide.0.join("aside")).unwrap();
        // While it is away it changes.
        fs::write(guide.0.join("aside/databases/phantom-read.md"), card_that_says(&format!("Back again, number {round}."))).unwrap();
        assert!(server.page("/").0 < 500, "an answer while it is gone");
        fs::rename(guide.0.join("aside"), guide.0.join("content")).unwrap();
        page_with(&server, PAGE, &format!("Back again, number {round}."));
        // And is watched as before.
        guide.write("content/databases/phantom-read.md", card_that_says(&format!("Watched, number {round}.")));
        page_with(&server, PAGE, &format!("Watched, number {round}."));
    }
    assert_goes_on(&mut server);
}

#[test]
fn a_topic_may_go_and_come_back_as_a_file() {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    fs::remove_dir_all(guide.0.join("content/databases")).unwrap();
    fs::write(guide.0.join("content/databases"), "no folder").unwrap();
    assert!(server.page("/").0 < 500);
    fs::remove_file(guide.0.join("content/databases")).unwrap();
    guide.write("content/databases/phantom-read.md", card_that_says("A folder again."));
    page_with(&server, PAGE, "A folder again.");
    assert_goes_on(&mut server);
}

#[test]
fn five_thousand_changes_at_once_end_in_the_last() {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    let (files, versions) = if std::env::var_os("RECTO_FAULTS").is_some() { (5_000, 1) } else { (100, 50) };
    for version in 1..=versions {
        for file in 0..files {
            guide.write(&format!("content/many/card-{file}.md"), format!("# What is {file}?\n\n## Answer\nVersion {version} of {file}.\n"));
        }
    }
    for file in [0, files / 2, files - 1] {
        page_with(&server, &format!("/many/card-{file}.html"), &format!("Version {versions} of {file}."));
    }
    fs::remove_dir_all(guide.0.join("content/many")).unwrap();
    guide.write("content/databases/phantom-read.md", card_that_says("All gone."));
    page_with(&server, PAGE, "All gone.");
    assert_goes_on(&mut server);
}

/// A guide that is broken by `files` and mended: what is told in between, while the last good page is shown.
fn broken_and_mended(files: &[(&str, &str)], said: &[&str]) {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    let told = server.listen();
    page_with(&server, PAGE, "Rows that appear.");
    for (path, broken) in files {
        let before = fs::read(guide.0.join(path)).ok();
        guide.write(path, broken);
        wait(&told, path, |told| said.iter().all(|said| told.to_string().contains(said)));
        page_with(&server, PAGE, "Rows that appear.");
        match before {
            Some(before) => guide.write(path, before),
            None => fs::remove_file(guide.0.join(path)).unwrap(),
        }
    }
    guide.write("content/databases/phantom-read.md", card_that_says("Mended."));
    page_with(&server, PAGE, "Mended.");
    assert_goes_on(&mut server);
}

#[test]
fn a_broken_configuration_is_told_and_mended() {
    let broken = [
        ("book.toml", "[book\nid = \"small\"\n"),
        ("book.toml", "[book]\nid = 1\n"),
        ("book.toml", "\u{0}"),
        ("book.toml", "[site]\ntheme = \"none\"\n[book]\nid = \"small\"\n"),
    ];
    broken_and_mended(&broken, &["book.toml"]);
}

#[test]
fn a_broken_card_is_told_and_mended() {
    let deep = format!("# Q?\n\n## Answer\n{}[x](gone.md)\n", "> ".repeat(5_000));
    let formula = format!("# Q?\n\n## Answer\n${}$ [x](gone.md)\n", "\\frac{".repeat(5_000));
    let html = format!("# Q?\n\n## Answer\n{} [x](gone.md)\n", "<div>".repeat(20_000));
    let broken =
        [("content/databases/other.md", deep.as_str()), ("content/databases/other.md", &formula), ("content/databases/other.md", &html)];
    broken_and_mended(&broken, &["content/databases/other.md"]);
}

#[test]
fn a_broken_theme_is_told_and_mended() {
    let guide = Guide::new();
    guide.write("book.toml", "[book]\nid = \"small\"\ntitle = \"A small guide\"\n[site]\ntheme = \"own\"\n");
    guide.write("themes/own/css/base.css", "body { margin: 1em; }\n");
    let mut server = Server::start(&guide, &[]);
    let told = server.listen();
    page_with(&server, PAGE, "Rows that appear.");
    for broken in ["{% if %}", "{{ nothing.is.here }}", "{% extends \"gone.html\" %}", "{% for x in y %}", "\u{0}{{"] {
        guide.write("themes/own/templates/card.html", broken);
        wait(&told, broken, |told| told.to_string().contains("card.html"));
        page_with(&server, "/", "Welcome.");
        fs::remove_file(guide.0.join("themes/own/templates/card.html")).unwrap();
        page_with(&server, PAGE, "Rows that appear.");
    }
    fs::rename(guide.0.join("themes"), guide.0.join("aside")).unwrap();
    assert!(server.page("/").0 < 500);
    fs::rename(guide.0.join("aside"), guide.0.join("themes")).unwrap();
    guide.write("content/databases/phantom-read.md", card_that_says("Mended."));
    page_with(&server, PAGE, "Mended.");
    assert_goes_on(&mut server);
}

#[test]
fn requests_that_never_end_keep_nobody_waiting() {
    let guide = Guide::new();
    let mut server = Server::start(&guide, &[]);
    let pieces: [&[u8]; 6] = [
        b"",
        b"G",
        b"GET / HTTP/1.1\r\nHost: loc",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: y\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nx",
        b"GET /databases/phantom-read.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ];
    let mut open: Vec<TcpStream> = Vec::new();
    for number in 0..240 {
        let mut stream = TcpStream::connect(&server.address).unwrap();
        let _ = stream.write_all(pieces[number % pieces.len()]);
        open.push(stream);
    }
    assert_eq!(server.page(PAGE).0, 200);
    for (number, stream) in open.iter_mut().enumerate() {
        // One byte more, and still no end; some go.
        let _ = stream.write_all(b"E");
        if number % 3 == 0 {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }
    guide.write("content/databases/phantom-read.md", card_that_says("Still here."));
    page_with(&server, PAGE, "Still here.");
    assert_goes_on(&mut server);
}
