//! Moodle XML, and QTI 1.2 and 2.1 items, alone or in a package.
//!
//! Documents with a DTD are refused by the parser, so that no entity expands and nothing outside is read.

use roxmltree::{Document, Node};

use super::archive::Archive;
use super::{Bank, BankFile, Choice, ForeignCard, Media, credit, html, write};
use crate::source::{Location, SourceId, Span};

/// A zip file: a package of QTI items, with the media that they show.
pub fn read_package(file: &BankFile, bank: &mut Bank) {
    let mut archive = match Archive::open(file.bytes.clone()) {
        Ok(archive) => archive,
        Err(why) => return bank.refuse(&file.path, why, ""),
    };
    let before = bank.cards.len();
    let mut names = archive.names();
    names.sort();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let bytes = match archive.read(name) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => continue,
            Err(why) => return bank.refuse(&file.path, why, ""),
        };
        let lower = name.to_lowercase();
        if lower.ends_with("imsmanifest.xml") {
            continue;
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) if lower.ends_with(".xml") => read(&format!("{}/{name}", file.path), text, bank),
            _ => bank.media.push(Media { path: name.clone(), bytes: bytes.into() }),
        }
    }
    if bank.cards.len() == before {
        bank.refuse(&file.path, "the archive holds no questions that can be read", "unpack it and name what is inside");
    }
}

pub fn read(path: &str, text: &str, bank: &mut Bank) {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - bare.len();
    let document = match Document::parse(bare) {
        Ok(document) => document,
        Err(error) => return bank.refuse(path, format!("not XML that can be read: {error}"), ""),
    };
    let source = bank.add_source(path, text);
    let root = document.root_element();
    let reader = Reader { path, source, offset };
    match root.tag_name().name() {
        "quiz" => reader.moodle(root, bank),
        "assessmentItem" => reader.item_2(root, bank),
        "questestinterop" => reader.items_1(root, bank),
        "assessmentTest" | "manifest" | "qti-assessment-test" => {}
        "qti-assessment-item" => reader.unplaced(root, "QTI 3 items are not read yet: export QTI 2.1", bank),
        other => bank.refuse(path, format!("`<{other}>` is neither Moodle XML nor a QTI item"), ""),
    }
}

struct Reader<'a> {
    path: &'a str,
    source: SourceId,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        // The start tag is place enough.
        let text = &node.document().input_text()[range.clone()];
        let end = text.find('>').map_or(range.end, |at| range.start + at + 1);
        Span::new(range.start + self.offset, end + self.offset)
    }

    fn unplaced(&self, node: Node<'_, '_>, why: impl Into<String>, bank: &mut Bank) {
        bank.unplaced(self.source, self.span(node), why);
    }

    fn push(&self, node: Node<'_, '_>, mut card: ForeignCard, bank: &mut Bank) {
        let span = self.span(node);
        card.at = Some(Location { source: self.source, span });
        card.file = self.path.to_string();
        card.line = bank.sources.get(self.source).line_column(span.start as usize).line;
        card.draft |= !card.is_answered();
        bank.cards.push(card);
    }

    fn moodle(&self, root: Node<'_, '_>, bank: &mut Bank) {
        let mut category: Vec<String> = Vec::new();
        for question in root.children().filter(|node| node.has_tag_name("question")) {
            let kind = question.attribute("type").unwrap_or_default();
            if kind == "category" {
                let name = child(question, "category").map(inner_text).unwrap_or_default();
                category = name
                    .split('/')
                    .filter(|part| !part.is_empty() && !part.starts_with('$') && *part != "top")
                    .map(str::to_string)
                    .collect();
                continue;
            }
            files(question, bank);
            match moodle_card(question, kind) {
                Ok(mut card) => {
                    card.folder = category.clone();
                    self.push(question, card, bank);
                }
                Err(why) => self.unplaced(question, why, bank),
            }
        }
    }

    /// QTI 2.1: an item a document.
    fn item_2(&self, item: Node<'_, '_>, bank: &mut Bank) {
        match qti_2(item) {
            Ok(card) => self.push(item, card, bank),
            Err(why) => self.unplaced(item, why, bank),
        }
    }

    /// QTI 1.2: items at any depth.
    fn items_1(&self, root: Node<'_, '_>, bank: &mut Bank) {
        for item in root.descendants().filter(|node| node.has_tag_name("item")) {
            match qti_1(item) {
                Ok(card) => self.push(item, card, bank),
                Err(why) => self.unplaced(item, why, bank),
            }
        }
    }
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn children<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> + 'a {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// All text below a node.
fn inner_text(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect::<String>().trim().to_string()
}

/// `<questiontext format="html"><text>…</text></questiontext>` as Markdown.
fn moodle_text(node: Option<Node<'_, '_>>) -> String {
    let Some(node) = node else { return String::new() };
    let text = child(node, "text").map(inner_text).unwrap_or_default().replace("@@PLUGINFILE@@/", "");
    match node.attribute("format") {
        Some("markdown" | "plain_text") => text,
        _ => html::to_markdown(&text),
    }
}

/// The files of a question, in base 64.
fn files(question: Node<'_, '_>, bank: &mut Bank) {
    for file in question.descendants().filter(|node| node.has_tag_name("file")) {
        let name = file.attribute("name").unwrap_or_default();
        if !name.is_empty()
            && !name.contains(['/', '\\'])
            && let Some(bytes) = base_64(&inner_text(file))
        {
            bank.media.push(Media { path: name.to_string(), bytes: bytes.into() });
        }
    }
}

/// Decodes base 64; `None` for a sign that is not of it.
fn base_64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0);
    for c in text.bytes().filter(|c| !c.is_ascii_whitespace() && *c != b'=') {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

fn moodle_card(question: Node<'_, '_>, kind: &str) -> Result<ForeignCard, String> {
    let text = moodle_text(child(question, "questiontext"));
    if text.is_empty() {
        return Err("this question has no words".into());
    }
    let (heading, prompt) = write::heading_of(&text);
    let mut card = ForeignCard { question: heading, prompt, ..ForeignCard::default() };
    card.name = child(question, "name").map(inner_text).filter(|name| !name.is_empty());
    card.key = child(question, "idnumber").map(inner_text).filter(|id| !id.is_empty());
    card.tags = child(question, "tags").map(|tags| children(tags, "tag").map(inner_text).collect()).unwrap_or_default();
    card.hints = children(question, "hint").map(|hint| moodle_text(Some(hint))).filter(|hint| !hint.is_empty()).collect();
    let feedback = moodle_text(child(question, "generalfeedback"));
    let answers: Vec<(f64, String, String)> = children(question, "answer")
        .map(|answer| {
            (
                answer.attribute("fraction").and_then(|f| f.parse().ok()).unwrap_or(0.0),
                moodle_text(Some(answer)),
                moodle_text(child(answer, "feedback")),
            )
        })
        .collect();
    match kind {
        "multichoice" | "truefalse" => {
            let right = credit::right(&answers.iter().map(|(fraction, ..)| *fraction).collect::<Vec<_>>(), true);
            let partly = answers.iter().zip(&right).filter(|((fraction, ..), right)| *fraction > 0.0 && !**right);
            card.notes.extend(partly.map(|((fraction, text, _), _)| credit::partly(text, *fraction)));
            let choices: Vec<Choice> = answers
                .into_iter()
                .zip(right)
                .map(|((_, text, feedback), right)| Choice {
                    right,
                    text: if kind == "truefalse" { capital(&text) } else { text },
                    feedback,
                })
                .collect();
            credit::decide(&mut card, choices);
            card.answer = feedback;
        }
        "shortanswer" | "numerical" | "calculated" | "essay" | "description" => {
            let right: Vec<String> = answers.iter().filter(|(fraction, ..)| *fraction >= 100.0).map(|(_, text, _)| text.clone()).collect();
            let grader = moodle_text(child(question, "graderinfo"));
            let said = answers.iter().filter(|(fraction, ..)| *fraction >= 100.0).map(|(.., feedback)| feedback.clone());
            card.answer = [right.join(" / "), grader]
                .into_iter()
                .chain(said)
                .chain([feedback])
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n");
        }
        "matching" => {
            let rows = children(question, "subquestion")
                .map(|sub| (moodle_text(Some(sub)), child(sub, "answer").map(|answer| moodle_text(Some(answer))).unwrap_or_default()));
            let rows: Vec<String> = rows.filter(|(a, _)| !a.is_empty()).map(|(a, b)| format!("- {a} → {b}")).collect();
            card.answer = [rows.join("\n"), feedback].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        "cloze" => {
            let (text, hidden) = embedded_answers(&text);
            if hidden == 0 {
                return Err("this cloze question hides nothing".into());
            }
            let name = card.name.take();
            card = ForeignCard { name, answer: feedback, tags: card.tags, hints: card.hints, key: card.key, ..write::cloze_card(text) };
        }
        other => return Err(format!("questions of the type `{other}` have no counterpart")),
    }
    Ok(card)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// `{1:SHORTANSWER:=right#said~wrong}` becomes a deletion of what is right.
fn embedded_answers(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut rest = text;
    let mut hidden = 0;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
        let inner = &rest[open + 1..close];
        let right = inner
            .splitn(3, ':')
            .nth(2)
            .and_then(|answers| answers.split('~').find_map(|answer| answer.strip_prefix('=').or_else(|| answer.strip_prefix("%100%"))));
        out.push_str(&rest[..open]);
        match right {
            Some(answer) => {
                hidden += 1;
                out.push_str(&format!("=={}==", answer.split('#').next().unwrap_or_default().trim()));
            }
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    (out + rest, hidden)
}

/// The markup below a node, but for the nodes of these names, as Markdown.
fn markup(node: Node<'_, '_>, but: &[&str]) -> String {
    let mut out = String::new();
    fn walk(node: Node<'_, '_>, but: &[&str], out: &mut String) {
        for child in node.children() {
            if child.is_text() {
                let text = child.text().unwrap_or_default();
                out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
            } else if child.is_element() && !but.contains(&child.tag_name().name()) {
                let name = child.tag_name().name();
                let attributes: String = child
                    .attributes()
                    .filter(|a| matches!(a.name(), "src" | "alt" | "href" | "class" | "width"))
                    .map(|a| format!(" {}=\"{}\"", a.name(), a.value().replace('"', "&quot;")))
                    .collect();
                out.push_str(&format!("<{name}{attributes}>"));
                walk(child, but, out);
                out.push_str(&format!("</{name}>"));
            }
        }
    }
    walk(node, but, &mut out);
    html::to_markdown(out.trim())
}

fn qti_2(item: Node<'_, '_>) -> Result<ForeignCard, String> {
    let body = child(item, "itemBody").ok_or("the item has no body")?;
    let interactions: Vec<Node<'_, '_>> = body.descendants().filter(|node| node.tag_name().name().ends_with("Interaction")).collect();
    let right: Vec<String> = item
        .descendants()
        .filter(|node| node.has_tag_name_anywhere("correctResponse"))
        .flat_map(|node| children(node, "value").map(inner_text).collect::<Vec<_>>())
        .collect();
    let prompt_of = |node: Node<'_, '_>| child(node, "prompt").map(|prompt| markup(prompt, &[])).unwrap_or_default();
    let around = markup(
        body,
        &[
            "choiceInteraction",
            "extendedTextInteraction",
            "textEntryInteraction",
            "matchInteraction",
            "orderInteraction",
            "inlineChoiceInteraction",
            "rubricBlock",
        ],
    );
    let [interaction] = interactions[..] else {
        return Err(format!("items with {} interactions have no counterpart", interactions.len()));
    };
    let text = [around, prompt_of(interaction)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    let text = if text.is_empty() { item.attribute("title").unwrap_or_default().to_string() } else { text };
    let (heading, prompt) = write::heading_of(&text);
    let mut card =
        ForeignCard { question: heading, prompt, key: item.attribute("identifier").map(str::to_string), ..ForeignCard::default() };
    card.name = item.attribute("title").map(str::to_string).filter(|title| !title.is_empty());
    // What is said of a choice has the choice's name.
    let of_choice = |choice: Node<'_, '_>| {
        let id = choice.attribute("identifier")?;
        children(item, "modalFeedback").find(|feedback| feedback.attribute("identifier") == Some(id)).map(|feedback| markup(feedback, &[]))
    };
    let choice_ids: Vec<&str> = children(interaction, "simpleChoice").filter_map(|choice| choice.attribute("identifier")).collect();
    let general =
        children(item, "modalFeedback").filter(|feedback| !feedback.attribute("identifier").is_some_and(|id| choice_ids.contains(&id)));
    card.answer = general.map(|feedback| markup(feedback, &[])).collect::<Vec<_>>().join("\n\n");
    match interaction.tag_name().name() {
        "choiceInteraction" => {
            let choices = children(interaction, "simpleChoice").map(|choice| Choice {
                right: right.iter().any(|id| Some(id.as_str()) == choice.attribute("identifier")),
                text: markup(choice, &["feedbackInline"]),
                feedback: child(choice, "feedbackInline")
                    .map(|feedback| markup(feedback, &[]))
                    .or_else(|| of_choice(choice))
                    .unwrap_or_default(),
            });
            let choices: Vec<Choice> = choices.collect();
            credit::decide(&mut card, choices);
        }
        "extendedTextInteraction" | "textEntryInteraction" => {
            card.answer = [right.join(" / "), card.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        }
        "orderInteraction" => {
            let choice = |id: &String| {
                children(interaction, "simpleChoice")
                    .find(|choice| choice.attribute("identifier") == Some(id))
                    .map(|choice| markup(choice, &[]))
            };
            card.answer =
                right.iter().filter_map(choice).enumerate().map(|(i, text)| format!("{}. {text}", i + 1)).collect::<Vec<_>>().join("\n");
        }
        other => return Err(format!("`{other}` has no counterpart")),
    }
    Ok(card)
}

trait TagName {
    /// Whether it has this name, whatever its namespace.
    fn has_tag_name_anywhere(&self, name: &str) -> bool;
}

impl TagName for Node<'_, '_> {
    fn has_tag_name_anywhere(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

fn qti_1(item: Node<'_, '_>) -> Result<ForeignCard, String> {
    let presentation = item.descendants().find(|node| node.has_tag_name_anywhere("presentation")).ok_or("the item has no presentation")?;
    let material = |node: Node<'_, '_>| {
        let texts =
            node.descendants().filter(|node| node.has_tag_name_anywhere("mattext")).map(|text| html::to_markdown(&inner_text(text)));
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    };
    let direct: Vec<String> = presentation
        .descendants()
        .filter(|node| node.has_tag_name_anywhere("material") && !node.ancestors().any(|a| a.tag_name().name().starts_with("re")))
        .map(material)
        .collect();
    let (heading, prompt) = write::heading_of(&direct.join("\n\n"));
    let mut card = ForeignCard { question: heading, prompt, key: item.attribute("ident").map(str::to_string), ..ForeignCard::default() };
    card.name = item.attribute("title").map(str::to_string).filter(|title| !title.is_empty());
    if card.question.is_empty() {
        return Err("the item has no words".into());
    }
    // The conditions that give points name the right answers; those under `not` do not.
    let gives = |condition: &Node<'_, '_>| {
        condition
            .descendants()
            .any(|node| node.has_tag_name_anywhere("setvar") && inner_text(node).parse::<f64>().is_ok_and(|points| points > 0.0))
    };
    let right: Vec<String> = item
        .descendants()
        .filter(|node| node.has_tag_name_anywhere("respcondition"))
        .filter(gives)
        .flat_map(|condition| {
            condition
                .descendants()
                .filter(|node| node.has_tag_name_anywhere("varequal") && !node.ancestors().any(|a| a.has_tag_name_anywhere("not")))
                .map(inner_text)
                .collect::<Vec<_>>()
        })
        .collect();
    let feedback = |id: &str| {
        item.descendants()
            .find(|node| node.has_tag_name_anywhere("itemfeedback") && node.attribute("ident") == Some(id))
            .map(material)
            .unwrap_or_default()
    };
    card.answer =
        ["general_fb", "correct_fb"].iter().map(|id| feedback(id)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    let labels: Vec<Node<'_, '_>> = presentation.descendants().filter(|node| node.has_tag_name_anywhere("response_label")).collect();
    if labels.is_empty() || presentation.descendants().any(|node| node.has_tag_name_anywhere("render_fib")) {
        card.answer = [right.join(" / "), card.answer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
        return Ok(card);
    }
    let choices: Vec<Choice> = labels
        .iter()
        .map(|label| {
            let id = label.attribute("ident").unwrap_or_default();
            Choice { right: right.iter().any(|wanted| wanted == id), text: material(*label), feedback: feedback(&format!("{id}_fb")) }
        })
        .collect();
    credit::decide(&mut card, choices);
    Ok(card)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_decoded() {
        assert_eq!(base_64("aGVsbG8=\n").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base_64("aGV!"), None);
    }
}
