//! Binds the references of every body to what they lead to, or reports that they lead nowhere.
//!
//! In: bodies with unresolved references, and the names of everything. Out: [`Link`]s, and a finding for each reference without a target.
//! Steps: bind each body in parallel ([`Binder`]); then, in guide order, look for what the missing names were meant to be ([`Missing`]).

mod binder;
mod external;
mod fragment;
mod missing;
mod path;
mod report;

use std::cell::OnceCell;

use rayon::prelude::*;

use super::anchors::Anchors;
use super::collected::CollectedDocuments;
use super::near::ComparisonBudget;
use super::symbol_table::{File, SymbolTable};
use super::urls::scheme;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::encode::to_nfc;
use crate::model::{Guide, Link, LinkSyntax, Node, Target};
use crate::parse::{Reference, decode, relative};
use crate::source::{Location, SourceId, Sources, Span};

use binder::{Binder, BodyToBind};
use missing::Missing;
use path::Path;

pub use missing::near_id_help;

/// Binds all bodies, in parallel; findings come in guide order.
pub fn bind(
    guide: &mut Guide,
    collected: &CollectedDocuments<'_>,
    symbols: &SymbolTable<'_>,
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let bodies = bodies(collected, sources);
    let anchors = Anchors::new(collected);
    let bound: Vec<Bound> = bodies
        .par_iter()
        .map(|body| {
            let mut binder = Binder {
                body,
                symbols,
                anchors: &anchors,
                sources,
                site: &config.site,
                config,
                diagnostics: Vec::new(),
                destinations: OnceCell::new(),
                missing: Vec::new(),
            };
            let mut links = Vec::with_capacity(body.raw.references.len());
            links.extend(body.raw.references.iter().filter_map(|r| binder.bind(r)));
            Bound { links, diagnostics: binder.diagnostics, missing: binder.missing }
        })
        .collect();
    let mut budget = ComparisonBudget::FOR_GUIDE;
    for (body, Bound { links, diagnostics: mut found, missing }) in bodies.iter().zip(bound) {
        for (number, missing, written) in missing {
            let finding = &mut found[number];
            finding.help = Some(missing.help(body.folder, symbols, &anchors, &mut budget));
            if let (Some(at), Some(meant)) = (written, missing.unambiguous_nearest(body.folder, symbols, &anchors, &mut budget)) {
                finding.fixes.push(Fix { at, replacement: meant });
            }
        }
        diagnostics.extend(found);
        let body = match body.node {
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

/// The result of a body's references.
struct Bound {
    links: Vec<Link>,
    diagnostics: Vec<Diagnostic>,
    missing: Vec<(usize, Missing, Option<Location>)>,
}

fn bodies<'a>(collected: &'a CollectedDocuments<'_>, sources: &'a Sources) -> Vec<BodyToBind<'a>> {
    let folder = |source: SourceId| {
        let path = sources.get(source).path.strip_prefix("content/").unwrap_or_default();
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    };
    let mut bodies = Vec::new();
    if let Some((source, page)) = collected.home {
        bodies.push(BodyToBind { node: Node::Home, source, folder: "", raw: &page.body });
    }
    for (i, topic) in collected.topics.iter().enumerate() {
        if let Some((source, page)) = topic.index {
            bodies.push(BodyToBind { node: Node::Topic(i.into()), source, folder: folder(source), raw: &page.body });
        }
    }
    for (i, page) in collected.pages.iter().enumerate() {
        bodies.push(BodyToBind { node: Node::Page(i.into()), source: page.source, folder: folder(page.source), raw: &page.document.body });
    }
    for (i, card) in collected.cards.iter().enumerate() {
        bodies.push(BodyToBind { node: Node::Card(i.into()), source: card.source, folder: folder(card.source), raw: &card.document.body });
    }
    bodies
}

/// The address that is meant by a target without a scheme, `www.x.org/a`.
fn web_address(target: &str) -> Option<String> {
    let host = target.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.get(..4).is_some_and(|www| www.eq_ignore_ascii_case("www.")) && host.len() > 4 && !host.ends_with(".md");
    is_host.then(|| format!("https://{target}"))
}

impl Binder<'_> {
    /// The link, or `None` where nothing may be published for it (reported).
    fn bind(&mut self, reference: &Reference) -> Option<Link> {
        let is_image = matches!(reference.syntax, LinkSyntax::Image | LinkSyntax::RawImage);
        if is_image && reference.no_alt && !self.embeds_page(reference) {
            let help = match reference.syntax {
                LinkSyntax::RawImage => "say what it shows: `alt=\"what it shows\"`",
                _ if reference.wiki => "say what it shows: `![[file|what it shows]]`",
                _ => "say what it shows: `![what it shows](file)`",
            };
            self.report(Code::MissingAltText, reference.span, "this image has no alternative text", help);
        }
        let target = if is_image {
            self.image(reference)
        } else if reference.wiki {
            self.wiki(reference)
        } else {
            self.link(reference)
        };
        let path = reference.target.split(['?', '#']).next().unwrap_or_default();
        if target.is_some() && path.contains('\\') && !reference.wiki && scheme(&reference.target).is_none() {
            self.report_backslashes(reference, path);
        }
        target.map(|target| Link { span: reference.span, syntax: reference.syntax, target })
    }

    /// Whether it is `![[card]]`, which Obsidian shows the text of.
    fn embeds_page(&self, reference: &Reference) -> bool {
        let id = reference.target.split('#').next().unwrap_or_default().trim();
        let is_node = |id: &str| self.symbols.node(id).is_some() || self.symbols.ids_with_suffix(id).len() == 1;
        reference.wiki && !id.is_empty() && is_node(&to_nfc(id))
    }

    fn image(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.as_str();
        if self.embeds_page(reference) {
            let sign = Span { start: reference.span.start, end: reference.span.start + 1 };
            let message = "no page is shown inside another, so this is published as a link";
            let finding = Diagnostic::new(Code::HostOnlyLink, self.body.source, reference.span, message).help("write it without `!`");
            self.diagnostics.push(finding.fix(Location { source: self.body.source, span: sign }, ""));
            return self.wiki(reference);
        }
        if let Some(scheme) = scheme(target) {
            return self.bind_remote_image(reference, &scheme);
        }
        if target.is_empty() {
            self.report(Code::MissingAsset, reference.span, "this image has no file", "name one: `![what it shows](name.svg)`");
            return None;
        }
        // A fragment says for which colours a code host shows it, or names a view of a drawing.
        let path = match self.resolve_path(reference, target.split('#').next().unwrap_or_default())? {
            Path::Inside(path) => path,
            Path::Outside(path) => return self.bind_outside_content(reference, &path),
        };
        // What a code host takes for a question to itself, `?raw=true`, is not part of the name.
        let without_query = path.split('?').next().unwrap_or_default();
        match self.symbols.asset(&path).or_else(|| self.symbols.asset(without_query)) {
            Some(asset) => Some(Target::Asset(asset)),
            None => {
                let message = format!("there is no file `content/{without_query}`");
                let written = target.split(['?', '#']).next().unwrap_or_default();
                self.report_broken(reference, written, message, Missing::Asset(without_query.to_string()));
                None
            }
        }
    }

    fn link(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.as_str();
        if let Some(scheme) = scheme(target) {
            return self.bind_url(reference, &scheme);
        }
        if let Some(fragment) = target.strip_prefix('#') {
            return self.bind_fragment(reference, &decode(fragment));
        }
        if target.is_empty() {
            let message = "this link has no target, so only its text is published";
            self.warn(Code::BrokenLink, reference.span, message, "name a file, `[text](name.md)`; write code between backticks");
            return Some(Target::Unlinked);
        }
        let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
        if path.starts_with('?') {
            let help = "a link within the page is a `#` and the heading's anchor";
            self.report(Code::HostOnlyLink, reference.target_span, "the query of this link is dropped", help);
            return self.bind_fragment(reference, &decode(fragment));
        }
        let path = match self.resolve_path(reference, path)? {
            Path::Inside(path) => path,
            Path::Outside(path) => return self.bind_outside_content(reference, &path),
        };
        let fragment = decode(fragment);
        if let Some(found) = self.bind_path(reference, &path, &fragment) {
            return found;
        }
        if let Some(target) = self.bind_host_style(reference, &path, &fragment) {
            return target;
        }
        if let Some(url) = web_address(target) {
            let message = format!("there is no file `content/{path}`, and this looks like an address of the web");
            let mut finding =
                Diagnostic::new(Code::BrokenLink, self.body.source, reference.target_span, message).help(format!("write `{url}`"));
            if let Some(at) = self.place_of(reference, target) {
                finding = finding.fix(at, url);
            }
            self.diagnostics.push(finding);
            return None;
        }
        if let Some(former) = self.symbols.former_file(&path, &fragment) {
            self.report_former(reference, &path, &former);
            return None;
        }
        let written = target.split('#').next().unwrap_or_default();
        self.report_broken(reference, written, format!("there is no file `content/{path}`"), Missing::File(path));
        None
    }

    /// What a path under content/ leads to; the outer `None` where there is no such file.
    fn bind_path(&mut self, reference: &Reference, path: &str, fragment: &str) -> Option<Option<Target>> {
        let folder = || self.symbols.topic(path.trim_end_matches('/')).map(|t| File::Node(Node::Topic(t)));
        match self.symbols.file(path).or_else(folder) {
            Some(File::Node(node)) => Some(self.bind_node(reference, node, fragment)),
            Some(File::Cards(folder)) => Some(self.bind_card_in_file(reference, folder, fragment)),
            Some(File::Draft) => Some(self.bind_draft(reference, path)),
            None if path.is_empty() => Some(self.bind_node(reference, Node::Home, fragment)),
            None => self.symbols.asset(path).map(|asset| Some(Target::Asset(asset))),
        }
    }

    /// A link that code hosts follow in their own way: with a query, or to the published page.
    fn bind_host_style(&mut self, reference: &Reference, path: &str, fragment: &str) -> Option<Option<Target>> {
        let named = path.split('?').next().unwrap_or_default();
        let page = [".html", ".htm"].into_iter().find_map(|end| named.strip_suffix(end));
        let (file, message) = match page {
            Some(page) if self.symbols.asset(named).is_none() => {
                let file = [".md", ".markdown"].map(|end| format!("{page}{end}")).into_iter().find(|f| self.symbols.file(f).is_some());
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
        let meant = Some(relative(self.body.folder, &file)).filter(|path| !path.is_empty()).unwrap_or_else(|| "./".to_string());
        let start = reference.target_span.start as usize;
        let at = Location { source: self.body.source, span: Span::new(start, start + written.len()) };
        let mut diagnostic = Diagnostic::new(
            Code::HostOnlyLink,
            self.body.source,
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
        self.symbols.topic(path.trim_end_matches('/')).map(|_| path.to_string())
    }

    fn bind_draft(&mut self, reference: &Reference, what: &str) -> Option<Target> {
        let help = "publish it by removing `draft: true`, or build with `--drafts` to see it";
        self.report(Code::LinkToDraft, reference.target_span, format!("`{what}` is a draft"), help);
        Some(Target::Unlinked)
    }

    fn wiki(&mut self, reference: &Reference) -> Option<Target> {
        let target = reference.target.trim();
        if scheme(target).is_some_and(|s| s == "recto") {
            return self.bind_app_page(reference);
        }
        let (id, fragment) = target.split_once('#').unwrap_or((target, ""));
        let (written, to_nfc) = (id, to_nfc(id));
        let (id, fragment) = (&*to_nfc, decode(fragment));
        if id.is_empty() {
            return self.bind_fragment(reference, &fragment);
        }
        if let Some(node) = self.symbols.node(id) {
            return self.bind_node(reference, node, &fragment);
        }
        if self.symbols.is_draft(id) {
            return self.bind_draft(reference, id);
        }
        let fits = self.symbols.ids_with_suffix(id);
        let near: Vec<_> = fits.iter().filter(|(full, _)| full.rsplit_once('/').is_some_and(|(f, _)| f == self.body.folder)).collect();
        match (fits.as_slice(), near.as_slice()) {
            ([(full, node)], _) | (_, [(full, node)]) => {
                self.report_partial_wiki_link(reference, written, full);
                self.bind_node(reference, *node, &fragment)
            }
            ([], _) if self.symbols.is_draft_suffix(id) => self.bind_draft(reference, id),
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
}
