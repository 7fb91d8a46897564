//! `recto export`: chosen cards of the guide, or all of it, as one file for another program.
//!
//! Steps: compile the guide, choose the cards, let the library make the file's bytes, put them where they belong.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes a file.

mod changed;
mod pdf;

use std::path::{Path, PathBuf};

use recto::Site;
use recto::diagnostic::suggestion;
use recto::export::{self, Selection};
use recto::model::CardIx;

use super::args::{AnswersPlace, Export, ExportFormat, PaperSize, Select, Separator};
use super::terminal::{self, plural};
use super::{Failure, files, guide, print};

/// `recto export`.
pub fn run(args: &Export) -> Result<(), Failure> {
    refuse_foreign_options(args)?;
    let mut opened = guide::open(&args.guide)?;
    let compiled = opened.compile(&args.guide)?;
    let Some(site) = compiled.site else {
        opened.report(&compiled.sources, &compiled.diagnostics)?;
        return Err(Failure::Reported);
    };
    let site = match &args.lang {
        Some(lang) => in_language(args, site, lang)?,
        None => site,
    };
    let cards = selection(&args.select).select(&site.guide).map_err(Failure::Usage)?;
    let bytes = match make(args, &opened.root, &site, &cards) {
        Err(Failure::Guide(found)) => {
            opened.report(&compiled.sources, &found)?;
            return Err(Failure::Reported);
        }
        made => made?,
    };
    opened.stopwatch.stage("export");
    if args.output.as_deref() == Some(Path::new("-")) {
        return Ok(terminal::print_bytes(&bytes)?);
    }
    let language = args.lang.as_ref().map(|_| format!(".{}", site.config.book.language)).unwrap_or_default();
    let usual = || PathBuf::from(format!("{}{language}{}", site.config.book.id, args.format.file_suffix()));
    let file = args.output.clone().unwrap_or_else(usual);
    files::write_atomic(&file, ".part", &bytes)?;
    if !args.guide.quiet {
        let shown = print::replace_control_characters(&file.to_string_lossy()).into_owned();
        eprintln!("{} in {shown}, {}", plural(cards.len(), "card"), size(bytes.len()));
    }
    Ok(())
}

/// The site in another language of the guide.
fn in_language(args: &Export, site: Site, lang: &str) -> Result<Site, Failure> {
    if matches!(args.format, ExportFormat::Zip | ExportFormat::Html) {
        return Err(Failure::Usage(format!("{} is the whole site, in all its languages: it takes no `--lang`", args.format.name())));
    }
    let book = site.config.book.language.clone();
    let known: Vec<String> = [book].into_iter().chain(site.config.translation_languages().map(str::to_string)).collect();
    site.in_language(lang).ok_or_else(|| {
        let near = suggestion(lang, known.iter().map(String::as_str)).unwrap_or_default();
        Failure::Usage(format!("the guide is not in `{lang}`; {near}"))
    })
}

/// The bytes of the file.
fn make(args: &Export, root: &Path, site: &Site, cards: &[CardIx]) -> Result<Vec<u8>, Failure> {
    Ok(match args.format {
        ExportFormat::Csv => {
            export::csv(site, cards, export::CsvOptions { bom: args.bom, separator: args.separator.map_or(b',', Separator::as_byte) })
        }
        ExportFormat::Json => export::json(site, cards),
        ExportFormat::Anki => {
            let changed = changed::of_cards(root, site, cards, args.date.as_deref())?;
            export::anki(site, cards, &changed).map_err(|error| Failure::Io(anyhow::anyhow!(error)))?
        }
        ExportFormat::AnkiText => export::anki_text(site, cards),
        ExportFormat::Gift => export::gift(site, cards),
        ExportFormat::Moodle => export::moodle(site, cards),
        ExportFormat::Qti12 => export::qti12(site, cards),
        ExportFormat::Qti21 => export::qti21(site, cards),
        ExportFormat::Print => booklet(args, site, cards)?,
        ExportFormat::Pdf => pdf::print(&booklet(args, site, cards)?)?,
        ExportFormat::Epub => {
            let modified = changed::newest(root, site, cards, args.date.as_deref())?;
            export::epub(site, cards, modified).map_err(Failure::Guide)?
        }
        ExportFormat::Exam => {
            export::exam(site, cards, args.title.as_deref(), &args.select.seed, paper_size(args)).map_err(Failure::Guide)?
        }
        ExportFormat::Kit => export::interviewer_kit(site, cards, paper_size(args)).map_err(Failure::Guide)?,
        ExportFormat::Zip => guide::archive(site)?,
        ExportFormat::Html => single(args, site)?,
    })
}

fn booklet(args: &Export, site: &Site, cards: &[CardIx]) -> Result<Vec<u8>, Failure> {
    let answers = match args.answers {
        Some(AnswersPlace::Inline) => export::Answers::Inline,
        Some(AnswersPlace::End) | None => export::Answers::End,
    };
    export::booklet(site, cards, answers, paper_size(args)).map_err(Failure::Guide)
}

fn paper_size(args: &Export) -> export::PaperSize {
    match args.paper {
        Some(PaperSize::Letter) => export::PaperSize::Letter,
        Some(PaperSize::A4) | None => export::PaperSize::A4,
    }
}

/// The guide as one file, unless a browser would be slow with it. The size is reported before anything is written.
fn single(args: &Export, site: &Site) -> Result<Vec<u8>, Failure> {
    let bytes = guide::single_file(site)?;
    let size = size(bytes.len());
    if bytes.len() > args.limit as usize * 1_000_000 {
        let advice = "`recto export zip` makes a folder that opens at once; `--limit` allows more";
        return Err(Failure::Usage(format!("one file would be {size}, more than {} MB: {advice}", args.limit)));
    }
    if !args.guide.quiet {
        eprintln!("the guide as one file is {size}");
    }
    Ok(bytes)
}

/// An option that the format does not know is a mistake: it would do nothing.
fn refuse_foreign_options(args: &Export) -> Result<(), Failure> {
    let chosen = selection(&args.select) != Selection::default();
    if chosen && matches!(args.format, ExportFormat::Zip | ExportFormat::Html) {
        return Err(Failure::Usage(format!(
            "{} exports the whole site; --topic, --level, --kind, --type, --tag, --count and --seed choose nothing in it",
            args.format.name()
        )));
    }
    let given = [
        (args.bom, "--bom", &[ExportFormat::Csv][..]),
        (args.separator.is_some(), "--separator", &[ExportFormat::Csv][..]),
        (args.date.is_some(), "--date", &[ExportFormat::Anki, ExportFormat::Epub][..]),
        (args.title.is_some(), "--title", &[ExportFormat::Exam][..]),
        (args.answers.is_some(), "--answers", &[ExportFormat::Print, ExportFormat::Pdf][..]),
        (args.paper.is_some(), "--paper", &[ExportFormat::Print, ExportFormat::Pdf, ExportFormat::Exam, ExportFormat::Kit][..]),
    ];
    for (given, option, formats) in given {
        if given && !formats.contains(&args.format) {
            let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
            return Err(Failure::Usage(format!("`{option}` belongs to {}, not to {}", listed(&names), args.format.name())));
        }
    }
    Ok(())
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

fn selection(args: &Select) -> Selection {
    Selection {
        topics: args.topic.iter().map(|topic| topic.trim_matches('/').to_string()).collect(),
        levels: args.level.clone(),
        kinds: args.kind.clone(),
        types: args.question_type.clone(),
        tags: args.tag.clone(),
        count: args.count,
        seed: args.seed.clone(),
    }
}

/// `84 kB`.
fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => plural(bytes, "byte"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
