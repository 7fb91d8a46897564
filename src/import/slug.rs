//! Readable file names from questions: `Was heißt „Größe“?` → `was-heisst-groesse`.
//!
//! Latin letters lose their marks (German umlauts become two letters, as Germans write them); letters of other scripts stay, because a
//! name that says something to its author is better than a transcription. The name depends on the text alone.

use unicode_normalization::UnicodeNormalization;

/// Characters of a name at most; it is cut between words.
const LENGTH: usize = 60;

/// A file name without its ending; empty where the text has no letter or digit.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            // An apostrophe is not a gap: `don't` → `dont`.
            '\'' | '’' | '`' => {}
            '+' if !out.is_empty() && !out.ends_with('-') => out.push('p'),
            '#' if !out.is_empty() && !out.ends_with('-') => out.push_str("-sharp"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c if c.is_alphanumeric() => push_plain(&mut out, c),
            // Marks of scripts that write vowels with them.
            c if is_mark(c) && !out.is_empty() && !out.ends_with('-') => out.push(c),
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    cut(out.trim_end_matches('-'))
}

/// Whether a text may be taken as a card's id as it is: segments that lead nowhere else and that a guide has for content.
pub fn is_id(text: &str) -> bool {
    let segment = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '_', ' '])
            && !part.ends_with(['.', ' '])
            && part.len() <= 200
            && part.chars().all(|c| c.is_alphanumeric() || is_mark(c) || " -_.,+'()&@!~$=;".contains(c))
    };
    let name = text.rsplit('/').next().unwrap_or_default().to_lowercase();
    text.split('/').all(segment) && !matches!(name.as_str(), "index" | "cards" | "readme") && !name.ends_with(".cards")
}

/// A letter without its marks where what remains is Latin; else as it is.
fn push_plain(out: &mut String, c: char) {
    let base = c.nfd().next().unwrap_or(c);
    out.push(if base.is_ascii_alphanumeric() { base } else { c });
}

/// Combining marks outside of the Latin ones, which `nfc` has joined with their letters.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !matches!(c, '\u{300}'..='\u{36f}')
}

/// The first words that fit.
fn cut(name: &str) -> String {
    if name.chars().count() <= LENGTH {
        return name.to_string();
    }
    let end = name.char_indices().nth(LENGTH).map_or(name.len(), |(i, _)| i);
    let whole = name[..end].rfind('-').filter(|at| *at >= end / 2).unwrap_or(end);
    name[..whole].trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_readable_in_every_script() {
        assert_eq!(slug("What is a phantom read?"), "what-is-a-phantom-read");
        assert_eq!(slug("Was heißt „Größe“?"), "was-heisst-groesse");
        assert_eq!(slug("Qu'est-ce qu'une clé étrangère ?"), "quest-ce-quune-cle-etrangere");
        assert_eq!(slug("冪等性とは?"), "冪等性とは");
        assert_eq!(slug("C++ and C#"), "cpp-and-c-sharp");
        assert_eq!(slug("Don’t repeat yourself"), "dont-repeat-yourself");
        assert_eq!(slug("नमस्ते दुनिया"), "नमस्ते-दुनिया");
        assert_eq!(slug("???"), "");
    }

    #[test]
    fn an_id_leads_nowhere_else() {
        for id in ["databases/acid", "c++/What Is_it", "größe/日本語", "a"] {
            assert!(is_id(id), "{id}");
        }
        for id in
            ["../x", "a/../../b", "/etc/x", "a//b", "a/.git/config", "a/_b", "c:/x", "a\\b", "a/index", "a/x.cards", "a/\u{202e}b", ""]
        {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn long_names_are_cut_between_words() {
        let name = slug("Which of the following statements about isolation levels in relational databases is not true at all?");
        assert!(name.len() <= LENGTH && name.ends_with(|c: char| c.is_alphanumeric()), "{name}");
        assert_eq!(name, "which-of-the-following-statements-about-isolation-levels-in");
        assert_eq!(slug(&"x".repeat(100)).len(), LENGTH);
    }
}
