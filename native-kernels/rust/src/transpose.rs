//! Transposes blocks that fit the nearest cache.

const BLOCK: usize = 16;

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
        let mut block = [[0f32; BLOCK]; BLOCK];
        for row in (0..self.rows).step_by(BLOCK) {
            let rows = BLOCK.min(self.rows - row);
            for column in (0..self.columns).step_by(BLOCK) {
                let columns = BLOCK.min(self.columns - column);
                // SAFETY: row < rows and column < columns in all that follows.
                unsafe {
                    if rows == BLOCK && columns == BLOCK {
                        for r in 0..BLOCK {
                            let line = self.from.add((row + r) * self.from_stride + column);
                            for c in 0..BLOCK {
                                block[c][r] = *line.add(c);
                            }
                        }
                    } else {
                        for r in 0..rows {
                            let line = self.from.add((row + r) * self.from_stride + column);
                            for (c, lane) in block.iter_mut().enumerate().take(columns) {
                                lane[r] = *line.add(c);
                            }
                        }
                    }
                    for (c, lane) in block.iter().enumerate().take(columns) {
                        let line = self.to.add((column + c) * self.to_stride + row);
                        for (r, value) in lane.iter().enumerate().take(rows) {
                            *line.add(r) = if add { *line.add(r) + value } else { *value };
                        }
                    }
                }
            }
        }
    }
}
