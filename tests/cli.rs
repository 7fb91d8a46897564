//! The `recto` command as people and workflows use it: exit codes, what is printed where, what lies on disk afterwards.
#![allow(clippy::disallowed_methods, reason = "a test of the command line")]

mod support;

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use support::guide::{CARD, Guide, Run, command};
use support::server::Server;

#[test]
fn a_guide_is_built_into_site_and_the_last_line_counts() {
    let guide = Guide::new();
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let err = run.err();
    let last = err.lines().last().unwrap();
    assert!(last.starts_with("1 card, 1 topic, ") && last.contains(" changed) in ") && last.ends_with("; the site is in site"), "{last}");
    assert_eq!(run.out(), "", "the terminal's lines go to standard error");
    assert!(guide.0.join("site/index.html").is_file() && guide.0.join("site/databases/phantom-read.html").is_file());
    let again = guide.recto(&["build"]);
    assert!(again.err().contains("(0 changed)"), "{}", again.err());
}

#[test]
fn the_bytes_do_not_depend_on_the_number_of_threads() {
    let guide = Guide::new();
    for jobs in ["1", "2", "7"] {
        assert_eq!(guide.recto(&["build", "--jobs", jobs, "--output", &format!("out-{jobs}")]).code(), 0);
    }
    let bytes =
        |folder: &str| guide.files(folder).into_iter().map(|(path, bytes)| (path[folder.len()..].to_string(), bytes)).collect::<Vec<_>>();
    assert_eq!(bytes("out-1"), bytes("out-2"));
    assert_eq!(bytes("out-1"), bytes("out-7"));
}

#[test]
fn a_guide_with_errors_is_not_published_and_the_last_good_site_stays() {
    let guide = Guide::new();
    assert_eq!(guide.recto(&["build"]).code(), 0);
    let before = guide.files("site");
    guide.write("content/databases/broken.md", CARD.replace("Rows", "[[nowhere]] rows").replace("level: mid", "level: mdi"));
    let run = guide.recto(&["build"]);
    assert_eq!(run.code(), 1);
    assert_eq!(guide.files("site"), before);
    let err = run.err();
    for expected in ["error[R401]", "warning[R318]", "content/databases/broken.md:2:8", "1 error"] {
        assert!(err.contains(expected), "{expected} is not in\n{err}");
    }
}

#[test]
fn a_folder_that_recto_did_not_make_is_left_alone() {
    let guide = Guide::new();
    guide.write("precious/thesis.txt", "only copy");
    let run = guide.recto(&["build", "--output", "precious"]);
    assert_eq!(run.code(), 3);
    assert!(run.err().contains("was not made by Recto"), "{}", run.err());
    assert_eq!(guide.files("precious").len(), 1);
}

#[test]
fn mistakes_on_the_command_line_end_with_2() {
    let guide = Guide::new();
    for args in [
        vec!["build", "--output", "."],
        vec!["build", "--output", "content/site"],
        vec!["build", "--jobs", "0"],
        vec!["build", "--base-url", "example.org"],
        vec!["build", "content/databases"],
        vec!["build", "no-such-folder"],
        vec!["explain", "broken-lnk"],
        vec!["publish"],
    ] {
        let run = guide.recto(&args);
        assert_eq!(run.code(), 2, "{args:?}: {}", run.err());
        assert!(run.err().starts_with("error"), "{args:?}: {}", run.err());
    }
}

#[test]
fn quiet_prints_nothing_where_nothing_is_wrong_and_verbose_times() {
    let guide = Guide::new();
    let quiet = guide.recto(&["build", "--quiet"]);
    assert_eq!((quiet.code(), quiet.out() + &quiet.err()), (0, String::new()));
    let verbose = guide.recto(&["build", "--verbose"]).err();
    for stage in ["read ", "compile ", "publish "] {
        assert!(verbose.contains(stage), "{verbose}");
    }
}

#[test]
fn check_reports_in_every_format_and_writes_nothing() {
    let guide = Guide::new();
    guide.write("content/databases/broken.md", CARD.replace("Rows", "[[nowhere]] rows"));
    let before = guide.files("");
    for (format, expected) in [
        ("human", "error[R401]"),
        ("github", "::error file=content/databases/broken.md,line=8,"),
        ("json", "\"code\": \"R401\""),
        ("sarif", "\"ruleId\": \"R401\""),
    ] {
        let run = guide.recto(&["check", "--format", format]);
        assert_eq!(run.code(), 1, "{format}");
        assert!(run.out().contains(expected), "{format}: {}", run.out());
    }
    assert_eq!(guide.files(""), before);
    let from_above = Run(command(guide.0.parent().unwrap()).arg("check").arg(&guide.0).args(["--format", "github"]).output().unwrap());
    let file = format!("file={}/content/databases/broken.md", guide.0.file_name().unwrap().to_string_lossy());
    assert!(from_above.out().contains(&file), "paths are as seen from the working folder: {}", from_above.out());
}

#[test]
fn explain_and_completions_print_to_standard_output() {
    let guide = Guide::new();
    assert!(guide.recto(&["explain", "R401"]).out().starts_with("R401 broken-link (error)"));
    let level = "In book.toml: `[check]` with `R903 = \"allow\"` drops it, `\"deny\"` makes it an\nerror.\n";
    assert!(guide.recto(&["explain", "R903"]).out().ends_with(level));
    assert!(!guide.recto(&["explain", "R401"]).out().contains("[check]"));
    assert!(guide.recto(&["explain", "book.id"]).out().starts_with("book.id in book.toml"));
    assert!(guide.recto(&["explain"]).out().contains("R504  error    requires-cycle"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(guide.recto(&["completions", shell]).out().contains("serve"), "{shell}");
    }
    assert!(guide.recto(&["build", "--help"]).out().contains("Exit codes:"));
}

#[test]
fn serve_shows_the_site_under_the_path_of_base_url_and_writes_nothing() {
    let guide = Guide::new();
    let before = guide.files("");
    let server = Server::start(&guide, &["--base-url", "https://example.org/guide"]);
    assert!(server.announced.starts_with("serving http://127.0.0.1:") && server.announced.contains("/guide/ "), "{}", server.announced);
    let page = server.get("GET", "/guide/databases/phantom-read.html", "localhost");
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("content-type: text/html; charset=utf-8"), "{page}");
    let head = server.get("HEAD", "/guide/databases/phantom-read.html", "localhost");
    assert!(head.starts_with("HTTP/1.1 200 ") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(server.get("GET", "/", "localhost").contains("location: /guide/\r\n"));
    assert!(server.get("GET", "/guide/none.html", "localhost").starts_with("HTTP/1.1 404 "));
    assert!(server.get("GET", "/guide/", "evil.example").starts_with("HTTP/1.1 421 "));
    assert!(server.get("POST", "/guide/", "localhost").starts_with("HTTP/1.1 405 "));
    for path in ["/guide/../../book.toml", "/guide/%2e%2e/book.toml", "/guide/..%2fbook.toml", "//book.toml", "/guide/%00"] {
        let answer = server.get("GET", path, "localhost");
        assert!(!answer.starts_with("HTTP/1.1 200 ") && !answer.contains("[book]"), "{path}: {answer}");
    }
    assert!(server.send("nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert_eq!(guide.files(""), before);
}

#[test]
fn serve_takes_the_next_free_port_and_says_so() {
    let guide = Guide::new();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut process =
        command(&guide.0).args(["serve", "--port", &port.to_string()]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut announced = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut announced).unwrap();
    process.kill().unwrap();
    let mut err = String::new();
    process.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    process.wait().unwrap();
    assert!(announced.starts_with("serving http://127.0.0.1:") && !announced.contains(&format!(":{port}/")), "{announced}");
    assert!(err.contains(&format!("port {port} is in use")), "{err}");
}
