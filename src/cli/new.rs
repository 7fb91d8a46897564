//! `recto new`: a file with the parts of a card, a page or a topic, at its place. Nothing is ever overwritten.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use recto::config::Config;
use recto::diagnostic::{nearest, suggestion};
use recto::model::{Guide, LevelOrKind};
use recto::parse;
use recto::render::scaffold;
use recto::theme::Strings;
use recto::{Compiled, Options};

use super::args::{New, NewKind, NewSubject};
use super::{Failure, files, guide, ids, read, translate};

/// Where GitHub reads the form that suggests a question.
pub const ISSUE_FORM: &str = ".github/ISSUE_TEMPLATE/question.yml";

/// `recto new`.
pub fn run(args: &New) -> Result<(), Failure> {
    let (what, id, dir) = match (&args.what, &args.id, &args.lang) {
        (NewSubject::File(_), Some(id), Some(lang)) => return translate::create(id, lang, &dir(args.dir.as_deref())),
        (NewSubject::Id(id), dir_, Some(lang)) => return translate::create(id, lang, &dir(dir_.as_deref().map(Path::new))),
        (NewSubject::File(NewKind::IssueForm), given, None) => {
            (NewKind::IssueForm, "", dir(args.dir.as_deref().or(given.as_deref().map(Path::new))))
        }
        (NewSubject::File(what), Some(id), None) => (*what, id.as_str(), dir(args.dir.as_deref())),
        (NewSubject::File(_), None, _) => return Err(Failure::Usage("name what to make: `recto new card databases/acid`".into())),
        (NewSubject::Id(other), _, None) => {
            let near = suggestion(other, ["card", "page", "topic"]).unwrap_or_else(|| "it is a card, a page or a topic".into());
            return Err(Failure::Usage(format!("`{other}` is not something that `recto new` can make; {near}")));
        }
    };
    let opened = guide::find(&dir)?;
    // What is wrong with the guide is not a hindrance to adding to it.
    let compiled = recto::compile(read::read(&opened.root)?, &Options { drafts: true, ..Options::default() });
    let file = if what == NewKind::IssueForm { ISSUE_FORM.to_string() } else { place(what, id, &compiled)? };
    let text = text(args, what, id, &compiled)?;
    files::create_new(&opened.root.join(&file), &text)?;
    let shown = format!("{}{file}", opened.prefix());
    super::terminal::print(&format!("{shown}\n"))?;
    let dir = if dir == Path::new(".") { String::new() } else { format!(" {}", guide::display_path(&dir)) };
    if what == NewKind::IssueForm {
        return Ok(());
    }
    eprintln!("write over its text in your editor; `recto serve{dir}` shows it, `recto check{dir}` lists what is left to do");
    Ok(())
}

fn dir(given: Option<&Path>) -> PathBuf {
    given.unwrap_or(Path::new(".")).to_path_buf()
}

/// Where the file goes, relative to the guide's root.
fn place(what: NewKind, id: &str, compiled: &Compiled) -> Result<String, Failure> {
    let refuse = |why: String| Err(Failure::Usage(why));
    let id = id.strip_prefix("content/").unwrap_or(id).trim_end_matches('/');
    let id = id.strip_suffix(".md").unwrap_or(id);
    if let Some(part) = if id.is_empty() { Some("") } else { parse::bad_segment(id) } {
        return refuse(format!("`{part}` cannot be part of an id; one looks like `databases/acid`: letters, digits, `-`, `_` and `.`"));
    }
    if id.split('/').any(|part| part.starts_with('_')) {
        return refuse("names that start with `_` are not content".into());
    }
    let id = &ids::resolve_typed_id(id, &compiled.guide);
    let path = if what == NewKind::Topic { format!("content/{id}/index.md") } else { format!("content/{id}.md") };
    match (what, parse::content_path(path.trim_start_matches("content/")).map(|place| place.kind)) {
        (NewKind::Card, Some(parse::FileKind::TopLevelPage)) => {
            let topics: Vec<&str> = compiled.guide.topics.iter().map(|topic| topic.id.as_str()).collect();
            let hint = suggestion(id, topics.iter().copied()).unwrap_or_else(|| "a folder is a topic".into());
            return refuse(format!("a card must be in a topic: `recto new card TOPIC/{id}` ({hint})"));
        }
        (NewKind::Card, Some(parse::FileKind::Cards)) => {
            return refuse(format!("a file called `{id}` holds several cards; write it by hand"));
        }
        (NewKind::Card | NewKind::Page, Some(parse::FileKind::Home | parse::FileKind::Topic)) => {
            return refuse(format!("`index` is the name of a topic's own page; see `recto new topic {}`", id.trim_end_matches("/index")));
        }
        _ => {}
    }
    if let Some(holder) = holder(&compiled.guide, id) {
        return refuse(format!("the id `{id}` is taken: {holder}"));
    }
    Ok(path)
}

/// Who has an id already, now or formerly.
fn holder(guide: &Guide, id: &str) -> Option<String> {
    let same = |other: &str| other.to_lowercase() == id.to_lowercase();
    let node = guide.nodes().find(|node| same(guide.id(*node)) && !guide.id(*node).is_empty());
    let live = node.map(|node| format!("\"{}\" has it", guide.title(node).map_or("", |title| &title.plain)));
    live.or_else(|| guide.redirects.iter().find(|r| same(&r.from)).map(|r| format!("it is a former id of `{}`", guide.id(r.to))))
}

fn text(args: &New, what: NewKind, id: &str, compiled: &Compiled) -> Result<String, Failure> {
    let words = compiled.theme.strings();
    let name = id.trim_end_matches('/').trim_end_matches(".md").rsplit('/').next().unwrap_or_default();
    let from_name = recto::model::title_from_name(name);
    match what {
        NewKind::Topic => Ok(scaffold::topic(words, &args.title.clone().map_or_else(|| ask("Title", &from_name), Ok)?)),
        NewKind::Page => Ok(scaffold::page(words, &args.title.clone().map_or_else(|| ask("Title", &from_name), Ok)?)),
        NewKind::IssueForm => Ok(scaffold::issue_form(&compiled.config, words)),
        NewKind::Card => card(args, &compiled.config, words, &compiled.guide),
    }
}

fn card(args: &New, config: &Config, words: &Strings, guide: &Guide) -> Result<String, Failure> {
    let level = level_or_kind("level", args.level.as_deref(), &config.levels)?;
    let kind = level_or_kind("kind", args.kind.as_deref(), &config.kinds)?;
    for tag in &args.tags {
        let known = config.allowed_tags.clone().unwrap_or_else(|| guide.tags.iter().map(|tag| tag.name.clone()).collect());
        let near = nearest(tag, known.iter().map(String::as_str)).filter(|near| near != tag);
        if let Some(near) = near {
            eprintln!("note: no other card is tagged `{tag}`; there is `{near}`");
        }
    }
    let question = args.title.clone().map_or_else(|| ask("Question", words.get("template", "question").unwrap_or_default()), Ok)?;
    let start = scaffold::Card { question: Some(&question), level: level.as_deref(), kind: kind.as_deref(), tags: &args.tags };
    Ok(scaffold::card(config, words, &start))
}

/// A level or kind as given, or as chosen at the terminal.
fn level_or_kind(name: &str, given: Option<&str>, categories: &[LevelOrKind]) -> Result<Option<String>, Failure> {
    let ids: Vec<&str> = categories.iter().map(|grade| grade.id.as_str()).collect();
    let (Some(first), true) = (ids.first(), given.is_some() || at_terminal()) else { return Ok(None) };
    let wanted = match given {
        Some(given) => given.to_string(),
        None => ask(&format!("The {name}: {}", ids.join(", ")), first)?,
    };
    if ids.contains(&wanted.as_str()) {
        return Ok(Some(wanted));
    }
    let near = suggestion(&wanted, ids.iter().copied()).unwrap_or_default();
    Err(Failure::Usage(format!("the guide has no {name} `{wanted}`; {near}")))
}

fn at_terminal() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks at a terminal; elsewhere, and for an empty line, the answer is `usual`.
fn ask(what: &str, usual: &str) -> Result<String, Failure> {
    if !at_terminal() {
        return Ok(usual.to_string());
    }
    eprint!("{what} [{usual}] ");
    io::stderr().flush().context("cannot ask")?;
    let mut line = String::new();
    io::stdin().read_line(&mut line).context("cannot read the answer")?;
    let line = line.trim();
    Ok(if line.is_empty() { usual.to_string() } else { line.to_string() })
}
