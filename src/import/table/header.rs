//! Which column of a table holds what: found by the names in its first row, or named on the command line.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;

use super::names::{Columns, Role, key_of, normalize, role_of_key};
use super::row_choices;

/// The roles of a table's columns.
#[derive(Debug, Default)]
pub struct Header {
    pub roles: Vec<Option<Role>>,
    /// The cells are Markdown, not text as it was typed.
    pub is_markdown: bool,
    /// Columns beyond the last one that the first row names, which few rows have.
    pub(super) surplus_columns: Vec<usize>,
    /// Spaces stand between tags, as in Anki.
    pub(super) tags_by_spaces: bool,
    /// The right choice is named by its place, of which the first is 0.
    pub(super) counts_from_zero: bool,
    pub(super) right_form: RightForm,
}

/// How a table's rows say which choices are right, as they show together: an answer `4` may be the fourth choice or one that says 4.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum RightForm {
    /// By its text, or else by its letter or place.
    #[default]
    TextOrPlace,
    /// By its text alone.
    Text,
    /// By its letter or place, or else by its text.
    PlaceOrText,
    /// The right answer is one more choice, which the other columns do not repeat.
    Beside,
}

/// What a column of questions is surely called after.
const QUESTION_WORDS: [&str; 9] = ["question", "frage", "pregunta", "pergunta", "domanda", "вопрос", "问题", "質問", "질문"];

impl Header {
    /// Finds the roles by the names of the columns; `None` where no column holds questions.
    pub fn new(names: &[String], columns: &Columns) -> Option<Self> {
        let found: Vec<Option<Role>> = names.iter().map(|name| columns.role(name)).collect();
        let mut roles = found.clone();
        let named: Vec<(Role, usize)> = columns.named.iter().map(|(key, wanted)| place(key, wanted, names)).collect::<Option<_>>()?;
        for (role, _) in named.iter().filter(|(role, _)| *role != Role::Choice) {
            roles.iter_mut().filter(|of| **of == Some(*role)).for_each(|of| *of = None);
        }
        for (role, at) in &named {
            *roles.get_mut(*at)? = Some(*role);
        }
        // Of two columns of questions the first counts; `Answer 1`, `Answer 2` are choices.
        let first = |roles: &[Option<Role>], wanted: Role| roles.iter().position(|role| *role == Some(wanted));
        let question = first(&roles, Role::Question);
        for (_, role) in roles.iter_mut().enumerate().filter(|(at, _)| question.is_some_and(|first| *at != first)) {
            if *role == Some(Role::Question) {
                *role = Some(Role::Prompt);
            }
        }
        // A card has one of each of these; the columns that come later are reported as not used.
        for single in [Role::Level, Role::Kind, Role::Topic, Role::Minutes, Role::Id, Role::Updated] {
            let counts = first(&roles, single);
            roles
                .iter_mut()
                .enumerate()
                .filter(|(at, role)| **role == Some(single) && Some(*at) != counts)
                .for_each(|(_, role)| *role = None);
        }
        // Beside `B` and `C`, `A` is a choice and not an answer.
        let named_a = names.iter().position(|name| normalize(name) == "a");
        if let Some(at) = named_a.filter(|_| names.iter().any(|name| normalize(name) == "b") && columns.named.is_empty()) {
            roles[at] = Some(Role::Choice);
        }
        let mut header = Self { roles, ..Self::default() };
        // Beside choices, "Answer" says which one is right.
        if header.has(&[Role::Choice, Role::Choices, Role::Wrong]) && !header.has(&[Role::Right]) {
            header.roles.iter_mut().filter(|role| **role == Some(Role::Answer)).for_each(|role| *role = Some(Role::Right));
        }
        // `Prompt;Answer`: the prompt is the question, as is the title of a page in Notion's tables, `Name`.
        let called = |wanted: &str| names.iter().position(|name| normalize(name) == wanted);
        let prompt = called("prompt").or_else(|| called("name").filter(|_| called("answer").is_some()));
        if let Some(at) = prompt.filter(|_| question.is_none() && columns.named.is_empty() && header.has_answers()) {
            header.roles[at] = Some(Role::Question);
        }
        // Behind a column that is called after questions, the only other one answers them.
        if matches!(header.roles[..], [Some(Role::Question), None | Some(Role::Feedback | Role::Prompt)])
            && columns.named.is_empty()
            && QUESTION_WORDS.iter().any(|word| normalize(&names[0]).contains(word))
        {
            header.roles[1] = Some(Role::Answer);
        }
        header.has(&[Role::Question]).then_some(header)
    }

    /// Four or more columns of which none is known by a name: questions first, choices, and one that says which of them is right in each row, by its
    /// place, its letter or its text. Whether the first row names the columns.
    pub fn of_quiz(rows: &[&Vec<String>]) -> Option<(Self, bool)> {
        let width = rows.first()?.len();
        let (first, others) = rows.split_first().filter(|_| (4..=9).contains(&width) && rows.len() >= 3)?;
        let asks = |row: &&&Vec<String>| row[0].contains(['?', '？', '؟']) || row[0].split_whitespace().count() >= 4;
        let is_even = others.iter().all(|row| row.len() == width) && others.iter().filter(asks).count() * 3 >= others.len() * 2;
        let says_right = |row: &Vec<String>, at: usize| {
            let cell = row[at].trim();
            let place = cell.parse::<usize>().is_ok_and(|place| place < width - 1);
            let letter = cell.len() == 1 && cell.starts_with(|c: char| ('A'..='H').contains(&c.to_ascii_uppercase()));
            let is_text = || (1..width).any(|other| other != at && !cell.is_empty() && row[other].trim().eq_ignore_ascii_case(cell));
            place || letter || is_text()
        };
        let right = (1..width).find(|at| is_even && others.iter().all(|row| says_right(row, *at)))?;
        let filled = |at: usize| others.iter().filter(|row| !row[at].trim().is_empty()).count();
        let is_full = (1..width).filter(|at| *at != right).take(2).all(|at| filled(at) * 2 > others.len());
        let role = |at: usize| match at {
            0 => Role::Question,
            at if at == right => Role::Right,
            _ => Role::Choice,
        };
        let header = Self { roles: (0..width).map(|at| Some(role(at))).collect(), ..Self::default() };
        is_full.then(|| (header, !says_right(first, right)))
    }

    /// Columns of which one has nothing but questions: the one behind it answers them. For tables whose names say nothing.
    pub fn of_asking_cells(rows: &[Vec<String>]) -> Option<Self> {
        let width = rows.first()?.len();
        let asks =
            |at: usize| rows.iter().filter(|row| row.get(at).is_some_and(|cell| cell.trim_end().ends_with(['?', '？', '؟']))).count();
        let question = (0..width.saturating_sub(1)).find(|at| rows.len() >= 3 && asks(*at) * 5 >= rows.len() * 4)?;
        let role = |at: usize| match at {
            at if at == question => Some(Role::Question),
            at if at == question + 1 => Some(Role::Answer),
            _ => None,
        };
        Some(Self { roles: (0..width).map(role).collect(), ..Self::default() })
    }

    /// Two or three columns without names: front, back, and tags.
    pub fn front_and_back(width: usize) -> Self {
        let roles = [Role::Question, Role::Answer, Role::Tags];
        Self { roles: (0..width).map(|i| roles.get(i).copied()).collect(), ..Self::default() }
    }

    /// Columns of no other use that hold nothing but pictures: those that are in a workbook's cells.
    pub fn assign_image_columns<'a>(&mut self, rows: impl Iterator<Item = &'a Vec<String>> + Clone) {
        let width = rows.clone().map(Vec::len).max().unwrap_or(0);
        self.roles.resize(self.roles.len().max(width), None);
        for (at, role) in self.roles.iter_mut().enumerate().filter(|(_, role)| role.is_none()) {
            let mut filled = rows.clone().filter_map(|row| row.get(at)).filter(|cell| !cell.trim().is_empty()).peekable();
            if filled.peek().is_some()
                && filled.all(|cell| cell.lines().all(|line| line.is_empty() || line.starts_with("![") && line.ends_with(')')))
            {
                *role = Some(Role::Image);
            }
        }
    }

    /// Finds cells that stand beyond the last of the `named` columns in fewer than half of the rows: a separator in their text divided them.
    pub fn find_surplus_columns<'a>(&mut self, named: usize, rows: impl Iterator<Item = &'a Vec<String>> + Clone) {
        let width = rows.clone().map(Vec::len).max().unwrap_or(0);
        let all = rows.clone().count();
        self.surplus_columns = (named..width).filter(|at| filled(rows.clone(), *at) * 2 < all).collect();
    }

    /// Finds whether spaces stand between tags: no cell has a comma, and where there are several words, some are tags of other cells too, or
    /// are written as only those are that can have no space (`JLPT_N5`, `grammar::verbs`).
    pub fn find_tag_separator<'a>(&mut self, rows: impl Iterator<Item = &'a Vec<String>>) {
        let columns: Vec<usize> = (0..self.roles.len()).filter(|at| self.roles[*at] == Some(Role::Tags)).collect();
        let cells: Vec<&str> = rows.flat_map(|row| columns.iter().filter_map(|at| row.get(*at))).map(|cell| cell.trim()).collect();
        let single: BTreeSet<&str> = cells.iter().copied().filter(|cell| !cell.contains(char::is_whitespace)).collect();
        let several = || cells.iter().filter(|cell| cell.contains(char::is_whitespace));
        let is_joined = |word: &str| word.contains('_') || word.contains("::") || single.contains(word);
        self.tags_by_spaces = !cells.iter().any(|cell| cell.contains([',', ';', '\n']))
            && several().next().is_some()
            && several().all(|cell| cell.split_whitespace().any(is_joined));
    }

    /// Finds how the rows say which choices are right. `names` are the first row's cells.
    pub fn find_right_form<'a>(&mut self, names: &[String], rows: impl Iterator<Item = &'a Vec<String>> + Clone) {
        self.counts_from_zero = self.has_places_from_zero(rows.clone());
        self.right_form = row_choices::right_form(self, names, rows);
        self.counts_from_zero &= self.right_form == RightForm::PlaceOrText;
    }

    /// Whether the places of right choices count from 0: all are numbers below that of the columns with choices, and one is 0.
    fn has_places_from_zero<'a>(&self, rows: impl Iterator<Item = &'a Vec<String>>) -> bool {
        let right: Vec<usize> = (0..self.roles.len()).filter(|at| self.roles[*at] == Some(Role::Right)).collect();
        let choices = self.roles.iter().filter(|role| **role == Some(Role::Choice)).count();
        let [right] = right[..] else { return false };
        let cells = rows.filter_map(|row| row.get(right)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let places: Option<Vec<usize>> = cells.map(|cell| cell.parse().ok()).collect();
        places.is_some_and(|places| places.contains(&0) && places.iter().all(|place| *place < choices))
    }

    /// What of a row stands beyond the columns, as findings say it.
    pub fn surplus_cells(&self, row: &[String]) -> Option<String> {
        let cells: Vec<&str> =
            self.surplus_columns.iter().filter_map(|at| row.get(*at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        (!cells.is_empty())
            .then(|| format!("`{}` is in a column without a header; put a cell that contains the separator in quotes", cells.join("`, `")))
    }

    /// Whether a column holds answers or choices.
    pub fn has_answers(&self) -> bool {
        self.has(&[Role::Answer, Role::ShortAnswer, Role::Choice, Role::Choices, Role::Right])
    }

    /// The topic of a row that says nothing else.
    pub fn topic_row(&self, row: &[String]) -> Option<String> {
        let mut filled = row.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (at, cell) = filled.next()?;
        (filled.next().is_none() && self.roles.get(at) == Some(&Some(Role::Topic))).then(|| cell.trim().to_string())
    }

    /// Whether a topic's cell is filled once for the rows below it, as merged cells are saved: the first row has one, others have none, and no
    /// topic is there twice.
    pub fn has_merged_topics<'a>(&self, mut rows: impl Iterator<Item = &'a Vec<String>> + Clone) -> bool {
        let Some(at) = self.roles.iter().position(|role| *role == Some(Role::Topic)) else { return false };
        let topic = |row: &'a Vec<String>| row.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let mut seen = std::collections::BTreeSet::new();
        let once = rows.clone().filter_map(topic).all(|name| seen.insert(name));
        let some_lack = rows.clone().any(|row| topic(row).is_none());
        rows.next().is_some_and(|first| topic(first).is_some()) && some_lack && once
    }

    /// Whether a column holds topics.
    pub fn has_topics(&self) -> bool {
        self.has(&[Role::Topic])
    }

    fn has(&self, any: &[Role]) -> bool {
        self.roles.iter().flatten().any(|role| any.contains(role))
    }
}

/// In how many rows a column says something.
fn filled<'a>(rows: impl Iterator<Item = &'a Vec<String>>, at: usize) -> usize {
    rows.filter(|row| row.get(at).is_some_and(|cell| !cell.trim().is_empty())).count()
}

/// What a pair of the command line means in a table: a role, and which column has it.
fn place(key: &str, wanted: &str, names: &[String]) -> Option<(Role, usize)> {
    let number = wanted.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|at| *at < names.len());
    let at = number.or_else(|| names.iter().position(|name| normalize(name) == normalize(wanted)))?;
    Some((role_of_key(key)?, at))
}

/// The column named on the command line that a table does not have.
pub fn missing_column<'a>(names: &[String], columns: &'a Columns) -> Option<&'a str> {
    columns.named.iter().find(|(key, wanted)| place(key, wanted, names).is_none()).map(|(_, wanted)| wanted.as_str())
}

/// The column that a name which none has probably means: one that has its words, or nearly its letters.
pub fn similar_name<'a>(wanted: &str, names: &'a [String]) -> Option<&'a str> {
    let wanted = normalize(wanted);
    let with_words = names.iter().find(|name| {
        let name = normalize(name);
        !name.is_empty() && !wanted.is_empty() && (name.contains(&wanted) || wanted.contains(&name) && name.chars().count() > 2)
    });
    with_words.map(|name| name.trim()).or_else(|| nearest(&wanted, names.iter().map(|name| name.trim())))
}

/// How columns were read, as the plan reports it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableColumns {
    /// The bank's path of the table.
    pub path: String,
    /// Key and column: `short-answer`, `Kurze Antwort`.
    pub used: Vec<(&'static str, String)>,
    /// Columns that say something and that no card has a place for.
    pub unused: Vec<String>,
    /// The first row's question, where that row was taken as a card without being asked for.
    pub first_row: Option<String>,
    /// How many rows have the topic of a row above, because their own cell is empty.
    pub inherited_topics: usize,
    /// How many rows have no topic where others have one.
    pub missing_topics: usize,
}

impl TableColumns {
    /// `names` are those of the first row, or empty texts.
    pub fn new<'a>(path: &str, header: &Header, names: &[String], rows: impl Iterator<Item = &'a Vec<String>> + Clone) -> Self {
        let width = rows.clone().map(Vec::len).max().unwrap_or(0).max(names.len());
        let mut columns = Self { path: path.to_string(), ..Self::default() };
        for at in 0..width {
            let name = names.get(at).map_or("", |name| name.trim());
            let shown = if name.is_empty() { format!("column {}", at + 1) } else { name.split_whitespace().collect::<Vec<_>>().join(" ") };
            match header.roles.get(at).copied().flatten() {
                Some(role) => columns.used.push((key_of(role), shown)),
                // Findings report what single rows have beyond the last column.
                None if header.surplus_columns.contains(&at) => {}
                // A column without a name and without a cell is how spreadsheets end.
                None if !name.is_empty() || filled(rows.clone(), at) > 0 => {
                    columns.unused.push(shown);
                }
                None => {}
            }
        }
        columns
    }
}

/// Whether a first row without a column of questions names columns all the same: one of its names is known, or it holds short names above
/// rows that ask.
pub fn names_columns(first: &[String], others: &[&Vec<String>], columns: &Columns) -> bool {
    let words = |cell: &str| cell.split_whitespace().count();
    let asks = |cell: &str| cell.contains(['?', '？', '؟']) || words(cell) >= 5;
    let known = first.iter().any(|name| name.trim().chars().count() > 1 && columns.role(name).is_some());
    let short = first.iter().all(|cell| words(cell) <= 3 && !cell.contains(['?', '？', '؟', '.', '!']));
    let asking = others.iter().filter(|row| row.first().is_some_and(|cell| asks(cell))).count();
    known || (short && asking > 0 && asking * 3 >= others.len() * 2)
}

/// What `--columns` could say of a table of which no column is known to hold questions: known columns as they are, the first two others that
/// hold words as question and answer.
pub fn suggested_columns(names: &[String], rows: &[&Vec<String>], columns: &Columns) -> String {
    let with_words = |at: usize| {
        let worded = rows.iter().filter(|row| row.get(at).is_some_and(|cell| cell.chars().any(char::is_alphabetic))).count();
        worded > 0 && worded * 2 >= rows.len()
    };
    let known: Vec<Option<Role>> = names.iter().map(|name| columns.role(name)).collect();
    let answer = known.iter().position(|role| *role == Some(Role::Answer));
    let mut free = (0..names.len()).filter(|at| known[*at].is_none() && with_words(*at));
    // Where every column is known, one that says something near is the question: a prompt, a topic.
    let question = free.next().or_else(|| (0..names.len()).find(|at| Some(*at) != answer && with_words(*at)));
    let answer = answer.or_else(|| free.next());
    let shown = |at: Option<usize>| match at {
        // A comma divides pairs, and numbers and empty names name nothing.
        Some(at) if names[at].contains([',', '\n', '"']) || names[at].trim().is_empty() => (at + 1).to_string(),
        Some(at) => names[at].trim().to_string(),
        None => "NAME".into(),
    };
    let pairs = format!("question={},answer={}", shown(question), shown(answer));
    if pairs.contains([' ', ';', '|', '&', '(', '\'', '$']) { format!("--columns \"{pairs}\"") } else { format!("--columns {pairs}") }
}
