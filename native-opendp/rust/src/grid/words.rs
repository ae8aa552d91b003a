//! Uniform random words.

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Block};
use opendp::traits::samplers::fill_bytes;
use zeroize::Zeroizing;

use crate::errors::Failure;

pub trait Words {
    /// 64 uniform bits that were never given out before.
    fn word(&mut self) -> u64;
}

/// 4 kB: stays in the first-level cache, and long enough that the cipher runs at full speed.
pub type Blocks = [Block; 256];

/// Blocks that single words are taken from.
const SINGLE: usize = 16;

/// A key and the counter's start: 32 fresh bytes of OpenDP's source (the operating system's, through ChaCha20 or
/// OpenSSL). Never from a caller.
pub struct Seed(Zeroizing<[u8; 32]>);

impl Seed {
    pub fn fresh() -> Result<Seed, Failure> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        fill_bytes(bytes.as_mut())?;
        Ok(Seed(bytes))
    }

    #[cfg(test)]
    pub fn known(bytes: [u8; 32]) -> Seed {
        Seed(Zeroizing::new(bytes))
    }
}

/// AES-128 in counter mode (NIST SP 800-38A), the counter 128 bits big-endian. One use takes less than 2^33 blocks of a
/// key, so telling its bits from uniform ones has an advantage below 2^-62. Every block is given out once.
pub struct AesWords {
    cipher: Aes128,
    counter: u128,
    single: [Block; SINGLE],
    taken: usize,
}

impl AesWords {
    pub fn new(seed: &Seed) -> AesWords {
        let (key, start) = seed.0.split_at(16);
        let mut counter = [0u8; 16];
        counter.copy_from_slice(start);
        AesWords {
            cipher: Aes128::new_from_slice(key).expect("16 bytes are a key"),
            counter: u128::from_be_bytes(counter),
            single: Default::default(),
            taken: 2 * SINGLE,
        }
    }

    /// The next 128 uniform bits for every block.
    pub fn fill(&mut self, blocks: &mut [Block]) {
        for block in blocks.iter_mut() {
            *block = Block::from(self.counter.to_be_bytes());
            self.counter = self.counter.wrapping_add(1);
        }
        self.cipher.encrypt_blocks(blocks);
    }
}

/// Both words of a block, little-endian.
#[inline(always)]
pub fn words_of(block: &Block) -> [u64; 2] {
    let both = u128::from_le_bytes((*block).into());
    [both as u64, (both >> 64) as u64]
}

impl Words for AesWords {
    fn word(&mut self) -> u64 {
        if self.taken == 2 * SINGLE {
            let mut blocks = self.single;
            self.fill(&mut blocks);
            self.single = blocks;
            self.taken = 0;
        }
        let word = words_of(&self.single[self.taken / 2])[self.taken % 2];
        self.taken += 1;
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_counter_mode_of_the_standard() {
        // NIST SP 800-38A, F.5.1: key, first counter, and the first two output blocks.
        let mut seed = [0u8; 32];
        let hex = "2b7e151628aed2a6abf7158809cf4f3cf0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
        for (byte, digits) in seed.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap();
        }
        let mut words = AesWords::new(&Seed::known(seed));
        let expected = [
            0xec8cdf7398607cb0,
            0xf2d21675ea9ea1e4,
            0x362b7c3c67735163,
            0x18a077d7fc5073ae,
        ];
        for word in expected {
            assert_eq!(words.word().swap_bytes(), word);
        }
    }

    #[test]
    fn never_gives_a_word_twice_and_every_seed_is_new() {
        let mut seen = std::collections::HashSet::new();
        for _ in 0..3 {
            let mut words = AesWords::new(&Seed::fresh().unwrap());
            for _ in 0..100 {
                assert!(seen.insert(words.word()));
            }
        }
    }
}
