//! Which tags of a body belong together, and which have no partner: a tag of running text that is never closed is one that the text
//! speaks of, `the <p> tag`, and shows nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{TAGS, Tag};

/// Elements without an end tag.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "source", "wbr"];
/// Elements whose end tag may be left out.
const OPTIONAL_END: [&str; 13] = ["colgroup", "dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// A tag without a partner.
pub(crate) struct UnmatchedTag {
    pub(crate) tag: String,
    /// `</b>`: it ends an element that nothing began; else `<b>`, which nothing ends.
    pub(crate) is_end_tag: bool,
    /// In running text.
    pub(crate) inline: bool,
    /// In the file.
    pub(crate) at: Range<usize>,
}

/// The tags of a body, as it is read from its start to its end.
#[derive(Default)]
pub(crate) struct TagMatcher {
    /// Start tags by name: their places, whether they are of running text, and whether they must be closed.
    open: BTreeMap<String, Vec<(Range<usize>, bool, bool)>>,
    unmatched: Vec<UnmatchedTag>,
}

impl TagMatcher {
    /// Takes the tags of some raw HTML: of running text (`inline`) or of a block. `offset_in_file` gives where an offset is in the file.
    pub(crate) fn read(&mut self, raw: &str, inline: bool, offset_in_file: impl Fn(usize) -> Option<usize>) {
        let mut at = 0;
        while let Some(less) = raw[at..].find('<').map(|found| at + found) {
            if let Some(comment) = raw[less..].strip_prefix("<!--") {
                at = less + comment.find("-->").map_or(raw.len() - less, |end| end + 7);
                continue;
            }
            at = less + 1;
            let Some(tag) = Tag::read(&raw[less..]) else {
                // What follows a tag that is not complete belongs to it.
                if raw[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                    return;
                }
                continue;
            };
            at = less + tag.len;
            let name = tag.name.to_ascii_lowercase();
            let is_whole = VOID.contains(&name.as_str()) || raw[less..at].ends_with("/>") || !TAGS.contains(&name.as_str());
            let Some((start, end)) = offset_in_file(less).zip(offset_in_file(at - 1)).filter(|_| !is_whole) else { continue };
            if !tag.is_end_tag {
                let bare = tag.attributes.is_empty();
                // `<a name="here">` is a place.
                let must_close = bare && inline || !OPTIONAL_END.contains(&name.as_str()) && (name != "a" || bare);
                self.open.entry(name).or_default().push((start..end + 1, inline, must_close));
            } else if self.open.get_mut(&name).and_then(Vec::pop).is_none() && inline {
                self.unmatched.push(UnmatchedTag { tag: name, is_end_tag: true, inline, at: start..end + 1 });
            }
        }
    }

    /// The tags without a partner, in the order of the file.
    pub(crate) fn unmatched(mut self) -> Vec<UnmatchedTag> {
        for (name, tags) in self.open {
            let must_close = tags.into_iter().filter(|(.., must_close)| *must_close);
            self.unmatched.extend(must_close.map(|(at, inline, _)| UnmatchedTag { tag: name.clone(), is_end_tag: false, inline, at }));
        }
        self.unmatched.sort_by_key(|unmatched| unmatched.at.start);
        self.unmatched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags without a partner of some pieces, each of running text or not.
    fn unmatched(pieces: &[(&str, bool)]) -> Vec<String> {
        let mut tag_matcher = TagMatcher::default();
        pieces.iter().for_each(|(raw, inline)| tag_matcher.read(raw, *inline, Some));
        tag_matcher
            .unmatched()
            .into_iter()
            .map(|unmatched| format!("{}{}", if unmatched.is_end_tag { "/" } else { "" }, unmatched.tag))
            .collect()
    }

    #[test]
    fn tags_that_are_spoken_of_have_no_partner() {
        assert_eq!(unmatched(&[("<p>", true)]), ["p"]);
        assert_eq!(unmatched(&[("<a>", true), ("<b>", true), ("</b>", true)]), ["a"]);
        assert_eq!(unmatched(&[("</div>", true)]), ["/div"]);
        assert_eq!(unmatched(&[("<details>\n<summary>x</summary>\n", false)]), ["details"]);
        assert_eq!(unmatched(&[("<details>\n<summary>x</summary>\n", false), ("</details>", false)]), [""; 0]);
        let none: [(&str, bool); 8] = [
            ("<p align=\"center\">", false),
            ("<a name=\"x\">", true),
            ("<a id=\"x\"/>", true),
            ("<br>", true),
            ("<li>a<li>b", false),
            ("</div>", false),
            ("<String>", true),
            ("<!-- <b> -->", true),
        ];
        assert_eq!(unmatched(&none), [""; 0]);
    }
}
