//! How banks write questions and answers: what a heading or a line says about itself.

/// Words that questions and tasks begin with.
const QUESTION_OPENERS: &[&str] = &[
    "what",
    "what's",
    "whats",
    "why",
    "how",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "explain",
    "describe",
    "define",
    "name",
    "list",
    "compare",
    "contrast",
    "implement",
    "write",
    "design",
    "tell",
    "is",
    "are",
    "was",
    "were",
    "does",
    "do",
    "did",
    "can",
    "could",
    "should",
    "would",
    "will",
    "has",
    "have",
    "given",
    "consider",
    "discuss",
    "difference",
    "differences",
    "suppose",
    "imagine",
    "give",
    "state",
    "mention",
    "differentiate",
    "was",
    "wie",
    "warum",
    "wann",
    "wo",
    "welche",
    "welcher",
    "welches",
    "wer",
    "wozu",
    "nennen",
    "nenne",
    "erklären",
    "erkläre",
    "beschreiben",
    "definieren",
    "qu'est-ce",
    "quelle",
    "quel",
    "quels",
    "quelles",
    "pourquoi",
    "comment",
    "quand",
    "expliquez",
    "qué",
    "cuál",
    "cómo",
    "por",
    "explique",
    "cosa",
    "perché",
];

/// Whether a text reads as a question or a task.
pub fn is_question(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['*', '_', ' ', '"', ')']);
    if text.ends_with(['?', '？', '؟']) || text.contains("? ") {
        return true;
    }
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-').replace('’', "'");
    QUESTION_OPENERS.contains(&first.as_str()) && text.split_whitespace().count() >= 2
}

/// A heading's or question's words without what numbers and links it: `### 12. [[↑]](#toc) <a name='x'>What?</a>` → `What?`, numbered.
pub fn clean(text: &str) -> (String, bool) {
    let mut text = without_tags(text);
    let mut numbered = false;
    loop {
        let before = text.len();
        let bare = text.trim().to_string();
        text = match without_bold(&bare).or_else(|| without_link_to_top(&bare)).or_else(|| without_emphasis(&bare)) {
            Some(inner) => inner,
            None => bare,
        };
        if let Some(rest) = without_number(&text) {
            numbered = true;
            text = rest.to_string();
        }
        if text.len() == before {
            break;
        }
    }
    (text.trim().to_string(), numbered)
}

/// `**All of it**`, without the asterisks.
fn without_bold(text: &str) -> Option<String> {
    let inner = text.strip_prefix("**")?.strip_suffix("**").or_else(|| text.strip_prefix("__")?.strip_suffix("__"))?;
    (!inner.contains("**")).then(|| inner.trim().to_string())
}

/// `[[↑]](#toc) Rest` and `[↑](#top) Rest`.
fn without_link_to_top(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find("](#")?;
    let label = inner[..close].trim_matches(['[', ']']);
    let end = close + inner[close..].find(')')?;
    (!label.chars().any(char::is_alphanumeric)).then(|| inner[end + 1..].trim().to_string())
}

/// `*All of it*`, without the asterisks.
fn without_emphasis(text: &str) -> Option<String> {
    let inner = text.strip_prefix('*')?.strip_suffix('*')?;
    (!inner.contains('*') && !inner.trim().is_empty()).then(|| inner.trim().to_string())
}

/// Words that are before a question's number.
const NUMBERED_NOUNS: [&str; 10] = ["question", "frage", "exercise", "problem", "aufgabe", "pregunta", "domanda", "pergunta", "task", "q"];

/// The number by which a bank counts a question: `### **Q12.** What?` → 12.
pub fn number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['#', '*', '_', '>', ' ', '-']).to_lowercase();
    let word = NUMBERED_NOUNS.into_iter().find(|word| text.starts_with(word)).map_or(0, str::len);
    let rest = text[word..].trim_start_matches([' ', '#', '.', ':', '*']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &rest[digits..];
    let ends = after.is_empty() || after.starts_with(['.', ')', ':', '*', '-', '–', ']']) || word > 0 && after.starts_with(' ');
    rest[..digits].parse().ok().filter(|_| ends)
}

/// Whether a heading only counts: `Question 12`, `Q3.`, `Exercise 4`.
pub fn is_bare_number(title: &str) -> bool {
    let lower = title.trim().trim_matches('*').to_lowercase();
    let word = NUMBERED_NOUNS.into_iter().find(|word| lower.starts_with(word)).map_or(0, str::len);
    let rest = lower[word..].trim_start_matches([' ', '#', '.']).trim_end_matches(['.', ':', ')', ' ']);
    word > 0 && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `12. `, `12) `, `Q12: `, `Question 12 - `, `Q. `.
fn without_number(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    // `Q. What?`
    let unnumbered = ["question", "frage", "q"].into_iter().find(|word| lower.starts_with(word)).and_then(|word| text.get(word.len()..));
    if let Some(rest) = unnumbered.and_then(|rest| rest.strip_prefix(['.', ':', '：', ')']))
        && (rest.starts_with([' ', '\t', '*']) || rest.is_empty())
        && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    {
        return Some(rest.trim());
    }
    let word = ["question", "frage", "q"].into_iter().find(|word| lower.starts_with(word)).map_or(0, str::len);
    let rest = text.get(word..)?.trim_start_matches([' ', '#', '.']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let number = rest[..digits].trim_end_matches('.');
    let after = &rest[number.len()..];
    let sign = after.trim_start().strip_prefix([':', '.', ')', '-', '–', '—', '：']);
    match (number.is_empty(), sign) {
        (false, Some(rest)) if rest.starts_with([' ', '\t', '*']) || rest.is_empty() => Some(rest.trim_start_matches('*').trim()),
        (false, None) if word > 0 && after.starts_with(' ') => Some(after.trim()),
        (true, Some(rest)) if word > 0 && after.starts_with([':', '：', '.', ')']) && (rest.starts_with(' ') || rest.is_empty()) => {
            Some(rest.trim())
        }
        _ => None,
    }
}

/// Elements that a heading or a line may be dressed in.
const PRESENTATION_TAGS: &[&str] =
    &["a", "b", "strong", "i", "em", "span", "p", "summary", "code", "font", "div", "h1", "h2", "h3", "h4", "h5", "h6", "u", "center"];

/// Without the HTML tags of elements that are opened and closed in the text, and without `<br>`; every other `<` is a character.
pub fn without_tags(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(step) = text[at..].find('<') {
        let open = at + step;
        out.push_str(&text[at..open]);
        let inner = lower[open + 1..].trim_start_matches('/');
        let name: &str = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len())];
        let paired = PRESENTATION_TAGS.contains(&name) && lower.contains(&format!("</{name}")) && opens(&lower, name);
        match text[open..].find('>').filter(|_| paired || name == "br") {
            Some(end) => {
                if name == "code" {
                    out.push('`');
                }
                at = open + end + 1;
            }
            None => {
                out.push('<');
                at = open + 1;
            }
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Whether a tag opens an element of that name.
fn opens(lower: &str, name: &str) -> bool {
    [">", " "].iter().any(|end| lower.contains(&format!("<{name}{end}")))
}

/// What a line or heading announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Answer,
    Explanation,
    Hint,
    KeyPoints,
    FollowUps,
    References,
}

/// `**Answer:** rest`, `#### Explanation`, `Hint - rest`: what it announces and the rest. `bare` allows a label without a colon (a heading's).
pub fn label(line: &str, bare: bool) -> Option<(Label, String)> {
    let plain = without_tags(line);
    let plain = plain.trim().trim_start_matches(['#', '>', ' ']).trim_start();
    let marks = plain.len() - plain.trim_start_matches(['*', '_']).len();
    let plain = &plain[marks..];
    let short = ["ans.", "ans)", "answer)", "sol.", "sol)", "solution)"].iter().find(|start| plain.to_lowercase().starts_with(*start));
    let end = short
        .map(|start| start.len() - 1)
        .or_else(|| plain.find([':', '：']))
        .or_else(|| bare.then_some(plain.len()).or_else(|| plain.find(" - ")))?;
    let name = plain[..end].trim().trim_matches(['*', '_', ' ']).to_lowercase();
    if name.chars().count() > 32 {
        return None;
    }
    let label = match name.as_str() {
        "answer"
        | "answers"
        | "ans"
        | "a"
        | "correct answer"
        | "correct answers"
        | "the answer"
        | "right answer"
        | "correct option"
        | "answer key"
        | "correct"
        | "view answer"
        | "show answer"
        | "antwort"
        | "lösung"
        | "réponse"
        | "respuesta"
        | "risposta"
        | "resposta"
        | "answer is"
        | "the answer is"
        | "the correct answer is"
        | "sol"
        | "correct answer is"
        | "答"
        | "答案" => Label::Answer,
        "explanation" | "solution" | "why" | "rationale" | "explication" | "erklärung" | "explicación" | "details" | "discussion"
        | "解析" => Label::Explanation,
        "hint" | "hints" | "tip" | "hinweis" | "tipp" | "indice" | "pista" => Label::Hint,
        "key points" | "key takeaways" | "takeaways" | "what to look for" | "good to hear" => Label::KeyPoints,
        "follow-ups" | "follow-up" | "follow up" | "follow-up questions" | "follow up questions" => Label::FollowUps,
        "reference" | "references" | "source" | "sources" | "further reading" | "resources" | "read more" | "see also" | "learn more"
        | "additional links" => Label::References,
        _ => return None,
    };
    let rest = plain.get(end..).unwrap_or_default();
    let signs: &[char] = if short.is_some() { &['.', ')'] } else { &[':', '：'] };
    let rest = rest.strip_prefix(signs).or_else(|| rest.strip_prefix(" -")).unwrap_or(rest);
    let rest = rest.trim();
    let rest = if marks > 0 { rest.strip_prefix(&"*".repeat(marks)[..]).unwrap_or(rest) } else { rest };
    // The asterisks around a whole line.
    let rest = if marks > 0 && rest.matches("**").count() % 2 == 1 { rest.trim_end_matches('*') } else { rest };
    Some((label, rest.trim().to_string()))
}

/// The letters that an answer names: `D`, `A, C`, `B and D`, `(c)`, `Option B`, `D) the text`. Empty where it names none.
pub fn letters(text: &str) -> (Vec<char>, &str) {
    let mut rest = text.trim_start_matches(['*', '_', '`', ' ', '(']);
    for word in ["option ", "options ", "Option ", "Options "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let mut found = Vec::new();
    while let Some(letter) = rest.chars().next().filter(char::is_ascii_alphabetic) {
        let after = &rest[1..];
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '\'') || after.starts_with(" =") {
            break;
        }
        let next = after.trim_start_matches(['*', '_', '`', ')', ' ', '.']);
        let lower_word = letter.is_ascii_lowercase()
            && after.starts_with(' ')
            && next.starts_with(|c: char| c.is_alphabetic())
            && !next.starts_with("and ");
        if lower_word {
            break;
        }
        found.push(letter.to_ascii_uppercase());
        rest = after;
        match next.strip_prefix([',', '&', ';', '/']).or_else(|| next.strip_prefix("and ")) {
            Some(more) if more.trim_start().starts_with(|c: char| c.is_ascii_alphabetic()) && is_letter_alone(more.trim_start()) => {
                rest = more.trim_start()
            }
            _ => break,
        }
    }
    (found, rest.trim_start_matches(['*', '_', '`', ')', '.', ':', ' ', '-', '–']))
}

fn is_letter_alone(text: &str) -> bool {
    text.chars().nth(1).is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lose_numbers_and_links() {
        assert_eq!(clean("12. What is it?"), ("What is it?".into(), true));
        assert_eq!(clean("Q1. What?"), ("What?".into(), true));
        assert_eq!(clean("**Question 3:** Why so"), ("**Question 3:** Why so".into(), false));
        assert_eq!(clean("[[↑]](#toc) <a name='patterns'>Questions about Design Patterns:</a>").0, "Questions about Design Patterns:");
        assert_eq!(clean("**2) Why?**"), ("Why?".into(), true));
        assert_eq!(clean("3.14 is what?"), ("3.14 is what?".into(), false));
        assert_eq!(clean("Q. ***What is it?***"), ("What is it?".into(), true));
        assert_eq!(clean("Q: Why?"), ("Why?".into(), true));
        assert_eq!(clean("Queues *and* stacks").0, "Queues *and* stacks");
        assert_eq!(clean("What is the difference between <b> and <strong>?").0, "What is the difference between <b> and <strong>?");
        assert_eq!(clean("Vec<T> and a < b").0, "Vec<T> and a < b");
    }

    #[test]
    fn labels_and_letters() {
        assert_eq!(label("**Answer:** D", false), Some((Label::Answer, "D".into())));
        assert_eq!(label("#### Answer: D", false), Some((Label::Answer, "D".into())));
        assert_eq!(label("### Explanation", true), Some((Label::Explanation, String::new())));
        assert_eq!(label("An answer: no", false), None);
        assert_eq!(label("Ans) It is so.", false), Some((Label::Answer, "It is so.".into())));
        assert_eq!(label("Answering. It is so", false), None);
        assert_eq!(label("**Answer: B**", false), Some((Label::Answer, "B".into())));
        assert_eq!(letters("D").0, ['D']);
        assert_eq!(letters("A, C").0, ['A', 'C']);
        assert_eq!(letters("B and D").0, ['B', 'D']);
        assert_eq!(letters("(c) because"), (vec!['C'], "because"));
        assert_eq!(letters("D) the text").0, ['D']);
        assert_eq!(letters("A lock is held").0, ['A']);
        assert_eq!(letters("a lock is held").0, Vec::<char>::new());
        assert_eq!(letters("Because").0, Vec::<char>::new());
    }

    #[test]
    fn what_counts_questions() {
        assert_eq!(
            ["### **Q12.** What?", "3) x", "- 4: B", "Question 7", "2024 was", "v1. x"].map(number),
            [Some(12), Some(3), Some(4), Some(7), None, None]
        );
        assert!(is_bare_number("Question 12") && is_bare_number("Q3.") && is_bare_number("**Exercise 4:**"));
        assert!(!is_bare_number("Question") && !is_bare_number("12") && !is_bare_number("Question 2 of life"));
    }

    #[test]
    fn questions_are_told_from_titles() {
        assert!(
            is_question("What is a lock?")
                && is_question("Explain the event loop")
                && is_question("**Why?**")
                && is_question("幂等是什么？")
        );
        assert!(!is_question("Databases") && !is_question("Table of contents"));
    }
}
