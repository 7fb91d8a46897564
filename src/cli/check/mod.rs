//! `recto check`: everything that is wrong with a guide.
//!
//! Steps: compile the guide; add what a build does not say (lints, mistakes in templates, ids that vanished since an earlier state); with
//! `--fix` fix what can be fixed and look again; with `--links` follow the links that lead out; print what is left.

mod baseline;
mod fix;
mod inspector;
mod links;

use recto::diagnostic;

pub use self::inspector::{CheckResult, Inspector};
use super::args::{Check, Format};
use super::terminal::job_summary;
use super::{Failure, guide, print};

/// `recto check`.
pub fn run(args: &Check) -> Result<(), Failure> {
    let mut opened = guide::open(&args.guide)?;
    let earlier = args.against.as_deref().map(|what| baseline::read(&opened.root, what)).transpose()?;
    let input = opened.read()?;
    let mut inspector = Inspector::new(guide::options(&args.guide), earlier);
    let mut findings = inspector.inspect(input.clone());
    opened.stopwatch.stage("check");
    if args.fix {
        let fixed = fix::fix(input, findings, &mut inspector);
        fix::write(&opened.root, &fixed)?;
        if !args.guide.quiet {
            eprint!("{}", fixed.summary());
        }
        findings = fixed.remaining;
        opened.stopwatch.stage("fix");
    }
    if args.links {
        let mut dead = links::check(&opened.root, &findings, args.guide.quiet)?;
        recto::finish_diagnostics(&mut dead, &findings.config, &findings.sources);
        findings.diagnostics.extend(dead);
        diagnostic::sort(&mut findings.diagnostics, &findings.sources);
        opened.stopwatch.stage("links");
    }
    opened.print(&findings.sources, &findings.diagnostics, args.format)?;
    if args.format == Format::Github
        && let Some(summary) = print::job_summary(&opened.report_of(&findings.sources, &findings.diagnostics))
    {
        job_summary(&summary)?;
    }
    if findings.diagnostics.iter().any(|d| args.strict || d.is_error()) {
        return Err(Failure::Reported);
    }
    if findings.diagnostics.is_empty() && args.format == Format::Human && !args.guide.quiet {
        eprintln!("nothing found in {}", opened.stopwatch.total());
    }
    Ok(())
}
