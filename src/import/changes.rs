//! What a bank says of a card that stays as it is here, so that its author can take it over by hand.

use std::collections::BTreeSet;

use super::history::line_hash;

/// A line of the bank's version that a card does not have, or one of the card that the bank's version does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedLine {
    pub in_bank: bool,
    pub text: String,
}

/// The lines in which two texts differ, those that only `guide_text` has first. Of a card that was imported, `written` has the hashes of
/// the lines that the import wrote: then what the author changed is left out, and with it what is taken over already.
pub fn changed_lines(guide_text: &str, bank_text: &str, written: Option<&BTreeSet<&str>>) -> Vec<ChangedLine> {
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect::<Vec<_>>();
    let (guide_text, bank_text) = (lines(guide_text), lines(bank_text));
    let was_written = |line: &str| written.map(|written| written.contains(&*line_hash(line)));
    let only = |of: &[String], other: &[String], in_bank: bool| {
        let other: BTreeSet<&String> = other.iter().collect();
        let new = |line: &&String| !other.contains(*line) && was_written(line).is_none_or(|was| was != in_bank);
        of.iter().filter(new).map(|text| ChangedLine { in_bank, text: text.clone() }).collect::<Vec<_>>()
    };
    [only(&guide_text, &bank_text, false), only(&bank_text, &guide_text, true)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_bank_changed_is_listed() {
        let written = "# What is A?\n\n## Answer\n\none\ntwo\n";
        let hashes: Vec<String> = written.lines().map(line_hash).collect();
        let hashes: BTreeSet<&str> = hashes.iter().map(String::as_str).collect();
        let changed = |guide_text: &str, bank_text: &str| {
            let lines = changed_lines(guide_text, bank_text, Some(&hashes)).into_iter();
            lines.map(|line| format!("{}{}", if line.in_bank { '+' } else { '-' }, line.text)).collect::<Vec<_>>()
        };
        let mine = written.replace("one", "my one");
        assert_eq!(changed(&mine, written), Vec::<String>::new());
        assert_eq!(changed(&mine, &written.replace("two", "three")), ["-two", "+three"]);
        // Taken over by hand.
        assert_eq!(changed(&mine.replace("two", "three"), &written.replace("two", "three")), Vec::<String>::new());
        assert_eq!(changed_lines("a\nb", "b\nc", None).len(), 2);
    }
}
