//! Links and images of imported cards.
//!
//! A picture of the bank is copied beside the cards and shown from there, wherever in the bank it lies (an Obsidian vault names it alone). A
//! local link to something that does not come along becomes its text, and is reported: a link that leads nowhere would stop the build.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::table::is_sound;
use super::{Bank, ImportOptions, Media, card_text, file_paths, html, slug};
use crate::diagnostic::Diagnostic;
use crate::import::Answer;

/// The folder beside the cards in which media lie.
const FOLDER: &str = "media";

/// Rewrites every card's links; returns the media that are shown, each with its path in the guide. `present` are the guide's files.
pub fn rewrite(bank: &mut Bank, options: &ImportOptions, present: &BTreeMap<String, String>) -> Vec<(String, Media)> {
    let index = Index::new(&bank.media);
    let kept = Kept { ids: bank.cards.iter().filter_map(|card| file_paths::id_in_guide(card, options)).collect(), present };
    let mut used: BTreeMap<usize, String> = BTreeMap::new();
    let mut names: BTreeSet<String> = BTreeSet::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut cards = std::mem::take(&mut bank.cards);
    for card in &mut cards {
        let file = card.file.clone();
        let up = "../".repeat(file_paths::folders_below_topic(card, options).len());
        let mut placer = Placer {
            index: &index,
            kept: &kept,
            media: &bank.media,
            used: &mut used,
            names: &mut names,
            file: &file,
            up: &up,
            is_export: card.id.is_some(),
            lost: Vec::new(),
            lost_pictures: Vec::new(),
            asks: true,
            is_choice: false,
        };
        let of_question = 2;
        let choices = if let Answer::Choices(choices) = &card.answer_kind { choices.len() } else { 0 };
        let texts = card.texts();
        let first_choice = texts.len() - choices * 2;
        for (number, text) in texts.into_iter().enumerate() {
            if text.contains(['[', '<']) {
                placer.asks = number < of_question;
                placer.is_choice = number >= first_choice && (number - first_choice).is_multiple_of(2);
                let lost = placer.lost_pictures.len();
                *text = placer.rewrite(text);
                if placer.lost_pictures.len() > lost {
                    *text = html::without_trailing_breaks(text).trim_matches('\n').to_string();
                }
                *text = placer.anchors(text);
            }
        }
        let mut lost = placer.lost;
        let pictures = placer.lost_pictures;
        if !pictures.is_empty() && card.question.trim().is_empty() {
            card.question = card_text::PICTURE_QUESTION.into();
        }
        // An answer that was a picture alone.
        card.draft |= !(card.is_answered() || lost.is_empty() && pictures.is_empty());
        let requires = std::mem::take(&mut card.requires);
        for id in requires {
            match kept.find(&id, true) {
                Some(here) => card.requires.push(here),
                None => lost.push(id),
            }
        }
        for (what, words) in pictures {
            let said = if words.is_empty() { String::new() } else { format!(" (its description is `{words}`)") };
            let kind = if is_sound(&what) { "sound" } else { "picture" };
            let message = format!("the {kind} `{what}` was not imported; the card was created without it{said}");
            found.push(card.finding(message).help(
                "import the folder that holds the bank and its pictures, or name the pictures on the command line too; then import again",
            ));
        }
        for what in lost {
            found.push(card.finding(format!("`{what}` was not imported; its text stays")));
        }
    }
    bank.cards = cards;
    bank.diagnostics.extend(found);
    let folder = if options.topic.is_empty() { FOLDER.to_string() } else { format!("{}/{FOLDER}", options.topic) };
    used.into_iter().map(|(number, name)| (format!("content/{folder}/{name}"), bank.media[number].clone())).collect()
}

/// Media by their path and by their file's name.
struct Index {
    paths: BTreeMap<String, usize>,
    names: BTreeMap<String, Vec<usize>>,
}

impl Index {
    fn new(media: &[Media]) -> Self {
        let mut index = Self { paths: BTreeMap::new(), names: BTreeMap::new() };
        for (i, one) in media.iter().enumerate() {
            let path = normalize_path(&one.path);
            index.names.entry(path.rsplit('/').next().unwrap_or_default().to_string()).or_default().push(i);
            index.paths.insert(path, i);
        }
        index
    }

    /// The file that a target in a file means: relative to it, to the bank's root, or by its name alone.
    fn find(&self, from: &str, target: &str) -> Option<usize> {
        let target = target.split(['?', '#']).next().unwrap_or_default();
        let target = normalize_path(&percent_encoding::percent_decode_str(target).decode_utf8_lossy());
        let folder = normalize_path(from).rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let relative = join(&format!("{folder}{target}"));
        let name = target.rsplit('/').next().unwrap_or_default();
        let by_path = relative.and_then(|path| self.paths.get(&path)).or_else(|| self.paths.get(target.trim_start_matches('/')));
        by_path.copied().or_else(|| self.names.get(name).filter(|list| list.len() == 1).map(|list| list[0]))
    }
}

/// Names that differ in Unicode form or case are one file to whoever wrote the link.
fn normalize_path(path: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    path.nfc().flat_map(char::to_lowercase).collect::<String>().replace('\\', "/")
}

/// The path with its dots resolved; `None` where it leads out.
pub(super) fn join(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What links from the guide's root may lead to: `/content/databases/acid.md`, `[[databases/acid]]`.
struct Kept<'a> {
    /// Ids of the bank's cards, each with the one that it has here.
    ids: BTreeMap<String, String>,
    present: &'a BTreeMap<String, String>,
}

impl Kept<'_> {
    /// The target as it is here; `None` where there is nothing.
    fn find(&self, target: &str, wiki: bool) -> Option<String> {
        let (path, fragment) = target.find('#').map_or((target, ""), |at| target.split_at(at));
        if wiki {
            let topic = || self.present.contains_key(&format!("content/{path}/index.md"));
            let here = || (self.present.contains_key(&format!("content/{path}.md")) || topic()).then(|| path.to_string());
            return Some(self.ids.get(path).cloned().or_else(here)? + fragment);
        }
        let path = path.strip_prefix("/content/")?;
        let here = || self.present.contains_key(&format!("content/{path}")).then(|| path.to_string());
        let card = path.strip_suffix(".md").and_then(|id| self.ids.get(id)).map(|id| format!("{id}.md"));
        Some(format!("/content/{}{fragment}", card.or_else(here)?))
    }
}

struct Placer<'a> {
    index: &'a Index,
    kept: &'a Kept<'a>,
    media: &'a [Media],
    used: &'a mut BTreeMap<usize, String>,
    names: &'a mut BTreeSet<String>,
    file: &'a str,
    /// From a card's folder to the topic's.
    up: &'a str,
    /// The card comes back from a guide: links to its own headings still lead to them.
    is_export: bool,
    /// Targets that were not imported.
    lost: Vec<String>,
    /// Pictures that did not, with what described them and is not shown either.
    lost_pictures: Vec<(String, String)>,
    /// Whether the text is a question: what describes a picture there may be the answer.
    asks: bool,
    /// Whether the text is that of a choice.
    is_choice: bool,
}

/// What a picture shares its place with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Nothing: without words a choice or a table's cell would be empty.
    AloneInField,
    /// Nothing in its paragraph.
    AloneInLine,
    BesideText,
}

/// A link or image in a text.
pub struct FoundLink {
    pub whole: Range<usize>,
    pub label: Range<usize>,
    pub target: String,
    pub image: bool,
    pub wiki: bool,
}

impl FoundLink {
    /// A link whose end is not read yet.
    fn open(whole: Range<usize>, target: &str, image: bool, link_type: LinkType) -> Self {
        Self { whole, label: 0..0, target: target.to_string(), image, wiki: matches!(link_type, LinkType::WikiLink { .. }) }
    }
}

impl Placer<'_> {
    fn rewrite(&mut self, text: &str) -> String {
        let text = &*if self.is_export { Cow::Borrowed(text) } else { without_citations(text) };
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for found in links(text) {
            if found.whole.start < done {
                continue;
            }
            let Some(new) = self.replacement(text, &found) else { continue };
            out.push_str(&text[done..found.whole.start]);
            out.push_str(&new);
            done = found.whole.end;
        }
        out.push_str(&text[done..]);
        self.pictures(&out)
    }

    /// The replacement of a link; `None` where it stays.
    fn replacement(&mut self, text: &str, found: &FoundLink) -> Option<String> {
        // `[[ -n $a ]]` is a test of a shell, and the brackets of `[[docs]](https://…)` are those of a link's text.
        let code = found.target.trim() != found.target || found.target.contains(['$', '"', '=', '&', ';', '<']);
        let code = found.wiki && (code || text[found.whole.end..].starts_with(['(', '[']));
        if is_remote(&found.target) || code || self.is_export && found.target.starts_with('#') {
            return None;
        }
        let label = text[found.label.clone()].trim();
        if let Some(target) = self.kept.find(&found.target, found.wiki) {
            // Only the target changes, so that titles and the form of the link stay.
            let written = &text[found.whole.clone()];
            return written.contains(&found.target).then(|| written.replacen(&found.target, &target, 1));
        }
        let Some(number) = self.index.find(self.file, &found.target) else {
            if is_subscript(text, found) {
                return Some(format!("\\{}", &text[found.whole.clone()]));
            }
            let shown = if found.wiki { label.rsplit('|').find(|part| !is_size(part)).unwrap_or_default() } else { label };
            if found.image {
                return Some(self.lost_picture(&found.target, shown, self.place(text, &found.whole)));
            }
            if !found.target.starts_with('#') {
                self.lost.push(found.target.clone());
            }
            return Some(shown.to_string());
        };
        let path = self.path(number);
        Some(match (found.image, found.wiki) {
            (true, true) => embed(&path, label),
            (true, false) => format!("![{label}]({path})"),
            (false, _) => format!("[{}]({path})", if label.is_empty() { &found.target } else { label }),
        })
    }

    /// `<a href="#top">` and links to files, of raw HTML: where nothing of that came along, their text stays.
    fn anchors(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let (mut done, mut open) = (0, 0usize);
        if !text.contains("<a ") {
            return text.to_string();
        }
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            if !matches!(event, Event::Html(_) | Event::InlineHtml(_)) {
                continue;
            }
            let mut at = range.start;
            while let Some(start) = text[at..range.end].find('<').map(|start| at + start) {
                at = text[start..range.end].find('>').map_or(range.end, |end| start + end + 1);
                let tag = &text[start..at];
                let cut = if tag.starts_with("<a ") { self.leads_nowhere(tag) } else { open > 0 && tag.starts_with("</a") };
                if cut {
                    out.push_str(&text[done..start]);
                    done = at;
                    open = if tag.starts_with("</") { open - 1 } else { open + 1 };
                }
            }
        }
        out + &text[done..]
    }

    fn leads_nowhere(&mut self, tag: &str) -> bool {
        let Some(target) = attribute(tag, "href").filter(|target| !is_remote(target)) else { return false };
        let lost = self.kept.find(&target, false).is_none() && self.index.find(self.file, &target).is_none();
        if lost && !target.is_empty() && !target.starts_with('#') {
            self.lost.push(target);
        }
        lost
    }

    /// `<img src="x.png">` as Anki and code hosts have it.
    fn pictures(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        // In code a tag is text.
        let html = html_ranges(text);
        while let Some(at) = rest.find("<img ") {
            let place = text.len() - rest.len() + at;
            if !html.iter().any(|range| range.contains(&place)) {
                out.push_str(&rest[..at + 1]);
                rest = &rest[at + 1..];
                continue;
            }
            let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
            let tag = &rest[at..end];
            out.push_str(&rest[..at]);
            match attribute(tag, "src").filter(|src| !is_remote(src)) {
                Some(src) => match self.index.find(self.file, &src) {
                    Some(number) => {
                        let path = self.path(number);
                        out.push_str(&tag.replacen(&src, &path, 1));
                    }
                    None => {
                        let place = self.place(text, &(place..place + tag.len()));
                        out.push_str(&self.lost_picture(&src, &attribute(tag, "alt").unwrap_or_default(), place));
                    }
                },
                None => out.push_str(tag),
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        out
    }

    /// What a picture at a place of a text stands beside.
    fn place(&self, text: &str, at: &Range<usize>) -> Place {
        let before = text[..at.start].rsplit('\n').next().unwrap_or_default().trim();
        let after = text[at.end..].split('\n').next().unwrap_or_default().trim();
        let is_choice = self.is_choice && text.trim().len() == at.len();
        if is_choice || before.starts_with('|') && before.ends_with('|') && after.starts_with('|') {
            return Place::AloneInField;
        }
        if before.is_empty() && after.is_empty() { Place::AloneInLine } else { Place::BesideText }
    }

    /// What stands for a picture that was not imported: its description, but none in a question, none that is made of the file's name, and no word
    /// that would be a paragraph. A choice or cell that has nothing else keeps whatever names the picture.
    fn lost_picture(&mut self, target: &str, words: &str, place: Place) -> String {
        let name = normalize_path(target.rsplit(['/', '\\']).next().unwrap_or(target));
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        let bare = |text: &str| normalize_path(text).replace(['-', '_'], " ").trim().to_string();
        let is_name = [&*name, stem].iter().any(|name| bare(name) == bare(words)) || bare(words) == bare(target);
        // Where words need no spaces, one may be a sentence.
        let is_word = words.chars().all(|c| c.is_lowercase() || c.is_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
        let (shown, told) = match place {
            Place::AloneInField if words.is_empty() => (stem, ""),
            Place::AloneInField => (words, ""),
            _ if is_name => ("", ""),
            Place::AloneInLine if is_word => ("", words),
            _ if self.asks => ("", words),
            _ => (words, ""),
        };
        self.lost_pictures.push((target.to_string(), told.to_string()));
        shown.to_string()
    }

    /// Where a media file lies, seen from the card. Names become plain ones, so that no link needs escapes.
    fn path(&mut self, number: usize) -> String {
        let name = match self.used.get(&number) {
            Some(name) => name.clone(),
            None => {
                let file = self.media[number].path.rsplit('/').next().unwrap_or_default();
                let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
                let stem = Some(slug(stem)).filter(|stem| !stem.is_empty()).unwrap_or_else(|| "file".into());
                let ending: String = ending.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
                let mut name = format!("{stem}.{ending}");
                let mut count = 2;
                while !self.names.insert(name.clone()) {
                    name = format!("{stem}-{count}.{ending}");
                    count += 1;
                }
                self.used.insert(number, name.clone());
                name
            }
        };
        format!("{}{FOLDER}/{name}", self.up)
    }
}

/// `![[er.png|300]]`: a width is not text.
fn embed(path: &str, label: &str) -> String {
    let (name, size) = label.split_once('|').unwrap_or((label, ""));
    let stem = name.rsplit('/').next().unwrap_or(name);
    let alt = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem).replace(['-', '_'], " ");
    let width = size.split('x').next().unwrap_or_default().trim();
    if !width.is_empty() && width.chars().all(|c| c.is_ascii_digit()) {
        return format!("<img src=\"{path}\" alt=\"{}\" width=\"{width}\">", alt.replace('"', "&quot;"));
    }
    format!("![{}]({path})", if size.trim().is_empty() { &alt } else { size.trim() })
}

/// `300` or `300x200`: how large an embedded picture is shown.
fn is_size(text: &str) -> bool {
    !text.trim().is_empty() && text.trim().split('x').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let rest = &tag[at..];
    match rest.chars().next()? {
        quote @ ('"' | '\'') => Some(rest[1..].split(quote).next()?.to_string()),
        _ => Some(rest.split([' ', '>', '/']).next()?.to_string()),
    }
}

/// `x[[1]]`, `[[2]]`: of a language, not of a vault.
fn is_subscript(text: &str, found: &FoundLink) -> bool {
    let follows = text[..found.whole.start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']'));
    found.wiki && !found.image && (follows || found.target.chars().all(|c| c.is_ascii_digit()))
}

/// Whether a target names another host or another program.
fn is_remote(target: &str) -> bool {
    target.starts_with("//")
        || target.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
        })
}

/// The Markdown of banks.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_WIKILINKS).union(Options::ENABLE_MATH);

/// Where a text has HTML.
/// `[[1]](#sources)`, where a heading of the bank's page lists them, is `[1]`.
fn without_citations(text: &str) -> Cow<'_, str> {
    if !text.contains("]](#") {
        return Cow::Borrowed(text);
    }
    let mut out = text.to_string();
    let cited: Vec<Range<usize>> = Parser::new_ext(text, OPTIONS.difference(Options::ENABLE_WIKILINKS))
        .into_offset_iter()
        .filter(|(event, range)| {
            let leads_within = matches!(event, Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#'));
            leads_within && text[range.clone()].starts_with("[[") && text[range.clone()].contains("]](#")
        })
        .map(|(_, range)| range)
        .collect();
    for range in cited.into_iter().rev() {
        let inner = text[range.start + 1..range.end].split("](#").next().unwrap_or_default().to_string();
        out.replace_range(range, &inner);
    }
    Cow::Owned(out)
}

fn html_ranges(text: &str) -> Vec<Range<usize>> {
    if !text.contains("<img ") {
        return Vec::new();
    }
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter().filter(|(event, _)| is_html(event)).map(|(_, range)| range).collect()
}

/// The links and images of a text, in its order, the innermost of nested ones included.
pub fn links(text: &str) -> Vec<FoundLink> {
    let mut found: Vec<FoundLink> = Vec::new();
    let mut open: Vec<FoundLink> = Vec::new();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) if !matches!(link_type, LinkType::Autolink | LinkType::Email) => {
                open.push(FoundLink::open(range, &dest_url, false, link_type));
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                open.push(FoundLink::open(range, &dest_url, true, link_type));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some(mut one) = open.pop() else { continue };
                if one.wiki {
                    one.label = wiki_label(text, &one.whole, one.image);
                }
                found.push(one);
            }
            _ => {
                for FoundLink { label, .. } in &mut open {
                    *label = if label.start == label.end { range.clone() } else { label.start..range.end.max(label.end) };
                }
            }
        }
    }
    found.sort_by_key(|found| (found.whole.start, std::cmp::Reverse(found.whole.end)));
    found
}

/// What is between the brackets of `[[target|label]]`.
fn wiki_label(text: &str, whole: &Range<usize>, image: bool) -> Range<usize> {
    let start = whole.start + if image { 3 } else { 2 };
    let end = whole.end.saturating_sub(2).max(start);
    if text.get(start..end).is_some() { start..end } else { whole.clone() }
}
