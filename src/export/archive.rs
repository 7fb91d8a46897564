//! The rendered site as a zip archive.
//!
//! In: the files of the site, by path. Out: an archive of one folder, which opens from disk and can be put on any host. Every entry has the
//! earliest date that the format knows, so that equal sites give equal bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// `folder` is the name of the folder in the archive.
pub fn zip(folder: &str, files: &BTreeMap<String, Vec<u8>>) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let method = if is_compressed(path) { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options =
            SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default()).unix_permissions(0o644);
        archive.start_file(format!("{folder}/{path}"), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Files that deflating would only make slower to open.
fn is_compressed(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["png", "jpg", "jpeg", "webp", "avif", "gif", "mp4", "webm", "mp3", "woff2", "zip", "pdf"].contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn an_archive_holds_every_file_and_is_the_same_twice() {
        let files: BTreeMap<String, Vec<u8>> = [("a/é.html", &b"one"[..]), ("index.html", b"two"), ("x.png", b"")]
            .map(|(path, bytes)| (path.to_string(), bytes.to_vec()))
            .into();
        let bytes = zip("guide", &files).unwrap();
        assert_eq!(bytes, zip("guide", &files).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut found = BTreeMap::new();
        for i in 0..archive.len() {
            let mut file = archive.by_index(i).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            found.insert(file.name().unwrap().trim_start_matches("guide/").to_string(), content);
        }
        assert_eq!(found, files);
    }
}
