//! What the columns of a table hold, found by their names in the first row, in several languages, or named on the command line.

/// Columns named on the command line: by their header or their number from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Pairs such as `question`, `Prompt (EN)`.
    pub named: Vec<(String, String)>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Question,
    Prompt,
    Answer,
    ShortAnswer,
    Hint,
    KeyPoints,
    Pitfalls,
    RedFlags,
    FollowUps,
    References,
    Choice,
    /// All choices in one cell, a line or a semicolon apart.
    Choices,
    Wrong,
    Right,
    Feedback,
    /// What is said of one choice.
    ChoiceFeedback,
    Level,
    Kind,
    Type,
    Minutes,
    Tags,
    Topic,
    Id,
    Aliases,
    Requires,
    Terms,
    Updated,
}

const NAMES: &[(&str, Role)] = &[
    ("question", Role::Question),
    ("front", Role::Question),
    ("term", Role::Question),
    ("q", Role::Question),
    ("title", Role::Question),
    ("question text", Role::Question),
    ("frage", Role::Question),
    ("vorderseite", Role::Question),
    ("begriff", Role::Question),
    ("pregunta", Role::Question),
    ("domanda", Role::Question),
    ("pergunta", Role::Question),
    ("问题", Role::Question),
    ("質問", Role::Question),
    ("questions", Role::Question),
    ("word", Role::Question),
    ("text", Role::Question),
    ("stem", Role::Question),
    ("prompt", Role::Prompt),
    ("details", Role::Prompt),
    ("context", Role::Prompt),
    ("answer", Role::Answer),
    ("back", Role::Answer),
    ("definition", Role::Answer),
    ("a", Role::Answer),
    ("solution", Role::Answer),
    ("antwort", Role::Answer),
    ("rückseite", Role::Answer),
    ("réponse", Role::Answer),
    ("respuesta", Role::Answer),
    ("risposta", Role::Answer),
    ("resposta", Role::Answer),
    ("答案", Role::Answer),
    ("回答", Role::Answer),
    ("answers", Role::Answer),
    ("meaning", Role::Answer),
    ("model answer", Role::Answer),
    ("sample answer", Role::Answer),
    ("translation", Role::Answer),
    ("lösung", Role::Answer),
    ("back extra", Role::Feedback),
    ("short answer", Role::ShortAnswer),
    ("hint", Role::Hint),
    ("hints", Role::Hint),
    ("tip", Role::Hint),
    ("hinweis", Role::Hint),
    ("key points", Role::KeyPoints),
    ("pitfalls", Role::Pitfalls),
    ("red flags", Role::RedFlags),
    ("follow-ups", Role::FollowUps),
    ("follow ups", Role::FollowUps),
    ("references", Role::References),
    ("reference", Role::References),
    ("source", Role::References),
    ("link", Role::References),
    ("options", Role::Choices),
    ("choices", Role::Choices),
    ("answer options", Role::Choices),
    ("correct", Role::Right),
    ("correct answer", Role::Right),
    ("correct answers", Role::Right),
    ("correct option", Role::Right),
    ("right answer", Role::Right),
    ("correct answer(s)", Role::Right),
    ("answer key", Role::Right),
    ("key", Role::Right),
    ("right", Role::Right),
    ("correct choice", Role::Right),
    ("richtig", Role::Right),
    ("richtige antwort", Role::Right),
    ("explanation", Role::Feedback),
    ("feedback", Role::Feedback),
    ("rationale", Role::Feedback),
    ("notes", Role::Feedback),
    ("erklärung", Role::Feedback),
    ("explication", Role::Feedback),
    ("level", Role::Level),
    ("difficulty", Role::Level),
    ("seniority", Role::Level),
    ("schwierigkeit", Role::Level),
    ("niveau", Role::Level),
    ("kind", Role::Kind),
    ("type", Role::Type),
    ("question type", Role::Type),
    ("minutes", Role::Minutes),
    ("tags", Role::Tags),
    ("tag", Role::Tags),
    ("keywords", Role::Tags),
    ("topic", Role::Topic),
    ("category", Role::Topic),
    ("deck", Role::Topic),
    ("chapter", Role::Topic),
    ("section", Role::Topic),
    ("subject", Role::Topic),
    ("thema", Role::Topic),
    ("kategorie", Role::Topic),
    ("catégorie", Role::Topic),
    ("id", Role::Id),
    ("guid", Role::Id),
    ("aliases", Role::Aliases),
    ("requires", Role::Requires),
    ("terms", Role::Terms),
    ("updated", Role::Updated),
];

/// The roles of a table's columns.
#[derive(Debug)]
pub struct Header {
    pub roles: Vec<Option<Role>>,
}

impl Header {
    /// Finds the roles by the names of the columns; `None` where no column holds questions.
    pub fn new(names: &[String], columns: &Columns) -> Option<Self> {
        let mut roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
        for (role_name, wanted) in &columns.named {
            let found = role(role_name)?;
            let at = wanted
                .parse::<usize>()
                .ok()
                .and_then(|n| n.checked_sub(1))
                .or_else(|| names.iter().position(|name| normal(name) == normal(wanted)))?;
            roles.iter_mut().filter(|role| **role == Some(found) && found != Role::Choice).for_each(|role| *role = None);
            *roles.get_mut(at)? = Some(found);
        }
        // Of two columns of questions the first counts; `Answer 1`, `Answer 2` are choices.
        if roles.iter().filter(|role| **role == Some(Role::Question)).count() > 1 {
            let first = roles.iter().position(|role| *role == Some(Role::Question));
            roles
                .iter_mut()
                .enumerate()
                .filter(|(i, role)| **role == Some(Role::Question) && Some(*i) != first)
                .for_each(|(_, role)| *role = Some(Role::Prompt));
        }
        let choices = roles.iter().filter(|role| matches!(role, Some(Role::Choice | Role::Choices | Role::Wrong))).count();
        // Beside choices, "Answer" says which one is right.
        if choices > 0 && !roles.contains(&Some(Role::Right)) {
            roles.iter_mut().filter(|role| **role == Some(Role::Answer)).for_each(|role| *role = Some(Role::Right));
        }
        roles.contains(&Some(Role::Question)).then_some(Self { roles })
    }

    /// Two or three columns without names: front, back, and a hint or tags.
    pub fn front_and_back(width: usize) -> Self {
        let roles = [Role::Question, Role::Answer, Role::Tags];
        Self { roles: (0..width).map(|i| roles.get(i).copied()).collect() }
    }

    pub fn has_answers(&self) -> bool {
        self.roles.iter().any(|role| matches!(role, Some(Role::Answer | Role::ShortAnswer | Role::Choice | Role::Choices | Role::Right)))
    }
}

pub fn normal(name: &str) -> String {
    name.trim().trim_matches(['*', '_', '#', '\u{feff}']).to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word names what a column can hold.
pub fn is_role(name: &str) -> bool {
    role(name).is_some()
}

fn role(name: &str) -> Option<Role> {
    let name = normal(name);
    // Kahoot's: `Question - max 120 characters`, `Answer 1 - max 75 characters`, `Correct answer(s) - choose at least one`.
    let short = name.split(" - ").next().unwrap_or_default().trim_end_matches([':', '?']);
    if let Some((_, role)) = NAMES.iter().find(|(known, _)| *known == short) {
        return Some(*role);
    }
    let (word, rest) = short.split_once(' ').unwrap_or((short, ""));
    let numbered = !rest.is_empty() && (rest.len() == 1 || rest.chars().all(|c| c.is_ascii_digit()));
    let glued = short.trim_end_matches(|c: char| c.is_ascii_digit());
    match word {
        "option" | "choice" | "answer" | "antwort" | "réponse" | "wahl" if numbered => Some(Role::Choice),
        "wrong" | "incorrect" | "distractor" if numbered || rest.starts_with("answer") => Some(Role::Wrong),
        "hint" if numbered => Some(Role::Hint),
        "feedback" if numbered => Some(Role::ChoiceFeedback),
        _ if glued.len() < short.len() && matches!(glued, "option" | "choice" | "answer") => Some(Role::Choice),
        _ if short.len() == 1 && matches!(short, "b" | "c" | "d" | "e") => Some(Role::Choice),
        _ => None,
    }
}
