//! Shapes of text by which a reader of Markdown, YAML or HTML is made to work with the square of its input, each as a guide of a size.

/// A shape, and a size: four times the one with which it is measured first.
pub struct Shape {
    pub name: &'static str,
    pub base: usize,
    /// Whether it is a neighbour of another shape, which the long form measures.
    pub is_neighbour: bool,
    /// The files of a guide; `book.toml` is added where it is missing.
    pub files: fn(usize) -> Vec<(String, String)>,
}

macro_rules! is_long {
    () => {
        false
    };
    (long) => {
        true
    };
}

macro_rules! shapes {
    ($($name:literal $base:literal $($long:ident)? |$n:ident| $files:expr;)*) => {
        pub const SHAPES: &[Shape] = &[$(Shape { name: $name, base: $base, is_neighbour: is_long!($($long)?), files: |$n| $files },)*];
    };
}

fn file(path: &str, text: String) -> Vec<(String, String)> {
    vec![(path.to_string(), text)]
}

/// The folder of a file that is a question bank.
pub const BANK: &str = "bank/";

fn bank(name: &str, text: String) -> Vec<(String, String)> {
    file(&format!("{BANK}{name}"), text)
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

/// Three lines of so many bytes, each in the state that the one before has left. A longer one than 2,000 is data and stays plain.
fn code(language: &str, filling: &str, bytes: usize) -> Vec<(String, String)> {
    card(format!("```{language}\n{}```", format!("{}\n", filling.repeat(bytes / filling.len())).repeat(3)))
}

fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn cards(n: usize, text: impl Fn(usize) -> String) -> Vec<(String, String)> {
    (0..n).map(|i| (format!("content/t/c{i}.md"), text(i))).collect()
}

shapes! {
    "headings" 136 |n| card(each(n, |i| format!("### Heading {i}\n\nx\n\n")));
    "equal headings" 200 long |n| card("### Same\n\nx\n\n".repeat(n));
    "headings with open tags" 200 |n| card("### a <b> b\n\n".repeat(n));
    "links to an anchor of the page" 200 |n| card(format!("### Here\n\n{}", "[a](#here)\n".repeat(n)));
    "links to many anchors of the page" 150 |n| card(each(n, |i| format!("### H {i}\n\n[a](#h-{i})\n\n")));
    "broken anchors" 400 |n| card(each(n, |i| format!("[a](#no{i})\n")));
    "broken anchors and headings" 100 long |n| card(each(n, |i| format!("### H {i}\n\n[a](#no{i})\n\n")));
    "broken links" 300 |n| card(each(n, |i| format!("[a](no{i}.md)\n")));
    "broken wiki links" 300 long |n| card(each(n, |i| format!("[[no/{i}]]\n")));
    "missing images" 300 |n| card("![a](x.png)\n".repeat(n));
    "links of raw HTML" 200 |n| card("<a href=\"no.md\">x</a>\n".repeat(n));
    "candidates of a srcset" 300 |n| card(format!("<img srcset=\"{}\">", "a.png 1x, ".repeat(n)));
    "hints" 100 |n| question(each(n, |i| format!("## Hint\n\nx{i}\n\n")));
    "second sections" 100 |n| question("## Pitfalls\n\nx\n\n".repeat(n));
    "second questions" 100 long |n| card(each(n, |i| format!("# Question {i}?\n\nx\n\n")));
    "cloze deletions" 200 |n| cloze(each(n, |i| format!("a ==b{i}== c\n\n")));
    "equal cloze deletions" 300 long |n| cloze("a ==b== c\n".repeat(n));
    "open cloze deletions" 500 |n| cloze("==a ".repeat(n));
    "open hints of cloze deletions" 300 long |n| cloze("==a==^[h ".repeat(n));
    "undefined footnotes" 196 |n| card(each(n, |i| format!("a[^n{i}]\n")));
    "undefined references" 164 |n| card(each(n, |i| format!("[a][n{i}]\n")));
    "footnotes" 84 |n| card(each(n, |i| format!("a[^n{i}]\n\n")) + &each(n, |i| format!("[^n{i}]: x\n\n")));
    "unused footnotes" 300 long |n| card(each(n, |i| format!("[^n{i}]: x\n\n")));
    "footnotes of footnotes" 84 |n| card(format!("a[^n0]\n\n{}[^n{n}]: x\n", each(n, |i| format!("[^n{i}]: x[^n{}]\n\n", i + 1))));
    "footnotes of one name" 300 long |n| card("[^a]: x\n\n".repeat(n) + "a[^a]\n");
    "definitions" 300 |n| card(each(n, |i| format!("[a{i}]: b.md\n")));
    "cards of a file that share definitions" 20 |n| {
        let cards = each(n, |i| format!("# Question {i}? {{#q{i}}}\n\n## Answer\n\n[x][a{i}] y[^n{i}]\n\n"));
        file("content/t/cards.md", cards + &each(n, |i| format!("[a{i}]: https://a.b\n[^n{i}]: x\n\n")))
    };
    "unknown keys in YAML" 180 |n| yaml(each(n, |i| format!("key{i}: 1\n")));
    "duplicate keys in YAML" 300 long |n| yaml("key: 1\n".repeat(n));
    "unknown keys in TOML" 300 long |n| toml(each(n, |i| format!("key{i} = 1\n")));
    "unknown keys in book.toml" 300 |n| {
        let mut files = card("x".into());
        files.push(("book.toml".into(), format!("[book]\nid = \"x\"\ntitle = \"X\"\n{}", each(n, |i| format!("key{i} = 1\n")))));
        files
    };
    "nested YAML" 30 long |n| yaml(format!("tags: {}\n", "[".repeat(n)));
    "open strings in YAML" 300 long |n| yaml(each(n, |i| format!("k{i}: \"a\n")));
    "anchors and their uses in YAML" 200 long |n| yaml(each(n, |i| format!("k{i}: &a{i} [*a{}]\n", i.saturating_sub(1))));
    "anchors that double in YAML" 3 long |n| yaml(format!("k: &a0 [x]\n{}", each(n, |i| format!("k{i}: &a{} [*a{i}, *a{i}]\n", i + 1))));
    "lines of a string in YAML" 300 long |n| yaml(format!("title: |\n{}", "  a\n".repeat(n)));
    "comments in YAML" 300 long |n| yaml("# a\n".repeat(n));
    "columns of colons in YAML" 300 long |n| yaml(format!("a{}\n", ": b".repeat(n)));
    "question marks in YAML" 300 long |n| yaml("? a\n".repeat(n));
    "dashes in YAML" 300 long |n| yaml(format!("tags:\n{}", "- a\n".repeat(n)));
    "tables in TOML" 200 long |n| toml(each(n, |i| format!("[t{i}]\na = 1\n")));
    "tables of a list in TOML" 200 long |n| toml("[[t]]\na = 1\n".repeat(n));
    "dotted keys in TOML" 200 long |n| toml(each(n, |i| format!("a.b{i} = 1\n")));
    "a long dotted key in TOML" 100 long |n| toml(format!("{}z = 1\n", "a.".repeat(n)));
    "open lists in TOML" 300 long |n| toml("a = [\n".repeat(n));
    "bad signs in a line of TOML" 1500 |n| toml(format!("a.{}\n", "1\\".repeat(n)));
    "values without quotes in TOML" 400 long |n| toml(format!("a = [{}]\n", "b, ".repeat(n)));
    "bad lines in TOML" 300 long |n| toml("=\n".repeat(n));
    "levels in book.toml" 100 long |n| {
        let mut files = card("x".into());
        let levels = each(n, |i| format!("[[levels]]\nid = \"l{i}\"\ntitle = \"L {i}\"\n"));
        files.push(("book.toml".into(), format!("[book]\nid = \"x\"\ntitle = \"X\"\n{levels}")));
        files
    };
    "terms of the guide" 50 long |n| {
        let mut files = cards(n, |i| format!("---\nterms: [word{i}]\n---\n# Q {i}?\n\n## Answer\n\nA word{} is.\n", (i * 7) % n));
        files.push(("book.toml".into(), "[book]\nid = \"x\"\ntitle = \"X\"\n[links]\nterms = true\n".into()));
        files
    };
    "tags" 600 |n| yaml(format!("tags: [{}]\n", each(n, |i| format!("t{i}, "))));
    "unknown requirements" 300 |n| yaml(format!("requires: [{}]\n", each(n, |i| format!("t/x{i}, "))));
    "aliases" 100 |n| yaml(format!("aliases: [{}]\n", each(n, |i| format!("t/x{i}, "))));
    "formulas" 100 |n| card(each(n, |i| format!("$x_{{{i}}}$\n")));
    "bad formulas" 100 long |n| card(each(n, |i| format!("$\\frac{{{i}$\n")));
    "runs of `${`" 500 |n| card("${".repeat(n));
    "runs of `$a `" 500 long |n| card("$a ".repeat(n));
    "runs of `` $`a ``" 500 long |n| card("$`a".repeat(n));
    "opening brackets" 1000 |n| card("[".repeat(n));
    "open wiki links" 500 |n| card("[[a".repeat(n));
    "open links" 500 long |n| card("[a](".repeat(n));
    "open images" 500 long |n| card("![a](".repeat(n));
    "open links in links" 500 long |n| card("[[a](".repeat(n));
    "open links with pointed addresses" 500 long |n| card("[a](<b".repeat(n));
    "open links with titles" 324 |n| card("[a](b \"".repeat(n));
    "open links with titles in parentheses" 500 long |n| card("[a](b (".repeat(n));
    "open links on lines" 300 long |n| card("[a](b\n".repeat(n));
    "open links with titles on lines" 300 long |n| card("[a](b\n(c\n".repeat(n));
    "open links with a title that ends elsewhere" 300 long |n| card("[a](b 'c\n".repeat(n) + "\n\n'");
    "open links and a closing parenthesis" 300 long |n| card("[a](b c".repeat(n) + ")");
    "labels of links" 300 long |n| card("[a][".repeat(n));
    "labels that are nowhere" 300 long |n| card("[a][b]".repeat(n));
    "nested brackets" 300 |n| card("[".repeat(n) + &"]".repeat(n));
    "nested links" 300 long |n| card("[".repeat(n) + &"](b)".repeat(n));
    "nested images" 100 long |n| card("![".repeat(n) + "a" + &"](https://a.b)".repeat(n));
    "closing brackets" 1000 long |n| card("]".repeat(n));
    "closing wiki links" 500 long |n| card("a]]".repeat(n));
    "pipes of wiki links" 500 long |n| card(format!("[[{}]]", "a|".repeat(n)));
    "open references to footnotes" 500 long |n| card("[^a".repeat(n));
    "open links of footnotes" 300 long |n| card("[^a](".repeat(n));
    "open definitions with titles" 200 long |n| card("[a]: b \"c\n".repeat(n));
    "open definitions with titles in parentheses" 200 long |n| card(each(n, |i| format!("[a{i}]: b (c\n\n")));
    "open labels of definitions" 200 long |n| card("[a\n".repeat(n));
    "definitions without an address" 200 long |n| card("[a]:\n".repeat(n));
    "wiki links with labels" 120 |n| card("[[a]][b] ".repeat(n));
    "open emphasis" 300 |n| card("*a **b ".repeat(n));
    "emphasis of two kinds" 300 long |n| card("**_".repeat(n));
    "emphasis of two kinds and words" 300 long |n| card("**_a ".repeat(n));
    "closing emphasis" 300 long |n| card("a** b_ ".repeat(n));
    "crossing emphasis" 300 long |n| card("*a _b* c_ ".repeat(n));
    "stars" 1000 long |n| card("a".to_string() + &"*".repeat(n) + "b");
    "stars by threes and twos" 300 long |n| card("a***b**c".repeat(n));
    "open strikethrough" 300 long |n| card("~~a ".repeat(n));
    "tildes" 1000 long |n| card("a ~ b".repeat(n));
    "runs of backticks" 10 long |n| card(each(n, |i| format!("{} a ", "`".repeat(i + 1))));
    "backticks" 500 long |n| card("`a``".repeat(n));
    "dollar signs" 1000 long |n| card("$".repeat(n));
    "double dollar signs" 500 long |n| card("$$a ".repeat(n));
    "dollar signs on lines" 300 long |n| card("$$\na\n".repeat(n));
    "prices" 300 long |n| card("$5 and ".repeat(n));
    "open environments" 300 long |n| card("\\begin{a} ".repeat(n));
    "a run of backticks" 5568 |n| card(format!("a {}", "`".repeat(n)));
    "ampersands of one word" 1000 |n| card("&!'".repeat(n));
    "carets of one word" 1000 long |n| card("::^".repeat(n));
    "brackets of formulas that nothing closes" 688 |n| card("\\\\(x ".repeat(n));
    "headings that are labels in a bank" 72 |n| bank("a.md", "## A\n".repeat(n));
    "open elements in a bank" 68 |n| bank("a.md", format!("### What?\n{}", "<details>\n".repeat(n)));
    "texts between choices in a bank" 20 |n| bank("a.md", format!("## Which?\n\n{}", "- [ ] one\n\nSome text.\n\n- [x] two\n\n1. An item.\n\n".repeat(n)));
    "a long text behind a choice in a bank" 60 |n| bank("a.md", format!("## Which?\n\n- [x] one\n- [ ] two\n\n{}- [ ] three\n", "Some text.\n\n".repeat(n)));
    "named parts in a bank" 12 |n| bank("a.md", "## Part\n\n### Question\n\nWhich is it?\n\n### Options\n\n1. a\n2. b\n\n### Answer: A\n\n".repeat(n));
    "questions above their texts in a bank" 12 |n| bank("a.md", "### Question\n\nWhich is it?\n\n### Answer\n\nThis one.\n\n".repeat(n));
    "blanks before quotation marks in a bank" 16 |n| bank("a.csv", format!("question,answer\n{}", each(n, |i| format!("What is {i}?, \"a, \"\"b\"\"\"\n"))));
    "open quotation marks behind blanks in a bank" 16 |n| bank("a.csv", format!("question,answer\n{}", each(n, |i| format!("What is {i}?, \"a\n"))));
    "marked lists in a bank" 12 |n| bank("a.md", "* Which?\n    - a\n    - !b\n    - c\n\n".repeat(n));
    "labels with numbers in a bank" 12 |n| {
        bank("a.md", each(n, |i| format!("{}. Which is it?\n\nA. x\nB. y\n\n**1. The Domain:**\nd\n\n**2. The Answer:**\nB. y\n\n", i + 1)))
    };
    "listed headings in a bank" 12 |n| {
        let list = each(n, |i| format!("- [Term {i}](#term-{i})\n"));
        bank("a.md", format!("# Bank\n\n{list}\n{}", each(n, |i| format!("## Term {i}\n\nText.\n\n### Part {i}\n\nMore.\n\n"))))
    };
    "headings above the first number in a bank" 32 |n| {
        bank("a.md", format!("# Bank\n\n{}## 1. What?\n\na\n\n## 2. What?\n\nb\n\n## 3. What?\n\nc\n", each(n, |i| format!("## Note {i}\n\nText.\n\n"))))
    };
    "containers in a bank" 200 long |n| bank("a.md", each(n, |i| format!("??? question \"What is {i}?\"\n    It.\n\n")));
    "containers within one another in a bank" 56 |n| bank("a.md", format!("## What?\n\n{}x\n{}", "::: details A\n".repeat(n), ":::\n".repeat(n)));
    "choices that go on in a bank" 24 |n| bank("a.md", each(n, |i| format!("{i}. Which?\n(a) one (b) two\n(c) three (d) four\nAns. (a)\n\n")));
    "explained numbers in a bank" 44 |n| bank("a.md", format!("# Bank\n\n{}", each(n, |i| format!("{i}. Term\n   What it is.\n"))));
    "headings without text in a bank" 20 |n| bank("a.md", format!("# Bank\n\n{}", each(n, |i| format!("### Term {i}\n### What is {i}?\nIt.\n"))));
    "bullets below numbers in a bank" 32 |n| bank("a.md", each(n, |i| format!("{i}) What is {i}?\n* It.\n* So.\n")));
    "bullets below a number in a bank" 100 |n| bank("a.md", format!("1) What is it?\n{}2) Why?\n* So.\n", each(n, |i| format!("* It {i}.\n"))));
    "tables that ask in a bank" 50 |n| {
        bank("a.md", each(n, |i| format!("## Part {i}\n\n|X|Y|\n|---|---|\n|What {i}?|a|\n|How?|b|\n|Why?|c|\n\n")))
    };
    "repeated choices in a bank" 50 |n| {
        bank("a.md", each(n, |i| format!("{i}. Which?\n- [ ] one\n- [ ] two\n- [ ] three\n\n**Answer:** one, two\n\n")))
    };
    "labelled items in a bank" 100 |n| {
        bank("a.md", each(n, |i| format!("### Question {i}\n**What?**\n- **Correct Answer:** a\n- b\n- c\n\n")))
    };
    "lettered answers in a bank" 200 |n| bank("a.md", each(n, |i| format!("* **What is {i}?**<br/>\nA) It.\n\n")));
    "empty items in a bank" 400 long |n| bank("a.md", each(n, |i| format!("{i}. What is {i}?\n+ \n\n")));
    "footnotes in a bank" 200 |n| {
        bank("a.md", format!("# Bank\n\n{}{}", each(n, |i| format!("## What is {i}?\n\nIt.[^{i}]\n\n")), each(n, |i| format!("[^{i}]: So.\n"))))
    };
    "answers that repeat choices in a bank" 48 |n| {
        let list = each(n, |i| format!("- one {i}\n"));
        bank("a.md", format!("## Which?\n\n- none\n{list}\n**Answer:**\n\n{list}"))
    };
    "paragraphs above boxes in a bank" 52 |n| bank("a.md", each(n, |i| format!("Which is {i}?\n- [ ] a\n- [ ] b\n\n")));
    "terms in a bank" 400 long |n| bank("a.md", each(n, |i| format!("**Term {i}**: what it is\n")));
    "tables of one question in a bank" 50 |n| {
        bank("a.md", each(n, |i| format!("### {i}. Card\n\n|Name|Value|\n|---|---|\n|Question|What is {i}?|\n|Answer|It.|\n\n")))
    };
    "items in bold in a bank" 400 long |n| bank("a.md", format!("## List\n\n{}", each(n, |i| format!("- **What is {i}?** - [a](https://a.b/{i})\n"))));
    "elements within one another in a bank" 100 |n| {
        let open = each(n, |i| format!("<details><summary>What is {i}?</summary>\n\n"));
        bank("a.md", format!("# Bank\n\n## List\n\n{open}x\n{}", "</details>\n".repeat(n)))
    };
    "elements that answer nothing in a bank" 48 |n| bank("a.md", format!("# Bank\n\n## List\n\n{}", "<details><summary>Answers</summary>\n".repeat(n)));
    "titles of keys in a bank" 400 |n| bank("a.md", format!("1. What is it?\n\n{}", "Answers\n\n".repeat(n)));
    "line breaks in an element of a bank" 2000 long |n| bank("a.md", format!("<details><summary>What?</summary>\n{}x\n</details>\n", "<br>".repeat(n)));
    "open elements in a line of a bank" 2000 long |n| bank("a.md", format!("### What?\n{}", "<details>".repeat(n)));
    "first choices in a bank" 148 |n| bank("a.md", format!("1. Which?\n{}", "A) one\n".repeat(n)));
    "numbers of a title in a bank" 284 |n| bank("a.md", "1. ".repeat(n));
    "open tags in a bank" 2000 |n| bank("a.md", format!("## What?\n\n{}", "<b>".repeat(n)));
    "open gaps in a bank" 3808 |n| bank("a.md", format!("- a >> b\n- {}", "{{".repeat(n)));
    "tags in a bank" 2000 long |n| bank("a.md", format!("- a >> b {}", "#[[x]] ".repeat(n)));
    "open quotation marks in a bank" 84 |n| bank("a.csv", format!("question,answer\n{}", "\"What,that\n".repeat(n)));
    "elements without a name in a bank" 500 |n| bank("a.csv", format!("question,answer\nWhat,{}", each(n, |i| format!("<x{i}>"))));
    "formulas in a bank" 600 long |n| bank("a.csv", format!("question,answer\nWhat,{}<b>a</b>", "\\(x\\) ".repeat(n)));
    "questions in a bank" 32 |n| bank("a.md", each(n, |i| format!("## What is {i}?\n\nThat.\n\n")));
    "blank lines in a bank" 4000 long |n| bank("a.md", format!("## What?\n{}", "\n".repeat(n)));
    "code in a bank" 1000 long |n| bank("a.md", format!("1. Which?\n{}A) x\n", "```\na\n```\n".repeat(n)));
    "open entities" 500 long |n| card("&a".repeat(n));
    "entities" 500 long |n| card("&amp;".repeat(n));
    "numbers of characters" 500 long |n| card("&#1".repeat(n));
    "escapes" 1000 long |n| card("\\[".repeat(n));
    "backslashes" 1000 long |n| card("\\".repeat(n));
    "open addresses" 256 |n| card("<http://a".repeat(n));
    "starts of addresses" 500 long |n| card("https://".repeat(n));
    "addresses" 200 long |n| card("https://a.b/c ".repeat(n));
    "`www.` in parentheses" 500 long |n| card("(www.a.b".repeat(n));
    "words and `www.`" 300 long |n| card("www.a.b/c ".repeat(n));
    "addresses of each sort" 150 long |n| card("https://a.b www.c.d e@f.g ".repeat(n));
    "addresses in paragraphs" 100 long |n| card("https://a.b www.c.d e@f.g\n\n".repeat(n));
    "what may end an address" 500 long |n| card(format!("https://a.b/{}", ").".repeat(n)));
    "www." 500 long |n| card("www.".repeat(n));
    "addresses of mail" 300 long |n| card("a@b.c ".repeat(n));
    "signs of mail addresses" 500 long |n| card("a@".repeat(n));
    "words joined by dots and at signs" 500 long |n| card("a.b@c_".repeat(n));
    "hard line breaks" 300 long |n| card("a  \n".repeat(n));
    "lines of a paragraph" 300 long |n| card("a\n".repeat(n));
    "lines over an underline" 300 long |n| card("a\n".repeat(n) + "===");
    "empty lines" 1000 long |n| card("\n".repeat(n));
    "spaces" 1000 long |n| card("a".to_string() + &" ".repeat(n) + "b");
    "tabs" 500 long |n| card("\t".repeat(n) + "a");
    "nested quotes" 100 long |n| card("> ".repeat(n) + "a");
    "quotes that nest on lines" 10 long |n| card(each(n, |i| format!("{} a\n", ">".repeat(i + 1))));
    "nested lists" 100 long |n| card("- ".repeat(n) + "a");
    "nested lists and quotes" 100 long |n| card("> - ".repeat(n) + "a");
    "lists that nest on lines" 10 long |n| card(each(n, |i| format!("{}- a\n", "  ".repeat(i))));
    "items" 200 long |n| card("- a\n".repeat(n));
    "items apart" 200 long |n| card("1. a\n\n".repeat(n));
    "empty boxes" 200 long |n| card("- [ ]\n\n".repeat(n));
    "quotes" 200 long |n| card("> a\n\n".repeat(n));
    "alerts" 100 long |n| card("> [!NOTE]\n> a\n\n".repeat(n));
    "columns of a table" 200 long |n| card(format!("{}|\n{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n), "|b".repeat(n)));
    "rows shorter than a table" 16 |n| card(format!("{}|\n{}|\n{}", "|a".repeat(60), "|-".repeat(60), "|b|\n".repeat(n)));
    "pipes" 500 long |n| card("|".repeat(n) + "\n");
    "pipes on lines" 300 long |n| card("| a\n".repeat(n));
    "rules of tables" 300 long |n| card("|-|\n".repeat(n));
    "tables" 100 long |n| card("| a |\n|---|\n| b |\n\n".repeat(n));
    "attributes of a fence" 300 long |n| card(format!("```js {{{}}}\nx\n```", "a=1 ".repeat(n)));
    "open quotation marks behind a fence" 300 long |n| card(format!("```js {{{}\nx\n```", "a=\"".repeat(n)));
    "open fences" 300 long |n| card("```js\n~~~\n".repeat(n));
    "blocks of code" 100 long |n| card("```\nx\n```\n\n".repeat(n));
    "lines to mark" 200 long |n| card(format!("```js {{lines=\"{}1\"}}\n{}```", "1-9,".repeat(n), "x\n".repeat(n)));
    "attributes of a heading" 300 long |n| card(format!("### a {{{}}}", "b=c ".repeat(n)));
    "open attributes of headings" 200 long |n| card("### a {#b\n\n".repeat(n));
    "ids of a heading" 300 long |n| card(format!("### a {}", "{#b} ".repeat(n)));
    "attributes of a key point" 300 long |n| question(format!("## Key points\n\n- a {{{}}}", "b=c ".repeat(n)));
    "accepted phrases" 300 long |n| question(format!("## Key points\n\n- a {{accept=\"{}\"}}", each(n, |i| format!("b{i}; "))));
    "equal signs" 1000 long |n| cloze("=".repeat(n));
    "cloze deletions with keys" 200 long |n| cloze(each(n, |i| format!("a ==b=={{#k{i}}} ")));
    "hints of a cloze deletion" 200 long |n| cloze(format!("a ==b=={}", "^[h]".repeat(n)));
    "diagrams" 10 long |n| card(each(n, |i| format!("```mermaid\nflowchart LR\nA{i}-->B\n```\n\n")));
    "nodes of a diagram" 5 long |n| card(format!("```mermaid\nflowchart LR\n{}```", each(n, |i| format!("A{i}-->A{}\n", i + 1))));
    "a long formula" 100 long |n| card(format!("$${}$$", "x^2+".repeat(n)));
    "a nested formula" 30 long |n| card(format!("$${}{}$$", "\\sqrt{".repeat(n), "}".repeat(n)));
    "rows of a matrix" 30 long |n| card(format!("$$\\begin{{matrix}}{}\\end{{matrix}}$$", "a&b\\\\".repeat(n)));
    "parentheses behind an address" 1000 |n| card(format!("https://a.b/{}", ")".repeat(n)));
    "braces that end a heading" 500 |n| card(format!("### a {}}}", "{".repeat(n)));
    "braces that end a key point" 500 |n| question(format!("## Key points\n\n- a {}}}", "{".repeat(n)));
    "key points" 150 |n| question(format!("## Key points\n\n{}", each(n, |i| format!("- p{i}\n"))));
    "choices" 100 |n| question(each(n, |i| format!("- [x] p{i}\n- [ ] q{i}\n")));
    "cells beyond a table" 200 |n| card(format!("| a |\n|---|\n{}", "| x | y |\n".repeat(n)));
    "comments" 300 |n| card("<!-- a -->\n\n".repeat(n));
    "open comments" 500 |n| card("<!-- a\n\n".repeat(n));
    "open declarations" 500 |n| card("<!A".repeat(n));
    "open instructions" 500 long |n| card("<?".repeat(n));
    "open CDATA" 300 long |n| card("<![CDATA[".repeat(n));
    "open <b>" 300 |n| card("<b>".repeat(n));
    "nested <b>" 150 |n| card("<b>".repeat(n) + "x" + &"</b>".repeat(n));
    "open <b> before paragraphs" 100 long |n| card("<b>".repeat(n) + "\n\n" + &"x\n\n".repeat(n));
    "nested <div>" 150 |n| card("<div>".repeat(n) + "x" + &"</div>".repeat(n));
    "open <svg>" 300 |n| card("<svg>".repeat(n));
    "closed <svg>" 200 long |n| card("<svg></svg>".repeat(n));
    "open <details>" 200 |n| card("<details>".repeat(n));
    "open <table><tr><td>" 100 |n| card("<table><tr><td>".repeat(n));
    "open <li><ol>" 150 long |n| card("<li><ol>".repeat(n));
    "open <a><p>" 150 long |n| card("<a><p>".repeat(n));
    "crossing <i> and <b>" 100 long |n| card("<i><b></i></b>".repeat(n));
    "runs of `<b title`" 500 |n| card("<b title".repeat(n));
    "runs of `<b title=\"`" 500 |n| card("<b title=\"".repeat(n));
    "attributes of a tag" 300 |n| card(format!("<b {}>x</b>", each(n, |i| format!("a{i}=1 "))));
    "equal attributes of a tag" 300 long |n| card(format!("<b {}>x</b>", "title=1 ".repeat(n)));
    "closing tags" 300 long |n| card("</b>".repeat(n));
    "closing blocks" 150 long |n| card("</div>\n\n".repeat(n));
    "blocks that stay open" 100 long |n| card("<div>\n\n".repeat(n));
    "open <p>" 200 long |n| card("<p>".repeat(n));
    "open <ruby><rt>" 150 long |n| card("<ruby><rt>".repeat(n));
    "open <dl><dt>" 150 long |n| card("<dl><dt>".repeat(n));
    "open <h2>" 150 long |n| card("<h2>".repeat(n));
    "open <a>" 150 long |n| card("<a href=\"https://a.b\">".repeat(n));
    "open <select>" 200 long |n| card("<select><option>".repeat(n));
    "open <math>" 200 long |n| card("<math><mi>".repeat(n));
    "open <template>" 200 long |n| card("<template>".repeat(n));
    "open <script>" 300 long |n| card("<script>".repeat(n));
    "open <style> in a line" 300 long |n| card("a <style>".repeat(n));
    "open <textarea>" 300 long |n| card("a <textarea> ".repeat(n));
    "texts of a table" 100 long |n| card(format!("<table>{}", "a<tr>".repeat(n)));
    "runs of `<a `" 500 long |n| card("<a ".repeat(n));
    "runs of `<a b='`" 500 long |n| card("<a b='".repeat(n));
    "runs of `</`" 500 long |n| card("</".repeat(n));
    "runs of `<`" 1000 long |n| card("<".repeat(n));
    "runs of `a<b `" 500 long |n| card("a<b ".repeat(n));
    "runs of `<!--`" 500 long |n| card("a <!--".repeat(n));
    "runs of `<!-- -`" 500 long |n| card("<!-- - ".repeat(n));
    "names of raw HTML" 92 |n| card(each(n, |i| format!("<a id=\"n{i}\"></a>\n")));
    "tags in a heading" 300 |n| card(format!("### {}", "<b ".repeat(n)));
    "a block of raw HTML with many lines" 116 |n| card(format!("<div>\n{}</div>", "<b onclick=x>y</b>\n".repeat(n)));
    "cards with a broken link each" 84 |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\n[a](no{i}.md)\n"));
    "cards with a broken wiki link each" 100 long |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\n[[no{i}]]\n"));
    "good cards" 44 |n| cards(n, |i| format!("# Question {i}?\n\n## Answer\n\nWord{i} is.\n"));
    "cards that a topic lists" 44 |n| {
        let mut files = cards(n, |i| format!("# Question {i}?\n\n## Answer\n\nx\n"));
        files.push(("content/t/index.md".into(), format!("---\ncards: [{}]\n---\n\n# T\n", each(n, |i| format!("c{i}, ")))));
        files
    };
    "cards that a topic lists and has not" 100 long |n| {
        let mut files = cards(n, |i| format!("# Question {i}?\n\n## Answer\n\nx\n"));
        files.push(("content/t/index.md".into(), format!("---\ncards: [{}]\n---\n\n# T\n", each(n, |i| format!("other{i}, ")))));
        files
    };
    "cards with a tag each" 36 |n| cards(n, |i| format!("---\ntags: [tag{i}]\n---\n# Question {i}?\n\n## Answer\n\nx\n"));
    "requirements in a row" 100 long |n| cards(n, |i| format!("---\nrequires: [t/c{}]\n---\n# Q {i}?\n\n## Answer\n\nx\n", i + 1));
    "requirements in a circle" 100 |n| {
        cards(n, |i| format!("---\nrequires: [t/c{}]\n---\n# Q {i}?\n\n## Answer\n\nx\n", (i + 1) % n))
    };
    "long lines of less" 980 |n| code("less", "a: b; ", n);
    "long lines of scss" 980 |n| code("scss", "a;", n);
    "long lines of sass" 980 long |n| code("sass", "a b ", n);
    "long lines of SystemVerilog" 980 |n| code("SystemVerilog", "a(", n);
    "long lines of SystemVerilog with brackets" 980 long |n| code("SystemVerilog", "[a]", n);
    "long lines of ini" 980 |n| code("ini", "a b ", n);
    "long lines of cfg" 980 long |n| code("cfg", "[", n);
    "long lines of C" 980 long |n| code("c", "a(", n);
    "long lines of Haml" 980 long |n| code("haml", "~", n);
    "a long line of signs" 1000 long |n| code("text", "~", n);
    "long lines of Markdown" 980 long |n| code("markdown", "*a* ", n);
    "a long word" 5_000 |n| card("a".repeat(n));
    "a long heading" 3_000 |n| card(format!("### {}", "a".repeat(n)));
    "a long tag" 5_000 |n| yaml(format!("tags: [{}]\n", "a".repeat(n)));
}
