//! A guide about any subject: what book.toml switches off or names otherwise is nowhere else in the site.

use recto::search::collect_files;
use recto::site::Output;
use recto::{Compiled, Input, Options, Site, Source, ThemeFile, compile};

const CARD: &str =
    "---\nlevel: anfang\ntags: [arm]\n---\n\n# Wie heisst der Oberarmknochen?\n\n## Antwort\nHumerus.\n\n## Merkpunkte\n- Humerus\n";

fn compiled(config: &str, files: &[(&str, &str)], theme: &[(&str, &str)]) -> Compiled {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", config));
    for (path, text) in files {
        input.sources.add(Source::new(format!("content/{path}"), *text));
    }
    input.theme = theme.iter().map(|(path, text)| ThemeFile { path: path.to_string(), bytes: text.as_bytes().into() }).collect();
    compile(input, &Options::default())
}

fn told(compiled: &Compiled) -> Vec<String> {
    compiled
        .diagnostics
        .iter()
        .map(|d| format!("{} {}{}", d.code.id(), d.message, d.help.as_deref().map(|h| format!(" ({h})")).unwrap_or_default()))
        .collect()
}

/// Every output's path and bytes.
fn outputs(site: &Site) -> Vec<(String, String)> {
    let write = |(path, output)| collect_files(|sink| site.write(path, output, sink).unwrap_or_else(|d| panic!("{d:?}")));
    let files = site.outputs().iter().map(|(path, output): &(_, Output)| (path, output)).flat_map(write);
    files.map(|(path, bytes)| (path.as_str().to_string(), String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn page(site: &Site, path: &str) -> String {
    outputs(site).into_iter().find(|(p, _)| p == path).unwrap_or_else(|| panic!("no {path}")).1
}

const ANATOMY: &str = "[book]\nid = \"anatomie\"\ntitle = \"Anatomie\"\nlanguage = \"en\"\n[site]\nbase-url = \"https://example.org/\"\nrepository = \"https://github.com/o/n\"\n\
    [sections]\nanswer = \"Antwort\"\nkey-points = \"Merkpunkte\"\n[[levels]]\nid = \"anfang\"\nname = \"Anfang\"\n[[levels]]\nid = \"ende\"\n";

#[test]
fn a_guide_without_interviews_says_nothing_of_them() {
    let config = format!("{ANATOMY}[interview]\nenabled = false\n");
    let compiled = compiled(&config, &[("arm/index.md", "---\ntitle: Arm\n---\n"), ("arm/humerus.md", CARD)], &[]);
    assert_eq!(told(&compiled), Vec::<String>::new());
    let files = outputs(compiled.site.as_ref().expect("there are no errors"));
    assert!(files.iter().all(|(path, _)| !path.contains("interview")), "no page, no script, no stylesheet");
    assert!(files.len() > 10 && files.iter().any(|(path, _)| path == "study.html"));
    let texts = files
        .iter()
        .filter(|(path, _)| [".html", ".json", ".xml", ".webmanifest"].iter().any(|end| path.ends_with(end)) || path.starts_with("deck/"));
    for (path, text) in texts {
        assert!(!text.to_lowercase().contains("interview"), "{path}");
    }
}

#[test]
fn a_link_to_interviews_that_are_off_is_a_finding() {
    let config = format!("{ANATOMY}[interview]\nenabled = false\n");
    let found = told(&compiled(&config, &[("index.md", "---\ntitle: A\n---\n\n[x](recto:interview)\n")], &[]));
    assert!(found.iter().any(|f| f.contains("`recto:interview` opens nothing: `enabled = false` in `[interview]`")), "{found:?}");
}

#[test]
fn the_guide_s_own_nouns_stand_everywhere() {
    let config =
        format!("{ANATOMY}[words]\ninterview = \"Oral exam\"\nlevel = \"Year\"\nlevels = \"Years\"\nkind = \"Sort\"\nkinds = \"Sorts\"\n");
    let compiled = compiled(&config, &[("arm/humerus.md", CARD), ("arm/ulna.md", CARD)], &[]);
    let site = compiled.site.as_ref().expect("there are no errors");
    assert!(page(site, "interview.html").contains("<h1>Oral exam</h1>"));
    assert!(
        page(site, "index.html").contains("</span>Oral exam</a>") && page(site, "index.html").contains("<h2 id=\"by-level\">Years</h2>")
    );
    assert!(page(site, "index.html").contains(">Oral exam: continue where you left off</a>"));
    let files = outputs(site);
    assert!(files.iter().any(|(path, text)| path.ends_with(".js") && text.contains("\"Oral exam: due today\"")));
    for (path, text) in files {
        assert!(!text.contains("{interview}") && !text.to_lowercase().contains("mock interview"), "{path}");
    }
    assert!(page(site, "levels/anfang.html").contains("<span>Year</span>"));
    assert!(page(site, "study.html").contains("<legend>Years</legend>") && page(site, "study.html").contains("<legend>Sorts</legend>"));
    assert!(
        recto::render::scaffold::issue_form(&compiled.config, compiled.theme.strings())
            .contains("label: Year\n      options: [I don't know, Anfang, Ende]")
    );
    for (path, text) in outputs(site).iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!text.contains("Mock interview"), "{path}");
    }
}

#[test]
fn a_level_without_cards_has_no_page_and_is_no_filter() {
    let compiled = compiled(ANATOMY, &[("arm/humerus.md", CARD)], &[]);
    let files = outputs(compiled.site.as_ref().expect("there are no errors"));
    assert!(files.iter().any(|(path, _)| path == "levels/anfang.html"));
    assert!(files.iter().all(|(path, text)| path != "levels/ende.html" && (path != "sitemap.xml" || !text.contains("levels/ende"))));
    let root = &files.iter().find(|(path, _)| path == "search/manifest.js").expect("it is searched").1;
    assert!(root.contains("anfang") && !root.contains("\"ende\""), "{root}");
}

#[test]
fn cards_that_share_a_chance_word_are_not_related() {
    let card = |question: &str| format!("# {question}\n\n## Answer\nYes.\n");
    let tagged = |question: &str| format!("---\ntags: [arm]\n---\n\n{}", card(question));
    let config = "[book]\nid = \"a\"\n";
    let texts = [
        ("a/bone.md", tagged("Which bone is the longest of the arm?")),
        ("a/fish.md", card("Which fish lives the longest?")),
        ("a/hand.md", tagged("What holds the bone of the hand?")),
        ("a/ship.md", card("Who sails?\n\nSee [[a/fish]].")),
        ("a/tree.md", card("What grows?")),
        ("a/wind.md", card("What blows?")),
    ];
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let guide = compiled(config, &files, &[]).guide;
    let related = |id: &str| -> Vec<&str> {
        let card = guide.cards.iter().find(|card| card.id == id).expect("it is there");
        card.relations.related.iter().map(|node| guide.id(*node)).collect()
    };
    assert_eq!(related("a/bone"), ["a/hand"], "a tag and a word");
    assert_eq!(related("a/fish"), ["a/ship"], "a link; not the longest bone");
    assert_eq!(related("a/tree"), [""; 0]);
}

#[test]
fn sections_are_known_by_the_names_of_the_language_and_by_the_english_ones() {
    let config = "[book]\nid = \"a\"\nlanguage = \"fr\"\n";
    let files = [("a/b.md", "# Q ?\n\n## Réponse\nOui.\n\n## Key points\n- Un\n"), ("a/c.md", "# R ?\n\n## Answer\nOui.\n")];
    let compiled = compiled(config, &files, &[]);
    assert_eq!(told(&compiled), Vec::<String>::new());
    let text = page(compiled.site.as_ref().expect("there are no errors"), "a/b.html");
    assert!(text.contains("</span>Réponse</h2>") && text.contains("</span>Points clés</h2>"), "{text}");
}

#[test]
fn a_language_without_words_is_told_with_what_is_missing() {
    let of = |language: &str, theme: &[(&str, &str)]| {
        let site = if theme.is_empty() { "" } else { "[site]\ntheme = \"mine\"\n" };
        told(&compiled(
            &format!("[book]\nid = \"a\"\nlanguage = \"{language}\"\n{site}"),
            &[("a/b.md", "# Q?\n\n## Answer\nYes.\n")],
            theme,
        ))
    };
    assert_eq!(of("fr-CA", &[]), Vec::<String>::new());
    assert_eq!(of("en-GB", &[]), Vec::<String>::new());
    assert_eq!(of("sv", &[]).len(), 1);
    assert!(
        of("sv", &[])[0].starts_with("R705 the interface is not translated into `sv`: all of it stays English (`recto strings sv >"),
        "{:?}",
        of("sv", &[])
    );
    let part = of("sv", &[("strings/sv.toml", "[nav]\nhome = \"Hem\"\nstudy = \"\"\n")]);
    assert!(part[0].contains("texts stay English: ") && part[0].contains("more"), "{part:?}");
    assert!(!part[0].contains("nav.home"), "{part:?}");
}

#[test]
fn mistyped_words_of_a_theme_are_told_with_the_near_name() {
    let config = "[book]\nid = \"a\"\n[site]\ntheme = \"mine\"\n";
    let words = "[nav]\nhoem = \"Start\"\n[car]\nhint = \"x\"\n[count]\ncards_few = \"{n}\"\n[mine]\nword = \"y\"\n";
    let template = "{{ t.mine.word }}";
    let theme = [("strings/en.toml", words), ("templates/partials/footer.html", template)];
    let found = told(&compiled(config, &[("a/b.md", "# Q?\n\n## Answer\nYes.\n")], &theme));
    let found: Vec<&String> = found.iter().filter(|f| f.starts_with("R706")).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(
        found.iter().any(|f| f.contains("line 2, column 1: the interface has no word `nav.hoem` (did you mean `home`?)")),
        "{found:#?}"
    );
    assert!(found.iter().any(|f| f.contains("no table `car`") && f.contains("did you mean `card`?")), "{found:#?}");
    assert!(found.iter().any(|f| f.contains("`count.cards` has no form `few` in `en`")), "{found:#?}");
}

#[test]
fn a_topic_s_cards_stand_as_its_index_says() {
    let card = |question: &str| format!("# {question}\n\n## Answer\nYes.\n");
    let of = |index: &str| {
        let several = "# Zoo? {#zoo}\n\nYes.\n\n# Ant? {#ant}\n\nYes.\n";
        let (a, b, c) = (card("Apple?"), card("Bread?"), card("Cake?"));
        let files = [("t/index.md", index), ("t/a.md", &a), ("t/b.md", &b), ("t/c.md", &c), ("t/cards.md", several)];
        let compiled = compiled("[book]\nid = \"a\"\n", &files, &[]);
        let order: Vec<String> = compiled.guide.cards.iter().map(|card| card.id.trim_start_matches("t/").to_string()).collect();
        (order.join(" "), told(&compiled))
    };
    assert_eq!(of("---\ntitle: T\n---\n").0, "a b c zoo ant", "a file of several cards keeps its own order");
    assert_eq!(of("---\ntitle: T\ncards: alphabetical\n---\n").0, "ant a b c zoo");
    let (order, found) = of("---\ntitle: T\ncards: [c, t/zoo, aa]\n---\n");
    assert_eq!(order, "c zoo a b ant");
    assert!(found[0].contains("`cards` names `aa`, which is not a card of this topic (one of: `c`, "), "{found:?}");
    let (_, found) = of("---\ntitle: T\ncards: [zoe, zo]\n---\n");
    assert!(found[1].contains("did you mean `zoo`?"), "{found:?}");
}

#[test]
fn sounds_and_films_are_played_where_they_are_shown() {
    let files = [("a/b.md", "# What do you hear?\n\n![a dog](dog.wav)\n\n![](film.mp4)\n\n## Answer\nA dog.\n")];
    let compiled = with_assets("[book]\nid = \"a\"\n", &files, &[("a/dog.wav", "sound"), ("a/film.mp4", "film")], &[]);
    let page = page(compiled.site.as_ref().expect("there are no errors"), "a/b.html");
    assert!(page.contains("<audio controls preload=\"none\" src=\"dog.wav\" aria-label=\"a dog\"></audio>"), "{page}");
    assert!(page.contains("<video controls preload=\"metadata\" src=\"film.mp4\" playsinline></video>"), "{page}");
}

/// Compiles with files under content/ that are not Markdown.
fn with_assets(config: &str, files: &[(&str, &str)], assets: &[(&str, &str)], theme: &[(&str, &str)]) -> Compiled {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", config));
    for (path, text) in files {
        input.sources.add(Source::new(format!("content/{path}"), *text));
    }
    let bytes = |text: &str| std::sync::Arc::<[u8]>::from(text.as_bytes());
    input.assets = assets.iter().map(|(path, text)| recto::AssetFile { path: path.to_string(), bytes: bytes(text) }).collect();
    input.theme = theme.iter().map(|(path, text)| ThemeFile { path: path.to_string(), bytes: bytes(text) }).collect();
    compile(input, &Options::default())
}

#[test]
fn a_guide_has_its_look_without_a_theme_of_its_own() {
    let config = "[book]\nid = \"a\"\n[theme]\naccent = \"#0b5cad\"\nfont-text = \"fonts/Own-Bold.woff2\"\nlogo = \"logo.svg\"\nfooter = \"Made at school\"\n\
        css = \"own.css\"\njs = \"own.js\"\n[theme.footer-links]\nImprint = \"about\"\n[theme.navigation]\nSchool = \"https://example.org/\"\n";
    let files = [("about.md", "---\ntitle: About\n---\n\nText.\n"), ("a/b.md", "# Q?\n\n## Answer\nYes.\n")];
    let assets = [("fonts/Own-Bold.woff2", "font"), ("logo.svg", "<svg/>"), ("own.css", "b{color:red}"), ("own.js", "hello()")];
    let compiled = with_assets(config, &files, &assets, &[]);
    assert_eq!(told(&compiled), Vec::<String>::new());
    let files = outputs(compiled.site.as_ref().expect("there are no errors"));
    let one = |start: &str| files.iter().find(|(path, _)| path.starts_with(start)).unwrap_or_else(|| panic!("no {start}"));
    let common = &one("assets/styles/common-").1;
    assert!(
        common.contains("--accent: light-dark(#0b5cad, #") && common.contains("--paper: light-dark(#faf7f0, #191714);"),
        "the others stay"
    );
    let font = &one("assets/fonts/fonts-Own-Bold-").0;
    assert!(
        common.contains(&format!("src: url(\"../fonts/{}\")", font.rsplit('/').next().unwrap())) && common.contains("font-weight: 700;")
    );
    let page = &one("a/b.html").1;
    for text in [
        "<img class=\"masthead-logo\" src=\"../assets/icons/logo-",
        "<p>Made at school</p>",
        "<a href=\"../about.html\">Imprint</a>",
        "<a href=\"https://example.org/\"><span",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(page.contains("href=\"../assets/custom-") && page.contains("src=\"../assets/custom-"));
    assert_eq!(one("assets/custom-").1.trim(), "b{color:red}");
}

#[test]
fn what_theme_names_and_is_not_there_is_a_finding() {
    let config = "[book]\nid = \"a\"\n[theme]\nlogo = \"lgo.svg\"\n[theme.footer-links]\nImprint = \"abuot\"\n";
    let files = [("about.md", "---\ntitle: About\n---\n\nText.\n"), ("a/b.md", "# Q?\n\n## Answer\nYes.\n")];
    let found = told(&with_assets(config, &files, &[("logo.svg", "<svg/>")], &[]));
    assert!(found.iter().any(|f| f.starts_with("R709 `[theme]` names `lgo.svg`") && f.contains("did you mean `logo.svg`?")), "{found:#?}");
    assert!(found.iter().any(|f| f.starts_with("R709 `abuot` is neither an id") && f.contains("did you mean `about`?")), "{found:#?}");
}

#[test]
fn a_font_that_is_not_there_is_one_finding_where_it_is_named() {
    let config = "[book]\nid = \"a\"\n[theme]\nfont-text = [\"fonts/Sourse.woff2\"]\n";
    let files = [("a/b.md", "# Q?\n\n## Answer\nYes.\n")];
    let compiled = with_assets(config, &files, &[("fonts/Source.woff2", "")], &[]);
    let found = told(&compiled);
    let about: Vec<&String> = found.iter().filter(|f| f.contains("Sourse") || f.starts_with("R701")).collect();
    assert_eq!(about.len(), 1, "{found:#?}");
    let place = compiled.diagnostics.iter().find(|d| d.code.id() == "R709").and_then(|d| d.at).expect("at its line");
    assert_eq!(&config[place.span.range()], "\"fonts/Sourse.woff2\"");
}

#[test]
fn one_line_of_tokens_changes_one_token() {
    let config = "[book]\nid = \"a\"\n[site]\ntheme = \"mine\"\n";
    let theme = [("css/tokens.css", ":root { --accent: teal; }"), ("custom.css", "i{}")];
    let compiled = with_assets(config, &[("a/b.md", "# Q?\n\n## Answer\nYes.\n")], &[], &theme);
    let files = outputs(compiled.site.as_ref().expect("there are no errors"));
    let common = &files.iter().find(|(path, _)| path.starts_with("assets/styles/common-")).expect("there is one").1;
    let (first, own) = (common.find("--accent: light-dark").expect("built in"), common.find("--accent: teal").expect("own"));
    assert!(first < own && common.contains("--paper: light-dark("));
}

#[test]
fn a_copied_file_whose_original_has_changed_is_a_finding() {
    let config = "[book]\nid = \"a\"\n[site]\ntheme = \"mine\"\n";
    let theme = [("originals.toml", "\"css/home.css\" = \"0000000000000000\"\n"), ("css/home.css", "a{}")];
    let found = told(&with_assets(config, &[("a/b.md", "# Q?\n\n## Answer\nYes.\n")], &[], &theme));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("R708 the built-in file has changed since this one was copied"), "{found:?}");
}

#[test]
fn the_dense_theme_is_the_same_guide_in_other_clothes() {
    let config = "[book]\nid = \"a\"\n[theme]\nbase = \"dense\"\n";
    let compiled = with_assets(config, &[("a/b.md", "# Q?\n\n## Answer\nYes.\n")], &[], &[]);
    assert_eq!(told(&compiled), Vec::<String>::new());
    let files = outputs(compiled.site.as_ref().expect("there are no errors"));
    let common = &files.iter().find(|(path, _)| path.starts_with("assets/styles/common-")).expect("there is one").1;
    assert!(common.contains("--paper: light-dark(#ffffff, #121417);"));
    assert!(files.iter().any(|(path, _)| path.starts_with("assets/custom-")));
    assert!(
        page(compiled.site.as_ref().unwrap(), "index.html")
            .contains("<meta name=\"theme-color\" media=\"(prefers-color-scheme: light)\" content=\"#ffffff\">")
    );
}
