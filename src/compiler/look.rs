//! What `[theme]` of book.toml makes of the theme: colours and fonts as a stylesheet, and the guide's files that go with it.
//!
//! In: the configuration and the files under content/. Out: files that lie over the theme's as an author's would ([`files`]), and findings
//! for files and links that lead nowhere.

use crate::config::colour::Colour;
use crate::config::{Config, ThemeColours, ThemeConfig};
use crate::diagnostic::{Code, Diagnostic, Severity, suggestion};
use crate::icons;
use crate::model::Guide;
use crate::source::Sources;
use crate::{AssetFile, ThemeFile};

/// Schemes of addresses elsewhere.
const ELSEWHERE: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// The files that `[theme]` adds to the theme; what is named and not there is a finding.
pub fn files(config: &Config, assets: &[AssetFile]) -> (Vec<ThemeFile>, Vec<Diagnostic>) {
    let theme = &config.theme;
    let mut found = Vec::new();
    for path in theme.files().filter(|path| asset(assets, path).is_none()) {
        let near = suggestion(path, assets.iter().map(|asset| asset.path.as_str()));
        let message = format!("`[theme]` names `{path}`, which is not a file under content/");
        found.push(
            Diagnostic::for_path(Code::ThemeFile, "book.toml", message)
                .help(near.unwrap_or_else(|| "add the file, or take the key out".into())),
        );
    }
    if let Some(icon) = config.site.icon.as_ref().and_then(|path| asset(assets, path))
        && let Some(problem) = icons::problem(&icon.bytes)
    {
        let mut told = Diagnostic::for_path(Code::ThemeFile, format!("content/{}", icon.path), problem);
        // Browsers may show it all the same; home screens have Recto's own instead.
        told.severity = Severity::Warning;
        found.push(told.help("`[site] icon` in book.toml names it"));
    }
    let mut files = Vec::new();
    for path in [&theme.font_text, &theme.font_interface, &theme.font_code].into_iter().flatten() {
        files.extend(asset(assets, path).map(|file| ThemeFile { path: font_path(path), bytes: file.bytes.clone() }));
    }
    if let (Some(name), Some(file)) = (logo(theme), theme.logo.as_ref().and_then(|path| asset(assets, path))) {
        files.push(ThemeFile { path: name, bytes: file.bytes.clone() });
    }
    let style = stylesheet(theme);
    if !style.is_empty() {
        files.push(ThemeFile { path: "css/look.css".into(), bytes: style.into_bytes().into() });
    }
    for (name, paths) in [("custom.css", &theme.css), ("custom.js", &theme.js)] {
        let parts: Vec<&[u8]> = paths.iter().filter_map(|path| asset(assets, path)).map(|file| &*file.bytes).collect();
        if !parts.is_empty() {
            files.push(ThemeFile { path: name.into(), bytes: parts.join(&b"\n"[..]).into() });
        }
    }
    (files, found)
}

fn asset<'a>(assets: &'a [AssetFile], path: &str) -> Option<&'a AssetFile> {
    assets.iter().find(|asset| asset.path == path)
}

/// Where a font lies in the theme.
fn font_path(path: &str) -> String {
    format!("fonts/{}", path.replace(['/', ' '], "-"))
}

/// The name of the logo in the theme.
pub fn logo(theme: &ThemeConfig) -> Option<String> {
    let ending = theme.logo.as_ref()?.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(format!("icons/logo.{ending}"))
}

/// Links of the frame that lead nowhere.
pub fn check_links(config: &Config, guide: &Guide, sources: &Sources) -> Vec<Diagnostic> {
    let Some(book) = sources.by_path("book.toml") else { return Vec::new() };
    let ids: Vec<&str> = guide.nodes().map(|node| guide.id(node)).collect();
    let links = config.theme.footer_links.iter().chain(&config.theme.navigation);
    let lost = links
        .filter(|link| !ELSEWHERE.iter().any(|scheme| link.to.starts_with(scheme)) && !guide.nodes().any(|node| guide.id(node) == link.to));
    lost.map(|link| {
        let near = suggestion(&link.to, ids.iter().copied());
        let message = format!("`{}` is neither an id of the guide nor an address such as https://example.org", link.to);
        Diagnostic::new(Code::ThemeFile, book, link.span, message)
            .help(near.unwrap_or_else(|| "an id is a file's path under content/ without .md, such as `about`".into()))
    })
    .collect()
}

/// Colours and fonts as custom properties; empty where book.toml gives none.
fn stylesheet(theme: &ThemeConfig) -> String {
    let mut faces = String::new();
    let mut tokens: Vec<String> = Vec::new();
    if theme.day.paper.or(theme.night.paper).is_some() {
        tokens.extend(pairs(&papers(&theme.day, 0.6, 0.045), &papers(&theme.night, 0.045, 0.08)));
    }
    if let (Some(day), Some(night)) = (theme.day.accent, theme.night.accent) {
        tokens.extend(pairs(&accents(&theme.day, day), &accents(&theme.night, night)));
    }
    let fonts = [
        ("guide text", "serif", &theme.font_text, "ui-serif, Georgia, serif"),
        ("guide interface", "sans", &theme.font_interface, "system-ui, sans-serif"),
        ("guide code", "mono", &theme.font_code, "ui-monospace, monospace"),
    ];
    for (family, token, paths, behind) in fonts.into_iter().filter(|(_, _, paths, _)| !paths.is_empty()) {
        for path in paths {
            let (weight, style) = face(path);
            faces += &format!(
                "@font-face {{\n  font-family: \"{family}\";\n  src: url(\"../{}\");\n  font-weight: {weight};\n  font-style: {style};\n  font-display: swap;\n}}\n",
                font_path(path)
            );
        }
        tokens.push(format!("--{token}: \"{family}\", {behind};"));
    }
    if tokens.is_empty() { String::new() } else { format!("{faces}:root {{\n  {}\n}}\n", tokens.join("\n  ")) }
}

/// Shades of the paper: the lighter sheet on it, what is sunk into it, rules and soft ink.
fn papers(colours: &ThemeColours, lift: f64, sink: f64) -> Vec<(&'static str, Colour)> {
    let (paper, ink) = (colours.ground, colours.ink);
    vec![
        ("paper", paper),
        ("sheet", paper.mix(Colour([255; 3]), lift)),
        ("sunk", paper.mix(ink, sink)),
        ("ink-soft", ink.mix(paper, 0.22)),
        ("rule", paper.mix(ink, 0.14)),
        ("rule-strong", paper.mix(ink, 0.52)),
    ]
}

fn accents(colours: &ThemeColours, accent: Colour) -> Vec<(&'static str, Colour)> {
    let (light, dark) = (Colour([255; 3]), Colour([20, 17, 14]));
    let on = if accent.contrast(light) >= accent.contrast(dark) { light } else { dark };
    vec![
        ("accent", accent),
        ("accent-strong", accent.mix(colours.ink, 0.3)),
        ("accent-wash", colours.ground.mix(accent, 0.1)),
        ("on-accent", on),
        ("series-1", accent),
    ]
}

fn pairs(day: &[(&str, Colour)], night: &[(&str, Colour)]) -> Vec<String> {
    let both = day.iter().zip(night);
    both.map(|((name, day), (_, night))| format!("--{name}: light-dark({}, {});", day.hex(), night.hex())).collect()
}

/// Weight and style of a font's file, as its name says.
fn face(path: &str) -> (&'static str, &'static str) {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase().replace(['-', '_', ' '], "");
    let weights = [
        ("variable", "100 900"),
        ("[wght]", "100 900"),
        ("vf.", "100 900"),
        ("thin", "100"),
        ("extralight", "200"),
        ("semibold", "600"),
        ("demibold", "600"),
        ("extrabold", "800"),
        ("black", "900"),
        ("bold", "700"),
        ("light", "300"),
        ("medium", "500"),
    ];
    let weight = weights.iter().find(|(word, _)| name.contains(word)).map_or("400", |(_, weight)| weight);
    (weight, if name.contains("italic") || name.contains("oblique") { "italic" } else { "normal" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::source::SourceId;

    fn theme(text: &str) -> (ThemeConfig, Vec<String>) {
        let (config, found) = config::parse(SourceId(0), &format!("[book]\nid = \"a\"\n[theme]\n{text}"));
        (config.theme, found.into_iter().map(|d| format!("{} {} ({})", d.code.id(), d.message, d.help.unwrap_or_default())).collect())
    }

    #[test]
    fn an_accent_gives_all_its_shades_in_both_schemes() {
        let (theme, found) = theme("accent = \"#0b5cad\"\n");
        assert_eq!(found, Vec::<String>::new());
        let style = stylesheet(&theme);
        assert!(
            style.contains("--accent: light-dark(#0b5cad, #") && style.contains("--on-accent: light-dark(#ffffff, #14110e);"),
            "{style}"
        );
        assert!(!style.contains("--paper"), "{style}");
        let night = theme.night.accent.unwrap();
        assert!(night.contrast(theme.night.ground) >= 7.0);
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_told_with_one_that_can() {
        let (theme, found) = theme("accent = \"#ffcc00\"\npaper = \"#808080\"\n");
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[1].starts_with("R707 links in #ffcc00 on the paper #808080: the contrast is 2.6 to 1, and 4.5 are needed"),
            "{found:?}"
        );
        assert!(theme.day.accent.is_some());
        assert_eq!(self::theme("accent = \"blue\"\n").1.len(), 1);
    }

    #[test]
    fn a_font_s_file_says_its_weight_and_style() {
        for (path, expected) in [
            ("fonts/Source-Regular.woff2", ("400", "normal")),
            ("fonts/Source-BoldItalic.woff2", ("700", "italic")),
            ("fonts/Source-Semi_Bold.ttf", ("600", "normal")),
            ("Inter-Variable.woff2", ("100 900", "normal")),
        ] {
            assert_eq!(face(path), expected, "{path}");
        }
        let style = stylesheet(&theme("font-text = [\"fonts/a b.woff2\"]\n").0);
        assert!(
            style.contains("src: url(\"../fonts/fonts-a-b.woff2\");") && style.contains("--serif: \"guide text\", ui-serif"),
            "{style}"
        );
    }

    #[test]
    fn the_papers_are_those_of_the_themes() {
        for (name, day, night) in crate::config::BASES {
            let tokens = crate::theme::built_in_text(name, "css/tokens.css").expect("each has tokens");
            for (token, day, night) in [("paper", day.paper, night.paper), ("ink", day.ink, night.ink)] {
                let line = format!("--{token}: light-dark({}, {});", day.hex(), night.hex());
                assert!(tokens.contains(&line), "{name}: {line}");
            }
        }
    }
}
