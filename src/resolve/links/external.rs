//! References that lead out of the content: to other sites, to files of the repository, to pages of the interface (`recto:study`).

use super::binder::Binder;
use crate::diagnostic::{Code, Fix};
use crate::model::{AppPage, Target};
use crate::parse::{Reference, relative};
use crate::site::{CodeHost, SitePath};

/// Whether an address would run what it holds. (Pictures that hold their own bytes run nothing, but for drawings.)
fn is_active(target: &str, scheme: &str) -> bool {
    let is_picture = |target: &str| target.starts_with("data:image/") && !target.starts_with("data:image/svg");
    matches!(scheme, "javascript" | "vbscript" | "livescript" | "blob" | "filesystem" | "view-source")
        || scheme == "data" && !is_picture(&target.to_ascii_lowercase())
}

impl Binder<'_> {
    /// An image of another host: shown where the host is allowed, else a link.
    pub(super) fn bind_remote_image(&mut self, reference: &Reference, scheme: &str) -> Option<Target> {
        let target = reference.target.as_str();
        if !matches!(scheme, "http" | "https" | "//") {
            let message = format!("`{scheme}:` can't be the source of an image");
            if is_active(target, scheme) {
                self.report(Code::DangerousUrl, reference.target_span, message, "use a file beside this one");
                return None;
            }
            self.warn(Code::DangerousUrl, reference.target_span, message + ", so only its text is published", "use a file beside this one");
            return Some(Target::Unlinked);
        }
        let url = if scheme == "//" { format!("https:{target}") } else { target.to_string() };
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let origin = format!(
            "{}://{}",
            scheme.to_ascii_lowercase(),
            rest.split(['/', '?', '#', '\\']).next().unwrap_or_default().to_ascii_lowercase()
        );
        if self.site.image_hosts.contains(&origin) {
            return Some(Target::RemoteImage(url.into()));
        }
        let help = format!("copy the file into the topic's folder and name it here, or allow the host: `[site] images = [\"{origin}\"]`");
        self.report(Code::RemoteImage, reference.target_span, "an image from another host is published as a link", help);
        Some(Target::External(url.into()))
    }

    /// A file of the repository that is not published.
    pub(super) fn bind_outside_content(&mut self, reference: &Reference, path: &str) -> Option<Target> {
        let named = path.split('?').next().unwrap_or_default();
        if !self.symbols.in_repository(named) {
            let help = match self.symbols.file(named) {
                Some(_) => format!("did you mean `{}`?", relative(self.body.folder, named)),
                None => "only files under content/ are published; paths are relative to the file that contains the link".to_string(),
            };
            self.report(Code::BrokenLink, reference.target_span, format!("there is no file `{named}`"), help);
            return None;
        }
        let fragment = reference.target.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
        let (message, help, target) = match &self.site.repository {
            Some(repository) => {
                let host = CodeHost::new(repository, &self.site.edit_branch);
                let url = format!("{}{}{fragment}", host.file_prefix(), SitePath::new(named).encoded());
                (
                    "this link leads out of content/, to the repository",
                    format!("write `{url}` if that is meant"),
                    Target::External(url.into()),
                )
            }
            None => (
                "this link leaves content/, so only its text is published",
                "name the repository in book.toml, `site.repository`, or link to a file under content/".to_string(),
                Target::Unlinked,
            ),
        };
        self.report(Code::LinkOutside, reference.target_span, message, help);
        Some(target)
    }

    /// A link with a scheme, or to another host. `None` where nothing of it may be published.
    pub(super) fn bind_url(&mut self, reference: &Reference, scheme: &str) -> Option<Target> {
        let target = reference.target.as_str();
        match scheme {
            "http" | "https" if target.split_once("://").is_some_and(|(_, host)| !host.is_empty() && !host.starts_with('/')) => {
                Some(Target::External(target.into()))
            }
            "mailto" | "tel" => Some(Target::External(target.into())),
            "recto" => self.bind_app_page(reference),
            "//" => Some(Target::External(format!("https:{}", target.trim()).into())),
            // `C:\x.md` names a disk.
            "file" | "c" | "d" => {
                let help = "link to a file under content/, `../topic/name.md`, or write `https://…`";
                self.report(Code::LinkOutside, reference.target_span, "this link leaves the guide, so only its text is published", help);
                Some(Target::Unlinked)
            }
            "http" | "https" => {
                let rest = target.split_once(':').map_or("", |(_, rest)| rest.trim_start_matches('/'));
                let message = "two slashes and a host are missing after the colon, so only the text of this link is published";
                let host = if rest.is_empty() { "example.org" } else { rest };
                self.warn(Code::DangerousUrl, reference.target_span, message, format!("write `{scheme}://{host}`"));
                let place = self.place_of(reference, target).filter(|_| !rest.is_empty());
                if let (Some(at), Some(finding)) = (place, self.diagnostics.last_mut()) {
                    finding.fixes.push(Fix { at, replacement: format!("{scheme}://{rest}") });
                }
                Some(Target::Unlinked)
            }
            _ if is_active(target, scheme) => {
                let message = format!("`{scheme}:` links are not published");
                self.report(Code::DangerousUrl, reference.target_span, message, "use https, http, mailto or tel");
                None
            }
            _ => {
                let message = format!("`{scheme}:` links are not published, only their text is");
                self.warn(
                    Code::DangerousUrl,
                    reference.target_span,
                    message,
                    "use https, http, mailto or tel, or write the address as code",
                );
                Some(Target::Unlinked)
            }
        }
    }

    /// A link to a page of the interface, `recto:study?level=mid`.
    pub(super) fn bind_app_page(&mut self, reference: &Reference) -> Option<Target> {
        let rest = &reference.target["recto:".len()..];
        let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
        let clean = query.chars().all(|c| c.is_ascii_alphanumeric() || "=&-_.,/%+:".contains(c));
        match AppPage::ALL.into_iter().find(|p| p.name() == name) {
            Some(page @ (AppPage::Interview | AppPage::Search)) if !self.has_app_page(page) => {
                let message = format!("`{}` opens nothing: `enabled = false` in `[{name}]` of book.toml", reference.target);
                self.report(Code::UnknownRectoLink, reference.target_span, message, "remove the link, or the line in book.toml");
                None
            }
            Some(page) if clean => Some(Target::App(page, query.into())),
            _ => {
                let help = "one of `recto:study`, `recto:interview`, `recto:progress`, `recto:browse`, `recto:search`, `recto:map`, with a query such as `?level=mid`";
                self.report(Code::UnknownRectoLink, reference.target_span, format!("`{}` opens nothing", reference.target), help);
                None
            }
        }
    }

    /// Whether the site has that page of the interface.
    pub(super) fn has_app_page(&self, page: AppPage) -> bool {
        match page {
            AppPage::Interview => self.config.interview.enabled,
            AppPage::Search => self.config.search.enabled,
            _ => true,
        }
    }
}
