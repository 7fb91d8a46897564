//! Which form of a word goes with a number: the plural categories of Unicode CLDR, cardinal, for whole numbers.
//!
//! In: a language and a number. Out: `zero`, `one`, `two`, `few`, `many` or `other`, the ending of the key in `strings/LANG.toml`. A language
//! that CLDR does not know has `other` alone. Scripts ask `Intl.PluralRules`, which follows the same data.

use std::sync::Arc;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

/// Every ending, in CLDR's order.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The rule of one language.
#[derive(Debug, Clone)]
pub struct Plural(Option<Arc<PluralRules>>);

impl Plural {
    /// `language` is BCP 47; of a tag that CLDR does not know as a whole, its first parts count.
    pub fn of(language: &str) -> Self {
        let locale: Option<Locale> = language.parse().ok();
        let rules = locale.and_then(|locale| PluralRules::try_new((&locale).into(), PluralRulesOptions::default()).ok());
        Self(rules.map(Arc::new))
    }

    /// The ending of the form that goes with a number, one of [`FORMS`].
    pub fn category(&self, n: u64) -> &'static str {
        match self.0.as_ref().map(|rules| rules.category_for(n)) {
            Some(PluralCategory::Zero) => "zero",
            Some(PluralCategory::One) => "one",
            Some(PluralCategory::Two) => "two",
            Some(PluralCategory::Few) => "few",
            Some(PluralCategory::Many) => "many",
            Some(PluralCategory::Other) | None => "other",
        }
    }

    /// The forms that numbers up to a few hundred take, and `other`, which stands in for what is missing: `many` of the Romance languages,
    /// for whole millions, is not asked for.
    pub fn required_forms(&self) -> Vec<&'static str> {
        let used: Vec<&str> = (0..=200).map(|n| self.category(n)).collect();
        FORMS.into_iter().filter(|form| *form == "other" || used.contains(form)).collect()
    }

    /// The forms that any number takes.
    pub fn all_forms(&self) -> Vec<&'static str> {
        let more = self.category(1_000_000);
        let required = self.required_forms();
        FORMS.into_iter().filter(|form| *form == more || required.contains(form)).collect()
    }
}

/// A key of a text that depends on a number without its form: `cards_few` → `cards` and `few`.
pub fn split(key: &str) -> Option<(&str, &str)> {
    key.rsplit_once('_').filter(|(_, form)| FORMS.contains(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(language: &str, numbers: &[u64]) -> Vec<&'static str> {
        let plural = Plural::of(language);
        numbers.iter().map(|n| plural.category(*n)).collect()
    }

    #[test]
    fn categories_follow_cldr() {
        assert_eq!(all("en-GB", &[0, 1, 2]), ["other", "one", "other"]);
        assert_eq!(all("fr", &[0, 1, 2, 1_000_000]), ["one", "one", "other", "many"]);
        assert_eq!(all("ja", &[1, 2]), ["other", "other"]);
        assert_eq!(all("zh-Hant-TW", &[1, 2]), ["other", "other"]);
        assert_eq!(all("ru", &[1, 2, 5, 11, 12, 21, 22, 111]), ["one", "few", "many", "many", "many", "one", "few", "many"]);
        assert_eq!(all("pl", &[1, 2, 5, 12, 21, 22]), ["one", "few", "many", "many", "many", "few"]);
        assert_eq!(all("ar", &[0, 1, 2, 3, 11, 100, 103]), ["zero", "one", "two", "few", "many", "other", "few"]);
        assert_eq!(all("ro", &[0, 1, 2, 19, 20, 101]), ["few", "one", "few", "few", "other", "few"]);
        assert_eq!(all("cy", &[0, 1, 2, 3, 6, 7]), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!(all("xx", &[1, 2]), ["other", "other"]);
    }

    #[test]
    fn each_language_needs_the_forms_that_its_numbers_take() {
        assert_eq!(Plural::of("en").required_forms(), ["one", "other"]);
        assert_eq!(Plural::of("pl").required_forms(), ["one", "few", "many", "other"]);
        assert_eq!(Plural::of("ar").required_forms(), FORMS);
        assert_eq!(Plural::of("es").required_forms(), ["one", "other"]);
        assert_eq!(Plural::of("es").all_forms(), ["one", "many", "other"]);
        assert_eq!(Plural::of("ko").required_forms(), ["other"]);
    }

    #[test]
    fn a_key_of_a_number_ends_with_a_form() {
        assert_eq!(split("plan_for_few"), Some(("plan_for", "few")));
        assert_eq!(split("choose_several"), None);
        assert_eq!(split("other"), None);
    }
}
