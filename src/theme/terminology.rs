//! What a guide calls an interview, a level, a kind: put instead of the interface's words.
//!
//! In: the words of a language and the names of book.toml's `[words]`. Out: the same words, with these names wherever the noun is alone, and with
//! what a mock interview is called in place of `{interview}`. That stands before a colon or in quotation marks. Sentences of the interface do not
//! use these terms (a test keeps it), since no name could be put into one in every language.

use super::Strings;

/// What book.toml's `[words]` names; empty for what the interface says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Terminology {
    pub interview: String,
    pub level: String,
    pub levels: String,
    pub kind: String,
    pub kinds: String,
}

/// Where each noun is alone: table and key.
const INTERVIEW: &[(&str, &str)] = &[("nav", "interview"), ("nav", "interview_short"), ("interview", "title")];
const LEVEL: &[(&str, &str)] =
    &[("topic", "level"), ("listing", "level"), ("interview", "level"), ("progress", "goal_level"), ("issue", "level")];
const LEVELS: &[(&str, &str)] = &[("study", "levels"), ("home", "by_level")];
const KIND: &[(&str, &str)] = &[("topic", "kind")];
const KINDS: &[(&str, &str)] = &[("study", "kinds")];

impl Terminology {
    /// Puts these names into the words of a language.
    pub fn apply(&self, strings: &mut Strings) {
        let terminology =
            [(&self.interview, INTERVIEW), (&self.level, LEVEL), (&self.levels, LEVELS), (&self.kind, KIND), (&self.kinds, KINDS)];
        for (noun, places) in terminology.into_iter().filter(|(noun, _)| !noun.is_empty()) {
            for (table, key) in places {
                strings.set(table, key, noun);
            }
        }
        if let Some(interview) = strings.get("nav", "interview").map(str::to_string) {
            strings.fill("{interview}", &interview);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guide_s_own_noun_stands_where_the_interface_s_did() {
        let mut strings = Strings::new("en");
        strings
            .add(b"[nav]\ninterview = \"Mock interview\"\ninterview_short = \"Interview\"\n[js_marks]\nmock = \"{interview}: {date}\"\n[topic]\nlevel = \"Level\"\nkind = \"Kind\"\n");
        let mut of_interface = strings.clone();
        Terminology::default().apply(&mut of_interface);
        assert_eq!(of_interface.get("js_marks", "mock"), Some("Mock interview: {date}"));
        Terminology { interview: "Oral exam".into(), level: "Year".into(), ..Terminology::default() }.apply(&mut strings);
        assert_eq!(strings.get("nav", "interview"), Some("Oral exam"));
        assert_eq!(strings.get("nav", "interview_short"), Some("Oral exam"));
        assert_eq!(strings.get("js_marks", "mock"), Some("Oral exam: {date}"));
        assert_eq!(strings.get("topic", "level"), Some("Year"));
        assert_eq!(strings.get("topic", "kind"), Some("Kind"));
    }
}
