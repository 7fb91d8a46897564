//! Links, marks, titles, plain text.

use super::*;

fn cloze(doc: &Doc, whole: &str, hidden: &str, hint: Option<&str>) -> Cloze {
    let span = doc.span(whole);
    let start = span.start as usize + whole.find(hidden).unwrap();
    Cloze { key: hidden.into(), has_author_key: false, span, hidden: Span::new(start, start + hidden.len()), hint: hint.map(String::from) }
}

fn with_cloze(doc: &Doc, cloze: &[Cloze]) -> String {
    doc.parts(HtmlPolicy::Sanitize, &[doc.body.span], &Layout { cloze, ..Layout::CARD }).remove(0).html
}

#[test]
fn links_are_relative_and_outside_ones_say_so() {
    assert_eq!(html("[a](acid)"), "<p><a href=\"../apis/acid.html\">a</a></p>\n");
    assert_eq!(html("[a](acid#key-points \"T\")"), "<p><a href=\"../apis/acid.html#key-points\" title=\"T\">a</a></p>\n");
    assert_eq!(html("[a](#part)"), "<p><a href=\"#part\">a</a></p>\n");
    assert_eq!(html("[a](recto:study?level=mid&x=1)"), "<p><a href=\"../study.html?level=mid&amp;x=1\">a</a></p>\n");
    assert_eq!(html("<https://x.org/é>"), "<p><a href=\"https://x.org/%C3%A9\" rel=\"noopener external\">https://x.org/é</a></p>\n");
    assert_eq!(html("<a@x.org>"), "<p><a href=\"mailto:a@x.org\">a@x.org</a></p>\n");
    assert_eq!(html("[file](x.svg)"), "<p><a href=\"x.svg\">file</a></p>\n");
}

#[test]
fn what_leads_nowhere_is_text() {
    assert_eq!(html("[**a**](draft) [b](missing.md) ![c](missing.png)"), "<p><strong>a</strong> b c</p>\n");
    let mut doc = Doc::new("[a](acid)");
    doc.body.links[0].target = Target::External("javascript:alert(1)".into());
    assert_eq!(doc.html(), "<p>a</p>\n", "a target is not taken on trust");
}

#[test]
fn wiki_links_show_the_title_or_their_own_text() {
    assert_eq!(html("[[acid]]"), "<p><a href=\"../apis/acid.html\">What is <code>ACID</code>?</a></p>\n");
    assert_eq!(html("see [[acid|*that*]]"), "<p>see <a href=\"../apis/acid.html\"><em>that</em></a></p>\n");
    assert_eq!(html("[[missing]]"), "<p>missing</p>\n");
}

#[test]
fn images_are_measured_and_lazy() {
    assert_eq!(
        html("![An *ER* model](x.svg)"),
        "<p><img src=\"x.svg\" alt=\"An ER model\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></p>\n"
    );
    assert_eq!(
        html("[![m](x.svg)](acid)"),
        "<p><a href=\"../apis/acid.html\"><img src=\"x.svg\" alt=\"m\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></a></p>\n"
    );
}

#[test]
fn bare_urls_and_terms_become_links_wherever_they_stand() {
    let mut doc = Doc::new("See https://x.org/a_b_c?q=1&r=2, *an index*.\n");
    doc.link("https://x.org/a_b_c?q=1&r=2", LinkSyntax::BareUrl, Target::External("https://x.org/a_b_c?q=1&r=2".into()));
    doc.link("index", LinkSyntax::Term, Target::Node(Node::Card(CardIx(0)), None));
    assert_eq!(
        doc.html(),
        "<p>See <a href=\"https://x.org/a_b_c?q=1&amp;r=2\" rel=\"noopener external\">https://x.org/a_b_c?q=1&amp;r=2</a>, \
         <em>an <a href=\"../apis/acid.html\">index</a></em>.</p>\n"
    );
    let mut doc = Doc::new("[an index](acid)\n");
    doc.link("index", LinkSyntax::Term, Target::Node(Node::Card(CardIx(0)), None));
    assert_eq!(doc.html(), "<p><a href=\"../apis/acid.html\">an index</a></p>\n", "no link in a link");
}

#[test]
fn links_defined_elsewhere_in_the_file_work() {
    let mut doc = Doc::new("[a][Label] and [label].\n");
    doc.body.outside_link_definitions = vec![("label".into(), "https://x.org".into(), String::new())];
    for text in ["[a][Label]", "[label]"] {
        doc.link(text, LinkSyntax::Text, Target::External("https://x.org".into()));
    }
    let link = |text| format!("<a href=\"https://x.org\" rel=\"noopener external\">{text}</a>");
    assert_eq!(doc.html(), format!("<p>{} and {}.</p>\n", link("a"), link("label")));
}

#[test]
fn hidden_spans_are_marked_and_readable() {
    let doc = Doc::new("A ==phantom== is ==read=={#r}.\n");
    let spans = [cloze(&doc, "==phantom==", "phantom", Some("a \"ghost\"")), cloze(&doc, "==read=={#r}", "read", None)];
    assert_eq!(
        with_cloze(&doc, &spans),
        "<p>A <span class=\"cloze\" data-cloze=\"phantom\" data-hint=\"a &quot;ghost&quot;\">phantom</span> is \
         <span class=\"cloze\" data-cloze=\"read\">read</span>.</p>\n"
    );
    assert_eq!(doc.plain(&spans, CodeText::Kept), "A phantom is read.");
    let hint = Doc::new("==x==^[some *hint*]!\n");
    let spans = [cloze(&hint, "==x==^[some *hint*]", "x", Some("some *hint*"))];
    assert_eq!(with_cloze(&hint, &spans), "<p><span class=\"cloze\" data-cloze=\"x\" data-hint=\"some *hint*\">x</span>!</p>\n");
}

#[test]
fn hidden_spans_cross_other_elements_without_breaking_them() {
    let open = |key| format!("<span class=\"cloze\" data-cloze=\"{key}\">");
    for (text, whole, hidden, expected) in [
        ("==**b**==", "==**b**==", "**b**", format!("{}<strong>b</strong></span>", open("**b**"))),
        ("**a ==b== c**", "==b==", "b", format!("<strong>a {}b</span> c</strong>", open("b"))),
        ("==a **b== c**", "==a **b==", "a **b", format!("{0}a <strong>b</strong></span><strong> c</strong>", open("a **b"))),
        ("**a ==b** c==", "==b** c==", "b** c", format!("<strong>a {0}b</span></strong>{0} c</span>", open("b** c"))),
        ("==a `x` $y$==", "==a `x` $y$==", "a `x` $y$", String::new()),
        ("==[l](acid)==", "==[l](acid)==", "[l](acid)", format!("{}<a href=\"../apis/acid.html\">l</a></span>", open("[l](acid)"))),
        ("_==x==_", "==x==", "x", format!("<em>{}x</span></em>", open("x"))),
        ("==_x_==", "==_x_==", "_x_", format!("{}<em>x</em></span>", open("_x_"))),
        ("==a&amp;b \\* c==", "==a&amp;b \\* c==", "a&amp;b \\* c", format!("{}a&amp;b * c</span>", open("a&amp;amp;b \\* c"))),
    ] {
        let doc = Doc::new(text);
        let html = with_cloze(&doc, &[cloze(&doc, whole, hidden, None)]);
        assert_harmless(&html);
        assert!(!html.contains("=="), "{html}");
        if !expected.is_empty() {
            assert_eq!(html, format!("<p>{expected}</p>\n"));
        }
    }
}

#[test]
fn hidden_spans_live_in_tables_and_lists() {
    let doc = Doc::new("- ==a==\n\n| ==b== |\n|---|\n| ==c== |\n");
    let spans = ["a", "b", "c"].map(|k| cloze(&doc, &format!("=={k}=="), k, None));
    let html = with_cloze(&doc, &spans);
    assert_harmless(&html);
    for cell in ["<li><span class=\"cloze\" data-cloze=\"a\">a</span></li>", ">b</span></th>", ">c</span></td>"] {
        assert!(html.contains(cell), "{cell} in {html}");
    }
}

#[test]
fn titles_are_inline_markdown_without_links() {
    let title = |markdown: &str| markup(HtmlPolicy::Allow).title(&Title::new("", markdown));
    assert_eq!(title("What is a B-tree & why?"), "What is a B-tree &amp; why?");
    assert_eq!(title("What does `SELECT *` **do**?"), "What does <code>SELECT *</code> <strong>do</strong>?");
    assert_eq!(title("[Linked](https://x.org) and [[acid]]"), "Linked and acid");
    assert_eq!(title("A List<String> of <script>x</script>"), "A List&lt;String&gt; of &lt;script&gt;x&lt;/script&gt;");
    assert_eq!(title("1. *First*"), "1. <em>First</em>");
    assert_eq!(title("What is `F` #"), "What is <code>F</code> #");
    assert_eq!(title("*two\nlines*"), "<em>two lines</em>");
    assert!(title("Why $O(n)$?").contains("<math display=\"inline\">"));
}

#[test]
fn plain_text_is_what_readers_see() {
    let doc = Doc::new(
        "## A *head*\n\nText [link](acid) and [[acid]], `code`&amp;\nnext.<br>\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
         ```sql\nSELECT 1\n```\n\n```mermaid\nflowchart LR\nA --> B\n```\n\n<details><summary>More</summary>\n\nend\n\n</details>\n",
    );
    assert_eq!(doc.plain(&[], CodeText::Dropped), "A head\nText link and What is ACID?, code& next.\none\ntwo\na b\n1 2\nMore\nend");
    assert!(doc.plain(&[], CodeText::Kept).contains("\nSELECT 1\n"));
}

#[test]
fn plain_text_of_raw_html_keeps_words_apart() {
    let doc = Doc::new("H<sub>2</sub>O<br>next\n\n<div><p>one</p><p>two &amp; <b>th</b>ree</p></div>\n");
    assert_eq!(doc.plain(&[], CodeText::Kept), "H2O next\none two & three");
}

#[test]
fn plain_text_and_html_agree_on_parts() {
    let doc = Doc::new("- one [x](acid)\n- two\n");
    let plain = markup(HtmlPolicy::Sanitize).plain(
        &doc.guide,
        &doc.sources,
        &doc.body,
        &[],
        &[doc.span("two"), doc.span("one [x](acid)")],
        CodeText::Kept,
    );
    assert_eq!(plain, ["two", "one x"]);
}

#[test]
fn the_beginning_is_read_as_far_as_it_is_needed() {
    let code = "    let x = 1;\n\n".repeat(40);
    let doc = Doc::new(&format!("One [x](acid).\n\n```rust\n{code}```\n\nTwo ==é== and three.\n\nFour.\n\nFive.\n"));
    let beginning = |enough| markup(HtmlPolicy::Sanitize).excerpt(&doc.guide, &doc.sources, &doc.body, &[], doc.body.span, enough);
    assert_eq!(beginning(3), "One x.");
    assert_eq!(beginning(10), "One x.\nTwo ==é== and three.\nFour.\nFive.");
    assert_eq!(beginning(10_000), doc.plain(&[], CodeText::Dropped));
}

#[test]
fn a_line_break_is_no_space_where_words_have_none() {
    for (markdown, expected) in [
        ("数据库的\n隔离级别", "<p>数据库的隔离级别</p>\n"),
        ("キャッシュを\n**無効**に\n*する*", "<p>キャッシュを<strong>無効</strong>に<em>する</em></p>\n"),
        ("「はい」、\n「いいえ」。", "<p>「はい」、「いいえ」。</p>\n"),
        ("데이터\n베이스", "<p>데이터\n베이스</p>\n"),
        ("数据库\nSQL\n事务", "<p>数据库\nSQL\n事务</p>\n"),
        ("事务  \n隔离", "<p>事务<br>\n隔离</p>\n"),
        ("> 事务\n> 隔离", "<blockquote><p>事务隔离</p>\n</blockquote>\n"),
        ("a\nb", "<p>a\nb</p>\n"),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}
