//! A collection's tables → notes with their fields, cards with their decks, reviews.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::protobuf;

/// What the reader of notes needs of a collection.
#[derive(Debug, Default)]
pub struct Collection {
    pub notetypes: BTreeMap<i64, Notetype>,
    pub decks: BTreeMap<i64, String>,
    pub notes: Vec<Note>,
    /// By note: (ordinal, deck, card).
    pub cards: BTreeMap<i64, Vec<(i64, i64, i64)>>,
    /// By card; those of which a learner's record says anything.
    pub histories: BTreeMap<i64, LearningHistory>,
}

/// A note type: the names of its fields, and how cards are made of them.
#[derive(Debug, Default)]
pub struct Notetype {
    pub cloze: bool,
    pub fields: Vec<String>,
    /// Front and back of each template.
    pub templates: Vec<(String, String)>,
}

/// A note: the values of its type's fields.
#[derive(Debug)]
pub struct Note {
    pub id: i64,
    pub guid: String,
    pub notetype: i64,
    pub tags: Vec<String>,
    pub fields: Vec<String>,
}

/// What a learner has done with a card.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LearningHistory {
    /// The number of the deletion that it is about, from 1; `None` for the whole card.
    pub deletion: Option<i64>,
    /// The oldest first.
    pub reviews: Vec<Review>,
    pub suspended: bool,
    pub flagged: bool,
    /// When the card is due, where it is past its first steps. A moment of that day, in milliseconds since 1970.
    pub due: Option<i64>,
    /// When the collection was changed last; milliseconds since 1970.
    pub collection_modified_ms: i64,
    /// Minutes east of UTC where it was learned.
    pub utc_offset_minutes: i64,
}

/// One answer of a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Milliseconds since 1970.
    pub at: i64,
    /// 1 Again to 4 Easy.
    pub grade: i64,
    /// Days until the next one; negative: seconds.
    pub interval: i64,
    /// Milliseconds spent.
    pub duration: i64,
    /// Whether it was practice, which moves nothing.
    pub practice: bool,
}

/// Reads a database.
///
/// # Errors
/// Why it cannot be read.
pub fn read(mut database: Vec<u8>) -> Result<Collection, String> {
    // A database in memory has no write-ahead log; the two bytes say which kind of journal the file had.
    if let Some(journal) = database.get_mut(18..20) {
        journal.fill(1);
    }
    let damaged = |error: rusqlite::Error| format!("the collection cannot be read: {error}");
    let mut db = Connection::open_in_memory().map_err(damaged)?;
    db.deserialize_read_exact("main", database.as_slice(), database.len(), true).map_err(damaged)?;
    // Names are compared by Unicode case in newer collections; reading compares none.
    db.create_collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase())).map_err(damaged)?;
    let mut collection = Collection::default();
    let newer = db.prepare("SELECT 1 FROM notetypes LIMIT 1").is_ok();
    if newer { read_newer(&db, &mut collection) } else { read_older(&db, &mut collection)? }.map_err(damaged)?;
    rows(&db, "SELECT id, guid, mid, tags, flds FROM notes ORDER BY id", |row| {
        let (tags, fields): (String, String) = (row.get(3)?, row.get(4)?);
        let tags = tags.split_whitespace().map(str::to_string).collect();
        let fields = fields.split('\x1f').map(str::to_string).collect();
        collection.notes.push(Note { id: row.get(0)?, guid: row.get(1)?, notetype: row.get(2)?, tags, fields });
        Ok(())
    })
    .map_err(damaged)?;
    rows(&db, "SELECT nid, ord, CASE WHEN odid > 0 THEN odid ELSE did END, id FROM cards ORDER BY nid, ord", |row| {
        collection.cards.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?, row.get(3)?));
        Ok(())
    })
    .map_err(damaged)?;
    // A package made without scheduling, or of few tables, has none.
    if let Ok(histories) = histories(&db) {
        collection.histories = histories;
    }
    Ok(collection)
}

const MILLISECONDS_A_DAY: i64 = 86_400_000;

/// What the learner has done: answers, and where a card is.
fn histories(db: &Connection) -> rusqlite::Result<BTreeMap<i64, LearningHistory>> {
    let (created, collection_modified_ms): (i64, i64) =
        db.query_row("SELECT crt, mod FROM col", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let utc_offset_minutes = utc_offset_minutes(created);
    let mut histories: BTreeMap<i64, LearningHistory> = BTreeMap::new();
    let mut of = |card: i64, change: &dyn Fn(&mut LearningHistory)| {
        change(histories.entry(card).or_insert_with(|| LearningHistory {
            collection_modified_ms,
            utc_offset_minutes,
            ..LearningHistory::default()
        }));
    };
    rows(db, "SELECT cid, id, ease, ivl, time, type FROM revlog WHERE ease BETWEEN 1 AND 4 ORDER BY id", |row| {
        let review = Review {
            at: row.get(1)?,
            grade: row.get(2)?,
            interval: row.get(3)?,
            duration: row.get(4)?,
            practice: row.get::<_, i64>(5)? == 3,
        };
        of(row.get(0)?, &|card| card.reviews.push(review));
        Ok(())
    })?;
    // `type` 2 is a card in review: due on a day counted from the collection's first. `queue` -1 is suspended; in a filtered deck the card's
    // own day is `odue`.
    rows(db, "SELECT id, queue, type, CASE WHEN odue > 0 THEN odue ELSE due END, flags FROM cards ORDER BY id", |row| {
        let (queue, kind, due, flags): (i64, i64, i64, i64) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        let due = (kind == 2 && (0..100_000).contains(&due)).then(|| (created + 3_600) * 1_000 + due * MILLISECONDS_A_DAY);
        let (suspended, flagged) = (queue == -1, flags & 7 != 0);
        if suspended || flagged || due.is_some() {
            of(row.get(0)?, &|card| (card.suspended, card.flagged, card.due) = (suspended, flagged, due));
        }
        Ok(())
    })?;
    Ok(histories)
}

/// Where the learner was, by the moment at which the collection's first day began: at four in the morning. 0 where that cannot be.
fn utc_offset_minutes(created: i64) -> i64 {
    let minute = created.rem_euclid(86_400) / 60;
    let offset = (4 * 60 - minute + 720).rem_euclid(1_440) - 720;
    if offset % 15 == 0 { offset } else { 0 }
}

fn rows(db: &Connection, query: &str, mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>) -> rusqlite::Result<()> {
    let mut statement = db.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

/// Schema 18: tables of their own, with settings as protocol buffers.
fn read_newer(db: &Connection, collection: &mut Collection) -> rusqlite::Result<()> {
    let kinds = &mut collection.notetypes;
    rows(db, "SELECT id FROM notetypes", |row| {
        kinds.insert(row.get(0)?, Notetype::default());
        Ok(())
    })?;
    rows(db, "SELECT ntid, name FROM fields ORDER BY ntid, ord", |row| {
        let name = row.get(1)?;
        kinds.entry(row.get(0)?).or_default().fields.push(name);
        Ok(())
    })?;
    rows(db, "SELECT ntid, config FROM templates ORDER BY ntid, ord", |row| {
        let config: Vec<u8> = row.get(1)?;
        let kind = kinds.entry(row.get(0)?).or_default();
        kind.templates.push((protobuf::text(&config, 1).unwrap_or_default(), protobuf::text(&config, 2).unwrap_or_default()));
        kind.cloze |= kind.templates.iter().any(|(front, _)| front.contains("{{cloze:"));
        Ok(())
    })?;
    rows(db, "SELECT id, name FROM decks", |row| {
        let name: String = row.get(1)?;
        collection.decks.insert(row.get(0)?, name.replace('\x1f', "::"));
        Ok(())
    })
}

/// Schema 11: one row with JSON.
fn read_older(db: &Connection, collection: &mut Collection) -> Result<rusqlite::Result<()>, String> {
    let row: rusqlite::Result<(String, String)> = db.query_row("SELECT models, decks FROM col", [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (models, decks) = match row {
        Ok(row) => row,
        Err(error) => return Ok(Err(error)),
    };
    let json = |text: &str| {
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text)
            .map_err(|error| format!("the collection's settings are damaged: {error}"))
    };
    let string = |value: &serde_json::Value, key: &str| value[key].as_str().unwrap_or_default().to_string();
    for (id, model) in json(&models)? {
        let list = |key: &str| model[key].as_array().cloned().unwrap_or_default();
        let kind = Notetype {
            cloze: model["type"].as_i64() == Some(1),
            fields: list("flds").iter().map(|field| string(field, "name")).collect(),
            templates: list("tmpls").iter().map(|template| (string(template, "qfmt"), string(template, "afmt"))).collect(),
        };
        collection.notetypes.insert(id.parse().unwrap_or_default(), kind);
    }
    for (id, deck) in json(&decks)? {
        collection.decks.insert(id.parse().unwrap_or_default(), string(&deck, "name"));
    }
    Ok(Ok(()))
}
