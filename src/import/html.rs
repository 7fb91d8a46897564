//! HTML of other programs' fields → Markdown.
//!
//! Formulas are taken out before the conversion and put back after it, because their backslashes and underscores are not Markdown.

use std::collections::BTreeSet;
use std::rc::Rc;

use htmd::element_handler::{HandlerResult, Handlers};
use htmd::options::{BrStyle, BulletListMarker, HeadingStyle, Options};
use htmd::{Element, HtmlToMarkdown};
use markup5ever_rcdom::{Node, NodeData};

/// A field's Markdown. Plain text without tags or entities stays as it is.
pub fn to_markdown(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return with_math(html).0.replace('\u{a0}', " ").trim().to_string();
    }
    let (text, formulas) = cut_math(&without_lone_brackets(html));
    let options = Options {
        heading_style: HeadingStyle::Atx,
        br_style: BrStyle::Backslash,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder()
        .options(options)
        .skip_tags(vec!["script", "style", "head", "svg"])
        .add_handler(KEPT.to_vec(), kept)
        .add_handler(vec!["s", "strike", "del"], |handlers: &dyn Handlers, element: Element| wrapped(handlers, &element, "~~", "~~"))
        .add_handler(vec!["dt"], |handlers: &dyn Handlers, element: Element| wrapped(handlers, &element, "\n\n**", "**"))
        .add_handler(vec!["dd"], |handlers: &dyn Handlers, element: Element| wrapped(handlers, &element, "\n\n", ""))
        .add_handler(vec!["dl"], |handlers: &dyn Handlers, element: Element| wrapped(handlers, &element, "\n\n", "\n\n"))
        .build();
    // Its only error is that of a reader that fails; a text in memory does not.
    let markdown = converter.convert(&separated(&text)).unwrap_or_else(|_| text.clone());
    let markdown = with_formulas(&markdown, &formulas);
    let lines: Vec<&str> = markdown.lines().map(|line| if line.trim().is_empty() { "" } else { line.trim_end() }).collect();
    without_trailing_breaks(&lines.join("\n")).replace('\u{a0}', " ").trim().to_string()
}

/// Elements whose meaning Markdown has no sign for; they stay as they are.
const KEPT: [&str; 16] = ["sup", "sub", "u", "ins", "mark", "kbd", "q", "abbr", "samp", "var", "cite", "small", "ruby", "rt", "rp", "bdo"];

/// An element with its tags, of whose attributes only those that say something are left.
fn kept(handlers: &dyn Handlers, element: Element) -> Option<HandlerResult> {
    let said = element.attrs.iter().filter(|attribute| matches!(&*attribute.name.local, "title" | "dir" | "lang"));
    let attributes: String = said
        .map(|attribute| format!(" {}=\"{}\"", attribute.name.local, attribute.value.replace('&', "&amp;").replace('"', "&quot;")))
        .collect();
    let open = format!("<{}{attributes}>", element.tag);
    wrapped(handlers, &element, &open, &format!("</{}>", element.tag))
}

/// What is in an element between two marks, spaces outside of them. Nothing has no marks, and code has none of its own.
fn wrapped(handlers: &dyn Handlers, element: &Element, open: &str, close: &str) -> Option<HandlerResult> {
    let inner = handlers.walk_children(element.node).content;
    let text = inner.trim();
    if text.is_empty() || is_in_code(element.node) {
        return Some(inner.into());
    }
    let at = inner.len() - inner.trim_start().len();
    Some(format!("{}{open}{text}{close}{}", &inner[..at], &inner[at + text.len()..]).into())
}

fn is_in_code(node: &Rc<Node>) -> bool {
    let parent = node.parent.take();
    node.parent.set(parent.clone());
    parent.and_then(|parent| parent.upgrade()).is_some_and(|parent| {
        matches!(&parent.data, NodeData::Element { name, .. } if matches!(&*name.local, "code" | "pre")) || is_in_code(&parent)
    })
}

/// A heading's `<sup>` and `<sub>` in characters of their own where all of them exist, since titles show no tags: `10³`, `H₂O`.
pub fn with_unicode_super_and_subscripts(heading: &str) -> String {
    let mut text = heading.to_string();
    for (open, close, from, to) in [("<sup>", "</sup>", RAISABLE, RAISED), ("<sub>", "</sub>", LOWERABLE, LOWERED)] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|found| at + found) {
            let inner = start + open.len();
            let Some(end) = text[inner..].find(close).map(|found| inner + found) else { break };
            let shown = |c: char| to.chars().nth(from.chars().position(|known| known == c)?);
            match text[inner..end].chars().map(shown).collect::<Option<String>>() {
                Some(signs) => {
                    text.replace_range(start..end + close.len(), &signs);
                    at = start + signs.len();
                }
                None => at = end,
            }
        }
    }
    text
}

const RAISABLE: &str = "0123456789+-−=()nix";
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱˣ";
const LOWERABLE: &str = "0123456789+-−=()aeoxijnmkpst";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼₙₘₖₚₛₜ";

/// A `<` that begins no tag, as in `a <b` or `Vec<int>`, becomes a character of the text: a parser of HTML would take what follows it for the tag.
fn without_lone_brackets(html: &str) -> String {
    let last_tag_end = html.rfind('>');
    let last_comment_end = html.rfind("-->");
    let closing_names: BTreeSet<&str> = html.match_indices("</").map(|(at, _)| element_name(&html[at + 2..])).collect();
    let opening_names: BTreeSet<&str> = html.match_indices('<').map(|(at, _)| element_name(&html[at + 1..])).collect();
    let begins_tag = |at: usize| {
        let rest = &html[at + 1..];
        if rest.starts_with("!--") {
            return last_comment_end.is_some_and(|end| end > at);
        }
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let end = element_name(name).len();
        let known = || ELEMENTS.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(&name[..end]));
        if last_tag_end.is_none_or(|end| end < at) {
            return false;
        }
        let Some((tag, _)) = name.split_once('>') else { return false };
        // Elements of other languages, which QTI mixes with HTML.
        let paired = || tag.ends_with('/') || closing_names.contains(&name[..end]) && opening_names.contains(&name[..end]);
        let attributes = tag[end.min(tag.len())..].trim_end_matches('/');
        // `a <b and c> d` has no attributes.
        let has_attributes =
            || attributes.contains('=') || attributes.split_whitespace().all(|word| FLAGS.contains(&&*word.to_ascii_lowercase()));
        end > 0
            && end <= tag.len()
            && (known() || paired())
            && (attributes.is_empty() || attributes.starts_with(char::is_whitespace) && has_attributes())
    };
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (at, _) in html.match_indices('<').filter(|(at, _)| !begins_tag(*at)) {
        out.push_str(&html[from..at]);
        out.push_str("&lt;");
        from = at + 1;
    }
    out + &html[from..]
}

/// The name with which a tag begins.
fn element_name(tag: &str) -> &str {
    &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len())]
}

/// Attributes without a value.
const FLAGS: [&str; 11] =
    ["controls", "hidden", "open", "loop", "muted", "autoplay", "disabled", "checked", "selected", "reversed", "nowrap"];

/// Elements of HTML, those that are out of use too, and what Anki adds.
const ELEMENTS: &str = "a abbr acronym address anki-mathjax applet area article aside audio b base basefont bdi bdo big blink blockquote body \
    br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption \
    figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map \
    mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc \
    ruby s samp script section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th \
    thead time title tr track tt u ul var video wbr xmp path circle rect line text g defs use ellipse polygon polyline";

/// Anki's editor separates lines by `<div>` and `<br>`: each is a paragraph or a break of its own.
fn separated(html: &str) -> String {
    let html = players(html).replace("<div><br></div>", "<br>").replace("<div>", "<p>").replace("</div>", "</p>");
    let html = html.replace("<tt>", "<code>").replace("</tt>", "</code>");
    // In code a break is a line's end.
    let html = each_element(&html, "pre", |element| {
        let code = BREAKS.iter().fold(element.to_string(), |code, tag| code.replace(tag, "\n"));
        match code.split_once('>').filter(|(_, inner)| !inner.contains("<code")) {
            Some((tag, inner)) => {
                let inner = inner.strip_suffix("</pre>").unwrap_or(inner);
                format!("{tag}><code>{}</code></pre>", inner.trim_matches(['\n', '\r']))
            }
            None => code,
        }
    });
    each_element(&html, "tr", row)
}

/// A row of a table. A name beside values is a cell as they are: a heading of that row, for which Markdown has nothing. Breaks at a cell's end break nothing.
fn row(row: &str) -> String {
    let named = tag_start(row, "th").is_some() && tag_start(row, "td").is_some();
    let row = if named { row.replace("<th>", "<td>").replace("<th ", "<td ").replace("</th>", "</td>") } else { row.to_string() };
    let mut row = row;
    for (tag, cell) in BREAKS.iter().flat_map(|tag| ["</td>", "</th>", "</p></td>"].map(|cell| (tag, cell))) {
        row = row.replace(&format!("{tag}{cell}"), cell);
    }
    row
}

/// Elements of this name, each replaced by what is made of it.
fn each_element(html: &str, name: &str, replaced: impl Fn(&str) -> String) -> String {
    let close = format!("</{name}>");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = tag_start(rest, name) {
        let end = rest[at..].find(&close).map_or(rest.len(), |end| at + end + close.len());
        out.push_str(&rest[..at]);
        out.push_str(&replaced(&rest[at..end]));
        rest = &rest[end..];
    }
    out + rest
}

/// Players of sounds and films, and embedded objects, become pictures of their files, which is how Markdown has them here.
fn players(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((at, name)) = ["audio", "video", "object", "embed"].iter().filter_map(|name| Some((tag_start(rest, name)?, *name))).min()
    {
        let tag = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let close = format!("</{name}>");
        let end = rest[tag..].find(&close).map_or(tag, |end| tag + end + close.len());
        out.push_str(&rest[..at]);
        match attribute(&rest[at..end], "src").or_else(|| attribute(&rest[at..end], "data")) {
            Some(source) => {
                let name = source.rsplit('/').next().unwrap_or(source);
                out.push_str(&format!("<img src=\"{source}\" alt=\"{name}\">"));
            }
            None => out.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

/// Where an element of this name begins.
fn tag_start(html: &str, name: &str) -> Option<usize> {
    let open = format!("<{name}");
    let ends = |at: &usize| html[at + open.len()..].starts_with([' ', '>', '/', '\n', '\t']);
    html.match_indices(&open).map(|(at, _)| at).find(ends)
}

/// The first value of an attribute in a piece of HTML.
fn attribute<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let value = |quote: char| html.split_once(&format!(" {name}={quote}")).and_then(|(_, rest)| rest.split(quote).next());
    value('"').or_else(|| value('\'')).filter(|value| !value.is_empty())
}

/// Whether a field draws something by SVG of its own. Its labels are not text.
pub fn has_svg(html: &str) -> bool {
    html.contains("<svg")
}

/// `[sound:a.mp3]` becomes a player, which is written as a picture is. The conversion from HTML may have escaped the bracket.
pub fn sounds_as_players(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("[sound:") {
        let Some(end) = rest[at..].find(']').map(|end| at + end) else { break };
        let name = rest[at + "[sound:".len()..end].replace('\\', "");
        out.push_str(rest[..at].strip_suffix('\\').unwrap_or(&rest[..at]));
        out.push_str(&format!("![{name}](<{name}>)"));
        rest = &rest[end + 1..];
    }
    out + rest
}

const BREAKS: [&str; 3] = ["<br>", "<br/>", "<br />"];

/// Breaks with nothing after them in their paragraph break nothing.
pub fn without_trailing_breaks(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let ends = |i: usize| lines.get(i + 1).is_none_or(|next| matches!(*next, "" | "\\"));
    let mut code = false;
    let mut kept = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        code ^= line.trim_start().starts_with("```");
        let line = if !code && (ends(i) || *line == "\\") { line.trim_end_matches('\\').trim_end() } else { line };
        kept.push(line.to_string());
    }
    kept.join("\n")
}

/// The beginning of a word that no field has.
const MARK: &str = "xformulax";

fn mark(number: usize) -> String {
    format!("{MARK}{number}x")
}

/// Formulas become marks: `\(…\)`, `\[…\]`, `[$]…[/$]`, `[$$]…[/$$]`, `[latex]…[/latex]`, `<anki-mathjax>…`, and `$$…$$` and `$…$` with a command
/// of TeX inside.
fn cut_math(html: &str) -> (String, Vec<String>) {
    let mut text = html.to_string();
    let mut formulas = Vec::new();
    for (open, close, display) in PAIRS {
        let mut out = String::new();
        let (mut from, mut copied) = (0, 0);
        while let Some(start) = text[from..].find(open).map(|step| from + step) {
            let inner = if open.ends_with('>') || !open.starts_with('<') {
                start + open.len()
            } else {
                text[start..].find('>').map_or(text.len(), |step| start + step + 1)
            };
            let Some(end) = text[inner..].find(close).map(|step| inner + step) else { break };
            if open.starts_with('$') && !is_tex(&text[inner..end], *display) {
                from = inner;
                continue;
            }
            out.push_str(&text[copied..start]);
            out.push_str(&mark(formulas.len()));
            formulas.push(formula(&text[inner..end], *display));
            copied = end + close.len();
            from = copied;
        }
        text = out + &text[copied..];
    }
    (text, formulas)
}

/// Puts formulas in the places of their marks.
fn with_formulas(text: &str, formulas: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let formula =
            after[..digits].parse().ok().and_then(|number: usize| formulas.get(number)).filter(|_| after[digits..].starts_with('x'));
        out.push_str(before);
        out.push_str(formula.map_or(MARK, String::as_str));
        rest = if formula.is_some() { &after[digits + 1..] } else { after };
    }
    out + rest
}

const PAIRS: &[(&str, &str, bool)] = &[
    ("\\(", "\\)", false),
    ("\\[", "\\]", true),
    ("[$$]", "[/$$]", true),
    ("[$]", "[/$]", false),
    ("[latex]", "[/latex]", false),
    ("<anki-mathjax", "</anki-mathjax>", false),
    ("$$", "$$", true),
    ("$", "$", false),
];

/// Whether what is between dollar signs is a formula and not prices.
fn is_tex(inner: &str, display: bool) -> bool {
    let command = inner.split('\\').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    command && (display || !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace) && !inner.contains(['\n', '<']))
}

fn formula(inner: &str, display: bool) -> String {
    let inner = decode_entities(inner).replace("<br>", "\n").trim().trim_start_matches('$').trim_end_matches('$').trim().to_string();
    let inner = inner.replace(['\n', '\r'], " ");
    if display { format!("$${inner}$$") } else { format!("${inner}$") }
}

/// Plain text with its formulas in the guide's form.
fn with_math(text: &str) -> (String, usize) {
    let (text, formulas) = cut_math(text);
    (with_formulas(&text, &formulas), formulas.len())
}

/// The five entities of XML and the space that does not break.
pub fn decode_entities(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_markdown() {
        assert_eq!(to_markdown("a &lt; b <b>bold</b>"), "a < b **bold**");
        assert_eq!(to_markdown("<div>one</div><div>two</div>"), "one\n\ntwo");
        assert_eq!(to_markdown("one<br>two"), "one\\\ntwo");
        assert_eq!(to_markdown("one<br><br>two<br>"), "one\n\ntwo");
        assert_eq!(to_markdown("<pre><code>a<br>b</code></pre>"), "```\na\nb\n```");
        assert_eq!(to_markdown("<ul><li>a</li><li>b</li></ul>"), "- a\n- b");
        assert_eq!(to_markdown("<pre><code class=\"language-js\">let a_b = 1;</code></pre>"), "```js\nlet a_b = 1;\n```");
        assert_eq!(to_markdown("The sum \\(x_1 + x_2\\) &amp; more"), "The sum $x_1 + x_2$ & more");
        assert_eq!(to_markdown("<img src=\"a b.png\">"), "![](<a b.png>)");
        assert_eq!(to_markdown("5 * 3 = 15"), "5 * 3 = 15");
        assert_eq!(
            to_markdown("<p>$$\\frac{a_1}{b}$$ costs $5 and $6, is $x_1\\cdot y_1$</p>"),
            "$$\\frac{a_1}{b}$$ costs $5 and $6, is $x_1\\cdot y_1$"
        );
        assert_eq!(to_markdown("<pre>a &lt; b<br>c</pre><p>in <tt>C</tt></p>"), "```\na < b\nc\n```\n\nin `C`");
        let table = "<table><tr><th><br></th><th>kg</th></tr><tr><th scope=\"row\">one</th><td>1<br></td></tr></table>";
        assert_eq!(to_markdown(table).split_whitespace().collect::<String>(), "||kg||---|--||one|1|");
        assert_eq!(to_markdown("Hear <audio controls><source src=\"m/a.mp3\"></audio>!"), "Hear ![a.mp3](m/a.mp3)!");
        assert_eq!(to_markdown("<object data='b.mp3' type='audio/mpeg'>b</object>"), "![b.mp3](b.mp3)");
        assert_eq!(to_markdown("a <svg><title>t</title><text>x</text></svg> b"), "a b");
        for (html, written) in [
            ("10<sup>3</sup> H<sub>2</sub>O", "10<sup>3</sup> H<sub>2</sub>O"),
            ("<p>x<sup class=\"a\"><i>n</i></sup></p>", "x<sup>*n*</sup>"),
            ("<u>unter</u> <mark>gelb</mark> <kbd>Strg</kbd>", "<u>unter</u> <mark>gelb</mark> <kbd>Strg</kbd>"),
            ("<abbr title=\"a &amp; b\">AB</abbr> <q>Wort</q>", "<abbr title=\"a &amp; b\">AB</abbr> <q>Wort</q>"),
            ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
            ("<s>falsch</s> <del>alt</del> <strike>weg </strike><ins>neu</ins>", "~~falsch~~ ~~alt~~ ~~weg~~ <ins>neu</ins>"),
            ("a<sup></sup>b", "ab"),
            ("<code>a<sup>2</sup></code>", "`a2`"),
            ("<pre><code>x<u>y</u></code></pre>", "```\nxy\n```"),
            ("<dl><dt>Zelle</dt><dd>ein Raum</dd><dt>Kern</dt><dd>die Mitte</dd></dl>", "**Zelle**\n\nein Raum\n\n**Kern**\n\ndie Mitte"),
        ] {
            assert_eq!(to_markdown(html), written, "{html}");
        }
        assert_eq!(to_markdown("if a <b && c> d, <i>or</i> a < e"), "if a \\<b && c> d, *or* a < e");
        assert_eq!(to_markdown("one<hr>two").lines().filter(|line| !line.is_empty()).count(), 3);
        let table = to_markdown("<table><tr><th>a</th></tr><tr><td>m<sup>2</sup></td></tr></table>");
        assert!(table.contains("| m<sup>2</sup> |"), "{table}");
        for (heading, written) in [
            ("Was ist 10<sup>3</sup>?", "Was ist 10³?"),
            ("10<sup>−3</sup> und 10<sup>-3</sup>", "10⁻³ und 10⁻³"),
            ("H<sub>2</sub>O, C<sub>6</sub>H<sub>12</sub>", "H₂O, C₆H₁₂"),
            ("x<sub>big</sub> und y<sup>2</sup>", "x<sub>big</sub> und y²"),
            ("2<sup>*n*</sup>, 3<sup>", "2<sup>*n*</sup>, 3<sup>"),
        ] {
            assert_eq!(with_unicode_super_and_subscripts(heading), written);
        }
        assert_eq!(to_markdown("a Vec<int> <b>x</b> <!-- never closed"), "a Vec\\<int> **x** \\<!-- never closed");
    }
}
