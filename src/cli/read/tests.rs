//! Reading folders, right and hostile ones.

use std::fs;

use super::*;
use crate::cli::scratch::Scratch;

fn paths(input: &Input) -> Vec<&str> {
    input.sources.iter().map(|(_, source)| source.path.as_str()).collect()
}

fn problems(input: &Input) -> Vec<(Code, String, String)> {
    let mut problems: Vec<_> = input.problems.iter().map(|p| (p.code, p.file(&input.sources).to_string(), p.message.clone())).collect();
    problems.sort();
    problems
}

#[test]
fn only_what_belongs_to_the_guide_is_read_in_the_order_of_paths() {
    let scratch = Scratch::with(&[
        ("book.toml", "[site]\ntheme = \"paper\"\n"),
        ("content/index.md", "home"),
        ("content/b/card.md", "b"),
        ("content/b-2.md", "after b? no: `-` sorts before `/`"),
        ("content/a/pic.svg", "<svg/>"),
        ("content/_drafts/x.md", "hidden"),
        ("content/a/.DS_Store", "hidden"),
        ("README.md", "not content"),
        ("themes/paper/templates/card.html", "card"),
        ("themes/paper/css/_part.css", "css"),
        ("themes/other/x.css", "unused"),
    ]);
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(paths(&input), ["book.toml", "content/b-2.md", "content/b/card.md", "content/index.md"]);
    assert_eq!(input.assets.iter().map(|a| (a.path.as_str(), &*a.bytes)).collect::<Vec<_>>(), [("a/pic.svg", b"<svg/>".as_slice())]);
    assert_eq!(input.theme.iter().map(|t| t.path.as_str()).collect::<Vec<_>>(), ["css/_part.css", "templates/card.html"]);
    assert_eq!(problems(&input), []);
}

#[test]
fn text_that_is_not_utf8_is_named_by_its_first_bad_byte() {
    let scratch = Scratch::with(&[("content/ok.md", "fine")]);
    scratch.write("content/latin.md", b"one\ntwo caf\xe9\n");
    scratch.write("content/wide.md", b"\xff\xfea\0");
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(paths(&input), ["content/ok.md"]);
    let found = problems(&input);
    assert_eq!(found[0], (Code::NotUtf8, "content/latin.md".into(), "byte 11 (line 2) is 0xE9, which is not UTF-8".into()));
    assert_eq!(found[1].2, "byte 0 (line 1) is 0xFF, which is not UTF-8");
    assert_eq!(input.problems[1].help.as_deref(), Some("it looks like UTF-16; save it as UTF-8"));
}

#[test]
fn a_file_over_the_limit_is_refused_and_one_at_the_limit_read() {
    let scratch = Scratch::new();
    scratch.write("content/most.md", "x".repeat(MAX_TEXT as usize));
    scratch.write("content/more.md", "x".repeat(MAX_TEXT as usize + 1));
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(paths(&input), ["content/most.md"]);
    assert_eq!(problems(&input), [(Code::FileTooLarge, "content/more.md".into(), "the file is larger than 2 MiB".into())]);
}

#[test]
fn a_theme_that_is_not_there_is_named_in_book_toml() {
    let scratch = Scratch::with(&[("book.toml", "[site]\ntheme = \"papre\"\n"), ("content/index.md", "")]);
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(problems(&input), [(Code::UnknownTheme, "book.toml".into(), "there is no folder `themes/papre`".into())]);
    let at = input.problems[0].at.unwrap();
    assert_eq!(input.sources.slice(at), "\"papre\"");
}

#[test]
fn a_folder_without_content_says_so() {
    let scratch = Scratch::with(&[("book.toml", "")]);
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(problems(&input), [(Code::CannotRead, "content".into(), "no such file or directory".into())]);
    assert!(read(&scratch.path("nowhere")).is_err());
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside_content() {
    use std::os::unix::fs::symlink;
    let scratch =
        Scratch::with(&[("content/a/card.md", "card"), ("content/b/x.md", "x"), ("secret.md", "secret"), ("outside/s.md", "secret")]);
    let content = scratch.path("content");
    symlink("a/card.md", content.join("inside.md")).unwrap();
    symlink("b", content.join("folder")).unwrap();
    symlink("../secret.md", content.join("leak.md")).unwrap();
    symlink("../outside", content.join("leaks")).unwrap();
    symlink("/etc/passwd", content.join("passwd.txt")).unwrap();
    symlink("nowhere.md", content.join("broken.md")).unwrap();
    symlink("..", content.join("a/up")).unwrap();
    symlink("nowhere", content.join("_ignored")).unwrap();
    // A farm of links to each other: refused below the first, so that the walk ends.
    symlink("../a", content.join("b/a")).unwrap();
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(paths(&input), ["content/a/card.md", "content/b/a/card.md", "content/b/x.md", "content/folder/x.md", "content/inside.md"]);
    assert!(input.assets.is_empty());
    let found: Vec<_> = problems(&input).into_iter().map(|(code, path, _)| (code, path)).collect();
    let expected = [
        (Code::SymlinkOutside, "content/leak.md"),
        (Code::SymlinkOutside, "content/leaks"),
        (Code::SymlinkOutside, "content/passwd.txt"),
        (Code::CannotRead, "content/a/up"),
        (Code::CannotRead, "content/b/a/up"),
        (Code::CannotRead, "content/broken.md"),
        (Code::CannotRead, "content/folder/a"),
    ];
    assert_eq!(found, expected.map(|(code, path)| (code, path.to_string())));
}

#[cfg(unix)]
#[test]
fn content_or_book_toml_that_lead_elsewhere_are_refused() {
    use std::os::unix::fs::symlink;
    let elsewhere = Scratch::with(&[("content/secret.md", "secret"), ("book.toml", "secret")]);
    let scratch = Scratch::new();
    symlink(elsewhere.path("content"), scratch.path("content")).unwrap();
    symlink(elsewhere.path("book.toml"), scratch.path("book.toml")).unwrap();
    let input = read(&scratch.path("")).unwrap();
    assert!(input.sources.is_empty());
    assert_eq!(problems(&input).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), [Code::SymlinkOutside, Code::SymlinkOutside]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_opened() {
    let scratch = Scratch::with(&[("content/index.md", "")]);
    let pipe = scratch.path("content/pipe.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let input = read(&scratch.path("")).unwrap();
    assert_eq!(problems(&input)[0].2, "this is neither a file nor a folder");
    fs::remove_file(pipe).unwrap();
}

#[test]
fn a_text_in_which_paths_begin_everywhere_is_read_in_linear_time() {
    let source = Source::new("content/t/a.md", "(/a<".repeat(20_000).as_str());
    let found = paths_outside(&source);
    assert!(found.iter().all(|path| path.len() <= MAX_PATH_BYTES), "what is longer is not looked at");
    let link = Source::new("content/t/a.md", "[x](../../docs/a(b.md) and [y](/src/main.rs)");
    assert_eq!(paths_outside(&link).into_iter().collect::<Vec<_>>(), ["docs/a(b.md", "src/main.rs"]);
}
