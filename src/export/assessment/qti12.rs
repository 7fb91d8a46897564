//! QTI 1.2: a content package with one assessment, as Canvas and older platforms read it. <https://www.imsglobal.org/question/>
//!
//! Texts are HTML, escaped.

use super::item::{Item, MEDIA_FOLDER, TypedAnswers, identifier, media, package};
use crate::Site;
use crate::export::html::escaped;
use crate::markup::Math;
use crate::markup::clozes;
use crate::model::{CardIx, Question};

/// The package, a zip archive.
pub fn qti12(site: &Site, cards: &[CardIx]) -> Vec<u8> {
    let name = identifier(&site.config.book.id);
    let all = Item::all(site, cards, Math::Tex);
    let items: String = all.iter().map(item_xml).collect();
    let played: Vec<(String, &[u8])> =
        media(site, &all).into_iter().map(|(name, bytes)| (format!("web_resources/media/{name}"), bytes)).collect();
    let resources: String = played
        .iter()
        .map(|(path, _)| {
            format!("<resource identifier=\"{}\" type=\"webcontent\" href=\"{path}\"><file href=\"{path}\"/></resource>", identifier(path))
        })
        .collect();
    let assessment = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n<assessment ident=\"{name}\" \
         title=\"{}\">\n<section ident=\"root_section\">\n{items}</section>\n</assessment>\n</questestinterop>\n",
        escaped(&site.config.book.title)
    );
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\" identifier=\"{name}-manifest\">\n  \
         <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n  <organizations/>\n  <resources>\n    <resource \
         identifier=\"{name}\" type=\"imsqti_xmlv1p2\"><file href=\"{name}/{name}.xml\"/></resource>{resources}\n  </resources>\n</manifest>\n"
    );
    let texts = [("imsmanifest.xml".to_string(), manifest.into_bytes()), (format!("{name}/{name}.xml"), assessment.into_bytes())];
    let played = played.into_iter().map(|(path, bytes)| (path, bytes.to_vec()));
    package(&texts.into_iter().chain(played).collect::<Vec<_>>())
}

fn item_xml(item: &Item<'_>) -> String {
    let (kind, presented, processed) = match &item.card.question {
        Question::Open => match &item.typed {
            None => ("essay_question", essay(item), String::new()),
            Some(TypedAnswers::Words(words)) => ("short_answer_question", essay(item), words_right(words)),
            Some(TypedAnswers::Numbers(numbers)) => ("numerical_question", essay(item), numbers_right(numbers)),
        },
        Question::Choice { .. } if item.right_choices() == 1 => ("multiple_choice_question", choice(item, "Single"), single(item)),
        Question::Choice { .. } => ("multiple_answers_question", choice(item, "Multiple"), several(item)),
        Question::Cloze(_) => ("fill_in_multiple_blanks_question", cloze(item), blanks_right(item)),
    };
    let (shown, said) = feedback(item);
    format!(
        "<item ident=\"{}\" title=\"{}\">\n<itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>\
         </qtimetadatafield></qtimetadata></itemmetadata>\n<presentation>\n{presented}</presentation>\n<resprocessing><outcomes><decvar maxvalue=\"100\" \
         minvalue=\"0\" varname=\"SCORE\" vartype=\"Decimal\"/></outcomes>\n{shown}{processed}</resprocessing>\n{said}</item>\n",
        identifier(&item.card.id),
        escaped(&item.card.title.plain)
    )
}

/// Feedback and its conditions: after every answer, and on each choice that is chosen.
fn feedback(item: &Item<'_>) -> (String, String) {
    let choices = item.html.choices.iter().enumerate();
    let of_choices = choices.map(|(i, choice)| (equal(i), format!("choice-{i}_fb"), choice.feedback.clone()));
    let all = [("<other/>".to_string(), "general_fb".to_string(), item.explanation_html())].into_iter().chain(of_choices);
    let (mut shown, mut said) = (String::new(), String::new());
    for (condition, name, text) in all.filter(|(_, _, text)| !text.trim().is_empty()) {
        shown.push_str(&format!(
            "<respcondition continue=\"Yes\"><conditionvar>{condition}</conditionvar><displayfeedback feedbacktype=\"Response\" linkrefid=\"{name}\"/>\
             </respcondition>\n"
        ));
        said.push_str(&format!("<itemfeedback ident=\"{name}\"><flow_mat>{}</flow_mat></itemfeedback>\n", material(&text)));
    }
    (shown, said)
}

/// Files of the package are found below `web_resources/`.
fn material(html: &str) -> String {
    let html = html.replace(MEDIA_FOLDER, "$IMS-CC-FILEBASE$/media/");
    format!("<material><mattext texttype=\"text/html\">{}</mattext></material>", escaped(&html))
}

fn essay(item: &Item<'_>) -> String {
    format!(
        "{}<response_str ident=\"response1\" rcardinality=\"Single\"><render_fib><response_label ident=\"answer1\"/></render_fib></response_str>\n",
        material(&item.question_html())
    )
}

fn choice(item: &Item<'_>, cardinality: &str) -> String {
    let label = |(i, choice): (usize, &crate::export::html::ChoiceHtml)| {
        format!("<response_label ident=\"choice-{i}\">{}</response_label>\n", material(&choice.text))
    };
    let labels: String = item.html.choices.iter().enumerate().map(label).collect();
    format!(
        "{}<response_lid ident=\"response1\" rcardinality=\"{cardinality}\"><render_choice>\n{labels}</render_choice></response_lid>\n",
        material(&item.question_html())
    )
}

fn right(condition: &str) -> String {
    format!(
        "<respcondition continue=\"No\"><conditionvar>{condition}</conditionvar><setvar action=\"Set\" varname=\"SCORE\">100</setvar></respcondition>\n"
    )
}

fn words_right(words: &[String]) -> String {
    words.iter().map(|word| right(&format!("<varequal respident=\"response1\" case=\"No\">{}</varequal>", escaped(word)))).collect()
}

fn numbers_right(numbers: &[(String, String)]) -> String {
    let range = |(number, off): &(String, String)| {
        let (value, off) = (number.parse().unwrap_or(0.0), off.parse::<f64>().unwrap_or(0.0).abs());
        let (low, high) = if off == 0.0 { (number.clone(), number.clone()) } else { bounds(value, off) };
        let within = format!("<vargte respident=\"response1\">{low}</vargte><varlte respident=\"response1\">{high}</varlte>");
        right(&format!("<or><varequal respident=\"response1\">{number}</varequal><and>{within}</and></or>"))
    };
    numbers.iter().map(range).collect()
}

/// The least and the greatest number, without the digits that binary fractions add.
fn bounds(value: f64, off: f64) -> (String, String) {
    let shown = |number: f64| {
        let text = format!("{number:.10}");
        text.trim_end_matches('0').trim_end_matches('.').to_string()
    };
    (shown(value - off), shown(value + off))
}

fn equal(i: usize) -> String {
    format!("<varequal respident=\"response1\">choice-{i}</varequal>")
}

fn single(item: &Item<'_>) -> String {
    item.html.choices.iter().enumerate().filter(|(_, choice)| choice.right).map(|(i, _)| right(&equal(i))).collect()
}

/// All right ones, and none of the others.
fn several(item: &Item<'_>) -> String {
    let one =
        |(i, choice): (usize, &crate::export::html::ChoiceHtml)| if choice.right { equal(i) } else { format!("<not>{}</not>", equal(i)) };
    right(&format!("<and>{}</and>", item.html.choices.iter().enumerate().map(one).collect::<String>()))
}

/// The text with `[blank1]` for each deletion, and a response for each, as Canvas has it.
fn cloze(item: &Item<'_>) -> String {
    let number = |key: &str| item.clozes.iter().position(|blank| blank.key == key).unwrap_or(0) + 1;
    let text = clozes::replace(&item.question_html(), &mut |key, _| format!("[blank{}]", number(key)));
    let response = |blank: &super::item::Blank| {
        let number = number(&blank.key);
        format!(
            "<response_lid ident=\"response_blank{number}\"><material><mattext>blank{number}</mattext></material><render_choice><response_label \
             ident=\"words-{number}\"><material><mattext texttype=\"text/plain\">{}</mattext></material></response_label></render_choice></response_lid>\n",
            escaped(&blank.words)
        )
    };
    material(&text) + &item.clozes.iter().map(response).collect::<String>()
}

fn blanks_right(item: &Item<'_>) -> String {
    let part = 100.0 / item.clozes.len().max(1) as f64;
    let one = |i: usize| {
        format!(
            "<respcondition><conditionvar><varequal respident=\"response_blank{i}\">words-{i}</varequal></conditionvar><setvar action=\"Add\" \
             varname=\"SCORE\">{part:.2}</setvar></respcondition>\n"
        )
    };
    (1..=item.clozes.len()).map(one).collect()
}
