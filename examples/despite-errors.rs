//! Writes the site of a guide whatever errors it has, which `recto build` refuses: `tests/browser/payloads.test.mjs` looks whether rendering alone
//! keeps out what the errors stop.
//!
//!     despite-errors GUIDE OUTPUT
#![allow(clippy::disallowed_methods, reason = "a program for tests, which reads and writes files")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use recto::{AssetFile, Input, Options, Source, ThemeFile, compile};

fn main() {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [guide, output] = folders.as_slice() else { panic!("despite-errors GUIDE OUTPUT") };
    let compiled = compile(read(guide), &Options::default());
    let site = compiled.site.or(compiled.site_despite_errors).expect("a theme that can be read");
    for (path, what) in site.outputs() {
        let written = site.write(path, what, &|path, bytes| {
            let file = output.join(path.as_str());
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, bytes).expect("a file");
        });
        if let Err(found) = written {
            eprintln!("{}: {}", path.as_str(), found[0].message);
        }
    }
    println!("{} errors", compiled.diagnostics.iter().filter(|found| found.is_error()).count());
}

fn read(guide: &Path) -> Input {
    let mut input = Input::default();
    for entry in walkdir::WalkDir::new(guide).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(guide).expect("inside").to_str().expect("UTF-8").to_string();
        let bytes = fs::read(entry.path()).expect("a file");
        if let Some((_, path)) = path.strip_prefix("themes/").and_then(|path| path.split_once('/')) {
            input.theme.push(ThemeFile { path: path.to_string(), bytes: bytes.into() });
            continue;
        }
        match path.strip_prefix("content/") {
            Some(asset) if !path.ends_with(".md") => input.assets.push(AssetFile { path: asset.to_string(), bytes: bytes.into() }),
            _ => drop(input.sources.add(Source::new(path, String::from_utf8_lossy(&bytes)))),
        }
    }
    input
}
