//! Spelling suggestions for paths and ids that lead nowhere.
//!
//! In: what was written, and all that there is. Out: the one whose name is nearest by edit distance, if it is near. What counts is the last
//! segment, because that is what an author types from memory: folders only decide between equals. Where no whole name is near, one that
//! begins with the words that were written is taken: `isolaton` means `isolation-levels`.
//!
//! Names are taken apart once, and most are ruled out by their letters alone. Who looks for names one after the other gives the
//! comparisons a limit, [`ComparisonBudget`], because a guide of which every link is broken would have all names compared with all.

/// Characters from which on the words of a name may stand for the name.
const MIN_PREFIX_CHARS: usize = 4;

/// Comparisons of letters that may still be made for a guide; a comparison of spellings counts as many.
#[derive(Debug, Clone, Copy)]
pub struct ComparisonBudget(u64);

/// A comparison of two spellings takes about as long as this many of sets of letters.
const EDIT_DISTANCE_COST: u64 = 64;

impl ComparisonBudget {
    /// Under a second's work; a guide of ten thousand files finds the names of some thousand broken links by it.
    pub const FOR_GUIDE: ComparisonBudget = ComparisonBudget(24_000_000);

    /// Whether that much is left, and then takes it.
    pub fn spend(&mut self, amount: u64) -> bool {
        let is_enough = self.0 >= amount;
        self.0 = self.0.saturating_sub(amount);
        is_enough
    }
}

/// Paths, or ids, among which a near one is looked for.
pub struct SpellingIndex {
    /// Sorted by what was given.
    names: Vec<(String, Name)>,
}

impl SpellingIndex {
    /// An index of these names.
    pub fn new<'a>(candidates: impl Iterator<Item = &'a str>) -> Self {
        let mut candidates: Vec<&str> = candidates.collect();
        candidates.sort_unstable();
        Self { names: candidates.into_iter().map(|candidate| (candidate.to_string(), Name::new(candidate))).collect() }
    }

    /// Whether exactly this name is among them.
    pub fn contains(&self, name: &str) -> bool {
        self.names.binary_search_by(|(known, _)| known.as_str().cmp(name)).is_ok()
    }

    /// The only path that differs in nothing but the case of letters.
    pub fn in_other_case(&self, wanted: &str, budget: &mut ComparisonBudget) -> Option<&str> {
        if !budget.spend(self.names.len() as u64) {
            return None;
        }
        let wanted = Name::new(wanted);
        let same = |(_, name): &&(String, Name)| {
            name.letters == wanted.letters && name.name == wanted.name && name.ending == wanted.ending && name.folder == wanted.folder
        };
        let mut found = self.names.iter().filter(same).map(|(candidate, _)| candidate.as_str());
        found.next().filter(|_| found.next().is_none())
    }

    /// The path (or id) that was meant. Of equally near ones the first with the nearest folder. None where the budget is spent.
    pub fn nearest(&self, wanted: &str, budget: &mut ComparisonBudget) -> Option<&str> {
        let wanted = Name::new(wanted);
        if wanted.length > MAX_NAME_CHARS || !budget.spend(self.names.len() as u64) {
            return None;
        }
        let limit = limit(wanted.length);
        let mut best = None;
        for (candidate, name) in self.names.iter().filter(|(_, name)| name.ending == wanted.ending) {
            let is_near = name.length.abs_diff(wanted.length) <= limit && differ(name.letters, wanted.letters) <= 2 * limit as u32;
            // The first words of a longer name can't have fewer of the letters.
            let may_start = wanted.length >= MIN_PREFIX_CHARS
                && name.length + limit >= wanted.length
                && (wanted.letters & !name.letters).count_ones() <= limit as u32;
            if !(is_near || may_start) {
                continue;
            }
            if !budget.spend(EDIT_DISTANCE_COST) {
                return None;
            }
            let whole = if is_near { distance(&wanted.name, &name.name, limit) } else { None };
            let start = || distance(&wanted.name, first_words(&name.name, &wanted.name), limit);
            let Some(far) = whole.or_else(|| may_start.then(start).flatten()) else { continue };
            let folder = strsim::damerau_levenshtein(&wanted.folder, &name.folder);
            let key = (whole.is_none(), far, folder, candidate.len());
            if best.as_ref().is_none_or(|(least, _)| key < *least) {
                best = Some((key, candidate.as_str()));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// The path (or id) that must have been meant: its name is near, and no other's is.
    pub fn unambiguous_nearest(&self, wanted: &str, budget: &mut ComparisonBudget) -> Option<&str> {
        let wanted = Name::new(wanted);
        let limit = limit(wanted.length).min(2);
        let may_be = |(_, name): &&(String, Name)| {
            name.ending == wanted.ending
                && name.length.abs_diff(wanted.length) <= limit
                && differ(name.letters, wanted.letters) <= 2 * limit as u32
        };
        let mut only = None;
        if wanted.length > MAX_NAME_CHARS || !budget.spend(self.names.len() as u64) {
            return None;
        }
        for (candidate, name) in self.names.iter().filter(may_be) {
            if !budget.spend(EDIT_DISTANCE_COST) {
                return None;
            }
            if distance(&wanted.name, &name.name, limit).is_some() && only.replace(candidate.as_str()).is_some() {
                return None;
            }
        }
        only
    }
}

/// A longer name is nobody's near miss. Characters.
const MAX_NAME_CHARS: usize = 200;

/// A path taken apart, in lower case. A topic's `index.md` has its folder's name.
struct Name {
    folder: String,
    name: String,
    /// `md`, or that of an asset; empty for an id.
    ending: String,
    /// Characters of `name`.
    length: usize,
    /// Which characters `name` has, by their numbers modulo 64. An edit changes two at most.
    letters: u64,
}

impl Name {
    fn new(path: &str) -> Self {
        let path = path.to_lowercase();
        let path = path.strip_suffix("/index.md").map_or_else(|| path.clone(), |folder| format!("{folder}.md"));
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let letters = name.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) % 64));
        let folder = folder.chars().take(MAX_NAME_CHARS).collect();
        Self { folder, name: name.to_string(), ending: ending.to_string(), length: name.chars().count(), letters }
    }
}

/// Letters that only one of two has.
fn differ(a: u64, b: u64) -> u32 {
    (a ^ b).count_ones()
}

/// Edits that may lie between a name of that length and what was written for it: one in three letters, none in a name of two.
fn limit(length: usize) -> usize {
    (length / 3).min(4)
}

/// The edit distance, if it is no more than the limit.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.chars().count().abs_diff(b.chars().count()) > limit {
        return None;
    }
    Some(strsim::damerau_levenshtein(a, b)).filter(|distance| *distance <= limit)
}

/// As many words of a name as the other one has.
fn first_words<'a>(name: &'a str, other: &str) -> &'a str {
    let words = other.matches('-').count() + 1;
    name.match_indices('-').nth(words - 1).map_or(name, |(end, _)| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
        SpellingIndex::new(candidates).nearest(wanted, &mut { ComparisonBudget::FOR_GUIDE }).map(str::to_string)
    }

    const FILES: [&str; 9] = [
        "about.md",
        "apis/cards.md",
        "apis/etag.md",
        "apis/http.svg",
        "databases/acid.md",
        "databases/index.md",
        "databases/isolation-levels.md",
        "networks/http.svg",
        "systems/consensus.md",
    ];

    #[test]
    fn what_is_near_is_proposed_and_nothing_else() {
        for (wanted, expected) in [
            ("databases/isolaton-levels.md", Some("databases/isolation-levels.md")),
            ("databases/isolaton.md", Some("databases/isolation-levels.md")),
            ("databases/Acid.md", Some("databases/acid.md")),
            ("apis/acid.md", Some("databases/acid.md")),
            ("systems/conensus.md", Some("systems/consensus.md")),
            ("databse/index.md", Some("databases/index.md")),
            ("networks/htp.svg", Some("networks/http.svg")),
            ("networks/htp.png", None),
            ("databases/nope.md", None),
            ("nope.md", None),
            ("x.md", None),
            ("databases/transaction.md", None),
            ("", None),
        ] {
            assert_eq!(near(wanted, FILES.into_iter()).as_deref(), expected, "{wanted}");
        }
        assert_eq!(
            near("isolaton", ["databases/isolation", "databases/isolation-levels"].into_iter()).as_deref(),
            Some("databases/isolation")
        );
        assert_eq!(near("base/acid", ["apis/acid", "bases/acid"].into_iter()).as_deref(), Some("bases/acid"));
    }

    #[test]
    fn what_differs_in_case_alone_is_found() {
        let names = SpellingIndex::new(["a/README.md", "a/B.svg", "c/X.md", "c/x.md"].into_iter());
        let found = |wanted: &str| names.in_other_case(wanted, &mut { ComparisonBudget::FOR_GUIDE });
        assert_eq!(
            [found("a/Readme.md"), found("A/b.SVG"), found("b/b.svg"), found("C/x.md")],
            [Some("a/README.md"), Some("a/B.svg"), None, None]
        );
    }

    #[test]
    fn a_spent_effort_proposes_nothing() {
        let names = SpellingIndex::new(FILES.into_iter());
        let mut budget = ComparisonBudget(FILES.len() as u64 + 3 * EDIT_DISTANCE_COST);
        assert_eq!(names.nearest("databases/acit.md", &mut budget), Some("databases/acid.md"));
        assert_eq!(names.nearest("databases/acit.md", &mut budget), None);
    }

    #[test]
    fn letters_tell_far_names_without_missing_near_ones() {
        let words = ["etag", "acid", "consensus", "isolation-levels", "äöü-éè", "日本語", "aaaa", "b-tree", "index", "two-phase"];
        let names: Vec<String> = words.iter().flat_map(|a| words.iter().map(move |b| format!("t/{a}-{b}.md"))).collect();
        let all = SpellingIndex::new(names.iter().map(String::as_str));
        for name in &names {
            for cut in name.char_indices().map(|(at, _)| at).filter(|at| *at > 4 && *at + 4 < name.len()) {
                let mut typo = name.clone();
                typo.remove(cut);
                assert!(all.nearest(&typo, &mut { ComparisonBudget::FOR_GUIDE }).is_some(), "{typo}");
            }
        }
    }
}
