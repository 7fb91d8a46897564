//! Colours of book.toml: what a hexadecimal colour is, how well one reads on another, and the shades that follow from the ones given.
//!
//! In: `#rgb` or `#rrggbb`. Out: a [`Colour`]; the contrast ratio of two by WCAG 2.2 (relative luminance); mixtures, in sRGB.

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// What a built-in theme has where book.toml says nothing: paper and ink, by day and by night. As in its tokens.css (a test keeps it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    pub paper: Colour,
    pub ink: Colour,
}

impl Colour {
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digits = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_string(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

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

    /// The nearest colour towards black or white that has the contrast on `ground`.
    pub fn legible_on(self, ground: Self, contrast: f64) -> Self {
        let (white, black) = (Self([255; 3]), Self([0; 3]));
        let end = if ground.contrast(white) > ground.contrast(black) { white } else { black };
        (0..=50).map(|step| self.mix(end, f64::from(step) / 50.0)).find(|colour| colour.contrast(ground) >= contrast).unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn colours_are_hexadecimal() {
        assert_eq!(colour("#fA0").hex(), "#ffaa00");
        assert_eq!(colour("#245273").0, [0x24, 0x52, 0x73]);
        for text in ["245273", "#2452", "#24527g", "red", "#é45273", ""] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(colour("#000").contrast(colour("#fff")), 21.0);
        assert!((colour("#767676").contrast(colour("#ffffff")) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast(colour("#ffffff")) - 4.48).abs() < 0.01);
        let mended = colour("#ffcc00").legible_on(colour("#ffffff"), 4.5);
        assert!(mended.contrast(colour("#fff")) >= 4.5 && mended.0[0] > mended.0[2], "{}", mended.hex());
    }
}
