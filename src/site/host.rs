//! URLs at the code host of the guide: where a file is edited, where a new one is created.
//!
//! Forms: GitHub `/edit/BRANCH/PATH` and `/new/BRANCH/FOLDER?filename=…&value=…`; GitLab `/-/edit/…` and `/-/new/…?file_name=…`, which
//! opens an empty editor (gitlab.com issue 594214); Gitea, Forgejo and Codeberg `/_edit/…` and `/_new/…?filename=…&value=…` (Gitea's
//! documentation, Integrations).

use super::SitePath;
use crate::encode;

/// A guide's repository.
#[derive(Debug, Clone, Copy)]
pub struct CodeHost<'a> {
    repository: &'a str,
    branch: &'a str,
    forge: Forge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forge {
    GitHub,
    GitLab,
    Gitea,
}

impl<'a> CodeHost<'a> {
    /// `repository` is the address of its page, without a slash at the end. A host that nothing is known about is asked as GitHub is.
    pub fn new(repository: &'a str, branch: &'a str) -> Self {
        let name = repository.split('/').nth(2).unwrap_or_default();
        let forge = if name.contains("gitlab") {
            Forge::GitLab
        } else if ["codeberg", "gitea", "forgejo"].iter().any(|forge| name.contains(forge)) {
            Forge::Gitea
        } else {
            Forge::GitHub
        };
        Self { repository, branch, forge }
    }

    /// What the addresses of a verb start with.
    fn prefix(&self, verb: &str) -> String {
        let verb = match self.forge {
            Forge::GitHub => verb.to_string(),
            Forge::GitLab => format!("-/{verb}"),
            Forge::Gitea => format!("_{verb}"),
        };
        format!("{}/{verb}/{}/", self.repository, SitePath::new(self.branch).encoded())
    }

    /// What the address of a file's editor starts with; the file's path from the repository's root, percent-encoded, follows.
    pub fn edit_prefix(&self) -> String {
        self.prefix("edit")
    }

    /// What the address of a file's page starts with.
    pub fn file_prefix(&self) -> String {
        match self.forge {
            Forge::Gitea => self.prefix("src/branch"),
            Forge::GitHub | Forge::GitLab => self.prefix("blob"),
        }
    }

    /// Where a new file is created: `text` in the editor if the host takes it, see [`CodeHost::supports_prefilled_text`].
    pub fn new_file_url(&self, folder: &str, name: &str, text: &str) -> String {
        let address = format!("{}{}", self.prefix("new"), SitePath::new(folder).encoded());
        match self.forge {
            Forge::GitLab => format!("{address}?file_name={}", encode::query_value(name)),
            Forge::GitHub | Forge::Gitea => format!("{address}?filename={}&value={}", encode::query_value(name), encode::query_value(text)),
        }
    }

    /// Whether the host puts a text into the editor of a new file.
    pub fn supports_prefilled_text(&self) -> bool {
        self.forge != Forge::GitLab
    }

    /// Where something is reported without touching a file.
    pub fn issue_url(&self) -> String {
        match self.forge {
            Forge::GitHub | Forge::Gitea => format!("{}/issues/new/choose", self.repository),
            Forge::GitLab => format!("{}/-/issues/new", self.repository),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_has_its_own_addresses() {
        assert_eq!(CodeHost::new("https://github.com/o/n", "release/1 b").edit_prefix(), "https://github.com/o/n/edit/release/1%20b/");
        let hub = CodeHost::new("https://github.com/o/n", "main");
        let url = hub.new_file_url("content/db", "x.md", "# A&B?\n");
        assert_eq!(url, "https://github.com/o/n/new/main/content/db?filename=x.md&value=%23%20A%26B%3F%0A");
        assert_eq!(hub.issue_url(), "https://github.com/o/n/issues/new/choose");
        let lab = CodeHost::new("https://gitlab.com/g/s/n", "main");
        assert_eq!(lab.edit_prefix(), "https://gitlab.com/g/s/n/-/edit/main/");
        assert_eq!(lab.new_file_url("content/db", "x.md", "text"), "https://gitlab.com/g/s/n/-/new/main/content/db?file_name=x.md");
        assert!(!lab.supports_prefilled_text() && hub.supports_prefilled_text());
        let berg = CodeHost::new("https://codeberg.org/o/n", "main");
        assert_eq!(
            berg.new_file_url("content/db", "x.md", "é"),
            "https://codeberg.org/o/n/_new/main/content/db?filename=x.md&value=%C3%A9"
        );
    }
}
