//! contribute.html: how a reader fixes a card or adds one, with links that open the code host's editor.

use super::PageRenderer;
use super::page_meta::PageMeta;
use super::page_urls::host;
use super::scaffold;
use super::view::{Contribute, NewCard};
use crate::model::{Node, TopicIx};

/// Topics that the page lists; each topic's own page has its link too.
const MAX_TOPICS: usize = 100;

/// The page; empty where the repository's host is not known.
pub fn render(page: &PageRenderer<'_>) -> super::Rendered {
    let Some(host) = host(page.cx) else { return Ok(Vec::new()) };
    let (title, summary) = (page.word("contribute", "title"), page.word("contribute", "summary"));
    let template = scaffold::card(page.cx.config, page.cx.theme.strings(), &scaffold::Card::default());
    let topics = (0..page.cx.guide.topics.len()).map(TopicIx::from).take(MAX_TOPICS);
    let view = Contribute {
        topics: topics.filter_map(|ix| Some(NewCard { topic: page.link(Node::Topic(ix), None), url: new_card(page, ix)? })).collect(),
        prefilled: host.supports_prefilled_text(),
        template,
        issue_url: host.issue_url(),
    };
    let meta = PageMeta { kind: "contribute", title: &title, description: &summary, breadcrumbs: page.crumbs(None), ..PageMeta::default() };
    page.render("contribute.html", &page.info(meta), &[("contribute", &view)])
}

/// Where a new card is created in a topic's folder.
pub fn new_card(page: &PageRenderer<'_>, topic: TopicIx) -> Option<String> {
    let text = scaffold::card(page.cx.config, page.cx.theme.strings(), &scaffold::Card::default());
    let name = format!("{}.md", scaffold::name(page.cx.theme.strings()));
    Some(host(page.cx)?.new_file_url(&format!("content/{}", page.cx.guide.topic(topic).id), &name, &text))
}
