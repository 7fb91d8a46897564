//! Which class a piece of highlighted code gets: syntect's thousands of scopes become the classes below, which the theme
//! colours from its tokens.
//!
//! | class | what it marks |
//! | --- | --- |
//! | `hc` | comment |
//! | `hs` | string |
//! | `he` | escape sequence, placeholder, regular expression |
//! | `hn` | number |
//! | `hk` | keyword, operator that is a word |
//! | `hf` | name of a function where it is defined or called, annotation |
//! | `ht` | type, class, module |
//! | `hx` | constant, `true`, `null` |
//! | `hv` | parameter, `self`, variable of a shell |
//! | `hg` | tag of a markup language |
//! | `ha` | attribute, key of a mapping, option of a command |
//! | `hi`, `hd` | inserted and deleted line of a diff |
//! | `hh` | heading, header of a diff |
//!
//! Everything else (names, operators, punctuation) has no class.

use std::cell::RefCell;
use std::sync::LazyLock;

use syntect::parsing::Scope;

/// What a scope does to the text inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Leaves it as what is around it.
    Inherit,
    /// Takes the class off: code inside of a string.
    Plain,
    Class(&'static str),
}

use Style::{Class, Inherit, Plain};

/// Scopes by their first atoms, as <https://www.sublimetext.com/docs/scope_naming.html> names them. The longest that fits counts.
const RULES: &[(&str, Style)] = &[
    ("source", Plain),
    ("text", Plain),
    ("meta.interpolation", Plain),
    ("meta.template.expression", Plain),
    ("comment", Class("hc")),
    ("string", Class("hs")),
    ("string.regexp", Class("he")),
    ("string.unquoted.plain.out.yaml", Inherit),
    ("constant", Class("hx")),
    ("constant.numeric", Class("hn")),
    ("constant.character.escape", Class("he")),
    ("constant.other.placeholder", Class("he")),
    ("constant.other.color", Class("hn")),
    ("constant.other.database-name.sql", Inherit),
    ("constant.other.table-name.sql", Inherit),
    ("keyword", Class("hk")),
    ("keyword.operator", Inherit),
    ("keyword.operator.word", Class("hk")),
    ("keyword.operator.assignment.alias.sql", Class("hk")),
    ("keyword.operator.dockerfile", Class("hk")),
    ("keyword.operator.logical.python", Class("hk")),
    ("keyword.operator.logical.sql", Class("hk")),
    ("keyword.operator.new", Class("hk")),
    ("keyword.other.unit", Class("hn")),
    ("storage", Class("hk")),
    ("storage.type.primitive", Class("ht")),
    ("storage.type.numeric", Class("ht")),
    ("storage.type.go", Class("ht")),
    ("storage.type.sql", Class("ht")),
    ("storage.type.string.python", Class("hs")),
    ("entity.name", Class("ht")),
    ("entity.name.function", Class("hf")),
    ("entity.name.tag", Class("hg")),
    ("entity.name.tag.yaml", Class("ha")),
    ("entity.name.tag.toml", Class("ha")),
    ("entity.name.field", Inherit),
    ("entity.name.section", Class("hh")),
    ("entity.name.label", Class("hx")),
    ("entity.name.constant", Class("hx")),
    ("entity.other.attribute-name", Class("ha")),
    ("entity.other.inherited-class", Class("ht")),
    ("support.function", Class("hf")),
    ("support.macro", Class("hf")),
    ("support.type", Class("ht")),
    ("support.type.property-name", Class("ha")),
    ("support.class", Class("ht")),
    ("support.module", Class("ht")),
    ("support.constant", Class("hx")),
    ("variable.function", Class("hf")),
    ("variable.annotation", Class("hf")),
    ("variable.parameter", Class("hv")),
    ("variable.parameter.option", Class("ha")),
    ("variable.parameter.type", Class("ht")),
    ("variable.language", Class("hv")),
    ("variable.language.star.sql", Inherit),
    ("variable.other.constant.ruby", Class("ht")),
    ("variable.other.readwrite.shell", Class("hv")),
    ("meta.mapping.key", Class("ha")),
    ("markup.heading", Class("hh")),
    ("markup.inserted", Class("hi")),
    ("markup.deleted", Class("hd")),
    ("meta.diff.header", Class("hh")),
    ("meta.diff.range", Class("hh")),
];

/// The rules as scopes, those with the most atoms first.
static SCOPES: LazyLock<Vec<(Scope, Style)>> = LazyLock::new(|| {
    let mut scopes: Vec<_> = RULES.iter().filter_map(|(name, style)| Some((Scope::new(name).ok()?, *style))).collect();
    scopes.sort_by_key(|(scope, _)| std::cmp::Reverse(scope.len()));
    scopes
});

/// What the scope does. Remembered for each thread: a build asks for the same few hundred scopes millions of times.
#[allow(clippy::disallowed_types, reason = "only looked up, never walked through")]
pub(super) fn style(scope: Scope) -> Style {
    use std::collections::HashMap;
    thread_local! {
        static KNOWN: RefCell<HashMap<Scope, Style>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        *known.entry(scope).or_insert_with(|| SCOPES.iter().find(|(rule, _)| rule.is_prefix_of(scope)).map_or(Inherit, |(_, style)| *style))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_counts() {
        let of = |name| style(Scope::new(name).unwrap());
        assert_eq!(of("keyword.control.rust"), Class("hk"));
        assert_eq!(of("keyword.operator.assignment.rust"), Inherit);
        assert_eq!(of("keyword.operator.logical.python"), Class("hk"));
        assert_eq!(of("meta.function.rust"), Inherit);
        assert_eq!(of("source.js.embedded"), Plain);
        assert_eq!(SCOPES.len(), RULES.len(), "every rule is a scope");
    }
}
