//! What is shown at the moment: the last site without errors, and what is wrong with the guide now.
//!
//! Pages are made from the last good site until the next one is there, so that a mistake never takes a page away. Each state has a version;
//! a page carries the version that it was made from, and browsers are told when there is a newer one.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};

use recto::diagnostic::Diagnostic;
use serde_json::json;
use tokio::sync::watch;

use super::answer::{Answer, Preview, Request, refuse};
use super::inject;
use crate::cli::publication::Publication;

const SCRIPT: &str = include_str!("reload.js");
const STYLE: &str = include_str!("reload.css");

/// What is wrong with the guide, as it is shown over the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    /// `2 errors, 1 warning`.
    pub count: String,
    /// As in the terminal.
    pub text: String,
}

struct State<P> {
    site: Option<Arc<Preview<P>>>,
    problems: Option<Problems>,
    /// Of what pages are made from: the site, or the problems where there has never been one.
    version: u64,
}

pub struct Live<P> {
    state: RwLock<Arc<State<P>>>,
    /// Counts changes of any kind.
    changes: watch::Sender<u64>,
    /// Tells this run of the server from an earlier one, whose pages may still be open.
    run: String,
}

impl<P: Publication> Live<P> {
    /// Nothing to show yet. `run` is different each time the server starts.
    pub fn new(run: String) -> Self {
        let state = State { site: None, problems: None, version: 0 };
        Self { state: RwLock::new(Arc::new(state)), changes: watch::Sender::new(0), run }
    }

    fn state(&self) -> Arc<State<P>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set(&self, state: State<P>) {
        let before = std::mem::replace(&mut *self.state.write().unwrap_or_else(PoisonError::into_inner), Arc::new(state));
        self.changes.send_modify(|changes| *changes += 1);
        // A large guide takes a while to be dropped, for which no browser has to wait.
        drop(before);
    }

    /// Shows a site without errors, published under the path `base`.
    pub fn show(&self, site: P, base: &str) {
        let version = self.state().version + 1;
        self.set(State { site: Some(Arc::new(Preview::new(site, base))), problems: None, version });
    }

    /// Shows what is wrong, over the pages of the last good site; on a page of its own where there has never been one.
    pub fn fail(&self, problems: Problems) {
        let State { site, version, .. } = &*self.state();
        let version = if site.is_some() { *version } else { version + 1 };
        self.set(State { site: site.clone(), problems: Some(problems), version });
    }

    /// Wakes up when anything changes.
    pub fn subscribe(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn version(&self, state: &State<P>) -> String {
        format!("{}-{}", self.run, state.version)
    }

    /// What browsers are told: the version of the pages, and the words of the box over them (null where there is to be none).
    pub fn event(&self) -> String {
        let state = self.state();
        let words = |problems: &Problems| {
            let note = "You see the last state without errors.";
            json!({"title": problems.count, "note": note, "text": problems.text, "hide": "Hide"})
        };
        let over = state.problems.as_ref().filter(|_| state.site.is_some());
        json!({"version": self.version(&state), "problems": over.map(words)}).to_string()
    }

    /// Answers a request that reached the address `bound`.
    pub fn answer(&self, request: Request<'_>, bound: IpAddr) -> Answer {
        if let Some(refusal) = refuse(request, bound) {
            return refusal;
        }
        match request.path {
            inject::SCRIPT => return Answer::new(200, "text/javascript; charset=utf-8", SCRIPT),
            "/_recto/reload.css" => return Answer::new(200, "text/css; charset=utf-8", STYLE),
            _ => {}
        }
        let state = self.state();
        let mut answer = match (&state.site, &state.problems) {
            (Some(site), _) => site.answer(request.path).unwrap_or_else(|diagnostics| failure(&diagnostics)),
            (None, Some(problems)) => problem_page(503, &problems.count, &problems.text),
            (None, None) => problem_page(503, "The guide is being read", ""),
        };
        if answer.content_type.starts_with("text/html") {
            answer.body = inject::script(&answer.body, &self.version(&state));
        }
        answer
    }
}

/// A page that cannot be made says why.
fn failure(diagnostics: &[Diagnostic]) -> Answer {
    let lines: Vec<String> =
        diagnostics.iter().map(|d| format!("{} {}: {}", d.path.as_deref().unwrap_or_default(), d.code.id(), d.message)).collect();
    problem_page(500, "This page cannot be made", &lines.join("\n"))
}

fn problem_page(status: u16, title: &str, text: &str) -> Answer {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (title, text) = (escape(title), escape(text));
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"stylesheet\" href=\"/_recto/reload.css\">\n\
         </head>\n<body class=\"recto-problems\">\n<h1>{title}</h1>\n<pre>{text}</pre>\n</body>\n</html>\n"
    );
    Answer::new(status, "text/html; charset=utf-8", html)
}
