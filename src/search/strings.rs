//! A set of short texts, each known by the number in which it came: bytes in one run, so that a million of them are no million objects.

use std::ops::Range;

/// Texts without repetitions.
#[derive(Debug, Default)]
pub struct Strings {
    all: String,
    /// Where each text ends.
    ends: Vec<u32>,
    /// An open hash table: half of a text's hash above its number plus one; 0 where there is none. Its length is a power of two.
    slots: Vec<u64>,
}

impl Strings {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn get(&self, number: u32) -> &str {
        &self.all[self.range(number)]
    }

    fn range(&self, number: u32) -> Range<usize> {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        start as usize..self.ends[number as usize] as usize
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        self.look_up(text, hash(text)).ok()
    }

    /// The number of a text, which is added if it is not known.
    pub fn number(&mut self, text: &str) -> u32 {
        if 2 * self.len() >= self.slots.len() {
            self.grow();
        }
        let hash = hash(text);
        self.look_up(text, hash).unwrap_or_else(|free| {
            let number = self.len() as u32;
            self.all.push_str(text);
            self.ends.push(self.all.len() as u32);
            self.slots[free] = slot(hash, number);
            number
        })
    }

    /// The text's number, or the slot that is free for it.
    fn look_up(&self, text: &str, hash: u64) -> Result<u32, usize> {
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        let same = |number: u32| self.all.as_bytes()[self.range(number)] == *text.as_bytes();
        loop {
            match self.slots[at] {
                0 => return Err(at),
                found if found >> 32 == hash >> 32 && same(found as u32 - 1) => return Ok(found as u32 - 1),
                _ => at = (at + 1) & last,
            }
        }
    }

    fn grow(&mut self) {
        let length = (2 * self.slots.len()).max(1024);
        let last = length - 1;
        let mut slots = vec![0; length];
        for number in 0..self.len() as u32 {
            let hash = hash(self.get(number));
            let mut at = hash as usize & last;
            while slots[at] != 0 {
                at = (at + 1) & last;
            }
            slots[at] = slot(hash, number);
        }
        self.slots = slots;
    }
}

/// Eight bytes at a time, for words have hardly more. (The multiplier is that of Knuth's multiplicative hashing, in 64 bits.)
fn hash(text: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash = words.iter().fold(text.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = mix(hash, rest.iter().fold(0, |word, byte| (word << 8) | *byte as u64));
    hash ^ (hash >> 32)
}

fn slot(hash: u64, number: u32) -> u64 {
    (hash & !0xffff_ffff) | (number as u64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_keep_their_numbers_however_many_come() {
        let mut strings = Strings::default();
        assert_eq!(strings.find("w0"), None);
        for round in 0..2 {
            for i in 0..5000 {
                assert_eq!(strings.number(&format!("w{i}")), i, "round {round}");
            }
        }
        assert_eq!((strings.number(""), strings.len()), (5000, 5001));
        assert_eq!((strings.get(17), strings.get(5000)), ("w17", ""));
        assert_eq!((strings.find("w4999"), strings.find("w5000")), (Some(4999), None));
    }
}
