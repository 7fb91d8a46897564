//! The style sheet inside a drawing, applied: what each element declares once all rules that match it are applied.
//!
//! In: the text of the drawing's `<style>`, and the elements from the root down to one. Out: the value of each property that the element
//! declares itself, by rules, by its `style` attribute or by presentation attributes, in the order of the cascade. Inheritance is left
//! to the browser. A selector of a form that the renderer does not write matches nothing.

/// Properties that are looked at; all others are dropped.
pub(super) const PROPERTIES: [&str; 15] = [
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "font-size",
    "font-style",
    "font-weight",
    "opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "visibility",
];

/// An element as selectors see it.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: &'a [(&'a str, String)],
}

impl<'a> Element<'a> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }

    fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }
}

/// The rules of a drawing's `<style>`.
pub(super) struct StyleSheet<'a> {
    rules: Vec<Rule<'a>>,
}

/// One selector with what it declares.
struct Rule<'a> {
    /// The element itself last.
    compounds: Vec<Compound<'a>>,
    /// Ids; classes and attributes; names.
    specificity: (usize, usize, usize),
    declarations: Vec<Declaration<'a>>,
}

/// A selector without combinators, such as `rect.label[data-look="neo"]`.
#[derive(Default)]
struct Compound<'a> {
    parts: Vec<Part<'a>>,
    /// Whether `>` is before it.
    child: bool,
}

enum Part<'a> {
    Name(&'a str),
    Id(&'a str),
    Class(&'a str),
    NotClass(&'a str),
    /// An attribute, and its value unless any will do.
    Attribute(&'a str, Option<&'a str>),
}

#[derive(Clone, Copy)]
struct Declaration<'a> {
    property: &'static str,
    value: &'a str,
    important: bool,
}

impl<'a> StyleSheet<'a> {
    /// Reads CSS; rules that begin with `@`, and selectors that are not understood, are left out.
    pub(super) fn new(css: &'a str) -> Self {
        let mut rules = Vec::new();
        let mut rest = css;
        while let Some((selectors, after)) = rest.split_once('{') {
            let (body, after) = after.split_at(block_end(after));
            rest = after.strip_prefix('}').unwrap_or(after);
            let selectors = selectors.trim();
            let declarations: Vec<_> = declarations(body).collect();
            if selectors.starts_with('@') || declarations.is_empty() {
                continue;
            }
            for compounds in selectors.split(',').filter_map(compounds) {
                rules.push(Rule { specificity: specificity(&compounds), compounds, declarations: declarations.clone() });
            }
        }
        Self { rules }
    }

    /// What the last element of `path` (the root first) declares, each property once.
    pub(super) fn declared<'b>(&'b self, path: &[Element<'b>]) -> Vec<(&'static str, &'b str)> {
        let Some(element) = path.last() else { return Vec::new() };
        let mut found: Vec<(Rank, &'static str, &str)> = Vec::new();
        for (name, value) in element.attributes {
            if let Some(property) = known(name) {
                found.push(((false, 0, (0, 0, 0), 0), property, value));
            }
        }
        let classes: Vec<&str> = element.attribute("class").unwrap_or_default().split_ascii_whitespace().collect();
        for (number, rule) in self.rules.iter().enumerate().filter(|(_, rule)| matches(&rule.compounds, path, &classes)) {
            for declaration in &rule.declarations {
                found.push(((declaration.important, 1, rule.specificity, number), declaration.property, declaration.value));
            }
        }
        for declaration in element.attribute("style").into_iter().flat_map(declarations) {
            found.push(((declaration.important, 2, (0, 0, 0), 0), declaration.property, declaration.value));
        }
        found.sort_by_key(|(rank, ..)| *rank);
        let mut declared: Vec<(&'static str, &str)> = Vec::new();
        for (_, property, value) in found {
            match declared.iter_mut().find(|(p, _)| *p == property) {
                Some(place) => place.1 = value,
                None => declared.push((property, value)),
            }
        }
        declared
    }
}

/// What decides between declarations: importance, then origin (presentation attributes, rules, the style attribute), then specificity, then order.
type Rank = (bool, u8, (usize, usize, usize), usize);

/// Where the block ends whose `{` is before `css`.
fn block_end(css: &str) -> usize {
    let mut depth = 1usize;
    for (at, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    css.len()
}

fn known(property: &str) -> Option<&'static str> {
    PROPERTIES.iter().find(|known| **known == property).copied()
}

fn declarations(body: &str) -> impl Iterator<Item = Declaration<'_>> {
    body.split(';').filter_map(|declaration| {
        let (property, value) = declaration.split_once(':')?;
        let property = known(property.trim())?;
        let (value, important) = match value.trim().strip_suffix("!important") {
            Some(value) => (value.trim(), true),
            None => (value.trim(), false),
        };
        Some(Declaration { property, value, important })
    })
}

/// `None` for a selector with a part that is not understood.
fn compounds(selector: &str) -> Option<Vec<Compound<'_>>> {
    let mut compounds = vec![Compound::default()];
    let mut rest = selector.trim();
    while let Some(first) = rest.chars().next() {
        let last = compounds.last_mut()?;
        if first.is_whitespace() || first == '>' {
            let gap = rest.find(|c: char| !(c.is_whitespace() || c == '>')).unwrap_or(rest.len());
            compounds.push(Compound { parts: Vec::new(), child: rest[..gap].contains('>') });
            rest = &rest[gap..];
        } else if let Some(after) = rest.strip_prefix('*') {
            rest = after;
        } else if let Some(after) = rest.strip_prefix(":not(.") {
            let (class, after) = after.split_once(')')?;
            last.parts.push(Part::NotClass(class));
            rest = after;
        } else if let Some(after) = rest.strip_prefix('[') {
            let (inner, after) = after.split_once(']')?;
            let (name, value) = match inner.split_once('=') {
                Some((name, value)) => (name, Some(value.trim_matches(['"', '\'']))),
                None => (inner, None),
            };
            is_name(name).then_some(())?;
            last.parts.push(Part::Attribute(name, value));
            rest = after;
        } else {
            let start = usize::from(matches!(first, '#' | '.'));
            let end = rest[start..].find(|c: char| !is_name_character(c)).map_or(rest.len(), |end| start + end);
            (end > start).then_some(())?;
            let name = &rest[start..end];
            last.parts.push(match first {
                '#' => Part::Id(name),
                '.' => Part::Class(name),
                _ => Part::Name(name),
            });
            rest = &rest[end..];
        }
    }
    Some(compounds)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_name_character)
}

fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_'
}

fn specificity(compounds: &[Compound<'_>]) -> (usize, usize, usize) {
    let mut count = (0, 0, 0);
    for part in compounds.iter().flat_map(|compound| &compound.parts) {
        match part {
            Part::Id(_) => count.0 += 1,
            Part::Class(_) | Part::NotClass(_) | Part::Attribute(..) => count.1 += 1,
            Part::Name(_) => count.2 += 1,
        }
    }
    count
}

/// Whether the compounds match the path's last element, whose classes are `classes`. Tries the nearest ancestor that fits; the renderer's
/// selectors never need another.
fn matches(compounds: &[Compound<'_>], path: &[Element<'_>], classes: &[&str]) -> bool {
    let Some(((compound, before), (element, above))) = compounds.split_last().zip(path.split_last()) else { return false };
    let fits_last = |part: &Part<'_>| match part {
        Part::Class(class) => classes.contains(class),
        Part::NotClass(class) => !classes.contains(class),
        part => fits(part, element),
    };
    if !compound.parts.iter().all(fits_last) {
        return false;
    }
    let (mut child, mut compounds, mut above) = (compound.child, before, above);
    while let Some((compound, before)) = compounds.split_last() {
        let fits = |element: &Element<'_>| compound.parts.iter().all(|part| fits(part, element));
        let found = match child {
            true => above.len().checked_sub(1).filter(|last| fits(&above[*last])),
            false => above.iter().rposition(fits),
        };
        let Some(found) = found else { return false };
        (child, compounds, above) = (compound.child, before, &above[..found]);
    }
    true
}

fn fits(part: &Part<'_>, element: &Element<'_>) -> bool {
    match part {
        Part::Name(name) => element.name == *name,
        Part::Id(id) => element.attribute("id") == Some(id),
        Part::Class(class) => element.has_class(class),
        Part::NotClass(class) => !element.has_class(class),
        Part::Attribute(name, value) => element.attribute(name).is_some_and(|found| value.is_none_or(|value| value == found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fill of an element given as `name.class#id` under the root and a group of class `node`.
    fn fill(css: &str, name: &str, attributes: &[(&str, &str)]) -> Option<String> {
        let owned = |list: &[(&'static str, &str)]| list.iter().map(|(n, v)| (*n, v.to_string())).collect::<Vec<_>>();
        let (root, group) = (owned(&[("id", "d")]), owned(&[("class", "node default")]));
        let attributes: Vec<(&str, String)> = attributes.iter().map(|(n, v)| (*n, v.to_string())).collect();
        let path = [
            Element { name: "svg", attributes: &root },
            Element { name: "g", attributes: &group },
            Element { name, attributes: &attributes },
        ];
        let sheet = StyleSheet::new(css);
        sheet.declared(&path).iter().find(|(property, _)| *property == "fill").map(|(_, value)| value.to_string())
    }

    #[test]
    fn rules_apply_by_specificity_then_order() {
        let css = "#d rect{fill:a}#d .node rect{fill:b}@keyframes x{from{fill:y}to{fill:z}}#d .node>rect.c{fill:c}#d g rect{fill:d}";
        assert_eq!(fill(css, "rect", &[]).as_deref(), Some("b"));
        assert_eq!(fill(css, "rect", &[("class", "x c")]).as_deref(), Some("c"));
        assert_eq!(fill(css, "circle", &[("fill", "p")]).as_deref(), Some("p"), "a presentation attribute");
        assert_eq!(fill(css, "rect", &[("fill", "p"), ("style", "fill: s; x:y")]).as_deref(), Some("s"), "the style attribute");
        assert_eq!(fill("#d rect{fill:i!important}", "rect", &[("style", "fill:s")]).as_deref(), Some("i"));
        assert_eq!(fill("#d .node,#d rect{fill:x;stroke:y}", "rect", &[]).as_deref(), Some("x"));
    }

    #[test]
    fn selectors_that_are_not_understood_match_nothing() {
        for css in
            ["#d rect:hover{fill:x}", "#d ~ rect{fill:x}", "#d rect::after{fill:x}", "rect{fill:x", "{", "}", "#d svg>rect{fill:x}", "[x"]
        {
            let found = fill(css, "rect", &[]);
            assert!(found.is_none() || css == "rect{fill:x", "{css}: {found:?}");
        }
        assert_eq!(fill("#d [data-a=\"1\"]:not(.k){fill:x}", "rect", &[("data-a", "1")]).as_deref(), Some("x"));
        assert_eq!(fill("#d [data-a=\"1\"]:not(.k){fill:x}", "rect", &[("data-a", "1"), ("class", "k")]), None);
    }
}
