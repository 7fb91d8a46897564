//! Zip archives from outside, with limits: a bank's archive may hold many files, but not paths out of itself nor far more than it weighs.

use std::io::{Cursor, Read};
use std::sync::Arc;

/// Entries of an archive at most.
const MAX_ENTRIES: usize = 200_000;
/// Bytes of all unpacked entries at most.
const MAX_BYTES: u64 = 2 << 30;
/// An entry may grow by so much; text of one letter compresses a thousandfold, a bomb more.
const MAX_RATIO: u64 = 2_000;

/// An archive in memory.
pub struct Archive {
    zip: zip::ZipArchive<Cursor<Arc<[u8]>>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Archive {
    /// Opens an archive.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn open(bytes: Arc<[u8]>) -> Result<Self, String> {
        let zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("the archive cannot be opened: {error}"))?;
        if zip.len() > MAX_ENTRIES {
            return Err(format!("the archive has {} entries; at most {MAX_ENTRIES} are allowed", zip.len()));
        }
        for name in zip.file_names() {
            let name = name.map_err(|error| format!("the archive has a name that cannot be read: {error}"))?;
            if name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..") {
                return Err(format!("the archive has a path that leads out of it: `{}`", name.escape_debug()));
            }
        }
        Ok(Self { zip, left: MAX_BYTES })
    }

    /// The paths of all entries.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// The bytes of an entry; `None` if the archive has no such entry.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(format!("`{}` cannot be unpacked: {error}", name.escape_debug())),
        };
        let most = self.left.min(entry.compressed_size().saturating_mul(MAX_RATIO).max(1 << 20));
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| format!("`{}` cannot be unpacked: {error}", name.escape_debug()))?;
        if bytes.len() as u64 > most {
            return Err(format!("`{}` unpacks to more than {} MiB", name.escape_debug(), most >> 20));
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Unpacks Zstandard, to at most `most` bytes.
///
/// # Errors
/// Why it is refused.
pub fn unpack_zstd(bytes: &[u8], most: u64) -> Result<Vec<u8>, String> {
    let decoder = ruzstd::decoding::StreamingDecoder::new(bytes).map_err(|error| format!("it cannot be unpacked: {error}"))?;
    let mut out = Vec::new();
    decoder.take(most + 1).read_to_end(&mut out).map_err(|error| format!("it cannot be unpacked: {error}"))?;
    if out.len() as u64 > most { Err(format!("it unpacks to more than {} MiB", most >> 20)) } else { Ok(out) }
}
