//! Paths as links write them, and as they lie under content/.

use crate::parse;

/// The path under content/ that a destination means in a folder there; `None` where it leaves content/.
pub fn joined(folder: &str, destination: &str) -> Option<String> {
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
    Some(crate::encode::to_nfc(&parts.join("/")).into_owned())
}

/// The folder of a path, without a slash at its end; empty at the top.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path under content/, in the composed form (NFC) in which links are compared.
pub fn under_content(path: &str) -> Option<String> {
    path.strip_prefix("content/").map(|path| crate::encode::to_nfc(path).into_owned())
}

/// Whether a destination is a path in the guide.
pub fn is_path(destination: &str) -> bool {
    let outside = destination.starts_with(['#', '\\']) || destination.starts_with('/') && !destination.starts_with("/content/");
    let scheme = destination.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !destination.is_empty() && !outside && !scheme
}
