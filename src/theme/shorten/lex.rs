//! Cuts a script into tokens, and finds where its brackets close.
//!
//! In: a script with no line comments beside code. Out: `Script`. A template is cut at its values: the literal part that ends in `${` opens
//! a bracket, the one that follows the value closes it, and may open the next.

/// A token. Strings, numbers, regular expressions and the literal parts of templates are texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    Name(&'a str),
    Text(&'a str),
    Sign(char),
}

use Token::{Name, Sign, Text};

/// A script as tokens. What is asked of a place past its end is answered as of one where nothing stands.
pub struct Script<'a> {
    tokens: Vec<Token<'a>>,
    /// Whether something stood between a token and the one before.
    gaps: Vec<bool>,
    /// For an opening bracket where it closes.
    ends: Vec<Option<usize>>,
    /// For a closing bracket where it opens.
    starts: Vec<Option<usize>>,
    /// The innermost open bracket around a token.
    around: Vec<Option<usize>>,
}

impl<'a> Script<'a> {
    pub fn new(text: &'a str) -> Self {
        Self::of(lex(text))
    }

    /// Of tokens, each with whether there is a gap before it.
    pub fn of(tokens: Vec<(Token<'a>, bool)>) -> Self {
        let (tokens, gaps): (Vec<Token<'a>>, Vec<bool>) = tokens.into_iter().unzip();
        let mut ends = vec![None; tokens.len()];
        let mut starts = ends.clone();
        let mut around = ends.clone();
        let mut open: Vec<usize> = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            let closes = match token {
                Sign(sign) => matches!(sign, ')' | ']' | '}'),
                Text(text) => text.starts_with('}'),
                Name(_) => false,
            };
            if closes && let Some(from) = open.pop() {
                ends[from] = Some(i);
                starts[i] = Some(from);
            }
            around[i] = open.last().copied();
            if matches!(token, Sign('(' | '[' | '{')) || matches!(token, Text(text) if text.ends_with("${")) {
                open.push(i);
            }
        }
        Self { tokens, gaps, ends, starts, around }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn token(&self, i: usize) -> Option<Token<'a>> {
        self.tokens.get(i).copied()
    }

    /// The token before.
    pub fn before(&self, i: usize) -> Option<Token<'a>> {
        i.checked_sub(1).and_then(|i| self.token(i))
    }

    pub fn is(&self, i: usize, sign: char) -> bool {
        self.token(i) == Some(Sign(sign))
    }

    pub fn name(&self, i: usize) -> Option<&'a str> {
        match self.token(i) {
            Some(Name(name)) => Some(name),
            _ => None,
        }
    }

    pub fn has_gap(&self, i: usize) -> bool {
        self.gaps.get(i).copied().unwrap_or_default()
    }

    /// Where the bracket that opens here closes.
    pub fn end(&self, i: usize) -> Option<usize> {
        self.ends.get(i).copied().flatten()
    }

    /// Where the bracket that closes here opens.
    pub fn start(&self, i: usize) -> Option<usize> {
        self.starts.get(i).copied().flatten()
    }

    /// The innermost bracket that is open here.
    pub fn around(&self, i: usize) -> Option<usize> {
        self.around.get(i).copied().flatten()
    }

    /// The place after this token, or after the brackets that it opens.
    pub fn after(&self, mut i: usize) -> usize {
        while let Some(end) = self.end(i) {
            i = end;
        }
        i + 1
    }
}

/// The tokens of a script, each with whether there was a gap before it.
fn lex(script: &str) -> Vec<(Token<'_>, bool)> {
    let mut tokens: Vec<(Token<'_>, bool)> = Vec::new();
    // For each open brace whether it is one of a template.
    let mut braces = Vec::new();
    let mut rest = script;
    let mut gap = false;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            gap = true;
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
            _ if first.is_ascii_digit() => number(rest),
            _ if is_letter(first) => rest.find(|c: char| !is_letter(c) && !c.is_ascii_digit()).unwrap_or(rest.len()),
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

/// Bytes of a number, which may have a fraction.
fn number(rest: &str) -> usize {
    let whole = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let fraction = rest[whole..].strip_prefix('.').filter(|fraction| fraction.starts_with(|c: char| c.is_ascii_digit()));
    whole + fraction.map_or(0, |fraction| 1 + fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len()))
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
