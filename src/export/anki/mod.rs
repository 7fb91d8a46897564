//! Anki: a package (`.apkg`) of notes that a later export updates.
//!
//! In: the chosen cards, each with when its content last changed. Out: a zip archive with a collection of schema 11 (`collection.anki21`), which
//! every Anki of the last years reads, and the media. Steps:
//!
//! 1. [`fields`]: a card → the fields of one of three note types ([`model`]), its HTML with links out to the site and media by name.
//! 2. [`collection`]: notes, cards and decks → SQLite.
//! 3. The archive. Equal input gives the same bytes.
//!
//! What makes a second import an update: a note's GUID comes from the ids of book and card, the ordinal of a cloze deletion from its key, and Anki
//! takes the newer of two notes by their time of change. The formats are those of ankitects/anki, rslib/src/storage/schema11.sql and
//! rslib/src/import_export/package.

mod cloze;
mod collection;
mod fields;
mod media;
mod model;
mod text;

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use self::fields::Note;
use super::links::Links;
use super::selection::random_order_key;
use crate::Site;
use crate::model::{AssetIx, CardIx};

pub use text::anki_text;

/// The package's bytes. `changed` gives for each card when its content last changed, in seconds since 1970.
///
/// # Errors
/// Why the collection cannot be written.
pub fn anki(site: &Site, cards: &[CardIx], changed: &[i64]) -> Result<Vec<u8>, String> {
    let links = Links::new(site);
    let mut shown = BTreeSet::new();
    // A note is as long as a page: no more of them are in memory than the processors work at.
    let chunks = cards.chunks(CHUNK).zip(changed.chunks(CHUNK));
    let notes = chunks.flat_map(|(cards, changed)| notes(site, cards, changed, &links)).inspect(|note| shown.extend(&note.media));
    let collection = collection::write(site, cards, notes).map_err(|error| format!("the collection cannot be written: {error}"))?;
    archive(site, &shown, &collection).map_err(|error| format!("the package cannot be written: {error}"))
}

/// How many cards become notes at a time.
const CHUNK: usize = 512;

fn notes(site: &Site, cards: &[CardIx], changed: &[i64], links: &Links<'_>) -> Vec<Note> {
    cards.par_iter().zip(changed).map(|(ix, changed)| Note::new(site, *ix, *changed, links)).collect()
}

fn archive(site: &Site, shown: &BTreeSet<AssetIx>, collection: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).compression_method(CompressionMethod::Stored);
    let packed = stored.compression_method(CompressionMethod::Deflated).compression_level(Some(3));
    zip.start_file("collection.anki21", packed)?;
    zip.write_all(collection)?;
    let mut names = serde_json::Map::new();
    for (number, asset) in shown.iter().enumerate() {
        // Pictures are packed by themselves.
        zip.start_file(number.to_string(), stored)?;
        zip.write_all(&site.assets[asset.index()].bytes)?;
        names.insert(number.to_string(), media::name(site.guide.asset(*asset)).into());
    }
    zip.start_file("media", packed)?;
    zip.write_all(serde_json::Value::Object(names).to_string().as_bytes())?;
    Ok(zip.finish()?.into_inner())
}

/// A stable numeric id for Anki, derived from what names the object here; as large as the times in milliseconds that Anki uses for its ids.
fn number(of: &str, name: &str) -> i64 {
    let digest = random_order_key(of, name);
    let bits = digest[..8].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    1_000_000_000_000 + (bits % 600_000_000_000) as i64
}
