//! What a line or heading of a bank announces: `**Answer:** …`, `#### Explanation`, `Hint - …`, in the languages in which banks are written.

use super::heuristics::{leading_symbols, without_tags};

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
const NAMES: [(Label, &str); 7] = [
    (Label::Answer, ANSWERS),
    (Label::Explanation, EXPLANATIONS),
    (Label::Hint, HINTS),
    (Label::ShortAnswer, SHORT_ANSWERS),
    (Label::KeyPoints, KEY_POINTS),
    (Label::FollowUps, FOLLOW_UPS),
    (Label::References, REFERENCES),
];

const ANSWERS: &str = "answer|answers|ans|a|correct answer|correct answers|the answer|right answer|correct option|correct options|answer key\
    |correct|view answer|show answer|selected answer|selected answers|answer is|the answer is|the correct answer is|sol|correct answer is|antwort|lösung\
    |richtige antwort|richtige antworten|richtig|richtig ist|richtig sind|korrekt|antworten|lösungen|musterantwort|musterlösung|réponse|réponses\
    |bonne réponse|bonnes réponses|réponse correcte|réponses correctes|respuestas|respuestas correctas|risposte|risposte corrette|respostas\
    |respostas corretas|правильные ответы|правильні відповіді|odpowiedzi|poprawna odpowiedź|poprawne odpowiedzi|prawidłowe odpowiedzi\
    |doğru cevaplar|doğru yanıtlar|right answers|respuesta|respuesta correcta|risposta|risposta corretta|resposta\
    |resposta correta|ответ|правильный ответ|відповідь|правильна відповідь|odpowiedź|prawidłowa odpowiedź|antwoord\
    |juiste antwoord|juiste antwoorden|antwoorden|cevap|doğru cevap|yanıt|doğru yanıt|svar|odpověď|đáp án|trả lời|jawaban|उत्तर|الإجابة|الجواب|答|答案|参考答案\
    |正确答案|標準答案|回答|解答|答え|正解|정답|답변|your answer|my answer|model answer|sample answer|suggested answer|expected answer\
    |ideal answer|deine antwort|ihre antwort|meine antwort|beispielantwort|votre réponse|ta réponse|réponse attendue|réponse modèle\
    |tu respuesta|su respuesta|respuesta modelo|la tua risposta|sua resposta|resposta esperada|ваш ответ|ваша відповідь|twoja odpowiedź\
    |jouw antwoord|cevabın|modelantwoord";

const EXPLANATIONS: &str = "explanation|rationalization|rationalisation|feedback|solution|why|rationale|explication|erklärung|begründung|explicación|spiegazione|explicação|пояснение\
    |объяснение|пояснення|wyjaśnienie|uitleg|açıklama|giải thích|penjelasan|الشرح|discussion|解析|解释|解説|해설|설명";

const HINTS: &str = "hint|hints|tip|hinweis|tipp|indice|pista|подсказка|підказка|wskazówka|ipucu|提示|ヒント|힌트";

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
        .or_else(|| plain.find([':', '：']))
        .or_else(|| bare.then_some(plain.len()).or_else(|| plain.find(" - ")))?;
    let name = plain[..end].trim().trim_matches(['*', '_', ' ']).to_lowercase();
    if name.chars().count() > 32 {
        return None;
    }
    // `Lösung (Beispiel)`, `Rechnung/Lösung`
    let bare = name.split_once(" (").map_or(&*name, |(bare, _)| bare);
    let last = bare.rsplit_once('/').map_or(bare, |(_, last)| last.trim());
    let known = NAMES.iter().find(|(_, names)| names.split('|').any(|one| one == bare || one == last)).map(|(label, _)| *label);
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

/// Words for the answer in a summary: "Click to see the answer", "Lösung anzeigen".
const ANSWER_WORDS: &str = "answer|solution|antwort|lösung|réponse|respuesta|solución|risposta|soluzione|resposta|solução|ответ|решение|відповідь\
    |odpowiedź|antwoord|oplossing|cevap|đáp án|jawaban|答|解|정답";

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
        || has_word_of(summary, PROMISES)
        || names_answer(summary)
}

/// Whether a summary speaks of the answer: "Click to see the answer".
pub fn names_answer(summary: &str) -> bool {
    has_word_of(summary, ANSWER_WORDS)
}

fn has_word_of(summary: &str, words: &str) -> bool {
    let lower = summary.to_lowercase() + " ";
    summary.split_whitespace().count() <= 7 && words.split('|').any(|word| lower.contains(word))
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
