//! Files that cards may show.

/// Endings of files that cards may show.
pub const MEDIA_EXTENSIONS: &[&str] =
    &["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "mp3", "ogg", "oga", "opus", "wav", "m4a", "mp4", "webm", "pdf"];
