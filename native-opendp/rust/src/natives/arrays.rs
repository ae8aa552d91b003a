//! Arrays cross the border as copies of their region.

use jni::Env;
use jni::objects::{JIntArray, JLongArray, JString};
use jni::sys::{jdouble, jint};

use crate::errors::{FailedValue, Failure};

pub fn longs(env: &mut Env, array: &JLongArray) -> Result<Vec<i64>, Failure> {
    let mut copy = vec![0i64; array.len(env)?];
    array.get_region(env, 0, &mut copy)?;
    Ok(copy)
}

pub fn new_longs<'local>(
    env: &mut Env<'local>,
    values: &[i64],
) -> Result<JLongArray<'local>, Failure> {
    let array = JLongArray::new(env, values.len())?;
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

impl FailedValue for JIntArray<'_> {
    fn failed() -> Self {
        JIntArray::null()
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
