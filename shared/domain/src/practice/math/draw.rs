//! Numbers drawn from a seed.

/// A row of numbers that the seed alone decides (`SplitMix64`). Our own dozen lines, because no library promises that a
/// seed gives the same row in its next version, and an item must come out the same again.
#[derive(Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `min` to `max`, both included.
    pub(super) fn between(&mut self, min: i64, max: i64) -> i64 {
        let width = u64::try_from(max - min + 1).expect("min is not above max");
        min + i64::try_from(self.next() % width).expect("the rest is below a width that fits")
    }

    /// A number from `-max` to `max`, but never 0.
    pub(super) fn nonzero(&mut self, max: i64) -> i64 {
        let size = self.between(1, max);
        if self.coin() { size } else { -size }
    }

    /// One of the choices.
    pub(super) fn one_of<T: Copy, const N: usize>(&mut self, choices: [T; N]) -> T {
        let last = i64::try_from(N).expect("a short list") - 1;
        choices[usize::try_from(self.between(0, last)).expect("not below 0")]
    }

    /// Yes or no.
    pub(super) fn coin(&mut self) -> bool {
        self.next() & 1 == 1
    }
}
