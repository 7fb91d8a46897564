//! `recto import`: a question bank becomes cards of the guide.
//!
//! Steps: read the bank's files; let the library plan; compile the guide with the new files in memory, so that nothing is written that
//! `recto check` would refuse; print the plan; write. No file that was edited here is overwritten.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

mod columns;
mod gather;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Context;
use recto::diagnostic::{Code, suggestion};
use recto::import::{self, Bank, FileStatus, GuideCards, ImportHistory, ImportOptions, Plan, PlannedFile, Progress};
use recto::model::{Card, Question};
use recto::source::Location;
use recto::{AssetFile, Compiled, Input, Options, Source, Sources, parse};

use super::args::{Import, ImportAs};
use super::terminal::{self, plural};
use super::{Failure, guide, ids, print, read};

/// The file in the topic's folder that remembers what was imported.
const LEDGER: &str = ".import.json";

/// `recto import`.
pub fn run(args: &Import) -> Result<(), Failure> {
    let opened = guide::find(&args.guide)?;
    let input = read::read(&opened.root)?;
    let before = recto::compile(input.clone(), &Options { drafts: true, ..Options::default() });
    let options = options(args, &before)?;
    let files = gather::files(&args.sources)?;
    let mut bank = import::read(&files, &options);
    let own = GuideCards::new(&before.guide, &before.sources);
    let has_no_topic = |card: &&import::ForeignCard| card.id.is_none() && card.folder.is_empty() && own.exported_id(card).is_none();
    if let Some(card) = bank.cards.iter().find(has_no_topic).filter(|_| options.topic.is_empty()) {
        let question = &card.question;
        return Err(Failure::Usage(format!("the bank names no topic for `{question}`; name one with `--to`")));
    }
    let ledger_file = opened.root.join("content").join(&options.topic).join(LEDGER);
    let mut history = history(&ledger_file)?;
    let plan = import::plan_for_guide(&mut bank, &options, &history, &present(&input), &own);
    let (refused, compiled) = refuse_broken(&plan, input);
    let cards: BTreeMap<&str, &Card> = compiled.guide.cards.iter().map(|card| (card.id.as_str(), card)).collect();
    let progress = import::progress(&bank, &plan, &compiled.config.book.id, &|id| cards.get(id).map(|card| deletions(card)));
    let sources = std::mem::take(&mut bank.sources);
    // Places in the bank are where it lies, not below the guide.
    super::print::print(
        &print::Report { sources: &sources, diagnostics: &bank.diagnostics, prefix: "" },
        super::args::Format::Human,
        terminal::colours(&std::io::stderr()),
        &mut std::io::stderr().lock(),
    )
    .context("cannot print")?;
    terminal::print(&describe(&plan, (&bank, &sources), &refused, opened.prefix(), args))?;
    terminal::print(&describe_progress(&progress, args.write_progress.as_deref()))?;
    if let Some(file) = &args.write_progress {
        check_free(file, &progress)?;
    }
    if args.dry_run {
        eprintln!("nothing was written, because of --dry-run");
        return outcome(&bank, &refused);
    }
    write(&opened.root, &plan, &refused)?;
    if let Some(file) = &args.write_progress {
        fs::write(file, &progress.text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    for planned in plan.cards.iter().filter(|planned| !planned.is_in_guide && !refused.contains_key(&planned.path)) {
        planned.previous_key.iter().for_each(|former| history.rename(former, &planned.key));
        if matches!(planned.status, FileStatus::New | FileStatus::Updated | FileStatus::Unchanged) {
            history.record(&planned.key, &planned.path, &planned.text);
        }
    }
    plan.removed.iter().for_each(|card| history.rename(&card.key, &card.new_key));
    for (topic, (path, text)) in plan.topics.iter().zip(topics(&plan, &refused)) {
        history.record(&topic.key(), path, &text);
    }
    if plan.cards.iter().any(|planned| !planned.is_in_guide) {
        fs::write(&ledger_file, history.to_text()).with_context(|| format!("cannot write {}", ledger_file.display()))?;
    }
    outcome(&bank, &refused)
}

/// The exit code: whether anything was refused, and whether there was anything at all.
fn outcome(bank: &Bank, refused: &BTreeMap<String, String>) -> Result<(), Failure> {
    if !refused.is_empty() || bank.diagnostics.iter().any(recto::diagnostic::Diagnostic::is_error) {
        return Err(Failure::Reported);
    }
    if bank.cards.is_empty() {
        return Err(Failure::Usage("no question was found in the bank".into()));
    }
    Ok(())
}

/// What the command line and the guide decide.
fn options(args: &Import, compiled: &Compiled) -> Result<ImportOptions, Failure> {
    let topic = args.to.trim_matches('/').trim_start_matches("content/").to_string();
    // The guide itself: each card goes to the topic that its bank names.
    let topic = if topic == "." { String::new() } else { topic };
    if (topic.is_empty() && args.to != ".")
        || parse::bad_segment(&topic).is_some()
        || topic.split('/').any(|part| part.starts_with(['_', '.']))
    {
        return Err(Failure::Usage(format!("`{}` cannot be a topic; one looks like `databases` or `databases/sql`", args.to)));
    }
    let typed = topic.clone();
    let topic = if topic.is_empty() { topic } else { ids::resolve_typed_id(&topic, &compiled.guide) };
    let (topic, topic_titles) = folder_and_titles(&typed, topic, compiled);
    let ids = || compiled.config.levels.iter().map(|level| level.id.as_str());
    if let Some(level) = args.level.as_ref().filter(|level| !ids().any(|id| id == level.as_str())) {
        let near = suggestion(level, ids().collect::<Vec<_>>()).unwrap_or_default();
        return Err(Failure::Usage(format!("the guide has no level `{level}`; {near}")));
    }
    let columns = columns::of(args, &compiled.config)?;
    let levels = columns::level_or_kind_names(&compiled.config, |config| &config.levels);
    let kinds = columns::level_or_kind_names(&compiled.config, |config| &config.kinds);
    let sections = compiled.config.sections.iter().filter_map(|(kind, names)| Some((*kind, names.first()?.clone()))).collect();
    let content_kind = match args.import_as {
        None => import::ContentKind::Auto,
        Some(ImportAs::Questions) => import::ContentKind::Questions,
        Some(ImportAs::Pages) => import::ContentKind::Pages,
    };
    Ok(ImportOptions {
        topic,
        topic_titles,
        level: args.level.clone(),
        levels,
        kinds,
        columns,
        sections,
        content_kind,
        true_false: columns::true_false_words(&compiled.config.book.language),
        numbers: import::NumberNotation::of_language(&compiled.config.book.language),
        retired: compiled.config.retired.clone(),
        update: args.update,
        sheets: args.sheet.clone(),
    })
}

/// The folder of a topic that the guide does not have, and the names of those of its parts that cannot be folders as they are.
fn folder_and_titles(typed: &str, topic: String, compiled: &Compiled) -> (String, BTreeMap<String, String>) {
    let mut titles = BTreeMap::new();
    if compiled.guide.topics.iter().any(|known| known.id.as_str() == topic) {
        return (topic, titles);
    }
    let mut folder = String::new();
    for (part, known) in typed.split('/').zip(topic.split('/')) {
        let name = if known.is_ascii() && !known.contains(' ') { known.to_string() } else { import::slug(known) };
        let name = if name.is_empty() { part.to_string() } else { name };
        folder = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if name != part {
            titles.insert(folder.clone(), part.to_string());
        }
    }
    (folder, titles)
}

fn history(file: &Path) -> Result<ImportHistory, Failure> {
    match fs::read_to_string(file) {
        Ok(text) => ImportHistory::parse(&text).map_err(|why| Failure::Usage(format!("{}: {why}", file.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(ImportHistory::default()),
        Err(error) => Err(anyhow::Error::new(error).context(format!("cannot read {}", file.display())).into()),
    }
}

/// The guide's files by their path.
fn present(input: &Input) -> BTreeMap<String, String> {
    let texts = input.sources.iter().map(|(_, source)| (source.path.clone(), source.text.to_string()));
    texts.chain(input.assets.iter().map(|asset| (format!("content/{}", asset.path), String::new()))).collect()
}

/// The keys of a card's cloze deletions in the order of its text.
fn deletions(card: &Card) -> Vec<String> {
    match &card.question {
        Question::Cloze(deletions) => deletions.iter().map(|deletion| deletion.key.clone()).collect(),
        _ => Vec::new(),
    }
}

/// No progress is overwritten, unless it is the same.
fn check_free(file: &Path, progress: &Progress) -> Result<(), Failure> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(text) if text == progress.text => Ok(()),
        _ => Err(Failure::Usage(format!("{} already exists; choose another file for the progress", file.display()))),
    }
}

/// What becomes of a learner's record.
fn describe_progress(progress: &Progress, file: Option<&Path>) -> String {
    let left = match progress.skipped_reviews {
        0 => String::new(),
        n => format!("; {} of cards that the guide does not have were left out", plural(n, "answer")),
    };
    let of = || format!("{} of {}", plural(progress.reviews, "answer"), plural(progress.cards, "card"));
    match file {
        Some(file) => {
            format!("progress   {} → {}; the site's Progress page imports it{left}\n", of(), file.display())
        }
        None if progress.reviews > 0 => {
            format!("the bank has a learner's {}; `--write-progress FILE` writes them for the site's Progress page\n", of())
        }
        None => String::new(),
    }
}

/// The cards that the guide would not build with, each with what is wrong: by the path of their files. And the guide without them.
fn refuse_broken(plan: &Plan, guide: Input) -> (BTreeMap<String, String>, Compiled) {
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    // Taking one out may break a link to it, hence rounds; each takes at least one card out.
    loop {
        let mut input = guide.clone();
        let written_topics = topics(plan, &refused);
        let cards: BTreeMap<&str, &str> = planned(plan, &refused).map(|planned| (planned.path.as_str(), planned.text.as_str())).collect();
        let indexes = written_topics.iter().map(|(path, text)| (*path, text.as_str()));
        let written: BTreeMap<&str, &str> = cards.iter().map(|(path, text)| (*path, *text)).chain(indexes).collect();
        let mut sources = Sources::default();
        for (_, source) in guide.sources.iter() {
            let text = written.get(source.path.as_str()).map_or_else(|| source.text.clone(), |text| (*text).into());
            sources.add(Source::new(source.path.clone(), text));
        }
        for (path, text) in written.iter().filter(|(path, _)| guide.sources.by_path(path).is_none()) {
            sources.add(Source::new(*path, *text));
        }
        input.sources = sources;
        for (path, media) in &plan.media {
            input.assets.push(AssetFile { path: path.trim_start_matches("content/").to_string(), bytes: media.bytes.clone() });
        }
        let compiled = recto::compile(input, &Options { drafts: true, ..Options::default() });
        let broken: Vec<(String, String)> = compiled
            .diagnostics
            .iter()
            .filter(|found| found.is_error())
            .map(|found| (found.file(&compiled.sources).to_string(), found.message.clone()))
            .filter(|(path, _)| cards.contains_key(path.as_str()))
            .collect();
        if broken.is_empty() {
            return (refused, compiled);
        }
        refused.extend(broken);
    }
}

/// The cards that are written.
fn planned<'a>(plan: &'a Plan, refused: &'a BTreeMap<String, String>) -> impl Iterator<Item = &'a PlannedFile> {
    plan.cards
        .iter()
        .filter(|planned| matches!(planned.status, FileStatus::New | FileStatus::Updated) && !refused.contains_key(&planned.path))
}

/// The index pages that are written, with their texts.
fn topics<'a>(plan: &'a Plan, refused: &BTreeMap<String, String>) -> Vec<(&'a str, String)> {
    plan.topics.iter().map(|topic| (topic.path.as_str(), topic.text(&|path| !refused.contains_key(path)))).collect()
}

/// The words of a question to which another answer may be a mistake; none where choices or more than its title belong to it.
fn asked(card: &import::ForeignCard) -> Option<String> {
    let is_title_alone = matches!(card.answer_kind, import::Answer::Open) && card.prompt.trim().is_empty() && card.is_answered();
    is_title_alone.then(|| card.question.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
}

/// What becomes what, a line a question, and the sums.
fn describe(plan: &Plan, (bank, sources): (&Bank, &Sources), refused: &BTreeMap<String, String>, prefix: &str, args: &Import) -> String {
    let mut out = columns::describe(&bank.tables);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_string());
    let mut first_asked: BTreeMap<(String, String), String> = BTreeMap::new();
    for planned in &plan.cards {
        let card = &bank.cards[planned.card];
        let place = if card.line > 0 { format!("{}:{}", card.file, card.line) } else { card.file.clone() };
        let asked_before = asked(card).and_then(|words| match first_asked.entry((folder(&planned.path), words)) {
            Entry::Occupied(first) => Some(first.get().clone()),
            Entry::Vacant(new) => {
                new.insert(place.clone());
                None
            }
        });
        let why = refused.get(&planned.path).filter(|_| matches!(planned.status, FileStatus::New | FileStatus::Updated));
        let (status, note) = match (planned.status, why) {
            (_, Some(why)) => ("refused", format!("  ({why})")),
            (FileStatus::New, _) => {
                ("new", asked_before.map_or(String::new(), |first| format!("  (asks the same as {first}, with another answer)")))
            }
            (FileStatus::Updated, _) => ("updated", String::new()),
            (FileStatus::Unchanged, _) => ("unchanged", String::new()),
            (FileStatus::Differs, _) if args.update || is_html(card) => ("kept", format!("  ({})", not_taken(card))),
            (FileStatus::Differs, _) => ("kept", "  (this guide's own card, which says something else)".to_string()),
            (FileStatus::Edited, _) if planned.changes.is_empty() => ("kept", "  (edited here since it was imported)".to_string()),
            (FileStatus::Edited, _) => ("kept", "  (edited here since it was imported, and changed in the bank)".to_string()),
            (FileStatus::Retired, _) => ("retired", "  (deleted on purpose, `[retired]` in book.toml says)".to_string()),
            (FileStatus::Duplicate, _) => ("duplicate", "  (the same question and answer again)".to_string()),
        };
        let former = planned.previous_key.as_deref().map(import::file_of_key);
        let former = former.map(|file| format!("  (was imported from {file})")).unwrap_or_default();
        *counts.entry(status).or_default() += 1;
        let draft = match card.draft {
            true if card.is_answered() => ", a draft",
            true => ", a draft without an answer",
            false => "",
        };
        out.push_str(&print::replace_control_characters(&format!("{status:<10} {place} → {prefix}{}{draft}{note}{former}", planned.path)));
        out.push('\n');
        for line in &planned.changes {
            let text: String = line.text.chars().take(LONGEST_LINE).collect();
            out.push_str(&print::replace_control_characters(&format!("{:<10} {} {text}", "", if line.in_bank { '+' } else { '-' })));
            out.push('\n');
        }
    }
    for (path, media) in &plan.media {
        out.push_str(&print::replace_control_characters(&format!("{:<10} {} → {prefix}{path}", "media", media.path)));
        out.push('\n');
    }
    for topic in plan.topics.iter().filter(|topic| topic.is_present) {
        let said = format!("{:<10} {prefix}{}  (lists the topic's cards: those that were here, then the bank's)", "order", topic.path);
        out.push_str(&print::replace_control_characters(&said));
        out.push('\n');
    }
    for card in &plan.removed {
        let (file, path) = (import::file_of_key(&card.key), &card.path);
        out.push_str(&print::replace_control_characters(&format!(
            "{:<10} {file} → {prefix}{path}  (no longer in the bank, or reworded there)",
            "gone"
        )));
        out.push('\n');
    }
    out.push_str(&left_out(bank, sources));
    let what = if bank.cards.iter().any(|card| matches!(card.answer_kind, import::Answer::Page(_))) { "page" } else { "question" };
    let parts: Vec<String> = ["new", "updated", "unchanged", "kept", "retired", "duplicate", "refused"]
        .iter()
        .filter_map(|status| Some(format!("{} {status}", counts.get(status)?)))
        .collect();
    let drafts = bank.cards.iter().filter(|card| card.draft && !card.is_answered()).count();
    let drafts = if drafts > 0 {
        format!("; {} without an answer became {}", plural(drafts, "question"), if drafts == 1 { "a draft" } else { "drafts" })
    } else {
        String::new()
    };
    let left = bank.diagnostics.len() - bank.level_or_kind_as_tag_count;
    let tags = match bank.level_or_kind_as_tag_count {
        0 => String::new(),
        1 => "; 1 level or kind became a tag".to_string(),
        n => format!("; {n} levels or kinds became tags"),
    };
    let left = match left {
        0 => String::new(),
        1 => "; 1 finding above says what was not imported".to_string(),
        _ => format!("; {} above say what was not imported", plural(left, "finding")),
    };
    let sums = if parts.is_empty() { "nothing to write".to_string() } else { parts.join(", ") };
    out.push_str(&format!("{} found: {sums}{drafts}{tags}{left}\n", plural(bank.cards.len(), what)));
    if !plan.removed.is_empty() {
        let cards = plural(plan.removed.len(), "card");
        out.push_str(&format!(
            "{cards} of an earlier import no longer in the bank: delete what nobody needs, and list its id under `[retired]` in book.toml\n"
        ));
    }
    if plan.cards.iter().any(|planned| planned.status == FileStatus::Edited) {
        out.push_str("what was edited here stays; to take the bank's version of a card, delete its file and import again\n");
    }
    if plan.cards.iter().any(|planned| !planned.changes.is_empty()) {
        out.push_str("below each card that stays: + is what the bank says now, - what it does not say\n");
    }
    let can_be_taken = |planned: &PlannedFile| planned.status == FileStatus::Differs && !is_html(&bank.cards[planned.card]);
    if !args.update && plan.cards.iter().any(can_be_taken) {
        out.push_str("the guide has cards by these ids that say something else; `--update` takes what the bank says of them\n");
    }
    out
}

/// Each line of the bank's texts that became no part of a card, where a finding is about several lines: it shows the first one only. A finding
/// about a card that came says all in its message.
fn left_out(bank: &Bank, sources: &Sources) -> String {
    let mut out = String::new();
    let cards: BTreeSet<Location> = bank.cards.iter().filter_map(|card| card.at).collect();
    let places = bank.diagnostics.iter().filter(|found| found.code == Code::NotImported).filter_map(|found| found.at);
    for at in places.filter(|at| !cards.contains(at)) {
        let source = sources.get(at.source);
        let text = &source.text[at.span.range()];
        let first = source.line_column(at.span.start as usize).line;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && text.trim().contains('\n')) {
            let line: String = line.trim().chars().take(LONGEST_LINE).collect();
            out.push_str(&print::replace_control_characters(&format!("{:<10} {}:{}: {line}", "left out", source.path, first + number)));
            out.push('\n');
        }
    }
    out
}

/// Characters of a line of the bank that the plan shows.
const LONGEST_LINE: usize = 200;

fn is_html(card: &import::ForeignCard) -> bool {
    card.id.is_none() || card.file.to_lowercase().ends_with("pkg")
}

/// Why `--update` leaves a card as it is.
fn not_taken(card: &import::ForeignCard) -> &'static str {
    if is_html(card) {
        "not updated: this guide's own card, whose Markdown cannot be restored from the bank's HTML"
    } else {
        "the change cannot be put into the file automatically; edit the file by hand"
    }
}

fn write(root: &Path, plan: &Plan, refused: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let mut folders: BTreeSet<std::path::PathBuf> = BTreeSet::new();
    let mut put = |path: &str, bytes: &[u8]| -> anyhow::Result<()> {
        let file = path.split('/').fold(root.to_path_buf(), |folder, part| folder.join(part));
        if let Some(folder) = file.parent().filter(|folder| folders.insert(folder.to_path_buf())) {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))
    };
    for (path, text) in topics(plan, refused) {
        put(path, text.as_bytes())?;
    }
    for (path, media) in &plan.media {
        put(path, &media.bytes)?;
    }
    for planned in planned(plan, refused) {
        put(&planned.path, planned.text.as_bytes())?;
    }
    Ok(())
}
