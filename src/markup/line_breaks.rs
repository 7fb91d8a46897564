//! Line breaks between characters of scripts that are written without spaces: the break is the author's, and no space stands for it.
//!
//! Chinese and Japanese authors break long lines anywhere, and browsers would show a space at each break. The rule is that of CSS Text,
//! section 4.1.3 ("segment break transformation"): between two wide characters of which none is Hangul a break vanishes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// An event and the bytes of the whole source that it comes from.
pub(super) type SpannedEvent<'t> = (Event<'t>, Range<usize>);

/// Removes the breaks that stand for nothing.
pub(super) fn join(events: &mut Vec<SpannedEvent<'_>>) {
    let vanishes = |i: usize| {
        matches!(events[i].0, Event::SoftBreak)
            && text(events[..i].iter().rev()).and_then(|text| text.chars().next_back()).is_some_and(is_joined)
            && text(events[i + 1..].iter()).and_then(|text| text.chars().next()).is_some_and(is_joined)
    };
    let kept: Vec<bool> = (0..events.len()).map(|i| !vanishes(i)).collect();
    let mut kept = kept.into_iter();
    events.retain(|_| kept.next().unwrap_or(true));
}

/// The nearest text, where nothing but the edges of emphasis and links is before it.
fn text<'e, 't: 'e>(mut events: impl Iterator<Item = &'e SpannedEvent<'t>>) -> Option<&'e str> {
    events.find(|(event, _)| !is_edge(event)).and_then(|(event, _)| if let Event::Text(text) = event { Some(&**text) } else { None })
}

fn is_edge(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
    )
}

/// Wide characters and their punctuation, but Hangul, which has spaces.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{30ff}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}
