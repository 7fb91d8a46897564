//! The container of an EPUB: a zip archive whose first entry says what it is (OCF 3.2).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n\
<rootfiles><rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles>\n</container>\n";

/// The archive of these files, the same bytes for the same files.
pub fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let deflated = options.compression_method(CompressionMethod::Deflated);
    let mut put = |name: &str, bytes: &[u8], options: SimpleFileOptions| {
        zip.start_file(name, options)?;
        Ok::<(), zip::result::ZipError>(zip.write_all(bytes)?)
    };
    let written = put("mimetype", b"application/epub+zip", options.compression_method(CompressionMethod::Stored))
        .and_then(|()| put("META-INF/container.xml", CONTAINER.as_bytes(), deflated))
        .and_then(|()| files.iter().try_for_each(|(name, bytes)| put(&format!("EPUB/{name}"), bytes, deflated)));
    // Memory takes all that is written.
    match written.and_then(|()| zip.finish()) {
        Ok(done) => done.into_inner(),
        Err(error) => panic!("an archive cannot be written: {error}"),
    }
}
