//! What `recto check` would say of a guide that is shown: found once the author rests, for each page to tell of its own file.
//!
//! In: a guide without errors, after it has been sent to the browsers. Out: its warnings and lints, by file. Looking at the whole guide
//! (which questions are alike? who else has this tag?) takes longer than showing a save, so that no save waits for it: it is done on a
//! thread of its own, and only for the last of several saves that come soon after one another.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the clock.

use std::ops::RangeInclusive;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use anyhow::Context;
use recto::diagnostic::{self, Diagnostic};
use recto::{Compiled, Site, Sources};
use serde_json::{Value, json};

use super::live::Live;
use crate::cli::print::{self, Report};
use crate::cli::terminal::plural;

/// How long nothing may be saved before a guide is looked at: ten times as long as looking took the last time, within these bounds. So the
/// note of a small guide comes at once, and the look at a large one hardly ever meets the next save.
const REST: RangeInclusive<Duration> = Duration::from_millis(100)..=Duration::from_secs(1);

/// What is not good in a guide.
pub struct Advice {
    sources: Arc<Sources>,
    /// Sorted.
    diagnostics: Vec<Diagnostic>,
    /// The guide's folder as seen from where the command runs.
    prefix: String,
}

impl Advice {
    /// Everything that `recto check` finds in a guide that has no errors.
    pub fn new(compiled: Compiled, prefix: &str) -> Self {
        let mut style = compiled.lint(None);
        recto::finish_diagnostics(&mut style, &compiled.config, &compiled.sources);
        let Compiled { sources, mut diagnostics, .. } = compiled;
        diagnostics.extend(style);
        diagnostic::sort(&mut diagnostics, &sources);
        Self { sources, diagnostics, prefix: prefix.to_string() }
    }

    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The words of the note on a page that shows these files; null where there is nothing to say of them.
    pub fn note(&self, files: &[String]) -> Value {
        let is_own = |diagnostic: &&Diagnostic| files.iter().any(|file| file == diagnostic.file(&self.sources));
        let own: Vec<Diagnostic> = self.diagnostics.iter().filter(is_own).cloned().collect();
        let Some(first) = own.first() else { return Value::Null };
        let title = format!("{} in {}{}", print::count(&own), self.prefix, print::clean(first.file(&self.sources)));
        let others = self.diagnostics.len() - own.len();
        let more = (others > 0).then(|| format!("{} elsewhere in the guide: `recto check` lists them all", plural(others, "finding")));
        let text = print::plain(&Report { sources: &self.sources, diagnostics: &own, prefix: &self.prefix });
        json!({"title": title, "text": text, "more": more.unwrap_or_default()})
    }
}

/// The thread that looks at guides.
pub struct AdviceWorker {
    guides: Sender<(u64, Compiled)>,
}

impl AdviceWorker {
    /// Tells `live` what it finds, until this value and `live` are gone.
    pub fn start(live: &Arc<Live<Site>>, prefix: &str) -> anyhow::Result<Self> {
        let (guides, given) = channel();
        let (live, prefix) = (Arc::downgrade(live), prefix.to_string());
        std::thread::Builder::new().name("advise".into()).spawn(move || advise(&given, &live, &prefix)).context("cannot start a thread")?;
        Ok(Self { guides })
    }

    /// Has a guide looked at when there is time. `version` is that of the pages that are made from it.
    pub fn look(&self, version: u64, compiled: Compiled) {
        // A thread that is gone has no advice, and that is no reason to show nothing.
        let _ = self.guides.send((version, compiled));
    }
}

fn advise(guides: &Receiver<(u64, Compiled)>, live: &Weak<Live<Site>>, prefix: &str) {
    let mut rest = *REST.start();
    while let Ok((mut version, mut compiled)) = guides.recv() {
        while let Ok(newer) = guides.recv_timeout(rest) {
            (version, compiled) = newer;
        }
        let start = Instant::now();
        let advice = Advice::new(compiled, prefix);
        rest = (start.elapsed() * 10).clamp(*REST.start(), *REST.end());
        let Some(live) = live.upgrade() else { return };
        live.advise(version, advice);
    }
}
