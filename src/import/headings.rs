//! Headings in the texts of banks.

/// The level and text of a heading that begins with `#`; from the second level on the space after that may be missing, as in older banks.
pub fn heading(text: &str) -> Option<(u8, &str)> {
    let inner = text.trim_start_matches(' ');
    let level = inner.len() - inner.trim_start_matches('#').len();
    let rest = &inner[level..];
    let apart = rest.is_empty() || rest.starts_with([' ', '\t']);
    let joined = level >= 2 && rest.starts_with(|c: char| c == '[' || c.is_uppercase());
    if text.len() - inner.len() > 3 || !(1..=6).contains(&level) || !(apart || joined) {
        return None;
    }
    Some((level as u8, rest.trim().trim_end_matches('#').trim_end()))
}

/// A part of a card, whose headings begin at the third level: the first two are the card's.
pub fn demote_headings(text: &str) -> String {
    let mut code = false;
    let levels: Vec<Option<u8>> = text
        .lines()
        .map(|line| {
            code ^= ["```", "~~~"].iter().any(|fence| line.trim_start().starts_with(fence));
            heading(line).filter(|_| !code).map(|(level, _)| level)
        })
        .collect();
    let Some(highest) = levels.iter().flatten().copied().min().filter(|level| *level < 3) else { return text.to_string() };
    let lines = text.lines().zip(levels).map(|(line, level)| match level.zip(heading(line)) {
        Some((level, (_, title))) => format!("{} {title}", "#".repeat(usize::from((level + 3 - highest).min(6)))),
        None => line.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
