//! `recto check`: everything that is wrong with a guide, and nothing written.

use std::collections::BTreeSet;
use std::mem::discriminant;

use rayon::prelude::*;
use recto::diagnostic::{self, Diagnostic};
use recto::{Compiled, Site};

use super::args::{Check, Format};
use super::publication::Publication;
use super::{Failure, guide};

pub fn run(args: &Check) -> Result<(), Failure> {
    let mut opened = guide::open(&args.guide)?;
    let Compiled { sources, mut diagnostics, site, .. } = opened.compile(&args.guide)?;
    if let Some(site) = &site {
        let mut style = site.lint();
        recto::settle(&mut style, &site.config, &sources);
        diagnostics.extend(style);
        diagnostics.extend(try_templates(site));
        diagnostic::sort(&mut diagnostics, &sources);
    }
    opened.clock.stage("check");
    opened.print(&sources, &diagnostics, args.format)?;
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Failure::Reported);
    }
    if diagnostics.is_empty() && args.format == Format::Human && !args.guide.quiet {
        eprintln!("nothing found in {}", opened.clock.total());
    }
    Ok(())
}

/// Makes one output of each sort, so that a mistake in a template is found.
fn try_templates(site: &Site) -> Vec<Diagnostic> {
    let mut sorts = BTreeSet::new();
    let outputs = Site::outputs(site);
    let samples: Vec<usize> = (0..outputs.len()).filter(|i| sorts.insert(format!("{:?}", discriminant(&outputs[*i].1)))).collect();
    samples.into_par_iter().flat_map_iter(|i| site.make(i).err().unwrap_or_default()).collect()
}
