//! Cards of a bank that the guide has already: an export of it that comes back.
//!
//! In: a card with an id, and the guide. Out: whether the bank says the same of it, and else the file with what the bank says put in. Only parts
//! that differ change: what the bank does not carry (comments, keys of the front matter, how links are written) stays as it is. A deck holds
//! HTML, from which a card's Markdown cannot be had back whole: its cards are never put in. One whose note and card are both as they were when the
//! deck was made is the same; others are compared by their words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::card_text::{choices_text, yaml_scalar};
use super::changes::{ChangedLine, changed_lines};
use super::file_paths::plain_text;
use super::{Answer, Choice, ForeignCard, ImportOptions, typed_answers};
use crate::model::{Card, CardIx, Guide, Question, SectionKind, TYPED_ANSWER_SEPARATOR};
use crate::source::{Source, Sources, Span};
use crate::standalone_markdown::{CardMarkdown, LinkBase, StandaloneMarkdown};

/// The cards that the guide has.
#[derive(Default)]
pub struct GuideCards<'a> {
    guide: Option<(&'a Guide, &'a Sources)>,
    ids: BTreeMap<&'a str, CardIx>,
    /// By the ids that cards had before, as `recto mv` notes them.
    former_ids: BTreeMap<String, CardIx>,
    /// By their names in packages of QTI, which have ASCII letters, digits and dashes alone; `None` where two cards share one.
    identifiers: BTreeMap<String, Option<CardIx>>,
}

/// What a bank says of a card that the guide has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedCard {
    /// Relative to the guide's root.
    pub path: String,
    pub result: Comparison,
}

/// How a card of the bank compares with the guide's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    Same,
    Different(Difference),
}

/// What a bank says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file as it would be, where all of it can be put in.
    pub merged_text: Option<String>,
    pub lines: Vec<ChangedLine>,
}

/// A piece of a file, and what comes in its place.
type Edit = (Range<usize>, String);

impl<'a> GuideCards<'a> {
    /// The guide's cards, to be found by their ids and former ids.
    pub fn new(guide: &'a Guide, sources: &'a Sources) -> Self {
        let ids = guide.cards.iter().enumerate().map(|(i, card)| (card.id.as_str(), CardIx(i as u32))).collect();
        let mut cards = Self { guide: Some((guide, sources)), ids, ..Self::default() };
        for (i, card) in guide.cards.iter().enumerate() {
            let (id, ix) = (card.id.as_str(), CardIx(i as u32));
            let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
            let former = card.aliases.iter().map(|alias| if alias.contains('/') { alias.clone() } else { format!("{folder}/{alias}") });
            cards.former_ids.extend(former.map(|former| (former, ix)));
            cards.identifiers.entry(identifier(id)).and_modify(|one| *one = None).or_insert(Some(ix));
        }
        cards
    }

    /// The file of the card that was at a path before it was moved.
    pub fn current_path(&self, path: &str) -> Option<String> {
        let (guide, sources) = self.guide?;
        let id = path.strip_prefix("content/")?.strip_suffix(".md")?;
        let ix = self.former_ids.get(id).filter(|_| !self.ids.contains_key(id))?;
        Some(sources.get(guide.card(*ix).body.source).path.clone())
    }

    /// The id of the card that an export to another program's format named so: GIFT and Moodle's XML by the id, with the deletion behind it where
    /// each is a question, QTI by letters and dashes alone with a hash.
    pub fn exported_id(&self, card: &ForeignCard) -> Option<String> {
        let key = card.key.as_deref().filter(|_| card.id.is_none())?;
        let whole = || key.rsplit_once("/c-").map(|(id, _)| id).filter(|id| self.ids.contains_key(id));
        let named = || {
            let (name, hash) = key.strip_prefix("q-")?.rsplit_once('-')?;
            let ix = (*self.identifiers.get(name)?).filter(|_| hash.len() == 6 && hash.chars().all(|c| c.is_ascii_hexdigit()))?;
            Some(self.guide?.0.card(ix).id.as_str())
        };
        let id = if self.ids.contains_key(key) { Some(key) } else { whole().or_else(named) };
        id.filter(|id| id.contains('/')).map(str::to_string)
    }

    /// Ids of the guide's topics directly below one; the topmost ones where it is empty.
    pub fn topics_directly_below(&self, parent: &str) -> impl Iterator<Item = &str> {
        let topics = self.guide.iter().flat_map(|(guide, _)| guide.topics.iter().map(|topic| topic.id.as_str()));
        topics.filter(move |id| id.rsplit_once('/').map_or("", |(above, _)| above) == parent)
    }

    /// The names of a topic's cards, in the order of the guide.
    pub fn in_topic(&self, topic: &str) -> impl Iterator<Item = String> {
        let cards = self.guide.into_iter().flat_map(|(guide, _)| &guide.cards);
        cards.filter_map(move |card| {
            card.id.as_str().rsplit_once('/').filter(|(folder, _)| *folder == topic).map(|(_, name)| name.to_string())
        })
    }

    /// Compares a bank's card with the one that has its id here; `None` where none has.
    pub fn compare(&self, id: &str, card: &ForeignCard, options: &ImportOptions) -> Option<ComparedCard> {
        let ix = *self.ids.get(id)?;
        let (guide, sources) = self.guide?;
        let own = guide.card(ix);
        let source = sources.get(own.body.source);
        let parts = CardMarkdown::new(&StandaloneMarkdown { guide, sources, base: LinkBase::Files }, ix);
        let result = if is_deck(&card.file) {
            let (here, there) = (texts_of_parts(&parts), texts_of_card(card));
            let same = card.exported_hash.as_ref() == Some(&own.hash) || words(&here) == words(&there);
            if same {
                Comparison::Same
            } else {
                Comparison::Different(Difference { merged_text: None, lines: lines_by_words(&here, &there) })
            }
        } else if card.id.is_none() {
            // HTML of other programs, in which parts of the card are joined.
            let lines = lines_of_other_words(&texts_of_parts(&parts), &texts_of_card(card), options);
            if lines.is_empty() { Comparison::Same } else { Comparison::Different(Difference { merged_text: None, lines }) }
        } else {
            let file = compared(guide, own, &parts, source, card, options);
            match file.edits.is_empty() && file.left.is_empty() {
                true => Comparison::Same,
                false => Comparison::Different(file.difference(source.path == format!("content/{id}.md"))),
            }
        };
        Some(ComparedCard { path: source.path.clone(), result })
    }
}

/// The file, with what would change in it.
fn compared<'a>(
    guide: &Guide,
    own: &'a Card,
    parts: &'a CardMarkdown,
    source: &'a Source,
    card: &ForeignCard,
    options: &ImportOptions,
) -> File<'a> {
    let mut file = File { text: &source.text, own, parts, edits: Vec::new(), left: Vec::new() };
    let card = &with_accepted_answers(card, parts);
    file.question(&card.question);
    file.part(&parts.prompt, &card.prompt, own.prompt);
    if let Answer::Choices(choices) = &card.answer_kind {
        file.choices(choices);
    }
    for kind in SectionKind::ALL {
        file.sections(kind, &sections(card, kind), options);
    }
    for (key, here, there) in keys(guide, own, card) {
        file.key(key, &here, &there);
    }
    if card.is_answered() {
        file.end_draft();
    }
    file
}

/// The bank's card, whose key point accepts what its answer says now, where the guide's accepts what that one says and the bank says nothing else.
fn with_accepted_answers<'c>(card: &'c ForeignCard, parts: &CardMarkdown) -> Cow<'c, ForeignCard> {
    let first = |text: &str| text.trim().split("\n\n").next().unwrap_or_default().to_string();
    let section = |kind: SectionKind| parts.sections_of(kind).collect::<Vec<_>>().join("\n\n");
    let (here, there) = (first(&section(SectionKind::Answer)), first(&card.answer));
    let points = section(SectionKind::KeyPoints);
    let is_typed = points.contains(" {accept=") && without_weights(points.trim()).strip_prefix("- ") == Some(here.as_str());
    let is_same = sections(card, SectionKind::KeyPoints).iter().all(|text| normalize(text) == normalize(&points));
    if !is_typed || !is_same || there.is_empty() || there == here {
        return Cow::Borrowed(card);
    }
    let answers: Vec<&str> = there.split(TYPED_ANSWER_SEPARATOR).collect();
    let point = typed_answers::key_point(&answers).unwrap_or(there.clone());
    let mut card = ForeignCard { key_points: vec![point], ..card.clone() };
    card.sections.retain(|(kind, _)| *kind != SectionKind::KeyPoints);
    Cow::Owned(card)
}

/// Keys of the front matter that a bank can say: their values here and there.
fn keys(guide: &Guide, own: &Card, card: &ForeignCard) -> Vec<(&'static str, Vec<String>, Vec<String>)> {
    let one = |text: Option<&str>| text.map(str::to_string).into_iter().collect::<Vec<_>>();
    vec![
        ("level", one(own.level.map(|ix| guide.level(ix).id.as_str())), one(card.level.as_deref())),
        ("kind", one(own.kind.map(|ix| guide.kind(ix).id.as_str())), one(card.kind.as_deref())),
        ("minutes", own.minutes.iter().map(u32::to_string).collect(), card.minutes.iter().map(u32::to_string).collect()),
        ("tags", own.tags.iter().map(|ix| guide.tag(*ix).name.to_string()).collect(), card.tags.clone()),
        ("requires", own.requires.iter().map(|node| guide.id(*node).to_string()).collect(), card.requires.clone()),
        ("terms", own.terms.clone(), card.terms.clone()),
        ("aliases", own.aliases.clone(), card.aliases.clone()),
        ("updated", one(own.updated.as_deref()), one(card.updated.as_deref())),
    ]
}

/// The file of a card, and what changes in it.
struct File<'a> {
    text: &'a str,
    own: &'a Card,
    parts: &'a CardMarkdown,
    edits: Vec<Edit>,
    /// What has no single place in it: what it says, and what the bank does.
    left: Vec<(String, String)>,
}

impl File<'_> {
    fn difference(self, is_own_file: bool) -> Difference {
        let edited = self.edits.iter().map(|(range, new)| (&self.text[range.clone()], new.as_str()));
        let left = self.left.iter().map(|(here, there)| (here.as_str(), there.as_str()));
        let lines = edited.chain(left).flat_map(|(here, there)| changed_lines(here, there, None)).collect();
        let merged_text = (is_own_file && self.left.is_empty()).then(|| applied(self.text, self.edits));
        Difference { merged_text, lines }
    }

    fn leave(&mut self, here: &str, there: &str) {
        self.left.push((here.to_string(), there.to_string()));
    }

    fn question(&mut self, there: &str) {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let here = &self.parts.question;
        if line(there) == line(here) {
            return;
        }
        let span = self.own.heading.range();
        match self.text[span.clone()].find(here) {
            Some(at) => self.edits.push((span.start + at..span.start + at + here.len(), line(there))),
            None => self.leave(here, there),
        }
    }

    /// A text of several lines. One that the bank leaves empty stays.
    fn part(&mut self, here: &str, there: &str, span: Span) {
        if there.trim().is_empty() || normalize(here) == normalize(there) {
            return;
        }
        // A footnote may be elsewhere in the file, where other parts refer to it.
        if here.contains("[^") || there.contains("[^") {
            return self.leave(here, there);
        }
        let (range, new) = match trimmed(self.text, span) {
            range if range.is_empty() => (self.own.heading.range().end..self.own.heading.range().end, format!("\n\n{}", there.trim())),
            range => (range, there.trim().to_string()),
        };
        self.edits.push((range, new));
    }

    fn choices(&mut self, there: &[Choice]) {
        let Question::Choice { list, .. } = &self.own.question else { return self.leave("", &choices_text(there)) };
        let same = self.parts.choices.len() == there.len()
            && self.parts.choices.iter().zip(there).all(|(a, b)| {
                a.right == b.right && normalize(&a.text) == normalize(&b.text) && normalize(&a.feedback) == normalize(&b.feedback)
            });
        if !same {
            self.edits.push((trimmed(self.text, *list), choices_text(there).trim().to_string()));
        }
    }

    fn sections(&mut self, kind: SectionKind, there: &[String], options: &ImportOptions) {
        let of = |(i, section): (usize, &crate::model::Section)| (section.kind == kind).then_some((i, section.span));
        let here: Vec<(usize, Span)> = self.own.sections.iter().enumerate().filter_map(of).collect();
        let joined = |texts: &[String]| normalize(&texts.join("\n\n"));
        let written: Vec<String> = here.iter().map(|(i, _)| self.parts.sections[*i].1.clone()).collect();
        if there.is_empty() || joined(&written) == joined(there) {
            return;
        }
        if here.is_empty() {
            let end = trimmed(self.text, self.own.body.span).end;
            let name = options.sections.get(&kind).map_or(kind.key(), String::as_str);
            let added: String = there.iter().map(|text| format!("\n\n## {name}\n\n{}", text.trim())).collect();
            return self.edits.push((end..end, added));
        }
        if here.len() != there.len() || here.iter().any(|(_, span)| trimmed(self.text, *span).is_empty()) {
            return self.leave(&joined(&written), &joined(there));
        }
        for ((_, span), (here, there)) in here.iter().zip(written.iter().zip(there)) {
            self.part(here, there, *span);
        }
    }

    fn key(&mut self, key: &str, here: &[String], there: &[String]) {
        // A deck's tags have no spaces, and case distinguishes no tags.
        let folded = |list: &[String]| list.iter().map(|one| one.to_lowercase()).collect::<Vec<_>>();
        if there.is_empty() || folded(here) == folded(there) {
            return;
        }
        let line = |values: &[String]| {
            let values: Vec<String> = values.iter().map(|one| yaml_scalar(one)).collect();
            match key {
                "level" | "kind" => format!("{key}: {}\n", values.concat()),
                "minutes" | "updated" => format!("{key}: {}\n", there.concat()),
                _ => format!("{key}: [{}]\n", values.join(", ")),
            }
        };
        match self.place_of_key(key) {
            Some(place) => self.edits.push((place, line(there))),
            None => self.leave(&if here.is_empty() { String::new() } else { line(here) }, &line(there)),
        }
    }

    /// A draft that nobody had answered is none any longer once it is.
    fn end_draft(&mut self) {
        let answers = [SectionKind::Answer, SectionKind::ShortAnswer, SectionKind::KeyPoints];
        let is_open =
            matches!(self.own.question, Question::Open) && !self.own.sections.iter().any(|section| answers.contains(&section.kind));
        let place = self.place_of_key("draft").filter(|place| is_open && self.text[place.clone()].trim_end().ends_with("true"));
        if let Some(place) = place.filter(|_| !self.edits.is_empty()) {
            self.edits.push((place, String::new()));
        }
    }

    /// The lines of a key of the front matter, or where it would stand. None has it where the card has no front matter, or a comment among the lines
    /// of a list, which would be lost.
    fn place_of_key(&self, key: &str) -> Option<Range<usize>> {
        let head = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let start =
            self.text.len() - head.len() + head.strip_prefix("---").and_then(|rest| rest.find('\n')).map(|at| "---".len() + at + 1)?;
        let end = start + self.text[start..].find("---\n").or_else(|| self.text[start..].find("---\r\n"))?;
        let mut at = start;
        let mut found: Option<Range<usize>> = None;
        for one in self.text[start..end].split_inclusive('\n') {
            let goes_on = one.starts_with([' ', '-', '\t', '\r', '\n', '#', ']']);
            match &mut found {
                Some(range) if range.end == at && goes_on && !one.starts_with('#') && !one.trim().is_empty() => range.end = at + one.len(),
                None if one.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) => found = Some(at..at + one.len()),
                _ => {}
            }
            at += one.len();
        }
        if found.as_ref().is_some_and(|range| self.text[range.clone()].contains(" #")) {
            return None;
        }
        Some(found.unwrap_or(end..end))
    }
}

/// A bank's texts for a kind of section, as many as the file would have.
fn sections(card: &ForeignCard, kind: SectionKind) -> Vec<String> {
    let list = |items: &[String]| items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n");
    let mut texts = match kind {
        SectionKind::Hint => card.hints.clone(),
        SectionKind::ShortAnswer => vec![card.short_answer.clone()],
        SectionKind::Answer => vec![card.answer.clone()],
        SectionKind::KeyPoints => vec![list(&card.key_points)],
        SectionKind::RedFlags => vec![list(&card.red_flags)],
        SectionKind::FollowUps => vec![list(&card.follow_ups)],
        SectionKind::References => vec![list(&card.references)],
        SectionKind::Pitfalls => Vec::new(),
    };
    texts.extend(card.sections.iter().filter(|(of, _)| *of == kind).map(|(_, text)| text.clone()));
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// An id in ASCII letters, digits and dashes.
fn identifier(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn is_deck(path: &str) -> bool {
    let lower = path.to_lowercase();
    lower.ends_with(".apkg") || lower.ends_with(".colpkg")
}

/// Letters and digits of texts: what HTML and Markdown have in common.
fn words(texts: &[String]) -> String {
    texts.iter().flat_map(|text| plain_text(&without_weights(text)).chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>()).collect()
}

/// The lines of a deck's card and of the guide's whose words the other one does not have.
fn lines_by_words(here: &[String], there: &[String]) -> Vec<ChangedLine> {
    let only = |of: &[String], other: &[String], in_bank: bool| {
        let other = words(other);
        let lines = of.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !line.is_empty());
        let new = lines.filter(|line| !other.contains(&words(&[(*line).to_string()])));
        new.map(|line| ChangedLine { in_bank, text: line.to_string() }).collect::<Vec<_>>()
    };
    [only(here, there, false), only(there, here, true)].concat()
}

/// The lines of a bank's card with words that the guide's does not have, titles of sections aside.
fn lines_of_other_words(here: &[String], there: &[String], options: &ImportOptions) -> Vec<ChangedLine> {
    let split = |text: &str| {
        let plain = plain_text(&without_weights(text)).to_lowercase();
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect::<Vec<_>>()
    };
    let titles = options.sections.values().chain([&options.true_false.yes, &options.true_false.no]);
    // Line by line: between paragraphs nothing else divides two words.
    let known: BTreeSet<String> = here.iter().chain(titles).flat_map(|text| text.lines()).flat_map(split).collect();
    let lines =
        there.iter().flat_map(|text| text.lines()).map(str::trim).filter(|line| !split(line).iter().all(|word| known.contains(word)));
    lines.map(|line| ChangedLine { in_bank: true, text: line.to_string() }).collect()
}

fn texts_of_card(card: &ForeignCard) -> Vec<String> {
    let choices = match &card.answer_kind {
        Answer::Choices(choices) => choices.as_slice(),
        _ => &[],
    };
    let choices = choices.iter().flat_map(|choice| [choice.text.clone(), choice.feedback.clone()]);
    let sections = SectionKind::ALL.iter().flat_map(|kind| sections(card, *kind));
    [card.question.clone(), card.prompt.clone()].into_iter().chain(choices).chain(sections).collect()
}

fn texts_of_parts(parts: &CardMarkdown) -> Vec<String> {
    let choices = parts.choices.iter().flat_map(|choice| [choice.text.clone(), choice.feedback.clone()]);
    let sections = SectionKind::ALL.iter().flat_map(|kind| parts.sections_of(*kind)).map(str::to_string);
    [parts.question.clone(), parts.prompt.clone()].into_iter().chain(choices).chain(sections).collect()
}

/// Without what is said of key points in braces, which nobody reads.
fn without_weights(text: &str) -> String {
    let bare = |line: &str| match line.rfind(" {").filter(|at| line[*at..].starts_with(" {weight=") || line[*at..].starts_with(" {accept="))
    {
        Some(at) if line.ends_with('}') => line[..at].to_string(),
        _ => line.to_string(),
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// A text whatever the ends of its lines.
fn normalize(text: &str) -> String {
    text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn trimmed(text: &str, span: Span) -> Range<usize> {
    let (range, inner) = (span.range(), &text[span.range()]);
    let start = range.start + inner.len() - inner.trim_start().len();
    start..start + inner.trim().len()
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    // From the end, so that places hold; of two at one place the later one comes after.
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_string();
    for (range, new) in edits.into_iter().rev() {
        out.replace_range(range, &new);
    }
    out
}
