//! The letters that a key gives: `D`, `A, C`, `a) und c)`, `B + D`, `BD`, `Option B`.

/// Between two letters, in the languages of the interface: "and" and "or".
const JOINING: &str =
    " and or und oder sowie et ou y e o u ed of en i lub oraz и или та й і або ve veya ile और या و أو và hoặc dan atau och ";
/// The same without spaces around them.
const JOINING_SIGNS: [&str; 17] = [",", "&", ";", "/", "+", "|", "、", "，", "；", "＋", "と", "和", "与", "與", "及", "와", "과"];

/// The letters that an answer names, as capitals, and what it says after them. None where it names none.
pub fn read(text: &str) -> (Vec<char>, &str) {
    let mut rest = text.trim_start_matches(['*', '_', '`', ' ', '(']);
    for word in ["option ", "options ", "Option ", "Options "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let word: &str = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
    if is_joined(word) && !rest[word.len()..].contains(char::is_alphanumeric) {
        return (word.chars().collect(), "");
    }
    let mut found = Vec::new();
    while let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) {
        let after = &rest[1..];
        let next = after.trim_start_matches(['*', '_', '`', ')', ' ', '.']);
        let joined = letter_after_joint(next);
        let goes_on = |c: char| c.is_alphanumeric() && !begins_sign(c) || c == '\'';
        if after.starts_with(goes_on) || after.starts_with(" =") {
            break;
        }
        // `a lock is held` begins with an article.
        let is_word =
            letter.is_ascii_lowercase() && after.starts_with(' ') && next.starts_with(|c: char| c.is_alphabetic()) && joined.is_none();
        if is_word {
            break;
        }
        found.push(letter.to_ascii_uppercase());
        rest = joined.unwrap_or(after);
        if joined.is_none() {
            break;
        }
    }
    (found, behind_letters(rest))
}

/// The letters of a key that is nothing but them, in any case: `D`, `b)`, `**A, C**`, `bc`. None where it says more.
pub fn alone(text: &str) -> Vec<char> {
    let bare = text.trim().trim_matches(['*', '_', '`', '(', ')', '.', '[', ']']);
    if bare.contains(char::is_whitespace) || bare.len() < 2 {
        let (letters, rest) = read(bare);
        return if rest.trim().is_empty() && letters.iter().all(|letter| ('A'..='J').contains(letter)) { letters } else { Vec::new() };
    }
    let upper = bare.to_ascii_uppercase();
    if is_joined(&upper) { upper.chars().collect() } else { Vec::new() }
}

/// What follows letters, without the signs that end them and the marks of Markdown that they close: `**: it is`, `) `cd` goes`.
fn behind_letters(text: &str) -> &str {
    let mut rest = text;
    let mut closed: Vec<char> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let is_odd = || {
            let count = |mark: &str| rest.matches(mark).count() % 2 == 1;
            count(&first.to_string()) || count(&first.to_string().repeat(2))
        };
        if matches!(first, ')' | '.' | ':' | ',' | ';' | ' ' | '-' | '–' | '—') {
            rest = &rest[first.len_utf8()..];
        } else if matches!(first, '*' | '_' | '`') && !closed.contains(&first) && is_odd() {
            rest = rest.trim_start_matches(first);
            closed.push(first);
        } else {
            break;
        }
    }
    rest
}

/// Whether the text after a key's letters names one more of the `choices`: the key says more than was read.
pub fn names_another_letter(rest: &str, choices: usize) -> bool {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let is_letter = |(at, word): (usize, &&str)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let sign = bare.chars().next().map_or('Z', |c| c.to_ascii_uppercase());
        // `A lock` begins with an article.
        let is_article = sign == 'A' && bare == *word && at + 1 < words.len();
        bare.len() == 1 && ('A'..='J').contains(&sign) && usize::from(sign as u8 - b'A') < choices && !is_article
    };
    words.len() <= 4 && words.iter().enumerate().any(is_letter)
}

/// The letters or numbers of a key that has nothing else: `1 und 3`, `a + c`, in lower case.
pub fn letters_or_numbers(text: &str) -> Option<Vec<String>> {
    let mut spaced = text.to_lowercase();
    for sign in JOINING_SIGNS {
        spaced = spaced.replace(sign, " ");
    }
    let bare = |word: &str| word.trim_matches(['(', ')', '.', '*']).to_string();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    // A word between two keys joins them, though it may be a letter: `a e c`.
    let is_joint = |at: usize| at > 0 && at + 1 < words.len() && JOINING.contains(&format!(" {} ", words[at]));
    let keys: Vec<String> = (0..words.len()).filter(|at| !is_joint(*at)).map(|at| bare(words[at])).collect();
    let is_key = |key: &String| key.len() == 1 && key.starts_with(|c| matches!(c, 'a'..='j')) || key.parse::<u8>().is_ok();
    (keys.len() > 1 && keys.iter().all(is_key)).then_some(keys)
}

/// The text from the next letter on where signs or words join one to those before.
fn letter_after_joint(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let sign = JOINING_SIGNS.iter().find_map(|sign| rest.strip_prefix(sign));
        let word = || {
            let (word, after) = rest.split_once(' ').filter(|(word, _)| !matches!(word.as_bytes(), [b'A'..=b'J']))?;
            JOINING.contains(&format!(" {} ", word.to_lowercase())).then_some(after)
        };
        let Some(after) = sign.or_else(word) else { break };
        rest = after.trim_start_matches(' ');
    }
    let letter = rest.trim_start_matches(['*', '_', '`', '(']);
    let is_letter = letter.starts_with(|c| matches!(c, 'A'..='J' | 'a'..='j'))
        && letter.chars().nth(1).is_none_or(|c| !c.is_alphanumeric() || begins_sign(c));
    (rest.len() < text.len() && is_letter).then_some(letter)
}

fn begins_sign(c: char) -> bool {
    JOINING_SIGNS.iter().any(|sign| sign.starts_with(c))
}

/// `BD`: capital letters of choices in their order.
fn is_joined(word: &str) -> bool {
    (2..=6).contains(&word.len()) && word.chars().all(|c| ('A'..='J').contains(&c)) && word.as_bytes().windows(2).all(|two| two[0] < two[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_letters_keeps_the_marks_that_it_opens() {
        for (key, rest) in [
            ("**A**: it is", "it is"),
            ("A** because", "because"),
            ("**A** because of **b**", "because of **b**"),
            ("`B` it is", "it is"),
            ("c) `cd` goes", "`cd` goes"),
            ("C. **Bold** word", "**Bold** word"),
            ("**C.** **Bold** word", "**Bold** word"),
            ("B. __init__", "__init__"),
            ("(A) – it is", "it is"),
            ("D", ""),
        ] {
            assert_eq!(read(key).1, rest, "{key}");
        }
    }

    #[test]
    fn letters_of_choices() {
        for (key, letters) in [
            ("D", "D"),
            ("A, C", "AC"),
            ("B and D", "BD"),
            ("**BD**", "BD"),
            ("DB", ""),
            ("D) the text", "D"),
            ("A lock is held", "A"),
            ("a lock is held", ""),
            ("Because", ""),
            ("a und c", "AC"),
            ("a) und c)", "AC"),
            ("a + c", "AC"),
            ("a/c", "AC"),
            ("a & c", "AC"),
            ("a, b und c", "ABC"),
            ("a, b, und c", "ABC"),
            ("A oder C", "AC"),
            ("A et C", "AC"),
            ("A y C", "AC"),
            ("a e c", "AC"),
            ("A, B, C, E - all of them", "ABCE"),
            ("A и C", "AC"),
            ("A と C", "AC"),
            ("A和C", "AC"),
            ("A、B和C", "ABC"),
            ("A ve C", "AC"),
            ("**a** und **c**", "AC"),
            ("(a) sowie (c)", "AC"),
        ] {
            assert_eq!(read(key).0.iter().collect::<String>(), letters, "{key}");
        }
        assert_eq!(read("(c) because"), (vec!['C'], "because"));
        assert_eq!(read("b, weil Gras grün ist."), (vec!['B'], "weil Gras grün ist."));
    }

    #[test]
    fn keys_of_nothing_but_letters() {
        for (key, letters) in [
            ("D", "D"),
            ("b)", "B"),
            ("**A, C**", "AC"),
            ("bc", "BC"),
            ("AD", "AD"),
            ("(a)", "A"),
            ("be", "BE"),
            ("is", ""),
            ("A lock", ""),
            ("cab", ""),
        ] {
            assert_eq!(alone(key).iter().collect::<String>(), letters, "{key}");
        }
    }

    #[test]
    fn more_letters_than_were_read() {
        assert!(names_another_letter("plus c", 3));
        assert!(names_another_letter("nicht aber c)", 3));
        assert!(!names_another_letter("weil es grün ist", 3));
        assert!(!names_another_letter("plus d", 3));
        assert!(!names_another_letter("a lock is held", 3));
        assert!(!names_another_letter("A second", 3));
        assert!(names_another_letter("außerdem A", 3));
        assert!(!names_another_letter("", 3));
    }

    #[test]
    fn keys_are_letters_or_numbers() {
        assert_eq!(letters_or_numbers("A und C"), Some(vec!["a".into(), "c".into()]));
        assert_eq!(letters_or_numbers("1, 2 & 3"), Some(vec!["1".into(), "2".into(), "3".into()]));
        assert_eq!(letters_or_numbers("a e c"), Some(vec!["a".into(), "c".into()]));
        assert_eq!(letters_or_numbers("rot und blau"), None);
        assert_eq!(letters_or_numbers("a"), None);
    }
}
