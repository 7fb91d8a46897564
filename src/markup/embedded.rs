//! The finished pieces of a part: what is made elsewhere and put in as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event};

use super::code::Fence;
use super::escape::{attribute_value, push_attribute};
use super::html::{self, ResolvedUrl};
use super::line_breaks::SpannedEvent;
use super::link;
use super::plain::alternative_text;
use super::write::{Writer, text_of};
use super::{Math, PageContext};
use crate::markdown::image_text;
use crate::model::{Body, HtmlPolicy, LinkSyntax, Target};
use crate::site;

/// A drawing wider than this is wider than the column of text: its box is framed and scrolls. CSS pixels.
const MIN_WIDE_DIAGRAM: f32 = 640.0;

/// A drawing wider than this can't be made as small as a column of text and still be read. CSS pixels.
const VERY_WIDE_DIAGRAM: f32 = 1_000.0;

/// A drawing wider than this can't be read on a portrait page. CSS pixels.
const TURNED_DIAGRAM: f32 = 1_500.0;

/// A drawing wider than this is wider than a phone's text, where its box scrolls; the keyboard must reach what scrolls.
const PHONE_DIAGRAM: f32 = 320.0;

impl Writer<'_> {
    /// The box of an item of a task list.
    pub(super) fn task_box(&mut self, done: bool) {
        let words = &self.markup.words;
        let (state, label) = if done { (" checked", &words.done) } else { ("", &words.not_done) };
        let label = attribute_value(label);
        self.sink.inline_fragment(format!("<input type=\"checkbox\" disabled{state} aria-label=\"{label}\">"));
        self.sink.markup(" ");
    }

    /// A formula as MathML, or as TeX where the layout asks for that; as code where it is wrong.
    pub(super) fn math(&mut self, latex: &str, display: bool) {
        if self.layout.math == Math::Tex {
            let (open, close) = if display { ("\\[", "\\]") } else { ("\\(", "\\)") };
            self.used.math = true;
            return self.sink.text(&format!("{open}{latex}{close}"));
        }
        match self.markup.math.html(latex, display) {
            Ok(formula) if display => {
                self.sink.inline_fragment(format!("<span class=\"math-block\" tabindex=\"0\">{}</span>", formula.html))
            }
            Ok(formula) => self.sink.inline_fragment(formula.html.to_string()),
            // `check` has said what is wrong.
            Err(_) => {
                self.sink.open("code", "");
                self.sink.text(latex);
                return self.sink.close("code");
            }
        }
        self.used.math = true;
    }

    /// A block of code: highlighted, or the formula or diagram that it describes.
    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, inside: &[SpannedEvent<'_>]) {
        self.stack.clear(&mut self.sink);
        let code = text_of(inside);
        let info = if let CodeBlockKind::Fenced(info) = kind { info } else { "" };
        let fence = Fence::read(info);
        if fence.is("math") {
            self.sink.markup("<p>");
            self.math(code.trim(), true);
            return self.sink.markup("</p>\n");
        }
        if fence.is("mermaid")
            && let Ok(drawing) = self.markup.diagrams.draw(&code)
        {
            self.diagrams += 1;
            let wide = match drawing.width() {
                width if width > TURNED_DIAGRAM => " wide very-wide paper-turned",
                width if width > VERY_WIDE_DIAGRAM => " wide very-wide",
                width if width > MIN_WIDE_DIAGRAM => " wide",
                _ => "",
            };
            let focus = if drawing.width() > PHONE_DIAGRAM { " tabindex=\"0\"" } else { "" };
            let mut figure = format!("<figure class=\"diagram{wide}\"{focus}>");
            drawing.write(&format!("{}diagram-{}", self.layout.id_prefix, self.diagrams), &self.markup.words, &mut figure);
            figure.push_str("</figure>\n");
            self.used.diagrams = true;
            return self.sink.block_fragment(figure);
        }
        self.used.code = true;
        let figure = self.markup.code_figure(&fence, &code);
        self.sink.block_fragment(figure);
    }

    /// A block of raw HTML, or its text where the policy is to escape it.
    pub(super) fn html_block(&mut self, inside: &[SpannedEvent<'_>]) {
        self.stack.clear(&mut self.sink);
        let raw = text_of(inside);
        if self.markup.policy != HtmlPolicy::Escape {
            return self.raw_html(&raw, inside);
        }
        if !html::is_comment(&raw) {
            self.sink.open("p", "");
            self.sink.text(raw.trim_end());
            self.sink.close("p");
            self.sink.markup("\n");
        }
    }

    /// Raw HTML that comes from some events.
    pub(super) fn raw_html(&mut self, raw: &str, from: &[SpannedEvent<'_>]) {
        match self.markup.policy {
            HtmlPolicy::Sanitize => {
                let mut resolver = RawHtmlResolver {
                    page: self.page,
                    body: self.body,
                    prefix: self.layout.id_prefix,
                    offsets: RawHtmlOffsets::new(from),
                    ids: &self.id_of_name,
                    written: &mut self.html_ids,
                };
                let cleaned = html::sanitize(raw, &mut self.nesting, &mut resolver).0;
                self.sink.markup(&cleaned);
            }
            HtmlPolicy::Allow => self.sink.markup(raw),
            HtmlPolicy::Escape if html::is_comment(raw) => {}
            HtmlPolicy::Escape => self.sink.text(raw),
        }
    }

    /// The image, or its alternative text if it is not one of the guide's files.
    pub(super) fn image(&mut self, range: &Range<usize>, wiki: bool, (title, written): (&str, &str), inside: &[SpannedEvent<'_>]) {
        let alt = alternative_text(inside);
        let link = self.body.link_at(range.start).filter(|l| l.syntax == LinkSyntax::Image);
        let target = link.map(|l| &l.target);
        let (size, alt) = match image_text(&alt) {
            // Obsidian reads `![what it shows|300](er.png)` so, too.
            _ if !wiki && !alt.contains('|') => (None, alt),
            (text, size) if text.is_empty() || is_its_name(text, target, self.page) => (size, name_of(target, self.page)),
            (text, size) => (size, text.to_string()),
        };
        let (ix, asset) = match link.map(|l| &l.target) {
            Some(Target::Asset(asset)) => (*asset, self.page.guide.asset(*asset)),
            Some(target @ Target::RemoteImage(_)) => {
                let url = link::url(self.page, "", target).unwrap_or_default();
                let mut html = image_start(written);
                push_attribute("src", &url, &mut html);
                push_attribute("alt", &alt, &mut html);
                html.push_str(" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">");
                return self.sink.inline_fragment(html);
            }
            // An image from elsewhere is a link; inside of a link it is the link's text.
            Some(target @ Target::External(url)) => {
                let attributes = link::attributes(self.page, "", target, title).filter(|_| !self.stack.has_link());
                let text = if alt.trim().is_empty() { url.to_string() } else { alt };
                self.stack.push(if attributes.is_some() { "a" } else { "" }, attributes.unwrap_or_default(), None, &mut self.sink);
                self.sink.text(&text);
                return self.stack.pop(&mut self.sink);
            }
            // A page in an image's place, `![[card]]`.
            Some(target @ Target::Node(node, _)) => {
                let attributes = link::attributes(self.page, "", target, title).filter(|_| !self.stack.has_link());
                let text = self.page.guide.title(*node).map_or(alt, |title| title.plain.to_string());
                self.stack.push(if attributes.is_some() { "a" } else { "" }, attributes.unwrap_or_default(), None, &mut self.sink);
                self.sink.text(&text);
                return self.stack.pop(&mut self.sink);
            }
            _ => return self.sink.text(&alt),
        };
        let url = self.page.here.url_to(&site::asset_path(self.page.guide, ix));
        if let Some(html) = player(&asset.path, &url, &alt, title) {
            return self.sink.inline_fragment(html);
        }
        let mut html = image_start(written);
        push_attribute("src", &url, &mut html);
        push_attribute("alt", &alt, &mut html);
        if !title.is_empty() {
            push_attribute("title", title, &mut html);
        }
        let scaled = |width: u32| asset.dimensions.map(|(w, h)| (f64::from(h) * f64::from(width) / f64::from(w.max(1))).round() as u32);
        let size =
            size.map_or(asset.dimensions.map(|(w, h)| (w, Some(h))), |(width, height)| Some((width, height.or_else(|| scaled(width)))));
        if let Some((width, height)) = size {
            push_attribute("width", &width.to_string(), &mut html);
            height.iter().for_each(|height| push_attribute("height", &height.to_string(), &mut html));
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\">");
        self.sink.inline_fragment(html);
    }
}

/// The start of an image's tag.
fn image_start(written: &str) -> String {
    html::color_scheme_class(written).map_or("<img".to_string(), |class| format!("<img class=\"{class}\""))
}

/// A sound or a film, written as an image is: with the browser's own controls, and loaded when it is asked for.
fn player(path: &str, url: &str, alt: &str, title: &str) -> Option<String> {
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let tag = match ending.as_str() {
        "mp3" | "ogg" | "oga" | "opus" | "m4a" | "wav" | "flac" => "audio",
        "mp4" | "m4v" | "webm" | "ogv" => "video",
        _ => return None,
    };
    let mut html = format!("<{tag} controls preload=\"{}\"", if tag == "audio" { "none" } else { "metadata" });
    push_attribute("src", url, &mut html);
    if !alt.trim().is_empty() {
        push_attribute("aria-label", alt, &mut html);
    }
    if !title.is_empty() {
        push_attribute("title", title, &mut html);
    }
    Some(html + if tag == "video" { " playsinline></video>" } else { "></audio>" })
}

/// Whether an image's text is but its file's name.
fn is_its_name(text: &str, target: Option<&Target>, page: &PageContext<'_>) -> bool {
    matches!(target, Some(Target::Asset(asset)) if page.guide.asset(*asset).path.rsplit('/').next() == text.rsplit('/').next())
}

/// What a file's name says about it: `er-model.png` is `er model`.
fn name_of(target: Option<&Target>, page: &PageContext<'_>) -> String {
    let Some(Target::Asset(asset)) = target else { return String::new() };
    let name = page.guide.asset(*asset).path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).replace(['-', '_'], " ")
}

/// Finds what parsing has bound in raw HTML.
struct RawHtmlResolver<'w, 'e> {
    page: &'w PageContext<'w>,
    body: &'w Body,
    prefix: &'w str,
    offsets: RawHtmlOffsets,
    ids: &'e BTreeMap<&'w str, &'w str>,
    /// Ids that are on the page already: each is written once.
    written: &'e mut BTreeSet<String>,
}

impl html::UrlResolver for RawHtmlResolver<'_, '_> {
    fn url(&mut self, at: usize) -> Option<ResolvedUrl> {
        let link = self.body.link_at(self.offsets.source_offset(at)?)?;
        let image = link.syntax == LinkSyntax::RawImage;
        Some(match &link.target {
            Target::External(url) if image => ResolvedUrl::External(url.to_string()),
            Target::Unlinked => ResolvedUrl::Unlinked,
            target => ResolvedUrl::Url(link::url(self.page, self.prefix, target)?),
        })
    }

    fn id(&mut self, name: &str) -> Option<String> {
        let id = self.ids.get(name)?;
        self.written.insert(id.to_string()).then(|| format!("{}{id}", self.prefix))
    }
}

/// Where the joined text of some events of raw HTML or of code is in the source: of each event where its text ends in the joined
/// text, and its range.
pub(super) struct RawHtmlOffsets(Vec<(usize, Range<usize>)>);

impl RawHtmlOffsets {
    /// For the events of which the text is joined.
    pub(super) fn new(events: &[SpannedEvent<'_>]) -> Self {
        let mut end = 0;
        let texts = events.iter().filter_map(|(event, range)| {
            let (Event::Html(text) | Event::InlineHtml(text) | Event::Text(text)) = event else { return None };
            end += text.len();
            Some((end, range.clone()))
        });
        Self(texts.collect())
    }

    /// The place of an offset into the joined text.
    pub(super) fn source_offset(&self, offset: usize) -> Option<usize> {
        let (end, range) = self.0.get(self.0.partition_point(|(end, _)| *end <= offset))?;
        // Where indentation was taken off, the text is the range's end.
        Some(range.end.saturating_sub(end - offset).max(range.start))
    }
}
