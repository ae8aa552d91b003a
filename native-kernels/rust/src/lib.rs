//! Matrix products and exact sums for `org.medveil.kernels`. Every number of a result is computed by the same
//! operations in the same order, wherever it stands and however large the matrices are: no patient's numbers depend
//! on who stands beside them.

pub mod columns;
mod natives;
pub mod pool;
pub mod product;
pub mod rounded;
pub mod squared;
pub mod transpose;
