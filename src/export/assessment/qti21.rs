//! QTI 2.1: a content package with one file for each choice or cloze card. <https://www.imsglobal.org/question/>
//!
//! Open cards are extended texts whose rubric holds the answer.

use super::item::{Item, MEDIA_FOLDER, TypedAnswers, identifier, media, package};
use super::xhtml;
use crate::Site;
use crate::export::html::escaped;
use crate::export::media_players::{self, media_name};
use crate::markup::Math;
use crate::markup::clozes;
use crate::model::{CardIx, Question};

const NAMESPACE: &str = "http://www.imsglobal.org/xsd/imsqti_v2p1";
/// The feedback after every answer.
const GENERAL: &str = "general";

/// The package, a zip archive.
pub fn qti21(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let mut files = Vec::new();
    let mut resources = String::new();
    let items = Item::all(site, cards, Math::Tex);
    for item in &items {
        let name = identifier(&item.card.id);
        let played = item.media.iter().map(|asset| format!("<file href=\"media/{}\"/>", media_name(site.guide.asset(*asset))));
        resources.push_str(&format!(
            "    <resource identifier=\"{name}\" type=\"imsqti_item_xmlv2p1\" href=\"items/{name}.xml\"><file href=\"items/{name}.xml\"/>{}</resource>\n",
            played.collect::<String>()
        ));
        files.push((format!("items/{name}.xml"), assessment(item, &name).into_bytes()));
    }
    files.extend(media(site, &items).into_iter().map(|(name, bytes)| (format!("media/{name}"), bytes.to_vec())));
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" identifier=\"{}\">\n  <metadata>\n    \
         <schema>QTIv2.1 Package</schema>\n    <schemaversion>1.0.0</schemaversion>\n  </metadata>\n  <organizations/>\n  <resources>\n{resources}  \
         </resources>\n</manifest>\n",
        identifier(&site.config.book.id)
    );
    files.insert(0, ("imsmanifest.xml".into(), manifest.into_bytes()));
    package(&files)
}

fn assessment(item: &Item<'_>, name: &str) -> String {
    let (declared, body, processing) = match &item.card.question {
        Question::Open => match &item.typed {
            Some(TypedAnswers::Words(words)) => typed(item, words.iter().map(String::as_str)),
            Some(TypedAnswers::Numbers(numbers)) => typed(item, numbers.iter().map(|(number, _)| number.as_str())),
            None => open(item),
        },
        Question::Choice { .. } => choice(item),
        Question::Cloze(_) => cloze(item),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<assessmentItem xmlns=\"{NAMESPACE}\" identifier=\"{name}\" title=\"{}\" adaptive=\"false\" \
         timeDependent=\"false\">\n{declared}  <outcomeDeclaration identifier=\"SCORE\" cardinality=\"single\" baseType=\"float\"/>\n  \
         <outcomeDeclaration identifier=\"FEEDBACK\" cardinality=\"multiple\" baseType=\"identifier\"/>\n  <itemBody>\n{body}  \
         </itemBody>\n{processing}{}</assessmentItem>\n",
        escaped(&item.card.title.plain),
        feedback(item)
    )
}

/// HTML as the body of an item has it; what it plays are objects of the package.
fn xhtml(html: &str) -> String {
    xhtml::xhtml(&media_players::replace_players(html, &mut |player| {
        let source = player.source.replace(MEDIA_FOLDER, "../media/");
        format!("<object data=\"{source}\" type=\"{}\">{}</object>", media_players::media_type(player.source), player.label)
    }))
}

/// The feedback on each choice that is chosen, then that on the question. The answer of an open card is for its scorer.
fn feedback(item: &Item<'_>) -> String {
    if item.card.question == Question::Open && item.typed.is_none() {
        return String::new();
    }
    let choices = item.html.choices.iter().enumerate().map(|(i, choice)| (format!("choice-{i}"), choice.feedback.clone()));
    let said = choices.chain([(GENERAL.to_string(), item.explanation_html())]).filter(|(_, text)| !text.trim().is_empty());
    said.map(|(name, text)| {
        format!(
            "  <modalFeedback outcomeIdentifier=\"FEEDBACK\" identifier=\"{name}\" showHide=\"show\"><div>{}</div></modalFeedback>\n",
            xhtml(&text)
        )
    })
    .collect()
}

/// Sets which feedback is shown: the general one, and that of `chosen`.
fn shows(chosen: &str) -> String {
    format!(
        "<setOutcomeValue identifier=\"FEEDBACK\"><multiple><baseValue baseType=\"identifier\">{GENERAL}</baseValue>{chosen}</multiple></setOutcomeValue>"
    )
}

fn choice(item: &Item<'_>) -> (String, String, String) {
    let (cardinality, most) = if item.right_choices() == 1 { ("single", 1) } else { ("multiple", 0) };
    let numbered = || item.html.choices.iter().enumerate();
    let right: String = numbered().filter(|(_, choice)| choice.right).map(|(i, _)| format!("<value>choice-{i}</value>")).collect();
    let declared = format!(
        "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"{cardinality}\" baseType=\"identifier\"><correctResponse>{right}</correctResponse>\
         </responseDeclaration>\n"
    );
    let shown: String = numbered()
        .map(|(i, choice)| format!("        <simpleChoice identifier=\"choice-{i}\">{}</simpleChoice>\n", xhtml(&choice.text)))
        .collect();
    let body = format!(
        "    <div>{}</div>\n    <choiceInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxChoices=\"{most}\">\n{shown}    </choiceInteraction>\n",
        xhtml(&item.question_html())
    );
    let score =
        |value: u8| format!("<setOutcomeValue identifier=\"SCORE\"><baseValue baseType=\"float\">{value}</baseValue></setOutcomeValue>");
    let processing = format!(
        "  <responseProcessing><responseCondition><responseIf><match><variable identifier=\"RESPONSE\"/><correct identifier=\"RESPONSE\"/></match>{}\
         </responseIf><responseElse>{}</responseElse></responseCondition>{}</responseProcessing>\n",
        score(1),
        score(0),
        shows("<variable identifier=\"RESPONSE\"/>")
    );
    (declared, body, processing)
}

/// One response for each deletion; the score is the share of those that are right.
fn cloze(item: &Item<'_>) -> (String, String, String) {
    let name = |key: &str| format!("RESPONSE-{}", item.clozes.iter().position(|blank| blank.key == key).unwrap_or(0));
    let declare = |blank: &super::item::Blank| {
        let (name, words) = (name(&blank.key), escaped(&blank.words));
        format!(
            "  <responseDeclaration identifier=\"{name}\" cardinality=\"single\" baseType=\"string\"><correctResponse><value>{words}</value></correctResponse>\
             <mapping defaultValue=\"0\"><mapEntry mapKey=\"{words}\" mappedValue=\"1\" caseSensitive=\"false\"/></mapping></responseDeclaration>\n"
        )
    };
    let declared: String = item.clozes.iter().map(declare).collect();
    // What can be typed goes in when the rest is XML: it is not an HTML element.
    let marked = clozes::replace(&item.question_html(), &mut |key, _| format!("\u{1}{}\u{2}", name(key)));
    let body =
        xhtml(&marked).replace('\u{1}', "<textEntryInteraction responseIdentifier=\"").replace('\u{2}', "\" expectedLength=\"20\"/>");
    let sum: String = item.clozes.iter().map(|blank| format!("<mapResponse identifier=\"{}\"/>", name(&blank.key))).collect();
    let count = item.clozes.len();
    let processing = format!(
        "  <responseProcessing><setOutcomeValue identifier=\"SCORE\"><divide><sum>{sum}</sum><baseValue baseType=\"float\">{count}</baseValue></divide>\
         </setOutcomeValue>{}</responseProcessing>\n",
        shows("")
    );
    (declared, format!("    <div>{body}</div>\n"), processing)
}

/// An entry that is compared with each of the answers.
fn typed<'t>(item: &Item<'_>, answers: impl Iterator<Item = &'t str> + Clone) -> (String, String, String) {
    let entries: String = answers
        .clone()
        .map(|answer| format!("<mapEntry mapKey=\"{}\" mappedValue=\"1\" caseSensitive=\"false\"/>", escaped(answer)))
        .collect();
    let first = escaped(answers.clone().next().unwrap_or_default());
    let declared = format!(
        "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"><correctResponse><value>{first}</value></correctResponse>\
         <mapping defaultValue=\"0\">{entries}</mapping></responseDeclaration>\n"
    );
    let body = format!(
        "    <div>{}<p><textEntryInteraction responseIdentifier=\"RESPONSE\" expectedLength=\"20\"/></p></div>\n",
        xhtml(&item.question_html())
    );
    let processing = format!(
        "  <responseProcessing><setOutcomeValue identifier=\"SCORE\"><mapResponse identifier=\"RESPONSE\"/></setOutcomeValue>{}</responseProcessing>\n",
        shows("")
    );
    (declared, body, processing)
}

fn open(item: &Item<'_>) -> (String, String, String) {
    let declared = "  <responseDeclaration identifier=\"RESPONSE\" cardinality=\"single\" baseType=\"string\"/>\n".to_string();
    let body = format!(
        "    <div>{}</div>\n    <extendedTextInteraction responseIdentifier=\"RESPONSE\" expectedLines=\"12\"/>\n    <rubricBlock view=\"scorer\"><div>{}</div>\
         </rubricBlock>\n",
        xhtml(&item.question_html()),
        xhtml(&item.explanation_html())
    );
    (declared, body, String::new())
}
