//! A batch of documents, counted and packed: for each stem a list of its occurrences in each document.
//!
//! In: the [`StemEntry`]s of each document in turn. Out: a [`Batch`] that takes about three bytes for each of them, so that those of a whole
//! guide can wait until the vocabulary is known. `postings` unpacks the lists of one stem at a time.
//!
//! Stems and forms have the numbers of the batch's indexer.

/// How a form is part of a document's title, its `terms` and their variants included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleMatch {
    Absent,
    /// A part of a camelCase word of the title, joined pieces of it, or a synonym of its words.
    Expanded,
    /// One of the `terms`.
    Term,
    Title,
}

impl TitleMatch {
    /// In the order of their numbers.
    pub const ALL: [TitleMatch; 4] = [TitleMatch::Absent, TitleMatch::Expanded, TitleMatch::Term, TitleMatch::Title];
}

/// The occurrences of one stem in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StemEntry {
    pub stem: u32,
    /// Its number in the batch.
    pub doc: u32,
    pub title_match: TitleMatch,
    /// Occurrences times their fields' weight, in hundredths; 0 for filters and titles.
    pub weight: u32,
    /// The section that has most of it.
    pub section: u8,
    /// The ordinal of the form in which it is there; 0 where there are several.
    pub form: u8,
}

/// A batch of documents.
#[derive(Debug)]
pub struct Batch {
    /// The indexer whose numbers the stems have.
    pub indexer: usize,
    /// Words of each document's body: all fields but the title and `terms`.
    pub lengths: Vec<u32>,
    /// What the documents have in their titles.
    pub titles: PackedLists,
    /// What they have only in their bodies.
    pub bodies: PackedLists,
}

/// Packed lists, one for each stem.
#[derive(Debug, Default)]
pub struct PackedLists {
    /// The stems, in increasing order.
    pub headers: Vec<ListHeader>,
    bytes: Vec<u8>,
}

/// Where the list of a stem is.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListHeader {
    pub stem: u32,
    /// Its place among the bytes.
    start: u32,
    /// Its number of documents; a batch has a few thousand.
    pub document_count: u16,
    /// The number of its batch, once all batches are there.
    pub batch: u16,
}

impl Batch {
    /// `entries` in the order of the documents; `stems` is the number of stems that the indexer has so far.
    pub fn new(indexer: usize, lengths: Vec<u32>, entries: &[StemEntry], stems: usize) -> Self {
        let sorted = by_stem(entries, stems);
        let (titles, bodies) = (
            PackedLists::new(&sorted, |found| found != TitleMatch::Absent),
            PackedLists::new(&sorted, |found| found == TitleMatch::Absent),
        );
        Self { indexer, lengths, titles, bodies }
    }
}

/// Entries in the order of their stems, those of a stem in the order of the documents. (A counting sort.)
fn by_stem(entries: &[StemEntry], stems: usize) -> Vec<StemEntry> {
    let mut next = vec![0u32; stems + 1];
    for entry in entries {
        next[entry.stem as usize + 1] += 1;
    }
    for stem in 1..next.len() {
        next[stem] += next[stem - 1];
    }
    let mut sorted = entries.to_vec();
    for entry in entries {
        let place = &mut next[entry.stem as usize];
        sorted[*place as usize] = *entry;
        *place += 1;
    }
    sorted
}

/// Weights that have a number of three bits; others are in bytes of their own.
const WEIGHTS: [u32; 7] = [100, 200, 30, 300, 60, 400, 0];

impl PackedLists {
    fn new(sorted: &[StemEntry], belongs: impl Fn(TitleMatch) -> bool) -> Self {
        let mut lists = Self::default();
        let mut next = 0;
        for entry in sorted.iter().filter(|entry| belongs(entry.title_match)) {
            match lists.headers.last_mut().filter(|header| header.stem == entry.stem) {
                Some(header) => header.document_count += 1,
                None => {
                    lists.headers.push(ListHeader { stem: entry.stem, start: lists.bytes.len() as u32, document_count: 1, batch: 0 });
                    next = 0;
                }
            }
            lists.pack(entry, next);
            next = entry.doc + 1;
        }
        lists.headers.shrink_to_fit();
        lists.bytes.shrink_to_fit();
        lists
    }

    /// The gap since the document before, then a byte of section (3 bits), form (2) and weight (3), each of which may be the highest
    /// number, to say that it follows. Before all that, in lists of titles, how it is part of the title.
    fn pack(&mut self, entry: &StemEntry, next: u32) {
        if entry.title_match != TitleMatch::Absent {
            self.bytes.push(entry.title_match as u8);
        }
        self.write_varint(entry.doc - next);
        let section = entry.section.min(7);
        let form = entry.form.min(3);
        let weight = WEIGHTS.iter().position(|w| *w == entry.weight).unwrap_or(7);
        self.bytes.push(section << 5 | form << 3 | weight as u8);
        if section == 7 {
            self.bytes.push(entry.section);
        }
        if form == 3 {
            self.bytes.push(entry.form);
        }
        if weight == 7 {
            self.write_varint(entry.weight);
        }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn write_varint(&mut self, mut number: u32) {
        while number >= 128 {
            self.bytes.push(number as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The list of one stem.
    pub fn list(&self, header: ListHeader, in_title: bool) -> impl Iterator<Item = StemEntry> {
        let mut reader = Reader(&self.bytes[header.start as usize..]);
        let mut next = 0;
        (0..header.document_count).map(move |_| {
            let title_match = if in_title { TitleMatch::ALL[reader.byte() as usize % TitleMatch::ALL.len()] } else { TitleMatch::Absent };
            let doc = next + reader.read_varint();
            next = doc + 1;
            let packed = reader.byte();
            let section = if packed >> 5 == 7 { reader.byte() } else { packed >> 5 };
            let form = if packed >> 3 & 3 == 3 { reader.byte() } else { packed >> 3 & 3 };
            let weight = WEIGHTS.get(packed as usize & 7).copied().unwrap_or_else(|| reader.read_varint());
            StemEntry { stem: header.stem, doc, title_match, weight, section, form }
        })
    }
}

/// Reads what `pack` has written.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn read_varint(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte();
            number |= (byte as u32 & 127) << shift;
            if byte < 128 {
                break;
            }
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let entry = |stem, doc, title_match, weight, section, form| StemEntry { stem, doc, title_match, weight, section, form };
        let entries = [
            entry(7, 0, TitleMatch::Absent, 100, 0, 1),
            entry(0, 0, TitleMatch::Title, 0, 0, 2),
            entry(7, 1, TitleMatch::Absent, 2_000_000, 63, 255),
            entry(0, 1, TitleMatch::Expanded, 130, 6, 0),
            entry(7, 500, TitleMatch::Term, 30, 7, 3),
            entry(7, 700, TitleMatch::Absent, 0, 2, 0),
        ];
        let batch = Batch::new(0, vec![0; 701], &entries, 8);
        let unpacked =
            |lists: &PackedLists, in_title| lists.headers.iter().flat_map(|header| lists.list(*header, in_title)).collect::<Vec<_>>();
        assert_eq!(unpacked(&batch.titles, true), [entries[1], entries[3], entries[4]]);
        assert_eq!(unpacked(&batch.bodies, false), [entries[0], entries[2], entries[5]]);
    }
}
