//! Where the workflows of a new guide get Recto from.
//!
//! The address of Recto's repository is in one place, `repository` in Cargo.toml, and may be absent. A released program names itself: its
//! files lie in a release of that repository. A program that cargo installed from a git repository names that repository, which cargo
//! wrote down. Any other can be given with `--recto-from`, or leaves a line to fill in.
#![allow(clippy::disallowed_methods)] // The I/O layer: this module reads the program itself and cargo's list.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// `repository` in Cargo.toml; empty where it is not set.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What installs Recto in a workflow.
#[derive(Debug, PartialEq, Eq)]
pub enum InstallSource {
    Release(Release),
    Source(Source),
    /// Not known: a line has to be filled in.
    Unknown,
}

/// A released program for x86-64 Linux.
#[derive(Debug, PartialEq, Eq)]
pub struct Release {
    /// The folder of the release's files.
    pub url: String,
    /// The tag, `v1.2.0`.
    pub version: String,
    /// The SHA-256 of the program. `None` where it could not be read.
    pub sha256: Option<String>,
}

/// A git repository with Recto's source, which cargo can compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub url: String,
    /// A commit or tag; the newest commit if `None`.
    pub revision: Option<String>,
}

impl InstallSource {
    /// The source from the command line, or else that of the running program.
    pub fn new(given: Option<&Source>) -> Self {
        let installed = || installed_from(&std::env::current_exe().ok()?).map(Self::Source);
        let given = given.cloned().map(Self::Source);
        given.or_else(|| released().map(Self::Release)).or_else(installed).unwrap_or(Self::Unknown)
    }

    /// The text of the action that installs it.
    pub fn action(&self) -> String {
        match self {
            Self::Release(Release { url, version, sha256 }) => include_str!("actions/release.yml")
                .replace("__ADDRESS__", url)
                .replace("__VERSION__", version)
                .replace("__SHA256__", sha256.as_deref().unwrap_or_default()),
            Self::Source(source) => include_str!("actions/source.yml").replace("__FROM__", &source.to_string()),
            Self::Unknown => include_str!("actions/source.yml").replace("__FROM__", ""),
        }
    }

    /// The page of its repository.
    pub fn page(&self) -> Option<&str> {
        match self {
            Self::Release(_) => Some(REPOSITORY),
            Self::Source(source) => Some(&source.url),
            Self::Unknown => None,
        }
    }
}

/// The release that the running program is of. The release workflow sets the tag, and the checksum of the program for x86-64 Linux, which it
/// builds first. That program cannot hold its own checksum, and so reads itself.
fn released() -> Option<Release> {
    let version = option_env!("RECTO_RELEASE").filter(|_| !REPOSITORY.is_empty())?;
    let own = || {
        let is_it = cfg!(all(target_os = "linux", target_arch = "x86_64"));
        let program = is_it.then(std::env::current_exe)?.and_then(fs::read).ok()?;
        Some(recto::encode::hex(&Sha256::digest(&program)))
    };
    let url = format!("{}/releases/download/{version}", REPOSITORY.trim_end_matches('/'));
    Some(Release { url, version: version.into(), sha256: option_env!("RECTO_LINUX_SHA256").map(str::to_string).or_else(own) })
}

/// The repository that cargo installed a program from: `ROOT/bin/recto` is in the list `ROOT/.crates2.json`.
fn installed_from(program: &Path) -> Option<Source> {
    let list = fs::read(program.parent()?.parent()?.join(".crates2.json")).ok()?;
    source_in(&serde_json::from_slice(&list).ok()?, program.file_name()?.to_str()?)
}

/// The source of a program in cargo's list, whose keys are `NAME VERSION (git+URL?QUERY#COMMIT)`. Only an address that a workflow can reach.
fn source_in(list: &Value, program: &str) -> Option<Source> {
    let holds = |package: &Value| package["bins"].as_array().is_some_and(|bins| bins.iter().any(|bin| bin == program));
    let (name, _) = list["installs"].as_object()?.iter().find(|(_, package)| holds(package))?;
    let (url, commit) = name.split_once("(git+")?.1.strip_suffix(')')?.split_once('#')?;
    let url = url.split_once('?').map_or(url, |(url, _)| url);
    format!("{url}@{commit}").parse().ok()
}

impl FromStr for Source {
    type Err = String;

    /// `URL` or `URL@REV`. What is accepted can be in a quoted YAML string and on a command line as it is.
    fn from_str(text: &str) -> Result<Self, String> {
        let expected =
            "expected the https URL of a Git repository, optionally followed by @ and a commit or tag: https://example.org/recto@v1.0.0";
        let error = |what: &str| Err(format!("{what}; {expected}"));
        let (url, revision) = text.rsplit_once('@').map_or((text, None), |(url, revision)| (url, Some(revision)));
        let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
            return error("this is not an https address");
        };
        let safe = |text: &str, more: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
        if !rest.split_once('/').is_some_and(|(host, path)| !host.is_empty() && !path.is_empty()) || !safe(rest, "-._~/:%+") {
            return error("this address names no repository");
        }
        if revision.is_some_and(|revision| revision.is_empty() || revision.starts_with('-') || !safe(revision, "-._/+")) {
            return error("what follows the @ is not a commit or tag");
        }
        Ok(Self { url: url.trim_end_matches('/').into(), revision: revision.map(str::to_string) })
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.revision {
            Some(revision) => write!(f, "{}@{revision}", self.url),
            None => f.write_str(&self.url),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_is_read_and_what_a_workflow_could_not_use_is_refused() {
        for (text, url, revision) in [
            ("https://example.org/o/recto", "https://example.org/o/recto", None),
            ("https://example.org/o/recto.git@v1.0.0", "https://example.org/o/recto.git", Some("v1.0.0")),
            ("https://example.org:8443/recto/@0123abc", "https://example.org:8443/recto", Some("0123abc")),
            ("http://localhost/recto@release/1", "http://localhost/recto", Some("release/1")),
        ] {
            let source: Source = text.parse().unwrap();
            assert_eq!((source.url.as_str(), source.revision.as_deref()), (url, revision));
        }
        for text in [
            "",
            "recto",
            "git@example.org:o/recto.git",
            "ssh://git@example.org/o/recto",
            "file:///home/me/recto",
            "https://example.org",
            "https://",
            "https:///recto",
            "https://me@example.org/recto",
            "https://example.org/recto@",
            "https://example.org/recto@-x",
            "https://example.org/re\"cto",
            "https://example.org/$(id)",
            "https://example.org/recto@`id`",
            "https://example.org/re cto",
            "https://example.org/recto\n",
            "https://example.org/recto?x=1",
            "https://example.org/recto@a b",
        ] {
            assert!(text.parse::<Source>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_program_that_cargo_installed_from_git_names_its_repository_at_its_commit() {
        let list = |source: &str| {
            json!({"installs": {
                "other 1.0.0 (registry+https://example.org/index)": {"bins": ["other"]},
                format!("recto 0.1.0 ({source})"): {"bins": ["recto"]},
            }})
        };
        let found = |source: &str| source_in(&list(source), "recto").map(|source| source.to_string());
        let commit = "38f56bfb1731fe8ff8c59f760cd9061d6e8bbb83";
        assert_eq!(found(&format!("git+https://example.org/o/recto#{commit}")), Some(format!("https://example.org/o/recto@{commit}")));
        assert_eq!(
            found(&format!("git+https://example.org/recto.git?tag=v1#{commit}")),
            Some(format!("https://example.org/recto.git@{commit}"))
        );
        for unreachable in ["path+file:///home/me/recto", "registry+https://example.org/index"] {
            assert_eq!(found(unreachable), None);
        }
        assert_eq!(found(&format!("git+file:///home/me/recto#{commit}")), None);
        assert_eq!(found(&format!("git+ssh://git@example.org/recto#{commit}")), None);
        assert_eq!(source_in(&list(&format!("git+https://example.org/o/recto#{commit}")), "recto.exe"), None);
        assert_eq!(source_in(&json!({}), "recto"), None);
    }

    #[test]
    fn the_action_holds_what_the_program_knows() {
        let release = Release { url: "https://example.org/r/v1.0.0".into(), version: "v1.0.0".into(), sha256: Some("00ff".into()) };
        let action = InstallSource::Release(release).action();
        for line in ["ADDRESS: \"https://example.org/r/v1.0.0\"", "VERSION: \"v1.0.0\"", "SHA256: \"00ff\""] {
            assert!(action.contains(line), "{action}");
        }
        let source = InstallSource::Source("https://example.org/recto@v1".parse().unwrap());
        assert!(source.action().contains("RECTO_FROM: \"https://example.org/recto@v1\"\n"));
        assert!(InstallSource::Unknown.action().contains("RECTO_FROM: \"\"\n"));
    }
}
