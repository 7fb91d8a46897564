//! Which form of a word goes with a number: CLDR's plural categories for whole numbers.
//!
//! In: a language and a number. Out: `zero`, `one`, `two`, `few`, `many` or `other`, the ending of the key in `strings/LANG.toml`.
//! Source: Unicode CLDR 48, "Language plural rules", cardinal, for numbers without a fraction. Languages not listed there behave as English.

/// The plural category of `n` things in a language (BCP 47; only its first part counts).
pub fn category(language: &str, n: u64) -> &'static str {
    let primary = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
    let (ten, hundred) = (n % 10, n % 100);
    match primary.as_str() {
        "ja" | "ko" | "zh" | "yue" | "vi" | "th" | "id" | "ms" | "lo" | "my" => "other",
        "fr" | "pt" | "hi" | "bn" | "fa" | "am" | "gu" | "kn" | "hy" => {
            if n <= 1 {
                "one"
            } else {
                "other"
            }
        }
        "ru" | "uk" | "be" => slavic(ten, hundred, "many"),
        "sr" | "hr" | "bs" => slavic(ten, hundred, "other"),
        "pl" => match n {
            1 => "one",
            _ if (2..=4).contains(&ten) && !(12..=14).contains(&hundred) => "few",
            _ => "many",
        },
        "cs" | "sk" => match n {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "lt" => match (ten, hundred) {
            (_, 11..=19) | (0, _) => "other",
            (1, _) => "one",
            _ => "few",
        },
        "ro" => match n {
            1 => "one",
            0 => "few",
            _ if (1..=19).contains(&hundred) => "few",
            _ => "other",
        },
        "sl" => match hundred {
            1 => "one",
            2 => "two",
            3 | 4 => "few",
            _ => "other",
        },
        "he" | "iw" => match n {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        "ar" => match n {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ if (3..=10).contains(&hundred) => "few",
            _ if hundred >= 11 => "many",
            _ => "other",
        },
        _ => {
            if n == 1 {
                "one"
            } else {
                "other"
            }
        }
    }
}

/// The East Slavic and Serbo-Croatian pattern, which differ in the name of the last category.
fn slavic(ten: u64, hundred: u64, rest: &'static str) -> &'static str {
    match (ten, hundred) {
        (_, 11..=14) => rest,
        (1, _) => "one",
        (2..=4, _) => "few",
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    fn all(language: &str, numbers: &[u64]) -> Vec<&'static str> {
        numbers.iter().map(|n| category(language, *n)).collect()
    }

    #[test]
    fn categories_follow_cldr() {
        assert_eq!(all("en-GB", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(all("fr", &[0, 1, 2]), ["one", "one", "other"]);
        assert_eq!(all("ja", &[1, 2]), ["other", "other"]);
        assert_eq!(all("ru", &[1, 2, 5, 11, 12, 21, 22, 111]), ["one", "few", "many", "many", "many", "one", "few", "many"]);
        assert_eq!(all("pl", &[1, 2, 5, 12, 21, 22]), ["one", "few", "many", "many", "many", "few"]);
        assert_eq!(all("ar", &[0, 1, 2, 3, 11, 100, 103]), ["zero", "one", "two", "few", "many", "other", "few"]);
        assert_eq!(all("ro", &[0, 1, 2, 19, 20, 101]), ["few", "one", "few", "few", "other", "few"]);
    }
}
