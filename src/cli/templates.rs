//! Renders one output of each kind, so that an error in a template is found without rendering the whole site.

use std::collections::BTreeSet;
use std::mem::discriminant;

use rayon::prelude::*;
use recto::Site;
use recto::diagnostic::Diagnostic;
use recto::model::Node;
use recto::site::{Output, PageOutput};

use super::site_files::SiteFiles;

/// What is wrong with the templates of a site.
pub fn check_templates(site: &Site) -> Vec<Diagnostic> {
    let mut sorts = BTreeSet::new();
    let outputs = Site::outputs(site);
    let samples: Vec<usize> =
        (0..outputs.len()).filter(|i| template_kind(site, &outputs[*i].1).is_some_and(|sort| sorts.insert(sort))).collect();
    samples.into_par_iter().flat_map_iter(|i| site.make(i).err().unwrap_or_default()).collect()
}

/// Outputs of one sort go through the same parts of the same template; `None` for one that has none.
fn template_kind(site: &Site, output: &Output) -> Option<String> {
    let Output::Page(page) = output else { return None };
    match page {
        PageOutput::Node(Node::Card(ix)) => Some(format!("card {:?}", discriminant(&site.guide.card(*ix).question))),
        PageOutput::Node(node) => Some(format!("node {:?}", discriminant(node))),
        PageOutput::App(app) => Some(app.name().to_string()),
        PageOutput::Home { .. }
        | PageOutput::Topic { .. }
        | PageOutput::Print { .. }
        | PageOutput::Tags { .. }
        | PageOutput::Tag { .. }
        | PageOutput::Level { .. }
        | PageOutput::NotFound
        | PageOutput::Redirect(_) => Some(format!("{:?}", discriminant(page))),
        PageOutput::Contribute => Some("contribute".into()),
        PageOutput::Embed(ix) => Some(format!("embed {:?}", discriminant(&site.guide.card(*ix).question))),
        PageOutput::Markdown(_)
        | PageOutput::Llms
        | PageOutput::WebManifest
        | PageOutput::GuideJson
        | PageOutput::Feed
        | PageOutput::Sitemap
        | PageOutput::SitemapPart(_)
        | PageOutput::LinkPreviews { .. } => None,
    }
}
