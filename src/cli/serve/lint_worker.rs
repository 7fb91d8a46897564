//! The thread that lints a guide once the author pauses, and gives [`LiveSite`] the findings.
#![allow(clippy::disallowed_methods)] // I/O layer: this module reads the clock.

use std::ops::RangeInclusive;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use anyhow::Context;
use recto::{Compiled, Site};

use super::guide_findings::GuideFindings;
use super::live::LiveSite;

/// How long nothing may be saved before a guide is looked at: ten times as long as looking took the last time, within these bounds. So the
/// note of a small guide comes at once, and the look at a large one hardly ever meets the next save.
const IDLE_DELAY: RangeInclusive<Duration> = Duration::from_millis(100)..=Duration::from_secs(1);

/// The thread that looks at guides.
pub struct LintWorker {
    guides: Sender<(u64, Compiled)>,
}

impl LintWorker {
    /// Passes to `live` what it finds, until this value and `live` are gone.
    pub fn start(live: &Arc<LiveSite<Site>>, prefix: &str) -> anyhow::Result<Self> {
        let (guides, given) = channel();
        let (live, prefix) = (Arc::downgrade(live), prefix.to_string());
        std::thread::Builder::new()
            .name("lint".into())
            .spawn(move || lint_each(&given, &live, &prefix))
            .context("cannot start a thread")?;
        Ok(Self { guides })
    }

    /// Has a guide looked at when there is time. `version` is that of the pages that are made from it.
    pub fn schedule(&self, version: u64, compiled: Compiled) {
        // A thread that is gone has no findings, and that is no reason to show nothing.
        let _ = self.guides.send((version, compiled));
    }
}

fn lint_each(guides: &Receiver<(u64, Compiled)>, live: &Weak<LiveSite<Site>>, prefix: &str) {
    let mut rest = *IDLE_DELAY.start();
    while let Ok((mut version, mut compiled)) = guides.recv() {
        while let Ok(newer) = guides.recv_timeout(rest) {
            (version, compiled) = newer;
        }
        let start = Instant::now();
        // A mistake of Recto's own costs these findings, and not those after the next save.
        let Ok(findings) = recto::guarded("content/", || GuideFindings::new(compiled, prefix)) else { continue };
        rest = (start.elapsed() * 10).clamp(*IDLE_DELAY.start(), *IDLE_DELAY.end());
        let Some(live) = live.upgrade() else { return };
        live.set_findings(version, findings);
    }
}
