//! Watches a guide's folder for saved changes.
//!
//! In: the operating system's events for book.toml, content/ and themes/. Out: one [`Change`] a save. Events that belong together are
//! gathered: an editor that writes a new file and renames it, a branch switched. A file that is being written is waited for until it is
//! closed, so that no half of it is read. Where there are no notifications, the files are compared every second.
//!
//! A folder that appears is watched from a moment after its creation, so that what was put into it in between is reported by nobody. After a
//! new folder, and when the system says that it lost events, everything is therefore looked at once more a little later.

#![allow(clippy::disallowed_methods)] // I/O layer: this module looks at the disk and the clock.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, EventKind, ModifyKind, RenameMode};
use notify::{Config, Event, PollWatcher, RecursiveMode, recommended_watcher};

use crate::cli::read::Change;

/// Quiet after an event that ends a save.
const QUIET_PERIOD: Duration = if cfg!(target_os = "linux") { Duration::from_millis(4) } else { Duration::from_millis(25) };
/// Between the old and the new name of a rename.
const RENAME_TIMEOUT: Duration = Duration::from_millis(60);
/// A file that stays open, or changes that never pause, are waited for so long.
const MAX_WAIT: Duration = Duration::from_millis(250);
/// Between a new folder and the second look.
const RESCAN_DELAY: Duration = Duration::from_millis(400);
/// The longest time between second looks where events are lost again and again.
const MAX_RESCAN_DELAY: Duration = Duration::from_secs(30);
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Notices what changes in a guide's folder.
pub struct Watcher {
    root: PathBuf,
    notify: Box<dyn notify::Watcher + Send>,
    events: Receiver<notify::Result<Event>>,
    batch: Batch,
    next_rescan: Option<Instant>,
    /// Before the next second look after lost events.
    rescan_delay: Duration,
}

impl Watcher {
    /// Starts watching the guide in `root`; by looking every second if `poll`, or where the system offers nothing better.
    pub fn start(root: &Path, poll: bool) -> anyhow::Result<Self> {
        let make = |poll: bool| -> notify::Result<Self> {
            let (sender, events) = channel();
            let handler = move |event: notify::Result<Event>| {
                // Reading a guide opens every file of it; nobody has to wake up for that.
                if event.as_ref().map_or(true, is_relevant) {
                    let _ = sender.send(event);
                }
            };
            let notify: Box<dyn notify::Watcher + Send> = match poll {
                true => {
                    Box::new(PollWatcher::new(handler, Config::default().with_poll_interval(POLL_INTERVAL).with_compare_contents(true))?)
                }
                false => Box::new(recommended_watcher(handler)?),
            };
            let batch = Batch::default();
            let mut watcher = Self { root: root.to_path_buf(), notify, events, batch, next_rescan: None, rescan_delay: RESCAN_DELAY };
            watcher.notify.watch(root, RecursiveMode::NonRecursive)?;
            watcher.watch_folders()?;
            Ok(watcher)
        };
        if !poll {
            match make(false) {
                Ok(watcher) => return Ok(watcher),
                Err(error) => eprintln!("warning: file notifications are unavailable ({error}); polling every second"),
            }
        }
        make(true).with_context(|| format!("cannot watch {}", root.display()))
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in ["content", "themes"] {
            let folder = self.root.join(folder);
            let _ = self.notify.unwatch(&folder);
            if folder.symlink_metadata().is_ok() {
                self.notify.watch(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }

    /// Waits for the next change. `None` where none will ever come.
    pub fn next(&mut self) -> Option<Change> {
        while self.batch.is_empty() {
            match self.next_rescan {
                None => self.batch.add(self.events.recv().ok()?),
                Some(at) => match self.events.recv_timeout(at.saturating_duration_since(Instant::now())) {
                    Ok(event) => self.batch.add(event),
                    Err(RecvTimeoutError::Disconnected) => return None,
                    Err(RecvTimeoutError::Timeout) => {
                        self.next_rescan = None;
                        return Some(Change::Everything);
                    }
                },
            }
        }
        self.wait_until_quiet();
        Some(self.take())
    }

    /// Whether something changed since the last change was reported.
    pub fn is_pending(&mut self) -> bool {
        self.batch.receive(&self.events);
        !self.batch.is_empty()
    }

    /// Gathers what belongs to the same save.
    fn wait_until_quiet(&mut self) {
        let start = Instant::now();
        loop {
            let left = MAX_WAIT.saturating_sub(start.elapsed());
            let wait = match (self.batch.open.is_empty(), self.batch.pending_renames.is_empty()) {
                (true, true) => QUIET_PERIOD.min(left),
                // What is moved out of the guide has no second half.
                (true, false) => RENAME_TIMEOUT.min(left),
                (false, _) => left,
            };
            match self.events.recv_timeout(wait) {
                Ok(event) => self.batch.add(event),
                Err(_) => return,
            }
            if left.is_zero() {
                return;
            }
        }
    }

    fn take(&mut self) -> Change {
        let batch = std::mem::take(&mut self.batch);
        let folders = ["content", "themes"].map(|folder| self.root.join(folder));
        if batch.paths.iter().any(|path| folders.contains(path)) && self.watch_folders().is_err() {
            self.next_rescan = Some(Instant::now() + RESCAN_DELAY);
        }
        if batch.removed {
            // Reading everything can itself cause so many events that some are lost.
            self.rescan_delay = (self.rescan_delay * 2).min(MAX_RESCAN_DELAY);
            self.next_rescan = Some(Instant::now() + self.rescan_delay);
        } else {
            self.rescan_delay = RESCAN_DELAY;
        }
        if batch.folders {
            self.next_rescan.get_or_insert_with(|| Instant::now() + RESCAN_DELAY);
        }
        Change::Paths(batch.paths.into_iter().collect())
    }
}

/// Whether an event can change what is read.
fn is_relevant(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Events that belong together.
#[derive(Debug, Default)]
struct Batch {
    paths: BTreeSet<PathBuf>,
    /// Files that are being written.
    open: BTreeSet<PathBuf>,
    /// Renames for which only the old name has been reported.
    pending_renames: BTreeSet<usize>,
    /// Whether folders came or were renamed.
    folders: bool,
    /// Whether the system dropped events.
    removed: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.removed
    }

    fn receive(&mut self, events: &Receiver<notify::Result<Event>>) {
        while let Ok(event) = events.try_recv() {
            self.add(event);
        }
    }

    fn add(&mut self, event: notify::Result<Event>) {
        let Ok(event) = event else {
            self.removed = true;
            return;
        };
        self.removed |= event.need_rescan();
        match event.kind {
            // Only Linux reports when a file is closed.
            EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(DataChange::Any)) if cfg!(target_os = "linux") => {
                self.open.extend(event.paths.iter().cloned());
            }
            EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
                self.pending_renames.extend(event.tracker());
                self.close(&event);
            }
            EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)) => {
                if let Some(tracker) = event.tracker() {
                    self.pending_renames.remove(&tracker);
                }
                self.folders |= event.paths.iter().any(|path| path.is_dir());
                self.close(&event);
            }
            EventKind::Access(_) | EventKind::Remove(_) => self.close(&event),
            _ => {}
        }
        self.paths.extend(event.paths);
    }

    fn close(&mut self, event: &Event) {
        for path in &event.paths {
            self.open.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: EventKind, path: &str) -> notify::Result<Event> {
        Ok(Event::new(kind).add_path(path.into()))
    }

    fn batch(events: impl IntoIterator<Item = notify::Result<Event>>) -> Batch {
        let mut batch = Batch::default();
        events.into_iter().for_each(|event| batch.add(event));
        batch
    }

    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));

    #[test]
    fn events_of_one_save_are_one_path() {
        let batch = batch([event(WRITE, "content/a.md"), event(WRITE, "content/a.md"), event(CLOSE, "content/a.md")]);
        assert_eq!(batch.paths.len(), 1);
        assert!(batch.open.is_empty() && batch.pending_renames.is_empty() && !batch.removed);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_being_written_is_waited_for_until_it_is_closed() {
        let mut batch = batch([event(EventKind::Create(CreateKind::File), "content/a.md"), event(WRITE, "content/b.md")]);
        assert_eq!(batch.open.len(), 2);
        batch.add(event(CLOSE, "content/a.md"));
        batch.add(event(EventKind::Remove(notify::event::RemoveKind::File), "content/b.md"));
        assert!(batch.open.is_empty());
        assert_eq!(batch.paths.len(), 2);
    }

    /// An editor writes `a.md~` and renames it to `a.md`.
    #[test]
    fn a_rename_waits_for_its_other_half() {
        let rename = |mode, path: &str| {
            let mut event = Event::new(EventKind::Modify(ModifyKind::Name(mode))).add_path(path.into());
            event.attrs.set_tracker(7);
            Ok(event)
        };
        let mut batch = batch([rename(RenameMode::From, "content/a.md~")]);
        assert_eq!(batch.pending_renames.len(), 1);
        batch.add(rename(RenameMode::To, "content/a.md"));
        assert!(batch.pending_renames.is_empty());
        assert_eq!(batch.paths.len(), 2);
    }

    #[test]
    fn lost_events_are_a_change_of_their_own() {
        let lost = batch([Err(notify::Error::generic("the queue is full"))]);
        assert!(lost.removed && !lost.is_empty());
        let rescan = batch([Ok(Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan))]);
        assert!(rescan.removed && !rescan.is_empty());
    }

    #[test]
    fn reading_wakes_nobody() {
        let reads = [AccessKind::Read, AccessKind::Open(AccessMode::Read), AccessKind::Close(AccessMode::Read)];
        assert!(reads.into_iter().all(|kind| !is_relevant(&Event::new(EventKind::Access(kind)))));
        assert!(is_relevant(&Event::new(CLOSE)) && is_relevant(&Event::new(WRITE)));
    }
}
