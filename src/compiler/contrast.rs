//! Whether the colours that an author gives can be read where they are, in light and in dark mode.
//!
//! In: the built-in theme's tokens and, in the order in which they count, the stylesheets that give tokens of their own: what `[theme]` of
//! book.toml makes, `css/tokens.css` and `custom.css` of a theme, the files of `theme.css`. Out: findings (R707), one for each key or token
//! and scheme, with a near colour that can be read. Steps: the tokens of each are overlaid on those before ([`Palette`]); each colour of text
//! is measured on all that it may be on; what the author gave is named, the built-in colours have passed (a test keeps it).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::config::colour::Colour;
use crate::config::{BASES, Config, ThemeConfig};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Location, Sources};

/// The grounds of a page, and what they are.
const BACKGROUNDS: [(&str, &str); 3] = [("paper", "the page"), ("sheet", "a card"), ("sunk", "a recessed area")];

/// Colours of text on all the grounds: token, what it is, and the contrast that it needs (WCAG 2.2: AAA for reading text, else AA).
const TEXTS: [(&str, &str, f64); 17] = [
    ("ink", "text", 7.0),
    ("ink-soft", "labels", 4.5),
    ("accent", "links", 4.5),
    ("accent-strong", "links under the pointer", 4.5),
    ("good", "what is right", 4.5),
    ("warn", "warnings", 4.5),
    ("bad", "what is wrong", 4.5),
    ("info", "notes", 4.5),
    ("code-comment", "comments in code", 4.5),
    ("code-string", "strings in code", 4.5),
    ("code-escape", "escapes in code", 4.5),
    ("code-number", "numbers in code", 4.5),
    ("code-keyword", "keywords in code", 4.5),
    ("code-function", "functions in code", 4.5),
    ("code-type", "types in code", 4.5),
    ("code-constant", "constants in code", 4.5),
    ("code-variable", "variables in code", 4.5),
];

/// Colours that are on one other: text, what it is, background, what that is.
const PAIRS: [(&str, &str, &str, &str); 8] = [
    ("on-accent", "labels of buttons", "accent", "the accent"),
    ("accent-strong", "links", "accent-wash", "the accent's wash"),
    ("ink", "text", "accent-wash", "the accent's wash"),
    ("ink", "text", "mark", "a mark"),
    ("good", "what is right", "good-wash", "its wash"),
    ("warn", "warnings", "warn-wash", "their wash"),
    ("bad", "what is wrong", "bad-wash", "its wash"),
    ("info", "notes", "info-wash", "their wash"),
];

/// What a colour of a pair needs.
const MIN_PAIR_CONTRAST: f64 = 4.5;

/// Which of the two colours of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scheme {
    Light,
    Dark,
}

/// Where a token's colours were given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum ColourSource {
    BuiltIn,
    /// `[theme]`: the key, and where its value is.
    Book(&'static str, Location),
    /// A stylesheet: its path, and the line of the token.
    Sheet(String, usize),
}

#[derive(Debug, Clone)]
struct Token {
    colours: [Colour; 2],
    sources_by_scheme: [ColourSource; 2],
}

/// The colours of all tokens, by name.
#[derive(Debug, Default, Clone)]
pub struct Palette(BTreeMap<String, Token>);

impl Palette {
    /// That of a built-in theme, which is read once: it is the same for every guide.
    pub fn built_in(base: &str) -> &'static Self {
        static PALETTES: LazyLock<BTreeMap<&'static str, Palette>> =
            LazyLock::new(|| BASES.iter().map(|(base, ..)| (*base, Palette::read_built_in(base))).collect());
        PALETTES.get(base).unwrap_or(&PALETTES["default"])
    }

    fn read_built_in(base: &str) -> Self {
        let mut palette = Self::default();
        for theme in ["default", base] {
            let text = crate::theme::built_in_text(theme, "css/tokens.css").unwrap_or_default();
            palette.overlay(text, |_, _, _| ColourSource::BuiltIn);
        }
        palette
    }

    /// In light and in dark mode.
    pub fn get(&self, name: &str) -> Option<[Colour; 2]> {
        self.0.get(name).map(|token| token.colours)
    }

    /// Lays the tokens of a stylesheet over these.
    fn overlay(&mut self, css: &str, source: impl Fn(&str, Scheme, usize) -> ColourSource) {
        for (name, colours, line) in tokens(css) {
            let sources_by_scheme = [Scheme::Light, Scheme::Dark].map(|scheme| source(&name, scheme, line));
            let before = self.0.get(&name);
            // What `[theme]` leaves as it was is not its own.
            let sources_by_scheme = [0, 1].map(|i| match (&sources_by_scheme[i], before) {
                (ColourSource::Book(..), Some(before)) if before.colours[i] == colours[i] => before.sources_by_scheme[i].clone(),
                (given, _) => given.clone(),
            });
            self.0.insert(name, Token { colours, sources_by_scheme });
        }
    }

    fn colour(&self, name: &str, scheme: Scheme) -> Option<(Colour, &ColourSource)> {
        let token = self.0.get(name)?;
        Some((token.colours[scheme as usize], &token.sources_by_scheme[scheme as usize]))
    }

    /// Which of the two is to be named: the text's source, unless that is the theme. `None` where both are.
    fn responsible<'a>(text: &'a ColourSource, background: &'a ColourSource) -> Option<(&'a ColourSource, bool)> {
        match (text, background) {
            (ColourSource::BuiltIn, ColourSource::BuiltIn) => None,
            (ColourSource::BuiltIn, background) => Some((background, false)),
            // Labels that follow from the paper are the paper's matter.
            (text, _) => Some((text, !matches!(text, ColourSource::Book("paper", _)))),
        }
    }

    /// The worst of what each source did, by source and scheme.
    fn low_contrasts(&self, scheme: Scheme) -> BTreeMap<&ColourSource, LowContrast> {
        let mut worst: BTreeMap<&ColourSource, LowContrast> = BTreeMap::new();
        let mut measure = |text: &str, what: &'static str, background: &str, on: &'static str, least: f64| {
            let (Some((colour, by)), Some((behind, under))) = (self.colour(text, scheme), self.colour(background, scheme)) else { return };
            let Some((source, is_text)) = Self::responsible(by, under) else { return };
            let fault = LowContrast { what, on, colour, behind, least, is_text, near: self.near(text, colour, behind, least, scheme) };
            if fault.share() < 1.0 && worst.get(source).is_none_or(|known| fault.share() < known.share()) {
                worst.insert(source, fault);
            }
        };
        for (text, what, least) in TEXTS {
            for (background, on) in BACKGROUNDS {
                measure(text, what, background, on, least);
            }
        }
        for (text, what, background, on) in PAIRS {
            measure(text, what, background, on, MIN_PAIR_CONTRAST);
        }
        worst
    }

    /// A near colour that can be read on `behind` and, if the text is on all the grounds, on those.
    fn near(&self, text: &str, colour: Colour, behind: Colour, least: f64, scheme: Scheme) -> Colour {
        let mut near = colour.legible_on(behind, least);
        if TEXTS.iter().any(|(name, ..)| *name == text) {
            for (background, _) in BACKGROUNDS.iter().filter_map(|(background, _)| self.colour(background, scheme)) {
                near = near.legible_on(background, least);
            }
        }
        near
    }
}

/// Two colours of which one can hardly be read on the other.
#[derive(Debug)]
struct LowContrast {
    what: &'static str,
    on: &'static str,
    colour: Colour,
    behind: Colour,
    least: f64,
    /// Whether the text is what was given, not its background.
    is_text: bool,
    near: Colour,
}

impl LowContrast {
    fn share(&self) -> f64 {
        self.colour.contrast(self.behind) / self.least
    }

    fn diagnostic(&self, source: &ColourSource, scheme: Scheme) -> Diagnostic {
        let when = ["in light mode", "in dark mode"][scheme as usize];
        let (colour, behind) = (self.colour.hex(), self.behind.hex());
        // Rounded up, 4.46 would be called enough.
        let contrast = (self.colour.contrast(self.behind) * 10.0).floor() / 10.0;
        let message = format!(
            "{} in {colour} on {} {behind} {when}: the contrast is {contrast:.1} to 1, and {} are needed to read it",
            self.what, self.on, self.least
        );
        let help = match (self.is_text, scheme) {
            (true, _) => format!("{} can be read there", self.near.hex()),
            (false, Scheme::Light) => "take a lighter one".to_string(),
            (false, Scheme::Dark) => "take a darker one".to_string(),
        };
        match source {
            ColourSource::Book(_, at) => Diagnostic::new(Code::LowContrast, at.source, at.span, message).help(help),
            ColourSource::Sheet(path, line) => {
                Diagnostic::for_path(Code::LowContrast, path.as_str(), format!("line {line}: {message}")).help(help)
            }
            ColourSource::BuiltIn => unreachable!("the theme's own colours are not reported"),
        }
    }
}

/// What cannot be read. `settings` is the stylesheet that `[theme]` gives; `sheets` are the author's own, by their paths.
pub fn check<'a>(config: &Config, sources: &Sources, settings: &str, sheets: impl Iterator<Item = (String, &'a [u8])>) -> Vec<Diagnostic> {
    let mut palette = Palette::built_in(config.theme.base).clone();
    if let Some(book) = sources.by_path("book.toml") {
        palette.overlay(settings, |name, scheme, _| of_book(&config.theme, name, scheme, book));
    }
    for (path, bytes) in sheets {
        palette.overlay(&String::from_utf8_lossy(bytes), |_, _, line| ColourSource::Sheet(path.clone(), line));
    }
    let schemes = [Scheme::Light, Scheme::Dark].into_iter();
    schemes
        .flat_map(|scheme| {
            palette.low_contrasts(scheme).into_iter().map(move |(source, fault)| fault.diagnostic(source, scheme)).collect::<Vec<_>>()
        })
        .collect()
}

/// The key of `[theme]` from which a token follows.
fn of_book(theme: &ThemeConfig, token: &str, scheme: Scheme, book: crate::source::SourceId) -> ColourSource {
    let colours = match scheme {
        Scheme::Light => &theme.light,
        Scheme::Dark => &theme.dark,
    };
    let (key, at) = if token.contains("accent") || token.starts_with("series") {
        ("accent", colours.accent_at)
    } else {
        ("paper", colours.background_at)
    };
    at.map_or(ColourSource::BuiltIn, |span| ColourSource::Book(key, Location { source: book, span }))
}

/// The colours that a stylesheet gives to `:root`, outside of conditions: name, light and dark, line. What is not an opaque colour is left out.
fn tokens(css: &str) -> Vec<(String, [Colour; 2], usize)> {
    let css = without_comments(css);
    let mut found = Vec::new();
    let (mut rest, mut line) = (css.as_str(), 1);
    while let Some(open) = rest.find('{') {
        let (selector, body) = (rest[..open].trim(), &rest[open + 1..]);
        let start = line + rest[..open].matches('\n').count();
        let end = block_end(body);
        if selector.rsplit([';', '}']).next().unwrap_or(selector).split(',').any(|part| matches!(part.trim(), ":root" | "html")) {
            found.extend(declarations(&body[..end], start));
        }
        let after = (open + 1 + end + 1).min(rest.len());
        line += rest[..after].matches('\n').count();
        rest = &rest[after..];
    }
    found
}

fn declarations(block: &str, start: usize) -> Vec<(String, [Colour; 2], usize)> {
    let mut line = start;
    let mut found = Vec::new();
    for declaration in block.split(';') {
        let indent = declaration.len() - declaration.trim_start().len();
        let at = line + declaration[..indent].matches('\n').count();
        line += declaration.matches('\n').count();
        let Some((name, value)) = declaration.trim().strip_prefix("--").and_then(|rest| rest.split_once(':')) else { continue };
        found.extend(pair(value.trim()).map(|colours| (name.trim().to_string(), colours, at)));
    }
    found
}

/// A value in light and in dark mode.
fn pair(value: &str) -> Option<[Colour; 2]> {
    let value = value.trim_end_matches("!important").trim();
    let Some(both) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) else {
        return Colour::parse(value).map(|colour| [colour; 2]);
    };
    let mut depth = 0;
    let comma = both.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    })?;
    Some([Colour::parse(both[..comma].trim())?, Colour::parse(both[comma + 1..].trim())?])
}

/// Where the block ends whose `{` is before.
fn block_end(body: &str) -> usize {
    let mut depth = 1;
    body.find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0
    })
    .unwrap_or(body.len())
}

/// Comments as blanks, so that lines stay.
fn without_comments(css: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(css.len()), css);
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + 2 + end + 2);
        out += &rest[..start];
        out.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compiler::theme_settings;
    use crate::config;
    use crate::source::{Source, SourceId};

    /// Key, and what is said about it, of a `[theme]` and a stylesheet of the author's.
    fn reported(theme: &str, sheet: &str) -> Vec<String> {
        let text = format!("[book]\nid = \"a\"\n[theme]\n{theme}");
        let (config, found) = config::parse(SourceId(0), &text);
        assert_eq!(found, [], "{theme}");
        let mut sources = Sources::default();
        sources.add(Source::new("book.toml", text.as_str()));
        let settings = theme_settings::stylesheet(&config.theme);
        let sheets = [("themes/mine/css/tokens.css".to_string(), sheet.as_bytes())].into_iter().filter(|(_, bytes)| !bytes.is_empty());
        let shown = |found: Diagnostic| {
            let place = match found.at {
                Some(at) => text[at.span.range()].to_string(),
                None => found.path.clone().unwrap_or_default(),
            };
            format!("{place} {} ({})", found.message, found.help.unwrap_or_default())
        };
        check(&config, &sources, &settings, sheets).into_iter().map(shown).collect()
    }

    #[test]
    fn the_built_in_colours_can_all_be_read() {
        for (base, ..) in config::BASES {
            let mut palette = Palette::built_in(base).clone();
            for token in palette.0.values_mut() {
                token.sources_by_scheme = [ColourSource::Sheet(base.into(), 0), ColourSource::Sheet(base.into(), 0)];
            }
            for (name, ..) in TEXTS {
                assert!(palette.get(name).is_some(), "{name}");
            }
            for scheme in [Scheme::Light, Scheme::Dark] {
                let low_contrasts = palette.low_contrasts(scheme);
                assert!(low_contrasts.is_empty(), "{base}: {low_contrasts:?}");
            }
        }
    }

    #[test]
    fn what_can_be_read_is_not_told() {
        for theme in [
            "accent = \"#0b5cad\"\n",
            "accent = \"navy\"\npaper = \"white\"\n",
            "accent = \"hsl(205 52% 30%)\"\naccent-dark = \"oklch(0.8 0.1 245)\"\n",
            "paper = \"#fffef8\"\npaper-dark = \"#000\"\n",
            "base = \"dense\"\naccent = \"#8a3d12\"\n",
        ] {
            assert_eq!(reported(theme, ""), [""; 0], "{theme}");
        }
        assert_eq!(
            reported("", ":root { --radius: 0; --measure: 34rem; --accent: #0b5cad; --shadow: none }"),
            [
                "themes/mine/css/tokens.css line 1: links in #0b5cad on a recessed area #2a2621 in dark mode: the contrast is 2.2 to 1, and 4.5 are needed to read it (#5e93c9 can be read there)"
            ]
        );
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_told_where_it_is_said() {
        // theme, sheet, the place and how the first finding about it begins
        for (theme, sheet, place, begins) in [
            ("accent = \"#ffcc00\"\n", "", "\"#ffcc00\"", "links in #ffcc00 on a recessed area #f4efe4 in light mode"),
            ("accent = \"gold\"\n", "", "\"gold\"", "links in #ffd700 on"),
            ("accent = \"hsl(60 100% 45%)\"\n", "", "\"hsl(60 100% 45%)\"", "links in #e6e600 on"),
            ("accent = \"oklch(0.85 0.15 90)\"\n", "", "\"oklch(0.85 0.15 90)\"", "links in #"),
            // Enough on the page, not on a recessed area.
            ("accent = \"#7b6f5a\"\n", "", "\"#7b6f5a\"", "links in #7b6f5a on a recessed area"),
            ("accent-dark = \"#444\"\n", "", "\"#444\"", "links in #444444 on a recessed area #2a2621 in dark mode"),
            ("accent = \"#0b5cad\"\naccent-dark = \"navy\"\n", "", "\"navy\"", "links in #000080 on"),
            ("paper-dark = \"#777\"\n", "", "\"#777\"", ""),
            ("paper = \"#808080\"\n", "", "\"#808080\"", ""),
            // Ink can be read on it, warnings and comments in code cannot.
            ("paper = \"#c0b8a8\"\n", "", "\"#c0b8a8\"", ""),
            ("base = \"dense\"\naccent = \"#86bdf5\"\n", "", "\"#86bdf5\"", "links in #86bdf5 on"),
            ("", ":root {\n  --ink-soft: light-dark(#aaa, #bab1a1);\n}\n", "themes/mine/css/tokens.css", "line 2: labels in #aaaaaa on"),
            ("", "/* a\n b */ html { --code-comment: #bbb }", "themes/mine/css/tokens.css", "line 2: comments in code in #bbbbbb on"),
            ("", ":root { --sunk: light-dark(#8c826f, #2a2621) }", "themes/mine/css/tokens.css", "line 1: "),
            (
                "",
                ":root { --on-accent: light-dark(rgb(120 30 30), #2b1009) }",
                "themes/mine/css/tokens.css",
                "line 1: labels of buttons in #781e1e",
            ),
        ] {
            let found = reported(theme, sheet);
            assert!(found.iter().any(|said| said.starts_with(&format!("{place} {begins}"))), "{theme}{sheet}: {found:#?}");
        }
    }

    #[test]
    fn a_colour_that_is_named_in_its_place_can_be_read() {
        for accent in ["#ffcc00", "#7b6f5a", "silver", "#ff8800"] {
            let found = reported(&format!("accent = \"{accent}\"\n"), "");
            let near = found[0].rsplit('(').next().unwrap().split(' ').next().unwrap();
            assert_eq!(reported(&format!("accent = \"{near}\"\n"), ""), [""; 0], "{accent}: {near}");
        }
    }

    #[test]
    fn tokens_are_those_of_the_root_without_conditions() {
        let css = "@charset \"x\";\n/* --ink: red; */\n:root, .x {\n --ink: light-dark(rgb(1, 2, 3), hsl(0 0% 100%));\n --soft: rgb(0 0 0 / 8%);\n}\n@media print { :root { --ink: #000 } }\n.y { --ink: #fff }\n:root[data-theme=\"dark\"] { --ink: #111 }\n:root{--a:#123456}";
        let found = tokens(css);
        assert_eq!(
            found,
            [("ink".to_string(), [Colour([1, 2, 3]), Colour([255; 3])], 4), ("a".to_string(), [Colour([0x12, 0x34, 0x56]); 2], 10),]
        );
        for broken in [":root {", ":root { --a", "}", "{", ":root{--a:light-dark(#fff)}", "/*", ":root{--é: ü}"] {
            assert_eq!(tokens(broken), [], "{broken}");
        }
    }
}
