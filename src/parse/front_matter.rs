//! Front matter: where it ends, and what its keys say.
//!
//! It is at the file's first byte (after a byte order mark), between `---` lines as YAML or between `+++` lines as TOML.

use super::attributes::{Attributes, SpannedString};
use super::bad_markers::INVISIBLE;
use super::{CardOrder, File, Meta};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::encode::to_nfc;
use crate::model::InterviewStage;
use crate::source::{Location, SourceId, Span};
use crate::value::{self, Entry, Kind, Reader, Table, Value};

/// Front matter as a table, and where the Markdown starts.
pub struct FrontMatter {
    table: Table,
    pub body_start: usize,
    /// Where its syntax is wrong, up to the end of the line: what was read there is not what was meant.
    unreadable: Vec<Span>,
}

/// Which keys are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrontMatterKind {
    /// Topics, pages, the home page.
    Page,
    /// A file with one card.
    Card,
    /// The front matter of a `cards.md`: defaults for its cards.
    CardsFile,
    /// The attributes of a heading in a `cards.md`.
    Heading,
}

/// Finds and reads front matter; a file without has an empty table.
pub fn read(source: SourceId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let none = FrontMatter { table: Table::default(), body_start: start, unreadable: Vec::new() };
    let Some(first_line) = text[start..].lines().next() else {
        return none;
    };
    let fence = match first_line.trim_end() {
        "---" => "---",
        "+++" => "+++",
        _ => {
            report_misplaced(source, text, start, diagnostics);
            return none;
        }
    };
    let open = Span::new(start, start + fence.len());
    let content_start = (start + first_line.len() + line_end(&text[start + first_line.len()..])).min(text.len());
    let Some((content_end, body_start)) = closing(text, content_start, fence) else {
        let next = text[content_start..].lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        // A rule at the top is one, as on a code host.
        if !next.contains([':', '=']) || next.starts_with('#') {
            return none;
        }
        diagnostics.push(unclosed(source, text, open, content_start));
        // Reading on after the opening line finds the question, so that one mistake is not reported as three.
        return FrontMatter { table: Table::default(), body_start: content_start, unreadable: Vec::new() };
    };
    let inner = &text[content_start..content_end];
    let (table, problems) =
        if fence == "---" { value::parse_yaml(inner, content_start, source) } else { value::parse_toml(inner, content_start, source) };
    // Two rules around the question, which YAML takes for a comment.
    let has_question = |text: &str| text.lines().any(|line| line.starts_with("# "));
    if table.entries.is_empty() && problems.is_empty() && has_question(inner) && !has_question(&text[body_start..]) {
        return none;
    }
    let wrong = problems.iter().filter(|problem| matches!(problem.code, Code::YamlSyntax | Code::TomlSyntax));
    let unreadable = wrong.filter_map(|problem| problem.at).map(|at| whole_lines(text, at.span)).collect();
    diagnostics.extend(problems);
    FrontMatter { table, body_start, unreadable }
}

/// The lines that a span touches.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end as usize..].find('\n').map_or(text.len(), |length| span.end as usize + length);
    Span::new(start, end)
}

/// Front matter without an end; the line that was probably meant as one is corrected.
fn unclosed(source: SourceId, text: &str, open: Span, content_start: usize) -> Diagnostic {
    let fence = &text[open.range()];
    let finding = Diagnostic::new(Code::UnclosedFrontMatter, source, open, "the front matter that starts here is never closed");
    let mut at = content_start;
    for line in text[content_start..].split_inclusive('\n').take_while(|line| !line.starts_with('#')).take(MAX_MISPLACED_LINES) {
        let written = line.trim_end();
        if is_fence(line) || written == "..." {
            let help = format!("write `{fence}` in the line below the last key, in place of `{}`", written.trim());
            return finding.help(help).fix(Location { source, span: Span::new(at, at + written.len()) }, fence);
        }
        at += line.len();
    }
    finding.help(format!("add a line `{fence}` after the last key"))
}

/// Whether a line has one of the keys of front matter, as YAML, TOML or JSON has it, and a value.
pub(super) fn has_known_key(line: &str) -> bool {
    let (key, value) = line.split_once([':', '=']).unwrap_or_default();
    KEYS.contains(&key.trim_matches(['"', '{', ' ', '\t'])) && !value.trim().is_empty()
}

/// Whether a text is what someone takes for front matter: keys with values, between lines that are not prose.
pub(super) fn looks_like_front_matter(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default();
    (is_fence(first) || first.trim() == "{") && text.lines().any(has_known_key)
}

/// What is said about front matter that is not read.
pub(super) fn misplaced(source: SourceId, at: Span) -> Diagnostic {
    Diagnostic::new(Code::MisplacedFrontMatter, source, at, "this looks like front matter, but it is not read as such")
        .help("front matter belongs at the very start of the file, between lines of three hyphens: `---`")
}

/// Keys by which front matter is recognised where it is misplaced.
const KEYS: [&str; 17] = [
    "cards", "title", "summary", "order", "icon", "level", "kind", "type", "id", "tags", "requires", "terms", "aliases", "minutes",
    "stages", "updated", "draft",
];
/// Lines in which front matter that is misplaced must end.
const MAX_MISPLACED_LINES: usize = 60;

/// Reports what looks like front matter after blank lines, comments or the question, between a word processor's dashes, or without its
/// first line.
fn report_misplaced(source: SourceId, text: &str, start: usize, diagnostics: &mut Vec<Diagnostic>) {
    let mut at = start;
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || INVISIBLE.contains(&c)).len();
        match text[at..].strip_prefix("<!--").and_then(|comment| comment.find("-->")) {
            Some(end) => at += end + 7,
            None => break,
        }
    }
    // Below the question, and without a first line, a blank line ends it.
    let mut tight = text[at..].starts_with("# ");
    if tight {
        let line = text[at..].split_inclusive('\n').next().unwrap_or_default().len();
        at += line + (text[at + line..].len() - text[at + line..].trim_start().len());
    }
    let mut lines = text[at..].split_inclusive('\n').peekable();
    let mut end = at;
    let mut keys = 0;
    if let Some(fence) = lines.next_if(|line| is_fence(line)) {
        end += fence.len();
    } else if lines.peek().is_some_and(|line| has_known_key(line)) {
        tight = true;
    } else {
        return;
    }
    for line in lines.take(MAX_MISPLACED_LINES) {
        if is_fence(line) || line.trim() == "```" {
            end += line.trim_end().len();
            if keys > 0 {
                let unseen = !text[start..at].is_empty() && text[start..at].chars().all(|c| INVISIBLE.contains(&c));
                diagnostics.push(match unseen {
                    true => misplaced(source, Span::new(start, end))
                        .help("an invisible character precedes it; remove it")
                        .fix(Location { source, span: Span::new(start, at) }, ""),
                    false => misplaced(source, Span::new(at, end)),
                });
            }
            return;
        }
        if tight && line.trim().is_empty() {
            return;
        }
        keys += usize::from(has_known_key(line));
        end += line.len();
    }
}

/// Whether a line is what someone takes for the first or the last line of front matter.
fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let same = |signs: &[char]| line.chars().all(|c| signs.contains(&c));
    !line.is_empty()
        && (same(&['-', '–', '—', '‐', '‑', '−', '_', '*'])
            || (line.len() > 2 && (same(&['+']) || same(&[';'])))
            || ["```yaml", "```yml", "```toml", "---yaml", "---yml", "---toml", "---json"].contains(&line))
}

/// The length of the line break at the start of `rest`.
fn line_end(rest: &str) -> usize {
    match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

/// Where the content ends and where the text after the closing line starts.
fn closing(text: &str, from: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

impl FrontMatter {
    /// A file in a topic's folder with a title is a page. With keys of cards and a question it is a card whose author named that twice.
    pub fn is_page(&self, text: &str) -> bool {
        let is_card =
            || CARD_KEYS.iter().any(|key| self.table.get(key).is_some()) && text[self.body_start..].trim_start().starts_with("# ");
        self.table.get("title").is_some() && !is_card()
    }

    /// The keys, checked for the kind of file that this is.
    pub(super) fn meta(&self, place: FrontMatterKind, file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Meta {
        let mut found = Vec::new();
        let meta = meta(&self.table, "front matter", place, file, &mut found);
        let is_readable = |finding: &Diagnostic| {
            let at = finding.at.map(|at| at.span.start).unwrap_or_default();
            !self.unreadable.iter().any(|lines| (lines.start..=lines.end).contains(&at))
        };
        diagnostics.extend(found.into_iter().filter(is_readable));
        meta
    }
}

/// The keys in a heading's attributes, overlaid on those of the file.
pub(super) fn heading_meta(shared: &Meta, attributes: &Attributes, file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Meta {
    let entries = attributes.pairs.iter().map(|((key, key_span), (value, span))| Entry {
        key: key.clone(),
        key_span: *key_span,
        value: Value { kind: attribute_value(key, value, *span), span: *span },
    });
    let table = Table { entries: entries.collect(), span: attributes.span };
    let own = meta(&table, "attributes", FrontMatterKind::Heading, file, diagnostics);
    let said = |key: &str| table.get(key).is_some();
    Meta {
        title: None,
        summary: None,
        order: own.order.or(shared.order),
        cards: CardOrder::default(),
        icon: None,
        level: own.level.or_else(|| shared.level.clone()),
        kind: own.kind.or_else(|| shared.kind.clone()),
        card_type: own.card_type.or_else(|| shared.card_type.clone()),
        id: None,
        tags: if said("tags") { own.tags } else { shared.tags.clone() },
        requires: if said("requires") { own.requires } else { shared.requires.clone() },
        terms: own.terms,
        aliases: own.aliases,
        minutes: own.minutes.or(shared.minutes),
        stages: own.stages.or_else(|| shared.stages.clone()),
        updated: own.updated.or_else(|| shared.updated.clone()),
        original_hash: own.original_hash,
        draft: own.draft,
    }
}

/// Attributes are texts; keys that want a list, a number or a truth value read theirs out of it.
fn attribute_value(key: &str, value: &str, span: Span) -> Kind {
    match key {
        "tags" | "requires" | "terms" | "aliases" | "stages" => {
            let mut at = span.start;
            let items = value.split(',').filter_map(|part| {
                let lead = (part.len() - part.trim_start().len()) as u32;
                let word = part.trim();
                let word_span = Span { start: at + lead, end: at + lead + word.len() as u32 };
                at += part.len() as u32 + 1;
                (!word.is_empty()).then(|| Value { kind: Kind::Str(word.to_string()), span: word_span })
            });
            Kind::List(items.collect())
        }
        "minutes" | "order" => value.parse().map_or_else(|_| Kind::Str(value.to_string()), Kind::Int),
        "draft" => value.parse().map_or_else(|_| Kind::Str(value.to_string()), Kind::Bool),
        _ => Kind::Str(value.to_string()),
    }
}

const PAGE_ONLY: &str = "`{key}` is a key of topics and pages";
const CARD_KEYS: [&str; 6] = ["level", "kind", "type", "minutes", "stages", "id"];

/// What other programs and languages call keys.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("date", "updated"),
    ("datum", "updated"),
    ("lastmod", "updated"),
    ("last_modified", "updated"),
    ("last_updated", "updated"),
    ("modified", "updated"),
    ("reviewed", "updated"),
    ("stand", "updated"),
    ("difficulty", "level"),
    ("niveau", "level"),
    ("schwierigkeit", "level"),
    ("seniority", "level"),
    ("stufe", "level"),
    ("art", "kind"),
    ("genre", "kind"),
    ("keywords", "tags"),
    ("labels", "tags"),
    ("schlagwörter", "tags"),
    ("étiquettes", "tags"),
    ("dauer", "minutes"),
    ("duration", "minutes"),
    ("durée", "minutes"),
    ("minuten", "minutes"),
    ("prerequisites", "requires"),
    ("prérequis", "requires"),
    ("voraussetzungen", "requires"),
    ("begriffe", "terms"),
    ("definitions", "terms"),
    ("termes", "terms"),
    ("description", "summary"),
    ("résumé", "summary"),
    ("zusammenfassung", "summary"),
    ("titel", "title"),
    ("titre", "title"),
    ("ordre", "order"),
    ("reihenfolge", "order"),
    ("weight", "order"),
    ("brouillon", "draft"),
    ("entwurf", "draft"),
    ("redirect_from", "aliases"),
    ("slug", "id"),
];

fn meta(table: &Table, name: &str, place: FrontMatterKind, file: &File<'_>, diagnostics: &mut Vec<Diagnostic>) -> Meta {
    let (source, strict) = (file.id, file.options.strict);
    let mut reader = Reader::new(table, source, name).with_other_names(OTHER_NAMES);
    let mut meta = Meta { tags: tags(&mut reader), requires: ids(list(&mut reader, "requires")), ..Meta::default() };
    meta.updated = reader.date("updated").map(|d| d.value.to_string());
    meta.order = reader.int("order", i32::MIN.into(), i32::MAX.into()).map(|o| o.value);
    if place != FrontMatterKind::CardsFile {
        meta.original_hash = text(&mut reader, "original");
    }
    if place == FrontMatterKind::CardsFile {
        for key in ["id", "aliases", "draft", "terms"] {
            let help = format!("put it into the heading of the card it belongs to: `# Question? {{#id {key}=…}}`");
            reader.refuse(key, &format!("`{key}` belongs to one card, and this file holds several"), &help);
        }
    } else {
        meta.terms = list(&mut reader, "terms");
        meta.aliases = ids(list(&mut reader, "aliases"));
        meta.draft = reader.bool("draft").is_some_and(|d| d.value);
    }
    if place == FrontMatterKind::Page {
        meta.title = text(&mut reader, "title");
        meta.summary = text(&mut reader, "summary");
        meta.icon = text(&mut reader, "icon");
        meta.cards = card_order(&mut reader);
        reader.refuse_all(
            &CARD_KEYS,
            |keys| format!("{keys}: a key of cards, and this is a page"),
            "a file with a `title` is a page; for a card remove `title` and write the question as a heading, `# …`",
        );
    } else {
        meta.level = text(&mut reader, "level");
        meta.kind = text(&mut reader, "kind");
        meta.card_type = reader.choice("type", &[("open", ()), ("choice", ()), ("cloze", ())]).and_then(|_| text(&mut reader, "type"));
        meta.minutes = reader.int("minutes", 1, 10_000).map(|m| m.value as u32);
        meta.stages = reader.choices("stages", &InterviewStage::ALL);
        if place == FrontMatterKind::Card {
            meta.id = text(&mut reader, "id").map(composed_id);
        }
        reader.refuse(
            "title",
            &PAGE_ONLY.replace("{key}", "title"),
            "remove `title`: the question, the card's level-one heading, is its title",
        );
        for key in ["summary", "icon", "cards"] {
            reader.refuse(key, &PAGE_ONLY.replace("{key}", key), "a card's title is its level-one heading");
        }
    }
    // A code host renders the file all the same.
    let lenient = |mut diagnostic: Diagnostic| {
        if matches!(diagnostic.code, Code::UnknownKey | Code::WrongType | Code::BadValue | Code::BadDate | Code::MisplacedKey) {
            diagnostic.severity = if strict { Severity::Error } else { Severity::Warning };
        }
        diagnostic
    };
    diagnostics.extend(reader.finish().into_iter().map(lenient));
    meta
}

/// A string; an empty one, as editors with forms write it, counts as absent.
fn text(reader: &mut Reader<'_>, key: &'static str) -> Option<SpannedString> {
    reader.str(key).filter(|s| !s.value.trim().is_empty()).map(|s| (s.value.to_string(), s.span))
}

/// Tags that a card or page can have: each of them has a page that lists it with all of its tags.
const MAX_TAGS: usize = 50;
/// A tag is a word or a few. Characters.
const MAX_TAG_CHARS: usize = 60;

fn tags(reader: &mut Reader<'_>) -> Vec<SpannedString> {
    let mut tags = list(reader, "tags");
    if let Some((_, at)) = tags.get(MAX_TAGS) {
        let message = format!("`tags` has {} items, of which the first {MAX_TAGS} count", tags.len());
        reader.refuse_value(*at, message, "keep the few that a reader would look for");
        tags.truncate(MAX_TAGS);
    }
    tags.retain(|(tag, at)| {
        let is_short = tag.chars().nth(MAX_TAG_CHARS).is_none();
        if !is_short {
            let message = format!("a tag has at most {MAX_TAG_CHARS} characters, so this one is not published");
            reader.refuse_value(*at, message, "use a word or a few that other cards can share");
        }
        is_short
    });
    tags
}

fn list(reader: &mut Reader<'_>, key: &'static str) -> Vec<SpannedString> {
    let items = reader.string_list(key).map(|list| list.value).unwrap_or_default();
    let items = items.into_iter().filter(|item| !item.value.trim().is_empty());
    items.map(|item| (reader.without_curly_quotes(&item).to_string(), item.span)).collect()
}

/// `cards: alphabetical`, or a list of the topic's cards.
fn card_order(reader: &mut Reader<'_>) -> CardOrder {
    match reader.entry("cards").map(|entry| (&entry.value.kind, entry.value.span)) {
        None => CardOrder::Default,
        Some((Kind::List(_), _)) => CardOrder::Listed(ids(list(reader, "cards"))),
        Some((Kind::Str(word), _)) if word == "alphabetical" => CardOrder::Alphabetical,
        Some((_, span)) => {
            reader.bad_value(span, "`cards` takes a list of the topic's cards, or `alphabetical`");
            CardOrder::Default
        }
    }
}

fn ids(list: Vec<SpannedString>) -> Vec<SpannedString> {
    list.into_iter().map(composed_id).collect()
}

fn composed_id((id, span): SpannedString) -> SpannedString {
    (to_nfc(&id).into_owned(), span)
}
