//! Deletions in a text that is not Markdown yet: a mark in the place of each, which becomes a deletion when the text is converted.

use super::card_text;

/// What a gap hides.
#[derive(Debug, Default)]
pub struct HiddenText {
    /// Markdown of one line.
    pub hidden: String,
    /// What can be chosen, or what the bank says of the gap.
    pub hint: Option<String>,
}

/// The gaps of one text.
#[derive(Debug, Default)]
pub struct ClozeDeletions {
    found: Vec<HiddenText>,
}

impl ClozeDeletions {
    /// Notes a gap; what is in its place until the text is Markdown.
    pub fn add(&mut self, gap: HiddenText) -> String {
        self.found.push(gap);
        mark(self.found.len() - 1)
    }

    /// Whether nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The text with its deletions. Words that are hidden twice have keys, because no two cards share one.
    pub fn insert_into(&self, markdown: &str) -> String {
        let mut out = markdown.to_string();
        let mut seen = Vec::new();
        for (i, gap) in self.found.iter().enumerate() {
            let twice = self.found[..i].iter().any(|before| before.hidden == gap.hidden);
            let key = twice.then(|| format!("gap-{}", i + 1));
            let hidden = gap.hidden.split_whitespace().collect::<Vec<_>>().join(" ");
            // Characters that open or close deletions are in code.
            let hidden = if hidden.contains("==") { format!("`{hidden}`") } else { hidden };
            out = out.replacen(&mark(i), &card_text::deletion(&hidden, gap.hint.as_deref(), key, &mut seen), 1);
        }
        out
    }
}

/// A word that no text has.
fn mark(number: usize) -> String {
    format!("xgap{number}x")
}

/// What can be chosen, as a hint.
pub fn options_hint<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let list: Vec<&str> = texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).collect();
    (list.len() > 1).then(|| list.join(" / "))
}
