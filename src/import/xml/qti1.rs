//! QTI 1.2: an `<item>` a card, with what Canvas, Blackboard and others make of its responses. <https://www.imsglobal.org/question/qtiv1p2/>

use std::collections::BTreeMap;

use roxmltree::Node;

use super::super::cloze_deletions::{self, ClozeDeletions, HiddenText};
use super::super::{Choice, ForeignCard, card_text, credit, html, typed_answers};
use super::{TagName, child, inner_text, joined};

/// The card of an item.
///
/// # Errors
/// The reason why it is not supported.
pub fn card(item: Node<'_, '_>) -> Result<ForeignCard, String> {
    let presentation = item.descendants().find(|node| node.has_tag_name_anywhere("presentation")).ok_or("the item has no presentation")?;
    let responses: Vec<Response> = presentation.descendants().filter_map(Response::new).collect();
    let asked: Vec<String> = presentation
        .descendants()
        .filter(|node| node.has_tag_name_anywhere("material") && !node.ancestors().any(|a| a.tag_name().name().starts_with("re")))
        .map(raw)
        .collect();
    let shown: Vec<String> = asked.iter().map(|text| html::to_markdown(text)).collect();
    let (heading, prompt) = card_text::split_heading(&joined(shown));
    let mut card = ForeignCard { question: heading, prompt, key: item.attribute("ident").map(str::to_string), ..ForeignCard::default() };
    card.name = item.attribute("title").map(str::to_string).filter(|title| !title.is_empty());
    if card.question.is_empty() {
        return Err("the item is empty".into());
    }
    let right = Right::new(item);
    let feedback = Feedback::new(item);
    let lists: Vec<&Response> = responses.iter().filter(|response| !response.typed).collect();
    let answer = match lists[..] {
        [] => String::new(),
        [one] if responses.len() == 1 => {
            let choice = |(id, text): &(String, String)| Choice {
                right: right.is(&one.id, id),
                text: text.clone(),
                feedback: feedback.take(&[&format!("{id}_fb"), id]),
            };
            credit::set_choices(&mut card, one.labels.iter().map(choice).collect());
            String::new()
        }
        _ => match with_gaps(&asked, &responses, &right) {
            Some(text) => {
                let cloze = card_text::cloze_card(text);
                card = ForeignCard { key: card.key, ..cloze };
                String::new()
            }
            None => pairs(&responses, &right),
        },
    };
    let general = feedback.general();
    card.hints = general.hints;
    card.answer = joined([std::mem::take(&mut card.answer), answer].into_iter().chain(general.texts));
    if lists.is_empty() {
        let answers: Vec<String> = right.all.iter().map(|words| typed_answers::from_plain_text(words)).collect();
        typed_answers::set(&mut card, &answers);
    }
    Ok(card)
}

/// A text as the bank has it: HTML, or plain text made so; pictures and sounds of their own elements.
fn raw(node: Node<'_, '_>) -> String {
    let part = |node: Node<'_, '_>| match node.tag_name().name() {
        "mattext" if node.attribute("texttype").is_some_and(|kind| kind.contains("html")) => Some(inner_text(node)),
        // Written as text, often HTML all the same.
        "mattext" => {
            let text = inner_text(node);
            Some(if text.contains('<') || text.contains('&') { text } else { text.replace('\n', "<br>") })
        }
        "matemtext" => Some(format!("<em>{}</em>", inner_text(node))),
        "matimage" | "mataudio" | "matvideo" | "matapplication" => {
            Some(format!("<img src=\"{}\" alt=\"{}\">", node.attribute("uri")?, node.attribute("label").unwrap_or_default()))
        }
        _ => None,
    };
    let parts: Vec<String> = node.descendants().filter_map(part).filter(|text| !text.trim().is_empty()).collect();
    if let [one] = &parts[..] { one.clone() } else { parts.iter().map(|part| format!("<p>{part}</p>")).collect() }
}

fn material(node: Node<'_, '_>) -> String {
    html::to_markdown(&raw(node))
}

/// One thing to answer.
struct Response {
    id: String,
    /// What is beside it: the left side of a pair, the name of a blank.
    name: String,
    typed: bool,
    /// Id and text of what can be chosen.
    labels: Vec<(String, String)>,
}

impl Response {
    fn new(node: Node<'_, '_>) -> Option<Self> {
        if !matches!(node.tag_name().name(), "response_lid" | "response_str" | "response_num" | "response_xy" | "response_grp") {
            return None;
        }
        let typed = node.descendants().any(|inner| inner.has_tag_name_anywhere("render_fib"));
        let label = |node: Node<'_, '_>| (node.attribute("ident").unwrap_or_default().to_string(), material(node));
        let labels = node.descendants().filter(|node| node.has_tag_name_anywhere("response_label") && !typed);
        Some(Self {
            id: node.attribute("ident").unwrap_or_default().to_string(),
            name: child(node, "material").map(material).unwrap_or_default(),
            typed,
            labels: labels.map(label).collect(),
        })
    }

    /// The texts that are right for it.
    fn right(&self, right: &Right) -> Vec<String> {
        let ids = right.by_response.get(&self.id).cloned().unwrap_or_default();
        let of_label = |id: &str| self.labels.iter().find(|(of, _)| *of == id).map(|(_, text)| text.clone());
        let text = |id: String| of_label(&id).unwrap_or_else(|| typed_answers::from_plain_text(&id));
        ids.into_iter().map(text).collect()
    }
}

/// What gives points: the conditions name it, those under `not` do not.
#[derive(Default)]
struct Right {
    all: Vec<String>,
    by_response: BTreeMap<String, Vec<String>>,
}

impl Right {
    fn new(item: Node<'_, '_>) -> Self {
        let gives = |condition: &Node<'_, '_>| {
            let points = |node: Node<'_, '_>| inner_text(node).parse::<f64>().is_ok_and(|points| points > 0.0);
            condition.descendants().any(|node| node.has_tag_name_anywhere("setvar") && points(node))
        };
        let mut right = Self::default();
        let mut seen = Vec::new();
        for condition in item.descendants().filter(|node| node.has_tag_name_anywhere("respcondition")).filter(gives) {
            let denied = |node: &Node<'_, '_>| node.ancestors().any(|around| around.has_tag_name_anywhere("not"));
            let of = |name: &'static str| condition.descendants().filter(move |node| node.has_tag_name_anywhere(name));
            let mut exact: Vec<(String, String)> = of("varequal").filter(|node| !denied(node)).map(response).collect();
            let bounds = |names: [&'static str; 2]| names.into_iter().find_map(|name| of(name).next()).map(response);
            let range = match (bounds(["vargte", "vargt"]), bounds(["varlte", "varlt"])) {
                (Some((id, low)), Some((_, high))) if exact.is_empty() => Some((id, format!("{low} – {high}"))),
                (Some((_, low)), Some((_, high))) => {
                    if let [(_, number)] = &mut exact[..] {
                        number.push_str(&tolerance(number, &low, &high));
                    }
                    None
                }
                _ => None,
            };
            for (id, value) in exact.into_iter().chain(range) {
                if !seen.contains(&(id.clone(), value.clone())) {
                    right.all.push(value.clone());
                    right.by_response.entry(id.clone()).or_default().push(value.clone());
                    seen.push((id, value));
                }
            }
        }
        right
    }

    fn is(&self, response: &str, label: &str) -> bool {
        let of = self.by_response.get(response).unwrap_or(&self.all);
        of.iter().any(|value| value == label)
    }
}

/// ` ± 5`: what a number may be off by, where it is in the middle between two bounds.
fn tolerance(number: &str, low: &str, high: &str) -> String {
    let [Ok(number), Ok(low), Ok(high)] = [number, low, high].map(|text| text.trim().parse::<f64>()) else { return String::new() };
    let (below, above) = (number - low, high - number);
    let is_middle = below > 0.0 && below.is_finite() && (below - above).abs() <= below * 1e-6;
    // Without the digits that binary fractions add.
    let off = format!("{below:.10}");
    if is_middle { format!(" ± {}", off.trim_end_matches('0').trim_end_matches('.')) } else { String::new() }
}

fn response(node: Node<'_, '_>) -> (String, String) {
    (node.attribute("respident").unwrap_or_default().to_string(), inner_text(node))
}

/// A text that names its blanks, `[blank1]`, as deletions; `None` where it does not.
fn with_gaps(asked: &[String], responses: &[Response], right: &Right) -> Option<String> {
    let mut deletions = ClozeDeletions::default();
    let mut text = asked.concat();
    for one in responses {
        let place = format!("[{}]", one.name);
        if one.name.is_empty() || !text.contains(&place) {
            return None;
        }
        let hidden = one.right(right);
        let hint =
            cloze_deletions::options_hint(one.labels.iter().map(|(_, text)| text.as_str()).filter(|_| one.labels.len() > hidden.len()));
        let mark = deletions.add(HiddenText { hidden: hidden.join(" / "), hint });
        text = text.replace(&place, &mark);
    }
    Some(deletions.insert_into(&html::to_markdown(&text)))
}

/// What belongs together: a table where each has a name, else a line each.
fn pairs(responses: &[Response], right: &Right) -> String {
    let answered: Vec<(&str, String)> =
        responses.iter().map(|one| (one.name.as_str(), one.right(right).join(" / "))).filter(|(_, answer)| !answer.is_empty()).collect();
    if answered.iter().all(|(name, _)| !name.is_empty()) {
        return typed_answers::pairs_table(answered.iter().map(|(name, answer)| (*name, answer.as_str())));
    }
    let line = |one: &Response| match (one.name.is_empty(), one.right(right).join(" / ")) {
        (_, answer) if answer.is_empty() => None,
        (true, answer) => Some(format!("- {answer}")),
        (false, answer) => Some(format!("- {} → {answer}", one.name)),
    };
    responses.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The feedback of a question.
struct Feedback<'a, 'i> {
    item: Node<'a, 'i>,
    taken: std::cell::RefCell<Vec<String>>,
}

struct GeneralFeedback {
    texts: Vec<String>,
    hints: Vec<String>,
}

impl<'a, 'i> Feedback<'a, 'i> {
    fn new(item: Node<'a, 'i>) -> Self {
        Self { item, taken: std::cell::RefCell::default() }
    }

    fn all(&self) -> impl Iterator<Item = (&'a str, Node<'a, 'i>)> {
        let all = self.item.descendants().filter(|node| node.has_tag_name_anywhere("itemfeedback"));
        all.map(|node| (node.attribute("ident").unwrap_or_default(), node))
    }

    /// That of a choice, by the first of these names.
    fn take(&self, names: &[&str]) -> String {
        let Some((name, node)) = names.iter().find_map(|name| self.all().find(|(id, _)| id == name)) else { return String::new() };
        self.taken.borrow_mut().push(name.to_string());
        material(node)
    }

    /// What no choice has.
    fn general(&self) -> GeneralFeedback {
        let taken = self.taken.borrow();
        let mut feedback = GeneralFeedback { texts: Vec::new(), hints: Vec::new() };
        let order = |name: &str| ["general_fb", "correct_fb"].iter().position(|first| *first == name).unwrap_or(2);
        // What only those see who are wrong answers nothing.
        let mut all: Vec<(&str, Node<'_, '_>)> =
            self.all().filter(|(id, _)| !taken.iter().any(|name| name == id) && !id.contains("incorrect")).collect();
        all.sort_by_key(|(name, _)| order(name));
        for (_, node) in all {
            let hint = node.descendants().any(|inner| inner.has_tag_name_anywhere("hint"));
            let list = if hint { &mut feedback.hints } else { &mut feedback.texts };
            let text = material(node);
            if !text.is_empty() && !list.contains(&text) {
                list.push(text);
            }
        }
        feedback
    }
}
