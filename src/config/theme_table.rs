//! `[theme]`: colours, fonts, logo, links, own stylesheets and scripts.
//!
//! A colour that cannot be read where it will stand is a finding that names one that can; it is used all the same, because it is the
//! author's.

use super::colour::{Colour, Scheme};
use super::sections::Parts;
use super::{ThemeColours, ThemeConfig, ThemeLink, values};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::value::{Kind, Reader, Table, Value};

/// The built-in themes: name, day, night.
pub const BASES: [(&str, Scheme, Scheme); 2] = [
    (
        "default",
        Scheme { paper: Colour([0xfa, 0xf7, 0xf0]), ink: Colour([0x26, 0x22, 0x1c]) },
        Scheme { paper: Colour([0x19, 0x17, 0x14]), ink: Colour([0xe9, 0xe2, 0xd5]) },
    ),
    (
        "dense",
        Scheme { paper: Colour([0xff, 0xff, 0xff]), ink: Colour([0x1a, 0x1d, 0x21]) },
        Scheme { paper: Colour([0x12, 0x14, 0x17]), ink: Colour([0xe4, 0xe7, 0xeb]) },
    ),
];

/// What text needs on its ground, and what reading text should have (WCAG 2.2 AA and AAA).
const TEXT: f64 = 4.5;
const READING: f64 = 7.0;

impl Parts {
    pub fn theme(&mut self, table: &Table, theme: &mut ThemeConfig) {
        let mut reader = Reader::new(table, self.source, "[theme]");
        let bases: Vec<(&str, usize)> = BASES.iter().enumerate().map(|(i, (name, ..))| (*name, i)).collect();
        let base = reader.choice("base", &bases).map_or(0, |base| base.value);
        theme.base = BASES[base].0;
        let mut colour = |key: &'static str| {
            let text = reader.str(key)?;
            let colour = Colour::parse(text.value);
            if colour.is_none() {
                reader.bad_value(text.span, format!("`{}` is not a colour such as `#245273`", text.value));
            }
            Some((colour?, text.span))
        };
        let [accent, accent_dark, paper, paper_dark] = ["accent", "accent-dark", "paper", "paper-dark"].map(&mut colour);
        let (_, day, night) = BASES[base];
        let mut findings = Vec::new();
        theme.day = scheme(accent, paper, accent, day, &mut findings, self.source);
        theme.night = scheme(accent_dark, paper_dark, accent, night, &mut findings, self.source);
        theme.font_text = files(&mut reader, "font-text", &["woff2", "woff", "ttf", "otf"]);
        theme.font_interface = files(&mut reader, "font-interface", &["woff2", "woff", "ttf", "otf"]);
        theme.font_code = files(&mut reader, "font-code", &["woff2", "woff", "ttf", "otf"]);
        theme.logo = files(&mut reader, "logo", &["svg", "png", "webp"]).into_iter().next();
        theme.css = files(&mut reader, "css", &["css"]);
        theme.js = files(&mut reader, "js", &["js"]);
        theme.footer = super::sections::judged(&mut reader, "footer", values::line).unwrap_or_default();
        theme.footer_links = links(&mut reader, "footer-links");
        theme.navigation = links(&mut reader, "navigation");
        self.finish(reader);
        self.diagnostics.extend(findings);
    }
}

/// The colours of one scheme; `None` where book.toml changes none of them. A scheme without an accent of its own has the other's, as far
/// towards the ink as it can be read.
fn scheme(
    accent: Option<(Colour, Span)>,
    paper: Option<(Colour, Span)>,
    usual: Option<(Colour, Span)>,
    base: Scheme,
    findings: &mut Vec<Diagnostic>,
    source: crate::source::SourceId,
) -> ThemeColours {
    let mut told = |colour: Colour, ground: Colour, least: f64, span: Span, what: &str, mended: String| {
        let contrast = colour.contrast(ground);
        if contrast < least {
            let message = format!("{what}: the contrast is {contrast:.1} to 1, and {least} are needed to read it");
            findings.push(Diagnostic::new(Code::LowContrast, source, span, message).help(mended));
        }
    };
    let ground = paper.map_or(base.paper, |(paper, _)| paper);
    if let Some((paper, span)) = paper {
        let mended = base.paper.hex();
        let what = format!("text in {} on the paper {}", base.ink.hex(), paper.hex());
        told(
            base.ink,
            paper,
            READING,
            span,
            &what,
            format!("the theme's own paper is {mended}; a lighter one by day, a darker one by night"),
        );
    }
    if let Some((accent, span)) = accent {
        let near = accent.legible_on(ground, TEXT).hex();
        let what = format!("links in {} on the paper {}", accent.hex(), ground.hex());
        told(accent, ground, TEXT, span, &what, format!("{near} can be read there"));
    }
    let accent = accent.map(|(accent, _)| accent).or_else(|| usual.map(|(accent, _)| accent.legible_on(ground, READING)));
    ThemeColours { accent, paper: paper.map(|(paper, _)| paper), ground, ink: base.ink }
}

/// One path under content/, or a list of them, each with one of the endings.
fn files(reader: &mut Reader<'_>, key: &'static str, endings: &[&str]) -> Vec<String> {
    let Some(entry) = reader.entry(key) else { return Vec::new() };
    let items: &[Value] = match &entry.value.kind {
        Kind::List(items) => items,
        _ => std::slice::from_ref(&entry.value),
    };
    let mut files = Vec::new();
    for item in items {
        let Kind::Str(path) = &item.kind else {
            reader.bad_value(item.span, format!("expected a path under content/ for `{key}`, this is {}", item.kind.name()));
            continue;
        };
        let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if !path.split('/').all(|part| values::folder_name(part).is_ok()) {
            reader.bad_value(item.span, format!("`{path}` is not a path under content/"));
        } else if !endings.contains(&ending.as_str()) {
            reader.bad_value(item.span, format!("`{path}` is no file of the kinds that `{key}` takes: .{}", endings.join(", .")));
        } else {
            files.push(path.clone());
        }
    }
    files
}

/// A table of texts and where each leads: an id of the guide or an address elsewhere.
fn links(reader: &mut Reader<'_>, key: &'static str) -> Vec<ThemeLink> {
    let Some(table) = reader.table(key) else { return Vec::new() };
    let mut links = Vec::new();
    for entry in &table.entries {
        match &entry.value.kind {
            Kind::Str(to) if !to.trim().is_empty() && !entry.key.trim().is_empty() => {
                links.push(ThemeLink { text: entry.key.trim().into(), to: to.trim().into(), span: entry.value.span });
            }
            _ => reader.bad_value(entry.value.span, "expected where the link leads: an id such as `about`, or `https://…`"),
        }
    }
    links
}
