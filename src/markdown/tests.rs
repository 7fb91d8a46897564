use pulldown_cmark::Parser;

use super::*;

/// The formulas of a text, displayed ones between double dollars, and its text without them.
fn read(text: &str) -> (Vec<String>, String) {
    let markdown = Markdown::new(text);
    let mut events = Vec::new();
    markdown.restored_events(Parser::new_ext(markdown.text(), options()).into_offset_iter(), &mut events);
    let (mut formulas, mut shown) = (Vec::new(), String::new());
    for (event, range) in &events {
        match event {
            Event::InlineMath(latex) => formulas.push(latex.to_string()),
            Event::DisplayMath(latex) => formulas.push(format!("${latex}$")),
            Event::Text(piece) => {
                shown.push_str(piece);
                assert!(piece.len() != range.len() || **piece == text[range.clone()], "{text:?}: {piece:?} at {range:?}");
            }
            Event::Code(piece) | Event::InlineHtml(piece) | Event::Html(piece) => shown.push_str(piece),
            Event::SoftBreak | Event::HardBreak => shown.push('\n'),
            _ => {}
        }
    }
    assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{text:?}: {shown:?}");
    (formulas, shown)
}

fn formulas(text: &str) -> Vec<String> {
    read(text).0
}

#[test]
fn money_shells_and_expressions_are_no_formulas() {
    for text in [
        "It costs $5-$10 a month, US$1,000 for a year, or A$2,000 with support; last year it was $27B/$7B.",
        "Put it in *$HOME/bin*. It is in your\n`$PATH` already.",
        "Match `^a$` or `b$`, and end with a $ sign, then $ again.",
        "From $5/month to $10/month.",
        "$5 or 10$ will do.",
        "between $1,000 and $2,000 (or $3,000); 5$ or 10$",
        "The shell's $$ and $$ of its child",
        "Between 5$ and 10$.",
        "$HOME:$PATH and $HOME/bin:$PATH",
        "${A}${B} and ${HOME}/x:${PATH}",
        "$(pwd)$(date)",
        "echo $1 $2 $3, or $1,$2",
        "\\$5 and \\$6$",
        "**$5** a day, **$6** a night",
        "[$5](a.md) or [$6](b.md)",
        "[up to $5](a.md) or 6$",
        "<b title=\"$x\">y$</b>",
        "$ x$ and $y $",
        "$$$ and $$$",
        "$ 5",
        "a$x$b, 1$x$ and $x$2",
        "First $x.\n\nThen y$.",
        "- $5 a\n- b$",
        "| $a | b$ |\n|---|---|\n| $1 | 2$ |",
        "    $x$\n\n```\n$y$\n```",
        "https://a.b/$x$y",
        "$100 in fees, 20$ in taxes",
        "jQuery: `$(a)` and $(b) or $.ajax",
    ] {
        assert_eq!(formulas(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn formulas_are_found_whole() {
    for (text, wanted) in [
        ("The cost is $`n \\log n`$.", &["n \\log n"][..]),
        ("$`a`$ and $`b`$, not $`c`$d", &["a", "b"]),
        ("==$x!$== and ==$$\\sum i$$==", &["x!", "$\\sum i$"]),
        ("$a_1 * b_2$ and *$c*d$*", &["a_1 * b_2", "c*d"]),
        ("$\\{a\\}$, $a\\$b$, ($x$), \"$y$\"; $z$-axis", &["\\{a\\}", "a\\$b", "x", "y", "z"]),
        ("$2n$, $10 mod 3$, $3x + 4y$, $5$", &["2n", "10 mod 3", "3x + 4y", "5"]),
        ("$$\na\n= b\n$$", &["$\na\n= b\n$"]),
        ("$$ ab $$", &["$ ab $"]),
        ("so $$ab$$ and $$ E $$", &["$ab$", "$ E $"]),
        ("> $$a +\n> b$$\n> c", &["$a +\nb$"]),
        ("| $x$ | $a \\| b$ |\n|---|---|", &["x", "a | b"]),
        ("# O($n$) of $k$", &["n", "k"]),
        ("[the $x$ of it](a.md)", &["x"]),
        ("é$é$, 日本 $x$ 語", &["x"]),
        ("a $x$[^1]\n\n[^1]: b $y$", &["x", "y"]),
    ] {
        assert_eq!(formulas(text), wanted, "{text}");
    }
    assert_eq!(read("> $$a +\n> b$$\n> c").1, "\nc");
    assert_eq!(read("x $a$ y $b$").1, "x  y ");
}

fn wiki_links(text: &str) -> (usize, usize) {
    let markdown = Markdown::new(text);
    let mut events = Vec::new();
    markdown.restored_events(Parser::new_ext(markdown.text(), options()).into_offset_iter(), &mut events);
    let links = |wiki: bool| {
        let is = |event: &Event<'_>| match event {
            Event::Start(Tag::Link { link_type, .. }) => matches!(link_type, pulldown_cmark::LinkType::WikiLink { .. }) == wiki,
            _ => false,
        };
        events.iter().filter(|(event, _)| is(event)).count()
    };
    (links(true), links(false))
}

#[test]
fn brackets_of_code_and_of_links_are_no_wiki_links() {
    for (text, shown) in [
        ("Use [[ -n $a && -z $b ]] in bash.", "Use [[ -n $a && -z $b ]] in bash."),
        ("[[ $x == 1 ]]", "[[ $x == 1 ]]"),
        ("if [[ ! -f x ]]; then", "if [[ ! -f x ]]; then"),
        ("grep '[[:alpha:]]*'", "grep '[[:alpha:]]*'"),
        ("a[[1, 2], [3, 4]]", "a[[1, 2], [3, 4]]"),
        ("m[[0]] and m[[1,2]]", "m[[0]] and m[[1,2]]"),
        ("[[nodiscard]] int f();", "[[nodiscard]] int f();"),
        ("[[gnu::always_inline]]", "[[gnu::always_inline]]"),
        ("[[]] and [[ ]]", "[[]] and [[ ]]"),
        ("df[[\"a\", \"b\"]]", "df[[\"a\", \"b\"]]"),
        ("[[x]\n\ny]]", "[[x]y]]"),
        ("In m[[i]], rows[[row + 1, col]], a_2[[i-1]] and дом[[x]].", "In m[[i]], rows[[row + 1, col]], a_2[[i-1]] and дом[[x]]."),
    ] {
        assert_eq!((wiki_links(text), read(text).1.as_str()), ((0, 0), shown), "{text}");
    }
    for (text, shown) in [("Back [[↑]](#top)", "Back [↑]"), ("[[1]](a.md)", "[1]"), ("[[a]][b]\n\n[b]: c.md", "[a]")] {
        assert_eq!((wiki_links(text), read(text).1.as_str()), ((0, 1), shown), "{text}");
    }
    for text in
        ["[[isolaton levels]]", "[[a/b#c|text]]", "[[recto:study?level=mid]]", "| [[a\\|b]] |\n|--|", "[[c++]] (see above)", "[[日本]]"]
    {
        assert_eq!(wiki_links(text), (1, 0), "{text}");
    }
    // Scripts without spaces have links right after words, and no index looks like these.
    for text in [
        "見よ[[other]]を",
        "詳しくはAPI[[rest]]を参照",
        "REST[[rest]]、",
        "ดู[[x]]",
        "읽기[[x]]",
        "x[[a/b]]",
        "x[[cap-theorem]]",
        "x[[a#b]]",
        "x[[a|b]]",
    ] {
        assert_eq!(wiki_links(text), (1, 0), "{text}");
    }
}

#[test]
fn tags_in_a_heading_are_text_unless_it_closes_them() {
    for (text, shown) in [
        ("# What is the difference between <b> and <strong>?", "What is the difference between <b> and <strong>?"),
        ("# List<String> or <T>", "List<String> or <T>"),
        ("# <div>x</div>", "<div>x</div>"),
        ("# </b> first <b>", "</b> first <b>"),
        ("Why <i>\n===", "Why <i>"),
        ("## `<b>` and <b>", "<b> and <b>"),
        ("# a < b and c > d", "a < b and c > d"),
    ] {
        assert_eq!(read(text).1, shown, "{text}");
        assert!(!Markdown::new(text).text().contains("<b>") || text.contains('`'), "{text}");
    }
    for text in ["# Press <kbd>Ctrl</kbd>", "# H<sub>2</sub>O<br>x", "# a <!-- note --> b", "# <https://a.b>", "Text <b>"] {
        assert!(Markdown::new(text).literal_tags().is_empty(), "{text}");
    }
}

#[test]
fn an_image_in_double_brackets_has_a_text_a_size_or_both() {
    for text in ["0", "x", "3x", "300 px", "Entities"] {
        assert_eq!(image_text(text), (text, None));
    }
    for (text, expected) in [
        ("300", ("", Some((300, None)))),
        ("300x200", ("", Some((300, Some(200))))),
        ("Entities|300", ("Entities", Some((300, None)))),
        ("a|b|30x20", ("a|b", Some((30, Some(20))))),
        ("|300", ("", Some((300, None)))),
    ] {
        assert_eq!(image_text(text), expected, "{text}");
    }
}
