//! The finished pieces of a part: what is made elsewhere and put in as a whole.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::HtmlPolicy;
use super::code::Fence;
use super::escape::{attribute_value, push_attribute};
use super::html;
use super::plain::alternative_text;
use super::prepare::SpannedEvent;
use super::write::{Writer, text_of};
use crate::model::{LinkForm, Target};
use crate::site::SitePath;

/// A drawing wider than this is wider than the column of text: its box is framed and scrolls. CSS pixels.
const WIDE_DIAGRAM: f32 = 640.0;

/// A drawing wider than this is wider than a phone's text, where its box scrolls; the keyboard must reach what scrolls.
const PHONE_DIAGRAM: f32 = 320.0;

impl Writer<'_> {
    /// The box of an item of a task list.
    pub(super) fn task_box(&mut self, done: bool) {
        let words = &self.markup.words;
        let (state, label) = if done { (" checked", &words.done) } else { ("", &words.not_done) };
        let label = attribute_value(label);
        self.sink.inline_piece(format!("<input type=\"checkbox\" disabled{state} aria-label=\"{label}\">"));
        self.sink.markup(" ");
    }

    pub(super) fn math(&mut self, latex: &str, display: bool) {
        match self.markup.math.html(latex, display) {
            Ok(formula) if display => self.sink.inline_piece(format!("<span class=\"math-block\" tabindex=\"0\">{}</span>", formula.html)),
            Ok(formula) => self.sink.inline_piece(formula.html.to_string()),
            // `check` has said what is wrong.
            Err(_) => {
                self.sink.open("code", "");
                self.sink.text(latex);
                return self.sink.close("code");
            }
        }
        self.used.math = true;
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, inside: &[SpannedEvent<'_>]) {
        self.stack.clear(&mut self.sink);
        let code = text_of(inside);
        let info = if let CodeBlockKind::Fenced(info) = kind { info } else { "" };
        let fence = Fence::read(info);
        if fence.language == "math" {
            self.sink.markup("<p>");
            self.math(code.trim(), true);
            return self.sink.markup("</p>\n");
        }
        if fence.language == "mermaid"
            && let Ok(drawing) = self.markup.diagrams.draw(&code)
        {
            self.diagrams += 1;
            let wide = if drawing.width() > WIDE_DIAGRAM { " wide" } else { "" };
            let focus = if drawing.width() > PHONE_DIAGRAM { " tabindex=\"0\"" } else { "" };
            let mut figure = format!("<figure class=\"diagram{wide}\"{focus}>");
            drawing.write(&format!("{}diagram-{}", self.layout.id_prefix, self.diagrams), &self.markup.words, &mut figure);
            figure.push_str("</figure>\n");
            self.used.diagrams = true;
            return self.sink.block_piece(figure);
        }
        self.used.code = true;
        let figure = self.markup.code_figure(&fence, &code);
        self.sink.block_piece(figure);
    }

    pub(super) fn html_block(&mut self, inside: &[SpannedEvent<'_>]) {
        self.stack.clear(&mut self.sink);
        let raw = text_of(inside);
        if self.markup.policy != HtmlPolicy::Escape {
            return self.raw_html(&raw);
        }
        if !html::is_comment(&raw) {
            self.sink.open("p", "");
            self.sink.text(raw.trim_end());
            self.sink.close("p");
            self.sink.markup("\n");
        }
    }

    pub(super) fn raw_html(&mut self, raw: &str) {
        match self.markup.policy {
            HtmlPolicy::Sanitize => self.sink.markup(&html::clean(raw, &mut self.nesting).0),
            HtmlPolicy::Allow => self.sink.markup(raw),
            HtmlPolicy::Escape if html::is_comment(raw) => {}
            HtmlPolicy::Escape => self.sink.text(raw),
        }
    }

    /// The image, or its text where it is none of the guide's files.
    pub(super) fn image(&mut self, range: &Range<usize>, title: &str, inside: &[SpannedEvent<'_>]) {
        let alt = alternative_text(inside);
        let link = self.body.link_at(range.start).filter(|l| l.form == LinkForm::Image);
        let Some(Target::Asset(asset)) = link.map(|l| &l.target) else { return self.sink.text(&alt) };
        let asset = self.place.guide.asset(*asset);
        let mut html = String::from("<img");
        push_attribute("src", &self.place.here.url_to(&SitePath::new(asset.path.as_str())), &mut html);
        push_attribute("alt", &alt, &mut html);
        if !title.is_empty() {
            push_attribute("title", title, &mut html);
        }
        if let Some((width, height)) = asset.dimensions {
            html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        html.push_str(" loading=\"lazy\" decoding=\"async\">");
        self.sink.inline_piece(html);
    }
}
