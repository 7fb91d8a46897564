//! Names that lead nowhere, and suggestions for them.

use crate::diagnostic::{nearest, unambiguous_nearest};
use crate::model::Node;
use crate::parse::relative;
use crate::resolve::anchors::Anchors;
use crate::resolve::near::{ComparisonBudget, SpellingIndex};
use crate::resolve::symbol_table::SymbolTable;

/// Stands where no name is proposed.
pub(super) const NO_SUGGESTION: &str = "fix the broken links reported before this one: the next run then suggests a name";

const NO_ID: &str = "ids are paths under content/ without `.md`; put literal brackets in backticks, or as `\\[[`";

/// A name that leads nowhere. What was meant is looked for when all is bound, in guide order, so that the budget is spent on the same
/// names in every run.
pub(super) enum Missing {
    /// Under content/.
    File(String),
    Asset(String),
    Id(String),
    Fragment(Node, String),
}

impl Missing {
    /// The help of the finding: what may have been meant, else what could be.
    pub(super) fn help(&self, folder: &str, symbols: &SymbolTable<'_>, anchors: &Anchors<'_, '_>, budget: &mut ComparisonBudget) -> String {
        match self {
            Missing::File(path) => near_file_help(folder, path, symbols.file_spellings(), budget),
            Missing::Asset(path) => near_file_help(folder, path, symbols.asset_spellings(), budget),
            Missing::Id(id) => near_id_help(symbols, id, budget).unwrap_or_else(|| NO_ID.to_string()),
            Missing::Fragment(node, fragment) => {
                let all = anchors.all(*node);
                let near = if budget.spend(8 * all.len() as u64) { nearest(fragment, all.iter().copied()) } else { None };
                let card = symbols.id_with_last_segment(fragment.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-'));
                match near {
                    Some(near) => format!("did you mean `#{near}`?"),
                    None if let Some(card) = card => format!("did you mean the card `[[{card}]]`?"),
                    None if all.is_empty() => "that page has no headings".to_string(),
                    None => format!("it has {}", all.iter().take(12).map(|a| format!("`#{a}`")).collect::<Vec<_>>().join(", ")),
                }
            }
        }
    }

    /// What must have been meant, as it is written in this folder.
    pub(super) fn unambiguous_nearest(
        &self,
        folder: &str,
        symbols: &SymbolTable<'_>,
        anchors: &Anchors<'_, '_>,
        budget: &mut ComparisonBudget,
    ) -> Option<String> {
        match self {
            Missing::File(path) => {
                let files = symbols.file_spellings();
                let with_end = format!("{path}.md");
                let file = files.contains(&with_end).then_some(with_end.as_str()).or_else(|| files.in_other_case(path, budget));
                file.or_else(|| files.unambiguous_nearest(path, budget)).map(|file| relative(folder, file))
            }
            Missing::Id(id) => symbols.id_spellings().unambiguous_nearest(id, budget).map(str::to_string),
            // Pictures by number differ by a digit.
            Missing::Asset(path) => {
                let digits = |name: &str| name.chars().filter(char::is_ascii_digit).collect::<String>();
                let assets = symbols.asset_spellings();
                let near =
                    |budget: &mut ComparisonBudget| assets.unambiguous_nearest(path, budget).filter(|near| digits(near) == digits(path));
                assets.in_other_case(path, budget).or_else(|| near(budget)).map(|file| relative(folder, file))
            }
            Missing::Fragment(node, fragment) => {
                let all = anchors.all(*node);
                let is_enough = budget.spend(8 * all.len() as u64);
                unambiguous_nearest(fragment, all.iter().copied().filter(|_| is_enough)).map(|anchor| format!("#{anchor}"))
            }
        }
    }
}

fn near_file_help(folder: &str, path: &str, files: &SpellingIndex, budget: &mut ComparisonBudget) -> String {
    let with_end = format!("{path}.md");
    let found = if files.contains(&with_end) { Some(with_end.as_str()) } else { None };
    let found = found.or_else(|| files.in_other_case(path, budget));
    match found.or_else(|| files.nearest(path, budget)).or_else(|| files.nearest(&with_end, budget)) {
        Some(near) => format!("did you mean `{}`?", relative(folder, near)),
        None => match path.strip_prefix(folder).unwrap_or(path).trim_start_matches('/') {
            host if is_host(host) => format!("did you mean `https://{host}`?"),
            code if !code.contains(['.', '/']) => {
                "paths are relative to the file that contains the link; write code between backticks".to_string()
            }
            _ => "paths are relative to the file that contains the link".to_string(),
        },
    }
}

/// Whether a path begins as an address without its scheme does: `www.example.org`, `example.org/page`.
fn is_host(path: &str) -> bool {
    let (host, page) = path.split_once('/').unwrap_or((path, ""));
    let is_domain =
        host.rsplit_once('.').is_some_and(|(name, end)| !name.is_empty() && end.len() > 1 && end.bytes().all(|b| b.is_ascii_lowercase()));
    path.starts_with("www.") || is_domain && !page.is_empty()
}

/// What to do about an id that there is not, if another is near.
pub fn near_id_help(symbols: &SymbolTable<'_>, id: &str, budget: &mut ComparisonBudget) -> Option<String> {
    symbols.id_spellings().nearest(id, budget).map(|near| format!("did you mean `{near}`?"))
}
