//! The lines of a block, one after the other, each with the state of the grammar that the line before left.
//!
//! Highlighting is most of the work of a build. Short lines (`}`, `try:`, `SELECT *`) come again and again, so the result of one is
//! remembered by the state that it started in. Each thread remembers its own: a grammar's state can't go from one to another.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use syntect::parsing::{ClearAmount, ParseState, ScopeStackOp, SyntaxReference, SyntaxSet};

use super::classes::{Style, style};
use crate::markup::escape;
use crate::markup::render_cache::RenderCache;

/// Longer lines seldom come again. Bytes.
const MAX_CACHED_LINE_BYTES: usize = 40;
/// Lines that a thread remembers. Bytes, of what they became.
const CACHE_BYTES: usize = 4 * 1024 * 1024;
/// States of a grammar that are known by number. A grammar that remembers text (a here document's end mark) has any number of them.
const MAX_CACHED_STATES: usize = 256;

thread_local! {
    static LINES: Lines = Lines::new();
}

/// The code as HTML; `None` where the grammar, by its number in two-face's set, fails.
pub(super) fn block(grammar: usize, syntax: &SyntaxReference, set: &SyntaxSet, code: &str) -> Option<String> {
    LINES.with(|lines| lines.block(grammar, syntax, set, code))
}

struct Lines {
    done: RenderCache<Option<HighlightedLine>>,
    /// By number of the grammar; the first is the one at the start of a block.
    states: RefCell<BTreeMap<usize, Vec<Rc<State>>>>,
}

/// A highlighted line.
#[derive(Clone)]
struct HighlightedLine {
    html: Rc<str>,
    after: Rc<State>,
}

/// Between two lines.
struct State {
    /// Its place among the grammar's known states.
    number: Option<usize>,
    grammar: ParseState,
    scopes: Scopes,
}

impl Lines {
    fn new() -> Self {
        Self { done: RenderCache::new(CACHE_BYTES), states: RefCell::default() }
    }

    fn block(&self, grammar: usize, syntax: &SyntaxReference, set: &SyntaxSet, code: &str) -> Option<String> {
        let mut html = String::with_capacity(code.len() * 2);
        let mut state = self.known(grammar, ParseState::new(syntax), Scopes::default());
        for line in code.split_inclusive('\n') {
            let make = || {
                highlight(line, &state, set)
                    .map(|(html, parse, scopes)| HighlightedLine { html, after: self.known(grammar, parse, scopes) })
            };
            let done = match state.number {
                Some(number) if line.len() <= MAX_CACHED_LINE_BYTES => {
                    let inputs = [syntax.name.as_str(), &number.to_string(), line];
                    self.done.get_or_insert_with(&inputs, || {
                        let done = make();
                        let size = done.as_ref().map_or(0, |d| d.html.len()) + size_of::<HighlightedLine>();
                        (done, size)
                    })
                }
                _ => make(),
            }?;
            html.push_str(&done.html);
            state = done.after;
        }
        Some(html)
    }

    /// The state, shared with all that are equal to it if it is a known one or there is still room.
    fn known(&self, grammar: usize, parse: ParseState, scopes: Scopes) -> Rc<State> {
        let mut states = self.states.borrow_mut();
        let states = states.entry(grammar).or_default();
        if let Some(state) = states.iter().find(|s| s.grammar == parse && s.scopes == scopes) {
            return state.clone();
        }
        let number = (states.len() < MAX_CACHED_STATES).then_some(states.len());
        let state = Rc::new(State { number, grammar: parse, scopes });
        if number.is_some() {
            states.push(state.clone());
        }
        state
    }
}

/// A line's HTML and what it leaves behind; `None` where the grammar fails.
fn highlight(line: &str, before: &State, set: &SyntaxSet) -> Option<(Rc<str>, ParseState, Scopes)> {
    let mut grammar = before.grammar.clone();
    let mut painter = LineWriter { html: String::with_capacity(line.len() * 3), scopes: before.scopes.clone(), open: None };
    let mut done = 0;
    for (at, op) in grammar.parse_line(line, set).ok()? {
        if at > done {
            painter.write(line.get(done..at)?);
            done = at;
        }
        painter.scopes.apply(&op);
    }
    painter.write(line.get(done..)?);
    painter.close();
    Some((painter.html.into(), grammar, painter.scopes))
}

/// syntect's stack of scopes, of each only the class that text on top of it has.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Scopes {
    stack: Vec<Option<&'static str>>,
    /// What the grammars' `clear_scopes` took away and will give back.
    cleared: Vec<Vec<Option<&'static str>>>,
}

impl Scopes {
    fn apply(&mut self, op: &ScopeStackOp) {
        match op {
            ScopeStackOp::Push(scope) => {
                let below = self.top();
                self.stack.push(match style(*scope) {
                    Style::Inherit => below,
                    Style::Plain => None,
                    // A key in quotes is a key.
                    Style::Class("hs") if below == Some("ha") => below,
                    Style::Class(class) => Some(class),
                });
            }
            ScopeStackOp::Pop(count) => self.stack.truncate(self.stack.len().saturating_sub(*count)),
            ScopeStackOp::Clear(amount) => {
                let keep = match amount {
                    ClearAmount::TopN(n) => self.stack.len().saturating_sub(*n),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.stack.split_off(keep));
            }
            ScopeStackOp::Restore => self.stack.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }

    fn top(&self) -> Option<&'static str> {
        self.stack.last().copied().flatten()
    }
}

/// Writes the HTML of one line.
struct LineWriter {
    html: String,
    scopes: Scopes,
    open: Option<&'static str>,
}

impl LineWriter {
    /// White space shows no colour, so it never starts or ends a span; neighbours of one class share one.
    fn write(&mut self, text: &str) {
        let class = self.scopes.top();
        if class != self.open && !text.bytes().all(|b| b.is_ascii_whitespace()) {
            self.close();
            if let Some(class) = class {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
                self.open = Some(class);
            }
        }
        match text.strip_suffix('\n') {
            Some(line) => {
                escape::text(line, &mut self.html);
                self.close();
                self.html.push('\n');
            }
            None => escape::text(text, &mut self.html),
        }
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.html.push_str("</span>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_line_is_coloured_by_what_stands_before_it() {
        let set = two_face::syntax::extra_newlines();
        let number = set.syntaxes().iter().position(|s| s.name == "Rust").unwrap();
        let lines = Lines::new();
        let block = |code: &str| lines.block(number, &set.syntaxes()[number], &set, code).unwrap();
        let alone = block("let x = 1;\n");
        assert!(alone.starts_with("<span class=\"hk\">let</span>"), "{alone}");
        let commented = block("/*\nlet x = 1;\n*/\nlet x = 1;\n");
        let inside: Vec<&str> = commented.lines().collect();
        assert_eq!(inside[1], "<span class=\"hc\">let x = 1;</span>");
        assert_eq!(inside[3], alone.trim_end());
        assert_eq!(block("let x = 1;\n"), alone);
    }
}
