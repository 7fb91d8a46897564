//! From a save to the next site: reads what changed, compiles, shows the site or what is wrong, and has the guide looked at.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use recto::diagnostic::Diagnostic;
use recto::incremental::Session;
use recto::model::Guide;
use recto::{Compiled, Options, Site, Sources};

use super::lint_worker::LintWorker;
use super::live::{LiveSite, Problems};
use super::removed_pages::RemovedPages;
use crate::cli::args::Serve;
use crate::cli::guide::{self, OpenGuide};
use crate::cli::print;
use crate::cli::read::{Change, Reader};
use crate::cli::templates;
use crate::cli::terminal::plural;
use crate::cli::watch::Watcher;

/// Compiles the guide again after each change and shows it.
pub struct Rebuilder {
    opened: OpenGuide,
    watcher: Watcher,
    reader: Reader,
    session: Session,
    options: Options,
    live: Arc<LiveSite<Site>>,
    lint_worker: LintWorker,
    /// What is shown.
    last: Option<(Arc<Guide>, Arc<Sources>)>,
    quiet: bool,
}

impl Rebuilder {
    /// Reads the guide for the first time and shows it. Also returns the path under which it is published.
    pub fn start(opened: OpenGuide, args: &Serve, live: Arc<LiveSite<Site>>) -> anyhow::Result<(Self, String)> {
        // Before reading, so that what is saved meanwhile is seen.
        let watcher = Watcher::start(&opened.root, args.poll)?;
        let reader = Reader::open(&opened.root)?;
        let options = Options { preview: true, ..guide::options(&args.guide) };
        let lint_worker = LintWorker::start(&live, opened.prefix())?;
        let (session, quiet) = (Session::default(), args.guide.quiet);
        let mut this = Self { opened, watcher, reader, session, options, live, lint_worker, last: None, quiet };
        let mut compiled = this.compile();
        let base = base_path(compiled.config.site.base_url.as_deref()).to_string();
        this.opened.report(&compiled.sources, &compiled.diagnostics)?;
        let shown = this.show(&mut compiled);
        this.set_findings(shown, compiled);
        Ok((this, base))
    }

    /// Follows the author's changes until the program ends.
    pub fn run(mut self) {
        // Whether what was read last has not been shown.
        let mut unshown = false;
        while let Some(change) = self.watcher.next() {
            unshown = match recto::guarded("content/", || self.handle_change(&change, unshown)) {
                Ok(unshown) => unshown,
                // The stages of compiling are guarded by themselves; this is the rest. Nothing that was remembered is used any more.
                Err(found) => {
                    self.session = Session::default();
                    let found = [found];
                    let sources = Sources::default();
                    let report = self.opened.report_of(&sources, &found);
                    self.live.show_problems(Problems { summary_line: print::summary_line(&found), text: print::plain(&report) });
                    true
                }
            };
        }
    }

    /// Follows one change; whether what was read has not been shown.
    fn handle_change(&mut self, change: &Change, unshown: bool) -> bool {
        let start = Instant::now();
        match self.reader.update(change) {
            Ok(changed) if changed || unshown => {}
            Ok(_) => return unshown,
            Err(error) => {
                eprintln!("error: {error:#}");
                // A part of it may have been read.
                return true;
            }
        }
        let mut compiled = self.compile();
        // In the middle of a larger change there are mistakes that are gone a moment later.
        if compiled.site.is_none() && self.watcher.is_pending() {
            return true;
        }
        let shown = self.show(&mut compiled);
        self.print_status(change, &compiled, shown.is_some(), start.elapsed());
        self.set_findings(shown, compiled);
        false
    }

    /// Compiles what was read last. A site whose templates fail counts as none.
    fn compile(&mut self) -> Compiled {
        let mut compiled = self.session.compile(self.reader.input(), &self.options);
        // The built-in theme is known to be right.
        let own = compiled.site.as_ref().filter(|site| site.config.site.theme.is_some());
        let failed = own.map(templates::check_templates).unwrap_or_default();
        if !failed.is_empty() {
            compiled.diagnostics.extend(failed);
            compiled.site = None;
        }
        compiled
    }

    /// Takes the site and shows it, or what is wrong. Returns the version of the pages, `None` where there are no new ones.
    fn show(&mut self, compiled: &mut Compiled) -> Option<u64> {
        let Some(site) = compiled.site.take() else {
            let errors: Vec<Diagnostic> = compiled.diagnostics.iter().filter(|d| d.is_error()).cloned().collect();
            let report = self.opened.report_of(&compiled.sources, &errors);
            self.live.show_problems(Problems { summary_line: print::summary_line(&errors), text: print::plain(&report) });
            return None;
        };
        let base = base_path(site.config.site.base_url.as_deref()).to_string();
        let gone = match &self.last {
            Some((guide, sources)) => self.live.gone().after((guide, sources), (&compiled.guide, &compiled.sources)),
            None => RemovedPages::default(),
        };
        let version = self.live.set_site(site, &base, gone);
        self.last = Some((compiled.guide.clone(), compiled.sources.clone()));
        Some(version)
    }

    /// Has what is shown looked at, once the author pauses.
    fn set_findings(&self, shown: Option<u64>, compiled: Compiled) {
        if let Some(version) = shown {
            self.lint_worker.schedule(version, compiled);
        }
    }

    /// Reports to the terminal.
    fn print_status(&self, change: &Change, compiled: &Compiled, good: bool, time: Duration) {
        let _ = self.opened.report(&compiled.sources, &compiled.diagnostics);
        if !self.quiet {
            let what = self.name(change);
            let outcome = if good { "shown" } else { "not shown: the guide has errors" };
            eprintln!("{what} changed, {outcome} after {} ms", time.as_millis());
        }
    }

    /// What changed, in a few words.
    fn name(&self, change: &Change) -> String {
        let Change::Paths(paths) = change else { return "the guide".into() };
        // Editors write files of their own beside the one that is saved, and a folder changes with what is in it.
        let own = |path: &&PathBuf| !path.is_dir() && path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.'));
        let files: Vec<&PathBuf> = paths.iter().filter(own).collect();
        match files.as_slice() {
            [] => "the guide".into(),
            [file] => {
                print::replace_control_characters(&file.strip_prefix(&self.opened.root).unwrap_or(file).to_string_lossy()).into_owned()
            }
            several => plural(several.len(), "file"),
        }
    }
}

/// The path of a base-url, with slashes at both ends: the site is served under it, as it will be by the host.
fn base_path(base_url: Option<&str>) -> &str {
    let rest = base_url.and_then(|url| url.split_once("://")).map_or("/", |(_, rest)| rest);
    &rest[rest.find('/').unwrap_or(0)..]
}
