//! What a cell of a workbook shows: its number in its format, ECMA-376 part 1, 18.8.30 and 18.8.31.
//!
//! Formats that name months or days in words give the date as YYYY-MM-DD; those that leave the order to the program give it as the language does.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::NumberNotation;

/// Spreadsheet programs allow no longer format. One that is may ask for more digits than there is memory.
const MAX_CODE_CHARS: usize = 255;

fn is_format(code: &str) -> bool {
    code.chars().nth(MAX_CODE_CHARS).is_none()
}

/// A number in a format that is not a date's.
pub fn number(value: f64, code: &str, notation: NumberNotation) -> String {
    let code = if is_format(code) { code } else { "General" };
    let (section, value) = section(code, value);
    let tokens = tokens(section);
    let shown = if tokens.contains(&Token::General) || !tokens.iter().any(Token::is_digit) {
        let of = |token: &Token| match token {
            Token::General => general(value.abs(), notation),
            Token::Literal(text) => text.clone(),
            _ => String::new(),
        };
        // A section of words alone replaces the number.
        tokens.iter().map(of).collect()
    } else if tokens.contains(&Token::Sign('/')) {
        fraction(value.abs(), &tokens)
    } else {
        decimal(value.abs(), &tokens, notation)
    };
    let shown = shown.trim();
    let is_zero = !shown.contains(|c: char| ('1'..='9').contains(&c));
    format!("{}{shown}", if value < 0.0 && !is_zero { "-" } else { "" })
}

/// A number without a format: as it was typed. One that was computed and does not end is rounded as spreadsheet programs do.
pub fn general(value: f64, notation: NumberNotation) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    let typed = value.to_string();
    let digits = typed.chars().filter(char::is_ascii_digit).collect::<String>();
    let text = if digits.trim_start_matches('0').len() > 15 && (1e-4..1e10).contains(&value.abs()) {
        let whole = format!("{:.0}", value.abs().trunc()).len();
        format!("{value:.*}", 10 - whole).trim_end_matches('0').trim_end_matches('.').to_string()
    } else {
        typed
    };
    text.replace('.', &notation.decimal.to_string())
}

/// A date, a time or a duration, which are numbers of days.
pub fn date(value: f64, code: Option<&str>, since_1904: bool, notation: NumberNotation) -> String {
    let code = match code.filter(|code| is_format(code)) {
        None | Some("mm-dd-yy") if value < 1.0 => "hh:mm".to_string(),
        None | Some("mm-dd-yy") => notation.date.to_string(),
        Some("m/d/yy h:mm") => format!("{} h:mm", notation.date),
        Some(code) => code.to_string(),
    };
    let tokens = tokens(section(&code, value).0);
    let is_second_split = tokens.windows(2).any(|pair| pair == [Token::Sign('.'), Token::Sign('0')]);
    let value = if is_second_split { value } else { (value * 86_400.0).round() / 86_400.0 };
    let (year, month, day, hour, minute, second, milli) =
        ExcelDateTime::new(value, ExcelDateTimeType::DateTime, since_1904).to_ymd_hms_milli();
    let has = |sign: char| tokens.iter().any(|token| matches!(token, Token::Field(run) if run.starts_with(sign)));
    let in_words = |token: &Token| matches!(token, Token::Field(run) if run.starts_with(['m', 'd']) && run.len() > 2);
    let is_midnight = (hour, minute, second) == (0, 0, 0);
    if tokens.iter().any(in_words) {
        let date = if has('d') { format!("{year:04}-{month:02}-{day:02}") } else { format!("{year:04}-{month:02}") };
        return if has('h') && !is_midnight { format!("{date} {hour:02}:{minute:02}") } else { date };
    }
    let has_half_days = tokens.iter().any(|token| matches!(token, Token::HalfDay));
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        let field = |run: &String, number: u64| if run.len() > 1 { format!("{number:02}") } else { number.to_string() };
        match token {
            // A date alone has no time, though the program's own format shows one.
            Token::Field(run) if run.starts_with('h') && is_midnight && has('y') && has('d') => break,
            Token::Field(run) => out.push_str(&match run.as_bytes()[0] {
                b'y' if run.len() > 2 => format!("{year:04}"),
                b'y' => format!("{:02}", year % 100),
                b'm' if is_minute(&tokens, i) => field(run, u64::from(minute)),
                b'm' => field(run, u64::from(month)),
                b'd' => field(run, u64::from(day)),
                b'h' if has_half_days => field(run, u64::from((hour + 11) % 12 + 1)),
                b'h' => field(run, u64::from(hour)),
                _ => field(run, u64::from(second)),
            }),
            Token::Elapsed(run) => {
                let seconds = (value.abs() * 86_400.0).round() as u64;
                let unit = match run.as_bytes()[0] {
                    b'h' => 3_600,
                    b'm' => 60,
                    _ => 1,
                };
                out.push_str(&field(run, seconds / unit));
            }
            Token::HalfDay => out.push_str(if hour < 12 { "AM" } else { "PM" }),
            Token::Sign('0') if is_second_split => {
                let place = tokens[..i].iter().rev().take_while(|token| **token == Token::Sign('0')).count() as u32;
                out.push_str(&(milli / 10u16.pow(2u32.saturating_sub(place)) % 10).to_string());
            }
            Token::Sign(sign) => out.push(*sign),
            Token::Literal(text) => out.push_str(text),
            Token::General | Token::Exponent(_) => {}
        }
    }
    out.trim().to_string()
}

/// Whether the `m` at a place means minutes: behind an hour or before a second.
fn is_minute(tokens: &[Token], at: usize) -> bool {
    let field = |token: &Token| match token {
        Token::Field(run) | Token::Elapsed(run) => run.chars().next(),
        _ => None,
    };
    tokens[..at].iter().rev().find_map(field) == Some('h') || tokens[at + 1..].iter().find_map(field) == Some('s')
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Literal(String),
    /// `0`, `#`, `?`, `.`, `,`, `%`, `/`.
    Sign(char),
    /// `E+00`: how many digits an exponent has at least.
    Exponent(usize),
    /// `yyyy`, `mm`, `d`, `h`, `ss`.
    Field(String),
    /// `[h]`: all hours, not those of a day.
    Elapsed(String),
    /// `AM/PM`.
    HalfDay,
    /// The number as it is.
    General,
}

impl Token {
    fn is_digit(&self) -> bool {
        matches!(self, Self::Sign('0' | '#' | '?'))
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = code;
    while let Some(sign) = rest.chars().next() {
        let lower = rest.to_ascii_lowercase();
        let (token, length) = match sign {
            '"' => {
                let text = rest[1..].split('"').next().unwrap_or_default();
                (Some(Token::Literal(text.to_string())), (text.len() + 2).min(rest.len()))
            }
            '\\' | '_' | '*' => {
                let next = rest[1..].chars().next().map(String::from).unwrap_or_default();
                let length = 1 + next.len();
                ((sign == '\\').then_some(Token::Literal(next)), length)
            }
            '[' => {
                let inner = rest[1..].split(']').next().unwrap_or_default();
                let unit = inner.to_ascii_lowercase();
                let token = match inner.strip_prefix('$') {
                    Some(currency) => Some(Token::Literal(currency.split('-').next().unwrap_or_default().to_string())),
                    None => (!unit.is_empty() && ['h', 'm', 's'].iter().any(|sign| unit.chars().all(|c| c == *sign)))
                        .then_some(Token::Elapsed(unit)),
                };
                (token, (inner.len() + 2).min(rest.len()))
            }
            '@' => (Some(Token::General), 1),
            _ if lower.starts_with("general") => (Some(Token::General), "general".len()),
            _ if lower.starts_with("am/pm") => (Some(Token::HalfDay), "am/pm".len()),
            _ if lower.starts_with("a/p") => (Some(Token::HalfDay), "a/p".len()),
            _ if lower.starts_with("e+") || lower.starts_with("e-") => {
                let digits = rest[2..].len() - rest[2..].trim_start_matches('0').len();
                (Some(Token::Exponent(digits)), 2 + digits)
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => {
                let field = sign.to_ascii_lowercase();
                let length = lower.len() - lower.trim_start_matches(field).len();
                (Some(Token::Field(lower[..length].to_string())), length)
            }
            '0' | '#' | '?' | '.' | ',' | '%' | '/' => (Some(Token::Sign(sign)), 1),
            other => (Some(Token::Literal(other.to_string())), other.len_utf8()),
        };
        found.extend(token);
        rest = &rest[length..];
    }
    found
}

/// The part of a format that a number takes, and the number as that shows it: a part for negative numbers says itself what they look like.
fn section(code: &str, value: f64) -> (&str, f64) {
    let mut parts = Vec::new();
    let (mut from, mut quoted, mut escaped) = (0, false, false);
    for (at, sign) in code.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' if !quoted => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                parts.push(&code[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&code[from..]);
    if parts.iter().any(|part| condition(part).is_some()) {
        let holds = |part: &&&str| {
            condition(part).is_none_or(|(sign, bound)| match sign {
                "<" => value < bound,
                "<=" => value <= bound,
                ">" => value > bound,
                ">=" => value >= bound,
                "=" => (value - bound).abs() < f64::EPSILON,
                _ => (value - bound).abs() >= f64::EPSILON,
            })
        };
        return (parts.iter().find(holds).copied().unwrap_or(parts[0]), value);
    }
    match parts.len() {
        2.. if value < 0.0 => (parts[1], value.abs()),
        3.. if value == 0.0 => (parts[2], value),
        _ => (parts[0], value),
    }
}

/// `[>=1000]` in a part of a format.
fn condition(part: &str) -> Option<(&str, f64)> {
    let inner = part.split('[').skip(1).filter_map(|rest| rest.split(']').next()).find(|inner| inner.starts_with(['<', '>', '=']))?;
    let at = inner.find(|c: char| !matches!(c, '<' | '>' | '='))?;
    Some((&inner[..at], inner[at..].trim().parse().ok()?))
}

/// A number in decimals, with an exponent too.
fn decimal(value: f64, tokens: &[Token], notation: NumberNotation) -> String {
    let count = |sign: char| tokens.iter().filter(|token| **token == Token::Sign(sign)).count();
    let point = tokens.iter().position(|token| *token == Token::Sign('.'));
    let exponent = tokens.iter().position(|token| matches!(token, Token::Exponent(_)));
    let end = point.or(exponent).unwrap_or(tokens.len());
    let last = tokens[..end].iter().rposition(Token::is_digit);
    let first = tokens[..end].iter().position(Token::is_digit);
    // A comma between digits groups them; one behind them divides by a thousand.
    let is_comma = |token: &Token| *token == Token::Sign(',');
    let is_grouped = first.zip(last).is_some_and(|(first, last)| tokens[first..last].iter().any(is_comma));
    let thousands = last.map_or(0, |last| tokens[last + 1..].iter().take_while(|token| is_comma(token)).count());
    let mut value = value * 100f64.powi(count('%') as i32) / 1000f64.powi(thousands as i32);
    let mut power = 0i32;
    if exponent.is_some() && value > 0.0 {
        power = value.log10().floor() as i32;
        value /= 10f64.powi(power);
    }
    let places: Vec<char> = point.map_or(Vec::new(), |at| {
        tokens[at + 1..exponent.unwrap_or(tokens.len()).max(at + 1)]
            .iter()
            .filter_map(|token| match token {
                Token::Sign(sign @ ('0' | '#' | '?')) => Some(*sign),
                _ => None,
            })
            .collect()
    });
    // Half a unit goes up, as typed numbers want it: 2.675 is a little less in binary.
    let rounded = format!("{:.*}", places.len(), value * (1.0 + 1e-15));
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let needed = places.iter().rposition(|sign| *sign == '0').map_or(0, |at| at + 1);
    let kept = decimals.trim_end_matches('0').len().max(needed);
    let whole: Vec<char> = if whole == "0" { Vec::new() } else { whole.chars().collect() };
    let slots = tokens[..end].iter().filter(|token| token.is_digit()).count();
    let (mut slot, mut place) = (0, 0);
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign(sign @ ('0' | '#' | '?')) if i < end => {
                // The first place takes all digits that have none of their own.
                let behind = slots - slot - 1;
                let upper = whole.len().saturating_sub(behind);
                let lower = if slot == 0 { 0 } else { upper.saturating_sub(usize::from(whole.len() > behind)) };
                for at in lower..upper {
                    out.push(whole[at]);
                    let left = whole.len() - at - 1;
                    out.extend((is_grouped && left > 0 && left.is_multiple_of(3)).then_some(notation.group));
                }
                out.extend((lower == upper && *sign == '0').then_some('0'));
                slot += 1;
            }
            Token::Sign('0' | '#' | '?') => {
                out.extend(decimals[..kept].chars().nth(place));
                place += 1;
            }
            Token::Sign('.') if kept > 0 => out.push(notation.decimal),
            Token::Sign('%') => out.push('%'),
            Token::Exponent(digits) => out.push_str(&format!("E{}{:0digits$}", if power < 0 { '-' } else { '+' }, power.abs())),
            Token::Literal(text) => out.push_str(text),
            _ => {}
        }
    }
    out
}

/// `1 3/4`: the nearest fraction whose denominator has as many digits as the format gives it.
fn fraction(value: f64, tokens: &[Token]) -> String {
    let slash = tokens.iter().position(|token| *token == Token::Sign('/')).unwrap_or_default();
    let digits = tokens[slash + 1..].iter().take_while(|token| token.is_digit()).count().clamp(1, 3) as u32;
    let fixed: String = tokens[slash + 1..]
        .iter()
        .map_while(|token| match token {
            Token::Literal(text) if text.chars().all(|c| c.is_ascii_digit()) => Some(text.as_str()),
            Token::Sign('0') => Some("0"),
            _ => None,
        })
        .collect();
    let has_whole = tokens[..slash].windows(2).any(|pair| pair[0].is_digit() && matches!(&pair[1], Token::Literal(text) if text == " "));
    let (whole, part) = if has_whole { (value.trunc(), value.fract()) } else { (0.0, value) };
    let off = |below: f64| (part - (part * below).round() / below).abs();
    let denominators = 1..10u32.pow(digits);
    let below = fixed.parse::<u32>().ok().filter(|number| *number > 0).map_or_else(
        || denominators.map(f64::from).reduce(|best, other| if off(other) + 1e-12 < off(best) { other } else { best }).unwrap_or(1.0),
        f64::from,
    );
    let above = (part * below).round();
    match (whole, above) {
        _ if has_whole && above == 0.0 => format!("{whole:.0}"),
        _ if has_whole && above == below => format!("{:.0}", whole + 1.0),
        (0.0, _) => format!("{above:.0}/{below:.0}"),
        _ => format!("{whole:.0} {above:.0}/{below:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_in_their_format() {
        let german = NumberNotation::of_language("de");
        for (value, code, shown) in [
            (0.19, "0%", "19%"),
            (0.195, "0.0%", "19,5%"),
            (0.19, "0.00 %", "19,00 %"),
            (1.0 / 3.0, "0.00", "0,33"),
            (47.5, "#,##0.00 \"€\"", "47,50 €"),
            (1234.5, "#,##0.00\\ [$€-407]", "1.234,50 €"),
            (1234.5, "_-* #,##0.00 \"€\"_-;\\-* #,##0.00 \"€\"_-;_-* \"-\"?? \"€\"_-;_-@_-", "1.234,50 €"),
            (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1.234,50"),
            (-5.0, "0.0", "-5,0"),
            (-0.001, "0.0", "0,0"),
            (1234.0, "00000", "01234"),
            (1_234_567.0, "#,##0", "1.234.567"),
            (1_234_567.0, "#,##0,\" T€\"", "1.235 T€"),
            (491_234_567.0, "0000 000000", "0491 234567"),
            (5_551_234.0, "[<=9999999]###-####;(###) ###-####", "555-1234"),
            (12.5, "0.##", "12,5"),
            (12.0, "0.##", "12"),
            (0.5, "#.##", ",5"),
            (2.675, "0.00", "2,68"),
            (12345.0, "0.00E+00", "1,23E+04"),
            (1.75, "# ?/?", "1 3/4"),
            (0.5, "# ?/?", "1/2"),
            (0.625, "?/8", "5/8"),
            (7.0, "General \"kg\"", "7 kg"),
            (0.0, "0;-0;\"none\"", "none"),
            (1.0 / 3.0, "General", "0,333333333"),
            (47.5, "General", "47,5"),
            (-47.5, "General", "-47,5"),
            (2.14159265358979, "General", "2,14159265358979"),
            (32821.0, "General", "32821"),
        ] {
            assert_eq!(number(value, code, german), shown, "{value} in {code}");
        }
        assert_eq!(number(1234.5, "$#,##0.00", NumberNotation::of_language("en")), "$1,234.50");
        assert_eq!(number(1234.5, "#,##0.0", NumberNotation::of_language("fr")), "1\u{202f}234,5");
    }

    #[test]
    fn a_format_that_no_program_writes_is_none() {
        let german = NumberNotation::of_language("de");
        let zeros = "0".repeat(70_000);
        for code in [format!("0.{zeros}"), format!("0E+{zeros}"), format!("[h]{zeros}"), zeros.clone(), format!("0\"{zeros}\"")] {
            assert_eq!(number(1.5, &code, german), "1,5");
            assert_eq!(date(32821.0, Some(&code), false, german), "09.11.1989");
        }
    }

    #[test]
    fn dates_keep_the_order_of_their_format() {
        let german = NumberNotation::of_language("de");
        for (value, code, shown) in [
            (32821.0, Some("DD.MM.YYYY"), "09.11.1989"),
            (32821.0, Some("d.m.yy"), "9.11.89"),
            (32821.0, Some("yyyy-mm-dd h:mm:ss"), "1989-11-09"),
            (32821.75, Some("yyyy-mm-dd h:mm:ss"), "1989-11-09 18:00:00"),
            (32821.0, Some("mm-dd-yy"), "09.11.1989"),
            (32821.5, Some("m/d/yy h:mm"), "09.11.1989 12:00"),
            (32821.0, Some("m/d/yyyy"), "11/9/1989"),
            (32821.0, Some("[$-407]d. mmmm yyyy"), "1989-11-09"),
            (32821.0, Some("mmm yy"), "1989-11"),
            (32821.0, Some("yyyy\"年\"m\"月\"d\"日\""), "1989年11月9日"),
            (32821.0, None, "09.11.1989"),
            (0.34375, Some("hh:mm"), "08:15"),
            (0.34375, Some("h:mm:ss"), "8:15:00"),
            (0.84375, Some("h:mm AM/PM"), "8:15 PM"),
            (1.0 / 3.0, Some("h:mm\" Uhr\""), "8:00 Uhr"),
            (1.5, Some("[h]:mm:ss"), "36:00:00"),
            (0.000_862_268_518_518_518_6, Some("mm:ss.0"), "01:14.5"),
        ] {
            assert_eq!(date(value, code, false, german), shown, "{value} in {code:?}");
        }
        assert_eq!(date(32821.0, Some("mm-dd-yy"), false, NumberNotation::of_language("en")), "1989-11-09");
    }
}
