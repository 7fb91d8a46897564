//! What a request gets: a pure function of the request and the site, so that whatever arrives is harmless by construction. A path is
//! never used to open a file; it is looked up among the paths that the site publishes.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::OnceLock;

use fnv::FnvHashMap;
use recto::diagnostic::Diagnostic;
use recto::encode::percent_decode;
use recto::site::SitePath;

use crate::cli::site_files::SiteFiles;

/// A reply to a request. For `HEAD` the body is dropped by the server.
#[derive(Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    /// Where to go instead.
    pub location: Option<String>,
    pub body: Vec<u8>,
}

/// A request, as far as it matters here.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub method: &'a str,
    pub host: Option<&'a str>,
    /// As sent: percent-encoded, without the query.
    pub path: &'a str,
}

impl Reply {
    /// A reply that leads nowhere else.
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, location: None, body: body.into() }
    }
}

/// What a request gets that is not answered at all.
pub fn refuse(request: Request<'_>, bound: IpAddr) -> Option<Reply> {
    if !is_own_host(request.host, bound) {
        return Some(text(421, "This server answers only at localhost; `recto serve --host ADDRESS` listens at another address."));
    }
    let reads = matches!(request.method, "GET" | "HEAD");
    (!reads).then(|| text(405, "Only GET and HEAD are answered."))
}

/// Files of outputs that make several, by path.
type Bundles = Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>>;

/// A site that is shown without being written: a page is made when a browser asks for it.
pub struct ServedSite<P> {
    site: P,
    /// The path under which the site is published, with slashes at both ends: `/guide/`.
    base: String,
    outputs: FnvHashMap<String, usize>,
    /// What the paths of outputs that make several files begin with.
    bundle_prefixes: Vec<String>,
    /// The files of outputs that make several, made together when one of them is asked for.
    bundles: OnceLock<Bundles>,
}

impl<P: SiteFiles> ServedSite<P> {
    /// A site whose pages are below the path `base`, with slashes at both ends.
    pub fn new(site: P, base: &str) -> Self {
        let outputs = (0..site.output_count()).filter_map(|i| Some((site.path(i)?.as_str().to_string(), i))).collect();
        let bundles = (0..site.output_count()).filter(|i| site.path(*i).is_none());
        let bundle_prefixes = bundles.map(|i| site.prefix(i).to_string()).collect();
        Self { site, base: base.to_string(), outputs, bundle_prefixes, bundles: OnceLock::new() }
    }

    /// The path of the site's file that a request's path means, if there is one.
    fn place(&self, path: &str) -> Option<String> {
        let path = decode(path)?;
        match self.find(path.strip_prefix(&self.base)?) {
            Ok(Found::File(file)) => Some(file),
            _ => None,
        }
    }

    /// The author's files that the page at a path shows.
    pub fn sources(&self, path: &str) -> Vec<String> {
        let output = self.place(path).and_then(|place| self.outputs.get(&place).copied());
        output.map(|output| self.site.sources(output)).unwrap_or_default()
    }

    /// The path of the site's page that a request asks for, if the site has no such page; `None` where it has one.
    pub fn missing_page_path(&self, path: &str) -> Option<String> {
        let path = decode(path)?;
        let rest = path.strip_prefix(&self.base)?;
        if !matches!(self.find(rest), Ok(Found::Nothing)) {
            return None;
        }
        let name = if rest.is_empty() || rest.ends_with('/') { format!("{rest}index.html") } else { rest.to_string() };
        Some(if name.ends_with(".html") { name } else { name + ".html" })
    }

    /// Where a file of the site is served.
    pub fn address(&self, path: &SitePath) -> String {
        format!("{}{}", self.base, path.encoded())
    }

    /// Answers a request for a path, percent-encoded as it was sent. An error where the page cannot be made.
    pub fn respond(&self, path: &str) -> Result<Reply, Vec<Diagnostic>> {
        let Some(path) = decode(path) else { return Ok(text(400, "The path is not percent-encoded UTF-8.")) };
        let Some(path) = path.strip_prefix(&self.base) else {
            return if path == "/" || format!("{path}/") == self.base { Ok(redirect(self.base.clone())) } else { self.not_found() };
        };
        match self.find(path)? {
            Found::File(file) => self.file(200, &file),
            Found::Folder => Ok(redirect(format!("{}{}/", self.base, SitePath::new(path).encoded()))),
            Found::Nothing => self.not_found(),
        }
    }

    /// The file that hosts of static sites choose for a path.
    fn find(&self, path: &str) -> Result<Found, Vec<Diagnostic>> {
        if path.is_empty() || path.ends_with('/') {
            return self.first([format!("{path}index.html")]);
        }
        if self.outputs.contains_key(&format!("{path}/index.html")) {
            return Ok(Found::Folder);
        }
        self.first([path.to_string(), format!("{path}.html")])
    }

    fn first(&self, candidates: impl IntoIterator<Item = String>) -> Result<Found, Vec<Diagnostic>> {
        for path in candidates {
            if self.outputs.contains_key(&path) || self.bundled(&path)?.is_some() {
                return Ok(Found::File(path));
            }
        }
        Ok(Found::Nothing)
    }

    fn file(&self, status: u16, path: &str) -> Result<Reply, Vec<Diagnostic>> {
        Ok(Reply::new(status, content_type(path), self.make(path)?))
    }

    fn make(&self, path: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
        if let Some(output) = self.outputs.get(path) {
            let files = self.site.make(*output)?;
            return Ok(files.into_iter().find(|(made, _)| made.as_str() == path).map(|(_, bytes)| bytes).unwrap_or_default());
        }
        Ok(self.bundled(path)?.cloned().unwrap_or_default())
    }

    /// A file of a bundle. Making bundles is the dearest thing here, so that a path that none of them can hold makes none.
    fn bundled(&self, path: &str) -> Result<Option<&Vec<u8>>, Vec<Diagnostic>> {
        if !self.bundle_prefixes.iter().any(|prefix| path.starts_with(prefix.as_str())) {
            return Ok(None);
        }
        let make = || {
            let bundles = (0..self.site.output_count()).filter(|i| self.site.path(*i).is_none());
            let files: Vec<_> = bundles.map(|i| self.site.make(i)).collect::<Result<_, _>>()?;
            Ok(files.into_iter().flatten().map(|(path, bytes)| (path.as_str().to_string(), bytes)).collect())
        };
        self.bundles.get_or_init(make).as_ref().map(|files| files.get(path)).map_err(Clone::clone)
    }

    fn not_found(&self) -> Result<Reply, Vec<Diagnostic>> {
        if self.outputs.contains_key("404.html") { self.file(404, "404.html") } else { Ok(text(404, "There is no such page.")) }
    }
}

enum Found {
    File(String),
    Folder,
    Nothing,
}

/// Whether a request was meant for this server. A page elsewhere can make its own name lead to this machine and then read what is served
/// here; the Host header gives that away. Who listens on a public address has published the guide anyway.
fn is_own_host(host: Option<&str>, bound: IpAddr) -> bool {
    if !bound.is_loopback() {
        return true;
    }
    let Some(host) = host else { return false };
    let name = match host.strip_prefix('[').and_then(|h| h.split_once(']')) {
        Some((address, _)) => address,
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Percent-decodes a path; `None` where it is not UTF-8 or holds a NUL.
fn decode(path: &str) -> Option<String> {
    // A host answers a stray percent sign with 400; the library takes it literally.
    let encoded = |at: usize| path.as_bytes().get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    path.match_indices('%').all(|(at, _)| encoded(at)).then(|| percent_decode(path)).flatten().filter(|path| !path.contains('\0'))
}

fn text(status: u16, message: &str) -> Reply {
    Reply::new(status, "text/plain; charset=utf-8", format!("{message}\n"))
}

fn redirect(location: String) -> Reply {
    Reply { location: Some(location), ..text(302, "") }
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "m4a" => "audio/mp4",
        "woff2" => "font/woff2",
        "txt" | "md" | "csv" | "sql" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use recto::diagnostic::Code;
    use recto::search::FileSink;

    use super::*;

    const LOCAL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    /// A few pages and one bundle; counts what was made.
    #[derive(Default)]
    struct Fake {
        made: AtomicUsize,
    }

    const PATHS: [&str; 6] = ["index.html", "404.html", "db/index.html", "db/acid.html", "db/clé 1.html", "broken.html"];

    impl SiteFiles for Fake {
        fn output_count(&self) -> usize {
            PATHS.len() + 1
        }

        fn path(&self, output: usize) -> Option<&SitePath> {
            static SITE: OnceLock<Vec<SitePath>> = OnceLock::new();
            SITE.get_or_init(|| PATHS.map(SitePath::new).into()).get(output)
        }

        fn prefix(&self, output: usize) -> &str {
            self.path(output).map_or("search/", SitePath::as_str)
        }

        fn write_output(&self, output: usize, sink: &FileSink<'_>) -> Result<(), Vec<Diagnostic>> {
            self.made.fetch_add(1, Ordering::SeqCst);
            match self.path(output) {
                None => sink(SitePath::new("search/manifest.js"), b"root".to_vec()),
                Some(path) if path.as_str() == "broken.html" => {
                    return Err(vec![Diagnostic::for_path(Code::TemplateError, "x", "no such variable")]);
                }
                Some(path) => sink(path.clone(), format!("page {path}").into_bytes()),
            }
            Ok(())
        }
    }

    fn get(path: &str) -> (u16, String, Option<String>) {
        let reply = ServedSite::new(Fake::default(), "/guide/").respond(path).unwrap();
        (reply.status, String::from_utf8(reply.body).unwrap().trim().to_string(), reply.location)
    }

    #[test]
    fn pages_are_found_as_on_a_host() {
        for (path, expected) in [
            ("/guide/", "index.html"),
            ("/guide/index.html", "index.html"),
            ("/guide/db/", "db/index.html"),
            ("/guide/db/acid.html", "db/acid.html"),
            ("/guide/db/acid", "db/acid.html"),
            ("/guide/db/cl%C3%A9%201.html", "db/clé 1.html"),
        ] {
            assert_eq!(get(path), (200, format!("page {expected}"), None), "{path}");
        }
        assert_eq!(get("/guide/search/manifest.js").1, "root");
        assert_eq!(get("/").2.as_deref(), Some("/guide/"));
        assert_eq!(get("/guide").2.as_deref(), Some("/guide/"));
        assert_eq!(get("/guide/db").2.as_deref(), Some("/guide/db/"));
    }

    #[test]
    fn what_is_not_published_is_not_found() {
        for path in [
            "/guide/none.html",
            "/other/",
            "/guide/../Cargo.toml",
            "/guide/%2e%2e/%2e%2e/etc/passwd",
            "/guide/..%5c..%5cwindows",
            "/guide//etc/passwd",
            "//evil.example/",
            "/guide/db/./acid.html",
            "/guide/db%2F..%2Findex.html",
        ] {
            assert_eq!(get(path), (404, "page 404.html".into(), None), "{path}");
        }
        for path in ["/guide/%", "/guide/%zz", "/guide/%ff", "/guide/%00"] {
            assert_eq!(get(path).0, 400, "{path}");
        }
    }

    #[test]
    fn only_own_hosts_and_reading_methods_are_answered() {
        let status = |method, host, bound| refuse(Request { method, host, path: "/" }, bound).map_or(200, |reply| reply.status);
        for host in ["localhost", "LOCALHOST:1440", "127.0.0.1:80", "[::1]:1440", "guide.localhost:1440"] {
            assert_eq!(status("GET", Some(host), LOCAL), 200, "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[evil", "10.0.0.1"] {
            assert_eq!(status("GET", Some(host), LOCAL), 421, "{host}");
        }
        assert_eq!(status("GET", None, LOCAL), 421);
        assert_eq!(status("GET", Some("my-laptop.local"), "0.0.0.0".parse().unwrap()), 200);
        assert_eq!(status("HEAD", Some("localhost"), LOCAL), 200);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
            assert_eq!(status(method, Some("localhost"), LOCAL), 405, "{method}");
        }
    }

    #[test]
    fn a_page_that_fails_says_why_and_the_others_are_still_served() {
        let preview = ServedSite::new(Fake::default(), "/");
        let found = preview.respond("/broken.html").unwrap_err();
        assert_eq!(found[0].message, "no such variable");
        assert_eq!(preview.respond("/db/acid.html").unwrap().status, 200);
    }

    #[test]
    fn only_what_is_asked_for_is_made() {
        let preview = ServedSite::new(Fake::default(), "/");
        assert_eq!(preview.site.made.load(Ordering::SeqCst), 0);
        preview.respond("/db/acid.html").unwrap();
        assert_eq!(preview.respond("/db/acid").unwrap().status, 200);
        assert_eq!(preview.site.made.load(Ordering::SeqCst), 2, "a name without its ending is no reason to make bundles");
        assert_eq!(preview.respond("/favicon.ico").unwrap().status, 404);
        assert_eq!(preview.site.made.load(Ordering::SeqCst), 3, "nor is one that is not there: only its page is made");
        preview.respond("/search/manifest.js").unwrap();
        preview.respond("/search/manifest.js").unwrap();
        assert_eq!(preview.site.made.load(Ordering::SeqCst), 4, "a bundle is made once");
    }
}
