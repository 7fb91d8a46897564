//! Nothing an author wrote disappears without a finding: words are put anywhere into real cards, which are damaged before, and each of them
//! must be in the text of the card's page, or in a place that a finding underlines.
//!
//! And whatever a file holds, nothing panics: not parsing, checking, fixing or building.
//!
//! `RECTO_FILES` says how many files are tried, `RECTO_SEED` where the random numbers start; `RECTO_MORE` names a folder with more Markdown
//! files to damage; `RECTO_PIECES` damages with those pieces alone that hold its text, as `[^` does with footnotes. A run that was broken off goes on with `RECTO_FROM`, the number of files that its last line says. CONTRIBUTING.md has the
//! long form.
#![allow(clippy::disallowed_methods, reason = "tests read the guide from disk")]

#[path = "support/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use recto::diagnostic::{self, Code, Diagnostic, Fix};
use recto::search::collect_files;
use recto::source::SourceId;
use recto::{Compiled, Input, Options, Source, compile};

use random::Random;

/// Files that are compiled together.
const BATCH: usize = 150;
/// Batches between two lines that say how far a run is.
const SHARE: usize = 16;
/// Words that are put into each file.
const WORDS: usize = 10;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What damages a card: things that authors write, whole and in halves.
const DAMAGE: &[&str] = &[
    "\n\n",
    "\n",
    "  ",
    "    ",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "### ",
    "## Hint\n",
    "## Key points\n",
    "## Answer\n",
    "- [ ] ",
    "- [x] ",
    "```\n",
    "```js {1}\n",
    "~~~\n",
    "$",
    "$$",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "{weight=2}",
    "{#x}",
    "{x}",
    "[[",
    "]]",
    "[",
    "](",
    ")",
    "![",
    "[^1]",
    "\n[^1]: ",
    "\n[^2]: note\n",
    "<b>",
    "</b>",
    "<i title=\"x\">",
    "<details>\n",
    "</details>",
    "<summary>x</summary>",
    "<div align=center>",
    "<img alt=\"x\">",
    "<script>x</script>",
    "<style>x</style>",
    "<svg><text>x</text></svg>",
    "<!-- x -->",
    "<!--",
    "-->",
    "<x-y>",
    "<https://example.org/>",
    "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n",
    "|",
    "\\|",
    "\\",
    "&amp;",
    "&nope;",
    "\n---\n",
    "\n===\n",
    "\n***\n",
    "> [!NOTE]\n> ",
    "\t",
    "\r\n",
    "é",
    "日本",
    "🎉",
    "\u{a0}",
    "www.example.org",
    "a@example.org",
    "\n[x]: https://example.org \"t\"\n",
    "[a][x]",
    "<p>\n\n",
    "<table><tr><td>x</td></tr></table>",
    "<kbd>x</kbd>",
    "<a id=\"x\"></a>",
];

fn markdown_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            markdown_files(&path, found);
        } else if path.extension().is_some_and(|e| e == "md") {
            found.push(path);
        }
    }
}

/// The guide's own cards, with links that hold anywhere.
fn cards() -> Vec<String> {
    let mut files = Vec::new();
    markdown_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut files);
    let texts = files.iter().filter(|path| !path.ends_with("index.md")).map(|path| fs::read_to_string(path).unwrap());
    texts.filter(|text| text.contains("\n# ") && !text.contains("\ntitle:")).map(|text| with_plain_links(&text)).collect()
}

/// The card with its code uncoloured and its drawings shown as code, which takes half the time.
fn with_plain_code(card: &str) -> String {
    let line = |line: &str| {
        if line.trim_start().starts_with("```") { line.split_inclusive("```").next().unwrap_or(line).to_string() } else { line.to_string() }
    };
    card.lines().map(|text| line(text) + "\n").collect()
}

fn with_plain_links(text: &str) -> String {
    let text = replace_between(text, "](", ")", "https://example.org/");
    let text = replace_between(&text, "[[", "]]", "t/base");
    let lines = text.lines().filter(|line| !["requires:", "aliases:", "id:"].iter().any(|key| line.starts_with(key)));
    lines.map(|line| format!("{line}\n")).collect()
}

fn replace_between(text: &str, open: &str, close: &str, with: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((_, after)) = after.split_once(close) else { break };
        out += &format!("{before}{open}{with}{close}");
        rest = after;
    }
    out + rest
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The pieces that damage cards: those that hold a text.
fn pieces(wanted: &str) -> Vec<&'static str> {
    DAMAGE.iter().copied().filter(|piece| piece.contains(wanted)).collect()
}

/// A card, damaged, with words of our own in it.
fn damaged(card: &str, pieces: &[&str], random: &mut Random) -> (String, Vec<String>) {
    let mut text = card.to_string();
    for _ in 0..random.below(6) {
        let at = boundary(&text, random.below(text.len()));
        match random.below(4) {
            0 => {
                let line_end = text[at..].find('\n').map_or(text.len(), |i| at + i);
                text.replace_range(at..line_end, "");
            }
            1 => {
                let line: String = text[at..].lines().next().unwrap_or_default().to_string();
                text.insert_str(at, &format!("\n{line}\n"));
            }
            _ => text.insert_str(at, pieces[random.below(pieces.len())]),
        }
    }
    let mut words = Vec::new();
    for i in 0..WORDS {
        let word = format!("zq{i}wx{}", random.below(1000));
        let at = boundary(&text, random.below(text.len()));
        // Behind a blank, so that no word of the text is torn.
        let at = text[at..].find([' ', '\n']).map_or(text.len(), |i| at + i + 1);
        text.insert_str(at, &format!("{word} "));
        words.push(word);
    }
    (text, words)
}

fn guide(files: &BTreeMap<String, String>) -> Compiled {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", "[book]\nid = \"x\"\ntitle = \"X\"\n[search]\nenabled = false\n"));
    for (path, text) in files {
        input.sources.add(Source::new(path.as_str(), text.as_str()));
    }
    compile(input, &Options::default())
}

/// What is published of the files that can be: those with errors are left out.
fn published(mut files: BTreeMap<String, String>) -> (BTreeMap<String, String>, Compiled) {
    loop {
        let compiled = guide(&files);
        let path = |d: &recto::diagnostic::Diagnostic| d.at.map(|at| compiled.sources.get(at.source).path.clone());
        let bad: BTreeSet<String> = compiled.diagnostics.iter().filter(|d| d.is_error()).filter_map(path).collect();
        if compiled.site.is_some() || bad.is_empty() {
            return (files, compiled);
        }
        files.retain(|path, _| !bad.contains(path));
    }
}

/// The words of a page's main part: its text without tags, and the values of its attributes.
fn visible(page: &str) -> String {
    let main = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let (mut text, mut tags) = (String::new(), String::new());
    let mut rest = main;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        tags += tag;
        tags.push(' ');
        rest = after;
    }
    text + rest + " " + &tags
}

/// Whether the place is in what is not text: front matter, a comment, a definition, a drawing.
fn is_exempt(text: &str, at: usize) -> bool {
    let front = text.lines().next().is_some_and(|line| line.trim_end() == "---").then(|| text.find("\n---")).flatten();
    if front.is_some_and(|end| at < end + 4) {
        return true;
    }
    let before = &text[..at];
    let comment = before.rfind("<!--").is_some_and(|open| !before[open..].contains("-->") && text[at..].contains("-->"));
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let definition = line.trim_start_matches([' ', '>', '-']).starts_with('[') && line.contains("]:");
    let drawing = before.rfind("```mermaid").is_some_and(|open| !before[open + 3..].contains("```"));
    comment || definition || drawing
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default)
}

/// What one batch had: published pages, words, and the words that were lost.
#[derive(Default)]
struct Seen {
    pages: usize,
    words: usize,
    lost: Vec<String>,
}

/// Damages some cards and looks for their words.
fn one_batch(cards: &[String], plain: &[String], pieces: &[&str], files: usize, seed: u64) -> Seen {
    let mut random = Random(seed);
    let mut seen = Seen::default();
    let mut batch = BTreeMap::from([("content/t/base.md".to_string(), "# Base?\n\nYes.\n".to_string())]);
    let mut placed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for i in 0..files {
        let some = if i % 4 == 0 { cards } else { plain };
        let (text, words) = damaged(&some[random.below(cards.len())], pieces, &mut random);
        batch.insert(format!("content/t/c{i}.md"), text);
        placed.insert(format!("content/t/c{i}.md"), words);
    }
    let (kept, compiled) = published(batch);
    let Some(site) = &compiled.site else { return seen };
    for (path, text) in kept.iter().filter(|(path, _)| placed.contains_key(*path)) {
        let id = path.trim_start_matches("content/").trim_end_matches(".md");
        let Some((page, output)) = site.outputs().iter().find(|(p, _)| p.as_str() == format!("{id}.html")) else { continue };
        let mut shown = visible(&String::from_utf8(collect_files(|sink| site.write(page, output, sink).unwrap()).remove(0).1).unwrap());
        // Phrases by which a typed answer is accepted are in the deck.
        for card in compiled.guide.cards.iter().filter(|card| card.id == id) {
            shown.extend(card.key_points.iter().flat_map(|point| point.accept.iter().map(|phrase| format!(" {phrase}"))));
        }
        seen.pages += 1;
        let source = compiled.sources.by_path(path).unwrap();
        let places: Vec<_> = compiled
            .diagnostics
            .iter()
            .flat_map(|d| d.at.into_iter().chain(d.related.iter().map(|(at, _)| *at)))
            .filter(|at| at.source == source)
            .collect();
        for word in &placed[path] {
            seen.words += 1;
            let at = text.find(word.as_str()).unwrap();
            let end = at + word.len();
            let underlined = places.iter().any(|p| (p.span.start as usize) < end && (p.span.end as usize) > at);
            if !shown.contains(word.as_str()) && !underlined && !is_exempt(text, at) {
                let from = boundary(text, at.saturating_sub(400));
                let to = boundary(text, (end + 200).min(text.len()));
                seen.lost.push(format!("{word} of seed {seed:#x} in\n{:?}", &text[from..to]));
            }
        }
    }
    seen
}

/// Some batches of files, each with its seed, and how many files come before them.
struct Share {
    from: usize,
    seeds: Vec<u64>,
}

/// The batches for so many files, a few at a time, without those that an earlier run has tried. How many there are changes no seed.
fn shares(files: usize) -> impl Iterator<Item = Share> {
    let mut random = Random(0x5eed_0000_0000_0001 ^ number("RECTO_SEED", 1) as u64);
    let seeds: Vec<u64> = (0..files.div_ceil(BATCH)).map(|_| (random.below(1 << 31) as u64) << 8 | 1).collect();
    let tried = number("RECTO_FROM", 0) / BATCH;
    let share = move |from: usize| Share { from: from * BATCH, seeds: seeds[from..(from + SHARE).min(seeds.len())].to_vec() };
    (tried..files.div_ceil(BATCH)).step_by(SHARE).map(share)
}

#[test]
fn every_word_is_published_or_underlined() {
    look_for_lost_words(number("RECTO_FILES", 450), &std::env::var("RECTO_PIECES").unwrap_or_default());
}

/// What refers to what decides whether a footnote is published.
#[test]
fn footnotes_are_published_or_underlined() {
    look_for_lost_words(150, "[^");
}

/// Damages so many files with the pieces that hold a text.
fn look_for_lost_words(files: usize, wanted: &str) {
    let pieces = pieces(wanted);
    let cards = cards();
    assert!(cards.len() > 100, "{}", cards.len());
    let plain: Vec<String> = cards.iter().map(|card| with_plain_code(card)).collect();
    let mut all = Seen::default();
    for Share { from, seeds } in shares(files) {
        for seen in seeds.par_iter().map(|seed| one_batch(&cards, &plain, &pieces, BATCH.min(files), *seed)).collect::<Vec<_>>() {
            all.pages += seen.pages;
            all.words += seen.words;
            // A run that is broken off has said what it found.
            seen.lost.iter().for_each(|lost| println!("{lost}\n"));
            all.lost.extend(seen.lost);
        }
        println!("{} files: {} pages, {} words, {} lost", from + seeds.len() * BATCH, all.pages, all.words, all.lost.len());
        if all.lost.len() > 20 {
            break;
        }
    }
    assert!(
        all.lost.is_empty(),
        "{} words are lost without a finding, as\n{}",
        all.lost.len(),
        all.lost[..all.lost.len().min(8)].join("\n\n")
    );
}

/// The Markdown of this repository, whatever it is, and of the folder that `RECTO_MORE` names.
fn real_files() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let more = std::env::var("RECTO_MORE").ok().map(PathBuf::from);
    for folder in
        ["content", "tests/banks", "tests/guides", "tests/suites", "tests/golden"].map(|name| root.join(name)).into_iter().chain(more)
    {
        markdown_files(&folder, &mut files);
    }
    files.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CONFIGURATION.md"].map(|name| root.join(name)));
    files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect()
}

/// A real file, damaged more: characters are taken out and doubled, and pieces of other files come in.
fn broken(files: &[String], random: &mut Random) -> String {
    let mut text = files[random.below(files.len())].clone();
    for _ in 0..random.below(8) {
        let at = boundary(&text, random.below(text.len()));
        match random.below(6) {
            0 => text.truncate(at),
            1 => {
                let end = boundary(&text, (at + random.below(80)).min(text.len()));
                text.replace_range(at..end, "");
            }
            2 => {
                let other = &files[random.below(files.len())];
                let from = boundary(other, random.below(other.len()));
                let to = boundary(other, (from + random.below(400)).min(other.len()));
                text.insert_str(at, &other[from..to]);
            }
            _ => text.insert_str(at, DAMAGE[random.below(DAMAGE.len())]),
        }
    }
    text
}

/// Parses, checks, fixes and builds a guide of damaged files; what failed by a mistake of ours.
fn panics(files: &[String], seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    let names = ["a.md", "b.md", "cards.md", "index.md", "page.md", "u/index.md", "u/c.md", "u/x.cards.md"];
    let folder = |i: usize| format!("content/t{}", i / names.len());
    let texts: BTreeMap<String, String> =
        (0..BATCH).map(|i| (format!("{}/{}", folder(i), names[i % names.len()]), broken(files, &mut random))).collect();
    let mut failed = Vec::new();
    let mut judge = |found: &[Diagnostic], compiled: &Compiled| {
        for finding in found {
            if finding.code == Code::InternalError {
                failed.push(format!("seed {seed:#x}: {} {}", finding.file(&compiled.sources), finding.message));
            }
            for at in finding.locations() {
                if compiled.sources.get(at.source).text.get(at.span.range()).is_none() {
                    failed.push(format!("seed {seed:#x}: {finding:?} does not lie in its text"));
                }
            }
        }
    };
    let fixed = |compiled: &Compiled, path: &str, text: &str| {
        let fixes: Vec<Fix> = compiled.diagnostics.iter().flat_map(|d| d.fixes.iter().cloned()).collect();
        compiled.sources.by_path(path).map_or(text.to_string(), |id: SourceId| diagnostic::apply(&fixes, id, text))
    };
    let first = guide(&texts);
    judge(&first.diagnostics, &first);
    judge(&first.lint(None), &first);
    let texts: BTreeMap<String, String> = texts.iter().map(|(path, text)| (path.clone(), fixed(&first, path, text))).collect();
    let (_, built) = published(texts);
    judge(&built.diagnostics, &built);
    judge(&built.lint(None), &built);
    for (path, output) in built.site.iter().flat_map(|site| site.outputs()) {
        let site = built.site.as_ref().unwrap();
        judge(&site.write(path, output, &|_, _| {}).err().unwrap_or_default(), &built);
    }
    failed
}

#[test]
fn damaged_files_never_make_recto_panic() {
    let files = number("RECTO_FILES", 300);
    let real = real_files();
    let mut failed: Vec<String> = Vec::new();
    for Share { from, seeds } in shares(files) {
        failed.par_extend(seeds.par_iter().flat_map_iter(|seed| panics(&real, *seed)));
        println!("{} damaged files: {} failed", from + seeds.len() * BATCH, failed.len());
    }
    assert!(failed.is_empty(), "{} failed, as\n{}", failed.len(), failed[..failed.len().min(8)].join("\n\n"));
}
