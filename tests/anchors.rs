//! Anchors are GitHub's: 2,000 headings of many scripts have those that github-slugger gives them (tests/data/slugs.mjs makes the data).

use recto::{Input, Options, Source, compile};

/// The heading as Markdown that shows exactly its text.
fn escaped(heading: &str) -> String {
    heading.chars().map(|c| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() }).collect()
}

#[test]
fn headings_have_the_anchors_of_code_hosts() {
    let pairs: Vec<(String, String)> = serde_json::from_str(include_str!("data/slugs.json")).unwrap();
    assert_eq!(pairs.len(), 2_000);
    let body: String = pairs.iter().map(|(heading, _)| format!("## {}\n\n", escaped(heading))).collect();
    let mut input = Input::default();
    input.sources.add(Source::new("content/p.md", format!("---\ntitle: All\n---\n\n{body}")));
    let compiled = compile(input, &Options::default());
    let headings = &compiled.guide.pages[0].body.headings;
    assert_eq!(headings.len(), pairs.len());
    let differ = |(heading, anchor): &&(String, String), fragment: &str| anchor != fragment && !heading.is_empty();
    let wrong: Vec<String> = pairs
        .iter()
        .zip(headings.iter())
        .filter(|(pair, heading)| differ(pair, &heading.fragment))
        .map(|((heading, anchor), found)| format!("{heading:?}: {anchor:?}, not {:?}", found.fragment))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), pairs.len(), wrong[..wrong.len().min(40)].join("\n"));
}
