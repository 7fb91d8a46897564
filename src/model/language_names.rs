//! What languages call themselves.

/// What a language calls itself; `None` for one that is not known.
pub fn language_name(code: &str) -> Option<&'static str> {
    let exact = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let primary = code.split('-').next().unwrap_or(code);
    exact.or_else(|| NAMES.iter().find(|(known, _)| *known == primary)).map(|(_, name)| *name)
}

/// As Unicode's CLDR has them, with a capital where the language writes one at a line's start.
const NAMES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("id", "Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("nb", "Norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_call_themselves_by_their_own_names() {
        assert_eq!(
            ["fr-CA", "pt-BR", "zh-Hant", "zh-Hans", "xx"].map(language_name),
            [Some("Français"), Some("Português (Brasil)"), Some("繁體中文"), Some("中文"), None]
        );
    }
}
