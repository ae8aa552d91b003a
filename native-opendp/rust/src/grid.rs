//! The bulk tier: exact discrete Gaussian noise N_Z(0, (2^bits)^2) at some nanoseconds per value.
//!
//! P(x) proportional to exp(-x^2 / (2 sigma^2)) on the integers (Canonne, Kamath, Steinke 2020, definition 1),
//! sigma = 2^bits, by rejection from a step function. Let w = sigma/64 be the width of a block.
//!
//! 1. One random word picks an outcome with weight W/2^64, exactly (alias table): block j = 0..575, the tail
//!    beyond 9 sigma, or nothing (`table`). Magnitude and sign follow uniformly in a block, geometrically in the tail.
//! 2. A magnitude x of block j is kept with chance kappa exp(-x^2 / (2 sigma^2)) / W_j, which is at most 1 (`draw`). A
//!    tail's magnitude 9 sigma + y, proposed with chance (1-r) r^y for r = exp(-9/sigma), is kept with chance
//!    kappa exp(-40.5 - y^2 / (2 sigma^2)) / (W_tail w (1-r)) (`tail`).
//! 3. So every integer but 0 is returned with chance kappa exp(-x^2 / (2 sigma^2)) / (2^65 w) per trial; 0 has two
//!    signs, one of which is thrown away.
//!
//! Floating point never decides: it only skips comparisons whose outcome its error bound proves, and leaves the
//! rest to integers of any length (`exp`, `coin`). The distribution is therefore exact, as long as the words are
//! uniform; they are AES-128 in counter mode, keyed afresh for every portion of a vector from OpenDP's byte source (`words`, `shares`).
//! Not constant-time. The whole argument: docs/privacy/bulk-sampler.md.

mod coin;
mod draw;
mod exp;
mod floats;
mod mechanism;
mod natives;
mod shares;
mod table;
mod tail;
mod words;

#[cfg(test)]
mod distribution;
