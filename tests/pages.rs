//! What a reader's browser gets: whole pages of small guides, checked for what templates and views promise.

use recto::search::collect_files;
use recto::site::{Output, SitePath};
use recto::{Input, Options, Site, Source, ThemeFile, compile};

const CONFIG: &str = "[book]\nid = \"t\"\ntitle = \"A <b> & \\\"Guide\\\"\"\n[site]\nbase-url = \"https://example.org/guide/\"\n";

const CARD: &str = "---\nlevel: junior\nkind: concept\ntags: [sql, c++]\nupdated: 2026-11-02\n---\n\n# What is <script>alert(1)</script> & \"why\"?\n\n\
Some text.\n\n## Hint\nOne.\n\n## Hint\nTwo.\n\n## Answer\nThe **answer** </script> of [[db/other]].\n\n## Key points\n- First {weight=3}\n- Second\n\n\
## Red flags\n- No\n";

fn site(files: &[(&str, &str)], theme: &[(&str, &str)]) -> Site {
    let mut input = Input::default();
    input.sources.add(Source::new("book.toml", CONFIG));
    let mut files = files.to_vec();
    files.sort();
    for (path, text) in files {
        input.sources.add(Source::new(format!("content/{path}"), text));
    }
    input.theme = theme.iter().map(|(path, text)| ThemeFile { path: path.to_string(), bytes: text.as_bytes().into() }).collect();
    let compiled = compile(input, &Options::default());
    let errors: Vec<String> = compiled.diagnostics.iter().filter(|d| d.is_error()).map(|d| format!("{d:?}")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    compiled.site.expect("there are no errors")
}

fn small(theme: &[(&str, &str)]) -> Site {
    site(
        &[
            ("db/index.md", "---\ntitle: Databases\nsummary: All of it.\n---\n\n## Why\n\nText.\n"),
            ("db/acid.md", CARD),
            ("db/other.md", "---\naliases: [db/former]\n---\n\n# Other?\n\n## Answer\nYes, see [[db/acid#key-points]].\n"),
            ("about.md", "---\ntitle: About\n---\n\nText.\n"),
        ],
        theme,
    )
}

fn text(site: &Site, path: &str) -> String {
    let (path, output) = site.outputs().iter().find(|(p, _)| p.as_str() == path).unwrap_or_else(|| panic!("no output {path}"));
    let mut files = collect_files(|sink| site.write(path, output, sink).unwrap_or_else(|d| panic!("{d:?}")));
    String::from_utf8(files.remove(0).1).expect("pages are UTF-8")
}

/// Every page that a template makes.
fn pages(site: &Site) -> Vec<(SitePath, String)> {
    let html = site.outputs().iter().filter(|(path, output)| path.as_str().ends_with(".html") && matches!(output, Output::Page(_)));
    html.map(|(path, _)| (path.clone(), text(site, path.as_str()))).collect()
}

/// The values of an attribute in a page.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    html.match_indices(&opening).filter_map(|(at, _)| html[at + opening.len()..].split('"').next()).collect()
}

#[test]
fn a_card_shows_its_front_and_hides_its_back() {
    let page = text(&small(&[]), "db/acid.html");
    assert!(page.contains("<summary><span class=\"icon icon-answer\"></span><span class=\"when-closed\">Show answer</span>"));
    assert!(page.contains("<span>Hint 1</span>") && page.contains("<span>Hint 2</span>"));
    let back = page.find("<details class=\"reveal back\">").expect("there is a back");
    for (word, what) in [("Some text.", "prompt"), ("One.", "hint")] {
        assert!(page.find(word).is_some_and(|at| at < back), "{what}");
    }
    for (word, what) in [("<strong>answer</strong>", "answer"), ("id=\"key-points\"", "key points"), ("id=\"red-flags\"", "red flags")] {
        assert!(page.find(word).is_some_and(|at| at > back), "{what}");
    }
    assert!(page.contains("<li data-weight=\"3\">First <span class=\"weight\" title=\"counts 3 times\">"), "{page}");
    assert!(page.contains("<li>Second</li>"));
    assert!(page.contains("<time datetime=\"2026-11-02\">2 November 2026</time>"));
}

#[test]
fn the_short_answer_stands_first_and_speaks_for_the_card() {
    let card = "---\nupdated: 2026-11-02\n---\n\n# Q?\n\n## Answer\nLong words.\n\n## Hint\nH.\n\n## Short answer\nShort `words`.\n";
    let site = site(&[("db/x.md", card)], &[]);
    let page = text(&site, "db/x.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("id=\"hint\"") < at("id=\"short-answer\"") && at("id=\"short-answer\"") < at("id=\"answer\""));
    assert!(at("<a href=\"#short-answer\">Short answer</a>") < at("<a href=\"#answer\">Answer</a>"));
    assert!(page.contains("<meta name=\"description\" property=\"og:description\" content=\"Short words.\">"), "{page}");
    assert!(text(&site, "assets/previews/db/0.js").contains("\"Short words.\""));
    assert!(text(&site, "feed.xml").contains("Short words."));
    let guide: serde_json::Value = serde_json::from_str(&text(&site, "guide.json")).unwrap();
    assert_eq!(guide["cards"][0]["short_answer"], "Short words.");
}

#[test]
fn no_text_of_an_author_becomes_markup() {
    for (path, html) in pages(&small(&[])) {
        assert!(!html.contains("<script>"), "{path}");
        assert!(!html.contains("alert(1)</script>"), "{path}");
        assert!(!html.contains("<b> &"), "{path}: the guide's title");
        for value in attributes(&html, "content") {
            assert!(!value.contains('<'), "{path}: {value}");
        }
    }
}

#[test]
fn nothing_in_a_page_breaks_its_policy() {
    for (path, html) in pages(&small(&[])) {
        assert!(
            html.contains(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self';"
            ),
            "{path}"
        );
        assert!(!html.contains("unsafe-") && !html.contains(" style=\"") && !html.contains("<style"), "{path}");
        assert!(!html.contains(" onclick=") && !html.contains("javascript:"), "{path}");
        for (at, _) in html.match_indices("<script") {
            let tag = html[at..].split('>').next().unwrap_or("");
            assert!(tag.contains(" src=\"") || tag == "<script type=\"application/ld+json\"", "{path}: {tag}");
        }
    }
}

#[test]
fn urls_are_relative_name_files_and_lead_to_outputs() {
    let site = small(&[]);
    let outputs: Vec<&str> = site.outputs().iter().map(|(path, _)| path.as_str()).collect();
    for (path, html) in pages(&site).iter().filter(|(path, _)| path.as_str() != "404.html") {
        for url in attributes(html, "href").into_iter().chain(attributes(html, "src")) {
            if url.starts_with('#') || url.starts_with("https://") {
                continue;
            }
            let target = resolve(path.as_str(), url);
            assert!(outputs.contains(&target.as_str()), "{path}: {url} leads to {target}");
        }
    }
}

/// The path that a relative URL means on a page.
fn resolve(from: &str, url: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in url.split(['?', '#']).next().unwrap_or("").split('/') {
        if part == ".." {
            assert!(parts.pop().is_some(), "{url} leaves the site");
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn only_404_is_rooted_at_the_base_url_s_path() {
    let page = text(&small(&[]), "404.html");
    for url in attributes(&page, "href").into_iter().chain(attributes(&page, "src")) {
        assert!(url.starts_with("/guide/") || url.starts_with('#'), "{url}");
    }
}

#[test]
fn a_former_address_leads_on_with_and_without_scripts() {
    let page = text(&small(&[]), "db/former.html");
    assert!(page.contains("data-target=\"other.html\""));
    assert!(page.contains("<noscript><meta http-equiv=\"refresh\" content=\"0; url=other.html\"></noscript>"));
    assert!(page.contains("<a href=\"other.html\">Other?</a>"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/guide/db/other.html\">"));
}

#[test]
fn data_for_search_engines_is_json_and_can_not_end_its_script() {
    let page = text(&small(&[]), "db/index.html");
    let data =
        page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).expect("there is data");
    let value: serde_json::Value = serde_json::from_str(data).expect("it is JSON");
    let graph = value["@graph"].as_array().expect("it has parts");
    assert_eq!(graph[0]["@type"], "BreadcrumbList");
    let trail = &graph[0]["itemListElement"];
    assert_eq!(trail[0]["item"], "https://example.org/guide/");
    assert_eq!(trail[1], serde_json::json!({ "@type": "ListItem", "position": 2, "name": trail[1]["name"] }), "the page itself");
    assert_eq!(graph[1]["@type"], "Quiz");
    let questions: Vec<&str> = graph[1]["hasPart"].as_array().into_iter().flatten().filter_map(|q| q["text"].as_str()).collect();
    assert!(questions.iter().any(|q| q.contains("\"why\"?")), "{questions:?}");
}

#[test]
fn listings_are_cut_into_pages_and_filters_count_what_is_shown() {
    let cards: Vec<(String, String)> = (0..205)
        .map(|i| {
            (
                format!("big/c{i:03}.md"),
                format!("---\nlevel: {}\n---\n\n# Q{i:03}?\n\n## Answer\nA.\n", if i < 3 { "senior" } else { "junior" }),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = cards.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = site(&files, &[]);
    let (first, second) = (text(&site, "big/index.html"), text(&site, "big/index-2.html"));
    assert_eq!(first.matches("class=\"entry\"").count(), 200);
    assert_eq!(second.matches("class=\"entry\"").count(), 5);
    assert!(first.contains("Page 1 of 2") && first.contains("<a rel=\"next\" href=\"index-2.html\">"));
    assert!(second.contains("<a rel=\"prev\" href=\"index.html\">") && !second.contains("rel=\"next\""));
    // The easier level comes first, so that the second page has two juniors and the three seniors.
    assert!(
        second.contains("value=\"junior\">Junior <span class=\"total\">2</span>")
            && second.contains("value=\"senior\">Senior <span class=\"total\">3</span>")
    );
    assert_eq!(text(&site, "levels/junior/2.html").matches("class=\"entry\"").count(), 2);
    let card = text(&site, "big/c100.html");
    assert!(!card.contains("c050"), "a card's page lists no other cards than its neighbours");
}

#[test]
fn no_page_lists_all_topics_pages_or_tags() {
    let mut files: Vec<(String, String)> = Vec::new();
    for i in 0..450 {
        files.push((
            format!("topic-{i:03}/card.md"),
            CARD.replace("[sql, c++]", &format!("[one-{i}, other-{i}]")).replace("[[db/other]]", "x"),
        ));
        files.push((format!("around/topic-{i:03}/card.md"), CARD.replace("[[db/other]]", "x")));
        files.push((format!("page-{i:03}.md"), format!("---\ntitle: Page {i}\n---\n\nText.\n")));
        files.push((format!("around/page-{i:03}.md"), format!("---\ntitle: Page {i}\n---\n\nText.\n")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = site(&files, &[]);
    for (folder, topics) in [("", 451), ("around/", 450)] {
        let pages: Vec<String> = ["", "-2", "-3"].iter().map(|end| text(&site, &format!("{folder}index{end}.html"))).collect();
        let counts = |what: &str| pages.iter().map(|page| page.matches(what).count()).collect::<Vec<_>>();
        assert_eq!(counts("<li class=\"tile sheet\""), [200, 200, topics - 400], "{folder}");
        let main = |page: &String| page[page.find("<main").unwrap()..page.find("</main>").unwrap()].to_string();
        let listed = |page: &String| main(page).matches("/page-").count() + main(page).matches("href=\"page-").count();
        assert_eq!(pages.iter().map(listed).collect::<Vec<_>>(), [200, 200, 50], "{folder}");
        assert_eq!(counts("rel=\"prev\""), [0, 1, 1], "{folder}");
        assert_eq!(counts("rel=\"next\""), [1, 1, 0], "{folder}");
        assert!(pages[0].contains(if folder.is_empty() { "<span>451 topics</span>" } else { "<span>450 cards</span>" }));
    }
    assert!(!site.outputs().iter().any(|(path, _)| ["index-4.html", "around/index-4.html"].contains(&path.as_str())));
    let tags = ["tags/index.html", "tags/index/2.html"].map(|path| text(&site, path));
    // `c++` and `sql`, one on each page, are on more cards than one.
    assert_eq!(tags.each_ref().map(|page| page.matches("<span class=\"total\">1</span></li>").count()), [499, 401]);
    assert!(tags[0].contains("rel=\"next\" href=\"index/2.html\""));
    assert!(tags[1].contains("rel=\"prev\" href=\"../index.html\""));
}

#[test]
fn feed_sitemap_and_guide_json_say_what_is_there() {
    let site = small(&[]);
    let feed = text(&site, "feed.xml");
    assert!(feed.contains("<title>A &lt;b&gt; &amp; &quot;Guide&quot;</title>"));
    assert!(feed.contains("<updated>2026-11-02T00:00:00Z</updated>") && feed.contains("<id>https://example.org/guide/db/acid.html</id>"));
    assert!(!feed.contains("db/other.html"), "without a date there is no entry");
    let sitemap = text(&site, "sitemap.xml");
    for page in ["", "db/", "db/acid.html", "about.html", "tags/", "map.html", "levels/junior.html"] {
        assert!(sitemap.contains(&format!("<loc>https://example.org/guide/{page}</loc>")), "{page}");
    }
    let guide: serde_json::Value = serde_json::from_str(&text(&site, "guide.json")).expect("it is JSON");
    assert_eq!((&guide["format"], &guide["id"]), (&serde_json::json!(1), &serde_json::json!("t")));
    assert_eq!(guide["cards"][0]["id"], "db/acid");
    assert_eq!(guide["cards"][0]["tags"], serde_json::json!(["sql", "c++"]));
    assert_eq!(guide["cards"][1]["aliases"], serde_json::json!(["db/former"]));
    assert_eq!(guide["cards"][1]["level"], serde_json::Value::Null);
}

#[test]
fn a_theme_replaces_a_template_by_its_path() {
    let site =
        small(&[("templates/tags.html", "{% extends \"base.html\" %}{% block main %}<p>{{ tags | length }} mine</p>{% endblock main %}")]);
    let page = text(&site, "tags/index.html");
    assert!(page.contains("<p>2 mine</p>") && page.contains("class=\"masthead\""));
}

#[test]
fn a_template_that_fails_on_a_page_is_a_finding_about_the_theme() {
    let site = small(&[("templates/card.html", "{{ card.titel }}")]);
    let (path, output) = site.outputs().iter().find(|(p, _)| p.as_str() == "db/acid.html").expect("the card is published");
    let found = site.write(path, output, &|_, _| {}).expect_err("the template is wrong");
    assert_eq!(found[0].code.id(), "R701");
    assert!(found[0].message.starts_with("line 1, column ") && found[0].message.contains("card.titel"), "{}", found[0].message);
    assert_eq!(found[0].help.as_deref(), Some("it happened while `db/acid.html` was made"));
}

#[test]
fn rendering_twice_gives_the_same_bytes() {
    let (one, two) = (small(&[]), small(&[]));
    for (path, html) in pages(&one) {
        assert_eq!(html, text(&two, path.as_str()), "{path}");
    }
}
