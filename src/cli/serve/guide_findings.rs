//! The findings of `recto check` in a guide that is served: computed once the author pauses, shown on the page of each file.
//!
//! In: a guide without errors, after it has been sent to the browsers. Out: its warnings and lints, by file. Looking at the whole guide
//! (which questions are alike? who else has this tag?) takes longer than showing a save, so that no save waits for it: `lint_worker` does it
//! on a thread of its own, and only for the last of several saves that come soon after one another.

use std::sync::Arc;

use recto::diagnostic::{self, Diagnostic};
use recto::{Compiled, Sources};
use serde_json::{Value, json};

use crate::cli::print::{self, Report};
use crate::cli::terminal::plural;

/// What is not good in a guide.
pub struct GuideFindings {
    sources: Arc<Sources>,
    /// Sorted.
    diagnostics: Vec<Diagnostic>,
    /// The guide's folder as seen from where the command runs.
    prefix: String,
}

impl GuideFindings {
    /// Everything that `recto check` finds in a guide that has no errors.
    pub fn new(compiled: Compiled, prefix: &str) -> Self {
        let mut style = compiled.lint(None);
        recto::finish_diagnostics(&mut style, &compiled.config, &compiled.sources);
        let Compiled { sources, mut diagnostics, .. } = compiled;
        diagnostics.extend(style);
        diagnostic::sort(&mut diagnostics, &sources);
        Self { sources, diagnostics, prefix: prefix.to_string() }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// The words of the note on a page that shows these files; null where there is nothing to say about them.
    pub fn page_findings(&self, files: &[String]) -> Value {
        let is_own = |diagnostic: &&Diagnostic| files.iter().any(|file| file == diagnostic.file(&self.sources));
        let of_page: Vec<Diagnostic> = self.diagnostics.iter().filter(is_own).cloned().collect();
        let Some(first) = of_page.first() else { return Value::Null };
        let title =
            format!("{} in {}{}", print::summary_line(&of_page), self.prefix, print::replace_control_characters(first.file(&self.sources)));
        let others = self.diagnostics.len() - of_page.len();
        let more = (others > 0).then(|| format!("{} elsewhere in the guide: `recto check` lists them all", plural(others, "finding")));
        let text = print::plain(&Report { sources: &self.sources, diagnostics: &of_page, prefix: &self.prefix });
        json!({"title": title, "text": text, "more": more.unwrap_or_default()})
    }
}
