//! Patches of images as columns of a matrix (im2col) and back; images are channels of rows of pixels.

/// How a kernel walks over an image. Row (channel, kernel row, kernel column) of the matrix, column (result row, result
/// column).
pub struct Geometry {
    pub channels: usize,
    pub height: usize,
    pub width: usize,
    pub kernel_height: usize,
    pub kernel_width: usize,
    pub stride_height: usize,
    pub stride_width: usize,
    pub pad_top: usize,
    pub pad_left: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Geometry {
    pub fn pixels(&self) -> usize {
        self.channels * self.height * self.width
    }

    pub fn positions(&self) -> usize {
        self.rows * self.columns
    }

    pub fn patch(&self) -> usize {
        self.channels * self.kernel_height * self.kernel_width
    }

    /// Results whose pixel under a kernel's row or column lies in the image: from the first to before the last.
    fn inside(padding: usize, kernel: usize, stride: usize, pixels: usize, results: usize) -> (usize, usize) {
        let first = padding.saturating_sub(kernel).div_ceil(stride).min(results);
        let last = (pixels + padding).saturating_sub(kernel).div_ceil(stride).min(results);
        (first, last.max(first))
    }

    fn inside_rows(&self, ky: usize) -> (usize, usize) {
        Self::inside(self.pad_top, ky, self.stride_height, self.height, self.rows)
    }

    fn inside_columns(&self, kx: usize) -> (usize, usize) {
        Self::inside(self.pad_left, kx, self.stride_width, self.width, self.columns)
    }

    /// Whether a row of the matrix is the channel itself, shifted.
    fn shifted(&self) -> bool {
        self.stride_height == 1 && self.stride_width == 1 && self.columns == self.width
    }

    /// For a shifted row: results from the first to before the last, and the pixel under the first.
    fn shift(&self, ky: usize, kx: usize) -> (usize, usize, usize) {
        let shift = (ky as isize - self.pad_top as isize) * self.width as isize + kx as isize - self.pad_left as isize;
        let (top, bottom) = self.inside_rows(ky);
        // The shift may look one row's end before the plane or after it, at what does not count.
        let from = (top * self.width).max((-shift).max(0) as usize);
        let plane = (self.height * self.width) as isize;
        let end = (bottom * self.width).min((plane - shift).max(0) as usize);
        (from, end.max(from), (from as isize + shift).max(0) as usize)
    }

    fn each_row(&self, mut row: impl FnMut(usize, usize, usize)) {
        for channel in 0..self.channels {
            for ky in 0..self.kernel_height {
                for kx in 0..self.kernel_width {
                    row(channel * self.height * self.width, ky, kx);
                }
            }
        }
    }

    /// # Safety
    /// There are `patch()` rows of `positions()` floats at `to`, `stride` floats apart.
    pub unsafe fn gather(&self, image: &[f32], to: *mut f32, stride: usize) {
        let positions = self.positions();
        let mut line = to;
        self.each_row(|plane, ky, kx| {
            let out = unsafe { std::slice::from_raw_parts_mut(line, positions) };
            if self.shifted() {
                let (from, end, pixel) = self.shift(ky, kx);
                out[..from].fill(0.0);
                out[from..end].copy_from_slice(&image[plane + pixel..plane + pixel + end - from]);
                out[end..].fill(0.0);
                self.clear_sides(out, kx);
            } else {
                self.gather_row(&image[plane..plane + self.height * self.width], (ky, kx), out);
            }
            line = line.wrapping_add(stride);
        });
    }

    fn gather_row(&self, plane: &[f32], (ky, kx): (usize, usize), out: &mut [f32]) {
        let (top, bottom) = self.inside_rows(ky);
        let (left, right) = self.inside_columns(kx);
        out[..top * self.columns].fill(0.0);
        out[bottom * self.columns..].fill(0.0);
        for row in top..bottom {
            let line = &mut out[row * self.columns..(row + 1) * self.columns];
            line[..left].fill(0.0);
            line[right..].fill(0.0);
            if left < right {
                let y = row * self.stride_height + ky - self.pad_top;
                let from = y * self.width + left * self.stride_width + kx - self.pad_left;
                let pixels = plane[from..].iter().step_by(self.stride_width);
                for (to, pixel) in line[left..right].iter_mut().zip(pixels) {
                    *to = *pixel;
                }
            }
        }
    }

    /// Sets to zero what came from beyond the left and right edges.
    fn clear_sides(&self, line: &mut [f32], kx: usize) {
        let (left, right) = self.inside_columns(kx);
        if left == 0 && right == self.columns {
            return;
        }
        for row in line.chunks_exact_mut(self.columns) {
            row[..left].fill(0.0);
            row[right..].fill(0.0);
        }
    }

    /// Sets an image to the sums of the columns over each pixel; clears some of the columns.
    ///
    /// # Safety
    /// As of `gather`.
    pub unsafe fn scatter(&self, from: *mut f32, stride: usize, image: &mut [f32]) {
        let positions = self.positions();
        image[..self.pixels()].fill(0.0);
        let mut line = from;
        self.each_row(|plane, ky, kx| {
            let row = unsafe { std::slice::from_raw_parts_mut(line, positions) };
            if self.shifted() {
                self.clear_sides(row, kx);
                let (from, end, pixel) = self.shift(ky, kx);
                add(&row[from..end], &mut image[plane + pixel..plane + pixel + end - from]);
            } else {
                self.scatter_row(row, (ky, kx), &mut image[plane..plane + self.height * self.width]);
            }
            line = line.wrapping_add(stride);
        });
    }

    fn scatter_row(&self, row: &[f32], (ky, kx): (usize, usize), plane: &mut [f32]) {
        let (top, bottom) = self.inside_rows(ky);
        let (left, right) = self.inside_columns(kx);
        if left == right {
            return;
        }
        for y in top..bottom {
            let line = &row[y * self.columns + left..y * self.columns + right];
            let to = (y * self.stride_height + ky - self.pad_top) * self.width + left * self.stride_width + kx
                - self.pad_left;
            for (pixel, value) in plane[to..].iter_mut().step_by(self.stride_width).zip(line) {
                *pixel += value;
            }
        }
    }
}

fn add(from: &[f32], to: &mut [f32]) {
    for (to, value) in to.iter_mut().zip(from) {
        *to += value;
    }
}
