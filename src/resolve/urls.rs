//! What the destination of a link says before anybody looks where it leads: its scheme, its percent-encoding, its way between folders.

/// The path from a folder to a file, both under content/, as it stands in a link: signs that would end it are encoded.
pub fn relative(folder: &str, file: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = file.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    let path = format!("{up}{}", to[common..].join("/"));
    path.chars().map(|c| if " ()<>%?#".contains(c) { format!("%{:02X}", c as u32) } else { c.to_string() }).collect()
}

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

    #[test]
    fn relative_paths_lead_from_folder_to_file() {
        assert_eq!(relative("databases", "apis/idempotency.md"), "../apis/idempotency.md");
        assert_eq!(relative("databases", "databases/acid.md"), "acid.md");
        assert_eq!(relative("", "about.md"), "about.md");
        assert_eq!(relative("a b", "c d/é (1).md"), "../c%20d/é%20%281%29.md");
    }
}
