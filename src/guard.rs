//! A panic in Recto itself becomes a finding. Whatever a contributor writes must not end the program, least of all a preview.
//!
//! In: a stage of the pipeline, and the path of what it works on. Out: what the stage gives, or a finding that names the path. A stack
//! overflow can't be caught; depth is limited before anything recurs ([`Code::NestingTooDeep`]).

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diagnostic::{Code, Diagnostic};

/// Runs a stage. What it was changing is thrown away by the caller where it panics, so that no half-made state is seen.
pub fn guarded<T>(path: &str, stage: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    let stage = || {
        #[cfg(test)]
        failing::panic_if_asked(path);
        stage()
    };
    catch_unwind(AssertUnwindSafe(stage)).map_err(|panic| {
        let message = format!("Recto failed here: {}", reason(&*panic));
        Diagnostic::for_path(Code::InternalError, path, message).help(format!(
            "this is our mistake, not yours; please report it with this file{}",
            report_address(env!("CARGO_PKG_REPOSITORY"))
        ))
    })
}

/// Where to report it: the repository that Cargo.toml names, if it names one.
fn report_address(repository: &str) -> String {
    if repository.is_empty() {
        " to whoever distributed Recto to you".into()
    } else {
        format!(" at {}/issues", repository.trim_end_matches('/'))
    }
}

/// What was panicked with, on one line.
fn reason(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("without a message");
    text.lines().next().unwrap_or_default().chars().take(200).collect()
}

/// Stages that panic, for tests of what becomes of it. No input makes a stage panic, or it would be fixed.
#[cfg(test)]
pub mod failing {
    use std::collections::BTreeSet;
    use std::sync::Mutex;

    static PATHS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

    /// While this lives, every stage that works on the path panics.
    pub struct Failing(String);

    impl Failing {
        pub fn at(path: &str) -> Self {
            PATHS.lock().unwrap().insert(path.to_string());
            Self(path.to_string())
        }
    }

    impl Drop for Failing {
        fn drop(&mut self) {
            PATHS.lock().unwrap().remove(&self.0);
        }
    }

    pub fn panic_if_asked(path: &str) {
        let asked = PATHS.lock().unwrap().contains(path);
        assert!(!asked, "asked to panic at {path}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_finding_about_the_file() {
        assert_eq!(guarded("content/a.md", || 1).unwrap(), 1);
        let found = guarded("content/a.md", || "é".split_at(1).0.len()).unwrap_err();
        assert_eq!((found.code, found.path.as_deref()), (Code::InternalError, Some("content/a.md")));
        assert!(found.is_error() && found.message.starts_with("Recto failed here: ") && found.help.unwrap().contains("report"));
        let found = guarded("x", || panic!("{}\nsecond line", "a".repeat(900))).unwrap_err();
        assert!(found.message.len() < 300 && !found.message.contains("second"));
    }

    #[test]
    fn a_report_goes_to_the_repository_that_is_named_or_to_whoever_gave_the_program() {
        assert_eq!(report_address("https://example.org/recto/"), " at https://example.org/recto/issues");
        assert_eq!(report_address(""), " to whoever distributed Recto to you");
    }
}
