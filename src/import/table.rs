//! Tables of questions: CSV, TSV, the export of Quizlet, and the rows that other readers hand over.
//!
//! In: rows of cells. Out: cards. The columns are found by their names in the first row (`question`, `answer`, `option a`, `correct` and the
//! like, in several languages) or named on the command line; two columns without names are front and back.

use super::{Answer, Bank, Choice, ForeignCard, ImportOptions, write};
use crate::source::{Location, SourceId, Span};

/// Columns named on the command line: by their header or their number from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Pairs such as `question`, `Prompt (EN)`.
    pub named: Vec<(String, String)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Question,
    Prompt,
    Answer,
    ShortAnswer,
    Hint,
    KeyPoints,
    RedFlags,
    FollowUps,
    References,
    Choice,
    /// All choices in one cell, a line or a semicolon apart.
    Choices,
    Wrong,
    Right,
    Feedback,
    Level,
    Kind,
    Type,
    Minutes,
    Tags,
    Topic,
    Id,
    Aliases,
}

const NAMES: &[(&str, Role)] = &[
    ("question", Role::Question),
    ("front", Role::Question),
    ("term", Role::Question),
    ("q", Role::Question),
    ("title", Role::Question),
    ("question text", Role::Question),
    ("frage", Role::Question),
    ("vorderseite", Role::Question),
    ("begriff", Role::Question),
    ("pregunta", Role::Question),
    ("domanda", Role::Question),
    ("pergunta", Role::Question),
    ("问题", Role::Question),
    ("質問", Role::Question),
    ("questions", Role::Question),
    ("word", Role::Question),
    ("text", Role::Question),
    ("stem", Role::Question),
    ("prompt", Role::Prompt),
    ("details", Role::Prompt),
    ("context", Role::Prompt),
    ("answer", Role::Answer),
    ("back", Role::Answer),
    ("definition", Role::Answer),
    ("a", Role::Answer),
    ("solution", Role::Answer),
    ("antwort", Role::Answer),
    ("rückseite", Role::Answer),
    ("réponse", Role::Answer),
    ("respuesta", Role::Answer),
    ("risposta", Role::Answer),
    ("resposta", Role::Answer),
    ("答案", Role::Answer),
    ("回答", Role::Answer),
    ("answers", Role::Answer),
    ("meaning", Role::Answer),
    ("model answer", Role::Answer),
    ("sample answer", Role::Answer),
    ("translation", Role::Answer),
    ("lösung", Role::Answer),
    ("back extra", Role::Feedback),
    ("short answer", Role::ShortAnswer),
    ("hint", Role::Hint),
    ("hints", Role::Hint),
    ("tip", Role::Hint),
    ("hinweis", Role::Hint),
    ("key points", Role::KeyPoints),
    ("red flags", Role::RedFlags),
    ("follow-ups", Role::FollowUps),
    ("follow ups", Role::FollowUps),
    ("references", Role::References),
    ("reference", Role::References),
    ("source", Role::References),
    ("link", Role::References),
    ("options", Role::Choices),
    ("choices", Role::Choices),
    ("answer options", Role::Choices),
    ("correct", Role::Right),
    ("correct answer", Role::Right),
    ("correct answers", Role::Right),
    ("correct option", Role::Right),
    ("right answer", Role::Right),
    ("correct answer(s)", Role::Right),
    ("answer key", Role::Right),
    ("key", Role::Right),
    ("right", Role::Right),
    ("correct choice", Role::Right),
    ("richtig", Role::Right),
    ("richtige antwort", Role::Right),
    ("explanation", Role::Feedback),
    ("feedback", Role::Feedback),
    ("rationale", Role::Feedback),
    ("notes", Role::Feedback),
    ("erklärung", Role::Feedback),
    ("explication", Role::Feedback),
    ("level", Role::Level),
    ("difficulty", Role::Level),
    ("seniority", Role::Level),
    ("schwierigkeit", Role::Level),
    ("niveau", Role::Level),
    ("kind", Role::Kind),
    ("type", Role::Type),
    ("question type", Role::Type),
    ("minutes", Role::Minutes),
    ("tags", Role::Tags),
    ("tag", Role::Tags),
    ("keywords", Role::Tags),
    ("topic", Role::Topic),
    ("category", Role::Topic),
    ("deck", Role::Topic),
    ("chapter", Role::Topic),
    ("section", Role::Topic),
    ("subject", Role::Topic),
    ("thema", Role::Topic),
    ("kategorie", Role::Topic),
    ("catégorie", Role::Topic),
    ("id", Role::Id),
    ("guid", Role::Id),
    ("aliases", Role::Aliases),
];

/// The roles of a table's columns.
#[derive(Debug)]
pub struct Header {
    roles: Vec<Option<Role>>,
}

impl Header {
    /// Finds the roles by the names of the columns; `None` where no column holds questions.
    pub fn new(names: &[String], columns: &Columns) -> Option<Self> {
        let mut roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
        for (role_name, wanted) in &columns.named {
            let found = role(role_name)?;
            let at = wanted
                .parse::<usize>()
                .ok()
                .and_then(|n| n.checked_sub(1))
                .or_else(|| names.iter().position(|name| normal(name) == normal(wanted)))?;
            roles.iter_mut().filter(|role| **role == Some(found) && found != Role::Choice).for_each(|role| *role = None);
            *roles.get_mut(at)? = Some(found);
        }
        // Of two columns of questions the first counts; `Answer 1`, `Answer 2` are choices.
        if roles.iter().filter(|role| **role == Some(Role::Question)).count() > 1 {
            let first = roles.iter().position(|role| *role == Some(Role::Question));
            roles
                .iter_mut()
                .enumerate()
                .filter(|(i, role)| **role == Some(Role::Question) && Some(*i) != first)
                .for_each(|(_, role)| *role = Some(Role::Prompt));
        }
        let choices = roles.iter().filter(|role| matches!(role, Some(Role::Choice | Role::Choices | Role::Wrong))).count();
        // Beside choices, "Answer" says which one is right.
        if choices > 0 && !roles.contains(&Some(Role::Right)) {
            roles.iter_mut().filter(|role| **role == Some(Role::Answer)).for_each(|role| *role = Some(Role::Right));
        }
        roles.contains(&Some(Role::Question)).then_some(Self { roles })
    }

    /// Two or three columns without names: front, back, and a hint or tags.
    fn front_and_back(width: usize) -> Self {
        let roles = [Role::Question, Role::Answer, Role::Tags];
        Self { roles: (0..width).map(|i| roles.get(i).copied()).collect() }
    }

    pub fn has_answers(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Some(Role::Answer | Role::ShortAnswer | Role::Choice | Role::Choices | Role::Right)))
    }
}

fn normal(name: &str) -> String {
    name.trim().trim_matches(['*', '_', '#', '\u{feff}']).to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word names what a column can hold.
pub fn is_role(name: &str) -> bool {
    role(name).is_some()
}

fn role(name: &str) -> Option<Role> {
    let name = normal(name);
    // Kahoot's: `Question - max 120 characters`, `Answer 1 - max 75 characters`, `Correct answer(s) - choose at least one`.
    let short = name.split(" - ").next().unwrap_or_default().trim_end_matches([':', '?']);
    if let Some((_, role)) = NAMES.iter().find(|(known, _)| *known == short) {
        return Some(*role);
    }
    let (word, rest) = short.split_once(' ').unwrap_or((short, ""));
    let numbered = !rest.is_empty() && (rest.len() == 1 || rest.chars().all(|c| c.is_ascii_digit()));
    let glued = short.trim_end_matches(|c: char| c.is_ascii_digit());
    match word {
        "option" | "choice" | "answer" | "antwort" | "réponse" | "wahl" if numbered => Some(Role::Choice),
        "wrong" | "incorrect" | "distractor" if numbered || rest.starts_with("answer") => Some(Role::Wrong),
        "hint" if numbered => Some(Role::Hint),
        _ if glued.len() < short.len() && matches!(glued, "option" | "choice" | "answer") => Some(Role::Choice),
        _ if short.len() == 1 && matches!(short, "b" | "c" | "d" | "e") => Some(Role::Choice),
        _ => None,
    }
}

/// The card of a row. `names` are the first row's cells.
///
/// # Errors
/// Why the row is no card.
pub fn card(header: &Header, names: &[String], row: &[String]) -> Result<ForeignCard, String> {
    let cells = |wanted: Role| {
        header
            .roles
            .iter()
            .zip(row)
            .filter(move |(role, cell)| **role == Some(wanted) && !cell.trim().is_empty())
            .map(|(_, cell)| cell.trim().to_string())
    };
    let cell = |wanted: Role| cells(wanted).collect::<Vec<_>>().join("\n\n");
    let question = cell(Role::Question);
    if question.is_empty() {
        return Err("this row has no question".into());
    }
    let (heading, rest) = write::heading_of(&question);
    let prompt = [rest, cell(Role::Prompt)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let mut card = ForeignCard {
        question: heading,
        prompt,
        answer: cell(Role::Answer),
        short_answer: cell(Role::ShortAnswer),
        ..ForeignCard::default()
    };
    card.hints = cells(Role::Hint).collect();
    card.key_points = lists(cell(Role::KeyPoints));
    card.red_flags = lists(cell(Role::RedFlags));
    card.follow_ups = lists(cell(Role::FollowUps));
    card.references = lists(cell(Role::References));
    card.level = cells(Role::Level).next().map(|level| level.to_lowercase());
    card.kind = cells(Role::Kind).next().map(|kind| kind.to_lowercase());
    card.minutes = cells(Role::Minutes).next().and_then(|minutes| minutes.parse().ok());
    card.tags = cells(Role::Tags).flat_map(|tags| split(&tags, &[',', ';'])).collect();
    card.folder = cells(Role::Topic).next().map(|topic| topic.split("::").map(str::to_string).collect()).unwrap_or_default();
    card.key = cells(Role::Id).next();
    card.name =
        card.key.clone().filter(|id| id.chars().any(char::is_alphabetic)).map(|id| id.rsplit('/').next().unwrap_or_default().to_string());
    card.aliases = cells(Role::Aliases).flat_map(|aliases| split(&aliases, &[',', ';'])).collect();
    let is_cloze = cells(Role::Type).any(|kind| kind.to_lowercase().contains("cloze"));
    if is_cloze && question.matches("==").count() >= 2 {
        let cloze = write::cloze_card(question.clone());
        (card.question, card.prompt, card.answer_kind) = (cloze.question, cloze.prompt, Answer::Cloze);
    } else if is_cloze && card.prompt.matches("==").count() >= 2 {
        card.answer_kind = Answer::Cloze;
    }
    choices(header, names, row, &mut card)?;
    let feedback = cell(Role::Feedback);
    if !feedback.is_empty() {
        card.answer = if card.answer.is_empty() { feedback } else { format!("{}\n\n{feedback}", card.answer) };
    }
    card.draft = !card.is_answered();
    Ok(card)
}

/// The row's choices, and which of them are right.
fn choices(header: &Header, names: &[String], row: &[String], card: &mut ForeignCard) -> Result<(), String> {
    let with = |wanted: Role| {
        header.roles.iter().zip(row).zip(names).filter(move |((role, cell), _)| **role == Some(wanted) && !cell.trim().is_empty())
    };
    let mut texts: Vec<(String, String)> = with(Role::Choice)
        .map(|((_, cell), name)| (normal(name).split(" - ").next().unwrap_or_default().to_string(), cell.trim().to_string()))
        .collect();
    for ((_, cell), _) in with(Role::Choices) {
        let signs: &[char] = if cell.contains('\n') {
            &['\n']
        } else if cell.contains(';') {
            &[';']
        } else {
            &['|']
        };
        texts.extend(split(cell, signs).into_iter().map(|text| (String::new(), text)));
    }
    let right: Vec<String> = with(Role::Right).map(|((_, cell), _)| cell.trim().to_string()).collect();
    let wrong: Vec<String> = with(Role::Wrong).map(|((_, cell), _)| cell.trim().to_string()).collect();
    if texts.is_empty() && wrong.is_empty() {
        if card.answer.is_empty() {
            card.answer = right.join("\n\n");
        }
        return Ok(());
    }
    if texts.is_empty() {
        texts = right.iter().chain(&wrong).map(|text| (String::new(), text.clone())).collect();
    }
    let keys: Vec<String> = right.iter().flat_map(|cell| split(cell, &[',', ';', '\n'])).map(|key| key.to_lowercase()).collect();
    // Where the columns are numbered, so is what is right: `3` is the third choice, whatever its text.
    let numbered = texts.iter().filter(|(name, _)| name.ends_with(|c: char| c.is_ascii_digit())).count() == texts.len();
    let by_number =
        numbered && !keys.is_empty() && keys.iter().all(|key| key.parse::<usize>().is_ok_and(|n| (1..=texts.len()).contains(&n)));
    let is_right = |number: usize, name: &str, text: &str| {
        if by_number {
            return keys.contains(&(number + 1).to_string());
        }
        let letter = char::from(b'a' + (number % 26) as u8).to_string();
        let last = name.rsplit(' ').next().unwrap_or_default();
        let is_named =
            |key: &String| *key == letter || *key == name || (last.len() == 1 && key == last) || *key == (number + 1).to_string();
        let is_text = |key: &String| *key == text.to_lowercase();
        right.iter().any(|cell| cell.eq_ignore_ascii_case(text))
            || keys.iter().any(is_text)
            || (!keys.iter().any(|key| texts.iter().any(|(_, text)| *key == text.to_lowercase())) && keys.iter().any(is_named))
    };
    let list: Vec<Choice> = texts
        .iter()
        .enumerate()
        .map(|(i, (name, text))| {
            let marked = text.strip_prefix("[x]").or_else(|| text.strip_prefix('*')).map(str::trim);
            let shown = marked.or_else(|| text.strip_prefix("[ ]").map(str::trim)).unwrap_or(text);
            Choice { right: marked.is_some() || is_right(i, name, text), text: shown.to_string(), feedback: String::new() }
        })
        .collect();
    if list.len() >= 2 && list.iter().any(|choice| choice.right) {
        card.answer_kind = Answer::Choices(list);
        return Ok(());
    }
    Err(format!(
        "none of the choices is said to be right ({})",
        if right.is_empty() { "the column is empty".into() } else { format!("`{}`", right.join(", ")) }
    ))
}

fn split(text: &str, signs: &[char]) -> Vec<String> {
    text.split(signs).map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
}

/// A cell with several items: lines, with or without bullets.
fn lists(cell: String) -> Vec<String> {
    cell.lines().map(|line| line.trim().trim_start_matches(['-', '*', '•']).trim().to_string()).filter(|line| !line.is_empty()).collect()
}

/// Reads a text of rows into the bank.
pub fn read(path: &str, text: &str, options: &ImportOptions, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = bank.sources.get(source).text.len() - text.len();
    let text = &text.to_string();
    let delimiter = delimiter(path, text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(delimiter != b'\t' || text.contains("\t\"") || text.starts_with('"'))
        .from_reader(text.as_bytes());
    let mut rows: Vec<(Span, Vec<String>)> = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let start = record.position().map_or(0, csv::Position::byte) as usize;
                let start = start + text[start..].len() - text[start..].trim_start_matches(['\r', '\n']).len();
                let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
                let cells: Vec<String> = record.iter().map(uncommented).collect();
                if cells.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push((Span::new(start + offset, end + offset), cells));
                }
            }
            Err(error) => {
                bank.refuse(path, format!("not a table: {error}"), "");
                return;
            }
        }
    }
    cards(path, source, rows, options, bank);
}

/// The directives of Anki's text export are no rows.
fn uncommented(cell: &str) -> String {
    // Spreadsheets run what begins with these signs; exports put an apostrophe before them.
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest.to_string(),
        _ => cell.to_string(),
    }
}

/// Turns rows into cards; the first names the columns if one of them holds questions.
fn cards(path: &str, source: SourceId, rows: Vec<(Span, Vec<String>)>, options: &ImportOptions, bank: &mut Bank) {
    let rows: Vec<_> =
        rows.into_iter().filter(|(_, cells)| !(cells.len() <= 2 && cells[0].starts_with('#') && cells[0].contains(':'))).collect();
    let Some((_, first)) = rows.first() else { return };
    let found = Header::new(first, &options.columns);
    let named = found.is_some();
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let Some(header) = found.or_else(|| (options.columns.named.is_empty() && is_pair(&rows, width)).then(|| Header::front_and_back(width)))
    else {
        let shown: Vec<String> = first.iter().map(|name| format!("`{}`", name.chars().take(40).collect::<String>())).collect();
        bank.unplaced(source, rows[0].0, "no column is known to hold questions").help =
            Some(format!("say which: `--columns question=NAME,answer=NAME`; the first row has {}", shown.join(", ")));
        return;
    };
    let names = first.clone();
    for (span, row) in &rows[usize::from(named)..] {
        match card(&header, &names, row) {
            Ok(mut card) => {
                card.at = Some(Location { source, span: *span });
                card.file = path.to_string();
                card.line = bank.sources.get(source).line_column(span.start as usize).line;
                bank.cards.push(card);
            }
            Err(why) => drop(bank.unplaced(source, *span, why)),
        }
    }
}

/// Whether rows without names read as front and back: a first column of numbers is neither.
fn is_pair(rows: &[(Span, Vec<String>)], width: usize) -> bool {
    let words = rows.iter().filter(|(_, cells)| cells[0].chars().any(char::is_alphabetic)).count();
    (2..=3).contains(&width) && words * 4 > rows.len() * 3
}

/// The sign that separates cells: the one that most lines have alike.
fn delimiter(path: &str, text: &str) -> u8 {
    if path.to_ascii_lowercase().ends_with(".tsv") {
        return b'\t';
    }
    if let Some(said) = text.lines().find_map(|line| line.strip_prefix("#separator:")) {
        return match said.trim().to_ascii_lowercase().as_str() {
            "tab" => b'\t',
            "semicolon" => b';',
            "comma" => b',',
            "pipe" => b'|',
            other => other.bytes().next().unwrap_or(b','),
        };
    }
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let score = |sign: &char| {
        let with = lines.iter().filter(|line| line.contains(*sign)).count();
        (with, lines.first().map_or(0, |line| line.matches(*sign).count()).min(20))
    };
    ['\t', ',', ';', '|'].into_iter().max_by_key(|sign| (score(sign), *sign == '\t')).map_or(b',', |sign| sign as u8)
}

/// Rows of a spreadsheet, which has no lines of text: `line` counts rows from 1.
pub fn read_rows(path: &str, rows: Vec<Vec<String>>, options: &ImportOptions, bank: &mut Bank) {
    // A text of a line for each row gives findings their line.
    let shown: Vec<String> = rows.iter().map(|row| row.join(" | ").replace(['\n', '\r'], " ")).collect();
    let source = bank.add_source(path, &shown.join("\n"));
    let mut at = 0;
    let mut spanned = Vec::new();
    for (line, row) in shown.iter().zip(rows) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            spanned.push((Span::new(at, at + line.len()), row));
        }
        at += line.len() + 1;
    }
    // Templates of quiz makers have some lines of instructions before the names.
    let head = spanned
        .iter()
        .take(20)
        .position(|(_, row)| Header::new(row, &options.columns).is_some_and(|header| header.has_answers()))
        .unwrap_or(0);
    cards(path, source, spanned.split_off(head), options, bank);
}
