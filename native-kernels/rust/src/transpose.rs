//! Transposes blocks that fit the nearest cache.

const BLOCK: usize = 8;

/// Where a matrix of `rows` x `columns` lies and where its transpose goes; strides are from row to row.
pub struct Transpose {
    pub rows: usize,
    pub columns: usize,
    pub from: *const f32,
    pub from_stride: usize,
    pub to: *mut f32,
    pub to_stride: usize,
}

impl Transpose {
    /// Writes, or adds to what is there.
    ///
    /// # Safety
    /// Both memories are as large as their shapes say, and do not overlap.
    pub unsafe fn run(&self, add: bool) {
        let whole = !add && eights::there();
        for row in (0..self.rows).step_by(BLOCK) {
            let rows = BLOCK.min(self.rows - row);
            for column in (0..self.columns).step_by(BLOCK) {
                let columns = BLOCK.min(self.columns - column);
                // SAFETY: the block lies within both.
                unsafe {
                    let from = self.from.add(row * self.from_stride + column);
                    let to = self.to.add(column * self.to_stride + row);
                    if whole && rows == BLOCK && columns == BLOCK {
                        eights::transpose(from, self.from_stride, to, self.to_stride);
                    } else {
                        self.part(from, to, (rows, columns), add);
                    }
                }
            }
        }
    }

    unsafe fn part(
        &self,
        from: *const f32,
        to: *mut f32,
        (rows, columns): (usize, usize),
        add: bool,
    ) {
        for c in 0..columns {
            for r in 0..rows {
                // SAFETY: as the caller says.
                unsafe {
                    let value = *from.add(r * self.from_stride + c);
                    let to = to.add(c * self.to_stride + r);
                    *to = if add { *to + value } else { value };
                }
            }
        }
    }
}

/// Eight rows of eight floats by shuffles of AVX registers.
#[cfg(target_arch = "x86_64")]
mod eights {
    use std::arch::x86_64::{
        _mm256_loadu_ps, _mm256_permute2f128_ps, _mm256_shuffle_ps, _mm256_storeu_ps,
        _mm256_unpackhi_ps, _mm256_unpacklo_ps,
    };

    pub fn there() -> bool {
        is_x86_feature_detected!("avx")
    }

    /// # Safety
    /// The processor has AVX; eight rows of eight floats are there on both sides.
    #[target_feature(enable = "avx")]
    pub unsafe fn transpose(from: *const f32, from_stride: usize, to: *mut f32, to_stride: usize) {
        unsafe {
            let r: [_; 8] = std::array::from_fn(|i| _mm256_loadu_ps(from.add(i * from_stride)));
            let pairs: [_; 8] = std::array::from_fn(|i| {
                let (a, b) = (r[i & !1], r[i | 1]);
                if i % 2 == 0 {
                    _mm256_unpacklo_ps(a, b)
                } else {
                    _mm256_unpackhi_ps(a, b)
                }
            });
            // Columns 0, 1, 2, 3 (and 4 to 7 in the upper half) of rows 0 to 3, then of rows 4 to 7.
            let fours: [_; 8] = std::array::from_fn(|i| {
                let rows = i / 4 * 4;
                let (a, b) = (pairs[rows + i % 4 / 2], pairs[rows + 2 + i % 4 / 2]);
                if i % 2 == 0 {
                    _mm256_shuffle_ps::<0x44>(a, b)
                } else {
                    _mm256_shuffle_ps::<0xEE>(a, b)
                }
            });
            for i in 0..4 {
                _mm256_storeu_ps(
                    to.add(i * to_stride),
                    _mm256_permute2f128_ps::<0x20>(fours[i], fours[i + 4]),
                );
                _mm256_storeu_ps(
                    to.add((i + 4) * to_stride),
                    _mm256_permute2f128_ps::<0x31>(fours[i], fours[i + 4]),
                );
            }
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod eights {
    pub fn there() -> bool {
        false
    }

    /// # Safety
    /// Never called.
    pub unsafe fn transpose(_: *const f32, _: usize, _: *mut f32, _: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_and_stride() {
        for (rows, columns) in [(1, 1), (8, 8), (16, 24), (7, 9), (17, 30)] {
            let (from_stride, to_stride) = (columns + 3, rows + 5);
            let from: Vec<f32> = (0..rows * from_stride).map(|i| i as f32).collect();
            for add in [false, true] {
                let mut to = vec![0.5f32; columns * to_stride];
                let all = Transpose {
                    rows,
                    columns,
                    from: from.as_ptr(),
                    from_stride,
                    to: to.as_mut_ptr(),
                    to_stride,
                };
                unsafe { all.run(add) };
                for r in 0..rows {
                    for c in 0..columns {
                        let expected = from[r * from_stride + c] + if add { 0.5 } else { 0.0 };
                        assert_eq!(
                            to[c * to_stride + r],
                            expected,
                            "{rows} x {columns}: {r} {c}"
                        );
                    }
                }
                assert!(
                    (0..columns).all(|c| to[c * to_stride + rows] == 0.5),
                    "nothing beyond"
                );
            }
        }
    }
}
