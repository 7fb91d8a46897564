//! Compiling again after each of many edits gives what compiling afresh gives: findings and every byte of the site.

use std::collections::BTreeMap;

use recto::incremental::Session;
use recto::search::collect_files;
use recto::{AssetFile, Compiled, Input, Options, Source, compile};

type Files = BTreeMap<&'static str, String>;

fn guide() -> Files {
    let files = [
        ("book.toml", "[book]\nid = \"t\"\ntitle = \"T\"\n[site]\nbase-url = \"https://example.org/t/\"\n"),
        ("content/index.md", "Welcome to [A](one/a.md).\n"),
        ("content/one/index.md", "---\ntitle: One\n---\n\nSee [[one/a#key-points]].\n"),
        (
            "content/one/a.md",
            "---\nlevel: mid\ntags: [x]\nterms: [isolation]\n---\n\n# What is A?\n\n## Answer\n\nA is like [B](b.md#why) and [C](../two/cards.md#c).\n\n\
             ### Why\n\n`code` and more words.\n\n## Key points\n\n- One {weight=2}\n- Two\n",
        ),
        ("content/one/b.md", "# What is B?\n\n## Answer\n\nB has isolation.\n\n### Why\n\nSee [A](a.md) and ![a picture](p.png).\n"),
        (
            "content/two/cards.md",
            "# What is C? {#c tags=\"x\"}\n\n- [x] This\n- [ ] That\n\n# Fill in. {#d type=cloze}\n\nThe ==capital==[^1] is ==hidden=={#h}.\n\n[^1]: A note.\n\n# What is E? {#e}\n\n## Answer\n\nIt is so.\n",
        ),
        ("content/about.md", "---\ntitle: About\n---\n\nAbout [B](one/b.md).\n"),
        ("content/one/p.png", "no picture"),
    ];
    files.into_iter().map(|(path, text)| (path, text.to_string())).collect()
}

fn input(files: &Files) -> Input {
    let mut input = Input::default();
    for (path, text) in files {
        match path.strip_prefix("content/").filter(|path| !path.ends_with(".md")) {
            Some(path) => input.assets.push(AssetFile { path: path.to_string(), bytes: text.as_bytes().into() }),
            None => _ = input.sources.add(Source::new(*path, text.as_str())),
        }
    }
    input
}

/// Everything that can be seen of it: the findings, and each file with its bytes.
fn seen(compiled: &Compiled) -> (String, BTreeMap<String, Vec<u8>>) {
    let mut files = BTreeMap::new();
    if let Some(site) = &compiled.site {
        for (path, output) in site.outputs() {
            let made = collect_files(|sink| site.write(path, output, sink).unwrap());
            files.extend(made.into_iter().map(|(path, bytes)| (path.as_str().to_string(), bytes)));
        }
    }
    (format!("{:#?}", compiled.diagnostics), files)
}

/// Originals, translations and book.toml change in turn.
#[test]
fn a_guide_in_two_languages_is_compiled_again_like_afresh() {
    let mut files = guide();
    files.get_mut("book.toml").unwrap().insert_str("[book]\n".len(), "languages = [\"en\", \"fr\"]\n");
    files.insert(
        "content/one/a.fr.md",
        "# Qu’est-ce que A ?\n\n## Answer\n\nComme [B](b.md) et [C](../two/cards.md#c), ![image](p.png).\n".into(),
    );
    files.insert("content/two/cards.fr.md", "# Qu’est-ce que C ? {#c}\n\n- [x] Ceci\n- [ ] Cela\n".into());
    let mut session = Session::default();
    session.compile(input(&files), &Options::default());
    for (path, from, to) in [
        ("content/one/a.fr.md", "Comme", "Presque comme"),
        ("content/one/b.md", "B has isolation.", "B has some."),
        ("content/one/a.md", "more words", "other words"),
        ("content/two/cards.fr.md", "{#c}", "{#nothing}"),
        ("content/two/cards.fr.md", "{#nothing}", "{#e}"),
        ("content/two/cards.fr.md", "\n- [x] Ceci\n- [ ] Cela\n", "\n## Answer\n\nC’est ainsi.\n"),
        ("content/one/a.fr.md", "(b.md)", "(nowhere.md)"),
        ("content/one/a.fr.md", "(nowhere.md)", "(a.fr.md)"),
        ("content/one/a.md", "level: mid", "level: senior"),
        ("book.toml", "\"fr\"", "\"fr\", \"de\""),
    ] {
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
        let (found, site) = seen(&session.compile(input(&files), &Options::default()));
        let (expected, fresh) = seen(&compile(input(&files), &Options::default()));
        assert_eq!(found, expected, "{path}: {from} → {to}");
        assert!(site == fresh, "{path}: {from} → {to}");
    }
}

#[test]
fn compiling_again_gives_what_compiling_afresh_gives() {
    let edits: [(&str, &str, &str); 32] = [
        ("content/one/a.md", "more words", "other words, and more of them"),
        ("content/one/a.md", "- Two", "- Two\n- Three {weight=3}"),
        ("content/one/a.md", "A is like", "**A** is, in `sql`, like"),
        ("content/two/cards.md", "capital", "great capital"),
        ("content/one/b.md", "B has isolation.", "B has some."),
        ("content/one/b.md", "B has some.", "B has isolation."),
        ("content/two/cards.md", "It is so.", "It is isolation."),
        ("content/one/b.md", "B has isolation.", "B has none.\n\n```sql\nSELECT 1;\n```\n"),
        ("content/one/b.md", "### Why", "### Reason"),
        ("content/one/b.md", "### Reason", "### Why"),
        ("content/one/a.md", "[B](b.md#why)", "[B](b.md)"),
        ("content/one/a.md", "[B](b.md)", "[[b]]"),
        ("content/one/a.md", "[[b]]", "[[one/b]]"),
        ("content/one/b.md", "# What is B?", "# What is the new B?"),
        ("content/one/a.md", "tags: [x]", "tags: [x, y]"),
        ("content/one/a.md", "level: mid", "level: senior"),
        ("content/one/a.md", "level: senior", "level: seniour"),
        ("content/one/a.md", "seniour", "senior\nupdated: 2026-01-02"),
        ("content/one/a.md", "## Key points", "## Hint\n\nThink.\n\n## Key points"),
        ("content/one/a.md", "Think.", "Think twice."),
        ("content/one/a.md", "`code`", "$x^2$ and `code`"),
        ("content/one/a.md", "$x^2$", "$x^{2$"),
        ("content/one/a.md", "$x^{2$", "[nowhere](gone.md)"),
        ("content/one/a.md", "[nowhere](gone.md)", "[somewhere](../about.md)"),
        ("content/one/p.png", "no picture", "another"),
        ("content/two/cards.md", "{#c", "{#c2"),
        ("content/one/a.md", "cards.md#c)", "cards.md#c2)"),
        ("content/about.md", "About [B]", "All about [B]"),
        ("content/one/index.md", "See ", "Look at "),
        ("book.toml", "title = \"T\"", "title = \"U\""),
        ("content/one/b.md", "B has none.", "B has none.\r\n\r\nÄ 漢"),
        ("content/one/a.md", "terms: [isolation]", "aliases: [one/old]"),
    ];
    for config in ["", "\n[links]\nterms = true\n"] {
        let mut files = guide();
        files.get_mut("book.toml").unwrap().push_str(config);
        let mut session = Session::default();
        session.compile(input(&files), &Options::default());
        let mut published = 0;
        for (path, from, to) in edits {
            let text = files.get_mut(path).unwrap();
            assert!(text.contains(from), "{path} has no {from}");
            *text = text.replacen(from, to, 1);
            let what = format!("{path}: {from} → {to}");
            let (found, site) = seen(&session.compile(input(&files), &Options::default()));
            let (expected, fresh) = seen(&compile(input(&files), &Options::default()));
            assert_eq!(found, expected, "{what}");
            assert_eq!(site.keys().collect::<Vec<_>>(), fresh.keys().collect::<Vec<_>>(), "{what}");
            published += usize::from(!fresh.is_empty());
            for (path, bytes) in &fresh {
                assert!(site[path] == *bytes, "{what}: {path} differs");
            }
        }
        assert!(published > 24, "only {published} states could be published");
    }
}
