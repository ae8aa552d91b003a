/** Kernels of the DP-SGD engine in Rust, on memory outside the heap. */
package org.medveil.kernels;
