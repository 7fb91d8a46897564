//! What follows from a name or a word alone.

/// What plural and singular of a word have in common: `index` of `indexes` and `index`, `tabl` of `tables` and `table`. Nothing is shown of it.
pub fn plural_stem(word: &str) -> &str {
    let singular = word.strip_suffix('s').filter(|w| w.chars().count() > 2 && !w.ends_with('s')).unwrap_or(word);
    singular.strip_suffix('e').filter(|w| w.chars().count() > 2).unwrap_or(singular)
}

/// A title for a folder or page that gives none: `message-queues` → `Message queues`.
pub fn title_from_name(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_and_singular_are_one_word() {
        for (many, one) in
            [("tables", "table"), ("caches", "cache"), ("queues", "queue"), ("nodes", "node"), ("indexes", "index"), ("locks", "lock")]
        {
            assert_eq!(plural_stem(many), plural_stem(one), "{many}");
        }
        assert_ne!(plural_stem("class"), plural_stem("clas"));
    }
}
