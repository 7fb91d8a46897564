//! A set of short texts, each known by the number in which it came: bytes in one run, so that a million of them are not a million objects.

use std::hash::Hasher;

use fnv::FnvHasher;
use hashbrown::HashTable;

/// Texts without repetitions.
#[derive(Debug, Default)]
pub struct Interner {
    all: String,
    /// Where each text ends.
    ends: Vec<u32>,
    /// The texts' numbers, found by their hashes.
    numbers: HashTable<u32>,
}

impl Interner {
    /// The text of a number.
    pub fn get(&self, number: u32) -> &str {
        text(&self.all, &self.ends, number)
    }

    /// The number of a text that is known.
    pub fn find(&self, wanted: &str) -> Option<u32> {
        self.numbers.find(hash(wanted), |number| self.get(*number) == wanted).copied()
    }

    /// The number of a text, which is added if it is not known.
    pub fn intern(&mut self, wanted: &str) -> u32 {
        let Self { all, ends, numbers } = self;
        let same = |number: &u32| text(all, ends, *number) == wanted;
        let entry = numbers.entry(hash(wanted), same, |number| hash(text(all, ends, *number)));
        let next = ends.len() as u32;
        let number = *entry.or_insert(next).get();
        if number == next {
            all.push_str(wanted);
            ends.push(all.len() as u32);
        }
        number
    }
}

fn text<'a>(all: &'a str, ends: &[u32], number: u32) -> &'a str {
    let start = number.checked_sub(1).map_or(0, |before| ends[before as usize]);
    &all[start as usize..ends[number as usize] as usize]
}

fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_numbers_however_many_come() {
        let mut strings = Interner::default();
        assert_eq!(strings.find("w0"), None);
        for round in 0..2 {
            for i in 0..5000 {
                assert_eq!(strings.intern(&format!("w{i}")), i, "round {round}");
            }
        }
        assert_eq!((strings.intern(""), strings.intern("")), (5000, 5000));
        assert_eq!((strings.get(17), strings.get(5000)), ("w17", ""));
        assert_eq!((strings.find("w4999"), strings.find("w5000")), (Some(4999), None));
    }
}
