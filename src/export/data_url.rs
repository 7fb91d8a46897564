//! Files as URLs of their own.

use crate::encode::base64;

/// A file as a URL of its own.
pub fn data_url(path: &str, bytes: &[u8]) -> String {
    let kind = match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    format!("data:{kind};base64,{}", base64(bytes))
}
