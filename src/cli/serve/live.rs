//! The state of the preview: the last site without errors, what is wrong with the guide now, and what is not good in it.
//!
//! Pages are made from the last good site until the next one is there, so that a mistake never takes a page away. Each state has a version;
//! a page carries the version that it was made from, and browsers are notified when there is a newer one. What `recto check` finds comes later than the pages
//! that it is about; browsers are notified when there is new one, and each asks for what concerns its page.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use recto::diagnostic::Diagnostic;
use recto::encode;
use recto::lint::alias_instructions;
use recto::site::SitePath;
use serde_json::json;
use tokio::sync::watch;

use super::guide_findings::GuideFindings;
use super::inject;
use super::removed_pages::{RemovedPage, RemovedPages};
use super::respond::{Reply, Request, ServedSite, refuse};
use crate::cli::site_files::SiteFiles;

const SCRIPT: &str = include_str!("reload.js");
const STYLE: &str = include_str!("reload.css");
/// What this address begins with leads to the findings for the page whose path follows.
const ADVICE_PATH: &str = "/_recto/advice";

/// What is wrong with the guide, as it is shown over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// `2 errors, 1 warning`.
    pub summary_line: String,
    /// As in the terminal.
    pub text: String,
}

struct State<P> {
    site: Option<Arc<ServedSite<P>>>,
    problems: Option<Problems>,
    /// Of what pages are made from: the site, or the problems where there has never been one.
    version: u64,
    /// Pages that were shown before.
    gone: RemovedPages,
    /// With the version that it is about. `None` where there is nothing to say.
    findings: Option<(u64, Arc<GuideFindings>)>,
}

/// What the preview shows now, and what tells browsers that it has changed.
pub struct LiveSite<P> {
    state: RwLock<Arc<State<P>>>,
    /// Counts changes of any kind.
    changes: watch::Sender<u64>,
    /// Distinguishes this run of the server from an earlier one, whose pages may still be open.
    run: String,
}

impl<P: SiteFiles> LiveSite<P> {
    /// Nothing to show yet. `run` is different each time the server starts.
    pub fn new(run: String) -> Self {
        let state = State { site: None, problems: None, version: 0, gone: RemovedPages::default(), findings: None };
        Self { state: RwLock::new(Arc::new(state)), changes: watch::Sender::new(0), run }
    }

    fn state(&self) -> Arc<State<P>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the state by one that follows from it, under one lock: two threads change it, and neither may undo what the other did.
    fn update(&self, next: impl FnOnce(&State<P>) -> Option<State<P>>) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let Some(next) = next(&state) else { return };
        let before = std::mem::replace(&mut *state, Arc::new(next));
        drop(state);
        self.changes.send_modify(|changes| *changes += 1);
        // A large guide takes a while to be dropped, for which no browser has to wait.
        drop(before);
    }

    /// Shows a site without errors, published under the path `base`. Returns the version of its pages.
    pub fn set_site(&self, site: P, base: &str, gone: RemovedPages) -> u64 {
        let site = Arc::new(ServedSite::new(site, base));
        let mut version = 0;
        self.update(|state| {
            version = state.version + 1;
            Some(State { site: Some(site), problems: None, version, gone, findings: state.findings.clone() })
        });
        version
    }

    /// Shows what is wrong, over the pages of the last good site; on a page of its own where there has never been one.
    pub fn show_problems(&self, problems: Problems) {
        self.update(|State { site, version, gone, findings, .. }| {
            let version = if site.is_some() { *version } else { version + 1 };
            Some(State { site: site.clone(), problems: Some(problems), version, gone: gone.clone(), findings: findings.clone() })
        });
    }

    /// Keeps what is not good in the site of a version, if that is still shown.
    pub fn set_findings(&self, version: u64, findings: GuideFindings) {
        self.update(|state| {
            let is_news = version == state.version && !(findings.is_empty() && state.findings.is_none());
            let State { site, problems, gone, .. } = state;
            let findings = (!findings.is_empty()).then(|| (version, Arc::new(findings)));
            is_news.then(|| State { site: site.clone(), problems: problems.clone(), version, gone: gone.clone(), findings })
        });
    }

    /// What has been shown and is no more.
    pub fn gone(&self) -> RemovedPages {
        self.state().gone.clone()
    }

    /// Wakes up when anything changes.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn version(&self, state: &State<P>) -> String {
        format!("{}-{}", self.run, state.version)
    }

    /// What browsers are sent: the version of the pages, the text of the box over them, and the version of the findings (null where there
    /// is to be none).
    pub fn event(&self) -> String {
        let state = self.state();
        let words = |problems: &Problems| {
            let note = "You see the last state without errors.";
            json!({"title": problems.summary_line, "note": note, "text": problems.text, "hide": "Hide"})
        };
        let over = state.problems.as_ref().filter(|_| state.site.is_some());
        let findings = state.findings.as_ref().map(|(version, _)| version);
        json!({"version": self.version(&state), "problems": over.map(words), "advice": findings}).to_string()
    }

    /// Answers a request that reached the address `bound`.
    pub fn respond(&self, request: Request<'_>, bound: IpAddr) -> Reply {
        if let Some(refusal) = refuse(request, bound) {
            return refusal;
        }
        match request.path {
            inject::SCRIPT => return Reply::new(200, "text/javascript; charset=utf-8", SCRIPT),
            "/_recto/reload.css" => return Reply::new(200, "text/css; charset=utf-8", STYLE),
            _ => {}
        }
        let state = self.state();
        if let Some(page) = request.path.strip_prefix(ADVICE_PATH) {
            return findings(&state, page);
        }
        let removed = state.site.as_ref().and_then(|site| Some((site, state.gone.at(&site.missing_page_path(request.path)?)?)));
        let mut reply = match (&state.site, &state.problems) {
            _ if let Some((site, removed)) = removed => gone_page(site, removed),
            (Some(site), _) => match recto::guarded(request.path, || site.respond(request.path)) {
                Ok(reply) => reply.unwrap_or_else(|diagnostics| failure(&diagnostics)),
                Err(panicked) => failure(&[panicked]),
            },
            (None, Some(problems)) => problem_page(503, &problems.summary_line, &problems.text),
            (None, None) => problem_page(503, "The guide is being read", ""),
        };
        if reply.content_type.starts_with("text/html") {
            reply.body = inject::script(&reply.body, &self.version(&state));
        }
        reply
    }
}

/// What is not good in the files that a page shows.
fn findings<P: SiteFiles>(state: &State<P>, page: &str) -> Reply {
    let files = state.site.as_ref().map(|site| site.sources(page)).unwrap_or_default();
    let note = state.findings.as_ref().map_or(json!(null), |(_, findings)| findings.page_findings(&files));
    Reply::new(200, "application/json", note.to_string())
}

/// A page that was there a moment ago: which file is gone, and what keeps its readers from getting lost.
fn gone_page<P: SiteFiles>(site: &ServedSite<P>, removed: &RemovedPage) -> Reply {
    let alias = |file: &str| alias_instructions(file, &[&removed.id]);
    let keep = if removed.is_card() {
        "The old address then leads there, and nobody loses progress."
    } else {
        "The old address then leads there."
    };
    let (text, path) = match &removed.successor {
        Some(successor) => {
            (format!("Its card seems to be in {} now: add {}.", successor.file, alias(&successor.file)), successor.path.clone())
        }
        None => (format!("If another file takes its place, add {}.", alias(&removed.file)), SitePath::new("")),
    };
    let (text, address) = (encode::html(&text), encode::html(&site.address(&path)));
    let link = if removed.successor.is_some() { "See it there" } else { "Home page" };
    page(404, &format!("{} is gone", removed.file), &format!("<p>{text} {keep}</p>\n<p><a href=\"{address}\">{link}</a></p>"))
}

/// A page that cannot be made says why.
fn failure(diagnostics: &[Diagnostic]) -> Reply {
    let lines: Vec<String> =
        diagnostics.iter().map(|d| format!("{} {}: {}", d.path.as_deref().unwrap_or_default(), d.code.id(), d.message)).collect();
    problem_page(500, "This page cannot be made", &lines.join("\n"))
}

fn problem_page(status: u16, title: &str, text: &str) -> Reply {
    page(status, title, &format!("<pre>{}</pre>", encode::html(text)))
}

/// A page instead of one of the site. `main` is HTML.
fn page(status: u16, title: &str, main: &str) -> Reply {
    let title = encode::html(title);
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"stylesheet\" href=\"/_recto/reload.css\">\n\
         </head>\n<body class=\"recto-problems\">\n<h1>{title}</h1>\n{main}\n</body>\n</html>\n"
    );
    Reply::new(status, "text/html; charset=utf-8", html)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    /// A site of nothing.
    struct Empty;

    impl SiteFiles for Empty {
        fn output_count(&self) -> usize {
            0
        }

        fn path(&self, _: usize) -> Option<&SitePath> {
            None
        }

        fn write_output(&self, _: usize, _: &recto::search::FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
            Ok(())
        }
    }

    /// A site of one page, which says something, or the making of which panics: in a stage that is guarded, or beside those.
    enum OnePage {
        Says(&'static str),
        Panics { guarded: bool },
    }

    static INDEX: LazyLock<SitePath> = LazyLock::new(|| SitePath::new("index.html"));

    impl SiteFiles for OnePage {
        fn output_count(&self) -> usize {
            1
        }

        fn path(&self, _: usize) -> Option<&SitePath> {
            Some(&INDEX)
        }

        fn write_output(&self, _: usize, sink: &recto::search::FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
            match self {
                Self::Says(text) => sink(INDEX.clone(), format!("<html><head></head><body>{text}</body></html>").into_bytes()),
                Self::Panics { guarded: true } => {
                    recto::guarded("content/t/<a>.md", || panic!("one < two")).map_err(|found| vec![found])?
                }
                Self::Panics { guarded: false } => panic!("three < four"),
            }
            Ok(())
        }
    }

    #[test]
    fn a_page_whose_making_panics_says_so_and_the_next_site_is_shown() {
        let live = LiveSite::new("run".into());
        let get = || {
            let request = Request { method: "GET", host: Some("localhost"), path: "/" };
            let reply = live.respond(request, IpAddr::from([127, 0, 0, 1]));
            (reply.status, String::from_utf8(reply.body).unwrap())
        };
        for (guarded, words) in
            [(true, "content/t/&lt;a&gt;.md R010: Recto failed here: one &lt; two"), (false, "R010: Recto failed here: three &lt; four")]
        {
            live.set_site(OnePage::Panics { guarded }, "/", RemovedPages::default());
            for _ in 0..2 {
                let (status, page) = get();
                assert!(status == 500 && page.contains("This page cannot be made") && page.contains(words), "{page}");
                // It is replaced as soon as there is a better one.
                assert!(page.contains(inject::SCRIPT), "{page}");
            }
            live.set_site(OnePage::Says("fixed"), "/", RemovedPages::default());
            let (status, page) = get();
            assert!(status == 200 && page.contains("fixed"), "{page}");
        }
    }

    #[test]
    fn changes_by_several_threads_are_all_kept() {
        let live = LiveSite::new("run".into());
        let show = || (0..500).map(|_| live.set_site(Empty, "/", RemovedPages::default())).collect::<Vec<_>>();
        let mut versions: Vec<u64> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(show)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        versions.sort_unstable();
        assert!(versions.into_iter().eq(1..=2000), "every site has a version of its own");
        assert_eq!(live.state().version, 2000);
    }
}
