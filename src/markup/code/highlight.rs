//! Code → the same code with the classes of [`classes`](super::classes).
//!
//! In: the name of a language and code. Out: HTML in which every `<span>` ends on the line where it starts, so that lines can be
//! wrapped later. The grammars (two-face's, for syntect) are loaded when the first block of code is met.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Once, OnceLock};

use syntect::parsing::SyntaxSet;

use super::line;
use crate::markup::escape;
use crate::markup::render_cache::RenderCache;

/// A line longer than this is data rather than code, and grammars take quadratic time for it: such a block stays plain. Bytes.
const MAX_LINE_BYTES: usize = 2_000;
/// Steps back that an expression of a grammar may take in one search. Some take back what they have read from every place of a line in
/// every possible way (Less, SCSS, Sass and SystemVerilog: seconds for a line of `a: b;`); one that gives up has found nothing, and what it
/// would have coloured stays plain. Code that people write needs a few dozen.
const MAX_BACKTRACKING_STEPS: u32 = 2_000;
/// Blocks larger than this stay plain. Bytes.
const MAX_BLOCK_BYTES: usize = 256 * 1024;
/// Highlighted code that is remembered: that of a few thousand cards, for a page and its deck are made one soon after the other. Bytes.
const CACHE_BYTES: usize = 16 * 1024 * 1024;

/// Names that say that a block has no language.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext", "none", "output"];

/// Usual names that are neither a grammar's name nor one of its file extensions, and names that several grammars claim.
const ALIASES: &[(&str, &str)] = &[
    ("c#", "cs"),
    ("console", "sh"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("fsharp", "f#"),
    ("golang", "go"),
    ("gradle", "groovy"),
    ("h", "c"),
    ("https", "http"),
    ("js", "javascript"),
    ("json5", "js"),
    ("jsonc", "js"),
    ("jsonl", "json"),
    ("jsx", "javascript (babel)"),
    ("m", "objective-c"),
    ("make", "makefile"),
    ("mysql", "sql"),
    ("node", "javascript"),
    ("objc", "objective-c"),
    ("pgsql", "sql"),
    ("plpgsql", "sql"),
    ("plsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("proto3", "proto"),
    ("protobuf", "proto"),
    ("psql", "sql"),
    ("pwsh", "ps1"),
    ("python3", "python"),
    ("react", "javascript (babel)"),
    ("shell", "sh"),
    ("shell-session", "sh"),
    ("sqlite", "sql"),
    ("terraform", "tf"),
    ("tsql", "sql"),
    ("v", "verilog"),
];

/// A language in which a block can be highlighted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Published as it is.
    Plain,
    /// Number of a grammar.
    Grammar(usize),
}

/// Highlights code, and remembers what it made; the grammars are loaded when the first one is wanted.
pub(crate) struct Highlighter {
    grammars: OnceLock<Grammars>,
    done: RenderCache<Arc<str>>,
}

struct Grammars {
    set: SyntaxSet,
    /// Lower-case names, extensions and aliases.
    names: BTreeMap<String, usize>,
}

impl Highlighter {
    /// With no grammar loaded yet.
    pub(crate) fn new() -> Self {
        Self { grammars: OnceLock::new(), done: RenderCache::new(CACHE_BYTES) }
    }

    /// The language of that name, in whatever case; `None` if there is none.
    pub(crate) fn language(&self, name: &str) -> Option<Language> {
        let name = name.to_lowercase();
        if PLAIN.contains(&name.as_str()) {
            return Some(Language::Plain);
        }
        self.grammars().names.get(&name).map(|i| Language::Grammar(*i))
    }

    /// The name of a language near to one that does not exist.
    pub(crate) fn nearest(&self, name: &str) -> Option<&str> {
        let common =
            ["python", "javascript", "typescript", "java", "csharp", "kotlin", "bash", "dockerfile", "json", "yaml", "html", "text"];
        let all = self.grammars().names.keys().map(String::as_str).filter(|n| n.len() > 2);
        crate::diagnostic::nearest(name, common).or_else(|| crate::diagnostic::nearest(name, all))
    }

    /// The code as HTML, each line ended as it was.
    pub(crate) fn html(&self, language: Language, code: &str) -> Arc<str> {
        let Language::Grammar(number) = language else { return plain(code).into() };
        let grammars = self.grammars();
        let Some(syntax) = grammars.set.syntaxes().get(number) else { return plain(code).into() };
        if code.len() > MAX_BLOCK_BYTES || code.split('\n').any(|line| line.len() > MAX_LINE_BYTES) {
            return plain(code).into();
        }
        self.done.get_or_insert_with(&[&syntax.name, code], || {
            // Oniguruma gives up on a hopeless match by a panic of its wrapper.
            let html = catch_unwind(AssertUnwindSafe(|| line::block(number, syntax, &grammars.set, code))).ok().flatten();
            let html = html.unwrap_or_else(|| plain(code));
            let size = html.len();
            (html.into(), size)
        })
    }

    fn grammars(&self) -> &Grammars {
        self.grammars.get_or_init(|| {
            limit_steps();
            let set = two_face::syntax::extra_newlines();
            let names = names(&set);
            Grammars { set, names }
        })
    }
}

/// Limits the work of every search: steps are counted, never time, so that the same code always looks the same.
fn limit_steps() {
    static ONCE: Once = Once::new();
    // SAFETY: it writes one number, which each search reads when it starts, and no search has started before the grammars are loaded.
    ONCE.call_once(|| _ = unsafe { onig_sys::onig_set_retry_limit_in_search(MAX_BACKTRACKING_STEPS.into()) });
}

/// Every name by which a grammar can be asked for. A full name beats an extension; of two extensions, the later grammar's (two-face
/// puts the newer ones last) is taken; an alias beats both.
fn names(set: &SyntaxSet) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    let visible = || set.syntaxes().iter().enumerate().filter(|(_, s)| !s.hidden);
    for (i, syntax) in visible() {
        names.extend(syntax.file_extensions.iter().map(|e| (e.to_lowercase(), i)));
    }
    for (i, syntax) in visible() {
        names.insert(syntax.name.to_lowercase(), i);
    }
    for (alias, name) in ALIASES {
        if let Some(i) = names.get(*name).copied() {
            names.insert((*alias).to_string(), i);
        }
    }
    names
}

fn plain(code: &str) -> String {
    let mut html = String::with_capacity(code.len() + code.len() / 8);
    escape::text(code, &mut html);
    html
}
