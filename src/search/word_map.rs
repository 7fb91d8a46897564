//! A hash map from short words to values, for one thread.
//!
//! Every word of every text is looked up here, so one that is short enough (nearly all are) is its own key: finding it reads no text.

use hashbrown::HashTable;

use super::interner::Interner;

/// A text of fewer than 16 bytes, with its length in the last.
type Key = [u64; 2];

/// Texts with a value each, which stays as it was first set.
#[derive(Debug)]
pub struct WordMap<V> {
    short: HashTable<(Key, V)>,
    long: Interner,
    /// Of each long text.
    values: Vec<V>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { short: HashTable::new(), long: Interner::default(), values: Vec::new() }
    }
}

impl<V: Copy> WordMap<V> {
    /// The value of a text.
    pub fn get(&self, text: &str) -> Option<V> {
        match key(text) {
            Some(key) => self.short.find(hash(key), |(known, _)| *known == key).map(|(_, value)| *value),
            None => self.long.find(text).map(|number| self.values[number as usize]),
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.short.len() + self.values.len()
    }

    /// Forgets all texts.
    pub fn clear(&mut self) {
        self.short.clear();
        (self.long, self.values) = Default::default();
    }

    /// Adds a text that is not known.
    pub fn insert(&mut self, text: &str, value: V) {
        match key(text) {
            Some(key) => {
                self.short.insert_unique(hash(key), (key, value), |(key, _)| hash(*key));
            }
            None => {
                self.long.intern(text);
                self.values.push(value);
            }
        }
    }
}

fn key(text: &str) -> Option<Key> {
    let mut bytes = [0; 16];
    bytes[..15].get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    bytes[15] = text.len() as u8;
    let (halves, _) = bytes.as_chunks::<8>();
    Some([u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1])])
}

/// The product of both halves, folded, after each was made unlike 0: the numbers are the first digits of pi.
fn hash([first, second]: Key) -> u64 {
    let product = (first ^ 0x243f_6a88_85a3_08d3) as u128 * (second ^ 0x1319_8a2e_0370_7344) as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_words_are_told_apart() {
        let mut known = WordMap::default();
        let words = ["", "a", "ab", "ab\0", "\0", "fifteen letters", "sixteen letters!", "sixteen letters?", "naïveté", "數據庫"];
        for (number, word) in words.iter().enumerate() {
            assert_eq!(known.get(word), None, "{word:?}");
            known.insert(word, number);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(known.get(word), Some(number), "{word:?}");
        }
        assert_eq!(known.len(), words.len());
        known.clear();
        assert!(known.len() == 0 && words.iter().all(|word| known.get(word).is_none()));
    }
}
