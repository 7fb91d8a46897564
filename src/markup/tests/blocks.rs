//! Blocks, parts, code, diagrams, footnotes.

use super::*;

#[test]
fn headings_have_anchors_and_keep_their_distance() {
    assert_eq!(html("## One\n\n### Two\n"), "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n");
    let doc = Doc::new("## Answer\n\n### Sub\n\ntext\n\n## Other\n\n### Below\n");
    let card = |text| doc.part(text);
    assert_eq!(card("### Sub\n\ntext\n\n"), "<h3 id=\"sub\">Sub</h3>\n<p>text</p>\n", "written one below its section");
    assert_eq!(card("## Other\n\n### Below\n"), "<h3 id=\"other\">Other</h3>\n<h4 id=\"below\">Below</h4>\n");
    let prefixed = Layout { id_prefix: "c1-", ..Layout::PAGE };
    let part = &doc.parts(HtmlPolicy::Sanitize, &[doc.span("## Answer\n\n")], &prefixed)[0].html;
    assert_eq!(part, "<h2 id=\"c1-answer\">Answer</h2>\n");
}

#[test]
fn a_heading_that_repeats_the_title_is_not_written() {
    let mut doc = Doc::new("# Title\n\ntext\n");
    doc.body.headings = [].into();
    assert_eq!(doc.html(), "<p>text</p>\n");
}

#[test]
fn hidden_text_is_not_shown_and_moves_nothing() {
    let mut doc = Doc::new("## One {#first}\n\n- a {weight=2}\n\n[x](acid)\n");
    doc.body.unrendered_spans = [doc.span("{#first}"), doc.span("{weight=2}")].into();
    assert_eq!(
        doc.html(),
        "<h2 id=\"one-{#first}\">One</h2>\n<ul>\n<li>a</li>\n</ul>\n<p><a href=\"../apis/acid.html\">x</a></p>\n".replace("<ul>\n", "<ul>")
    );
}

#[test]
fn parts_of_list_items_are_their_content() {
    let doc = Doc::new("- [x] right **one**\n\n  because [link](acid)\n- [ ] wrong `two`\n\nafter\n");
    let spans = ["right **one**", "because [link](acid)", "wrong `two`"].map(|t| doc.span(t));
    let parts = doc.parts(HtmlPolicy::Sanitize, &spans, &Layout::CARD);
    let htmls: Vec<&str> = parts.iter().map(|p| p.html.trim_end()).collect();
    assert_eq!(htmls, ["right <strong>one</strong>", "<p>because <a href=\"../apis/acid.html\">link</a></p>", "wrong <code>two</code>"]);
    let tight = Doc::new("- first {weight=2}\n  - nested\n- [ ] second\n");
    assert_eq!(tight.part("first {weight=2}\n  - nested"), "first {weight=2}<ul><li>nested</li>\n</ul>\n");
    assert_eq!(tight.part("[ ] second"), "second");
}

#[test]
fn parts_may_lie_inside_one_another() {
    let doc = Doc::new("- one\n- two\n");
    let parts = doc.parts(HtmlPolicy::Sanitize, &[doc.body.span, doc.span("two")], &Layout::CARD);
    assert_eq!(parts[0].html, "<ul><li>one</li>\n<li>two</li>\n</ul>\n");
    assert_eq!(parts[1].html, "two");
}

#[test]
fn tables_scroll_in_a_named_box_and_are_aligned_by_class() {
    let table = html("| a | b | c |\n|:--|:-:|--:|\n| 1 | `2` | 3 |\n");
    assert_eq!(
        table,
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"[table]\"><table><thead><tr>\
         <th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"center\">b</th><th scope=\"col\" class=\"right\">c</th></tr></thead>\n\
         <tbody><tr><td class=\"left\">1</td><td class=\"center\"><code>2</code></td><td class=\"right\">3</td></tr>\n</tbody></table></div>\n"
    );
}

#[test]
fn a_corner_without_words_heads_nothing() {
    let table = html("| | b |\n|---|---|\n| 1 | 2 |\n");
    assert!(table.contains("<tr><td></td><th scope=\"col\">b</th></tr>"), "{table}");
}

#[test]
fn a_row_that_lacks_cells_is_whole() {
    let table = Doc::new("| a | b |\n|---|---|\n| 1").html();
    assert!(table.ends_with("<tr><td>1</td><td></td></tr>\n</tbody></table></div>\n"), "{table}");
}

#[test]
fn task_lists_name_their_boxes() {
    assert_eq!(
        html("- [x] a\n- [ ] b\n- c\n"),
        "<ul><li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"[done]\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"[not_done]\"> b</li>\n<li>c</li>\n</ul>\n"
    );
}

#[test]
fn alerts_have_a_title_in_words() {
    assert_eq!(
        html("> [!WARNING]\n> Mind.\n"),
        "<aside class=\"alert warning\" role=\"note\"><p class=\"alert-title\">[warning]</p><p>Mind.</p>\n</aside>\n"
    );
    assert_eq!(html("> q\n"), "<blockquote><p>q</p>\n</blockquote>\n");
}

#[test]
fn code_is_highlighted_and_lines_are_marked() {
    assert_eq!(
        html("```rust\nlet x = 1;\n```\n"),
        "<div class=\"code\"><pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"hk\">let</span> x = <span class=\"hn\">1</span>;\n\
         </code></pre></div>\n"
    );
    let marked = html("```text {file=\"a<b.txt\" lines=\"2-3\"}\none\ntwo & 2\nthree\n```\n");
    assert_eq!(
        marked,
        "<figure class=\"code\"><figcaption>a&lt;b.txt</figcaption><pre tabindex=\"0\"><code class=\"language-text\">one\n\
         <mark>two &amp; 2\n</mark><mark>three\n</mark></code></pre></figure>\n"
    );
    assert_eq!(html("    indented < code\n"), "<div class=\"code\"><pre tabindex=\"0\"><code>indented &lt; code\n</code></pre></div>\n");
    assert_eq!(html("```rust\r\nlet x;\r\nlet y;\r\n```\r\n").matches('\n').count(), 3, "CRLF is a line end");
}

#[test]
fn every_language_that_guides_use_has_colours() {
    let languages = "sql python javascript typescript java go rust ruby csharp json yaml http bash proto hcl dockerfile diff html css toml c \
                     cpp kotlin js ts sh cs c# c++ golang rb py yml shell console jsx tsx graphql xml swift php scala powershell nginx";
    let highlighter = code::Highlighter::new();
    for language in languages.split_whitespace() {
        assert!(matches!(highlighter.language(language), Some(code::Language::Grammar(_))), "{language}");
    }
    assert_eq!(highlighter.language("text"), Some(code::Language::Plain));
    assert_eq!(highlighter.language("klingon"), None);
}

#[test]
fn long_lines_stay_plain() {
    let line = format!("let x = \"{}\";", "a".repeat(3_000));
    assert!(!html(&format!("```rust\n{line}\n```\n")).contains("<span"));
}

#[test]
fn used_says_what_is_really_there() {
    let doc = Doc::new("one `code`\n\n$x$\n\n```mermaid\nflowchart LR\nA --> B\n```\n\n```mermaid\nsankey-beta\n```\n");
    let used = |text| doc.parts(HtmlPolicy::Sanitize, &[doc.span(text)], &Layout::PAGE)[0].used;
    assert_eq!(used("one `code`"), UsedFeatures::default());
    assert_eq!(used("$x$"), UsedFeatures { math: true, ..UsedFeatures::default() });
    assert_eq!(used("```mermaid\nflowchart LR\nA --> B\n```\n"), UsedFeatures { diagrams: true, ..UsedFeatures::default() });
    assert_eq!(used("```mermaid\nsankey-beta\n```\n"), UsedFeatures { code: true, ..UsedFeatures::default() }, "shown as code");
}

#[test]
fn diagrams_have_ids_of_their_own() {
    let doc = Doc::new("```mermaid\nstateDiagram-v2\nA --> B\n```\n\n```mermaid\nstateDiagram-v2\nA --> B\n```\n");
    let layout = Layout { id_prefix: "p-", ..Layout::PAGE };
    let html = &doc.parts(HtmlPolicy::Sanitize, &[doc.body.span], &layout)[0].html;
    assert!(html.contains("id=\"p-diagram-1-title\"") && html.contains("url(#p-diagram-2-m0)"), "{html}");
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
    assert!(html.starts_with("<figure class=\"diagram\"><svg role=\"img\""));
}

#[test]
fn footnotes_stand_with_the_part_that_refers_first() {
    let doc = Doc::new("Question[^b].\n\nAnswer[^a] again[^b] and[^a].\n\n[^a]: About *a*.\n[^b]: About b[^c].\n[^c]: Deep.\n");
    let parts = doc.parts(HtmlPolicy::Sanitize, &["Question[^b].", "Answer[^a] again[^b] and[^a]."].map(|t| doc.span(t)), &Layout::CARD);
    let (question, answer) = (&parts[0].html, &parts[1].html);
    let reference = |n, id| {
        format!(
            "<sup class=\"footnote\"><a href=\"#fn_{n}\" id=\"fnref_{id}\" role=\"doc-noteref\" aria-label=\"[footnote {n}]\">{n}</a></sup>"
        )
    };
    assert!(
        question.starts_with(&format!(
            "<p>Question{}.</p>\n<div class=\"footnotes\" role=\"group\" aria-label=\"[footnotes {{n}}]\"><ol>",
            reference(1, "1")
        )),
        "{question}"
    );
    assert!(
        question.contains("<li id=\"fn_1\" value=\"1\"><p>About b") && question.contains("<li id=\"fn_2\" value=\"2\"><p>Deep."),
        "{question}"
    );
    assert!(answer.contains(&format!("Answer{} again{} and{}.", reference(3, "3"), reference(1, "1_2"), reference(3, "3_2"))), "{answer}");
    assert!(
        answer.contains("<em>a</em>.") && answer.contains("href=\"#fnref_3_2\" role=\"doc-backlink\"") && !answer.contains("Deep"),
        "{answer}"
    );
    assert_eq!(answer.matches("<li").count(), 1);
}

#[test]
fn footnotes_that_refer_to_each_other_end() {
    let html = html("a[^1]\n\n[^1]: b[^2]\n[^2]: c[^1][^2]\n");
    assert_harmless(&html);
    assert_eq!(html.matches("<li").count(), 2);
}
