//! How deep the raw elements of a body nest. Reading them takes time with the square of it.

/// Raw elements may nest this deep.
const DEPTH_LIMIT: usize = 100;

/// Maximum number of open elements that format running text: browsers open them again in every paragraph until they are closed.
const FORMATTING_LIMIT: usize = 12;
const FORMATTING_ELEMENTS: &[&str] = &["a", "b", "code", "em", "i", "s", "small", "strong", "u"];

/// How deep an element may nest.
pub(super) fn limit(name: &str) -> usize {
    if FORMATTING_ELEMENTS.contains(&name) { FORMATTING_LIMIT } else { DEPTH_LIMIT }
}

/// Elements without content.
const VOID: &[&str] = &["br", "col", "hr", "img", "source", "wbr"];

/// Elements whose end tag may be left out: where the same one or the end of the one around them follows.
const OPTIONAL_END_TAGS: &[&str] = &["dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// The raw elements of a body that are open, outermost first. One that is closed in the wrong order stays open here, so that what a
/// browser makes of it is never deeper.
#[derive(Debug, Default)]
pub(crate) struct Nesting(Vec<String>);

impl Nesting {
    /// Notes a start tag; false where it would nest too deep.
    pub(super) fn open(&mut self, name: &str) -> bool {
        if VOID.contains(&name) {
            return true;
        }
        if OPTIONAL_END_TAGS.contains(&name)
            && let Some(at) = self.within_implied(name)
        {
            self.0.truncate(at + 1);
            return true;
        }
        let is_formatting = |open: &&String| FORMATTING_ELEMENTS.contains(&open.as_str());
        let fits = self.0.len() < DEPTH_LIMIT
            && (!FORMATTING_ELEMENTS.contains(&name) || self.0.iter().filter(is_formatting).count() < FORMATTING_LIMIT);
        if fits {
            self.0.push(name.to_string());
        }
        fits
    }

    /// Notes an end tag.
    pub(super) fn close(&mut self, name: &str) {
        if let Some(at) = self.within_implied(name) {
            self.0.truncate(at);
        }
    }

    /// The place of the innermost element of that name, if only elements that end by themselves are inside it.
    fn within_implied(&self, name: &str) -> Option<usize> {
        let inside = self.0.iter().rev().take_while(|open| *open != name && OPTIONAL_END_TAGS.contains(&open.as_str())).count();
        self.0.len().checked_sub(inside + 1).filter(|at| self.0[*at] == name)
    }
}
