//! Maxima of 2 x 2 pixels without padding.

use pulp::Arch;

/// Planes one after the other, and their results likewise.
pub struct SquarePool {
    pub planes: usize,
    pub height: usize,
    pub width: usize,
    pub stride_height: usize,
    pub stride_width: usize,
}

impl SquarePool {
    fn rows(&self) -> usize {
        (self.height - 2) / self.stride_height + 1
    }

    fn columns(&self) -> usize {
        (self.width - 2) / self.stride_width + 1
    }

    /// Results of one image.
    pub fn results(&self) -> usize {
        self.planes * self.rows() * self.columns()
    }

    /// Pixels of one image.
    pub fn pixels(&self) -> usize {
        self.planes * self.height * self.width
    }

    /// Writes the largest of each square, and which it was: 0 to 3, of equal ones the first.
    pub fn forward(
        &self,
        image: &[f32],
        scratch: &mut Scratch,
        results: &mut [f32],
        winners: &mut [i8],
    ) {
        let squares = self.pixels() - self.width - 1;
        scratch.most.resize(squares, 0.0);
        scratch.which.resize(squares, 0);
        // At every pixel, also across the ends of lines: one long loop of vector instructions.
        Arch::new().dispatch(
            #[inline(always)]
            || largest(image, self.width, &mut scratch.most, &mut scratch.which),
        );
        let columns = self.columns();
        for (line, (results, winners)) in results
            .chunks_exact_mut(columns)
            .zip(winners.chunks_exact_mut(columns))
            .enumerate()
        {
            let squares = self.line(line)..;
            let most = scratch.most[squares.clone()]
                .iter()
                .step_by(self.stride_width);
            let which = scratch.which[squares].iter().step_by(self.stride_width);
            for ((result, winner), (most, which)) in
                results.iter_mut().zip(winners).zip(most.zip(which))
            {
                *result = *most;
                *winner = *which as i8;
            }
        }
    }

    /// The first pixel under a line of results.
    fn line(&self, line: usize) -> usize {
        let (plane, row) = (line / self.rows(), line % self.rows());
        (plane * self.height + row * self.stride_height) * self.width
    }

    /// Sets the pixels to what the squares that they won hand back.
    pub fn backward(&self, deltas: &[f32], winners: &[i8], image: &mut [f32]) {
        image[..self.pixels()].fill(0.0);
        let columns = self.columns();
        for (line, (deltas, winners)) in deltas
            .chunks_exact(columns)
            .zip(winners.chunks_exact(columns))
            .enumerate()
        {
            let at = self.line(line);
            let pixels = &mut image[at..at + 2 * self.width];
            for (x, (delta, winner)) in deltas.iter().zip(winners).enumerate() {
                let winner = *winner as usize;
                pixels[x * self.stride_width + (winner & 1) + (winner >> 1) * self.width] += delta;
            }
        }
    }
}

/// Memory for one image.
#[derive(Default)]
pub struct Scratch {
    most: Vec<f32>,
    which: Vec<i32>,
}

/// What is no number is larger than any: it must not be lost.
#[inline(always)]
fn largest(image: &[f32], width: usize, most: &mut [f32], which: &mut [i32]) {
    let n = most.len();
    let (a, b, c, d) = (
        &image[..n],
        &image[1..n + 1],
        &image[width..width + n],
        &image[width + 1..width + 1 + n],
    );
    for ((((most, which), a), (b, c)), d) in most
        .iter_mut()
        .zip(which)
        .zip(a)
        .zip(b.iter().zip(c))
        .zip(d)
    {
        let (mut m, mut w) = (*a, 0);
        for (value, place) in [(*b, 1), (*c, 2), (*d, 3)] {
            let more = ((value > m) | value.is_nan()) & !m.is_nan();
            m = if more { value } else { m };
            w = if more { place } else { w };
        }
        *most = m;
        *which = w;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_largest_wins_and_gets_it_back() {
        let pool = SquarePool {
            planes: 1,
            height: 3,
            width: 3,
            stride_height: 1,
            stride_width: 1,
        };
        let (mut results, mut winners, mut back) = ([0.0; 4], [0; 4], [9.0; 9]);
        pool.forward(
            &[1.0, 5.0, 5.0, 2.0, 0.0, 7.0, 8.0, 8.0, 8.0],
            &mut Scratch::default(),
            &mut results,
            &mut winners,
        );
        assert_eq!((results, winners), ([5.0, 7.0, 8.0, 8.0], [1, 3, 2, 2]));
        pool.backward(&[1.0, 2.0, 3.0, 4.0], &winners, &mut back);
        assert_eq!(back, [0.0, 1.0, 0.0, 0.0, 0.0, 2.0, 3.0, 4.0, 0.0]);
    }

    #[test]
    fn strides_skip_and_no_number_is_lost() {
        let pool = SquarePool {
            planes: 2,
            height: 2,
            width: 5,
            stride_height: 2,
            stride_width: 2,
        };
        let mut image = [0.0; 20];
        image[6] = 3.0;
        image[12] = f32::NAN;
        let (mut results, mut winners) = ([0.0; 4], [0; 4]);
        pool.forward(&image, &mut Scratch::default(), &mut results, &mut winners);
        assert_eq!((results[0], results[1], results[2]), (3.0, 0.0, 0.0));
        assert!(results[3].is_nan());
        assert_eq!(winners, [3, 0, 0, 0]);
    }
}
