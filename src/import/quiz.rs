//! The quizzes of mdbook-quiz: TOML files with `[[questions]]`.

use super::{Answer, Bank, Choice, ForeignCard, write};
use crate::source::{Location, SourceId, Span};
use crate::value::{self, Kind, Table, Value};

pub fn read(path: &str, text: &str, bank: &mut Bank) {
    let source = bank.add_source(path, text);
    let (table, problems) = value::parse_toml(text, 0, source);
    let found = problems.iter().any(|problem| problem.is_error());
    if found {
        let reason = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
        return bank.refuse_file(path, format!("not TOML: {reason}"), "");
    }
    let Some(Kind::List(questions)) = table.get("questions").map(|entry| &entry.value.kind) else {
        bank.refuse_file(path, "a TOML file without `[[questions]]` is no quiz", "");
        return;
    };
    for question in questions {
        match card(question, self::table(&table, "multipart"), path, source, bank) {
            Ok(card) => bank.cards.push(card),
            Err(why) => drop(bank.not_imported(source, question.span, why)),
        }
    }
}

fn table<'a>(table: &'a Table, key: &str) -> Option<&'a Table> {
    match &table.get(key)?.value.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

fn string(table: &Table, key: &str) -> Option<String> {
    text_of(&table.get(key)?.value)
}

fn text_of(value: &Value) -> Option<String> {
    match &value.kind {
        Kind::Str(text) => Some(text.clone()),
        Kind::Int(number) => Some(number.to_string()),
        Kind::Float(number) => Some(number.to_string()),
        Kind::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

/// A text or a list of them.
fn strings(table: &Table, key: &str) -> Vec<String> {
    match table.get(key).map(|entry| &entry.value.kind) {
        Some(Kind::List(list)) => list.iter().filter_map(text_of).collect(),
        Some(_) => string(table, key).into_iter().collect(),
        None => Vec::new(),
    }
}

/// `parts` are texts that several questions share.
fn card(question: &Value, parts: Option<&Table>, path: &str, source: SourceId, bank: &mut Bank) -> Result<ForeignCard, String> {
    let Kind::Table(question_table) = &question.kind else { return Err("a question is a table".into()) };
    let kind = string(question_table, "type").unwrap_or_default();
    let shared = string(question_table, "multipart").and_then(|name| string(parts?, &name)).unwrap_or_default();
    let prompt = table(question_table, "prompt").ok_or("the question has no prompt")?;
    let answer = table(question_table, "answer").ok_or("the question has no answer")?;
    let mut card = ForeignCard {
        answer: string(question_table, "context").unwrap_or_default(),
        key: string(question_table, "id"),
        ..ForeignCard::default()
    };
    match kind.as_str() {
        "Tracing" => {
            card.question = "Does this program compile, and what does it print?".into();
            card.prompt = format!("```rust\n{}\n```", string(prompt, "program").unwrap_or_default().trim_end());
            let compiles = matches!(answer.get("doesCompile").map(|entry| &entry.value.kind), Some(Kind::Bool(true)));
            let says = match compiles {
                true => format!("It compiles and prints:\n\n```text\n{}\n```", string(answer, "stdout").unwrap_or_default().trim_end()),
                false => match string(answer, "lineNumber") {
                    Some(line) => format!("It does not compile; the error is on line {line}."),
                    None => "It does not compile.".into(),
                },
            };
            card.answer = [says, card.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        _ => {
            let (heading, rest) = write::split_heading(&string(prompt, "prompt").ok_or("the question has no prompt")?);
            (card.question, card.prompt) = (heading, rest);
            let right = strings(answer, "answer");
            let mut distractors = strings(prompt, "distractors");
            if right.is_empty() {
                return Err("the question has no answer".into());
            }
            if distractors.is_empty() {
                let accepted = right.into_iter().chain(strings(answer, "alternatives")).collect::<Vec<_>>();
                card.answer =
                    [accepted.join(" / "), card.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
            } else {
                let mut choices: Vec<Choice> = right.into_iter().map(|text| Choice { right: true, text, ..Choice::default() }).collect();
                choices.extend(distractors.drain(..).map(|text| Choice { text, ..Choice::default() }));
                card.answer_kind = Answer::Choices(choices);
            }
        }
    }
    card.prompt = [shared, std::mem::take(&mut card.prompt)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let line = bank.line(source, question.span.start as usize);
    card.at = Some(Location { source, span: Span { start: question.span.start, end: question.span.end } });
    card.file = path.to_string();
    card.line = line;
    Ok(card)
}
