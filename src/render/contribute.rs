//! contribute.html: how a reader fixes a card or adds one, with links that open the code host's editor.

use super::Page;
use super::about::About;
use super::page_urls::host;
use super::starter;
use super::view::{Contribute, NewCard};
use crate::model::{Node, TopicIx};

/// Topics that the page lists; each topic's own page has its link too.
const TOPICS: usize = 100;

pub fn render(page: &Page<'_>) -> super::Rendered {
    let Some(host) = host(page.cx) else { return Ok(Vec::new()) };
    let (title, summary) = (page.word("contribute", "title"), page.word("contribute", "summary"));
    let template = starter::card(page.cx.config, page.cx.theme.strings(), &starter::Card::default());
    let topics = (0..page.cx.guide.topics.len()).map(TopicIx::from).take(TOPICS);
    let view = Contribute {
        topics: topics.filter_map(|ix| Some(NewCard { topic: page.link(Node::Topic(ix), None), url: new_card(page, ix)? })).collect(),
        filled: host.fills(),
        template,
        report: host.report(),
    };
    let about = About { kind: "contribute", title: &title, description: &summary, breadcrumbs: page.crumbs(None), ..About::default() };
    page.fill("contribute.html", &page.info(about), Some(("contribute", &view)))
}

/// Where a card is begun in a topic's folder.
pub fn new_card(page: &Page<'_>, topic: TopicIx) -> Option<String> {
    let text = starter::card(page.cx.config, page.cx.theme.strings(), &starter::Card::default());
    let name = format!("{}.md", starter::name(page.cx.theme.strings()));
    Some(host(page.cx)?.create(&format!("content/{}", page.cx.guide.topic(topic).id), &name, &text))
}
