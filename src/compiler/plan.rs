//! The plan of a guide's site, and what is wrong with it.

use crate::config::Config;
use crate::context::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Guide;
use crate::site::{self, Collision, Output, PageOutput, PlanOptions, SitePath, StaticFile};
use crate::source::Span;
use crate::study::DeckFiles;

/// Every output with its path; two that claim one path are a finding.
pub fn plan(cx: &Context<'_>, deck: &DeckFiles) -> (Vec<(SitePath, Output)>, Vec<Diagnostic>) {
    let Context { guide, config, theme, .. } = cx;
    let options = PlanOptions {
        has_base_url: config.site.base_url.is_some(),
        cname: config.site.cname.is_some(),
        contribute: config.site.repository.is_some(),
        search: config.search.enabled,
        interview: config.interview.enabled,
        icon: guide.assets.iter().any(|asset| config.site.icon.as_deref() == Some(&*asset.path)),
        offline: config.site.offline,
        print: config.export.print,
        llms: config.export.llms,
        embed: config.export.embed,
        deck: deck.paths(guide),
        theme: theme
            .published_files()
            .filter(|(name, _)| is_shown(name, config))
            .map(|(name, path)| (path.clone(), name.to_string()))
            .collect(),
    };
    let (outputs, collisions) = site::plan(guide, &options);
    (outputs, collisions.iter().map(|c| collision(guide, c)).collect())
}

/// Whether pages of the site may use a file of the theme: e-books have a stylesheet of their own.
fn is_shown(name: &str, config: &Config) -> bool {
    name != "styles/epub.css" && (config.export.print || name != "styles/paper.css")
}

fn collision(guide: &Guide, collision: &Collision) -> Diagnostic {
    let message = format!("two things would be published as `{}`", collision.path);
    let described = |output: &Output| match output {
        Output::Page(PageOutput::Node(node)) => guide.body(*node).map(|body| Ok(body.source)),
        Output::Page(PageOutput::Topic { topic, .. } | PageOutput::Print { topic, .. }) => {
            guide.topic(*topic).body.as_ref().map(|body| Ok(body.source))
        }
        Output::Page(PageOutput::Redirect(number)) => guide.body(guide.redirects[*number].to).map(|body| Ok(body.source)),
        Output::Static(StaticFile::Asset(ix)) => Some(Err(format!("content/{}", guide.asset(*ix).path))),
        _ => None,
    };
    let [first, second] = &collision.outputs;
    let diagnostic = match described(second).or_else(|| described(first)) {
        Some(Ok(source)) => Diagnostic::new(Code::PathConflict, source, Span::default(), message),
        Some(Err(path)) => Diagnostic::for_path(Code::PathConflict, path, message),
        None => Diagnostic::for_path(Code::PathConflict, collision.path.as_str(), message),
    };
    diagnostic.help("rename the file")
}
