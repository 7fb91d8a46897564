//! The pages of a guide.
//!
//! In: the bound [`Guide`](crate::model::Guide), its sources, the configuration and the theme. Out: the bytes of one output at a time. Steps: gather what the
//! template of that output sees ([`view`]), let the template make a page of it; feed, sitemap, `guide.json` and the previews' data are
//! written without a template.
//!
//! A [`Renderer`] is made once for a guide. It holds the parsed templates and what many pages share (the layout of each folder, the
//! cards of each level, the titles), each made when first asked for; making a page never changes another.

mod card;
mod contribute;
mod escape;
mod feed;
mod functions;
mod guide_json;
mod home;
mod json_ld;
mod languages;
mod layout;
mod link_previews;
mod links;
mod listing;
mod map;
mod map_layout;
mod markdown_page;
mod navigation;
mod page;
mod page_cache;
mod page_meta;
mod page_urls;
mod print;
mod rendered_parts;
pub mod scaffold;
mod sitemap;
mod template_errors;
mod text;
mod topic;
pub mod view;
mod web_manifest;

use serde::Serialize;
use tera::Tera;

use crate::config::Config;
use crate::context::Context;
use crate::context::{PrintRequest, TemplateDocument};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{AppPage, Node};
use crate::site::{PageOutput, SitePath};
use crate::theme::Theme;

use page_cache::PageCache;
use page_urls::PageUrls;

/// The bytes of an output, or what a template did not manage.
pub type Rendered = Result<Vec<u8>, Box<Diagnostic>>;

/// The parsed templates of a theme, and what the pages of one guide share.
pub struct Renderer {
    tera: Tera,
    cache: PageCache,
}

impl Renderer {
    /// Parses every template. `Err`: what is wrong with them, with file, line and column.
    pub fn new(theme: &Theme, config: &Config) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.set_escape_fn(escape::escape_into);
        functions::register(&mut tera, theme);
        tera.global_context().insert("t", theme.strings().tables());
        tera.global_context().insert("site", &layout::site(config));
        let mut templates = Vec::new();
        let mut problems = Vec::new();
        for template in theme.templates() {
            match template {
                Ok(template) => templates.push(template),
                Err(path) => problems.push(Diagnostic::for_path(Code::TemplateError, theme.display_path(&path), "is not UTF-8")),
            }
        }
        if problems.is_empty()
            && let Err(error) = tera.add_raw_templates(templates)
        {
            problems = template_errors::diagnostics(theme, &error);
        }
        if problems.is_empty() { Ok(Self { tera, cache: PageCache::default() }) } else { Err(problems) }
    }

    /// The bytes of an output that is a page or a file about the guide. `path` is where the plan publishes it.
    pub fn render(&self, cx: &Context<'_>, path: &SitePath, output: &PageOutput) -> Rendered {
        let page = PageRenderer { cx, renderer: self, urls: PageUrls::new(path, output, cx.config) };
        match output {
            PageOutput::Node(Node::Home) => home::render(&page, 0),
            PageOutput::Home { page: number } => home::render(&page, *number),
            PageOutput::Node(Node::Card(ix)) => card::render(&page, *ix),
            PageOutput::Node(Node::Page(ix)) => page::render(&page, *ix),
            PageOutput::Node(Node::Topic(ix)) => topic::render(&page, *ix, 0),
            PageOutput::Topic { topic, page: number } => topic::render(&page, *topic, *number),
            PageOutput::Print { topic, page: number } => print::render(&page, *topic, *number),
            PageOutput::Tag { tag, page: number } => listing::render_tag(&page, *tag, *number),
            PageOutput::Level { level, page: number } => listing::render_level(&page, *level, *number),
            PageOutput::Tags { page: number } => listing::render_tags(&page, *number),
            PageOutput::App(AppPage::Map) => map::render(&page),
            PageOutput::App(app) => layout::render_app(&page, *app),
            PageOutput::Contribute => contribute::render(&page),
            PageOutput::NotFound => layout::render_not_found(&page),
            PageOutput::Redirect(number) => layout::render_redirect(&page, *number),
            PageOutput::Markdown(node) => Ok(markdown_page::render(cx, path, *node)),
            PageOutput::Llms => Ok(markdown_page::render_list(cx, path)),
            PageOutput::Embed(ix) => card::render_embed(&page, *ix),
            PageOutput::WebManifest => Ok(web_manifest::render(cx)),
            PageOutput::GuideJson => Ok(guide_json::render(cx)),
            PageOutput::Feed => Ok(feed::render(cx)),
            PageOutput::Sitemap => Ok(sitemap::render(cx)),
            PageOutput::SitemapPart(number) => Ok(sitemap::render_part(cx, *number)),
            PageOutput::LinkPreviews { folder, part } => Ok(link_previews::render(cx, &self.cache, folder, *part)),
        }
    }
}

impl Renderer {
    /// A document that is not a page of the site: `value` is passed to the template under `name`.
    pub fn document(&self, cx: &Context<'_>, document: &TemplateDocument<'_>, name: &'static str, value: &impl Serialize) -> Rendered {
        let mut context = tera::Context::new();
        context.insert("root", "");
        context.insert("document", document);
        context.insert(name, value);
        let mut bytes = Vec::with_capacity(64 * 1024);
        match self.tera.render_to(document.template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(template_errors::while_rendering(cx.theme, &error, &SitePath::new(document.template))),
        }
    }

    /// A document of these cards, grouped by topic in their order. Links lead from the site's root.
    pub fn printed(&self, cx: &Context<'_>, document: &TemplateDocument<'_>, printed: &PrintRequest<'_>) -> Rendered {
        let root = SitePath::new("index.html");
        let page = PageRenderer { cx, renderer: self, urls: PageUrls::new(&root, &PageOutput::Node(Node::Home), cx.config) };
        self.document(cx, document, "print", &print::booklet(&page, printed))
    }
}

/// Renders one page: where it is and what it is made from.
struct PageRenderer<'a> {
    cx: &'a Context<'a>,
    renderer: &'a Renderer,
    urls: PageUrls,
}

impl PageRenderer<'_> {
    /// Renders a page's template: with `info` as `page`, and values under the names that [`view`] lists.
    fn render(&self, template: &str, info: &view::PageInfo, values: &[(&'static str, &dyn erased::View)]) -> Rendered {
        let mut context = tera::Context::new();
        context.insert("root", &self.urls.root);
        context.insert("page", info);
        context.insert_value("layout", self.layout(info.kind, info.topic)?);
        for (name, value) in values {
            context.insert_value(*name, value.value());
        }
        let mut bytes = Vec::with_capacity(32 * 1024);
        match self.renderer.tera.render_to(template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(template_errors::while_rendering(self.cx.theme, &error, &self.urls.path)),
        }
    }
}

/// Any of the structs of [`view`] as a template's value.
mod erased {
    use serde::Serialize;
    use tera::Value;

    /// A value that can be passed to a template.
    pub trait View {
        fn value(&self) -> Value;
    }

    impl<T: Serialize> View for T {
        fn value(&self) -> Value {
            Value::from_serializable(self)
        }
    }
}
