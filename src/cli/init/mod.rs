//! `recto init`: a small guide that shows every type of card, with what a repository on GitHub needs to check and publish it.
//!
//! The files lie in files/ as they are written, but for `dot-` in front of a name that begins with a dot, and for the words in double
//! underscores, which are filled in. A file that is there already is left as it is. languages/ has the README in every language of the
//! interface, and book.toml and content/ of each starter in some; in one that is not there, the English texts begin a guide whose interface
//! speaks that language.
#![allow(clippy::disallowed_methods)] // I/O layer: this module writes files.

pub mod install_source;

use std::fs;
use std::path::Path;

use anyhow::Context;
use include_dir::{Dir, include_dir};
use recto::config;
use recto::render::scaffold;
use recto::source::SourceId;
use recto::theme;

use self::install_source::InstallSource;
use super::args::{Init, SchemaOf, Template};
use super::terminal::plural;
use super::{Failure, files, guide, new, schema};

/// The starters: what replaces book.toml and content/ of the usual one.
static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/templates");

/// By language, then by starter; the one without a template is `usual`.
static LANGUAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/languages");

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/files");

/// The action with which the workflows get Recto.
const ACTION: &str = ".github/actions/recto/action.yml";

/// `recto init`.
pub fn run(args: &Init) -> Result<(), Failure> {
    fs::create_dir_all(&args.dir).with_context(|| format!("cannot create {}", args.dir.display()))?;
    let root = dunce::canonicalize(&args.dir).with_context(|| format!("cannot open {}", args.dir.display()))?;
    if root.join("book.toml").exists() || root.join("content").exists() {
        let message = format!("there is a guide in {} already; `recto new card TOPIC/NAME` adds to it", args.dir.display());
        return Err(Failure::Usage(message));
    }
    let title = args.title.clone().unwrap_or_else(|| title_of(&root));
    let source = InstallSource::new(args.recto_from.as_ref());
    let (mut made, mut kept) = (0, Vec::new());
    for (path, text) in files(&title, args.template, &args.language, &source) {
        if root.join(&path).exists() {
            kept.push(path);
        } else {
            files::create_new(&root.join(&path), &text)?;
            made += 1;
        }
    }
    super::terminal::print(&report(&args.dir, &title, &source, made, &kept))?;
    if !theme::missing_strings(&args.language).is_empty() {
        eprintln!(
            "note: the interface is not fully translated into `{0}`; `recto strings {0}` prints what there is to translate",
            args.language
        );
    }
    Ok(())
}

/// The folder's name as a title.
fn title_of(root: &Path) -> String {
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = recto::model::title_from_name(&name);
    if title.trim().is_empty() { "My guide".into() } else { title.trim().to_string() }
}

/// Every file of the new guide: path and content.
fn files(title: &str, template: Option<Template>, language: &str, source: &InstallSource) -> Vec<(String, Vec<u8>)> {
    let id = config::to_slug(&recto::import::slug(title));
    let id = if id.is_empty() { "my-guide" } else { &id };
    let filled = |text: &str, quoted: bool| {
        let title = if quoted { title.replace('\\', "\\\\").replace('"', "\\\"") } else { title.to_string() };
        text.replace("__ID__", id).replace("__LANGUAGE__", language).replace("__TITLE__", &title)
    };
    let mut files = vec![(ACTION.to_string(), source.action().into_bytes())];
    let starter = starter(template, language);
    let mut folders: Vec<&Dir> = starter.into_iter().chain([&FILES]).collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let of_starter = starter.and_then(|starter| file.path().strip_prefix(starter.path()).ok());
            let path = of_starter.unwrap_or(file.path()).to_string_lossy().replace('\\', "/");
            let is_guide_s = path == "book.toml" || path.starts_with("content/");
            // Pictures of the usual guide are those of its translations.
            let is_shared = template.is_none() && path.ends_with(".svg");
            if starter.is_some() && of_starter.is_none() && is_guide_s && !is_shared {
                continue;
            }
            let path = path.split('/').map(|part| part.strip_prefix("dot-").map_or(part.to_string(), |name| format!(".{name}")));
            let path = path.collect::<Vec<_>>().join("/");
            let Some(text) = file.contents_utf8() else {
                files.push((path, file.contents().to_vec()));
                continue;
            };
            let text = match path.as_str() {
                "README.md" => filled(&readme(readme_in(language).unwrap_or(text), source), false),
                _ => filled(text, path.ends_with(".toml")),
            };
            files.push((path, text.into_bytes()));
        }
    }
    // The form asks for the levels of the guide that is made, in its language.
    if let Some((_, book)) = files.iter().find(|(path, _)| path == "book.toml") {
        let config = config::parse(SourceId(0), &String::from_utf8_lossy(book)).0;
        let words = theme::built_in_strings(&config.book.language);
        files.push((new::ISSUE_FORM.to_string(), scaffold::issue_form(&config, &words).into_bytes()));
    }
    for (path, what) in [("schema/book.json", SchemaOf::Book), ("schema/front-matter.json", SchemaOf::FrontMatter)] {
        files.push((path.to_string(), schema::text(what, None).into_bytes()));
    }
    files.sort();
    files
}

/// What replaces book.toml and content/ of the usual guide in English, if anything does.
fn starter(template: Option<Template>, language: &str) -> Option<&'static Dir<'static>> {
    let name = template.map_or("usual", Template::name);
    LANGUAGES.get_dir(format!("{}/{name}", primary(language))).or_else(|| TEMPLATES.get_dir(template?.name()))
}

/// The README in a language; `None` for English and for those that the interface does not speak.
fn readme_in(language: &str) -> Option<&'static str> {
    LANGUAGES.get_file(format!("{}/README.md", primary(language)))?.contents_utf8()
}

/// The language without script and region.
fn primary(language: &str) -> String {
    language.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// The README with what it says about the program: some of its lines are about one way to get it alone.
fn readme(text: &str, source: &InstallSource) -> String {
    let recto = source.page().map_or("Recto".to_string(), |page| format!("[Recto]({page})"));
    let is_release = matches!(source, InstallSource::Release(_));
    let about = [("__UNKNOWN__ ", *source == InstallSource::Unknown), ("__RELEASE__ ", is_release), ("__SOURCE__ ", !is_release)];
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        match about.iter().find_map(|(mark, holds)| Some((line.strip_prefix(mark)?, *holds))) {
            Some((line, true)) => kept.push_str(line),
            Some((_, false)) => {}
            None => kept.push_str(line),
        }
    }
    number(&kept.replace("__RECTO__", &recto))
}

/// The list whose items all begin with `1.`, numbered.
fn number(text: &str) -> String {
    let mut count = 0;
    let mut numbered = |line: &str| match line.strip_prefix("1. ") {
        Some(rest) => {
            count += 1;
            format!("{count}. {rest}")
        }
        None => line.to_string(),
    };
    text.split_inclusive('\n').map(&mut numbered).collect()
}

/// How the workflows get Recto, in a sentence of the report.
fn origin(source: &InstallSource) -> String {
    match source {
        InstallSource::Release(release) => format!("the workflows download Recto {} from {}\n", release.version, release.url),
        InstallSource::Source(source) => format!("the workflows compile Recto from {source}, and keep it in a cache\n"),
        InstallSource::Unknown => format!(
            "before you publish it with the workflows, write in {ACTION}, after RECTO_FROM,\nwhere the source of Recto is (or begin again with --recto-from URL@REV): this program does not know\n"
        ),
    }
}

/// What can be done next, each step with what it is for.
const NEXT_STEPS: [(&str, &str); 4] = [
    ("recto serve --open", "read it in your browser, and see each change as you save it"),
    ("recto new card writing/first-question", "add a card, in another terminal"),
    ("recto check", "find what is wrong"),
    ("recto build", "make the site, in the folder site"),
];

const PUBLISH: &str = "\
to publish it on GitHub, push this folder to a repository there and choose \"GitHub Actions\" in its settings, under
Pages; from then on each push to the branch main is published. Anywhere else, upload the folder site.
";

/// What was made, and what to do next: nothing more is needed to go on.
fn report(dir: &Path, title: &str, source: &InstallSource, made: usize, kept: &[String]) -> String {
    let mut report = format!("made the guide \"{title}\", {} in {}\n", plural(made, "file"), dir.display());
    for path in kept {
        report += &format!("kept {path}, which existed already\n");
    }
    report += "\nnext:\n";
    if dir != Path::new(".") {
        report += &format!("  cd {}\n", guide::display_path(dir));
    }
    let width = NEXT_STEPS.iter().map(|(command, _)| command.len()).max().unwrap_or(0);
    report.extend(NEXT_STEPS.map(|(command, what)| format!("  {command:width$}   {what}\n")));
    format!("{report}\n{PUBLISH}\n{}", origin(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(title: &str, source: &InstallSource) -> Vec<(String, String)> {
        files(title, None, "en", source).into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
    }

    #[test]
    fn a_starter_has_its_own_book_and_content_and_the_rest_as_usual() {
        for template in [Template::Interview, Template::Course, Template::Certification, Template::Language] {
            let files = files("A guide", Some(template), "en", &InstallSource::Unknown);
            let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths.iter().filter(|path| **path == "book.toml").count(), 1, "{template:?}");
            assert!(paths.contains(&".github/workflows/publish.yml") && paths.contains(&"content/index.md"), "{template:?}");
            assert!(!paths.iter().any(|path| path.starts_with("content/writing/")), "{template:?}");
        }
    }

    #[test]
    fn a_guide_begins_in_its_language() {
        let kinds = [None, Some(Template::Interview), Some(Template::Course), Some(Template::Certification), Some(Template::Language)];
        for (language, words) in [("de", "Karte"), ("de-AT", "Karte"), ("ja", "card")] {
            for template in kinds {
                let files = files("A guide", template, language, &InstallSource::Unknown);
                let text = |path: &str| files.iter().find(|(p, _)| p == path).map(|(_, text)| String::from_utf8_lossy(text).into_owned());
                assert!(text("book.toml").unwrap().contains(&format!("language = \"{language}\"\n")), "{language} {template:?}");
                let mut paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
                paths.dedup();
                assert_eq!(paths.len(), files.len(), "{language} {template:?}: no file twice");
                let usual = text("content/writing/parts.md");
                assert_eq!(usual.is_some(), template.is_none(), "{language} {template:?}");
                assert!(usual.is_none_or(|text| text.contains(words)), "{language}");
                assert_eq!(text("content/writing/leaf.svg").is_some(), template.is_none());
                let german = text("content/about.md").unwrap().contains("Leitfaden");
                assert_eq!(german, language.starts_with("de"), "{language} {template:?}");
            }
        }
    }

    /// The README names the same commands and files in each language.
    #[test]
    fn the_readme_is_in_every_language_of_the_interface() {
        let readme = |language: &str, program: &InstallSource| {
            let files = files("A guide", None, language, program);
            files.into_iter().find(|(path, _)| path == "README.md").map(|(_, text)| String::from_utf8_lossy(&text).into_owned()).unwrap()
        };
        let source = InstallSource::Source("https://example.org/recto@v1".parse().unwrap());
        let release = InstallSource::Release(install_source::Release { url: String::new(), version: String::new(), sha256: None });
        let parts = |text: &str| {
            let codes = text.split('`').skip(1).step_by(2).map(str::to_string).collect::<std::collections::BTreeSet<_>>();
            let commands = text.lines().filter(|line| line.starts_with("    ")).map(|line| line.split("  ").find(|part| !part.is_empty()));
            (codes, commands.map(|command| command.unwrap_or_default().trim().to_string()).collect::<Vec<_>>())
        };
        let without_message = |(codes, mut commands): (std::collections::BTreeSet<String>, Vec<String>)| {
            commands.retain(|command| !command.starts_with("git commit"));
            (codes, commands)
        };
        for program in [&InstallSource::Unknown, &source, &release] {
            let english = readme("en", program);
            for language in theme::languages().iter().filter(|language| *language != "en") {
                let text = readme(language, program);
                assert_ne!(text, english, "{language}");
                assert_eq!(without_message(parts(&text)), without_message(parts(&english)), "{language}");
            }
        }
        assert_eq!(readme("de-AT", &source), readme("de", &source));
        assert!(readme("de", &source).contains("Leitfaden") && readme("sv", &source) == readme("en", &source));
    }

    #[test]
    fn every_file_is_filled_in_and_none_has_a_name_that_needs_more() {
        let files = texts("Say \"hello\": a guide", &InstallSource::Unknown);
        let text = |path: &str| files.iter().find(|(p, _)| p == path).map(|(_, text)| text.as_str()).unwrap();
        let german = texts("Anatomie für Größere", &InstallSource::Unknown);
        assert!(german.iter().any(|(path, text)| path == "book.toml" && text.contains("id = \"anatomie-fuer-groessere\"\n")));
        assert!(text("book.toml").contains("id = \"say-hello-a-guide\"\ntitle = \"Say \\\"hello\\\": a guide\""));
        assert!(text("README.md").starts_with("# Say \"hello\": a guide\n"));
        for path in [ACTION, ".github/workflows/check.yml", ".gitattributes", ".gitignore", "schema/book.json"] {
            assert!(!text(path).is_empty());
        }
        for (path, text) in &files {
            assert!(!text.contains("__") && !path.contains("dot-"), "{path}");
        }
    }

    #[test]
    fn the_first_step_is_to_fill_in_what_the_program_does_not_know() {
        let readme = |source: &InstallSource| {
            let files = texts("A guide", source);
            files.iter().find(|(path, _)| path == "README.md").map(|(_, text)| text.clone()).unwrap()
        };
        let unknown = readme(&InstallSource::Unknown);
        assert!(unknown.contains("made with Recto.") && unknown.contains("\n1. In `.github/actions/recto/action.yml`, write"), "{unknown}");
        assert!(unknown.contains("\n2. Make an empty repository") && unknown.contains("\n4. Set `site.repository`"), "{unknown}");
        let known = readme(&InstallSource::Source("https://example.org/recto@v1".parse().unwrap()));
        assert!(
            known.contains("made with [Recto](https://example.org/recto).") && known.contains("\n1. Make an empty repository"),
            "{known}"
        );
        assert!(origin(&InstallSource::Unknown).contains("RECTO_FROM"));
    }
}
