//! Which stemmer and which stop words a guide's language has.

use std::collections::BTreeMap;

use snowball_stemmers_rs::{Algorithm, Stemmer as Snowball};

use super::fold::fold;
use super::stop_words;

/// Ends the stems of stop words: no word has it, so what is only derived from one ("useful" from "use") has another stem.
const STOP_WORD_MARK: char = '\u{1}';

/// What is left of an English verb may end in a suffix that the stemmer takes from the whole verb only; shorter ones are not verbs ("be-ing").
const MIN_VERB_LETTERS: usize = 4;

/// Reduces the inflections of a word to one stem; leaves words alone in languages without a stemmer.
pub struct Stemmer {
    snowball: Option<Snowball>,
    english: bool,
    stop_words: BTreeMap<String, f32>,
}

impl Stemmer {
    /// For a BCP 47 language: `en`, `fr-CA`, `zh-Hant`.
    pub fn of(language: &str) -> Self {
        let primary = primary(language);
        Self {
            snowball: algorithm(&primary).map(Snowball::create),
            english: primary == "en",
            stop_words: stop_words::document_frequency_floors(&primary),
        }
    }

    /// The stem of a token in lower case. Tokens that are not plain words (`c++`, `k8s`, filters) are their own stems.
    pub fn stem(&self, token: &str) -> String {
        match &self.snowball {
            Some(snowball) if token.chars().all(char::is_alphabetic) => {
                let mut stem = snowball.stem(token).into_owned();
                if self.english
                    && let Some(verb) = bare_verb(token, &stem)
                {
                    stem = snowball.stem(&verb).into_owned();
                }
                if self.stop_words.contains_key(fold(token).as_ref()) {
                    stem.push(STOP_WORD_MARK);
                }
                stem
            }
            _ => token.to_string(),
        }
    }

    /// The language's stop words, folded, each with the part of the documents in which it counts as being at least.
    pub fn stop_words(&self) -> &BTreeMap<String, f32> {
        &self.stop_words
    }
}

/// The infinitive of a verb that was only cut, with the letter that is missing: the stemmer makes "refer" of "reference", but "referenc" of "referenced".
fn bare_verb(token: &str, stem: &str) -> Option<String> {
    let cut = |ending| token.strip_suffix(ending).is_some_and(|rest| rest == stem);
    (stem.len() >= MIN_VERB_LETTERS && !stem.ends_with('e') && (cut("ed") || cut("ing"))).then(|| format!("{stem}e"))
}

/// The language of a BCP 47 tag, without script and region.
fn primary(language: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_of_a_verb_have_one_stem() {
        let stemmer = Stemmer::of("en");
        for forms in [
            "reference referenced referencing references",
            "experience experienced",
            "queue queued queues queuing queueing",
            "free freeing",
            "index indexed",
            "cache cached caching",
            "limit limited",
        ] {
            let stems: Vec<String> = forms.split(' ').map(|form| stemmer.stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms}: {stems:?}");
        }
        assert_ne!(stemmer.stem("being"), stemmer.stem("bee"));
    }

    #[test]
    fn what_is_derived_from_a_stop_word_is_none() {
        let stemmer = Stemmer::of("en");
        for (stop_word, derived) in [
            ("under", "underlying"),
            ("like", "likely"),
            ("use", "useful"),
            ("one", "ones"),
            ("most", "mostly"),
            ("good", "goods"),
            ("will", "willing"),
        ] {
            assert!(stemmer.stop_words().contains_key(stop_word) && !stemmer.stop_words().contains_key(derived));
            assert_ne!(stemmer.stem(stop_word), stemmer.stem(derived));
        }
        for (one, other) in [("use", "using"), ("work", "works"), ("make", "making")] {
            assert_eq!(stemmer.stem(one), stemmer.stem(other));
        }
    }
}
