//! Finds the variables of a script: where each is declared, and every place that means it.
//!
//! In: a script (`lex`) of the kind that the theme has: every statement ends in a semicolon, nothing is declared with `var` or `class`,
//! patterns only declare. Out: `Variables`. Steps: 1. find the scopes, which are blocks, functions and loops with their heads; 2. find what
//! each declares; 3. go through the names, and look each up from the innermost scope outwards.

use std::collections::{BTreeMap, BTreeSet};

use super::WORDS;
use super::lex::{Script, Token};

use Token::{Name, Sign};

/// What a name in the script stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    Property,
    Variable(usize),
    /// Both at once, by itself in the braces of an object or a pattern.
    Shorthand(Option<usize>),
    /// A word of the language, or a variable of somebody else's.
    Foreign,
}

#[derive(Default)]
pub struct Variables<'a> {
    /// How many variables there are; they are known by their numbers.
    pub count: usize,
    /// For each scope, an outer one before those in it, the variables that it declares and those of outer scopes that are meant in it.
    pub scopes: Vec<(Vec<usize>, BTreeSet<usize>)>,
    /// The names that nothing in the script declares.
    pub foreign: BTreeSet<&'a str>,
    /// By token.
    pub meanings: BTreeMap<usize, Meaning>,
}

/// From the first token of a scope to its last.
type Scope = (usize, usize);

impl<'a> Variables<'a> {
    pub fn of(script: &Script<'a>) -> Self {
        let scopes = scopes(script);
        let mut declared = vec![BTreeMap::new(); scopes.len()];
        let mut all = Self { scopes: vec![Default::default(); scopes.len()], ..Self::default() };
        walk(script, &scopes, |i, open| {
            for (at, scope) in declarations(script, i, open, &scopes) {
                if let Some(name) = script.name(at).filter(|name| !is_word(name)) {
                    declared[scope].entry(name).or_insert_with(|| {
                        all.scopes[scope].0.push(all.count);
                        all.count += 1;
                        all.count - 1
                    });
                }
            }
        });
        walk(script, &scopes, |i, open| {
            let Some(name) = script.name(i) else { return };
            let meaning = if is_property(script, i) { Meaning::Property } else { all.look_up(name, open, &declared) };
            let meaning = match meaning {
                Meaning::Variable(variable) if is_shorthand(script, i) => Meaning::Shorthand(Some(variable)),
                Meaning::Foreign if is_shorthand(script, i) => Meaning::Shorthand(None),
                other => other,
            };
            all.meanings.insert(i, meaning);
        });
        all
    }

    /// Finds the scope, of the open ones, that declares a name; notes in all within it that the variable is meant there.
    fn look_up(&mut self, name: &'a str, open: &[usize], declared: &[BTreeMap<&'a str, usize>]) -> Meaning {
        let found = open.iter().enumerate().rev().find_map(|(depth, scope)| Some((depth, *declared[*scope].get(name)?)));
        let Some((depth, variable)) = found else {
            self.foreign.insert(name);
            return Meaning::Foreign;
        };
        for scope in &open[depth + 1..] {
            self.scopes[*scope].1.insert(variable);
        }
        Meaning::Variable(variable)
    }
}

fn is_word(name: &str) -> bool {
    WORDS.split_whitespace().any(|word| word == name)
}

/// Calls with every token and the scopes that are open there, the innermost last.
fn walk(script: &Script<'_>, scopes: &[Scope], mut call: impl FnMut(usize, &[usize])) {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for i in 0..script.len() {
        open.retain(|scope| scopes[*scope].1 >= i);
        while scopes.get(next).is_some_and(|(from, _)| *from == i) {
            open.push(next);
            next += 1;
        }
        call(i, &open);
    }
}

/// The scopes, in the order in which they begin; the first is the whole script.
fn scopes(script: &Script<'_>) -> Vec<Scope> {
    let mut scopes = vec![(0, script.len())];
    for i in 0..script.len() {
        let end = match script.token(i) {
            Some(Sign('{')) if is_block(script, i) && !is_body(script, i) => script.end(i),
            Some(Sign('(')) => script.end(i).and_then(|end| match script.before(i) {
                Some(Name("for")) => Some(statement_end(script, end + 1)),
                Some(Name("if" | "while" | "switch")) => None,
                _ if script.is(end + 1, '{') => script.end(end + 1),
                _ => arrow_end(script, end + 1),
            }),
            Some(Name(_)) => arrow_end(script, i + 1),
            _ => None,
        };
        scopes.extend(end.map(|end| (i, end)));
    }
    scopes.sort_by_key(|(from, end)| (*from, std::cmp::Reverse(*end)));
    scopes
}

/// The last token of the function whose arrow stands here.
fn arrow_end(script: &Script<'_>, i: usize) -> Option<usize> {
    let body = (script.is(i, '=') && script.is(i + 1, '>')).then_some(i + 2)?;
    Some(if script.is(body, '{') { script.after(body) } else { expression_end(script, body) } - 1)
}

/// The token that ends an expression and is no part of it: a comma, a semicolon, a closing bracket, the colon of a condition around it.
fn expression_end(script: &Script<'_>, mut i: usize) -> usize {
    let mut conditions = 0;
    loop {
        match script.token(i) {
            None | Some(Sign(',' | ';' | ')' | ']' | '}')) => return i,
            Some(Token::Text(text)) if text.starts_with('}') => return i,
            Some(Sign(':')) if conditions == 0 => return i,
            Some(Sign(':')) => conditions -= 1,
            Some(Sign('?')) if script.is(i + 1, '?') || script.is(i + 1, '.') => i += 1,
            Some(Sign('?')) => conditions += 1,
            _ => {}
        }
        i = script.after(i);
    }
}

/// The last token of the statement that begins here.
fn statement_end(script: &Script<'_>, i: usize) -> usize {
    match script.token(i) {
        Some(Sign('{')) => script.after(i) - 1,
        Some(Name("for" | "while" | "if")) => {
            let end = statement_end(script, script.after(i + 1));
            if script.name(end + 1) == Some("else") { statement_end(script, end + 2) } else { end }
        }
        _ => {
            let end = (i..).find(|at| *at >= script.len() || script.is(*at, ';') && script.around(*at) == script.around(i));
            end.unwrap_or_default()
        }
    }
}

/// Whether a brace holds statements, not the fields of an object or a pattern.
fn is_block(script: &Script<'_>, i: usize) -> bool {
    match script.before(i) {
        None | Some(Sign(')' | ';' | '{' | '}')) | Some(Name("else" | "try" | "finally" | "do")) => true,
        Some(Sign('>')) => i > 1 && script.is(i - 2, '='),
        _ => false,
    }
}

/// Whether a block is a function's: what it declares may not have the name of a parameter.
fn is_body(script: &Script<'_>, i: usize) -> bool {
    let head = i.checked_sub(1).and_then(|i| script.start(i));
    match script.before(i) {
        Some(Sign('>')) => true,
        Some(Sign(')')) => head.is_some_and(|head| !matches!(script.before(head), Some(Name("if" | "for" | "while" | "switch")))),
        _ => false,
    }
}

/// The names that this token declares, or the pattern that it begins, each with its scope.
fn declarations(script: &Script<'_>, i: usize, open: &[usize], scopes: &[Scope]) -> Vec<(usize, usize)> {
    let Some(scope) = open.last().copied() else { return Vec::new() };
    let mut names = Vec::new();
    match script.token(i) {
        Some(Name("const" | "let")) => {
            let mut at = i;
            while at == i || script.is(at, ',') {
                at = pattern(script, at + 1, &mut names);
                if script.is(at, '=') {
                    at = expression_end(script, at + 1);
                }
            }
        }
        Some(Name("function")) => names.push(i + 1),
        // Functions begin with their parameters; so do no other scopes but loops.
        Some(Sign('(')) if scopes[scope].0 == i && script.before(i) != Some(Name("for")) => elements(script, i, &mut names),
        Some(Name(_)) if scopes[scope].0 == i && scope > 0 => names.push(i),
        _ => {}
    }
    names.into_iter().map(|name| (name, scope)).collect()
}

/// Adds the names that a pattern declares. Gives the place after it.
fn pattern(script: &Script<'_>, i: usize, names: &mut Vec<usize>) -> usize {
    match script.token(i) {
        Some(Sign('.')) => return pattern(script, i + 1, names),
        Some(Sign('[' | '{')) => elements(script, i, names),
        _ => names.push(i),
    }
    script.after(i)
}

/// Adds the names that the patterns in a bracket declare.
fn elements(script: &Script<'_>, open: usize, names: &mut Vec<usize>) {
    let mut i = open + 1;
    let end = script.end(open).unwrap_or(i);
    while i < end {
        if script.is(i, ',') {
            i += 1;
            continue;
        }
        if script.is(open, '{') && script.is(i + 1, ':') {
            i += 2;
        }
        i = pattern(script, i, names);
        // A value to be taken instead.
        i = expression_end(script, i);
    }
}

/// Whether a token stands where an object or a pattern has the name of a field.
fn is_field(script: &Script<'_>, i: usize) -> bool {
    let in_fields = script.around(i).is_some_and(|open| script.is(open, '{') && !is_block(script, open));
    let first = if i > 0 && script.name(i - 1) == Some("async") { i - 1 } else { i };
    in_fields && matches!(script.before(first), Some(Sign('{' | ',')))
}

fn is_property(script: &Script<'_>, i: usize) -> bool {
    let spread = i > 1 && script.is(i - 2, '.');
    let after_dot = script.before(i) == Some(Sign('.')) && !spread;
    after_dot || (is_field(script, i) && matches!(script.token(i + 1), Some(Sign(':' | '('))))
}

fn is_shorthand(script: &Script<'_>, i: usize) -> bool {
    is_field(script, i) && matches!(script.token(i + 1), Some(Sign(',' | '}' | '=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of a name, and which variable each means.
    fn meanings(text: &str, name: &str) -> Vec<Option<usize>> {
        let script = Script::new(text);
        let variables = Variables::of(&script);
        let is_it = |i: &usize| script.name(*i) == Some(name);
        (0..script.len())
            .filter(is_it)
            .map(|i| variables.meanings.get(&i))
            .map(|meaning| match meaning {
                Some(Meaning::Variable(variable) | Meaning::Shorthand(Some(variable))) => Some(*variable),
                _ => None,
            })
            .collect()
    }

    /// Whether all places mean the same, by letters: `aab` means that the first two do, and the third another.
    fn shape(text: &str, name: &str) -> String {
        let meanings = meanings(text, name);
        let mut seen = Vec::new();
        meanings
            .iter()
            .map(|meaning| match meaning {
                None => '-',
                Some(variable) => {
                    let known = seen.iter().position(|other| other == variable);
                    let place = known.unwrap_or_else(|| {
                        seen.push(*variable);
                        seen.len() - 1
                    });
                    (b'a' + place as u8) as char
                }
            })
            .collect()
    }

    #[test]
    fn a_name_means_what_the_innermost_scope_declares() {
        for (text, expected) in [
            ("const x = 1; { const x = 2; go(x); } go(x);", "abba"),
            ("const x = 1; list.map((x) => x + 1, x);", "abba"),
            ("const x = 1; list.map(x => a ? x : b, x);", "abba"),
            ("const x = 1; const f = ({ y = x, x: [z, ...w] }) => x;", "aa-a"),
            ("const x = 1; const f = ({ y: x, z = x }) => { go(x); }; go(x);", "abbba"),
            ("for (const x of list) if (x) go(x); else stop(x); go(x);", "aaaa-"),
            ("for (let i = 0, x = 1; x < 2; x++) { go(x); } const o = { x, a: x, x: 1 };", "aaaa---"),
            ("function x(y) { return x.x; } x();", "aa-a"),
            ("const o = { x(y) { return x; }, z: (x) => x }; try { go(); } catch (x) { go(x); }", "--aabb"),
            ("const x = { async x() { return x; } };", "a-a"),
            ("const x = `a ${b.map((x) => `${x}`)} ${x}`;", "abba"),
            ("let [x, , y] = list, z = x;", "aa"),
            ("const f = (a) => (b) => a ? { x } : x; const x = 1;", "aaa"),
        ] {
            assert_eq!(shape(text, "x"), expected, "{text}");
        }
    }
}
