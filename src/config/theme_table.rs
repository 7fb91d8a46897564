//! `[theme]`: colours, fonts, logo, links, own stylesheets and scripts.
//!
//! Whether a colour can be read where it is used is checked later, with the theme (`compiler::contrast`).

use super::colour::{BASES, Colour, Scheme};
use super::tables::ConfigReader;
use super::{ContentFile, ThemeColours, ThemeConfig, ThemeLink, values};
use crate::source::Span;
use crate::value::{Kind, Reader, Table, Value};

/// What the theme's own dark accent has on its background where only the light one is given: enough for reading text.
const READING_CONTRAST: f64 = 7.0;

impl ConfigReader {
    /// Reads the table.
    pub fn theme(&mut self, table: &Table, theme: &mut ThemeConfig) {
        let mut reader = Reader::new(table, self.source, "[theme]");
        let bases: Vec<(&str, usize)> = BASES.iter().enumerate().map(|(i, (name, ..))| (*name, i)).collect();
        let base = reader.choice("base", &bases).map_or(0, |base| base.value);
        theme.base = BASES[base].0;
        let mut colour = |key: &'static str| {
            let text = reader.str(key)?;
            let written = text.value.trim();
            match Colour::parse_with_opacity(written) {
                Some((colour, opacity)) if opacity >= 1.0 => return Some((colour, text.span)),
                Some((colour, _)) => {
                    let help = format!("use an opaque colour, such as `{}`", colour.hex());
                    reader.refuse_value(text.span, format!("`{written}` is not opaque"), &help);
                }
                None if written.starts_with("light-dark(") => {
                    let dark = key.trim_end_matches("-dark").to_string() + "-dark";
                    reader.refuse_value(text.span, format!("`{key}` takes one colour"), &format!("the other one is that of `{dark}`"));
                }
                None => {
                    let help = "write it as in CSS: `#245273`, `navy`, `rgb(36 82 115)`, `hsl(205 52% 30%)`, `oklch(0.42 0.08 245)`";
                    reader.refuse_value(text.span, format!("`{written}` is not a colour"), help);
                }
            }
            None
        };
        let [accent, accent_dark, paper, paper_dark] = ["accent", "accent-dark", "paper", "paper-dark"].map(&mut colour);
        let (_, light, dark) = BASES[base];
        theme.light = scheme(accent, paper, None, light);
        theme.dark = scheme(accent_dark, paper_dark, accent, dark);
        theme.font_text = files(&mut reader, "font-text", &["woff2", "woff", "ttf", "otf"]);
        theme.font_interface = files(&mut reader, "font-interface", &["woff2", "woff", "ttf", "otf"]);
        theme.font_code = files(&mut reader, "font-code", &["woff2", "woff", "ttf", "otf"]);
        [theme.logo, theme.logo_dark] =
            ["logo", "logo-dark"].map(|key| files(&mut reader, key, &["svg", "png", "webp"]).into_iter().next());
        theme.css = files(&mut reader, "css", &["css"]);
        theme.js = files(&mut reader, "js", &["js"]);
        theme.footer = super::tables::validated(&mut reader, "footer", values::single_line).unwrap_or_default();
        theme.footer_links = links(&mut reader, "footer-links");
        theme.navigation = links(&mut reader, "navigation");
        self.finish(reader);
    }
}

/// The colours of one scheme; `None` where book.toml changes none of them. Dark mode without an accent of its own has light mode's, as far
/// towards the ink as it can be read.
fn scheme(
    accent: Option<(Colour, Span)>,
    paper: Option<(Colour, Span)>,
    light_accent: Option<(Colour, Span)>,
    base: Scheme,
) -> ThemeColours {
    let background = paper.map_or(base.background, |(paper, _)| paper);
    let accent = accent.or_else(|| light_accent.map(|(accent, span)| (accent.legible_on(background, READING_CONTRAST), span)));
    ThemeColours {
        accent: accent.map(|(accent, _)| accent),
        accent_at: accent.map(|(_, span)| span),
        background_override: paper.map(|(paper, _)| paper),
        background_at: paper.map(|(_, span)| span),
        background,
        ink: base.ink,
    }
}

/// One path under content/, or a list of them, each with one of the endings.
fn files(reader: &mut Reader<'_>, key: &'static str, endings: &[&str]) -> Vec<ContentFile> {
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
            reader.bad_value(item.span, format!("`{path}` is not a file of the kinds that `{key}` takes: .{}", endings.join(", .")));
        } else {
            files.push(ContentFile { path: path.clone(), span: item.span });
        }
    }
    files
}

/// A table of texts and where each leads: an id of the guide or an address elsewhere.
pub(super) fn links(reader: &mut Reader<'_>, key: &'static str) -> Vec<ThemeLink> {
    let Some(table) = reader.table(key) else { return Vec::new() };
    let mut links = Vec::new();
    for entry in &table.entries {
        match &entry.value.kind {
            Kind::Str(to) if !to.trim().is_empty() && !entry.key.trim().is_empty() => {
                links.push(ThemeLink { text: entry.key.trim().into(), to: to.trim().into(), span: entry.value.span });
            }
            _ => reader.bad_value(entry.value.span, "expected a link target: an id such as `about`, or `https://…`"),
        }
    }
    links
}
