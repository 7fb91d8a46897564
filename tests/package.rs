//! The package that cargo makes of this repository holds all that is compiled into the program, and nothing of the guide or the tests.
#![allow(clippy::disallowed_methods, reason = "a test reads the repository and runs cargo")]

mod support;

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use support::files;

/// `a/../b` as `b`, so that it can be compared.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

/// The files that a source includes, `include_str!("../x")` and its kin, by their paths from the root; `include_dir!` names a folder.
fn included(root: &Path, source: &str, text: &str) -> Vec<String> {
    let arguments = text.split("include_").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("!(\"")?;
        ["str", "bytes", "dir"].contains(&name).then(|| rest.split_once('"').map(|(path, _)| path)).flatten()
    });
    let place = |path: &str| match path.strip_prefix("$CARGO_MANIFEST_DIR/") {
        Some(path) => PathBuf::from(path),
        None => plain(&Path::new(source).parent().unwrap().join(path)),
    };
    let below = |path: PathBuf| match root.join(&path).is_dir() {
        true => files(&root.join(&path)).into_keys().map(|file| path.join(file)).collect(),
        false => vec![path],
    };
    arguments.flat_map(|path| below(place(path))).map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

#[test]
fn the_package_holds_what_is_compiled_into_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO")).args(["package", "--list", "--allow-dirty"]).current_dir(root).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let listed = String::from_utf8(run.stdout).unwrap().replace('\\', "/");
    let listed: BTreeSet<&str> = listed.lines().collect();
    let sources = files(&root.join("src"));
    let mut needed: BTreeSet<String> = sources.keys().map(|path| format!("src/{path}")).collect();
    for (path, bytes) in sources.iter().filter(|(path, _)| path.ends_with(".rs")) {
        needed.extend(included(root, &format!("src/{path}"), &String::from_utf8_lossy(bytes)));
    }
    for file in ["themes/default/templates/base.html", "src/cli/init/files/dot-gitignore", "src/cli/init/actions/source.yml"] {
        assert!(needed.contains(file), "{file} is not seen to be needed");
    }
    let missing: Vec<&String> = needed.iter().filter(|path| !listed.contains(path.as_str())).collect();
    assert!(missing.is_empty(), "Cargo.toml's `include` leaves out {missing:?}");
    for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENSES/derived-fsrs-rs.txt"] {
        assert!(listed.contains(file), "{file}");
    }
    let surplus: Vec<&&str> = listed.iter().filter(|path| path.starts_with("content/") || path.starts_with("tests/golden/")).collect();
    assert!(surplus.is_empty(), "{surplus:?}");
}
