//! Scalars: what type a plain one has, where a quoted one ends.

use crate::value::Kind;

/// The length of the quoted scalar at the start of `text`, quotes included. (The parser counts a comment after it too.)
pub fn quoted_length(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((i, c)) = chars.next() {
        if c == quote {
            let doubled = quote == '\'' && chars.next_if(|(_, next)| *next == quote).is_some();
            if !doubled {
                return Some(i + 1);
            }
        } else if c == '\\' && quote == '"' {
            chars.next();
        }
    }
    None
}

/// The type of a plain scalar by YAML 1.2.2, section 10.3.2; `None` for a whole number of more than 64 bits.
pub fn core_schema(text: &str) -> Option<Kind> {
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Kind::Float(f64::NAN),
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => {
            Kind::Float(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY })
        }
        _ if digits(unsigned) => return text.parse().ok().map(Kind::Int),
        _ => match (text.strip_prefix("0x"), text.strip_prefix("0o")) {
            (Some(hex), _) if !hex.is_empty() && hex.bytes().all(|b| b.is_ascii_hexdigit()) => {
                return i64::from_str_radix(hex, 16).ok().map(Kind::Int);
            }
            (_, Some(octal)) if !octal.is_empty() && octal.bytes().all(|b| (b'0'..=b'7').contains(&b)) => {
                return i64::from_str_radix(octal, 8).ok().map(Kind::Int);
            }
            _ if is_float(unsigned) => text.parse().map_or_else(|_| Kind::Str(text.to_string()), Kind::Float),
            _ => Kind::Str(text.to_string()),
        },
    })
}

/// `\. [0-9]+ | [0-9]+ ( \. [0-9]* )?` then `( [eE] [-+]? [0-9]+ )?`.
fn is_float(unsigned: &str) -> bool {
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent.is_none_or(|e| !e.is_empty() && digits(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let kinds = |text: &str| core_schema(text).map(|k| k.name());
        for (text, kind) in [
            ("no", "a string"),
            ("2026-11-22", "a string"),
            ("1.2.3", "a string"),
            ("e5", "a string"),
            (".", "a string"),
            ("true", "true or false"),
            ("-12", "a whole number"),
            ("0x1F", "a whole number"),
            ("0o17", "a whole number"),
            ("1.5e3", "a number"),
            ("-.5", "a number"),
            ("~", "nothing"),
            ("", "nothing"),
        ] {
            assert_eq!(kinds(text), Some(kind), "{text}");
        }
        assert_eq!(kinds("99999999999999999999"), None);
        assert_eq!(core_schema("+7"), Some(Kind::Int(7)));
    }

    #[test]
    fn a_quoted_scalar_ends_at_its_quote() {
        for (text, length) in
            [("\"a\" # b\"", Some(3)), ("'it''s' # x", Some(7)), (r#""a\"b" c"#, Some(6)), ("'open", None), ("plain", None)]
        {
            assert_eq!(quoted_length(text), length, "{text}");
        }
    }
}
