//! How wide a table is at its narrowest: by the longest word of each column.

use memchr::{memchr, memmem};

use super::limits::{BROKEN_WORDS_CLASS, LAST_TABLE_CLASS, PORTRAIT_EMS, TABLES};
use crate::markdown::HtmlTag;

/// A longer word is an address, a hash or a key, and may be broken. Ems.
const LONGEST_WORD: f32 = 20.0;

/// Space between two columns.
const GAP: f32 = 1.0;

/// The HTML with a class on each table that is too wide for a line of a portrait page. Of nested tables, the outermost has it.
pub(in crate::markup) fn with_tables(html: String) -> String {
    if !html.contains("<table") {
        return html;
    }
    let found = wide_tables(&html);
    if found.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 40 * found.len());
    let mut at = 0;
    for (place, class) in found {
        out.push_str(&html[at..place]);
        // Trusted HTML may have classes of its own.
        at = place;
        match html[place..].strip_prefix(" class=\"") {
            Some(_) => {
                at += " class=\"".len();
                out.push_str(&format!(" class=\"{class} "));
            }
            None => out.push_str(&format!(" class=\"{class}\"")),
        }
    }
    out + &html[at..]
}

/// After the name of which table the class belongs.
fn wide_tables(html: &str) -> Vec<(usize, String)> {
    let mut open: Vec<Table> = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    // Outside of tables only the next one matters.
    let next =
        |open: &[Table], rest: &str| if open.is_empty() { memmem::find(rest.as_bytes(), b"<table") } else { memchr(b'<', rest.as_bytes()) };
    while let Some(start) = next(&open, &html[at..]).map(|i| at + i) {
        if let Some(table) = open.last_mut() {
            table.text(&html[at..start]);
        }
        let Some(tag) = HtmlTag::read(&html[start..]) else {
            at = start + 1;
            continue;
        };
        at = start + tag.len;
        match (tag.name, tag.is_end_tag) {
            ("table", false) => open.push(Table::at(start + "<table".len())),
            ("table", true) => {
                let Some(table) = open.pop() else { continue };
                match open.last_mut() {
                    Some(around) => around.take(&table),
                    None => found.extend(table.class().map(|class| (table.place, class))),
                }
            }
            // A drawing is scaled, and code is wrapped.
            ("svg" | "pre", false) if !open.is_empty() => {
                let end = format!("</{}>", tag.name);
                at = html[at..].find(&end).map_or(html.len(), |i| at + i + end.len());
            }
            _ => open.last_mut().into_iter().for_each(|table| table.tag(&tag)),
        }
    }
    found.sort_unstable();
    found
}

/// A table that is being read.
struct Table {
    /// In the HTML.
    place: usize,
    /// The longest word of each column.
    columns: Vec<f32>,
    /// For how many more rows a cell of a row above takes up the column.
    taken: Vec<usize>,
    column: usize,
    span: usize,
    /// The longest word of the cell, and the one that is being read.
    cell: f32,
    word: f32,
    /// In code.
    mono: bool,
    /// It has a word that is too long to stay whole.
    breaks: bool,
}

impl Table {
    fn at(place: usize) -> Self {
        Self { place, columns: Vec::new(), taken: Vec::new(), column: 0, span: 0, cell: 0.0, word: 0.0, mono: false, breaks: false }
    }

    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let mut len = c.len_utf8();
            // An entity is one character.
            if c == '&'
                && let Some(end) = rest.bytes().take(12).position(|byte| byte == b';')
            {
                len = end + 1;
            }
            rest = &rest[len..];
            let width = if self.mono { 0.57 } else { width(c) };
            match c {
                '\u{a0}' => self.word += width,
                c if c.is_whitespace() || c == '\u{200b}' => self.end_word(),
                '-' | '\u{ad}' => {
                    self.word += width;
                    self.end_word();
                }
                // Lines break around the characters of Chinese and Japanese.
                c if is_wide(c) => {
                    self.end_word();
                    self.piece(width);
                }
                _ => self.word += width,
            }
        }
    }

    fn tag(&mut self, tag: &HtmlTag<'_>) {
        match tag.name {
            "tr" => {
                self.end_cell();
                if !tag.is_end_tag {
                    self.column = 0;
                    self.taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
                }
            }
            "td" | "th" => {
                self.end_cell();
                if !tag.is_end_tag {
                    self.start_cell(number(tag, "colspan"), number(tag, "rowspan"));
                }
            }
            "code" | "kbd" | "samp" => self.mono = !tag.is_end_tag,
            "br" | "wbr" | "p" | "li" | "ul" | "ol" | "div" | "blockquote" | "figure" | "hr" => self.end_word(),
            _ => {}
        }
    }

    fn start_cell(&mut self, columns: usize, rows: usize) {
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        self.span = columns;
        let end = self.column + columns;
        if self.columns.len() < end {
            self.columns.resize(end, 0.0);
            self.taken.resize(end, 0);
        }
        if rows > 1 {
            self.taken[self.column..end].fill(rows);
        }
    }

    fn end_cell(&mut self) {
        self.end_word();
        let each = self.cell / self.span.max(1) as f32;
        for width in self.columns.iter_mut().skip(self.column).take(self.span) {
            *width = width.max(each);
        }
        self.column += self.span;
        (self.span, self.cell, self.mono) = (0, 0.0, false);
    }

    fn end_word(&mut self) {
        self.breaks |= self.word > LONGEST_WORD;
        self.piece(self.word.min(LONGEST_WORD));
        self.word = 0.0;
    }

    /// Reads on after a table in a cell.
    fn take(&mut self, inner: &Table) {
        self.breaks |= inner.breaks;
        self.piece(inner.width());
    }

    /// Something in the cell that stays whole.
    fn piece(&mut self, width: f32) {
        self.cell = self.cell.max(width);
    }

    fn width(&self) -> f32 {
        self.columns.iter().map(|width| width + GAP).sum()
    }

    /// How it is printed, unless it fits as it is.
    fn class(&self) -> Option<String> {
        let width = self.width();
        let size = if width <= PORTRAIT_EMS {
            ""
        } else {
            TABLES.iter().find(|(widest, _)| width <= *widest).map_or(LAST_TABLE_CLASS, |(_, class)| class)
        };
        let breaks = self.breaks || size == LAST_TABLE_CLASS && width > TABLES[TABLES.len() - 1].0;
        let class = [size, if breaks { BROKEN_WORDS_CLASS } else { "" }].join(" ");
        (!class.trim().is_empty()).then(|| class.trim().to_string())
    }
}

/// The number that an attribute of a cell says: 1 without one, and no more than anybody needs.
fn number(tag: &HtmlTag<'_>, name: &str) -> usize {
    let value = tag.attributes.iter().find(|attribute| attribute.name == name).and_then(|attribute| attribute.value.parse().ok());
    value.unwrap_or(1).clamp(1, 100)
}

/// How wide a character of a proportional font is, in ems.
fn width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | '[' | ']' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.9,
        c if c.is_uppercase() => 0.7,
        c if is_wide(c) => 1.0,
        _ => 0.54,
    }
}

/// Characters of Chinese, Japanese and Korean.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, cell: &str) -> String {
        let row = |tag: &str| format!("<tr>{}</tr>", format!("<{tag}>{cell}</{tag}>").repeat(columns));
        format!("<table><thead>{}</thead><tbody>{}</tbody></table>", row("th"), row("td"))
    }

    fn class_of(html: &str) -> String {
        let marked = with_tables(html.to_string());
        marked
            .split_once("<table class=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or(String::new(), |(class, _)| class.to_string())
    }

    #[test]
    fn a_wide_table_is_smaller_then_turned_then_broken() {
        assert_eq!(class_of(&table(8, "word")), "");
        assert_eq!(class_of(&table(8, "some of it")), "");
        assert_eq!(class_of(&table(5, "configuration")), "paper-85");
        assert_eq!(class_of(&table(7, "configuration")), "paper-70");
        assert_eq!(class_of(&table(8, "configuration")), "paper-60");
        assert_eq!(class_of(&table(8, "ConcurrentHashMap")), "paper-turned paper-50");
        assert_eq!(class_of(&table(12, "AbstractSingletonProxyFactoryBean")), "paper-turned paper-50 paper-broken");
    }

    #[test]
    fn cells_over_several_columns_and_rows_are_counted_where_they_are() {
        let tall = "<table><tr><td rowspan=\"2\">configuration</td><td>a</td></tr><tr><td>configuration</td></tr></table>";
        assert!(wide_tables(tall).is_empty());
        let mut read = Table::at(0);
        for tag in ["<tr>", "<td rowspan=\"2\">", "<td>", "<tr>", "<td>"] {
            read.tag(&HtmlTag::read(tag).unwrap());
            read.text("configuration");
        }
        read.end_cell();
        assert_eq!(read.columns.len(), 2);
        assert!((read.columns[0] - read.columns[1]).abs() < 0.1);
        assert_eq!(class_of("<table><tr><td colspan=\"9\">configuration</td></tr></table>"), "");
    }

    #[test]
    fn addresses_and_hashes_may_be_broken() {
        assert_eq!(class_of(&table(1, &"c0ffee".repeat(30))), "paper-broken");
        assert_eq!(class_of(&table(3, &"c0ffee".repeat(30))), "paper-turned paper-70 paper-broken");
    }

    #[test]
    fn only_the_outermost_table_has_the_class_and_others_keep_theirs() {
        let nested = format!("<table class=\"own\"><tr><td>{}</td></tr></table>", table(6, "configuration"));
        let marked = with_tables(nested);
        assert!(marked.starts_with("<table class=\"paper-70 own\">") && marked.matches("paper-").count() == 1, "{marked}");
    }

    #[test]
    fn entities_breaks_and_code_are_measured_as_they_are_shown() {
        assert_eq!(class_of(&table(8, "&amp;&lt;&gt;")), "");
        assert_eq!(class_of(&table(7, "con<wbr>fig<br>of-a-thing")), "");
        assert_eq!(class_of(&table(7, "<code>configuration</code>")), "paper-60");
        assert_eq!(class_of(&table(8, "設定設定設定設定設定設定設定設定")), "");
    }
}
