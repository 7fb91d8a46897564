//! Shortens a bundle of the built-in theme: blanks go, and names that only the bundle knows become one or two letters.
//!
//! In: a script whose statements end in semicolons, with no line comments beside code. Out: the same program, shorter by a fifth as it travels.
//! Scopes are not followed: a name becomes the same short one wherever it stands, so what was one thing stays one, and what the rules below
//! can not tell from a name of others (the browser's, another script's) keeps its own.
//!
//! 1. `lex` cuts the script into tokens.
//! 2. A name is short afterwards if it is declared in the bundle (a variable, function or parameter) and nowhere may be a property: after a
//!    dot, before a colon, by itself in braces. So are those that the bundle lists as its own in a line `'own:NAME NAME';`, everywhere.
//!    The same list in another bundle gives the same names.
//! 3. The commonest get the shortest names; tokens are joined, with a blank or a new line where they would run together.

use std::collections::{BTreeMap, BTreeSet};

/// A token. Strings, numbers, regular expressions and the literal parts of templates are texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    Name(&'a str),
    Text(&'a str),
    Sign(char),
}

use Token::{Name, Sign, Text};

/// What the bundle starts its list of own names with.
const OWN: &str = "'own:";

/// Words of the language, and short names of the browser's that a bundle may not take.
const WORDS: &str = "as async await break case catch class const continue default delete do else export extends false finally for from function \
    get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while yield";

/// Shortens a script.
pub fn shorten(script: &str) -> String {
    let (lists, lines): (Vec<&str>, Vec<&str>) = script.lines().partition(|line| line.starts_with(OWN));
    let own: Vec<&str> = lists.iter().flat_map(|line| line[OWN.len()..].trim_end_matches("';").split_whitespace()).collect();
    let script = lines.join("\n");
    let tokens = lex(&script);
    let short = short_names(&tokens, &own);
    let mut out = String::with_capacity(script.len());
    let mut before = None;
    for (token, gap) in tokens {
        out.push_str(between(before, token, gap));
        match token {
            Name(name) => out.push_str(short.get(name).map_or(name, String::as_str)),
            Text(text) => out.push_str(text),
            Sign(sign) => out.push(sign),
        }
        before = Some(token);
    }
    out.push('\n');
    out
}

/// What must stand between two tokens. Where a line ended after a value and another begins, it still does.
fn between(before: Option<Token<'_>>, token: Token<'_>, gap: &'static str) -> &'static str {
    let is_word = |token: Token<'_>| match token {
        Name(_) => true,
        Text(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        Sign(_) => false,
    };
    match (before, token) {
        (None, _) => "",
        (Some(Sign('}' | ')' | ']') | Name(_) | Text(_)), Name(_) | Text(_)) if gap == "\n" => gap,
        (Some(a), b) if is_word(a) && is_word(b) => " ",
        (Some(Sign(a @ ('+' | '-' | '/'))), Sign(b)) if a == b => gap,
        _ => "",
    }
}

/// The tokens of a script, each with the gap before it: a new line, a blank or nothing.
fn lex(script: &str) -> Vec<(Token<'_>, &'static str)> {
    let mut tokens: Vec<(Token<'_>, &'static str)> = Vec::new();
    // For each open brace whether it is one of a template.
    let mut braces = Vec::new();
    let mut rest = script;
    let mut gap = "";
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            gap = if first == '\n' || gap == "\n" { "\n" } else { " " };
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            continue;
        }
        let last = tokens.last().map(|(token, _)| *token);
        let goes_on = first == '}' && braces.last() == Some(&true);
        let length = match first {
            '\'' | '"' => 1 + literal(&rest[1..], first),
            '`' => 1 + template(&rest[1..]),
            '}' if goes_on => 1 + template(&rest[1..]),
            '/' if starts_value(last) => regular_expression(rest),
            _ if is_letter(first) || first.is_ascii_digit() => {
                rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let text = &rest[..length];
        let is_template = first == '`' || goes_on;
        match first {
            '{' => braces.push(false),
            '}' => drop(braces.pop()),
            _ => {}
        }
        if is_template && text.ends_with("${") {
            braces.push(true);
        }
        let token = match first {
            _ if is_letter(first) => Name(text),
            _ if length > first.len_utf8() || first.is_ascii_digit() || is_template => Text(text),
            _ => Sign(first),
        };
        tokens.push((token, std::mem::take(&mut gap)));
        rest = &rest[length..];
    }
    tokens
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

/// The characters of a text with their places, without those after a backslash.
fn unescaped(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut escaped = false;
    text.char_indices().filter(move |(_, c)| {
        let skip = escaped;
        escaped = !escaped && *c == '\\';
        !skip
    })
}

/// Bytes up to and with the quote that ends a string.
fn literal(rest: &str, quote: char) -> usize {
    unescaped(rest).find(|(_, c)| *c == quote).map_or(rest.len(), |(at, _)| at + 1)
}

/// Bytes up to and with the end of a template's literal part: a backtick, or the start of a value.
fn template(rest: &str) -> usize {
    let mut ends = unescaped(rest).filter_map(|(at, c)| match c {
        '`' => Some(at + 1),
        '$' if rest[at..].starts_with("${") => Some(at + 2),
        _ => None,
    });
    ends.next().unwrap_or(rest.len())
}

/// Bytes of a regular expression with its flags.
fn regular_expression(rest: &str) -> usize {
    let mut in_class = false;
    for (at, c) in unescaped(rest).skip(1) {
        match c {
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => {
                let flags = &rest[at + 1..];
                return at + 1 + flags.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(flags.len());
            }
            _ => {}
        }
    }
    rest.len()
}

/// Whether a slash after this token starts a regular expression.
fn starts_value(last: Option<Token<'_>>) -> bool {
    match last {
        None => true,
        Some(Sign(sign)) => !matches!(sign, ')' | ']' | '}'),
        Some(Name(name)) => matches!(name, "return" | "typeof" | "case"),
        Some(Text(text)) => text.ends_with("${"),
    }
}

/// The names that become short ones, with these.
fn short_names<'a>(tokens: &[(Token<'a>, &str)], own: &[&'a str]) -> BTreeMap<&'a str, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut declared: BTreeSet<&str> = BTreeSet::new();
    let mut public: BTreeSet<&str> = WORDS.split_whitespace().collect();
    // The open brackets, each with its place.
    let mut open: Vec<(char, usize)> = Vec::new();
    let token = |i: usize| tokens.get(i).map(|(token, _)| *token);
    for (i, (this, _)) in tokens.iter().enumerate() {
        let (before, after) = (i.checked_sub(1).and_then(token), token(i + 1));
        match *this {
            Sign(sign @ ('(' | '[' | '{')) => open.push((sign, i)),
            Text(text) if text.ends_with("${") && !text.starts_with('}') => open.push(('`', i)),
            Text(text) if text.starts_with('}') && text.ends_with('`') => drop(open.pop()),
            Sign(')' | ']' | '}') => {
                let from = open.pop().map_or(0, |(_, at)| at);
                let earlier = |n: usize| from.checked_sub(n).and_then(token);
                let is_function = |name| matches!(name, Some(Name("function" | "catch")));
                let arrow = after == Some(Sign('=')) && token(i + 2) == Some(Sign('>'));
                let pattern = matches!(earlier(1), Some(Name("const" | "let")));
                if arrow || pattern || is_function(earlier(1)) || is_function(earlier(2)) {
                    declared.extend((from..i).filter_map(|at| match (token(at), token(at + 1)) {
                        (Some(Sign('(' | '[' | '{' | ',' | '.' | ':')), Some(Name(name))) => Some(name),
                        _ => None,
                    }));
                }
            }
            Name(name) => {
                *counts.entry(name).or_default() += 1;
                let spread = matches!((before, i.checked_sub(2).and_then(token)), (Some(Sign('.')), Some(Sign('.'))));
                let in_braces = open.last().is_some_and(|(sign, _)| *sign == '{') && matches!(before, Some(Sign('{' | ',')));
                let assigned = after == Some(Sign('=')) && !matches!(token(i + 2), Some(Sign('=' | '>')));
                if (before == Some(Sign('.')) && !spread) || (in_braces && (assigned || matches!(after, Some(Sign(',' | '}' | ':' | '(')))))
                {
                    public.insert(name);
                }
                let arrow = after == Some(Sign('=')) && token(i + 2) == Some(Sign('>'));
                if arrow || matches!(before, Some(Name("const" | "let" | "function"))) {
                    declared.insert(name);
                }
            }
            _ => {}
        }
    }
    let is_short = |name: &&str| !own.contains(name) && declared.contains(name) && !public.contains(name);
    let taken: BTreeSet<&str> = counts.keys().copied().filter(|name| !is_short(name)).chain(WORDS.split_whitespace()).collect();
    let mut names: Vec<(&str, usize)> = counts.into_iter().filter(|(name, _)| is_short(name)).collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let free = (0..).map(numbered).filter(|name| !taken.contains(name.as_str()));
    // By the list alone, so that the same list gives the same names in another bundle.
    let own = own.iter().enumerate().map(|(i, name)| (*name, format!("${}", numbered(i))));
    own.chain(names.into_iter().zip(free).map(|((name, _), short)| (name, short))).collect()
}

/// a, b … z, A … Z, aa, ba …
fn numbered(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        let digit = (n % 52) as u8;
        name.push(if digit < 26 { b'a' + digit } else { b'A' + digit - 26 } as char);
        n /= 52;
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_bundle_become_short_and_those_of_others_stay() {
        let script = "'own:weight';\nconst list = (/** @type {any} */ first, { target, 0: raw }) => {\n  return first.weight + document.first + `${raw} raw` + /raw/.test(raw);\n};\n";
        let expected = "const b=(first,{target,0:a})=>{return first.$a+document.first+`${a} raw`+/raw/.test(a);};\n";
        // `first` is a property of the browser's too, so it keeps its name.
        assert_eq!(shorten(script), expected);
    }

    #[test]
    fn what_would_run_together_is_kept_apart() {
        let script = "function first() {\n  return 'a // b';\n}\nlet other = typeof first;\nother = 1 + +other;\n";
        assert_eq!(shorten(script), "function b(){return'a // b';}\nlet a=typeof b;a=1+ +a;\n");
    }
}
