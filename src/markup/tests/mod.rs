//! Rendering tested from outside: Markdown in, HTML out. Bodies are bound here by a simple rule instead of by parsing and resolving.

mod blocks;
mod findings;
mod hostile;
mod raw_html;
mod running_text;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::html::Tag as RawTag;
use super::*;
use crate::model::*;
use crate::source::{Source, SourceId};

/// A source with one body, and a guide whose only card is titled "What is `ACID`?".
pub(super) struct Doc {
    pub(super) sources: Sources,
    pub(super) guide: Guide,
    pub(super) body: Body,
}

/// Front matter, so that offsets into the body differ from those into the file.
const FRONT: &str = "---\nlevel: mid\n---\n";

impl Doc {
    pub(super) fn new(markdown: &str) -> Self {
        let mut sources = Sources::default();
        let text = format!("{FRONT}{markdown}");
        let span = Span::new(FRONT.len(), text.len());
        let source = sources.add(Source::new("content/databases/isolation.md", text));
        let body = bind(markdown, source, span);
        Self { sources, guide: guide(body.clone()), body }
    }

    /// The span of a text in the source.
    pub(super) fn span(&self, text: &str) -> Span {
        let start = self.sources.get(self.body.source).text.find(text).unwrap();
        Span::new(start, start + text.len())
    }

    pub(super) fn link(&mut self, text: &str, syntax: LinkSyntax, target: Target) {
        let span = self.span(text);
        self.body.links.push(Link { span, syntax, target });
        self.body.links.sort_by_key(|l| l.span.start);
    }

    pub(super) fn parts(&self, policy: HtmlPolicy, parts: &[Span], layout: &Layout<'_>) -> Vec<Html> {
        let here = SitePath::new("databases/isolation.html");
        let place = PageContext { guide: &self.guide, sources: &self.sources, here: &here };
        markup(policy).render_parts(&place, &self.body, parts, layout)
    }

    pub(super) fn html(&self) -> String {
        self.parts(HtmlPolicy::Sanitize, &[self.body.span], &Layout::PAGE).remove(0).html
    }

    pub(super) fn part(&self, text: &str) -> String {
        self.parts(HtmlPolicy::Sanitize, &[self.span(text)], &Layout::CARD).remove(0).html
    }

    pub(super) fn plain(&self, cloze: &[Cloze], code: CodeText) -> String {
        markup(HtmlPolicy::Sanitize).plain(&self.guide, &self.sources, &self.body, cloze, &[self.body.span], code).remove(0)
    }
}

pub(super) fn markup(policy: HtmlPolicy) -> Markup {
    Markup::new(
        policy,
        UiStrings::from_keys(|key| format!("[{key}{}]", if key.starts_with("foot") || key.starts_with("back") { " {n}" } else { "" })),
    )
}

/// The whole of a text, rendered with the default policy.
pub(super) fn html(markdown: &str) -> String {
    Doc::new(markdown).html()
}

/// Binds links by their destinations: `acid`, `x.svg`, `draft`, `#here`, `recto:study?…`, http and mailto. All others stay unbound, as
/// those that parsing refuses.
fn bind(markdown: &str, source: SourceId, span: Span) -> Body {
    let mut headings = Vec::new();
    let mut body = fixtures::body(source, span);
    let ready = crate::markdown::Markdown::new(markdown);
    let mut events = Vec::new();
    ready.restored_events(Parser::new_ext(ready.text(), crate::markdown::options()).into_offset_iter(), &mut events);
    for (event, range) in events {
        let range = Span::from(range).shifted(span.start as usize);
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let text = markdown[range.start as usize - span.start as usize..range.end as usize - span.start as usize]
                    .trim_matches(['#', ' ', '\n'])
                    .to_string();
                let id = text.to_lowercase().replace(' ', "-");
                let fragment = id.as_str().into();
                headings.push(Heading { level: level as u8, span: range, text: text.into(), id: id.into(), fragment });
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let syntax =
                    if link_type == (LinkType::WikiLink { has_pothole: false }) { LinkSyntax::WikiWithoutText } else { LinkSyntax::Text };
                let mailto = if link_type == LinkType::Email { "mailto:" } else { "" };
                if let Some(target) = target(&format!("{mailto}{dest_url}")) {
                    body.links.push(Link { span: range, syntax, target });
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                if let Some(target @ Target::Asset(_)) = target(&dest_url) {
                    body.links.push(Link { span: range, syntax: LinkSyntax::Image, target });
                }
            }
            _ => {}
        }
    }
    body.headings = headings.into();
    body
}

fn target(url: &str) -> Option<Target> {
    let acid = Node::Card(CardIx(0));
    Some(match url {
        "acid" => Target::Node(acid, None),
        "acid#key-points" => Target::Node(acid, Some("key-points".into())),
        "x.svg" => Target::Asset(AssetIx(0)),
        "draft" => Target::Unlinked,
        _ if url.starts_with('#') => Target::Fragment(url[1..].into()),
        _ if url.starts_with("recto:study?") => Target::App(AppPage::Study, url["recto:study?".len()..].into()),
        _ if url.starts_with("http:") || url.starts_with("https:") || url.starts_with("mailto:") => Target::External(url.into()),
        _ => return None,
    })
}

fn guide(body: Body) -> Guide {
    let title = Title::new("What is ACID?", "What is `ACID`?");
    let card = Card { id: "apis/acid".into(), title, body, ..fixtures::card() };
    let asset = Asset {
        path: "databases/x.svg".into(),
        dimensions: Some((40, 30)),
        hash: String::new(),
        has_active_content: false,
        meant_as_card: false,
        published: true,
    };
    Guide { cards: vec![card], assets: vec![asset], ..Guide::default() }
}

/// Every `<` starts a complete tag, start and end tags fit, no attribute runs code and no URL leads where it must not.
pub(super) fn assert_harmless(html: &str) {
    const VOID: &[&str] = &["br", "hr", "img", "input", "wbr", "col"];
    const NEVER: &[&str] = &["script", "style", "iframe", "object", "embed", "form", "base", "meta", "link", "foreignObject", "template"];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let tag = RawTag::read(&rest[at..]).unwrap_or_else(|| panic!("a stray < in {html}"));
        assert!(!NEVER.contains(&tag.name), "<{}> in {html}", tag.name);
        let closed_at_once = rest[at..at + tag.len].ends_with("/>");
        match tag.is_end_tag {
            true => assert_eq!(open.pop(), Some(tag.name), "{html}"),
            false if VOID.contains(&tag.name) || closed_at_once => {}
            false => open.push(tag.name),
        }
        for attribute in &tag.attributes {
            assert!(!attribute.name.to_lowercase().starts_with("on") && attribute.name != "style", "{} in {html}", attribute.name);
            if matches!(attribute.name, "href" | "src") {
                let scheme = attribute.value.split_once(':').map_or("", |(scheme, _)| scheme);
                let inside = attribute.value.starts_with('#') || attribute.value.starts_with("../") || !attribute.value.contains(':');
                assert!(inside || ["http", "https", "mailto", "tel"].contains(&scheme), "{} in {html}", attribute.value);
            }
        }
        rest = &rest[at + tag.len..];
    }
    assert!(open.is_empty(), "{open:?} not closed in {html}");
}
