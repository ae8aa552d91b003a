//! Native methods of `org.medveil.opendp.OpenDp`.

use jni::EnvUnowned;
use jni::objects::{JClass, JLongArray, JString};
use jni::sys::jdouble;

use super::arrays::{longs, new_longs};
use crate::errors::guarded;
use crate::gaussian;

/// `static native long[] noised(long[] values, double sigma)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_noised<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    values: JLongArray<'local>,
    sigma: jdouble,
) -> JLongArray<'local> {
    guarded(&mut unowned, |env| {
        let noised = gaussian::noised(&longs(env, &values)?, sigma)?;
        new_longs(env, &noised)
    })
}

/// `static native double rho(double sigma, double sensitivity)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_rho<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    sigma: jdouble,
    sensitivity: jdouble,
) -> jdouble {
    guarded(&mut unowned, |_| gaussian::rho(sigma, sensitivity))
}

/// `static native String version()`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_version<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> JString<'local> {
    guarded(&mut unowned, |env| {
        Ok(env.new_string(env!("OPENDP_VERSION"))?)
    })
}

/// `static native String crateVersion()`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_OpenDp_crateVersion<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
) -> JString<'local> {
    guarded(&mut unowned, |env| {
        Ok(env.new_string(env!("CARGO_PKG_VERSION"))?)
    })
}
