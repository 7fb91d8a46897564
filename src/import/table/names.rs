//! What a column can hold, and the names by which it is found: the guide's own, those of the interface's languages, and what banks use.

use std::collections::BTreeMap;

use crate::encode::to_nfc;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Question,
    Prompt,
    /// Pictures or sounds below the question.
    Image,
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

impl Role {
    /// Whether it is shown to who studies, and not a word for the guide.
    pub fn is_text(self) -> bool {
        use Role::{Aliases, Id, Kind, Level, Minutes, Requires, Tags, Terms, Topic, Type, Updated};
        !matches!(self, Level | Kind | Type | Minutes | Tags | Topic | Id | Aliases | Requires | Terms | Updated)
    }
}

/// What each is called on the command line, and in the tables that `recto export csv` writes.
const KEYS: &[(&str, Role)] = &[
    ("question", Role::Question),
    ("prompt", Role::Prompt),
    ("image", Role::Image),
    ("choice", Role::Choice),
    ("choices", Role::Choices),
    ("right", Role::Right),
    ("wrong", Role::Wrong),
    ("choice-feedback", Role::ChoiceFeedback),
    ("feedback", Role::Feedback),
    ("hint", Role::Hint),
    ("short-answer", Role::ShortAnswer),
    ("answer", Role::Answer),
    ("key-points", Role::KeyPoints),
    ("pitfalls", Role::Pitfalls),
    ("red-flags", Role::RedFlags),
    ("follow-ups", Role::FollowUps),
    ("references", Role::References),
    ("level", Role::Level),
    ("kind", Role::Kind),
    ("type", Role::Type),
    ("minutes", Role::Minutes),
    ("tags", Role::Tags),
    ("topic", Role::Topic),
    ("id", Role::Id),
    ("aliases", Role::Aliases),
    ("requires", Role::Requires),
    ("terms", Role::Terms),
    ("updated", Role::Updated),
];

/// What banks call them.
const NAMES: &[(&str, Role)] = &[
    ("front", Role::Question),
    ("expression", Role::Question),
    ("term", Role::Question),
    ("q", Role::Question),
    ("title", Role::Question),
    ("question text", Role::Question),
    ("frage", Role::Question),
    ("vorderseite", Role::Question),
    ("begriff", Role::Question),
    ("aufgabe", Role::Question),
    ("aufgabenstellung", Role::Question),
    ("task", Role::Question),
    ("exercise", Role::Question),
    ("exercice", Role::Question),
    ("ejercicio", Role::Question),
    ("esercizio", Role::Question),
    ("pregunta", Role::Question),
    ("domanda", Role::Question),
    ("pergunta", Role::Question),
    ("问题", Role::Question),
    ("質問", Role::Question),
    ("questions", Role::Question),
    ("word", Role::Question),
    ("kérdés", Role::Question),
    ("otázka", Role::Question),
    ("pitanje", Role::Question),
    ("întrebare", Role::Question),
    ("spørgsmål", Role::Question),
    ("spørsmål", Role::Question),
    ("kysymys", Role::Question),
    ("ερώτηση", Role::Question),
    ("pertanyaan", Role::Question),
    ("câu hỏi", Role::Question),
    ("प्रश्न", Role::Question),
    ("คำถาม", Role::Question),
    ("السؤال", Role::Question),
    ("válasz", Role::Answer),
    ("odpověď", Role::Answer),
    ("odpoveď", Role::Answer),
    ("odgovor", Role::Answer),
    ("răspuns", Role::Answer),
    ("svar", Role::Answer),
    ("vastaus", Role::Answer),
    ("απάντηση", Role::Answer),
    ("jawaban", Role::Answer),
    ("đáp án", Role::Answer),
    ("trả lời", Role::Answer),
    ("उत्तर", Role::Answer),
    ("คำตอบ", Role::Answer),
    ("الجواب", Role::Answer),
    ("الإجابة", Role::Answer),
    ("text", Role::Question),
    ("stem", Role::Question),
    ("images", Role::Image),
    ("picture", Role::Image),
    ("pictures", Role::Image),
    ("figure", Role::Image),
    ("photo", Role::Image),
    ("image link", Role::Image),
    ("image url", Role::Image),
    ("img", Role::Image),
    ("illustration", Role::Image),
    ("media", Role::Image),
    ("audio", Role::Image),
    ("sound", Role::Image),
    ("bild", Role::Image),
    ("bilder", Role::Image),
    ("abbildung", Role::Image),
    ("foto", Role::Image),
    ("ton", Role::Image),
    ("imagen", Role::Image),
    ("immagine", Role::Image),
    ("imagem", Role::Image),
    ("图片", Role::Image),
    ("画像", Role::Image),
    ("details", Role::Prompt),
    ("context", Role::Prompt),
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
    ("reading", Role::Answer),
    ("pronunciation", Role::Answer),
    ("model answer", Role::Answer),
    ("sample answer", Role::Answer),
    ("translation", Role::Answer),
    ("lösung", Role::Answer),
    ("musterlösung", Role::Answer),
    ("musterantwort", Role::Answer),
    ("solución", Role::Answer),
    ("soluzione", Role::Answer),
    ("back extra", Role::Feedback),
    ("hints", Role::Hint),
    ("tip", Role::Hint),
    ("hinweis", Role::Hint),
    ("reference", Role::References),
    ("source", Role::References),
    ("link", Role::References),
    ("options", Role::Choices),
    ("question answers", Role::Choices),
    ("question options", Role::Choices),
    ("question choices", Role::Choices),
    ("answer options", Role::Choices),
    ("correct", Role::Right),
    ("correct answer", Role::Right),
    ("correct answers", Role::Right),
    ("correct option", Role::Right),
    ("correct option id", Role::Right),
    ("correct option ids", Role::Right),
    ("right answer", Role::Right),
    ("correct answer(s)", Role::Right),
    ("answer key", Role::Right),
    ("key", Role::Right),
    ("correct choice", Role::Right),
    ("richtig", Role::Right),
    ("richtige antwort", Role::Right),
    ("bonne réponse", Role::Right),
    ("respuesta correcta", Role::Right),
    ("risposta corretta", Role::Right),
    ("resposta correta", Role::Right),
    ("richtige antworten", Role::Right),
    ("richtige lösung", Role::Right),
    ("korrekt", Role::Right),
    ("korrekte antwort", Role::Right),
    ("réponse correcte", Role::Right),
    ("réponse juste", Role::Right),
    ("bonnes réponses", Role::Right),
    ("respuestas correctas", Role::Right),
    ("risposta esatta", Role::Right),
    ("risposta giusta", Role::Right),
    ("resposta certa", Role::Right),
    ("правильный ответ", Role::Right),
    ("верный ответ", Role::Right),
    ("正确答案", Role::Right),
    ("正解", Role::Right),
    ("wrong answer", Role::Wrong),
    ("wrong option", Role::Wrong),
    ("wrong choice", Role::Wrong),
    ("incorrect", Role::Wrong),
    ("incorrect answer", Role::Wrong),
    ("incorrect option", Role::Wrong),
    ("incorrect choice", Role::Wrong),
    ("false answer", Role::Wrong),
    ("distractor", Role::Wrong),
    ("falsch", Role::Wrong),
    ("falsche antwort", Role::Wrong),
    ("falschantwort", Role::Wrong),
    ("falsche option", Role::Wrong),
    ("distraktor", Role::Wrong),
    ("réponse fausse", Role::Wrong),
    ("fausse réponse", Role::Wrong),
    ("mauvaise réponse", Role::Wrong),
    ("réponse incorrecte", Role::Wrong),
    ("distracteur", Role::Wrong),
    ("respuesta incorrecta", Role::Wrong),
    ("respuesta falsa", Role::Wrong),
    ("risposta sbagliata", Role::Wrong),
    ("risposta errata", Role::Wrong),
    ("distrattore", Role::Wrong),
    ("resposta errada", Role::Wrong),
    ("resposta incorreta", Role::Wrong),
    ("неправильный ответ", Role::Wrong),
    ("неверный ответ", Role::Wrong),
    ("дистрактор", Role::Wrong),
    ("错误答案", Role::Wrong),
    ("干扰项", Role::Wrong),
    ("誤答", Role::Wrong),
    ("不正解", Role::Wrong),
    ("antwortmöglichkeit", Role::Choice),
    ("auswahlmöglichkeit", Role::Choice),
    ("proposition", Role::Choice),
    ("opción", Role::Choice),
    ("opzione", Role::Choice),
    ("opção", Role::Choice),
    ("вариант", Role::Choice),
    ("选项", Role::Choice),
    ("選択肢", Role::Choice),
    ("explanation", Role::Feedback),
    ("rationale", Role::Feedback),
    ("notes", Role::Feedback),
    ("erklärung", Role::Feedback),
    ("explication", Role::Feedback),
    ("difficulty", Role::Level),
    ("seniority", Role::Level),
    ("schwierigkeit", Role::Level),
    ("niveau", Role::Level),
    ("question type", Role::Type),
    ("tag", Role::Tags),
    ("keywords", Role::Tags),
    ("category", Role::Topic),
    ("deck", Role::Topic),
    ("chapter", Role::Topic),
    ("section", Role::Topic),
    ("subject", Role::Topic),
    ("thema", Role::Topic),
    ("fach", Role::Topic),
    ("unterrichtsfach", Role::Topic),
    ("kapitel", Role::Topic),
    ("lektion", Role::Topic),
    ("einheit", Role::Topic),
    ("theme", Role::Topic),
    ("unit", Role::Topic),
    ("matière", Role::Topic),
    ("thème", Role::Topic),
    ("chapitre", Role::Topic),
    ("asignatura", Role::Topic),
    ("materia", Role::Topic),
    ("tema", Role::Topic),
    ("capítulo", Role::Topic),
    ("matéria", Role::Topic),
    ("disciplina", Role::Topic),
    ("capitolo", Role::Topic),
    ("vak", Role::Topic),
    ("onderwerp", Role::Topic),
    ("przedmiot", Role::Topic),
    ("temat", Role::Topic),
    ("предмет", Role::Topic),
    ("тема", Role::Topic),
    ("ders", Role::Topic),
    ("konu", Role::Topic),
    ("科目", Role::Topic),
    ("主題", Role::Topic),
    ("과목", Role::Topic),
    ("विषय", Role::Topic),
    ("kategorie", Role::Topic),
    ("catégorie", Role::Topic),
    ("guid", Role::Id),
];

/// Columns of which each cell lists all wrong choices, on lines or with `;` between them.
const WRONG_LISTS: &[&str] = &[
    "wrong answers",
    "wrong options",
    "incorrect answers",
    "incorrect options",
    "distractors",
    "falsche antworten",
    "falschantworten",
    "falsche optionen",
    "distraktoren",
    "mauvaises réponses",
    "réponses fausses",
    "réponses incorrectes",
    "distracteurs",
    "respuestas incorrectas",
    "distractores",
    "risposte sbagliate",
    "risposte errate",
    "distrattori",
    "respostas erradas",
    "respostas incorretas",
    "неправильные ответы",
    "неверные ответы",
    "дистракторы",
];

/// Whether each cell of a column lists all wrong choices.
pub(super) fn lists_wrong(name: &str) -> bool {
    WRONG_LISTS.contains(&&*short(&normalize(name)))
}

/// What the columns of a table are called, by which they are found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Named on the command line, by their header or their number from 1: pairs such as `question`, `Prompt (EN)`.
    pub named: Vec<(String, String)>,
    /// The first row is a card: nothing names the columns.
    pub no_header: bool,
    /// Name → key: what the guide itself calls its sections, levels and kinds.
    own: BTreeMap<String, Role>,
    /// Name → key: what the languages of the interface call them.
    by_language: BTreeMap<String, Role>,
}

impl Columns {
    /// Adds what the guide calls the column of a key: `level`, `Anforderung`. The first that has a name keeps it.
    pub fn add_guide_name(&mut self, key: &str, name: &str) {
        add(&mut self.own, key, name);
    }

    /// Adds what a language calls it; what the guide says, and what banks use, counts more.
    pub fn add_language_name(&mut self, key: &str, name: &str) {
        add(&mut self.by_language, key, name);
    }

    /// What a column of this name holds. Keys come first: a table that `recto export csv` wrote is read as it was meant.
    pub(super) fn role(&self, name: &str) -> Option<Role> {
        let name = normalize(name);
        let short = short(&name);
        let known = |name: &str| {
            let of_banks = || NAMES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role);
            key(name).or_else(|| self.own.get(name).copied()).or_else(of_banks).or_else(|| self.by_language.get(name).copied())
        };
        // `Questions/Cues`
        let parts = || short.split('/').map(str::trim).find_map(known);
        if let Some(role) = known(&short).or_else(parts).or_else(|| misspelt(&short)) {
            return Some(role);
        }
        if WRONG_LISTS.contains(&&*short) {
            return Some(Role::Wrong);
        }
        // `Falsche Antwort (2)`, `2. falsche Antwort`.
        let (number, words) = short.split_once(' ').unwrap_or(("", &short));
        let ordinal = number.strip_suffix(['.', ')']).filter(|number| is_number(number));
        let (word, rest) = ordinal.map_or_else(|| short.rsplit_once(' ').unwrap_or((&short, "")), |number| (words, number));
        let rest = rest.trim_matches(['(', ')', '#']);
        let numbered = rest.chars().count() == 1 || is_number(rest);
        let glued = short.trim_end_matches(|c: char| c.is_ascii_digit());
        match word {
            "option" | "choice" | "wahl" if numbered => Some(Role::Choice),
            _ if short.starts_with("wrong answer") || short.starts_with("incorrect answer") => Some(Role::Wrong),
            _ if numbered => match known(word)? {
                Role::Answer => Some(Role::Choice),
                Role::Feedback => Some(Role::ChoiceFeedback),
                role @ (Role::Choice | Role::Wrong | Role::Right | Role::Hint) => Some(role),
                _ => None,
            },
            _ if glued.len() < short.len() && matches!(glued, "option" | "choice" | "answer") => Some(Role::Choice),
            _ if glued.len() < short.len() => known(glued).filter(|role| *role == Role::Wrong),
            _ if short.len() == 1 && matches!(&*short, "b" | "c" | "d" | "e") => Some(Role::Choice),
            _ => None,
        }
    }
}

/// `Correct Awnser`, `Dificulty`: a long name of which a letter or two are wrong.
fn misspelt(name: &str) -> Option<Role> {
    let is_near = |known: &str| {
        let most = if known.len() >= 2 * LEAST_LETTERS - 4 { 2 } else { 1 };
        known.len() >= LEAST_LETTERS && strsim::damerau_levenshtein(name, known) <= most
    };
    (name.len() >= LEAST_LETTERS).then(|| NAMES.iter().find(|(known, _)| is_near(known)).map(|(_, role)| *role))?
}

/// Of a shorter name another word may differ by a letter: `hints`, `hunts`.
const LEAST_LETTERS: usize = 9;

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit())
}

fn add(names: &mut BTreeMap<String, Role>, of: &str, name: &str) {
    let name = normalize(name);
    let name = short(&name);
    if let Some(role) = key(&of.replace('-', " ")).filter(|_| !name.is_empty()) {
        names.entry(name).or_insert(role);
    }
}

/// A name as it is compared: lower case, without marks of emphasis, accents in NFC.
pub fn normalize(name: &str) -> String {
    let bare = name.trim().trim_matches(['*', '_', '#', '\u{feff}']).to_lowercase().replace('_', " ").replace('’', "'");
    to_nfc(&bare.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Kahoot's `Question - max 120 characters` without what it says of it, `short-answer` and `key-points` with spaces.
fn short(normalized: &str) -> String {
    let short = normalized.split(" - ").next().unwrap_or_default().trim_end_matches([':', '?', '：', ' ']);
    // `✏️ Question (fold here)`
    let bare = short.trim_start_matches(|c: char| !c.is_alphanumeric());
    let short = if bare.is_empty() { short } else { bare };
    let short =
        short.split_once(" (").filter(|(_, rest)| rest.chars().filter(|c| c.is_alphabetic()).count() > 1).map_or(short, |(name, _)| name);
    short.replace('-', " ")
}

/// The keys by which the command line names what a column holds.
pub fn column_keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(key, _)| *key)
}

/// Whether a word names what a column can hold: a key, with a hyphen, an underscore or a space, or a name that banks use.
pub fn is_column_key(word: &str) -> bool {
    role_of_key(word).is_some()
}

/// What a key on the command line means.
pub(super) fn role_of_key(word: &str) -> Option<Role> {
    if short(&normalize(word)) == "option" { Some(Role::Choice) } else { Columns::default().role(word) }
}

/// The key of what a column holds.
pub(super) fn key_of(role: Role) -> &'static str {
    KEYS.iter().find(|(_, known)| *known == role).map_or("", |(key, _)| key)
}

fn key(name: &str) -> Option<Role> {
    KEYS.iter().find(|(key, _)| key.replace('-', " ") == name).map(|(_, role)| *role)
}
