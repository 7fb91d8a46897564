//! The quizzes of mdbook-quiz: TOML files with `[[questions]]`.

use std::collections::BTreeSet;

use super::{Answer, Bank, Choice, ForeignCard, card_text, typed_answers};
use crate::diagnostic::nearest;
use crate::source::{Location, SourceId, Span};
use crate::value::{self, Entry, Kind, Table, Value};

/// Adds the questions of a file to the bank.
pub fn read(path: &str, text: &str, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let (table, problems) = value::parse_toml(text, 0, source);
    let found = problems.iter().any(|problem| problem.is_error());
    if found {
        let reason = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
        return bank.refuse_file(path, format!("not TOML: {reason}"), "");
    }
    let Some(Kind::List(questions)) = table.get("questions").map(|entry| &entry.value.kind) else {
        bank.refuse_file(path, "a TOML file without `[[questions]]` is not a quiz", "");
        return;
    };
    let mut taken = Taken::default();
    for question in questions {
        match card(question, self::table(&table, "multipart"), &mut taken) {
            Ok(mut card) => {
                card.line = bank.line(source, question.span.start as usize);
                card.at = Some(Location { source, span: question.span });
                card.file = path.to_string();
                bank.cards.push(card);
                taken.report_rest(question, source, bank);
            }
            Err(why) => drop(bank.not_imported(source, extent(question), why)),
        }
    }
    for entry in table.entries.iter().filter(|entry| entry.key != "questions") {
        taken.report_rest_of(entry, &entry.key, source, bank);
    }
}

/// Keys of questions, for what was probably meant by another one.
const KEYS: [&str; 18] = [
    "type",
    "id",
    "prompt",
    "answer",
    "context",
    "multipart",
    "distractors",
    "choices",
    "answerIndex",
    "alternatives",
    "program",
    "doesCompile",
    "stdout",
    "lineNumber",
    "questions",
    // These say how the quiz is shown.
    "sortAnswers",
    "doNotRandomize",
    "randomizeAnswers",
];

/// The values that were read, by where they begin: what is left of a question is reported.
#[derive(Default)]
struct Taken(BTreeSet<u32>);

impl Taken {
    fn text(&mut self, value: &Value) -> Option<String> {
        let text = match &value.kind {
            Kind::Str(text) => text.clone(),
            Kind::Int(number) => number.to_string(),
            Kind::Float(number) => number.to_string(),
            Kind::Bool(value) => value.to_string(),
            _ => return None,
        };
        self.0.insert(value.span.start);
        Some(text)
    }

    fn string(&mut self, table: &Table, key: &str) -> Option<String> {
        self.text(&table.get(key)?.value)
    }

    /// A text or a list of them.
    fn strings(&mut self, table: &Table, key: &str) -> Vec<String> {
        match table.get(key).map(|entry| &entry.value) {
            Some(Value { kind: Kind::List(list), .. }) => list.iter().filter_map(|item| self.text(item)).collect(),
            Some(value) => self.text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn report_rest(&self, question: &Value, source: SourceId, bank: &mut Bank) {
        let Kind::Table(table) = &question.kind else { return };
        table.entries.iter().for_each(|entry| self.report_rest_of(entry, &entry.key, source, bank));
    }

    /// Reports what of an entry was not read. `path` names it: `prompt.prompt`.
    fn report_rest_of(&self, entry: &Entry, path: &str, source: SourceId, bank: &mut Bank) {
        let is_rest = |value: &Value| !self.0.contains(&value.span.start);
        let is_unread = match &entry.value.kind {
            Kind::Table(table) if !table.entries.is_empty() => {
                return table.entries.iter().for_each(|below| self.report_rest_of(below, &format!("{path}.{}", below.key), source, bank));
            }
            Kind::List(list) => list.iter().any(is_rest),
            // How answers are shown is not part of a card.
            Kind::Bool(_) => false,
            _ => is_rest(&entry.value),
        };
        if is_unread {
            let span = Span { start: entry.key_span.start, end: extent(&entry.value).end };
            let help =
                (!KEYS.contains(&&*entry.key)).then(|| nearest(&entry.key, KEYS)).flatten().map(|near| format!("did you mean `{near}`?"));
            bank.not_imported(source, span, format!("`{path}` was not read")).help = help;
        }
    }
}

/// From a value's header to the end of what it holds.
fn extent(value: &Value) -> Span {
    let end = match &value.kind {
        Kind::Table(table) => table.entries.iter().map(|entry| extent(&entry.value).end).max(),
        Kind::List(list) => list.iter().map(|item| extent(item).end).max(),
        _ => None,
    };
    Span { start: value.span.start, end: value.span.end.max(end.unwrap_or(0)) }
}

fn table<'a>(table: &'a Table, key: &str) -> Option<&'a Table> {
    match &table.get(key)?.value.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

/// `parts` are texts that several questions share.
fn card(question: &Value, parts: Option<&Table>, taken: &mut Taken) -> Result<ForeignCard, String> {
    let Kind::Table(question_table) = &question.kind else { return Err("a question is a table".into()) };
    let kind = taken.string(question_table, "type").unwrap_or_default();
    let part = taken.string(question_table, "multipart");
    let shared = part.as_ref().map(|name| parts.and_then(|parts| taken.string(parts, name)).ok_or(name));
    let prompt = table(question_table, "prompt").ok_or("the question has no prompt")?;
    let answer = table(question_table, "answer").ok_or("the question has no answer")?;
    let mut card = ForeignCard {
        answer: taken.string(question_table, "context").unwrap_or_default(),
        key: taken.string(question_table, "id"),
        ..ForeignCard::default()
    };
    match kind.as_str() {
        "Tracing" => {
            card.question = "Does this program compile, and what does it print?".into();
            let program = taken.string(prompt, "program").ok_or("the question has no program")?;
            card.prompt = format!("```rust\n{}\n```", program.trim_end());
            let compiles = matches!(answer.get("doesCompile").map(|entry| &entry.value.kind), Some(Kind::Bool(true)));
            let says = match compiles {
                true => {
                    format!("It compiles and prints:\n\n```text\n{}\n```", taken.string(answer, "stdout").unwrap_or_default().trim_end())
                }
                false => match taken.string(answer, "lineNumber") {
                    Some(line) => format!("It does not compile; the error is on line {line}."),
                    None => "It does not compile.".into(),
                },
            };
            card.answer = [says, card.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        _ => {
            let (heading, rest) = card_text::split_heading(&taken.string(prompt, "prompt").ok_or("the question has no prompt")?);
            (card.question, card.prompt) = (heading, rest);
            let right = taken.strings(answer, "answer");
            let distractors = taken.strings(prompt, "distractors");
            let listed = taken.strings(prompt, "choices");
            let index = taken.string(prompt, "answerIndex").and_then(|index| index.parse::<usize>().ok());
            if right.is_empty() {
                return Err("the question has no answer".into());
            }
            if listed.iter().any(|text| right.contains(text)) {
                let choice = |text: String| Choice { right: right.contains(&text), text, ..Choice::default() };
                card.answer_kind = Answer::Choices(listed.into_iter().map(choice).collect());
            } else if distractors.is_empty() {
                let accepted = right.into_iter().chain(taken.strings(answer, "alternatives")).collect::<Vec<_>>();
                typed_answers::set(&mut card, &accepted);
            } else {
                let mut choices: Vec<Choice> = right.into_iter().map(|text| Choice { right: true, text, ..Choice::default() }).collect();
                let place = index.unwrap_or(0).min(distractors.len());
                let wrong = distractors.into_iter().map(|text| Choice { text, ..Choice::default() });
                let (before, after): (Vec<_>, Vec<_>) = wrong.enumerate().partition(|(i, _)| *i < place);
                choices.splice(0..0, before.into_iter().map(|(_, choice)| choice));
                choices.extend(after.into_iter().map(|(_, choice)| choice));
                card.answer_kind = Answer::Choices(choices);
            }
        }
    }
    let shared = shared.transpose().unwrap_or_else(|name| {
        card.not_imported.push(format!("`[multipart]` has no text `{name}`"));
        None
    });
    card.prompt = [shared.unwrap_or_default(), std::mem::take(&mut card.prompt)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    Ok(card)
}
