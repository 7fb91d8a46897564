//! Which of the author's files are published: those that a page shows or links to, the guide's icon, and those that `[assets]` names.
//!
//! In: the guide with its links bound. Out: [`Asset::published`], one finding that lists what else lies in content/, and one for each link
//! to a file that can run code (a page, a script, a drawing with a script in it): opened by its address it would run where the learner's
//! progress lies, so that it is published only where book.toml names it.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Asset, AssetIx, Body, Guide, LinkSyntax, Target};

/// Files that the list of unpublished ones names.
const MAX_LISTED: usize = 10;

/// Marks what is published, beside what translations have published already. Links to what may not be published lead nowhere from here on.
pub fn publish(guide: &mut Guide, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
    let mut assets = std::mem::take(&mut guide.assets);
    let allowed: Vec<bool> = assets.iter().map(|asset| is_named(asset, &config.publish_patterns)).collect();
    let runs: Vec<bool> = assets.iter().zip(&allowed).map(|(asset, named)| asset.has_active_content && !named).collect();
    let mut shown: BTreeSet<AssetIx> = BTreeSet::new();
    let mut refused: BTreeSet<AssetIx> = BTreeSet::new();
    for body in bodies(guide) {
        for link in &mut body.links {
            let Target::Asset(asset) = link.target else { continue };
            if !runs[asset.index()] {
                shown.insert(asset);
                continue;
            }
            refused.insert(asset);
            let (what, become_of) = match link.syntax {
                LinkSyntax::Image => ("this drawing", "its description is shown instead"),
                _ => ("this file", "the link's text is published without the link"),
            };
            let message = format!("{what} can run code in a reader's browser and is not published; {become_of}");
            let path = &assets[asset.index()].path;
            diagnostics.push(
                Diagnostic::new(Code::ActiveContent, body.source, link.span, message)
                    .help(format!("if you trust it, name it in book.toml: `[assets]` `publish = [\"{path}\"]`")),
            );
            link.target = Target::Unlinked;
        }
    }
    let mut left = Vec::new();
    for (number, asset) in assets.iter_mut().enumerate() {
        let is_icon = config.site.icon.as_deref() == Some(&asset.path);
        asset.published = allowed[number] || !asset.has_active_content && (is_icon || asset.published || shown.contains(&number.into()));
        // What `[theme]` names is published by the theme.
        let is_theme_s = config.theme.files().any(|file| file.path == asset.path);
        if asset.published || is_theme_s || refused.contains(&number.into()) {
            continue;
        }
        if asset.meant_as_card {
            diagnostics.push(misnamed_card(&asset.path));
        } else {
            left.push(asset.path.clone());
        }
    }
    guide.assets = assets;
    // A link that misses its file may well mean one of these.
    if !diagnostics.iter().any(|found| matches!(found.code, Code::BrokenLink | Code::MissingAsset)) {
        diagnostics.extend(unpublished(&left));
    }
}

/// The bodies of everything, each with the guide's other parts still readable.
fn bodies<'g>(guide: &'g mut Guide) -> impl Iterator<Item = &'g mut Body> + use<'g> {
    let home = guide.home.body.iter_mut();
    let topics = guide.topics.iter_mut().filter_map(|topic| topic.body.as_mut());
    home.chain(topics).chain(guide.pages.iter_mut().map(|page| &mut page.body)).chain(guide.cards.iter_mut().map(|card| &mut card.body))
}

/// A file that would be a card if its name ended in `.md`.
fn misnamed_card(path: &str) -> Diagnostic {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let message = format!("`{name}` looks like a card of `{folder}`, and is not read, because a card's name ends in `.md`");
    Diagnostic::for_path(Code::MissingMdExtension, format!("content/{path}"), message).help(format!("rename it `{stem}.md`"))
}

fn unpublished(paths: &[String]) -> Option<Diagnostic> {
    let list: Vec<String> = paths.iter().take(MAX_LISTED).map(|path| format!("`{path}`")).collect();
    let more = paths.len().saturating_sub(MAX_LISTED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = match paths.len() {
        0 => return None,
        1 => format!("nothing shows or links to {}, so it is not published", list.join("")),
        n => format!("nothing shows or links to {n} files, so they are not published: {}{more}", list.join(", ")),
    };
    let help = "link to what readers need, name it under `[assets]` in book.toml, or move it out of content/";
    Some(Diagnostic::for_path(Code::UnpublishedFiles, "content/", message).help(help))
}

/// Whether one of the patterns names the file. One that can run code must be named with its ending: a whole folder is not enough.
fn is_named(asset: &Asset, patterns: &[String]) -> bool {
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let named = |pattern: &String| fits(pattern, &asset.path) && (!asset.has_active_content || ending(pattern) == ending(&asset.path));
    patterns.iter().any(named)
}

/// `folder/` names all below it, `*` matches any characters but `/`, `**` for any.
fn fits(pattern: &str, path: &str) -> bool {
    if pattern.ends_with('/') {
        return path.starts_with(pattern);
    }
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(after) = path.strip_prefix(start) else { return false };
    let (rest, any) = match rest.strip_prefix('*') {
        Some(rest) => (rest.strip_prefix('/').unwrap_or(rest), true),
        None => (rest, false),
    };
    let ends = after.char_indices().map(|(at, _)| at).chain([after.len()]);
    let mut ends = ends.take_while(|end| any || !after[..*end].contains('/'));
    ends.any(|end| fits(rest, &after[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_files() {
        for (pattern, path, expected) in [
            ("a/x.pdf", "a/x.pdf", true),
            ("a/x.pdf", "b/a/x.pdf", false),
            ("a/", "a/b/x.pdf", true),
            ("a/", "ab/x.pdf", false),
            ("a/*.pdf", "a/x.pdf", true),
            ("a/*.pdf", "a/b/x.pdf", false),
            ("**/*.pdf", "a/b/x.pdf", true),
            ("**/*.pdf", "x.pdf", true),
            ("*.pdf", "a/x.pdf", false),
            ("*", "x", true),
            ("é*é", "éé", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn what_can_run_code_is_named_with_its_ending() {
        let asset = |path: &str, has_active_content| Asset {
            path: path.into(),
            dimensions: None,
            hash: String::new(),
            has_active_content,
            meant_as_card: false,
            published: false,
        };
        let named = |asset: &Asset, pattern: &str| is_named(asset, &[pattern.to_string()]);
        assert!(named(&asset("a/x.pdf", false), "a/") && !named(&asset("a/x.html", true), "a/"));
        assert!(named(&asset("a/x.html", true), "a/*.html") && named(&asset("a/x.HTML", true), "a/x.HTML"));
        assert!(!named(&asset("a/x.html", true), "a/**"));
    }
}
