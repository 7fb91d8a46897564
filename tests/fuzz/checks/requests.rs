//! A request to `recto serve`: its line and its Host, whatever they hold, get one of the site's files, a redirect within the site, or a refusal.

use std::sync::LazyLock;

use recto::diagnostic::Diagnostic;
use recto::search::FileSink;
use recto::site::SitePath;

use crate::cli::serve::respond::{Request, ServedSite, refuse};
use crate::cli::site_files::SiteFiles;

const PATHS: [&str; 7] = ["index.html", "404.html", "db/index.html", "db/acid.html", "db/clé 1.html", "db/a%2fb.html", "x.css"];

static SITE: LazyLock<Vec<SitePath>> = LazyLock::new(|| PATHS.map(SitePath::new).into());

struct Small;

impl SiteFiles for Small {
    fn output_count(&self) -> usize {
        PATHS.len() + 1
    }

    fn path(&self, output: usize) -> Option<&SitePath> {
        SITE.get(output)
    }

    fn prefix(&self, output: usize) -> &str {
        self.path(output).map_or("search/", SitePath::as_str)
    }

    fn write_output(&self, output: usize, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
        match self.path(output) {
            Some(path) => sink(path.clone(), format!("page {path}").into_bytes()),
            None => sink(SitePath::new("search/manifest.js"), b"root".to_vec()),
        }
        Ok(())
    }
}

static PREVIEW: LazyLock<ServedSite<Small>> = LazyLock::new(|| ServedSite::new(Small, "/guide/"));

pub fn check(data: &[u8]) {
    // Hyper hands over ASCII only.
    let Some(line) = std::str::from_utf8(data).ok().filter(|line| line.is_ascii()) else { return };
    let mut parts = line.splitn(3, ' ');
    let (method, path, host) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    let local = std::net::IpAddr::from([127, 0, 0, 1]);
    match refuse(Request { method, host, path }, local) {
        Some(refusal) => assert!(matches!(refusal.status, 405 | 421), "{}", refusal.status),
        None => {
            assert!(matches!(method, "GET" | "HEAD"), "{method}");
            let host = host.unwrap_or_default().to_ascii_lowercase();
            let address = host.strip_prefix('[').and_then(|rest| rest.split(']').next()?.parse::<std::net::Ipv6Addr>().ok());
            // Addresses have several forms: `[0::1]` is this machine too.
            let own = host.starts_with("localhost") || host.starts_with("127.") || host.contains(".localhost");
            assert!(own || address.is_some_and(|address| address.is_loopback()), "answered to {host:?}");
        }
    }
    let reply = PREVIEW.respond(path).unwrap();
    let body = String::from_utf8(reply.body).unwrap();
    match reply.status {
        200 => assert!(body == "root" || PATHS.iter().any(|path| body == format!("page {path}")), "{body:?}"),
        302 => {
            let location = reply.location.unwrap();
            assert!(location.starts_with("/guide/") && !location.contains(['\r', '\n', '\\']), "{location:?}");
        }
        400 | 404 => {}
        other => panic!("{other} for {path:?}"),
    }
    PREVIEW.sources(path);
    PREVIEW.missing_page_path(path);
}
