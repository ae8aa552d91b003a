//! Native methods of `org.medveil.opendp.LaplaceNatives`.

use jni::EnvUnowned;
use jni::objects::{JClass, JLongArray};
use jni::sys::{jdouble, jlong};

use super::arrays::{longs, new_longs};
use crate::errors::guarded;
use crate::laplace;

/// `static native long[] noised(long[] values, double scale)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_LaplaceNatives_noised<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JLongArray<'local>,
    scale: jdouble,
) -> JLongArray<'local> {
    guarded(&mut unowned, |env| {
        let noised = laplace::noised(&longs(env, &values)?, scale)?;
        new_longs(env, &noised)
    })
}

/// `static native double epsilon(double scale, long sensitivity)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_LaplaceNatives_epsilon<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    scale: jdouble,
    sensitivity: jlong,
) -> jdouble {
    guarded(&mut unowned, |_| laplace::epsilon(scale, sensitivity))
}
