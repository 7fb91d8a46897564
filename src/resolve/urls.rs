//! The scheme of a link's destination.

/// The scheme of an absolute URL in lower case (`//` for one without), as a browser reads it: white space and control characters ignored.
pub fn scheme(target: &str) -> Option<String> {
    // Most are relative paths, and nothing can be ignored before their first letter.
    if !target.contains(':') && target.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    let clean: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if clean.starts_with("//") || clean.starts_with("\\\\") {
        return Some("//".to_string());
    }
    let (scheme, _) = clean.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // A file's name may hold a colon only after its first segment; bad names are refused anyway.
    valid.then(|| scheme.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_seen_through_disguises() {
        assert_eq!(scheme("java\nscript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme(" JavaScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("//evil.example/x").as_deref(), Some("//"));
        assert_eq!(scheme("../apis/a.md"), None);
        assert_eq!(scheme("a.md#x:y"), None);
    }
}
