//! Native methods of `org.medveil.opendp.SelectionNatives`.

use jni::EnvUnowned;
use jni::objects::{JClass, JIntArray, JLongArray};
use jni::sys::{jboolean, jdouble, jint, jlong};

use super::arrays::{longs, new_indices};
use crate::errors::{Failure, guarded};
use crate::selection::{Movement, Selection};

/// `static native int[] topK(long[] scores, int count, double scale, boolean exponential)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_SelectionNatives_topK<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    scores: JLongArray<'local>,
    count: jint,
    scale: jdouble,
    exponential: jboolean,
) -> JIntArray<'local> {
    guarded(&mut unowned, |env| {
        let chosen = selection(count, scale, exponential)?.of(&longs(env, &scores)?)?;
        new_indices(env, &chosen)
    })
}

/// `static native double rho(int count, double scale, long most, boolean monotonic)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_SelectionNatives_rho<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    count: jint,
    scale: jdouble,
    most: jlong,
    monotonic: jboolean,
) -> jdouble {
    guarded(&mut unowned, |_| {
        selection(count, scale, true)?.loss(Movement { most, monotonic })
    })
}

/// `static native double epsilon(int count, double scale, long most, boolean monotonic)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_SelectionNatives_epsilon<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    count: jint,
    scale: jdouble,
    most: jlong,
    monotonic: jboolean,
) -> jdouble {
    guarded(&mut unowned, |_| {
        selection(count, scale, false)?.loss(Movement { most, monotonic })
    })
}

fn selection(count: jint, scale: f64, exponential: bool) -> Result<Selection, Failure> {
    let count = usize::try_from(count)
        .map_err(|_| Failure::Argument("at least one index must be asked for"))?;
    Ok(Selection {
        count,
        scale,
        exponential,
    })
}
