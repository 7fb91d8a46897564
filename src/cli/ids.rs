//! Ids as people type them. They are names of files and parts of addresses: what is new gets a name without spaces, capitals and marks, as imported
//! cards do, and a topic that is there is found however it is typed.

use recto::import::slug;
use recto::model::Guide;

/// The id that a typed one means; printed where it is another one.
pub fn resolve_typed_id(typed: &str, guide: &Guide) -> String {
    let topics: Vec<&str> = guide.topics.iter().map(|topic| topic.id.as_str()).collect();
    let id = among(typed, &topics);
    if id != typed {
        eprintln!("`{typed}` becomes `{id}`: ids are parts of addresses, in small letters without spaces");
    }
    id
}

fn among(typed: &str, topics: &[&str]) -> String {
    let mut id = String::new();
    for part in typed.split('/') {
        let below = |name: &str| if id.is_empty() { name.to_string() } else { format!("{id}/{name}") };
        let (as_typed, as_file) = (below(part), below(&file_name(part)));
        let same = |topic: &&&str| topic.to_lowercase() == as_typed.to_lowercase() || **topic == as_file;
        id = topics.iter().find(same).map_or(as_file.clone(), |topic| topic.to_string());
    }
    id
}

fn file_name(part: &str) -> String {
    let is_plain = part.chars().all(|c| c.is_ascii() && !c.is_ascii_uppercase() && !c.is_whitespace());
    Some(slug(part)).filter(|name| !is_plain && !name.is_empty()).unwrap_or_else(|| part.to_string())
}

#[cfg(test)]
mod tests {
    use super::among;

    #[test]
    fn ids_are_names_of_files() {
        let topics = ["knochen", "Muskeln", "Innere Organe", "gefaesse"];
        for (typed, id) in [
            ("knochen/femur", "knochen/femur"),
            ("Knochen/Schlüsselbein", "knochen/schluesselbein"),
            ("knochen/großer zeh", "knochen/grosser-zeh"),
            ("muskeln/M. biceps", "Muskeln/m-biceps"),
            ("innere organe/leber", "Innere Organe/leber"),
            ("Gefäße/aorta", "gefaesse/aorta"),
            ("Neue Fragen", "neue-fragen"),
            ("a/what_is.v1", "a/what_is.v1"),
            ("言葉/犬", "言葉/犬"),
            ("a/!", "a/!"),
        ] {
            assert_eq!(among(typed, &topics), id);
        }
    }
}
