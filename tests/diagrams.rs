//! Diagrams as authors write them: `tests/data/diagrams.md` holds one of every kind and habit. Each is drawn without a finding, with all of its
//! texts as text.

use std::fmt::Write;

use recto::search::collect_files;
use recto::{Input, Options, Source, compile};

const DIAGRAMS: &str = include_str!("data/diagrams.md");

/// A diagram with its name and the texts that must be in its drawing.
struct Case<'a> {
    name: &'a str,
    block: &'a str,
    texts: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let sections = DIAGRAMS.split("\n## ").skip(1);
    let cases = sections.map(|section| {
        let (name, rest) = section.split_once('\n').unwrap();
        let (block, shows) = rest.split_once("\nShows: ").unwrap();
        let texts = shows.trim().trim_matches('`').split("` `").collect();
        Case { name, block: block.trim(), texts }
    });
    cases.collect()
}

fn guide(block: &str) -> Input {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", "[book]\nid = \"d\"\ntitle = \"D\"\n"));
    let text = format!("---\ntitle: Diagrams\n---\n\n{block}\n");
    input.sources.add(Source::new("content/drawn.md", text));
    input
}

fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn every_diagram_is_drawn_with_its_texts() {
    let mut wrong = String::new();
    for case in cases() {
        let compiled = compile(guide(case.block), &Options::default());
        for found in &compiled.diagnostics {
            writeln!(wrong, "{}: {}", case.name, found.message).unwrap();
        }
        let site = compiled.site.expect("a site");
        let (path, output) = site.outputs().iter().find(|(path, _)| path.as_str() == "drawn.html").unwrap();
        let page = String::from_utf8(collect_files(|sink| site.write(path, output, sink).unwrap()).remove(0).1).unwrap();
        let drawing =
            page.split_once("<figure class=\"diagram").and_then(|(_, after)| after.split_once("</figure>")).map(|(inner, _)| inner);
        let Some(drawing) = drawing else {
            writeln!(wrong, "{}: not drawn", case.name).unwrap();
            continue;
        };
        // Words lie in lines of their own where the renderer breaks them: every text is in the drawing without its tags.
        let mut text = String::new();
        for piece in drawing.split('<').skip(1) {
            text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
            text.push(' ');
        }
        let flat = |text: &str| unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = flat(&text);
        for wanted in case.texts.iter().filter(|wanted| !text.contains(&flat(wanted))) {
            writeln!(wrong, "{}: {wanted} is not in: {text}", case.name).unwrap();
        }
        for forbidden in [" style=", "<style", "foreignObject", "<script", "fill=\"#", "stroke=\"#", "NaN", "undefined"] {
            if drawing.contains(forbidden) {
                writeln!(wrong, "{}: {forbidden} in the drawing", case.name).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
