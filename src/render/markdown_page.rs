//! The Markdown of pages, for programs: each page's Markdown version (`databases/acid.html.md`), and `llms.txt` (llmstxt.org), which leads to them.
//!
//! `llms.txt` lists topics and pages alone, and a topic's page its cards, so that none of them grows with the guide.

use crate::Context;
use crate::model::{CardIx, Node, PageIx, TopicIx};
use crate::site::{self, SitePath};
use crate::standalone_markdown::{CardMarkdown, ChoiceMarkdown, LinkBase, StandaloneMarkdown};

/// The Markdown version of a node's page, published at `here`.
pub fn render(cx: &Context<'_>, here: &SitePath, node: Node) -> Vec<u8> {
    let page =
        MarkdownPage { cx, here, texts: StandaloneMarkdown { guide: cx.guide, sources: cx.sources, base: LinkBase::MarkdownPages(here) } };
    let text = match node {
        Node::Home => page.home(),
        Node::Topic(ix) => page.topic(ix),
        Node::Page(ix) => page.page(ix),
        Node::Card(ix) => page.card(ix),
    };
    text.into_bytes()
}

/// `llms.txt`, published at `here`: the Markdown version of the home page.
pub fn render_list(cx: &Context<'_>, here: &SitePath) -> Vec<u8> {
    let page =
        MarkdownPage { cx, here, texts: StandaloneMarkdown { guide: cx.guide, sources: cx.sources, base: LinkBase::MarkdownPages(here) } };
    page.home().into_bytes()
}

struct MarkdownPage<'a> {
    cx: &'a Context<'a>,
    here: &'a SitePath,
    texts: StandaloneMarkdown<'a>,
}

impl MarkdownPage<'_> {
    /// The guide's text, and what there is in it.
    fn home(&self) -> String {
        let (guide, book) = (self.cx.guide, &self.cx.config.book);
        let mut parts = vec![format!("# {}", book.title)];
        parts.extend((!book.description.is_empty()).then(|| format!("> {}", book.description)));
        parts.extend(self.body(Node::Home));
        let topics =
            (0..guide.topics.len()).map(TopicIx::from).filter(|ix| guide.topic(*ix).total > 0 || !guide.topic(*ix).pages.is_empty());
        parts.extend(self.list(&self.word("nav", "topics"), topics.map(Node::Topic)));
        parts.extend(self.list(&self.word("topic", "pages"), (0..guide.pages.len()).map(|i| Node::Page(i.into()))));
        joined(parts)
    }

    fn topic(&self, ix: TopicIx) -> String {
        let topic = self.cx.guide.topic(ix);
        let mut parts = vec![format!("# {}", topic.title.markdown)];
        parts.extend((!topic.summary.is_empty()).then(|| format!("> {}", topic.summary)));
        parts.extend(self.body(Node::Topic(ix)));
        parts.extend(self.list(&self.word("topic", "topics"), topic.children.iter().map(|ix| Node::Topic(*ix))));
        parts.extend(self.list(&self.word("topic", "pages"), topic.pages.iter().map(|ix| Node::Page(*ix))));
        parts.extend(self.list(&self.word("topic", "cards"), topic.cards.iter().map(|ix| Node::Card(*ix))));
        joined(parts)
    }

    fn page(&self, ix: PageIx) -> String {
        let title = format!("# {}", self.cx.guide.page(ix).title.markdown);
        joined([title].into_iter().chain(self.body(Node::Page(ix))))
    }

    fn card(&self, ix: CardIx) -> String {
        let guide = self.cx.guide;
        let card = guide.card(ix);
        let text = CardMarkdown::new(&self.texts, ix);
        let topic = format!(
            "[{}]({})",
            guide.topic(card.topic).title.plain,
            self.here.url_to(&site::markdown_path(guide, Node::Topic(card.topic)))
        );
        let level = card.level.map(|ix| guide.level(ix).name.clone());
        let kind = card.kind.map(|ix| guide.kind(ix).name.clone());
        let about = [Some(topic), level, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let mut parts = vec![format!("# {}", text.question), about, text.prompt.clone()];
        parts.push(text.choices.iter().map(choice).collect::<Vec<_>>().join("\n"));
        for (kind, section) in &text.sections {
            parts.push(format!("## {}", self.cx.config.section_name(*kind)));
            parts.push(section.clone());
        }
        joined(parts)
    }

    fn body(&self, node: Node) -> Option<String> {
        self.cx.guide.body(node).map(|body| self.texts.part(body, body.span))
    }

    /// A heading and a link to each Markdown page, with what its page is about.
    fn list(&self, heading: &str, nodes: impl Iterator<Item = Node>) -> Option<String> {
        let guide = self.cx.guide;
        let item = |node: Node| {
            let (title, about) = match node {
                Node::Home => return String::new(),
                Node::Topic(ix) => (&guide.topic(ix).title, guide.topic(ix).summary.clone()),
                Node::Page(ix) => (&guide.page(ix).title, guide.page(ix).summary.clone()),
                Node::Card(ix) => (&guide.card(ix).title, guide.card(ix).level.map_or(String::new(), |ix| guide.level(ix).name.clone())),
            };
            let about = if about.is_empty() { about } else { format!(": {about}") };
            format!("- [{}]({}){about}\n", title.plain.replace(['[', ']'], ""), self.here.url_to(&site::markdown_path(guide, node)))
        };
        let items: String = nodes.map(item).collect();
        (!items.is_empty()).then(|| format!("## {heading}\n\n{}", items.trim_end()))
    }

    fn word(&self, table: &str, key: &str) -> String {
        self.cx.theme.strings().get(table, key).unwrap_or(key).to_string()
    }
}

/// A choice as a task, ticked where it is right, with what is said of it.
fn choice(choice: &ChoiceMarkdown) -> String {
    let indented = |text: &str| text.replace('\n', "\n  ");
    let feedback = if choice.feedback.is_empty() { String::new() } else { format!("\n  - {}", choice.feedback.replace('\n', "\n    ")) };
    format!("- [{}] {}{feedback}", if choice.right { 'x' } else { ' ' }, indented(&choice.text))
}

/// The parts that there are, an empty line between them.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}
