//! Shapes of text by which a reader of Markdown, YAML or HTML is made to work with the square of its input, each as a guide of a size.

/// A shape, and a size: four times the one with which it is measured first.
pub struct Shape {
    pub name: &'static str,
    pub base: usize,
    /// The files of a guide; `book.toml` is added where it is missing.
    pub files: fn(usize) -> Vec<(String, String)>,
}

macro_rules! shapes {
    ($($name:literal $base:literal |$n:ident| $files:expr;)*) => {
        pub const SHAPES: &[Shape] = &[$(Shape { name: $name, base: $base, files: |$n| $files },)*];
    };
}

fn file(path: &str, text: String) -> Vec<(String, String)> {
    vec![(path.to_string(), text)]
}

/// A card with this answer.
fn card(answer: String) -> Vec<(String, String)> {
    file("content/t/a.md", format!("# Question?\n\n## Answer\n\n{answer}\n"))
}

/// A card with this before its first section.
fn question(text: String) -> Vec<(String, String)> {
    file("content/t/a.md", format!("# Question?\n\n{text}\n\n## Answer\n\nx\n"))
}

fn cloze(text: String) -> Vec<(String, String)> {
    file("content/t/a.md", format!("---\ntype: cloze\n---\n# Question?\n\n{text}\n"))
}

fn yaml(keys: String) -> Vec<(String, String)> {
    file("content/t/a.md", format!("---\n{keys}---\n# Question?\n\n## Answer\n\nx\n"))
}

fn toml(keys: String) -> Vec<(String, String)> {
    file("content/t/a.md", format!("+++\n{keys}+++\n# Question?\n\n## Answer\n\nx\n"))
}

fn code(language: &str, line: &str, lines: usize) -> Vec<(String, String)> {
    card(format!("```{language}\n{}```", format!("{}\n", line.repeat(1_900 / line.len())).repeat(lines)))
}

fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn cards(n: usize, text: impl Fn(usize) -> String) -> Vec<(String, String)> {
    (0..n).map(|i| (format!("content/t/c{i}.md"), text(i))).collect()
}

shapes! {
    "headings" 200 |n| card(each(n, |i| format!("### Heading {i}\n\nx\n\n")));
    "equal headings" 200 |n| card("### Same\n\nx\n\n".repeat(n));
    "headings with open tags" 200 |n| card("### a <b> b\n\n".repeat(n));
    "links to an anchor of the page" 200 |n| card(format!("### Here\n\n{}", "[a](#here)\n".repeat(n)));
    "links to many anchors of the page" 150 |n| card(each(n, |i| format!("### H {i}\n\n[a](#h-{i})\n\n")));
    "broken anchors" 400 |n| card(each(n, |i| format!("[a](#no{i})\n")));
    "broken anchors and headings" 100 |n| card(each(n, |i| format!("### H {i}\n\n[a](#no{i})\n\n")));
    "broken links" 300 |n| card(each(n, |i| format!("[a](no{i}.md)\n")));
    "broken wiki links" 300 |n| card(each(n, |i| format!("[[no/{i}]]\n")));
    "missing images" 300 |n| card("![a](x.png)\n".repeat(n));
    "links of raw HTML" 200 |n| card("<a href=\"no.md\">x</a>\n".repeat(n));
    "candidates of a srcset" 300 |n| card(format!("<img srcset=\"{}\">", "a.png 1x, ".repeat(n)));
    "hints" 100 |n| question(each(n, |i| format!("## Hint\n\nx{i}\n\n")));
    "second sections" 100 |n| question("## Pitfalls\n\nx\n\n".repeat(n));
    "second questions" 100 |n| card(each(n, |i| format!("# Question {i}?\n\nx\n\n")));
    "cloze deletions" 200 |n| cloze(each(n, |i| format!("a ==b{i}== c\n\n")));
    "equal cloze deletions" 300 |n| cloze("a ==b== c\n".repeat(n));
    "open cloze deletions" 500 |n| cloze("==a ".repeat(n));
    "open hints of cloze deletions" 300 |n| cloze("==a==^[h ".repeat(n));
    "undefined footnotes" 300 |n| card(each(n, |i| format!("a[^n{i}]\n")));
    "undefined references" 300 |n| card(each(n, |i| format!("[a][n{i}]\n")));
    "footnotes" 150 |n| card(each(n, |i| format!("a[^n{i}]\n\n")) + &each(n, |i| format!("[^n{i}]: x\n\n")));
    "unused footnotes" 300 |n| card(each(n, |i| format!("[^n{i}]: x\n\n")));
    "footnotes of footnotes" 100 |n| card(format!("a[^n0]\n\n{}[^n{n}]: x\n", each(n, |i| format!("[^n{i}]: x[^n{}]\n\n", i + 1))));
    "footnotes of one name" 300 |n| card("[^a]: x\n\n".repeat(n) + "a[^a]\n");
    "definitions" 300 |n| card(each(n, |i| format!("[a{i}]: b.md\n")));
    "cards of a file that share definitions" 50 |n| {
        let cards = each(n, |i| format!("# Question {i}? {{#q{i}}}\n\n## Answer\n\n[x][a{i}] y[^n{i}]\n\n"));
        file("content/t/cards.md", cards + &each(n, |i| format!("[a{i}]: https://a.b\n[^n{i}]: x\n\n")))
    };
    "unknown keys in YAML" 300 |n| yaml(each(n, |i| format!("key{i}: 1\n")));
    "duplicate keys in YAML" 300 |n| yaml("key: 1\n".repeat(n));
    "unknown keys in TOML" 300 |n| toml(each(n, |i| format!("key{i} = 1\n")));
    "unknown keys in book.toml" 300 |n| {
        let mut files = card("x".into());
        files.push(("book.toml".into(), format!("[book]\nid = \"x\"\ntitle = \"X\"\n{}", each(n, |i| format!("key{i} = 1\n")))));
        files
    };
    "tags" 300 |n| yaml(format!("tags: [{}]\n", each(n, |i| format!("t{i}, "))));
    "unknown requirements" 300 |n| yaml(format!("requires: [{}]\n", each(n, |i| format!("t/x{i}, "))));
    "aliases" 100 |n| yaml(format!("aliases: [{}]\n", each(n, |i| format!("t/x{i}, "))));
    "formulas" 100 |n| card(each(n, |i| format!("$x_{{{i}}}$\n")));
    "bad formulas" 100 |n| card(each(n, |i| format!("$\\frac{{{i}$\n")));
    "runs of `${`" 500 |n| card("${".repeat(n));
    "runs of `$a `" 500 |n| card("$a ".repeat(n));
    "runs of `` $`a ``" 500 |n| card("$`a".repeat(n));
    "opening brackets" 1000 |n| card("[".repeat(n));
    "open wiki links" 500 |n| card("[[a".repeat(n));
    "open links" 500 |n| card("[a](".repeat(n));
    "wiki links with labels" 300 |n| card("[[a]][b] ".repeat(n));
    "open emphasis" 300 |n| card("*a **b ".repeat(n));
    "parentheses behind an address" 1000 |n| card(format!("https://a.b/{}", ")".repeat(n)));
    "braces that end a heading" 500 |n| card(format!("### a {}}}", "{".repeat(n)));
    "braces that end a key point" 500 |n| question(format!("## Key points\n\n- a {}}}", "{".repeat(n)));
    "key points" 150 |n| question(format!("## Key points\n\n{}", each(n, |i| format!("- p{i}\n"))));
    "choices" 100 |n| question(each(n, |i| format!("- [x] p{i}\n- [ ] q{i}\n")));
    "cells beyond a table" 200 |n| card(format!("| a |\n|---|\n{}", "| x | y |\n".repeat(n)));
    "comments" 300 |n| card("<!-- a -->\n\n".repeat(n));
    "open comments" 500 |n| card("<!-- a\n\n".repeat(n));
    "open declarations" 500 |n| card("<!A".repeat(n));
    "open instructions" 500 |n| card("<?".repeat(n));
    "open CDATA" 300 |n| card("<![CDATA[".repeat(n));
    "open <b>" 300 |n| card("<b>".repeat(n));
    "nested <b>" 150 |n| card("<b>".repeat(n) + "x" + &"</b>".repeat(n));
    "open <b> before paragraphs" 100 |n| card("<b>".repeat(n) + "\n\n" + &"x\n\n".repeat(n));
    "nested <div>" 150 |n| card("<div>".repeat(n) + "x" + &"</div>".repeat(n));
    "open <svg>" 300 |n| card("<svg>".repeat(n));
    "closed <svg>" 200 |n| card("<svg></svg>".repeat(n));
    "open <details>" 200 |n| card("<details>".repeat(n));
    "open <table><tr><td>" 100 |n| card("<table><tr><td>".repeat(n));
    "open <li><ol>" 150 |n| card("<li><ol>".repeat(n));
    "open <a><p>" 150 |n| card("<a><p>".repeat(n));
    "crossing <i> and <b>" 100 |n| card("<i><b></i></b>".repeat(n));
    "runs of `<b title`" 500 |n| card("<b title".repeat(n));
    "runs of `<b title=\"`" 500 |n| card("<b title=\"".repeat(n));
    "attributes of a tag" 300 |n| card(format!("<b {}>x</b>", each(n, |i| format!("a{i}=1 "))));
    "equal attributes of a tag" 300 |n| card(format!("<b {}>x</b>", "title=1 ".repeat(n)));
    "names of raw HTML" 150 |n| card(each(n, |i| format!("<a id=\"n{i}\"></a>\n")));
    "tags in a heading" 300 |n| card(format!("### {}", "<b ".repeat(n)));
    "a block of raw HTML with many lines" 150 |n| card(format!("<div>\n{}</div>", "<b onclick=x>y</b>\n".repeat(n)));
    "cards with a broken link each" 100 |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\n[a](no{i}.md)\n"));
    "cards with a broken wiki link each" 100 |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\n[[no{i}]]\n"));
    "good cards" 100 |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\nWord{i} is.\n"));
    "cards with a tag each" 100 |n| cards(n, |i| format!("---\ntags: [tag{i}]\n---\n# Question {i}?\n\n## Answer\n\nx\n"));
    "requirements in a row" 100 |n| cards(n, |i| format!("---\nrequires: [t/c{}]\n---\n# Q {i}?\n\n## Answer\n\nx\n", i + 1));
    "requirements in a circle" 100 |n| {
        cards(n, |i| format!("---\nrequires: [t/c{}]\n---\n# Q {i}?\n\n## Answer\n\nx\n", (i + 1) % n))
    };
    "long lines of less" 1 |n| code("less", "a b ", n);
    "long lines of scss" 1 |n| code("scss", "a b ", n);
    "long lines of sass" 1 |n| code("sass", "a b ", n);
    "long lines of SystemVerilog" 1 |n| code("SystemVerilog", "a b ", n);
    "long lines of ini" 1 |n| code("ini", "a b ", n);
    "long lines of cfg" 1 |n| code("cfg", "a b ", n);
    "a long word" 5_000 |n| card("a".repeat(n));
    "a long heading" 3_000 |n| card(format!("### {}", "a".repeat(n)));
    "a long tag" 5_000 |n| yaml(format!("tags: [{}]\n", "a".repeat(n)));
}
