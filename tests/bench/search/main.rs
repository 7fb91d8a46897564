//! Writes the search index over documents of any kind, for measuring: `cargo bench --bench search -- DOCUMENTS.jsonl FOLDER`.
//!
//! A line of DOCUMENTS is an object with `title` and `body`, and, if it likes, `topic`, a number: documents of a topic stand together.
//! `tests/bench/relevance.mjs` asks the index what its documents should be found by.
#![allow(clippy::disallowed_methods, reason = "a program of its own, not the library")]

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use recto::search::{SearchDoc, SearchOptions, SearchSection, index};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    title: String,
    body: String,
    #[serde(default)]
    topic: usize,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [documents, folder] = arguments.as_slice() else { bail!("usage: search DOCUMENTS.jsonl FOLDER") };
    let text = std::fs::read_to_string(documents).with_context(|| documents.clone())?;
    let docs = text.lines().enumerate().map(|(i, line)| document(i, line)).collect::<Result<Vec<SearchDoc>>>()?;
    let start = Instant::now();
    let options = SearchOptions { language: "en".to_string(), ..SearchOptions::default() };
    let files = index(&docs, &options);
    println!("{} documents, {} files, {:.1} s", docs.len(), files.len(), start.elapsed().as_secs_f32());
    for (path, bytes) in files {
        let file = PathBuf::from(folder).join(path.as_str());
        if let Some(parent) = file.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&file, bytes)?;
    }
    Ok(())
}

fn document(number: usize, line: &str) -> Result<SearchDoc> {
    let Line { title, body, topic } = serde_json::from_str(line).with_context(|| format!("line {}", number + 1))?;
    let section = SearchSection { text: body, ..SearchSection::default() };
    Ok(SearchDoc { url: format!("t{topic}/{number}.html"), topic, title, card: true, sections: vec![section], ..SearchDoc::default() })
}
