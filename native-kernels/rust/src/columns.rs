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
    fn inside(
        padding: usize,
        kernel: usize,
        stride: usize,
        pixels: usize,
        results: usize,
    ) -> (usize, usize) {
        let first = padding.saturating_sub(kernel).div_ceil(stride).min(results);
        let last = (pixels + padding)
            .saturating_sub(kernel)
            .div_ceil(stride)
            .min(results);
        (first, last.max(first))
    }

    fn inside_rows(&self, ky: usize) -> (usize, usize) {
        Self::inside(self.pad_top, ky, self.stride_height, self.height, self.rows)
    }

    fn inside_columns(&self, kx: usize) -> (usize, usize) {
        Self::inside(
            self.pad_left,
            kx,
            self.stride_width,
            self.width,
            self.columns,
        )
    }

    /// Whether a row of the matrix is the channel itself, shifted.
    fn shifted(&self) -> bool {
        self.stride_height == 1 && self.stride_width == 1 && self.columns == self.width
    }

    /// For a shifted row: results over pixels from the first to before the last, and the pixel under the first.
    fn shift(&self, ky: usize, kx: usize) -> (usize, usize, usize) {
        let shift = (ky as isize - self.pad_top as isize) * self.width as isize + kx as isize
            - self.pad_left as isize;
        let (top, bottom) = self.inside_rows(ky);
        // The shift may look one row's end before the plane or after it, at what does not count.
        let from = (top * self.width).max((-shift).max(0) as usize);
        let plane = (self.height * self.width) as isize;
        let end = (bottom * self.width).min((plane - shift).max(0) as usize);
        if from < end {
            (from, end, (from as isize + shift) as usize)
        } else {
            (0, 0, 0)
        }
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
        if !self.shifted() {
            return unsafe { self.gather_padded(image, to, stride) };
        }
        let positions = self.positions();
        let mut line = to;
        self.each_row(|plane, ky, kx| {
            let out = unsafe { std::slice::from_raw_parts_mut(line, positions) };
            let (from, end, pixel) = self.shift(ky, kx);
            out[..from].fill(0.0);
            out[from..end].copy_from_slice(&image[plane + pixel..plane + pixel + end - from]);
            out[end..].fill(0.0);
            self.clear_sides(out, kx);
            line = line.wrapping_add(stride);
        });
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
        if !self.shifted() {
            return unsafe { self.scatter_padded(from, stride, image) };
        }
        let positions = self.positions();
        image[..self.pixels()].fill(0.0);
        let mut line = from;
        self.each_row(|plane, ky, kx| {
            let row = unsafe { std::slice::from_raw_parts_mut(line, positions) };
            self.clear_sides(row, kx);
            let (from, end, pixel) = self.shift(ky, kx);
            add(
                &row[from..end],
                &mut image[plane + pixel..plane + pixel + end - from],
            );
            line = line.wrapping_add(stride);
        });
    }

    /// Rows and columns of a channel that kernels see, padding included.
    fn padded(&self) -> (usize, usize) {
        let rows = (self.rows - 1) * self.stride_height + self.kernel_height;
        let columns = (self.columns - 1) * self.stride_width + self.kernel_width;
        (rows, columns)
    }

    /// For each result the pixel of a padded channel under the kernel's first corner.
    fn corners(&self) -> Vec<usize> {
        let (_, across) = self.padded();
        let row = |y: usize| {
            (0..self.columns).map(move |x| y * self.stride_height * across + x * self.stride_width)
        };
        (0..self.rows).flat_map(row).collect()
    }

    /// The rows of the image that are seen, where they stand in a padded channel, and how many pixels of each.
    fn seen(&self) -> (std::ops::Range<usize>, usize) {
        let (down, across) = self.padded();
        let pixels = self.width.min(across.saturating_sub(self.pad_left));
        let rows = if pixels > 0 {
            self.height.min(down.saturating_sub(self.pad_top))
        } else {
            0
        };
        (0..rows, pixels)
    }

    unsafe fn gather_padded(&self, image: &[f32], to: *mut f32, stride: usize) {
        let (down, across) = self.padded();
        let mut padded = vec![0f32; down * across];
        let corners = self.corners();
        let (rows, pixels) = self.seen();
        let mut line = to;
        for plane in image[..self.pixels()].chunks_exact(self.height * self.width) {
            for y in rows.clone() {
                let at = (y + self.pad_top) * across + self.pad_left;
                padded[at..at + pixels]
                    .copy_from_slice(&plane[y * self.width..y * self.width + pixels]);
            }
            for ky in 0..self.kernel_height {
                for kx in 0..self.kernel_width {
                    let under = &padded[ky * across + kx..];
                    // SAFETY: the last corner plus the kernel's last pixel is the last of the padded channel.
                    unsafe {
                        let out = std::slice::from_raw_parts_mut(line, corners.len());
                        for (to, corner) in out.iter_mut().zip(&corners) {
                            *to = *under.get_unchecked(*corner);
                        }
                    }
                    line = line.wrapping_add(stride);
                }
            }
        }
    }

    unsafe fn scatter_padded(&self, from: *const f32, stride: usize, image: &mut [f32]) {
        let (down, across) = self.padded();
        let mut padded = vec![0f32; down * across];
        let corners = self.corners();
        let (rows, pixels) = self.seen();
        let mut line = from;
        for plane in image[..self.pixels()].chunks_exact_mut(self.height * self.width) {
            padded.fill(0.0);
            for ky in 0..self.kernel_height {
                for kx in 0..self.kernel_width {
                    let under = &mut padded[ky * across + kx..];
                    // SAFETY: as above.
                    unsafe {
                        let row = std::slice::from_raw_parts(line, corners.len());
                        for (value, corner) in row.iter().zip(&corners) {
                            *under.get_unchecked_mut(*corner) += value;
                        }
                    }
                    line = line.wrapping_add(stride);
                }
            }
            plane.fill(0.0);
            for y in rows.clone() {
                let at = (y + self.pad_top) * across + self.pad_left;
                plane[y * self.width..y * self.width + pixels]
                    .copy_from_slice(&padded[at..at + pixels]);
            }
        }
    }
}

fn add(from: &[f32], to: &mut [f32]) {
    for (to, value) in to.iter_mut().zip(from) {
        *to += value;
    }
}
