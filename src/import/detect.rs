//! What a file of a bank is, by its ending and its first bytes.

use std::collections::{BTreeMap, BTreeSet};

use super::media_types::MEDIA_EXTENSIONS;
use super::{Bank, BankFile, ImportOptions, Media, aiken, anki, block_marks, gift, markdown, mdbook_quiz, spreadsheet, table, xml};
use crate::diagnostic::{Code, Diagnostic};

/// Bytes of a text file at most.
const MAX_TEXT: usize = 32 << 20;

/// Reads a file with the reader for its kind.
pub fn read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let first = bank.cards.len();
    let texts = bank.markdown_file_count;
    read_kind(file, options, bank);
    if bank.markdown_file_count == texts {
        bank.cards[first..].iter_mut().filter(|card| card.id.is_none()).for_each(block_marks::escape_in_card);
    }
}

fn read_kind(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    let lower = file.path.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        ending if MEDIA_EXTENSIONS.contains(&ending) => bank.media.push(Media { path: file.path.clone(), bytes: file.bytes.clone() }),
        "md" | "markdown" | "mdx" => with_text(file, bank, |text, bank| markdown::read(&file.path, text, options, bank)),
        "csv" | "tsv" | "tab" => with_text(file, bank, |text, bank| table::read(&file.path, text, options, bank)),
        "txt" => with_text(file, bank, |text, bank| plain(file, text, options, bank)),
        "xlsx" => spreadsheet::read(file, options, bank),
        "gift" => with_text(file, bank, |text, bank| gift::read(&file.path, text, options, bank)),
        "xml" => with_text(file, bank, |text, bank| xml::read(&file.path, text, options, bank)),
        "qti" => with_text(file, bank, |text, bank| xml::read(&file.path, text, options, bank)),
        "zip" | "imscc" => xml::read_package(file, options, bank),
        "toml" => with_text(file, bank, |text, bank| mdbook_quiz::read(&file.path, text, bank)),
        "apkg" | "colpkg" => anki::read(file, options, bank),
        "docx" | "doc" | "odt" => bank.refuse_file(
            &file.path,
            "word processors' files cannot be read",
            "save it as Markdown or plain text, or put its questions into a table and save that as CSV",
        ),
        "xls" | "ods" => bank.refuse_file(&file.path, "this spreadsheet's format cannot be read", "save it as XLSX or CSV"),
        _ => bank.other_files.push(file.path.clone()),
    }
}

/// Names of files that one finding lists.
const MOST_NAMES: usize = 20;

/// Reports files that are not banks. One that was named alone was meant to be; what lies in a folder beside banks (code, drawings, licences) is only
/// mentioned, those of one kind together.
pub fn report_other_files(files: &[BankFile], bank: &mut Bank) {
    let others = std::mem::take(&mut bank.other_files);
    if let ([path], [_]) = (others.as_slice(), files) {
        return bank.refuse_file(path, "this kind of file cannot be imported", "");
    }
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in &others {
        let name = path.rsplit('/').next().unwrap_or(path);
        kinds.entry(name.rsplit_once('.').map_or(name, |(_, ending)| ending).to_lowercase()).or_default().push(path);
    }
    for paths in kinds.values() {
        let more = match paths.len() - 1 {
            0 => String::new(),
            n if n < MOST_NAMES => format!("; neither are {}", paths[1..].join(", ")),
            n => format!("; neither are {} and {} more", paths[1..MOST_NAMES].join(", "), n + 1 - MOST_NAMES),
        };
        bank.diagnostics.push(Diagnostic::for_path(
            Code::NotImported,
            paths[0],
            format!("this file is not a bank that can be imported{more}"),
        ));
    }
}

/// Whether a file is a note that marks flashcards as plug-ins of Obsidian and Logseq do.
pub fn is_flashcard_note(file: &BankFile) -> bool {
    file.path.to_lowercase().ends_with(".md") && std::str::from_utf8(&file.bytes).is_ok_and(markdown::marks_flashcards)
}

/// Whether a file is one question, by its title.
fn is_question_file(file: &BankFile) -> bool {
    file.path.to_lowercase().ends_with(".md") && std::str::from_utf8(&file.bytes).is_ok_and(markdown::is_titled_by_a_question)
}

/// The folders of which each file is a question: the titles of files ask, or the names of several.
pub fn question_folders(files: &[BankFile]) -> BTreeSet<String> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.to_lowercase().ends_with(".md") && markdown::is_question_in_name(&file.path)) {
        *named.entry(folder(&file.path)).or_default() += 1;
    }
    let named = named.into_iter().filter(|(_, count)| *count >= 2).map(|(folder, _)| folder);
    files.iter().filter(|file| is_question_file(file)).map(|file| folder(&file.path)).chain(named).collect()
}

/// The folder in which a file lies.
pub fn folder(path: &str) -> String {
    path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string()
}

/// Text files are tables if their lines have tabs, else Markdown; terms and definitions where that has no question.
fn plain(file: &BankFile, text: &str, options: &ImportOptions, bank: &mut Bank) {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    let tabbed = lines.iter().filter(|line| line.trim_start().contains('\t')).count();
    let is_table = !lines.is_empty() && tabbed * 10 >= lines.len() * 8 || text.starts_with("#separator:");
    if gift::is_format(text) {
        gift::read(&file.path, text, options, bank);
    } else if aiken::is_format(text) {
        aiken::read(&file.path, text, bank);
    } else if is_table && goes_on(text, &lines) && table::read_pairs(&file.path, text, options, bank) {
        // Read.
    } else if is_table || is_divided(&lines) && asks_nothing(file, text, options) {
        table::read(&file.path, text, options, bank);
    } else if asks_nothing(file, text, options) && table::read_pairs(&file.path, text, options, bank) {
        // Read.
    } else {
        markdown::read(&file.path, text, options, bank);
    }
}

/// Whether semicolons divide nearly all lines into three cells: front, back and tags.
fn is_divided(lines: &[&str]) -> bool {
    let three = lines.iter().filter(|line| line.matches(';').count() == 2).count();
    let surer = lines.iter().filter(|line| [" - ", " – ", " = ", "::"].iter().any(|sign| line.contains(sign))).count();
    surer * 2 < lines.len() && lines.len() >= 3 && three * 10 >= lines.len() * 9
}

/// Whether lines without a tab go on with the definition before them: a tab divides two cells, and no quotes hold a cell together.
fn goes_on(text: &str, lines: &[&str]) -> bool {
    let quoted = text.starts_with(['"', '#']) || text.contains("\t\"");
    let cells = |line: &&str| line.matches('\t').count();
    !quoted && lines.iter().any(|line| cells(line) == 0) && lines.iter().all(|line| cells(line) <= 1)
}

/// Whether a text has no question as Markdown.
fn asks_nothing(file: &BankFile, text: &str, options: &ImportOptions) -> bool {
    let mut trial = Bank::default();
    markdown::read(&file.path, text, options, &mut trial);
    trial.cards.is_empty()
}

/// Hands over a file's text: UTF-8, UTF-16 with its mark, or Windows-1252 where it is neither.
fn with_text(file: &BankFile, bank: &mut Bank, read: impl FnOnce(&str, &mut Bank)) {
    if file.bytes.len() > MAX_TEXT {
        return bank.refuse_file(&file.path, format!("the file is larger than {} MiB", MAX_TEXT >> 20), "split it");
    }
    if let Ok(text) = std::str::from_utf8(&file.bytes) {
        return read(text, bank);
    }
    if file.bytes.contains(&0) && !file.bytes.starts_with(&[0xff, 0xfe]) && !file.bytes.starts_with(&[0xfe, 0xff]) {
        return bank.refuse_file(&file.path, "this is not a text file", "");
    }
    read(&decode(&file.bytes), bank);
}

/// A file's text; `None` for a file that is not text, or too long.
pub fn decoded(file: &BankFile) -> Option<String> {
    if file.bytes.len() > MAX_TEXT || file.bytes.contains(&0) {
        return None;
    }
    Some(String::from_utf8(file.bytes.to_vec()).unwrap_or_else(|_| decode(&file.bytes)))
}

/// Spreadsheets on Windows save UTF-16 or Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let (encoding, skip) = match bytes {
        [0xff, 0xfe, ..] => (encoding_rs::UTF_16LE, 2),
        [0xfe, 0xff, ..] => (encoding_rs::UTF_16BE, 2),
        _ => (encoding_rs::WINDOWS_1252, 0),
    };
    encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned()
}
