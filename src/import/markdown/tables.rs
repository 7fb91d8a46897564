//! Tables of questions and answers in Markdown.

use super::heuristics::title_text;
use super::labels::promises_answer;
use super::lines::Line;
use super::page::Page;
use crate::import::table::{self, Header, TableColumns};
use crate::import::{Bank, Columns, ImportOptions};

/// Reads the table that begins on line `i` if one of its columns holds questions; returns the line after it.
pub fn read(page: &Page<'_>, lines: &[Line<'_>], i: usize, options: &ImportOptions, groups: &[String], bank: &mut Bank) -> Option<usize> {
    let rule = lines.get(i + 1)?;
    if let Some((mut header, names, cells, end)) = record(lines, i, &options.columns) {
        header.find_right_form(&names, std::iter::once(&cells));
        match table::card(&header, &names, &cells) {
            Ok((mut card, notes)) => {
                for note in notes {
                    bank.not_imported(page.source, lines[i].span, note);
                }
                card.question = title_text(&card.question).0;
                page.push(card, &lines[i], groups, bank);
            }
            Err(why) => drop(bank.not_imported(page.source, lines[i].span, why)),
        }
        return Some(end);
    }
    if lines[i].code || !lines[i].text.contains('|') || !is_rule(&rule.text) {
        return None;
    }
    let names = cells(&lines[i].text);
    let rows_of = rows(lines, i);
    let rows = rows_of.len();
    let known = Header::new(&names, &options.columns).filter(Header::has_answers);
    let mut header = known.or_else(|| Header::of_asking_cells(&rows_of))?;
    header.find_surplus_columns(names.len(), rows_of.iter());
    header.find_right_form(&names, rows_of.iter());
    let columns = TableColumns::new(page.path, &header, &names, rows_of.iter());
    // Pages of many tables have the same columns again and again.
    if !bank.tables.contains(&columns) {
        bank.tables.push(columns);
    }
    for (line, row) in lines[i + 2..].iter().zip(&rows_of) {
        match table::card(&header, &names, row) {
            Ok((card, notes)) => {
                for note in notes {
                    bank.not_imported(page.source, line.span, note);
                }
                page.push(card, line, groups, bank);
            }
            Err(why) => drop(bank.not_imported(page.source, line.span, why)),
        }
    }
    Some(i + 2 + rows)
}

/// Whether a table with questions begins on a line: one has a column of them, or its rows name what a question has.
pub fn begins(lines: &[Line<'_>], i: usize, columns: &Columns) -> bool {
    if lines[i].code || !lines[i].text.contains('|') {
        return false;
    }
    let is_head = lines.get(i + 1).is_some_and(|rule| is_rule(&rule.text)) && (i == 0 || !is_rule(&lines[i - 1].text));
    is_question_header(&lines[i].text, columns)
        || record(lines, i, columns).is_some()
        || is_head && Header::of_asking_cells(&rows(lines, i)).is_some()
}

/// The rows below the head of a table and its rule.
fn rows(lines: &[Line<'_>], head: usize) -> Vec<Vec<String>> {
    let of_table = lines[head + 2..].iter().take_while(|line| !line.code && line.text.contains('|') && !line.text.trim().is_empty());
    of_table.map(|line| cells(&line.text)).collect()
}

/// A table of two columns whose rows are `Question`, `Answer` and the like: names, cells, and the line after it.
fn record(lines: &[Line<'_>], i: usize, columns: &Columns) -> Option<(Header, Vec<String>, Vec<String>, usize)> {
    let is_head = !lines[i].code && lines[i].text.contains('|') && lines.get(i + 1).is_some_and(|rule| is_rule(&rule.text));
    if !is_head || i > 0 && is_rule(&lines[i - 1].text) {
        return None;
    }
    let rows = rows(lines, i);
    let pairs: Option<Vec<(String, String)>> =
        rows.iter().map(|row| <[String; 2]>::try_from(row.clone()).ok().map(|[name, cell]| (name, cell))).collect();
    let (names, cells): (Vec<String>, Vec<String>) = pairs.filter(|pairs| pairs.len() >= 2)?.into_iter().unzip();
    let header = Header::new(&names, columns).filter(Header::has_answers)?;
    Some((header, names, cells, i + 2 + rows.len()))
}

/// Whether a line is the head of a table with a column of questions.
pub fn is_question_header(text: &str, columns: &Columns) -> bool {
    text.contains('|') && Header::new(&cells(text), columns).is_some_and(|header| header.has_answers())
}

fn is_rule(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// `<details><summary>Show</summary>It is so.</details>`: a cell that folds its text.
fn without_details(cell: &str) -> &str {
    let inner = cell.strip_prefix("<details>").and_then(|rest| rest.strip_suffix("</details>"));
    let divided = inner.and_then(|inner| inner.trim().strip_prefix("<summary>")?.split_once("</summary>"));
    divided.filter(|(summary, _)| promises_answer(summary)).map_or(cell, |(_, text)| text.trim())
}

/// The cells of a row. `\|` and a bar in code are text.
fn cells(text: &str) -> Vec<String> {
    let text = text.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(text);
    let mut cells = vec![String::new()];
    let (mut escaped, mut code) = (false, false);
    for c in text.chars() {
        match c {
            '|' if !escaped && !code => cells.push(String::new()),
            c => {
                if c == '`' && !escaped {
                    code = !code;
                }
                let last = cells.len() - 1;
                if c == '|' && escaped {
                    cells[last].pop();
                }
                cells[last].push(c);
            }
        }
        escaped = c == '\\' && !escaped;
    }
    cells.iter().map(|cell| without_details(cell.trim()).replace("<br>", "\n").replace("<br/>", "\n").replace("<br />", "\n")).collect()
}
