//! Native methods, one file per Java class. They move arguments and answers across the border, nothing more.

pub mod arrays;
mod conversion;
mod gaussian;
mod geometric;
mod laplace;
mod quantile;
mod selection;
mod threshold;
