//! Native methods of `org.medveil.opendp.ConversionNatives`.

use jni::EnvUnowned;
use jni::objects::{JClass, JDoubleArray};
use jni::sys::jdouble;

use super::arrays::doubles;
use crate::conversion;
use crate::errors::guarded;

/// `static native double composed(double[] rhos)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ConversionNatives_composed<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    rhos: JDoubleArray<'local>,
) -> jdouble {
    guarded(&mut unowned, |env| {
        conversion::composed(doubles(env, &rhos)?)
    })
}

/// `static native double epsilon(double rho, double delta)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ConversionNatives_epsilon<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    rho: jdouble,
    delta: jdouble,
) -> jdouble {
    guarded(&mut unowned, |_| conversion::epsilon(rho, delta))
}

/// `static native double delta(double rho, double epsilon)`
#[unsafe(no_mangle)]
pub extern "system" fn Java_org_medveil_opendp_ConversionNatives_delta<'local>(
    mut unowned: EnvUnowned<'local>,
    _class: JClass<'local>,
    rho: jdouble,
    epsilon: jdouble,
) -> jdouble {
    guarded(&mut unowned, |_| conversion::delta(rho, epsilon))
}
