//! `recto explain`: the long explanation of a code, or a key of book.toml.

use recto::config::{KEYS, Key};
use recto::diagnostic::{Code, Severity, suggestion};

use super::Failure;
use super::args::Explain;
use super::terminal::print;

const WIDTH: usize = 80;

/// `recto explain`.
pub fn run(args: &Explain) -> Result<(), Failure> {
    let text = match &args.what {
        None => Code::ALL.iter().map(|code| format!("{}  {:<8} {}\n", code.id(), level(*code), code.name())).collect(),
        Some(what) => explain(what).ok_or_else(|| unknown(what))?,
    };
    Ok(print(&text)?)
}

fn explain(what: &str) -> Option<String> {
    if let Some(code) = Code::parse(what) {
        let mut text = format!("{} {} ({})\n\n{}", code.id(), code.name(), level(code), wrap(code.explanation()));
        text.extend(level_setting(code).map(|setting| format!("\n{}", wrap(&setting))));
        return Some(text);
    }
    let wanted = what.trim_matches(['[', ']']);
    let keys: Vec<String> =
        KEYS.iter().filter(|key| key.path() == wanted || key.name == wanted || key.table == what).map(describe).collect();
    (!keys.is_empty()).then(|| keys.join("\n"))
}

fn describe(key: &Key) -> String {
    let plain = |text: &str| text.replace('`', "");
    format!("{} in book.toml\ntakes: {}\ndefault: {}\n\n{}", key.path(), plain(key.value_type), plain(key.default), wrap(key.about))
}

fn level(code: Code) -> &'static str {
    match code.default_severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Allowed => "allowed",
    }
}

/// How `[check]` sets a code's level, where it can be lowered.
fn level_setting(code: Code) -> Option<String> {
    let others = match code.default_severity() {
        Severity::Warning => "\"allow\"` drops it, `\"deny\"` makes it an error",
        Severity::Allowed => "\"warn\"` reports it, `\"deny\"` makes it an error",
        Severity::Error if code.is_always_error() => return None,
        Severity::Error => "\"allow\"` drops it, `\"warn\"` makes it a warning",
    };
    Some(format!("In book.toml: `[check]` with `{} = {others}.", code.id()))
}

fn unknown(what: &str) -> Failure {
    let paths: Vec<String> = KEYS.iter().map(Key::path).collect();
    let names = Code::ALL.iter().flat_map(|code| [code.id(), code.name()]).chain(paths.iter().map(String::as_str));
    let near = suggestion(what, names).unwrap_or_else(|| "`recto explain` lists all codes".into());
    Failure::Usage(format!("there is no code and no key `{what}`; {near}"))
}

/// Breaks lines between words.
fn wrap(text: &str) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            wrapped.push('\n');
            column = 0;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_keys_are_found_by_number_name_and_path() {
        for what in ["R401", "r401", "broken-link"] {
            assert!(explain(what).unwrap().starts_with("R401 broken-link (error)\n\nThe link leads to nothing"), "{what}");
        }
        assert!(explain("book.id").unwrap().starts_with("book.id in book.toml\ntakes: slug\n"));
        assert!(explain("retention").unwrap().contains("default: 0.9\n"));
        assert_eq!(explain("broken-lnk"), None);
        assert!(matches!(unknown("broken-lnk"), Failure::Usage(message) if message.ends_with("did you mean `broken-link`?")));
    }

    #[test]
    fn the_explanation_of_a_code_says_how_its_level_is_set() {
        let said = |code: Code, end: &str| assert!(explain(code.id()).unwrap().ends_with(end), "{}", code.id());
        for code in Code::ALL {
            let id = code.id();
            match (code.default_severity(), code.is_lint()) {
                (Severity::Warning, _) => {
                    said(*code, &format!("`[check]` with `{id} = \"allow\"` drops it, `\"deny\"` makes it an\nerror.\n"))
                }
                (Severity::Allowed, _) => {
                    said(*code, &format!("`[check]` with `{id} = \"warn\"` reports it, `\"deny\"` makes it an\nerror.\n"))
                }
                (Severity::Error, true) => {
                    said(*code, &format!("`[check]` with `{id} = \"allow\"` drops it, `\"warn\"` makes it a\nwarning.\n"))
                }
                (Severity::Error, false) => assert!(!explain(id).unwrap().contains("[check]"), "{id}"),
            }
        }
    }

    #[test]
    fn stories_fit_a_terminal() {
        assert!(Code::ALL.iter().all(|code| wrap(code.explanation()).lines().all(|line| line.chars().count() <= WIDTH)));
    }
}
