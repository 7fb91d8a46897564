//! `--links`: whether the links that lead out of the guide still lead somewhere.
//!
//! In: the guide. Out: a finding (R918) at each link whose address did not answer as it should. Steps: gather the addresses, each once; take
//! from the cache those that answered in the last days; probe the others ([`probe`]), a few at a time; keep what was learned.
//!
//! The cache is a file beside content/, `.recto/links.json`, in a folder that git ignores. Only what answered is kept in it, so that a dead
//! link is asked again the next time.

mod cache;
mod probe;

use std::collections::BTreeMap;
use std::path::Path;

use recto::diagnostic::{Code, Diagnostic};
use recto::model::{Guide, Target};
use recto::source::Location;

use self::cache::Cache;
use self::probe::{HttpProbe, LinkStatus, RequestPolicy};
use super::inspector::CheckResult;
use crate::cli::terminal::Progress;

/// Follows every external link of the guide.
pub fn check(root: &Path, findings: &CheckResult, quiet: bool) -> anyhow::Result<Vec<Diagnostic>> {
    let places = external(&findings.guide);
    let mut cache = Cache::open(root);
    let unknown: Vec<&str> = places.keys().copied().filter(|url| !cache.contains(url)).collect();
    let progress = Progress::new(unknown.len(), quiet);
    let verdicts = probe::probe_all(&unknown, &HttpProbe::new(RequestPolicy::default()), &|| progress.step());
    drop(progress);
    cache.extend(verdicts.iter().filter(|(_, verdict)| **verdict == LinkStatus::Alive).map(|(url, _)| *url));
    cache.save()?;
    Ok(verdicts.into_iter().flat_map(|(url, verdict)| dead(&places[url], url, &verdict)).collect())
}

/// Every address outside of the guide with the places that link to it; without fragments, which no server sees.
fn external(guide: &Guide) -> BTreeMap<&str, Vec<Location>> {
    let mut places: BTreeMap<&str, Vec<Location>> = BTreeMap::new();
    for body in guide.nodes().filter_map(|node| guide.body(node)) {
        for link in &body.links {
            let Target::External(url) = &link.target else { continue };
            if url.starts_with("http://") || url.starts_with("https://") {
                let address = url.split('#').next().unwrap_or(url);
                places.entry(address).or_default().push(Location { source: body.source, span: link.span });
            }
        }
    }
    places
}

fn dead(places: &[Location], url: &str, verdict: &LinkStatus) -> Vec<Diagnostic> {
    let LinkStatus::Dead(why) = verdict else { return Vec::new() };
    let finding = |at: &Location| {
        Diagnostic::new(Code::DeadExternalLink, at.source, at.span, format!("`{url}` {why}"))
            .help("follow the link; replace it by where the text went, or remove it")
    };
    places.iter().map(finding).collect()
}
