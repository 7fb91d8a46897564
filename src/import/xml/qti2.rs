//! QTI 2.1 and 2.2: an `<assessmentItem>` a document. One with several things to answer becomes a card for each, those inside its text one cloze
//! card together. <https://www.imsglobal.org/question/qtiv2p1/>

use roxmltree::Node;

use super::super::cloze_deletions::{self, ClozeDeletions, HiddenText};
use super::super::{Choice, ForeignCard, card_text, credit, typed_answers};
use super::{TagName, child, children, inner_text, joined, markup, markup_with};

/// The cards of an item.
///
/// # Errors
/// Why it gives none.
pub fn cards(item: Node<'_, '_>) -> Result<Vec<ForeignCard>, String> {
    let body = child(item, "itemBody").ok_or("the item has no body")?;
    let all: Vec<Node<'_, '_>> = body.descendants().filter(|node| node.tag_name().name().ends_with("Interaction")).collect();
    let (inline, blocks): (Vec<Node<'_, '_>>, Vec<Node<'_, '_>>) = all.into_iter().partition(|node| is_inline(*node));
    let item = Item { item, body };
    let single_entry = match inline[..] {
        [one] => one.tag_name().name() == "textEntryInteraction" && !has_words_behind(one),
        _ => false,
    };
    if blocks.is_empty() && single_entry {
        return Ok(vec![item.open(inline[0])]);
    }
    if blocks.is_empty() && inline.is_empty() {
        return Err("the item has no question that could be answered".into());
    }
    let mut cards = Vec::new();
    if !inline.is_empty() {
        cards.push(item.cloze()?);
    }
    let several = blocks.len() + cards.len() > 1;
    for block in blocks {
        let mut card = item.block(block, several, !inline.is_empty())?;
        if several {
            let name = block.attribute("responseIdentifier").unwrap_or_default();
            card.key = card.key.map(|key| format!("{key}/{name}"));
            card.name = None;
        }
        cards.push(card);
    }
    Ok(cards)
}

fn is_inline(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "textEntryInteraction" | "inlineChoiceInteraction" | "gapMatchInteraction")
}

/// Whether words follow in the same block: the gap is in a sentence.
fn has_words_behind(node: Node<'_, '_>) -> bool {
    let behind = |node: Node<'_, '_>| node.next_siblings().skip(1).any(|next| inner_text(next).chars().any(char::is_alphanumeric));
    let inline = |node: &Node<'_, '_>| matches!(node.tag_name().name(), "span" | "strong" | "em" | "b" | "i" | "code" | "sub" | "sup");
    behind(node) || node.ancestors().skip(1).take_while(inline).any(behind)
}

struct Item<'a, 'i> {
    item: Node<'a, 'i>,
    body: Node<'a, 'i>,
}

impl<'a, 'i> Item<'a, 'i> {
    fn id(&self) -> Option<String> {
        self.item.attribute("identifier").map(str::to_string)
    }

    fn title(&self) -> Option<String> {
        self.item.attribute("title").map(str::to_string).filter(|title| !title.is_empty())
    }

    /// The declaration of what is answered.
    fn declaration(&self, interaction: Node<'_, '_>) -> Option<Node<'a, 'i>> {
        let id = interaction.attribute("responseIdentifier");
        let mut all = children(self.item, "responseDeclaration");
        let only = self.item.children().filter(|node| node.has_tag_name_anywhere("responseDeclaration")).count() == 1;
        all.find(|node| only || node.attribute("identifier") == id)
    }

    /// What is right: what the item says so, else what gives most points.
    fn right(&self, interaction: Node<'_, '_>) -> Vec<String> {
        let Some(declared) = self.declaration(interaction) else { return Vec::new() };
        let said: Vec<String> =
            child(declared, "correctResponse").map(|correct| children(correct, "value").map(inner_text).collect()).unwrap_or_default();
        let entries: Vec<(String, f64)> = declared
            .descendants()
            .filter(|node| matches!(node.tag_name().name(), "mapEntry" | "areaMapEntry"))
            .filter_map(|node| Some((node.attribute("mapKey")?.to_string(), node.attribute("mappedValue")?.parse().ok()?)))
            .collect();
        let most = entries.iter().map(|(_, points)| *points).fold(0.0, f64::max);
        let best = entries.into_iter().filter(|(_, points)| *points > 0.0 && *points >= most).map(|(key, _)| key);
        // Words that are as good as the one that the item calls right.
        let typed = interaction.has_tag_name_anywhere("textEntryInteraction");
        let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
        match said.is_empty() {
            true => best.collect(),
            false if typed => {
                let more: Vec<String> = best.filter(|key| !said.iter().any(|one| same(one, key))).collect();
                said.into_iter().chain(more).collect()
            }
            false => said,
        }
    }

    /// What is right where words or numbers are typed, as Markdown.
    fn typed(&self, interaction: Node<'_, '_>) -> Vec<String> {
        let off = self.tolerance(interaction).unwrap_or_default();
        let shown = |words: &String| {
            let is_number = words.trim().parse::<f64>().is_ok();
            if is_number && !off.is_empty() { format!("{}{off}", words.trim()) } else { typed_answers::from_plain_text(words) }
        };
        self.right(interaction).iter().map(shown).collect()
    }

    /// ` ± 5`: by how much a number may differ, where the item's `<equal>` says so.
    fn tolerance(&self, interaction: Node<'_, '_>) -> Option<String> {
        let id = interaction.attribute("responseIdentifier");
        let compares = |equal: &Node<'_, '_>| {
            let mut variables = equal.descendants().filter(|node| node.has_tag_name_anywhere("variable"));
            equal.attribute("toleranceMode") == Some("absolute") && variables.any(|variable| variable.attribute("identifier") == id)
        };
        let equal = self.item.descendants().filter(|node| node.has_tag_name_anywhere("equal")).find(compares)?;
        let both: Vec<&str> = equal.attribute("tolerance")?.split_whitespace().collect();
        let is_same = both.iter().all(|off| *off == both[0]) && both.first()?.parse::<f64>().is_ok_and(|off| off > 0.0);
        is_same.then(|| format!(" ± {}", both[0]))
    }

    /// What is said after answering, but of these choices.
    fn said(&self, but: &[&str]) -> String {
        let of = |feedback: &Node<'_, '_>, name: &str| feedback.attribute(name).unwrap_or_default().to_lowercase();
        // What only those see who are wrong answers nothing.
        let is_of_wrong = |feedback: &Node<'_, '_>| ["identifier", "title"].iter().any(|name| of(feedback, name).contains("incorrect"));
        let general = children(self.item, "modalFeedback")
            .filter(|feedback| !feedback.attribute("identifier").is_some_and(|id| but.contains(&id)) && !is_of_wrong(feedback));
        let rubric = self.body.descendants().filter(|node| node.has_tag_name_anywhere("rubricBlock"));
        joined(rubric.chain(general).map(|node| markup(node, &[])))
    }

    fn of_choice(&self, choice: Node<'_, '_>) -> Option<String> {
        let id = choice.attribute("identifier")?;
        let mut all = children(self.item, "modalFeedback");
        all.find(|feedback| feedback.attribute("identifier") == Some(id)).map(|feedback| markup(feedback, &[]))
    }

    /// The body without what is answered.
    fn around(&self) -> String {
        markup_with(self.body, &["rubricBlock", "feedbackInline", "feedbackBlock"], &mut |node| {
            let name = node.tag_name().name();
            (name.ends_with("Interaction")).then(String::new)
        })
    }

    fn card(&self, text: String) -> ForeignCard {
        let text = if text.is_empty() { self.title().unwrap_or_default() } else { text };
        let (question, prompt) = card_text::split_heading(&text);
        ForeignCard { question, prompt, key: self.id(), name: self.title(), ..ForeignCard::default() }
    }

    /// A card whose answer is typed.
    fn open(&self, interaction: Node<'_, '_>) -> ForeignCard {
        let mut card = self.card(joined([self.around(), prompt(interaction)]));
        card.answer = self.said(&[]);
        typed_answers::set(&mut card, &self.typed(interaction));
        card
    }

    /// The deletions of the text, in one card.
    fn cloze(&self) -> Result<ForeignCard, String> {
        let mut deletions = ClozeDeletions::default();
        let text = markup_with(self.body, &["rubricBlock", "feedbackInline", "feedbackBlock", "gapText", "gapImg"], &mut |node| match node
            .tag_name()
            .name()
        {
            "textEntryInteraction" => Some(
                deletions
                    .add(HiddenText { hidden: self.typed(node).join(" / "), hint: node.attribute("placeholderText").map(str::to_string) }),
            ),
            "inlineChoiceInteraction" => {
                let options: Vec<(Option<&str>, String)> =
                    children(node, "inlineChoice").map(|choice| (choice.attribute("identifier"), markup(choice, &[]))).collect();
                let right = self.right(node);
                let is_right = |id: &Option<&str>| id.is_some_and(|id| right.iter().any(|one| one == id));
                let hidden: Vec<&str> = options.iter().filter(|(id, _)| is_right(id)).map(|(_, text)| text.as_str()).collect();
                let hint = cloze_deletions::options_hint(options.iter().map(|(_, text)| text.as_str()));
                Some(deletions.add(HiddenText { hidden: hidden.join(" / "), hint }))
            }
            "gap" => Some(self.gap(node, &mut deletions)),
            "gapMatchInteraction" => None,
            name => name.ends_with("Interaction").then(String::new),
        });
        let text = deletions.insert_into(&text);
        if deletions.is_empty() || text.contains("====") {
            return Err("the correct answers for the gaps are missing".into());
        }
        Ok(ForeignCard { key: self.id(), name: self.title(), answer: self.said(&[]), ..card_text::cloze_card(text) })
    }

    /// A place into which one of several texts is dragged: `TEXT GAP` are its pairs.
    fn gap(&self, gap: Node<'_, '_>, deletions: &mut ClozeDeletions) -> String {
        let Some(around) = gap.ancestors().find(|node| node.has_tag_name_anywhere("gapMatchInteraction")) else { return String::new() };
        let id = gap.attribute("identifier").unwrap_or_default();
        let texts: Vec<(&str, String)> =
            children(around, "gapText").map(|text| (text.attribute("identifier").unwrap_or_default(), markup(text, &[]))).collect();
        let right = self.right(around);
        let fits = |text: &str| right.iter().any(|pair| pair.split_whitespace().eq([text, id]));
        let hidden: Vec<&str> = texts.iter().filter(|(text, _)| fits(text)).map(|(_, shown)| shown.as_str()).collect();
        deletions.add(HiddenText {
            hidden: hidden.join(" / "),
            hint: cloze_deletions::options_hint(texts.iter().map(|(_, shown)| shown.as_str())),
        })
    }

    /// A card of one thing to answer that is not part of a sentence. Where the text has deletions, it is theirs.
    fn block(&self, interaction: Node<'_, '_>, several: bool, has_gaps: bool) -> Result<ForeignCard, String> {
        let around = if has_gaps { String::new() } else { self.around() };
        let asks = prompt(interaction);
        // Of several each has its own question.
        let parts = if several && !asks.is_empty() { [asks, around] } else { [around, asks] };
        let mut card = self.card(joined(parts));
        let right = self.right(interaction);
        let ids: Vec<&str> = interaction.descendants().filter_map(|node| node.attribute("identifier")).collect();
        let answer = match interaction.tag_name().name() {
            "choiceInteraction" | "hottextInteraction" => {
                let choices = interaction.descendants().filter(|node| matches!(node.tag_name().name(), "simpleChoice" | "hottext"));
                let choices = choices.map(|choice| Choice {
                    right: right.iter().any(|id| Some(id.as_str()) == choice.attribute("identifier")),
                    text: markup(choice, &["feedbackInline"]),
                    feedback: child(choice, "feedbackInline")
                        .map(|feedback| markup(feedback, &[]))
                        .or_else(|| self.of_choice(choice))
                        .unwrap_or_default(),
                });
                if interaction.has_tag_name_anywhere("hottextInteraction") {
                    card.prompt = joined([std::mem::take(&mut card.prompt), markup(interaction, &["prompt"])]);
                }
                credit::set_choices(&mut card, choices.collect());
                String::new()
            }
            "extendedTextInteraction" | "sliderInteraction" => self.typed(interaction).join(" / "),
            "orderInteraction" => {
                let texts = right.iter().filter_map(|id| named(interaction, id));
                texts.enumerate().map(|(i, text)| format!("{}. {text}", i + 1)).collect::<Vec<_>>().join("\n")
            }
            "matchInteraction" | "associateInteraction" => {
                let pair = |pair: &String| {
                    let (a, b) = pair.split_once(char::is_whitespace)?;
                    Some((named(interaction, a)?, named(interaction, b.trim())?))
                };
                let pairs: Vec<(String, String)> = right.iter().filter_map(pair).collect();
                typed_answers::pairs_table(pairs.iter().map(|(one, other)| (one.as_str(), other.as_str())))
            }
            other => return Err(format!("`{other}` has no counterpart")),
        };
        card.answer = joined([std::mem::take(&mut card.answer), answer, self.said(&ids)]);
        Ok(card)
    }
}

fn prompt(interaction: Node<'_, '_>) -> String {
    child(interaction, "prompt").map(|prompt| markup(prompt, &[])).unwrap_or_default()
}

/// The text of a choice.
fn named(interaction: Node<'_, '_>, id: &str) -> Option<String> {
    interaction.descendants().find(|node| node.attribute("identifier") == Some(id)).map(|choice| markup(choice, &[]))
}
