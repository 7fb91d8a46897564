//! What authors write becomes the guide they meant: one check a rule of the format.

use std::sync::Arc;

use recto::model::{AppPage, Guide, LinkSyntax, Node, Question, SectionKind, Target};
use recto::source::Span;
use recto::{AssetFile, Input, Options, Source, Sources, compile};

struct Built {
    guide: std::sync::Arc<Guide>,
    sources: Arc<Sources>,
    warnings: Vec<String>,
}

fn build_with(config: &str, files: &[(&str, &str)], options: &Options) -> Built {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", format!("[book]\nid = \"t\"\ntitle = \"T\"\n{config}")));
    let mut files = files.to_vec();
    files.sort();
    for (path, text) in files {
        if path.ends_with(".md") {
            input.sources.add(Source::new(format!("content/{path}"), text));
        } else {
            input.assets.push(AssetFile { path: path.to_string(), bytes: text.as_bytes().into() });
        }
    }
    let compiled = compile(input, options);
    let describe = |d: &recto::diagnostic::Diagnostic| format!("{} {}", d.code.id(), d.message);
    let errors: Vec<String> = compiled.diagnostics.iter().filter(|d| d.is_error()).map(describe).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let warnings = compiled.diagnostics.iter().map(describe).collect();
    Built { guide: compiled.guide, sources: compiled.sources, warnings }
}

fn build(files: &[(&str, &str)]) -> Built {
    build_with("", files, &Options::default())
}

impl Built {
    fn card(&self, id: &str) -> &recto::model::Card {
        self.guide.cards.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("no card {id}"))
    }

    fn text(&self, card: &recto::model::Card, span: Span) -> &str {
        self.sources.get(card.body.source).slice(span)
    }

    fn links(&self, id: &str) -> Vec<String> {
        let node = self.guide.nodes().find(|n| self.guide.id(*n) == id).unwrap();
        let links = &self.guide.body(node).unwrap().links;
        links
            .iter()
            .map(|l| match &l.target {
                Target::Node(node, anchor) => {
                    format!("{}{}", self.guide.id(*node), anchor.as_ref().map(|a| format!("#{a}")).unwrap_or_default())
                }
                Target::Asset(ix) => format!("asset {}", self.guide.asset(*ix).path),
                Target::App(page, query) => format!("app {} {query}", page.name()),
                Target::External(url) => url.to_string(),
                Target::Fragment(anchor) => format!("#{anchor}"),
                Target::RemoteImage(url) => url.to_string(),
                Target::Unlinked => "nowhere".into(),
            })
            .collect()
    }
}

#[test]
fn a_card_is_its_question_sections_hints_and_weighted_points() {
    let text = "---\nlevel: mid\ntags: [a, B]\n---\n\n# What is `x`?\n\nSome *code*.\n\n## Hint\nOne.\n\n## Hint\nTwo.\n\n## Answer\nYes.\n\n## Example\nSub.\n\n## Key points\n- First {weight=3}\n\n- Second\n  - nested {weight=2}\n- Third `{weight=4}`\n";
    let built = build(&[("t/x.md", text)]);
    let card = built.card("t/x");
    assert_eq!((card.title.plain.as_ref(), card.title.markdown.as_ref()), ("What is x?", "What is `x`?"));
    assert_eq!(built.text(card, card.prompt), "Some *code*.");
    let kinds: Vec<SectionKind> = card.sections.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [SectionKind::Hint, SectionKind::Hint, SectionKind::Answer, SectionKind::KeyPoints]);
    let anchors: Vec<&str> = card.sections.iter().map(|s| &*s.id).collect();
    assert_eq!(anchors, ["hint", "hint-1", "answer", "key-points"]);
    assert!(built.text(card, card.sections[2].span).contains("## Example"), "another level-two heading is a subheading");
    let points: Vec<(&str, u8)> = card.key_points.iter().map(|p| (built.text(card, p.span), p.weight)).collect();
    assert_eq!(points, [("First", 3), ("Second\n  - nested {weight=2}", 1), ("Third `{weight=4}`", 1)]);
    assert_eq!(built.text(card, card.body.unrendered_spans[0]), "{weight=3}");
    assert_eq!(built.guide.level(card.level.unwrap()).id, "mid");
}

#[test]
fn text_without_an_answer_section_is_the_answer() {
    let built = build(&[("t/x.md", "# Q?\n\nThe answer.\n\n## Key points\n- A\n")]);
    let card = built.card("t/x");
    assert!(card.prompt.is_empty());
    assert_eq!(built.text(card, card.sections[0].span), "The answer.");
    assert_eq!(card.sections[0].kind, SectionKind::Answer);
}

#[test]
fn a_short_answer_is_an_answer() {
    let built = build(&[
        ("t/x.md", "# Q?\n\n## Answer\nLong.\n\n## Hint\nH.\n\n## Short answer\nShort.\n"),
        ("t/y.md", "# Only?\n\n## Short answer\nYes.\n"),
    ]);
    let shown = |id| built.card(id).shown_sections().iter().map(|s| s.kind).collect::<Vec<_>>();
    assert_eq!(shown("t/x"), [SectionKind::Hint, SectionKind::ShortAnswer, SectionKind::Answer]);
    assert_eq!(shown("t/y"), [SectionKind::ShortAnswer]);
    assert_eq!(built.text(built.card("t/x"), built.card("t/x").first_answer().unwrap().span).trim(), "Short.");
}

#[test]
fn phrases_that_are_accepted_are_read_and_never_shown() {
    let built = build(&[(
        "t/x.md",
        "# Q?\n\nA.\n\n## Key points\n- Atomic {weight=2 accept=\"all *or* nothing; see [[t/x]] or https://example.org\"}\n",
    )]);
    let card = built.card("t/x");
    assert_eq!(card.key_points[0].accept, ["all *or* nothing", "see [[t/x]] or https://example.org"]);
    assert_eq!((built.text(card, card.key_points[0].span), card.key_points[0].weight), ("Atomic", 2));
    assert!(card.body.links.is_empty(), "{:?}", card.body.links);
}

#[test]
fn a_task_list_is_the_choices_with_their_feedback() {
    let text = "# Which?\n\nPick one.\n\n- [x] Right\n\n  Because.\n\n- [ ] Wrong *one*\n\n  No.\n\n## Answer\nExplained.\n";
    let built = build(&[("t/x.md", text)]);
    let card = built.card("t/x");
    let Question::Choice { choices, .. } = &card.question else { panic!("{:?}", card.question) };
    let seen: Vec<(bool, &str, &str)> = choices.iter().map(|c| (c.right, built.text(card, c.span), built.text(card, c.feedback))).collect();
    assert_eq!(seen, [(true, "Right", "Because."), (false, "Wrong *one*", "No.")]);
    assert_eq!(built.text(card, card.prompt), "Pick one.");
}

#[test]
fn a_tight_task_list_after_which_text_follows_is_still_choices() {
    let built = build(&[("t/x.md", "# Which?\n\n- [x] Yes\n- [ ] No\n\nAs everybody knows.\n")]);
    let card = built.card("t/x");
    assert!(matches!(&card.question, Question::Choice { choices, .. } if choices.len() == 2));
    assert_eq!(built.text(card, card.sections[0].span), "As everybody knows.");
}

#[test]
fn hidden_spans_are_cards_with_stable_names() {
    let text = "---\ntype: cloze\n---\n# Fill\n\nThe ==first=={#one} and ==second==^[a number] but not a == b, `==code==` or \\==x==.\n";
    let built = build(&[("t/x.md", text)]);
    let card = built.card("t/x");
    let Question::Cloze(spans) = &card.question else { panic!() };
    assert_eq!(spans.len(), 2);
    assert_eq!((spans[0].key.as_str(), spans[0].has_author_key, built.text(card, spans[0].hidden)), ("one", true, "first"));
    assert_eq!((spans[1].has_author_key, spans[1].hint.as_deref(), built.text(card, spans[1].hidden)), (false, Some("a number"), "second"));
    let moved = build(&[("t/x.md", &text.replace("The ==first", "Now the ==first"))]);
    let Question::Cloze(again) = &moved.card("t/x").question else { panic!() };
    assert_eq!(spans[1].key, again[1].key, "the name hangs on the hidden text, not on its place");
}

#[test]
fn a_file_of_cards_gives_each_heading_its_keys() {
    let text = "---\nlevel: junior\ntags: [base]\n---\n\n# What is a *phantom*? {#phantom-read level=mid tags=\"sql, isolation\"}\n\nA row that appears. See [it][ref].\n\n# Second? {#second}\n\nYes, [too][ref].\n\n[ref]: index.md\n";
    let built = build(&[("t/cards.md", text), ("t/index.md", "---\ntitle: T\n---\n[one](cards.md#second) [[phantom-read]]\n")]);
    let first = built.card("t/phantom-read");
    assert_eq!((first.title.plain.as_ref(), first.title.markdown.as_ref()), ("What is a phantom?", "What is a *phantom*?"));
    let tags: Vec<&str> = first.tags.iter().map(|t| built.guide.tag(*t).name.as_str()).collect();
    assert_eq!(tags, ["isolation", "sql"].iter().rev().copied().collect::<Vec<_>>());
    assert_eq!(built.guide.level(first.level.unwrap()).id, "mid");
    assert_eq!(built.guide.level(built.card("t/second").level.unwrap()).id, "junior");
    assert_eq!(built.links("t"), ["t/second", "t/phantom-read"]);
    assert_eq!(built.links("t/phantom-read"), ["t"], "a definition at the file's end serves every card");
    assert_eq!(first.body.outside_link_definitions.len(), 1);
}

#[test]
fn links_bind_as_authors_write_them() {
    let page = "---\ntitle: P\n---\n# P\n\n## Deep *part*\n\n[a](x.md) [b](x.md#answer) [c](../u/y.md#own) [[u/y]] [[y#own|text]] [[x]] [d](#deep-part) [e](pic.svg) \
                [f](recto:study?level=mid) <https://a.org> https://b.org/x. [g](../u/) [h](x.md#what-is-x) [[old/name]] ![alt](pic.svg)\n";
    let built = build(&[
        ("t/p.md", page),
        ("t/x.md", "# What is x?\n\n## Answer\nYes.\n"),
        ("u/x.md", "---\naliases: [old/name]\n---\n# What is another x?\n\nNo.\n"),
        ("u/y.md", "# What is y?\n\nYes.\n\n### Own heading {#own}\n"),
        ("t/pic.svg", "<svg/>"),
    ]);
    let expected = [
        "t/x",
        "t/x#answer",
        "u/y#own",
        "u/y",
        "u/y#own",
        "t/x",
        "#deep-part",
        "asset t/pic.svg",
        "app study level=mid",
        "https://a.org",
        "https://b.org/x",
        "u",
        "t/x",
        "u/x",
        "asset t/pic.svg",
    ];
    assert_eq!(built.links("t/p"), expected);
    let node = built.guide.nodes().find(|n| built.guide.id(*n) == "t/p").unwrap();
    let forms: Vec<LinkSyntax> = built.guide.body(node).unwrap().links.iter().map(|l| l.syntax).collect();
    assert_eq!((forms[3], forms[4], forms[10]), (LinkSyntax::WikiWithoutText, LinkSyntax::Text, LinkSyntax::BareUrl));
    assert!(built.guide.redirects.iter().any(|r| r.from == "old/name"));
    let backlinks: Vec<&str> = built.card("u/y").relations.backlinks.iter().map(|n| built.guide.id(*n)).collect();
    assert_eq!(backlinks, ["t/p"]);
    assert_eq!(AppPage::ALL.len(), 6);
}

#[test]
fn drafts_are_left_out_and_links_to_them_become_text() {
    let files = [("t/a.md", "# A?\n\nSee [b](b.md) and [[t/b]].\n"), ("t/b.md", "---\ndraft: true\n---\n# B?\n")];
    let built = build(&files);
    assert_eq!(built.guide.cards.len(), 1);
    assert_eq!(built.links("t/a"), ["nowhere", "nowhere"]);
    assert_eq!(built.warnings.len(), 2);
    let with_drafts = build_with("", &files, &Options { drafts: true, ..Options::default() });
    assert_eq!(with_drafts.links("t/a"), ["t/b", "t/b"]);
}

#[test]
fn mentions_of_terms_become_links_once_and_not_to_themselves() {
    let files = [
        ("t/a.md", "---\nterms: [phantom read]\n---\n# What is a phantom read?\n\nA phantom read is this.\n"),
        ("t/b.md", "# Q?\n\nA Phantom-read, `phantom read`, another phantom read. Not phantom reading.\n\n## Key points\n- phantom read\n"),
    ];
    assert!(build(&files).links("t/b").is_empty());
    let built = build_with("[links]\nterms = true\n", &files, &Options::default());
    assert_eq!(built.links("t/b"), ["t/a"]);
    assert!(built.links("t/a").is_empty());
    let abbreviations = [
        ("t/a.md", "---\nterms: [REST]\n---\n# What is REST?\n\nA style.\n"),
        ("t/b.md", "# Q?\n\nThe rest is not linked.\n"),
        ("t/c.md", "# R?\n\nThe rest is REST.\n"),
    ];
    let abbreviated = build_with("[links]\nterms = true\n", &abbreviations, &Options::default());
    assert!(abbreviated.links("t/b").is_empty());
    assert_eq!(abbreviated.links("t/c"), ["t/a"]);
    let body = &built.card("t/b").body;
    assert_eq!(built.sources.get(body.source).slice(body.links[0].span), "Phantom-read");
}

#[test]
fn terms_of_other_languages_are_found_in_their_typography() {
    let files = [
        ("t/a.md", "---\nterms: [\"niveau d'isolation\", clé d’API]\n---\n# Qu’est-ce ?\n\nCeci.\n"),
        ("t/b.md", "# Un ?\n\nLe niveau d’isolation.\n"),
        ("t/c.md", "# Deux ?\n\nUne clé\u{a0}d'API.\n"),
        ("t/d.md", "# Trois ?\n\nUn niveau, d’isolation ; clé (d’API).\n"),
    ];
    let built = build_with("[links]\nterms = true\n", &files, &Options::default());
    assert_eq!([built.links("t/b"), built.links("t/c")], [["t/a"], ["t/a"]]);
    assert!(built.links("t/d").is_empty());
}

#[test]
fn a_gap_takes_no_links_from_the_text_around_it() {
    let files = [
        ("t/a.md", "---\nterms: [phantom read]\n---\n# What is a phantom read?\n\nThis.\n"),
        ("t/b.md", "---\nterms: [snapshot]\n---\n# What is a snapshot?\n\nThat.\n"),
        ("t/c.md", "---\nterms: [lock]\n---\n# What is a lock?\n\nThose.\n"),
        (
            "t/cloze.md",
            "---\ntype: cloze\n---\n# Fill in\n\nA snapshot hides each ==phantom read=={#p}, without a lock or a phantom ==read again==.\n",
        ),
    ];
    let built = build_with("[links]\nterms = true\n", &files, &Options::default());
    let body = &built.card("t/cloze").body;
    let linked: Vec<&str> = body.links.iter().map(|link| built.sources.get(body.source).slice(link.span)).collect();
    assert_eq!(linked, ["snapshot", "lock"]);
}

#[test]
fn cards_with_an_order_come_first_and_in_it() {
    let built = build(&[
        ("t/a.md", "---\nlevel: junior\n---\n\n# A?\n\n## Answer\nx\n"),
        ("t/b.md", "---\nlevel: senior\norder: 1\n---\n\n# B?\n\n## Answer\nx\n"),
        ("t/cards.md", "# C? {#c order=3}\n\n## Answer\nx\n\n# D? {#d order=2 level=mid}\n\n## Answer\nx\n"),
    ]);
    let order: Vec<&str> = built.guide.cards.iter().map(|card| card.id.as_str()).collect();
    assert_eq!(order, ["t/b", "t/d", "t/c", "t/a"]);
}

#[test]
fn topics_and_cards_come_in_the_readers_order() {
    let built = build(&[
        ("b/index.md", "---\ntitle: Bees\norder: 1\n---\n"),
        ("a/index.md", "---\ntitle: Ants\norder: 2\n---\n"),
        ("a/sub/x.md", "# Deep?\n\nYes.\n"),
        ("c-d/x.md", "# C?\n\nYes.\n"),
        ("b/one.md", "---\nlevel: senior\n---\n# Alpha?\n\nYes.\n"),
        ("b/two.md", "---\nlevel: junior\nrequires: [b/three]\n---\n# Beta?\n\nYes.\n"),
        ("b/three.md", "---\nlevel: mid\n---\n# Gamma?\n\nYes.\n"),
    ]);
    let topics: Vec<&str> = built.guide.topics.iter().map(|t| t.id.as_str()).collect();
    assert_eq!(topics, ["b", "a", "a/sub", "c-d"]);
    assert_eq!(built.guide.topics[3].title.plain.as_ref(), "C d");
    let cards: Vec<&str> = built.guide.cards.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(cards, ["b/three", "b/two", "b/one", "a/sub/x", "c-d/x"], "what is required comes first, then by level");
    assert_eq!(built.guide.topics[1].total, 1, "a topic counts what lies below it");
    assert_eq!(built.card("b/two").relations.next, Some(Node::Card(2.into())));
    assert_eq!(built.card("b/one").relations.next, None);
}

#[test]
fn a_pinned_id_survives_a_rename_and_line_ends_do_not_change_a_card() {
    let text = "---\nid: db/acid\n---\n# What?\n\nYes.\n";
    let built = build(&[("db/renamed.md", text)]);
    let crlf = build(&[("db/renamed.md", &text.replace('\n', "\r\n"))]);
    assert_eq!(built.card("db/acid").hash, crlf.card("db/acid").hash);
    let edited = build(&[("db/renamed.md", &text.replace("Yes", "No"))]);
    assert_ne!(built.card("db/acid").hash, edited.card("db/acid").hash);
}

#[test]
fn files_that_are_not_content_and_odd_files_are_taken_as_they_are() {
    let built = build(&[
        ("_notes/x.md", "no heading"),
        ("t/_draft.md", ""),
        ("t/a.md", "\u{feff}# A?\r\n\r\nYes, no newline at the end"),
        ("t/index.md", ""),
    ]);
    assert_eq!(built.guide.cards.len(), 1);
    assert_eq!(built.guide.topics[0].title.plain.as_ref(), "T");
}
