//! OpenDP for `org.medveil.opendp`: the mechanisms, one file each, and under `natives` their native methods.
//! Stateless: nothing is kept between calls, no handle leaves, arrays cross by copies, and no lock of the
//! garbage collector is held while noise is drawn.

mod conversion;
mod errors;
mod gaussian;
mod geometric;
mod grid;
mod laplace;
mod natives;
mod quantile;
mod selection;
mod threshold;
