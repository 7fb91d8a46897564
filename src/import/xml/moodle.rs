//! Moodle's XML: a question for each `<question>`, below the category that the last one named. <https://docs.moodle.org/en/Moodle_XML_format>

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::cloze_deletions::{self, ClozeDeletions, HiddenText};
use super::super::{Bank, Choice, ForeignCard, Media, TrueFalseNames, card_text, credit, gift, html, typed_answers};
use super::{Reader, base_64, child, children, inner_text, joined};

/// Adds the questions below `root` to the bank.
pub fn read(reader: &Reader<'_>, root: Node<'_, '_>, truth: &TrueFalseNames, bank: &mut Bank) {
    let mut category: Vec<String> = Vec::new();
    let combined = CombinedFeedback::new(root);
    for question in root.children().filter(|node| node.has_tag_name("question")) {
        let kind = question.attribute("type").unwrap_or_default();
        if kind == "category" {
            let name = child(question, "category").map(inner_text).unwrap_or_default();
            category = gift::category_path(&name);
            continue;
        }
        for lost in files(question, bank) {
            reader.not_imported(question, format!("the file `{lost}` of this question is damaged and was not read"), bank);
        }
        match card(question, kind, truth, &combined) {
            Ok(mut card) => {
                card.folder = category.clone();
                reader.push(question, card, bank);
            }
            Err(why) => reader.not_imported(question, why, bank),
        }
    }
}

/// Combined feedback: of right, partly right and wrong answers as a whole. Each text with its number of uses: those that Moodle fills in for every question are dropped.
struct CombinedFeedback(BTreeMap<String, usize>);

const COMBINED_FEEDBACK: [&str; 3] = ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"];

impl CombinedFeedback {
    fn new(root: Node<'_, '_>) -> Self {
        let mut counts = BTreeMap::new();
        for node in root.descendants().filter(|node| COMBINED_FEEDBACK.contains(&node.tag_name().name())) {
            *counts.entry(text(Some(node))).or_insert(0) += 1;
        }
        Self(counts)
    }

    fn of(&self, question: Node<'_, '_>) -> Vec<String> {
        let own = |text: &String| {
            let usual = text.starts_with("Your answer is ") && text.len() < 40;
            !text.is_empty() && !usual && self.0.get(text) == Some(&1)
        };
        COMBINED_FEEDBACK.iter().filter_map(|name| child(question, name)).map(|node| text(Some(node))).filter(own).collect()
    }
}

/// `<questiontext format="html"><text>…</text></questiontext>` as Markdown.
fn text(node: Option<Node<'_, '_>>) -> String {
    let Some(node) = node else { return String::new() };
    converted(node, raw(node))
}

/// As the bank has it.
fn raw(node: Node<'_, '_>) -> String {
    child(node, "text").map(inner_text).unwrap_or_default().replace("@@PLUGINFILE@@/", "")
}

fn converted(node: Node<'_, '_>, text: String) -> String {
    match node.attribute("format") {
        Some("markdown" | "plain_text") => text,
        _ => html::to_markdown(&text),
    }
}

/// Takes the files of a question, in base 64; the names of those that cannot be read.
fn files(question: Node<'_, '_>, bank: &mut Bank) -> Vec<String> {
    let mut lost = Vec::new();
    for file in question.descendants().filter(|node| node.has_tag_name("file")) {
        let name = file.attribute("name").unwrap_or_default();
        match base_64(&inner_text(file)) {
            Some(bytes) if !name.is_empty() && !name.contains(['/', '\\']) => {
                bank.media.push(Media { path: name.to_string(), bytes: bytes.into() });
            }
            _ => lost.push(name.to_string()),
        }
    }
    lost
}

/// An answer with its share of the points, and what is said of it.
type WeightedAnswer = (f64, String, String);

fn card(question: Node<'_, '_>, kind: &str, truth: &TrueFalseNames, combined: &CombinedFeedback) -> Result<ForeignCard, String> {
    let asked = text(child(question, "questiontext"));
    if asked.is_empty() {
        return Err("this question is empty".into());
    }
    let (heading, prompt) = card_text::split_heading(&asked);
    let mut card = ForeignCard { question: heading, prompt, ..ForeignCard::default() };
    card.name = child(question, "name").map(inner_text).filter(|name| !name.is_empty());
    card.key = child(question, "idnumber").map(inner_text).filter(|id| !id.is_empty());
    card.tags = child(question, "tags").map(|tags| children(tags, "tag").map(inner_text).collect()).unwrap_or_default();
    card.hints = children(question, "hint").map(|hint| text(Some(hint))).filter(|hint| !hint.is_empty()).collect();
    let feedback = joined([text(child(question, "generalfeedback"))].into_iter().chain(combined.of(question)));
    match kind {
        "multichoice" | "multichoiceset" | "truefalse" | "calculatedmulti" => {
            choose(&mut card, answers(question), (kind == "truefalse").then_some(truth));
            card.answer = joined([std::mem::take(&mut card.answer), feedback]);
        }
        "description" => return Err("a description is not a question".into()),
        "shortanswer" | "numerical" | "calculated" | "calculatedsimple" | "essay" => {
            typed(&mut card, question, feedback);
        }
        "matching" | "match" | "ddmatch" => matched(&mut card, question, feedback),
        "ordering" => {
            let items = answers(question).into_iter().enumerate().map(|(i, (_, text, _))| format!("{}. {text}", i + 1));
            card.answer = joined([items.collect::<Vec<_>>().join("\n"), feedback]);
        }
        "cloze" | "multianswer" | "gapselect" | "ddwtos" => return with_gaps(question, kind, card, feedback),
        other => return Err(format!("questions of the type `{other}` have no counterpart")),
    }
    if kind.starts_with("calculated") {
        report_computed_numbers(question, &mut card);
    }
    Ok(card)
}

/// Moodle puts numbers in the place of `{a}` and computes with them: here they are formulas, which nobody can be asked.
fn report_computed_numbers(question: Node<'_, '_>, card: &mut ForeignCard) {
    let names = question.descendants().filter(|node| node.has_tag_name("dataset_definition"));
    let names: Vec<String> = names.filter_map(|node| child(node, "name").map(inner_text)).map(|name| format!("`{{{name}}}`")).collect();
    let which = if names.is_empty() { String::new() } else { format!(" for {}", names.join(", ")) };
    card.not_imported
        .push(format!("Moodle computes this question's numbers{which}; the card is a draft with the formulas: write one case"));
    card.draft = true;
}

fn answers(question: Node<'_, '_>) -> Vec<WeightedAnswer> {
    let weighted = |answer: Node<'_, '_>| {
        let fraction = answer.attribute("fraction").and_then(|fraction| fraction.parse().ok()).unwrap_or(0.0);
        let tolerance = child(answer, "tolerance").map(inner_text).filter(|off| off.parse::<f64>().is_ok_and(|off| off != 0.0));
        let shown = text(Some(answer)) + &tolerance.map_or(String::new(), |off| format!(" ± {off}"));
        (fraction, shown, text(child(answer, "feedback")))
    };
    children(question, "answer").map(weighted).collect()
}

fn choose(card: &mut ForeignCard, answers: Vec<WeightedAnswer>, truth: Option<&TrueFalseNames>) {
    let right = credit::right_choices(&answers.iter().map(|(fraction, ..)| *fraction).collect::<Vec<_>>(), true);
    let partly = answers.iter().zip(&right).filter(|((fraction, ..), right)| *fraction > 0.0 && !**right);
    card.not_imported.extend(partly.map(|((fraction, text, _), _)| credit::partial_credit_note(text, *fraction)));
    let named = |text: String| match (truth, text.as_str()) {
        (Some(truth), "true") => truth.yes.clone(),
        (Some(truth), "false") => truth.no.clone(),
        _ => text,
    };
    let choices = answers.into_iter().zip(right).map(|((_, text, feedback), right)| Choice { right, text: named(text), feedback });
    credit::set_choices(card, choices.collect());
}

/// Answers that learners type: what gives all points, what is said of it, then the others with their share and what is said of them.
fn typed(card: &mut ForeignCard, question: Node<'_, '_>, feedback: String) {
    let answers = answers(question);
    let full = |fraction: f64| fraction >= 100.0;
    let right: Vec<String> =
        answers.iter().filter(|(fraction, ..)| full(*fraction)).map(|(_, text, _)| gift::escape_wildcards(text.clone())).collect();
    let said = answers.iter().filter(|(fraction, ..)| full(*fraction)).map(|(.., feedback)| feedback.clone());
    let others = answers.iter().filter(|(fraction, _, said)| !full(*fraction) && (*fraction > 0.0 || !said.is_empty()));
    let others: Vec<String> = others
        .map(|(fraction, text, said)| {
            let share = if *fraction > 0.0 { format!(" ({fraction} %)") } else { String::new() };
            format!(
                "- {}{share}{}",
                if text == "*" { "…" } else { text },
                if said.is_empty() { String::new() } else { format!(": {said}") }
            )
        })
        .collect();
    card.not_imported.extend(
        answers
            .iter()
            .filter(|(share, ..)| *share > 0.0 && !full(*share))
            .map(|(share, text, _)| credit::partial_credit_note(text, *share)),
    );
    let wrong = answers.iter().filter(|(share, text, said)| *share <= 0.0 && said.is_empty() && !matches!(text.as_str(), "" | "*"));
    card.not_imported.extend(wrong.map(|(_, text, _)| format!("`{text}` gives no points in the bank and was left out")));
    let grader = text(child(question, "graderinfo"));
    let template = text(child(question, "responsetemplate"));
    card.prompt = joined([std::mem::take(&mut card.prompt), template]);
    card.answer = joined([grader].into_iter().chain(said).chain([others.join("\n"), feedback]));
    typed_answers::set(card, &right);
}

fn matched(card: &mut ForeignCard, question: Node<'_, '_>, feedback: String) {
    let rows: Vec<(String, String)> = children(question, "subquestion")
        .map(|sub| (text(Some(sub)), child(sub, "answer").map(|answer| text(Some(answer))).unwrap_or_default()))
        .collect();
    let pairs = typed_answers::pairs_table(rows.iter().filter(|(a, _)| !a.is_empty()).map(|(a, b)| (a.as_str(), b.as_str())));
    let alone = rows.iter().filter(|(a, b)| a.is_empty() && !b.is_empty()).map(|(_, b)| b.as_str()).collect::<Vec<_>>();
    if !alone.is_empty() {
        card.not_imported.push(format!("answers that match nothing are left out: {}", alone.join(", ")));
    }
    card.answer = joined([pairs, feedback]);
}

/// A question whose deletions are in its text: `{1:SHORTANSWER:=right#said~wrong}`, or `[[2]]` for the second of the options.
fn with_gaps(question: Node<'_, '_>, kind: &str, card: ForeignCard, feedback: String) -> Result<ForeignCard, String> {
    let node = child(question, "questiontext").ok_or("this question is empty")?;
    let mut found = Embedded::default();
    let raw = raw(node);
    let marked = if matches!(kind, "gapselect" | "ddwtos") { found.numbered(&raw, question) } else { found.embedded(&raw) };
    if found.deletions.is_empty() {
        return Err("this cloze question has no gaps".into());
    }
    let text = found.deletions.insert_into(&converted(node, marked));
    let answer = joined([found.said.join("\n"), feedback]);
    Ok(ForeignCard {
        name: card.name,
        answer,
        tags: card.tags,
        hints: card.hints,
        key: card.key,
        not_imported: found.notes,
        ..card_text::cloze_card(text)
    })
}

#[derive(Default)]
struct Embedded {
    deletions: ClozeDeletions,
    /// What is said of answers, an item each.
    said: Vec<String>,
    notes: Vec<String>,
}

impl Embedded {
    fn embedded(&mut self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(close) = end_of_gap(&rest[open + 1..]).map(|at| open + 1 + at) else { break };
            out.push_str(&rest[..open]);
            let mut parts = rest[open + 1..close].splitn(3, ':');
            let (weight, kind, answers) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
            match answers.filter(|_| weight.trim().chars().all(|c| c.is_ascii_digit()) && is_kind(kind)) {
                Some(answers) => out.push_str(&self.gap(kind, answers)),
                None => out.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        out + rest
    }

    fn gap(&mut self, kind: &str, answers: &str) -> String {
        let answers: Vec<WeightedAnswer> = split(answers, '~').into_iter().map(weighted_answer).collect();
        let numeric = matches!(kind, "NUMERICAL" | "NM");
        let shown = |text: &str| match text.split_once(':').filter(|_| numeric) {
            Some((number, off)) if off.trim().parse() != Ok(0.0) => format!("{} ± {}", number.trim(), off.trim()),
            Some((number, _)) => number.trim().to_string(),
            None => text.to_string(),
        };
        let weights: Vec<f64> = answers.iter().map(|(weight, ..)| *weight).collect();
        let mut right = credit::right_choices(&weights, true);
        if !right.contains(&true) {
            let most = weights.iter().copied().fold(0.0, f64::max);
            right = weights.iter().map(|weight| most > 0.0 && *weight == most).collect();
        }
        for ((weight, text, said), right) in answers.iter().zip(&right) {
            if *weight > 0.0 && !right {
                self.notes.push(credit::partial_credit_note(text, *weight));
            }
            if !said.is_empty() {
                self.said.push(format!("- {}: {said}", if text == "*" { "…" } else { text }));
            }
        }
        let hidden: Vec<String> = answers.iter().zip(&right).filter(|(_, right)| **right).map(|((_, text, _), _)| shown(text)).collect();
        let chosen = kind.starts_with("MULTI") || kind.starts_with("MC") || kind.starts_with("MR");
        let hint = cloze_deletions::options_hint(answers.iter().map(|(_, text, _)| text.as_str()).filter(|_| chosen));
        self.deletions.add(HiddenText { hidden: hidden.join(" / "), hint })
    }

    /// `[[2]]`: the second of the options, of which those of its group can be chosen.
    fn numbered(&mut self, text: &str, question: Node<'_, '_>) -> String {
        let boxes = question.children().filter(|node| matches!(node.tag_name().name(), "selectoption" | "dragbox"));
        let options: Vec<(String, String)> = boxes
            .map(|node| {
                (
                    html::to_markdown(&child(node, "text").map(inner_text).unwrap_or_default()),
                    child(node, "group").map(inner_text).unwrap_or_default(),
                )
            })
            .collect();
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, inner)) = rest.split_once("[[") {
            let Some((number, after)) = inner.split_once("]]") else { break };
            out.push_str(before);
            match number.trim().parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?)) {
                Some((hidden, group)) => {
                    let hint = cloze_deletions::options_hint(options.iter().filter(|(_, of)| of == group).map(|(text, _)| text.as_str()));
                    out.push_str(&self.deletions.add(HiddenText { hidden: hidden.clone(), hint }));
                }
                None => out.push_str(&format!("[[{number}]]")),
            }
            rest = after;
        }
        out + rest
    }
}

/// The types of embedded answers, with their short names and variants (question/type/multianswer/questiontype.php).
fn is_kind(kind: &str) -> bool {
    let base = kind.trim_end_matches("_S").trim_end_matches("_C").trim_end_matches("_V").trim_end_matches("_H").trim_end_matches("_HS");
    ["SHORTANSWER", "NUMERICAL", "MULTICHOICE", "MULTIRESPONSE"].contains(&base)
        || ["SA", "MW", "SAC", "MWC", "NM", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS", "MR", "MRV", "MRH", "MRS", "MRVS", "MRHS"]
            .contains(&kind)
}

/// Where a gap's brace is closed.
fn end_of_gap(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        if c == '}' && !escaped {
            return Some(i);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Parts between characters that no backslash escapes.
fn split(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut start, mut escaped) = (Vec::new(), 0, false);
    for (i, c) in text.char_indices() {
        if c == sign && !escaped {
            parts.push(&text[start..i]);
            start = i + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(&text[start..]);
    parts
}

/// `=right#said`, `%50%half`, `wrong`: the share, the words as Markdown, and what is said.
fn weighted_answer(answer: &str) -> WeightedAnswer {
    let answer = answer.trim();
    let share =
        answer.strip_prefix('%').and_then(|rest| rest.split_once('%')).and_then(|(share, rest)| Some((share.parse::<f64>().ok()?, rest)));
    let (weight, rest) = share.unwrap_or_else(|| answer.strip_prefix('=').map_or((0.0, answer), |rest| (100.0, rest)));
    let mut parts = split(rest, '#').into_iter();
    let words = |text: &str| html::to_markdown(&unescaped(text.trim()));
    (weight, parts.next().map(words).unwrap_or_default(), words(&parts.collect::<Vec<_>>().join("#")))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for c in text.chars() {
        if c == '\\' && !escaped {
            escaped = true;
            continue;
        }
        if escaped && !matches!(c, '}' | '#' | '~' | '/' | '"' | '\\' | '{' | '=') {
            out.push('\\');
        }
        out.push(c);
        escaped = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert_into(text: &str) -> (String, Vec<String>, Vec<String>) {
        let mut found = Embedded::default();
        let marked = found.embedded(text);
        (found.deletions.insert_into(&html::to_markdown(&marked)), found.said, found.notes)
    }

    #[test]
    fn embedded_answers_become_deletions() {
        let (text, said, notes) = insert_into(
            "<p>{1:SHORTANSWER:=Berlin#yes~%50%Bonn~*#no} lies at the {:MC:Elbe~=Spree~Rhein}, since {2:NUMERICAL:=1237:2}, {not one}.</p>",
        );
        assert_eq!(text, "==Berlin== lies at the ==Spree==^[Elbe / Spree / Rhein], since ==1237 ± 2==, {not one}.");
        assert_eq!(said, ["- Berlin: yes", "- …: no"]);
        assert_eq!(notes.len(), 1);
        assert_eq!(insert_into("{1:SA:=a\\}b\\~c~=d} and {1:SA:=x} or {1:SA:=x}").0, "==a}b~c / d== and ==x== or ==x=={#gap-3}");
        assert_eq!(insert_into("a {1:SA:=a&lt;b} c").0, "a ==a\\<b== c");
    }
}
