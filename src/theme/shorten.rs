//! Shortens a bundle of the built-in theme: blanks go, and names that only the bundle knows become one or two letters.
//!
//! In: a script whose statements end in semicolons, with no line comments beside code. Out: the same program, shorter by a third as it travels.
//!
//! 1. `lex` cuts the script into tokens.
//! 2. `scopes` tells which names are variables of the script, and which place means which; `names` gives them short ones. Properties that the
//!    bundle lists as its own, in a line `'own:NAME NAME';`, get short names too: the same list in another bundle gives the same names.
//! 3. Numbers stand where constants name them, constants that follow each other share a declaration, what the language does without goes
//!    (a lonely parameter's brackets, the last comma or semicolon in a bracket), and tokens are joined, with a blank where they would run
//!    together.
//!
//! A minifier of the usual kind gives the same within a hundredth and takes twenty crates; it does not know which properties are the
//! bundle's own.

mod lex;
mod names;
mod scopes;

use std::collections::BTreeSet;

use lex::{Script, Token};

use Token::{Name, Sign, Text};

/// What the bundle starts its list of own names with.
const OWN: &str = "'own:";

/// What a part starts with.
const STRICT: &str = "'use strict'";

/// Words of the language, and short names of the browser's that a bundle may not take.
const WORDS: &str = "as async await break case catch class const continue default delete do else export extends false finally for from function \
    get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while yield";

/// Shortens a script.
pub fn shorten(script: &str) -> String {
    let (lists, lines): (Vec<&str>, Vec<&str>) = script.lines().partition(|line| line.starts_with(OWN));
    let own: Vec<&str> = lists.iter().flat_map(|line| line[OWN.len()..].trim_end_matches("';").split_whitespace()).collect();
    let text = lines.join("\n");
    let script = names::with_numbers(&Script::new(&text));
    let names = names::short(&script, &own);
    let joined = joined_declarations(&script);
    let mut out = String::with_capacity(text.len());
    // Once for all parts of the bundle.
    if text.contains(STRICT) {
        out.push_str(STRICT);
        out.push(';');
    }
    let mut before = None;
    for (i, token) in (0..script.len()).filter_map(|i| Some((i, script.token(i)?))) {
        if is_needless(&script, i) || (joined.contains(&(i + 1)) && token == Sign(';')) {
            continue;
        }
        let token = if joined.contains(&i) { Sign(',') } else { token };
        if needs_blank(before, token, script.has_gap(i)) {
            out.push(' ');
        }
        match token {
            Name(name) => out.push_str(names.get(&i).map_or(name, String::as_str)),
            Text(text) if text.starts_with("0.") => out.push_str(&text[1..]),
            Text(text) => out.push_str(if is_quoted_name(&script, i) { text.trim_matches('"') } else { text }),
            Sign(sign) => out.push(sign),
        }
        before = Some(token);
    }
    out.push('\n');
    out
}

/// Whether two tokens would run together.
fn needs_blank(before: Option<Token<'_>>, token: Token<'_>, has_gap: bool) -> bool {
    let is_word = |token: Token<'_>| match token {
        Name(_) => true,
        Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        Sign(_) => false,
    };
    match (before, token) {
        (Some(Sign(a @ ('+' | '-' | '/'))), Sign(b)) => a == b && has_gap,
        (Some(a), b) => is_word(a) && is_word(b),
        (None, _) => false,
    }
}

/// Whether a text is a field's name, which needs no quotes.
fn is_quoted_name(script: &Script<'_>, i: usize) -> bool {
    let is_name = |text: &str| text.starts_with('"') && text.trim_matches('"').chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let is_field = matches!(script.before(i), Some(Sign('{' | ','))) && script.is(i + 1, ':');
    is_field && matches!(script.token(i), Some(Text(text)) if text.len() > 2 && is_name(text))
}

/// Whether the script is the same without this token.
fn is_needless(script: &Script<'_>, i: usize) -> bool {
    let is_lonely = |open: usize| {
        script.end(open) == Some(open + 2) && script.name(open + 1).is_some() && script.is(open + 3, '=') && script.is(open + 4, '>')
    };
    // A cast's: what a whole argument or value stands in, but two with a comma between them.
    let is_cast = |open: usize| {
        let starts = match script.before(open) {
            Some(Sign('(' | ',' | ':' | '[')) => true,
            Some(Sign('=')) => !matches!(script.before(open - 1), Some(Sign('=' | '!' | '<' | '>'))),
            Some(Sign('>')) => open > 1 && script.is(open - 2, '=') && !script.is(open + 1, '{'),
            _ => false,
        };
        let end = script.end(open).unwrap_or(open);
        let ends = matches!(script.token(end + 1), Some(Sign(';' | ',' | ')' | ']')));
        starts && ends && end > open + 1 && !(open..end).any(|i| script.is(i, ',') && script.around(i) == Some(open))
    };
    let is_empty_body = |i: usize| {
        let head = i.checked_sub(1).and_then(|i| script.start(i));
        head.is_some_and(|head| matches!(script.before(head), Some(Name("for" | "while" | "if"))))
    };
    match script.token(i) {
        Some(Text(STRICT)) => true,
        Some(Sign(';')) if i > 0 && script.token(i - 1) == Some(Text(STRICT)) => true,
        Some(Sign('(')) => is_lonely(i) || is_cast(i),
        Some(Sign(')')) => script.start(i).is_some_and(|open| is_lonely(open) || is_cast(open)),
        Some(Sign(',')) => matches!(script.token(i + 1), Some(Sign(')' | '}' | ']'))) && !matches!(script.before(i), Some(Sign(',' | '['))),
        Some(Sign(';')) => script.is(i + 1, '}') && !is_empty_body(i),
        _ => false,
    }
}

/// The places of `const` and `let` where the statement before, in the same block, declares so too.
fn joined_declarations(script: &Script<'_>) -> BTreeSet<usize> {
    let mut joined = BTreeSet::new();
    // For each open bracket how the statement in it declares, and how the one before did.
    let mut open = vec![(None, None)];
    for i in 0..script.len() {
        let (this, last) = open.pop().unwrap_or_default();
        match script.token(i) {
            Some(Sign('(' | '[' | '{')) => open.extend([(this, last), (None, None)]),
            Some(Sign(')' | ']' | '}')) => {}
            Some(Sign(';')) => open.push((None, this)),
            Some(Name(word @ ("const" | "let"))) if !matches!(script.before(i), Some(Name(_))) => {
                open.push((Some(word), None));
                if last == Some(word) && script.before(i) == Some(Sign(';')) {
                    joined.insert(i);
                }
            }
            _ => open.push((this, None)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_bundle_become_short_and_those_of_others_stay() {
        let script = "'own:weight';\nconst list = (/** @type {any} */ first, { target, 0: raw }) => {\n  return first.weight + document.first + `${raw} raw` + /raw/.test(raw);\n};\n";
        let expected = "const e=(e,{target:t,0:n})=>{return e.A+document.first+`${n} raw`+/raw/.test(n)};\n";
        assert_eq!(shorten(script), expected);
    }

    #[test]
    fn constants_that_follow_each_other_share_a_declaration() {
        let script =
            "const one = () => {\n  const two = go();\n  const three = two;\n  go(three);\n  const four = {};\n};\nconst five = '';\n";
        assert_eq!(shorten(script), "const e=()=>{const e=go(),t=e;go(t);const n={}},t='';\n");
    }

    #[test]
    fn numbers_stand_where_constants_name_them() {
        let script = "const ONE = 1;\nconst HALF = 0.5;\nconst two = go(ONE * HALF);\nconst TWO = 2;\nconst all = { two: TWO, ONE };\n";
        assert_eq!(shorten(script), "const e=1,t=go(e*.5),n={two:2,ONE:e};\n");
    }

    #[test]
    fn what_would_run_together_is_kept_apart() {
        let script = "function first() {\n  return 'a // b';\n}\nlet other = typeof first;\nother = 1 + +other;\n";
        assert_eq!(shorten(script), "function e(){return'a // b'}let t=typeof e;t=1+ +t;\n");
    }

    #[test]
    fn what_a_function_declares_has_no_parameters_name() {
        let script = "const one = { two(three) { const four = go(); } };\ntry { go(); } catch (five) { const six = {}; }\n";
        assert_eq!(shorten(script), "const e={two(e){const t=go()}};try{go()}catch(e){const t={}}\n");
    }

    #[test]
    fn a_bundle_is_strict_once() {
        let script =
            "(function () {\n  'use strict';\n  go();\n})();\n(function () {\n  'use strict';\n  go({ \"one\": \"one\" });\n})();\n";
        assert_eq!(shorten(script), "'use strict';(function(){go()})();(function(){go({one:\"one\"})})();\n");
    }

    #[test]
    fn what_the_language_does_without_goes() {
        let script = "go(async (one) => ({ own: one, two: [one, , one,], }), (three, four) => { while (next(three)); });\n";
        assert_eq!(shorten(script), "go(async e=>({own:e,two:[e,,e]}),(e,t)=>{while(next(e));});\n");
        let script = "const one = (/** @type {any} */ (go(1)), (1 + 2) * 3, a === (b || c));\n";
        assert_eq!(shorten(script), "const e=(go(1),(1+2)*3,a===(b||c));\n");
    }
}
