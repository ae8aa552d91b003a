//! C = op(A) op(B), or C += op(A) op(B), of row-major matrices of floats.
//!
//! The `gemm` crate adds the terms of a number one after another, in chunks whose length may depend on the shape; here
//! chunks are cut first, by the length of the sums alone, and its special ways for vectors are not taken. So equal
//! rows times equal columns give equal bits in every place of every product.

use std::cell::RefCell;

use gemm_common::Parallelism;

use crate::transpose::Transpose;

/// Up to here the crate never cuts a sum itself.
const CHUNK: usize = 512;
const LANES: usize = 16;

/// As `org.medveil.kernels.Gemm`.
#[derive(Clone, Copy)]
pub struct Shape {
    pub transpose_a: bool,
    pub transpose_b: bool,
    pub m: usize,
    pub n: usize,
    pub k: usize,
    pub lda: usize,
    pub ldb: usize,
    pub ldc: usize,
    pub add: bool,
}

impl Shape {
    /// Floats from one term of a sum to the next in A, and from one sum to the next.
    fn steps_of_a(&self) -> (usize, usize) {
        if self.transpose_a {
            (self.lda, 1)
        } else {
            (1, self.lda)
        }
    }
}

thread_local! {
    static SCRATCH: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// # Safety
/// The memories are as large as the shape says, and C overlaps neither A nor B.
pub unsafe fn product(shape: Shape, a: *const f32, b: *const f32, c: *mut f32) {
    SCRATCH.with_borrow_mut(|scratch| unsafe {
        match (shape.transpose_a, shape.transpose_b) {
            (false, true) if shape.k * shape.n > (shape.k + shape.n) * shape.m => {
                turned_a(shape, a, b, c, scratch)
            }
            (_, true) => turned_b(shape, a, b, c, scratch),
            _ => chunks(shape, a, b, c),
        }
    });
}

fn room(scratch: &mut Vec<f32>, floats: usize) -> *mut f32 {
    if scratch.len() < floats {
        scratch.resize(floats, 0.0);
    }
    scratch.as_mut_ptr()
}

/// Where B runs along the sums it is turned, since the crate is slow at that.
unsafe fn turned_b(
    shape: Shape,
    a: *const f32,
    b: *const f32,
    c: *mut f32,
    scratch: &mut Vec<f32>,
) {
    let turned = room(scratch, shape.k * shape.n);
    unsafe {
        Transpose {
            rows: shape.n,
            columns: shape.k,
            from: b,
            from_stride: shape.ldb,
            to: turned,
            to_stride: shape.n,
        }
        .run(false);
        chunks(
            Shape {
                transpose_b: false,
                ldb: shape.n,
                ..shape
            },
            a,
            turned,
            c,
        );
    }
}

/// Or, where that is less to turn: C' = B A', and C from it.
unsafe fn turned_a(
    shape: Shape,
    a: *const f32,
    b: *const f32,
    c: *mut f32,
    scratch: &mut Vec<f32>,
) {
    let (m, n, k) = (shape.m, shape.n, shape.k);
    let turned = room(scratch, k * m + n * m);
    unsafe {
        let result = turned.add(k * m);
        Transpose {
            rows: m,
            columns: k,
            from: a,
            from_stride: shape.lda,
            to: turned,
            to_stride: m,
        }
        .run(false);
        let swapped = Shape {
            transpose_a: false,
            transpose_b: false,
            m: n,
            n: m,
            k,
            lda: shape.ldb,
            ldb: m,
            ldc: m,
            add: false,
        };
        chunks(swapped, b, turned, result);
        Transpose {
            rows: n,
            columns: m,
            from: result,
            from_stride: m,
            to: c,
            to_stride: shape.ldc,
        }
        .run(shape.add);
    }
}

/// B is k x n.
unsafe fn chunks(shape: Shape, a: *const f32, b: *const f32, c: *mut f32) {
    let pieces = shape.k.div_ceil(CHUNK).max(1);
    let length = shape.k.div_ceil(pieces);
    let (along_a, _) = shape.steps_of_a();
    let mut at = 0;
    loop {
        let k = length.min(shape.k - at);
        let chunk = Shape {
            k,
            add: shape.add || at > 0,
            ..shape
        };
        unsafe {
            let (a, b) = (a.add(at * along_a), b.add(at * shape.ldb));
            if shape.m == 1 || shape.n == 1 {
                vector(chunk, a, b, c);
            } else {
                matrix(chunk, a, b, c);
            }
        }
        at += k;
        if at >= shape.k {
            return;
        }
    }
}

/// C' = B' A': the crate writes along columns.
unsafe fn matrix(shape: Shape, a: *const f32, b: *const f32, c: *mut f32) {
    let (along, across) = shape.steps_of_a();
    let add = if shape.add { 1.0 } else { 0.0 };
    unsafe {
        gemm_f32::gemm::f32::get_gemm_fn()(
            shape.n,
            shape.m,
            shape.k,
            c,
            shape.ldc as isize,
            1,
            shape.add,
            b,
            shape.ldb as isize,
            1,
            a,
            across as isize,
            along as isize,
            add,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

/// One row or one column; sums of one column in lanes, so that they are vector instructions.
unsafe fn vector(shape: Shape, a: *const f32, b: *const f32, c: *mut f32) {
    let (along, across) = shape.steps_of_a();
    for row in 0..shape.m {
        unsafe {
            let (a, c) = (a.add(row * across), c.add(row * shape.ldc));
            if shape.n == 1 {
                let sum = dot(shape.k, (a, along), (b, shape.ldb));
                *c = if shape.add { *c + sum } else { sum };
                continue;
            }
            let out = std::slice::from_raw_parts_mut(c, shape.n);
            if !shape.add {
                out.fill(0.0);
            }
            for i in 0..shape.k {
                let line = std::slice::from_raw_parts(b.add(i * shape.ldb), shape.n);
                axpy(*a.add(i * along), line, out);
            }
        }
    }
}

fn axpy(factor: f32, line: &[f32], out: &mut [f32]) {
    for (o, value) in out.iter_mut().zip(line) {
        *o += factor * value;
    }
}

unsafe fn dot(k: usize, (a, a_step): (*const f32, usize), (b, b_step): (*const f32, usize)) -> f32 {
    let mut lanes = [0f32; LANES];
    let whole = k / LANES * LANES;
    unsafe {
        for i in (0..whole).step_by(LANES) {
            for (lane, sum) in lanes.iter_mut().enumerate() {
                *sum += *a.add((i + lane) * a_step) * *b.add((i + lane) * b_step);
            }
        }
        for i in whole..k {
            lanes[i - whole] += *a.add(i * a_step) * *b.add(i * b_step);
        }
    }
    lanes.iter().sum()
}
