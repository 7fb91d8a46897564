//! `recto translate status` lists what is missing and outdated in each language; `recto new --lang fr ID` starts a translation.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes the author's files.

use recto::config::Config;
use recto::diagnostic::suggestion;
use recto::model::{Guide, Language, Node};
use recto::parse::{self, Content, Document, Meta};
use recto::{Compiled, Options};
use serde::Serialize;

use super::args::{Translate, TranslateAction};
use super::terminal::{plural, print};
use super::{Failure, files, guide, read};

/// Ids that a list names before it only counts.
const MAX_LISTED: usize = 20;

/// `recto translate`.
pub fn run(args: &Translate) -> Result<(), Failure> {
    let TranslateAction::Status { dir, lang, json, all } = &args.action;
    let opened = guide::find(dir)?;
    let compiled = recto::compile(read::read(&opened.root)?, &Options::default());
    let languages = &compiled.guide.languages.list;
    if languages.len() < 2 {
        let help =
            "name the languages in book.toml, `[book]` `languages = [\"en\", \"fr\"]`, then `recto new --lang fr ID` starts a translation";
        return Err(Failure::Usage(format!("this guide has no translations: {help}")));
    }
    let wanted: Vec<&Language> = languages[1..].iter().filter(|language| lang.as_ref().is_none_or(|lang| *lang == language.code)).collect();
    if wanted.is_empty() {
        return Err(Failure::Usage(unknown_language(lang.as_deref().unwrap_or_default(), &compiled.config)));
    }
    let states: Vec<State> = wanted.into_iter().map(|language| state(&compiled, language)).collect();
    let most = if *all { usize::MAX } else { MAX_LISTED };
    let text = if *json { recto::encode::json_pretty(&states) + "\n" } else { states.iter().map(|state| state.text(most)).collect() };
    Ok(print(&text)?)
}

fn unknown_language(lang: &str, config: &Config) -> String {
    let hint = suggestion(lang, config.book.languages.iter().map(String::as_str))
        .unwrap_or_else(|| "add it to `book.languages` in book.toml".into());
    format!("the guide is not translated into `{lang}`; {hint}")
}

/// How far a language is. Also the JSON that is printed; fields are only ever added.
#[derive(Debug, Serialize)]
struct State {
    language: String,
    /// Texts of the guide: cards, pages, topics with a page of their own, the home page.
    texts: usize,
    translated: usize,
    /// Ids, the home page's being `index`.
    missing: Vec<String>,
    outdated: Vec<String>,
    /// Ids of files whose text is still their original's.
    #[serde(rename = "untouched")]
    untranslated_copies: Vec<String>,
    /// Files without the hash of the original text that they translate.
    unknown: Vec<String>,
}

fn state(compiled: &Compiled, language: &Language) -> State {
    let guide: &Guide = &compiled.guide;
    let texts: Vec<&str> = guide.nodes().filter(|node| guide.body(*node).is_some()).map(|node| guide.id(node)).collect();
    let shown = |id: &str| if id.is_empty() { "index".to_string() } else { id.to_string() };
    let is_there = |id: &str| language.translated.contains(id);
    let missing = texts.iter().filter(|id| !is_there(id) && !language.untranslated_copies.contains(**id)).map(|id| shown(id)).collect();
    State {
        language: language.code.clone(),
        texts: texts.len(),
        translated: texts.iter().filter(|id| is_there(id)).count(),
        missing,
        outdated: language.outdated.iter().map(|id| shown(id)).collect(),
        untranslated_copies: language.untranslated_copies.iter().map(|id| shown(id)).collect(),
        unknown: unknown(compiled, &language.code),
    }
}

/// The files in a language without the hash of their original.
fn unknown(compiled: &Compiled, code: &str) -> Vec<String> {
    let parse_options = recto::parse_options(&compiled.config);
    let number = parse_options.translations.iter().position(|(language, _)| language == code);
    let says = |meta: &Meta| meta.original_hash.is_some();
    let is_unknown = |document: &Document| match document.content.as_ref() {
        Content::Home(page) | Content::Topic(page) | Content::Page(page) => !says(&page.meta),
        Content::Cards(cards) => !cards.iter().all(|card| says(&card.meta)),
    };
    let documents = compiled.sources.iter().filter_map(|(id, source)| Some((source, parse::document(id, source, &parse_options).0?)));
    documents.filter(|(_, document)| document.language == number && is_unknown(document)).map(|(source, _)| source.path.clone()).collect()
}

impl State {
    fn text(&self, most: usize) -> String {
        let mut text = format!("{}: {} of {} translated\n", self.language, self.translated, plural(self.texts, "text"));
        for (what, list) in [
            ("missing", &self.missing),
            ("untouched, still with the text of the original", &self.untranslated_copies),
            ("outdated", &self.outdated),
            ("without `original` in the front matter, so that nobody knows whether they are up to date", &self.unknown),
        ] {
            if list.is_empty() {
                continue;
            }
            text.push_str(&format!("  {} {what}:\n", list.len()));
            list.iter().take(most).for_each(|id| text.push_str(&format!("    {id}\n")));
            if list.len() > most {
                text.push_str(&format!("    and {} more; `--all` lists them\n", list.len() - most));
            }
        }
        text
    }
}

/// The file of a translation of `id` and the text it starts with: its original's, after front matter that names what it is a translation of.
pub fn start(compiled: &Compiled, id: &str, lang: &str) -> Result<(String, String), Failure> {
    let refuse = |why: String| Err(Failure::Usage(why));
    let Compiled { config, guide, sources, .. } = compiled;
    let Some(language) = config.translation_languages().find(|language| language.eq_ignore_ascii_case(lang)) else {
        return refuse(unknown_language(lang, config));
    };
    let id = id.strip_prefix("content/").unwrap_or(id).trim_end_matches('/');
    let id = id.strip_suffix(".md").unwrap_or(id);
    let id = if id == "index" { "" } else { id.strip_suffix("/index").unwrap_or(id) };
    let Some(node) = guide.nodes().find(|node| guide.id(*node) == id) else {
        let near = suggestion(id, guide.nodes().map(|node| guide.id(node)).collect::<Vec<_>>())
            .unwrap_or_else(|| "an id is a path under content/ without `.md`".into());
        return refuse(format!("the guide has nothing called `{id}`; {near}"));
    };
    let Some(body) = guide.body(node) else {
        return refuse(format!("the topic `{id}` has no page of its own to translate; `recto new topic` makes one"));
    };
    let source = sources.get(body.source);
    let Some(document) = parse::document(body.source, source, &recto::parse_options(config)).0 else {
        return refuse(format!("{} is not content", source.path));
    };
    let stem = parse::stem(&source.path).unwrap_or(&source.path);
    let file = format!("{stem}.{language}{}", &source.path[stem.len()..]);
    Ok((file, copy(&document, &source.text, matches!(node, Node::Card(_)))))
}

/// The text of an original, ready to be translated.
fn copy(document: &Document, text: &str, is_card: bool) -> String {
    match document.content.as_ref() {
        Content::Home(page) | Content::Topic(page) | Content::Page(page) => {
            let mut front = vec![format!("original: \"{}\"", page.hash)];
            for (key, word) in [("title", &page.meta.title), ("summary", &page.meta.summary)] {
                front.extend(word.as_ref().map(|(word, _)| format!("{key}: {}", recto::encode::json(word))));
            }
            front.extend(terms(&page.meta));
            // The text as it is: by it a copy is known for one.
            format!("---\n{}\n---\n{}", front.join("\n"), &text[page.body.span.range()])
        }
        Content::Cards(cards) if document.path.kind != parse::FileKind::Cards && is_card => {
            let Some(card) = cards.first() else { return text.to_string() };
            let mut front = vec![format!("original: \"{}\"", card.hash)];
            front.extend(card.meta.card_type.as_ref().map(|(kind, _)| format!("type: {kind}")));
            front.extend(terms(&card.meta));
            framed(&front, &text[card.heading.start.min(card.body.span.start) as usize..])
        }
        Content::Cards(cards) => {
            // A hash after the id of each heading; what else is in its braces is the original's.
            let start = cards.first().map_or(0, |card| card.heading.start as usize);
            let mut copied = String::new();
            let mut at = start;
            for card in cards {
                let heading = &text[card.heading.range()];
                let Some(brace) = heading.rfind("{#") else { continue };
                let open = card.heading.start as usize + brace;
                let close = text[open..].find('}').map_or(card.heading.end as usize, |close| open + close + 1);
                copied.push_str(&text[at..open]);
                let name = card.id.0.rsplit('/').next().unwrap_or_default();
                copied.push_str(&format!("{{#{name} original={}", card.hash));
                copied.push_str(&card.meta.card_type.as_ref().map(|(kind, _)| format!(" type={kind}")).unwrap_or_default());
                copied.push('}');
                at = close;
            }
            copied.push_str(&text[at..]);
            copied
        }
    }
}

/// The words that a text defines: a translation gives its own.
fn terms(meta: &Meta) -> Option<String> {
    let terms: Vec<String> = meta.terms.iter().map(|(term, _)| recto::encode::json(term)).collect();
    (!terms.is_empty()).then(|| format!("terms: [{}]", terms.join(", ")))
}

fn framed(front: &[String], body: &str) -> String {
    format!("---\n{}\n---\n\n{}", front.join("\n"), body.trim_start())
}

/// Writes the file that [`start`] gives.
pub fn create(id: &str, lang: &str, dir: &std::path::Path) -> Result<(), Failure> {
    let opened = guide::find(dir)?;
    let compiled = recto::compile(read::read(&opened.root)?, &Options { drafts: true, ..Options::default() });
    let (file, text) = start(&compiled, id, lang)?;
    files::create_new(&opened.root.join(&file), &text)?;
    print(&format!("{}{file}\n", opened.prefix()))?;
    eprintln!("translate its text; code, links and keys stay as they are. `recto translate status` lists what is left");
    Ok(())
}
