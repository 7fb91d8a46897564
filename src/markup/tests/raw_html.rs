//! What is let through of raw HTML, and what is said about the rest.

use super::super::html::{Nesting, sanitize};

fn kept(raw: &str) -> String {
    sanitize(raw, &mut Nesting::default(), &mut super::super::html::NoUrls).0
}

fn removed(raw: &str) -> Vec<String> {
    sanitize(raw, &mut Nesting::default(), &mut super::super::html::NoUrls)
        .1
        .into_iter()
        .map(|r| format!("{} {}", &raw[r.at], r.what))
        .collect()
}

#[test]
fn harmless_html_stays() {
    for html in [
        "<details open=\"\">\n<summary>More</summary>\n",
        "<kbd>Ctrl</kbd> + <sub>2</sub>",
        "<td colspan=\"2\">x</td>",
        "<abbr title=\"a &amp; b\">",
        "</details>",
        "<br>",
    ] {
        assert_eq!(kept(html), html);
    }
    assert_eq!(kept("<DETAILS open>"), "<details open=\"\">");
    assert_eq!(kept("<br/>"), "<br>");
    assert_eq!(kept("<!-- note --><b>x</b><!-- open"), "<b>x</b>");
    assert_eq!(removed("<!-- note -->"), [""; 0]);
    assert_eq!(kept("1 < 2"), "1 &lt; 2");
}

#[test]
fn what_could_run_or_clash_goes_and_is_named() {
    assert_eq!(kept("a<script>alert('<b>')</script>b"), "ab");
    assert_eq!(removed("a<img src=x onerror=alert(1)>"), ["onerror=alert(1) the attribute `onerror` of `<img>`"]);
    assert_eq!(
        removed("<b onclick=\"x\" class=y id='z'>"),
        ["onclick=\"x\" the attribute `onclick` of `<b>`", "class=y the attribute `class` of `<b>`"]
    );
    assert_eq!(kept("<b onclick=\"x\" title='say \"hi\" <x>'>"), "<b title=\"say &quot;hi&quot; &lt;x&gt;\">");
    assert_eq!(kept("<style>p{}"), "");
    assert_eq!(kept("<svg><a xlink:href=\"javascript:x\"></svg>ok"), "ok");
    assert_eq!(kept("<![CDATA[<b>]]><?php x ?><!DOCTYPE x>ok"), "ok");
    assert_eq!(kept("<div title=\"\n# Heading"), "", "a tag without an end can't swallow what follows");
    assert_eq!(kept("<b/onload='x'/title=y>"), "<b title=\"y\">");
    assert_eq!(kept("<a =href=x>"), "<a>");
}

#[test]
fn raw_links_lead_outside_or_nowhere() {
    assert_eq!(kept("<a href=\"https://x.org/?a=1&amp;b\">"), "<a rel=\"noopener external\" href=\"https://x.org/?a=1&amp;b\">");
    for href in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//x.org",
        "other.md",
        "file:///etc/passwd",
    ] {
        assert_eq!(kept(&format!("<a href=\"{href}\">")), "<a>", "{href}");
    }
}

#[test]
fn elements_nest_only_so_deep() {
    let deep = "<div>".repeat(150);
    assert_eq!(kept(&deep).matches("<div>").count(), 100);
    assert_eq!(removed(&deep).len(), 50);
    assert!(removed(&deep)[0].contains("nested more than 100 levels"));
    let flat = "<ul>".to_string() + &"<li>a<p>b".repeat(300) + "</ul>" + &"<b>x</b><br>".repeat(300) + &"<tr><td>x".repeat(300);
    assert_eq!(removed(&flat).len(), 0, "end tags may be left out");
    assert_eq!(kept(&"<b><div></b>".repeat(200)).matches('<').count(), 100 + 200, "misnested elements count as open");
}
