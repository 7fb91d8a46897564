//! Anki's packages, `.apkg` and `.colpkg`, in their three forms: `collection.anki2`, `collection.anki21` (both SQLite, schema 11) and
//! `collection.anki21b` (SQLite, schema 18, packed with Zstandard).
//!
//! Each card of a note becomes a card here: its front is what the template shows of the note's fields, its back the fields that only the
//! answer shows. A cloze note is one card with all its deletions. What a learner did with them becomes a progress file (`super::progress`).
//!
//! The formats are those of ankitects/anki, rslib/src/storage and proto/anki/import_export.proto.

mod collection;
mod media;
mod note;
mod protobuf;
mod recto_notes;

use super::archive::{Archive, unpack_zstd};
use super::{Bank, BankFile, ImportOptions, Media};
pub use collection::LearningHistory;
#[cfg(test)]
pub use collection::Review;

/// Bytes of an unpacked collection at most.
const MAX_COLLECTION: u64 = 1 << 30;

pub fn read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) {
    if let Err(why) = try_read(file, options, bank) {
        bank.refuse_file(&file.path, why, "export the deck again from Anki, with \"Support older Anki versions\" ticked if this stays");
    }
}

fn try_read(file: &BankFile, options: &ImportOptions, bank: &mut Bank) -> Result<(), String> {
    let mut archive = Archive::open(file.bytes.clone())?;
    let packed = archive.read("collection.anki21b")?;
    let is_packed = packed.is_some();
    let database = match packed {
        Some(packed) => unpack_zstd(&packed, MAX_COLLECTION)?,
        None => match archive.read("collection.anki21")? {
            Some(database) => database,
            None => archive.read("collection.anki2")?.ok_or("the archive holds no collection")?,
        },
    };
    let collection = collection::read(database)?;
    note::cards(&collection, &file.path, options, bank);
    media(&mut archive, is_packed, bank)
}

/// Media are numbered in the archive; a table gives their names.
fn media(archive: &mut Archive, packed: bool, bank: &mut Bank) -> Result<(), String> {
    let Some(table) = archive.read("media")? else { return Ok(()) };
    let names: Vec<(String, String)> = if packed {
        let table = unpack_zstd(&table, 64 << 20)?;
        protobuf::fields(&table)
            .filter(|(number, _)| *number == 1)
            .enumerate()
            .filter_map(|(i, (_, entry))| Some((i.to_string(), protobuf::text(entry, 1)?)))
            .collect()
    } else {
        let table: std::collections::BTreeMap<String, String> =
            serde_json::from_slice(&table).map_err(|error| format!("the table of media is damaged: {error}"))?;
        table.into_iter().collect()
    };
    for (number, name) in names {
        // A name with a separator would lead out of the folder of media.
        if name.contains(['/', '\\']) || name.is_empty() {
            bank.refuse_file(&name, "a media file's path points outside the archive", "");
            continue;
        }
        let Some(bytes) = archive.read(&number)? else { continue };
        let bytes = if packed { unpack_zstd(&bytes, 256 << 20)? } else { bytes };
        bank.media.push(Media { path: name, bytes: bytes.into() });
    }
    Ok(())
}
