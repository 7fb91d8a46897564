//! The layout around the text of every page: title, description, addresses, breadcrumbs; and the pages without text of their own.

use super::page_meta::{Crumb, PageMeta};
use super::view::{Html, Link, PageInfo, Site};
use super::{PageRenderer, Rendered, contribute, json_ld, page_urls, text};
use crate::Context;
use crate::config::{Config, ContentFile};
use crate::model::{AppPage, Body, Node, TopicIx};
use crate::site::{self, Icon, SitePath};

/// Languages that are written from right to left (ISO 639, and scripts that BCP 47 tags name).
const RIGHT_TO_LEFT: [&str; 16] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Characters of a description; search engines show about this many.
const MAX_DESCRIPTION_CHARS: usize = 160;

/// What all pages say of the guide.
pub fn site(config: &Config) -> Site {
    let (book, site) = (&config.book, &config.site);
    Site {
        title: book.title.clone(),
        description: book.description.clone(),
        authors: book.authors.clone(),
        licence: book.licence.clone(),
        language: book.language.clone(),
        dir: direction(&book.language),
        guide_id: book.id.clone(),
        repository: site.repository.clone(),
        image_hosts: site.image_hosts.clone(),
        assistant_endpoints: config.assistant_endpoints.clone(),
        search: config.search.enabled,
        interview: config.interview.enabled,
        logo: logo("logo", &config.theme.logo),
        logo_dark: logo("logo-dark", &config.theme.logo_dark),
        footer: config.theme.footer.clone(),
        background: [config.theme.light.background.hex(), config.theme.dark.background.hex()],
        feed: site.base_url.is_some(),
        offline: site.offline,
        archive: config.export.zip.then(|| crate::site::archive_path(&book.id).encoded()),
        icon: site.icon.as_deref().map(|path| SitePath::new(path).encoded()),
        icon_is_svg: site.icon.as_deref().is_some_and(|path| path.to_ascii_lowercase().ends_with(".svg")),
        icon_tab: drawn_icon(config, Icon::Tab),
        icon_touch: drawn_icon(config, Icon::Touch),
    }
}

/// The name of a logo in the theme.
fn logo(name: &str, file: &Option<ContentFile>) -> Option<String> {
    let (_, ending) = file.as_ref()?.path.rsplit_once('.')?;
    Some(format!("icons/{name}.{}", ending.to_ascii_lowercase()))
}

/// Where the author's icon is drawn, from the site's root; that of a translation lies in a folder of the first language's.
pub(super) fn drawn_icon(config: &Config, icon: Icon) -> String {
    let up = if config.site.icon.as_deref().is_some_and(|path| path.starts_with("../")) { "../" } else { "" };
    format!("{up}{}", icon.path().encoded())
}

/// The direction of text in a language, for `dir`: `ltr` or `rtl`.
pub(super) fn direction(language: &str) -> &'static str {
    let mut parts = language.split('-').map(str::to_ascii_lowercase);
    let primary = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4);
    let rtl = match script.as_deref() {
        Some("arab" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm" | "rohg") => true,
        Some(_) => false,
        None => RIGHT_TO_LEFT.contains(&primary.as_str()),
    };
    if rtl { "rtl" } else { "ltr" }
}

impl PageRenderer<'_> {
    /// What templates are told about the page as a whole.
    pub fn info(&self, meta: PageMeta<'_>) -> PageInfo {
        let absolute = page_urls::absolute(self.cx, &self.urls.path);
        let breadcrumbs = meta
            .breadcrumbs
            .iter()
            .map(|crumb| Link {
                url: self.urls.url(&crumb.path),
                title: crumb.html.clone(),
                kind: crumb.kind,
                level: None,
                topic: None,
                icon: None,
                summary: None,
                language: None,
            })
            .collect();
        PageInfo {
            topic: meta.topic,
            kind: meta.kind,
            title: meta.title.to_string(),
            description: text::shorten(meta.description, MAX_DESCRIPTION_CHARS),
            json_ld: absolute.as_ref().and_then(|_| json_ld::script(self.cx, &meta)).map(|script| Html::new(&script)),
            image: image(self.cx),
            canonical: absolute,
            edit: meta.body.and_then(|body| edit_url(self.cx, body)),
            add_card: meta.topic.filter(|_| meta.kind == "topic").and_then(|ix| contribute::new_card(self, ix)),
            markdown: meta.node.filter(|_| self.cx.config.export.llms).map(|node| self.urls.url(&site::markdown_path(self.cx.guide, node))),
            breadcrumbs,
            contents: meta.contents,
            code: meta.used.code,
            math_or_diagrams: meta.used.math || meta.used.diagrams,
            languages: self.languages(meta.node),
            text_language: meta.node.and_then(|node| self.fallback_language(node)),
            newer_original: meta.node.and_then(|node| self.newer_original(node)),
        }
    }

    /// Home, and the topics from the outermost to `topic`.
    pub fn crumbs(&self, topic: Option<TopicIx>) -> Vec<Crumb> {
        let mut crumbs = vec![self.home_crumb()];
        for ix in topic.map(|ix| self.cx.guide.ancestry(ix)).unwrap_or_default() {
            let node = Node::Topic(ix);
            crumbs.push(Crumb {
                title: self.cx.guide.topic(ix).title.plain.to_string(),
                html: self.title(node),
                path: site::node_path(self.cx.guide, node),
                kind: "topic",
            });
        }
        crumbs
    }

    fn home_crumb(&self) -> Crumb {
        let word = self.word("nav", "home");
        Crumb { html: Html::escaped(&word), title: word, path: site::node_path(self.cx.guide, Node::Home), kind: "home" }
    }

    /// A word of the interface; empty where even English does not have it.
    pub fn word(&self, table: &str, key: &str) -> String {
        self.cx.theme.strings().get(table, key).unwrap_or("").to_string()
    }
}

/// study.html, interview.html, progress.html, browse.html, search.html: pages that scripts fill.
pub fn render_app(page: &PageRenderer<'_>, app: AppPage) -> Rendered {
    let name = app.name();
    let (title, description) = (page.word(name, "title"), page.word(name, "summary"));
    let meta = PageMeta { kind: name, title: &title, description: &description, breadcrumbs: page.crumbs(None), ..PageMeta::default() };
    page.render(&format!("{name}.html"), &page.info(meta), &[])
}

/// 404.html.
pub fn render_not_found(page: &PageRenderer<'_>) -> Rendered {
    let (title, description) = (page.word("not_found", "title"), page.word("not_found", "text"));
    let meta = PageMeta { kind: "not-found", title: &title, description: &description, ..PageMeta::default() };
    let mut info = page.info(meta);
    // It is not a page of its own, whatever address it is served at.
    (info.canonical, info.json_ld, info.languages) = (None, None, Vec::new());
    page.render("404.html", &info, &[])
}

/// The page that is at a former address.
pub fn render_redirect(page: &PageRenderer<'_>, number: usize) -> Rendered {
    let guide = page.cx.guide;
    let Some(redirect) = guide.redirects.get(number) else {
        return Ok(Vec::new());
    };
    let title = page.word("redirect", "title");
    let target = page.link(redirect.to, None);
    let info = PageInfo {
        topic: None,
        kind: "redirect",
        title,
        description: String::new(),
        canonical: page_urls::absolute(page.cx, &site::node_path(guide, redirect.to)),
        image: None,
        edit: None,
        add_card: None,
        json_ld: None,
        markdown: None,
        breadcrumbs: Vec::new(),
        contents: Vec::new(),
        code: false,
        math_or_diagrams: false,
        languages: Vec::new(),
        text_language: None,
        newer_original: None,
    };
    page.render("redirect.html", &info, &[("target", &target)])
}

/// The guide's icon as an image for previews elsewhere: as the author gives it or, since those do not draw SVG, as it is drawn.
fn image(cx: &Context<'_>) -> Option<String> {
    let (base, icon) = (cx.config.site.base_url.as_deref()?, cx.config.site.icon.as_deref()?);
    let drawn = [".png", ".jpg", ".jpeg", ".webp"].iter().any(|end| icon.to_ascii_lowercase().ends_with(end));
    let path = if drawn { SitePath::new(icon).encoded() } else { drawn_icon(cx.config, Icon::LargeApp) };
    Some(format!("{base}{path}"))
}

/// Where a text's source can be edited.
fn edit_url(cx: &Context<'_>, body: &Body) -> Option<String> {
    let path = SitePath::new(&cx.sources.get(body.source).path).encoded();
    Some(format!("{}{path}", page_urls::host(cx)?.edit_prefix()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_follows_language_and_script() {
        assert_eq!(["en", "he", "ar-EG", "az-Arab", "ar-Latn", "zh-Hant"].map(direction), ["ltr", "rtl", "rtl", "rtl", "ltr", "ltr"]);
    }
}
