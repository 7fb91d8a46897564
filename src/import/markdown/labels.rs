//! What a line or heading of a bank announces: `**Answer:** …`, `#### Explanation`, `Hint - …`, in the languages in which banks are written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::heuristics::{leading_symbols, without_tags};
use super::label_names;

/// What is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Answer,
    Explanation,
    Hint,
    KeyPoints,
    FollowUps,
    References,
    ShortAnswer,
}

/// By what it is called, in lower case, with `|` between the names.
const NAMES: [(Label, &str); 9] = [
    (Label::Answer, label_names::ANSWER),
    (Label::Answer, label_names::SOLUTION),
    (Label::Answer, label_names::ANSWER_PHRASES),
    (Label::Explanation, label_names::EXPLANATION),
    (Label::Hint, label_names::HINT),
    (Label::ShortAnswer, SHORT_ANSWERS),
    (Label::KeyPoints, KEY_POINTS),
    (Label::FollowUps, FOLLOW_UPS),
    (Label::References, REFERENCES),
];

/// Each name and what it announces.
static LABELS: LazyLock<BTreeMap<&str, Label>> = LazyLock::new(|| {
    let named = |(label, names): (Label, &'static str)| names.split('|').map(move |name| (name, label));
    NAMES.into_iter().flat_map(named).collect()
});

/// The words for a question and for an answer.
static QUESTION_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| label_names::QUESTION.split('|').collect());
static ANSWER_WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| label_names::ANSWER.split('|').collect());

/// A name as the lists have it: in lower case, with straight apostrophes.
fn canonical(name: &str) -> String {
    // A capital `İ` has its dot apart in lower case.
    name.to_lowercase().replace(['’', '‘', 'ʻ', 'ʼ', '`', '´'], "'").replace('\u{307}', "")
}

/// Whether a text is the word for a question.
pub fn is_question_word(text: &str) -> bool {
    text.len() <= MOST_BYTES && QUESTION_WORDS.contains(&*canonical(text))
}

/// Whether a text is the word for an answer.
pub fn is_answer_word(text: &str) -> bool {
    text.len() <= MOST_BYTES && ANSWER_WORDS.contains(&*canonical(text))
}

/// So long is a word at most.
const MOST_BYTES: usize = 64;

const SHORT_ANSWERS: &str = "tl;dr|tldr|short answer|kurze antwort|kurzantwort";

const KEY_POINTS: &str = "key points|key takeaways|takeaways|what to look for|good to hear";

const FOLLOW_UPS: &str = "follow-ups|follow-up|follow up|follow-up questions|follow up questions|next questions|related questions";

const REFERENCES: &str = "reference|references|source|sources|further reading|resources|read more|see also|learn more|additional links|links\
    |useful links|sources and links|quellen|literatur|références|referencias|riferimenti|ссылки|источники|посилання|źródła\
    |bronnen|kaynaklar|参照|出典|参考リンク|参考|参考资料|参考链接|参考文献|相关链接|參考|참고";

/// `**Answer:** rest`, `#### Explanation`, `Hint - rest`: what it announces and the rest. `bare` allows a label without a colon (a heading's).
pub fn label(line: &str, bare: bool) -> Option<(Label, String)> {
    let plain = without_tags(line);
    let plain = plain.trim().trim_start_matches(['#', '>', ' ']).trim_start();
    let plain = &plain[leading_symbols(plain)..];
    // `> [!FAQ]- Rationale`: the title of a callout.
    let title = plain.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(_, title)| title.trim_start_matches(['-', '+', ' ']));
    let (plain, bare) = (title.unwrap_or(plain), bare || title.is_some());
    let marks = plain.len() - plain.trim_start_matches(['*', '_']).len();
    let plain = &plain[marks..];
    // `**✅ Answer: b**`
    let plain = &plain[leading_symbols(plain)..];
    let short = ["ans.", "ans)", "answer)", "sol.", "sol)", "solution)"].iter().find(|start| plain.to_lowercase().starts_with(*start));
    let end = short
        .map(|start| start.len() - 1)
        .or_else(|| unseparated(plain).filter(|_| marks == 2))
        .or_else(|| plain.find([':', '：']))
        .or_else(|| bare.then_some(plain.len()).or_else(|| plain.find(" - ")))?;
    let name = canonical(plain[..end].trim().trim_matches(['*', '_', ' ']));
    if name.chars().count() > 32 {
        return None;
    }
    // `Lösung (Beispiel)`, `Rechnung/Lösung`
    let bare = name.split_once(" (").map_or(&*name, |(bare, _)| bare);
    let last = bare.rsplit_once('/').map_or(bare, |(_, last)| last.trim());
    let known = LABELS.get(bare).or_else(|| LABELS.get(last)).copied();
    let label = known.or_else(|| (name == "r" && marks > 0).then_some(Label::Answer))?;
    let rest = plain.get(end..).unwrap_or_default();
    let signs: &[char] = if short.is_some() { &['.', ')'] } else { &[':', '：'] };
    let rest = rest.strip_prefix(signs).or_else(|| rest.strip_prefix(" -")).unwrap_or(rest);
    let rest = rest.trim();
    let rest = if marks > 0 { rest.strip_prefix(&"*".repeat(marks)[..]).unwrap_or(rest) } else { rest };
    // The asterisks around a whole line.
    let rest = if marks > 0 && rest.matches("**").count() % 2 == 1 { rest.trim_end_matches('*') } else { rest };
    Some((label, rest.trim().to_string()))
}

/// Where the name in `Explanation** It is so.` ends, whose asterisks alone set it off from a sentence. Names that begin sentences and headings of an
/// answer need a colon.
fn unseparated(text: &str) -> Option<usize> {
    let (name, rest) = text.split_once("**")?;
    let rest = rest.strip_prefix(' ')?;
    let is_sentence = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '`' | '"')) && rest.trim_end().ends_with(['.', '!', '。']);
    let is_name = name.chars().count() > 2 && !matches!(&*name.to_lowercase(), "correct" | "why" | "feedback" | "richtig" | "korrekt");
    let known = LABELS.get(&*canonical(name)).is_some_and(|label| matches!(label, Label::Answer | Label::Explanation));
    (known && is_name && is_sentence).then_some(name.len())
}

/// More words for the answer in a summary: "Click to see the solution", "Javobni ko'rsatish".
const ANSWER_STEMS: &str = "solution|përgjigj|răspuns|απάντησ|отговор|إجاب|atbild|atsakym|відповід|odpowied|解";

/// The shortest word that is looked for within others, in bytes: `sol` is in `solve`.
const FEWEST_BYTES: usize = 4;

/// Words of a summary that promises something: "Click to show".
const PROMISES: &str = "details|show|reveal|click|expand|spoiler|toggle|view|open|hidden|anzeigen|klicken|afficher|voir|cliquez|mostrar|ver |mostra\
    |показать|pokaż|toon|göster|查看|展开|点击|表示|クリック|보기";

/// Whether a summary says that what it hides is the answer, and nothing else.
pub fn promises_answer(summary: &str) -> bool {
    let lower = summary.to_lowercase() + " ";
    let alone = lower.trim_matches(|c: char| !c.is_alphanumeric());
    lower.trim().is_empty()
        || alone == "response"
        || label(summary, true).is_some()
        || has_word_of(summary, PROMISES.split('|'))
        || names_answer(summary)
}

/// Whether a summary speaks of the answer: "Click to see the answer".
pub fn names_answer(summary: &str) -> bool {
    let words = label_names::ANSWER.split('|').chain(label_names::SOLUTION.split('|'));
    has_word_of(summary, ANSWER_STEMS.split('|').chain(words.filter(|word| word.len() >= FEWEST_BYTES || !word.is_ascii())))
}

fn has_word_of<'a>(summary: &str, mut words: impl Iterator<Item = &'a str>) -> bool {
    let lower = summary.to_lowercase() + " ";
    summary.split_whitespace().count() <= 7 && words.any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_announce() {
        assert_eq!(label("**Answer:** D", false), Some((Label::Answer, "D".into())));
        assert_eq!(label("#### Answer: D", false), Some((Label::Answer, "D".into())));
        assert_eq!(label("### Explanation", true), Some((Label::Explanation, String::new())));
        assert_eq!(label("An answer: no", false), None);
        assert_eq!(label("**Explanation** Stack: it is so.", false), Some((Label::Explanation, "Stack: it is so.".into())));
        assert_eq!(label("**Answer** It is so.", false), Some((Label::Answer, "It is so.".into())));
        let none = [
            "**Explanation** of it",
            "**A** Paris.",
            "**Feedback** Loops.",
            "**Links** They lead on.",
            "**Solution** Architect",
            "*Why* It is so.",
        ];
        assert!(none.iter().all(|text| label(text, false).is_none()));
        assert_eq!(label("Ans) It is so.", false), Some((Label::Answer, "It is so.".into())));
        assert_eq!(label("Answering. It is so", false), None);
        assert_eq!(label("> 💡 **Answer:** yes", false), Some((Label::Answer, "yes".into())));
        assert_eq!(label("**R :** oui", false), Some((Label::Answer, "oui".into())));
        assert_eq!(label("R: a language", false), None);
        assert_eq!(label("**Answer: B**", false), Some((Label::Answer, "B".into())));
        let answers = ["Réponse : B", "#### Cevap: B", "Đáp án: B", "**Odpowiedź:** B", "Antwoord: B", "答案：B", "الإجابة: B"];
        assert_eq!(answers.map(|text| label(text, false)), [(); 7].map(|()| Some((Label::Answer, "B".into()))));
    }

    #[test]
    fn summaries_promise() {
        let promised = ["Answer", "show", "Click here to see the solution", "", "💡 Lösung", "查看答案", "Afficher la réponse"];
        assert!(promised.iter().all(|summary| promises_answer(summary)));
        let others = ["See example", "Code", "The output", "Why is it so that an answer of the server is shown at once by no client?"];
        assert!(!others.iter().any(|summary| promises_answer(summary)));
    }
}
