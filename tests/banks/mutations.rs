//! Damaged banks: whatever is deleted, doubled, inserted or cut off, an import does not panic, each finding lies in its text, and each word is in
//! a card, in a name (of a file, of a column), or in what the import says was left out.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use recto::import::{self, Bank, BankFile, ImportHistory, ImportOptions, TableColumns};

use crate::random::Random;

/// A bank of a format, and what damages it most.
struct Sample {
    path: &'static str,
    bytes: Vec<u8>,
    signs: &'static [&'static str],
    /// What a line's comment begins with, which no card has to hold.
    comment: Option<&'static str>,
}

/// Damaged banks of each format; `RECTO_MUTATIONS` says another number.
fn rounds() -> u64 {
    std::env::var("RECTO_MUTATIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(150)
}

/// Words that stand nowhere else.
fn word(letter: char, number: usize) -> String {
    format!("{letter}{number:03}zz")
}

fn each(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn samples() -> Vec<Sample> {
    let q = |n| word('q', n);
    let a = |n| word('a', n);
    let rows = |sign: &str| {
        let row = |n| format!("What is {}?{sign}\"It is {},\nso\"{sign}t{n}\n", q(n), a(n));
        format!("question{sign}answer{sign}tags\n{}", each(12, row))
    };
    let gift = each(12, |n| match n % 4 {
        0 => format!("// remark\n::N{n}:: What is {}? {{={} #yes ~other}}\n\n", q(n), a(n)),
        1 => format!("What is {}?{{={} =%50%half}}\n\n", q(n), a(n)),
        2 => format!("{} holds.{{T#{}}}\n\n", q(n), a(n)),
        _ => format!("Match {}.{{\n={} -> one\n=b -> two\n}}\n\n", q(n), a(n)),
    });
    let text = |text: String| format!("<text><![CDATA[<p>{text}</p>]]></text>");
    let moodle = each(12, |n| {
        let kind = ["multichoice", "shortanswer", "essay"][n % 3];
        let said = text(a(n));
        let answers = format!("<answer fraction=\"100\" format=\"html\">{said}</answer><answer fraction=\"0\"><text>no</text></answer>");
        let answers = if kind == "essay" { format!("<generalfeedback format=\"html\">{said}</generalfeedback>") } else { answers };
        format!("<question type=\"{kind}\"><questiontext format=\"html\">{}</questiontext>{answers}</question>\n", text(q(n)))
    });
    let item = |n| {
        format!(
            "<item ident=\"i{n}\"><presentation><material><mattext>{}</mattext></material><response_lid ident=\"r\"><render_choice>\
             <response_label ident=\"A\"><material><mattext>{}</mattext></material></response_label><response_label ident=\"B\"><material>\
             <mattext>no</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition>\
             <conditionvar><varequal respident=\"r\">A</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item>\n",
            q(n),
            a(n)
        )
    };
    let quiz =
        |n| format!("[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"What is {}?\"\nanswer.answer = \"{}\"\n\n", q(n), a(n));
    let aiken = |n| format!("What is {}?\nA. {}\nB. no\nANSWER: A\n\n", q(n), a(n));
    let utf16 = [0xfeff].into_iter().chain(rows("\t").encode_utf16().collect::<Vec<_>>()).flat_map(u16::to_le_bytes).collect();
    let xml = &["<", ">", "&", "]]>", "<!--", "</text>", "<question>", "\"", "é", "type=", "<answer/>", "<item>"];
    let cells = &["\"", ",", ";", "\t", "\n", "\r", "'", "é", "\u{feff}", "\"\"", "sep=;\n", "#html:true\n"];
    vec![
        Sample { path: "a.csv", bytes: rows(",").into(), signs: cells, comment: None },
        Sample { path: "b.csv", bytes: rows(";").into(), signs: cells, comment: None },
        Sample { path: "c.txt", bytes: utf16, signs: &["\0", "\n", "\"", "\t"], comment: None },
        Sample {
            path: "d.gift",
            bytes: gift.into(),
            signs: &["{", "}", "=", "~", "#", "\\", "::", "//", "\n\n", "$CATEGORY: x\n", "%50%", "->", "é"],
            comment: Some("//"),
        },
        Sample { path: "e.xml", bytes: format!("<quiz>\n{moodle}</quiz>").into(), signs: xml, comment: None },
        Sample {
            path: "f.xml",
            bytes: format!("<questestinterop><section>\n{}</section></questestinterop>", each(12, item)).into(),
            signs: xml,
            comment: None,
        },
        Sample {
            path: "g.toml",
            bytes: each(12, quiz).into(),
            signs: &["\"", "\n", "[", "]", "=", "#", "\"\"\"", "{", "é"],
            comment: Some("#"),
        },
        Sample { path: "h.txt", bytes: each(12, aiken).into(), signs: &["\n", "A. ", "ANSWER: ", "B", ".", "é", "1. "], comment: None },
    ]
}

/// One to three changes.
fn damaged(sample: &Sample, random: &mut Random) -> Vec<u8> {
    let mut bytes = sample.bytes.clone();
    for _ in 0..=random.below(3) {
        let (from, length) = (random.below(bytes.len()), random.below(40));
        let to = (from + length).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let again = bytes[from..to].to_vec();
                let at = random.below(bytes.len());
                bytes.splice(at..at, again);
            }
            2 => bytes.truncate(from.max(1)),
            3 => bytes[from] = bytes[from].wrapping_add(1 + random.below(255) as u8),
            _ => {
                let sign = sample.signs[random.below(sample.signs.len())];
                bytes.splice(from..from, sign.bytes());
            }
        }
        if bytes.is_empty() {
            bytes.push(b'x');
        }
    }
    bytes
}

/// What an import makes of a file: the texts of its cards and what their files and topics are called, and what was read.
fn imported(path: &str, bytes: &[u8]) -> (String, Bank) {
    let options = ImportOptions { topic: "topic".into(), ..ImportOptions::default() };
    let mut bank = import::read(&[BankFile { path: path.into(), bytes: bytes.into() }], &options);
    let plan = import::plan(&mut bank, &options, &ImportHistory::default(), &Default::default());
    let names = bank.cards.iter().filter_map(|card| card.name.clone());
    let texts = plan.cards.into_iter().map(|card| card.text).chain(plan.topics.iter().map(|topic| topic.text(&|_| true)));
    (texts.chain(names).collect::<Vec<_>>().join("\n"), bank)
}

/// All that findings say was left out, with the cells of columns that the plan tells as not used.
fn left_out(bank: &Bank) -> String {
    let mut out = bank.tables.iter().map(|table| unused_cells(table, bank)).collect::<String>();
    for found in &bank.diagnostics {
        out.push_str(&found.message);
        match found.at {
            // A file that is refused is left out as a whole.
            _ if found.is_error() => bank.sources.iter().for_each(|(_, source)| out.push_str(&source.text)),
            Some(at) => {
                let source = bank.sources.get(at.source);
                assert!(source.text.get(at.span.range()).is_some(), "a finding lies outside of its text: {found:?}");
                // Of an element the start tag is the place.
                let rest = &source.text[at.span.start as usize..];
                let element = ["</question>", "</item>"].iter().filter_map(|end| rest.find(end)).min();
                out.push_str(if rest.starts_with('<') { &rest[..element.unwrap_or(rest.len())] } else { &source.text[at.span.range()] });
            }
            None => {}
        }
    }
    out
}

/// The names of a table's columns and the cells of those that are not used: of whatever table its text gives under any separator.
fn unused_cells(table: &TableColumns, bank: &Bank) -> String {
    let mut out: Vec<String> = table.used.iter().map(|(_, name)| name).chain(&table.unused).cloned().collect();
    let read = |text: &str, sign: u8, quoting: bool| {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).quoting(quoting).from_reader(text.as_bytes());
        reader
            .records()
            .map_while(Result::ok)
            .map(|row| row.iter().map(|cell| cell.trim().to_string()).collect())
            .collect::<Vec<Vec<String>>>()
    };
    for (_, source) in bank.sources.iter().filter(|(_, source)| source.path == table.path && !table.unused.is_empty()) {
        for (sign, quoting) in [b',', b';', b'\t', b'|'].into_iter().flat_map(|sign| [(sign, true), (sign, false)]) {
            let text = source.text.trim_start_matches('\u{feff}');
            let rows = read(text, sign, quoting);
            let name = |at: usize| rows.first()?.get(at).map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
            let is_unused =
                |at: usize| table.unused.iter().any(|unused| Some(unused) == name(at).as_ref() || *unused == format!("column {}", at + 1));
            out.extend(rows.iter().flat_map(|row| row.iter().enumerate().filter(|(at, _)| is_unused(*at)).map(|(_, cell)| cell.clone())));
            // Of terms and definitions all behind the first separator is one column.
            let pairs = || text.lines().map(|line| line.split_once(char::from(sign)).unwrap_or(("", line)).1.trim());
            let second = pairs().next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            out.extend(pairs().filter(|_| table.unused.iter().any(|unused| unused.starts_with(&second))).map(str::to_string));
        }
    }
    out.join("\n")
}

/// What stands behind the mark of a comment on each line.
fn comments(sample: &Sample, text: &str) -> String {
    let behind = |line: &str| Some(line.split_once(sample.comment?)?.1.to_string());
    text.lines().filter_map(behind).collect::<Vec<_>>().join("\n")
}

pub fn texts() {
    let mut lost = Vec::new();
    for sample in samples() {
        let (whole, bank) = imported(sample.path, &sample.bytes);
        assert!(bank.diagnostics.iter().all(|found| !found.is_error()), "{}: {:?}", sample.path, bank.diagnostics);
        for number in 0..12 {
            assert!(whole.contains(&word('q', number)) && whole.contains(&word('a', number)), "{}: {number} is lost\n{whole}", sample.path);
        }
        for seed in 1..=rounds() {
            let bytes = damaged(&sample, &mut Random(seed));
            let shown = || format!("{} seed {seed}", sample.path);
            let (text, bank) =
                catch_unwind(AssertUnwindSafe(|| imported(sample.path, &bytes))).unwrap_or_else(|_| panic!("{} panics", shown()));
            let refused = bank.diagnostics.iter().any(|found| found.is_error() && found.at.is_none());
            let read: String = bank.sources.iter().map(|(_, source)| source.text.to_string()).collect();
            let known = text + &left_out(&bank) + &comments(&sample, &read);
            let is_lost = |word: &String| !refused && read.contains(word) && !known.contains(word);
            lost.extend(words().filter(is_lost).map(|word| format!("{}: {word}", shown())));
        }
    }
    assert!(lost.is_empty(), "{} words are lost in silence:\n{}", lost.len(), lost.join("\n"));
}

fn words() -> impl Iterator<Item = String> {
    (0..12).flat_map(|number| [word('q', number), word('a', number)])
}

/// Archives: each of the test banks that is one, and a package of QTI items.
pub fn archives() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("q.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&samples()[5].bytes).unwrap();
    let mut banks = vec![("a.zip".to_string(), zip.finish().unwrap().into_inner())];
    for folder in ["anki-newer", "anki-older", "spreadsheet"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/banks").join(folder).join("bank");
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            banks.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()));
        }
    }
    for (path, bytes) in banks {
        let (whole, bank) = imported(&path, &bytes);
        let found = bank.diagnostics.len();
        assert!(!whole.is_empty(), "{path}: {:?}", bank.diagnostics);
        let sample = Sample { path: "", bytes, signs: &["PK\u{3}\u{4}", "\0\0\0\0", "é", "<", "../"], comment: None };
        for seed in 1..=rounds() {
            let bytes = damaged(&sample, &mut Random(seed));
            let result = catch_unwind(AssertUnwindSafe(|| imported(&path, &bytes)));
            let (text, bank) = result.unwrap_or_else(|_| panic!("{path} seed {seed} panics"));
            assert!(
                bank.diagnostics.iter().any(|found| found.is_error()) || bank.diagnostics.len() > found || text.len() >= whole.len(),
                "{path} seed {seed}: less came out, and no finding says so\n{text}"
            );
        }
    }
}
