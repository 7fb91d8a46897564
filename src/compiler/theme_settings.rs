//! What `[theme]` of book.toml makes of the theme: colours and fonts as a stylesheet, and the guide's files that go with it.
//!
//! In: the configuration and the files under content/. Out: files that lie over the theme's as an author's would ([`files`]), and findings
//! for files and links that lead nowhere.

use super::contrast::{self, Palette};
use crate::config::colour::Colour;
use crate::config::{Config, ContentFile, ThemeColours, ThemeConfig};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest, suggestion};
use crate::icons;
use crate::model::Guide;
use crate::source::Sources;
use crate::{AssetFile, ThemeFile};

/// Schemes of addresses elsewhere.
const ELSEWHERE: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// The files that `[theme]` adds to the theme; what is named and not there is a finding, and so are colours that cannot be read. `own` are
/// the files of the author's theme.
pub fn files(config: &Config, sources: &Sources, own: &[ThemeFile], assets: &[AssetFile]) -> (Vec<ThemeFile>, Vec<Diagnostic>) {
    let theme = &config.theme;
    let mut found = Vec::new();
    for ContentFile { path, span } in theme.files().filter(|file| asset(assets, &file.path).is_none()) {
        let near = suggestion(path, assets.iter().map(|asset| asset.path.as_str()));
        let message = format!("`[theme]` names `{path}`, which is not a file under content/");
        let diagnostic = match sources.by_path("book.toml") {
            Some(book) => Diagnostic::new(Code::BadThemeSetting, book, *span, message),
            None => Diagnostic::for_path(Code::BadThemeSetting, "book.toml", message),
        };
        found.push(diagnostic.help(near.unwrap_or_else(|| "add the file, or remove the key".into())));
    }
    if let Some(icon) = config.site.icon.as_ref().and_then(|path| asset(assets, path))
        && let Some(problem) = icons::problem(&icon.bytes)
    {
        let mut told = Diagnostic::for_path(Code::BadThemeSetting, format!("content/{}", icon.path), problem);
        // Browsers may show it all the same; home screens have Recto's own instead.
        told.severity = Severity::Warning;
        found.push(told.help("`[site] icon` in book.toml names it"));
    }
    let mut files = Vec::new();
    for ContentFile { path, .. } in [&theme.font_text, &theme.font_interface, &theme.font_code].into_iter().flatten() {
        files.extend(asset(assets, path).map(|file| ThemeFile { path: font_path(path), bytes: file.bytes.clone() }));
    }
    for (name, named) in [("logo", &theme.logo), ("logo-dark", &theme.logo_dark)] {
        if let (Some(path), Some(file)) = (logo(name, named), named.as_ref().and_then(|named| asset(assets, &named.path))) {
            files.push(ThemeFile { path, bytes: file.bytes.clone() });
        }
    }
    let style = stylesheet(&with_fonts_that_exist(theme, assets));
    found.extend(contrast::check(config, sources, &style, sheets(config, own, assets)));
    if !style.is_empty() {
        files.push(ThemeFile { path: "css/look.css".into(), bytes: style.into_bytes().into() });
    }
    for (name, paths) in [("custom.css", &theme.css), ("custom.js", &theme.js)] {
        let parts: Vec<&[u8]> = paths.iter().filter_map(|named| asset(assets, &named.path)).map(|file| &*file.bytes).collect();
        if !parts.is_empty() {
            files.push(ThemeFile { path: name.into(), bytes: parts.join(&b"\n"[..]).into() });
        }
    }
    (files, found)
}

/// A stylesheet that asks for a font which is not there would be a second finding, in a file that the author does not have.
fn with_fonts_that_exist(theme: &ThemeConfig, assets: &[AssetFile]) -> ThemeConfig {
    let mut theme = theme.clone();
    for paths in [&mut theme.font_text, &mut theme.font_interface, &mut theme.font_code] {
        paths.retain(|named| asset(assets, &named.path).is_some());
    }
    theme
}

/// The author's stylesheets that may give tokens, in the order in which they count, by their paths.
fn sheets<'a>(config: &Config, own: &'a [ThemeFile], assets: &'a [AssetFile]) -> impl Iterator<Item = (String, &'a [u8])> {
    let name = config.site.theme.clone().unwrap_or_default();
    let of_theme = ["css/tokens.css", "custom.css"].into_iter().filter_map(|path| own.iter().find(|file| file.path == path));
    let of_theme = of_theme.map(move |file| (format!("themes/{name}/{}", file.path), &*file.bytes));
    let of_guide: Vec<_> = config.theme.css.iter().filter_map(|named| asset(assets, &named.path)).collect();
    of_theme.chain(of_guide.into_iter().map(|file| (format!("content/{}", file.path), &*file.bytes)))
}

fn asset<'a>(assets: &'a [AssetFile], path: &str) -> Option<&'a AssetFile> {
    assets.iter().find(|asset| asset.path == path)
}

/// Where a font lies in the theme.
fn font_path(path: &str) -> String {
    format!("fonts/{}", path.replace(['/', ' '], "-"))
}

/// The name of a logo in the theme.
fn logo(name: &str, file: &Option<ContentFile>) -> Option<String> {
    let ending = file.as_ref()?.path.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(format!("icons/{name}.{ending}"))
}

/// Links in the menus that lead nowhere.
pub fn check_links(config: &Config, guide: &Guide, sources: &Sources) -> Vec<Diagnostic> {
    let Some(book) = sources.by_path("book.toml") else { return Vec::new() };
    let ids: Vec<&str> = guide.nodes().map(|node| guide.id(node)).collect();
    let of_translations = config.translations.values().flat_map(|said| said.footer_links.iter().chain(&said.navigation).flatten());
    let links = config.theme.footer_links.iter().chain(&config.theme.navigation).chain(of_translations);
    let lost = links
        .filter(|link| !ELSEWHERE.iter().any(|scheme| link.to.starts_with(scheme)) && !guide.nodes().any(|node| guide.id(node) == link.to));
    lost.map(|link| {
        let near = nearest(&link.to, ids.iter().copied()).map(|id| format!("did you mean `{id}`?"));
        let message = format!("`{}` is neither an id of the guide nor an address such as https://example.org", link.to);
        Diagnostic::new(Code::BadThemeSetting, book, link.span, message)
            .help(near.unwrap_or_else(|| "an id is a file's path under content/ without .md, such as `about`".into()))
    })
    .collect()
}

/// Colours and fonts as custom properties; empty where book.toml gives none.
pub(super) fn stylesheet(theme: &ThemeConfig) -> String {
    let mut faces = String::new();
    let mut tokens: Vec<String> = Vec::new();
    let base = Palette::built_in(theme.base);
    let (light, dark) = (
        theme.light.background_override.map(|_| papers(&theme.light, 0.6, 0.045)),
        theme.dark.background_override.map(|_| papers(&theme.dark, 0.045, 0.08)),
    );
    tokens.extend(pairs(light, dark, base));
    let shades = |colours: &ThemeColours| colours.accent.map(|accent| accents(colours, accent));
    tokens.extend(pairs(shades(&theme.light), shades(&theme.dark), base));
    let fonts = [
        ("guide text", "serif", &theme.font_text, "ui-serif, Georgia, serif"),
        ("guide interface", "sans", &theme.font_interface, "system-ui, sans-serif"),
        ("guide code", "mono", &theme.font_code, "ui-monospace, monospace"),
    ];
    for (family, token, paths, behind) in fonts.into_iter().filter(|(_, _, paths, _)| !paths.is_empty()) {
        for ContentFile { path, .. } in paths {
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

/// Tokens and their colours in one scheme.
type Shades = Vec<(&'static str, Colour)>;

/// Shades of the background: lighter for cards, darker for recessed areas, borders and secondary text.
fn papers(colours: &ThemeColours, lift: f64, sink: f64) -> Shades {
    let (paper, ink) = (colours.background, colours.ink);
    vec![
        ("paper", paper),
        ("sheet", paper.mix(Colour([255; 3]), lift)),
        ("sunk", paper.mix(ink, sink)),
        ("ink-soft", ink.mix(paper, 0.22)),
        ("rule", paper.mix(ink, 0.14)),
        ("rule-strong", paper.mix(ink, 0.52)),
    ]
}

fn accents(colours: &ThemeColours, accent: Colour) -> Shades {
    let (light, dark) = (Colour([255; 3]), Colour([20, 17, 14]));
    let on = if accent.contrast(light) >= accent.contrast(dark) { light } else { dark };
    vec![
        ("accent", accent),
        ("accent-strong", accent.mix(colours.ink, 0.3)),
        ("accent-wash", colours.background.mix(accent, 0.1)),
        ("on-accent", on),
        ("series-1", accent),
    ]
}

/// Tokens in light and in dark mode; a scheme of which book.toml says nothing keeps the colours of the theme.
fn pairs(light: Option<Shades>, dark: Option<Shades>, base: &Palette) -> Vec<String> {
    let own = |shades: &Option<Shades>, name: &str| shades.iter().flatten().find(|(known, _)| *known == name).map(|(_, colour)| *colour);
    let names: Vec<&str> = light.iter().chain(dark.iter().take(usize::from(light.is_none()))).flatten().map(|(name, _)| *name).collect();
    let both = names.into_iter().filter_map(|name| {
        let of_theme = base.get(name)?;
        let (light, dark) = (own(&light, name).unwrap_or(of_theme[0]), own(&dark, name).unwrap_or(of_theme[1]));
        Some(format!("--{name}: light-dark({}, {});", light.hex(), dark.hex()))
    });
    both.collect()
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
        let dark = theme.dark.accent.unwrap();
        assert!(dark.contrast(theme.dark.background) >= 7.0);
    }

    #[test]
    fn a_scheme_of_which_nothing_is_said_keeps_its_colours() {
        let (theme, found) = theme("accent-dark = \"#ffcc00\"\n");
        assert_eq!(found, Vec::<String>::new());
        let style = stylesheet(&theme);
        assert!(style.contains("--accent: light-dark(#912a1c, #ffcc00);"), "{style}");
        let style = stylesheet(&self::theme("paper-dark = \"black\"\n").0);
        assert!(style.contains("--sheet: light-dark(#fffdf9, #0b0b0b);") && !style.contains("--accent"), "{style}");
    }

    #[test]
    fn what_is_no_colour_is_told_with_what_to_write() {
        for (value, said) in [
            ("blau", "R104 `blau` is not a colour (write it as in CSS:"),
            ("#24527380", "`#24527380` is not opaque (use an opaque colour, such as `#245273`)"),
            ("rgb(36 82 115 / 0.5)", "is not opaque (use an opaque colour, such as `#245273`)"),
            ("transparent", "`transparent` is not opaque"),
            ("light-dark(#fff, #000)", "`accent` takes one colour (the other one is that of `accent-dark`)"),
            ("var(--ink)", "`var(--ink)` is not a colour"),
            ("245273", "`245273` is not a colour"),
            ("", "`` is not a colour"),
            ("hsl(205 52%)", "`hsl(205 52%)` is not a colour"),
            ("#24527", "`#24527` is not a colour"),
        ] {
            let found = theme(&format!("accent = \"{value}\"\n")).1;
            assert!(found.len() == 1 && found[0].contains(said.trim_start_matches("R104 ")), "{value}: {found:?}");
        }
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
        for (name, light, dark) in crate::config::BASES {
            let tokens = crate::theme::built_in_text(name, "css/tokens.css").expect("each has tokens");
            for (token, light, dark) in [("paper", light.background, dark.background), ("ink", light.ink, dark.ink)] {
                let line = format!("--{token}: light-dark({}, {});", light.hex(), dark.hex());
                assert!(tokens.contains(&line), "{name}: {line}");
            }
        }
    }
}
