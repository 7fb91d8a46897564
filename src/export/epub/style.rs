//! A stylesheet for e-readers, most of which support less CSS than browsers: values of custom properties are put in, and what asks for a
//! wide screen goes. `direction` is forbidden in a book's stylesheets (EPUB 3.2, CSS); the markup says it instead.

use std::collections::BTreeMap;

/// The stylesheet as readers can take it.
pub fn for_e_readers(css: &str) -> String {
    let css = without_media(&resolved(css));
    let kept = css.lines().filter(|line| !line.starts_with("direction:"));
    kept.flat_map(|line| [simple(line), "\n".into()]).collect()
}

/// Without its `@media` blocks.
fn without_media(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find("@media") {
        out.push_str(&rest[..at]);
        let mut depth = 0;
        let end = rest[at..].char_indices().find(|(_, c)| {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => return false,
            };
            depth == 0
        });
        rest = end.map_or("", |(end, _)| &rest[at + end + 1..]);
    }
    out + rest
}

/// `mtd:where(.cell)` as `mtd.cell`.
fn simple(line: &str) -> String {
    let mut out = line.to_string();
    while let Some((before, after)) = out.split_once(":where(") {
        let Some((inner, after)) = after.split_once(')') else { break };
        out = [before, inner, after].concat();
    }
    out
}

/// Values of `:root` replace `var(--name)`; what a rule of its own defines stays as it is.
fn resolved(css: &str) -> String {
    let mut values: BTreeMap<&str, &str> = BTreeMap::new();
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(":root {") {
        let Some((block, after)) = after.split_once('}') else { break };
        out.push_str(before);
        values.extend(block.split(';').filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim())));
        rest = after;
    }
    out.push_str(rest);
    // A value may name another one.
    for _ in 0..4 {
        out = substitute(&out, &values);
    }
    out
}

fn substitute(css: &str, values: &BTreeMap<&str, &str>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("var(") {
        out.push_str(before);
        let name = &after[..after.find([')', ',']).unwrap_or(after.len())];
        match (values.get(name.trim()), after[name.len()..].starts_with(')')) {
            (Some(value), true) => {
                out.push_str(value);
                rest = &after[name.len() + 1..];
            }
            _ => {
                out.push_str("var(");
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{for_e_readers, resolved};

    #[test]
    fn values_are_put_in_and_what_is_not_known_stays() {
        let css = ":root {\n--ink: #000;\n--line: 1px solid var(--ink);\n}\na { b: var(--line); c: var(--own, 2px) var(--x) }";
        assert_eq!(resolved(css).trim(), "a { b: 1px solid #000; c: var(--own, 2px) var(--x) }");
    }

    #[test]
    fn what_readers_do_not_know_goes() {
        let css = "a {\ndirection: ltr;\ncolor: red;\n}\n@media (min-width: 1px) {\nb { c: d }\ne { f: g }\n}\nmtd:where(.x),\nh {\n}";
        assert_eq!(for_e_readers(css), "a {\ncolor: red;\n}\n\nmtd.x,\nh {\n}\n");
    }
}
