//! A bounded cache of rendered pieces by their inputs: highlighted code, formulas, diagrams. The same card is rendered for its page, for
//! the deck and for exports; only the first time costs.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The first half of a SHA-256: long enough that no two inputs can be made to share one.
type Key = [u8; 16];

/// Values by what they were made from. The oldest are forgotten when all together are larger than the limit.
pub(super) struct RenderCache<V> {
    /// Bytes.
    limit: usize,
    held: Mutex<Entries<V>>,
}

#[allow(clippy::disallowed_types, reason = "only looked up, never walked through")]
struct Entries<V> {
    values: std::collections::HashMap<Key, V>,
    /// Oldest first, each with its size.
    ages: VecDeque<(Key, usize)>,
    size: usize,
}

impl<V: Clone> RenderCache<V> {
    /// Empty; `limit` is in bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, held: Mutex::new(Entries { values: Default::default(), ages: VecDeque::new(), size: 0 }) }
    }

    /// The value for these inputs, made (with its size in bytes) if it is not known. Made outside of the lock: two threads that ask
    /// for the same at the same time both make it.
    pub(super) fn get_or_insert_with(&self, inputs: &[&str], make: impl FnOnce() -> (V, usize)) -> V {
        let key = key(inputs);
        if let Some(value) = self.lock().values.get(&key) {
            return value.clone();
        }
        let (value, size) = make();
        let mut held = self.lock();
        if held.values.insert(key, value.clone()).is_none() {
            held.ages.push_back((key, size));
            held.size += size;
        }
        while held.size > self.limit {
            let Some((oldest, size)) = held.ages.pop_front() else { break };
            held.values.remove(&oldest);
            held.size -= size;
        }
        value
    }

    /// A panic while the lock is held can't leave half an entry behind that matters.
    fn lock(&self) -> std::sync::MutexGuard<'_, Entries<V>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn key(inputs: &[&str]) -> Key {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update((input.len() as u64).to_le_bytes());
        hash.update(input.as_bytes());
    }
    let mut key = Key::default();
    key.copy_from_slice(&hash.finalize()[..16]);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_once_and_forgets_the_oldest() {
        let memo = RenderCache::new(10);
        let mut made = 0;
        let mut get = |name: &str| {
            memo.get_or_insert_with(&["rust", name], || {
                made += 1;
                (name.len(), 4)
            })
        };
        assert_eq!([get("a"), get("a"), get("bb"), get("a")], [1, 1, 2, 1]);
        get("ccc");
        get("a");
        assert_eq!(made, 4, "the third value pushed the first out");
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
    }
}
