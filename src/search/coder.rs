//! Numbers as text: an adaptive binary range coder whose bytes are written in base 64.
//!
//! In: numbers, each with the model that predicts it. Out: bytes, and of these a string of 64 different characters that needs no escapes
//! in a script.
//! gzip, which every host applies, gives those characters their six bits back, so a posting costs what its surprise is worth.
//! Measured against bytes of seven bits a number, both as they travel (base 64 in a script, gzip at its best), this guide's 332 cards: postings
//! 141 KB instead of 230 KB (39 % less), dictionary 53 KB instead of 69 KB (23 % less).
//! The coder is the one of LZMA (carry-less range coding by Martin 1979, binary models), the models learn faster: each starts at
//! one half and moves by 1/(n+1.5) of the error at its n-th bit until n is [`ADAPTATION_LIMIT`]. The reader is in
//! `themes/default/js/search-index.js`.

/// A model's number of bits seen after which it learns at a constant rate.
const ADAPTATION_LIMIT: u16 = 30;
/// For each number of bits seen the reciprocal of the rate's divisor, 2n+3, times 2²⁰ and rounded up: a product with it is what a
/// division gives, for every number below 2¹³.
const RECIPROCALS: [u32; ADAPTATION_LIMIT as usize + 1] = {
    let mut table = [0; ADAPTATION_LIMIT as usize + 1];
    let mut seen = 0;
    while seen < table.len() {
        table[seen] = (1u32 << 20).div_ceil(2 * seen as u32 + 3);
        seen += 1;
    }
    table
};
/// Probabilities are of 4,096.
const PROBABILITY_ONE: u32 = 1 << 12;
/// No bit is ever held for certain.
const MIN_PROBABILITY: u32 = 32;
/// Below this the range is widened by a byte.
const RENORMALISE_BELOW: u32 = 1 << 24;

/// The kind of a number, which picks the models of bits by which it is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Model(u16);

impl Model {
    /// Bits that a model may hold: the reader keeps them in one array.
    pub const SIZE: usize = 128;

    /// The kind of that number; the reader has to use the same.
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    fn bit(self, index: u32) -> usize {
        self.0 as usize * Self::SIZE + index as usize
    }
}

/// A bit's model: how likely a zero is, and how much has been seen.
#[derive(Clone, Copy)]
struct Bit {
    zero: u32,
    seen: u16,
}

/// Writes numbers.
pub struct Encoder {
    bits: Vec<Bit>,
    low: u64,
    range: u32,
    /// The last byte not yet written, because a carry may still reach it, and how many 0xFF follow it.
    cache: u8,
    pending: usize,
    bytes: Vec<u8>,
}

impl Encoder {
    /// With models numbered below `models`.
    pub fn new(models: u16) -> Self {
        let bits = vec![Bit { zero: PROBABILITY_ONE / 2, seen: 0 }; models as usize * Model::SIZE];
        Self { bits, low: 0, range: u32::MAX, cache: 0, pending: 0, bytes: Vec::new() }
    }

    /// A number of which the small ones are likely: the length of `value + 1` in binary as that many ones and a zero, then its digits,
    /// of which the first two after the leading one are predicted.
    pub fn write_number(&mut self, model: Model, value: u32) {
        let value = value as u64 + 1;
        let length = 63 - value.leading_zeros();
        for i in 0..length {
            self.write_bit(model.bit(i), true);
        }
        self.write_bit(model.bit(length), false);
        let mut node = 1;
        for i in (0..length).rev() {
            let bit = (value >> i) & 1 == 1;
            if node < 4 {
                self.write_bit(model.bit(32 + length * 3 + node - 1), bit);
                node = node * 2 + bit as u32;
            } else {
                self.write_raw_bit(bit);
            }
        }
    }

    /// A number below `1 << width` (at most 6), every one with its own likelihood.
    pub fn write_symbol(&mut self, model: Model, width: u32, value: u32) {
        let mut node = 1;
        for i in (0..width).rev() {
            let bit = (value >> i) & 1 == 1;
            self.write_bit(model.bit(node), bit);
            node = node * 2 + bit as u32;
        }
    }

    fn write_bit(&mut self, index: usize, bit: bool) {
        let model = &mut self.bits[index];
        let bound = (self.range >> 12) * model.zero;
        // Written so that nothing jumps: which bit comes is hard to guess for a processor too.
        self.low += if bit { bound as u64 } else { 0 };
        self.range = if bit { self.range - bound } else { bound };
        let other = if bit { model.zero } else { PROBABILITY_ONE - model.zero };
        let other = (other - ((2 * other * RECIPROCALS[model.seen as usize]) >> 20)).max(MIN_PROBABILITY);
        model.zero = if bit { other } else { PROBABILITY_ONE - other };
        model.seen = (model.seen + 1).min(ADAPTATION_LIMIT);
        self.widen();
    }

    fn write_raw_bit(&mut self, bit: bool) {
        self.range >>= 1;
        if bit {
            self.low += self.range as u64;
        }
        self.widen();
    }

    fn widen(&mut self) {
        while self.range < RENORMALISE_BELOW {
            self.range <<= 8;
            self.shift();
        }
    }

    /// Writes the highest byte, once no carry can change it.
    fn shift(&mut self) {
        let carry = (self.low >> 32) as u8;
        if self.low < 0xff00_0000 || carry == 1 {
            self.bytes.push(self.cache.wrapping_add(carry));
            self.bytes.extend(std::iter::repeat_n(0xffu8.wrapping_add(carry), self.pending));
            self.pending = 0;
            self.cache = (self.low >> 24) as u8;
        } else {
            self.pending += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// Everything written. Zero bytes at its end are left out: the reader takes what is missing for zeros.
    pub fn finish(mut self) -> Box<[u8]> {
        for _ in 0..5 {
            self.shift();
        }
        // The first byte is the initial cache, always zero.
        let end = self.bytes.iter().rposition(|byte| *byte != 0).map_or(1, |last| last + 1);
        self.bytes[1..end].into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reader divides.
    #[test]
    fn reciprocals_divide() {
        for (seen, reciprocal) in RECIPROCALS.iter().enumerate() {
            let divisor = 2 * seen as u32 + 3;
            assert!((0..=2 * PROBABILITY_ONE).all(|n| (n * reciprocal) >> 20 == n / divisor), "{divisor}");
        }
    }

    /// What search-index.js does.
    struct Decoder<'a> {
        bits: Vec<Bit>,
        range: u32,
        code: u32,
        bytes: &'a [u8],
        at: usize,
    }

    impl<'a> Decoder<'a> {
        fn new(models: u16, bytes: &'a [u8]) -> Self {
            let bits = vec![Bit { zero: PROBABILITY_ONE / 2, seen: 0 }; models as usize * Model::SIZE];
            let mut decoder = Self { bits, range: u32::MAX, code: 0, bytes, at: 0 };
            (0..4).for_each(|_| decoder.next());
            decoder
        }

        fn next(&mut self) {
            self.code = self.code << 8 | self.bytes.get(self.at).copied().unwrap_or(0) as u32;
            self.at += 1;
        }

        fn widen(&mut self) {
            while self.range < RENORMALISE_BELOW {
                self.range <<= 8;
                self.next();
            }
        }

        fn bit(&mut self, index: usize) -> bool {
            let model = &mut self.bits[index];
            let bound = (self.range >> 12) * model.zero;
            let bit = self.code >= bound;
            let other = if bit { model.zero } else { PROBABILITY_ONE - model.zero };
            let other = (other - 2 * other / (2 * model.seen as u32 + 3)).max(MIN_PROBABILITY);
            model.zero = if bit { other } else { PROBABILITY_ONE - other };
            model.seen = (model.seen + 1).min(ADAPTATION_LIMIT);
            self.code -= if bit { bound } else { 0 };
            self.range = if bit { self.range - bound } else { bound };
            self.widen();
            bit
        }

        fn raw_bit(&mut self) -> bool {
            self.range >>= 1;
            let bit = self.code >= self.range;
            self.code -= if bit { self.range } else { 0 };
            self.widen();
            bit
        }

        fn number(&mut self, model: Model) -> u32 {
            let length = (0..).take_while(|i| self.bit(model.bit(*i))).count() as u32;
            let (mut value, mut node) = (1u64, 1);
            for _ in 0..length {
                let bit = if node < 4 {
                    let bit = self.bit(model.bit(32 + length * 3 + node - 1));
                    node = node * 2 + bit as u32;
                    bit
                } else {
                    self.raw_bit()
                };
                value = value << 1 | bit as u64;
            }
            (value - 1) as u32
        }

        fn symbol(&mut self, model: Model, width: u32) -> u32 {
            let mut node = 1;
            for _ in 0..width {
                node = node * 2 + self.bit(model.bit(node)) as u32;
            }
            node - (1 << width)
        }
    }

    /// Numbers of all magnitudes; zeros and long runs, which make carries, among them.
    #[test]
    fn what_is_written_is_read() {
        for seed in 1..200u64 {
            let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let mut random = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 33) as u32
            };
            let numbers: Vec<(u16, u32)> = (0..random() % 400)
                .map(|_| {
                    let magnitude = random() % 32;
                    let number = if seed % 5 == 0 { 0 } else { random() & ((1u32 << magnitude) - 1) };
                    ((random() % 3) as u16, number)
                })
                .collect();
            let (a, symbols) = (Model::new(3), 6);
            let mut encoder = Encoder::new(4);
            for (model, number) in &numbers {
                encoder.write_number(Model::new(*model), *number);
                encoder.write_symbol(a, symbols, number & 63);
            }
            let bytes = encoder.finish();
            assert_ne!(bytes.last(), Some(&0), "zeros at the end are left out");
            let mut decoder = Decoder::new(4, &bytes);
            for (model, number) in &numbers {
                assert_eq!(decoder.number(Model::new(*model)), *number, "seed {seed}");
                assert_eq!(decoder.symbol(a, symbols), number & 63, "seed {seed}");
            }
        }
    }

    #[test]
    fn base64_is_that_of_the_rfc_without_padding() {
        // RFC 4648, section 10.
        for (bytes, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(crate::encode::base64_unpadded(bytes.as_bytes()), text);
        }
    }
}
