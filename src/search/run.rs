//! A run of documents, counted and packed: for each class that occurs in them a list of what each document has of it.
//!
//! In: the [`Group`]s of each document in turn. Out: a [`Run`] that takes about three bytes for each of them, so that those of a whole
//! guide can wait until the vocabulary is known. `weigh` unpacks the lists of one class at a time.
//!
//! Classes and forms have the numbers of the run's counter.

use super::count::Name;

/// What a document has of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    pub class: u32,
    /// Its number in the run.
    pub doc: u32,
    pub name: Name,
    /// Occurrences times their fields' weight, in hundredths; 0 for filters and names.
    pub weight: u32,
    /// The section that has most of it.
    pub section: u8,
    /// The ordinal of the form in which it stands there; 0 where there are several.
    pub form: u8,
}

/// A run of documents.
#[derive(Debug)]
pub struct Run {
    /// The counter whose numbers the classes have.
    pub counter: usize,
    /// Words of each document's texts.
    pub lengths: Vec<u32>,
    /// What the documents have in their names.
    pub names: Lists,
    /// What they have only in their texts.
    pub texts: Lists,
}

/// Packed lists, one for each class.
#[derive(Debug, Default)]
pub struct Lists {
    /// The classes, in increasing order.
    pub heads: Vec<Head>,
    bytes: Vec<u8>,
}

/// Where the list of a class is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Head {
    pub class: u32,
    /// Its place among the bytes.
    start: u32,
    /// Its number of documents; a run has a few thousand.
    pub length: u16,
    /// The number of its run, once all runs are there.
    pub run: u16,
}

impl Run {
    /// `groups` in the order of the documents; `classes` is the number of classes that the counter has so far.
    pub fn new(counter: usize, lengths: Vec<u32>, groups: &[Group], classes: usize) -> Self {
        let sorted = by_class(groups, classes);
        let (names, texts) = (Lists::new(&sorted, |name| name != Name::No), Lists::new(&sorted, |name| name == Name::No));
        Self { counter, lengths, names, texts }
    }
}

/// Groups in the order of their classes, those of a class in the order of the documents. (A counting sort.)
fn by_class(groups: &[Group], classes: usize) -> Vec<Group> {
    let mut next = vec![0u32; classes + 1];
    for group in groups {
        next[group.class as usize + 1] += 1;
    }
    for class in 1..next.len() {
        next[class] += next[class - 1];
    }
    let mut sorted = groups.to_vec();
    for group in groups {
        let place = &mut next[group.class as usize];
        sorted[*place as usize] = *group;
        *place += 1;
    }
    sorted
}

/// Weights that have a number of three bits; others stand in bytes of their own.
const WEIGHTS: [u32; 7] = [100, 200, 30, 300, 60, 400, 0];

impl Lists {
    fn new(sorted: &[Group], named: impl Fn(Name) -> bool) -> Self {
        let mut lists = Self::default();
        let mut next = 0;
        for group in sorted.iter().filter(|group| named(group.name)) {
            match lists.heads.last_mut().filter(|head| head.class == group.class) {
                Some(head) => head.length += 1,
                None => {
                    lists.heads.push(Head { class: group.class, start: lists.bytes.len() as u32, length: 1, run: 0 });
                    next = 0;
                }
            }
            lists.pack(group, next);
            next = group.doc + 1;
        }
        lists.heads.shrink_to_fit();
        lists.bytes.shrink_to_fit();
        lists
    }

    /// The gap since the document before, then a byte of section (3 bits), form (2) and weight (3), each of which may be the highest
    /// number, to say that it follows. Before all that, in lists of names, what name it is.
    fn pack(&mut self, group: &Group, next: u32) {
        if group.name != Name::No {
            self.bytes.push(group.name as u8);
        }
        self.number(group.doc - next);
        let section = group.section.min(7);
        let form = group.form.min(3);
        let weight = WEIGHTS.iter().position(|w| *w == group.weight).unwrap_or(7);
        self.bytes.push(section << 5 | form << 3 | weight as u8);
        if section == 7 {
            self.bytes.push(group.section);
        }
        if form == 3 {
            self.bytes.push(group.form);
        }
        if weight == 7 {
            self.number(group.weight);
        }
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self, mut number: u32) {
        while number >= 128 {
            self.bytes.push(number as u8 | 128);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// The list of one class.
    pub fn list(&self, head: Head, named: bool) -> impl Iterator<Item = Group> {
        let mut reader = Reader(&self.bytes[head.start as usize..]);
        let mut next = 0;
        (0..head.length).map(move |_| {
            let name = if named { Name::ALL[reader.byte() as usize % Name::ALL.len()] } else { Name::No };
            let doc = next + reader.number();
            next = doc + 1;
            let packed = reader.byte();
            let section = if packed >> 5 == 7 { reader.byte() } else { packed >> 5 };
            let form = if packed >> 3 & 3 == 3 { reader.byte() } else { packed >> 3 & 3 };
            let weight = WEIGHTS.get(packed as usize & 7).copied().unwrap_or_else(|| reader.number());
            Group { class: head.class, doc, name, weight, section, form }
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

    fn number(&mut self) -> u32 {
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
        let group = |class, doc, name, weight, section, form| Group { class, doc, name, weight, section, form };
        let groups = [
            group(7, 0, Name::No, 100, 0, 1),
            group(0, 0, Name::Title, 0, 0, 2),
            group(7, 1, Name::No, 2_000_000, 63, 255),
            group(0, 1, Name::Aside, 130, 6, 0),
            group(7, 500, Name::Term, 30, 7, 3),
            group(7, 700, Name::No, 0, 2, 0),
        ];
        let run = Run::new(0, vec![0; 701], &groups, 8);
        let unpacked = |lists: &Lists, named| lists.heads.iter().flat_map(|head| lists.list(*head, named)).collect::<Vec<_>>();
        assert_eq!(unpacked(&run.names, true), [groups[1], groups[3], groups[4]]);
        assert_eq!(unpacked(&run.texts, false), [groups[0], groups[2], groups[5]]);
    }
}
