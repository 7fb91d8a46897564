//! What Tera says is wrong, as diagnostics: the template's file, line and column, and the text there.

use std::ops::Range;

use tera::ErrorKind;

use crate::diagnostic::{Code, Diagnostic};
use crate::site::SitePath;
use crate::theme::Theme;

/// What is wrong with templates that could not be read; at least one.
pub fn diagnostics(theme: &Theme, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        // Unknown filters, functions and templates come as one text of several drawn reports.
        ErrorKind::Msg(text) if text.contains("\n") => text.split("\n\n").map(|report| from_drawing(theme, report)).collect(),
        _ => vec![diagnostic(theme, error)],
    }
}

/// What went wrong while a template made a page.
pub fn while_rendering(theme: &Theme, error: &tera::Error, path: &SitePath) -> Box<Diagnostic> {
    Box::new(diagnostic(theme, error).help(format!("it happened while `{path}` was made")))
}

fn diagnostic(theme: &Theme, error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let text = theme.template(report.filename()).map_or("", |text| expression(text, &span.range));
            // Columns count from 0 in Tera's spans and from 1 in its reports and ours.
            at(theme, report.filename(), span.start_line, span.start_col + 1, text, report.message())
        }
        ErrorKind::MissingParent { current, parent } => whole(theme, current, &format!("extends `{parent}`, which is not a template")),
        ErrorKind::CircularExtend { tpl, .. } => whole(theme, tpl, "extends itself, directly or through others"),
        ErrorKind::CircularInclude { tpl, .. } => whole(theme, tpl, "includes itself, directly or through others"),
        ErrorKind::TemplateNotFound(name) => whole(theme, name, "is missing"),
        _ => Diagnostic::for_path(Code::TemplateError, theme.display_path("templates"), first_line(&error.to_string())),
    }
}

/// The text of a span, with the names before it: of `card.titel` Tera's span is `titel` alone.
fn expression<'a>(template: &'a str, span: &Range<usize>) -> &'a str {
    let before = template.get(..span.start).unwrap_or("");
    let names = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '?'));
    template.get(names.len()..span.end).unwrap_or("").trim()
}

fn at(theme: &Theme, template: &str, line: usize, column: usize, text: &str, message: &str) -> Diagnostic {
    let what = if text.is_empty() || message.contains(text) { String::new() } else { format!("`{}`: ", first_line(text)) };
    let message = message.trim_end_matches('.');
    whole(theme, template, &format!("line {line}, column {column}: {what}{message}"))
}

fn whole(theme: &Theme, template: &str, message: &str) -> Diagnostic {
    Diagnostic::for_path(Code::TemplateError, theme.display_path(&format!("templates/{template}")), message)
}

/// Reads a report as Tera draws it: `error: MESSAGE`, then ` --> FILE:LINE:COLUMN`.
fn from_drawing(theme: &Theme, report: &str) -> Diagnostic {
    let message = first_line(report).trim_start_matches("error: ").to_string();
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or("");
    let mut parts = place.rsplitn(3, ':');
    match (parts.next().and_then(|c| c.parse().ok()), parts.next().and_then(|l| l.parse().ok()), parts.next()) {
        (Some(column), Some(line), Some(file)) => at(theme, file, line, column, "", &message),
        _ => Diagnostic::for_path(Code::TemplateError, theme.display_path("templates"), message),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use crate::Context;
    use crate::ThemeFile;
    use crate::config::Config;
    use crate::diagnostic::Diagnostic;
    use crate::markup::{Markup, UiStrings};
    use crate::model::{AppPage, Guide, HtmlPolicy};
    use crate::render::Renderer;
    use crate::site::{PageOutput, SitePath};
    use crate::source::Sources;
    use crate::theme::{Theme, ThemeOptions};

    fn theme(path: &str, text: &str) -> Theme {
        let options = ThemeOptions { name: Some("mine".into()), ..ThemeOptions::of_language("en") };
        Theme::new(&options, &[ThemeFile { path: path.into(), bytes: text.as_bytes().into() }]).0
    }

    fn reported(diagnostics: &[Diagnostic]) -> Vec<String> {
        diagnostics.iter().map(|d| format!("{} {}: {}", d.code.id(), d.path.as_deref().unwrap_or(""), d.message)).collect()
    }

    fn load(path: &str, text: &str) -> Vec<String> {
        Renderer::new(&theme(path, text), &Config::default()).err().map(|problems| reported(&problems)).unwrap_or_default()
    }

    fn render(text: &str) -> Box<Diagnostic> {
        let (theme, config, guide, sources) =
            (theme("templates/study.html", text), Config::default(), Guide::default(), Sources::default());
        let renderer = Renderer::new(&theme, &config).unwrap_or_else(|problems| panic!("{problems:?}"));
        let markup = Markup::new(HtmlPolicy::Sanitize, UiStrings::default());
        let cx = Context { guide: &guide, sources: &sources, config: &config, theme: &theme, markup: &markup };
        renderer.render(&cx, &SitePath::new("study.html"), &PageOutput::App(AppPage::Study)).expect_err("the template is wrong")
    }

    #[test]
    fn a_template_that_can_not_be_read_names_file_line_and_column() {
        let syntax = load("templates/card.html", "<p>\n{{ card.title </p>\n");
        assert_eq!(syntax.len(), 1);
        assert!(syntax[0].starts_with("R701 themes/mine/templates/card.html: line 2, column "), "{}", syntax[0]);
        assert_eq!(
            load("templates/card.html", "{{ x | shout }}\n{{ whisper() }}"),
            [
                "R701 themes/mine/templates/card.html: line 1, column 8: Unknown filter `shout`",
                "R701 themes/mine/templates/card.html: line 2, column 4: Unknown function `whisper`",
            ]
        );
        assert_eq!(
            load("templates/card.html", "{% extends \"bse.html\" %}"),
            ["R701 themes/mine/templates/card.html: extends `bse.html`, which is not a template"]
        );
    }

    #[test]
    fn a_template_that_fails_on_a_page_names_the_variable_and_the_page() {
        let failed = render("<p>\n  {{ page.titel }}</p>");
        assert_eq!(failed.path.as_deref(), Some("themes/mine/templates/study.html"));
        assert!(failed.message.starts_with("line 2, column ") && failed.message.contains("titel"), "{}", failed.message);
        assert_eq!(failed.help.as_deref(), Some("it happened while `study.html` was made"));
        let failed = render("{{ pages }}");
        assert!(failed.message.contains("`pages`"), "{}", failed.message);
    }
}
