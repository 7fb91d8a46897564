//! Tags that lead nowhere, that are nearly another tag, or that the guide does not know.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, nearest, suggestion};
use crate::model::{Body, Guide, Node, Tag, plural_stem};
use crate::source::{Location, Sources, Span};

/// Cards from which on a guide is large enough for a tag with one card to be odd.
const MIN_CARDS: usize = 30;
/// Names that are looked at, all in all, for those that were meant: thousands of tags that nobody shares are not typing errors.
const COMPARISON_BUDGET: usize = 500_000;

/// Adds the findings about the guide's tags.
pub fn lint(guide: &Guide, sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let unknown = |tag: &Tag| config.allowed_tags.as_ref().is_some_and(|known| !known.iter().any(|k| k.eq_ignore_ascii_case(&tag.name)));
    // One mistake, one finding: the one that names the tag to use says more than that nobody else has this one.
    let similar = similar(guide, sources, unknown, diagnostics);
    let mut shared: Vec<&Tag> = guide.tags.iter().filter(|tag| holder_count(tag) > 1).collect();
    shared.sort_by_key(|tag| std::cmp::Reverse(holder_count(tag)));
    let shared: Vec<&str> = shared.into_iter().map(|tag| tag.name.as_str()).collect();
    let mut budget = COMPARISON_BUDGET;
    for tag in guide.tags.iter().filter(|tag| !similar.contains(tag.name.as_str())) {
        let places = holders(tag);
        if let Some((first, second)) = tag.name.split_once(" - ") {
            diagnostics.extend(places.iter().filter_map(|node| two_in_one(guide, sources, *node, first, second)));
            continue;
        }
        if let Some(known) = config.allowed_tags.as_ref().filter(|_| unknown(tag)) {
            let near = spend(&mut budget, known.len()).then(|| suggestion(&tag.name, known.iter().map(String::as_str))).flatten();
            let help = near.unwrap_or_else(|| "use one of the tags in book.toml's `check.tags`, or add it there".to_string());
            for place in places.iter().filter_map(|node| place(guide, sources, *node, tag)) {
                let message = format!("the guide has no tag `{}`", tag.name);
                diagnostics.push(Diagnostic::new(Code::UnknownTag, place.source, place.span, message).help(help.as_str()));
            }
        } else if places.len() == 1
            && guide.cards.len() >= MIN_CARDS
            && let Some(place) = place(guide, sources, places[0], tag)
        {
            diagnostics.push(
                Diagnostic::new(Code::SingleUseTag, place.source, place.span, format!("nothing else is tagged `{}`", tag.name))
                    .help(near(tag, if spend(&mut budget, shared.len()) { &shared } else { &[] })),
            );
        }
    }
}

/// An item that swallowed the next one, because that is indented more. The second line is underlined.
fn two_in_one(guide: &Guide, sources: &Sources, node: Node, first: &str, second: &str) -> Option<Diagnostic> {
    let body = guide.body(node)?;
    let front = &sources.get(body.source).text[..body.span.start as usize];
    let mut ends = front.match_indices('\n').map(|(end, _)| end);
    let swallows = |end: &usize| front[..*end].trim_end().ends_with(first) && front[end + 1..].trim_start().starts_with('-');
    let line = ends.find(swallows).map(|end| {
        let line = front[end + 1..].lines().next().unwrap_or_default();
        Span::new(end + 1 + line.len() - line.trim_start().len(), end + 1 + line.trim_end().len())
    });
    let message = format!("`{first} - {second}` is read as one tag");
    let help = "begin all items of a list in the same column: the lines below it that are indented more belong to the item before them";
    Some(Diagnostic::new(Code::JoinedTags, body.source, line.unwrap_or(Span::new(0, front.len())), message).help(help))
}

/// What to do about a tag that only one card has.
fn near(tag: &Tag, shared: &[&str]) -> String {
    match nearest(&tag.name, shared.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? If not, use another tag that other cards carry, or remove it"),
        None if shared.is_empty() => "use a tag that other cards carry, or remove it".to_string(),
        None => {
            let related: Vec<&str> = shared.iter().copied().filter(|other| share_a_word(&tag.name, other)).collect();
            let (what, tags) = if related.is_empty() { ("the most common are", shared) } else { ("near are", related.as_slice()) };
            let list = tags.iter().take(MAX_PROPOSED).map(|tag| format!("`{tag}`")).collect::<Vec<_>>().join(", ");
            format!("use a tag that other cards carry ({what} {list}), or remove it")
        }
    }
}

/// Tags that are proposed for one that no other card has.
const MAX_PROPOSED: usize = 5;
/// Letters with which words of one stem begin.
const STEM_CHARS: usize = 4;

/// Whether two tags have a word in common, or words that begin alike.
fn share_a_word(a: &str, b: &str) -> bool {
    let stems = |tag: &str| -> Vec<String> {
        let words = tag.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= STEM_CHARS);
        words.map(|word| word.chars().take(STEM_CHARS).collect::<String>().to_lowercase()).collect()
    };
    let of_b = stems(b);
    stems(a).iter().any(|stem| of_b.contains(stem))
}

/// Takes the cost of a search among a number of names from what may still be spent on them.
fn spend(budget: &mut usize, names: usize) -> bool {
    let is_enough = *budget >= names;
    *budget = budget.saturating_sub(names);
    is_enough
}

fn holder_count(tag: &Tag) -> usize {
    tag.cards.len() + tag.pages.len() + tag.topics.len()
}

fn holders(tag: &Tag) -> Vec<Node> {
    let cards = tag.cards.iter().map(|c| Node::Card(*c));
    cards.chain(tag.pages.iter().map(|p| Node::Page(*p))).chain(tag.topics.iter().map(|t| Node::Topic(*t))).collect()
}

/// Where the tag is written in the front matter (or the heading's attributes) of a node.
fn place(guide: &Guide, sources: &Sources, node: Node, tag: &Tag) -> Option<Location> {
    let body: &Body = guide.body(node)?;
    let text = &sources.get(body.source).text;
    // Front matter is before the body; the attributes of a card in a `cards.md` in its heading.
    let front = Span::new(0, body.span.start as usize);
    let attributes = body.unrendered_spans.first().copied().unwrap_or(front);
    let within = |span: Span| {
        let slice = text[span.range()].to_lowercase();
        let name = tag.name.to_lowercase();
        let tags = slice.find("tags")?;
        let found = slice[tags..].match_indices(&name).map(|(i, _)| tags + i).find(|i| is_word(&slice, *i, name.len()))?;
        // Lower-casing can change lengths outside of ASCII; then the whole is underlined.
        let exact = text.get(span.start as usize + found..span.start as usize + found + name.len());
        let same = exact.is_some_and(|e| e.to_lowercase() == name);
        Some(if same { Span::new(found, found + name.len()).shifted(span.start as usize) } else { span })
    };
    let span = within(attributes).or_else(|| within(front))?;
    Some(Location { source: body.source, span })
}

fn is_word(text: &str, at: usize, len: usize) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '#');
    !text[..at].chars().next_back().is_some_and(part) && !text[at + len..].chars().next().is_some_and(part)
}

/// Tags that are one word in two forms: a plural, another hyphenation. Returns the names of both.
fn similar<'a>(
    guide: &'a Guide,
    sources: &Sources,
    unknown: impl Fn(&Tag) -> bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeSet<&'a str> {
    let mut seen: BTreeMap<String, &Tag> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for tag in guide.tags.iter().filter(|tag| !unknown(tag)) {
        let key = plain(&tag.name);
        let Some(earlier) = seen.get(&key).copied() else {
            seen.insert(key, tag);
            continue;
        };
        let (rare, common) = if holder_count(tag) <= holder_count(earlier) { (tag, earlier) } else { (earlier, tag) };
        if let Some(place) = holders(rare).into_iter().find_map(|node| place(guide, sources, node, rare)) {
            diagnostics.push(
                Diagnostic::new(
                    Code::SimilarTags,
                    place.source,
                    place.span,
                    format!("`{}` is nearly the tag `{}`", rare.name, common.name),
                )
                .help(format!("use `{}` everywhere", common.name)),
            );
            found.extend([rare.name.as_str(), common.name.as_str()]);
        }
    }
    found
}

/// A tag without hyphens, case and plural.
fn plain(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '.')).collect();
    plural_stem(&letters).to_string()
}
