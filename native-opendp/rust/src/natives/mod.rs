//! Native methods, one file per Java class. They move arguments and answers across the border, nothing more.

mod arrays;
mod gaussian;
mod laplace;
mod selection;
