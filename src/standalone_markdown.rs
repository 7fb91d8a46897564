//! Texts of the guide as standalone Markdown: what CSV, JSON and the pages' Markdown versions carry.
//!
//! In: a body or a card, and where links shall lead. Out: each part as written, but for links and images, because the text no longer is in its
//! folder; definitions of links and footnotes that are elsewhere in the file have come along.

use crate::model::{Body, Card, CardIx, Guide, Link, LinkSyntax, Node, Question, SectionKind, Target};
use crate::site::{self, SitePath};
use crate::source::{Sources, Span};

/// Where links of a text lead.
#[derive(Debug, Clone, Copy)]
pub enum LinkBase<'a> {
    /// To the guide's files, from its root: `/content/databases/acid.md`.
    Files,
    /// To the Markdown versions of the site's pages, from this file of the site.
    MarkdownPages(&'a SitePath),
}

/// Texts of one guide, with their links leading in one way.
#[derive(Clone, Copy)]
pub struct StandaloneMarkdown<'a> {
    pub guide: &'a Guide,
    pub sources: &'a Sources,
    pub base: LinkBase<'a>,
}

/// The parts of a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardMarkdown {
    /// One line.
    pub question: String,
    /// The rest of the question.
    pub prompt: String,
    pub choices: Vec<ChoiceMarkdown>,
    /// In the order written.
    pub sections: Vec<(SectionKind, String)>,
}

/// A choice as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChoiceMarkdown {
    pub right: bool,
    pub text: String,
    pub feedback: String,
}

impl CardMarkdown {
    /// The texts of a card.
    pub fn new(texts: &StandaloneMarkdown<'_>, ix: CardIx) -> Self {
        let card = texts.guide.card(ix);
        let text = |span: Span| texts.part(&card.body, span);
        let item = |span: Span| without_indentation(&texts.part(&card.body, span));
        let mut parts = Self {
            question: card.title.markdown.to_string(),
            prompt: text(card.prompt),
            sections: card.sections.iter().map(|section| (section.kind, text(section.span))).collect(),
            choices: Vec::new(),
        };
        if let Question::Choice { choices, .. } = &card.question {
            let choice = |c: &crate::model::Choice| ChoiceMarkdown { right: c.right, text: item(c.span), feedback: item(c.feedback) };
            parts.choices = choices.iter().map(choice).collect();
        }
        parts.bring_notes(texts, card);
        parts.drop_definitions();
        parts
    }

    /// The texts of a kind of section, a blank line between them.
    pub fn section(&self, kind: SectionKind) -> String {
        self.sections_of(kind).collect::<Vec<_>>().join("\n\n")
    }

    /// The sections of a kind, in the order written.
    pub fn sections_of(&self, kind: SectionKind) -> impl Iterator<Item = &str> {
        self.sections.iter().filter(move |(of, _)| *of == kind).map(|(_, text)| &**text)
    }

    /// Every text but the question.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let choices = self.choices.iter_mut().flat_map(|choice| [&mut choice.text, &mut choice.feedback]);
        std::iter::once(&mut self.prompt).chain(choices).chain(self.sections.iter_mut().map(|(_, text)| text))
    }

    /// Takes out definitions of links, which all have their address now, and of footnotes that only other cards of the file refer to.
    fn drop_definitions(&mut self) {
        let all: String = self.texts().map(|text| format!("{text}\n")).collect();
        for text in self.texts().filter(|text| text.contains("]:")) {
            *text = without_definitions(text, &all);
        }
    }

    /// Footnotes that are elsewhere in the file, each after the part that refers to it.
    fn bring_notes(&mut self, texts: &StandaloneMarkdown<'_>, card: &Card) {
        for span in card.body.outside_footnotes.iter() {
            let note = texts.part(&card.body, *span);
            let Some((label, _)) = note.split_once("]:") else { continue };
            let reference = format!("{label}]");
            let sections = self.sections.iter_mut().map(|(_, text)| text);
            if let Some(text) = std::iter::once(&mut self.prompt).chain(sections).find(|text| text.contains(&reference)) {
                text.push_str(&format!("\n\n{note}"));
            }
        }
    }
}

impl StandaloneMarkdown<'_> {
    /// A part of a body.
    pub fn part(&self, body: &Body, span: Span) -> String {
        let source = &self.sources.get(body.source).text;
        let mut out = String::new();
        let mut done = span.start as usize;
        let within = |link: &&Link| link.span.start >= span.start && link.span.end <= span.end;
        for link in body.links.iter().filter(within) {
            let (start, end) = (link.span.start as usize, link.span.end as usize);
            let Some(new) = source.get(start..end).filter(|_| start >= done).and_then(|written| self.rewritten(link, written)) else {
                continue;
            };
            out.push_str(&source[done..start]);
            out.push_str(&new);
            done = end;
        }
        out.push_str(source.get(done..span.end as usize).unwrap_or_default());
        out.trim_start_matches(['\n', '\r']).trim_end().replace("\r\n", "\n")
    }

    /// The link as it is written where no folder is known; `None` where it may stay.
    fn rewritten(&self, link: &Link, written: &str) -> Option<String> {
        let guide = self.guide;
        let at = |fragment: &Option<_>| fragment.as_ref().map_or(String::new(), |f| format!("#{f}"));
        let to = match (&link.target, self.base) {
            (Target::Node(node, fragment), LinkBase::Files) => format!("/content/{}{}", file(guide, *node), at(fragment)),
            // A Markdown version has no anchors.
            (Target::Node(node, _), LinkBase::MarkdownPages(here)) => here.url_to(&site::markdown_path(guide, *node)),
            (Target::Asset(asset), LinkBase::Files) => format!("/content/{}", guide.asset(*asset).path),
            (Target::Asset(asset), LinkBase::MarkdownPages(here)) => here.url_to(&site::asset_path(guide, *asset)),
            (Target::App(page, _), LinkBase::MarkdownPages(here)) => here.url_to(&site::app_path(*page)),
            (Target::External(url) | Target::RemoteImage(url), _) => url.to_string(),
            (Target::Unlinked, _) => return Some(label(written)),
            (Target::App(..) | Target::Fragment(_), _) => return None,
        };
        let here = !matches!(link.target, Target::External(_) | Target::RemoteImage(_));
        match (link.syntax, self.base) {
            (LinkSyntax::WikiWithoutText, LinkBase::Files) => match &link.target {
                Target::Node(node, fragment) if *node != Node::Home => Some(format!("[[{}{}]]", guide.id(*node), at(fragment))),
                _ => Some(format!("[{}]({})", label(written), destination(&to))),
            },
            // The bare form shows the title.
            (LinkSyntax::WikiWithoutText, LinkBase::MarkdownPages(_)) => {
                let title =
                    if let Target::Node(node, _) = &link.target { guide.title(*node).map(|title| title.plain.to_string()) } else { None };
                Some(format!("[{}]({})", title.unwrap_or_else(|| label(written)), destination(&to)))
            }
            (LinkSyntax::RawLink | LinkSyntax::RawImage, _) => here.then_some(to),
            (LinkSyntax::Text | LinkSyntax::Image, _) if written.starts_with('<') => None,
            // Inline links to elsewhere stay as they are; those by a definition lose it.
            (LinkSyntax::Text | LinkSyntax::Image, _) if !here && written.ends_with(')') => None,
            (LinkSyntax::Text | LinkSyntax::Image, _) => {
                let sign = if link.syntax == LinkSyntax::Image && !matches!(link.target, Target::Node(..)) { "!" } else { "" };
                Some(format!("{sign}[{}]({}{})", label(written), destination(&to), title(written)))
            }
            (LinkSyntax::BareUrl | LinkSyntax::Term, _) => None,
        }
    }
}

/// Every name that [`question_type`] gives.
pub const QUESTION_TYPES: [&str; 3] = ["open", "choice", "cloze"];

/// What a learner does with a card: `open`, `choice`, `cloze`.
pub fn question_type(question: &Question) -> &'static str {
    match question {
        Question::Open => "open",
        Question::Choice { .. } => "choice",
        Question::Cloze(_) => "cloze",
    }
}

/// A text without definitions of links and of footnotes that `all` does not refer to.
fn without_definitions(text: &str, all: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let (mut fence, mut dropping) = (None, false);
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark = trimmed.chars().next().filter(|c| "`~".contains(*c) && trimmed.starts_with(&c.to_string().repeat(3)));
        fence = match (fence, mark) {
            (None, Some(mark)) => Some(mark),
            (Some(open), Some(mark)) if open == mark => None,
            (open, _) => open,
        };
        // What is indented below a note belongs to it.
        dropping &= trimmed.is_empty() || line.starts_with("    ");
        if let Some((label, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once("]:")).filter(|_| fence.is_none()) {
            let references = all.matches(&format!("[{label}]")).count() - all.matches(&format!("[{label}]:")).count();
            let is_definition = if label.starts_with('^') { references == 0 } else { rest.starts_with([' ', '\t']) };
            dropping |= is_definition && !label.contains(['[', ']']);
        }
        if !dropping {
            kept.push(line);
        }
    }
    kept.join("\n").trim_end().to_string()
}

/// Takes off the indentation that all lines but the first, which is after a list's mark, have in common.
fn without_indentation(text: &str) -> String {
    let rest = || text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let common = rest().map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let lines = text.lines().enumerate().map(|(i, line)| if i == 0 { line } else { line.get(common..).unwrap_or_default() });
    lines.collect::<Vec<_>>().join("\n")
}

/// The file of a node, as links name it.
fn file(guide: &Guide, node: Node) -> String {
    match node {
        Node::Home => "index.md".into(),
        Node::Topic(_) => format!("{}/index.md", guide.id(node)),
        Node::Page(_) | Node::Card(_) => format!("{}.md", guide.id(node)),
    }
}

fn destination(to: &str) -> String {
    if to.contains([' ', '(', ')', '<']) { format!("<{to}>") } else { to.to_string() }
}

/// The text of a link: between its brackets, or after the bar of a wiki link.
fn label(written: &str) -> String {
    let inner = written.trim_start_matches('!');
    if let Some(wiki) = inner.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        return wiki.split_once('|').map_or(wiki, |(_, text)| text).to_string();
    }
    let end = [inner.rfind("]("), inner.rfind("][")].into_iter().flatten().max();
    inner.get(1..end.unwrap_or(inner.len().saturating_sub(1))).unwrap_or_default().to_string()
}

/// ` "title"` of an inline link.
fn title(written: &str) -> String {
    let inside = written.rfind("](").and_then(|at| written.get(at + 2..written.len() - 1)).unwrap_or_default();
    let quoted = inside.trim_end().ends_with(['"', '\'']);
    inside.split_once(' ').filter(|_| quoted).map_or(String::new(), |(_, title)| format!(" {}", title.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_titles_of_every_form_are_found() {
        for (written, text) in [
            ("[a](b.md)", "a"),
            ("[a `x](y)` b](c.md \"t\")", "a `x](y)` b"),
            ("[a][label]", "a"),
            ("[a]", "a"),
            ("[[x/y|a b]]", "a b"),
            ("![alt](x.png)", "alt"),
        ] {
            assert_eq!(label(written), text, "{written}");
        }
        assert_eq!(title("[a](b.md \"two words\")"), " \"two words\"");
        assert_eq!(title("[a](b.md)"), "");
    }

    #[test]
    fn definitions_that_are_not_needed_go() {
        let text = "a [x](y) b[^1]\n\n[x]: y.md\n[^1]: one\n[^2]: two\n\n    more\n\nend\n\n```\n[x]: y\n```";
        assert_eq!(without_definitions(text, text), "a [x](y) b[^1]\n\n[^1]: one\nend\n\n```\n[x]: y\n```");
    }

    #[test]
    fn a_list_takes_its_indentation_away() {
        assert_eq!(without_indentation("a\n  b\n\n    c"), "a\nb\n\n  c");
        assert_eq!(without_indentation("a\nb\n  c"), "a\nb\n  c");
    }
}
