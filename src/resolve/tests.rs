//! Binding of references, seen from a small guide: where each link of a page leads, or the finding in its place.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::Code;
use crate::model::{Asset, Target};
use crate::parse::{self, ParseOptions};
use crate::source::{Source, Sources};

const ACID: &str = "---\nlevel: mid\n---\n\n# What is ACID?\n\n## Answer\nFour promises.\n\n### The letters\n\nA, C, I, D.\n";
const PAIR: &str = "# One? {#one level=mid}\n\n## Answer\na\n\n# Two? {#two level=mid}\n\n## Answer\nb\n";

/// Where the only link of content/notes/index.md leads, as the guide says it, and the codes of the findings about that file.
fn bound(link: &str) -> (Option<String>, Vec<Code>) {
    let page = format!("# Here\n\n## A heading\n\n{link}\n");
    let files = [
        ("content/databases/acid.md", ACID),
        ("content/databases/draft.md", "---\ndraft: true\nlevel: mid\n---\n\n# Later?\n\n## Answer\nx\n"),
        ("content/databases/index.md", "# Databases\n"),
        ("content/index.md", "# Guide\n"),
        ("content/notes/index.md", &page),
        ("content/pairs/cards.md", PAIR),
        ("content/pairs/index.md", "# Pairs\n"),
    ];
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(Source::new(path, text));
    }
    let mut config = Config::default();
    config.site.repository = Some("https://host.example/owner/guide".into());
    config.site.image_hosts = vec!["https://pictures.example".into()];
    let parse_options = ParseOptions { sections: config.sections.clone(), ..ParseOptions::default() };
    let documents = sources.iter().filter_map(|(id, source)| parse::document(id, source, &parse_options).0).collect();
    let asset = Asset {
        path: "notes/plan.png".into(),
        dimensions: None,
        hash: String::new(),
        has_active_content: false,
        meant_as_card: false,
        published: false,
    };
    let repository_paths = BTreeSet::from(["LICENSE".to_string()]);
    let (guide, diagnostics) = super::resolve(documents, &sources, vec![asset], &repository_paths, &config, false);
    let here = sources.by_path("content/notes/index.md");
    let codes = diagnostics.iter().filter(|d| d.at.map(|at| at.source) == here).map(|d| d.code).collect();
    let body = guide.topics.iter().filter_map(|topic| topic.body.as_ref()).find(|body| Some(body.source) == here);
    let target = body.and_then(|body| body.links.first()).map(|link| match &link.target {
        Target::Node(node, fragment) => format!("{}#{}", guide.id(*node), fragment.as_deref().unwrap_or_default()),
        Target::Asset(asset) => format!("asset {}", guide.assets[asset.index()].path),
        Target::App(page, query) => format!("{}?{query}", page.name()),
        Target::External(url) => url.to_string(),
        Target::RemoteImage(url) => format!("image {url}"),
        Target::Fragment(fragment) => format!("#{fragment}"),
        Target::Unlinked => "nowhere".into(),
    });
    (target, codes)
}

#[test]
fn links_lead_where_they_say() {
    for (link, leads) in [
        ("[a](../databases/acid.md)", "databases/acid#"),
        ("[a](/content/databases/acid.md)", "databases/acid#"),
        ("[a](../databases/acid.md#the-letters)", "databases/acid#the-letters"),
        ("[a](../databases/)", "databases#"),
        ("[a](../pairs/cards.md#two)", "pairs/two#"),
        ("[[databases/acid]]", "databases/acid#"),
        ("[[databases/acid|text]]", "databases/acid#"),
        ("[a](#a-heading)", "#a-heading"),
        ("![plan](plan.png)", "asset notes/plan.png"),
        ("![plan](plan.png?raw=true)", "asset notes/plan.png"),
        ("![p](https://pictures.example/a.png)", "image https://pictures.example/a.png"),
        ("[a](recto:study?level=mid)", "study?level=mid"),
        ("[a](https://host.example)", "https://host.example"),
        ("<mail@host.example>", "mailto:mail@host.example"),
    ] {
        assert_eq!(bound(link), (Some(leads.into()), vec![]), "{link}");
    }
}

#[test]
fn what_hosts_follow_in_their_own_way_is_followed_and_told() {
    for (link, leads, code) in [
        ("[a](../databases/acid.html)", "databases/acid#", Code::HostOnlyLink),
        ("[a](../databases/acid.md?plain=1)", "databases/acid#", Code::HostOnlyLink),
        ("[a](#A-Heading)", "#a-heading", Code::AnchorCase),
        ("[[acid]]", "databases/acid#", Code::PartialWikiLink),
        ("[a](../../LICENSE)", "https://host.example/owner/guide/blob/main/LICENSE", Code::LinkOutside),
        ("![p](https://other.example/a.png)", "https://other.example/a.png", Code::RemoteImage),
        ("[a](../databases/draft.md)", "nowhere", Code::LinkToDraft),
        ("![a](data:image/png;base64,AA)", "nowhere", Code::DangerousUrl),
        ("[a](slack://x)", "nowhere", Code::DangerousUrl),
        ("[a](https:/x.org)", "nowhere", Code::DangerousUrl),
        ("[a](file:///etc/passwd)", "nowhere", Code::LinkOutside),
        ("[a](C:\\x.md)", "nowhere", Code::LinkOutside),
        ("[a]()", "nowhere", Code::BrokenLink),
        ("[a](..\\databases\\acid.md)", "databases/acid#", Code::HostOnlyLink),
    ] {
        assert_eq!(bound(link), (Some(leads.into()), vec![code]), "{link}");
    }
}

#[test]
fn what_leads_nowhere_is_one_finding_and_no_link() {
    for (link, code) in [
        ("[a](../databases/base.md)", Code::BrokenLink),
        ("[[databases/base]]", Code::BrokenLink),
        ("[a](../../MISSING)", Code::BrokenLink),
        ("[a](../../../etc/passwd)", Code::BrokenLink),
        ("[a](../databases/acid.md#nowhere)", Code::BrokenAnchor),
        ("[a](../pairs/cards.md#three)", Code::BrokenAnchor),
        ("[a](#nowhere)", Code::BrokenAnchor),
        ("![plan](no.png)", Code::MissingAsset),
        ("[a](javascript:alert(1))", Code::DangerousUrl),
        ("![a](data:image/svg+xml,x)", Code::DangerousUrl),
        ("[a](data:text/html,x)", Code::DangerousUrl),
        ("[a](recto:nothing)", Code::UnknownRectoLink),
    ] {
        assert_eq!(bound(link), (None, vec![code]), "{link}");
    }
}
