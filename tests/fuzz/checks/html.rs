//! Markdown → HTML: what a browser makes of it has no active content, it ends where it ends, and it is the same twice.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use recto::config::{self, Config};
use recto::markup::{CodeText, Layout, Markup, PageContext, UiStrings};
use recto::model::{Asset, Cloze, Guide, HtmlPolicy, Node, Question};
use recto::parse::{self, ParseOptions};
use recto::site::SitePath;
use recto::source::{Source, SourceId, Sources, Span};
use recto::{resolve, theme};

use super::{inert, judge, split, text};

pub struct Fixture {
    config: Config,
    parse_options: ParseOptions,
    sanitize: Markup,
    escape: Markup,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let mut config = config::parse(SourceId(0), "[book]\nid = \"x\"\ntitle = \"X\"\n[links]\nterms = true\n").0;
    let words = theme::built_in_strings("en");
    config.add_section_names(|kind| words.section_names(kind.key()));
    let strings = UiStrings::from_keys(|key| words.get("markup", key).unwrap_or_default().to_string());
    Fixture {
        parse_options: recto::parse_options(&config),
        config,
        sanitize: Markup::new(HtmlPolicy::Sanitize, strings.clone()),
        escape: Markup::new(HtmlPolicy::Escape, strings),
    }
});

/// How a guide without a book.toml is read.
pub fn parse_options() -> &'static ParseOptions {
    &FIXTURE.parse_options
}

pub fn check(data: &[u8]) {
    let Some((form, Some(markdown))) = split(data).map(|(form, rest)| (form, text(rest))) else { return };
    let file = match form & 3 {
        0 => format!("# Question?\n\n## Answer\n\n{markdown}\n"),
        1 => format!("---\ntype: cloze\n---\n# Question?\n\n{markdown}\n"),
        2 => format!("# Question?\n\n{markdown}\n\n## Answer\n\nx\n"),
        _ => format!("---\ntitle: A page\n---\n{markdown}\n"),
    };
    let pages = guide(&file, form & 4 == 0);
    for html in &pages {
        inert::check(html);
    }
}

/// Every body of a small guide in which this file is `t/a.md`, whole and in parts.
pub fn guide(file: &str, sanitize: bool) -> Vec<String> {
    let fixture = &*FIXTURE;
    let mut sources = Sources::default();
    sources.add(Source::new("content/t/a.md", file));
    sources.add(Source::new("content/t/b.md", "---\nterms: [word]\n---\n# Another? \n\n## Answer\n\n### Here\n\nx[^1]\n\n[^1]: y\n"));
    let documents = sources.iter().filter_map(|(id, source)| {
        let (document, found) = parse::document(id, source, &fixture.parse_options);
        judge(&found, &sources);
        document
    });
    let asset = Asset {
        path: "t/x.png".into(),
        hash: "0".repeat(16),
        dimensions: Some((1, 1)),
        has_active_content: false,
        meant_as_card: false,
        published: false,
    };
    let documents = resolve::originals(documents.collect());
    let (guide, found) = resolve::resolve(documents, &sources, vec![asset], &BTreeSet::new(), &fixture.config, false);
    judge(&found, &sources);
    let markup = if sanitize { &fixture.sanitize } else { &fixture.escape };
    guide.nodes().flat_map(|node| bodies(&guide, &sources, node, markup)).collect()
}

fn bodies(guide: &Guide, sources: &Sources, node: Node, markup: &Markup) -> Vec<String> {
    let Some(body) = guide.body(node) else { return Vec::new() };
    judge(&markup.check(sources, body), sources);
    let here = SitePath::new("t/a.html");
    let place = PageContext { guide, sources, here: &here };
    let mut cloze: &[Cloze] = &[];
    let mut parts: Vec<Span> = vec![body.span];
    if let Node::Card(ix) = node {
        let card = guide.card(ix);
        parts = std::iter::once(card.prompt).chain(card.sections.iter().map(|section| section.span)).collect();
        parts.extend(card.key_points.iter().map(|point| point.span));
        match &card.question {
            Question::Choice { choices, .. } => parts.extend(choices.iter().flat_map(|choice| [choice.span, choice.feedback])),
            Question::Cloze(deletions) => cloze = deletions,
            Question::Open => {}
        }
        inert::check(&markup.title(&card.title));
    }
    let layout = Layout { cloze, ..Layout::CARD };
    let render = || markup.render_parts(&place, body, &parts, &layout);
    let html = render();
    assert_eq!(html, render(), "not the same twice");
    markup.plain(guide, sources, body, cloze, &parts, CodeText::Kept);
    html.into_iter().map(|part| part.html).collect()
}
