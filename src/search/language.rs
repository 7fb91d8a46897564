//! Which stemmer a guide's language has.

use snowball_stemmers_rs::{Algorithm, Stemmer as Snowball};

/// Reduces the inflections of a word to one stem; leaves words alone in languages without a stemmer.
pub struct Stemmer(Option<Snowball>);

impl Stemmer {
    /// For a BCP 47 language: `en`, `fr-CA`, `zh-Hant`.
    pub fn of(language: &str) -> Self {
        Self(algorithm(&primary(language)).map(Snowball::create))
    }

    /// The stem of a token in lower case. Tokens that are not plain words (`c++`, `k8s`, filters) are their own stems.
    pub fn stem(&self, token: &str) -> String {
        match &self.0 {
            Some(stemmer) if token.chars().all(char::is_alphabetic) => stemmer.stem(token).into_owned(),
            _ => token.to_string(),
        }
    }
}

/// The language of a BCP 47 tag, without script and region.
pub fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn algorithm(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "hy" => Algorithm::Armenian,
        "eu" => Algorithm::Basque,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "et" => Algorithm::Estonian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "ga" => Algorithm::Irish,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "fa" => Algorithm::Persian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}
