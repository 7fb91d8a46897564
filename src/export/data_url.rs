//! Files as URLs of their own.

use crate::encode::base64;

/// A file's bytes as a URL, its media type by the ending of `path`.
pub fn data_url(path: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", image_type(path).unwrap_or("application/octet-stream"), base64(bytes))
}

/// The media type of an image; `None` for other files.
pub fn image_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        _ => return None,
    })
}
