//! Uniform random words.

use aes::Aes128;
use aes::cipher::{Array, BlockCipherEncrypt, KeyInit};
use opendp::traits::samplers::fill_bytes;
use zeroize::{Zeroize, Zeroizing};

use crate::errors::Failure;

pub trait Words {
    /// 64 uniform bits that were never given out before.
    fn word(&mut self) -> u64;
}

/// 4 kB: stays in the first-level cache, and long enough that the cipher runs at full speed.
const BUFFERED: usize = 512;

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

/// AES-128 in counter mode (NIST SP 800-38A), the counter 128 bits big-endian, words little-endian. One call uses
/// less than 2^33 blocks of a key, so telling it from uniform bits has an advantage below 2^-62.
pub struct AesWords {
    cipher: Aes128,
    counter: u128,
    buffer: Box<[u64; BUFFERED]>,
    position: usize,
}

impl AesWords {
    pub fn new(seed: &Seed) -> AesWords {
        let (key, start) = seed.0.split_at(16);
        let mut counter = [0u8; 16];
        counter.copy_from_slice(start);
        AesWords {
            cipher: Aes128::new_from_slice(key).expect("16 bytes are a key"),
            counter: u128::from_be_bytes(counter),
            buffer: Box::new([0; BUFFERED]),
            position: BUFFERED,
        }
    }

    #[cold]
    #[inline(never)]
    fn refill(&mut self) {
        let mut blocks = [Array::from([0u8; 16]); BUFFERED / 2];
        for block in &mut blocks {
            *block = Array::from(self.counter.to_be_bytes());
            self.counter = self.counter.wrapping_add(1);
        }
        self.cipher.encrypt_blocks(&mut blocks);
        for (pair, block) in self.buffer.chunks_exact_mut(2).zip(&blocks) {
            let both = u128::from_le_bytes((*block).into());
            pair[0] = both as u64;
            pair[1] = (both >> 64) as u64;
        }
        self.position = 0;
    }
}

impl Words for AesWords {
    #[inline(always)]
    fn word(&mut self) -> u64 {
        if self.position == BUFFERED {
            self.refill();
        }
        let word = self.buffer[self.position];
        self.position += 1;
        word
    }
}

impl Drop for AesWords {
    fn drop(&mut self) {
        self.buffer.zeroize();
        self.counter.zeroize();
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
            for _ in 0..3 * BUFFERED {
                assert!(seen.insert(words.word()));
            }
        }
    }
}
