//! The least that any generator must do, to measure Recto against: walk, read, pulldown-cmark, highlight with the same syntax set, write
//! one file per page, and nothing else. `floor CONTENT OUTPUT`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd, html};
use rayon::prelude::*;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, output] = arguments.as_slice() else { bail!("usage: floor CONTENT OUTPUT") };
    let syntaxes = two_face::syntax::extra_newlines();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(content)
        .into_iter()
        .filter_map(|entry| entry.ok().map(walkdir::DirEntry::into_path))
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    files.par_iter().try_for_each(|file| publish(file, content, output, &syntaxes))
}

fn publish(file: &Path, content: &Path, output: &Path, syntaxes: &SyntaxSet) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text.as_str(), |(_, body)| body);
    let page = output.join(file.strip_prefix(content)?).with_extension("html");
    if let Some(folder) = page.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&page, to_html(body, syntaxes)).with_context(|| page.display().to_string())
}

fn to_html(markdown: &str, syntaxes: &SyntaxSet) -> String {
    let mut code: Option<(CowStr, String)> = None;
    let events = Parser::new_ext(markdown, dialect()).filter_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
            code = Some((language, String::new()));
            None
        }
        Event::Text(text) if code.is_some() => {
            if let Some((_, block)) = &mut code {
                block.push_str(&text);
            }
            None
        }
        Event::End(TagEnd::CodeBlock) => code.take().map(|(language, block)| Event::Html(highlight(&language, &block, syntaxes).into())),
        other => Some(other),
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    html::push_html(&mut html, events);
    html
}

/// What Recto reads (src/markdown/mod.rs).
fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_MATH
}

fn highlight(language: &str, code: &str, syntaxes: &SyntaxSet) -> String {
    let syntax = syntaxes.find_syntax_by_token(language).unwrap_or_else(|| syntaxes.find_syntax_plain_text());
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, ClassStyle::Spaced);
    for line in LinesWithEndings::from(code) {
        // A line that a grammar fails on is left out, which costs nothing and so can't flatter Recto.
        let _ = generator.parse_html_for_line_which_includes_newline(line);
    }
    format!("<pre><code>{}</code></pre>", generator.finalize())
}
