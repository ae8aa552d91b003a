//! Native methods of `org.medveil.kernels`: they move arguments across the border, nothing more.
//! Addresses are of memory outside the heap that the caller owns; the Java side checks sizes.

use jni::objects::ReleaseMode;
use jni::objects::{JByteArray, JClass, JFloatArray, JIntArray, JLongArray, JString};
use jni::sys::{jboolean, jdouble, jint, jlong};
use jni::{Env, EnvUnowned};

use crate::columns::Geometry;
use crate::pool::{Scratch, SquarePool};
use crate::product::{Shape, product};
use crate::{rounded, squared};

/// Every native method is one call of this: what fails or panics inside is thrown in Java.
fn guarded<'local, T: Default>(
    unowned: &mut EnvUnowned<'local>,
    body: impl FnOnce(&mut Env<'local>) -> jni::errors::Result<T>,
) -> T {
    unowned
        .with_env(body)
        .resolve::<jni::errors::ThrowRuntimeExAndDefault>()
}

/// `static native String version()`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_MatrixKernels_version<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> JString<'local> {
    guarded(&mut unowned, |env| {
        JString::from_str(env, env!("CARGO_PKG_VERSION"))
    })
}

/// `static native void product(boolean transposeA, boolean transposeB, int m, int n, int k, long a, int lda, long b,
/// int ldb, long c, int ldc, boolean add)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_MatrixKernels_product<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    transpose_a: jboolean,
    transpose_b: jboolean,
    m: jint,
    n: jint,
    k: jint,
    a: jlong,
    lda: jint,
    b: jlong,
    ldb: jint,
    c: jlong,
    ldc: jint,
    add: jboolean,
) {
    guarded(&mut unowned, |_| {
        let shape = Shape {
            transpose_a,
            transpose_b,
            m: m as usize,
            n: n as usize,
            k: k as usize,
            lda: lda as usize,
            ldb: ldb as usize,
            ldc: ldc as usize,
            add,
        };
        // SAFETY: the Java side vouches for the memories.
        unsafe { product(shape, a as *const f32, b as *const f32, c as *mut f32) };
        Ok(())
    })
}

/// `static native boolean addRounded(long block, int shift, long[] sum, int offset, int length)`: whether the sums are
/// right; the Java side has checked that the entries are there.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_MatrixKernels_addRounded<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    block: jlong,
    shift: jint,
    sum: JLongArray<'local>,
    offset: jint,
    length: jint,
) -> jboolean {
    guarded(&mut unowned, |env| {
        let (from, to) = (offset as usize, (offset + length) as usize);
        // SAFETY: the Java side vouches for the floats; no JNI call is made while the array is held, and that is
        // for microseconds.
        unsafe {
            let values = std::slice::from_raw_parts(block as *const f32, length as usize);
            let mut sums = sum.get_elements_critical(env, ReleaseMode::CopyBack)?;
            Ok(rounded::add(values, shift as u32, &mut sums[from..to]))
        }
    })
}

/// `static native void gather(int[] geometry, float[] images, int at, int stride, int count, long to, int wide)`: the
/// Java side has checked that the images are there.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_PatchColumns_gather<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    geometry: JIntArray<'local>,
    images: JFloatArray<'local>,
    at: jint,
    stride: jint,
    count: jint,
    to: jlong,
    wide: jint,
) {
    guarded(&mut unowned, |env| {
        let shape = shape(env, &geometry)?;
        let to = to as *mut f32;
        // SAFETY: the Java side vouches for the memory; no JNI call is made while the array is held.
        unsafe {
            let images = images.get_elements_critical(env, ReleaseMode::NoCopyBack)?;
            for i in 0..count as usize {
                let image = &images[at as usize + i * stride as usize..];
                shape.gather(image, to.add(i * shape.positions()), wide as usize);
            }
        }
        Ok(())
    })
}

/// `static native void scatter(int[] geometry, long from, int wide, float[] images, int at, int stride, int count)`:
/// likewise.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_PatchColumns_scatter<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    geometry: JIntArray<'local>,
    from: jlong,
    wide: jint,
    images: JFloatArray<'local>,
    at: jint,
    stride: jint,
    count: jint,
) {
    guarded(&mut unowned, |env| {
        let shape = shape(env, &geometry)?;
        let from = from as *mut f32;
        // SAFETY: as above.
        unsafe {
            let mut images = images.get_elements_critical(env, ReleaseMode::CopyBack)?;
            for i in 0..count as usize {
                let image = &mut images[at as usize + i * stride as usize..];
                shape.scatter(from.add(i * shape.positions()), wide as usize, image);
            }
        }
        Ok(())
    })
}

/// `static native void planes(long from, int wide, float[] bias, int positions, float[] images, int at, int stride, int
/// count)`: likewise; as many planes as there are biases.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_PatchColumns_planes<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    from: jlong,
    wide: jint,
    bias: JFloatArray<'local>,
    positions: jint,
    images: JFloatArray<'local>,
    at: jint,
    stride: jint,
    count: jint,
) {
    guarded(&mut unowned, |env| {
        let positions = positions as usize;
        // SAFETY: as above.
        unsafe {
            let bias = bias.get_elements_critical(env, ReleaseMode::NoCopyBack)?;
            let mut images = images.get_elements_critical(env, ReleaseMode::CopyBack)?;
            for i in 0..count as usize {
                let image = &mut images[at as usize + i * stride as usize..];
                for (o, (plane, bias)) in image
                    .chunks_exact_mut(positions)
                    .zip(bias.iter())
                    .enumerate()
                {
                    let line = (from as *const f32).add(o * wide as usize + i * positions);
                    for (to, value) in plane
                        .iter_mut()
                        .zip(std::slice::from_raw_parts(line, positions))
                    {
                        *to = value + bias;
                    }
                }
            }
        }
        Ok(())
    })
}

fn shape(env: &mut Env, array: &JIntArray) -> jni::errors::Result<Geometry> {
    let mut numbers = [0; 11];
    array.get_region(env, 0, &mut numbers)?;
    let [
        channels,
        height,
        width,
        kernel_height,
        kernel_width,
        stride_height,
        stride_width,
        pad_top,
        pad_left,
        rows,
        columns,
    ] = numbers.map(|number| number as usize);
    Ok(Geometry {
        channels,
        height,
        width,
        kernel_height,
        kernel_width,
        stride_height,
        stride_width,
        pad_top,
        pad_left,
        rows,
        columns,
    })
}

/// `static native void forward(int[] geometry, float[] images, float[] results, byte[] winners, int count)`: likewise.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_SquarePool_forward<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    geometry: JIntArray<'local>,
    images: JFloatArray<'local>,
    results: JFloatArray<'local>,
    winners: JByteArray<'local>,
    count: jint,
) {
    guarded(&mut unowned, |env| {
        let pool = pool(env, &geometry)?;
        // SAFETY: as above.
        unsafe {
            let images = images.get_elements_critical(env, ReleaseMode::NoCopyBack)?;
            let mut results = results.get_elements_critical(env, ReleaseMode::CopyBack)?;
            let mut winners = winners.get_elements_critical(env, ReleaseMode::CopyBack)?;
            let mut scratch = Scratch::default();
            for i in 0..count as usize {
                let to = i * pool.results()..(i + 1) * pool.results();
                pool.forward(
                    &images[i * pool.pixels()..],
                    &mut scratch,
                    &mut results[to.clone()],
                    &mut winners[to],
                );
            }
        }
        Ok(())
    })
}

/// `static native void backward(int[] geometry, float[] deltas, byte[] winners, float[] images, int count)`: likewise.
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_SquarePool_backward<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    geometry: JIntArray<'local>,
    deltas: JFloatArray<'local>,
    winners: JByteArray<'local>,
    images: JFloatArray<'local>,
    count: jint,
) {
    guarded(&mut unowned, |env| {
        let pool = pool(env, &geometry)?;
        // SAFETY: as above.
        unsafe {
            let deltas = deltas.get_elements_critical(env, ReleaseMode::NoCopyBack)?;
            let winners = winners.get_elements_critical(env, ReleaseMode::NoCopyBack)?;
            let mut images = images.get_elements_critical(env, ReleaseMode::CopyBack)?;
            for i in 0..count as usize {
                let from = i * pool.results()..(i + 1) * pool.results();
                pool.backward(
                    &deltas[from.clone()],
                    &winners[from],
                    &mut images[i * pool.pixels()..],
                );
            }
        }
        Ok(())
    })
}

/// `static native double squared(long values, int length)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_kernels_MatrixKernels_squared<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: jlong,
    length: jint,
) -> jdouble {
    guarded(&mut unowned, |_| {
        // SAFETY: the Java side vouches for the floats.
        let values = unsafe { std::slice::from_raw_parts(values as *const f32, length as usize) };
        Ok(squared::squared(values))
    })
}

fn pool(env: &mut Env, array: &JIntArray) -> jni::errors::Result<SquarePool> {
    let mut numbers = [0; 5];
    array.get_region(env, 0, &mut numbers)?;
    let [planes, height, width, stride_height, stride_width] =
        numbers.map(|number| number as usize);
    Ok(SquarePool {
        planes,
        height,
        width,
        stride_height,
        stride_width,
    })
}
