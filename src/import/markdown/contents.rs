//! Links within a page and to others of a bank: tables of contents, and links back to the top.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::{Line, heading, item};
use super::page::is_noise;
use super::references::is_only_links;

/// Whether lines are a table of contents: a list, or lines of their own, that lead into the file or to others of the bank, or a table of such links.
pub fn is_contents(lines: &[Line<'_>]) -> bool {
    let rows: Vec<&Line<'_>> = lines.iter().filter(|line| line.text.trim_start().starts_with('|')).collect();
    if rows.len() >= 3 && rows.iter().filter(|row| row.text.contains("](#")).count() * 2 >= rows.len() {
        return true;
    }
    let entries: Vec<&str> = lines.iter().filter_map(|line| Some(item(&line.text)?.0)).collect();
    if entries.len() >= 2 && entries.iter().filter(|text| leads_on(text)).count() * 2 > entries.len() {
        return true;
    }
    let mut links = lines.iter().map(|line| line.text.trim()).filter(|text| !text.is_empty() && !is_noise(text)).peekable();
    links.peek().is_some() && links.clone().count() >= 3 && links.all(|text| text.starts_with('[') && leads_on(text))
}

/// The lines among others that are a table of contents, with the line right above them that names it; none where there is none.
pub fn contents_in(lines: &[Line<'_>]) -> Range<usize> {
    let is_entry = |line: &Line<'_>| {
        let text = line.text.trim();
        !line.code && (item(&line.text).is_some() || text.starts_with('|') || text.starts_with('[') && leads_on(text))
    };
    if !is_contents(lines) {
        return 0..0;
    }
    let Some(first) = lines.iter().position(is_entry) else { return 0..lines.len() };
    let last = lines.iter().rposition(is_entry).unwrap_or(first);
    let names = |line: &Line<'_>| line.text.trim_end().trim_end_matches(['*', '_']).ends_with([':', '：']);
    let above = lines[..first].iter().rposition(|line| !line.text.trim().is_empty());
    above.filter(|at| names(&lines[*at])).unwrap_or(first)..last + 1
}

/// Whether lines are a list of links, which dashes may describe, and nothing else.
pub fn is_link_list(lines: &[Line<'_>]) -> bool {
    let described = |text: &str| {
        text.find("](")
            .and_then(|at| Some(at + text[at..].find(')')?))
            .is_some_and(|end| text.starts_with('[') && text[end + 1..].trim_start().starts_with(['-', '–', '—']))
    };
    let mut says = lines.iter().filter(|line| !line.text.trim().is_empty() && !is_noise(&line.text)).peekable();
    says.peek().is_some()
        && says.all(|line| !line.code && item(&line.text).is_some_and(|(text, ..)| is_only_links(text) || described(text)))
}

/// Whether an item is nothing but a link into the file or to another one.
pub fn leads_on(text: &str) -> bool {
    let target = text.split_once("](").and_then(|(_, rest)| rest.split_once(')'));
    target.is_some_and(|(target, rest)| {
        let path = target.split('#').next().unwrap_or_default();
        target.starts_with('#') || (!path.contains("://") && path.ends_with(".md") && text.starts_with('[') && rest.trim().is_empty())
    })
}

/// The headings to which a page's table of contents leads, by their letters and digits alone: programs differ in what they make of all else.
pub fn listed_headings(lines: &[Line<'_>]) -> BTreeSet<String> {
    let mut listed = BTreeSet::new();
    for line in lines.iter().filter(|line| !line.code && heading(&line.text).is_none()) {
        let text = item(&line.text).map_or(line.text.trim(), |(text, ..)| text);
        let Some((label, target)) = text.strip_prefix('[').and_then(|rest| rest.split_once("](#")) else { continue };
        // What a link behind more words leads to is not listed by it.
        if !speaks_of_top(label) && is_only_links(text) {
            listed.extend([letters(label), letters(target)]);
        }
    }
    listed.remove("");
    listed
}

/// The letters and digits of a text, in lower case.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where other programs put a table of contents: `[[_TOC_]]`, `[TOC]`.
pub fn is_toc_marker(text: &str) -> bool {
    let mark = text.trim().to_ascii_lowercase();
    matches!(&*mark, "[[_toc_]]" | "[[toc]]" | "[toc]" | "${toc}" | "{:toc}" | "@[toc]" | "{{toc}}" | "* toc" | "- toc")
}

/// `**[⬆ Back to Top](#table-of-contents)**`, the same in HTML, or beside links to other pages: `[Index](../README.md) / [Up](#top)`.
pub fn is_back_link(text: &str) -> bool {
    if text.contains("href=\"#") || text.contains("href='#") {
        let mut pieces = text.split('<');
        let first = pieces.next().unwrap_or_default();
        let shown: String = std::iter::once(first).chain(pieces.map(|piece| piece.split_once('>').map_or("", |(_, text)| text))).collect();
        return shown.chars().count() < MOST_LETTERS && speaks_of_top(&shown);
    }
    let is_link_to_top = |link: &str| link.split_once("](#").is_some_and(|(label, _)| speaks_of_top(label));
    // An arrow may stand before the link.
    let inner = text.trim().trim_start_matches(|c: char| !c.is_ascii() && !c.is_alphabetic());
    let inner = inner.trim_end_matches(|c: char| "<br/> ".contains(c)).trim_matches(['*', '_', ' ', '|', '<', '>']);
    if inner.starts_with('[') && inner.ends_with(')') && inner.matches("](").count() == 1 {
        return is_link_to_top(inner);
    }
    let links = || inner.split('[').skip(1);
    let shown = || links().filter_map(|link| link.split_once("](")).map(|(label, _)| label.chars().count()).sum::<usize>();
    let is_navigation =
        || inner.starts_with('[') && links().all(|link| link.trim_end_matches([' ', '/', '|', '·', '-', '•']).ends_with(')'));
    links().any(is_link_to_top) && is_navigation() && shown() < MOST_LETTERS
}

/// So many letters has a line at most that leads elsewhere: more would say something.
const MOST_LETTERS: usize = 40;

/// Whether a label names the top of the page, or its table of contents.
fn speaks_of_top(label: &str) -> bool {
    const SIGNS: [&str; 4] = ["⬆", "↥", "↑", "🔝"];
    const WORDS: [&str; 7] = ["top", "haut", "arriba", "inizio", "topo", "наверх", "вверх"];
    const PHRASES: [&str; 31] = [
        "back to",
        "nach oben",
        "наверху",
        "в начало",
        "к началу",
        "返回",
        "回到",
        "戻る",
        "위로",
        "맨 위",
        "contents",
        "inhaltsverzeichnis",
        "sommaire",
        "índice",
        "sumário",
        "оглавлени",
        "содержани",
        "зміст",
        "догори",
        "spis treści",
        "inhoud",
        "içindekiler",
        "目录",
        "目錄",
        "目次",
        "목차",
        "yukarı",
        "naar boven",
        "do góry",
        "顶部",
        "頂部",
    ];
    let lower = label.to_lowercase();
    SIGNS.iter().chain(&PHRASES).any(|said| lower.contains(said))
        || lower.split(|c: char| !c.is_alphabetic()).any(|word| WORDS.contains(&word))
}
