//! A foreign card → the text of its file, and the parts of a card that readers of banks make of one text.

use super::file_paths::alias_id;
use super::headings::demote_headings;
use super::{Answer, Choice, ForeignCard, ImportOptions, PageInfo};
use crate::model::SectionKind;

/// What is asked of a picture without words.
pub const PICTURE_QUESTION: &str = "What is shown here?";

/// A card's file.
pub fn card_markdown(card: &ForeignCard, options: &ImportOptions) -> String {
    let mut out = String::from("---\n");
    if let Answer::Page(page) = &card.answer_kind {
        page_front(card, page, options, &mut out);
        return out + "---\n\n" + &card.answer + "\n";
    }
    front_matter(card, options, &mut out);
    // Empty front matter is left out.
    out = if out == "---\n" { String::new() } else { out + "---\n\n" };
    out.push_str(&format!("# {}\n", heading_line(&card.question)));
    section(&mut out, "", &demote_headings(&card.prompt));
    if let Answer::Choices(choices) = &card.answer_kind {
        out.push('\n');
        out.push_str(&choices_text(choices));
    }
    let name = |kind: SectionKind, english: &'static str| options.sections.get(&kind).map_or(english, String::as_str);
    card.hints.iter().for_each(|hint| section(&mut out, name(SectionKind::Hint, "Hint"), hint));
    section(&mut out, name(SectionKind::ShortAnswer, "Short answer"), &demote_headings(&card.short_answer));
    section(&mut out, name(SectionKind::Answer, "Answer"), &demote_headings(&card.answer));
    for (kind, english, items) in [
        (SectionKind::KeyPoints, "Key points", &card.key_points),
        (SectionKind::Pitfalls, "Pitfalls", &Vec::new()),
        (SectionKind::RedFlags, "Red flags", &card.red_flags),
        (SectionKind::FollowUps, "Follow-ups", &card.follow_ups),
        (SectionKind::References, "References", &card.references),
    ] {
        list(&mut out, name(kind, english), items);
        card.sections.iter().filter(|(of, _)| *of == kind).for_each(|(_, text)| section(&mut out, name(kind, english), text));
    }
    out
}

/// A page's front matter. A topic's own page says less of itself.
fn page_front(card: &ForeignCard, page: &PageInfo, options: &ImportOptions, out: &mut String) {
    let title = serde_json::Value::from(card.question.split_whitespace().collect::<Vec<_>>().join(" "));
    out.push_str(&format!("title: {title}\n"));
    if !page.summary.is_empty() {
        let summary = page.summary.split_whitespace().collect::<Vec<_>>().join(" ");
        out.push_str(&format!("summary: {}\n", serde_json::Value::from(summary)));
    }
    page.order.iter().for_each(|order| out.push_str(&format!("order: {order}\n")));
    let about = ForeignCard {
        tags: card.tags.clone(),
        terms: card.terms.clone(),
        aliases: card.aliases.clone(),
        updated: card.updated.clone().filter(|_| !page.is_topic_index),
        draft: card.draft && !page.is_topic_index,
        id: card.id.clone(),
        folder: card.folder.clone(),
        ..ForeignCard::default()
    };
    let mut keys = String::from("---\n");
    front_matter(&about, &ImportOptions { level: None, ..options.clone() }, &mut keys);
    out.push_str(keys.trim_start_matches("---\n"));
}

fn front_matter(card: &ForeignCard, options: &ImportOptions, out: &mut String) {
    let level = card.level.as_ref().or(options.level.as_ref());
    let mut tags: Vec<String> = Vec::new();
    for tag in &card.tags {
        let tag = tag.trim();
        if !tag.is_empty() && !tags.iter().any(|other| other.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_string());
        }
    }
    let mut say = |key: &str, value: String| out.push_str(&format!("{key}: {value}\n"));
    let many = |list: &[String]| format!("[{}]", list.iter().map(|one| yaml_scalar(one)).collect::<Vec<_>>().join(", "));
    level.into_iter().for_each(|level| say("level", yaml_scalar(level)));
    card.kind.iter().for_each(|kind| say("kind", yaml_scalar(kind)));
    if card.answer_kind == Answer::Cloze {
        say("type", "cloze".into());
    }
    if !tags.is_empty() {
        say("tags", many(&tags));
    }
    card.minutes.iter().for_each(|minutes| say("minutes", minutes.to_string()));
    for (key, list) in [("requires", &card.requires), ("terms", &card.terms)] {
        if !list.is_empty() {
            say(key, many(list));
        }
    }
    card.updated.iter().for_each(|date| say("updated", date.clone()));
    if !card.aliases.is_empty() {
        let full: Vec<String> = card.aliases.iter().map(|alias| alias_id(alias, card, options)).collect();
        say("aliases", many(&full));
    }
    if card.draft {
        say("draft", "true".into());
    }
}

/// A YAML scalar: bare where that is safe.
pub fn yaml_scalar(text: &str) -> String {
    let bare = text.chars().next().is_some_and(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | ' ' | '+' | '.'))
        && !text.ends_with(' ')
        && !matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "null" | "on" | "off" | "y" | "n");
    if bare { text.to_string() } else { serde_json::Value::from(text).to_string() }
}

/// One line; a number sign at its end would be taken for the heading's own.
fn heading_line(question: &str) -> String {
    let line = question.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.strip_suffix('#') {
        Some(rest) if rest.is_empty() || rest.ends_with([' ', '#']) => format!("{rest}\\#"),
        _ => line,
    }
}

fn section(out: &mut String, name: &str, text: &str) {
    let text = text.trim_matches('\n').trim_end();
    if text.trim().is_empty() {
        return;
    }
    if !name.is_empty() {
        out.push_str(&format!("\n## {name}\n"));
    }
    out.push_str(&format!("\n{text}\n"));
}

fn list(out: &mut String, name: &str, items: &[String]) {
    let items: Vec<&String> = items.iter().filter(|item| !item.trim().is_empty()).collect();
    if items.is_empty() {
        return;
    }
    out.push_str(&format!("\n## {name}\n\n"));
    for item in items {
        out.push_str(&format!("- {}\n", indented(item.trim(), "  ")));
    }
}

/// The list of choices.
pub fn choices_text(choices: &[Choice]) -> String {
    let mut out = String::new();
    choices.iter().for_each(|one| choice(&mut out, one));
    out
}

fn choice(out: &mut String, choice: &Choice) {
    let mark = if choice.right { 'x' } else { ' ' };
    let text = choice.text.trim_matches('\n').trim_end();
    // Code, a table or a list of its own is below the mark.
    let below = ["```", "~~~", "|", "- ", "* ", "![", "1. "].iter().any(|start| text.starts_with(start))
        && (text.contains('\n') || text.starts_with("- "));
    let shown = if below { format!("\n\n  {}", indented(text, "  ")) } else { format!(" {}", indented(text, "  ")) };
    out.push_str(&format!("- [{mark}]{shown}\n"));
    let feedback = choice.feedback.trim();
    if !feedback.is_empty() {
        out.push_str(&format!("\n  {}\n\n", indented(feedback, "  ")));
    } else if text.contains('\n') {
        out.push('\n');
    }
}

/// All lines but the first are indented.
fn indented(text: &str, by: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_string();
    lines.fold(first, |out, line| if line.trim().is_empty() { out + "\n" } else { format!("{out}\n{by}{line}") })
}

/// The heading of a question of several lines, and the rest of it.
pub fn split_heading(text: &str) -> (String, String) {
    let text = text.trim();
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim();
    let special = ["```", "~~~", "|", "![", "- ", "* ", "> ", "$$"].iter().any(|start| first.starts_with(start)) || begins_tag(first);
    // The sentence that asks names the question; nothing is lost, because it all stays below.
    if special {
        let sentence = asking_sentence(text).or_else(|| sound_name(text)).unwrap_or_else(|| PICTURE_QUESTION.into());
        return (sentence, text.to_string());
    }
    let below = &text[text.find('\n').unwrap_or(text.len())..];
    if names_code(first, below)
        && let Some(sentence) = asking_sentence(below)
    {
        return (sentence, text.to_string());
    }
    // A line that is broken on purpose goes on in a heading, which is one line.
    let unbroken = |line: &str| line.strip_suffix('\\').unwrap_or(line).trim_end().to_string();
    let first = &unbroken(first.trim_start_matches(['#', ' ']));
    let rest = lines.collect::<Vec<_>>().join("\n");
    // A paragraph that goes on is one heading where it is short.
    let paragraph = rest.split("\n\n").next().unwrap_or_default();
    if !paragraph.trim().is_empty()
        && !rest.starts_with('\n')
        && !paragraph.lines().any(|line| line.starts_with(['`', '-', '*', '|', '>', '!', '#']))
        && first.len() + paragraph.len() < 160
    {
        let tail = rest[paragraph.len()..].trim_matches('\n').to_string();
        let paragraph = paragraph.lines().map(|line| unbroken(line.trim())).collect::<Vec<_>>().join(" ");
        return (format!("{first} {}", paragraph.split_whitespace().collect::<Vec<_>>().join(" ")), tail);
    }
    (first.to_string(), rest.trim_matches('\n').to_string())
}

/// Whether a text begins with a tag or a comment of HTML, as `<ctrl+c>` does not.
fn begins_tag(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('<') else { return false };
    let name = inner.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    inner.starts_with('!') || end > 0 && (name.len() == end || name[end..].starts_with([' ', '/', '>']))
}

/// `**Program 1:**` above code, which says what the code is and asks nothing.
fn names_code(first: &str, below: &str) -> bool {
    let words = first.trim_matches(['*', '_', ' ']);
    let below = below.trim_start();
    words.ends_with([':', '：'])
        && words.split_whitespace().count() <= 4
        && ["```", "~~~", "![", "|"].iter().any(|start| below.starts_with(start))
}

/// The first sentence of prose that asks, over lines that are broken, else the first line that ends with a colon.
fn asking_sentence(text: &str) -> Option<String> {
    let mut code = false;
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        let fence = line.starts_with("```") || line.starts_with("~~~");
        code ^= fence;
        if code || fence || line.is_empty() {
            paragraphs.push(Vec::new());
        } else {
            if ["- ", "* ", "> ", "|"].iter().any(|start| line.starts_with(start)) {
                paragraphs.push(Vec::new());
            }
            paragraphs.extend(paragraphs.is_empty().then(Vec::new));
            paragraphs.last_mut()?.push(line.trim_start_matches(['-', '*', '>', ' ']));
        }
    }
    let asks = paragraphs.iter().find_map(|lines| question_in(&lines.join(" ")));
    let leads_on = || paragraphs.iter().flatten().find(|line| line.ends_with(':')).map(|line| (*line).to_string());
    asks.or_else(leads_on)
}

/// The first sentence of a paragraph that ends with a question mark.
fn question_in(paragraph: &str) -> Option<String> {
    let ends = |at: usize, sign: &str| {
        let rest = paragraph[at + sign.len()..].trim_start_matches(['*', '_', ')', '"']);
        sign == "？" || rest.is_empty() || rest.starts_with(' ')
    };
    let marks = ["?", "？"].iter().flat_map(|sign| paragraph.match_indices(sign));
    let end = marks.filter(|(at, sign)| ends(*at, sign)).map(|(at, sign)| at + sign.len()).min()?;
    let said = &paragraph[..end];
    let start = [". ", "! ", "。"].iter().filter_map(|sign| said.rfind(sign).map(|at| at + sign.len())).max().unwrap_or(0);
    Some(said[start..].trim().to_string()).filter(|sentence| sentence.split_whitespace().count() > 1 || !sentence.is_ascii())
}

/// The words of a sound's name, where a text is nothing but sounds: `![der-hund.mp3](…)`.
fn sound_name(text: &str) -> Option<String> {
    let alt = text.trim().strip_prefix("![")?.split_once(']')?.0;
    let (stem, ending) = alt.rsplit_once('.')?;
    let is_sound = matches!(ending.to_ascii_lowercase().as_str(), "mp3" | "ogg" | "oga" | "opus" | "m4a" | "wav" | "flac");
    let only = !without_images(text).chars().any(char::is_alphanumeric);
    let words = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (is_sound && only && words.chars().any(char::is_alphanumeric)).then_some(words)
}

/// A cloze card: its heading is the text with gaps, so that it gives nothing away.
pub fn cloze_card(text: String) -> ForeignCard {
    let whole = with_whole_formulas(&text);
    let hides_more = whole != text;
    let text = with_unique_deletions(&whole);
    let mut gaps = String::new();
    for (i, part) in without_images(&text).split("==").enumerate() {
        if i % 2 == 1 {
            gaps.push('…');
            continue;
        }
        // A key and a hint, in either order, belong to the deletion before.
        let mut part = part;
        loop {
            let hint = part.strip_prefix("^[").and_then(|rest| rest.split_once(']'));
            let key = part.strip_prefix("{#").and_then(|rest| rest.split_once('}'));
            match hint.or(key) {
                Some((_, rest)) if i > 0 => part = rest,
                _ => break,
            }
        }
        gaps.push_str(part);
    }
    let first = gaps.lines().find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or("Complete the text").trim();
    let question = heading_of(first.trim_start_matches(['-', '*', '>', '#', ' ']).trim_end_matches('\\'));
    let not_imported = if hides_more { vec!["a deletion within a formula hides the whole formula here".to_string()] } else { Vec::new() };
    ForeignCard { question, prompt: text.trim().to_string(), answer_kind: Answer::Cloze, not_imported, ..ForeignCard::default() }
}

/// Letters of a cloze card's heading at most.
const HEADING_LENGTH: usize = 90;

/// A line of Markdown as a heading: without emphasis and links, whose marks a cut could part; escapes, code and formulas stay.
fn heading_of(line: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut text = String::new();
    let mut wholes = Vec::new();
    for (event, range) in Parser::new_ext(line, Options::ENABLE_MATH).into_offset_iter() {
        match event {
            Event::Text(_) => {
                text.push_str(if range.start > 0 && line[..range.start].ends_with('\\') { "\\" } else { "" });
                text.push_str(&line[range]);
            }
            Event::InlineHtml(_) => text.push_str(&line[range]),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                wholes.push(text.len()..text.len() + range.len());
                text.push_str(&line[range]);
            }
            Event::SoftBreak => text.push(' '),
            _ => {}
        }
    }
    if text.trim().is_empty() {
        text = line.to_string();
    }
    let inside = |at: usize| wholes.iter().any(|whole| whole.contains(&at));
    let ends = text.char_indices().filter(|(at, c)| c.is_whitespace() && !inside(*at)).map(|(at, _)| at).chain([text.len()]);
    let end = ends.take_while(|end| text[..*end].chars().count() <= HEADING_LENGTH).last();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match end {
        Some(end) if end == text.len() => words(&text),
        Some(end) if !text[..end].trim().is_empty() => format!("{} …", words(&text[..end])),
        _ => format!("{} …", text.chars().take(HEADING_LENGTH).collect::<String>()),
    }
}

/// `$a + ==b==$` → `==$a + b$==`: a formula is drawn as a whole, and so it is hidden.
fn with_whole_formulas(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['$', '`', '\\']) {
        let sign = &rest[at..];
        let run = sign.len() - sign.trim_start_matches(&sign[..1]).len();
        // What is escaped, and code, is passed over.
        let (open, end) = match &sign[..1] {
            "\\" => (1, sign.chars().nth(1).map(|next| at + 1 + next.len_utf8())),
            mark => {
                let open = if mark == "$" { run.min(2) } else { run };
                (open, sign[open..].find(&sign[..open]).map(|end| at + open + end + open))
            }
        };
        let Some(end) = end else {
            out.push_str(&rest[..at + open]);
            rest = &rest[at + open..];
            continue;
        };
        let span = &rest[at..end];
        let parts: Vec<&str> = span.split("==").collect();
        out.push_str(&rest[..at]);
        if span.starts_with('$') && parts.len() > 2 && parts.len() % 2 == 1 && !span.contains("\n\n") {
            let (key, _) = key_and_rest(parts[2]);
            let inner = parts.iter().enumerate().map(|(i, part)| if i > 0 && i % 2 == 0 { key_and_rest(part).1 } else { part });
            // A deletion is of one line.
            out.push_str(&format!("=={}=={key}", inner.collect::<String>().split('\n').collect::<Vec<_>>().join(" ")));
        } else {
            out.push_str(span);
        }
        rest = &rest[end..];
    }
    out + rest
}

/// The key and the hint behind a deletion, as they stand there, and what follows.
fn key_and_rest(text: &str) -> (&str, &str) {
    let mut rest = text;
    while let Some(after) = rest.strip_prefix("^[").and_then(|inner| inner.split_once(']')).map(|(_, after)| after).or_else(|| {
        let key = rest.strip_prefix("{#")?.split_once('}')?;
        Some(key.1)
    }) {
        rest = after;
    }
    (&text[..text.len() - rest.len()], rest)
}

/// Words that are hidden twice have keys: without one a deletion's key is made of its words, and no two share one.
fn with_unique_deletions(text: &str) -> String {
    let mut out = String::new();
    let mut hidden: Vec<&str> = Vec::new();
    for (i, part) in text.split("==").enumerate() {
        if i > 0 {
            out.push_str("==");
        }
        if i % 2 == 0 && i > 0 {
            let last = hidden[hidden.len() - 1];
            let keyed =
                part.starts_with("{#") || part.starts_with("^[") && part.split_once(']').is_some_and(|(_, rest)| rest.starts_with("{#"));
            if !keyed && hidden[..hidden.len() - 1].contains(&last) {
                out.push_str(&format!("{{#gap-{}}}", hidden.len()));
            }
        } else if i % 2 == 1 {
            hidden.push(part.trim());
        }
        out.push_str(part);
    }
    out
}

/// Without images, which say nothing in a heading.
fn without_images(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = ["![", "<img"].iter().filter_map(|open| rest.find(open)).min() {
        let tail = &rest[at..];
        let close = if tail.starts_with('<') {
            ">"
        } else if tail.starts_with("![[") {
            "]]"
        } else {
            ")"
        };
        let Some(end) = tail.find(close) else { break };
        out.push_str(&rest[..at]);
        rest = &tail[end + close.len()..];
    }
    out + rest
}

/// `{{c1::hidden::hint}}` and `{{hidden}}` → `==hidden==^[hint]{#c1}`: see [`deletion`].
pub fn anki_deletions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut seen: Vec<String> = Vec::new();
    while let Some(open) = rest.find("{{") {
        let Some(close) = rest[open..].find("}}").map(|at| open + at) else { break };
        out.push_str(&rest[..open]);
        let inner = &rest[open + 2..close];
        let numbered = inner
            .strip_prefix('c')
            .and_then(|tail| tail.split_once("::"))
            .filter(|(n, _)| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()));
        let (key, body) = match numbered {
            Some((number, body)) => (Some(format!("c{number}")), body),
            None => (None, inner),
        };
        let (hidden, hint) = body.split_once("::").map_or((body, None), |(hidden, hint)| (hidden, Some(hint)));
        out.push_str(&deletion(hidden, hint, key, &mut seen));
        rest = &rest[close + 2..];
    }
    out.push_str(rest);
    out
}

/// A text whose deletions are shown: `{{c1::hidden::hint}}`, and `{{cloze hidden}}` of Logseq → `hidden`.
pub fn without_deletions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("{{c") {
        let inner = &rest[open + 2..];
        let numbered = inner.split_once("::").filter(|(number, _)| number[1..].chars().all(|c| c.is_ascii_digit())).map(|(_, body)| body);
        match numbered.or_else(|| inner.strip_prefix("cloze ")).and_then(|body| body.split_once("}}")) {
            Some((hidden, after)) => {
                out.push_str(&rest[..open]);
                out.push_str(hidden.split_once("::").map_or(hidden, |(hidden, _)| hidden).trim());
                rest = after;
            }
            None => {
                out.push_str(&rest[..open + 3]);
                rest = &rest[open + 3..];
            }
        }
    }
    out + rest
}

/// A deletion in the guide's form. Keys must be unique in a card: the second `c1` becomes `c1-2`.
pub fn deletion(hidden: &str, hint: Option<&str>, key: Option<String>, seen: &mut Vec<String>) -> String {
    let key = key.map(|key| {
        let mut unique = key.clone();
        let mut number = 2;
        while seen.contains(&unique) {
            unique = format!("{key}-{number}");
            number += 1;
        }
        seen.push(unique.clone());
        unique
    });
    let hint = hint.map(|hint| format!("^[{}]", hint.replace(['[', ']'], ""))).unwrap_or_default();
    let key = key.map(|key| format!("{{#{key}}}")).unwrap_or_default();
    format!("=={}=={key}{hint}", hidden.trim())
}
