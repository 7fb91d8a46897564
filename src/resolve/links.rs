//! Binds the references of every body to where they lead, or says why that is nowhere.

use rayon::prelude::*;

use super::anchors::{Anchors, Fragment};
use super::collected::Collected;
use super::names::{File, Names};
use super::near::{SearchBudget, SpellingIndex};
use super::urls::scheme;
use crate::config::{Config, SiteConfig};
use crate::diagnostic::{Code, Diagnostic, Fix, MAX_PER_FILE, nearest};
use crate::encode::composed;
use crate::model::{AppPage, Guide, Link, LinkForm, Node, Target};
use crate::parse::{RawBody, Reference, decode, relative};
use crate::site::{Host, SitePath};
use crate::source::{Location, SourceId, Sources, Span};

/// Binds all bodies, in parallel; findings come in guide order.
pub fn bind(
    guide: &mut Guide,
    collected: &Collected<'_>,
    names: &Names<'_>,
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let places = places(collected, sources);
    let anchors = Anchors::new(collected);
    let bound: Vec<Bound> = places
        .par_iter()
        .map(|place| {
            let mut binder = Binder {
                place,
                names,
                anchors: &anchors,
                sources,
                site: &config.site,
                config,
                diagnostics: Vec::new(),
                missing: Vec::new(),
            };
            let mut links = Vec::with_capacity(place.body.references.len());
            links.extend(place.body.references.iter().filter_map(|r| binder.bind(r)));
            Bound { links, diagnostics: binder.diagnostics, missing: binder.missing }
        })
        .collect();
    let mut budget = SearchBudget::FOR_GUIDE;
    for (place, Bound { links, diagnostics: mut found, missing }) in places.iter().zip(bound) {
        for (number, missing, written) in missing {
            let finding = &mut found[number];
            finding.help = Some(missing.help(place.folder, names, &anchors, &mut budget));
            if let (Some(at), Some(meant)) = (written, missing.only(place.folder, names, &mut budget)) {
                finding.fixes.push(Fix { at, replacement: meant });
            }
        }
        diagnostics.extend(found);
        let body = match place.node {
            Node::Home => guide.home.body.as_mut(),
            Node::Topic(ix) => guide.topics[ix.index()].body.as_mut(),
            Node::Page(ix) => Some(&mut guide.pages[ix.index()].body),
            Node::Card(ix) => Some(&mut guide.cards[ix.index()].body),
        };
        if let Some(body) = body {
            body.links = links;
        }
    }
}

/// Stands where no name is proposed.
const NO_SUGGESTION: &str = "a suggestion follows once the ones before it are fixed";

/// What became of a body's references.
struct Bound {
    links: Vec<Link>,
    diagnostics: Vec<Diagnostic>,
    missing: Vec<(usize, Missing, Option<Location>)>,
}

/// A name that leads nowhere. What was meant is looked for when all is bound, in guide order, so that the budget is spent on the same
/// names in every run.
enum Missing {
    /// Under content/.
    File(String),
    Asset(String),
    Id(String),
    Fragment(Node, String),
}

impl Missing {
    fn help(&self, folder: &str, names: &Names<'_>, anchors: &Anchors<'_, '_>, budget: &mut SearchBudget) -> String {
        match self {
            Missing::File(path) => near_file_help(folder, path, names.near_files(), budget),
            Missing::Asset(path) => near_file_help(folder, path, names.near_assets(), budget),
            Missing::Id(id) => near_id_help(names, id, budget).unwrap_or_else(|| "ids are paths under content/ without `.md`".to_string()),
            Missing::Fragment(node, fragment) => {
                let all = anchors.all(*node);
                let near = if budget.spend(8 * all.len() as u64) { nearest(fragment, all.iter().copied()) } else { None };
                let card = names.ending_in(fragment.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-'));
                match near {
                    Some(near) => format!("did you mean `#{near}`?"),
                    None if let Some(card) = card => format!("did you mean the card `[[{card}]]`?"),
                    None if all.is_empty() => "that page has no headings".to_string(),
                    None => format!("it has {}", all.iter().take(12).map(|a| format!("`#{a}`")).collect::<Vec<_>>().join(", ")),
                }
            }
        }
    }
}

impl Missing {
    /// What must have been meant, as it is written in this folder.
    fn only(&self, folder: &str, names: &Names<'_>, budget: &mut SearchBudget) -> Option<String> {
        match self {
            Missing::File(path) => names.near_files().only(path, budget).map(|file| relative(folder, file)),
            Missing::Id(id) => names.near_ids().only(id, budget).map(str::to_string),
            Missing::Asset(_) | Missing::Fragment(..) => None,
        }
    }
}

/// A body whose references are to be bound.
struct BodyToBind<'a> {
    node: Node,
    source: SourceId,
    /// The folder its file lies in, under content/.
    folder: &'a str,
    body: &'a RawBody,
}

fn places<'a>(collected: &'a Collected<'_>, sources: &'a Sources) -> Vec<BodyToBind<'a>> {
    let folder = |source: SourceId| {
        let path = sources.get(source).path.strip_prefix("content/").unwrap_or_default();
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    let mut places = Vec::new();
    if let Some((source, page)) = collected.home {
        places.push(BodyToBind { node: Node::Home, source, folder: "", body: &page.body });
    }
    for (i, topic) in collected.topics.iter().enumerate() {
        if let Some((source, page)) = topic.index {
            places.push(BodyToBind { node: Node::Topic(i.into()), source, folder: folder(source), body: &page.body });
        }
    }
    for (i, page) in collected.pages.iter().enumerate() {
        places.push(BodyToBind { node: Node::Page(i.into()), source: page.source, folder: folder(page.source), body: &page.document.body });
    }
    for (i, card) in collected.cards.iter().enumerate() {
        places.push(BodyToBind { node: Node::Card(i.into()), source: card.source, folder: folder(card.source), body: &card.document.body });
    }
    places
}

/// Where a path leads, from the guide's root or from content/.
enum Path {
    /// Below content/.
    Inside(String),
    /// Below the guide's root.
    Outside(String),
}

struct Binder<'a> {
    place: &'a BodyToBind<'a>,
    names: &'a Names<'a>,
    anchors: &'a Anchors<'a, 'a>,
    sources: &'a Sources,
    site: &'a SiteConfig,
    config: &'a Config,
    diagnostics: Vec<Diagnostic>,
    /// With the numbers of the findings that want their help, and where what must have been meant is to be written.
    missing: Vec<(usize, Missing, Option<Location>)>,
}

impl Binder<'_> {
    /// The link, or `None` where nothing may be published for it (reported).
    fn bind(&mut self, reference: &Reference) -> Option<Link> {
        let is_image = matches!(reference.form, LinkForm::Image | LinkForm::RawImage);
        if is_image && reference.no_alt {
            let help =
                if reference.wiki { "say what it shows: `![[file|what it shows]]`" } else { "say what it shows: `![what it shows](file)`" };
            self.report(Code::MissingAltText, reference.span, "this image has no alternative text", help);
        }
        let target = if is_image {
            self.image(reference)
        } else if reference.wiki {
            self.wiki(reference)
        } else {
            self.link(reference)
        };
        target.map(|target| Link { span: reference.span, form: reference.form, target })
    }

    fn report(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, self.place.source, span, message).help(help));
    }

    /// The next finding wants to know what was meant. Of more than are shown none does.
    fn propose(&mut self, missing: Missing, written: Option<Location>) {
        if self.missing.len() < MAX_PER_FILE {
            self.missing.push((self.diagnostics.len(), missing, written));
        }
    }

    fn report_missing(&mut self, code: Code, span: Span, message: String, missing: Missing) {
        self.propose(missing, None);
        self.report(code, span, message, NO_SUGGESTION);
    }

    fn image(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.as_str();
        if let Some(scheme) = scheme(target) {
            return self.remote_image(reference, &scheme);
        }
        // A fragment says for which colours a code host shows it, or names a view of a drawing.
        let path = match self.resolved(reference, target.split('#').next().unwrap_or_default())? {
            Path::Inside(path) => path,
            Path::Outside(path) => return self.outside_content(reference, &path),
        };
        // What a code host takes for a question to itself, `?raw=true`, is no part of the name.
        let without_query = path.split('?').next().unwrap_or_default();
        match self.names.asset(&path).or_else(|| self.names.asset(without_query)) {
            Some(asset) => Some(Target::Asset(asset)),
            None => {
                let message = format!("there is no file `content/{without_query}`");
                self.report_missing(Code::MissingAsset, reference.target_span, message, Missing::Asset(without_query.to_string()));
                None
            }
        }
    }

    fn remote_image(&mut self, reference: &Reference, scheme: &str) -> Option<Target> {
        let target = reference.target.as_str();
        if !matches!(scheme, "http" | "https" | "//") {
            let message = format!("`{scheme}:` can't be the source of an image");
            self.report(Code::DangerousUrl, reference.target_span, message, "use a file beside this one");
            return None;
        }
        let url = if scheme == "//" { format!("https:{target}") } else { target.to_string() };
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let origin = format!("{scheme}://{}", rest.split(['/', '?', '#', '\\']).next().unwrap_or_default().to_ascii_lowercase());
        if self.site.images.contains(&origin) {
            return Some(Target::RemoteImage(url.into()));
        }
        let help = format!("copy the file into the topic's folder and name it here, or allow the host: `[site] images = [\"{origin}\"]`");
        self.report(Code::RemoteImage, reference.target_span, "an image from another host is published as a link", help);
        Some(Target::External(url.into()))
    }

    fn link(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.as_str();
        if let Some(scheme) = scheme(target) {
            return self.outside(reference, &scheme);
        }
        if let Some(fragment) = target.strip_prefix('#') {
            return self.here(reference, &decode(fragment));
        }
        if target.is_empty() {
            self.report(Code::BrokenLink, reference.span, "this link has no target", "name a file: `[text](name.md)`");
            return None;
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        if path.starts_with('?') {
            let help = "a link within the page is a `#` and the heading's anchor";
            self.report(Code::LooseLink, reference.target_span, "the query of this link is dropped", help);
            return self.here(reference, &decode(fragment));
        }
        let path = match self.resolved(reference, path)? {
            Path::Inside(path) => path,
            Path::Outside(path) => return self.outside_content(reference, &path),
        };
        let fragment = decode(fragment);
        if let Some(found) = self.bind_path(reference, &path, &fragment) {
            return found;
        }
        if let Some(target) = self.loose(reference, &path, &fragment) {
            return target;
        }
        let written = target.split('#').next().unwrap_or_default();
        self.report_broken(reference, written, format!("there is no file `content/{path}`"), Missing::File(path));
        None
    }

    /// What a path under content/ leads to; the outer `None` where there is no such file.
    fn bind_path(&mut self, reference: &Reference, path: &str, fragment: &str) -> Option<Option<Target>> {
        let folder = || self.names.topic(path.trim_end_matches('/')).map(|t| File::Node(Node::Topic(t)));
        match self.names.file(path).or_else(folder) {
            Some(File::Node(node)) => Some(self.bind_node(reference, node, fragment)),
            Some(File::Cards(folder)) => Some(self.bind_card_in_file(reference, folder, fragment)),
            Some(File::Draft) => Some(self.bind_draft(reference, path)),
            None if path.is_empty() => Some(self.bind_node(reference, Node::Home, fragment)),
            None => self.names.asset(path).map(|asset| Some(Target::Asset(asset))),
        }
    }

    /// A link that code hosts follow in their own way: with a query, or to the published page.
    fn loose(&mut self, reference: &Reference, path: &str, fragment: &str) -> Option<Option<Target>> {
        let named = path.split('?').next().unwrap_or_default();
        let page = [".html", ".htm"].into_iter().find_map(|end| named.strip_suffix(end));
        let (file, message) = match page {
            Some(page) if self.names.asset(named).is_none() => {
                let file = [".md", ".markdown"].map(|end| format!("{page}{end}")).into_iter().find(|f| self.names.file(f).is_some());
                // A topic without a page of its own has one all the same.
                (file.or_else(|| self.folder_of(page.strip_suffix("index")?))?, None)
            }
            // A README beside an index.md is not published; the index stands for the folder, as it does there.
            _ if crate::parse::is_readme(named) => {
                let folder = named.rsplit_once('/').map_or("", |(folder, _)| folder);
                let index = if folder.is_empty() { "index.md".to_string() } else { format!("{folder}/index.md") };
                (index, Some("this README is not published"))
            }
            _ if named != path => (named.to_string(), Some("the query of this link is dropped")),
            _ => return None,
        };
        let found = self.bind_path(reference, &file, fragment)?;
        let written = reference.target.split('#').next().unwrap_or_default();
        let meant = Some(relative(self.place.folder, &file)).filter(|path| !path.is_empty()).unwrap_or_else(|| "./".to_string());
        let start = reference.target_span.start as usize;
        let at = Location { source: self.place.source, span: Span::new(start, start + written.len()) };
        let mut diagnostic = Diagnostic::new(
            Code::LooseLink,
            self.place.source,
            reference.target_span,
            message.map_or_else(|| format!("the file is called `{meant}`"), String::from),
        )
        .help(format!("write `{meant}`"));
        if self.sources.slice(at) == written {
            diagnostic = diagnostic.fix(at, meant);
        }
        self.diagnostics.push(diagnostic);
        Some(found)
    }

    /// The path of a topic's folder, with a slash at its end.
    fn folder_of(&self, path: &str) -> Option<String> {
        self.names.topic(path.trim_end_matches('/')).map(|_| path.to_string())
    }

    /// A file of the repository that is not published.
    fn outside_content(&mut self, reference: &Reference, path: &str) -> Option<Target> {
        let named = path.split('?').next().unwrap_or_default();
        if !self.names.in_repository(named) {
            let help = match self.names.file(named) {
                Some(_) => format!("did you mean `{}`?", relative(self.place.folder, named)),
                None => "only files under content/ are published; paths are relative to the file that the link stands in".to_string(),
            };
            self.report(Code::BrokenLink, reference.target_span, format!("there is no file `{named}`"), help);
            return None;
        }
        let fragment = reference.target.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default();
        let (message, help, target) = match &self.site.repository {
            Some(repository) => {
                let host = Host::new(repository, &self.site.edit_branch);
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

    fn outside(&mut self, reference: &Reference, scheme: &str) -> Option<Target> {
        let target = reference.target.as_str();
        match scheme {
            "http" | "https" if target.split_once("://").is_some_and(|(_, host)| !host.is_empty() && !host.starts_with('/')) => {
                Some(Target::External(target.into()))
            }
            "mailto" | "tel" => Some(Target::External(target.into())),
            "recto" => self.app(reference),
            "//" => Some(Target::External(format!("https:{}", target.trim()).into())),
            "file" => {
                let help = "link to a file under content/, or write `https://…`";
                self.report(Code::LinkOutside, reference.target_span, "this link leaves the guide", help);
                None
            }
            _ => {
                let message = format!("`{scheme}:` links are not published");
                self.report(Code::DangerousUrl, reference.target_span, message, "use https, http, mailto or tel");
                None
            }
        }
    }

    fn app(&mut self, reference: &Reference) -> Option<Target> {
        let rest = &reference.target["recto:".len()..];
        let (name, query) = rest.split_once('?').unwrap_or((rest, ""));
        let clean = query.chars().all(|c| c.is_ascii_alphanumeric() || "=&-_.,/%+:".contains(c));
        match AppPage::ALL.into_iter().find(|p| p.name() == name) {
            Some(page @ (AppPage::Interview | AppPage::Search)) if !self.has(page) => {
                let message = format!("`{}` opens nothing: `enabled = false` in `[{name}]` of book.toml", reference.target);
                self.report(Code::UnknownAppLink, reference.target_span, message, "remove the link, or the line in book.toml");
                None
            }
            Some(page) if clean => Some(Target::App(page, query.into())),
            _ => {
                let help = "one of `recto:study`, `recto:interview`, `recto:progress`, `recto:browse`, `recto:search`, `recto:map`, with a query such as `?level=mid`";
                self.report(Code::UnknownAppLink, reference.target_span, format!("`{}` opens nothing", reference.target), help);
                None
            }
        }
    }

    /// Whether the site has that page of the interface.
    fn has(&self, page: AppPage) -> bool {
        match page {
            AppPage::Interview => self.config.interview.enabled,
            AppPage::Search => self.config.search.enabled,
            _ => true,
        }
    }

    fn here(&mut self, reference: &Reference, fragment: &str) -> Option<Target> {
        match self.anchors.find(self.place.node, fragment) {
            Fragment::Element(anchor) => Some(Target::Fragment(anchor.into())),
            Fragment::OtherCase { id, name } => {
                self.report_case(reference, fragment, &name);
                Some(Target::Fragment(id.into()))
            }
            Fragment::Top => Some(Target::Node(self.place.node, None)),
            Fragment::Untranslated => self.untranslated(reference, self.place.node, fragment),
            Fragment::Missing => {
                self.report_anchor(reference, self.place.node, fragment);
                None
            }
        }
    }

    fn bind_node(&mut self, reference: &Reference, node: Node, fragment: &str) -> Option<Target> {
        if fragment.is_empty() {
            return Some(Target::Node(node, None));
        }
        match self.anchors.find(node, fragment) {
            Fragment::Element(anchor) => Some(Target::Node(node, Some(anchor.into()))),
            Fragment::OtherCase { id, name } => {
                self.report_case(reference, fragment, &name);
                Some(Target::Node(node, Some(id.into())))
            }
            Fragment::Top => Some(Target::Node(node, None)),
            Fragment::Untranslated => self.untranslated(reference, node, fragment),
            Fragment::Missing => {
                self.report_anchor(reference, node, fragment);
                None
            }
        }
    }

    /// A link to a part of the original that its translation lacks. What is not translated may have one, and then leads to the page.
    fn untranslated(&mut self, reference: &Reference, node: Node, fragment: &str) -> Option<Target> {
        self.report_anchor(reference, node, fragment);
        Some(Target::Node(node, None))
    }

    /// `cards.md#name` is the card `TOPIC/name`; without a fragment it is the topic.
    fn bind_card_in_file(&mut self, reference: &Reference, folder: &str, fragment: &str) -> Option<Target> {
        if fragment.is_empty() {
            return self.names.topic(folder).map(|t| Target::Node(Node::Topic(t), None));
        }
        let id = format!("{folder}/{fragment}");
        if let Some(node) = self.names.node(&id) {
            return Some(Target::Node(node, None));
        }
        if self.names.is_draft(&id) {
            return self.bind_draft(reference, &id);
        }
        self.report_missing(Code::BrokenAnchor, reference.target_span, format!("this file has no card `{fragment}`"), Missing::Id(id));
        None
    }

    fn bind_draft(&mut self, reference: &Reference, what: &str) -> Option<Target> {
        let help = "publish it by removing `draft: true`, or build with `--drafts` to see it";
        self.report(Code::LinkToDraft, reference.target_span, format!("`{what}` is a draft"), help);
        Some(Target::Unlinked)
    }

    fn wiki(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.trim();
        if scheme(target).is_some_and(|s| s == "recto") {
            return self.app(reference);
        }
        let (id, fragment) = target.split_once('#').unwrap_or((target, ""));
        let (written, composed) = (id, composed(id));
        let (id, fragment) = (&*composed, decode(fragment));
        if id.is_empty() {
            return self.here(reference, &fragment);
        }
        if let Some(node) = self.names.node(id) {
            return self.bind_node(reference, node, &fragment);
        }
        if self.names.is_draft(id) {
            return self.bind_draft(reference, id);
        }
        let fits = self.names.ending(id);
        let near: Vec<_> = fits.iter().filter(|(full, _)| full.rsplit_once('/').is_some_and(|(f, _)| f == self.place.folder)).collect();
        match (fits.as_slice(), near.as_slice()) {
            ([(full, node)], _) | (_, [(full, node)]) => {
                self.report_short(reference, written, full);
                self.bind_node(reference, *node, &fragment)
            }
            ([], _) if self.names.is_draft_end(id) => self.bind_draft(reference, id),
            ([], _) => {
                let id = id.strip_suffix(".md").unwrap_or(id).trim_start_matches("../");
                self.report_broken(reference, written, format!("no id is or ends in `{id}`"), Missing::Id(id.to_string()));
                None
            }
            (several, _) => {
                let mut list = several.iter().take(12).map(|(full, _)| format!("`{full}`")).collect::<Vec<_>>().join(", ");
                if several.len() > 12 {
                    list += &format!(" or {} others", several.len() - 12);
                }
                self.report(Code::AmbiguousLink, reference.target_span, format!("`{id}` fits several ids"), format!("write one of {list}"));
                None
            }
        }
    }

    /// A link that leads nowhere; what was written is replaced if there is no doubt what was meant.
    fn report_broken(&mut self, reference: &Reference, written: &str, message: String, missing: Missing) {
        let (source, start) = (self.place.source, reference.target_span.start as usize);
        let at = Location { source, span: Span::new(start, start + written.len()) };
        let is_there = self.sources.get(source).text.get(at.span.range()) == Some(written);
        self.propose(missing, is_there.then_some(at));
        self.report(Code::BrokenLink, reference.target_span, message, NO_SUGGESTION);
    }

    /// A link by the end of an id: fine now, and `check --fix` makes it last.
    fn report_short(&mut self, reference: &Reference, short: &str, full: &str) {
        let source = self.place.source;
        let start = reference.target_span.start as usize;
        let at = Location { source, span: Span::new(start, start + short.len()) };
        if self.sources.slice(at) == short {
            self.diagnostics.push(
                Diagnostic::new(Code::ShortLink, source, at.span, format!("`{short}` is short for `{full}`"))
                    .help(format!("write `[[{full}]]`"))
                    .fix(at, full),
            );
        }
    }

    /// The file that a path means. From the repository's root where it starts with a slash, as on code hosts.
    fn resolved(&mut self, reference: &Reference, path: &str) -> Option<Path> {
        let decoded = decode(path);
        if decoded.contains('\\') {
            let help = "write the path with `/`, relative to this file: `../topic/name.md`";
            self.report(Code::LinkOutside, reference.target_span, "`\\` divides no folders here", help);
            return None;
        }
        let from_root = decoded.starts_with('/');
        let folder = if from_root { "" } else { self.place.folder };
        let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
        if !from_root {
            parts.insert(0, "content");
        }
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        let help = "link to a file of this repository";
                        self.report(Code::BrokenLink, reference.target_span, "this link leaves the guide's folder", help);
                        return None;
                    }
                }
                part => parts.push(part),
            }
        }
        match parts.split_first() {
            Some((&"content", below)) => Some(Path::Inside(composed(&below.join("/")).into_owned())),
            _ => Some(Path::Outside(parts.join("/"))),
        }
    }

    /// An anchor in other letters than its heading's: code hosts and browsers compare them exactly.
    fn report_case(&mut self, reference: &Reference, fragment: &str, name: &str) {
        let span = self.fragment_span(reference);
        let at = Location { source: self.place.source, span: Span { start: (span.start + 1).min(span.end), end: span.end } };
        let mut diagnostic =
            Diagnostic::new(Code::AnchorCase, self.place.source, span, format!("`#{fragment}` differs from the heading's `#{name}`"))
                .help(format!("write `#{name}`"));
        if self.sources.slice(at) == fragment {
            diagnostic = diagnostic.fix(at, name);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Where the fragment stands in a link's destination, or the whole destination.
    fn fragment_span(&self, reference: &Reference) -> Span {
        let written = &self.sources.get(self.place.source).text[reference.target_span.range()];
        match written.find('#') {
            Some(hash) => Span { start: reference.target_span.start + hash as u32, end: reference.target_span.end },
            None => reference.target_span,
        }
    }

    fn report_anchor(&mut self, reference: &Reference, node: Node, fragment: &str) {
        let span = self.fragment_span(reference);
        let message = format!("no heading there is called `#{fragment}`");
        self.report_missing(Code::BrokenAnchor, span, message, Missing::Fragment(node, fragment.to_string()));
    }
}

fn near_file_help(folder: &str, path: &str, files: &SpellingIndex, budget: &mut SearchBudget) -> String {
    let with_end = format!("{path}.md");
    let found = if files.contains(&with_end) { Some(with_end.as_str()) } else { None };
    match found.or_else(|| files.nearest(path, budget)).or_else(|| files.nearest(&with_end, budget)) {
        Some(near) => format!("did you mean `{}`?", relative(folder, near)),
        None => "paths are relative to the file that the link stands in".to_string(),
    }
}

/// What to do about an id that there is not, if another is near.
pub fn near_id_help(names: &Names<'_>, id: &str, budget: &mut SearchBudget) -> Option<String> {
    names.near_ids().nearest(id, budget).map(|near| format!("did you mean `{near}`?"))
}
