//! Makes one output of each sort, so that a mistake in a template is found without making the whole site.

use std::collections::BTreeSet;
use std::mem::discriminant;

use rayon::prelude::*;
use recto::Site;
use recto::diagnostic::Diagnostic;
use recto::model::Node;
use recto::site::Output;

use super::publication::Publication;

/// What is wrong with the templates of a site.
pub fn try_all(site: &Site) -> Vec<Diagnostic> {
    let mut sorts = BTreeSet::new();
    let outputs = Site::outputs(site);
    let samples: Vec<usize> = (0..outputs.len()).filter(|i| sort(site, &outputs[*i].1).is_some_and(|sort| sorts.insert(sort))).collect();
    samples.into_par_iter().flat_map_iter(|i| site.make(i).err().unwrap_or_default()).collect()
}

/// Outputs of one sort go through the same parts of the same template; `None` for one that has none.
fn sort(site: &Site, output: &Output) -> Option<String> {
    match output {
        Output::Node(Node::Card(ix)) => Some(format!("card {:?}", discriminant(&site.guide.card(*ix).question))),
        Output::Node(node) => Some(format!("node {:?}", discriminant(node))),
        Output::App(app) => Some(app.name().to_string()),
        Output::Topic { .. } | Output::Tags | Output::Tag { .. } | Output::Level { .. } | Output::NotFound | Output::Redirect(_) => {
            Some(format!("{:?}", discriminant(output)))
        }
        _ => None,
    }
}
