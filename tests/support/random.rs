//! A small generator of pseudo-random numbers (xorshift64*), so that every run tries the same and a failure can be repeated.

/// The seed, and then the state; never 0.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`; 0 for 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n.max(1)
    }
}
