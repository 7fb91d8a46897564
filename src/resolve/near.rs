//! What a path or an id that leads nowhere was probably meant to be.
//!
//! In: what was written, and all that there is. Out: the one whose name is nearest by edit distance, if it is near. What counts is the last
//! segment, because that is what an author types from memory: folders only decide between equals. Where no whole name is near, one that
//! begins with the words that were written is taken: `isolaton` means `isolation-levels`.

/// Characters from which on the words of a name may stand for the name.
const LONG_ENOUGH: usize = 4;

/// The path (or id) that was meant, of those under content/. Of equally near ones the first with the nearest folder.
pub fn near<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Name::new(wanted);
    let limit = limit(&wanted.name);
    let judged = candidates.filter_map(|candidate| {
        let name = Name::new(candidate);
        let (whole, start) =
            (distance(&wanted.name, &name.name, limit), || distance(&wanted.name, first_words(&name.name, &wanted.name), limit));
        let cut = whole.is_none() && wanted.name.chars().count() >= LONG_ENOUGH;
        let far = if wanted.ending == name.ending { whole.or_else(|| cut.then(start).flatten())? } else { return None };
        let folder = strsim::damerau_levenshtein(&wanted.folder, &name.folder);
        Some(((cut, far, folder, candidate.len()), candidate))
    });
    judged.min_by_key(|(key, _)| *key).map(|(_, candidate)| candidate)
}

/// The path (or id) that must have been meant: its name is near, and no other's is.
pub fn only<'a>(wanted: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Name::new(wanted);
    let limit = limit(&wanted.name).min(2);
    let is_near = |candidate: &&str| {
        let name = Name::new(candidate);
        name.ending == wanted.ending && distance(&wanted.name, &name.name, limit).is_some()
    };
    let mut near = candidates.filter(is_near);
    near.next().filter(|_| near.next().is_none())
}

/// A path taken apart, in lower case. A topic's `index.md` has its folder's name.
struct Name {
    folder: String,
    name: String,
    /// `md`, or that of an asset; empty for an id.
    ending: String,
}

impl Name {
    fn new(path: &str) -> Self {
        let path = path.to_lowercase();
        let path = path.strip_suffix("/index.md").map_or_else(|| path.clone(), |folder| format!("{folder}.md"));
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let (name, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        Self { folder: folder.to_string(), name: name.to_string(), ending: ending.to_string() }
    }
}

/// Edits that may lie between a name and what was written for it: one in three letters, none in a name of two.
fn limit(name: &str) -> usize {
    (name.chars().count() / 3).min(4)
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
            assert_eq!(near(wanted, FILES.into_iter()), expected, "{wanted}");
        }
        assert_eq!(near("isolaton", ["databases/isolation", "databases/isolation-levels"].into_iter()), Some("databases/isolation"));
        assert_eq!(near("base/acid", ["apis/acid", "bases/acid"].into_iter()), Some("bases/acid"));
    }
}
