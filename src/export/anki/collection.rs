//! Notes, cards and decks → an SQLite database of schema 11, in memory. Nothing in it depends on the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use rusqlite::serialize::Data;
use rusqlite::{Connection, params};
use serde_json::{Map, Value, json};

use super::fields::Note;
use super::model::Model;
use super::number;
use crate::Site;
use crate::model::{CardIx, TopicIx};

const SCHEMA: &str = "
PRAGMA page_size = 4096;
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL,
  dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL,
  tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL,
  lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
";

const INDEXES: &str = "
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
";

/// Any day: the import uses the learner's own.
const CREATED: i64 = 1_704_067_200;

/// The database's bytes, where SQLite has laid them: they are a deck's largest part, of which one copy is enough.
pub fn write(site: &Site, cards: &[CardIx], notes: impl Iterator<Item = Note>) -> rusqlite::Result<Box<dyn Deref<Target = [u8]>>> {
    let mut db = Connection::open_in_memory()?;
    db.execute_batch(SCHEMA)?;
    let transaction = db.transaction()?;
    let decks = decks(site, cards);
    let models: Map<String, Value> = Model::ALL.into_iter().map(|model| (model.id().to_string(), model.json())).collect();
    transaction.execute(
        "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
        params![
            CREATED,
            CREATED * 1_000,
            CREATED * 1_000,
            conf().to_string(),
            Value::Object(models).to_string(),
            Value::Object(decks).to_string(),
            deck_options().to_string()
        ],
    )?;
    rows(&transaction, site, notes)?;
    transaction.execute_batch(INDEXES)?;
    transaction.commit()?;
    Ok(match db.serialize("main")? {
        Data::Owned(bytes) => Box::new(bytes),
        Data::Shared(bytes) => Box::new(bytes.to_vec()),
    })
}

fn rows(db: &Connection, site: &Site, notes: impl Iterator<Item = Note>) -> rusqlite::Result<()> {
    // The first field's checksum, with which Anki finds notes with the same front, is computed again when they are imported.
    let mut note_row = db.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')")?;
    let mut card_row = db.prepare("INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')")?;
    let mut taken: BTreeSet<i64> = BTreeSet::new();
    let mut free = |of: &str, name: &str| {
        let mut id = number(of, name);
        while !taken.insert(id) {
            id += 1;
        }
        id
    };
    for (position, note) in notes.enumerate() {
        let id = free("note", &note.guid);
        let tags = if note.tags.is_empty() { String::new() } else { format!(" {} ", note.tags.join(" ")) };
        note_row.execute(params![id, note.guid, note.model.id(), note.changed, tags, note.fields.join("\u{1f}"), note.sort_field()])?;
        let deck = deck_id(site, Some(note.topic));
        for ord in &note.ordinals {
            let card = free("card", &format!("{}-{ord}", note.guid));
            card_row.execute(params![card, id, deck, ord, note.changed, position as i64 + 1])?;
        }
    }
    Ok(())
}

/// The guide's deck, and one below it for each topic that has notes and for those above it.
fn decks(site: &Site, cards: &[CardIx]) -> Map<String, Value> {
    let topics: BTreeSet<TopicIx> = cards.iter().flat_map(|card| site.guide.ancestry(site.guide.card(*card).topic)).collect();
    let all = topics.into_iter().map(Some).chain([None]);
    let mut names: BTreeMap<i64, String> = all.map(|topic| (deck_id(site, topic), deck_name(site, topic))).collect();
    names.insert(1, "Default".into());
    names
        .into_iter()
        .map(|(id, name)| (id.to_string(), deck(id, &name, if id == 1 { "" } else { &site.config.book.description })))
        .collect()
}

fn deck_id(site: &Site, topic: Option<TopicIx>) -> i64 {
    number(&format!("deck {}", site.config.book.id), topic.map_or("", |ix| &site.guide.topic(ix).id))
}

/// The guide's title and those of the topics down to this one, as Anki writes decks in decks.
pub fn deck_name(site: &Site, topic: Option<TopicIx>) -> String {
    let topics = topic.map(|ix| site.guide.ancestry(ix)).unwrap_or_default();
    let titles = topics.iter().map(|ix| &*site.guide.topic(*ix).title.plain);
    std::iter::once(&*site.config.book.title).chain(titles).map(deck_part).collect::<Vec<_>>().join("::")
}

/// A title as a part of a deck's name, in which two colons divide.
fn deck_part(title: &str) -> String {
    title.replace("::", ":").replace('"', "'").trim().to_string()
}

fn deck(id: i64, name: &str, description: &str) -> Value {
    json!({
        "id": id, "mod": CREATED, "name": name, "usn": 0, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0], "timeToday": [0, 0],
        "collapsed": false, "browserCollapsed": false, "desc": crate::export::html::escaped(description), "dyn": 0, "conf": 1, "extendNew": 0, "extendRev": 0,
    })
}

fn conf() -> Value {
    json!({
        "nextPos": 1, "estTimes": true, "activeDecks": [1], "sortType": "noteFld", "timeLim": 0, "sortBackwards": false, "addToCur": true,
        "curDeck": 1, "newSpread": 0, "dueCounts": true, "curModel": null, "collapseTime": 1200, "schedVer": 2,
    })
}

/// Anki's defaults: the import leaves the learner's.
fn deck_options() -> Value {
    json!({"1": {
        "id": 1, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
        "new": {"bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
        "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    }})
}
