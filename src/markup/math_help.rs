//! What to do about a formula that can't be published.

use crate::diagnostic::nearest;

/// Commands that are proposed for mistyped ones.
const COMMANDS: &[&str] = &[
    "Delta",
    "Gamma",
    "Lambda",
    "Leftarrow",
    "Leftrightarrow",
    "Omega",
    "Phi",
    "Pi",
    "Psi",
    "Rightarrow",
    "Sigma",
    "Theta",
    "alpha",
    "approx",
    "bar",
    "begin",
    "beta",
    "bigcap",
    "bigcup",
    "binom",
    "cap",
    "cdot",
    "cdots",
    "chi",
    "circ",
    "cos",
    "cosh",
    "cup",
    "ddot",
    "delta",
    "det",
    "dfrac",
    "dot",
    "dots",
    "ell",
    "emptyset",
    "end",
    "epsilon",
    "equiv",
    "eta",
    "exists",
    "exp",
    "forall",
    "frac",
    "gamma",
    "gcd",
    "geq",
    "hat",
    "iff",
    "implies",
    "infty",
    "int",
    "iota",
    "kappa",
    "lambda",
    "land",
    "langle",
    "lceil",
    "ldots",
    "left",
    "leftarrow",
    "leftrightarrow",
    "leq",
    "lfloor",
    "lim",
    "ln",
    "lnot",
    "log",
    "lor",
    "mapsto",
    "mathbb",
    "mathbf",
    "mathcal",
    "mathit",
    "mathrm",
    "mathsf",
    "max",
    "mid",
    "min",
    "mp",
    "mu",
    "nabla",
    "neg",
    "neq",
    "notin",
    "nu",
    "oint",
    "omega",
    "operatorname",
    "oplus",
    "otimes",
    "overbrace",
    "overline",
    "parallel",
    "partial",
    "perp",
    "phi",
    "pi",
    "pm",
    "prime",
    "prod",
    "propto",
    "psi",
    "qquad",
    "quad",
    "rangle",
    "rceil",
    "rfloor",
    "rho",
    "right",
    "rightarrow",
    "setminus",
    "sigma",
    "sim",
    "simeq",
    "sin",
    "sinh",
    "sqrt",
    "subset",
    "subseteq",
    "sum",
    "sup",
    "supset",
    "supseteq",
    "tan",
    "tanh",
    "tau",
    "text",
    "textbf",
    "textit",
    "tfrac",
    "theta",
    "tilde",
    "times",
    "to",
    "underbrace",
    "underline",
    "upsilon",
    "varepsilon",
    "varphi",
    "vec",
    "wedge",
    "widehat",
    "widetilde",
    "xi",
    "zeta",
];

const DOLLAR: &str = "write `\\$` where a dollar sign is meant";

/// What to do about the formula, by the reason why it can't be published.
pub(super) fn help(latex: &str, reason: &str) -> String {
    let command = reason.strip_prefix("`\\").and_then(|rest| rest.split_once('`')).map(|(command, _)| command);
    if let Some(command) = command {
        return command_help(command);
    }
    if looks_like_money(latex) {
        return DOLLAR.to_string();
    }
    let (open, close) = braces(latex);
    match open.cmp(&close) {
        std::cmp::Ordering::Greater => "a brace is not closed: write the `}` that is missing".to_string(),
        std::cmp::Ordering::Less => "a brace is closed that nothing opened: write the `{` that is missing, or remove the `}`".to_string(),
        std::cmp::Ordering::Equal if reason.contains("`\\right`") => {
            "each `\\left` needs a `\\right`; `\\right.` shows nothing".to_string()
        }
        std::cmp::Ordering::Equal if reason.contains("argument") => {
            "give the last command what it needs, in braces: `\\frac{a}{b}`, `\\sqrt{a}`".to_string()
        }
        std::cmp::Ordering::Equal if !latex.contains(['\\', '{', '^', '_']) => DOLLAR.to_string(),
        std::cmp::Ordering::Equal => "correct the formula; in backticks it is shown as it is written".to_string(),
    }
}

fn command_help(command: &str) -> String {
    match command {
        "ce" | "pu" | "cee" => "chemistry is written as a formula: `\\mathrm{H_2O}`, `\\rightarrow` for an arrow".to_string(),
        "tag" | "label" | "ref" | "eqref" | "nonumber" | "notag" => format!("remove `\\{command}`: formulas have no numbers here"),
        "def" | "let" | "newcommand" | "renewcommand" | "providecommand" | "futurelet" => {
            "write out what the command stands for".to_string()
        }
        _ => match nearest(command, COMMANDS.iter().copied()) {
            Some(near) => format!("did you mean `\\{near}`?"),
            None => format!("write it without `\\{command}`; for a name, `\\operatorname{{{command}}}`"),
        },
    }
}

/// Two prices in a sentence: `$5 and $6`.
fn looks_like_money(latex: &str) -> bool {
    latex.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !latex.contains(['\\', '{', '}', '^', '_'])
}

/// The braces that open and that close groups.
fn braces(latex: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    let mut escaped = false;
    for c in latex.chars() {
        match c {
            '{' if !escaped => counts.0 += 1,
            '}' if !escaped => counts.1 += 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    counts
}
