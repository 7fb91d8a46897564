//! Gives the variables of a script, and the properties that only it knows, short names.
//!
//! In: a script (`lex`), its variables (`scopes`). A variable may have the name of another that is not meant where it is declared, so that few
//! letters do for a whole script; in each scope they go in the same order, because gzip rewards what is alike.

use std::collections::{BTreeMap, BTreeSet};

use super::WORDS;
use super::lex::{Script, Token};
use super::scopes::{Meaning, Variables};

/// The script with numbers in place of the constants that name them.
pub fn with_numbers<'a>(script: &Script<'a>) -> Script<'a> {
    let all = Variables::of(script);
    let is_shorthand = |variable| all.meanings.values().any(|meaning| *meaning == Meaning::Shorthand(Some(variable)));
    let number = |i: usize| match (script.name(i), all.meanings.get(&(i + 1)), script.token(i + 3)) {
        (Some("const"), Some(Meaning::Variable(variable)), Some(Token::Text(text)))
            if text.starts_with(|c: char| c.is_ascii_digit())
                && script.is(i + 2, '=')
                && script.is(i + 4, ';')
                && !is_shorthand(*variable) =>
        {
            Some((*variable, text))
        }
        _ => None,
    };
    let numbers: BTreeMap<usize, &str> = (0..script.len()).filter_map(number).collect();
    let mut tokens = Vec::new();
    let mut i = 0;
    loop {
        while number(i).is_some() {
            i += 5;
        }
        let Some(token) = script.token(i) else { return Script::of(tokens) };
        let value = match all.meanings.get(&i) {
            Some(Meaning::Variable(variable)) => numbers.get(variable),
            _ => None,
        };
        tokens.push((value.map_or(token, |value| Token::Text(value)), script.has_gap(i)));
        i += 1;
    }
}

/// What stands for names, by their places. `own` are the properties that only the bundle knows.
pub fn short(script: &Script<'_>, own: &[&str]) -> BTreeMap<usize, String> {
    let own: BTreeMap<&str, String> = own.iter().enumerate().map(|(i, name)| (*name, numbered_property(i))).collect();
    let all = Variables::of(script);
    let short = short_variables(&all);
    let name = |i: usize| script.name(i).unwrap_or_default();
    let property = |i: usize| own.get(name(i)).map_or(name(i), String::as_str);
    let new_name = |i: usize, meaning: Meaning| match meaning {
        Meaning::Foreign if name(i) == "true" => "!0".to_string(),
        Meaning::Foreign if name(i) == "false" => "!1".to_string(),
        Meaning::Foreign => name(i).to_string(),
        Meaning::Property => property(i).to_string(),
        Meaning::Variable(variable) => short[variable].clone(),
        Meaning::Shorthand(variable) => {
            let value = variable.map_or(name(i), |variable| short[variable].as_str());
            if value == property(i) { value.to_string() } else { format!("{}:{value}", property(i)) }
        }
    };
    all.meanings.iter().map(|(i, meaning)| (*i, new_name(*i, *meaning))).collect()
}

/// A short name for each variable: no word of the language, of nobody else, and of no other variable where it is declared or meant.
fn short_variables(all: &Variables<'_>) -> Vec<String> {
    let mut short = vec![String::new(); all.count];
    // What outer scopes declare has its names by the time that an inner one is come to.
    for (declared, outer) in &all.scopes {
        let mut taken: BTreeSet<String> = outer.iter().map(|variable| short[*variable].clone()).collect();
        for variable in declared {
            let is_free = |name: &String| {
                !taken.contains(name) && !all.foreign.contains(name.as_str()) && !WORDS.split_whitespace().any(|word| word == name)
            };
            short[*variable] = (0..).map(numbered).find(is_free).unwrap_or_default();
            taken.insert(short[*variable].clone());
        }
    }
    short
}

/// A, B … Z, $e, $t …: no object of the browser's has properties of such names that the theme would use.
fn numbered_property(n: usize) -> String {
    match n.checked_sub(26) {
        None => char::from(b'A' + n as u8).to_string(),
        Some(n) => format!("${}", numbered(n)),
    }
}

/// e, t … Z, ee, te …: first the letters that are common in the words of the language.
fn numbered(mut n: usize) -> String {
    const LETTERS: &[u8; 52] = b"etnrisoalcdupmfhgbyvkwxjqzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[n % 52]));
        n /= 52;
        if n == 0 {
            return name;
        }
        n -= 1;
    }
}
