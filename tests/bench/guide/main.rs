//! Writes a guide of any size from a seed, for measuring: `cargo bench --bench guide -- CARDS FOLDER [SEED]`.
//!
//! Forty topics however many cards, about 2.5 KB a card, a code block in one of three cards and no two blocks alike. Every link leads
//! somewhere, so that a build of it has nothing to complain of.
#![allow(clippy::disallowed_methods, reason = "a program of its own, not the library")]

mod card;
mod code;
mod prose;
mod random;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use prose::{Prose, capitalised};
use random::Random;

pub const TOPICS: u64 = 40;
const PAGES: u64 = 20;

const BOOK: &str = r#"[book]
id = "measured"
title = "A guide to measure"
description = "Made from a seed."

[site]
base-url = "https://example.org/guide/"

[[levels]]
id = "junior"

[[levels]]
id = "mid"

[[levels]]
id = "senior"

[[kinds]]
id = "concept"

[[kinds]]
id = "scenario"

[[kinds]]
id = "assessment"
"#;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let (cards, folder, seed) = match arguments.as_slice() {
        [cards, folder] => (cards.parse()?, PathBuf::from(folder), 1),
        [cards, folder, seed] => (cards.parse()?, PathBuf::from(folder), seed.parse()?),
        _ => bail!("usage: guide CARDS FOLDER [SEED]"),
    };
    if folder.exists() {
        bail!("{} exists", folder.display());
    }
    let bytes = write_guide(cards, &folder, seed)?;
    println!("{cards} cards, {} bytes a card", bytes / cards.max(1));
    Ok(())
}

/// The bytes of all cards.
pub fn write_guide(cards: u64, folder: &Path, seed: u64) -> Result<u64> {
    let prose = Prose::new();
    write(&folder.join("book.toml"), BOOK)?;
    write(&folder.join("content/index.md"), &prose.paragraph(&mut Random::of(seed, u64::MAX), 6))?;
    for topic in 0..TOPICS {
        write(&folder.join(format!("content/{}/index.md", topic_name(&prose, topic))), &topic_page(&prose, seed, topic))?;
    }
    for page in 0..PAGES {
        let random = &mut Random::of(seed ^ 0x9a6e, page);
        let title = capitalised(&prose.coined(random));
        let text: Vec<String> = (0..6).map(|i| format!("## Part {i}\n\n{}\n", prose.paragraph(random, 8))).collect();
        write(&folder.join(format!("content/page-{page}.md")), &format!("---\ntitle: {title} {page}\n---\n\n{}", text.join("\n")))?;
    }
    (0..cards)
        .into_par_iter()
        .map(|number| {
            let text = card::markdown(&prose, seed, number, cards);
            write(&folder.join(format!("content/{}.md", id(&prose, number))), &text)?;
            Ok(text.len() as u64)
        })
        .sum()
}

fn topic_page(prose: &Prose, seed: u64, topic: u64) -> String {
    let random = &mut Random::of(seed ^ 0x70b1c, topic);
    let title = capitalised(&topic_name(prose, topic).replace('-', " "));
    format!("---\ntitle: {title}\nsummary: {}\norder: {topic}\n---\n\n{}\n", prose.coined(random), prose.paragraph(random, 8))
}

fn topic_name(prose: &Prose, topic: u64) -> String {
    format!("{}-{}", prose.term(&mut Random::of(2, topic)), topic + 1)
}

/// Neighbours by number are in different topics: the guide grows in all topics alike.
pub fn id(prose: &Prose, number: u64) -> String {
    format!("{}/{}-{number}", topic_name(prose, number % TOPICS), prose.term(&mut Random::of(1, number)))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::write(path, text).with_context(|| path.display().to_string())
}
