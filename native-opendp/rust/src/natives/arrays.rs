//! Arrays cross the border as copies of their region.

use jni::Env;
use jni::objects::{JDoubleArray, JFloatArray, JIntArray, JLongArray, JString};
use jni::sys::{jboolean, jdouble, jint, jlong};

use crate::errors::{FailedValue, Failure};

pub fn longs(env: &mut Env, array: &JLongArray) -> Result<Vec<i64>, Failure> {
    let mut copy = zeroed(array.len(env)?)?;
    array.get_region(env, 0, &mut copy)?;
    Ok(copy)
}

pub fn doubles(env: &mut Env, array: &JDoubleArray) -> Result<Vec<f64>, Failure> {
    let mut copy = zeroed(array.len(env)?)?;
    array.get_region(env, 0, &mut copy)?;
    Ok(copy)
}

pub fn floats(env: &mut Env, array: &JFloatArray) -> Result<Vec<f32>, Failure> {
    let mut copy = zeroed(array.len(env)?)?;
    array.get_region(env, 0, &mut copy)?;
    Ok(copy)
}

/// `vec![0; length]` would end the JVM where the memory is not there.
pub fn zeroed<T: Clone + Default>(length: usize) -> Result<Vec<T>, Failure> {
    let mut zeros = Vec::new();
    zeros
        .try_reserve_exact(length)
        .map_err(|_| Failure::Argument("there is no memory for a copy of the array"))?;
    zeros.resize(length, T::default());
    Ok(zeros)
}

pub fn new_longs<'local>(
    env: &mut Env<'local>,
    values: &[i64],
) -> Result<JLongArray<'local>, Failure> {
    let array = JLongArray::new(env, values.len())?;
    array.set_region(env, 0, values)?;
    Ok(array)
}

pub fn new_doubles<'local>(
    env: &mut Env<'local>,
    values: &[f64],
) -> Result<JDoubleArray<'local>, Failure> {
    let array = JDoubleArray::new(env, values.len())?;
    array.set_region(env, 0, values)?;
    Ok(array)
}

/// Indices of a Java array always fit.
pub fn new_indices<'local>(
    env: &mut Env<'local>,
    indices: &[usize],
) -> Result<JIntArray<'local>, Failure> {
    let small: Vec<jint> = indices.iter().map(|&index| index as jint).collect();
    let array = JIntArray::new(env, small.len())?;
    array.set_region(env, 0, &small)?;
    Ok(array)
}

impl FailedValue for JLongArray<'_> {
    fn failed() -> Self {
        JLongArray::null()
    }
}

impl FailedValue for jboolean {
    fn failed() -> Self {
        false
    }
}

impl FailedValue for JFloatArray<'_> {
    fn failed() -> Self {
        JFloatArray::null()
    }
}

impl FailedValue for JIntArray<'_> {
    fn failed() -> Self {
        JIntArray::null()
    }
}

impl FailedValue for JDoubleArray<'_> {
    fn failed() -> Self {
        JDoubleArray::null()
    }
}

impl FailedValue for JString<'_> {
    fn failed() -> Self {
        JString::null()
    }
}

impl FailedValue for jdouble {
    fn failed() -> Self {
        f64::NAN
    }
}

/// A native method that answers with any whole number has none to spare; Java sees the exception.
impl FailedValue for jlong {
    fn failed() -> Self {
        0
    }
}
