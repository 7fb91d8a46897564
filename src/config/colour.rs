//! Colours of book.toml and of stylesheets: how well one reads on another, and the shades that follow from the ones given.
//!
//! In: a colour as CSS writes it, `#245273`, `navy`, `hsl(205 52% 30%)`, `oklch(0.42 0.08 245)`. Out: a [`Colour`]; the contrast ratio of
//! two by WCAG 2.2 (relative luminance); mixtures, in sRGB.

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// What a built-in theme has where book.toml says nothing: background and ink, in light and in dark mode. As in its tokens.css (a test keeps it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub background: Colour,
    pub ink: Colour,
}

impl Colour {
    /// A colour as CSS writes it, if nothing shows through it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_with_opacity(text).filter(|(_, opacity)| *opacity >= 1.0).map(|(colour, _)| colour)
    }

    /// A colour as CSS writes it, and how opaque it is, 0 to 1.
    pub fn parse_with_opacity(text: &str) -> Option<(Self, f32)> {
        // The parser takes digits without `#` too, which CSS does not.
        let is_css =
            text.starts_with('#') || text.contains('(') || text.bytes().any(|byte| byte.is_ascii_alphabetic() && !byte.is_ascii_hexdigit());
        let colour = csscolorparser::parse(text).ok().filter(|_| is_css)?;
        let [red, green, blue, _] = colour.to_rgba8();
        Some((Self([red, green, blue]), colour.a))
    }

    /// As CSS writes it, `#rrggbb`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// `share` of the other colour, 0 to 1, the rest of this one.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let part = |i: usize| (f64::from(self.0[i]) * (1.0 - share) + f64::from(other.0[i]) * share).round() as u8;
        Self([part(0), part(1), part(2)])
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The nearest colour towards black or white that has the contrast on `background`.
    pub fn legible_on(self, background: Self, contrast: f64) -> Self {
        let (white, black) = (Self([255; 3]), Self([0; 3]));
        let end = if background.contrast(white) > background.contrast(black) { white } else { black };
        (0..=50).map(|step| self.mix(end, f64::from(step) / 50.0)).find(|colour| colour.contrast(background) >= contrast).unwrap_or(end)
    }
}

/// The built-in themes: name, light, dark.
pub const BASES: [(&str, Scheme, Scheme); 2] = [
    (
        "default",
        Scheme { background: Colour([0xfa, 0xf7, 0xf0]), ink: Colour([0x26, 0x22, 0x1c]) },
        Scheme { background: Colour([0x19, 0x17, 0x14]), ink: Colour([0xe9, 0xe2, 0xd5]) },
    ),
    (
        "dense",
        Scheme { background: Colour([0xff, 0xff, 0xff]), ink: Colour([0x1a, 0x1d, 0x21]) },
        Scheme { background: Colour([0x12, 0x14, 0x17]), ink: Colour([0xe4, 0xe7, 0xeb]) },
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn colours_are_written_as_in_css() {
        for (text, expected) in [
            ("#fA0", "#ffaa00"),
            ("#245273", "#245273"),
            ("#245273ff", "#245273"),
            ("Teal", "#008080"),
            ("rebeccapurple", "#663399"),
            ("rgb(36, 82, 115)", "#245273"),
            ("rgb(36 82 115 / 100%)", "#245273"),
            ("hsl(120 100% 25%)", "#008000"),
            ("hsl(0.5turn, 100%, 50%)", "#00ffff"),
            ("oklch(1 0 0)", "#ffffff"),
            ("oklch(62.8% 0.2577 29.23)", "#ff0000"),
        ] {
            assert_eq!(colour(text).hex(), expected, "{text}");
        }
        for text in
            ["245273", "fade", "#24527", "#24527g", "rot", "#é45273", "", "rgb(1,2)", "var(--x)", "light-dark(#000, #fff)", "currentcolor"]
        {
            assert_eq!(Colour::parse_with_opacity(text), None, "{text}");
        }
        for text in ["#24527380", "#2458", "rgb(36 82 115 / 50%)", "hsla(120, 100%, 25%, 0.3)", "transparent"] {
            assert_eq!(Colour::parse(text), None, "{text}");
            assert!(Colour::parse_with_opacity(text).is_some_and(|(_, opacity)| opacity < 1.0), "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(colour("#000").contrast(colour("#fff")), 21.0);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast(colour("#ffffff")) - 4.48).abs() < 0.01);
        let legible = colour("#ffcc00").legible_on(colour("#ffffff"), 4.5);
        assert!(legible.contrast(colour("#fff")) >= 4.5 && legible.0[0] > legible.0[2], "{}", legible.hex());
    }
}
