//! What follows when a card, a page or a topic goes somewhere else: its former id becomes an alias, and links are written anew.
//!
//! In: which ids and files went where. Out: changes of text. There are two askers. [`edits`] has the guide as it was, and a move that is
//! about to happen (`recto mv`). [`merge`] has the guide after somebody moved a file, and what is wrong with it since
//! (`recto check --against … --fix`): the broken links become part of the one finding about what vanished.

mod edits;
mod merge;
mod renewed;

pub use edits::edits;
pub use merge::merge;
pub use renewed::renewed;

use crate::parse;

/// The path under content/ that a destination means in a folder there; `None` where it leaves content/.
fn joined(folder: &str, destination: &str) -> Option<String> {
    let decoded = parse::decode(destination);
    let from_root = decoded.strip_prefix("/content/");
    let mut parts: Vec<&str> = if from_root.is_some() { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in from_root.unwrap_or(&decoded).split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(crate::encode::composed(&parts.join("/")).into_owned())
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path under content/, in the composed form in which links are compared.
fn under_content(path: &str) -> Option<String> {
    path.strip_prefix("content/").map(|path| crate::encode::composed(path).into_owned())
}

/// Whether a destination is a path in the guide.
fn is_path(destination: &str) -> bool {
    let outside = destination.starts_with(['#', '\\']) || destination.starts_with('/') && !destination.starts_with("/content/");
    let scheme = destination.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !destination.is_empty() && !outside && !scheme
}
